"""What stands beside the ledger, held against it: deals, reckonings and issued statements.

`ledger.verify` audits the books themselves; this finds what was changed around them. Read-only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC
from typing import Any

from sqlmodel import col, select

from leadminer.base.errors import Finding, LeadminerError
from leadminer.base.ids import content_hash
from leadminer.base.money import Money
from leadminer.deals import chart
from leadminer.deals.guards import check_guards
from leadminer.deals.queries import plan_of
from leadminer.deals.rules import RULE_VERSION, Commission, commission
from leadminer.deals.tables import Accrual, Agreement, Deal, Statement
from leadminer.ledger.rules import canonical
from leadminer.ledger.tables import Account, Entry, Line, Period
from leadminer.store import Session

_Amounts = dict[tuple[str, str, str, int], int]  # code, currency, party type, party id -> minor
WON = f"won:{RULE_VERSION}"


def audit(session: Session) -> list[Finding]:
    """Everything beside the ledger that differs from it; an empty list is what it should be."""
    entries = {
        entry.id or 0: entry
        for entry in session.exec(
            select(Entry).where(col(Entry.source_type) == "deal").order_by(col(Entry.seq))
        )
    }
    amounts = _amounts(session)
    deals = {deal.id or 0: deal for deal in session.exec(select(Deal).order_by(col(Deal.id)))}
    return [
        *check_guards(session.connection()),
        *_check_accruals(session, entries, amounts, deals),
        *_check_statements(session, entries, amounts, deals),
    ]


def _amounts(session: Session) -> dict[int, _Amounts]:
    """What each entry of a deal books, per account."""
    rows: Any = session.exec(
        select(Line, Account)
        .join(Account, col(Account.id) == col(Line.account_id))
        .join(Entry, col(Entry.id) == col(Line.entry_id))
        .where(col(Entry.source_type) == "deal")
    )
    booked: dict[int, _Amounts] = {}
    for line, account in rows:
        own = booked.setdefault(line.entry_id, {})
        key = (account.code, line.currency, account.party_type, account.party_id)
        own[key] = own.get(key, 0) + line.amount
    return booked


def _check_accruals(
    session: Session,
    entries: dict[int, Entry],
    amounts: dict[int, _Amounts],
    deals: dict[int, Deal],
) -> Iterator[Finding]:
    agreements = {agreement.id: agreement for agreement in session.exec(select(Agreement))}
    reckoned = set()
    for accrual in session.exec(select(Accrual).order_by(col(Accrual.id))):
        reckoned.add(accrual.entry_id)
        where = f"deal {accrual.deal_id} accrual {accrual.id}"
        entry, deal = entries.get(accrual.entry_id), deals.get(accrual.deal_id)
        agreement = None if deal is None else agreements.get(deal.agreement_id)
        if deal is None or entry is None or agreement is None:
            yield Finding(where, "its deal, agreement or ledger entry is gone")
            continue
        booked = amounts.get(accrual.entry_id, {})
        yield from _check_booked(where, accrual, deal, entry, booked)
        if accrual.rule == WON:
            yield from _check_reckoning(where, accrual, deal, agreement, booked)
    for entry_id, entry in entries.items():
        where = f"entry {entry_id}"
        if not entry.source_id.isdecimal() or int(entry.source_id) not in deals:
            yield Finding(where, f"books deal {entry.source_id}, which is gone")
        if entry.kind == "commission" and entry_id not in reckoned:
            yield Finding(where, f"books deal {entry.source_id}, but its reckoning is gone")


def _check_booked(
    where: str, accrual: Accrual, deal: Deal, entry: Entry, booked: _Amounts
) -> Iterator[Finding]:
    """The reckoning and the deal against the entry, whose hash nobody changes unseen."""
    if (entry.source_id, entry.idem) != (str(deal.id), f"deal:{deal.id}:{accrual.rule}"):
        yield Finding(where, f"entry {entry.id} books deal {entry.source_id} as {entry.idem}")
    if entry.occurred != deal.won_on:
        yield Finding(where, f"the deal says won on {deal.won_on}, the books {entry.occurred}")
    stated = (deal.value_minor, deal.currency, deal.agreement_id)
    kept = tuple(entry.meta.get(key) for key in ("value_minor", "currency", "agreement_id"))
    if any(value is not None for value in kept) and kept != stated:
        yield Finding(where, f"value, currency and agreement are {stated}, in the books {kept}")
    party = ("merchant", deal.merchant_id)
    for name, minor, code in (
        ("commission", accrual.commission_minor, chart.ACCRUED),
        ("held back", -accrual.holdback_minor, chart.HELD),
    ):
        amount = booked.get((code, accrual.currency, *party), 0)
        if amount != minor:
            yield Finding(where, f"{name}: {abs(minor)}, but entry {entry.id} has {abs(amount)}")


def _check_reckoning(
    where: str, accrual: Accrual, deal: Deal, agreement: Agreement, booked: _Amounts
) -> Iterator[Finding]:
    """The reckoning and the entry against the deal's value under its frozen agreement."""
    try:
        owed = commission(
            plan_of(agreement), Money(deal.value_minor, deal.currency), won_on=deal.won_on
        )
    except (LeadminerError, ValueError) as error:
        yield Finding(where, f"cannot be reckoned again: {error}")
        return
    if agreement.merchant_id != deal.merchant_id:
        yield Finding(where, f"agreement {agreement.id} is with another merchant")
    if accrual.base_minor != owed.base.minor:
        yield Finding(
            where, f"was reckoned from {accrual.base_minor}, but the deal says {owed.base.minor}"
        )
    kept = (
        accrual.currency,
        accrual.commission_minor,
        accrual.holdback_minor,
        accrual.holdback_until,
        accrual.steps,
    )
    if kept != (
        owed.amount.currency,
        owed.amount.minor,
        owed.holdback.minor,
        owed.holdback_until,
        [asdict(step) for step in owed.steps],
    ):
        yield Finding(where, f"says {accrual.commission_minor}, its terms give {owed.amount.minor}")
    if booked != _won(deal, owed):
        yield Finding(where, f"entry {accrual.entry_id} books something else than its terms give")


