"""Looks of growing sites in orders that are seldom met: the newest last, by title, by votes, by
month, in bins that never move on. Written before second runs were tried on any of them."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from datetime import datetime

from tests.factories.growing import Entry
from tests.factories.growing_looks import Directory, Forum, Questions, Routes


class NewestLast(Forum):
    """Boards and threads in the order in which they were begun, the newest at the end of the last
    page; threads over several pages; a row tells who began it and how many have answered."""

    index_tells = False
    per_thread = 4

    def order(self, rows: list[Entry]) -> list[Entry]:
        return sorted(rows, key=lambda e: e.times[0])

    def row(self, e: Entry) -> str:
        return f"<td><a href='/topic/{e.n}'>{e.title}</a><br>begun by {e.who[0]}</td><td>{len(e.times) - 1}</td>"

    def topic(self, n: str, page: int) -> str | None:
        e = self.entry(n)
        if e is None:
            return None
        last = -(-len(e.times) // self.per_thread)
        links = " ".join(
            f"<a href='/topic/{n}?page={k}'>{k}</a>" if k != page else f"<b>{k}</b>"
            for k in range(1, last + 1)
        )
        pager = f"<div class='pages'>{links}</div>" if last > 1 else ""
        cut = slice((page - 1) * self.per_thread, page * self.per_thread)
        part = Entry(e.n, e.section, e.title, e.times[cut], e.who[cut], e.says[cut])
        posts = self.posts(part).replace(f"id='p{e.n}-", f"id='p{e.n}-{page}")
        return self.frame(
            e.title,
            f"<div class='crumbs'><a href='/'>Forum</a> &gt; <a href='/board/{e.section + 1}'>Board</a></div><h1>{e.title}</h1>{posts}{pager}",
        )


class ByTitle(Forum):
    """One list of all threads by their title, with the number of posts."""

    size = 10

    def index(self, page: int) -> str:
        shown, pager = self.pages(sorted(self.entries, key=lambda e: e.title), page, "/")
        rows = "".join(
            f"<li><a href='/topic/{e.n}'>{e.title}</a> ({len(e.times)})</li>" for e in shown
        )
        return self.frame("Forum", f"<h1>All topics A-Z</h1><ul>{rows}</ul>{pager}")

    def topic(self, n: str, _page: int) -> str | None:
        e = self.entry(n)
        return e and self.frame(e.title, f"<h1>{e.title}</h1>{self.posts(e)}")


class ByTitleBare(ByTitle):
    """The same without any number; nobody answers."""

    counts = False

    def __post_init__(self) -> None:
        super().__post_init__()
        for e in self.entries:
            del e.times[1:], e.who[1:], e.says[1:]

    def index(self, page: int) -> str:
        shown, pager = self.pages(sorted(self.entries, key=lambda e: e.title), page, "/")
        rows = "".join(f"<li><a href='/topic/{e.n}'>{e.title}</a></li>" for e in shown)
        return self.frame("Forum", f"<h1>All topics A-Z</h1><ul>{rows}</ul>{pager}")


class ByVotes(Questions):
    """Questions by their votes, which change from visit to visit; the front page has but a word of
    welcome."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.votes = {e.n: self.rng.randrange(200) for e in self.entries}

    def grow(self, *, threads: int = 5, replies: int = 2) -> int:
        more = super().grow(threads=threads, replies=replies)
        for e in self.entries:
            self.votes[e.n] = self.votes.get(e.n, 0) + self.rng.randrange(9)
        return more

    def front(self, _page: int) -> str:
        return self.frame("Q&amp;A", "<h1>Welcome</h1><p>Ask what you like.</p>")

    def menu(self) -> str:
        return "<li><a href='/questions'>Questions</a></li><li><a href='/about'>About</a></li>"

    def row(self, e: Entry) -> str:
        return f"<div class='q'><span>{self.votes.get(e.n, 0)} votes</span> <span>{len(e.times) - 1} answers</span><h3><a href='/questions/{e.n}'>{e.title}</a></h3><a href='/user/{e.who[0]}'>{e.who[0]}</a></div>"

    def a_list(self, title: str, rows: list[Entry], page: int, base: str) -> str:
        ours = sorted(rows, key=lambda e: -self.votes.get(e.n, 0))
        shown, pager = self.pages(ours, page, base)
        return self.frame(title, f"<h1>{title}</h1>{''.join(self.row(e) for e in shown)}{pager}")

    def topic(self, n: str, _page: int) -> str | None:
        e = self.entry(n)
        return e and self.frame(e.title, f"<h1>{e.title}</h1>{self.posts(e)}")


