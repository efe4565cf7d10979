"""Keys of other systems: who may send, how often, and what was answered to the same request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select

from leadminer.base.errors import Conflict, InvalidInput, NotFound
from leadminer.base.ids import content_hash, random_token
from leadminer.intake.tables import ApiToken, IdempotencyKey
from leadminer.store import Session, insert_ignore

SCOPES = {
    "signals:write": "send signals, see and take back what it sent",
}
PREFIX = "lmt_"
MINUTE = timedelta(minutes=1)
KEY_MAX = 255
KEYS_KEPT = timedelta(days=2)
IN_WORK = timedelta(minutes=2)  # a request without an answer for longer has died


class KeyInWork(Conflict):
    """The same request is being worked on: ask again in a moment."""


class KeyReusedForOther(InvalidInput):
    """This Idempotency-Key was sent with another request: take a new one."""


def add_token(
    session: Session,
    name: str,
    *,
    scopes: Sequence[str],
    actor: str,
    now: datetime,
    days: int | None = None,
) -> tuple[ApiToken, str]:
    """A new token and its text, which is kept nowhere. Raises InvalidInput."""
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown or not scopes:
        raise InvalidInput(f"unknown scope {unknown[:1]}: use {', '.join(SCOPES)}")
    if not name.strip():
        raise InvalidInput("give the token a name: which system uses it?")
    text = PREFIX + random_token(32)
    row = ApiToken(
        name=name.strip()[:100],
        token_hash=content_hash(text),  # as random as a key: a slow hash would add nothing
        scopes=sorted(set(scopes)),
        created_at=now,
        created_by=actor,
        expires_at=now + timedelta(days=days) if days else None,
    )
    session.add(row)
    session.flush()
    return row, text


def tokens(session: Session) -> Sequence[ApiToken]:
    """All tokens, revoked ones too, oldest first."""
    return session.exec(select(ApiToken).order_by(col(ApiToken.id))).all()


def revoke(session: Session, token_id: int, *, now: datetime) -> ApiToken:
    """End a token. Raises NotFound."""
    row = session.get(ApiToken, token_id)
    if row is None:
        raise NotFound(f"there is no API token {token_id}")
    row.revoked_at = row.revoked_at or now
    session.add(row)
    session.flush()
    return row


def find_token(session: Session, text: str, *, now: datetime) -> ApiToken | None:
    """The token of a text if it is in force; its row is held until the transaction ends."""
    if not text.startswith(PREFIX) or len(text) > 200:
        return None
    row = session.exec(
        select(ApiToken).where(ApiToken.token_hash == content_hash(text)).with_for_update()
    ).first()
    if row is None or row.revoked_at is not None:
        return None
    return None if row.expires_at is not None and row.expires_at <= now else row


def count_request(session: Session, row: ApiToken, *, per_minute: int, now: datetime) -> int:
    """Count a request of a token. Returns 0, or the seconds to wait when it sends too often."""
    if row.window_at is None or now - row.window_at >= MINUTE or now < row.window_at:
        row.window_at, row.window_used = now, 0
    if row.window_used >= per_minute:
        return max(1, int((row.window_at + MINUTE - now).total_seconds()))
    row.window_used += 1
    row.used_at = now
    session.add(row)
    session.flush()
    return 0


def begin_request(
    session: Session, token_id: int, key: str, digest: str, *, now: datetime
) -> dict[str, Any] | None:
    """Note a request under its key. Returns the answer it was given before, or None: do it.

    A request whose worker died is done again; it stores nothing twice. Raises KeyInWork and
    KeyReusedForOther.
    """
    if not 0 < len(key) <= KEY_MAX or not key.isprintable():
        raise InvalidInput(f"an Idempotency-Key has 1 to {KEY_MAX} printable characters")
    session.execute(
        delete(IdempotencyKey).where(
            col(IdempotencyKey.token_id) == token_id,
            col(IdempotencyKey.created_at) < now - KEYS_KEPT,
        )
    )
    new = {"token_id": token_id, "key": key, "digest": digest, "answer": None, "created_at": now}
    if insert_ignore(session, IdempotencyKey, [new]):
        return None
    row = _request(session, token_id, key)
    if row.digest != digest:
        raise KeyReusedForOther
    if row.answer is not None:
        return row.answer
    if now - row.created_at < IN_WORK:
        raise KeyInWork
    row.created_at = now
    session.add(row)
    session.flush()
    return None


def end_request(session: Session, token_id: int, key: str, answer: dict[str, Any] | None) -> None:
    """Keep what a request was answered; without an answer its key is free again."""
    row = _request(session, token_id, key)
    if answer is None:
        session.delete(row)
    else:
        row.answer = answer
        session.add(row)
    session.flush()


def _request(session: Session, token_id: int, key: str) -> IdempotencyKey:
    return session.exec(
        select(IdempotencyKey)
        .where(IdempotencyKey.token_id == token_id, IdempotencyKey.key == key)
        .with_for_update()
    ).one()
