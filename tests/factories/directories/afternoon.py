"""Directories as somebody writes a small test server in an afternoon: simple mark-up, decoys, hidden addresses."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import html
import json
import random
import re
from collections.abc import Sequence
from dataclasses import replace

from tests.factories.directories import countries as c
from tests.factories.directories.book import Book
from tests.factories.directories.firms import Firm, email_html, make_firms, site_html
from tests.factories.directories.lands import TR
from tests.factories.directories.rows import addresses, fill_each

UK_NAMES = (
    "About Us Ltd", "Contact Lens Centre", "Next Page Printing", "A1 Taxis", "5 Star Cleaning", "24 Hour Locksmiths",
    "O'Brien's Bakery", "Smith & Sons", "The Email Company Ltd", "Privacy Matters LLP", "J. Müller Imports", "Home & Garden Centre",
    "Brightwater Plumbing", "Oakfield Dental", "Login Storage Ltd", "Harper Lane Florists", "North Quay Marine", "Phone Box Repairs",
    "Kestrel Roofing", "Wren Accountancy", "All Categories Ltd", "Search & Rescue Supplies", "Pound Lane Garage", "Mill View Kennels",
    "Castle Street Books", "Advertise Here Signs", "Thornbury Glass", "Review Partners LLP", "Unit 7 Brewing", "Delta Couriers",
    "Redwood Joinery", "Copper Kettle Café", "Marsh & Holloway Solicitors", "Tidy Towns CIC",
)  # fmt: skip
US_NAMES = (
    "Summit Heating & Air", "Blue Ridge Dental Group", "Lopez Auto Body", "Main Street Bakery", "Terms & Conditions Legal", "Ace Hardware of Salem",
    "Golden Gate Movers", "Dr. Patel Family Practice", "Verified Home Inspections", "Sunrise Yoga Studio", "Liberty Tax Helpers", "Lakeside Vet Clinic",
    "Featured Films LLC", "Joe's Garage", "Pine & Oak Furniture", "Riverside Electric Co.", "Second Page Books", "Metro Pest Control",
    "View Details Optics", "Capitol Roofing Inc.", "Green Thumb Nursery", "Anchor Insurance Agency", "Twin Falls Towing", "Urban Paws Grooming",
    "Cedar Creek Plumbing", "Stone Arch Law", "Harbor Freight Lines Inc.", "Hilltop Daycare", "Quick Copy Center", "Westfield Solar",
)  # fmt: skip


def christen(firms: Sequence[Firm], names: Sequence[str]) -> None:
    """Gives companies these names, and addresses of mail and site that go with them."""
    for firm, name in zip(firms, names, strict=True):
        host = f"{slug(name).replace('-', '')}.example"
        firm.name, firm.site = name, f"http://www.{host}/"
        firm.email = f"{firm.email.partition('@')[0]}@{host}"


def slug(name: str) -> str:
    """A name as addresses have it."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def yellowbird(rng: random.Random) -> Book:
    """Plain classes, ?page=, a dl on each page; a sponsor everywhere, similar firms, a reviewer's number."""
    book = Book(
        "yellowbird", c.GB, rng, count=len(UK_NAMES),
        shell='<!DOCTYPE html>\n<html>\n<head><title>{title} | YellowBird</title>{head}<style>.company{{border:1px solid #ccc}}</style></head>\n<body>\n<div id="header"><h1>YellowBird Business Directory</h1><ul class="menu"><li><a href="/">Home</a></li><li><a href="/companies">Companies</a></li><li><a href="/about">About</a></li><li><a href="/contact">Contact</a></li></ul></div>\n<div id="content">{body}</div>\n<div id="sidebar"><div class="ad"><b>Sponsored</b><p>QuickPrint Express - business cards from £9. Call 0161 496 0999 or sales@quickprint.example</p></div></div>\n<div id="footer">&copy; 2025 YellowBird. Call us: 0800 123 4567 | <a href="mailto:support@yellowbird.example">support@yellowbird.example</a></div>\n</body></html>',
    )  # fmt: skip
    christen(book.firms, UK_NAMES)
    for f in book.firms:
        f.extend(" ext. {}")
        rest = [o for o in book.firms if o.trade == f.trade and o is not f][:3]
        fields = [
            ("Phone", f.phone_shown), ("Fax", f.fax_shown if f.n % 2 else ""), ("Email", email_html(f, rng, "at both entities mailto")),
            ("Website", site_html(f, rng)), ("Address", f.address), ("VAT No", f"GB{f.n + 123456789}"), ("Company No", f"0{f.n + 1234567}"),
            ("Opening hours", "Mon-Fri 09:00-17:30"), ("Contact", f.person),
        ]  # fmt: skip
        similar = "".join(
            f'<li><a href="/company/{o.n}">{html.escape(o.name)}</a> - {o.phone_shown}</li>'
            for o in rest
        )
        book.add(
            f"/company/{f.n}", html.escape(f.name),
            f'<p class="crumbs"><a href="/">Home</a> &gt; <a href="/companies">Companies</a> &gt; {html.escape(f.name)}</p>\n<h2>{html.escape(f.name)}</h2><p>{f.about}</p><dl>{fill_each("<dt>{}</dt><dd>{}</dd>", fields)}</dl><p><a href="/claim?id={f.n}">Claim this listing</a></p>\n<h3>Similar companies</h3><ul class="similar">{similar}</ul>'
            f'<h3>Reviews</h3><div class="review"><b>John S.</b> <i>4/5</i><p>Good work. Ask for Dave on 07700 900{f.n + 100} or write to dave{f.n}@mail.example.</p></div>',
        )  # fmt: skip
    rows = [
        f'<div class="company"><h3><a href="/company/{f.n}">{html.escape(f.name)}</a></h3><p class="trade">{f.trade.title()}, {f.city}</p><p class="phone">Phone: {f.phone_shown}</p></div>\n'
        for f in book.firms
    ]
    book.spread(
        addresses("/companies", "/companies?page={}", 4), "Companies page {n}", rows,
        f'<h2>All companies</h2><p>{len(rows)} companies found</p>{{rows}}<div class="pagination">{{others}}{{next}}</div>',
        onward='<a href="{}">Next &raquo;</a>', other='<a href="{}">{}</a> ',
    )  # fmt: skip
    book.add(
        "/", "Welcome", '<p>Find a local business.</p><a href="/companies">Browse all companies</a>'
    )
    book.add("/about", "About", "<h2>About YellowBird</h2><p>We list companies since 2009.</p>")
    book.add("/contact", "Contact", '<h2>Contact us</h2><p>YellowBird Media Ltd, 1 Kings Road, London. Phone 0800 123 4567, <a href="mailto:support@yellowbird.example">support@yellowbird.example</a></p>')  # fmt: skip
    return book


