"""Trade boards, tenders and classified advertisements: most of the set `boards`; open to tuning."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from tests.factories.directories.board import Board
from tests.factories.directories.rows import fill_each

START = datetime(2026, 11, 10, 8, 0, tzinfo=UTC)


def moments(rng: random.Random, count: int, *, midnight: bool = False) -> list[datetime]:
    """Times going back from a day in November, newest first."""
    found, at = [], START
    for _ in range(count):
        at -= timedelta(minutes=rng.randint(200, 1500))
        found.append(at.replace(hour=0, minute=0) if midnight else at)
    return found


GOODS = (
    "Hydraulic hoses", "Corrugated boxes", "Steel drums 200 L", "Cotton work gloves", "LED floodlights", "Ball valves DN50",
    "Stretch film", "Pallet racks", "Diesel generator 60 kVA", "Conveyor belts", "Stainless bolts M12", "Cable trays",
    "Bearing housings", "Plastic crates", "Dust collectors", "Garden furniture", "Roof tiles", "Air compressors",
    "Label printers", "Safety helmets", "Water tanks", "Fork lift tyres", "Welding wire", "Packing tape",
)  # fmt: skip
HUO = ("不锈钢法兰", "瓦楞纸箱", "二手注塑机", "工业缝纫线", "PE颗粒", "叉车配件", "铝型材", "防静电托盘", "液压油管", "滚珠轴承", "标签打印机", "钢托盘",
       "聚酯切片", "无纺布", "包装胶带", "电动葫芦", "真空泵", "电缆桥架", "镀锌板", "环氧树脂", "木托盘", "劳保手套", "空压机", "输送带")  # fmt: skip
BUYERS = (
    "Marek Novak",
    "S. Okafor",
    "Lena Fischer",
    "Ravi Menon",
    "Paula Souza",
    "John Tan",
    "Amir K.",
    "Greta Holm",
)
MAIJIA = (
    "周先生",
    "苏州明达机械有限公司",
    "采购部小刘",
    "何敏",
    "东莞联丰电子厂",
    "吴经理",
    "jx_trade88",
    "王工",
)


def caigou_board(rng: random.Random) -> Board:
    """Wanted and offered goods in two-level categories: a labelled table a notice, offers of others at the side, a tip against fraud."""
    board = Board("caigou_board", "zh-CN", rng)
    times = moments(rng, 24)
    rows: dict[str, list[str]] = {"buy": [], "sell": []}
    for n, (goods, at) in enumerate(zip(HUO, times, strict=True), 1):
        kind = "sell" if n % 3 == 0 else "buy"
        word, top, sub = (
            ("供应", "机械设备", "通用配件") if kind == "sell" else ("求购", "原材料", "金属型材")
        )
        who = MAIJIA[n % 8]
        title = f"{word}{goods}{n * 10}件"
        text = f"{'现货出售' if kind == 'sell' else '我司急需采购'}{goods}，规格见图纸第{n}号，要求含税到厂价。"
        shown = (at + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M")
        side = "".join(
            f'<li><a href="/sell/{k}.html">供应{HUO[k - 1]}{k * 10}件</a> <em>￥{k}.00</em></li>'
            for k in (3, 6, 9)
        )
        board.put(f"/{kind}/{n}.html", f"{title}_{sub}_采购网", (
            f'<div class="pos">您的位置：<a href="/">首页</a> &gt; <a href="/{kind}/">{word}信息</a> &gt; <a href="/{kind}/">{top}</a> &gt; <a href="/{kind}/">{sub}</a> &gt; 正文</div><h1 class="title" id="title">{title}</h1>'
            f'<table class="info"><tr><td>数量：</td><td>{n * 10}件</td><td>有效期至：</td><td>2027-03-{n % 28 + 1:02d}</td></tr><tr><td>所在地：</td><td>江苏 苏州</td><td>发布时间：</td><td>{shown}（北京时间）</td></tr><tr><td>发布人：</td><td>{who}</td><td>浏览：</td><td>{n * 17}次</td></tr></table>'
            f'<div class="tabs">详细说明</div><div class="content" id="content">{text}<br>交货期15天，可长期合作。</div><div class="warn">温馨提示：请勿提前汇款，谨防诈骗。</div>'), side=f"<h3>相关供应</h3><ul>{side}</ul>")  # fmt: skip
        rows[kind].append(
            f'<li><span class="t"><a href="/{kind}/{n}.html">{title}</a></span><span class="a">江苏苏州</span><span class="d">{shown[:10]}</span></li>'
        )
        board.tell(n, title, text, who, at, context=(word, sub, f"{n * 10}件"))
    for kind, word in (("buy", "求购信息"), ("sell", "供应信息")):
        board.put(f"/{kind}/", word, f'<h2>{word}</h2><ul class="list">{"".join(rows[kind])}</ul>')
    board.put(
        "/", "采购网", '<h1>采购网</h1><a href="/buy/">求购信息</a> <a href="/sell/">供应信息</a>'
    )
    return board


def rfq_market(rng: random.Random) -> Board:
    """Requests for quotation as cards with a button to quote, quotes left, the buyer's flag and initials; details on a page each."""
    board = Board("rfq_market", "en", rng)
    times = moments(rng, 24, midnight=True)
    for n, (goods, at) in enumerate(zip(GOODS, times, strict=True), 1):
        who = BUYERS[n % 8]
        title = f"{goods} for our plant no. {n}"
        text = f"We are looking for a supplier of {goods.lower()}, {n * 50} pieces as per our drawing {n}, delivery to our plant."
        board.put(f"/rfq/{9000 + n}.html", f"{title} - RFQ", (
            f'<div class="bread"><a href="/">Home</a> › <a href="/rfq">Buying requests</a> › <a href="/rfq">Industrial supplies</a></div><div class="rfq-detail"><h1>{title}</h1><div class="meta"><span>Date Posted: <b>{at:%d %b %Y}</b></span> <span>Quotes Left: {n % 10}</span></div><dl><dt>Quantity Required</dt><dd>{n * 50} Piece/Pieces</dd><dt>Sourcing Type</dt><dd>Business Service</dd><dt>Destination</dt><dd>Gdansk, Poland</dd></dl>'
            f'<div class="desc"><p>{text}</p></div><div class="buyer"><img src="/flag/pl.png"><span class="nm">{who}</span><span>Poland</span><span>Email confirmed</span><span>Active within 24 hours</span></div><a class="btn" href="/quote/{9000 + n}">Quote Now</a></div>'
            '<div class="more"><h3>Related requests</h3>' + "".join(f'<div><a href="/rfq/{9000 + k}.html">{GOODS[k - 1]} for our plant no. {k}</a><span>{times[k - 1]:%d %b %Y}</span></div>' for k in (1, 2, 3)) + "</div>"))  # fmt: skip
        board.tell(
            n, title, text, who, at, day_only=True, context=("Buying requests", f"{n * 50} Piece")
        )
    rows = [f'<div class="card"><h3><a href="/rfq/{9000 + x.n}.html">{x.title}</a></h3><p class="ab">{x.text[:60]}...</p><div>Quantity: {x.n * 50} Pieces</div><div class="by"><span>{x.author[0]}***{x.author[-1]}</span> <span>{x.posted:%d %b %Y}</span></div><a href="/quote/{9000 + x.n}" class="btn">Quote Now</a><span>{x.n % 10} quotes left</span></div>' for x in board.notices]  # fmt: skip
    board.lists(
        ("/rfq", "/rfq?page=2"),
        "Buying requests",
        rows,
        '<h1>Buying requests</h1>{rows}<a href="/rfq?page=2">Next</a>',
    )
    board.put("/", "Market", '<h1>Market</h1><a href="/rfq">Buying requests</a>')
    return board


