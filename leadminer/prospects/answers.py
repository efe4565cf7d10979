"""What providers were asked and what they said; what that may cost and did. Nothing commits.

A question has a row before it is sent, and its price is taken from the month's budget with it, in
one transaction: a crash can lose an answer, but neither ask a paid question twice nor spend more
than the budget. A price goes back only where the service surely did not answer; where it may have
answered, and been paid, the question is "lost" and asked again only when an operator says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from sqlalchemy import delete, update
from sqlalchemy import select as select_many  # SQLModel's own stops at four entities
from sqlmodel import col, select

from leadminer.base.ids import random_token
from leadminer.base.money import Money
from leadminer.prospects.rules import SHARED_SITES, normalise, registrable_domain
from leadminer.prospects.tables import ProviderAnswer, ProviderMonth
from leadminer.signals.company_values import page_told
from leadminer.signals.rules import squeezed
from leadminer.store import Session, insert_ignore

LEASE_MARGIN: Final = timedelta(seconds=10)  # from the last answer to its row
_REACHES: Final = re.compile(r"@|\d(?:[\W_]?\d){6}")
FAILED_FOR: Final = timedelta(hours=1)  # what failed and cost nothing is asked again after it


class Claim(StrEnum):
    """Whether a question may be asked now, and why not."""

    ASK = "ask"
    KNOWN = "known"  # answered, and the answer holds
    BUSY = "busy"  # somebody else is asking it
    LOST = "lost"  # it was asked, perhaps paid, and no answer came
    BUDGET = "budget"  # the month's budget does not allow it


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a provider is asked."""

    provider: str
    price: Money
    budget: Money  # of a month
    ttl: timedelta
    timeout: timedelta


class Standing(NamedTuple):
    """How it stands with a question that was asked before."""

    state: str
    expires_at: datetime
    lease_until: datetime
    price_minor: int

    def verdict(self, *, now: datetime, retry_lost: bool) -> Claim:
        """Whether it may be asked again."""
        if self.state == "asking" and self.lease_until > now:
            return Claim.BUSY
        is_dead = self.state == "asking"  # who asked was killed
        if self.expires_at <= now or (is_dead and not self.price_minor):
            return Claim.ASK
        if is_dead or self.state == "lost":
            return Claim.ASK if retry_lost else Claim.LOST
        return Claim.KNOWN


def site_host(company: Mapping[str, Any]) -> str:
    """The host of a company's own site; "" for none, or a page on a site many share."""
    try:
        parts = urlsplit(str(company.get("site") or ""))
        host = normalise("site", parts.hostname or "")
    except ValueError:
        return ""
    return "" if not host or registrable_domain(host) in SHARED_SITES else host


def question_key(company: Mapping[str, Any]) -> str:
    """What makes two questions one: site, name and country as pages tell them; "" if no name.

    What providers answered does not count, or an answer would make a new question of an old one.
    A name that holds an address or a number to reach somebody by makes no question: it would tell
    others of it.
    """
    told = page_told(company)
    name = squeezed(str(told.get("name") or ""))[:200].replace("|", " ").strip()
    if _REACHES.search(name):
        return ""
    country = str(told.get("country") or "")[:2].upper()
    return f"{site_host(told)[:253]}|{name}|{country}" if name else ""


def told_of(company: Mapping[str, Any]) -> dict[str, str]:
    """What a provider is told of a company when it is asked: as pages tell it, and no more."""
    told = page_told(company)
    return {
        "name": str(told.get("name") or ""),
        "site": site_host(told),
        "country": str(told.get("country") or "").upper(),
    }


def spent(session: Session, terms: Terms, *, now: datetime) -> Money:
    """What was spent on a provider this month, or is owed at most."""
    query = select(ProviderMonth.spent_minor).where(
        ProviderMonth.provider == terms.provider,
        ProviderMonth.month == _month(now),
        ProviderMonth.currency == terms.price.currency,
    )
    return Money(session.exec(query).first() or 0, terms.price.currency)


def standings(session: Session, provider: str) -> dict[str, Standing]:
    """Every question a provider was asked, and how it stands with it."""
    query = select_many(
        col(ProviderAnswer.key), col(ProviderAnswer.state), col(ProviderAnswer.expires_at),
        col(ProviderAnswer.lease_until), col(ProviderAnswer.price_minor),
    ).where(col(ProviderAnswer.provider) == provider)  # fmt: skip
    return {key: Standing(*rest) for key, *rest in session.execute(query)}


