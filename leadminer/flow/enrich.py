"""signal -> what providers know of the company, beside what pages told.

Who is asked: companies, by their name, site and country; nobody who is on the no-mine register or
said no. The edge gives the transactions; asking takes a network and is done between them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from time import sleep
from typing import Any

from sqlmodel import col, select

from leadminer.base.clock import Clock
from leadminer.base.errors import ConfigError, Finding, NotFound, Refused
from leadminer.base.money import Money
from leadminer.config import EnrichmentSection, ProviderSection, secret
from leadminer.flow.intake import Begin
from leadminer.flow.provided import checked, told_fields
from leadminer.mining.politeness.no_mine import Register, read_register
from leadminer.prospects import answers
from leadminer.prospects.answers import Claim, Terms
from leadminer.prospects.consents import hashes_of, is_suppressed
from leadminer.prospects.providers import (
    STOPPING,
    AskedCompany,
    CompanyProvider,
    Unanswered,
    Web,
)
from leadminer.prospects.rules import contact_hash
from leadminer.prospects.tables import IdentityEdge, ProviderAnswer
from leadminer.signals.company_values import answered_company, page_told
from leadminer.signals.tables import Signal
from leadminer.store import Session
from leadminer.workspace import Workspace

logger = logging.getLogger(__name__)

PART = "pipelines/providers"
PAGE = 500
FAILURES_MAX = 3  # in a row; then the service is left alone for this round


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
    """What a round would do. `ask`: question -> the signals it is about."""

    ask: dict[str, list[int]] = field(default_factory=dict)
    held: int = 0  # companies that get an answer that was there
    known: int = 0  # companies whose question was answered before, and nothing is to do
    barred: int = 0  # no-mine register, or they said no
    lost: int = 0  # questions whose answer a crash swallowed
    busy: int = 0  # questions that somebody else is asking
    spent: Money | None = None  # this month, before

    def at_most(self, terms: Terms) -> Money:
        """What the round can cost at most."""
        assert self.spent is not None
        left = max(0, terms.budget.minor - self.spent.minor)
        return Money(min(len(self.ask) * terms.price.minor, left), terms.price.currency)


@dataclass(slots=True)
class Enriched:
    """What a round did. `stopped`: why it ended before all were asked."""

    asked: int = 0
    answered: int = 0
    nothing: int = 0
    failed: int = 0
    put_beside: int = 0  # companies that got an answer that was there
    spent: Money | None = None  # this month, after
    stopped: str = ""
    reasons: dict[str, int] = field(default_factory=dict)


def enquiries(
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
    except (ImportError, SyntaxError, AttributeError, NameError) as error:
        raise ConfigError([Finding(where, f"{type(error).__name__}: {error}")]) from None
    if not (isinstance(kind, type) and issubclass(kind, CompanyProvider)):
        raise ConfigError([Finding(where, "has no class Provider(CompanyProvider)")])
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
        repeats_free=kind.repeats_free,
    )  # fmt: skip
    return Enquiry(kind(url=settings.url, key=key), settings, limits, terms, hash_key)


def plan(
    session: Session, enquiry: Enquiry, *, now: datetime, limit: int, retry_lost: bool = False
) -> Plan:
    """Which companies a round would ask about, newest first, and what of it is known already."""
    found = Plan(spent=answers.spent(session, enquiry.terms, now=now))
    standing = answers.standing(session, enquiry.terms.provider)
    register = read_register(session)
    told: set[str] = set()  # questions that are counted as lost or busy
    for number, url, company in _companies(session):
        key = answers.question_key(company)
        if not key:
            continue
        state, until, lease = standing.get(key, ("", now, now))
        is_dead = state == "asking" and lease <= now and not enquiry.terms.may_repeat
        if state == "asking" and lease > now:
            found.busy += key not in told
        elif ((state == "lost" and until > now) or is_dead) and not retry_lost:
            found.lost += key not in told
        elif state in ("answered", "nothing", "failed") and until > now:
            is_there = state != "answered" or _has_answer(company, enquiry.terms.provider)
            found.known, found.held = found.known + is_there, found.held + (not is_there)
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
        told.add(key)
    return found


def is_left_alone(
    session: Session,
    register: Register,
    company: dict[str, Any],
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
    values = [(kind, str(company.get(kind) or "")) for kind in ("email", "phone", "site")]
    values.append(("domain", site))
    hashes = {contact_hash(hash_key, kind, value) for kind, value in values if value}
    return is_suppressed(session, hashes | _hashes_of_party(session, number))


def _hashes_of_party(session: Session, signal_id: int) -> set[str]:
    query = select(IdentityEdge.prospect_id).where(
        IdentityEdge.signal_id == signal_id, col(IdentityEdge.undone_at).is_(None)
    )
    return {value for party in session.exec(query).all() for value in hashes_of(session, party)}


def _companies(session: Session) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Companies, newest first, a page at a time: rows may change between two of them."""
    query = select(Signal.id, Signal.url, Signal.company).where(Signal.kind == "company")
    query = query.order_by(col(Signal.id).desc()).limit(PAGE)
    page = session.exec(query).all()
    while page:
        for number, url, company in page:
            if number is not None and company:
                yield number, url, company
        page = session.exec(query.where(col(Signal.id) < page[-1][0])).all()


def _has_answer(company: dict[str, Any], provider: str) -> bool:
    return any(value.get("provider") == provider for value in company.get("values", ()))


