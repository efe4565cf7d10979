"""Posts of a page without mark-up: who said what when, found by what repeats on the page.

`marks` finds times and names, `records` what belongs to each time, where in it the name and the
text stand, and which records only announce others.
Nothing here knows any one site.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line, text_of
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.reading import Marks, find_marks
from leadminer.mining.extraction.notices.notice_tables import notice_tables
from leadminer.mining.extraction.notices.pairs import label_pairs
from leadminer.mining.extraction.notices.placed_by import named_apart
from leadminer.mining.extraction.notices.record_words import silence_facts
from leadminer.mining.extraction.places.fields import field_elements, lines_with_fields, read_fields
from leadminer.mining.extraction.places.titles import heading_near, subject_lines
from leadminer.mining.extraction.posts.afterwords import without_signatures
from leadminer.mining.extraction.posts.answered import find_answered
from leadminer.mining.extraction.posts.echoes import Echoes
from leadminer.mining.extraction.posts.mail_text import own_lines, without_head, without_labels
from leadminer.mining.extraction.posts.notice_posts import NoticePosts, notices_of
from leadminer.mining.extraction.posts.people import learn_from, page_of
from leadminer.mining.extraction.posts.post_texts import PageTexts, skipped, without_controls
from leadminer.mining.extraction.posts.wiki_pages import words_above
from leadminer.mining.extraction.records.bodies import (
    Piece,
    only_leads_away,
    only_links,
    vote_bodies,
)
from leadminer.mining.extraction.records.controls import post_controls, row_controls
from leadminer.mining.extraction.records.furniture import (
    kept_of,
    only_announces,
    only_files,
    only_names,
    only_tells_of_act,
    tells_of_thread,
    without_echoes,
    without_feet,
    without_figures,
)
from leadminer.mining.extraction.records.list_rows import (
    CONTROL_PLACE,
    LIST_SHARE,
    beside,
    lists_first,
    rows_of,
    rows_share,
    shape_of,
    title_links,
)
from leadminer.mining.extraction.records.named_records import named_only
from leadminer.mining.extraction.records.names import find_unmarked_authors, mail_of, vote_authors
from leadminer.mining.extraction.records.own_titles import titles_apart
from leadminer.mining.extraction.records.page_head import leave_out_head
from leadminer.mining.extraction.records.permalinks import anchor_of, permalink_of
from leadminer.mining.extraction.records.reading import find_records
from leadminer.mining.extraction.records.record_parts import Record, alike, set_holes
from leadminer.mining.extraction.records.record_values import data_author, price_of
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.company_labels import has_legal_form
from leadminer.mining.extraction.values.date_words import DAY_WORDS, MONTHS, WEEKDAYS
from leadminer.mining.extraction.values.dates import Zone, has_clock, is_time
from leadminer.mining.extraction.values.items import Post

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HEADING_MAX: Final = 40
_FEW_SHARE: Final = 0.5


@dataclass(slots=True)
class Thread:
    """What a page holds of threads."""

    posts: list[Post]  # in page order
    looks: bool  # as if it held posts, yet none could be read
    own_links: set[HtmlElement]  # addresses and controls of posts and rows: they lead nowhere new
    listed: int = 0  # rows that only announce threads


def read_thread(
    body: HtmlElement,
    base: str,
    *,
    page: str,
    now: datetime,
    zone: Zone,
    title: str,
    memory: SiteMemory | None = None,
) -> Thread:
    """The posts of a page without mark-up.

    `base`: what links are relative to; `page`: the page's own canonical address.
    """
    memory = memory if memory is not None else SiteMemory()
    tree = Tree(body)
    tree.people = memory.known_people()
    marks = _marks_of(tree, base, now=now, zone=zone)
    pairs = label_pairs(tree)
    whole = notices_of(
        tree, pairs, marks, base=base, page=page, title=title, now=now, zone=zone, memory=memory
    )
    if whole and not whole.below:
        if whole.listed:
            _learn_rows(tree, marks, base, page=page, title=title, memory=memory)
        return Thread(whole.posts, False, set(), whole.listed)
    subjects = subject_lines(tree, title)
    tree.silence(subjects)
    records = _records_of(tree, marks, base, whole, title=title, memory=memory)
    groups = alike(tree, records)
    rows, shapes = set[int](), set[tuple[int, str]]()
    found: list[tuple[int, Post]] = []
    listed, own, ranks = 0, set[HtmlElement](), set[str]()
    reader = PageTexts(tree, base, page, title, now, zone, memory, Echoes(tree, memory), pairs)
    for group in lists_first(tree, groups.values(), base, page=page, title=title):
        group = beside(tree, group, rows, shapes) if rows else group
        if not group or (len(group) == 1 < len(groups) and tells_of_thread(tree, group[0])):
            continue
        vote_authors(tree, group, marks, memory)
        share, title_at = rows_share(tree, group, base, page=page, title=title)
        if _is_list(
            tree, group, base, share=share, at=title_at, page=page, title=title, memory=memory
        ):
            listed += len(group)
            own |= row_controls(tree, group, title_at)
            rows |= rows_of(tree, group)
            shapes |= {shape_of(tree, row) for row in rows}
            continue
        titles = titles_apart(tree, group, title)
        if len(group) == 1 and not group[0].author and not whole:
            group[0].author = named_apart(tree, title)
        later = whole is not None or (len(group) == 1 and group[0] is not records[0])
        find_unmarked_authors(tree, group, memory, title, answers=later)
        silence_facts(tree, [] if whole else records, pairs)
        bodies = vote_bodies(tree, group, memory)
        controls = post_controls(tree, group, bodies, memory)
        told = _posts_of(reader, group, bodies, titles, {tree.elements[n] for n in subjects})
        own |= controls if told else set()
        usual = memory.ranks_of(group[0].kind)
        kept, listed = kept_of(told if bodies else None, len(group), listed, ranks, usual)
        found += kept
    found.sort(key=lambda pair: pair[0])
    single = {g[0].origin: memory.posts[k] for k, g in groups.items() if len(g) == 1}
    if whole:  # a notice: who answers it says so with a name
        answers = [post for _, post in found if post.author and post.posted]
        return Thread([*whole.posts, *answers], False, own, listed)
    posts = without_figures(without_feet(without_echoes(found, single, listed, title, now=now)))
    without_signatures(posts, memory)
    _name_lone(tree, posts, records, title)
    find_answered(tree, posts, found, records)
    if above := words_above(tree, records, title, now=now, zone=zone):
        posts = [above, *posts]
    learn_from(posts, page, groups, memory)
    return Thread(posts, bool(records) and not posts and listed == 0, own, listed)


def _name_lone(tree: Tree, posts: list[Post], records: list[Record], title: str) -> None:
    """A lone post on a page called as a company is called as the heading beside it."""
    if len(posts) == len(records) == 1 and not posts[0].title and has_legal_form(title):
        posts[0].title = heading_near(tree, records[0].origin, title)


def _records_of(
    tree: Tree,
    marks: Marks,
    base: str,
    whole: NoticePosts | None,
    *,
    title: str,
    memory: SiteMemory,
) -> list[Record]:
    below = whole.below if whole else []
    records = below or find_records(tree, marks, memory) or named_only(tree, marks, base)
    set_holes(tree, records)
    leave_out_head(tree, records, marks, title)
    return records


def _posts_of(
    reader: PageTexts,
    group: list[Record],
    bodies: dict[int, Piece],
    titles: dict[int, int],
    subjects: set[HtmlElement],
) -> list[tuple[int, Post]]:
    """What the records of a kind say, each with where it begins."""
    told = []
    reader.echoes.knows(record.author.name for record in group if record.author)
    for record in group:
        piece = bodies.get(record.origin)
        if piece is None or (len(group) == 1 and only_links(reader.tree, piece)):
            continue
        if only_leads_away(reader.tree, piece, reader.base, reader.page):
            continue
        post = _read_post(reader, record, piece, skipped(reader.tree, record) | subjects)
        if post and not _tells_only_when(post):
            reader.echoes.hear(post)
            _name_own(reader.tree, post, titles, record)
            told.append((record.origin, post))
    return told


_ONLY_HOUR: Final = re.compile(r"\d{1,2}[:.](\d\d)(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?", re.I)
_WORD: Final = re.compile(r"[^\W\d_]+")
_WHEN_WORDS: Final = WEEKDAYS | MONTHS.keys() | DAY_WORDS.keys() | {"am", "pm", "at", "um", "uhr"}


def _tells_only_when(post: Post) -> bool:
    """Whether all it says is the hour of its own time, which stands apart from the day, or another
    time, as that of the last answer in a row of a list."""
    text = post.text.strip()
    hour = _ONLY_HOUR.fullmatch(text) if post.posted else None
    if hour and post.posted and (post.posted.minute - int(hour[1])) % 15 == 0:  # in any zone
        return True
    is_bare = _WHEN_WORDS.issuperset(_WORD.findall(text.lower()))
    return is_bare and has_clock(text) and is_time(text)


def _marks_of(tree: Tree, base: str, *, now: datetime, zone: Zone) -> Marks:
    for table in notice_tables(tree.elements[0]):  # its times are of pages that its rows lead to
        if (at := tree.number.get(table)) is not None:
            tree.chrome[at : tree.end[at]] = b"\x01" * (tree.end[at] - at)
    marks = find_marks(tree, base, now=now, zone=zone)
    if not marks.dates and _tells_updates(tree):
        marks = find_marks(tree, base, now=now, zone=zone)
    return marks


def _tells_updates(tree: Tree) -> bool:
    """Whether posts are called "updated" when they were written; the word is taken away then.

    It is the one time that hAtom asks of an entry; a page that shows no other means that.
    """
    called = [e for e in tree.elements if "updated" in (e.get("class") or "").split()]
    for element in called:
        rest = [name for name in (element.get("class") or "").split() if name != "updated"]
        element.set("class", " ".join(rest))
    return bool(called)


def _name_own(tree: Tree, post: Post, titles: dict[int, int], record: Record) -> None:
    """Where records have headings of their own, each is a post of its own."""
    if titles:
        at = titles.get(record.origin)
        post.title = line_of(tree.elements[at]) if at is not None else ""
        post.stands_alone = True


def _is_list(
    tree: Tree,
    group: list[Record],
    base: str,
    *,
    share: float,
    at: str,
    page: str,
    title: str,
    memory: SiteMemory,
) -> bool:
    """Whether the records of a kind only announce threads that stand elsewhere.

    `share` of them do, by links that stand `at` the same place. The last page of a list may hold
    a row or two, which say little alone: there it counts where earlier pages had their titles.
    """
    kind = group[0].kind
    known = memory.rows[kind] > memory.posts[kind]
    if len(group) >= 2:
        is_list = share >= LIST_SHARE or (
            share >= _FEW_SHARE and known and memory.titles[kind, at] > 0
        )
        memory.learn(memory.rows if is_list else memory.posts, kind, len(group))
        if share >= LIST_SHARE and at:
            memory.learn_place(memory.titles, kind, at)
        return is_list
    if memory.posts[kind] > memory.rows[kind]:
        return False
    links = title_links(tree, group[0], base, page=page, title=title) if known else []
    if any(memory.titles[kind, place] for place, _, _ in links):
        return True
    return _announces(tree, group[0], base, page=page, title=title, read=memory.read)


def _learn_rows(
    tree: Tree, marks: Marks, base: str, *, page: str, title: str, memory: SiteMemory
) -> None:
    """Learn where rows that were known as cards have their titles, for pages with one of them."""
    for kind, group in alike(tree, find_records(tree, marks, memory)).items():
        share, at = rows_share(tree, group, base, page=page, title=title)
        if len(group) >= 2 and share >= LIST_SHARE and at:
            memory.learn(memory.rows, kind, len(group))
            memory.learn_place(memory.titles, kind, at)


def _announces(
    tree: Tree, record: Record, base: str, *, page: str, title: str, read: set[str]
) -> bool:
    """Whether a lone record is a row: the name of another page stands as near as any text."""
    heading = _steps_to_heading(tree, record, title)
    links = title_links(tree, record, base, page=page, title=title)
    places = Counter(relation for relation, _, _ in links)
    for relation, url, text in links:
        # an entry with a heading of its own, on a page that has one as well
        is_own = heading < _FAR and bool(_IN_HEADING.search(relation))
        if url in read and not is_own:
            continue  # a list we come from, not a thread to go to
        if places[relation] > 2 or CONTROL_PLACE.search(relation):
            continue  # a list of other threads beside a post (a row names one), tags, buttons
        steps = int(relation.partition("/")[0])
        if steps >= heading or (heading <= 3 and not is_own):
            continue  # the page's own heading stands as near: this is what the page is about
        named = re.search(
            r"title|subject|topic|headline|thread|question|/h[2-5]\.|/th\.", relation, re.I
        )
        near = 0
        for root in record.roots:
            up = root
            for candidate in (record.origin, *tree.ups(record.origin)):
                if tree.depth[record.origin] - tree.depth[candidate] <= steps and tree.holds(
                    root, candidate
                ):
                    up = candidate
            near = max(near, tree.letters(up)) if tree.holds(root, record.origin) else near
        near -= sum(c.isalnum() for c in record.mark.said)
        if (named and steps <= 5) or (len(text) >= 4 and near <= 40 and steps <= 3):
            return near <= 400
    return False


_FAR: Final = 99  # steps
_IN_HEADING: Final = re.compile(r"/h[2-5]\.")


def _steps_to_heading(tree: Tree, record: Record, title: str) -> int:
    """How far up from the time the page's own heading is met."""
    for root in record.roots:
        for node in range(root, min(tree.end[root], record.origin + 400)):
            element = tree.elements[node]
            if element.tag in ("h1", "h2", "h3") and title and title in line_of(element):
                return tree.depth[record.origin] - tree.depth[tree.meeting(record.origin, node)]
    return _FAR


