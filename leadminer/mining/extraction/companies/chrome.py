"""What of a page tells of no company: what each page of a site repeats, and what others say."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.companies.memory import DirectoryMemory
from leadminer.mining.extraction.html.texts import line_of
from leadminer.mining.extraction.values.words import RIGHTS

_CHROME_TAGS: Final = frozenset({"header", "footer", "nav", "aside"})
_CHROME_ROLES: Final = frozenset({"banner", "contentinfo", "navigation", "search"})
_CHROME_NAME: Final = re.compile(
    r"^(?:(?:site|page|main|global|top|bottom)[-_]?)?(?:header|footer|foot|topbar|top-bar|navbar|"
    r"nav|menu|copyright|copyrights|bottom|sitefooter|colophon|cookie\S*)(?:[-_]?(?:wrap|wrapper|"
    r"inner|container|area|box|main|content|nav|bar|links?|menu))?$",
    re.I,
)
_CONTAINERS: Final = frozenset({"article", "section", "main", "li", "details", "tr", "td", "dl"})


def chrome_of(body: HtmlElement) -> set[HtmlElement]:
    """What every page of a site repeats: head, foot, menus, the line of rights."""
    found: set[HtmlElement] = set()
    whole = len(line_of(body)) or 1
    known: dict[str, bool] = {}  # of a name whether it is one of chrome
    for element in body.iter():
        if not isinstance(element.tag, str) or element is body:
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if names not in known:
            known[names] = any(map(_CHROME_NAME.match, names.split()))
        named = known[names] or element.get("role") in _CHROME_ROLES
        if element.tag in _CHROME_TAGS:
            inside = any(a.tag in _CONTAINERS for a in element.iterancestors())
            if not inside or element.tag == "nav":
                found.add(element)
        elif named and element.tag in ("div", "section", "ul", "table", "td", "p"):
            has_heading = any(True for _ in element.iter("h1"))
            if not has_heading and len(line_of(element)) < whole * 0.7:
                found.add(element)
        if element.text and RIGHTS.search(element.text):
            found.add(_around_rights(element, body, whole))
    found.discard(body)
    return found


_ADVERTISED: Final = re.compile(
    r"[\W_]{0,4}(?:ads?|adverts?|advertisements?|advertising|sponsors?|promoted|"
    r"sponsored(?: links?| content)?|our (?:partners?|sponsors?)|anzeigen?|werbung|"
    r"unsere? (?:partner|sponsoren)|publicité|nos partenaires|sponsorisé|pubblicità|"
    r"sponsorizzat[oi]|i nostri partner|publicidade?|anuncios?|patrocinad[oa]|patrocínio|реклама|"
    r"на правах рекламы|广告|廣告|推广|推廣|赞助|贊助|赞助商|贊助商|広告|スポンサー|광고|스폰서|"
    r"reklam[ay]?|advertenties?|annons(?:er)?|mainos|reklame|quảng cáo|โฆษณา|إعلان|إعلانات|"
    r"פרסומת)[\W_]{0,4}",
    re.I,
)


def advertisements(body: HtmlElement) -> set[HtmlElement]:
    """Boxes that say that they advertise. Who does may be a company of the directory as well."""
    whole = len(line_of(body)) or 1
    labels = (e for e in body.iter(*_LABELS) if e.text and _ADVERTISED.fullmatch(e.text))
    return {box for label in labels for box in _around_advertisement(label, whole)}


_LABELS: Final = (
    "h2", "h3", "h4", "h5", "h6", "b", "strong", "p", "div", "span", "small", "legend", "em",
)  # fmt: skip


def _around_advertisement(label: HtmlElement, whole: int) -> list[HtmlElement]:
    """The box that is called an advertisement: alone of its kind, on the first page as on any. A
    paid entry of a list is called so, too, and stands among others."""
    box = label.getparent()
    if box is None or box.tag in ("body", "main") or len(line_of(box)) > whole * 0.5:
        return []
    around = box.getparent()
    alike = [] if around is None else [e for e in around if _kind_of(e) == _kind_of(box)]
    first = next((child for child in box if line_of(child)), None)
    return [box] if first is label and len(alike) <= _FEW and not box.findall(".//h1") else []


def _around_rights(element: HtmlElement, body: HtmlElement, whole: int) -> HtmlElement:
    best = element
    for ancestor in element.iterancestors():
        if ancestor is body or ancestor.tag in ("main", "article", "html"):
            break
        text = line_of(ancestor)
        if len(text) > min(600, whole * 0.4) or any(True for _ in ancestor.iter("h1", "form")):
            break
        best = ancestor
    return best


_OTHERS: Final = re.compile(
    r"(?:^|[-_ ])(?:reviews?|comments?|testimonials?|feedbacks?|guestbook)(?:$|[-_ ])", re.I
)


def said_by_others(body: HtmlElement) -> set[HtmlElement]:
    """Reviews and comments on a page about one company: numbers in them are of who wrote them."""
    found: set[HtmlElement] = set()
    whole = len(line_of(body)) or 1
    for element in body.iter("blockquote", "div", "section", "ul", "ol", "li", "article"):
        named = _OTHERS.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        if (named or element.tag == "blockquote") and not any(True for _ in element.iter("h1")):
            found.update({element} if len(line_of(element)) < whole * 0.7 else ())
    return found


def within(element: HtmlElement, chrome: set[HtmlElement]) -> bool:
    """Whether an element stands in what every page of the site repeats."""
    return element in chrome or any(a in chrome for a in element.iterancestors())


_REACH: Final = re.compile(r"@|(?:\d[\s()./–-]{0,3}){7}")
_FEW: Final = 3  # parts of one kind that may be columns of a page; more are a list
_PARTS_MAX: Final = 300


def repeated_parts(body: HtmlElement, page: str, memory: DirectoryMemory) -> set[HtmlElement]:
    """Parts that say word for word what they said on other pages of the site: advertisements, hot
    firms, a foot of whatever build. Entries of a list are none: there are others like them."""
    found: set[HtmlElement] = set()
    waiting, looked = [body], 0
    while waiting and looked < _PARTS_MAX:
        children = [child for child in waiting.pop() if isinstance(child.tag, str)]
        kinds = Counter(map(_kind_of, children))
        for child in children:
            alike = kinds[_kind_of(child)]
            text = line_of(child) if alike <= _FEW else ""
            if not _REACH.search(text):
                continue
            looked += 1
            if alike == 1 and memory.is_furniture(f"{child.tag} {text}", page):
                found.add(child)
            else:
                waiting.append(child)
    return found


def _kind_of(element: HtmlElement) -> tuple[object, ...]:
    """What parts of one kind share; an id tells columns apart, a number in it counts entries."""
    named = element.get("id") or ""
    return element.tag, element.get("class"), "" if any(map(str.isdigit, named)) else named
