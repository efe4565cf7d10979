"""Seven directories read once before anything was mended for them: the set `kept`.

That first reading is in docs/mining-measured.md; since then readers may be tuned on them.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import json
import random
from html import escape as e

from tests.factories.directories import countries as c
from tests.factories.directories import lands
from tests.factories.directories.book import Book
from tests.factories.directories.firms import Firm, email_html, number, shown, site_html
from tests.factories.directories.newer import own, plain, put
from tests.factories.directories.newest import LANDS
from tests.factories.directories.rows import addresses, fill, fill_each, sheets


def paginas(rng: random.Random) -> Book:
    """Spanish yellow pages: microdata in the list, the number behind a click in an attribute, analytics in JSON attributes, sites through a counter."""
    book = Book("paginas", lands.ES, rng, count=40)
    plain(book, rng)

    def item(f: Firm) -> str:
        info = e(json.dumps({"info": {"businessName": f.name, "activity": f.trade, "province": f.city}}))  # fmt: skip
        site = f.given("site", '<a class="web" href="/out?url={f.site}&amp;o=lista" target="_blank" rel="nofollow"><span itemprop="url" content="{f.site}">Web</span></a>')  # fmt: skip
        return (
            f'<div class="listado-item item-ig" data-analytics="{info}"><div class="box" itemscope itemtype="http://schema.org/LocalBusiness"><div class="cabecera"><a href="/f/{f.n}.html" data-omniclick="name"><h2><span itemprop="name">{e(f.name)}</span></h2></a><p class="categ">{f.trade}</p></div>'
            f'<span class="location" itemprop="address" itemscope itemtype="http://schema.org/PostalAddress"><span itemprop="streetAddress">{f.address}</span></span><div class="botones"><div class="llama-desplegable"><a class="telephone"><i class="icon-telefono"></i><span itemprop="telephone">{f.phone_shown}</span></a></div>{site}<a class="fa-envelope" href="/form/{f.n}">Contactar</a></div></div></div>'
        )

    for f in book.firms:
        f.shows.discard("email")
        put(book, f"/f/{f.n}.html", f"{e(f.name)}, {f.city}", f'<h1>{e(f.name)}</h1><p>{f.about}</p><div class="tel">Llama ahora: {f.phone_shown}</div><h2>Empresas relacionadas</h2>{"".join(item(g) for g in rng.sample([x for x in book.firms if x.n != f.n], 2))}')  # fmt: skip
    rows = [*map(item, book.firms)]
    for path, body in sheets(addresses("/search/all-ma/all-pr/1", "/search/all-ma/all-pr/{}", 4), rows, "<h1>40 resultados</h1><div class='central'>{rows}</div><ul class='pagination'>{next}</ul>", onward='<li class="last"><a href="{}">&gt;</a></li>'):  # fmt: skip
        put(book, path, "Resultados", body)
    put(book, "/", "Páginas", "<h1>Páginas</h1><a href='/search/all-ma/all-pr/1'>Todas</a>")
    return own(book)


def bank104(rng: random.Random) -> Book:
    """Taiwanese employer pages: h3 and p pairs, 分機, capital and staff, posts on offer beside, state in window.__NUXT__."""
    book = Book("bank104", c.TW, rng, count=32)
    for f in book.firms:
        digits = "0" + f.phone[4:]
        f.phone_shown = f"{digits[:2]}-{digits[2:]}" + (
            f" 分機 {f.extension}" if f.extension else ""
        )
        site = site_html(f, rng, "link text")
        f.shows.discard("email")
        pairs = [("產業類別", f.trade), ("資本額", f"{f.n}00萬元"), ("員工人數", f"{f.n * 3}人"), ("聯絡人", f.person), ("電話", f.phone_shown), ("傳真", f.fax_shown), ("地址", f.address), ("公司網址", site)]  # fmt: skip
        body = fill_each('<div class="intro-table__data"><h3 class="r2">{}</h3><p class="t3">{}</p></div>', pairs)  # fmt: skip
        jobs = "".join(f'<div class="job-list-container"><a href="/job/{f.n}{i}">{t}工程師</a><span>月薪 4{i},000 元以上</span><span>11/{i + 2}</span></div>' for i, t in enumerate(("業務", "品管", "機構")))  # fmt: skip
        state = f'<script>window.__NUXT__={{config:{{}},data:{{id:"{f.n}xyz",hot:"{book.hotline}"}}}}</script>'
        put(book, f"/company/{f.n}xyz", f"{e(f.name)}｜人力銀行", f'<div class="header"><h1>{e(f.name)}</h1><a href="#">關注公司</a></div><h2>公司介紹</h2><div class="intro-table">{body}</div><h2>公司福利</h2><p>{f.about} 三節獎金、員工旅遊。</p><h2>工作機會</h2>{jobs}{state}')  # fmt: skip
    rows = [f'<article class="company-list"><h2><a href="/company/{f.n}xyz">{e(f.name)}</a></h2><ul><li>{f.city}</li><li>{f.trade}</li><li>資本額{f.n}00萬</li></ul></article>' for f in book.firms]  # fmt: skip
    for path, body in sheets(("/company/search?page=1", "/company/search?page=2"), rows, "<h1>公司搜尋</h1>{rows}<a href='/company/search?page=2'>2</a>"):  # fmt: skip
        put(book, path, "公司搜尋", body)
    put(book, "/", "人力", "<h1>人力</h1><a href='/company/search?page=1'>找公司</a>")
    return own(book)


def views_rows(rng: random.Random) -> Book:
    """Views of a content manager: label and content spans, spam-safe addresses in three spans, a pager from zero."""
    book = Book("views_rows", c.FR, rng, count=40)

    def spam(f: Firm) -> str:
        if "email" not in f.shows:
            return ""
        local, _, host = f.email.partition("@")
        return f'<span class="spamspan"><span class="u">{local}</span> [at] <span class="d">{host.replace(".", "<span class=o> [dot] </span>")}</span></span>'  # fmt: skip

    for f in book.firms:
        if f.extension:
            f.phone_shown = shown(f.phone, rng, "") + f" poste {f.extension}"
        bits = [("adresse", "Adresse", f.address), ("telephone", "Téléphone", f.phone_shown), ("fax", "Télécopie", f.fax_shown), ("courriel", "Courriel", spam(f)), ("site", "Site internet", site_html(f, rng, "link"))]  # fmt: skip
        fields = fill_each('<div class="field field--name-field-{} field--label-inline clearfix"><div class="field__label">{}</div><div class="field__item">{}</div></div>', bits)  # fmt: skip
        put(book, f"/annuaire/co-{f.n}", f"{e(f.name)} | Fédération", f'<div id="block-page-title"><h1><span class="field field--name-title">{e(f.name)}</span></h1></div><article class="node node--type-entreprise"><div class="node__content">{fields}<div class="field">{f.about}</div></div></article><div id="block-recents"><h2>Derniers inscrits</h2><div class="views-row"><a href="/annuaire/co-1">{e(book.firms[0].name)}</a> Tél. {book.firms[0].phone_shown}</div></div>')  # fmt: skip
    for n in range(4):
        rows = "".join(f'<div class="views-row"><div class="views-field views-field-title"><span class="field-content"><a href="/annuaire/co-{f.n}" hreflang="fr">{e(f.name)}</a></span></div><div class="views-field views-field-field-ville"><span class="views-label">Ville : </span><span class="field-content">{f.city}</span></div></div>' for f in book.firms[n * 10 : n * 10 + 10])  # fmt: skip
        more = f'<li class="pager__item pager__item--next"><a href="?page={n + 1}" rel="next">Suivant</a></li>' if n < 3 else ""  # fmt: skip
        put(book, "/annuaire" if n == 0 else f"/annuaire?page={n}", "Annuaire", f'<h1>Annuaire</h1><form><select name="dep"><option>59</option></select></form><div class="view-content">{rows}</div><nav class="pager"><ul>{more}</ul></nav>')  # fmt: skip
    put(book, "/", "Fédération", "<h1>Fédération</h1><a href='/annuaire'>Annuaire</a>")
    return own(book)


def fair_exhibitors(rng: random.Random) -> Book:
    """A fair's exhibitors of many countries: contact persons with direct lines and mail of their own, halls, brands, co-exhibitors."""
    book = Book("fair_exhibitors", c.DE, rng, count=36)
    order = list(LANDS)
    for f in book.firms:
        region = order[f.n % len(order)]
        f.phone, f.extension = number(region, rng), ""
        f.phone_shown = shown(f.phone, rng, "")
        direct, host = number(region, rng), f.email.split("@")[1]
        f.other_phones.add(direct)
        person = f"m.{f.n}@{host}"
        f.other_emails.add(person)
        mail = fill("<p>E-Mail: {}</p>", email_html(f, rng, "mailto cf"))
        staff = f'<div class="person"><strong>Mr. {f.person}</strong><br>Export Manager<br>Phone: {shown(direct, rng, "")}' + (f"<br>E-Mail: {person}" if "email" in f.shows else "") + "</div>"  # fmt: skip
        co = "".join(f'<li><a href="/exhibitor/{g.n}">{e(g.name)}</a>, Hall 4</li>' for g in rng.sample(book.firms, 2))  # fmt: skip
        put(book, f"/exhibitor/{f.n}", f"{e(f.name)} - Exhibitor", (
            f'<a href="/exhibitors?page=1">&laquo; back to list</a><div class="exh-head"><h1>{e(f.name)}</h1><span class="hall">Hall {f.n % 8 + 1} | Stand B{f.n}</span><button>Add to favourites</button></div><div class="exh-contact"><p>{f.address if region == "DE" else "Industrial Zone 5"}<br>{LANDS[region]}</p><p>Phone: {f.phone_shown}</p><p>Fax: {shown(number(region, rng), rng, "")}</p>{mail}<p>{site_html(f, rng, "link")}</p></div>'
            f"<h2>Company profile</h2><p>{f.about}</p><h2>Contact persons</h2>{staff}<h2>Brands</h2><p>{f.name.split()[0]}-Line®</p><h2>Co-exhibitors</h2><ul>{co}</ul>"))  # fmt: skip
    for n in (1, 2, 3):
        rows = "".join(f'<a class="exh-row" href="/exhibitor/{f.n}"><span class="n">{e(f.name)}</span><span class="c">{LANDS[order[f.n % len(order)]]}</span><span class="h">Hall {f.n % 8 + 1} B{f.n}</span></a>' for f in book.firms[(n - 1) * 12 : n * 12])  # fmt: skip
        put(book, f"/exhibitors?page={n}", "Exhibitors A-Z", f"<h1>Exhibitors A-Z</h1>{rows}" + "".join(f'<a href="/exhibitors?page={m}">{m}</a> ' for m in (1, 2, 3)))  # fmt: skip
    put(book, "/", "Fair", "<h1>Fair</h1><a href='/exhibitors?page=1'>Exhibitors</a>")
    return own(book)


