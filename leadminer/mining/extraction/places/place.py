"""The place of a text: section, breadcrumb, labelled fields. On a trade board only it tells the
buyer's post from the seller's."""

from __future__ import annotations

import re
from html import unescape
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line, text_of
from leadminer.mining.extraction.markup.structured import Node, all_nodes
from leadminer.mining.extraction.values.dates import is_time
from leadminer.mining.extraction.values.gated import Gated
from leadminer.mining.extraction.values.label_words import BOARD

_CRUMBS: Final = Gated(
    r"bread-?_?cru[mb]|\bcrumbs?\b|pathbar|navstrip|\bpt\b|nav-?path|location|位置|weizhi|navigate_section|"
    r"dangqian|mianbao|\bpath\b|position\b|you-?are-?here",
    re.I,
)
_HOME: Final = re.compile(
    r"^(home|main|index|start(seite)?|forums?( index)?|board index|首页|首頁|主页|"
    r"主頁|论坛|論壇|ホーム|portal|trang chủ|início|홈|главная|"
    r"accueil|inicio|正文|›|>|＞|»|/|\|)$",
    re.I,
)
_CRUMB_TAGS: Final = ("nav", "ol", "ul", "div", "p", "span", "td", "section")
_MAILBOX: Final = re.compile(r"<?[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}>?", re.I)
_LABEL: Final = re.compile(r"^[^\n:：]{1,40}[:：]?$")
_FIELD_LINE: Final = re.compile(
    r"^\s*([^\s:：,，。.!?！？\d][^:：,，。.!?！？\n]{0,24})\s*[:：]\s*(\S[^\n]{0,200})$"
)


def read_breadcrumb(root: HtmlElement, nodes: list[Node], title: str = "") -> list[str]:
    """The way from the site's front page to this one, without either of them."""
    for node in all_nodes(nodes):
        if "BreadcrumbList" in node.types:
            items = sorted(
                node.nodes("itemListElement"), key=lambda i: _position(i.text("position"))
            )
            names = [
                i.text("name") or (i.nodes("item")[0].text("name") if i.nodes("item") else "")
                for i in items
            ]
            # templates often escape what they write into a script once too often
            return _trimmed([unescape(name) for name in names], title)
    for element in root.getroottree().iter(*_CRUMB_TAGS):
        marks = " ".join(
            element.get(name, "") for name in ("class", "id", "aria-label", "aria-labelledby")
        )
        if _CRUMBS.search(marks):
            ways = [a for a in element.iter("a") if not _is_neighbour(a)]
            links = [line_of(a) for a in ways if not _leads_home(a)]
            if 0 < len(links) <= 12:
                found = _trimmed(_without_nested(links), title)
                if found:
                    return found
    return (
        _in_order(root, title)
        or _by_its_look(root, title)
        or _by_label(root)
        or _by_name(root)
        or _by_title_tag(root, title)
    )


_TITLE_CUT: Final = re.compile(r"\s+[|»›<>–—·:•-]+\s+")


def _in_order(root: HtmlElement, title: str) -> list[str]:
    """An ordered list of links that begins with the front page: menus are not in order."""
    for ordered in islice(root.iter("ol"), 4):
        items = [item for item in ordered if item.tag == "li" and line_of(item)]
        links = [next(item.iter("a"), None) for item in items]
        if not 2 <= len(items) <= 8 or links[0] is None or not _leads_home(links[0]):
            continue
        if all(link is not None for link in links[:-1]):
            return _trimmed(
                [line_of(a) for a in links if a is not None and not _leads_home(a)], title
            )
    return []


def _by_title_tag(root: HtmlElement, title: str) -> list[str]:
    """What stands between the page's name and the site's in the title tag, and is a link here."""
    titles = root.getroottree().iter("title")
    tag = next((one_line(t.text) for t in titles if t.text), "")
    if not title or not tag.startswith(title):
        return []
    middle = _TITLE_CUT.split(tag[len(title) :])[1:-1]
    links = {line_of(a) for a in islice(root.iter("a"), 400)} if middle else set()
    return _trimmed([name for name in middle if name in links][::-1], title)


