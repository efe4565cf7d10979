"""Four forums as one person writes them in an afternoon."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from html import escape
from urllib.parse import quote

from tests.factories.talks.world import Say, Site, Talk, pages


class PlainBoard(Site):
    """Plain class names, profile pages and single-post pages that say everything again."""

    def shell(self, title: str, body: str) -> str:
        side = "".join(
            f'<li><a href="/thread/{t.id}#post-{s.id}">{escape(t.title)}</a><br><small>{escape(s.who)} on {self.when(s.at)}</small><p>{escape(s.paras[0][:60])}...</p></li>'
            for t, s in self.latest()
        )
        return f"""<!doctype html><html><head><meta charset="utf-8"><title>{escape(title)} - Town Traders</title></head><body>
<header><h1><a href="/">Town Traders</a></h1><nav><a href="/">Home</a> <a href="/members">Members</a> <a href="/search">Search</a> <a href="/login">Log in</a></nav></header>
<main>{body}</main><aside><h3>Latest posts</h3><ul>{side}</ul></aside><footer>All times are UTC. <a href="/about">About</a></footer></body></html>"""

    def post(self, t: Talk, s: Say) -> str:
        if s.dead:
            return f'<div class="post deleted" id="post-{s.id}"><em>This post was deleted by a moderator.</em></div>'
        said = (
            f"<blockquote><cite>{escape(s.quote.who)} wrote:</cite> {escape(s.quote.paras[0])}</blockquote>"
            if s.quote
            else ""
        )
        edit = (
            f'<p class="edited"><em>Last edited by {escape(s.who)} on {self.when(s.at)}</em></p>'
            if s.edited
            else ""
        )
        return f"""<div class="post" id="post-{s.id}"><div class="meta"><a class="author" href="/user/{quote(s.who)}">{escape(s.who)}</a>
<span class="rank">{self.rank(s.who)}</span> <span class="count">Posts: {9 * self.uid(s.who)}</span> <span class="date">{self.when(s.at)}</span> <a class="permalink" href="/post/{s.id}">#{s.n}</a></div>
<div class="content">{said}{s.html()}{edit}</div><div class="actions"><a href="/reply/{t.id}?quote={s.id}">Reply</a> <a href="/report/{s.id}">Report</a></div></div>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path == "/":
            rows = "".join(
                f'<div class="forum"><h2><a href="/forum/{n}">{r}</a></h2><p>{len(self.room(n))} threads</p></div>'
                for n, r in enumerate(self.rooms)
            )
            return self.shell("Home", rows)
        if step[0] == "forum":
            rows, last = self.cut(self.room(int(step[1])), page)
            body = "".join(
                f'<div class="thread">{"<b>Pinned</b> " if t.pinned else ""}<a href="/thread/{t.id}">{escape(t.title)}</a> <span class="by">by {escape(t.first.who)}</span> <span class="replies">{len(t.says) - 1} replies</span> <span class="last">last: {escape(t.last.who)}, {self.when(t.last.at)}</span></div>'
                for t in rows
            )
            r = self.rooms[int(step[1])]
            return self.shell(
                r,
                f'<p class="path"><a href="/">Home</a> &raquo; {r}</p><h2>{r}</h2>{body}<p>{pages(page, last, path + "?page={n}")}</p>',
            )
        if step[0] == "thread" and (t := self.talk(step[1])):
            says = t.says[:1] + t.says[:0:-1] if q.get("sort") == "new" else t.says
            cut, last = self.cut(says, page, self.size)
            r = self.rooms[t.room]
            return self.shell(
                t.title,
                f'<p class="path"><a href="/">Home</a> &raquo; <a href="/forum/{t.room}">{r}</a></p><h2>{escape(t.title)}</h2><p><a href="/thread/{t.id}">Oldest first</a> | <a href="/thread/{t.id}?sort=new">Newest first</a></p>{"".join(self.post(t, s) for s in cut)}<p class="pages">{pages(page, last, f"/thread/{t.id}?page={{n}}")}</p>',
            )
        if step[0] == "post":
            for t, s in self.latest(999):
                if str(s.id) == step[1]:
                    return self.shell(
                        t.title,
                        f'<p>From the thread <a href="/thread/{t.id}">{escape(t.title)}</a></p>{self.post(t, s)}',
                    )
        if step[0] == "user" and step[1] in self.folk:
            body = "".join(
                f'<li><a href="/thread/{t.id}#post-{s.id}">{escape(t.title)}</a> {self.when(s.at)}<div>{s.html()}</div></li>'
                for t, s in self.by(self.uid(step[1]))[:20]
            )
            return self.shell(
                step[1],
                f"<h2>{escape(step[1])}</h2><p>Member since 2021-04-02</p><h3>Recent posts</h3><ul>{body}</ul>",
            )
        if path == "/members":
            return self.shell(
                "Members",
                "<ul>"
                + "".join(f'<li><a href="/user/{quote(w)}">{escape(w)}</a></li>' for w in self.folk)
                + "</ul>",
            )
        return (
            self.shell(path, "<p>Please log in first.</p>")
            if path in ("/login", "/about", "/search")
            else None
        )


