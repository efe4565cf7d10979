"""What a second run makes of odd change: threads moved, deleted, pinned, split; lists in another
order, with times that count from now, views, advertisements, tokens and session ids."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from leadminer.app import App
from leadminer.signals import queries
from leadminer.signals.tables import SourceRun
from tests.factories.growing import Entry
from tests.factories.growing_looks import Forum
from tests.integration.mining.runs import read_site
from tests.integration.mining.small_web import served


@dataclass
class Restless(Forum):
    """A forum no page of which is twice the same, though nobody has written."""

    pinned: tuple[int, ...] = ()
    shuffled: bool = False

    def order(self, rows: list[Entry]) -> list[Entry]:
        ours = super().order(rows)
        if self.shuffled:
            random.Random(len(self.asked)).shuffle(ours)
        return sorted(ours, key=lambda e: e.n not in self.pinned)

    def topic(self, n: str, _page: int) -> str | None:
        entry = self.entry(n)
        return super().topic(n, _page) if entry and entry.times else None

    def _ago(self, at: datetime) -> str:
        seconds = int((datetime.now(UTC) - at).total_seconds())
        for size, word in ((86400, "day"), (3600, "hour"), (60, "minute")):
            if seconds >= size:
                count = seconds // size
                return f"{count} {word}{'s' * (count > 1)} ago"
        return "just now"

    def row(self, e: Entry) -> str:
        seen = self.views.get(f"/topic/{e.n}", 0) + e.n + len(self.asked)
        pin = "<b>Pinned</b> " if e.n in self.pinned else ""
        return (
            f"<td>{pin}<h4><a href='/topic/{e.n}'>{e.title}</a></h4>by <a href='/user/{e.who[0]}'>"
            f"{e.who[0]}</a></td><td>{len(e.times) - 1} replies</td><td>{seen} views</td>"
            f"<td>{self._ago(e.last)} {e.who[-1]}</td>"
        )

    def frame(self, title: str, body: str, *, menu: str = "") -> str:
        count = len(self.asked)
        sid, token = f"{count * 7919:032x}", f"{count * 104_729:x}"
        advert = f"<div class='ad'><a href='https://ad{count % 7}.example/?c={count}'>Buy</a></div>"
        form = f"<form><input type='hidden' name='csrf' value='{token}'></form>"
        page = super().frame(title, f"{advert}{body}{form}", menu=menu)
        return re.sub(r"href='(/(?:topic|board)/\d+)(\?[^']*)?'", partial(_signed, sid), page)


def _signed(sid: str, found: re.Match[str]) -> str:
    query = f"{found[2]}&amp;sid={sid}" if found[2] else f"?sid={sid}"
    return f"href='{found[1]}{query}'"


def read(desk: App, url: str) -> SourceRun:
    return read_site(desk, url + "/")


def thread_of(site: Restless, *, replies: int) -> Entry:
    return next(e for e in site.entries if len(e.times) > replies)


def nothing(_: Restless) -> int:
    return 0


def move(site: Restless) -> int:
    entry = thread_of(site, replies=0)
    entry.section = (entry.section + 1) % site.sections
    return 0


def delete(site: Restless) -> int:
    for entry in site.entries[5:8]:
        entry.section = -1  # on no board; its page is gone
        for told in (entry.says, entry.times, entry.who):
            told.clear()
    return 0


def pin(site: Restless) -> int:
    site.pinned = tuple(e.n for e in sorted(site.entries, key=lambda e: e.last)[:2])
    return 0


def shuffle(site: Restless) -> int:
    site.shuffled = True
    return 0


def split(site: Restless) -> int:
    """The last posts of a thread become a thread of their own: nobody has said anything new."""
    entry = thread_of(site, replies=3)
    made = Entry(len(site.entries) + 101, entry.section, f"{entry.title} (split)", entry.times[2:],
                 entry.who[2:], entry.says[2:])  # fmt: skip
    del entry.times[2:], entry.who[2:], entry.says[2:]
    site.entries.append(made)
    return 0


def answer_a_pinned_one(site: Restless) -> int:
    pin(site)
    site.say(next(e for e in site.entries if e.n == site.pinned[0]), datetime.now(UTC))
    return 1


def answer_after_a_move(site: Restless) -> int:
    move(site)
    oldest = min(site.entries, key=lambda e: e.last)
    site.say(oldest, datetime.now(UTC))
    return 1


CHANGES: list[Callable[[Restless], int]] = [
    nothing, move, delete, pin, shuffle, split, answer_a_pinned_one, answer_after_a_move,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_odd_change_brings_exactly_what_was_written(
    desk: App, change: Callable[[Restless], int]
) -> None:
    site = Restless()
    with served(site) as (url, _):
        first = read(desk, url)
        assert first.signals_new == site.records()
        before = _keys(desk)
        site.now = datetime.now(UTC).replace(microsecond=0)
        wanted = change(site)
        again = read(desk, url)
        assert again.signals_new == wanted, _keys(desk) - before
        site.now = datetime.now(UTC).replace(microsecond=0)
        site.add(site.now, section=1)
        site.say(site.entries[20], site.now - timedelta(minutes=1))
        assert read(desk, url).signals_new == 2


def _keys(desk: App) -> set[tuple[str, str]]:
    with desk.read() as session:
        return {(each.url, each.text[:60]) for each in queries.each_signal(session)}
