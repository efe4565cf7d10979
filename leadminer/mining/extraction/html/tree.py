"""A page's body as numbered nodes, so that questions about subtrees cost next to nothing.

Nodes are numbered in document order; the subtree of node n is the range n .. end[n]. What a reader
does not see, and menus, feet and side columns, are not part of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import UNREAD, is_hidden, line_of, one_line, text_of
from leadminer.mining.extraction.values.gated import Gated
from leadminer.mining.extraction.values.label_words import PUBLISHED, is_notice_label
from leadminer.mining.extraction.values.words import RIGHTS

_CHROME_CLASS: Final = Gated(
    r"(?:^|[-_ ])(?:sidebar|side-bar|side|sidepanel|rightbar|leftbar|sidecolumn|navbar|navigation|"
    r"site-?header|site-?footer|"
    r"masthead|topbar|toolbar|related|recommend\w*|hot-?topics|latest-?(?:posts|topics)|advert\w*|"
    r"cookie\w*|pagination|pager|pagelinks|pages|breadcrumbs?|crumbs?|widgets?|similar\w*|login|"
    r"stats-?bar|online-?list|user-?card|hovercard|modal)(?:$|[-_ ])",
    re.I,
)
_SIDE: Final = re.compile(r"(?:^|[-_ ])(?:sidebar|side-bar|side|sidepanel)(?:$|[-_ ])", re.I)
_POST: Final = re.compile(
    r"(?:^|[-_ ])(?:post|message|msg|comment|reply|answer|entry)(?:$|[-_ \d])", re.I
)
_PANEL_CHARACTERS: Final = 200  # of a panel that tells who wrote a post
_FACTS_CHARACTERS: Final = 1_000
_FACTS_NODES: Final = 400
_FACTS_MIN: Final = 3
_LABEL: Final = re.compile(r"\s*[:：]")
_FOOT_DEPTH: Final = 3  # below the body
_FOOT_CHARACTERS: Final = 300
# what stands beside a sidebar says so: "col-with-sidebar", "has-sidebar", "no-sidebar"
_BESIDE: Final = re.compile(
    r"(?<![a-z])(?:with|has|no|without)[-_]?(?:left|right|two|both)?[-_]?side-?bars?", re.I
)
_CHROME_ROLES: Final = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "dialog"}
)
_CHROME_TAGS: Final = frozenset({"nav", "aside", "form"})
_HEADER_HOMES: Final = frozenset({"article", "section", "li", "main"})
_VARYING: Final = re.compile(
    r"^(?:odd|even|first|last|alt\d?|active|new|hot|unread|read|old|sticky|own|op|online|offline|"
    r"selected|current|accepted\S*|\S*-first|\S*-last|ng-\S+|js-\S+)$",
    re.I,
)
_NUMBERED: Final = re.compile(r"\d{2}")
# "light_odd row", "comment-author-anna", "bypostauthor": of this row alone
_OF_ONE: Final = re.compile(
    r"(?:^|[-_])(?:odd|even)(?=$|[-_])|^\S+-author-\S+$|^by(?:user|postauthor)$"
)
_DIGIT: Final = re.compile(r"\d")
_WORDLESS: Final = re.compile(r"[\W_]+")
# a day and an hour
_MOMENT: Final = re.compile(r"\d[-/.年月]\s?\d.{0,12}\d:\d\d")


# elements that stand inside a line
INLINE: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "big",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "img",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "tt",
        "bdi",
        "label",
    ]
)


class Tree:
    """The visible body of a page."""

    def __init__(self, body: HtmlElement) -> None:
        self.elements: list[HtmlElement] = []
        self.parent: list[int] = []
        self.end: list[int] = []
        self.depth: list[int] = []
        self.in_link: list[bool] = []
        self.plain: list[int] = []  # characters outside links before each node
        self.number: dict[HtmlElement, int] = {}
        self.people: set[str] = set()  # forms of addresses known to be of authors' pages
        self._signatures: dict[tuple[str, str], str] = {}  # of a tag and its class
        self._build(body)
        self._drop_chrome()

    def __len__(self) -> int:
        return len(self.elements)

    def _build(self, body: HtmlElement) -> None:
        # an explicit stack: hostile pages nest deeper than Python recurses
        stack: list[tuple[HtmlElement, int, bool]] = [(body, -1, False)]
        count = 0
        closing: list[int] = []
        while stack:
            element, up, linked = stack.pop()
            if up == -2:  # the way out of node `linked`... its number is kept in closing
                node = closing.pop()
                self.end[node] = len(self.elements)
                if node and not self.in_link[self.parent[node]]:
                    count += _letters(element.tail)
                continue
            tag = element.tag
            if not isinstance(tag, str) or tag in UNREAD or is_hidden(element):
                if not linked:
                    count += _letters(element.tail)
                continue
            node = len(self.elements)
            inside = linked or tag == "a"
            self.elements.append(element)
            self.number[element] = node
            self.parent.append(up)
            self.end.append(node + 1)
            self.depth.append(self.depth[up] + 1 if up >= 0 else 0)
            self.in_link.append(inside)
            self.plain.append(count)
            if not inside:
                count += _letters(element.text)
            closing.append(node)
            stack.append((element, -2, False))
            stack.extend((child, node, inside) for child in reversed(element))
        self.plain.append(count)

    def _drop_chrome(self) -> None:
        self.chrome = bytearray(len(self.elements))
        heads = (e for e in self.elements if e.tag in ("header", "footer"))
        self._heads = Counter(e.get("class") or "" for e in heads)
        whole = max(60, self.plain[-1])
        # a panel about the author may be called so too, but there is one in each post
        asides = [
            n for n, e in enumerate(self.elements) if "aside" in (e.get("class") or "").split()
        ]
        node = 1
        while node < len(self.elements):
            if (
                (
                    [node] == asides
                    or self._is_chrome(node)
                    or (self._is_named_chrome(node) and not self._tells_when(node))
                    or self._tells_rights(node)
                )
                and not self._is_panel(node)
                and not self._tells_facts(node)
                and (self.letters(node) * 2 <= whole or self._is_small(node))
            ):
                for inner in range(node, self.end[node]):
                    self.chrome[inner] = 1
                node = self.end[node]
            else:
                node += 1

    def _is_chrome(self, node: int) -> bool:
        element = self.elements[node]
        tag = element.tag
        if element.get("role") in _CHROME_ROLES:
            return True
        if tag in _CHROME_TAGS or tag in ("header", "footer"):
            if tag == "form":
                asks = any(e.tag in ("input", "textarea") for e in element.iter())
                return asks and self.letters(node) < 40
            if tag in ("header", "footer") and self._heads[element.get("class") or ""] > 2:
                return False  # one in each post
            ups = {self.elements[up].tag for up in self.ups(node)}
            return not ups & _HEADER_HOMES if tag != "nav" else True
        return False

    def _is_small(self, node: int) -> bool:
        """Whether a foot is most of the words only since all else on its page is in links."""
        if self.elements[node].tag not in ("header", "footer", "nav"):
            return False
        return len(line_of(self.elements[node])) * 2 <= len(line_of(self.elements[0]))

    def _is_panel(self, node: int) -> bool:
        """Whether what is called a side column stands beside one post: there is one in each, or
        it is a small part of what is called a post."""
        element = self.elements[node]
        names = element.get("class") or ""
        up = element.getparent()
        if not names or up is None or (element.tag != "aside" and not _SIDE.search(names)):
            return False
        beside = (*islice(up.itersiblings(up.tag), 3), *islice(up.itersiblings(preceding=True), 3))
        if any(child.tag == element.tag and child.get("class") == names
               for other in beside for child in other):  # fmt: skip
            return True
        of_post = _POST.search(f"{up.get('class') or ''} {up.get('id') or ''}")
        return bool(of_post) and len(line_of(element)) <= _PANEL_CHARACTERS

    def _tells_facts(self, node: int) -> bool:
        """Whether a side column holds what labels tell of a notice (Quantity, Posted by)."""
        element = self.elements[node]
        names = element.get("class") or ""
        if element.tag != "aside" and not _SIDE.search(names):
            return False
        if self.letters(node) > _FACTS_CHARACTERS or self.end[node] - node > _FACTS_NODES:
            return False
        labels = {_LABEL.split(line, 1)[0] for line in text_of(element).splitlines()}
        labels |= {one_line(e.text) for e in element.iter("td", "th", "dt", "span", "div", "b")}
        sure = sum(1 for x in labels if is_notice_label(x) or PUBLISHED.search(x))
        rows = len(_LABEL.findall(text_of(element))) + len([*element.iter("tr", "dt", "li")])
        return sure >= 2 or (sure == 1 and rows >= _FACTS_MIN)

    def _is_named_chrome(self, node: int) -> bool:
        element = self.elements[node]
        if element.tag in ("main", "html", "td", "tr", "tbody", "a"):
            return False
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if len(names) < 2 or not _CHROME_CLASS.search(_BESIDE.sub("", names)):
            return False
        return element.tag not in INLINE or element.find(".//a") is not None

    def _tells_rights(self, node: int) -> bool:
        """Whether a piece is the line of rights at the foot of the page."""
        element = self.elements[node]
        at_foot = self.depth[node] <= _FOOT_DEPTH and self.end[node] == len(self.elements)
        if not at_foot or element.tag in ("main", "article", "table") or self._tells_when(node):
            return False
        said = line_of(element)
        return len(said) <= _FOOT_CHARACTERS and bool(RIGHTS.search(said))

    def _tells_when(self, node: int) -> bool:
        """Whether what is called a menu only tells a post's time, and perhaps its number."""
        if self.end[node] - node > 40 or not 4 <= self.letters(node) <= 40:
            return False
        said = line_of(self.elements[node])
        return len(said) <= 80 and bool(_MOMENT.search(said))

    def letters(self, node: int) -> int:
        """Letters and digits outside links in a subtree."""
        return self.plain[self.end[node]] - self.plain[node] if node >= 0 else 0

    def silence(self, nodes: list[int]) -> None:
        """Subtrees (in document order) whose letters count for nothing from now on."""
        gone, upto = 0, 0
        for node in nodes:
            end, before = self.end[node], self.plain[node]
            said = self.letters(node)
            if not self.in_link[self.parent[node]]:
                said -= _letters(self.elements[node].tail)
            for at in range(upto, node + 1):
                self.plain[at] -= gone
            for at in range(node + 1, end):
                self.plain[at] = before - gone
            gone, upto = gone + said, end
        for at in range(upto, len(self.plain)):
            self.plain[at] -= gone

    def ups(self, node: int) -> Iterator[int]:
        """The ancestors of a node, nearest first."""
        node = self.parent[node]
        while node >= 0:
            yield node
            node = self.parent[node]

    def holds(self, outer: int, inner: int) -> bool:
        """Whether a node is another or stands in it."""
        return outer <= inner < self.end[outer]

    def children(self, node: int) -> list[int]:
        """The nodes directly below."""
        found = []
        child = node + 1
        while child < self.end[node]:
            found.append(child)
            child = self.end[child]
        return found

    def meeting(self, left: int, right: int) -> int:
        """The nearest node that holds both."""
        while not self.holds(left, right):
            left = self.parent[left]
        return left

    def signature(self, node: int) -> str:
        """Tag and first classes of a node, without what changes from row to row."""
        element = self.elements[node]
        look = (str(element.tag), element.get("class") or "")
        known = self._signatures.get(look)
        if known is None:
            names = []
            for name in look[1].split()[:8]:
                name = _OF_ONE.sub("", name)
                if name and not _VARYING.match(name) and not _NUMBERED.search(name):
                    names.append(_DIGIT.sub("", name))
            known = f"{element.tag}.{'.'.join(names[:3])}"
            self._signatures[look] = known
        return known

    def kind(self, node: int, ups: int = 2) -> str:
        """The signature of a node with that of the nodes above it."""
        names = [self.signature(node)]
        for count, up in enumerate(self.ups(node)):
            if count >= ups or up == 0:
                break
            names.append(self.signature(up))
        return " < ".join(names)

    def relation(self, origin: int, node: int) -> str:
        """How one gets from a node to another: steps up, then the way down."""
        top = self.meeting(origin, node)
        down = []
        while node != top:
            down.append(self.signature(node))
            node = self.parent[node]
        return f"{self.depth[origin] - self.depth[top]}/{'/'.join(reversed(down))}"


def _letters(text: str | None) -> int:
    return len(_WORDLESS.sub("", text)) if text and not text.isspace() else 0
