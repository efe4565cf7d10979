"""Three more forums: a Taiwanese board, an old board of tables, a small program with plain templates."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from html import escape
from typing import ClassVar

from tests.factories.talks.world import Say, Site, Talk, pages


class Shoufa(Site):
    """A Taiwanese board of building blocks: floors, words of day, tags, a zone told below."""

    lang = "zht"
    zone = "Asia/Taipei"
    form = "dayword:今天 %H:%M|昨天 %H:%M|%Y-%m-%d %H:%M"
    rooms: ClassVar[tuple[str, ...]] = ("開店創業", "設備與工具", "閒聊區")
    threads = r"/topicdetail\.php\?.*\bt=(\d+)"

    def shell(self, title: str, body: str) -> str:
        hot = "".join(
            f'<li class="c-hot__item"><a class="c-link" href="/topicdetail.php?f={t.room}&amp;t={t.id}">{escape(t.title)}</a></li>'
            for t in self.talks[4:9]
        )
        return f"""<!DOCTYPE html><html lang="zh-Hant-TW"><head><meta charset="utf-8"><title>{escape(title)} - 頭家討論區</title></head><body>
<header class="l-header"><a class="l-header__logo" href="/">頭家討論區</a><nav class="c-nav"><a href="/index.php">首頁</a><a href="/search.php">搜尋</a><a href="/login.php">登入／註冊</a></nav></header>
<div class="l-page"><main class="l-page__main">{body}</main><aside class="l-page__side"><div class="c-hot"><h3 class="c-hot__title">熱門文章</h3><ul>{hot}</ul></div><div class="c-ad">廣告</div></aside></div>
<footer class="l-footer"><p>GMT+8, 現在時間 {self.when(self.now, "%Y-%m-%d %H:%M")}</p><p><a href="/terms.php">服務條款</a> 本站文章為網友個人意見</p></footer></body></html>"""

    def post(self, t: Talk, s: Say) -> str:
        if s.dead:
            return '<div class="c-article c-article--removed"><p>此文章已被版主刪除</p></div>'
        quote = (
            f'<blockquote class="c-quote"><div class="c-quote__who">{escape(s.quote.who)} 寫道：</div>{escape(s.quote.paras[0])}</blockquote>'
            if s.quote
            else ""
        )
        edit = (
            f'<div class="c-article__edit">本文於 {self.when(s.at)} 由 {escape(s.who)} 編輯</div>'
            if s.edited
            else ""
        )
        owner = '<span class="c-tag">樓主</span>' if s.who == t.first.who else ""
        return f"""<div class="c-article" id="{s.id}"><div class="c-author"><a class="c-author__pic" href="/userinfo.php?id={self.uid(s.who)}"><img src="/p/{self.uid(s.who)}.jpg" alt=""></a><div class="c-author__info"><a class="c-author__name" href="/userinfo.php?id={self.uid(s.who)}">{escape(s.who)}</a>{owner}<div class="c-author__lv">個人積分：{12 * self.uid(s.who)}分<br>文章編號：{s.id}</div></div></div>
