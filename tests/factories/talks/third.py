"""Five forums, each in a mark-up tradition and a language of its own."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from html import escape

from tests.factories.talks.world import Say, Site, Talk, pages


class Tailwind(Site):
    """Utility classes only; lists that know no more than "Older"; times from now with a title."""

    form = "relative:en"
    threads = r"/d/(\d+)"
    size = 12

    def shell(self, title: str, body: str) -> str:
        side = "".join(
            f'<li class="py-2"><a class="text-sm text-gray-700 hover:underline" href="/d/{t.id}">{escape(t.title)}</a><p class="text-xs text-gray-400">{escape(s.who)} replied {self.when(s.at)}</p></li>'
            for t, s in self.latest()
        )
        nav = "".join(
            f'<a class="px-3 py-2 rounded-md text-sm" href="/b/{n}">{r}</a>'
            for n, r in enumerate(self.rooms)
        )
        return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} - Shopfloor</title></head><body class="bg-gray-50 antialiased">
<div class="max-w-7xl mx-auto px-4"><div class="flex justify-between h-16"><a class="font-bold" href="/">Shopfloor</a><div class="flex">{nav}</div><form action="/search"><input class="rounded" name="q" placeholder="Search"></form><a class="text-sm" href="/login">Sign in</a></div></div>
<div class="max-w-7xl mx-auto grid grid-cols-12 gap-6"><div class="col-span-9">{body}</div><div class="col-span-3"><h3 class="text-sm font-semibold">Recent activity</h3><ul class="divide-y">{side}</ul></div></div></body></html>"""

    def post(self, t: Talk, s: Say) -> str:
        if s.dead:
            return '<div class="bg-gray-100 rounded-lg p-4 mb-4 text-gray-400 italic">This message has been removed.</div>'
        said = (
            f'<blockquote class="border-l-4 pl-4 text-gray-500"><p class="text-xs font-medium">{escape(s.quote.who)} said:</p>{escape(s.quote.paras[0])}</blockquote>'
            if s.quote
            else ""
        )
        edit = '<p class="text-xs text-gray-400 mt-2">(edited)</p>' if s.edited else ""
        return f"""<div class="bg-white shadow rounded-lg p-4 mb-4" id="m{s.id}"><div class="flex items-center space-x-3"><img class="h-10 w-10 rounded-full" src="/a/{self.uid(s.who)}.png" alt=""><div><a class="text-sm font-medium text-gray-900" href="/u/{self.uid(s.who)}">{escape(s.who)}</a><p class="text-xs text-gray-500"><a href="#m{s.id}" title="{self.when(s.at, "%d %b %Y %H:%M")}">{self.when(s.at)}</a></p></div></div>
<div class="prose mt-3">{said}{s.html()}</div>{edit}<div class="flex space-x-4 mt-3 text-xs text-gray-500"><button>Like {max(0, s.votes)}</button><button>Quote</button><button>Share</button></div></div>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path == "/" or step[0] == "b":
            rows, last = self.cut(self.room(int(step[1])) if step[0] == "b" else self.talks, page)
            body = "".join(
                f'<div class="bg-white px-4 py-4 flex justify-between border-b"><div><a class="text-base font-semibold" href="/d/{t.id}">{escape(t.title)}</a>{"<b>Pinned</b>" if t.pinned else ""}<p class="text-sm text-gray-500">{escape(t.first.who)} in <a href="/b/{t.room}">{self.rooms[t.room]}</a> · {self.when(t.first.at)}</p></div><div class="text-sm text-gray-500">{len(t.says) - 1} replies</div></div>'
                for t in rows
            )
            more = f'<a class="text-indigo-600" href="{path}?page={page + 1}">Older</a>'
            return self.shell("Discussions", body + (more if page < last else ""))
        if step[0] == "d" and (t := self.talk(step[1])):
            rows, last = self.cut(t.says, page, self.size)
            near = "".join(
                f'<li><a class="text-sm" href="/d/{x.id}">{escape(x.title)}</a></li>'
                for x in self.room(t.room)[:4]
                if x is not t
            )
            return self.shell(
                t.title,
                f'<nav class="text-sm text-gray-500"><a href="/">Home</a> / <a href="/b/{t.room}">{self.rooms[t.room]}</a></nav><h1 class="text-2xl font-bold mb-4">{escape(t.title)}</h1>{"".join(self.post(t, s) for s in rows)}<div class="flex space-x-2">{pages(page, last, path + "?page={n}", ("←", "→"))}</div><h2 class="text-lg">Related</h2><ul>{near}</ul>',
            )
        if step[0] == "u":
            return self.shell("Profile", '<p class="text-gray-500">Joined March 2021</p>')
        return None


class Tabelle(Site):
    """Nested tables with what a person is beside what they said; signatures; German."""

    lang = "de"
    rooms = ("Allgemeines", "Werkstatt", "Suche und Biete")
    form = "%d.%m.%Y %H:%M"
    threads = r"thema\.php\?t=(\d+)"
    size = 8
    zone = timezone = "Europe/Berlin"

    def shell(self, title: str, body: str) -> str:
        return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Werkstattforum :: {escape(title)}</title></head><body bgcolor="#E5E5E5">
<table width="100%" cellpadding="10" border="0"><tr><td bgcolor="#FFFFFF"><table width="100%" border="0"><tr><td><a href="/"><b>Werkstattforum</b></a></td><td align="right"><a href="/faq.php">FAQ</a> | <a href="/suche.php">Suchen</a> | <a href="/mitglieder.php">Mitglieder</a> | <a href="/login.php">Login</a></td></tr></table>
{body}<p align="center"><font size="1">Alle Zeiten sind MEZ (Europa/Berlin)</font></p></td></tr></table></body></html>"""

    def post(self, s: Say) -> str:
        if s.dead:
            return '<tr><td bgcolor="#EFEFEF" colspan="2"><i>Dieser Beitrag wurde gelöscht.</i></td></tr>'
        said = (
            f'<table width="90%" align="center"><tr><td><b>{escape(s.quote.who)} hat Folgendes geschrieben:</b></td></tr><tr><td bgcolor="#FAFAFA">{escape(s.quote.paras[0])}</td></tr></table><br>'
            if s.quote
            else ""
        )
        sign = (
            f"<br>_________________<br>Gruß aus {('Ulm', 'Kiel', 'Jena')[self.uid(s.who) % 3]}, Fragen kostet nichts"
            if self.uid(s.who) % 2
            else ""
        )
        edit = (
            f'<br><br><font size="1">Zuletzt bearbeitet von {escape(s.who)} am {self.when(s.at)}, insgesamt 1-mal bearbeitet</font>'
            if s.edited
            else ""
        )
        return f"""<tr><td width="150" valign="top" bgcolor="#EFEFEF"><a name="{s.id}"></a><b>{escape(s.who)}</b><br><font size="1">{("Neuling", "Mitglied", "Stammgast")[self.uid(s.who) % 3]}<br><br>Anmeldedatum: 04.02.2019<br>Beiträge: {7 * self.uid(s.who)}<br>Wohnort: {("Ulm", "Kiel", "Jena")[self.uid(s.who) % 3]}</font></td>
<td valign="top" bgcolor="#EFEFEF"><table width="100%"><tr><td><font size="1">Verfasst am: {self.when(s.at)}</font></td><td align="right"><a href="/antwort.php?zitat={s.id}">Zitat</a></td></tr><tr><td colspan="2"><hr></td></tr><tr><td colspan="2">{said}<font size="2">{s.html("br")}</font>{sign}{edit}</td></tr></table></td></tr>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        start = int(q.get("start", 0))
        if path == "/":
            rows = "".join(
                f'<tr><td bgcolor="#EFEFEF"><a href="/forum.php?f={n}"><b>{r}</b></a><br><font size="1">Alles zu {r}</font></td><td align="center">{len(self.room(n))}</td><td align="center"><font size="1">{self.when(self.room(n)[0].last.at)}<br>{escape(self.room(n)[0].last.who)}</font></td></tr>'
                for n, r in enumerate(self.rooms)
            )
            return self.shell(
                "Übersicht",
                f'<table width="100%" border="1"><tr><th>Forum</th><th>Themen</th><th>Letzter Beitrag</th></tr>{rows}</table>',
            )
        if path == "/forum.php":
            room = int(q.get("f", 0))
            cut, last = self.cut(self.room(room), start // self.shelf + 1)
            rows = "".join(
                f'<tr><td>{"Wichtig: " if t.pinned else ""}<a href="/thema.php?t={t.id}">{escape(t.title)}</a></td><td align="center">{len(t.says) - 1}</td><td align="center">{escape(t.first.who)}</td><td align="center">{40 * len(t.says)}</td><td><font size="1">{self.when(t.last.at)}<br>{escape(t.last.who)}</font></td></tr>'
                for t in cut
            )
            bar = " ".join(
                f'<a href="/forum.php?f={room}&amp;start={n * self.shelf}">{n + 1}</a>'
                for n in range(last)
            )
            return self.shell(
                self.rooms[room],
                f'<a href="/">Werkstattforum Foren-Übersicht</a> -> <a href="/forum.php?f={room}">{self.rooms[room]}</a><table width="100%" border="1"><tr><th>Themen</th><th>Antworten</th><th>Autor</th><th>Aufrufe</th><th>Letzter Beitrag</th></tr>{rows}</table>Gehe zu Seite {bar}',
            )
        if path == "/thema.php" and (t := self.talk(q.get("t", ""))):
            cut, last = self.cut(t.says, start // self.size + 1, self.size)
            bar = " ".join(
                f'<a href="/thema.php?t={t.id}&amp;start={n * self.size}">{n + 1}</a>'
                for n in range(last)
            )
            return self.shell(
                t.title,
                f'<font size="4"><a href="/thema.php?t={t.id}">{escape(t.title)}</a></font><br>Gehe zu Seite {bar}<br><a href="/">Werkstattforum Foren-Übersicht</a> -> <a href="/forum.php?f={t.room}">{self.rooms[t.room]}</a><table width="100%" border="0" cellspacing="1"><tr><th>Autor</th><th>Nachricht</th></tr>{"".join(map(self.post, cut))}</table>',
            )
        return None


class Louceng(Site):
    """A Chinese board: floors, 楼主, 引用 and 回复; threads at thread-N-P.html."""

    lang = "zh"
    rooms = ("创业交流", "家居生活", "求购信息")
    threads = r"/thread-(\d+)-"
    zone = timezone = "Asia/Shanghai"
    charset = "gb18030"

    def shell(self, title: str, body: str) -> str:
        hot = "".join(
            f'<li><a href="/thread-{t.id}-1.html">{escape(t.title)}</a></li>'
            for t in self.talks[2:7]
        )
        return f"""<!DOCTYPE html><html><head><meta charset="{self.charset}"><title>{escape(title)} - 海边论坛</title></head><body>
