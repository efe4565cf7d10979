"""The pages of the B2B directory: three parts with three mark-ups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote, unquote

from markupsafe import Markup

from leadminer.demo.site import content
from leadminer.demo.site.content import Company
from leadminer.demo.site.pages import Frame, Pages, css, key_of, pager, robots, sitemap

SITE_NAME: Final = "TradeRegister 黄页"
CLOSED: Final = ("/private/", "/search", "/export/")
PARTS: Final = {
    "structured": ("/companies/", "Companies", "en"),
    "labelled": ("/黄页/", "企业黄页", "zh-Hans"),
    "blocks": ("/verzeichnis/", "Verzeichnis", "de"),
}
PER_PAGE: Final = {"structured": 6, "labelled": 5, "blocks": 4}


def path_of(company: Company) -> str:
    """Where a company is shown, percent-encoded; entries of the plain part share a list page."""
    part = PARTS[company.markup][0]
    if company.markup != "blocks":
        return quote(f"{part}{company.slug}.html")
    mine = [c for c in content.companies() if c.markup == "blocks"]
    number = mine.index(company) // PER_PAGE["blocks"] + 1
    return f"{key_of(quote(part), number)}#{company.slug}"


def build(base: str) -> Pages:
    """All pages of the directory at `base` (scheme, host, port; no slash at the end)."""
    nav = tuple({"href": quote(path), "text": title} for path, title, _ in PARTS.values())
    frame = Frame(base, SITE_NAME, "directory", nav, "Sample data. 示例数据。")
    everything = content.companies()
    entries = [(base + path_of(c), "") for c in everything if c.markup != "blocks"]
    pages: Pages = {
        "/assets/site.css": css(),
        "/robots.txt": robots(base, CLOSED),
        "/sitemap.xml": sitemap(entries),
        "/": frame.render(
            "directory/home.html",
            lang="en",
            title="B2B directory",
            canonical="/",
            parts=[
                {"href": quote(path), "title": title, "lang": lang, "count": len(_in(part))}
                for part, (path, title, lang) in PARTS.items()
            ],
        ),
        "/about": frame.render(
            "notice.html", lang="en", title="About this site", text=content.about()
        ),
    }
    for path in ("/search", "/private/claim", "/export/all.csv"):
        pages[path] = frame.forbidden("Closed")
    for part in PARTS:
        pages |= _lists(frame, part)
    for company in everything:
        if company.markup != "blocks":
            pages[unquote(path_of(company))] = frame.render(
                f"directory/{company.markup}_company.html",
                lang=company.lang,
                title=company.name,
                canonical=path_of(company),
                crumbs=_crumbs(company.markup),
                company=company,
                email_html=email_html(company),
                json_ld=_json_ld(company),
            )
    return pages


def email_html(company: Company) -> Markup:
    """An e-mail address as the page shows it: a link, spelled out, or hidden in entities."""
    address = company.email
    if not address:
        return Markup("")
    if company.email_shown == "mailto":
        return Markup('<a href="mailto:{0}">{0}</a>').format(address)
    if company.email_shown == "mailto-only":
        return Markup('<a href="mailto:{}?subject=Anfrage">E-Mail</a>').format(address)
    if company.email_shown == "entities":
        return Markup("").join(Markup("&#{};").format(ord(letter)) for letter in address)
    if company.email_shown == "at-sign-entity":
        return Markup("&#64;").join(address.split("@"))
    if company.email_shown:
        return Markup("{}").format(address.replace("@", company.email_shown))
    return Markup("{}").format(address)


def _in(part: str) -> list[Company]:
    return [c for c in content.companies() if c.markup == part]


def _crumbs(part: str) -> list[dict[str, str]]:
    path, title, _ = PARTS[part]
    return [{"href": "/", "text": SITE_NAME}, {"href": quote(path), "text": title}]


def _lists(frame: Frame, part: str) -> Pages:
    path, title, lang = PARTS[part]
    mine = _in(part)
    size = PER_PAGE[part]
    chunks = [mine[at : at + size] for at in range(0, len(mine), size)] or [[]]
    encoded = quote(path)
    pages: Pages = {}
    for number, chunk in enumerate(chunks, 1):
        pages[key_of(path, number)] = frame.render(
            f"directory/{part}_list.html",
            lang=lang,
            title=title if number == 1 else f"{title} ({number})",
            canonical=key_of(encoded, number),
            prev_page=key_of(encoded, number - 1) if number > 1 else "",
            next_page=key_of(encoded, number + 1) if number < len(chunks) else "",
            crumbs=_crumbs(part),
            rows=_rows(chunk),
            pages=pager(encoded, number, len(chunks)),
        )
    return pages


def _rows(chunk: Sequence[Company]) -> list[dict[str, Any]]:
    return [
        {"company": company, "href": path_of(company), "email_html": email_html(company)}
        for company in chunk
    ]


def _json_ld(company: Company) -> dict[str, Any]:
    """schema.org Organization or one of its subtypes."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": company.kind,
        "name": company.name,
        "description": company.about,
        "telephone": company.phone_shown,
        "foundingDate": str(company.since),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": company.address,
            "addressCountry": company.country,
        },
    }
    if company.email:
        data["email"] = company.email
    if company.site:
        data["url"] = company.site
    return data