class BootCards(Site):
    """Bootstrap cards, times from now, letters for faces, one level of replies, tags."""

    form = "relative:en"
    nested = 2
    threads = r"/topics/(\d+)"
    size = 12
    anonymous = "Guest"

    def shell(self, title: str, body: str) -> str:
        hot = "".join(
            f'<a class="list-group-item list-group-item-action" href="/topics/{t.id}">{escape(t.title)} <span class="badge bg-secondary">{len(t.says)}</span></a>'
            for t in self.talks[3:8]
        )
        cats = "".join(
            f'<a class="btn btn-sm btn-light" href="/c/{n}">{r}</a>'
            for n, r in enumerate(self.rooms)
        )
        return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | Makers Corner</title></head><body class="bg-light">
<nav class="navbar navbar-expand-lg"><div class="container"><a class="navbar-brand" href="/">Makers Corner</a>{cats}<a class="btn btn-primary ms-auto" href="/new">New topic</a></div></nav>
<div class="container my-4"><div class="row"><div class="col-lg-9">{body}</div><div class="col-lg-3"><div class="card"><div class="card-header">Hot topics</div><div class="list-group list-group-flush">{hot}</div></div>
<div class="card mt-3"><div class="card-body"><h6>About</h6><p class="small">A friendly place for people who make things. {len(self.talks)} topics so far.</p></div></div></div></div></div></body></html>"""

    def card(self, t: Talk, s: Say) -> str:
        kids = "".join(self.card(t, k) for k in t.under(s)) if s.n > 1 else ""
        kids = f'<div class="ms-5 mt-2">{kids}</div>' if kids else ""
        tags = (
            "".join(f'<a class="badge bg-info" href="/tag/t{k}">t{k}</a> ' for k in t.tags)
            if s.n == 1
            else ""
        )
        if s.dead:
            return f'<div class="card mb-3" id="c{s.id}"><div class="card-body text-muted fst-italic">[deleted]</div></div>'
        return f"""<div class="card mb-3" id="c{s.id}"><div class="card-header d-flex"><span class="avatar rounded-circle">{escape(s.who[0].upper())}</span><strong class="ms-2">{escape(s.who)}</strong>
<span class="text-muted ms-2 small" title="{self.when(s.at, "%d %b %Y %H:%M")}">{self.when(s.at)}</span>{'<span class="badge bg-success ms-2">OP</span>' if s.who == t.first.who and s.n > 1 else ""}</div>
<div class="card-body"><div class="card-text">{s.html()}</div>{tags}</div><div class="card-footer d-flex small"><button class="btn btn-sm">▲ {s.votes}</button><a class="btn btn-sm" href="/topics/{t.id}/reply?to={s.id}">Reply</a><a class="btn btn-sm" href="/flag/{s.id}">Report</a></div></div>{kids}"""

    def row(self, t: Talk) -> str:
        return f"""<div class="card mb-2"><div class="card-body d-flex"><div class="text-center me-3"><div>{t.first.votes}</div><small>votes</small></div><div><h5 class="card-title"><a href="/topics/{t.id}">{escape(t.title)}</a>{" 📌" if t.pinned else ""}{" 🔒" if t.locked else ""}</h5>
