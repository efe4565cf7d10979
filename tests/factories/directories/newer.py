"""Yellow pages and portals of many countries: a third of the set `newer` (open to tuning)."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import base64
import json
import random
from html import escape as e
from urllib.parse import quote

from tests.factories.directories import countries as c
from tests.factories.directories import lands
from tests.factories.directories.book import Book
from tests.factories.directories.firms import Firm, email_html, shown, site_html
from tests.factories.directories.rows import addresses, fill, fill_each, sheets


def put(book: Book, path: str, title: str, body: str, *, head: str = "", side: str = "") -> None:
    """A page with a bar, a menu and a foot made of divs, as themes make them."""
    ui = book.ui
    book.raw(path, (
        f'<!DOCTYPE html><html lang="{book.country.lang}"><head><meta charset="{book.label_of_charset}"><title>{title}</title>{head}</head><body class="home page">'
        f'<div class="topbar"><div class="container"><span><i class="fa fa-phone"></i> <a href="tel:{book.hotline}">{book.hotline}</a></span> <span><i class="fa fa-envelope"></i> {book.webmaster}</span> <a href="https://www.facebook.com/x{book.key}">f</a></div></div>'
        f'<div class="navbar"><a class="brand" href="/">{book.key.title()}</a> <a href="/about-us">{ui["about"]}</a> <a href="/contact">{ui["contact"]}</a> <a href="/user/login">{ui["login"]}</a></div>'
        f'<div class="container"><div class="row"><div class="col-md-9">{body}</div><div class="col-md-3">{side}</div></div></div>'
        f'<div class="foot"><div class="col"><h4>{ui["about"]}</h4><p>{book.key.title()} Media Services Ltd.</p></div><div class="col"><h4>{ui["contact"]}</h4><p>{book.country.cities[0][1].format(n=1)}</p><p>{ui["hotline"]}: {book.hotline}</p><p><a href="mailto:{book.webmaster}">{book.webmaster}</a></p></div></div>'
        f'<div class="copy">&copy; 2026 {book.key.title()} Media Services Ltd.</div></body></html>'))  # fmt: skip


def own(book: Book) -> Book:
    """The directory's pages about itself."""
    for path, key in (("/about-us", "about"), ("/contact", "contact")):
        put(book, path, book.ui[key], f"<h1>{book.ui[key]}</h1><h3>{book.key.title()} Media Services Ltd.</h3><p>{book.ui['hotline']}: {book.hotline}</p><p>E-mail: {book.webmaster}</p>")  # fmt: skip
    return book


def plain(book: Book, rng: random.Random) -> None:
    """No extensions in this directory."""
    for f in book.firms:
        f.extension, f.phone_shown = "", shown(f.phone, rng, "")


def chamber_cards(rng: random.Random) -> Book:
    """A chamber's cards by category, each member in two of them; mail by a form only; representatives with their direct numbers."""
    book = Book("chamber_cards", lands.US_TRADE, rng, count=45)
    plain(book, rng)
    trades = sorted({f.trade for f in book.firms})

    def card(f: Firm) -> str:
        site = f.given("site", '<li class="list-group-item gz-card-website"><a href="{f.site}" class="card-link" target="_blank" onclick="hit({f.n},"W")"><i class="gz-fal gz-fa-globe"></i>Visit Website</a></li>')  # fmt: skip
        return (
            f'<div class="gz-list-card-wrapper col-sm-6 col-md-4"><div class="card gz-directory-card"><div class="card-header"><a href="/list/member/co-{f.n}" class="gz-img-placeholder" alt="{e(f.name)}"></a></div>'
            f'<div class="card-body gz-directory-card-body"><h5 class="card-title gz-card-title"><a href="/list/member/co-{f.n}">{e(f.name)}</a></h5><ul class="list-group list-group-flush"><li class="list-group-item gz-card-address"><a href="https://www.google.com/maps?q={quote(f.address)}" target="_blank"><i class="gz-fal gz-fa-map-marker"></i><span class="gz-street-address">{f.address}</span></a></li>'
            f'<li class="list-group-item gz-card-phone"><a href="tel:{f.phone[2:]}" class="card-link"><i class="gz-fal gz-fa-phone"></i><span>{f.phone_shown}</span></a></li><li class="list-group-item gz-card-email"><a href="/list/send?member={f.n}"><i></i>Send Email</a></li>{site}<li class="list-group-item gz-card-more-details"><a href="/list/member/co-{f.n}" class="card-link">More Details</a></li></ul></div></div></div>'
        )

    for f in book.firms:
        f.shows.discard("email")
        direct = shown(f.mobile, rng, "")
        f.other_phones.add(f.mobile)
        put(book, f"/list/member/co-{f.n}", f"{e(f.name)} | Chamber", (
            f'<div class="gz-details"><h1 class="gz-pagetitle">{e(f.name)}</h1><div class="gz-details-categories"><p>Categories</p><span class="gz-cat">{f.trade.title()}</span></div><div>{card(f)}</div><h3>About Us</h3><p>{f.about}</p>'
            f'<div class="gz-details-reps"><h2>Rep/Contact Info</h2><div class="gz-rep card"><h5>{f.person}</h5><ul><li>Owner</li><li>Phone: {direct}</li></ul></div></div></div>'))  # fmt: skip
    for i, t in enumerate(trades):
        mine = [f for f in book.firms if f.trade == t or f.n % len(trades) == i]
        put(book, f"/list/category/{t}-{i}", t.title(), f'<h1>{t.title()}</h1><div class="gz-results-count">Results Found: {len(mine)}</div><div class="row gz-cards">{"".join(map(card, mine))}</div>')  # fmt: skip
    book.paid = len(trades)
    put(book, "/", "Chamber", "<h1>Business directory</h1><ul>" + "".join(f'<li><a href="/list/category/{t}-{i}">{t.title()}</a></li>' for i, t in enumerate(trades)) + "</ul>")  # fmt: skip
    return own(book)


