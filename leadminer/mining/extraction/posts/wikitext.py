"""Discussions on wiki pages: sections, comments by their signatures, replies by their indentation.

Signatures are MediaWiki's: a link to a user's page, talk or contributions, then the time
(https://www.mediawiki.org/wiki/Help:Signatures). Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Final

import mwparserfromhell

from leadminer.mining.extraction.html.texts import one_line
from leadminer.mining.extraction.values.dates import Zone, read_time

TEXT_MAX: Final = 500_000  # characters of one page; a longer one is read so far
_HEADING: Final = re.compile(
    r"^(={1,6})[ \t]*+(.+?)(?<![ \t])[ \t]*+\1[ \t]*+(?:<!--.*?-->[ \t]*+)*$", re.M
)
_TIME: Final = re.compile(
    r"(?P<time>[^\[\]{}|<>\n]{0,40}?\d{1,2}[:.]\d{2}[^\[\]{}|<>\n]{0,60}?)\s*\((?P<zone>[A-Z]{2,5}(?:[+-]\d+)?)\)"
)
_LINK: Final = re.compile(r"\[\[\s*+:?\s*+([^\[\]|#]{1,120})(?:[|#/][^\[\]]*)?\]\]")
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d{2}")
_INDENT: Final = re.compile(r"^[:*#;]+")
_OUTDENT: Final = re.compile(r"\{\{\s*(?:od|outdent|unindent)\b[^{}]*\}\}", re.I)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.S)
_DROPPED: Final = re.compile(
    r"<(ref|gallery|math|score|timeline)\b[^<>]*?(?:/>|>.*?</\1\s*>)", re.S | re.I
)
_PRESIGNED: Final = re.compile(
    r"(?:<small\b[^<>]*>)?(?<!\s)\s*+[—–-]{0,2}\s*+"
    r"(?:Preceding\b.{0,80}?\bcomment added by|comment added by)?\s*$",
    re.I | re.S,
)
_WORD: Final = re.compile(r"[^\W\d_\u2e80-\uffff]{2,}")
_TAIL: Final = re.compile(r"(?:\s|</?[a-z]\w*[^<>]*>|'{2,5}|[.)…])*", re.I)
_PUNCTUATION: Final = " \t\n—–-~·•|/,;()'\""


@dataclass(frozen=True, slots=True)
class Wiki:
    """What must be known of a wiki: the names of its user space, and the zone of its signatures."""

    user_names: frozenset[str]  # lower case, with blanks: "user", "user talk", "benutzer"
    contributions: frozenset[str] = frozenset({"special:contributions"})
    zone: Zone = field(default_factory=Zone)


@dataclass(frozen=True, slots=True)
class Comment:
    """What one person wrote at one place. `depth` 0 begins a thread."""

    text: str
    author: str = ""
    posted: datetime | None = None
    depth: int = 0
    goes_on: bool = False  # what stands above, back at the margin ({{outdent}})


@dataclass(slots=True)
class Section:
    """A section of a page with its comments; without a name it is the page's beginning."""

    name: str
    comments: list[Comment] = field(default_factory=list)
    rest: str = ""  # what nobody signed

    def thread(self) -> tuple[Comment, list[Comment]] | None:
        """Its first comment and the others; None if nobody wrote anything."""
        return (self.comments[0], self.comments[1:]) if self.comments else None

    def answered(self) -> list[int | None]:
        """Which comment each one answers, by its place: the nearest above that is indented less.
        None where that is the first or none: it answers the thread."""
        found: list[int | None] = []
        above: list[tuple[int, int]] = []  # depth and number; each deeper than the one before
        for n, comment in enumerate(self.comments):
            while above and above[-1][0] >= comment.depth and not comment.goes_on:
                above.pop()
            found.append(above[-1][1] or None if above else None)
            above = [(0, n)] if comment.goes_on else [*above, (comment.depth, n)]
        return found


def zone_of(offset_minutes: int) -> tzinfo:
    """The zone of a wiki, as its siteinfo tells it."""
    return timezone(timedelta(minutes=max(-1439, min(1439, offset_minutes))))


def read_sections(source: str, wiki: Wiki, *, now: datetime) -> list[Section]:
    """The sections of a page and who wrote what in each."""
    source = _COMMENT.sub("", source[:TEXT_MAX])
    marks = list(_HEADING.finditer(source))
    ends = [*(m.start() for m in marks), len(source)]
    sections = [_section("", source[: ends[0]], wiki, now)]
    for n, mark in enumerate(marks):
        name = plain_text(mark.group(2))
        body = source[mark.end() : ends[n + 1]]
        level = len(mark.group(1))
        if level > 2 and sections and not _is_signed(body, wiki) and sections[-1].name:
            sections[-1].rest += f"\n{name}\n{plain_text(body)}"
            continue
        sections.append(_section(name, body, wiki, now))
    return [s for s in sections if s.comments or s.rest.strip()]


