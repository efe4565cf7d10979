"""Boards of requests, tasks, cases and federal contracts: half of the set `markets`.

English, Chinese, GBK tables, Taiwanese; readers may be tuned on them.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import json
import random
from datetime import timedelta

from tests.factories.directories.board import Board
from tests.factories.directories.market_board import Ask, Shown, asks, market
from tests.factories.directories.rows import addresses


@market(
    "en", pages=addresses("/rfq", "/rfq?page={}", 3), title="Buying requests | Tradebay",
    shell='<!doctype html><html lang="en"><head><title>{title}</title>{head}</head><body><div class="_2kT9z"><a class="_1aQ" href="/">Tradebay</a><a class="_1aQ" href="/suppliers">Suppliers</a><a class="_1aQ" href="/login">Sign in</a></div><div class="_c00k1e"><p>We use cookies to improve your experience.</p><button>Accept all</button></div>{body}<div class="_9Lp"><a href="/about">About us</a><a href="/rules">Rules of the marketplace</a><p>© 2012-2026 Tradebay. All rights reserved.</p></div></body></html>',
    frame='<div class="_wrap7"><div class="_flt"><b>Categories</b><a href="/rfq?c=1">Food</a><a href="/rfq?c=2">Metals</a></div><h1 class="_Ttl4">Buying requests</h1><p>18 requests found</p>{rows}<div class="_pgs"><a class="_pg" href="/rfq?page=1">1</a><a class="_pg" href="/rfq?page=2">2</a><a class="_pg" href="/rfq?page=3">3</a></div></div>',
    front=("Tradebay - global trade", '<div class="_hero"><h1>Meet suppliers worldwide</h1><a href="/rfq">Browse buying requests</a></div>'),
)  # fmt: skip
def rfq_hashed(x: Ask) -> Shown:
    """Requests for quotation out of a script's build: class names made up, the buyer's initial in a circle, JSON beside it."""
    n, quantity, land = x.n, f"{x.n * 12:,} Pieces", ("Nigeria", "Kenya", "Peru")[x.n % 3]
    data = json.dumps(
        {"rfqId": 70100 + n, "subject": x.title, "quotesLeft": n % 10, "i18n": {"post": "Post"}}
    )
    return Shown(
        f"/rfq/detail/{70100 + n}", f"{x.title} - buying request | Tradebay", context=("Buying requests", quantity, land),
        head=f'<script type="application/json" id="state">{data}</script>',
        body=(
            f'<div class="_wrap7"><div class="_bc3"><a href="/">Home</a><i>/</i><a href="/rfq">Buying requests</a><i>/</i><span>{x.title}</span></div>'
            f'<div class="_grid9"><div class="_col8"><div class="_box1"><h1 class="_Ttl4">{x.title}</h1><div class="_row2"><div class="_k5">Quantity required</div><div class="_v5">{quantity}</div></div><div class="_row2"><div class="_k5">Posted in</div><div class="_v5"><img class="_fl" src="/f/{land}.svg" alt="">{land}</div></div><div class="_row2"><div class="_k5">Date posted</div><div class="_v5">{x.at:%Y-%m-%d}</div></div><div class="_row2"><div class="_k5">Valid to</div><div class="_v5">{x.at + timedelta(days=40):%Y-%m-%d}</div></div><div class="_row2"><div class="_k5">Trade terms</div><div class="_v5">FOB</div></div></div>'
            f'<div class="_box1"><div class="_h6">Details</div><div class="_txt8">{x.text}</div></div></div><div class="_col4"><div class="_box1"><div class="_h6">Buyer information</div><div class="_av">{x.who[0]}</div><div class="_nm3">{x.who}</div><div class="_sm">{land}</div><div class="_tag">Email confirmed</div><div class="_tag">Joined 201{n % 9}</div></div><div class="_box1"><div class="_h6">You may also like</div>'
            + "".join(f'<a class="_rel" href="/rfq/detail/{70100 + k}"><span>{x.goods[k - 1]}</span><span>{k * 12} Pieces</span></a>' for k in (2, 9, 15) if k != n)
            + f'</div><a class="_btn0" href="/quote?id={70100 + n}">Send a quote</a> <span>{n % 10} quotes left</span></div></div></div>'
        ),
        row=f'<div class="_card5"><div class="_img5"><img src="/i/{n}.jpg" alt="{x.title}"></div><div class="_mid5"><a class="_lnk5" href="/rfq/detail/{70100 + n}" title="{x.title}">{x.title}</a><div class="_q5"><span>Quantity required:</span> <b>{quantity}</b></div><div class="_d5">{x.text[:70]}...</div><div class="_u5"><span class="_av">{x.who[0]}</span><span>{x.who}</span></div></div><div class="_rt5"><div>Posted in <span>{land}</span></div><div>Date: {x.at:%Y-%m-%d}</div><a class="_btn0" href="/quote?id={70100 + n}">Quote now</a><div>Quotes left <b>{n % 10}</b></div></div></div>',
    )  # fmt: skip


@market(
    "zh-CN", pages=["/task/", "/task/p2.html"], title="任务大厅_八方众包",
    shell='<html lang="zh"><head><meta charset="utf-8"><title>{title}</title></head><body><div class="zb-top"><span>欢迎来到八方众包</span><a href="/login">请登录</a><a href="/reg">免费注册</a><a href="/help">帮助中心</a></div><div class="zb-nav"><a href="/">首页</a><a href="/task/">任务大厅</a><a href="/service/">找服务</a><a href="/case/">案例</a></div>{body}<div class="zb-foot"><p>客服热线：400-118-0000 服务时间：9:00-21:00</p><p>Copyright 2006-2026 版权所有 浙ICP备10026456号</p></div></body></html>',
    frame='<div class="filter"><dl><dt>分类：</dt><dd><a href="/task/">不限</a></dd></dl></div><div class="list">{rows}</div><div class="page"><span>共2页</span><a href="/task/">1</a><a href="/task/p2.html">2</a><a href="/task/p2.html">下一页</a></div>',
    front=("八方众包", '<h2>服务商入驻</h2><a href="/task/">进入任务大厅</a>'),
)  # fmt: skip
def renwu_hall(x: Ask) -> Shown:
    """A Chinese hall of tasks: a reward before the title, a bar of stages with days of their own, servers of the task listed below."""
    n, price, kind = x.n, f"￥{x.n * 500}.00", ("设计", "开发", "营销")[x.n % 3]
    end = x.at + timedelta(days=12)
    bids = "".join(
        f'<li class="bid"><img src="/face/{k}.jpg"><a class="shop" href="/shop/{k}/">{("云图设计", "小鹿工作室", "北辰软件")[k % 3]}</a><em>成交 {k * 31} 笔</em><em>好评率 9{k}%</em><a class="ask" href="/shop/{k}/">咨询</a></li>'
        for k in range(1, n % 4 + 1)
    )
    return Shown(
        f"/task/{310000 + n}/", f"{x.title}_{kind}任务_八方众包", context=("任务大厅", kind, str(n * 500)),
        body=(
            f'<div class="crumb"><a href="/">八方众包</a>&gt;<a href="/task/">任务大厅</a>&gt;<a href="/task/?k={n % 3}">{kind}</a>&gt;<span>任务详情</span></div>'
            f'<div class="task-hd"><div class="task-tit"><i class="ico-shang">悬赏</i><h1>{x.title}</h1></div><div class="task-sum"><span>任务号：{310000 + n}</span><span>赏金：<em class="red">{price}</em></span><span>已有 <b>{n % 4}</b> 人投标</span><span>浏览 {n * 37}</span></div></div>'
            f'<ul class="steps"><li class="on"><b>发布需求</b><i>{x.at:%Y-%m-%d}</i></li><li class="on"><b>托管赏金</b><i>{x.at + timedelta(days=1):%Y-%m-%d}</i></li><li><b>服务商投标</b></li><li><b>选标</b><i>{end:%Y-%m-%d}</i></li><li><b>验收付款</b></li></ul>'
            f'<div class="task-left"><div class="tab"><a class="cur" href="#">需求描述</a><a href="#bids">投标({n % 4})</a></div><div class="task-desc"><p>{x.text}</p></div><div class="tips">平台提示：线下交易不受保护，请勿私自付款。</div><ul class="bids" id="bids">{bids}</ul></div><div class="task-right"><div class="guzhu"><h3>雇主信息</h3><p class="gz-name">{x.who}</p><p>发布任务 {n % 5 + 1} 个</p><p>信用等级：铜牌</p></div><div class="tj"><h3>推荐服务</h3><a href="/service/1/">企业LOGO套餐 ￥299起</a><a href="/service/2/">小程序模板 ￥999起</a></div></div>'
        ),
        row=f'<div class="item"><span class="price">{price}</span><a class="tt" href="/task/{310000 + n}/" target="_blank">{x.title}</a><p class="ds">{x.text[:22]}…</p><div class="bt"><span>{kind}</span><span>{n % 4}人参与</span><span>还剩{n % 9 + 1}天</span></div></div>',
    )  # fmt: skip


def qiugou_tables(rng: random.Random) -> Board:
    """An old Chinese supply-and-demand site in GBK: tables in tables, colours by hand, buying and selling in one list, contacts at the foot."""
    board = Board("qiugou_tables", "zh-CN", rng, charset="gbk", header_charset=False)
    board.shell = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{title}</title></head><body><table width="960" align="center"><tr><td><img src="/logo.gif" alt="华中供求网"></td><td align="right"><a href="/reg.asp">会员注册</a> | <a href="/login.asp">会员登录</a></td></tr></table><table width="960" align="center" bgcolor="#003399"><tr><td><a href="/"><font color="#ffffff">首 页</font></a></td><td><a href="/buy.asp"><font color="#ffffff">求购信息</font></a></td><td><a href="/corp.asp"><font color="#ffffff">企业库</font></a></td></tr></table>{body}<table width="960" align="center"><tr><td align="center">Copyright &copy; 2003-2026 华中供求网 豫ICP备05001234号<br>客服电话：0371-60000000 QQ：80001234</td></tr></table></body></html>'
    rows = []
    for x in asks(board):
        n, place = x.n, ("河南郑州", "山东临沂", "江苏无锡")[x.n % 3]
        board.page(f"/buyshow.asp?id={5200 + n}", f"{x.title} - 华中供求网", (
            f'<table width="960" align="center"><tr><td>当前位置：<a href="/">首页</a> - <a href="/buy.asp">求购信息</a> - 查看信息</td></tr></table><table width="960" align="center"><tr><td width="700" valign="top"><table width="100%" border="0" cellpadding="4"><tr><td align="center"><font size="4" color="#cc0000"><b>{x.title}</b></font></td></tr><tr><td align="center"><font color="#999999">发布时间：{x.at:%Y-%m-%d}　有效期：三个月　点击：{n * 19}次</font></td></tr><tr><td style="line-height:180%">　　{x.text}</td></tr></table>'
            f'<table width="100%" border="1" bordercolor="#cccccc" cellpadding="4"><tr><td colspan="2" bgcolor="#eeeeee"><b>联系方式</b></td></tr><tr><td width="90">联 系 人：</td><td>{x.who}</td></tr><tr><td>所在地区：</td><td>{place}</td></tr><tr><td>采购数量：</td><td>{n * 12}吨</td></tr><tr><td>联系电话：</td><td>0371-6{n:02d}88{n:03d}</td></tr></table></td><td width="260" valign="top"><table width="100%"><tr><td bgcolor="#eeeeee"><b>最新求购</b></td></tr>'
            + "".join(f'<tr><td>·<a href="/buyshow.asp?id={5200 + k}">求购{x.goods[k - 1]}</a> <font color="#999999">11-{k:02d}</font></td></tr>' for k in (1, 4, 8, 11))
            + "</table></td></tr></table>"))  # fmt: skip
        rows.append(
            f'<tr><td width="40" align="center"><font color="#ff0000">[求]</font></td><td><a href="/buyshow.asp?id={5200 + n}" target="_blank">{x.title}</a></td><td width="100">{place}</td><td width="90">{x.at:%Y-%m-%d}</td></tr><tr><td colspan="4" height="1" bgcolor="#dddddd"></td></tr>'
        )
        board.tell(*x.told, day_only=True, context=("求购信息", f"{n * 12}吨", place))
    for p in (1, 2, 3):
        pages = f'<a href="/buy.asp">首页</a> <a href="/buy.asp?page={max(1, p - 1)}">上一页</a> <a href="/buy.asp?page={min(3, p + 1)}">下一页</a> <a href="/buy.asp?page=3">尾页</a> 共18条'
        page = f'<table width="960" align="center"><tr><td><form action="/buy.asp"><input name="k"><input type="submit" value="搜索"></form></td></tr></table><table width="960" align="center" cellpadding="3">{"".join(rows[(p - 1) * 6 : p * 6])}</table><table align="center"><tr><td>{pages}</td></tr></table>'
        for path in [f"/buy.asp?page={p}", *(["/buy.asp"] if p == 1 else [])]:
            board.page(path, "求购信息 - 华中供求网", page)
    board.page("/", "华中供求网", '<table align="center"><tr><td>欢迎光临，请看<a href="/buy.asp">求购信息</a></td></tr></table>')  # fmt: skip
    return board


@market(
    "zh-TW", pages=["/cases", "/cases?page=2"], title="找案件｜接案通",
    shell='<!DOCTYPE html><html lang="zh-Hant"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body><header class="nav"><a class="brand" href="/">接案通</a><ul><li><a href="/cases">找案件</a></li><li><a href="/talents">找人才</a></li><li><a href="/login">登入</a></li></ul></header>{body}<footer><ul><li><a href="/faq">常見問題</a></li><li><a href="/privacy">隱私權政策</a></li></ul><p>© 2026 接案通股份有限公司 統一編號 12345678 客服 02-2700-0000</p></footer></body></html>',
    frame='<div class="container"><h1>外包案件</h1><div class="table"><div class="tr th"><div class="td">案件名稱</div><div class="td">預算</div><div class="td">地點</div><div class="td">提案</div><div class="td">更新</div></div>{rows}</div><ul class="pagination"><li><a href="/cases">1</a></li><li><a href="/cases?page=2">2</a></li><li><a href="/cases?page=2">下一頁 »</a></li></ul></div>',
    front=("接案通", '<div class="hero"><h1>讓專業被看見</h1><a href="/cases">瀏覽所有案件</a></div>'),
)  # fmt: skip
def waibao_cases(x: Ask) -> Shown:
    """Taiwanese outsourced cases: a list of divs set as a table, facts as icons with spans, years as they are, an advertisement between."""
    n = x.n
    money = ("5千元以下", "1萬 ~ 5萬元", "面議")[x.n % 3]
    place = ("台北市", "台中市", "可遠端")[x.n * 2 % 3]
    return Shown(
        f"/cases/{880100 + n}", f"{x.title}｜接案通", context=(money, place, "外包案件"),
        head=f'<meta name="description" content="{x.text[:40]}">',
        body=(
            f'<section class="case-head"><div class="container"><p class="no">案件編號：{880100 + n}</p><h1>{x.title}</h1><ul class="facts"><li><i class="i-money"></i><span>預算金額</span><strong>{money}</strong></li><li><i class="i-pin"></i><span>執行地點</span><strong>{place}</strong></li><li><i class="i-type"></i><span>案件類型</span><strong>外包案件</strong></li><li><i class="i-cal"></i><span>刊登日期</span><strong>{x.at:%Y/%m/%d}</strong></li></ul></div></section>'
            f'<section class="case-body"><div class="main"><h2>案件說明</h2><div class="case-content">{x.text}</div><h2>資格要求</h2><div class="case-content2">不拘</div></div><aside><div class="owner"><img src="/avatar/{n % 6}.png" alt=""><div class="owner-name">{x.who}</div><div class="owner-sub">已刊登 {n % 4 + 1} 件案件</div><button>我要提案</button></div><div class="ad"><a href="/vip">升級 VIP 會員，優先看到新案</a></div><div class="similar"><h3>相似案件</h3><ul>'
            + "".join(f'<li><a href="/cases/{880100 + k}">{x.goods[k - 1]}</a><span>2026/11/0{k % 9 + 1}</span></li>' for k in (3, 7, 10))
            + "</ul></div></aside></section>"
        ),
        row=(
            f'<div class="tr"><div class="td td-title"><a href="/cases/{880100 + n}">{x.title}</a><div class="tags"><span>外包</span><span>{place}</span></div></div><div class="td">{money}</div><div class="td">{place}</div><div class="td">{n % 7} 人提案</div><div class="td">{x.at:%m/%d}</div></div>'
            + ("" if n % 5 else '<div class="tr promo"><a href="/vip">刊登廣告請洽客服</a></div>')
        ),
    )  # fmt: skip


@market(
    "en", pages=["/opps", "/opps?page=2"], title="Search", firms=True,
    shell='<!doctype html><html lang="en"><head><title>{title}</title></head><body><usa-banner><p>An official website of the government</p></usa-banner><app-header><a href="/">CONTRACTS</a><a href="/opps">Search</a><a href="/login">Sign In</a></app-header>{body}<app-footer><p>Our website: about, releases, alerts</p><p>This is a federal government computer system.</p></app-footer></body></html>',
    frame='<main><h1>Contract Opportunities</h1><p>Showing results of 18</p>{rows}<a href="/opps?page=2" aria-label="Next page">&rsaquo;</a></main>',
    front=("Contracts", '<main><h1>The official system</h1><a href="/opps">Contract Opportunities</a></main>'),
)  # fmt: skip
def contract_opps(x: Ask) -> Shown:
    """A federal portal of contract opportunities: components of their own names, headings above values, official places to ask, dates with a zone."""
    n, kind = x.n, ("Solicitation", "Sources Sought", "Combined Synopsis/Solicitation")[x.n % 3]
    at = x.at + timedelta(hours=15, minutes=n)
    closing = at + timedelta(days=21)
    number = f"W91{n:02d}K-26-R-{n * 7:04d}"

    def field(label: str, value: str) -> str:
        return f'<div class="sam-ui field"><h6 class="label">{label}</h6><div class="value">{value}</div></div>'

    return Shown(
        f"/opp/{n:08x}/view", f"CONTRACTS | {x.title}", context=(kind, number, "Norfolk"), at=at, day_only=False,
        body=(
            f'<main><div class="grid-row"><div class="side"><ul><li><a href="#general">General Information</a></li><li><a href="#class">Classification</a></li><li><a href="#desc">Description</a></li><li><a href="#contact">Contact Information</a></li></ul></div><div class="body"><span class="tag">Contract Opportunity</span><h1>{x.title}</h1><div class="status">ACTIVE</div>'
            + field("Notice ID", number) + '<div class="hierarchy">' + field("Department/Ind. Agency", x.who) + field("Office", f"Contracting Office {n % 4}") + "</div>"
            + f'<section id="general"><h2>General Information</h2><ul><li><strong>Contract Opportunity Type:</strong> {kind} (Original)</li><li><strong>All Dates/Times are:</strong> (UTC-05:00) Eastern Standard Time</li><li><strong>Original Published Date:</strong> {at - timedelta(hours=5):%b %d, %Y %I:%M %p} EST</li><li><strong>Original Date Offers Due:</strong> {closing - timedelta(hours=5):%b %d, %Y %I:%M %p} EST</li><li><strong>Inactive Policy:</strong> 15 days after date offers due</li></ul></section>'
            + '<section id="class"><h2>Classification</h2><ul><li><strong>Original Set Aside:</strong> Total Small Business</li>' + f'<li><strong>Product Service Code:</strong> 41{n:02d}</li><li><strong>Place of Performance:</strong> Norfolk, VA 23511</li></ul></section>'
            + f'<section id="desc"><h2>Description</h2><div class="inner"><p>{x.text}</p><p>Offers are due as stated above. Questions shall be sent in writing.</p></div></section><section id="contact"><h2>Contact Information</h2><h3>Primary Point of Contact</h3><h6>Dana Whitfield</h6><div><a href="mailto:dana.whitfield{n}@agency.example">dana.whitfield{n}@agency.example</a></div><div>Phone Number 7575550{n:03d}</div></section><section><h2>History</h2><ul><li>{at:%b %d, %Y} {kind} (Original)</li></ul></section></div></div></main>'
        ),
        row=f'<app-opportunity-result><div class="row"><div class="col-9"><h3><a href="/opp/{n:08x}/view">{x.title}</a></h3><p>{x.text[:60]} ...</p><div><div class="lab">Notice ID</div><div>{number}</div></div><div><div class="lab">Department/Ind. Agency</div><div>{x.who}</div></div></div><div class="col-3"><div class="lab">Current Date Offers Due</div><div>{closing:%b %d, %Y}</div><div class="lab">Notice Type</div><div>{kind}</div><div class="lab">Published Date</div><div>{at:%b %d, %Y}</div></div></div></app-opportunity-result>',
    )  # fmt: skip
