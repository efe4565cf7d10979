"""How a board drawn by lot is built: each choice its builder makes, made apart, and what comes of
them for all its pages."""
# ruff: noqa: E501 -- choices are easier to read in long lines

from __future__ import annotations

import hashlib
import random
from datetime import datetime
from typing import Final

from tests.factories.class_names import class_attribute
from tests.factories.directories import countries as c
from tests.factories.directories.board import Board
from tests.factories.directories.drawn_board_words import DAYS, LANGUAGES, said_of, ui_of
from tests.factories.directories.drawn_build import CLASSES
from tests.factories.directories.firms import Country, make_firms

COUNTRIES: Final[dict[str, Country]] = {
    "en": c.GB, "de": c.DE, "fr": c.FR, "es": c.MX, "it": c.IT, "pt": c.BR, "ru": c.RU, "zh-CN": c.CN,
    "zh-TW": c.TW, "ja": c.JP, "ko": c.KR,
}  # fmt: skip
CHOICES: Final = {
    "market": ("trade", "trade", "trade", "tender", "project"),
    "tells": ("page", "page", "page", "page", "page", "list"),
    "rows_in": ("table", "head table", "cards", "ul", "dl", "articles", "lines", "paragraphs"),
    "row_tells": ("title", "title day", "title day place", "title who day", "title excerpt day", "title facts"),
    "facts_in": ("table", "th table", "four cells", "dl", "p strong", "p plain", "li label", "spans", "br lines", "h5"),
    "facts_at": ("above", "above", "below", "side"),
    "who_in": ("fact", "fact", "byline", "box", "last", "none"),
    "time_in": ("fact", "fact", "byline", "line", "small"),
    "time_as": ("day", "day", "day", "minute", "element"),
    "heading": ("h1", "h1", "h1", "h2", "h3", "div"),
    "text_in": ("p", "div", "div", "headed", "fact", "bare", "section"),
    "kind_in": ("crumbs", "fact", "tag", "title", "section", "crumbs"),
    "turns": ("?page=", "/page/", "?p=", "-{n}.html"),
    "turn_how": ("numbers", "next", "both"),
    "scheme": ("/notice/{id}", "/{kind}/{id}.html", "/view.php?id={id}", "/{kind}/{slug}-{id}", "/n/{hash}", "/item-{id}.html"),
    "size": (8, 12, 20, 50),
    "classes": ("plain", "plain", "hashed", "none", "bem", "tailwind", "bootstrap"),
    "link_by": ("title", "title", "title", "more", "both", "card"),
}  # fmt: skip
NOISE: Final = ("views", "quote", "similar", "tip", "back", "report", "hidden", "ref", "category", "valid", "place", "count", "search", "cookie", "menu", "phone", "more", "sponsor", "closed")  # fmt: skip


class BoardBuild:
    """One board; `seed` draws its build."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.dice = random.Random(f"board {seed}")
        self.lang = self.dice.choice(LANGUAGES)
        self.drawn = {name: self.dice.choice(given) for name, given in CHOICES.items()}
        self.noise = {name for name in NOISE if self.dice.random() < 0.4}
        self._agree()
        charset = "gbk" if self.lang == "zh-CN" and self.dice.random() < 0.4 else "utf-8"
        key, count = f"board{seed}", self.dice.choice((24, 36, 48))
        self.board = Board(key, self.lang, self.dice, charset=charset)
        self.board.header_charset = self.dice.random() < 0.6
        self.words = ui_of(self.lang)
        self.goods, self.titles, self.texts = said_of(self.lang)
        self.day = self.dice.choice(DAYS[self.lang])
        self.firms = make_firms(COUNTRIES[self.lang], count, random.Random(f"asks {seed}"))
        self.people = self.drawn["market"] != "tender" and self.dice.random() < 0.5

    def _agree(self) -> None:
        """Choices that cannot stand together."""
        given = self.drawn
        if given["tells"] == "list":
            if given["rows_in"] not in ("cards", "ul", "articles", "paragraphs"):
                given["rows_in"] = "cards"
            given["facts_in"] = (
                "br lines" if given["rows_in"] == "paragraphs" else given["facts_in"]
            )
            given["text_in"] = "p" if given["rows_in"] != "paragraphs" else "bare"
            given["facts_at"], given["heading"] = "below", "h3"
            given["who_in"] = "fact" if given["who_in"] == "box" else given["who_in"]
        if given["market"] == "tender":
            given["who_in"] = "fact"
            given["kind_in"] = (
                "fact" if given["kind_in"] in ("section", "title") else given["kind_in"]
            )

    @property
    def build(self) -> str:
        """The choices that were drawn, for a reader."""
        told = {**self.drawn, "noise": sorted(self.noise), "people": self.people, "day": self.day}
        return f"lang={self.lang} {self.board.charset} " + " ".join(
            f"{k}={v}" for k, v in told.items()
        )

    def c(self, name: str) -> str:
        """A class attribute, as this builder calls things."""
        return class_attribute(
            name, manner=self.drawn["classes"], prefix="board", seed=self.seed, words=CLASSES
        )

    def kind(self, n: int) -> tuple[str, str, str]:
        """A notice's kind: part of its address, its word, and what its list is called."""
        w, market = self.words, self.drawn["market"]
        if market == "tender":
            return (
                ("award", w["award"], w["tenders"])
                if n % 4 == 0
                else ("call", w["call"], w["tenders"])
            )
        if market == "project":
            return "project", w["projects"], w["projects"]
        return ("sell", w["sell"], w["selling"]) if n % 3 == 0 else ("buy", w["buy"], w["buying"])

    @staticmethod
    def amount(n: int) -> int:
        """How many pieces a notice is about: no amount stands within another one."""
        return 1000 + n * 40

    def at(self, n: int) -> str:
        """A notice's address."""
        digest = hashlib.md5(f"{self.seed} {n}".encode()).hexdigest()[:10]
        return self.drawn["scheme"].format(
            id=5000 + n * 3, kind=self.kind(n)[0], slug=f"lot-{n}", hash=digest
        )

    def stamp(self, at: datetime) -> str:
        """A moment as notices show it."""
        if self.drawn["time_as"] == "minute":
            return at.strftime(self.day + " %H:%M")
        if self.drawn["time_as"] == "element":
            return f'<time datetime="{at:%Y-%m-%dT%H:%M:%SZ}">{at.strftime(self.day)}</time>'
        return at.strftime(self.day)

    def title(self, n: int) -> str:
        """What a notice is called."""
        form = self.titles[(n * 7 + self.seed) % len(self.titles)]
        title = form.format(x=self.goods[n % len(self.goods)], n=self.amount(n))
        return f"[{self.kind(n)[1]}] {title}" if self.drawn["kind_in"] == "title" else title

    def shelf_at(self, kind: str) -> str:
        """The list that notices of a kind stand in."""
        return "/list/" + kind if self.drawn["market"] == "trade" else "/list/all"

    def turn(self, base: str, n: int) -> str:
        """The address of a list's page."""
        form = self.drawn["turns"]
        if n == 1:
            return base
        return base + (form.format(n=n) if "{n}" in form else f"{form}{n}")