<div id="top"><a href="/">海边论坛</a> <a href="/login.html">登录</a> <a href="/reg.html">注册</a> <a href="/search.html">搜索</a></div><div id="wp">{body}</div>
<div id="hot"><h3>热门主题</h3><ul>{hot}</ul></div><div id="ft">Powered by 海边 GMT+8, {self.when(self.now)}</div></body></html>"""

    def post(self, t: Talk, s: Say) -> str:
        floor = {1: "楼主", 2: "沙发", 3: "板凳"}.get(s.n, f"{s.n}楼")
        if s.dead:
            return f'<div class="lou"><div class="zuo">***</div><div class="you"><div class="xinxi"><em>{floor}</em></div><div class="nr">该楼层已被删除</div></div></div>'
        said = (
            f'<div class="yinyong">引用 {escape(s.quote.who)} 发表于 {self.when(s.quote.at)}<br>{escape(s.quote.paras[0])}</div>'
            if s.quote
            else ""
        )
        edit = (
            f'<i class="bj">本帖最后由 {escape(s.who)} 于 {self.when(s.at)} 编辑</i><br>'
            if s.edited
            else ""
        )
        return f"""<div class="lou" id="p{s.id}"><div class="zuo"><a href="/space-{self.uid(s.who)}.html">{escape(s.who)}</a><p>等级：{self.uid(s.who) % 9}级</p><p>帖子：{self.uid(s.who) * 7}</p><p>注册：2018-3-4</p></div>
