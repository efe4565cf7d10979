"""Three boards of the hand and hour of `dusk`: the set `dusk_boards`."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from datetime import timedelta

from tests.factories.directories.board import Board
from tests.factories.directories.boards import BUYERS, GOODS, HUO, moments
from tests.factories.directories.rows import addresses, fill_each

ANSWERERS = ("Talleres Mora", "Rosa P.", "Envases del Sur", "juanma_77", "Ferretería Lugo")


def se_busca(rng: random.Random) -> Board:
    """Spanish wanted ads of firms: cards, an ad with its author in a box beside, answers beneath in a list of definitions."""
    board = Board("se_busca", "es", rng,
        shell='<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>{title} · Se Busca Proveedor</title>{head}</head><body><div class="cab"><a href="/">Se Busca Proveedor</a> <a href="/solicitudes">Solicitudes</a> <a href="/publicar">Publicar</a></div><div class="cuerpo">{body}</div><div class="pie">Se Busca Proveedor · Tel. 93 555 00 11 · hola@sebusca.example</div></body></html>')  # fmt: skip
    rows = []
    for n, (goods, at) in enumerate(zip(GOODS, moments(rng, 24), strict=True), 1):
        who = BUYERS[n % 8]
        title = f"Busco proveedor de {goods.lower()} ({n})"
        text = f"Necesitamos un proveedor fiable de {goods.lower()} para nuestra planta, unas {n * 40} unidades al mes con entrega en Valencia."
        board.tell(n, title, text, who, at, context=("Industria",))
        answers = ""
        for k in range(n % 3):
            by, when = ANSWERERS[(n + k) % 5], at + timedelta(hours=4 * (k + 1), minutes=n)
            said = f"Hola, trabajamos con {goods.lower()} desde hace años y podemos servir {n + k + 5} palés por semana."
            answers += (
                f'<dt>{by} <span class="fecha">{when:%d/%m/%Y %H:%M}</span></dt><dd>{said}</dd>'
            )
            board.answer(n, said, by, when)
        board.page(f"/solicitud/{n}", title,
            f'<p class="ruta"><a href="/">Inicio</a> / <a href="/solicitudes">Industria</a></p><div class="izq"><h1>{title}</h1><p class="pub">Publicado el {at:%d/%m/%Y} a las {at:%H:%M}</p><p>{text}</p><ul class="ficha"><li><b>Cantidad:</b> {n * 40} unidades</li><li><b>Lugar de entrega:</b> Valencia</li><li><b>Presupuesto:</b> {n}.500 €</li></ul><h2>Respuestas</h2>{f"<dl>{answers}</dl>" if answers else "<p>Todavía no hay respuestas.</p>"}</div><div class="der"><h4>Anunciante</h4><p class="nombre">{who}</p><p>Miembro desde 2019</p></div>')  # fmt: skip
        rows.append(f'<div class="sol"><h3><a href="/solicitud/{n}">{title}</a></h3><p>{n * 40} unidades · Valencia</p><small>{at:%d/%m/%Y}</small></div>')  # fmt: skip
    board.spread(addresses("/solicitudes", "/solicitudes?pagina={}", 2), "Solicitudes", rows, '<h1>Solicitudes de compra</h1>{rows}<p>{others} {next}</p>', onward='<a href="{}">Siguiente</a>')  # fmt: skip
    board.page(
        "/",
        "Inicio",
        '<h1>Compradores de toda España</h1><a href="/solicitudes">Ver solicitudes</a>',
    )
    return board


def cursor_feed(rng: random.Random) -> Board:
    """Requests in full in one stream, older ones behind a cursor: no page of their own, hours ago for the new ones."""
    board = Board("cursor_feed", "en", rng,
        shell='<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body><header><a href="/">SourceStream</a></header><main>{body}</main><footer>SourceStream BV, Rotterdam. Questions: team@sourcestream.example</footer></body></html>')  # fmt: skip
    rows = []
    for n, (goods, at) in enumerate(zip(GOODS, moments(rng, 24), strict=True), 1):
        who = BUYERS[(n * 3) % 8]
        title = f"{goods}: {n * 100} units"
        text = f"Sourcing {goods.lower()} for a retail programme, {n * 100} units, certificates required, shipping to Rotterdam by spring."
        board.tell(n, title, text, who, at)
        rows.append(f'<article class="req" id="r{n}"><h2>{title}</h2><div class="by"><span class="who">{who}</span> <time datetime="{at:%Y-%m-%dT%H:%M:%SZ}">{at:%b %d, %Y}</time></div><p>{text}</p><div class="chips"><span>Target price: ${n}.20</span><span>Incoterm: DAP</span></div><a href="/login?r={n}">Make an offer</a></article>')  # fmt: skip
    board.spread(addresses("/", "/?after=c{}x", 3), "SourceStream", rows, '<h1>Open requests</h1>{rows}<a class="older" href="{next}">Older requests</a>', onward="{}")  # fmt: skip
    return board


def zhaobiao(rng: random.Random) -> Board:
    """Chinese announcements of purchases: a list with days, a notice with a head of time and source, a table, numbered sections, whom to ask."""
    board = Board("zhaobiao", "zh-CN", rng,
        shell='<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}-阳光采购平台</title>{head}</head><body><div class="header"><a href="/">阳光采购平台</a><a href="/gg/">采购公告</a></div><div class="container">{body}</div><div class="footer">技术支持：010-66778899 阳光采购平台 京ICP备11001234号</div></body></html>')  # fmt: skip
    units = (
        "江北区教育局",
        "市第三人民医院",
        "长江水务集团有限公司",
        "职业技术学院",
        "公共交通总公司",
    )
    rows = []
    for n, (goods, at) in enumerate(zip(HUO, moments(rng, 24), strict=True), 1):
        who = units[n % 5]
        title = f"{who}{goods}采购项目询价公告"
        text = f"{who}现就{goods}采购项目进行询价，欢迎符合资格条件的供应商参加，项目编号为YG2026{n:03d}。"
        board.tell(n, title, text, who, at, context=(f"{n}.8万元",))
        table = fill_each("<tr><td>{}</td><td>{}</td></tr>", [("项目编号", f"YG2026{n:03d}"), ("采购人", who), ("预算金额", f"{n}.8万元"), ("报名截止时间", f"{at + timedelta(days=7):%Y-%m-%d} 17:00"), ("采购方式", "询价")])  # fmt: skip
        board.page(f"/gg/{n + 880}.html", title,
            f'<div class="dqwz">当前位置：<a href="/">首页</a>&gt;<a href="/gg/">采购公告</a></div><h2 class="tit">{title}</h2><div class="sub">发布时间：{at:%Y-%m-%d %H:%M:%S} 来源：本网 阅读：{n * 7}</div><div class="nr"><p>{text}</p><table border="1">{table}</table><p>一、供应商资格要求：具有独立承担民事责任的能力。</p><p>二、联系方式</p><p>联系人：孙老师 电话：027-8765{n + 4000}</p></div><div class="fj">附件：<a href="/f/{n}.doc">询价文件.doc</a></div>')  # fmt: skip
        rows.append(f'<li><a href="/gg/{n + 880}.html" title="{title}">{title}</a><span class="date">{at:%Y-%m-%d}</span></li>')  # fmt: skip
    board.spread(addresses("/gg/", "/gg/index_{}.html", 3), "采购公告", rows, '<ul class="list">{rows}</ul><div class="page">{others}{next}</div>', onward='<a href="{}">下页</a>', other='<a href="{}">{}</a>')  # fmt: skip
    board.page("/", "首页", '<h3>采购公告</h3><ul class="list">' + "".join(rows[:5]) + '</ul><a href="/gg/">更多</a>')  # fmt: skip
    board.firms.update(units)
    return board


DUSK_BOARDS = (se_busca, cursor_feed, zhaobiao)
