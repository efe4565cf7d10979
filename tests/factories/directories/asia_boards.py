"""Asian trade boards and tender portals, the first: the set `asia_boards`.

Readers may be tuned on them.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from tests.factories.directories.board import Board
from tests.factories.directories.rows import fill_by_two, fill_each

CITIES = ("昆明", "苏州", "长沙", "西安", "曲靖", "佛山")
GOODS = (
    "不锈钢反应釜",
    "洗车机",
    "环氧地坪漆",
    "高压清洗泵",
    "包装纸箱",
    "旧托盘",
    "拉力机",
    "LED显示屏",
)


def moments(rng: random.Random, count: int, hours: int) -> list[datetime]:
    """Falling moments of May 2026, in UTC, of a zone so many hours ahead."""
    start = datetime(2026, 5, 28, 17, 20, tzinfo=UTC) - timedelta(hours=hours)
    return [
        start - timedelta(hours=9 * k + rng.randint(0, 3), minutes=rng.randint(0, 59))
        for k in range(count)
    ]


def local(at: datetime, hours: int, form: str) -> str:
    """A moment as a page of that zone writes it."""
    return (at + timedelta(hours=hours)).strftime(form)


def unzoned(at: datetime, hours: float) -> datetime:
    """What a moment comes to where a page names no zone: its clock, taken as it stands."""
    return at + timedelta(hours=hours)


def day_of(at: datetime, hours: float) -> datetime:
    """The day of a moment on the clock of its page."""
    return unzoned(at, hours).replace(hour=0, minute=0)


def shanglian(rng: random.Random) -> Board:
    """A Chinese trade board: 求购 and 供应 side by side, who placed it in a card at the side."""
    board = Board("shanglian", "zh-CN", rng)
    rows: dict[str, list[str]] = {"buy": [], "sell": []}
    for n, at in enumerate(moments(rng, 28, 8)):
        side = "buy" if n % 2 else "sell"
        word = {"buy": "求购", "sell": "供应"}[side]
        goods, city = GOODS[n % 8], CITIES[n % 6]
        firm = f"{city}{rng.choice('恒鑫锐创瑞丰嘉信')}{'远达盛联'[n % 4]}{n}贸易有限公司"
        title = f"{goods}{rng.randint(2, 90)}{'台' if n % 3 else '批'} {city}{'采购' if side == 'buy' else '现货'}{n}"
        text = (f"本公司需要{goods}，用于{city}新厂第{n}期项目，要求含税含运，请有货的厂家报价。" if side == "buy"
                else f"本厂长期生产{goods}，{city}仓库第{n}批现货，规格齐全，欢迎来电订购。")  # fmt: skip
        board.tell(n, title, text, firm, unzoned(at, 8), context=(word,))
        board.firms.add(firm)
        day = local(at, 8, "%Y-%m-%d")
        rows[side].append(
            f'<li><div class="pro-img"><img src="/i/{n}.jpg"></div><div class="pro-c"><a class="tit" href="/{side}/{n + 5500}.html" title="{title}">{title}</a>'
            f'<p>{text[:22]}...</p><p class="gs"><a href="/com/{n + 300}/">{firm}</a></p></div><div class="r"><span>{city}</span><span>{day}</span><a class="xp" href="/login?b={n}">询价</a></div></li>'
        )
        unit = "采购数量" if side == "buy" else "起订量"
        body = (
            f'<div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/{side}/">{word}信息</a> &gt; <a href="/{side}/">{goods}</a></div>'
            f'<div class="detail"><h1>{title}</h1><ul class="attr"><li><span>产品名称：</span>{goods}</li><li><span>{unit}：</span>{rng.randint(2, 90)}</li>'
            f"<li><span>所在地区：</span>{city}</li><li><span>有效期至：</span>{local(at + timedelta(days=30), 8, '%Y-%m-%d')}</li>"
            f"<li><span>发布时间：</span>{local(at, 8, '%Y-%m-%d %H:%M')}</li></ul><h2>详细说明</h2><div class='content'>{text}</div></div>"
        )
        side_box = (
            f'<div class="card"><h3>企业资料</h3><p class="n"><a href="/com/{n + 300}/">{firm}</a></p><p>联系人：{rng.choice(("王先生", "李女士"))}</p>'
            f'<p>会员级别：普通会员</p><p><a href="/login">登录后查看电话</a></p></div>'
        )
        board.put(f"/{side}/{n + 5500}.html", f"{title}-{word}-商联网", body, side=side_box)
        board.put(
            f"/com/{n + 300}/",
            firm,
            f"<h1>{firm}</h1><p>{firm}位于{city}。</p><p>联系人：王先生</p>",
        )
    for side, word in (("buy", "求购信息"), ("sell", "供应信息")):
        for page in (1, 2):
            part = "".join(rows[side][(page - 1) * 7 : page * 7])
            other = f'<a href="/{side}/list-{3 - page}.html">{3 - page}</a>'
            board.put(
                f"/{side}/" if page == 1 else f"/{side}/list-{page}.html",
                word,
                f'<h1>{word}</h1><ul class="list">{part}</ul><div class="pages"><b>{page}</b> {other}</div>',
            )
        board.pages[f"/{side}/list-1.html"] = board.pages[f"/{side}/"]
    board.put(
        "/",
        "商联网",
        '<p>热搜：<a href="/buy/">洗车机</a></p><h2><a href="/buy/">求购信息</a></h2><h2><a href="/sell/">供应信息</a></h2>',
    )
    return board


def caigou(rng: random.Random) -> Board:
    """A government's procurement notices: a table of particulars above the text of law."""
    board = Board("zhengcai", "zh-CN", rng)
    items: list[str] = []
    for n, at in enumerate(moments(rng, 24, 8)):
        city = CITIES[n % 6]
        buyer = f"{city}市第{n + 1}人民医院" if n % 2 else f"{city}职业技术学院{n}分院"
        agent = f"{city}东桓招标有限责任公司"
        kind = ("公开招标公告", "竞争性磋商公告", "询价公告")[n % 3]
        goods = GOODS[n % 8]
        title = f"{buyer}{goods}采购项目{kind}"
        stamp = local(at, 8, "%Y年%m月%d日 %H:%M")
        opening = local(at + timedelta(days=21), 8, "%Y年%m月%d日 %H:%M")
        text = f"{goods}{n + 2}套，含安装调试与三年质保，不接受进口产品投标，第{n}号需求。"
        board.tell(n, title, text, buyer, at, context=(kind,))
        items.append(
            f'<li><a href="/cggg/dfgg/t202605_{n + 24000}.htm" target="_blank">{title}</a><p>项目概况 {goods}采购项目的潜在供应商应在本市获取采购文件，并于{opening}前提交响应文件...</p>'
            f'<span>{local(at, 8, "%Y.%m.%d %H:%M:%S")} | 采购人：{buyer} | 代理机构：{agent}<br><strong style="font-weight:bolder">{kind}</strong> | <a href="javascript:void(0)">云南</a> | <strong></strong></span></li>'
        )
        phone = f"0874-31{n:02d}{rng.randint(100, 999)}"
        cells = [
            ("采购项目名称", f"{buyer}{goods}采购项目"),
            ("品目", f"货物/{goods}"),
            ("采购单位", buyer),
        ]
        later = [
            ("获取招标文件时间", f"{stamp[:11]}至{opening[:11]}<br>每日上午:06:00 至 12:00 下午:12:00 至 23:59（北京时间，法定节假日除外）"),
            ("开标时间", opening), ("开标地点", f"{city}市麒麟区长兴巷28号{agent}"), ("预算金额", f"￥{n * 12 + 8}.500000万元（人民币）"),
        ]  # fmt: skip
        contact = [
            ("项目联系人", "钱霞"), ("项目联系电话", "13769702547"), ("采购单位", buyer), ("采购单位地址", f"{city}市文苑北路8号"),
            ("采购单位联系方式", phone), ("代理机构名称", agent), ("代理机构地址", f"{city}市麒麟区长兴巷28号"), ("代理机构联系方式", "13769702547"),
        ]  # fmt: skip

        def table(pairs: list[tuple[str, str]]) -> str:
            return fill_each('<tr><td class="title">{}</td><td colspan="3">{}</td></tr>', pairs)

        body = (
            '<div class="vF_detail_location">当前位置：<a href="/">首页</a> » <a href="/cggg/">政采公告</a> » '
            f'<a href="/cggg/dfgg/">地方公告</a> » <a href="/cggg/dfgg/">{kind}</a></div>'
            f'<div class="vF_detail_header"><h2 class="tc">{title}</h2><p class="tc"><span id="pubTime">{stamp}</span> 来源：<span id="sourceName">中国政府采购</span> 【<span id="printBtn">打印</span>】</p></div>'
            f'<div class="table"><h5>公告概要：</h5><table><tr><td colspan="4"><b>公告信息：</b></td></tr>{table(cells)}'
            f'<tr><td class="title">行政区域</td><td>{city}市</td><td class="title">公告时间</td><td>{stamp}</td></tr>{table(later)}<tr><td colspan="4"><b>联系人及联系方式：</b></td></tr>{table(contact)}'
            f'<tr><td colspan="4"><b>附件：</b></td></tr><tr><td class="title">附件1</td><td colspan="3"><a href="/oss/{n}.docx">招标文件.docx</a></td></tr></table></div>'
            f'<div class="vF_detail_content"><p>项目概况</p><p>{goods}采购项目的潜在投标人应在线上获取招标文件，并于{opening}（北京时间）前递交投标文件。</p><h4>一、项目基本情况</h4><p>项目编号：YNZC2026-G1-{n:05d}</p>'
            f"<p>采购需求：</p><p>{text}</p><h4>二、凡对本次公告内容提出询问，请按以下方式联系。</h4><p>1.采购人信息</p><p>名 称：{buyer}</p><p>地 址：{city}市文苑北路8号</p><p>联系方式：{phone}</p>"
            f"<p>2.采购代理机构信息</p><p>名 称：{agent}</p><p>地 址：{city}市麒麟区长兴巷28号</p><p>联系方式：13769702547</p><p>3.项目联系方式</p><p>项目联系人：钱霞</p><p>电 话：13769702547</p></div>"
        )
        board.put(f"/cggg/dfgg/t202605_{n + 24000}.htm", title, body)
    board.lists(
        ("/cggg/dfgg/", "/cggg/dfgg/index_1.htm"),
        "地方公告",
        items,
        '<div class="vT-srch-result"><ul class="vT-srch-result-list-bid">{rows}</ul><p class="pager"><a href="/cggg/dfgg/">1</a><a href="/cggg/dfgg/index_1.htm">2</a></p></div>',
    )
    board.put(
        "/",
        "政府采购网",
        '<p>服务热线：400-810-1996</p><h2><a href="/cggg/dfgg/">地方公告</a></h2>',
    )
    return board


