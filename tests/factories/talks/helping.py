"""Three question sites and a blog in other hands than the first ones."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from html import escape

from tests.factories.talks.world import Say, Site, Talk, pages


class WenDa(Site):
    """Chinese, times from now, an accepted answer, questions and answers back and forth under it."""

    lang = "zh"
    rooms = ("家电维修", "开店创业", "办公软件")
    form = "relative:zh"
    threads = r"/question/(\d+)"
    nested = 3
    size = 99
    quotes = 0.0
    anonymous = "匿名用户"

    def shell(self, title: str, body: str) -> str:
        new = "".join(
            f'<dd><a href="/question/{t.id}.html">{escape(t.title)}</a></dd>'
            for t in self.talks[2:9]
        )
        return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}_有问有答</title></head><body><div class="header"><a href="/">有问有答</a> <a href="/ask">我要提问</a> <a href="/login">登录</a></div>
<div class="container"><div class="left">{body}</div><div class="right"><dl><dt>等你来答</dt>{new}</dl><dl><dt>活跃用户</dt>{"".join(f"<dd>{escape(w)} 回答 {self.uid(w)} 个</dd>" for w in self.folk[:5])}</dl></div></div><div class="footer">有问有答 2026 京ICP备00000001号</div></body></html>"""

    def more(self, t: Talk, s: Say) -> str:
        out = ""
        for k in t.says:
            if k.up is s:
                if not k.dead:
                    out += f'<div class="zhui" id="r{k.id}"><span class="label">{"追问" if k.who == t.first.who else "评论"}</span><span class="name">{escape(k.who)}</span><span class="shijian">{self.when(k.at)}</span><div class="text">{k.html("br")}</div></div>'
                out += self.more(t, k)
        return out

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").removesuffix(".html").split("/"), int(q.get("page", 1))
        if path == "/" or step[0] == "fenlei":
            some = self.talks if path == "/" else self.room(int(step[1]))
            cut, last = self.cut(some, page)
            rows = "".join(
                f'<div class="item"><div class="num"><b>{len(t.under())}</b>回答</div><div class="num"><b>{t.id * 7}</b>浏览</div><div class="tit"><a href="/question/{t.id}.html">{escape(t.title)}</a></div><div class="info">{escape(t.first.who)} {self.when(t.first.at)}提问 <a href="/fenlei/{t.room}">{self.rooms[t.room]}</a></div></div>'
                for t in cut
            )
            return self.shell(
                "问题列表",
                f'{rows}<div class="fy">{pages(page, last, path + "?page={n}", ("上一页", "下一页"))}</div>',
            )
        if step[0] == "question" and (t := self.talk(step[1])):
            top = sorted((s for s in t.under() if not s.dead), key=lambda s: -s.votes)
            body = "".join(
                f'<div class="huida" id="a{s.id}">{"<div class=caina>提问者采纳</div>" if n == 0 and t.id % 2 else ""}<div class="ren"><img src="/tx/{self.uid(s.who)}.png"><a href="/user/{self.uid(s.who)}">{escape(s.who)}</a> <span>LV{self.uid(s.who) % 12}</span> <span>采纳率{self.uid(s.who)}%</span></div><div class="text">{s.html()}</div><div class="caozuo"><span>发布于 {self.when(s.at)}</span><a>赞同 {max(0, s.votes)}</a><a>反对</a><a href="/jubao/{s.id}">举报</a></div>{self.more(t, s)}</div>'
                for n, s in enumerate(top)
            )
            return self.shell(
                t.title,
                f"""<div class="mianbao"><a href="/">首页</a> &gt; <a href="/fenlei/{t.room}">{self.rooms[t.room]}</a></div><div class="wenti"><h1>{escape(t.title)}</h1><div class="text">{t.first.html()}</div><div class="caozuo"><a href="/user/{self.uid(t.first.who)}">{escape(t.first.who)}</a><span>提问于 {self.when(t.first.at)}</span><span>浏览 {t.id * 7} 次</span><a>收藏</a></div></div><h2>{len(top)} 个回答</h2>{body}<div class="xie">登录后才能回答问题</div>""",
            )
        if step[0] == "user":
            rows = "".join(
                f'<li>{"提问" if s.n == 1 else "回答"}了 <a href="/question/{t.id}.html">{escape(t.title)}</a> {self.when(s.at)}</li>'
                for t, s in self.by(int(step[1]))[:20]
            )
            return self.shell("用户主页", f"<h1>用户主页</h1><ul>{rows}</ul>")
        return None


