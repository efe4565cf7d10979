"""Four boards read once before anything was mended for them: the set `kept_boards`.

That first reading is in docs/mining-measured.md; since then readers may be tuned on them.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from datetime import timedelta

from tests.factories.directories.board import Board
from tests.factories.directories.boards import BUYERS, GOODS, moments
from tests.factories.directories.rows import fill_each


def city_list(rng: random.Random) -> Board:
    """A plain city list: nobody's name, a time tag for posted and one for updated, the price in the heading, a map and a notice about scams."""
    board = Board("city_list", "en-US", rng)
    for n, (goods, at) in enumerate(zip(GOODS, moments(rng, 24), strict=True), 1):
        title = f"{goods} wanted, cash paid {n}"
        text = f"Local shop buying {goods.lower()}, any brand, up to {n * 5} units. Text or call between nine and five."
        iso, up = at.strftime("%Y-%m-%dT%H:%M:%S+0000"), (at + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%S+0000")  # fmt: skip
        board.put(f"/wan/d/dayton-ad/{7700 + n}.html", title, (
            f'<section class="body"><header class="dateReplyBar"><button class="reply-button">reply</button><p class="postinginfo">Posted <time class="date timeago" datetime="{iso}">{at:%Y-%m-%d %H:%M}</time></p></header><nav class="breadcrumbs"><a href="/">dayton</a> &gt; <a href="/search/wan">for sale / wanted</a> &gt; <a href="/search/wan">wanted - by dealer</a></nav><h1 class="postingtitle"><span class="postingtitletext"><span id="titletextonly">{title}</span> <span class="price">${n}0</span> <span>(Dayton)</span></span></h1>'
            f'<div class="mapAndAttrs"><p class="attrgroup"><span>condition: <b>used</b></span><span>make / manufacturer: <b>any</b></span></p></div><section id="postingbody"><div class="print-qrcode"><p>QR Code Link to This Post</p></div>{text}</section><ul class="notices"><li>do NOT contact me with unsolicited services or offers</li></ul>'
            f'<div class="postinginfos"><p class="postinginfo">post id: {7700 + n}</p><p class="postinginfo">posted: <time datetime="{iso}">{at:%Y-%m-%d %H:%M}</time></p><p class="postinginfo">updated: <time datetime="{up}">{at + timedelta(days=1):%Y-%m-%d %H:%M}</time></p></div></section>'))  # fmt: skip
        board.tell(n, title, text, "", at, context=("wanted - by dealer",))
    rows = "".join(
        f'<li class="cl-static-search-result" title="{x.title}"><a href="/wan/d/dayton-ad/{7700 + x.n}.html"><div class="title">{x.title}</div><div class="details"><div class="price">${x.n}0</div><div class="location">Dayton</div></div></a></li>'
        for x in board.notices
    )
    board.put(
        "/search/wan", "wanted", f"<h1>wanted</h1><ol class='cl-static-search-results'>{rows}</ol>"
    )
    board.put("/", "list", '<h1>dayton</h1><a href="/search/wan">wanted</a>')
    return board


def boshu_board(rng: random.Random) -> Board:
    """Japanese requests for makers: a table a notice with 投稿者 and 掲載日, a deadline beside, answers counted but hidden."""
    board = Board("boshu_board", "ja", rng)
    goods_ja = ("アルミ削り出し部品", "段ボール箱", "樹脂成形品", "銘板", "ばね", "鋳物ケース", "化粧箱", "配電盤", "溶接フレーム", "ゴムパッキン", "ステンレス棚", "基板実装",
                "シール印刷", "真空パック袋", "木製パレット", "精密歯車", "ワイヤーハーネス", "搬送ローラー", "洗浄かご", "制御盤", "板金カバー", "作業台", "保護具", "帯鋸刃")  # fmt: skip
    who_all = ("（株）北斗精機", "購買担当：森", "山田", "富士見工業", "K.S")
    for n, (goods, at) in enumerate(zip(goods_ja, moments(rng, 24, midnight=True), strict=True), 1):
        title = f"【急募】{goods}の製作先を探しています（{n}）"
        text = f"{goods}を月に{n * 30}個ほど製作していただける会社を探しております。図面は契約後にお渡しします。"
        who = who_all[n % 5].removeprefix("購買担当：")
        pairs = (("案件番号", f"A-{n:05d}"), ("投稿者", who), ("掲載日", f"{at:%Y年%m月%d日}"), ("応募締切", f"{at + timedelta(days=20):%Y年%m月%d日}"), ("数量", f"{n * 30}個／月"), ("希望納期", "3ヶ月以内"), ("地域", "愛知県"))  # fmt: skip
        board.put(f"/anken/{n}", f"{title}｜発注ボード", (
            f'<p class="topicpath"><a href="/">HOME</a> &gt; <a href="/anken">発注案件</a> &gt; <a href="/anken">部品加工</a></p><h2 class="anken-ttl">{title}</h2><table class="tbl">'
            + fill_each("<tr><th>{}</th><td>{}</td></tr>", pairs)
            + f"</table><h3>案件の詳細</h3><div class='detail'>{text}</div><p>応募 {n % 4}件（会員のみ閲覧可）</p><a href='/login'>応募する</a>"))  # fmt: skip
        board.tell(n, title, text, who, at, day_only=True, context=("部品加工", f"{n * 30}個"))
    rows = "".join(
        f'<tr><td>{x.posted:%m/%d}</td><td><a href="/anken/{x.n}">{x.title}</a></td><td>愛知県</td></tr>'
        for x in board.notices
    )
    board.put("/anken", "発注案件", f"<h1>発注案件一覧</h1><table>{rows}</table>")
    board.put("/", "ボード", '<h1>ボード</h1><a href="/anken">発注案件</a>')
    return board


def official_journal(rng: random.Random) -> Board:
    """A journal's notices: coded sections with numbers (I.1, II.2), the buyer in the first, dates of sending and of publishing apart."""
    board = Board("official_journal", "en", rng)
    places = (("Deutschland – Ulm", "Stadtwerke Ulm GmbH"), ("France – Lille", "Métropole de Lille"), ("Polska – Gdynia", "Port Gdynia S.A."))  # fmt: skip
    for n, (goods, at) in enumerate(zip(GOODS, moments(rng, 24, midnight=True), strict=True), 1):
        place, who = places[n % 3]
        title = f"{place}: {goods}, lot {n}"
        text = f"Purchase of {goods.lower()} under contract {n}, with delivery to three sites of the contracting entity and a warranty of 24 months."
        board.put(f"/notice/{n}-2026", f"{n}-2026 - Competition", (
            f'<div class="notice-header"><h1>{title}</h1><p>Notice {n}-2026 · Contract or concession notice – standard regime</p><p>OJ S {n}/2026 {at:%d/%m/%Y}</p></div><h2>1. Buyer</h2><h3>1.1 Buyer</h3><div><span class="label">Official name</span>: <span class="data">{who}</span></div><div><span class="label">Legal type of the buyer</span>: <span class="data">Public undertaking</span></div>'
            f'<h2>2. Procedure</h2><div><span class="label">Description</span>: <span class="data">{text}</span></div><div><span class="label">Main nature of the contract</span>: <span class="data">Supplies</span></div><div><span class="label">Deadline for receipt of tenders</span>: <span class="data">{at + timedelta(days=35):%d/%m/%Y} 10:00</span></div><h2>11. Notice information</h2><div><span class="label">Notice type</span>: <span class="data">Contract or concession notice</span></div><div><span class="label">Notice dispatch date</span>: <span class="data">{at - timedelta(days=2):%d/%m/%Y}</span></div><div><span class="label">Publication date</span>: <span class="data">{at:%d/%m/%Y}</span></div>'))  # fmt: skip
        board.tell(
            n,
            title,
            text,
            who,
            at,
            day_only=True,
            context=("Contract or concession notice", "Supplies"),
        )
        board.firms.add(who)
    rows = "".join(
        f'<div class="result"><a href="/notice/{x.n}-2026">{x.n}-2026</a><div>{x.title}</div><div>Buyer: {x.author}</div><div>Published: {x.posted:%d/%m/%Y}</div></div>'
        for x in board.notices
    )
    board.put("/search", "Results", f"<h1>Search results</h1>{rows}")
    board.put("/", "Journal", '<h1>Journal</h1><a href="/search">All notices</a>')
    return board


def cotacoes(rng: random.Random) -> Board:
    """Brazilian requests: "Publicado por X em D às H" beneath the heading, labels in bold before line breaks, proposals of sellers as answers."""
    board = Board("cotacoes", "pt-BR", rng)
    for n, (goods, at) in enumerate(zip(GOODS, moments(rng, 24), strict=True), 1):
        who = BUYERS[(n + 3) % 8]
        title = f"Cotação de {goods} nº {n}"
        text = f"Precisamos de orçamento para {goods.lower()}, quantidade {n * 12}, entrega em Campinas, pagamento em 28 dias."
        board.put(f"/pedido/{n}-cotacao", f"{title} - Cotações", (
            f'<div class="migalhas"><a href="/">Início</a> / <a href="/pedidos">Pedidos de compra</a> / <a href="/pedidos">Indústria</a></div><h1>{title}</h1><p class="meta">Publicado por <strong>{who}</strong> em {at:%d/%m/%Y} às {at:%H:%M} | {n * 4} visualizações</p><div class="box"><b>Quantidade:</b> {n * 12} unidades<br><b>Prazo:</b> 30 dias<br><b>Local de entrega:</b> Campinas - SP</div><div class="descricao">{text}</div><a href="/login" class="botao">Enviar proposta</a>'))  # fmt: skip
        board.tell(n, title, text, who, at, context=("Pedidos de compra", f"{n * 12} unidades"))
    rows = [f'<div class="item"><div class="data"><b>{x.posted:%d}</b><span>nov</span></div><div><h4><a href="/pedido/{x.n}-cotacao">{x.title}</a></h4><p>Por {x.author}</p></div></div>' for x in board.notices]  # fmt: skip
    board.lists(
        ("/pedidos", "/pedidos?pagina=2"),
        "Pedidos",
        rows,
        '<h1>Pedidos de compra</h1>{rows}<a href="/pedidos?pagina=2">Próxima</a>',
    )
    board.put("/", "Cotações", '<h1>Cotações</h1><a href="/pedidos">Pedidos de compra</a>')
    return board


KEPT_BOARDS = (city_list, boshu_board, official_journal, cotacoes)
