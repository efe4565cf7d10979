"""Question sites in English, two Chinese ways and German: cards of users, best answers, edits."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import json
from html import escape

from tests.factories.talks.questions import Asked
from tests.factories.talks.world import Say, Talk, pages


class Workbench(Asked):
    """Cards of who asked, who edited and who answered; accepted, closed; answers in pages."""

    form = "%b %-d, %Y at %-H:%M"
    threads = r"/q/(\d+)"
    size = 6

    def shell(self, title: str, body: str, side: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} - Workbench Exchange</title></head><body><header class="topbar"><a class="logo" href="/">Workbench Exchange</a><nav><a href="/q">Questions</a> <a href="/tags">Tags</a> <a href="/people">People</a> <a href="/q?sort=unanswered">Unanswered</a></nav><a href="/account/login">Log in</a></header>
<div class="wrap"><div id="main">{body}</div><aside>{side}</aside></div><footer><p>Workbench Exchange. All times UTC. <a href="/about">About</a> <a href="/privacy">Privacy</a></p></footer></body></html>"""

    def card(self, verb: str, who: str, at: object, klass: str = "") -> str:
        return f'<div class="ucard {klass}"><div class="uaction">{verb} <span title="{at:%Y-%m-%d %H:%M:%S}Z" class="reltime">{self.when(at)}</span></div><div class="uava"><a href="/people/{self.uid(who)}"><img src="/a/{self.uid(who)}.png" alt="" width="32"></a></div><div class="udet"><a href="/people/{self.uid(who)}">{escape(who)}</a><div><span class="score" title="reputation score">{self.uid(who) * 31:,}</span> <span class="b1">●</span><span>3</span> <span class="b2">●</span><span>{self.uid(who) % 30}</span></div></div></div>'

    def notes_of(self, t: Talk, s: Say) -> str:
        rows = "".join(
            f'<li class="note" id="comment-{k.id}"><div class="nscore">{k.votes if k.votes > 9 else ""}</div><div class="ntext"><span class="ncopy">{k.html("br")}</span> &ndash; <a class="nuser" href="/people/{self.uid(k.who)}" title="{self.uid(k.who) * 31:,} reputation">{escape(k.who)}</a> <span class="ndate"><a href="#comment-{k.id}">{self.when(k.at)}</a></span></div></li>'
            for k in self.under(t, s)
        )
        return f'<div class="notes"><ul>{rows}</ul><a class="add" href="#">Add a comment</a></div>'

    def post(self, t: Talk, s: Say) -> str:
        best = self.best.get(t.id) is s
        editor = self.folk[(self.uid(s.who) + 3) % len(self.folk)]
        edit = self.card("edited", editor, t.last.at, "uedit") if s.edited else ""
        kind = "question" if s.n == 1 else "answer"
        return f"""<div class="{kind}{" acc" if best else ""}" id="{kind[0]}{s.id}" data-id="{s.id}"><div class="plane"><div class="vbox"><button aria-label="Up vote">▲</button><div class="vcount">{s.votes}</div><button aria-label="Down vote">▼</button>{'<div class="tick" title="The question owner accepted this as the best answer">✓</div>' if best else ""}</div><div class="pcell"><div class="prose">{s.html()}</div>{"<div class='ptags'>" + self.tags(t) + "</div>" if s.n == 1 else ""}<div class="pfoot"><div class="menu"><a href="/s/{s.id}">Share</a> <a href="/posts/{s.id}/edit">Improve this {kind}</a> <button>Follow</button></div>{edit}{self.card("asked" if s.n == 1 else "answered", s.who, s.at)}</div></div></div>{self.notes_of(t, s)}</div>"""

    def tags(self, t: Talk) -> str:
        return " ".join(
            f'<a href="/tags/{self.tag_names[k]}" class="ptag" rel="tag">{self.tag_names[k]}</a>'
            for k in t.tags
        )

    def listed(self, title: str, some: list[Talk], path: str, q: dict[str, str]) -> str:
        cut, last = self.cut(some, int(q.get("page", 1)))
        rows = "".join(
            f'<div class="qsum"><div class="qstats"><div><span>{t.first.votes}</span> votes</div><div class="{"has" if t.id in self.best else ""}"><span>{len(self.answers(t))}</span> answers</div><div><span>{t.id * 3}</span> views</div></div><div class="qbody"><h3><a href="/q/{t.id}/{t.slug}">{escape(t.title)}{" [closed]" if t.locked else ""}</a></h3><div class="qex">{self.cutting(t, 110)}</div>{self.tags(t)}<div class="ucard small"><a href="/people/{self.uid(t.first.who)}">{escape(t.first.who)}</a> <span>{self.uid(t.first.who) * 31:,}</span> asked {self.when(t.first.at)}</div></div></div>'
            for t in cut
        )
        sort = f"&sort={q['sort']}" if "sort" in q else ""
        return self.shell(
            title,
            f'<h1>{title}</h1><div class="filter"><span>{len(some)} questions</span> <a href="{path}?sort=newest">Newest</a> <a href="{path}?sort=votes">Score</a> <a href="{path}?sort=unanswered">Unanswered</a></div><div id="qlist">{rows}</div><div class="pager">{pages(int(q.get("page", 1)), last, path + "?page={n}" + sort)}</div>',
            self.hot(),
        )

    def hot(self) -> str:
        return (
            "<h4>Hot Questions</h4><ul>"
            + "".join(
                f'<li><a href="/q/{t.id}/{t.slug}">{escape(t.title)}</a></li>'
                for t in self.talks[3:24:4]
            )
            + "</ul>"
        )

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step = path.strip("/").split("/")
        if path in ("/", "/q"):
            return self.listed("All Questions", self.some(q), "/q", q)
        if step[0] == "tags" and len(step) > 1:
            return self.listed(f"Questions tagged [{step[1]}]", self.tagged(step[1]), path, q)
        if step[0] == "tags":
            return self.shell("Tags", "<h1>Tags</h1>" + "".join(f'<div class="tagcell"><a href="/tags/{n}" class="ptag">{n}</a> <div>{len(self.tagged(n))} questions</div></div>' for n in self.tag_names))  # fmt: skip
        if step[0] == "people" and len(step) > 1:
            who = self.folk[(int(step[1]) - 40) % len(self.folk)]
            return self.shell(who, f'<h1>{escape(who)}</h1><p>Member for 3 years, 2 months. Last seen this week.</p><p>{self.uid(who) * 31:,} reputation</p><h3>Questions</h3><ul>{"".join(f"<li>{t.first.votes} <a href=/q/{t.id}/{t.slug}>{escape(t.title)}</a> {self.when(t.first.at)}</li>" for t in self.asked_by(int(step[1])))}</ul>')  # fmt: skip
        if step[0] == "people":
            return self.shell("People", "<h1>People</h1>" + "".join(f'<div class="pcard"><a href="/people/{self.uid(w)}">{escape(w)}</a><span>{self.uid(w) * 31:,}</span></div>' for w in self.folk))  # fmt: skip
        if step[0] == "q" and (t := self.talk(step[1])):
            if len(step) == 2:
                return f"to:/q/{t.id}/{t.slug}"
            sort, page = q.get("sort", "votes"), int(q.get("page", 1))
            cut, last = self.cut(self.answers(t, sort), page, self.size)
            closed = f'<div class="notice"><b>Closed.</b> This question needs details or clarity. It is not currently accepting answers.<div>Closed {self.when(t.last.at)} by <a href="/people/41">{self.folk[1]}</a>, <a href="/people/44">{escape(self.folk[4])}</a></div></div>' if t.locked else ""  # fmt: skip
            related = "".join(f'<div class="rel"><span class="relv">{r.first.votes}</span> <a href="/q/{r.id}/{r.slug}">{escape(r.title)}</a></div>' for r in self.like(t))  # fmt: skip
            turn = pages(page, last, path + "?page={n}" + (f"&sort={sort}" if "sort" in q else ""))
            return self.shell(
                t.title,
                f'<div class="qhead"><h1><a href="/q/{t.id}/{t.slug}">{escape(t.title)}</a></h1><div class="qinfo">Asked <time datetime="{t.first.at:%Y-%m-%dT%H:%M:%S}Z">{self.when(t.first.at)}</time> Modified {self.when(t.last.at)} Viewed {t.id * 3} times</div></div>{self.post(t, t.first)}{closed}<div class="ahead"><h2>{len(self.answers(t))} Answers</h2><div>Sorted by: <a href="{path}?sort=votes">Highest score</a> <a href="{path}?sort=oldest">Date created (oldest first)</a></div></div>{"".join(self.post(t, s) for s in cut)}<div class="pager">{turn}</div><h2>Your Answer</h2><form method="post"><textarea name="text"></textarea><button>Post Your Answer</button></form>',
                f"<h4>Related</h4>{related}{self.hot()}",
            )
        return None


