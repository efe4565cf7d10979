"""How a directory drawn by lot is built: each choice its builder makes, made apart, and the small
pieces of its pages that come of them."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import hashlib
import random
from html import escape

from phonenumbers import is_valid_number, parse

from tests.factories.class_names import class_attribute
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


class Build:
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
        return class_attribute(
            name, manner=self.classes, prefix="dir", seed=self.seed, words=CLASSES
        )

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
