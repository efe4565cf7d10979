"""Asian sites written after `asia_held` was mended: `asia_late` and `asia_late_boards`.

Read once before anything was mended for them; open to tuning since.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from datetime import timedelta

from tests.factories.directories.asia import crowd
from tests.factories.directories.asia_boards import day_of, moments
from tests.factories.directories.board import Board
from tests.factories.directories.book import Book
from tests.factories.directories.countries import CN, KR, TH
from tests.factories.directories.firms import Firm, email_html, site_html
from tests.factories.directories.rows import fill, fill_each


def upjang(rng: random.Random) -> Book:
    """Korean trade pages: a gallery of cards by region, a page with a definition list each."""
    book = Book("upjang", KR, rng, count=32)
    for f in book.firms:
        f.extend(" (내선 {})")

    def row(f: Firm) -> str:
        return (
            f'<li class="col-md-3"><div class="thumbnail"><a href="/biz/view.php?idx={f.n + 400}&amp;page=1"><img src="/data/{f.n}.png" alt="{f.name}"></a>'
            f'<div class="caption"><strong class="tit"><a href="/biz/view.php?idx={f.n + 400}&amp;page=1">{f.name}</a></strong><p>{f.city} | {f.trade}</p>'
            f'<p class="hit">조회 {f.n * 7}</p></div></div></li>'
        )

    book.lists(
        "/biz/list.php",
        "업체정보",
        row,
        size=8,
        page=lambda base, n: base if n == 1 else f"{base}?page={n}",
        around=('<ul class="row">', "</ul>"),
    )
    for f in book.firms:
        lines = [
            ("대표자", "김 민 수"),
            ("업종", f.trade),
            ("대표전화", f.phone_shown),
            ("팩스", f.fax_shown),
            ("E-Mail", email_html(f, rng, "mailto plain at")),
            ("홈페이지", site_html(f, rng, "link text")),
            ("사업자번호", f"{f.n + 100}-81-{f.n + 12340}"),
            ("소재지", f.address),
        ]
        inner = fill_each("<dt>{}</dt><dd>{}</dd>", lines)
        body = (
            f'<div class="loc"><a href="/">홈</a> &gt; <a href="/biz/list.php">업체정보</a></div><h3 class="view-tit">{f.name}</h3><p class="info">등록일 2025-0{f.n % 9 + 1}-11 · 조회 {f.n * 7}</p>'
            f'<dl class="dl-horizontal">{inner}</dl><h4>회사소개</h4><div class="cont">{f.about}</div><a class="btn" href="/biz/list.php">목록보기</a>'
        )
        book.add(f"/biz/view.php?idx={f.n + 400}&page=1", f"{f.name} > 업체정보", body)
    book.add("/", "업장", '<h1>업체 찾기</h1><a href="/biz/list.php">업체정보</a>')
    return book.finish()


def bangkok(rng: random.Random) -> Book:
    """Thai factories: everything in rows of one page's list, several telephones in a line."""
    book = Book("rong_ngan", TH, rng, count=30, plain_chrome=True)
    for f in book.firms:
        f.other_phones.add(f.mobile)
        f.extend(" ต่อ {}")

    def row(f: Firm) -> str:
        mail = fill('<span class="m">อีเมล : {}</span><br>', email_html(f, rng, "mailto plain"))
        web = fill("<span>เว็บไซต์ : {}</span>", site_html(f, rng, "link text"))
        return (
            f'<div class="item-list clearfix"><div class="pic"><img src="/logo/{f.n}.gif"></div><div class="desc"><h2>{f.n}. {f.name}</h2>'
            f'<div class="type">ประเภทธุรกิจ : {f.trade}</div><div class="addr">{f.address}</div>'
            f'<div class="tel"><b>โทร.</b> {f.phone_shown} &nbsp; <b>มือถือ</b> {f.mobile_shown} &nbsp; <b>แฟกซ์</b> {f.fax_shown}</div>{mail}{web}</div></div>'
        )

    book.lists(
        "/factory",
        "รายชื่อโรงงาน",
        row,
        size=10,
        page=lambda base, n: base if n == 1 else f"{base}/{n * 10 - 10}",
    )
    book.add("/", "โรงงานไทย", '<h1>ค้นหาโรงงาน</h1><a href="/factory">รายชื่อโรงงาน</a>')
    return book.finish()