class MonthArchive(Forum):
    """A mailing list: months, in each its mails by day, a page for each mail; an answer is a mail of
    the month in which it was written."""

    def mails(self) -> list[tuple[datetime, Entry, int]]:
        every = ((at, e, k) for e in self.entries for k, at in enumerate(e.times))
        return sorted(every, key=lambda mail: (mail[0], mail[1].n))

    def name(self, e: Entry, k: int) -> str:
        return f"msg{e.n * 50 + k:06d}.html"

    def index(self, _page: int) -> str:
        months = sorted({f"{at:%Y-%m}" for at, _, _ in self.mails()}, reverse=True)
        rows = "".join(
            f"<li>{m}: <a href='/{m}/thread.html'>[ Thread ]</a> <a href='/{m}/date.html'>[ Date ]</a></li>"
            for m in months
        )
        return self.frame("Archives", f"<h1>The pumps archives</h1><ul>{rows}</ul>")

    def month(self, m: str, _page: int) -> str | None:
        rows = [
            f"<li><a href='/{m}/{self.name(e, k)}'>{'Re: ' if k else ''}{e.title}</a> <i>{e.who[k]}</i></li>"
            for at, e, k in self.mails()
            if f"{at:%Y-%m}" == m
        ]
        return self.frame(m, f"<h1>{m}</h1><ul>{''.join(rows)}</ul>") if rows else None

    def mail(self, m: str, number: str, _page: int) -> str | None:
        e, k = self.entry(str(int(number) // 50)), int(number) % 50
        if e is None or k >= len(e.times) or f"{e.times[k]:%Y-%m}" != m:
            return None
        above = ""
        if k:
            above = f"<p>In reply to: <a href='/{e.times[0]:%Y-%m}/{self.name(e, 0)}'>{e.who[0]}: \"{e.title}\"</a></p>"
        return self.frame(
            e.title,
            f"<h1>{'Re: ' if k else ''}{e.title}</h1><b>{e.who[k]}</b> <i>{e.times[k]:%a, %d %b %Y %H:%M:%S +0000}</i>{above}<hr><pre>{e.says[k]}</pre><hr><a href='/{m}/date.html'>[ date ]</a> <a href='/{m}/thread.html'>[ thread ]</a>",
        )

    def routes(self) -> Routes:
        return [
            ("/", self.index),
            (r"/(\d{4}-\d\d)/(?:thread|date)\.html", self.month),
            (r"/(\d{4}-\d\d)/msg(\d+)\.html", self.mail),
            ("/about", self.about),
            ("/rules", self.about),
        ]


class OlderMonths(Forum):
    """The first page shows the threads of this month; "older" leads to the month before, and so on:
    the last page never moves."""

    def front(self, back: int) -> str | None:
        def month(at: datetime) -> int:
            return (self.now.year - at.year) * 12 + self.now.month - at.month

        ours = [e for e in self.entries if month(e.times[0]) == back - 1]
        oldest = max(month(e.times[0]) for e in self.entries)
        if back - 1 > oldest:
            return None
        rows = "".join(
            f"<li><a href='/topic/{e.n}'>{e.title}</a> {e.who[0]}</li>"
            for e in sorted(ours, key=lambda e: e.title)
        )
        more = f"<a rel='next' href='/?page={back + 1}'>Older</a>" if back - 1 < oldest else ""
        return self.frame("Forum", f"<h1>Topics of the month</h1><ul>{rows}</ul>{more}")

    def index(self, page: int) -> str | None:  # type: ignore[override]  # there is an end
        return self.front(page)

    def grow(self, *, threads: int = 5, replies: int = 2) -> int:
        return super().grow(threads=threads, replies=0)

    def topic(self, n: str, _page: int) -> str | None:
        e = self.entry(n)
        return e and self.frame(e.title, f"<h1>{e.title}</h1>{self.posts(e)}")


class Bins(Directory):
    """Companies on numbered pages by their post code: what comes in stands in the middle of its
    page, and moves nothing to the next one."""

    def companies(self, page: int) -> str:
        ours = [e for e in self.entries if e.n * 7 % 9 == page - 1]
        links = " ".join(
            f"<a href='/companies?page={n}'>{n}</a>" for n in range(1, 10) if n != page
        )
        rows = "".join(self.row(e) for e in sorted(ours, key=lambda e: e.title))
        return self.frame("Companies", f"<h1>Area {page}</h1><ul>{rows}</ul><p>{links}</p>")


class BinsOfCards(Bins):
    """The same with cards, and no page for a company."""

    def row(self, e: Entry) -> str:
        return f"<li class='card'><h3>{e.title}</h3>{self.data(e)}</li>"


class SwappedCards(Directory):
    """Cards by name on full pages; as many go as come."""

    def row(self, e: Entry) -> str:
        return f"<li class='card'><h3>{e.title}</h3>{self.data(e)}</li>"

    def grow(self, *, threads: int = 5, replies: int = 2) -> int:
        gone = self.rng.sample(self.entries, threads)
        more = super().grow(threads=threads)
        for e in gone:
            e.section = -1
        return more

    def companies(self, page: int) -> str:
        ours = sorted((e for e in self.entries if e.section >= 0), key=lambda e: e.title)
        shown, pager = self.pages(ours, page, "/companies")
        rows = "".join(self.row(e) for e in shown)
        return self.frame("Companies", f"<h1>Companies</h1><ul>{rows}</ul>{pager}")


class MailList(Forum):
    """The list of all threads names the address one writes to; a thread shows its first mail, and
    all of them on a page for readers without scripts; each thread links the one before and after."""

    def routes(self) -> Routes:
        return [
            ("/", self.front),
            ("/list/", self.index),
            (r"/topic/(\d+)/", self.mail),
            ("/about", self.about),
            ("/rules", self.about),
        ]

    def front(self, _page: int) -> str:
        return self.frame("Lists", "<h1>Lists</h1><p><a href='/list/'>pumps</a></p>")

    def row(self, e: Entry) -> str:
        return f"<div class='row'><a href='/topic/{e.n}/'>{e.title}</a> by {e.who[0]} <span title='{e.last:%A, %d %B %Y %H:%M:%S}'>{e.last:%A, %d %B %Y}</span> <i>{len(e.times) - 1}</i></div>"

    def index(self, page: int) -> str:
        ours = self.order(self.entries)
        shown, pager = self.pages(ours, page, "/list/")
        rows = "".join(self.row(e) for e in shown)
        return self.frame(
            "pumps",
            f"<h1>pumps</h1><p>E-mail: <a href='mailto:pumps@lists.example.org'>pumps@lists.example.org</a></p>{rows}{pager}",
        )

    def draw(self, path: str, query: dict[str, str]) -> str | None:
        self.whole = "noscript" in query
        return super().draw(path, query)

    def mail(self, n: str, _page: int) -> str | None:
        e = self.entry(n)
        if e is None:
            return None
        others = [o for o in (self.entry(str(e.n - 1)), self.entry(str(e.n + 1))) if o]
        near = "".join(f"<a href='/topic/{o.n}/'>{o.title}</a> " for o in others)
        count = len(e.times) if self.whole else 1
        part = Entry(e.n, e.section, e.title, e.times[:count], e.who[:count], e.says[:count])
        more = f"<noscript><a href='/topic/{e.n}/?noscript=1'>Show replies by date</a></noscript>"
        rest = "" if self.whole or len(e.times) == 1 else f"<p>{len(e.times) - 1} comments</p>"
        return self.frame(
            e.title, f"<p>{near}</p><h1>{e.title}</h1>{self.posts(part)}{rest and rest + more}"
        )


ODD = (
    NewestLast, ByTitle, ByTitleBare, ByVotes, MonthArchive, OlderMonths, Bins, BinsOfCards,
    SwappedCards,
    MailList,
)  # fmt: skip
