"""Four plain servers as somebody writes them to try a miner: two forums, questions, a tree."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import json
from html import escape
from typing import ClassVar

from tests.factories.talks.counsel import Counsel
from tests.factories.talks.world import Say, Site, Talk, pages

_MAIL = '<!-- do-not-use@trap.example --><span style="display:none">hidden@trap.example</span>'


class Gazebo(Site):
    """A forum of plain divs: pinned first on each page, ids of sessions, views to print, a calendar, guests."""

    rooms: ClassVar[tuple[str, ...]] = ("Announcements", "Buy and sell", "Looking for")
    form = "%B %d, %Y at %I:%M %p"
    threads = r"/topic/(\d+)"
    count = 48
    anonymous = "Guest"

    def shell(self, title: str, body: str) -> str:
        last = "".join(
            f'<li><a href="/topic/{t.id}#post-{s.id}">{escape(t.title)}</a> by {escape(s.who)}</li>'
            for t, s in self.latest()
        )
        return f'<!doctype html><html><head><title>{escape(title)} | Gazebo Forum</title></head><body><div id="header"><a href="/?sid=8f3a2c">Gazebo Forum</a> <a href="/login">Log in</a> <a href="/register">Register</a> <a href="/calendar/2026/11">Calendar</a> <a href="/members">Members</a></div><div id="sidebar"><h3>Latest posts</h3><ul>{last}</ul></div><div id="main">{body}</div><div id="footer">{_MAIL} All times are UTC. <a href="/privacy">Privacy</a></div></body></html>'

    def row(self, t: Talk) -> str:
        pin = '<span class="pin">Pinned:</span> ' if t.pinned else ""
        return f'<div class="topic">{pin}<a class="title" href="/topic/{t.id}?sid=8f3a2c">{escape(t.title)}</a><span class="info">Started by {escape(t.first.who)} on {self.when(t.first.at)}</span><span class="stats">{len(t.says) - 1} replies, {t.id * 7} views</span><span class="last">Last reply by {escape(t.last.who)} on {self.when(t.last.at)}</span></div>'

    def post(self, t: Talk, s: Say) -> str:
        if s.dead:
            return f'<div class="post deleted" id="post-{s.id}"><em>This post has been deleted.</em></div>'
        who = escape(s.who)
        name = (
            f'<span class="author">{who} (not registered)</span>'
            if s.who == "Guest"
            else f'<a class="author" href="/member/{self.uid(s.who)}">{who}</a>'
        )
        quote = (
            f"<blockquote><cite>{escape(s.quote.who)} wrote:</cite><p>{escape(s.quote.paras[0])}</p></blockquote>"
            if s.quote
            else ""
        )
        return f'<div class="post" id="post-{s.id}"><div class="head">{name} posted on {self.when(s.at)} <a href="#post-{s.id}">#{s.n}</a></div><div class="content">{quote}{s.html()}</div><div class="sig">Posts: {self.uid(s.who) * 3} | Joined: March 2019</div></div>'

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path == "/":
            rooms = "".join(
                f'<div class="forum"><a href="/forum/{n}">{r}</a> <span>{len(self.room(n))} topics</span></div>'
                for n, r in enumerate(self.rooms)
            )
            return self.shell("Index", f"<h1>Forums</h1>{rooms}")
        if step[0] == "forum" and step[1] in ("0", "1", "2"):
            n = int(step[1])
            some = [t for t in self.room(n) if not t.pinned]
            if q.get("sort"):
                some = sorted(some, key=lambda t: t.title)
            cut, last = self.cut(some, page, 8)
            pins = [t for t in self.room(n) if t.pinned]
            rows = "".join(self.row(t) for t in [*pins, *cut])
            return self.shell(
                self.rooms[n],
                f'<h1>{self.rooms[n]}</h1><div class="sort">Sort by <a href="/forum/{n}?sort=title">title</a> <a href="/forum/{n}?sort=replies&amp;dir=asc">replies</a></div>{rows}<div class="pager">{pages(page, last, f"/forum/{n}?page={{n}}")}</div>',
            )
        if step[0] == "topic" and (t := self.talk(step[1])):
            cut, last = self.cut(t.says, page)
            said = "".join(self.post(t, s) for s in cut)
            return self.shell(
                t.title,
                f'<div class="crumbs"><a href="/">Index</a> &raquo; <a href="/forum/{t.room}">{self.rooms[t.room]}</a></div><h1>{escape(t.title)}</h1><a href="/print/{t.id}">Print view</a> <a href="/topic/{t.id}/subscribe">Subscribe</a>{said}<div class="pager">{pages(page, last, f"/topic/{t.id}?page={{n}}")}</div>',
            )
        if step[0] == "print" and (t := self.talk(step[1])):
            return f"<html><body><h1>{escape(t.title)}</h1>" + "".join(
                f"<p><b>{escape(s.who)}</b>, {self.when(s.at)}</p>{s.html()}<hr>" for s in t.says
            )
        if step[0] == "member" and step[1].isdigit() and self.by(int(step[1])):
            mine = self.by(int(step[1]))
            rows = "".join(
                f'<li><a href="/topic/{t.id}">{escape(t.title)}</a> {self.when(s.at)}</li>'
                for t, s in mine[:5]
            )
            return self.shell("Member", f"<h1>{escape(mine[0][1].who)}</h1><p>Joined: March 2019</p><ul>{rows}</ul>")  # fmt: skip
        if path == "/members":
            return self.shell("Members", "".join(f'<li><a href="/member/{self.uid(w)}">{escape(w)}</a> {self.uid(w) * 3} posts</li>' for w in self.folk))  # fmt: skip
        if step[0] == "calendar" and len(step) == 3:
            y, m = int(step[1]), int(step[2])
            return self.shell("Calendar", f'<h1>{y}-{m:02d}</h1><a href="/calendar/{y}/{m % 12 + 1}">next month</a>')  # fmt: skip
        if path in ("/login", "/register"):
            return self.shell("Log in", '<form><input name="user"><input type="password"></form>')
        return self.shell("Privacy", "<h1>Privacy</h1><p>We keep little.</p>") if path == "/privacy" else None  # fmt: skip


class AskDesk(Counsel):
    """Questions with JSON-LD that names the question only, on two pages of three; times from now, cards, comments."""

    lang = "en"
    rooms: ClassVar[tuple[str, ...]] = ("Suppliers", "Software", "Logistics")
    form = "mixed:en|%b %d, %Y %H:%M"
    threads = r"/questions/(\d+)"
    count = 40
    exact = True

    def member(self, who: str) -> str:
        return f'<a class="user" href="/users/{self.uid(who)}">{escape(who)}</a>'

    def stamp(self, s: Say) -> str:
        return f'<time datetime="{self.iso(s.at)}" title="{self.iso(s.at)}">{self.when(s.at)}</time>'  # fmt: skip

    def remark_list(self, t: Talk, s: Say) -> str:
        rows = "".join(
            f'<div class="comment" id="c{k.id}">{k.html("br")} – {self.member(k.who)} {self.stamp(k)}</div>'
            for k in self.remarks(t, s)
        )
        return f'<div class="comments">{rows}</div>' if rows else ""

    def shell(self, title: str, body: str, head: str = "") -> str:
        tags = " ".join(f'<a class="tag" href="/tags/{n}">tag{n}</a>' for n in range(6))
        hot = "".join(f'<li><a href="/questions/{t.id}/{t.slug}">{escape(t.title)}</a></li>' for t in self.talks[2:7])  # fmt: skip
        return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} - AskDesk</title>{head}</head><body><header><a href="/">AskDesk</a><nav><a href="/questions">Questions</a> <a href="/unanswered">Unanswered</a> <a href="/users">Users</a> <a href="/ask">Ask</a></nav></header><main>{body}</main><aside><h4>Hot questions</h4><ul>{hot}</ul>{tags}</aside><footer>© AskDesk <a href="mailto:webmaster@askdesk.example">Contact</a></footer></body></html>'

    def listed(self, name: str, some: list[Talk], page: int, link: str) -> str:
        cut, last = self.cut(some, page, 10)
        rows = "".join(
            f'<div class="question-summary"><div class="stats"><div class="votes">{t.first.votes}<span>votes</span></div><div class="answers">{len(self.answers(t))}<span>answers</span></div></div><h3><a href="/questions/{t.id}/{t.slug}">{escape(t.title)}</a></h3><p class="excerpt">{escape(t.first.paras[0][:60])}…</p><div class="by">asked {self.stamp(t.first)} by {self.member(t.first.who)}</div></div>'
            for t in cut
        )
        return self.shell(name, f'<h1>{name}</h1><div class="tabs"><a href="{link}?sort=newest">Newest</a> <a href="{link}?sort=votes">Votes</a></div>{rows}<div class="pagination">{pages(page, last, link + "?page={n}")}</div>')  # fmt: skip

    def asked(self, t: Talk) -> str:
        told = {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": {"@type": "Question", "name": t.title, "text": t.first.text, "answerCount": len(self.answers(t))}}  # fmt: skip
        head = f'<script type="application/ld+json">{json.dumps(told)}</script>' if t.id % 3 else ""
        said = "".join(
            f'<div class="answer" id="a{s.id}"><div class="vote">{s.votes}</div><div class="answer-body">{s.html()}</div><div class="meta">answered {self.stamp(s)} by {self.member(s.who)}</div>{self.remark_list(t, s)}</div>'
            for s in self.answers(t)
        )
        room = f'<a class="cat" href="/category/{t.room}">{self.rooms[t.room]}</a>'
        return self.shell(t.title, f'<h1>{escape(t.title)}</h1><p class="in">in {room} · viewed {t.id} times</p><div class="question"><div class="vote">{t.first.votes}</div><div class="question-body">{t.first.html()}</div><div class="meta">asked {self.stamp(t.first)} by {self.member(t.first.who)}</div>{self.remark_list(t, t.first)}</div><h2>{len(self.answers(t))} Answers</h2>{said}', head)  # fmt: skip

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path == "/":
            return "to:/questions"
        if path == "/questions":
            some = sorted(self.talks, key=lambda t: t.first.at, reverse=True)
            return self.listed("All questions", some, page, path)
        if path == "/unanswered":
            return self.listed("Unanswered", [t for t in self.talks if not self.answers(t)], page, path)  # fmt: skip
        if step[0] == "category" and step[1] in ("0", "1", "2"):
            return self.listed(self.rooms[int(step[1])], self.room(int(step[1])), page, path)
        if step[0] == "tags" and step[1].isdigit():
            return self.listed(f"tag{step[1]}", [t for t in self.talks if int(step[1]) in t.tags], page, path)  # fmt: skip
        if step[0] == "questions" and (t := self.talk(step[1])):
            return self.asked(t)
        if step[0] == "users" and len(step) > 1 and step[1].isdigit() and self.by(int(step[1])):
            mine = self.by(int(step[1]))
            rows = "".join(f'<li><a href="/questions/{t.id}/{t.slug}">{escape(t.title)}</a> {self.stamp(s)}</li>' for t, s in mine)  # fmt: skip
            return self.shell("User", f"<h1>{escape(mine[0][1].who)}</h1><p>Member for 2 years, reputation 311</p><ul>{rows}</ul>")  # fmt: skip
        if path == "/users":
            return self.shell("Users", "".join(f'<div class="user-card">{self.member(w)}<span>reputation {self.uid(w)}</span></div>' for w in self.folk))  # fmt: skip
        return None


class Twig(Site):
    """Stories with a tree of comments on one page, indented by a style; a flat list, times from now, no rooms."""

    form = "relative:en"
    threads = r"/item/(\d+)"
    nested = 5
    quotes = 0.0
    sections = False
    count = 40

    def shell(self, title: str, body: str) -> str:
        return f'<html><head><title>{escape(title)}</title></head><body><table class="top"><tr><td><a href="/">Twig</a> | <a href="/newest">new</a> | <a href="/comments">comments</a> | <a href="/submit">submit</a> | <a href="/login">login</a></td></tr></table>{body}<p class="foot"><a href="/about">About</a> | <a href="/feed.xml">RSS</a></p></body></html>'

    def below(self, t: Talk, s: Say) -> str:
        return "".join(
            f'<div class="c" style="margin-left:{20 * (k.level - 1)}px" id="{k.id}"><div class="ch"><a href="/user/{escape(k.who)}">{escape(k.who)}</a> <a href="/item/{t.id}#{k.id}">{self.when(k.at)}</a> [<a href="#{s.id}">parent</a>]</div><div class="ct">{"[deleted]" if k.dead else k.html()}</div></div>{self.below(t, k)}'
            for k in t.under(s)
        )

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("p", 1))
        if path in ("/", "/newest"):
            some = self.talks if path == "/" else sorted(self.talks, key=lambda t: t.first.at, reverse=True)  # fmt: skip
            cut, last = self.cut(some, page, 12)
            rows = "".join(
                f'<li><a href="/item/{t.id}">{escape(t.title)}</a><br><small>{t.first.votes} points by <a href="/user/{escape(t.first.who)}">{escape(t.first.who)}</a> {self.when(t.first.at)} | <a href="/item/{t.id}">{len(t.says) - 1} comments</a></small></li>'
                for t in cut
            )
            more = f'<a class="more" href="{path}?p={page + 1}">More</a>' if page < last else ""
            return self.shell("Twig", f'<ol start="{page * 12 - 11}">{rows}</ol>{more}')
        if step[0] == "item" and (t := self.talk(step[1])):
            return self.shell(t.title, f'<div class="story" id="{t.first.id}"><h2>{escape(t.title)}</h2><small>{t.first.votes} points by <a href="/user/{escape(t.first.who)}">{escape(t.first.who)}</a> {self.when(t.first.at)} | {len(t.says) - 1} comments</small><div class="st">{t.first.html()}</div></div><form><textarea></textarea></form><div class="tree">{self.below(t, t.first)}</div>')  # fmt: skip
        if path == "/comments":
            rows = "".join(f'<div class="c"><div class="ch"><a href="/user/{escape(s.who)}">{escape(s.who)}</a> {self.when(s.at)} on: <a href="/item/{t.id}">{escape(t.title)}</a></div><div class="ct">{s.html()}</div></div>' for t, s in self.latest(15))  # fmt: skip
            return self.shell("Comments", rows)
        if step[0] == "user":
            mine = [(t, s) for t, s in self.latest(999) if s.who == step[1]]
            return self.shell(step[1], f"<table><tr><td>user:</td><td>{escape(step[1])}</td></tr><tr><td>karma:</td><td>17</td></tr><tr><td>about:</td><td>{len(mine)} things said</td></tr></table>")  # fmt: skip
        return self.shell("About", "<p>Twig is a place for makers.</p>") if path == "/about" else None  # fmt: skip


class Luntan(Site):
    """A Chinese forum in GBK that says utf-8: floors, 昨天 and 天前, sections, quotes, ranks beside the post."""

    lang = "zh"
    rooms: ClassVar[tuple[str, ...]] = ("求购信息", "行业交流", "站务公告")
    form = "mixed:zh|%Y-%m-%d %H:%M"
    zone = "Asia/Shanghai"
    threads = r"/read-(\d+)"
    charset = "gb18030"
    count = 42

    def shell(self, title: str, body: str) -> str:
        return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gbk"><title>{escape(title)}_五金论坛</title></head><body><div class="hd"><a href="/">五金论坛</a> | <a href="/login.html">登录</a> | <a href="/reg.html">注册</a> | <a href="/help.html">帮助</a></div>{body}<div class="ft">Powered by 五金 | 当前时区 GMT+8 | 客服邮箱 kefu&#64;wujin.example</div></body></html>'

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        if path == "/":
            rooms = "".join(f'<tr><td><h2><a href="/forum-{n}-1.html">{r}</a></h2></td><td>主题: {len(self.room(n))}</td></tr>' for n, r in enumerate(self.rooms))  # fmt: skip
            return self.shell("首页", f'<table class="forums">{rooms}</table>')  # fmt: skip
        stem = path.strip("/").removesuffix(".html").split("-")
        if stem[0] == "forum" and stem[1] in ("0", "1", "2"):
            n, page = int(stem[1]), int(stem[2])
            cut, last = self.cut(self.room(n), page, 8)
            rows = "".join(
                f'<tr><td class="sub">{"[置顶] " if t.pinned else ""}<a href="/read-{t.id}-1.html">{escape(t.title)}</a></td><td class="by"><cite>{escape(t.first.who)}</cite><em>{self.when(t.first.at)}</em></td><td class="num">{len(t.says) - 1}/{t.id * 9}</td><td class="by"><cite>{escape(t.last.who)}</cite><em>{self.when(t.last.at)}</em></td></tr>'
                for t in cut
            )
            return self.shell(self.rooms[n], f'<div class="nav"><a href="/">首页</a> &gt; {self.rooms[n]}</div><table class="list"><tr><th>标题</th><th>作者</th><th>回复/查看</th><th>最后发表</th></tr>{rows}</table><div class="pages">{pages(page, last, f"/forum-{n}-{{n}}.html", ("上一页", "下一页"))}</div>')  # fmt: skip
        if stem[0] == "read" and (t := self.talk(stem[1])):
            page = int(stem[2])
            cut, last = self.cut(t.says, page)
            said = "".join(
                f'<table class="floor" id="pid{s.id}"><tr><td class="side"><b>{escape(s.who)}</b><br>{"高级会员" if self.uid(s.who) % 2 else "新手上路"}<br>积分 {self.uid(s.who) * 11}<br>注册时间 2018-3-{1 + self.uid(s.who) % 27}</td><td><div class="info"><span class="lou">{"楼主" if s.n == 1 else f"{s.n}楼"}</span> 发表于 {self.when(s.at)} | <a href="/read-{t.id}-1.html?only={self.uid(s.who)}">只看该作者</a></div><div class="txt">{f"<div class=quote>引用 {escape(s.quote.who)} 的话：{escape(s.quote.paras[0])}</div>" if s.quote else ""}{"该帖已被删除" if s.dead else s.html("br")}</div></td></tr></table>'
                for s in cut
            )
            return self.shell(t.title, f'<div class="nav"><a href="/">首页</a> &gt; <a href="/forum-{t.room}-1.html">{self.rooms[t.room]}</a> &gt; {escape(t.title)}</div><h1>{escape(t.title)}</h1>{said}<div class="pages">{pages(page, last, f"/read-{t.id}-{{n}}.html", ("上一页", "下一页"))}</div>')  # fmt: skip
        return self.shell("帮助", "<p>请遵守法律法规。</p>") if path in ("/help.html",) else None  # fmt: skip
