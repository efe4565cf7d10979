"""One lead's way to an accepted hand-off, row by row, for tests of what comes after it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from leadminer.base.ids import content_hash
from leadminer.base.money import Money
from leadminer.base.rates import Rate
from leadminer.deals import queries as deals
from leadminer.deals.rules import Plan
from leadminer.deals.tables import Agreement
from leadminer.handoffs.tables import DeliveryContract, Handoff
from leadminer.leads.tables import Lead
from leadminer.merchants.tables import Merchant, Offer
from leadminer.prospects.tables import Prospect
from leadminer.signals.tables import Signal, Source
from leadminer.store import Session

NOW = datetime(2026, 11, 2, 6, 12, tzinfo=UTC)
TEXT = "我们是广州的一家饮料小厂，急需两台500L搅拌罐，预算8万以内，哪家可以报价？"
QUOTE = "急需两台500L搅拌罐"


def merchant(session: Session, slug: str = "hengli", *, lang: str = "zh-Hans") -> Merchant:
    made = Merchant(
        slug=slug,
        name="恒力机械",
        lang=lang,
        country="CN",
        timezone="Asia/Shanghai",
        currency="CNY",
        postal_address="浙江省温州市永中街道 88 号",
        created_at=NOW,
    )
    session.add(made)
    session.flush()
    return made


def plan(currency: str = "CNY", *, rate_bp: int = 500, holdback_bp: int = 1000) -> Plan:
    return Plan(
        currency=currency,
        rate=Rate(rate_bp),
        min_fee=Money(20_000, currency),
        holdback=Rate(holdback_bp),
        holdback_days=30,
    )


def agree(
    session: Session, merchant_id: int, *, since: date = date(2026, 1, 1), **changes: int
) -> Agreement:
    return deals.agree(
        session, merchant_id, deals.Terms(plan(**changes)), valid_from=since, now=NOW
    )


def handed_over(session: Session, to: Merchant, n: int = 1, *, text: str = TEXT) -> Handoff:
    """A signal, its prospect and lead, handed to a merchant who accepted it."""
    assert to.id is not None
    offer = _offer(session, to)
    source = Source(host=f"bbs{n}.{to.slug}.example", created_at=NOW)
    prospect = Prospect(display_name=f"何先生 {n}", lang="zh-Hans", created_at=NOW)
    session.add_all([source, prospect])
    session.flush()
    start = text.find(QUOTE)
    signal = Signal(
        key=content_hash(f"{to.slug} {n}"),
        kind="post",
        source_id=source.id or 0,
        url=f"https://{source.host}/thread/{n}?page=2#post-{n}",
        title="求购：食品级不锈钢搅拌罐",
        text=text,
        text_hash=content_hash(text),
        lang="zh-Hans",
        fetched_at=NOW,
        http_status=200,
        content_hash=content_hash(f"<html>{text}</html>"),
        quote_start=max(start, 0),
        quote_end=start + len(QUOTE) if start >= 0 else 0,
        spider="qa",
        spider_version="1",
        first_seen_at=NOW,
        last_seen_at=NOW,
    )
    session.add(signal)
    session.flush()
    lead = Lead(
        prospect_id=prospect.id or 0,
        offer_id=offer.id or 0,
        signal_id=signal.id or 0,
        state="handed_over",
        lang="zh-Hans",
        created_at=NOW,
        updated_at=NOW,
    )
    contract = DeliveryContract(merchant_id=to.id, offer_id=offer.id or 0)
    session.add_all([lead, contract])
    session.flush()
    handoff = Handoff(
        lead_id=lead.id or 0,
        merchant_id=to.id,
        contract_id=contract.id or 0,
        state="accepted",
        delivered_at=NOW,
        accept_until=NOW + timedelta(days=1),
        return_until=NOW + timedelta(days=7),
        updated_at=NOW,
    )
    session.add(handoff)
    session.flush()
    return handoff


def _offer(session: Session, to: Merchant) -> Offer:
    from sqlmodel import select

    found = session.exec(select(Offer).where(Offer.merchant_id == to.id)).first()
    if found is None:
        found = Offer(merchant_id=to.id or 0, slug=f"{to.slug}-tanks", name="搅拌罐 200-1000 L")
        session.add(found)
        session.flush()
    return found
