"""What looks like a company and is the author of a post, a mail, a tender; and the reverse."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.companies.blocks import Block
from leadminer.mining.extraction.places.page_links import LINKS_MAX
from leadminer.mining.extraction.posts.mail_pages import METHOD as MAILS
from leadminer.mining.extraction.posts.mail_pages import is_list_of_mails
from leadminer.mining.extraction.values.company_labels import has_legal_form, role_of
from leadminer.mining.extraction.values.contacts import contacts_of_post
from leadminer.mining.extraction.values.emails import is_free_mail
from leadminer.mining.extraction.values.items import Company, PageReading, Post
from leadminer.mining.extraction.values.label_words import is_notice_label

_PRICED: Final = re.compile(
    r"[¥￥$€£₹₩₫฿]\s?\d|\d\s?(?:万|萬|亿|億)?\s?(?:元|円|圓|원|USD|EUR|INR|VND|đồng|บาท)|\d\s?万|"
    r"\b(?:Rs\.?|RM|Rp\.?|US\$|NT\$|HK\$)\s?\d",
)


def are_offers(found: list[Company], blocks: list[Block]) -> bool:
    """Whether blocks are goods, houses or jobs with their prices: none can be reached, few are
    called as companies are."""
    if any(company.phone or company.email for company in found):
        return False
    priced = sum(any(_PRICED.search(piece.text) for piece in b.pieces) for b in blocks)
    formed = sum(has_legal_form(company.name) for company in found)
    return priced * 2 > len(blocks) and formed * 3 < len(found)


def are_people(found: list[Company]) -> bool:
    """Whether blocks have their addresses at one domain, and none is called as companies are: on
    the page of a company these are who works there."""
    hosts = {company.email.rpartition("@")[2] for company in found if company.email}
    reached = sum(bool(company.email) for company in found)
    own = len(hosts) == 1 and not is_free_mail(next(iter(hosts)))
    return own and reached * 2 > len(found) and not any(has_legal_form(c.name) for c in found)


def is_entry(post: Post) -> bool:
    """Whether what looks like a post is a directory's lone card: it begins with the name whose page
    it leads to, and tells a number or an address to reach it by."""
    own = bool(post.author and post.author_url) and post.text.startswith(post.author)
    return own and any(c.kind in ("phone", "email") for c in post.contacts)


def drop_entries(reading: PageReading) -> None:
    """Entries of a directory are nobody's words: what bears a company's name and no time goes; and
    their links lead to companies, though they were taken for those of posts."""
    pages = {company.url for company in reading.companies} - {reading.url}
    reading.links = [
        replace(link, kind="content") if link.kind in _OF_PEOPLE and link.url in pages else link
        for link in reading.links
    ]
    names = {company.name.casefold() for company in reading.companies}
    listed = len(names) > 1 or any(c.method == "blocks" for c in reading.companies)
    entries = [
        p for p in reading.posts
        if p.posted is None and (p.author.casefold() in names if listed else is_entry(p))
    ]  # fmt: skip
    if len(entries) * 2 > len(reading.posts):
        reading.posts = [p for p in reading.posts if p not in entries]
    if len(names) >= _LISTED_MIN and len(reading.posts) == 1:  # "members as of 1 April"
        text = reading.posts[0].text.casefold()
        reading.posts = [] if any(name in text for name in names) else reading.posts
    own = [c for c in reading.companies if len(reading.companies) == 1 or c.url == reading.url]
    if len(reading.posts) == len(own) == 1 and not reading.posts[0].author_url:
        # a company's own page, with a date on it: what it says is no wish of anybody
        about, post = own[0], reading.posts[0]
        roles = sum(role_of(label) is not None for label in about.fields)
        told = about.method in _MARKED and reading.title == about.name
        is_firm = has_legal_form(about.name) or roles >= 3
        titled = is_firm and reading.title == about.name == post.title
        if told or titled or _only_tells_of(about, post):
            reading.posts = []
    if len(own) == 1 and _is_page_of(own[0], reading):
        reading.posts = [post for post in reading.posts if _ASKS.search(post.text)]


def _is_page_of(company: Company, reading: PageReading) -> bool:
    """Whether a page is about one company and tells how to reach it: what others say on it are
    reviews, which wish for nothing but where they ask."""
    titles = {post.title for post in reading.posts} - {"", company.name, reading.title}
    if titles or not (company.phone or company.email):
        return False
    roles = sum(role_of(label) is not None for label in company.fields)
    if reading.title == company.name:
        return bool(company.address or company.fields)
    return roles >= _ROLES_MIN and company.name not in {post.author for post in reading.posts}


_ROLES_MIN: Final = 3  # labels that make a page a company's
_ASKS: Final = re.compile(
    r"[?？]|\b(?:need|looking for|wanted|want to buy|suchen?|brauchen?|benötigen?|cherch\w+|"
    r"besoin|busc[ao]\w*|necesit\w+|cerc(?:o|hiamo)|procur[ao]\w*|precis[ao]\w*|ищ[уе]м?|нужн\w+|"
    r"куплю|ar[ıi]yor\w*|szukam\w*)\b|求购|求購|需要|想买|想買|急求|探して|募集|求む|구합니다|찾고|필요",
    re.I,
)

_OF_PEOPLE: Final = ("own", "nav")  # kinds of links that an author's page may have
_MARKED: Final = ("jsonld", "microdata", "rdfa", "microformats")
_LISTED_MIN: Final = 4  # firms that make a page a list
_WORDS_BESIDE: Final = 30  # letters beside labels and values that are no wish yet


def _only_tells_of(company: Company, post: Post) -> bool:
    """Whether what looks like a post is a company's labels and their values, and no more: when
    the form was filled in, and by whom, stands below it."""
    if company.name not in (post.author, *post.fields.values()) or any(
        map(is_notice_label, post.fields)
    ):
        return False
    rest = post.text
    for word in sorted((w for pair in post.fields.items() for w in pair), key=len, reverse=True):
        rest = rest.replace(word, " ")
    return len(re.findall(r"[^\W\d_]", rest)) <= _WORDS_BESIDE


def without_posts(reading: PageReading) -> None:
    """Take away companies that are posts; how to reach them is told of the posts instead."""
    dropped = [c for c in reading.companies if is_of_a_post(c, reading)]
    reading.companies = [c for c in reading.companies if c not in dropped]
    if len(dropped) == 1 and _is_advertisement(reading):
        told = {"phone": dropped[0].phone, "e-mail": dropped[0].email}
        post = reading.posts[0]
        known = {contact.value for contact in post.contacts}
        post.contacts += [
            contact
            for contact in contacts_of_post(
                "", "", region=dropped[0].country, lang=post.lang,
                fields={name: value for name, value in told.items() if value},
            )
            if contact.value not in known
        ]  # fmt: skip


def _is_advertisement(reading: PageReading) -> bool:
    """Whether a page is one advertisement: a text with a price and the day it was placed."""
    first = reading.posts[0] if len(reading.posts) == 1 else None
    return first is not None and first.posted is not None and "price" in first.fields


def is_of_a_post(company: Company, reading: PageReading) -> bool:
    """Whether what looks like a company's page is a post that tells how to reach its author."""
    if company.method == "labels" and company.name.endswith(("?", "？")):
        return True  # a question under which somebody leaves a number
    if _is_of_a_talk(company, reading):
        return True
    if _is_told_as_notice(company, reading):
        return True
    named = has_legal_form(company.name) or company.name in company.fields.values()
    if company.method in ("labels", "blocks") and any(post.notice for post in reading.posts):
        return True  # who buys is told as its author, whom to ask among its contact points
    if company.method == "labels" and _OF_TENDERS.search(reading.title):
        return not has_legal_form(reading.title)  # whom to ask on a page that lists tenders
    if company.method != "labels" or named:
        return False
    if reading.rows >= _ROWS_MIN and not (company.phone or company.address):
        return True  # a list of threads, and the address one writes to
    if _is_advertisement(reading):
        return True
    if sum(post.stands_alone for post in reading.posts) > 1:
        return True  # a board in full, and one of its authors' numbers
    first = next((p for p in reading.posts if not p.is_reply), None)
    titles = {reading.title} if len(reading.posts) > 1 else {reading.title, company.name}
    if first and first.posted and sum(map(is_notice_label, {**first.fields, **company.fields})) > 1:
        return True  # a tender, a wanted ad: its labels tell of a deadline, a quantity, a lot
    if first and first.posted and first.author and len({first.title, *titles}) == 1:
        return not company.phone  # a thread, and an address somewhere on its page
    own = {company.phone, company.email} - {""}
    return any(
        (post.author or (own and any(map(is_notice_label, post.fields))))
        and post.author != company.name and own <= {c.value for c in post.contacts}
        for post in reading.posts
    )  # fmt: skip


