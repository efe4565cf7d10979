"""A page read by a site's selectors. Pure: markup in, records out."""

from __future__ import annotations

import re
from dataclasses import replace
from zoneinfo import ZoneInfo

from parsel import Selector

from leadminer.mining.extraction.html.parsing import parse_html
from leadminer.mining.extraction.html.texts import one_line, text_of
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.places.addresses import absolute, canonical
from leadminer.mining.extraction.values.contacts import (
    email_contact,
    find_contacts,
    find_emails,
    phone_contact,
)
from leadminer.mining.extraction.values.dates import Zone, read_time
from leadminer.mining.extraction.values.items import Company, Link, PageReading, Post
from leadminer.mining.extraction.values.language import guess_language
from leadminer.mining.sites.site_file import CompanyRules, Follow, PostRules, SiteFile, select

METHOD = "selectors"


def read_site_page(text: str, url: str, site: SiteFile, context: Context) -> PageReading:
    """A page's records by selectors; its links by selectors where any are given.

    A page whose address is one of posts' but where no block is found is `unread`: the layout
    has changed.
    """
    zone = Zone(ZoneInfo(site.timezone)) if site.timezone else context.zone
    context = replace(context, region=site.region or context.region, zone=zone)
    reading = read_page(text, url, replace(context, want_posts=False, want_companies=False))
    tree = parse_html(text)
    if tree is None:
        return reading
    root = Selector(root=tree, type="html")
    if site.posts and _is_page_of(site.posts.address, reading.url, url):
        reading.posts = _posts(root, url, reading, site.posts, context)
        reading.unread = bool(site.posts.address) and not reading.posts
    if site.companies and _is_page_of(site.companies.address, reading.url, url):
        reading.companies = _companies(root, url, reading, site.companies, context)
        reading.unread = reading.unread or (bool(site.companies.address) and not reading.companies)
    if site.follow.lists or site.follow.pages:
        reading.links = _links(root, url, site.follow)
    return reading


def _is_page_of(pattern: str, *addresses: str) -> bool:
    return not pattern or any(re.search(pattern, address) for address in addresses)


def _links(root: Selector, url: str, follow: Follow) -> list[Link]:
    found: dict[str, Link] = {}
    for kind, selectors in (("next", follow.lists), ("title", follow.pages)):
        for selector in selectors:
            for element in select(root, selector):
                target = element.attrib.get("href") if hasattr(element, "attrib") else None
                address = absolute(url, target or element.get())
                if address:
                    full = canonical(address)
                    words = one_line(" ".join(element.css("::text").getall()))
                    found.setdefault(full, Link(full, words[:200], kind))
    return list(found.values())


def _posts(
    root: Selector, url: str, reading: PageReading, rules: PostRules, context: Context
) -> list[Post]:
    title = _line(root, rules.title) or reading.title
    found: list[Post] = []
    for block in select(root, rules.block):
        text = _text(block, rules.text)
        if not text:
            continue
        is_topic = rules.all_topics or (not found and not context.is_later_page)
        own = _address(block, rules.url, url)
        lang = guess_language(f"{title if is_topic else ''}\n{text}", reading.lang)
        post = Post(
            text=text,
            author=_line(block, rules.author),
            author_url=_address(block, rules.author_url, url),
            posted=read_time(_line(block, rules.time), now=context.now, zone=context.zone),
            title=(_line(block, rules.title) or title) if is_topic else "",
            url=own or reading.url,
            is_reply=not is_topic,
            stands_alone=rules.all_topics and not own,
            fields=_fields(block, rules.fields),
            section=_section(root, rules.section) or reading.section,
            contacts=find_contacts(None, text, region=context.region),
            lang=lang,
            method=METHOD,
        )
        found.append(post)
    return found


def _companies(
    root: Selector, url: str, reading: PageReading, rules: CompanyRules, context: Context
) -> list[Company]:
    found = []
    blocks = select(root, rules.block)
    for block in blocks:
        name = _line(block, rules.name)
        if not name:
            continue
        region = context.region
        phone = phone_contact(_line(block, rules.phone), region=region) if rules.phone else None
        about = _text(block, rules.about) if rules.about else ""
        own = _address(block, rules.url, url)
        company = Company(
            name=name,
            url=own or reading.url,
            is_listed=not own and len(blocks) > 1,
            phone=phone.value if phone else "",
            extension=phone.extension if phone else "",
            email=_email(block, rules.email),
            site=_address(block, rules.site, url) or "",
            address=_line(block, rules.place),
            country=region,
            about=about,
            fields=_fields(block, rules.fields),
            section=_section(root, rules.section) or reading.section,
            lang=guess_language(f"{name}\n{about}", reading.lang),
            method=METHOD,
        )
        found.append(company)
    return found


def _line(root: Selector, selector: str) -> str:
    """The first thing a selector finds, as one line of text."""
    if not selector:
        return ""
    found = select(root, selector)
    if not found:
        return ""
    first = found[0]
    if hasattr(first.root, "tag"):
        return one_line(" ".join(first.xpath(".//text()").getall()))
    return one_line(first.get())


def _text(root: Selector, selector: str) -> str:
    """What a selector finds, as text with a line a block."""
    parts = []
    for each in select(root, selector):
        element = each.root
        parts.append(text_of(element) if hasattr(element, "tag") else str(each.get()).strip())
    return "\n".join(part for part in parts if part)


def _address(root: Selector, selector: str, base: str) -> str | None:
    if not selector:
        return None
    for each in select(root, selector):
        raw = each.attrib.get("href") if hasattr(each.root, "tag") else each.get()
        if raw and raw.strip():
            if raw.strip().startswith("#"):
                return f"{base.partition('#')[0]}{raw.strip()}"
            return absolute(base, raw)
    return None


def _email(root: Selector, selector: str) -> str:
    if not selector:
        return ""
    for each in select(root, selector):
        is_element = hasattr(each.root, "tag")
        target = each.attrib.get("href", "") if is_element else each.get()
        contact = email_contact(target.removeprefix("mailto:").split("?")[0], METHOD)
        if contact is not None:
            return contact.value
        shown = " ".join(each.xpath(".//text()").getall()) if is_element else target
        for found in find_emails(one_line(shown)):
            return found.value
    return ""


def _section(root: Selector, selector: str) -> list[str]:
    if not selector:
        return []
    found = []
    for each in select(root, selector):
        words = each.xpath(".//text()").getall() if hasattr(each.root, "tag") else [each.get()]
        line = one_line(" ".join(words))
        if line:
            found.append(line)
    return found


def _fields(block: Selector, rules: dict[str, str]) -> dict[str, str]:
    told = {label: _line(block, selector) for label, selector in rules.items()}
    return {label: value for label, value in told.items() if value}
