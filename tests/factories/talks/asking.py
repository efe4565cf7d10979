"""Three question sites and a newspaper with comments, as one person writes them in an afternoon."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from html import escape
from urllib.parse import quote

from tests.factories.talks.world import Say, Site, Talk, pages


class AskBoard(Site):
    """Votes, tags, an accepted answer, comments in one line under questions and answers."""

    form = "%b %-d, %Y at %-H:%M"
    nested = 2
    threads = r"/questions/(\d+)"
    sections = False
    quotes = 0.0
    size = 99

    def __post_init__(self) -> None:
        super().__post_init__()
        for say in (s for t in self.talks for s in t.says):
            if say.level == 2 and say.up and say.up.id % 3 == 0:  # notes have no notes
                say.up, say.level = say.up.up, 1

    def shell(self, title: str, body: str) -> str:
        hot = "".join(
            f'<li><a href="/questions/{t.id}/{t.slug}">{escape(t.title)}</a></li>'
            for t in self.talks[8:14]
        )
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)} - AskShop</title><link rel="stylesheet" href="/static/s.css"></head><body>
<div id="header"><a href="/" class="logo">AskShop</a><a href="/questions">Questions</a><a href="/tags">Tags</a><a href="/users">Users</a><form action="/search"><input name="q"></form></div>
<div id="content">{body}</div><div id="sidebar"><div class="box"><h4>Hot questions</h4><ul>{hot}</ul></div></div><div id="footer">AskShop 2026. Times in UTC.</div></body></html>"""

    def user(self, s: Say, verb: str) -> str:
        return f'<div class="user-info"><span class="action">{verb} {self.when(s.at)}</span> by <a href="/users/{self.uid(s.who)}">{escape(s.who)}</a> <span class="rep">{self.uid(s.who) * 11}</span></div>'

    def tags(self, t: Talk) -> str:
        return (
            '<div class="tags">'
            + "".join(f'<a class="tag" href="/tags/topic{k}">topic{k}</a>' for k in t.tags)
            + "</div>"
        )

    def block(self, t: Talk, s: Say, kids: list[Say], accepted: bool) -> str:
        notes = "".join(
            f'<div class="comment" id="comment-{k.id}"><span class="comment-text">{k.html("br")}</span> – <a href="/users/{self.uid(k.who)}">{escape(k.who)}</a> <span class="comment-date">{self.when(k.at)}</span></div>'
            for k in kids
            if not k.dead
        )
        edit = (
            f'<div class="edited">edited {self.when(t.last.at)} by <a href="/users/41">{escape(self.folk[1])}</a></div>'
            if s.edited
            else ""
        )
        return f"""<div class="{"question" if s.n == 1 else "answer" + " accepted" * accepted}" id="{"q" if s.n == 1 else "a"}{s.id}"><div class="votes"><a href="/vote/{s.id}/up">▲</a><span>{s.votes}</span><a href="/vote/{s.id}/down">▼</a>{"<span>✔</span>" if accepted else ""}</div>
<div class="body">{s.html()}</div>{self.tags(t) if s.n == 1 else ""}{edit}{self.user(s, "asked" if s.n == 1 else "answered")}<div class="comments">{notes}</div></div>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path == "/" or path == "/questions" or (step[0] == "tags" and len(step) == 2):
            some = self.talks
            if q.get("sort") == "votes":
                some = sorted(some, key=lambda t: -t.first.votes)
            elif q.get("sort") == "unanswered":
                some = [t for t in some if len(t.says) == 1]
            if step[0] == "tags":
                some = [t for t in some if int(step[1][5:]) in t.tags]
            cut, last = self.cut(some, page)
            rows = "".join(
                f'<div class="summary"><div class="stats"><b>{t.first.votes}</b> votes <b>{len(t.under())}</b> answers {t.id * 9} views</div><h3><a href="/questions/{t.id}/{t.slug}">{escape(t.title)}</a></h3><p class="excerpt">{escape(t.first.paras[0][:120])}</p>{self.tags(t)}{self.user(t.first, "asked")}</div>'
                for t in cut
            )
            sort = f"&sort={q['sort']}" if "sort" in q else ""
            return self.shell(
                "Questions",
                f'<h1>All Questions</h1><div class="tabs"><a href="/questions?sort=newest">Newest</a><a href="/questions?sort=votes">Votes</a><a href="/questions?sort=unanswered">Unanswered</a></div>{rows}<div class="pager">{pages(page, last, (path if path != "/" else "/questions") + "?page={n}" + sort)}</div>',
            )
        if step[0] == "questions" and len(step) > 1 and (t := self.talk(step[1])):
            top = sorted((s for s in t.under() if s.id % 3 and not s.dead), key=lambda s: -s.votes)
            notes = [s for s in t.under() if s.id % 3 == 0]
            body = self.block(t, t.first, notes, False)
            answers = "".join(
                self.block(t, s, t.under(s), n == 0 and s.votes > 9) for n, s in enumerate(top)
            )
            return self.shell(
                t.title,
                f'<h1>{escape(t.title)}</h1>{body}<h2>{len(top)} Answers</h2>{answers}<h3>Your Answer</h3><form method="post"><textarea></textarea><input type="submit" value="Post"></form>',
            )
        if path == "/users":
            return self.shell(
                "Users",
                "".join(
                    f'<div class="usercard"><a href="/users/{self.uid(w)}">{escape(w)}</a> {self.uid(w) * 11}</div>'
                    for w in self.folk
                ),
            )
        if path == "/tags":
            return self.shell(
                "Tags",
                "".join(f'<a class="tag" href="/tags/topic{k}">topic{k}</a>' for k in range(8)),
            )
        if step[0] == "users":
            said = "".join(
                f'<li><a href="/questions/{t.id}/{t.slug}">{escape(t.title)}</a> {self.when(s.at)}</li>'
                for t, s in self.by(int(step[1]))
                if s.n == 1
            )
            return self.shell(
                "User", f"<h1>{self.folk[int(step[1]) - 40]}</h1><h3>Questions</h3><ul>{said}</ul>"
            )
        return None


class JpAsk(Site):
    """A Japanese question site: the best answer first, thanks of the asker, anonymous people."""

    lang = "ja"
    rooms = ("会計・税金", "工場・設備", "暮らし")
    form = "%Y年%-q月%-k日 %H時%M分"
    zone = timezone = "Asia/Tokyo"
    threads = r"/q/(\d+)"
    nested = 2
    size = 99
    anonymous = "匿名さん"
    quotes = 0.0

    def shell(self, title: str, body: str) -> str:
        cats = "".join(
            f'<li><a href="/category/{n}/">{r}</a></li>' for n, r in enumerate(self.rooms)
        )
        new = "".join(
            f'<li><a href="/q/{t.id}/">{escape(t.title)}</a></li>' for t in self.talks[:5]
        )
        return f"""<!DOCTYPE html><html lang="ja"><head><meta charset="UTF-8"><title>{escape(title)} | まちの質問箱</title></head><body><header><p><a href="/">まちの質問箱</a></p><ul><li><a href="/ask/">質問する</a></li><li><a href="/login/">ログイン</a></li></ul></header>
