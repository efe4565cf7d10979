"""What a company is called on a page: headings, links, labelled names, weighed together."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.companies.lines import Labelled
from leadminer.mining.extraction.companies.pieces import Piece
from leadminer.mining.extraction.html.texts import line_of, one_line
from leadminer.mining.extraction.places.addresses import absolute, site_of
from leadminer.mining.extraction.places.jumps import leads_away
from leadminer.mining.extraction.values.company_labels import has_legal_form, is_generic, role_of
from leadminer.mining.extraction.values.gated import Gated
from leadminer.mining.extraction.values.label_words import TEXT_FOLLOWS
from leadminer.mining.extraction.values.phones import looks_like_phone

_TERMS_MAX: Final = 40
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STRONG: Final = frozenset({"strong", "b", "dt", "summary", "caption", "legend"})
_NAME_CLASS: Final = re.compile(
    r"(?:^|[-_ ])(?:fn|org|name|title|ttl|tit|company|companyname|cname|comname|firm|firma|"
    r"business-?name|heading|headline|corp)(?:$|[-_ ])",
    re.I,
)
_FIRM_CLASS: Final = re.compile(
    r"(?:^|[-_ ])(?:company|supplier|seller|vendor|firm|corp|business|shop|store|gongsi|qiye)"
    r"[-_]?(?:name|title|tit|nm)(?:$|[-_ ])",
    re.I,
)
_ADDRESS: Final = Gated(r"\b\d{5,6}\b|〒|[省市区區县縣].{0,12}[路街道镇鎮村号號]")
_STREET: Final = Gated(  # beside a number
    r"street|road|avenue|straße|strasse|str\.|"
    r"\bst\b|\brd\b|\bave\b|\brue\b|\bvia\b|calle|\brua\b|ул\.|丁目|番地",
    re.I,
)
_SENTENCE: Final = re.compile(r"[。！？!?；;]|[a-zà-ÿа-я]{3}[.]\s|,(?:\s\w+){3}\s\w")
_WEB: Final = re.compile(r"@|＠|https?://|www\.|^[\w-]+(?:\.[\w-]+)+$", re.I)
_TITLE_PARTS: Final = re.compile(r"\s{1,9}[|»–—·•:-]\s+|[_|｜»]|\s-\s|【|】|\s{0,9}—\s*")
_NOTICE: Final = re.compile(  # what somebody wants or asks, as boards head it
    r"^\W*(?:求购|求購|求租|求助|急求|采购|採購|供应(?!链)|供應(?!鏈)|出售|急售|转让|轉讓|出租|招聘|招标|招標|"
    r"请教|請教|诚招|(?:wanted|for sale|wtb|wts|rfq|looking for|buying|selling|we need|i need|"
    r"suche|biete|cherche|recherche|à vendre|busco|vendo|compro|куплю|продам|ищу)\b)|[?？]\W*$",
    re.I,
)
_TITLED: Final = 2.0
_UI: Final = re.compile(
    r"^(?:\d+|[\W_]+|[<>«»]+|p(?:age)?\s*\d+|#?\d+[.)]?|\d+\s*+\+?\s*+(?:yrs?|years?|days?|months?|"
    r"年|个月|天|năm|tahun|년)\.?|since \d{4})$",
    re.I,
)
_TO_SITE: Final = re.compile(  # what a link to a firm's site says instead of its name
    r"\b(?:web\s?sites?|webseite|internetseite|home\s?page|site (?:web|internet)|sito(?: web)?|"
    r"sitio web|página web|strona www|сайт)\b",
    re.I,
)
_SAYING: Final = re.compile(r"[:：]\s|\s[–-]\s\d")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may be a company's name."""

    text: str
    weight: float
    link: str = ""  # its own page on this site


def is_plausible(text: str) -> bool:
    """Whether a text may be a company's name at all."""
    return (
        2 <= len(text) <= 120
        and not text.endswith((":", "："))
        and bool(re.search(r"[^\W\d_]", text))
        and not is_generic(text)
        and not TEXT_FOLLOWS.fullmatch(text)
        and not _WEB.search(text)
        and not _UI.match(text)
        and not looks_like_phone(text)
        and (not _NOTICE.search(text) or has_legal_form(text))
    )


