"""Four forums in other hands: cursors and utility classes, bare siblings, days by word, a tree."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from html import escape

from tests.factories.talks.world import Say, Site, Talk, pages


class Courtyard(Site):
    """Utility classes, ISO times with a zone, lists and threads that go on behind a cursor."""

    rooms = ("Announcements & news", "Buying", "Workshop life")
    form = "%b %-d"
    zone = "Europe/Dublin"
    exact = True
    threads = r"/d/[a-z0-9-]+\.(\d+)"
    size = 14

    def link(self, t: Talk) -> str:
        return f"/d/{t.slug}.{t.id}"

    def shell(self, title: str, body: str) -> str:
        menu = "".join(
            f'<a href="/b/{n}" class="block px-3 py-2 rounded hover:bg-zinc-100">{escape(r)}</a>'
            for n, r in enumerate(self.rooms)
        )
        who = "".join(
            f'<span class="inline-flex items-center gap-1"><img class="w-5 h-5 rounded-full" src="/i/{self.uid(w)}.webp" alt="">{escape(w)}</span>'
            for w in self.folk[:6]
        )
        return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} · Courtyard</title></head><body class="bg-white text-zinc-900">
<header class="sticky top-0 flex justify-between px-6 h-14"><a href="/" class="font-bold">Courtyard</a><div><a href="/signin">Sign in</a></div></header>
<div class="mx-auto max-w-6xl grid grid-cols-12 gap-6"><nav class="col-span-3">{menu}<div class="mt-6 text-xs">Online now</div>{who}</nav><main class="col-span-9">{body}</main></div></body></html>"""

    def time(self, s: Say) -> str:
        return f'<time class="text-xs text-zinc-500" datetime="{self.iso(s.at)}">{self.when(s.at)}</time>'

    def item(self, s: Say) -> str:
        if s.dead:
            return f'<article id="m{s.id}" class="py-4 flex gap-4 opacity-50"><div class="flex-1"><p class="italic">Message removed by its author</p></div></article>'
        said = (
            f'<div class="border-l-4 pl-3 text-sm text-zinc-600"><div class="font-medium">{escape(s.quote.who)}</div>{escape(s.quote.paras[0])}</div>'
            if s.quote
            else ""
        )
        fun = (
            f'<span class="px-2 rounded-full bg-zinc-100">👍 {s.votes}</span><span class="px-2 rounded-full bg-zinc-100">🎉 1</span>'
            if s.votes > 9
            else ""
        )
        return f"""<article id="m{s.id}" class="py-4 flex gap-4"><img class="w-10 h-10 rounded-full" src="/i/{self.uid(s.who)}.webp" alt=""><div class="flex-1"><header class="flex gap-2 items-baseline"><a class="font-semibold" href="/u/{self.uid(s.who)}">{escape(s.who)}</a><span class="text-xs rounded bg-amber-100 px-1">{self.rank(s.who)}</span><a href="#m{s.id}">{self.time(s)}</a>{'<span class="text-xs">edited</span>' if s.edited else ""}</header><div class="mt-2 space-y-2">{said}{s.html()}</div><footer class="mt-2 flex gap-2 text-xs">{fun}<button>Quote</button><button>Share</button></footer></div></article>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, after = path.strip("/").split("/"), int(q.get("after", 0))
        if path == "/" or step[0] == "b":
            some = self.talks if path == "/" else self.room(int(step[1]))
            rows = "".join(
                f'<li class="py-3 flex justify-between"><div><a class="text-lg font-medium" href="{self.link(t)}">{escape(t.title)}</a><div class="text-xs text-zinc-500">{escape(t.first.who)} started in <a href="/b/{t.room}">{escape(self.rooms[t.room])}</a> · {self.time(t.first)} · last reply by {escape(t.last.who)} {self.time(t.last)}</div></div><div class="text-sm">{len(t.says) - 1} replies</div></li>'
                for t in some[after : after + self.shelf]
            )
            more = (
                f'<a class="btn" href="{path}?after={after + self.shelf}">Load older</a>'
                if after + self.shelf < len(some)
                else ""
            )
            return self.shell("Discussions", f'<ul class="divide-y">{rows}</ul>{more}')
        found = self.resolve(path)
        if found:
            t = found[1]
            more = (
                f'<a class="btn" href="{path}?after={after + self.size}">Show more replies</a>'
                if after + self.size < len(t.says)
                else ""
            )
            return self.shell(
                t.title,
                f'<div class="text-sm"><a href="/">Discussions</a> / <a href="/b/{t.room}">{escape(self.rooms[t.room])}</a></div><h1 class="text-2xl font-bold">{escape(t.title)}</h1><section class="divide-y">{"".join(map(self.item, t.says[after : after + self.size]))}</section>{more}',
            )
        if step[0] == "u":
            rows = "".join(
                f'<li><a href="{self.link(t)}#m{s.id}">{escape(t.title)}</a> {self.time(s)}<p>{escape(s.paras[0])}</p></li>'
                for t, s in self.by(int(step[1]))[:15]
            )
            return self.shell(
                "Profile",
                f'<h1 class="text-2xl">{escape(self.folk[int(step[1]) - 40])}</h1><ul>{rows}</ul>',
            )
        return None


class Guestsheet(Site):
    """French, posts as bare siblings between rules: a heading, a line, paragraphs."""

    lang = "fr"
    rooms = ("Caisse et logiciels", "Locaux", "Divers")
    form = "fr:%-d %B %Y à %Hh%M"
    threads = r"/sujet-(\d+)"
    quotes = 0.1

    def shell(self, title: str, body: str) -> str:
        return f"""<html lang="fr"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body><center><h1><a href="/">Le forum des commerçants</a></h1></center>
