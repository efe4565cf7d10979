"""Drawn sites with what small servers have now and then: odder lines, charsets, orders, furniture."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
import re
from html import escape
from typing import Any, Final

from tests.factories.talks.drawn import Drawn
from tests.factories.talks.world import Say, Talk
from tests.integration.mining.small_web import Answer

_FORMS: Final = {
    "en": ("%m/%d/%Y %I:%M %p", "%d-%b-%Y %H:%M", "%A, %B %-d, %Y %H:%M", "dayword:Today at %H:%M|Yesterday at %H:%M|%d %B %Y at %H:%M", "%b %-d %Y"),
    "de": ("%d.%m.%y %H:%M", "de:%-d. %B %Y"),
    "fr": ("fr:%-d %B %Y, %H:%M", "mixed:fr|%d/%m/%Y"),
    "it": ("it:%-d %B %Y", "%d/%m/%y %H:%M"),
    "ru": ("ru:%-d %B %Y г. в %H:%M", "%d.%m.%y %H:%M"),
    "zh": ("%Y.%m.%d %H:%M", "%Y年%m月%d日"),
    "zht": ("%Y.%m.%d %H:%M", "%Y/%m/%d %H:%M:%S"),
    "ja": ("%Y.%m.%d %H:%M", "%Y年%m月%d日 %H時%M分"),
}  # fmt: skip
_CHARSETS: Final = {"zh": "gb18030", "zht": "big5", "ja": "shift_jis", "ru": "windows-1251", "de": "iso-8859-15", "fr": "windows-1252", "it": "iso-8859-1", "en": "iso-8859-1"}  # fmt: skip
_DATE: Final = {"en": "Date", "de": "Datum", "fr": "Date", "it": "Data", "ru": "Дата", "zh": "时间", "zht": "時間", "ja": "日時"}  # fmt: skip
_GONE: Final = {"en": "This post was removed by a moderator", "de": "Dieser Beitrag wurde gelöscht", "fr": "Message supprimé", "it": "Messaggio rimosso", "ru": "Сообщение удалено", "zh": "该帖已被删除", "zht": "此文章已被刪除", "ja": "この投稿は削除されました"}  # fmt: skip
_ODDITIES: Final = ("charset", "again", "newest", "site h1", "relative", "removed", "votes", "files", "subject", "links", "form")  # fmt: skip


class DrawnOdd(Drawn):
    """A drawn site with some of them; `seed` draws which."""

    def __post_init__(self) -> None:
        dice = random.Random(f"odd {self.seed}")
        self.odd = {name for name in _ODDITIES if dice.random() < 0.22}
        self.line = dice.choice(("", "", "", "labels", "time first", "brackets", "bar"))
        self.plain_text = dice.choice(("", "", "", "pre", "loose"))
        other = dice.random()
        super().__post_init__()
        self.name = f"odd{self.seed}"
        if "form" in self.odd:
            forms = _FORMS[self.lang]
            self.form = forms[int(other * len(forms))]
        if "charset" in self.odd:
            self.charset = _CHARSETS[self.lang]
        if "site h1" in self.odd:
            self.heading = "h2"

    @property
    def build(self) -> str:
        """The choices that were drawn, for a reader."""
        return (
            f"odd={sorted(self.odd)} line={self.line} plain_text={self.plain_text} {super().build}"
        )

    def told(self, s: Say, *, is_answer: bool) -> str:
        w, who, at, date = self.words, self.person(s.who), self.stamp(s.at), _DATE[self.lang]
        line = {
            "labels": f"<dl><dt>{w['author']}</dt><dd>{who}</dd><dt>{date}</dt><dd>{at}</dd></dl>",
            "time first": f"<p{self.c('meta')}>{at} {w['by']} {who}</p>",
            "brackets": f"<div{self.c('head')}>{who} ({at})</div>",
            "bar": f"<div{self.c('head')}>{w['author']}: {who} | {date}: {at}</div>",
        }.get(self.line)
        votes = f"<div{self.c('votes')}>▲ {s.votes} ▼</div>" if "votes" in self.odd else ""
        return votes + (line or super().told(s, is_answer=is_answer))

    def body(self, t: Talk, s: Say) -> str:
        if s.dead:
            return f"<div{self.c('body')}><i>[{_GONE[self.lang]}]</i></div>"
        out = super().body(t, s)
        if self.plain_text == "pre" and not s.quote:
            out = f"<pre>{escape(s.text, quote=False)}</pre>"
        elif self.plain_text == "loose" and not (s.quote or s.code):
            out = s.html("br")
        if "links" in self.odd:
            out = re.sub(r"https://[^\s<]+", r'<a href="\g<0>" rel="nofollow">\g<0></a>', out)
        if "subject" in self.odd:
            title = escape(t.title if s.n == 1 else f"Re: {t.title}")
            out = f"<h4{self.c('subject')}>{title}</h4>{out}"
        if "files" in self.odd and s.id % 4 == 0:
            out += f'<div{self.c("files")}><a href="/files/{s.id}.pdf">drawing-{s.id}.pdf</a> (120 KB)</div>'
        return out

    def ordered(self, t: Talk) -> list[Say]:
        if self.nested > 1:
            return super().ordered(t)
        says = [s for s in t.says if not s.dead or "removed" in self.odd]
        return [says[0], *says[:0:-1]] if "newest" in self.odd else says

    def cut(self, things: list[Any], page: int, size: int = 0) -> tuple[list[Any], int]:
        some, last = super().cut(things, page, size)
        if "again" in self.odd and page > 1 and some and isinstance(some[0], Say):
            some = [things[0], *some]
        return some, last

    def shell(self, title: str, body: str, t: Talk | None = None) -> str:
        page = super().shell(title, body, t)
        if "site h1" in self.odd:
            page = page.replace("<header>", '<header><h1><a href="/">Drawn</a></h1>', 1)
        if "relative" in self.odd:
            page = page.replace("<title>", '<base href="/"><title>', 1).replace('href="/', 'href="')
            page = page.replace('<base href="">', '<base href="/">').replace('href=""', 'href="/"')
        return page

    def answer(self, path: str, count: int = 0) -> Answer:
        found: Answer = super().answer(path, count)
        if "charset" in self.odd and found.status == 200:  # told by the page alone
            found.headers["Content-Type"] = "text/html"
        return found
