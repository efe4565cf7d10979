"""What pages tell of a company, value by value, and which of several counts.

Nothing that was told is thrown away. Of the values of one field that one counts which was found the
surest way; of equals the one that more pages tell; of equals the one read first. What a page told
once and tells no more (`gone`) counts only where nothing else is known. What a provider answered
(`method` "provider") counts only where no page tells the field, however sure it says it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from math import prod
from typing import Any, Final
from urllib.parse import urlsplit

from leadminer.signals.rules import squeezed

FIELDS: Final = ("name", "phone", "email", "site", "address", "country")
ASKED_FIELDS: Final = (*FIELDS, "industry", "size", "lei")  # what providers may answer
PROVIDER: Final = "provider"
# each value as kept in a company's row: {"field", "value", "extension"?, "raw", "method",
# "confidence", "source" (the page), "observed_at" (ISO 8601), "reason"?, "provider"?, "gone"?}
Value = Mapping[str, Any]
_SEVERAL: Final = frozenset({"phone", "email"})  # a company may well have two of them
_SOURCES_MAX: Final = 5  # pages that are named for one value


def chosen(values: Sequence[Value]) -> dict[str, Value]:
    """Of each field the value that counts."""
    found: dict[str, Value] = {}
    for field in ASKED_FIELDS:
        mine = [value for value in values if value["field"] == field]
        if mine:
            found[field] = max(mine, key=lambda value: _weight(value, mine))
    return found


def extension_of(values: Sequence[Value], number: str) -> str:
    """The extension that goes with a number: one place may leave it out."""
    mine = (v.get("extension") for v in values if v["field"] == "phone" and v["value"] == number)
    return next((str(extension) for extension in mine if extension), "")


def conflicts(values: Iterable[Value]) -> list[str]:
    """Fields of which different things are told."""
    told: dict[str, set[str]] = {}
    for value in values:
        told.setdefault(value["field"], set()).add(same_as(value["field"], value["value"]))
    return [field for field in ASKED_FIELDS if len(told.get(field, ())) > 1]


def confidences(values: Sequence[Value]) -> dict[str, float]:
    """Of each field, how sure the value is that counts (0..1).

    Each way of finding has its own confidence. What several sites tell is surer than what one does
    (as if each erred by itself; pages of one site err together and count as the surest of them);
    what others contradict is less sure, by the share of all that speaks for it.
    """
    found = {}
    for field, best in chosen(values).items():
        told: dict[str, dict[str, float]] = {}  # value -> site -> confidence
        for value in values:
            if value["field"] == field and (not value.get("gone") or value is best):
                same = same_as(field, value["value"])
                site = urlsplit(value.get("source", "")).netloc.lower()
                sites = told.setdefault(same, {})
                sites[site] = max(sites.get(site, 0.0), value["confidence"])
        odds = {
            same: 1.0 - prod(1.0 - each for each in sites.values()) for same, sites in told.items()
        }
        mine = odds.pop(same_as(field, best["value"]))
        rival = max(odds.values(), default=0.0)
        doubt = 1.0 - rival if field not in _SEVERAL else 1.0
        found[field] = round(mine * doubt / (mine * doubt + (1.0 - mine) * max(rival, doubt)), 3)
    return found


def merged(known: Sequence[Value], read: Sequence[Value]) -> list[dict[str, Any]]:
    """What was known with what was read now. A page read again speaks for itself anew."""
    again = {value["source"] for value in read if value.get("source")}
    fresh: dict[tuple[str, str, str], dict[str, Any]] = {}
    for value in read:  # what a page tells in two ways is told in the surer one
        twin = fresh.get(_identity(value))
        if twin is None or twin["confidence"] < value["confidence"]:
            fresh[_identity(value)] = {**(twin or {}), **value}
    found: list[dict[str, Any]] = []
    for value in known:
        newer = fresh.pop(_identity(value), None)
        if newer is not None:
            surer = max(value["confidence"], newer["confidence"])
            found.append({**value, **newer, "confidence": surer})
        elif value.get("source") in again and _told_otherwise(value, read):
            found.append({**value, "gone": True})
        else:
            found.append(dict(value))
    told: dict[tuple[str, str], list[dict[str, Any]]] = {}
    found += fresh.values()
    for value in found:
        told.setdefault((value["field"], same_as(value["field"], value["value"])), []).append(value)
    beyond: set[int] = set()  # a page that tells more, and surer, is named before neighbours of it
    for same in told.values():
        ranked = sorted(same, key=lambda v: (not v.get("extension"), -v["confidence"]))
        beyond.update(map(id, ranked[_SOURCES_MAX:]))
    return [value for value in found if id(value) not in beyond]


def with_answer(
    known: Sequence[Value], answered: Sequence[Value], provider: str
) -> list[dict[str, Any]]:
    """What was known with a provider's newest answer; it touches no value of anybody else.

    What the provider told before and tells no more is kept as gone. Values without the provider's
    name and method get them.
    """
    fresh = {
        _identity(value): {**value, "method": PROVIDER, "provider": provider} for value in answered
    }
    kept = []
    for value in known:
        if not _is_answer(value) or value.get("provider") != provider:
            kept.append(dict(value))
        elif _identity(value) not in fresh:
            kept.append({**value, "gone": True})
    return kept + list(fresh.values())


def answered_company(
    company: Mapping[str, Any], answered: Sequence[Value], provider: str, *, page: Value
) -> dict[str, Any]:
    """A company's row with a provider's newest answer beside what pages told.

    `page`: method, confidence, source and time of a field that a row has without a value's
    evidence (rows of old, and of imports), so that it, too, counts before the answer.
    """
    known = [dict(value) for value in company.get("values", ())] or [
        {"field": field, "value": str(company[field]), **page}
        for field in FIELDS
        if company.get(field)
    ]
    return as_company(company, with_answer(known, answered, provider))


def page_told(company: Mapping[str, Any]) -> dict[str, Any]:
    """A company's row as it would be had no provider been asked: who it is rests on this alone."""
    values = [value for value in company.get("values", ()) if not _is_answer(value)]
    if len(values) == len(company.get("values", ())):
        return dict(company)
    bare = {name: value for name, value in company.items() if name not in ASKED_FIELDS}
    return as_company(bare | dict.fromkeys(FIELDS, ""), values)


