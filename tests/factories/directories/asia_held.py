"""Asian sites held back while `asia` was mended: `asia_held` and `asia_held_boards`.

Read once before anything was mended for them; open to tuning since.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from datetime import timedelta

from tests.factories.directories.asia import crowd
from tests.factories.directories.asia_boards import moments
from tests.factories.directories.board import Board
from tests.factories.directories.book import Book
from tests.factories.directories.countries import TW, VN
from tests.factories.directories.firms import Firm, email_html, site_html
from tests.factories.directories.rows import fill_each


def trangvang(rng: random.Random) -> Book:
    """Vietnamese yellow pages: cards with icons for labels, hotline beside the telephone."""
    book = Book("trang_vang_pro", VN, rng, count=36)
    for f in book.firms:
        f.other_phones.add(f.mobile)
        f.extend(" - Máy lẻ: {}")

    def row(f: Firm) -> str:
        mail = f.given(
            "email",
            '<div class="email_web_section"><i class="fa fa-envelope"></i> <a href="mailto:{f.email}" title="Gửi email">Email</a></div>',
        )
        web = f.given(
            "site",
            '<div class="email_web_section"><i class="fa fa-globe"></i> <a href="{f.site}" rel="nofollow">Website</a></div>',
        )
        return (
            f'<div class="w-100 h-auto shadow rounded-3"><div class="yp_noidunglistings"><div class="listings_center"><h2 class="p-1 fs-5"><a href="/lslist/{f.n + 1187}/{f.n}.html">{f.name}</a></h2>'
            f'<span class="nganh_listing_txt">Ngành: <a href="/categories/{f.n % 3}.html">{f.trade}</a></span></div>'
            f'<div class="logo_congty_diachi"><p><i class="fa fa-location-dot"></i> <small>{f.address}</small></p><p class="listing_dienthoai"><i class="fa fa-phone"></i> <a href="tel:{f.phone}">{f.phone_shown}</a></p>'
            f'<p><span class="hotline">Hotline:</span> <a href="tel:{f.mobile}">{f.mobile_shown}</a></p>{mail}{web}</div><p class="text_quangcao"><small>{f.about}</small></p></div></div>'
        )

    book.lists("/cateprovinces/489.html", "Danh bạ doanh nghiệp", row, size=12)
    for f in book.firms:
        body = f'<h1>{f.name}</h1><div class="h-auto">{row(f)}</div><h4>Giới thiệu</h4><p>{f.about}</p><h4>Hồ sơ công ty</h4><table><tr><td>Mã số thuế:</td><td>0{f.n + 301220000}</td></tr><tr><td>Loại hình:</td><td>Nhà sản xuất</td></tr></table>'
        near = "".join(
            f'<div><a href="/lslist/{o.n + 1187}/{o.n}.html">{o.name}</a></div>'
            for o in crowd(rng, book.firms, f)
        )
        book.add(
            f"/lslist/{f.n + 1187}/{f.n}.html",
            f.name,
            body,
            extra=f"<div><h4>Công ty cùng ngành</h4>{near}</div>",
        )
    book.add(
        "/",
        "Trang vàng",
        '<h1>Trang vàng</h1><a href="/cateprovinces/489.html">Danh bạ doanh nghiệp</a>',
    )
    return book.finish()


def shanghang(rng: random.Random) -> Book:
    """A Taiwanese trade union's members: a table of one row each, a page of two columns."""
    book = Book("gonghui_tw", TW, rng, count=36, plain_chrome=True)

    def row(f: Firm) -> str:
        return (
            f'<tr><td data-th="會員編號">{f.n + 700}</td><td data-th="公司名稱"><a href="member_detail.php?sn={f.n}">{f.name}</a></td>'
            f'<td data-th="電話">{f.phone_shown}</td><td data-th="地址">{f.address}</td></tr>'
        )

    book.lists("/member.php", "會員名錄", row, size=12, page=lambda base, n: f"{base}?page={n}&cls=0" if n > 1 else base,
               around=('<table class="rwd"><tr><th>會員編號</th><th>公司名稱</th><th>電話</th><th>地址</th></tr>', "</table>"))  # fmt: skip
    for f in book.firms:
        lines = [
            ("統一編號", f"{f.n + 12345600}"),
            ("負責人", "林 先 生"),
            ("電　　話", f.phone_shown),
            ("傳　　真", f.fax_shown),
            ("電子信箱", email_html(f, rng, "mailto plain round")),
            ("網　　址", site_html(f, rng, "link text")),
            ("LINE ID", f"@tw{f.n:04d}"),
            ("公司地址", f"{f.address} [<a href='https://maps.example/?q={f.n}'>地圖</a>]"),
            ("主要產品", f.trade),
        ]
        body = (
            f'<div class="path">首頁 / 會員名錄 / {f.name}</div><div class="title">{f.name}</div><div class="info">'
            + fill_each(
                '<div class="line"><div class="l">{}</div><div class="r">{}</div></div>', lines
            )
            + f'</div><div class="intro"><div class="title2">公司簡介</div>{f.about}</div><p><a href="javascript:history.back()">回上一頁</a></p>'
        )
        book.add(f"/member_detail.php?sn={f.n}", f.name, body)
    book.add(
        "/",
        "同業公會",
        '<h1>最新消息</h1><p>2026-05-01 會員大會通知</p><p><a href="/member.php">會員名錄</a></p>',
    )
    return book.finish()


