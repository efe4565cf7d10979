"""Honest threads that come in odd ways: each must be found. Told as whole answers, head and all."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable

from tests.integration.mining.trap_pages import FORBIDDEN, said

DAY = "2026-10-%02dT09:15:00Z"


def thread(number: int, *, head: str = "", top: str = "", words: str = "", more: str = "") -> str:
    """One question with one answer, in the manner of a board with cards."""
    when = DAY % (number % 27 + 1)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Drums, lot {number} - '
        f"Depot talk</title>{head}</head><body><header><a href='/'>Depot talk</a></header>{top}"
        f'<main><h1>Drums, lot {number}</h1><article class="message" id="m{number}">'
        f'<header><a class="message-author" href="/people/kofi-{number}">Kofi {number}</a> '
        f'<time datetime="{when}">{when[:10]}</time></header><div class="message-body">'
        f"<p>{words}{said(number)}, who delivers?</p></div></article>"
        f'<article class="message" id="a{number}"><header><a class="message-author" '
        f'href="/people/ama-{number}">Ama {number}</a> <time datetime="{when[:11]}11:40:00Z">'
        f'{when[:10]}</time></header><div class="message-body"><p>Lot {number} can leave Tema on '
        f"Monday, ask for me at the gate.</p></div></article></main>{more}</body></html>"
    )


def kept_out(number: int, **where: str) -> str:
    """A thread that is not ours to keep."""
    return thread(number, **where).replace(said(number), FORBIDDEN)


def answer(
    body: bytes | str, *heads: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8",
    length: int | None = None, version: str = "HTTP/1.1",
) -> bytes:  # fmt: skip
    """A whole answer; `length` -1: none is told and the connection's end is the page's."""
    raw = body if isinstance(body, bytes) else body.encode()
    lines = [f"{version} {status}"]
    lines += [f"Content-Type: {kind}"] if kind else []
    if length != -1:
        lines.append(f"Content-Length: {len(raw) if length is None else length}")
    return "\r\n".join([*lines, *heads, "Connection: close", "", ""]).encode("latin-1") + raw


def chunked(body: bytes, *, ends: bytes = b"0\r\n\r\n", note: bytes = b"") -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    pieces = [body[at : at + 900] for at in range(0, len(body), 900)]
    return head + b"".join(b"%x%s\r\n%s\r\n" % (len(p), note, p) for p in pieces) + ends


def _raw_deflate(data: bytes) -> bytes:
    pack = zlib.compressobj(9, wbits=-15)
    return pack.compress(data) + pack.flush()


def _packed(data: bytes, name: str) -> bytes:
    return answer(data, f"Content-Encoding: {name}")


Made = Callable[[int], bytes]


def wires() -> dict[str, Made]:
    """Odd below the page."""

    def body(n: int) -> bytes:
        return thread(n).encode()

    return {
        "http10": lambda n: answer(body(n), version="HTTP/1.0", length=-1),
        "no_length": lambda n: answer(body(n), length=-1),
        "chunk_notes": lambda n: chunked(body(n), note=b";name=\"v\"", ends=b"0\r\nX-T: 1\r\n\r\n"),
        "chunk_zeros": lambda n: chunked(body(n)).replace(b"\r\n384\r\n", b"\r\n0000384\r\n"),
        "chunks_cut_after_end": lambda n: chunked(body(n), ends=b""),
        "length_too_long": lambda n: answer(body(n), length=len(body(n)) + 500),
        "rest_after_length": lambda n: answer(body(n)) + b"<p>more than was told</p>" * 30,
        "two_kinds": lambda n: answer(body(n), "Content-Type: text/plain"),
        "same_length_twice": lambda n: answer(body(n), f"Content-Length: {len(body(n))}"),
        "bare_lines": lambda n: b"HTTP/1.1 200 OK\nContent-Type: text/html\nContent-Length: %d\n\n"
        % len(body(n)) + body(n),
        "no_reason": lambda n: answer(body(n), status="200"),
        "continue_first": lambda n: b"HTTP/1.1 100 Continue\r\n\r\n" + answer(body(n)),
        "hints_first": lambda n: b"HTTP/1.1 103 Early Hints\r\nLink: </s.css>\r\n\r\n" * 3
        + answer(body(n)),
        "folded": lambda n: answer(body(n), "X-Long: a", "\tfolded", " and folded"),
        "no_colon": lambda n: answer(body(n), "this is no header"),
        "latin_header": lambda n: answer(body(n), "X-Name: Gr\xfc\xdfe", "Server: \xff\xfe"),
        "status_203": lambda n: answer(body(n), status="203 Non-Authoritative"),
        "deflate_raw": lambda n: _packed(_raw_deflate(body(n)), "deflate"),
        "x_gzip": lambda n: _packed(gzip.compress(body(n)), "x-gzip"),
        "gzip_upper": lambda n: _packed(gzip.compress(body(n)), "GZIP"),
        "gzip_parts": lambda n: _packed(
            gzip.compress(body(n)[:700]) + gzip.compress(body(n)[700:]), "gzip"
        ),
        "gzip_tail": lambda n: _packed(gzip.compress(body(n)) + b"\0" * 600, "gzip"),
        "gzip_cut": lambda n: _packed(gzip.compress(body(n))[:-8], "gzip"),
        "packed_as_utf8": lambda n: _packed(body(n), "utf-8"),
        "packed_as_none": lambda n: _packed(body(n), "none"),
        "identity": lambda n: _packed(body(n), "identity"),
        "etag_bad": lambda n: answer(body(n), "ETag: W/", "Last-Modified: yesterday", "Vary: *"),
        "kind_odd": lambda n: answer(body(n), kind='text/html;charset="utf-8";;; boundary'),
        "kind_bare": lambda n: answer(body(n), kind="text/html, text/html"),
    }  # fmt: skip


def letters() -> dict[str, Made]:
    """Odd in their letters."""

    def html(text: str, charset: str, kind: str = "text/html") -> bytes:
        return answer(text.encode(charset, "xmlcharrefreplace"), kind=kind)

    arab = "\u202eevil\u202c \u2067ك\u2069 "
    ja = "ドラム缶を探しています。数量は多めです。よろしくお願いします。"
    return {
        "utf16be_bom": lambda n: html("\ufeff" + thread(n), "utf-16-be"),
        "utf32": lambda n: html("\ufeff" + thread(n), "utf-32-le"),
        "iso2022": lambda n: html(
            thread(n, words=ja), "iso2022_jp", "text/html; charset=ISO-2022-JP"
        ),
        "bidi": lambda n: answer(thread(n, words=arab).replace("Kofi", "\u202eifoK\u202c")),
        "nul": lambda n: answer(thread(n).replace("<p>", "<p>\0\0").replace("</h1>", "\0</h1>")),
        "mixed": lambda n: answer(
            thread(n, more="<p>QUOTE</p>").encode()
            .replace(b"QUOTE", "Größe für Köln".encode("cp1252"))
        ),
        "meta_lies": lambda n: html(
            thread(n, words="Нужны бочки для завода, срочно. ").replace("utf-8", "euc-kr"),
            "koi8-r",
        ),
        "two_metas": lambda n: answer(
            thread(n, words="需要钢桶，长期合作。", head='<meta charset="big5"><meta charset="x">')
        ),
        "surrogates": lambda n: answer(
            thread(n, words="&#xD83D;&#xDE00; \\ud83d ").encode() + b"<!-- \xed\xa0\x80 -->"
        ),
        "wide_letters": lambda n: answer(thread(n, words="ｗｅ ｎｅｅｄ: ")),
        "zero_width": lambda n: answer(thread(n, words="\u200b\u200d\ufeff" * 900)),
        "marks_piled": lambda n: answer(thread(n, words="Z" + "\u0301\u0321\u0489" * 4000 + " ")),
    }  # fmt: skip


def shapes() -> dict[str, Made]:
    """Odd in their mark-up."""
    shadow = '<template shadowrootmode="open"><style>p{}</style>{}</template>'

    def main(n: int) -> str:
        return thread(n).partition("<main>")[2].partition("</main>")[0]

    def around(n: int, before: str, after: str = "") -> bytes:
        return answer(thread(n).replace("<main>", before + "<main>").replace(
            "</main>", "</main>" + after))  # fmt: skip

    ld = '<script type="application/ld+json">%s</script>'
    return {
        "forms_nested": lambda n: around(n, "<form>" * 3000, "</form>" * 3000),
        "tables_nested": lambda n: around(n, "<table><tr><td>" * 120),
        "spans_open": lambda n: around(n, "<span>" * 150),
        "quotes_open": lambda n: around(n, "<p title='never closed\"><a href=x>y</a>'>"),
        "comment_odd": lambda n: around(n, "<!-- a -- b --!> <!> <!-> <!--> <? php ?> <!x>"),
        "cdata": lambda n: around(n, "<![CDATA[ x ]]> <![if IE]> y <![endif]>"),
        "end_tags": lambda n: around(n, "</div></p></body></html>" * 500),
        "attributes_many": lambda n: around(n, "<div " + " ".join(f"a{i}=1" for i in range(100_000))
                                            + ">menu</div>"),
        "svg_before": lambda n: around(n, "<svg><title>x</title><style><a></style><foreignObject>"
                                       "<p>pump</p></foreignObject></svg><math><mi>x</mi></math>"),
        "body_twice": lambda n: around(n, "<body class=b><html lang=de><head><title>No</title>"),
        "title_open": lambda n: answer(thread(n).replace("</title>", "</title ><title>")
                                       .replace("<title></head>", "</head>")),
        "ld_broken": lambda n: answer(thread(n, head=ld % ('{"@type":"QAPage","mainEntity":[' +
                                      '{"@type":"Question","name":"x"},' * 100_000))),
        "ld_deep": lambda n: answer(thread(n, head=ld % ('{"a":' * 100_000))),
        "ld_surrogate": lambda n: answer(thread(n, head=ld % json.dumps(
            {"@type": "WebPage", "name": "\ud800 x"}))),
        "ld_not_ours": lambda n: answer(thread(n, head=ld % json.dumps(
            {"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "Do you ship?",
             "acceptedAnswer": {"@type": "Answer", "text": "Yes we ship anywhere."}}]}))),
        "login_above": lambda n: around(n, '<form action="/login"><input name=u><input '
                                        'type=password name=p><button>Log in</button></form>'),
        "banner_above": lambda n: around(n, '<div id="cookie-wall-banner"><p>We use cookies. '
                                         "Accept all cookies?</p><button>Accept</button></div>"),
        "captcha_below": lambda n: around(n, "", '<form><textarea name=reply></textarea><div '
                                          'class="g-recaptcha" data-sitekey="k"></div></form>'),
        "shadow": lambda n: answer(thread(n).replace(main(n), "<x-thread>" + shadow.replace(
            "{}", main(n)) + "</x-thread>")),
        "noscript": lambda n: answer(thread(n).replace(main(n), "<div id=app></div><noscript>"
                                     + main(n) + "</noscript>")),
        "other_bots": lambda n: answer(thread(n, head='<meta name="googlebot" content="noindex">'),
                                       "X-Robots-Tag: googlebot: noindex, nofollow",
                                       "X-Robots-Tag: max-snippet:-1, max-image-preview: large"),
        "tdm_zero": lambda n: answer(thread(n), "TDM-Reservation: 0"),
        "not_over": lambda n: answer(thread(n), "X-Robots-Tag: unavailable_after: 25 Jun 2090 "
                                     "15:00:00 GMT"),
        "canonical_other": lambda n: answer(thread(n, head='<link rel="canonical" href="/t/101">')),
        "canonical_other2": lambda n: answer(thread(n, head='<link rel=canonical href="/t/101">')),
        "canonical_host": lambda n: answer(thread(
            n, head='<link rel="canonical" href="https://elsewhere.example/t/1">')),
        "canonical_list": lambda n: answer(thread(
            n, head='<link rel="canonical" href="/board/1">')),
        "bases": lambda n: answer(thread(n, head='<base target="_top"><base href="/dir/"><base '
                                         'href="http://elsewhere.example/">')),
        "long_select": lambda n: around(n, "<select>" + "<option>Accra" * 9000 + "</select>"),
        "name_long": lambda n: answer(thread(n).replace(f">Kofi {n}<", f">Kofi {'I' * 30_000}<")),
        "inputs": lambda n: around(n, "".join(f"<input value={i}>" for i in range(9000))),
        "styles": lambda n: answer(thread(
            n, head="<style>" + "@import 'x';" * 90_000 + "</style>")),
    }  # fmt: skip
