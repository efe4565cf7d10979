"""From a page's text to its tree, however broken or overgrown the text is."""

from __future__ import annotations

import re
from typing import Final

import lxml.html
from lxml import etree
from lxml.etree import ParserError
from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HtmlProcessingInstruction

_LONG_TAG: Final = re.compile(r"<[^<>]{20000,}")
_ATTRIBUTE: Final = re.compile(r"""[\s"'][\w:@.-]+\s*=""")
_END: Final = re.compile(r"</(?:body|html)\s*>", re.I)
_TAG: Final = re.compile(r"<[a-zA-Z][^<>]{0,200}>")
_NESTED: Final = re.compile(r"(?:<[a-zA-Z][^<>]{0,200}>\s*){40,}")
_NESTED_KEPT: Final = 12
TEXT_MAX: Final = 200_000  # letters in one piece
_TAGS_MAX: Final = 400_000
# one class for all tags: that of lxml.html asks Python for each element, to tell forms from others
_CLASSES: Final = etree.ElementDefaultClassLookup(
    element=HtmlElement, comment=HtmlComment, pi=HtmlProcessingInstruction, entity=HtmlEntity
)
_ATTRIBUTES_MAX: Final = 1000  # each is compared with each


def parse_html(text: str) -> HtmlElement | None:
    """A page's tree, however broken; None if there is nothing in it."""
    cleaned = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""))
    cleaned = _LONG_TAG.sub(_bounded, cleaned)
    if not cleaned.strip():
        return None
    if cleaned.count("<") > _TAGS_MAX:
        cleaned = _cut(cleaned)
    if len(_END.findall(cleaned)) > 2:  # what follows an early end would be lost
        cleaned = _END.sub("", cleaned)
    root, is_cut = _parsed(cleaned)
    if is_cut and (flat := _NESTED.sub(_flattened, cleaned)) != cleaned:
        root, _ = _parsed(flat)
    return root


def _cut(text: str) -> str:
    """The beginning of a page of so many tags that its tree would fill the memory."""
    at = 0
    for _ in range(_TAGS_MAX):
        at = text.find("<", at) + 1
    return text[: at - 1]


def _parsed(text: str) -> tuple[HtmlElement | None, bool]:
    """The tree, and whether it nests so deep that the parser stopped there."""
    parser = etree.HTMLParser(recover=True, huge_tree=False, encoding="utf-8")
    parser.set_element_class_lookup(_CLASSES)
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError):
        return None, False
    return root, any("Excessive depth" in error.message for error in parser.error_log)


def _flattened(tags: re.Match[str]) -> str:
    """The last few of many tags that are opened one inside the other."""
    return "".join(_TAG.findall(tags.group())[-_NESTED_KEPT:])


def _bounded(tag: re.Match[str]) -> str:
    """A tag as it is, unless it has so many attributes that parsing them would take for ever."""
    return " " if len(_ATTRIBUTE.findall(tag.group())) > _ATTRIBUTES_MAX else tag.group()


def shorten(elements: list[HtmlElement]) -> None:
    """Without the rest of texts that nobody wrote by hand; what scripts hold is data."""
    for element in elements:
        if element.tag != "script" and element.text and len(element.text) > TEXT_MAX:
            element.text = element.text[:TEXT_MAX]
        if element.tail and len(element.tail) > TEXT_MAX:
            element.tail = element.tail[:TEXT_MAX]
