"""Unsubscribe links: whole or refused, and without any row behind them."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.base.errors import InvalidInput
from leadminer.base.ids import keyed_hash
from leadminer.conversations.outreach.tokens import read_token, unsubscribe_token

KEY = b"k" * 32
HASH = keyed_hash(KEY, "email:ann@people.example")


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=1, max_size=64))
def test_a_token_gives_back_its_person(hashed: bytes, key: bytes) -> None:
    token = unsubscribe_token(hashed.hex(), hash_key=key)
    assert re.fullmatch(r"[A-Za-z0-9_-]{66}", token)
    assert read_token(token, hash_key=key) == hashed.hex()


@given(st.integers(0, 65), st.sampled_from("ABCxyz019-_"))
def test_one_changed_letter_is_refused(place: int, letter: str) -> None:
    token = unsubscribe_token(HASH, hash_key=KEY)
    changed = token[:place] + letter + token[place + 1 :]
    if changed == token:
        return
    with suppress(InvalidInput):
        # the last letter holds bits that mean nothing; whatever is accepted is the same person
        assert read_token(changed, hash_key=KEY) == HASH and place == 65


@pytest.mark.parametrize("token", ["", "x", "A" * 66, "ä" * 66, "A" * 500, "../../etc", "%00"])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(InvalidInput, match="incomplete or not ours"):
        read_token(token, hash_key=KEY)


def test_another_installations_token_is_refused() -> None:
    with pytest.raises(InvalidInput):
        read_token(unsubscribe_token(HASH, hash_key=b"other"), hash_key=KEY)
