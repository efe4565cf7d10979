"""The leads of the seeded console, from sentence to statement."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from leadminer.base.clock import FixedClock
from leadminer.base.ids import content_hash, keyed_hash
from leadminer.conversations.outreach.mail_verdicts import judge
from leadminer.conversations.outreach.policy import ContactFacts, decide
from leadminer.conversations.outreach.queries import decided
from leadminer.conversations.tables import Message
from leadminer.deals.queries import add_deal
from leadminer.deals.tables import Deal
from leadminer.flow import settle
from leadminer.handoffs.tables import Candidate, Handoff, HandoffMove, QueuedLead
from leadminer.leads.tables import ChecklistAnswer, Judgement, Lead, LeadMove
from leadminer.merchants.tables import Merchant, Offer
from leadminer.prospects.tables import ContactPoint, Prospect
from leadminer.reports.statements import Issuer
from leadminer.signals.industries import industries_of
from leadminer.signals.tables import Signal, Source, SourceRun
from leadminer.store import Session

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
KEY = b"k" * 32


DRAFT_ZH = (
    "您好，两台500L食品级304带夹套的搅拌罐，8万以内、月底到货是做得到的。恒力机械（广东）做200到1000升的夹套罐，现有500升的图纸，"
    "交期一般25天。要准的报价还需要知道：物料粘度、加热方式（蒸汽还是电）、是否要CIP口。\n\n"
    "说明：本回答由恒力机械委托的服务商撰写，如成交我们会收取佣金。"
)

DRAFT_EN = (
    "North Pump Works builds dosing pumps of that size with CE papers; MOQ 200 is fine. For a firm"
    " quote they need flow, pressure and medium.\n\nDisclosure: this answer is written for North"
    " Pump Works; we earn a commission if you buy."
)


@dataclass
class World:
    """Ids the tests ask for."""

    merchants: list[int] = field(default_factory=list)
    leads: list[int] = field(default_factory=list)
    handoffs: dict[str, int] = field(default_factory=dict)
    drafts: list[int] = field(default_factory=list)
    parties: list[int] = field(default_factory=list)
    deal: int = 0
    statement: int = 0


def add(session: Session, row: Any) -> Any:
    session.add(row)
    session.flush()
    return row


def parse(marked: str) -> tuple[str, list[dict[str, Any]]]:
    """A text with [[span|label|weight]] as plain text and the scorer's reasons."""
    text, reasons, at = "", [], 0
    for match in re.finditer(r"\[\[(.+?)\|(.+?)\|(-?[\d.]+)\]\]", marked, re.S):
        text += marked[at : match.start()]
        reasons.append(
            {
                "field": "text",
                "start": len(text),
                "end": len(text) + len(match[1]),
                "text": match[1],
                "label": match[2],
                "weight": float(match[3]),
            }
        )
        text += match[1]
        at = match.end()
    return text + marked[at:], sorted(reasons, key=lambda r: -abs(r["weight"]))


def add_lead(
    session: Session,
    world: World,
    offers: list[Offer],
    sources: dict[str, Source],
    run: SourceRun,
    now: datetime,
    number: int,
    row: tuple[Any, ...],
) -> None:
    state, lang, country, host, author, title, marked, intent, strength, score = row
    text, reasons = parse(marked)
    said = now - timedelta(hours=2 + 7 * (number % 100))
    contacts = (
        [{"kind": "email", "value": "fermentista@mail.example", "raw": "fermentista@mail.example"}]
        if author == "fermentista"
        else []
    )
    signal = add(
        session,
        Signal(
            key=f"{number:064d}",
            kind="post",
            source_id=sources[host].id,
            run_id=run.id,
            url=f"https://{host}/t/{number}",
            author=author,
            title=title,
            text=text,
            text_hash=content_hash(text),
            posted_at=said,
            lang=lang,
            section=["Suppliers"] if lang == "en" else ["求购"],
            fetched_at=now - timedelta(hours=1),
            http_status=200,
            content_hash=content_hash(title),
            quote_start=reasons[0]["start"] if reasons else 0,
            quote_end=reasons[0]["end"] if reasons else 0,
            spider="qa",
            spider_version="1",
            contacts=contacts,
            first_seen_at=said,
            last_seen_at=now,
        ),
    )
    signal.industries = industries_of(title=title, text=text, section=signal.section)
    signal.industry = signal.industries[0]["code"] if signal.industries else ""
    prospect = add(
        session, Prospect(display_name=author, lang=lang, country=country or None, created_at=now)
    )
    add(
        session,
        ContactPoint(
            prospect_id=prospect.id,
            kind="account",
            value=f"{host}/{author}",
            value_hash=keyed_hash(KEY, f"{host}/{author}{number}"),
            observed_at=now,
        ),
    )
    for contact in contacts:
        add(
            session,
            ContactPoint(
                prospect_id=prospect.id,
                kind="email",
                value=contact["value"],
                value_hash=keyed_hash(KEY, contact["value"]),
                observed_at=now,
                mail_status="undeliverable",
                mail_check=judge(["no_domain", "role"], method="dns").to_json(),
                mail_until=now + timedelta(days=30),
            ),
        )
    add(
        session,
        Judgement(
            signal_id=signal.id,
            score=score,
            probability=score,
            intent=score > 0.5,
            intent_class=intent,
            strength=strength,
            lang=lang,
            reasons=reasons,
            model_version="linear-1",
            note="not calibrated yet",
            judged_at=now,
        ),
    )
    offer = (
        offers[2]
        if host.startswith("forum.eyes")
        else offers[1]
        if "ump" in title or "dosing" in text.lower()
        else offers[0]
    )
    lead = add(
        session,
        Lead(
            prospect_id=prospect.id,
            offer_id=offer.id,
            signal_id=signal.id,
            state=state,
            intent=score,
            fit=0.93 if number % 2 else 0.71,
            reachability=0.5 + 0.04 * (number % 10),
            timeliness=max(0.1, 0.98 - 0.06 * (number % 12)),
            rank=round(score - 0.0013 * number, 4),
            fit_reasons=[
                {
                    "field": "title",
                    "start": 0,
                    "end": 2,
                    "text": title[:4],
                    "label": "keyword",
                    "weight": 1.0,
                }
            ],
            lang=lang,
            country=country or None,
            created_at=now,
            updated_at=now,
        ),
    )
    world.leads.append(lead.id)
    way = {
        "contacted": ["contacted"],
        "qualified": ["qualified"],
        "handed_off": ["qualified", "handed_off"],
        "accepted": ["qualified", "handed_off", "accepted"],
        "won": ["qualified", "handed_off", "accepted", "won"],
        "lost": ["qualified", "handed_off", "accepted", "lost"],
        "disqualified": ["disqualified"],
    }.get(state, [])
    before = "new"
    for step in way:
        reason = (
            "seller"
            if step == "disqualified"
            else "the checklist is met: need, quantity"
            if step == "qualified"
            else ""
        )
        add(
            session,
            LeadMove(
                lead_id=lead.id,
                from_state=before,
                to_state=step,
                actor="system:hand_off",
                reason=reason,
                at=now,
            ),
        )
        before = step
    for item, status, value in (
        ("need", "known", title[:20]),
        ("quantity", "known", reasons[0]["text"] if reasons else ""),
        ("budget", "unknown", ""),
        ("timing", "asked", ""),
    ):
        add(
            session,
            ChecklistAnswer(lead_id=lead.id, item=item, status=status, value=value, updated_at=now),
        )
    if state in {"new", "contacted"} and score > 0.7:
        draft = state == "new"
        facts = ContactFacts(channel="draft", origin="crawled", country=country, site=host)
        message = add(
            session,
            Message(
                lead_id=lead.id,
                merchant_id=offer.merchant_id,
                prospect_id=prospect.id,
                channel="draft",
                state="proposed" if draft else "posted",
                lang=lang,
                target_url=signal.url,
                policy_version="2026-11-22",
                rule_id="draft-by-hand",
                body=DRAFT_ZH if lang == "zh-Hans" else DRAFT_EN,
                decision=decided(facts, decide(facts), now),
                due_at=now,
                created_at=now,
                ended_at=None if draft else now,
            ),
        )
        world.drafts.append(message.id)


