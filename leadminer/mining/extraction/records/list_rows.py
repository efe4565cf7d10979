"""Records that only announce a page of their own: rows of lists, with the link that names it."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.mark_words import is_mostly_date
from leadminer.mining.extraction.marks.name_lines import CONTROL
from leadminer.mining.extraction.places.addresses import (
    FILE,
    absolute,
    canonical,
    is_user_page,
    pattern_of,
    site_of,
)
from leadminer.mining.extraction.places.page_links import is_other_view
from leadminer.mining.extraction.records.record_parts import Record, exclusive
from leadminer.mining.extraction.values.date_words import MONTHS, unit_seconds
from leadminer.mining.extraction.values.dates import is_time
from leadminer.mining.extraction.values.label_words import LEADS_ON

LIST_SHARE: Final = 0.7  # of records that announce a page: they are rows of a list
_LIST_MIN: Final = 3
_COLUMNS_MIN: Final = 3
_BESIDE_FILE: Final = 60  # letters: more than a day, a size and a kind


def rows_share(
    tree: Tree, group: list[Record], base: str, *, page: str, title: str
) -> tuple[float, str]:
    """The share of a group's records that only announce a page of their own, and where they do."""
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    cut = sum(_is_cut(tree, record) for record in group) >= LIST_SHARE * len(group)
    for record in group:
        seen = set()
        links = title_links(tree, record, base, page=page, title=title, inner=cut)
        for relation, url, text in links:
            if relation not in seen:
                seen.add(relation)
                places[relation].append((url, text))
    best, where = (0.0, 0.0), ""
    # a cell that says who spoke last, and when, is half a row
    total = _half_rows(tree, group) or len(group)
    headed = all(_is_headed_row(tree, record) for record in group) or _are_tallied(tree, group)
    answers = _are_answers(tree, group)
    marked = 0  # records whose title stands in bold or as a heading, at places that several share
    for relation, offers in places.items():
        n = len(offers)
        urls, texts = len({u for u, _ in offers}), len({t for _, t in offers})
        if CONTROL_PLACE.search(relation) or (answers and _are_full_names(offers)):
            continue
        long = sum(len(t) for _, t in offers) / n
        # threads may be called alike, buttons are; teasers are cut, posts are not
        varied = texts > 0.5 * n or n == 1 or (texts >= _LIST_MIN and long >= _TITLE_MIN)
        told = n == total and _name_threads(offers) and long >= _TITLE_MIN
        lead = all(LEADS_ON.fullmatch(text) for _, text in offers) and urls == n > 1
        named = headed or _TITLE_PLACE.search(relation) or not _are_names([t for _, t in offers])
        is_title = varied or told or (cut and long >= _TITLE_MIN)
        if lead or ((urls >= 0.8 * n or told) and is_title and named):
            marked += n if n > 1 and n < total and _BOLD_PLACE.search(relation) else 0
            if (min(1.0, n / total), long) > best:
                best, where = (min(1.0, n / total), long), relation
    if not best[0] and headed and (sign := _sign_place(tree, group, base, page)):
        return 1.0, sign
    if best[0] >= 0.5 and marked >= 0.9 * total:
        return 1.0, where  # two lists of one look: a box beside the news
    return best[0], where


def _name_threads(offers: list[tuple[str, str]]) -> bool:
    """Whether links of the latest comments name the threads they are of, of some more than one:
    as many titles as addresses, and several."""
    return len(offers) > 3 and 3 <= len({url for url, _ in offers}) == len(set(offers)) == len(
        {text for _, text in offers}
    )


