"""`leadminer intent models`: versions of what outcomes taught; and learning, calibration, cuts."""

from __future__ import annotations

import json as json_module
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leadminer.learning.reports import Curve
    from leadminer.scoring.calibration import ReliabilityBin
    from leadminer.scoring.reliability import Believed

ACTOR = "operator:cli"
Json = Annotated[bool, typer.Option("--json", help="Print one object.")]

models_app = typer.Typer(
    help="Versions of what outcomes and verdicts taught: list, use, roll back.",
    epilog="Example: leadminer intent models list",
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    """Add these commands to `leadminer intent`."""
    app.add_typer(models_app, name="models")
    app.command(epilog="Example: leadminer intent learn")(learn)
    app.command(epilog="Example: leadminer intent calibration")(calibration)
    app.command(epilog="Example: leadminer intent cuts")(cuts)
    app.command("rank", epilog="Example: leadminer intent rank 17 --at 2026-11-18T09:00Z")(rank)
    app.command(epilog="Example: leadminer intent replay past-leads.csv --outcome Converted")(
        replay
    )


@models_app.command("list", epilog="Example: leadminer intent models list --json")
def list_models(
    limit: Annotated[int, typer.Option(min=1, max=500, help="Most to show.")] = 20,
    json: Json = False,
) -> None:
    """List versions, newest first, and which is in use."""
    from leadminer.cli.opening import opened
    from leadminer.learning import models, reports

    with opened() as app_, app_.read() as session:
        rows = reports.model_rows(session, limit=limit)
        use = models.current_use(session)
        pinned = bool(use and use.pinned)
    if json:
        typer.echo(json_module.dumps({"pinned": pinned, "models": rows}, ensure_ascii=False))
        return
    if not rows:
        typer.echo("nothing learnt yet: it begins with the first outcome, verdict or label")
    for row in rows:
        mark = "in use" if row["in_use"] else ""
        gain = row["figures"].get("handoffs", {}).get("gain")
        told = f"ROC {gain[0]:+.3f} [{gain[1]:+.3f}, {gain[2]:+.3f}]" if gain else ""
        typer.echo(
            f"{row['version']:<28} {row['made_at'][:16]}  {row['outcomes']:>5} hand-offs"
            f" {row['verdicts']:>5} verdicts  {told:<30} {mark}"
        )
    if pinned:
        typer.echo("pinned: newer versions wait; leadminer intent models follow lets them in")


@models_app.command("use", epilog="Example: leadminer intent models use none")
def use_model(
    version: Annotated[str, typer.Argument(help='A version, or "none": the text alone.')],
    reason: Annotated[str, typer.Option(help="Why, for the record.")] = "",
) -> None:
    """Take a version into use, stay with it, and rank all open leads by it."""
    from leadminer.cli.opening import opened
    from leadminer.learning import models
    from leadminer.work import rerank_all

    with opened() as app_:
        with app_.begin() as session:
            now = app_.clock.now()
            models.use(session, version, actor=ACTOR, now=now, reason=reason)
        typer.echo(f"{version} is in use and stays so; {rerank_all(app_)} leads changed")


@models_app.command("rollback", epilog="Example: leadminer intent models rollback")
def roll_back() -> None:
    """Go back to the version in use before this one, stay with it, and rank by it."""
    from leadminer.cli.opening import opened
    from leadminer.learning import models
    from leadminer.work import rerank_all

    with opened() as app_:
        with app_.begin() as session:
            row = models.rollback(session, actor=ACTOR, now=app_.clock.now())
            version = row.version or models.NONE
        typer.echo(f"{version} is in use again and stays so; {rerank_all(app_)} leads changed")


@models_app.command("follow", epilog="Example: leadminer intent models follow")
def follow() -> None:
    """Take the newest version into use, and every newer one from now on."""
    from leadminer.cli.opening import opened
    from leadminer.learning import models
    from leadminer.work import rerank_all

    with opened() as app_:
        with app_.begin() as session:
            version = models.follow(session, actor=ACTOR, now=app_.clock.now()).version
        changed = rerank_all(app_)
        typer.echo(f"{version} is in use, and every newer one from now on; {changed} leads changed")


def learn(json: Json = False) -> None:
    """Learn from all outcomes, verdicts and labels now; `leadminer serve` does it by itself."""
    from leadminer.cli.opening import opened
    from leadminer.work import learn_all

    with opened() as app_:
        done = learn_all(app_)
    if json:
        typer.echo(json_module.dumps(asdict(done)))
    elif not done.version:
        typer.echo("nothing to learn from yet: no outcome, verdict or label")
    else:
        state = "in use" if done.in_use else "kept, not in use: another version is pinned"
        typer.echo(
            f"{done.version}: {done.outcomes} hand-offs, {done.verdicts} verdicts"
            f" ({'new' if done.new else 'known'}, {state})"
        )


def calibration(json: Json = False) -> None:
    """Show how far probabilities can be believed: claimed against met, by source."""
    from leadminer.cli.opening import opened
    from leadminer.learning.reports import calibration_view

    with opened() as app_, app_.read() as session:
        view = calibration_view(session)
    if json:
        typer.echo(json_module.dumps(asdict(view), ensure_ascii=False))
        return
    typer.echo(f"model {view.version or 'none'}: {view.note}")
    _curve("chance of a need, by the text alone", view.needs_before)
    _curve("chance of a need, calibrated", view.needs)
    _curve("chance of a deal", view.deals)
    for source in view.sources:
        typer.echo(
            f"  {source.host or 'all others':<32} {source.note:<28} log-odds x {source.slope:.2f}"
            f" {source.offset:+.2f}"
        )


def _curve(name: str, curve: Curve) -> None:
    if not curve.bins:
        return
    error = "not calibrated yet" if curve.ece is None else f"expected error {curve.ece:.3f}"
    typer.echo(f"{name}: {curve.count} outcomes, {error}")
    _bins(curve.bins)


def echo_reliability(figures: Believed) -> None:
    """Print how far the probabilities of one source can be believed."""
    typer.echo(
        f"reliability of {figures.source}: {figures.texts} texts, {figures.share:.0%} needs;"
        f" expected error {figures.plain:.3f} as it is, {figures.unlabelled:.3f} by the source's"
        f" scores (chance alone {figures.floor:.3f})"
    )
    for count, (mean, low, high) in figures.after.items():
        typer.echo(f"  after {count} outcomes of it {mean:.3f} [{low:.3f}, {high:.3f}]")
    _bins(figures.bins)


def _bins(rows: list[ReliabilityBin]) -> None:
    typer.echo("  claimed   met   95 %             texts")
    for row in rows:
        typer.echo(
            f"  {row.claimed:7.2f} {row.met:5.2f}   {row.met_low:.2f} to {row.met_high:.2f}"
            f"  {row.count:>8}"
        )


def cuts(json: Json = False) -> None:
    """Show for each cut of the rank what to expect of a week: leads, deals, cost, merchants' load.

    Example: leadminer intent cuts
    """
    from leadminer.base.money import Money
    from leadminer.cli.opening import opened
    from leadminer.learning.cuts import Prices, Span, threshold_advice
    from leadminer.scoring.calibration import OUTCOMES_MIN

    def told(span: Span | None, digits: int = 1) -> str:
        if span is None:
            return "-"
        high = "?" if span.high is None else f"{span.high:,.{digits}f}"
        return f"{span.likely:,.{digits}f} ({span.low:,.{digits}f}-{high})"

    def paid(costs: Mapping[str, Span]) -> str:
        found = []
        for currency, span in costs.items():
            amounts = [Money(round(minor), currency).text() for minor in (span.likely, span.low)]
            high = "?" if span.high is None else Money(round(span.high), currency).text()
            found.append(f"{amounts[0]} ({amounts[1]}-{high}) {currency}")
        return " + ".join(found) or "-"

    with opened() as app_, app_.read() as session:
        scoring = app_.config.scoring
        prices = Prices(scoring.lead_minutes, scoring.hour, scoring.thousand_requests)
        rows = threshold_advice(session, now=app_.clock.now(), prices=prices)
    if json:
        typer.echo(json_module.dumps([{**asdict(row), "enough": row.enough} for row in rows]))
        return
    heads = ("rank", "leads/week", "deals/week", "deals kept", "requests/lead", "requests/deal")
    widths = (5, 19, 21, 17, 15, 17)
    line = "".join(f"{head:<{width}}" for head, width in zip(heads, widths, strict=True))
    typer.echo(f"{line}leads/merchant/week")
    for row in rows:
        kept = told(row.deals_kept and row.deals_kept.times(100), 0)
        cells = (
            *(f"{row.cut:.2f}", told(row.leads_per_week)),
            *(told(row.deals_per_week, 2), f"{kept} %" if row.deals_kept else kept),
            *(told(row.requests_per_lead, 0), told(row.requests_per_deal, 0)),
        )
        line = "".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))
        typer.echo(f"{line}{told(row.handoffs_per_merchant)}")
    if any(row.cost_per_week for row in rows):
        typer.echo(f"{'rank':<5}{'cost/week':<30}{'cost/lead':<30}cost/deal")
    for row in (row for row in rows if row.cost_per_week):
        costs = paid(row.cost_per_week), paid(row.cost_per_lead), paid(row.cost_per_deal)
        typer.echo(f"{row.cut:<5.2f}{costs[0]:<30}{costs[1]:<30}{costs[2]}")
    typer.echo("in brackets: 95 % intervals")
    if not all(row.enough for row in rows):
        most = max(row.ended for row in rows)
        typer.echo(
            f"-: not enough data. Deals are told from {OUTCOMES_MIN} hand-offs that ended at or"
            f" above a cut; {most} have ended"
        )


