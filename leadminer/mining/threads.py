"""Posts of a page without mark-up: an author and a time beside each other begin a post; what
stands with them and with no other such pair is its block; the block's largest free text is what
was said. Nothing here knows any one site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.addresses import absolute, canonical, is_user_page, site_of
from leadminer.mining.dates import Zone
from leadminer.mining.items import Post
from leadminer.mining.marks import Mark, Marks, find_marks, is_body_like
from leadminer.mining.place import field_elements, read_fields
from leadminer.mining.texts import UNREAD, is_hidden, line_of, one_line, text_of

_NOISE_CLASS: Final = re.compile(
    r"sig(?:nature)?\b|footer|action|toolbar|controls?|avatar|profile|share|"
    r"user-?info|poster|stats|vote|badge|meta\b|"
    r"tags?\b|buttons?|menu|edit|reply-?link|rank|social|likes?",
    re.I,
)
_FLOW: Final = frozenset({"p", "ul", "ol", "pre", "blockquote", "br"})
_ANCHOR: Final = re.compile(
    r"^(?:[a-z]{1,12}[-_]?)?\d+$|^(?:p|c|post|comment|pid|answer|reply|msg|entry|"
    r"note)[-_]?[\w-]*\d+$",
    re.I,
)
_ANSWER_TITLE: Final = re.compile(r"^\s*(?:re|aw|antw|回复|回覆|答复)\s*[:：]", re.I)


@dataclass(eq=False, slots=True)
class Block:
    """One post's piece of a page."""

    element: HtmlElement
    excluded: set[HtmlElement]  # pieces below it that belong to other posts
    date: Mark | None
    author: Mark | None

    def marks(self) -> list[HtmlElement]:
        """Elements of its author and time."""
        return [m.element for m in (self.date, self.author) if m]


def read_thread(
    body: HtmlElement, base: str, *, page: str, now: datetime, zone: Zone, title: str
) -> tuple[list[Post], bool]:
    """Posts in page order, and whether the page looks as if it held posts at all.

    `base`: what links are relative to; `page`: the page's own canonical address.
    """
    marks = find_marks(body, base, now=now, zone=zone)
    cores = _pair(marks)
    posts = []
    listed = 0
    for block in _blocks(body, cores):
        post = _read_block(block, base, page, marks)
        if _is_row(block, base, page=page, title=title, body=post.text if post else ""):
            listed += 1
        elif post:
            posts.append(post)
    looks = bool(cores) and not posts and listed == 0
    return posts, looks


def _pair(marks: Marks) -> list[tuple[Mark | None, Mark | None]]:
    """Each time with the author who stands nearest to it, before the next time."""
    if not marks.dates:
        # names alone are weak: only those that lead to a profile, and not on a page of lists
        named = [
            a for a in marks.authors if a.sure and a.href and len(a.href.rstrip("/").split("/")) > 4
        ]
        return [(None, author) for author in named]
    pairs: list[tuple[Mark | None, Mark | None]] = []
    used: set[int] = set()
    for n, date in enumerate(marks.dates):
        low = marks.dates[n - 1].index if n else -1
        high = marks.dates[n + 1].index if n + 1 < len(marks.dates) else 10**9
        near = [a for a in marks.authors if low < a.index < high or a.element is date.element]
        above = _depths(date.element)
        after = _depths(marks.dates[n + 1].element) if n + 1 < len(marks.dates) else {}
        # whoever stands nearer to the next time belongs there; one without a name takes nobody's
        near = [
            a
            for a in near
            if id(a) not in used
            and _meeting_depth(a.element, above) >= _meeting_depth(a.element, after)
        ]
        if not near:
            pairs.append((date, None))
            continue
        best = max(
            near,
            key=lambda a: (_meeting_depth(a.element, above), a.sure, a.index < date.index, a.index),
        )
        used.add(id(best))
        pairs.append((date, best))
    return _without_orphans(pairs)


def _depths(element: HtmlElement) -> dict[HtmlElement, int]:
    line = [element, *element.iterancestors()]
    return {each: depth for depth, each in enumerate(reversed(line))}


def _meeting_depth(element: HtmlElement, above: dict[HtmlElement, int]) -> int:
    for ancestor in (element, *element.iterancestors()):
        if ancestor in above:
            return above[ancestor]
    return -1


def _without_orphans(
    pairs: list[tuple[Mark | None, Mark | None]],
) -> list[tuple[Mark | None, Mark | None]]:
    """Where most times have an author, one without is an edit note or the like."""
    with_author = sum(1 for _, author in pairs if author)
    return [p for p in pairs if p[1]] if with_author * 2 >= len(pairs) else pairs


