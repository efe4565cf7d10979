"""Where on a page companies stand: not in what every page of the site repeats, but in rows of a
table, in blocks that repeat, in headings that take turns with what belongs to them."""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

import lxml.html
from lxml.html import HtmlElement

from leadminer.mining.extraction.companies.chrome import within
from leadminer.mining.extraction.companies.clicks import addresses_at_click, numbers_at_click
from leadminer.mining.extraction.companies.lines import CODE, Labelled, labelled_of, pieces_of
from leadminer.mining.extraction.companies.names import Candidate, name_in
from leadminer.mining.extraction.companies.pieces import PARTS, Piece
from leadminer.mining.extraction.html.texts import line_of, text_of
from leadminer.mining.extraction.values.company_labels import is_office, role_of
from leadminer.mining.extraction.values.contacts import find_emails, scrambled_in
from leadminer.mining.extraction.values.gated import Gated
from leadminer.mining.extraction.values.phones import looks_like_phone

_REACHED: Final = frozenset({"phone", "mobile", "email"})
_A_WAY: Final = re.compile(r"(?:\d[\s()./–-]{0,3}){5}|@|＠|\bat\b|\[|\(", re.I)
_REGIONS_MAX: Final = 3
_FREE_TAGS: Final = frozenset(
    {"li", "tr", "article", "section", "details", "dl", "tbody", "fieldset"}
)
_HEADS: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "b", "strong", "p", "tr", "div")


@dataclass(slots=True)
class Block:
    """A piece of a page that is about one company."""

    element: HtmlElement
    pieces: list[Piece]
    labelled: list[Labelled]
    name: Candidate
    shape: str = ""  # what blocks of this kind look like, to know a lone one again
    is_row: bool = False
    marked: bool = False  # holds a way to reach somebody
    fields: dict[str, str] = field(default_factory=dict)


_SPELLED: Final = re.compile(
    r"@|＠|[\[({<【（「#*_-]\s?(?:at|ät|arroba|a|ett)\s?[\])}>】）」#*_-]|\sAT\s|\s(?:dot|punkt)\s|www\.",
)
_MOMENT: Final = Gated(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d"
    r"(?!\d)|\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
)
_DIGITS: Final = re.compile(r"\d(?:[ \u00a0().–/-]{0,3}\d){6,}")


def may_reach(body: HtmlElement) -> bool:
    """Whether a page shows anything that may be a way to reach somebody; quick."""
    text = text_of(body)
    if _SPELLED.search(text) or _DIGITS.search(_MOMENT.sub(";", text)):
        return True
    if scrambled_in(body) or any(True for _ in numbers_at_click(body)):
        return True
    hrefs = (link.get("href") or "" for link in body.iter("a"))
    return any(
        href.lstrip()[:8].lower().startswith(("tel:", "mailto:", "callto:")) for href in hrefs
    )


def marks_of(
    body: HtmlElement, chrome: set[HtmlElement], pieces: list[Piece], labelled: list[Labelled]
) -> list[HtmlElement]:
    """The elements that hold a way to reach somebody."""
    return list(dict.fromkeys(_marks(body, chrome, pieces, labelled)))


def _marks(
    body: HtmlElement, chrome: set[HtmlElement], pieces: list[Piece], labelled: list[Labelled]
) -> Iterator[HtmlElement]:
    for one in labelled:
        if one.role in _REACHED and _A_WAY.search(one.value):
            yield from one.elements[:1]
    for link in body.iter("a"):
        href = (link.get("href") or "").strip().lower()
        if href.startswith(("tel:", "mailto:")) and not within(link, chrome):
            yield link
    for scrambled in scrambled_in(body):
        if not within(scrambled, chrome):
            yield scrambled
    for piece in pieces:
        if piece.hint == CODE:
            continue
        if (
            looks_like_phone(piece.text)
            or ("@" in piece.text and find_emails(piece.text))
            or any(looks_like_phone(p) for p in PARTS.split(piece.text) if p != piece.text)
        ):
            yield piece.element
    for element, _ in (*numbers_at_click(body), *addresses_at_click(body)):
        if not within(element, chrome):
            yield element


def repeated_blocks(
    body: HtmlElement, chrome: set[HtmlElement], marks: list[HtmlElement], base: str
) -> list[Block]:
    """Blocks that repeat, each with a name and a way to reach somebody; the innermost such."""
    found = _repeated(body, marks, base, _signature)
    if len(found) < 2 and len(marks) > 2:  # classes that scripts made up tell nothing
        found = _repeated(body, marks, base, lambda element: "")
        linked = [block for block in found if block.name.link]  # else rows of one firm's page
        found = linked if len(linked) > max(2, len(found) * 0.6) else []
    return _with_odd_ones(_with_cousins(found, base), base)


