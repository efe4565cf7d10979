"""Every statement about merchants, offers and users."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import available_timezones

from sqlalchemy import delete, or_
from sqlmodel import col, select

from leadminer.base.errors import Conflict, InvalidInput, NotFound
from leadminer.merchants.passwords import hash_password
from leadminer.merchants.tables import LoginSession, Merchant, Offer, User
from leadminer.store import Session

ROLES = ("operator", "merchant", "finance")


def merchant(session: Session, merchant_id: int) -> Merchant:
    """One merchant. Raises NotFound."""
    found = session.get(Merchant, merchant_id)
    if found is None:
        raise NotFound(f"there is no merchant {merchant_id}")
    return found


def merchant_by_slug(session: Session, slug: str) -> Merchant:
    """One merchant by its short name. Raises NotFound that names the known ones."""
    found = session.exec(select(Merchant).where(Merchant.slug == slug)).first()
    if found is None:
        known = ", ".join(session.exec(select(Merchant.slug).order_by(Merchant.slug).limit(20)))
        raise NotFound(f"there is no merchant {slug!r}; known: {known or 'none yet'}")
    return found


def merchants(session: Session, *, active_only: bool = False) -> Sequence[Merchant]:
    """All merchants by name."""
    statement = select(Merchant).order_by(Merchant.name, col(Merchant.id))
    if active_only:
        statement = statement.where(col(Merchant.active).is_(True))
    return session.exec(statement).all()


def offer(session: Session, offer_id: int) -> Offer:
    """One offer. Raises NotFound."""
    found = session.get(Offer, offer_id)
    if found is None:
        raise NotFound(f"there is no offer {offer_id}")
    return found


def offers(
    session: Session, *, merchant_id: int | None = None, active_only: bool = True
) -> Sequence[Offer]:
    """Offers in entry order; with `active_only` those of active merchants that are on."""
    statement = select(Offer).order_by(col(Offer.id))
    if merchant_id is not None:
        statement = statement.where(Offer.merchant_id == merchant_id)
    if active_only:
        statement = statement.join(Merchant, col(Merchant.id) == col(Offer.merchant_id)).where(
            col(Offer.active).is_(True), col(Merchant.active).is_(True)
        )
    return session.exec(statement).all()


def offers_called(session: Session, names: Iterable[str]) -> set[int]:
    """Ids of the offers that bear one of these short names ("implants" or "smile/implants"), or
    whose merchant does."""
    wanted = set(names)
    whole = col(Merchant.slug) + "/" + col(Offer.slug)
    statement = (
        select(Offer.id)
        .join(Merchant, col(Merchant.id) == col(Offer.merchant_id))
        .where(or_(col(Offer.slug).in_(wanted), col(Merchant.slug).in_(wanted), whole.in_(wanted)))
    )
    return {offer_id for offer_id in session.exec(statement) if offer_id is not None}


def offers_by_id(session: Session, ids: Iterable[int]) -> dict[int, Offer]:
    """Offers by their id."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = session.exec(select(Offer).where(col(Offer.id).in_(wanted))).all()
    return {row.id: row for row in rows if row.id is not None}


def merchants_by_id(session: Session, ids: Iterable[int]) -> dict[int, Merchant]:
    """Merchants by their id."""
    wanted = set(ids)
    if not wanted:
        return {}
    rows = session.exec(select(Merchant).where(col(Merchant.id).in_(wanted))).all()
    return {row.id: row for row in rows if row.id is not None}


def check_timezone(name: str) -> None:
    """Raises InvalidInput for anything but an IANA zone."""
    if name not in available_timezones():
        raise InvalidInput(f"{name!r} is no IANA time zone; use one such as Asia/Shanghai")


def fold_email(email: str) -> str:
    """An e-mail address as it is compared and kept: trimmed and case-folded.

    Raises InvalidInput for what cannot be one.
    """
    folded = email.strip().casefold()
    local, at, domain = folded.rpartition("@")
    if not at or not local or "." not in domain or any(c.isspace() for c in folded):
        raise InvalidInput(f"{email!r} is no e-mail address: write it as name@example.com")
    return folded


def user(session: Session, user_id: int) -> User:
    """One user. Raises NotFound."""
    found = session.get(User, user_id)
    if found is None:
        raise NotFound(f"there is no user {user_id}")
    return found


def user_by_email(session: Session, email: str) -> User | None:
    """The user of an e-mail address, whatever its letter case."""
    return session.exec(select(User).where(User.email == email.strip().casefold())).first()


def users(session: Session) -> Sequence[User]:
    """All users by role and address."""
    return session.exec(select(User).order_by(User.role, User.email)).all()


def add_user(
    session: Session,
    email: str,
    password: str,
    *,
    role: str,
    now: datetime,
    merchant_id: int | None = None,
    name: str = "",
    lang: str = "en",
) -> User:
    """A new user. Raises InvalidInput, and Conflict when the address is taken."""
    folded = fold_email(email)
    if role not in ROLES:
        raise InvalidInput(f"unknown role {role!r}: use one of {', '.join(ROLES)}")
    if (role == "merchant") != (merchant_id is not None):
        raise InvalidInput("a user of role merchant needs a merchant, and only such a user")
    if user_by_email(session, folded) is not None:
        raise Conflict(f"{folded} is already a user; set a new password instead of adding it again")
    row = User(
        email=folded,
        name=name,
        role=role,
        merchant_id=merchant_id,
        password_hash=hash_password(password),
        lang=lang,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row


def set_password(session: Session, row: User, password: str) -> None:
    """A new password; all log-ins of the user end."""
    row.password_hash = hash_password(password)
    session.add(row)
    _end_logins(session, row)


def deactivate(session: Session, row: User) -> None:
    """The user may not log in any more; all log-ins end."""
    row.active = False
    session.add(row)
    _end_logins(session, row)


def _end_logins(session: Session, row: User) -> None:
    session.flush()
    session.execute(delete(LoginSession).where(col(LoginSession.user_id) == row.id))
