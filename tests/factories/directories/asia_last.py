"""Asian sites written after `asia_late` was mended: `asia_last` and `asia_last_boards`.

Read once before anything was mended for them; open to tuning since.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from datetime import timedelta

from tests.factories.directories.asia_boards import CITIES, GOODS, day_of, local, moments, unzoned
from tests.factories.directories.board import Board
from tests.factories.directories.book import Book
from tests.factories.directories.countries import CN, JP
from tests.factories.directories.firms import Firm, email_html, site_html
from tests.factories.directories.lands import AE
from tests.factories.directories.rows import fill, fill_each


def mingpian(rng: random.Random) -> Book:
    """Chinese company cards: label and value share a cell, the menu of the shop around them."""
    book = Book("mingpian", CN, rng, count=32, charset="gb18030", plain_chrome=True)
    for f in book.firms:
        f.other_phones.add(f.mobile)

    def row(f: Firm) -> str:
        return (
            f'<li><div class="left"><h3><a href="http://www.mingpian.example/n-{f.n}" onclick="return false"></a><a href="/com/{f.n + 20}.html" class="red">{f.name}</a></h3>'
            f'<p>经营模式：<em>生产型</em>　注册资本：<em>{f.n * 10}万元</em></p><p class="zy">主营：{f.trade} / {f.trade}配件</p></div>'
            f'<div class="right"><a href="/msg/{f.n}">在线留言</a><span>{f.city}</span></div></li>'
        )

    book.lists(
        "/companys.html",
        "企业名录",
        row,
        size=8,
        page=lambda base, n: base if n == 1 else f"/companys-{n}.html",
        around=('<ul class="qylist">', "</ul>"),
    )
    for f in book.firms:
        cells = [
            f"公司名称：{f.name}",
            f"联 系 人：{rng.choice(('赵先生', '孙小姐'))}",
            f"电　　话：{f.phone_shown}",
            f"手　　机：{f.mobile_shown}",
            f"传　　真：{f.fax_shown}",
            f"微　　信：wx{f.n}abc",
            fill("E-mail：{}", email_html(f, rng, "plain mailto")),
            fill("网　　址：{}", site_html(f, rng, "link text")),
            f"地　　址：{f.address}",
            f"邮　　编：2{f.n + 15000}",
        ]
        table = "".join(fill("<tr><td>{}</td></tr>", cell) for cell in cells)
        body = (
            f'<div class="shopnav"><a href="/com/{f.n + 20}.html">公司首页</a><a href="/com/{f.n + 20}.html#p">产品展示</a><a href="/com/{f.n + 20}.html#m">给我留言</a></div>'
            f'<div class="box"><div class="t">公司简介</div><div class="c">{f.name}{f.about}</div></div><div class="box"><div class="t">公司名片</div><table border="0" width="98%">{table}</table></div>'
            f'<div class="box"><div class="t">最新产品</div><a href="/p/{f.n}">{f.trade} 面议</a></div>'
        )
        book.add(f"/com/{f.n + 20}.html", f"{f.name}_{f.city}{f.trade}_名片网", body)
    book.add("/", "名片网", '<h1>企业名录大全</h1><a href="/companys.html">企业名录</a>')
    return book.finish()


def townbook(rng: random.Random) -> Book:
    """A Japanese telephone book: everything in the list, hours and services between."""
    book = Book("denwa_cho", JP, rng, count=40)
    for f in book.firms:
        f.extend(" 内線{}")

    def row(f: Firm) -> str:
        web = f.given(
            "site",
            '<a class="p-link" href="{f.site}" target="_blank" rel="noopener">公式サイト</a>',
        )
        mail = f.given("email", '<a class="p-link" href="mailto:{f.email}">メールで問い合わせ</a>')
        return (
            f'<div class="m-article-card"><div class="m-article-card__header"><span class="category">{f.trade}</span><h2 class="m-article-card__header__title">{f.name}</h2></div>'
            f'<div class="m-article-card__body"><p class="m-article-card__lead__caption"><span class="label">【電話番号】</span>{f.phone_shown}</p><p class="m-article-card__lead__caption"><span class="label">【住所】</span>{f.address}</p>'
            f'<p class="m-article-card__lead__caption"><span class="label">【アクセス】</span>最寄駅から徒歩{f.n % 12 + 2}分</p><p class="hours">営業時間 9:00-18:00 定休日 日曜</p>{web}{mail}</div></div>'
        )

    book.lists(
        "/genre/kojo/",
        "工場・製造",
        row,
        size=10,
        page=lambda base, n: base if n == 1 else f"{base}?num={n}",
    )
    book.add("/", "電話帳", '<h1>電話帳</h1><p><a href="/genre/kojo/">工場・製造</a></p>')
    return book.finish()


def dalil(rng: random.Random) -> Book:
    """Arabic yellow pages: rows with buttons, a page of a card with labels before values."""
    book = Book("dalil", AE, rng, count=32)

    def row(f: Firm) -> str:
        return (
            f'<div class="listing-item d-flex"><div class="thumb"><a href="/company/{f.n + 90}"><img src="/t/{f.n}.jpg"></a></div><div class="txt"><h4 class="mb-1"><a href="/company/{f.n + 90}">{f.name}</a></h4>'
            f'<p class="text-muted"><i class="fas fa-map-marker-alt"></i> {f.address}</p><div class="btns"><a class="btn" href="tel:{f.phone}">اتصال</a> <a class="btn" href="/company/{f.n + 90}">عرض التفاصيل</a></div></div></div>'
        )

    book.lists("/category/manufacturing", "شركات الصناعة", row, size=8)
    for f in book.firms:
        f.other_phones.add(f.mobile)
        lines = [
            ("النشاط", f.trade),
            ("هاتف", f.phone_shown),
            ("جوال", f.mobile_shown),
            ("فاكس", f.fax_shown),
            ("البريد الإلكتروني", email_html(f, rng, "mailto plain")),
            ("الموقع الإلكتروني", site_html(f, rng, "link")),
            ("صندوق البريد", f"{f.n + 21300}"),
            ("العنوان", f.address),
        ]
        inner = fill_each(
            '<li class="list-group-item"><span class="fw-bold">{} :</span> <span dir="ltr">{}</span></li>',
            lines,
        )
        book.add(
            f"/company/{f.n + 90}",
            f.name,
            f'<div class="card"><div class="card-header"><h1 class="h3">{f.name}</h1></div><ul class="list-group">{inner}</ul></div><h5>نبذة عن الشركة</h5><p>{f.about}</p><h5>قيم هذه الشركة</h5><form action="/rate"><input name="r"><button>إرسال</button></form>',
        )
    book.add(
        "/", "الدليل", '<h1>دليل الشركات</h1><a href="/category/manufacturing">شركات الصناعة</a>'
    )
    return book.finish()


def zhaobiao(rng: random.Random) -> Board:
    """A Chinese gatherer of tenders: a bar of facts, then the notice's own words in paragraphs."""
    board = Board("zhaobiao_net", "zh-CN", rng)
    rows: list[str] = []
    for n, at in enumerate(moments(rng, 24, 8)):
        city, goods = CITIES[n % 6], GOODS[n % 8]
        buyer = f"{city}{('城投集团', '轨道交通公司', '自来水公司', '第三中学')[n % 4]}{n}部"
        title = f"{city}{goods}{n + 2}套采购项目招标公告"
        text = f"{goods}共{n + 2}套，交货期{n + 20}天，投标人须具备{n + 1}项同类业绩。"
        day = local(at, 8, "%Y-%m-%d")
        due = local(at + timedelta(days=18), 8, "%Y-%m-%d")
        board.tell(n, title, text, buyer, day_of(at, 8), day_only=True, context=("招标公告",))
        rows.append(
            f'<tr><td class="zb_title"><span class="type">[招标]</span><a href="/news-{n + 99000}-1.html" target="_blank">{title}</a></td><td class="list_area">{city}</td><td class="list_time">{day}</td></tr>'
        )
        body = (
            f'<div class="crumbs">您的位置：<a href="/">首页</a>&gt;<a href="/zbgg/">招标公告</a>&gt;正文</div><h1 id="headtxt">{title}</h1>'
            f'<div class="titlebar"><span>发布日期：{day}</span><span>省份：<a href="/r1">云南</a></span><span>城市：{city}</span><span>截止日期：{due}</span><span>招标编号：ZB2026-{n:04d}</span></div>'
            f'<div class="ads">以下内容，仅对会员开放。<a href="/reg">免费注册</a></div>'
            f'<div id="zbcontent"><p>一、招标条件</p><p>本招标项目{city}{goods}采购项目已批准建设，招标人：{buyer}。资金来自企业自筹。</p><p>二、采购内容</p><p>{text}</p><p>三、投标文件的递交</p><p>递交截止时间：{due} 09:30</p>'
            f"<p>四、联系方式</p><p>招标人：{buyer}</p><p>地址：{city}市人民路{n + 3}号</p><p>联系人：周工</p><p>电话：0874-32{n:02d}118</p><p>招标代理机构：{city}中正招标代理有限公司</p><p>电话：0871-6531{n:02d}77</p></div>"
        )
        board.put(
            f"/news-{n + 99000}-1.html",
            f"{title}-招标网",
            body,
            side='<h3>最新招标</h3><ul><li><a href="/zbgg/">更多</a></li></ul>',
        )
    board.lists(
        ("/zbgg/", "/zbgg/page2/"),
        "招标公告",
        rows,
        '<table class="zb_result_table"><tr><th>标题</th><th>地区</th><th>时间</th></tr>{rows}</table><div class="pager"><a href="/zbgg/">1</a><a href="/zbgg/page2/">2</a></div>',
    )
    board.put("/", "招标网", '<p>客服热线：400-810-9688</p><h2><a href="/zbgg/">招标公告</a></h2>')
    return board


