"""Small whole sites, each with one vice: of its robots.txt, its pace or its walls (vice_ways.py:
its front door, letters, addresses, maps). What must be found, or never be asked, comes with each.
"""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import formatdate

from tests.integration.mining.small_web import Answer
from tests.integration.mining.vice_pages import TOPICS, forum, frame, index, page


def robots(text: str | bytes, **heads: str) -> Answer:
    body = text if isinstance(text, bytes) else text.encode()
    return Answer(200, body, {"Content-Type": "text/plain", **heads})


@dataclass
class Vice:
    """A site, and what is true of it."""

    site: Callable[[str, int], Answer]
    wanted: set[int] = field(default_factory=lambda: set(TOPICS))
    closed: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ("ok", "partial")
    requests_max: int = 60
    tongue: str = "en"
    every: bool = True  # False: what is found may be less, never more


VICES: dict[str, Vice] = {}
Maker = Callable[[str, int], Answer | None]


def vice(**truth: object) -> Callable[[Maker], Maker]:
    """Register a site by what it does other than the honest one."""

    def keep(make: Maker) -> Maker:
        def site(path: str, count: int) -> Answer:
            answer = make(path, count)
            return forum(path, count) if answer is None else answer

        VICES[make.__name__] = Vice(site, **truth)  # type: ignore[arg-type]
        return make

    return keep


SHUT = "User-agent: *\nDisallow: /closed/\n"


def told_robots(name: str, answer: Callable[[int], Answer], **truth: object) -> None:
    def make(path: str, count: int) -> Answer | None:
        return answer(count) if path == "/robots.txt" else None

    make.__name__ = f"robots_{name}"
    vice(closed=("/closed/",), **truth)(make)


NOBODY: dict[str, object] = {"wanted": set(), "outcomes": ("blocked", "failed", "rate_limited")}
told_robots("long_comments", lambda _: robots(b"# dust\n" * 40_000 + SHUT.encode()))
told_robots("five_mib", lambda _: robots(SHUT.encode() + b"# dust\n" * 750_000))
told_robots(
    "late_for_once",
    lambda n: Answer(503) if n == 1 else robots(SHUT),
    every=False,
    outcomes=("ok", "partial", "blocked", "failed"),
)
told_robots("down", lambda _: Answer(500), **NOBODY)
told_robots("silent", lambda _: Answer(200, b"", pause=30), **NOBODY)
told_robots("hangs_up", lambda _: Answer(200, hang_up=True), **NOBODY)
told_robots("by_byte_order_mark", lambda _: robots("\ufeff" + SHUT))
told_robots("old_mac_lines", lambda _: robots(SHUT.replace("\n", "\r")))
told_robots(
    "packed", lambda _: robots(gzip.compress(SHUT.encode()), **{"Content-Encoding": "gzip"})
)
told_robots("as_bytes", lambda _: Answer(200, SHUT.encode(), {"Content-Type": "image/png"}))
told_robots(
    "two_groups",
    lambda _: robots(
        "User-agent: leadminer\nDisallow: /shed/\n\nUser-agent: other\nDisallow: /\n\n"
        "User-agent: LeadMiner\nDisallow: /closed/\n"
    ),
)
told_robots(
    "comments_inside",
    lambda _: robots("User-agent: * # all\n\n  Disallow : /closed/   # the attic\nNonsense\n: :\n"),
)
told_robots(
    "longest_wins", lambda _: robots("User-agent: *\nDisallow: /\nAllow: /$\nAllow: /topic/\n")
)
told_robots("stars", lambda _: robots("User-agent: *\nDisallow: /*losed*/\nDisallow: *.php$\n"))
told_robots("delay_of_halves", lambda _: robots(SHUT + "Crawl-delay: 0.1\n"))
told_robots(
    "odd_delays",
    lambda _: robots(
        SHUT + "Crawl-delay: nan\nCrawl-delay: -3\nCrawl-delay: x\nRequest-rate: 0/0\n"
    ),
)
told_robots(
    "endless_delay",
    lambda _: robots(SHUT + "Crawl-delay: inf\n"),
    every=False,
    outcomes=("ok", "partial", "blocked", "rate_limited"),
)
told_robots("only_other", lambda _: robots("User-agent: badbot\nDisallow: /\n\n" + SHUT))
told_robots("nul_bytes", lambda _: robots(b"\x00\x00" + SHUT.encode() + b"\x00\xff\xfe"))
told_robots("gone", lambda _: Answer(410))
told_robots("empty", lambda _: Answer(204))
for each in ("gone", "empty"):
    VICES[f"robots_{each}"].closed = ()


