"""Ways that lead nowhere, for ever, or where nobody may go; each with the reason it should give."""

from __future__ import annotations

import gzip
import random
import socket
import struct
import threading
import time
from collections.abc import Callable
from email.utils import formatdate

from tests.integration.mining.snare_posts import answer, kept_out, thread

Act = Callable[[socket.socket, threading.Event, str, int], None]


def page(inside: str, *, head: str = "", title: str = "Depot talk") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><header><a href='/'>"
        f"Depot talk</a></header>{inside}<footer>Depot talk, 2026</footer></body></html>"
    )


def anchors(*hrefs: str) -> str:
    return "<ul>" + "".join(f'<li><a href="{h}">{h}</a></li>' for h in hrefs) + "</ul>"


def moved(target: str, status: str = "302 Found") -> bytes:
    return answer("", f"Location: {target}", status=status)


def reserved() -> dict[str, bytes]:
    """Threads that are not for robots, or not for mining, in each form that is said."""

    def meta(text: str) -> bytes:
        return answer(kept_out(900, head=text))

    def told(*heads: str) -> bytes:
        return answer(kept_out(901), *heads)

    return {
        "noindex_upper": meta('<META NAME="ROBOTS" CONTENT="NOINDEX">'),
        "noindex_semi": meta('<meta name="robots" content="noindex;nofollow">'),
        "noindex_last": meta('<meta name="robots" content="max-snippet:-1, noindex">'),
        "noindex_spaces": meta('<meta content=" noindex , follow " name=" robots ">'),
        "noindex_second": meta(
            '<meta name="robots" content="all"><meta name="robots" content="none">'),
        "noindex_equiv": meta('<meta http-equiv="X-Robots-Tag" content="noindex">'),
        "noindex_body": answer(kept_out(902, top='<meta name="robots" content="noindex">')),
        "noindex_agents": meta('<meta name="robots, leadminer" content="noindex">'),
        "head_two": told("X-Robots-Tag: nosnippet", "X-Robots-Tag: noindex"),
        "head_upper": told("x-robots-tag: NONE"),
        "head_all": told("X-Robots-Tag: *: noindex"),
        "head_later": told("X-Robots-Tag: googlebot: nofollow, leadminer: noindex"),
        "head_semi": told("X-Robots-Tag: noarchive; noindex"),
        "head_over": told("X-Robots-Tag: unavailable_after: 2021-01-01"),
        "tdm_head": told("tdm-reservation: 1", "tdm-policy: https://elsewhere.example/policy.json"),
        "tdm_meta": meta('<meta name="TDM-Reservation" content="1">'),
        "tdm_property": meta('<meta property="tdm-reservation" content=" 1 ">'),
    }  # fmt: skip


WALLS = {
    "human": ("captcha", "<h1>One more step</h1><p>Please verify you are human to go on.</p>"),
    "human_zh": ("captcha", "<h1>安全验证</h1><p>请完成下方验证后继续访问</p>"),
    "hcaptcha": ("captcha", '<div class="h-captcha"></div><p>Prove that you are no robot</p>'),
    "turnstile": ("captcha", "<h1>Just a moment...</h1><script src='/cdn-cgi/challenge-platform/'>"
                  "</script><p>Enable JavaScript and cookies to continue</p>"),
    "signin": ("login", "<h2>Sign in to continue</h2><form><input name=email><input type=password>"
               "</form><p>New here? Register</p>"),
    "members": ("login", "<p>This board is for members only. Please log in or register.</p>"),
    "login_zh": ("login", "<p>抱歉，您尚未登录，没有权限访问该版块</p>"),
    "login_de": ("login", "<p>Bitte melden Sie sich an, um dieses Thema zu lesen.</p>"),
    "login_ru": ("login", "<p>Пожалуйста, войдите или зарегистрируйтесь, чтобы читать тему.</p>"),
    "login_fr": ("login", "<p>Vous devez être connecté pour consulter ce sujet.</p>"),
    "login_es": ("login", "<p>Debe iniciar sesión para ver este tema.</p>"),
    "login_ja": ("login", "<p>このページを見るにはログインしてください。</p>"),
    "cookies": ("cookies", "<h1>Cookies</h1><p>You have to accept cookies before you can read this "
                "site.</p><button>Accept all cookies</button><button>Settings</button>"),
    "cookies_de": ("cookies", "<p>Wir verwenden Cookies. Um weiterzulesen, stimmen Sie bitte der "
                   "Verwendung von Cookies zu.</p><button>Zustimmen</button>"),
    "paid": ("login", "<h1>Drum prices rise</h1><p>Prices of drums have ...</p><p>Subscribe to "
             "continue reading. Already a subscriber? Log in.</p>"),
}  # fmt: skip


