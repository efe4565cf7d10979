"""Where on a page somebody is named as author: by a link to a person, a class, a label, "by"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line, text_of
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.mark_words import (
    AUTHOR_CARD,
    AUTHOR_CLASS,
    AUTHOR_LABEL,
    BY,
    BY_FIRST,
    DATE_LIKE,
    NO_NAME,
    SAYING,
    is_mostly_date,
)
from leadminer.mining.extraction.places.addresses import (
    absolute,
    canonical,
    is_profile,
    pattern_of,
    site_of,
)
from leadminer.mining.extraction.values.dates import is_time
from leadminer.mining.extraction.values.gated import Gated

_NAME_MAX: Final = 60
# of the panel beside a post: what its author is, not who
_STATE: Final = re.compile(
    r"(?:ip )?logged|guests?|offline|online|ip|游客|遊客|"
    r"(?:(?:full|new|junior|senior|advanced|active|registered|gold|premium|site)\s)?members?|"
    r"newbie|moderator|administrator|mitglied|gast|neuling|membre|invité|miembro|invitado|membro|"
    r"участник|гость|uye|üye|misafir|عضو|زائر|会员|會員|管理员|版主",
    re.I,
)
# "comment-author-anna" on a whole comment says whose it is, not where the name stands
_OF_SOMEBODY: Final = Gated(r"\b(?:comment|post)-author-\S+")
_PANEL_MAX: Final = 200  # letters
# what in a link to somebody is the name, beside a rank or a badge
_NAME_CLASS: Final = re.compile(
    r"(?:^|[-_ ])(?:name|user-?name|nick(?:name)?|display-?name)(?:$|[-_ ])", re.I
)


@dataclass(eq=False, slots=True)
class Mark:
    """A place where an author or a time stands."""

    node: int
    kind: str
    time: datetime | None = None
    has_clock: bool = False
    name: str = ""
    href: str | None = None
    sure: bool = False  # said by mark-up or by the link, not only by the look of the text
    said: str = ""  # the piece of text that was read
    line: str = ""  # the text it is a piece of


def author_mark(tree: Tree, node: int, base: str) -> Mark | None:
    """The name that begins at a node, if one does."""
    element = tree.elements[node]
    tag = element.tag
    href = absolute(base, element.get("href")) if tag == "a" else None
    classes = _OF_SOMEBODY.sub("", element.get("class") or "")
    prop = element.get("itemprop") or ""
    marked = prop == "author" or element.get("rel") == "author"
    marked |= not {"h-card", "vcard"}.isdisjoint(classes.split())
    by_class = bool(classes and AUTHOR_CLASS.search(classes)) and tag not in (
        "body", "main", "article", "table", "tr", "ul", "ol", "img",
    )  # fmt: skip
    by_class = by_class and (tag == "a" or tree.letters(node) <= _PANEL_MAX)
    # a button to share leads to another site, whatever its address looks like
    is_link = bool(href and _of_somebody(tree, href) and site_of(href) == site_of(base))
    if by_class and not (marked or is_link) and _holds_words(element):
        by_class = False  # "topic-author" on a whole reply: whoever began the thread wrote it
    if by_class and not marked and len(element) > 1 and AUTHOR_CARD.search(classes):
        return _said_by(tree, node) or _in_card(tree, node)
    if not (marked or by_class or is_link):
        return _said_by(tree, node) or _in_card(tree, node)
    if tag in ("meta", "link"):
        name = one_line(element.get("content"))
        return (
            Mark(node, tree.kind(node), name=name, sure=True, said=name)
            if marked and name
            else None
        )
    name, profile = _name_in(element)
    said = name
    if not name and is_link:
        name = _pictured(element)
    pictured = element.find(".//img") is not None
    if is_link and pictured and re.fullmatch(r"[\W\d]+", name) and not _is_named(element):
        return None  # a badge on a picture: how often, how much
    if not name or len(name) > _NAME_MAX or _COUNT.fullmatch(name):
        return None
    if not marked and (_STATE.fullmatch(name) or (not is_link and NO_NAME.search(name))):
        return None
    if is_link and re.search(
        r"[?&](?:(?:do|mode|sr|action)=(?:thread|post|egosearch|finduser)|mod=spacecp|"
        r"(?:gid|group|group_?id|usergroup|rank)=)",
        href or "",
    ):
        return None
    found = href or absolute(base, profile)
    # a box called so with a link to a person in it names somebody as surely as the link
    sure = marked or is_link or bool(profile and found and is_profile(found))
    name = _OF_GUEST.sub("", name).lstrip("@")
    return Mark(node, tree.kind(node), name=name, href=found, sure=sure, said=said)


_OF_GUEST: Final = re.compile(  # what a site adds to a name that anybody may use
    r"\s[(（\[](?:guest|visitor|not (?:registered|logged in)|unregistered|gast|nicht registriert|"
    r"unregistriert|invité|non inscrit|invitado|no registrado|ospite|non registrato|convidado|"
    r"não registado|гость|незарегистрирован\w*|游客|訪客|访客|未注册|未註冊|ゲスト|비회원)[)）\]]$",
    re.I,
)


def _of_somebody(tree: Tree, href: str) -> bool:
    """Whether an address is of a person's page by its look, or as others of the site are."""
    return is_profile(href) or (bool(tree.people) and pattern_of(canonical(href)) in tree.people)