@vice(closed=("/closed/",))
def robots_moved(path: str, _count: int) -> Answer | None:
    hops = ("/robots.txt", "/r1", "/r2", "/r3", "/r4")
    if path in hops[:-1]:
        return Answer(301, headers={"Location": hops[hops.index(path) + 1]})
    return robots(SHUT) if path == "/r4" else None


@vice(closed=("/%E9%97%AD/", "/闭/"))
def robots_han(path: str, _count: int) -> Answer | None:
    if path == "/robots.txt":
        return robots("User-agent: *\nDisallow: /闭/\n")
    if path == "/":
        return page(index((f"/topic/{n}" for n in TOPICS), more="<a href='/闭/1'>attic</a>"))
    return None


# pace


def every_nth(name: str, answer: Callable[[int], Answer], nth: int, **truth: object) -> None:
    asked = [0]

    def make(path: str, count: int) -> Answer | None:
        if path == "/robots.txt":
            asked[0] = 0
            return None
        asked[0] += 1
        return answer(asked[0]) if asked[0] % nth == 0 else None

    make.__name__ = name
    vice(**truth)(make)


every_nth("pace_429_a_second", lambda _: Answer(429, headers={"Retry-After": "1"}), 5)
every_nth(
    "pace_503_date",
    lambda _: Answer(503, headers={"Retry-After": formatdate(time.time() + 2, usegmt=True)}),
    6,
)
every_nth(
    "pace_429_bare",
    lambda _: Answer(429),
    9,
    every=False,
    outcomes=("ok", "partial", "rate_limited"),
)
every_nth(
    "pace_429_nonsense",
    lambda n: Answer(429, headers={"Retry-After": ("-5", "soon", "1e9", "0")[n % 4]}),
    7,
    every=False,
    outcomes=("ok", "partial", "rate_limited"),
)
every_nth(
    "pace_429_year",
    lambda _: Answer(429, headers={"Retry-After": "31536000"}),
    6,
    every=False,
    outcomes=("partial", "rate_limited"),
)
every_nth("pace_500_at_times", lambda _: Answer(500), 4)
every_nth("pace_503_at_times", lambda _: Answer(503), 4)
every_nth("pace_hangs_up", lambda _: Answer(hang_up=True), 4)
every_nth(
    "pace_cut_off",
    lambda _: Answer(200, b"<html><body><p>", {"Content-Type": "text/html"}, missing=500),
    5,
)
every_nth(
    "pace_empty_at_times", lambda _: Answer(200, b"", {"Content-Type": "text/html"}), 6, every=False
)


def after(name: str, answer: Answer, start: int, **truth: object) -> None:
    asked = [0]

    def make(path: str, count: int) -> Answer | None:
        if path == "/robots.txt":
            asked[0] = 0
            return None
        asked[0] += 1
        return answer if asked[0] > start else None

    make.__name__ = name
    vice(**truth)(make)


WALL = frame("<h1>Security check</h1><div class='g-recaptcha'></div><p>Confirm you are human</p>")
after(
    "wall_captcha_later",
    page(WALL),
    4,
    every=False,
    outcomes=("partial", "blocked"),
    requests_max=14,
)
after(
    "wall_403_later",
    Answer(403, b"<h1>Forbidden</h1>", {"Content-Type": "text/html"}),
    7,
    every=False,
    outcomes=("partial", "blocked"),
    requests_max=30,
)
after(
    "wall_challenge_503",
    Answer(
        503,
        b"<title>Just a moment...</title><div id='cf-x'></div>"
        b"<script src='/cdn-cgi/challenge-platform/x.js'></script>",
        {"Content-Type": "text/html"},
    ),
    0,
    wanted=set(),
    outcomes=("blocked", "failed", "rate_limited"),
)
after(
    "wall_401",
    Answer(401, b"", {"WWW-Authenticate": "Basic"}),
    0,
    wanted=set(),
    outcomes=("blocked",),
)
after("wall_402", Answer(402, b"Pay"), 0, wanted=set(), outcomes=("blocked", "failed"))
after("wall_451", Answer(451, b"Law"), 0, wanted=set(), outcomes=("blocked", "failed"))
