"""Addresses that lead on and on, elsewhere, or nowhere: redirects, walls, endless pages."""

from __future__ import annotations

import random
import time
from email.utils import formatdate

from tests.integration.mining.trap_pages import Page, forbidden, shell

METADATA = (
    "http://169.254.169.254/latest/meta-data/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://2852039166/",
    "http://0xa9.0xfe.0xa9.0xfe/",
    "http://[fe80::1]/",
    "http://0251.0376.0251.0376/",
)
ELSEWHERE = (
    "file:" + "///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1:6379/_INFO", "data:,x",
    "javascript:alert(1)", "http://user:secret@127.0.0.1:1/", "http://[::1", "", "http://",
    "//169.254.169.254/x", "http://127.0.0.1:0/", "http://127.0.0.1:99999/", "/" + "a" * 100_000,
    "http://exa mple/\x01", "\\\\169.254.169.254\\x", "ht!tp://x", "unix:/var/run/docker.sock",
)  # fmt: skip


def redirect(target: str, status: str = "302 Found") -> Page:
    return Page(b"", headers=[("Location", target)], status=status)


def redirects(path: str) -> Page | None:
    """/go/..."""
    kind, _, rest = path.removeprefix("/go/").partition("/")
    if kind == "loop":
        return redirect("/go/pool" if not rest else "/go/loop")
    if kind == "pool":
        return redirect("/go/loop")
    if kind == "self":
        return redirect("/go/self", "301 Moved Permanently")
    if kind == "chain":
        return redirect(f"/go/chain/{int(rest or 0) + 1}", "307 Temporary Redirect")
    if kind == "grow":
        return redirect(f"{path}/again")
    if kind == "closed":
        return redirect("/closed/3")
    if kind == "refresh":
        target = {"loop": "/go/refresh/back", "back": "/go/refresh/loop"}.get(rest, METADATA[0])
        return Page(
            shell("", head=f'<meta http-equiv="refresh" content="0;url={target}">').encode()
        )
    return None


def detour(kind: str, number: int, count: int, honest: dict[int, Page]) -> Page:
    """Honest threads that are not to be had at once."""
    if kind == "flaky":
        return honest[number] if count > 1 else Page(b"", status="502 Bad Gateway")
    if kind == "moved":
        return redirect(f"/topic/{number}", "301 Moved Permanently")
    to = f'<meta http-equiv="refresh" content="0;url=/topic/{number}">'
    return Page(shell("", head=to).encode())


def links(base: str, names: object) -> str:
    return "".join(f'<li><a href="{base}{n}">{n}</a></li>' for n in names)  # type: ignore[attr-defined]


def endless(path: str, query: str) -> Page | None:
    """Kinds of pages that never end and hold nothing."""
    kind = path.split("/")[1]
    seed = random.Random(path + query)
    if kind == "calendar":
        month = int((path.split("/")[2:] or ["0"])[0] or 0)
        days = links(f"/calendar/{month}/day/", range(1, 29))
        ends = f'<a rel="next" href="/calendar/{month + 1}">next</a>'
        return Page(shell(f"<h1>Month {month}</h1><ul>{days}</ul>{ends}").encode())
    if kind == "shop":
        facets = "".join(
            f'<a href="/shop?{query}&{name}={value}">{value}</a> '
            for name in ("colour", "size", "brand", "price", "sort")
            for value in ("a", "b", "c", "d")
        )
        return Page(shell(f"<h1>Drums</h1>{facets}").encode())
    if kind == "session":
        sid = "".join(seed.choice("0123456789abcdef") for _ in range(32))
        more = f'<a href="/session/view?PHPSESSID={sid}">on</a><a href="/session/{sid}/">here</a>'
        return Page(shell(f"<p>Your visit</p>{more};jsessionid={sid}").encode())
    if kind == "deeper":
        return Page(shell('<a href="a/">deeper</a> <a href="b/">or here</a>').encode())
    if kind == "chance":
        words = [f"/chance/{time.monotonic_ns() + n}" for n in range(40)]
        return Page(shell("".join(f'<a href="{w}">thread {w}</a><br>' for w in words)).encode())
    if kind == "pages":
        number = int((path.split("/")[2:] or ["1"])[0] or 1)
        return Page(
            shell(f'<p>Page {number}</p><a rel="next" href="/pages/{number + 1}">Next</a>').encode()
        )
    if kind == "maze":
        number = int((path.split("/")[2:] or ["0"])[0] or 0)
        return Page(shell(links("/maze/", range(number * 5 + 1, number * 5 + 6))).encode())
    if kind == "words":
        names = ["".join(random.choices("abcdefgh", k=9)) for _ in range(9)]
        return Page(shell(links("/words/", names)).encode())
    if kind == "gone":
        near = "".join(
            f'<a href="/gone/{seed.randrange(10**9)}">You may like this</a> ' for _ in range(20)
        )
        return Page(shell(f"<h1>Page not found</h1><p>Sorry!</p>{near}").encode())
    return None