def _blocks(body: HtmlElement, cores: list[tuple[Mark | None, Mark | None]]) -> Iterator[Block]:
    owners: list[tuple[HtmlElement, Mark | None, Mark | None]] = []
    counts: Counter[HtmlElement] = Counter()
    for date, author in cores:
        core = _common(*(m.element for m in (date, author) if m))
        owners.append((core, date, author))
        counts.update([core, *core.iterancestors()])
    for core, date, author in owners:
        top = core
        while top is not body and (parent := top.getparent()) is not None and counts[parent] == 1:
            top = parent
        block = Block(top, set(), date, author)
        parent = top.getparent()
        if top is not body and parent is not None and not _free_text(block):
            # only the head of a post: its text stands beside it, what belongs to others left out
            beside = {c for c in parent if c is not top and counts[c] > 0}
            heads = [c for c in parent if counts[c] == 1 and not _beyond_marks(c, cores)]
            if len(heads) <= 1:
                block = Block(parent, beside, date, author)
            else:
                block = Block(parent, _flat_others(parent, top, counts), date, author)
        yield block


def _beyond_marks(element: HtmlElement, cores: list[tuple[Mark | None, Mark | None]]) -> bool:
    for date, author in cores:
        elements = [m.element for m in (date, author) if m]
        if elements and all(e is element or element in e.iterancestors() for e in elements):
            return bool(_free_text(Block(element, set(), date, author)))
    return True


def _flat_others(
    parent: HtmlElement, head: HtmlElement, counts: Counter[HtmlElement]
) -> set[HtmlElement]:
    """In a flat run (head, text, head, text) everything but what follows our head."""
    children = [c for c in parent if isinstance(c.tag, str)]
    at = children.index(head)
    after = at + 1
    while after < len(children) and counts[children[after]] == 0:
        after += 1
    return {c for n, c in enumerate(children) if not at <= n < after}


def _common(*elements: HtmlElement) -> HtmlElement:
    first = [elements[0], *elements[0].iterancestors()]
    if len(elements) == 1:
        return first[0]
    other = {elements[1], *elements[1].iterancestors()}
    return next(e for e in first if e in other)


def _free_text(block: Block) -> str:
    pieces = _free_pieces(block, set())
    return "".join(text_of(p) for p in pieces if not _is_noise(p)) or _loose_text(block)


def _loose_text(block: Block) -> str:
    """Text that stands directly in the block, beside its marks."""
    holders = {block.element, *(a for m in block.marks() for a in m.iterancestors())}
    loose = []
    for element in block.element.iter():
        if element in holders and not any(element is m for m in block.marks()):
            loose += [element.text or "", *(c.tail or "" for c in element)]
    text = one_line(" ".join(loose))
    return (
        text
        if len(re.sub(r"[\W\d_]|发表于|posted|asked|by|on|at|wrote|says|said|来自|from", "", text))
        > 12
        else ""
    )


def _free_pieces(block: Block, chrome: set[HtmlElement]) -> list[HtmlElement]:
    """The largest pieces of a block that hold none of its marks."""
    marks = set(block.marks())
    holders = {a for m in marks for a in m.iterancestors()}
    pieces: list[HtmlElement] = []
    stack = [block.element]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or element.tag in UNREAD or element in chrome:
            continue
        if element in marks or element in block.excluded or is_hidden(element):
            continue
        if element in holders or element is block.element:
            stack.extend(reversed(element))
        elif element.tag not in ("h1", "input", "form"):
            pieces.append(element)
    return pieces


def _is_noise(element: HtmlElement) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(_NOISE_CLASS.search(names)) and not is_body_like(element)


def _weight(element: HtmlElement) -> float:
    text = text_of(element)
    linked = sum(len(line_of(a)) for a in element.iter("a"))
    weight = max(0.0, len(text) - 0.7 * linked)
    if is_body_like(element) or any(
        is_body_like(e) for e in element.iter("div", "p", "section", "td")
    ):
        weight = weight * 3 + 5
    return weight * 0.05 if _is_noise(element) else weight


