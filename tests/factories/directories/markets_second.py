"""Buy leads, Brazilian and Turkish tenders, Taiwanese, Chinese and Korean requests.

Read once, after `markets` and `markets_held` were mended and before anything was mended for them:
the set `markets_second`; open to tuning since.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from datetime import timedelta

from tests.factories.directories.market_board import Ask, Shown, market
from tests.factories.directories.rows import addresses, fill_each


@market(
    "en", pages=addresses("/buyers", "/buyers?pg_buyers={}", 3), title="Buyers",
    shell='<html lang="en"><head><title>{title}</title>{head}</head><body><div class="container-fluid top"><a href="/">Go4Cargo</a><form><select><option>Buyers</option><option>Suppliers</option></select><input name="q"></form><a href="/join">Join now</a></div>{body}<div class="footer-bottom"><p>Disclaimer: leads are posted by members.</p><p>&copy; 1997-2026 Go4Cargo.com, all rights reserved</p></div></body></html>',
    frame='<div class="container"><h1>Importers and buyers</h1>{rows}<ul class=\'pagination\'>{others}{next}</ul></div>',
    onward='<li><a href="{}">Next &gt;</a></li>', other='<li><a href="{}">{}</a></li>',
    front=("Go4Cargo", '<div class="container"><a href="/buyers">Browse buyers</a></div>'),
)  # fmt: skip
def wanted_leads(x: Ask) -> Shown:
    """Buy leads in English: every title begins with "Wanted : ", the day as Nov-05-26, the country above, half of the facts only on the page."""
    n, land = x.n, ("Ghana", "United Arab Emirates", "Brazil")[x.n % 3]
    amount = f"{x.n * 12} Metric Tons"
    return Shown(
        f"/buylead/view/{60200 + n}/wanted-{n}.html", f"{x.title} - Buyer from {land}", context=("Buy Leads", amount, land),
        head='<meta name="keywords" content="buyers, importers">',
        body=(
            f'<div class="container"><ul class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/buyers">Buy Leads</a></li><li class="active">{x.title}</li></ul><div class="row"><div class="col-md-8"><div class="panel-lead"><h1 class="text-capitalize">{x.title}</h1><div class="row"><div class="col-xs-4">Buyer From</div><div class="col-xs-8"><span class="flag"></span> {land}</div></div><div class="row"><div class="col-xs-4">Date Posted</div><div class="col-xs-8">{x.at:%b-%d-%y}</div></div><div class="row"><div class="col-xs-4">Quantity Required</div><div class="col-xs-8">{amount}</div></div><div class="row"><div class="col-xs-4">Destination Port</div><div class="col-xs-8">Tema</div></div><div class="row"><div class="col-xs-4">Contact Person</div><div class="col-xs-8">{x.who}</div></div><div class="requirement"><b>Buying Requirement</b><p>{x.text}</p></div><a class="btn" href="/inquire/{n}">Inquire Now</a></div></div><div class="col-md-4"><h4>Latest Buy Leads</h4>'
            + "".join(f'<div class="lb"><a href="/buylead/view/{60200 + k}/wanted-{k}.html">Wanted : {x.goods[k - 1]}</a><small>Nov-{k:02d}-26</small></div>' for k in (4, 9, 14))
            + '<div class="premium"><h4>Premium supplier</h4><p>Lotus Exim Pvt Ltd</p><p>Member since 2015</p></div></div></div></div>'
        ),
        row=f'<div class="search-results"><div class="borderless"><div class="col-xs-3"><small>{x.at:%b-%d-%y}</small></div><div class="col-xs-9"><h2 class="entity-row-title"><a href="/buylead/view/{60200 + n}/wanted-{n}.html"><span>{x.title}</span></a></h2><p>Buyer From {land}</p><p class="entity-row-description-search">{x.text[:90]}...</p><a href="/inquire/{n}">Inquire Now</a></div></div></div>',
    )  # fmt: skip


@market(
    "pt-BR", pages=addresses("/consulta", "/consulta?pagina={}", 2), title="Consulta", firms=True, charset="iso-8859-1", header_charset=True,
    shell='<html lang="pt-BR"><head><title>{title}</title></head><body><table width="100%"><tr><td><img src="/brasao.gif"></td><td><a href="/">Início</a> | <a href="/consulta">Licitações</a> | <a href="/fale">Fale conosco</a></td></tr></table>{body}<center><font size=1>Serviço de compras - suporte 0800 000 0000 - atualizado em 20/11/2026</font></center></body></html>',
    frame="<h3>18 licitações encontradas</h3>{rows}<center>{others}{next}</center>",
    onward='<a href="{}">Próxima</a>',
    front=("Compras", '<center><a href="/consulta">Consultar licitações</a></center>'),
)  # fmt: skip
def pregoes(x: Ask) -> Shown:
    """Brazilian auctions of an old system: every notice is a grey table, lines of bold labels with breaks, the body of the state in capitals first."""
    n = x.n
    number = f"{x.n * 3}/2026"
    kind = ("Pregão Eletrônico", "Concorrência", "Dispensa de Licitação")[x.n % 3]
    end, city = x.at + timedelta(days=14), ("Itajurá/SC", "Sertânia/PE")[n % 2]
    return Shown(
        f"/consulta/detalhe.php?cod={4500 + n}", "Consulta de Licitações", context=(kind, number, city),
        body=f'<table width="760" align="center" class="td"><tr><td class="tex3b" align="center">{x.who}<br>Departamento de Compras<br></td></tr><tr><td class="tex3"><b>{kind} nº {number}</b><br><br><b>Objeto:</b> {x.title}<br><b>Descrição:</b> {x.text}<br><b>Publicado em:</b> {x.at:%d/%m/%Y}<br><b>Edital a partir de:</b> {x.at + timedelta(days=1):%d/%m/%Y} das 08:00 às 12:00 Hs<br><b>Endereço:</b> Rua das Palmeiras, {n} - {city}<br><b>Telefone:</b> (48) 3300-00{n:02d}<br><b>Entrega da Proposta:</b> {end:%d/%m/%Y} às 09:00Hs<br></td></tr></table><center><input type="button" value="Voltar"></center>',
        row=f'<table width="760" align="center" class="td"><tr><td class="titulo">{n}</td></tr><tr><td class="tex3"><b>{x.who}</b><br><b>{kind} nº {number}</b><br><b>Objeto:</b> {x.title}<br><b>Publicado em:</b> {x.at:%d/%m/%Y}<br><a href="/consulta/detalhe.php?cod={4500 + n}">Itens e Download</a></td></tr></table>',
    )  # fmt: skip


@market(
    "zh-TW", pages=addresses("/buy/", "/buy/?p={}", 2), title="採購需求",
    shell='<!DOCTYPE html><html lang="zh-TW"><head><meta charset="utf-8"><title>{title}</title></head><body><div id="hd"><h2><a href="/">台貿廣場</a></h2><ul><li><a href="/buy/">採購需求</a></li><li><a href="/company/">廠商名錄</a></li><li><a href="/news/">商情</a></li></ul></div>{body}<div id="ft">台貿廣場 客服專線 (02)2500-0000 ｜ 版權所有 ｜ <a href="/sitemap">網站導覽</a></div></body></html>',
    frame='<div id="bd"><ul class="buys">{rows}</ul><p class="pg">{others}{next}</p></div>',
    onward='<a href="{}">下頁</a>',
    front=("台貿廣場", '<div id="bd"><p>找買主，上台貿</p></div>'),
)  # fmt: skip
def qiugou_tw(x: Ask) -> Shown:
    """A Taiwanese trade board: the wish in one row of two tables, dotted contact lines, a form to answer, the same firm's other wishes with days."""
    n, land, amount = x.n, ("越南", "日本", "緬甸")[x.n % 3], f"{x.n * 12} 箱"
    return Shown(
        f"/buy/{x.at:%Y%m}/{7000 + n}.htm", f"{x.title} - 採購需求 - 台貿廣場", context=("採購需求", land, amount),
        body=(
            f'<div id="path">首頁 / <a href="/buy/">採購需求</a> / <a href="/buy/?c={n % 3}">{land}</a></div><div id="bd"><div class="subj"><h3>{x.title}</h3></div><table class="t1"><tr><th>買主國別</th><th>需求數量</th><th>張貼日期</th><th>截止日期</th></tr><tr><td>{land}</td><td>{amount}</td><td>{x.at:%Y-%m-%d}</td><td>{x.at + timedelta(days=60):%Y-%m-%d}</td></tr></table><div class="memo">{x.text}</div><table class="t2"><tr><td>聯絡人：{x.who}</td><td>電子郵件：<a href="/login">登入後顯示</a></td></tr><tr><td>付款方式：T/T</td><td>包裝：外銷標準</td></tr></table><h4>立即回覆買主</h4><form><p>主旨 <input></p><p>內容 <textarea></textarea></p></form><h4>其他採購需求</h4><ol>'
            + "".join(f'<li><a href="/buy/202611/{7000 + k}.htm">{x.goods[k - 1]}</a> (2026-10-{k + 9})</li>' for k in (2, 5, 11))
            + "</ol></div>"
        ),
        row=f'<li class="c"><p class="p1"><a href="/buy/{x.at:%Y%m}/{7000 + n}.htm">{x.title}</a></p><p class="p2">{x.text[:24]}...</p><p class="p3">{land}<span>{x.at:%Y-%m-%d}</span></p></li>',
    )  # fmt: skip


