"""Three directories and a board of tenders by the hand of `morning`, held back while that was mended: `noon`, `noon_boards`."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import html
import random
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

from tests.factories.directories import countries as c
from tests.factories.directories import lands
from tests.factories.directories.afternoon import slug
from tests.factories.directories.board import Board
from tests.factories.directories.boards import GOODS, moments
from tests.factories.directories.book import Book
from tests.factories.directories.firms import email_html
from tests.factories.directories.morning import twins
from tests.factories.directories.rows import addresses, fill_each


def guia(rng: random.Random) -> Book:
    """Spanish guide: provinces, towns, everything in the list's rows; WhatsApp, a turned-round e-mail, sites through a jump; a page of its own for some."""
    spain = replace(
        lands.ES,
        shapes=("{b} {a}", "{a} {b}", "{b} Hnos. {a}", "La {a} {b}"),
        words=("Fontanería", "Cerrajería", "Panadería", "Taller", "Clínica Dental", "Asesoría"),
        cities=(("Zaragoza", "C/ Mayor, {n}, 50001 Zaragoza"), ("Huesca", "Coso Alto, {n}, 22003 Huesca"), ("Málaga", "Avda. de Andalucía {n}, 29002 Málaga"), ("Ronda", "C/ Espinel, {n}, 29400 Ronda")),
    )  # fmt: skip
    book = Book(
        "guia", spain, rng, count=64,
        shell='<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>{title} | Guía Empresas</title>{head}</head><body><header id="cab"><a href="/" id="logo">Guía Empresas</a><span>Atención al anunciante: 902 123 456</span><a href="/alta">Alta gratuita</a></header><section id="cuerpo">{body}</section><footer id="pie"><p>Guía Empresas S.L. · C/ Alcalá 100, 28009 Madrid · Tel. 91 555 12 34 · info@guiaempresas.example</p><a href="/aviso-legal">Aviso legal</a></footer></body></html>',
    )  # fmt: skip
    twins(book, (5, 30))
    item = {}
    for f in book.firms:
        mail = email_html(f, rng, "mailto reversed at plain")
        page = f'<a href="/empresa/{slug(f.name)}-{f.n}.html">{html.escape(f.name)}</a>' if f.n % 4 == 0 else html.escape(f.name)  # fmt: skip
        jump = f'<li class="web"><a rel="nofollow" href="/salto?id={f.n}&amp;url={quote(f.site, safe="")}">Visitar web</a></li>' if "site" in f.shows else ""  # fmt: skip
        whats = f'<li class="wa"><a href="https://wa.me/{f.mobile[1:]}">WhatsApp</a></li>' if f.n % 3 == 0 else ""  # fmt: skip
        f.extend(" ext. {}")
        item[f.n] = (
            f'<article class="ficha"><h2>{page}</h2><p class="act">{f.trade}</p><ul class="datos"><li class="dir">{f.address}</li><li class="tel">{f.phone_shown}</li>{whats}'
            + (f'<li class="mail">{mail}</li>' if mail else "")
            + f"{jump}</ul></article>"
        )
        if f.n % 4 == 0:
            book.add(f"/empresa/{slug(f.name)}-{f.n}.html", html.escape(f.name),
                f'<nav class="migas"><a href="/">Inicio</a> » <a href="/{slug(f.city) if f.city != "Málaga" else "malaga"}/">{f.city}</a></nav><h1>{html.escape(f.name)}</h1><p>{f.about}</p><h3>Datos de contacto</h3><ul class="datos"><li><b>Dirección:</b> {f.address}</li><li><b>Teléfono:</b> {f.phone_shown}</li>'
                + (f"<li><b>Correo:</b> {mail}</li>" if mail else "")
                + f'{jump}</ul><h3>Horario</h3><p>L-V: 9:00-14:00 y 16:00-20:00</p><h3>Opiniones</h3><div class="opinion"><b>Lucía</b> (12/09/2026): Trato excelente y precio justo.</div><form action="/enviar"><input name="email"><button>Contactar</button></form>')  # fmt: skip
    provinces = {"zaragoza": ("Zaragoza",), "huesca": ("Huesca",), "malaga": ("Málaga", "Ronda")}
    for province, towns in provinces.items():
        firms = [f for f in book.firms if f.city in towns]
        at = f"/{province}/"
        others = "".join(f'<a href="/{province}/{slug(t) if t != "Málaga" else "malaga"}/">{t}</a> ' for t in towns)  # fmt: skip
        book.spread(addresses(at, at + "pagina-{}/", 3), province.title(), [item[f.n] for f in firms],
            f'<h1>Empresas en {province.title()}</h1><p class="localidades">Localidades: {others}</p>{{rows}}<div class="paginacion">{{others}}{{next}}</div>',
            onward='<a class="sig" href="{}">Siguiente »</a>', other='<a href="{}">{}</a>')  # fmt: skip
        for town in towns:
            mine = [item[f.n] for f in firms if f.city == town]
            book.add(f"/{province}/{slug(town) if town != 'Málaga' else 'malaga'}/", town, f"<h1>Empresas en {town}</h1>{''.join(mine)}")  # fmt: skip
    book.add("/", "Inicio", "<h1>Guía de empresas</h1><ul>" + "".join(f'<li><a href="/{p}/">{p.title()}</a></li>' for p in provinces) + "</ul>")  # fmt: skip
    return book


