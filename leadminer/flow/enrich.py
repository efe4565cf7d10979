"""signal -> what providers know of the company, beside what pages told.

The edge gives the transactions; asking takes a network and is done between them.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from time import sleep
from typing import Any

from sqlmodel import select

from leadminer.base.clock import Clock
from leadminer.base.errors import Refused
from leadminer.base.money import Money
from leadminer.flow.enquiries import Enquiry, Plan, is_left_alone
from leadminer.flow.intake import Begin
from leadminer.flow.provided import checked, told_fields
from leadminer.mining.politeness.no_mine import Register, read_register
from leadminer.prospects import answers
from leadminer.prospects.answers import Claim
from leadminer.prospects.providers import STOPPING, AskedCompany, Unanswered, Web
from leadminer.prospects.tables import ProviderAnswer
from leadminer.signals.company_values import answered_company, page_told
from leadminer.signals.tables import Signal
from leadminer.store import Session

logger = logging.getLogger(__name__)

FAILURES_MAX = 3  # in a row; then the service is left alone for this round


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of one question: `values` None, and a reason, when there is no answer."""

    values: list[dict[str, Any]] | None
    reason: str
    is_owed: bool  # the service may have answered, and charged for it

    @property
    def state(self) -> str:
        """answered, nothing or failed."""
        return "failed" if self.values is None else "answered" if self.values else "nothing"


@dataclass(slots=True)
class Enriched:
    """What a round did. `stopped`: why it ended before all were asked."""

    spent: Money  # this month, after
    states: Counter[str] = field(default_factory=Counter)  # answered, nothing, failed
    reasons: Counter[str] = field(default_factory=Counter)  # of what failed
    put_beside: int = 0  # companies that got an answer that was there
    stopped: str = ""

    def count(self, got: Answered) -> None:
        """One more company was asked about."""
        self.states[got.state] += 1
        if got.reason:
            self.reasons[got.reason] += 1

    @property
    def asked(self) -> int:
        """Companies asked about."""
        return self.states.total()


def enrich(
    begin: Begin,
    enquiry: Enquiry,
    planned: Plan,
    *,
    clock: Clock,
    tell: Callable[[str, str, list[str]], None] = lambda _name, _state, _told: None,
) -> Enriched:
    """Ask about each company of a plan, one after the other, and keep what is answered.

    Two transactions a company: the intent with its price, then the outcome. Killed in between, the
    round loses at most the answer it waits for; see `prospects/answers.py` for what that costs.
    `tell(name, state, told)` is called after each: the fields answered, or why there are none.
    Raises Refused: the terms are not accepted.
    """
    if not enquiry.settings.terms_accepted:
        raise Refused(
            f"{enquiry.terms.provider} is not asked before you accept its terms: read"
            f" {enquiry.provider.terms_url} and set terms_accepted = true in config.toml",
            reason_code="terms",
        )
    done, failures = Enriched(planned.spent), 0
    for key, numbers in planned.held.items():
        with begin() as session:
            done.put_beside += _put_beside(session, enquiry, key, numbers)
    for key, numbers in planned.ask.items():
        if done.asked:
            sleep(enquiry.provider.pause_seconds)
        with begin() as session:
            asked = _company_now(session, enquiry, key, numbers)
            if asked is None:
                continue  # erased, or barred, since
            verdict, row = answers.claim(
                session, enquiry.terms, key, now=clock.now(), retry_lost=planned.retry_lost
            )
        if verdict is Claim.BUDGET:
            done.stopped = "budget"
            break
        if row is None:
            continue
        got = _answer(enquiry, asked)
        with begin() as session:
            if _write_down(session, row, got, now=clock.now()) and got.values:
                _put_beside(session, enquiry, key, numbers)
        done.count(got)
        tell(asked.name, got.state, [got.reason] if got.reason else told_fields(got.values or ()))
        failures = failures + 1 if got.reason else 0
        if got.reason in STOPPING or failures >= FAILURES_MAX:
            done.stopped = got.reason
            break
    with begin() as session:
        done.spent = answers.spent(session, enquiry.terms, now=clock.now())
    return done


def _company_now(
    session: Session, enquiry: Enquiry, key: str, numbers: list[int]
) -> AskedCompany | None:
    """What is asked, by the signals that still are that company's; None if one is left alone."""
    register, asked = read_register(session), None
    for number in numbers:
        signal = session.get(Signal, number, populate_existing=True)
        if signal is None or answers.question_key(signal.company) != key:
            continue
        company = page_told(signal.company)
        if is_left_alone(
            session, register, company, signal=(number, signal.url), hash_key=enquiry.hash_key
        ):
            return None
        told = answers.told_of(company)
        asked = asked or AskedCompany(told["name"], told["site"], told["country"])
    return asked


def _answer(enquiry: Enquiry, asked: AskedCompany) -> Answered:
    """One question over the network. No transaction is open meanwhile."""
    limits = enquiry.limits
    web = Web(
        seconds=limits.timeout_seconds, bytes_max=limits.answer_bytes_max,
        allow_private=limits.allow_private,
    )  # fmt: skip
    try:
        found = checked(enquiry.provider.ask(asked, web), country=asked.country)
    except Unanswered as error:
        return Answered(None, error.reason, web.is_owed)
    except Exception as error:  # an operator's own file, on a stranger's answer
        logger.warning("a provider's adapter failed: %s", type(error).__name__)
        return Answered(None, "adapter", web.is_owed)
    return Answered(found, "", is_owed=True)


def _write_down(session: Session, row: ProviderAnswer, got: Answered, *, now: datetime) -> bool:
    """What came of a question. False: erased meanwhile, and nothing of it may be kept."""
    for value in got.values or ():
        value["observed_at"] = now.isoformat()
    return answers.settle(session, row, got.values, now=now, reason=got.reason, is_owed=got.is_owed)


def _put_beside(session: Session, enquiry: Enquiry, key: str, numbers: list[int]) -> int:
    """An answer beside what pages told of these companies. Returns how many were changed."""
    row = answers.answer_of(session, enquiry.terms.provider, key)
    if row is None or row.state != "answered":
        return 0
    register = read_register(session)
    return sum(_keep(session, enquiry, row, register, number) for number in numbers)


def _keep(
    session: Session, enquiry: Enquiry, row: ProviderAnswer, register: Register, number: int
) -> bool:
    """An answer beside what pages told, unless the signal is another company's by now."""
    query = select(Signal).where(Signal.id == number).with_for_update()
    signal = session.exec(query.execution_options(populate_existing=True)).first()
    if signal is None or answers.question_key(signal.company) != row.key:
        return False
    where = (number, signal.url)
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