def bizhub(rng: random.Random) -> Book:
    """Bootstrap cards with icons for labels, several categories a firm, views and orders, some JSON-LD."""
    book = Book(
        "bizhub", c.US, rng, count=len(US_NAMES),
        shell='<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title} – BizHub</title><link rel="stylesheet" href="/static/bootstrap.min.css">{head}</head><body><nav class="navbar navbar-expand-lg"><div class="container"><a class="navbar-brand" href="/">BizHub</a><a class="nav-link" href="/listings">Listings</a><a class="nav-link" href="/pricing">Pricing</a><a class="btn btn-outline-light" href="/signin">Sign in</a></div></nav><main class="container py-4">{body}</main><footer class="bg-dark text-light py-4"><div class="container"><div class="row"><div class="col-md-4"><h5>BizHub Inc.</h5><p><i class="bi bi-geo-alt"></i> 500 Market St, San Francisco, CA 94105</p><p><i class="bi bi-telephone"></i> (415) 555-0100</p><p><i class="bi bi-envelope"></i> hello@bizhub.example</p></div></div></div></footer></body></html>',
    )  # fmt: skip
    christen(book.firms, US_NAMES)
    at = {f.n: f"/listing/{slug(f.name)}" for f in book.firms}

    def card(f: Firm) -> str:
        badge = '<span class="badge bg-success">Verified</span>' if f.n % 3 == 0 else ""
        return (
            f'<div class="col-md-4 mb-4"><div class="card h-100 shadow-sm"><img class="card-img-top" src="/img/{f.n}.jpg" alt="{html.escape(f.name)}"><div class="card-body"><h5 class="card-title"><a href="{at[f.n]}">{html.escape(f.name)}</a> {badge}</h5><h6 class="card-subtitle text-muted">{f.trade.title()} · {f.city}</h6><p class="card-text">{f.about[:60]}…</p></div>'
            f'<ul class="list-group list-group-flush"><li class="list-group-item"><i class="bi bi-telephone-fill"></i> {f.phone_shown}</li></ul><div class="card-footer"><span class="text-warning">★★★★☆</span> <small>({f.n + 4} reviews)</small> <a class="btn btn-primary btn-sm" href="{at[f.n]}">View Details</a></div></div></div>'
        )  # fmt: skip

    kinds = {
        t: [f for f in book.firms if f.trade == t or f.n % 7 == i]
        for i, t in enumerate(book.trades())
    }
    side = "".join(
        f'<a class="list-group-item" href="/category/{slug(t)}">{t.title()} <span class="badge">{len(fs)}</span></a>'
        for t, fs in kinds.items()
    )
    views = '<div class="btn-group"><a href="/listings?view=grid">Grid</a><a href="/listings?view=list">List</a></div><select onchange="go()"><option>Sort</option></select><a href="/listings?sort=name">Name</a> <a href="/listings?sort=rating">Rating</a>'
    frame = (
        '<div class="row"><div class="col-md-3"><div class="list-group">'
        + side
        + '</div></div><div class="col-md-9">{top}<div class="row">{{rows}}</div><nav aria-label="Page navigation"><ul class="pagination">{{others}}{{next}}</ul></nav></div></div>'
    )
    way = {
        "onward": '<li class="page-item"><a class="page-link" href="{}" aria-label="Next">»</a></li>',
        "other": '<li class="page-item"><a class="page-link" href="{}">{}</a></li>',
    }
    all_cards = [card(f) for f in book.firms]
    book.spread(
        addresses("/listings", "/listings?page={}", 3),
        "All listings",
        all_cards,
        frame.format(top=f"<h1>All listings</h1>{views}"),
        **way,
    )
    for order in ("view=grid", "view=list", "sort=name", "sort=rating"):
        book.spread(
            addresses(f"/listings?{order}", f"/listings?{order}&page={{}}", 3),
            "All listings",
            all_cards[::-1],
            frame.format(top=f"<h1>All listings</h1>{views}"),
            **way,
        )
    for t, fs in kinds.items():
        book.spread(
            [f"/category/{slug(t)}"],
            t.title(),
            [card(f) for f in fs],
            frame.format(top=f"<h1>{t.title()}</h1>"),
            **way,
        )
    for f in book.firms:
        mail = email_html(f, rng, "cf mailto mailto-hidden")
        data = {
            "@context": "https://schema.org",
            "@type": "LocalBusiness",
            "name": f.name,
            "address": {
                "@type": "PostalAddress",
                "streetAddress": f.street,
                "addressLocality": f.city,
                "addressCountry": "US",
            },
        }
        if f.n % 2:
            data["telephone"] = f.bare
        ld = f'<script type="application/ld+json">{json.dumps(data)}</script>' if f.n % 3 else ""
        more = "".join(card(o) for o in book.firms if o.trade == f.trade and o is not f)
        book.add(
            at[f.n], html.escape(f.name),
            f'<nav aria-label="breadcrumb"><ol class="breadcrumb"><li class="breadcrumb-item"><a href="/">Home</a></li><li class="breadcrumb-item active">{html.escape(f.name)}</li></ol></nav><div class="row"><div class="col-md-8"><h1>{html.escape(f.name)}</h1><p class="lead">{f.about}</p></div><div class="col-md-4"><div class="card"><div class="card-header">Business Info</div><div class="card-body"><p><i class="bi bi-geo-alt"></i> {f.address}</p><p><i class="bi bi-telephone"></i> {f.phone_shown}</p>'
            + (f'<p><i class="bi bi-envelope"></i> {mail}</p>' if mail else "")
            + f.given("site", '<p><i class="bi bi-globe"></i> <a href="{f.site}" target="_blank" rel="noopener">{f.host}</a></p>')
            + f'<p><i class="bi bi-clock"></i> 9 AM – 5 PM</p><p>License #: {f.n + 3104557} · EIN 47-{f.n + 1203340}</p></div></div><a class="btn btn-warning" href="/claim/{f.n}">Own this business? Claim it</a></div></div><h3>Related businesses</h3><div class="row">{more}</div>',
            head=ld,
        )  # fmt: skip
    book.add(
        "/",
        "Find local businesses",
        f'<h1>Find local businesses</h1><form action="/listings"><input name="q"></form><h2>Popular categories</h2><div class="list-group">{side}</div><h2>Featured</h2><div class="row">{"".join(all_cards[:3])}</div><a href="/listings">See all</a>',
    )
    return book


