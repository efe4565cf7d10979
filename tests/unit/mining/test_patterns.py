"""What the patterns of mining cost on texts that somebody wrote to make them slow.

Two repeats of blanks with nothing but optional parts between them divide a run of blanks in every
way there is, once for each; so the first of the two must not give back what it took (`*+`, `++`),
or be bounded. No time is taken here: the patterns themselves are looked at.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import leadminer.mining
from leadminer.mining.extraction.values.gated import Gated

REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
BLANK_KINDS = {codes.CATEGORY_SPACE, codes.CATEGORY_NOT_WORD, codes.CATEGORY_NOT_DIGIT}


def patterns_of(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, Gated):
        yield value.regex
    elif isinstance(value, tuple | list):
        for each in value:
            yield from patterns_of(each)


def all_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for found in pkgutil.walk_packages(leadminer.mining.__path__, "leadminer.mining."):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            for pattern in patterns_of(value):
                yield f"{found.name.removeprefix('leadminer.mining.')}.{name}", pattern


def takes_blanks(body: Any) -> bool:
    """Whether what is repeated is one letter of a kind that blanks are of."""
    if len(body) != 1:
        return False
    code, value = body[0]
    if code is codes.ANY:
        return True
    if code is codes.LITERAL:
        return bool(value == ord(" "))
    if code is codes.NOT_LITERAL:
        return bool(value != ord(" "))
    if code is not codes.IN:
        return False
    held = any(
        (kind is codes.LITERAL and told == ord(" "))
        or (kind is codes.RANGE and told[0] <= ord(" ") <= told[1])
        or (kind is codes.CATEGORY and told in BLANK_KINDS)
        for kind, told in value
    )
    return held != any(kind is codes.NEGATE for kind, _ in value)


def divides_blanks(pattern: str, flags: int = 0) -> bool:
    """Whether a pattern has two endless repeats of blanks that can stand side by side."""
    found = False

    def walk(parts: Any, is_open: bool) -> bool:
        """`is_open`: a repeat of blanks that gives back may end here; the same behind the parts."""
        nonlocal found
        for code, value in parts:
            if code in REPEATS:
                least, most, body = value
                if most is codes.MAXREPEAT and takes_blanks(body):
                    found = found or is_open
                    is_open = code is not codes.POSSESSIVE_REPEAT
                else:
                    behind = walk(body, is_open)
                    is_open = behind or (is_open and least == 0)
            elif code is codes.SUBPATTERN:
                is_open = walk(value[-1], is_open)
            elif code is codes.BRANCH:
                ends = [walk(branch, is_open) for branch in value[1]]
                is_open = any(ends)
            elif code is codes.ATOMIC_GROUP:
                walk(value, is_open)
                is_open = False
            elif code is codes.ASSERT_NOT:  # (?<!\s): what stood before gave no blank back
                is_open = is_open and value[0] > 0
            elif code not in (codes.AT, codes.ASSERT):
                is_open = False
        return is_open

    walk(_parser.parse(pattern, flags), False)
    return found


@pytest.mark.parametrize(
    ("pattern", "divides"),
    [
        (r"tel\s*(?:no)?\s*:", True),
        (r"tel\s*+(?:no)?\s*+:", False),
        (r"tel\s{0,9}(?:no)?\s*:", False),
        (r"tel\s*no\s*:", False),
        (r"(.*?)\s+@", True),
        (r"(?:a|b\s*)\s*c", True),
        (r"\s*(?:\s*x)+", True),
        (r"\S*\s*x", False),
    ],
)
def test_two_repeats_side_by_side_are_seen(pattern: str, divides: bool) -> None:
    assert divides_blanks(pattern) == divides


BOUNDED = {"extraction.posts.mail_pages._FIELD"}  # read in the head of a mail, which is cut


def test_no_pattern_divides_a_run_of_blanks_in_every_way() -> None:
    divided = {
        name
        for name, pattern in all_patterns()
        if divides_blanks(pattern.pattern, pattern.flags & ~re.DEBUG)
    }
    assert divided == BOUNDED