class Zhidao(Asked):
    """Chinese: the best answer in a box above the rest, questions back and forth, times from now."""

    lang = "zh"
    form = "relative:zh"
    threads = r"/question/(\d+)"
    rooms = ("工商税务", "家电维修", "机械设备")
    sections = True
    anonymous = "匿名网友"
    tag_names = ("创业", "维修", "采购", "法律", "物流")

    def shell(self, title: str, body: str, side: str = "") -> str:
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)}_百问网</title></head><body><div id="hd"><a href="/">百问网</a><form action="/search"><input name="word"><button>搜索答案</button></form><a href="/ask">我要提问</a></div><ul class="menu"><li><a href="/">首页</a></li><li><a href="/browse?filter=open">等待您来答</a></li>{"".join(f'<li><a href="/browse/{n}">{r}</a></li>' for n, r in enumerate(self.rooms))}</ul><section class="bd"><article class="l">{body}</article><aside class="r">{side}</aside></section><div id="ft">© 2026 百问网 使用前必读 意见反馈 京ICP证00000号</div></body></html>"""

    def answer_box(self, t: Talk, s: Say, best: bool) -> str:
        back = "".join(f'<div class="ask-line"><span class="lab">{"追问" if k.who == t.first.who else "追答"}</span><span class="txt">{k.html("br")}</span><span class="small">{escape(k.who)} {self.when(k.at)}</span></div>' for k in self.under(t, s))  # fmt: skip
        head = '<div class="wgt-best-title"><span>最佳答案</span> 推荐于' + self.when(t.last.at) + "</div>" if best else ""  # fmt: skip
        return f"""<div class="{"wgt-best" if best else "wgt-answer"}" id="answer-{s.id}">{head}<div class="who"><img src="/portrait/{self.uid(s.who)}.jpg"><a href="/u/{self.uid(s.who)}">{escape(s.who)}</a><span class="lv">知道合伙人 采纳率{self.uid(s.who)}%</span></div><div class="cont">{s.html("br")}</div>{back}<div class="ft"><span>{self.when(s.at)}</span> <a href="#">赞({max(0, s.votes)})</a> <a href="#">评论({len(self.under(t, s))})</a> <a href="#">举报</a></div></div>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").removesuffix(".html").split("/"), int(q.get("pn", 1))
        hot = "<h3>热门问题</h3><ol>" + "".join(f'<li><a href="/question/{t.id}.html">{escape(t.title)}</a></li>' for t in self.talks[2:20:3]) + "</ol>"  # fmt: skip
        if path == "/" or step[0] == "browse":
            some = self.room(int(step[1])) if len(step) > 1 else self.some(q)
            cut, last = self.cut(some, page)
            keep = f"&filter={q['filter']}" if "filter" in q else ""
            rows = "".join(f'<li><a class="ti" href="/question/{t.id}.html">{escape(t.title)}</a><p class="desc">{self.cutting(t, 50)}</p><p class="meta"><span>{len(self.answers(t))} 个回答</span><span>{escape(t.first.who)}</span><span>{self.when(t.first.at)}</span></p></li>' for t in cut)  # fmt: skip
            base = "/browse" if path == "/" else path
            return self.shell("问题列表", f'<h2>{self.rooms[int(step[1])] if len(step) > 1 else "最新问题"}</h2><ul class="q-list">{rows}</ul><div class="pager">{pages(page, last, base + "?pn={n}" + keep, ("上一页", "下一页"))}</div>', hot)  # fmt: skip
        if step[0] == "u":
            mine = "".join(f'<li><a href="/question/{t.id}.html">{escape(t.title)}</a> <span>{self.when(t.first.at)}</span></li>' for t in self.asked_by(int(step[1])))  # fmt: skip
            return self.shell("个人主页", f"<h2>TA的提问</h2><ul>{mine}</ul>")
        if step[0] == "question" and (t := self.talk(step[1])):
            best = self.best.get(t.id)
            rest = [s for s in self.answers(t) if s is not best]
            extra = "".join(f'<div class="ask-line"><span class="lab">问题补充</span><span class="txt">{k.html("br")}</span><span class="small">{escape(k.who)} {self.when(k.at)}</span></div>' for k in self.under(t, t.first))  # fmt: skip
            related = "".join(f'<li><a href="/question/{r.id}.html">{escape(r.title)}</a> <span>{r.first.votes}</span> <em>{self.when(r.first.at)}</em></li>' for r in self.like(t, 6))  # fmt: skip
            return self.shell(
                t.title,
                f'<div class="crumb"><a href="/">百问网</a> &gt; <a href="/browse/{t.room}">{self.rooms[t.room]}</a></div><div class="wgt-ask"><h1>{escape(t.title)}</h1><pre class="con">{escape(chr(10).join(t.first.paras))}</pre><div class="ask-info"><a href="/u/{self.uid(t.first.who)}">{escape(t.first.who)}</a> | 浏览 {t.id} 次 | {"已结束" if t.locked else "悬赏20分"} <span class="time">{self.when(t.first.at)}</span></div>{extra}</div>'
                + (self.answer_box(t, best, True) if best else "")
                + (f'<div class="hd2">{"其他" if best else "全部"}{len(rest)}条回答</div>' + "".join(self.answer_box(t, s, False) for s in rest) if rest else "<p>还没有人回答，快来抢沙发吧</p>")
                + f'<div class="related"><h3>类似问题</h3><ul>{related}</ul></div>',
                f'<div class="rec"><h3>为你推荐</h3>{"".join(f"<p><a href=/question/{r.id}.html>{escape(r.title)}</a></p>" for r in self.talks[1:9:2])}</div>{hot}',
            )  # fmt: skip
        return None


