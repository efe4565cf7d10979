"""Headers, guests and addresses as classic forum software writes them."""

from __future__ import annotations

from datetime import UTC, datetime

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.places.addresses import (
    canonical,
    is_skipped,
    pattern_of,
    without_page,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
POST = (
    '<div class="post"><dl><dt><strong>{name}</strong></dt></dl><h3><span>{when}</span></h3>'
    '<div class="postmsg"><p>{text}</p></div></div>'
)


def _thread(*posts: tuple[str, str, str], title: str) -> str:
    shown = "".join(POST.format(name=n, when=w, text=t) for n, w, t in posts)
    return f"<title>{title} / Wanted / Shop</title><body><h1>Shop</h1><b>{title}</b>{shown}</body>"


MEMBER = '<a href="profile.php?id={n}">{name}</a>'


def test_guests_are_named_where_members_lead_to_their_pages() -> None:
    page = _thread(
        (MEMBER.format(n=7, name="ingrid"), "2026-11-01 10:00:00", "We look for two spiral mixers"),
        ("Visitor Tom", "2026-11-01 11:00:00", "There is a dealer in Leeds who has some of them"),
        (MEMBER.format(n=9, name="sam"), "2026-11-02 11:00:00", "Mine came from another dealer"),
        title="Mixer wanted",
    )
    reading = read_page(page, "http://h.example/viewtopic.php?id=4", Context(now=NOW))
    assert [post.author for post in reading.posts] == ["ingrid", "Visitor Tom", "sam"]


def test_a_title_keeps_its_dash_where_slashes_part_it_from_the_site() -> None:
    page = _thread(
        (MEMBER.format(n=7, name="ingrid"), "2026-11-01 10:00:00", "We look for two spiral mixers"),
        title="Re-wiring a mixer - step by step",
    )
    reading = read_page(page, "http://h.example/viewtopic.php?id=4", Context(now=NOW))
    assert reading.title == "Re-wiring a mixer - step by step"


def test_parameters_told_by_their_place_stay_as_they_are() -> None:
    page = "http://h.example/read.php?3,115,page=2"
    assert canonical(page) == page
    assert without_page(page) == "http://h.example/read.php?3,115"
    assert pattern_of("http://h.example/read.php?3,115") != pattern_of(
        "http://h.example/read.php?3,115,117"
    )
    assert is_skipped("http://h.example/read.php?3,115,117,quote=1")
    assert not is_skipped(page)