def endless(name: str, path: str, count: int) -> str | None:
    """Pages without end; `path` stands without the leading /name/."""
    rest = path.split("?", maxsplit=1)[0].strip("/")
    number = int(rest.split("/")[-1]) if rest.split("/")[-1].isdigit() else 0
    asked = path.partition("page=")[2]
    turn = int(asked) if asked.isdigit() else 1
    rows = anchors("/t/101", "/t/102", "/t/103")
    word = random.Random(f"{name}{path}").choice(["lid", "hoop", "bung", "tap"])
    made = {
        "turning": lambda: rows + f'<a rel="next" href="/turning/?page={turn + 1}">Next</a>',
        "drifting": lambda: rows + f"<p>{count} visitors, {time.time()}</p>"
        f'<a href="/drifting/?page={turn + 1}">Next page</a>',
        "days": lambda: f"<h1>Day {number}</h1><p>No posts.</p>"
        + anchors(f"/days/2026/{number + 1}", f"/days/2026/{number + 2}", f"/days/{number}/1"),
        "facets": lambda: "<h1>Filter</h1>" + anchors(*(
            f"/facets/{rest}{';' if rest else ''}{c}={word}{number}{len(rest)}" for c in "abc")),
        "facet_path": lambda: "<h1>Filter</h1>" + anchors(*(
            f"/facet_path/{rest + '/' if rest else ''}{c}-{word}" for c in ("red", "blue"))),
        "tongues": lambda: "<h1>Drums</h1>" + anchors(*(
            f"/tongues/{a}{b}{number}/" for a in "abcd" for b in "xyz")),
        "missing": lambda: "<h1>Page not found</h1><p>Sorry, that page does not exist.</p>"
        + anchors(*(f"/missing/{word}-{number + n}" for n in range(1, 9))),
        "same": lambda: "<h1>Welcome</h1><p>Welcome to the depot, where all drums are equal.</p>"
        + anchors(*(f"/same/{number * 3 + n}" for n in range(1, 4))),
        "tags": lambda: f"<h1>Tag {rest}</h1>" + anchors("/t/101", "/t/104", *(
            f"/tags/{word}{number + n}" for n in range(1, 30))),
        "growing": lambda: anchors(f"/growing/{rest}/more", f"/growing/{rest}/less"),
        "tokens": lambda: rows + anchors(*(
            f"/tokens/{random.randbytes(12).hex()}" for _ in range(20))),
        "case": lambda: anchors(*(f"/CASE/{word}".swapcase()[: 6 + n] for n in range(6))),
        "related": lambda: f"<h1>Offer {number}</h1><p>Drums of kind {word}, best price.</p>"
        + anchors(*(f"/related/{number * 7 + n}" for n in range(1, 8))),
    }  # fmt: skip
    return page(made[name]()) if name in made else None


ENDLESS = (
    "turning", "drifting", "days", "facets", "facet_path", "tongues", "missing", "same", "tags",
    "growing", "tokens", "related",
)  # fmt: skip


def redirects(name: str, path: str, here: str) -> bytes | None:
    """Redirects that grow, cycle, or lead where nobody may go."""
    port = here.rpartition(":")[2]
    targets = {
        "growing_query": path + ("&" if "?" in path else "?") + "x=1",
        "cookie_check": path + ("&" if "?" in path else "?") + f"check={time.time_ns()}",
        "tls_none": f"https://127.0.0.1:{port}/t/101",
        "six": "http://[::1]:9/x", "mapped": "http://[::ffff:169.254.169.254]/latest/",
        "any": "http://0.0.0.0:9/", "decimal": "http://2852039166/latest/meta-data/",
        "nip": "http://169.254.169.254.nip.invalid/", "userinfo": f"http://a@127.0.0.1:{port}/t/101",
        "file": "file:" + "///etc/passwd", "script": "javascript:alert(1)", "empty": "",
        "gcp": "http://metadata.google.internal/computeMetadata/v1/",
    }  # fmt: skip
    return moved(targets[name]) if name in targets else None


REDIRECTS = {
    "growing_query": "redirects", "cookie_check": "redirects", "tls_none": "tls",
    "six": "connection", "mapped": "metadata_address", "any": "", "decimal": "metadata_address",
    "nip": "dns", "userinfo": "redirect_refused", "file": "redirect_refused",
    "script": "redirect_refused", "empty": "redirect_refused", "gcp": "metadata_address",
}  # fmt: skip


# what a connection can do


def multipart(link: socket.socket, over: threading.Event, _path: str, _count: int) -> None:
    """A page that replaces itself for ever."""
    link.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n")
    while not over.wait(0.2):
        link.sendall(b"--b\r\nContent-Type: text/html\r\n\r\n<p>drum</p>\r\n")


def event_stream(link: socket.socket, over: threading.Event, _path: str, _count: int) -> None:
    """Server-sent events."""
    link.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
    while not over.wait(0.5):
        link.sendall(b"data: drum\n\n")


def slow_head(link: socket.socket, over: threading.Event, _path: str, _count: int) -> None:
    """A header line every other second."""
    link.sendall(b"HTTP/1.1 200 OK\r\n")
    while not over.wait(2):
        link.sendall(b"X-Wait: more\r\n")


