"""Nineteen directories of many countries, the first that were written: the set `open`.

Readers may be tuned on them. Each function is one site.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from html import escape as e
from urllib.parse import quote

from tests.factories.directories import countries as c
from tests.factories.directories.book import Book
from tests.factories.directories.firms import Firm, email_html, site_html
from tests.factories.directories.rows import fill, fill_by_two


def yellow_cards(rng: random.Random) -> Book:
    """Cards with everything on list pages; categories; a redirect to each company's site."""
    book = Book("yellow_cards", c.US, rng, count=60)

    def card(f: Firm) -> str:
        return (
            f'<div class="result"><h3 class="business-name">{e(f.name)}</h3>'
            f'<p class="adr">{f.address}</p><div class="phones"><a href="tel:{f.phone}">{f.phone_shown}</a></div>'
            f'<p class="snippet">{f.about}</p><div class="links">{email_html(f, rng, "mailto mailto-hidden cf")} '
            f"{site_html(f, rng, 'go')}</div></div>"
        )

    cats = book.trades()
    for trade, firms in cats.items():
        book.lists(f"/{trade}", trade.title(), card, firms=firms, size=10)
    book.lists("/all", "All companies", card, size=20)
    links = "".join(f'<li><a href="/{t}">{t.title()}</a></li>' for t in cats)
    book.add(
        "/",
        "Find a business",
        f'<h1>Find a business</h1><ul>{links}</ul><a href="/all">All companies</a>',
    )
    return book.finish()


def branchenbuch(rng: random.Random) -> Book:
    """A list of names; a definition list on each company's page; written-out addresses."""
    book = Book("branchenbuch", c.DE, rng)

    def page(f: Firm) -> None:
        rows = [("phone", f.phone_shown), ("fax", f.fax_shown), ("person", f.person),
                ("email", email_html(f, rng, "at round both mailto image")), ("site", site_html(f, rng)),
                ("address", f.address)]  # fmt: skip
        items = book.labelled("<dt>{}:</dt><dd>{}</dd>", rows)
        book.add(f"/firma/{f.n}-{quote(f.name.lower().replace(' ', '-'))}", e(f.name),
                 f"<div class='crumbs'><a href='/'>Start</a> &gt; <a href='/liste'>Firmen</a></div>"
                 f"<h1>{e(f.name)}</h1><p>{f.about}</p><dl>{items}</dl>")  # fmt: skip

    for f in book.firms:
        page(f)
    book.lists("/liste", "Firmen", lambda f: (
        f"<li><a href='/firma/{f.n}-{quote(f.name.lower().replace(' ', '-'))}'>{e(f.name)}</a> {f.city}</li>"
    ), around=("<ul>", "</ul>"), size=16)  # fmt: skip
    book.add("/", "Branchenbuch", "<h1>Branchenbuch</h1><a href='/liste'>Alle Firmen</a>")
    return book.finish()


def huangye(rng: random.Random) -> Book:
    """Two-column table on each company's page, GBK, no sectioning elements, related companies."""
    book = Book("huangye", c.CN, rng, charset="gbk", plain_chrome=True)

    def page(f: Firm) -> None:
        rows = [("name", e(f.name)), ("person", f.person), ("phone", f.phone_shown), ("mobile", f.mobile_shown),
                ("fax", f.fax_shown), ("email", email_html(f, rng, "plain wide mailto image")),
                ("site", site_html(f, rng, "link text")), ("address", f.address)]  # fmt: skip
        table = book.labelled("<tr><td>{}：</td><td>{}</td></tr>", rows)
        near = "".join(
            f'<li><a href="/company/{o.n}.html">{e(o.name)}</a></li>'
            for o in rng.sample(book.firms, 5)
        )
        book.add(f"/company/{f.n}.html", f"{e(f.name)}_电话_地址",
                 f'<div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/list/">企业名录</a></div>'
                 f"<h1>{e(f.name)}</h1><div class='intro'>{f.about}</div><table>{table}</table>"
                 f'<div class="side"><h3>相关企业</h3><ul>{near}</ul></div>')  # fmt: skip

    for f in book.firms:
        page(f)
    book.lists("/list/", "企业名录", lambda f: (
        f'<div class="item"><h4><a href="/company/{f.n}.html">{e(f.name)}</a></h4><p>主营：{f.trade}</p>'
        f"<p>地址：{f.address}</p></div>"), page=lambda b, n: b if n == 1 else f"{b}p{n}.html")  # fmt: skip
    book.add("/", "企业黄页", "<h1>企业黄页</h1><a href='/list/'>企业名录</a>")
    return book.finish()