def answer_of(session: Session, provider: str, key: str) -> ProviderAnswer | None:
    """The row of a question, held until the transaction ends."""
    query = select(ProviderAnswer).where(
        ProviderAnswer.provider == provider, ProviderAnswer.key == key
    )
    held = query.with_for_update().execution_options(populate_existing=True)
    return session.exec(held).first()


def claim(
    session: Session, terms: Terms, key: str, *, now: datetime, retry_lost: bool = False
) -> tuple[Claim, ProviderAnswer | None]:
    """Take a question before it is asked, and its price from the budget. ASK comes with its row."""
    values = {
        "state": "asking", "token": random_token(16), "asked_at": now,
        "lease_until": now + terms.timeout + LEASE_MARGIN, "expires_at": now + terms.ttl,
        "month": _month(now), "price_minor": terms.price.minor,
        "currency": terms.price.currency, "reason": "", "fields": [],
    }  # fmt: skip
    new = insert_ignore(
        session, ProviderAnswer, [{"provider": terms.provider, "key": key, **values}]
    )
    row = answer_of(session, terms.provider, key)
    if row is None:  # erased at this very moment
        return Claim.BUSY, None
    if not new:
        standing = Standing(row.state, row.expires_at, row.lease_until, row.price_minor)
        verdict = standing.verdict(now=now, retry_lost=retry_lost)
        if verdict is not Claim.ASK:
            return verdict, None
    if not _reserve(session, terms, now=now):
        if new:
            session.delete(row)
        session.flush()
        return Claim.BUDGET, None
    for name, value in values.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    return Claim.ASK, row


def settle(
    session: Session,
    row: ProviderAnswer,
    fields: Sequence[Mapping[str, Any]] | None,
    *,
    now: datetime,
    reason: str = "",
    is_owed: bool = True,
) -> bool:
    """Write down what came of a question; `fields` None: no answer. False: it was erased meanwhile,
    or is somebody else's, and nothing of the answer may be kept."""
    kept = answer_of(session, row.provider, row.key)
    if kept is None or kept.token != row.token or kept.state != "asking":
        return False
    if not is_owed:
        _give_back(session, kept)
    holds = kept.expires_at - kept.asked_at
    if fields is not None:
        kept.state = "answered" if fields else "nothing"
    elif kept.price_minor:
        kept.state = "lost"
    else:
        kept.state, holds = "failed", FAILED_FOR
    kept.fields, kept.reason = [dict(f) for f in fields or ()], reason[:40]
    kept.expires_at = now + holds
    session.add(kept)
    session.flush()
    return True


def forget_company(session: Session, company: Mapping[str, Any]) -> int:
    """A company goes: what was asked about it goes, too. What was spent stays. Returns rows."""
    key = question_key(company)
    if not key:
        return 0
    gone = session.execute(delete(ProviderAnswer).where(col(ProviderAnswer.key) == key))
    return int(getattr(gone, "rowcount", 0))


def hosts_asked(session: Session) -> Iterable[tuple[int, str]]:
    """Every question that names a site: its row and that site's address."""
    for number, key in session.exec(select(ProviderAnswer.id, ProviderAnswer.key)):
        host = key.partition("|")[0]
        if number is not None and host:
            yield number, f"https://{host}/"


def _reserve(session: Session, terms: Terms, *, now: datetime) -> bool:
    """Take the price from this month's budget; one statement decides, whoever else is asking."""
    month, currency = _month(now), terms.price.currency
    row = {"provider": terms.provider, "month": month, "currency": currency}
    insert_ignore(session, ProviderMonth, [{**row, "spent_minor": 0, "requests": 0}])
    taken = update(ProviderMonth).where(
        col(ProviderMonth.provider) == terms.provider,
        col(ProviderMonth.month) == month,
        col(ProviderMonth.currency) == currency,
    )
    if terms.price:  # what costs nothing is asked even when the budget was lowered since
        taken = taken.where(
            col(ProviderMonth.spent_minor) + terms.price.minor <= terms.budget.minor
        )
    done = session.execute(
        taken.values(
            spent_minor=col(ProviderMonth.spent_minor) + terms.price.minor,
            requests=col(ProviderMonth.requests) + 1,
        )
    )
    return bool(getattr(done, "rowcount", 0))


def _give_back(session: Session, row: ProviderAnswer) -> None:
    session.execute(
        update(ProviderMonth)
        .where(
            col(ProviderMonth.provider) == row.provider,
            col(ProviderMonth.month) == row.month,
            col(ProviderMonth.currency) == row.currency,
        )
        .values(spent_minor=col(ProviderMonth.spent_minor) - row.price_minor)
    )
    row.price_minor = 0


def _month(now: datetime) -> str:
    return f"{now:%Y-%m}"