def qiye(rng: random.Random) -> Book:
    """A list of names, a table of labels for each; full-width digits, 转, licence and capital, hot firms at the side."""
    book = Book(
        "qiye", c.CN, rng, count=36,
        shell='<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{title}_江南企业黄页</title>{head}</head><body><div class="top"><a href="/">江南企业黄页</a> | <a href="/list/1.html">企业大全</a> | <a href="/help.html">帮助中心</a> 客服电话：400-820-8820</div><div class="main">{body}</div><div class="foot">江南企业黄页 版权所有 ©2025 电话：0512-68001234 邮箱：kefu@jnhy.example 苏ICP备2021012345号 苏公网安备 32050802011234号</div></body></html>',
    )  # fmt: skip
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    hot = "".join(
        f'<li><a href="/company/{f.n + 1000}.html">{f.name}</a><span>{f.phone_shown}</span></li>'
        for f in book.firms[:5]
    )
    rows = []
    for f in book.firms:
        shown = f.phone_shown.translate(wide) if f.n % 4 == 0 else f.phone_shown
        own = (
            f"{f.person}：{f.email}"
            if f.n % 5 == 0 and "email" in f.shows
            else f.given("email", "{f.email}")
        )
        fields = [
            ("公司名称", f.name), ("统一社会信用代码", f"9132050{f.n}MA1{f.n + 10}W8K4{f.n}"), ("法定代表人", f.person), ("注册资本", f"{f.n * 10 + 50}万元人民币"),
            ("成立日期", f"20{f.n % 20 + 2:02}-03-1{f.n % 9}"), ("联系电话", shown), ("传真", f.fax_shown if f.n % 3 else ""), ("手机", f.mobile_shown if f.n % 2 else "暂无"),
            ("电子邮箱", own or "暂无"), ("公司网址", f.given("site", '<a href="{f.site}" target="_blank">{f.site}</a>') or "暂无"), ("联系地址", f.address), ("邮政编码", f"2150{f.n + 10}"),
            ("经营范围", f"{f.trade}的生产、销售。"),
        ]  # fmt: skip
        book.add(
            f"/company/{f.n + 1000}.html",
            f.name,
            f'<div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/list/1.html">企业大全</a> &gt; {f.name}</div><div class="box"><h1>{f.name}</h1><table class="info" cellspacing="1">{fill_each("<tr><th>{}</th><td>{}</td></tr>", fields)}</table><div class="intro"><h2>公司简介</h2><p>{f.about}</p></div><p class="tip">联系我时请说明是在江南企业黄页看到的。信息有误？请致电400-820-8820</p></div><div class="side"><h3>热门企业</h3><ul>{hot}</ul></div>',
        )
        rows.append(
            f'<li><a href="/company/{f.n + 1000}.html" title="{f.name}">{f.name}</a><span class="addr">{f.address}</span><span class="date">2025-0{f.n % 9 + 1}-12</span></li>'
        )
    book.spread(
        [f"/list/{n}.html" for n in range(1, 4)], "企业大全 第{n}页", rows,
        '<div class="box"><h2>企业大全</h2><ul class="qylist">{rows}</ul><div class="page">共36家 {others}{next}<a href="/list/3.html">尾页</a></div></div><div class="side"><h3>热门企业</h3><ul>' + hot + "</ul></div>",
        onward='<a href="{}">下一页</a>', other='<a href="{}">{}</a>',
    )  # fmt: skip
    book.add(
        "/",
        "首页",
        f'<h2>最新入驻</h2><ul>{"".join(rows[:8])}</ul><a href="/list/1.html">更多&gt;&gt;</a>',
    )
    book.add(
        "/help.html",
        "帮助中心",
        "<h2>帮助中心</h2><p>客服电话：400-820-8820，传真：0512-68001235</p>",
    )
    return book