def slow_chunks(link: socket.socket, over: threading.Event, _path: str, _count: int) -> None:
    """A chunk a second, without end."""
    link.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
    link.sendall(b"Transfer-Encoding: chunked\r\n\r\n")
    while not over.wait(1):
        link.sendall(b"b\r\n<p>drum</p>\r\n")


def never(link: socket.socket, over: threading.Event, _path: str, _count: int) -> None:
    """No answer."""
    over.wait(200)


def slam(link: socket.socket, _over: threading.Event, _path: str, _count: int) -> None:
    """Broken off hard before a word."""
    link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def slam_in_body(link: socket.socket, over: threading.Event, _path: str, _count: int) -> None:
    """Broken off hard in the middle of the page."""
    link.sendall(answer(thread(999))[:700])
    over.wait(0.2)
    slam(link, over, "", 0)


def pipe_of_ones(link: socket.socket, over: threading.Event, _path: str, _count: int) -> None:
    """Status 100 for ever."""
    while not over.wait(0.05):
        link.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


WIRES: dict[str, tuple[Act, str]] = {
    "multipart": (multipart, "not_html"), "event_stream": (event_stream, "not_html"),
    "slow_head": (slow_head, "timeout"), "slow_chunks": (slow_chunks, "timeout"),
    "never": (never, "timeout"), "slam": (slam, "connection"),
    "slam_in_body": (slam_in_body, "connection"), "pipe_of_ones": (pipe_of_ones, "timeout"),
}  # fmt: skip


def later(n: int, count: int, name: str) -> bytes:
    """Not now; the second time the thread."""
    if count > 1:
        return answer(thread(n))
    past = formatdate(time.time() - 3600, usegmt=True)
    waits = {"negative": "-5", "past": past, "half": "0.5", "words": "soon", "zero": "0",
             "one": "1", "soon": formatdate(time.time() + 1, usegmt=True)}  # fmt: skip
    status = "503 Busy" if name in ("one", "zero") else "429 Too Many Requests"
    return answer("<p>slow down</p>", f"Retry-After: {waits[name]}", status=status)


LATER = ("negative", "past", "half", "zero", "one", "soon")


def bombs() -> dict[str, tuple[bytes, str]]:
    """What costs memory or time to unpack or to understand."""
    import brotli
    from backports import zstd

    zeros = b"<p>hoop</p>" * 100_000
    press = brotli.Compressor(quality=3)
    br = b"".join(press.process(zeros) for _ in range(400)) + press.finish()
    zst = zstd.ZstdCompressor()
    zs = b"".join(zst.compress(zeros) for _ in range(400)) + zst.flush()
    cards = "".join(
        f'<div class="vcard"><span class="fn org">Depot {i} Ltd</span> <span class="tel">+233 30 2'
        f'{i:06d}</span> <a class="email" href="mailto:d{i}@depot{i}.example">mail</a></div>'
        for i in range(10_000)
    )
    rows = "".join(f"<tr><td>{i}</td><td>drum</td><td>{i * 7}.00</td></tr>" for i in range(100_000))
    posts = "".join(
        f'<div class="c"><b>user{i}</b> <i>2026-10-{i % 27 + 1:02d} 10:{i % 60:02d}</i><p>word {i}'
        f" of the endless talk about hoops</p></div>"
        for i in range(30_000)
    )
    deep = "<div><p>hoop <b>" * 60_000
    return {
        "brotli": (answer(br, "Content-Encoding: br"), "too_large"),
        "zstd": (answer(zs, "Content-Encoding: zstd"), "too_large"),
        "gzips": (answer(gzip.compress(gzip.compress(zeros * 100, 9), 9), "Content-Encoding: gzip"),
                  "not_html|encoding"),
        "cards": (answer(page(cards)), "page_time|"),
        "rows": (answer(page(f"<table>{rows}</table>")), "page_time|"),
        "talk": (answer(page(posts)), "page_time|"),
        "deep": (answer(page(deep)), "page_time|"),
        "one_line": (answer(page("need 1 drum at 5 usd, tel 123 " * 170_000)), "page_time|"),
        "digits": (answer(page("<p>" + "1-2.3(4) " * 500_000)), "page_time|"),
        "ats": (answer(page("<p>" + "a.b@c-" * 700_000)), "page_time|"),
        "options": (answer(page("<select>" + "<option value=1>Accra</option>" * 150_000)), ""),
        "labels": (answer(page("<dl>" + "<dt>Tel:</dt><dd>+233 302 1</dd>" * 60_000)),
                   "page_time|"),
        "dates": (answer(page("<p>2026-10-10 10:10 <b>by</b> <a href=/people/x>x</a></p>"
                              * 40_000)), "page_time"),
        "links": (answer(page(anchors(*(f"/far/{i}/{i * 7 % 13}" for i in range(60_000))))), ""),
    }  # fmt: skip