def taiwan_dl(rng: random.Random) -> Book:
    """List pages of definition lists, Big5 with extensions."""
    book = Book("taiwan_dl", c.TW, rng, charset="big5", count=40)

    def item(f: Firm) -> str:
        rows = [("phone", f.phone_shown), ("fax", f.fax_shown), ("address", f.address),
                ("email", email_html(f, rng, "plain mailto")), ("site", site_html(f, rng))]  # fmt: skip
        dl = book.labelled("<dt>{}</dt><dd>{}</dd>", rows)
        return f'<section class="co"><h2>{e(f.name)}</h2><dl>{dl}</dl></section>'

    book.lists(
        "/directory", "廠商名錄", item, size=10, page=lambda b, n: f"{b}?pg={n}" if n > 1 else b
    )
    book.add("/", "廠商名錄", "<h1>廠商</h1><a href='/directory'>廠商名錄</a>")
    return book.finish()


def japan_table(rng: random.Random) -> Book:
    """th/td tables with the name among the rows; headings of the page say nothing."""
    book = Book("japan_table", c.JP, rng, charset="shift_jis", count=36)

    def page(f: Firm) -> None:
        rows = [("name", e(f.name)), ("address", f.address), ("phone", f.phone_shown), ("fax", f.fax_shown),
                ("site", site_html(f, rng)), ("email", email_html(f, rng, "plain at mailto image")),
                ("person", f.person), ("trade", f.trade)]  # fmt: skip
        table = book.labelled("<tr><th>{}</th><td>{}</td></tr>", rows)
        book.add(
            f"/corp/{f.n}/",
            e(f.name),
            f"<h1>企業情報</h1><table class='data'>{table}</table><p>{f.about}</p>",
        )

    for f in book.firms:
        page(f)
    book.lists("/corp/", "企業一覧", lambda f: (
        f"<tr><td><a href='/corp/{f.n}/'>{e(f.name)}</a></td><td>{f.city}</td><td>{f.trade}</td></tr>"),
        around=("<table><tr><th>会社名</th><th>所在地</th><th>業種</th></tr>", "</table>"), size=18)  # fmt: skip
    book.add("/", "企業ナビ", "<h1>企業ナビ</h1><p><a href='/corp/'>企業一覧</a></p>")
    return book.finish()


def chamber_table(rng: random.Random) -> Book:
    """One big table of members with a row of headings; nothing else."""
    book = Book("chamber_table", c.GB, rng, count=70)

    def row(f: Firm) -> str:
        return (
            f"<tr><td>{f.n}</td><td>{e(f.name)}</td><td>{f.trade}</td><td>{f.address}</td><td>{f.phone_shown}</td>"
            f"<td>{email_html(f, rng, 'mailto plain round')}</td><td>{site_html(f, rng)}</td></tr>"
        )

    head = "".join(
        f"<th>{t}</th>"
        for t in ("#", "Company", "Business", "Address", "Telephone", "Email", "Website")
    )
    book.lists(
        "/members",
        "Members",
        row,
        size=35,
        around=(f"<table><thead><tr>{head}</tr></thead><tbody>", "</tbody></table>"),
    )
    book.add("/", "Chamber of Trade", "<h1>Chamber of Trade</h1><a href='/members'>Our members</a>")
    return book.finish()