def branchenbuch(rng: random.Random) -> Book:
    """German yellow pages: sites in base64, hits nearby with numbers on each page, voices of customers, a publisher in JSON-LD."""
    book = Book("branchenbuch", lands.DE_TRADE, rng, count=40)
    publisher = json.dumps({"@context": "https://schema.org", "@type": "Organization", "name": "Branchenbuch Verlag GmbH", "telephone": book.hotline, "url": "/"})  # fmt: skip
    head = f'<script type="application/ld+json">{publisher}</script>'

    def hit(f: Firm, full: bool = True) -> str:
        site = f'<span class="mod-WebseiteKompakt__text" data-webseiteLink="{base64.b64encode(f.site.encode()).decode()}">Webseite</span>' if "site" in f.shows else ""  # fmt: skip
        mail = f'<a class="contains-icon-email" href="mailto:{f.email}?subject=Anfrage%20%C3%BCber%20das%20Branchenbuch">E-Mail</a>' if "email" in f.shows and full else ""  # fmt: skip
        return (
            f'<article class="mod mod-Treffer" id="treffer_{f.n}" data-realid="{f.n:08x}"><a href="/gsbiz/{f.n:08x}"><h2 class="mod-Treffer__name" data-wipe-name="Titel">{e(f.name)}</h2><p class="mod-Treffer--besteBranche">{f.trade}</p>'
            f'<div class="mod-AdresseKompakt__adress-text">{f.address} <span class="mod-AdresseKompakt__entfernung">{f.n},4 km</span></div></a><div class="mod-TelefonnummerKompakt"><a class="mod-TelefonnummerKompakt__phoneNumber" href="tel:{f.phone}">{f.phone_shown}</a></div>{site if full else ""}{mail}<span>Geschlossen - öffnet um 08:00</span></article>'
        )

    for f in book.firms:
        plainly = site_html(f, rng, "link")
        near = "".join(hit(g, False) for g in rng.sample([x for x in book.firms if x.n != f.n], 3))
        ext = f.phone_shown
        put(book, f"/gsbiz/{f.n:08x}", f"{e(f.name)} in {f.city}", (
            f'<div class="mod-TeilnehmerKopf"><h1>{e(f.name)}</h1><div class="mod-TeilnehmerKopf__adresse">{f.address}</div><div data-role="phone">{ext}</div></div><section id="kontaktdaten"><h2>Kontaktdaten</h2><div class="mod-Kontaktdaten"><address>{e(f.name)}<br>{f.address}</address>'
            f'<ul><li>Tel: {ext}</li><li>Fax: {f.fax_shown}</li><li>{email_html(f, rng, "mailto")}</li><li>{plainly}</li></ul></div></section><section id="bewertungen"><h2>Bewertungen</h2><div class="review"><b>Sabine K.</b> <time>12.03.2025</time><p>Sehr freundlich, 5 Sterne. Tel. Rückruf nach 2 Stunden.</p></div></section><section><h2>Weitere Treffer in der Nähe</h2>{near}</section>'), head=head)  # fmt: skip
    rows = [*map(hit, book.firms)]
    for path, body in sheets(addresses("/suche/alle/bundesweit", "/suche/alle/bundesweit?page={}", 4), rows, "<h1>40 Treffer</h1><div id='gs_treffer'>{rows}</div>{next}", onward='<a class="gs_paging_weiter" href="{}">Weitere anzeigen</a>'):  # fmt: skip
        put(book, path, "Treffer", body, head=head)
    put(book, "/", "Branchenbuch", "<h1>Branchenbuch</h1><a href='/suche/alle/bundesweit'>Alle Treffer</a>", head=head)  # fmt: skip
    return own(book)


