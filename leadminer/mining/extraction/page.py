"""One page, read: what it is called, where it stands, who says what on it, where it leads."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from itertools import islice
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from lxml import etree
from lxml.html import HtmlElement

from leadminer.mining.extraction.companies.company_or_post import (
    drop_entries,
    is_of_mails,
    without_posts,
)
from leadminer.mining.extraction.companies.memory import DirectoryMemory
from leadminer.mining.extraction.companies.reading import companies_of
from leadminer.mining.extraction.html.decoys import only_read
from leadminer.mining.extraction.html.parsing import TEXT_MAX, parse_html, shorten
from leadminer.mining.extraction.html.stated_zone import stated_zone
from leadminer.mining.extraction.html.texts import line_of, texts_kept
from leadminer.mining.extraction.html.walls import wall_of
from leadminer.mining.extraction.html.wishes import wishes_of_meta
from leadminer.mining.extraction.marks.flat_lines import set_lines_apart
from leadminer.mining.extraction.markup.microformats import read_microformats
from leadminer.mining.extraction.markup.structured import Node, read_meta, read_nodes
from leadminer.mining.extraction.notices.page_notice import buyer_of
from leadminer.mining.extraction.page_data import add_companies, add_links, add_posts, read_data
from leadminer.mining.extraction.places.address_place import place_by_address
from leadminer.mining.extraction.places.addresses import (
    absolute,
    canonical,
    is_page_of,
    is_sibling,
    site_of,
)
from leadminer.mining.extraction.places.breadcrumb import read_breadcrumb
from leadminer.mining.extraction.places.fields import lines_with_fields
from leadminer.mining.extraction.places.page_links import (
    LINKS_MAX,
    find_first_page,
    links_of,
)
from leadminer.mining.extraction.places.page_turns import is_same_list
from leadminer.mining.extraction.places.titles import read_title, title_as_linked, without_list_tag
from leadminer.mining.extraction.posts.answered import join_twins, mail_above
from leadminer.mining.extraction.posts.blog_posts import (
    first_of_comments,
    is_blog_list,
    own_pages,
    posts_of_blog,
)
from leadminer.mining.extraction.posts.echoes import without_repeated
from leadminer.mining.extraction.posts.mail_pages import is_list_of_mails, links_in_mails, mails_of
from leadminer.mining.extraction.posts.marked_entries import SYNTAX, Alike, same_words, with_entries
from leadminer.mining.extraction.posts.order import newest_first
from leadminer.mining.extraction.posts.schema_posts import posts_of
from leadminer.mining.extraction.posts.threads import read_thread
from leadminer.mining.extraction.records.permalinks import shows_others
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.contacts import contacts_of_post, countries_told
from leadminer.mining.extraction.values.dates import UTC_ZONE, Zone
from leadminer.mining.extraction.values.items import PageReading, Post
from leadminer.mining.extraction.values.language import guess_language, normalise_tag
from leadminer.mining.extraction.values.page_source import source_known

_ELEMENTS_KEPT: Final = 100_000


@dataclass(frozen=True, slots=True)
class Context:
    """What must be known beside a page's text to read it."""

    now: datetime
    zone: Zone = UTC_ZONE
    region: str | None = None  # country of the source, for national phone numbers
    is_later_page: bool = False  # a second or later page of a thread: all its posts are replies
    want_posts: bool = True
    want_companies: bool = True
    memory: DirectoryMemory | None = None  # what earlier pages taught of a directory
    build: SiteMemory | None = None  # what earlier pages of the site have taught
    called: str = ""  # by the link that led here


def read_page(text: str, url: str, context: Context) -> PageReading:
    """Everything we want from one page. No network, no clock; broken mark-up costs no page."""
    reading = PageReading(url=canonical(url))
    root = parse_html(text)
    if root is None:
        return reading
    only_read(root, has_addresses="@" in text)
    # else each question to an element makes its Python object anew
    kept = list(islice(root.iter(), _ELEMENTS_KEPT))
    if len(text) > TEXT_MAX:
        shorten(kept)
    _move_title(root, _body_of(root))
    set_lines_apart(_body_of(root), context.build or SiteMemory())
    with source_known(text):
        with texts_kept():
            opened = _open_noscript(_body_of(root))
            if not opened:
                _read(reading, root, url, context)
        if opened:  # the texts around it are others now
            with texts_kept():
                _read(reading, root, url, context)
    del kept
    return reading


