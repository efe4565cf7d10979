"""Quoted text with the spans that earned the rank. Everything from outside is escaped here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from markupsafe import Markup, escape

from leadminer.scoring.records import ScoringText
from leadminer.signals.tables import Signal

Span = tuple[int, int, bool]  # start, end, speaks for a need


def spans(reasons: Iterable[dict[str, Any]], field: str, length: int) -> list[Span]:
    """The reasons' spans in one field, in order, clipped to it; where two overlap the first wins.

    Reasons come best first, so a strong reason is never cut by a weak one.
    """
    taken: list[Span] = []
    for reason in reasons:
        if reason.get("field", "text") != field:
            continue
        start = max(0, int(reason.get("start") or 0))
        end = min(length, int(reason.get("end") or 0))
        if start < end and all(end <= a or start >= b for a, b, _ in taken):
            taken.append((start, end, float(reason.get("weight") or 0) >= 0))
    return sorted(taken)


def marked(
    text: str,
    reasons: Sequence[dict[str, Any]],
    field: str = "text",
    *,
    start: int = 0,
    end: int | None = None,
) -> Markup:
    """`text[start:end]` as HTML, the reasons' spans in <mark>."""
    end = len(text) if end is None else min(end, len(text))
    out = Markup("")
    at = start
    for a, b, speaks_for in spans(reasons, field, len(text)):
        a, b = max(a, start), min(b, end)
        if a >= b:
            continue
        out += escape(text[at:a])
        tag = Markup("<mark>") if speaks_for else Markup('<mark class="no">')
        out += tag + escape(text[a:b]) + Markup("</mark>")
        at = b
    return out + escape(text[at:end])


def place_marked(signal: Signal, reasons: Sequence[dict[str, Any]], field: str) -> Markup:
    """Section, labelled fields or address of a signal, as the scorer saw them, with what counted
    marked. An address is shown only where some of it did."""
    place = ScoringText("", "", url=signal.url, section=tuple(signal.section), fields=signal.fields)
    text = place.part(field)
    if field == "url" and not spans(reasons, field, len(text)):
        return Markup("")
    return marked(text, reasons, field)


def spanned(text: str, found: Iterable[tuple[int, int]]) -> Markup:
    """A text with what a rule found in it marked."""
    return marked(text, [{"start": a, "end": b, "weight": 1} for a, b in found])


def excerpt(
    text: str, reasons: Sequence[dict[str, Any]], *, around: int = 40, most: int = 220
) -> Markup:
    """A short piece of a text that begins shortly before its first reason."""
    found = [span for span in spans(reasons, "text", len(text)) if span[2]]
    start = 0
    if found and found[0][0] > around * 2 and len(text) > most:
        start = found[0][0] - around
        space = text.find(" ", start, found[0][0])
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + most)
    head, tail = ("…" if start else ""), ("…" if end < len(text) else "")
    return escape(head) + marked(text, reasons, start=start, end=end) + escape(tail)


def safe_url(url: str | None) -> str:
    """An address that may stand in a link: http(s) or nothing. Sites choose what we read."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.netloc else ""


_ESCAPED_LETTERS = re.compile(r"(?:%[89A-F][0-9A-F])+", re.I)


def readable(address: str | None) -> str:
    """An address as people read it: letters in the stead of their bytes ("%E7%AB%B9" is 竹), where
    all of them can be seen. What is escaped in ASCII stays so: it would be read otherwise."""

    def shown(match: re.Match[str]) -> str:
        try:
            letters = unquote(match.group(), errors="strict")
        except UnicodeDecodeError:
            return match.group()
        return letters if letters.isprintable() and " " not in letters else match.group()

    return _ESCAPED_LETTERS.sub(shown, address or "")


# letters of scripts without spaces stand for themselves
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\W_]+")


def compared(value: str, other: str, weight: float | None) -> Markup:
    """One of two values side by side: what agrees is marked, or what speaks against is.

    `weight`: of the field as a whole; None where one of the two does not tell it.
    """
    if weight is None or not value:
        return escape(value)
    against = weight < 0
    theirs = {_plain(word) for word in _WORD.findall(other)}
    words = list(_WORD.finditer(value))
    found = [
        (match.start(), match.end())
        for match in words
        if (_plain(match.group()) in theirs) != against
    ]
    # a number spelt in two ways agrees, and no word of it does; one word is marked as a whole
    if not found or len(words) == 1:
        found = [(0, len(value))]
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and not value[joined[-1][1] : start].strip(" -./,"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return marked(value, [{"start": a, "end": b, "weight": weight} for a, b in joined])


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()