def rank(
    lead: Annotated[int, typer.Argument(metavar="LEAD", help="Its number.")],
    at: Annotated[str, typer.Option(help="A moment, ISO 8601; empty: now.")] = "",
    json: Json = False,
) -> None:
    """Show the parts of a lead's rank at a moment, made again from the log."""
    from datetime import UTC

    from leadminer.base.errors import InvalidInput
    from leadminer.cli.opening import opened
    from leadminer.leads.rules import RANK_WEIGHTS
    from leadminer.learning.ranking import rank_at

    with opened() as app_, app_.read() as session:
        moment = app_.clock.now()
        if at:
            try:
                moment = datetime.fromisoformat(at)
            except ValueError:
                raise InvalidInput(f"{at!r} is no time: write it as 2026-11-18T09:00Z") from None
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        found = rank_at(session, lead, moment)
    if json:
        typer.echo(json_module.dumps(asdict(found)))
        return
    typer.echo(f"rank {found.rank:.4f} at {moment:%Y-%m-%d %H:%M} UTC")
    for name, weight in RANK_WEIGHTS.items():
        note = ""
        if name == "intent":
            model = found.model_version or "no outcomes yet"
            note = f"  moved by {found.learnt:+.3f} log-odds ({model})"
        typer.echo(f"  {weight:.2f} x {name:<13} {getattr(found, name):.4f}{note}")


