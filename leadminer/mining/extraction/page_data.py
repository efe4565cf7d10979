"""What a page's own data adds to what stands on it: all of it where a script draws the page, else
only what the page leaves out."""

from __future__ import annotations

import re
from datetime import datetime

from lxml.html import HtmlElement

from leadminer.mining.extraction.companies.markup import site_among
from leadminer.mining.extraction.companies.memory import DirectoryMemory, OwnValues
from leadminer.mining.extraction.companies.merging import fill_up
from leadminer.mining.extraction.companies.popups import blocks_of, popups_in
from leadminer.mining.extraction.companies.reading import companies_of_blocks
from leadminer.mining.extraction.html.texts import line_of
from leadminer.mining.extraction.json_records import JsonReading, read_json
from leadminer.mining.extraction.markup.embedded import data_of
from leadminer.mining.extraction.values.contacts import (
    contacts_of_post,
    email_contact,
    phone_contact,
)
from leadminer.mining.extraction.values.dates import Zone
from leadminer.mining.extraction.values.items import Company, PageReading, Post
from leadminer.mining.extraction.values.language import guess_language
from leadminer.mining.extraction.values.regions import guess_region


def read_data(
    root: HtmlElement, reading: PageReading, base: str, *, now: datetime, zone: Zone
) -> JsonReading | None:
    """What the data of a page holds, None if it carries none."""
    data = data_of(root)
    popups = popups_in(data, root)
    if not data and not popups:
        return None
    found = read_json(data, base=base, page=reading.url, now=now, zone=zone)
    found.blocks = blocks_of(popups, base)
    return found


def add_links(reading: PageReading, found: JsonReading) -> None:
    """Links that a script would draw."""
    known = {link.url for link in reading.links}
    reading.links += [link for link in found.links if link.url not in known | {reading.url}]


def add_posts(
    reading: PageReading,
    found: JsonReading,
    body: HtmlElement,
    *,
    region: str | None,
    is_later_page: bool,
) -> None:
    """Posts of the data where the page shows none; else only authors and times it leaves out.

    What rows of a list show of posts that stand elsewhere is none of this page's.
    """
    if reading.posts:
        by_text = {_start(post): post for post in found.posts}
        for post in reading.posts:
            told = by_text.get(_start(post))
            if told is not None:
                post.author = post.author or told.author
                post.posted = post.posted or told.posted
        return
    if reading.rows >= 2 and found.posts:
        shown = re.sub(r"\W+", "", line_of(body))
        found.posts = [post for post in found.posts if _start(post)[:30] not in shown]
    for post in found.posts:
        post.is_reply = post.is_reply or is_later_page
        if not post.is_reply and not post.title:
            post.title = reading.title
        post.section = post.section or reading.section
        post.lang = guess_language(f"{post.title}\n{post.text}", post.lang or reading.lang)
        here = region or guess_region(lang=post.lang, address="", host="")
        post.contacts = contacts_of_post(
            post.title, post.text, region=here, lang=post.lang, fields=post.fields
        )
    reading.posts = found.posts
    reading.unread = reading.unread and not reading.posts


def add_companies(
    reading: PageReading, found: JsonReading, body: HtmlElement, *, region: str | None,
    memory: DirectoryMemory | None,
) -> None:  # fmt: skip
    """Companies of the data where the page shows none; else only what it leaves out of them."""
    shown = {c.name.casefold(): c for c in reading.companies}
    popped = companies_of_blocks(
        found.blocks, body, reading.url, lang=reading.lang, region=region, memory=memory
    )
    own = memory.own if memory is not None else OwnValues()
    told = [
        company for company in _settled(reading, found.companies, region)
        if company.phone not in own and company.email not in own
    ] + popped  # fmt: skip
    if shown:
        for company in told:
            known = shown.get(company.name.casefold())
            if known is not None:
                fill_up(known, company)
        return
    only = len(told) == 1
    for company in told:
        if not only and company.url == reading.url:
            company.url = f"{reading.url}#{_slug(company.name)}"
        company.section = company.section or reading.section
    reading.companies = told


def _settled(reading: PageReading, companies: list[Company], region: str | None) -> list[Company]:
    only = len(companies) == 1
    for company in companies:
        company.url = company.url if company.url and not only else reading.url
        company.lang = guess_language(f"{company.name}\n{company.about}", reading.lang)
        here = region or guess_region(
            lang=company.lang, address=company.address, host=reading.url.split("/")[2]
        )
        settle(company, base=reading.url, region=here)
    return companies


def settle(company: Company, *, base: str, region: str | None) -> None:
    """Phone, e-mail and site as they are kept, from what was written: what is none is dropped."""
    method = company.method or "api"
    phone = phone_contact(company.phone, region=company.country or region, method=method)
    email = email_contact(company.email, method)
    company.phone, company.extension = (phone.value, phone.extension) if phone else ("", "")
    company.email = email.value if email else ""
    company.site = site_among(base, company.site) if company.site else ""
    company.contacts = [contact for contact in (phone, email) if contact]


def _start(post: Post) -> str:
    return re.sub(r"\W+", "", post.text)[:80]


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower()).strip("-")[:60]
