"""What a merchant owes for a month, line by line, each with the sentence it began with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import col, select

from leadminer.base.errors import Finding, NotFound
from leadminer.base.ids import content_hash
from leadminer.conversations.tables import Message
from leadminer.deals import chart
from leadminer.deals.tables import Accrual, Agreement, Deal, Statement
from leadminer.handoffs.tables import Handoff, HandoffMove
from leadminer.leads.tables import Judgement, Lead, LeadMove
from leadminer.ledger.tables import Account, Book, Entry, Line
from leadminer.merchants.tables import Merchant, Offer
from leadminer.prospects.tables import Prospect
from leadminer.signals.tables import Signal, SourceRun
from leadminer.store import Session

QUOTE_LENGTH_MAX = 280


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One ledger entry on a statement, with its deal and what the deal began with.

    Amounts are minor units of `currency`; a reversal has negative ones.
    """

    deal_id: int
    handoff_id: int
    lead_id: int
    signal_id: int
    entry_id: int
    entry_seq: int
    entry_hash: str
    kind: str  # the entry's: commission, reversal
    won_on: str
    booked: str
    title: str
    currency: str
    value_minor: int
    agreement_version: int
    rate_bp: int
    steps: list[dict[str, Any]]
    commission_minor: int
    held_minor: int
    held_until: str | None
    quote: str
    quote_hash: str
    url: str
    host: str
    lang: str
    fetched_at: str
    content_hash: str
    path: str  # in the console

    @property
    def due_minor(self) -> int:
        """The part that is due now."""
        return self.commission_minor - self.held_minor


def quote_of(signal: Signal) -> str:
    """The quoted sentence of a signal; where none was marked, how its text begins."""
    quote = signal.text[signal.quote_start : signal.quote_end].strip()
    if quote:
        return quote
    whole = " ".join((signal.text or signal.title).split())
    return whole if len(whole) <= QUOTE_LENGTH_MAX else whole[: QUOTE_LENGTH_MAX - 1] + "…"


def statement_lines(session: Session, merchant_id: int, period: str) -> list[StatementLine]:
    """Every entry on the merchant's accrued-commission account in a period, in chain order."""
    rows: Any = session.exec(
        select(Entry, Line)
        .join(Line, col(Line.entry_id) == col(Entry.id))
        .join(Account, col(Account.id) == col(Line.account_id))
        .join(Book, col(Book.id) == col(Entry.book_id))
        .where(
            col(Book.code) == chart.BOOK,
            col(Account.code) == chart.ACCRUED,
            col(Account.party_type) == "merchant",
            col(Account.party_id) == merchant_id,
            col(Entry.period) == period,
            col(Entry.source_type) == "deal",
        )
        .order_by(col(Entry.seq))
    ).all()
    held = _held(session, [entry.id for entry, _ in rows])
    return [_line(session, entry, line, held.get(entry.id, 0)) for entry, line in rows]


def _held(session: Session, entry_ids: Sequence[int]) -> dict[int, int]:
    """What each entry holds back, positive."""
    rows = session.exec(
        select(col(Line.entry_id), col(Line.amount))
        .join(Account, col(Account.id) == col(Line.account_id))
        .where(col(Line.entry_id).in_(entry_ids), col(Account.code) == chart.HELD)
    ).all()
    return {entry_id: -amount for entry_id, amount in rows}


def _line(session: Session, entry: Entry, line: Line, held: int) -> StatementLine:
    deal, handoff, lead, signal = _origin(session, int(entry.source_id))
    agreement = session.get(Agreement, deal.agreement_id)
    accrual = session.exec(
        select(Accrual).where(col(Accrual.deal_id) == deal.id).order_by(col(Accrual.id))
    ).first()
    assert agreement is not None and deal.id and handoff.id and lead.id and signal.id and entry.id
    sign = -1 if line.amount < 0 else 1
    quote = quote_of(signal)
    return StatementLine(
        deal_id=deal.id,
        handoff_id=handoff.id,
        lead_id=lead.id,
        signal_id=signal.id,
        entry_id=entry.id,
        entry_seq=entry.seq,
        entry_hash=entry.hash,
        kind=entry.kind,
        won_on=deal.won_on.isoformat(),
        booked=entry.booked.isoformat(),
        title=deal.title or _offer_name(session, lead),
        currency=line.currency,
        value_minor=sign * deal.value_minor,
        agreement_version=agreement.version,
        rate_bp=agreement.rate_bp,
        steps=list(accrual.steps) if accrual is not None else [],
        commission_minor=line.amount,
        held_minor=held,
        held_until=_until(accrual),
        quote=quote,
        quote_hash=content_hash(quote),
        url=signal.url,
        host=urlsplit(signal.url).netloc,
        lang=signal.lang or lead.lang or "",
        fetched_at=signal.fetched_at.astimezone(UTC).isoformat(timespec="seconds"),
        content_hash=signal.content_hash,
        path=f"/finance/deals/{deal.id}",
    )