def muasam(rng: random.Random) -> Board:
    """Vietnam's bids: cards in the list, a page of pairs in columns of divs."""
    board = Board("mua_sam", "vi", rng)
    rows: list[str] = []
    wares = (
        "bàn ghế học sinh",
        "máy bơm nước",
        "hóa chất xét nghiệm",
        "đèn đường LED",
        "ống nhựa",
        "thiết bị bếp",
    )
    for n, at in enumerate(moments(rng, 24, 7)):
        org = f"{('Trường THPT', 'Bệnh viện đa khoa', 'Ban quản lý dự án')[n % 3]} {('Sơn Tây', 'Hải Châu', 'Cẩm Lệ', 'Gia Lâm')[n % 4]} {n}"
        ware, field = wares[n % 6], ("Hàng hóa", "Xây lắp")[n % 2]
        title = f"Gói thầu số {n + 2}: Mua sắm {ware}"
        text = f"Cung cấp {ware} số lượng {n + 15} bộ, giao tại {n + 1} địa điểm trong 45 ngày."
        stamp = local(at, 7, "%d/%m/%Y - %H:%M")
        due = local(at + timedelta(days=18), 7, "%d/%m/%Y - %H:%M")
        board.tell(n, title, text, org, unzoned(at, 7), context=(field,))
        rows.append(
            f'<div class="content__body__left__item"><div class="d-flex justify-content-between"><p class="content__body__left__item__infor__code">Mã TBMT : IB260{n + 8800}</p><span class="content__body__left__item__infor__notice">Chưa đóng thầu</span></div>'
            f'<a href="/web/guest/contractor-selection?id={n + 8800}"><h5>{title}</h5></a><div class="row"><h6>Chủ đầu tư : <span>{org}</span></h6><h6>Ngày đăng tải thông báo : <span>{stamp}</span></h6><h6>Lĩnh vực : <span>{field}</span></h6></div><div class="closing">Thời điểm đóng thầu <b>{due}</b></div></div>'
        )
        pairs = [
            ("Mã TBMT", f"IB260{n + 8800}"),
            ("Ngày đăng tải", stamp),
            ("Tên gói thầu", title),
            ("Chủ đầu tư", org),
            ("Lĩnh vực", field),
            ("Hình thức lựa chọn nhà thầu", "Đấu thầu rộng rãi"),
            ("Thời điểm đóng thầu", due),
            ("Thời điểm mở thầu", due),
            ("Dự toán gói thầu", f"{n + 3}.250.000.000 VND"),
            ("Phạm vi cung cấp", text),
        ]
        inner = fill_each(
            '<div class="d-flex flex-row align-items-start infomation__content"><div class="infomation__content__title">{}</div><div class="infomation__content__value">{}</div></div>',
            pairs,
        )
        board.put(
            f"/web/guest/contractor-selection?id={n + 8800}",
            "Thông tin lựa chọn nhà thầu",
            f'<div class="tab-content"><h4>Thông báo mời thầu</h4><div class="card infomation"><div class="card-title">Thông tin cơ bản</div><div class="card-body">{inner}</div></div></div>',
        )
    board.lists(
        ("/web/guest/tbmt", "/web/guest/tbmt?page=2"),
        "Thông báo mời thầu",
        rows,
        '<div class="content__body__left">{rows}</div><a href="/web/guest/tbmt">1</a> <a href="/web/guest/tbmt?page=2">2</a>',
    )
    board.put(
        "/", "Mạng đấu thầu", '<h1>Đấu thầu</h1><a href="/web/guest/tbmt">Thông báo mời thầu</a>'
    )
    return board