def adressbuch(rng: random.Random) -> Book:
    """Letters, everything on the list in paragraphs of bold labels; tax and register numbers, IBAN, (at)."""
    book = Book(
        "adressbuch", c.DE, rng, count=38,
        shell='<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{title} - Firmenadressbuch Nord</title>{head}</head><body><header><a href="/">Firmenadressbuch Nord</a></header><section>{body}</section><footer><p>Verlag Nordadress, Postfach 1234, 20001 Hamburg, Tel. 040 / 55 66 77-0, info@nordadress.example, USt-IdNr. DE 811 223 344</p><a href="/impressum">Impressum</a> <a href="/datenschutz">Datenschutz</a></footer></body></html>',
    )  # fmt: skip
    letters = sorted(book.letters().items())
    bar = " ".join(f'<a href="/firmen/{x.lower()}">{x}</a>' for x, _ in letters)
    for letter, firms in letters:
        entries = ""
        for f in firms:
            f.extend(" (Durchwahl {})" if f.n % 2 else " App. {}")
            mail = email_html(f, rng, "round at mailto")
            entries += (
                f'<article class="eintrag" id="f{f.n}"><h3>{html.escape(f.name)}</h3><p>{f.street}<br>{f.town}</p><p><b>Telefon:</b> {f.phone_shown}<br><b>Telefax:</b> {f.fax_shown}'
                + (f"<br><b>E-Mail:</b> {mail}" if mail else "") + f.given("site", '<br><b>Internet:</b> <a href="{f.site}">{f.host}</a>')
                + f"</p><p><b>Geschäftsführer:</b> {f.person}<br><b>Handelsregister:</b> HRB {f.n + 104230} Amtsgericht Ulm<br><b>USt-IdNr.:</b> DE{f.n + 123456789}<br><b>Steuernummer:</b> 0{f.n % 9}3/815/08{f.n + 100}<br><b>IBAN:</b> DE12 5001 0517 0648 4898 {f.n + 10}</p></article>\n"
            )  # fmt: skip
        book.add(
            f"/firmen/{letter.lower()}",
            f"Firmen mit {letter}",
            f'<h1>Firmen mit {letter}</h1><nav class="az">{bar}</nav>{entries}<p>Ihr Eintrag fehlt? Rufen Sie uns an: 040 / 55 66 77-0</p>',
        )
    book.add(
        "/",
        "Startseite",
        f'<h1>Willkommen</h1><p>Alle Firmen von A bis Z:</p><nav class="az">{bar}</nav>',
    )
    book.add(
        "/impressum",
        "Impressum",
        "<h1>Impressum</h1><p>Verlag Nordadress GmbH<br>Postfach 1234<br>20001 Hamburg<br>Telefon: 040 / 55 66 77-0<br>E-Mail: info@nordadress.example<br>Geschäftsführer: Hans Kolbe<br>HRB 99123</p>",
    )
    return book