def walls(name: str) -> Page | None:
    """Pages that stand before a page."""
    words = {
        "login": '<h1>Log in</h1><form action="/login" method="post"><input name="user">'
        '<input type="password" name="pw"><button>Log in</button></form><p>You must be logged in '
        "to view this topic.</p>",
        "captcha": '<h1>Just a moment...</h1><p>Checking your browser before accessing.</p>'
        '<div class="cf-turnstile" data-sitekey="0x4"></div><form id="challenge-form"></form>',
        "recaptcha": '<h1>Are you a robot?</h1><div class="g-recaptcha" data-sitekey="k"></div>',
        "cookies": "<h1>Before you continue</h1><p>We value your privacy. You must accept cookies "
        'to continue to this site.</p><button>Accept all</button>',
    }  # fmt: skip
    return Page(shell(words[name]).encode()) if name in words else None


_HEADS = {
    "meta": '<meta name="robots" content="NOINDEX, follow">',
    "ours": '<meta name="leadminer" content="noindex">',
    "none": '<meta name="robots" content="none">',
    "tdm": '<meta name="tdm-reservation" content="1">',
    "past": '<meta name="robots" content="unavailable_after: 2020-01-01">',
}
_HEADERS = {
    "header": ("X-Robots-Tag", "noindex"),
    "named": ("X-Robots-Tag", "leadminer: noindex, nofollow"),
    "tdmhead": ("TDM-Reservation", "1"),
    "listed": ("X-Robots-Tag", "nosnippet, noindex"),
    "expired": ("X-Robots-Tag", "unavailable_after: 25 Jun 2020 15:00:00 GMT"),
}
RESERVED = (*_HEADS, *_HEADERS)


def reserved(name: str) -> Page | None:
    """Pages with posts that are not for robots, or not for mining."""
    if name in _HEADS:
        return Page(forbidden(900, head=_HEADS[name]).encode())
    if name in _HEADERS:
        return Page(forbidden(901).encode(), headers=[_HEADERS[name]])
    return None


def later(count: int, honest: bytes, *, by_date: bool = False) -> Page:
    """Slow down; given the second time."""
    if count > 1:
        return Page(honest)
    told = formatdate(time.time() + 2, usegmt=True) if by_date else "1"
    return Page(b"", status="429 Too Many Requests", headers=[("Retry-After", told)])


STATUSES = (
    "401 Unauthorized", "402 Payment Required", "403 Forbidden", "407 Proxy", "418 I'm a teapot",
    "410 Gone", "451 Unavailable For Legal Reasons", "500 Oops", "502 Bad Gateway", "504 Late",
    "204 No Content", "205 Reset Content", "300 Multiple Choices", "304 Not Modified",
    "999 Denied", "600 What", "409 Conflict",
)  # fmt: skip


def status(number: int) -> Page:
    """Answers that are none."""
    line = STATUSES[number]
    asked = [("WWW-Authenticate", 'Basic realm="x"')] if line.startswith("401") else []
    return Page(b"" if line[:3] in ("204", "304") else b"<p>no</p>", status=line, headers=asked)
