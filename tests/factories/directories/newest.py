"""Members' lists, tables in tables, maps, divs without order: a third of the set `newer`."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import json
import random
import re
from html import escape as e

from tests.factories.directories import countries as c
from tests.factories.directories import lands
from tests.factories.directories.book import Book
from tests.factories.directories.firms import Firm, email_html, number, shown, site_html
from tests.factories.directories.newer import own, plain, put
from tests.factories.directories.rows import addresses, fill, sheets


def cloak(f: Firm) -> str:
    """An address as a well-known content manager hides it: entities put together by a script."""
    if "email" not in f.shows:
        return ""
    local, _, host = f.email.partition("@")

    def ent(text: str) -> str:
        return "".join(f"&#{ord(x)};" if x in "aeiou" else x for x in text)

    return (
        f'<span id="cloak{f.n}a7">This email address is being protected from spambots. You need JavaScript enabled to view it.</span><script type="text/javascript">'
        f"document.getElementById('cloak{f.n}a7').innerHTML = '';\nvar prefix = '&#109;a' + 'i&#108;' + '&#116;o';\nvar path = 'hr' + 'ef' + '=';\nvar addy{f.n}a7 = '{ent(local)}' + '&#64;';\naddy{f.n}a7 = addy{f.n}a7 + '{ent(host.split('.')[0])}' + '&#46;' + '{ent(host.partition('.')[2])}';\n"
        f"var addy_text{f.n}a7 = '{ent(local)}' + '&#64;' + '{ent(host.split('.')[0])}' + '&#46;' + '{ent(host.partition('.')[2])}';document.getElementById('cloak{f.n}a7').innerHTML += '<a ' + path + '\\'' + prefix + ':' + addy{f.n}a7 + '\\'>'+addy_text{f.n}a7+'<\\/a>';\n</script>"
    )


def grid_view(rng: random.Random) -> Book:
    """A union's grid: twenty rows a page, the rest behind postbacks that nobody can follow; a pager in a table of its own."""
    book = Book("grid_view", c.GB, rng, count=20)
    rows = "".join(
        f'<tr style="background-color:{"#EFF3FB" if f.n % 2 else "White"};"><td><span id="g_ctl{f.n:02d}_lblNo">{f.n}</span></td><td><a id="g_ctl{f.n:02d}_lnk" href="MemberDetail.aspx?MID={900 + f.n}">{e(f.name)}</a></td><td>{f.city}</td><td>{f.person}</td><td>{f.phone_shown}</td><td>{f.fax_shown}</td><td>{email_html(f, rng, "mailto plain")}&nbsp;</td><td>{site_html(f, rng, "text link")}&nbsp;</td></tr>'
        for f in book.firms)  # fmt: skip
    pager = "".join(f"<td><a href=\"javascript:__doPostBack('ctl00$M$GridView1','Page${n}')\">{n}</a></td>" for n in range(2, 6))  # fmt: skip
    put(book, "/Members.aspx", "Members", (
        '<form method="post" action="./Members.aspx" id="form1"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUK"><h2>Members of the union</h2><div><table cellspacing="0" cellpadding="4" rules="all" border="1" id="ctl00_M_GridView1" style="width:100%;border-collapse:collapse;">'
        f'<tr style="color:White;"><th scope="col">S.No</th><th scope="col"><a href="javascript:__doPostBack(\'ctl00$M$GridView1\',\'Sort$Name\')">Name of firm</a></th><th scope="col">Town</th><th scope="col">Proprietor</th><th scope="col">Ph. No.</th><th scope="col">Fax No.</th><th scope="col">Mail ID</th><th scope="col">Web Address</th></tr>{rows}'
        f'<tr align="center"><td colspan="8"><table border="0"><tr><td><span>1</span></td>{pager}</tr></table></td></tr></table></div></form>'))  # fmt: skip
    for f in book.firms:
        put(book, f"/MemberDetail.aspx?MID={900 + f.n}", "Member", f'<form id="form1"><h2>Member detail</h2><table><tr><td><span id="lbl1">Name of firm</span></td><td>:</td><td><span id="l2">{e(f.name)}</span></td></tr><tr><td>Town</td><td>:</td><td>{f.city}</td></tr><tr><td>Address</td><td>:</td><td>{f.address}</td></tr></table></form>')  # fmt: skip
    put(book, "/", "Union", "<h1>Union</h1><a href='/Members.aspx'>Members</a>")
    return own(book)


