"""What a probe draws, and what it makes of it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from scrapy.exceptions import CloseSpider

from leadminer.mining.extraction.places.addresses import pattern_of
from leadminer.mining.extraction.values.items import Link, PageReading, Post
from leadminer.mining.forecast import forecast
from leadminer.mining.frontier import Visit
from leadminer.mining.sampling import Sampler, pages_told

SITE = "http://forum.example"
BOARDS = {1: 3, 2: 30, 3: 9}  # pages of twenty threads each
ROWS = 20


def read(url: str) -> tuple[PageReading, list[str]]:
    """A page of a forum with three boards: what stands on it."""
    path = url.removeprefix(SITE)
    if path == "/":
        return PageReading(
            url, links=[Link(f"{SITE}/board/{n}", "", "content") for n in BOARDS]
        ), []
    if path.startswith("/thread/"):
        return PageReading(url, posts=[Post("x")]), [f"{path} {n}" for n in range(2)]
    board, _, page = path.removeprefix("/board/").partition("?page=")
    last, here = BOARDS[int(board)], int(page or 1)
    rows = [f"{SITE}/thread/{board}{here:03}{n:02}" for n in range(ROWS)]
    near = {2, here - 1, here + 1, last} & set(range(2, last + 1))
    turns = [Link(f"{SITE}/board/{board}?page={n}", str(n), "page") for n in sorted(near)]
    return PageReading(url, links=[*turns, *(Link(row, "", "title") for row in rows)]), []


def probed(seed: str, share: float = 0.05) -> Sampler:
    sampler = Sampler(seed=seed, share=share)
    asked, seen = [f"{SITE}/"], {f"{SITE}/"}
    while asked:
        url = asked.pop()
        page, keys = read(url)
        sampler.saw(url, page, keys, size=1000)
        new = [link for link in page.links if link.url not in seen]
        seen.update(link.url for link in new)
        visits = [(Visit(link.url, 1, 1, pattern_of(link.url)), None) for link in new]
        try:
            asked = [visit.url for visit, _ in sampler.go_on(url, page, visits)]
        except CloseSpider:
            break
    return sampler


def sections(sampler: Sampler) -> Counter[int]:
    """How many threads were read of each board."""
    described = sampler.described()
    return Counter(
        described["roots"][str(row["root"])]["section"] for row in described["rows"] if row["fresh"]
    )


def test_threads_come_from_every_board_and_most_from_the_largest() -> None:
    read_of = sorted(sections(probed("1")).values())
    assert len(read_of) == 3
    assert read_of[-1] > sum(read_of[:-1])


def test_a_sample_is_about_the_share_that_was_asked_for() -> None:
    pages = 1 + sum(BOARDS.values()) * (ROWS + 1)
    assert 0.03 * pages <= len(probed("7").rows) <= 0.07 * pages


def test_a_seed_draws_the_same_sample_again_and_another_seed_another() -> None:
    assert probed("1").described() == probed("1").described()
    assert probed("1").described() != probed("2").described()


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_the_interval_holds_what_the_site_has(seed: str) -> None:
    sample = probed(seed).described()
    told = forecast(sample, [[row["fresh"]] for row in sample["rows"]])
    pages, records = told[0], told[2]
    threads = sum(BOARDS.values()) * ROWS
    assert pages.low <= 1 + threads + sum(BOARDS.values()) <= pages.high
    assert records.low <= 2 * threads <= records.high
    assert records.low < records.likely < records.high


def test_what_was_read_whole_is_told_without_an_interval() -> None:
    sample = probed("1", share=1.0).described()
    told = forecast({**sample, "whole": True}, [[row["fresh"]] for row in sample["rows"]])
    assert told[0].low == told[0].high == len(sample["rows"])


def test_a_run_that_may_read_no_more_than_some_pages_brings_no_more_than_these_hold() -> None:
    sample = probed("1").described()
    counts = [[row["fresh"]] for row in sample["rows"]]
    whole, part = forecast(sample, counts), forecast(sample, counts, pages_max=200)
    assert part[0].high == pytest.approx(200)
    assert part[2].high < whole[2].low


def test_nothing_found_in_a_sample_does_not_mean_that_there_is_nothing() -> None:
    sample = probed("1").described()
    told = forecast(sample, [[0.0] for _ in sample["rows"]])
    assert told[2].low < 10
    assert told[2].high > 30


@pytest.mark.parametrize(
    ("addresses", "told"),
    [
        ([], (1, False)),
        (["/b/1?page=2", "/b/1?page=3", "/b/1?page=17"], (17, False)),
        (["/b/1?start=25", "/b/1?start=50", "/b/1?start=400"], (17, False)),
        (["/b/1?page=2"], (2, True)),
        (["/b/1?start=25"], (2, True)),
        (["/b/1?page=2", "/b/1?page=30"], (30, False)),
        (["/b/1?page=4", "/b/1?page=6", "/b/1?page=30"], (30, False)),
        (["/forum-2-2.html", "/forum-2-3.html", "/forum-2-9.html"], (9, False)),
        (["/b/1?before=1763500000"], (2, True)),
    ],
)
def test_links_to_further_pages_tell_how_many_there_are(
    addresses: list[str], told: tuple[Any, ...]
) -> None:
    assert pages_told([SITE + address for address in addresses]) == told