def kigyo(rng: random.Random) -> Book:
    """Japanese firms in a list of boxes, th and td on each page; 代表 and 内線, capital, corporate number."""
    book = Book(
        "kigyo", c.JP, rng, count=33,
        shell='<!DOCTYPE html><html lang="ja"><head><meta charset="UTF-8"><title>{title}｜企業ナビ</title>{head}</head><body><header id="h"><p><a href="/">企業ナビ</a></p><nav><ul><li><a href="/search">企業を探す</a></li><li><a href="/entry">掲載申込</a></li></ul></nav></header><div id="wrap">{body}</div><footer><p>お問い合わせ：株式会社企業ナビ 03-5555-0123（平日10:00～18:00）info@kigyonavi.example</p><p>Copyright © 企業ナビ</p></footer></body></html>',
    )  # fmt: skip
    rows = []
    for f in book.firms:
        f.phone_shown = f.bare + (
            f"（内線{f.extension}）" if f.extension else "（代表）" if f.n % 3 == 0 else ""
        )
        fields = [
            ("会社名", f.name), ("ふりがな", "かぶしきがいしゃ"), ("代表者", f.person), ("設立", f"19{f.n + 50}年4月1日"), ("資本金", f"{f.n * 100}万円"), ("従業員数", f"{f.n * 3}名"),
            ("所在地", f.address), ("電話番号", f.phone_shown), ("FAX番号", f.fax_shown), ("メールアドレス", email_html(f, rng, "mailto wide plain")),
            ("ホームページ", f.given("site", '<a href="{f.site}">{f.site}</a>')), ("法人番号", f"{f.n + 1010001000000}"), ("事業内容", f.trade),
        ]  # fmt: skip
        book.add(f"/company/detail.php?id={f.n}", f.name, f'<p class="topicpath"><a href="/">ホーム</a> ＞ <a href="/search">企業一覧</a> ＞ {f.name}</p><h2>{f.name}</h2><p class="catch">{f.about}</p><table class="tbl">{fill_each("<tr><th>{}</th><td>{}</td></tr>", fields)}</table><p class="btn"><a href="/form?id={f.n}">この企業に問い合わせる</a></p><div class="rec"><h3>この企業を見た人はこちらも見ています</h3>'
            + "".join(f'<p><a href="/company/detail.php?id={o.n}">{o.name}</a> TEL：{o.phone_shown}</p>' for o in book.firms[f.n % 30 : f.n % 30 + 2] if o is not f) + "</div>")  # fmt: skip
        rows.append(
            f'<div class="cbox"><h3><a href="/company/detail.php?id={f.n}">{f.name}</a></h3><p class="area">【{f.city}】{f.trade}</p><p>{f.about}</p><p class="more"><a href="/company/detail.php?id={f.n}">詳しく見る</a></p></div>'
        )
    book.spread(
        addresses("/search", "/search?p={}", 3),
        "企業一覧",
        rows,
        '<h2>企業一覧</h2><p>33件中 1～11件を表示</p>{rows}<ul class="pager">{others}{next}</ul>',
        onward='<li><a href="{}">次へ</a></li>',
        other='<li><a href="{}">{}</a></li>',
    )
    book.add("/", "トップ", '<h2>全国の企業を検索</h2><p><a href="/search">企業一覧を見る</a></p>')
    return book


