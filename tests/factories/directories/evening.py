"""More small servers of an afternoon, by other hands: generic views, utility classes, rules between entries, initials for labels."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import html
import json
import random
from dataclasses import replace

from tests.factories.directories import countries as c
from tests.factories.directories.afternoon import UK_NAMES, US_NAMES, christen, slug
from tests.factories.directories.book import Book
from tests.factories.directories.firms import email_html, number, shown
from tests.factories.directories.lands import ES, NL
from tests.factories.directories.rows import addresses, fill_each

AU = replace(
    c.GB, region="AU", lang="en-AU", shapes=("{a} {b} Pty Ltd", "{a} Bros {b}", "{city} {b}", "{a} {b}"),
    cities=(("Geelong", "{n} Ryrie St, Geelong VIC 3220"), ("Cairns", "{n} Sheridan Street, Cairns QLD 4870"), ("Fremantle", "Shop {n}, 14 High St, Fremantle WA 6160")),
)  # fmt: skip


def one_liners(rng: random.Random) -> Book:
    """One line a firm, dashes between, N/A where nothing is known; ?start= counts entries; ABN like a number."""
    book = Book(
        "one_liners", AU, rng, count=45,
        shell='<!doctype html>\n<title>{title}</title>{head}\n<h1><a href="/">Aussie Biz List</a></h1>\n<nav><a href="/">home</a> <a href="/biz">browse</a> <a href="/faq">faq</a></nav>\n{body}\n<hr><p>Aussie Biz List, PO Box 99 Darwin. Ring us on 1300 975 707 or email admin@aussiebiz.example</p>',
    )  # fmt: skip
    rows = []
    for f in book.firms:
        f.phone_shown = f.bare + (f" ext {f.extension}" if f.extension else "")
        mail = email_html(f, rng, "mailto plain round") or "N/A"
        rows.append(
            f'<li class="biz"><strong class="biz-name">{html.escape(f.name)}</strong> &mdash; <span class="biz-cat">{f.trade}</span> &mdash; <span class="biz-addr">{f.address}</span> &mdash; <span class="biz-ph">{f.phone_shown}</span> &mdash; <span class="biz-email">{mail}</span> &mdash; <span class="biz-web">{f.given("site", "{f.host}") or "N/A"}</span> <small>ABN 51 824 753 {f.n + 500}</small></li>\n'
        )
    book.spread(
        ["/biz", "/biz?start=15", "/biz?start=30"],
        "Businesses",
        rows,
        "<h2>Businesses A-Z</h2><ul>{rows}</ul><p>{next}</p>",
        onward='<a href="{}">more &rarr;</a>',
    )
    book.add("/", "Home", '<p>Australian businesses. <a href="/biz">Browse</a></p>')
    book.add("/faq", "FAQ", "<h2>FAQ</h2><p>How do I get listed? Ring 1300 975 707.</p>")
    return book


def generic_views(rng: random.Random) -> Book:
    """Generic views: a table with View, Edit, Delete; "Company detail" for a heading, None for what is missing."""
    book = Book(
        "generic_views", c.GB, rng, count=len(UK_NAMES),
        shell='<!DOCTYPE html><html lang="en-us"><head><title>{title}</title>{head}</head><body><div id="sidebar"><ul><li><a href="/">Home</a></li><li><a href="/companies/">All companies</a></li><li><a href="/companies/create/">Add company</a></li><li><a href="/accounts/login/?next=/companies/">Log in</a></li></ul></div><div id="content">{body}</div></body></html>',
    )  # fmt: skip
    christen(
        book.firms,
        [
            f"{n} {x}" if n.endswith(("Garage", "Glass")) else n
            for n, x in zip(UK_NAMES, ("of York",) * 40, strict=False)
        ],
    )
    rows = []
    for f in book.firms:
        f.extend(" (ext {})")
        mail = (
            f.given("email", '<a href="mailto:{f.email}">{f.email}</a>')
            or '<a href="mailto:None">None</a>'
        )
        site = f.given("site", '<a href="{f.site}">{f.site}</a>') or '<a href="">None</a>'
        fields = [
            ("Name", html.escape(f.name)),
            ("Category", f.trade),
            ("Telephone", f.phone_shown),
            ("Fax", "None" if f.n % 2 else f.fax_shown),
            ("Email", mail),
            ("Website", site),
            ("Street", f.street),
            ("Town", f.town),
            ("Contact name", f.person),
            (
                "Contact email",
                f"{f.person.split()[0].lower()}@{f.host.removeprefix('www.')}"
                if f.n % 3 == 0
                else "None",
            ),
            ("Employees", str(f.n * 4)),
            ("Created", "Jan. 4, 2025, 2:30 p.m."),
            ("Modified", "March 7, 2025, noon"),
        ]
        f.other_emails = (
            {f"{f.person.split()[0].lower()}@{f.host.removeprefix('www.')}"}
            if f.n % 3 == 0
            else set()
        )
        f.email_may_miss = "email" not in f.shows and bool(f.other_emails)
        book.add(
            f"/companies/{f.n}/",
            "Company detail",
            f'<h1>Company detail</h1>{fill_each("<p><strong>{}:</strong> {}</p>", fields)}<p><a href="/companies/{f.n}/update/">Edit</a> | <a href="/companies/{f.n}/delete/">Delete</a> | <a href="/companies/">Back to list</a></p>',
        )
        rows.append(
            f'<tr><td>{html.escape(f.name)}</td><td>{f.trade}</td><td>{f.city}</td><td><a href="/companies/{f.n}/">View</a> <a href="/companies/{f.n}/update/">Edit</a> <a href="/companies/{f.n}/delete/">Delete</a></td></tr>'
        )
    pages = addresses("/companies/", "/companies/?page={}", 4)
    book.spread(
        pages,
        "Company list",
        rows,
        '<h1>Company list</h1><table><thead><tr><th>Name</th><th>Category</th><th>City</th><th>Actions</th></tr></thead><tbody>{rows}</tbody></table><div class="pagination"><span class="step-links"><span class="current">Page of 4.</span> {next}<a href="/companies/?page=4">last &raquo;</a></span></div>',
        onward='<a href="{}">next</a> ',
    )
    book.add(
        "/",
        "Directory",
        '<h1>Directory</h1><p>Welcome, guest.</p><p><a href="/companies/">All companies</a></p>',
    )
    return book


def utility_classes(rng: random.Random) -> Book:
    """Nothing but utility classes: svg for labels or words for screen readers, cards that are links."""
    book = Book(
        "utility_classes", NL, rng, count=36,
        shell='<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{title} · BedrijvenGids</title>{head}</head><body class="bg-gray-50 text-gray-900"><header class="sticky top-0 bg-white shadow"><div class="mx-auto flex max-w-7xl justify-between px-4"><a href="/" class="text-xl font-bold">BedrijvenGids</a><a href="/bedrijven" class="text-sm">Bedrijven</a><a href="/aanmelden" class="rounded bg-blue-600 px-3 text-white">Gratis aanmelden</a></div></header><main class="mx-auto max-w-7xl px-4">{body}</main><footer class="mt-8 border-t py-6 text-sm text-gray-500"><p>BedrijvenGids B.V. · Keizersgracht 1, Amsterdam · 020 123 4567 · hallo@bedrijvengids.example · KvK 12345678</p></footer></body></html>',
    )  # fmt: skip
    icon = '<svg class="h-4 w-4" viewBox="0 0 20 20"><path d="M2 3"/></svg>'
    rows = []
    for f in book.firms:
        path = f"/bedrijven/{slug(f.name)}-{f.n}"
        rows.append(
            f'<a href="{path}" class="block rounded-lg border p-4 hover:shadow-md" data-testid="company-card"><div class="flex gap-2"><div class="h-10 w-10 rounded-full bg-blue-100 text-center">{f.name[0]}</div><div><div class="font-semibold">{html.escape(f.name)}</div><div class="text-sm text-gray-500">{f.trade} in {f.city}</div></div></div><div class="mt-2 text-xs"><span class="rounded-full bg-green-100 px-2">Nu open</span> <span>4,{f.n % 9} (1{f.n} reviews)</span></div></a>'
        )
        line = '<div class="flex gap-2 py-2"><dt class="shrink-0">{}<span class="sr-only">{}</span></dt><dd class="text-sm">{}</dd></div>'
        fields = [
            (icon, "Adres", f.address),
            (
                icon,
                "Telefoon",
                f'<a class="underline" href="tel:{f.tel}">{f.phone_shown}</a>'
                if f.n % 2
                else f.phone_shown,
            ),
            (icon, "E-mail", email_html(f, rng, "plain mailto entities cf")),
            (icon, "Website", f.given("site", '<a class="underline" href="{f.site}">{f.host}</a>')),
            (icon, "KvK-nummer", str(f.n + 27312340)),
            (icon, "BTW", f"NL8{f.n + 12345678}B01"),
        ]
        near = "".join(
            f'<a href="/bedrijven/{slug(o.name)}-{o.n}" class="block rounded border p-2"><span class="font-medium">{html.escape(o.name)}</span><span class="block text-xs">{o.phone_shown}</span></a>'
            for o in book.firms
            if o.city == f.city and o is not f and abs(o.n - f.n) < 5
        )
        book.add(
            path,
            html.escape(f.name),
            f'<div class="grid grid-cols-3 gap-6"><div class="col-span-2"><h1 class="text-2xl font-bold">{html.escape(f.name)}</h1><p class="mt-4">{f.about}</p></div><aside><dl class="divide-y rounded-lg border bg-white p-4">{fill_each(line, fields)}</dl><a href="/claim/{f.n}" class="text-xs">Is dit uw bedrijf?</a></aside></div><section class="mt-8"><h2 class="text-lg">In de buurt</h2><div class="grid grid-cols-2">{near}</div></section>',
        )
    book.spread(
        addresses("/bedrijven", "/bedrijven?pagina={}", 3),
        "Bedrijven",
        rows,
        '<h1 class="text-2xl font-bold">Bedrijven</h1><p class="text-sm">36 resultaten</p><div class="grid grid-cols-1 gap-4 md:grid-cols-3">{rows}</div><nav class="mt-6 flex gap-1">{others}{next}</nav>',
        onward='<a class="rounded border px-3" href="{}" aria-label="Volgende">→</a>',
        other='<a class="rounded border px-3" href="{}">{}</a>',
    )
    book.add(
        "/",
        "Home",
        f'<h1 class="text-3xl">Vind een bedrijf</h1><a href="/bedrijven">Alle bedrijven</a><div class="grid">{"".join(rows[:3])}</div>',
    )
    return book


def ruled(rng: random.Random) -> Book:
    """Capitals, FONT, rules between entries, tags left open, iso-8859-1; SIRET like a number; Mél for e-mail."""
    book = Book(
        "ruled", c.FR, rng, count=32, charset="iso-8859-1", header_charset=False,
        shell='<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1"><TITLE>{title}</TITLE>{head}</HEAD><BODY BGCOLOR="#FFFFCC" LINK="#0000FF"><TABLE WIDTH="100%"><TR><TD WIDTH=150 VALIGN=top BGCOLOR="#CCCCFF"><A HREF="/">Accueil</A><BR><A HREF="/annuaire1.htm">Annuaire</A><BR><A HREF="/livre.htm">Livre d\'or</A><TD>{body}</TABLE><CENTER><FONT SIZE=1>Annuaire des artisans - Webmestre : Jean - T&eacute;l. 04 99 12 34 56 - <A HREF="mailto:webmestre@artisans.example">webmestre@artisans.example</A></FONT></CENTER></BODY></HTML>',
    )  # fmt: skip
    rows = []
    for f in book.firms:
        f.phone_shown = f.bare + (f" poste {f.extension}" if f.extension else "")
        mail = f.given("email", '<A HREF="mailto:{f.email}">{f.email}</A>')
        rows.append(
            f'<P><FONT COLOR="#990000" SIZE=4><B>{html.escape(f.name)}</B></FONT><BR><I>{f.trade}</I><BR>{f.street}<BR>{f.town}<BR>Tél : {f.phone_shown}'
            + (f" - Télécopie : {f.fax_shown}" if f.n % 2 else "")
            + (f"<BR>Mél : {mail}" if mail else "")
            + f.given("site", '<BR>Site : <A HREF="{f.site}">{f.host}</A>')
            + f"<BR>SIRET {f.n + 412} 345 678 000{f.n % 90 + 10} - M. {f.person}<HR>\n"
        )
    book.spread(
        [f"/annuaire{n}.htm" for n in (1, 2, 3)],
        "Annuaire",
        rows,
        "<H1>Annuaire des artisans</H1><HR>{rows}<CENTER>{others}{next}</CENTER>",
        onward='<A HREF="{}"><B>Suite</B></A>',
        other='<A HREF="{}">Page {}</A> ',
    )
    book.add(
        "/", "Accueil", '<H1>Bienvenue</H1><P><A HREF="/annuaire1.htm">Consulter l\'annuaire</A>'
    )
    book.add(
        "/livre.htm",
        "Livre d'or",
        "<H1>Livre d'or</H1><P>Bravo pour ce site ! <I>Paul, Nice</I><P>Merci. <I>Anne</I>",
    )
    return book


def zhaoshang(rng: random.Random) -> Book:
    """GBK, kinds that overlap, dl of contact data: two departments with numbers, QQ, a person's own mail."""
    book = Book(
        "zhaoshang", c.CN, rng, count=40, charset="gbk",
        shell='<!DOCTYPE html><html><head><meta charset="gbk"><title>{title}-华东招商网</title>{head}</head><body><div class="hd"><a href="/">华东招商网</a><span>欢迎您，请<a href="/login.asp">登录</a>或<a href="/reg.asp">免费注册</a></span><span>服务热线：0571-88990011</span></div><div class="bd">{body}</div><div class="ft"><a href="/about.asp">关于我们</a> <a href="/lx.asp">联系方式</a><p>华东招商网 版权所有 浙ICP备11022334号-2 客服QQ：800012345 E-mail：webmaster@hdzs.example</p></div></body></html>',
    )  # fmt: skip
    kinds = {
        t: [f for f in book.firms if f.trade == t or f.n % 11 == i]
        for i, t in enumerate(book.trades())
    }
    nav = "".join(f'<dd><a href="/cat.asp?id={i}">{t}</a></dd>' for i, t in enumerate(kinds, 1))
    row = {
        f.n: f'<dl class="co"><dt><a href="/shop.asp?id={f.n + 300}" target="_blank">{f.name}</a><em>诚信通第{f.n % 5 + 1}年</em></dt><dd>主营：{f.trade}</dd><dd>地区：{f.address[:6]}</dd><dd><a href="/msg.asp?to={f.n + 300}">给我留言</a></dd></dl>'
        for f in book.firms
    }
    for i, (t, fs) in enumerate(kinds.items(), 1):
        book.spread(
            [f"/cat.asp?id={i}", *([f"/cat.asp?id={i}&page=2"] if len(fs) > 8 else [])],
            t,
            [row[f.n] for f in fs],
            f'<div class="l"><dl><dt>行业</dt>{nav}</dl></div><div class="r"><h2>{t}企业</h2>{{rows}}<p class="pg">{{next}}</p></div>',
            onward='<a href="{}">下页</a>',
        )
    for f in book.firms:
        other = number("CN", rng)
        f.other_phones = {other} if f.n % 3 == 0 else set()
        fields = [
            ("公司", f.name), ("联系人", f"{f.person} （销售部 经理）"), ("电话", f"{f.phone_shown}（销售部）" + (f" / {shown(other, rng, '')}（技术部）" if f.n % 3 == 0 else "")), ("移动电话", f.mobile_shown if f.n % 2 else ""),
            ("传真", f.fax_shown), ("Q Q", f'<a href="tencent://message/?uin={f.n + 28123456}">{f.n + 28123456}</a>'), ("邮件", email_html(f, rng, "plain mailto entities")), ("网站", f.given("site", '<a href="{f.site}">{f.host}</a>')),
            ("地址", f.address), ("邮编", f"31000{f.n % 10}"), ("营业执照", f"33010000{f.n + 10034}"),
        ]  # fmt: skip
        book.add(
            f"/shop.asp?id={f.n + 300}",
            f.name,
            f'<div class="r"><h1>{f.name}</h1><div class="js"><p>{f.about}</p></div><div class="lx"><h3>联系方式</h3><dl>{fill_each("<dt>{}：</dt><dd>{}</dd>", fields)}</dl></div><div class="pl"><h3>客户评价</h3><p>发货快，质量好。——{f.n}号买家</p></div></div>',
        )
    book.add(
        "/",
        "首页",
        f'<div class="l"><dl><dt>行业</dt>{nav}</dl></div><div class="r"><h2>推荐企业</h2>{"".join(row[n] for n in (1, 2, 3))}</div>',
    )
    book.add(
        "/lx.asp",
        "联系方式",
        "<h1>联系方式</h1><p>杭州华东网络有限公司<br>电话：0571-88990011<br>传真：0571-88990012<br>邮箱：webmaster@hdzs.example</p>",
    )
    return book