def _until(accrual: Accrual | None) -> str | None:
    if accrual is None or accrual.holdback_until is None:
        return None
    return accrual.holdback_until.isoformat()


def _offer_name(session: Session, lead: Lead) -> str:
    offer = session.get(Offer, lead.offer_id)
    return offer.name if offer is not None else ""


def _origin(session: Session, deal_id: int) -> tuple[Deal, Handoff, Lead, Signal]:
    """Deal, hand-off, lead and the signal it began with. Raises NotFound where a link is broken."""
    deal = session.get(Deal, deal_id)
    if deal is None:
        raise NotFound(f"there is no deal {deal_id}")
    handoff = session.get(Handoff, deal.handoff_id)
    lead = None if handoff is None else session.get(Lead, handoff.lead_id)
    signal = None if lead is None else session.get(Signal, lead.signal_id)
    if handoff is None or lead is None or signal is None:
        raise NotFound(f"deal {deal_id} no longer reaches the signal it began with")
    return deal, handoff, lead, signal


def merchants_of(session: Session, period: str) -> list[int]:
    """The merchants with something on their account in a period, in order of their number."""
    rows = session.exec(
        select(col(Account.party_id))
        .join(Line, col(Line.account_id) == col(Account.id))
        .join(Entry, col(Entry.id) == col(Line.entry_id))
        .where(
            col(Account.code) == chart.ACCRUED,
            col(Account.party_type) == "merchant",
            col(Entry.period) == period,
        )
        .distinct()
        .order_by(col(Account.party_id))
    ).all()
    return list(rows)


@dataclass(frozen=True)
class Trace:
    """The whole way of a deal, back to the sentence it began with.

    `findings` is empty when every link holds and the quoted sentence still is what was read.
    """

    deal: Deal
    merchant: Merchant
    agreement: Agreement
    accruals: list[Accrual]
    entries: list[Entry]
    statement: Statement | None
    handoff: Handoff
    handoff_moves: list[HandoffMove]
    lead: Lead
    lead_moves: list[LeadMove]
    judgement: Judgement | None
    prospect: Prospect
    messages: list[Message]
    signal: Signal
    run: SourceRun | None
    quote: str
    quote_hash: str
    findings: list[Finding]

    @property
    def verified(self) -> bool:
        """Whether every link holds."""
        return not self.findings


def trace(session: Session, deal_id: int) -> Trace:
    """Follow a deal to its evidence and check the evidence again. Raises NotFound."""
    deal, handoff, lead, signal = _origin(session, deal_id)
    merchant = session.get(Merchant, deal.merchant_id)
    agreement = session.get(Agreement, deal.agreement_id)
    prospect = session.get(Prospect, lead.prospect_id)
    assert merchant is not None and agreement is not None and prospect is not None
    accruals = list(
        session.exec(
            select(Accrual).where(col(Accrual.deal_id) == deal_id).order_by(col(Accrual.id))
        ).all()
    )
    entries = list(
        session.exec(
            select(Entry)
            .where(col(Entry.source_type) == "deal", col(Entry.source_id) == str(deal_id))
            .order_by(col(Entry.seq))
        ).all()
    )
    statement = _statement_of(session, deal, entries)
    quote = quote_of(signal)
    return Trace(
        deal=deal,
        merchant=merchant,
        agreement=agreement,
        accruals=accruals,
        entries=entries,
        statement=statement,
        handoff=handoff,
        handoff_moves=list(
            session.exec(
                select(HandoffMove)
                .where(col(HandoffMove.handoff_id) == handoff.id)
                .order_by(col(HandoffMove.id))
            ).all()
        ),
        lead=lead,
        lead_moves=list(
            session.exec(
                select(LeadMove).where(col(LeadMove.lead_id) == lead.id).order_by(col(LeadMove.id))
            ).all()
        ),
        judgement=session.exec(
            select(Judgement).where(col(Judgement.signal_id) == signal.id)
        ).first(),
        prospect=prospect,
        messages=list(
            session.exec(
                select(Message)
                .where(col(Message.lead_id) == lead.id, col(Message.merchant_id) == merchant.id)
                .order_by(col(Message.id))
            ).all()
        ),
        signal=signal,
        run=None if signal.run_id is None else session.get(SourceRun, signal.run_id),
        quote=quote,
        quote_hash=content_hash(quote),
        findings=_check_quote(signal, quote, statement, deal_id),
    )


