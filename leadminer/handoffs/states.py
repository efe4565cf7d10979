"""The states of a hand-off and of a queued lead, and why a lead may be returned."""

from __future__ import annotations

from enum import StrEnum

from leadminer.base.errors import Conflict, InvalidInput


class HandoffState(StrEnum):
    """Where a hand-off stands."""

    DELIVERED = "delivered"  #: in the merchant's list; waits for an answer
    ACCEPTED = "accepted"  #: the merchant took it and sees who it is
    WORKING = "working"  #: the merchant is at it
    WON = "won"  #: a deal came of it
    LOST = "lost"  #: no deal came of it
    DECLINED = "declined"  #: the merchant did not want it
    EXPIRED = "expired"  #: no answer within the agreed time
    RETURN_REQUESTED = "return_requested"  #: the merchant wants to give it back; to be decided
    RETURN_ACCEPTED = "return_accepted"  #: given back
    RETURN_REFUSED = "return_refused"  #: stays with the merchant
    WITHDRAWN = "withdrawn"  #: called back: the person opted out, or the operator did


H = HandoffState
MOVES: dict[HandoffState, tuple[HandoffState, ...]] = {
    H.DELIVERED: (H.ACCEPTED, H.DECLINED, H.EXPIRED, H.WITHDRAWN),
    H.ACCEPTED: (H.WORKING, H.WON, H.LOST, H.RETURN_REQUESTED, H.WITHDRAWN),
    H.WORKING: (H.WON, H.LOST, H.RETURN_REQUESTED, H.WITHDRAWN),
    H.RETURN_REQUESTED: (H.RETURN_ACCEPTED, H.RETURN_REFUSED, H.WITHDRAWN),
    H.RETURN_REFUSED: (H.WORKING, H.WON, H.LOST, H.WITHDRAWN),
    H.WON: (),
    H.LOST: (),
    H.DECLINED: (),
    H.EXPIRED: (),
    H.RETURN_ACCEPTED: (),
    H.WITHDRAWN: (),
}
# as in the partial unique index of the table
LIVE = (
    *(H.DELIVERED, H.ACCEPTED, H.WORKING, H.WON),
    *(H.RETURN_REQUESTED, H.RETURN_REFUSED),
)
ENDED_WITHOUT_DEAL = (H.LOST, H.DECLINED, H.EXPIRED, H.RETURN_ACCEPTED, H.WITHDRAWN)
# the merchant sees who the person is
REVEALED = (H.ACCEPTED, H.WORKING, H.WON, H.LOST, H.RETURN_REQUESTED, H.RETURN_REFUSED)


class QueueState(StrEnum):
    """Where a queued lead stands."""

    PENDING = "pending"  #: waits until it is due, then for a worker
    LEASED = "leased"  #: a worker holds it
    PLACED = "placed"  #: with one or more merchants
    EXHAUSTED = "exhausted"  #: no merchant may have it; new contracts bring it back
    DEAD_LETTER = "dead_letter"  #: workers failed on it too often; an operator may requeue it
    WITHDRAWN = "withdrawn"  #: called back


# code -> (phrase, whether the lead may go to another merchant)
RETURN_REASONS: dict[str, tuple[str, bool]] = {
    "unreachable": ("nobody can be reached", True),
    "wrong_data": ("what was said of it is wrong", True),
    "duplicate": ("the merchant knew the person already", True),
    "out_of_area": ("outside the merchant's area", True),
    "out_of_category": ("not what the merchant serves", True),
    "never_asked": ("the person says it never asked", False),
    "no_consent": ("the person does not want to be contacted", False),
    "spam_test": ("spam or a test", False),
}
DECLINE_REASONS = {
    "": "no reason given",
    "no_capacity": "no capacity now",
    "out_of_area": "outside the merchant's area",
    "out_of_category": "not what the merchant serves",
    "too_small": "too small",
    "price": "the budget is too low",
    "duplicate": "known already",
    "other": "another reason",
}


def check_move(from_state: str, to_state: str) -> tuple[HandoffState, HandoffState]:
    """The move as states. Raises Conflict for one that is not allowed, naming those that are."""
    try:
        start, end = HandoffState(from_state), HandoffState(to_state)
    except ValueError:
        raise Conflict(f"a hand-off knows no state {to_state!r}") from None
    if end not in MOVES[start]:
        allowed = ", ".join(MOVES[start]) or "nothing: it is over"
        raise Conflict(f"a hand-off that is {start} cannot become {end}; allowed: {allowed}")
    return start, end


def check_return_reason(code: str) -> bool:
    """Whether a lead returned for this reason may go on. Raises InvalidInput for an unknown one."""
    if code not in RETURN_REASONS:
        known = ", ".join(RETURN_REASONS)
        raise InvalidInput(f"unknown reason {code!r} for a return: use one of {known}")
    return RETURN_REASONS[code][1]