def sectores(rng: random.Random) -> Book:
    """Sectors with folded entries, a mail that a click writes, CIF and a central number; a firm in two sectors."""
    book = Book(
        "sectores", ES, rng, count=36,
        shell='<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>{title} | Guía Empresas</title>{head}</head><body><header><a href="/">Guía Empresas</a> <a href="/publicidad">Publicidad</a></header><div class="cuerpo">{body}</div><aside><div class="promo"><h4>Empresa del mes</h4><p>Pinturas Arcoíris S.L.</p><p>Tel. 915 550 123</p><p>ventas@arcoiris.example</p></div></aside><footer>Guía Empresas S.L. - 902 123 456 - guia@guiaempresas.example</footer></body></html>',
    )  # fmt: skip
    entry = {}
    for f in book.firms:
        f.extend(" (ext. {})")
        mail = email_html(f, rng, "mailto at plain")
        fields = [
            ("Dirección", f.address),
            ("Teléfono", f.phone_shown),
            ("Móvil", f.mobile_shown if f.n % 3 == 0 else ""),
            ("Correo", mail),
            ("Web", f.given("site", '<a href="{f.site}">{f.host}</a>')),
            ("CIF", f"B{f.n + 50123456}"),
            ("Horario", "L-V 9:00-14:00 y 16:00-19:00"),
        ]
        entry[f.n] = (
            f'<details class="ficha" id="e{f.n}"><summary>{html.escape(f.name)} <small>{f.city}</small></summary><p>{f.about}</p><table>{fill_each("<tr><td>{}</td><td>{}</td></tr>", fields)}</table><a href="/opinar?e={f.n}">Opinar</a></details>'
        )
    kinds = {
        t: [f for f in book.firms if f.trade == t or f.n % 8 == i]
        for i, t in enumerate(book.trades())
    }
    nav = "".join(
        f'<li><a href="/sector/{slug(t)}">{t.title()}</a> ({len(fs)})</li>'
        for t, fs in kinds.items()
    )
    for t, fs in kinds.items():
        book.spread(
            addresses(f"/sector/{slug(t)}", f"/sector/{slug(t)}/{{}}", 2),
            t.title(),
            [entry[f.n] for f in fs],
            f'<h1>Empresas de {t}</h1>{{rows}}<p class="pag">{{others}}{{next}}</p><h3>Otros sectores</h3><ul>{nav}</ul>',
            onward='<a href="{}">Siguiente &gt;</a>',
            other='<a href="{}">{}</a>',
        )
    book.add("/", "Inicio", f"<h1>Sectores</h1><ul>{nav}</ul>")
    return book


