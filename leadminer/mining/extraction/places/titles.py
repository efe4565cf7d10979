"""What a page is called: the heading that its title tag repeats, else the next best."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import unquote

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.places.addresses import absolute, canonical
from leadminer.mining.extraction.values.gated import Gated

_CUT: Final = re.compile(
    r"\s+[|»›<>–—·:•/-]+\s+|\s*[|»_]\s*|::|(?<=[^\x00-\x7f])-(?=[^\x00-\x7f])|\s-\s?|-\s|"
    r"\s+(?=\[[^\[\]]{2,40}\]$)"
)
_TITLE_NAME: Final = Gated(r"title|subject|topic|headline|heading", re.I)
_LOOSE: Final = re.compile(r"[\W_]+")


def read_title(
    root: HtmlElement, body: HtmlElement, meta: dict[str, str], *, page: str, base: str
) -> str:
    """The page's own title, without the site's name and the sign of a permalink."""
    title = _PERMALINK_SIGN.sub("", _title(root, body, meta, page=page, base=base))
    return _PAGE_OF.sub("", title) or title


def title_as_linked(root: HtmlElement, body: HtmlElement, called: str) -> str:
    """What the link that led to a page calls it, where the page's title tag says so too.

    The rest of the tag is the site's: its name before or after, a number, the board. "" where the
    page is headed by more than that, or the tag says otherwise.
    """
    said = _ANSWER.sub("", one_line(called))
    if len(_LOOSE.sub("", said)) < 4 or said.endswith(("...", "…")):
        return ""
    tag = next((one_line(t.text) for t in root.iter("title") if t.text), "")
    before, found, after = tag.partition(said)
    if not found or before[-1:].isalnum() or after[:1].isalnum():
        return ""
    if re.match(r"\s*\w", after) or re.search(r"\w\s*$", before):
        return ""  # a part of a longer title
    heads = (line_of(h) for h in islice(body.iter("h1", "h2"), 6))
    longer = any(said in head and len(head) > len(said) and head in tag for head in heads)
    return "" if longer else said


_PAGE_OF: Final = re.compile(
    r"(?<!\s)\s*+[(（\[]\s*(?:page|seite|página|pagina|trang|стр\.?|第)\s*\d{1,4}"
    r"(?:\s*+(?:of|von|de|sur|/|из)\s*\d{1,4})?\s*+(?:页|頁|ページ)?\s*+[)）\]]$",
    re.I,
)
_PERMALINK_SIGN: Final = re.compile(r"\s*(?:[¶§🔗⚓]|\s#)+\s*$")


_BOARD: Final = re.compile(r"/[a-z0-9]{1,12}/", re.I)  # what picture boards are called
_BOARD_FIRST: Final = re.compile(rf"^{_BOARD.pattern}\s*[-–—:|]\s+", re.I)


def _title(
    root: HtmlElement, body: HtmlElement, meta: dict[str, str], *, page: str, base: str
) -> str:
    tag = next((one_line(t.text) for t in root.iter("title") if t.text), "")
    tag = _BOARD_FIRST.sub("", tag)
    told = (line_of(h) for h in body.iter("h1"))
    headings = [head for head in told if head and not _BOARD.fullmatch(head)]
    named = list(_named(body, page, base))
    found = _shared(tag, [*headings, *named])
    found = _behind_number(tag, found, body) or _without_site(found, headings)
    if found:
        return _after_site(tag, found, body, page, base) or found
    own = _own_link(body, page, base)
    if not own and len(headings) != 1:
        found = _shared(tag, [line_of(body)[:20_000]])
        if len(found) >= 4:
            return found
    headline = one_line(meta.get("og:title") or "")
    if headline and own != headline:
        return headline
    if own:
        return own
    if len(headings) == 1:
        return headings[0]
    return headings[0] if headings else re.split(r"\s+[|»–—-]\s+", tag)[0]


_NUMBERED: Final = re.compile(r"((?:[^\W\d_]{2,12} ?)?[#№]?\d{1,9}) ?[:–—-]\s+(?=\S)")


def _behind_number(tag: str, found: str, body: HtmlElement) -> str:
    """What a title tag says behind the number of a ticket ("Issue 8: Old pump leaks"), where the
    page shows it alone."""
    numbered = _NUMBERED.match(tag)
    if not numbered or not _loosely(found).startswith(_loosely(numbered[1])):
        return ""
    rest = tag[numbered.end() :]
    cuts = [len(rest), *(cut.start() for cut in reversed(list(_CUT.finditer(rest))))]
    wanted = {rest[:cut].strip() for cut in cuts if cut > 3}
    short = (e for e in islice(body.iter(*_SHORT), 600) if len(e) <= 2)
    # what is a link is a board or the site
    shown = (line_of(e) for e in short if not (_is_link(e) or e.find(".//a") is not None))
    return max((line for line in shown if line in wanted), key=len, default="")


def _is_link(element: HtmlElement) -> bool:
    return any(up.tag == "a" for up in islice(element.iterancestors(), 3))


_SHORT: Final = ("h1", "h2", "h3", "h4", "td", "span", "div", "dd", "p", "strong", "b")


def _loosely(text: str) -> str:
    return _LOOSE.sub("", text).lower()


def _without_site(found: str, headings: list[str]) -> str:
    """A title without the site's name before it, where the page has a heading for each of them:
    "Pump Talk: Old pump"."""
    for own in headings:
        site = found.removesuffix(own)
        if own != found != site and site.rstrip(" -|»·–—:") in headings:
            return own
    return found


def _after_site(tag: str, found: str, body: HtmlElement, page: str, base: str) -> str:
    """What follows the site's name, where a title tag begins with that: "Pump Talk - Old pump"."""
    rest = _CUT.split(tag[len(found) :], maxsplit=1) if tag.startswith(found) else []
    if len(rest) < 2 or rest[0].strip() or len(rest[1]) < 4:
        return ""
    homes = False
    for link in body.iter("a"):
        text = line_of(link)
        if text not in (found, rest[1]):
            continue
        url = canonical(absolute(base, link.get("href")) or "")
        if text == rest[1] and url != page:
            return ""  # it is the site's name that ends the tag
        homes |= text == found and url != page and "?" not in url and page.startswith(url)
    return rest[1] if homes and rest[1] in line_of(body) else ""


