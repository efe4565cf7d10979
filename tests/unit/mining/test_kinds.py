"""Which pages of a site are left out because their likes gave nothing."""

from __future__ import annotations

import pytest

from leadminer.mining.extraction.places.house_pages import is_house_page
from leadminer.mining.extraction.values.items import Link, PageReading, Post
from leadminer.mining.frontier import Frontier

HOME = "https://x.example"


def link(path: str, kind: str = "content", text: str = "") -> Link:
    return Link(HOME + path, text or path, kind)


def read_topics(frontier: Frontier, count: int = 12, beside: tuple[str, ...] = ()) -> None:
    """A site of which so many topics were read; each links what stands beside it."""
    start = PageReading(HOME + "/", links=[link(f"/topic/{n}") for n in range(count)])
    for visit in frontier.visits(start, depth=0):
        number = visit.url.rsplit("/", 1)[1]
        links = [link(path.format(number)) for path in beside]
        page = PageReading(visit.url, posts=[Post("x", url=visit.url)], links=links)
        frontier.visits(page, depth=1)
        frontier.learn(visit.url, page, new_records=1, new_links=0)


def find_nothing(frontier: Frontier, *paths: str) -> None:
    for path in paths:
        frontier.learn(HOME + path, PageReading(HOME + path), new_records=0, new_links=0)


def test_what_stands_beside_records_is_left_after_two_pages_with_nothing_on_them() -> None:
    frontier = Frontier(HOME + "/")
    read_topics(frontier, beside=("/print/{}", "/map/{}"))
    find_nothing(frontier, "/map/1")
    assert not frontier.is_useless(HOME + "/map/3", "/map/{n}")
    find_nothing(frontier, "/map/2")
    assert frontier.is_useless(HOME + "/map/3", "/map/{n}")
    assert not frontier.is_useless(HOME + "/topic/99", "/topic/{n}")


def test_where_little_was_read_yet_four_pages_are_tried() -> None:
    frontier = Frontier(HOME + "/")
    read_topics(frontier, count=3, beside=("/map/{}",))
    find_nothing(frontier, "/map/1", "/map/2", "/map/3")
    assert not frontier.is_useless(HOME + "/map/9", "/map/{n}")
    find_nothing(frontier, "/map/4")
    assert frontier.is_useless(HOME + "/map/9", "/map/{n}")


def test_a_page_that_shows_what_is_known_does_not_count_as_one_with_nothing() -> None:
    frontier = Frontier(HOME + "/")
    read_topics(frontier, beside=("/more/{}",))
    for n in (1, 2, 3):
        page = PageReading(f"{HOME}/more/{n}", posts=[Post("x")])
        frontier.learn(page.url, page, new_records=0, new_links=0)
    assert not frontier.is_useless(HOME + "/more/9", "/more/{n}")


def test_a_site_known_from_an_earlier_run_is_judged_by_that() -> None:
    frontier = Frontier(HOME + "/")
    for n in range(12):
        frontier.recall(f"{HOME}/topic/{n}", f"{HOME}/topic/{n}", records=2)
    find_nothing(frontier, "/map/1", "/map/2")
    assert not frontier.is_useless(HOME + "/map/3", "/map/{n}")


def test_pages_that_only_names_tell_apart_are_several_kinds() -> None:
    frontier = Frontier(HOME + "/")
    read_topics(frontier)
    find_nothing(
        frontier, "/projects/plant/search", "/projects/mill/search", "/projects/plant/wiki"
    )
    assert not frontier.is_useless(HOME + "/projects/plant/boards", "/projects/{s}/{s}")


def test_parts_of_a_list_come_after_its_pages_and_are_left_when_they_add_nothing() -> None:
    frontier = Frontier(HOME + "/")
    topics = [link(f"/wanted/{n}/") for n in range(20)]
    towns = [link(f"/wanted?town={n}") for n in range(9)]
    whole = PageReading(HOME + "/wanted", links=topics)
    for visit in frontier.visits(whole, depth=0):
        frontier.learn(visit.url, PageReading(visit.url), new_records=1, new_links=0)
    frontier.learn(whole.url, whole, new_records=0, new_links=20)
    again = PageReading(
        HOME + "/wanted/7/", links=[*towns, link("/wanted?page=2", "page")], posts=[Post("x")]
    )
    visits = frontier.visits(again, depth=1)
    assert max(visits, key=lambda v: v.priority).url == HOME + "/wanted?page=2"
    for n in range(3):
        assert not frontier.is_useless(HOME + "/wanted?town=8", "/wanted?town")
        part = PageReading(f"{HOME}/wanted?town={n}", links=topics[n : n + 5])
        frontier.learn(part.url, part, new_records=0, new_links=0)
    assert frontier.is_useless(HOME + "/wanted?town=8", "/wanted?town")