def exhibitors_az(rng: random.Random) -> Book:
    """Letters, then names with booths, then pages with label and value in sibling boxes."""
    book = Book("exhibitors_az", c.HK, rng)
    letters: dict[str, list[Firm]] = {}
    for f in book.firms:
        letters.setdefault(f.name[0], []).append(f)
        rows = [("address", f.address), ("phone", f.phone_shown), ("fax", f.fax_shown),
                ("email", email_html(f, rng, "mailto cf plain")), ("site", site_html(f, rng, "link button"))]  # fmt: skip
        boxes = book.labelled(
            '<div class="row"><div class="k">{}</div><div class="v">{}</div></div>', rows
        )
        book.add(f"/exhibitor/{f.n}", e(f.name), f"<h2 class='ex'>{e(f.name)}</h2><p>Booth 1-{f.n:03d}</p>"
                 f"<p>{f.about}</p><div class='box'>{boxes}</div>")  # fmt: skip
    az = " ".join(f'<a href="/exhibitors/{x}">{x}</a>' for x in sorted(letters))
    for letter, firms in letters.items():
        rows2 = "".join(
            f'<li><a href="/exhibitor/{f.n}">{e(f.name)}</a> <span>1-{f.n:03d}</span></li>'
            for f in firms
        )
        book.add(
            f"/exhibitors/{letter}",
            f"Exhibitors {letter}",
            f"<h1>Exhibitors {letter}</h1><p>{az}</p><ul>{rows2}</ul>",
        )
    book.add("/", "Exhibitor list", f"<h1>Exhibitor list</h1><p>{az}</p>")
    return book.finish()


def annuaire(rng: random.Random) -> Book:
    """Spans of label and value in one line; facets and sort orders all over the lists."""
    book = Book("annuaire", c.FR, rng, charset="windows-1252")

    def page(f: Firm) -> None:
        rows = [("address", f.address), ("phone", f.phone_shown), ("fax", f.fax_shown), ("mobile", f.mobile_shown),
                ("email", email_html(f, rng, "plain mailto entities")), ("site", site_html(f, rng))]  # fmt: skip
        lines = book.labelled("<p><span class='lab'>{} :</span> <span>{}</span></p>", rows)
        book.add(f"/entreprise/{f.n}", e(f.name), f"<h1>{e(f.name)}</h1><p>{f.about}</p>{lines}")

    for f in book.firms:
        page(f)
    facets = "".join(
        f'<li><a href="/entreprises?ville={v}&amp;tri={s}">{v}</a></li>'
        for v in ("Lille", "Nantes")
        for s in ("nom", "date")
    )
    book.lists("/entreprises", "Entreprises", lambda f: (
        f"<article><h2><a href='/entreprise/{f.n}'>{e(f.name)}</a></h2><p>{f.city}</p></article>"),
        top=f"<aside><ul>{facets}</ul></aside>")  # fmt: skip
    for v in ("Lille", "Nantes"):
        near = [f for f in book.firms if f.city == v]
        for s in ("nom", "date"):
            book.lists(f"/entreprises?ville={v}&tri={s}", v, lambda f: (
                f"<article><h2><a href='/entreprise/{f.n}'>{e(f.name)}</a></h2></article>"), firms=near,
                page=lambda b, n: b if n == 1 else f"{b}&page={n}")  # fmt: skip
    book.add("/", "Annuaire", "<h1>Annuaire</h1><a href='/entreprises'>Entreprises</a>")
    return book.finish()


def supplier_board(rng: random.Random) -> Book:
    """Company page about the company, its contact page apart (label lines with line breaks)."""
    book = Book("supplier_board", c.CN, rng, count=30)
    for f in book.firms:
        tabs = f'<p class="tabs"><a href="/shop/{f.n}/">首页</a> <a href="/shop/{f.n}/contact.html">联系方式</a></p>'
        book.add(f"/shop/{f.n}/", e(f.name), f"<h1>{e(f.name)}</h1>{tabs}<p>{f.about}</p>")
        lines = [("person", f.person), ("phone", f.phone_shown), ("mobile", f.mobile_shown), ("fax", f.fax_shown),
                 ("email", email_html(f, rng, "plain at wide")), ("site", site_html(f, rng)), ("address", f.address)]  # fmt: skip
        text = "<br>".join(f"{book.label(k)}：{v}" for k, v in lines if v)
        book.add(f"/shop/{f.n}/contact.html", f"联系方式 - {e(f.name)}",
                 f"<div class='name'>{e(f.name)}</div>{tabs}<h1>联系方式</h1><p>{text}</p>")  # fmt: skip
    book.lists("/shops/", "企业", lambda f: f"<li><a href='/shop/{f.n}/'>{e(f.name)}</a>（<a href='/shop/{f.n}/contact.html'>联系方式</a>）</li>",
               around=("<ul>", "</ul>"))  # fmt: skip
    book.add("/", "供应商", "<h1>供应商</h1><a href='/shops/'>企业库</a>")
    return book.finish()


