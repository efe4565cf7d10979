"""Normal forms of contact values, their keyed hashes, and which of them identify somebody."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import phonenumbers
import tldextract

from leadminer.base.ids import keyed_hash

# names under which many people write; folded
ANONYMOUS = frozenset(
    {
        *("guest", "anonymous", "anon", "anonymous user", "unknown", "deleted", "[deleted]"),
        *("deleted user", "user", "visitor", "nobody", "n/a", "-"),
        *("匿名", "匿名用户", "匿名用戶", "匿名使用者", "匿名网友", "匿名網友", "游客", "遊客"),
        *("访客", "訪客", "网友", "網友", "热心网友", "用户已注销", "已注销", "路人"),
        *("anonyme", "invité", "gast", "anonym", "anónimo", "invitado", "гость", "аноним"),
        *("匿名希望", "名無しさん", "ゲスト", "익명", "손님"),
    }
)
# sites where many parties have a page; the domain says nothing of who
SHARED_SITES = frozenset(
    {
        *("facebook.com", "linkedin.com", "instagram.com", "twitter.com", "x.com", "youtube.com"),
        *("alibaba.com", "1688.com", "made-in-china.com", "globalsources.com", "taobao.com"),
        *("weibo.com", "wordpress.com", "blogspot.com", "github.io", "wixsite.com"),
    }
)
# strongest first: who wrote it is certain, whose the number in the text is, is not
PERSON_KEYS = ("account", "email", "phone")
COMPANY_KEYS = ("domain", "email", "phone")


@dataclass(frozen=True, slots=True)
class Point:
    """One contact value in its normal form."""

    kind: str  # account email phone wechat qq whatsapp telegram line site
    value: str
    owner: str = "unknown"  # personal role generic unknown
    method: str = ""


@cache
def _extractor() -> tldextract.TLDExtract:
    # the list inside the package; nothing is fetched, nothing is written
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def registrable_domain(address: str) -> str:
    """The part of a host one party registers: "shop.hengli.com.cn" -> "hengli.com.cn"; else ""."""
    found = _extractor()(address.strip().lower())
    return f"{found.domain}.{found.suffix}" if found.domain and found.suffix else ""


def normalise(kind: str, value: str, *, region: str | None = None) -> str:
    """The one spelling of a contact value; "" for what cannot be one.

    E-mail is case-folded, phones become E.164 (`region`: ISO country of national spellings),
    handles lose their @, sites become their host.
    """
    text = unicodedata.normalize("NFKC", value).strip()
    if kind == "email":
        local, at, domain = text.removeprefix("mailto:").strip().casefold().rpartition("@")
        return f"{local}@{domain}" if at and local and "." in domain and " " not in text else ""
    if kind in ("phone", "whatsapp"):
        return _e164(text, region)
    if kind == "site":
        try:
            host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
        except ValueError:  # a bracket that is no IPv6 address
            return ""
        return host.removeprefix("www.").rstrip(".")
    if kind == "domain":
        return registrable_domain(text)
    if kind == "account":
        host, slash, name = text.partition("/")
        return f"{host.lower()}/{name}" if slash and name else ""
    return text.removeprefix("@").casefold()


def _e164(text: str, region: str | None) -> str:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def contact_hash(hash_key: bytes, kind: str, value: str) -> str:
    """The keyed hash of a contact value, in whatever spelling, in hex.

    By this value consents, suppressions and touches know a person; without the key it tells
    nothing. A WhatsApp number is the phone number it is.
    """
    kind = "phone" if kind == "whatsapp" else kind
    return keyed_hash(hash_key, f"{kind}:{normalise(kind, value) or value.strip().casefold()}")


def is_anonymous(author: str | None) -> bool:
    """Whether a name is one under which many people write, or none."""
    folded = unicodedata.normalize("NFKC", author or "").strip().casefold()
    return not folded or folded in ANONYMOUS or folded.rstrip("0123456789 _-") in {"guest", "游客"}


def account_value(host: str, author: str | None, author_url: str | None) -> str:
    """The account key of a platform's author; "" for guests.

    The address of the profile is the account where there is one, for display names repeat.
    """
    if is_anonymous(author) or (host.endswith(".local") and not author_url):
        return ""  # a name in a file or a mail is no account: two people may bear it
    if author_url:
        parts = urlsplit(author_url)
        place = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if place.strip("/"):
            return normalise("account", f"{parts.hostname or host}/{place.strip('/')}")
    name = unicodedata.normalize("NFKC", author or "").strip()
    return normalise("account", f"{host}/{name}")


def points_of_person(
    contacts: Iterable[Mapping[str, Any]],
    *,
    host: str,
    author: str | None,
    author_url: str | None,
    region: str | None = None,
) -> list[Point]:
    """The contact points a post gives of its author, account first, each once."""
    points = {}
    account = account_value(host, author, author_url)
    if account:
        points["account", account] = Point("account", account, "personal", "author")
    for point in _points(contacts, region):
        if point.kind != "account":  # accounts are told by the platform, not by the text
            points.setdefault((point.kind, point.value), point)
    return list(points.values())


def points_of_company(
    company: Mapping[str, Any], contacts: Iterable[Mapping[str, Any]]
) -> list[Point]:
    """The contact points a directory page gives of a company, each once."""
    region = company.get("country") or None
    points = {}
    for kind in ("site", "email", "phone"):
        value = normalise(kind, str(company.get(kind) or ""), region=region)
        if value:
            points[kind, value] = Point(kind, value, "role", "directory")
    for point in _points(contacts, region):
        points.setdefault((point.kind, point.value), point)
    return list(points.values())


def _points(contacts: Iterable[Mapping[str, Any]], region: str | None) -> Iterable[Point]:
    for contact in contacts:
        kind = str(contact.get("kind") or "")
        value = normalise(kind, str(contact.get("value") or ""), region=region)
        if kind and value:
            owner = str(contact.get("owner") or "unknown")
            yield Point(kind, value[:500], owner[:16], str(contact.get("method") or "")[:40])


def identity_keys(points: Iterable[Point], *, organisation: bool) -> list[Point]:
    """The points that are one party's alone, strongest first.

    A role address (info@, sales@) is no person: several people answer it. A page on a site many
    share is no company's domain.
    """
    keys: list[Point] = []
    for point in points:
        if not organisation and point.kind in PERSON_KEYS:
            if point.kind != "email" or point.owner != "role":
                keys.append(point)
        elif organisation and point.kind in ("email", "phone"):
            keys.append(point)
        elif organisation and point.kind == "site":
            domain = registrable_domain(point.value)
            if domain and domain not in SHARED_SITES:
                keys.append(Point("domain", domain, "role", point.method))
    order = COMPANY_KEYS if organisation else PERSON_KEYS
    return sorted(keys, key=lambda key: order.index(key.kind))
