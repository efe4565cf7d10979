"""One thread, many addresses: a page whose posts are known from another is that page's twin."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import time
from hashlib import blake2b
from typing import Final

from leadminer.mining.extraction.values.items import Post

_LONG: Final = 16  # letters; shorter texts are said by many
_KNOWN_MAX: Final = 300_000


@dataclass(slots=True)
class Homes:
    """Which thread each text of a run stands in."""

    _home: dict[bytes, str] = field(default_factory=dict)
    _place: dict[bytes, tuple[str, bool]] = field(default_factory=dict)  # ... each moment's words

    def known_home(self, home: str, posts: list[Post]) -> str | None:
        """The thread that most of these posts are known from, if it is another one."""
        marks = [mark for post in posts if (mark := _mark(post))]
        homes = Counter(self._home[mark] for mark in marks if mark in self._home)
        if not homes:
            return None
        best, count = homes.most_common(1)[0]
        if best == home or count * 2 <= len(marks):
            return None
        # one short thanks is said in many threads: a single text must be the thread's beginning
        first = posts[0]
        begins = not first.is_reply and (mark := _mark(first)) and self._home.get(mark) == best
        return best if count >= 3 or begins else None

    def remember(self, home: str, posts: list[Post]) -> None:
        """These posts stand in that thread."""
        if len(self._home) < _KNOWN_MAX:
            for post in posts:
                mark = _mark(post)
                if mark:
                    self._home.setdefault(mark, home)

    def met_at(self, post: Post) -> str:
        """Another address at which the same person's same words of the same minute were met.

        Archives, printable and threaded views, single posts: each shows a thread once more.
        """
        moment = _moment(post)
        if moment is None or len(self._place) >= _KNOWN_MAX:
            return ""
        here = post.url, post.is_reply
        if _tells_minute(post):
            place = self._place.setdefault(moment, here)
            return place[0] if place != here else ""
        # of a day: only what began a thread, shown once more above its later pages
        if not post.is_reply:
            self._place.setdefault(moment, here)
        begun = (post.url, False)
        return post.url if post.is_reply and self._place.get(moment) == begun else ""


def _tells_minute(post: Post) -> bool:
    return post.posted is not None and post.posted.time() != time.min


def _moment(post: Post) -> bytes | None:
    """What makes one saying of a site its own; None where the page does not tell enough."""
    when = post.posted
    said = "".join(post.text.split())
    if not post.author or when is None or not (_tells_minute(post) or len(said) >= _LONG):
        return None
    return blake2b(
        f"{post.author}\n{when:%Y-%m-%d %H:%M}\n{said}".encode("utf-8", "replace"), digest_size=12
    ).digest()


def _mark(post: Post) -> bytes | None:
    said = "".join(post.text.split())
    if len(said) < _LONG or not post.author:
        return None
    title = "" if post.is_reply else post.title
    return blake2b(
        f"{post.author}\n{title}\n{said}".encode("utf-8", "replace"), digest_size=12
    ).digest()