def test_boards_told_by_a_parameter_are_no_parts_of_the_front_page() -> None:
    frontier = Frontier(HOME + "/index.php")
    boards = [link(f"/index.php?board={n}") for n in range(9)]
    front = PageReading(HOME + "/index.php", links=boards)
    frontier.visits(front, depth=0)
    frontier.learn(front.url, front, new_records=0, new_links=9)
    for n in range(12):
        url = f"{HOME}/index.php?topic={n}"
        frontier.learn(url, PageReading(url), new_records=1, new_links=0)
    for n in range(3):
        known = [link(f"/index.php?topic={k}") for k in range(5)]
        board = PageReading(f"{HOME}/index.php?board={n}", links=known)
        frontier.learn(board.url, board, new_records=0, new_links=0)
    assert not frontier.is_useless(HOME + "/index.php?board=8", "/index.php?board")


def test_pages_of_a_kind_that_held_nothing_wait_for_all_others_once() -> None:
    frontier = Frontier(HOME + "/")
    assert not frontier.may_wait(HOME + "/map/1", "/map/{n}")
    find_nothing(frontier, "/map/1")
    assert frontier.may_wait(HOME + "/map/2", "/map/{n}")
    assert not frontier.may_wait(HOME + "/map/2", "/map/{n}")


@pytest.mark.parametrize(
    "text",
    ["About us", "Impressum", "Mentions légales", "Aviso legal", "Fale conosco", "Chi siamo",
     "Regulamin", "Üyelik", "О проекте", "关于我们", "帮助中心", "免费注册", "利用規約", "이용약관",
     "Liên hệ", "اتصل بنا", "Sign up free"],
)  # fmt: skip
def test_a_page_about_the_site_is_asked_for_only_while_nothing_was_found(text: str) -> None:
    frontier = Frontier(HOME + "/")
    front = PageReading(HOME + "/", links=[link("/site-page", "nav", text), link("/list")])
    visits = frontier.visits(front, depth=0)
    assert [v.url for v in sorted(visits, key=lambda v: -v.priority)] == [
        HOME + "/list", HOME + "/site-page",
    ]  # fmt: skip
    assert not frontier.is_useless(HOME + "/site-page", "/site-page")
    read_topics(frontier)
    assert frontier.is_useless(HOME + "/site-page", "/site-page")


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("/shop/17/contact.html", "Contact", "content"),  # of a firm
        ("/t/help", "Help", "content"),  # a board
        ("/forum?f=help", "Help", "nav"),
        ("/contact", "Contact lenses wanted", "nav"),
        ("/about", "About", "title"),
        ("/members", "Members", "nav"),
        ("/support", "Support", "content"),
    ],
)
def test_what_may_hold_something_is_no_page_about_the_site(path: str, text: str, kind: str) -> None:
    assert not is_house_page(link(path, kind, text))


def test_letters_without_a_firm_among_letters_with_known_firms_do_not_end_the_reading() -> None:
    frontier = Frontier(HOME + "/")
    read_topics(frontier)
    letters = [link(f"/az/{c}", "nav") for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    frontier.visits(PageReading(HOME + "/az", links=letters), depth=0)
    known = [link(f"/topic/{n}") for n in range(3)]
    for n, letter in enumerate(letters[:12]):
        page = PageReading(letter.url, links=known if n % 2 else [])
        frontier.learn(letter.url, page, new_records=0, new_links=0)
    assert not frontier.is_barren("/az/{s}")


def test_links_that_lead_down_without_end_are_left_with_all_below_their_folder() -> None:
    frontier = Frontier(HOME + "/")
    read_topics(frontier)
    ways = ["/x" + "/a" * n + f"/{n}/" for n in range(26)]
    for path in ways:
        page = PageReading(HOME + path, links=[link(path + "a/"), link(path + "b/")])
        frontier.learn(HOME + path, page, new_records=0, new_links=2)
    assert frontier.is_useless(HOME + "/x/other/9/", "/x/{s}/{n}/")
    assert not frontier.is_useless(HOME + "/y/other/9/", "/y/{s}/{n}/")


def test_a_deep_tree_with_a_record_in_it_is_read_on() -> None:
    frontier = Frontier(HOME + "/")
    for n in range(40):
        url = HOME + "/x" + "/a" * (n % 9) + f"/{n}/"
        page = PageReading(url, links=[link(f"/x/new{n}/")])
        frontier.learn(url, page, new_records=int(n == 5), new_links=1)
    assert not frontier.is_useless(HOME + "/x/other/9/", "/x/{s}/{n}/")
