"""`leadminer leads`: people with a need, ranked."""

from __future__ import annotations

import json as json_module
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from leadminer.reports.leads import LeadDetail, LeadFilters
    from leadminer.signals.tables import Signal

app = typer.Typer(help="Leads: people with a need, ranked, with the sentence that says so.")

State = Annotated[list[str] | None, typer.Option("--state", help="Only these; repeat.")]
Lang = Annotated[
    list[str] | None, typer.Option("--lang", help="Only these; zh finds both scripts.")
]
Merchant = Annotated[str, typer.Option("--merchant", "-m", help="One merchant's short name.")]
Industry = Annotated[
    str, typer.Option("--industry", help="Section (C) or division (C28) of ISIC Rev. 4.")
]
Search = Annotated[str, typer.Option("--search", "-s", help="Part of title, text or author.")]


@app.command("list")
def list_leads(
    *,
    state: State = None,
    lang: Lang = None,
    merchant: Merchant = "",
    industry: Industry = "",
    search: Search = "",
    after: Annotated[str, typer.Option("--after", help="Key of the next page.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=500, help="Most to show.")] = 30,
    json: Annotated[bool, typer.Option("--json", help="Print one object.")] = False,
) -> None:
    """List leads, best first.

    Example: leadminer leads list --state qualified --lang zh
    """
    from leadminer.cli.opening import opened
    from leadminer.reports.lead_export import as_object
    from leadminer.reports.leads import lead_rows

    with opened() as app_, app_.read() as session:
        filters = _filters(
            session, state, lang, merchant=merchant, industry=industry, search=search
        )
        page = lead_rows(session, filters, after=after or None, limit=limit)
        rows = [as_object(session, row) for row in page.rows]
    if json:
        told = {"total": page.total, "after": page.after, "leads": rows}
        typer.echo(json_module.dumps(told, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("no leads here; read a site: leadminer mine --url https://...")
    for row in rows:
        said = " ".join(str(row["title"] or row["text"]).split())[:60]
        typer.echo(
            f"{row['id']:>6}  {row['rank']:.2f}  {row['state']:<12} {row['offer']:<22} {said}"
        )
    if page.after:
        typer.echo(f"{page.total} in all; next page: --after {page.after}")


@app.command("show")
def show(
    lead: Annotated[int, typer.Argument(metavar="LEAD", help="Number of the lead.")],
    json: Annotated[bool, typer.Option("--json", help="Print one object.")] = False,
) -> None:
    """Show one lead: the sentence, what earned the rank, what is known, what was done.

    Example: leadminer leads show 17
    """
    from leadminer.cli.opening import opened
    from leadminer.reports.leads import lead_detail

    with opened() as app_, app_.read() as session:
        found = lead_detail(session, lead)
        told = _detail(found)
    if json:
        typer.echo(json_module.dumps(told, ensure_ascii=False, indent=2, default=str))
        return
    _print_detail(found)


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="To write: .csv .xlsx .jsonl")],
    *,
    state: State = None,
    lang: Lang = None,
    merchant: Merchant = "",
    industry: Industry = "",
    search: Search = "",
) -> None:
    """Write leads to a file, best first. Formulas in cells are neutralised.

    Example: leadminer leads export leads.xlsx --state qualified
    """
    from leadminer.cli.opening import opened
    from leadminer.reports.lead_export import write_leads

    with opened() as app_, app_.read() as session:
        filters = _filters(
            session, state, lang, merchant=merchant, industry=industry, search=search
        )
        count = write_leads(session, file, filters)
    typer.echo(f"{count} leads written to {file}")


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="To read: .csv .xlsx .jsonl")],
    charset: Annotated[
        str, typer.Option("--charset", help="Of a CSV file; found out if not given.")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """Bring in needs you know of, judge them at once, and tell for each row the lead it became.

    As `leadminer signals import`, which leaves the judging to the workers; `leadminer signals
    imports` and `undo` know it, too. A second import of the same file changes nothing.

    Example: leadminer leads import fair-visitors.csv
    """
    from leadminer.cli.intake import ACTOR, rows_of
    from leadminer.cli.opening import opened
    from leadminer.flow.intake import take_in
    from leadminer.reports.imports import followed
    from leadminer.work import qualify_all

    with opened() as app_:
        kind, rows = rows_of(app_, file, charset)
        taken = take_in(
            app_.begin, app_.workspace, app_.config, app_.clock, rows,
            kind=kind, name=file.name, actor=ACTOR,
        )  # fmt: skip
        qualify_all(app_)
        with app_.read() as session:
            outcomes = followed(session, taken.outcomes)
    if json:
        typer.echo(json_module.dumps(outcomes, ensure_ascii=False, indent=2))
    else:
        for row in outcomes:
            number = f" {row['lead_id']}" if row["lead_id"] else ""
            detail = f"  {row['detail']}" if row["detail"] else ""
            typer.echo(f"line {row['line']}: {row['outcome']}{number}{detail}")
    if taken.counts.get("refused"):
        raise typer.Exit(6)


def _filters(
    session: object,
    state: list[str] | None,
    lang: list[str] | None,
    *,
    merchant: str,
    industry: str,
    search: str,
) -> LeadFilters:
    from leadminer.base.errors import InvalidInput
    from leadminer.leads.states import LeadState
    from leadminer.merchants.queries import merchant_by_slug
    from leadminer.reports.leads import LeadFilters
    from leadminer.signals.industries import known_code

    unknown = set(state or ()) - set(LeadState)
    if unknown:
        known = ", ".join(LeadState)
        raise InvalidInput(f"there is no state {sorted(unknown)[0]!r}; there are: {known}")
    one = merchant_by_slug(session, merchant).id if merchant else None  # type: ignore[arg-type]
    return LeadFilters(
        tuple(state or ()),
        tuple(lang or ()),
        merchant_id=one,
        industry=known_code(industry),
        search=search,
    )


def _said(signal: Signal | None) -> dict[str, object] | None:
    if signal is None:
        return None
    return {"id": signal.id, "url": signal.url, "author": signal.author, "text": signal.text}


def _detail(found: LeadDetail) -> dict[str, object]:
    lead, signal = found.lead, found.signal
    return {
        "id": lead.id,
        "state": lead.state,
        "rank": lead.rank,
        "parts": {
            "intent": lead.intent,
            "fit": lead.fit,
            "reachability": lead.reachability,
            "timeliness": lead.timeliness,
        },
        "signal": {
            "url": signal.url,
            "title": signal.title,
            "text": signal.text,
            "author": signal.author,
            "posted": signal.posted_at,
            "content_hash": signal.content_hash,
        },
        "in_reply_to": _said(found.answered),
        "country": lead.country,
        "industries": signal.industries,
        "job": found.job,
        "brief": asdict(found.brief) if found.brief else None,
        "market": asdict(found.market) if found.market else None,
        "intent_class": found.judgement.intent_class,
        "reasons": found.judgement.reasons,
        "fit_reasons": lead.fit_reasons,
        "offer": found.offer.slug,
        "merchant": found.merchant.slug,
        "checklist": {a.item: {"status": a.status, "value": a.value} for a in found.checklist},
        "moves": [
            {
                "from": m.from_state,
                "to": m.to_state,
                "actor": m.actor,
                "reason": m.reason,
                "at": m.at,
            }
            for m in found.moves
        ],
        "messages": [{"id": m.id, "channel": m.channel, "state": m.state} for m in found.messages],
        "handoffs": [
            {
                "id": view.handoff.id,
                "merchant": view.merchant.slug,
                "state": view.handoff.state,
                "deal": view.deal.id if view.deal else None,
            }
            for view in found.handoffs
        ],
    }


def _print_detail(found: LeadDetail) -> None:
    lead, signal = found.lead, found.signal
    typer.echo(f"lead {lead.id}  {lead.state}  rank {lead.rank:.3f}")
    typer.echo(
        f"  intent {lead.intent:.2f} · fit {lead.fit:.2f} · reachability"
        f" {lead.reachability:.2f} · timeliness {lead.timeliness:.2f}"
    )
    typer.echo(f"  {signal.title}\n  “{signal.text}”\n  {signal.author or 'guest'} · {signal.url}")
    if found.market:
        likely, sure = found.market, found.market.confidence
        typer.echo(f"  probably in {likely.country}: {likely.reason} ({sure:.0%})")
    for trade in signal.industries[:1]:
        ground = f"{trade['confidence']:.0%}, {trade['method']}"
        typer.echo(f"  industry {trade['code']} (ISIC Rev. 4): “{trade['text']}” ({ground})")
    for reason in found.judgement.reasons[:8]:
        typer.echo(f"  {reason['weight']:+.2f}  {reason['label']:<14} “{reason['text']}”")
    if found.brief:
        typer.echo(f"  {found.job or 'the job'} looks for: {found.brief.looks_for or '-'}")
        typer.echo(f"  and calls noise: {found.brief.noise or '-'}")
    for reason in lead.fit_reasons:
        if reason["label"] in ("brief_for", "brief_noise"):
            typer.echo(f"  {reason['weight']:+.2f}  {reason['label']:<14} “{reason['text']}”")
    typer.echo(f"  serves it: {found.offer.name} ({found.merchant.name})")
    for answer in found.checklist:
        typer.echo(f"  {answer.item:<9} {answer.status:<8} {answer.value}")
    for move in found.moves:
        typer.echo(f"  {move.at:%Y-%m-%d %H:%M}  → {move.to_state:<12} {move.actor}  {move.reason}")
    for view in found.handoffs:
        typer.echo(f"  hand-off {view.handoff.id}: {view.merchant.name}, {view.handoff.state}")
