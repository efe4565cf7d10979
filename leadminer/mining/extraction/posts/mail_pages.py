"""Mails shown as they came: a `pre` that begins with the head of a mail (RFC 5322) and holds its
text, one or many on a page."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line
from leadminer.mining.extraction.places.addresses import absolute
from leadminer.mining.extraction.posts.mail_text import own_lines
from leadminer.mining.extraction.values.contacts import email_contact
from leadminer.mining.extraction.values.dates import Zone, read_time
from leadminer.mining.extraction.values.items import Post

METHOD: Final = "mails"
_PAGES_MAX: Final = 2_000  # mails of one page
_FROM: Final = re.compile(r"(?m)^From:[ \t]*(\S.*)$")
_FIELD: Final = re.compile(r"(?m)^[ \t]*([A-Za-z][\w-]{1,30}):[ \t]*(.*(?:\n[ \t]+(?![\w-]+:).*)*)")
_ADDRESS: Final = re.compile(r"<([^<>\s]{1,200}@[^<>\s]+)>|(?<!\S)(\S+@[\w.-]+\.[a-z]{2,})", re.I)
# "From: Ann @ 2026-11-22  2:36 UTC (permalink / raw)"
_SAID_AT: Final = re.compile(
    r"^(.*?)(?<!\s)\s++@\s++(\d{4}-\d\d-\d\d\s++\d{1,2}:\d\d)(?::\d\d)?\s*(?:UTC|Z)?"
)
_HEAD: Final = frozenset({"from", "to", "subject", "date", "message-id", "in-reply-to", "cc"})
_DAY: Final = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_ROWS_MIN: Final = 3
_BESIDE_MAX: Final = 25  # letters beside each link
_HEAD_MAX: Final = 6_000  # letters before the text


def mails_of(body: HtmlElement, *, now: datetime, zone: Zone) -> list[Post]:
    """The mails of a page in its order, where they are most of what it says; replies are marked."""
    found: list[Post] = []
    heads: list[dict[str, str]] = []
    letters = 0
    for pre in islice(body.iter("pre"), _PAGES_MAX):
        text = "".join(str(part) for part in pre.itertext())
        post, head, is_whole = _mail(pre, text, now=now, zone=zone)
        if post is not None:
            found.append(post)
            heads.append(head)
            letters += len(text) if not is_whole else len(line_of(body))
    numbers = {head["message-id"]: post for post, head in zip(found, heads, strict=True)
               if "message-id" in head}  # fmt: skip
    for post, head in zip(found[1:], heads[1:], strict=True):
        post.is_reply = True
        post.answers = numbers.get(head.get("in-reply-to", ""))
        post.says_whom = post.answers is not None
    return found if letters * 2 >= len(line_of(body)) else []


def links_in_mails(body: HtmlElement, base: str) -> set[HtmlElement]:
    """What leads from a mail to itself: its raw form, other views of its thread."""
    found: set[HtmlElement] = set()
    for pre in body.iter("pre"):
        begins = _FROM.search("".join(str(part) for part in pre.itertext())[:_HEAD_MAX])
        if begins is not None and _SAID_AT.match(begins[1]):
            found.update(pre.iter("a"))  # each mail once more, on a page of its own
    below = base.partition("?")[0].partition("#")[0]
    if not found and below.endswith("/"):  # on a mail's own page: what stands below its address
        links = ((a, absolute(base, a.get("href"))) for a in body.iter("a"))
        found = {a for a, url in links if url and url.startswith(below) and url != below}
    return found


def is_list_of_mails(body: HtmlElement) -> bool:
    """Whether much of a page is one text of links to threads, each with its day."""
    for pre in islice(body.iter("pre"), _PAGES_MAX):
        links = [line_of(a) for a in pre.iter("a")]
        whole = "".join(str(part) for part in pre.itertext())
        days = len(_DAY.findall(whole))
        # the last page of a list may be shorter than what stands around it
        rest = 0 < len(links) == days and not one_line(pre.text)
        if (len(links) < _ROWS_MIN and not rest) or len(whole) * 6 < len(line_of(body)):
            continue
        beside = sum(c.isalpha() for c in whole) - sum(c.isalpha() for t in links for c in t)
        if days * 2 >= len(links) and beside <= _BESIDE_MAX * len(links):
            return True
    return False


def _mail(
    pre: HtmlElement, text: str, *, now: datetime, zone: Zone
) -> tuple[Post | None, dict[str, str], bool]:
    """The mail in an element and its head; whether that can be nothing else."""
    begins = _FROM.search(text[:_HEAD_MAX])
    ends = text.find("\n\n", begins.end()) if begins else -1
    if begins is None or ends < 0:
        return None, {}, False
    head = {m[1].lower(): one_line(m[2]) for m in _FIELD.finditer(text[begins.start() : ends])}
    sender = begins[1]
    said = _SAID_AT.match(sender)
    if said:
        sender, posted = said[1], read_time(f"{said[2]}Z", now=now, zone=zone)
    else:
        posted = _moment(head.get("date", ""), now=now, zone=zone)
    words = own_lines(_without_controls(pre, text[ends:].strip("\n")))
    words = "\n".join(line for each in words.split("\n") if (line := one_line(each)))
    if posted is None or not words:
        return None, {}, False
    address = _ADDRESS.search(sender)
    name = one_line(sender[: address.start()] if address else sender).strip("\"' ,")
    mail = email_contact(address[1] or address[2], "text") if address else None
    anchor = next((e.get("id") or "" for e in pre.iter() if e is not pre and e.get("id")), "")
    post = Post(
        words,
        author=name or (mail.value.partition("@")[0] if mail else ""),
        posted=posted.astimezone(UTC),
        anchor=anchor,
        is_reply="in-reply-to" in head or ("message-id" not in head and _is_answer(head)),
        contacts=[mail] if mail else [],
        method=METHOD,
    )
    return post, head, said is not None or len(_HEAD & set(head)) >= 4


def _is_answer(head: dict[str, str]) -> bool:
    return bool(re.match(r"(?:re|aw|sv|antw)\s*[:：]", head.get("subject", ""), re.I))


def _moment(text: str, *, now: datetime, zone: Zone) -> datetime | None:
    bare = re.sub(r"\s*\[.*$", "", text)
    try:
        found = parsedate_to_datetime(bare)
    except (ValueError, TypeError, IndexError):
        return read_time(bare, now=now, zone=zone)
    return found if found.tzinfo else found.replace(tzinfo=zone.tz)


def _without_controls(pre: HtmlElement, text: str) -> str:
    """A mail's text without the lines of links that an archive sets below it."""
    links = sorted({line_of(a) for a in pre.iter("a")} - {""}, key=len, reverse=True)
    lines = text.split("\n")
    while lines:
        rest = lines[-1]
        for link in links:
            rest = rest.replace(link, " ")
        if rest == lines[-1] and rest.strip():
            break
        if any(c.isalnum() for c in rest):
            break
        lines.pop()
    return "\n".join(lines)
