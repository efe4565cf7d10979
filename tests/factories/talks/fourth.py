"""Three forums: one in the manner of rented community software, a German board, a Chinese one."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import ClassVar

from tests.factories.talks.world import Say, Site, Talk, pages


class Suite(Site):
    """Topics called /topic/12-slug/, times by an attribute, cards of people beside, widgets around."""

    rooms: ClassVar[tuple[str, ...]] = ("Announcements & News", "Machines", "Running a shop")
    threads = r"/topic/(\d+)-"
    exact = True
    size = 12
    anonymous = "Guest Lena"

    def stamp(self, at: datetime) -> str:
        iso = at.strftime("%Y-%m-%dT%H:%M:%SZ")
        return f'<time datetime="{iso}" title="{at:%m/%d/%y %I:%M  %p}" data-short="{self.when(at, "relative:short")}">{self.when(at, "mixed:en|%B %d, %Y")}</time>'

    def card(self, who: str) -> str:
        if who == self.anonymous:
            return f"<strong>{who}</strong>"
        return f'<a href="/profile/{self.uid(who)}-{escape(who.lower())}/" class="cm-break" title="Go to {escape(who)}&#39;s profile">{escape(who)}</a>'

    def shell(self, title: str, body: str) -> str:
        side = "".join(
            f'<li class="cm-item"><div class="cm-item__title"><a href="/topic/{t.id}-{t.slug}/?do=getNewComment">{escape(t.title)}</a></div><p class="cm-light">By {self.card(s.who)} &middot; {self.stamp(s.at)}</p></li>'
            for t, s in self.latest(4)
        )
        return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>{escape(title)} - Millhouse Community</title><link rel="alternate" type="application/rss+xml" title="Latest" href="/discover/all.xml/"></head>
<body class="cm-app cm-app--front"><div id="cmCookie" role="dialog">We have placed cookies on your device to help make this website better. <button>I accept</button></div>
<header id="cmHeader"><a href="/" id="cmLogo">Millhouse Community</a><ul class="cm-nav"><li><a href="/">Forums</a></li><li><a href="/staff/">Staff</a></li><li><a href="/online/">Online Users</a></li><li><a href="/leaderboard/">Leaderboard</a></li><li><a href="/login/">Existing user? Sign In</a></li><li><a href="/register/">Sign Up</a></li></ul></header>
<main id="cmLayout"><div id="cmMain">{body}</div><aside class="cm-side"><section class="cm-widget"><h3 class="cm-widget__title">Recently posted</h3><ul>{side}</ul></section><section class="cm-widget"><h3>Who's Online 1 Member, 0 Anonymous, 41 Guests</h3><ul><li><a href="/profile/42-oldgit/">oldgit</a></li></ul></section></aside></main>
<footer><ul><li><a href="/privacy/">Privacy Policy</a></li><li><a href="/contact/">Contact Us</a></li></ul><p>Powered by Suite</p></footer></body></html>"""

    def crumbs(self, room: int, title: str = "") -> str:
        last = f"<li>{escape(title)}</li>" if title else ""
        return f'<nav class="cm-crumbs" aria-label="Breadcrumbs"><ul><li><a href="/"><span>Home</span></a></li><li><a href="/forum/{room}-r/"><span>{escape(self.rooms[room])}</span></a></li>{last}</ul></nav>'

    def post(self, t: Talk, s: Say) -> str:
        quote = (
            f'<blockquote class="cm-quote" data-author="{escape(s.quote.who)}"><div class="cm-quote__cite">On {s.quote.at:%m/%d/%Y} at {s.quote.at:%I:%M %p}, {escape(s.quote.who)} said:</div><div class="cm-quote__in"><p>{escape(s.quote.paras[0])}</p></div></blockquote>'
            if s.quote
            else ""
        )
        edit = (
            f'<span class="cm-edited">Edited {self.stamp(s.at)} by {escape(s.who)}</span>'
            if s.edited
            else ""
        )
        likes = (
            f'<div class="cm-react"><span>{s.votes}</span> <a href="/topic/{t.id}-{t.slug}/?do=showReactions&amp;comment={s.id}">Like</a></div>'
            if s.votes > 9
            else ""
        )
        group = "Guests" if s.who == self.anonymous else "Members"
        return f"""<a id="comment-{s.id}"></a><article id="elComment_{s.id}" class="cm-post cm-box">
<aside class="cm-post__author"><h3 class="cm-type">{self.card(s.who)}</h3><ul><li><img src="/av/{self.uid(s.who)}.png" alt="{escape(s.who)}"></li><li class="cm-group">{group}</li><li><i class="fa fa-comment"></i> {7 * self.uid(s.who)} posts</li><li>Location: Hull</li></ul></aside>
<div class="cm-post__wrap"><div class="cm-meta"><p><a href="/topic/{t.id}-{t.slug}/?do=findComment&amp;comment={s.id}">Posted {self.stamp(s.at)}</a></p><ul class="cm-tools"><li><a href="/topic/{t.id}-{t.slug}/?do=reportComment&amp;comment={s.id}">Report post</a></li><li>Share</li></ul></div>
<div data-role="commentContent" class="cm-rich">{quote}{s.html()}{edit}</div>{likes}<ul class="cm-controls"><li><a href="#reply">Quote</a></li></ul></div></article>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step = path.strip("/").split("/")
        page = int(step[-1]) if len(step) > 2 and step[-2] == "page" else 1
        if path == "/":
            rows = ""
            for n, r in enumerate(self.rooms):
                t = max(self.room(n), key=lambda x: x.last.at)
                rows += f'<li class="cm-forum"><h4><a href="/forum/{n}-r/">{escape(r)}</a></h4><dl><dt>{sum(len(x.says) for x in self.room(n))}</dt><dd>posts</dd></dl><ul class="cm-last"><li><a href="/topic/{t.id}-{t.slug}/">{escape(t.title)}</a></li><li>By {self.card(t.last.who)}</li><li>{self.stamp(t.last.at)}</li></ul></li>'
            rows += '<li class="cm-forum"><h4><a href="/forum/9-r/">Members only lounge</a></h4><p>No posts here yet</p></li>'
            return self.shell("Forums", f"<ol class='cm-forums'>{rows}</ol>")
        if step[0] == "forum" and step[1] == "9-r":
            return self.shell(
                "Members only lounge",
                "<h1>Members only lounge</h1><p>There are no topics in this forum yet.</p>",
            )
        if step[0] == "forum":
            n = int(step[1].split("-")[0])
            cut, last = self.cut(self.room(n), page)
            rows = "".join(
                f'<li class="cm-row {"cm-row--pinned" if t.pinned else ""}"><div class="cm-row__main"><h4>{"<span class=cm-badge title=Pinned></span>" if t.pinned else ""}<a href="/topic/{t.id}-{t.slug}/">{escape(t.title)}</a></h4><div class="cm-row__meta">By {self.card(t.first.who)}, {self.stamp(t.first.at)} <ul class="cm-tags"><li><a href="/tags/t{t.tags[0]}/">tag{t.tags[0]}</a></li></ul></div></div><ul class="cm-stats"><li>{len(t.says) - 1} replies</li><li>{31 * t.id} views</li></ul><ul class="cm-last"><li>{self.card(t.last.who)}</li><li><a href="/topic/{t.id}-{t.slug}/?do=getLastComment">{self.stamp(t.last.at)}</a></li></ul></li>'
                for t in cut
            )
            nav = pages(page, last, f"/forum/{n}-r/page/{{n}}/", ("PREV", "NEXT"))
            return self.shell(
                self.rooms[n],
                f'{self.crumbs(n)}<h1>{escape(self.rooms[n])}</h1><p>Sort By <a href="/forum/{n}-r/?sortby=title">Title</a> <a href="/forum/{n}-r/?sortby=views">Most Viewed</a></p><ol class="cm-rows">{rows}</ol><div class="cm-pages">{nav}</div>',
            )
        if step[0] == "topic" and (t := self.talk(step[1].split("-")[0])):
            if q.get("do"):
                return f"to:/topic/{t.id}-{t.slug}/"
            cut, last = self.cut(t.says, page, self.size)
            body = "".join(self.post(t, s) for s in cut if not s.dead)
            nav = pages(page, last, f"/topic/{t.id}-{t.slug}/page/{{n}}/", ("PREV", "NEXT"))
            lock = (
                '<div class="cm-msg">This topic is now closed to further replies.</div>'
                if t.locked
                else ""
            )
            return self.shell(
                t.title,
                f'{self.crumbs(t.room, t.title)}<div class="cm-head"><h1><span class="cm-break">{escape(t.title)}</span></h1><div class="cm-head__by"><p>By {self.card(t.first.who)}<br>{self.stamp(t.first.at)} in <a href="/forum/{t.room}-r/">{escape(self.rooms[t.room])}</a></p></div></div>{lock}<div class="cm-pages">{nav}</div><div id="comments">{body}</div><div class="cm-pages">{nav}</div><div class="cm-join"><h2>Join the conversation</h2><p>You can post now and register later.</p></div>',
            )
        if step[0] == "profile":
            uid = int(step[1].split("-")[0])
            return self.shell(
                "Profile",
                f"<h1>Member {uid}</h1><p>Joined March 3, 2019. Last visited {self.stamp(self.now)}</p>",
            )
        return (
            self.shell(step[0], "<p>Sorry, you do not have permission for that!</p>")
            if step[0]
            in ("login", "register", "staff", "online", "leaderboard", "privacy", "contact", "tags")
            else None
        )


class Werkbank(Site):
    """A German board of one's own on Bootstrap: panels, footers with time, signatures, guests."""

    lang = "de"
    zone = "Europe/Berlin"
    form = "de:%-k. %B %Y, %H:%M Uhr"
    rooms: ClassVar[tuple[str, ...]] = (
        "Vorstellung und Allgemeines",
        "Maschinen & Werkzeug",
        "Suche / Biete",
    )
    threads = r"/(?:thema|druck)-(\d+)"
    anonymous = "Gast"

    def shell(self, title: str, body: str) -> str:
        new = "".join(
            f'<a class="list-group-item" href="/thema-{t.id}-s1.html#beitrag{s.id}">{escape(t.title)}<br><small>von {escape(s.who)}, {self.when(s.at)}</small></a>'
            for t, s in self.latest(3)
        )
        return f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{escape(title)} | Werkbankforum</title></head><body>