def _leads_home(link: HtmlElement) -> bool:
    return bool(
        re.fullmatch(r"(?:https?://[^/]+)?/?(?:\./)?(?:index\.\w+)?", link.get("href") or "")
    )


_NEIGHBOUR: Final = re.compile(r"(?:^|[-_ ])(?:prev|previous|next)(?:$|[-_ ])", re.I)


def _is_neighbour(link: HtmlElement) -> bool:
    """Whether a link leads to what comes before or after a page, not to what it stands in."""
    return bool(_NEIGHBOUR.search(f"{link.get('rel') or ''} {link.get('class') or ''}"))


def _by_label(root: HtmlElement) -> list[str]:
    """A board that a label names (看板: 閒聊)."""
    for element in root.iter("span", "td", "th", "dt", "b", "strong", "label"):
        if len(element) == 0 and element.text and BOARD.match(one_line(element.text)):
            following = element.getnext()
            value = one_line(element.tail) or (
                line_of(following)
                if following is not None and isinstance(following.tag, str)
                else ""
            )
            if 0 < len(value) <= 60:
                return [value]
    return []


_BOARD_NAME: Final = re.compile(
    r"(?:^|[-_ ])(?:(?:category|cat|forum|board|node|section)(?:[-_](?:link|name|title|badge))?|"
    r"in-?category|posted-in)(?:$|[-_ ])",
    re.I,
)


_BOARD_WAY: Final = re.compile(
    r"^[^?#]*/(?:categor(?:y|ies|ia)|kategorie|rubrique|categoria|cat|(?:sub)?forum|board|section|"
    r"node)[/-][^/?#]+/?(?:$|[?#])",
    re.I,
)


def _by_name(root: HtmlElement) -> list[str]:
    """A board that a lone link is called ("in <a class=category-link>Wanted</a>") or leads to."""
    for attribute, pattern in (("class", _BOARD_NAME), ("href", _BOARD_WAY)):
        names: dict[str, None] = {}
        for link in islice(root.iter("a"), 400):
            if pattern.search(link.get(attribute) or "") and not _leads_home(link):
                name = line_of(link)
                if 0 < len(name) <= 60 and re.search(r"[^\W\d_]", name):
                    names[name] = None
        if len(names) == 1:
            return _trimmed(list(names), "")
        if names:
            return []  # a list of boards, or of threads of several
    return []


_SEPARATORS: Final = re.compile(r"[\s>＞›»/\\|→·:：«‹\u2192-]+")
_HERE: Final = re.compile(
    r"(?:您?(?:现在|當前|当前)的?位置|您的位置|所在位置|you are here|location|sie sind hier|"
    r"vous êtes ici|"
    r"usted está aquí|você está aqui|現在位置|返回|back to)\s*[:：]?",
    re.I,
)


def _by_its_look(root: HtmlElement, title: str) -> list[str]:
    """A row of links with arrows between them, before the text begins."""
    seen = 0
    for element in root.iter(
        "div", "p", "td", "ul", "ol", "span", "nav", "h2", "h3", "li", "section", "center"
    ):
        seen += 1
        if seen > 250:
            break
        links = [a for a in element.iter("a") if line_of(a)]
        if any(map(_is_neighbour, links)):
            continue
        if not 1 <= len(links) <= 8:
            continue
        whole = line_of(element)
        if len(whole) > 300:
            continue
        names = ["" if _leads_home(a) else line_of(a) for a in links]
        if title and title in whole and not whole.startswith(title):
            whole = whole.partition(title)[0]
            names = [name for name in names if name in whole]
        rest = whole
        for link in links:
            if _leads_home(link) and line_of(link):
                rest = rest.replace(line_of(link), "\x00", 1)
        for name in names:
            rest = rest.replace(name, "\x00", 1) if name else rest
        label = bool(_HERE.search(rest))
        rest = _HERE.sub("", rest)
        if title:
            rest = rest.replace(title, "")
        arrows = re.findall(r"\x00\s*(?:-*>+|＞|›|»|/|→|::|\\|&gt;|»)", rest)
        plain = _SEPARATORS.sub("", rest.replace("\x00", ""))
        if (label or (arrows and len(arrows) >= len(names) - 1)) and len(plain) <= 12:
            found = _trimmed(_without_nested([n for n in names if n]), title)
            if found and all(not re.fullmatch(r"[\d\W]+", name) for name in found):
                return found
    return []


