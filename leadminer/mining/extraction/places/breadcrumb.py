"""The place of a text: the section it stands in, the way to it from the front page. On a trade
board only it tells the buyer's post from the seller's."""

from __future__ import annotations

import re
from html import unescape
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line
from leadminer.mining.extraction.markup.structured import Node, all_nodes
from leadminer.mining.extraction.places.addresses import is_user_page
from leadminer.mining.extraction.values.dates import is_time
from leadminer.mining.extraction.values.gated import Gated
from leadminer.mining.extraction.values.label_words import BOARD

_CRUMBS: Final = Gated(
    r"bread-?_?cru[mb]|\bcrumbs?\b|pathbar|navstrip|\bpt\b|nav-?path|location|位置|weizhi|navigate_section|"
    r"dangqian|mianbao|\bpath\b|position\b|you-?are-?here",
    re.I,
)
_HOME: Final = re.compile(
    r"^(home|main|index|start(seite)?|forums?( index)?|board index|首页|首頁|主页|"
    r"主頁|论坛|論壇|ホーム|portal|trang chủ|início|홈|главная|"
    r"accueil|inicio|正文|›|>|＞|»|/|\|)$",
    re.I,
)
_CRUMB_TAGS: Final = ("nav", "ol", "ul", "div", "p", "span", "td", "section")
_MAILBOX: Final = re.compile(r"<?[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}>?", re.I)


def read_breadcrumb(root: HtmlElement, nodes: list[Node], title: str = "") -> list[str]:
    """The way from the site's front page to this one, without either of them."""
    for node in all_nodes(nodes):
        if "BreadcrumbList" in node.types:
            items = sorted(
                node.nodes("itemListElement"), key=lambda i: _position(i.text("position"))
            )
            names = [
                i.text("name") or (i.nodes("item")[0].text("name") if i.nodes("item") else "")
                for i in items
            ]
            # templates often escape what they write into a script once too often
            return _trimmed([unescape(name) for name in names], title)
    for element in root.getroottree().iter(*_CRUMB_TAGS):
        marks = " ".join(
            element.get(name, "") for name in ("class", "id", "aria-label", "aria-labelledby")
        )
        if _CRUMBS.search(marks):
            ways = [a for a in element.iter("a") if not _is_neighbour(a)]
            links = [line_of(a) for a in ways if not _leads_home(a)]
            if 0 < len(links) <= 12:
                found = _trimmed(_without_nested(links), title)
                if found:
                    return found
    return (
        _in_order(root, title)
        or _by_its_look(root, title)
        or _by_label(root)
        or _by_way_back(root)
        or _by_name(root)
        or _by_title_tag(root, title)
    )


_TITLE_CUT: Final = re.compile(r"\s+[|»›<>–—·:•-]+\s+")


def _in_order(root: HtmlElement, title: str) -> list[str]:
    """An ordered list of links that begins with the front page: menus are not in order."""
    for ordered in islice(root.iter("ol"), 4):
        items = [item for item in ordered if item.tag == "li" and line_of(item)]
        links = [next(item.iter("a"), None) for item in items]
        if not 2 <= len(items) <= 8 or links[0] is None or not _leads_home(links[0]):
            continue
        if all(link is not None for link in links[:-1]):
            return _trimmed(
                [line_of(a) for a in links if a is not None and not _leads_home(a)], title
            )
    return []


def _by_title_tag(root: HtmlElement, title: str) -> list[str]:
    """What stands between the page's name and the site's in the title tag, and is a link here."""
    titles = root.getroottree().iter("title")
    tag = next((one_line(t.text) for t in titles if t.text), "")
    if not title or not tag.startswith(title):
        return []
    middle = _TITLE_CUT.split(tag[len(title) :])[1:-1]
    links = {line_of(a) for a in islice(root.iter("a"), 400)} if middle else set()
    return _trimmed([name for name in middle if name in links][::-1], title)


def _leads_home(link: HtmlElement) -> bool:
    return bool(
        re.fullmatch(r"(?:https?://[^/]+)?/?(?:\./)?(?:index\.\w+)?", link.get("href") or "")
    )


_NEIGHBOUR: Final = re.compile(r"(?:^|[-_ ])(?:prev|previous|next)(?:$|[-_ ])", re.I)


def _is_neighbour(link: HtmlElement) -> bool:
    """Whether a link leads to what comes before or after a page, not to what it stands in."""
    return bool(_NEIGHBOUR.search(f"{link.get('rel') or ''} {link.get('class') or ''}"))


def _by_label(root: HtmlElement) -> list[str]:
    """A board that a label names (看板: 閒聊)."""
    for element in root.iter("span", "td", "th", "dt", "b", "strong", "label", "p", "div", "li"):
        if not element.text or not BOARD.match(one_line(element.text)):
            continue
        if len(element) == 0:
            following = element.getnext()
            value = one_line(element.tail)
        else:  # "Section: <a>Wanted</a>"
            following = element[0] if element[0].tag == "a" else None
            value = ""
        if not value and following is not None and isinstance(following.tag, str):
            value = line_of(following)
        if 0 < len(value) <= 60:
            return _trimmed([value], "")
    return []


