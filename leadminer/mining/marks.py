"""Where on a page somebody is named as author and where a posting time stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.addresses import absolute, is_profile
from leadminer.mining.dates import Zone, read_time
from leadminer.mining.texts import UNREAD, is_hidden, line_of, one_line

_DATE_LIKE: Final = re.compile(
    r"\d[./:年月-]\s?\d|\d\s*(?:日|号|號)|前|ago\b|昨天|今天|昨日|今日|刚刚|剛剛|"
    r"yesterday|today|just now|heute|gestern|\bvor\s"
    r"|\d{1,2}(?:st|nd|rd|th|\.)?,?\s+[A-Za-zäéû]{3,9}|[A-Za-zäéû]{3,9}\.?\s+\d{1,2}\b",
    re.I,
)
_NOT_POSTING: Final = re.compile(
    r"joined|registered|member since|last (?:seen|visit|login|active)|edited|"
    r"modified|updated|注册|註冊|编辑|編輯|修改|"
    r"更新|最后登录|最後登入|在线|线上|birthday|expires|deadline|截止|交期|成立|"
    r"since \d{4}$|geändert|bearbeitet|mitglied seit",
    re.I,
)
_POSTING_WORDS: Final = re.compile(
    r"发表于|發表於|发表|發表|发布于|发布|發布|发帖|楼主|時間|时间|日期|回复于|"
    r"提问于|asked|answered|posted|on|at|by|wrote|said|says|"
    r"replied|commented|started|geschrieben|am|um|uhr|von|投稿日時|投稿|[»|"
    r"·•,，:：()\[\]—-]|\d+\s*(?:楼|樓|#)|(?:clock|date|time|edt|est|utc|gmt)",
    re.I,
)
_AUTHOR_CLASS: Final = re.compile(
    r"(?:^|[-_ ])(?:author|username|user-?_?name|nick(?:name)?|poster|post-?author|"
    r"postedby|byline|member-?name|"
    r"display-?name|auth|authi|p-author|fn|commenter|screen-?name|uname|creator)(?:$|[-_ ])",
    re.I,
)
_BODY_CLASS: Final = re.compile(
    r"(?:^|[-_ ])(?:message|msg|content|body|text|prose|post-?text|entry|markdown|"
    r"cooked|comment-?text|postmessage|t_f)(?:$|[-_ ])",
    re.I,
)
_BY: Final = re.compile(
    r"(?:^|[\s,·|(—-])(?:posted by|asked by|written by|started by|answered by|by|"
    r"von|作者|楼主|樓主|发帖人|提问者|发布者|發布者|投稿者|发布人|"
    r"联系人)\s*[:：]?\s*"
    r"([^\s,，·|()（）:：»][^,，·|()（）:：»\n]{0,39}?)(?=\s*(?:$|[,，·|()（）»]|"
    r"\s(?:on|at|am|asked|posted|wrote|发表|发布|\d)))",
    re.I,
)
_NO_NAME: Final = re.compile(
    r"\d{4}[-/.年]\d|\d:\d\d|发表|發表|发布|回复于|^post(?:ed)?\b|\bago$|前$", re.I
)
_BY_FIRST: Final = re.compile(r"^(?:by|von|作者)\s*[:：]?\s+", re.I)
_CHROME_CLASS: Final = re.compile(
    r"(?:^|[-_ ])(?:sidebar|side-bar|navbar|navigation|site-?header|site-?footer|"
    r"masthead|topbar|toolbar|related|recommend\w*|"
    r"hot-?topics|latest-?posts|advert\w*|cookie\w*|pagination|pager|pages|"
    r"breadcrumbs?|crumbs?|widget|similar|login|signature|sig|stats-?bar)(?:$|[-_ ])",
    re.I,
)
_CHROME_ROLES: Final = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})


@dataclass(eq=False, slots=True)
class Mark:
    """A place where an author or a time stands."""

    element: HtmlElement
    index: int  # in document order
    time: datetime | None = None
    name: str = ""
    href: str | None = None
    sure: bool = False  # said by mark-up or by the link, not only by the look of the text


@dataclass(slots=True)
class Marks:
    """All marks of a page, in document order, and what is not its content."""

    dates: list[Mark] = field(default_factory=list)
    authors: list[Mark] = field(default_factory=list)
    chrome: set[HtmlElement] = field(default_factory=set)


def find_chrome(body: HtmlElement) -> set[HtmlElement]:
    """The parts of a page that are not its content: menus, foot, side columns, boxes of links."""
    found = set()
    whole = max(200, _length(body))
    for element in body.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        classes = f"{element.get('class', '')} {element.get('id', '')}"
        is_chrome = (
            tag in ("nav", "aside")
            or (tag in ("header", "footer") and not _inside(element, ("article", "section", "li")))
            or element.get("role") in _CHROME_ROLES
            or (
                classes.strip()
                and tag not in ("body", "main", "html")
                and _CHROME_CLASS.search(classes)
            )
        )
        # a menu that is never closed swallows the page: what holds most of the text is no menu
        if is_chrome and element is not body and _length(element) * 2 <= whole:
            found.add(element)
    return found


def _length(element: HtmlElement) -> int:
    return len(
        "".join(element.itertext("p", "div", "td", "li", "a", "span", "h1", "h2", "h3", "dd"))
    )


def _inside(element: HtmlElement, tags: tuple[str, ...]) -> bool:
    return any(a.tag in tags for a in element.iterancestors())


def is_body_like(element: HtmlElement) -> bool:
    """Whether an element says by its name that it holds what somebody wrote."""
    return element.get("itemprop") in ("text", "articleBody", "description") or bool(
        _BODY_CLASS.search(element.get("class", "") or "")
    )


def find_marks(body: HtmlElement, base: str, *, now: datetime, zone: Zone) -> Marks:
    """Author and time marks outside menus and outside what people wrote."""
    marks = Marks(chrome=find_chrome(body))
    stack: list[tuple[HtmlElement, bool]] = [(body, False)]
    index = 0
    while stack:
        element, in_body = stack.pop()
        if not isinstance(element.tag, str) or element.tag in UNREAD:
            continue
        if element in marks.chrome or is_hidden(element):
            continue
        index += 1
        inside = in_body or (is_body_like(element) and element.tag != "body" and _is_prose(element))
        date = None if inside else _date_mark(element, index, now=now, zone=zone)
        if date:
            marks.dates.append(date)
        author = None if inside else _author_mark(element, index, base)
        if author:
            _keep_author(marks.authors, author)
        stack.extend((child, inside) for child in reversed(element))
    return marks


def _is_prose(element: HtmlElement) -> bool:
    """A body-like name is believed only if no author's mark-up stands inside."""
    if element.xpath(
        "boolean(.//time | .//*[@itemprop='author' or @rel='author' or "
        "@itemprop='datePublished'] | .//article)"
    ):
        return False
    stamped = element.xpath(
        "boolean(.//abbr[@title] | .//*[contains(@class,'timeago') or contains(@class,'date') or "
        "contains(@class,'relativetime')])"
    )
    for inner in element.iter("a", "span", "div", "b", "strong", "p", "cite", "em", "li"):
        if inner is not element and _AUTHOR_CLASS.search(inner.get("class", "")):
            return False
        own = one_line(inner.text)
        if stamped and inner.tag == "a" and own and is_profile(inner.get("href") or ""):
            return False
        if 4 <= len(own) <= 80 and _BY.match(own) and _DATE_LIKE.search(own):
            return False
    return True


