"""Drawn sites in the plain manner of hand-written pages: posts are lines, breaks, rules, cells and
bare text, and few elements have a class or hold one post alone.
"""

from __future__ import annotations

import random
from html import escape
from typing import Final

from tests.factories.talks.drawn import Drawn
from tests.factories.talks.world import Say, Talk

_LAYOUTS: Final = (
    "rule", "rule gap", "gap", "foot", "bare behind head", "heading", "p", "one line", "dl",
    "cell", "two cells", "table above", "font", "div br", "li",
)  # fmt: skip
_LINES: Final = ("plain", "comma", "dash", "brackets", "posted", "wrote", "time first", "bold")


class DrawnFlat(Drawn):
    """A drawn site with loose texts; `seed` draws how."""

    def __post_init__(self) -> None:
        dice = random.Random(f"flat {self.seed}")
        self.layout, self.line = dice.choice(_LAYOUTS), dice.choice(_LINES)
        nests = self.layout in ("p", "div br", "li") and dice.random() < 0.4
        rows = dice.choice(("lines", "ul", "bare table", "table"))
        plain = dice.choice(("none", "none", "plain"))
        stamps = dice.choice(("plain", "plain", "small", "i"))
        names = dice.choice(("plain", "link", "b"))
        super().__post_init__()
        self.name = f"flat{self.seed}"
        self.rows_in, self.classes, self.stamp_how, self.person_how = rows, plain, stamps, names
        self.exact, self.apart, self.row_excerpt = False, False, False
        self.nested, self.nest_in = (3, "inside") if nests else (1, "inside")
        self.posts_in = "li" if self.layout == "li" else "div"
        self.noise &= {"buttons", "permalink"}

    @property
    def build(self) -> str:
        """The choices that were drawn, for a reader."""
        return f"layout={self.layout} line={self.line} {super().build}"

    def told(self, s: Say, *, is_answer: bool) -> str:
        w, who, at = self.words, self.person(s.who), self.stamp(s.at)
        return {
            "plain": f"{who} {at}", "comma": f"{who}, {at}", "dash": f"{who} - {at}",
            "brackets": f"{who} ({at})", "posted": w["posted"].format(who=who, at=at),
            "wrote": w["wrote"].format(who=who, at=at), "time first": f"{at} {w['by']} {who}",
            "bold": f"<b>{who}</b> {at}",
        }[self.line]  # fmt: skip

    def tools(self, t: Talk, s: Say) -> str:
        w, out = self.words, []
        if "permalink" in self.noise:
            out.append(f'<a href="{self.at(t)}#p{s.id}">{w["link"]}</a>')
        if "buttons" in self.noise:
            out += [f'<a href="/reply/{t.id}/{s.id}">{w["reply"]}</a>',
                    f'<a href="/report/{s.id}">{w["report"]}</a>']  # fmt: skip
        return f"<br>{' | '.join(out)}" if out else ""

    def body(self, t: Talk, s: Say) -> str:
        if self.layout != "one line":
            return str(s.html("br"))
        return " ".join(escape(part, quote=False) for part in (*s.paras, s.code) if part)

    def post(self, t: Talk, s: Say, inner: str = "") -> str:
        line, tools = self.told(s, is_answer=s.n > 1), self.tools(t, s)
        text = self.body(t, s)
        who, at = self.person(s.who), self.stamp(s.at)
        begins = f'<a name="p{s.id}"></a>'
        return {
            "rule": f"{begins}{line}<br>{text}{tools}<hr>",
            "rule gap": f"{begins}{line}<br><br>{text}{tools}<hr>",
            "gap": f"{begins}{line}<br>{text}{tools}<br><br>",
            "foot": f"{text}<br>{line}{tools}<hr>",
            "bare behind head": f"<div{self.c('head')}>{line}</div>{text}{tools}",
            "heading": f"<h4>{who}</h4><i>{at}</i><br>{text}{tools}",
            "p": f"<p>{line}<br>{text}{tools}</p>{inner}",
            "one line": f"<p>{line.rstrip(':：')}: {text}</p>",
            "dl": f"<dt>{line}</dt><dd>{text}{tools}</dd>",
            "cell": f"<table width=100%><tr><td>{line}<br>{text}{tools}</td></tr></table>",
            "two cells": f"<tr><td>{who}<br>{at}</td><td>{text}{tools}</td></tr>",
            "table above": f"<table><tr><td>{who}</td><td>{at}</td></tr></table>{text}{tools}<br>",
            "font": f"<font size=2>{line}</font><br><font size=3>{text}</font>{tools}<br><br>",
            "div br": f'<div id="p{s.id}">{line}<br>{text}{tools}{inner}</div>',
            "li": f'<li id="p{s.id}">{line}<br>{text}{tools}{inner}</li>',
        }[self.layout]

    def wrapped(self, inside: str) -> str:
        tag = {"dl": "dl", "two cells": "table", "li": "ul"}.get(self.layout, "div")
        return f"<{tag}>{inside}</{tag}>"
