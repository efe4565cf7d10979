"""Posts of pages that show no times: begun by names that lead to a person's page. What a directory
tells of its firms is built alike, and is nobody's words."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from leadminer.mining.extraction.html.texts import line_of, text_of
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.author_marks import Mark
from leadminer.mining.extraction.marks.reading import Marks
from leadminer.mining.extraction.places.addresses import is_profile
from leadminer.mining.extraction.places.own_sites import own_site
from leadminer.mining.extraction.records.record_parts import Record, regions
from leadminer.mining.extraction.values.company_labels import has_legal_form

_CALLED_ALIKE: Final = 2  # pages that one text leads to: no name ("View profile")
_WORDS_BESIDE: Final = 4  # letters beside the name, where several say something
_WORDS_ALONE: Final = 40  # ... without a sentence's end, or of one name alone: less is a list's
_WORDS_DENSE: Final = 12  # ... in scripts that write a word in a letter or two
_DENSE: Final = re.compile(r"[\u3040-\ud7af]")
_SENTENCE: Final = re.compile(r"[^\W\d_]{2}[.!?…](?:\s|$)|[。！？]")
_LISTS: Final = frozenset({"dl", "ul", "ol", "table"})
_HEADS: Final = ("h1", "h2", "h3", "a", "form", "header", "footer", "nav", "aside")


def named_only(tree: Tree, marks: Marks, base: str) -> list[Record]:
    """On a page without times: names that lead to a profile."""
    if marks.dates:
        return []
    named = _of_people([
        m for m in marks.authors
        if m.sure and m.href and is_profile(m.href) and len(m.href.rstrip("/").split("/")) > 4
    ])  # fmt: skip
    if not named:
        return []
    records = regions(tree, named)
    for record in records:
        record.author = record.mark
    if sum(_is_entry(tree, record, base) for record in records) * 2 >= len(records):
        return []
    # a table of people and their points says nothing
    saying = [r for r in records if _says_more(tree, r, alone=len(records) == 1)]
    return records if len(saying) * 2 >= len(records) else []


def _of_people(named: list[Mark]) -> list[Mark]:
    """Names without the words that lead to many people's pages alike."""
    pages: dict[str, set[str]] = defaultdict(set)
    for mark in named:
        pages[mark.name].add(mark.href or "")
    return [mark for mark in named if len(pages[mark.name]) < _CALLED_ALIKE]


def _is_entry(tree: Tree, record: Record, base: str) -> bool:
    """Whether a record tells of a firm: it is called one, or led to on a site of its own."""
    if has_legal_form(record.mark.name):
        return True
    links = (link for root in record.roots for link in tree.elements[root].iter("a"))
    return any(own_site(link.get("href") or "", base) for link in links)


def _says_more(tree: Tree, record: Record, *, alone: bool) -> bool:
    """Whether there are words in a record beside the name."""
    roots = [tree.elements[root] for root in record.roots]
    if alone:
        said = " ".join(text_of(root, {*root.iter(*_HEADS)}) for root in roots)
    else:
        said = " ".join(map(line_of, roots)).replace(record.mark.name, "", 1)
    letters = len(re.findall(r"[^\W\d_]", said))
    if alone:
        if _is_lone_entry(tree, record):
            return False
        return letters >= (_WORDS_BESIDE if _DENSE.search(said) else _WORDS_ALONE)
    if letters < _WORDS_BESIDE:
        return False
    # "bearings, Bristol" beside each of several names: a list of members
    enough = _WORDS_DENSE if _DENSE.search(said) else _WORDS_ALONE
    return letters >= enough or _SENTENCE.search(said) is not None


def _is_lone_entry(tree: Tree, record: Record) -> bool:
    """Whether a name is the one entry of a list that says little more: what stands below the list
    is of the site."""
    element = tree.elements[record.mark.node]
    held = next((up for up in element.iterancestors() if up.tag in _LISTS), None)
    if held is None:
        return False
    said = line_of(held).replace(record.mark.name, "", 1)
    enough = _WORDS_DENSE if _DENSE.search(said) else _WORDS_ALONE
    return len(re.findall(r"[^\W\d_]", said)) < enough and not _SENTENCE.search(said)
