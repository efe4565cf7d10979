"""When a host may be asked again, for readers that ask one request after the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from leadminer.base.clock import monotonic
from leadminer.mining.politeness.answers import StopReading
from leadminer.mining.politeness.gate import HostGate
from leadminer.mining.politeness.hosts import host_key
from leadminer.mining.tables import RobotsCopy

_NAP_SECONDS: Final = 0.5  # between two beats while we wait


@dataclass(slots=True)
class Pace:
    """For one process alone. Seconds."""

    delay: float
    beat: Callable[[], None]
    clock: Callable[[], float] = monotonic
    sleep: Callable[[float], None] = time.sleep
    _delays: dict[str, float] = field(default_factory=dict)
    _free_at: dict[str, float] = field(default_factory=dict)

    def robots(self, origin: str, *, even_old: bool = False) -> str | None:
        """The text of a robots.txt that was had a moment ago (or within a day), if any."""
        return None

    def keep_robots(self, origin: str, *, status: int, body: str) -> None:
        """Keep one for other jobs."""

    def copied(self, url: str) -> RobotsCopy | None:
        """A robots.txt or tdmrep.json that another job had while we waited for the turn to ask;
        the turn is then given back."""
        return None

    def why_not(self, url: str) -> str:
        """Why an address must not be asked for by anybody, or nothing."""
        return ""

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
        """A request that had its turn is over; `pause`: seconds the host asks for. `sent` and
        `answered` (the headers were there) on the monotonic clock."""
        if pause is not None:
            self.pause(host, pause)

    def slow(self, host: str, delay: float | None) -> None:
        """Take the longer of our delay and the host's."""
        if delay and delay > 0:
            self._delays[host] = max(self.delay, float(delay))
            self._free_at[host] = self.clock() + self._delays[host]

    def pause(self, host: str, seconds: float) -> None:
        """Leave a host alone for a while."""
        self._free_at[host] = max(self._free_at.get(host, 0.0), self.clock() + seconds)

    def delay_of(self, host: str) -> float:
        """Seconds from one turn to the next."""
        return self._delays.get(host, self.delay)

    def wait_turn(self, host: str) -> None:
        """Return when the host may be asked; the next turn is a delay later."""
        while (left := self._free_at.get(host, 0.0) - self.clock()) > 0:
            self.beat()
            self.sleep(min(left, _NAP_SECONDS))
        self.beat()
        self._free_at[host] = self.clock() + self.delay_of(host)


@dataclass(slots=True)
class SharedPace(Pace):
    """The same, by turns that all jobs, processes and machines share."""

    gate: HostGate = field(kw_only=True)
    patience: float = field(kw_only=True)  # a longer pause ends the run, seconds
    _answered: dict[str, float] = field(default_factory=dict)

    def robots(self, origin: str, *, even_old: bool = False) -> str | None:
        """The text of a robots.txt that some job had a moment ago (or within a day), if any."""
        copy = self.gate.robots(origin, even_old=even_old)
        return copy.body if copy else None

    def keep_robots(self, origin: str, *, status: int, body: str) -> None:
        """Keep one for other jobs."""
        self.gate.keep_robots(origin, status=status, body=body)

    def copied(self, url: str) -> RobotsCopy | None:
        """A robots.txt or tdmrep.json that another job had while we waited for the turn to ask;
        the turn is then given back."""
        copy = self.gate.copied(url)
        if copy:
            self.gate.give_back(host_key(url))
        return copy

    def why_not(self, url: str) -> str:
        """Why an address must not be asked for by anybody, or nothing."""
        return "no_mine" if self.gate.register().bars_url(url) else ""

    def slow(self, host: str, delay: float | None) -> None:
        """What the host's robots.txt asks for."""
        self.gate.learn_delay(host, float(delay or 0.0))

    def delay_of(self, host: str) -> float:
        """Seconds from one turn to the next."""
        return self.gate.delay_of(host)

    def pause(self, host: str, seconds: float) -> None:
        """Everybody leaves the host alone for a while."""
        self.gate.pause(host, seconds)

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
        """A request that had its turn is over; `pause`: seconds the host asks for. `sent` and
        `answered` (the headers were there) on the monotonic clock."""
        self.gate.done(host, size=size, status=status, pause=pause, sent=sent, answered=answered)

    def wait_turn(self, host: str) -> None:
        """Return when it is our turn. Raises StopReading if that is too long for this run."""
        while True:
            self.beat()
            turn = self.gate.ask(host)
            if turn.granted:
                self.sleep(turn.wait)
                return
            if turn.closed and (turn.closed != "paused" or turn.wait > self.patience):
                closed = {"circuit": "resting", "paused": "rate_limited"}
                raise StopReading(closed.get(turn.closed, turn.closed))
            self.sleep(min(turn.wait, _NAP_SECONDS))
