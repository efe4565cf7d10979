"""More directories in the manner of real software: half of the set `wild`."""
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


def branches_de(rng: random.Random) -> Book:
    """Companies with a head office and branches, each with its own number; an Impressum below; no legal forms."""
    book = Book("branches_de", lands.DE_TRADE, rng, count=32)
    for f in book.firms:
        blocks = [("Zentrale", f.address, f.phone_shown, f.fax_shown)]
        for city in ("Kassel", "Ulm")[: f.n % 3]:
            other = number("DE", rng)
            f.other_phones.add(other)
            blocks.append(
                (
                    f"Filiale {city}",
                    f"Ringstraße {f.n}, 3411{f.n % 10} {city}",
                    shown(other, rng, ""),
                    shown(number("DE", rng), rng, ""),
                )
            )
        places = "".join(
            f'<div class="standort"><h3>{t}</h3><p>{a.replace(", ", "<br>")}</p><p>Telefon: {p}<br>Telefax: {x}</p></div>' for t, a, p, x in blocks
        )  # fmt: skip
        mail = (
            email_html(f, rng, "round mailto both")
            .replace(" [dot] ", " (punkt) ")
            .replace(" [at] ", " (at) ")
        )
        book.add(f"/betrieb/{f.n}", e(f.name), (
            f'<div class="kopf"><h1>{e(f.name)}</h1><p>{f.about}</p></div><h2>Standorte</h2>{places}'
            f"<h2>Impressum</h2><p>Angaben gemäß § 5 TMG<br>{e(f.name)}<br>Inhaber: {f.person}<br>{f.address.replace(', ', '<br>')}</p>"
            f"<p>HRB {12000 + f.n} Amtsgericht Ulm<br>USt-IdNr.: DE{811000000 + f.n * 91}<br>Steuernummer: 12/345/{67000 + f.n}</p>"
            + fill("<p>E-Mail: {}</p>", mail) + (f"<p>Internet: {s}</p>" if (s := site_html(f, rng)) else "")))  # fmt: skip
    book.lists("/betriebe", "Betriebe", lambda f: (
        f'<div class="zeile"><a href="/betrieb/{f.n}">{e(f.name)}</a> · {f.city} · {1 + f.n % 3} Standorte</div>'
    ), size=16, page=lambda b, n: b if n == 1 else f"{b}/seite-{n}")  # fmt: skip
    book.add("/", "Innung", "<h1>Innung</h1><a href='/betriebe'>Betriebe</a>")
    return book.finish()