def _won(deal: Deal, owed: Commission) -> _Amounts:
    return {line.account.key: line.amount for line in chart.won_lines(deal.merchant_id, owed)}


def _check_statements(
    session: Session,
    entries: dict[int, Entry],
    amounts: dict[int, _Amounts],
    deals: dict[int, Deal],
) -> Iterator[Finding]:
    for statement in session.exec(select(Statement).order_by(col(Statement.id))):
        where = f"statement {statement.number}"
        content = statement.content
        if content_hash(canonical(content)) != statement.content_hash:
            yield Finding(where, "its content hash does not match: it was changed after its issue")
        try:
            yield from _check_frame(session, where, statement, content)
            yield from _check_lines(where, statement, entries, amounts, deals)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield Finding(where, f"its content has lost its form: {type(error).__name__} {error}")


def _check_frame(
    session: Session, where: str, statement: Statement, content: dict[str, Any]
) -> Iterator[Finding]:
    """What stands in columns against the frozen content, and both against the chain."""
    books = content["books"]
    for name, column, frozen in (
        ("number", statement.number, content["number"]),
        ("period", statement.period, content["period"]),
        ("language", statement.language, content["language"]),
        ("merchant", statement.merchant_id, content["merchant"]["id"]),
        ("due day", statement.due_on.isoformat(), content["due_on"]),
        (
            "day of issue",
            statement.issued_at.astimezone(UTC).isoformat(timespec="seconds"),
            content["issued_at"],
        ),
        ("totals", statement.totals, content["totals"]),
        ("head", statement.head_hash, books["head_hash"]),
    ):
        if column != frozen:
            yield Finding(where, f"its {name} is {column}, but {frozen} was issued")
    head = session.exec(
        select(col(Entry.seq)).where(
            col(Entry.book_id) == statement.book_id, col(Entry.hash) == statement.head_hash
        )
    ).first()
    if head is None or head != books["head_seq"]:
        yield Finding(where, "the head it names is not in the chain: the past was rewritten")
    period = session.exec(
        select(Period).where(
            col(Period.book_id) == statement.book_id, col(Period.name) == statement.period
        )
    ).first()
    if period is None or period.state != "closed":
        yield Finding(where, f"was issued, but {statement.period} is not closed")
    elif period.closing_hash != books["closing_hash"]:
        yield Finding(where, f"its closing hash is not that of {statement.period}")


def _check_lines(
    where: str,
    statement: Statement,
    entries: dict[int, Entry],
    amounts: dict[int, _Amounts],
    deals: dict[int, Deal],
) -> Iterator[Finding]:
    """Each stated line and every sum against the books, so that a new hash helps nobody."""
    totals: dict[str, Counter[str]] = {}
    stated = []
    for line in statement.content["lines"]:
        total = totals.setdefault(line["currency"], Counter())
        total["lines"] += 1
        for name in ("value", "commission", "held", "due"):
            total[name] += line[f"{name}_minor"]
        stated.append(line["entry_id"])
        entry, deal = entries.get(line["entry_id"]), deals.get(line["deal_id"])
        if entry is None or deal is None:
            yield Finding(where, f"states entry {line['entry_id']}, which is gone with its deal")
            continue
        own = amounts.get(line["entry_id"], {})
        key = (line["currency"], "merchant", statement.merchant_id)
        owed, held = own.get((chart.ACCRUED, *key), 0), -own.get((chart.HELD, *key), 0)
        value = -deal.value_minor if owed < 0 else deal.value_minor
        said = tuple(line[f"{name}_minor"] for name in ("value", "commission", "held", "due"))
        if said != (value, owed, held, owed - held):
            yield Finding(
                where, f"deal {deal.id}: says {said}, the books {(value, owed, held, owed - held)}"
            )
        facts = (line["entry_hash"], str(line["deal_id"]), line["won_on"])
        if facts != (entry.hash, entry.source_id, deal.won_on.isoformat()):
            yield Finding(where, f"deal {deal.id}: states another entry or day than the books")
    if {currency: dict(total) for currency, total in totals.items()} != {
        currency: dict(total) for currency, total in statement.content["totals"].items()
    }:
        yield Finding(where, "its sums differ from its lines")
    booked = [
        entry_id
        for entry_id, entry in entries.items()
        if (entry.book_id, entry.period) == (statement.book_id, statement.period)
        and any(
            code == chart.ACCRUED and party == ("merchant", statement.merchant_id)
            for code, _, *rest in amounts.get(entry_id, {})
            for party in [tuple(rest)]
        )
    ]
    if booked != stated:
        yield Finding(where, f"states entries {stated}, the books have {booked} in that month")
