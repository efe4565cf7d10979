"""States of a message, and which moves are allowed.

A draft ends by a person's hand. An e-mail is claimed first (checks passed, Message-ID written),
then marked before its first byte leaves, so that a crash never makes it go twice.
"""

from __future__ import annotations

from enum import StrEnum

from leadminer.base.errors import Conflict


class MessageState(StrEnum):
    """Where a message stands."""

    PROPOSED = "proposed"  #: draft: waits for a person
    POSTED = "posted"  #: draft: a person put it on the site by hand
    DISMISSED = "dismissed"  #: draft: a person decided against it
    DUE = "due"  #: e-mail: its time comes at `due_at`
    HELD = "held"  #: e-mail: a rule says not now; looked at again at `due_at`
    CLAIMED = "claimed"  #: e-mail: checks passed, nothing on the wire; safe to take back
    DATA_BEGUN = "data_begun"  #: e-mail: bytes may be out
    UNCERTAIN = "uncertain"  #: e-mail: the sender stopped in the middle; never re-sent by itself
    HANDED = "handed"  #: e-mail: the next server has it
    REFUSED = "refused"  #: a rule, or the receiving server, said no for good


S = MessageState
MOVES: dict[str, dict[MessageState, frozenset[MessageState]]] = {
    "draft": {
        S.PROPOSED: frozenset({S.POSTED, S.DISMISSED, S.REFUSED}),
    },
    "email": {
        S.DUE: frozenset({S.CLAIMED, S.HELD, S.REFUSED}),
        S.HELD: frozenset({S.CLAIMED, S.HELD, S.REFUSED}),
        S.CLAIMED: frozenset({S.DATA_BEGUN, S.DUE, S.REFUSED}),
        S.DATA_BEGUN: frozenset({S.HANDED, S.REFUSED, S.DUE, S.UNCERTAIN}),
        S.UNCERTAIN: frozenset({S.HANDED, S.DUE, S.REFUSED}),
    },
}
ENDED = frozenset({S.POSTED, S.DISMISSED, S.HANDED, S.REFUSED})


def check_move(channel: str, from_state: str, to_state: str) -> MessageState:
    """The new state, if the move is allowed. Raises Conflict if not."""
    target = MessageState(to_state)
    allowed = MOVES.get(channel, {}).get(MessageState(from_state), frozenset())
    if target not in allowed:
        ways = ", ".join(sorted(allowed)) or "nothing; it has ended"
        raise Conflict(
            f"this {channel} is {from_state} and cannot become {target}; possible: {ways}"
        )
    return target
