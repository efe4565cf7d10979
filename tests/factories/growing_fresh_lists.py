"""Four of the sites of `growing_fresh.py` that are no forums: questions, firms, a blog, notices."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import re
from datetime import UTC, datetime

from tests.factories.growing_fresh import (
    GOODS,
    PLACES,
    CountedForum,
    Fresh,
    Talk,
    TitlesOnly,
    stamp,
)


class PlainQuestions(Fresh):
    """Questions, the newest first, with no word of how many have answered; tags beside; times that
    count from now."""

    many = 90
    answers_shown = False

    def ago(self, at: datetime) -> str:
        hours = int((datetime.now(UTC) - at).total_seconds() // 3600)
        return (
            "just now"
            if hours < 1
            else f"{hours} hours ago"
            if hours < 48
            else f"{hours // 24} days ago"
        )

    def wrap(self, title: str, body: str) -> str:
        tags = "".join(
            f"<a class='tag' href='/tagged/{s.lower()}'>{s.lower()}</a> " for s in self.shelves
        )
        return f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><div id='top'><a href='/'>AskTrade</a> <a href='/ask'>Ask a question</a></div><div id='content'>{body}</div><div id='side'><h3>Tags</h3>{tags}</div></body></html>"

    def page(self, path: str, query: dict[str, str]) -> str | None:
        hit = re.fullmatch(r"/tagged/(\w+)", path)
        if path == "/" or hit:
            names = [s.lower() for s in self.shelves]
            if hit and hit[1] not in names:
                return None
            ours = [t for t in reversed(self.talks) if not hit or t.shelf == names.index(hit[1])]
            shown, pager = self.cut(ours, query, path)
            rows = "".join(
                f"<div class='question'><h3><a href='/q/{t.no}/{re.sub('[^a-z]+', '-', t.name.lower())[:30]}'>{t.name}</a></h3><p class='meta'>asked {self.ago(t.began)} by {t.said[0][0]} in <a href='/tagged/{names[t.shelf]}'>{names[t.shelf]}</a></p></div>"
                for t in shown
            )
            return self.wrap(
                "Questions",
                f"<h1>{'Questions' if not hit else 'Tagged ' + hit[1]}</h1>{rows}{pager}",
            )
        if path == "/ask":
            return self.wrap(
                "Ask",
                "<h1>Ask</h1><form method='post'><input name='title'><textarea name='body'></textarea></form>",
            )
        talk = self.find(path, r"/q/(\d+)/.*")
        if talk is None:
            return None
        who, at, text = talk.said[0]
        answers = "".join(
            f"<div class='answer'><p>{s}</p><p class='meta'>answered {self.ago(a)} by {w}</p></div>"
            for w, a, s in talk.said[1:]
        )
        return self.wrap(
            talk.name,
            f"<h1>{talk.name}</h1><div class='qbody'><p>{text}</p><p class='meta'>asked {self.ago(at)} by {who}</p></div><h2>Answers</h2>{answers or '<p>No answers yet.</p>'}",
        )


class LetterDirectory(Fresh):
    """Firms letter by letter, a page for each; each page shows its neighbours with their numbers."""

    many = 130
    answered = (0,)

    def begin(self, at: datetime, shelf: int) -> Talk:
        talk = super().begin(at, shelf)
        start = self.dice.choice("ABCDEFGHKLMNPRSTVW") + self.dice.choice(
            ("ander", "elmo", "ortis", "ullen", "avio", "irkan")
        )
        talk.name = f"{start} {talk.no} {self.dice.choice(GOODS).split()[-1].capitalize()} {self.dice.choice(('Ltd', 'GmbH', 'BV', 'SpA'))}"
        return talk

    def records(self) -> int:
        return len(self.talks)

    def grow(self) -> int:
        """Five new firms."""
        for k in range(5):
            self.begin(self.now, k % len(self.shelves))
        return 5

    def phone(self, t: Talk) -> str:
        return f"+44 116 {2000000 + t.no * 37}"

    def wrap(self, title: str, body: str) -> str:
        letters = " ".join(f"<a href='/az/{c}'>{c}</a>" for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return f"<!doctype html><html lang='en'><head><title>{title}</title></head><body><nav>{letters}</nav>{body}<footer><a href='/imprint'>Imprint</a></footer></body></html>"

    def page(self, path: str, query: dict[str, str]) -> str | None:
        ordered = sorted(self.talks, key=lambda t: t.name)
        if path == "/":
            return self.wrap(
                "Trade register",
                f"<h1>Trade register</h1><p>{len(ordered)} firms from A to Z. Choose a letter.</p>",
            )
        if path == "/imprint":
            return self.wrap(
                "Imprint", "<h1>Imprint</h1><p>Register Press, 4 Mill Lane, Leicester LE1 3AB</p>"
            )
        if hit := re.fullmatch(r"/az/([A-Z])", path):
            ours = [t for t in ordered if t.name[0] == hit[1]]
            rows = "".join(
                f"<li><a href='/firm/{t.no}'>{t.name}</a>, {PLACES[t.no % 10]}</li>" for t in ours
            )
            return self.wrap(
                hit[1],
                f"<h1>Firms: {hit[1]}</h1>" + (f"<ul>{rows}</ul>" if rows else "<p>None.</p>"),
            )
        talk = self.find(path, r"/firm/(\d+)")
        if talk is None:
            return None
        k = ordered.index(talk)
        near = "".join(
            f"<div class='near'><a href='/firm/{o.no}'>{o.name}</a> <span>{PLACES[o.no % 10]}</span> <span>{self.phone(o)}</span></div>"
            for o in (ordered * 2)[k + 1 : k + 5]
        )
        slug = re.sub("[^a-z0-9]", "", talk.name.lower())
        return self.wrap(
            talk.name,
            f"<h1>{talk.name}</h1><dl><dt>Trade</dt><dd>{self.shelves[talk.shelf]}</dd><dt>Address</dt><dd>{talk.no} Station Road, {PLACES[talk.no % 10]}</dd><dt>Phone</dt><dd>{self.phone(talk)}</dd><dt>E-mail</dt><dd><a href='mailto:office@{slug}.example'>office@{slug}.example</a></dd><dt>Web</dt><dd><a href='https://www.{slug}.example/'>www.{slug}.example</a></dd></dl><p>{talk.said[0][2]}</p><section><h2>Firms nearby</h2>{near}</section>",
        )


class CountedBlog(Fresh):
    """A blog whose pages show how an article begins and how many have commented."""

    many = 60
    rows = 8
    answered = (0, 1, 2, 3)

    def wrap(self, title: str, body: str) -> str:
        months = sorted({f"{t.began:%Y/%m}" for t in self.talks}, reverse=True)
        side = "".join(f"<li><a href='/{m}/'>{m}</a></li>" for m in months)
        cats = "".join(f"<li><a href='/category/{s.lower()}/'>{s}</a></li>" for s in self.shelves)
        return f"<!doctype html><html><head><title>{title}</title></head><body><div class='site-title'><a href='/'>The Purchasing Desk</a></div><div class='content'>{body}</div><div class='sidebar'><h3>Archive</h3><ul>{side}</ul><h3>Categories</h3><ul>{cats}</ul></div></body></html>"

    def teaser(self, t: Talk) -> str:
        many = len(t.said) - 1
        told = "No comments" if not many else f"{many} comment{'s' * (many > 1)}"
        return f"<article><h2><a href='{self.place(t)}'>{t.name}</a></h2><p class='by'>{stamp(t.began)} by {t.said[0][0]}</p><p>{t.said[0][2][:60]}...</p><p><a href='{self.place(t)}#comments'>{told}</a></p></article>"

    def place(self, t: Talk) -> str:
        return f"/{t.began:%Y/%m}/article-{t.no}.html"

    def page(self, path: str, query: dict[str, str]) -> str | None:
        newest = sorted(self.talks, key=lambda t: t.began, reverse=True)
        if month := re.fullmatch(r"/(\d{4}/\d\d)/", path):
            newest = [t for t in newest if f"{t.began:%Y/%m}" == month[1]]
        elif shelf := re.fullmatch(r"/category/(\w+)/", path):
            newest = [t for t in newest if self.shelves[t.shelf].lower() == shelf[1]]
        elif path != "/":
            talk = self.find(path, r"/\d{4}/\d\d/article-(\d+)\.html")
            if talk is None:
                return None
            who, at, text = talk.said[0]
            below = "".join(
                f"<li id='c{talk.no}-{k}'><cite>{w}</cite> <time>{stamp(a)}</time><p>{s}</p></li>"
                for k, (w, a, s) in enumerate(talk.said[1:])
            )
            return self.wrap(
                talk.name,
                f"<article><h1>{talk.name}</h1><p class='by'>{stamp(at)} by {who}</p><p>{text}</p><p>{'More of this in the next number. ' * 6}</p></article><div id='comments'><h3>{len(talk.said) - 1} comments</h3><ol>{below}</ol></div>",
            )
        if not newest:
            return None
        shown, pager = self.cut(newest, query, path)
        return self.wrap("The Purchasing Desk", "".join(self.teaser(t) for t in shown) + pager)


class NewestTrades(Fresh):
    """Held back. Wants and offers, the newest first, in a table; each on a page of its own."""

    many = 150
    answers_shown = False
    answered = (0,)
    rows = 25

    def wrap(self, title: str, body: str) -> str:
        return f"<html><head><title>{title} | TradePost</title></head><body><table width='100%'><tr><td><a href='/'>TradePost</a></td><td><a href='/list'>All notices</a></td><td><a href='/buy'>Buying</a></td><td><a href='/sell'>Selling</a></td></tr></table>{body}<hr>{self.dice.randrange(1000, 90000)} visits today</body></html>"

    def page(self, path: str, query: dict[str, str]) -> str | None:
        every = list(reversed(self.talks))
        kinds = {
            "/list": every,
            "/buy": [t for t in every if t.no % 2],
            "/sell": [t for t in every if not t.no % 2],
        }
        if path == "/":
            rows = "".join(f"<li><a href='/notice?id={t.no}'>{t.name}</a></li>" for t in every[:8])
            return self.wrap("Welcome", f"<h1>Latest notices</h1><ul>{rows}</ul>")
        if path in kinds:
            shown, pager = self.cut(kinds[path], query, path)
            rows = "".join(
                f"<tr><td>{stamp(t.began)}</td><td>{'Buy' if t.no % 2 else 'Sell'}</td><td><a href='/notice?id={t.no}'>{t.name}</a></td><td>{PLACES[t.no % 10]}</td></tr>"
                for t in shown
            )
            return self.wrap(
                "Notices",
                f"<h1>Notices</h1><table border=1><tr><th>Date</th><th>Kind</th><th>Notice</th><th>Town</th></tr>{rows}</table>{pager}",
            )
        talk = self.find("/" + query.get("id", ""), r"/(\d+)") if path == "/notice" else None
        if talk is None:
            return None
        who, at, text = talk.said[0]
        return self.wrap(
            talk.name,
            f"<h1>{talk.name}</h1><table><tr><td>Kind</td><td>{'Buy' if talk.no % 2 else 'Sell'}</td></tr><tr><td>Posted</td><td>{stamp(at)}</td></tr><tr><td>By</td><td>{who}</td></tr><tr><td>Town</td><td>{PLACES[talk.no % 10]}</td></tr></table><p>{text}</p>",
        )


FRESH = (CountedForum, PlainQuestions, LetterDirectory, CountedBlog)
FRESH_HELD = (NewestTrades, TitlesOnly)
