"""Eleven directories in the manner of real software, never tuned on: the set `apart`."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import json
import random
from html import escape as e

from tests.factories.directories import countries as c
from tests.factories.directories import lands
from tests.factories.directories.book import Book
from tests.factories.directories.firms import Firm, email_html, number, shown, site_html
from tests.factories.directories.rows import fill, fill_each


def upche_list(rng: random.Random) -> Book:
    """Korean cards: em for labels, extensions in brackets, toll-free line of the portal."""
    book = Book("upche_list", c.KR, rng, count=36)

    def card(f: Firm) -> str:
        tel = shown(f.phone, rng, "") + (f" (내선 {f.extension})" if f.extension else "")
        mail, site = email_html(f, rng, "plain mailto"), site_html(f, rng, "link text")
        items = [
            ("업종", f.trade),
            ("대표", f.person),
            ("전화", tel),
            ("팩스", f.fax_shown),
            ("이메일", mail),
            ("홈페이지", site),
            ("주소", f.address),
        ]
        return (
            f'<li class="company"><strong class="tit">{e(f.name)}</strong><ul class="info">'
            + fill_each("<li><em>{}</em>{}</li>", items)
            + "</ul></li>"
        )

    book.lists(
        "/company/list",
        "업체 검색",
        card,
        around=('<ul class="list">', "</ul>"),
        size=12,
        page=lambda b, n: f"{b}?pageNo={n}" if n > 1 else b,
    )
    book.add(
        "/",
        "산업단지",
        "<h1>산업단지</h1><p>대표번호 1588-1234</p><a href='/company/list'>업체 검색</a>",
    )
    return book.finish()


def spravochnik(rng: random.Random) -> Book:
    """Russian cards: the whole number waits in a data attribute behind a shortened one; доб. for extensions."""
    book = Book("spravochnik", c.RU, rng, count=36)
    for f in book.firms:
        full = shown(f.phone, rng, "") + (f" доб. {f.extension}" if f.extension else "")
        mail, site = email_html(f, rng, "mailto script data plain"), site_html(f, rng, "link go")
        book.add(f"/firm/{f.n}", f"{e(f.name)} — {f.city}", (
            f'<div class="breadcrumbs"><a href="/">Главная</a> → <a href="/firms">Компании</a></div><h1>{e(f.name)}</h1><div class="about">{f.about}</div><div class="contacts"><h2>Контактная информация</h2>'
            f'<div class="line">📍 {f.address}</div><div class="line phone"><a href="tel:{f.phone}" data-full="{full}">{full}</a></div><div class="line">Факс: {f.fax_shown}</div>'
            f'<div class="line">{mail}</div><div class="line">{site}</div><div>ИНН {5902000000 + f.n * 331} ОГРН {1025900000000 + f.n * 517}</div><div>Пн–Пт 9:00–18:00</div></div>'))  # fmt: skip
    book.lists(
        "/firms",
        "Компании",
        lambda f: (
            f'<div class="row"><a class="title" href="/firm/{f.n}">{e(f.name)}</a><span>{f.address}</span></div>'
        ),
        size=18,
    )
    book.add("/", "Справочник", "<h1>Справочник</h1><a href='/firms'>Компании</a>")
    return book.finish()


def hk_rows(rng: random.Random) -> Book:
    """Hong Kong: rows of one list, bilingual labels, eight digits without a code."""
    book = Book("hk_rows", c.HK, rng, count=40)

    def row(f: Firm) -> str:
        tel = f.phone[4:8] + " " + f.phone[8:] + (f" 內線 {f.extension}" if f.extension else "")
        mail, site = email_html(f, rng, "plain mailto round"), site_html(f, rng, "text link")
        return (
            f'<div class="entry"><div class="no">{f.n:03d}</div><div class="body"><b>{e(f.name)}</b><br/>地址 Address: {f.address}<br/>電話 Tel: {tel}　傳真 Fax: {f.fax_shown}'
            + fill("<br/>電郵 Email: {}", mail) + fill("<br/>網址 Website: {}", site) + f"<br/>業務 Business: {f.trade}</div></div>"
        )  # fmt: skip

    book.lists("/en/members", "Member list 會員名單", row, size=20)
    book.add(
        "/", "Trade association", "<h1>Trade association</h1><a href='/en/members'>Member list</a>"
    )
    return book.finish()


def messe_dialogs(rng: random.Random) -> Book:
    """A fair: dialog elements with definition lists, exhibitors of several countries."""
    book = Book("messe_dialogs", c.DE, rng, count=36)
    lands_of = (
        (c.DE, "Deutschland"),
        (c.IT, "Italien"),
        (c.FR, "Frankreich"),
        (lands.PL, "Polen"),
        (lands.NL, "Niederlande"),
        (c.CN, "China"),
    )

    def dialog(f: Firm) -> str:
        land, said = lands_of[f.n % len(lands_of)]
        f.phone, f.extension = number(land.region, rng), ""
        f.phone_shown = shown(f.phone, rng, "")
        rows = [("Halle/Stand", f"Halle {f.n % 9 + 1}, C{f.n:02d}"), ("Anschrift", land.cities[0][1].format(n=f.n)), ("Land", said),
                ("Telefon", f.phone_shown), ("E-Mail", email_html(f, rng, "mailto cf entities")), ("Internet", site_html(f, rng))]  # fmt: skip
        return (
            f'<article class="aussteller"><button onclick="document.getElementById(\'d{f.n}\').showModal()">{e(f.name)}</button><dialog id="d{f.n}"><h2>{e(f.name)}</h2><dl>'
            + fill_each("<dt>{}</dt><dd>{}</dd>", rows) + "</dl><form method='dialog'><button>Schließen</button></form></dialog></article>"
        )  # fmt: skip

    book.lists(
        "/aussteller",
        "Ausstellerverzeichnis",
        dialog,
        size=18,
        page=lambda b, n: b if n == 1 else f"{b}?seite={n}",
    )
    book.add("/", "Messe", "<h1>Messe</h1><a href='/aussteller'>Aussteller</a>")
    return book.finish()


def nl_gids(rng: random.Random) -> Book:
    """Dutch guide: names without legal forms, numbers of registers, next page by a link element alone."""
    book = Book("nl_gids", lands.NL, rng, count=40)

    def card(f: Firm) -> str:
        f.extension = ""
        f.phone_shown = shown(f.phone, rng, "")
        mail, site = (
            email_html(f, rng, "mailto mailto-hidden comment"),
            site_html(f, rng, "button link"),
        )
        return (
            f'<section class="bedrijf"><header><h3>{e(f.name)}</h3><span class="cat">{f.trade}</span></header><p>{f.address}</p><p class="reg">KvK {30200000 + f.n * 31} · BTW NL{800000000 + f.n * 77}B01 · IBAN NL91ABNA0417164{300 + f.n}</p>'
            f'<p class="acties"><a class="bel" href="tel:{f.phone}"><i class="icon-phone"></i> {f.phone_shown}</a> {mail} {site} <a href="/route/{f.n}">Route</a></p></section>'
        )

    for n in range(1, 5):
        head = f'<link rel="next" href="/gids/pagina/{n + 1}">' if n < 4 else ""
        book.add(
            "/gids" if n == 1 else f"/gids/pagina/{n}",
            f"Gids {n}",
            f"<h1>Bedrijvengids</h1>{''.join(map(card, book.firms[(n - 1) * 10 : n * 10]))}",
            head=head,
        )
    book.add("/", "Gids", "<h1>Gids</h1><a href='/gids'>Alle bedrijven</a>")
    return book.finish()


def tr_rehber(rng: random.Random) -> Book:
    """Turkish register: two-column tables one after the other, (pbx) and Dahili."""
    book = Book("tr_rehber", lands.TR, rng, count=32, charset="iso-8859-9")

    def table(f: Firm) -> str:
        tel = shown(f.phone, rng, "") + (
            f" Dahili: {f.extension}" if f.extension else rng.choice(["", " (pbx)"])
        )
        mail, site = email_html(f, rng, "plain mailto at"), site_html(f, rng, "text link")
        rows = [
            ("Yetkili", f.person),
            ("Telefon", tel),
            ("Faks", f.fax_shown),
            ("GSM", f.mobile_shown),
            ("E-posta", mail),
            ("Web", site),
            ("Adres", f.address),
            ("Vergi No", str(1230000000 + f.n * 7)),
        ]
        return (
            f"<h3 class='firma'>{e(f.name)}</h3><table>"
            + fill_each("<tr><th>{}</th><td>: {}</td></tr>", rows)
            + "</table>"
        )

    book.lists("/firma-rehberi", "Firma rehberi", table, size=8)
    book.add("/", "Sanayi odası", "<h1>Sanayi odası</h1><a href='/firma-rehberi'>Firma rehberi</a>")
    return book.finish()


def asociacion(rng: random.Random) -> Book:
    """Accordions: a button with the name, a panel with several people and numbers."""
    book = Book("asociacion", lands.ES, rng, count=32)

    def item(f: Firm) -> str:
        host = f.email.split("@")[1]
        mails = (
            [f"{x}@{host}" for x in ("gerencia", "ventas")]
            if "email" in f.shows and f.n % 2
            else []
        )
        f.other_emails = set(mails)
        people = "".join(
            f"<li>{p} ({r})"
            + (f' – <a href="mailto:{mails[i]}">{mails[i]}</a>' if mails else "")
            + "</li>"
            for i, (p, r) in enumerate((("Marta Gil", "Gerente"), ("Pablo Cano", "Ventas")))
        )
        mail, site = email_html(f, rng, "mailto entities plain"), site_html(f, rng, "link text")
        return (
            f'<div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button collapsed" data-bs-toggle="collapse" data-bs-target="#c{f.n}">{e(f.name)}</button></h2><div id="c{f.n}" class="accordion-collapse collapse"><div class="accordion-body">'
            f"<p>{f.address}</p><p>Tfno.: {f.phone_shown} / Móvil: {f.mobile_shown} / Fax: {f.fax_shown}</p>" + fill("<p>{}</p>", mail) + fill("<p>{}</p>", site) + f"<h3>Equipo</h3><ul>{people}</ul></div></div></div>"
        )  # fmt: skip

    book.lists(
        "/asociados",
        "Empresas asociadas",
        item,
        around=('<div class="accordion">', "</div>"),
        size=16,
    )
    book.add("/", "Asociación", "<h1>Asociación</h1><a href='/asociados'>Empresas asociadas</a>")
    return book.finish()


def b2b_offers(rng: random.Random) -> Book:
    """Chinese products with a card of the supplier in the list; the shop's page names the rest."""
    book = Book("b2b_offers", lands.CN_SHORT, rng, count=30)
    for f in book.firms:
        mail, site = email_html(f, rng, "plain image at"), site_html(f, rng, "text link")
        tel = f"<span class='tel' data-tel='{f.phone}'>{f.phone_shown}</span>"
        lines = [
            ("联系人", f.person + " 先生"),
            ("固话", tel),
            ("移动电话", f.mobile_shown),
            ("电子邮件", mail),
            ("公司主页", site),
            ("经营地址", f.address),
            ("邮政编码", "523000"),
        ]
        box = fill_each("<dl><dt>{}</dt><dd>{}</dd></dl>", lines)
        book.add(
            f"/shop{f.n}/contact",
            f"联系我们-{e(f.name)}",
            f"<div class='hd'><a href='/shop{f.n}'>{e(f.name)}</a> <em>诚信通</em></div><h2>联系我们</h2><div class='lxwm'>{box}</div><p>温馨提示：交易前请核实身份。举报电话：010-88886666</p>",
        )
    book.lists("/products", "产品库", lambda f: (
        f'<div class="p"><a class="t" href="/p/{f.n}.html">{f.trade} 厂家直销</a><em>¥{f.n * 3}.50</em><div class="s"><a href="/shop{f.n}/contact">{e(f.name)}</a> <span>{f.city}</span></div></div>'
    ), size=15)  # fmt: skip
    for f in book.firms:
        book.add(
            f"/p/{f.n}.html",
            f"{f.trade} 厂家直销",
            f"<h1>{f.trade} 厂家直销</h1><p>价格：¥{f.n * 3}.50 起订量：100件</p><p>供应商：<a href='/shop{f.n}/contact'>{e(f.name)}</a></p>",
        )
    book.paid = len(book.firms)
    book.add("/", "产品网", "<h1>产品网</h1><a href='/products'>产品库</a>")
    return book.finish()