def _body_of(root: HtmlElement) -> HtmlElement:
    found = root.find("body")
    return found if found is not None else root


def _read(reading: PageReading, root: HtmlElement, url: str, context: Context) -> None:
    base = _base_of(root, url)
    meta = read_meta(root)
    reading.url = _canonical_link(root, base, url) or reading.url
    reading.generator = meta.get("generator", "")
    wishes = wishes_of_meta(meta, now=context.now)
    reading.noindex, reading.nofollow = wishes.noindex, wishes.nofollow
    reading.tdm_reserved = wishes.tdm_reserved
    reading.lang = normalise_tag(root.get("lang") or root.get("xml:lang"))
    body = _body_of(root)
    reading.wall = wall_of(root, body)
    nodes = [*read_nodes(root, base), *read_microformats(root, base)]
    reading.title = title_as_linked(root, body, context.called) or read_title(
        root, body, meta, page=reading.url, base=base
    )
    reading.name = context.called if context.called in line_of(body) else ""
    reading.section = read_breadcrumb(body, nodes, reading.title) or place_by_address(
        body, reading.url, base
    )
    find_first_page(body, base, reading)
    own = _add_posts(reading, body, nodes, context, base) if context.want_posts else set()
    reading.links = links_of(body, root, base, reading, own)
    if any(post.method == "blog" for post in reading.posts):
        reading.links = own_pages(reading.links)
    if context.build is not None and len(context.build.read) < 200_000:
        context.build.read |= {reading.url, canonical(url)}
    if context.want_companies:
        reading.companies = companies_of(
            body,
            nodes,
            reading.url,
            title=reading.title,
            lang=reading.lang,
            region=context.region,
            memory=context.memory,
        )
        without_posts(reading)
        if reading.companies and is_of_mails(body, reading):
            reading.companies = []
        for company in reading.companies:
            company.section = reading.section
            company.lang = guess_language(f"{company.name}\n{company.about}", reading.lang)
        drop_entries(reading)
    _add_data(reading, root, base, context)
    reading.tell_listed()


def _add_data(reading: PageReading, root: HtmlElement, base: str, context: Context) -> None:
    data = read_data(root, reading, base, now=context.now, zone=context.zone)
    if data is None:
        return
    add_links(reading, data)
    if context.want_posts:
        later = context.is_later_page
        body = _body_of(root)
        add_posts(reading, data, body, region=context.region, is_later_page=later)
    if context.want_companies:
        body = _body_of(root)
        add_companies(reading, data, body, region=context.region, memory=context.memory)


def _open_noscript(body: HtmlElement) -> bool:
    """Read a page that is written for readers without scripts as they see it; whether it is one."""
    opened = 0  # letters
    for element in list(body.iter("noscript")):
        said = len("".join(element.itertext())) if len(element) else 0
        if said and said > 2 * (len(line_of(body)) + opened):
            element.tag = "div"
            opened += said
    return opened > 0


def _move_title(root: HtmlElement, body: HtmlElement) -> None:
    """A title that stands in the body is none of its text; that of a drawing is nobody's."""
    for element in list(body.iter("title")):
        drawn = next(element.iterancestors("svg"), None) is not None
        if not drawn and element.text:
            head = root.find("head")
            head = etree.SubElement(root, "head") if head is None else head
            etree.SubElement(head, "title").text = element.text
        element.drop_tree()


def _base_of(root: HtmlElement, url: str) -> str:
    base = root.find(".//base[@href]")
    return (absolute(url, base.get("href")) or url) if base is not None else url