def _position(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 3 else 999


def _without_nested(names: list[str]) -> list[str]:
    return [name for n, name in enumerate(names) if n == 0 or name != names[n - 1]]


def _trimmed(names: list[str], title: str) -> list[str]:
    clean = [one_line(name).strip("›»>＞ /") for name in names]
    clean = [
        name for name in clean if name and not _HOME.match(name) and len(name) <= 80
        if not _MAILBOX.fullmatch(name) and not (any(map(str.isdigit, name)) and is_time(name))
    ]  # fmt: skip
    if clean and title and one_line(clean[-1]) == one_line(title):
        clean.pop()
    return clean[:8]


def field_elements(element: HtmlElement) -> list[HtmlElement]:
    """Tables and lists below an element that hold labels with their values."""
    found: list[HtmlElement] = []
    for candidate in element.iter(*_TABLES, "div", "section", "p"):
        if candidate.tag not in _TABLES and not _is_of_pairs(candidate):
            continue
        if any(candidate in outer.iter() for outer in found):
            continue
        least = 1 if candidate.tag not in ("table", "ul") or _is_marked(candidate) else 2
        if len(_pairs(candidate)) >= least:
            found.append(candidate)
    return found


_OF_LABEL: Final = re.compile(r"(?:^|[-_ ])(?:label|lbl|key|term|caption|dt|th)(?:$|[-_ ])", re.I)


_TABLES: Final = ("table", "dl", "ul")
_BOLD: Final = frozenset({"b", "strong", "em", "span"})


def _bold_pairs(element: HtmlElement) -> list[tuple[str, str]]:
    """Labels in bold with the text after each (<b>Quantity:</b> 40 pieces<br>)."""
    pairs = []
    for child in element:
        value = one_line(child.tail)
        if child.tag in _BOLD and value and len(value) <= 200:
            label = line_of(child)
            if 1 < len(label) <= 40 and label.endswith((":", "：")):
                pairs.append((_clean(label), value))
    return pairs


def _is_of_pairs(element: HtmlElement) -> bool:
    """Whether a block is a row of a label and its value, or nothing but such rows."""
    if len(element) == 2 and _starts_with_label(element) and len(element[1]) == 0:
        return True
    if len(element) >= 2 and len(_bold_pairs(element)) >= 2:
        return True
    rows = [row for row in element if isinstance(row.tag, str)]
    if len(rows) < 2 or any(len(row) != 2 for row in rows[:2]):
        return False
    if _told_by_class(rows):
        return True
    return sum(1 for row in rows if len(row) == 2 and _starts_with_label(row)) >= 0.8 * len(rows)


_ROWS_TOLD: Final = 4  # rows of one build, from which the build itself tells labels from values


def _told_by_class(rows: list[HtmlElement]) -> bool:
    """Whether rows are of a label and its value by their classes alone: <div class=name>Lot</div>
    <div class=value>7</div>, each row with another label."""
    two = [row for row in rows if len(row) == 2 and not (row.text or "").strip()]
    if len(two) < max(_ROWS_TOLD, 0.8 * len(rows)):
        return False
    kinds = {(row[0].get("class"), row[1].get("class")) for row in two}
    left, right = next(iter(kinds))
    labels = [line_of(row[0]) for row in two if isinstance(row[0].tag, str)]
    plain = all(0 < len(label) <= 40 and not _NUMBERS.search(label) for label in labels)
    return len(kinds) == 1 and left != right and plain and len(set(labels)) == len(two)


_NUMBERS: Final = re.compile(r"\d{3}|@|//")


def _starts_with_label(row: HtmlElement) -> bool:
    first = row[0]
    if not isinstance(first.tag, str) or (row.text or "").strip():
        return False
    text = line_of(first)
    beside = (first.tail or "").strip()
    if beside not in ("", ":", "："):
        return False
    told = text.endswith((":", "：")) or first.tag == "label"
    told = told or bool(beside or _OF_LABEL.search(first.get("class") or ""))
    return told and 0 < len(text) <= 40


def _is_marked(element: HtmlElement) -> bool:
    return bool(
        re.search(r"field|info|attr|param|detail|spec|contact|prop", element.get("class", ""), re.I)
    )


def read_fields(element: HtmlElement) -> dict[str, str]:
    """Labels with their values of one table or list."""
    return dict(_pairs(element))


def _pairs(element: HtmlElement) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    if element.tag == "dl":
        label = ""
        for child in element.iter("dt", "dd"):
            if child.tag == "dt":
                label = line_of(child)
            elif label:
                pairs.append((_clean(label), text_of(child)))
        return [p for p in pairs if p[0] and p[1]]
    if element.tag == "table":
        for row in element.iter("tr"):
            cells = [c for c in row if c.tag in ("td", "th")]
            if len(cells) not in (2, 4):
                continue
            for left, right in zip(cells[::2], cells[1::2], strict=False):
                label, value = line_of(left), text_of(right)
                is_label = left.tag == "th" or label.endswith((":", "：")) or right.tag == "td"
                if (
                    is_label
                    and 0 < len(label) <= 40
                    and right.tag == "td"
                    and value
                    and len(value) <= 400
                ):
                    pairs.append((_clean(label), value))
        return pairs
    if element.tag not in _TABLES:
        bold = _bold_pairs(element)
        if len(bold) >= 2:
            return bold
        if len(element) == 2 and _starts_with_label(element) and len(element[1]) == 0:
            value = text_of(element[1])
            return [(_clean(line_of(element[0])), value)] if 0 < len(value) <= 400 else []
        rows = [row for row in element if isinstance(row.tag, str) and len(row) == 2]
        by_class = _told_by_class([row for row in element if isinstance(row.tag, str)])
        told = [
            (_clean(line_of(r[0])), text_of(r[1])) for r in rows
            if by_class or _starts_with_label(r)
        ]  # fmt: skip
        return [(label, value) for label, value in told if label and 0 < len(value) <= 400]
    if len(bold := _items_in_bold(element)) >= _ROWS_TOLD:
        return bold
    rows = [item[0] for item in element if len(item) == 1 and len(item[0]) == 2]
    if len(rows) == len(element) and _told_by_class(rows):
        return [(_clean(line_of(row[0])), text_of(row[1])) for row in rows]
    for item in element:
        if item.tag != "li":
            continue
        match = _FIELD_LINE.match(line_of(item))
        label = one_line(item.text)
        if len(item) == 1 and label and len(label) <= 30 and not one_line(item[0].tail):
            value = line_of(item[0])
            if 0 < len(value) <= 80 and item[0].tag in ("span", "b", "strong", "em"):
                pairs.append((_clean(label), value))
        elif match:
            pairs.append((_clean(match.group(1)), match.group(2).strip()))
    return pairs


def _items_in_bold(element: HtmlElement) -> list[tuple[str, str]]:
    """Labels in bold with the text after each, where all items of a list are built so."""
    items = [item for item in element if item.tag == "li"]
    pairs = [
        (_clean(line_of(item[0])), one_line(item[0].tail)) for item in items
        if len(item) == 1 and item[0].tag in (*_BOLD, "label") and not one_line(item.text)
    ]  # fmt: skip
    fits = all(0 < len(label) <= 24 and 0 < len(value) <= 80 for label, value in pairs)
    return pairs if fits and len(pairs) == len(items) else []


def lines_with_fields(text: str) -> dict[str, str]:
    """Labelled lines of a plain text (数量：2000件, Budget: $400), where there are several."""
    found: dict[str, str] = {}
    for line in text.splitlines()[:60]:
        match = _FIELD_LINE.match(line)
        if match and len(match.group(2)) <= 120 and not match.group(2).startswith("//"):
            found.setdefault(_clean(match.group(1)), match.group(2).strip())
    return dict(list(found.items())[:20]) if len(found) >= 2 else {}


def _clean(label: str) -> str:
    return re.sub(r"[\s:：]+$", "", label).strip()
