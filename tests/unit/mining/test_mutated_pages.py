"""Pages of every shape, broken at random: whatever stands in them, none may cost a run its page.

Each example is made from a seed, so that one that fails can be read again as it was.
"""

# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
import re
from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.companies.memory import DirectoryMemory
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.items import PageReading
from leadminer.mining.frontier import Frontier
from leadminer.mining.places import Places
from leadminer.mining.sampling import pages_told

NOW = datetime(2026, 11, 22, tzinfo=UTC)
LONG = "7" * 5000  # more digits than int() takes

THREAD = """<html><head><title>Drums</title><link rel="canonical" href="/t/7?page=1"></head><body>
<ul class="crumbs"><li><a href="/">Home</a></li><li><a href="/f/2">Wanted</a></li></ul><h1>Drums</h1>
{}<p class="pages"><a href="?page=1">1</a> <a href="?page=2">2</a> <a rel="next" href="?page=2">Next
</a> <a href="?start=10">Page 2</a></p></body></html>""".format(
    "".join(
        f'<div class="post" id="p{n}" data-parent-id="p{n - 1}" style="margin-left:{n * 8}px">'
        f'<a class="author" href="/user/{n}">buyer{n}</a><a href="#p{n - 1}">#{n - 1}</a>'
        f'<span class="date" title="2026-10-0{n}T09:00">2026-10-0{n} 09:00</span><div class="body">'
        f"<blockquote><b>buyer{n - 1}</b><p>We need {n - 1}0 steel drums in Lagos.</p></blockquote>"
        f"<p>We need {n}0 steel drums in Lagos.</p><hr width=50><small>Sales, ext. {n}</small>"
        f'<em class="edited">Last edited by buyer{n} on 2026-10-1{n} 10:00</em></div></div>'
        for n in range(1, 6)
    )
)
LIST = "<html><head><title>Wanted</title></head><body><h2>Today</h2><table>{}</table>{}</body></html>".format(
    "".join(
        f'<tr><td><a href="/t/{n}-lot">Lot {n} of drums</a></td><td><a href="/u/{n}">b{n}</a></td>'
        f"<td rowspan=1>09:1{n}</td><td>{n} replies</td></tr>"
        for n in range(1, 7)
    ),
    "".join(f'<a href="/f/2?page={n}">{n}</a>' for n in range(2, 5)),
)
RECORD = """<html><head><title>Tender 114</title></head><body><h1>Steel drums, 400 pieces</h1><dl>
<dt>Buyer</dt><dd>Okoro Ltd</dd><dt>Published</dt><dd>2026-11-02</dd><dt>Deadline</dt><dd>2026-12-01
</dd><dt>Quantity</dt><dd>400</dd><dt>Country</dt><dd>Nigeria</dd></dl><div><p>We are looking for a
supplier of four hundred steel drums, delivered to Lagos port.</p></div><pre>Budget: 4,000 EUR
Contact: a@okoro.example</pre><ul><li><a href="/tender/113">Pumps</a></li><li><a href="/tender/112">
Valves</a></li></ul></body></html>"""
DIRECTORY = "<html><head><title>Pumps</title></head><body><h1>Pump makers</h1>{}{}</body></html>".format(
    "".join(
        f'<div class="card"><h3><a href="/company/{n}">Pumps {n} GmbH</a></h3><p>Bahnhofstr. {n}, '
        f'10115 Berlin</p><p>Tel: <a href="tel:+49301234{n}60">+49 30 1234{n}60</a></p><p>E-Mail: '
        f'info@pumps{n}.example</p><a href="/go?url=http://pumps{n}.example/">Website</a></div>'
        for n in range(1, 7)
    ),
    '<a href="/c/pumps/page/2">»</a>',
)
TRACKER = """<html><head><title>#12: Pump fails</title></head><body><h1>Pump fails</h1><table>
<tr><th>Reporter:</th><td>anna</td><th>Status:</th><td>open</td></tr><tr><th>Created:</th><td>
2026-10-01 09:00</td><th>Priority:</th><td>3</td></tr></table><div class="description"><p>The pump
stops after an hour of work.</p></div><h2>History</h2><table><tr><th>Date</th><th>User</th><th>
Action</th></tr><tr><td>2026-10-02</td><td>ben</td><td>set</td></tr></table>{}</body></html>""".format(
    "".join(
        f'<div class="journal" id="note-{n}"><h4>Updated by <a href="/users/{n}">dora{n}</a> at '
        f"2026-10-1{n} 10:00</h4><p>Have you tried part {n} of the kit?</p></div>"
        for n in range(5, 0, -1)
    )
)
WIKI = """<html><head><title>Drums</title></head><body><h1>Drums</h1><p>All that is known of steel
drums and of those who buy them.</p><h2>Comments</h2><div class="c"><a href="/user/a">anna</a>
2026-10-02 10:00<p>We need forty of them.</p></div><div class="c"><a href="/user/b">ben</a>
2026-10-03 10:00<p>So do we, in Lagos.</p></div><div>Last modified: 2026/10/04 10:00 by anna</div>
</body></html>"""
DATA = """<html><head><title>Drums</title><script type="application/ld+json">{"@type":
"DiscussionForumPosting","url":"/t/9","headline":"Drums","text":"We need forty steel drums.",
"datePublished":"2026-10-02T10:00","author":{"@type":"Person","name":"anna","url":"/u/1"},
"comment":[{"@type":"Comment","text":"So do we.","author":"ben","datePublished":"2026-10-03"}]}
</script></head><body class="h-entry"><h1 class="p-name">Drums</h1><a class="u-in-reply-to" href="/t/8">
up</a><p itemscope itemtype="https://schema.org/Organization"><a itemprop="url" href="//x.example">
<b itemprop="name">Drums Ltd</b></a></p></body></html>"""
SHAPES = {
    "thread": THREAD, "list": LIST, "record": RECORD, "directory": DIRECTORY,
    "tracker": TRACKER, "wiki": WIKI, "data": DATA,
}  # fmt: skip

