"""Compares what was mined with what a careful reader would have noted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from tests.integration.mining.skins.engine import Gold, Skin


@dataclass
class Marks:
    """How a run did; shares are of the gold posts (or replies) found."""

    skin: str
    posts: int = 0
    replies: int = 0
    found_posts: int = 0
    found_replies: int = 0
    right: Counter[str] = field(default_factory=Counter)
    invented: int = 0
    doubled: int = 0
    requests: int = 0
    notes: list[str] = field(default_factory=list)

    def share(self, name: str) -> float:
        """post reply: recall; author title time section fields (of posts); r.* of replies; text."""
        if name == "post":
            return self.found_posts / max(1, self.posts)
        if name == "reply":
            return self.found_replies / self.replies if self.replies else 1.0
        of = self.found_replies if name.startswith("r.") else self.found_posts
        of = self.found_posts + self.found_replies if name == "text" else of
        return self.right[name] / of if of else 1.0

    @property
    def rate(self) -> float:
        return self.requests / max(1, self.posts + self.replies)


COLUMNS = (
    "post", "author", "title", "time", "section", "fields", "reply", "r.author", "r.time",
    "r.parent", "text",
)  # fmt: skip


def judge(skin: Skin, rows: list[dict[str, Any]], requests: int) -> Marks:
    """Match rows of the signal table with the gold of a skin."""
    gold = skin.gold()
    marks = Marks(skin.name, requests=requests)
    marks.posts = sum(g.n == 1 for g in gold)
    marks.replies = len(gold) - marks.posts
    by_thread: dict[int, list[Gold]] = {}
    for g in gold:
        by_thread.setdefault(g.thread, []).append(g)
    taken: set[int] = set()
    ordered = sorted(rows, key=lambda r: r["kind"] != "post")
    pairs = []
    for exact in (True, False):
        left = []
        for row in ordered:
            match = _match(skin, row, by_thread, taken, exact=exact)
            if match is None:
                left.append(row)
            else:
                taken.add(id(match))
                pairs.append((row, match))
        ordered = left
    for row, g in pairs:
        _note(skin, marks, row, g)
    for row in ordered:
        known = _match(skin, row, by_thread, set(), exact=False)
        if known:
            marks.doubled += 1
        else:
            marks.invented += 1
        marks.notes.append(
            f"{'twice' if known else 'invented'} {row['url']} {row['author']} {row['text'][:70]!r}"
        )
    for g in gold:
        if id(g) not in taken:
            marks.notes.append(f"missed {g.thread}/{g.n} {g.author} {g.text[:60]!r}")
    return marks


def _match(skin, row, by_thread, taken, *, exact):  # type: ignore[no-untyped-def]
    thread = _thread_of(skin, row)
    said = _squeezed(row["text"])
    best = None
    for g in by_thread.get(thread, ()):
        if id(g) in taken:
            continue
        want = _squeezed(g.text)
        same = said == want
        if exact and (not same or row["author"] != g.author):
            continue
        inside = len(want) > 12 and (
            want in said or (len(said) > 12 and said in want and len(said) * 3 > len(want))
        )
        if not (same or inside) or ((row["kind"] == "post") != (g.n == 1) and not same):
            continue
        score = (
            same,
            row["author"] == g.author,
            (row["kind"] == "post") == (g.n == 1),
            -abs(len(want) - len(said)),
        )
        if best is None or score > best[0]:
            best = (score, g)
    return best[1] if best else None


def _thread_of(skin: Skin, row: dict[str, Any]) -> int:
    for url in (row["parent_url"], row["url"]):
        found = skin.resolve(re.sub(r"^https?://[^/]+", "", url or "").split("#")[0])
        if found and found[0] == "thread":
            return int(found[1].id)
    return -1


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text or "")


def _note(skin: Skin, marks: Marks, row: dict[str, Any], g: Gold) -> None:
    reply = g.n > 1
    if reply:
        marks.found_replies += 1
    else:
        marks.found_posts += 1
    pre = "r." if reply else ""
    when = row["posted_at"]
    said = {
        pre + "author": row["author"] == g.author,
        pre + "time": when is not None and abs(when - g.time) <= g.tolerance,
        "text": _squeezed(row["text"]) == _squeezed(g.text),
    }
    if reply:
        parent = skin.resolve(re.sub(r"^https?://[^/]+", "", row["parent_url"] or ""))
        said["r.parent"] = row["kind"] == "reply" and bool(parent) and parent[1].id == g.thread  # type: ignore[index]
    else:
        said["title"] = _squeezed(row["title"]) == _squeezed(g.title)
        said["section"] = not g.section or g.section in row["section"]
        values = " ".join(row["fields"].values())
        said["fields"] = all(value in values for value in g.fields.values())
        if row["kind"] != "post":
            said["title"] = False
    for name, ok in said.items():
        marks.right[name] += ok
        if not ok and len(marks.notes) < 4000:
            shown = {
                "author": f"{row['author']!r} for {g.author!r}",
                "time": f"{when} for {g.time}",
                "title": f"{row['title']!r} for {g.title!r}",
                "section": f"{row['section']} for {g.section}",
                "fields": f"{row['fields']} for {g.fields}",
                "parent": str(row["parent_url"]),
                "text": f"{row['text'][-160:]!r} for {g.text[-160:]!r}",
            }
            marks.notes.append(f"{name} {g.thread}/{g.n}: {shown[name.removeprefix('r.')]}")
