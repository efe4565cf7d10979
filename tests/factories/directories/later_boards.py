"""Boards written after the first mending for `boards`: the rest of that set (open to tuning)."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from datetime import timedelta

from tests.factories.directories.board import Board
from tests.factories.directories.boards import BUYERS, GOODS, moments
from tests.factories.directories.rows import fill_each


def annunci(rng: random.Random) -> Board:
    """Italian advertisements: a time tag, "Inserito da", the kind as a chip, more of the same seller below."""
    board = Board("annunci", "it", rng)
    for n, (goods, at) in enumerate(zip(GOODS, moments(rng, 24), strict=True), 1):
        who, kind = BUYERS[n % 8], "Cerco" if n % 2 else "Vendo"
        title = f"{kind} {goods} pezzi {n * 3}"
        text = f"{'Cerchiamo per la nostra officina' if n % 2 else 'Disponibili in magazzino'} {goods.lower()}, lotto {n}, consegna a Brescia, pagamento alla consegna."
        more = "".join(
            f'<li><a href="/annuncio/{k}">{GOODS[k - 1]} offerta {k}</a> <time datetime="2026-10-0{k}T09:00:00Z">0{k}/10</time></li>'
            for k in (2, 5, 7)
        )
        board.put(f"/annuncio/{100 + n}", f"{title} | Annunci", (
            f'<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/annunci">Industria</a></li><li><a href="/annunci">{kind}</a></li></ol><article class="ad"><span class="chip">{kind}</span><h1 class="ad__title">{title}</h1><div class="ad__meta">Inserito da <span>{who}</span> il <time datetime="{at:%Y-%m-%dT%H:%M:%SZ}">{at:%d/%m/%Y %H:%M}</time></div><p class="ad__price">€ {n}50</p><div class="ad__desc"><p>{text}</p></div></article><section><h3>Altri annunci di questo inserzionista</h3><ul>{more}</ul></section>'))  # fmt: skip
        board.tell(n, title, text, who, at, context=("Industria", kind))
    rows = "".join(
        f'<div class="row"><a href="/annuncio/{100 + x.n}">{x.title}</a> <span>Brescia</span> <time datetime="{x.posted:%Y-%m-%dT%H:%M:%SZ}">{x.posted:%d/%m}</time></div>'
        for x in board.notices
    )
    board.put("/annunci", "Industria", f"<h1>Industria</h1>{rows}")
    board.put("/", "Annunci", '<h1>Annunci</h1><a href="/annunci">Industria</a>')
    return board


def gyeonjeok(rng: random.Random) -> Board:
    """Korean requests for quotations: a table of the board with numbers and views, a head table on each page, an empty answer form."""
    board = Board("gyeonjeok", "ko", rng)
    who_all = ("대한정밀", "김부장", "세종산업(주)", "구매팀 박", "jhlee77")
    goods_ko = ("호스", "골판지 상자", "철드럼", "작업 장갑", "투광등", "볼밸브", "스트레치 필름", "랙", "발전기", "벨트", "볼트", "트레이", "하우징", "크레이트", "집진기", "가구", "기와", "압축기", "프린터", "안전모", "물탱크", "타이어", "용접봉", "테이프")  # fmt: skip
    for n, (goods, at) in enumerate(zip(goods_ko, moments(rng, 24), strict=True), 1):
        who = who_all[n % 5]
        title = f"{goods} 견적 요청합니다 ({n})"
        text = (
            f"{goods} {n * 40}개 구매 예정입니다. 도면은 메일로 보내드리며 납품은 부산 공장입니다."
        )
        board.put(f"/bbs/view?no={n}", title, (
            f'<div class="location">홈 &gt; <a href="/bbs/list">견적요청</a> &gt; <a href="/bbs/list">삽니다</a></div><table class="view"><tr><th>제목</th><td colspan="3">{title}</td></tr><tr><th>작성자</th><td>{who}</td><th>작성일</th><td>{at:%Y-%m-%d %H:%M}</td></tr><tr><th>수량</th><td>{n * 40}개</td><th>조회</th><td>{n * 7}</td></tr><tr><td colspan="4" class="cont">{text}</td></tr></table><form><textarea placeholder="댓글"></textarea></form><a href="/bbs/list">목록</a>'))  # fmt: skip
        board.tell(n, title, text, who, at, context=("삽니다", f"{n * 40}개"))
    rows = "".join(
        f'<tr><td>{x.n}</td><td><a href="/bbs/view?no={x.n}">{x.title}</a></td><td>{x.author}</td><td>{x.posted:%Y-%m-%d}</td><td>{x.n * 7}</td></tr>'
        for x in board.notices
    )
    board.put(
        "/bbs/list",
        "견적요청",
        f"<table class='list'><tr><th>번호</th><th>제목</th><th>작성자</th><th>작성일</th><th>조회</th></tr>{rows}</table>",
    )
    board.put("/", "산업넷", '<h1>산업넷</h1><a href="/bbs/list">견적요청</a>')
    return board


def przetargi(rng: random.Random) -> Board:
    """Polish tenders: labels and values in flex rows of divs, an estimate, a day to ask until and a day to hand in."""
    board = Board("przetargi", "pl", rng)
    bodies = ("Gmina Stary Las", "Szpital Miejski w Gdyni", "Zarząd Dróg w Łodzi")
    for n, (goods, at) in enumerate(zip(GOODS, moments(rng, 24, midnight=True), strict=True), 1):
        who = bodies[n % 3]
        title = f"Dostawa: {goods} (część {n})"
        text = f"Przedmiotem zamówienia jest dostawa {goods.lower()} do siedziby zamawiającego w ciągu {n + 10} dni od podpisania umowy wraz z rozładunkiem."
        pairs = (("Zamawiający", who), ("Numer ogłoszenia", f"2026/BZP {n:05d}"), ("Data publikacji", f"{at:%d.%m.%Y}"), ("Termin składania ofert", f"{at + timedelta(days=14):%d.%m.%Y} 10:00"), ("Pytania do", f"{at + timedelta(days=6):%d.%m.%Y}"), ("Wartość szacunkowa", f"{n}0 000 PLN"), ("Tryb", "Podstawowy"))  # fmt: skip
        board.put(f"/ogloszenie/{n}", f"{title} - Przetargi", (
            f'<nav aria-label="breadcrumb"><a href="/">Start</a> / <a href="/ogloszenia">Ogłoszenia o zamówieniu</a></nav><h1>{title}</h1><div class="details">'
            + fill_each('<div class="d-flex"><div class="lbl">{}:</div><div class="val">{}</div></div>', pairs)
            + f"</div><h2>Opis</h2><div class='opis'>{text}</div>"))  # fmt: skip
        board.tell(
            n,
            title,
            text,
            who,
            at,
            day_only=True,
            context=("Ogłoszenia o zamówieniu", f"{n}0 000 PLN"),
        )
        board.firms.add(who)
    rows = "".join(
        f'<div class="item"><h3><a href="/ogloszenie/{x.n}">{x.title}</a></h3><p>{x.author}</p><p>Termin składania ofert: {x.posted + timedelta(days=14):%d.%m.%Y}</p></div>'
        for x in board.notices
    )
    board.put("/ogloszenia", "Ogłoszenia", f"<h1>Ogłoszenia</h1>{rows}")
    board.put("/", "Przetargi", '<h1>Przetargi</h1><a href="/ogloszenia">Ogłoszenia</a>')
    return board


def wanted_wall(rng: random.Random) -> Board:
    """A wall of cards in full: kind as a ribbon, name and relative time in one line beneath, a button to answer."""
    board = Board("wanted_wall", "en", rng)
    cards = []
    for n, (goods, at) in enumerate(zip(GOODS, moments(rng, 24, midnight=True), strict=True), 1):
        who = f"{BUYERS[n % 8]}"
        title = f"Need {goods.lower()} by the lorry load #{n}"
        text = f"Our depot needs {goods.lower()} every month, about {n * 9} pallets, please quote delivered to Hull with your best terms."
        cards.append(
            f'<div class="wall-card" data-id="{n}"><div class="ribbon">WTB</div><div class="wall-title">{title}</div><div class="wall-text">{text}</div><div class="wall-foot">{who} &middot; {at:%d %b %Y} &middot; Hull</div><button>Reply</button></div>'
        )
        board.tell(n, title, text, who, at, day_only=True)
    board.lists(
        ("/wall", "/wall?page=2"),
        "The wall",
        cards,
        '<h1>The wall</h1>{rows}<a href="/wall?page=2" rel="next">Older</a>',
    )
    board.put("/", "Wall", '<h1>Hello</h1><a href="/wall">The wall</a>')
    return board


LATER_BOARDS = (annunci, gyeonjeok, przetargi, wanted_wall)
