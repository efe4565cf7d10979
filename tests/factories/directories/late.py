"""Six directories written last in the third round, never tuned on: the set `late`."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import json
import random
from html import escape as e

import phonenumbers

from tests.factories.directories import countries as c
from tests.factories.directories import lands
from tests.factories.directories.book import Book
from tests.factories.directories.firms import Firm, email_html, number, shown, site_html
from tests.factories.directories.rows import fill, fill_each


def review_cards(rng: random.Random) -> Book:
    """Cards of a review site: no labels at all, quotes of customers, prices, sponsored places apart."""
    book = Book("review_cards", lands.US_TRADE, rng, count=40)

    def card(f: Firm) -> str:
        f.extension = ""
        f.phone_shown = shown(f.phone, rng, "")
        site = (
            f'<a href="/biz_redir?url=http%3A%2F%2F{f.site.split("//")[1].rstrip("/")}&amp;src=list" target="_blank">Business website</a>'
            if "site" in f.shows
            else ""
        )
        return (
            f'<li class="y-css-1a2b"><div class="photo"><a href="/biz/co-{f.n}"><img src="p.jpg" alt="Photo of {e(f.name)}"></a></div><div><h3><span>{f.n}.&nbsp;<a href="/biz/co-{f.n}" class="link">{e(f.name)}</a></span></h3>'
            f'<div role="img" aria-label="4.5 star rating"></div><span>4.5 ({f.n * 3} reviews)</span><p><span>{f.trade.title()}</span> <span>$$</span></p><p>{f.phone_shown}</p><address>{f.address}</address>'
            f'<p>“They fixed it for $25{f.n} in 2024, call them!” <a href="/biz/co-{f.n}?hrid=x">more</a></p>{site}</div></li>'
        )

    for f in book.firms:
        f.shows.discard("email")
        book.add(
            f"/biz/co-{f.n}",
            e(f.name),
            f"<h1>{e(f.name)}</h1><p>{f.address}</p><p>Hours: Mon 8:00 AM - 5:00 PM</p>",
        )
    book.lists(
        "/find",
        "Best services",
        card,
        around=("<ul>", "</ul>"),
        size=10,
        page=lambda b, n: b if n == 1 else f"{b}?start={(n - 1) * 10}",
    )
    book.add("/", "Reviews", "<h1>Reviews</h1><a href='/find'>Services near you</a>")
    return book.finish()


def flex_rows(rng: random.Random) -> Book:
    """A member list of a Dutch guild: columns made of divs, headings in a row of their own."""
    book = Book("flex_rows", lands.NL, rng, count=40)

    def row(f: Firm) -> str:
        mail, site = email_html(f, rng, "mailto data"), site_html(f, rng, "link")
        return (
            f'<div class="row" role="row"><div role="cell">{e(f.name)}</div><div role="cell">{f.city}</div><div role="cell">{f.phone_shown}</div>'
            f'<div role="cell">{mail}</div><div role="cell">{site}</div></div>'
        )

    head = '<div class="row head" role="row"><div role="columnheader">Bedrijf</div><div role="columnheader">Plaats</div><div role="columnheader">Telefoon</div><div role="columnheader">E-mail</div><div role="columnheader">Website</div></div>'
    book.lists("/leden", "Leden", row, around=(f'<div role="table">{head}', "</div>"), size=20)
    book.add("/", "Gilde", "<h1>Gilde</h1><a href='/leden'>Leden</a>")
    return book.finish()


def qiye_ziliao(rng: random.Random) -> Book:
    """Chinese company card with em labels and numbers in pieces of spans, WeChat and QQ beside, hotline of the portal in a bar."""
    book = Book("qiye_ziliao", lands.CN_SHORT, rng, count=32)
    for f in book.firms:
        mail, site = email_html(f, rng, "plain comment image"), site_html(f, rng, "text go")
        rows = [("单位名称", e(f.name)), ("联 系 人", f"{f.person}（经理）"), ("联系电话", f.phone_shown), ("移动电话", f.mobile_shown), ("传真号码", f.fax_shown),
                ("电子信箱", mail), ("主页", site), ("单位地址", f.address), ("注册资本", "100万"), ("微信号", f"w{f.n}xyz123")]  # fmt: skip
        body = fill_each("<p><em>{}</em><b>：</b><span>{}</span></p>", rows)
        book.add(
            f"/c/{f.n}/",
            f"{e(f.name)} - 企业资料",
            f'<div class="tel-bar">全国服务热线 400-820-8820</div><h2>企业资料</h2><div class="zl">{body}</div><h2>企业简介</h2><p>{f.about}</p>',
        )
    book.lists(
        "/c/",
        "企业名录",
        lambda f: f'<p><a href="/c/{f.n}/">{e(f.name)}</a> <i>{f.trade}</i></p>',
        size=16,
    )
    book.add("/", "企业网", "<h1>企业网</h1><a href='/c/'>企业名录</a>")
    return book.finish()


def graph_list(rng: random.Random) -> Book:
    """JSON-LD of the whole list in one @graph with contact points, names only in the text."""
    book = Book("graph_list", lands.PL, rng, count=40)
    for n in (1, 2):
        firms = book.firms[(n - 1) * 20 : n * 20]
        for f in firms:
            f.extension = ""
            f.phone_shown = shown(f.phone, rng, "")
        graph = [
            {"@type": "LocalBusiness", "@id": f"/f/{f.n}", "name": f.name, "url": f"http://127.0.0.1/f/{f.n}",
             **({"sameAs": [f.site, "https://www.facebook.com/x"]} if "site" in f.shows else {}),
             "contactPoint": [{"@type": "ContactPoint", "telephone": f.phone_shown, "contactType": "sales", **({"email": f.email} if "email" in f.shows else {})}],
             "address": {"@type": "PostalAddress", "streetAddress": f.address, "addressCountry": "PL"}}
            for f in firms
        ]  # fmt: skip
        rows = "".join(f"<li>{e(f.name)}, {f.city}</li>" for f in firms)
        script = f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@graph": graph})}</script>'
        after = '<a href="/lista/2">Następna</a>' if n == 1 else ""
        book.add(
            "/lista" if n == 1 else "/lista/2",
            "Lista firm",
            f"<h1>Lista firm</h1><ul>{rows}</ul>{after}",
            extra=script,
        )
    book.add("/", "Lista", "<h1>Lista</h1><a href='/lista'>Lista firm</a>")
    return book.finish()


def click_numbers(rng: random.Random) -> Book:
    """French cards whose numbers wait for a click, addresses put together by data attributes."""
    book = Book("click_numbers", c.FR, rng, count=36)

    def card(f: Firm) -> str:
        f.extension = ""
        f.phone_shown = shown(f.phone, rng, "")
        return (
            f'<article class="bi bi-pro" id="bi-{f.n}"><h3 class="bi-denomination"><a href="/pros/{f.n}">{e(f.name)}</a></h3><div class="bi-address"><a href="#map">{f.address} <span>Voir le plan</span></a></div>'
            f'<div class="bi-cta"><button type="button" class="btn_tel" data-phone="{f.phone_shown}"><span>Afficher le N°</span></button>{email_html(f, rng, "data mailto-hidden")} {site_html(f, rng, "button go")}</div></article>'
        )

    for f in book.firms:
        book.add(f"/pros/{f.n}", e(f.name), f"<h1>{e(f.name)}</h1><p>{f.about}</p>")
    book.lists("/annuaire", "Professionnels", card, size=12)
    book.add("/", "Annuaire", "<h1>Annuaire</h1><a href='/annuaire'>Professionnels</a>")
    return book.finish()


def offices_abroad(rng: random.Random) -> Book:
    """Indian exporters with a head office and a branch abroad; label and value on lines of their own."""
    book = Book("offices_abroad", c.IN, rng, count=30)
    for f in book.firms:
        f.extension = ""
        f.phone_shown = shown(f.phone, rng, "")
        other = number("GB", rng)
        f.other_phones.add(other)
        mail, site = email_html(f, rng, "round mailto"), site_html(f, rng, "text link")
        book.add(f"/exporters/{f.n}-profile.html", f"{e(f.name)} | Exporter", (
            f"<h1>{e(f.name)}</h1><div class='tabs'><a href='#a'>About</a> <a href='#c'>Contact</a></div><p>{f.about}</p><h3>Head Office</h3><p>{f.address}</p><p>Phone</p><p>{f.phone_shown}</p>"
            f"<h3>Branch Office</h3><p>4 Dock Road, London E16 2AA, United Kingdom</p><p>Phone</p><p>{phonenumbers.format_number(phonenumbers.parse(other), phonenumbers.PhoneNumberFormat.INTERNATIONAL)}</p>"
            + fill("<p>Email</p><p>{}</p>", mail) + fill("<p>Website</p><p>{}</p>", site)))  # fmt: skip
    book.lists(
        "/exporters",
        "Exporters",
        lambda f: (
            f'<div><h4><a href="/exporters/{f.n}-profile.html">{e(f.name)}</a></h4><small>{f.city}</small></div>'
        ),
        size=15,
    )
    book.add("/", "Council", "<h1>Council</h1><a href='/exporters'>Exporters</a>")
    return book.finish()


LATE = (review_cards, flex_rows, qiye_ziliao, graph_list, click_numbers, offices_abroad)
