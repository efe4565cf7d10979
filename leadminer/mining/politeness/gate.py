"""The gate every request of a run passes: turns, pauses and budgets that all jobs share.

A host asked without delay and without budget (a server of one's own) costs no writes: only what
it says about itself, a pause or a refusal, is written down, and looked up now and then.
"""

from __future__ import annotations

import codecs
import threading
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from protego import Protego
from sqlalchemy import Engine

from leadminer.base.clock import Clock, monotonic
from leadminer.mining.extraction.html.wishes import AGENT, TDM_FILE
from leadminer.mining.politeness import hosts
from leadminer.mining.politeness.holders import new_holder
from leadminer.mining.politeness.hosts import Terms, Turn
from leadminer.mining.politeness.no_mine import Register, read_register
from leadminer.mining.politeness.sendings import Sendings
from leadminer.mining.tables import RobotsCopy
from leadminer.store import Session, read, shared_now, write

REFRESH_SECONDS: Final = 2.0
ROBOTS_FRESH: Final = timedelta(minutes=5)  # so that jobs begun together ask once
ROBOTS_USABLE: Final = timedelta(hours=24)  # where it cannot be had; RFC 9309, 2.4
DELAY_SECONDS_MAX: Final = 600.0  # a site that asks for more between two pages is not read
_MARKS: Final = (  # the longer ones first: one begins like another
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
ARRIVES_SECONDS: Final = 0.2  # a request written is at a busy host by then, plus ...
ARRIVES_SHARE: Final = 0.05  # ... this part of the delay


@dataclass(slots=True)
class _Seen:
    """What was last seen of a host's row."""

    at: float
    delay: float
    resting: tuple[str, datetime] | None


@dataclass(slots=True)
class _Spent:
    requests: int = 0
    size: int = 0


@dataclass
class HostGate:
    """One run's way to ask for turns. Used by one thread at a time for one host."""

    engine: Engine
    clock: Clock
    terms: Terms
    holder: str = field(default_factory=new_holder)
    sendings: Sendings = field(default_factory=Sendings)
    _seen: dict[str, _Seen] = field(default_factory=dict)
    _spent: dict[str, _Spent] = field(default_factory=dict)
    _turns: dict[str, float] = field(default_factory=dict)  # host -> when its turn was taken
    _register: Register | None = None
    _register_at: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, host: str) -> Turn:
        """Ask for the host's next turn. Granted: send after `wait` seconds, then call `done`.

        Not granted: ask again after `wait`, or, where it is `closed`, do not.
        """
        seen = self._look(host)
        if seen.resting:
            reason, until = seen.resting
            return Turn(False, max(0.0, (until - self._now()).total_seconds()), reason, until)
        if self._is_free(seen):
            return Turn(True, is_free=True)
        with self._lock, write(self.engine) as session:
            row = hosts.locked_host(session, host)
            now, heard = shared_now(session, self.clock), monotonic()
            turn = hosts.take_turn(session, row, holder=self.holder, now=now, terms=self.terms)
        # what it took to write that down is time waited already
        turn = replace(turn, wait=max(0.0, turn.wait - (monotonic() - heard)))
        if turn.granted:
            self._turns[host] = monotonic() + turn.wait
        return turn

    def done(
        self,
        host: str,
        *,
        size: int,
        status: int = 0,
        pause: float | None = None,
        sent: float | None = None,
        answered: float | None = None,
    ) -> None:
        """A request that had its turn is over. `sent` and `answered` (the headers were there) on
        the monotonic clock; `status` 0: no answer; `pause`: seconds the host asks for."""
        taken = self._turns.pop(host, None)
        ended = monotonic()
        loud = pause is not None or status in (403, 429, 503)
        resting = host in self._seen and self._seen[host].resting
        if taken is None and not loud and not resting:
            spent = self._spent.setdefault(host, _Spent())
            spent.requests += 1
            spent.size += size
            return
        with self._lock, write(self.engine) as session:
            row = hosts.locked_host(session, host)
            # before the present is asked for: what that takes must not make it seem longer ago
            ago = monotonic() - self._arrived(sent or taken or ended, answered or ended)
            now = shared_now(session, self.clock)
            reached = now - timedelta(seconds=max(0.0, ago)) if taken is not None else None
            hosts.end_turn(
                session, row, holder=self.holder, reached_at=reached, requests=1, size=size, now=now
            )
            hosts.note_answer(session, row, status=status, pause=pause, now=now)
        if loud:
            self._seen.pop(host, None)

    def pause(self, host: str, seconds: float, *, status: int = 0) -> None:
        """Nobody asks this host for so long."""
        with self._lock, write(self.engine) as session:
            row = hosts.locked_host(session, host)
            now = shared_now(session, self.clock)
            hosts.note_answer(session, row, status=status, pause=seconds, now=now)
        self._seen.pop(host, None)

    def leave_alone(self, host: str) -> None:
        """Nobody asks this host for a while: it answers, but only to keep us out."""
        with self._lock, write(self.engine) as session:
            row = hosts.locked_host(session, host)
            hosts.leave_alone(session, row, now=shared_now(session, self.clock))
        self._seen.pop(host, None)

    def learn_delay(self, host: str, seconds: float) -> None:
        """What a robots.txt of the host asks for now, 0 for nothing; the longest of all that its
        names and ports ask counts."""
        with self._lock, write(self.engine) as session:
            row = hosts.locked_host(session, host)
            since = shared_now(session, self.clock) - ROBOTS_USABLE
            for copy in hosts.robots_of_host(session, host, since=since):
                asked = delay_of_rules(rules_of(copy.body), AGENT)
                seconds = max(seconds, asked if asked <= DELAY_SECONDS_MAX else 0.0)
            if row.delay_seconds == seconds:
                return
            row.delay_seconds = seconds
            # the robots.txt was a request itself: the first page waits its turn after it
            row.last_at = shared_now(session, self.clock)
            session.add(row)
        self._seen.pop(host, None)

    def delay_of(self, host: str) -> float:
        """Seconds from one turn to the next."""
        return max(self.terms.delay_seconds, self._look(host).delay)

    def robots(self, origin: str, *, even_old: bool = False) -> RobotsCopy | None:
        """A copy fresh enough to be used; `even_old`: because the host has none to give now."""
        with read(self.engine) as session:
            found = hosts.robots_of(session, origin)
            now = shared_now(session, self.clock)
        limit = ROBOTS_USABLE if even_old else ROBOTS_FRESH
        return found if found and timedelta() <= now - found.fetched_at <= limit else None

    def copied(self, url: str) -> RobotsCopy | None:
        """A robots.txt or tdmrep.json that another job had while we waited for the turn to ask;
        None of any other address."""
        site = urlsplit(url)
        origin = f"{site.scheme}://{site.netloc.lower()}"
        where = {"/robots.txt": origin, TDM_FILE: origin + TDM_FILE}.get(site.path)
        return self.robots(where) if where else None

    def give_back(self, host: str) -> None:
        """A turn was granted, and nothing is asked for in it."""
        if self._turns.pop(host, None) is not None:
            with self._lock, write(self.engine) as session:
                hosts.give_back(session, hosts.locked_host(session, host), holder=self.holder)

    def keep_robots(self, origin: str, *, status: int, body: str) -> None:
        """Keep a robots.txt for the other jobs."""
        with self._lock, write(self.engine) as session:
            now = shared_now(session, self.clock)
            hosts.keep_robots(session, origin, status=status, body=body, now=now)

    def spend(self, session: Session) -> None:
        """Write down what was asked without turns; in the caller's transaction."""
        spent, self._spent = self._spent, {}
        now = shared_now(session, self.clock)
        for host, each in sorted(spent.items()):
            row = hosts.locked_host(session, host)
            hosts.end_turn(
                session, row, holder=self.holder, reached_at=None,
                requests=each.requests, size=each.size, now=now,
            )  # fmt: skip

    def register(self) -> Register:
        """Whom we never read, as of a moment ago."""
        if self._register is None or monotonic() - self._register_at > REFRESH_SECONDS:
            with read(self.engine) as session:
                self._register = read_register(session)
            self._register_at = monotonic()
        return self._register

    def _arrived(self, sent: float, answered: float) -> float:
        """When a request was at the host at the latest: long before its answer, mostly."""
        allowed = ARRIVES_SECONDS + ARRIVES_SHARE * self.terms.delay_seconds
        return min(answered, sent + allowed)

    def _look(self, host: str) -> _Seen:
        seen = self._seen.get(host)
        if seen is None or monotonic() - seen.at > REFRESH_SECONDS:
            with read(self.engine) as session:
                row = hosts.host_of(session, host)
                now = shared_now(session, self.clock)
            resting = hosts.why_resting(row, now=now) if row else None
            why = (resting.closed, resting.until) if resting and resting.until else None
            seen = _Seen(monotonic(), row.delay_seconds if row else 0.0, why)
            self._seen[host] = seen
        return seen

    def _is_free(self, seen: _Seen) -> bool:
        terms = self.terms
        limits = (terms.delay_seconds, seen.delay, terms.requests_a_day, terms.bytes_a_day)
        return not any(limits)

    def _now(self) -> datetime:
        return self.clock.now()


def robots_text(body: bytes) -> str:
    """The words of a robots.txt: UTF-8 (RFC 9309, 2.3), or what its mark says it is instead:
    taken for UTF-8, UTF-16 would forbid nothing."""
    for mark, charset in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(charset, "replace")
    return body.decode("utf-8", "replace")


def rules_of(text: str) -> Protego:
    """The rules of a robots.txt. A byte order mark is none of its words: it would hide the first
    rules behind a name that nobody has."""
    return Protego.parse(text.removeprefix("\ufeff"))


def delay_of_rules(rules: Protego, agent: str) -> float:
    """Seconds between two requests that a robots.txt asks of us: the longer of Crawl-delay and
    Request-rate; 0 if it asks for nothing."""
    asked = rules.crawl_delay(agent)
    delay = float(asked) if asked and float(asked) > 0 else 0.0
    rate = rules.request_rate(agent)
    if rate and rate.requests > 0 and rate.seconds > 0:
        delay = max(delay, rate.seconds / rate.requests)
    return delay
