"""Directories in the manner of real software: half of the set `wild`.

Written without a look at how pages are read; readers may be tuned on them.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import json
import random
from html import escape as e
from urllib.parse import quote

from tests.factories.directories import countries as c
from tests.factories.directories import lands
from tests.factories.directories.book import Book
from tests.factories.directories.firms import Firm, email_html, number, shown, site_html
from tests.factories.directories.rows import fill_each


def wide(text: str) -> str:
    """Digits and signs in full width."""
    return "".join(chr(ord(x) + 0xFEE0) if "!" <= x <= "~" else x for x in text)


def yp_numbered(rng: random.Random) -> Book:
    """Numbered cards, numbers behind "Call" alone, paid places repeated on each page, paging in the head only."""
    book = Book("yp_numbered", lands.US_TRADE, rng, count=50)

    def card(f: Firm, n: int, paid: bool = False) -> str:
        f.extension = ""
        site = f.given(
            "site",
            '<a class="track-visit-website" href="{f.site}" data-analytics=\'{{"click_id":6}}\'>Website</a>',
        )
        mail = f.given(
            "email", '<a class="email-business" href="mailto:{f.email}">Email Business</a>'
        )
        return (
            f'<div class="srp-listing {"paid" if paid else "organic"}" data-lid="{7000 + f.n}"><div class="media"><a href="/mip/{f.n}"><img src="/i/{f.n}.jpg" alt="{e(f.name)}"></a></div>'
            f'<div class="v-card"><div class="info"><h2 class="n">{"Ad" if paid else f"{n}."} <a class="business-name" href="/mip/{f.n}"><span>{e(f.name)}</span></a></h2>'
            f'<div class="categories"><a href="/c/{quote(f.trade)}">{f.trade.title()}</a><a href="/c/x">Contractors</a></div><div class="badges"><div>{3 + f.n} Years in Business</div></div></div>'
            f'<div class="info-secondary"><a class="call" href="tel:{f.phone}" data-phone="{f.phone_shown}">Call</a><div class="adr">{f.address}</div></div></div>'
            f'<div class="links">{site}<a href="/directions?to={f.n}">Directions</a>{mail}<a href="/mip/{f.n}#reviews">({f.n} reviews)</a></div>'
            f'<div class="snippet"><p class="body">From Business: {f.about}</p></div></div>'
        )

    for f in book.firms:
        crumbs = {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": [{"@type": "ListItem", "position": 1, "name": "Home"}],
        }
        book.add(f"/mip/{f.n}", f"{e(f.name)} in {f.city}", (
            f'<script type="application/ld+json">{json.dumps(crumbs)}</script><h1 class="dockable business-name">{e(f.name)}</h1><p>{f.address}</p>'
            f"<section id='reviews'><h2>Reviews</h2><p>No reviews yet. Be the first!</p></section>"))  # fmt: skip
    ads = book.firms[:2]
    pages = 5
    for n in range(1, pages + 1):
        firms = book.firms[(n - 1) * 10 : n * 10]
        path = "/search?where=all" if n == 1 else f"/search?where=all&page={n}"
        head = f'<link rel="next" href="/search?where=all&amp;page={n + 1}">' if n < pages else ""
        body = "".join(card(f, 0, True) for f in ads) + "".join(
            card(f, (n - 1) * 10 + i + 1) for i, f in enumerate(firms)
        )
        book.add(path, f"All businesses page {n}", (
            f'<div class="ask">Can\'t find it? Call 1-800-555-0{n}99</div><h1>All businesses</h1><div class="results">{body}</div>'), head=head)  # fmt: skip
    book.add(
        "/",
        "Real yellow",
        "<h1>Real yellow</h1><a href='/search?where=all'>Browse all businesses</a>",
    )
    return book.finish()


def huangye_box(rng: random.Random) -> Book:
    """Chinese company pages with a contact box: full-width digits, 400 numbers, extensions, QQ, WeChat; others beside."""
    book = Book("huangye_box", lands.CN_SHORT, rng, count=36, plain_chrome=True)
    for f in book.firms:
        if f.n % 6 == 0:
            f.phone, f.phone_shown, f.extension = (
                f"+86400{800 + f.n}{rng.randint(1000, 9999)}",
                "",
                "",
            )
            f.phone_shown = f"{f.phone[3:6]}-{f.phone[6:9]}-{f.phone[9:]}"
        tel = wide(f.phone_shown) if f.n % 4 == 1 else f.phone_shown
        mail, site = email_html(f, rng, "plain image wide mailto"), site_html(f, rng, "text link")
        rows = [("联系人：", f.person), ("电　话：", tel), ("手　机：", f.mobile_shown), ("传　真：", f.fax_shown), ("邮　箱：", mail),
                ("Q　Q：", f"8{f.n:03d}45{f.n:03d}"), ("微　信：", f"wx_{f.n}abc"), ("邮　编：", "215000"), ("网　址：", site), ("地　址：", f.address)]  # fmt: skip
        box = fill_each("<li><span>{}</span>{}</li>", rows)
        near = "".join(
            f'<li><a href="/qiye/{g.n}.html">{e(g.name)}</a></li>'
            for g in rng.sample(book.firms, 5)
        )
        book.add(f"/qiye/{f.n}.html", f"{e(f.name)}_{f.city}{f.trade}", (
            f'<div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/list-1.html">{f.city}企业</a> &gt; {e(f.name)}</div>'
            f'<div class="l"><h2>公司介绍</h2><p>{f.about}</p><h2>最新供应</h2><ul><li>供应{f.trade}　面议</li></ul></div>'
            f'<div class="r"><div class="tt">联系方式</div><ul>{box}</ul><div class="tt">您是不是在找</div><ul>{near}</ul></div>'))  # fmt: skip
    book.lists("/list-1.html", "企业大全", lambda f: (
        f'<dl><dt><h4><a href="/qiye/{f.n}.html" title="{e(f.name)}">{e(f.name)}</a></h4></dt><dd>主营：{f.trade}</dd><dd>地址：{f.address}</dd></dl>'
    ), size=18, page=lambda base, n: f"/list-{n}.html")  # fmt: skip
    book.add(
        "/",
        "黄页",
        "<h1>黄页</h1><p>客服QQ：4008123 客服热线：400-678-1234</p><a href='/list-1.html'>企业大全</a>",
    )
    return book.finish()


def minglu_tables(rng: random.Random) -> Book:
    """Taiwan: one small table a company, several on each page; numbers in full-width brackets."""
    book = Book("minglu_tables", c.TW, rng, count=40)

    def table(f: Firm) -> str:
        if f.extension or f.n % 2:
            local = shown(f.phone, random.Random(3), "").replace(" ", "-")
            digits = "0" + f.phone[4:]
            f.phone_shown = (
                f"（{digits[:2]}）{digits[2:6]}-{digits[6:]}" if len(digits) == 10 else local
            )
            if f.extension:
                f.phone_shown += rng.choice(
                    [
                        f" 分機 {f.extension}",
                        f"分機{f.extension}",
                        f" ＃{f.extension}",
                        f" 轉{f.extension}",
                    ]
                )
        mail, site = email_html(f, rng, "plain mailto entities"), site_html(f, rng, "text link")
        return (
            f'<table class="comp" border="1"><tr><th colspan="4">{e(f.name)}</th></tr><tr><td>統一編號</td><td>{24000000 + f.n * 137}</td><td>負責人</td><td>{f.person}</td></tr>'
            f"<tr><td>電話</td><td>{f.phone_shown}</td><td>傳真</td><td>{f.fax_shown}</td></tr><tr><td>地址</td><td colspan=3>{f.address}</td></tr>"
            f"<tr><td>E-mail</td><td>{mail}</td><td>網址</td><td>{site}</td></tr></table>"
        )

    book.lists("/minglu", "會員名錄", table, size=10, page=lambda b, n: b if n == 1 else f"{b}/{n}")
    book.add(
        "/",
        "公會",
        "<h1>公會</h1><p>會址：台北市中山區 電話：(02)2555-1234</p><a href='/minglu'>會員名錄</a>",
    )
    return book.finish()


ABROAD = (c.DE, c.CN, c.IT, c.GB, c.US, c.TW, c.IN, c.FR)


def expo_modals(rng: random.Random) -> Book:
    """Tiles of exhibitors from many countries; what is known of them stands in modals at the end of the page."""
    book = Book("expo_modals", c.GB, rng, count=40)
    for f in book.firms:
        land = ABROAD[f.n % len(ABROAD)]
        f.phone, f.extension = number(land.region, rng), ""
        f.phone_shown = shown(f.phone, rng, "")
        f.address = land.cities[0][1].format(n=f.n) + f", {land.region and NAMES[land.region]}"
    pages = 2
    for n in range(1, pages + 1):
        firms = book.firms[(n - 1) * 20 : n * 20]
        tiles = "".join(
            f'<li class="tile"><img src="/l/{f.n}.png" alt=""><a href="#" data-toggle="modal" data-target="#ex-{f.n}">{e(f.name)}</a><span>Stand {"ABC"[f.n % 3]}{f.n}</span></li>'
            for f in firms
        )
        modals = "".join(
            f'<div class="modal fade" id="ex-{f.n}" tabindex="-1" role="dialog"><div class="modal-dialog"><div class="modal-content"><div class="modal-header"><h4 class="modal-title">{e(f.name)}</h4>'
            f'<button type="button" class="close" data-dismiss="modal">&times;</button></div><div class="modal-body"><p>Stand: {"ABC"[f.n % 3]}{f.n}</p><p>{f.address}</p><p>{f.about}</p>'
            f"<p>Tel: {f.phone_shown}</p><p>{email_html(f, rng, 'mailto cf')}</p><p>{site_html(f, rng)}</p></div>"
            f'<div class="modal-footer"><button>Add to my fair</button></div></div></div></div>' for f in firms
        )  # fmt: skip
        nav = f'<a href="/exhibitors/page/{n + 1}/">Older</a>' if n < pages else ""
        organiser = (
            '<div class="modal fade" id="ask"><div class="modal-content"><h4>Contact the organiser</h4>'
            f"<p>Tel: {book.hotline}</p><p>{book.webmaster}</p></div></div>"
        )
        book.add("/exhibitors/" if n == 1 else f"/exhibitors/page/{n}/", "Exhibitor list",
                 f'<h1>Exhibitor list 2026</h1><ul class="tiles">{tiles}</ul>{nav}{modals}{organiser}')  # fmt: skip
    book.add(
        "/",
        "Fair",
        "<h1>Fair</h1><a href='/exhibitors/'>Exhibitor list</a> <a href='#' data-target='#ask'>Ask us</a>",
    )
    return book.finish()


NAMES = {
    "DE": "Germany",
    "CN": "China",
    "IT": "Italy",
    "GB": "United Kingdom",
    "US": "USA",
    "TW": "Taiwan",
    "IN": "India",
    "FR": "France",
}


def chamber_people(rng: random.Random) -> Book:
    """A chamber's members by letters: a table with headings, and several people with their own mail in one cell."""
    book = Book("chamber_people", lands.US_TRADE, rng, count=48)

    def row(f: Firm) -> str:
        host = f.email.split("@")[1]
        names = rng.sample(["Jane Roe", "Carl Fry", "Mia Fox", "Lee Orr"], 2)
        mails = (
            [f"{x.split()[0].lower()}@{host}" for x in names]
            if f.n % 3 == 0 and "email" in f.shows
            else []
        )
        f.other_emails = set(mails)
        people = "<br>".join(f"{x}, {t}" + (f' (<a href="mailto:{mails[i]}">mail</a>)' if mails else "")
                             for i, (x, t) in enumerate(zip(names, ("President", "Sales"), strict=True)))  # fmt: skip
        return (
            f'<tr><td><a href="/member/{f.n}">{e(f.name)}</a><br><small>{f.address}</small></td><td>{people}</td><td>{f.phone_shown}</td>'
            f"<td>{email_html(f, rng, 'mailto at')}</td><td>{site_html(f, rng, 'link button')}</td><td>{2000 + f.n % 25}</td></tr>"
        )

    head = "<table class='members'><thead><tr><th>Member</th><th>Representatives</th><th>Phone</th><th>Email</th><th>Web</th><th>Since</th></tr></thead><tbody>"
    letters = sorted({f.name.removeprefix("The ")[0] for f in book.firms})
    bar = " ".join(
        f'<a href="/members?letter={x}">{x}</a>' if x in letters else x
        for x in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    )
    for x in letters:
        rows = "".join(row(f) for f in book.firms if f.name.removeprefix("The ")[0] == x)
        book.add(
            f"/members?letter={x}",
            f"Members {x}",
            f"<h1>Member directory</h1><p class='az'>{bar}</p>{head}{rows}</tbody></table>",
        )
    for f in book.firms:
        book.add(
            f"/member/{f.n}",
            e(f.name),
            f"<h1>{e(f.name)}</h1><p>{f.address}</p><p>Member since {2000 + f.n % 25}</p>",
        )
    book.paid = len(letters)
    book.add(
        "/",
        "Chamber",
        f"<h1>Chamber of commerce</h1><p class='az'>{bar}</p><p>Visit us: 1 Main St. Call {book.hotline}.</p>",
    )
    return book.finish()


