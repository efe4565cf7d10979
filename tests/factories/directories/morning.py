"""Four directories as a tester writes them who wants to know whether a miner finds its way: the set `morning`."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import html
import json
import random
from dataclasses import replace
from urllib.parse import quote

from tests.factories.directories import countries as c
from tests.factories.directories.afternoon import slug
from tests.factories.directories.book import Book
from tests.factories.directories.firms import Firm, email_html
from tests.factories.directories.rows import addresses, fill_each

NORTH = replace(
    c.GB,
    shapes=("{a} {b}", "The {a} {b}", "{a} & Son {b}", "{city} {b}", "{a}'s {b}", "A1 {a} {b}"),
    words=("Plumbing & Heating", "Garage", "Roofing", "Dental Practice", "Locksmiths", "Florist", "Tree Surgeons"),
    trades=("Plumbers", "Garages", "Roofers", "Dentists", "Locksmiths", "Florists"),
)  # fmt: skip


def twins(book: Book, *pairs: tuple[int, int]) -> None:
    """Gives companies of two towns one name: chains and coincidences of the trade."""
    towns = {f.city: (f.city, f.address) for f in book.firms}
    for a, b in pairs:
        one, other = book.firms[a], book.firms[b]
        other.name = one.name
        if other.city == one.city:
            other.city, other.address = next(t for t in towns.values() if t[0] != one.city)


def a_to_z(rng: random.Random) -> Book:
    """British trades: letters with names alone, kinds with numbers, towns; a definition list, similar firms, a claim form, two of one name."""
    book = Book(
        "a_to_z", NORTH, rng, count=72,
        shell='<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{title} | The Northern Trades Directory</title>{head}</head><body><header class="masthead"><a class="logo" href="/">The Northern Trades Directory</a><p>Advertise with us: 0800 496 0123 or <a href="mailto:sales@northerntrades.example">sales@northerntrades.example</a></p><nav><a href="/">Home</a> <a href="/a-z/">A&ndash;Z</a> <a href="/add-your-business">Add your business</a> <a href="/blog/">Blog</a></nav></header><main>{body}</main><footer><p>&copy; The Northern Trades Directory Ltd, 4 Park Row, Leeds LS1 5HD. Tel: 0113 496 0999. Company no. 01234567</p><a href="/privacy">Privacy</a></footer></body></html>',
    )  # fmt: skip
    twins(book, (3, 40), (8, 61))

    def path(f: Firm) -> str:
        return f"/business/{f.n}/{slug(f.name)}-{f.city.lower()}"

    for f in book.firms:
        f.extend(" ext. {}")
        fields = [
            ("Address", f.address),
            ("Telephone", f.phone_shown),
            ("Mobile", f.mobile_shown if f.n % 3 == 0 else ""),
            ("Fax", f.fax_shown if f.n % 4 == 0 else ""),
            ("Email", email_html(f, rng, "mailto at entities")),
            ("Website", f.given("site", '<a rel="nofollow" href="{f.site}">{f.host}</a>')),
            ("Contact", f.person if f.n % 2 else ""),
            ("VAT no.", f"GB {f.n + 123456000}"),
        ]
        near = [o for o in book.firms if o.trade == f.trade and o is not f][:3]
        similar = "".join(
            f'<li><a href="{path(o)}">{html.escape(o.name)}</a> <span>{o.city}</span> <span>{o.bare}</span></li>'
            for o in near
        )
        review = (
            f"<h3>Customer reviews</h3><blockquote><p>Turned up on time and left the place tidy, would use {html.escape(f.name)} again.</p><cite>Karen, March 2026</cite></blockquote>"
            if f.n % 3 == 1
            else "<h3>Customer reviews</h3><p>No reviews yet. <a href='#review'>Be the first</a>.</p>"
        )
        book.add(path(f), f"{html.escape(f.name)}, {f.city}",
            f'<p class="crumbs"><a href="/">Home</a> &rsaquo; <a href="/trade/{f.trade.lower()}/">{f.trade}</a> &rsaquo; {html.escape(f.name)}</p><article><h1>{html.escape(f.name)}</h1><p class="strap">{f.trade} in {f.city}</p><p>{f.about}</p><dl class="details">{fill_each("<dt>{}</dt><dd>{}</dd>", fields)}</dl><h3>Opening hours</h3><table class="hours"><tr><th>Mon-Fri</th><td>08:00 - 17:30</td></tr><tr><th>Sat</th><td>09:00 - 12:00</td></tr><tr><th>Sun</th><td>Closed</td></tr></table>{review}<p class="claim">Is this your business? <a href="/claim/{f.n}">Claim this listing</a> or <a href="/report/{f.n}">report an error</a>.</p></article><aside><h3>Similar businesses</h3><ul>{similar}</ul></aside>',
        )  # fmt: skip
    for letter, firms in book.letters().items():
        rows = "".join(
            f'<tr><td><a href="{path(f)}">{html.escape(f.name)}</a></td><td>{f.trade}</td><td>{f.city}</td></tr>'
            for f in firms
        )
        book.add(f"/a-z/{letter.lower()}", f"Businesses beginning with {letter}",
            f"<h1>Businesses beginning with {letter}</h1><table><tr><th>Business</th><th>Trade</th><th>Town</th></tr>{rows}</table>")  # fmt: skip
    bar = " ".join(f'<a href="/a-z/{x.lower()}">{x}</a>' for x in sorted(book.letters()))
    book.add("/a-z/", "A-Z", f"<h1>A&ndash;Z of businesses</h1><p>{bar}</p>")
    for trade, firms in book.trades().items():
        rows = "".join(
            f'<div class="result"><h3><a href="{path(f)}">{html.escape(f.name)}</a></h3><p>{f.address}</p><p class="tel">{f.bare}</p></div>'
            for f in firms
        )
        book.add(f"/trade/{trade.lower()}/", trade, f"<h1>{trade}</h1><p>{len(firms)} listings</p>{rows}")  # fmt: skip
    kinds = "".join(f'<li><a href="/trade/{t.lower()}/">{t}</a> ({len(x)})</li>' for t, x in book.trades().items())  # fmt: skip
    book.add("/", "Home", f"<h1>Find a local trade</h1><p>{bar}</p><ul class='cats'>{kinds}</ul>")
    return book


def huangye(rng: random.Random) -> Book:
    """Chinese yellow pages: kinds in two levels, rows with some data, a table of contacts with QQ and WeChat, recommended firms beside."""
    book = Book(
        "huangye", c.CN, rng, count=60,
        shell='<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_华企黄页网</title>{head}</head><body><div class="top"><div class="w1000">您好，欢迎来到华企黄页网！ <a href="/login.html">登录</a> <a href="/reg.html">免费注册</a><span class="r">客服电话：400-820-1234 客服QQ：800012345</span></div></div><div class="nav"><a href="/">首页</a><a href="/fenlei/">企业分类</a><a href="/news/">资讯</a></div><div class="w1000">{body}</div><div class="foot"><p>华企黄页网 版权所有 电话：0571-88001234 邮箱：kefu@huaqi.example 地址：杭州市西湖区文三路1号</p><p>浙ICP备10012345号</p></div></body></html>',
    )  # fmt: skip
    side = "".join(f'<li><a href="/company/{f.n + 58000}.html">{f.name}</a></li>' for f in book.firms[:5])  # fmt: skip
    for f in book.firms:
        mail = email_html(f, rng, "plain mailto cf image")
        pairs = [
            ("联系人", f.person + "（销售部）"),
            ("电话", f.phone_shown),
            ("手机", f.mobile_shown),
            ("传真", f.fax_shown),
            ("邮箱", mail),
            ("QQ", str(81234567 + f.n)),
            ("微信", f"wx_{f.n + 8800}"),
            ("网址", f.given("site", '<a href="{f.site}" target="_blank">{f.site}</a>')),
            ("地址", f.address),
            ("邮编", "215000"),
        ]
        goods = "".join(f'<li><a href="/product/{f.n}{i}.html"><img src="/i/{f.n}{i}.jpg" alt="">{f.trade}{i}型</a><span>面议</span></li>' for i in (1, 2, 3))  # fmt: skip
        book.add(f"/company/{f.n + 58000}.html", f"{f.name}",
            f'<div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/fenlei/">企业分类</a> &gt; <a href="/fenlei/{slug_of(book, f.trade)}/">{f.trade}</a> &gt; {f.name}</div><div class="main"><h1>{f.name}</h1><div class="intro"><h2>公司简介</h2><p>{f.about}</p></div><h2>联系方式</h2><table class="lx" width="100%">{fill_each("<tr><td class=tl>{}：</td><td>{}</td></tr>", pairs)}</table><h2>最新供应</h2><ul class="pro">{goods}</ul><div class="msg"><h2>在线留言</h2><form action="/guestbook"><textarea></textarea><button>提交</button></form></div></div><div class="side"><h3>推荐企业</h3><ul>{side}</ul></div>',
        )  # fmt: skip
    for trade, firms in book.trades().items():
        rows = [
            f'<li class="item"><h4><a href="/company/{f.n + 58000}.html" target="_blank">{f.name}</a></h4><p>主营：{f.trade}、{f.trade}配件</p><p>地址：{f.address}</p><p>电话：{f.phone_shown}</p></li>'
            for f in firms
        ]
        at = f"/fenlei/{slug_of(book, trade)}/"
        book.spread(
            addresses(at, at + "p{}.html", -(-len(firms) // 6)), trade, rows,
            f'<div class="pos"><a href="/">首页</a> &gt; {trade}</div><ul class="list">{{rows}}</ul><div class="page"><span>共{len(firms)}条</span>{{others}}{{next}}</div>',
            onward='<a href="{}">下一页</a>', other='<a href="{}">{}</a>',
        )  # fmt: skip
    kinds = "".join(f'<dd><a href="/fenlei/{slug_of(book, t)}/">{t}</a></dd>' for t in book.trades())  # fmt: skip
    book.add("/fenlei/", "企业分类", f"<dl><dt>工业品</dt>{kinds}</dl>")
    news = "".join(f'<li><a href="/news/{n}.html">行业资讯第{n}期</a><span>11-{n + 10}</span></li>' for n in range(1, 6))  # fmt: skip
    for n in range(1, 6):
        book.add(f"/news/{n}.html", f"行业资讯第{n}期", f"<h1>行业资讯第{n}期</h1><p>2026-11-{n + 10} 来源：本站</p><p>本月原材料价格小幅波动，业内人士表示需求平稳。</p>")  # fmt: skip
    book.add("/news/", "资讯", f"<ul>{news}</ul>")
    book.add("/", "首页", f'<div class="cat"><dl><dt><a href="/fenlei/">工业品</a></dt>{kinds}</dl></div><div class="hot"><h3>最新入驻</h3><ul>{side}</ul></div>')  # fmt: skip
    return book


def slug_of(book: Book, trade: str) -> str:
    """The address part of a trade."""
    return f"k{sorted(book.trades()).index(trade) + 1}"


def premium_cards(rng: random.Random) -> Book:
    """German cards, premium ones again on each page; classic hCard, customers' ratings with dates, branches of one firm on its page."""
    book = Book(
        "premium_cards", replace(c.DE, shapes=("{a} {b}", "{b} {a} GmbH", "{b} {a} & Sohn", "{a} {b} OHG")), rng, count=54,
        shell='<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{title} – Stadtfinder24</title>{head}</head><body><div class="header"><a href="/">Stadtfinder24</a><form action="/suche"><input name="was" placeholder="Was?"><input name="wo" placeholder="Wo?"><button>Finden</button></form></div><div class="content">{body}</div><div class="footer"><a href="/impressum">Impressum</a> <a href="/datenschutz">Datenschutz</a> <span>Kundenservice 0800 330 1234</span></div></body></html>',
    )  # fmt: skip
    cards = {}
    for f in book.firms:
        f.extend(" Durchwahl {}")
        site = f.given("site", '<a href="/weiter?ziel={f.site}" rel="nofollow">Webseite</a>')
        cards[f.n] = (
            f'<div class="card{" card--premium" if f.n <= 3 else ""}"><div class="card__head">{"<span class=badge>Anzeige</span>" if f.n <= 3 else ""}<a class="card__title" href="/eintrag/{slug(f.name)}-{f.n}">{html.escape(f.name)}</a><span class="stars" title="4,{f.n % 9} von 5">★★★★☆ ({f.n % 12})</span></div><div class="card__addr">{f.address}</div><div class="card__links"><a href="tel:{f.phone}">{f.bare}</a>{site}</div></div>'
        )
    for f in book.firms:
        mail = email_html(f, rng, "round mailto reversed both")
        branches = ""
        if f.n % 9 == 4:
            f.other_phones.add(f.mobile)
            branches = f'<h3>Filialen</h3><ul class="filialen"><li><b>Filiale Nord</b>, Nordring {f.n}, 28195 Bremen, Tel. {f.mobile_shown}</li></ul>'
        stars = "".join(
            f'<div class="bewertung"><b>{who}</b> <span>{day}.10.2026</span><div>★★★★★</div><p>{text}</p></div>'
            for who, day, text in (("Heike M.", f.n % 27 + 1, "Sehr freundlich und schnell, gerne wieder."), ("J. Albers", f.n % 20 + 2, "Termin wurde eingehalten, Preis in Ordnung."))[: f.n % 3]
        )  # fmt: skip
        near = "".join(cards[o.n] for o in book.firms[max(0, f.n - 4) : f.n - 1])
        book.add(f"/eintrag/{slug(f.name)}-{f.n}", f"{html.escape(f.name)} in {f.city}",
            f'<div class="bc"><a href="/">Start</a> / <a href="/branche/{slug(f.trade)}">{f.trade}</a></div><div class="vcard"><h1 class="fn org">{html.escape(f.name)}</h1><div class="adr"><span class="street-address">{f.street}</span>, <span class="locality">{f.town}</span></div><div>Telefon: <span class="tel">{f.phone_shown}</span></div><div>Telefax: {f.fax_shown}</div>'
            + (f"<div>E-Mail: {mail}</div>" if mail else "")
            + f.given("site", '<div>Internet: <a class="url" href="{f.site}">{f.host}</a></div>')
            + f'</div><h3>Öffnungszeiten</h3><p>Mo–Fr 7:30–16:30 Uhr</p>{branches}<div class="map" data-lat="48.4{f.n}" data-lon="9.9{f.n}"></div><h3>Bewertungen</h3>{stars or "<p>Noch keine Bewertung.</p>"}<form action="/anfrage"><input name="email" placeholder="Ihre E-Mail"><button>Anfrage senden</button></form><h3>Weitere Firmen in der Nähe</h3><div class="cards">{near}</div>',
        )  # fmt: skip
    top = "".join(cards[n] for n in (1, 2, 3))
    rest = [cards[f.n] for f in book.firms if f.n > 3]
    book.spread(addresses("/firmen", "/firmen/seite-{}", 6), "Firmen", rest,
        f'<h1>54 Firmen in Ihrer Region</h1><div class="cards">{top}{{rows}}</div><ul class="pager">{{others}}{{next}}</ul>',
        onward='<li><a href="{}" aria-label="Nächste Seite">›</a></li>', other='<li><a href="{}">{}</a></li>')  # fmt: skip
    for trade, firms in book.trades().items():
        book.add(f"/branche/{slug(trade)}", trade, f'<h1>{trade}</h1><div class="cards">{"".join(cards[f.n] for f in firms)}</div>')  # fmt: skip
    book.add("/", "Start", '<h1>Branchenbuch</h1><p><a href="/firmen">Alle Firmen</a></p>' + "".join(f'<a href="/branche/{slug(t)}">{t}</a> ' for t in book.trades()))  # fmt: skip
    book.add("/impressum", "Impressum", "<h1>Impressum</h1><p>Stadtfinder24 Verlag GmbH<br>Marktplatz 1<br>89073 Ulm<br>Telefon: 0731 1234560<br>E-Mail: verlag@stadtfinder24.example</p>")  # fmt: skip
    return book