<p align="right"><a href="/inscription">S'inscrire</a> - <a href="/connexion">Se connecter</a></p>{body}<p><small>Heures en UTC. <a href="/mentions">Mentions légales</a></small></p></body></html>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        name, _, rest = path.strip("/").partition("-")
        number, _, page_ = rest.partition("-")
        page = int(page_ or 1)
        if path == "/":
            return self.shell(
                "Accueil",
                "<ul>"
                + "".join(
                    f'<li><a href="/rubrique-{n}">{r}</a> ({len(self.room(n))} sujets)</li>'
                    for n, r in enumerate(self.rooms)
                )
                + "</ul>",
            )
        if name == "rubrique":
            n = int(number)
            cut, last = self.cut(self.room(n), page)
            rows = "".join(
                f'<p>{"<i>Épinglé :</i> " if t.pinned else ""}<a href="/sujet-{t.id}">{escape(t.title)}</a><br><small>par {escape(t.first.who)} le {self.when(t.first.at)}, {len(t.says) - 1} réponses, dernière le {self.when(t.last.at)}</small></p>'
                for t in cut
            )
            return self.shell(
                self.rooms[n],
                f'<p><a href="/">Accueil</a> &gt; {self.rooms[n]}</p>{rows}<p>Pages : {pages(page, last, f"/rubrique-{n}-{{n}}", ("Précédente", "Suivante"))}</p>',
            )
        if name == "sujet" and (t := self.talk(number)):
            cut, last = self.cut(t.says, page, self.size)
            body = "".join(
                f'<a name="m{s.id}"></a><h3>{"Re : " if s.n > 1 else ""}{escape(t.title)}</h3><p><small>Posté par <b>{escape(s.who)}</b> le {self.when(s.at)}</small></p>'
                + (f"<blockquote>{escape(s.quote.paras[0])}</blockquote>" if s.quote else "")
                + (s.html() if not s.dead else "<p><i>Message supprimé</i></p>")
                + f'<p><small><a href="/repondre?m={s.id}">Répondre</a> <a href="/signaler?m={s.id}">Signaler</a></small></p><hr>'
                for s in cut
            )
            return self.shell(
                t.title,
                f'<p><a href="/">Accueil</a> &gt; <a href="/rubrique-{t.room}">{self.rooms[t.room]}</a> &gt; {escape(t.title)}</p><hr>{body}<p>Pages : {pages(page, last, f"/sujet-{t.id}-{{n}}", ("Précédente", "Suivante"))}</p>',
            )
        return None