<div class="c-article__head"><span class="o-date">{self.when(s.at)}</span><span class="o-floor">#{s.n}</span></div><article class="c-article__body">{quote}{s.html()}</article>{edit}<div class="c-article__foot"><button>{max(0, s.votes)} 讚</button><a href="/reply.php?q={s.id}">引言</a><a href="/report.php?p={s.id}">檢舉</a></div></div>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        page = int(q.get("p", 1))
        if path in ("/", "/index.php"):
            rows = "".join(
                f'<div class="c-board"><a class="c-board__name" href="/topiclist.php?f={n}">{r}</a><span class="c-board__count">{len(self.room(n))} 篇主題</span><span class="c-board__last">最新：<a href="/topicdetail.php?f={n}&amp;t={self.room(n)[-1].id}">{escape(self.room(n)[-1].title)}</a></span></div>'
                for n, r in enumerate(self.rooms)
            )
            return self.shell(
                "首頁",
                f'<div class="c-boards">{rows}<div class="c-board"><a class="c-board__name" href="/topiclist.php?f=8">活動公告</a><span>0 篇主題</span></div></div>',
            )
        if path == "/topiclist.php":
            n = int(q.get("f", 0))
            if n == 8:
                return self.shell("活動公告", '<p class="c-empty">目前沒有文章</p>')
            cut, last = self.cut(self.room(n), page, 9)
            rows = "".join(
                f'<div class="c-listRow"><div class="c-listRow__title">{"<i>置頂</i>" if t.pinned else ""}<a class="c-link" href="/topicdetail.php?f={n}&amp;t={t.id}">{escape(t.title)}</a></div><div class="c-listRow__author"><a href="/userinfo.php?id={self.uid(t.first.who)}">{escape(t.first.who)}</a><div class="o-date">{self.when(t.first.at)}</div></div><div class="c-listRow__last"><a href="/userinfo.php?id={self.uid(t.last.who)}">{escape(t.last.who)}</a><div class="o-date">{self.when(t.last.at)}</div></div><div class="o-num">{len(t.says) - 1}</div></div>'
                for t in cut
            )
            return self.shell(
                self.rooms[n],
                f'<ul class="c-crumb"><li><a href="/">首頁</a></li><li>{self.rooms[n]}</li></ul><h1>{self.rooms[n]}</h1><div class="c-sort"><a href="/topiclist.php?f={n}&amp;s=new">最新</a> <a href="/topiclist.php?f={n}&amp;s=hot">熱門</a></div><div class="c-list">{rows}</div><div class="c-pager">{pages(page, last, f"/topiclist.php?f={n}&amp;p={{n}}", ("上一頁", "下一頁"))}</div>',
            )
        if path == "/topicdetail.php" and (t := self.talk(q.get("t", ""))):
            cut, last = self.cut(t.says, page, self.size)
            r = self.rooms[t.room]
            return self.shell(
                f"{t.title} - {r}",
                f'<ul class="c-crumb"><li><a href="/">首頁</a></li><li><a href="/topiclist.php?f={t.room}">{r}</a></li></ul><h1 class="t2">{escape(t.title)}</h1><div class="c-stat">{self.when(t.first.at)}　瀏覽 {19 * t.id}　回覆 {len(t.says) - 1}</div>{"".join(self.post(t, s) for s in cut)}<div class="c-pager">{pages(page, last, f"/topicdetail.php?f={t.room}&amp;t={t.id}&amp;p={{n}}", ("上一頁", "下一頁"))}</div>',
            )
        if path == "/userinfo.php":
            return self.shell("會員資料", "<h1>會員資料</h1><p>註冊日期：2015-06-01</p>")
        return (
            self.shell("登入", "<p>請先登入</p>")
            if path in ("/login.php", "/search.php", "/terms.php", "/reply.php", "/report.php")
            else None
        )


class Sawdust(Site):
    """A board of 2004: posts in a table with the author's cell left, a zone in words, jump box."""

    zone = "Etc/GMT+5"
    form = "%a %b %d, %Y %I:%M %p"
    charset = "iso-8859-1"
    rooms: ClassVar[tuple[str, ...]] = ("Shop Talk", "Finishing & Repair", "Swap Meet")
    threads = r"/showtopic\.asp\?id=(\d+)"

    def shell(self, title: str, body: str) -> str:
        jump = "".join(
            f'<option value="{n}">{escape(r)}</option>' for n, r in enumerate(self.rooms)
        )
        return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head><title>Sawdust Forums :: {escape(title)}</title><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head>
<body bgcolor="#E5E5E5"><table width="100%" border="0" cellpadding="10"><tr><td bgcolor="#FFFFFF"><table width="100%" border="0"><tr><td><a href="/"><img src="/logo.gif" border="0" alt="Forum Index"></a></td><td align="center"><font size="5"><b>Sawdust Forums</b></font><br><font size="1"><a href="/faq.asp">FAQ</a> &nbsp; <a href="/search.asp">Search</a> &nbsp; <a href="/members.asp">Memberlist</a> &nbsp; <a href="/register.asp">Register</a> &nbsp; <a href="/login.asp">Log in</a></font></td></tr></table><br>
{body}<br><table width="100%" border="0"><tr><td><font size="1">All times are GMT - 5 Hours</font></td><td align="right"><form action="/go.asp">Jump to: <select name="f">{jump}</select><input type="submit" value="Go"></form></td></tr></table><center><font size="1">Page generated in 0.042 seconds</font></center></td></tr></table></body></html>"""

    def person(self, who: str) -> str:
        return f'<a href="/profile.asp?u={self.uid(who)}">{escape(who)}</a>'

    def post(self, t: Talk, s: Say) -> str:
        color = "#EFEFEF" if s.n % 2 else "#DEE3E7"
        if s.dead:
            return f'<tr><td colspan="2" bgcolor="{color}"><font size="1">-- post removed by moderator --</font></td></tr>'
        quote = (
            f'<table width="90%" align="center"><tr><td><font size="1"><b>{escape(s.quote.who)} wrote:</b></font></td></tr><tr><td bgcolor="#FAFAFA">{escape(s.quote.paras[0])}</td></tr></table>'
            if s.quote
            else ""
        )
        sign = (
            "<br>_________________<br>Measure twice, cut once." if self.uid(s.who) % 4 == 2 else ""
        )
        edit = (
            f'<br><br><font size="1"><i>Last edited by {escape(s.who)} on {self.when(s.at)}; edited 1 time in total</i></font>'
            if s.edited
            else ""
        )
        return f"""<tr><td width="150" align="left" valign="top" bgcolor="{color}"><a name="{s.id}"></a><b>{escape(s.who)}</b><br><font size="1">{self.rank(s.who)}<br><img src="/stars{self.uid(s.who) % 4}.gif" alt=""><br><br>Joined: 14 Aug 2003<br>Posts: {5 * self.uid(s.who)}<br>Location: Ohio</font></td>
