"""The drift alarm: silent about chance, loud about a rebuilt site."""

from __future__ import annotations

import random

from leadminer.mining.drift import Quality, drifted, quality_of
from leadminer.mining.extraction.values.items import Company, Post


def run(
    pages: int = 40, posts: int = 40, authors: float = 0.98, *, whole: bool = True, seed: int = 0
) -> Quality:
    chance = random.Random(seed)
    filled = sum(chance.random() < authors for _ in range(posts))
    return Quality(
        pages,
        {"post": posts},
        {"post.author": filled, "post.title": posts, "post.posted": posts, "post.text": posts},
        whole=whole,
    )


USUAL = [run(posts=38 + n % 5, seed=n) for n in range(8)]


def test_a_run_like_the_others_rings_nothing() -> None:
    assert drifted(run(posts=36, authors=0.95, seed=99), USUAL) == ""


def test_chance_alone_hardly_ever_rings() -> None:
    rung = 0
    for seed in range(300):
        chance = random.Random(seed)
        past = [run(posts=chance.randint(30, 50), seed=seed * 20 + n) for n in range(6)]
        rung += bool(drifted(run(posts=chance.randint(30, 50), seed=seed + 10_000), past))
    assert rung <= 6


def test_a_fallen_yield_rings_with_both_figures() -> None:
    assert "0.10 records a page, where 0.99 are usual" in drifted(run(posts=4), USUAL)


def test_authors_that_are_gone_ring() -> None:
    assert "0% of post author" in drifted(run(authors=0.0), USUAL)


def test_a_short_history_rings_nothing() -> None:
    assert drifted(run(posts=0), USUAL[:3]) == ""


def test_a_run_for_news_only_is_not_held_against_whole_ones() -> None:
    assert drifted(run(posts=2, whole=False), USUAL) == ""


def test_what_was_counted_survives_being_stored() -> None:
    quality = Quality(3)
    quality.add(Post(text="a", author="b", title="c"))
    quality.add(Post(text="a", is_reply=True))
    quality.add(Company(name="n", phone="+44"))
    again = quality_of(quality.as_row())
    assert again == quality
    assert again.count == 3
    assert again.share("post.author") == 1.0
    assert again.share("reply.author") == 0.0


def test_texts_that_are_only_begun_ring() -> None:
    def texts(length: int) -> Quality:
        quality = Quality(40)
        for n in range(40):
            quality.add(Post(text="a" * (length + n), author="b", title="c"))
        return quality

    usual = [texts(200 + 5 * n) for n in range(6)]
    assert drifted(texts(180), usual) == ""
    assert "letters a post" in drifted(texts(30), usual)
    old = [quality_of({**q.as_row(), "letters": {}}) for q in usual]  # of earlier versions
    assert drifted(texts(30), old) == ""


def test_a_site_that_asks_half_of_its_pages_for_a_log_in_rings() -> None:
    def walled(walls: int) -> Quality:
        quality = run()
        quality.walls = walls
        return quality

    usual = [walled(n % 3) for n in range(6)]
    assert drifted(walled(8), usual) == ""
    assert "ask for a log-in" in drifted(walled(20), usual)