def gojuon(rng: random.Random) -> Book:
    """Japanese firms by kind and prefecture: a row of names and towns, a page of th and td, (at) in addresses, inner numbers, an access map."""
    book = Book(
        "gojuon", c.JP, rng, count=60,
        shell='<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{title}｜ものづくり企業ナビ</title>{head}</head><body><div id="header"><p class="copy">全国の製造業を検索</p><a href="/"><img src="/logo.png" alt="ものづくり企業ナビ"></a><ul id="gnav"><li><a href="/list/">企業一覧</a></li><li><a href="/guide/">ご利用案内</a></li></ul></div><div id="contents">{body}</div><div id="footer"><p>運営：株式会社ナビワークス　東京都千代田区神田1-1　TEL 03-5555-0100　<a href="mailto:support@mononavi.example">support@mononavi.example</a></p><p>Copyright (C) ものづくり企業ナビ</p></div></body></html>',
    )  # fmt: skip
    rows = []
    for f in book.firms:
        f.extend("（内線{}）")
        mail = email_html(f, rng, "round mailto wide plain")
        pairs = [
            ("会社名", f.name),
            ("代表者", "代表取締役　" + f.person),
            ("所在地", f.address),
            ("TEL", f.phone_shown),
            ("FAX", f.fax_shown),
            ("E-mail", mail),
            ("URL", f.given("site", '<a href="{f.site}" target="_blank">{f.site}</a>')),
            ("設立", f"昭和{f.n % 40 + 20}年4月"),
            ("資本金", f"{f.n * 100}万円"),
            ("従業員数", f"{f.n + 4}名"),
            ("事業内容", f.trade + "の設計・製造"),
        ]
        near = "".join(f'<li><a href="/company/detail.php?id={o.n + 300}">{o.name}</a></li>' for o in book.firms if o.trade == f.trade and o is not f)  # fmt: skip
        book.add(f"/company/detail.php?id={f.n + 300}", f.name,
            f'<div class="pankuzu"><a href="/">TOP</a> ＞ <a href="/list/">企業一覧</a> ＞ {f.name}</div><h2 class="tit">{f.name}</h2><p class="pr">{f.about}</p><h3>会社概要</h3><table class="gaiyo"><tbody>{fill_each("<tr><th>{}</th><td>{}</td></tr>", pairs)}</tbody></table><h3>アクセス</h3><iframe src="https://maps.example/?q={f.n}"></iframe><p><a href="/inquiry.php?id={f.n + 300}">この企業に問い合わせる</a></p><h3>同じ業種の企業</h3><ul class="near">{near[:400].rpartition("</li>")[0]}</li></ul>')  # fmt: skip
        rows.append(f'<tr><td><a href="/company/detail.php?id={f.n + 300}">{f.name}</a></td><td>{f.trade}</td><td>{f.city}</td></tr>')  # fmt: skip
    book.spread(addresses("/list/", "/list/?p={}", 4), "企業一覧", rows,
        '<h2>企業一覧</h2><table class="ichiran"><tr><th>会社名</th><th>業種</th><th>所在地</th></tr>{rows}</table><p class="pager">{others}{next}</p>',
        onward='<a href="{}">次の20件</a>', other='<a href="{}">{}</a>')  # fmt: skip
    for k, (trade, firms) in enumerate(sorted(book.trades().items())):
        mine = "".join(f'<li><a href="/company/detail.php?id={f.n + 300}">{f.name}</a>（{f.city}）</li>' for f in firms)  # fmt: skip
        book.add(f"/list/g{k}/", trade, f"<h2>{trade}の企業</h2><ul>{mine}</ul>")
    kinds = "".join(f'<li><a href="/list/g{k}/">{t}</a></li>' for k, t in enumerate(sorted(book.trades())))  # fmt: skip
    book.add(
        "/guide/",
        "ご利用案内",
        "<h2>ご利用案内</h2><p>掲載は無料です。お問い合わせは運営会社まで。</p>",
    )
    book.add(
        "/",
        "トップ",
        f'<h2>業種から探す</h2><ul>{kinds}</ul><p><a href="/list/">企業一覧を見る</a></p>',
    )
    return book