class ItHelp(Asked):
    """Taiwan: ranks beside names, talk under answers, the chosen answer marked in the flow."""

    lang = "zht"
    form = "%Y-%m-%d %H:%M:%S"
    zone = timezone = "Asia/Taipei"
    threads = r"/questions/(\d+)"
    tag_names = ("開店", "設備", "網路", "進口", "代工")

    def shell(self, title: str, body: str) -> str:
        hot = "".join(f'<li><a href="/questions/{t.id}">{escape(t.title)}</a><span>{t.id} 瀏覽</span></li>' for t in self.talks[4:20:3])  # fmt: skip
        return f"""<!doctype html><html lang="zh-TW"><head><meta charset="utf-8"><title>{escape(title)} - 幫幫忙</title></head><body><nav class="nav"><a href="/">幫幫忙</a><a href="/questions?tab=open">待解答</a><a href="/tags">標籤</a><a href="/login">登入/註冊</a></nav><div class="row"><div class="col-9">{body}</div><div class="col-3"><div class="side"><h4>熱門問題</h4><ul>{hot}</ul></div></div></div><footer>幫幫忙股份有限公司 台北時間</footer></body></html>"""

    def head(self, s: Say) -> str:
        return f'<div class="person"><a class="person__name" href="/users/{self.uid(s.who)}">{escape(s.who)}</a><span class="person__level">研究生 {self.uid(s.who) % 5 + 1} 級 ‧ {self.when(s.at)}</span></div>'

    def talk_of(self, t: Talk, s: Say) -> str:
        rows = "".join(f'<div class="resp" id="response-{k.id}"><a href="/users/{self.uid(k.who)}"><img src="/img/{self.uid(k.who)}.png" alt="{escape(k.who)}"></a><div class="resp__main"><a class="resp__name" href="/users/{self.uid(k.who)}">{escape(k.who)}</a> <span class="resp__time">{self.when(k.at)}</span> <a href="#">檢舉</a><div class="resp__text">{k.html()}</div></div></div>' for k in self.under(t, s))  # fmt: skip
        return f'<div class="resps"><span>{len(self.under(t, s))} 則回應</span>{rows}<a href="/login">登入發表回應</a></div>'

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path in ("/", "/questions") or (step[0] == "tags" and len(step) > 1):
            some = self.tagged(step[1]) if step[0] == "tags" else self.some({"filter": q.get("tab", "")})  # fmt: skip
            cut, last = self.cut(some, page)
            keep = f"&tab={q['tab']}" if "tab" in q else ""
            rows = "".join(f'<div class="qa-item"><div class="qa-cond"><span>{t.first.votes}<br>Like</span><span>{len(self.answers(t))}<br>回答</span><span>{t.id}<br>瀏覽</span></div><div class="qa-cont"><h3><a href="/questions/{t.id}">{escape(t.title)}</a></h3><div>{"".join(f"<a class=tag href=/tags/{self.tag_names[k]}>{self.tag_names[k]}</a>" for k in t.tags)}</div><p><a href="/users/{self.uid(t.first.who)}">{escape(t.first.who)}</a> 於 {self.when(t.first.at)} 提問</p></div></div>' for t in cut)  # fmt: skip
            return self.shell("技術問答", f'<h2>技術問答</h2>{rows}<ul class="pagination">{pages(page, last, ("/questions" if path == "/" else path) + "?page={n}" + keep, ("上一頁", "下一頁"))}</ul>')  # fmt: skip
        if step[0] == "tags":
            return self.shell("標籤", "".join(f'<a class="tag" href="/tags/{n}">{n}</a>' for n in self.tag_names))  # fmt: skip
        if step[0] == "users":
            return self.shell("個人", "<h2>發問</h2>" + "".join(f'<p><a href="/questions/{t.id}">{escape(t.title)}</a> {self.when(t.first.at)}</p>' for t in self.asked_by(int(step[1]))))  # fmt: skip
        if step[0] == "questions" and (t := self.talk(step[1])):
            body = "".join(f'<div class="ans" id="answer-{s.id}">{self.head(s)}{"<div class=best><i></i>最佳解答</div>" if self.best.get(t.id) is s else ""}<div class="likes"><button>讚</button><span>{max(0, s.votes)}</span></div><div class="markdown">{s.html()}</div>{self.talk_of(t, s)}</div>' for s in self.answers(t))  # fmt: skip
            near = "".join(f'<a href="/questions/{r.id}">{escape(r.title)}</a><br>' for r in self.like(t))  # fmt: skip
            return self.shell(t.title, f'<div class="q">{self.head(t.first)}<h2>{escape(t.title)}</h2><div class="tags">{"".join(f"<a class=tag href=/tags/{self.tag_names[k]}>{self.tag_names[k]}</a>" for k in t.tags)}</div><div class="markdown">{t.first.html()}</div><div>{t.id} 瀏覽 <a href="#">檢舉</a></div>{self.talk_of(t, t.first)}</div><h3>{len(self.answers(t))} 個回答</h3>{body}<h4>看更多相關問題</h4>{near}<p>我要發表回答：<a href="/login">立即登入回答</a></p>')  # fmt: skip
        return None