def joomla_cards(rng: random.Random) -> Book:
    """A content manager's listing component: two cards a row, addresses cloaked by script, labels with colons inside spans."""
    book = Book("joomla_cards", lands.ES, rng, count=36)
    plain(book, rng)
    for f in book.firms:
        site = site_html(f, rng, "link")
        put(book, f"/directorio/{f.n}-co{f.n}", e(f.name), (
            f'<div class="SobiPro directory1"><div class="SPDetails"><h1 class="SPTitle">{e(f.name)}</h1><div class="spClassViewInbox field_address"><strong>Dirección: </strong>{f.address}</div><div class="spField field_phone"><strong>Teléfono: </strong>{f.phone_shown}</div>'
            f'<div class="spField"><strong>Móvil: </strong>{f.mobile_shown}</div><div class="spField"><strong>Fax: </strong>{f.fax_shown}</div><div class="spField field_email"><strong>Email: </strong>{cloak(f)}</div>' + fill('<div class="spField"><strong>Web: </strong>{}</div>', site) + f'<div class="spField">{f.about}</div><div>Visitas: {f.n * 31}</div></div></div>'))  # fmt: skip
    for n in (1, 2):
        firms = book.firms[(n - 1) * 18 : n * 18]
        cells = "".join(
            '<div class="row-fluid">' + "".join(
                f'<div class="span6 spEntryInVCard"><div><p class="spEntryTitle"><a href="/directorio/{f.n}-co{f.n}">{e(f.name)}</a></p><span class="spField"><strong>Teléfono: </strong>{f.phone_shown}</span></div></div>' for f in firms[i : i + 2]) + "</div>"
            for i in range(0, len(firms), 2))  # fmt: skip
        put(book, "/directorio" if n == 1 else "/directorio?start=18", "Directorio", f'<h2>Directorio</h2><div class="spEntriesListContainer">{cells}</div><ul class="pagination"><li><a href="/directorio?start=18">Siguiente</a></li></ul>')  # fmt: skip
    put(book, "/", "Gremio", "<h1>Gremio</h1><a href='/directorio'>Directorio</a>")
    return own(book)


def partner_cards(rng: random.Random) -> Book:
    """An ERP maker's partners: grades as headings between the cards, filters with counts, microdata on the partner's page."""
    book = Book("partner_cards", lands.NL, rng, count=36)
    plain(book, rng)
    for f in book.firms:
        mail = f.given("email", '<div><i class="fa fa-fw fa-envelope"></i> <span itemprop="email">{f.email}</span></div>')  # fmt: skip
        site = f.given("site", '<div><i class="fa fa-fw fa-globe"></i> <a itemprop="website" href="{f.site}">{f.host}</a></div>')  # fmt: skip
        refs = "".join(f'<div class="card"><a href="/customers/klant-{f.n}{i}"><h5>Klant {i} Holding B.V.</h5></a><p>Retail</p></div>' for i in range(2))  # fmt: skip
        put(book, f"/partners/co-{f.n}", f"{e(f.name)} | Partners", (
            f'<div class="o_wcrm"><div class="row"><div class="col-12"><h1 id="partner_name">{e(f.name)}</h1></div><div class="col-lg-4"><h3><span class="badge">Silver Partner</span></h3><address class="mb-0" itemscope="itemscope" itemtype="http://schema.org/Organization"><div itemprop="address" itemscope itemtype="http://schema.org/PostalAddress"><span itemprop="streetAddress">{f.address}</span><br></div><div><i class="fa fa-fw fa-phone"></i> <span itemprop="telephone">{f.phone_shown}</span></div>{mail}{site}</address></div><div class="col-lg-8"><p>{f.about}</p><h3>Referenties</h3>{refs}</div></div></div>'))  # fmt: skip
    for n in (1, 2):
        cards = "".join(
            (f"<h3>{'Gold' if f.n == 1 else 'Silver'} Partners</h3>" if f.n in (1, 19) else "")
            + f'<div class="card"><a href="/partners/co-{f.n}"><img src="/web/image/{f.n}"><h5 class="card-title">{e(f.name)}</h5></a><p>{f.about}</p><small>{f.n} referenties</small></div>'
            for f in book.firms[(n - 1) * 18 : n * 18])  # fmt: skip
        side = '<h4>Land</h4><ul><li><a href="/partners/country/nederland-165">Nederland <span class="badge">36</span></a></li></ul>'  # fmt: skip
        put(book, "/partners" if n == 1 else "/partners/page/2", "Partners", f'<h1>Onze partners</h1>{cards}<ul class="pagination"><li><a href="/partners/page/2">2</a></li></ul>', side=side)  # fmt: skip
    put(book, "/", "ERP", "<h1>ERP</h1><a href='/partners'>Vind een partner</a>")
    return own(book)


