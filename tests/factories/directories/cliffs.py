"""Directories written after `squares`, `cellars` and `wells` were mended: the set `cliffs`.

Their one first reading tells how the mended reader does on others; open to tuning since.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import base64
import html
import random

from tests.factories.directories.book import Book
from tests.factories.directories.countries import CN, FR, IN, JP
from tests.factories.directories.firms import Firm, number, shown
from tests.factories.directories.lands import GB_TRADE, NL
from tests.factories.directories.rows import addresses


def guild(rng: random.Random) -> Book:
    """A British guild: towns on the list, T | M | E | W in one line of the page, a second office."""
    book = Book("guild", GB_TRADE, rng, count=33)
    rows = [
        f'<li class="member"><div class="member-logo"><img src="/l/{f.n}.png" alt=""></div><div class="member-body"><a class="stretched-link" href="/find-a-member/{f.n + 640}"><span class="member-name">{html.escape(f.name)}</span></a><span class="member-town">{f.city}</span><span class="pill">Master craftsman</span></div></li>'
        for f in book.firms
    ]
    book.spread(
        addresses("/find-a-member", "/find-a-member?pg={}", 3),
        "Find a member",
        rows,
        '<h1>Find a member</h1><form action="/find-a-member"><label>Town <input name="town"></label><button>Search</button></form><p>33 members found</p><ul class="members">{rows}</ul><div class="pager">{others}</div>',
        other='<a class="pg" href="{}">{}</a>',
    )
    for f in book.firms:
        second, key = number("GB", rng), base64.b64encode(f.email.encode()).decode()
        f.other_phones |= {second, f.mobile}
        line = f"T: {f.phone_shown} | M: {f.mobile_shown}"
        line += f.given("email", " | E: <a href='mailto:{f.email}'>{f.email}</a>")
        line += f.given("site", " | W: <a href='{f.site}'>{f.host}</a>")
        book.add(
            f"/find-a-member/{f.n + 640}",
            html.escape(f.name),
            f'<div class="hero"><h1>{html.escape(f.name)}</h1><p>{f.trade.title()} | {f.city}</p></div><div class="cols"><div><h2>Head office</h2><p>{f.address}</p><p>{line}</p></div><div><h2>Workshop</h2><p>Unit 9, Mill Lane, {f.city}</p><p>T: {shown(second, rng, "")}</p></div></div><h2>About</h2><p>{f.about}</p><div class="form" data-to="{key}"><h3>Contact this member</h3><form method="post"><input name="n"></form></div>',
        )
    book.add("/", "Guild", f'<h1>The guild</h1><p>Call us on {book.hotline}.</p><a href="/find-a-member">Find a member</a>')  # fmt: skip
    return book.finish()


def in_threes(rng: random.Random) -> Book:
    """A Dutch shopping street: three firms in each row of a table that only lays them out."""
    book = Book("in_threes", NL, rng, count=36, plain_chrome=True)

    def cell(f: Firm) -> str:
        return (
            f'<td valign="top" width="33%"><p><img src="/img/{f.n}.jpg" width="90"></p><p><b>{html.escape(f.name)}</b><br>{f.address.replace(", ", "<br>")}<br>tel. {f.phone_shown}'
            + f.given("email", '<br><a href="mailto:{f.email}">mail ons</a>')
            + f.given("site", '<br><a href="{f.site}" target="_blank">{f.host}</a>')
            + "</p></td>"
        )

    cells = [cell(f) for f in book.firms]
    rows = ["<tr>" + "".join(cells[k : k + 3]) + "</tr>" for k in range(0, len(cells), 3)]
    book.spread(
        ["/winkels.htm", "/winkels2.htm"],
        "Winkels",
        rows,
        '<h2>Onze winkels</h2><table border="0" width="100%">{rows}</table><p>{others}</p>',
        other='<a href="{}">pagina {}</a>',
    )
    book.add("/", "Winkelstraat", f'<h2>Welkom</h2><p>Secretariaat: {book.hotline}</p><p><a href="/winkels.htm">Winkels</a></p>')  # fmt: skip
    return book.finish()


def gazette(rng: random.Random) -> Book:
    """An Indian council's approved list: each firm one numbered paragraph, all in one line."""
    book = Book("gazette", IN, rng, count=40)
    text = ""
    for f in book.firms:
        f.extend(" Extn. {}")
        f.name = f"M/s. {f.name}"
        text += f"<p>{f.n}. <strong>{html.escape(f.name)}</strong>, {f.address}. Tel.: {f.phone_shown}, Fax: {f.fax_shown}"
        text += f.given("email", f", E-mail: {f.email.replace('@', '[at]').replace('.', '[dot]')}")
        text += f.given("site", ", Website: {f.host}")
        text += f" (Contact: Shri {f.person}, Partner). Category: {f.trade.title()}. Valid upto 31.03.2027.</p>"
    book.add("/approved-list", "Approved list", f"<h1>List of approved manufacturers</h1><p>As on 01.04.2026. For corrections write to {book.webmaster}.</p>{text}")  # fmt: skip
    book.add("/", "Council", '<h1>Council</h1><a href="/approved-list">Approved manufacturers</a>')
    return book.finish()


