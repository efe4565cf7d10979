"""Takes words out of a text and keeps account of where everything else went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

# no letters: it tells neither the category nor the length of the word, in any language
MASK: Final = "███"


class Span(Protocol):
    """Something that stands in a text."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The one after its last."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without the words that had to go; `cuts` are the spans of the text before."""

    text: str
    cuts: tuple[tuple[int, int], ...] = ()

    def moved(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a span of the text before stands now; None if it lost a letter."""
        shift = 0
        for cut_start, cut_end in self.cuts:
            if cut_end <= start:
                shift += len(MASK) - (cut_end - cut_start)
            elif cut_start < end:
                return None
        return start + shift, end + shift

    def mask_of(self, start: int, end: int) -> tuple[int, int]:
        """The mask that stands now where a span that was cut out stood."""
        shift = 0
        for cut_start, cut_end in self.cuts:
            if cut_start <= start < cut_end:
                return cut_start + shift, cut_start + shift + len(MASK)
            if cut_start > start:
                break
            shift += len(MASK) - (cut_end - cut_start)
        return start + shift, end + shift


def masked(text: str, spans: Iterable[Span]) -> Masked:
    """The text with each span, or each run of spans that touch, replaced by MASK."""
    cuts = _joined(text, sorted((s.start, s.end) for s in spans if s.start < s.end))
    if not cuts:
        return Masked(text)
    pieces, at = [], 0
    for start, end in cuts:
        pieces += [text[at:start], MASK]
        at = end
    return Masked("".join([*pieces, text[at:]]), tuple(cuts))


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    cuts: list[tuple[int, int]] = []
    for start, end in spans:
        end = min(end, len(text))
        if cuts and not text[cuts[-1][1] : start].strip():
            cuts[-1] = (cuts[-1][0], max(cuts[-1][1], end))
        elif start < end:
            cuts.append((start, end))
    return cuts