def replay(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Leads whose end is known.")],
    outcome: Annotated[str, typer.Option(help="Column of the end: yes/no, 1/0, won/lost.")] = "",
    order: Annotated[str, typer.Option(help="Column that tells what came first.")] = "",
    merchant: Annotated[str, typer.Option(help="Column of the merchant: one more is tried.")] = "",
    json: Json = False,
) -> None:
    """Replay past leads by time: what 0, 20, 50, 200 outcomes bring to ranking and calibration."""
    from leadminer.learning.replay import read_history
    from leadminer.learning.replay import replay as replayed

    history = read_history(file, outcome=outcome, order=order, merchant=merchant)
    rows = replayed(history, merchants=bool(merchant))
    if json:
        told: dict[str, Any] = {
            "leads": len(history.data.target),
            "outcome": history.outcome,
            "order": history.order,
            "left_out": history.left_out,
            "rows": [row.as_dict() for row in rows],
        }
        typer.echo(json_module.dumps(told, ensure_ascii=False))
        return
    share = float(history.data.target.mean())
    typer.echo(
        f"{len(history.data.target)} leads by {history.order}, {share:.0%} {history.outcome}"
    )
    typer.echo(f"left out, known only after contact or personal: {', '.join(history.left_out)}")
    question = ""
    for row in rows:
        if row.question != question:
            question = row.question
            typer.echo(f"{question} (means over {row.windows}, 95 %)")
        gain = "" if row.gain is None else "  gain {:+.3f} [{:+.3f}, {:+.3f}]".format(*row.gain)
        typer.echo(
            f"  {row.outcomes:>5} outcomes  ROC {row.roc[0]:.3f} [{row.roc[1]:.3f},"
            f" {row.roc[2]:.3f}]  error of chances {row.ece[0]:.3f}{gain}"
        )
