"""Companies in the pop-ups of a map: pieces of HTML that a page keeps in its data or scripts and
shows at a click. Pure; nothing is run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from leadminer.mining.extraction.companies.blocks import Block, read_block
from leadminer.mining.extraction.companies.names import Candidate, is_plausible
from leadminer.mining.extraction.html.texts import one_line

_POPUPS_MAX: Final = 2000
_SCRIPT_MAX: Final = 500_000  # letters of a script that are looked at
_REACH: Final = re.compile(r"tel:|mailto:|@|&#0?64;|data-cfemail|\d[\d\s()./-]{5,}\d", re.I)
_MARKUP: Final = re.compile(r"<(?:[a-z][a-z0-9]*)(?:\s[^<>]*)?/?>", re.I)
_STRING: Final = re.compile(r"\"((?:[^\"\\\n]|\\.)+)\"|'((?:[^'\\\n]|\\.)+)'|`((?:[^`\\]|\\.)+)`")
_TITLES: Final = ("title", "name", "label", "company", "companyName", "company_name")


def popups_in(data: list[Any], root: HtmlElement) -> list[tuple[str, str]]:
    """Pieces of HTML that may each be about one company, with the title that stands beside."""
    found = [*_in_data(data), *(("", html) for html in _in_scripts(root))]
    unique: dict[str, str] = {}
    for title, html in found[:_POPUPS_MAX]:
        unique.setdefault(html, title)
    if len(unique) < 2:  # one alone is anything a script may write
        return []
    return [(title, html) for html, title in unique.items()]


def blocks_of(popups: list[tuple[str, str]], base: str) -> list[Block]:
    """The pop-ups that name a company, as blocks of a page."""
    blocks = []
    for title, html in popups:
        try:
            element = lxml.html.fragment_fromstring(html, create_parent="div")
        except (ParserError, ValueError):
            continue
        block = read_block(element, base)
        if block is None or not block.marked:
            continue
        if is_plausible(title):
            block.name = Candidate(title, 5.0, block.name.link)
        blocks.append(block)
    return blocks if len({b.name.text for b in blocks}) > 1 else []


def _in_data(data: list[Any]) -> Iterator[tuple[str, str]]:
    stack: list[Any] = list(reversed(data))
    left = 30_000
    while stack and left:
        left -= 1
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(v for v in reversed(node) if isinstance(v, dict | list))
        elif isinstance(node, dict):
            stack.extend(v for v in reversed(node.values()) if isinstance(v, dict | list))
            html = next((v for v in node.values() if isinstance(v, str) and _is_popup(v)), "")
            if html:
                titles = (node.get(key) for key in _TITLES)
                yield next((one_line(t) for t in titles if isinstance(t, str) and t), ""), html


def _in_scripts(root: HtmlElement) -> Iterator[str]:
    for script in root.iter("script"):
        text = script.text or ""
        if len(text) < 80 or len(text) > _SCRIPT_MAX or "<" not in text or script.get("src"):
            continue
        if "json" in (script.get("type") or "") or not _REACH.search(text):
            continue
        for match in _STRING.finditer(text):
            body = match[1] or match[2] or match[3]
            if "<" in body and len(body) < 20_000 and _is_popup(said := _unescaped(body)):
                yield said


def _is_popup(text: str) -> bool:
    return 20 < len(text) < 20_000 and bool(_MARKUP.search(text)) and bool(_REACH.search(text))


def _unescaped(body: str) -> str:
    """A string of JavaScript as its text."""
    quoted = re.sub(r"(?<!\\)((?:\\\\)*)\"", r'\1\\"', body.replace("\\'", "'").replace("\\`", "`"))
    try:
        return str(json.loads(f'"{quoted}"', strict=False))
    except ValueError:
        return body.replace("\\/", "/").replace('\\"', '"')
