"""Four small servers written when the three sets before had been mended: the rate at which new ones are right."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import html
import random
from dataclasses import replace

from tests.factories.directories import countries as c
from tests.factories.directories.afternoon import slug
from tests.factories.directories.book import Book
from tests.factories.directories.firms import email_html
from tests.factories.directories.rows import addresses, fill_each


def key_and_value(rng: random.Random) -> Book:
    """Italian firms: rows of divs without heads, spans for key and value, tax numbers, certified mail, a month's firm."""
    book = Book(
        "key_and_value", c.IT, rng, count=36,
        shell='<!DOCTYPE html><html lang="it"><head><meta charset="utf-8"><title>{title} — Aziende del Territorio</title>{head}</head><body><div class="navbar"><a href="/">Aziende del Territorio</a> <a href="/aziende/">Elenco</a> <a href="/chi-siamo">Chi siamo</a></div><div class="container"><div class="row"><div class="col-9">{body}</div><div class="col-3"><div class="box"><h4>Azienda del mese</h4><p>Ceramiche Luna, tel. 055 290 400, luna@ceramicheluna.example</p></div></div></div></div><div class="bottom-line">Redazione: 06 8888 1234 – redazione@territorio.example – P.IVA 01234567890</div></body></html>',
    )  # fmt: skip
    rows = []
    for f in book.firms:
        f.extend(" int. {}")
        mail = email_html(f, rng, "mailto at plain")
        fields = [
            ("Ragione sociale", html.escape(f.name)),
            ("Indirizzo", f.address),
            ("Telefono", f.phone_shown),
            ("Fax", f.fax_shown),
            ("Email", mail),
            ("Sito web", f.given("site", '<a href="{f.site}" target="_blank">{f.host}</a>')),
            ("Partita IVA", str(f.n + 2345678900)),
            ("REA", f"FI-{f.n + 512340}"),
            ("Referente", f.person),
        ]
        book.add(
            f"/aziende/{slug(f.name)}-{f.n}.html",
            html.escape(f.name),
            f'<ol class="bc"><li><a href="/">Home</a></li><li><a href="/aziende/">Elenco</a></li></ol><h1>Scheda azienda</h1><ul class="list-unstyled">{fill_each("""<li><span class="k">{}</span> <span class="v">{}</span></li>""", fields)}</ul><p>{f.about}</p><p class="note">Sei il titolare? <a href="/modifica/{f.n}">Modifica i dati</a></p>',
        )
        rows.append(
            f'<div class="r"><div class="c1"><a href="/aziende/{slug(f.name)}-{f.n}.html">{html.escape(f.name)}</a></div><div class="c2">{f.city}</div><div class="c3">{f.phone_shown}</div></div>'
        )
    book.spread(
        addresses("/aziende/", "/aziende/pagina/{}/", 3),
        "Elenco aziende",
        rows,
        '<h1>Elenco aziende</h1><div class="t">{rows}</div><p class="pag">{others}{next}</p>',
        onward='<a href="{}">&raquo;</a>',
        other='<a href="{}">{}</a> ',
    )
    book.add("/", "Home", '<h1>Benvenuti</h1><p><a href="/aziende/">Tutte le aziende</a></p>')
    book.add("/chi-siamo", "Chi siamo", "<h1>Chi siamo</h1><p>Redazione: 06 8888 1234</p>")
    return book


def call_cards(rng: random.Random) -> Book:
    """Canadian cards with a button to call, hours and stars; kinds and towns that overlap; a toll-free line beside."""
    canada = replace(
        c.US,
        region="CA",
        lang="en-CA",
        cities=(
            ("Guelph", "{n} Wyndham St, Guelph, ON N1H 4E9"),
            ("Kelowna", "{n} Bernard Ave, Kelowna, BC V1Y 6N2"),
        ),
    )
    book = Book(
        "call_cards", canada, rng, count=36,
        shell='<!DOCTYPE html><html lang="en-CA"><head><meta charset="utf-8"><title>{title} - MapleFinder</title>{head}</head><body><header class="top"><a class="brand" href="/">MapleFinder</a><a href="/signup">List your business</a></header><div class="page">{body}</div><footer class="foot"><div>MapleFinder, 10 Bay St, Toronto ON &middot; 1-888-555-0190 &middot; <a href="mailto:hi@maplefinder.example">hi@maplefinder.example</a></div></footer></body></html>',
    )  # fmt: skip
    card = {}
    for f in book.firms:
        f.extend(" ext. {}")
        card[f.n] = (
            f'<figure class="tile"><img src="/p/{f.n}.jpg" alt="{html.escape(f.name)} photo"><figcaption><strong><a href="/biz/{f.n}">{html.escape(f.name)}</a></strong><span class="stars">4.{f.n % 9} ★ ({f.n})</span><span class="open">Open · Closes 6 p.m.</span><span>{f.trade} · {f.city}</span><a class="btn" href="tel:{f.tel}">Call</a> <a class="btn" href="/biz/{f.n}#map">Directions</a></figcaption></figure>'
        )
        mail = email_html(f, rng, "mailto cf entities data")
        lines = (
            f'<p><span class="lbl">Main line</span> {f.phone_shown}</p><p><span class="lbl">Toll-free</span> 1-866-555-0{f.n + 100}</p>'
            + (f'<p><span class="lbl">E-mail</span> {mail}</p>' if mail else "")
            + f.given(
                "site",
                '<p><span class="lbl">Website</span> <a href="{f.site}?utm_source=maplefinder">{f.host}</a></p>',
            )
        )
        book.add(
            f"/biz/{f.n}",
            html.escape(f.name),
            f'<h1>{html.escape(f.name)}</h1><p class="sub">{f.trade} in {f.city}</p><section class="contact"><h2>Contact</h2>{lines}<p>{f.address}</p></section><section class="hours"><h2>Hours</h2><table><tr><td>Mon</td><td>9:00-18:00</td></tr><tr><td>Tue</td><td>9:00-18:00</td></tr></table></section><section class="also"><h2>People also viewed</h2>{"".join(card[o.n] for o in book.firms[: f.n - 1][-2:])}</section>',
        )
    tiles = [card[f.n] for f in book.firms]
    book.spread(
        addresses("/browse", "/browse?page={}", 3),
        "Browse",
        tiles,
        '<h1>Browse businesses</h1><p><a href="/browse?city=guelph">Guelph</a> <a href="/browse?city=kelowna">Kelowna</a></p><div class="grid">{rows}</div><div class="more">{next}</div>',
        onward='<a href="{}">Show more</a>',
    )
    for city, firms in book.by(lambda f: f.city).items():
        book.spread(
            [f"/browse?city={city.lower()}"],
            city,
            [card[f.n] for f in firms],
            f'<h1>{city}</h1><div class="grid">{{rows}}</div>',
        )
    book.add(
        "/",
        "Home",
        f'<h1>Find it local</h1><a href="/browse">Browse all</a><div class="grid">{"".join(tiles[:4])}</div>',
    )
    return book


