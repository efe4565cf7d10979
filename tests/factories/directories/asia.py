"""Asian company searches, city yellow pages and trade markets: the set `asia`.

The first Asian directories; readers may be tuned on them.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import hashlib
import random

from tests.factories.directories.book import Book
from tests.factories.directories.countries import CN, IN, JP
from tests.factories.directories.firms import Firm, email_html, site_html
from tests.factories.directories.rows import fill, fill_each

PEOPLE = {
    "zh": ("陆仕元", "胡玲玲", "徐其兵", "蒋明洁", "郭德伟", "钱霞"),
    "ja": ("佐藤 健一", "鈴木 真理", "高橋 誠"),
}


def crowd(rng: random.Random, firms: list[Firm], but: Firm, count: int = 5) -> list[Firm]:
    """Other companies, as boxes at the side of a page name them."""
    return rng.sample([f for f in firms if f is not but], count)


def _code(firm: Firm) -> str:
    return hashlib.md5(firm.name.encode(), usedforsecurity=False).hexdigest()


def shangcha(rng: random.Random) -> Book:
    """A search of registered companies: a list of linked cards, a page of labelled cells each."""
    book = Book("shangcha", CN, rng, count=36)
    boss = {f.n: rng.choice(PEOPLE["zh"]) for f in book.firms}
    since = {
        f.n: f"20{rng.randint(10, 24)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        for f in book.firms
    }

    def card(f: Firm) -> str:
        shown = f.name.replace(f.city, f"<em>{f.city}</em>", 1)
        return (
            f'<a href="/firm_{_code(f)}.html" target="_blank" class="list-group-item clearfix">'
            f'<span class="pull-left thumb-md m-r"><img src="/logo/{f.n}.jpg" alt=""></span>'
            f'<span class="clear"><span class="name">{shown}</span> <span class="label label-success">存续</span> '
            '<button class="btn btn-sm pull-right">关注</button><small class="text-muted clear">'
            f'<i class="i i-user3"></i> {boss[f.n]} <i class="i i-clock m-l"></i> {since[f.n]} '
            f'<i class="i i-bulb m-l"></i> {f.n * 50}万人民币元 <i class="i i-tag2"></i> 制造业</small>'
            f'<small class="text-muted clear"><i class="i i-local"></i> {f.address}</small></span></a>'
            f'<footer class="panel-footer clear"><a href="/firm_{_code(f)}.html#comment" class="text-muted">评论 · 关注</a></footer>'
        )  # fmt: skip

    book.lists(
        "/search", "企业列表", card,
        page=lambda base, n: f"{base}?key=all&p={n}",
        around=('<section class="panel" id="searchlist">', "</section>"),
        top='<div class="filter">所属地区：<a href="#">A - 安徽</a> <a href="#">G - 广东</a> <a href="#">J - 江苏</a></div>',
    )  # fmt: skip
    for f in book.firms:
        near = "".join(
            f'<li><a href="/firm_{_code(o)}.html">{o.name}</a></li>'
            for o in crowd(rng, book.firms, f)
        )
        mail = (
            f'<span class="cdes">邮箱：</span>{email_html(f, rng)}'
            if "email" in f.shows
            else '<span class="cdes">邮箱：</span>-'
        )
        site = site_html(f, rng, "link") or "暂无"
        rows = (
            ("统一社会信用代码", "91320" + _code(f)[:13].upper(), "组织机构代码", _code(f)[:8]),
            ("法定代表人", f"{boss[f.n]} 对外投资与任职 &gt;", "注册资本", f"{f.n * 50}万人民币元"),
            ("成立日期", since[f.n], "经营状态", "存续（在营、开业、在册）"),
            ("登记机关", f"{f.city}市市场监督管理局", "所属行业", "制造业"),
            ("企业地址", f.address + ' <a href="#map">查看地图</a>', "曾用名", "-"),
        )
        table = fill_each(
            '<tr><td class="tb">{}</td><td>{}</td><td class="tb">{}</td><td>{}</td></tr>', rows
        )
        body = (
            f'<div class="company-top"><div class="logo"><img src="/logo/{f.n}.jpg"></div><div class="content"><div class="row title"><h1>{f.name}</h1>'
            '<span class="ntag">存续</span><a class="btn">下载报告</a></div>'
            f'<div class="row"><span class="cdes">电话：</span><span class="cvlu">{f.phone_shown} <a href="#" class="m-l">更多号码</a></span> <span class="cdes">官网：</span>{site}</div>'
            f'<div class="row">{mail} <span class="cdes">地址：</span>{f.address}</div></div></div>'
            f'<section id="Cominfo"><h3>工商信息</h3><table class="ntable">{table}<tr><td class="tb">经营范围</td><td colspan="3">{f.about}</td></tr></table></section>'
            f'<section><h3>变更记录</h3><table class="ntable"><tr><th>序号</th><th>变更日期</th><th>变更项目</th><th>变更前</th><th>变更后</th></tr>'
            f"<tr><td>1</td><td>2021-03-0{f.n % 9 + 1}</td><td>住所变更</td><td>旧址</td><td>{f.address}</td></tr></table></section>"
            f'<div class="sidebar"><h4>看过这家企业的用户还看了</h4><ul>{near}</ul></div>'
        )
        book.add(f"/firm_{_code(f)}.html", f.name, body)
    book.add("/", "企业查询", '<h1>查企业</h1><p><a href="/search?key=all&p=1">全部企业</a></p>')
    return book.finish()


def huangye(rng: random.Random) -> Book:
    """A city's yellow pages in GBK: trades, lists, a little site of two pages for each company."""
    book = Book("huangye_tong", CN, rng, count=36, charset="gbk", plain_chrome=True)
    for f in book.firms:
        f.person = rng.choice(("王先生", "李女士", "张经理", "陈小姐"))
    slugs = {trade: f"hy{n}" for n, trade in enumerate(book.trades())}

    def row(f: Firm) -> str:
        return (
            f'<dl id="itemdl"><dt><h4><a href="/qiye/{f.n + 8800}/" title="{f.name}">{f.name}</a></h4><span class="vip">会员{f.n % 7 + 1}年</span></dt>'
            f"<dd>主营产品:{f.trade}、{f.trade}配件、{f.trade}加工</dd><dd>所在地：{f.city}</dd><dd class='txt'>{f.about}</dd></dl>"
        )

    for trade, firms in book.trades().items():
        book.lists(f"/{slugs[trade]}/", f"{trade}公司", row, firms=firms, size=10,
                   page=lambda base, n: base if n == 1 else f"{base}pn{n}/", around=('<div class="mach_list2">', "</div>"))  # fmt: skip
    for f in book.firms:
        base = f"/qiye/{f.n + 8800}/"
        qq = f"{f.n}3{rng.randint(1000000, 9999999)}"
        lines = [
            ("联系人：", f'<a href="{base}">{f.person}</a>&nbsp;销售部 经理'), ("手机：", f.mobile_shown),
            ("电话：", f.phone_shown), ("传真：", f.fax_shown), ("QQ：", f'<a href="tencent://message/?uin={qq}">{qq}</a>'),
            ("邮箱：", email_html(f, rng, "plain entities")), ("网址：", site_html(f, rng, "link text")), ("地址：", f.address),
        ]  # fmt: skip
        f.other_phones.add(f.mobile)
        box = '<ul class="con-txt">' + fill_each("<li><label>{}</label>{}</li>", lines) + "</ul>"
        head = f'<div class="head-nav"><p class="com-name">{f.name}</p><ul><li><a href="{base}">网站首页</a></li><li><a href="{base}contact.html">联系我们</a></li></ul></div>'
        intro = (
            f'{head}<div class="left"><h2>联系方式</h2>{box}</div><div class="right"><h1>公司介绍</h1><p>{f.name}，{f.about}</p>'
            f"<table><tr><td>主营行业</td><td>{f.trade}</td></tr><tr><td>经营模式</td><td>生产型</td></tr><tr><td>员工人数</td><td>{f.n * 3}人</td></tr></table></div>"
        )
        book.add(base, f"{f.name}-{f.city}", intro)
        book.add(
            f"{base}contact.html",
            f"联系我们-{f.name}",
            f'{head}<div class="right"><h2>联系我们</h2>{box}<p>联系我时，请说是在黄页通看到的，谢谢！</p></div>',
        )
    body = (
        "<h1>行业分类</h1><ul>"
        + "".join(
            f'<li><a href="/{s}/">{t}</a> ({len(book.trades()[t])})</li>' for t, s in slugs.items()
        )
        + "</ul>"
    )
    book.add("/", "黄页通", body)
    return book.finish()