def initials(rng: random.Random) -> Book:
    """Cards with T. F. E. H. for labels, several a row of a table without heads; a page more for nothing."""
    book = Book(
        "initials", c.KR, rng, count=36,
        shell='<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>{title} - 기업정보</title>{head}</head><body><div id="gnb"><a href="/">기업정보</a> <a href="/list">회원사</a> <a href="/notice">공지사항</a></div><div id="cont">{body}</div><div id="copy">부산광역시 해운대구 센텀로 1 | T. 051-999-0001 | F. 051-999-0002 | E. admin@giup.example | 사업자등록번호 123-45-67890</div></body></html>',
    )  # fmt: skip
    cells = []
    for f in book.firms:
        f.phone_shown = f.bare + (f" (내선 {f.extension})" if f.extension else "")
        mail = f.given("email", "E. {f.email}")
        lines = [
            f"대표 {f.person}",
            f.address,
            f"T. {f.phone_shown}",
            f"F. {f.fax_shown}",
            mail,
            f.given("site", 'H. <a href="{f.site}" target="_blank">{f.host}</a>'),
            f"사업자번호 {f.n + 101}-81-{f.n + 12345}",
        ]
        cells.append(
            f'<td width="33%"><div class="mem"><p class="logo"><img src="/logo/{f.n}.gif" alt=""></p><p class="tit">{f.name}</p><p class="txt">{"<br>".join(x for x in lines if x)}</p></div></td>'
        )
    rows = ["<tr>" + "".join(cells[i : i + 3]) + "</tr>" for i in range(0, len(cells), 3)]
    book.spread(
        addresses("/list", "/list?pageIndex={}", 3),
        "회원사",
        rows,
        '<h2>회원사 안내</h2><table class="members">{rows}</table><div class="paging">{others}{next}</div>',
        onward='<a href="{}">다음</a>',
        other='<a href="{}">{}</a>',
    )
    book.add("/", "홈", '<p>회원사를 소개합니다. <a href="/list">회원사</a></p>')
    book.add(
        "/notice",
        "공지사항",
        "<h2>공지사항</h2><ul><li>정기총회 안내 2025-03-02</li><li>홈페이지 개편 2025-01-15</li></ul>",
    )
    return book