def gongying(rng: random.Random) -> Book:
    """A Chinese supplier mall in the manner of shops: the shop's card, contacts on its own page."""
    book = Book("gongying", CN, rng, count=32)
    for f in book.firms:
        f.other_phones.add(f.mobile)

    def row(f: Firm) -> str:
        return (
            f'<div class="company-list-item" data-spm="{f.n}"><div class="list-item-title"><a class="list-item-title-text" title="{f.name}" href="/shop{f.n + 660}/contactinfo.html?tracelog=p4p&amp;pos={f.n}">{f.name}</a>'
            f'<span class="year">第{f.n % 9 + 1}年</span></div><div class="list-item-detail"><span class="label">主营产品：</span><a href="/s/{f.n}">{f.trade}</a><br>'
            f'<span class="label">所在地：</span><a href="/r/{f.n}">{f.city}</a> <span class="label">员工人数：</span>{f.n * 4} 人</div>'
            f'<div class="offers"><span>¥{f.n}.80</span><span>¥{f.n * 2}.00</span></div></div>'
        )

    book.lists(
        "/company_search.htm",
        "找供应商",
        row,
        size=8,
        page=lambda base, n: base if n == 1 else f"{base}?beginPage={n}",
        around=('<div id="sw_mod_searchlist">', "</div>"),
    )
    for f in book.firms:
        person = rng.choice(("王丽", "陈志强", "刘伟"))
        lines = [
            ("电&nbsp;&nbsp;&nbsp;&nbsp;话：", f.phone_shown),
            ("移动电话：", f.mobile_shown),
            ("传&nbsp;&nbsp;&nbsp;&nbsp;真：", f.fax_shown),
            ("地&nbsp;&nbsp;&nbsp;&nbsp;址：", f"中国 {f.address}"),
            ("邮&nbsp;&nbsp;&nbsp;&nbsp;编：", f"2{f.n + 15000}"),
            (
                "公司主页：",
                fill('{} <a href="https://shop.example/x">店铺</a>', site_html(f, rng, "link")),
            ),
            ("电子邮箱：", email_html(f, rng, "plain mailto wide")),
        ]
        inner = fill_each("<dl><dt>{}</dt><dd>{}</dd></dl>", lines)
        body = (
            f'<div class="shop-head"><div class="base-info"><div class="company-name">{f.name}</div><span>诚信通 第{f.n % 9 + 1}年</span></div></div><ul class="nav-top"><li>首页</li><li>供应产品</li><li>公司档案</li><li>联系方式</li></ul>'
            f'<div class="m-content"><div class="contact-info"><h4>{f.name}</h4><dl><dt>联&nbsp;系&nbsp;人：</dt><dd><a class="membername" href="#">{person}</a> 女士（经理）<a href="#">和我联系</a></dd></dl></div><div class="fd-clr">{inner}</div></div>'
        )
        near = "".join(f"<p>{o.trade} ¥{o.n}.50</p>" for o in crowd(rng, book.firms, f, 3))
        book.add(
            f"/shop{f.n + 660}/contactinfo.html?tracelog=p4p&pos={f.n}",
            f"联系方式-{f.name}",
            body,
            extra=f'<div class="rec"><h4>推荐产品</h4>{near}</div>',
        )
    book.add("/", "供应网", '<h1>找货源</h1><a href="/company_search.htm">找供应商</a>')
    return book.finish()


