"""Identifiers that are not database keys: random tokens and content hashes."""

from __future__ import annotations

import hashlib
import hmac
import secrets


def random_token(nbytes: int = 32) -> str:
    """A URL-safe secret with `nbytes` bytes of randomness."""
    return secrets.token_urlsafe(nbytes)


def content_hash(data: bytes | str) -> str:
    """SHA-256 of bytes (or of text as UTF-8), in hex."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return hashlib.sha256(raw).hexdigest()


def keyed_hash(key: bytes, value: str) -> str:
    """HMAC-SHA-256 of a normalised value, in hex; comparable only by who has the key."""
    return hmac.new(key, value.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