def graphs(rng: random.Random) -> Book:
    """A graph of JSON-LD on each page: the portal's own organisation, crumbs, a list of items, reviews' authors."""
    book = Book(
        "graphs", c.US, rng, count=len(US_NAMES),
        shell='<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - Townly</title>{head}</head><body><header role="banner"><a href="/">Townly</a></header><div role="main">{body}</div><footer role="contentinfo"><p>Townly Inc., support@townly.example, (888) 555-0111</p></footer></body></html>',
    )  # fmt: skip
    christen(book.firms, US_NAMES)
    own = {
        "@type": "Organization",
        "@id": "https://townly.example/#org",
        "name": "Townly",
        "url": "https://townly.example/",
        "telephone": "+1-888-555-0111",
        "email": "support@townly.example",
    }

    def graph(*things: object) -> str:
        return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", "@graph": [own, *things]})}</script>'

    for n in range(3):
        firms = book.firms[n * 10 : n * 10 + 10]
        items = {
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "ListItem", "position": i, "name": f.name, "url": f"/b/{slug(f.name)}"}
                for i, f in enumerate(firms, 1)
            ],
        }
        cards = "".join(
            f'<section class="biz"><h2><a href="/b/{slug(f.name)}">{html.escape(f.name)}</a></h2><p>{f.trade.title()} in {f.city}</p><blockquote>"Great people" <cite>Kim T.</cite></blockquote></section>'
            for f in firms
        )
        onward = f'<a rel="next" href="/places?page={n + 2}">Next</a>' if n < 2 else ""
        book.add(
            "/places" + (f"?page={n + 1}" if n else ""),
            "Places",
            f"<h1>Places</h1>{cards}{onward}",
            head=graph(items),
        )
    for f in book.firms:
        f.extend(" ext. {}")
        thing: dict[str, object] = {
            "@type": "LocalBusiness",
            "name": f.name,
            "telephone": f.phone_shown,
            "address": {"@type": "PostalAddress", "streetAddress": f.street},
            "review": [
                {
                    "@type": "Review",
                    "author": {"@type": "Person", "name": "Kim T."},
                    "reviewBody": "Great people",
                }
            ],
            "employee": {"@type": "Person", "name": f.person, "telephone": f.mobile},
        }
        if "site" in f.shows:
            thing["url" if f.n % 2 else "sameAs"] = (
                f.site if f.n % 2 else [f.site, "https://www.facebook.com/x"]
            )
        mail = email_html(f, rng, "mailto plain cf both")
        crumbs = {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": 1, "name": "Places", "item": "/places"},
                {"@type": "ListItem", "position": 2, "name": f.name},
            ],
        }
        book.add(
            f"/b/{slug(f.name)}",
            html.escape(f.name),
            f'<h1>{html.escape(f.name)}</h1><p>{f.about}</p><div class="facts"><div>Call <b>{f.phone_shown}</b></div>'
            + (f"<div>Write to {mail}</div>" if mail else "")
            + f.given("site", '<div>Visit <a href="{f.site}">{f.host}</a></div>')
            + f"<div>Find us at {f.address}</div></div><h2>What people say</h2><blockquote>Great people <cite>Kim T.</cite></blockquote>",
            head=graph(thing, crumbs),
        )
    book.add("/", "Townly", '<h1>Townly</h1><a href="/places">Places</a>', head=graph())
    return book


EVENING = (one_liners, generic_views, utility_classes, ruled, zhaoshang, sectores, initials, graphs)
