"""Two trade boards with buyers and sellers: of the sets `harbour_boards` and `harbour_held_boards`."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from datetime import timedelta

from tests.factories.directories.board import Board
from tests.factories.directories.boards import BUYERS, GOODS, HUO, moments
from tests.factories.directories.rows import addresses, fill_each

SELLERS = ("Pacific Fasteners", "Ines M.", "Baltic Packaging", "tomasz_w", "Orient Pumps", "Hana Kim")  # fmt: skip
PORTS = ("Antwerp", "Lagos", "Callao", "Gdansk", "Mombasa")
GANG = ("上海", "宁波", "青岛", "广州")
KEHU = ("李先生", "海通贸易行", "小陈", "顺发五金店", "lj_2008", "赵女士", "北方建材", "孙工")


def rfq_desk(rng: random.Random) -> Board:
    """An English board of buyers and sellers: two sections and kinds that overlap, quotations beneath, similar requests and a sponsor beside."""
    board = Board("rfq_desk", "en", rng,
        shell='<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | RFQ Desk</title>{head}</head><body><nav class="nav"><a href="/">RFQ Desk</a><a href="/buy/">Buying requests</a><a href="/sell/">Selling offers</a><a href="/account/login/">Log in</a></nav><div class="grid"><section class="main">{body}</section><aside class="side"><div class="sponsor"><small>Sponsor</small><h4>Meridian Freight Forwarders</h4><p>Door to door from 90 ports.</p><p>Call +31 10 555 0199</p><a href="http://www.meridianfreight.example">meridianfreight.example</a></div></aside></div><footer class="foot">RFQ Desk Ltd, 5 Wharf Road, London N1 7SR, +44 20 7946 0321, help@rfqdesk.example</footer></body></html>')  # fmt: skip
    rows: dict[str, list[str]] = {"buy": [], "sell": []}
    kinds: dict[str, list[str]] = {}
    for n, (goods, at) in enumerate(zip(GOODS, moments(rng, 24), strict=True), 1):
        part = "sell" if n % 3 == 0 else "buy"
        who, port = BUYERS[(n * 5) % 8], PORTS[n % 5]
        kind = ("Packaging", "Machinery", "Site supplies")[n % 3 - 1]
        verb = "Selling" if part == "sell" else "Wanted:"
        title = f"{verb} {goods.lower()}, {n * 60} pcs"
        text = (
            f"We have {n * 60} pieces of {goods.lower()} ready in our warehouse at {port} and can ship within ten days of payment."
            if part == "sell"
            else f"Our company imports {goods.lower()} through {port} and needs {n * 60} pieces before the end of the quarter, samples first please."
        )
        board.tell(n, title, text, who, at, context=(port,))
        quotes = ""
        for k in range((n + 2) % 4):
            by, when = SELLERS[(n + k) % 6], at + timedelta(hours=6 * (k + 1), minutes=3 * n)
            said = f"Regarding the {goods.lower()} our price is {n + k * 2 + 3}.40 USD each on the terms you mention, valid for {k + 14} days."
            quotes += f'<li class="reply"><div class="reply-meta"><span class="reply-user">{by}</span> &middot; <time datetime="{when:%Y-%m-%dT%H:%M:%SZ}">{when:%d %b %Y %H:%M}</time></div><div class="reply-text">{said}</div></li>'
            board.answer(n, said, by, when)
        facts = fill_each("<dt>{}</dt><dd>{}</dd>", [("Quantity", f"{n * 60} pcs"), ("Port", port), ("Incoterm", "CIF"), ("Expires", f"{at + timedelta(days=45):%d %b %Y}")])  # fmt: skip
        similar = "".join(f'<li><a href="/buy/{m}/">Wanted: {GOODS[m - 1].lower()}, {m * 60} pcs</a></li>' for m in (4, 8, 10) if m != n)  # fmt: skip
        board.page(f"/{part}/{n}/", title,
            f'<p class="crumbs"><a href="/">RFQ Desk</a> / <a href="/{part}/">{"Selling offers" if part == "sell" else "Buying requests"}</a> / <a href="/kind/{kind.lower().replace(" ", "-")}/">{kind}</a></p><article><h1>{title}</h1><p class="meta">Posted by <a href="/u/{(n * 5) % 8}/">{who}</a> on <time datetime="{at:%Y-%m-%dT%H:%M:%SZ}">{at:%d %b %Y %H:%M}</time> &middot; {n * 9} views</p><div class="text"><p>{text}</p></div><dl class="facts">{facts}</dl></article><h2>Quotations ({(n + 2) % 4})</h2><ol class="replies">{quotes}</ol><p><a href="/account/login/">Log in to quote</a></p><h3>Similar requests</h3><ul>{similar}</ul>')  # fmt: skip
        row = f'<div class="item"><h3><a href="/{part}/{n}/">{title}</a></h3><p>{who} &middot; {port} &middot; {at:%d %b %Y}</p></div>'
        rows[part].append(row)
        kinds.setdefault(kind, []).append(row)
    for part, mine in rows.items():
        board.spread(addresses(f"/{part}/", f"/{part}/?page={{}}", 3 if part == "buy" else 2), "Requests" if part == "buy" else "Offers", mine, f'<h1>{"Buying requests" if part == "buy" else "Selling offers"}</h1>{{rows}}<p class="pages">{{others}} {{next}}</p>', onward='<a href="{}">next</a>')  # fmt: skip
    for kind, mine in kinds.items():
        board.page(f"/kind/{kind.lower().replace(' ', '-')}/", kind, f"<h1>{kind}</h1>{''.join(mine)}")  # fmt: skip
    links = "".join(f'<li><a href="/kind/{k.lower().replace(" ", "-")}/">{k}</a></li>' for k in kinds)  # fmt: skip
    board.page("/", "Home", f'<h1>Where buyers meet sellers</h1><p><a href="/buy/">Buying requests</a> <a href="/sell/">Selling offers</a></p><ul>{links}</ul><h2>Newest</h2>{"".join(rows["buy"][:3])}')  # fmt: skip
    return board


def gongying(rng: random.Random) -> Board:
    """A Chinese board of 求购 and 供应: a row of who, where and when, a phone below the notice, messages beneath, an advertiser's number on every page."""
    board = Board("gongying", "zh-CN", rng,
        shell='<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}_港口货源网</title>{head}</head><body><div class="hd"><a href="/" class="logo">港口货源网</a><span>客服热线：400-678-5500</span></div><div class="mn"><a href="/">首页</a><a href="/buy/">求购</a><a href="/sell/">供应</a></div><div class="bd"><div class="l">{body}</div><div class="r"><div class="gg"><span>广告</span><a href="http://www.hengdawuliu.example/">恒达国际物流有限公司</a><p>海运、空运、报关一站式服务</p><p>电话：021-58887766</p></div></div></div><div class="ft">港口货源网 版权所有 沪ICP备10000123号 邮箱：kf@huoyuan.example</div></body></html>')  # fmt: skip
    rows: dict[str, list[str]] = {"buy": [], "sell": []}
    towns: dict[str, list[str]] = {}
    names = {"buy": "求购", "sell": "供应"}
    for n, (goods, at) in enumerate(zip(HUO, moments(rng, 24), strict=True), 1):
        part = "sell" if n % 3 == 1 else "buy"
        who, town = KEHU[(n * 3) % 8], GANG[n % 4]
        title = f"【{names[part]}】{goods} {n * 30}件"
        text = f"大量{names[part]}{goods}，{town}港交货，数量{n * 30}件，价格面议，欢迎来电或留言洽谈。"
        shown = at + timedelta(hours=8)
        board.tell(n, title, text, who, at, context=(town,))
        talk = ""
        for k in range(n % 3):
            by, when = KEHU[(n * 3 + k + 1) % 8], at + timedelta(hours=2 * (k + 1), minutes=11)
            said = f"请问{goods}还有吗？我们这边可以做到每件{n + k + 8}元，{town}可送货。"
            talk += f'<div class="ly"><p class="ly-h"><b>{by}</b> 留言于 {when + timedelta(hours=8):%Y-%m-%d %H:%M}（北京时间）</p><p class="ly-c">{said}</p></div>'
            board.answer(n, said, by, when)
        board.page(f"/{part}/{n + 300}.html", title,
            f'<div class="crumb"><a href="/">首页</a>&gt;<a href="/{part}/">{names[part]}</a>&gt;<a href="/city/{GANG.index(town)}/">{town}</a></div><h1>{title}</h1><div class="meta"><span>发布者：{who}</span><span>地区：{town}</span><span>时间：{shown:%Y-%m-%d %H:%M}（北京时间）</span><span>浏览：{n * 21}</span></div><div class="con">{text}</div><div class="tel">联系电话：<b>139{n + 41230000}</b> 转 {n}（联系我时请说明在港口货源网看到的）</div><h3>在线留言（{n % 3}）</h3>{talk}<form action="/ly"><textarea></textarea></form>')  # fmt: skip
        row = f'<tr><td><a href="/{part}/{n + 300}.html">{title}</a></td><td>{town}</td><td>{who}</td><td>{shown:%m-%d}</td></tr>'
        rows[part].append(row)
        towns.setdefault(town, []).append(row)
    frame = '<table class="tb"><tr><th>标题</th><th>地区</th><th>发布者</th><th>日期</th></tr>{rows}</table>'
    for part, mine in rows.items():
        board.spread(addresses(f"/{part}/", f"/{part}/p{{}}.html", 2), names[part], mine, f'<h2>{names[part]}信息</h2>{frame}<div class="pg">{{others}}{{next}}</div>', onward='<a href="{}">下一页</a>')  # fmt: skip
    for k, town in enumerate(GANG):
        board.page(f"/city/{k}/", town, f"<h2>{town}货源</h2>{frame.format(rows=''.join(towns[town]))}")  # fmt: skip
    links = "".join(f'<a href="/city/{k}/">{t}</a> ' for k, t in enumerate(GANG))
    board.page("/", "首页", f'<p>地区：{links}</p><h2>最新求购</h2>{frame.format(rows="".join(rows["buy"][:5]))}<h2>最新供应</h2>{frame.format(rows="".join(rows["sell"][:5]))}')  # fmt: skip
    return board


HARBOUR_BOARDS = (gongying,)
HARBOUR_HELD_BOARDS = (rfq_desk,)  # by lot