def gonghui(rng: random.Random) -> Book:
    """A Taiwanese association's members: a grid of names, labels and full-width colons in a list of spans, 分機, LINE, tax numbers, the association's own line."""
    book = Book(
        "gonghui", c.TW, rng, count=48,
        shell='<!DOCTYPE html><html lang="zh-Hant"><head><meta charset="utf-8"><title>{title} - 台灣區機械零件工業同業公會</title>{head}</head><body><form id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="dDwtMTM0"><div id="banner"><a href="/Default.aspx">台灣區機械零件工業同業公會</a></div><div id="menu"><a href="/Default.aspx">首頁</a>｜<a href="/Members.aspx">會員名錄</a>｜<a href="/News.aspx">最新消息</a></div><div id="main">{body}</div><div id="footer">會址：台北市中正區重慶南路一段10號　電話：(02)2311-1234　傳真：(02)2311-4321　E-mail：union@tmpa.example</div></form></body></html>',
    )  # fmt: skip
    cells = []
    for f in book.firms:
        f.extend("分機{}")
        mail = email_html(f, rng, "mailto entities plain")
        told = [
            ("公司名稱", f.name), ("會員編號", f"A{f.n + 1000}"), ("統一編號", str(f.n + 22345600)), ("負責人", f.person), ("電話", f.phone_shown), ("傳真", f.fax_shown),
            ("LINE ID", f"line{f.n}tw" if f.n % 3 == 0 else ""), ("電子信箱", mail), ("公司網址", f.given("site", '<a href="{f.site}">{f.site}</a>')), ("公司地址", f.address), ("主要產品", f.trade + "、零組件"),
        ]  # fmt: skip
        book.add(f"/MemberDetail.aspx?id={f.n}", f.name,
            f'<h3>會員資料</h3><div class="member"><img src="/upload/{f.n}.jpg" alt=""><div class="right">{fill_each("<div class=line><span class=t>{}：</span><span class=d>{}</span></div>", told)}</div></div><a href="javascript:history.back()">回上頁</a>')  # fmt: skip
        cells.append(f'<td><a href="/MemberDetail.aspx?id={f.n}">{f.name}</a></td>' + ("</tr><tr>" if f.n % 3 == 0 else ""))  # fmt: skip
    book.spread(addresses("/Members.aspx", "/Members.aspx?Page={}", 3), "會員名錄", cells,
        '<h3>會員名錄</h3><p>共 48 家會員</p><table class="grid"><tr>{rows}</tr></table><div class="AspNetPager">{others}{next}</div>', onward='<a href="{}">下一頁</a>', other='<a href="{}">{}</a>')  # fmt: skip
    book.add("/News.aspx", "最新消息", '<h3>最新消息</h3><ul><li>2026/11/01 <a href="/News.aspx?id=1">會員大會通知</a></li></ul>')  # fmt: skip
    book.add("/News.aspx?id=1", "會員大會通知", "<h3>會員大會通知</h3><p>2026/11/01</p><p>謹訂於十二月十日召開會員大會，敬請踴躍參加。</p>")  # fmt: skip
    book.add("/Default.aspx", "首頁", '<p>歡迎蒞臨。</p><a href="/Members.aspx">會員名錄</a>')
    book.add("/", "首頁", '<p>歡迎蒞臨。</p><a href="/Members.aspx">會員名錄</a>')
    return book


