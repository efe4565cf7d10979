"""Two forums and a board: Italian tables, English lists of terms, German requests with offers."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html import escape
from typing import ClassVar

from tests.factories.talks.world import Say, Site, Talk, pages
from tests.integration.mining.skins.engine import Gold

LATER = timedelta(minutes=95)  # when it was edited


class Officina(Site):
    """An Italian board of tables: a cell of the author, one of the message, guests, signatures."""

    lang = "it"
    count = 30
    zone = "Europe/Rome"
    form = "it:%-k %B %Y, %H:%M"
    rooms: ClassVar[tuple[str, ...]] = ("Presentazioni", "Macchine e utensili", "Compro e vendo")
    threads = r"/discussione\.php\?id=(\d+)"
    anonymous = "Ospite"
    size = 8

    def linked(self, who: str) -> str:
        if who == self.anonymous:
            return f"<b>{who}</b>"
        return f'<a href="/utente.php?u={self.uid(who)}"><b>{escape(who)}</b></a>'

    def cell(self, who: str) -> str:
        if who == self.anonymous:
            return f"{self.linked(who)}<br><small>Utente non registrato</small>"
        k = self.uid(who)
        rank = ("Apprendista", "Operaio", "Capo officina", "Moderatore")[k % 4]
        return f'{self.linked(who)}<br><small>{rank}</small><br><img src="/avatar/{k}.gif" alt="avatar"><br><small>Messaggi: {k * 9}<br>Iscritto il: 1{k % 9}/03/2018<br>Località: Modena</small>'

    def post(self, t: Talk, s: Say) -> str:
        if s.dead:
            return '<tr><td colspan="2" class="cancellato"><i>Messaggio eliminato dal moderatore.</i></td></tr>'
        quote = (
            f'<div class="citazione"><b>{escape(s.quote.who)} ha scritto:</b><br>{escape(s.quote.paras[0])}</div>'
            if s.quote
            else ""
        )
        edit = (
            f'<p class="modifica"><small>Modificato da {escape(s.who)} il {self.when(min(self.now, s.at + LATER))}</small></p>'
            if s.edited
            else ""
        )
        sign = (
            '<div class="firma">_______________<br>Chi va piano va sano e va lontano</div>'
            if self.uid(s.who) % 3 == 1
            else ""
        )
        return f"""<tr class="r{s.n % 2}"><td class="autore" width="150" valign="top" rowspan="2"><a name="m{s.id}"></a>{self.cell(s.who)}</td><td class="data"><small>Inviato: {self.when(s.at)} &nbsp; <a href="#m{s.id}">#{s.n}</a></small></td></tr>
