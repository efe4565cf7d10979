"""Posts and companies in JSON that nobody has described: objects are known by what they hold, an
author, a time and words together, or a name with a phone or an address. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from leadminer.mining.extraction.companies.blocks import Block
from leadminer.mining.extraction.html.texts import one_line
from leadminer.mining.extraction.places.addresses import absolute, canonical
from leadminer.mining.extraction.posts.schema_posts import plain_text
from leadminer.mining.extraction.values.dates import Zone, read_time
from leadminer.mining.extraction.values.items import Company, Link, Post

_NODES_MAX: Final = 30_000
_DEPTH_MAX: Final = 40


def _words(text: str) -> list[str]:
    return text.split()


_TEXT: Final = _words(
    "bodyHtml body_html bodyText body content contentHtml text message description cooked html "
    "raw excerpt details comment answer question postContent msg summary"
)
_TIME: Final = _words(
    "createdAt created_at datePublished dateCreated publishedAt published_at postedAt posted_at "
    "creationDate creation_date createTime create_time createdTime created_time insertTime "
    "publishTime publish_time pubDate postDate post_date date created published time timestamp "
    "addedAt added_at ctime"
)
_AUTHOR: Final = _words(
    "author user owner creator poster createdBy created_by postedBy username userName user_name "
    "authorName author_name nickname nickName member by from publisher_name"
)
_NAME: Final = _words(
    "displayName display_name name fullName full_name nickname nickName username userName login "
    "handle screenName title"
)
_TITLE: Final = _words("title subject headline name questionTitle topic")
_LINK: Final = _words("url link permalink href path canonicalUrl webUrl detailUrl slugUrl uri")
_COMPANY: Final = _words(
    "companyName company_name legalName businessName business_name organizationName orgName "
    "shopName corpName name title"
)
_PHONE: Final = _words(
    "phone telephone tel phoneNumber phone_number contactPhone contact_phone mobile mobilePhone "
    "phones telephones hotline"
)
_EMAIL: Final = _words("email emailAddress email_address contactEmail contact_email mail emails")
_SITE: Final = _words("website webSite homepage site siteUrl website_url websiteUrl domain web")
_ADDRESS: Final = _words(
    "address fullAddress full_address streetAddress street formattedAddress location addr"
)
_INNER: Final = ("rendered", "html", "text", "plain", "value", "content")
_INNER_NUMBER: Final = (
    *_INNER, "raw", "number", "display", "formatted", "full", "international", "national", "e164",
)  # fmt: skip
# whose data a page carries beside the companies it lists: its publisher's, its own
_OWN_KEYS: Final = frozenset(
    _words("publisher provider organizer organiser author site siteInfo settings config footer "
           "header support imprint contactInfo")
)  # fmt: skip
_ENDS: Final = {  # primaryPhone, contact_email, companyWebsite: what the last word of a key says
    "phone": re.compile(r"(?:phone|telephone|tel|phonenumber)$", re.I),
    "email": re.compile(r"(?:email|emailaddress)$", re.I),
    "site": re.compile(r"(?:website|homepage|websiteurl)$", re.I),
    "name": re.compile(r"(?:companyname|businessname|legalname)$", re.I),
}
_ABOUT: Final = _words("description about intro")
_PLACE: Final = ("street", "zip", "postalCode", "city")
_PERSON: Final = frozenset({"firstName", "lastName", "first_name", "last_name", "birthday"})
_WEB: Final = re.compile(r"^(?:https?://|/(?!/))[^\s<>\"]{1,500}$")


@dataclass(slots=True)
class JsonReading:
    """What the data of a page holds."""

    posts: list[Post] = field(default_factory=list)
    companies: list[Company] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)  # pieces of HTML, each about a company


@dataclass(frozen=True, slots=True)
class _Place:
    now: datetime
    zone: Zone
    base: str  # what links are relative to
    page: str  # canonical


def read_json(data: list[Any], *, base: str, page: str, now: datetime, zone: Zone) -> JsonReading:
    """Read what a page carries. `base`: for relative links; `page`: its canonical address."""
    place = _Place(now, zone, base, page)
    reading = JsonReading()
    references = _references(data)
    rows: list[tuple[dict[str, Any], Post, int]] = []
    seen_posts: set[tuple[str, str, str]] = set()
    for node, depth, at in _objects(data, references):
        reading.links += _links(node, place)
        post = _post(node, place, references)
        if post is not None:
            key = (post.author, post.title, post.text[:200])
            if key not in seen_posts:
                seen_posts.add(key)
                rows.append((node, post, depth))
            continue
        company = _company(node, place) if at not in _OWN_KEYS else None
        if company is not None and company.name not in {c.name for c in reading.companies}:
            reading.companies.append(company)
    reading.posts = _thread([(node, post) for node, post, _ in rows], place)
    unique = {link.url: link for link in reading.links}
    reading.links = list(unique.values())[:500]
    return reading


def _objects(
    data: list[Any], references: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], int, str]]:
    """Every object in the order it stands, each once, with its depth and the key it stands at."""
    stack: list[tuple[Any, int, str]] = [(each, 0, "") for each in reversed(data)]
    budget = _NODES_MAX
    while stack and budget:
        node, depth, key = stack.pop()
        budget -= 1
        if depth > _DEPTH_MAX:
            continue
        if isinstance(node, dict):
            yield node, depth, key
            stack.extend(
                (v, depth + 1, k)
                for k, v in reversed(node.items()) if isinstance(v, dict | list)
            )  # fmt: skip
        elif isinstance(node, list):
            stack.extend((v, depth + 1, key) for v in reversed(node) if isinstance(v, dict | list))


def _references(data: list[Any]) -> dict[str, Any]:
    """Objects that are named where they stand ("User:7"), as caches of queries keep them."""
    found: dict[str, Any] = {}
    for top in data:
        stack, budget = [top], 2000
        while stack and budget:
            budget -= 1
            node = stack.pop()
            if not isinstance(node, dict):
                continue
            for key, value in node.items():
                if isinstance(value, dict):
                    if ":" in key and "__typename" in value:
                        found[key] = value
                    else:
                        stack.append(value)
    return found


def _resolved(value: Any, references: dict[str, Any]) -> Any:
    if isinstance(value, dict) and isinstance(value.get("__ref"), str):
        return references.get(value["__ref"], value)
    return value


def _said(node: dict[str, Any], names: list[str]) -> str:
    """The first of these that holds a text, also one level down (`{"rendered": ...}`)."""
    for name in names:
        value = node.get(name)
        if isinstance(value, dict):
            inner = (
                value.get(k) for k in ("rendered", "html", "text", "plain", "value", "content")
            )
            value = next((v for v in inner if isinstance(v, str) and v.strip()), None)
        if isinstance(value, list) and value and isinstance(value[0], str):
            value = value[0]
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _post(node: dict[str, Any], place: _Place, references: dict[str, Any]) -> Post | None:
    author, author_url = _author(node, place, references)
    posted = next((t for name in _TIME if (t := _moment(node.get(name), place)) is not None), None)
    if not author or posted is None:
        return None
    text = plain_text(_said(node, _TEXT))
    title = one_line(plain_text(_said(node, _TITLE)))
    if len(text) < 2 or (not title and len(text) < 4):
        return None
    return Post(
        text=text, author=author, author_url=author_url, posted=posted,
        title="" if title == author else title, url=_address(node, place), method="json",
        anchor=_id(node),
    )  # fmt: skip


def _author(
    node: dict[str, Any], place: _Place, references: dict[str, Any]
) -> tuple[str, str | None]:
    for name in _AUTHOR:
        value = _resolved(node.get(name), references)
        if isinstance(value, dict):
            found = _said(value, _NAME)
            url = absolute(place.base, _said(value, _LINK)) if found else None
            if found and len(found) <= 80:
                return one_line(found), canonical(url) if url else None
        if isinstance(value, str) and 0 < len(value.strip()) <= 80 and not _WEB.match(value):
            return one_line(value), None
    return "", None


def _moment(value: Any, place: _Place) -> datetime | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float) and 6e8 < value < 4e12:
        value = str(int(value if value < 1e11 else value / 1000))
    if isinstance(value, str) and 6 <= len(value) <= 40:
        return read_time(value, now=place.now, zone=place.zone)
    return None


def _id(node: dict[str, Any]) -> str:
    value = next((node[k] for k in ("id", "_id", "uuid", "pk", "postId", "key") if k in node), "")
    return str(value) if isinstance(value, str | int) and len(str(value)) <= 64 else ""


def _address(node: dict[str, Any], place: _Place) -> str:
    for name in _LINK:
        value = node.get(name)
        if isinstance(value, str) and _WEB.match(value):
            url = absolute(place.base, value)
            if url:
                return url if "#" in url else canonical(url)
    return ""


def _thread(rows: list[tuple[dict[str, Any], Post]], place: _Place) -> list[Post]:
    """A thread is one titled post and what others said to it. Several titled ones are a list."""
    titled = [post for _, post in rows if post.title]
    if len(titled) > 1:
        elsewhere = [p for p in titled if p.url and p.url.split("#")[0] != place.page]
        if len(elsewhere) == len(titled):
            here = []  # each has a page of its own, which tells more
        else:
            here = titled
        for post in here:
            post.url = post.url or f"{place.page}#{post.anchor}" if post.anchor else post.url
        return [post for post in here if post.url]
    posts = [post for _, post in rows]
    first = titled[0] if titled else (posts[0] if posts else None)
    for post in posts:
        post.is_reply = post is not first
        if post.is_reply and not post.url:
            post.url = f"{place.page}#{post.anchor}" if post.anchor else place.page
    if first is not None:
        first.url = place.page
        posts.sort(key=lambda post: post is not first)
    return posts


def _company(node: dict[str, Any], place: _Place) -> Company | None:
    if _PERSON & node.keys():
        return None
    name, phone = _told(node, _COMPANY, "name"), _told(node, _PHONE, "phone")
    if not phone and isinstance(node.get("phone"), int):
        phone = str(node["phone"])
    site, email = _told(node, _SITE, "site"), _told(node, _EMAIL, "email")
    address = _where(node)
    strong = any(k in node for k in _COMPANY[:-2])
    enough = (phone and (address or site or email or strong)) or (address and (site or email))
    if not name or len(name) > 160 or not enough:
        return None
    return Company(
        name=one_line(plain_text(name)), url=_address(node, place), phone=phone, email=email,
        site=site, address=address, about=plain_text(_said(node, _ABOUT)),
        method="json", fields={},
    )  # fmt: skip


def _told(node: dict[str, Any], names: list[str], kind: str) -> str:
    """A field by its usual keys, else by the last word of a longer one."""
    found = _said(node, names)
    if found and kind != "name":
        return found
    for key, value in node.items():
        bare = re.sub(r"[_-]", "", key)
        if not _ENDS[kind].search(bare):
            continue
        if isinstance(value, dict) and kind == "phone":
            value = next((v for k in _INNER_NUMBER if isinstance(v := value.get(k), str)), None)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return found


def _where(node: dict[str, Any]) -> str:
    for name in _ADDRESS:
        value = node.get(name)
        if isinstance(value, str) and value.strip():
            return one_line(value)
        if isinstance(value, dict):
            parts = [v.strip() for v in value.values() if isinstance(v, str) and 0 < len(v) < 80]
            if len(parts) >= 2:
                return ", ".join(parts)
    parts = [
        v for k in ("street", "zip", "postalCode", "city") if isinstance(v := node.get(k), str)
    ]
    return ", ".join(parts) if len(parts) >= 2 else ""


def _links(node: dict[str, Any], place: _Place) -> list[Link]:
    found = []
    for name in _LINK:
        value = node.get(name)
        if isinstance(value, str) and _WEB.match(value) and (url := absolute(place.base, value)):
            title = _said(node, _TITLE)[:200]
            found.append(Link(canonical(url), one_line(title), "title" if title else "content"))
    return found