NOON = (guia, gojuon, gonghui)
OFFICES = ("Public Works Department", "State Transport Undertaking", "Municipal Corporation of Nashik", "District Hospital Store", "Water Supply Board")  # fmt: skip


def tenders(rng: random.Random) -> Board:
    """Tenders of offices: three dates, of which one is that of publishing, questions of bidders answered beneath, amounts and an EMD."""
    board = Board(
        "tenders", "en-IN", rng,
        shell='<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | e-Tender Watch</title>{head}</head><body><header><a href="/">e-Tender Watch</a><nav><a href="/tenders">Active Tenders</a><a href="/results">Results</a><a href="/subscribe">Subscribe</a></nav></header><main>{body}</main><footer>e-Tender Watch, Sector 18, Noida. Support: +91 120 400 1234, desk@etenderwatch.example</footer></body></html>',
    )  # fmt: skip
    cards = []
    for n, (goods, at) in enumerate(zip(GOODS, moments(rng, 24), strict=True), 1):
        who = OFFICES[n % 5]
        title = f"Supply of {goods} (Package {n})"
        text = f"Sealed bids are invited from registered firms for the supply of {goods.lower()} at the stores of the department under package {n}."
        fields = [("Tender ID", f"2026_ETW_{n + 44100}_1"), ("Organisation", who), ("Tender Value", f"Rs. {n}.50 Lakh"), ("EMD", f"Rs. {n},000"), ("Published Date", f"{at:%d-%b-%Y %I:%M %p}"), ("Bid Submission End Date", f"{at + timedelta(days=21):%d-%b-%Y} 05:00 PM"), ("Bid Opening Date", f"{at + timedelta(days=22):%d-%b-%Y} 11:00 AM"), ("Location", "Maharashtra")]  # fmt: skip
        board.tell(n, title, text, who, at, context=("Maharashtra", f"Rs. {n}.50 Lakh"))
        asks = ""
        if n % 4 == 1:
            when = at + timedelta(days=2, minutes=n)
            said = f"Kindly clarify whether {goods.lower()} of equivalent make are acceptable under clause {n + 3}."
            asks = f'<h3>Pre-bid queries</h3><div class="query"><p class="by">Asked by <b>Om Enterprises</b> on {when:%d-%b-%Y %I:%M %p}</p><p>{said}</p></div>'
            board.answer(n, said, "Om Enterprises", when)
        board.page(f"/tenders/{n + 44100}", title,
            f'<div class="crumb"><a href="/">Home</a> / <a href="/tenders">Active Tenders</a> / Tender</div><h1>{title}</h1><div class="grid">{fill_each("<div class=cell><label>{}</label><span>{}</span></div>", fields)}</div><h3>Work description</h3><p>{text}</p><h3>Documents</h3><ul><li><a href="/doc/{n}.pdf">Tender notice.pdf</a> (212 KB)</li></ul>{asks}')  # fmt: skip
        cards.append(f'<div class="tcard"><a href="/tenders/{n + 44100}"><h4>{title}</h4></a><p>{who}</p><p>Closing: {at + timedelta(days=21):%d-%b-%Y}</p></div>')  # fmt: skip
    board.spread(addresses("/tenders", "/tenders?page={}", 3), "Active Tenders", cards, '<h1>Active Tenders</h1>{rows}<div class="pages">{others} {next}</div>', onward='<a rel="next" href="{}">Next</a>')  # fmt: skip
    board.page(
        "/", "Home", '<h1>All tenders in one place</h1><a href="/tenders">Active Tenders</a>'
    )
    board.firms.update(OFFICES)
    return board


NOON_BOARDS = (tenders,)
