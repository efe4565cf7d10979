"""An invented board of notices: its pages, its notices, and how much of them was read right."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.factories.directories.rows import sheets

NOTICE_FIELDS = ("author", "title", "time", "context", "phone", "text")


@dataclass
class Notice:
    """One notice as people read it."""

    n: int
    title: str
    text: str  # a sentence of its own words
    author: str  # "": none is shown
    posted: datetime | None  # UTC
    day_only: bool = False
    context: tuple[str, ...] = ()  # words of its section, kind, and labelled fields
    may_miss: frozenset[str] = frozenset()
    is_answer: bool = False
    phone: str = ""  # E.164, if one is shown
    whole: str = ""  # all its words, where these are to be told and nothing else


@dataclass
class Board:
    """A board: pages by address, and the notices that stand on them."""

    key: str
    lang: str
    rng: random.Random
    notices: list[Notice] = field(default_factory=list)
    pages: dict[str, bytes] = field(default_factory=dict)
    charset: str = "utf-8"
    header_charset: bool = True
    others: set[str] = field(default_factory=set)  # titles that may be told as well
    firms: set[str] = field(default_factory=set)  # companies that may be told
    shell: str = ""  # what stands on all its pages, around `{title}`, `{head}` and `{body}`

    @property
    def label_of_charset(self) -> str:
        """The charset as pages name it."""
        return self.charset

    def put(self, path: str, title: str, body: str, *, head: str = "", side: str = "") -> None:
        """A page with a bar, a menu and a foot made of divs."""
        text = (
            f'<!DOCTYPE html><html lang="{self.lang}"><head><meta charset="{self.charset}">'
            f"<title>{title}</title>{head}</head><body>"
            f'<div id="top"><a href="/">{self.key.title()}</a> <a href="/login">Login</a>'
            f' <a href="/post-ad">+</a></div><div id="main">{body}</div>'
            f'<div id="side">{side}</div><div id="foot"><p>&copy; 2026 {self.key.title()}</p>'
            '<a href="/terms">AGB</a></div></body></html>'
        )
        self.pages[path] = text.encode(self.charset, "xmlcharrefreplace")

    def page(self, path: str, title: str, body: str, *, head: str = "") -> None:
        """A page in the board's own shell."""
        self.raw(path, self.shell.format(title=title, head=head, body=body))

    def spread(
        self, pages: Sequence[str], title: str, rows: Sequence[str], frame: str,
        *, onward: str = "", other: str = '<a href="{}">{}</a>',
    ) -> None:  # fmt: skip
        """Rows over list pages in the board's own shell: see `sheets`."""
        for path, body in sheets(pages, rows, frame, onward=onward, other=other):
            self.page(path, title, body)

    def lists(self, addresses: Sequence[str], title: str, rows: Sequence[str], frame: str) -> None:
        """Rows over the pages of a list, `{rows}` of the frame."""
        for path, body in sheets(addresses, rows, frame):
            self.put(path, title, body)

    def tell(
        self, n: int, title: str, text: str, author: str, posted: datetime,
        *, day_only: bool = False, context: tuple[str, ...] = (), phone: str = "",
        whole: str = "",
    ) -> None:  # fmt: skip
        """One more notice that stands on the pages."""
        told = Notice(n, title, text, author, posted, day_only, context, phone=phone, whole=whole)
        self.notices.append(told)

    def answer(self, n: int, text: str, author: str, posted: datetime) -> None:
        """One more answer that stands beneath the notice `n`."""
        self.notices.append(Notice(n, "", text, author, posted, is_answer=True))

    def raw(self, path: str, text: str) -> None:
        """One page exactly as it is written here."""
        self.pages[path] = text.encode(self.charset, "xmlcharrefreplace")


