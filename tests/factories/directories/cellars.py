"""Directories held back while `squares` was mended: the set `cellars`.

A telephone book, vendors, a union, exporters. Read once before anything was mended for them;
open to tuning since.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import base64
import html
import json
import random

from tests.factories.directories.book import Book
from tests.factories.directories.countries import HK, IT, KR, US, VN
from tests.factories.directories.firms import Firm
from tests.factories.directories.rows import addresses


def pagine(rng: random.Random) -> Book:
    """An Italian one: numbers behind a button's data, lists in JSON-LD, tax numbers, a green number."""
    book = Book("pagine", IT, rng, count=36)

    def path(f: Firm) -> str:
        return f"/{f.city.lower()}/{f.trade}/{f.name.split()[0].lower()}-{f.n}"

    def card(f: Firm) -> str:
        return (
            f'<div class="search-itm" data-pos="{f.n}"><a class="remove_blank_for_app" href="{path(f)}"><div class="search-itm__info"><div class="search-itm__title"><h2 class="search-itm__rag">{html.escape(f.name)}</h2></div><div class="search-itm__category">{f.trade.title()}</div><div class="search-itm__adr"><span class="icn-segnaposto"></span> <span>{f.address}</span></div><div class="search-itm__dsc">{f.about}</div></div></a>'
            f'<div class="search-itm__cta"><button class="btn btn__telefona js-phone" data-phone="{f.phone}" data-id="{f.n}" type="button">Mostra telefono</button><a class="btn" href="/msg/{f.n}" rel="nofollow">Scrivi</a>'
            + f.given("site", '<a class="btn" href="{f.site}?utm_source=pagine&amp;utm_medium=link" rel="nofollow" target="_blank">Sito web</a>')
            + "</div></div>"
        )  # fmt: skip

    pages = addresses("/ricerca/industria/nord", "/ricerca/industria/nord/p-{}", 3)
    for n, page in enumerate(pages):
        firms = book.firms[n * 12 : n * 12 + 12]
        markup = {
            "@context": "https://schema.org", "@type": "ItemList", "numberOfItems": len(firms),
            "itemListElement": [{"@type": "ListItem", "position": i, "name": f.name,
                                 "url": path(f)} for i, f in enumerate(firms, 1)],
        }  # fmt: skip
        turn = "".join(f'<a class="pagination__arrow" href="{x}">Mostra altri risultati</a>' for x in pages[n + 1 : n + 2])  # fmt: skip
        book.add(
            page,
            "Industria",
            f'<h1>Industria nel Nord <span>36 risultati</span></h1><div class="search-itms">{"".join(map(card, firms))}</div><div class="pagination">{turn}</div>',
            head=f'<script type="application/ld+json">{json.dumps(markup)}</script>',
            extra='<div class="adv">Vuoi più clienti? Numero Verde <b>800 011 411</b></div>',
        )
    for f in book.firms:
        mail = "".join(f"&#x{ord(c):x};" for c in f.email)
        body = (
            f'<div class="scheda"><div class="scheda__azienda"><h1 class="scheda__azienda__rag">{html.escape(f.name)}</h1><div class="scheda__azienda__indirizzo">{f.address} <a href="#map">Mappa</a></div></div>'
            f'<div class="scheda__contatti"><h2>Contatti</h2><ul><li><span>Telefono</span> <a href="tel:{f.tel}">{f.phone_shown}</a></li><li><span>Cellulare</span> {f.mobile_shown}</li>'
            + (f"<li><span>Email</span> <a href='&#109;ailto:{mail}'>{mail}</a></li>" if "email" in f.shows else "")
            + f.given("site", '<li><span>Sito web</span> <a href="{f.site}">{f.host}</a></li>')
            + f'</ul></div><div class="scheda__desc"><p>{f.about}</p></div><div class="scheda__extra"><p>P.IVA: 0{f.n + 3456789012}</p><p>Codice Fiscale: 0{f.n + 3456789012}</p><p>Fonte dati aggiornata il 12/05/2026</p></div></div>'
        )  # fmt: skip
        book.add(path(f), html.escape(f.name), body)
    book.add("/", "Pagine", '<h1>Cerca</h1><a href="/ricerca/industria/nord">Industria nel Nord</a>')  # fmt: skip
    return book.finish()


