"""Companies that a page describes in schema.org terms."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from leadminer.mining.extraction.companies.values import tell_country
from leadminer.mining.extraction.html.texts import one_line, text_of
from leadminer.mining.extraction.markup.structured import Node, all_nodes
from leadminer.mining.extraction.places.addresses import absolute, canonical, site_of
from leadminer.mining.extraction.places.own_sites import own_site
from leadminer.mining.extraction.values.contacts import Contact, email_contact, find_contacts
from leadminer.mining.extraction.values.items import Company
from leadminer.mining.extraction.values.phones import read_phones
from leadminer.mining.extraction.values.regions import guess_region

_ORGANIZATION: Final = re.compile(
    r"Organi[sz]ation$|Business$|Corporation$|Company$|Store$|Contractor$|Agency$|"
    r"Agent$|Restaurant$|Hotel$|Clinic$|"
    r"Shop$|Plumber$|Electrician$|Service$|Dealer$|Station$|School$|Office$|"
    r"Attorney$|Notary$|Brewery$|Winery$|"
    r"Bakery$|NGO$|Dentist$|Hospital$|Wholesale|Manufacturer|Salon$|Locksmith$|"
    r"Mover$|Library$|Airline$|Consortium$|"
    r"Cooperative$|Florist$|Pharmacy$|Physician$"
)
_NOT_COMPANY_WORDS: Final = (
    "WebSite WebPage Person BreadcrumbList Product Event JobPosting ContactPoint "
    "PostalAddress Offer Question Article "
)
_NOT_COMPANY: Final = frozenset(_NOT_COMPANY_WORDS.split())
_ATTACHED_WORDS: Final = (
    "publisher author creator provider seller sourceOrganization copyrightHolder "
    "hiringOrganization organizer isPartOf memberOf parentOrganization worksFor affiliation "
    "alumniOf brand manufacturer location recipient "
)
_ATTACHED: Final = tuple(_ATTACHED_WORDS.split())


def companies_in_markup(
    body: HtmlElement, nodes: list[Node], base: str, *, lang: str | None, regions: dict[str, str]
) -> list[Company]:
    """Companies described in schema.org terms, without the badge of the site's owner."""
    attached = {id(n) for o in all_nodes(nodes) for n in o.nodes(*_ATTACHED)}
    kinds = [n for n in all_nodes(nodes) if _is_company(n) and id(n) not in attached]
    home = site_of(base)
    own = [n for n in kinds if not _is_the_site_itself(n, home, base)]
    found = [_from_node(n, base, lang=lang, regions=regions, only=len(own) == 1) for n in own]
    here = [c for c in found if c.url == canonical(base) and not (c.phone or c.email)]
    if len(found) > 3 and len(here) == 1:  # a list that calls itself a business
        found.remove(here[0])
    unique: dict[str, Company] = {}
    for company in found:
        unique.setdefault(f"{company.name}|{company.url}", company)
    return list(unique.values())


def _is_company(node: Node) -> bool:
    if node.types & _NOT_COMPANY or not node.text("name", "legalName"):
        return False
    if (
        node.types
        and node.values("telephone", "faxNumber", "email", "contactPoint")
        and node.values("address", "url", "sameAs")
    ):
        return True
    return any(_ORGANIZATION.search(t) for t in node.types) and bool(
        node.values("telephone", "email", "address", "url", "contactPoint", "sameAs", "faxNumber")
    )


def _is_the_site_itself(node: Node, home: str, base: str) -> bool:
    """The publisher's own badge, which stands on every page of a site."""
    url = absolute(base, node.text("url"))
    inner_page = urlsplit(base).path not in ("", "/")
    is_home = bool(url and site_of(url) == home and urlsplit(url).path in ("", "/"))
    return inner_page and is_home


def _from_node(
    node: Node, base: str, *, lang: str | None, regions: dict[str, str], only: bool
) -> Company:
    address = _address_text(node)
    country = next((a.text("addressCountry") for a in node.nodes("address")), "") or node.text(
        "addressCountry"
    )
    stated = guess_region(lang=None, address=address, host="", country=country)
    why = "stated" if country else "address"
    where = {**({stated: why} if stated else {}), **regions}
    points = [node, *node.nodes("contactPoint")]
    phones = [
        Contact("phone", p.e164, v, "markup", "generic", p.extension)
        for n in points
        for v in n.values("telephone")
        if isinstance(v, str)
        for p in read_phones(v.removeprefix("tel:"), list(where))
    ]
    emails = [
        e
        for n in points
        for v in n.values("email")
        if isinstance(v, str)
        if (e := email_contact(v.removeprefix("mailto:"), "markup"))
    ]
    company = Company(
        name=one_line(node.text("name", "legalName")),
        site=site_among(base, *[v for v in node.values("url", "sameAs") if isinstance(v, str)]),
        address=one_line(address),
        about=one_line(node.text("description", "slogan")),
        method=node.syntax,
        lang=lang,
    )
    faxes = {
        p.e164
        for n in points
        for v in n.values("faxNumber")
        if isinstance(v, str)
        for p in read_phones(v, list(where))
    }
    complete(company, phones + emails, node.element, regions=where, faxes=faxes)
    company.url = _own_address(node, base, only=only)
    return company


def _own_address(node: Node, base: str, *, only: bool) -> str:
    url = absolute(base, node.text("url") or node.id or "")
    anchor = node.element.get("id") if node.element is not None else None
    if url and site_of(url) == site_of(base) and "#" not in url and not only:
        return canonical(url)
    return f"{canonical(base)}#{anchor}" if anchor and not only else canonical(base)


def _address_text(node: Node) -> str:
    parts = []
    for value in node.values("address", "location"):
        if isinstance(value, Node):
            names = (
                "streetAddress",
                "addressLocality",
                "addressRegion",
                "postalCode",
                "addressCountry",
                "name",
            )
            parts += [value.text(n) for n in names]
        else:
            parts.append(str(value))
    return ", ".join(p for p in parts if p)


def complete(
    company: Company,
    given: list[Contact],
    scope: HtmlElement | None,
    *,
    regions: dict[str, str],
    faxes: set[str],
) -> None:
    """Fill phone, e-mail and site from what is given, then from the piece of page around it."""
    contacts = list(given)
    if scope is not None:
        contacts += find_contacts(scope, text_of(scope), regions=list(regions))
    unique: dict[tuple[str, str], Contact] = {}
    for contact in contacts:
        if contact.kind == "phone" and contact.value in faxes:
            continue
        kept = unique.get((contact.kind, contact.value))
        if kept is None or (contact.extension and not kept.extension):
            unique[(contact.kind, contact.value)] = contact
    company.contacts = list(unique.values())
    phone = next((c for c in company.contacts if c.kind == "phone"), None)
    if phone and not company.phone:
        company.phone, company.extension = phone.value, phone.extension
    tell_country(company, regions, stated=None)
    email = next((c for c in company.contacts if c.kind == "email"), None)
    company.email = company.email or (email.value if email else "")


def site_among(base: str, *candidates: str) -> str:
    """The company's own web site among what the page offers: never the directory itself."""
    return next((found for raw in candidates if (found := own_site(raw, base))), "")
