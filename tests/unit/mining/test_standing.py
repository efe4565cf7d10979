"""Where a post stands whose own page does not say so."""

from __future__ import annotations

from leadminer.mining.extraction.items import Link, PageReading, Post
from leadminer.mining.standing import Standing

HOME = "https://x.example/"
FRONT = PageReading(
    HOME,
    links=[
        Link(f"{HOME}ask", "Ask us", "content"),
        Link(f"{HOME}tag/t1", "Wanted", "content"),
        Link(f"{HOME}tag/t2", "Offers", "content"),
        Link(f"{HOME}q/one-1", "One pump", "content"),
    ],
)


def site() -> Standing:
    told = Standing(lambda pattern: pattern.startswith("/q/"))
    told.learn(HOME, FRONT, [link.url for link in FRONT.links], first=True)
    return told


def board(title: str, *rows: int) -> PageReading:
    links = [Link(f"{HOME}q/pump-{n}", f"Pump {n}", "content") for n in rows]
    return PageReading(f"{HOME}tag/t1", title=title, links=links)


def thread(n: int, *links: Link) -> PageReading:
    return PageReading(f"{HOME}q/pump-{n}", posts=[Post("Who sells pumps?")], links=[*links])


def test_a_list_is_called_as_the_site_calls_it() -> None:
    told = site()
    told.learn(f"{HOME}tag/t1", board("Wanted, all that is new", 7), [], first=False)
    assert told.place_of(f"{HOME}q/pump-7", thread(7)) == ["Wanted"]


def test_the_list_that_is_linked_beside_a_post_is_its_place() -> None:
    told = site()
    own = Link(f"{HOME}tag/t2", "Offers", "own")
    told.learn(f"{HOME}tag/t1", board("Wanted", 7), [], first=False)
    assert told.place_of(f"{HOME}q/pump-9", thread(9, own)) == ["Offers"]
    assert told.place_of(f"{HOME}q/pump-7", thread(7, own)) == ["Offers"], (
        "a list beside it led here"
    )


def test_links_to_several_lists_or_to_other_threads_tell_nothing() -> None:
    told = site()
    both = [Link(f"{HOME}tag/t{n}", "x", "content") for n in (1, 2)]
    other = Link(f"{HOME}q/one-1", "One pump", "content")
    assert told.place_of(f"{HOME}q/pump-9", thread(9, *both, other)) == []
    assert told.place_of(f"{HOME}q/pump-9", thread(9, other)) == []


def test_a_thread_does_not_hand_its_place_to_others() -> None:
    told = site()
    told.learn(f"{HOME}tag/t1", board("Wanted", 7), [f"{HOME}q/pump-7"], first=False)
    near = Link(f"{HOME}q/pump-8", "Pump 8", "content")
    told.learn(f"{HOME}q/pump-7", thread(7, near), [], first=False)
    assert told.place_of(f"{HOME}q/pump-8", thread(8)) == []