def next_suppliers(rng: random.Random) -> Book:
    """Suppliers of a React page: cards show name and place; numbers and sites stand in __NEXT_DATA__."""
    book = Book("next_suppliers", c.US, rng, count=40)
    plain(book, rng)
    for f in book.firms:
        f.shows.discard("email")
    for n in (1, 2):
        firms = book.firms[(n - 1) * 20 : n * 20]
        data = {"props": {"pageProps": {"results": {"total": 40, "nodes": [
            {"tgramsId": f.n, "companyName": f.name, "primaryPhone": {"raw": f.phone_shown, "type": "main"}, "website": f.site if "site" in f.shows else None,
             "address": {"city": f.city, "line1": f.address, "countryCode": "US"}, "tier": "verified", "annualSales": "$1 - 4.9 Mil", "yearFounded": 1962 + f.n} for f in firms]},
            "publisher": {"name": "Next Suppliers Media", "phone": book.hotline, "email": book.webmaster}}}, "page": "/suppliers", "buildId": "x1"}  # fmt: skip
        cards = "".join(
            f'<li><div class="css-9x"><h2><a href="/company/{f.n}/profile">{e(f.name)}</a></h2><p>{f.city}</p><button>Call</button><button>Website</button><p>{f.about}</p></div></li>'
            for f in firms)  # fmt: skip
        more = '<a aria-label="Next" href="/suppliers?pg=2">&rsaquo;</a>' if n == 1 else ""
        put(book, "/suppliers" if n == 1 else "/suppliers?pg=2", "Suppliers", f"<h1>Suppliers</h1><ul>{cards}</ul>{more}<script id='__NEXT_DATA__' type='application/json'>{json.dumps(data)}</script>")  # fmt: skip
    for f in book.firms:
        put(book, f"/company/{f.n}/profile", e(f.name), f"<h1>{e(f.name)}</h1><p>{f.address}</p><p>{f.about}</p>")  # fmt: skip
    put(book, "/", "Suppliers", "<h1>Discover</h1><a href='/suppliers'>All suppliers</a>")
    return own(book)


def product_cards(rng: random.Random) -> Book:
    """Indian listings: the product is the heading, the company stands small beneath; numbers wait in attributes; a legend of the seller in the page."""
    book = Book("product_cards", c.IN, rng, count=40)
    plain(book, rng)

    def card(f: Firm) -> str:
        return (
            f'<div class="card brs5" id="LST{f.n}"><div class="producttitle"><h2><a href="/proddetail/{f.trade}-{f.n}.html" class="cardlinks">Industrial {f.trade.title()} {f.n * 7} HP</a></h2></div><p class="price">₹ {f.n},500 <span>/ Piece</span></p><div class="isq"><p>Power <b>{f.n} HP</b></p></div>'
            f'<div class="companyname"><a href="/co/{f.n}/" class="cardlinks elps1">{e(f.name)}</a></div><div class="newLocationUi"><span>{f.city}</span></div><div class="rating">4.{f.n % 10} ({f.n})</div>'
            f'<span class="pns_h" data-pns="{f.phone}"><span>View Mobile Number</span></span><button>Contact Supplier</button></div>'
        )

    for f in book.firms:
        put(book, f"/proddetail/{f.trade}-{f.n}.html", f"Industrial {f.trade} {f.n * 7} HP", f'<h1>Industrial {f.trade.title()} {f.n * 7} HP</h1><p>₹ {f.n},500</p><div>Sold by <a href="/co/{f.n}/">{e(f.name)}</a></div>')  # fmt: skip
        put(book, f"/co/{f.n}/", f"{e(f.name)} - Manufacturer in {f.city}", (
            f'<div class="hd"><h1>{e(f.name)}</h1><p>{f.city} | GST No. 27AABC{f.n:04d}K1Z{f.n % 10}</p></div><h2>About us</h2><p>{f.about}</p><h2>Our products</h2><ul><li><a href="/proddetail/{f.trade}-{f.n}.html">Industrial {f.trade.title()}</a></li></ul>'
            f'<div class="reach"><h2>Reach Us</h2><p><b>{f.person}</b> (Proprietor)<br>{e(f.name)}<br>{f.address}</p><p>Call Us: {f.phone_shown}</p><p>{email_html(f, rng, "mailto")}</p><p>{site_html(f, rng, "link")}</p></div>'))  # fmt: skip
    rows = [*map(card, book.firms)]
    for path, body in sheets(addresses("/impcat/all.html", "/impcat/all.html?pg={}", 3), rows, "<h1>Manufacturers &amp; Suppliers</h1>{rows}{next}", onward='<a href="{}">Show more results</a>'):  # fmt: skip
        put(book, path, "Suppliers", body)
    put(book, "/", "Mart", "<h1>Mart</h1><a href='/impcat/all.html'>All suppliers</a>")
    return own(book)


