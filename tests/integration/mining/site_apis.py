"""Sites with APIs of known families, as answers of the small web server; all words are our own."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.integration.mining.apis import NOWHERE, answer, parts_of
from tests.integration.mining.small_web import Answer, html, thread

DAY = datetime(2026, 10, 1, tzinfo=UTC)


class WordPress:
    """A blog of `posts` posts with two comments each, in its own kind of answers."""

    def __init__(self, posts: int = 130, *, plain: bool = False, requests: int = 0) -> None:
        self.posts = posts
        self.plain = plain  # no readable addresses: everything by ?rest_route=
        self.requests = requests  # posts of a type of its own
        self.home = ""

    def __call__(self, address: str, _count: int) -> Answer:
        path, query = parts_of(address)
        route = query.get("rest_route", [path.removeprefix("/wp-json")])[0].rstrip("/")
        if path == "/" and "rest_route" not in query:
            root = f"{self.home}/?rest_route=/" if self.plain else f"{self.home}/wp-json/"
            head = '<meta name="generator" content="WordPress 6.8">'
            link = f'<{root}>; rel="https://api.w.org/"'
            return html(f"<html><head>{head}</head><body>A blog</body></html>", Link=link)
        if route == "/wp/v2/types":
            kinds = {"post": "posts", "wp_block": "blocks", "request": "requests"}
            return answer({k: {"slug": k, "rest_base": v} for k, v in kinds.items()})
        if route == "/wp/v2/posts":
            return self.page([self.post(n) for n in range(self.posts, 0, -1)], query)
        if route == "/wp/v2/requests":
            return self.page([self.post(n) for n in range(9000, 9000 + self.requests)], query)
        if route == "/wp/v2/comments":
            rows = [self.comment(n, k) for n in range(self.posts, 0, -1) for k in (2, 1)]
            return self.page(rows, query)
        return NOWHERE

    def page(self, rows: list[dict[str, Any]], query: dict[str, list[str]]) -> Answer:
        for name, field in (("modified_after", "modified_gmt"), ("after", "date_gmt")):
            if name in query:
                after = query[name][0].removesuffix("Z")
                rows = [row for row in rows if row[field] > after]
        size, page = int(query["per_page"][0]), int(query["page"][0])
        told = {"X-WP-Total": str(len(rows)), "X-WP-TotalPages": str(-(-len(rows) // size))}
        if page > 1 and (page - 1) * size >= len(rows):
            return Answer(400, b'{"code":"rest_post_invalid_page_number"}')
        return answer(rows[(page - 1) * size : page * size], **told)

    def post(self, number: int) -> dict[str, Any]:
        when = (DAY + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%S")
        author = {"name": "Ann &amp; Bob", "link": f"{self.home}/author/ann/"}
        terms = [[{"taxonomy": "category", "name": "Wanted"}], [{"taxonomy": "post_tag"}]]
        return {
            "id": number, "link": f"{self.home}/2026/10/press-{number}/", "date_gmt": when,
            "modified_gmt": when, "title": {"rendered": f"Press &#8211; {number}"},
            "content": {"rendered": f"<p>We need <b>press {number}</b>.</p>", "protected": False},
            "_embedded": {"author": [author], "wp:term": terms},
        }  # fmt: skip

    def comment(self, number: int, which: int) -> dict[str, Any]:
        when = (DAY + timedelta(minutes=number, seconds=which)).strftime("%Y-%m-%dT%H:%M:%S")
        return {
            "id": number * 10 + which, "post": number, "author_name": f"Guest {which}",
            "author_url": "", "date_gmt": when, "type": "comment",
            "link": f"{self.home}/2026/10/press-{number}/#comment-{number * 10 + which}",
            "content": {"rendered": f"<blockquote>A press</blockquote><p>So do we, {number}.</p>"},
        }  # fmt: skip


class MediaWiki:
    """A wiki: talk pages with a section and two replies each, and pages that ask."""

    def __init__(self, talks: int = 5, questions: int = 4, *, size: int = 2) -> None:
        self.size = size
        self.home = ""
        talk = "== Press {n} ==\nWe need press {n}. [[User:Ann|Ann]] 10:12, 3 October 2026 (UTC)\n"
        talk += ": So do we. [[User:Bob|Bob]] 10:15, 3 October 2026 (UTC)\n"
        talk += ": Again. [[User:Bob|Bob]] 10:15, 3 October 2026 (UTC)"
        self.pages = {100 + n: (1, f"Talk:Machine {n}", talk.format(n=n)) for n in range(talks)}
        for n in range(questions):
            self.pages[200 + n] = (0, f"Who sells press {n}?", f"Looking for ''press'' {n}.")
        self.pages[1] = (0, "Main Page", "Welcome")
        self.changed = dict.fromkeys(self.pages, "2026-10-03T10:15:00Z")

    def __call__(self, address: str, _count: int) -> Answer:
        path, query = parts_of(address)
        if path == "/":
            edit = f'<link rel="EditURI" href="{self.home}/w/api.php?action=rsd">'
            head = f'<meta name="generator" content="MediaWiki 1.39.17">{edit}'
            return html(f"<html><head>{head}</head><body>A wiki</body></html>")
        if path != "/w/api.php":
            return NOWHERE
        if "siteinfo" in query.get("meta", []):
            return self.site()
        kind = query.get("list", query.get("generator", [""]))[0]
        if kind == "allrevisions":
            rows = [{"pageid": i, "revisions": [self.first(i)]} for i in self.pages]
            return answer({"query": {"allrevisions": rows}})
        if kind == "recentchanges":
            since = query["rcend"][0]
            rows = [{"title": self.pages[i][1]} for i, at in self.changed.items() if at > since]
            return answer({"query": {"recentchanges": rows}})
        if kind == "allpages":
            space = int(query["gapnamespace"][0])
            ids = [i for i, page in sorted(self.pages.items()) if page[0] == space]
            return self.slice(ids, int(query.get("gapcontinue", ["0"])[0]))
        titles = query["titles"][0].split("|")
        return self.slice([i for i, page in self.pages.items() if page[1] in titles], 0, size=50)

    def slice(self, ids: list[int], start: int, *, size: int = 0) -> Answer:
        size = size or self.size
        told: dict[str, Any] = {}
        if ids:
            told["query"] = {"pages": [self.page(i) for i in ids[start : start + size]]}
        if start + size < len(ids):
            told["continue"] = {"gapcontinue": str(start + size), "continue": "gapcontinue||"}
        return answer(told)

    def site(self) -> Answer:
        spaces = {0: "", 1: "Talk", 2: "User", 3: "User talk", 10: "Template"}
        general = {"sitename": "Presses", "mainpage": "Main Page", "timeoffset": 0,
                   "server": self.home, "articlepath": "/wiki/$1"}  # fmt: skip
        told = {
            "general": general, "statistics": {"articles": 4, "edits": 20},
            "namespaces": {str(i): {"id": i, "name": name} for i, name in spaces.items()},
        }  # fmt: skip
        return answer({"query": told})

    def first(self, page: int) -> dict[str, Any]:
        return {"revid": page, "parentid": 0, "user": "Cleo", "timestamp": "2026-10-01T08:00:00Z"}

    def page(self, page: int) -> dict[str, Any]:
        space, title, source = self.pages[page]
        last = {"revid": 900, "parentid": page, "user": "Bot", "timestamp": self.changed[page]}
        main = {"contentmodel": "wikitext", "content": source}
        url = f"{self.home}/wiki/{title.replace(' ', '_').replace('?', '%3F')}"
        return {"pageid": page, "ns": space, "title": title, "fullurl": url,
                "revisions": [{**last, "slots": {"main": main}}]}  # fmt: skip


class Askbot:
    """Its API lists `topics` questions; their pages are those of the small forum."""

    def __init__(self, topics: int = 7) -> None:
        self.topics = topics

    def __call__(self, address: str, _count: int) -> Answer:
        path, query = parts_of(address)
        if path == "/questions/":
            script = "<script>var askbot = {}; askbot['data'] = {};</script>"
            return html(f"<html><head>{script}</head><body>Questions</body></html>")
        if path == "/api/v1/questions/":
            page = int(query["page"][0])
            rows = [self.row(n) for n in range(self.topics)][(page - 1) * 3 : page * 3]
            return answer({"count": self.topics, "pages": -(-self.topics // 3), "questions": rows})
        if path.startswith("/question/"):
            number = int(path.split("/")[2])
            return NOWHERE if number == 1 else html(thread(number))
        return NOWHERE

    def row(self, number: int) -> dict[str, Any]:
        return {
            "id": number, "url": f"http://elsewhere.example/question/{number}/drums/",
            "title": f"Drums wanted {number}", "summary": "<p>We need</p>",
            "author": {"username": "user0"}, "added_at": "1790000000",
            "last_activity_at": str(1790000000 - number),
        }  # fmt: skip


def overpass(address: str, _count: int) -> Answer:
    """An Overpass API that finds three things, one of them a company with all that is asked for."""
    path, query = parts_of(address)
    if path != "/api/interpreter" or "data" not in query:
        return NOWHERE
    press = {"name": "Presswerk Ölmüller", "craft": "metal_construction",
             "contact:phone": "+49 30 1234567; +49 30 1234568", "email": "info@presse.example",
             "website": "www.presse.example", "addr:street": "Hauptstraße",
             "addr:housenumber": "3", "addr:city": "Berlin", "addr:country": "DE"}  # fmt: skip
    bare = {"office": "company", "name": "Ohne", "phone": "siehe Tür"}
    rows = [
        {"type": "node", "id": 1, "lat": 52.5, "lon": 13.4, "tags": press},
        {"type": "way", "id": 2, "tags": {"highway": "residential", "name": "Hauptstraße"}},
        {"type": "node", "id": 3, "tags": bare},
        {"type": "node", "id": 4},
    ]  # fmt: skip
    told = {"version": 0.6, "osm3s": {"copyright": "ODbL"}, "elements": rows}
    return Answer(200, json.dumps(told).encode(), {"Content-Type": "application/json"})


class Places:
    """An Overpass API that answers by place, and gives up where there is too much in one."""

    def __init__(self) -> None:
        crowd = [(48.01 + n * 0.004, 11.02 + n * 0.004) for n in range(50)]
        edge = [(48.25, 11.3 + n * 0.04) for n in range(10)]  # on the border of two tiles
        self.firms = [*crowd, *edge]
        self.asked: list[tuple[float, ...]] = []

    def answer(self, address: str, _count: int) -> Answer:
        path, query = parts_of(address)
        if path != "/api/interpreter" or "data" not in query:
            return NOWHERE
        box = query["data"][0].partition("[bbox:")[2].partition("]")[0]
        south, west, north, east = (float(part) for part in box.split(","))
        self.asked.append((south, west, north, east))
        found = [
            {"type": "node", "id": n, "tags": {"name": f"Werk {n}", "craft": "metal"}}
            for n, (lat, lon) in enumerate(self.firms, start=1)
            if south <= lat <= north and west <= lon <= east
        ]
        told: dict[str, object] = {"version": 0.6, "osm3s": {"copyright": "ODbL"}}
        if len(found) > 30:
            told |= {"elements": [], "remark": "runtime error: Query run out of memory"}
        else:
            told |= {"elements": found}
        return Answer(200, json.dumps(told).encode(), {"Content-Type": "application/json"})