def tender_notices(rng: random.Random) -> Board:
    """A council's tender portal: a table of notices, each with its kind, published and closing days; awards beside calls."""
    board = Board("tender_notices", "en-GB", rng)
    times = moments(rng, 24)
    kinds = ("Contract notice", "Contract award notice", "Prior information notice")
    bodies = ("Westmoor Borough Council", "Hadley NHS Trust", "Port of Alder Authority")
    for n, (goods, at) in enumerate(zip(GOODS, times, strict=True), 1):
        kind, who = kinds[n % 3], bodies[n % 3 - 1]
        title = f"Supply of {goods} (lot {n})"
        text = f"The authority seeks {goods.lower()} for its depots under framework {n}, including delivery and maintenance for two years."
        closing = at + timedelta(days=30)
        pairs = (("Reference", f"ocds-b5fd17-{n:04d}"), ("Notice type", kind), ("Published by", who), ("Publication date", f"{at:%d/%m/%Y %H:%M}"), ("Closing date", f"{closing:%d/%m/%Y} 12:00"), ("CPV codes", f"4410{n:04d}-6"), ("Value (excl. VAT)", f"£{n}5,000"))  # fmt: skip
        board.put(f"/notice/{n:06d}", f"{title} - Tenders", (
            f'<a href="/notices">Back to results</a><span class="govuk-caption-xl">{kind}</span><h1 class="govuk-heading-l">{title}</h1><ul><li>{who}</li></ul><h2>Summary</h2><dl class="govuk-summary-list">'
            + fill_each('<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{}</dt><dd class="govuk-summary-list__value">{}</dd></div>', pairs)
            + f'</dl><h2>Description</h2><p class="govuk-body">{text}</p><h2>Contact</h2><p>{who}, procurement team</p><p>Email: <a href="mailto:bids{n % 3}@council{n % 3}.example">bids{n % 3}@council{n % 3}.example</a></p>'))  # fmt: skip
        board.tell(n, title, text, who, at, context=(kind, f"ocds-b5fd17-{n:04d}"))
    board.firms |= set(bodies)
    rows = "".join(
        f'<tr><td><a href="/notice/{x.n:06d}">{x.title}</a></td><td>{x.author}</td><td>{x.context[0]}</td><td>{x.posted:%d/%m/%Y}</td><td>{x.posted + timedelta(days=30):%d/%m/%Y}</td></tr>'
        for x in board.notices
    )
    board.put(
        "/notices",
        "Notices",
        f"<h1>24 notices</h1><table><thead><tr><th>Title</th><th>Buyer</th><th>Type</th><th>Published</th><th>Closes</th></tr></thead><tbody>{rows}</tbody></table>",
    )
    board.put("/", "Tenders", '<h1>Find a tender</h1><a href="/notices">All notices</a>')
    return board


