"""Rows of pages from templates, and rows spread over the pages of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def fill(row: str, *cells: str) -> str:
    """`row` with the cells in its `{}`; nothing where the last of them, the value, is empty."""
    return row.format(*cells) if cells[-1] else ""


def fill_each(row: str, given: Iterable[Sequence[str]]) -> str:
    """A row for each label with a value: `fill_each("<dt>{}</dt><dd>{}</dd>", [("Tel", "1")])`."""
    return "".join(fill(row, *cells) for cells in given)


def fill_by_two(row: str, given: Sequence[Sequence[str]]) -> str:
    """Rows of a table with two labels and their values each."""
    return "".join(f"<tr>{fill_each(row, given[k : k + 2])}</tr>" for k in range(0, len(given), 2))


def addresses(first: str, later: str, count: int) -> list[str]:
    """Those of a list's pages: `later` has the page's number in its `{}`."""
    return [first, *(later.format(n) for n in range(2, count + 1))]


def sheets(
    pages: Sequence[str], rows: Sequence[str], frame: str, *, onward: str = "", other: str = ""
) -> Iterator[tuple[str, str]]:
    """Each list page's address and body, all of them with as many rows.

    In `frame` stand `{rows}`, `{next}` (`onward` with the next page's address in its `{}`) and
    `{others}` (`other` with address and number, for each of the other pages).
    """
    size = -(-len(rows) // len(pages))
    for n, page in enumerate(pages):
        yield (
            page,
            frame.format(
                rows="".join(rows[n * size : (n + 1) * size]),
                next="".join(onward.format(x) for x in pages[n + 1 : n + 2]),
                others="".join(other.format(x, m) for m, x in enumerate(pages, 1) if x != page),
            ),
        )
