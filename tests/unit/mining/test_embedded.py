"""Pages that a script draws: what they carry is read, nothing is run."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.mining.extraction.html.parsing import parse_html
from leadminer.mining.extraction.markup.embedded import data_of
from leadminer.mining.extraction.page import Context, read_page

NOW = datetime(2026, 11, 1, tzinfo=UTC)
HERE = "https://forum.example/q/7"
QUESTION = {
    "id": 7, "title": "Who builds oil presses?", "body": "<p>We need <b>two</b> presses.</p>",
    "createdAt": "2026-10-01T10:00:00Z", "author": {"id": 3, "displayName": "Ann Baker"},
    "answers": [
        {"id": 71, "text": "We need one too", "createdAt": 1790850000, "user": {"name": "Bob"}},
        {"id": 72, "text": "Ask in Ulm", "createdAt": "2026-10-02 08:00", "user": {"name": "Cleo"},
         "comments": [{"id": 99, "text": "Thank you", "createdAt": "2026-10-03T08:00:00Z",
                       "user": {"name": "Ann Baker"}}]},
    ],
    "views": 10, "related": [{"title": "Lathes", "url": "/q/8"}],
}  # fmt: skip
PROPS = {"props": {"pageProps": {"question": QUESTION, "user": None}}, "page": "/q/[id]"}


def page(script: str, body: str = "<div id='root'></div>") -> str:
    return f"<html><head><title>Presses</title></head><body>{body}{script}</body></html>"


def as_js_string(data: object) -> str:
    return json.dumps(json.dumps(data))


def flat(data: object) -> list[object]:
    """As Nuxt 3 lays data flat."""
    out: list[object] = []

    def put(value: object) -> int:
        place = len(out)
        out.append(None)
        if isinstance(value, dict):
            out[place] = {k: put(v) for k, v in value.items()}
        elif isinstance(value, list):
            out[place] = [put(v) for v in value]
        else:
            out[place] = value
        return place

    put(data)
    return out


def streamed(data: object) -> str:
    row = "5:" + json.dumps(["$", "div", None, {"data": data}]) + "\n"
    cut = len(row) // 2
    parts = [json.dumps([1, part]) for part in (row[:cut], row[cut:])]
    return "".join(f"<script>self.__next_f.push({part})</script>" for part in parts)


FLAT = json.dumps(flat(PROPS))
WAYS = {
    "next": f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(PROPS)}</script>',
    "state": f"<script>window.__INITIAL_STATE__ = {json.dumps(PROPS)};(function(){{}})()</script>",
    "bracket": f"<script>window['__DATA__']={json.dumps(PROPS)}</script>",
    "parse": f"<script>window.__STATE__ = JSON.parse({as_js_string(PROPS)});</script>",
    "nuxt": f'<script type="application/json" id="__NUXT_DATA__">{FLAT}</script>',
    "stream": streamed(PROPS),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_thread_is_read_however_the_page_carries_it(way: str) -> None:
    reading = read_page(page(WAYS[way]), HERE, Context(now=NOW))
    assert [(p.author, p.text, p.is_reply) for p in reading.posts] == [
        ("Ann Baker", "We need two presses.", False),
        ("Bob", "We need one too", True),
        ("Cleo", "Ask in Ulm", True),
        ("Ann Baker", "Thank you", True),
    ]
    first, second = reading.posts[:2]
    assert (first.title, first.url) == ("Who builds oil presses?", HERE)
    assert first.posted == datetime(2026, 10, 1, 10, 0, tzinfo=UTC)
    assert second.url == f"{HERE}#71" and second.posted is not None
    assert "https://forum.example/q/8" in {link.url for link in reading.links}


def test_what_the_page_shows_is_not_said_twice() -> None:
    shown = (
        "<article><h1>Who builds oil presses?</h1><div class='post'>"
        "<a class='author' href='/u/ann'>Ann Baker</a><time datetime='2026-10-01T10:00:00Z'></time>"
        "<div class='body'>We need two presses.</div></div></article>"
    )
    reading = read_page(page(WAYS["next"], shown), HERE, Context(now=NOW))
    assert [p.text for p in reading.posts] == ["We need two presses."]


def test_a_list_of_threads_gives_links_not_posts() -> None:
    rows = [
        {"id": n, "title": f"Press {n}", "excerpt": "We need ...", "slug": "x", "url": f"/q/{n}",
         "createdAt": "2026-10-01T10:00:00Z", "author": "Ann"}
        for n in (1, 2, 3)
    ]  # fmt: skip
    script = f"<script>window.__STATE__={json.dumps({'list': rows})}</script>"
    reading = read_page(page(script), "https://forum.example/", Context(now=NOW))
    assert reading.posts == []
    assert {link.url for link in reading.links} == {
        f"https://forum.example/q/{n}" for n in (1, 2, 3)
    }


def test_companies_of_the_data_are_settled_like_any_other() -> None:
    rows = [
        {"companyName": "Presswerk Ulm GmbH", "phone": "0731 123456",
         "email": "info@presse.example", "website": "www.presse.example", "url": "/firma/1",
         "address": {"street": "Hauptstr. 3", "city": "89073 Ulm", "country": "Deutschland"}},
        {"companyName": "Mühle AG", "phone": "none", "address": "Weg 1, 8000 Zürich"},
        {"firstName": "Ann", "name": "Ann", "phone": "0731 5", "address": "at home"},
    ]  # fmt: skip
    script = f'<script type="application/json">{json.dumps({"items": rows})}</script>'
    html = page(script).replace("<html", "<html lang='de'")
    reading = read_page(html, "https://dir.example.de/list", Context(now=NOW))
    assert [c.name for c in reading.companies] == ["Presswerk Ulm GmbH", "Mühle AG"]
    first, second = reading.companies
    assert (first.phone, first.email) == ("+49731123456", "info@presse.example")
    assert first.site == "http://www.presse.example" and first.url.endswith("/firma/1")
    assert (second.phone, second.email) == ("", "") and second.url.startswith(reading.url + "#")


def test_authors_that_are_kept_apart_are_found() -> None:
    cache = {
        "User:3": {"__typename": "User", "name": "Ann"},
        "Post:1": {"__typename": "Post", "title": "Press", "body": "We need one",
                   "createdAt": "2026-10-01T10:00:00Z", "author": {"__ref": "User:3"}},
    }  # fmt: skip
    script = f"<script>window.__APOLLO_STATE__ = {json.dumps(cache)}</script>"
    reading = read_page(page(script), HERE, Context(now=NOW))
    assert [(p.author, p.text) for p in reading.posts] == [("Ann", "We need one")]


def test_settings_and_analytics_are_no_posts() -> None:
    script = (
        '<script>window.config = {"user": {"name": "guest"}, "message": "x", "time": 1790850000};'
        "var dataLayer = [{'event': 'x'}]; window.f = function() { return {a: 1} }</script>"
    )
    reading = read_page(page(script), HERE, Context(now=NOW))
    assert reading.posts == [] and reading.companies == []


@given(st.text(alphabet="{}[]\"':,=abwindow.JSON.parse(1 \\", max_size=120))
def test_no_script_makes_it_fail(text: str) -> None:
    for script in (f"<script>window.a = {text}</script>",
                   f"<script>self.__next_f.push([1,{text}])</script>",
                   f'<script type="application/json">{text}</script>'):  # fmt: skip
        root = parse_html(page(script))
        assert root is not None
        data_of(root)
