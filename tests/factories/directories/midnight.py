"""Four more small servers, held back to the end: people with lines of their own, short second numbers, two names, headed rows."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import html
import random
import re

from tests.factories.directories import countries as c
from tests.factories.directories.afternoon import slug
from tests.factories.directories.book import Book
from tests.factories.directories.firms import HANT, email_html
from tests.factories.directories.rows import addresses, fill_each


def staff_rows(rng: random.Random) -> Book:
    """An address block for the firm, and a table of its people with direct lines and mails below."""
    book = Book(
        "staff_rows", c.GB, rng, count=28,
        shell='<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} :: Northern Makers Guild</title>{head}</head><body><div class="masthead"><a href="/">Northern Makers Guild</a></div><div class="menu"><a href="/members/">Members</a> <a href="/news/">News</a></div><div class="page">{body}</div><div class="colophon">Guild office: 0113 496 0000, office@makersguild.example. Registered charity 1098765</div></body></html>',
    )  # fmt: skip
    for f in book.firms:
        f.extend(", ext. {}")
        host = f.host.removeprefix("www.")
        people = "".join(
            f'<tr><td>{who}</td><td>{role}</td><td>{f.mobile_shown if role == "Sales" else ""}</td><td><a href="mailto:{who.split()[0].lower()}@{host}">{who.split()[0].lower()}@{host}</a></td></tr>'
            for who, role in ((f.person, "Director"), ("Olga Reyes", "Sales"))
        )
        f.other_emails = (
            {f"{who.split()[0].lower()}@{host}" for who in (f.person, "Olga Reyes")}
            if "email" not in f.shows
            else set()
        )
        f.email_may_miss = "email" not in f.shows
        mail = email_html(f, rng, "mailto both plain")
        book.add(
            f"/members/{slug(f.name)}/",
            html.escape(f.name),
            f'<h1>{html.escape(f.name)}</h1><p class="intro">{f.about}</p><address>{f.street}<br>{f.town}<br>t: {f.phone_shown}<br>f: {f.fax_shown}'
            + (f"<br>e: {mail}" if mail else "")
            + f.given("site", '<br>w: <a href="{f.site}">{f.host}</a>')
            + f"</address><h2>People</h2><table><tr><th>Name</th><th>Role</th><th>Direct line</th><th>E-mail</th></tr>{people}</table><h2>Documents</h2><p><a href='/files/{f.n}.pdf'>Brochure (PDF)</a></p>",
        )
    rows = [
        f'<li><a href="/members/{slug(f.name)}/">{html.escape(f.name)}</a>, {f.city}</li>'
        for f in book.firms
    ]
    book.spread(
        addresses("/members/", "/members/page/{}/", 2),
        "Members",
        rows,
        "<h1>Members</h1><ul>{rows}</ul><p>{next}</p>",
        onward='<a href="{}">Older</a>',
    )
    book.add("/", "Guild", '<h1>Welcome</h1><p><a href="/members/">Our members</a></p>')
    book.add("/news/", "News", "<h1>News</h1><p>12 May 2025: annual dinner.</p>")
    return book


def short_second(rng: random.Random) -> Book:
    """Indian firms with "/ 35" after the number, GSTIN and PIN, mails in words; stars and a number to reveal."""
    book = Book(
        "short_second", c.IN, rng, count=36,
        shell='<!DOCTYPE html><html lang="en"><head><title>{title} | DialBazaar</title>{head}</head><body><div class="hdr"><a href="/">DialBazaar</a> <span>Call us 24x7: 022-40001234</span></div><div class="wrapper">{body}</div><div class="ftr">DialBazaar Media Pvt. Ltd., Mumbai. Ph: 022-40001234. care@dialbazaar.example</div></body></html>',
    )  # fmt: skip
    rows = []
    for f in book.firms:
        second = f" / {int(f.phone[-2:]) + 1:02}" if f.n % 3 == 0 and not f.extension else ""
        f.other_phones = {f.phone[:-2] + second[3:5]} if second else set()
        lines = [
            ("Add", f.address),
            ("Ph", f.phone_shown + second),
            ("Mob", f.mobile_shown if f.n % 2 else ""),
            ("Email", email_html(f, rng, "words plain at")),
            ("Web", f.given("site", "{f.host}")),
            ("GSTIN", f"27AAACB{f.n + 1234}K1Z5"),
            ("Contact Person", f.person),
        ]
        rows.append(
            f'<div class="lst"><div class="nm"><span class="no">{f.n}.</span> <b>{html.escape(f.name)}</b></div><div class="rt">4.{f.n % 9} <small>{f.n * 3} Ratings</small></div>{fill_each("""<div class="ln"><i>{}</i> : {}</div>""", lines)}<div class="bt"><a href="/enquire?id={f.n}">Send Enquiry</a> <a href="/rate?id={f.n}">Rate this</a></div></div>'
        )
    book.spread(
        addresses("/pune/all", "/pune/all/page-{}", 3),
        "Companies in Pune",
        rows,
        '<h1>Companies in Pune</h1>{rows}<div class="pg">{others}{next}</div>',
        onward='<a href="{}">Next</a>',
        other='<a href="{}">{}</a>',
    )
    book.add("/", "Local search", '<h1>Local search</h1><a href="/pune/all">Companies</a>')
    return book


def two_names(rng: random.Random) -> Book:
    """Hong Kong: an English name as heading, a Chinese one below; labels in both tongues, no country in the number."""
    book = Book(
        "two_names", c.HK, rng, count=32,
        shell='<!DOCTYPE html><html lang="en-HK"><head><meta charset="utf-8"><title>{title} | HK Traders 香港商戶</title>{head}</head><body><header><a href="/">HK Traders 香港商戶</a></header><article>{body}</article><footer>Enquiries 查詢: 3123 4567 | Fax 傳真: 3123 4568 | info@hktraders.example</footer></body></html>',
    )  # fmt: skip
    rows = []
    for f in book.firms:
        f.phone_shown = re.split(" ?(?:分機|轉|#|ext)", f.bare)[0].replace("00852 ", "(852) ") + (
            f" 內線 {f.extension}" if f.extension else ""
        )
        hanzi = "".join(rng.sample(HANT, 3)) + "有限公司"
        fields = [
            ("Address 地址", f.address),
            ("Tel 電話", f.phone_shown),
            ("Fax 傳真", f.fax_shown),
            ("Email 電郵", email_html(f, rng, "mailto plain round")),
            ("Website 網址", f.given("site", '<a href="{f.site}">{f.host}</a>')),
            ("BR No. 商業登記號碼", f"{f.n + 12345678}-000"),
            ("Contact 聯絡人", f.person),
        ]
        book.add(
            f"/trader/{f.n}",
            html.escape(f.name),
            f'<h1>{html.escape(f.name)}</h1><p class="zh" lang="zh-HK">{hanzi}</p><table>{fill_each("<tr><td>{}</td><td>{}</td></tr>", fields)}</table><p>{f.about}</p><p><a href="/trader/{f.n % 32 + 1}">Next trader 下一間</a></p>',
        )
        rows.append(
            f'<tr><td><a href="/trader/{f.n}">{html.escape(f.name)}</a><br><span lang="zh-HK">{hanzi}</span></td><td>{f.trade}</td></tr>'
        )
    book.spread(
        addresses("/traders", "/traders?p={}", 2),
        "Traders",
        rows,
        "<h1>Traders 商戶名單</h1><table>{rows}</table><p>{next}</p>",
        onward='<a href="{}">Next 下一頁</a>',
    )
    book.add("/", "Home", '<p>Find traders. <a href="/traders">All traders 所有商戶</a></p>')
    return book


def headed_rows(rng: random.Random) -> Book:
    """A table with a row for each letter and sponsors' rows within; e-mail and site behind "Details"."""
    book = Book(
        "headed_rows", c.DE, rng, count=36,
        shell='<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{title} – Branchenverband Technik</title>{head}</head><body><header><a href="/">Branchenverband Technik e.V.</a><nav><a href="/mitglieder">Mitglieder</a><a href="/kontakt">Kontakt</a></nav></header><main>{body}</main><footer>Geschäftsstelle: Bundesallee 1, 10719 Berlin, Telefon 030 222 333-0, post@bvtechnik.example</footer></body></html>',
    )  # fmt: skip
    book.firms.sort(key=lambda f: f.name)
    rows, last = [], ""
    for i, f in enumerate(book.firms):
        f.extend(", App. {}")
        head = (
            f'<tr class="letter"><th colspan="4">{f.name[0]}</th></tr>' if f.name[0] != last else ""
        )
        ad = (
            '<tr class="ad"><td colspan="4">Anzeige: Messtechnik Huber – Kalibrierung vor Ort, Tel. 089 555 66 77, info@huber-mess.example</td></tr>'
            if i % 10 == 4
            else ""
        )
        last = f.name[0]
        rows.append(
            f'{head}<tr><td>{html.escape(f.name)}</td><td>{f.town}</td><td>{f.phone_shown}</td><td><a href="/mitglieder/{f.n}">Details</a></td></tr>{ad}'
        )
        mail = email_html(f, rng, "mailto round entities")
        lines = [
            f.street,
            f.town,
            f"Tel.: {f.phone_shown}",
            f"Fax: {f.fax_shown}",
            f"E-Mail: {mail}" if mail else "",
            f.given("site", 'Web: <a href="{f.site}">{f.host}</a>'),
        ]
        book.add(
            f"/mitglieder/{f.n}",
            html.escape(f.name),
            f"<h1>{html.escape(f.name)}</h1><h2>Anschrift</h2><p>{'<br>'.join(x for x in lines if x)}</p><h2>Ansprechpartner</h2><p>{f.person}<br>Durchwahl: {f.mobile_shown}</p><h2>Tätigkeit</h2><p>{f.about}</p><p>Mitglied seit 0{f.n % 9 + 1}.03.1998, Mitgliedsnummer {f.n + 4012345}</p>",
        )
    book.spread(
        addresses("/mitglieder", "/mitglieder?seite={}", 2),
        "Mitglieder",
        rows,
        "<h1>Mitglieder</h1><table><tr><th>Firma</th><th>Ort</th><th>Telefon</th><th></th></tr>{rows}</table><p>{next}</p>",
        onward='<a href="{}">weiter</a>',
    )
    book.add(
        "/", "Verband", '<h1>Willkommen</h1><p><a href="/mitglieder">Unsere Mitglieder</a></p>'
    )
    book.add(
        "/kontakt",
        "Kontakt",
        "<h1>Kontakt</h1><p>Telefon 030 222 333-0<br>post@bvtechnik.example</p>",
    )
    return book


MIDNIGHT = (staff_rows, short_second, two_names, headed_rows)
