"""What people say on an invented site: rooms, talks, posts; and how a site shows and serves it."""
# ruff: noqa: E501 -- lists of names and titles are easier to read in long lines

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any, ClassVar
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo

from tests.integration.mining.skins.content import SHORT, WORDS
from tests.integration.mining.skins.engine import Gold
from tests.integration.mining.skins.times import shown, tolerance
from tests.integration.mining.small_web import Answer

SAID = {
    "en": [
        "Has anyone here moved a workshop across the border and kept the same insurer?",
        "I run a small bakery with {n} customers a week and our till software is driving me mad.",
        "The landlord wants {n} euros for a unit without a loading door, is that normal?",
        "We tried three couriers last year and the cheapest one lost {n} parcels.",
        "My laser cutter stops after {n} minutes, the fan is fine and the tube is new.",
        "You could ask at the chamber of commerce, they helped me with form {n}.",
        "Honestly I would not bother, the rules change again in spring anyway.",
        "Looking for someone who can print {n} labels by next Friday and deliver to Cork.",
        "It worked after I set the timeout to {n} and restarted the whole thing.",
        "Do you still have the manual for it? Mine went missing when we cleared the attic.",
        "See https://example.org/guide/{n} for the long version, page four is what you want.",
        "That is exactly what happened to us in 2019, on 12/05/2019 to be precise 😀",
        "Short answer: no. Long answer: it depends on your turnover and on clause {n}.",
        "Which accounting package do you use for a shop with {n} articles?",
        "Please post a photo of the label, without it nobody can tell.",
    ],
    "zh": [
        "新手求教，开一家{n}平的小店，前期大概要准备多少资金？",
        "我家的热水器用了三年，昨天开始报故障码{n}，有人遇到过吗？",
        "去年在那边买过，当时花了{n}块，现在好像涨价了。",
        "楼主说得对，我们公司也是这么处理的，省了不少事。",
        "想找一家能做小批量包装盒的厂，{n}个起订就行，浙江优先。",
        "建议先打客服电话问清楚，不要急着付定金。",
        "2019年12月5日那次我也在场，根本不是他说的那样。",
        "有没有懂财务软件的，{n}条记录导不进去，一直转圈。😂",
        "别买便宜的，用不到半年就坏，亲身经历。",
    ],
}
_TITLES = {
    "en": ["Anyone else with trouble {n}?", "Label printer for {n} parcels", "Rent going up again",
    "Which till software?", "How do I export {n} invoices", "Recommend a courier to Ireland",
    "Laser cutter stops", "Help with form {n}", "Best insurer for a workshop", "Unit {n} for rent?"],
    "zh": ["求推荐财务软件", "小店装修预算{n}够吗", "热水器报{n}怎么办", "找包装盒厂家{n}个起", "请教各位租房合同问题",
    "快递丢件怎么赔", "大家一个月水电多少"],
    "de": ["Suche Steuerberater in Ulm", "Kasse druckt Bon {n} nicht", "Halle {n} zu vermieten?",
    "Wer liefert Etiketten?", "Ärger mit dem Paketdienst", "Pumpe {n} undicht"],
    "ja": ["請求書{n}件の出力方法", "おすすめの会計ソフト", "ラベル印刷について教えてください", "部品{n}の入手先",
    "倉庫の契約更新"],
    "ru": ["Посоветуйте бухгалтерскую программу", "Касса выдаёт ошибку {n}", "Аренда цеха {n}",
    "Кто возит в Казань?"],
    "fr": ["Quel logiciel de caisse ?", "Cherche imprimeur pour {n} étiquettes", "Bail {n} à revoir",
    "Colis perdus"],
    "zht": ["請問哪家記帳軟體好用？", "熱水器出現{n}代碼", "店面租約{n}元合理嗎", "徵包裝盒工廠{n}個起",
    "包裹寄丟怎麼辦", "推薦的貨運行"],
    "it": ["Quale gestionale per un negozio?", "Cerco tipografia per {n} etichette", "Pompa {n} che perde",
    "Affitto capannone da {n} mq", "Pacchi smarriti dal corriere", "Consiglio su tornio usato"],
}  # fmt: skip
_FOLK = {
    "en": ["maria_k", "Tom Hardwick", "oldgit", "Priya", "jens", "2stroke", "Mrs Dalloway", "kofi",
    "ed", "Sam O'Neil", "greta-v", "NightOwl42", "l33tcook", "Ana Sofía", "bergmann", "wei"],
    "zh": ["小鱼儿", "老王头", "momo", "清风徐来", "大连阿海", "user8841", "一只猫", "jack陈", "北方的狼", "豆豆妈",
    "程序员小李", "三叔"],
    "zht": ["阿明", "小吃店老闆", "kevin_tw", "台中林太太", "貓奴", "雨天", "joyce88", "老張", "工廠阿伯",
    "miya"],
    "it": ["gigi55", "Paola T.", "tornitore_mo", "Sandro", "lella", "Ing. Bassi", "vecchio lupo", "marco.v",
    "nonna_papera", "Officine Riva"],
    "ja": ["さくら", "tanaka_t", "ねこ好き", "高橋", "匿名希望", "yuki", "町工場のおやじ", "mayu22"],
}  # fmt: skip
_RANKS = ["Newcomer", "Member", "Regular", "Veteran"]


