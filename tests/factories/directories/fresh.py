"""Eight directories written once the first reader was done: half of the set `held`.

Never tuned on; their first reading is the figure that docs/mining-measured.md gives.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from html import escape as e

from tests.factories.directories import countries as c
from tests.factories.directories.book import Book
from tests.factories.directories.firms import Firm, email_html, site_html
from tests.factories.directories.rows import fill, fill_each


def rated_cards(rng: random.Random) -> Book:
    """Cards with stars, hours, badges and advertisements between them."""
    book = Book("rated_cards", c.GB, rng, count=40)

    def card(f: Firm) -> str:
        ad = (
            '<article class="ad"><h3>Advertise here</h3><p>Reach 50,000 buyers</p></article>'
            if f.n % 5 == 0
            else ""
        )
        mail, site = email_html(f, rng, "mailto-hidden plain cf"), site_html(f, rng, "button go")
        return (
            f'<article class="biz {"promoted" if f.n % 7 == 0 else ""}"><div class="top"><span class="badge">Verified</span>'
            f'<h3><a href="/biz/{f.n}">{e(f.name)}</a></h3><span class="stars">4.{f.n % 10} (1{f.n} reviews)</span></div>'
            f"<p>{f.about}</p><p>Mon-Fri 09:00-17:30 | Est. 19{60 + f.n % 40}</p><address>{f.address}</address>"
            f'<ul><li><a href="tel:{f.phone}">{f.phone_shown}</a></li><li>{mail}</li><li>{site}</li><li><a href="/quote/{f.n}">Get a quote</a></li></ul></article>{ad}'
        )

    for f in book.firms:
        book.add(
            f"/biz/{f.n}",
            e(f.name),
            f"<h1>{e(f.name)}</h1><p>{f.about}</p><address>{f.address}</address><p>Phone: {f.phone_shown}</p>",
        )
    book.lists("/near-me", "Businesses near you", card, size=10)
    book.add("/", "Local", "<h1>Local</h1><a href='/near-me'>Businesses near you</a>")
    return book.finish()


def classless(rng: random.Random) -> Book:
    """Boxes in boxes without a single class."""
    book = Book("classless", c.FR, rng, count=36)

    def box(f: Firm) -> str:
        mail, site = email_html(f, rng, "plain round"), site_html(f, rng, "text link")
        return (
            f"<div><div><b>{e(f.name)}</b></div><div>{f.address}</div><div>Tél {f.phone_shown}</div>"
            + fill("<div>{}</div>", mail) + fill("<div>{}</div>", site) + "</div>"
        )  # fmt: skip

    book.lists("/membres", "Nos membres", box, around=("<div>", "</div>"), size=12)
    book.add("/", "Fédération", "<h1>Fédération</h1><a href='/membres'>Nos membres</a>")
    return book.finish()


def bare_table(rng: random.Random) -> Book:
    """A table of members without a row of headings."""
    book = Book("bare_table", c.IN, rng, count=50)

    def row(f: Firm) -> str:
        mail = email_html(f, rng, "plain both")
        return f"<tr><td>{f.n}.</td><td>M/s {e(f.name)}<br>{f.address}</td><td>{f.phone_shown}</td><td>{mail or '-'}</td></tr>"

    for f in book.firms:
        f.name = f"M/s {f.name}"
    for f in book.firms:
        f.shows.discard("site")
    book.lists(
        "/list",
        "Members",
        lambda f: row(f).replace("M/s M/s", "M/s"),
        around=("<table>", "</table>"),
        size=25,
    )
    book.add("/", "Association", "<h1>Association</h1><a href='/list'>Members</a>")
    return book.finish()


def paragraphs(rng: random.Random) -> Book:
    """One paragraph a member with single letters for labels."""
    book = Book("paragraphs", c.GB, rng, count=40)

    def item(f: Firm) -> str:
        mail, site = email_html(f, rng, "plain mailto"), site_html(f, rng, "text link")
        return (
            f"<p><strong>{e(f.name)}</strong><br>{f.address}<br>T: {f.phone_shown} F: {f.fax_shown}"
            + fill("<br>E: {}", mail) + fill("<br>W: {}", site) + "</p>"
        )  # fmt: skip

    book.lists("/our-members", "Our members", item, size=20)
    book.add("/", "Guild", "<h1>Guild</h1><a href='/our-members'>Our members</a>")
    return book.finish()


def captions(rng: random.Random) -> Book:
    """Captions and contents in spans, as directory plug-ins write them."""
    book = Book("captions", c.US, rng, count=36)
    for f in book.firms:
        rows = [("Address", f.address), ("Phone", f.phone_shown), ("Fax", f.fax_shown), ("Email", email_html(f, rng, "mailto cf")),
                ("Website", site_html(f, rng, "link button"))]  # fmt: skip
        boxes = fill_each('<div class="field"><span class="caption"><span class="icon"></span><span class="name">{}:</span></span>'
'<span class="content">{}</span></div>', rows)  # fmt: skip
        book.add(f"/listing/{f.n}-co/", e(f.name), (
            f'<article><header><h2 class="entry-title">{e(f.name)}</h2></header><div class="entry-content">{boxes}<p>{f.about}</p></div></article>'
            f'<div class="comments"><h3>Leave a review</h3></div>'))  # fmt: skip
    book.lists(
        "/listings/",
        "Listings",
        lambda f: (
            f'<article><h2 class="entry-title"><a href="/listing/{f.n}-co/">{e(f.name)}</a></h2></article>'
        ),
    )
    book.add("/", "Listings", "<h1>Listings</h1><a href='/listings/'>All</a>")
    return book.finish()


def register_zh(rng: random.Random) -> Book:
    """Chinese register: page headed 企业详情, labels in bold cells, several numbers in one cell."""
    book = Book("register_zh", c.CN, rng, charset="gb2312", count=36, plain_chrome=True)
    for f in book.firms:
        mail, site = email_html(f, rng, "plain image"), site_html(f, rng, "text link")
        cells = [("企业名称", e(f.name)), ("法定代表人", f.person), ("注册资本", "500万元人民币"), ("成立日期", "2008-03-12"),
                 ("统一社会信用代码", f"91320500{f.n:04d}12345X"), ("联系电话", f"{f.phone_shown}；{f.mobile_shown}"),
                 ("电子邮箱", mail), ("公司网址", site), ("注册地址", f.address)]  # fmt: skip
        rows = fill_each("<tr><td><b>{}</b></td><td>{}</td></tr>", cells)
        book.add(
            f"/detail/{f.n}.htm",
            "企业详情",
            f"<h1>企业详情</h1><table>{rows}</table><h3>简介</h3><p>{f.about}</p>",
        )
    book.lists(
        "/all/",
        "全部企业",
        lambda f: f'<dd><a href="/detail/{f.n}.htm" title="{e(f.name)}">{e(f.name)}</a></dd>',
        around=("<dl>", "</dl>"),
        size=18,
    )
    book.add("/", "企业库", "<h1>企业库</h1><a href='/all/'>全部企业</a>")
    return book.finish()


def expo_tw(rng: random.Random) -> Book:
    """Exhibitors as list items with a heading and labelled spans; booth numbers beside."""
    book = Book("expo_tw", c.TW, rng, count=40)

    def item(f: Firm) -> str:
        mail, site = email_html(f, rng, "plain mailto"), site_html(f, rng, "link text")
        spans = [
            f"<span>攤位 K{f.n:04d}</span>",
            f"<span>電話：{f.phone_shown}</span>",
            f"<span>傳真：{f.fax_shown}</span>",
        ]
        spans += [f"<span>信箱：{mail}</span>"] if mail else []
        spans += [f"<span>網址：{site}</span>"] if site else []
        return f"<li><h4>{e(f.name)}</h4>{''.join(spans)}<em>{f.trade}</em></li>"

    book.lists("/exhibitors", "參展廠商", item, around=("<ol>", "</ol>"), size=20)
    book.add("/", "展覽", "<h1>展覽</h1><a href='/exhibitors'>參展廠商</a>")
    return book.finish()


def address_lines(rng: random.Random) -> Book:
    """German members: address element with lines, telephone and mobile, mail written out."""
    book = Book("address_lines", c.DE, rng, count=36)

    def item(f: Firm) -> str:
        mail, site = email_html(f, rng, "round both plain"), site_html(f, rng, "text link")
        lines = [f"<strong>{e(f.name)}</strong>", f.person, *f.address.split(", "), f"Tel.: {f.phone_shown}", f"Mobil: {f.mobile_shown}",
                 f"Fax: {f.fax_shown}", mail, site]  # fmt: skip
        return (
            f'<div class="mitglied"><address>{"<br>".join(x for x in lines if x)}</address></div>'
        )

    book.lists("/mitglieder", "Mitglieder", item, size=12)
    book.add("/", "Verband", "<h1>Verband</h1><a href='/mitglieder'>Mitglieder</a>")
    return book.finish()


FRESH = (
    rated_cards, classless, bare_table, paragraphs, captions, register_zh, expo_tw, address_lines,
)  # fmt: skip
