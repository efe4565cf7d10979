"""Asian boards written after `asia_last` was mended: the set `asia_more_boards`.

Buddhist years, bids in cards, requests without names. Read once before anything was mended for
them; open to tuning since.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from datetime import timedelta

from tests.factories.directories.asia_boards import day_of, local, moments, unzoned
from tests.factories.directories.board import Board
from tests.factories.directories.rows import fill_each

THAI = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)


def egp(rng: random.Random) -> Board:
    """Thai announcements: Buddhist years, a page of labels and values in two cells."""
    board = Board("egp_thai", "th", rng)
    rows: list[str] = []
    wares = ("เครื่องสูบน้ำ", "โต๊ะเรียน", "น้ำยาทดสอบ", "โคมไฟถนน", "ท่อพีวีซี", "เครื่องปรับอากาศ")
    for n, at in enumerate(moments(rng, 24, 7)):
        here = at + timedelta(hours=7)
        org = f"{('โรงพยาบาล', 'องค์การบริหารส่วนตำบล', 'โรงเรียน')[n % 3]}{('บ้านแพ้ว', 'หนองบัว', 'เขาใหญ่', 'ท่าศาลา')[n % 4]} {n}"
        ware, kind = wares[n % 6], ("จัดซื้อจัดจ้าง", "ประกวดราคา")[n % 2]
        title = f"ประกาศ{kind}{ware} จำนวน {n + 12} รายการ"
        text = f"ส่งมอบ{ware}ภายใน {n + 30} วัน ณ สถานที่ {n + 2} แห่ง รับประกันสองปี"

        def day(days: int, here=here) -> str:
            d = here + timedelta(days=days)
            return f"{d.day} {THAI[d.month - 1]} {d.year + 543}"

        board.tell(n, title, text, org, day_of(at, 7), day_only=True, context=(kind,))
        rows.append(
            f'<tr><td>{n + 1}</td><td>{org}</td><td><a href="/procure/{n + 6700}.html">{title}</a></td><td>{day(0)}</td><td>{n + 3}50,000.00</td></tr>'
        )
        pairs = [
            ("หน่วยงาน", org),
            ("เรื่อง", title),
            ("วิธีการจัดหา", kind),
            ("วันที่ประกาศ", day(0)),
            ("วันสิ้นสุดการยื่นเสนอราคา", day(14)),
            ("งบประมาณ (บาท)", f"{n + 3}50,000.00"),
            ("ราคากลาง", f"{n + 3}40,000.00"),
            ("รายละเอียด", text),
        ]
        inner = fill_each("<tr><td class='c1'>{}</td><td class='c2'>{}</td></tr>", pairs)
        board.put(
            f"/procure/{n + 6700}.html",
            "ประกาศจัดซื้อจัดจ้าง",
            f'<h3>ประกาศจัดซื้อจัดจ้าง</h3><table>{inner}</table><p><a href="/procure/list.html">กลับ</a></p>',
        )
    board.lists(
        ("/procure/list.html", "/procure/list2.html"),
        "ประกาศ",
        rows,
        "<table><tr><th>ลำดับ</th><th>หน่วยงาน</th><th>เรื่อง</th><th>วันที่ประกาศ</th><th>งบประมาณ</th></tr>{rows}</table><a href='/procure/list.html'>1</a> <a href='/procure/list2.html'>2</a>",
    )
    board.put("/", "e-GP", '<h1>จัดซื้อจัดจ้าง</h1><a href="/procure/list.html">ประกาศ</a>')
    return board


def gembids(rng: random.Random) -> Board:
    """Indian bids in cards on lists only: their links lead to documents."""
    board = Board("bid_plus", "en-IN", rng)
    cards: list[str] = []
    wares = (
        "Laptop - Notebook",
        "Manpower Outsourcing",
        "Office Chair",
        "Water Purifier",
        "CCTV Camera",
        "Surgical Gloves",
    )
    for n, at in enumerate(moments(rng, 24, 5)):
        org = f"{('Ministry Of Jal Shakti', 'Department Of Posts', 'Indian Council Of Medical Research')[n % 3]} {('Patna', 'Kochi', 'Bhopal', 'Ranchi')[n % 4]} {n}"
        title = f"{wares[n % 6]} pack {n + 51}"
        begin = local(at, 5, "%d-%m-%Y %I:%M %p")
        end = local(at + timedelta(days=12), 5, "%d-%m-%Y %I:%M %p")
        number = f"GEM/2026/B/{n + 678900}"
        board.tell(n, title, title, org, unzoned(at, 5), context=(f"{n + 5}",))
        cards.append(
            f'<div class="card"><div class="block_header"><p class="bid_no pull-left"><span class="bid_title">BID NO:</span> <a class="bid_no_hover" href="/showbidDocument/{n + 8100}.pdf" target="_blank">{number}</a></p></div>'
            f'<div class="card-body"><div class="row"><strong>Items:</strong> {title}</div><div class="row"><strong>Quantity:</strong> {n + 5}</div><div class="row"><strong>Department Name:</strong> {org}</div>'
            f'<div class="row"><strong>Start Date:</strong> <span class="start_date">{begin}</span></div><div class="row"><strong>End Date:</strong> <span class="end_date">{end}</span></div></div></div>'
        )
    board.lists(
        ("/all-bids", "/all-bids?page=2"),
        "All Bids",
        cards,
        '<div id="bidCard">{rows}</div><div class="pagination"><a href="/all-bids">1</a><a href="/all-bids?page=2">Next</a></div>',
    )
    board.put("/", "Bid Plus", '<h1>Bids</h1><a href="/all-bids">Ongoing bids</a>')
    return board


def hatchu(rng: random.Random) -> Board:
    """Japanese orders looking for makers: the asker is an industry and a place, no name."""
    board = Board("hatchu_navi", "ja", rng)
    rows: list[str] = []
    wares = ("アルミ切削部品", "化粧箱の印刷", "ばね試作", "樹脂成形品", "制御盤の製作", "溶接加工")
    for n, at in enumerate(moments(rng, 24, 9)):
        ware, area = wares[n % 6], ("大阪府", "愛知県", "東京都", "福岡県")[n % 4]
        who = f"{('製造業', '卸売業', '商社')[n % 3]}／{area}／会員{n + 300}"
        title = f"{ware}の加工先を探しています（{n + 20}個）"
        text = f"{ware}を{n + 20}個、{n + 2}回に分けて納品していただける会社を探しております。図面は後日お渡しします。"
        board.tell(n, title, text, who, day_of(at, 9), day_only=True, context=(area,))
        day = local(at, 9, "%Y年%m月%d日")
        rows.append(
            f'<article class="project"><h3><a href="/project/{n + 140}">{title}</a></h3><dl><dt>納品地</dt><dd>{area}</dd><dt>掲載日</dt><dd>{day}</dd></dl><p>{text[:24]}…</p></article>'
        )
        body = (
            f'<nav class="topicPath"><a href="/">ホーム</a>＞<a href="/project/">発注案件</a></nav><h1>{title}</h1><p class="date">掲載日：{day}</p><dl class="spec"><dt>発注者</dt><dd>{who}</dd><dt>納品地</dt><dd>{area}</dd>'
            f'<dt>希望納期</dt><dd>{local(at + timedelta(days=40), 9, "%Y年%m月%d日")}</dd><dt>予算</dt><dd>{n + 3}0万円</dd></dl><h2>依頼内容</h2><div class="naiyo">{text}</div><p><a href="/entry?id={n}">この案件に応募する（会員登録）</a></p>'
        )
        board.put(f"/project/{n + 140}", f"{title}｜発注ナビ", body)
    board.lists(
        ("/project/", "/project/?p=2"),
        "発注案件",
        rows,
        '<h1>発注案件一覧</h1>{rows}<a href="/project/">1</a> <a href="/project/?p=2">次へ</a>',
    )
    board.put("/", "発注ナビ", '<h1>発注先を探す</h1><a href="/project/">発注案件</a>')
    return board


def munaqasat(rng: random.Random) -> Board:
    """Saudi tenders: cards in the list, a page of items of a list with labels above values."""
    board = Board("munaqasat", "ar", rng)
    rows: list[str] = []
    wares = ("مضخات مياه", "أثاث مكتبي", "مستلزمات طبية", "إنارة طرق", "أنابيب", "أجهزة مختبر")
    for n, at in enumerate(moments(rng, 24, 3)):
        org = f"{('أمانة', 'مستشفى', 'جامعة')[n % 3]} {('جدة', 'حائل', 'تبوك', 'نجران')[n % 4]} {n}"
        ware, kind = wares[n % 6], ("منافسة عامة", "شراء مباشر")[n % 2]
        title = f"توريد {ware} للمرحلة {n + 2}"
        text = f"يشمل العمل توريد {ware} وتركيبها في {n + 3} مواقع خلال {n + 30} يوما."
        day = local(at, 3, "%d/%m/%Y")
        due = local(at + timedelta(days=20), 3, "%d/%m/%Y %H:%M")
        board.tell(n, title, text, org, day_of(at, 3), day_only=True, context=(kind,))
        rows.append(
            f'<div class="tender-card"><span class="badge">{kind}</span><h3><a href="/Tender/Details?id={n + 4400}">{title}</a></h3><p class="pb-2">{org}</p><div class="tender-date">تاريخ النشر : <span>{day}</span></div></div>'
        )
        pairs = [
            ("اسم المنافسة", title),
            ("رقم المنافسة", f"2605390{n:05d}"),
            ("الغرض من المنافسة", text),
            ("الجهة الحكومية", org),
            ("نوع المنافسة", kind),
            ("قيمة وثائق المنافسة", f"{n + 2}00"),
            ("تاريخ النشر", day),
            ("آخر موعد لتقديم العروض", due),
            ("تاريخ فتح العروض", due),
        ]
        inner = fill_each(
            '<li class="list-group-item"><div class="row"><div class="col-12 etd-item-title">{}</div><div class="col-12 etd-item-info"><span>{}</span></div></div></li>',
            pairs,
        )
        board.put(
            f"/Tender/Details?id={n + 4400}",
            "تفاصيل المنافسة",
            f'<h2>تفاصيل المنافسة</h2><ul class="list-group form-details-list">{inner}</ul><a class="btn" href="/login?t={n}">شراء الوثائق</a>',
        )
    board.lists(
        ("/Tender/All", "/Tender/All?PageNumber=2"),
        "المنافسات",
        rows,
        '<h1>المنافسات</h1>{rows}<a href="/Tender/All">1</a> <a href="/Tender/All?PageNumber=2">2</a>',
    )
    board.put("/", "منافسات", '<h1>منافسات</h1><a href="/Tender/All">المنافسات</a>')
    return board


ASIA_MORE_BOARDS = (egp, gembids, hatchu, munaqasat)