<p class="card-text text-muted">{escape(t.first.paras[0][:80])}…</p><small class="text-muted">{escape(t.first.who)} · {self.when(t.first.at)} · {len(t.says) - 1} comments</small></div></div></div>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("p", 1))
        bar = '<ul class="pagination">{}</ul>'
        if path == "/":
            rows, last = self.cut(self.talks, page)
            return self.shell(
                "Topics",
                '<h1 class="h4">All topics</h1>'
                + "".join(map(self.row, rows))
                + bar.format(pages(page, last, "/?p={n}", ("«", "»"))),
            )
        if step[0] in ("c", "tag"):
            key = int(step[1].lstrip("t"))
            rows, last = self.cut(
                self.room(key) if step[0] == "c" else [t for t in self.talks if key in t.tags], page
            )
            return self.shell(
                step[1],
                f'<h1 class="h4">{self.rooms[key] if step[0] == "c" else "Tagged " + step[1]}</h1>'
                + "".join(map(self.row, rows))
                + bar.format(pages(page, last, path + "?p={n}", ("«", "»"))),
            )
        if step[0] == "topics" and len(step) == 2 and (t := self.talk(step[1])):
            top, last = self.cut(t.under(), page, self.size)
            crumb = f'<nav><ol class="breadcrumb"><li class="breadcrumb-item"><a href="/">Topics</a></li><li class="breadcrumb-item"><a href="/c/{t.room}">{self.rooms[t.room]}</a></li><li class="breadcrumb-item active">{escape(t.title)}</li></ol></nav>'
            return self.shell(
                t.title,
                f'{crumb}<h1 class="h3">{escape(t.title)}</h1>{self.card(t, t.first) if page == 1 else ""}<h2 class="h5">{len(t.says) - 1} comments</h2>{"".join(self.card(t, s) for s in top)}{bar.format(pages(page, last, path + "?p={n}", ("«", "»")))}<form method="post" action="/topics/{t.id}/reply"><textarea class="form-control" name="text"></textarea><button class="btn btn-primary">Post</button></form>',
            )
        return None