def chamber(rng: random.Random) -> Book:
    """All on one page: headings linked to the firms' own sites, lines with dashes, advertisements between."""
    book = Book(
        "chamber", c.US, rng, count=26,
        shell='<html><head><title>{title}</title>{head}</head><body bgcolor="white"><center><h1>Maple County Chamber of Commerce</h1><p>12 Courthouse Sq, Maple City, OH 44000 - Phone (330) 555-0177 - <a href="mailto:office@maplechamber.example">office@maplechamber.example</a></p><a href="/">Home</a> | <a href="/members">Members</a> | <a href="/events">Events</a> | <a href="/join">Join</a></center><hr>{body}<hr><small>Maple County Chamber. Fax (330) 555-0178</small></body></html>',
    )  # fmt: skip
    out = ""
    for f in book.firms:
        mail = email_html(f, rng, "mailto entities script words")
        name = html.escape(f.name)
        line = [
            f.address,
            f"Phone: {f.phone_shown}",
            f"Toll free: 1-800-555-{f.n + 1100}" if f.n % 4 == 0 else "",
            f"Fax: {f.fax_shown}" if f.n % 2 else "",
            f"Email: {mail}" if mail else "",
        ]
        out += (
            "<h3>"
            + (f'<a href="{f.site}">{name}</a>' if "site" in f.shows else name)
            + f"</h3>\n<p><i>{f.trade.title()}</i><br>"
            + "<br>\n".join(x for x in line if x)
            + f"<br>Contact: {f.person}, Owner<br>Member since {f.n + 1980}</p>\n"
        )
        if f.n % 9 == 0:
            out += '<table border="1"><tr><td><b>Your ad here!</b> Reach 2,000 members. Call Linda at (330) 555-0199 or linda@maplechamber.example</td></tr></table>\n'
    book.add(
        "/members",
        "Member directory",
        f"<h2>Member Directory</h2><p>Updated 03/12/2025. 26 members.</p>{out}",
    )
    book.add(
        "/", "Welcome", '<h2>Welcome</h2><p>See our <a href="/members">member directory</a>.</p>'
    )
    book.add(
        "/events",
        "Events",
        "<h2>Events</h2><p>Breakfast, April 4. RSVP to Linda at (330) 555-0199.</p>",
    )
    book.add(
        "/join", "Join", "<h2>Join</h2><p>Dues are $250. Write to office@maplechamber.example.</p>"
    )
    return book