def put_beside(session: Session, enquiry: Enquiry, *, now: datetime) -> int:
    """Answers that are there, beside companies that lack them: met since, or the round was cut off.

    Returns how many companies were changed.
    """
    standing = answers.standing(session, enquiry.terms.provider)
    changed = 0
    for number, _url, company in _companies(session):
        key = answers.question_key(company)
        state, until, _ = standing.get(key, ("", now, now))
        lacks = not _has_answer(company, enquiry.terms.provider)
        if state == "answered" and until > now and lacks:
            row = answers.answer_of(session, enquiry.terms.provider, key)
            changed += row is not None and _keep(session, enquiry, row, number)
    return changed


def enrich(
    begin: Begin,
    enquiry: Enquiry,
    planned: Plan,
    *,
    clock: Clock,
    retry_lost: bool = False,
    tell: Callable[[str, str, list[str]], None] = lambda _name, _state, _fields: None,
) -> Enriched:
    """Ask about each company of a plan, one after the other, and keep what is answered.

    Two transactions a company: the intent with its price, then the outcome. Killed in between, the
    round loses at most the answer it waits for; see `prospects/answers.py` for what that costs.
    `tell(name, state, fields)` is called after each. Raises Refused: the terms are not accepted.
    """
    if not enquiry.settings.terms_accepted:
        raise Refused(
            f"{enquiry.terms.provider} is not asked before you accept its terms: read"
            f" {enquiry.provider.terms_url} and set terms_accepted = true in config.toml",
            reason_code="terms",
        )
    done, failures = Enriched(), 0
    with begin() as session:
        done.put_beside = put_beside(session, enquiry, now=clock.now())
    for key, numbers in planned.ask.items():
        with begin() as session:
            asked = _company_now(session, enquiry, key, numbers)
            if asked is None:
                continue  # erased, or barred, since
            verdict, row = answers.claim(
                session, enquiry.terms, key, now=clock.now(), retry_lost=retry_lost
            )
        if verdict is Claim.BUDGET:
            done.stopped = "budget"
            break
        if row is None:
            continue
        if done.asked:
            sleep(enquiry.provider.pause_seconds)
        state, fields, reason = _ask(begin, enquiry, row, asked, numbers, clock=clock)
        done.asked += 1
        setattr(done, state, getattr(done, state) + 1)
        tell(asked.name, state, [reason] if reason else fields)
        failures = failures + 1 if state == "failed" else 0
        if reason:
            done.reasons[reason] = done.reasons.get(reason, 0) + 1
        if reason in STOPPING or failures >= FAILURES_MAX:
            done.stopped = reason
            break
    with begin() as session:
        done.spent = answers.spent(session, enquiry.terms, now=clock.now())
    return done


def _company_now(
    session: Session, enquiry: Enquiry, key: str, numbers: list[int]
) -> AskedCompany | None:
    """What is asked, of the first of these signals that still is that company's and may be."""
    register = read_register(session)
    for number in numbers:
        signal = session.get(Signal, number, populate_existing=True)
        if signal is None or answers.question_key(signal.company) != key:
            continue
        company = page_told(signal.company)
        if is_left_alone(
            session, register, company, signal=(number, signal.url), hash_key=enquiry.hash_key
        ):
            return None
        return AskedCompany(
            name=str(company["name"]), domain=answers.site_host(company),
            country=str(company.get("country") or "").upper(), request_id="",
        )  # fmt: skip
    return None


def _ask(
    begin: Begin,
    enquiry: Enquiry,
    row: ProviderAnswer,
    asked: AskedCompany,
    numbers: list[int],
    *,
    clock: Clock,
) -> tuple[str, list[str], str]:
    """One question over the network, and its outcome in a transaction of its own."""
    limits = enquiry.limits
    web = Web(
        seconds=limits.timeout_seconds, bytes_max=limits.answer_bytes_max,
        allow_private=limits.allow_private,
    )  # fmt: skip
    question = replace(asked, request_id=f"leadminer-{row.token}")
    found: list[dict[str, Any]] | None = None
    reason = ""
    try:
        found = checked(enquiry.provider.ask(question, web), country=asked.country)
    except Unanswered as error:
        reason = error.reason
    except Exception as error:  # an operator's own file, on a stranger's answer
        reason = "adapter"
        logger.warning("a provider's adapter failed: %s", type(error).__name__)
    now = clock.now()
    for value in found or ():
        value["observed_at"] = now.isoformat()
    is_owed = web.is_owed or found is not None
    with begin() as session:
        kept = answers.settle(session, row, found, now=now, reason=reason, is_owed=is_owed)
        if kept and found:
            row = answers.answer_of(session, row.provider, row.key) or row
            for number in numbers:
                _keep(session, enquiry, row, number)
    if found is None:
        return "failed", [], reason
    return "answered" if found else "nothing", told_fields(found), ""


def _keep(session: Session, enquiry: Enquiry, row: ProviderAnswer, number: int) -> bool:
    """An answer beside what pages told of a company, unless that is another company by now."""
    query = select(Signal).where(Signal.id == number).with_for_update()
    signal = session.exec(query.execution_options(populate_existing=True)).first()
    if signal is None or answers.question_key(signal.company) != row.key:
        return False
    where, register = (number, signal.url), read_register(session)
    if is_left_alone(session, register, signal.company, signal=where, hash_key=enquiry.hash_key):
        return False
    page = {
        "method": str(signal.company.get("method") or "text"), "confidence": 0.7,
        "source": signal.url, "observed_at": signal.fetched_at.isoformat(),
    }  # fmt: skip
    after = answered_company(signal.company, row.fields, row.provider, page=page)
    if after == signal.company:
        return False
    signal.company = after
    session.add(signal)
    session.flush()
    return True