def qiugou(rng: random.Random) -> Board:
    """A Taiwanese board of wanted machines: rows in a table of divs, questions below the notice."""
    board = Board("qiugou_tw", "zh-TW", rng)
    rows: list[str] = []
    goods = ("CNC車床", "空壓機", "堆高機", "射出成型機", "不鏽鋼桶", "烘箱")
    for n, at in enumerate(moments(rng, 24, 8)):
        word = "徵求" if n % 2 else "出售"
        ware = goods[n % 6]
        person = f"{('林', '陳', '黃', '張')[n % 4]}{('志明', '淑芬', '建宏')[n % 3]}{n}"
        title = f"{word}二手{ware} {n + 3}台"
        text = f"{'敝公司徵求' if n % 2 else '工廠結束出售'}{ware}{n + 3}台，年份{2004 + n % 15}年以後，{('台中', '高雄', '彰化')[n % 3]}自取，可議價。"
        stamp = local(at, 8, "%Y/%m/%d %H:%M")
        board.tell(n, title, text, person, unzoned(at, 8), context=(word,))
        rows.append(
            f'<div class="tr"><div class="td kind">{word}</div><div class="td subj"><a href="view.asp?no={n + 600}">{title}</a></div><div class="td who">{person}</div><div class="td when">{stamp[:10]}</div><div class="td hits">{n * 11}</div></div>'
        )
        body = (
            f'<div class="bread"><a href="/">首頁</a> / <a href="list.asp">買賣刊登</a></div><div class="subject">{title}</div>'
            f'<ul class="props"><li><b>類別</b> {word}</li><li><b>刊登者</b> {person}</li><li><b>刊登時間</b> {stamp}</li><li><b>瀏覽次數</b> {n * 11}</li><li><b>有效期限</b> {local(at + timedelta(days=60), 8, "%Y/%m/%d")}</li></ul>'
            f'<div class="memo">{text}</div><div class="tools"><a href="print.asp?no={n}">列印</a> <a href="/login?no={n}">我要留言</a></div>'
        )
        board.put(f"/view.asp?no={n + 600}", f"{title} - 機械買賣", body)
    board.lists(
        ("/list.asp", "/list.asp?page=2"),
        "買賣刊登",
        rows,
        '<div class="table"><div class="tr head"><div class="td">類別</div><div class="td">主旨</div><div class="td">刊登者</div><div class="td">日期</div><div class="td">瀏覽</div></div>{rows}</div><a href="list.asp">1</a> <a href="list.asp?page=2">2</a>',
    )
    board.put("/", "機械買賣", '<h1>二手機械</h1><a href="/list.asp">買賣刊登</a>')
    return board


ASIA_LAST = (mingpian, townbook, dalil)
ASIA_LAST_BOARDS = (zhaobiao, muasam, qiugou)
