"""Sites whose unchanged pages are the same to the letter: their lists are heard all the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from leadminer.app import App
from tests.integration.mining.runs import read_site
from tests.integration.mining.small_web import Answer, html, served

GOODS = (
    "hoses",
    "valves",
    "racks",
    "cables",
    "gloves",
    "filters",
    "chains",
    "drums",
    "boxes",
    "pumps",
)
SITES = ("B1", "B3", "B6", "M1", "M3", "M6")
TAGS = ("metal", "wood", "paint", "cold", "power", "trade")
ABOUT = "<p><a href='/about'>About</a> <a href='/contact'>Contact</a></p>"


def _turns(path: str, pages: int, page: int) -> str:
    return "".join(f"<a href='{path}?page={n + 1}'>{n + 1}</a> " for n in range(pages) if n != page)


@dataclass
class NamedFirms:
    """Firms by name, ten a page, each with a page of its own."""

    names: list[str] = field(
        default_factory=lambda: [f"{g.title()} {c} Ltd" for c in SITES for g in GOODS]
    )  # fmt: skip

    def __call__(self, path: str, _count: int) -> Answer:
        names = sorted(self.names)
        if path == "/" or path in ("/about", "/contact"):
            return html(f"<h1>Firms of the town</h1><a href='/firms'>All firms</a>{ABOUT}")
        if path.startswith("/firms"):
            page = int(path.partition("page=")[2] or 1) - 1
            rows = "".join(
                f"<li><a href='/firm/{n.replace(' ', '-').lower()}'>{n}</a> <p>Makers</p></li>"
                for n in names[page * 10 : page * 10 + 10]
            )
            return html(
                f"<h1>Firms</h1><ul>{rows}</ul>{_turns('/firms', -(-len(names) // 10), page)}"
            )
        for name in names:
            if path == f"/firm/{name.replace(' ', '-').lower()}":
                phone = f"0113 496 {1000 + sum(map(ord, name)) % 9000}"
                return html(
                    f"<h1>{name}</h1><table><tr><th>Phone</th><td>{phone}</td></tr><tr><th>Address"
                    f"</th><td>{sum(map(ord, name))} High Street, Leeds</td></tr></table>{ABOUT}"
                )
        return Answer(404)


def test_a_list_by_name_that_is_the_same_to_the_letter_costs_its_last_page(desk: App) -> None:
    site = NamedFirms()
    with served(site) as (url, log):
        assert read_site(desk, url, spider="auto").signals_new == 60
        log.clear()
        assert read_site(desk, url, spider="auto").signals_new == 0
        assert log == ["/", "/firms?page=6"]
        site.names.append("Filters N9 Ltd")
        assert read_site(desk, url, spider="auto").signals_new == 1
        log.clear()
        assert read_site(desk, url, spider="auto").signals_new == 0
        assert len(log) <= 3  # its pages are known as one list still


@dataclass
class TaggedQuestions:
    """A front page of the questions that were answered last; tags that show them once more."""

    answers: list[list[datetime]] = field(default_factory=list)  # of each question; its own first

    def __post_init__(self) -> None:
        day = datetime(2026, 9, 1, 10, tzinfo=UTC)
        for n in range(36):
            asked = day + timedelta(days=n, minutes=n)
            self.answers.append(
                [
                    asked,
                    *(
                        asked + timedelta(days=k * (n * 7 % 11), hours=k)
                        for k in range(1, 1 + n % 3)
                    ),
                ]
            )

    def row(self, n: int) -> str:
        times = self.answers[n]
        return (
            f"<div class='q'><span>{len(times) - 1} answers</span> <h3><a href='/q/{n}'>"
            f"Where to get {GOODS[n % 10]} number {n}?</a></h3> <a href='/tag/{TAGS[n % 6]}'>"
            f"{TAGS[n % 6]}</a> <i>asked {times[0]:%d %b %Y, %H:%M} by user{n % 7}</i></div>"
        )

    def __call__(self, path: str, _count: int) -> Answer:
        every = range(len(self.answers))
        if path in ("/", "/about", "/contact"):
            latest = sorted(every, key=lambda n: self.answers[n][-1], reverse=True)[:10]
            return html("<h1>Questions</h1>" + "".join(map(self.row, latest)) + ABOUT
                        + "".join(f"<a href='/tag/{t}'>{t}</a> " for t in TAGS))  # fmt: skip
        if path.startswith("/tag/"):
            ours = [n for n in reversed(every) if TAGS[n % 6] == path[5:]]
            return html(f"<h1>{path[5:]}</h1>" + "".join(map(self.row, ours)))
        if not path.startswith("/q/"):
            return Answer(404)
        n = int(path[3:])
        said = "".join(
            f"<div class='post'><p>{'I need' if not k else 'You can get'} {GOODS[(n + k) % 10]} of "
            f"lot {n}, part {k}.</p><i>{at:%d %b %Y, %H:%M} by user{(n + k) % 7}</i></div>"
            for k, at in enumerate(self.answers[n])
        )
        return html(f"<h1>Where to get {GOODS[n % 10]} number {n}?</h1>{said}{ABOUT}")


def test_a_front_page_by_activity_that_is_the_same_to_the_letter_speaks_for_all(desk: App) -> None:
    site = TaggedQuestions()
    with served(site) as (url, log):
        first = read_site(desk, url, spider="auto")
        assert first.signals_new == sum(map(len, site.answers))
        log.clear()
        assert read_site(desk, url, spider="auto").signals_new == 0
        assert log == ["/"]
        site.answers[4].append(datetime(2026, 11, 20, 9, tzinfo=UTC))
        assert read_site(desk, url, spider="auto").signals_new == 1
