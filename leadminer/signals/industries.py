"""Which industry a text is about: divisions of ISIC Rev. 4, from a table of what people call them.

For a need it is the industry of what is wanted, for a company that of what it does. Words of
labelled fields ("行业", "Industry") say it best, then the place a text was filed under, the name of
the thing or firm, and its text. In a phrase the last word counts ("food packaging machine" is a
machine), as heads stand last in Chinese, Japanese, Korean and the Germanic languages. Pure.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from leadminer.base.errors import InvalidInput
from leadminer.signals.folding import fold

CONFIDENCE_MIN: Final = 0.5  # below it nothing is said
KEPT_MAX: Final = 3
TEXT_MAX: Final = 600  # letters of a text that are looked at: what it is about stands first
_WORDS_MAX: Final = 4
_CJK_MAX: Final = 8
# confidence of one word by where it stands; further ones of the same industry add to it
_SURE: Final = {"label": 0.9, "name": 0.65, "section": 0.6, "title": 0.55, "text": 0.3}
_SECOND_PHRASE: Final = 0.5  # "machine for food processing": what follows says less
_LABELS: Final = frozenset(
    fold(label)
    for label in (
        "行业", "所属行业", "行业分类", "主营", "主营产品", "主营业务", "经营范围", "产品分类",
        "类别", "类目",
        "industry", "category", "trade", "sector", "line of business", "business type", "products",
        "branche", "secteur", "sector de actividad", "rubro", "業種", "업종", "отрасль",
        "ngành nghề",
    )
)  # fmt: skip
_NAMES: Final = frozenset(
    fold(label)
    for label in (
        "产品", "品名", "产品名称", "采购产品", "采购内容", "求购",
        "product", "item", "looking for",
    )
)  # fmt: skip
_CODES: Final = re.compile(r"^(isic(?: ?v?4)?|isicv4|nace(?: code| rev\.? ?2)?)$")
_BREAK: Final = re.compile(r"[\n,.;:!?()\[\]|/、，。；：！？（）【】《》·—–]| - ")
_LINK: Final = re.compile(
    r"\b(?:for|of|with|used|including|based|to|in|at|by|from|that|which|who|our|my)\b"
)
_WORD: Final = re.compile(r"[^\W_][\w'’&+-]*")
# "food-grade tanks", "食品级搅拌罐": what kind of thing it is, not what it is
_GRADE: Final = re.compile(r"[\s-]*(?:grade|type|style)\b")
_MODIFIED: Final = "级型用式"
_SPACELESS: Final = re.compile(r"[\u0e00-\u0eff\u1100-\u11ff\u3040-\u9fff\uac00-\ud7ff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A section ("C") or division ("C28") with its names and its likes in GB/T 4754-2017."""

    code: str
    names: Mapping[str, str]  # by language: en zh-Hans zh-Hant
    gbt: tuple[str, ...]
    words: tuple[str, ...] = ()

    def name(self, lang: str) -> str:
        """The name in a language of the console; English for any other."""
        return self.names.get(lang, self.names["en"])


@dataclass(frozen=True, slots=True)
class _Hit:
    code: str
    start: int
    end: int
    first_phrase: bool


@cache
def table() -> dict[str, Entry]:
    """Every section and division by code."""
    raw = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        code: Entry(
            code,
            {lang: row[lang] for lang in ("en", "zh-Hans", "zh-Hant")},
            tuple(row["gbt"]),
            tuple(row.get("words", ())),
        )
        for part in ("sections", "divisions")
        for code, row in raw[part].items()
    }


def known_code(code: str) -> str:
    """A section or division as it is kept ("c28" -> "C28"); empty stays so. Raises InvalidInput."""
    found = code.strip().upper()
    if found and found not in table():
        raise InvalidInput(
            f"there is no industry {code!r}; sections are A to U, divisions such as C28 or J62"
        )
    return found