class RatWeiss(Asked):
    """German: the most helpful answer first and again in the flow; part of the answers in JSON-LD."""

    lang = "de"
    form = "relative:de"
    threads = r"/frage/[a-z0-9-]*?(\d+)$"
    tag_names = ("technik", "recht", "gewerbe", "umzug", "kauf")
    best_share = 0.8

    def ref(self, t: Talk) -> str:
        return f"/frage/{t.slug}-{t.id}"

    def shell(self, title: str, body: str, data: str = "") -> str:
        return f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{escape(title)} - ratweiss</title>{data}</head><body><header><a href="/">ratweiss</a> <a href="/fragen?sort=hot">Beliebt</a> <a href="/fragen?sort=open">Offene Fragen</a> <a href="/stelle-eine-frage">Frage stellen</a> <a href="/login">Anmelden</a></header><main>{body}</main><footer><a href="/impressum">Impressum</a> <a href="/agb">AGB</a></footer></body></html>"""

    def line(self, s: Say, t: Talk) -> str:
        role = '<span class="Badge">Fragesteller</span>' if s.n > 1 and s.who == t.first.who else ""
        return f'<div class="Author"><img src="/avatar/{self.uid(s.who)}.webp" alt="Profilbild"><a href="/nutzer/{self.uid(s.who)}" class="Author-name">{escape(s.who)}</a>{role}<span class="Author-date">{self.when(s.at)}</span></div>'

    def entry(self, t: Talk, s: Say, again: bool = False) -> str:
        kids = "" if again else "".join(f'<div class="Comment" id="comment-{k.id}">{self.line(k, t)}<div class="Comment-body">{k.html()}</div><button>Antworten</button></div>' for k in self.under(t, s))  # fmt: skip
        title = '<h3 class="Answer-top">Hilfreichste Antwort</h3>' if again else ""
        return f'<article class="Answer"{"" if again else f" id=answer-{s.id}"}>{title}{self.line(s, t)}<div class="Answer-body">{s.html()}</div><div class="Answer-bar"><button>Hilfreich {max(0, s.votes)}</button><button>Nicht hilfreich</button><button>{len(self.under(t, s))} Kommentare</button></div>{"<div class=Comments>" + kids + "</div>" if kids else ""}</article>'

    def data(self, t: Talk) -> str:
        def one(s: Say, kind: str) -> dict[str, object]:
            return {"@type": kind, "text": s.text, "upvoteCount": max(0, s.votes), "dateCreated": self.iso(s.at), "author": {"@type": "Person", "name": s.who}}  # fmt: skip

        rest = [one(s, "Answer") for s in self.answers(t)[:2] if s is not self.best.get(t.id)]
        thing = {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": {**one(t.first, "Question"), "name": t.title, "answerCount": len(self.answers(t)), "suggestedAnswer": rest}}  # fmt: skip
        if t.id in self.best:
            thing["mainEntity"]["acceptedAnswer"] = one(self.best[t.id], "Answer")  # type: ignore[index]
        return f'<script type="application/ld+json">{json.dumps(thing)}</script>'

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("seite", 1))
        if path in ("/", "/fragen") or step[0] == "tag":
            some = self.tagged(step[1]) if step[0] == "tag" else self.some(q)
            cut, last = self.cut(some, page)
            keep = f"&sort={q['sort']}" if "sort" in q else ""
            rows = "".join(f'<article class="Plate"><a class="Plate-user" href="/nutzer/{self.uid(t.first.who)}">{escape(t.first.who)}</a> <span>{self.when(t.first.at)}</span><h2><a href="{self.ref(t)}">{escape(t.title)}</a></h2><p>{self.cutting(t, 90)}</p><span>{len(self.answers(t))} Antworten</span> {" ".join(f"<a href=/tag/{self.tag_names[k]}>{self.tag_names[k].title()}</a>" for k in t.tags)}</article>' for t in cut)  # fmt: skip
            return self.shell("Fragen", f'<h1>Neue Fragen</h1>{rows}<nav class="Pages">{pages(page, last, ("/fragen" if path == "/" else path) + "?seite={n}" + keep, ("Zurück", "Weiter"))}</nav>')  # fmt: skip
        if step[0] == "nutzer":
            return self.shell("Nutzer", "<h1>Profil</h1>" + "".join(f'<p><a href="{self.ref(t)}">{escape(t.title)}</a> {self.when(t.first.at)}</p>' for t in self.asked_by(int(step[1]))))  # fmt: skip
        found = self.resolve(path)
        if found:
            t: Talk = found[1]
            best = self.best.get(t.id)
            notes = "".join(f'<div class="Comment" id="comment-{k.id}">{self.line(k, t)}<div class="Comment-body">{k.html()}</div><button>Antworten</button></div>' for k in self.under(t, t.first))  # fmt: skip
            near = "".join(f'<li><a href="{self.ref(r)}">{escape(r.title)}</a><p>{self.cutting(r, 80)}</p><span>{len(self.answers(r))} Antworten</span></li>' for r in self.like(t, 4))  # fmt: skip
            return self.shell(
                t.title,
                f'<article class="Question">{self.line(t.first, t)}<h1>{escape(t.title)}</h1><div class="Question-body">{t.first.html()}</div><div class="Tags">{" ".join(f"<a href=/tag/{self.tag_names[k]}>{self.tag_names[k].title()}</a>" for k in t.tags)}</div>{"<div class=Comments>" + notes + "</div>" if notes else ""}</article><h2>{len(self.answers(t))} Antworten</h2>'
                + (self.entry(t, best, True) if best else "")
                + "".join(self.entry(t, s) for s in self.answers(t))
                + f'<section><h2>Ähnliche Fragen</h2><ul class="Similar">{near}</ul></section>',
                self.data(t),
            )  # fmt: skip
        return None