def kaisha_gaiyou(rng: random.Random) -> Book:
    """Japanese company outlines: phone and fax in one cell, people and capital beside."""
    book = Book("kaisha_gaiyou", c.JP, rng, charset="shift_jis", count=32)
    for f in book.firms:
        tel = f.phone_shown
        mail, site = email_html(f, rng, "plain wide mailto"), site_html(f, rng, "text link")
        rows = [("商号", e(f.name)), ("代表取締役", f.person), ("設立", f"昭和{30 + f.n % 30}年4月"), ("資本金", "1,000万円"), ("従業員数", f"{f.n + 10}名"),
                ("本社", f"{f.address}<br>TEL：{tel}　FAX：{f.fax_shown}"), ("取引銀行", "みずほ銀行"), ("メール", mail), ("URL", site)]  # fmt: skip
        body = fill_each(
            '<div class="row"><div class="k">{}</div><div class="v">{}</div></div>', rows
        )
        book.add(
            f"/company/{f.n:04d}/",
            f"会社概要｜{e(f.name)}",
            f"<p class='pan'>トップ ＞ {f.city} ＞ {e(f.name)}</p><h1>会社概要</h1>{body}<h2>地図</h2>",
        )
    book.lists(
        "/company/",
        "登録企業",
        lambda f: (
            f'<div class="item"><h2><a href="/company/{f.n:04d}/">{e(f.name)}</a></h2><p>{f.about}</p></div>'
        ),
        size=16,
    )
    book.add(
        "/",
        "企業ナビ",
        "<h1>企業ナビ</h1><p>掲載のお申し込み：03-5555-1234</p><a href='/company/'>登録企業</a>",
    )
    return book.finish()


ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def arabic_cards(rng: random.Random) -> Book:
    """Right to left, with Arabic digits in every second card."""
    book = Book("arabic_cards", lands.AE, rng, count=36)

    def card(f: Firm) -> str:
        f.extension = ""
        f.phone_shown = shown(f.phone, rng, "")
        tel = f.phone_shown.translate(ARABIC_DIGITS) if f.n % 2 else f.phone_shown
        mail, site = email_html(f, rng, "plain mailto"), site_html(f, rng, "text link")
        return (
            f'<div class="card mb-3" dir="rtl"><div class="card-body"><h5 class="card-title">{e(f.name)}</h5><p class="card-text">{f.about}</p>'
            f"<p>{book.label('address')}: {f.address}</p><p>{book.label('phone')}: <span dir=\"ltr\">{tel}</span></p><p>{book.label('fax')}: <span dir=\"ltr\">{f.fax_shown}</span></p>"
            + (f"<p>{book.label('email')}: {mail}</p>" if mail else "") + (f"<p>{book.label('site')}: {site}</p>" if site else "") + "</div></div>"
        )  # fmt: skip

    book.lists("/companies", "دليل الشركات", card, size=12)
    book.add("/", "الدليل", "<h1>الدليل</h1><a href='/companies'>دليل الشركات</a>")
    return book.finish()


def trade_board(rng: random.Random) -> Book:
    """Offers (供应) and wants (求购) of companies, whose card stands beside each; a company has up to two."""
    book = Book("trade_board", c.CN, rng, count=30)
    offers = [
        (f, kind) for f in book.firms for kind in (("供应", "求购") if f.n % 3 == 0 else ("供应",))
    ]

    def card(f: Firm) -> str:
        mail, site = (
            email_html(f, random.Random(f.n), "plain mailto"),
            site_html(f, random.Random(f.n), "text link"),
        )
        lines = [
            f"<p>联系人：{f.person}</p>",
            f"<p>电话：{f.phone_shown}</p>",
            f"<p>手机：{f.mobile_shown}</p>",
        ]
        lines += [f"<p>邮箱：{mail}</p>"] if mail else []
        lines += [f"<p>网址：{site}</p>"] if site else []
        return f'<div class="company-card"><div class="com-name">{e(f.name)}</div><p class="vip">第{f.n % 9 + 1}年会员</p>{"".join(lines)}<p>所在地：{f.address}</p></div>'

    for i, (f, kind) in enumerate(offers):
        book.add(f"/{'supply' if kind == '供应' else 'buy'}/{i}.html", f"【{kind}】{f.trade}", (
            f'<div class="bread"><a href="/">首页</a> &gt; <a href="/{"supply" if kind == "供应" else "buy"}/">{kind}</a> &gt; {f.trade}</div><h1>{kind}{f.trade} 第{i}批</h1>'
            f'<p>发布时间：2026-11-{1 + i % 20:02d}</p><table><tr><td>数量</td><td>{i * 10 + 5}吨</td></tr><tr><td>价格</td><td>面议</td></tr></table>'
            f'<div class="txt">我司长期{kind}{f.trade}，质量要好，第{i}批现货，有意者请联系。</div>{card(f)}'))  # fmt: skip
    for kind, base in (("供应", "/supply/"), ("求购", "/buy/")):
        rows = "".join(
            f'<li><a href="{base}{i}.html">{kind}{f.trade} 第{i}批</a><span>{f.city}</span><span>2026-11-{1 + i % 20:02d}</span></li>'
            for i, (f, k) in enumerate(offers) if k == kind
        )  # fmt: skip
        book.add(base, kind, f"<h1>{kind}信息</h1><ul>{rows}</ul>")
    book.paid = len(offers) - len(book.firms)
    book.add(
        "/", "商贸网", "<h1>商贸网</h1><a href='/supply/'>供应信息</a> <a href='/buy/'>求购信息</a>"
    )
    return book.finish()


