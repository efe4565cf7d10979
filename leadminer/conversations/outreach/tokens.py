"""Links to unsubscribe: signed, not stored, valid for ever.

A token carries the keyed hash of the address and a signature; it holds no personal data, needs no
row, and still works when the person's data has been erased.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from leadminer.base.errors import InvalidInput

VERSION = 1
_MAC_BYTES = 16
_HASH_BYTES = 32


def unsubscribe_token(contact_hash: str, *, hash_key: bytes) -> str:
    """The token for a person's link; 66 URL-safe characters."""
    payload = bytes([VERSION]) + bytes.fromhex(contact_hash)
    return base64.urlsafe_b64encode(payload + _mac(payload, hash_key)).rstrip(b"=").decode()


def read_token(token: str, *, hash_key: bytes) -> str:
    """The contact hash of a token. Raises InvalidInput if it is not one of ours."""
    wrong = InvalidInput("this unsubscribe link is incomplete or not ours; copy it whole")
    try:
        raw = base64.b64decode(
            token.strip() + "=" * (-len(token.strip()) % 4), altchars=b"-_", validate=True
        )
    except (binascii.Error, ValueError):
        raise wrong from None
    payload, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
    if len(payload) != 1 + _HASH_BYTES or payload[0] != VERSION:
        raise wrong
    if not hmac.compare_digest(mac, _mac(payload, hash_key)):
        raise wrong
    return payload[1:].hex()


def _mac(payload: bytes, hash_key: bytes) -> bytes:
    # a key of its own purpose, so that no other signature of the installation fits here
    key = hmac.new(hash_key, b"leadminer unsubscribe", hashlib.sha256).digest()
    return hmac.new(key, payload, hashlib.sha256).digest()[:_MAC_BYTES]
