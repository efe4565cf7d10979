"""RSS, Atom and JSON Feed: what is new on a site, and where it stands. Pure."""

from __future__ import annotations

import io
import json
import logging
import re
from calendar import timegm
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import feedparser

from leadminer.mining.extraction.html.encoding import decode
from leadminer.mining.extraction.html.parsing import parse_html
from leadminer.mining.extraction.html.texts import one_line, text_of
from leadminer.mining.extraction.places.addresses import absolute

logger = logging.getLogger(__name__)

ENTRIES_MAX: Final = 2000
_PROLOG: Final = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed. `url` is empty where it names no page."""

    url: str
    guid: str
    title: str = ""
    text: str = ""
    author: str = ""
    posted: datetime | None = None
    changed: datetime | None = None
    is_whole: bool = False  # the text is all there is, not the beginning of it
    section: tuple[str, ...] = ()


@dataclass(slots=True)
class FeedReading:
    """What one feed holds."""

    title: str = ""
    home: str = ""  # the page it is the feed of
    older: str = ""  # where it goes on, back in time (RFC 5005)
    entries: list[Entry] = field(default_factory=list)


def read_feed(body: bytes, url: str, content_type: str = "") -> FeedReading | None:
    """Read one; None if it is none. Broken feeds give what can be read of them. Never raises.

    `url`: where it stood, for relative addresses.
    """
    text = _text(body, content_type)
    try:
        if text.startswith("{"):
            return _of_json(text, url)
        return _of_xml(text, url)
    except Exception as error:  # a library meets what nobody thought of: this feed is not read
        logger.warning("a feed could not be read: %s", type(error).__name__)
        return None


def _text(body: bytes, content_type: str) -> str:
    for mark, charset in ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be")):
        if body.startswith(mark):
            return body.decode(charset, "replace")
    return decode(body, content_type).text.lstrip("\ufeff \t\r\n")


def _of_xml(text: str, url: str) -> FeedReading | None:
    # a stream, never the text itself: the library would take a text for the name of a file
    stream = io.BytesIO(_PROLOG.sub("", text, count=1).encode("utf-8", "replace"))
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    told: Any = feedparser.parse(stream, response_headers=headers)
    if not told.get("version") and not told.entries:
        return None
    reading = FeedReading(one_line(told.feed.get("title")), _link(told.feed.get("link"), url))
    for link in told.feed.get("links", ()):
        if link.get("rel") in ("next", "prev-archive"):
            reading.older = _link(link.get("href"), url)
    for row in told.entries[:ENTRIES_MAX]:
        reading.entries.append(_entry(row, url))
    return reading


def _entry(row: Any, url: str) -> Entry:
    contents = [c.get("value", "") for c in row.get("content", ())]
    markup = max([*contents, row.get("summary", "")], key=len)
    # the library's own `get` takes the one for the other
    posted, changed = (_moment(dict.get(row, n)) for n in ("published_parsed", "updated_parsed"))
    guid = str(row.get("id", ""))
    target = _link(row.get("link"), url)
    target = (
        next((_link(link.get("href"), url) for link in row.get("links", ()) if _is_page(link)), "")
        or target
    )
    return Entry(
        url=target,
        guid=guid or target,
        title=one_line(_title(row)),
        text=_plain(markup),
        author=one_line(row.get("author_detail", {}).get("name") or row.get("author", "")),
        posted=posted or changed,
        changed=changed or posted,
        is_whole=bool(contents),
        section=tuple(t.get("label") or t.get("term") or "" for t in row.get("tags", ()))[:5],
    )


def _of_json(text: str, url: str) -> FeedReading | None:
    told = json.loads(text)
    if not isinstance(told, dict) or "jsonfeed.org" not in str(told.get("version")):
        return None
    reading = FeedReading(
        one_line(str(told.get("title") or "")),
        _link(told.get("home_page_url"), url),
        _link(told.get("next_url"), url),
    )
    rows = told.get("items")
    for row in rows[:ENTRIES_MAX] if isinstance(rows, list) else ():
        if isinstance(row, dict):
            reading.entries.append(_item(row, url))
    return reading


def _item(row: dict[str, Any], url: str) -> Entry:
    authors = row.get("authors")
    author = authors[0] if isinstance(authors, list) and authors else row.get("author")
    name = author.get("name") if isinstance(author, dict) else ""
    posted, changed = _iso(row.get("date_published")), _iso(row.get("date_modified"))
    whole = row.get("content_html") or row.get("content_text")
    markup = str(row.get("content_html") or "")
    plain = _plain(markup) if markup else str(row.get("content_text") or row.get("summary") or "")
    target = _link(row.get("url"), url)
    tags = row.get("tags")
    return Entry(
        url=target,
        guid=str(row.get("id") or target),
        title=one_line(str(row.get("title") or "")),
        text=plain,
        author=one_line(str(name or "")),
        posted=posted or changed,
        changed=changed or posted,
        is_whole=bool(whole),
        section=tuple(str(t) for t in tags[:5]) if isinstance(tags, list) else (),
    )


def _is_page(link: Any) -> bool:
    """Whether a link of an entry is the page of it, no file and no other form of it."""
    kind = link.get("type", "text/html")
    return link.get("rel") == "alternate" and kind in ("text/html", "application/xhtml+xml")


def _link(value: Any, base: str) -> str:
    return (absolute(base, value) or "") if isinstance(value, str) else ""


def _title(row: Any) -> str:
    title = str(row.get("title", ""))
    is_text = row.get("title_detail", {}).get("type") == "text/plain"
    return title if is_text and "&" not in title else _plain(title)


def _plain(markup: str) -> str:
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    root = parse_html(markup)
    return text_of(root) if root is not None else ""


def _moment(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _iso(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