def kleinanzeigen(rng: random.Random) -> Board:
    """German classified ads: price and day beneath the heading, a seller card with "active since", similar ads with days of their own."""
    board = Board("kleinanzeigen", "de", rng)
    times = moments(rng, 24, midnight=True)
    sellers = ("Katrin", "Jens B.", "Hofladen Mertens", "tom_1987", "Familie Yilmaz", "M. Schröder")
    for n, (goods, at) in enumerate(zip(GOODS, times, strict=True), 1):
        who, wanted = sellers[n % 6], n % 2
        title = f"{'Suche' if wanted else 'Verkaufe'} {goods}, {n} Stück"
        text = f"{'Wir suchen für unsere Werkstatt' if wanted else 'Abzugeben sind'} {goods}, Menge {n}, gern auch gebraucht. Nur Abholung oder Spedition."
        near = "".join(f'<li><article><a href="/s-anzeige/{k}">{GOODS[k - 1]} günstig {k}</a><p>{k}5 €</p><p>{times[k - 1] - timedelta(days=9):%d.%m.%Y}</p></article></li>' for k in (4, 8, 12))  # fmt: skip
        board.put(f"/s-anzeige/{700 + n}", f"{title} | Kleinanzeigen", (
            f'<div class="breadcrump"><a href="/">Start</a> <a href="/s-gewerbe">Gewerbe</a> <a href="/s-gewerbe">{"Gesuche" if wanted else "Angebote"}</a></div><article id="viewad-main"><div class="galleryimage"><img src="/b/{n}.jpg" alt="{title}"></div><h1 id="viewad-title">{title}</h1><h2 id="viewad-price">{n}50 € VB</h2><div id="viewad-locality">89073 Ulm</div><div id="viewad-extra-info"><div><i class="icon-calendar"></i><span>{at:%d.%m.%Y}</span></div><div id="viewad-cntr"><i class="icon-eye"></i><span>{n * 13}</span></div></div>'
            f'<ul class="addetailslist"><li class="addetailslist--detail">Art<span class="addetailslist--detail--value">{"Gesuch" if wanted else "Gewerblich"}</span></li><li class="addetailslist--detail">Zustand<span class="addetailslist--detail--value">Gut</span></li></ul><h2>Beschreibung</h2><p id="viewad-description-text">{text}</p></article>'
            f'<div id="viewad-contact"><span class="userprofile-vip"><a href="/s-bestandsliste?userId={n % 6}">{who}</a></span><span class="userprofile-vip-details">Privater Nutzer</span><span>Aktiv seit 1{n % 9}.0{n % 8 + 1}.2019</span><a href="#">Nachricht schreiben</a></div><h3>Das könnte dich auch interessieren</h3><ul>{near}</ul><div>Anzeigen-ID {880000 + n}</div>'))  # fmt: skip
        board.tell(
            n, title, text, who, at, day_only=True, context=("Gesuche" if wanted else "Angebote",)
        )
    rows = [f'<li class="ad-listitem"><article class="aditem" data-adid="{700 + x.n}"><div class="aditem-main"><div class="aditem-main--top">89073 Ulm <span>{x.posted:%d.%m.%Y}</span></div><h2><a href="/s-anzeige/{700 + x.n}">{x.title}</a></h2><p>{x.text[:50]}...</p><p class="price">{x.n}50 € VB</p></div></article></li>' for x in board.notices]  # fmt: skip
    board.lists(
        ("/s-gewerbe", "/s-gewerbe/seite:2"),
        "Gewerbe",
        rows,
        '<h1>Gewerbe</h1><ul>{rows}</ul><a href="/s-gewerbe/seite:2" class="pagination-next">Nächste</a>',
    )
    board.put("/", "Kleinanzeigen", '<h1>Anzeigen</h1><a href="/s-gewerbe">Gewerbe</a>')
    return board


