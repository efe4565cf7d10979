"""Which companies a service would be asked about, and what that can cost: nothing is sent yet.

Companies only, by their name, site and country; nobody who is on the no-mine register or said no.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from inspect import isabstract
from typing import Any

from sqlmodel import col, select

from leadminer.base.errors import ConfigError, Finding, NotFound
from leadminer.base.money import Money
from leadminer.config import EnrichmentSection, ProviderSection, secret
from leadminer.mining.politeness.no_mine import Register, read_register
from leadminer.prospects import answers
from leadminer.prospects.answers import Claim, Terms
from leadminer.prospects.consents import hashes_of, is_suppressed
from leadminer.prospects.providers import CompanyProvider
from leadminer.prospects.rules import contact_hash, points_of_company
from leadminer.prospects.tables import IdentityEdge
from leadminer.signals.tables import Signal
from leadminer.store import Session
from leadminer.workspace import Workspace

PART = "pipelines/providers"
PAGE = 500


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A provider with what it takes to ask it."""

    provider: CompanyProvider
    settings: ProviderSection
    limits: EnrichmentSection
    terms: Terms
    hash_key: bytes


@dataclass(slots=True)
class Plan:
    """What a round would do. `ask`, `held`: question -> the signals it is about."""

    spent: Money  # this month, before
    retry_lost: bool = False
    ask: dict[str, list[int]] = field(default_factory=dict)
    held: dict[str, list[int]] = field(default_factory=dict)  # answered; these lack the answer
    known: int = 0  # companies whose question was answered before, and nothing is to do
    barred: int = 0  # no-mine register, or they said no
    lost: set[str] = field(default_factory=set)  # asked, perhaps paid, and no answer came
    busy: set[str] = field(default_factory=set)  # being asked by somebody else

    def at_most(self, terms: Terms) -> Money:
        """What the round can cost at most."""
        left = max(0, terms.budget.minor - self.spent.minor)
        return Money(min(len(self.ask) * terms.price.minor, left), terms.price.currency)


def configured(
    workspace: Workspace, limits: EnrichmentSection, *, only: str = "", hash_key: bytes
) -> list[Enquiry]:
    """The providers of config.toml, ready to be asked; none is the default.

    Raises NotFound (no such one), ConfigError (the file, its key or its budget is wrong).
    """
    chosen = [each for each in limits.providers if only in ("", each.name)]
    if only and not chosen:
        known = ", ".join(each.name for each in limits.providers) or "none"
        raise NotFound(f"no [[enrichment.providers]] is named {only!r}; there are: {known}")
    return [_enquiry(workspace, settings, limits, hash_key) for settings in chosen]


def _enquiry(
    workspace: Workspace, settings: ProviderSection, limits: EnrichmentSection, hash_key: bytes
) -> Enquiry:
    where = f"{PART}/{settings.name}.py"
    try:
        kind = getattr(workspace.load_module(PART, settings.name), "Provider", None)
    except NotFound:
        raise
    except Exception as error:  # an operator's own file
        raise ConfigError([Finding(where, f"{type(error).__name__}: {error}")]) from None
    if not (isinstance(kind, type) and issubclass(kind, CompanyProvider)):
        raise ConfigError([Finding(where, "has no class Provider(CompanyProvider)")])
    if isabstract(kind) or not all(hasattr(kind, each) for each in ("name", "url", "terms_url")):
        raise ConfigError([Finding(where, "Provider lacks one of: name, url, terms_url, ask()")])
    price, ttl = Money(kind.price_minor, kind.currency), settings.ttl_days or kind.ttl_days
    if kind.name != settings.name or price.minor < 0 or ttl < 1:
        raise ConfigError(
            [Finding(where, "its name is the file's, its price not below 0, its ttl_days above 0")]
        )
    setting = f"enrichment.providers: {settings.name}"
    key = secret(settings.key_env, settings.key_file, setting=setting) or ""
    if kind.needs_key and not key:
        raise ConfigError([Finding(setting, "it wants a key: set key_env or key_file")])
    terms = Terms(
        provider=settings.name, price=price, budget=settings.most(kind.currency),
        ttl=timedelta(days=ttl), timeout=timedelta(seconds=limits.timeout_seconds),
    )  # fmt: skip
    return Enquiry(kind(url=settings.url, key=key), settings, limits, terms, hash_key)


def plan(
    session: Session, enquiry: Enquiry, *, now: datetime, limit: int, retry_lost: bool = False
) -> Plan:
    """Which companies a round would ask about, newest first, and what of it is known already."""
    found = Plan(answers.spent(session, enquiry.terms, now=now), retry_lost)
    standings = answers.standings(session, enquiry.terms.provider)
    register = read_register(session)
    for number, url, company in _companies(session):
        key = answers.question_key(company)
        if not key:
            continue
        before = standings.get(key)
        verdict = before.verdict(now=now, retry_lost=retry_lost) if before else Claim.ASK
        if verdict is Claim.BUSY:
            found.busy.add(key)
        elif verdict is Claim.LOST:
            found.lost.add(key)
        elif before and verdict is Claim.KNOWN:
            if before.state == "answered" and not _has_answer(company, enquiry.terms.provider):
                found.held.setdefault(key, []).append(number)
            else:
                found.known += 1
        elif key in found.ask:
            found.ask[key].append(number)
        elif len(found.ask) >= limit:
            continue
        elif is_left_alone(
            session, register, company, signal=(number, url), hash_key=enquiry.hash_key
        ):
            found.barred += 1
        else:
            found.ask[key] = [number]
    return found


def is_left_alone(
    session: Session,
    register: Register,
    company: Mapping[str, Any],
    *,
    signal: tuple[int, str],
    hash_key: bytes,
) -> bool:
    """Whether a company is on the no-mine register, or said no to being contacted.

    `signal`: number and address of where it was read.
    """
    number, url = signal
    site = answers.site_host(company)
    if register.bars_url(url) or (site and register.bars_url(f"https://{site}/")):
        return True
    points = [(point.kind, point.value) for point in points_of_company(company, ())]
    points += [("domain", value.rpartition("@")[2]) for _, value in points if "." in value]
    hashes = {contact_hash(hash_key, kind, value) for kind, value in points}
    return is_suppressed(session, hashes | _hashes_of_party(session, number))


def _hashes_of_party(session: Session, signal_id: int) -> set[str]:
    query = select(IdentityEdge.prospect_id).where(
        IdentityEdge.signal_id == signal_id, col(IdentityEdge.undone_at).is_(None)
    )
    return {value for party in session.exec(query).all() for value in hashes_of(session, party)}


def _companies(session: Session) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """Companies, newest first, a page at a time: rows may change between two of them."""
    query = select(Signal.id, Signal.url, Signal.company).where(Signal.kind == "company")
    query = query.order_by(col(Signal.id).desc()).limit(PAGE)
    page = session.exec(query).all()
    while page:
        for number, url, company in page:
            if number is not None and company:
                yield number, url, company
        page = session.exec(query.where(col(Signal.id) < page[-1][0])).all()


def _has_answer(company: Mapping[str, Any], provider: str) -> bool:
    return any(value.get("provider") == provider for value in company.get("values", ()))
