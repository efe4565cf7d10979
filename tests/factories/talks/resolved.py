"""A best answer set apart in the manner of 2009, and lawyers who answer with city and price."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from html import escape

from tests.factories.talks.counsel import Counsel
from tests.factories.talks.world import Say, Talk, pages


class Resolved(Counsel):
    """Resolved and open questions, a rating of the asker, sources, members since, "3 months ago"."""

    lang = "en"
    rooms = ("Home & Garden", "Law & Ethics", "Consumer Electronics")
    form = "relative:en"
    threads = r"/question/index/(\d+)"
    nested = 1
    noted = False
    size = 10

    def __post_init__(self) -> None:
        super().__post_init__()
        for t in self.talks:  # nobody remarks on answers here
            t.says = [s for s in t.says if s.level < 2]

    def profile(self, s: Say) -> str:
        k = self.uid(s.who)
        top = (
            '<br><img src="/i/top.gif" alt="A Top Contributor is someone who is knowledgeable in a particular category." width="90">'
            if k % 5 == 0
            else ""
        )
        return f'<div class="profile vcard"><a class="url" href="/my/profile?show={k}"><span class="user"><img class="photo" src="/i/av{k}.jpg" alt=""></span></a><span class="by">by <a class="url" href="/my/profile?show={k}"><span class="fn" title="{escape(s.who)}">{escape(s.who)}</span></a></span>{top}<ul><li>Member since:<br>June 1{k % 9}, 2019</li><li>Total points:<br>{k * 31} (Level {k % 7 + 1})</li></ul></div>'

    def block(self, t: Talk, s: Say, best: bool) -> str:
        source = (
            f'<div class="reference"><h3>Source(s):</h3><span class="content">https://example.org/s/{s.id}</span></div>'
            if s.id % 4 == 0
            else ""
        )
        head = (
            f'<h2 class="hd"><span>Best Answer</span> - Chosen by {"Asker" if s.id % 3 else "Voters"}</h2>'
            if best
            else ""
        )
        stars = (
            '<div class="ratings"><h4>Asker\'s Rating:</h4> <img src="/i/5.gif" alt="5 out of 5"></div>'
            if best and s.id % 3
            else ""
        )
        return f"""<{"div" if best else "li"} id="{"yan-best-answer" if best else f"a{s.id}"}" class="{"answer best-answer" if best else "answer"}">{self.profile(s)}<div class="qa-container">{head}<div class="content">{s.html("br")}</div>{source}<ul class="meta"><li><abbr title="{self.when(s.at, "%B %-d")}">{self.when(s.at)}</abbr></li><li><a href="/report?a={s.id}">Report Abuse</a></li></ul>{stars}<ul class="rate"><li>{max(0, s.votes)} Rating: Good Answer</li><li>{s.id % 3} Rating: Bad Answer</li></ul></div></{"div" if best else "li"}>"""

    def shell(self, title: str, body: str) -> str:
        cats = "".join(
            f'<li><a href="/dir/index?sid={n + 396}">{escape(r)}</a></li>'
            for n, r in enumerate(self.rooms)
        )
        seen = "".join(
            f'<li><h5><a href="/question/index/{t.id}">{escape(t.title)}</a></h5><p>Asked by {escape(t.first.who)} - {len(self.answers(t))} answers</p></li>'
            for t in self.talks[3:8]
        )
        return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN"><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{escape(title)} - Askaround Answers</title></head><body><div id="doc" class="yui-t5"><div id="hd"><a href="/"><img src="/i/logo.gif" alt="Askaround! Answers"></a><ul id="nav"><li><a href="/">Home</a></li><li><a href="/dir/index">Browse Categories</a></li><li><a href="/my/">My Activity</a></li></ul><form action="/search/search_result"><input name="p"><input type="submit" value="Search"></form></div>
<div id="bd"><div id="yui-main"><div class="yui-b">{body}</div></div><div class="yui-b" id="side"><div class="mod"><h3>Categories</h3><ul>{cats}</ul></div><div class="mod"><h3>Discover Questions</h3><ul class="discover">{seen}</ul></div><div class="ad"><h3>Sponsor Results</h3><a href="https://ads.example.com/x">Cheap power tools</a><p>Free delivery from $40 today.</p></div></div></div><div id="ft">Copyright &copy; 2026 Askaround. <a href="/terms">Terms</a></div></div></body></html>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path in ("/", "/dir/index"):
            some, name = self.talks, "All Categories"
            link = path + "?page={n}"
            if "sid" in q:
                room = int(q["sid"]) - 396
                some, name, link = (
                    self.room(room),
                    self.rooms[room],
                    f"{path}?sid={q['sid']}&amp;page={{n}}",
                )
            if q.get("link") == "open":
                some = [t for t in some if not self.best(t)]
            cut, last = self.cut(some, page)
            rows = "".join(
                f'<li class="{"resolved" if self.best(t) else "open"}"><h3><a href="/question/index/{t.id}">{escape(t.title)}</a></h3><span class="question-description">{escape(t.first.paras[0][:70])}...</span><div class="question-meta">In <a href="/dir/index?sid={t.room + 396}">{escape(self.rooms[t.room])}</a> - Asked by <a href="/my/profile?show={self.uid(t.first.who)}">{escape(t.first.who)}</a> - {len(self.answers(t))} answers - {self.when(t.first.at)}</div></li>'
                for t in cut
            )
            return self.shell(
                name,
                f'<h2>{escape(name)}</h2><ul class="tabs"><li><a href="/dir/index?link=open">Open</a></li><li><a href="/dir/index?link=list">All</a></li></ul><ul class="questions">{rows}</ul><div class="pagination">{pages(page, last, link, ("&lt; Previous", "Next &gt;"))}</div>',
            )
        if path.startswith("/question/index/") and (t := self.talk(step[2])):
            best = self.best(t)
            rest = [s for s in self.answers(t) if s is not best]
            cut, last = self.cut(rest, page, self.size)
            state = "Resolved Question" if best else "Open Question"
            top = self.block(t, best, True) if best else ""
            row = "".join(self.block(t, s, False) for s in cut)
            head = (
                f'<h3>{"Other Answers" if best else "Answers"} ({len(rest)})</h3><ol class="crumbs"><li>Show: <a href="/question/index/{t.id}?order=n">Newest to Oldest</a></li></ol>'
                if rest
                else "<p>There are no other answers.</p>"
            )
            crumbs = f'<ol id="yan-crumbs"><li><a href="/">Home</a> &gt;</li><li><a href="/dir/index">All Categories</a> &gt;</li><li><a href="/dir/index?sid={t.room + 396}">{escape(self.rooms[t.room])}</a> &gt;</li><li>{state}</li></ol>'
            more = "".join(
                f'<li><a href="/question/index/{r.id}">{escape(r.title)}</a></li>'
                for r in self.room(t.room)[:4]
                if r is not t
            )
            return self.shell(
                t.title,
                f"""{crumbs}<div id="yan-question" class="question">{self.profile(t.first)}<div class="qa-container"><h2 class="hd">{state} <a href="/help/status">Show me another »</a></h2><h1 class="subject">{escape(t.title)}</h1><div class="content">{t.first.html("br")}</div><ul class="meta"><li><abbr title="{self.when(t.first.at, "%B %-d")}">{self.when(t.first.at)}</abbr></li><li><a href="/report?q={t.id}">Report Abuse</a></li></ul></div></div>{top}<div id="yan-answers">{head}<ul class="shown">{row}</ul><div class="pagination">{pages(page, last, f"/question/index/{t.id}?page={{n}}", ("&lt; Previous", "Next &gt;"))}</div></div><div id="related"><h3>Related Questions:</h3><ul>{more}</ul></div>""",
            )
        if path == "/my/profile" and q.get("show", "").isdigit():
            who = self.folk[int(q["show"]) - 40]
            rows = "".join(
                f'<li><a href="/question/index/{t.id}">{escape(t.title)}</a> {self.when(s.at)}</li>'
                for t, s in self.by(self.uid(who))[:10]
            )
            return self.shell(
                who,
                f"<h2>{escape(who)}</h2><dl><dt>Member since</dt><dd>June 2019</dd></dl><ul>{rows}</ul>",
            )
        return None


class Yurist(Counsel):
    """Lawyers answer clients: town and price under the question, explanations of the client."""

    lang = "ru"
    rooms = ("Жилищное право", "Трудовое право", "Защита потребителей", "Автоправо")
    zone = timezone = "Europe/Moscow"
    form = "ru:%-k %B %Y, %H:%M"
    threads = r"/question/(\d+)"
    experts = ("Иванов Павел", "Юлия Сомова", "Виктор Лыков", "Анна Белова", "Рустам Галеев")
    towns = ("Москва", "Казань", "Пермь", "Тула", "Омск")

    def town(self, who: str) -> str:
        return f"г. {self.towns[self.uid(who) % 5]}"

    def remark(self, t: Talk, k: Say) -> str:
        client = k.who == t.first.who
        kind = "Клиент" if client else "Юрист, " + self.town(k.who)
        who = (
            f'<span class="comment__name">{escape(k.who)}</span>'
            if k.who not in self.experts
            else f'<a class="comment__name" href="/lawyers/{self.uid(k.who)}">{escape(k.who)}</a>'
        )
        if k.who not in self.experts and not client:
            kind = "Пользователь"
        return f'<div class="comment{" comment--client" * client}" id="c{k.id}"><div class="comment__head">{who}<span class="comment__role">{kind}</span><span class="comment__date">{self.when(k.at)}</span></div><div class="comment__text">{k.html()}</div></div>'

    def answer_of(self, t: Talk, s: Say) -> str:
        k = self.uid(s.who)
        best = (
            '<div class="answer__best">Лучший ответ по мнению клиента</div>'
            if self.best(t) is s
            else ""
        )
        said = "".join(self.remark(t, c) for c in self.remarks(t, s))
        fee = (
            f'<span class="answer__fee">Гонорар: {s.id % 9 * 50 + 100} ₽</span>'
            if self.best(t) is s
            else ""
        )
        edit = (
            f'<span class="answer__edited">изменён {self.when(t.last.at)}</span>'
            if s.edited
            else ""
        )
        return f"""<article class="answer" id="answer{s.id}">{best}<aside class="lawyer-card"><img src="/photo/{k}.jpg" alt="Юрист {escape(s.who)}"><a class="lawyer-card__name" href="/lawyers/{k}">{escape(s.who)}</a><div class="lawyer-card__role">Юрист, {self.town(s.who)}</div><div class="lawyer-card__stat"><b>{k * 41}</b> ответов <b>{k * 7}</b> отзывов</div><div class="lawyer-card__rate">рейтинг {k % 10},{k % 7}</div><a class="btn" href="/chat/{k}">Общаться в чате</a></aside><div class="answer__body">{s.html()}</div><div class="answer__foot"><time>{self.when(s.at)}</time>{edit}{fee}<button>Полезно {max(0, s.votes)}</button></div><div class="answer__comments">{said}</div></article>"""

    def shell(self, title: str, body: str) -> str:
        cats = "".join(
            f'<a class="menu__link" href="/category/{n}/">{r}</a>' for n, r in enumerate(self.rooms)
        )
        top = "".join(
            f'<li><a href="/lawyers/{self.uid(w)}">{w}</a><span>{self.town(w)}</span></li>'
            for w in self.experts
        )
        return f"""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{escape(title)} | Юрист рядом</title></head><body><header class="header"><a href="/" class="header__logo">Юрист рядом</a><a href="tel:88005553535">8 800 555-35-35</a><a class="btn btn--red" href="/ask/">Задать вопрос юристу</a></header><nav class="menu">{cats}<a class="menu__link" href="/lawyers/">Юристы</a></nav><main class="page">{body}</main><aside class="side"><h4>Лучшие юристы недели</h4><ul>{top}</ul><div class="side__promo">Сейчас на сайте {len(self.talks)} юристов. Ответ за 15 минут!</div></aside><footer class="footer">© 2012–2026 Юрист рядом. Время московское. <a href="/oferta/">Оферта</a></footer></body></html>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path == "/" or step[0] == "category":
            some = self.talks if path == "/" else self.room(int(step[1]))
            cut, last = self.cut(some, page)
            rows = "".join(
                f'<div class="q-item"><div class="q-item__cat"><a href="/category/{t.room}/">{self.rooms[t.room]}</a></div><a class="q-item__title" href="/question/{t.id}/">{escape(t.title)}</a><p class="q-item__text">{escape(t.first.paras[0][:90])}…</p><div class="q-item__foot"><span>{self.when(t.first.at)}</span><span>{self.town(t.first.who)}</span><span>{len(self.answers(t))} ответов</span><span>{t.id % 7 * 100} ₽</span></div></div>'
                for t in cut
            )
            return self.shell(
                "Вопросы юристам",
                f'<h1>{"Вопросы юристам" if path == "/" else self.rooms[int(step[1])]}</h1>{rows}<div class="paging">{pages(page, last, path + "?page={n}", ("Назад", "Вперёд"))}</div>',
            )
        if step[0] == "question" and (t := self.talk(step[1])):
            some = self.answers(t)
            first = t.first
            price = (
                f'<span class="question__price">Стоимость вопроса {t.id % 7 * 100} ₽</span>'
                if t.id % 7
                else '<span class="question__price">Бесплатный вопрос</span>'
            )
            notes = "".join(self.remark(t, c) for c in self.remarks(t, first))
            under = (
                f'<div class="question__comments"><h4>Уточнения</h4>{notes}</div>' if notes else ""
            )
            near = "".join(
                f'<li><a href="/question/{r.id}/">{escape(r.title)}</a><p>{escape(r.first.paras[0][:60])}…</p><span>{self.when(r.first.at)}</span></li>'
                for r in self.room(t.room)[:4]
                if r is not t
            )
            shut = (
                '<div class="question__closed">Консультация по вопросу завершена</div>'
                if t.locked
                else ""
            )
            body = f"""<div class="breadcrumbs"><a href="/">Главная</a><a href="/category/{t.room}/">{self.rooms[t.room]}</a><span>Вопрос №{t.id}</span></div><section class="question"><h1 class="question__title">{escape(t.title)}</h1>{shut}<div class="question__text">{first.html()}</div><div class="question__info"><span class="question__author">{escape(first.who)}</span>, <span class="question__city">{self.town(first.who)}</span> <span class="question__date">{self.when(first.at)}</span> <span>вопрос №{t.id}</span> {price}</div>{under}</section><h2>Ответы юристов ({len(some)})</h2>{"".join(self.answer_of(t, s) for s in some) or "<p>Пока нет ответов. Станьте первым!</p>"}<section class="consult"><h3>Нужна консультация? Спросите юриста сейчас</h3><p>Опишите вашу ситуацию, ответ придёт в течение 15 минут.</p></section><section class="similar"><h3>Похожие вопросы</h3><ul>{near}</ul></section>"""
            return self.shell(t.title, body)
        if step[0] == "lawyers":
            if len(step) == 1:
                return self.shell(
                    "Юристы",
                    "".join(
                        f'<div class="lawyer-card"><a href="/lawyers/{self.uid(w)}">{w}</a><div>Юрист, {self.town(w)}</div></div>'
                        for w in self.experts
                    ),
                )
            who = self.folk[int(step[1]) - 40]
            rows = "".join(
                f'<div class="review"><a href="/question/{t.id}/">{escape(t.title)}</a><p>{escape(s.paras[0][:70])}</p><span>{self.when(s.at)}</span></div>'
                for t, s in self.by(int(step[1]))
                if s.level == 1
            )
            return self.shell(
                who, f"<h1>{who}</h1><p>Юрист, {self.town(who)}</p><h3>Последние ответы</h3>{rows}"
            )
        return None