@market(
    "zh-CN", pages=addresses("/xunjia", "/xunjia?pageIndex={}", 3), title="询价大厅",
    shell='<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head><body><div class="mod-top--Qx1f2"><a href="/">工厂汇</a><a href="/xunjia">询价大厅</a><a href="/login">登录</a></div>{body}<div class="mod-foot--e81Zb"><span>© 2010-2026 工厂汇 版权所有</span><span>增值电信业务经营许可证 浙B2-20100000</span></div></body></html>',
    frame='<div class="page--T7a1"><div class="grid--v">{rows}</div><div class="pg--7">{others}{next}</div></div>',
    onward='<a href="{}">下一页</a>',
    front=("工厂汇", '<div class="page--T7a1">找工厂，上工厂汇</div>'),
)  # fmt: skip
def xunjia_mod(x: Ask) -> Shown:
    """A Chinese hall of inquiries of a big market: modules with made-up classes, the buyer hidden by stars in lists, attributes as label colon value in spans."""
    n, place, amount = x.n, ("浙江金华", "广东深圳", "江苏昆山")[x.n % 3], f"{x.n * 12}件"
    end = x.at + timedelta(days=15)
    return Shown(
        f"/xunjia/{x.n * 7919}.html", f"{x.title}-询价详情-工厂汇", context=("询价大厅", amount, place),
        body=(
            f'<div class="page--T7a1"><div class="crumbs--9sK2"><a href="/">首页</a><span>&gt;</span><a href="/xunjia">询价大厅</a><span>&gt;</span><span>询价详情</span></div><div class="main--p0Rr"><div class="title--X9d"><span class="tag--ii2">报价中</span>{x.title}</div><div class="meta--k3L"><span>发布时间：{x.at:%Y-%m-%d}</span><span>报价截止：{end:%Y-%m-%d}</span><span>询价单号：XJ{n:06d}</span></div><div class="attrs--m2M"><span class="attr--b1">采购数量：<em>{amount}</em></span><span class="attr--b1">收货地：<em>{place}</em></span><span class="attr--b1">发票要求：<em>增值税专票</em></span></div><div class="tit2--w">补充说明</div><div class="desc--Zz">{x.text}</div></div><div class="side--0p"><div class="tit2--w">采购商</div><div class="buyer--name">{x.who}</div><div class="buyer--lv">采购活跃度 L{n % 4}</div><a class="btn--1">立即报价</a><div class="tit2--w">推荐询价</div>'
            + "".join(f'<a class="rec--4" href="/xunjia/{k * 7919}.html"><i>{x.goods[k - 1]}</i><b>{k * 12}件</b></a>' for k in (1, 7, 13))
            + "</div></div>"
        ),
        row=f'<div class="card--aP1"><a class="ct--2" href="/xunjia/{x.n * 7919}.html">{x.title}</a><div class="ca--3"><span>数量 {amount}</span><span>{place}</span></div><div class="cb--4"><span>{x.who[0]}***</span><span>{x.at:%m-%d} 发布</span><span>已有{n % 5}家报价</span></div><a class="btn--1" href="/xunjia/{x.n * 7919}.html">去报价</a></div>',
    )  # fmt: skip


