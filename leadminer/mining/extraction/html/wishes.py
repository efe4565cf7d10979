"""What a page says robots may do with it: X-Robots-Tag and meta robots, ours by name or all's, and
the reservation of text and data mining (TDMRep, W3C community report 2024, by header, meta, file).
"""

from __future__ import annotations

import fnmatch
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

AGENT: Final = "leadminer"
TDM_FILE: Final = "/.well-known/tdmrep.json"
_RULES_MAX: Final = 1000
# rules with a value, whose colon does not end a robot's name
_VALUED: Final = re.compile(
    r"^(?:unavailable_after|max-snippet|max-image-preview|max-video-preview)\s*:", re.I
)
_NAMED: Final = re.compile(r"^\s*([\w.*-]+)\s*:\s*+(.*)$", re.S)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked of us about one page."""

    noindex: bool = False
    nofollow: bool = False
    tdm_reserved: bool | None = None  # None: nothing is said here

    def and_(self, other: Wishes) -> Wishes:
        """Both together; what `other` says of mining counts more."""
        tdm = self.tdm_reserved if other.tdm_reserved is None else other.tdm_reserved
        return Wishes(self.noindex or other.noindex, self.nofollow or other.nofollow, tdm)


def wishes_of_headers(robots: Iterable[str], tdm: str = "", *, now: datetime) -> Wishes:
    """Of all X-Robots-Tag headers and the tdm-reservation header."""
    words: set[str] = set()
    for header in robots:
        for_us = True
        for part in _parts(header):
            named = None if _VALUED.match(part.strip()) else _NAMED.match(part)
            if named:  # holds for what follows in this header
                for_us = named.group(1).lower() in (AGENT, "*")
                part = named.group(2)
            if for_us:
                words.add(part.strip().lower())
    return _of_words(words, tdm, now)


def wishes_of_meta(meta: Mapping[str, str], *, now: datetime) -> Wishes:
    """Of a page's meta elements, by name in small letters."""
    words: set[str] = set()
    for name in ("robots", AGENT, "x-robots-tag"):
        for part in _parts(meta.get(name, "").lower()):
            words |= {part.strip()} if _VALUED.match(part.strip()) else set(part.split())
    return _of_words(words, meta.get("tdm-reservation", ""), now)


def _parts(text: str) -> list[str]:
    """The rules of one line. A date may hold a comma: `unavailable_after: Sunday, 15-Aug-27 ...`"""
    parts: list[str] = []
    for part in re.split("[,;]", text):
        follows = parts and re.fullmatch(r"\s*unavailable_after\s*:\s*[A-Za-z]+", parts[-1], re.I)
        if follows:
            parts[-1] += "," + part
        else:
            parts.append(part)
    return parts


def _is_over(words: set[str], now: datetime) -> bool:
    """Whether a page was to be kept only until a time that has come."""
    for word in words:
        name, _, value = word.partition(":")
        if name.strip() != "unavailable_after":
            continue
        until = _moment(value.strip())
        if until is not None and until <= now:
            return True
    return False


def _moment(text: str) -> datetime | None:
    """A time in one of the forms the rule is written in: ISO 8601, RFC 822, RFC 850."""
    readings: tuple[tuple[Callable[[str], datetime], str], ...] = (
        (datetime.fromisoformat, text.upper()), (parsedate_to_datetime, text),
    )  # fmt: skip
    for read, written in readings:
        try:
            found = read(written)
        except (ValueError, TypeError, IndexError):
            continue
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None


def _of_words(words: set[str], tdm: str, now: datetime) -> Wishes:
    none = "none" in words
    reserved = {"1": True, "0": False}.get(tdm.strip())
    noindex = none or "noindex" in words or _is_over(words, now)
    return Wishes(noindex, none or "nofollow" in words, reserved)


@dataclass(frozen=True, slots=True)
class TdmFile:
    """A site's tdmrep.json: (location pattern, reserved), in order; the first that fits counts."""

    rules: tuple[tuple[str, bool], ...] = ()

    def reserves(self, url: str) -> bool:
        """Whether mining of an address is reserved."""
        path = urlsplit(url).path or "/"
        for pattern, reserved in self.rules:
            if fnmatch.fnmatchcase(path, pattern):
                return reserved
        return False


def read_tdm_file(text: str) -> TdmFile:
    """Read a tdmrep.json; what is no such file reserves nothing."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return TdmFile()
    rules = []
    for each in (told if isinstance(told, list) else [])[:_RULES_MAX]:
        if isinstance(each, dict) and isinstance(each.get("location"), str):
            pattern = re.sub(r"[\[\]?]", lambda m: f"[{m.group()}]", each["location"][:500])
            ends = pattern.endswith("$")
            pattern = pattern.removesuffix("$") if ends else pattern.rstrip("*") + "*"
            rules.append((pattern, each.get("tdm-reservation") in (1, "1", True)))
    return TdmFile(tuple(rules))