def lelang(rng: random.Random) -> Board:
    """Indonesian e-procurement: a striped table, a page of labels in a table's first column."""
    board = Board("lelang_id", "id", rng)
    rows: list[str] = []
    wares = (
        "Meja Sekolah",
        "Pompa Air",
        "Obat Generik",
        "Lampu Jalan",
        "Seragam Dinas",
        "Alat Laboratorium",
    )
    months = ("Januari", "Februari", "Maret", "April", "Mei", "Juni")
    for n, at in enumerate(moments(rng, 24, 7)):
        here = at + timedelta(hours=7)
        ware, kind = wares[n % 6], ("Pengadaan Barang", "Pekerjaan Konstruksi")[n % 2]
        org = f"Dinas {('Pendidikan', 'Kesehatan', 'Perhubungan')[n % 3]} Kabupaten {('Sleman', 'Bantul', 'Kudus', 'Blora')[n % 4]} {n}"
        title = f"Pengadaan {ware} Paket {n + 7}"
        text = f"Penyedia harus mengirim {ware.lower()} sebanyak {n + 30} unit ke {n + 2} lokasi."

        def day(days: int, here=here) -> str:
            d = here + timedelta(days=days)
            return f"{d.day} {months[d.month - 1]} {d.year}"

        board.tell(n, title, text, org, day_of(at, 7), day_only=True, context=(kind,))
        rows.append(
            f'<tr class="{"odd" if n % 2 else "even"}"><td>{n + 8800}</td><td><a href="/eproc4/lelang/{n + 8800}/pengumumanlelang" target="_blank">{title}</a> <span class="badge">spse 4.5</span></td><td>{org}</td><td>Pengumuman Pascakualifikasi</td><td>{n + 2},{n % 9} M</td></tr>'
        )
        pairs = [
            ("Kode Tender", f"{n + 8800}"),
            ("Nama Tender", f"<b>{title}</b>"),
            ("Tanggal Pembuatan", day(0)),
            ("Tahap Tender Saat Ini", '<a href="#j">Pengumuman [...]</a>'),
            ("K/L/PD/Instansi Lainnya", org),
            ("Satuan Kerja", org),
            ("Jenis Pengadaan", kind),
            ("Metode Pengadaan", "Tender - Pascakualifikasi Satu File"),
            ("Nilai Pagu Paket", f"Rp. {n + 2}.500.000.000,00"),
            ("Uraian Singkat Pekerjaan", text),
            ("Lokasi Pekerjaan", f"Jl. Merdeka {n + 3}, Sleman"),
        ]
        inner = fill_each('<tr><th class="bgwarning">{}</th><td colspan="3">{}</td></tr>', pairs)
        board.put(
            f"/eproc4/lelang/{n + 8800}/pengumumanlelang",
            "Informasi Tender",
            f'<div class="content"><ul class="nav nav-tabs"><li><a href="#">Pengumuman</a></li><li><a href="#">Peserta</a></li></ul><table class="table table-sm">{inner}</table></div>',
        )
    board.lists(
        ("/eproc4/lelang", "/eproc4/lelang?page=2"),
        "Cari Paket",
        rows,
        '<table class="table" id="tbllelang"><thead><tr><th>Kode</th><th>Nama Paket</th><th>Instansi</th><th>Tahap</th><th>HPS</th></tr></thead><tbody>{rows}</tbody></table><a href="/eproc4/lelang">1</a> <a href="/eproc4/lelang?page=2">2</a>',
    )
    board.put("/", "LPSE", '<h1>Layanan Pengadaan</h1><a href="/eproc4/lelang">Cari Paket</a>')
    return board


def bizboard(rng: random.Random) -> Board:
    """A Hong Kong trade board: buying leads and selling leads in one list, told apart by a tag."""
    board = Board("hk_leads", "en", rng)
    rows: list[str] = []
    wares = ("LED panels", "gift boxes", "USB hubs", "rattan chairs", "phone cases", "glass jars")
    lands = ("Kenya", "Chile", "Poland", "Japan")
    for n, at in enumerate(moments(rng, 24, 0)):
        buy = n % 3 != 0
        tag, ware, land = ("Buying Lead" if buy else "Selling Lead"), wares[n % 6], lands[n % 4]
        firm = f"{('Orbit', 'Maple', 'Lotus', 'Falcon', 'Tidal')[n % 5]} {('Imports', 'Traders', 'Sourcing')[n % 3]} {n} Ltd"
        title = f"{'Looking for' if buy else 'We sell'} {ware} {n + 60}"
        text = f"{'We wish to import' if buy else 'We can export'} {ware}, item {n + 60}, {n + 3} containers a month, FOB terms preferred."
        board.tell(n, title, text, firm, at, day_only=True, context=(tag,))
        board.firms.add(firm)
        rows.append(
            f'<div class="lead"><span class="tag">{tag}</span><h3><a href="/lead/{n + 310}-{"b" if buy else "s"}">{title}</a></h3><p>{text[:40]}…</p><div class="meta"><span class="flag">{land}</span><span class="d">{at.strftime("%d %b %Y")}</span></div></div>'
        )
        info = fill_each(
            '<div class="kv"><label>{}</label><span>{}</span></div>',
            (
                ("Type", tag),
                ("Product", ware),
                ("Country/Region", land),
                ("Posted on", at.strftime("%d %b %Y")),
                ("Valid until", (at + timedelta(days=60)).strftime("%d %b %Y")),
            ),
        )
        who = f'<div class="poster-box"><h4>Posted by</h4><p class="co">{firm}</p><p>{land}</p><p><a href="/login?r={n}">Log in to view contact details</a></p></div>'
        board.put(
            f"/lead/{n + 310}-{'b' if buy else 's'}",
            f"{title} | HK Leads",
            f'<h1>{title}</h1>{info}<div class="body"><p>{text}</p></div>{who}<div class="more"><h4>More leads</h4><a href="/lead/{(n + 5) % 24 + 310}-{"b" if (n + 5) % 24 % 3 else "s"}">More like this</a></div>',
        )
    board.lists(
        ("/leads", "/leads?p=2"),
        "Trade leads",
        rows,
        '<h1>Trade leads</h1>{rows}<div><a href="/leads">1</a> <a href="/leads?p=2">2</a></div>',
    )
    board.put("/", "HK Leads", '<h1>HK Leads</h1><a href="/leads">Trade leads</a>')
    return board