@market(
    "ko", pages=addresses("/project/", "/project/?page={}", 2), title="프로젝트 찾기",
    shell='<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{title}</title></head><body><header><a href="/">외주마당</a><nav><a href="/project/">프로젝트 찾기</a><a href="/partner/">파트너 찾기</a><a href="/login">로그인</a></nav></header>{body}<footer><p>(주)외주마당 | 대표 홍길동 | 사업자등록번호 000-00-00000 | 고객센터 1600-0000</p></footer></body></html>',
    frame='<div class="wrap"><h2>프로젝트 찾기</h2>{rows}<div class="paging">{others}{next}</div></div>',
    onward='<a href="{}">다음</a>',
    front=("외주마당", '<div class="wrap"><h1>믿을 수 있는 외주</h1></div>'),
)  # fmt: skip
def oeju(x: Ask) -> Shown:
    """Korean outsourcing: facts in a row of label above value, the client anonymous on the list and named on the page, a timeline of steps."""
    n, kind, money = x.n, ("개발", "디자인", "마케팅")[x.n % 3], f"{x.n * 30}만원"
    return Shown(
        f"/project/{112000 + n}/", f"{x.title} - 외주마당", context=(kind, money, "강남구"),
        body=(
            f'<div class="wrap"><div class="loc"><a href="/">홈</a> &gt; <a href="/project/">프로젝트 찾기</a> &gt; <a href="/project/?k={n % 3}">{kind}</a></div><div class="ph"><span class="st">모집 중</span><h1>{x.title}</h1><div class="pm"><span>등록일자: {x.at:%Y.%m.%d}</span><span>지원자 {n % 9}명</span></div></div><div class="pf"><div class="f"><div class="fl">예상 금액</div><div class="fv">{money}</div></div><div class="f"><div class="fl">예상 기간</div><div class="fv">{n * 2}일</div></div><div class="f"><div class="fl">모집 마감일</div><div class="fv">{x.at + timedelta(days=14):%Y.%m.%d}</div></div><div class="f"><div class="fl">진행 지역</div><div class="fv">서울특별시 강남구</div></div></div><h2>프로젝트 내용</h2><div class="pc"><p>{x.text}</p></div><ol class="tl"><li>등록 {x.at:%m.%d}</li><li>검수 {x.at + timedelta(days=1):%m.%d}</li><li>계약</li></ol></div><div class="sidebar"><h3>클라이언트</h3><p class="cn">{x.who}</p><p>프로젝트 등록 {n % 6}건</p><p>계약률 8{n % 9}%</p><h3>비슷한 프로젝트</h3><ul>'
            + "".join(f'<li><a href="/project/{112000 + k}/">{x.goods[k - 1]}</a> <span>{k * 30}만원</span></li>' for k in (2, 6, 12))
            + "</ul></div>"
        ),
        row=f'<section class="pj"><h4><a href="/project/{112000 + n}/">{x.title}</a></h4><p class="pj-m">예상 금액 {money} | 예상 기간 {n * 2}일 | 등록일자 {x.at:%Y.%m.%d}</p><p class="pj-d">{x.text[:34]}...</p><p class="pj-t"><span>{kind}</span><span>지원자 {n % 9}명</span></p></section>',
    )  # fmt: skip