<div class="you"><div class="xinxi">发表于 {self.when(s.at)} <a href="/thread-{t.id}-1.html?only={self.uid(s.who)}">只看该作者</a> <em>{floor}</em></div><div class="nr">{edit}{said}{s.html("br")}</div><div class="cz"><a href="/reply.php?p={s.id}">回复</a> <a href="/jubao.php?p={s.id}">举报</a> 支持({max(0, s.votes)})</div></div></div>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step = path.strip("/").removesuffix(".html").split("-")
        if path == "/":
            return self.shell(
                "首页",
                "".join(
                    f'<dl><dt><a href="/forum-{n}-1.html">{r}</a></dt><dd>主题: {len(self.room(n))}</dd></dl>'
                    for n, r in enumerate(self.rooms)
                ),
            )
        if step[0] == "forum" and len(step) == 3:
            page = int(step[2])
            rows, last = self.cut(self.room(int(step[1])), page)
            body = "".join(
                f'<tr><th>{"[置顶]" if t.pinned else ""}<a href="/thread-{t.id}-1.html">{escape(t.title)}</a></th><td>{escape(t.first.who)}<br>{self.when(t.first.at, "%Y-%m-%d")}</td><td>{len(t.says) - 1}/{len(t.says) * 31}</td><td>{escape(t.last.who)}<br>{self.when(t.last.at)}</td></tr>'
                for t in rows
            )
            return self.shell(
                self.rooms[int(step[1])],
                f'<a href="/">论坛</a> › {self.rooms[int(step[1])]}<table><tr><th>主题</th><td>作者</td><td>回复/查看</td><td>最后发表</td></tr>{body}</table>{pages(page, last, f"/forum-{step[1]}-{{n}}.html", ("上一页", "下一页"))}',
            )
        if step[0] == "thread" and len(step) == 3 and (t := self.talk(step[1])):
            page = int(step[2])
            says = [s for s in t.says if not q.get("only") or str(self.uid(s.who)) == q["only"]]
            rows, last = self.cut(says, page, self.size)
            return self.shell(
                t.title,
                f'<a href="/">论坛</a> › <a href="/forum-{t.room}-1.html">{self.rooms[t.room]}</a> › {escape(t.title)}<h1>{escape(t.title)}</h1><span>查看: {len(t.says) * 31} | 回复: {len(t.says) - 1}</span>{"".join(self.post(t, s) for s in rows)}<div class="pg">{pages(page, last, f"/thread-{t.id}-{{n}}.html", ("上一页", "下一页"))}</div>',
            )
        return None