class Helpdesk(Site):
    """A maker's support pages: solved marks, staff, the solution shown once more at the top."""

    rooms = ("Printers", "Scales", "Accounts and billing")
    form = "%b %-d, %Y, %-I:%M %p"
    threads = r"/community/posts/(\d+)"
    size = 15
    quotes = 0.0

    def shell(self, title: str, body: str) -> str:
        best = "".join(
            f'<li class="leader"><span class="leader__name">{escape(w)}</span><span class="leader__points">{self.uid(w) * 3} points</span></li>'
            for w in self.folk[:5]
        )
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)} – Labelworks Support</title></head><body><header class="header"><a href="/">Labelworks Support</a><a href="/community">Community</a><a href="/requests/new">Submit a request</a></header><main>{body}</main>
<section class="leaders"><h2>Top contributors</h2><ul>{best}</ul></section><footer>© Labelworks. All times UTC.</footer></body></html>"""

    def note(self, t: Talk, s: Say, solved: bool) -> str:
        staff = (
            '<span class="badge-staff">Labelworks staff</span>' if self.uid(s.who) % 5 == 0 else ""
        )
        return f"""<li class="entry{" entry--solution" if solved else ""}" id="comment_{s.id}"><div class="entry__side"><img src="/avatar/{self.uid(s.who)}" alt=""></div><div class="entry__main"><p class="entry__name">{escape(s.who)} {staff}</p><p class="entry__time">{self.when(s.at)}</p>{'<p class="entry__mark">✓ Solution</p>' if solved else ""}<div class="entry__text">{s.html()}</div><p class="entry__thanks">{max(0, s.votes)} people found this helpful</p></div></li>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path == "/":
            return self.shell(
                "Help",
                f'<h1>How can we help?</h1><ul>{"".join(f"<li><a href=/community/topics/{n}>{r}</a><p>Questions about {r.lower()}</p></li>" for n, r in enumerate(self.rooms))}</ul><p><a href="/community">All community posts</a></p>',
            )
        if path == "/community" or step[:2] == ["community", "topics"]:
            some = self.talks if len(step) == 1 else self.room(int(step[2]))
            if q.get("filter") == "solved":
                some = [t for t in some if self.solution(t)]
            cut, last = self.cut(some, page)
            rows = "".join(
                f'<li class="striped-item"><a class="striped-item__title" href="/community/posts/{t.id}">{escape(t.title)}</a>{"<span>Solved</span>" if self.solution(t) else ""}<p class="meta">{escape(t.first.who)} <span>{self.when(t.first.at)}</span></p><p class="count">{len(t.says) - 1} comments</p></li>'
                for t in cut
            )
            keep = f"&filter={q['filter']}" if "filter" in q else ""
            title = "All posts" if len(step) == 1 else self.rooms[int(step[2])]
            return self.shell(
                title,
                f'<h1>{title}</h1><p>Show <a href="{path}?filter=all">all</a> <a href="{path}?filter=solved">solved</a></p><ul class="striped">{rows}</ul><nav>{pages(page, last, path + "?page={n}" + keep, ("‹ Previous", "Next ›"))}</nav>',
            )
        if step[:2] == ["community", "posts"] and len(step) == 3 and (t := self.talk(step[2])):
            cut, last = self.cut([s for s in t.says[1:] if not s.dead], page, self.size)
            best = self.solution(t)
            top = (
                f'<div class="accepted"><p>Accepted solution by <b>{escape(best.who)}</b></p><div>{best.html()}</div><a href="#comment_{best.id}">View in context</a></div>'
                if best and page == 1
                else ""
            )
            return self.shell(
                t.title,
                f"""<ol class="breadcrumbs"><li><a href="/">Labelworks Support</a></li><li><a href="/community">Community</a></li><li><a href="/community/topics/{t.room}">{self.rooms[t.room]}</a></li></ol>
<article class="post"><h1>{escape(t.title)}</h1><div class="post__author"><img src="/avatar/{self.uid(t.first.who)}" alt=""><p>{escape(t.first.who)}</p><p>{self.when(t.first.at)}</p></div><div class="post__body">{t.first.html()}</div>{top}</article><h2>{len(t.says) - 1} comments</h2><ul class="entries">{"".join(self.note(t, s, s is best) for s in cut)}</ul><nav>{pages(page, last, path + "?page={n}", ("‹ Previous", "Next ›"))}</nav><p>Please sign in to leave a comment.</p>""",
            )
        return None

    def solution(self, t: Talk) -> Say | None:
        return (
            next((s for s in t.says[1:] if not s.dead and len(s.text) > 40), None)
            if t.id % 2
            else None
        )