def _repeated(
    body: HtmlElement, marks: list[HtmlElement], base: str, kind: Callable[[HtmlElement], str]
) -> list[Block]:
    groups: dict[tuple[int, str, str], dict[HtmlElement, None]] = defaultdict(dict)
    depth: dict[tuple[int, str, str], int] = {}
    for mark in marks:
        chain = [mark, *mark.iterancestors()]
        for n, element in enumerate(chain):
            parent = element.getparent()
            if element is body or parent is None:
                break
            key = (id(parent), str(element.tag), kind(element))
            groups[key][element] = None
            depth[key] = len(chain) - n
    accepted: list[Block] = []
    for key in sorted(groups, key=lambda k: -depth[k]):
        members = list(groups[key])
        if len(members) < 2 or _are_regions(members) or _have_terms(members):
            continue
        inside = [b for b in accepted if any(_contains(m, b.element) for m in members)]
        if inside and not _reach_beside(members, marks, inside):
            continue
        blocks = _read_all(_with_twins(members), base)
        if are_records(blocks, len(members)):
            accepted = [b for b in accepted if b not in inside] + blocks
    return accepted


def _are_regions(members: list[HtmlElement]) -> bool:
    """Whether elements are the parts of a page, as their ids say: "content", "sidebar"."""
    stems = {re.sub(r"\d+", "", member.get("id") or "") for member in members}
    bare = not any(member.get("class") for member in members)
    return bare and len(members) <= _REGIONS_MAX and "" not in stems and len(stems) > 1


def _have_terms(members: list[HtmlElement]) -> bool:
    """Whether elements are what a list of terms tells of each: the names stand above them."""
    if members[0].tag != "dd":
        return False
    above = (next(member.itersiblings(preceding=True), None) for member in members)
    named = sum(1 for each in above if each is not None and each.tag == "dt")
    return named * 2 > len(members)


def _with_cousins(blocks: list[Block], base: str) -> list[Block]:
    """Blocks of a grid, and those of its last row, where one may stand alone."""
    known = {block.element for block in blocks}
    rows: dict[tuple[HtmlElement, object, str], dict[HtmlElement, str]] = defaultdict(dict)
    for element in known:
        row = element.getparent()
        grid = row.getparent() if row is not None else None
        if row is not None and grid is not None:
            rows[grid, row.tag, _signature(row)][row] = str(element.tag)
    found = []
    for (grid, tag, looks), members in rows.items():
        if len(members) < 2:
            continue
        for row in grid:
            if row in members or row.tag != tag or _signature(row) != looks:
                continue
            cells = [cell for cell in row if cell.tag in members.values()]
            told = (read_block(cell, base) for cell in cells)
            found += [block for block in told if block is not None and block.marked]
    return blocks + found


def _with_odd_ones(blocks: list[Block], base: str) -> list[Block]:
    """Blocks, and those beside them that are set out otherwise: paid entries, the last one."""
    known = {block.element for block in blocks}
    beside: dict[HtmlElement, list[HtmlElement]] = defaultdict(list)
    for element in known:
        if (parent := element.getparent()) is not None:
            beside[parent].append(element)
    found = []
    for parent, members in beside.items():
        if len(members) < 3:
            continue
        classes = set.intersection(*({*(m.get("class") or "").split()} for m in members))
        for element in parent:
            if element in known or element.tag != members[0].tag:
                continue
            if classes & {*(element.get("class") or "").split()}:
                block = read_block(element, base)
                found += [block] if block is not None and block.marked else []
    return blocks + found


def _reach_beside(
    members: list[HtmlElement], marks: list[HtmlElement], inside: list[Block]
) -> bool:
    """Whether blocks have ways of their own to reach somebody beside the blocks in them: then the
    inner ones are a company's people or offices, not companies of a section."""
    inner = {block.element for block in inside}
    own = set(members)
    reached: set[HtmlElement] = set()
    for mark in marks:
        chain = [mark, *mark.iterancestors()]
        if not any(element in inner for element in chain):
            reached.update(element for element in chain if element in own)
    return len(reached) >= max(2, len(members) * 0.6)


def _contains(outer: HtmlElement, inner: HtmlElement) -> bool:
    return outer is inner or any(a is outer for a in inner.iterancestors())


def _signature(element: HtmlElement) -> str:
    if element.tag in _FREE_TAGS:
        return ""
    classes = sorted(
        c
        for c in re.sub(r"\d+", "", element.get("class") or "").split()
        if not re.fullmatch(r"(?:odd|even|first|last|active|alt|premium|featured|top|-?)", c, re.I)
    )
    return " ".join(classes[:3])