def obyavleniya(rng: random.Random) -> Board:
    """Russian notices in full on the list pages, a block each: kind in a badge, who and when in one line, number behind a click."""
    board = Board("obyavleniya", "ru", rng)
    times = moments(rng, 24)
    months = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ]
    who_all = ("ООО «Вектор»", "Иван", "Снабжение Урал", "Ольга П.", "ИП Сидоров")
    goods_ru = ("шланги", "коробки", "бочки 200 л", "перчатки", "прожекторы", "краны шаровые", "плёнка", "стеллажи", "генератор", "лента", "болты М12", "лотки",
                "корпуса", "ящики", "фильтры", "мебель", "черепица", "компрессоры", "принтеры", "каски", "баки", "шины", "проволока", "скотч")  # fmt: skip
    blocks = []
    for n, (goods, at) in enumerate(zip(goods_ru, times, strict=True), 1):
        kind = "Куплю" if n % 2 else "Продам"
        who = who_all[n % 5]
        title = f"{kind} {goods}, партия {n}"
        text = f"{'Требуются' if n % 2 else 'Есть на складе'} {goods}, количество {n * 20}, самовывоз или доставка до терминала, безнал."
        local = at
        blocks.append(
            f'<div class="ad" id="ad{n}"><div class="ad-h"><span class="badge">{kind}</span><h3><a href="#ad{n}">{title}</a></h3></div><div class="ad-t">{text}</div><div class="ad-f"><span>Разместил: <b>{who}</b>, {local.day} {months[local.month - 1]} {local.year} в {local:%H:%M}</span> <span>г. Пермь</span> <span class="price">{n} 500 руб.</span> <a href="#" data-phone="+7342200{n:04d}">Показать телефон</a></div></div>'
        )
        board.tell(n, title, text, who, at)
    board.lists(
        ("/board/optom", "/board/optom?p=2"),
        "Объявления: оптом",
        blocks,
        '<div class="crumbs"><a href="/">Доска</a> / Оптом</div><h1>Объявления: оптом</h1>{rows}<a href="/board/optom?p=2">Дальше</a>',
    )
    board.put("/", "Доска", '<h1>Доска</h1><a href="/board/optom">Оптом</a>')
    return board