<nav class="navbar navbar-default"><a class="navbar-brand" href="/">Werkbankforum</a><ul class="nav navbar-nav"><li><a href="/mitglieder.html">Mitglieder</a></li><li><a href="/suche.html">Suche</a></li><li><a href="/regeln.html">Forenregeln</a></li><li><a href="/anmelden.html">Anmelden</a></li></ul></nav>
<div class="container"><div class="row"><div class="col-md-9">{body}</div><div class="col-md-3"><div class="panel panel-info"><div class="panel-heading">Neueste Beiträge</div><div class="list-group">{new}</div></div><div class="well werbung">Anzeige: Bohrer im Set ab 19,90 &euro;</div></div></div></div>
<footer class="container"><p>Alle Zeiten in Ortszeit (Europe/Berlin). <a href="/impressum.html">Impressum</a> <a href="/datenschutz.html">Datenschutz</a></p></footer></body></html>"""

    def post(self, t: Talk, s: Say) -> str:
        if s.dead:
            return f'<div class="panel panel-default geloescht" id="beitrag{s.id}"><div class="panel-body text-muted">Dieser Beitrag wurde vom Moderator entfernt.</div></div>'
        quote = (
            f"<blockquote><small>Zitat von {escape(s.quote.who)}</small>{escape(s.quote.paras[0])}</blockquote>"
            if s.quote
            else ""
        )
        edit = (
            f'<p class="bearbeitet"><small>Zuletzt bearbeitet von {escape(s.who)} am {self.when(s.at)}.</small></p>'
            if s.edited
            else ""
        )
        sign = (
            '<div class="signatur"><hr>Gruß aus dem Ländle - wer misst, misst Mist</div>'
            if self.uid(s.who) % 5 == 1
            else ""
        )
        name = (
            f"<b>{escape(s.who)}</b>"
            if s.who == self.anonymous
            else f'<a href="/mitglied-{self.uid(s.who)}.html"><b>{escape(s.who)}</b></a>'
        )
        rank = "nicht registriert" if s.who == self.anonymous else "Geselle"
        return f"""<div class="panel panel-default" id="beitrag{s.id}"><div class="panel-heading">{self.when(s.at)} <a class="pull-right" href="#beitrag{s.id}">Beitrag {s.n}</a></div>