def ekinavi(rng: random.Random) -> Book:
    """Japanese town pages: articles with readings above names, a table of particulars each."""
    book = Book("machinavi", JP, rng, count=36)
    for f in book.firms:
        f.extend("（内線{}）")

    def row(f: Firm) -> str:
        return (
            f'<article class="p-shop_box"><h2 class="p-shop_box_title"><a href="/shop_{f.n + 6100}/">{f.name}</a></h2>'
            f'<p class="p-shop_box_category">{f.trade}／{f.city}</p><p class="p-shop_box_text">{f.about}</p>'
            f'<ul><li class="addr">{f.address}</li><li><a class="btn" href="/shop_{f.n + 6100}/#map">地図・アクセス</a></li>'
            f'<li><a class="btn" href="/shop_{f.n + 6100}/review/">口コミを見る（{f.n % 4}件）</a></li></ul></article>'
        )

    book.lists(
        "/osaka/list/",
        "事業所一覧",
        row,
        size=9,
        page=lambda base, n: base if n == 1 else f"{base}index_p{n}/",
    )
    for f in book.firms:
        mail, site = email_html(f, rng, "mailto plain wide at"), site_html(f, rng, "link button")
        rows = [
            ("名称", f'<ruby>{f.name}<rp>(</rp><rt>ふりがな</rt><rp>)</rp></ruby>'),
            ("住所", f'{f.address}<br><a href="#map">地図を見る</a>'),
            ("TEL", f'<span class="tel">{f.phone_shown}</span><br><small>※お問い合わせの際は「まちナビを見た」とお伝えください</small>'),
            ("FAX", f.fax_shown), ("ホームページ", site), ("メールアドレス", mail), ("営業時間", "平日 9:00～17:30"), ("定休日", "土曜・日曜・祝日"), ("業種", f.trade),
        ]  # fmt: skip
        near = "".join(
            f'<li><a href="/shop_{o.n + 6100}/">{o.name}</a><br>{o.address}</li>'
            for o in crowd(rng, book.firms, f, 3)
        )
        body = (
            f'<ol class="pankuzu"><li><a href="/">トップ</a></li><li><a href="/osaka/list/">{f.city}の{f.trade}</a></li><li>{f.name}</li></ol>'
            f'<h1>{f.name}</h1><p class="lead">{f.about}</p><h2>店舗・事業所情報</h2><table class="detail">'
            + fill_each('<tr><th scope="row">{}</th><td>{}</td></tr>', rows)
            + f"</table><h2>近くの事業所</h2><ul>{near}</ul>"
        )
        book.add(f"/shop_{f.n + 6100}/", f"{f.name}（{f.city}／{f.trade}）", body)
        book.add(
            f"/shop_{f.n + 6100}/review/",
            f"{f.name}の口コミ",
            f"<h1>{f.name}の口コミ</h1><p>口コミはまだ投稿されていません。</p>",
        )
    book.add(
        "/", "まちナビ", '<h1>お店・会社を探す</h1><p><a href="/osaka/list/">事業所一覧</a></p>'
    )
    return book.finish()


