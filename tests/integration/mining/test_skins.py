"""Random forums in the manner of many families of software, read by the real spider.

The figures of all skins: `python benchmarks/mining_skins.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.integration.mining.skins.engine import load
from tests.integration.mining.skins.judge import COLUMNS, judge
from tests.integration.mining.skins.walk import walk

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SKINS = (
    "bbpress", "discuz", "flarum", "hackernews", "nodebb", "phpbb3", "reddit_old", "smf",
    "stackexchange", "tieba", "tradeboard", "xenforo2", "homegrown_cards", "mybb", "tenders",
    "classifieds", "vbulletin4", "rfqboard", "guestbook90", "douban",
)  # fmt: skip


@pytest.mark.parametrize("name", SKINS)
def test_a_forum_of_any_family_gives_its_posts(name: str) -> None:
    skin = load(name, seed=3, now=NOW)
    rows, asked = walk(skin)
    marks = judge(skin, rows, len(asked))
    shares = {column: marks.share(column) for column in COLUMNS}
    assert shares["post"] >= 0.98 and shares["reply"] >= 0.95, marks.notes[:5]
    assert min(shares.values()) >= 0.95, marks.notes[:5]
    assert marks.doubled == 0 and marks.invented == 0, marks.notes[:5]
    assert marks.rate <= 1.5


def test_threads_met_first_by_the_addresses_of_their_posts_are_all_read() -> None:
    """The first plain addresses then show nothing new; the threads behind the others are new."""
    skin = load("xenforo2", 10, datetime(2026, 11, 18, 9, 0, tzinfo=UTC))
    skin.shape = replace(skin.shape, topics=26, replies=2)
    skin.fill(10, skin.now)
    rows, _ = walk(skin)
    assert len(rows) == len(skin.gold()) == 85


# one of each build: lists, tables, cards, nested replies
UNDRESSED = ("smf", "khoros", "vbulletin4", "xenforo2", "v2ex", "hackernews", "gnuboard", "zendesk")


@pytest.mark.parametrize("name", UNDRESSED)
def test_a_forum_is_read_though_its_class_names_are_made_up(name: str) -> None:
    skin = load(name, seed=3, now=NOW)
    skin.clothes = ("hashed",)
    rows, asked = walk(skin)
    marks = judge(skin, rows, len(asked))
    assert marks.share("post") >= 0.98 and marks.share("reply") >= 0.95, marks.notes[:5]
    for column in ("author", "title", "time"):
        assert marks.share(column) >= 0.95, marks.notes[:5]
    assert marks.doubled == 0 and marks.rate <= 1.5