def vendor_views(rng: random.Random) -> Book:
    """A university's vendors by a content system: fields in fields, contacts in a sentence, no pages."""
    book = Book("vendor_views", US, rng, count=40)

    def row(f: Firm) -> str:
        mail = ""
        if "email" in f.shows:
            local, _, host = f.email.partition("@")
            mail = f'; <span class="spamspan"><span class="u">{local}</span> [at] <span class="d">{host.replace(".", " [dot] ")}</span></span>'
        return (
            f'<div class="views-row views-row-{f.n}"><div class="views-field views-field-title"><span class="field-content">{html.escape(f.name)}</span></div><div class="views-field views-field-field-commodity"><span class="views-label views-label-field-commodity">Commodity: </span><div class="field-content">{f.trade.title()}, Contract UM-{f.n + 2200}</div></div>'
            f'<div class="views-field views-field-field-contact"><div class="field-content"><p>{f.person}, Account Manager; {f.phone_shown}{mail}</p></div></div>'
            + f.given("site", '<div class="views-field views-field-field-link"><div class="field-content"><a href="{f.site}">{f.site}</a></div></div>')
            + '<div class="views-field views-field-nothing"><span class="field-content"><em>How to order: </em> PunchOut or PO. Minority-owned business.</span></div></div>'
        )  # fmt: skip

    book.spread(
        [
            "/purchasing/contract-vendors",
            *(f"/purchasing/contract-vendors?page={n}" for n in (1, 2)),
        ],
        "Contract vendors",
        [row(f) for f in book.firms],
        '<h1 class="page-title">Contract Vendors</h1><p>Contact Procurement Services with questions: Jane Doe, 734-555-0100, procure@university.example</p><div class="view view-vendors view-id-vendors"><div class="view-content">{rows}</div><nav class="pager"><ul class="js-pager__items">{others}</ul></nav></div>',
        other='<li class="pager__item"><a href="{}"><span class="visually-hidden">Page</span>{}</a></li>',
    )
    book.add("/", "University", '<h1>Finance</h1><p><a href="/purchasing/contract-vendors">Contract vendors</a></p>')  # fmt: skip
    return book.finish()


def johap(rng: random.Random) -> Book:
    """A Korean union: a numbered table, pages by script's parameter, 대표자 beside 업체명, wide @."""
    book = Book("johap", KR, rng, count=36)
    for f in book.firms:
        f.extend(" (내선 {})")
    rows = [
        f'<tr><td>{37 - f.n}</td><td class="subject"><a href="#none" onclick="fn_view(\'{f.n}\');return false;">{f.name}</a></td><td>{f.person}</td><td class="left">{f.address}</td><td>{f.phone_shown}<br>F. {f.fax_shown}</td><td>'
        + f.given("email", f.email.replace("@", "＠"))
        + "</td><td>"
        + f.given("site", '<a href="{f.site}" target="_blank"><img src="/img/home.gif" alt="홈페이지"></a>')
        + "</td></tr>"
        for f in book.firms
    ]  # fmt: skip
    book.spread(
        addresses("/member/list.do?menuNo=12", "/member/list.do?menuNo=12&pageIndex={}", 3),
        "조합원사",
        rows,
        '<div class="sub_title"><h3>조합원사 현황</h3></div><p class="total">전체 <b>36</b>건</p><table class="board_list"><caption>조합원사 목록</caption><thead><tr><th>번호</th><th>업체명</th><th>대표자</th><th>소재지</th><th>연락처</th><th>이메일</th><th>홈페이지</th></tr></thead><tbody>{rows}</tbody></table><div class="paging">{others}</div>',
        other='<a href="{}">{}</a>',
    )
    book.add("/", "조합", '<h2>협동조합</h2><ul><li><a href="/member/list.do?menuNo=12">조합원사 현황</a></li><li><a href="/notice">공지사항</a></li></ul>')  # fmt: skip
    return book.finish()


