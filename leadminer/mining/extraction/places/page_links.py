"""Where a page leads: to its next pages, to threads, or only to what belongs to its posts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, cast

from lxml import etree
from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of
from leadminer.mining.extraction.html.unseen import Unseen
from leadminer.mining.extraction.places.addresses import (
    absolute,
    canonical,
    is_user_page,
    pattern_of,
    without_first_page,
    without_language,
    without_page,
)
from leadminer.mining.extraction.places.listing import rows_of_links
from leadminer.mining.extraction.places.page_turns import (
    is_same_list,
    leads_on,
    order_of_turns,
    shows_page,
    turn_to,
)
from leadminer.mining.extraction.values.items import Link, PageReading
from leadminer.mining.extraction.values.page_source import may_hold

_NEXT: Final = re.compile(
    r"^(?:next(?: page)?|older(?: posts)?|more|load more|下一页|下一頁|下页|下頁|"
    r"后一页|次へ|次のページ|weiter|nächste(?: seite)?|"
    r"(?:page )?suivante?|(?:página )?siguiente|próxim[ao]|seguinte|volgende|następna|dalej|další|"
    r"successiv[ao]|avanti|nästa|næste|neste|seuraava|sonraki|следующая|дальше|вперед|"
    r"show more(?: results)?|mehr (?:anzeigen|laden)|voir plus|ver más|ver mais|meer laden|"
    r"(?:mostra|carica) altri(?: risultati)?|pokaż więcej|показать ещё|[>›»→]{1,2})\s*[>›»→]*$",
    re.I,
)
LINKS_MAX: Final = 3000
FRAMES_MAX: Final = 20
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5"})


_IN_WORDS: Final = re.compile(r"[^\W\d_]{2}")


def links_of(
    body: HtmlElement, root: HtmlElement, base: str, reading: PageReading, own: set[HtmlElement]
) -> list[Link]:
    """Where a page leads, each address once; `own`: links that belong to posts and rows."""
    found: dict[str, Link] = {}
    rows: list[tuple[HtmlElement, str, str]] = []
    here = reading.url
    menus: dict[HtmlElement, bool] = {}
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "next" and (url := absolute(base, link.get("href"))):
            url = without_language(canonical(url), reading.lang)
            found[url] = Link(url, "next", "next")
    for address in _without_anchor(root, body):
        if url := absolute(base, address):
            found[canonical(url)] = Link(canonical(url), "", "nav")
    unseen = Unseen(root)
    anchors = list(_leading(body, base, reading.lang))
    numbered = ((line_of(a), url) for a, url in anchors if len(url) > len(here))
    reading.as_turned = order_of_turns(numbered, here)
    here = reading.as_turned or here
    for anchor, url in anchors:
        if url in (here, reading.url) or unseen.is_bait(anchor):
            continue
        text = line_of(anchor)
        kind = _link_kind(anchor, text, url, here, menus)
        if kind not in ("next", "page") and (
            anchor in own
            or (
                reading.posts
                and (is_other_view(url, here) or _is_place_on(anchor.get("href"), url, here))
                and not (_MORE.search(text) or _for_all(anchor))
            )
        ):
            kind = "own"
        known = found.get(url)
        if known is None or _RANK[kind] > _RANK[known.kind]:
            found[url] = Link(url, text, kind)
        elif kind == known.kind and _IN_WORDS.search(text) and not _IN_WORDS.search(known.text):
            found[url] = Link(url, text, kind)  # after its picture or number
        if kind in ("content", "title"):
            rows.append((anchor, url, pattern_of(url)))
    for url in _at_a_button(body, base):
        if url != here and is_same_list(url, here):
            found.setdefault(url, Link(url, "next", "next"))
    near = rows_of_links(rows)
    return [replace(link, near=near[link.url]) if link.url in near else link
            for link in found.values()]  # fmt: skip


def _leading(body: HtmlElement, base: str, lang: str | None) -> Iterator[tuple[HtmlElement, str]]:
    """Links with the addresses they lead to, each address in its one form."""
    for anchor in list(body.iter("a"))[:LINKS_MAX]:
        if url := absolute(base, anchor.get("href")):
            yield anchor, without_language(canonical(url), lang)


_MOVED: Final = re.compile(
    r"""(?:^|[\s;{(.])location(?:\.href)?\s*=\s*["']([^"'\s]{1,500})["']|"""
    r"""(?:^|[\s;{(.])location\.(?:replace|assign)\(\s*["']([^"'\s]{1,500})["']""",
)

_REFRESHED: Final = re.compile(
    r"""^\s*+[\d.]*+\s*+[;,]\s*+(?:url\s*+=)?\s*+["']?([^"'\s]{1,500})""", re.I
)


def _without_anchor(root: HtmlElement, body: HtmlElement) -> list[str]:
    """Addresses a browser goes to, or shows, without an anchor: frames, areas of a picture, and
    where a page that holds nothing sends its readers on."""
    told = [frame.get("src") or "" for frame in list(root.iter("frame", "iframe"))[:FRAMES_MAX]]
    told += [area.get("href") or "" for area in list(root.iter("area"))[:FRAMES_MAX]]
    if len(line_of(body)) > _EMPTY_CHARACTERS:
        return told
    for meta in root.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() == "refresh":
            told += _REFRESHED.findall(meta.get("content") or "")[:1]
    for script in list(root.iter("script"))[:FRAMES_MAX]:
        moved = _MOVED.search((script.text or "")[:5000])
        told += [moved[1] or moved[2]] if moved else []
    return told


_EMPTY_CHARACTERS: Final = 300  # of text on a page that only leads on
_AT_BUTTONS: Final = (
    "data-next-url", "data-next", "data-next-page-url", "data-load-more-url", "data-load-more",
    "data-more-url", "data-url", "data-href", "data-next-href", "data-ajax-url", "hx-get",
    "data-hx-get", "data-path", "data-src-next",
)  # fmt: skip
_BUTTONS: Final = etree.XPath(
    "//*[self::button or self::div or self::span or self::a or self::section or self::ul]["
    + " or ".join(f"@{name}" for name in _AT_BUTTONS) + "]"
)  # fmt: skip


def _at_a_button(body: HtmlElement, base: str) -> list[str]:
    """Where a script would fetch more of a list from, as a button's attribute says."""
    found: list[str] = []
    if not may_hold(*_AT_BUTTONS):
        return found
    for element in cast("list[HtmlElement]", _BUTTONS(body))[:50]:
        values = (element.get(name) or "" for name in _AT_BUTTONS)
        for value in values:
            if re.match(r"(?:https?://|/|\?|\./)\S{1,400}$", value) and (
                url := absolute(base, value)
            ):
                found.append(canonical(url))
    return found


_THREAD_NUMBER: Final = re.compile(
    r"(?:num(?:ber)?|t|tid|topic(?:_?id)?|thread(?:_?id)?|id|wr_id|no|article(?:_?id)?|aid|nid|"
    r"question|qid|item|ad|job|tender|rfq)=\d",
    re.I,
)


def is_other_view(url: str, here: str) -> bool:
    """Whether an address is this page's with something more asked: threaded, printable, one post.

    Only where this page's address tells one thread from another.
    """
    head, _, query = here.partition("?")
    theirs, _, more = url.partition("?")
    own = query or head.partition("//")[2].partition("/")[2]
    if head != theirs or not more or url == here or not re.search(r"\d", own):
        return False
    ours = set(query.split("&")) - {""}
    if any(_THREAD_NUMBER.match(each) for each in set(more.split("&")) - ours):
        return False  # a thread of this board, by a program that has one address for both
    asks_more = ours < set(more.split("&")) or (query and more.startswith(f"{query},"))
    return bool(asks_more) and without_page(url) != without_page(here)


def _is_place_on(href: str | None, url: str, here: str) -> bool:
    """Whether a link on a page of posts leads to a single post: a quote's source, a permalink."""
    anchor = (href or "").partition("#")[2]
    ours, theirs = here.partition("?"), url.partition("?")
    return bool(ours[2] and ours[0] == theirs[0] and re.search(r"\d", anchor))


# the rest of a thread that is folded
_MORE: Final = re.compile(  # what comes first is looked for once (?>...), not before each word
    r"\A(?>.*?\b(?:more|previous|earlier|older|all|hidden|remaining|\d+)\b).*"
    r"\b(?:comments?|repl(?:y|ies)|answers?|posts?|messages?)\b|"
    r"\A(?>.*?(?:展开|展開|更多|查看|显示|顯示|全部|剩余|其他|もっと)).*"
    r"(?:评论|評論|回复|回覆|回答|留言|コメント|返信)|"
    r"\A(?>.*?\b(?:weitere|ältere|alle|plus|tous|autres|más|todos|altri|mais|ещё|все)\b).*"
    r"(?:kommentare?|antworten|commentaires|réponses|comentarios|respuestas|risposte|"
    r"comentários|комментари\w*|ответ\w*)",
    re.I,
)


def _for_all(anchor: HtmlElement) -> bool:
    """Whether a link is for readers without scripts: more stands there than here."""
    return any(up.tag == "noscript" for up in anchor.iterancestors())


_RANK: Final = {"own": 0, "nav": 1, "content": 2, "title": 3, "page": 4, "next": 5}


def _link_kind(
    anchor: HtmlElement, text: str, url: str, here: str, menus: dict[HtmlElement, bool]
) -> str:
    rel = (anchor.get("rel") or "").lower().split()
    if "next" in rel or (_NEXT.match(text) and leads_on(url, here)):
        return "next"
    if shows_page(text, url, here):
        return "page"
    if is_user_page(url) or _is_of_one_post(anchor.get("href"), url):
        return "nav"
    if _stands_in_menu(anchor, menus):
        return "nav"
    up = anchor
    for _ in range(3):
        up = up.getparent()
        if up is None:
            break
        if up.tag in _HEADINGS:
            return "title"
    return "content"


# an archive for old browsers, a portal, a member list: linked at the head or foot of each page
_MENU: Final = re.compile(
    # a border at the bottom of a row is no foot
    r"(?:^|[-_ ])(?:footer|foot|(?<!border-)(?<!align-)(?<!rounded-)bottom|copyright|"
    r"top-?(?:links|menu|nav)|main-?(?:nav|menu)|navbar|"
    r"nav-?(?:menu|list|links)|menu)(?:$|[-_ ])",
    re.I,
)


def _stands_in_menu(anchor: HtmlElement, menus: dict[HtmlElement, bool]) -> bool:
    """Whether a link stands in a menu or foot; `menus`: what is known of elements of the page."""
    chain = []
    up = anchor.getparent()
    while up is not None and up not in menus:
        chain.append(up)
        up = up.getparent()
    found = menus[up] if up is not None else False
    for element in reversed(chain):
        found = found or (
            element.tag in ("nav", "footer")
            or element.get("role") == "navigation"
            or (
                element.tag in ("div", "ul", "section", "table", "p")
                and bool(_MENU.search(f"{element.get('class') or ''} {element.get('id') or ''}"))
            )
        )
        menus[element] = found
    return found


def _is_of_one_post(href: str | None, url: str) -> bool:
    """Whether an address names one post twice, in itself and as the place to go to on its page:
    a row's "last post", which shows a thread that is to be had under its own address."""
    place = re.search(r"\d{2,}", (href or "").partition("#")[2])
    return place is not None and place[0] in re.findall(r"\d+", url.partition("//")[2])


_CURRENT: Final = re.compile(r"current|active|selected|this-?page|\bon\b", re.I)


def find_first_page(body: HtmlElement, base: str, reading: PageReading) -> None:
    """Where a page that is one of several says its first one is; that may be itself."""
    here = reading.url
    numbered: list[tuple[HtmlElement, str, str]] = []
    for anchor in list(body.iter("a"))[:LINKS_MAX]:
        text = (anchor.text_content() if len(anchor) <= 2 else "").strip(" []()\n")
        url = absolute(base, anchor.get("href")) if text.isdigit() and len(text) <= 3 else None
        if url and not _is_of_one_post(anchor.get("href"), url):  # "message 1 of 6"
            numbered.append((anchor, text, canonical(url)))
    if any(url == here for _, text, url in numbered if text != "1"):
        numbered = [n for n in numbered if n[1] == "1"]
    for anchor, text, url in numbered:
        if text != "1":
            continue
        url = without_first_page(url)
        if url == without_first_page(here) or not (
            is_same_list(url, here)
            or ((turn := turn_to(url, here)) and turn.page in (0, 1))
            or here.startswith(url.rstrip("/") + "/")
            or any(
                is_same_list(other, url)
                and (is_same_list(other, here) or turn_to(other, here) or _lacks_one(anchor))
                for _, other_text, other in numbered
                if other_text in ("2", "3")
            )
        ):
            continue
        up = anchor.getparent()
        names = f"{anchor.get('class') or ''} {up.get('class') or '' if up is not None else ''}"
        if anchor.get("aria-current") or _CURRENT.search(names):
            reading.url = url
        else:
            reading.first_page = url
        return


def _lacks_one(anchor: HtmlElement) -> bool:
    """Whether a number stands unlinked among the links of a pager: the page one is on.

    Where a list tells how many pages its threads have, all of them are links.
    """
    up = anchor.getparent()
    for _ in range(3):
        links = [] if up is None else [line_of(a).strip("[]() ") for a in up.iter("a")]
        if up is None or len(links) > 30:
            return False
        if len(links) > 1:
            said = set(re.findall(r"\d{1,4}", line_of(up)))
            return bool(said - {n for text in links for n in re.findall(r"\d{1,4}", text)})
        up = up.getparent()
    return False