<td width="100%" valign="top" bgcolor="{color}"><table width="100%" border="0"><tr><td width="100%"><font size="1">Posted: {self.when(s.at)} &nbsp; &nbsp;Post subject: {"Re: " if s.n > 1 else ""}{escape(t.title)}</font></td><td nowrap><a href="/post.asp?quote={s.id}"><img src="/quote.gif" alt="Reply with quote" border="0"></a></td></tr><tr><td colspan="2"><hr></td></tr><tr><td colspan="2"><font size="2">{quote}{s.html("br")}{sign}</font>{edit}</td></tr></table></td></tr>
<tr><td bgcolor="{color}"><font size="1"><a href="#top">Back to top</a></font></td><td bgcolor="{color}"><a href="/profile.asp?u={self.uid(s.who)}"><img src="/prof.gif" alt="View user's profile" border="0"></a> <a href="/pm.asp?u={self.uid(s.who)}"><img src="/pm.gif" alt="Send private message" border="0"></a></td></tr><tr><td colspan="2" height="1" bgcolor="#AAAAAA"></td></tr>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        start = int(q.get("start", 0))
        if path == "/":
            rows = "".join(
                f'<tr><td bgcolor="#EFEFEF"><a href="/forum.asp?f={n}"><b>{escape(r)}</b></a><br><font size="1">Everything on {escape(r.lower())}</font></td><td align="center">{len(self.room(n))}</td><td align="center">{sum(len(t.says) for t in self.room(n))}</td><td align="center"><font size="1">{self.when(max(t.last.at for t in self.room(n)))}<br>{self.person(max(self.room(n), key=lambda t: t.last.at).last.who)}</font></td></tr>'
                for n, r in enumerate(self.rooms)
            )
            return self.shell(
                "Index",
                f'<table width="100%" border="1" cellspacing="0"><tr bgcolor="#006699"><th>Forum</th><th>Topics</th><th>Posts</th><th>Last Post</th></tr>{rows}</table>',
            )
        if path == "/forum.asp":
            n = int(q.get("f", 0))
            page, link = start // 8 + 1, f"/forum.asp?f={n}&amp;start="
            cut, last = self.cut(self.room(n), page, 8)
            rows = "".join(
                f'<tr><td bgcolor="#EFEFEF">{"<b>Sticky:</b> " if t.pinned else ""}<a href="/showtopic.asp?id={t.id}">{escape(t.title)}</a></td><td align="center">{len(t.says) - 1}</td><td align="center">{self.person(t.first.who)}</td><td align="center">{13 * t.id}</td><td align="center" nowrap><font size="1">{self.when(t.last.at)}<br>{self.person(t.last.who)}</font></td></tr>'
                for t in cut
            )
            return self.shell(
                f"View Forum - {self.rooms[n]}",
                f'<font size="2"><a href="/">Sawdust Forums Index</a> -&gt; <a href="/forum.asp?f={n}">{escape(self.rooms[n])}</a></font><table width="100%" border="1" cellspacing="0"><tr bgcolor="#006699"><th>Topics</th><th>Replies</th><th>Author</th><th>Views</th><th>Last Post</th></tr>{rows}</table><font size="1">Goto page {self.goto(page, last, 8, link)}</font>',
            )
        if path == "/showtopic.asp" and (t := self.talk(q.get("id", ""))):
            page = start // self.size + 1
            cut, last = self.cut(t.says, page, self.size)
            nav = (
                f"Goto page {self.goto(page, last, self.size, f'/showtopic.asp?id={t.id}&amp;start=')}"
                if last > 1
                else ""
            )
            r = escape(self.rooms[t.room])
            return self.shell(
                f"View topic - {t.title}",
                f'<a name="top"></a><font size="4"><b><a href="/showtopic.asp?id={t.id}">{escape(t.title)}</a></b></font><br><font size="1">{nav}</font><br><font size="2"><a href="/">Sawdust Forums Index</a> -&gt; <a href="/forum.asp?f={t.room}">{r}</a></font><table width="100%" border="0" cellspacing="1"><tr bgcolor="#006699"><th width="150">Author</th><th>Message</th></tr>{"".join(self.post(t, s) for s in cut)}</table><font size="1">{nav}</font>',
            )
        if path == "/profile.asp":
            return self.shell(
                "Viewing profile", "<table><tr><td>Joined:</td><td>14 Aug 2003</td></tr></table>"
            )
        return (
            self.shell("Information", "<center>You must log in first.</center>")
            if path
            in (
                "/faq.asp",
                "/search.asp",
                "/members.asp",
                "/register.asp",
                "/login.asp",
                "/post.asp",
                "/pm.asp",
            )
            else None
        )

    def goto(self, page: int, last: int, size: int, link: str) -> str:
        return ", ".join(
            f"<b>{n}</b>" if n == page else f'<a href="{link}{(n - 1) * size}">{n}</a>'
            for n in range(1, last + 1)
        )


