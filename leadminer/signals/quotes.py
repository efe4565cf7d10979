"""The quoted span of a signal: the sentence that says the need, not the whole text."""

from __future__ import annotations

import re

QUOTE_CHARACTERS_MAX = 240
# where one sentence ends and the next begins, in Latin and CJK writing
_END = re.compile(r"[。！？!?…]+[”’」』)）]*|[.؟۔](?=\s|$)|\n+")


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as spans (start, end), without the space around them."""
    spans = []
    start = 0
    for match in [*_END.finditer(text), None]:
        end = match.end() if match else len(text)
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        stripped = piece.strip()
        if any(character.isalnum() for character in stripped):
            spans.append((start + left, start + left + len(stripped)))
        start = end
    return spans


def quote_span(text: str, weights: list[tuple[int, int, float]]) -> tuple[int, int]:
    """The sentence that holds the most weight of the given spans (start, end, weight).

    Without weight it is the first sentence. A sentence longer than QUOTE_CHARACTERS_MAX is cut at
    its heaviest span's surroundings. An empty text gives (0, 0).
    """
    spans = sentences(text)
    if not spans:
        return 0, 0

    def held(span: tuple[int, int]) -> float:
        return sum(w for start, end, w in weights if start < span[1] and end > span[0] and w > 0)

    start, end = max(spans, key=lambda span: (held(span), -span[0]))
    if end - start <= QUOTE_CHARACTERS_MAX:
        return start, end
    inside = [w for w in weights if start <= w[0] < end]
    centre = max(inside, key=lambda w: w[2])[0] if inside else start
    left = max(start, min(centre - QUOTE_CHARACTERS_MAX // 3, end - QUOTE_CHARACTERS_MAX))
    return left, min(end, left + QUOTE_CHARACTERS_MAX)
