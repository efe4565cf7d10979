"""What real portals, trade boards and company searches show beside what is asked for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.dates import read_time
from leadminer.mining.extraction.values.items import PageReading

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def read(body: str, title: str = "Portal", lang: str = "zh-CN") -> PageReading:
    text = f"<html lang='{lang}'><head><title>{title}</title></head><body>{body}</body></html>"
    return read_page(text, "http://portal.example/list/7", Context(now=NOW))


def rows(link: str) -> str:
    return "".join(
        f"<tr><td>{n}.</td><td>1{n}-Nov-2026 06:33 PM</td><td>2{n}-Nov-2026 05:00 PM</td>"
        f"<td><a href='{link.format(n=n)}'>Supply of pumps, lot {n}</a> REF/{n}/2026</td>"
        f"<td>Water Board {n}</td></tr>"
        for n in range(1, 6)
    )


HEAD = (
    "<tr><td>Sl.No</td><td>e-Published Date</td><td>Bid Submission Closing Date</td>"
    "<td>Title/Ref.No./Tender Id</td><td>Organisation Name</td></tr>"
)


def test_rows_of_a_table_of_tenders_that_lead_to_pages_are_no_posts() -> None:
    page = read(f"<table>{HEAD}{rows('/tender/{n}')}</table>")
    assert page.posts == []
    assert page.companies == []
    assert sum("/tender/" in link.url for link in page.links) == 5


def test_rows_that_only_a_script_opens_are_posts_of_their_buyers() -> None:
    page = read(f"<table>{HEAD}{rows('javascript:open({n})')}</table>")
    assert [post.author for post in page.posts] == [f"Water Board {n}" for n in range(1, 6)]
    assert page.posts[0].posted == datetime(2026, 11, 11, 18, 33, tzinfo=UTC)


def test_a_name_that_a_table_cuts_off_is_told_in_full_where_its_hint_keeps_it() -> None:
    table = "".join(
        f"<tr><td>{n}</td><td onmouseover=\"Tip('x')\" title='Supply of electric buggies {n}'>"
        f"Supply of elec.....</td><td>Ministry {n}</td><td>0{n}-11-2026</td></tr>"
        for n in range(1, 6)
    )
    head = "<tr><th>Tender No</th><th>Tender Title</th><th>Entity</th><th>Closing Date</th></tr>"
    page = read(f"<table>{head}{table}</table>")
    assert [post.title for post in page.posts] == [
        f"Supply of electric buggies {n}" for n in range(1, 6)
    ]


@pytest.mark.parametrize(
    "words", ["登录后查看电话", "登入後查看聯絡方式", "Log in to view phone number"]
)
def test_a_page_that_keeps_one_value_for_members_is_no_wall(words: str) -> None:
    page = read(f"<h1>求购洗车机</h1><p>我们需要十台洗车机。</p><p>{words}</p>")
    assert page.wall == ""


def test_a_page_that_keeps_everything_for_members_is_a_wall() -> None:
    assert read("<h1>求购洗车机</h1><p>登录后查看全文</p>").wall == "login"


def test_the_posting_time_after_a_line_about_the_deadline_counts() -> None:
    page = read(
        "<h1>求购洗车机</h1><ul><li><span>有效期至：</span>2026-12-27</li>"
        "<li><span>发布时间：</span>2026-11-08 04:39</li></ul>"
        "<div>本公司需要洗车机十台，用于新厂，请有货的厂家报价。</div>"
        "<div><h3>企业资料</h3><p>苏州信达贸易有限公司</p></div>",
        "求购洗车机",
    )
    assert [(post.author, post.posted) for post in page.posts] == [
        ("苏州信达贸易有限公司", datetime(2026, 11, 8, 4, 39, tzinfo=UTC))
    ]


def test_houses_with_their_prices_are_no_companies() -> None:
    page = read(
        "<ul>" + "".join(
            f"<li><h4><a href='/house/{n}'>满五唯一 精装 南北通透{n}</a></h4>"
            f"<p>康美街道登峰路{n}8号</p><p>{n}560万 24548元/㎡</p><a href='tel:'></a></li>"
            for n in range(1, 7)
        ) + "</ul>"
    )  # fmt: skip
    assert page.companies == []


def test_how_a_name_is_spoken_is_no_part_of_it() -> None:
    page = read(
        "<h1>株式会社泰創商事</h1><table><tr><th>名称</th><td><ruby>株式会社泰創商事<rp>(</rp>"
        "<rt>たいそう</rt><rp>)</rp></ruby></td></tr><tr><th>TEL</th><td>06-6345-1234</td></tr></table>",
        "株式会社泰創商事", "ja",
    )  # fmt: skip
    assert [company.name for company in page.companies] == ["株式会社泰創商事"]


def test_the_seller_of_a_product_card_is_the_company_not_the_product() -> None:
    page = read(
        "".join(
            f"<div class='card'><div class='producttitle'><a href='/p/{n}'>Gear pumps {n}</a></div>"
            f"<p>₹ {n}20/Piece</p><div class='companyname'><a href='/c/{n}/'>{name}</a></div>"
            f"<span>Member: {n} yrs</span><span>Call 0804446473{n},16{n}</span></div>"
            for n, name in enumerate(("Elpisverse", "Marutek", "Bharmec", "Sunvalve"), 2)
        ),
        lang="en-IN",
    )
    assert [company.name for company in page.companies] == [
        "Elpisverse", "Marutek", "Bharmec", "Sunvalve",
    ]  # fmt: skip
    assert [company.extension for company in page.companies] == ["162", "163", "164", "165"]


def test_a_number_that_its_label_calls_a_code_is_no_telephone() -> None:
    page = read(
        "<h1>义乌远鑫纺织厂</h1><p>电话：0571-85402555</p><table>"
        "<tr><td>组织机构代码</td><td>0571-8877001</td></tr><tr><td>注册号</td><td>02134567890</td></tr>"
        "</table>",
        "义乌远鑫纺织厂",
    )
    (company,) = page.companies
    assert {c.value for c in company.contacts if c.kind == "phone"} == {"+8657185402555"}


def test_the_spans_of_a_filter_are_nobodys_time() -> None:
    page = read(
        "<h1>采购公告</h1><ul><li>不限制</li><li>今天</li><li>三天内</li><li>一周内</li></ul>"
        "<p>竞价公告 公开招标 邀请招标 询价 竞争性谈判 单一来源 资格预审</p>"
    )
    assert page.posts == []


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("115/05/28", 28),
        ("令和8年5月7日", 7),
        ("令和8年5月7日 午後5時", 7),
        ("R8.5.9", 9),
        ("28 พฤษภาคม 2569", 28),
        ("7 พ.ค. 2569", 7),
        ("28/05/2569", 28),
    ],
)
def test_years_of_the_republic_of_eras_and_of_buddha_are_read(said: str, day: int) -> None:
    time = read_time(said, now=NOW)
    assert time is not None
    assert (time.year, time.month, time.day) == (2026, 5, day)


@pytest.mark.parametrize("said", ["15/05/28", "1115/05/28", "R12.5", "HR8.5.9"])
def test_other_numbers_are_no_such_years(said: str) -> None:
    time = read_time(said, now=NOW)
    assert time is None or time.year != 2026


PAIRS = (
    ("Tên gói thầu", "Gói thầu số 2: Mua sắm bàn ghế"), ("Chủ đầu tư", "Trường THPT Sơn Tây"),
    ("Ngày đăng tải", "08/11/2026 - 16:02"), ("Thời điểm đóng thầu", "20/11/2026 - 16:02"),
    ("Thời điểm mở thầu", "20/11/2026 - 17:00"), ("Dự toán gói thầu", "3.250.000.000 VND"),
)  # fmt: skip


def test_pairs_that_only_their_classes_tell_apart_are_a_notices_fields() -> None:
    inner = "".join(
        f"<div class='row'><div class='i-title'>{a}</div><div class='i-value'>{b}</div></div>"
        for a, b in PAIRS
    )
    page = read(f"<h4>Thông báo mời thầu</h4><div>{inner}</div>", "Thông tin nhà thầu", "vi")
    (post,) = page.posts
    assert (post.title, post.author) == ("Gói thầu số 2: Mua sắm bàn ghế", "Trường THPT Sơn Tây")
    assert post.posted == datetime(2026, 11, 8, 16, 2, tzinfo=UTC)


def test_a_notice_that_tells_no_day_is_a_post_without_one() -> None:
    inner = "".join(f"<tr><th>{a}</th><td>{b}</td></tr>" for a, b in PAIRS if "20" not in b)
    page = read(
        f"<table>{inner}<tr><th>Hình thức đấu thầu</th><td>Rộng rãi</td></tr>"
        "<tr><th>Mã gói thầu</th><td>IB26</td></tr></table>",
        "Thông tin nhà thầu", "vi",
    )  # fmt: skip
    (post,) = page.posts
    assert (post.author, post.posted) == ("Trường THPT Sơn Tây", None)


def test_items_of_a_list_with_their_labels_in_bold_are_fields() -> None:
    page = read(
        "<div class='subject'>徵求二手空壓機 4台</div><ul><li><b>類別</b> 徵求</li>"
        "<li><b>刊登者</b> 林志明</li>"
        "<li><b>刊登時間</b> 2026/11/08 12:30</li><li><b>瀏覽次數</b> 33</li></ul>"
        "<div>敝公司徵求空壓機四台，年份2004年以後，台中自取，可議價。</div>",
        "徵求二手空壓機 4台", "zh-TW",
    )  # fmt: skip
    (post,) = page.posts
    assert (post.author, post.fields["類別"]) == ("林志明", "徵求")


def test_lists_that_only_a_scripts_forms_open_are_told_as_such() -> None:
    rows = "".join(
        f"<tr><td><a href=\"javascript:__doPostBack('g','Select${n}')\">Tender {n}</a></td></tr>"
        for n in range(8)
    )
    assert read(f"<table>{rows}</table>").wall == "postback"
    assert read(f"<table>{rows}</table>" + "<a href='/a'>A</a>" * 30).wall == ""


def test_bids_in_cards_that_lead_to_documents_only_are_posts() -> None:
    page = read(
        "".join(
            f"<div class='card'><p>BID NO: <a href='/doc/{n}.pdf'>GEM/2026/B/{n}</a></p>"
            f"<div><strong>Items:</strong> Office Chair {n}</div>"
            f"<div><strong>Quantity:</strong> {n}</div>"
            f"<div><strong>Department Name:</strong> Department Of Posts {n}</div>"
            f"<div><strong>Start Date:</strong> 0{n}-11-2026 4:40 PM</div>"
            f"<div><strong>End Date:</strong> 2{n}-11-2026 4:40 PM</div></div>"
            for n in range(1, 6)
        ),
        lang="en-IN",
    )
    assert [(post.title, post.author) for post in page.posts] == [
        (f"Office Chair {n}", f"Department Of Posts {n}") for n in range(1, 6)
    ]
    assert page.posts[0].posted == datetime(2026, 11, 1, 16, 40, tzinfo=UTC)
