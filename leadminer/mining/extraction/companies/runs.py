"""Companies in one run of text that nothing divides but empty lines, breaks or rules."""

from __future__ import annotations

import copy
import re
from collections import Counter
from itertools import islice
from typing import Final

import lxml.html
from lxml.html import HtmlElement

from leadminer.mining.extraction.companies.blocks import Block, are_records, read_block
from leadminer.mining.extraction.companies.chrome import within
from leadminer.mining.extraction.html.texts import text_of

_RUNS_MIN: Final = 3
_RULED_MIN: Final = 2  # runs between rules, which nobody draws between the lines of one entry
_CHILDREN_MAX: Final = 5_000
_COLUMNS: Final = re.compile(r"\t+|\s{3,}")
_EMPTY_LINE: Final = re.compile(r"\n[ \t\r]*\n")


def run_blocks(body: HtmlElement, chrome: set[HtmlElement], base: str) -> list[Block]:
    """The run of text that tells most companies, cut at its empty lines and rules."""
    best: list[Block] = []
    for element in islice(body.iter("pre", "p", "td", "div", "span", "section"), 5_000):
        parts: list[HtmlElement] = []
        ruled = False
        if element.tag == "pre":
            parts = _of_text(element)
        else:
            tags = Counter(child.tag for child in islice(element, _CHILDREN_MAX))
            ruled = tags["hr"] >= _RULED_MIN - 1
            if ruled or tags["br"] >= 2 * _RUNS_MIN:
                parts = _of_breaks(element)
        if len(parts) < (_RULED_MIN if ruled else _RUNS_MIN) or within(element, chrome):
            continue
        blocks = [b for part in parts if (b := read_block(part, base)) is not None]
        for block in blocks:
            block.shape = ""
        if len(blocks) > len(best) and are_records(blocks, len(blocks)):
            best = blocks
    return best


def _of_text(element: HtmlElement) -> list[HtmlElement]:
    found = []
    for part in _EMPTY_LINE.split(element.text_content()):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        if len(lines) < 2:
            continue
        holder = lxml.html.Element("div")
        for piece in (piece for line in lines for piece in _COLUMNS.split(line)):
            paragraph = lxml.html.Element("p")
            paragraph.text = piece
            holder.append(paragraph)
        found.append(holder)
    return found


def _of_breaks(element: HtmlElement) -> list[HtmlElement]:
    found: list[HtmlElement] = []
    holder = lxml.html.Element("div")
    holder.text = element.text
    breaks = 0
    for child in element:
        breaks = breaks + 1 if child.tag == "br" else 0
        if breaks >= 2 or child.tag == "hr":
            if text_of(holder).strip():
                found.append(holder)
            holder = lxml.html.Element("div")
            holder.text = child.tail
        else:
            holder.append(copy.deepcopy(child))
        if child.tail and child.tail.strip():
            breaks = 0
    if text_of(holder).strip():
        found.append(holder)
    return found