def sourcing_hk(rng: random.Random) -> Book:
    """Hong Kong exporters: a grid with product pictures, pages with a person, sites over base64."""
    book = Book("sourcing_hk", HK, rng, count=33)
    for f in book.firms:
        f.shows.discard("email")

    def card(f: Firm) -> str:
        goods = "".join(f'<a href="/product/{f.n}{k}"><img src="/p/{f.n}{k}.jpg" alt="{f.trade.title()} {k}"></a>' for k in (1, 2, 3))  # fmt: skip
        return f'<div class="supplier-card"><div class="supplier-card__top"><a class="supplier-card__name" href="/supplier/{f.n}-1x08">{html.escape(f.name)}</a><div class="badges"><i title="Verified"></i> 9 YRS</div></div><div class="supplier-card__meta">Manufacturer, Exporter | {f.city}, Hong Kong</div><div class="supplier-card__goods">{goods}</div><button class="enquire" data-supplier="{f.n}">Enquire Now</button></div>'

    book.spread(
        addresses("/suppliers?industry=hw", "/suppliers?industry=hw&p={}", 3),
        "Suppliers",
        [card(f) for f in book.firms],
        '<h1>Hardware suppliers</h1><div class="filter"><a href="/suppliers?industry=hw&amp;verified=1">Verified</a></div><div class="grid">{rows}</div><div class="pg">{others}{next}</div>',
        onward='<a class="nx" href="{}">&rsaquo;</a>',
        other='<a href="{}">{}</a>',
    )
    for f in book.firms:
        out = base64.b64encode(f.site.encode()).decode().rstrip("=")
        for k in (1, 2, 3):
            book.add(f"/product/{f.n}{k}", f"{f.trade.title()} {k}", f'<h1>{f.trade.title()} model {f.n}{k}</h1><p>Min. order: 500 pieces. FOB Hong Kong.</p><p>Supplier: <a href="/supplier/{f.n}-1x08">{html.escape(f.name)}</a></p>')  # fmt: skip
        body = (
            f'<div class="company"><h1>{html.escape(f.name)}</h1><div class="tabs"><a href="#p">Profile</a><a href="#c">Contact</a></div><div id="p"><table><tbody><tr><td>Nature of Business</td><td>Exporter, Manufacturer</td></tr><tr><td>Year Established</td><td>1998</td></tr><tr><td>No. of Staff</td><td>51-100</td></tr></tbody></table><p>{f.about}</p></div>'
            f'<div id="c"><h3>Contact details</h3><div class="kv"><div class="k">Contact Person</div><div class="v">Ms. {f.person} - Sales Manager</div></div><div class="kv"><div class="k">Address</div><div class="v">{f.address}</div></div><div class="kv"><div class="k">Telephone</div><div class="v">{f.phone_shown}</div></div><div class="kv"><div class="k">Fax</div><div class="v">{f.fax_shown}</div></div>'
            + f.given("site", f'<div class="kv"><div class="k">Website</div><div class="v"><a href="/out?u={out}" rel="nofollow">Visit company website</a></div></div>')
            + '</div><a class="enquire" href="/enquiry">Enquire Now</a></div>'
        )  # fmt: skip
        book.add(f"/supplier/{f.n}-1x08", html.escape(f.name), body)
    book.add("/", "Sourcing", '<h1>Source from Hong Kong</h1><a href="/suppliers?industry=hw">Hardware suppliers</a>')  # fmt: skip
    book.paid = 99
    return book.finish()