def industries_of(
    *,
    title: str = "",
    text: str = "",
    name: str = "",
    section: Sequence[str] = (),
    fields: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """The likeliest divisions of a text, best first, each with where it stands and how sure it is.

    Rows: {"code", "field", "start", "end", "text", "confidence", "method"}; `name` is a company's.
    Several words of one division add up: 1 - product of (1 - confidence). Where two are equally
    likely, the one that stands first in the order label, section, name, title, text wins.
    """
    parts: list[tuple[str, str, str]] = []
    found: dict[str, dict[str, Any]] = {}
    for label, value in (fields or {}).items():
        folded = fold(label.strip())
        if _CODES.match(folded) and (code := _division(value)):
            found[code] = _row(code, f"fields:{label}", 0, len(value), value, 0.98, "code")
        elif folded in _LABELS:
            parts.append(("label", f"fields:{label}", value[:300]))
        elif folded in _NAMES:
            parts.append(("name", f"fields:{label}", value[:300]))
    parts += [("section", "section", heading) for heading in reversed(section[-3:])]
    parts += [("name", "name", name), ("title", "title", title), ("text", "text", text[:TEXT_MAX])]
    for method, where, words in parts:
        seen: set[str] = set()
        for hit in _hits(fold(words)) if words else ():
            sure = _SURE[method] * (
                1.0 if hit.first_phrase or method == "label" else _SECOND_PHRASE
            )
            if hit.code in seen and method != "text":
                continue  # the same said twice in one place is no more than once
            seen.add(hit.code)
            row = _row(
                hit.code, where, hit.start, hit.end, words[hit.start : hit.end], sure, method
            )
            known = found.setdefault(hit.code, row)
            if known is not row:
                known["confidence"] = round(1 - (1 - known["confidence"]) * (1 - sure), 4)
    rows = sorted(found.values(), key=lambda row: -row["confidence"])
    return [row for row in rows if row["confidence"] >= CONFIDENCE_MIN][:KEPT_MAX]


def _row(code: str, field: str, start: int, end: int, *rest: Any) -> dict[str, Any]:
    text, confidence, method = rest
    return {"code": code, "field": field, "start": start, "end": end, "text": text,
            "confidence": round(confidence, 4), "method": method}  # fmt: skip


def _division(value: str) -> str | None:
    """The division of a stated code: "28", "2822", "C28.22"."""
    match = re.match(r"\s*([A-U])?\s*(\d{2})", value)
    if match is None:
        return None
    for code in table():
        if code[1:] == match[2] and match[1] in (None, code[0]):
            return code
    return None


@cache
def _aliases() -> dict[str, str]:
    """Folded words -> code; English ones without their plural ending."""
    known: dict[str, str] = {}
    for code, entry in table().items():
        for word in entry.words:
            key = " ".join(_singular(part) for part in _WORD.findall(fold(word)))
            known.setdefault(key, code)
    return known


def _singular(word: str) -> str:
    if len(word) > 4 and word.isascii():
        for ending, put in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh")):
            if word.endswith(ending):
                return word[: -len(ending)] + put
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return word[:-1]
    return word


def _hits(folded: str) -> Iterator[_Hit]:
    """What stands in a folded text: of each phrase the last word, its head."""
    begin, first = 0, True
    for end in [*(m.start() for m in _BREAK.finditer(folded)), len(folded)]:
        clause_begin = begin
        for stop in [*(begin + m.start() for m in _LINK.finditer(folded[begin:end])), end]:
            found = list(_words(folded, clause_begin, stop))
            if found:
                last = found[-1]
                yield _Hit(last.code, last.start, last.end, first)
                first = False
            clause_begin = stop
        begin = end + 1
        first = first or end < len(folded)


def _words(folded: str, begin: int, end: int) -> Iterator[_Hit]:
    """Words of the table between two places, in order, the longest at each place."""
    known = _aliases()
    words = list(_WORD.finditer(folded, begin, end))
    free = begin
    for number, word in enumerate(words):
        if word.start() < free:
            continue
        if _SPACELESS.search(word.group()):
            for hit in _inside(word.start(), word.group(), known):
                yield hit
                free = hit.end
            continue
        for count in range(min(_WORDS_MAX, len(words) - number), 0, -1):
            run = words[number : number + count]
            code = known.get(" ".join(_singular(part.group()) for part in run))
            if code:
                free = run[-1].end()
                if not _GRADE.match(folded, free):
                    yield _Hit(code, run[0].start(), free, first_phrase=True)
                break


def _inside(at: int, run: str, known: Mapping[str, str]) -> Iterator[_Hit]:
    """Words of a script without spaces, inside a run of its letters."""
    place = 0
    while place < len(run):
        for length in range(min(_CJK_MAX, len(run) - place), 1, -1):
            code = known.get(run[place : place + length])
            if code and run[place + length : place + length + 1] not in tuple(_MODIFIED):
                yield _Hit(code, at + place, at + place + length, first_phrase=True)
                place += length
                break
        else:
            place += 1