class Svyaz(Site):
    """Russian, today and yesterday by word, ranks and thanks, the newest post linked from lists."""

    lang = "ru"
    rooms = ("Торговля", "Оборудование", "Курилка")
    form = "dayword:Сегодня, %H:%M|Вчера, %H:%M|%d.%m.%Y, %H:%M"
    zone = timezone = "Europe/Moscow"
    threads = r"/topic/(\d+)"
    quotes = 0.3

    def shell(self, title: str, body: str) -> str:
        return f"""<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{escape(title)} — Форум мастеров</title></head><body><div class="hat"><a class="logo" href="/">Форум мастеров</a><a href="/rules">Правила</a><a href="/members">Участники</a><a href="/login">Вход</a></div>{body}
<div class="stat">Сейчас на форуме: {len(self.folk)} гостей. Часовой пояс: UTC +3. Сейчас {self.when(self.now, "%d.%m.%Y %H:%M")}</div></body></html>"""

    def msg(self, t: Talk, s: Say) -> str:
        if s.dead:
            return f'<div class="msg" id="m{s.id}"><div class="msg-body">Сообщение удалено модератором</div></div>'
        said = (
            f'<div class="citation"><div class="citation-who">{escape(s.quote.who)} писал(а):</div>{escape(s.quote.paras[0])}</div>'
            if s.quote
            else ""
        )
        thanks = (
            f'<div class="thanks">Спасибо сказали: {escape(self.folk[2])}, {escape(self.folk[4])}</div>'
            if s.votes > 20
            else ""
        )
        edit = (
            f'<div class="changed">Отредактировано {escape(s.who)} ({self.when(s.at)})</div>'
            if s.edited
            else ""
        )
        return f"""<div class="msg" id="m{s.id}"><div class="msg-user"><div class="nick">{escape(s.who)}</div><div class="title">{("Новичок", "Участник", "Ветеран")[self.uid(s.who) % 3]}</div><div>Сообщений: {self.uid(s.who) * 5}</div><div>Откуда: Тула</div><div>Регистрация: 12.0{1 + self.uid(s.who) % 9}.2017</div></div>
<div class="msg-main"><div class="msg-top"><a class="num" href="/topic/{t.id}?msg={s.id}">#{s.n}</a> {self.when(s.at)}</div><div class="msg-body">{said}{s.html("br")}</div>{edit}{thanks}<div class="msg-sign">Терпение и труд всё перетрут</div></div></div>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path == "/":
            rows = "".join(
                f'<div class="room"><div class="room-name"><a href="/forum/{n}">{r}</a></div><div class="room-count">Тем: {len(self.room(n))}</div><div class="room-last"><a href="/topic/{self.room(n)[1].id}?last=1">{escape(self.room(n)[1].title)}</a> от {escape(self.room(n)[1].last.who)}, {self.when(self.room(n)[1].last.at)}</div></div>'
                for n, r in enumerate(self.rooms)
            )
            return self.shell("Главная", rows)
        if step[0] == "forum":
            n = int(step[1])
            cut, last = self.cut(self.room(n), page)
            rows = "".join(
                f'<div class="tema">{"<span>Важно:</span> " if t.pinned else ""}<a class="tema-name" href="/topic/{t.id}">{escape(t.title)}</a><span class="tema-author">{escape(t.first.who)}</span><span class="tema-count">{len(t.says) - 1}</span><span class="tema-last"><a href="/topic/{t.id}?last=1">{self.when(t.last.at)}</a> {escape(t.last.who)}</span></div>'
                for t in cut
            )
            return self.shell(
                self.rooms[n],
                f'<div class="way"><a href="/">Главная</a> » {self.rooms[n]}</div>{rows}<div class="pg">Страницы: {pages(page, last, path + "?page={n}", ("←", "→"))}</div>',
            )
        if step[0] == "topic" and (t := self.talk(step[1])):
            count = -(-len(t.says) // self.size)
            page = count if "last" in q else page
            if "msg" in q:
                page = (
                    1
                    + next((k for k, s in enumerate(t.says) if str(s.id) == q["msg"]), 0)
                    // self.size
                )
            cut, last = self.cut(t.says, page, self.size)
            return self.shell(
                t.title,
                f'<div class="way"><a href="/">Главная</a> » <a href="/forum/{t.room}">{self.rooms[t.room]}</a> » {escape(t.title)}</div><h1>{escape(t.title)}</h1>{"".join(self.msg(t, s) for s in cut)}<div class="pg">Страницы: {pages(page, last, f"/topic/{t.id}?page={{n}}", ("←", "→"))}</div>',
            )
        return None


class TreeBoard(Site):
    """Every message has a page of its own; lists and pages show the tree of subjects."""

    rooms = ("The board",)
    form = "%a, %d %b %Y %H:%M:%S"
    threads = r"/msg/(\d+)"
    nested = 5
    shelf = 12
    sections = False
    quotes = 0.1

    def resolve(self, path: str):  # type: ignore[no-untyped-def]
        number = path.rpartition("/")[2].partition(".")[0]
        return next(
            (
                ("thread", t, 1)
                for t in self.talks
                for s in t.says
                if str(s.id) == number and path.startswith("/msg/")
            ),
            None,
        )

    def shell(self, title: str, body: str) -> str:
        return f"<html><head><meta charset='utf-8'><title>{escape(title)}</title></head><body><h2><a href='/'>Small Trade Message Board</a></h2>[ <a href='/post.cgi'>Post a message</a> ] [ <a href='/faq.html'>FAQ</a> ]<hr>{body}<hr><small>Times are UTC</small></body></html>"

    def tree(self, t: Talk, s: Say, here: Say | None = None) -> str:
        kids = "".join(self.tree(t, k, here) for k in t.says if k.up is s)
        if s.dead and not kids:
            return ""
        subject = escape(("Re: " if s.n > 1 else "") + t.title)
        link = f"<b>{subject}</b>" if s is here else f"<a href='/msg/{s.id}.html'>{subject}</a>"
        return f"<li>{link} - <b>{escape(s.who)}</b> <i>{self.when(s.at)}</i>{f'<ul>{kids}</ul>' if kids else ''}</li>"

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        if path == "/":
            page = int(q.get("page", 1))
            cut, last = self.cut(self.talks, page)
            return self.shell(
                "Small Trade Message Board",
                f"<ul>{''.join(self.tree(t, t.first) for t in cut)}</ul><p>{pages(page, last, '/?page={n}', ('Newer', 'Older'))}</p>",
            )
        found = self.resolve(path)
        if found:
            t = found[1]
            s = next(s for s in t.says if f"/msg/{s.id}.html" == path)
            if s.dead:
                return None
            reply = (
                f"<p>In reply to: <a href='/msg/{s.up.id}.html'>{escape(t.title)}</a> posted by {escape(s.up.who)} on {self.when(s.up.at)}</p>"
                if s.up
                else ""
            )
            said = (
                "".join(f"<p><i>&gt; {escape(p)}</i></p>" for p in s.quote.paras[:1])
                if s.quote
                else ""
            )
            kids = "".join(self.tree(t, k) for k in t.says if k.up is s)
            return self.shell(
                ("Re: " if s.n > 1 else "") + t.title,
                f"<h1>{escape(('Re: ' if s.n > 1 else '') + t.title)}</h1><p>Posted by <b>{escape(s.who)}</b> on {self.when(s.at)}</p>{reply}{said}{s.html()}<hr><h3>Follow-ups</h3><ul>{kids}</ul>",
            )
        return None