def _sign_place(tree: Tree, group: list[Record], base: str, page: str) -> str:
    """Where the one link of each row stands, if it is a sign without words: it leads to what the
    row announces."""
    targets: dict[str, set[str]] = defaultdict(set)
    for record in group:
        inside = (n for root in record.roots for n in range(root, tree.end[root]))
        links = [(n, tree.elements[n]) for n in inside if tree.elements[n].tag == "a"]
        links = [(n, a) for n, a in links if not (a.get("href") or "#").startswith("#")]
        if len(links) != 1 or len(line_of(links[0][1])) > 1:
            return ""
        url = absolute(base, links[0][1].get("href"))
        if url and site_of(url) == site_of(base) and canonical(url) != page:
            targets[tree.relation(record.origin, links[0][0])].add(canonical(url))
    told = len(group) >= _LIST_MIN and any(len(urls) == len(group) for urls in targets.values())
    return next(iter(targets)) if told else ""


def _is_headed_row(tree: Tree, record: Record) -> bool:
    """Whether a record is a row of a table whose head calls at least three columns: no posts."""
    rows = (up for up in tree.ups(record.origin) if tree.elements[up].tag == "tr")
    row = next(rows, None)
    above = (up for up in tree.ups(row) if tree.elements[up].tag == "table") if row else iter(())
    table = next(above, None)
    head = next(tree.elements[table].iter("tr"), None) if table is not None else None
    if head is None or row is None or len(head) != len(tree.elements[row]):
        return False
    return len(head) >= _COLUMNS_MIN and all(cell.tag == "th" for cell in head)


def _are_tallied(tree: Tree, group: list[Record]) -> bool:
    """Whether records are boards: all begin with a link and say little but how much is below it,
    in the same words ("22 topics 64 messages")."""
    if len(group) < _LIST_MIN:
        return False
    shared: set[str] | None = None
    for record in group:
        root = record.roots[0]
        first = next((n for n in range(root, tree.end[root]) if tree.elements[n].tag == "a"), -1)
        begun = first >= 0 and tree.plain[first] == tree.plain[root]
        if not begun or tree.letters(root) > _BOARD_MAX:
            return False
        told = (m[1].casefold() for m in _TALLY.finditer(line_of(tree.elements[root])))
        counted = {w.rstrip("s") for w in told if w[:3] not in MONTHS and not unit_seconds(w)}
        shared = counted if shared is None else shared & counted
    return len(shared or ()) >= 2


_BOARD_MAX: Final = 200  # letters
_TALLY: Final = re.compile(r"(?<![\d:.,/-])\d[\d.,]{0,9} ?+([^\W\d_]{3,20})(?![^\W_])")


def _is_cut(tree: Tree, record: Record) -> bool:
    """Whether a piece of a record ends with the sign that more is said elsewhere."""
    lines = (
        line_of(tree.elements[node])
        for root in record.roots
        for node in (root, *tree.children(root))
    )
    return any(line.endswith(("...", "…", "[…]", "[...]")) for line in lines)


def lists_first(
    tree: Tree, groups: Iterable[list[Record]], base: str, *, page: str, title: str
) -> list[list[Record]]:
    """The groups of a page, the largest first; but rows of a list before what may stand in them:
    its fresh rows may say their times in another way ("3 minutes ago", with the day as a hint)."""
    order = sorted(groups, key=lambda g: -len(g))
    large = [group for group in order if len(group) >= _LIST_MIN]
    if len(large) < 2:
        return order
    share, _ = rows_share(tree, large[0], base, page=page, title=title)
    if not 0 < share < LIST_SHARE:
        return order
    lists = [
        group for group in large[1:]
        if rows_share(tree, group, base, page=page, title=title)[0] >= LIST_SHARE
    ]  # fmt: skip
    return lists + [group for group in order if group not in lists]


def _half_rows(tree: Tree, group: list[Record]) -> int:
    """How many rows there are where nearly each has two records: a thread, then its last post."""
    homes = Counter(tree.parent[record.roots[0]] for record in group)
    twice = sum(count == 2 for count in homes.values())
    is_so = len(homes) > 1 and max(homes.values()) == 2 and twice >= 0.7 * len(homes)
    return len(homes) if is_so else 0


