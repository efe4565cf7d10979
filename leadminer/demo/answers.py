"""What the demo's merchants and operator answer; the only part of the demo that is played.

By a fixed pattern over the hand-offs of each merchant, so that every outcome can be looked at:
deals, a deal in work, a lost one, a decline, a return, and some that still wait.
"""

from __future__ import annotations

from sqlmodel import col, select

from leadminer.app import App
from leadminer.base.money import Money, exponent
from leadminer.conversations.tables import Message
from leadminer.flow import close_deal, converse, hand_off
from leadminer.handoffs.tables import Handoff
from leadminer.leads.tables import Lead
from leadminer.merchants.queries import merchants, offer
from leadminer.merchants.tables import Merchant, User
from leadminer.store import Session

# one letter a hand-off, best first: w won, o in work, l lost, d declined, r returned, . waits
PATTERN = "wwolw.dr.w."
SHARES = (100, 53, 100, 100, 131, 100, 100, 100, 100, 87, 100)  # per cent of a usual deal
DRAFTS_POSTED = 6


def answer_all(app: App) -> str:
    """Post some drafts, then let each merchant answer. Returns one line that says what."""
    _post_drafts(app)
    counts = dict.fromkeys("wolrd.", 0)
    with app.read() as session:
        owners = list(merchants(session))
    for owner in owners:
        for position, handoff_id in enumerate(_handoffs(app, owner)):
            act = PATTERN[position % len(PATTERN)]
            _answer(app, owner, handoff_id, act, SHARES[position % len(SHARES)])
            counts[act] += 1
    return (
        f"{counts['w']} won, {counts['o']} in work, {counts['l']} lost, {counts['d']} declined, "
        f"{counts['r']} returned, {counts['.']} still to answer"
    )


def _handoffs(app: App, owner: Merchant) -> list[int]:
    with app.read() as session:
        query = (
            select(Handoff.id)
            .join(Lead, col(Lead.id) == col(Handoff.lead_id))
            .where(Handoff.merchant_id == owner.id, Handoff.state == "delivered")
            .order_by(col(Lead.rank).desc(), col(Handoff.id))
        )
        return [found for found in session.exec(query) if found is not None]


def _answer(app: App, owner: Merchant, handoff_id: int, act: str, share: int) -> None:
    if act == ".":
        return
    with app.begin() as session:
        user_id = session.exec(select(User.id).where(User.merchant_id == owner.id)).first()
        actor = f"merchant:{user_id}"
        if act == "d":
            hand_off.decline(
                session, handoff_id, actor=actor, clock=app.clock, reason="no_capacity"
            )
            return
        hand_off.accept(session, handoff_id, actor=actor, clock=app.clock)
        if act == "r":
            hand_off.request_return(
                session, handoff_id, actor=actor, clock=app.clock, reason="wrong_data"
            )
        elif act == "l":
            close_deal.record_lost(
                session, app.clock, handoff_id=handoff_id, actor=actor, reason="price"
            )
        elif act == "w":
            value = _value(session, handoff_id, owner, share)
            close_deal.record_deal(
                session,
                app.clock,
                handoff_id=handoff_id,
                value=value,
                won_on=app.clock.now().date(),
                actor=actor,
                evidence=f"order confirmation {owner.slug.upper()}-{2000 + handoff_id}",
            )


def _value(session: Session, handoff_id: int, owner: Merchant, share: int) -> Money:
    given = session.get(Handoff, handoff_id)
    assert given is not None
    lead = session.get(Lead, given.lead_id)
    assert lead is not None
    usual = offer(session, lead.offer_id).typical_value_minor
    unit = 10 ** exponent(owner.currency)
    whole = max(1, usual * share // (100 * unit))  # in whole units: prices end in round figures
    return Money(whole * unit, owner.currency)


def _post_drafts(app: App) -> None:
    with app.read() as session:
        query = (
            select(Message.id)
            .join(Lead, col(Lead.id) == col(Message.lead_id))
            .where(Message.channel == "draft", Message.state == "proposed")
            .order_by(col(Lead.rank).desc(), col(Message.id))
            .limit(DRAFTS_POSTED)
        )
        chosen = [found for found in session.exec(query) if found is not None]
    for message_id in chosen:
        with app.begin() as session:
            converse.post_draft(
                session,
                message_id,
                actor="operator:1",
                clock=app.clock,
                config=app.config,
                hash_key=app.hash_key,
            )
