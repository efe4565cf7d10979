"""Trade boards, tender portals and project markets whose build is drawn by lot, a site for each seed.

Each choice of a builder is made apart: what lists and notices are made of, where who asks and when
stand, which facts have labels and what holds them, how kinds of notices are told apart, how lists
are turned, what stands around.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from html import escape

from tests.factories.directories.drawn_board_build import BoardBuild
from tests.factories.directories.drawn_board_words import MORE
from tests.factories.directories.firms import Firm

NEWEST = datetime(2026, 11, 10, 8, 0, tzinfo=UTC)


class DrawnBoard(BoardBuild):
    """One board; `seed` draws its build, `board` holds its pages and its notices."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.write()

    def facts(self, n: int, firm: Firm, who: str, at: datetime, text: str) -> list[tuple[str, str]]:
        """The labelled facts of a notice: labels and HTML."""
        w, noise, given = self.words, self.noise, self.drawn
        asker = {"tender": w["authority"], "project": w["client"]}.get(given["market"], w["by"])
        told = [
            (w["kind"], self.kind(n)[1] if given["kind_in"] == "fact" else ""),
            (w["quantity"], str(self.amount(n)) if given["market"] == "trade" else ""),
            (w["budget"], f"{n * 1500} EUR" if given["market"] != "trade" else ""),
            (w["category"], escape(firm.trade) if "category" in noise else ""),
            (w["place"], escape(firm.city) if "place" in noise else ""),
            (asker, escape(who) if given["who_in"] == "fact" else ""),
            (w["posted"], self.stamp(at) if given["time_in"] == "fact" else ""),
            (w["closes"] if given["market"] == "tender" else w["valid"], (at + timedelta(days=40)).strftime(self.day) if "valid" in noise else ""),
            (w["ref"], f"R-{7000 + n * 13}" if "ref" in noise else ""),
            (w["views"], str(n * 17) if "views" in noise else ""),
            (w["phone"], w["hidden"] if "hidden" in noise else escape(firm.phone_shown) if "phone" in noise else ""),
            (w["text"], text if given["text_in"] == "fact" else ""),
        ]  # fmt: skip
        return [(label, value) for label, value in told if value]

    def framed(self, pairs: list[tuple[str, str]]) -> str:
        """Facts in what holds them."""
        how = self.drawn["facts_in"]
        if how in ("table", "th table"):
            a, b = (
                ("<th>{}</th>", "<td>{}</td>")
                if how == "th table"
                else ("<td>{}:</td>", "<td>{}</td>")
            )
            return (
                "<table>"
                + "".join(f"<tr>{a.format(x)}{b.format(y)}</tr>" for x, y in pairs)
                + "</table>"
            )
        if how == "four cells":
            cells = [
                f"<td{self.c('label')}>{x}</td><td{self.c('value')}>{y}</td>" for x, y in pairs
            ]
            return (
                "<table>"
                + "".join(f"<tr>{''.join(cells[k : k + 2])}</tr>" for k in range(0, len(cells), 2))
                + "</table>"
            )
        if how == "dl":
            return "<dl>" + "".join(f"<dt>{x}</dt><dd>{y}</dd>" for x, y in pairs) + "</dl>"
        if how == "br lines":
            return f"<div{self.c('box')}>" + "<br>".join(f"{x}: {y}" for x, y in pairs) + "</div>"
        row = {
            "p strong": "<p><strong>{}:</strong> {}</p>",
            "p plain": "<p>{}: {}</p>",
            "li label": f"<li><span{self.c('label')}>{{}}</span> <span{self.c('value')}>{{}}</span></li>",
            "spans": f"<div{self.c('row')}><div{self.c('label')}>{{}}</div><div{self.c('value')}>{{}}</div></div>",
            "h5": "<h5>{}</h5><p>{}</p>",
        }[how]  # fmt: skip
        rows = "".join(row.format(x, y) for x, y in pairs)
        return (
            f"<ul{self.c('facts')}>{rows}</ul>"
            if how == "li label"
            else f"<div{self.c('facts')}>{rows}</div>"
        )

    def lines(self, who: str, at: datetime) -> str:
        """What stands below the heading: who and when."""
        given, stamp = self.drawn, self.stamp(at)
        named = escape(who) if given["who_in"] == "byline" else ""
        if named and given["time_in"] == "byline":
            return f"<p{self.c('meta')}>{self.words['published'].format(who=named, at=stamp)}</p>"
        parts = [f"<span{self.c('author')}>{named}</span>"] if named else []
        if given["time_in"] in ("byline", "small"):
            parts.append(f"<small{self.c('date')}>{stamp}</small>")
        if given["time_in"] == "line":
            parts.append(f"{self.words['posted']}: {stamp}")
        return f"<div{self.c('meta')}>{' | '.join(parts)}</div>" if parts else ""

    def said(self, text: str, more: str) -> str:
        """The text of a notice in what holds it."""
        how = self.drawn["text_in"]
        if how == "fact":
            return ""
        if how == "bare":
            return text + (f"<br><br>{more}" if more else "")
        if how in ("p", "section"):
            body = f"<p>{text}</p>" + (f"<p>{more}</p>" if more else "")
            return f"<section{self.c('text')}>{body}</section>" if how == "section" else body
        body = f"<div{self.c('text')}>{text}{f'<br>{more}' if more else ''}</div>"
        return f"<h3>{self.words['text']}</h3>{body}" if how == "headed" else body

    def whole(
        self, n: int, title: str, said: str, more: str, firm: Firm, who: str, at: datetime
    ) -> str:
        """All that a notice shows of itself."""
        given, word = self.drawn, self.kind(n)[1]
        tag = f" <span{self.c('tag')}>{word}</span>" if given["kind_in"] == "tag" else ""
        closed = (
            f"<div{self.c('closed')}>{self.words['closed']}</div>"
            if "closed" in self.noise and n % 5 == 0
            else ""
        )
        head = f"<{given['heading']}{self.c('title')}>{escape(title)}</{given['heading']}>{tag}"
        facts = self.framed(self.facts(n, firm, who, at, said))
        parts = [head, closed, self.lines(who, at), self.said(said, more)]
        if given["facts_at"] == "above":
            parts.insert(3, facts)
        elif given["facts_at"] == "below":
            parts.append(facts)
        if given["who_in"] == "last":
            parts.append(f"<p{self.c('by')}>{self.words['by']}: {escape(who)}</p>")
        if given["who_in"] == "box":
            parts.append(f"<div{self.c('card')}><h4>{self.words['by']}</h4><p{self.c('name')}>{escape(who)}</p><p>{escape(firm.city)}</p></div>")  # fmt: skip
        if given["facts_at"] == "side":
            parts = [
                f"<div{self.c('main')}>{''.join(parts)}</div><div{self.c('side')}>{facts}</div>"
            ]
        return "".join(parts)

    def page_of(self, n: int, title: str, body: str) -> None:
        """The page of a notice."""
        w, noise, (kind, _, shelf) = self.words, self.noise, self.kind(n)
        above = f'<a href="{self.shelf_at(kind)}">{w["back"]}</a>' if "back" in noise else ""
        if self.drawn["kind_in"] == "crumbs":
            above += f'<div{self.c("crumbs")}><a href="/">{w["home"]}</a> &gt; <a href="{self.shelf_at(kind)}">{shelf}</a> &gt; {escape(title)}</div>'
        below = (
            f'<a{self.c("button")} href="/quote?id={n}">{w["quote"]}</a>'
            if "quote" in noise
            else ""
        )
        if "tip" in noise:
            below += f"<div{self.c('tip')}>{w['tip']}</div>"
        if "report" in noise:
            below += f'<a href="/report?id={n}" rel="nofollow">{w["report"]}</a>'
        near = [m for m in range(n + 1, len(self.firms) + 1) if self.kind(m)[0] == kind][:4]
        if "similar" in noise and near and self.drawn["tells"] == "page":
            items = "".join(
                f'<li><a href="{self.at(m)}">{escape(self.title(m))}</a></li>' for m in near
            )
            below += f"<div{self.c('box')}><h4>{w['similar']}</h4><ul>{items}</ul></div>"
        self.put(
            self.at(n),
            f"{escape(title)} - {shelf}",
            f"{above}<div{self.c('notice')}>{body}</div>{below}",
        )

    def row(self, n: int, said: str, firm: Firm, who: str, at: datetime, body: str) -> str:
        """A notice in a list."""
        given, w, title = self.drawn, self.words, escape(self.title(n))
        if given["tells"] == "list":
            tag = {"ul": "li", "articles": "article", "paragraphs": "p"}.get(
                given["rows_in"], "div"
            )
            body = body.replace("<h3", "<b").replace("</h3>", "</b><br>") if tag == "p" else body
            return f"<{tag}{self.c('row')}>{body}</{tag}>"
        tells, at_url, day = given["row_tells"], self.at(n), at.strftime(self.day)
        link = (
            f'<a href="{at_url}"{self.c("title")}>{title}</a>'
            if given["link_by"] != "more"
            else f"<b>{title}</b>"
        )
        more = (
            f'<a href="{at_url}">{w["details"]}</a>' if given["link_by"] in ("more", "both") else ""
        )
        cells = {
            "title": [], "title day": [day], "title day place": [day, escape(firm.city)],
            "title who day": [escape(who) if given["who_in"] != "none" else "", day],
            "title excerpt day": [said[: len(said) // 2] + "…", day],
            "title facts": [f"{w['quantity']}: {self.amount(n)}", f"{w['place']}: {escape(firm.city)}"],
        }[tells]  # fmt: skip
        cells = [x for x in cells if x]
        how = given["rows_in"]
        if how in ("table", "head table"):
            return (
                "<tr>"
                + "".join(f"<td>{x}</td>" for x in (link, *cells, *([more] if more else [])))
                + "</tr>"
            )
        if how == "ul":
            return f"<li{self.c('row')}>{link} {' '.join(f'<span>{x}</span>' for x in cells)} {more}</li>"
        if how == "dl":
            return f"<dt>{link}</dt><dd>{' - '.join(cells)} {more}</dd>"
        if how == "lines":
            return f"{link} - {' - '.join(cells)} {more}<br>"
        if how == "paragraphs":
            return f"<p><b>{link}</b><br>{'<br>'.join(cells)} {more}</p>"
        tag = "article" if how == "articles" else "div"
        if given["link_by"] == "card":
            return f'<a href="{at_url}"{self.c("card")}><{tag}><h3>{title}</h3>{"".join(f"<p>{x}</p>" for x in cells)}</{tag}></a>'
        return f"<{tag}{self.c('card')}><h3>{link}</h3>{''.join(f'<p>{x}</p>' for x in cells)}{more}</{tag}>"

    def list(self, base: str, title: str, rows: list[str]) -> None:
        """The pages of a list."""
        size, how = self.drawn["size"], self.drawn["rows_in"]
        last = -(-len(rows) // size)
        tag = {"table": "table", "head table": "table", "ul": "ul", "dl": "dl"}.get(how, "div")
        for n in range(1, last + 1):
            links = []
            if self.drawn["turn_how"] in ("numbers", "both"):
                links = [
                    f'<a href="{self.turn(base, m)}">{m}</a>' if m != n else f"<b>{m}</b>"
                    for m in range(1, last + 1)
                ]
            if self.drawn["turn_how"] != "numbers" and n < last:
                links.append(f'<a href="{self.turn(base, n + 1)}">{self.words["next"]}</a>')
            pager = f"<div{self.c('pager')}>{' '.join(links)}</div>" if last > 1 else ""
            count = (
                f"<p>{self.words['count'].format(n=len(rows))}</p>" if "count" in self.noise else ""
            )
            frame = "".join(rows[(n - 1) * size : n * size])
            self.put(
                self.turn(base, n),
                title,
                f"<h1>{title}</h1>{count}<{tag}{self.c('rows')}>{self.heads()}{frame}</{tag}>{pager}",
            )

    def heads(self) -> str:
        """The head of a table of rows."""
        w, given = self.words, self.drawn
        if given["rows_in"] != "head table" or given["tells"] == "list":
            return ""
        names = {
            "title": [], "title day": [w["posted"]], "title day place": [w["posted"], w["place"]],
            "title who day": [*([w["by"]] if given["who_in"] != "none" else []), w["posted"]],
            "title excerpt day": ["", w["posted"]], "title facts": [w["quantity"], w["place"]],
        }[given["row_tells"]]  # fmt: skip
        more = [""] if given["link_by"] in ("more", "both") else []
        return "<tr>" + "".join(f"<th>{x}</th>" for x in (w["text"], *names, *more)) + "</tr>"

    def put(self, path: str, title: str, body: str) -> None:
        """A page with what stands around."""
        side, noise = "", self.noise
        shelves = {self.shelf_at(self.kind(n)[0]): self.kind(n)[2] for n in range(1, 5)}
        if "menu" in noise:
            side += (
                "<ul>"
                + "".join(f'<li><a href="{at}">{word}</a></li>' for at, word in shelves.items())
                + "</ul>"
            )
        if "search" in noise:
            side += '<form action="/search"><input name="q"><button>OK</button></form>'
        if "cookie" in noise:
            side += '<div id="cookies">Cookies? <button>OK</button></div>'
        if "sponsor" in noise:
            side += f'<div{self.c("side")}><p><b>Hafen Finance Group</b></p><p><a href="http://www.hafen-finance.test/">www.hafen-finance.test</a></p></div>'
        self.board.put(path, title, body, side=side)

    def write(self) -> None:
        """All pages, and the truth beside."""
        at, shelves = NEWEST, {}
        rng = random.Random(f"times {self.seed}")
        for n, firm in enumerate(self.firms, 1):
            at -= timedelta(minutes=rng.randint(200, 1500))
            who = firm.person if self.people else firm.name
            text = self.texts[(n * 3 + self.seed) % len(self.texts)].format(
                x=self.goods[n % len(self.goods)], n=self.amount(n), city=firm.city
            )
            more = self.dice.choice(MORE[self.lang].split("|")) if "more" in self.noise else ""
            more += f" ({n})" if more else ""  # else it is somebody's signature
            body = self.whole(n, self.title(n), escape(text), more, firm, who, at)
            if self.drawn["tells"] == "page":
                self.page_of(n, self.title(n), body)
            kind, word, shelf = self.kind(n)
            shelves.setdefault((self.shelf_at(kind), shelf), []).append(
                self.row(n, escape(text), firm, who, at, body)
            )
            context = (
                [str(self.amount(n))] if self.drawn["market"] == "trade" else [f"{n * 1500} EUR"]
            )
            if self.drawn["kind_in"] == "fact":
                context.append(word)
            elif self.drawn["kind_in"] == "crumbs" and self.drawn["tells"] == "page":
                context.append(shelf)
            self.board.tell(
                n, self.title(n), text, who if self.drawn["who_in"] != "none" else "", at,
                day_only=self.drawn["time_as"] == "day", context=tuple(context),
                phone=firm.phone if "phone" in self.noise and "hidden" not in self.noise else "",
                whole=text if self.drawn["text_in"] == "fact" else f"{text} {more}",
            )  # fmt: skip
            self.board.firms.add(firm.name)
        for (base, title), rows in shelves.items():
            self.list(base, title, rows)
        menu = "".join(
            f'<li><a href="{base}">{title}</a> ({len(rows)})</li>'
            for (base, title), rows in shelves.items()
        )
        self.put("/", self.board.key.title(), f"<h1>{self.board.key.title()}</h1><ul>{menu}</ul>")
