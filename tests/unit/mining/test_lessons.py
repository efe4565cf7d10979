"""What reading a site has taught is known by the next run; fresh rows of a list."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from leadminer.mining.extraction.companies.memory import DirectoryMemory
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.known import Known, known_of, row_of_known
from leadminer.mining.lessons import learn_again, lessons_of
from leadminer.mining.memory import Memory
from leadminer.mining.tables import PageMemory

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
WORD = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
COUNTS = st.dictionaries(WORD, st.integers(1, 500), max_size=8)
PLACES = st.dictionaries(st.tuples(WORD, WORD), st.integers(1, 500), max_size=8)


@given(posts=COUNTS, bodies=PLACES, own=st.sets(WORD, max_size=5), month_first=st.integers(-9, 9))
def test_what_was_learned_is_learned_again_by_way_of_the_store(
    posts: dict[str, int], bodies: dict[tuple[str, str], int], own: set[str], month_first: int
) -> None:
    build, directory = SiteMemory(), DirectoryMemory()
    build.posts.update(posts)
    build.bodies.update(bodies)
    build.month_first = month_first
    directory.own.update(own)
    known = Known("https://x.example/#lessons", "", "", "", "", 0, None, False, "", None, "", (),
                  NOW, lessons=lessons_of(build, directory))  # fmt: skip
    stored = json.loads(json.dumps(row_of_known(known), default=str))
    memory = Memory(NOW)
    memory.take([known_of(PageMemory(**{**stored, "read_at": NOW}, source_id=1, reader="x",
                                     url_hash="x"))])  # fmt: skip
    later, elsewhere = SiteMemory(), DirectoryMemory()
    learn_again(memory.lessons, later, elsewhere)
    assert (later.posts, later.bodies) == (Counter(posts), Counter(bodies))
    assert later.month_first == month_first
    assert all(value in elsewhere.own for value in own)
    assert "somebody@else.example" not in elsewhere.own
    assert not len(memory), "the lessons are no page"


def test_contact_points_are_kept_as_marks_only() -> None:
    directory = DirectoryMemory()
    directory.own.add("info@directory.example")
    assert "directory.example" not in json.dumps(lessons_of(SiteMemory(), directory))


ROW = (
    '<tbody id="t{n}"><tr><th class="new"><a href="/viewthread?tid={n}" class="s">Wanted: drums of '
    'kind {n}</a></th><td class="by"><cite><a href="/space?uid={n}">Greta{n}</a></cite> <em><span>'
    '2025-10-{n}</span></em></td><td class="num"><a href="/viewthread?tid={n}">1</a><em>9</em></td>'
    '<td class="by"><cite><a href="/space?uid=9{n}">sam{n}</a></cite> <em>{last}</em></td></tr>'
    "</tbody>"
)
FRESH = (
    '<a href="/redirect?tid={n}#lastpost"><span title="2026-11-18 0{k}:26">{k} hours ago</span></a>'
)
OLD = '<a href="/redirect?tid={n}#lastpost">2026-10-{n} 04:49</a>'


def test_the_fresh_rows_of_a_list_are_no_posts() -> None:
    rows = "".join(
        ROW.format(n=n, last=(FRESH if n < 15 else OLD).format(n=n, k=n - 9))
        for n in range(11, 19)
    )  # fmt: skip
    page = (
        f"<html><head><title>Drums</title></head><body><h1>Drums</h1><table>{rows}</table></body>"
    )
    for build in (None, SiteMemory()):
        read = read_page(page, "https://x.example/board?fid=5", Context(now=NOW, build=build))
        assert [post.text for post in read.posts] == []
        assert sum(link.url.startswith("https://x.example/viewthread") for link in read.links) == 8
