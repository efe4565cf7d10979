"""Directories written before `squares` was read, read after it was mended: the set `wells`.

They tell how the mended reader does on others; open to tuning since.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import html
import random
from urllib.parse import quote

from tests.factories.directories.book import Book
from tests.factories.directories.countries import CN, FR, RU, US
from tests.factories.directories.firms import Firm
from tests.factories.directories.lands import GB_TRADE, US_TRADE
from tests.factories.directories.rows import addresses, fill_each


def find_a_pro(rng: random.Random) -> Book:
    """Practices with their owner above the firm, miles, ratings; the site over the portal's ?url=."""
    book = Book("find_a_pro", US_TRADE, rng, count=36)

    def path(f: Firm) -> str:
        return f"/pros/{quote(f.city.lower())}/{f.n + 90210}"

    def card(f: Firm) -> str:
        return (
            f'<div class="result-card" data-id="{f.n}"><div class="avatar"><img src="/a{f.n}.jpg" alt="{f.person}"></div><div class="who"><p class="pro">{f.person}, CPA</p><h3><a href="{path(f)}">{html.escape(f.name)}</a></h3><p class="dist">{f.n % 9}.{f.n % 7} miles away · {f.trade.title()}</p><p class="stars">★★★★☆ <a href="{path(f)}#reviews">{f.n + 3} Reviews</a></p></div>'
            f'<div class="where"><address>{f.address.replace(", ", "<br>", 1)}</address><a class="call" href="tel:{f.tel}">Call now</a>'
            + f.given("site", '<a class="web" href="/redirect?url={f.site}&amp;src=card" rel="nofollow">Website</a>')
            + f'<a class="book" href="{path(f)}">Book online</a></div></div>'
        )  # fmt: skip

    book.spread(
        addresses("/pros?near=10001", "/pros?near=10001&page={}", 3),
        "Pros near you {n}",
        [card(f) for f in book.firms],
        '<h1>36 pros near 10001</h1><div class="sorts"><a href="/pros?near=10001&amp;sort=rating">Rating</a> <a href="/pros?near=10001&amp;sort=distance">Distance</a></div><div id="results">{rows}</div>{next}',
        onward='<a class="load-more" href="{}">Load more</a>',
    )
    for f in book.firms:
        book.add(
            path(f),
            html.escape(f.name),
            f'<div class="pro-head"><h1>{html.escape(f.name)}</h1><h2>{f.person}, CPA</h2><p>{f.address}</p></div><div class="contact"><a href="tel:{f.tel}">{f.phone_shown}</a>'
            + f.given("email", '<a href="mailto:{f.email}">Email the office</a>')
            + f.given("site", '<a href="/redirect?url={f.site}" rel="nofollow">Visit website</a>')
            + f'</div><h2>About</h2><p>{f.about}</p><h2>Team</h2><ul><li>Peter Moss, Partner</li><li>Ines Vale, Associate</li></ul><h2 id="reviews">Reviews</h2><div class="rv"><b>Verified client</b> <time>Mar 3, 2024</time><p>On time and fair.</p></div>',
        )  # fmt: skip
    book.add("/", "Find a pro", f'<h1>Find a pro</h1><a href="/pros?near=10001">Near New York</a><p>Are you a pro? Call {book.hotline}</p>')  # fmt: skip
    return book.finish()


