"""Passwords."""

from __future__ import annotations

import pytest

from leadminer.base.errors import InvalidInput
from leadminer.merchants.passwords import hash_password, verify_password


def test_a_password_is_kept_as_argon2_and_verified() -> None:
    kept = hash_password("correct horse battery")
    assert kept.startswith("$argon2")
    assert verify_password("correct horse battery", kept)[0]
    assert not verify_password("correct horse batterz", kept)[0]


def test_an_unknown_account_is_never_right() -> None:
    assert verify_password("no account has this password", None) == (False, None)


@pytest.mark.parametrize("password", ["short", "x" * 201])
def test_a_password_too_short_or_too_long_is_refused(password: str) -> None:
    with pytest.raises(InvalidInput):
        hash_password(password)


def test_an_overlong_guess_is_wrong_without_being_hashed() -> None:
    assert verify_password("x" * 1_000_000, None) == (False, None)