def pcc(rng: random.Random) -> Board:
    """Taiwan's tenders: years of the republic, headed cells in blocks, the agency's desk."""
    board = Board("zhengfu_caigou", "zh-TW", rng)
    rows: list[str] = []
    goods = ("高壓清洗機", "實驗室試劑", "辦公家具", "不鏽鋼水塔", "LED路燈", "消防器材")
    for n, at in enumerate(moments(rng, 24, 8)):
        org = f"{('臺中市', '新北市', '高雄市', '桃園市')[n % 4]}{('立第', '消防局第', '環保局第')[n % 3]}{n + 1}{('國民中學', '大隊', '分隊')[n % 3]}"
        ware = goods[n % 6]
        title = f"115年度{ware}採購案第{n + 3}號"
        way = ("公開招標", "公開取得報價單或企劃書", "限制性招標")[n % 3]
        shown = at.replace(hour=0, minute=0)
        here = at + timedelta(hours=8)

        def roc(days: int, here=here) -> str:
            day = here + timedelta(days=days)
            return f"{day.year - 1911}/{day.month:02d}/{day.day:02d}"

        text = f"{ware}{n + 2}組之採購、安裝及保固，履約地點為{org}第{n}校區。"
        board.tell(
            n,
            title,
            text,
            org,
            shown.replace(day=here.day, month=here.month),
            day_only=True,
            context=(way,),
        )
        rows.append(
            f'<tr><td>{n + 1}</td><td>{org}</td><td>A{n + 11500}<br><a href="/tps/QueryTender/query/searchTenderDetail?pkPmsMain={n + 5300}"><u>{title}</u></a></td><td>1</td><td>{way}</td><td>財物類</td><td>{roc(0)}</td><td>{roc(12)}</td><td>{n * 9 + 100},000</td></tr>'
        )

        def part(head: str, pairs: list[tuple[str, str]]) -> str:
            return (
                f'<table class="tb_01"><tr><td class="tb_head" colspan="2">{head}</td></tr>'
                + fill_each('<tr><td class="tbg_4L">{}</td><td class="tbg_4R">{}</td></tr>', pairs)
                + "</table>"
            )

        body = (
            '<div class="bread">首頁 &gt; 標案查詢 &gt; 招標查詢 &gt; 詳細資料</div><h2>招標公告</h2>'
            + f'<p class="date">公告日：{roc(0)}</p>'
            + part(
                "機關資料",
                [
                    ("機關代碼", f"3.87.{n}"),
                    ("機關名稱", org),
                    ("單位名稱", "總務處"),
                    ("機關地址", f"407 臺中市西屯區工業一路{n + 2}號"),
                    ("聯絡人", "陳小姐"),
                    ("聯絡電話", f"(04)2345-67{n:02d}分機{n + 101}"),
                    ("傳真號碼", f"(04)2345-68{n:02d}"),
                    ("電子郵件信箱", f"buy{n}@mail.example"),
                ],
            )
            + part(
                "採購資料",
                [
                    ("標案案號", f"A{n + 11500}"),
                    ("標案名稱", title),
                    ("標的分類", "財物類 439 其他特用機械"),
                    ("採購金額級距", "未達公告金額"),
                    ("預算金額", f"{n * 9 + 100},000元"),
                ],
            )
            + part(
                "招標資料",
                [
                    ("招標方式", way),
                    ("決標方式", "最低標"),
                    ("公告日", roc(0)),
                    ("是否適用WTO", "否"),
                ],
            )
            + part(
                "領投開標",
                [
                    ("截止投標", f"{roc(12)} 17:00"),
                    ("開標時間", f"{roc(13)} 10:00"),
                    ("開標地點", f"{org}會議室"),
                ],
            )
            + part(
                "其他",
                [
                    ("附加說明", text),
                    (
                        "疑義、異議、申訴及檢舉受理單位",
                        "公共工程委員會採購申訴審議委員會（電話：02-87897530、傳真：02-87897554）",
                    ),
                ],
            )
        )
        board.put(
            f"/tps/QueryTender/query/searchTenderDetail?pkPmsMain={n + 5300}",
            "政府電子採購網",
            body,
        )
    board.lists(
        (
            "/prkms/tender/common/basic/readTenderBasic",
            "/prkms/tender/common/basic/readTenderBasic?d-49738-p=2",
        ),
        "標案查詢",
        rows,
        '<table id="tpam" class="tb_01"><thead><tr><th>項次</th><th>機關名稱</th><th>標案案號<br>標案名稱</th><th>傳輸次數</th><th>招標方式</th><th>採購性質</th><th>公告日期</th><th>截止投標</th><th>預算金額</th></tr></thead>'
        '<tbody>{rows}</tbody></table><span class="pagelinks"><a href="/prkms/tender/common/basic/readTenderBasic">1</a>, <a href="/prkms/tender/common/basic/readTenderBasic?d-49738-p=2">2</a></span>',
    )
    board.put(
        "/",
        "政府電子採購網",
        '<h1>政府採購</h1><a href="/prkms/tender/common/basic/readTenderBasic">標案查詢</a><p>客服專線 0800-080512</p>',
    )
    return board


