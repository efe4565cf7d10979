"""Other clothes for a skin: its pages with the help taken away that names and marks give.

Class names are what readers lean on most and sites change most: tools now make them up.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b

from lxml import html
from lxml.html import HtmlElement

_MEANINGFUL = {"article": "div", "section": "div", "main": "div", "header": "div", "footer": "div",
               "aside": "div", "nav": "div", "time": "span", "address": "div"}  # fmt: skip
_MARKS = ("itemprop", "itemscope", "itemtype", "property", "typeof", "rel", "role",
          "aria-label", "data-author")  # fmt: skip
_BLOCKS = {"div", "li", "td", "section", "article"}


def hashed(root: HtmlElement) -> None:
    """Class names made up by a tool, the same on each page."""
    for element in root.iter(html.etree.Element):
        names = (element.get("class") or "").split()
        if names:
            made = (blake2b(name.encode(), digest_size=3).hexdigest() for name in names)
            element.set("class", " ".join(f"css-{each}" for each in made))


def bare(root: HtmlElement) -> None:
    """No class names at all."""
    for element in root.iter(html.etree.Element):
        element.attrib.pop("class", None)


def plain(root: HtmlElement) -> None:
    """Elements that mean nothing, and no marks for machines but those of the time."""
    for element in list(root.iter(html.etree.Element)):
        if element.tag == "script" and "json" in (element.get("type") or ""):
            element.drop_tree()
            continue
        element.tag = _MEANINGFUL.get(element.tag, element.tag)
        if element.tag not in ("link", "meta", "a"):
            for name in _MARKS:
                element.attrib.pop(name, None)


def wrapped(root: HtmlElement) -> None:
    """One more box inside every box."""
    for element in list(root.find("body").iter(html.etree.Element)):
        if element.tag in _BLOCKS and (len(element) or element.text):
            box = html.Element("div")
            box.text, element.text = element.text, None
            box.extend(list(element))
            element.append(box)


CLOTHES: dict[str, Callable[[HtmlElement], None]] = {
    "hashed": hashed, "bare": bare, "plain": plain, "wrapped": wrapped,
}  # fmt: skip


def worn(page: str, clothes: tuple[str, ...]) -> str:
    """A page in these clothes."""
    root = html.document_fromstring(page)
    for name in clothes:
        CLOTHES[name](root)
    return "<!DOCTYPE html>\n" + html.tostring(root, encoding="unicode")
