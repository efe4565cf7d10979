"""Small sites of talk, directories and boards whose build is drawn by lot, read by the real spider.

How many of a hundred are read right: `python benchmarks/mining_talks.py --drawn 1 100`, and
`python benchmarks/mining_directories.py --drawn 1 100 --drawn-boards 1 100`.
"""

from __future__ import annotations

import pytest

from tests.factories.directories.board import missed_of_board
from tests.factories.directories.drawn import Drawn as DrawnDirectory
from tests.factories.directories.drawn_odd import DrawnOdd as OddDirectory
from tests.factories.directories.serve import missed
from tests.factories.talks.drawn import Drawn
from tests.factories.talks.drawn_flat import DrawnFlat
from tests.factories.talks.drawn_odd import DrawnOdd
from tests.integration.mining.directory_walk import board_walked, walked
from tests.integration.mining.skins.judge import judge
from tests.integration.mining.skins.walk import walk

# names without links, guests, sections behind a label or an arrow, "+1" above a row of buttons
SEEDS = (4, 8, 20, 26, 27, 29, 31, 39, 59, 72, 81)


# files on posts, bare words, labels, charsets that only the page tells
ODD_SEEDS = (2, 8, 9, 26, 35, 39, 52, 53)
# posts in bare lines: above a rule, below the text, in one line with it, in cells
FLAT_SEEDS = (5, 6, 15, 23, 31, 49, 51, 67)
SITES = [
    (kind, seed)
    for kind, seeds in ((Drawn, SEEDS), (DrawnOdd, ODD_SEEDS), (DrawnFlat, FLAT_SEEDS))
    for seed in seeds
]


@pytest.mark.parametrize(("kind", "seed"), SITES)
def test_a_site_of_any_build_gives_its_posts(kind: type[Drawn], seed: int) -> None:
    site = kind(seed)
    rows, asked = walk(site)  # type: ignore[arg-type]
    marks = judge(site, rows, len(asked))  # type: ignore[arg-type]
    assert marks.share("post") >= 0.98 and marks.share("reply") >= 0.95, marks.notes[:5]
    for column in ("title", "time", "section", "r.time", "author", "r.author"):
        assert marks.share(column) >= 0.95, (column, marks.notes[:5])
    assert (marks.doubled, marks.invented) == (0, 0), marks.notes[:5]
    assert marks.rate <= 1.5


# entries in lists of terms, in lines between rules, an advertiser on each page, lists of names
DIRECTORY_SEEDS = (13, 17, 21, 31, 48, 74, 82, 86, 90)
# reviews, numbers behind clicks, grids, signs in place of labels, advertisers that take turns
ODD_DIRECTORY_SEEDS = (6, 22, 31, 33, 38, 49, 68, 96)
DIRECTORIES = [
    (kind, seed)
    for kind, seeds in (
        (DrawnDirectory, DIRECTORY_SEEDS),
        (OddDirectory, ODD_DIRECTORY_SEEDS),
    )
    for seed in seeds
]


@pytest.mark.parametrize(("kind", "seed"), DIRECTORIES)
def test_a_directory_of_any_build_gives_its_companies(
    kind: type[DrawnDirectory], seed: int
) -> None:
    _, tally = walked((kind, seed))
    assert missed(tally) == [], tally.wrong[:5]


# facts at the side, rows that lead on by a word, moments behind days, notices told in the list
BOARD_SEEDS = (4, 10, 12, 25, 33, 41, 44, 60, 74, 79, 83)


@pytest.mark.parametrize("seed", BOARD_SEEDS)
def test_a_board_of_any_build_gives_its_notices(seed: int) -> None:
    _, tally = board_walked(seed)
    assert missed_of_board(tally) == [], tally.wrong[:5]
