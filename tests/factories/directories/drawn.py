"""Directories of companies whose build is drawn by lot, a site for each seed.

Each choice a builder of a small directory makes is made apart: what its lists and profiles are made
of, which of them tells what, how numbers, addresses and sites are shown and labelled, how lists
are reached and turned, what stands around. No seed is anybody's site; many of them tell how often
a new directory is read right.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import json
from html import escape
from typing import Any

from tests.factories.directories.drawn_build import Build
from tests.factories.directories.firms import Firm


class Drawn(Build):
    """One directory; `seed` draws its build, `book` holds its pages."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.write()

    def profile(self, firm: Firm) -> None:
        w, noise = self.words, self.noise
        parts = [self.head(firm)]
        if "crumbs" in noise:
            parts.insert(
                0,
                f'<p{self.c("crumbs")}><a href="/">{self.ui["home"]}</a> &gt; <a href="{self.shelf_at(firm)}">{escape(firm.trade)}</a> &gt; {escape(firm.name)}</p>',
            )
        if "logo" in noise:
            parts.append(f'<img src="/logo/{firm.n}.png" alt="{escape(firm.name)}">')
        if "rating" in noise:
            parts.append(f"<div{self.c('stars')}>★★★★☆ 4.{firm.n % 10} ({firm.n % 40})</div>")
        if "about" in noise:
            parts.append(f"<p>{escape(firm.about)}</p>")
        parts.append(self.fields(firm))
        if "products" in noise:
            items = "".join(
                f"<li>{escape(t)} {n}</li>" for n, t in enumerate(self.book.country.trades[:3], 1)
            )
            parts.append(f"<h4>{w['products']}</h4><ul>{items}</ul>")
        if "hours" in noise:
            parts.append(
                f"<h4>{w['hours']}</h4><table><tr><td>1-5</td><td>8:00 - 17:30</td></tr><tr><td>6-7</td><td>{w['closed']}</td></tr></table>"
            )
        if "map" in noise:
            parts.append(
                f'<a href="https://maps.example.org/?q={firm.n}.5,{firm.n}.7">{w["map"]}</a>'
            )
        if "form" in noise:
            parts.append(
                f'<form action="/enquiry/{firm.n}" method="post"><input name="email"><textarea name="text"></textarea><button>{w["send"]}</button></form>'
            )
        if "similar" in noise:
            near = [o for o in self.book.firms if o.trade == firm.trade and o is not firm][:4]
            items = "".join(f'<li><a href="{self.at(o)}">{escape(o.name)}</a></li>' for o in near)
            parts.append(
                f"<div{self.c('box')}><h4>{w['similar']}</h4><ul>{items}</ul></div>" if near else ""
            )
        parts.append(self.below(firm))
        tools = [w[name] for name in ("share", "claim") if name in noise]
        if "print" in noise:
            tools.append(w["print"])
        parts.append(
            " | ".join(
                f'<a href="/tool/{n}?id={firm.n}" rel="nofollow">{t}</a>'
                for n, t in enumerate(tools)
            )
        )
        body, head = "".join(parts), ""
        if self.markup == "json":
            head = f'<script type="application/ld+json">{json.dumps(self.told(firm), ensure_ascii=False)}</script>'
        if self.markup == "micro":
            body = f'<div itemscope itemtype="https://schema.org/LocalBusiness"><meta itemprop="name" content="{escape(firm.name)}">{body}</div>'
        else:
            body = f"<div{self.c('card')}>{body}</div>"
        self.page(self.at(firm), escape(firm.name), body, head)

    def below(self, firm: Firm) -> str:
        """What stands below all that a profile tells of its company."""
        return ""

    def told(self, firm: Firm) -> dict[str, Any]:
        """A company as schema.org has it; not each field."""
        return {
            "@context": "https://schema.org",
            "@type": "LocalBusiness",
            "name": firm.name,
            "telephone": firm.phone_shown,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": firm.street,
                "addressLocality": firm.city,
            },
        }

    # lists

    def row(self, firm: Firm) -> str:
        """A company in a list."""
        name, at = escape(firm.name, quote=False), self.at(firm)
        link = f'<a href="{at}"{self.c("name")}>{name}</a>'
        more = f'<a href="{at}">{self.ui["more"]}</a>' if self.link_by in ("more", "both") else ""
        if self.tells == "list":
            link, more = f"<span{self.c('name')}>{name}</span>", ""
        elif self.link_by == "more":
            link = f"<b>{name}</b>"
        how = self.rows_in
        town, trade = escape(firm.city), escape(firm.trade)
        pairs = (
            self.values(firm)
            if self.tells == "list"
            else [("phone", self.phone(firm))]
            if self.row_phone
            else []
        )
        said = [f"{self.book.label(k)}: {v}" for k, v in pairs]
        if how in ("table", "head table"):
            cells = [link, town, *([trade] if self.tells != "list" else [])]
            given = dict(pairs)
            if self.tells == "list":
                cells += [given.get(k, "") for k in ("address", "phone", "email", "site")]
            elif self.row_phone:
                cells.append(given["phone"])
            return (
                "<tr>"
                + "".join(f"<td>{x}</td>" for x in (*cells, *([more] if more else [])))
                + "</tr>"
            )
        if how == "ul":
            return f"<li{self.c('row')}>{link} <small>{town}</small>{''.join(f'<div>{x}</div>' for x in said)} {more}</li>"
        if how == "dl":
            return (
                f"<dt>{link}</dt><dd>{trade}, {town}{''.join(f'<br>{x}' for x in said)} {more}</dd>"
            )
        if how == "lines":
            return f"{link} - {town}{''.join(f'<br>{x}' for x in said)} {more}<hr>"
        if how == "paragraphs":
            return f"<p><b>{link}</b><br>{trade}<br>{town}{''.join(f'<br>{x}' for x in said)} {more}</p>"
        if how == "details" and self.tells == "list":
            return f"<details><summary>{name}</summary>{''.join(f'<p>{x}</p>' for x in said)}</details>"
        tag = "article" if how == "articles" else "div"
        title = f"<h3>{link}</h3>"
        if self.link_by == "card" and self.tells != "list":
            return f'<a href="{at}"{self.c("card")}><{tag}><h3>{name}</h3><p>{trade}, {town}</p>{"".join(f"<p>{escape(firm.phone_shown)}</p>" if self.row_phone else "")}</{tag}></a>'
        return f"<{tag}{self.c('card')}>{title}<p>{trade}, {town}</p>{''.join(f'<p>{x}</p>' for x in said)}{more}</{tag}>"

    def frame(self, rows: str) -> str:
        """Rows in what holds them."""
        book = self.book
        if self.rows_in == "head table":
            heads = [
                book.label("name"),
                book.label("address"),
                *([book.label("trade")] if self.tells != "list" else []),
            ]
            if self.tells == "list":
                heads += [book.label(k) for k in ("address", "phone", "email", "site")]
            elif self.row_phone:
                heads.append(book.label("phone"))
            if self.tells != "list" and self.link_by in ("more", "both"):
                heads.append("")
            return f"<table{self.c('rows')}><tr>{''.join(f'<th>{x}</th>' for x in heads)}</tr>{rows}</table>"
        tag = {"table": "table", "ul": "ul", "dl": "dl"}.get(self.rows_in, "div")
        return f"<{tag}{self.c('rows')}>{rows}</{tag}>"

    def turn(self, base: str, n: int) -> str:
        if n == 1:
            return base
        if self.turns == "/page/":
            return f"{base.rstrip('/')}/page/{n}"
        if self.turns == "-{n}.html":
            return f"{base.rstrip('/').removesuffix('.html') or '/list'}-{n}.html"
        value = (n - 1) * self.size if self.turns == "?start=" else n
        return f"{base}{self.turns}{value}"

    def list(self, base: str, title: str, firms: list[Firm], top: str = "") -> None:
        last = max(1, -(-len(firms) // self.size))
        for n in range(1, last + 1):
            rows = "".join(self.row(f) for f in firms[(n - 1) * self.size : n * self.size])
            links = []
            if self.turn_how in ("numbers", "both"):
                links = [
                    f'<a href="{self.turn(base, m)}">{m}</a>' if m != n else f"<b>{m}</b>"
                    for m in range(1, last + 1)
                ]
            if self.turn_how != "numbers" and n > 1:
                links.insert(0, f'<a href="{self.turn(base, n - 1)}">«</a>')
            if self.turn_how != "numbers" and n < last:
                links.append(
                    f'<a href="{self.turn(base, n + 1)}">{"»" if self.turn_how == "arrow" else self.ui["next"]}</a>'
                )
            pager = f"<div{self.c('pager')}>{' '.join(links)}</div>" if last > 1 else ""
            count = (
                f"<p>{self.words['count'].format(n=len(firms))}</p>"
                if "count" in self.around
                else ""
            )
            self.page(
                self.turn(base, n),
                title if n == 1 else f"{title} {n}",
                f"<h1>{title}</h1>{top if n == 1 else ''}{count}{self.frame(rows)}{pager}",
            )

    def shelf_at(self, firm: Firm) -> str:
        """The list that a company's trade is found in."""
        if "trades" not in self.by:
            return "/"
        return f"/category/{sorted(self.book.trades()).index(firm.trade) + 1}"

    def shelves(self) -> list[tuple[str, str, list[Firm]]]:
        """The lists: address, title and companies."""
        book, found = self.book, []
        if "trades" in self.by:
            found += [
                (f"/category/{n}", self.words["found"].format(x=escape(t)), fs)
                for n, (t, fs) in enumerate(sorted(book.trades().items()), 1)
            ]
        if "towns" in self.by:
            found += [
                (f"/town/{n}", self.words["found"].format(x=escape(t)), fs)
                for n, (t, fs) in enumerate(sorted(book.by(lambda f: f.city).items()), 1)
            ]
        if self.by == "letters":
            found = [(f"/letter/{t}", t, fs) for t, fs in sorted(book.letters().items())]
        return found

    def page(self, path: str, title: str, body: str, head: str = "") -> None:
        extra, w = "", self.words
        if "sponsor" in self.around:
            extra += f'<div{self.c("side")}><h4>{w["advert"]}</h4><p><b>Hafen Finance Group</b></p><p>{self.book.hotline}</p><p><a href="http://www.hafen-finance.test/">www.hafen-finance.test</a></p></div>'
        if "news" in self.around:
            extra += (
                f"<div{self.c('news')}><h4>{w['news']}</h4><ul>"
                + "".join(f'<li><a href="/news/{n}">2026-10-{n + 10}</a></li>' for n in range(1, 4))
                + "</ul></div>"
            )
        if "hotline" in self.around:
            extra += f"<p>{self.ui['hotline']}: {self.book.hotline}</p>"
        if "search" in self.around:
            trades = "".join(f"<option>{escape(t)}</option>" for t in self.book.country.trades)
            extra += (
                f'<form action="/find"><select name="t">{trades}</select><button>OK</button></form>'
            )
        if "cookie" in self.around:
            extra += '<div id="cookies">Cookies? <button>OK</button></div>'
        if "side menu" in self.around:
            extra += (
                "<ul>"
                + "".join(f'<li><a href="{at}">{t}</a></li>' for at, t, _ in self.shelves()[:8])
                + "</ul>"
            )
        self.book.add(path, title, body, head=head, extra=extra)

    def write(self) -> None:
        """All pages."""
        book = self.book
        if self.tells != "list":
            for firm in book.firms:
                self.profile(firm)
        shelves = self.shelves()
        for at, title, firms in shelves:
            self.list(at, title, firms)
        menu = "".join(f'<li><a href="{at}">{t}</a> ({len(fs)})</li>' for at, t, fs in shelves)
        if self.by == "none":
            self.list("/", self.ui["members"], book.firms)
        else:
            featured = ""
            if "featured" in self.around:
                featured = f"<h2>{self.ui['members']}</h2>" + self.frame(
                    "".join(self.row(f) for f in book.firms[:4])
                )
            self.page("/", self.ui["all"], f"<h1>{self.ui['all']}</h1><ul>{menu}</ul>{featured}")
        if "news" in self.around:
            for n in range(1, 4):
                self.page(
                    f"/news/{n}",
                    f"{self.words['news']} {n}",
                    f"<h1>{self.words['news']} {n}</h1><p>2026-10-{n + 10}</p><p>{book.ui['members']} {n}.</p>",
                )
        book.finish()