def _keep_author(authors: list[Mark], mark: Mark) -> None:
    # an avatar's link and the name's link, or a marked span around a link, are one
    if authors:
        last = authors[-1]
        if any(a is last.element for a in mark.element.iterancestors()):
            if mark.href and not last.href:
                last.href, last.name = mark.href, mark.name or last.name
            return
        if last.href and last.href == mark.href and mark.index - last.index <= 3:
            return
    authors.append(mark)


def _date_mark(element: HtmlElement, index: int, *, now: datetime, zone: Zone) -> Mark | None:
    tag = element.tag
    sure = tag == "time" or "date" in (element.get("itemprop") or "").lower()
    if sure and re.search("modif|updat", element.get("itemprop") or ""):
        return None
    for name in (
        "datetime",
        "content",
        "data-time",
        "data-timestamp",
        "data-utime",
        "data-date",
        "title",
    ):
        value = element.get(name)
        if not value or (name == "content" and not sure) or len(value) > 60:
            continue
        if not _DATE_LIKE.search(value) and not re.fullmatch(r"\d{10}(\d{3})?", value):
            continue
        time = read_time(value, now=now, zone=zone)
        if time and not _NOT_POSTING.search(value) and not _says_other(element):
            return Mark(element, index, time=time, sure=True)
    own = one_line("".join([element.text or "", *(c.tail or "" for c in element)]))
    if sure and not own:
        own = line_of(element)
    if not own or len(own) > 80 or not _DATE_LIKE.search(own) or _NOT_POSTING.search(own):
        return None
    if _says_other(element):
        return None
    time = read_time(own, now=now, zone=zone)
    if time is None or (not sure and not _is_mostly_date(own, tag)):
        return None
    return Mark(element, index, time=time, sure=sure)


