"""What the source of a page holds: what is not in it need not be looked for in the page's tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_DATA_NAME: Final = re.compile(r"data-[\w-]+")


class _Source:
    """The text of the page that is being read."""

    def __init__(self, text: str) -> None:
        self._text = text.lower()
        self._data_names = frozenset(_DATA_NAME.findall(self._text))
        self._held: dict[tuple[str, ...], bool] = {}

    def may_hold(self, words: tuple[str, ...]) -> bool:
        if words not in self._held:
            self._held[words] = not self._data_names.isdisjoint(words) or any(
                word in self._text for word in words if not word.startswith("data-")
            )
        return self._held[words]


_READ: Final[ContextVar[_Source | None]] = ContextVar("page_source", default=None)


@contextmanager
def source_known(text: str) -> Iterator[None]:
    """`text` is what the page is made from that is read meanwhile."""
    token = _READ.set(_Source(text))
    try:
        yield
    finally:
        _READ.reset(token)


def may_hold(*words: str) -> bool:
    """Whether a page may hold one of these words (in small letters) in its mark-up; those that
    begin with data- are whole names of attributes."""
    source = _READ.get()
    return source is None or source.may_hold(words)
