"""Leads with a public question, and people with addresses, for tests of outreach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import select

from leadminer.base.clock import FixedClock
from leadminer.config import Config, OutreachSection, WebSection
from leadminer.conversations.tables import Message
from leadminer.leads.tables import Lead
from leadminer.merchants.tables import Merchant, Offer
from leadminer.prospects.consents import grant_consent
from leadminer.prospects.rules import contact_hash
from leadminer.prospects.tables import ContactPoint, Prospect
from leadminer.signals.tables import Signal, Source
from leadminer.store import Session

FACTS = {
    "en": "We build packing machines for 5 to 50 bags a minute. CE documents on request.",
    "zh-Hans": "我们生产每分钟 5 到 50 包的包装机,可提供 CE 文件。",
}


@dataclass(frozen=True)
class Case:
    """One lead and what belongs to it."""

    merchant: Merchant
    offer: Offer
    prospect: Prospect
    signal: Signal
    lead: Lead
    point: ContactPoint | None


def outreach_config(port: int = 25, **changes: object) -> Config:
    """Settings with which mail may be sent to this machine."""
    values: dict[str, object] = {
        "smtp_host": "127.0.0.1",
        "smtp_port": port,
        "smtp_starttls": False,
        "sender_name": "Harbour Leads",
        "sender_address": "hello@harbour.example",
        "postal_address": "1 Harbour Street, Bristol",
        "operator_name": "Harbour Leads Ltd",
        **changes,
    }
    return Config(
        outreach=OutreachSection.model_validate(values),
        web=WebSection(base_url="https://console.harbour.example"),
    )


def make_merchant(session: Session, slug: str, now: datetime, **changes: object) -> Merchant:
    """A merchant; the same one for the same slug."""
    found = session.exec(select(Merchant).where(Merchant.slug == slug)).first()
    if found is not None:
        return found
    values: dict[str, object] = {
        "slug": slug,
        "name": f"{slug.title()} Machines",
        "lang": "en",
        "country": "GB",
        "timezone": "Europe/London",
        "currency": "GBP",
        "site": "https://machines.example",
        "created_at": now,
        **changes,
    }
    merchant = Merchant(**values)
    session.add(merchant)
    session.flush()
    return merchant


def make_case(
    session: Session,
    hash_key: bytes,
    number: int,
    *,
    now: datetime,
    merchant: str = "acme",
    url: str = "",
    lang: str = "en",
    email: str = "",
    origin: str = "given",
    country: str | None = None,
    consent: bool = False,
    prospect: Prospect | None = None,
    prospect_kind: str = "person",
    owner: str = "personal",
    kind: str = "post",
    facts: dict[str, str] | None = None,
    checklist: Sequence[str] = ("need", "quantity", "timing"),
    state: str = "new",
) -> Case:
    """A lead that began with a public question, and, if wanted, an address with a consent."""
    party = make_merchant(session, merchant, now)
    offer = Offer(
        merchant_id=party.id,
        slug=f"{merchant}-{number}",
        name="Packing machines",
        facts=FACTS if facts is None else facts,
        checklist=list(checklist),
    )
    source = session.exec(select(Source).where(Source.host == "forum.example")).first() or Source(
        host="forum.example", family="forum", created_at=now
    )
    person = prospect or Prospect(
        kind=prospect_kind, display_name=f"Asker {number}", country=country, created_at=now
    )
    session.add_all([offer, source, person])
    session.flush()
    signal = Signal(
        key=f"key-{merchant}-{number}",
        kind=kind,
        source_id=source.id,
        url=url or f"https://forum.example/topic/{number}",
        text="Where can I buy a packing machine?",
        lang=lang,
        fetched_at=now,
        http_status=200,
        content_hash="0" * 64,
        spider="qa",
        spider_version="1",
        first_seen_at=now,
        last_seen_at=now,
    )
    session.add(signal)
    session.flush()
    lead = Lead(
        prospect_id=person.id,
        offer_id=offer.id,
        signal_id=signal.id,
        state=state,
        rank=0.5,
        lang=lang,
        created_at=now,
        updated_at=now,
    )
    session.add(lead)
    point = None
    if email:
        hashed = contact_hash(hash_key, "email", email)
        point = ContactPoint(
            prospect_id=person.id,
            kind="email",
            value=email,
            value_hash=hashed,
            owner=owner,
            origin=origin,
            observed_at=now - timedelta(days=1),
            source_url="https://forum.example/user/1" if origin == "crawled" else "",
        )
        session.add(point)
        if consent:
            grant_consent(
                session,
                hashed,
                channel="email",
                kind="express",
                evidence="ticked 'write to me about machines' on the form",
                now=now - timedelta(days=1),
            )
    session.flush()
    return Case(party, offer, person, signal, lead, point)


def messages(session: Session) -> list[Message]:
    """All messages, by number."""
    return list(session.exec(select(Message).order_by(Message.id)))  # type: ignore[arg-type]


def tick(clock: FixedClock, **amount: float) -> None:
    """Move the clock on."""
    clock.advance(timedelta(**amount))