def _shared(tag: str, shown: list[str]) -> str:
    """The longest beginning of the title tag, cut where sites cut, that the page shows as well."""
    cuts = [len(tag), *(m.start() for m in reversed(list(_CUT.finditer(tag))))]
    plain = [(_LOOSE.sub("", text).lower(), text) for text in shown if text]
    for cut in cuts:
        head = tag[:cut].strip(" -|»·–—")
        want = _LOOSE.sub("", head).lower()
        if len(want) < 2:
            continue
        if any(want == text for text, _ in plain) or (
            len(want) >= 4 and any(want in text for text, _ in plain)
        ):
            longer = [t for p, t in plain if len(p) > len(want) and p.startswith(want)]
            told = [
                t
                for t in longer
                if _LOOSE.sub("", tag).lower().startswith(_LOOSE.sub("", t).lower())
            ]
            return max(told, key=len, default=head)
    whole = _LOOSE.sub("", tag).lower()
    inside = [t for p, t in plain if len(p) >= 4 and p in whole]
    return max(inside, key=len, default="")


def _named(body: HtmlElement, page: str, base: str) -> Iterator[str]:
    """Texts that stand as headings or are called a title."""
    count = 0
    for element in body.iter(
        "h2", "h3", "h4", "a", "span", "div", "strong", "b", "td", "font", "p"
    ):
        if element.tag in ("a", "span", "div", "td", "p"):
            names = f"{element.get('class') or ''} {element.get('id') or ''}"
            if not _TITLE_NAME.search(names):
                continue
        if len(element) > 6 or (element.tag[0] != "h" and _leads_away(element, page, base)):
            continue
        text = line_of(element)
        if 2 <= len(text) <= 300:
            count += 1
            yield text
        if count > 80:
            return