class Nu(Site):
    """Articles and sections without a single class, French, exact times in `time`."""

    lang = "fr"
    rooms = ("Boutique", "Atelier")
    form = "%d/%m/%Y à %H:%M"
    threads = r"/sujets/(\d+)"
    zone = timezone = "Europe/Paris"

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step = path.strip("/").split("/")
        page = int(step[-1]) if len(step) > 2 and step[-2] == "page" else 1
        title, body = "Accueil", ""
        if path == "/":
            body = "".join(
                f'<section><h2><a href="/salons/{n}">{r}</a></h2><p>{len(self.room(n))} sujets</p></section>'
                for n, r in enumerate(self.rooms)
            )
        elif step[0] == "salons":
            title = self.rooms[int(step[1])]
            rows, last = self.cut(self.room(int(step[1])), page)
            body = f"<h1>{title}</h1>" + "".join(
                f'<article><h3><a href="/sujets/{t.id}">{escape(t.title)}</a></h3><p>par {escape(t.first.who)}, <time datetime="{self.iso(t.first.at)}">{self.when(t.first.at)}</time> — {len(t.says) - 1} réponses</p></article>'
                for t in rows
            )
            body += f"<nav>{pages(page, last, f'/salons/{step[1]}/page/{{n}}', ('Précédent', 'Suivant'))}</nav>"
        elif step[0] == "sujets" and (t := self.talk(step[1])):
            title = t.title
            rows, last = self.cut(t.says, page, self.size)
            body = f'<nav><a href="/">Accueil</a> &gt; <a href="/salons/{t.room}">{self.rooms[t.room]}</a></nav><h1>{escape(t.title)}</h1>'
            for s in rows:
                said = (
                    f"<blockquote><p>{escape(s.quote.who)} a écrit :</p><p>{escape(s.quote.paras[0])}</p></blockquote>"
                    if s.quote
                    else ""
                )
                inner = (
                    "<p><em>Message supprimé par la modération</em></p>"
                    if s.dead
                    else f'<header><h4>{escape(s.who)}</h4><p><time datetime="{self.iso(s.at)}">{self.when(s.at)}</time> <a href="#m{s.id}">#{s.n}</a></p></header><section>{said}{s.html()}</section><footer><a href="/repondre/{s.id}">Répondre</a> <a href="/signaler/{s.id}">Signaler</a></footer>'
                )
                body += f'<article id="m{s.id}">{inner}</article>'
            body += f"<nav>{pages(page, last, f'/sujets/{t.id}/page/{{n}}', ('Précédent', 'Suivant'))}</nav>"
        else:
            return None
        return f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{escape(title)} | Le Comptoir</title></head><body><header><a href="/">Le Comptoir</a> <a href="/connexion">Connexion</a></header><main>{body}</main><footer><p>Le Comptoir, entre commerçants</p></footer></body></html>'