def zhengfu_caigou(rng: random.Random) -> Board:
    """Government purchases of a Chinese province: kinds of notices as channels, a long text with numbered parts, several days in it."""
    board = Board("zhengfu_caigou", "zh-CN", rng)
    times = moments(rng, 24)
    rows: dict[int, list[str]] = {0: [], 1: []}
    for n, (goods, at) in enumerate(zip(HUO, times, strict=True), 1):
        i = n % 2
        kind, path = (("公开招标公告", "gkzb"), ("中标公告", "zbgg"))[i]
        unit = ("青阳市第一中学", "云岭县人民医院", "滨河区城市管理局")[n % 3]
        title = f"{unit}{goods}采购项目{kind}"
        text = f"{unit}委托代理机构对{goods}采购项目（第{n}包）进行采购，欢迎合格的供应商参加。"
        local = at + timedelta(hours=8)
        board.put(f"/{path}/t{n:04d}.htm", f"{title}-政府采购网", (
            f'<div class="dqwz">当前位置：<a href="/">首页</a> » <a href="/{path}/">政采公告</a> » <a href="/{path}/">{kind}</a></div><div class="vF_detail_header"><h2 class="tc">{title}</h2><p class="tc"><span id="pubTime">{local:%Y年%m月%d日 %H:%M}</span> 来源：{unit} <span>【打印】</span></p></div>'
            f'<div class="table"><table><tr><td colspan="4"><b>公告概要：</b></td></tr><tr><td class="title">采购项目名称</td><td colspan="3">{goods}采购项目</td></tr><tr><td>品目</td><td colspan="3">货物/{goods}</td></tr><tr><td>采购单位</td><td colspan="3">{unit}</td></tr><tr><td>公告时间</td><td>{local:%Y年%m月%d日 %H:%M}</td><td>开标时间</td><td>2027年01月0{n % 9 + 1}日 09:30</td></tr><tr><td>预算金额</td><td colspan="3">￥{n}.5万元（人民币）</td></tr></table></div>'
            f'<div class="vF_detail_content"><p>{text}</p><p>一、项目编号：QY2026-{n:03d}</p><p>二、投标截止：2027年01月0{n % 9 + 1}日 09:30</p><p>三、联系方式：{unit}，0512-6655{n:04d}</p></div>'))  # fmt: skip
        rows[i].append(
            f'<li><a href="/{path}/t{n:04d}.htm">{title}</a><em>{local:%Y-%m-%d %H:%M}</em><span>地域：江苏</span><span>采购人：{unit}</span></li>'
        )
        board.tell(n, title, text, unit, local, context=(kind, f"{n}.5万元"))
        board.firms.add(unit)
    for i, (kind, path) in enumerate((("公开招标公告", "gkzb"), ("中标公告", "zbgg"))):
        board.put(
            f"/{path}/", kind, f'<h1>{kind}</h1><ul class="c_list_bid">{"".join(rows[i])}</ul>'
        )
    board.put(
        "/",
        "政府采购网",
        '<h1>政府采购网</h1><a href="/gkzb/">公开招标公告</a> <a href="/zbgg/">中标公告</a>',
    )
    return board


BOARDS = (
    caigou_board, rfq_market, tender_notices, kleinanzeigen, obyavleniya, zhengfu_caigou,
)  # fmt: skip
