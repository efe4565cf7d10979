"""Pages that are made to break a reader: each is bytes and headers, none needs a socket.

`post` is the honest page among them: one need, told in words that name its number.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

HTML = "text/html; charset=utf-8"
FORBIDDEN = "words that were not ours to keep"
HIDDEN_MAIL = "trap@hidden-mail.example"


@dataclass
class Page:
    """What is sent for one address."""

    body: bytes | Iterator[bytes] = b""
    kind: str = HTML
    status: str = "200 OK"
    headers: list[tuple[str, str]] = field(default_factory=list)


def said(number: int) -> str:
    """The words by which an honest post is known again."""
    return f"We need {number} steel drums for our plant in Lagos"


def shell(inside: str, *, head: str = "", title: str = "Market board") -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>"
        f'<div id="nav"><a href="/">Home</a></div>{inside}</body></html>'
    )


def post(number: int, *, extra: str = "", words: str = "", head: str = "", author: str = "") -> str:
    """One thread with one answer."""
    day = f"2026-10-{number % 27 + 1:02d}"
    author = author or f"buyer{number}"
    return shell(
        f"<h1>Steel drums wanted, lot {number}</h1>"
        f'<div class="post" id="p{number}"><a class="author" href="/user/{number}">{author}</a>'
        f'<span class="date">{day} 09:15</span><div class="body"><p>{words}{said(number)}.'
        f"</p><p>Who can deliver them this month?</p>{extra}</div></div>"
        f'<div class="post" id="r{number}"><a class="author" href="/user/7{number}">seller{number}'
        f'</a><span class="date">{day} 11:40</span><div class="body"><p>We can ship lot {number} '
        "from Rotterdam within a week.</p></div></div>",
        head=head,
        title=f"Steel drums wanted, lot {number}",
    )


def forbidden(number: int, *, head: str = "") -> str:
    return post(number, words=f"{FORBIDDEN} ", head=head).replace(said(number), "We need nothing")


CHINESE = "我们需要采购一批钢桶，请有货的厂家联系我们，数量较大，长期合作。"
JAPANESE = "鉄製のドラム缶を購入したいです。よろしくお願いいたします。"
RUSSIAN = "Нам нужны стальные бочки для завода, кто может поставить? Срочно нужна партия."


def in_charset(number: int, words: str, charset: str, label: str, *, meta: str = "") -> Page:
    """A page in one charset under the name of another."""
    head = f'<meta charset="{meta}">' if meta else ""
    text = post(number, words=words + " ", head=head)
    return Page(text.encode(charset, "xmlcharrefreplace"), f"text/html{label}")


def charsets(number: int) -> list[Page]:
    """Honest posts, told in the wrong charset; they are numbered from `number` on."""
    bom16, bom8 = b"\xff\xfe", b"\xef\xbb\xbf"
    made: list[Callable[[int], Page]] = [
        lambda n: in_charset(n, CHINESE, "gbk", "; charset=utf-8"),
        lambda n: in_charset(n, CHINESE, "utf-8", "; charset=gb2312"),
        lambda n: in_charset(n, CHINESE, "big5", "; charset=utf-8"),
        lambda n: in_charset(n, JAPANESE, "shift_jis", ""),
        lambda n: in_charset(n, RUSSIAN, "cp1251", "; charset=utf-8", meta="utf-8"),
        lambda n: in_charset(n, RUSSIAN, "utf-8", "; charset=iso-8859-1", meta="koi8-r"),
        lambda n: in_charset(n, "Grüße, wir suchen Fässer.", "cp1252", "; charset=no-such-thing"),
        lambda n: Page(bom16 + post(n).encode("utf-16-le"), "text/html; charset=iso-8859-1"),
        lambda n: Page(bom8 + post(n, words=CHINESE).encode(), "text/html; charset=gbk"),
        lambda n: Page(post(n, words=CHINESE).encode() + b"<!-- \xe6\x88\xff\xfe\xe4\xbb -->"),
        lambda n: Page(post(n).replace(" ", " \x00").encode()),
        lambda n: Page(post(n, words="\x01\x1b[31m\u202e\u200b&#xD800;&#0;&#x110000; ").encode()),
        lambda n: Page(post(n).encode(), "TEXT/HTML;CHARSET=UTF-8"),
        lambda n: Page(post(n).encode(), ""),
        lambda n: Page(post(n).encode(), "application/xhtml+xml"),
    ]  # fmt: skip
    return [make(number + n) for n, make in enumerate(made)]


LONG = 120_000
RUNS = (
    "1" * LONG,
    "@" * LONG,
    "a@" * LONG,
    "a." * LONG + "@x",
    "." * LONG,
    " " * LONG,
    "+86 1 " * (LONG // 6),
    "一二三四五六七八九十百千万" * (LONG // 13),
    "(" * LONG,
    "http://" * (LONG // 7),
    "x [at] y [dot] " * (LONG // 15),
    "2026-10-" * (LONG // 8),
    "$1,000," * (LONG // 7),
    "-" * LONG + "1" * 10,
    "电话：" * (LONG // 3),
    "3-" * LONG,
    "QQ:" * (LONG // 3),
    "need " * (LONG // 5),
)


def long_runs(number: int) -> list[Page]:
    """Honest posts with text that makes careless patterns run for ever."""
    return [Page(post(number + n, extra=f"<p>{run}</p>").encode()) for n, run in enumerate(RUNS)]


def heavy(number: int) -> list[Page]:
    """Honest posts in pages that are a burden to build or to walk."""
    cells = "<tr>" + "<td>x</td>" * 60 + "</tr>"
    made: list[Callable[[int], str]] = [
        lambda n: post(n) + "<!-- " + "never closed " * 100_000,
        lambda n: post(n, head=f"<style>{'a{b:c}' * 300_000}</style>"),
        lambda n: post(n, extra=f'<img src="data:image/png;base64,{"A" * 3_000_000}">'),
        lambda n: post(n) + f"<table>{cells * 1500}</table>",
        lambda n: post(n) + "<select>" + "<option>Lagos" * 60_000 + "</select>",
        lambda n: post(n) + "<br>" * 200_000,
        lambda n: post(n, author="A" * 50_000),
        lambda n: post(n, head='<script>document.write("</" + "script>")</script>'),
        lambda n: post(n) + "".join(f'<a href="/far/{i}">x</a>' for i in range(30_000)),
    ]
    return [Page(make(number + n).encode()) for n, make in enumerate(made)]


def markup(number: int) -> list[Page]:
    """Honest posts beside structured data and data of scripts that are broken or endless."""
    deep = '{"@graph":' * 20_000 + "[]" + "}" * 20_000
    nodes = json.dumps([{"@type": "Thing", "name": f"n{i}"} for i in range(20_000)])
    lists = "[" * 100_000
    scripts = (
        '{"@context":"https://schema.org","@type":"QAPage","mainEntity":{"name":"cut off',
        deep,
        nodes,
        '{"@type":["Question"],"author":{"@id":"#a"},"@id":"#a"}',
        "<!-- CDATA " + lists,
        "\x00\x01 not json at all",
    )
    pages = [
        post(number + n, head=f'<script type="application/ld+json">{each}</script>')
        for n, each in enumerate(scripts)
    ]
    after = number + len(scripts)
    data = '<script id="__NEXT_DATA__" type="application/json">{}</script>'
    pages += [
        post(after, head=data.format('{"a":' * 50_000)),
        post(after + 1, head="<script>window.__INITIAL_STATE__ = " + "[" * 80_000 + "</script>"),
        post(after + 2, head="<script>var s = JSON.parse('" + '{\\"a\\":' * 50_000 + "')</script>"),
        post(after + 3, head='<meta property="og:title" content="' + "x" * 1_000_000 + '">'),
    ]
    return [Page(page.encode()) for page in pages]


def addresses(number: int, foreign: str) -> list[Page]:
    """Honest posts whose heads say they stand elsewhere."""
    links = "".join(
        f'<a href="{each}">link</a>'
        for each in (
            f"http://admin:secret@{foreign}/", "javascript:alert(1)", "data:text/html,<p>hi",
            "mailto:a@b", "http://[", "http://[::1", "//", "http:///x", "http:\\\\evil\\x",
            "http://x:99999/", "http://x:0/", "/a\nb\tc", "/%00", "/%zz", "/" + "a" * 60_000,
            "http://xn--/", "http://-.example/", "http://bücher.example/", "tel:+1", "?" * 3000,
            "file:" + "///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "../" * 500,
            "http://169.254.169.254/latest/meta-data/", "http://2852039166/", "http://0x7f.1/",
        )
    )  # fmt: skip
    heads = (
        f'<link rel="canonical" href="http://{foreign}/elsewhere">',
        '<link rel="canonical" href="/closed/1">',
        '<link rel="canonical" href="/">',
        '<link rel="canonical" href="http://[">',
        f'<base href="http://{foreign}/deep/">',
        '<base href="javascript:alert(1)">',
        '<base href="http://169.254.169.254/">',
        f'<meta http-equiv="refresh" content="900; url=http://{foreign}/later">',
        '<meta http-equiv="refresh" content="0; url=data:text/html,hello">',
    )
    pages = [Page(post(number + n, head=head).encode()) for n, head in enumerate(heads)]
    return [*pages, Page(post(number + len(heads), extra=links).encode())]


def packed(number: int) -> list[Page]:
    """Honest posts, packed in each way that browsers know, and twice."""
    import brotli

    plain = [post(number + n).encode() for n in range(4)]
    return [
        Page(gzip.compress(plain[0]), headers=[("Content-Encoding", "gzip")]),
        Page(brotli.compress(plain[1]), headers=[("Content-Encoding", "br")]),
        Page(zlib.compress(plain[2]), headers=[("Content-Encoding", "deflate")]),
        Page(gzip.compress(gzip.compress(plain[3])), headers=[("Content-Encoding", "gzip, gzip")]),
    ]


def cookies(number: int) -> list[Page]:
    """Honest posts under heads that are long, yet not too long, and lie a little."""
    flood = [("Set-Cookie", f"c{n}=v; path=/") for n in range(2000)]
    odd = [("ETag", '"' + "e" * 9000), ("Last-Modified", "the day after tomorrow"),
           ("X-Robots-Tag", "otherbot: noindex"), ("Link", "<" * 5000), ("Age", "-1")]  # fmt: skip
    return [
        Page(post(number).encode(), headers=flood),
        Page(post(number + 1).encode(), headers=odd),
    ]


def hidden_mails(number: int) -> list[Page]:
    """Honest posts with addresses that nobody sees."""
    mail = HIDDEN_MAIL
    places = (
        f"<script>var m = '{mail}';</script>", f"<!-- {mail} -->",
        f'<span style="display:none">{mail}</span>', f"<noscript>{mail}</noscript>",
        f'<input type="hidden" value="{mail}">', f"<template>{mail}</template>",
    )  # fmt: skip
    return [Page(post(number + n, extra=each).encode()) for n, each in enumerate(places)]


def bombs() -> dict[str, Page]:
    """What unpacks, or is built, into more than a machine has. Nothing honest is in them."""
    import brotli
    from backports import zstd

    zeros = b"<p>drum</p>" * 100_000
    pack = zlib.compressobj(9, wbits=31)
    bomb = b"".join(pack.compress(zeros) for _ in range(1500)) + pack.flush()
    nested = gzip.compress(gzip.compress(b"\0" * 200_000_000, 9), 9)
    press = brotli.Compressor(quality=4)
    br = b"".join(press.process(zeros) for _ in range(600)) + press.finish()
    zst = zstd.ZstdCompressor()
    zs = b"".join(zst.compress(zeros) for _ in range(600)) + zst.flush()
    attributes = " ".join(f"a{n}=1" for n in range(700_000))
    deep = "<div>" * 100_000
    return {
        "gzip": Page(bomb, headers=[("Content-Encoding", "gzip")]),
        "nested": Page(nested, headers=[("Content-Encoding", "gzip, gzip")]),
        "brotli": Page(br, headers=[("Content-Encoding", "br")]),
        "zstd": Page(zs, headers=[("Content-Encoding", "zstd")]),
        "unknown": Page(b"\x01\x02", headers=[("Content-Encoding", "x-own")]),
        "untrue": Page(b"this is not packed", headers=[("Content-Encoding", "gzip")]),
        "attributes": Page(shell(f"<p {attributes}>x</p>").encode()),
        "deep": Page(shell(deep + "bottom").encode()),
        "deep_lists": Page(shell("<ul><li>" * 60_000).encode()),
        "deep_tables": Page(shell("<table><tr><td>" * 40_000).encode()),
        "line": Page(shell("lorem ipsum dolor " * 300_000).encode()),
        "tags": Page(("<b><i><u><font>" * 150_000).encode()),
        "entities": Page(shell("&amp;&lt;&#x4e2d;&notin;" * 200_000).encode()),
        "half": Page(b"<html><body><p>" + b"<" * 2_000_000),
        "formatting": Page(shell("<p>" + "<b>" * 5000 + ("x</p><p>" * 300)).encode()),
    }


def files() -> dict[str, Page]:
    """What is no page at all, whatever it is called."""
    return {
        "pdf": Page(b"%PDF-1.7\n" + b"\x00\x01" * 50_000),
        "zip": Page(b"PK\x03\x04" + bytes(range(256)) * 400),
        "elf": Page(b"\x7fELF\x02\x01" + bytes(range(256)) * 400),
        "gz": Page(gzip.compress(b"<p>" * 9000)),
        "png": Page(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400, "image/png"),
        "json": Page(b'{"a": "<p>We need drums</p>"}', "application/json"),
        "json_as_html": Page(b'{"a":' * 100_000),
        "html_as_json": Page(shell("nothing").encode(), "application/json"),
        "empty": Page(b""),
        "blank": Page(b" " * 1_000_000),
        "zeros": Page(b"\0" * 3_000_000),
        "xml": Page(b"<?xml version='1.0'?>" + laughs("x")),
    }


def laughs(inside: str) -> bytes:
    """Ten to the ninth times the same word, by entities of entities."""
    lines = ['<!ENTITY l0 "lol">']
    lines += [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
    return f"<!DOCTYPE {inside} [{''.join(lines)}]><{inside}>&l9;</{inside}>".encode()
