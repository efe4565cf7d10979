"""Sitemaps as sites serve them, and as they should not."""

from __future__ import annotations

import gzip
from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leadminer.mining.extraction.values.items import Link, PageReading
from leadminer.mining.frontier import Frontier
from leadminer.mining.readers.discovery import Discovery
from leadminer.mining.readers.sitemaps import TooLarge, read_lastmod, read_sitemap

HOME = "https://forum.example/sitemap.xml"
URLSET = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://forum.example/topic/1 </loc><lastmod>2026-10-03</lastmod>
<image:image><image:loc>https://forum.example/i.png</image:loc></image:image></url>
<url><loc>/topic/2</loc><lastmod>2026-10-03T10:00:00+08:00</lastmod></url>
<url><loc>javascript:alert(1)</loc></url><url><lastmod>2026</lastmod></url>
</urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://forum.example/s1.xml.gz</loc><lastmod>2026-10</lastmod></sitemap>
<sitemap><loc>https://forum.example/s2.xml</loc></sitemap></sitemapindex>"""


def read(body: bytes):
    return read_sitemap(body, HOME, bytes_max=1_000_000)


def test_addresses_and_their_times_are_read_and_images_are_not() -> None:
    found = read(URLSET.encode())
    assert found is not None and found.maps == []
    assert [(p.url, p.changed) for p in found.pages] == [
        ("https://forum.example/topic/1", datetime(2026, 10, 3, 23, 59, 59, tzinfo=UTC)),
        ("https://forum.example/topic/2", datetime(2026, 10, 3, 2, 0, tzinfo=UTC)),
    ]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_packed_one_is_known_by_its_bytes_not_by_its_name(pack) -> None:
    found = read(pack(INDEX.encode()))
    assert found is not None
    assert [m.url for m in found.maps] == [
        "https://forum.example/s1.xml.gz",
        "https://forum.example/s2.xml",
    ]


def test_one_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(TooLarge):
        read(gzip.compress(b" " * 5_000_000))


def test_plain_lines_are_a_sitemap_and_other_texts_are_not() -> None:
    found = read(b"https://forum.example/topic/1\r\n\r\nhttps://forum.example/topic/2\n")
    assert found is not None and len(found.pages) == 2
    assert read(b"User-agent: *\nDisallow: /x\nhttps://a.example/\n") is None
    assert read(b"<html><body><p>hello</p></body></html>") is None


def test_a_broken_one_gives_what_can_be_read_and_entities_are_not_followed() -> None:
    found = read(URLSET.replace("</url>\n<url><loc>/topic/2", "<url>&nope;<loc>/topic/2").encode())
    assert found is not None and found.pages[0].url == "https://forum.example/topic/1"
    cut = read(URLSET[: URLSET.index("<url><loc>javascript")].encode())
    assert cut is not None and len(cut.pages) == 2
    bomb = '<!DOCTYPE x [<!ENTITY a SYSTEM "http://f.example/secret">]>' + URLSET.split("?>")[1]
    spied = read(bomb.replace(" https://forum.example/topic/1 ", "https://f.example/&a;").encode())
    assert spied is not None and spied.pages[0].url == "https://f.example/"


def test_a_day_may_have_seen_changes_until_its_end() -> None:
    assert read_lastmod("2026-12") == datetime(2027, 1, 1, tzinfo=UTC)
    assert read_lastmod("2026-02-30") is None
    assert read_lastmod("yesterday") is None


@given(st.binary(max_size=300))
@example(b"<:")
def test_no_bytes_make_it_fail(body: bytes) -> None:
    read(body)
    read(b"<urlset>" + body)
    read(b"\x1f\x8b" + body)


def _a_map(*pages: tuple[str, datetime]) -> bytes:
    told = "".join(
        f"<url><loc>https://x.example{path}</loc><lastmod>{at:%Y-%m-%dT%H:%M:%SZ}</lastmod></url>"
        for path, at in pages
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{told}</urlset>'.encode()


def _read_map(discovery: Discovery, body: bytes, before: Collection[str] = ()) -> None:
    discovery.read(
        body, "https://x.example/map.xml", asked="https://x.example/map.xml",
        content_type="application/xml", bytes_max=1_000_000, before=before,
    )  # fmt: skip


def test_what_an_earlier_run_passed_over_is_not_tried_again_but_what_is_new_is() -> None:
    read, day = datetime(2026, 6, 9, tzinfo=UTC), timedelta(days=1)
    topics = [(f"/topic/{n}", read - n * day) for n in range(3, 9)]
    known = {f"https://x.example{path}": at for path, at in topics}
    earlier = Discovery()
    _read_map(earlier, _a_map(*topics, ("/answer/1", read - 5 * day)))
    discovery = Discovery(known=known, read_at=dict.fromkeys(known, read))
    others = [("/answer/1", read - 5 * day), ("/answer/2", read - 5 * day)]
    _read_map(discovery, _a_map(*topics, *others), before=earlier.marks)
    frontier = Frontier("https://x.example/")
    offered = {visit.url for visit in discovery.take(frontier, 50)}
    assert "https://x.example/answer/2" in offered
    assert "https://x.example/answer/1" not in offered


@pytest.mark.parametrize("missing", [0, 1])
def test_links_and_maps_that_tell_the_same_are_taken_for_all_there_is(missing: int) -> None:
    home, at = "https://x.example", datetime(2026, 6, 9, tzinfo=UTC)
    frontier, discovery = Frontier(home + "/"), Discovery()
    links = [Link(f"{home}/topic/{n}", "t", "content") for n in range(30)]
    for visit in frontier.visits(PageReading(home + "/", links=links), depth=0):
        frontier.learn(visit.url, PageReading(visit.url), new_records=1, new_links=0)
    named = [(f"/topic/{n}", at) for n in range(missing, 30)]  # one that the map does not know
    _read_map(discovery, _a_map(*named, *((f"/tag/{n}/", at) for n in range(5))))
    offered = discovery.take(frontier, 50)
    assert frontier.is_agreed is not bool(missing)
    assert len(offered) == (3 if missing else 2)  # tags that are tried
