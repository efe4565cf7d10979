"""Ten directories that a reader is measured on and never tuned on: half of the set `held`."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import json
import random
from html import escape as e

from tests.factories.directories import countries as c
from tests.factories.directories.book import Book
from tests.factories.directories.firms import email_html, site_html
from tests.factories.directories.rows import fill, fill_each


def many_countries(rng: random.Random) -> Book:
    """A European portal in English, firms of Germany; results with a logo, page with two columns."""
    book = Book("many_countries", c.DE, rng, count=36)
    english = c.GB.labels
    for f in book.firms:
        rows = [("address", f"{f.address}, Germany"), ("phone", f.phone_shown), ("fax", f.fax_shown),
                ("email", email_html(f, rng, "mailto cf round")), ("site", site_html(f, rng, "go link"))]  # fmt: skip
        left = "".join(
            f'<div class="cell"><h4>{english[k][0]}</h4><div>{v}</div></div>' for k, v in rows if v
        )
        book.add(f"/en/supplier/{f.n}/profile", e(f.name), (
            f'<nav aria-label="breadcrumb"><a href="/">Home</a> / <a href="/en/suppliers">Suppliers</a> / {e(f.name)}</nav>'
            f'<section><h1>{e(f.name)}</h1><p>{f.about}</p></section><section class="contact">{left}</section>'))  # fmt: skip
    book.lists("/en/suppliers", "Suppliers", lambda f: (
        f'<div class="tile"><img src="/logo/{f.n}.png" alt=""><div><a class="name" href="/en/supplier/{f.n}/profile">{e(f.name)}</a>'
        f"<span>{f.city}, Germany</span><p>{f.about}</p></div></div>"), size=9)  # fmt: skip
    book.add(
        "/",
        "Suppliers of Europe",
        "<h1>Suppliers of Europe</h1><a href='/en/suppliers'>All suppliers</a>",
    )
    return book.finish()


def ali_profile(rng: random.Random) -> Book:
    """Chinese profile: em and span in list items, contact page apart, phones with extensions."""
    book = Book("ali_profile", c.CN, rng, count=30)
    for f in book.firms:
        menu = f'<ul class="nav2"><li><a href="/co/{f.n}/index.html">公司首页</a></li><li><a href="/co/{f.n}/lianxi.html">联系我们</a></li></ul>'
        rows = [("person", f.person + " 先生"), ("phone", f"{f.phone_shown}"), ("mobile", f.mobile_shown), ("fax", f.fax_shown),
                ("address", f.address), ("email", email_html(f, rng, "plain both mailto")), ("site", site_html(f, rng, "text link"))]  # fmt: skip
        items = book.labelled("<li><em>{}</em><span>{}</span></li>", rows)
        book.add(f"/co/{f.n}/lianxi.html", f"联系我们_{e(f.name)}", (
            f'<div class="hd"><strong class="cname">{e(f.name)}</strong></div>{menu}<h2>联系方式</h2><ul class="cl">{items}</ul>'))  # fmt: skip
        book.add(f"/co/{f.n}/index.html", e(f.name), (
            f'<div class="hd"><strong class="cname">{e(f.name)}</strong></div>{menu}<div>{f.about}</div>'))  # fmt: skip
    book.lists("/search-co/", "企业", lambda f: (
        f'<div class="row1"><a href="/co/{f.n}/lianxi.html">{e(f.name)}</a> <i>{f.city}</i></div>'), size=15)  # fmt: skip
    book.add("/", "货源", "<h1>货源</h1><a href='/search-co/'>找企业</a>")
    return book.finish()


def sourcing_us(rng: random.Random) -> Book:
    """Sections with bare numbers between bullets: no label, no tel link."""
    book = Book("sourcing_us", c.US, rng, count=48)

    def item(f):  # type: ignore[no-untyped-def]
        mail, site = email_html(f, rng, "mailto-hidden plain"), site_html(f, rng, "button link")
        return (
            f'<section class="supplier"><header><h2><a href="/profile/{f.n}/{e(f.name.split()[0].lower())}">{e(f.name)}</a></h2></header>'
            f"<p>{f.address} · {f.phone_shown} · Since 19{50 + f.n % 50}</p><p>{f.about}</p><p>{mail} {site}</p></section>"
        )

    for f in book.firms:
        book.add(f"/profile/{f.n}/{e(f.name.split()[0].lower())}", e(f.name), (
            f"<h1>{e(f.name)}</h1><p>{f.about}</p><ul><li>{f.address}</li><li>{f.phone_shown}</li></ul><p>Annual sales: $5,000,000-9,999,999. Employees: 50-99</p>"))  # fmt: skip
    for trade, firms in book.trades().items():
        book.lists(f"/suppliers/{trade}", trade, item, firms=firms, size=12)
    links = "".join(f"<p><a href='/suppliers/{t}'>{t}</a></p>" for t in book.trades())
    book.add("/", "Sourcing", f"<h1>Sourcing</h1>{links}")
    return book.finish()


def associados(rng: random.Random) -> Book:
    """List items of name and lines, dots between tel and fax."""
    book = Book("associados", c.BR, rng, count=45)

    def item(f):  # type: ignore[no-untyped-def]
        mail, site = email_html(f, rng, "plain mailto"), site_html(f, rng, "text link")
        tail = "<br>".join(x for x in (mail, site) if x)
        return f"<li><strong>{e(f.name)}</strong><br>{f.address}<br>{book.label('phone')} {f.phone_shown} · Fax {f.fax_shown}<br>{tail}</li>"

    book.lists("/associados", "Associados", item, around=("<ul>", "</ul>"), size=15)
    book.add("/", "Associação", "<h1>Associação</h1><p><a href='/associados'>Associados</a></p>")
    return book.finish()


def japan_cards(rng: random.Random) -> Book:
    """Definition lists in cards on lists; the same on pages."""
    book = Book("japan_cards", c.JP, rng, count=30, plain_chrome=True)

    def item(f):  # type: ignore[no-untyped-def]
        mail, site = email_html(f, rng, "plain at"), site_html(f, rng, "text link")
        rows = [
            ("address", f.address),
            ("phone", f.phone_shown),
            ("fax", f.fax_shown),
            ("email", mail),
            ("site", site),
        ]
        dl = book.labelled("<dl><dt>{}</dt><dd>{}</dd></dl>", rows)
        return f'<div class="unit"><p class="ttl">{e(f.name)}</p>{dl}</div>'

    book.lists(
        "/kaiin/", "会員名簿", item, size=10, page=lambda b, n: b if n == 1 else f"{b}index{n}.html"
    )
    book.add("/", "協会", "<h1>協会</h1><a href='/kaiin/'>会員名簿</a>")
    return book.finish()


def accordion(rng: random.Random) -> Book:
    """Details with a summary: all exhibitors on three pages."""
    book = Book("accordion", c.ID, rng, count=36)

    def item(f):  # type: ignore[no-untyped-def]
        mail, site = email_html(f, rng, "plain round"), site_html(f, rng, "text link")
        return (
            f"<details><summary>{e(f.name)}</summary><p>{f.about}</p><p>{book.label('address')}: {f.address}</p>"
            f"<p>{book.label('phone')}: {f.phone_shown}</p>" + fill("<p>Email: {}</p>", mail)
            + fill("<p>Website: {}</p>", site) + "</details>"
        )  # fmt: skip

    book.lists("/peserta", "Peserta", item, size=12)
    book.add("/", "Pameran", "<h1>Pameran</h1><a href='/peserta'>Peserta</a>")
    return book.finish()


def cells_italy(rng: random.Random) -> Book:
    """A table whose cell holds a whole company; a second column tells the trade."""
    book = Book("cells_italy", c.IT, rng, count=40)

    def row(f):  # type: ignore[no-untyped-def]
        mail, site = email_html(f, rng, "plain mailto"), site_html(f, rng)
        lines = [
            f"<b>{e(f.name)}</b>",
            f.address,
            f"Tel. {f.phone_shown} - Fax {f.fax_shown}",
            mail,
            site,
        ]
        return f"<tr><td>{'<br>'.join(x for x in lines if x)}</td><td>{f.trade}</td></tr>"

    book.lists(
        "/soci",
        "Soci",
        row,
        around=("<table border=1><tr><th>Azienda</th><th>Settore</th></tr>", "</table>"),
        size=20,
    )
    book.add("/", "Consorzio", "<h1>Consorzio</h1><a href='/soci'>I soci</a>")
    return book.finish()


def pinyin_list(rng: random.Random) -> Book:
    """Letters, then headings with one paragraph each, full-width marks, several numbers a line."""
    book = Book("pinyin_list", c.CN, rng, charset="gb18030", count=45, plain_chrome=True)

    def item(f):  # type: ignore[no-untyped-def]
        mail = email_html(f, rng, "plain wide")
        site = site_html(f, rng, "text")
        return (
            f"<h3>{e(f.name)}</h3><p>地址：{f.address}　电话：{f.phone_shown}、{f.mobile_shown}　传真：{f.fax_shown}"
            + fill("　邮箱：{}", mail) + fill("　网址：{}", site) + "</p>"
        )  # fmt: skip

    parts = {"A-H": book.firms[:15], "J-R": book.firms[15:30], "S-Z": book.firms[30:]}
    links = fill_each("<a href='/minglu/{}.html'>{}</a> ", enumerate(parts, 1))
    for n, (k, firms) in enumerate(parts.items(), 1):
        book.add(
            f"/minglu/{n}.html",
            f"名录 {k}",
            f"<h1>会员名录（{k}）</h1><p>{links}</p>" + "".join(item(f) for f in firms),
        )
    book.add("/", "协会", f"<h1>行业协会</h1><p>{links}</p>")
    return book.finish()


def itemlist_json(rng: random.Random) -> Book:
    """JSON-LD ItemList on lists; the text shows names only."""
    book = Book("itemlist_json", c.US, rng, count=40)

    size = 10
    for n in range(1, 5):
        firms = book.firms[(n - 1) * size : n * size]
        items = []
        for m, f in enumerate(firms, 1):
            node = {"@type": "ProfessionalService", "name": f.name, "telephone": f.phone_shown,
                    "address": {"@type": "PostalAddress", "streetAddress": f.address, "addressCountry": "US"}}  # fmt: skip
            if "email" in f.shows:
                node["email"] = f"mailto:{f.email}"
            if "site" in f.shows:
                node["url"] = f.site
            items.append({"@type": "ListItem", "position": m, "item": node})
        data = {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items}
        head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
        rows = "".join(
            f"<div class='r'><h3>{e(f.name)}</h3><p>{f.address}</p></div>" for f in firms
        )
        nxt = f'<a href="/find?page={n + 1}">Next</a>' if n < 4 else ""
        book.add(
            "/find" if n == 1 else f"/find?page={n}",
            f"Find {n}",
            f"<h1>Find</h1>{rows}{nxt}",
            head=head,
        )
    book.add("/", "Find", "<h1>Find a pro</h1><a href='/find'>All</a>")
    return book.finish()


def old_tables(rng: random.Random) -> Book:
    """Tables inside tables with FONT; the name stands in the first row alone."""
    book = Book("old_tables", c.TW, rng, charset="big5", count=36, plain_chrome=True)
    for f in book.firms:
        mail, site = email_html(f, rng, "plain mailto"), site_html(f, rng)
        rows = [("address", f.address), ("phone", f.phone_shown), ("fax", f.fax_shown), ("email", mail), ("site", site),
                ("person", f.person)]  # fmt: skip
        table = (
            f"<tr><td colspan=2 bgcolor=#ccc><font size=4><b>{e(f.name)}</b></font></td></tr>"
            + book.labelled(
                "<tr><td nowrap><font size=2>{}</font></td><td><font size=2>{}</font></td></tr>",
                rows,
            )
        )
        book.add(f"/show.asp?id={f.n}", "廠商資料",
                 f"<table width=760><tr><td><table border=1>{table}</table></td></tr></table>")  # fmt: skip
    book.lists("/list.asp", "廠商", lambda f: (
        f"<tr><td><font size=2><a href='/show.asp?id={f.n}'>{e(f.name)}</a></font></td><td>{f.trade}</td></tr>"),
        around=("<table>", "</table>"), page=lambda b, n: b if n == 1 else f"{b}?page={n}", size=18)  # fmt: skip
    book.add("/", "工業網", "<h1>工業網</h1><a href='/list.asp'>廠商</a>")
    return book.finish()


HELD = (
    many_countries, ali_profile, sourcing_us, associados, japan_cards, accordion, cells_italy,
    pinyin_list, itemlist_json, old_tables,
)  # fmt: skip