def mandi(rng: random.Random) -> Book:
    """An Indian market: cards of products first, each with its seller; several cards a seller."""
    book = Book("bharat_mandi", IN, rng, count=30)
    for f in book.firms:
        if f.extension:
            f.phone_shown = f"{f.bare.replace(' ', '')},{f.extension}"

    def wares(f: Firm) -> tuple[str, ...]:
        return (f.trade.title(), f"Industrial {f.trade.title()}")[: f.n % 2 + 1]

    def row(f: Firm) -> str:
        cards = ""
        for k, product in enumerate(wares(f)):
            cards += (
                f'<div class="card brs5" id="LST{f.n}{k}"><div class="imgcontainer"><img src="/p/{f.n}{k}.jpg" alt="image here"></div>'
                f'<div class="cardbody"><div class="producttitle"><a class="cardlinks" href="/proddetail/{f.n}{k}.html">{product}</a></div>'
                f'<p class="price">₹ {f.n * 120 + k}/Piece</p><button class="contactsupplier">Contact Supplier</button><button class="dn"><span>Enquiry Sent</span><span>&gt;&gt; Chat Now</span></button></div>'
                f'<div class="supplierInfoDiv"><div class="companyname"><a class="cardlinks" href="/company/{f.n}/">{f.name}</a></div>'
                f'<div class="newLocationUi"><span class="elps">{f.city}</span><div class="tooltip">{f.address}</div></div>'
                f"<span>GST</span><span>Verified Supplier</span><span>Member: {f.n % 12 + 1} yrs</span>"
                f'<div class="contactnumber"><span class="pns_h">Call {f.phone_shown}</span> <span>View Mobile Number</span></div></div></div>'
            )
        return cards

    book.lists(
        "/search.mp",
        "Suppliers",
        row,
        page=lambda base, n: f"{base}?ss=all&pg={n}",
        around=('<div class="listingContainer">', "</div>"),
    )
    for f in book.firms:
        for k, product in enumerate(wares(f)):
            book.add(f"/proddetail/{f.n}{k}.html", product, (
                f'<h1>{product}</h1><p>₹ {f.n * 120 + k}/Piece <a href="#q">Get Latest Price</a></p><table><tr><td>Material</td><td>Steel</td></tr>'
                f'<tr><td>Usage/Application</td><td>Industrial</td></tr></table><div class="sup">Sold by <a href="/company/{f.n}/">{f.name}</a>, {f.city}</div>'
            ))  # fmt: skip
        person = rng.choice(("Ravi Kumar", "Sunita Rao", "Imran Sheikh"))
        parts = [f'<h1 class="cname">{f.name}</h1><p>{f.city}, India | GST 27ABCDE{f.n:04d}F1Z5</p>', f"<h2>About us</h2><p>{f.about}</p>",
                 f'<h2>Reach Us</h2><div class="reach"><p><b>{person}</b> (Director)</p><p>{f.name}</p><p>{f.address}</p>',
                 f'<p><i class="ic-call"></i>Call Us: <span>{f.phone_shown}</span></p>',
                 fill('<p><i class="ic-mail"></i>{}</p>', email_html(f, rng, "mailto entities at")), fill('<p><i class="ic-web"></i>{}</p>', site_html(f, rng, "link button"))]  # fmt: skip
        book.add(
            f"/company/{f.n}/",
            f.name,
            "".join(parts) + '</div><p><a href="#q">Send Email</a> <a href="#s">Send SMS</a></p>',
        )
    book.add(
        "/",
        "Bharat Mandi",
        '<h1>Find suppliers</h1><a href="/search.mp?ss=all&pg=1">All suppliers</a>',
    )
    return book.finish()


ASIA = (shangcha, huangye, ekinavi, mandi)
