"""Which pieces of a page are records: one posting time each, and what belongs to it.

Times of one kind (same mark-up) stand or fall together. The kind that splits most of the page's
text begins the posts; another kind is taken if it stands apart, or names an author and says
something of its own inside a post (a comment under an answer); else it only tells of edits,
memberships, quotes.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from typing import Final

from leadminer.mining.extraction.html.texts import line_of
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.author_marks import Mark
from leadminer.mining.extraction.marks.mark_words import LAST_POST
from leadminer.mining.extraction.marks.name_lines import name_before_time, name_in_line
from leadminer.mining.extraction.marks.reading import Marks
from leadminer.mining.extraction.records.record_parts import (
    Record,
    exclusive,
    learn_homes,
    letters_of,
    own_root,
    regions,
)
from leadminer.mining.extraction.values.builds import KINDS_MAX, SiteMemory

_KINDS_MAX: Final = 60
_TEXT_ENOUGH: Final = 400
_TEXT_MIN: Final = 8  # letters of a text of its own
_TEXT_ALONE: Final = 15  # ... where nothing on the page is to compare with
_LAST: Final = re.compile(
    rf"\W*(?:most recent|latest|last|newest|neueste[rs]?)\b|{LAST_POST.pattern}", re.I
)
_TEXT_SHORT: Final = 4  # ... but times of its kind are known to be those of posts


def find_records(tree: Tree, marks: Marks, memory: SiteMemory) -> list[Record]:
    """Records in page order, lists and all; their authors are not yet known."""
    kept = _chosen(tree, marks, memory)
    records = regions(tree, kept, memory.homes)
    learn_homes(tree, records, memory.homes, KINDS_MAX)
    return records


def _chosen(tree: Tree, marks: Marks, memory: SiteMemory) -> list[Mark]:
    kinds: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks.dates:
        kinds[mark.kind].append(mark)
    known = kinds
    order = sorted(known, key=lambda k: -_worth(tree, known[k], marks, memory))[:_KINDS_MAX]
    kept: list[Mark] = []
    for kind in order:
        taken = known[kind] if not kept else _taken(tree, known[kind], kept, marks, memory)
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


def _taken(
    tree: Tree, dates: list[Mark], kept: list[Mark], marks: Marks, memory: SiteMemory
) -> list[Mark]:
    """Of one more kind: times that stand apart from the records so far, or are records inside."""
    records = regions(tree, kept, memory.homes)
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
    taken, unsure = list[Mark](), list[Mark]()
    for date in dates:
        home = homes[date.node]
        if home is None:
            taken.append(date)
        elif not tree.holds(own_root(tree, home), date.node):
            if _stands_alone(tree, date, nodes, names):
                taken.append(date)
        elif _is_record_inside(tree, date, home, nodes, names, crowd=inside[home.origin]):
            taken.append(date)
        else:
            unsure.append(date)
    usual = len(taken) * 2 >= len(dates) or (
        memory.posts[dates[0].kind] > 0 or memory.heads[dates[0].kind] > 1
    )
    for date in unsure:
        home = homes[date.node]
        if home and _is_record_around(tree, date, home, nodes, names, records=records, usual=usual):
            taken.append(date)
    return taken


def _tells_last_post(tree: Tree, top: int) -> bool:
    """Whether a piece only says who spoke last in a thread, and when."""
    return tree.letters(top) <= 80 and bool(_LAST.match(line_of(tree.elements[top])))


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
    if _names_several(tree, date, names):
        return False
    if names.inside(top):
        return True
    return tree.letters(top) - letters_of(date) >= 15


def _is_record_inside(
    tree: Tree, date: Mark, home: Record, nodes: list[int], names_of: Names, *, crowd: int
) -> bool:
    top = exclusive(tree, date.node, nodes)
    if tree.holds(top, home.origin):
        return False
    own = tree.letters(top) - letters_of(date)
    if _tells_last_post(tree, top) or _names_several(tree, date, names_of):
        return False
    rest = sum(tree.letters(root) for root in home.roots) - tree.letters(top)
    names = names_of.inside(top)
    others = names_of.is_beside(home, top)
    if len(names) > 1 and not others:
        top = _around_own(tree, date.node, home, top, names_of)
        names, others = names_of.inside(top), names_of.is_beside(home, top)
        own = tree.letters(top) - letters_of(date)
    if rest < 2 or (
        len(home.roots) == 1 and tree.parent[home.roots[0]] < 0 and not others and names
    ):
        return bool(names) and own >= 1  # the page held one time so far: all was its region
    if names:
        # linked letters were not counted, be the link around the name or in it
        own -= sum(min(len(a.name), tree.letters(a.node)) for a in names)
        return others and (own >= 1 or _parts_page(tree, date, home, names))  # "+1"
    if own >= 1 and (_says_name(date) or _leads_to_itself(tree, date.node, top)):
        return True
    left = rest - letters_of(home.mark)  # a note of change stands with all that a post says
    if own >= _TEXT_MIN and left >= _TEXT_ALONE and _begins_with_name(date):
        return True
    # a question and its one answer: each says who and when in the same way
    alike = tree.signature(date.node) == tree.signature(home.origin)
    return own >= 15 and (crowd >= 2 or (alike and rest - letters_of(home.mark) >= 15))


def _is_record_around(
    tree: Tree,
    date: Mark,
    home: Record,
    nodes: list[int],
    names: Names,
    *,
    records: list[Record],
    usual: bool,
) -> bool:
    """Whether a time is of the post in which its home, a comment, stands whole.

    `usual`: times of this kind are those of posts.
    """
    inner, top = exclusive(tree, home.origin, nodes), exclusive(tree, date.node, nodes)
    root = own_root(tree, home)
    if tree.holds(inner, top) or tree.holds(top, inner) or not tree.holds(root, inner):
        return False
    if not (names.inside(inner) or _says_name(home.mark) or _begins_with_name(home.mark)):
        return False
    before = (name.node < inner for n in home.roots for name in names.inside(n))
    if not (usual or names.inside(top) or _says_name(date) or any(before)):
        return False
    if tree.letters(root) - tree.letters(inner) - tree.letters(top) < 1:
        return False
    inside = sum(min(len(a.name), tree.letters(a.node)) for a in names.inside(inner))
    inside += 0 if tree.in_link[home.origin] else letters_of(home.mark)
    if tree.letters(inner) - inside < 1:
        return False  # a row of links
    said = _said_beside(tree, home.mark, inner, names)
    others = [r.mark for r in records if r.kind == home.kind and r is not home]
    if not others:
        return len(said) >= (_TEXT_SHORT if usual else _TEXT_ALONE)
    # what each of a kind says is no text ("answered", "points")
    return bool(said) and all(
        said != _said_beside(tree, mark, exclusive(tree, mark.node, nodes), names)
        for mark in others[:3]
    )


def _names_several(tree: Tree, date: Mark, names: Names) -> bool:
    """Whether a time tells what several people did: "closed on 3 May by anna, bob"."""
    told = [re.escape(name.name) for name in names.inside(date.node)]
    line = line_of(tree.elements[date.node])
    return any(re.search(rf"{a}\s?[,、&]\s?{b}", line) for a, b in itertools.pairwise(told[:8]))


def _says_name(date: Mark) -> bool:
    """Whether the line of a time names somebody."""
    return bool(name_in_line(date.line or date.said))


def _begins_with_name(date: Mark) -> bool:
    """Whether nothing but a blank parts a time from the name before it."""
    return bool(name_before_time(date.line or date.said))


def _said_beside(tree: Tree, mark: Mark, top: int, names: Names) -> str:
    """The letters of a piece beside its time and names."""
    text = line_of(tree.elements[top]).replace(mark.said, " ")
    for name in names.inside(top):
        text = text.replace(name.name, " ")
    return "".join(filter(str.isalpha, text))


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
    lines = letters_of(date) + sum(len(name.name) for name in names)
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