_BACK: Final = re.compile(
    r"(?:[←⟵⇐]|[«‹<＜](?=\s))\s*+|"
    r"(?:back to|zurück zu[rm]?|retour (?:à|au|aux)|volver a|voltar para|torna a|вернуться (?:в|к)|"
    r"返回|戻る(?=[:：]))\s*+(?:[:：]\s*+)?",
    re.I,
)
_BACK_TO_PAGE: Final = re.compile(
    r"prev|earlier|newer|older|zurück$|vorherig|précédent|anterior|indietro|precedente|назад|"
    r"предыдущ|上一|前の|前へ|back$|top$|列表$|index$|home$",
    re.I,
)


def _by_way_back(root: HtmlElement) -> list[str]:
    """A board that a lone link leads back to: "← Wanted"."""
    for link in islice(root.iter("a"), 400):
        said, block = line_of(link), link.getparent()
        if block is None or len(said) > 60 or _leads_home(link) or _is_neighbour(link):
            continue
        whole = line_of(block)
        arrow = _BACK.match(whole)
        alone = arrow and whole in (said, arrow[0] + said, arrow[0].strip() + said)
        name = _BACK.sub("", _BACK.sub("", said, count=1), count=1)
        if alone and name and not _BACK_TO_PAGE.search(name):
            return _trimmed([name], "")
    return []


_BOARD_NAME: Final = re.compile(
    r"(?:^|[-_ ])(?:(?:category|cat|forum|board|node|section)(?:[-_](?:link|name|title|badge))?|"
    r"in-?category|posted-in)(?:$|[-_ ])",
    re.I,
)


_BOARD_WAY: Final = re.compile(
    r"^[^?#]*/(?:categor(?:y|ies|ia)|kategorie|rubrique|categoria|cat|(?:sub)?forum|board|section|"
    r"node)[/-][^/?#]+/?(?:$|[?#])",
    re.I,
)


def _by_name(root: HtmlElement) -> list[str]:
    """A board that a lone link is called ("in <a class=category-link>Wanted</a>") or leads to."""
    for attribute, pattern in (("class", _BOARD_NAME), ("href", _BOARD_WAY)):
        names: dict[str, None] = {}
        for link in islice(root.iter("a"), 400):
            href = link.get("href") or ""
            if is_user_page(href) or _leads_home(link):
                continue
            if pattern.search(link.get(attribute) or ""):
                name = line_of(link)
                if 0 < len(name) <= 60 and re.search(r"[^\W\d_]", name):
                    names[name] = None
        if len(names) == 1:
            return _trimmed(list(names), "")
        if names:
            return []  # a list of boards, or of threads of several
    return []


_SEPARATORS: Final = re.compile(r"[\s>＞›»/\\|→·:：«‹\u2192-]+")
_HERE: Final = re.compile(
    r"(?:您?(?:现在|當前|当前)的?位置|您的位置|所在位置|you are here|location|sie sind hier|"
    r"vous êtes ici|"
    r"usted está aquí|você está aqui|現在位置|返回|back to)\s*[:：]?",
    re.I,
)


def _by_its_look(root: HtmlElement, title: str) -> list[str]:
    """A row of links with arrows between them, before the text begins."""
    seen = 0
    for element in root.iter(
        "div", "p", "td", "ul", "ol", "span", "nav", "h2", "h3", "li", "section", "center"
    ):
        seen += 1
        if seen > 250:
            break
        links = [a for a in element.iter("a") if line_of(a)]
        if any(map(_is_neighbour, links)):
            continue
        if not 1 <= len(links) <= 8:
            continue
        whole = line_of(element)
        if len(whole) > 300:
            continue
        names = ["" if _leads_home(a) else line_of(a) for a in links]
        if title and title in whole and not whole.startswith(title):
            whole = whole.partition(title)[0]
            names = [name for name in names if name in whole]
        rest = whole
        for link in links:
            if _leads_home(link) and line_of(link):
                rest = rest.replace(line_of(link), "\x00", 1)
        for name in names:
            rest = rest.replace(name, "\x00", 1) if name else rest
        label = bool(_HERE.search(rest))
        rest = _HERE.sub("", rest)
        if title:
            rest = rest.replace(title, "")
        arrows = re.findall(r"\x00\s*(?:-*>+|＞|›|»|/|→|::|\\|&gt;|»)", rest)
        plain = _SEPARATORS.sub("", rest.replace("\x00", ""))
        if (label or (arrows and len(arrows) >= len(names) - 1)) and len(plain) <= 12:
            found = _trimmed(_without_nested([n for n in names if n]), title)
            if found and all(not re.fullmatch(r"[\d\W]+", name) for name in found):
                return found
    return []


def _position(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 3 else 999


def _without_nested(names: list[str]) -> list[str]:
    return [name for n, name in enumerate(names) if n == 0 or name != names[n - 1]]


def _trimmed(names: list[str], title: str) -> list[str]:
    clean = [one_line(name).strip(" ›»>＞→/‹«<＜←") for name in names]
    clean = [
        name for name in clean if name and not _HOME.match(name) and len(name) <= 80
        if not _MAILBOX.fullmatch(name) and not (any(map(str.isdigit, name)) and is_time(name))
    ]  # fmt: skip
    if clean and title and one_line(clean[-1]) == one_line(title):
        clean.pop()
    return clean[:8]
