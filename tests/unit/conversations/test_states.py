"""The states of drafts and mails."""

from __future__ import annotations

from itertools import product

import pytest

from leadminer.base.errors import Conflict
from leadminer.conversations.outreach.states import ENDED, MOVES, MessageState, check_move


@pytest.mark.parametrize(
    ("channel", "start", "end"), list(product(("draft", "email"), MessageState, MessageState))
)
def test_only_the_listed_moves_are_allowed(
    channel: str, start: MessageState, end: MessageState
) -> None:
    if end in MOVES[channel].get(start, ()):
        assert check_move(channel, start, end) is end
    else:
        with pytest.raises(Conflict):
            check_move(channel, start, end)


@pytest.mark.parametrize("channel", ["draft", "email"])
def test_what_has_ended_stays_ended(channel: str) -> None:
    for state in ENDED:
        assert not MOVES[channel].get(state)


def test_an_uncertain_mail_never_becomes_claimed_directly() -> None:
    with pytest.raises(Conflict, match="possible: due, handed, refused"):
        check_move("email", "uncertain", "claimed")