def letter_lists(rng: random.Random) -> Book:
    """A letter a page, each company a term with one run of words after it: pieces between semicolons and bars."""
    book = Book("letter_lists", c.US, rng, count=48)
    letters = sorted({f.name[0] for f in book.firms})
    bar = " | ".join(f'<a href="/index/{x}.htm">{x}</a>' for x in letters)

    def entry(f: Firm) -> str:
        bits = [f.address, f"ph. {f.phone_shown}", f"fax {f.fax_shown}", email_html(f, rng, "plain mailto round"), site_html(f, rng, "text link"), f"contact: {f.person}"]  # fmt: skip
        return f"<dt><b>{e(f.name)}</b></dt><dd>" + "; ".join(b for b in bits if b) + f". {f.about}</dd>"  # fmt: skip

    for x in letters:
        put(book, f"/index/{x}.htm", f"Buyers' guide - {x}", f"<h2>Buyers' guide: {x}</h2><p>{bar}</p><dl>{''.join(entry(f) for f in book.firms if f.name[0] == x)}</dl><p>{bar}</p>")  # fmt: skip
    book.paid = len(letters)
    put(book, "/", "Guide", f"<h1>Buyers' guide</h1><p>{bar}</p>")
    return own(book)


def one_long_page(rng: random.Random) -> Book:
    """Three hundred companies on one page pasted from a word processor, in three towns."""
    book = Book("one_long_page", c.CN, rng, count=300)

    def entry(f: Firm) -> str:
        mail = fill('<p class="MsoNormal"><span lang="EN-US">E-mail</span>：<span lang="EN-US">{}</span></p>', email_html(f, rng, 'plain mailto'))  # fmt: skip
        f.shows.discard("site")
        return f'<p class="MsoNormal"><b><span style="font-size:12.0pt;font-family:宋体">{f.n}、{e(f.name)}</span></b></p><p class="MsoNormal">地址：{f.address}</p><p class="MsoNormal">电话：<span lang="EN-US">{f.phone_shown}</span>　传真：<span lang="EN-US">{f.fax_shown}</span></p>{mail}<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'  # fmt: skip

    put(book, "/minglu.htm", "会员单位名录", f"<div class='WordSection1'><p class='MsoNormal' align='center'><b>会员单位名录（三百家）</b></p>{''.join(map(entry, book.firms))}</div>")  # fmt: skip
    put(book, "/", "协会", "<h1>协会</h1><a href='/minglu.htm'>会员单位名录</a>")
    return own(book)


def branch_tables(rng: random.Random) -> Book:
    """German firms with branches and people: a table of offices with their own mail, direct lines as a bare ending."""
    book = Book("branch_tables", c.DE, rng, count=30)
    plain(book, rng)
    for f in book.firms:
        host = f.email.split("@")[1]
        others = [number("DE", rng), number("DE", rng)]
        f.other_phones |= set(others)
        f.other_emails |= {f"filiale{i}@{host}" for i in (1, 2)}
        has = "email" in f.shows
        offices = "".join(f"<tr><td>Filiale {x}</td><td>Nebenweg {i}, 04103 {x}</td><td>{shown(o, rng, '')}</td><td>{f'filiale{i}@{host}' if has else ''}</td></tr>" for i, (x, o) in enumerate(zip(("Leipzig", "Erfurt"), others, strict=True), 1))  # fmt: skip
        people = f"<ul><li>{f.person}, Verkauf, Durchwahl -23</li><li>Olaf Kern, Technik, Durchwahl -40</li></ul>"  # fmt: skip
        mail, site = email_html(f, rng, "mailto round"), site_html(f, rng, "link text")
        put(book, f"/firmen/{f.n}", e(f.name), (
            f"<h1>{e(f.name)}</h1><p>{f.about}</p><h2>Hauptsitz</h2><p>{f.address}<br>Telefon {f.phone_shown}<br>Telefax {f.fax_shown}" + fill("<br>E-Mail {}", mail) + fill("<br>Internet {}", site)
            + f"</p><h2>Niederlassungen</h2><table><tr><th>Standort</th><th>Anschrift</th><th>Telefon</th><th>E-Mail</th></tr>{offices}</table><h2>Ansprechpartner</h2>{people}"))  # fmt: skip
    put(book, "/firmen", "Firmen", "<h1>Mitglieder</h1><table>" + "".join(f'<tr><td><a href="/firmen/{f.n}">{e(f.name)}</a></td><td>{f.city}</td></tr>' for f in book.firms) + "</table>")  # fmt: skip
    put(book, "/", "Verband", "<h1>Verband</h1><a href='/firmen'>Mitglieder</a>")
    return own(book)


