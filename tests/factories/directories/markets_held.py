"""A market of projects, Japanese commissions; Spanish, German and Chinese tenders.

Held back while `markets` was mended, and read once before anything was mended for them: the set
`markets_held`; open to tuning since.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from datetime import timedelta

from tests.factories.directories.market_board import Ask, Shown, market
from tests.factories.directories.rows import addresses, fill_by_two, fill_each


@market(
    "en", pages=addresses("/projects", "/projects?page={}", 3), title="Projects | Giglance",
    shell='<!doctype html><html lang="en"><head><title>{title}</title></head><body><div class="navbar"><a href="/">Giglance</a><a href="/projects">Browse projects</a><a href="/freelancers">Hire</a><a href="/login">Log In</a><a href="/signup">Sign Up</a></div>{body}<div class="footer"><div>Registered users: 5,512,004</div><div>Total jobs posted: 1,208,991</div><div>Copyright © 2026 Giglance Pty</div></div></body></html>',
    frame='<h1>Projects</h1><div class="found">Showing 18 projects</div>{rows}<div class="pages">{others}{next}</div>',
    onward='<a href="{}">Next &raquo;</a>', other='<a href="{}">{}</a> ',
    front=("Giglance", '<h1>Hire the best</h1><a href="/projects">Browse projects</a>'),
)  # fmt: skip
def projects_bid(x: Ask) -> Shown:
    """A market of projects: pay before everything, the client shown by place and stars only, proposals of others and reviews with their days."""
    n = x.n
    budget = f"${x.n * 25} - {x.n * 60} USD"
    city = ("Leeds, United Kingdom", "Austin, United States", "Pune, India")[x.n % 3]
    skills = ("PHP", "Design", "Excel", "Video")[n % 4], ("Research", "Writing")[n % 2]
    bids = "".join(
        f'<div class="bid"><a href="/u/worker{k}">worker{k}</a><span class="rate">4.{k}</span><span>({k * 13} reviews)</span><b>${k * 40} USD in {k} days</b></div>'
        for k in range(1, n % 4 + 2)
    )
    return Shown(
        f"/projects/{skills[0].lower()}/job-{n}", f"{x.title} | {skills[0]} | Giglance", context=(skills[0], f"${n * 25}"),
        body=(
            f'<div class="page"><div class="crumb"><a href="/projects">Jobs</a> &rsaquo; <a href="/projects?s={skills[0]}">{skills[0]}</a> &rsaquo; {x.title}</div><div class="card"><div class="head"><h1>{x.title}</h1><div class="budget"><p>{budget}</p><p>Open - Ends in {n % 6 + 1} days</p></div></div><div class="tabs"><a>Details</a><a>Proposals {n % 4 + 1}</a></div><div class="body"><h2>Project Details</h2><div class="budget2">{budget}</div><p class="d">{x.text}</p><h3>Skills required</h3>'
            + "".join(f'<a class="tag" href="/projects?s={s}">{s}</a>' for s in skills)
            + f'<p class="pid">Project ID: {38800000 + n}</p><div class="posted">Posted {x.at:%b %d, %Y}</div></div></div><div class="card"><h3>About the client</h3><div class="flag">{city}</div><div>&#9733;&#9733;&#9733;&#9733; {n % 9}</div><div>Member since Mar {n}, 2021</div><h4>Client verification</h4><ul><li>Identity verified</li><li>Payment verified</li></ul></div><div class="card"><h3>{n % 4 + 1} freelancers are bidding on average $90 for this job</h3>{bids}</div><div class="card"><h3>Other jobs like this</h3>'
            + "".join(f'<div class="sim"><a href="/projects/x/job-{k}">{x.goods[k - 1]}</a> <span>${k * 10}-{k * 30}</span><p>Posted Nov {k}, 2026</p></div>' for k in (3, 5, 9))
            + "</div></div>"
        ),
        row=f'<div class="proj"><div class="top"><a class="ttl" href="/projects/{skills[0].lower()}/job-{n}">{x.title}</a><span class="days">{n % 6 + 1} days left</span><span class="ver">VERIFIED</span></div><p>{x.text[:80]}...</p><div class="tags"><a href="/projects?s={skills[0]}">{skills[0]}</a><a href="/projects?s={skills[1]}">{skills[1]}</a></div><div class="price">{budget}<span>{n % 4 + 1} bids</span></div><a href="/bid/{n}">Bid now</a></div>',
    )  # fmt: skip


@market(
    "es", pages=addresses("/licitaciones", "/licitaciones?pag={}", 2), title="Licitaciones", firms=True,
    shell='<html lang="es"><head><title>{title}</title></head><body><form id="aspnetForm" action="/"><div id="cabecera"><a href="/">Plataforma de Contratación</a> | <a href="/licitaciones">Licitaciones</a> | <a href="/ayuda">Ayuda</a> | <a href="/acceso">Acceso usuarios</a></div>{body}<div id="pie"><a href="/aviso">Aviso legal</a> <a href="/accesibilidad">Accesibilidad</a> Tel. de soporte 900 000 000</div></form></body></html>',
    frame="<h2>Licitaciones</h2><table id='lic'><thead><tr><th>Expediente</th><th>Tipo</th><th>Estado</th><th>Importe</th><th>Presentación</th><th>Órgano de Contratación</th></tr></thead><tbody>{rows}</tbody></table><div>{others}{next}</div>",
    onward='<a href="{}">Siguiente &gt;&gt;</a>',
    front=("Plataforma", '<h1>Contratación del sector público</h1><a href="/licitaciones">Licitaciones publicadas</a>'),
)  # fmt: skip
def licitaciones(x: Ask) -> Shown:
    """Spanish tenders in an old portal: ids of controls everywhere, the file number is the link, pairs in spans of list items, documents in a table."""
    n = x.n
    number = f"EXP-{x.n * 3:03d}/2026"
    kind = ("Suministros", "Servicios", "Obras")[x.n % 3]
    amount, end = f"{x.n * 17}.250,00 Euros", x.at + timedelta(days=26)
    pairs = (
        ("Órgano de Contratación", x.who),
        ("Estado de la Licitación", "Publicada"),
        ("Objeto del contrato", x.title),
        ("Presupuesto base de licitación sin impuestos", amount),
        ("Tipo de Contrato", kind),
        ("Lugar de Ejecución", "España - Almena"),
        ("Procedimiento de contratación", "Abierto"),
        ("Fecha fin de presentación de oferta", f"{end:%d/%m/%Y} 14:00"),
    )
    items = "".join(
        f'<ul class="altoDetalleLicitacion"><li class="atributoLicitacion"><span id="ctl00_lbl{k}" class="tipo3">{label}</span></li><li><span id="ctl00_txt{k}" class="outputText">{value}</span></li></ul>'
        for k, (label, value) in enumerate(pairs)
    )
    return Shown(
        f"/licitaciones/detalle?idEvl={n:05d}xK", "Detalle de licitación", context=(kind, f"{n * 17}.250,00", number),
        body=f'<div id="migas">Está en: <a href="/">Inicio</a> &gt; <a href="/licitaciones">Licitaciones</a> &gt; Detalle</div><fieldset><legend>Licitación</legend><div class="capaAtributos"><span class="tipo7">Expediente: {number}</span></div>{items}<div class="obj"><span class="tipo3">Descripción</span><p>{x.text}</p></div></fieldset><h3>Resumen de documentos</h3><table id="docs"><tr><th>Publicación en plataforma</th><th>Documento</th><th>Ver</th></tr><tr><td>{x.at:%d/%m/%Y} 09:{n + 10}</td><td>Anuncio de Licitación</td><td><a href="/doc/{n}.pdf">Pdf</a></td></tr><tr><td>{x.at:%d/%m/%Y} 09:{n + 10}</td><td>Pliego</td><td><a href="/doc/{n}b.pdf">Pdf</a></td></tr></table>',
        row=f'<tr class="rowClass{n % 2 + 1}"><td class="tdExpediente"><a href="/licitaciones/detalle?idEvl={n:05d}xK">{number}</a><div>{x.title}</div></td><td>{kind}</td><td>Publicada</td><td class="right">{amount}</td><td>{end:%d/%m/%Y}</td><td>{x.who}</td></tr>',
    )  # fmt: skip


@market(
    "ja", pages=addresses("/orders/search", "/orders/search?page={}", 2), title="仕事を探す",
    shell='<!DOCTYPE html><html lang="ja"><head><title>{title}</title></head><body><div class="l-header"><a href="/">しごと広場</a><ul><li><a href="/orders/search">仕事を探す</a></li><li><a href="/login">ログイン</a></li></ul></div>{body}<div class="l-footer"><a href="/terms">利用規約</a><a href="/company">運営会社</a><small>© しごと広場 Inc.</small></div></body></html>',
    frame='<div class="l-main"><h1>仕事を探す</h1><p>18件中</p>{rows}<div class="pager">{others}{next}</div></div>',
    onward='<a href="{}">次へ</a>',
    front=("しごと広場", "<h1>あなたの仕事が見つかる</h1>"),
)  # fmt: skip
def shigoto(x: Ask) -> Shown:
    """Japanese commissions: the client in a side box, a table of begin and end, a tag line above, proposals counted, similar work below."""
    n, kind = x.n, ("タスク", "プロジェクト", "コンペ")[x.n % 3]
    price, end = f"{x.n * 3:,}0,000円", x.at + timedelta(days=7)
    return Shown(
        f"/orders/detail/{5100 + n}", f"{x.title} | {kind}の仕事 | しごと広場", context=(kind, price),
        body=(
            f'<div class="c-breadcrumb"><a href="/">トップ</a><a href="/orders/search">仕事を探す</a><a href="/orders/search?c={n % 3}">{kind}</a></div><div class="l-main"><div class="p-work"><div class="c-label">{kind}</div><h1 class="c-heading">{x.title}<span class="c-heading__sub">の仕事</span></h1><div class="p-work__stat">提案数 {n % 8} 件 / 閲覧 {n * 41}</div>'
            f'<dl class="c-definition"><dt>提示した予算</dt><dd>{price}</dd><dt>募集開始</dt><dd>{x.at.year}年{x.at.month:02d}月{x.at.day:02d}日</dd><dt>締切</dt><dd>{end.year}年{end.month:02d}月{end.day:02d}日</dd><dt>納品希望日</dt><dd>相談して決める</dd></dl><h2>依頼の内容</h2><div class="p-work__desc"><p>{x.text}</p><p>よろしくお願いいたします。</p></div></div><h2>この仕事に似た仕事</h2><ul class="p-similar">'
            + "".join(f'<li><a href="/orders/detail/{5100 + k}">{x.goods[k - 1]}</a><span>{k}0,000円</span></li>' for k in (3, 6, 11))
            + f'</ul></div><div class="l-side"><div class="p-client"><p class="p-client__h">クライアント</p><a class="p-client__name" href="/client/{n % 5}">{x.who}</a><p>評価 4.{n % 9}</p><p>発注数 {n * 2} 件</p><p>登録日 2020年1月{n}日</p></div></div>'
        ),
        row=f'<div class="p-card"><div class="p-card__labels"><span>{kind}</span><span>NEW</span></div><a class="p-card__title" href="/orders/detail/{5100 + n}">{x.title}</a><div class="p-card__price">{price}</div><div class="p-card__desc">{x.text[:30]}…</div><div class="p-card__foot"><span>{x.who}</span><span>提案 {n % 8}件</span><span>あと{n % 7 + 1}日</span></div></div>',
    )  # fmt: skip


@market(
    "de", pages=addresses("/bekanntmachungen", "/bekanntmachungen?seite={}", 2), title="Bekanntmachungen", firms=True,
    shell='<!doctype html><html lang="de"><head><title>{title}</title></head><body><nav class="navbar"><a class="navbar-brand" href="/">Vergabe24/7</a><a href="/bekanntmachungen">Bekanntmachungen</a><a href="/login">Anmelden</a><a href="/registrierung">Registrieren</a></nav><div class="alert">Wartungsarbeiten am 24.11.2026 von 20:00 bis 22:00 Uhr</div>{body}<footer><a href="/impressum">Impressum</a> <a href="/datenschutz">Datenschutz</a> <span>Support: 0800 0000000</span> <span>Version 8.2 vom 01.10.2026</span></footer></body></html>',
    frame='<div class="container"><h1>Bekanntmachungen</h1><table class=\'table\'><thead><tr><th>Erschienen</th><th>Angebotsfrist</th><th>Titel</th><th>Verfahren</th><th>Vergabestelle</th><th></th></tr></thead><tbody>{rows}</tbody></table><ul>{others}{next}</ul></div>',
    onward='<li><a href="{}">&raquo;</a></li>', other='<li><a href="{}">{}</a></li>',
    front=("Vergabe24/7", '<div class="container"><h1>Willkommen</h1><p>Nehmen Sie an Ausschreibungen teil.</p></div>'),
)  # fmt: skip
def ausschreibung(x: Ask) -> Shown:
    """German calls for tenders: a table as list whose first column is the day, the page a form of two columns, lettered parts a) to k)."""
    n = x.n
    number = f"V-2026-{x.n * 11:04d}"
    kind = ("Öffentliche Ausschreibung", "Offenes Verfahren", "Verhandlungsvergabe")[x.n % 3]
    end = x.at + timedelta(days=24)
    parts = (
        ("a) Vergabestelle", x.who),
        ("b) Vergabeverfahren", kind),
        ("c) Vergabenummer", number),
        ("d) Ausführungsort", "97990 Tannstadt"),
        ("e) Art und Umfang der Leistung", x.text),
        ("f) Frist für die Angebote", f"{end:%d.%m.%Y}, 11:00 Uhr"),
        ("g) Bindefrist", f"{end + timedelta(days=40):%d.%m.%Y}"),
        ("h) Ansprechpartner", "Frau Keller"),
    )
    return Shown(
        f"/bekanntmachung/{9300 + n}/de", f"{number} {x.title}", context=(kind, number, "Tannstadt"),
        body=(
            f'<div class="container"><a href="/bekanntmachungen">Zurück zur Übersicht</a><h2>Auftragsbekanntmachung</h2><div class="panel"><div class="panel-heading">{x.title}</div><div class="panel-body"><p><small>Veröffentlicht am {x.at:%d.%m.%Y}</small></p>'
            + fill_each('<div class="form-group row"><label class="col-sm-3">{}</label><div class="col-sm-9"><p class="form-control-static">{}</p></div></div>', parts)
            + f'</div></div><div class="panel"><div class="panel-heading">Vergabeunterlagen</div><ul><li><a href="/dl/{n}.zip">Alle Unterlagen (ZIP, 2 MB)</a> {x.at:%d.%m.%Y}</li></ul></div></div>'
        ),
        row=f'<tr onclick="location.href=\'/bekanntmachung/{9300 + n}/de\'"><td>{x.at:%d.%m.%Y}</td><td>{end:%d.%m.%Y 11:00}</td><td>{x.title}</td><td>{kind}</td><td>{x.who}</td><td><a href="/bekanntmachung/{9300 + n}/de" title="Details anzeigen"><i class="fa fa-eye"></i></a></td></tr>',
    )  # fmt: skip


@market(
    "zh-CN", pages=addresses("/zb/", "/zb/index_{}.html", 3), title="招标信息-采招在线", firms=True,
    shell='<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><div class="topbar">您好，欢迎来到采招在线！<a href="/login">登录</a><a href="/reg">免费注册</a><span>服务热线：400-600-0000</span></div><div class="menu"><a href="/">首页</a><a href="/zb/">招标</a><a href="/member">会员服务</a></div>{body}<div class="bottom">京ICP证050000号 采招在线 版权所有 <a href="/about">关于我们</a></div><div class="float"><p>扫码关注</p><p>在线客服</p></div></body></html>',
    frame='<div class="w1200"><ul class="zblist">{rows}</ul><div class="pages">{others}{next}</div></div>',
    onward='<a href="{}">下一页</a>',
    front=("采招在线", '<div class="w1200"><a href="/zb/">最新招标</a></div>'),
)  # fmt: skip
def caizhao(x: Ask) -> Shown:
    """A Chinese gatherer of calls: kind and region in brackets before the title, key facts in a two-column table, the text in numbered parts with its own days."""
    n = x.n
    kind = ("招标公告", "询价公告", "竞争性磋商")[x.n % 3]
    place = ("浙江", "河南", "广西")[x.n % 3]
    number = f"CZ2026-{x.n * 13:04d}"
    end, money = x.at + timedelta(days=20), f"{x.n * 8}.5万元"
    facts = (
        ("项目编号", number),
        ("采购单位", x.who),
        ("预算金额", money),
        ("所属地区", place),
        ("信息类型", kind),
        ("投标截止", f"{end:%Y-%m-%d} 09:30"),
    )
    midnight = x.at - timedelta(hours=8)  # the page names its zone
    return Shown(
        f"/zb/{n * 1009}.html", f"{x.title}-采招在线", context=(kind, number, money), at=midnight,
        body=(
            f'<div class="w1200"><div class="bread">当前位置：<a href="/">首页</a> > <a href="/zb/">招标</a> > <a href="/zb/?t={n % 3}">{kind}</a></div><div class="detail"><h1>[{place}] {x.title}</h1><div class="sub"><span>信息来源：网络</span><span>发布日期：{x.at:%Y-%m-%d}</span><span>收藏</span><span>打印</span></div><table class="keyinfo">'
            + fill_by_two("<td class='k'>{}</td><td>{}</td>", facts)
            + f'</table><div class="article"><p>一、项目概况</p><p>{x.text}</p><p>二、获取采购文件</p><p>时间：{x.at:%Y年%m月%d日}至{x.at + timedelta(days=5):%Y年%m月%d日}，每天上午9:00至11:30。</p><p>三、提交投标文件截止时间：{end:%Y年%m月%d日}9点30分（北京时间）</p><p>四、联系方式</p><p>采购人：{x.who}　联系人：王老师　电话：0570-30{n:02d}{n:03d}</p></div><div class="vip">登录后可查看招标文件，<a href="/reg">立即注册</a></div></div><div class="right"><h3>相关公告</h3><ul>'
            + "".join(f'<li><a href="/zb/{k * 1009}.html">{x.goods[k - 1]}</a><i>11-0{k % 9}</i></li>' for k in (2, 8, 12))
            + '</ul></div></div>'
        ),
        row=f'<li><div class="l1"><span class="lx">[{kind}]</span><a href="/zb/{n * 1009}.html" target="_blank">{x.title}</a></div><div class="l2"><span>地区：{place}</span><span>编号：{number}</span><span class="date">{x.at:%Y-%m-%d}</span></div></li>',
    )  # fmt: skip


MARKETS_HELD = (projects_bid, licitaciones, shigoto, ausschreibung, caizhao)
