"""Looks of growing sites that are held back: none was looked at while second runs were mended."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from datetime import datetime

from tests.factories.growing import Entry, Growing
from tests.factories.growing_looks import Blog, Directory, Forum, Notices, Questions, Routes


class GermanForum(Forum):
    """Relative times in German, topics counted on the index, lists in the order of creation."""

    def ago(self, at: datetime) -> str:
        seconds = int((datetime.now(at.tzinfo) - at).total_seconds())
        for size, word in ((86400, "Tagen"), (3600, "Stunden"), (60, "Minuten")):
            if seconds >= 2 * size:
                return f"vor {seconds // size} {word}"
        return "gerade eben"

    def index(self, _page: int) -> str:
        rows = "".join(
            f"<li class='forum'><a href='/board/{b + 1}'>Bereich {b + 1}</a><span>{len(self.of(b))} Themen</span></li>"
            for b in range(self.sections)
        )
        return self.frame("Forum", f"<h1>Forum</h1><ul>{rows}</ul>")

    def order(self, rows: list[Entry]) -> list[Entry]:
        return sorted(rows, key=lambda e: e.times[0], reverse=True)

    def row(self, e: Entry) -> str:
        return f"<td><a href='/topic/{e.n}'>{e.title}</a><br>von {e.who[0]}, {self.ago(e.times[0])}</td><td>{len(e.times) - 1} Antworten</td><td>{e.n * 3 + self.views.get(f'/topic/{e.n}', 0)} Aufrufe</td><td>{e.who[-1]}<br>{self.ago(e.last)}</td>"


class TitlesOnly(Forum):
    """Boards and threads by their titles alone, newest activity first."""

    index_tells = False
    counts = False

    def row(self, e: Entry) -> str:
        return f"<td><a href='/topic/{e.n}'>{e.title}</a></td>"


class LatestFirst(Forum):
    """The front page has the latest threads of all boards, which stand in its menu."""

    def menu(self) -> str:
        boards = "".join(
            f"<li><a href='/board/{b + 1}'>Board {'ABCDEFGH'[b]}</a></li>"
            for b in range(self.sections)
        )
        return f"<li><a href='/'>Home</a></li>{boards}<li><a href='/members'>Members</a></li>"

    def index(self, _page: int) -> str:
        rows = "".join(f"<tr>{self.row(e)}</tr>" for e in self.order(self.entries)[:20])
        return self.frame("Forum", f"<h1>Latest</h1><table>{rows}</table>")


class ByActivity(Questions):
    """Questions by their last activity, which each row tells; no counts of views."""

    def row(self, e: Entry) -> str:
        marks = " ".join(f"<a href='/tags/{t}'>tag{t}</a>" for t in e.tags)
        return f"<article><h2><a href='/questions/{e.n}'>{e.title}</a></h2><p>{len(e.times) - 1} replies · active <time datetime='{e.last:%Y-%m-%dT%H:%M:%SZ}'>{e.last:%d %b}</time></p>{marks}</article>"

    def a_list(self, title: str, rows: list[Entry], page: int, base: str) -> str:
        ours = sorted(rows, key=lambda e: e.last, reverse=True)
        shown, pager = self.pages(ours, page, base)
        return self.frame(title, f"<h1>{title}</h1>{''.join(self.row(e) for e in shown)}{pager}")


class QuietBlog(Blog):
    """A blog whose lists do not show comments."""

    counts = False

    def a_list(self, title: str, rows: list[Entry], page: int, base: str) -> str:
        ours = sorted(rows, key=lambda e: e.times[0], reverse=True)
        shown, pager = self.pages(ours, page, base)
        text = "".join(
            f"<div class='entry'><h3><a href='/post/{e.n}'>{e.title}</a></h3><p>{e.says[0][:50]}</p></div>"
            for e in shown
        )
        return self.frame(title, f"<h1>{title}</h1>{text}{pager}{self.side()}")


class Tenders(Notices):
    """Tenders in one table by number, oldest first, many pages, with a deadline each."""

    size = 10

    def front(self, page: int) -> str:
        shown, pager = self.pages(self.entries, page, "/")
        rows = "".join(
            f"<tr><td>{e.n}</td><td><a href='/notice/{e.n}.html'>{e.title}</a></td><td>{e.last:%d.%m.%Y}</td></tr>"
            for e in shown
        )
        return self.frame(
            "Tenders",
            f"<h1>Tenders</h1><table><tr><th>No.</th><th>Subject</th><th>Date</th></tr>{rows}</table>{pager}",
        )


class Regions(Directory):
    """Regions, towns, companies; towns tell how many."""

    sections = 6

    def front(self, _page: int) -> str:
        rows = "".join(f"<li><a href='/region/{r}'>Region {r}</a></li>" for r in range(2))
        return self.frame("Directory", f"<h1>Directory</h1><ul>{rows}</ul>")

    def region(self, r: str, _page: int) -> str:
        rows = "".join(
            f"<li><a href='/town/{t}'>Town {'ABCDEF'[t]}</a> <small>{len(self.of(t))} companies</small></li>"
            for t in range(int(r), 6, 2)
        )
        return self.frame("Region", f"<h1>Region {r}</h1><ul>{rows}</ul>")

    def town(self, t: str, page: int) -> str:
        shown, pager = self.pages(
            sorted(self.of(int(t)), key=lambda e: e.title), page, f"/town/{t}"
        )
        return self.frame(
            "Town", f"<h1>Town {t}</h1><ul>{''.join(self.row(e) for e in shown)}</ul>{pager}"
        )

    def routes(self) -> Routes:
        return [*super().routes(), (r"/region/(\d+)", self.region), (r"/town/(\d+)", self.town)]


class LongCards(Directory):
    """Cards with all data on alphabetical pages and pages of letters beside; 240 companies."""

    count = 240

    def row(self, e: Entry) -> str:
        return f"<div class='firm'><h2>{e.title}</h2>{self.data(e)}</div>"

    def front(self, _page: int) -> str:
        letters = sorted({e.title[0] for e in self.entries})
        rows = " ".join(f"<a href='/letter/{x}'>{x}</a>" for x in letters)
        return self.frame(
            "Directory",
            f"<h1>Directory</h1><p>{rows}</p><p><a href='/companies'>All companies</a></p>",
        )

    def letter(self, x: str, page: int) -> str:
        ours = sorted((e for e in self.entries if e.title[0] == x), key=lambda e: e.title)
        shown, pager = self.pages(ours, page, f"/letter/{x}")
        return self.frame(x, f"<h1>{x}</h1>{''.join(self.row(e) for e in shown)}{pager}")

    def routes(self) -> Routes:
        return [*super().routes(), (r"/letter/([A-Z])", self.letter)]


class SitemapDirectory(Directory):
    """A directory with a sitemap that tells no times; new companies in the middle of the alphabet."""

    robots = "User-agent: *\nDisallow:\nSitemap: {home}/sitemap.xml\n"

    def routes(self) -> Routes:
        return [
            *super().routes(),
            ("/sitemap.xml", lambda _p: self.urlset("/company/{n}", lastmod=False)),
        ]


HELD: tuple[type[Growing], ...] = (
    GermanForum, TitlesOnly, LatestFirst, ByActivity, QuietBlog, Tenders, Regions, LongCards,
    SitemapDirectory,
)  # fmt: skip