_LIST_TAG: Final = re.compile(r"^\s*\[([\w .&+-]{2,40})\]\s*(?=\S)")


def without_list_tag(title: str, body: HtmlElement, page: str) -> str:
    """A subject without the name of the mailing list that its server put before it.

    The name is one if the list's address or the page's own way there says it too; else it is
    the author's word ("[WTB] pump").
    """
    found = _LIST_TAG.match(title)
    if not found:
        return title
    name = _LOOSE.sub("", found[1]).lower()
    way = [_LOOSE.sub("", part).lower() for part in re.split(r"[/@]", unquote(page))[2:]]
    lists = [
        _LOOSE.sub("", unquote(link.get("href"))[7:].split("@")[0]).lower()
        for link in islice(body.iter("a"), 400)
        if (link.get("href") or "").startswith("mailto:")
    ]
    return title[found.end() :] if name in (*way, *lists) else title


_ANSWER: Final = re.compile(r"^\s*(?:re|aw|antw|sv|回复|回覆|答复)(?:\s*\[\d+\])?\s*[:：]\s*", re.I)
_SUBJECT_TAGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})


def subject_lines(tree: Tree, title: str) -> list[int]:
    """Headings of posts that repeat the page's title, in page order: nobody wrote them as text.

    One that stands alone, without a heading above it, is the page's own heading.
    """
    want = _LOOSE.sub("", _ANSWER.sub("", title)).lower()
    found: list[int] = []
    answers = headed = 0
    node = 1
    while want and node < len(tree):
        element = tree.elements[node]
        if element.tag == "h1" and want in _LOOSE.sub("", line_of(element)).lower():
            headed, node = 1, tree.end[node]
            continue
        names = element.get("class") or ""
        if element.tag in _SUBJECT_TAGS or (
            names and element.tag in ("div", "p", "span", "strong") and _TITLE_NAME.search(names)
        ):
            said = line_of(element) if len(element) <= 6 else ""
            own = _ANSWER.sub("", said)
            if said and _LOOSE.sub("", own).lower() == want:
                found.append(node)
                answers += own != said
                node = tree.end[node]
                continue
        node += 1
    return found if answers or headed or len(found) > 2 else []


def _leads_away(element: HtmlElement, page: str, base: str) -> bool:
    """Whether a text is a link to another page: the site's name, the title of another thread."""
    links = [element] if element.tag == "a" else list(element.iter("a"))
    up = element.getparent()
    links += [up] if up is not None and up.tag == "a" else []
    hrefs = [absolute(base, link.get("href")) for link in links]
    return any(url and canonical(url) != page for url in hrefs)


def _own_link(body: HtmlElement, page: str, base: str) -> str:
    """A link of the page to itself often is its title."""
    for link in body.iter("a"):
        href = link.get("href") or ""
        if "#" in href or not href:
            continue
        url = absolute(base, href)
        if url and canonical(url) == page:
            text = line_of(link)
            if (
                len(text) >= 4
                and "/" not in text
                and not re.search(
                    r"^\d+\s|ago$|前$|reply|comment|print|refresh|reload|复制", text, re.I
                )
            ):
                return text
    return ""


def heading_near(tree: Tree, node: int, title: str) -> str:
    """The heading right above a posting time, where the page itself is only called by its site's
    owner: "" if there is none."""
    for up in islice(tree.ups(node), 3):
        heads = (n for n in range(up, node) if tree.elements[n].tag in ("h1", "h2", "h3", "h4"))
        said = next((line for n in heads if 6 <= len(line := line_of(tree.elements[n])) <= 200), "")
        if said:
            return "" if said in title or title in said else said
    return ""