def nicproc(rng: random.Random) -> Board:
    """An Indian state's tenders: tables within tables, a heading of each block, dates in words."""
    board = Board("nicproc", "en-IN", rng)
    rows: list[str] = []
    wares = (
        "control valves",
        "school furniture",
        "bore well pumps",
        "LED street lights",
        "drain pipes",
        "lab reagents",
    )
    for n, at in enumerate(moments(rng, 24, 5)):
        at -= timedelta(minutes=30)
        ware = wares[n % 6]
        org = f"{('Public Works Division', 'District Hospital', 'Water Supply Board', 'Municipal Council')[n % 4]} {('Nagpur', 'Mysuru', 'Kollam', 'Panaji')[n // 4 % 4]} {n}"
        title = f"Supply of {ware} lot {n + 40}"
        text = f"Supply, installation and three year maintenance of {ware} at {n + 3} locations under package {n + 40}."

        def when(days: int, at: datetime = at) -> str:
            return (at + timedelta(hours=5, minutes=30, days=days)).strftime("%d-%b-%Y %I:%M %p")

        board.tell(n, title, text, org, unzoned(at, 5.5), context=("Goods",))
        rows.append(
            f'<tr class="{"even" if n % 2 else "odd"}" id="informal_{n}"><td align="center">{n + 1}.</td><td align="center">{when(0)}</td><td align="center">{when(14)}</td><td align="center">{when(15)}</td>'
            f'<td align="center"><a id="DirectLink_{n}" title="View Tender Information" href="/nicgep/app?component=DirectLink&amp;page=FrontEndList&amp;sp=S{n}x">[{title}]</a> [REF/{n}/26][2026_PWD_{n + 8861}_1]</td><td align="center">{org}</td></tr>'
        )

        def block(head: str, pairs: list[tuple[str, str]]) -> str:
            inner = fill_by_two(
                '<td class="td_caption" valign="top"><b>{}</b></td><td class="td_field">{}</td>',
                pairs,
            )
            return f'<tr><td class="pageheader">{head}</td></tr><tr><td><table class="tablebg" width="100%">{inner}</table></td></tr>'

        body = (
            '<table width="100%"><tr><td class="page_head">Tender Details</td><td align="right">Date : 28-May-2026 09:15 PM</td></tr>'
            + block(
                "Basic Details",
                [
                    ("Organisation Name", org),
                    ("Tender Reference Number", f"REF/{n}/26"),
                    ("Tender ID", f"2026_PWD_{n + 8861}_1"),
                    ("Tender Type", "Open Tender"),
                    ("Form Of Contract", "Supply"),
                    ("Tender Category", "Goods"),
                ],
            )
            + block(
                "Tender Fee Details, [Total Fee in ₹ * - 500.00]",
                [("Tender Fee in ₹", "500.00"), ("Fee Payable To", org)],
            )
            + block(
                "Work Item Details",
                [
                    ("Title", title),
                    ("Work Description", text),
                    ("Tender Value in ₹", f"{n * 11 + 9},50,000"),
                    ("Pincode", "440001"),
                ],
            )
            + block(
                "Critical Dates",
                [
                    ("Published Date", when(0)),
                    ("Bid Opening Date", when(15)),
                    ("Document Download Start Date", when(0)),
                    ("Document Download End Date", when(14)),
                    ("Bid Submission Start Date", when(1)),
                    ("Bid Submission End Date", when(14)),
                ],
            )
            + block(
                "Tender Inviting Authority",
                [("Name", "Executive Engineer"), ("Address", f"Stores Division, {org}")],
            )
            + "</table>"
        )
        board.put(
            f"/nicgep/app?component=DirectLink&page=FrontEndList&sp=S{n}x",
            "eProcurement System",
            body,
        )
    for page in (1, 2):
        part = "".join(rows[(page - 1) * 12 : page * 12])
        board.put("/nicgep/app?page=FrontEndList" if page == 1 else "/nicgep/app?page=FrontEndList&p=2", "eProcurement System", (
            '<td class="pageheader">Tenders by Organisation</td><table class="list_table" id="table"><tr class="list_header"><td>S.No</td><td>e-Published Date</td><td>Bid Submission Closing Date</td><td>Tender Opening Date</td><td>Title and Ref.No./Tender ID</td><td>Organisation Name</td></tr>'
            f'{part}</table><a href="/nicgep/app?page=FrontEndList{"&amp;p=2" if page == 1 else ""}">{"Next" if page == 1 else "Previous"}</a>'
        ))  # fmt: skip
    board.put(
        "/",
        "eProcurement System",
        '<p>Screen Reader Access</p><a href="/nicgep/app?page=FrontEndList">Tenders by Organisation</a>',
    )
    return board