def jokoku(rng: random.Random) -> Board:
    """Japanese public works: a list by day, a page with a table whose heads are in the row."""
    board = Board("nyusatsu", "ja", rng)
    rows: list[str] = []
    wares = ("揚水ポンプ", "事務机", "防災備蓄品", "街路灯", "配水管", "検査機器")
    for n, at in enumerate(moments(rng, 24, 9)):
        here = at + timedelta(hours=9)
        org = f"{('堺市', '浜松市', '高松市', '旭川市')[n % 4]}{('上下水道局', '契約課', '消防本部')[n % 3]}第{n + 1}係"
        ware = wares[n % 6]
        title = f"令和8年度 {ware}購入 その{n + 5}"
        text = f"{ware}{n + 8}式の納入及び据付、納入場所は市内{n + 2}箇所とする。"
        kind = ("一般競争入札", "指名競争入札")[n % 2]

        def wareki(days: int, here=here) -> str:
            d = here + timedelta(days=days)
            return f"令和{d.year - 2018}年{d.month}月{d.day}日"

        board.tell(n, title, text, org, day_of(at, 9), day_only=True, context=(kind,))
        rows.append(
            f'<tr><td>{wareki(0)}</td><td><a href="anken{n + 70}.html">{title}</a></td><td>{org}</td><td>{wareki(14)}</td></tr>'
        )
        pairs = [
            ("案件名称", title),
            ("公告日", wareki(0)),
            ("調達機関", org),
            ("入札方式", kind),
            ("入札書提出期限", f"{wareki(14)} 午後5時00分"),
            ("開札日時", f"{wareki(15)} 午前10時00分"),
            ("予定価格", f"{n + 3},200,000円（税抜）"),
            ("概要", text),
            ("問合せ先", f"契約担当 電話 072-228-{n + 7400}"),
        ]
        inner = fill_each("<tr><th>{}</th><td>{}</td></tr>", pairs)
        board.put(
            f"/kokoku/anken{n + 70}.html",
            f"{title}｜入札公告",
            f'<div id="pankuzu"><a href="/">ホーム</a> &gt; <a href="/kokoku/index.html">入札公告</a></div><h1>入札公告</h1><table class="anken">{inner}</table>',
        )
    board.lists(
        ("/kokoku/index.html", "/kokoku/index2.html"),
        "入札公告一覧",
        rows,
        '<h1>入札公告一覧</h1><table><tr><th>公告日</th><th>案件名</th><th>発注課</th><th>締切日</th></tr>{rows}</table><p><a href="index.html">1</a> <a href="index2.html">2</a></p>',
    )
    board.put("/", "入札情報", '<h1>入札・契約情報</h1><a href="/kokoku/index.html">入札公告</a>')
    return board


ASIA_LATE = (upjang, bangkok, gongying)
ASIA_LATE_BOARDS = (lelang, bizboard, jokoku)