def tradewind(rng: random.Random) -> Book:
    """Exporters of four countries, numbers as at home with the country beside; label and value only by class."""
    book = Book(
        "tradewind", replace(c.IN, lang="en"), rng, count=8,
        shell='<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - TradeWind.example</title>{head}</head><body><div class="topbar"><a href="/">TradeWind</a><a href="/suppliers/">Suppliers</a><a href="/rfq/new">Post RFQ</a><a href="/join">Join Free</a></div><div class="body">{body}</div><div class="bottom"><p>TradeWind Online Pte. Ltd. | Customer service: +65 6123 4567 | service@tradewind.example</p><p>Hot: <a href="/suppliers/">Suppliers</a></p></div></body></html>',
    )  # fmt: skip
    home: dict[int, str] = {}
    firms = [
        (f, land)
        for land, country in (("India", c.IN), ("Turkey", TR), ("Brazil", c.BR), ("Germany", c.DE))
        for f in make_firms(country, 9, rng)
    ]
    rng.shuffle(firms)
    for n, (f, land) in enumerate(firms, 1):
        f.n, home[n] = n, land
    book.firms = [f for f, _ in firms]
    rows = []
    for f in book.firms:
        land = home[f.n]
        fields = [
            ("Company Name", html.escape(f.name)), ("Business Type", "Manufacturer, Trading Company"), ("Country/Region", land), ("Main Products", f.trade), ("Year Established", str(1980 + f.n)), ("Total Employees", "51 - 100 People"),
            ("Business License No.", f"{f.n + 20394857610}"), ("Contact Person", f"Mr. {f.person}"), ("Telephone", f.phone_shown), ("Mobile / WhatsApp", f.mobile_shown if f.n % 2 else ""), ("Fax", f.fax_shown),
            ("Email", email_html(f, rng, "plain mailto at")), ("Website", f.given("site", '<a href="{f.site}" rel="nofollow">{f.host}</a>')), ("Address", f.address), ("Annual Revenue", "US$1,000,000 - 2,500,000"),
        ]  # fmt: skip
        book.add(f"/suppliers/{f.n}-{slug(f.name) or 'x'}/", html.escape(f.name), f'<h1 class="title">{html.escape(f.name)}</h1><div class="tabs"><a href="#p">Profile</a> <a href="#q">Products</a></div><div class="profile">{fill_each("""<div class="row"><div class="label">{}</div><div class="value">{}</div></div>""", fields)}</div><div class="inq"><h2>Send inquiry</h2><form><textarea></textarea><button>Contact Now</button></form></div><div class="products"><h2>Products</h2><ul><li>{f.trade} A{f.n}, MOQ 500 pcs, US$ 2.40</li><li>{f.trade} B{f.n}, MOQ 100 pcs</li></ul></div>')  # fmt: skip
        rows.append(
            f'<div class="item"><div class="name"><a href="/suppliers/{f.n}-{slug(f.name) or "x"}/">{html.escape(f.name)}</a></div><div class="loc">{land}</div><div class="prod">Main Products: {f.trade}</div><div class="act"><a href="/inquiry?id={f.n}">Contact Now</a></div></div>'
        )
    book.spread(
        addresses("/suppliers/", "/suppliers/?page={}", 4),
        "Suppliers",
        rows,
        '<h1>Suppliers</h1><div class="list">{rows}</div><div class="pages">{others} {next}</div>',
        onward='<a href="{}">Next</a>',
        other='<a href="{}">{}</a>',
    )
    book.add(
        "/", "Global suppliers", '<h1>Global suppliers</h1><a href="/suppliers/">All suppliers</a>'
    )
    return book


