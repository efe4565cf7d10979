"""Which pieces of a page are records: one posting time each, and what belongs to it.

Times of one kind (same mark-up) stand or fall together. The kind that splits most of the page's
text begins the posts; another kind is taken if it stands apart, or names an author and says
something of its own inside a post (a comment under an answer); else it only tells of edits,
memberships, quotes.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.author_marks import Mark
from leadminer.mining.extraction.builds import SiteMemory
from leadminer.mining.extraction.marks import Marks
from leadminer.mining.extraction.name_lines import name_in_line
from leadminer.mining.extraction.texts import line_of
from leadminer.mining.extraction.tree import Tree

_KINDS_MAX: Final = 60
_TEXT_ENOUGH: Final = 400
_HEAD_MAX: Final = 60  # letters of a page's head beside a time
_STEPS_MAX: Final = 4
_TEXT_MIN: Final = 8  # letters of a text of its own
_LAST_POST: Final = re.compile(
    r"\W*(?:(?:most recent|latest|newest|last)(?: (?:post|reply|comment|answer|message|activity))?"
    r"(?: (?:on|by|from))?\b|letzte[rs]? (?:beitrag|antwort|kommentar)|neueste[rs]? |"
    r"derni[eè]re? (?:message|post|r[ée]ponse)|"
    r"[uú]ltim[oa] (?:mensaje|respuesta|mensagem|resposta)|"
    r"ultimo (?:messaggio|post)|(?:最后|最後|最新)(?:回复|回覆|发表|發表|回答)|最終(?:投稿|返信)|"
    r"마지막 (?:글|댓글|답변)|bài (?:viết )?(?:cuối|mới nhất)|последн\w+ (?:сообщение|ответ))",
    re.I,
)


@dataclass(eq=False, slots=True)
class Record:
    """One piece of a page: what stands with one posting time."""

    mark: Mark  # the time it begins with; on pages without times, the author
    kind: str
    roots: list[int]  # neighbours under one parent
    holes: list[int] = field(default_factory=list)  # records inside
    author: Mark | None = None
    cards: list[int] = field(default_factory=list)  # that only tell labels and values
    left: set[HtmlElement] = field(default_factory=set)  # what of it its author did not say
    repeats: list[str] = field(default_factory=list)  # lines of others, as mails mark them

    @property
    def origin(self) -> int:
        """The node all relations start from."""
        return self.mark.node

    def holds(self, tree: Tree, node: int) -> bool:
        """Whether a node stands in it and in no record inside."""
        return any(tree.holds(root, node) for root in self.roots) and not any(
            tree.holds(hole, node) for hole in self.holes
        )


def find_records(tree: Tree, marks: Marks, memory: SiteMemory) -> list[Record]:
    """Records in page order, lists and all; their authors are not yet known."""
    kept = _chosen(tree, marks, memory)
    return regions(tree, kept)


def alike(tree: Tree, records: list[Record]) -> dict[str, list[Record]]:
    """Records by their kind; one that only wears another name than those beside it (the accepted
    one of several answers) is of theirs."""
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        groups[record.kind].append(record)
    homes: dict[
        tuple[int, tuple[str, ...]], str
    ] = {}  # by their parent, and what they are built of
    for kind, group in sorted(groups.items(), key=lambda each: -len(each[1])):
        root, built = _own_root(tree, group[0]), kind.split(" < ")
        steps = tree.depth[group[0].origin] - tree.depth[root]
        if not 0 < steps < len(built):
            continue
        built[steps] = built[steps].partition(".")[0]
        home = homes.setdefault((tree.parent[root], tuple(built)), kind)
        if home != kind and len(group) == 1:
            group[0].kind = home
            groups[home] = sorted([*groups[home], *groups.pop(kind)], key=lambda r: r.origin)
    return groups


def exclusive(tree: Tree, node: int, others: list[int]) -> int:
    """The largest subtree around a node that holds none of the others (sorted)."""
    top = node
    while (up := tree.parent[top]) >= 0:
        if bisect_left(others, tree.end[up]) - bisect_left(others, up) > 1:
            break
        top = up
    return top


def _chosen(tree: Tree, marks: Marks, memory: SiteMemory) -> list[Mark]:
    kinds: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks.dates:
        kinds[mark.kind].append(mark)
    known = kinds
    order = sorted(known, key=lambda k: -_worth(tree, known[k], marks, memory))[:_KINDS_MAX]
    kept: list[Mark] = []
    for kind in order:
        taken = known[kind] if not kept else _taken(tree, known[kind], kept, marks)
        if len(taken) * 2 < len(known[kind]):
            memory.learn(memory.other, kind)
        kept = sorted([*kept, *taken], key=lambda m: m.node)
    return kept


def _worth(tree: Tree, dates: list[Mark], marks: Marks, memory: SiteMemory) -> float:
    """How likely a kind of times begins the posts: the text it splits, and what speaks for it."""
    nodes = [d.node for d in dates]
    places = [a.node for a in marks.authors]
    text = near = 0.0
    last = 0
    for date, record in zip(dates, regions(tree, dates), strict=True):
        top = exclusive(tree, date.node, nodes)
        near_ups = itertools.islice(tree.ups(date.node), 2)
        last += any(_tells_last_post(tree, up) for up in near_ups)
        text += min(_TEXT_ENOUGH, sum(tree.letters(root) for root in record.roots))
        near += any(
            tree.holds(top, a.node)
            and tree.depth[date.node] - tree.depth[tree.meeting(date.node, a.node)] <= 4
            for a in _around(marks.authors, places, date.node)
        )
    n = len(dates)
    times = [d.time for d in dates if d.time]
    rising = sum(a <= b for a, b in itertools.pairwise(times))
    clear = 1.0 + 0.5 * near / n + 0.3 * any(d.sure for d in dates)
    clear += 0.3 * sum(d.has_clock for d in dates) / n + 0.4 * len(set(times)) / n
    clear += 0.3 * (max(rising, n - 1 - rising) / (n - 1) if n > 1 else 0.5)
    clear *= 1.4 if n > 1 else 1.0
    clear *= 0.5 if last * 2 > n else 1.0
    if memory.posts[dates[0].kind]:
        clear *= 1.5
    return text * clear


def _around(authors: list[Mark], places: list[int], node: int) -> list[Mark]:
    at = bisect_left(places, node)
    return authors[max(0, at - 3) : at + 3]


def _taken(tree: Tree, dates: list[Mark], kept: list[Mark], marks: Marks) -> list[Mark]:
    """Of one more kind: times that stand apart from the records so far, or are records inside."""
    records = regions(tree, kept)
    owners: dict[int, int] = {}  # roots -> the first record that has it
    for number, record in enumerate(records):
        for root in record.roots:
            owners.setdefault(root, number)
    names = Names(tree, marks)
    nodes = sorted({m.node for m in kept} | {d.node for d in dates})
    inside: Counter[int] = Counter()
    homes: dict[int, Record | None] = {}
    for date in dates:
        above = (owners[n] for n in (date.node, *tree.ups(date.node)) if n in owners)
        first = min(above, default=None)
        home = None if first is None else records[first]
        homes[date.node] = home
        if home:
            inside[home.origin] += 1
    taken = []
    for date in dates:
        home = homes[date.node]
        if home is None:
            taken.append(date)
        elif not tree.holds(_own_root(tree, home), date.node):
            if _stands_alone(tree, date, nodes, names):
                taken.append(date)
        elif _is_record_inside(tree, date, home, nodes, names, crowd=inside[home.origin]):
            taken.append(date)
    return taken


def _tells_last_post(tree: Tree, top: int) -> bool:
    """Whether a piece only says who spoke last in a thread, and when."""
    return tree.letters(top) <= 80 and bool(_LAST_POST.match(line_of(tree.elements[top])))


def _own_root(tree: Tree, record: Record) -> int:
    return next((r for r in record.roots if tree.holds(r, record.origin)), record.roots[0])


class Names:
    """The names of a page, asked for by where they stand."""

    def __init__(self, tree: Tree, marks: Marks) -> None:
        self._tree = tree
        self._marks = sorted(marks.authors, key=lambda a: a.node)
        self._nodes = [a.node for a in self._marks]

    def inside(self, node: int) -> list[Mark]:
        """Those in a subtree."""
        low, high = bisect_left(self._nodes, node), bisect_left(self._nodes, self._tree.end[node])
        return self._marks[low:high]

    def is_beside(self, record: Record, top: int) -> bool:
        """Whether a record names somebody outside one of its subtrees."""
        inner = sum(1 for _ in self.inside(top))
        held = sum(len(self.inside(root)) for root in record.roots)
        return held > (inner if record.holds(self._tree, top) else 0)


def _stands_alone(tree: Tree, date: Mark, nodes: list[int], names: Names) -> bool:
    """Whether a time beside a record, not in it, names somebody or says enough of its own."""
    top = exclusive(tree, date.node, nodes)
    if names.inside(top):
        return True
    return tree.letters(top) - _letters_of(date) >= 15


def _is_record_inside(
    tree: Tree, date: Mark, home: Record, nodes: list[int], names_of: Names, *, crowd: int
) -> bool:
    top = exclusive(tree, date.node, nodes)
    if tree.holds(top, home.origin):
        return False
    own = tree.letters(top) - _letters_of(date)
    if _tells_last_post(tree, top):
        return False
    rest = sum(tree.letters(root) for root in home.roots) - tree.letters(top)
    names = names_of.inside(top)
    others = names_of.is_beside(home, top)
    if len(names) > 1 and not others:
        top = _around_own(tree, date.node, home, top, names_of)
        names, others = names_of.inside(top), names_of.is_beside(home, top)
        own = tree.letters(top) - _letters_of(date)
    if rest < 2 or (
        len(home.roots) == 1 and tree.parent[home.roots[0]] < 0 and not others and names
    ):
        return bool(names) and own >= 1  # the page held one time so far: all was its region
    if names:
        # linked letters were not counted, be the link around the name or in it
        own -= sum(min(len(a.name), tree.letters(a.node)) for a in names)
        return others and (own >= 1 or _parts_page(tree, date, home, names))  # "+1"
    line = date.line or date.said
    if own >= 1 and (name_in_line(line) or _leads_to_itself(tree, date.node, top)):
        return True
    # a question and its one answer: each says who and when in the same way
    alike = tree.signature(date.node) == tree.signature(home.origin)
    return own >= 15 and (crowd >= 2 or (alike and rest - _letters_of(home.mark) >= 15))


def _leads_to_itself(tree: Tree, node: int, top: int) -> bool:
    """Whether a time is a link to the very piece of the page that it stands in."""
    ups = [node, *itertools.islice(tree.ups(node), 8)]
    links = (tree.elements[up].get("href") or "" for up in ups[:2])
    anchor = next((link[1:] for link in links if len(link) > 1 and link[0] == "#"), "")
    return bool(anchor) and any(tree.elements[up].get("id") == anchor for up in ups if up >= top)


def _parts_page(tree: Tree, date: Mark, home: Record, names: list[Mark]) -> bool:
    """Whether a line of who and when parts a page that had one time so far into two texts."""
    if len(home.roots) > 1 or tree.parent[home.roots[0]] >= 0:
        return False
    lines = _letters_of(date) + sum(len(name.name) for name in names)
    return all(
        sum(map(tree.letters, record.roots)) - (lines if record.mark is date else 0) >= _TEXT_MIN
        for record in regions(tree, sorted((date, home.mark), key=lambda mark: mark.node))
    )


def _around_own(tree: Tree, node: int, home: Record, top: int, names: Names) -> int:
    """Of what stands around a time, what leaves its home an author: a lone answer to a post."""
    steps = [up for up in tree.ups(node) if up > top]
    for up in reversed(steps):
        if names.inside(up) and names.is_beside(home, up):
            return up
        if not names.inside(up):
            break
    return top


def _letters_of(mark: Mark) -> int:
    return sum(c.isalnum() for c in mark.said)


def regions(tree: Tree, marks: list[Mark]) -> list[Record]:
    """What belongs to each mark: its own subtree, and the neighbours that no other mark claims."""
    nodes = [m.node for m in marks]
    count = lambda node: bisect_left(nodes, tree.end[node]) - bisect_left(nodes, node)  # noqa: E731
    tops = {m.node: exclusive(tree, m.node, nodes) for m in marks}
    families: dict[int, _Family] = {}
    found = []
    for mark in marks:
        top = tops[mark.node]
        up = tree.parent[top]
        if up < 0:
            found.append(Record(mark, mark.kind, [top]))
            continue
        if up not in families:
            families[up] = _Family(tree, tree.children(up), count)
        family = families[up]
        roots = family.neighbours(family.place[top])
        if found and found[-1].kind != mark.kind:
            roots = _without_first(tree, found[-1], roots, mark.node)
        if sum(tree.letters(r) for r in roots) - _letters_of(mark) <= 20:
            roots += _swallowed(tree, family.siblings, roots[-1], top)
        found.append(Record(mark, mark.kind, roots))
    return found


def _without_first(tree: Tree, head: Record, roots: list[int], node: int) -> list[int]:
    """A record's roots without the first post of its thread, where that tells no time itself.

    When it was begun, and by whom, is told above, in the head of the page: it goes there. It looks
    as the post does that comes after it.
    """
    own_roots = [root for root in head.roots if not tree.holds(root, node)]
    if sum(map(tree.letters, own_roots)) - _letters_of(head.mark) > _HEAD_MAX:
        return roots
    siblings = roots
    for _ in range(_STEPS_MAX):
        own = next((n for n, each in enumerate(siblings) if tree.holds(each, node)), None)
        if own is None or siblings[own] == node:
            break
        tag, *look = tree.signature(siblings[own]).split(".")
        before = siblings[:own] if look[0] and tag not in ("td", "tr", "p", "span") else []
        # "div.item" as "div.item.host", not "div.cell.user" as "div.cell.main"
        alike = [each for each in before if {tag, *look} <= {*tree.signature(each).split(".")}]
        if sum(map(tree.letters, alike)) >= 8:
            head.roots = [*own_roots, *(each for each in before if each <= alike[-1])]
            return [each for each in siblings if each > alike[-1]]
        siblings = tree.children(siblings[own])
    return roots


def _swallowed(tree: Tree, siblings: list[int], last: int, top: int) -> list[int]:
    """Where tags are not closed, the text of a post swallows all posts after it."""
    after = siblings[bisect_left(siblings, last) + 1 :] if siblings[-2:-1] == [last] else []
    alone = len(after) == 1 and tree.signature(after[0]) != tree.signature(top)
    return after if alone else []


class _Family:
    """The children of one node, some of them with marks."""

    def __init__(self, tree: Tree, siblings: list[int], count: Callable[[int], int]) -> None:
        self.siblings = siblings
        self.place = {node: n for n, node in enumerate(siblings)}
        self._marked = [n for n, s in enumerate(siblings) if count(s)]
        self._is_before = _text_stands_before(tree, siblings, self._marked)

    def neighbours(self, at: int) -> list[int]:
        """A marked child and those beside it that no other mark claims."""
        marked = self._marked
        here = bisect_left(marked, at)
        low = 0 if here == 0 else marked[here - 1] + 1
        high = len(self.siblings) if here == len(marked) - 1 else marked[here + 1]
        if self._is_before:
            high = at + 1
        elif here:
            low = at
        return self.siblings[low:high]


def _text_stands_before(tree: Tree, siblings: list[int], marked: list[int]) -> bool:
    """Whether, in a flat run, each text stands before the line that says who and when."""
    if len({tree.signature(siblings[n]) for n in marked}) != 1 or len(marked) < 2:
        return False
    tail = sum(tree.letters(s) for s in siblings[marked[-1] + 1 :])
    head = sum(tree.letters(s) for s in siblings[: marked[0]])
    between = [
        sum(tree.letters(s) for s in siblings[a + 1 : b]) for a, b in itertools.pairwise(marked)
    ]
    return head > 0 and tail == 0 and all(n > 0 for n in between)


def set_holes(tree: Tree, records: list[Record]) -> None:
    """Tell each record which others stand inside of it."""
    owners = sorted((root, n) for n, record in enumerate(records) for root in record.roots)
    roots = [root for root, _ in owners]
    for n, record in enumerate(records):
        inside = [
            each
            for root in record.roots
            for each in owners[bisect_right(roots, root) : bisect_left(roots, tree.end[root])]
        ]
        for root, other in sorted(set(inside), key=lambda pair: (pair[1], pair[0])):
            if other != n and not tree.holds(root, record.origin):
                record.holes.append(root)