def wp_directory(rng: random.Random) -> Book:
    """A WordPress plug-in for directories: labelled fields, a sidebar with the newest, comments, a generator."""
    book = Book("wp_directory", c.IN, rng, count=36)
    newest = "".join(
        f'<li><a href="/business-directory/{f.n}/co-{f.n}/">{e(f.name)}</a></li>'
        for f in book.firms[-4:]
    )
    side = f'<aside><section class="widget"><h2>Latest listings</h2><ul>{newest}</ul></section><section class="widget"><h2>Office</h2><p>{book.hotline}<br>{book.webmaster}</p></section></aside>'
    head = '<meta name="generator" content="WordPress 6.6.2"><link rel="https://api.w.org/" href="/wp-json/"><link rel="alternate" type="application/rss+xml" href="/feed/">'

    def fields(f: Firm, full: bool) -> str:
        rows = [("business_name", "Business Name", e(f.name)), ("category", "Business Genre", f'<a href="/cat/{f.trade}">{f.trade}</a>'),
                ("address", "Address", f.address), ("business_phone_number", "Business Phone Number", f.phone_shown)]  # fmt: skip
        if full:
            rows += [("business_fax", "Business Fax", f.fax_shown), ("business_contact_email", "Business Contact Email", email_html(f, rng, "mailto plain")),
                     ("business_website_address", "Business Website Address", site_html(f, rng, "link button")), ("long", "Long Business Description", f.about)]  # fmt: skip
        return fill_each('<div class="wpbdp-field-display wpbdp-field wpbdp-field-value wpbdp-field-{}"><span class="field-label">{}:</span> <div class="value">{}</div></div>', rows)  # fmt: skip

    for f in book.firms:
        book.add(f"/business-directory/{f.n}/co-{f.n}/", e(f.name), (
            f'<article class="page type-page"><h1 class="entry-title">Business directory</h1><div id="wpbdp-listing-{f.n}" class="wpbdp-listing-{f.n} wpbdp-listing single"><div class="listing-title"><h2>{e(f.name)}</h2></div>'
            f'<div class="listing-actions"><a href="#">Flag listing</a></div><div class="listing-details">{fields(f, True)}</div><div class="contact-form"><h3>Send message to listing owner</h3>'
            f'<form><input type="email" placeholder="you@yourmail.com"><textarea></textarea></form></div></div></article><div id="comments"><h3>Leave a reply</h3></div>'
        ), head=head, extra=side)  # fmt: skip
    book.lists("/business-directory/", "Business directory", lambda f: (
        f'<div id="wpbdp-listing-{f.n}" class="wpbdp-listing-{f.n} wpbdp-listing excerpt"><div class="listing-title"><h3><a href="/business-directory/{f.n}/co-{f.n}/">{e(f.name)}</a></h3></div>'
        f'<div class="excerpt-content">{fields(f, False)}</div></div>'
    ), size=18, page=lambda b, n: b if n == 1 else f"{b}page/{n}/")  # fmt: skip
    book.add(
        "/",
        "Guide",
        "<h1>Guide</h1><a href='/business-directory/'>Business directory</a>",
        head=head,
        extra=side,
    )
    return book.finish()