def _is_signed(body: str, wiki: Wiki) -> bool:
    return any(_signature(body, m, wiki) for m in _TIME.finditer(body))


def _section(name: str, body: str, wiki: Wiki, now: datetime) -> Section:
    section = Section(name)
    start = 0
    for match in _TIME.finditer(body):
        found = _signature(body, match, wiki)
        if found is None or found[0] < start:
            continue
        begin, author = found
        said = _PRESIGNED.sub("", body[start:begin])
        posted = read_time(f"{match['time']} ({match['zone']})", now=now, zone=wiki.zone)
        stop = body.find("\n", match.end())
        start = stop if stop >= 0 else len(body)
        text = plain_text(said)
        if text:
            goes_on = _OUTDENT.search(said) is not None
            section.comments.append(Comment(text, author, posted, _depth(said), goes_on))
    section.rest = plain_text(body[start:])
    return section


def _signature(body: str, match: re.Match[str], wiki: Wiki) -> tuple[int, str] | None:
    """Where a signature begins that ends with this time, and whose it is."""
    line_start = body.rfind("\n", 0, match.start()) + 1
    before = body[max(line_start, match.start("time") - 600) : match.start("time")]
    base = match.start("time") - len(before)
    clock = _CLOCK.search(match["time"])
    words = _WORD.findall(match["time"][: clock.start()]) if clock else []
    is_dated = re.search(r"\d{4}", match["time"][: clock.start()]) if clock else None
    if clock is None or len(words) > (2 if is_dated else 1) or not _ends(body, match.end()):
        return None
    author, begin = "", -1
    for link in reversed(list(_LINK.finditer(before))):
        name = _user_of(link.group(1), wiki)
        if not name or (author and name != author):
            break
        between = before[link.end() : begin - base if begin >= 0 else len(before)]
        if len(plain_text(between).strip(_PUNCTUATION)) > (30 if begin >= 0 else 40):
            break
        author, begin = name, base + link.start()
    if begin < 0:
        return None
    # the markup in front of a name (a span, an italic) belongs to it
    lead = re.search(r"(?:<[a-z]+\b[^<>\n]*>|'{2,5}|\s|[—–~(-])*$", body[line_start:begin], re.I)
    return (begin - len(lead.group()) if lead else begin), author


def _ends(body: str, at: int) -> bool:
    """Whether nothing but the end of markup follows on the line: a signature stands last."""
    stop = body.find("\n", at)
    return bool(_TAIL.fullmatch(body[at : stop if stop >= 0 else at + 200][:200]))


def _user_of(target: str, wiki: Wiki) -> str:
    words = target.replace("_", " ").strip()
    space, mark, name = words.partition(":")
    if mark and space.strip().lower() in wiki.user_names:
        return name.strip().split("/")[0]
    head, slash, name = words.partition("/")
    if slash and head.strip().lower() in wiki.contributions:
        return name.strip()
    return ""


def _depth(said: str) -> int:
    lines = [line for line in said.splitlines() if line.strip()]
    if not lines or _OUTDENT.search(said):
        return 1 if lines and _OUTDENT.search(said) else 0
    found = _INDENT.match(lines[0].strip())
    return len(found.group()) if found else 0


def plain_text(source: str) -> str:
    """Wikitext as one reads it: no templates, no references, no markup; one line a block."""
    if not re.search(r"[\[\]{}<>&'*#:;|=]", source):
        return _lines(source)
    source = _DROPPED.sub("", source)
    try:
        code = mwparserfromhell.parse(source, skip_style_tags=False)
        for link in list(code.filter_wikilinks(recursive=True)):
            if _is_file(str(link.title)):
                code.remove(link)
        text = code.strip_code(normalize=True, collapse=True)
    except (ValueError, RecursionError, mwparserfromhell.parser.ParserError):
        text = re.sub(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]|<[^<>]*>|'{2,5}", r"\1", source)
    return _lines(text)


def _is_file(title: str) -> bool:
    space = title.partition(":")[0].strip().lower()
    return space in (
        "file",
        "image",
        "datei",
        "bild",
        "category",
        "kategorie",
        "文件",
        "分类",
        "fichier",
    )


def _lines(text: str) -> str:
    lines = (one_line(_INDENT.sub("", line.strip())) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def user_spaces(namespaces: Collection[tuple[int, str]]) -> frozenset[str]:
    """The names of the spaces 2 and 3 (User, User talk) among (number, name)."""
    names = {
        name.replace("_", " ").strip().lower() for number, name in namespaces if number in (2, 3)
    }
    return frozenset(names | {"user", "user talk"})