class Bluebird(Site):
    """A small program of routes and templates: replies within replies, no classes to speak of."""

    nested = 4
    form = "%d %b %Y %H:%M"
    rooms: ClassVar[tuple[str, ...]] = ("general", "suppliers", "software")
    threads = r"/topics/(\d+)"
    anonymous = "anonymous"

    def shell(self, title: str, body: str) -> str:
        return f"""<!doctype html>
<html>
<head><title>{escape(title)} - bluebird</title><link rel="stylesheet" href="/static/style.css"></head>
<body>
<nav><h1><a href="/">bluebird</a></h1><ul><li><a href="/auth/register">Register</a><li><a href="/auth/login">Log In</a></ul></nav>
<section class="content">
{body}
</section>
<footer>times in UTC</footer>
</body></html>"""

    def person(self, who: str) -> str:
        return (
            who if who == self.anonymous else f'<a href="/users/{self.uid(who)}">{escape(who)}</a>'
        )

    def tree(self, t: Talk, root: list[Say]) -> str:
        out = ""
        for s in root:
            below = self.tree(t, t.under(s))
            if s.dead:
                out += f'<li id="c{s.id}"><p><i>[deleted]</i></p>{below}</li>'
                continue
            out += f'<li id="c{s.id}"><div class="about"><b>{self.person(s.who)}</b> on {self.when(s.at)} <a href="#c{s.id}">#</a></div><div class="body">{s.html()}</div><a class="action" href="/topics/{t.id}/reply?to={s.id}">reply</a>{below}</li>'
        return f"<ul>{out}</ul>" if out else ""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path == "/" or step[0] == "c":
            rows = [t for t in self.talks if path == "/" or self.rooms[t.room] == step[-1]]
            cut, last = self.cut(rows, page, 10)
            cats = " | ".join(f'<a href="/c/{r}">{r}</a>' for r in self.rooms)
            body = "".join(
                f'<article class="post"><header><div><h1><a href="/topics/{t.id}">{escape(t.title)}</a></h1><div class="about">by {self.person(t.first.who)} on {self.when(t.first.at)} in <a href="/c/{self.rooms[t.room]}">{self.rooms[t.room]}</a>, {len(t.says) - 1} replies</div></div></header></article><hr>'
                for t in cut
            )
            nav = (f'<a href="{path}?page={page - 1}">newer</a> ' if page > 1 else "") + (
                f'<a href="{path}?page={page + 1}">older</a>' if page < last else ""
            )
            return self.shell(
                "Topics",
                f'<header><h1>Topics</h1><a class="action" href="/create">New</a></header><p>{cats}</p>{body}<p>{nav}</p>',
            )
        if step[0] == "topics" and len(step) == 2 and (t := self.talk(step[1])):
            s, r = t.first, self.rooms[t.room]
            count = len(t.says) - 1
            tree = self.tree(t, t.under(s)) or "<p>No replies yet.</p>"
            return self.shell(
                t.title,
                f'<p><a href="/">all topics</a> &gt; <a href="/c/{r}">{r}</a></p><article class="post"><header><h1>{escape(t.title)}</h1><div class="about">by {self.person(s.who)} on {self.when(s.at)}</div></header><div class="body">{s.html()}</div></article><h2>{count} replies</h2>{tree}<p><a href="/auth/login">Log in</a> to reply.</p>',
            )
        if step[0] == "users":
            return self.shell(
                "User", f"<header><h1>user {step[1]}</h1></header><p>joined 2022-05-01</p>"
            )
        return (
            self.shell(
                "Log In",
                '<form method="post"><label>Username</label><input name="username"><input type="submit" value="Log In"></form>',
            )
            if step[0] in ("auth", "create") or len(step) > 2
            else None
        )
