"""What a page says of itself in class names: microformats2 and the classic hCard and hEntry.

A reader of its own over the tree that is there already, of just what we keep (entries, cards,
addresses, citations). mf2py 2.0 needs a second tree (html5lib, BeautifulSoup) and the requests
library, took 420 ms of processor for 23 kB of twenty classic entries, where a page has 15 ms, and
ends in RecursionError on mark-up nested 3,000 deep.

Sources: https://microformats.org/wiki/microformats2-parsing, .../hcard, .../hentry,
.../value-class-pattern. Properties get the names they have in schema.org; others keep their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line, text_of
from leadminer.mining.extraction.markup.quotes import not_own
from leadminer.mining.extraction.markup.structured import Node
from leadminer.mining.extraction.values.company_labels import has_legal_form
from leadminer.mining.extraction.values.page_source import may_hold

_ROOTS_MAX: Final = 1000
_VALUES_MAX: Final = 10_000
_LETTERS_MAX: Final = 2_000_000
_KEPT: Final = ("h-card", "h-entry", "h-feed", "h-adr", "h-cite")
# read so that what is theirs is not taken for their owner's
_KINDS: Final = frozenset(
    {*_KEPT, "h-event", "h-product", "h-recipe", "h-resume", "h-review", "h-item", "h-geo"}
)
_CLASSIC_ROOTS: Final = {"vcard": "h-card", "hentry": "h-entry", "hfeed": "h-feed", "adr": "h-adr"}
_NAMED_SO: Final = (*_KEPT, "hentry", "vcard", "hfeed")
_ANY: Final = etree.XPath(
    "boolean(//*[@class][" + " or ".join(f"contains(@class, '{name}')" for name in _NAMED_SO) + "])"
)
_PROPERTY: Final = re.compile(r"(p|u|dt|e)-((?:[a-z0-9]+-)?[a-z]+(?:-[a-z]+)*)")
_ROOT: Final = re.compile(r"h-(?:[a-z0-9]+-)?[a-z]+(?:-[a-z]+)*")
# what a class of the old vocabularies means, by the root it stands in
_CLASSIC: Final = {
    "h-card": {
        "fn": "p-name", "org": "p-org", "organization-name": "p-organization-name",
        "tel": "p-tel", "email": "u-email", "url": "u-url", "adr": "p-adr", "note": "p-note",
        "title": "p-job-title", "role": "p-role", "nickname": "p-nickname",
        "given-name": "p-given-name", "family-name": "p-family-name", "bday": "dt-bday",
        "additional-name": "p-additional-name", "honorific-prefix": "p-honorific-prefix",
        "honorific-suffix": "p-honorific-suffix", "label": "p-label", "photo": "u-photo",
        "logo": "u-logo", "uid": "u-uid",
    },
    "h-entry": {
        "entry-title": "p-name", "entry-content": "e-content", "entry-summary": "p-summary",
        "published": "dt-published", "updated": "dt-updated", "author": "p-author",
        "category": "p-category",
    },
    "h-feed": {"author": "p-author"},
    "h-adr": {
        "street-address": "p-street-address", "extended-address": "p-extended-address",
        "post-office-box": "p-post-office-box", "locality": "p-locality", "region": "p-region",
        "postal-code": "p-postal-code", "country-name": "p-country-name",
    },
}  # fmt: skip
_NAMES: Final = {
    "content": "text", "summary": "description", "published": "datePublished",
    "updated": "dateModified", "in-reply-to": "inReplyTo", "tel": "telephone", "adr": "address",
    "note": "description", "photo": "image", "street-address": "streetAddress",
    "locality": "addressLocality", "region": "addressRegion", "postal-code": "postalCode",
    "country-name": "addressCountry",
}  # fmt: skip
_OF_A_PERSON: Final = (
    "given-name", "family-name", "additional-name", "nickname", "honorific-prefix", "job-title",
    "honorific-suffix", "bday", "role", "sex", "gender-identity",
)  # fmt: skip
_OF_AN_ADDRESS: Final = (
    "streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry"
)  # fmt: skip
_UNSAFE: Final = re.compile(r"\s*(?:javascript|vbscript|data):", re.I)
_HREF: Final = {
    "a": "href", "area": "href", "link": "href", "img": "src", "audio": "src", "source": "src",
    "iframe": "src", "object": "data",
}  # fmt: skip


@dataclass(eq=False, slots=True)
class _Root:
    """A thing that is being read."""

    node: Node
    kind: str
    classic: bool
    told: set[str] = field(default_factory=set)  # kinds of properties met, for what is implied
    as_property: bool = False  # the value of a property of another
    in_entry: bool = False  # of somebody who wrote or is spoken of


@dataclass(slots=True)
class _Budget:
    values: int = _VALUES_MAX
    letters: int = _LETTERS_MAX
    roots: int = _ROOTS_MAX


def read_microformats(root: HtmlElement, base: str) -> list[Node]:
    """All top-level entries and cards of a page; nothing, for next to no work, where none are."""
    if not may_hold(*_NAMED_SO) or not _ANY(root):
        return []
    found: list[_Root] = []
    budget = _Budget()
    stack: list[tuple[HtmlElement, _Root | None]] = [(root, None)]
    while stack:
        element, owner = stack.pop()
        if not isinstance(element.tag, str):
            continue
        classes = (element.get("class") or "").split()
        below = owner
        if classes or (owner is not None and element.get("rel")):
            below = _read_element(element, classes, owner, budget, base)
            if below is not owner and below is not None:
                found.append(below)
        if budget.roots <= 0 or budget.values <= 0:
            break
        stack.extend((child, below) for child in reversed(element))
    for each in reversed(found):  # inner ones first
        if not each.classic:
            _imply(each, base)
        _name_types(each, base)
    for each in found:
        _hand_down(each)
    return [r.node for r in found if r.kind in _KEPT and not r.as_property]


def _read_element(
    element: HtmlElement, classes: list[str], owner: _Root | None, budget: _Budget, base: str
) -> _Root | None:
    """The thing that what is below belongs to."""
    new = _root_of(element, classes)
    properties = _properties(element, classes, owner) if owner is not None else []
    if new is not None:
        budget.roots -= 1
        if owner is not None:
            owner.told.add("h")
            new.in_entry = owner.in_entry or owner.kind in ("h-entry", "h-cite")
            for letter, name in properties:
                owner.told.add(letter)
                owner.node.props.setdefault(_NAMES.get(name, name), []).append(new.node)
                new.as_property = True
            if not properties and new.kind == "h-adr" and owner.kind == "h-card":
                owner.node.props.setdefault("address", []).append(new.node)
                new.as_property = True
            if not properties and owner.kind == "h-feed":
                owner.node.props.setdefault("children", []).append(new.node)
        return new
    if owner is not None:
        for letter, name in properties:
            owner.told.add(letter)
            value = _value(element, letter, base, budget)
            if name == "tel" and _is_fax(element):
                name = "faxNumber"
            values = owner.node.props.setdefault(_NAMES.get(name, name), [])
            if value and value not in values[-20:]:
                values.append(value)
    return owner


def _root_of(element: HtmlElement, classes: list[str]) -> _Root | None:
    kinds = [name for name in classes if name in _KINDS]
    classic = not kinds
    if classic:
        kinds = [_CLASSIC_ROOTS[name] for name in classes if name in _CLASSIC_ROOTS]
    if not kinds:
        return None
    node = Node(frozenset(kinds), element=element, syntax="microformats")
    return _Root(node, kinds[0], classic)


def _properties(element: HtmlElement, classes: list[str], owner: _Root) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name in classes:
        if owner.classic:
            name = _CLASSIC.get(owner.kind, {}).get(name, "")
        match = _PROPERTY.fullmatch(name)
        if match and match.groups() not in found:
            found.append((match.group(1), match.group(2)))
    if owner.classic and owner.kind == "h-entry":
        rel = (element.get("rel") or "").lower().split()
        if "bookmark" in rel and ("u", "url") not in found:
            found.append(("u", "url"))
    return found


# values


def _value(element: HtmlElement, letter: str, base: str, budget: _Budget) -> str:
    if budget.values <= 0 or budget.letters <= 0:
        return ""
    budget.values -= 1
    if letter == "e":
        value = text_of(element, not_own(element))
    elif letter == "u":
        value = _address(element, base)
    else:
        told = _by_class(element, " " if letter == "dt" else "") or _attribute(element, letter)
        value = _plain(element) if told is None else told
    budget.letters -= len(value)
    return value.strip()


def _attribute(element: HtmlElement, letter: str) -> str | None:
    """The value where an attribute of the element holds it; None: its text is its value."""
    tag = str(element.tag)
    if letter == "dt" and tag in ("time", "ins", "del") and element.get("datetime"):
        return str(element.get("datetime"))
    if tag in ("abbr", "link") and element.get("title"):
        return str(element.get("title"))
    if tag in ("data", "input") and element.get("value") is not None:
        return str(element.get("value"))
    if letter == "p" and tag in ("img", "area") and element.get("alt") is not None:
        return str(element.get("alt"))
    return None


def _address(element: HtmlElement, base: str) -> str:
    tag = str(element.tag)
    raw = element.get(_HREF[tag]) if tag in _HREF else None
    if tag == "video":
        raw = element.get("src") or element.get("poster")
    if raw is None:
        raw = _by_class(element, "") or _attribute(element, "u")
    if raw is None:
        raw = line_of(element)
    return _joined(base, raw)


def _joined(base: str, raw: str) -> str:
    raw = raw.strip()
    if _UNSAFE.match(raw):
        return ""
    try:
        found = urljoin(base, raw)
        urlsplit(found)
    except ValueError:
        return ""
    return found


def _by_class(element: HtmlElement, glue: str) -> str | None:
    """The value-class pattern: the value stands in pieces of the element."""
    parts = []
    for child in element.iterdescendants():
        names = (child.get("class") or "").split() if isinstance(child.tag, str) else ()
        if "value-title" in names:
            parts.append(child.get("title") or "")
        elif "value" in names:
            told = _attribute(child, "dt") or (child.get("alt") if child.tag == "img" else None)
            parts.append(told or line_of(child))
        if len(parts) > 20:
            break
    return glue.join(part for part in parts if part) or None


def _plain(element: HtmlElement) -> str:
    """Text with the words that stand for pictures."""
    if element.find(".//img") is None:
        return line_of(element) if element.tag not in ("br", "hr") else ""
    parts: list[str] = []
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if event == "end":
            parts.append((each.tail or "") if each is not element else "")
        elif isinstance(each.tag, str) and each.tag not in ("script", "style", "template"):
            parts.append(each.get("alt") or "" if each.tag == "img" else each.text or "")
    return one_line("".join(parts))


def _is_fax(element: HtmlElement) -> bool:
    return any(
        "type" in (child.get("class") or "").split() and "fax" in line_of(child).lower()
        for child in element.iterdescendants("span", "abbr", "b", "em", "strong", "dt")
    )


# what is told without a class


def _imply(root: _Root, base: str) -> None:
    """A thing of few words: its name, address and picture where no class says which they are."""
    element, props = root.node.element, root.node.props
    if element is None:
        return
    only = _only_child(element)
    inner = _only_child(only) if only is not None else None
    near = [e for e in (element, only, inner) if e is not None]
    if "name" not in props and not root.told & {"p", "e", "h"}:
        told = next((t for e in near if (t := _attribute(e, "p"))), None)
        name = told if told is not None else _plain(element)
        if name:
            props["name"] = [name]
    if root.told & {"u", "h"}:
        return
    links = [e for e in near[:1] if e.tag in ("a", "area")]
    for holder in [element, *([only] if only is not None else [])]:
        links += _one_of(holder, ("a", "area"))
    href = next((e.get("href") for e in links if e.get("href") is not None), None)
    if "url" not in props and href is not None and (url := _joined(base, href)):
        props["url"] = [url]
    source = next((e.get("src") for e in near if e.tag == "img" and e.get("src")), None)
    source = source or next((e.get("src") for e in _one_of(element, ("img",)) if e.get("src")), "")
    if "image" not in props and source and (url := _joined(base, source)):
        props["image"] = [url]


def _only_child(element: HtmlElement) -> HtmlElement | None:
    if len(element) != 1 or not isinstance(element[0].tag, str):
        return None
    classes = (element[0].get("class") or "").split()
    return None if any(_ROOT.fullmatch(name) for name in classes) else element[0]


def _one_of(element: HtmlElement, tags: tuple[str, ...]) -> list[HtmlElement]:
    """The one child of these tags, unless there are several or it is a thing of its own."""
    for tag in tags:
        found = element.findall(tag)
        if len(found) == 1:
            classes = (found[0].get("class") or "").split()
            return [] if any(_ROOT.fullmatch(name) for name in classes) else found
    return []


# what a thing is, in the words of schema.org


def _name_types(root: _Root, base: str) -> None:
    node = root.node
    if root.kind == "h-entry":
        if node.text("name") and one_line(node.text("name")) == one_line(node.text("text")):
            del node.props["name"]  # a note has no title of its own
        told = "Comment" if node.values("inReplyTo") else "SocialMediaPosting"
        node.types |= {told}
    elif root.kind == "h-adr":
        node.types |= {"PostalAddress"}
    elif root.kind == "h-card":
        if any(node.values(name) for name in _OF_AN_ADDRESS) and not node.values("address"):
            parts = {n: v for n, v in node.props.items() if n in _OF_AN_ADDRESS}
            node.props["address"] = [Node(frozenset({"PostalAddress"}), parts)]
        is_company = not (root.as_property or root.in_entry) and _is_organisation(node, base)
        node.types |= {"Organization" if is_company else "Person"}
        if is_company and not node.text("name"):
            node.props["name"] = [_organisation(node)]


def _organisation(node: Node) -> str:
    return one_line(node.text("organization-name", "org"))


def _is_organisation(node: Node, base: str) -> bool:
    """Whether a card is a company's: named as its organisation, or by what only companies show."""
    name, org = one_line(node.text("name")), _organisation(node)
    if name and org:
        return name.casefold() == org.casefold()
    if any(node.values(each) for each in _OF_A_PERSON):
        return False
    if not name:
        return bool(org and node.values("telephone", "email", "address"))
    if has_legal_form(name):
        return True
    hosts = {urlsplit(str(url)).hostname for url in node.values("url")} - {None}
    return bool(
        node.values("telephone") and node.values("address") and hosts - {urlsplit(base).hostname}
    )


def _hand_down(root: _Root) -> None:
    """Whoever wrote a feed wrote its entries; answers below an entry are comments."""
    if root.kind == "h-feed":
        author = root.node.values("author")
        for entry in root.node.nodes("children"):
            if author and "h-entry" in entry.types and not entry.values("author"):
                entry.props["author"] = author[:1]
    if root.kind == "h-entry":
        for reply in root.node.nodes("comment"):
            reply.types = (reply.types - {"SocialMediaPosting"}) | {"Comment"}