def two_tongues(rng: random.Random) -> Book:
    """A Canadian list in French and English: each page has its twin, each company two addresses and one record."""
    book = Book("two_tongues", c.FR, rng, count=30)
    for f in book.firms:
        f.phone, f.extension = number("CA", rng), ""
        f.phone_shown = shown(f.phone, rng, "")
        f.address = f"{f.n} rue Saint-Paul, Québec (Québec) G1K 3V9, Canada"
    words = {"fr": ("Membres", "Téléphone", "Courriel", "Site Web", "Adresse"), "en": ("Members", "Phone", "Email", "Website", "Address")}  # fmt: skip
    kept = {f.n: (email_html(f, rng, "mailto plain"), site_html(f, rng, "link")) for f in book.firms}  # fmt: skip
    for tongue, (title, tel, mail, web, place) in words.items():
        other = "en" if tongue == "fr" else "fr"
        alt = f'<link rel="alternate" hreflang="{other}" href="/{other}/membres">'
        rows = "".join(
            f"<div class='membre'><h3>{e(f.name)}</h3><ul><li>{place}: {f.address}</li><li>{tel}: {f.phone_shown}</li>" + fill_each("<li>{}: {}</li>", zip((mail, web), kept[f.n], strict=True)) + "</ul></div>"
            for f in book.firms)  # fmt: skip
        put(book, f"/{tongue}/membres", title, f"<p><a href='/{other}/membres'>{other.upper()}</a></p><h1>{title}</h1>{rows}", head=alt)  # fmt: skip
    put(book, "/", "Association", "<h1>Association</h1><a href='/fr/membres'>Membres</a> <a href='/en/membres'>Members</a>")  # fmt: skip
    return own(book)