def _read_post(
    reader: PageTexts, record: Record, piece: Piece, skip: set[HtmlElement]
) -> Post | None:
    tree, base, page, title = reader.tree, reader.base, reader.page, reader.title
    element = tree.elements[piece.nodes[0]]
    author, date = record.author, record.mark
    name = data_author(tree, record) or (one_line(author.name) if author else "")
    name = "" if reader.is_label(record, name) else name
    said = reader.text_of(record, piece, skip, name)
    record.repeats = [line for line in said.split("\n") if line.startswith((">", "＞"))]
    text = without_head(own_lines(said), name=name, title=title)
    text = without_labels(text, name=name, said=date.said, title=title)
    text = without_controls(text)
    fields: dict[str, str] = {}
    for root in record.roots:
        for table in field_elements(tree.elements[root]):
            at = tree.number.get(table)
            if at is not None and record.holds(tree, at) and not tree.chrome[at]:
                fields |= read_fields(table)
    cards = [text_of(tree.elements[n]) for n in record.cards if n not in piece.nodes]
    fields = reader.facts_of(record) | lines_with_fields("\n".join(cards)) | fields
    if not text or only_names(text) or only_announces(text):
        return None
    if all(tree.elements[n].tag in _HEADINGS for n in piece.nodes) and len(text) <= _HEADING_MAX:
        return None  # "Follow-ups"
    if only_files(text, element) or only_tells_of_act(text, element):
        return None
    price = price_of(tree, record)
    if price:
        fields.setdefault("price", price)
    return Post(
        text=text,
        author=name,
        author_url=page_of(author, base),
        posted=date.time,
        anchor=anchor_of(tree, record),
        fields=fields,
        lang=next(
            (e.get("lang") for e in (element, *element.iterancestors()) if e.get("lang")), None
        ),
        method="blocks",
        url=permalink_of(tree, record, base, page),
        contacts=mail_of(tree, record),
    )
