"""The pages of an invented directory: what stands on every page of it, lists, paging."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from tests.factories.directories.firms import Country, Firm, make_firms, number, shown
from tests.factories.directories.rows import fill_each, sheets


@dataclass
class Book:
    """One directory: its pages by address, its companies, and its own contact data."""

    key: str
    country: Country
    rng: random.Random
    count: int = 48
    charset: str = "utf-8"
    header_charset: bool = True
    firms: list[Firm] = field(default_factory=list)
    pages: dict[str, bytes] = field(default_factory=dict)
    paid: int = 0  # requests a careful reader needs beside one for each page of companies
    plain_chrome: bool = False  # no header, footer, nav elements: tables and divs only
    shell: str = ""  # what stands on all its pages instead, around `{title}`, `{head}` and `{body}`

    def __post_init__(self) -> None:
        self.firms = make_firms(self.country, self.count, self.rng)
        self.hotline = shown(number(self.country.region, self.rng), self.rng, "")
        self.webmaster = f"service@{self.key.replace('_', '')}.example"

    def label(self, key: str, n: int = 0) -> str:
        """What this directory calls a field: one word for the whole directory."""
        words = self.country.labels[key]
        return words[(len(self.key) + n) % len(words)]

    def labelled(self, row: str, given: Iterable[tuple[str, str]]) -> str:
        """A row for each field with a value, called what this directory calls it."""
        return fill_each(row, ((self.label(key), value) for key, value in given))

    @property
    def label_of_charset(self) -> str:
        """The charset as pages name it."""
        return {"cp874": "windows-874"}.get(self.charset, self.charset)

    @property
    def ui(self) -> dict[str, str]:
        """Words of the menus."""
        return self.country.ui

    def add(self, path: str, title: str, body: str, *, head: str = "", extra: str = "") -> None:
        """One page with the directory's own head, menu, search and foot."""
        if self.shell:
            self.raw(path, self.shell.format(title=title, head=head, body=body, book=self))
            return
        ui = self.ui
        menu = "".join(
            f'<li><a href="{href}">{text}</a></li>'
            for href, text in (
                ("/", ui["home"]), ("/about.html", ui["about"]), ("/contact-us.html", ui["contact"]),
                ("/login", ui["login"]), ("/add-company", ui["add"]),
            )
        )  # fmt: skip
        foot = (
            f"<p>{ui['hotline']}: {self.hotline} &nbsp; E-mail: {self.webmaster}</p>"
            f"<p>&copy; 2026 {self.key.replace('_', ' ').title()}"
            + (" 版权所有 苏ICP备12345678号-1" if self.country.lang == "zh-CN" else "") + "</p>"
        )  # fmt: skip
        search = '<form action="/search"><input name="q"><button>OK</button></form>'
        if self.plain_chrome:
            shell = (
                f'<div class="t1"><ul>{menu}</ul>{search}</div><div class="wrap">{body}</div>'
                f'{extra}<div class="b2">{foot}</div>'
            )
        else:
            shell = (
                f"<header><a href='/'>Logo</a><nav><ul>{menu}</ul></nav>{search}</header>"
                f"<main>{body}</main>{extra}<footer>{foot}</footer>"
            )
        text = (
            f'<!doctype html><html lang="{self.country.lang}"><head><meta charset="{self.label_of_charset}">'
            f"<title>{title} - {self.key.replace('_', ' ').title()}</title>{head}</head>"
            f"<body>{shell}</body></html>"
        )
        self.pages[path] = text.encode(self.charset, "xmlcharrefreplace")

    def raw(self, path: str, text: str) -> None:
        """One page exactly as it is written here."""
        self.pages[path] = text.encode(self.charset, "xmlcharrefreplace")

    def finish(self) -> Book:
        """Pages every directory has beside its companies."""
        about = f"<h1>{self.ui['about']}</h1><p>{self.key} 2026. {self.ui['members']}.</p>"
        self.add("/about.html", self.ui["about"], about)
        contact = (
            f"<h1>{self.ui['contact']}</h1><p>{self.ui['hotline']}: {self.hotline}</p>"
            f'<p>E-mail: <a href="mailto:{self.webmaster}">{self.webmaster}</a></p>'
        )
        self.add("/contact-us.html", self.ui["contact"], contact)
        return self

    def lists(
        self,
        base: str,
        title: str,
        row: Callable[[Firm], str],
        *,
        firms: Sequence[Firm] | None = None,
        size: int = 12,
        page: Callable[[str, int], str] = lambda base, n: base if n == 1 else f"{base}?page={n}",
        around: tuple[str, str] = ("", ""),
        top: str = "",
    ) -> None:
        """A list of companies over several pages."""
        firms = self.firms if firms is None else firms
        pages = max(1, -(-len(firms) // size))
        for n in range(1, pages + 1):
            rows = "".join(row(f) for f in firms[(n - 1) * size : n * size])
            numbers = "".join(
                f'<a href="{page(base, m)}">{m}</a> ' if m != n else f"<b>{m}</b> "
                for m in range(1, pages + 1)
            )
            after = f'<a href="{page(base, n + 1)}">{self.ui["next"]}</a>' if n < pages else ""
            body = f'<h1>{title}</h1>{top}{around[0]}{rows}{around[1]}<div class="pages">{numbers}{after}</div>'
            self.add(page(base, n), f"{title} {n}", body)

    def spread(
        self, pages: Sequence[str], title: str, rows: Sequence[str], frame: str, *, onward: str = "", other: str = ""
    ) -> None:  # fmt: skip
        """Rows over list pages in a frame of the directory's own: see `sheets`; a title may name the page's `{n}`."""
        for n, (path, body) in enumerate(sheets(pages, rows, frame, onward=onward, other=other), 1):
            self.add(path, title.format(n=n), body)

    def by(self, key: Callable[[Firm], str]) -> dict[str, list[Firm]]:
        """The companies by what `key` tells of them."""
        found: dict[str, list[Firm]] = {}
        for firm in self.firms:
            found.setdefault(key(firm), []).append(firm)
        return found

    def trades(self) -> dict[str, list[Firm]]:
        """The companies by trade."""
        return self.by(lambda f: f.trade)

    def letters(self) -> dict[str, list[Firm]]:
        """The companies by the letter with which their names begin."""
        return self.by(lambda f: f.name[0].upper())
