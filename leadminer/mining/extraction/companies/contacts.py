"""A company's phone, e-mail, site and address, from its labels first, then from what stands
around it; never what the directory says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from lxml.html import HtmlElement

from leadminer.mining.extraction.companies.clicks import addresses_at_click, numbers_at_click
from leadminer.mining.extraction.companies.lines import CODE, Labelled
from leadminer.mining.extraction.companies.memory import OwnValues
from leadminer.mining.extraction.companies.pieces import PARTS, Piece
from leadminer.mining.extraction.companies.values import tell, tell_country
from leadminer.mining.extraction.html.texts import one_line, text_of
from leadminer.mining.extraction.places.own_sites import (
    domains_in,
    host_of,
    is_domain,
    own_site,
    site_in,
)
from leadminer.mining.extraction.values.contacts import (
    Contact,
    chat_contact,
    chats_and_sites,
    email_contact,
    find_emails,
    link_emails,
)
from leadminer.mining.extraction.values.gated import Gated
from leadminer.mining.extraction.values.items import Company
from leadminer.mining.extraction.values.phones import (
    looks_like_phone,
    read_phone,
    read_phones,
)
from leadminer.mining.extraction.values.regions import country_in, ends_with_country, is_country

_STREET = Gated(
    r"\b(?!(?:19|20)\d\d\b)\d{4,6}\b|路|号|號|街|〒|straße|strasse|str\.|street|road|avenue|\brd\b|\bst\b|\bave\b|"
    r"丁目|"
    r"\brue\b|\bvia\b|calle|\brua\b|\bav\.|ул\.|вул\.|\bjl\b|jalan|通り|\blane\b|\bdrive\b|straat\b|"
    r"\bul\.|\bcad\.|\bsok\.|\bmah\.|đường|\bphố\b|\bquận\b|ถนน|หมู่|ต\.|شارع|طريق|רחוב|דרך|οδός|"
    r"[가-힣](?:로|길)\s?\d|번지|gatan\b|\bvej\b|utca\b|katu\b|"
    r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b",
    re.I,
)
_PLACED = {"setting", "stated", "address", "postcode"}  # reasons that are of this company
_LINE_MAX = 60
_TOWN = re.compile(r"(?:[A-Z]{1,2}[- ])?\d{4,6}\s[^\d:：@]{2,40}$")  # the line below the street


def fill(
    company: Company, scope: HtmlElement, labelled: list[Labelled], pieces: list[Piece], *,
    base: str, regions: Callable[[str, str], dict[str, str]], own: OwnValues,
    chrome: set[HtmlElement],
) -> None:  # fmt: skip
    """Fill in what a piece of a page tells of a company. `own`: values of the directory itself."""
    values = _values(labelled)
    for address in values.get("address", []):
        tell(company, "address", one_line(address), "label")
    company.address = one_line(next(iter(values.get("address", [])), ""))
    if not company.address:
        company.address = _address(pieces, company)
        tell(company, "address", company.address, "look")
    country = one_line(next(iter(values.get("country", [])), ""))
    if not country:  # on a line of its own below the street
        lands = {p.text for p in pieces if len(p.text) <= 40 and is_country(p.text)}
        country = lands.pop() if len(lands) == 1 else ""
    text = "\n".join(p.text for p in pieces)
    own_text = company.address or text[:2000]
    where = regions(own_text, country)
    if company.address and not _PLACED & {*where.values()}:  # the street alone; the town below it
        lines = "\n".join(p.text for p in pieces if len(p.text) <= _LINE_MAX)
        where = regions(f"{lines[:2000]}\n{company.address}", country)
    candidates = list(where)
    stated = [code for code, why in where.items() if why == "stated"]
    _phones(
        company, values, scope, pieces, regions=candidates, stated=stated, own=own, chrome=chrome
    )
    _emails(company, values, scope, text, own=own, chrome=chrome)
    _sites(company, labelled, scope, pieces, base=base, bystanders=own.bystanders)
    _others(company, values, text, candidates, own)
    tell_country(company, where, stated=country_in(country) if country else None)


def _sites(
    company: Company, labelled: list[Labelled], scope: HtmlElement, pieces: list[Piece], *,
    base: str, bystanders: set[str],
) -> None:  # fmt: skip
    for one in labelled:
        if one.role == "site":
            tell(company, "site", site_in(one.elements[:1], [one.value], None, base), "label")
    told = next((v["value"] for v in company.values if v["field"] == "site"), "")
    company.site = told or (site_in([], [], scope, base) if scope.tag != "body" else "")
    if not company.site and scope.tag == "body":
        company.site = _site_of_page(scope, pieces, base, bystanders)
    if company.site and not told:
        tell(company, "site", company.site, "link")
    if not company.site:
        after = [*(p.text for p in pieces), ""][1:]
        texts = [  # not what stands before an "[at]" in an element of its own
            p.text for p, follows in zip(pieces, after, strict=True)
            if is_domain(p.text) and not follows.startswith(("[", "(", "@", "＠"))
        ]  # fmt: skip
        # in a run of words: "ph. 555 0100; www.name.example"; of a whole page the one it names
        named = list(dict.fromkeys(domain for p in pieces for domain in domains_in(p.text)))
        texts += named if scope.tag != "body" or len(named) == 1 else []
        shown = (site for text in texts if (site := own_site(text, base)))
        company.site = next((site for site in shown if host_of(site) not in bystanders), "")
        tell(company, "site", company.site, "text")


def _values(labelled: list[Labelled]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in labelled:
        if one.value:
            found.setdefault(one.role, []).append(one.value)
    return found


def _phones(
    company: Company, values: dict[str, list[str]], scope: HtmlElement, pieces: list[Piece], *,
    regions: list[str], stated: list[str], own: OwnValues, chrome: set[HtmlElement],
) -> None:  # fmt: skip
    faxes = {p.e164 for v in values.get("fax", []) for p in read_phones(v, regions)}
    mobiles = {p.e164 for v in values.get("mobile", []) for p in read_phones(v, regions)}
    found: dict[str, Contact] = {}

    def take(raw: str, method: str, *, valid_only: bool = False) -> None:
        # where the country is stated, what may be a number there is one, known to plans or not
        told = read_phones(raw, stated, valid_only=valid_only) if stated else []
        for phone in told or read_phones(raw, regions, valid_only=valid_only):
            if phone.e164 in own or phone.e164 in faxes:
                continue
            if method == "text" and phone.e164 in mobiles:
                continue  # told below, after what a click shows
            known = found.get(phone.e164)
            if known is None or (phone.extension and not known.extension):
                found[phone.e164] = Contact(
                    "phone", phone.e164, raw.strip()[:120], method, "generic", phone.extension
                )

    for value in values.get("phone", []):
        take(value, "label")
    for link in scope.iter("a"):
        href = (link.get("href") or "").strip()
        if href.lower().startswith(("tel:", "callto:")) and not _inside(link, chrome):
            phone = read_phone(unquote(href.split(":", 1)[1]), regions)
            if phone and phone.e164 not in mobiles:
                shown = read_phone(text_of(link), regions)
                raw = text_of(link) if shown and shown.e164 == phone.e164 else href.split(":", 1)[1]
                take(unquote(raw), "tel")
    clicks = [value for e, value in numbers_at_click(scope) if not _inside(e, chrome)]
    if not found and values.get("phone"):  # a label whose value comes at a click
        for value in clicks:
            take(value, "click")
    if not found:
        for piece in pieces:
            for part in PARTS.split(piece.text):
                if looks_like_phone(part) and piece.hint not in ("fax", CODE):
                    take(part, "text", valid_only=not re.search(r"[+()\s./-]", part.strip()))
    if not found:
        for value in clicks:
            take(value, "click")
    for value in values.get("mobile", []):
        take(value, "mobile")
    company.contacts = list(found.values())
    first = next(iter(found.values()), None)
    if first is not None:
        company.phone, company.extension = first.value, first.extension


def _emails(
    company: Company, values: dict[str, list[str]], scope: HtmlElement, text: str, *,
    own: OwnValues, chrome: set[HtmlElement],
) -> None:  # fmt: skip
    found: dict[str, Contact] = {}
    for value in values.get("email", []):
        for one in find_emails(value.replace("\n", " ")):
            found.setdefault(one.value, one)
    labelled = [*found]
    for one in link_emails(scope, chrome):
        found.setdefault(one.value, one)
    for one in find_emails(text):
        found.setdefault(one.value, one)
    if not found:
        for element, value in addresses_at_click(scope):
            one_more = None if _inside(element, chrome) else email_contact(value, "click")
            if one_more is not None:
                found.setdefault(one_more.value, one_more)
    kept = [c for c in found.values() if c.value not in own]
    company.contacts += kept
    for value in (v for v in labelled if v not in own):
        tell(company, "email", value, "label")  # surer than a link beside it
    company.email = kept[0].value if kept else ""


def _site_of_page(scope: HtmlElement, pieces: list[Piece], base: str, bystanders: set[str]) -> str:
    """On a page about one company: a link out of what is read, not of what frames it."""
    anchors = {a for p in pieces for a in (p.element, *p.element.iterancestors()) if a.tag == "a"}
    for anchor in scope.iter("a"):
        if anchor in anchors:
            found = site_in([], [], anchor, base)
            if found and host_of(found) not in bystanders:
                return found
    return ""


def _others(
    company: Company, values: dict[str, list[str]], text: str, regions: list[str], own: OwnValues
) -> None:
    have = {(c.kind, c.value) for c in company.contacts}
    more = [
        contact
        for kind in ("wechat", "qq", "whatsapp", "telegram", "line", "skype", "zalo", "kakao")
        for value in values.get(kind, [])
        if (contact := chat_contact(kind, value, regions))
    ]
    more += chats_and_sites(text)
    for contact in more:
        if (contact.kind, contact.value) not in have and contact.value not in own:
            have.add((contact.kind, contact.value))
            company.contacts.append(contact)


def _address(pieces: list[Piece], company: Company) -> str:
    for n, piece in enumerate(pieces):
        text = piece.text
        if text == company.name or "@" in text or "http" in text or looks_like_phone(text):
            continue
        for part in re.split(r"\s[·•|]\s", text):
            if not 8 < len(part) < 160:
                continue
            told = re.search(r"\d", part) and _STREET.search(part)
            if not (told or ends_with_country(part)):
                continue
            if re.search(r"[:：]|\b(?:19|20)\d\d\s*$", part) or looks_like_phone(part):
                continue
            after = pieces[n + 1].text if n + 1 < len(pieces) else ""
            if _TOWN.match(after) and not re.search(r"\d{4}", part):
                return one_line(f"{part}, {after}")
            return one_line(part)
    return ""


def _inside(element: HtmlElement, chrome: set[HtmlElement]) -> bool:
    return element in chrome or any(a in chrome for a in element.iterancestors())
