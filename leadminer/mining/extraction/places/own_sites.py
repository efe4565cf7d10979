"""A company's own web site among the links around it: through the directory's redirects, past its
social pages, never the directory itself."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from itertools import islice
from typing import Final, cast
from urllib.parse import parse_qsl, unquote, urlsplit

import tldextract
from lxml import etree
from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of
from leadminer.mining.extraction.places.addresses import absolute, site_of

_NOT_OWN: Final = re.compile(
    r"(?:^|\.)(?:facebook|fb|twitter|x|linkedin|instagram|youtube|youtu|google|goo|googleapis|"
    r"gstatic|"
    r"weibo|openstreetmap|wa|t|telegram|whatsapp|pinterest|tiktok|douyin|vk|ok|line|naver|kakao|"
    r"foursquare|yelp|tripadvisor|apple|bing|baidu|amap|autonavi|gaode|qq|weixin|wechat|zalo|skype|"
    r"xing|vimeo|flickr|tumblr|reddit|threads|snapchat|medium|github|addtoany|addthis|sharethis|"
    r"wikipedia|schema|w3|gov|beian|paypal|cloudflare|gravatar|recaptcha|mapquest|waze|here|yandex|"
    r"trustpilot|messenger|viber|bit|tinyurl|linktr)\.(?:[a-z]{2,6})(?:\.[a-z]{2})?$",
    re.I,
)
_OF_MAPS: Final = re.compile(r"(?:www\.)?(?:maps?|mapy)\d?\.[^.]+(?:\.|$)", re.I)
_DOMAIN: Final = re.compile(
    r"^(?:https?://)?(?:www\.)?[a-z0-9\u00a1-\uffff](?:[a-z0-9\u00a1-\uffff-]*\.)"
    r"+[a-z\u00a1-\uffff]{2,24}"
    r"(?::\d+)?(?:/\S*)?$",
    re.I,
)
_DOMAIN_IN: Final = re.compile(
    r"(?<![\w@.-])(?:https?://[^\s<>\"'，。；、]+|www\.[a-z0-9-]+(?:\.[a-z0-9-]+)"
    r"+(?:/[^\s<>\"'，。；、]*)?)",
    re.I,
)
_FILE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|js|css)$", re.I)


# what ends a name without a path is a page beside this one: <a href=m1600.html>
_PAGE: Final = re.compile(r"^[^/]*\.(?:[xs]?html?|php\d?|aspx?|jspx?|cgi|xml|txt|csv|json)$", re.I)


def is_domain(text: str) -> bool:
    """Whether a text is nothing but a web address."""
    if _PAGE.match(text.strip()):
        return False
    return "@" not in text and bool(_DOMAIN.match(text.strip())) and not _FILE.search(text)


def domains_in(text: str) -> list[str]:
    """Web addresses that a text names among other words, by their scheme or "www."."""
    return [match.group() for match in _DOMAIN_IN.finditer(text)]


def own_site(raw: str, base: str) -> str:
    """A link or text as the address of a company's own site; "" if it is none."""
    for _ in range(_REDIRECTS_MAX):
        text = raw.strip().strip(".,;，。；")
        if is_domain(text) and not text.lower().startswith("http"):
            text = f"http://{text}"
        url = absolute(base, text)
        if url is None:
            return ""
        is_own = site_of(url) == site_of(base)
        target = _behind(url) if is_own or _COUNTER.search(urlsplit(url).path) else ""
        if not target:
            return "" if is_own else _unless_shared(url)
        raw = target
    return ""


def _unless_shared(url: str) -> str:
    """An address, unless its host is nobody's own: a social page, a map, a number."""
    host = (urlsplit(url).hostname or "").lower()
    if (
        "." not in host
        or _NOT_OWN.search(host)
        or _OF_MAPS.match(host)
        or re.fullmatch(r"[\d.]+", host)
    ):
        return ""
    return url