LONE_STAR = replace(
    c.US,
    shapes=("{a} {b}", "{a}'s {b}", "{city} {b}", "{a} Bros. {b}", "{b} by {a}"),
    words=("Auto Repair", "Tacos", "Law Group", "Veterinary Clinic", "Barber Shop", "Self Storage", "HVAC"),
    trades=("Auto Repair", "Restaurants", "Attorneys", "Veterinarians", "Storage"),
    cities=(("Austin", "{n} Congress Ave, Austin, TX 78701"), ("Waco", "{n} Franklin Ave, Waco, TX 76701"), ("Lubbock", "{n} Broadway St, Lubbock, TX 79401")),
)  # fmt: skip


def state_and_town(rng: random.Random) -> Book:
    """American local businesses: state, town, kind; JSON-LD of the business with its reviews, sites through a counter, a featured strip."""
    book = Book(
        "state_and_town", LONE_STAR, rng, count=66,
        shell='<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title} | LocalPages</title>{head}</head><body><div class="bar"><a href="/" class="brand">LocalPages</a><a href="/for-business">For business owners: (800) 555-0142</a></div><div class="container">{body}</div><div class="foot"><p>LocalPages Inc., 100 Main St, Dover, DE 19901 | help@localpages.example | (302) 555-0160</p></div></body></html>',
    )  # fmt: skip
    twins(book, (10, 33))
    strip = '<div class="featured"><h4>Featured</h4>' + "".join(f'<a class="feat" href="/biz/{slug(f.name)}-{f.n}"><img alt="" src="/t/{f.n}.jpg"><span>{html.escape(f.name)}</span></a>' for f in book.firms[:3]) + "</div>"  # fmt: skip
    for f in book.firms:
        f.extend(" x{}")
        mail = email_html(f, rng, "cf mailto-hidden mailto plain")
        data = {
            "@context": "https://schema.org", "@type": "LocalBusiness", "name": f.name, "telephone": f.bare,
            "address": {"@type": "PostalAddress", "streetAddress": f.street, "addressLocality": f.city, "addressRegion": "TX", "addressCountry": "US"},
            "aggregateRating": {"@type": "AggregateRating", "ratingValue": "4.5", "reviewCount": 1},
            "review": [{"@type": "Review", "author": {"@type": "Person", "name": "Dana W."}, "datePublished": "2026-10-02", "reviewBody": "Honest folks."}],
        }  # fmt: skip
        site = f'<a class="btn" rel="nofollow noopener" href="/out?u={quote(f.site, safe="")}&amp;b={f.n}">Visit Website</a>' if "site" in f.shows else ""  # fmt: skip
        also = "".join(f'<li><a href="/biz/{slug(o.name)}-{o.n}">{html.escape(o.name)}</a><br>{o.bare}</li>' for o in book.firms[f.n % 50 : f.n % 50 + 3] if o is not f)  # fmt: skip
        book.add(f"/biz/{slug(f.name)}-{f.n}", f"{html.escape(f.name)} - {f.city}, TX",
            f'<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/tx/">Texas</a></li><li><a href="/tx/{f.city.lower()}/">{f.city}</a></li></ol><div class="row"><div class="col"><h1>{html.escape(f.name)}</h1><div class="rating">4.5 (1 review)</div><address>{f.address}</address><p class="phone"><i class="icon"></i>{f.phone_shown}</p><p>Toll Free: (866) 555-0{f.n + 100}</p>{site}{f"<p>Email: {mail}</p>" if mail else ""}<div class="hours"><h4>Hours</h4><p>Mon - Fri 8:00 am - 6:00 pm</p></div><div class="about"><h4>About</h4><p>{f.about}</p></div><div class="reviews"><h4>Reviews</h4><div class="rev"><strong>Dana W.</strong> <em>October 2, 2026</em><p>Honest folks.</p></div></div><p>Own this business? <a href="/claim?b={f.n}">Claim it</a></p></div><div class="col side"><h4>People also searched for</h4><ul>{also}</ul></div></div>',
            head=f'<script type="application/ld+json">{json.dumps(data)}</script>',
        )  # fmt: skip
    for city, firms in book.by(lambda f: f.city).items():
        at = f"/tx/{city.lower()}/"
        rows = [f'<div class="listing"><h2>{i}. <a href="/biz/{slug(f.name)}-{f.n}">{html.escape(f.name)}</a></h2><div>{f.street}</div><div>{f.bare}</div><div class="cats">{f.trade}</div></div>' for i, f in enumerate(firms, 1)]  # fmt: skip
        book.spread(addresses(at, at + "?page={}", 3), city, rows, f'<h1>Businesses in {city}, TX</h1>{strip}{{rows}}<div class="pg">{{next}}</div>', onward='<a href="{}">Load more</a>')  # fmt: skip
        for trade in book.trades():
            mine = [f'<div class="listing"><h2><a href="/biz/{slug(f.name)}-{f.n}">{html.escape(f.name)}</a></h2><div>{f.bare}</div></div>' for f in firms if f.trade == trade]  # fmt: skip
            if mine:
                book.add(f"{at}{slug(trade)}/", f"{trade} in {city}", f"<h1>{trade} in {city}</h1>{strip}{''.join(mine)}")  # fmt: skip
    towns = "".join(f'<li><a href="/tx/{t.lower()}/">{t}</a></li>' for t in book.by(lambda f: f.city))  # fmt: skip
    book.add("/tx/", "Texas", f"<h1>Texas</h1><ul>{towns}</ul>")
    book.add("/", "Home", f'<h1>Local businesses near you</h1>{strip}<h4>Browse by state</h4><a href="/tx/">Texas</a>')  # fmt: skip
    return book


MORNING = (a_to_z, huangye, premium_cards, state_and_town)
