"""Lists in a fixed order: what was put in between is found by halves, and nothing is overlooked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leadminer.mining.tails import Tail


def paged(entries: list[object], size: int) -> list[list[object]]:
    return [entries[n : n + size] for n in range(0, len(entries), size)]


def read_all(old: list[list[object]], new: list[list[object]]) -> set[int]:
    """Reads as a run does: the last page that is known, then what is told."""
    tail, read = Tail(old), {len(old) - 1}
    for page in sorted(read):
        tail.read(page, new[page] if page < len(new) else [])
    while True:
        still, ask = tail.gaps()
        fresh = set(ask) - read
        if not fresh:
            assert read | set(still) == set(range(len(old))), "each page is read or told of"
            return read
        for page in fresh:
            tail.read(page, new[page] if page < len(new) else [])
        read |= fresh


@given(
    count=st.integers(20, 400),
    size=st.integers(3, 30),
    places=st.lists(st.integers(0, 10_000), max_size=7),
)
def test_every_entry_put_in_stands_on_a_page_that_is_read(
    count: int, size: int, places: list[int]
) -> None:
    entries: list[object] = list(range(count))
    old = paged(entries, size)
    grown = list(entries)
    for n, place in enumerate(places):
        grown.insert(place % (len(grown) + 1), f"new {n}")
    new = paged(grown, size)
    if len(old) < 2:
        return
    read = read_all(old, new)
    further = new[len(old) :]  # linked by the last page
    seen = {each for page in read for each in new[page]} | {each for p in further for each in p}
    assert {f"new {n}" for n in range(len(places))} <= seen
    if not places:
        assert read == {len(old) - 1}


@given(count=st.integers(30, 300), size=st.integers(3, 20), gone=st.integers(0, 10_000))
def test_an_entry_taken_out_is_noticed(count: int, size: int, gone: int) -> None:
    entries: list[object] = list(range(count))
    old = paged(entries, size)
    left = [each for each in entries if each != gone % count]
    read = read_all(old, paged(left, size))
    assert gone % count >= size * (len(old) - 1) or len(read) > 1


def test_what_stands_beside_every_page_of_a_list_is_none_of_its_entries() -> None:
    old = [["ad", *row] for row in paged(list(range(40)), 10)]
    assert read_all(old, [["ad", *row] for row in paged(list(range(40)), 10)]) == {3}
    assert read_all(old, [[*row, "ad"] for row in paged(list(range(40)), 10)]) == {3}