def mixed_markup(rng: random.Random) -> Book:
    """Microdata, hCard and RDFa mixed; values in content attributes; the page's own organization besides."""
    book = Book("mixed_markup", lands.ES, rng, count=36)
    own = {"@context": "https://schema.org", "@graph": [
        {"@type": "Organization", "@id": "#org", "name": "Guía Mixta", "telephone": book.hotline, "email": book.webmaster},
        {"@type": "WebSite", "name": "Guía Mixta", "publisher": {"@id": "#org"}}]}  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(own)}</script>'

    def item(f: Firm) -> str:
        f.extension = ""
        f.phone_shown = shown(f.phone, rng, "")
        mail, site = email_html(f, rng, "mailto plain"), site_html(f, rng, "link")
        if f.n % 3 == 0:
            inner = f'<h2 itemprop="name">{e(f.name)}</h2><meta itemprop="telephone" content="{f.phone}"><a href="tel:{f.phone}">Llamar</a><div itemprop="address" itemscope itemtype="https://schema.org/PostalAddress"><span itemprop="streetAddress">{f.address}</span></div>'
            inner += fill('<span itemprop="email">{}</span>', mail) + (
                f'<a itemprop="url" href="/ficha/{f.n}">Ficha</a> {site}'
            )
            return f'<li itemscope itemtype="https://schema.org/LocalBusiness">{inner}</li>'
        if f.n % 3 == 1:
            return (
                f'<li class="vcard"><h2 class="fn org">{e(f.name)}</h2><div class="adr"><span class="street-address">{f.address}</span></div><span class="tel"><span class="type">work</span> <span class="value">{f.phone_shown}</span></span>'
                f"<span class='tel'><span class='type'>fax</span> <span class='value'>{f.fax_shown}</span></span> {mail.replace('<a ', '<a class=email ')} {site.replace('<a ', '<a class=url ')}</li>"
            )
        return (
            f'<li vocab="https://schema.org/" typeof="Organization"><h2 property="name">{e(f.name)}</h2><span property="telephone">{f.phone_shown}</span> <span property="address">{f.address}</span> '
            + fill('<span property="email">{}</span> ', mail) + site.replace("<a ", '<a property="sameAs" ') + "</li>"
        )  # fmt: skip

    pages = 3
    for n in range(1, pages + 1):
        rows = "".join(item(f) for f in book.firms[(n - 1) * 12 : n * 12])
        after = f'<a rel="next" href="/guia/{n + 1}">&raquo;</a>' if n < pages else ""
        book.add(
            "/guia" if n == 1 else f"/guia/{n}",
            "Guía",
            f"<h1>Guía de empresas</h1><ul>{rows}</ul>{after}",
            head=head,
        )
    book.add("/", "Guía Mixta", "<h1>Guía Mixta</h1><a href='/guia'>Empresas</a>", head=head)
    return book.finish()