class Keiji(Site):
    """A Japanese board in definition lists: number, name, time on one line."""

    lang = "ja"
    rooms = ("経営", "設備")
    form = "%Y/%m/%d %H:%M"
    threads = r"/topic/(\d+)"
    zone = timezone = "Asia/Tokyo"
    anonymous = "名無しさん"
    quotes = 0.0

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("p", 1))
        title, body = "トップ", ""
        if path == "/":
            body = "".join(
                f'<li><a href="/board/{n}">{r}</a> ({len(self.room(n))}件)</li>'
                for n, r in enumerate(self.rooms)
            )
            body = f"<ul>{body}</ul>"
        elif step[0] == "board":
            title = self.rooms[int(step[1])]
            rows, last = self.cut(self.room(int(step[1])), page)
            body = "".join(
                f'<li><a href="/topic/{t.id}">{escape(t.title)}</a> <span>({len(t.says)})</span> <span>最終投稿 {self.when(t.last.at)}</span></li>'
                for t in rows
            )
            body = f"<h2>{title}</h2><ul>{body}</ul><p>{pages(page, last, path + '?p={n}', ('前へ', '次へ'))}</p>"
        elif step[0] == "topic" and (t := self.talk(step[1])):
            title = t.title
            rows, last = self.cut(t.says, page, self.size)
            body = "".join(
                f"<dt>{s.n}：<b>{escape(s.who)}</b>：{self.when(s.at)}</dt><dd>{s.html('br')}</dd>"
                if not s.dead
                else f"<dt>{s.n}：削除</dt><dd>この投稿は削除されました</dd>"
                for s in rows
            )
            body = f'<p><a href="/">トップ</a> ＞ <a href="/board/{t.room}">{self.rooms[t.room]}</a></p><h2>{escape(t.title)}</h2><dl>{body}</dl><p>{pages(page, last, path + "?p={n}", ("前へ", "次へ"))}</p><form method="post">名前<input name="n">本文<textarea name="t"></textarea></form>'
        else:
            return None
        return f'<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{escape(title)} - 町工場の掲示板</title></head><body><h1><a href="/">町工場の掲示板</a></h1>{body}<hr><address>管理人</address></body></html>'