def _is_named(element: HtmlElement) -> bool:
    """Whether a part of a link is called somebody's name."""
    return any(_NAME_CLASS.search(e.get("class") or "") for e in element.iterdescendants())


_WORDS_CLASS: Final = re.compile(
    r"(?:post|reply|comment|message|msg|topic|entry)[-_]?(?:content|body|text)(?:$|[-_ ])", re.I
)


def _holds_words(element: HtmlElement) -> bool:
    """Whether what was said stands in an element as well."""
    return element.tag in ("div", "li", "section", "td") and any(
        isinstance(inner.tag, str)
        and (
            inner.get("itemprop") in ("text", "articleBody")
            or _WORDS_CLASS.search(inner.get("class") or "")
        )
        for inner in islice(element.iter(), 1, 80)
    )


def _in_card(tree: Tree, node: int) -> Mark | None:
    """The name in a box about a buyer or seller that marks no name: what stands there first."""
    element = tree.elements[node]
    classes = element.get("class") or ""
    if element.tag not in ("div", "section", "aside", "li", "p") or not AUTHOR_CARD.search(classes):
        return None
    for at in range(node, min(tree.end[node], node + 12)):
        inner = tree.elements[at]
        name = one_line(inner.text)
        if not re.search(r"[^\W\d_]", name):
            continue
        plain = len(name) <= 40 and not (NO_NAME.search(name) or DATE_LIKE.search(name))
        if not plain or AUTHOR_LABEL.match(name) or name.endswith((":", "：")) or BY.search(name):
            return None  # labelled: found by its label
        if inner.tag in ("h1", "h2", "h3", "h4", "h5", "button", "label"):
            continue  # what the box is called
        return Mark(at, tree.kind(at), name=name, said=name)
    return None


_COUNT: Final = re.compile(r"\d[\d.,]*\s+[a-zß-ÿа-я]{3,}")  # "12 reviews" of somebody
_PICTURE: Final = re.compile(
    r"avatar|profil|photo|picture|image|icon|imagen|foto|bild\b|頭像|头像|アイコン|аватар|صورة",
    re.I,
)


def _pictured(element: HtmlElement) -> str:
    for image in element.iter("img"):
        name = one_line(image.get("alt") or image.get("title"))
        if 0 < len(name) <= 40 and not _PICTURE.search(name):
            return name
    return ""


def _name_in(element: HtmlElement) -> tuple[str, str | None]:
    if element.tag == "a":
        named = [e for e in element.iter("span", "div", "b", "strong", "bdi", "p") if len(e) == 0]
        inner = next((e for e in named if _NAME_CLASS.search(e.get("class") or "")), element)
        if inner is element and len(named) > 1 and named[0].text and not named[0].tail:
            inner = named[0]  # no space between: a name, then its rank or badge
        return BY_FIRST.sub("", line_of(inner) or line_of(element)), None
    for inner in element.iter():
        if not isinstance(inner.tag, str) or inner is element:
            continue
        if inner.get("itemprop") == "name" or " fn " in f" {inner.get('class') or ''} ":
            name = one_line(inner.get("content")) or line_of(inner)
            if name:
                return name, next((a.get("href") for a in element.iter("a")), None)
    links = [a for a in element.iter("a") if line_of(a)]
    profiles = [a for a in links if is_profile(a.get("href") or "")]
    if profiles:
        return line_of(profiles[0]), profiles[0].get("href")
    whole = _first_name(text_of(element).split("\n"))
    match = BY.search(whole)
    if match:
        return match.group(1).strip(), None
    if links and len(line_of(links[0])) * 2 < len(whole):
        links = []
    return BY_FIRST.sub("", line_of(links[0]) if links else whole), None


def _first_name(lines: list[str]) -> str:
    """Of a panel about an author the line that may be the name; all of it where none is."""
    told = [line for line in lines if not _STATE.fullmatch(line) and not AUTHOR_LABEL.match(line)]
    begins = bool(told) and len(lines) > 1 and len(told[0]) <= 40 and not BY.search(told[0])
    return told[0] if begins else " ".join(lines)


