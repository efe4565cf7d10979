"""What stands in a page's tree and none of its readers reads: aids to reading aloud, addresses
that are laid out for robots."""

from __future__ import annotations

import re
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.unseen import Rules, hiding_rules

_IN_LINE: Final = ("span", "b", "i", "em", "strong", "u", "small", "font", "code", "s", "a", "bdo")
_TRIGGERS: Final = ("button", "summary", "label", "input")
_SHOWS: Final = re.compile(r"show|reveal|toggle|click|unhide", re.I)
_DECOY_MAX: Final = 120  # letters
_ROUND: Final = 2  # elements up, within which a hidden text is opened by a click


def only_read(root: HtmlElement, *, has_addresses: bool) -> None:
    """Leave out of a tree what its page's readers never read."""
    for shadow in list(root.iter("template")):
        if shadow.get("shadowrootmode") is not None:
            shadow.tag = "div"  # what stands in it is shown
    for aid in list(root.iter("rt", "rp")):
        aid.drop_tree()  # how a name is spoken, above it: no part of it
    rules = hiding_rules(root) if has_addresses else Rules()
    if len(rules):
        for element in root.iter(*_IN_LINE):
            if rules.hold(element) and _is_decoy(element, rules):
                element.set("hidden", "")


def _is_decoy(element: HtmlElement, rules: Rules) -> bool:
    """Whether what a rule of the page hides is an address, or a piece that spoils one. What opens
    by a click is for readers."""
    said = "".join(element.itertext())
    if not said.strip() or len(said) > _DECOY_MAX:
        return False
    if "@" not in said and not _is_within_address(element):
        return False
    near = element
    for _ in range(_ROUND):
        up = near.getparent()
        if up is None or up.tag in ("body", "html"):
            break
        near = up
    return not any(_opens(each) and not rules.hold(each) for each in near.iter())


def _is_within_address(element: HtmlElement) -> bool:
    """Whether a piece stands in a word that is an address: info@<b class=x>spoilt</b>firm.com."""
    before, up = element.getprevious(), element.getparent()
    head = (before.tail if before is not None else up.text if up is not None else "") or ""
    tail = element.tail or ""
    if not head or not tail or head[-1:].isspace() or tail[:1].isspace():
        return False
    return "@" in head.split()[-1] or "@" in tail.split()[0]


def _opens(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return False
    href = element.get("href") if element.tag == "a" else None
    return (
        element.tag in _TRIGGERS
        or element.get("onclick") is not None
        or (href is not None and (href.startswith("#") or href.lower().startswith("javascript:")))
        or bool(_SHOWS.search(f"{element.get('class') or ''} {element.get('id') or ''}"))
        or any(name.startswith("data-") and "toggle" in name for name in element.attrib)
    )
