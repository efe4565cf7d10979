"""Who placed a notice, where no label says so: a box whose heading tells whose it is, a portrait, a
company below the heading of the page."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from leadminer.mining.extraction.html.texts import line_of, one_line
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.author_marks import Mark
from leadminer.mining.extraction.marks.mark_words import DATE_LIKE, NO_NAME
from leadminer.mining.extraction.values.company_labels import has_legal_form, role_of
from leadminer.mining.extraction.values.label_words import WHOSE_BOX

_TAGS: Final = ("h2", "h3", "h4", "h5", "h6", "strong", "b", "dt", "div", "p", "span", "legend")
_NODES_MAX: Final = 30  # of a box, that are looked at
_NAME_MAX: Final = 60
_BELOW_MAX: Final = 6  # nodes after a heading


_PORTRAIT: Final = re.compile(r"avatar|/face|portrait|user-?(?:pic|photo|head|img)|touxiang", re.I)


def by_portrait(tree: Tree) -> Mark | None:
    """The one name beside a portrait: a picture called so, or the name's first letter alone."""
    found: dict[str, Mark] = {}
    for node in range(1, len(tree)):
        element = tree.elements[node]
        letter = one_line(element.text) if len(element) == 0 else ""
        pictured = element.tag == "img" and _PORTRAIT.search(
            f"{element.get('src') or ''} {element.get('class') or ''}"
        )
        if not pictured and not (len(letter) == 1 and letter.isalpha()):
            continue
        for at in islice(range(tree.end[node], len(tree)), 4):
            said = one_line(tree.elements[at].text)
            if not said:
                continue
            fits = 1 < len(said) <= _NAME_MAX and not NO_NAME.search(said)
            fits = fits and not DATE_LIKE.search(said) and not said.endswith((":", "："))
            if fits and (pictured or said[0].casefold() == letter.casefold()):
                found.setdefault(said, Mark(at, tree.kind(at), name=said, said=said))
            break
    return next(iter(found.values())) if len(found) == 1 else None


def firm_below_heading(tree: Tree, title: str) -> Mark | None:
    """The one company that stands by itself right below what the page is called."""
    at = next((n for n in range(len(tree)) if title and line_of(tree.elements[n]) == title
               and not tree.in_link[n] and not tree.chrome[n]), None)  # fmt: skip
    if at is None:
        return None
    found = [
        Mark(n, tree.kind(n), name=said, said=said)
        for n in islice(range(tree.end[at], len(tree)), _BELOW_MAX)
        if not tree.in_link[n] and not tree.chrome[n] and tree.end[n] == n + 1
        and has_legal_form(said := one_line(tree.elements[n].text))
        and len(said) <= _NAME_MAX and not said.endswith(("。", ":", "："))
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def named_apart(tree: Tree, title: str) -> Mark | None:
    """Who placed a notice by a box of its own, or by a line below what the page is called."""
    return placed_by(tree) or firm_below_heading(tree, title)


def placed_by(tree: Tree) -> Mark | None:
    """The name that the page's one such box begins with; None if none, or several, are there."""
    found = [mark for node in range(1, len(tree)) if (mark := _below(tree, node))]
    return found[0] if len({mark.name for mark in found}) == 1 else None


def _is_initial(tree: Tree, node: int, said: str) -> bool:
    after = islice(range(tree.end[node], len(tree)), 4)
    following = next((line for n in after if (line := one_line(tree.elements[n].text))), "")
    return len(said) == 1 and len(following) > 1 and following[0].casefold() == said.casefold()


def _below(tree: Tree, node: int) -> Mark | None:
    element = tree.elements[node]
    if element.tag not in _TAGS or not element.text or len(element) > 2:
        return None
    heading = line_of(element)
    if len(heading) > 40 or not WHOSE_BOX.fullmatch(heading.strip(" :：")):
        return None
    box = tree.parent[node]
    for at in islice(range(tree.end[node], tree.end[box]), _NODES_MAX):
        said = one_line(tree.elements[at].text)
        if not re.search(r"[^\W\d_]", said) or _is_initial(tree, at, said):
            continue  # the name's first letter, in place of a picture
        label, _, value = said.replace("：", ":").partition(":")
        if value and role_of(label) == "name":
            said = value.strip()
        fits = len(said) <= _NAME_MAX and ":" not in said and role_of(said) is None
        if not fits or NO_NAME.search(said) or DATE_LIKE.search(said):
            return None
        return Mark(at, tree.kind(at), name=said, said=said)
    return None
