"""Where a post stands whose own page does not say so."""

from __future__ import annotations

from leadminer.mining.extraction.values.items import Link, PageReading, Post
from leadminer.mining.places import Places

HOME = "https://x.example/"
FRONT = PageReading(
    HOME,
    links=[
        Link(f"{HOME}ask", "Ask us", "content"),
        Link(f"{HOME}tag/t1", "Wanted", "content"),
        Link(f"{HOME}tag/t2", "Offers", "content"),
        Link(f"{HOME}q/pump-1", "One pump", "content"),
    ],
)


def site() -> Places:
    told = Places()
    told.learn(HOME, FRONT, [link.url for link in FRONT.links if "ask" not in link.url], first=True)
    return told


def board(title: str, *rows: int) -> PageReading:
    links = [Link(f"{HOME}q/pump-{n}", f"Pump {n}", "content") for n in rows]
    return PageReading(f"{HOME}tag/t1", title=title, links=links)


def thread(n: int, *links: Link) -> PageReading:
    return PageReading(f"{HOME}q/pump-{n}", posts=[Post("Who sells pumps?")], links=[*links])


def test_a_list_is_called_as_the_site_calls_it() -> None:
    told = site()
    told.learn(f"{HOME}tag/t1", board("Wanted, all that is new", 7), [], first=False)
    assert told.of(f"{HOME}q/pump-7", thread(7)) == ["Wanted"]


def test_the_list_that_is_linked_beside_a_post_is_its_place() -> None:
    told = site()
    own = Link(f"{HOME}tag/t2", "Offers", "own")
    told.learn(f"{HOME}tag/t1", board("Wanted", 7), [], first=False)
    assert told.of(f"{HOME}q/pump-9", thread(9, own)) == ["Offers"]
    assert told.of(f"{HOME}q/pump-7", thread(7, own)) == ["Offers"], "a list beside it led here"


def test_of_two_links_the_one_to_a_list_that_was_read_tells() -> None:
    told = site()
    told.learn(f"{HOME}tag/t1", board("Wanted", 7), [], first=False)
    both = [Link(f"{HOME}tag/t{n}", "x", "content") for n in (1, 2)]
    assert told.of(f"{HOME}q/pump-9", thread(9, *both)) == ["Wanted"]


def test_what_the_first_page_does_not_lead_on_to_is_no_list() -> None:
    asking = Link(f"{HOME}ask", "Ask us", "own")
    assert site().of(f"{HOME}q/pump-9", thread(9, asking)) == []


def test_a_list_that_is_linked_beside_a_post_tells_no_less_than_the_way_to_it() -> None:
    told = site()
    below = PageReading(f"{HOME}tag/t2", title="Offers", section=["Market"])
    told.learn(f"{HOME}tag/t2", below, [f"{HOME}q/pump-9"], first=False)
    own = Link(f"{HOME}tag/t2", "Offers", "own")
    assert told.of(f"{HOME}q/pump-9", thread(9, own)) == ["Market", "Offers"]


def test_links_to_several_lists_or_to_other_threads_tell_nothing() -> None:
    told = site()
    both = [Link(f"{HOME}tag/t{n}", "x", "content") for n in (1, 2)]
    other = Link(f"{HOME}q/pump-1", "One pump", "content")
    assert told.of(f"{HOME}q/pump-9", thread(9, *both, other)) == []
    assert told.of(f"{HOME}q/pump-9", thread(9, other)) == []


def test_a_thread_does_not_hand_its_place_to_others() -> None:
    told = site()
    told.learn(f"{HOME}tag/t1", board("Wanted", 7), [f"{HOME}q/pump-7"], first=False)
    near = Link(f"{HOME}q/pump-8", "Pump 8", "content")
    told.learn(f"{HOME}q/pump-7", thread(7, near), [], first=False)
    assert told.of(f"{HOME}q/pump-8", thread(8)) == []


def test_on_a_site_of_one_list_all_that_is_built_like_its_rows_stands_on_it() -> None:
    told = Places()
    told.learn(HOME, PageReading(HOME, title="Pump forum"), [], first=True)
    told.learn(f"{HOME}tag/t1", board("Wanted", 7), [f"{HOME}q/pump-7"], first=False)
    assert told.of(f"{HOME}q/pump-8", thread(8)) == ["Wanted"]
    assert told.of(f"{HOME}about", PageReading(f"{HOME}about")) == []
    told.learn(f"{HOME}tag/t2", board("Offers", 9), [f"{HOME}q/pump-9"], first=False)
    assert told.of(f"{HOME}q/pump-8", thread(8)) == []