def as_company(company: Mapping[str, Any], values: Sequence[Value]) -> dict[str, Any]:
    """A company's row with these values and what counts of them."""
    best = {field: value["value"] for field, value in chosen(values).items()}
    number = best.get("phone", company.get("phone", ""))
    extension = extension_of(values, number) or (
        company.get("extension", "") if number == company.get("phone") else ""
    )
    return {
        **company, **best, "extension": extension, "values": [dict(v) for v in values],
        "conflicts": conflicts(values), "confidence": confidences(values),
    }  # fmt: skip


def same_as(field: str, value: str) -> str:
    """What makes two spellings one value."""
    if field == "site":
        return (urlsplit(value).hostname or value).removeprefix("www.").casefold()
    if field in ("name", "address"):
        return re.sub(r"[\W_]+", "", squeezed(value))
    return value.casefold()


def _is_answer(value: Value) -> bool:
    return value.get("method") == PROVIDER


def _weight(value: Value, others: Sequence[Value]) -> tuple[bool, bool, float, int]:
    same = same_as(value["field"], value["value"])
    sources = {
        o["source"] for o in others if o.get("source") and same_as(o["field"], o["value"]) == same
    }
    return not value.get("gone"), not _is_answer(value), value["confidence"], len(sources)


def _identity(value: Value) -> tuple[str, str, str]:
    field = value["field"]
    return field, same_as(field, value["value"]), value.get("source", "")


def _told_otherwise(value: Value, read: Sequence[Value]) -> bool:
    """Whether a page that told this tells something else in its place."""
    return any(
        new["field"] == value["field"] and new.get("source") == value["source"] for new in read
    )