def name_in(
    block: HtmlElement, pieces: list[Piece], labelled: list[Labelled], base: str
) -> Candidate | None:
    """The name of the company that a piece of a page is about; None if it tells none."""
    found = names_in(block, pieces, labelled, base)
    if not found:
        return None
    best = max(found, key=lambda c: c.weight)
    link = best.link or next((c.link for c in found if c.link and c.text == best.text), "")
    return Candidate(best.text, best.weight, link)


def names_in(
    block: HtmlElement, pieces: list[Piece], labelled: list[Labelled], base: str
) -> list[Candidate]:
    """All that may be the name of the company that a piece of a page is about."""
    valued = {id(e) for one in labelled if one.role != "name" for e in one.elements}
    found = [
        Candidate(value, 4.0 + _form(value))
        for one in labelled
        if one.role == "name"
        and is_plausible(value := one_line(one.value))
        and value.count("(") == value.count(")")  # "(trading name: ...)" is said by the way
    ]
    texts: dict[HtmlElement, str] = {}
    for n, piece in enumerate(pieces):
        owner = _owner(piece.element, block)
        if owner in texts or (id(piece.element) in valued and owner is piece.element):
            continue
        own = owner.tag in _HEADINGS or owner.tag in _STRONG or owner.tag == "a"
        text = _heading_of(owner) if own else piece.text
        texts[owner] = text
        if not is_plausible(text) or role_of(text.rstrip(":：")) or _is_among_labels(owner):
            continue
        weight = _weight(owner, text, first=n == 0)
        if weight > 0:
            found.append(Candidate(text, weight - n * 0.01, _link_of(owner, block, base)))
    return found


def _is_among_labels(owner: HtmlElement) -> bool:
    """Whether a term of a list of terms is a label as those beside it are; the first may be the
    company that they are about."""
    terms = [e for e in owner.getparent() if e.tag == "dt"] if owner.tag == "dt" else []
    known = sum(role_of(line_of(term).rstrip(":：")) is not None for term in terms[:_TERMS_MAX])
    return known > 1 and owner is not terms[0]


def _heading_of(element: HtmlElement) -> str:
    """A heading without the badges, numbers and marks beside its one link."""
    text = line_of(element)
    if element.tag == "a":
        return text
    while len(element) == 1 and not one_line(element.text) and not one_line(element[0].tail):
        element = element[0]  # a button that opens what is below
    asides = [e for e in element if e.tag in ("small", "sub", "sup")]
    if asides and asides == list(element) and is_plausible(own := one_line(element.text or "")):
        return own  # a town, a rank: what is set small is said by the way (HTML 4.5.4)
    links = [line for a in element.iter("a") if (line := line_of(a))]
    if len(links) != 1 or links[0] == text or not is_plausible(links[0]):
        return text
    rest = text.replace(links[0], "", 1)
    beside = len(re.sub(r"[\W\d_]", "", rest))
    return links[0] if beside <= min(8, len(links[0])) and not has_legal_form(rest) else text


_ORDINAL: Final = re.compile(
    r"^\s*(?:(?:#|nr?\.?|no\.?|№)\s*\d{1,4}|[(（]?\d{1,4}\s*[.)、）:：|-])\s*(?=\S)", re.I
)


def without_ordinals(names: list[str]) -> list[str]:
    """The names of a list that numbers its entries, without the numbers."""
    bare = [_ORDINAL.sub("", name) for name in names]
    numbered = sum(1 for name, rest in zip(names, bare, strict=True) if name != rest)
    return bare if numbered >= 3 and numbered * 2 > len(names) else names


def head_title_of(body: HtmlElement) -> str:
    """What the head of a page gives as its title."""
    root = body.getroottree().getroot()
    return next((one_line(t.text) for t in root.iter("title") if t.text), "")


def title_parts(head_title: str) -> list[str]:
    """What a page's title says, one after the other: "Ace Ltd - Leeds | Yellow Pages"."""
    return [part for p in _TITLE_PARTS.split(head_title) if p and (part := p.strip())]


