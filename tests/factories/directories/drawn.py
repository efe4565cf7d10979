"""Directories of companies whose build is drawn by lot, a site for each seed.

Each choice a builder of a small directory makes is made apart: what its lists and profiles are made
of, which of them tells what, how numbers, addresses and sites are shown and labelled, how lists
are reached and turned, what stands around. No seed is anybody's site; many of them tell how often
a new directory is read right.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import hashlib
import json
import random
from html import escape
from typing import Any

from phonenumbers import is_valid_number, parse

from tests.factories.directories import countries as c
from tests.factories.directories import lands
from tests.factories.directories.afternoon import slug
from tests.factories.directories.book import Book
from tests.factories.directories.drawn_words import extra_of
from tests.factories.directories.firms import Firm, email_html, number, shown, site_html

COUNTRIES = (
    c.US, c.US, lands.US_TRADE, c.GB, lands.GB_TRADE, c.IN, c.HK, c.DE, lands.DE_TRADE, c.FR, c.IT, c.MX, c.BR, c.RU,
    c.CN, c.CN, lands.CN_SHORT, c.TW, c.JP, c.KR,
)  # fmt: skip
CLASSES = {
    "tailwind": {"row": "py-4 px-6 border-b flex", "card": "rounded-lg bg-white shadow p-4", "name": "font-semibold text-lg", "label": "text-gray-500 w-32", "value": "text-gray-900", "box": "bg-gray-50 p-4", "pager": "flex space-x-2"},
    "bootstrap": {"row": "list-group-item", "card": "card mb-3", "name": "card-title h5", "label": "col-sm-3 text-muted", "value": "col-sm-9", "box": "panel panel-default", "pager": "pagination", "rows": "list-group"},
}  # fmt: skip


class Drawn:
    """One directory; `seed` draws its build, `book` holds its pages."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.dice = dice = random.Random(f"directory {seed}")
        pick = dice.choice
        country = pick(COUNTRIES)
        western = country.lang.split("-")[0] in ("en", "de", "fr", "it", "es", "pt")
        charset = "utf-8"
        if country is c.CN and dice.random() < 0.4:
            charset = "gbk"
        elif country.lang in ("de", "fr", "it") and dice.random() < 0.3:
            charset = "iso-8859-1"
        self.tells = pick(("profile", "profile", "both", "both", "list"))
        self.rows_in = pick(
            (
                "table",
                "head table",
                "cards",
                "ul",
                "dl",
                "articles",
                "lines",
                "paragraphs",
                "details",
            )
        )
        if self.tells == "list" and self.rows_in in ("table",):
            self.rows_in = "cards"
        self.shown_in = pick(
            (
                "table",
                "th table",
                "dl",
                "p strong",
                "p plain",
                "li label",
                "spans",
                "icons",
                "bare",
                "h5",
                "br lines",
            )
        )
        self.row_phone = self.tells != "profile" or dice.random() < 0.4
        self.mail_ways = pick(
            (
                "mailto",
                "plain",
                "mailto plain",
                "at",
                "both",
                "entities",
                "cf",
                "words",
                "round mailto",
                "mailto-hidden",
                "plain comment",
                "nospam mailto",
            )
        )
        self.site_ways = pick(("link", "link", "text", "button", "go", "opaque", "link text"))
        self.phone_how = pick(("plain", "plain", "tel", "tel", "tel icon", "bold"))
        self.has_fax, self.has_mobile, self.has_person = (
            dice.random() < p for p in (0.5, 0.3, 0.5)
        )
        self.classes = pick(("plain", "plain", "hashed", "none", "bem", "tailwind", "bootstrap"))
        self.heading = pick(("h1", "h1", "h1", "h2", "h3", "div"))
        self.by = pick(("trades", "trades", "towns", "letters", "none", "trades towns"))
        if self.by == "letters" and not western:
            self.by = "towns"
        self.turns = pick(("?page=", "/page/", "?p=", "?start=", "-{n}.html"))
        self.turn_how = pick(("numbers", "next", "both", "arrow"))
        self.scheme = pick(
            (
                "/company/{id}",
                "/company/{slug}",
                "/{slug}-{id}.html",
                "/firm.php?id={id}",
                "/biz/{town}/{slug}",
                "/c/{hash}",
                "/profile/{id}-{slug}",
                "/{slug}",
            )
        )
        self.markup = pick(("none", "none", "none", "json", "micro"))
        self.size = pick((8, 10, 12, 20, 50))
        self.noise = {
            name
            for name in (
                "hours",
                "similar",
                "print",
                "founded",
                "staff",
                "register",
                "products",
                "form",
                "verified",
                "map",
                "share",
                "claim",
                "crumbs",
                "rating",
                "about",
                "logo",
            )
            if dice.random() < 0.35
        }
        self.around = {
            name
            for name in (
                "sponsor",
                "news",
                "count",
                "search",
                "cookie",
                "featured",
                "hotline",
                "side menu",
            )
            if dice.random() < 0.4
        }
        self.link_by = pick(("name", "name", "name", "more", "both", "card"))
        self.book = Book(
            f"drawn{seed}",
            country,
            random.Random(f"firms {seed}"),
            count=pick((24, 36, 48, 60)),
            charset=charset,
            header_charset=dice.random() < 0.6,
            plain_chrome=dice.random() < 0.4,
        )
        self.words = extra_of(country.lang)
        self.odd: list[str] = []
        self.ui = self.book.ui
        seen: dict[str, Firm] = {}
        for firm in self.book.firms:  # no two of one name
            while firm.name in seen:
                firm.name += f" {self.dice.choice('NSOW')}{firm.n}"
            seen[firm.name] = firm
        for firm in self.book.firms:
            while not is_valid_number(parse(firm.phone)):
                firm.phone = number(country.region, self.book.rng)
                firm.phone_shown = shown(firm.phone, self.book.rng, firm.extension)
        if dice.random() < 0.5:
            for firm in self.book.firms:
                firm.phone_shown, firm.extension = shown(firm.phone, self.book.rng, ""), ""
        self.draw_more()
        self.write()

    def draw_more(self) -> None:
        """Choices of a kind of directories that is met now and then."""

    @property
    def build(self) -> str:
        """The choices that were drawn, for a reader."""
        names = (
            "tells",
            "rows_in",
            "shown_in",
            "row_phone",
            "mail_ways",
            "site_ways",
            "phone_how",
            "classes",
            "heading",
            "by",
            "turns",
            "turn_how",
            "scheme",
            "markup",
            "size",
            "link_by",
            "noise",
            "around",
            "odd",
        )
        return f"lang={self.book.country.lang} {self.book.charset} " + " ".join(
            f"{n}={sorted(x) if isinstance(x := getattr(self, n), set) else x}" for n in names
        )

    # small pieces

    def c(self, name: str) -> str:
        """A class attribute, as this builder calls things."""
        if self.classes == "none":
            return ""
        if self.classes == "hashed":
            name = f"css-{hashlib.sha1(f'{self.seed}{name}'.encode()).hexdigest()[:6]}"
        elif self.classes == "bem":
            name = f"dir__{name}"
        elif self.classes in CLASSES:
            name = CLASSES[self.classes].get(name, "")
        return f' class="{name}"' if name else ""

    def at(self, firm: Firm) -> str:
        """A profile's address."""
        return self.scheme.format(
            id=1000 + firm.n * 7,
            slug=slug(firm.name) or f"f{firm.n}",
            town=slug(firm.city) or f"t{len(firm.city)}",
            hash=hashlib.md5(firm.name.encode()).hexdigest()[:10],
        )

    def phone(self, firm: Firm) -> str:
        shown = escape(firm.phone_shown)
        if self.phone_how.startswith("tel"):
            icon = '<i class="icon-phone"></i> ' if "icon" in self.phone_how else ""
            return f'{icon}<a href="tel:{firm.tel}">{shown}</a>'
        return f"<b>{shown}</b>" if self.phone_how == "bold" else shown

    def values(self, firm: Firm) -> list[tuple[str, str]]:
        """What a profile tells of a company: keys of labels, and HTML."""
        rng = random.Random(f"{self.seed} {firm.n}")
        told = [
            ("address", escape(firm.address)), ("phone", self.phone(firm)),
            ("fax", firm.fax_shown if self.has_fax else ""),
            ("mobile", firm.mobile_shown if self.has_mobile and firm.n % 3 == 0 else ""),
            ("email", email_html(firm, rng, self.mail_ways)), ("site", site_html(firm, rng, self.site_ways)),
            ("person", escape(firm.person) if self.has_person else ""), ("trade", escape(firm.trade)),
        ]  # fmt: skip
        if self.dice_of("order") % 2:
            told = [told[7], told[0], told[6], *told[1:6]]
        return [(key, value) for key, value in told if value]

    def dice_of(self, what: str) -> int:
        """A number of this builder's for a choice made while pages are written."""
        return random.Random(f"{self.seed} {what}").randint(0, 999)

    def more(self, firm: Firm) -> list[tuple[str, str]]:
        """Fields that are no contact: their labels, and values."""
        w = self.words
        told = {
            "founded": f"{1960 + firm.n}",
            "staff": f"{firm.n * 3}-{firm.n * 5}",
            "register": f"{700000000 + firm.n * 7919}",
        }
        return [(w[key], value) for key, value in told.items() if key in self.noise]

    # profiles

    def fields(self, firm: Firm) -> str:
        """The contact data of a company, as this builder shows it."""
        pairs = [(self.book.label(key), value, key) for key, value in self.values(firm)]
        pairs += [(label, value, "more") for label, value in self.more(firm)]
        how = self.shown_in
        if how in ("table", "th table"):
            head = "th" if how == "th table" else "td"
            rows = "".join(
                f"<tr><{head}{self.c('label')}>{a}{'' if head == 'th' else ':'}</{head}><td{self.c('value')}>{b}</td></tr>"
                for a, b, _ in pairs
            )
            return f"<table>{rows}</table>"
        if how == "dl":
            return "<dl>" + "".join(f"<dt>{a}</dt><dd>{b}</dd>" for a, b, _ in pairs) + "</dl>"
        if how == "p strong":
            return "".join(f"<p><strong>{a}:</strong> {b}</p>" for a, b, _ in pairs)
        if how == "p plain":
            return "".join(f"<p>{a}: {b}</p>" for a, b, _ in pairs)
        if how == "li label":
            return (
                f"<ul{self.c('rows')}>"
                + "".join(
                    f"<li><span{self.c('label')}>{a}</span> <span{self.c('value')}>{b}</span></li>"
                    for a, b, _ in pairs
                )
                + "</ul>"
            )
        if how == "spans":
            return "".join(
                f"<div{self.c('row')}><div{self.c('label')}>{a}</div><div{self.c('value')}>{b}</div></div>"
                for a, b, _ in pairs
            )
        if how == "h5":
            return "".join(f"<h5>{a}</h5><p>{b}</p>" for a, b, _ in pairs)
        if how == "br lines":
            return (
                f"<div{self.c('box')}>" + "<br>".join(f"{a}: {b}" for a, b, _ in pairs) + "</div>"
            )
        if how == "icons":
            icon = {
                "phone": "phone",
                "email": "envelope",
                "site": "globe",
                "address": "map-marker",
                "fax": "print",
                "mobile": "mobile",
                "person": "user",
                "trade": "tag",
            }
            return "".join(
                f'<p><i class="fa fa-{icon.get(k, "info")}"></i> {b if k != "more" else f"{a}: {b}"}</p>'
                for a, b, k in pairs
            )
        fax = {"fax", "mobile"}
        return f"<address>{'<br>'.join(f'{a}: {b}' if k in fax or k == 'more' else b for a, b, k in pairs)}</address>"

    def head(self, firm: Firm) -> str:
        name = escape(firm.name, quote=False)
        tick = (
            f" <span{self.c('badge')}>{self.words['verified']}</span>"
            if "verified" in self.noise and firm.n % 2
            else ""
        )
        return f"<{self.heading}{self.c('name')}>{name}</{self.heading}>{tick}"

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