_BOLD_PLACE: Final = re.compile(
    r"/(?:strong|b|h[1-6]|th)\.[^/]*/(?:a|span)\.|/h[1-6]\.|title", re.I
)
_TITLE_PLACE: Final = re.compile(
    r"title|subject|topic|headline|thread|question|forum|board|node|/h[1-6]\.|/th\.", re.I
)


# where links stand that lead to no other thread
CONTROL_PLACE: Final = re.compile(
    r"[./_-](?:\w*footer|\w*actions?|reactions?\w*|likes?|toolbar|\w*controls?|share|votes?|tags?|badges?|buttons?|"
    r"quote|signature|flair|\w*menu|\w*dropdown|options?)(?![a-z])",
    re.I,
)


# 123-2026, RFQ/12-7, 311cf9c2c7
_REFERENCE: Final = re.compile(
    r"^(?:[A-Z]{0,8}[-/ ]?\d+[-/.]\d[\w/.-]*|(?=\D*\d)(?=\d*[a-f])[\da-f]{7,40})$"
)


def _are_names(texts: list[str]) -> bool:
    """Whether link texts look like names of people, not of threads."""
    if sum(1 for t in texts if _REFERENCE.match(t)) >= 0.8 * len(texts):
        return False
    words = sum(len(t.split()) for t in texts) / len(texts)
    length = sum(len(t) + sum(ord(c) > 0x2E80 for c in t) for t in texts) / len(texts)
    return words <= 1.6 and length <= 11


_FULL_NAME_MAX: Final = 30


def _are_full_names(offers: list[tuple[str, str]]) -> bool:
    """Whether nearly all links are called as people are: two or three words with capitals."""
    words = [text.split() for _, text in offers if len(text) <= _FULL_NAME_MAX]
    named = sum(2 <= len(w) <= 3 and all(word[0].isupper() for word in w) for w in words)
    return named >= 0.8 * len(offers)


def _are_answers(tree: Tree, group: list[Record]) -> bool:
    """Whether what holds each record is called an answer or a comment."""
    return all(
        any(
            _ANSWER_CLASS.search(tree.elements[up].get("class") or "") for up in _within(tree, each)
        )
        for each in group
    )


_ANSWER_CLASS: Final = re.compile(r"(?:^|[-_ ])(?:answer|reply|comment)(?:$|[- ])", re.I)


def _within(tree: Tree, record: Record) -> list[int]:
    """What of a record, or right around it, holds its time."""
    ups = itertools.islice(tree.ups(record.origin), 6)
    return [up for up in ups if any(tree.holds(root, up) for root in record.roots)]


def _is_of_author(tree: Tree, record: Record, node: int) -> bool:
    """Whether a link stands in what says whose a record is, and little more."""
    author = record.author
    if author is None or not tree.holds(author.node, node):
        return False
    return len(line_of(tree.elements[author.node])) <= len(author.name) + 15


def title_links(
    tree: Tree, record: Record, base: str, *, page: str, title: str, inner: bool = False
) -> list[tuple[str, str, str]]:
    """Links of a record that may name another thread: (relation, address, text).

    `inner`: also those to one post of another page, as teasers of the latest posts have them.
    """
    found: list[tuple[str, str, str]] = []
    site = site_of(base)
    # a link whose attribute tells when its thread was begun names that thread
    marked = {record.origin} if record.mark.said else set()
    marked |= {record.author.node} if record.author else set()
    letters = sum(tree.letters(root) for root in record.roots)
    for root in record.roots:
        for node in range(root, tree.end[root]):
            element = tree.elements[node]
            if element.tag != "a" or not record.holds(tree, node) or tree.chrome[node]:
                continue
            href = element.get("href") or ""
            text = line_of(element)
            if (
                len(text) < 2
                or ("#" in href and not inner and not re.search(r"#(?:reply|last|new)", href))
                or href.startswith("#")
                or CONTROL.match(text)
            ):
                continue
            url = absolute(base, href)
            if not url or site_of(url) != site or is_user_page(url):
                continue
            if FILE.search(url) and letters > len(text) + _BESIDE_FILE:
                continue  # hung on what somebody says, not announced
            if tree.people and pattern_of(url) in tree.people:
                continue
            if (
                _is_of_author(tree, record, node)
                or (any(tree.holds(node, m) for m in marked) and not _says_more(record, text))
                or names_message(url, text)
                or _tells_time(element, text)
                or _counts_votes(tree, record, node, text)
            ):
                continue
            plain = re.sub(r"^\s*(?:re|aw|antw|回复|回覆|答复)\s*[:：]\s*", "", text, flags=re.I)
            if (
                canonical(url) == page
                or is_other_view(canonical(url), page)
                or one_line(plain) == title
                or (title and plain in title and len(plain) > 12)
            ):
                continue
            whole = url if "#" in href else canonical(url)  # several posts of one thread
            found.append((tree.relation(record.origin, node), whole, text))
            if len(found) > 40:
                return found
    return found


