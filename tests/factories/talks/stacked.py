"""A stack of questions with cards of who asked and edited, and long answers under hashed classes."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import escape

from tests.factories.talks.counsel import Counsel
from tests.factories.talks.world import Say, Talk


class FixitStack(Counsel):
    """Cards "asked", "edited", "answered", remarks in a list, a closed question, hot ones beside."""

    lang = "en"
    rooms = ("diy",)
    sections = False
    exact = True
    threads = r"/questions/(\d+)"
    form = "%b %-d, %Y at %-H:%M"

    def span(self, at: datetime, kind: str = "relativetime") -> str:
        old = at.year != self.now.year
        shown = self.when(at, "%b %-d, %Y at %-H:%M" if old else "%b %-d at %-H:%M")
        return (
            f'<span title="{at.astimezone(UTC):%Y-%m-%d %H:%M:%SZ}" class="{kind}">{shown}</span>'
        )

    def badges(self, who: str) -> str:
        k = self.uid(who)
        return f'<div class="-flair"><span class="reputation-score" title="reputation score">{k * 37:,}</span><span title="{k % 4} gold badges"><span class="badge1"></span><span class="badgecount">{k % 4}</span></span><span title="{k % 9} silver badges"><span class="badge2"></span><span class="badgecount">{k % 9}</span></span></div>'

    def card(self, verb: str, at: datetime, who: str, owner: bool = False) -> str:
        return f'<div class="user-info {"owner" * owner}"><div class="user-action-time">{verb} {self.span(at)}</div><div class="user-gravatar32"><a href="/users/{self.uid(who)}/u"><img src="/img/{self.uid(who)}.png" alt="{escape(who)}\'s user avatar" width="32"></a></div><div class="user-details"><a href="/users/{self.uid(who)}/u">{escape(who)}</a>{self.badges(who)}</div></div>'

    def post(self, t: Talk, s: Say) -> str:
        first, best = s.n == 1, self.best(t) is s
        rows = "".join(
            f'<li id="comment-{k.id}" class="comment js-comment"><div class="comment-actions"><span class="comment-score">{k.id % 4 or ""}</span></div><div class="comment-text"><div class="comment-body"><span class="comment-copy">{k.html("br")}</span> <div class="d-inline-flex">–&nbsp;<a href="/users/{self.uid(k.who)}/u" title="{self.uid(k.who) * 37:,} reputation" class="comment-user{" owner" * (k.who == t.first.who)}">{escape(k.who)}</a></div> <span class="comment-date"><a class="comment-link" href="/questions/{t.id}/{t.slug}#comment{k.id}_{s.id}">{self.span(k.at, "relativetime-clean")}</a></span></div></div></li>'
            for k in self.remarks(t, s)
        )
        edit = (
            self.card("edited", s.at + timedelta(hours=5), self.folk[s.id % 8]) if s.edited else ""
        )
        tags = "".join(
            f'<a href="/questions/tagged/{n}" class="post-tag" rel="tag">{n}</a>'
            for n in self.tagged(t)
        )
        tagged = f'<div class="post-taglist">{tags}</div>' if first else ""
        body = s.html()
        if s.votes > 50:
            body += '<hr><p><img src="/i/photo.jpg" alt="enter image description here"></p>'
        return f"""<div id="{"question" if first else f"answer-{s.id}"}" class="{"question" if first else "answer js-answer" + " accepted-answer" * best}" data-{"question" if first else "answer"}id="{t.id if first else s.id}"><div class="post-layout"><div class="votecell"><div class="js-voting-container"><button aria-label="Up vote">&#9650;</button><div class="js-vote-count" data-value="{s.votes}">{s.votes}</div><button aria-label="Down vote">&#9660;</button>{'<div class="js-accepted-answer-indicator" title="The question owner accepted this as the best answer">&#10004;</div>' if best else ""}</div></div>