<div class="panel-body"><div class="col-sm-3 wer">{name}<br><span class="label label-default">{rank}</span><br>Beiträge: {3 * self.uid(s.who)}<br>Dabei seit: 04.02.2017<br>Ort: Ulm</div><div class="col-sm-9"><div class="inhalt">{quote}{s.html("br")}</div>{edit}{sign}</div></div>
<div class="panel-footer text-right"><a class="btn btn-xs" href="/antworten.html?b={s.id}">Zitieren</a> <a class="btn btn-xs" href="/melden.html?b={s.id}">Melden</a></div></div>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        name = path.strip("/").removesuffix(".html").split("-")
        page = int(name[2][1:]) if len(name) > 2 else 1
        if path == "/":
            rows = "".join(
                f'<tr><td><a href="/forum-{n}-s1.html"><strong>{escape(r)}</strong></a><br><small>Hier geht es um {escape(r)}</small></td><td>{len(self.room(n))}</td><td>{escape(self.room(n)[0].last.who)}<br>{self.when(self.room(n)[0].last.at)}</td></tr>'
                for n, r in enumerate(self.rooms)
            )
            return self.shell(
                "Übersicht",
                f'<table class="table"><thead><tr><th>Forum</th><th>Themen</th><th>Letzter Beitrag</th></tr></thead><tbody>{rows}</tbody></table>',
            )
        if name[0] == "forum":
            n = int(name[1])
            cut, last = self.cut(self.room(n), page)
            rows = "".join(
                f'<tr><td>{"<span class=label>Wichtig</span> " if t.pinned else ""}<a href="/thema-{t.id}-s1.html">{escape(t.title)}</a>{" <i class=glyphicon-lock></i>" if t.locked else ""}</td><td>{escape(t.first.who)}</td><td>{len(t.says) - 1}</td><td>{17 * t.id}</td><td>{escape(t.last.who)}<br>{self.when(t.last.at)}</td></tr>'
                for t in cut
            )
            return self.shell(
                self.rooms[n],
                f'<ol class="breadcrumb"><li><a href="/">Übersicht</a></li><li class="active">{escape(self.rooms[n])}</li></ol><h2>{escape(self.rooms[n])}</h2><table class="table table-striped"><thead><tr><th>Thema</th><th>Ersteller</th><th>Antworten</th><th>Aufrufe</th><th>Letzter Beitrag</th></tr></thead><tbody>{rows}</tbody></table><div class="seiten">{pages(page, last, f"/forum-{n}-s{{n}}.html", ("Zurück", "Weiter"))}</div>',
            )
        if name[0] == "thema" and (t := self.talk(name[1])):
            cut, last = self.cut(t.says, page, self.size)
            r = escape(self.rooms[t.room])
            return self.shell(
                t.title,
                f'<ol class="breadcrumb"><li><a href="/">Übersicht</a></li><li><a href="/forum-{t.room}-s1.html">{r}</a></li><li class="active">{escape(t.title)}</li></ol><h1>{escape(t.title)}</h1><p><a href="/druck-{t.id}.html">Druckansicht</a></p>{"".join(self.post(t, s) for s in cut)}<div class="seiten">{pages(page, last, f"/thema-{t.id}-s{{n}}.html", ("Zurück", "Weiter"))}</div>',
            )
        if name[0] == "druck" and (t := self.talk(name[1])):
            said = "".join(
                f"<p><b>{escape(s.who)}</b>, {self.when(s.at)}</p><div>{s.html('br')}</div><hr>"
                for s in t.says
                if not s.dead
            )
            return f'<html><head><meta charset="utf-8"><meta name="robots" content="noindex"><title>{escape(t.title)} (Druckansicht)</title></head><body><h3>{escape(t.title)}</h3>{said}</body></html>'
        if name[0] == "mitglied":
            return self.shell("Profil", "<h2>Profil</h2><p>Dabei seit: 04.02.2017</p>")
        if name[0] == "mitglieder":
            return self.shell(
                "Mitglieder",
                "".join(
                    f'<p><a href="/mitglied-{self.uid(w)}.html">{escape(w)}</a></p>'
                    for w in self.folk
                ),
            )
        return (
            self.shell(name[0], "<p>Bitte zuerst anmelden.</p>")
            if name[0]
            in ("suche", "regeln", "anmelden", "impressum", "datenschutz", "antworten", "melden")
            else None
        )