class Semantic(Site):
    """Elements that say what they are and not one class; answers with remarks; months in full."""

    form = "%-d %B %Y at %H:%M"
    rooms = ("Money", "Machines", "People")
    threads = r"/ask/(\d+)"
    nested = 2
    size = 99
    quotes = 0.0

    def shell(self, title: str, body: str) -> str:
        return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body><header><a href="/">Ask the Guild</a><nav><ul>{"".join(f'<li><a href="/about/{r.lower()}">{r}</a></li>' for r in self.rooms)}<li><a href="/join">Join</a></li></ul></nav></header>
<main>{body}</main><aside><h2>Waiting for an answer</h2><ol>{"".join(f'<li><a href="/ask/{t.id}">{escape(t.title)}</a></li>' for t in self.talks if len(t.says) == 1)}</ol></aside><footer><p>Ask the Guild, times in UTC</p></footer></body></html>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("p", 1))
        if path == "/" or step[0] == "about":
            n = [r.lower() for r in self.rooms].index(step[1]) if step[0] == "about" else -1
            cut, last = self.cut(self.talks if n < 0 else self.room(n), page)
            rows = "".join(
                f'<article><h2><a href="/ask/{t.id}">{escape(t.title)}</a></h2><p>{escape(t.first.who)}, <time>{self.when(t.first.at)}</time>, in <a href="/about/{self.rooms[t.room].lower()}">{self.rooms[t.room]}</a>, {len(t.under())} answers</p></article>'
                for t in cut
            )
            return self.shell(
                "Questions",
                f"<h1>{'Questions' if n < 0 else self.rooms[n]}</h1>{rows}<nav>{pages(page, last, path + '?p={n}', ('Newer', 'Older'))}</nav>",
            )
        if step[0] == "ask" and len(step) == 2 and (t := self.talk(step[1])):
            body = ""
            for s in sorted((s for s in t.under() if not s.dead), key=lambda s: -s.votes):
                kids = "".join(
                    f'<li id="n{k.id}">{k.html("br")} <small>{escape(k.who)}, <time>{self.when(k.at)}</time></small></li>'
                    for k in t.under(s)
                    if not k.dead
                )
                body += f'<article id="a{s.id}"><header><address>{escape(s.who)}</address> answered on <time>{self.when(s.at)}</time> <data value="{s.votes}">{s.votes} votes</data></header>{s.html()}{f"<ul>{kids}</ul>" if kids else ""}<footer><a href="/join">Remark</a></footer></article>'
            room = self.rooms[t.room]
            return self.shell(
                t.title,
                f'<nav><a href="/">Questions</a> / <a href="/about/{room.lower()}">{room}</a></nav><article><header><h1>{escape(t.title)}</h1><address>{escape(t.first.who)}</address> asked on <time>{self.when(t.first.at)}</time></header>{t.first.html()}</article><section><h2>{len(t.under())} answers</h2>{body}</section>',
            )
        return None