<div class="{"postcell" if first else "answercell"} post-layout--right"><div class="s-prose js-post-body">{body}</div>{tagged}<div class="mt24"><div class="d-flex"><div class="js-post-menu"><a href="/{"q" if first else "a"}/{s.id}" title="Short permalink to this post" class="js-share-link">Share</a> <a href="/posts/{s.id}/edit">Improve this {"question" if first else "answer"}</a> <button>Follow</button></div>{edit}<div class="post-signature">{self.card("asked" if first else "answered", s.at, s.who, first)}</div></div></div></div>
<div class="post-layout--right"><div id="comments-{s.id}" class="comments"><ul class="comments-list">{rows}</ul></div><a class="js-add-link" href="#" title="Use comments to ask for more information or suggest improvements.">Add a comment</a>&nbsp;|&nbsp;<a class="js-show-link" href="#"></a></div></div></div>"""

    def tagged(self, t: Talk) -> list[str]:
        names = (
            "electrical",
            "plumbing",
            "woodworking",
            "paint",
            "legal",
            "tools",
            "outdoor",
            "repair",
        )
        return [names[k] for k in t.tags]

    def shell(self, title: str, body: str) -> str:
        hot = "".join(
            f'<li class="hnq"><div title="Fixit Stack" class="favicon"></div><a href="/questions/{t.id}/{t.slug}" class="js-gps-track">{escape(t.title)}</a></li>'
            for t in self.talks[4:12]
        )
        return f"""<!DOCTYPE html><html class="html__responsive" lang="en"><head><meta charset="utf-8"><title>{escape(title)} - Fixit Stack</title><link rel="alternate" type="application/atom+xml" title="Feed of recent questions" href="/feeds"></head><body class="question-page"><header class="s-topbar"><a href="#content" class="s-topbar--skip-link">Skip to main content</a><a class="s-topbar--logo" href="/">Fixit Stack</a><form action="/search"><input name="q" placeholder="Search on Fixit Stack…"></form><a href="/users/login">Log in</a><a href="/users/signup">Sign up</a></header>