def _says_other(element: HtmlElement) -> bool:
    if any(_NOT_POSTING.search(c.text or "") for c in element if isinstance(c.tag, str)):
        return True
    before = element.getprevious()
    if before is not None:
        said = before.tail or line_of(before)
        return bool(len(said) < 40 and _NOT_POSTING.search(said))
    current = element
    for parent in list(element.iterancestors())[:3]:
        said = parent.text or ""
        if len(said) < 40 and _NOT_POSTING.search(said):
            return True
        if said.strip() or current.getprevious() is not None:
            return False
        current = parent
    return False


def _is_mostly_date(text: str, tag: str) -> bool:
    rest = re.sub(
        r"\d+|[ap]\.?m\b\.?|前|ago|昨天|今天|前天|小时|小時|分钟|分鐘|天|年|月|日|秒",
        " ",
        text,
        flags=re.I,
    )
    rest = re.sub(
        r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|okt|dez|mai|mär)\w*",
        " ",
        rest,
        flags=re.I,
    )
    rest = re.sub(
        r"\b(?:mon|tue|wed|thu|fri|sat|sun|hours?|minutes?|mins?|days?|weeks?|months?|"
        r"years?|yesterday|today)\w*",
        " ",
        rest,
        flags=re.I,
    )
    rest = _POSTING_WORDS.sub(" ", rest)
    letters = len(re.findall(r"\w", rest))
    wide = len(re.findall(r"[\u3040-\u9fff]", rest))
    return letters + 2 * wide <= (12 if tag in ("p", "li") else 24)


def _author_mark(element: HtmlElement, index: int, base: str) -> Mark | None:
    tag = element.tag
    href = absolute(base, element.get("href")) if tag == "a" else None
    classes = element.get("class", "") or ""
    prop = element.get("itemprop") or ""
    marked = prop == "author" or element.get("rel") == "author" or "h-card" in classes
    by_class = bool(_AUTHOR_CLASS.search(classes)) and tag not in (
        "body",
        "main",
        "article",
        "table",
        "tr",
    )
    is_link = bool(href and is_profile(href))
    if not (marked or by_class or is_link):
        return _said_by(element, index) if tag not in ("a", "title", "h1") else None
    if tag in ("meta", "link"):
        return (
            Mark(element, index, name=one_line(element.get("content")), sure=True)
            if marked and element.get("content")
            else None
        )
    name = _name_in(element)
    if not name or name.startswith("@") or len(name) > 60:
        return None
    if href is None:
        href = next(
            (
                u
                for a in element.iter("a")
                if (u := absolute(base, a.get("href"))) and is_profile(u)
            ),
            None,
        )
    return Mark(element, index, name=name, href=href, sure=marked or is_link)


def _name_in(element: HtmlElement) -> str:
    inner = element.xpath(".//*[@itemprop='name'] | .//*[contains(concat(' ',@class,' '),' fn ')]")
    for found in inner:
        name = one_line(found.get("content")) or line_of(found)
        if name:
            return name
    links = [a for a in element.iter("a") if line_of(a)]
    profiles = [a for a in links if is_profile(a.get("href") or "")]
    if profiles:
        return line_of(profiles[0])
    whole = line_of(element)
    match = _BY.search(whole)
    if match:
        return match.group(1).strip()
    name = line_of(links[0]) if links else whole
    return "" if _NO_NAME.search(name) else _BY_FIRST.sub("", name)


def _said_by(element: HtmlElement, index: int) -> Mark | None:
    own = one_line(" ".join([element.text or "", *(c.tail or "" for c in element)]))
    if not 4 <= len(own) <= 120 or not _BY.search(own):
        return None
    if element.tag in ("p", "li", "td", "div") and len(own) > 80:
        return None
    match = _BY.search(own)
    assert match is not None
    # "by March" in a sentence is no author: it begins the line, or a time stands beside it
    if match.start() > 2 and not _DATE_LIKE.search(own[match.end() :]):
        return None
    return Mark(element, index, name=match.group(1).strip())