def rfqhall(rng: random.Random) -> Board:
    """A hall of buying requests in English: cards of products, the buyer's name below each."""
    board = Board("rfq_hall", "en", rng)
    wares = (
        "flower cooler fridge",
        "cordless drill set",
        "travel bidet bottle",
        "corrugated boxes",
        "solar street light",
        "steel drum",
    )
    people = (
        "Kenan Souman",
        "Mohammad Adnan Siddiqui",
        "Khaled Noufal",
        "Li Na Chen",
        "Ama Boateng",
        "Tran Van Minh",
    )
    cards: list[str] = []
    for n, at in enumerate(moments(rng, 24, 0)):
        ware, person = wares[n % 6], f"{people[n % 6]}"
        land = ("United Arab Emirates", "Vietnam", "Ghana", "Malaysia")[n % 4]
        title = f"{ware.title()} {n + 200} pcs for {CITY[n % 4]}"
        text = f"Hello, we look for {ware} number {n + 30}, 220V, with carton packing, please quote CIF with lead time."
        board.tell(
            n, title, text, person, at, day_only=True, context=(f"{n + 200} Piece/Pieces", land)
        )
        cards.append(
            f'<div class="alife-bc-brh-rfq-list__row"><div class="brh-rfq-item"><div class="brh-rfq-item__main-info"><a class="brh-rfq-item__subject-link" href="/rfq/detail/{n + 77001}.htm" title="{title}">{title}</a>'
            f'<div class="brh-rfq-item__detail">{text[:58]} ...</div><div class="quantity"><span>Quantity Required: </span><span>{n + 200}</span><span>Piece/Pieces</span></div>'
            f'<div class="country"><span>Posted in:</span><img src="/f.png" title="{land}">{land}</div></div><div class="right"><div>Quotes Left <span>{n % 10 + 1}</span></div><div>Date Posted:<span>{at.strftime("%b %d, %Y")}</span></div>'
            f'<div class="avatar"><span class="img">{person[0]}</span><div class="text">{person}</div></div><div class="tag"><div>Email Confirmed</div></div><a href="/login?rfq={n}">Quote Now</a></div></div></div>'
        )
        supplier = f"Ningbo {('Haida', 'Ruifeng', 'Anka')[n % 3]} Machinery Co., Ltd."
        board.firms.add(supplier)
        body = (
            f'<div class="crumb"><a href="/">Home</a> &gt; <a href="/rfq/">RFQ</a> &gt; <span>{ware.title()}</span></div><h1 class="title">{title}</h1><div class="time">Date Posted: {at.strftime("%b %d, %Y")}</div>'
            f'<div class="overview"><div class="item"><span class="k">Quantity Required:</span> <span class="v">{n + 200} Piece/Pieces</span></div><div class="item"><span class="k">Posted in:</span> <span class="v">{land}</span></div>'
            f'<div class="item"><span class="k">Trade Terms:</span> <span class="v">CIF</span></div><div class="item"><span class="k">Expires:</span> <span class="v">{(at + timedelta(days=30)).strftime("%b %d, %Y")}</span></div></div>'
            f'<h3>Detailed requirements</h3><div class="desc">{text}</div>'
        )
        box = f'<div class="buyer"><h4>Buyer</h4><div class="name">{person}</div><div>{land}</div><div>Email Confirmed</div><div>Member since 2021</div></div><div class="rec"><h4>Recommended suppliers</h4><a href="/supplier/{n % 3}">{supplier}</a></div>'
        board.put(f"/rfq/detail/{n + 77001}.htm", f"{title} - RFQ Hall", body, side=box)
    board.lists(
        ("/rfq/", "/rfq/?page=2"),
        "RFQ market",
        cards,
        '<h1>Request for Quotation</h1><div class="filter">All RFQ <a href="#">United Arab Emirates</a> <a href="#">Last 24 Hours</a></div>{rows}<div class="pag"><a href="/rfq/">1</a><a href="/rfq/?page=2">Next</a></div>',
    )
    board.put("/", "RFQ Hall", '<h1>Get quotations</h1><a href="/rfq/">Received RFQs</a>')
    return board


CITY = ("Dubai", "Hanoi", "Accra", "Penang")
ASIA_HELD = (trangvang, shanghang)
ASIA_HELD_BOARDS = (pcc, rfqhall)