def flat_mexico(rng: random.Random) -> Book:
    """Headings and paragraphs in one long row: nothing wraps a company."""
    book = Book("flat_mexico", c.MX, rng, count=45)

    def item(f: Firm) -> str:
        mail, site = email_html(f, rng, "plain mailto"), site_html(f, rng)
        lines = [f.address, f"{book.label('phone')}: {f.phone_shown}"]
        lines += [f"{book.label('email')}: {mail}"] if mail else []
        lines += [f"{book.label('site')}: {site}"] if site else []
        return f"<h3>{e(f.name)}</h3>" + "".join(f"<p>{line}</p>" for line in lines)

    book.lists("/empresas", "Empresas", item, size=15)
    book.add("/", "Directorio", "<h1>Directorio</h1><a href='/empresas'>Empresas</a>")
    return book.finish()


def india_cards(rng: random.Random) -> Book:
    """Cards whose numbers say Call; tax numbers, years and turnovers beside them."""
    book = Book("india_cards", c.IN, rng, count=40)

    def card(f: Firm) -> str:
        return (
            f'<li class="lst"><h2><a href="/co/{f.n}/">{e(f.name)}</a></h2><p>{f.about}</p>'
            f"<p>GST No. 27AAB{f.n:02d}C1234D1Z5 | Established: 19{60 + f.n % 40} | Turnover: Rs. 10-25 Crore</p>"
            f"<p>{f.address}</p><p>Call {f.phone_shown}</p></li>"
        )

    for f in book.firms:
        mail, site = email_html(f, rng, "mailto words"), site_html(f, rng, "goto link")
        book.add(f"/co/{f.n}/", e(f.name), (
            f"<h1>{e(f.name)}</h1><p>{f.about}</p><div class='cinfo'><p>Reach us: {f.address}</p>"
            f"<p>Call {f.phone_shown}</p>" + fill("<p>E-mail {}</p>", mail) + fill("<p>{}</p>", site)
            + f"<p>GST No. 27AAB{f.n:02d}C1234D1Z5</p></div>"))  # fmt: skip
    book.lists("/companies", "Companies", card, around=("<ul>", "</ul>"), size=20)
    book.add("/", "Trade India", "<h1>Suppliers</h1><a href='/companies'>Companies</a>")
    return book.finish()


def rubricator(rng: random.Random) -> Book:
    """Russian list items of label and value, windows-1251."""
    book = Book("rubricator", c.RU, rng, charset="windows-1251", count=36)
    for f in book.firms:
        rows = [("address", f.address), ("phone", f.phone_shown), ("fax", f.fax_shown),
                ("email", email_html(f, rng, "plain mailto")), ("site", site_html(f, rng))]  # fmt: skip
        items = book.labelled("<li><b>{}:</b> {}</li>", rows)
        book.add(f"/firm/{f.n}", e(f.name), f"<h1>{e(f.name)}</h1><p>{f.about}</p><ul>{items}</ul>")
    for trade, firms in book.trades().items():
        rows2 = "".join(f"<p><a href='/firm/{f.n}'>{e(f.name)}</a></p>" for f in firms)
        book.add(f"/rubric/{quote(trade)}", trade, f"<h1>{trade}</h1>{rows2}")
    links = "".join(f"<li><a href='/rubric/{quote(t)}'>{t}</a></li>" for t in book.trades())
    book.add("/", "Рубрикатор", f"<h1>Рубрикатор</h1><ul>{links}</ul>")
    return book.finish()


def microdata_italy(rng: random.Random) -> Book:
    """Microdata on list and page; the page tells more."""
    book = Book("microdata_italy", c.IT, rng, count=36)

    def inner(f: Firm) -> str:
        return (
            f'<h2 itemprop="name">{e(f.name)}</h2><p itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">'
            f'<span itemprop="streetAddress">{f.address}</span></p>'
            f'Tel. <span itemprop="telephone">{f.phone_shown}</span>'
        )

    for f in book.firms:
        mail = email_html(f, rng, "mailto plain")
        site = f.given("site", '<a itemprop="url" href="{f.site}">sito</a>')
        book.add(f"/azienda/{f.n}", e(f.name), (
            f'<div itemscope itemtype="https://schema.org/LocalBusiness">{inner(f)}<p itemprop="description">{f.about}</p>'
            f"<p>{mail}</p>{site}</div>"))  # fmt: skip
    book.lists("/aziende", "Aziende", lambda f: (
        f'<div itemscope itemtype="https://schema.org/LocalBusiness"><a itemprop="url" href="/azienda/{f.n}">{book.ui["more"]}</a>'
        f"{inner(f)}</div>"))  # fmt: skip
    book.add("/", "Aziende", "<h1>Elenco</h1><a href='/aziende'>Aziende</a>")
    return book.finish()