def list_view(rng: random.Random) -> Book:
    """Suppliers of a county council as an office suite lists them: sortable heads, forms of one item."""
    book = Book("list_view", GB_TRADE, rng, count=40, plain_chrome=True)
    heads = fill_each(
        '<th class="ms-vh2" scope="col"><div class="ms-vh-div"><a href="/sites/suppliers/AllItems.aspx?SortField={}&amp;SortDir=Asc">{}</a></div></th>',
        (("LinkTitle", "Supplier"), ("Cat", "Category"), ("WorkPhone", "Business Phone"), ("WorkFax", "Fax"), ("EMail", "E-Mail"), ("URL", "Web Page"), ("Exp", "Review date")),
    )  # fmt: skip
    rows = [
        f'<tr class="{"ms-alternating" if f.n % 2 else ""} ms-itmhover"><td class="ms-vb-title"><a class="ms-listlink" href="/sites/suppliers/DispForm.aspx?ID={f.n}">{html.escape(f.name)}</a></td><td class="ms-vb2">{f.trade.title()}</td><td class="ms-vb2">{f.phone_shown}</td><td class="ms-vb2">{f.fax_shown}</td><td class="ms-vb2">'
        + f.given("email", '<a href="mailto:{f.email}">{f.email}</a>')
        + '</td><td class="ms-vb2">'
        + f.given("site", '<a href="{f.site}">{f.host}</a>')
        + f'</td><td class="ms-vb2"><nobr>0{f.n % 9 + 1}/11/2027</nobr></td></tr>'
        for f in book.firms
    ]
    first = "/sites/suppliers/AllItems.aspx"
    book.spread(
        [first, *(f"{first}?Paged=TRUE&p_ID={n}&PageFirstRow={n + 1}" for n in (20,))],
        "Suppliers - All Items",
        rows,
        f'<div class="ms-title">Suppliers</div><table class="ms-listviewtable" border="0" summary="Suppliers"><tr class="ms-viewheadertr">{heads}</tr>{{rows}}</table><table class="ms-bottompaging"><tr><td>{{next}}</td></tr></table>',
        onward='<a href="{}"><img src="/next.gif" alt="Next"></a>',
    )
    for f in book.firms:
        cells = fill_each(
            '<tr><td class="ms-formlabel"><h3 class="ms-standardheader">{}</h3></td><td class="ms-formbody">{}</td></tr>',
            (("Supplier", html.escape(f.name)), ("Category", f.trade.title()), ("Contact", f.person), ("Business Phone", f.phone_shown), ("Fax", f.fax_shown), ("E-Mail", f.email if "email" in f.shows else "&nbsp;"), ("Web Page", f.site if "site" in f.shows else "&nbsp;")),
        )  # fmt: skip
        book.add(
            f"/sites/suppliers/DispForm.aspx?ID={f.n}",
            f"Suppliers - {html.escape(f.name)}",
            f'<table class="ms-formtable">{cells}</table><table><tr><td class="ms-descriptiontext">Created at 0{f.n % 9 + 1}/03/2021 10:14 by {f.person}<br>Last modified at 12/05/2022 09:30 by Tom Hale</td></tr></table>',
        )
    book.add("/", "Council", '<h1>Council</h1><a href="/sites/suppliers/AllItems.aspx">Suppliers</a>')  # fmt: skip
    return book.finish()


def bonnes_adresses(rng: random.Random) -> Book:
    """A French tourist office: prices, stars, "Afficher le numéro", neighbours with numbers beside."""
    book = Book("bonnes_adresses", FR, rng, count=33)

    def path(f: Firm) -> str:
        return (
            f"/offres/{quote(f.name.lower().replace(' ', '-'))}-{f.city.lower()}-fr-{f.n + 3124}/"
        )

    def card(f: Firm) -> str:
        return f'<article class="sit-item"><a class="sit-item__link" href="{path(f)}"><figure><img loading="lazy" src="/i/{f.n}.jpg" alt=""></figure><p class="sit-item__type">{f.trade.title()}</p><h2 class="sit-item__title">{html.escape(f.name)}</h2><p class="sit-item__city">{f.city}</p><p class="sit-item__price">À partir de {f.n + 40} €</p></a><button class="fav" data-id="{f.n}">Ajouter aux favoris</button></article>'

    book.spread(
        addresses("/preparer/bonnes-adresses/", "/preparer/bonnes-adresses/?listpage={}", 3),
        "Bonnes adresses",
        [card(f) for f in book.firms],
        '<h1>Toutes nos bonnes adresses</h1><p>33 résultats</p><div class="sit-list">{rows}</div><div class="sit-pagination">{others}{next}</div>',
        onward='<a class="next" href="{}">Suivant</a>',
        other='<a href="{}">{}</a>',
    )
    for i, f in enumerate(book.firms):
        near = "".join(
            f'<article class="near"><a href="{path(o)}"><h3>{html.escape(o.name)}</h3></a><p>À {k} km</p><a href="tel:{o.phone}">{o.phone_shown}</a></article>'
            for k, o in enumerate((book.firms[i - 1], book.firms[i - 3], book.firms[i - 7]), 1)
        )
        body = (
            f'<div class="fiche"><p class="fil"><a href="/">Accueil</a> / <a href="/preparer/bonnes-adresses/">Bonnes adresses</a></p><h1>{html.escape(f.name)}</h1><p class="chapo">{f.about}</p><div class="tarifs"><h2>Tarifs</h2><p>Du 01/04 au 30/09 : {f.n + 40} €</p></div>'
            f'<div class="contact"><h2>Contacter par</h2><p>{f.address}</p><div class="tel"><button data-toggle>Afficher le numéro</button><div class="reveal" hidden><a href="tel:{f.tel}">{f.phone_shown}</a></div></div>'
            + f.given("email", '<div class="mail"><a href="mailto:{f.email}?subject=Demande%20depuis%20le%20site">Envoyer un e-mail</a></div>')
            + f.given("site", '<div class="web"><a href="{f.site}" target="_blank" rel="noopener">Consulter le site internet</a></div>')
            + f'<div class="sn"><a href="https://www.facebook.com/{f.n}x">Facebook</a></div></div><div class="langues"><h2>Langues parlées</h2><ul><li>Français</li><li>Anglais</li></ul></div></div>'
        )  # fmt: skip
        book.add(path(f), html.escape(f.name), body, extra=f'<section class="proche"><h2>À proximité</h2>{near}</section>')  # fmt: skip
    book.add("/", "Office", f'<h1>Office de tourisme</h1><p>Une question ? {book.hotline}</p><a href="/preparer/bonnes-adresses/">Bonnes adresses</a>')  # fmt: skip
    return book.finish()


