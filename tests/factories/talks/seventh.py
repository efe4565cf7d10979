"""Four more plain servers: a list-group forum, a picture board, a German forum, questions in Japanese."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from html import escape
from typing import ClassVar

from tests.factories.talks.world import Say, Site, Talk, pages


class Jinja(Site):
    """A forum as a tutorial for a framework makes it: list groups, cards, ISO times as text, one page of all topics."""

    rooms: ClassVar[tuple[str, ...]] = ("Hiring", "Tools", "Off topic")
    form = "%Y-%m-%d %H:%M:%S UTC"
    threads = r"/t/(\d+)"
    count = 45

    def shell(self, title: str, body: str) -> str:
        return f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title><link rel="stylesheet" href="/static/style.css"></head><body><nav class="navbar"><a class="navbar-brand" href="/">MiniForum</a><a href="/boards">Boards</a><form action="/search"><input name="q"></form><a href="/auth/login">Log In</a></nav><div class="container">{body}</div><footer><p>Generated in 12 ms</p></footer></body></html>'

    def card(self, t: Talk, s: Say) -> str:
        if s.dead:
            return '<div class="card mb-2 text-muted"><div class="card-body"><i>removed by moderator</i></div></div>'
        to = f'<a class="replyto" href="#p{s.up.id}">in reply to {escape(s.up.who)}</a>' if s.n > 1 and s.up is not t.first and s.up else ""  # fmt: skip
        return f'<div class="card mb-2" id="p{s.id}"><div class="card-header"><b>{escape(s.who)}</b> <small>{self.when(s.at)}</small> {to}</div><div class="card-body">{s.html("br")}</div><div class="card-footer"><a href="/report?post={s.id}">Report</a> <a href="/t/{t.id}?reply={s.id}">Reply</a></div></div>'

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path == "/":
            some = sorted(self.talks, key=lambda t: t.last.at, reverse=True)
            cut, last = self.cut(some, page, 12)
            rows = "".join(f'<li class="list-group-item d-flex"><div><a href="/t/{t.id}">{escape(t.title)}</a><br><small>{escape(t.first.who)} in <a href="/b/{t.room}">{self.rooms[t.room]}</a>, {self.when(t.first.at)}</small></div><span class="badge">{len(t.says) - 1}</span></li>' for t in cut)  # fmt: skip
            return self.shell("MiniForum", f'<h2>All topics</h2><ul class="list-group">{rows}</ul>{pages(page, last, "/?page={n}", ("&larr; Newer", "Older &rarr;"))}')  # fmt: skip
        if path == "/boards":
            return self.shell("Boards", "".join(f'<p><a href="/b/{n}">{r}</a></p>' for n, r in enumerate(self.rooms)))  # fmt: skip
        if step[0] == "b" and step[1] in ("0", "1", "2"):
            n = int(step[1])
            cut, last = self.cut(self.room(n), page, 12)
            rows = "".join(f'<li class="list-group-item"><a href="/t/{t.id}">{escape(t.title)}</a> <small>{escape(t.first.who)}, {self.when(t.first.at)}</small> <span class="badge">{len(t.says) - 1}</span></li>' for t in cut)  # fmt: skip
            return self.shell(self.rooms[n], f'<h2>{self.rooms[n]}</h2><ul class="list-group">{rows}</ul>{pages(page, last, f"/b/{n}?page={{n}}", ("&larr; Newer", "Older &rarr;"))}')  # fmt: skip
        if step[0] == "t" and (t := self.talk(step[1])):
            cut, last = self.cut(t.says, page)
            cards = "".join(self.card(t, s) for s in cut)
            return self.shell(t.title, f'<ol class="breadcrumb"><li><a href="/">MiniForum</a></li><li><a href="/b/{t.room}">{self.rooms[t.room]}</a></li><li>{escape(t.title)}</li></ol><h2>{escape(t.title)}</h2>{cards}{pages(page, last, f"/t/{t.id}?page={{n}}")}<form method="post"><textarea name="body"></textarea><button>Reply</button></form>')  # fmt: skip
        if path == "/auth/login":
            return self.shell("Log In", '<form method="post"><input name="username"><input type="password" name="password"></form>')  # fmt: skip
        return None


class Chan(Site):
    """A picture board: numbers for names, Anonymous nearly everywhere, previews of three replies on the index, an archive list."""

    rooms: ClassVar[tuple[str, ...]] = ("diy", "biz")
    form = "%m/%d/%y(%a)%H:%M:%S"
    threads = r"/res/(\d+)"
    count = 30
    size = 999
    people: ClassVar[tuple[str, ...]] = (
        "Anonymous",
        "Anonymous",
        "Anonymous",
        "drillbit",
        "OP !xK2",
    )
    quotes = 0.4

    def shell(self, title: str, body: str) -> str:
        return f'<html><head><title>{escape(title)}</title></head><body><div class="boards">[<a href="/diy/">diy</a> / <a href="/biz/">biz</a>] [<a href="/rules.html">Rules</a>]</div>{body}<div class="foot">- all posts are of their posters - times are UTC</div></body></html>'

    def post(self, t: Talk, s: Say, kind: str) -> str:
        to = f'<a href="/{self.rooms[t.room]}/res/{t.id}.html#{s.quote.id}" class="quotelink">&gt;&gt;{s.quote.id}</a><br>' if s.quote else ""  # fmt: skip
        subject = f'<span class="subject">{escape(t.title)}</span> ' if s.n == 1 else ""
        file = f'<div class="file">File: <a href="/src/{s.id}.jpg">{s.id}.jpg</a> (84 KB, 640x480)</div>' if s.n == 1 else ""  # fmt: skip
        return f'<div class="{kind}" id="{s.id}">{file}<p class="intro">{subject}<span class="name">{escape(s.who)}</span> <span class="date">{self.when(s.at)}</span> <a href="/{self.rooms[t.room]}/res/{t.id}.html#{s.id}">No.</a><a href="/{self.rooms[t.room]}/res/{t.id}.html#q{s.id}">{s.id}</a></p><div class="body">{to}{s.html("br")}</div></div>'

    def thread(self, t: Talk, some: list[Say]) -> str:
        return f'<div class="thread">{"".join(self.post(t, s, "post op" if s.n == 1 else "post reply") for s in some if not s.dead)}</div><hr>'

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        if path == "/":
            return self.shell("Boards", "".join(f'<p><a href="/{r}/">/{r}/</a></p>' for r in self.rooms))  # fmt: skip
        step = path.strip("/").split("/")
        if step[0] not in self.rooms:
            return self.shell("Rules", "<h1>Rules</h1><ol><li>Be kind.</li></ol>") if path == "/rules.html" else None  # fmt: skip
        n = self.rooms.index(step[0])
        if len(step) == 3 and (t := self.talk(step[2].removesuffix(".html"))):
            return self.shell(f"/{step[0]}/ - {t.title}", f'<h1>/{step[0]}/</h1>[<a href="/{step[0]}/">Return</a>]{self.thread(t, t.says)}')  # fmt: skip
        page = int(step[1].removesuffix(".html")) if len(step) == 2 else 1
        cut, last = self.cut(self.room(n), page, 5)
        body = "".join(f'{self.thread(t, [t.first, *[s for s in t.says[1:] if s in t.says[-3:]]])}<p>[<a href="/{step[0]}/res/{t.id}.html">View thread</a>] {max(0, len(t.says) - 4)} posts omitted</p>' for t in cut)  # fmt: skip
        return self.shell(f"/{step[0]}/", f'<h1>/{step[0]}/</h1>{body}<div class="pages">{pages(page, last, f"/{step[0]}/{{n}}.html")}</div>')  # fmt: skip


class Forenhaus(Site):
    """A German forum of nested tables: Heute and Gestern, a panel with rank and town, quotes in fieldsets, threads in two columns."""

    lang = "de"
    rooms: ClassVar[tuple[str, ...]] = ("Suche und Biete", "Werkstatt", "Plauderecke")
    form = "dayword:Heute, %H:%M|Gestern, %H:%M|%d.%m.%Y, %H:%M"
    zone = "Europe/Berlin"
    threads = r"thema=(\d+)"
    count = 36

    def shell(self, title: str, body: str) -> str:
        return f'<html><head><meta charset="utf-8"><title>{escape(title)} - Forenhaus</title></head><body><table width="95%"><tr><td><a href="index.php">Forenhaus</a></td><td align="right"><a href="mitglieder.php">Mitglieder</a> | <a href="suche.php">Suche</a> | <a href="anmelden.php">Anmelden</a></td></tr></table>{body}<p align="center">Alle Zeiten sind MEZ/MESZ (Europe/Berlin). Es ist jetzt {self.when(self.now, "%H:%M")} Uhr.</p></body></html>'

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        page = int(q.get("seite", 1))
        if path in ("/", "/index.php"):
            rows = "".join(f'<tr><td><b><a href="forum.php?id={n}">{r}</a></b></td><td>{len(self.room(n))} Themen</td><td>Letzter Beitrag: {self.when(self.room(n)[0].last.at)} von {escape(self.room(n)[0].last.who)}</td></tr>' for n, r in enumerate(self.rooms))  # fmt: skip
            return self.shell("Übersicht", f'<table border="1">{rows}</table>')
        if path == "/forum.php" and q.get("id") in ("0", "1", "2"):
            n = int(q["id"])
            cut, last = self.cut(self.room(n), page, 10)
            rows = "".join(f'<tr><td><a href="beitrag.php?thema={t.id}">{escape(t.title)}</a></td><td>{escape(t.first.who)}</td><td>{len(t.says) - 1}</td><td>{self.when(t.last.at)}<br>von {escape(t.last.who)}</td></tr>' for t in cut)  # fmt: skip
            return self.shell(self.rooms[n], f'<p><a href="index.php">Übersicht</a> &raquo; {self.rooms[n]}</p><table border="1"><tr><th>Thema</th><th>Autor</th><th>Antworten</th><th>Letzter Beitrag</th></tr>{rows}</table><p>Seiten: {pages(page, last, f"forum.php?id={n}&amp;seite={{n}}", ("zurück", "weiter"))}</p>')  # fmt: skip
        if path == "/beitrag.php" and (t := self.talk(q.get("thema", ""))):
            cut, last = self.cut(t.says, page)
            said = "".join(
                f'<tr id="b{s.id}"><td valign="top" width="20%"><b>{escape(s.who)}</b><br>{self.rank(s.who)}<br>Beiträge: {self.uid(s.who) * 9}<br>Wohnort: Ulm</td><td valign="top"><small>Geschrieben: {self.when(s.at)}</small> <small><a href="beitrag.php?thema={t.id}&amp;zitat={s.id}">Zitieren</a></small><hr>{f"<fieldset><legend>{escape(s.quote.who)} schrieb:</legend>{escape(s.quote.paras[0])}</fieldset>" if s.quote else ""}{"<i>Beitrag wurde gelöscht</i>" if s.dead else s.html("br")}</td></tr>'
                for s in cut
            )
            return self.shell(t.title, f'<p><a href="index.php">Übersicht</a> &raquo; <a href="forum.php?id={t.room}">{self.rooms[t.room]}</a> &raquo; {escape(t.title)}</p><h2>{escape(t.title)}</h2><table border="1" width="95%">{said}</table><p>{pages(page, last, f"beitrag.php?thema={t.id}&amp;seite={{n}}", ("zurück", "weiter"))}</p>')  # fmt: skip
        if path == "/mitglieder.php":
            return self.shell("Mitglieder", "<ul>" + "".join(f"<li>{escape(w)} ({self.uid(w) * 9} Beiträge)</li>" for w in self.folk) + "</ul>")  # fmt: skip
        return None


class Shitsumon(Site):
    """Japanese questions: cards with 質問者 and 回答者, dates with 年月日, best answers first, categories on the left."""

    lang = "ja"
    rooms: ClassVar[tuple[str, ...]] = ("仕事と工具", "会計と税", "暮らし")
    form = "%Y年%m月%d日 %H:%M"
    zone = "Asia/Tokyo"
    threads = r"/q/(\d+)"
    count = 38
    quotes = 0.0

    def shell(self, title: str, body: str) -> str:
        cats = "".join(f'<li><a href="/c/{n}">{r}（{len(self.room(n))}）</a></li>' for n, r in enumerate(self.rooms))  # fmt: skip
        return f'<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{escape(title)} | なんでも質問箱</title></head><body><header><h1 class="logo"><a href="/">なんでも質問箱</a></h1><a href="/login">ログイン</a></header><aside><ul>{cats}</ul></aside><main>{body}</main><footer>お問い合わせ：info@shitsumon.example</footer></body></html>'

    def listed(self, name: str, some: list[Talk], page: int, link: str) -> str:
        cut, last = self.cut(some, page, 10)
        rows = "".join(f'<li class="item"><a href="/q/{t.id}"><span class="ttl">{escape(t.title)}</span></a><p class="meta">回答数 {len(t.says) - 1} ／ 質問日 {self.when(t.first.at)}</p></li>' for t in cut)  # fmt: skip
        return self.shell(name, f'<h2>{name}</h2><ul class="qs">{rows}</ul><div class="pager">{pages(page, last, link + "?p={n}", ("前へ", "次へ"))}</div>')  # fmt: skip

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("p", 1))
        if path == "/":
            return self.listed("新着の質問", sorted(self.talks, key=lambda t: t.first.at, reverse=True), page, "/")  # fmt: skip
        if step[0] == "c" and step[1] in ("0", "1", "2"):
            return self.listed(self.rooms[int(step[1])], self.room(int(step[1])), page, path)
        if step[0] == "q" and (t := self.talk(step[1])):
            some = [s for s in t.says[1:] if not s.dead]
            said = "".join(f'<section class="ans"><p class="who">回答者：{escape(s.who)}さん</p><div class="txt">{s.html()}</div><p class="dt">回答日時：{self.when(s.at)}</p><p class="good">役に立った {max(0, s.votes)}</p></section>' for s in some)  # fmt: skip
            return self.shell(t.title, f'<p class="topicpath"><a href="/">トップ</a> &gt; <a href="/c/{t.room}">{self.rooms[t.room]}</a> &gt; 質問</p><h2 class="qttl">{escape(t.title)}</h2><section class="qst"><p class="who">質問者：{escape(t.first.who)}さん</p><div class="txt">{t.first.html()}</div><p class="dt">質問日時：{self.when(t.first.at)}</p></section><h3>回答（{len(some)}件）</h3>{said or "<p>まだ回答がありません。</p>"}<div class="rel"><h3>関連する質問</h3><ul>{"".join(f"<li><a href=/q/{o.id}>{escape(o.title)}</a></li>" for o in self.room(t.room)[:4])}</ul></div>')  # fmt: skip
        return None