def map_popups(rng: random.Random) -> Book:
    """Names in a list, everything else in the pop-ups of a map: JSON in a script, HTML in it."""
    book = Book("map_popups", c.FR, rng, count=40)
    for n in (1, 2):
        firms = book.firms[(n - 1) * 20 : n * 20]
        spots = [
            {"lat": 45.1 + f.n / 100, "lng": 4.8, "id": f.n, "title": f.name,
             "popup": f"<div class='pop'><b>{e(f.name)}</b><br>{f.address}<br>Tél : {f.phone_shown}<br>{email_html(f, rng, 'mailto plain')}<br>{site_html(f, rng, 'link')}</div>"}
            for f in firms
        ]  # fmt: skip
        names = "".join(
            f"<li data-marker='{f.n}'>{e(f.name)} <small>{f.city}</small></li>" for f in firms
        )
        script = f"<script>var map = L.map('map');\nvar markers = {json.dumps(spots, ensure_ascii=False).replace('</', '<' + chr(92) + '/')};\nmarkers.forEach(add);</script>"
        after = '<a href="/adherents?p=2">Suivant</a>' if n == 1 else ""
        book.add(
            "/adherents" if n == 1 else "/adherents?p=2",
            "Nos adhérents",
            f"<h1>Nos adhérents</h1><div id='map'></div><ul>{names}</ul>{after}",
            extra=script,
        )
    book.add("/", "Réseau", "<h1>Réseau</h1><a href='/adherents'>Nos adhérents</a>")
    return book.finish()


WILD = (
    yp_numbered,
    huangye_box,
    minglu_tables,
    expo_modals,
    chamber_people,
    wp_directory,
    map_popups,
)
