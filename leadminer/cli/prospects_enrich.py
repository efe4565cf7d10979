"""`leadminer prospects enrich`: ask configured services about companies."""

from __future__ import annotations

import json as json_module
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from leadminer.app import App
    from leadminer.flow.enquiries import Enquiry, Plan
    from leadminer.flow.enrich import Enriched

NOBODY = (
    "no provider is configured, so nobody was asked; everything else works without one."
    "\nto use one: [[enrichment.providers]] in config.toml, see docs/settings.md"
)


def register(app: typer.Typer) -> None:
    """Add the command to `leadminer prospects`."""
    app.command(
        epilog="Examples: leadminer prospects enrich --dry-run  ·"
        "  leadminer prospects enrich --provider gleif --limit 50"
    )(enrich)


def enrich(
    provider: Annotated[str, typer.Option("--provider", help="Only this one.")] = "",
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=10_000, help="Most companies to ask about.")
    ] = 100,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Ask nobody; say the cost.")] = False,
    retry_lost: Annotated[
        bool,
        typer.Option("--retry-lost", help="Ask, and pay, again where no answer came."),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Ask the providers of config.toml what they know of companies; each value keeps its source.

    What pages told is never replaced. Says first what it may cost, then what it did.
    """
    from leadminer.cli.opening import opened
    from leadminer.flow import enquiries

    rows: list[dict[str, Any]] = []
    with opened() as app_:
        found = enquiries.configured(
            app_.workspace, app_.config.enrichment, only=provider, hash_key=app_.hash_key
        )
        for enquiry in found:
            with app_.read() as session:
                planned = enquiries.plan(
                    session, enquiry, now=app_.clock.now(), limit=limit, retry_lost=retry_lost
                )
            row = _estimate(enquiry, planned)
            rows.append(row)
            if not json:
                _echo_estimate(enquiry, planned)
            if not dry_run:
                done = _asked(app_, enquiry, planned, is_quiet=json)
                row |= _outcome(done)
                if not json:
                    _echo_outcome(enquiry, done)
    if json:
        typer.echo(json_module.dumps({"providers": rows}, ensure_ascii=False, indent=2))
    elif not rows:
        typer.echo(NOBODY)


def _asked(app_: App, enquiry: Enquiry, planned: Plan, *, is_quiet: bool) -> Enriched:
    from leadminer.flow import enrich as flow

    count = 0

    def tell(name: str, state: str, told: list[str]) -> None:
        nonlocal count
        count += 1
        if not is_quiet:
            what = f"{state}: {', '.join(told)}" if told else state
            typer.echo(f"  {count}/{len(planned.ask)} {name}  {what}")

    return flow.enrich(app_.begin, enquiry, planned, clock=app_.clock, tell=tell)


def _estimate(enquiry: Enquiry, planned: Plan) -> dict[str, Any]:
    return {
        "provider": enquiry.terms.provider,
        "terms_accepted": enquiry.settings.terms_accepted,
        "to_ask": len(planned.ask),
        "known": planned.known,
        "from_cache": sum(map(len, planned.held.values())),
        "left_alone": planned.barred,
        "lost": len(planned.lost),
        "busy": len(planned.busy),
        "currency": enquiry.terms.price.currency,
        "price_minor": enquiry.terms.price.minor,
        "cost_at_most_minor": planned.at_most(enquiry.terms).minor,
        "budget_minor": enquiry.terms.budget.minor,
        "spent_before_minor": planned.spent.minor,
    }


def _outcome(done: Enriched) -> dict[str, Any]:
    return {
        "asked": done.asked,
        **{state: done.states[state] for state in ("answered", "nothing", "failed")},
        "reasons": dict(done.reasons),
        "put_beside": done.put_beside,
        "stopped": done.stopped,
        "spent_minor": done.spent.minor,
    }


def _echo_estimate(enquiry: Enquiry, planned: Plan) -> None:
    terms = enquiry.terms
    typer.echo(
        f"{terms.provider}: {len(planned.ask)} companies to ask about at {terms.price} each,"
        f" at most {planned.at_most(terms)}; this month {planned.spent} of {terms.budget} spent"
    )
    rest = {
        "answered before": planned.known,
        "answered before, to be put beside": sum(map(len, planned.held.values())),
        "left alone (no-mine register, or said no)": planned.barred,
        "being asked by another process": len(planned.busy),
        "no answer came, perhaps paid (--retry-lost asks and pays again)": len(planned.lost),
    }
    for what, count in rest.items():
        if count:
            typer.echo(f"  {what}: {count}")
    if not enquiry.settings.terms_accepted:
        typer.echo(f"  its terms are not accepted yet: {enquiry.provider.terms_url}")


def _echo_outcome(enquiry: Enquiry, done: Enriched) -> None:
    typer.echo(
        f"{enquiry.terms.provider}: asked about {done.asked}: {done.states['answered']} answered,"
        f" {done.states['nothing']} not known there, {done.states['failed']} failed;"
        f" {done.put_beside} from before;"
        f" this month {done.spent} of {enquiry.terms.budget} spent"
    )
    if done.stopped:
        typer.echo(f"  stopped early: {done.stopped}")
