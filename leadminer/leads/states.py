"""The states of a lead, who is at work on it in each, and the moves between them."""

from __future__ import annotations

from enum import StrEnum

from leadminer.base.errors import Conflict


class LeadState(StrEnum):
    """Where a lead stands."""

    NEW = "new"  #: found and scored; nobody has spoken to the person
    CONTACTED = "contacted"  #: an answer or a message is out
    ENGAGED = "engaged"  #: the person has answered
    QUALIFIED = "qualified"  #: the checklist is met; waits for a merchant
    HANDED_OFF = "handed_off"  #: at least one merchant has it and has not answered
    ACCEPTED = "accepted"  #: at least one merchant works on it
    WON = "won"  #: a deal came of it
    LOST = "lost"  #: worked on, and no deal came of it
    RETURNED = "returned"  #: the merchant gave it back; the next one is looked for
    RECYCLED = "recycled"  #: nobody left to take it; kept for another try
    DISQUALIFIED = "disqualified"  #: given up, with a reason code


S = LeadState

# from -> allowed to, in the order they usually happen
MOVES: dict[LeadState, tuple[LeadState, ...]] = {
    S.NEW: (S.CONTACTED, S.QUALIFIED, S.DISQUALIFIED, S.RECYCLED),
    S.CONTACTED: (S.ENGAGED, S.QUALIFIED, S.DISQUALIFIED, S.RECYCLED),
    S.ENGAGED: (S.QUALIFIED, S.DISQUALIFIED, S.RECYCLED),
    S.QUALIFIED: (S.HANDED_OFF, S.RECYCLED, S.DISQUALIFIED),
    # back to qualified when every merchant that had it declined or let it expire
    S.HANDED_OFF: (S.ACCEPTED, S.QUALIFIED, S.RETURNED, S.DISQUALIFIED),
    S.ACCEPTED: (S.WON, S.LOST, S.RETURNED, S.DISQUALIFIED),
    S.RETURNED: (S.QUALIFIED, S.RECYCLED, S.DISQUALIFIED),
    S.RECYCLED: (S.NEW, S.QUALIFIED, S.DISQUALIFIED),
    S.WON: (),
    S.LOST: (S.RECYCLED,),
    S.DISQUALIFIED: (S.NEW,),  # an operator takes the verdict back
}
OPEN = tuple(state for state in S if state not in (S.WON, S.LOST, S.DISQUALIFIED))


def check_move(from_state: str, to_state: str) -> tuple[LeadState, LeadState]:
    """The move as states. Raises Conflict for one that is not allowed, naming those that are."""
    try:
        start, end = LeadState(from_state), LeadState(to_state)
    except ValueError:
        raise Conflict(f"a lead knows no state {to_state!r}") from None
    if end not in MOVES[start]:
        allowed = ", ".join(MOVES[start]) or "nothing: it is over"
        raise Conflict(f"a lead that is {start} cannot become {end}; allowed: {allowed}")
    return start, end