@dataclass(eq=False)
class Say:
    """A post, answer or comment."""

    id: int
    n: int  # 1 opens the talk
    who: str
    at: datetime
    paras: list[str]
    up: Say | None = None
    level: int = 0
    quote: Say | None = None
    code: str = ""
    edited: bool = False
    dead: bool = False
    votes: int = 0

    @property
    def text(self) -> str:
        return "\n".join([*self.paras, *([self.code] if self.code else [])])

    def html(self, how: str = "p") -> str:
        """Its words in paragraphs (`p`) or with breaks (`br`)."""
        code = f"<pre><code>{escape(self.code)}</code></pre>" if self.code else ""
        safe = [escape(p, quote=False) for p in self.paras]
        if how == "p":
            return "\n".join(f"<p>{p}</p>" for p in safe) + code
        return "<br><br>\n".join(safe) + code


@dataclass(eq=False)
class Talk:
    """A thread, question or article with what is said under it."""

    id: int
    title: str
    room: int
    says: list[Say]
    pinned: bool = False
    locked: bool = False
    tags: tuple[int, ...] = ()

    @property
    def first(self) -> Say:
        return self.says[0]

    @property
    def last(self) -> Say:
        return self.says[-1]

    @property
    def slug(self) -> str:
        return "-".join(re.findall(r"[a-z0-9]+", self.title.lower())) or "t"

    def under(self, say: Say | None = None) -> list[Say]:
        """What answers a post; without one, the opening post."""
        return [s for s in self.says if s.up is (say or self.first)]