def kumiai(rng: random.Random) -> Book:
    """A Japanese union: a table with the region over several rows, TEL and FAX in one cell."""
    book = Book("kumiai", JP, rng, count=36)
    for f in book.firms:
        f.extension, f.phone_shown = "", f.bare
        f.shows.discard("email")
    rows = ""
    for city, firms in book.by(lambda f: f.city).items():
        for i, f in enumerate(firms):
            head = f'<th rowspan="{len(firms)}">{city}</th>' if i == 0 else ""
            name = f.given("site", '<a href="{f.site}" target="_blank">{f.name}</a>') or f.name
            rows += f"<tr>{head}<td>{name}</td><td>{f.person}</td><td>{f.address}</td><td>TEL {f.phone_shown}<br>FAX {f.fax_shown}</td></tr>"
    book.add("/meibo.html", "組合員名簿", f'<h1>組合員名簿</h1><p>令和8年4月1日現在</p><table class="meibo"><tr><th>支部</th><th>社名</th><th>代表者</th><th>住所</th><th>電話・FAX</th></tr>{rows}</table>')  # fmt: skip
    book.add("/", "組合", f'<h1>工業協同組合</h1><p>事務局 {book.hotline}</p><a href="/meibo.html">組合員名簿</a>')  # fmt: skip
    return book.finish()


def shangpu(rng: random.Random) -> Book:
    """A Chinese market of shops: lists of shops, a home of each, its numbers on a page behind that."""
    book = Book("shangpu", CN, rng, count=32)
    rows = [
        f'<div class="shop-item"><div class="pic"><a href="/shop/{f.n + 3300}/"><img src="/p/{f.n}.jpg"></a></div><div class="cont"><p class="tt"><a href="/shop/{f.n + 3300}/" target="_blank">{f.name}</a></p><p>主营：{f.trade}、模具、配件</p><p>经营模式：生产型 <span>诚信通第{f.n % 9 + 1}年</span></p><p>{f.address[:6]}</p></div></div>'
        for f in book.firms
    ]
    book.spread(
        addresses("/qiye/jixie.html", "/qiye/jixie-{}.html", 3),
        "机械公司",
        rows,
        '<h1>机械公司大全</h1><div class="shops">{rows}</div><div class="pages">{others}{next}</div>',
        onward='<a class="n" href="{}">下一页&gt;</a>',
        other='<a href="{}">{}</a>',
    )
    for f in book.firms:
        menu = f'<ul class="shopnav"><li><a href="/shop/{f.n + 3300}/">首页</a></li><li><a href="/shop/{f.n + 3300}/offer.html">供应产品</a></li><li><a href="/shop/{f.n + 3300}/contact.html">联系方式</a></li></ul>'
        book.add(f"/shop/{f.n + 3300}/", f.name, f'<div class="shophead"><h1>{f.name}</h1></div>{menu}<div class="intro"><h2>公司介绍</h2><p>{f.about}</p></div>')  # fmt: skip
        book.add(f"/shop/{f.n + 3300}/offer.html", f.name, f'<div class="shophead"><h1>{f.name}</h1></div>{menu}<ul><li>{f.trade}A型 ¥{f.n + 90}.00</li><li>{f.trade}B型 面议</li></ul>')  # fmt: skip
        book.add(
            f"/shop/{f.n + 3300}/contact.html",
            f"联系方式 - {f.name}",
            f'<div class="shophead"><h1>{f.name}</h1></div>{menu}<div class="contact"><h2>联系方式</h2><p><b>{f.person}</b> （经理）</p><ul><li>电&nbsp;&nbsp;&nbsp;话：{f.phone_shown}</li><li>移动电话：{f.mobile_shown}</li><li>传&nbsp;&nbsp;&nbsp;真：{f.fax_shown}</li><li>地&nbsp;&nbsp;&nbsp;址：{f.address}</li>'
            + f.given("email", "<li>邮&nbsp;&nbsp;&nbsp;箱：{f.email}</li>")
            + f.given("site", '<li>公司主页：<a href="{f.site}">{f.site}</a></li>')
            + "</ul></div>",
        )
    book.add("/", "商铺网", '<h1>商铺网</h1><a href="/qiye/jixie.html">机械公司</a>')
    return book.finish()