@market(
    "tr", pages=addresses("/ihaleler", "/ihaleler?sayfa={}", 2), title="İhaleler", firms=True,
    shell='<!doctype html><html lang="tr"><head><meta charset="utf-8"><title>{title}</title></head><body><div class="ust"><a href="/">İhale Rehberi</a> <a href="/ihaleler">İhaleler</a> <a href="/uyelik">Üyelik</a> <span>Müşteri hizmetleri 0850 000 00 00</span></div>{body}<div class="alt"><a href="/gizlilik">Gizlilik</a> © 2004-2026 İhale Rehberi <span>Son güncelleme 18.11.2026</span></div></body></html>',
    frame="<h1>Güncel ihaleler</h1>{rows}<div>{others}{next}</div>",
    onward='<a href="{}">Sonraki »</a>',
    front=("İhale Rehberi", "<h1>Türkiye'nin ihaleleri</h1>"),
)  # fmt: skip
def ihale(x: Ask) -> Shown:
    """Turkish tenders: a card with a coloured head, numbered clauses 1 to 3 with labels and colons in a table of three columns, awards in the list."""
    n, number, way = x.n, f"2026/{x.n * 1313:06d}", ("Açık ihale usulü", "Pazarlık")[x.n % 2]
    city, end = ("Bursa", "İzmir", "Konya")[n % 3], x.at + timedelta(days=22)
    clauses = (
        ("Adresi", f"Cumhuriyet Cad. No: {n} {city}"),
        ("İhale kayıt numarası", number),
        ("İhale usulü", way),
        ("İlan tarihi", f"{x.at:%d.%m.%Y}"),
        ("Tarihi ve saati", f"{end:%d.%m.%Y} - 10:30"),
        ("Niteliği, türü ve miktarı", x.text),
    )
    return Shown(
        f"/ihale/{n}-{number.replace('/', '-')}", f"{x.title} - {x.who}", context=(number, way, city),
        body=(
            f'<div class="yol"><a href="/">Anasayfa</a> » <a href="/ihaleler">İhaleler</a> » <a href="/ihaleler?il={city}">{city}</a></div><div class="kart"><div class="kart-bas"><h1>{x.title}</h1><h2>{x.who}</h2></div><table class="ilan">'
            + fill_each('<tr><td class="no">•</td><td class="e">{}</td><td class="d">: {}</td></tr>', clauses)
            + '</table></div><div class="yan"><b>Benzer ihaleler</b>'
            + "".join(f'<p><a href="/ihale/{k}-2026-{k * 1313:06d}">{x.goods[k - 1]}</a> {k:02d}.11.2026</p>' for k in (3, 8, 16))
            + "</div>"
        ),
        row=f'<div class="ihale-satir"><div class="tarih"><b>{end:%d}</b><span>{end:%m.%Y}</span></div><div class="bilgi"><a href="/ihale/{n}-{number.replace("/", "-")}">{x.title}</a><div>{x.who}</div><div>{city} | {way} | İlan: {x.at:%d.%m.%Y}</div></div></div>',
    )  # fmt: skip


MARKETS_SECOND = (wanted_leads, pregoes, qiugou_tw, xunjia_mod, oeju, ihale)