@dataclass
class Site:
    """A site of its own making; a subclass draws the pages."""

    seed: int = 7
    lang = "en"
    rooms: ClassVar[tuple[str, ...]] = ("General", "Trade", "Help desk")
    form = "%Y-%m-%d %H:%M"
    zone = "UTC"
    charset = "utf-8"
    threads = r"/thread/(\d+)"
    nested = 1  # how deep replies go; 1 is flat
    count = 34
    size = 10  # posts of a page of a thread
    shelf = 15  # threads of a page of a list
    sections = True
    quotes = 0.2
    anonymous = ""
    people: ClassVar[tuple[str, ...]] = ()  # who speaks there; else those of the language
    exact = False  # marks tell times to the minute, whatever is shown
    talks: list[Talk] = field(default_factory=list)
    timezone = "UTC"
    urls: ClassVar[dict[str, str]] = {}  # the judge and the walk of skins ask for them

    def __post_init__(self) -> None:
        self.name = type(self).__name__.lower()
        self.rng = random.Random(f"{self.name}{self.seed}")
        self.now = datetime.now(UTC).replace(microsecond=0)
        self.folk = list(self.people) or _FOLK.get(self.lang, _FOLK["en"])
        self.serial = self.rng.randrange(300, 900)
        for n in range(self.count):
            self._talk(n)
        # somebody asks the same in two places
        a, b = self.rng.sample(self.talks, 2)
        b.first.paras, b.first.code, b.first.who = a.first.paras, a.first.code, a.first.who
        self.talks.sort(key=lambda t: (not t.pinned, self.now - t.last.at))

    def _talk(self, n: int) -> None:
        rng = self.rng
        began = self.now - timedelta(
            days=0.05 + 400 * rng.random() ** 2, seconds=rng.randrange(3600)
        )
        replies = (
            min(25, 2 * self.size + 5) if n in (3, 9) else rng.choice((0, 0, 1, 1, 2, 3, 4, 7))
        )
        title = rng.choice(_TITLES[self.lang]).format(n=rng.randrange(100, 999))
        talk = Talk(11 + 3 * n, title, n % len(self.rooms), [], n == 5, n == 7, (n % 5, 5 + n % 3))
        step = (self.now - began) / (replies + 2)
        for k in range(replies + 1):
            up = rng.choice(talk.says) if k else None
            if up and up.level >= self.nested:
                up = talk.first
            self.serial += rng.randrange(1, 6)
            say = Say(
                self.serial, k + 1, rng.choice(self.folk), began, self._words(k), up,
                up.level + 1 if up else 0, votes=rng.randrange(-2, 30),
            )  # fmt: skip
            if k and rng.random() < self.quotes:
                say.quote = rng.choice(talk.says)
            if rng.random() < 0.07:
                say.code = f"for n in range({rng.randrange(9, 99)}):\n    print(n, '<ok>')"
            if self.anonymous and rng.random() < 0.15:
                say.who = self.anonymous
            say.edited, say.dead = rng.random() < 0.12, k > 1 and rng.random() < 0.05
            talk.says.append(say)
            began += step * (0.1 + rng.random())
        for say in talk.says:  # what was taken away holds up nobody
            if say.up and say.up.dead:
                say.up, say.level = talk.first, 1
        self.talks.append(talk)

    def grow(self, count: int = 5) -> int:
        """New talks of one post each, on top of their lists; how many."""
        self.now = datetime.now(UTC).replace(microsecond=0)
        first = len(self.talks)
        for n in range(first, first + count):
            self._talk(n)
            talk = self.talks[-1]
            talk.says = talk.says[:1]
            talk.title += f" ({n})"
            talk.first.at = self.now - timedelta(minutes=2 * (first + count - n))
        self.talks.sort(key=lambda t: (not t.pinned, self.now - t.last.at))
        return count

    def _words(self, k: int) -> list[str]:
        rng = self.rng
        pool = SAID.get(self.lang) or WORDS[self.lang]
        if k and rng.random() < 0.15:
            return [rng.choice([*SHORT[self.lang], "+1"])]
        glue = "" if self.lang in ("zh", "ja") else " "
        count = rng.choice((1, 1, 2, 3)) if rng.random() < 0.95 else 12
        return [
            glue.join(
                s.format(n=rng.randrange(20, 9000))
                for s in rng.sample(pool, min(len(pool), rng.choice((1, 2, 2, 3))))
            )
            for _ in range(count)
        ]

    # what pages show

    def when(self, at: datetime, form: str = "") -> str:
        return shown(at, form or self.form, ZoneInfo(self.zone), self.now)

    def iso(self, at: datetime) -> str:
        return at.astimezone(ZoneInfo(self.zone)).isoformat(timespec="seconds")

    def uid(self, who: str) -> int:
        return 40 + self.folk.index(who) if who in self.folk else 0

    def rank(self, who: str) -> str:
        return _RANKS[self.uid(who) % 4]

    def latest(self, count: int = 5) -> list[tuple[Talk, Say]]:
        every = [(t, s) for t in self.talks for s in t.says if not s.dead]
        return sorted(every, key=lambda pair: pair[1].at, reverse=True)[:count]

    def by(self, uid: int) -> list[tuple[Talk, Say]]:
        """What one person said, newest first."""
        return [pair for pair in self.latest(999) if self.uid(pair[1].who) == uid]

    def room(self, n: int) -> list[Talk]:
        return [t for t in self.talks if t.room == n]

    def talk(self, number: str) -> Talk | None:
        return next((t for t in self.talks if str(t.id) == number), None)

    def cut(self, things: list[Any], page: int, size: int = 0) -> tuple[list[Any], int]:
        """One page of a list, and how many pages there are."""
        size = size or self.shelf
        return things[(page - 1) * size : page * size], max(1, -(-len(things) // size))

    def draw(self, path: str, q: dict[str, str]) -> str | None:
        """The page at an address; "to:/x" sends there, nothing is a 404."""
        raise NotImplementedError

    # the server, and the truth

    def answer(self, path: str, _count: int = 0) -> Answer:
        parts = urlsplit(path)
        text = self.draw(unquote(parts.path), dict(parse_qsl(parts.query)))
        if text is None:
            return Answer(404, b"<h1>404</h1>", {"Content-Type": "text/html"})
        if text.startswith("to:"):
            return Answer(302, b"", {"Location": text[3:]})
        return Answer(
            200, text.encode(self.charset, "xmlcharrefreplace"),
            {"Content-Type": f"text/html; charset={self.charset}"},
        )  # fmt: skip

    def resolve(self, path: str) -> tuple[str, Any, int] | None:
        """The talk at an address, as the judge of skins asks for it."""
        found = re.search(self.threads, unquote(path))
        talk = self.talk(found[1]) if found else None
        return ("thread", talk, 1) if talk else None

    def gold(self) -> list[Gold]:
        zone = ZoneInfo(self.zone)
        return [
            Gold(
                t.id, s.n, s.who, t.title if s.n == 1 else "", s.text, s.at,
                tolerance(s.at, "%M" if self.exact else self.form, zone, self.now),
                self.rooms[t.room] if self.sections else "", {},
            )
            for t in self.talks for s in t.says if not s.dead
        ]  # fmt: skip


def pages(page: int, last: int, link: str, words: tuple[str, str] = ("Prev", "Next")) -> str:
    """Links to the pages of a list; `link` holds {n}."""
    if last < 2:
        return ""
    out = [f'<a href="{link.format(n=page - 1)}">{words[0]}</a>'] if page > 1 else []
    out += [
        f"<b>{n}</b>" if n == page else f'<a href="{link.format(n=n)}">{n}</a>'
        for n in range(1, last + 1)
    ]
    out += [f'<a href="{link.format(n=page + 1)}">{words[1]}</a>'] if page < last else []
    return " ".join(out)