def deux_langues(rng: random.Random) -> Book:
    """A book in two languages: each page twice, numbers in meta, mail in a box that opens."""
    book = Book("deux_langues", FR, rng, count=30)
    words = {"fr": ("Entreprises", "Suivant", "Afficher"), "nl": ("Bedrijven", "Volgende", "Toon")}
    for lang, (title, onward, show) in words.items():
        other = "nl" if lang == "fr" else "fr"
        pages = addresses(f"/{lang}/industrie", f"/{lang}/industrie/{{}}", 3)
        for n, page in enumerate(pages):
            rows = ""
            for f in book.firms[n * 10 : n * 10 + 10]:
                rows += (
                    f'<li class="result-item" itemscope itemtype="http://schema.org/LocalBusiness"><a href="/{lang}/b/{f.n + 51000}"><h2 itemprop="name">{html.escape(f.name)}</h2></a><span itemprop="address" itemscope itemtype="http://schema.org/PostalAddress"><span itemprop="streetAddress">{f.address}</span></span><meta itemprop="telephone" content="{f.phone}"><button>{show}</button>'
                    + f.given("site", '<a itemprop="url" href="{f.site}" rel="nofollow">Web</a>')
                    + "</li>"
                )
            book.add(
                page,
                title,
                f'<p class="lang"><a href="{page.replace(f"/{lang}/", f"/{other}/")}">{other.upper()}</a></p><h1>{title}</h1><ul>{rows}</ul>'
                + "".join(f'<a class="next" rel="next" href="{x}">{onward}</a>' for x in pages[n + 1 : n + 2]),
                head=f'<link rel="alternate" hreflang="{other}" href="{page.replace(f"/{lang}/", f"/{other}/")}">',
            )  # fmt: skip
        for f in book.firms:
            f.extension, f.phone_shown = "", f.bare
            at = f"/{lang}/b/{f.n + 51000}"
            book.add(
                at,
                html.escape(f.name),
                f'<p class="lang"><a href="/{other}/b/{f.n + 51000}">{other.upper()}</a></p><div itemscope itemtype="http://schema.org/LocalBusiness"><h1 itemprop="name">{html.escape(f.name)}</h1><p itemprop="address">{f.address}</p><p><a href="tel:{f.phone}" itemprop="telephone">{f.phone_shown}</a></p>'
                + f.given("email", '<div class="box" style="visibility:hidden"><a href="mailto:{f.email}">{f.email}</a></div>')
                + f.given("site", '<p><a href="{f.site}" itemprop="url">{f.host}</a></p>')
                + f"<p>{f.about}</p></div>",
                head=f'<link rel="alternate" hreflang="{other}" href="/{other}/b/{f.n + 51000}">',
            )  # fmt: skip
    book.add("/", "Guide", '<h1>Guide - Gids</h1><a href="/fr/industrie">Français</a> <a href="/nl/industrie">Nederlands</a>')  # fmt: skip
    return book.finish()


CLIFFS = (guild, in_threes, gazette, kumiai, shangpu, deux_langues)
