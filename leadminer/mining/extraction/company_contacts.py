"""A company's phone, e-mail, site and address, from its labels first, then from what stands
around it; never what the directory says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from lxml.html import HtmlElement

from leadminer.mining.extraction.company_lines import Labelled, Piece
from leadminer.mining.extraction.company_sites import is_domain, own_site, site_in
from leadminer.mining.extraction.contacts import Contact, chat_contact, find_contacts, find_emails
from leadminer.mining.extraction.items import Company
from leadminer.mining.extraction.phones import (
    country_of_number,
    looks_like_phone,
    read_phone,
    read_phones,
)
from leadminer.mining.extraction.regions import country_in
from leadminer.mining.extraction.texts import one_line, text_of

_STREET = re.compile(
    r"\b\d{4,6}\b|路|号|號|街|〒|straße|strasse|str\.|street|road|avenue|\brd\b|\bst\b|\bave\b|"
    r"丁目|"
    r"\brue\b|\bvia\b|calle|\brua\b|\bav\.|ул\.|\bjl\b|通り|\blane\b|\bdrive\b|"
    r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b",
    re.I,
)


def fill(
    company: Company, scope: HtmlElement, labelled: list[Labelled], pieces: list[Piece], *,
    base: str, regions: Callable[[str, str], list[str]], own: set[str], chrome: set[HtmlElement],
) -> None:  # fmt: skip
    """Fill in what a piece of a page tells of a company. `own`: values of the directory itself."""
    values = _values(labelled)
    company.address = one_line(next(iter(values.get("address", [])), "")) or _address(
        pieces, company
    )
    country = one_line(next(iter(values.get("country", [])), ""))
    text = "\n".join(p.text for p in pieces)
    own_text = company.address or text[:2000]
    candidates = regions(own_text, country)
    _phones(company, values, scope, pieces, regions=candidates, own=own, chrome=chrome)
    _emails(company, values, scope, text, own=own, chrome=chrome)
    sites = [o for o in labelled if o.role == "site"]
    company.site = site_in(
        [e for o in sites for e in o.elements[:1]], [o.value for o in sites],
        scope if scope.tag != "body" else None, base,
    )  # fmt: skip
    if not company.site and scope.tag == "body":
        company.site = _site_of_page(scope, pieces, base)
    shown = (own_site(p.text, base) for p in pieces if is_domain(p.text))
    company.site = company.site or next((site for site in shown if site), "")
    _others(company, values, text, candidates, own)
    stated = country_in(country) or country_in(company.address)
    company.country = (
        stated
        or (country_of_number(company.phone) if company.phone else None)
        or (candidates[0] if candidates else None)
    )


def _values(labelled: list[Labelled]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in labelled:
        if one.value:
            found.setdefault(one.role, []).append(one.value)
    return found


def _phones(
    company: Company, values: dict[str, list[str]], scope: HtmlElement, pieces: list[Piece], *,
    regions: list[str], own: set[str], chrome: set[HtmlElement],
) -> None:  # fmt: skip
    faxes = {p.e164 for v in values.get("fax", []) for p in read_phones(v, regions)}
    found: dict[str, Contact] = {}

    def take(raw: str, method: str, *, valid_only: bool = False) -> None:
        for phone in read_phones(raw, regions, valid_only=valid_only):
            if phone.e164 in own or phone.e164 in faxes:
                continue
            known = found.get(phone.e164)
            if known is None or (phone.extension and not known.extension):
                found[phone.e164] = Contact(
                    "phone", phone.e164, raw.strip()[:120], method, "generic", phone.extension
                )

    for value in values.get("phone", []):
        take(value, "label")
    mobiles = {p.e164 for v in values.get("mobile", []) for p in read_phones(v, regions)}
    for link in scope.iter("a"):
        href = (link.get("href") or "").strip()
        if href.lower().startswith(("tel:", "callto:")) and not _inside(link, chrome):
            phone = read_phone(unquote(href.split(":", 1)[1]), regions)
            if phone and phone.e164 not in mobiles:
                shown = read_phone(text_of(link), regions)
                raw = text_of(link) if shown and shown.e164 == phone.e164 else href.split(":", 1)[1]
                take(unquote(raw), "tel")
    if not found:
        for piece in pieces:
            for part in re.split(r"\s[·•|–-]\s|\s{2,}|\n", piece.text):
                if looks_like_phone(part) and piece.hint != "fax":
                    take(part, "text", valid_only=not re.search(r"[+()\s./-]", part.strip()))
    for value in values.get("mobile", []):
        take(value, "label")
    company.contacts = list(found.values())
    first = next(iter(found.values()), None)
    if first is not None:
        company.phone, company.extension = first.value, first.extension


def _emails(
    company: Company, values: dict[str, list[str]], scope: HtmlElement, text: str, *,
    own: set[str], chrome: set[HtmlElement],
) -> None:  # fmt: skip
    found: dict[str, Contact] = {}
    for value in values.get("email", []):
        for one in find_emails(value.replace("\n", " ")):
            found.setdefault(one.value, one)
    for one in find_contacts(scope, "", region=None, skip=chrome):
        if one.kind == "email":
            found.setdefault(one.value, one)
    for one in find_emails(text):
        found.setdefault(one.value, one)
    if not found and "@" in (whole := text_of(scope, chrome)):
        for one in find_emails(whole):  # in several elements, which are one text for the eye
            found.setdefault(one.value, one)
    kept = [c for c in found.values() if c.value not in own]
    company.contacts += kept
    company.email = kept[0].value if kept else ""


def _site_of_page(scope: HtmlElement, pieces: list[Piece], base: str) -> str:
    """On a page about one company: a link out of what is read, not of what frames it."""
    anchors = {a for p in pieces for a in (p.element, *p.element.iterancestors()) if a.tag == "a"}
    for anchor in scope.iter("a"):
        if anchor in anchors:
            found = site_in([], [], _wrapped(anchor), base)
            if found:
                return found
    return ""


def _wrapped(anchor: HtmlElement) -> HtmlElement:
    return anchor


def _others(
    company: Company, values: dict[str, list[str]], text: str, regions: list[str], own: set[str]
) -> None:
    have = {(c.kind, c.value) for c in company.contacts}
    more = [
        contact
        for kind in ("wechat", "qq", "whatsapp", "telegram", "line", "skype", "zalo", "kakao")
        for value in values.get(kind, [])
        if (contact := chat_contact(kind, value, regions))
    ]
    more += [c for c in find_contacts(None, text, region=None) if c.kind not in ("phone", "email")]
    for contact in more:
        if (contact.kind, contact.value) not in have and contact.value not in own:
            have.add((contact.kind, contact.value))
            company.contacts.append(contact)


def _address(pieces: list[Piece], company: Company) -> str:
    for piece in pieces:
        text = piece.text
        if text == company.name or "@" in text or "http" in text or looks_like_phone(text):
            continue
        for part in re.split(r"\s[·•|]\s", text):
            if not (_STREET.search(part) and 8 < len(part) < 160 and re.search(r"\d", part)):
                continue
            if not re.search(r"[:：]|\b(?:19|20)\d\d\s*$", part) and not looks_like_phone(part):
                return one_line(part)
    return ""


def _inside(element: HtmlElement, chrome: set[HtmlElement]) -> bool:
    return element in chrome or any(a in chrome for a in element.iterancestors())