def load_more(rng: random.Random) -> Book:
    """Cards with icons and no labels, and a button that says in an attribute where the next ones are."""
    book = Book("load_more", lands.PL, rng, count=45)
    plain(book, rng)

    def card(f: Firm) -> str:
        mail = fill('<span><i class="icon-mail"></i>{}</span>', email_html(f, rng, 'mailto plain'))  # fmt: skip
        site = fill('<span><i class="icon-globe"></i>{}</span>', site_html(f, rng, 'link'))  # fmt: skip
        return f'<div class="tile"><div class="tile__head"><span class="tile__name">{e(f.name)}</span><span class="tag">{f.trade}</span></div><div class="tile__body"><span><i class="icon-pin"></i>{f.address}</span><span><i class="icon-tel"></i>{f.phone_shown}</span>{mail}{site}</div></div>'  # fmt: skip

    rows = [*map(card, book.firms)]
    for path, body in sheets(addresses("/firmy", "/firmy?page={}", 3), rows, '<h1>Firmy</h1><div class="tiles">{rows}</div>{next}', onward='<button class="more" type="button" data-next-url="{}">Pokaż więcej</button>'):  # fmt: skip
        put(book, path, "Firmy", body)
    put(book, "/", "Katalog", "<h1>Katalog</h1><a href='/firmy'>Firmy</a>")
    return own(book)


def nested_tables(rng: random.Random) -> Book:
    """Tables in tables of last century: two companies a row, fonts for names, spacer pictures, ROC numbers in brackets."""
    book = Book("nested_tables", c.IT, rng, count=40, charset="iso-8859-1")

    def cell(f: Firm) -> str:
        mail, site = email_html(f, rng, "mailto-hidden mailto"), site_html(f, rng, "link")
        return (
            f'<td width="50%" valign="top"><table border="0" cellpadding="2"><tr><td rowspan="4"><img src="/img/{f.n}.gif" width="60"></td><td><font face="Arial" size="3" color="#003366"><b>{e(f.name)}</b></font></td></tr><tr><td><font size="2">{f.address}</font></td></tr>'
            f'<tr><td><font size="2">Tel. {f.phone_shown} - Fax {f.fax_shown}</font></td></tr><tr><td><font size="2">{mail} {site}</font></td></tr></table></td>'
        )

    for n in range(1, 3):
        firms = book.firms[(n - 1) * 20 : n * 20]
        rows = "".join(f"<tr>{''.join(map(cell, firms[i : i + 2]))}</tr><tr><td colspan='2'><img src='/img/spacer.gif' height='8'></td></tr>" for i in range(0, 20, 2))  # fmt: skip
        more = '<a href="/aziende2.html"><font size="2">pagina seguente &gt;&gt;</font></a>' if n == 1 else ""  # fmt: skip
        put(book, f"/aziende{n}.html", "Aziende associate", f'<table width="760" align="center"><tr><td bgcolor="#003366"><font color="white">AZIENDE ASSOCIATE</font></td></tr><tr><td><table width="100%">{rows}</table>{more}</td></tr></table>')  # fmt: skip
    put(book, "/", "Consorzio", "<h1>Consorzio</h1><a href='/aziende1.html'>Aziende associate</a>")
    return own(book)


WAYS = {
    "US": " Ext. {x}", "DE": " Durchwahl {x}", "FR": " poste {x}", "IT": " int. {x}", "BR": " ramal {x}",
    "PL": " wew. {x}", "RU": " доб. {x}", "JP": "（内線{x}）", "KR": " (내선 {x})", "CN": "转{x}", "TW": " 分機{x}",
    "TR": " dahili {x}", "NL": " toestel {x}", "MX": " ext. {x}", "ES": " ext. {x}", "GB": " extn {x}",
}  # fmt: skip
LANDS = {
    "US": "USA", "DE": "Germany", "FR": "France", "IT": "Italy", "BR": "Brazil", "PL": "Poland", "RU": "Russia",
    "JP": "Japan", "KR": "South Korea", "CN": "China", "TW": "Taiwan", "TR": "Turkey", "NL": "Netherlands",
    "MX": "Mexico", "ES": "Spain", "GB": "United Kingdom",
}  # fmt: skip