@dataclass
class BoardTally:
    """How much of a board was read right."""

    key: str
    notices: int = 0
    found: int = 0
    doubled: int = 0
    invented: int = 0
    requests: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NOTICE_FIELDS, 0))
    wrong: list[str] = field(default_factory=list)

    def share(self, name: str) -> float:
        """Of the notices found, those where this was read right."""
        return self.right[name] / max(1, self.found)


def compare_board(board: Board, rows: Iterable[Mapping[str, Any]], requests: int) -> BoardTally:
    """Rows as `signals export` writes them against the notices of a board."""
    tally = BoardTally(board.key, len(board.notices), requests=requests)
    told = list(rows)
    used: set[int] = set()
    for notice in board.notices:
        mine = [
            i for i, r in enumerate(told)
            if r["kind"] != "company" and (_flat(notice.text) in _flat(str(r.get("text") or "")))
        ] or [
            i for i, r in enumerate(told)
            if not notice.is_answer
            and r["kind"] != "company" and _flat(str(r.get("title") or "")) == _flat(notice.title)
        ]  # fmt: skip
        used.update(mine)
        if not mine:
            tally.wrong.append(f"missing: {notice.title or notice.text}")
            continue
        tally.found += 1
        tally.doubled += len(mine) - 1
        row = told[mine[0]]
        if len(mine) > 1:
            tally.wrong.append(f"twice: {notice.title} {[told[i]['url'] for i in mine]}")
        for name, got, good in _checks(notice, row):
            tally.right[name] += good
            if not good:
                tally.wrong.append(f"{notice.title}: {name} {got!r} {row['url']}")
    for i, row in enumerate(told):
        name = str(row.get("name") or row.get("title") or "")
        allowed = board.firms if row["kind"] == "company" else board.others
        if i not in used and name not in allowed:
            tally.invented += 1
            tally.wrong.append(f"invented {row['kind']}: {name!r} {row.get('url')}")
    return tally


def _checks(notice: Notice, row: Mapping[str, Any]) -> Iterable[tuple[str, object, bool]]:
    author = str(row.get("author") or "")
    yield "author", author, _flat(author) == _flat(notice.author) or "author" in notice.may_miss
    title = str(row.get("title") or "")
    if notice.is_answer:
        yield "title", f"{row['kind']} instead of a reply", row["kind"] == "reply"
    else:
        yield "title", title, row["kind"] == "post" and _flat(title) == _flat(notice.title)
    posted = row.get("posted")
    at = datetime.fromisoformat(posted) if posted else None
    if notice.posted is None or at is None:
        good = at is None and notice.posted is None
    elif notice.day_only:
        good = at.date() == notice.posted.date()
    else:
        good = abs(at - notice.posted) <= timedelta(seconds=60)
    yield "time", posted, good
    place = json.dumps([row.get("section"), row.get("fields")], ensure_ascii=False)
    missing = [word for word in notice.context if _flat(word) not in _flat(place)]
    yield "context", f"{missing} not in {place}", not missing
    phones = [c["value"] for c in row.get("contacts") or () if c["kind"] == "phone"]
    yield "phone", phones, not notice.phone or notice.phone in phones
    said = _flat(str(row.get("text") or ""))
    yield "text", said, not notice.whole or said == _flat(notice.whole)


# national numbers are known once several of the site have told its country
BARS = {"found": 0.98} | dict.fromkeys(NOTICE_FIELDS, 0.95) | {"phone": 0.85}


def missed_of_board(tally: BoardTally) -> list[str]:
    """The bars a board does not meet."""
    shares = {"found": tally.found / max(1, tally.notices)}
    shares |= {name: tally.share(name) for name in NOTICE_FIELDS}
    wrong = {
        "invented": tally.invented, "doubled": tally.doubled,
        "requests": tally.requests > 1.5 * max(1, tally.found) + 4,  # home, terms, lists
    }  # fmt: skip
    below = [name for name, bar in BARS.items() if shares[name] < bar]
    return below + [name for name, count in wrong.items() if count]


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()