<div class="container"><div id="left-sidebar"><ol class="nav-links"><li><a href="/">Home</a></li><li><a href="/questions">Questions</a></li><li><a href="/tags">Tags</a></li><li><a href="/users">Users</a></li><li><a href="/unanswered">Unanswered</a></li></ol></div><div id="content" class="snippet-hidden">{body}</div><div id="sidebar"><div class="s-sidebarwidget"><div>The Overflow Blog</div><ul><li><a href="https://blog.example.org/p/31">Why your drill lies to you</a></li></ul></div><div id="hot-network-questions"><h4>Hot Questions</h4><ul>{hot}</ul></div></div></div>
<footer><a href="/help">Help</a> <a href="/legal">Legal</a> site design / logo © 2026; user contributions licensed under CC BY-SA. rev 2026.3.2.1</footer></body></html>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path == "/feeds":
            items = "".join(
                f'<entry><id>/questions/{t.id}</id><title type="text">{escape(t.title)}</title><author><name>{escape(t.first.who)}</name></author><link rel="alternate" href="/questions/{t.id}/{t.slug}"/><published>{self.iso(t.first.at)}</published><updated>{self.iso(t.last.at)}</updated><summary type="html">{escape(t.first.html()[:300])}</summary></entry>'
                for t in self.talks[:10]
            )
            return f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Recent Questions</title>{items}</feed>'
        if path in ("/", "/questions", "/unanswered") or path.startswith("/questions/tagged/"):
            return self.listed(path, q, page)
        if step[0] in ("q", "a"):
            hit = next(((t, s) for t in self.talks for s in t.says if str(s.id) == step[1]), None)
            return f"to:/questions/{hit[0].id}/{hit[0].slug}#{hit[1].id}" if hit else None
        if step[0] == "questions" and len(step) > 1 and (t := self.talk(step[1])):
            return self.question(t, q, page)
        if step[0] == "users" and len(step) > 1 and step[1].isdigit():
            mine = "".join(
                f'<div class="s-post-summary"><span>{s.votes}</span> <a href="/questions/{t.id}/{t.slug}">{escape(t.title)}</a> {self.span(s.at)}</div>'
                for t, s in self.by(int(step[1]))[:12]
                if s.level < 2
            )
            return self.shell(
                "User",
                f"<h1>{escape(self.folk[int(step[1]) - 40])}</h1><div>Member for 5 years</div><h3>Top posts</h3>{mine}",
            )
        if path == "/users":
            return self.shell(
                "Users",
                "".join(
                    f'<div class="user-info"><div class="user-details"><a href="/users/{self.uid(w)}/u">{escape(w)}</a><span class="user-location">Ohio</span></div></div>'
                    for w in self.folk
                ),
            )
        return self.shell("Tags", "<h1>Tags</h1>") if path == "/tags" else None

    def listed(self, path: str, q: dict[str, str], page: int) -> str:
        some = sorted(self.talks, key=lambda t: -t.first.at.timestamp())
        if q.get("tab") == "Votes":
            some = sorted(some, key=lambda t: -t.first.votes)
        if path == "/unanswered":
            some = [t for t in some if not self.answers(t)]
        if "tagged" in path:
            some = [t for t in some if path.split("/")[3] in self.tagged(t)]
        cut, last = self.cut(some, page)
        rows = "".join(
            f"""<div id="question-summary-{t.id}" class="s-post-summary"><div class="s-post-summary--stats"><div title="Score of {t.first.votes}"><span>{t.first.votes}</span> <span>votes</span></div><div><span>{len(self.answers(t))}</span> <span>answers</span></div><div title="{t.id * 3} views"><span>{t.id * 3}</span> <span>views</span></div></div><div class="s-post-summary--content"><h3 class="s-post-summary--content-title"><a href="/questions/{t.id}/{t.slug}" class="s-link">{escape(t.title)}</a></h3><div class="s-post-summary--content-excerpt">{escape(t.first.paras[0][:110])} ...</div><div class="s-user-card"><a href="/users/{self.uid(t.first.who)}/u">{escape(t.first.who)}</a> <span class="s-user-card--rep">{self.uid(t.first.who) * 37}</span> <time class="s-user-card--time">asked {self.span(t.first.at)}</time></div></div></div>"""
            for t in cut
        )
        tab = q.get("tab", "Newest")
        nav = "".join(
            f'<a class="s-pagination--item" href="{path}?tab={tab}&amp;page={n}" rel="{"next" if n == page + 1 else ""}">{n}</a>'
            for n in range(1, last + 1)
            if n != page
        )
        tabs = "".join(f'<a href="{path}?tab={k}">{k}</a>' for k in ("Newest", "Active", "Votes"))
        return self.shell(
            "Newest questions",
            f'<h1>All Questions</h1><div>{len(some)} questions</div><div class="s-btn-group">{tabs}</div><div id="questions">{rows}</div><div class="s-pagination pager">{nav}</div>',
        )

    def question(self, t: Talk, q: dict[str, str], page: int) -> str:
        some = self.answers(t)
        if q.get("answertab") == "createdasc":
            some = sorted(some, key=lambda s: s.id)
        cut, last = self.cut(some, page, self.size)
        nav = (
            "".join(
                f'<a class="s-pagination--item" href="/questions/{t.id}/{t.slug}?page={n}&amp;tab=scoredesc#tab-top">{n}</a>'
                if n != page
                else f'<div class="s-pagination--item is-selected">{n}</div>'
                for n in range(1, last + 1)
            )
            if last > 1
            else ""
        )
        note = ""
        if t.locked:
            other = self.talks[0]
            note = f'<aside class="s-notice"><b>This question already has answers here</b>: <a href="/questions/{other.id}/{other.slug}">{escape(other.title)}</a> <span>({len(self.answers(other))} answers)</span><div>Closed {self.when(t.last.at, "relative:en")}.</div></aside>'
        near = "".join(
            f'<div class="spacer"><a href="/q/{r.first.id}" title="Question score"><div class="answer-votes">{r.first.votes}</div></a><a href="/questions/{r.id}/{r.slug}" class="question-hyperlink">{escape(r.title)}</a></div>'
            for r in self.talks[:5]
            if r is not t
        )
        head = f'<div id="question-header"><h1><a href="/questions/{t.id}/{t.slug}" class="question-hyperlink">{escape(t.title)}</a></h1><a href="/questions/ask" class="s-btn">Ask Question</a></div><div class="d-flex"><div title="{t.first.at:%Y-%m-%d %H:%M:%SZ}"><span>Asked</span> <time itemprop="dateCreated" datetime="{t.first.at:%Y-%m-%dT%H:%M:%S}">{self.when(t.first.at, "relative:en")}</time></div><div><span>Modified</span> <a href="?lastactivity" title="{t.last.at:%Y-%m-%d %H:%M:%SZ}">{self.when(t.last.at, "relative:en")}</a></div><div>Viewed <span>{t.id * 3} times</span></div></div>'
        order = f'<select><option>Highest score (default)</option><option>Date created (oldest first)</option></select> <a href="/questions/{t.id}/{t.slug}?answertab=createdasc#tab-top">Date created</a>'
        body = "".join(self.post(t, s) for s in cut)
        return self.shell(
            t.title,
            f'{head}{note}{self.post(t, t.first)}<div id="answers"><div id="answers-header"><h2 data-answercount="{len(some)}">{len(some)} Answer{"s" * (len(some) != 1)}</h2>Sorted by: {order}</div>{body}<div class="pager-answers">{nav}</div><form action="/submit"><h2>Your Answer</h2><textarea></textarea><p>By clicking “Post Your Answer”, you agree to our <a href="/legal">terms of service</a>.</p></form></div><div class="sidebar-related"><h4>Related</h4>{near}</div>',
        )


