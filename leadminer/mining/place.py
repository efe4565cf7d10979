"""The place of a text: section, breadcrumb, labelled fields. On a trade board only it tells the
buyer's post from the seller's."""

from __future__ import annotations

import re
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.structured import Node, all_nodes
from leadminer.mining.texts import line_of, one_line, text_of

_CRUMBS: Final = re.compile(
    r"bread-?_?crumb|\bcrumbs?\b|pathbar|navstrip|\bpt\b|nav-?path|location-?nav|位置", re.I
)
_HOME: Final = re.compile(
    r"^(home|main|index|start(seite)?|forums?( index)?|board index|首页|首頁|主页|"
    r"主頁|论坛|論壇|ホーム|portal|"
    r"accueil|inicio|›|>|»|/|\|)$",
    re.I,
)
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
            return _trimmed(names, title)
    for element in root.xpath("//*[@class or @id or @aria-label]"):
        marks = (
            f"{element.get('class', '')} {element.get('id', '')} {element.get('aria-label', '')}"
        )
        if element.tag in (
            "nav",
            "ol",
            "ul",
            "div",
            "p",
            "span",
            "td",
            "section",
        ) and _CRUMBS.search(marks):
            links = [line_of(a) for a in element.iter("a")]
            if 0 < len(links) <= 12:
                return _trimmed(_without_nested(links), title)
    return []


def _position(text: str) -> int:
    return int(text) if text.isdigit() else 999


def _without_nested(names: list[str]) -> list[str]:
    return [name for n, name in enumerate(names) if n == 0 or name != names[n - 1]]


def _trimmed(names: list[str], title: str) -> list[str]:
    clean = [one_line(name).strip("›»> /") for name in names]
    clean = [name for name in clean if name and not _HOME.match(name) and len(name) <= 80]
    if clean and title and one_line(clean[-1]) == one_line(title):
        clean.pop()
    return clean[:8]


def field_elements(element: HtmlElement) -> list[HtmlElement]:
    """Tables and lists below an element that hold labels with their values."""
    found: list[HtmlElement] = []
    for candidate in element.iter("table", "dl", "ul"):
        if any(candidate in outer.iter() for outer in found):
            continue
        if len(_pairs(candidate)) >= (1 if candidate.tag == "dl" or _is_marked(candidate) else 2):
            found.append(candidate)
    return found


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
                    and 0 < len(label) <= 30
                    and right.tag == "td"
                    and value
                    and len(value) <= 400
                ):
                    pairs.append((_clean(label), value))
        return pairs
    for item in element:
        match = _FIELD_LINE.match(line_of(item)) if item.tag == "li" else None
        if match:
            pairs.append((_clean(match.group(1)), match.group(2).strip()))
    return pairs


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
