"""Passwords: argon2id by pwdlib, and what is long enough."""

from __future__ import annotations

from functools import cache

from pwdlib import PasswordHash

from leadminer.base.errors import InvalidInput

LENGTH_MIN = 10
LENGTH_MAX = 200  # argon2 of a megabyte is a way to keep us busy


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _decoy() -> str:
    """A hash nobody's password has: an unknown account costs as much time as a wrong password."""
    return _hasher().hash("no account has this password")


def check_strength(password: str) -> None:
    """Raises InvalidInput for a password too short or too long to take."""
    if len(password) < LENGTH_MIN:
        raise InvalidInput(f"the password is too short: use at least {LENGTH_MIN} characters")
    if len(password) > LENGTH_MAX:
        raise InvalidInput(f"the password is too long: use at most {LENGTH_MAX} characters")


def hash_password(password: str) -> str:
    """The argon2 hash to keep. Raises InvalidInput for a password not to be taken."""
    check_strength(password)
    return _hasher().hash(password)


def verify_password(password: str, password_hash: str | None) -> tuple[bool, str | None]:
    """Whether the password is right, and a fresh hash when the kept one is of older strength.

    `password_hash` None (no such account) takes the same time and is never right.
    """
    if len(password) > LENGTH_MAX:
        return False, None
    right, fresh = _hasher().verify_and_update(password, password_hash or _decoy())
    if password_hash is None:
        return False, None
    return right, fresh