class TableBbs(Site):
    """Tables without a class, German dates, session ids, moved and locked threads."""

    lang = "de"
    rooms = ("Marktplatz", "Technik", "Laberecke")
    form = "%d.%m.%Y, %H:%M"
    threads = r"showthread\.php\?(?:.*&)?tid=(\d+)"
    quotes = 0.3

    def shell(self, title: str, body: str) -> str:
        return f"""<html><head><title>{escape(title)} :: Werkstatt-Forum</title><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body bgcolor="#eeeeee">
<table width="100%" cellpadding="4"><tr><td><a href="index.php?{self.sid()}"><font size="5">Werkstatt-Forum</font></a></td><td align="right"><a href="faq.php?{self.sid()}">FAQ</a> | <a href="suche.php?{self.sid()}">Suchen</a> | <a href="mitglieder.php?{self.sid()}">Mitglieder</a></td></tr></table>
{body}<p align="center"><font size="1">Alle Zeiten sind UTC. Heute ist der {self.when(self.now, "%d.%m.%Y")}</font></p></body></html>"""

    def sid(self) -> str:
        return f"sid={self.rng.getrandbits(64):016x}"

    def row(self, t: Talk, s: Say, n: int) -> str:
        said = (
            f'<table width="90%" align="center"><tr><td><b>{escape(s.quote.who)} hat folgendes geschrieben:</b></td></tr><tr><td bgcolor="#ffffff">{escape(s.quote.paras[0])}</td></tr></table>'
            if s.quote
            else ""
        )
        sig = "<br>_________________<br>Wer rastet, der rostet." if self.uid(s.who) % 3 == 0 else ""
        edit = (
            f'<br><font size="1">Zuletzt bearbeitet von {escape(s.who)} am {self.when(s.at)}</font>'
            if s.edited
            else ""
        )
        text = (
            said + s.html("br") + sig + edit
            if not s.dead
            else "<i>Dieser Beitrag wurde gelöscht.</i>"
        )
        head = f"Verfasst am: {self.when(s.at)}" if not s.dead else "&nbsp;"
        who = (
            f'<b>{escape(s.who)}</b><br><font size="1">{self.rank(s.who)}<br>Anmeldungsdatum: 0{1 + self.uid(s.who) % 9}.03.2019<br>Beiträge: {self.uid(s.who) * 7}<br>Wohnort: Ulm</font>'
            if not s.dead
            else "&nbsp;"
        )
        return f"""<tr bgcolor="{"#dddddd" if n % 2 else "#ffffff"}"><td width="150" valign="top"><a name="{s.id}"></a>{who}</td><td valign="top"><font size="1">{head} &nbsp; Titel: {"Re: " if s.n > 1 else ""}{escape(t.title)}</font><hr>{text}</td></tr>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        page = int(q.get("seite", 1))
        if path in ("/", "/index.php"):
            rows = "".join(
                f'<tr><td><a href="forum.php?fid={n}&amp;{self.sid()}">{r}</a><br><font size="1">Alles rund um {r}</font></td><td>{len(self.room(n))}</td><td>{self.when(self.room(n)[1].last.at)}<br>{escape(self.room(n)[1].last.who)}</td></tr>'
                for n, r in enumerate(self.rooms)
            )
            return self.shell(
                "Übersicht",
                f'<table width="100%" border="1"><tr><th>Forum</th><th>Themen</th><th>Letzter Beitrag</th></tr>{rows}</table>',
            )
        if path == "/forum.php":
            n = int(q["fid"])
            cut, last = self.cut(self.room(n), page)
            rows = "".join(
                f'<tr><td>{"Wichtig: " if t.pinned else "Gesperrt: " if t.locked else ""}<a href="showthread.php?tid={t.id}&amp;{self.sid()}">{escape(t.title)}</a></td><td>{len(t.says) - 1}</td><td>{escape(t.first.who)}</td><td>{t.id * 13}</td><td>{self.when(t.last.at)}<br>{escape(t.last.who)}</td></tr>'
                for t in cut
            )
            if n == 0:
                t = self.room(1)[2]
                rows += f'<tr><td>Verschoben: <a href="showthread.php?tid={t.id}&amp;{self.sid()}">{escape(t.title)}</a></td><td>-</td><td>{escape(t.first.who)}</td><td>-</td><td>&nbsp;</td></tr>'
            return self.shell(
                self.rooms[n],
                f'<p><a href="index.php?{self.sid()}">Übersicht</a> -&gt; <b>{self.rooms[n]}</b></p><table width="100%" border="1"><tr><th>Thema</th><th>Antworten</th><th>Autor</th><th>Aufrufe</th><th>Letzter Beitrag</th></tr>{rows}</table><p>Gehe zu Seite {pages(page, last, f"forum.php?fid={n}&amp;seite={{n}}&amp;{self.sid()}", ("Zurück", "Weiter"))}</p>',
            )
        if path == "/showthread.php" and (t := self.talk(q.get("tid", ""))):
            cut, last = self.cut(t.says, page, self.size)
            rows = "".join(self.row(t, s, n) for n, s in enumerate(cut))
            return self.shell(
                t.title,
                f'<p><a href="index.php?{self.sid()}">Übersicht</a> -&gt; <a href="forum.php?fid={t.room}&amp;{self.sid()}">{self.rooms[t.room]}</a></p><p><b>{escape(t.title)}</b></p><table width="100%" border="1"><tr><th>Autor</th><th>Nachricht</th></tr>{rows}</table><p>Gehe zu Seite {pages(page, last, f"showthread.php?tid={t.id}&amp;seite={{n}}&amp;{self.sid()}", ("Zurück", "Weiter"))}</p>',
            )
        return None


class GbkBbs(Site):
    """A Chinese forum in GBK: floors, ranks and points, very short replies."""

    lang = "zh"
    rooms = ("装修建材", "生意经", "谈天说地")
    form = "%Y-%-q-%-k %H:%M"
    zone = timezone = "Asia/Shanghai"
    charset = "gbk"
    threads = r"/read-(\d+)"

    def shell(self, title: str, body: str) -> str:
        return f"""<!DOCTYPE html><html><head><meta charset="gbk"><title>{escape(title)} - 海边论坛</title></head><body><div id="head"><a href="/">海边论坛</a><a href="/login.html">登录</a><a href="/reg.html">注册</a></div>