def add_handoffs(session: Session, world: World, now: datetime) -> None:
    clock = FixedClock(now)
    for lead_id in world.leads:
        lead = session.get(Lead, lead_id)
        assert lead is not None
        state = {
            "handed_off": "delivered",
            "accepted": "accepted",
            "won": "won",
            "lost": "lost",
        }.get(lead.state)
        if state is None:
            continue
        offer = session.get(Offer, lead.offer_id)
        assert offer is not None
        for merchant_id in world.merchants:
            chosen = merchant_id == offer.merchant_id
            add(
                session,
                Candidate(
                    lead_id=lead_id,
                    contract_id=merchant_id,
                    merchant_id=merchant_id,
                    chosen=chosen,
                    passed=chosen,
                    rule="chosen" if chosen else "category",
                    detail="first by priority, share and fit (0.80)"
                    if chosen
                    else "fit 0.10 is below 0.30",
                    at=now,
                ),
            )
        add(session, QueuedLead(lead_id=lead_id, state="placed", due_at=now, created_at=now))
        handoff = add(
            session,
            Handoff(
                lead_id=lead_id,
                merchant_id=offer.merchant_id,
                contract_id=offer.merchant_id,
                state=state,
                delivered_at=now - timedelta(hours=5),
                accept_until=now + timedelta(hours=19),
                return_until=now + timedelta(days=7),
                updated_at=now,
            ),
        )
        world.handoffs.setdefault(f"{state}:{offer.merchant_id}", handoff.id)
        before = "delivered"
        for step in {
            "accepted": ["accepted"],
            "won": ["accepted", "won"],
            "lost": ["accepted", "lost"],
        }.get(state, []):
            add(
                session,
                HandoffMove(
                    handoff_id=handoff.id,
                    from_state=before,
                    to_state=step,
                    actor=f"merchant:{offer.merchant_id + 2}",
                    at=now - timedelta(hours=2),
                ),
            )
            before = step
        if state == "won":
            merchant = session.get(Merchant, offer.merchant_id)
            assert merchant is not None
            day = (now - timedelta(days=30)).date()
            signal = session.get(Signal, lead.signal_id)
            assert signal is not None
            deal = add_deal(
                session,
                Deal(
                    handoff_id=handoff.id,
                    merchant_id=offer.merchant_id,
                    agreement_id=offer.merchant_id,
                    value_minor=7_800_000,
                    currency=merchant.currency,
                    won_on=day,
                    title=signal.title,
                    evidence="order 2026-771",
                    recorded_at=now,
                    recorded_by="merchant:3",
                ),
            )
            settle.accrue(session, clock, deal.id or 0)
            world.deal = deal.id or 0
    month = (now - timedelta(days=30)).strftime("%Y-%m")
    settle.close_period(session, clock, month, "finance:2")
    made = settle.make_statements(
        session, clock, month, issuer=Issuer("Leadworks Ltd", ""), actor="finance:2"
    )
    world.statement = made[0].id or 0