def category_tree(rng: random.Random) -> Book:
    """Two levels of categories, more by a link that answers with a piece of a page; numbers that are none; decoys."""
    book = Book("category_tree", lands.PL, rng, count=40)

    def card(f: Firm) -> str:
        mail, site = (
            email_html(f, rng, "mailto at comment nospam"),
            site_html(f, rng, "link button"),
        )
        return (
            f'<div class="firma" id="f{f.n}"><!-- stary kontakt: biuro{f.n}@dawna-firma.example --><h2>{e(f.name)}</h2><div>{f.address}</div>'
            f"<div>NIP: 726-{100 + f.n}-{10 + f.n}-{20 + f.n % 70} REGON: {470000000 + f.n * 77} KRS: 0000{123000 + f.n}</div><div>tel. {f.phone_shown}, fax {f.fax_shown}, kom. {f.mobile_shown}</div>"
            f"<div>{mail} {site}</div><div>pon.-pt. 8:00-16:00, konto: 61 1090 1014 0000 0712 1981 {2870 + f.n}</div></div>"
        )

    tree: dict[str, dict[str, list[Firm]]] = {}
    for f in book.firms:
        tree.setdefault(f.trade, {}).setdefault(f.city, []).append(f)
    noise = (
        '<script>var cfg = {"support": "noreply@platforma.example", "track": "ua@stat.example"};</script>'
        '<form><label>Twój e-mail (np. jan.kowalski@twojafirma.pl)</label><input name="m" placeholder="jan@domena.example"></form>'
    )
    for trade, cities in tree.items():
        links = "".join(
            f'<li><a href="/k/{trade}/{city}">{city} ({len(fs)})</a></li>'
            for city, fs in cities.items()
        )
        book.add(f"/k/{trade}", trade.title(), f"<h1>{trade.title()}</h1><ul>{links}</ul>")
        for city, firms in cities.items():
            base = f"/k/{trade}/{city}"
            more = (
                f'<a class="load-more" href="/ajax{base}?offset=5" data-url="/ajax{base}?offset=5">Pokaż więcej</a>'
                if len(firms) > 5
                else ""
            )
            book.add(
                base,
                f"{trade} {city}",
                f"<h1>{trade}, {city}</h1><div id='lista'>{''.join(map(card, firms[:5]))}</div>{more}",
                extra=noise,
            )
            for k in range(5, len(firms), 5):
                after = (
                    f'<a class="load-more" href="/ajax{base}?offset={k + 5}">Pokaż więcej</a>'
                    if k + 5 < len(firms)
                    else ""
                )
                book.raw(f"/ajax{base}?offset={k}", "".join(map(card, firms[k : k + 5])) + after)
    links = "".join(f'<li><a href="/k/{t}">{t.title()}</a></li>' for t in tree)
    book.paid = len(tree) * 3
    book.add("/", "Katalog", f"<h1>Katalog firm</h1><ul>{links}</ul>", extra=noise)
    return book.finish()


def classified_ads(rng: random.Random) -> Book:
    """Ads of services: each on its page with a box of the business behind it; prices, years, ids beside."""
    book = Book("classified_ads", lands.GB_TRADE, rng, count=30)
    for f in book.firms:
        mail, site = email_html(f, rng, "mailto plain image"), site_html(f, rng, "text link")
        book.add(f"/ads/{f.trade}-wanted-or-offered-{90000 + f.n}", f"{f.trade.title()} at fair prices", (
            f'<nav class="crumb"><a href="/">Ads</a> / <a href="/ads">Services</a></nav><h1>{f.trade.title()} at fair prices - from £{f.n * 10}</h1><p class="meta">Ad ID: {1180000000 + f.n} · Posted {1 + f.n % 28} Nov 2026 · 1{f.n} views</p>'
            f'<div class="description"><p>{f.about} Free quotes. Fully insured.</p></div>'
            f'<aside class="seller"><h3>Seller information</h3><p class="seller-name">Business name: <strong>{e(f.name)}</strong></p><p>Phone number: {f.phone_shown}</p><p>Contact person: {f.person}</p>'
            + fill("<p>Email: {}</p>", mail) + fill("<p>Website: {}</p>", site) + f"<p>Location: {f.address}</p><p>Member since 2011</p></aside>"))  # fmt: skip
    book.lists("/ads", "Services", lambda f: (
        f'<li class="ad"><a href="/ads/{f.trade}-wanted-or-offered-{90000 + f.n}"><h2>{f.trade.title()} at fair prices - from £{f.n * 10}</h2></a><span>{f.city}</span><time>{1 + f.n % 28} Nov</time></li>'
    ), around=("<ul>", "</ul>"), size=15)  # fmt: skip
    book.add("/", "Ads", "<h1>Local ads</h1><a href='/ads'>Services</a>")
    return book.finish()


WILDER = (
    branches_de, kaisha_gaiyou, arabic_cards, trade_board, mixed_markup, category_tree, classified_ads,
)  # fmt: skip