<tr class="r{s.n % 2}"><td class="messaggio" valign="top">{quote}{s.html("br")}{edit}{sign}<div align="right"><a href="/rispondi.php?cita={s.id}">Cita</a> | <a href="/segnala.php?m={s.id}">Segnala</a></div></td></tr>"""

    def shell(self, title: str, body: str) -> str:
        return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html lang="it"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{escape(title)} - Forum dell'Officina</title></head><body bgcolor="#eeeeee"><table width="95%" align="center"><tr><td><a href="/"><img src="/logo.gif" alt="Forum dell'Officina"></a></td><td align="right"><a href="/regolamento.php">Regolamento</a> | <a href="/utenti.php">Utenti</a> | <a href="/cerca.php">Cerca</a> | <a href="/login.php">Login</a></td></tr></table>
{body}
<p align="center"><small>Tutti gli orari sono nel fuso orario di Roma (Europe/Rome). Ora sono le {self.when(self.now, "%H:%M")}.<br>Utenti collegati: 2 iscritti, 31 ospiti</small></p></body></html>"""

    def shelf_page(self, n: int, page: int) -> str:
        cut, last = self.cut(self.room(n), page, 8)
        rows = "".join(
            f'<tr><td><img src="/{"chiuso" if t.locked else "aperto"}.gif" alt=""></td><td>{"<b>Importante:</b> " if t.pinned else ""}<a href="/discussione.php?id={t.id}">{escape(t.title)}</a></td><td>{self.linked(t.first.who)}</td><td align="center">{len(t.says) - 1}</td><td align="center">{t.id * 13}</td><td nowrap><small>{self.when(t.last.at)}<br>di {self.linked(t.last.who)}</small></td></tr>'
            for t in cut
        )
        return self.shell(
            self.rooms[n],
            f'<p class="percorso"><a href="/">Indice</a> &raquo; <b>{escape(self.rooms[n])}</b></p><table width="95%" border="1" cellspacing="0" align="center"><tr><th></th><th>Discussione</th><th>Autore</th><th>Risposte</th><th>Visite</th><th>Ultimo messaggio</th></tr>{rows}</table><p>Pagine: {pages(page, last, f"/sezione.php?s={n}&amp;p={{n}}", ("precedente", "successiva"))}</p>',
        )

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        page = int(q.get("p", 1))
        if path == "/":
            rows = "".join(
                f'<tr><td><a href="/sezione.php?s={n}"><b>{escape(r)}</b></a><br><small>Parliamo di {r.lower()}</small></td><td>{len(self.room(n))}</td><td>{sum(len(t.says) for t in self.room(n))}</td><td><small>{self.when(self.room(n)[0].last.at)}<br>di {self.linked(self.room(n)[0].last.who)}</small></td></tr>'
                for n, r in enumerate(self.rooms)
            )
            return self.shell(
                "Indice",
                f'<table width="95%" border="1" cellspacing="0" align="center"><tr><th>Sezione</th><th>Discussioni</th><th>Messaggi</th><th>Ultimo messaggio</th></tr>{rows}</table>',
            )
        if path == "/sezione.php" and q.get("s") in ("0", "1", "2"):
            return self.shelf_page(int(q["s"]), page)
        if path == "/discussione.php" and (t := self.talk(q.get("id", ""))):
            cut, last = self.cut(t.says, page, self.size)
            r = escape(self.rooms[t.room])
            shut = "<p><b>Discussione chiusa</b></p>" if t.locked else ""
            nav = pages(
                page, last, f"/discussione.php?id={t.id}&amp;p={{n}}", ("precedente", "successiva")
            )
            return self.shell(
                t.title,
                f'<p class="percorso"><a href="/">Indice</a> &raquo; <a href="/sezione.php?s={t.room}">{r}</a> &raquo; {escape(t.title)}</p><h2>{escape(t.title)}</h2>{shut}<p>Pagine: {nav}</p><table width="95%" border="1" cellspacing="0" align="center"><tr><th>Autore</th><th>Messaggio</th></tr>{"".join(self.post(t, s) for s in cut)}</table><p>Pagine: {nav}</p>',
            )
        if path == "/utente.php" and q.get("u", "").isdigit():
            k = int(q["u"])
            if k - 40 not in range(len(self.folk)):
                return None
            rows = "".join(
                f'<tr><td><a href="/discussione.php?id={t.id}">{escape(t.title)}</a></td><td>{self.when(s.at)}</td></tr>'
                for t, s in self.by(k)[:6]
            )
            return self.shell(
                "Profilo",
                f"<h2>Profilo di {escape(self.folk[k - 40])}</h2><p>Iscritto il: 1{k % 9}/03/2018<br>Messaggi: {k * 9}</p><table border=1><tr><th>Ultimi interventi</th><th>Data</th></tr>{rows}</table>",
            )
        if path == "/utenti.php":
            rows = "".join(
                f"<tr><td>{self.linked(w)}</td><td>{self.uid(w) * 9}</td><td>1{self.uid(w) % 9}/03/2018</td></tr>"
                for w in self.folk
            )
            return self.shell(
                "Utenti",
                f"<table border=1><tr><th>Nome</th><th>Messaggi</th><th>Iscritto il</th></tr>{rows}</table>",
            )
        if path == "/regolamento.php":
            return self.shell(
                "Regolamento",
                "<h2>Regolamento del forum</h2><p>1. Vietata la pubblicità.</p><p>2. Usate la funzione cerca prima di aprire una discussione.</p><p>Lo Staff, 2 gennaio 2024</p>",
            )
        if path in ("/cerca.php", "/login.php", "/rispondi.php", "/segnala.php"):
            return self.shell("Accesso", "<p>Devi essere registrato per continuare.</p>")
        return None

    def resolve(self, path: str) -> tuple[str, Talk, int] | None:
        return super().resolve(path.replace("&amp;", "&"))