def in_one_breath(rng: random.Random) -> Book:
    """Chinese entries in one paragraph each, wide blanks between label and label, no page of their own; letters of pinyin."""
    book = Book(
        "in_one_breath", c.CN, rng, count=42,
        shell='<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}-长三角工厂通讯录</title>{head}</head><body><h3><a href="/">长三角工厂通讯录</a></h3><div class="ad">广告：华东设备展 4月8日 预订展位 021-55667788 zhan@hdexpo.example</div>{body}<hr><p>编辑部 021-62001234 转 8 投稿 tougao@gongchang.example 沪ICP备09012345号</p></body></html>',
    )  # fmt: skip
    rows = []
    for f in book.firms:
        blank = "\u3000\u3000"
        mail = (
            f.given("email", "{f.email}")
            if f.n % 3
            else f.given("email", "{f.email}").replace("@", "＠")
        )
        told = [
            f"地址：{f.address}",
            f"邮编：2150{f.n + 10}",
            f"电话：{f.phone_shown}",
            f"传真：{f.fax_shown}",
            f"联系人：{f.person}",
            f"手机：{f.mobile_shown}" if f.n % 2 else "",
            f"邮箱：{mail}" if mail else "",
            f.given("site", "网址：{f.host}"),
            f"主营：{f.trade}",
        ]
        rows.append(f"<p><b>{f.n}、{f.name}</b><br>{blank.join(x for x in told if x)}</p>\n")
    book.spread(
        [f"/p{n}.html" for n in (1, 2, 3)],
        "名录第{n}页",
        rows,
        "<h4>名录</h4>{rows}<p>{others} {next}</p>",
        onward='<a href="{}">下一页</a>',
        other='<a href="{}">[{}]</a>',
    )
    book.add("/", "首页", '<p>收录工厂42家。</p><p><a href="/p1.html">进入名录</a></p>')
    return book


def lists_of_terms(rng: random.Random) -> Book:
    """All of an Austrian guild on one page per letter group: a dl each, "Firma" among its terms; two offices for some."""
    book = Book(
        "lists_of_terms", c.DE, rng, count=36,
        shell='<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{title} – Innung der Metallgewerbe</title>{head}</head><body><div id="kopf"><h1>Innung der Metallgewerbe</h1><a href="/">Start</a> <a href="/betriebe/a-h">Betriebe</a></div><div id="inhalt">{body}</div><div id="fuss">Sekretariat: 0711 55 44 33, innung@metall.example | <a href="/impressum">Impressum</a></div></body></html>',
    )  # fmt: skip
    book.firms.sort(key=lambda f: f.name)
    groups = {"a-h": "ABCDEFGH", "i-q": "IJKLMNOPQ", "r-z": "RSTUVWXYZ"}
    bar = "".join(f'<a href="/betriebe/{g}">{g.upper()}</a> ' for g in groups)
    for group, letters in groups.items():
        out = ""
        for f in (x for x in book.firms if x.name[0] in letters):
            f.extend(" DW {}")
            mail = email_html(f, rng, "round mailto entities")
            terms = [
                ("Firma", html.escape(f.name)),
                ("Inhaber", f.person),
                ("Straße", f.street),
                ("Ort", f.town),
                ("Telefon", f.phone_shown),
                ("Notdienst", f.mobile_shown if f.n % 4 == 0 else ""),
                ("Telefax", f.fax_shown),
                ("E-Mail", mail),
                ("Internet", f.given("site", '<a href="{f.site}">{f.host}</a>')),
                ("Mitglied seit", str(1960 + f.n)),
                ("Betriebsnummer", str(f.n + 88123450)),
            ]
            out += f'<dl class="betrieb">{fill_each("<dt>{}</dt><dd>{}</dd>", terms)}</dl>'
        book.add(
            f"/betriebe/{group}",
            f"Betriebe {group.upper()}",
            f"<h2>Mitgliedsbetriebe {group.upper()}</h2><p>{bar}</p>{out}",
        )
    book.add("/", "Start", f"<h2>Willkommen</h2><p>Unsere Betriebe: {bar}</p>")
    book.add(
        "/impressum",
        "Impressum",
        "<h2>Impressum</h2><p>Innung, Hauptstr. 1, 70173 Stuttgart<br>Telefon 0711 55 44 33</p>",
    )
    return book


DAWN = (key_and_value, call_cards, in_one_breath, lists_of_terms)