ADDRESSES = (
    "http://[", "http://[::1", "//", "///", "http://", "http:///x", "http://x:99999/", "http://x:y/",
    "?page=" + LONG, "/t/" + LONG, "?start=" + LONG + "&page=2", "?x=" + LONG, "?page=²", "?page=٣", "/t/²", "", "?",
    "#", "%", "%00", "/%ff%fe?%zz=%", "/t/\ud800", "?q=\udfff", "/t/\x00", "http://\u2100.example/",
    "http://a\u2044b/", "https://board.example:/t/7", "http://xn--a/", "javascript:", "a" * 5000,
    "?" + "&" * 3000, "/" * 3000, "../" * 500, "/go/http://board.example" * 1500, "/go?url=http://board.example" * 1500, "http://user:pass@x/", "tel:", "mailto:?",
)  # fmt: skip
TEXTS = (
    LONG, "²", "٣ hours ago", "\ud800", "\x00", "&#0;", "&#xd800;", "\\ud800", " " * 3000, "\u3000" * 500,
    "<!-- -->", "<?php x ?>", "<!---->" * 20, "<![CDATA[x]]>", "<br>" * 50, "99999-99-99 99:99",
    "0000-00-00", "1e999", "NaN", "-" * 500, ":" * 300, "Label: " * 80, "<", ">", "]]>", "&amp" * 50,
)  # fmt: skip
TAGS = (
    "<div>" * 300, "<table><tr><td>" * 40, "</div>" * 20, "</body></html>", "<form>", "<template>",
    "<svg><title>x", "<select><option>", "<textarea>", "<script>", "<blockquote>" * 40, "<li>", "<p>",
    "<tr>", "<hr>", "<dl><dt><dd>", "<head>", "<body>", "<noscript>", "<frameset>", "<ruby><rt>",
)  # fmt: skip
_PART = re.compile(r"<!--|<[^<>]*>|[^<>]+")
_VALUE = re.compile(r'="[^"]*"')


def broken(page: str, seed: int) -> str:
    """A page with one to six things wrong in it."""
    chance = random.Random(seed)
    parts = _PART.findall(page)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(parts))
        part, way = parts[at], chance.randrange(8)
        if way <= 2:  # an attribute's value, most often an address
            with_value = [n for n, p in enumerate(parts) if _VALUE.search(p)]
            at = chance.choice(with_value) if with_value else at
            bad = chance.choice((*ADDRESSES, *ADDRESSES, *TEXTS)).replace('"', "")
            parts[at] = _VALUE.sub(lambda _, told=bad: f'="{told}"', parts[at], count=1)
        elif way == 3:
            parts[at] = chance.choice(TEXTS) if not part.startswith("<") else ""
        elif way == 4:
            parts.insert(at, chance.choice(TEXTS))
        elif way == 5:
            parts.insert(at, chance.choice(TAGS))
        elif way == 6:  # a stretch of the page once more, elsewhere
            to = chance.randrange(len(parts))
            parts[to:to] = parts[at : at + chance.randrange(40)]
        else:
            del parts[at : at + chance.randrange(1, 12)]
        if not parts:
            return ""
    return "".join(parts)


def read_and_follow(page: str, url: str = "https://board.example/t/7?page=1") -> PageReading:
    """All that a run does with a page, but for the network and the store."""
    context = Context(now=NOW, memory=DirectoryMemory(), build=SiteMemory(), called="Drums")
    reading = read_page(page, url, context)
    frontier = Frontier("https://board.example/")
    visits = frontier.visits(reading, depth=1)
    frontier.learn(url, reading, new_records=len(reading.posts), new_links=len(visits))
    places = Places()
    places.learn(url, reading, [visit.url for visit in visits], first=True)
    places.of(url, reading)
    pages_told([link.url for link in reading.links if link.kind in ("next", "page")])
    return reading


@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_that_nothing_is_wrong_with_says_something(shape: str) -> None:
    reading = read_and_follow(SHAPES[shape])
    assert reading.posts or reading.companies or len(reading.links) > 6


@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_broken_at_random_is_read_all_the_same(shape: str) -> None:
    for seed in range(20):
        reading = read_and_follow(broken(SHAPES[shape], seed))
        for post in reading.posts:  # what is kept must be of letters that can be written
            "".join((post.text, post.title, post.author, post.url)).encode()


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: ascii(address[:24]))
def test_no_address_costs_its_page(address: str) -> None:
    for page in SHAPES.values():
        read_and_follow(re.sub(r'(href|src)="[^"]*"', f'\\1="{address}"', page))