class ZhiWen(Counsel):
    """Long answers with the headline of who writes, hashed classes, remarks that answer remarks."""

    lang = "zh"
    rooms = ("家居装修", "职场生活", "理财保险")
    zone = timezone = "Asia/Shanghai"
    form = "%Y-%m-%d %H:%M"
    threads = r"/question/(\d+)"
    noted = False
    anonymous = "匿名用户"
    size = 10

    def head(self, who: str) -> str:
        lines = (
            "十年装修老兵，只说真话",
            "财务 / 会计 / 两个孩子的妈",
            "",
            "咖啡店主，前程序员",
            "保险经纪人 公众号同名",
        )
        line = lines[self.uid(who) % 5]
        name = (
            f'<span class="UserLink-name">{who}</span>'
            if who == self.anonymous
            else f'<a class="css-1fd22oq" href="/people/u{self.uid(who)}" target="_blank">{escape(who)}</a>'
        )
        return f'<div class="css-14ur8a8"><div class="css-1gomreu">{name}</div></div><div class="css-mf5z0e">{line}</div>'

    def answer_card(self, t: Talk, s: Say) -> str:
        rows = "".join(
            f'<div class="css-194v73m" data-id="{k.id}"><div class="css-1jll2aj"><a href="/people/u{self.uid(k.who)}"><img class="css-61ro1u" src="/a/{self.uid(k.who)}.jpg" alt="{escape(k.who)}"></a><div class="css-14nvvry"><a class="css-10u695f" href="/people/u{self.uid(k.who)}">{escape(k.who)}</a>{"<span class=css-1k10w8f>作者</span>" if k.who == s.who else ""}{"<span class=css-1k10w8f>提问者</span>" if k.who == t.first.who else ""}</div></div><div class="css-1rd0h6f">{k.html("br")}</div><div class="css-140jo2"><span class="css-12cl38p">{self.when(k.at)}</span> · <span>IP 属地浙江</span><button>回复</button><button>{k.id % 7}</button></div></div>'
            for k in self.remarks(t, s)
        )
        talk = (
            f'<div class="css-18ld3w0"><div class="css-1k10w8f">{len(self.remarks(t, s))} 条评论</div>{rows}</div>'
            if rows
            else '<button class="css-u4sx7k">添加评论</button>'
        )
        later = s.at + timedelta(hours=26)
        when = (
            f'<span data-tooltip="发布于 {self.when(s.at)}" aria-label="发布于 {self.when(s.at)}">编辑于 {self.when(later)}</span>'
            if s.edited
            else f"<span>发布于 {self.when(s.at)}</span>"
        )
        return f"""<div class="css-1xm2k9p" name="{s.id}"><div class="css-9m3zle"><div class="css-e5pk0a">{self.head(s.who)}</div><div class="css-h1yvwn"><button>{max(0, s.votes)} 人赞同了该回答</button></div></div><div class="css-376mun"><span class="css-1g0fqss">{s.html()}</span></div><div class="css-vurnku"><a target="_blank" href="/question/{t.id}/answer/{s.id}">{when}</a>・IP 属地四川</div><div class="css-7x7s5q"><button aria-label="赞同 {s.votes}">赞同 {max(0, s.votes)}</button><button>反对</button><button>{len(self.remarks(t, s))} 条评论</button><button>分享</button><button>收藏</button><button>喜欢</button></div>{talk}</div>"""

    def shell(self, title: str, body: str) -> str:
        hot = "".join(
            f'<a class="css-1vvl8h" href="/question/{t.id}"><div>{n}</div><div>{escape(t.title)}</div><div>{t.id * 3} 热度</div></a>'
            for n, t in enumerate(self.talks[6:12], 1)
        )
        nav = "".join(
            f'<a class="css-11nn00q" href="/topic/{n}">{r}</a>' for n, r in enumerate(self.rooms)
        )
        return f"""<!doctype html><html lang="zh"><head><meta charset="utf-8"><title data-rh="true">{escape(title)} - 知问</title></head><body><div id="root"><div class="css-hd8m0s"><header class="css-s8xum0"><a href="/">知问</a><nav><a href="/">首页</a>{nav}</nav><input placeholder="搜索"><button>提问</button><a href="/signin">登录/注册</a></header><main class="css-1qyytj7"><div class="css-oqge09">{body}</div><aside class="css-1k3n0f7"><div class="css-13vnsl2">大家都在问</div>{hot}<div>京ICP备 12345678号 · 京公网安备</div></aside></main></div></div><script id="js-initialData" type="text/json">{{"config":{{"v":"5.1"}}}}</script></body></html>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path == "/" or step[0] == "topic":
            some = self.talks if path == "/" else self.room(int(step[1]))
            cut, last = self.cut(some, page)
            rows = ""
            for t in cut:
                best = (self.answers(t) or [None])[0]
                part = (
                    f'<div class="css-x3kq1"><a href="/question/{t.id}/answer/{best.id}">{escape(best.who)}：{escape(best.paras[0][:36])}…</a> <span>阅读全文</span></div>'
                    if best
                    else '<div class="css-x3kq1">还没有回答</div>'
                )
                rows += f'<div class="css-1kpzo4"><h2 class="css-1ck5hs"><a href="/question/{t.id}">{escape(t.title)}</a></h2>{part}<div>{len(self.answers(t))} 个回答 · {t.id % 90} 人关注</div></div>'
            more = (
                f'<a href="{path}?page={page + 1}" class="css-1w9yk">下一页</a>'
                if page < last
                else ""
            )
            back = (
                f'<a href="{path}?page={page - 1}" class="css-1w9yk">上一页</a>' if page > 1 else ""
            )
            return self.shell(
                "发现" if path == "/" else self.rooms[int(step[1])],
                f'{rows}<div class="css-pgr">{back}{more}</div>',
            )
        if step[0] == "question" and (t := self.talk(step[1])):
            some = self.answers(t)
            if q.get("sort") == "created":
                some = sorted(some, key=lambda s: -s.id)
            only = step[3] if len(step) > 3 else ""
            cut, last = self.cut(
                [s for s in some if not only or str(s.id) == only], page, self.size
            )
            crumb = f'<div class="css-tpc"><a class="css-1o2v" href="/topic/{t.room}">{self.rooms[t.room]}</a></div>'
            who = t.first.who
            meta = f'<div class="css-1s2a"><a href="/people/u{self.uid(who)}" class="css-10u695f">{escape(who)}</a> 提问于 <span>{self.when(t.first.at)}</span></div>'
            head = f'<div class="css-qh">{crumb}<h1 class="css-1i6m">{escape(t.title)}</h1><div class="css-eew49z"><span class="css-1g0fqss">{t.first.html()}</span></div>{meta}<div class="css-8txe"><strong>{t.id % 90}</strong>关注者 <strong>{t.id * 31}</strong>被浏览<button>关注问题</button><button>写回答</button><button>邀请回答</button></div></div>'
            nav = "".join(
                f'<a href="/question/{t.id}?page={n}">{n}</a>'
                for n in range(1, last + 1)
                if n != page
            )
            whole = (
                f'<a class="css-all" href="/question/{t.id}">查看全部 {len(some)} 个回答</a>'
                if only
                else f'<h4>{len(some)} 个回答</h4><a href="/question/{t.id}?sort=created">按时间排序</a>'
            )
            body = "".join(self.answer_card(t, s) for s in cut)
            return self.shell(
                t.title,
                f'{head}<div class="css-lst">{whole}{body}<div class="css-pgr">{nav}</div></div>',
            )
        if step[0] == "people" and step[1][1:].isdigit():
            who = self.folk[int(step[1][1:]) - 40]
            mine = "".join(
                f'<div class="css-1kpzo4"><h2><a href="/question/{t.id}/answer/{s.id}">{escape(t.title)}</a></h2><div>{escape(s.paras[0][:60])}</div></div>'
                for t, s in self.by(int(step[1][1:]))
                if s.level == 1
            )
            return self.shell(who, f"<h1>{self.head(who)}</h1>{mine}")
        return None