def name_of_page(
    body: HtmlElement, title: str, head_title: str, near: list[Candidate], sites: Set[str]
) -> str:
    """The name of the company that a whole page is about. `near`: what may be it in the text;
    `sites`: parts of titles that are the site's own name."""
    found: list[tuple[float, str]] = []
    heads = [line_of(heading) for heading in body.iter("h1")]
    told = next((h for h in heads if h and is_plausible(h) and head_title.startswith(h)), "")
    for one in near:  # what the title names too is more than one of those beside it
        titled = _TITLED if one.text in head_title and len(one.text) < len(head_title) else 0.0
        if one.link and not titled and (told or not has_legal_form(one.text)):
            continue  # a way to another page
        found.append((one.weight * 0.5 + 0.8 + _form(one.text) + titled, one.text))
    for n, heading in enumerate(body.iter("h1", "h2")):
        text = line_of(heading)
        if n < 12 and is_plausible(text):
            in_title = 1.5 if text in head_title else 0.0
            in_title += 1.0 if text == title and head_title.startswith(text) else 0.0
            found.append(((2.2 if heading.tag == "h1" else 0.8) + in_title + _form(text), text))
    for n, part in enumerate(title_parts(head_title)):
        if is_plausible(part) and part not in sites:
            found.append((1.0 - n * 0.3 + _form(part), part))
    if title and is_plausible(title) and title not in sites:
        found.append((1.2 + _form(title), title))
    asked = _in_dialogs(body)
    found = [pair for pair in found if pair[1] not in asked or pair[1] in head_title]
    return max(found, key=lambda pair: pair[0])[1] if found else ""


_DIALOG: Final = re.compile(r"(?:^|[-_ ])(?:modal|dialog|popup|lightbox)(?:$|[-_ ])", re.I)


def _in_dialogs(body: HtmlElement) -> set[str]:
    """What forms and boxes are called that open over a page: "Report abuse", "Claim this"."""
    found = set()
    for heading in islice(body.iter("h1", "h2", "h3", "h4", "h5"), 60):
        for up in islice(heading.iterancestors(), 8):
            names = f"{up.get('class') or ''} {up.get('id') or ''}"
            if up.tag in ("dialog", "form") or up.get("role") == "dialog" or _DIALOG.search(names):
                found.add(line_of(heading))
                break
    return found


def _form(text: str) -> float:
    return 2.5 if has_legal_form(text) and not (_SENTENCE.search(text) and len(text) > 60) else 0.0


def _weight(owner: HtmlElement, text: str, *, first: bool) -> float:
    weight = 0.4 if first else 0.0
    limit = 40 if re.search(r"[\u3040-\u9fff]", text) else 75
    if owner.tag in _HEADINGS:
        weight += 2.5
    elif owner.tag in _STRONG:
        weight += 1.5
    elif owner.tag == "a":
        if _TO_SITE.search(text):
            return 0.0
        weight += 1.2
    elif len(text) > limit or _SENTENCE.search(text):
        return 0.0
    around = owner.getparent()
    if _NAME_CLASS.search(owner.get("class") or "") or owner.get("itemprop") == "name":
        weight += 1.5
    elif around is not None and _FIRM_CLASS.search(around.get("class") or ""):
        weight += 1.5  # beside what it sells, whose heading is larger
    if _ADDRESS.search(text) or (re.search(r"\d", text) and _STREET.search(text)):
        weight -= 2.0
    if len(text) > limit:
        weight -= 1.0
    says = owner.tag not in _HEADINGS and _SAYING.search(text)  # "Buying Group: 7 members"
    return weight + (0.0 if says else _form(text)) + (0.3 if len(text) > 3 else 0.0)


def _owner(element: HtmlElement, block: HtmlElement) -> HtmlElement:
    """The heading, link or strong text that an inline element stands in."""
    best = element
    for ancestor in (element, *element.iterancestors()):
        if ancestor is block:
            break
        if ancestor.tag in _HEADINGS:
            return ancestor
        if ancestor.tag in _STRONG or ancestor.tag == "a":
            best = ancestor
        elif ancestor.tag in ("div", "td", "li", "p", "section", "article", "tr"):
            around = ancestor.getparent()
            linked = around is not None and around.tag == "a" and around is not block
            if around is not None and linked and line_of(around) == line_of(ancestor):
                return around  # a link around a paragraph
            break
    return best


def _link_of(owner: HtmlElement, block: HtmlElement, base: str) -> str:
    anchors = [owner] if owner.tag == "a" else list(owner.iter("a"))
    if not anchors:
        anchors = [a for a in owner.iterancestors() if a.tag == "a"]
    for anchor in anchors:
        url = absolute(base, anchor.get("href"))
        if url and site_of(url) == site_of(base) and not leads_away(url):
            return url
    return ""
