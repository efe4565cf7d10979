"""Log-ins: the right password opens one, a token finds it again, guessing is slowed down."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func
from sqlmodel import col, select

from leadminer.base.errors import NotAllowed
from leadminer.base.ids import content_hash, random_token
from leadminer.merchants.passwords import verify_password
from leadminer.merchants.queries import user_by_email
from leadminer.merchants.tables import LoginAttempt, LoginSession, User
from leadminer.store import Session

# failed attempts allowed, and the minutes in which they count. The first stops whoever guesses one
# password, the second whoever does it from everywhere; the last is high, for whole companies and
# towns share an address, and nobody's typing errors there may keep the others out.
PAIR_LIMIT = (5, 5)
ACCOUNT_LIMIT = (10, 15)
IP_LIMIT = (100, 5)
SEEN_EVERY = timedelta(minutes=5)  # how exact `seen_at` is; each page would be a write otherwise


class TooManyAttempts(NotAllowed):
    """Too many failed log-ins; `minutes` says how long to wait, rounded up."""

    def __init__(self, minutes: int) -> None:
        unit = "minute" if minutes == 1 else "minutes"
        super().__init__(f"too many failed log-ins: wait {minutes} {unit} and try again")
        self.minutes = minutes


def authenticate(session: Session, email: str, password: str, *, ip: str, now: datetime) -> User:
    """The user with this address and password.

    Raises TooManyAttempts, else NotAllowed with one sentence for the log-in page; it never tells
    which of the two was wrong. The failed attempt is a row of this transaction: catch the error
    *inside* the transaction and let it commit, or guessing is not counted.
    """
    folded = email.strip().casefold()[:255]
    account, pair = f"account:{folded}", "pair:" + content_hash(f"{ip}\n{folded}")
    limits = ((pair, PAIR_LIMIT), (account, ACCOUNT_LIMIT), (f"ip:{ip}", IP_LIMIT))
    _one_at_a_time(session, [subject for subject, _ in limits])
    wait = max(_wait(session, subject, limit, now) for subject, limit in limits)
    if wait > timedelta():
        raise TooManyAttempts(-(-wait // timedelta(minutes=1)))
    user = user_by_email(session, folded)
    right, fresh = verify_password(password, user.password_hash if user else None)
    if user is None or not right or not user.active:
        session.add_all([LoginAttempt(subject=subject, at=now) for subject, _ in limits])
        session.flush()
        raise NotAllowed("the e-mail address or the password is wrong")
    if fresh is not None:
        user.password_hash = fresh
        session.add(user)
    # the owner is in: what was mistyped before must not lock the account later
    _forget(session, account)
    _forget(session, pair)
    return user


def _one_at_a_time(session: Session, subjects: list[str]) -> None:
    """Let guesses that are sent at once wait for each other, so that each sees those before it.

    SQLite has one writer anyway. Locked in one order, so that two never wait for each other.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    for key in sorted(int(content_hash(subject)[:15], 16) for subject in subjects):
        session.execute(select(func.pg_advisory_xact_lock(key)))


def _wait(session: Session, subject: str, limit: tuple[int, int], now: datetime) -> timedelta:
    """How long until fewer attempts count than the limit allows; nothing if that is so now."""
    most, minutes = limit
    window = timedelta(minutes=minutes)
    statement = (
        select(LoginAttempt.at)
        .where(LoginAttempt.subject == subject, col(LoginAttempt.at) > now - window)
        .order_by(col(LoginAttempt.at).desc())
        .offset(most - 1)
        .limit(1)
    )
    at = session.exec(statement).first()
    return timedelta() if at is None else at + window - now


def _forget(session: Session, subject: str) -> None:
    session.execute(delete(LoginAttempt).where(col(LoginAttempt.subject) == subject))


def open_login(session: Session, user: User, *, now: datetime, hours: int = 12) -> tuple[str, str]:
    """A new log-in of `user`, valid `hours` hours: (token for the cookie, CSRF token)."""
    assert user.id is not None
    token, csrf = random_token(), random_token()
    row = LoginSession(
        token_hash=content_hash(token),
        csrf_token=csrf,
        user_id=user.id,
        created_at=now,
        seen_at=now,
        expires_at=now + timedelta(hours=hours),
    )
    session.add(row)
    session.flush()
    return token, csrf


def find_login(session: Session, token: str, *, now: datetime) -> tuple[LoginSession, User] | None:
    """The log-in of a token with its user; None if unknown, expired, revoked or deactivated."""
    statement = (
        select(LoginSession, User)
        .join(User, col(User.id) == col(LoginSession.user_id))
        .where(
            LoginSession.token_hash == content_hash(token),
            col(LoginSession.expires_at) > now,
            col(User.active).is_(True),
        )
    )
    row = session.exec(statement).first()
    return None if row is None else (row[0], row[1])


def touch_login(session: Session, login: LoginSession, *, now: datetime) -> bool:
    """Note that the log-in was used; writes at most every five minutes. Returns whether it did."""
    if now - login.seen_at < SEEN_EVERY:
        return False
    login.seen_at = now
    session.add(login)
    return True


def logins(session: Session, user: User, *, now: datetime) -> list[LoginSession]:
    """The open log-ins of a user, newest first; each can be revoked."""
    statement = (
        select(LoginSession)
        .where(LoginSession.user_id == user.id, col(LoginSession.expires_at) > now)
        .order_by(col(LoginSession.seen_at).desc())
    )
    return list(session.exec(statement).all())


def revoke_login(session: Session, token: str) -> bool:
    """End the log-in of a token. Returns whether there was one."""
    return _end(session, LoginSession.token_hash == content_hash(token))


def revoke_login_by_id(session: Session, user: User, login_id: int) -> bool:
    """End one of a user's own log-ins, from the list. Returns whether there was one."""
    return _end(
        session, (col(LoginSession.id) == login_id) & (col(LoginSession.user_id) == user.id)
    )


def logins_to_sweep(session: Session, now: datetime) -> bool:
    """Whether `sweep_logins` has anything to delete."""
    return any(
        session.exec(select(table.id).where(over).limit(1)).first() for table, over in _over(now)
    )


def sweep_logins(session: Session, *, now: datetime) -> None:
    """Delete expired log-ins, and attempts (which name addresses) that nobody counts any more."""
    for table, over in _over(now):
        session.execute(delete(table).where(over))


def _over(now: datetime) -> list[tuple[Any, Any]]:
    counted = timedelta(minutes=max(PAIR_LIMIT[1], ACCOUNT_LIMIT[1], IP_LIMIT[1]))
    return [
        (LoginSession, col(LoginSession.expires_at) <= now),
        (LoginAttempt, col(LoginAttempt.at) <= now - counted),
    ]


def _end(session: Session, condition: object) -> bool:
    result = session.execute(delete(LoginSession).where(condition))  # type: ignore[arg-type]
    return bool(result.rowcount)  # type: ignore[attr-defined]
