"""A second run over a known site: few bytes, nothing doubled, nothing new missed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from leadminer.app import App
from leadminer.signals import queries
from tests.integration.mining.runs import read_site
from tests.integration.mining.small_web import Answer, served

START = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
A_PAGE = 10
FILL = "<!-- " + "x" * 4000 + " -->"


@dataclass
class Board:
    """A forum that grows. `lists`: full (replies, views, last post), bare (titles only)."""

    lists: str = "full"
    validators: bool = False
    boards: int = 2
    topics: dict[int, list[datetime]] = field(default_factory=dict)  # times of its posts
    views: dict[int, int] = field(default_factory=dict)
    sent: int = 0
    asked: list[str] = field(default_factory=list)
    shows_begin: bool = False  # of a thread's times the first, not the last

    def seed(self, count: int) -> None:
        for n in range(count):
            at = START + timedelta(hours=7 * n)
            self.topics[n] = [at + timedelta(minutes=11 * k) for k in range(n % 4 + 1)]

    def __call__(self, path: str, _count: int) -> Answer:
        self.asked.append(path)
        if path == "/robots.txt":
            return Answer(404)
        route, _, query = path.partition("?")
        page = int(query.removeprefix("page=") or 1)
        if route == "/":
            links = "".join(f'<li><a href="/board/{b}/">Board {b}</a></li>' for b in self._boards())
            return self._say(f"<h1>Forum</h1><ul>{links}</ul>")
        if route.startswith("/board/"):
            return self._say(self._list(int(route.split("/")[2]), page))
        if route.startswith("/topic/"):
            number = int(route.split("/")[2])
            if number in self.topics:
                self.views[number] = self.views.get(number, 0) + 1
                return self._say(self._topic(number))
        return Answer(404)

    def _boards(self) -> range:
        return range(self.boards)

    def _list(self, board: int, page: int) -> str:
        ours = [n for n in self.topics if n % self.boards == board]
        ours.sort(key=lambda n: self.topics[n][-1], reverse=True)
        shown = ours[(page - 1) * A_PAGE : page * A_PAGE]
        rows = "".join(f"<tr>{self._row(n)}</tr>" for n in shown)
        more = f'<a href="/board/{board}/?page={page + 1}">next</a>'
        return f"<h1>Board {board}</h1><table>{rows}</table>" + (
            more if page * A_PAGE < len(ours) else ""
        )

    def _row(self, n: int) -> str:
        title = f'<td><h3><a href="/topic/{n}/drums-wanted-{n}/">Drums wanted {n}</a></h3></td>'
        if self.lists == "bare":
            return title
        last = f"{self.topics[n][0 if self.shows_begin else -1]:%Y-%m-%d %H:%M}"
        return (
            f"{title}<td>{len(self.topics[n]) - 1}</td><td>{self.views.get(n, 0)}</td>"
            f"<td>{last}</td>"
        )

    def _topic(self, n: int) -> str:
        posts = "".join(
            f'<div class="post" id="p{n}-{k}"><a class="author" href="/u/user{k}">user{k}</a> '
            f'<span class="date">{at:%Y-%m-%d %H:%M}</span>'
            f'<div class="message">We need {n} steel drums, part {k}. Who can help?</div></div>'
            for k, at in enumerate(self.topics[n])
        )
        return f"<h1>Drums wanted {n}</h1>{posts}"

    def _say(self, body: str) -> Answer:
        whole = f"<html><body>{body}{FILL}</body></html>".encode()
        headers = {"Content-Type": "text/html; charset=utf-8"}
        if self.validators:
            headers["ETag"] = f'"{hashlib.sha256(whole).hexdigest()[:16]}"'
        return Answer(200, whole, headers)

    def posts(self) -> int:
        return sum(len(times) for times in self.topics.values())


@pytest.mark.parametrize("lists", ["full", "bare"])
@pytest.mark.parametrize("validators", [False, True], ids=["no-validators", "etag"])
def test_an_unchanged_site_costs_a_tenth_and_five_new_posts_are_found(
    desk: App, lists: str, validators: bool
) -> None:
    board = Board(lists=lists, validators=validators)
    board.seed(120)
    with served(board) as (url, _):
        first = read_site(desk, url)
        assert (first.outcome, first.signals_new) == ("ok", board.posts())
        again = read_site(desk, url)
        assert (again.outcome, again.signals_new) == ("ok", 0), again.reason
        assert again.bytes_read <= 0.1 * first.bytes_read, again.bytes_read / first.bytes_read
        assert again.unchanged > 0
        late = START + timedelta(days=45)
        board.topics[500], board.topics[501] = [late], [late, late + timedelta(minutes=5)]
        if lists == "full" or validators:
            for old in (3, 77):
                board.topics[old].append(late + timedelta(minutes=old))
        else:  # nothing on this site shows replies to old threads before they are due again
            board.topics[502], board.topics[503] = [late], [late]
        third = read_site(desk, url)
    assert (third.outcome, third.signals_new) == ("ok", 5)
    with desk.read() as session:
        assert queries.count_signals(session) == board.posts()


def test_an_interrupted_first_run_is_completed_by_the_next(desk: App) -> None:
    board = Board()
    board.seed(60)
    with served(board) as (url, _):
        first = read_site(desk, url, pages_max=20)
        assert first.outcome == "partial" and 0 < first.signals_new < board.posts()
        again = read_site(desk, url)
        assert first.signals_new + again.signals_new == board.posts()
        assert again.requests < 60, "what was read is not read again"
        third = read_site(desk, url)
    assert third.signals_new == 0 and third.requests < 12


def test_a_run_that_is_to_read_all_anew_does(desk: App) -> None:
    board = Board()
    board.seed(12)
    with served(board) as (url, _):
        read_site(desk, url)
        again = read_site(desk, url, full=True)
    assert again.signals_seen == board.posts() and again.unchanged == 0


def test_a_list_by_time_is_left_where_it_is_older_than_what_is_wanted(desk: App) -> None:
    board = Board(boards=1)
    board.seed(120)
    since = START + timedelta(hours=7 * 110)
    with served(board) as (url, _):
        run = read_site(desk, url, since=since.date().isoformat())
    wanted = {t for times in board.topics.values() for t in times if t.date() >= since.date()}
    assert run.signals_new >= len(wanted) > 0, "nothing that is wanted is missed"
    assert run.requests <= 30, "older rows and later pages of the list are not asked for"
    assert run.refusals["too_old"] >= 1


def test_a_list_out_of_order_is_read_to_its_end(desk: App) -> None:
    board = Board(boards=1)
    board.seed(40)
    for n in range(0, 40, 3):  # the list shows when a thread began, and stands by its last post
        board.topics[n].append(board.topics[n][-1] + timedelta(days=20))
    board.shows_begin = True
    with served(board) as (url, _):
        run = read_site(desk, url, since=(START + timedelta(days=12)).date().isoformat())
    cut = (START + timedelta(days=12)).date()
    wanted = [t for times in board.topics.values() for t in times if t.date() >= cut]
    assert run.signals_new == len(wanted)


def test_a_run_that_was_cut_short_hides_nothing_from_the_next(desk: App) -> None:
    board = Board(boards=1)
    board.seed(40)
    with served(board) as (url, _):
        read_site(desk, url)
        late = START + timedelta(days=45)
        for n in range(25):  # more than two pages of the list are new
            board.topics[500 + n] = [late + timedelta(minutes=n)]
        cut = read_site(desk, url, pages_max=14)
        assert cut.outcome == "partial" and 0 < cut.signals_new < 25
        again = read_site(desk, url)
        assert cut.signals_new + again.signals_new == 25, "the first page of the list is all known"
        assert read_site(desk, url).signals_new == 0


def test_a_page_that_did_not_come_is_asked_for_by_the_next_run(desk: App) -> None:
    board = Board(boards=1, validators=True)
    board.seed(40)
    gone: set[str] = set()

    def site(path: str, count: int) -> Answer:
        return Answer(500) if path in gone else board(path, count)

    with served(site) as (url, _):
        read_site(desk, url)
        late = START + timedelta(days=45)
        for n in range(15):
            board.topics[500 + n] = [late + timedelta(minutes=n)]
        gone |= {"/board/0/?page=2", "/topic/500/drums-wanted-500/"}
        failed = read_site(desk, url)
        assert failed.outcome == "partial" and failed.signals_new < 15
        gone.clear()
        again = read_site(desk, url)
    assert failed.signals_new + again.signals_new == 15


def test_two_jobs_that_want_different_things_remember_apart(desk: App) -> None:
    board = Board(boards=1)
    board.seed(12)
    with served(board) as (url, _):
        none = read_site(desk, url, watch={"watch": ["conveyor"]})
        assert none.signals_new == 0
        every = read_site(desk, url)
    assert every.signals_new == board.posts()


@dataclass
class Forum(Board):
    """A forum whose index tells how much each board holds; long threads have several pages, which
    the board's rows name; a page nobody may keep, a page of the moment."""

    per_page: int = 4
    still: bool = True  # the index is the same to the byte while nothing has changed
    bars: bool = False  # the boards may be read, not kept

    def __call__(self, path: str, count: int) -> Answer:
        route, _, query = path.partition("?")
        if route == "/secret/":
            self.asked.append(path)
            return self._say('<meta name="robots" content="noindex"><p>Nothing for you.</p>')
        if route == "/":
            self.asked.append(path)
            rows = "".join(self._told(b) for b in self._boards())
            noise = "" if self.still else f"<!-- {len(self.asked)} -->"
            secret = '<p><a href="/secret/">A secret</a></p>'
            return self._say(f"<h1>Forum</h1><table>{rows}</table>{secret}{noise}")
        if route.startswith("/topic/") and int(route.split("/")[2]) in self.topics:
            self.asked.append(path)
            return self._say(self._pages(int(route.split("/")[2]), query))
        answer = super().__call__(path, count)
        if route.startswith("/board/") and self.bars:
            answer.headers["X-Robots-Tag"] = "noindex"
        return answer

    def _told(self, b: int) -> str:
        ours = [n for n in self.topics if n % self.boards == b]
        posts = sum(len(self.topics[n]) for n in ours)
        name = f'<h3><a href="/board/{b}/">Board {b}</a></h3>'
        return f"<tr><td>{name}</td><td>{len(ours)}</td><td>{posts}</td></tr>"

    def _row(self, n: int) -> str:
        last = -(-len(self.topics[n]) // self.per_page)
        more = "".join(f' <a href="/topic/{n}/?page={k}">{k}</a>' for k in range(2, last + 1))
        row = super()._row(n).replace(f"/drums-wanted-{n}/", "/")
        return row.replace("</h3>", f"</h3>{more}", 1)

    def _pages(self, n: int, query: str) -> str:
        page = int(query.removeprefix("page=") or 1)
        times = self.topics[n]
        posts = "".join(
            f'<div class="post" id="p{n}-{k}"><a class="author" href="/u/user{k}">user{k}</a> '
            f'<span class="date">{at:%Y-%m-%d %H:%M}</span>'
            f'<div class="message">We need {n} steel drums, part {k}. Who can help?</div></div>'
            for k, at in list(enumerate(times))[(page - 1) * self.per_page : page * self.per_page]
        )
        last = -(-len(times) // self.per_page)
        turns = " ".join(
            f"<b>{k}</b>" if k == page else f'<a href="/topic/{n}/?page={k}">{k}</a>'
            for k in range(1, last + 1)
        )
        return f"<h1>Drums wanted {n}</h1>{posts}<p>{turns if last > 1 else ''}</p>"


@pytest.mark.parametrize("still", [True, False], ids=["index-still", "index-drawn-anew"])
def test_boards_are_left_while_their_index_tells_of_nothing_new(desk: App, still: bool) -> None:
    forum = Forum(boards=4, still=still)
    forum.seed(60)
    with served(forum) as (url, _):
        first = read_site(desk, url)
        assert first.signals_new == forum.posts()
        forum.asked.clear()
        again = read_site(desk, url)
        assert again.signals_new == 0 and forum.asked == ["/"], forum.asked
        late = START + timedelta(days=45)
        forum.topics[500] = [late]
        forum.topics[8].append(late)
        forum.topics[9] += [late + timedelta(minutes=k) for k in range(6)]  # two pages more
        assert read_site(desk, url).signals_new == 8
        forum.topics[9].append(late + timedelta(hours=1))  # on a later page, named by its row
        # a post that was held back for a day: no time on any list is later than before
        forum.topics[501] = [late - timedelta(days=1)]
        assert read_site(desk, url).signals_new == 2
        forum.asked.clear()
        assert read_site(desk, url).signals_new == 0 and forum.asked == ["/"]


def test_a_page_that_may_not_be_kept_is_not_asked_for_each_time_and_still_leads_on(
    desk: App,
) -> None:
    forum = Forum(still=False, bars=True)
    forum.seed(30)
    with served(forum) as (url, _):
        assert read_site(desk, url).signals_new == forum.posts()
        assert "/secret/" in forum.asked
        forum.asked.clear()
        assert read_site(desk, url).signals_new == 0
        assert "/secret/" not in forum.asked
        forum.topics[500] = [START + timedelta(days=45)]
        assert read_site(desk, url).signals_new == 1


class Trades(Board):
    """A directory by cards; each company's own page shows three neighbours."""

    def __call__(self, path: str, _count: int) -> Answer:
        self.asked.append(path)
        route, _, query = path.partition("?")
        if route == "/":
            page = int(query.removeprefix("page=") or 1)
            shown = sorted(self.topics)[(page - 1) * A_PAGE : page * A_PAGE]
            cards = "".join(
                f'<div class="card"><h3><a href="/firm/{n}">{self._name(n)}</a></h3>'
                f'<p>{n + 1} Mill Street, Leeds</p><a href="/firm/{n}">Details</a></div>'
                for n in shown
            )  # fmt: skip
            more = f'<a rel="next" href="/?page={page + 1}">Next</a>'
            return self._say(cards + (more if page * A_PAGE < len(self.topics) else ""))
        if route.startswith("/firm/") and (n := int(route.split("/")[2])) in self.topics:
            beside = [each for each in sorted(self.topics) if each != n][n % 30 : n % 30 + 3]
            lines = "".join(
                f'<li><a href="/firm/{b}">{self._name(b)}</a> 0113 496 0{b:03}</li>' for b in beside
            )
            return self._say(
                f"<h1>{self._name(n)}</h1><ul><li>{n + 1} Mill Street, Leeds</li>"
                f"<li>Phone: 0113 496 0{n:03}</li></ul><h4>Similar businesses</h4><ul>{lines}</ul>"
            )
        return Answer(404)

    def _name(self, n: int) -> str:
        return f"{('North', 'Silver', 'Oak', 'Iron', 'Blue')[n % 5]} Packaging {n} Ltd"


def test_neighbours_on_a_companys_page_do_not_make_it_a_list_to_be_read_each_time(
    desk: App,
) -> None:
    trades = Trades()
    trades.seed(40)
    with served(trades) as (url, _):
        assert read_site(desk, url, spider="directory", country="GB").signals_new == 40
        trades.asked.clear()
        assert read_site(desk, url, spider="directory", country="GB").signals_new == 0
        assert not any(path.startswith("/firm/") for path in trades.asked)
        trades.topics[40] = [START]
        assert read_site(desk, url, spider="directory", country="GB").signals_new == 1


class Profiles(Trades):
    """The same with companies at addresses that people have elsewhere."""

    def __call__(self, path: str, count: int) -> Answer:
        answer = super().__call__(path.replace("/profile/", "/firm/"), count)
        return replace(answer, body=answer.body.replace(b"/firm/", b"/profile/"))


def test_a_list_of_profiles_in_a_fixed_order_is_read_from_its_end(desk: App) -> None:
    profiles = Profiles()
    profiles.seed(60)
    with served(profiles) as (url, _):
        assert read_site(desk, url, spider="directory", country="GB").signals_new == 60
        profiles.asked.clear()
        assert read_site(desk, url, spider="directory", country="GB").signals_new == 0
        assert len([path for path in profiles.asked if "page=" in path]) <= 2
        profiles.topics[60] = [START]
        assert read_site(desk, url, spider="directory", country="GB").signals_new == 1