def world_extensions(rng: random.Random) -> Book:
    """Agents in sixteen countries; extensions as each of them writes them; the country only a column."""
    book = Book("world_extensions", c.GB, rng, count=48)
    order = list(WAYS)
    rows = []
    for f in book.firms:
        region = order[f.n % len(order)]
        f.phone = number(region, rng)
        f.extension = str(rng.randint(11, 799)) if f.n % 3 else ""
        base = shown(f.phone, rng, "")
        f.phone_shown = base + (WAYS[region].format(x=f.extension) if f.extension else "")
        rows.append(f"<tr><td>{LANDS[region]}</td><td><strong>{e(f.name)}</strong></td><td>{f.phone_shown}</td><td>{email_html(f, rng, 'mailto at')}</td><td>{site_html(f, rng, 'link')}</td></tr>")  # fmt: skip
    put(book, "/agents", "Our agents", f"<h1>Agents worldwide</h1><table><thead><tr><th>Country</th><th>Agent</th><th>Telephone</th><th>E-mail</th><th>Web</th></tr></thead><tbody>{''.join(rows)}</tbody></table>")  # fmt: skip
    put(book, "/", "Maker", "<h1>Maker</h1><a href='/agents'>Agents</a>")
    return own(book)


def bound_popups(rng: random.Random) -> Book:
    """A map whose script binds a pop-up to each marker, a call a company; the page itself names none."""
    book = Book("bound_popups", lands.TR, rng, count=40)
    plain(book, rng)
    calls = []
    for f in book.firms:
        pop = f"<strong>{e(f.name)}</strong><br/>{f.address}<br/>Tel: {f.phone_shown}" + f.given("email", '<br/><a href="mailto:{f.email}">{f.email}</a>') + f.given("site", '<br/><a href="{f.site}" target="_blank">Web</a>')  # fmt: skip
        calls.append(f"L.marker([38.{f.n:03d}, 27.{f.n:03d}]).addTo(map).bindPopup({json.dumps(pop, ensure_ascii=False)});")  # fmt: skip
    script = re.sub("</", r"<\\/", "\n".join(calls))
    put(book, "/bayiler", "Bayilerimiz", f"<h1>Bayilerimiz</h1><div id='map' style='height:500px'></div><script>var map = L.map('map').setView([38, 27], 6);\n{script}</script>")  # fmt: skip
    put(book, "/", "Marka", "<h1>Marka</h1><a href='/bayiler'>Bayilerimiz</a>")
    return own(book)


def div_soup(rng: random.Random) -> Book:
    """A site builder's soup: every line a paragraph of one class, companies apart only by a bold first line and a ruler."""
    book = Book("div_soup", lands.GB_TRADE, rng, count=40)
    plain(book, rng)

    def line(text: str) -> str:
        return f'<div class="hJDwNd-AhqUyc-uQSCkd"><div class="jXK9ad"><div class="tyJCtd"><p class="zfr3Q CDt4Ke" dir="ltr">{text}</p></div></div></div>'  # fmt: skip

    def entry(f: Firm) -> str:
        told = [f'<span style="font-weight: 700;">{e(f.name)}</span>', f.address, f"T {f.phone_shown}", f"M {f.mobile_shown}", email_html(f, rng, "mailto plain"), site_html(f, rng, "link text")]  # fmt: skip
        f.other_phones.add(f.mobile)
        return "".join(line(x) for x in told if x) + '<div class="WIdY2d"><hr></div>'

    for n in (1, 2):
        part = "".join(map(entry, book.firms[(n - 1) * 20 : n * 20]))
        put(book, f"/our-traders/{'a-k' if n == 1 else 'l-z'}", "Our traders", f'<div role="main"><section class="yaqOZd"><div class="mYVXT"><h1><span>Our traders</span></h1></div>{part}</section></div>')  # fmt: skip
    put(book, "/", "Village", "<h1>Village</h1><a href='/our-traders/a-k'>Traders A-K</a> <a href='/our-traders/l-z'>Traders L-Z</a>")  # fmt: skip
    return own(book)


NEWEST = (
    grid_view, joomla_cards, partner_cards, letter_lists, one_long_page, branch_tables, load_more,
    nested_tables, world_extensions, bound_popups, div_soup,
)  # fmt: skip
