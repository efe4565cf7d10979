"""Directories of East Asia and the Gulf: the other half of the set `squares`.

Readers may be tuned on them.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import html
import random

from tests.factories.directories.book import Book
from tests.factories.directories.countries import CN, JP, TW
from tests.factories.directories.firms import Firm
from tests.factories.directories.lands import AE
from tests.factories.directories.rows import addresses


def shunlian(rng: random.Random) -> Book:
    """A Chinese one in GBK: names and addresses in dl, pages with codes, capital, neighbours' mobiles."""
    book = Book("shunlian", CN, rng, count=36, charset="gbk")
    menu = ""
    for k, (trade, firms) in enumerate(sorted(book.trades().items())):
        menu += f'<a href="/hangye_{k}/">{trade}</a>（{len(firms)}）'
        rows = [
            f'<li><div class="f_r"><a href="/co/{f.n + 81200}.html#map">地图</a></div><dl><dt><h4><a href="/co/{f.n + 81200}.html">{f.name}</a></h4><span class="tag">已认证</span></dt><dd>主要产品：{f.trade}、配件</dd><dd>地址：{f.address}</dd><dd>成立时间：20{f.n % 20:02d}-0{f.n % 9 + 1}-12 &nbsp; 注册资本：{f.n + 50}万元人民币</dd></dl></li>'
            for f in firms
        ]
        book.spread(
            addresses(f"/hangye_{k}/", f"/hangye_{k}/pn{{}}", -(-len(rows) // 8)),
            trade + "企业名录 第{n}页",
            rows,
            f'<div class="pos">当前位置：<a href="/">首页</a> &gt; {trade}</div><h1>{trade}公司名录</h1><ul class="companylist">{{rows}}</ul><div class="page_tag">{{next}}</div>',
            onward='<a href="{}">下一页</a>',
        )
    for i, f in enumerate(book.firms):
        near = "".join(
            f'<li><a href="/co/{o.n + 81200}.html">{o.name}</a><span>{o.person} {o.mobile_shown}</span></li>'
            for o in (book.firms[i - 1], book.firms[i - 4], book.firms[i - 9])
        )
        book.add(
            f"/co/{f.n + 81200}.html",
            f.name,
            f'<div class="boxcontent"><h1>{f.name}</h1><div class="box"><h2>{f.name}简介</h2><p>{f.about}</p></div><div class="box"><h2>联系方式</h2><dl class="codl"><dt>公司地址：</dt><dd>{f.address}</dd><dt>固定电话：</dt><dd>{f.phone_shown}</dd><dt>经理：</dt><dd>{f.person}</dd><dt>移动电话：</dt><dd>{f.mobile_shown}</dd>'
            + f.given("email", "<dt>电子邮件：</dt><dd>{f.email}</dd>")
            + f"<dt>邮政编码：</dt><dd>215{f.n + 100}</dd><dt>传真号码：</dt><dd>未提供</dd><dt>顺联编码：</dt><dd>{f.n + 53120447}</dd></dl></div>"
            f'<div class="box"><h2>工商信息</h2><table class="codetail"><tr><td>法人名称：</td><td>{f.name}</td></tr><tr><td>营业执照号：</td><td>3205940000{f.n + 10000}</td></tr><tr><td>经营状态：</td><td>存续</td></tr><tr><td>注册资本：</td><td>{f.n + 50}万元</td></tr>'
            + f.given("site", f'<tr><td>官网：</td><td><a href="/go/{f.n}" rel="nofollow">{{f.host}}</a></td></tr>')
            + "</table></div></div>",
            extra=f'<div class="side"><h3>附近的企业</h3><ul>{near}</ul></div>',
        )  # fmt: skip
    book.add("/", "顺联网", f'<h1>企业名录</h1><div class="hy">{menu}</div>')
    return book.finish()


def huangye_tw(rng: random.Random) -> Book:
    """A Taiwanese one: two levels of trades, firms under two, tax numbers, （分機） and (at)."""
    book = Book("huangye_tw", TW, rng, count=34)
    menu = ""
    for k, (trade, own) in enumerate(sorted(book.trades().items())):
        menu += f'<li><a href="/cat/{k + 1}">{trade}業</a></li>'
        subs = {f"{trade}製造": own, f"{trade}批發": [f for f in own if f.n % 2]}
        book.add(
            f"/cat/{k + 1}",
            trade,
            f"<h1>{trade}業</h1><ul class='sub'>"
            + "".join(
                f'<li><a href="/cat/{k + 1}/{j}">{x}</a><small>({len(y)})</small></li>'
                for j, (x, y) in enumerate(subs.items(), 1)
            )
            + "</ul>",
        )
        for j, (name, firms) in enumerate(subs.items(), 1):
            rows = "".join(
                f'<div class="store"><div class="store_name"><a href="/store/{f.n + 6000}" title="{f.name}">{f.name}</a></div><div class="store_line"><img src="/i/tel.gif" alt="電話">{f.phone_shown}</div><div class="store_line"><img src="/i/fax.gif" alt="傳真">{f.fax_shown}</div><div class="store_line"><img src="/i/addr.gif" alt="地址"><a href="/map/{f.n}">{f.address}</a></div></div>'
                for f in firms
            )
            book.add(
                f"/cat/{k + 1}/{j}",
                name,
                f'<div class="crumb"><a href="/">首頁</a>＞<a href="/cat/{k + 1}">{trade}業</a>＞{name}</div><h1>{name}</h1>{rows}',
            )
    for f in book.firms:
        email = f.given("email", f"<tr><th>電子信箱</th><td>{f.email.replace('@', '(at)')}</td></tr>")  # fmt: skip
        book.add(
            f"/store/{f.n + 6000}",
            f.name,
            f'<h1 class="sname">{f.name}</h1><table class="sinfo"><tr><th>統一編號</th><td>{f.n + 53120000}</td></tr><tr><th>負責人</th><td>{f.person}</td></tr><tr><th>電話</th><td>{f.phone_shown}</td></tr><tr><th>傳真</th><td>{f.fax_shown}</td></tr><tr><th>地址</th><td>{f.address}</td></tr>{email}'
            + f.given("site", '<tr><th>公司網站</th><td><a href="{f.site}" target="_blank">{f.host}</a></td></tr>')
            + f"<tr><th>資本額</th><td>{f.n + 5},000,000</td></tr></table><div class='intro'><h3>公司簡介</h3><p>{f.about}</p></div>",
            extra=f'<div class="right"><p>刊登廣告請洽 {book.hotline}</p></div>',
        )  # fmt: skip
    book.add("/", "黃頁", f'<h1>工商黃頁</h1><ul class="cats">{menu}</ul>')
    return book.finish()


def machi_page(rng: random.Random) -> Book:
    """A Japanese town guide: 【電話番号】(代) in one line, 内線, the portal's 0120, "もっと見る"."""
    book = Book("machi_page", JP, rng, count=36)
    for f in book.firms:
        f.extend("（内線{}）")

    def card(f: Firm) -> str:
        return (
            f'<article class="m-article-card -stitle-green"><div class="m-article-card__header"><div class="m-article-card__header__category">{f.trade}、金属製品</div><h2 class="m-article-card__header__title"><a href="/shop/KN{f.n + 270000}/" class="m-article-card__header__title__link">{f.name}</a></h2><p class="m-article-card__header__kana">カブシキガイシャ</p></div>'
            f'<div class="m-article-card__body"><p class="m-article-card__lead">{f.about}</p><ul><li><span>【電話番号】</span>(代) {f.phone_shown}</li><li><span>【住所】</span>{f.address} <a href="/shop/KN{f.n + 270000}/map/">地図・ナビ</a></li></ul><div class="m-article-card__buttons">'
            + f.given("site", '<a class="btn" href="{f.site}" target="_blank">ホームページ</a>')
            + f'<a class="btn" href="/shop/KN{f.n + 270000}/">詳細を見る</a></div></div></article>'
        )

    book.spread(
        addresses("/osaka/kinzoku/", "/osaka/kinzoku/?page={}", 3),
        "大阪 金属 {n}",
        [card(f) for f in book.firms],
        '<h1>大阪府の金属製品の一覧</h1><p>36件</p><div class="list">{rows}</div><div class="m-read-more">{next}</div>',
        onward='<a href="{}" class="m-read-more__link">もっと見る</a>',
    )
    for f in book.firms:
        book.add(
            f"/shop/KN{f.n + 270000}/",
            f.name,
            f'<div class="detail"><h1>{f.name}</h1><dl class="basicInfo"><dt>掲載名</dt><dd>{f.name}</dd><dt>電話番号</dt><dd>(代) {f.phone_shown}</dd><dt>FAX番号</dt><dd>{f.fax_shown}</dd><dt>住所</dt><dd>{f.address}</dd><dt>代表者</dt><dd>{f.person}</dd>'
            + f.given("email", '<dt>E-mailアドレス</dt><dd><a href="mailto:{f.email}">{f.email}</a></dd>')
            + f.given("site", '<dt>URL</dt><dd><p><a href="{f.site}">{f.site}</a></p></dd>')
            + "<dt>現金以外の支払い方法</dt><dd>クレジットカード</dd><dt>駐車場</dt><dd>有 10台</dd></dl></div>",
            extra='<aside class="ad"><p>広告掲載のお申し込みは 0120-506-309 (平日9:00-17:00)</p></aside>',
        )  # fmt: skip
    book.add("/", "まちページ", '<h1>まちページ</h1><p><a href="/osaka/kinzoku/">大阪府の金属製品</a></p>')  # fmt: skip
    return book.finish()


EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def arqam(rng: random.Random) -> Book:
    """An Arabic guide: eastern digits, cards without pages of their own, mail as entities, "more"."""
    book = Book("arqam", AE, rng, count=32)

    def card(f: Firm) -> str:
        f.extension = ""
        plain = html.escape("0" + f.phone.removeprefix("+971"))
        mail = "".join(f"&#{ord(c)};" for c in f.email) if "email" in f.shows else ""
        return (
            f'<div class="col-md-6"><div class="listing-box"><div class="ribbon">موثق</div><h3 class="listing-name">{f.name}</h3><span class="activity">{f.trade}</span><ul class="list-unstyled"><li><i class="icon-pin"></i>{f.address}</li><li><i class="icon-phone"></i><bdi dir="ltr">{plain.translate(EASTERN)}</bdi></li>'
            + (f'<li><i class="icon-mail"></i>{mail}</li>' if mail else "")
            + f.given("site", '<li><i class="icon-link"></i><a href="{f.site}" rel="nofollow">زيارة الموقع</a></li>')
            + f'</ul><p class="manager">المدير: {f.person}</p></div></div>'
        )  # fmt: skip

    book.spread(
        addresses("/ar/companies", "/ar/companies?page={}", 4),
        "دليل الشركات {n}",
        [card(f) for f in book.firms],
        '<h1>دليل الشركات</h1><div class="row">{rows}</div><div class="text-center">{next}</div>',
        onward='<a class="btn btn-more" href="{}">عرض المزيد</a>',
    )
    book.add("/", "الدليل", '<h1>الدليل</h1><a href="/ar/companies">دليل الشركات</a>')
    return book.finish()


ALLEYS = (shunlian, huangye_tw, machi_page, arqam)
