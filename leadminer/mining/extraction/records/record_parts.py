"""What of a page belongs to which of its times: subtrees, and in a flat run what stands between."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.tree import INLINE, Tree
from leadminer.mining.extraction.marks.author_marks import Mark

_HEAD_MAX: Final = 60  # letters of a page's head beside a time
_STEPS_MAX: Final = 4
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEADING: Final = INLINE | _HEADINGS | {"dt"}
_LEAD_MAX: Final = 40  # letters of a name
_BESIDE_MAX: Final = 40  # letters beside what holds two posts


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
    begins_above: bool = False  # loose text before its first root is its own
    ends_below: bool = True  # and that behind its last root

    @property
    def origin(self) -> int:
        """The node all relations start from."""
        return self.mark.node

    def holds(self, tree: Tree, node: int) -> bool:
        """Whether a node stands in it and in no record inside."""
        return any(tree.holds(root, node) for root in self.roots) and not any(
            tree.holds(hole, node) for hole in self.holes
        )


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
        root, built = own_root(tree, group[0]), kind.split(" < ")
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


def regions(
    tree: Tree, marks: list[Mark], known: Counter[tuple[str, str]] | None = None
) -> list[Record]:
    """What belongs to each mark: its own subtree, and the neighbours that no other mark claims.

    `known`: what earlier pages taught of what holds marks of a kind (`learn_homes`).
    """
    nodes = [m.node for m in marks]
    count = lambda node: bisect_left(nodes, tree.end[node]) - bisect_left(nodes, node)  # noqa: E731
    tops = {m.node: exclusive(tree, m.node, nodes) for m in marks}
    families: dict[int, _Family] = {}
    homes = _homes(tree, marks, tops, known or Counter())
    found = []
    for mark in marks:
        top = tops[mark.node]
        up = tree.parent[top]
        if up < 0:
            found.append(Record(mark, mark.kind, _between_rules(tree, mark.node) or [top]))
            continue
        if up not in families:
            families[up] = _Family(tree, tree.children(up), count)
        family = families[up]
        roots = family.neighbours(family.place[top])
        if owner := homes.get(up):
            roots = family.around(roots, top, is_owner=owner == top)
        if found and found[-1].kind != mark.kind:
            roots = _without_first(tree, found[-1], roots, mark.node)
        says_little = sum(tree.letters(r) for r in roots) - letters_of(mark) <= 20
        if says_little and not _letters_in(tree.elements[roots[-1]].tail):
            roots += _swallowed(tree, family.siblings, roots[-1], top)
        begins, ends = family.begins_above, not family.is_before
        found.append(Record(mark, mark.kind, roots, begins_above=begins, ends_below=ends))
    return found


def learn_homes(
    tree: Tree, records: list[Record], known: Counter[tuple[str, str]], most: int
) -> None:
    """Learn which elements the records of each kind fill."""
    for record in records:
        root = own_root(tree, record)
        place = (record.kind, tree.signature(root))
        named = root != record.origin and tree.elements[root].get("class")
        if named and (place in known or len(known) < most):
            known[place] += 1


def _homes(
    tree: Tree, marks: list[Mark], tops: dict[int, int], known: Counter[tuple[str, str]]
) -> dict[int, int]:
    """What holds a post and, before its time at the foot, comments: with the piece of that time.

    Posts of its kind without comments fill all of such an element.
    """
    whole: dict[str, set[str]] = defaultdict(set)
    parts: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        top = tops[mark.node]
        if top != mark.node and tree.elements[top].get("class"):
            whole[mark.kind].add(tree.signature(top))
        if tree.parent[top] >= 0:
            parts[tree.parent[top]].append(mark)
    found = {}
    for up, inside in parts.items():
        look = tree.signature(up)
        owners = [m for m in inside if look in whole[m.kind] or known[m.kind, look] > 1]
        if len(owners) == 1 and tree.elements[up].get("class"):
            found[up] = tops[owners[0].node]
    return found


def _between_rules(tree: Tree, node: int) -> list[int]:
    """What stands with a lone mark between two drawn lines, where something is said there."""
    for at in (node, *tree.ups(node)):
        siblings = tree.children(tree.parent[at]) if tree.parent[at] >= 0 else []
        rules = [each for each in siblings if tree.elements[each].tag == "hr"]
        if rules and rules[0] < at:
            above = max(each for each in rules if each < at)
            below = min((each for each in rules if each > at), default=len(tree))
            roots = [each for each in siblings if above < each < below]
            return roots if sum(tree.letters(each) for each in roots if each > at) else []
    return []


def _without_first(tree: Tree, head: Record, roots: list[int], node: int) -> list[int]:
    """A record's roots without the first post of its thread, where that tells no time itself.

    When it was begun, and by whom, is told above, in the head of the page: it goes there. It looks
    as the post does that comes after it.
    """
    own_roots = [root for root in head.roots if not tree.holds(root, node)]
    if sum(map(tree.letters, own_roots)) - letters_of(head.mark) > _HEAD_MAX:
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
        if sum(tree.letters(each) for each in siblings if each != siblings[own]) >= _BESIDE_MAX:
            break  # it says enough there to be a post itself
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
        self.is_before = _text_stands_before(tree, siblings, self._marked)
        self._rules = _rules_between(tree, siblings, self._marked)
        self._lead = _lead_of(tree, siblings, self._marked)
        self.begins_above = self.is_before or bool(self._rules)

    def neighbours(self, at: int) -> list[int]:
        """A marked child and those beside it that no other mark claims."""
        marked = self._marked
        if self._rules:
            after = bisect_left(self._rules, at)
            end = self._rules[after] if after < len(self._rules) else len(self.siblings)
            return self.siblings[self._rules[after - 1] + 1 if after else 0 : end]
        here = bisect_left(marked, at)
        low = 0 if here == 0 else marked[here - 1] + 1
        high = len(self.siblings) if here == len(marked) - 1 else marked[here + 1] - self._lead
        if self.is_before:
            high = at + 1
        elif here:
            low = at - self._lead
        return self.siblings[low:high]

    def around(self, roots: list[int], top: int, *, is_owner: bool) -> list[int]:
        """The roots of what tells its time below others, and of these: the children before the
        first of them are its own."""
        first = self._marked[0]
        if self.siblings[first] == top and is_owner:
            return roots
        if is_owner:
            return [*self.siblings[:first], *(root for root in roots if root >= top)]
        return [root for root in roots if root >= top]


def _rules_between(tree: Tree, siblings: list[int], marked: list[int]) -> list[int]:
    """Where the lines are drawn that part a flat run: one below what each says; else none."""
    rules = [n for n, node in enumerate(siblings) if tree.elements[node].tag == "hr"]
    if len(marked) < 2:
        return []
    above = below = 0
    for one, other in itertools.pairwise(marked):
        between = rules[bisect_right(rules, one) : bisect_left(rules, other)]
        if len(between) != 1:
            return []
        above += _said_after(tree, siblings, one, between[0])
        below += _said_after(tree, siblings, between[0], other)
    if above == 0 < _said_after(tree, siblings, -1, marked[0]) and below:
        return rules  # each says who spoke below what was said, and then a line is drawn
    return rules if above > below else []  # else they part who spoke from what was said


def _said_after(tree: Tree, siblings: list[int], at: int, end: int) -> int:
    """Letters in neighbours between two of them, and as loose text there; headings aside."""
    before = tree.elements[siblings[at]].tail if at >= 0 else _parent_text(tree, siblings)
    between = [n for n in siblings[at + 1 : end] if tree.elements[n].tag not in _HEADINGS]
    return _letters_in(before) + sum(map(tree.letters, between))


def _letters_in(text: str | None) -> int:
    return sum(map(str.isalnum, text or ""))


def _parent_text(tree: Tree, siblings: list[int]) -> str | None:
    text: str | None = tree.elements[tree.parent[siblings[0]]].text
    return text


def _lead_of(tree: Tree, siblings: list[int], marked: list[int]) -> int:
    """How many small elements before each time, the first of all as well, are of one look each:
    in a flat run they say who, and the time follows."""
    if len(marked) < 2:
        return 0
    most = min(marked[0], *(b - a - 1 for a, b in itertools.pairwise(marked)))
    lead = 0
    while lead < most:
        before = [siblings[at - lead - 1] for at in marked]
        small = all(
            tree.elements[node].tag in _LEADING and tree.letters(node) <= _LEAD_MAX
            for node in before
        )
        if not small or len({tree.signature(node) for node in before}) > 1:
            break
        lead += 1
    return lead


def _text_stands_before(tree: Tree, siblings: list[int], marked: list[int]) -> bool:
    """Whether, in a flat run, each text stands before the line that says who and when."""
    if len({tree.signature(siblings[n]) for n in marked}) != 1 or len(marked) < 2:
        return False
    tail = _said_after(tree, siblings, marked[-1], len(siblings))
    head = _said_after(tree, siblings, -1, marked[0])
    between = [_said_after(tree, siblings, a, b) for a, b in itertools.pairwise(marked)]
    if all(tree.elements[n].tag in INLINE for n in siblings):
        return False  # a line of who and when
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


def letters_of(mark: Mark) -> int:
    """Letters and digits of what says the time."""
    return sum(c.isalnum() for c in mark.said)


def own_root(tree: Tree, record: Record) -> int:
    """Of a record's roots the one in which its time stands."""
    return next((r for r in record.roots if tree.holds(r, record.origin)), record.roots[0])