def shape_of(element: HtmlElement) -> str:
    """What a block looks like, wherever on the site it stands."""
    parent = element.getparent()
    above = f"{parent.tag}.{_signature(parent)}" if parent is not None else ""
    own = re.sub(r"\d+", "", element.get("class") or "")
    return f"{above}>{element.tag}.{own}"


def _with_twins(members: list[HtmlElement]) -> list[HtmlElement]:
    """All blocks of the kind, also those that show no way to reach somebody."""
    first = members[0]
    parent = first.getparent()
    if parent is None:
        return members
    known = set(members)
    return [
        e
        for e in parent
        if e in known or (e.tag == first.tag and _signature(e) == _signature(first))
    ]


def _read_all(elements: list[HtmlElement], base: str) -> list[Block]:
    found = []
    for element in elements:
        block = read_block(element, base)
        if block is not None:
            found.append(block)
    return found


def read_block(element: HtmlElement, base: str) -> Block | None:
    """A block with its name; None if it tells no name."""
    pieces = pieces_of(element)
    if not pieces:
        return None
    labelled = labelled_of(pieces)
    name = name_in(element, pieces, labelled, base)
    if name is None or name.weight < 0.3:
        return None
    return Block(
        element, pieces, labelled, name, shape_of(element),
        marked=any(True for _ in _marks(element, set(), pieces, labelled)),
    )  # fmt: skip


def are_records(blocks: list[Block], members: int) -> bool:
    """Whether blocks of one kind are companies: most can be reached, and few are called alike."""
    reached = [b for b in blocks if b.marked]
    if len(reached) < 2 or len(reached) < members * 0.6:
        return False
    names = {b.name.text.casefold() for b in blocks}
    if len(names) < max(2, len(blocks) * 0.6):
        return False
    # rows of label and value have a label where a name would be
    labels = sum(1 for b in blocks if role_of(b.name.text.rstrip(":：")) is not None)
    offices = sum(1 for b in blocks if is_office(b.name.text))
    return labels * 3 < len(blocks) and offices * 2 < len(blocks)


def flat_blocks(
    body: HtmlElement, chrome: set[HtmlElement], marks: list[HtmlElement], base: str
) -> list[Block]:
    """Companies that nothing wraps: headings, each followed by what belongs to it."""
    parents: dict[HtmlElement, None] = {}
    for mark in marks:
        for ancestor in mark.iterancestors():
            parents[ancestor] = None
            if ancestor is body:
                break
    best: list[Block] = []
    for parent in parents:
        if len(parent) < 4:
            continue
        for tag in _HEADS:
            heads = [e for e in parent if e.tag == tag and _is_head(e)]
            if tag == "dt" and sum(e.tag == tag and e not in heads for e in parent) > 1:
                continue  # among labels: what they name is the page's one company
            if len(heads) < 2 or len(heads) == len(parent):
                continue
            blocks = _read_all(_segments(parent, heads, chrome), base)
            for block in blocks:
                block.shape = ""
            if len(blocks) > len(best) and are_records(blocks, len(heads)):
                best = blocks
    return best


def _is_head(element: HtmlElement) -> bool:
    text = line_of(element)
    if not 2 <= len(text) <= 120 or role_of(text.rstrip(" :：")):
        return False
    if element.tag in ("p", "div"):
        return _is_strong(element, text)
    if element.tag == "tr":
        return len(element) == 1 and any(
            True for _ in element.iter("b", "strong", "th", "h3", "h4")
        )
    return element.tag != "dt" or not text.endswith((":", "："))


_BOLD: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)


def _is_strong(element: HtmlElement, text: str) -> bool:
    """Whether all that a line says is set in bold, however deep it is wrapped."""
    for inner in element.iter("b", "strong", "span", "p", "div", "font"):
        bold = inner.tag in ("b", "strong") or _BOLD.search(inner.get("style") or "")
        if bold and line_of(inner) == text:
            return True
    return False


def _segments(
    parent: HtmlElement, heads: list[HtmlElement], chrome: set[HtmlElement]
) -> list[HtmlElement]:
    """Each heading with what follows it up to the next one, in an element of its own."""
    found: list[HtmlElement] = []
    current: HtmlElement | None = None
    marks = set(heads)
    for child in parent:
        if child in marks:
            current = lxml.html.Element("div")
            if child.get("id"):
                current.set("id", child.get("id"))
            found.append(current)
        if current is not None and child not in chrome:
            current.append(copy.deepcopy(child))
    # what follows the last company is not all its own
    longest = max((len(e) for e in found[:-1]), default=0)
    for child in list(found[-1])[longest:] if longest else []:
        found[-1].remove(child)
    return found
