"""`leadminer prospects`: which records are one party; merging, and taking it back."""

from __future__ import annotations

import json as json_module
from pathlib import Path
from typing import Annotated, Any

import typer

from leadminer.cli import prospects_enrich

app = typer.Typer(help="Prospects: which records are one party.")

ACTOR = "operator:cli"
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
One = Annotated[int, typer.Argument(help="Number of a prospect.")]
Other = Annotated[int, typer.Argument(help="Number of another.")]


@app.command("link")
def link(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Merge nothing; list all for review.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Compare all organisations: merge what is sure, list what is likely for review.

    Example: leadminer prospects link --dry-run
    """
    from dataclasses import asdict

    from leadminer.cli.opening import opened
    from leadminer.flow.link import link_organisations

    with opened() as app_, app_.begin() as session:
        done = link_organisations(session, clock=app_.clock, apply=not dry_run)
    if json:
        typer.echo(json_module.dumps(asdict(done)))
        return
    typer.echo(
        f"{done.organisations} organisations: {done.merged} merged,"
        f" {done.for_review} new pairs for review"
    )
    if done.for_review:
        typer.echo("next: leadminer prospects pairs")


@app.command("pairs")
def pairs(
    limit: Annotated[int, typer.Option("--limit", min=1, max=500, help="Most to show.")] = 30,
    json: AsJson = False,
) -> None:
    """List pairs that may be one party, likeliest first, with what speaks for and against.

    Example: leadminer prospects pairs
    """
    from leadminer.cli.opening import opened
    from leadminer.prospects import merging, queries

    rows: list[dict[str, Any]] = []
    with opened() as app_, app_.read() as session:
        for pair in merging.open_pairs(session, limit=limit):
            rows.append(
                {
                    "one": pair.one_id,
                    "one_name": queries.prospect(session, pair.one_id).display_name,
                    "other": pair.other_id,
                    "other_name": queries.prospect(session, pair.other_id).display_name,
                    "probability": round(pair.probability, 4),
                    "evidence": pair.evidence,
                }
            )
    if json:
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("no pairs wait; compare with: leadminer prospects link")
    for row in rows:
        typer.echo(f"{row['probability']:.2f}  {row['one']:>6} {row['one_name']}")
        typer.echo(f"{'':>4}  {row['other']:>6} {row['other_name']}")
        said = "  ".join(f"{name} {_weight(value)}" for name, value in row["evidence"].items())
        typer.echo(f"{'':>12} {said}")
    if rows:
        typer.echo("one party: leadminer prospects merge A B · two: leadminer prospects never A B")


def _weight(value: Any) -> str:
    return f"{value:+.1f}" if isinstance(value, float) else str(value)


@app.command("merge")
def merge(kept: One, merged: Other) -> None:
    """Make two prospects one; the first is kept. It can be undone.

    Example: leadminer prospects merge 17 42
    """
    from leadminer.cli.opening import opened
    from leadminer.flow import link as flow

    with opened() as app_, app_.begin() as session:
        row = flow.merge(session, kept, merged, actor=ACTOR, now=app_.clock.now())
        number, leads = row.id, len(row.moved["leads"])
    typer.echo(f"{merged} is now {kept} ({leads} leads moved)")
    typer.echo(f"take it back: leadminer prospects unmerge {number}")


@app.command("unmerge")
def unmerge(
    number: Annotated[int, typer.Argument(metavar="MERGE", help="Number of the merge.")],
) -> None:
    """Take a merge back; the two are then never merged again by themselves.

    Example: leadminer prospects unmerge 3
    """
    from leadminer.cli.opening import opened
    from leadminer.flow import link as flow

    with opened() as app_, app_.begin() as session:
        row = flow.unmerge(session, number, actor=ACTOR, now=app_.clock.now())
        kept, merged = row.kept_id, row.merged_id
    typer.echo(f"{kept} and {merged} are two again")


@app.command("never")
def never(
    one: One,
    other: Other,
    *,
    lift: Annotated[
        bool, typer.Option("--lift", help="Take that back: they may be one after all.")
    ] = False,
) -> None:
    """Two prospects are not one, whatever speaks for it.

    Example: leadminer prospects never 17 42
    """
    from leadminer.cli.opening import opened
    from leadminer.prospects import merging

    if lift:
        with opened() as app_, app_.begin() as session:
            merging.lift_apart(session, one, other)
        typer.echo(f"{one} and {other} may be one: leadminer prospects merge {one} {other}")
        return
    with opened() as app_, app_.begin() as session:
        merging.set_apart(session, one, other, actor=ACTOR, now=app_.clock.now())
    typer.echo(f"{one} and {other} will never be merged")


@app.command("split")
def split(
    signal: Annotated[int, typer.Argument(metavar="SIGNAL", help="Number of a signal.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is somebody else's.")] = "",
    json: AsJson = False,
) -> None:
    """A signal is not by whom it is held to be: make it a prospect of its own, for good.

    Contact points and leads that come from this signal alone go with it; a lead that a merchant
    has already stays.

    Example: leadminer prospects split 311 --reason "two people share a name"
    """
    from leadminer.cli.opening import opened
    from leadminer.flow import link as flow

    with opened() as app_, app_.begin() as session:
        old, new, leads = flow.split(
            session,
            signal,
            actor=ACTOR,
            now=app_.clock.now(),
            reason=reason.strip(),
            hash_key=app_.hash_key,
        )
    if json:
        typer.echo(json_module.dumps({"was": old, "is": new, "leads": leads}))
        return
    typer.echo(f"signal {signal} is no longer {old}'s but {new}'s ({len(leads)} leads moved)")


@app.command("merges")
def merges(json: AsJson = False) -> None:
    """List merges, newest first, with who did them and why.

    Example: leadminer prospects merges
    """
    from leadminer.cli.opening import opened
    from leadminer.prospects import merging

    with opened() as app_, app_.read() as session:
        rows = [
            {
                "merge": row.id,
                "kept": row.kept_id,
                "merged": row.merged_id,
                "probability": row.probability,
                "evidence": row.evidence,
                "actor": row.actor,
                "at": row.at.isoformat(),
                "undone_at": row.undone_at.isoformat() if row.undone_at else None,
            }
            for row in merging.merges(session)
        ]
    if json:
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("nothing was merged yet")
    for row in rows:
        chance = f"{row['probability']:.3f}" if row["probability"] is not None else "by hand"
        undone = f"  undone {row['undone_at']}" if row["undone_at"] else ""
        typer.echo(
            f"{row['merge']:>5}  {row['merged']} -> {row['kept']}  {chance}"
            f"  {row['actor']}  {row['at']}{undone}"
        )


@app.command("access")
def access(
    who: Annotated[
        str, typer.Argument(metavar="WHO", help="Number, or an e-mail, phone number or account.")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", help="File to write [default: P-NUMBER.html].")
    ] = None,
    lang: Annotated[
        str, typer.Option("--lang", help="en, zh-Hans or zh-Hant [default: the person's own].")
    ] = "",
    json: AsJson = False,
) -> None:
    """Write down all that is kept of somebody who asks: texts, reasons, recipients, messages.

    Make sure first that it is the person who asks. GDPR Art. 15, PIPL Art. 45.

    Example: leadminer prospects access kim@mail.example
    """
    from leadminer.cli.opening import opened
    from leadminer.reports import access as report
    from leadminer.web import access as document

    with opened() as app_, app_.read() as session:
        prospect = report.find(session, who)
        view = report.access_view(session, prospect)
        if json:
            typer.echo(document.as_json(view, app_.config), nl=False)
            return
        html = document.as_html(
            view,
            app_.config,
            lang=document.language_for(prospect, lang),
            now=app_.clock.now(),
        )
        path = out or Path(f"P-{prospect.id}.html")
    path.write_text(html, encoding="utf-8")
    typer.echo(f"all that is kept of prospect {prospect.id}: {path}")


@app.command("erase")
def erase(
    number: One,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json: AsJson = False,
) -> None:
    """Erase a person: words, contact points, features; they are never read or written to again.

    Example: leadminer prospects erase 17 --yes
    """
    from dataclasses import asdict

    from leadminer.cli.opening import opened
    from leadminer.flow.erase import erase_person

    if not yes:
        typer.confirm(f"erase prospect {number} for good? This cannot be taken back", abort=True)
    with opened() as app_, app_.begin() as session:
        done = erase_person(session, number, actor=ACTOR, clock=app_.clock)
    if json:
        typer.echo(json_module.dumps(asdict(done)))
        return
    typer.echo(
        f"{done.removed} signals removed, {done.emptied} emptied, {done.leads} leads given up,"
        f" features of {done.features} scores cut"
    )
    if done.kept:
        typer.echo("the row stays, without name and contact points: hand-offs or mails need it")


@app.command("verify")
def verify(
    addresses: Annotated[
        list[str] | None,
        typer.Argument(metavar="ADDRESS", help="Which; none: those to be written to."),
    ] = None,
    smtp: Annotated[
        bool,
        typer.Option("--smtp", help="Ask the mail servers, too; nothing is sent."),
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most addresses.")] = 200,
    json: AsJson = False,
) -> None:
    """Find out whether mail to addresses would arrive: deliverable, undeliverable or unknown.

    Only DNS is asked, unless --smtp or outreach.verify say otherwise.

    Example: leadminer prospects verify kim@mail.example
    """
    from leadminer.cli.opening import opened
    from leadminer.flow import verify as flow

    with opened() as app_:
        settings = app_.config.outreach
        wanted = "smtp" if smtp else "dns" if settings.verify == "off" else settings.verify
        settings = settings.model_copy(update={"verify": wanted})
        if addresses:
            done = flow.verify_addresses(
                app_.engine, settings, app_.clock, addresses[:limit], hash_key=app_.hash_key
            )
        else:
            done = flow.verify_waiting(
                app_.engine, settings, app_.clock, hash_key=app_.hash_key, limit=limit
            )
    if json:
        rows = [{"address": a, **verdict.to_json()} for a, verdict in done.verdicts.items()]
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    for address, verdict in done.verdicts.items():
        causes = ", ".join(verdict.causes)
        typer.echo(f"{verdict.status:14} {address}  {causes}  {verdict.said}".rstrip())
    if not done.verdicts:
        typer.echo("no address waits to be looked at")


@app.command("evaluate")
def evaluate(
    file: Annotated[Path, typer.Argument(help="CSV: entity,id,name,address,zip,phone[,website].")],
    json: AsJson = False,
) -> None:
    """Measure linkage on records whose true party is known: precision, recall and F1 of pairs.

    Example: leadminer prospects evaluate records.csv
    """
    from leadminer.prospects.linkage_evaluation import evaluate as measure
    from leadminer.prospects.linkage_evaluation import read_records

    parties, truth = read_records(file)
    figures = measure(parties, truth)
    if json:
        rows = [
            {"what": f.what, "pairs": f.pairs, "precision": round(f.precision, 4),
             "recall": round(f.recall, 4), "f1": round(f.f1, 4)}
            for f in figures
        ]  # fmt: skip
        typer.echo(json_module.dumps(rows, indent=2))
        return
    typer.echo(f"{len(parties)} records, {len(set(truth.values()))} parties")
    for f in figures:
        typer.echo(
            f"  {f.what:<24} {f.pairs:>6} pairs  precision {f.precision:.3f}"
            f"  recall {f.recall:.3f}  F1 {f.f1:.3f}"
        )


prospects_enrich.register(app)