def gongshang(rng: random.Random) -> Book:
    """A table of firms with numbers and 統一編號, pages of each with the address only there; counts beside kinds."""
    book = Book(
        "gongshang", c.TW, rng, count=36,
        shell='<!DOCTYPE html><html lang="zh-Hant-TW"><head><meta charset="utf-8"><title>{title} - 工商名錄</title>{head}</head><body><div id="nav"><a href="/">首頁</a><a href="/list.php">廠商名錄</a><a href="/ad.php">廣告刊登</a></div><div id="c">{body}</div><div id="f">工商名錄網 客服專線：(02)2999-8888 分機 100　E-mail：service@tw104.example　統一編號：12345678</div></body></html>',
    )  # fmt: skip
    kinds = list(book.trades().items())
    side = "".join(
        f'<li><a href="/list.php?cat={i}">{t}</a>({len(fs)})</li>'
        for i, (t, fs) in enumerate(kinds, 1)
    )

    def row(f: Firm) -> str:
        return f'<tr><td>{f.n}</td><td><a href="/show.php?no={f.n}">{f.name}</a></td><td>{f.n + 23456780}</td><td>{f.phone_shown}</td><td>{f.fax_shown}</td><td>{f.address}</td></tr>'

    frame = (
        '<table id="lay"><tr><td valign="top"><b>分類</b><ul>'
        + side
        + '</ul></td><td><h2>廠商名錄</h2><table border="1"><tr><th>編號</th><th>公司名稱</th><th>統一編號</th><th>電話</th><th>傳真</th><th>地址</th></tr>{rows}</table><p>{others}{next}</p></td></tr></table>'
    )
    book.spread(
        addresses("/list.php", "/list.php?page={}", 3),
        "廠商名錄",
        [row(f) for f in book.firms],
        frame,
        onward='<a href="{}">下一頁</a>',
        other='<a href="{}">{}</a> ',
    )
    for i, (t, fs) in enumerate(kinds, 1):
        book.spread(
            [f"/list.php?cat={i}"], t, [row(f) for f in fs], frame, onward='<a href="{}">下一頁</a>'
        )
    for f in book.firms:
        fields = [
            ("電話", f.phone_shown),
            ("傳真", f.fax_shown),
            ("聯絡人", f.person),
            ("電子信箱", email_html(f, rng, "mailto-hidden entities plain")),
            ("網址", site_html(f, rng)),
            ("統一編號", str(f.n + 23456780)),
            ("地址", f.address),
        ]
        book.add(
            f"/show.php?no={f.n}",
            f.name,
            f'<h2>{f.name}</h2><ul class="d">{fill_each("<li>{}：{}</li>", fields)}</ul><p>{f.about}</p><p><a href="javascript:history.back()">回上一頁</a> <a href="/report.php?no={f.n}">資料錯誤回報</a></p>',
        )
    book.add("/", "首頁", f"<h2>依分類查詢</h2><ul>{side}</ul>")
    return book


AFTERNOON = (yellowbird, bizhub, qiye, adressbuch, kigyo, chamber, tradewind, gongshang)
