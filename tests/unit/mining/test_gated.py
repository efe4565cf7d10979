"""Patterns that look first for the words each match must hold find what they would find without."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

import leadminer.mining.extraction as rooms
from leadminer.mining.extraction.values.gated import Gated


def gates() -> Iterator[tuple[str, Gated]]:
    for found in pkgutil.walk_packages(rooms.__path__, rooms.__name__ + "."):
        for name, value in vars(importlib.import_module(found.name)).items():
            if isinstance(value, Gated):
                yield f"{found.name.removeprefix(rooms.__name__)}.{name}", value


GATES = dict(gates())
WORDS = sorted({word for gate in GATES.values() for word in gate.words if word.strip()})
PIECES = st.one_of(
    st.sampled_from(WORDS), st.sampled_from([word.upper() for word in WORDS]),
    st.sampled_from([" ", ": ", "@", ".", "12", "2026-11-03", "\u0664", "(at)", "\n", "\u3000"]),
    st.text(max_size=4),
)  # fmt: skip


@given(st.lists(PIECES, max_size=8).map("".join))
def test_what_the_pattern_finds_is_found_and_nothing_else(text: str) -> None:
    for name, gate in GATES.items():
        told = [match.span() for match in gate.finditer(text)]
        assert told == [match.span() for match in gate.regex.finditer(text)], name
        assert gate.sub("-", text) == gate.regex.sub("-", text), name
        assert bool(gate.match(text)) == bool(gate.regex.match(text)), name


@pytest.mark.parametrize("name", sorted(GATES))
def test_every_gate_can_shut(name: str) -> None:
    assert not GATES[name].may("Zum kluge buxy, muzzy guffy luz!")


@pytest.mark.parametrize(
    ("pattern", "words", "shut"),
    [
        (r"tender|bids?\b", {"tender", "bid"}, "nothing"),
        (r"(?:all )?times are (?:utc|gmt)", {"times are "}, "some times"),
        (r"\broad\b|\d{4,6}", {"road"}, "street"),
        (r"x?y*", set(), None),
        (r"a|tender", set(), None),
        (r"(?<!\d)call(?=ed)", {"call"}, "cell"),
    ],
)
def test_words_are_those_no_match_is_without(
    pattern: str, words: set[str], shut: str | None
) -> None:
    gate = Gated(pattern, re.I)
    assert set(gate.words) == words
    assert shut is None or not gate.may(shut)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("kay\u0131t", "KAYIT"), ("kay\u0131t", "KAY\u0130T"), ("kayit", "kay\u0131t"),
     ("stra\u00dfe", "STRA\u1e9eE"), ("sale", "\u017fale"),
     ("\u03b3\u03b9\u03ce", "\u0393\u0399\u038f")],
)  # fmt: skip
def test_letters_that_are_one_to_the_pattern_are_one_here(pattern: str, text: str) -> None:
    assert re.search(pattern, text, re.I)
    assert Gated(pattern, re.I).search(text)