def _statement_of(session: Session, deal: Deal, entries: list[Entry]) -> Statement | None:
    if not entries:
        return None
    return session.exec(
        select(Statement).where(
            col(Statement.merchant_id) == deal.merchant_id,
            col(Statement.period) == entries[0].period,
        )
    ).first()


def _check_quote(
    signal: Signal, quote: str, statement: Statement | None, deal_id: int
) -> list[Finding]:
    """Whether the sentence is still the one that was read, and the one that was stated."""
    where = f"signal {signal.id}"
    found = []
    if signal.text_hash != content_hash(signal.text):
        found.append(Finding(where, "its text is no longer the one that was read"))
    if not 0 <= signal.quote_start <= signal.quote_end <= len(signal.text):
        found.append(Finding(where, "its quotation lies outside its text"))
    if not quote:
        found.append(Finding(where, "it has no sentence to quote"))
    for line in statement.content["lines"] if statement is not None else ():
        if line["deal_id"] == deal_id and line["quote_hash"] != content_hash(quote):
            found.append(
                Finding(where, "its sentence differs from the one on the issued statement")
            )
    return found


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues statements, and where the links on them lead."""

    name: str
    base_url: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a statement says beside its lines."""

    number: str
    period: str
    issued_at: datetime
    due_on: date
    head_seq: int
    head_hash: str
    closing_hash: str
    agreements: Sequence[Agreement]


def content_of(
    issuer: Issuer, merchant: Merchant, facts: Facts, lines: Sequence[StatementLine]
) -> dict[str, Any]:
    """All a statement says, as plain JSON: what is kept, hashed, and rendered ever after."""
    return {
        "form": 1,
        "number": facts.number,
        "period": facts.period,
        "language": merchant.lang,
        "issuer": asdict(issuer),
        "merchant": {
            "id": merchant.id,
            "slug": merchant.slug,
            "name": merchant.name,
            "address": merchant.postal_address,
            "country": merchant.country,
        },
        "issued_at": facts.issued_at.astimezone(UTC).isoformat(timespec="seconds"),
        "due_on": facts.due_on.isoformat(),
        "books": {
            "head_seq": facts.head_seq,
            "head_hash": facts.head_hash,
            "closing_hash": facts.closing_hash,
        },
        "terms": [_terms(agreement) for agreement in facts.agreements],
        "lines": [{**asdict(line), "due_minor": line.due_minor} for line in lines],
        "totals": totals_of(lines),
    }


def _terms(agreement: Agreement) -> dict[str, Any]:
    return {
        "version": agreement.version,
        "valid_from": agreement.valid_from.isoformat(),
        "valid_to": None if agreement.valid_to is None else agreement.valid_to.isoformat(),
        "currency": agreement.currency,
        "rate_bp": agreement.rate_bp,
        "min_fee_minor": agreement.min_fee_minor,
        "cap_deal_minor": agreement.cap_deal_minor,
        "holdback_bp": agreement.holdback_bp,
        "holdback_days": agreement.holdback_days,
        "payment_terms_days": agreement.payment_terms_days,
        "rounding": agreement.rounding,
    }


def totals_of(lines: Sequence[StatementLine]) -> dict[str, dict[str, int]]:
    """Sums per currency, in minor units: value, commission, held, due, and how many lines."""
    totals: dict[str, dict[str, int]] = {}
    for line in lines:
        total = totals.setdefault(
            line.currency, {"lines": 0, "value": 0, "commission": 0, "held": 0, "due": 0}
        )
        total["lines"] += 1
        total["value"] += line.value_minor
        total["commission"] += line.commission_minor
        total["held"] += line.held_minor
        total["due"] += line.due_minor
    return dict(sorted(totals.items()))