class Lathe(Site):
    """An English forum of definition lists: who wrote and when in the term, the words below it."""

    count = 30
    form = "%a %-d %b %Y, %H:%M"
    rooms: ClassVar[tuple[str, ...]] = ("Workshop", "Buying & selling", "Off topic")
    threads = r"/t/(\d+)"
    size = 12

    def person(self, who: str) -> str:
        return f'<a class="person" href="/member/{self.uid(who)}">{escape(who)}</a>'

    def post(self, t: Talk, s: Say) -> str:
        if s.dead:
            return f'<dt id="p{s.id}" class="gone">Post removed</dt><dd class="gone">This post was deleted by its author.</dd>'
        k = self.uid(s.who)
        quote = (
            f"<blockquote><cite>{escape(s.quote.who)} wrote:</cite> {escape(s.quote.paras[0])}</blockquote>"
            if s.quote
            else ""
        )
        edit = (
            f'<p class="edit">Last edited {self.when(min(self.now, s.at + LATER))}</p>'
            if s.edited
            else ""
        )
        sign = '<p class="sig">-- <br>Measure twice, swear once</p>' if k % 4 == 1 else ""
        likes = f'<p class="likes">{s.votes} people like this</p>' if s.votes > 12 else ""
        return f"""<dt id="p{s.id}"><img src="/face/{k}" alt="" width="24"> {self.person(s.who)} <em class="rank">{self.rank(s.who)}</em> <span class="count">{k * 6} posts</span> <span class="when">{self.when(s.at)}</span> <a class="no" href="/t/{t.id}#p{s.id}">#{s.n}</a></dt>
<dd>{quote}<div class="said">{s.html()}</div>{edit}{sign}{likes}<p class="acts"><a href="/login">Reply</a> <a href="/login">Report</a></p></dd>"""

    def shell(self, title: str, body: str) -> str:
        new = "".join(
            f'<li><a href="/t/{t.id}#p{s.id}">{escape(t.title)}</a> by {escape(s.who)}</li>'
            for t, s in self.latest(4)
        )
        return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)} :: The Lathe</title><link rel="stylesheet" href="/s.css"></head><body><div id="top"><h1 id="logo"><a href="/">The Lathe</a></h1><ul><li><a href="/members">Members</a></li><li><a href="/rules">House rules</a></li><li><a href="/about">About</a></li><li><a href="/login">Log in</a></li></ul></div><div id="main">{body}</div><div id="side"><h4>Latest posts</h4><ul>{new}</ul><p class="ad">Sponsor: Carbide tips from $12 a box</p></div><div id="foot">All times are UTC. Run by volunteers since 2009.</div></body></html>"""

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("page", 1))
        if path == "/":
            rows = "".join(
                f'<dt><a href="/b/{n}">{escape(r)}</a></dt><dd>{len(self.room(n))} threads, {sum(len(t.says) for t in self.room(n))} posts. Last: <a href="/t/{self.room(n)[0].id}">{escape(self.room(n)[0].title)}</a> by {self.person(self.room(n)[0].last.who)}, {self.when(self.room(n)[0].last.at)}</dd>'
                for n, r in enumerate(self.rooms)
            )
            return self.shell("Boards", f'<h2>Boards</h2><dl class="boards">{rows}</dl>')
        if step[0] == "b" and step[1] in ("0", "1", "2"):
            n = int(step[1])
            cut, last = self.cut(self.room(n), page, 8)
            rows = "".join(
                f'<dt>{"<span class=pin>Pinned</span> " if t.pinned else ""}<a href="/t/{t.id}">{escape(t.title)}</a>{" <span class=lock>Closed</span>" if t.locked else ""}</dt><dd>started by {self.person(t.first.who)} {self.when(t.first.at)} &ndash; {len(t.says) - 1} replies, last by {self.person(t.last.who)} {self.when(t.last.at)}</dd>'
                for t in cut
            )
            return self.shell(
                self.rooms[n],
                f'<div class="path"><a href="/">Boards</a> / {escape(self.rooms[n])}</div><h2>{escape(self.rooms[n])}</h2><dl class="threads">{rows}</dl><div class="pager">{pages(page, last, f"/b/{n}?page={{n}}", ("Newer", "Older"))}</div>',
            )
        if step[0] == "t" and (t := self.talk(step[1])):
            cut, last = self.cut(t.says, page, self.size)
            return self.shell(
                t.title,
                f'<div class="path"><a href="/">Boards</a> / <a href="/b/{t.room}">{escape(self.rooms[t.room])}</a> / {escape(t.title)}</div><h2>{escape(t.title)}</h2>{"<p class=note>This thread is closed.</p>" if t.locked else ""}<dl class="posts">{"".join(self.post(t, s) for s in cut)}</dl><div class="pager">{pages(page, last, f"/t/{t.id}?page={{n}}")}</div>',
            )
        if step[0] == "member" and step[1].isdigit() and int(step[1]) - 40 in range(len(self.folk)):
            k = int(step[1])
            rows = "".join(
                f'<dt><a href="/t/{t.id}#p{s.id}">{escape(t.title)}</a> {self.when(s.at)}</dt><dd>{escape(s.paras[0][:60])}...</dd>'
                for t, s in self.by(k)[:8]
            )
            return self.shell(
                self.folk[k - 40],
                f"<h2>{escape(self.folk[k - 40])}</h2><dl><dt>Joined</dt><dd>4 May 2017</dd><dt>Posts</dt><dd>{k * 6}</dd></dl><h3>Recent posts</h3><dl>{rows}</dl>",
            )
        if path == "/members":
            rows = "".join(f"<li>{self.person(w)} ({self.uid(w) * 6})</li>" for w in self.folk)
            return self.shell("Members", f"<h2>Members</h2><ul>{rows}</ul>")
        if path in ("/rules", "/about", "/login"):
            return self.shell(
                step[0],
                "<h2>House rules</h2><p>Be civil. No adverts outside Buying &amp; selling. Photos below 2 MB please.</p><p>The Lathe is run by Bob and Jean from a shed in Hull.</p>",
            )
        return None


class Gesuche(Site):
    """A German board of things wanted: labelled facts, a text, and offers of others below."""

    lang = "de"
    count = 32
    zone = "Europe/Berlin"
    form = "%Y-%m-%d %H:%M"
    rooms: ClassVar[tuple[str, ...]] = (
        "Behälter & Fässer",
        "Pumpen & Technik",
        "Druck & Etiketten",
    )
    threads = r"/gesuch/(\d+)"
    people = (
        "Schlosserei_Kunz",
        "Frau Ohlsen",
        "heinz_b",
        "Metallbau Lutz",
        "Petra",
        "lagerist",
        "J. Wessel",
        "Fassmann",
        "nordlicht",
        "Kaffeebude24",
    )
    towns = ("Ulm", "Kiel", "Erfurt", "Köln", "Passau")

    def facts(self, t: Talk) -> dict[str, str]:
        return {
            "Menge": f"{t.id * 25} Stück",
            "Lieferort": self.towns[t.id % 5],
            "Budget": f"{t.id * 130} EUR",
        }

    def gold(self) -> list[Gold]:
        facts = {t.id: self.facts(t) for t in self.talks}
        return [replace(g, fields=facts[g.thread]) if g.n == 1 else g for g in super().gold()]

    def firm(self, who: str) -> str:
        k = self.uid(who)
        seal = ' <span class="siegel" title="geprüft">✓ geprüft</span>' if k % 2 else ""
        return f'<a class="mitglied" href="/mitglied/{k}">{escape(who)}</a>{seal} <span class="sterne" title="Bewertung">{k % 5 + 1}/5</span>'

    def offer(self, s: Say) -> str:
        if s.dead:
            return '<div class="angebot weg"><em>Dieses Angebot wurde zurückgezogen.</em></div>'
        quote = (
            f'<blockquote class="bezug">{escape(s.quote.who)}: {escape(s.quote.paras[0])}</blockquote>'
            if s.quote
            else ""
        )
        return f'<div class="angebot" id="a{s.id}"><div class="kopf">{self.firm(s.who)} <span class="ort">{self.towns[self.uid(s.who) % 5]}</span> <span class="zeit">{self.when(s.at)} Uhr</span></div><div class="nachricht">{quote}{s.html()}</div><div class="knopf"><a href="/anmelden">Antworten</a> <a href="/anmelden">Nachricht senden</a></div></div>'

    def shell(self, title: str, body: str) -> str:
        return f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{escape(title)} – Gesuchebörse</title></head><body><header><a href="/">Gesuchebörse</a> <nav>{" ".join(f'<a href="/rubrik/{n}">{escape(r)}</a>' for n, r in enumerate(self.rooms))} <a href="/ueber">Über uns</a> <a href="/regeln">Regeln</a> <a class="cta" href="/anmelden">Gesuch aufgeben</a></nav></header><main class="wrap">{body}</main><footer>Alle Zeiten MEZ/MESZ (Europe/Berlin) · <a href="/impressum">Impressum</a></footer></body></html>"""

    def listed(self, name: str, some: list[Talk], page: int, link: str) -> str:
        cut, last = self.cut(some, page, 10)
        rows = "".join(
            f'<div class="karte"><h3><a href="/gesuch/{t.id}">{escape(t.title)}</a></h3><div class="klein">{escape(self.rooms[t.room])} · {escape(t.first.who)} · {self.when(t.first.at)} Uhr</div><div class="klein">Menge: {self.facts(t)["Menge"]} | Angebote: {len(t.says) - 1}</div></div>'
            for t in cut
        )
        return self.shell(
            name,
            f'<h1>{escape(name)}</h1><p>{len(some)} Gesuche</p>{rows}<div class="blaettern">{pages(page, last, link + "?seite={n}", ("zurück", "weiter"))}</div>',
        )

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        step, page = path.strip("/").split("/"), int(q.get("seite", 1))
        if path == "/":
            return self.listed("Aktuelle Gesuche", self.talks, page, "/")
        if step[0] == "rubrik" and step[1] in ("0", "1", "2"):
            return self.listed(self.rooms[int(step[1])], self.room(int(step[1])), page, path)
        if step[0] == "gesuch" and (t := self.talk(step[1])):
            cut, last = self.cut(t.says[1:], page, self.size)
            facts = "".join(f"<dt>{k}</dt><dd>{escape(v)}</dd>" for k, v in self.facts(t).items())
            state = "abgeschlossen" if t.locked else "offen"
            said = "".join(self.offer(s) for s in cut) or "<p>Noch keine Angebote.</p>"
            return self.shell(
                t.title,
                f'<div class="pfad"><a href="/">Start</a> &gt; <a href="/rubrik/{t.room}">{escape(self.rooms[t.room])}</a> &gt; Gesuch {t.id}</div><section class="gesuch"><h1>{escape(t.title)}</h1><div class="kopf">{self.firm(t.first.who)} <span class="zeit">{self.when(t.first.at)} Uhr</span> <span class="status">{state}</span></div><dl class="fakten">{facts}</dl><div class="beschreibung">{t.first.html()}</div></section><h2>Angebote und Antworten ({len(t.says) - 1})</h2><div class="angebote">{said}</div><div class="blaettern">{pages(page, last, f"/gesuch/{t.id}?seite={{n}}", ("zurück", "weiter"))}</div>',
            )
        if (
            step[0] == "mitglied"
            and step[1].isdigit()
            and int(step[1]) - 40 in range(len(self.folk))
        ):
            k = int(step[1])
            rows = "".join(
                f'<li><a href="/gesuch/{t.id}">{escape(t.title)}</a> ({self.when(s.at)})</li>'
                for t, s in self.by(k)[:8]
            )
            return self.shell(
                self.folk[k - 40],
                f"<h1>{escape(self.folk[k - 40])}</h1><p>{self.towns[k % 5]}, Mitglied seit 2021-06-1{k % 9}</p><h2>Aktivität</h2><ul>{rows}</ul>",
            )
        if path in ("/ueber", "/regeln", "/anmelden", "/impressum"):
            return self.shell(
                step[0].title(),
                "<h1>Regeln der Börse</h1><p>Gesuche sind kostenlos. Angebote müssen sich auf das Gesuch beziehen.</p><p>Stand: 2025-01-15</p>",
            )
        return None