def icons_brazil(rng: random.Random) -> Book:
    """Icons instead of labels; social links beside the site."""
    book = Book("icons_brazil", c.BR, rng, count=40)

    def card(f: Firm) -> str:
        mail, site = email_html(f, rng, "plain mailto"), site_html(f, rng, "link text")
        social = f'<a href="https://www.facebook.com/{f.n}">Facebook</a> <a href="https://instagram.com/x{f.n}">Instagram</a>'
        return (
            f'<div class="col"><div class="box"><h4>{e(f.name)}</h4><p><i class="fa fa-map-marker"></i> {f.address}</p>'
            f'<p><i class="fa fa-phone"></i> {f.phone_shown}</p>'
            + fill('<p><i class="fa fa-envelope"></i> {}</p>', mail)
            + fill('<p><i class="fa fa-globe"></i> {}</p>', site)
            + f"<p>{social}</p></div></div>"
        )

    book.lists("/empresas", "Empresas", card, around=('<div class="grid">', "</div>"), size=12,
               page=lambda b, n: b if n == 1 else f"{b}/pagina/{n}")  # fmt: skip
    book.add("/", "Guia", "<h1>Guia</h1><a href='/empresas'>Empresas</a>")
    return book.finish()


def hcards(rng: random.Random) -> Book:
    """Classic hCards on list pages."""
    book = Book("hcards", c.GB, rng, count=40)

    def card(f: Firm) -> str:
        mail, site = f.email, f.site
        return (
            f'<div class="vcard"><span class="fn org">{e(f.name)}</span><div class="adr">{f.address}</div>'
            f'<div class="tel"><span class="type">Fax</span> <span class="value">{f.fax_shown}</span></div>'
            f'<div class="tel"><span class="type">Work</span> <span class="value">{f.phone_shown}</span></div>'
            + (f'<a class="email" href="mailto:{mail}">write</a> ' if "email" in f.shows else "")
            + (f'<a class="url" href="{site}">site</a>' if "site" in f.shows else "") + "</div>"
        )  # fmt: skip

    book.lists("/members", "Members", card, size=20)
    book.add("/", "Guild", "<h1>Guild</h1><a href='/members'>Members</a>")
    return book.finish()


def korea_table(rng: random.Random) -> Book:
    """Four-column tables: two labels a row; EUC-KR."""
    book = Book("korea_table", c.KR, rng, charset="euc-kr", count=36)
    for f in book.firms:
        cells = [("name", e(f.name)), ("person", f.person), ("phone", f.phone_shown), ("fax", f.fax_shown),
                 ("email", email_html(f, rng, "plain mailto image")), ("site", site_html(f, rng))]  # fmt: skip
        rows = (
            fill_by_two("<th>{}</th><td>{}</td>", [(book.label(k), v or "-") for k, v in cells])
            + f"<tr><th>{book.label('address')}</th><td colspan='3'>{f.address}</td></tr>"
        )
        book.add(
            f"/view.php?no={f.n}",
            e(f.name),
            f"<h3>{e(f.name)}</h3><table>{rows}</table><p>{f.about}</p>",
        )
    book.lists("/list.php", "업체목록", lambda f: (
        f"<tr><td>{f.n}</td><td><a href='/view.php?no={f.n}'>{e(f.name)}</a></td><td>{f.city}</td></tr>"),
        around=("<table><tr><th>번호</th><th>업체명</th><th>지역</th></tr>", "</table>"),
        page=lambda b, n: b if n == 1 else f"{b}?page={n}")  # fmt: skip
    book.add("/", "업체", "<h1>업체</h1><a href='/list.php'>업체목록</a>")
    return book.finish()