_REDIRECTS_MAX: Final = 8  # one inside the other
_COUNTER: Final = re.compile(  # another host of the directory's, which counts visits
    r"(?:^|/)(?:redirect|redir|go|goto|out|outbound|click|away|visit|jump|exit|r|l)(?:\.\w{2,4})?/?$",
    re.I,
)


def _behind(url: str) -> str:
    """Where a redirect of the directory's own leads, if its address tells."""
    parts = urlsplit(url)
    for _, value in parse_qsl(parts.query):
        for candidate in (value, unquote(value), _decoded(value)):
            if candidate.lower().startswith(("http://", "https://", "www.")):
                return candidate
    inner = re.search(r"(?<=.)(https?:/{1,2}[^?#]+)", unquote(parts.path))
    if inner:
        return re.sub(r"^(https?):/+", r"\1://", inner[1])
    named = dict(parse_qsl(parts.query))
    for key in ("url", "to", "site", "domain", "target", "link", "u", "website"):
        if is_domain(named.get(key, "")):
            return f"http://{named[key]}"
    return ""


def _decoded(value: str) -> str:
    """What a Base64 parameter holds (RFC 4648, both alphabets); "" if it is none."""
    if not re.fullmatch(r"[\w+/-]{12,}={0,2}", value):
        return ""
    padded = value.replace("-", "+").replace("_", "/") + "=" * (-len(value) % 4)
    try:
        return base64.b64decode(padded, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def site_in(
    elements: list[HtmlElement], values: list[str], scope: HtmlElement | None, base: str
) -> str:
    """The company's site: what is labelled so, else the links and addresses around it.

    `elements`, `values`: of the fields that are labelled as web site.
    """
    for element, value in zip(elements, values, strict=False):
        found = _from_field(element, value, base)
        if found:
            return found
    for value in values:
        for word in (value, *(m.group() for m in _DOMAIN_IN.finditer(value))):
            found = own_site(word, base) if is_domain(word) else ""
            if found:
                return found
    if scope is None:
        return ""
    ranked: list[tuple[float, str]] = []
    for n, link in enumerate(scope.iter("a")):
        text = line_of(link)
        found = "" if _MAP.fullmatch(text) else own_site(link.get("href") or "", base)
        if not found and is_domain(text):
            found = own_site(text, base)  # the target is hidden, the address is shown
        if found:
            told = is_domain(text) or bool(_SITE_WORD.search(f"{text} {link.get('class') or ''}"))
            if not told and _are_of_one_owner(found, base):
                continue  # another server of the directory
            ranked.append(((1.0 if told else 0.0) - n * 0.001, found))
    return max(ranked)[1] if ranked else _in_attributes(scope, base)


_DOMAINS: Final = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def _are_of_one_owner(url: str, base: str) -> bool:
    """Whether two addresses stand below one registered domain (dir. and www.example.com)."""
    owners = {_owner_of(urlsplit(each).hostname or "") for each in (url, base)}
    return len(owners) == 1 and "" not in owners


def _owner_of(host: str) -> str:
    """The registered domain of a host; below a suffix that nobody lists (.lan) its last two parts,
    as the public suffix list has it of those."""
    told = _DOMAINS(host)
    if told.suffix or not told.domain:
        return f"{told.domain}.{told.suffix}" if told.domain else ""
    return ".".join(host.split(".")[-2:])


_MAP: Final = re.compile(
    r"\W*(?:(?:view |show )?(?:on )?(?:the )?map|(?:get )?directions|karte|anfahrt|"
    r"itinéraire|cómo llegar|carte|plan|mappa|mapa|kaart|harita|карта|"
    r"на карте|地圖|地图|地図|지도|약도|bản đồ|แผนที่)\W*",
    re.I,
)
_LINKS_MAX: Final = 1_000  # of a page that are looked at
_SHARED_MIN: Final = 3  # entries of one list that lead to one host


def drop_shared(blocks: list[HtmlElement], base: str) -> None:
    """Take the links that many entries of a list share: a map, a partner, a register, no site of
    theirs; what is shown as an address stays, as it does for branches of a chain."""
    where: dict[str, dict[int, list[HtmlElement]]] = {}
    for n, block in enumerate(blocks):
        for link in block.iter("a"):
            found = own_site(link.get("href") or "", base)
            if found and not is_domain(line_of(link)):
                where.setdefault(site_of(found), {}).setdefault(n, []).append(link)
    for entries in where.values():
        if len(entries) >= max(_SHARED_MIN, len(blocks) / 8):
            for link in (each for links in entries.values() for each in links):
                link.attrib.pop("href", None)


def hosts_linked(body: HtmlElement, base: str) -> set[str]:
    """The hosts of other people's sites that a page leads to."""
    links = islice(body.iter("a"), _LINKS_MAX)
    told = (own_site(a.get("href") or "", base) for a in links if "//" in (a.get("href") or ""))
    return {host_of(url) for url in told if url}


def host_of(url: str) -> str:
    """Whose site an address is, with and without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def sites_at_names(body: HtmlElement, names: Iterable[str], base: str) -> dict[str, str]:
    """Sites that stand at names of companies, by the name, folded: the name's own link, or one
    in the largest piece of the page that holds no other of the names."""
    wanted = {name.casefold() for name in names}
    held: dict[HtmlElement, set[str]] = {}  # which of the names an element holds
    places: dict[str, HtmlElement] = {}
    for element in body.iter("a", "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong"):
        name = line_of(element).casefold() if _may_be_name(element) else ""
        if name in wanted:
            places.setdefault(name, element)
            for up in element.iterancestors():
                held.setdefault(up, set()).add(name)
    cards: dict[str, HtmlElement] = {}
    for name, element in places.items():
        alone = [element, *(up for up in element.iterancestors() if len(held[up]) == 1)]
        cards[name] = alone[-1] if len(places) > 1 else element
    drop_shared(list(cards.values()), base)
    return {name: site for name, card in cards.items() if (site := site_in([], [], card, base))}


_NAME_MAX: Final = 120


def _may_be_name(element: HtmlElement) -> bool:
    letters = 0
    for text in element.itertext():
        letters += len(text.strip())
        if letters > _NAME_MAX:
            return False
    return letters > 1


_KEPT_AT: Final = re.compile(r"^data-[\w-]*(?:web|site|url|href|link|homepage)[\w-]*$", re.I)
_WITH_DATA: Final = etree.XPath("descendant-or-self::*[@*[starts-with(name(), 'data-')]]")


def _in_attributes(scope: HtmlElement, base: str) -> str:
    """A site that an attribute keeps until a click, plain or in Base64, where a word names it."""
    for element in cast("list[HtmlElement]", _WITH_DATA(scope)):
        for name, value in element.items():
            if not _KEPT_AT.match(name) or not 8 <= len(value) <= 500:
                continue
            said = f"{line_of(element)[:80]} {element.get('class') or ''} {name}"
            if not _SITE_WORD.search(said):
                continue
            for candidate in (value, _decoded(value)):
                if candidate.lower().startswith(("http://", "https://", "www.")) and (
                    found := own_site(candidate, base)
                ):
                    return found
    return ""


def is_site_link(link: HtmlElement) -> bool:
    """Whether a link says, by words, class or as an address, that it leads to a web site."""
    text = line_of(link)
    return is_domain(text) or bool(_SITE_WORD.search(f"{text} {link.get('class') or ''}"))


_SITE_WORD: Final = re.compile(
    r"web|site|home\s?page|internet|www|url|网站|网址|官网|主页|網站|網址|官網|ホームページ|サイト|"
    r"홈페이지|сайт|sitio|página|เว็บ|trang",
    re.I,
)


def _from_field(element: HtmlElement, value: str, base: str) -> str:
    anchors = [element] if element.tag == "a" else []
    anchors += list(element.iterancestors("a"))[:1]
    anchors += list(element.iter("a"))[:3] if element.tag not in ("body", "main", "table") else []
    for anchor in anchors:
        found = own_site(anchor.get("href") or "", base)
        if found and (is_domain(line_of(anchor)) or not is_domain(value)):
            return found
    return ""