def _read_block(block: Block, base: str, page: str, marks: Marks) -> Post | None:
    pieces = _free_pieces(block, marks.chrome)
    tables = [t for piece in pieces for t in field_elements(piece)]
    fields: dict[str, str] = {}
    for table in tables:
        fields |= read_fields(table)
    skip = set(tables) | marks.chrome | block.excluded
    text = _body_text(block, pieces, skip)
    if not text:
        return None
    author, date = block.author, block.date
    anchor = _anchor(block)
    return Post(
        text=text,
        author=one_line(author.name) if author else "",
        author_url=canonical(author.href) if author and author.href else None,
        posted=date.time if date else None,
        anchor=anchor,
        fields=fields,
        lang=next(
            (
                e.get("lang")
                for e in (block.element, *block.element.iterancestors())
                if e.get("lang")
            ),
            None,
        ),
        method="blocks",
        url=_permalink(block, base, page),
    )


def _body_text(block: Block, pieces: list[HtmlElement], skip: set[HtmlElement]) -> str:
    usable = [p for p in pieces if p not in skip and text_of(p, skip)]
    if not usable:
        return _loose_text(block)
    best = max(usable, key=_weight)
    if best.tag in _FLOW:
        # paragraphs in a row under one parent are one text
        parent = best.getparent()
        run = [p for p in usable if p.getparent() is parent and p.tag in _FLOW and not _is_noise(p)]
        return "\n".join(t for p in run if (t := text_of(p, skip)))
    return text_of(_narrowed(best, skip), skip)


def _narrowed(element: HtmlElement, skip: set[HtmlElement]) -> HtmlElement:
    """The element inside that holds what was said, without signature and controls."""
    named = [
        e for e in element.iter() if isinstance(e.tag, str) and is_body_like(e) and e not in skip
    ]
    if named and not is_body_like(element):
        best = max(named, key=lambda e: len(text_of(e, skip)))
        if text_of(best, skip):
            return best
    current = element
    while True:
        children = [
            c for c in current if isinstance(c.tag, str) and c not in skip and text_of(c, skip)
        ]
        own = one_line("".join([current.text or "", *(c.tail or "" for c in current)]))
        if own or len(children) != 1 or children[0].tag in _FLOW or children[0].tag == "a":
            quiet = [c for c in children if not _is_noise(c)]
            if own or len(quiet) != 1 or len(children) == 1 or quiet[0].tag in _FLOW:
                return current
            current = quiet[0]
            continue
        current = children[0]


def _anchor(block: Block) -> str:
    candidates = [block.element, *list(block.element.iter())[:60]]
    for element in candidates:
        if not isinstance(element.tag, str) or element in block.excluded:
            continue
        found = element.get("id") or (element.get("name") if element.tag == "a" else None)
        if found and _ANCHOR.match(found):
            return str(found)
    parent = block.element.getparent()
    if parent is not None and len(parent) <= 3 and _ANCHOR.match(parent.get("id") or ""):
        return str(parent.get("id"))
    return ""


def _permalink(block: Block, base: str, page: str) -> str:
    for link in block.element.iter("a"):
        href = link.get("href") or ""
        if "#" in href and link not in block.excluded:
            url = absolute(base, href) if not href.startswith("#") else page + href
            if (
                url
                and "#" in url
                and _ANCHOR.match(url.rsplit("#", 1)[1])
                and site_of(url) == site_of(base)
            ):
                head, _, anchor = url.partition("#")
                return f"{canonical(head)}#{anchor}"
    return ""


def _is_row(block: Block, base: str, *, page: str, title: str, body: str) -> bool:
    """Whether a block only announces a thread that stands elsewhere."""
    here = {canonical(base), page}
    said = max(1, len(text_of(block.element, block.excluded | set(block.marks()))))
    for link in block.element.iter("a"):
        if link in block.excluded or any(a in block.excluded for a in link.iterancestors()):
            continue
        url = absolute(base, link.get("href"))
        text = line_of(link)
        if not url or site_of(url) != site_of(base) or is_user_page(url) or len(text) < 3:
            continue
        if canonical(url) in here or one_line(text) == one_line(title) or _ANSWER_TITLE.match(text):
            continue
        heading = any(a.tag in ("h2", "h3", "h4", "h5", "th") for a in link.iterancestors())
        in_body = any(is_body_like(a) for a in link.iterancestors())
        named = bool(re.search(r"title|subject|topic|headline|thread|question", _names(link), re.I))
        if (heading or named) and not in_body and "#" not in (link.get("href") or ""):
            return True
        if text == body:
            return True  # nothing is said but the name of another page
        if len(text) >= 0.5 * said and len(text) >= 4 and not re.fullmatch(r"[\W\d]+", text):
            return True
    return False


def _names(link: HtmlElement) -> str:
    parent = link.getparent()
    return f"{link.get('class', '')} {parent.get('class', '') if parent is not None else ''}"