def vietnam_lines(rng: random.Random) -> Book:
    """Labelled lines with line breaks on list pages; a link to a page with the site only."""
    book = Book("vietnam_lines", c.VN, rng, count=36)

    def item(f: Firm) -> str:
        lines = [
            ("address", f.address),
            ("phone", f.phone_shown),
            ("email", email_html(f, rng, "plain")),
        ]
        text = "<br>".join(f"<b>{book.label(k)}:</b> {v}" for k, v in lines if v)
        return f"<div class='it'><a class='t' href='/cong-ty/{f.n}.html'><strong>{e(f.name)}</strong></a><p>{text}</p></div>"

    for f in book.firms:
        mail, site = f.email if "email" in f.shows else "", site_html(f, rng)
        lines = [
            ("address", f.address),
            ("phone", f.phone_shown),
            ("fax", f.fax_shown),
            ("email", mail),
            ("site", site),
        ]
        text = "<br>".join(f"<b>{book.label(k)}:</b> {v}" for k, v in lines if v)
        book.add(
            f"/cong-ty/{f.n}.html", e(f.name), f"<h1>{e(f.name)}</h1><p>{f.about}</p><p>{text}</p>"
        )
    book.lists("/danh-ba", "Công ty", item)
    book.add("/", "Danh bạ", "<h1>Danh bạ</h1><a href='/danh-ba'>Công ty</a>")
    # the list blurs no address that the page shows
    return book.finish()


def thai_list(rng: random.Random) -> Book:
    """Thai labels without colons, TIS-620, phone and fax in one line."""
    book = Book("thai_list", c.TH, rng, charset="cp874", count=30)

    def item(f: Firm) -> str:
        mail, site = email_html(f, rng, "plain mailto"), site_html(f, rng)
        return (
            f"<li><strong>{e(f.name)}</strong><div>{book.label('address')} {f.address}</div>"
            f"<div>{book.label('phone')} {f.phone_shown} {book.label('fax')} {f.fax_shown}</div>"
            + (f"<div>{book.label('email')} {mail}</div>" if mail else "")
            + (f"<div>{book.label('site')} {site}</div>" if site else "") + "</li>"
        )  # fmt: skip

    book.lists("/list", "รายชื่อบริษัท", item, around=("<ul class='cos'>", "</ul>"), size=15)
    book.add("/", "รายชื่อ", "<h1>รายชื่อ</h1><a href='/list'>รายชื่อบริษัท</a>")
    return book.finish()


def jsonld_pages(rng: random.Random) -> Book:
    """JSON-LD on each company's page, and the directory's own Organization on every page."""
    import json

    book = Book("jsonld_pages", c.GB, rng, count=36)
    own = {"@context": "https://schema.org", "@type": "Organization", "name": "Jsonld Pages", "url": "/",
           "telephone": book.hotline, "email": book.webmaster}  # fmt: skip
    for f in book.firms:
        node = {"@context": "https://schema.org", "@type": "LocalBusiness", "name": f.name, "telephone": f.phone_shown,
                "faxNumber": f.fax_shown, "address": {"@type": "PostalAddress", "streetAddress": f.address,
                "addressCountry": "GB"}}  # fmt: skip
        if "email" in f.shows:
            node["email"] = f.email
        if "site" in f.shows:
            node["sameAs"] = ["https://www.facebook.com/x", f.site]
        head = "".join(
            f'<script type="application/ld+json">{json.dumps(n)}</script>' for n in (own, node)
        )
        book.add(
            f"/listing/{f.n}",
            e(f.name),
            f"<h1>{e(f.name)}</h1><p>{f.about}</p><p>{f.phone_shown}</p>",
            head=head,
        )
    book.lists(
        "/listings",
        "Listings",
        lambda f: f"<div class='c'><a href='/listing/{f.n}'>{e(f.name)}</a></div>",
    )
    book.add("/", "Listings", "<h1>Listings</h1><a href='/listings'>All listings</a>")
    return book.finish()


SKINS = (
    yellow_cards, branchenbuch, huangye, taiwan_dl, japan_table, chamber_table, exhibitors_az, annuaire,
    supplier_board, flat_mexico, india_cards, rubricator, microdata_italy, icons_brazil, hcards,
    korea_table, vietnam_lines, thai_list, jsonld_pages,
)  # fmt: skip
