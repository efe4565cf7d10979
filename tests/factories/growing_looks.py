"""Looks of growing sites. Those of HELD are held back: read only once all mending is done."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from collections.abc import Callable

from tests.factories.growing import Entry, Growing

Routes = list[tuple[str, Callable[..., str | None]]]


class Forum(Growing):
    """Boards with counts and the last post on the index; lists by activity."""

    index_tells = True

    def routes(self) -> Routes:
        return [
            ("/", self.index), (r"/board/(\d+)", self.board), (r"/topic/(\d+)", self.topic),
            (r"/user/(\w+)", self.user), ("/about", self.about), ("/rules", self.about),
            ("/help", self.about), ("/members", self.about),
        ]  # fmt: skip

    def menu(self) -> str:
        return "<li><a href='/'>Forum</a></li><li><a href='/help'>Help</a></li><li><a href='/members'>Members</a></li>"

    def index(self, _page: int) -> str:
        rows = []
        for b in range(self.sections):
            ours = sorted(self.of(b), key=lambda e: e.last, reverse=True)
            told = ""
            if self.index_tells and ours:
                posts = sum(len(e.times) for e in ours)
                told = f"<td>{len(ours)}</td><td>{posts}</td><td><a href='/topic/{ours[0].n}'>{ours[0].title}</a><br>by {ours[0].who[-1]} {ours[0].last:%Y-%m-%d %H:%M}</td>"
            rows.append(
                f"<tr><td><h3><a href='/board/{b + 1}'>Board of {'ABCDEFGH'[b]}</a></h3></td>{told}</tr>"
            )
        return self.frame("Forum", f"<h1>Forum</h1><table>{''.join(rows)}</table>")

    def order(self, rows: list[Entry]) -> list[Entry]:
        return sorted(rows, key=lambda e: e.last, reverse=True)

    def row(self, e: Entry) -> str:
        seen = self.views.get(f"/topic/{e.n}", 0) + e.n
        return f"<td><h4><a href='/topic/{e.n}'>{e.title}</a></h4> <a href='/user/{e.who[0]}'>{e.who[0]}</a></td><td>{len(e.times) - 1}</td><td>{seen}</td><td>{e.last:%Y-%m-%d %H:%M} {e.who[-1]}</td>"

    def board(self, b: str, page: int) -> str | None:
        if not 1 <= int(b) <= self.sections:
            return None
        shown, pager = self.pages(self.order(self.of(int(b) - 1)), page, f"/board/{b}")
        rows = "".join(f"<tr>{self.row(e)}</tr>" for e in shown)
        head = "<tr><th>Topic</th><th>Replies</th><th>Views</th><th>Last post</th></tr>"
        return self.frame(
            "Board", f"<h1>Board of {'ABCDEFGH'[int(b) - 1]}</h1><table>{head}{rows}</table>{pager}"
        )

    def topic(self, n: str, _page: int) -> str | None:
        e = self.entry(n)
        if e is None:
            return None
        near = "".join(
            f"<li><a href='/topic/{o.n}'>{o.title}</a></li>"
            for o in self.entries[e.n % 9 : 50 : 10]
        )
        return self.frame(
            e.title,
            f"<div class='crumbs'><a href='/'>Forum</a> &gt; <a href='/board/{e.section + 1}'>Board</a></div><h1>{e.title}</h1>{self.posts(e)}<aside><h5>Similar</h5><ul>{near}</ul></aside>",
        )


class QuietIndex(Forum):
    """The index only names the boards."""

    index_tells = False


class Questions(Growing):
    """Newest question first, with counts; tags, people, unanswered ones beside."""

    address = "/questions/{n}"

    def routes(self) -> Routes:
        return [
            ("/", self.front), ("/questions", self.questions), (r"/questions/(\d+)", self.topic),
            (r"/tags/(\d+)", self.tag), ("/tags", self.tags), ("/unanswered", self.unanswered),
            (r"/user/(\w+)", self.user), ("/users", self.people), ("/about", self.about),
            ("/rules", self.about),
        ]  # fmt: skip

    def menu(self) -> str:
        return "".join(
            f"<li><a href='/{w}'>{w.title()}</a></li>"
            for w in ("questions", "tags", "unanswered", "users")
        )

    def row(self, e: Entry) -> str:
        marks = " ".join(f"<a href='/tags/{t}'>tag{t}</a>" for t in e.tags)
        return f"<div class='q'><div class='n'><b>{len(e.times) - 1}</b> answers <b>{e.n + self.views.get(f'/questions/{e.n}', 0)}</b> views</div><h3><a href='/questions/{e.n}'>{e.title}</a></h3><div>{marks}</div><span>asked {e.times[0]:%b %d, %Y at %H:%M}</span> <a href='/user/{e.who[0]}'>{e.who[0]}</a></div>"

    def a_list(self, title: str, rows: list[Entry], page: int, base: str) -> str:
        ours = sorted(rows, key=lambda e: e.times[0], reverse=True)
        shown, pager = self.pages(ours, page, base)
        return self.frame(title, f"<h1>{title}</h1>{''.join(self.row(e) for e in shown)}{pager}")

    def front(self, page: int) -> str:
        newest = sorted(self.entries, key=lambda e: e.last, reverse=True)[:10]
        return self.frame("Q&amp;A", f"<h1>Recent</h1>{''.join(self.row(e) for e in newest)}")

    def questions(self, page: int) -> str:
        return self.a_list("All questions", self.entries, page, "/questions")

    def unanswered(self, page: int) -> str:
        return self.a_list(
            "Unanswered", [e for e in self.entries if len(e.times) == 1], page, "/unanswered"
        )

    def tag(self, t: str, page: int) -> str:
        return self.a_list(
            f"Tag {t}", [e for e in self.entries if int(t) in e.tags], page, f"/tags/{t}"
        )

    def tags(self, _page: int) -> str:
        rows = "".join(
            f"<li><a href='/tags/{t}'>tag{t}</a> {sum(t in e.tags for e in self.entries)} questions</li>"
            for t in range(8)
        )
        return self.frame("Tags", f"<h1>Tags</h1><ul>{rows}</ul>")

    def people(self, _page: int) -> str:
        names = sorted({w for e in self.entries for w in e.who})
        return self.frame(
            "Users",
            "<h1>Users</h1>" + "".join(f"<p><a href='/user/{w}'>{w}</a></p>" for w in names),
        )

    def topic(self, n: str, _page: int) -> str | None:
        e = self.entry(n)
        if e is None:
            return None
        tags = " ".join(f"<a href='/tags/{t}'>tag{t}</a>" for t in e.tags)
        near = "".join(
            f"<li><a href='/questions/{o.n}'>{o.title}</a></li>"
            for o in self.entries[e.n % 7 : 50 : 12]
        )
        return self.frame(
            e.title,
            f"<h1>{e.title}</h1>{self.posts(e)}<p>{tags}</p><aside><h5>Related</h5><ul>{near}</ul></aside>",
        )


class Blog(Growing):
    """Beginnings of posts on the front page, newest first; months, categories, tags; comments."""

    size = 8
    address = "/post/{n}"

    def routes(self) -> Routes:
        return [
            ("/", lambda p: self.a_list("Blog", self.entries, p, "/")), (r"/post/(\d+)", self.topic),
            (r"/category/(\d+)", self.category), (r"/tag/(\d+)", self.tag), (r"/archive/(\d+)", self.month),
            ("/about", self.about), ("/rules", self.about), (r"/user/(\w+)", self.user),
        ]  # fmt: skip

    def a_list(self, title: str, rows: list[Entry], page: int, base: str) -> str:
        ours = sorted(rows, key=lambda e: e.times[0], reverse=True)
        shown, pager = self.pages(ours, page, base)
        text = "".join(
            f"<article><h2><a href='/post/{e.n}'>{e.title}</a></h2><span class='date'>{e.times[0]:%B %d, %Y}</span> by <a href='/user/{e.who[0]}'>{e.who[0]}</a> in <a href='/category/{e.section}'>Category {e.section}</a><p>{e.says[0][:60]}...</p><a href='/post/{e.n}#comments'>{len(e.times) - 1} comments</a></article>"
            for e in shown
        )
        return self.frame(title, f"<h1>{title}</h1>{text}{pager}{self.side()}")

    def side(self) -> str:
        months = sorted({f"{e.times[0]:%Y%m}" for e in self.entries}, reverse=True)
        months_said = "".join(f"<li><a href='/archive/{m}'>{m}</a></li>" for m in months)
        tags = "".join(f"<a href='/tag/{t}'>tag{t}</a> " for t in range(8))
        cats = "".join(
            f"<li><a href='/category/{c}'>Category {c}</a></li>" for c in range(self.sections)
        )
        return f"<aside><ul>{months_said}</ul><div>{tags}</div><ul>{cats}</ul></aside>"

    def category(self, c: str, page: int) -> str:
        return self.a_list(f"Category {c}", self.of(int(c)), page, f"/category/{c}")

    def tag(self, t: str, page: int) -> str:
        return self.a_list(
            f"Tag {t}", [e for e in self.entries if int(t) in e.tags], page, f"/tag/{t}"
        )

    def month(self, m: str, page: int) -> str:
        return self.a_list(
            f"Month {m}",
            [e for e in self.entries if f"{e.times[0]:%Y%m}" == m],
            page,
            f"/archive/{m}",
        )

    def topic(self, n: str, _page: int) -> str | None:
        e = self.entry(n)
        return e and self.frame(e.title, f"<h1>{e.title}</h1>{self.posts(e)}{self.side()}")


class Notices(Growing):
    """Notices by day, newest first, in categories with counts; a page each, nobody answers."""

    counts = False

    def __post_init__(self) -> None:
        super().__post_init__()
        for e in self.entries:
            del e.times[1:], e.who[1:], e.says[1:]

    def routes(self) -> Routes:
        return [
            ("/", self.front),
            (r"/cat/(\d+)", self.cat),
            (r"/notice/(\d+)\.html", self.notice),
            ("/about", self.about),
            ("/rules", self.about),
        ]

    def front(self, _page: int) -> str:
        rows = "".join(
            f"<li><a href='/cat/{c}'>Trade {c}</a> ({len(self.of(c))})</li>"
            for c in range(self.sections)
        )
        return self.frame("Notices", f"<h1>Notices</h1><ul>{rows}</ul>")

    def cat(self, c: str, page: int) -> str:
        ours = sorted(self.of(int(c)), key=lambda e: e.last, reverse=True)
        shown, pager = self.pages(ours, page, f"/cat/{c}")
        rows = "".join(
            f"<li><a href='/notice/{e.n}.html'>{e.title}</a> <span>{e.last:%Y-%m-%d}</span></li>"
            for e in shown
        )
        return self.frame("Trade", f"<h1>Trade {c}</h1><ul>{rows}</ul>{pager}")

    def notice(self, n: str, _page: int) -> str | None:
        e = self.entry(n)
        return e and self.frame(
            e.title,
            f"<h1>{e.title}</h1><p>Published: {e.last:%Y-%m-%d %H:%M} by {e.who[0]}</p><div class='text'>{e.says[0]}</div><table><tr><th>Quantity</th><td>{e.n}</td></tr></table>",
        )


class NoticesMapped(Notices):
    """The same, whose lists show no day and no count, with a sitemap that tells of changes and a feed."""

    robots = "User-agent: *\nDisallow:\nSitemap: {home}/sitemap.xml\n"

    def routes(self) -> Routes:
        return [
            *super().routes(),
            ("/sitemap.xml", lambda _p: self.urlset("/notice/{n}.html", lastmod=True)),
            ("/feed.xml", lambda _p: self.rss("/notice/{n}.html")),
        ]

    def head(self) -> str:
        return "<link rel='alternate' type='application/rss+xml' href='/feed.xml'>"


class ForumMapped(Forum):
    """A forum with a sitemap without times and a feed of its newest threads."""

    robots = NoticesMapped.robots

    def routes(self) -> Routes:
        return [
            *super().routes(),
            ("/sitemap.xml", lambda _p: self.urlset("/topic/{n}", lastmod=False)),
            ("/feed.xml", lambda _p: self.rss("/topic/{n}")),
        ]

    def head(self) -> str:
        return NoticesMapped.head(self)  # type: ignore[arg-type]  # the same words


class OnlySitemap(Forum):
    """No link leads to a thread: the sitemap tells of all, with times."""

    robots = NoticesMapped.robots

    def index(self, _page: int) -> str:
        return self.frame("Forum", "<h1>Welcome</h1>")

    def topic(self, n: str, _page: int) -> str | None:
        e = self.entry(n)
        return e and self.frame(e.title, f"<h1>{e.title}</h1>{self.posts(e)}")

    def routes(self) -> Routes:
        return [
            *super().routes(),
            ("/sitemap.xml", lambda _p: self.urlset("/topic/{n}", lastmod=True)),
        ]


class OnlyFeed(OnlySitemap):
    """No link leads to a thread: a feed of all of them does."""

    counts = False
    robots = ""

    def routes(self) -> Routes:
        return [*super().routes(), ("/feed.xml", lambda _p: self.rss("/topic/{n}", 500))]

    def head(self) -> str:
        return NoticesMapped.head(self)  # type: ignore[arg-type]  # the same words


class Directory(Growing):
    """An alphabetical list over many pages, a page for each company."""

    is_directory = True
    size = 10

    def routes(self) -> Routes:
        return [
            ("/", self.front),
            ("/companies", self.companies),
            (r"/company/(\d+)", self.company),
            ("/about", self.about),
            ("/rules", self.about),
        ]

    def front(self, _page: int) -> str:
        return self.frame(
            "Directory", "<h1>Directory</h1><p><a href='/companies'>All companies</a></p>"
        )

    def row(self, e: Entry) -> str:
        return f"<li><a href='/company/{e.n}'>{e.title}</a> <span>{_TOWN[e.n % 5]}</span></li>"

    def companies(self, page: int) -> str:
        shown, pager = self.pages(sorted(self.entries, key=lambda e: e.title), page, "/companies")
        return self.frame(
            "Companies", f"<h1>Companies</h1><ul>{''.join(self.row(e) for e in shown)}</ul>{pager}"
        )

    def data(self, e: Entry) -> str:
        return f"<dl><dt>Phone</dt><dd>+44 113 4{e.n:05d}</dd><dt>E-mail</dt><dd><a href='mailto:info@c{e.n}.example'>info@c{e.n}.example</a></dd><dt>Address</dt><dd>{e.n} Mill Road, {_TOWN[e.n % 5]}</dd></dl>"

    def company(self, n: str, _page: int) -> str | None:
        e = self.entry(n)
        return e and self.frame(e.title, f"<h1>{e.title}</h1>{self.data(e)}<p>{e.says[0]}</p>")


_TOWN = ["Leeds", "York", "Hull", "Bath", "Derby"]


class Cards(Directory):
    """Cards with all data on alphabetical pages, no page for a company."""

    def row(self, e: Entry) -> str:
        return f"<li class='card'><h3>{e.title}</h3>{self.data(e)}</li>"


class Trades(Directory):
    """Trades, each with its list of companies by name; nothing tells how many there are."""

    sections = 6

    def front(self, _page: int) -> str:
        rows = "".join(
            f"<li><a href='/trade/{'abcdefgh'[c]}'>Trade {'ABCDEFGH'[c]}</a></li>"
            for c in range(self.sections)
        )
        return self.frame("Directory", f"<h1>Directory</h1><ul>{rows}</ul>")

    def routes(self) -> Routes:
        return [*super().routes(), ("/trade/([a-h])", self.trade)]

    def trade(self, letter: str, page: int) -> str:
        ours = sorted(self.of("abcdefgh".index(letter)), key=lambda e: e.title)
        shown, pager = self.pages(ours, page, f"/trade/{letter}")
        return self.frame(
            "Trade", f"<h1>Trade {letter}</h1><ul>{''.join(self.row(e) for e in shown)}</ul>{pager}"
        )


class CountedTrades(Trades):
    """The same, with the number of companies beside each trade."""

    def front(self, _page: int) -> str:
        rows = "".join(
            f"<li><a href='/trade/{'abcdefgh'[c]}'>Trade {'ABCDEFGH'[c]}</a> ({len(self.of(c))})</li>"
            for c in range(self.sections)
        )
        return self.frame("Directory", f"<h1>Directory</h1><ul>{rows}</ul>")


LOOKS: tuple[type[Growing], ...] = (
    Forum, QuietIndex, Questions, Blog, Notices, NoticesMapped, ForumMapped, OnlySitemap, OnlyFeed,
    Directory, Cards, Trades, CountedTrades,
)  # fmt: skip