<div class="main">{body}</div><div class="sub"><h2>カテゴリ</h2><ul>{cats}</ul><h2>新着の質問</h2><ul>{new}</ul></div><footer>表示時刻は日本時間(JST)です</footer></body></html>"""

    def reply(self, s: Say, best: bool, t: Talk) -> str:
        kids = "".join(
            f'<div class="orei"><p class="midashi">{"お礼" if k.who == t.first.who else "補足"}</p><p class="honbun">{k.html("br")}</p><p class="joho">{escape(k.who)}　{self.when(k.at)}</p></div>'
            for k in t.under(s)
            if not k.dead
        )
        return f"""<div class="kaito{" best" if best else ""}" id="a{s.id}"><p class="midashi">{"ベストアンサー" if best else "回答"}</p><p class="joho">回答者：{escape(s.who)}　回答日時：{self.when(s.at)}</p><p class="honbun">{s.html("br")}</p><p class="naruhodo">なるほど：{max(0, s.votes)}　<a href="/report/{s.id}">違反報告</a></p>{kids}</div>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("p", 1))
        if path == "/" or step[0] == "category":
            some = self.talks if path == "/" else self.room(int(step[1]))
            cut, last = self.cut(some, page)
            rows = "".join(
                f'<li><a href="/q/{t.id}/"><span class="t">{escape(t.title)}</span><span class="d">{escape(t.first.paras[0][:40])}…</span></a><span class="k">回答数：{len(t.under())}　{"解決済み" if t.id % 2 else "受付中"}　{self.when(t.first.at)}</span></li>'
                for t in cut
            )
            return self.shell(
                "質問一覧",
                f'<h1>{"質問一覧" if path == "/" else self.rooms[int(step[1])]}</h1><ul class="ichiran">{rows}</ul><p class="page">{pages(page, last, path + "?p={n}", ("前へ", "次へ"))}</p>',
            )
        if step[0] == "q" and (t := self.talk(step[1])):
            top = sorted((s for s in t.under() if not s.dead), key=lambda s: -s.votes)
            body = "".join(self.reply(s, n == 0 and t.id % 2 == 1, t) for n, s in enumerate(top))
            related = "".join(
                f'<li><a href="/q/{r.id}/">{escape(r.title)}</a></li>'
                for r in self.room(t.room)[:4]
                if r is not t
            )
            return self.shell(
                t.title,
                f"""<p class="pan"><a href="/">トップ</a> ＞ <a href="/category/{t.room}/">{self.rooms[t.room]}</a> ＞ 質問</p><div class="shitsumon"><h1>{escape(t.title)}</h1><p class="joho">質問者：{escape(t.first.who)}　質問日時：{self.when(t.first.at)}　閲覧数：{t.id * 3}</p><p class="honbun">{t.first.html("br")}</p></div>
<h2>回答（{len(top)}件）</h2>{body}<h2>関連する質問</h2><ul>{related}</ul>""",
            )
        return None