def job_listings(rng: random.Random) -> Book:
    """A theme for city guides: data attributes on each card, microdata without a type, guests' reviews as comments on the page."""
    book = Book("job_listings", lands.US_TRADE, rng, count=36)
    plain(book, rng)
    for f in book.firms:
        mail = email_html(f, rng, "mailto-hidden")
        site = f'<div class="job_listing-url"><a href="{f.site}" itemprop="url" rel="nofollow">{f.site.removeprefix("http://www.").rstrip("/")}</a></div>' if "site" in f.shows else ""  # fmt: skip
        reviews = f'<ol class="commentlist"><li class="comment"><header><cite>Dana P.</cite> <time datetime="2026-0{1 + f.n % 9}-11T10:00:00+00:00">2026</time></header><div class="comment-content"><p>Great folks, they answered on the first ring, 555-0100 was wrong.</p></div></li></ol>'  # fmt: skip
        put(book, f"/listing/co-{f.n}/", f"{e(f.name)} | Guide", (
            f'<div id="listing-{f.n}"><div class="page-cover"><h1 itemprop="name" class="job_listing-title">{e(f.name)}</h1><div class="job_listing-location" itemscope itemtype="http://schema.org/PostalAddress">{f.address}</div></div><div class="widget widget-job_listing"><h3 class="widget-title ion-clipboard">About</h3><p>{f.about}</p></div>'
            f'<aside class="widget widget-job_listing"><div class="job_listing-phone"><span itemprop="telephone"><a href="tel:{f.phone}">{f.phone_shown}</a></span></div>{fill("<div class=job_listing-email>{}</div>", mail)}{site}<div class="hours">Monday 9:00 am - 5:00 pm</div></aside><div id="comments"><h3>1 review</h3>{reviews}</div></div>'))  # fmt: skip
    rows = [f'<li id="job_listing-{f.n}" class="job_listing type-job_listing" data-longitude="-84.{f.n}" data-latitude="39.7" data-title="{e(f.name)}" data-href="/listing/co-{f.n}/"><div class="content-box"><a href="/listing/co-{f.n}/" class="job_listing-clickbox"></a><header><h3 class="job_listing-title">{e(f.name)}</h3><div class="job_listing-location">{f.address}</div><div class="job_listing-phone">{f.phone_shown}</div></header><footer>★ 5.0</footer></div></li>' for f in book.firms]  # fmt: skip
    for path, body in sheets(("/listings/", "/listings/page/2/"), rows, "<h1>Listings</h1><ul class='job_listings'>{rows}</ul>{next}", onward='<a class="load_more_jobs" href="/listings/page/2/">Load more listings</a>'):  # fmt: skip
        put(book, path, "Listings", body)
    put(book, "/", "Guide", "<h1>City guide</h1><a href='/listings/'>All listings</a>")
    return own(book)