def gongshang(rng: random.Random) -> Book:
    """Chinese company pages: register data beside contact data, rivals with numbers at the side, a line about the page's last change."""
    book = Book("gongshang", c.CN, rng, count=36, charset="gbk")
    for f in book.firms:
        mail, site = email_html(f, rng, "plain entities image"), site_html(f, rng, "text go")
        reg = [("法人名称", e(f.name)), ("主要经营产品", f.trade), ("经营范围", f"生产、销售：{f.trade}。"), ("营业执照号码", f"3205{f.n:011d}"), ("发证机关", f"{f.city}市场监督管理局"),
               ("经营状态", "存续"), ("成立时间", f"20{f.n % 20:02d}年03月1{f.n % 9}日"), ("注册资本", "500万元人民币"), ("所属城市", f.city), ("顺企编码", f"{14000000 + f.n}")]  # fmt: skip
        rows = [("公司地址", f.address), ("固定电话", f.phone_shown), ("经理手机", f.mobile_shown), ("电子邮件", mail), ("邮政编码", "215000"), ("传真号码", f.fax_shown), ("网站", site)]  # fmt: skip
        rivals = "".join(
            f'<li><a href="/qiyeku/{g.n}.html">{e(g.name)}</a><br>电话：{g.phone_shown}<br>地址：{g.address}</li>'
            for g in rng.sample([x for x in book.firms if x.n != f.n], 3))  # fmt: skip
        put(book, f"/qiyeku/{f.n}.html", f"{e(f.name)}-电话-地址", (
            f'<div class="navleft"><a href="/">首页</a> &raquo; <a href="/hangye/1/">{f.trade}</a> &raquo; {e(f.name)}</div><h1>{e(f.name)}</h1><div class="boxcontent text">{f.about}</div><div class="box" id="contact"><div class="boxtitle"><h2>联系方式</h2></div><div class="boxcontent"><dl class="codl">'
            + fill_each("<dt>{}：</dt><dd>{}</dd>", rows)
            + '</dl></div></div><div class="box"><h2>工商信息</h2><table class="codt">'
            + fill_each("<tr><td>{}：</td><td>{}</td></tr>", reg)
            + f"</table></div><p>最近更新：2026-1{f.n % 2}-0{1 + f.n % 8}　纠错电话：{book.hotline}</p>"), side=f"<h3>同城同行</h3><ul>{rivals}</ul>")  # fmt: skip
    rows = [f'<dl><dt><a href="/qiyeku/{f.n}.html">{e(f.name)}</a></dt><dd>地址：{f.address}</dd><dd>经营产品：{f.trade}</dd></dl>' for f in book.firms]  # fmt: skip
    for path, body in sheets(("/hangye/1/", "/hangye/2/"), rows, "<h1>企业名录</h1>{rows}<a href='/hangye/1/'>1</a> <a href='/hangye/2/'>2</a>"):  # fmt: skip
        put(book, path, "名录", body)
    put(book, "/", "企业网", "<h1>企业网</h1><a href='/hangye/1/'>名录</a>")
    return own(book)