class DjangoAsk(Site):
    """US dates behind slashes, "Posted by X on", answers in pages and orders, a section for members."""

    form = "%m/%d/%Y %-I:%M %p"
    rooms = ("Software", "Premises", "Money")
    threads = r"/question/(\d+)"
    size = 8
    quotes = 0.0
    anonymous = "Anonymous"

    def shell(self, title: str, body: str) -> str:
        nav = "".join(f'<li><a href="/topic/{r.lower()}/">{r}</a></li>' for r in self.rooms)
        return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body><div class="nav"><ul><li><a href="/">Shop Talk</a></li>{nav}<li><a href="/members-only/">Members</a></li><li><a href="/accounts/login/">Sign in</a></li></ul></div>
<div class="container">{body}</div><div class="footer">Shop Talk, all times UTC. <a href="/contact/">Contact</a></div></body></html>"""

    def listed(self, talks: list[Talk], q: dict[str, str], path: str, title: str) -> str:
        page = int(q.get("page", 1))
        cut, last = self.cut(talks, page)
        rows = "".join(
            f'<tr><td><a href="/question/{t.id}/">{escape(t.title)}</a><br>Posted by <b>{escape(t.first.who)}</b> on {self.when(t.first.at)}</td><td>{len(t.says) - 1} answers</td></tr>'
            for t in cut
        )
        return self.shell(
            title,
            f'<h1>{title}</h1><table class="table">{rows}</table><div class="pagination"><span class="step-links">{pages(page, last, path + "?page={n}", ("previous", "next"))} Page {page} of {last}.</span></div>',
        )

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step = path.strip("/").split("/")
        if path == "/":
            return self.listed(self.talks, q, "/", "Latest questions")
        if step[0] == "topic":
            n = [r.lower() for r in self.rooms].index(step[1])
            return self.listed(self.room(n), q, path, self.rooms[n])
        if step[0] == "members-only":
            return "to:/accounts/login/?next=/members-only/"
        if step[0] == "accounts":
            return self.shell(
                "Sign in",
                '<form method="post"><p>User <input name="username"></p><p>Password <input type="password" name="password"></p><button>Sign in</button></form>',
            )
        if step[0] == "question" and (t := self.talk(step[1])):
            page = int(q.get("page", 1))
            says = [s for s in t.says[1:] if not s.dead]
            if q.get("sort") == "votes":
                says.sort(key=lambda s: -s.votes)
            sort = f"&sort={q['sort']}" if "sort" in q else ""
            cut, last = self.cut(says, page, self.size)
            one = "<p>Posted by <b>{}</b> on {}{}</p>"
            body = "".join(
                f'<div class="reply" id="r{s.id}">{s.html()}{one.format(escape(s.who), self.when(s.at), " (edited)" if s.edited else "")}<form method="post" action="/vote/{s.id}/"><button>Helpful ({max(0, s.votes)})</button></form></div>'
                for s in cut
            )
            return self.shell(
                t.title,
                f'<p><a href="/topic/{self.rooms[t.room].lower()}/">Back to {self.rooms[t.room]}</a></p><h1>{escape(t.title)}</h1>{one.format(escape(t.first.who), self.when(t.first.at), "")}<div class="detail">{t.first.html()}</div><h3>{len(says)} replies</h3><p>Sort by <a href="?sort=date">date</a> <a href="?sort=votes">votes</a></p>{body}<div class="pagination">{pages(page, last, path + "?page={n}" + sort, ("previous", "next"))}</div><p><a href="/accounts/login/?next={path}">Sign in to answer</a></p>',
            )
        return None


class TownNews(Site):
    """Articles with nested comments, a calendar of months, teasers, most read."""

    form = "%B %-d, %Y at %-I:%M %p"
    rooms = ("Business", "Council", "Letters")
    threads = r"/news/\d+/(\d+)-"
    nested = 4
    size = 99
    quotes = 0.0

    def link(self, t: Talk) -> str:
        return f"/news/{t.first.at:%Y}/{t.id}-{t.slug}"

    def shell(self, title: str, body: str) -> str:
        read = "".join(
            f'<li><a href="{self.link(t)}">{escape(t.title)}</a></li>' for t in self.talks[4:9]
        )
        said = "".join(
            f'<li><b>{escape(s.who)}</b> on <a href="{self.link(t)}#comment-{s.id}">{escape(t.title)}</a>: {escape(s.paras[0][:50])}</li>'
            for t, s in self.latest()
            if s.n > 1
        )
        days = "".join(f'<a href="/calendar/2026/{m:02}">{m:02}/2026</a> ' for m in range(1, 12))
        return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(title)} | The Harbour Post</title></head><body><div class="masthead"><a href="/">The Harbour Post</a> {" ".join(f'<a href="/section/{r.lower()}">{r}</a>' for r in self.rooms)}</div>
<div class="page"><div class="left">{body}</div><div class="right"><h4>Most read</h4><ol>{read}</ol><h4>Recent comments</h4><ul>{said}</ul><h4>Archive</h4>{days}</div></div><div class="foot">&copy; 2026 The Harbour Post. Times in UTC. <a href="/privacy">Privacy</a></div></body></html>"""

    def comments(self, t: Talk, up: Say) -> str:
        items = "".join(
            f'<li id="comment-{s.id}" class="comment"><p class="who"><img src="/g/{self.uid(s.who)}.png" alt=""> <cite>{escape(s.who)}</cite> says:</p><p class="when"><a href="#comment-{s.id}">{self.when(s.at)}</a></p><div class="said">{s.html() if not s.dead else "<p>Comment removed.</p>"}</div><a href="/login?to={s.id}">Reply</a>{self.comments(t, s)}</li>'
            for s in t.under(up)
            if not s.dead or t.under(s)
        )
        return (
            f'<ol class="{"comments" if up.n == 1 else "children"}">{items}</ol>' if items else ""
        )

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path == "/" or step[0] in ("section", "calendar"):
            some, title = self.talks, "News"
            if step[0] == "section":
                n = [r.lower() for r in self.rooms].index(step[1])
                some, title = self.room(n), self.rooms[n]
            if step[0] == "calendar":
                if not 1990 < int(step[1]) < 2060:
                    return None
                some, title = (
                    [t for t in some if f"{t.first.at:%Y%m}" == "".join(step[1:])],
                    "/".join(step[1:]),
                )
            cut, last = self.cut(some, page, 12)
            rows = "".join(
                f'<div class="teaser"><h2><a href="{self.link(t)}">{escape(t.title)}</a></h2><p class="byline">By {escape(t.first.who)}, {self.when(t.first.at)}</p><p>{escape(t.first.paras[0][:100])} <a href="{self.link(t)}">Read more</a></p><a href="{self.link(t)}#comments">{len(t.says) - 1} comments</a></div>'
                for t in cut
            )
            y = int(step[1]) if step[0] == "calendar" else 0
            more = (
                f'<a href="/calendar/{y - 1}/{step[2]}">Earlier</a> <a href="/calendar/{y + 1}/{step[2]}">Later</a>'
                if y
                else ""
            )
            return self.shell(
                title,
                f'<h1>{title}</h1>{rows or "<p>Nothing was published.</p>"}{more}<div class="nav">{pages(page, last, path + "?page={n}")}</div>',
            )
        found = self.resolve(path)
        if found:
            t = found[1]
            room = self.rooms[t.room]
            return self.shell(
                t.title,
                f'<p class="crumb"><a href="/">Home</a> / <a href="/section/{quote(room.lower())}">{room}</a></p><h1>{escape(t.title)}</h1><p class="byline">By {escape(t.first.who)}, {self.when(t.first.at)}</p><div class="story">{t.first.html()}</div><p>Share: <a href="https://social.example/share?u={path}">Social</a></p><h3 id="comments">{len(t.says) - 1} comments</h3>{self.comments(t, t.first)}<p>Log in to comment.</p>',
            )
        return None
