"""Which part of a post is in which language: sentence by sentence, and script by script in it.

Names and terms of another alphabet inside a sentence ("我想买 MacBook Pro") belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from leadminer.mining.extraction.values.language import language_of_piece

KIND: Final = "language"  # of the facts they are kept as
UNDETERMINED: Final = "und"  # ISO 639-2
TEXT_MAX: Final = 20_000
SPANS_MAX: Final = 60
_SENTENCE: Final = re.compile(r"[^\n。！？!?.]+(?:[。！？!?]+|\.(?=\S)|[.\n]+|$)")
# a run of another alphabet that is long enough to be a clause of its own
_WORDS: Final = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’.,;:/ \t\d%$€£&()-]{14,}")
_IDEOGRAPHS: Final = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")
_SHARE_MIN: Final = 0.15  # of a text that one language must have to be one of its languages
_DENSE: Final = 3  # an ideograph says as much as so many letters
_LONG: Final = 80  # characters that are enough whatever their share


@dataclass(frozen=True, slots=True)
class LanguageSpan:
    """A stretch of a text in one language; `lang`: BCP 47, "und" where it cannot be told."""

    start: int
    end: int
    lang: str
    confidence: float


def language_spans(text: str, lang: str | None = None) -> list[LanguageSpan]:
    """The stretches of a text by language, in order, without gaps but for blanks.

    `lang`: that of the whole text. Stretches that tell nothing are "und", and stretches of one
    language that only these part are one.
    """
    pieces = []
    for start, end in _pieces(text[:TEXT_MAX]):
        told, confidence = language_of_piece(text[start:end], lang)
        pieces.append(LanguageSpan(start, end, told, confidence))
    return _joined(pieces)[:SPANS_MAX]


def languages_in(parts: Iterable[list[LanguageSpan]]) -> set[str]:
    """The languages that enough of some texts is in; never "und"."""
    sizes: dict[str, int] = {}
    for spans in parts:
        for span in spans:
            size = (span.end - span.start) * (_DENSE if span.lang[:2] in ("zh", "ja", "ko") else 1)
            sizes[span.lang] = sizes.get(span.lang, 0) + size
    total = sum(sizes.values())
    return {
        lang for lang, size in sizes.items()
        if lang != UNDETERMINED and (size >= _LONG or size >= total * _SHARE_MIN)
    }  # fmt: skip


def language_facts(texts: Mapping[str, str], lang: str | None) -> list[dict[str, Any]]:
    """The spans of a post's fields as facts, without their words; none where it is in one."""
    parts = [(name, language_spans(text, lang)) for name, text in texts.items() if text]
    if len(languages_in(spans for _, spans in parts)) < 2:
        return []
    return [
        {"kind": KIND, "field": name, "start": span.start, "end": span.end, "text": "",
         "value": {"lang": span.lang}, "confidence": span.confidence, "method": "words"}
        for name, spans in parts for span in spans
    ]  # fmt: skip


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        if _IDEOGRAPHS.search(text, start, end) and _LATIN.search(text, start, end):
            for run in _WORDS.finditer(text, start, end):
                if language_of_piece(run[0])[0] != UNDETERMINED:
                    yield from _stripped(text, start, run.start())
                    yield from _stripped(text, run.start(), run.end())
                    start = run.end()
        yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        yield start, end


def _joined(pieces: list[LanguageSpan]) -> list[LanguageSpan]:
    joined: list[LanguageSpan] = []
    for piece in pieces:
        if joined and joined[-1].lang == piece.lang:
            last = joined[-1]
            sure = max(last.confidence, piece.confidence)
            joined[-1] = LanguageSpan(last.start, piece.end, piece.lang, sure)
        elif len(joined) > 1 and joined[-1].lang == UNDETERMINED and joined[-2].lang == piece.lang:
            joined.pop()
            last = joined[-1]
            sure = max(last.confidence, piece.confidence)
            joined[-1] = LanguageSpan(last.start, piece.end, piece.lang, sure)
        else:
            joined.append(piece)
    return joined