def _canonical_link(root: HtmlElement, base: str, url: str) -> str | None:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            found = absolute(base, link.get("href"))
            # a canonical link to the front page or to another site is a mistake of the template
            if found and site_of(found) != site_of(url) and _is_same_path(found, url):
                # a site behind another name than the one it believes in: the same page all the same
                here, told = urlsplit(url), urlsplit(found)
                found = urlunsplit((here.scheme, here.netloc, told.path, told.query, ""))
            if found and site_of(found) == site_of(url) and not is_sibling(found, url):
                shallow = canonical(found).rstrip("/").count("/") <= 2
                if is_page_of(url, found):
                    return None  # a later page that names the first one is a page all the same
                if not shallow or canonical(url).rstrip("/").count("/") <= 2:
                    return canonical(found)
    return None


def _is_same_path(left: str, right: str) -> bool:
    path = urlsplit(left).path
    return len(path) > 1 and path == urlsplit(right).path


def _add_posts(
    reading: PageReading, body: HtmlElement, nodes: list[Node], context: Context, base: str
) -> set[HtmlElement]:
    zone = stated_zone(line_of(body)[:200_000], context.zone, now=context.now, memory=context.build)
    marked = posts_of(nodes, base, now=context.now, zone=zone)
    told = [post for post in marked if post.method != SYNTAX]
    found = read_thread(
        body, base, page=reading.url, now=context.now, zone=zone, title=reading.title,
        memory=context.build,
    )  # fmt: skip
    blog = posts_of_blog(body, base, now=context.now, zone=zone)
    if blog:
        reading.first_page = first_of_comments(reading.url) or first_of_comments(base)
        blog = blog[1:] if reading.first_page else blog  # the post is read on its own page
    entries = [post for post in marked if post.method == SYNTAX]
    is_answer = len(entries) == 1 and entries[0].is_reply and not blog
    if newest_first(body, found.posts) and not reading.first_page:
        found.posts.reverse()
    shown = found.posts if told else with_entries(found.posts, entries, reading.url)
    mails = [] if blog or told else mails_of(body, now=context.now, zone=zone)
    is_list = is_blog_list(body) or is_list_of_mails(body)
    posts = mails or blog or ([] if is_list else _merged(told, shown))
    if not told and shows_others(posts, reading.url):
        return set()
    if told:
        join_twins(told, shown)
    begins = bool(mails) and not mails[0].is_reply  # by its head, whatever it is called
    answers = None if begins else _ANSWERS.match(reading.title)
    is_answer |= len(mails) == 1 and mails[0].is_reply and not answers
    if len(posts) == 1 and is_answer:
        posts[0].is_reply = reading.one_message = True
    elif len(posts) == 1 and answers and not blog and not reading.first_page:
        # one message a page, as in archives of mailing lists: what it answers stands elsewhere
        posts[0].is_reply = reading.one_message = True
        posts[0].anchor = posts[0].url = ""
        reading.first_page = _page_named(body, base, reading.title[answers.end() :])
    reading.unread = found.looks and not posts and not is_list
    reading.rows = found.listed
    if reading.first_page or (context.is_later_page and not blog):
        for post in posts:
            post.is_reply = not post.stands_alone
    elif posts and not answers and not reading.one_message and all(p.is_reply for p in told):
        posts[0].is_reply = False
    first = next((p for p in posts if not p.is_reply), None)
    if first and not first.title:
        first.title = without_list_tag(reading.title, body, reading.url)
    for post in posts:
        if (post is first or post.stands_alone) and not post.section:
            post.fields = {**lines_with_fields(post.text), **post.fields}
    if len(posts) == 1 and posts[0].is_reply:
        posts[0].in_reply_to = mail_above(body, base)
    _drop_shared_anchors(posts)
    without_repeated([post for post in posts if not post.stands_alone])
    _name_buyers(posts)
    for post in posts:
        _finish(post, reading, context, base)
    reading.posts = posts
    if mails:
        return links_in_mails(body, base)
    # of posts that could not be read nothing is known: then each link may lead on
    return set() if is_list or reading.unread else found.own_links


