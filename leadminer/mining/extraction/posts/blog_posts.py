"""Posts and comments of blogs that tell their parts by the class names WordPress gives in every
theme: `body_class()`, `comment_class()`, the names of hAtom in classic themes and of blocks in
block themes (developer.wordpress.org/reference/functions/body_class, microformats.org/wiki/hatom).

The generic reader takes what stands above a text for its author; block themes put both below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, text_of
from leadminer.mining.extraction.markup.quotes import not_own
from leadminer.mining.extraction.places.addresses import absolute, canonical
from leadminer.mining.extraction.values.dates import Zone, read_time
from leadminer.mining.extraction.values.items import Link, Post

_LISTS: Final = frozenset({"blog", "archive", "search", "search-results"})
# forums, shops and directories made of plug-ins: their pages are built otherwise
_ELSEWHERE: Final = frozenset({"bbpress", "buddypress", "woocommerce", "wpforo", "anspress"})
_TITLE: Final = ("entry-title", "wp-block-post-title", "post-title")
_CONTENT: Final = ("entry-content", "wp-block-post-content", "post-content")
_TIME: Final = ("published", "entry-date", "wp-block-post-date", "posted-on", "post-date")
_AUTHOR: Final = (
    "wp-block-post-author__name", "wp-block-post-author-name", "fn", "author-name", "author",
)  # fmt: skip
_SECTION: Final = ("taxonomy-category", "cat-links")
_COMMENT_TEXT: Final = ("wp-block-comment-content", "comment-content", "comment-text")
_COMMENT_AUTHOR: Final = ("wp-block-comment-author-name", "fn", "comment-author")
_COMMENT_TIME: Final = ("wp-block-comment-date", "comment-metadata", "comment-meta", "comment-date")
_COMMENT_PAGE: Final = re.compile(r"(?<=/)comment-page-\d+/?(?=$|[?#])|[?&]cpage=\d+")
_ADDED: Final = frozenset({"sharedaddy", "jp-relatedposts", "addtoany_share_save_container"})


def is_blog_list(body: HtmlElement) -> bool:
    """Whether a page only announces posts that have pages of their own."""
    names = _names(body)
    return _is_wordpress(body) and bool(_LISTS & names) and "single" not in names


def posts_of_blog(body: HtmlElement, base: str, *, now: datetime, zone: Zone) -> list[Post]:
    """The post of a page and its comments in their order; empty where the page is none such."""
    names = _names(body)
    if not _is_wordpress(body) or not {"single", "single-post"} <= names:
        return []
    comments = [e for e in body.iter("li", "div", "article") if _is_comment(e)]
    inside = {each for comment in comments for each in comment.iter()}
    content = _first(body, _CONTENT, inside)
    if content is None:
        return []
    title, told = _first(body, _TITLE, inside), _first(body, _AUTHOR, inside)
    if told is None:
        told = next((a for a in body.iter("a") if a.get("rel") == "author"), None)
    first = Post(
        text=_text(content),
        title=line_of(title) if title is not None else "",
        author=line_of(told) if told is not None else "",
        author_url=_link(told, base),
        posted=_time(_first(body, _TIME, inside), now, zone),
        section=_sections(body, inside),
        method="blog",
    )
    replies = [_comment(e, base, now, zone) for e in comments]
    if not first.text or not (first.author or first.posted):
        return []
    if not all(r.text and (r.author or r.posted) for r in replies):
        return []  # a theme of its own making: read as any other page
    return [first, *replies]


def first_of_comments(url: str) -> str:
    """The page of the post, where an address names a later page of its comments; else empty."""
    bare = _COMMENT_PAGE.sub("", url)
    return canonical(bare) if bare != url else ""


def own_pages(links: list[Link]) -> list[Link]:
    """A blog's links: the next post is no next page of this one, a page of its comments is."""
    return [
        replace(link, kind="title")
        if link.kind in ("next", "page") and not first_of_comments(link.url)
        else link
        for link in links
    ]


def _is_wordpress(body: HtmlElement) -> bool:
    names = _names(body)
    if _ELSEWHERE & names:
        return False
    listed = _LISTS & names and any(
        "hentry" in _names(e) for e in body.iter("li", "article", "div")
    )
    return bool(listed) or any(name.startswith("postid-") for name in names)


def _is_comment(element: HtmlElement) -> bool:
    """A comment as comment_class() marks it; pingbacks and trackbacks are nobody's words."""
    names = _names(element)
    return "comment" in names and any(name.startswith("depth-") for name in names)


def _comment(element: HtmlElement, base: str, now: datetime, zone: Zone) -> Post:
    deeper = {each for e in element.iterdescendants() if _is_comment(e) for each in e.iter()}
    content = _first(element, _COMMENT_TEXT, deeper)
    author = _first(element, _COMMENT_AUTHOR, deeper)
    anchor = element.get("id") or next(
        (e.get("id") for e in element.iterdescendants() if (e.get("id") or "").startswith("div-")),
        "",
    )
    return Post(
        text=_text(content) if content is not None else "",
        author=line_of(author) if author is not None else "",
        author_url=_link(author, base),
        posted=_time(_first(element, _COMMENT_TIME, deeper), now, zone),
        anchor=anchor,
        is_reply=True,
        method="blog",
    )


def _names(element: HtmlElement) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def _first(
    root: HtmlElement, names: tuple[str, ...], without: set[HtmlElement]
) -> HtmlElement | None:
    """The first element of the first name that any bears."""
    found: dict[str, HtmlElement] = {}
    for element in _elements(root, without):
        for name in _names(element).intersection(names):
            found.setdefault(name, element)
    return next((found[name] for name in names if name in found), None)


def _elements(root: HtmlElement, without: set[HtmlElement]) -> Iterator[HtmlElement]:
    return (e for e in root.iterdescendants() if isinstance(e.tag, str) and e not in without)


def _text(content: HtmlElement) -> str:
    added = {e for e in content.iter() if isinstance(e.tag, str) and _ADDED & _names(e)}
    return text_of(content, not_own(content) | added)


def _time(element: HtmlElement | None, now: datetime, zone: Zone) -> datetime | None:
    if element is None:
        return None
    stamped = element if element.tag == "time" else element.find(".//time")
    told = stamped.get("datetime") if stamped is not None else None
    return read_time(told or line_of(element), now=now, zone=zone)


def _link(element: HtmlElement | None, base: str) -> str | None:
    if element is None:
        return None
    anchor = element if element.tag == "a" else element.find(".//a")
    return absolute(base, anchor.get("href")) if anchor is not None else None


def _sections(body: HtmlElement, without: set[HtmlElement]) -> list[str]:
    group = _first(body, _SECTION, without)
    links = group.iter("a") if group is not None else (
        a for a in body.iter("a") if "category" in (a.get("rel") or "").split()
    )  # fmt: skip
    return list(dict.fromkeys(name for a in links if (name := line_of(a))))