class Fangxin(Site):
    """A Chinese board drawn by a script on its server: classes are hashes, times only from now."""

    lang = "zh"
    zone = "Asia/Shanghai"
    form = "relative:zh"
    rooms: ClassVar[tuple[str, ...]] = ("闲聊灌水", "开店经验", "求购转让", "技术问答")
    threads = r"/t/(\d+)"
    size = 20

    def shell(self, title: str, body: str) -> str:
        hot = "".join(
            f'<div class="_1kd9"><a href="/t/{t.id}">{escape(t.title)}</a></div>'
            for t in self.talks[8:13]
        )
        return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)} - 放心社区</title></head><body><div id="app" data-server-rendered="true">
<div class="_0top"><a href="/" class="_logo3">放心社区</a><a href="/">首页</a><a href="/signin">登录</a><a href="/signup">注册</a></div><div class="_wrap8"><div class="_main2">{body}</div>
<div class="_side7"><div class="_box1"><div class="_bh4">今日热议主题</div>{hot}</div><div class="_box1"><div class="_bh4">社区运行状况</div><p>注册会员 8841　主题 34　回复 130</p></div></div></div><div class="_foot">关于 · 帮助 · 沪ICP备00000000号</div></div></body></html>"""

    def item(self, t: Talk) -> str:
        last = (
            f' • 最后回复来自 <strong><a href="/u/{escape(t.last.who)}">{escape(t.last.who)}</a></strong>'
            if len(t.says) > 1
            else ""
        )
        return f'<div class="_cell5"><a href="/u/{escape(t.first.who)}"><img class="_av2" src="/a/{self.uid(t.first.who)}.png" alt="{escape(t.first.who)}"></a><div class="_it0"><span class="_tt9"><a href="/t/{t.id}">{escape(t.title)}</a></span><span class="_mt3"><a class="_nd6" href="/go/{t.room}">{self.rooms[t.room]}</a> • <strong><a href="/u/{escape(t.first.who)}">{escape(t.first.who)}</a></strong> • {self.when(t.last.at)}{last}</span></div><a class="_ct7" href="/t/{t.id}">{len(t.says) - 1}</a></div>'

    def reply(self, s: Say) -> str:
        return f'<div id="r_{s.id}" class="_cell5"><img class="_av2" src="/a/{self.uid(s.who)}.png" alt="{escape(s.who)}"><div class="_rb4"><div class="_rh1"><strong><a class="_dk2" href="/u/{escape(s.who)}">{escape(s.who)}</a></strong><span class="_ago8">{self.when(s.at)}</span><span class="_no3">{s.n - 1}</span>{f"<span class=_ago8>♥ {s.votes}</span>" if s.votes > 3 else ""}</div><div class="_rc6">{s.html("br")}</div></div></div>'

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("p", 1))
        if path == "/":
            tabs = "".join(
                f'<a class="_tab1" href="/go/{n}">{r}</a>' for n, r in enumerate(self.rooms)
            )
            return self.shell(
                "首页",
                f'<div class="_box1"><div class="_tabs">{tabs}</div>{"".join(self.item(t) for t in self.talks[:12])}</div>',
            )
        if step[0] == "go":
            n = int(step[1])
            cut, last = self.cut(self.room(n), page, 6)
            return self.shell(
                self.rooms[n],
                f'<div class="_box1"><div class="_hd5"><a href="/">放心社区</a> › {self.rooms[n]} <span>主题总数 {len(self.room(n))}</span></div>{"".join(self.item(t) for t in cut)}<div class="_pg">{pages(page, last, path + "?p={n}", ("上一页", "下一页"))}</div></div>',
            )
        if step[0] == "t" and (t := self.talk(step[1])):
            cut, last = self.cut(t.says[1:], page, self.size)
            s = t.first
            replies = "".join(self.reply(x) for x in cut if not x.dead)
            body = f'<div class="_box1"><div class="_hd5"><a href="/">放心社区</a> › <a href="/go/{t.room}">{self.rooms[t.room]}</a><h1>{escape(t.title)}</h1><small class="_gr1"><a href="/u/{escape(s.who)}">{escape(s.who)}</a> · {self.when(s.at)} · {23 * t.id} 次点击</small></div><div class="_tc0"><div class="_md4">{s.html()}</div></div><div class="_tb2">加入收藏　微博　忽略主题</div></div>'
            body += (
                f'<div class="_box1"><div class="_cnt3">{len(t.says) - 1} 条回复</div>{replies}<div class="_pg">{pages(page, last, path + "?p={n}", ("上一页", "下一页"))}</div></div>'
                if len(t.says) > 1
                else '<div class="_no-replies">目前尚无回复</div>'
            )
            return self.shell(t.title, body)
        if step[0] == "u" and step[1] in self.folk:
            return self.shell(
                step[1],
                f"<div class='_box1'><h1>{escape(step[1])}</h1><p>放心社区第 {self.uid(step[1])} 号会员</p></div>",
            )
        return self.shell(step[0], "<p>请先登录</p>") if step[0] in ("signin", "signup") else None