def roster_text(rng: random.Random) -> Book:
    """A union's printed roster laid out as one page of lines, by state, with its officers on top."""
    book = Book("roster_text", US, rng, count=42)
    text = ""
    for state, firms in sorted(book.by(lambda f: f.address.split(", ")[-1][:2]).items()):
        text += f'<p align="center"><font size="4"><b>{state}</b></font></p>'
        for f in firms:
            mail = f.given("email", f"<br>E-mail: {f.email.replace('@', ' at ', 1)}")
            web = f.given("site", "<br>{f.host}")
            text += f"<p><b>{html.escape(f.name.upper())}</b><br>{f.street}<br>{f.town}<br>Ph: {f.phone_shown} Fx: {f.fax_shown}{mail}{web}<br><i>{f.person}, President; Anna Hale, V.P.</i></p>"
    book.add(
        "/roster.htm",
        "Membership roster",
        f'<p align="center"><b>Membership Roster 2026</b></p><p><b>Officers</b><br>President: Tom Hale, Dayton<br>Secretary: Grace Lund, Reno<br>Headquarters: {book.hotline}</p><hr>{text}',
    )
    book.add("/", "Union", '<p>Founded 1911.</p><p><a href="/roster.htm">Membership roster</a></p>')
    return book.finish()


def qi_search(rng: random.Random) -> Book:
    """A Chinese company search: representative, capital and day in one line, number and mail below."""
    book = Book("qi_search", CN, rng, count=40)
    rows = [
        f'<tr><td class="logo"><img src="/l/{f.n}.png"><span>{f.name[:4]}</span></td><td><div class="maininfo"><span class="copy-title"><a class="title" href="/firm/{f.n * 7919:08x}.html">{f.name}</a></span><div class="tags"><span class="tag">存续</span><span class="tag">小微企业</span></div>'
        f'<div class="relate-info"><div class="rline"><span class="f">法定代表人：<span class="val"><a href="/pl/{f.n}.html">{f.person}</a></span></span><span class="f">注册资本：<span class="val">{f.n + 90}万元人民币</span></span><span class="f">成立日期：<span class="val">2012-0{f.n % 9 + 1}-11</span></span><span class="f">统一社会信用代码：<span class="val">9132059{f.n + 10000:05d}6R7T8XK</span></span></div>'
        f'<div class="rline"><span class="f">电话：<span class="val">{f.phone_shown}</span> <a class="more">更多 {f.n % 5 + 1}</a></span>'
        + f.given("email", '<span class="f">邮箱：<span class="val"><a href="mailto:{f.email}">{f.email}</a></span></span>')
        + f.given("site", '<span class="f">官网：<span class="val"><a href="{f.site}" target="_blank">{f.host}</a></span></span>')
        + f'</div><div class="rline"><span class="f">地址：<span class="val">{f.address}</span> <a href="/map">附近企业</a></span></div></div></div></td></tr>'
        for f in book.firms
    ]  # fmt: skip
    book.spread(
        addresses("/web/search?key=机械", "/web/search?key=机械&p={}", 4),
        "机械 相关企业",
        rows,
        '<div class="npanel">为你找到 <em>40</em> 家符合条件的企业</div><table class="ntable-list">{rows}</table><nav><ul class="pagination">{others}<li>{next}</li></ul></nav><p class="login-tip">登录后查看更多企业</p>',
        onward='<a href="{}">&gt;</a>',
        other='<li><a href="{}">{}</a></li>',
    )
    for f in book.firms:
        book.add(
            f"/firm/{f.n * 7919:08x}.html",
            f.name,
            f'<div class="company-header"><h1 class="copy-value">{f.name}</h1><div class="contact-info"><div class="rline"><span class="f"><span>电话：</span><span class="cont">{f.phone_shown}</span></span></div></div></div><section id="cominfo"><h3>工商信息</h3><table class="ntable"><tr><td class="tb">统一社会信用代码</td><td>9132059{f.n + 10000:05d}6R7T8XK</td><td class="tb">企业名称</td><td>{f.name}</td></tr><tr><td class="tb">法定代表人</td><td>{f.person}</td><td class="tb">登记状态</td><td>存续</td></tr><tr><td class="tb">注册地址</td><td colspan="3">{f.address}</td></tr><tr><td class="tb">经营范围</td><td colspan="3">生产、销售：{f.trade}。</td></tr></table></section>',
        )
    book.add("/", "企查", '<h1>查企业</h1><a href="/web/search?key=机械">机械</a>')
    return book.finish()