def trang_vang(rng: random.Random) -> Book:
    """Vietnamese yellow pages: icons for labels, several numbers with a stroke between them, hotlines, a supporter's number per trade."""
    book = Book("trang_vang", c.VN, rng, count=40)
    plain(book, rng)

    def item(f: Firm) -> str:
        f.other_phones.add(f.mobile)
        mail = f.given("email", '<div class="email_web_section"><a class="text-black" href="mailto:{f.email}?subject=Hỏi%20hàng"><i class="fa-envelope"></i>{f.email}</a></div>')  # fmt: skip
        site = f.given("site", '<a class="text-black" target="_blank" href="{f.site}"><i class="fa-globe"></i>{f.site}</a>')  # fmt: skip
        return (
            f'<div class="shadow rounded-4 bg-white"><div class="row"><div class="listings_center"><h2 class="fs-5"><a href="/company/{f.n}.html">{e(f.name)}</a></h2><span class="yp_sao">Được xác minh</span><div><span class="nganh">{f.trade}</span></div><p class="fw-semibold"><i class="fa-location-dot"></i> {f.address}</p>'
            f'<p><i class="fa-phone"></i> <a href="tel:{f.phone}">{f.phone_shown}</a> - Fax: {f.fax_shown}</p><div class="hotline"><i class="fa-mobile"></i> Hotline: {f.mobile_shown}</div>{mail}{site}<div class="text-truncate">{f.about}</div></div></div></div>'
        )

    for f in book.firms:
        put(book, f"/company/{f.n}.html", f"{e(f.name)}", f"<h1>{e(f.name)}</h1>{item(f)}<h3>Hồ sơ công ty</h3><table><tr><td>Tên công ty:</td><td>{e(f.name)}</td></tr><tr><td>Mã số thuế:</td><td>03{f.n:08d}</td></tr><tr><td>Năm thành lập:</td><td>20{f.n % 20:02d}</td></tr></table><p>Hỗ trợ: {book.hotline}</p>")  # fmt: skip
    rows = [*map(item, book.firms)]
    for path, body in sheets(("/categories/1/all.html?page=1", "/categories/1/all.html?page=2"), rows, "<h1>Danh bạ doanh nghiệp</h1>{rows}<div id='paging'><a href='/categories/1/all.html?page=1'>1</a><a href='/categories/1/all.html?page=2'>2</a></div>"):  # fmt: skip
        put(book, path, "Danh bạ", body)
    put(book, "/", "Trang", "<h1>Trang</h1><a href='/categories/1/all.html?page=1'>Danh bạ</a>")
    return own(book)


KEPT = (paginas, bank104, views_rows, fair_exhibitors, two_tongues, job_listings, trang_vang)