def hebrew_index(rng: random.Random) -> Book:
    """Hebrew, right to left, labels in bold, שלוחה for extensions."""
    book = Book("hebrew_index", lands.IL, rng, count=32)

    def item(f: Firm) -> str:
        tel = shown(f.phone, rng, "") + (f" שלוחה {f.extension}" if f.extension else "")
        mail, site = email_html(f, rng, "plain mailto"), site_html(f, rng, "text link")
        rows = [
            ("כתובת", f.address),
            ("טלפון", tel),
            ("פקס", f.fax_shown),
            ('דוא"ל', mail),
            ("אתר", site),
        ]
        return (
            f'<div class="biz" dir="rtl"><h3>{e(f.name)}</h3>'
            + fill_each("<div><b>{}:</b> {}</div>", rows)
            + "</div>"
        )

    book.lists("/index", "אינדקס עסקים", item, size=16)
    book.add("/", "אינדקס", "<h1>אינדקס</h1><a href='/index'>אינדקס עסקים</a>")
    return book.finish()


def assoc_lines(rng: random.Random) -> Book:
    """Indian members: numbers with a second ending, several addresses behind commas, several to a line."""
    book = Book("assoc_lines", c.IN, rng, count=40)

    def para(f: Firm) -> str:
        f.extension = ""
        tel = "+91-" + f.phone[3:5] + "-" + f.phone[5:]
        last = str((int(f.phone[-2:]) + 1) % 100).zfill(2)
        mail = email_html(f, rng, "plain")
        if mail and f.n % 2:
            f.other_emails = {"mktg@" + f.email.split("@")[1]}
            mail += ", " + next(iter(f.other_emails))
        site = site_html(f, rng, "text")
        return (
            f"<li><h4>{f.n}. {e(f.name)}</h4><p>{f.address}.<br>Ph: {tel} / {last}, Mob.: {f.mobile_shown}"
            + fill("<br>Email: {}", mail) + fill("<br>Website: {}", site) + f"<br>Contact: Mr. {f.person}<br>GSTIN: 27AAAC{f.n:04d}P1ZV</p></li>"
        )  # fmt: skip

    book.lists("/members", "Our members", para, around=("<ul>", "</ul>"), size=20)
    book.add("/", "Association", "<h1>Association</h1><a href='/members'>Our members</a>")
    return book.finish()