def spravka(rng: random.Random) -> Book:
    """A Russian guide: two numbers with their departments, one half hidden, firms under two rubrics."""
    book = Book("spravka", RU, rng, count=32)
    menu = ""
    trades = sorted(book.trades().items())
    for f in book.firms:
        f.extend(" доб. {}")
    for k, (trade, own) in enumerate(trades):
        firms = own + [f for f in trades[k - 1][1] if f.n % 3 == 0]
        menu += f'<div class="rubric"><a href="/rubric/{k + 40}">{trade.capitalize()}</a></div>'
        rows = "".join(
            f'<div class="org-card"><div class="org-card__head"><a class="org-card__name" href="/firm/{f.n + 7000400}">{html.escape(f.name)}</a><span class="org-card__rate">4,{f.n % 9}</span></div><div class="org-card__rub">{trade.capitalize()}</div><div class="org-card__addr">{f.address}</div><div class="org-card__time">Закрыто до завтра</div><div class="org-card__phone">{f.phone_shown[:8]}… <a href="/firm/{f.n + 7000400}">показать телефон</a></div></div>'
            for f in firms
        )
        book.add(f"/rubric/{k + 40}", trade.capitalize(), f'<h1>{trade.capitalize()} <sup>{len(firms)}</sup></h1><div class="orgs">{rows}</div>')  # fmt: skip
    for f in book.firms:
        f.other_phones.add(f.mobile)
        body = (
            f'<div class="org" itemscope itemtype="http://schema.org/Organization"><h1 itemprop="name">{html.escape(f.name)}</h1><div class="org__addr" itemprop="address">{f.address}</div><div class="org__phones"><div><a href="tel:{f.phone}">{f.phone_shown}</a> <small>приёмная</small></div><div><a href="tel:{f.mobile}">{f.mobile_shown}</a> <small>отдел продаж, {f.person}</small></div></div>'
            + f.given("email", '<div class="org__mail"><a href="mailto:{f.email}">{f.email}</a></div>')
            + f.given("site", '<div class="org__web"><a href="/away?to={f.site}" target="_blank">{f.host}</a></div>')
            + f'<div class="org__soc"><a href="https://vk.com/club{f.n}">ВКонтакте</a></div><div class="org__about">{f.about}</div><div class="org__req">ИНН 590{f.n + 1234567}, ОГРН 10259{f.n + 10000000}</div></div>'
        )  # fmt: skip
        book.add(f"/firm/{f.n + 7000400}", html.escape(f.name), body, extra=f"<div class='ad'>Реклама на сайте: {book.hotline}</div>")  # fmt: skip
    book.add("/", "Справка", f"<h1>Справочник</h1>{menu}")
    return book.finish()


WELLS = (find_a_pro, list_view, bonnes_adresses, roster_text, qi_search, spravka)