class Reiseblog(Site):
    """German, articles whole on the front page as well, numbered comments in pages, a calendar."""

    lang = "de"
    rooms = ("Unterwegs", "Werkstatt", "Kaufmännisches")
    form = "de:%-d. %B %Y um %H:%M Uhr"
    threads = r"/(?:beitrag|b)/(\d+)"
    size = 10
    shelf = 8
    quotes = 0.0

    def shell(self, title: str, body: str) -> str:
        days = "".join(f'<td><a href="/tag/2026/11/{d:02}">{d}</a></td>' for d in range(1, 29))
        tags = "".join(
            f'<a href="/thema/{n}" style="font-size:{110 + 9 * n}%">{r}</a> '
            for n, r in enumerate(self.rooms)
        )
        return f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{escape(title)} – Klaus unterwegs</title></head><body><div id="kopf"><a href="/">Klaus unterwegs</a></div><div id="inhalt">{body}</div><div id="rand"><h3>Themen</h3>{tags}<h3>November</h3><table><tr>{days}</tr></table>
<h3>Letzte Kommentare</h3><ul>{"".join(f'<li>{escape(s.who)} zu <a href="/beitrag/{t.id}#k{s.id}">{escape(t.title)}</a></li>' for t, s in self.latest() if s.n > 1)}</ul></div><div id="fuss"><a href="/impressum">Impressum</a> Alle Zeiten UTC</div></body></html>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step = path.strip("/").split("/")
        if path == "/" or step[0] in ("seite", "thema", "tag"):
            some, page, link = self.talks, 1, "/seite/{n}"
            if step[0] == "seite":
                page = int(step[1])
            if step[0] == "thema":
                some, link = self.room(int(step[1])), f"/thema/{step[1]}/seite/{{n}}"
                page = int(step[3]) if len(step) > 3 else 1
            if step[0] == "tag":
                some = [t for t in some if f"{t.first.at:%Y/%m/%d}" == "/".join(step[1:])]
            some = sorted(some, key=lambda t: -t.first.at.timestamp())
            cut, last = self.cut(some, page)
            rows = "".join(
                f'<div class="beitrag"><h2><a href="/beitrag/{t.id}">{escape(t.title)}</a></h2><div class="info">Geschrieben von {escape(t.first.who)} am {self.when(t.first.at)} in <a href="/thema/{t.room}">{self.rooms[t.room]}</a></div>{t.first.html()}<div class="mehr"><a href="/beitrag/{t.id}#kommentare">{len(t.says) - 1} Kommentare</a></div></div>'
                for t in cut
            )
            return self.shell(
                "Start",
                (rows or "<p>Keine Beiträge.</p>")
                + f'<div class="blaettern">{pages(page, last, link, ("Neuere Beiträge", "Ältere Beiträge"))}</div>',
            )
        if step[0] == "beitrag" and (t := self.talk(step[1])):
            page = int(step[3]) if len(step) > 3 else 1
            cut, last = self.cut([s for s in t.says[1:] if not s.dead], page, self.size)
            rows = "".join(
                f'<div class="kommentar{" vom-autor" if s.who == t.first.who else ""}" id="k{s.id}"><div class="nr">{s.n - 1}.</div><div class="kopfzeile"><strong>{escape(s.who)}</strong> schrieb am {self.when(s.at)}:</div>{s.html()}<a href="/antworten/{s.id}">Antworten</a></div>'
                for s in cut
            )
            return self.shell(
                t.title,
                f'<div class="beitrag"><h1>{escape(t.title)}</h1><div class="info">Geschrieben von {escape(t.first.who)} am {self.when(t.first.at)} in <a href="/thema/{t.room}">{self.rooms[t.room]}</a></div>{t.first.html()}</div><h3 id="kommentare">{len(t.says) - 1} Kommentare</h3>{rows}<div>{pages(page, last, f"/beitrag/{t.id}/kommentare/{{n}}", ("Ältere Kommentare", "Neuere Kommentare"))}</div><h3>Kommentar schreiben</h3><form method="post"><input name="name"><textarea name="text"></textarea><input type="submit" value="Absenden"></form>',
            )
        return None
