"""A page of a wiki under which readers write: its own words are told apart from what is said below.

When it was written, and by whom, stands in its foot alone ("Last modified: 2026/03/04 by anna").
"""

from __future__ import annotations

import re
from datetime import datetime
from itertools import islice
from typing import Final

from leadminer.mining.extraction.html.texts import line_of, text_of
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.markup.quotes import not_own
from leadminer.mining.extraction.records.bodies import FLOW, weigh
from leadminer.mining.extraction.records.record_parts import Record
from leadminer.mining.extraction.values.dates import Zone, read_time
from leadminer.mining.extraction.values.items import Post

_BELOW: Final = re.compile(
    r"\W*(?:\d+\s+)?(?:comments?|discussions?|kommentare?|diskussion|commentaires?|discussion|"
    r"comentarios?|comentários?|discusión|discussão|commenti|discussione|reacties|komentarze|"
    r"dyskusja|комментари\w+|обсуждение|评论|評論|留言|讨论|討論|コメント|議論|댓글|토론|bình luận|"
    r"yorumlar|تعليقات)\W*(?:\d+\W*)?",
    re.I,
)
_CHANGED: Final = re.compile(
    r"(?:last (?:modified|edited|updated|changed)|zuletzt (?:geändert|bearbeitet)|"
    r"dernière modification|última (?:modificación|modificação)|ultima modifica|"
    r"laatst gewijzigd|ostatnio zmodyfikowan\w+|последн\w+ (?:изменени|правк)\w+|"
    r"最后(?:修改|更新|编辑)|最後(?:修改|更新|編輯)|最終更新|마지막으로 (?:수정|편집))\W*(.{6,60})",
    re.I,
)
_WHO: Final = re.compile(
    r"\s(?:by|von|durch|par|por|da|door|przez|автор|由|者)\s+(\S.{0,40})$", re.I
)
_FOOT_MAX: Final = 160
_LETTERS_MIN: Final = 10.0


def words_above(
    tree: Tree, records: list[Record], title: str, *, now: datetime, zone: Zone
) -> Post | None:
    """What a wiki's page says above its comments; None of pages that are not built so."""
    head = next((n for n in _headings(tree) if line_of(tree.elements[n]) == title), None)
    if head is None:
        return None
    below = next((n for n in _headings(tree) if n > head and _is_below(tree, n)), None)
    if below is None or any(head < record.origin < below for record in records):
        return None
    nodes = _flow(tree, tree.end[head], below)
    if sum(weigh(tree, node) for node in nodes) < _LETTERS_MIN:
        return None
    foot = _foot(tree, now=now, zone=zone)
    if foot is None:
        return None
    elements = [tree.elements[node] for node in nodes]
    text = "\n".join(filter(None, (text_of(each, not_own(each)) for each in elements)))
    return Post(text=text, author=foot[1], posted=foot[0], method="blocks") if text else None


def _headings(tree: Tree) -> list[int]:
    tags = ("h1", "h2", "h3", "h4", "legend")
    return [n for n in range(len(tree)) if tree.elements[n].tag in tags]


def _is_below(tree: Tree, node: int) -> bool:
    return bool(_BELOW.fullmatch(line_of(tree.elements[node])[:60]))


def _flow(tree: Tree, start: int, end: int) -> list[int]:
    """Paragraphs and lists of a stretch of a page, the outermost."""
    found: list[int] = []
    node = start
    while node < end:
        if tree.chrome[node] or tree.elements[node].tag in ("form", "nav", "script"):
            node = tree.end[node]
        elif tree.elements[node].tag in FLOW:
            found.append(node)
            node = tree.end[node]
        else:
            node += 1
    return found


def _foot(tree: Tree, *, now: datetime, zone: Zone) -> tuple[datetime, str] | None:
    """When a page was last changed, and by whom."""
    for element in islice(reversed(tree.elements), 1500):
        line = line_of(element) if len(element) <= 6 else ""
        told = _CHANGED.search(line) if len(line) <= _FOOT_MAX else None
        if told is None:
            continue
        who = _WHO.search(told[1])
        when = read_time(told[1][: who.start()] if who else told[1], now=now, zone=zone)
        if when:
            return when, who[1].strip() if who else ""
    return None