def next_data(rng: random.Random) -> Book:
    """A script draws the list: names in the HTML, the rest in the page's data."""
    book = Book("next_data", c.GB, rng, count=40)
    for n in (1, 2):
        firms = book.firms[(n - 1) * 20 : n * 20]
        for f in firms:
            f.extension = ""
        data = {"props": {"pageProps": {"page": n, "companies": [
            {"id": f.n, "slug": f"co-{f.n}", "companyName": f.name, "phoneNumber": f.phone, "emailAddress": f.email if "email" in f.shows else None,
             "websiteUrl": f.site if "site" in f.shows else None, "location": {"address": f.address, "city": f.city}} for f in firms]}}}  # fmt: skip
        rows = "".join(f'<li><a href="/c/co-{f.n}">{e(f.name)}</a></li>' for f in firms)
        after = '<a href="/companies?page=2">Next</a>' if n == 1 else ""
        script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
        book.add(
            "/companies" if n == 1 else "/companies?page=2",
            "Companies",
            f"<h1>Companies</h1><ul>{rows}</ul>{after}",
            extra=script,
        )
    for f in book.firms:
        book.add(f"/c/co-{f.n}", e(f.name), f"<h1>{e(f.name)}</h1><p>{f.about}</p>")
    book.add("/", "Companies", "<h1>Find suppliers</h1><a href='/companies'>Companies</a>")
    return book.finish()


APART = (
    upche_list, spravochnik, hk_rows, messe_dialogs, nl_gids, tr_rehber, asociacion, b2b_offers, hebrew_index,
    assoc_lines, next_data,
)  # fmt: skip
