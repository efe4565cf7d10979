"""RSS, Atom and JSON feeds, whole, relative, broken, in odd encodings."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.mining.readers.feeds import read_feed

HOME = "https://forum.example/board/feed"
RSS = """<?xml version="1.0" encoding="{charset}"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Presses</title>
<link>https://forum.example/board/</link>
<item><title>Wir suchen eine Presse für Ölmühlen</title><link>../topic/7</link>
<guid isPermaLink="false">urn:7</guid><dc:creator>Jörg</dc:creator><category>Wanted</category>
<pubDate>Thu, 01 Oct 2026 12:00:00 +0200</pubDate><description>Kurz &amp;hellip;</description>
<content:encoded><![CDATA[<p>Wer baut <b>Pressen</b>?</p>]]></content:encoded></item>
<item><title>Nur ein Anriss</title><link>https://forum.example/topic/8</link>
<description>Der Anfang</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://forum.example/x/">
<link rel="next" href="?page=2"/><entry><id>tag:1</id><title>A &lt;b&gt; press</title>
<link href="topic/1"/><updated>2026-10-02T08:00:00Z</updated>
<author><name>Ann</name></author><summary>We need one</summary></entry></feed>"""


def test_relative_links_authors_times_and_whole_texts_of_rss() -> None:
    feed = read_feed(RSS.format(charset="utf-8").encode(), HOME)
    assert feed is not None and feed.title == "Presses"
    first, second = feed.entries
    assert first.url == "https://forum.example/topic/7" and first.guid == "urn:7"
    assert (first.author, first.section) == ("Jörg", ("Wanted",))
    assert first.posted == datetime(2026, 10, 1, 10, 0, tzinfo=UTC)
    assert first.is_whole and first.text == "Wer baut Pressen?"
    assert not second.is_whole and second.text == "Der Anfang"


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-8", "utf-16"])
def test_charsets_are_found_even_when_the_label_lies(charset: str) -> None:
    label = "utf-8" if charset == "iso-8859-1" else charset
    feed = read_feed(RSS.format(charset=label).encode(charset), HOME)
    assert feed is not None and feed.entries[0].author == "Jörg"


def test_atom_goes_on_at_its_next_link() -> None:
    feed = read_feed(ATOM.encode(), HOME)
    assert feed is not None and feed.older == "https://forum.example/x/?page=2"
    (entry,) = feed.entries
    assert entry.url == "https://forum.example/x/topic/1"
    assert entry.title in ("A <b> press", "A press") and entry.author == "Ann"


def test_json_feeds_are_read() -> None:
    told = {
        "version": "https://jsonfeed.org/version/1.1", "title": "B", "next_url": "/f?2",
        "items": [
            {"id": 1, "url": "/topic/1", "title": "T", "content_html": "<p>Need a press</p>",
             "date_published": "2026-10-01T10:00:00+02:00", "authors": [{"name": "Ann"}]},
            {"id": 2, "summary": "x"}, "nothing",
        ],
    }  # fmt: skip
    feed = read_feed(json.dumps(told).encode(), HOME)
    assert feed is not None and feed.older == "https://forum.example/f?2"
    first, second = feed.entries
    assert (first.url, first.author, first.text, first.is_whole) == (
        "https://forum.example/topic/1", "Ann", "Need a press", True,
    )  # fmt: skip
    assert first.posted == datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
    assert second.url == "" and second.guid == "2"


def test_what_is_no_feed_is_none() -> None:
    for body in (b"", b"/etc/hostname", b"<html><body>x</body></html>", b'{"a":1}', b"[1]"):
        assert read_feed(body, HOME) is None


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(body: bytes) -> None:
    read_feed(body, HOME)
    read_feed(b"<rss><channel><item>" + body, HOME)
    read_feed(b'{"version":"jsonfeed.org","items":[' + body, HOME)


def test_the_page_of_an_entry_counts_before_its_files() -> None:
    links = (
        '<link rel="enclosure" type="text/html" href="/file"/>'
        '<link rel="alternate" type="application/json" href="/data"/>'
        '<link rel="alternate" href="/page"/>'
    )
    text = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{links}</entry></feed>'
    reading = read_feed(text.encode(), "http://a.example/")
    assert reading and [entry.url for entry in reading.entries] == ["http://a.example/page"]