def nara(rng: random.Random) -> Board:
    """Korean public bids: a table of notices, a page of headed cells each."""
    board = Board("naramarket", "ko", rng)
    rows: list[str] = []
    wares = ("배관 펌프", "사무용 가구", "실험 시약", "포장 상자", "LED 전광판", "금형 부품")
    for n, at in enumerate(moments(rng, 24, 9)):
        ware = wares[n % 6]
        org = f"{('부산', '인천', '대전', '광주')[n % 4]}{('광역시교육청', '대학교병원', '시설관리공단')[n % 3]} {n}지소"
        kind = ("물품", "공사", "용역")[n % 3]
        title = f"{ware} {n + 11}차 구매 입찰공고"
        text = f"{ware} {n + 4}식을 {n + 20}일 이내에 납품할 수 있는 업체를 모집합니다."
        stamp = local(at, 9, "%Y/%m/%d %H:%M")
        due = local(at + timedelta(days=10), 9, "%Y/%m/%d %H:%M")
        board.tell(n, title, text, org, unzoned(at, 9), context=(kind,))
        rows.append(
            f'<tr><td class="tc">{kind}</td><td class="tl">2026050{n:04d}-00</td><td class="tc">일반</td><td class="tl"><a href="/ep/invitation/detail.do?bidno=2026050{n:04d}">{title}</a></td>'
            f'<td class="tl">{org}</td><td class="tc">일반경쟁</td><td class="tc">{stamp}<br>({due})</td></tr>'
        )
        pairs = [
            ("공고종류", "일반공고"), ("게시일시", stamp), ("공고번호", f"2026050{n:04d} - 00"), ("업무구분", kind), ("공고명", title),
            ("공고기관", org), ("공고담당자", f"김민수(☎: 042-481-{n + 1200})"), ("입찰방식", "전자입찰"), ("계약방법", "일반경쟁"),
            ("입찰마감일시", due), ("개찰일시", due), ("배정예산", f"￦{n + 12},500,000"), ("과업내용", text),
        ]  # fmt: skip
        cells = fill_by_two('<th scope="row">{}</th><td><div class="tb_inner">{}</div></td>', pairs)
        board.put(
            f"/ep/invitation/detail.do?bidno=2026050{n:04d}",
            "입찰공고 상세",
            f'<h2>입찰공고 상세</h2><h3>[일반사항]</h3><table class="table_info">{cells}</table><a href="/ep/list.do">목록</a>',
        )
    board.lists(
        ("/ep/list.do", "/ep/list.do?currentPageNo=2"),
        "입찰공고목록",
        rows,
        '<table class="table_list"><thead><tr><th>업무</th><th>공고번호-차수</th><th>분류</th><th>공고명</th><th>공고기관</th><th>계약방법</th><th>입력일시<br>(입찰마감일시)</th></tr></thead>'
        '<tbody>{rows}</tbody></table><div class="pagination"><a href="/ep/list.do">1</a> <a href="/ep/list.do?currentPageNo=2">2</a> <a href="/ep/list.do?currentPageNo=2">더보기</a></div>',
    )
    board.put(
        "/",
        "나라마켓",
        '<h1>입찰정보</h1><a href="/ep/list.do">입찰공고목록</a> <p>콜센터 1588-0800</p>',
    )
    return board


ASIA_BOARDS = (shanglian, caigou, nicproc, nara)