def town_page(rng: random.Random) -> Book:
    """Japanese yellow pages: 〒 and TEL without colons, (代) and 内線, FAX兼用; ward by ward."""
    book = Book("town_page", c.JP, rng, count=40)
    for f in book.firms:
        bare = "0" + f.phone[3:]
        bare = f"{bare[:2]}-{bare[2:6]}-{bare[6:]}" if len(bare) == 10 else shown(f.phone, rng, "")
        f.phone_shown = bare + (f"（内線{f.extension}）" if f.extension else rng.choice(["", "（代）", "(代表)"]))  # fmt: skip
        mail, site = email_html(f, rng, "mailto wide plain"), site_html(f, rng, "link text")
        put(book, f"/shop/KN{f.n:012d}/", f"{e(f.name)}（{f.city}）", (
            f'<p class="path"><a href="/">トップ</a> ＞ <a href="/area/1/">{f.city}</a></p><h1>{e(f.name)}</h1><p>{f.about}</p><dl class="m-item-detail"><dt>名称</dt><dd>{e(f.name)}</dd><dt>電話番号</dt><dd>{f.phone_shown}</dd><dt>ＦＡＸ番号</dt><dd>{f.fax_shown}</dd><dt>住所</dt><dd>{f.address} <a href="#m">地図</a></dd>'
            + fill("<dt>Ｅメールアドレス</dt><dd>{}</dd>", mail) + fill("<dt>ＵＲＬ</dt><dd>{}</dd>", site) + "<dt>営業時間</dt><dd>9:00～17:30</dd></dl>"))  # fmt: skip
    rows = [f'<article class="m-article-card"><a href="/shop/KN{f.n:012d}/"><h2>{e(f.name)}</h2></a><p>{f.trade}</p><p>{f.address}</p><p>TEL {f.phone_shown}</p></article>' for f in book.firms]  # fmt: skip
    for path, body in sheets(("/area/1/", "/area/2/"), rows, "<h1>一覧</h1>{rows}<ul class='pager'><li><a href='/area/1/'>1</a></li><li><a href='/area/2/'>2</a></li></ul>"):  # fmt: skip
        put(book, path, "一覧", body)
    put(book, "/", "タウン", "<h1>タウン</h1><a href='/area/1/'>一覧</a>")
    return own(book)


def portal_profiles(rng: random.Random) -> Book:
    """European supplier pages: no number is shown at all (it comes by request); site and VAT number only."""
    book = Book("portal_profiles", c.IT, rng, count=36)
    for f in book.firms:
        f.phone = f.extension = f.phone_shown = ""
        f.shows = {"site"}
        put(book, f"/IT{f.n}/company.html", f"{e(f.name)} - Italy", (
            f'<nav class="crumb"><a href="/">Home</a> / <a href="/companies.html">Companies</a></nav><div class="ep-epages-header"><h1 itemprop="name">{e(f.name)}</h1><p>{f.address}</p><button data-track="phone">Mostra numero</button><button>Contatta</button><a class="ep-website" rel="nofollow noopener" target="_blank" href="{f.site}?utm_source=portal&amp;utm_medium=epage">Sito web</a></div>'
            f"<h2>Chi siamo</h2><p>{f.about}</p><table><tr><th>Partita IVA</th><td>IT{11111110000 + f.n}</td></tr><tr><th>Anno</th><td>19{50 + f.n % 50}</td></tr><tr><th>Addetti</th><td>11-50</td></tr></table><h2>Simili</h2><ul>"
            + "".join(f'<li><a href="/IT{g.n}/company.html">{e(g.name)}</a></li>' for g in rng.sample(book.firms, 4)) + "</ul>"))  # fmt: skip
    rows = [f'<div class="ep-ecard-serp"><a class="ep-ecard-serp__epage-link" href="/IT{f.n}/company.html">{e(f.name)}</a><span>Italia</span><p>{f.about}</p></div>' for f in book.firms]  # fmt: skip
    for path, body in sheets(("/companies.html", "/companies/pg-2.html"), rows, "<h1>Aziende</h1>{rows}{next}", onward='<a href="/companies/pg-2.html">2</a>'):  # fmt: skip
        put(book, path, "Aziende", body)
    put(book, "/", "Portal", "<h1>Portal</h1><a href='/companies.html'>Aziende</a>")
    return own(book)


NEWER = (
    chamber_cards, branchenbuch, next_suppliers, product_cards, gongshang, town_page, portal_profiles,
)  # fmt: skip