def trang_vang(rng: random.Random) -> Book:
    """A Vietnamese one: sponsors above each page, Hotline beside numbers, branches on the page."""
    book = Book("trang_vang", VN, rng, count=36)

    def path(f: Firm) -> str:
        return f"/listings/{f.n + 118700}/{f.name.split()[-1].lower()}.html"

    def card(f: Firm, paid: bool = False) -> str:
        tag = '<div class="tai_tro"><i class="fa fa-star"></i> TÀI TRỢ</div>' if paid else ""
        return (
            f'<div class="w-100 h-auto shadow rounded-3 bg-white p-2 mb-3">{tag}<div class="listings_center"><h2 class="p-1 fs-5"><a href="{path(f)}">{html.escape(f.name)}</a></h2><div class="nganh_listing_txt fw500">{f.trade.upper()}</div></div>'
            f'<div class="pt-0 pb-2 ps-3 pe-4 listing_dienthoai"><i class="fa-solid fa-phone"></i> <a href="tel:{f.tel}">{f.phone_shown}</a></div><div class="listing_dc"><i class="fa-solid fa-location-dot"></i> <small>{f.address}</small></div><div class="listing_hotline"><span class="fw500">Hotline:</span> <a href="tel:{f.mobile}">{f.mobile_shown}</a></div><div class="email_web_section">'
            + f.given("email", '<a href="mailto:{f.email}"><i class="fa-regular fa-envelope"></i> Gửi email</a>')
            + f.given("site", '<a href="{f.site}" rel="nofollow" target="_blank"><i class="fa-solid fa-globe"></i> Website</a>')
            + f'</div><div class="text_quangcao"><small>{f.about}</small></div></div>'
        )  # fmt: skip

    sponsors = "".join(card(f, True) for f in book.firms[5:7])
    book.spread(
        addresses("/nganh/117260/may-bom.html", "/nganh/117260/may-bom.html?page={}", 3),
        "Máy bơm",
        [card(f) for f in book.firms],
        f'<h1>Máy bơm - Nhà cung cấp</h1>{sponsors}{{rows}}<div id="paging">{{others}}{{next}}</div>',
        onward='<a href="{}">Tiếp</a>',
        other='<a href="{}">{}</a>',
    )
    for f in book.firms:
        f.other_phones.add(f.mobile)
        body = (
            f'<div class="tencongty"><h1 class="m-0">{html.escape(f.name)}</h1></div><div class="diachi_chitiet"><div class="row"><div class="col-3">Địa chỉ:</div><div class="col-9">{f.address}</div></div><div class="row"><div class="col-3">Tel:</div><div class="col-9"><a href="tel:{f.tel}">{f.phone_shown}</a></div></div><div class="row"><div class="col-3">Fax:</div><div class="col-9">{f.fax_shown}</div></div><div class="row"><div class="col-3">Hotline:</div><div class="col-9"><a href="tel:{f.mobile}">{f.mobile_shown}</a></div></div>'
            + f.given("email", '<div class="row"><div class="col-3">Email:</div><div class="col-9"><a href="mailto:{f.email}">{f.email}</a></div></div>')
            + f.given("site", '<div class="row"><div class="col-3">Website:</div><div class="col-9"><a href="{f.site}">{f.host}</a></div></div>')
            + f'</div><div class="hoso"><h3>Hồ sơ công ty</h3><p>{f.about}</p><div>Mã số thuế: 010{f.n + 1234567}</div><div>Năm thành lập: 2009</div></div><h3>Người liên hệ</h3><div class="nguoi"><b>Ms. {f.person}</b> - Kinh doanh<br>Di động: {f.mobile_shown}</div>'
        )  # fmt: skip
        book.add(path(f), html.escape(f.name), body)  # fmt: skip
    book.add("/", "Trang vàng", '<h1>Trang vàng</h1><ul><li><a href="/nganh/117260/may-bom.html">Máy bơm</a></li></ul>')  # fmt: skip
    return book.finish()


CELLARS = (pagine, vendor_views, johap, sourcing_hk, trang_vang)
