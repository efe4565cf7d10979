"""Forums and question sites whose build is drawn by lot, a site for each seed.

Each choice a builder of a small server makes is made apart: what holds rows and posts, where names
and times stand and how they are written, how classes are called, how pages are turned, what stands
around. No seed is anybody's site; many of them tell how often a new site is read right.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
import re
from datetime import datetime
from html import escape
from typing import Any

from tests.factories.class_names import class_attribute
from tests.factories.talks.drawn_words import FORMS, ROOMS, WORDS, Words
from tests.factories.talks.world import Say, Site, Talk

_TAILWIND = {
    "row": "flex items-center py-3 px-4 border-b", "posts": "space-y-4 mt-6", "post": "rounded-lg bg-white shadow p-4",
    "body": "mt-2 text-gray-800 leading-6", "meta": "text-xs text-gray-500", "title": "font-semibold text-lg",
    "name": "font-medium text-sm", "time": "text-gray-400 ml-2", "stats": "text-right w-24",
}  # fmt: skip
_BOOTSTRAP = {
    "row": "list-group-item d-flex justify-content-between", "post": "card mb-3", "body": "card-text", "meta": "text-muted small",
    "title": "h5 mb-1", "stats": "badge bg-secondary", "head": "card-header", "rows": "list-group", "side": "col-md-2",
    "main": "col-md-9", "pager": "pagination", "crumbs": "breadcrumb",
}  # fmt: skip


_CLASSES = {"tailwind": _TAILWIND, "bootstrap": _BOOTSTRAP}


class Drawn(Site):
    """One site; `seed` draws its build."""

    words: Words

    def __post_init__(self) -> None:
        dice = random.Random(f"build {self.seed}")
        pick = dice.choice
        self.lang = pick(("en", "en", "en", "en", "zh", "zh", "de", "fr", "it", "zht", "ja", "ru"))
        self.words = WORDS[self.lang]
        self.kind = pick(("forum", "forum", "forum", "questions", "flat"))
        self.form = pick(FORMS[self.lang])
        self.stamp_how = pick(("plain", "span", "time", "time", "title", "small"))
        self.exact = self.stamp_how in ("time", "title")
        self.rooms = ROOMS[self.lang]  # type: ignore[misc]
        self.sections = self.kind != "flat" or pick((True, False))
        self.nested = pick((1, 1, 1, 2, 4))
        self.count, self.shelf, self.size = pick((24, 36, 52)), pick((8, 15, 20)), pick((8, 10, 50))
        self.quotes = pick((0.0, 0.0, 0.25))
        self.anonymous = pick(("", "", self.words["guest"]))
        self.front = pick(("rooms", "rooms", "talks")) if self.kind == "forum" else "talks"
        self.rooms_in = pick(("table", "ul", "cards", "headings"))
        self.rows_in = pick(
            ("table", "table", "bare table", "ul", "cards", "article", "lines", "group")
        )
        self.row_by = pick(("prefix", "link", "none", "started"))
        self.row_time = pick(("began", "last", "both", "none"))
        self.row_count = pick(("column", "words", "none"))
        self.row_excerpt = pick((False, False, True))
        self.heading = pick(("h1", "h1", "h2", "div"))
        self.crumbs = pick(("list", "arrows", "label", "back", "label", "arrows"))
        self.posts_in = pick(
            ("div", "div", "article", "li", "side table", "two rows", "table each", "section")
        )
        self.head_at = pick(("head", "head", "side", "foot", "wrote", "posted", "list"))
        if self.posts_in in ("side table",):
            self.head_at = "side"
        if self.posts_in == "two rows":
            self.head_at = pick(("head", "posted", "wrote"))
        self.text_in = pick(("p", "p", "br", "bare br", "div p"))
        self.apart = self.kind == "questions" or pick((False, False, True))
        self.nest_in = pick(("inside", "margin", "depth"))
        self.person_how = pick(("link", "link", "plain", "b", "span"))
        self.classes = pick(("plain", "plain", "hashed", "none", "bem", "tailwind", "bootstrap"))
        self.turns = pick(("?page=", "/page/", "?p=", "?start="))
        self.turn_how = pick(("numbers", "next", "both", "older"))
        self.scheme = pick(
            (
                "/thread/{id}",
                "/t/{id}-{slug}",
                "/topic/{slug}.{id}/",
                "/viewtopic.php?id={id}",
                "/d/{id}/{slug}",
                "/show-{id}.html",
            )
        )
        self.threads = (
            self.scheme.replace("{id}", r"(\d+)")
            .replace("{slug}", r"[\w-]+")
            .replace(".php?", r"\.php\?")
        )
        self.noise = {
            name
            for name in (
                "number",
                "buttons",
                "likes",
                "signature",
                "rank",
                "count",
                "avatar",
                "edited",
                "permalink",
            )
            if dice.random() < 0.3
        }
        self.around = {
            name
            for name in (
                "latest",
                "tags",
                "mail",
                "zone",
                "form",
                "cookie",
                "search",
                "online",
                "related",
                "people",
            )
            if dice.random() < 0.4
        }
        self.zone = pick(
            (
                "UTC",
                "UTC",
                "Europe/Berlin" if self.lang not in ("zh", "zht", "ja") else "Asia/Shanghai",
            )
        )
        super().__post_init__()
        seen: set[str] = set()
        for t in self.talks:  # people seldom ask under one title
            t.title += f" ({self.words['towns'][t.id % 7]} {t.id})" if t.title in seen else ""
            seen.add(t.title)
        self.name = f"drawn{self.seed}"
        self.timezone = self.zone

    @property
    def build(self) -> str:
        """The choices that were drawn, for a reader."""
        return " ".join(
            f"{name}={getattr(self, name)}"
            for name in (
                "lang", "kind", "classes", "posts_in", "head_at", "person_how", "stamp_how", "form",
                "text_in", "apart", "nested", "nest_in", "front", "rows_in", "row_by", "row_time",
                "row_count", "row_excerpt", "crumbs", "turns", "turn_how", "scheme", "noise", "around",
            )
        )  # fmt: skip

    # small pieces

    def c(self, name: str) -> str:
        """A class attribute, as this builder calls things."""
        return class_attribute(
            name, manner=self.classes, prefix="forum", seed=self.seed, words=_CLASSES
        )

    def person(self, who: str) -> str:
        safe = escape(who, quote=False)
        if self.person_how == "link" and self.uid(who):
            return f'<a href="/user/{self.uid(who)}"{self.c("name")}>{safe}</a>'
        tag = {"b": "b", "span": "span"}.get(self.person_how, "")
        return f"<{tag}{self.c('name')}>{safe}</{tag}>" if tag else safe

    def stamp(self, at: datetime) -> str:
        said = escape(self.when(at))
        if self.stamp_how == "time":
            return f'<time datetime="{self.iso(at)}">{said}</time>'
        if self.stamp_how == "title":
            return f'<span{self.c("time")} title="{self.iso(at)}">{said}</span>'
        if self.stamp_how == "plain":
            return said
        return f"<{self.stamp_how}{self.c('time')}>{said}</{self.stamp_how}>"

    def at(self, t: Talk) -> str:
        return self.scheme.format(id=t.id, slug=t.slug)

    def room_at(self, n: int) -> str:
        return (
            f"/section/{n + 1}" if self.scheme.startswith(("/t", "/d")) else f"/forum-{n + 1}.html"
        )

    def turn(self, base: str, n: int, size: int) -> str:
        if self.turns == "/page/" and "?" not in base and not base.endswith(".html"):
            return f"{base.rstrip('/')}/page/{n}"
        join = "&amp;" if "?" in base else "?"
        if self.turns == "?start=":
            return f"{base}{join}start={(n - 1) * size}"
        return f"{base}{join}{'p' if self.turns == '?p=' else 'page'}={n}"

    def pager(self, base: str, page: int, last: int, size: int) -> str:
        if last < 2:
            return ""
        w, out = self.words, []
        if page > 1 and self.turn_how != "numbers":
            out.append(
                f'<a href="{self.turn(base, page - 1, size) if page > 2 else base}">{w["newer" if self.turn_how == "older" else "prev"]}</a>'
            )
        if self.turn_how in ("numbers", "both"):
            out += [
                f"<b>{n}</b>"
                if n == page
                else f'<a href="{self.turn(base, n, size) if n > 1 else base}">{n}</a>'
                for n in range(1, last + 1)
            ]
        if page < last and self.turn_how != "numbers":
            out.append(
                f'<a href="{self.turn(base, page + 1, size)}" rel="next">{w["older" if self.turn_how == "older" else "next"]}</a>'
            )
        return f"<div{self.c('pager')}>{' '.join(out)}</div>"

    # lists

    def row_cells(self, t: Talk, *, room: bool) -> tuple[str, str, str, str]:
        """Title with what stands below it, count, who and when began, who and when last."""
        w = self.words
        title = f'<a href="{self.at(t)}"{self.c("title")}>{escape(t.title)}</a>'
        if t.pinned:
            title = f"<span{self.c('pin')}>{w['pinned']}</span> {title}"
        if t.locked:
            title += f" <i{self.c('lock')}>{w['locked']}</i>"
        if self.row_excerpt:
            title += f"<div{self.c('excerpt')}>{escape(t.first.paras[0][:70])}…</div>"
        if room and self.sections:
            title += f' <a href="{self.room_at(t.room)}"{self.c("tag")}>{self.rooms[t.room]}</a>'
        n = len(t.says) - 1
        count = {"column": str(n), "words": w["n_replies"].format(n=n), "none": ""}[self.row_count]
        who = {"prefix": f"{w['by']} {self.person(t.first.who)}", "link": self.person(t.first.who), "none": "",
               "started": w["started"].format(who=self.person(t.first.who))}[self.row_by]  # fmt: skip
        began = f"{who} {self.stamp(t.first.at)}" if self.row_time in ("began", "both") else who
        last = (
            f"{w['last']} {self.person(t.last.who)} {self.stamp(t.last.at)}"
            if self.row_time in ("last", "both")
            else ""
        )
        return title, count, began.strip(), last

    def listing(self, some: list[Talk], page: int, base: str, *, room: bool) -> str:
        cut, last = self.cut(some, page)
        w, rows = self.words, []
        for t in cut:
            title, count, began, latest = self.row_cells(t, room=room)
            if "table" in self.rows_in:
                cells = [
                    title,
                    *([began] if began else []),
                    *([count] if self.row_count != "none" else []),
                    *([latest] if latest else []),
                ]
                rows.append(
                    f"<tr{self.c('row')}>" + "".join(f"<td>{each}</td>" for each in cells) + "</tr>"
                )
                continue
            told = " · ".join(filter(None, (began, count, latest)))
            if self.rows_in == "lines":
                rows.append(f"{title} <small>{told}</small><br>")
            elif self.rows_in == "group":
                plain = " · ".join(
                    filter(
                        None,
                        (
                            escape(t.first.who) if self.row_by != "none" else "",
                            self.when(t.last.at) if self.row_time != "none" else "",
                            count,
                        ),
                    )
                )
                rows.append(
                    f'<a href="{self.at(t)}"{self.c("row")}><strong>{escape(t.title)}</strong> <span{self.c("meta")}>{plain}</span></a>'
                )
            else:
                tag = {"ul": "li", "cards": "div", "article": "article"}[self.rows_in]
                head = (
                    f"<h3>{title}</h3>"
                    if self.rows_in == "article" and not (room or self.row_excerpt)
                    else title
                )
                rows.append(
                    f"<{tag}{self.c('row')}>{head}<div{self.c('meta')}>{told}</div></{tag}>"
                )
        body = "\n".join(rows)
        if "table" in self.rows_in:
            heads = [
                w["topic"],
                *(
                    [w["author"]]
                    if self.row_by != "none" or self.row_time in ("began", "both")
                    else []
                ),
                *([w["replies"]] if self.row_count != "none" else []),
                *([w["latest"]] if self.row_time in ("last", "both") else []),
            ]
            top = (
                ""
                if self.rows_in == "bare table"
                else "<thead><tr>" + "".join(f"<th>{h}</th>" for h in heads) + "</tr></thead>"
            )
            body = f"<table{self.c('rows')}>{top}<tbody>{body}</tbody></table>"
        elif self.rows_in == "ul":
            body = f"<ul{self.c('rows')}>{body}</ul>"
        else:
            body = f"<div{self.c('rows')}>{body}</div>"
        return body + self.pager(base, page, last, self.shelf)

    def room_list(self) -> str:
        w, out = self.words, []
        for n, name in enumerate(self.rooms):
            inside = self.room(n)
            link = f'<a href="{self.room_at(n)}">{name}</a>'
            told = f"{len(inside)} {w['topics']}"
            newest = max(inside, key=lambda t: t.last.at)
            last = f'<a href="{self.at(newest)}">{escape(newest.title)}</a> {w["by"]} {self.person(newest.last.who)}, {self.stamp(newest.last.at)}'
            out.append({
                "table": f"<tr><td>{link}<br><small>{w['about']}</small></td><td>{len(inside)}</td><td>{last}</td></tr>",
                "ul": f"<li>{link} ({len(inside)})</li>",
                "cards": f"<div{self.c('card')}><h3>{link}</h3><p>{w['about']}</p><span>{told}</span></div>",
                "headings": f"<h2>{link}</h2><p>{told}</p>",
            }[self.rooms_in])  # fmt: skip
        body = "".join(out)
        return {"table": f"<table>{body}</table>", "ul": f"<ul>{body}</ul>"}.get(
            self.rooms_in, body
        )

    # threads

    def told(self, s: Say, *, is_answer: bool) -> str:
        """The line that says who and when."""
        w, who, at = self.words, self.person(s.who), self.stamp(s.at)
        if self.head_at == "wrote":
            return f"<div{self.c('head')}>{w['wrote'].format(who=who, at=at)}</div>"
        if self.head_at == "posted":
            return f"<p{self.c('meta')}>{w['answered' if is_answer and self.apart else 'posted'].format(who=who, at=at)}</p>"
        if self.head_at == "list":
            return f"<ul{self.c('meta')}><li>{who}</li><li>{at}</li></ul>"
        if self.head_at == "foot":
            return f"<div{self.c('foot')}>— {who}, {at}</div>"
        number = f" <span{self.c('number')}>#{s.n}</span>" if "number" in self.noise else ""
        rank = (
            f" <em{self.c('rank')}>{w['ranks'][self.uid(s.who) % 3]}</em>"
            if "rank" in self.noise and self.uid(s.who)
            else ""
        )
        count = (
            f" <span{self.c('count')}>{w['n_posts'].format(n=self.uid(s.who) * 3)}</span>"
            if "count" in self.noise and self.uid(s.who)
            else ""
        )
        face = f'<img src="/a/{self.uid(s.who)}.png" alt="">' if "avatar" in self.noise else ""
        return f"<div{self.c('head')}>{face}{who}{rank}{count} {at}{number}</div>"

    def body(self, t: Talk, s: Say) -> str:
        w, quote, out = self.words, "", s.html("br" if "br" in self.text_in else "p")
        if s.quote:
            quote = f"<blockquote><cite>{w['wrote'].format(who=escape(s.quote.who), at='').strip()}</cite> {escape(s.quote.paras[0][:90], quote=False)}</blockquote>"
        if self.text_in == "div p":
            out = f"<div>{out}</div>"
        more = ""
        if "edited" in self.noise and s.edited:
            more += f"<div{self.c('edited')}>{w['edited'].format(at=self.when(s.at))}</div>"
        if "signature" in self.noise and self.uid(s.who) % 3 == 1:
            more += f"<div{self.c('signature')}>--<br>{w['signature']}</div>"
        return f"<div{self.c('body')}>{quote}{out}</div>{more}"

    def tools(self, t: Talk, s: Say) -> str:
        w, out = self.words, []
        if "likes" in self.noise:
            out.append(f"<span{self.c('likes')}>♥ {abs(s.votes)}</span>")
        if "permalink" in self.noise:
            out.append(f'<a href="{self.at(t)}#p{s.id}">{w["link"]}</a>')
        if "buttons" in self.noise:
            out += [
                f'<a href="/reply/{t.id}/{s.id}" rel="nofollow">{w["reply"]}</a>',
                f'<a href="/report/{s.id}" rel="nofollow">{w["report"]}</a>',
            ]
        return f"<div{self.c('tools')}>{' '.join(out)}</div>" if out else ""

    def post(self, t: Talk, s: Say, inner: str = "") -> str:
        """One post; `inner`: replies that stand inside of it."""
        is_answer = s.n > 1
        told, text, tools = self.told(s, is_answer=is_answer), self.body(t, s), self.tools(t, s)
        name = "question" if self.apart and not is_answer else "post"
        shift = (
            f' style="margin-left:{20 * (s.level - 1)}px"'
            if self.nest_in == "margin" and s.level > 1
            else ""
        )
        deep = (
            self.c(f"depth-{s.level}")
            if self.nest_in == "depth" and s.level > 1 and self.classes in ("plain", "bem")
            else self.c(name)
        )
        if self.posts_in == "side table":
            return f'<tr id="p{s.id}"{self.c(name)}><td{self.c("side")}>{told}</td><td{self.c("main")}>{text}{tools}</td></tr>'
        if self.posts_in == "two rows":
            return f'<tr id="p{s.id}"{self.c("headrow")}><td>{told}</td></tr><tr{self.c("bodyrow")}><td>{text}{tools}</td></tr>'
        if self.posts_in == "table each":
            return f'<table id="p{s.id}"{self.c(name)}><tr><td{self.c("side")}>{told}</td><td>{text}{tools}</td></tr></table>'
        if self.head_at == "side":
            inside = f"<div{self.c('side')}>{told}</div><div{self.c('main')}>{text}{tools}</div>"
        else:
            inside = text + told + tools if self.head_at == "foot" else told + text + tools
        tag = self.posts_in
        return f'<{tag} id="p{s.id}"{deep}{shift}>{inside}{inner}</{tag}>'

    def tree(self, t: Talk, says: list[Say]) -> str:
        """Posts of a page in their order, nested where the build nests."""
        nests = (
            self.nested > 1
            and self.nest_in == "inside"
            and self.posts_in in ("div", "article", "li", "section")
        )
        if not nests:
            return "".join(self.post(t, s) for s in says)

        def branch(s: Say) -> str:
            under = [k for k in t.under(s) if not k.dead]
            inner = "".join(branch(k) for k in under)
            tag = "ul" if self.posts_in == "li" else "div"
            return self.post(
                t, s, f"<{tag}{self.c('replies')}>{inner}</{tag}>" if inner and s.n > 1 else ""
            )

        return branch(t.first) + "".join(branch(k) for k in t.under() if not k.dead)

    def ordered(self, t: Talk) -> list[Say]:
        """As they stand on the page: by time, or each below what it answers."""
        if self.nested == 1:
            return [s for s in t.says if not s.dead]
        out: list[Say] = []

        def put(s: Say) -> None:
            out.append(s)
            for k in t.under(s):
                if not k.dead:
                    put(k)

        put(t.first)
        return out

    def wrapped(self, inside: str) -> str:
        if self.posts_in in ("side table", "two rows"):
            return f"<table{self.c('posts')}>{inside}</table>"
        return (
            f"<ol{self.c('posts')}>{inside}</ol>"
            if self.posts_in == "li"
            else f"<div{self.c('posts')}>{inside}</div>"
        )

    def thread(self, t: Talk, page: int) -> str:
        w, room = self.words, self.rooms[t.room]
        said = self.ordered(t)
        nests = self.nested > 1
        cut, last = (said, 1) if nests else self.cut(said, page, self.size)
        crumb = ""
        if self.sections:
            link = f'<a href="{self.room_at(t.room)}">{room}</a>'
            crumb = {
                "list": f'<ul{self.c("crumbs")}><li><a href="/">{w["home"]}</a></li><li>{link}</li><li>{escape(t.title)}</li></ul>',
                "arrows": f'<div{self.c("crumbs")}><a href="/">{w["home"]}</a> » {link} » {escape(t.title)}</div>',
                "label": f"<p{self.c('in')}>{w['section']}: {link}</p>",
                "back": f'<p><a href="{self.room_at(t.room)}">← {room}</a></p>',
            }[self.crumbs]
        head = f"<{self.heading}{self.c('heading')}>{escape(t.title)}</{self.heading}>"
        if self.apart and cut and cut[0].n == 1:
            rest = self.tree(t, cut) if not nests else ""
            first = (
                self.wrapped(self.post(t, cut[0]))
                if "table" in self.posts_in or self.posts_in in ("li", "two rows")
                else self.post(t, cut[0])
            )
            inside = self.wrapped(
                "".join(self.tree_of(t, k) for k in t.under() if not k.dead)
                if nests
                else "".join(self.post(t, s) for s in cut[1:])
            )
            n = len(said) - 1
            body = (
                f"{first}<h3>{w['n_replies'].format(n=n)}</h3>{inside if n else ''}"
                if rest or nests
                else first
            )
        else:
            body = self.wrapped(self.tree(t, cut))
        form = (
            f'<form method="post" action="/reply/{t.id}"><h4>{w["reply"]}</h4><textarea name="t"></textarea><button>{w["send"]}</button></form>'
            if "form" in self.around
            else ""
        )
        return self.shell(
            t.title, crumb + head + body + self.pager(self.at(t), page, last, self.size) + form, t
        )

    def tree_of(self, t: Talk, s: Say) -> str:
        """A branch below the opening post, with all that answers it."""
        if self.nest_in != "inside" or self.posts_in not in ("div", "article", "li", "section"):
            out = [self.post(t, s)]
            out += [self.tree_of(t, k) for k in t.under(s) if not k.dead]
            return "".join(out)
        inner = "".join(self.tree_of(t, k) for k in t.under(s) if not k.dead)
        tag = "ul" if self.posts_in == "li" else "div"
        return self.post(t, s, f"<{tag}{self.c('replies')}>{inner}</{tag}>" if inner else "")

    # around it

    def shell(self, title: str, body: str, t: Talk | None = None) -> str:
        w, side = self.words, ""
        nav = (
            "".join(f'<a href="{self.room_at(n)}">{name}</a> ' for n, name in enumerate(self.rooms))
            if self.sections and self.front == "talks"
            else ""
        )
        if "latest" in self.around:
            rows = "".join(
                f'<li><a href="{self.at(k)}">{escape(k.title)}</a></li>' for k, _ in self.latest()
            )
            side += f"<h4>{w['latest']}</h4><ul>{rows}</ul>"
        if "related" in self.around and t:
            rows = "".join(
                f'<li><a href="{self.at(k)}">{escape(k.title)}</a> ({len(k.says) - 1})</li>'
                for k in self.talks[3:7]
                if k is not t
            )
            side += f"<h4>{w['related']}</h4><ul>{rows}</ul>"
        if "online" in self.around:
            side += f"<p>{w['online'].format(n=14)} {', '.join(self.person(f) for f in self.folk[:4])}</p>"
        top = '<form action="/search"><input name="q"></form>' if "search" in self.around else ""
        people = f'<a href="/users">{w["people"]}</a>' if "people" in self.around else ""
        cookie = (
            f"<div id='cookie'>{w['cookie']} <button>OK</button></div>"
            if "cookie" in self.around
            else ""
        )
        foot = (
            '<a href="mailto:admin@drawn.example">admin@drawn.example</a>'
            if "mail" in self.around
            else ""
        ) + (f" {w['zone']} {self.zone}" if "zone" in self.around else "")
        aside = f"<aside>{side}</aside>" if side else ""
        return f'<!doctype html><html lang="{ {"zh": "zh-CN", "zht": "zh-TW"}.get(self.lang, self.lang) }"><head><meta charset="{self.charset}"><title>{escape(title)} - Drawn</title></head><body>{cookie}<header><a href="/">Drawn</a> {nav}{people} <a href="/login">{w["login"]}</a>{top}</header><main>{body}</main>{aside}<footer>© 2026 Drawn <a href="/privacy">{w["privacy"]}</a> {foot}</footer></body></html>'

    def answer(self, path: str, _count: int = 0) -> Any:
        # the address of a thread may hold its number in the query
        return super().answer(
            path.replace("/viewtopic.php?id=", "/viewtopic.php/").replace("&", "?", 1)
            if "viewtopic" in path
            else path
        )

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        page = int(q.get("page") or q.get("p") or 1)
        if hit := re.fullmatch(r"(.*)/page/(\d+)", path):
            path, page = hit[1] or "/", int(hit[2])
            path += (
                "/" if self.scheme.endswith("/") and path.count("/") == 2 and "." in path else ""
            )
        size = (
            self.size
            if re.search(self.threads.replace(r"\.php\?id=", r"\.php/"), path)
            else self.shelf
        )
        page = int(q["start"]) // size + 1 if "start" in q else page
        w = self.words
        if path == "/":
            if self.front == "rooms":
                return self.shell(w["forum"], f"<h1>{w['forum']}</h1>{self.room_list()}")
            return self.shell(
                w["forum"], f"<h1>{w['forum']}</h1>{self.listing(self.talks, page, '/', room=True)}"
            )
        if (
            self.sections
            and (hit := re.fullmatch(r"/(?:section/|forum-)(\d)(?:\.html)?", path))
            and int(hit[1]) <= len(self.rooms)
        ):
            n = int(hit[1]) - 1
            return self.shell(
                self.rooms[n],
                f"<h1>{self.rooms[n]}</h1>{self.listing(self.room(n), page, path, room=False)}",
            )
        if (hit := re.search(self.threads.replace(r"\.php\?id=", r"\.php/"), path)) and (
            t := self.talk(hit[1])
        ):
            return self.thread(t, page)
        if (hit := re.fullmatch(r"/user/(\d+)", path)) and int(hit[1]) - 40 in range(
            len(self.folk)
        ):
            who = self.folk[int(hit[1]) - 40]
            return self.shell(
                who,
                f"<h1>{escape(who)}</h1><p>{w['n_posts'].format(n=len(self.by(int(hit[1]))))}</p>",
            )
        if path == "/users" and "people" in self.around:
            return self.shell(
                w["people"],
                "<ul>" + "".join(f"<li>{self.person(f)}</li>" for f in self.folk) + "</ul>",
            )
        if path in ("/privacy", "/login"):
            return self.shell(w["privacy"], f"<h1>{w['privacy']}</h1><p>{w['cookie']}</p>")
        return None