def _said_by(tree: Tree, node: int) -> Mark | None:
    element = tree.elements[node]
    tag = element.tag
    if tag in ("a", "title", "h1", "body"):
        return None
    own = one_line(" ".join([element.text or "", *(c.tail or "" for c in element)]))
    if len(own) > 140:
        return _in_head(tree, node)
    if len(own) < 2:
        return None
    if _SPEAKS.match(own):
        return _speaker(tree, node)
    pieces = (element.text, *(child.tail for child in element))
    if any(piece and AUTHOR_LABEL.match(one_line(piece)) for piece in pieces):
        return _labelled(tree, node)
    if len(own) < 4 or (tag in ("p", "li", "td", "div") and len(own) > 90):
        return None
    match = BY.search(own)
    if match is None:
        return None
    # "by March" in a sentence is no author: it begins the line, or a time stands beside it
    after = own[match.end() :][:_TIME_MAX]
    timed = (DATE_LIKE.search(after) and is_time(after)) or time_before(own)
    if match.start() > 2 and not timed:
        return None
    name = re.sub(r"\s*[<(\[&].*$", "", match.group(1)).strip()
    if not re.search(r"\w", name) or NO_NAME.search(name):
        return None
    return Mark(node, tree.kind(node), name=name, said=match.group(0))


_TIME_MAX: Final = 39  # letters of a time and what stands around it


def time_before(line: str) -> str:
    """What stands before the name in "asked 3 days ago by anna", where that is but a time."""
    match = BY.search(line)
    told = line[: match.start()].strip() if match and match.end() == len(line) else ""
    return told if len(told) > 2 and is_mostly_date(told, "p") and is_time(told) else ""


def times_beside(line: str) -> list[str]:
    """What stands before or after the name, where that is but a time.

    After it only behind words that say what somebody did, as in "Filed under: wanted. Posted by
    anna, 3 May 2026": "by Monday, 3 May" is a term.
    """
    match = BY.search(line)
    if match is None:
        return []
    says = " " in line[match.start() : match.start(1)].strip(" ,·|(—-:：")
    after = line[match.end() :].strip(" ,·|()–—-") if says else ""
    if len(after) < 3 or not (is_mostly_date(after, "p") and is_time(after)):
        after = ""
    return [told for told in (time_before(line), after) if told]


_SPEAKS: Final = re.compile(rf"(?:{SAYING})\b.{{0,60}}$", re.I)


def _speaker(tree: Tree, node: int) -> Mark | None:
    """The name a line begins with that ends in a word of speaking: `<cite>anna</cite> says:`."""
    element = tree.elements[node]
    following = element.getnext()
    if one_line(element.text) or (following is not None and following.tag == "blockquote"):
        return None
    for at in tree.children(node):
        name = line_of(tree.elements[at])
        if not name:
            continue  # a picture
        plain = tree.elements[at].tag in ("cite", "b", "strong", "a", "span", "em", "i", "bdi")
        if not plain or len(name) > 40 or NO_NAME.search(name) or DATE_LIKE.search(name):
            return None
        return Mark(at, tree.kind(at), name=name, said=name)
    return None


def _in_head(tree: Tree, node: int) -> Mark | None:
    """A line "Author: anna (Anna B.), board: wanted" at the head of a long text."""
    element = tree.elements[node]
    first = next(iter(element), None)
    lines = [(element.text, first)] + [(child.tail, child) for child in element[:4]]
    for text, near in lines:
        line = one_line(text) if text and len(text) < 160 else ""
        said = BY.match(line) if line and near is not None else None
        if said and near is not None and re.search(r"[:：]", said[0]):
            name = _BESIDE_NAME.sub("", said[1]).strip()
            at = tree.number.get(near, node)
            if name and at != node and not NO_NAME.search(name):
                return Mark(at, tree.kind(at), name=name, said=name)
    return None


# what stands in brackets after a name, unless it is a part of a firm's: 세종산업(주)
_BESIDE_NAME: Final = re.compile(r"(?<!\s)\s*+(?:[<\[]|&lt;|[(（](?![주유株有合同][)）])).*$")


def _labelled(tree: Tree, node: int) -> Mark | None:
    """A label (作者, Author:) with the name in the element beside it, or in the text after it."""
    element = tree.elements[node]
    holder: HtmlElement | None = None
    texts = [(element.text, next(iter(element), None))]
    texts += [(child.tail, child.getnext()) for child in element]
    for text, following in texts:
        if text and AUTHOR_LABEL.match(one_line(text)):
            holder = following
            break
    else:
        return None
    beside = one_line(element.tail).lstrip(":： ") if len(element) == 0 else ""
    if holder is None and len(element) == 0 and not beside:
        holder = element.getnext()
    name = line_of(holder) if holder is not None and isinstance(holder.tag, str) else beside
    name = _BESIDE_NAME.sub("", name.lstrip(":： ")).strip(" \"'“”")
    if not 0 < len(name) <= 40 or AUTHOR_LABEL.match(name) or NO_NAME.search(name):
        return None
    if element.tag == "th" and holder is not None and holder.tag == "th":
        return None  # columns are called so
    at = tree.number.get(holder, node) if holder is not None else node
    return Mark(at, tree.kind(at), name=name, said=name)
