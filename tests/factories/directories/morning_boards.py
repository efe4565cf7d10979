"""Two trade boards with answers under their notices, of the hand that wrote `morning`: the set `morning_boards`."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from datetime import timedelta

from tests.factories.directories.board import Board
from tests.factories.directories.boards import BUYERS, GOODS, HUO, moments
from tests.factories.directories.rows import addresses, fill_each

SELLERS = (
    "Shree Balaji Exports",
    "Kiran P.",
    "Delta Polymers",
    "Feroz Traders",
    "Mei Ling",
    "Global Steel House",
)
SHANGJIA = ("永康五金批发", "老徐", "无锡恒力机电", "阿芳", "佛山宏图铝业", "小贺")
COUNTRIES = ("United Arab Emirates", "Kenya", "Bangladesh", "Germany", "Chile")


def buy_requirements(rng: random.Random) -> Board:
    """Indian buy requirements: a table of them, a page each with labels and quotes of suppliers beneath, latest requests beside."""
    board = Board(
        "buy_requirements", "en-IN", rng,
        shell='<!DOCTYPE html><html lang="en-IN"><head><meta charset="utf-8"><title>{title} - BuyLeads Bazaar</title>{head}</head><body><div class="topbar"><a href="/">BuyLeads Bazaar</a> <a href="/buy-requirements">Buy Requirements</a> <a href="/suppliers">Suppliers</a> <a href="/login">Sign In</a></div><div class="wrap">{body}</div><div class="ftr">BuyLeads Bazaar Pvt. Ltd., Andheri East, Mumbai 400069 | Helpline 1800-102-5555 | care@buyleads.example</div></body></html>',
    )  # fmt: skip
    latest = "".join(f'<li><a href="/buy-requirements/{n + 4100}">{GOODS[n - 1]} needed - {n * 50} pcs</a></li>' for n in (3, 7, 11))  # fmt: skip
    rows = []
    for n, (goods, at) in enumerate(zip(GOODS, moments(rng, 24), strict=True), 1):
        who, land = BUYERS[n % 8], COUNTRIES[n % 5]
        title = f"{goods} needed - {n * 50} pcs"
        text = f"We are looking for a reliable manufacturer of {goods.lower()} for our plant. Please quote CIF price with lead time for {n * 50} pieces."
        fields = [("Quantity Required", f"{n * 50} Pieces"), ("Preferred Location", "All India"), ("Payment Terms", "L/C at sight"), ("Buyer", who), ("Country", land), ("Posted On", f"{at:%d %b %Y, %I:%M %p}"), ("Valid Till", f"{at + timedelta(days=30):%d %b %Y}")]  # fmt: skip
        quotes = ""
        board.tell(n, title, text, who, at, context=(f"{n * 50} Pieces", land))
        for k in range(n % 3):
            seller, when = SELLERS[(n + k) % 6], at + timedelta(hours=5 * (k + 1), minutes=n)
            said = f"We can supply {goods.lower()} as per your specification, price {n + k * 3 + 12} USD per piece, sample free of cost."
            quotes += f'<div class="quote"><div class="qh"><b>{seller}</b> quoted on {when:%d %b %Y, %I:%M %p}</div><div class="qb">{said}</div></div>'
            board.answer(n, said, seller, when)
        board.page(f"/buy-requirements/{n + 4100}", title,
            f'<div class="bread"><a href="/">Home</a> &raquo; <a href="/buy-requirements">Buy Requirements</a> &raquo; <span>Industrial Supplies</span></div><div class="left"><h1>{title}</h1><div class="desc">{text}</div><table class="spec">{fill_each("<tr><td><b>{}</b></td><td>{}</td></tr>", fields)}</table><a class="btn" href="/login?next=quote">Send Quotation</a><h3>Quotes received ({n % 3})</h3>{quotes or "<p>Be the first to quote.</p>"}</div><div class="right"><h4>Latest requirements</h4><ul>{latest}</ul></div>')  # fmt: skip
        rows.append(f'<tr><td>{at:%d %b %Y}</td><td><a href="/buy-requirements/{n + 4100}">{title}</a></td><td>{n * 50} Pieces</td><td>{land}</td><td>{n % 3}</td></tr>')  # fmt: skip
    board.spread(addresses("/buy-requirements", "/buy-requirements?pg={}", 3), "Buy Requirements", rows,
        '<h1>Latest Buy Requirements</h1><table class="list"><tr><th>Date</th><th>Requirement</th><th>Quantity</th><th>Country</th><th>Quotes</th></tr>{rows}</table><div class="paging">{others} {next}</div>', onward='<a href="{}">Next &raquo;</a>')  # fmt: skip
    board.page("/", "Home", '<h1>Meet verified buyers</h1><p><a href="/buy-requirements">View all buy requirements</a></p>')  # fmt: skip
    return board


def gongqiu(rng: random.Random) -> Board:
    """Chinese wanted and offered goods in sections: a line of who, when and how often read, contacts beneath, messages of others by floors."""
    board = Board(
        "gongqiu", "zh-CN", rng,
        shell='<!DOCTYPE html><html><head><meta charset="gbk"><title>{title} - 五金机电供求网</title>{head}</head><body><div id="hd"><a href="/">五金机电供求网</a> <a href="/qiugou/">求购</a> <a href="/supply/">供应</a> <a href="/user/login">登录</a></div><div id="bd">{body}</div><div id="ft">五金机电供求网 电话：0579-87654321 QQ：4008123 浙ICP备08001234号</div></body></html>',
        charset="gbk",
    )  # fmt: skip
    rows: dict[str, list[str]] = {"qiugou": [], "supply": []}
    names = {"qiugou": "求购", "supply": "供应"}
    people = ("周先生", "刘小姐", "明达采购", "何敏", "吴经理", "jx_88", "王工", "陈会计")
    for n, (goods, at) in enumerate(zip(HUO, moments(rng, 24), strict=True), 1):
        part = "supply" if n % 4 == 0 else "qiugou"
        who = people[n % 8]
        title = f"{names[part]}{goods}{n * 20}件"
        text = f"本厂长期{names[part]}{goods}，数量{n * 20}件，要求质量稳定，含税价，有意者请联系。"
        talk = ""
        board.tell(n, title, text, who, at, context=(names[part],))
        for k in range((n + 1) % 3):
            by, when = SHANGJIA[(n + k) % 6], at + timedelta(hours=3 * (k + 1), minutes=7)
            said = f"{goods}我们有现货，{n + k + 3}元一件，可以寄样品，量大从优。"
            talk += f'<li><div class="u">{by}</div><div class="c">{said}</div><div class="t">{k + 1}楼 {when:%Y-%m-%d %H:%M}</div></li>'
            board.answer(n, said, by, when)
        board.page(f"/{part}/{n + 20260}.html", title,
            f'<div class="path"><a href="/">首页</a> &gt; <a href="/{part}/">{names[part]}信息</a> &gt; 正文</div><h1>{title}</h1><div class="info">发布人：{who}　发布时间：{at:%Y-%m-%d %H:%M}　浏览：{n * 13}次</div><div class="content"><p>{text}</p></div><table class="contact"><tr><td>联系电话</td><td>1380571{n + 1000}</td></tr><tr><td>所在地区</td><td>浙江 永康</td></tr><tr><td>有效期</td><td>30天</td></tr></table><h3>留言（{(n + 1) % 3}）</h3><ul class="ly">{talk}</ul><form action="/ly/post"><textarea name="c"></textarea><button>发表</button></form><div class="pn">上一条：<a href="/{part}/{n + 20259}.html">查看</a></div>' if n > 1 else
            f'<div class="path"><a href="/">首页</a> &gt; <a href="/{part}/">{names[part]}信息</a> &gt; 正文</div><h1>{title}</h1><div class="info">发布人：{who}　发布时间：{at:%Y-%m-%d %H:%M}　浏览：{n * 13}次</div><div class="content"><p>{text}</p></div><h3>留言（{(n + 1) % 3}）</h3><ul class="ly">{talk}</ul>')  # fmt: skip
        rows[part].append(f'<li><span>[{at:%m-%d}]</span><a href="/{part}/{n + 20260}.html">{title}</a><em>{who}</em></li>')  # fmt: skip
    for part, mine in rows.items():
        board.spread(addresses(f"/{part}/", f"/{part}/list_{{}}.html", 2), names[part], mine, f'<h2>{names[part]}信息</h2><ul class="lb">{{rows}}</ul><div class="fy">{{others}}{{next}}</div>', onward='<a href="{}">下一页</a>')  # fmt: skip
    board.page("/", "首页", '<h2>栏目</h2><p><a href="/qiugou/">求购信息</a> <a href="/supply/">供应信息</a></p><ul>' + "".join(rows["qiugou"][:4]) + "</ul>")  # fmt: skip
    return board


MORNING_BOARDS = (buy_requirements, gongqiu)