def _is_told_as_notice(company: Company, reading: PageReading) -> bool:
    """Whether what is called so is one of the notices of a list, whose number stands in it."""
    return any(
        post.stands_alone and post.title == company.name and any(map(is_notice_label, post.fields))
        for post in reading.posts
    )


def _is_of_a_talk(company: Company, reading: PageReading) -> bool:
    """Whether a discussion's page has somebody who speaks on it for its company: whatever number
    stands there is told to who reads. A company that answers is on its page by name."""
    if company.method != "labels" or company.name == reading.title:
        return False
    answered = any(post.is_reply and post.posted for post in reading.posts)
    return answered and company.name in {post.author for post in reading.posts if post.posted}


_ROWS_MIN: Final = 3
_OF_TENDERS: Final = re.compile(
    r"\btenders?\b|\bbids?\b|procurement|\brf[pq]s?\b|招标|投标|招標|采购公告|採購|入札|입찰|"
    r"đấu thầu|"
    r"ausschreibung|licitaci|licitaç|appels? d[’']offres|przetarg|закупк|тендер|مناقص",
    re.I,
)
_MAIL_HEAD: Final = frozenset(
    {"from", "to", "cc", "subject", "date", "in-reply-to", "reply-to", "references", "message-id",
     "list-id"}
)  # fmt: skip


def is_of_mails(body: HtmlElement, reading: PageReading) -> bool:
    """Whether mails are shown: heads of mails, or links to answer them, are no list of firms."""
    if any(post.method == MAILS for post in reading.posts) or is_list_of_mails(body):
        return True
    if any(len(_MAIL_HEAD & {f.lower() for f in p.fields}) > 2 for p in reading.posts):
        return True
    hrefs = ((a.get("href") or "").lower() for a in islice(body.iter("a"), LINKS_MAX))
    return any(h.startswith("mailto:") and "in-reply-to=" in h for h in hrefs)