<div id="wrap">{body}</div><div id="foot">海边论坛 版权所有 时间均为北京时间(GMT+8) 现在时间：{self.when(self.now)} <a href="/lianxi.html">联系我们</a></div></body></html>"""

    def floor(self, t: Talk, s: Say) -> str:
        name = {1: "楼主", 2: "沙发", 3: "板凳"}.get(s.n, f"{s.n}楼")
        if s.dead:
            return f'<div class="lou" id="l{s.id}"><div class="you">该帖已被管理员删除</div></div>'
        said = (
            f'<div class="yinyong">引用 {escape(s.quote.who)} 的话：{escape(s.quote.paras[0])}</div>'
            if s.quote
            else ""
        )
        sig = (
            '<div class="qianming">------<br>走自己的路，让别人说去吧</div>'
            if self.uid(s.who) % 3 == 0
            else ""
        )
        edit = (
            f'<div class="bianji">本帖最后由 {escape(s.who)} 于 {self.when(s.at)} 编辑</div>'
            if s.edited
            else ""
        )
        return f"""<div class="lou" id="l{s.id}"><div class="zuo"><a href="/u-{self.uid(s.who)}.html"><img src="/face/{self.uid(s.who)}.gif"></a><p><a href="/u-{self.uid(s.who)}.html">{escape(s.who)}</a></p><p>等级：{self.uid(s.who) % 9}级</p><p>积分：{self.uid(s.who) * 31}</p><p>注册：2018-0{1 + self.uid(s.who) % 9}-11</p></div>
<div class="you"><div class="tou"><span class="louceng">{name}</span> 发表于 {self.when(s.at)} <a href="/read-{t.id}-1-{self.uid(s.who)}.html">只看该作者</a></div><div class="neirong">{edit}{said}{s.html("br")}</div>{sig}<div class="di"><a href="/post.html?re={s.id}">回复</a> <a href="/jb.html?id={s.id}">举报</a> 顶({max(0, s.votes)})</div></div></div>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        name, _, rest = path.strip("/").removesuffix(".html").partition("-")
        args = rest.split("-")
        if path == "/":
            rows = "".join(
                f'<li><a href="/list-{n}-1.html">{r}</a> 主题：{len(self.room(n))} 最后发表：{escape(self.room(n)[1].last.who)} {self.when(self.room(n)[1].last.at)}</li>'
                for n, r in enumerate(self.rooms)
            )
            news = "".join(
                f'<li><a href="/read-{t.id}-1.html">{escape(t.title)}</a></li>'
                for t in self.talks[2:7]
            )
            return self.shell(
                "首页", f"<h3>版块</h3><ul>{rows}</ul><h3>热门帖子</h3><ul>{news}</ul>"
            )
        if name == "list":
            n, page = int(args[0]), int(args[1])
            cut, last = self.cut(self.room(n), page)
            rows = "".join(
                f'<tr><td>{"[置顶]" if t.pinned else ""}<a href="/read-{t.id}-1.html">{escape(t.title)}</a></td><td>{escape(t.first.who)}<br>{self.when(t.first.at, "%Y-%-q-%-k")}</td><td>{len(t.says) - 1}/{t.id * 17}</td><td>{escape(t.last.who)}<br>{self.when(t.last.at)}</td></tr>'
                for t in cut
            )
            return self.shell(
                self.rooms[n],
                f'<div class="weizhi">当前位置：<a href="/">首页</a> &gt; {self.rooms[n]}</div><table class="tiezi"><tr><th>主题</th><th>作者</th><th>回复/查看</th><th>最后发表</th></tr>{rows}</table><div class="fenye">{pages(page, last, f"/list-{n}-{{n}}.html", ("上一页", "下一页"))}</div>',
            )
        if name == "read" and (t := self.talk(args[0])):
            page = int(args[1])
            says = [s for s in t.says if len(args) < 3 or self.uid(s.who) == int(args[2])]
            cut, last = self.cut(says, page, self.size)
            return self.shell(
                t.title,
                f'<div class="weizhi">当前位置：<a href="/">首页</a> &gt; <a href="/list-{t.room}-1.html">{self.rooms[t.room]}</a> &gt; 查看帖子</div><h1>{escape(t.title)}</h1><div class="tongji">查看：{t.id * 17} 回复：{len(t.says) - 1}</div>{"".join(self.floor(t, s) for s in cut)}<div class="fenye">{pages(page, last, f"/read-{t.id}-{{n}}.html", ("上一页", "下一页"))}</div>',
            )
        if name == "u":
            said = "".join(
                f'<li><a href="/read-{t.id}-1.html">{escape(t.title)}</a> {self.when(s.at)}</li>'
                for t, s in self.by(int(args[0]))[:10]
            )
            return self.shell(
                "用户", f"<h1>个人资料</h1><p>积分：12</p><h3>最近发表</h3><ul>{said}</ul>"
            )
        return (
            self.shell("提示", "<p>您还没有登录，请先登录。</p>")
            if name in ("login", "reg", "post", "jb", "lianxi")
            else None
        )