def _says_more(record: Record, text: str) -> bool:
    """Whether a link around a row's time, and perhaps its author, says more than these."""
    known = f"{record.mark.said} {record.author.name if record.author else ''}"
    return len(_SIGNS.sub("", text)) - len(_SIGNS.sub("", known)) >= _TITLE_MIN


_SIGNS: Final = re.compile(r"[\W_\d]+")
_TITLE_MIN: Final = 12
_MESSAGE: Final = re.compile(r"([a-z]{2,10}[-_ ]?#?\d+)(?: ?\([^()]{2,12}\))?")


def names_message(url: str, text: str) -> bool:
    """Whether a link is called as its address ends ("msg26", /msg26): a message, no thread."""
    named = _MESSAGE.fullmatch(text)
    last = url.rstrip("/").rpartition("/")[2]
    return named is not None and _LOOSE.sub("", named[1]) == _LOOSE.sub("", last)


_LOOSE: Final = re.compile(r"[\W_]+")


def _counts_votes(tree: Tree, record: Record, node: int, text: str) -> bool:
    """Whether a link below what is said is a word and a count ("Helpful 3"), not a title."""
    said = tree.plain[node] - tree.plain[record.roots[0]]
    return said >= _SAID_LEAST and bool(_COUNTED.fullmatch(text))


_SAID_LEAST: Final = 40  # letters outside links
_COUNTED: Final = re.compile(r"[^\W\d_]{2,20}(?: [^\W\d_]{2,20}){0,2}[\W_]{1,4}\d{1,6}[\W_]{0,2}")


def _tells_time(link: HtmlElement, text: str) -> bool:
    """Whether a link only says when, at least to who points at it ("Oct 2025", "3d")."""
    if is_mostly_date(text, "p") and is_time(text):
        return True
    told = link.get("title") or ""
    short = len(text) <= 12 or (len(text) <= 20 and any(c.isdigit() for c in text))
    return short and 8 <= len(told) <= 60 and is_mostly_date(told, "p") and is_time(told)


def rows_of(tree: Tree, group: list[Record]) -> set[int]:
    """The whole rows of a list: what else says a time there (its last reply) belongs to the row."""
    origins = sorted(r.origin for r in group)
    if len(group) == 1:
        ups = (up for up in tree.ups(origins[0]) if tree.elements[up].tag in ("li", "tr"))
        return {up for up in itertools.islice(ups, 1) if tree.letters(up) < 200}
    return {exclusive(tree, o, origins) for o in origins}


def shape_of(tree: Tree, node: int) -> tuple[int, str]:
    """What neighbouring rows have in common: whose children they are, and their own look."""
    return tree.parent[node], tree.signature(node)


def beside(
    tree: Tree, group: list[Record], rows: set[int], shapes: set[tuple[int, str]]
) -> list[Record]:
    """The records that stand in no row of a list, and in nothing of a row's look."""
    return [
        r for r in group
        if not any(tree.holds(row, r.origin) for row in rows)
        and not any(shape_of(tree, up) in shapes for up in tree.ups(r.origin))
    ]  # fmt: skip
