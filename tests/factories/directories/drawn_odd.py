"""Directories drawn by lot with what is met now and then: boxes of advertisers that take turns and
say nothing of it, reviews, numbers behind a click, offices and people of their own, grids, names in
a row of the table, rows that offer to compare, signs in place of labels.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from html import escape

from tests.factories.directories.drawn import Drawn
from tests.factories.directories.firms import Firm

SIGNS = {
    "phone": "☎",
    "fax": "📠",
    "mobile": "📱",
    "email": "✉",
    "site": "🌐",
    "address": "📍",
    "person": "👤",
    "trade": "🏷",
}
ADVERTISERS = (
    ("Nordlicht Leasing", "nordlicht-leasing.test"),
    ("Baltic Freight Partners", "baltic-freight.test"),
    ("Quay Insurance Brokers", "quay-insurance.test"),
)
REVIEWS = (
    ("Dana W.", "Quick, honest and fairly priced, I would call them again."),
    ("joel_t", "They came an hour late but the work is fine. My number is 555 0142 for questions."),
    ("M. K.", "Good."),
)
ODD = (
    "rotating",
    "reviews",
    "click",
    "offices",
    "people",
    "grid",
    "named row",
    "tools",
    "signs",
    "joined",
    "editor",
    "social",
    "split address",
    "premium",
    "sorted",
    "upper",
)


class DrawnOdd(Drawn):
    """One directory; `seed` draws its build and what is odd about it."""

    def draw_more(self) -> None:
        self.odd = sorted(self.dice.sample(ODD, self.dice.choice((2, 3, 4))))
        if "click" in self.odd:
            self.phone_how, self.row_phone = "plain", False
            if self.tells == "list":
                self.odd.remove("click")
        if "grid" in self.odd and self.rows_in in ("table", "head table"):
            self.rows_in = "cards"
        if "people" in self.odd:
            for f in self.book.firms:
                if f.n % 2 and "email" in f.shows:
                    host = f.email.partition("@")[2]
                    f.other_emails = {f"anna.reed@{host}"}

    def phone(self, firm: Firm) -> str:
        if "click" in self.odd:
            return f'<button{self.c("reveal")} data-phone="{firm.tel}">{self.ui["more"]}</button>'
        return super().phone(firm)

    def values(self, firm: Firm) -> list[tuple[str, str]]:
        told = super().values(firm)
        if "split address" in self.odd:
            parts = "<br>".join(escape(p) for p in firm.address.split(", "))
            told = [(k, parts if k == "address" else v) for k, v in told]
        if "joined" in self.odd and self.has_fax:  # "Tel/Fax: x / y"
            fax = dict(told).get("fax", "")
            told = [
                (k, f"{v} &nbsp; {self.book.label('fax')}: {fax}" if k == "phone" and fax else v)
                for k, v in told
                if k != "fax"
            ]
        if "signs" in self.odd:
            told = [(k, f"{SIGNS[k]} {v}") for k, v in told]
        return told

    def head(self, firm: Firm) -> str:
        if "named row" in self.odd and self.shown_in in (
            "table",
            "th table",
            "dl",
            "p strong",
            "li label",
            "spans",
        ):
            return f"<{self.heading}>{self.ui['more']}</{self.heading}>"
        return super().head(firm)

    def fields(self, firm: Firm) -> str:
        if self.head(firm) == super().head(firm):
            return super().fields(firm)
        told, label = super().fields(firm), self.book.label("name")
        name = escape(firm.name, quote=False)
        row = {
            "table": f"<table><tr><td>{label}:</td><td>{name}</td></tr>", "th table": f"<table><tr><th>{label}</th><td>{name}</td></tr>",
            "dl": f"<dl><dt>{label}</dt><dd>{name}</dd>", "p strong": f"<p><strong>{label}:</strong> {name}</p>",
            "li label": f"<ul{self.c('rows')}><li><span{self.c('label')}>{label}</span> <span{self.c('value')}>{name}</span></li>",
            "spans": f"<div{self.c('row')}><div{self.c('label')}>{label}</div><div{self.c('value')}>{name}</div></div>",
        }[self.shown_in]  # fmt: skip
        opening = {
            "table": "<table>",
            "th table": "<table>",
            "dl": "<dl>",
            "li label": f"<ul{self.c('rows')}>",
        }.get(self.shown_in, "")
        return row + told.removeprefix(opening)

    def below(self, firm: Firm) -> str:
        parts = []
        rng = random.Random(f"{self.seed} below {firm.n}")
        if "offices" in self.odd and firm.n % 3 == 0 and not firm.extension:
            town = escape(self.book.country.cities[-1][0])
            firm.other_phones.add(firm.mobile)
            parts.append(f"<h4>{town}</h4><p>{self.book.label('phone')}: {firm.mobile_shown}</p>")
        for mail in sorted(firm.other_emails):
            parts.append(
                f'<div{self.c("person")}><b>Anna Reed</b> <a href="mailto:{mail}">{mail}</a></div>'
            )
        if "social" in self.odd:
            parts.append(
                f'<p><a href="https://www.facebook.com/f{firm.n}">Facebook</a> <a href="https://www.linkedin.com/company/f{firm.n}">LinkedIn</a></p>'
            )
        if "editor" in self.odd:
            parts.append(f"<p>errors@{self.book.key}.example</p>")
        if "reviews" in self.odd:
            said = [REVIEWS[k] for k in range(firm.n % 4) if k < len(REVIEWS)]
            parts += [
                f"<div{self.c('review')}><b>{who}</b> <small>2026-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}</small><p>{text}</p></div>"
                for who, text in said
            ]
        return "".join(parts)

    def row(self, firm: Firm) -> str:
        told = super().row(firm)
        if "upper" in self.odd:
            name = escape(firm.name, quote=False)
            told = told.replace(f">{name}<", f">{name.upper()}<")
        if "tools" in self.odd and not told.startswith(("<tr", "<a")):
            tools = f'<small><a href="/compare?add={firm.n}">+</a> <a href="/favourites/add/{firm.n}">♥</a></small>'
            head, _, tail = (
                told.rpartition("</")
                if told.endswith(">") and "<hr>" not in told
                else (told, "", "")
            )
            told = f"{head}{tools}</{tail}" if head and tail else told
        if "premium" in self.odd and firm.n % 9 == 0:
            told = told.replace(self.c("card"), ' class="gold top"', 1) if self.c("card") else told
        return told

    def frame(self, rows: str) -> str:
        if "grid" not in self.odd or self.rows_in in ("dl", "lines", "details"):
            return super().frame(rows)
        tag = {"ul": "</li>", "articles": "</article>", "paragraphs": "</p>"}.get(
            self.rows_in, "</div>"
        )
        cells = (
            [f"{cell}{tag}" for cell in rows.split(tag) if cell.strip()]
            if rows.count(tag) and self.rows_in in ("paragraphs", "articles")
            else []
        )
        if not cells:
            return super().frame(rows)
        lines = (
            "".join(f"<td>{cell}</td>" for cell in cells[k : k + 3])
            for k in range(0, len(cells), 3)
        )
        return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"

    def list(self, base: str, title: str, firms: list[Firm], top: str = "") -> None:
        if "sorted" in self.odd:
            top += f'<p><a href="{base}?sort=name">A-Z</a> | <a href="{base}?sort=date">★</a></p>'
        super().list(base, title, firms, top)

    def page(self, path: str, title: str, body: str, head: str = "") -> None:
        if "rotating" in self.odd:
            name, host = ADVERTISERS[len(self.book.pages) % len(ADVERTISERS)]
            body += f'<div{self.c("side")}><b>{name}</b><p>{self.book.hotline}</p><a href="http://www.{host}/">{host}</a></div>'
        super().page(path, title, body, head)
