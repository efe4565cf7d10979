"""`leadminer deals`: what came of hand-offs, and on what terms."""

from __future__ import annotations

import json as json_module
from typing import Annotated

import typer

app = typer.Typer(help="Won deals and the terms they are reckoned by.")


@app.command("list")
def list_deals(
    merchant: Annotated[
        str, typer.Option("--merchant", "-m", help="One merchant's short name.")
    ] = "",
    limit: Annotated[int, typer.Option("--limit", help="At most so many.")] = 200,
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """List deals with their commission, latest first.

    Example: leadminer deals list --merchant hengli
    """
    from leadminer.base.money import Money
    from leadminer.cli.opening import opened
    from leadminer.deals import queries as deals
    from leadminer.merchants import queries as merchants

    rows = []
    with opened() as app_, app_.read() as session:
        one = merchants.merchant_by_slug(session, merchant).id if merchant else None
        for deal in deals.deals(session, merchant_id=one, limit=limit):
            assert deal.id is not None
            owed = sum(a.commission_minor for a in deals.accruals_of(session, deal.id))
            rows.append(
                {
                    "id": deal.id,
                    "handoff_id": deal.handoff_id,
                    "merchant_id": deal.merchant_id,
                    "won_on": deal.won_on.isoformat(),
                    "title": deal.title,
                    "value": Money(deal.value_minor, deal.currency).text(),
                    "commission": Money(owed, deal.currency).text(),
                    "currency": deal.currency,
                }
            )
    if json:
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("no deals yet; record one with: leadminer deals record HANDOFF --value ...")
    for row in rows:
        typer.echo(
            f"D-{row['id']:<6} {row['won_on']}  {row['value']:>16} {row['currency']}"
            f"  commission {row['commission']:>12}  hand-off {row['handoff_id']}  {row['title']}"
        )


@app.command("record")
def record(
    handoff: Annotated[int, typer.Argument(metavar="HANDOFF", help="Number of the hand-off.")],
    *,
    value: Annotated[str, typer.Option("--value", help="Its value as text: 78000.00")],
    currency: Annotated[str, typer.Option("--currency", help="ISO 4217 code, such as CNY.")],
    won_on: Annotated[str, typer.Option("--won-on", help="Day it was won: 2026-11-03.")],
    evidence: Annotated[
        str, typer.Option("--evidence", help="What proves it: order or invoice number.")
    ] = "",
    title: Annotated[str, typer.Option("--title", help="What was sold, in a few words.")] = "",
) -> None:
    """Record that a hand-off ended in a purchase, and book its commission.

    Example: leadminer deals record 12 --value 78000.00 --currency CNY --won-on 2026-11-03
    """
    from datetime import date

    from leadminer.base.errors import InvalidInput
    from leadminer.base.money import Money
    from leadminer.cli.opening import opened
    from leadminer.flow.close_deal import record_deal
    from leadminer.flow.settle import accrue

    amount = Money.parse(value, currency)
    try:
        day = date.fromisoformat(won_on)
    except ValueError:
        raise InvalidInput(f"{won_on!r} is no day: write it as 2026-11-03") from None
    with opened() as app_, app_.begin() as session:
        deal = record_deal(
            session,
            app_.clock,
            handoff_id=handoff,
            value=amount,
            won_on=day,
            actor="operator:cli",
            evidence=evidence,
            title=title,
        )
        assert deal.id is not None
        accrual = accrue(session, app_.clock, deal.id)
        owed = Money(accrual.commission_minor if accrual else 0, deal.currency)
        line = f"deal D-{deal.id}: {amount}, commission {owed}"
    typer.echo(line)


@app.command("agree")
def agree(
    merchant: Annotated[str, typer.Argument(help="The merchant's short name.")],
    *,
    valid_from: Annotated[str, typer.Option("--from", help="First day: 2026-11-01.")],
    currency: Annotated[str, typer.Option("--currency", help="ISO 4217 code, such as CNY.")],
    rate_bp: Annotated[int, typer.Option("--rate-bp", help="Basis points; 500 is 5 %.")],
    min_fee: Annotated[str, typer.Option("--min-fee", help="Least a deal, as text.")] = "0",
    cap: Annotated[str, typer.Option("--cap", help="Most a deal, as text.")] = "",
    holdback_bp: Annotated[int, typer.Option("--holdback-bp", help="Kept back, of it.")] = 0,
    holdback_days: Annotated[int, typer.Option("--holdback-days", help="For so long.")] = 0,
    payment_days: Annotated[int, typer.Option("--payment-days", help="Due after month end.")] = 15,
) -> None:
    """Put new terms with a merchant in force; the version before ends the day before.

    Example: leadminer deals agree hengli --from 2026-11-01 --currency CNY --rate-bp 500
    """
    from datetime import date

    from leadminer.base.errors import InvalidInput
    from leadminer.base.money import Money
    from leadminer.base.rates import Rate
    from leadminer.cli.opening import opened
    from leadminer.deals import queries as deals
    from leadminer.deals.rules import Plan
    from leadminer.merchants import queries as merchants

    try:
        day = date.fromisoformat(valid_from)
    except ValueError:
        raise InvalidInput(f"{valid_from!r} is no day: write it as 2026-11-03") from None
    plan = Plan(
        currency=currency,
        rate=Rate(rate_bp),
        min_fee=Money.parse(min_fee, currency),
        cap_deal=Money.parse(cap, currency) if cap else None,
        holdback=Rate(holdback_bp),
        holdback_days=holdback_days,
    )
    with opened() as app_, app_.begin() as session:
        found = merchants.merchant_by_slug(session, merchant)
        assert found.id is not None
        made = deals.agree(
            session,
            found.id,
            deals.Terms(plan, payment_days),
            valid_from=day,
            now=app_.clock.now(),
        )
        line = f"{merchant}: version {made.version} in force from {made.valid_from}"
    typer.echo(line)
