"""lead -> conversation: the next best allowed action, and sending what is due.

Nothing here posts to a site. Where a question was asked in public, the action is a draft that a
person reads, changes and posts by hand; a mail goes only where the policy table allows one.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from sqlalchemy import Engine
from sqlmodel import col, exists, select

from leadminer.base.clock import Clock
from leadminer.base.errors import ConfigError, Conflict, Finding, InvalidInput, Refused
from leadminer.config import Config, OutreachSection
from leadminer.conversations.outreach import queries as messages
from leadminer.conversations.outreach.claims import LEASE, end_sending
from leadminer.conversations.outreach.composing import Brief, MailBrief, write_answer, write_mail
from leadminer.conversations.outreach.drafting import Texts
from leadminer.conversations.outreach.known import Cap, Contact, Known, load_known
from leadminer.conversations.outreach.policy import Policy, bundled_policy, decide
from leadminer.conversations.outreach.rules import sender_findings, thread_key
from leadminer.conversations.outreach.sender import Sender, SendResult, send_all_due
from leadminer.conversations.outreach.states import MessageState
from leadminer.conversations.outreach.tokens import unsubscribe_token
from leadminer.conversations.tables import Message
from leadminer.leads import queries as leads
from leadminer.leads.tables import ChecklistAnswer, Lead
from leadminer.merchants.queries import merchants_by_id, offers_by_id
from leadminer.signals.tables import Signal
from leadminer.store import Session, write
from leadminer.workspace import Workspace

logger = logging.getLogger(__name__)

WAITING = ("new", "qualified")  # leads nobody has written to


@dataclass(frozen=True, slots=True)
class ConverseResult:
    """What was proposed; `refused`: leads for which every way was closed, each with its rule."""

    drafts: int = 0
    emails: int = 0
    refused: int = 0


@dataclass(frozen=True)
class Router:
    """What stays the same while leads are routed."""

    session: Session
    clock: Clock
    config: Config
    hash_key: bytes
    texts: Texts
    policy: Policy
    cap: Cap
    mail_ready: bool

    @property
    def operator(self) -> str:
        """Who writes: the name in the disclosure."""
        return self.config.outreach.operator_name or self.config.ledger.legal_entity


def cap_of(outreach: OutreachSection) -> Cap:
    """The cap over all merchants, from the settings."""
    return Cap(outreach.cap_touches, outreach.cap_days)


def propose_next(
    session: Session,
    *,
    clock: Clock,
    config: Config,
    workspace: Workspace,
    hash_key: bytes,
    limit: int = 200,
) -> ConverseResult:
    """Write down the next best allowed action of leads that have none, best rank first.

    Every lead gets a row: a draft, a mail, or a refusal with the rule that made it.
    """
    findings = sender_findings(config.outreach, config.web.base_url)
    router = Router(
        session=session,
        clock=clock,
        config=config,
        hash_key=hash_key,
        texts=Texts(workspace),
        policy=bundled_policy(),
        cap=cap_of(config.outreach),
        mail_ready=bool(config.outreach.smtp_host)
        and not any(finding.level == "error" for finding in findings),
    )
    answered = exists().where(col(Message.lead_id) == col(Lead.id))
    waiting = session.exec(
        select(Lead)
        .where(col(Lead.state).in_(WAITING), ~answered)
        .order_by(col(Lead.rank).desc(), col(Lead.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    return _route_all(router, waiting)


def _route_all(router: Router, waiting: Sequence[Lead]) -> ConverseResult:
    session, now = router.session, router.clock.now()
    offers = offers_by_id(session, {lead.offer_id for lead in waiting})
    merchants = merchants_by_id(session, {offer.merchant_id for offer in offers.values()})
    signals = {
        signal.id: signal
        for signal in session.exec(
            select(Signal).where(col(Signal.id).in_({lead.signal_id for lead in waiting}))
        )
    }
    known_items: dict[int, set[str]] = {}
    for answer in session.exec(
        select(ChecklistAnswer).where(
            col(ChecklistAnswer.lead_id).in_([lead.id for lead in waiting]),
            ChecklistAnswer.status == "known",
        )
    ):
        known_items.setdefault(answer.lead_id, set()).add(answer.item)
    known = load_known(
        session,
        [lead.prospect_id for lead in waiting],
        since=now - timedelta(days=router.cap.days),
        hash_key=router.hash_key,
    )
    counts = {MessageState.PROPOSED: 0, MessageState.DUE: 0, MessageState.REFUSED: 0}
    for lead in waiting:
        offer = offers[lead.offer_id]
        signal = signals[lead.signal_id]
        brief = Brief(
            merchant=merchants[offer.merchant_id],
            offer=offer,
            operator=router.operator,
            reader_lang=lead.lang or signal.lang or "",
            known_items=frozenset(known_items.get(lead.id or 0, ())),
        )
        counts[_route(router, lead, signal, brief, known)] += 1
    session.flush()
    return ConverseResult(
        counts[MessageState.PROPOSED], counts[MessageState.DUE], counts[MessageState.REFUSED]
    )


def _route(router: Router, lead: Lead, signal: Signal, brief: Brief, known: Known) -> MessageState:
    """The next best allowed action of one lead: a mail, else a draft, else a refusal."""
    mail = _mail_proposal(router, lead, signal, brief, known)
    if mail is not None and mail.state is not MessageState.REFUSED:
        proposal = mail
    elif signal.kind in ("post", "reply") or mail is None:
        proposal = _draft_proposal(router, lead, signal, brief, known)
    else:
        proposal = mail
    now = router.clock.now()
    if messages.propose(router.session, proposal, now=now) is not None:
        return proposal.state
    # the thread has a draft: say so, so that the lead is not looked at for ever
    taken = messages.without_text(proposal, reason="another draft answers this thread already")
    messages.propose(router.session, taken, now=now)
    return MessageState.REFUSED


def _mail_proposal(
    router: Router, lead: Lead, signal: Signal, brief: Brief, known: Known
) -> messages.Proposal | None:
    """A mail to the first address a rule allows; a refusal if none; None without an address."""
    now, refused = router.clock.now(), None
    for point in known.points[lead.prospect_id]:
        if point.kind != "email":
            continue
        prospect = known.prospects[lead.prospect_id]
        contact = Contact(
            channel="email",
            prospect_id=lead.prospect_id,
            merchant_id=brief.offer.merchant_id,
            contact_hash=point.value_hash,
            country=prospect.country or lead.country,
            point=point,
        )
        facts = known.facts(contact, cap=router.cap, now=now)
        decision = decide(facts, router.policy)
        consent = known.consent(contact, now)[1]
        proposal = messages.Proposal(
            lead_id=lead.id or 0,
            contact=contact,
            state=MessageState.REFUSED,
            lang=brief.reader_lang,
            facts=facts,
            decision=decision,
            reason=decision.explanation,
            consent=consent,
        )
        if decision.outcome == "stop" or not router.mail_ready:
            refused = refused or proposal
            continue
        token = unsubscribe_token(point.value_hash, hash_key=router.hash_key)
        mail = MailBrief(
            point=point,
            consent=consent if facts.consent == "live" else None,
            postal_address=router.config.outreach.postal_address,
            unsubscribe_url=unsubscribe_url(router.config.web.base_url, token),
            thread_url=signal.url if signal.kind != "company" else "",
            subject_mark=decision.subject_mark,
        )
        try:
            written = write_mail(router.texts, brief, mail)
        except (Refused, InvalidInput) as error:
            refused = refused or messages.without_text(proposal, reason=error.message)
            continue
        return messages.with_text(proposal, MessageState.DUE, written)
    return refused


def _draft_proposal(
    router: Router, lead: Lead, signal: Signal, brief: Brief, known: Known
) -> messages.Proposal:
    """A draft answer for a person to post, in the thread the question stands in."""
    url = (signal.parent_url or signal.url) if signal.kind == "reply" else signal.url
    account = next((p for p in known.points[lead.prospect_id] if p.kind == "account"), None)
    contact = Contact(
        channel="draft",
        prospect_id=lead.prospect_id,
        merchant_id=brief.offer.merchant_id,
        contact_hash=account.value_hash
        if account
        else messages.person_hash(router.hash_key, lead.prospect_id),
        country=known.prospects[lead.prospect_id].country or lead.country,
        point=account,
        site=urlsplit(url).hostname or "",
    )
    facts = known.facts(contact, cap=router.cap, now=router.clock.now())
    decision = decide(facts, router.policy)
    proposal = messages.Proposal(
        lead_id=lead.id or 0,
        contact=contact,
        state=MessageState.REFUSED,
        lang=brief.reader_lang,
        facts=facts,
        decision=decision,
        target_url=url,
        reason=decision.explanation,
    )
    if decision.outcome == "stop":
        return proposal
    if signal.kind == "company":
        return messages.without_text(proposal, reason="there is no thread to answer in")
    try:
        written = write_answer(router.texts, brief)
    except (Refused, InvalidInput) as error:
        return messages.without_text(proposal, reason=error.message)
    return messages.with_text(proposal, MessageState.PROPOSED, written, thread_key=thread_key(url))


def unsubscribe_url(base_url: str, token: str) -> str:
    """The address behind "never again": POST acts, GET only shows a page."""
    return f"{base_url.rstrip('/')}/u/{token}"


def post_draft(
    session: Session,
    message_id: int,
    *,
    actor: str,
    clock: Clock,
    config: Config,
    hash_key: bytes,
    body: str | None = None,
) -> Message:
    """Record that a person posted a draft, with the words as posted; the lead is contacted.

    Raises Refused if the person said no meanwhile or the cap is reached, Conflict if the draft
    has ended, NotFound.
    """
    now = clock.now()
    message = messages.locked(session, messages.get_message(session, message_id))
    messages.check_draft_waits(message)
    messages.check_contact_now(
        session,
        message,
        cap=cap_of(config.outreach),
        policy=bundled_policy(),
        hash_key=hash_key,
        now=now,
    )
    messages.end_draft(
        session, message, MessageState.POSTED, now=now, reason=f"by {actor}", body=body
    )
    mark_contacted(session, clock=clock, actor=actor)
    return message


def dismiss_draft(
    session: Session, message_id: int, *, actor: str, clock: Clock, reason: str = ""
) -> Message:
    """Record that a person decided against a draft. Raises Conflict, NotFound."""
    message = messages.get_message(session, message_id)
    why = f"{reason} (by {actor})" if reason else f"by {actor}"
    messages.end_draft(session, message, MessageState.DISMISSED, now=clock.now(), reason=why)
    return message


def send_due(
    engine: Engine,
    config: Config,
    clock: Clock,
    *,
    hash_key: bytes,
    limit: int = 10_000,
    lease: timedelta = LEASE,
) -> SendResult:
    """Send the mails that are due, in transactions of its own.

    Raises ConfigError if the sender's settings forbid it, DeliveryError if the mail server cannot
    be used; what was claimed is due again then.
    """
    findings = sender_findings(config.outreach, config.web.base_url)
    wrong = [finding for finding in findings if finding.level == "error"]
    if not config.outreach.smtp_host:
        wrong = [Finding("outreach.smtp_host", "is empty: no mail can be sent")]
    if wrong:
        raise ConfigError(wrong)
    sender = Sender(
        begin=lambda: write(engine),
        settings=config.outreach,
        unsubscribe_url=lambda token: unsubscribe_url(config.web.base_url, token),
        clock=clock,
        hash_key=hash_key,
        policy=bundled_policy(),
        cap=cap_of(config.outreach),
        lease=lease,
    )
    try:
        return send_all_due(sender, limit=limit)
    finally:
        with write(engine) as session:
            mark_contacted(session, clock=clock)


def resolve_uncertain(session: Session, message_id: int, *, arrived: bool, clock: Clock) -> Message:
    """Enter what a person found out about an uncertain mail. Raises Conflict for any other."""
    message = messages.get_message(session, message_id)
    if message.state != MessageState.UNCERTAIN:
        raise Conflict(f"message {message_id} is {message.state}, not uncertain")
    end_sending(
        session,
        message,
        MessageState.HANDED if arrived else MessageState.DUE,
        lease_token=None,
        response="found out by a person",
        now=clock.now(),
    )
    mark_contacted(session, clock=clock)
    return message


def mark_contacted(session: Session, *, clock: Clock, actor: str = "system:converse") -> int:
    """Move leads whose message is out from new to contacted. Repeats harmlessly after a crash."""
    out = select(Message.lead_id).where(
        col(Message.state).in_([MessageState.POSTED, MessageState.HANDED])
    )
    waiting = session.exec(
        select(Lead)
        .where(Lead.state == "new", col(Lead.id).in_(out))
        .order_by(col(Lead.id))
        .with_for_update(skip_locked=True)
    ).all()
    for lead in waiting:
        leads.move(
            session, lead, "contacted", actor=actor, reason="a message is out", now=clock.now()
        )
    return len(waiting)