def _name_buyers(posts: list[Post]) -> None:
    """A notice is its buyer's: one that has its page, or its place in a list of notices."""
    alone = len(posts) == 1 and not posts[0].is_reply
    for post in posts:
        is_notice = alone or post.stands_alone or (post.notice and not post.is_reply)
        buyer = buyer_of(post.fields) if is_notice else ""
        if buyer and buyer != post.author:
            post.author, post.author_url = buyer, None


def _drop_shared_anchors(posts: list[Post]) -> None:
    """A name that several posts of a page bear is none of theirs."""
    borne = Counter(post.anchor for post in posts if post.anchor)
    for post in posts:
        if borne[post.anchor] > 1:
            post.url = "" if post.url.endswith(f"#{post.anchor}") else post.url
            post.anchor = ""


_ANSWERS: Final = re.compile(
    r"^\s*(?:\[[^\]]{1,30}\]\s*)?(?:re|aw|antw|sv|回复|回覆|答复)\s*[:：]\s*", re.I
)


def _page_named(body: HtmlElement, base: str, title: str) -> str:
    """The page of a list or thread that a link names."""
    for anchor in list(body.iter("a"))[:LINKS_MAX]:
        if title and line_of(anchor) == title and (url := absolute(base, anchor.get("href"))):
            return canonical(url)
    return ""


def _merged(told: list[Post], seen: list[Post]) -> list[Post]:
    """Mark-up first; the page's own blocks fill what it leaves out."""
    if not told:
        for n, post in enumerate(seen):
            post.is_reply = n > 0 and not post.stands_alone
        return seen
    alike = Alike(seen)
    taken: set[int] = set()
    for post in told:
        near = (each for each in alike.near(post) if id(each) not in taken)
        match = next((each for each in near if _is_same(post, each)), None)
        if match is None:
            continue
        taken.add(id(match))
        if post.method == "jsonld" and _holds_quote(post.text, match.text):
            post.text = match.text
        post.author = post.author or match.author
        post.author_url = post.author_url or match.author_url
        post.posted = post.posted or match.posted
        post.anchor = post.anchor or match.anchor
        post.fields = {**match.fields, **post.fields}
        post.lang = match.lang or post.lang
    for extra in seen:
        if id(extra) not in taken and len(seen) > len(told):
            extra.is_reply = True
            told.append(extra)
    return told


_MINUTE: Final = timedelta(minutes=1)


def _holds_quote(told: str, shown: str) -> bool:
    """Whether what a script tells ends with all that the page shows as said: with a quote, without
    line breaks."""
    whole, own = ("".join(unescape(text).split()) for text in (told, shown))
    return len(own) >= 2 and whole.endswith(own)


def _is_same(left: Post, right: Post) -> bool:
    if left.author and right.author and left.author != right.author:
        return False
    if left.posted and right.posted and abs(left.posted - right.posted) < _MINUTE:
        return same_words(left, right) or _holds_quote(left.text, right.text)
    return same_words(left, right)


def _finish(post: Post, reading: PageReading, context: Context, base: str) -> None:
    post.section = reading.section or post.section
    if post.author in reading.section and not post.author_url and post.method == "blocks":
        post.author = ""  # a link of the breadcrumb, not a person
    post.lang = guess_language(f"{post.title}\n{post.text}", post.lang or reading.lang)
    told = contacts_of_post(
        post.title, post.text, region=context.region, lang=post.lang, fields=post.fields,
        host=urlsplit(base).hostname or "",
        learned=context.build.likely_country() if context.build else None,
    )  # fmt: skip
    if context.build:
        context.build.saw_numbers(countries_told(told))
    values = {contact.value for contact in told}
    post.contacts = [*told, *(c for c in post.contacts if c.value not in values)]
    page = reading.url
    if not post.is_reply and not post.stands_alone:
        post.url = post.url.split("#")[0] or page
        asks_more = post.url.startswith((f"{page}?", f"{page}&"))  # this page, at one post
        if asks_more or site_of(post.url) != site_of(base) or not is_same_list(post.url, page):
            post.url = page
    elif post.anchor and (not post.url or post.url.split("#")[0] in (page, "")):
        post.url = f"{page}#{post.anchor}"
    else:
        post.url = post.url or page
