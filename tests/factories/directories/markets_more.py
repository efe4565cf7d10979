"""French and Russian tenders, British wanted advertisements, messages in frames.

The other half of the set `markets`; readers may be tuned on them.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import json
import random
from datetime import timedelta

from tests.factories.directories.board import Board
from tests.factories.directories.market_board import Ask, Shown, asks, buyers, market
from tests.factories.directories.markets import (
    contract_opps,
    qiugou_tables,
    renwu_hall,
    rfq_hashed,
    waibao_cases,
)
from tests.factories.directories.rows import addresses, sheets

MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip


@market(
    "fr", pages=addresses("/avis", "/avis?page={}", 3), title="Avis", firms=True,
    shell='<!DOCTYPE html><html lang="fr"><head><title>{title}</title></head><body><div id="cookies"><p>Ce site utilise des cookies.</p><a href="#">Accepter</a><a href="#">Refuser</a></div><div id="entete"><a href="/"><img src="/l.png" alt="Marchés en ligne"></a><ul><li><a href="/avis">Tous les avis</a></li><li><a href="/aide">Aide</a></li><li><a href="/connexion">Connexion</a></li></ul></div>{body}<div id="pied"><a href="/mentions">Mentions légales</a> <a href="/plan">Plan du site</a> <span>Mise à jour du site : 18 novembre 2026</span></div></body></html>',
    frame='<div id="contenu"><h1>Tous les avis</h1><p>18 résultats</p><ul class="resultats">{rows}</ul><div class="pager">{others}{next}</div></div>',
    onward='<a href="{}">Page suivante</a>', other='<a href="{}">{}</a> ',
    front=("Marchés en ligne", '<div id="contenu"><h1>Marchés publics</h1><a href="/avis">Tous les avis</a></div>'),
)  # fmt: skip
def avis_marche(x: Ask) -> Shown:
    """French notices of purchase: labels in bold in one paragraph, the day of sending in words, the code of the notice above the subject."""
    n, kind = x.n, ("Avis de marché", "Avis d'appel public à la concurrence")[x.n % 2]
    limit = x.at + timedelta(days=30)
    sent, number = f"{x.at.day} {MOIS[x.at.month - 1]} {x.at.year}", f"26-{14000 + n}"
    town = ("Saint-Avril", "Brénac", "Mont-Cers")[n % 3]
    return Shown(
        f"/avis/detail/{number}", f"Avis n°{number} - Marchés en ligne", context=(kind, town),
        body=(
            f'<div id="contenu"><p class="ariane">Vous êtes ici : <a href="/">Accueil</a> / <a href="/avis">Tous les avis</a> / Avis n° {number}</p><div class="outils"><a href="#">Imprimer</a> <a href="#">Enregistrer en PDF</a></div>'
            f'<div class="bloc"><h2>Avis n° {number}</h2><h1>{x.title}</h1><p class="nature">{kind} - Département : {n + 10}</p></div><div class="detail-avis"><p><b>Nom et adresse officiels de l\'organisme acheteur : </b>{x.who}. <br><b>Correspondant : </b>M. le responsable des marchés, 1 place de la Mairie, {town}, tél. : 05 55 00 {n:02d} {n:02d}, courriel : marches{n % 4}@acheteur{n % 4}.example.<br><b>Objet du marché : </b>{x.title}.<br><b>Description : </b>{x.text}<br><b>Lieu d\'exécution : </b>{town}.<br><b>Caractéristiques principales : </b>refus des variantes.<br><b>Date limite de réception des offres : </b>{limit.day} {MOIS[limit.month - 1]} {limit.year} à 12 heures.<br><b>Durée de validité des offres : </b>120 jours.<br><b>Date d\'envoi du présent avis à la publication : </b>{sent}.</p></div></div>'
        ),
        row=f'<li class="avis"><div class="haut"><span class="type">{kind}</span><span class="num">Avis n° {number}</span></div><a class="objet" href="/avis/detail/{number}">{x.title}</a><p>Acheteur : {x.who}</p><p>Publié le {x.at:%d/%m/%Y} | Date limite de réponse le {limit:%d/%m/%Y}</p></li>',
    )  # fmt: skip


def wanted_next(rng: random.Random) -> Board:
    """British wanted advertisements of a script's server: its data island says all once more, the poster "posting since", similar ones below."""
    board = Board("wanted_next", "en-GB", rng)
    towns = ("Leeds, West Yorkshire", "Hove, East Sussex", "Paisley, Renfrewshire")
    found = asks(board)
    head = '<div id="__next"><header class="css-1x9a"><a href="/" aria-label="home">Swaply</a><nav class="css-3f"><a href="/search/wanted">Wanted</a><a href="/search/for-sale">For sale</a><a href="/login">Login</a></nav></header>'
    foot = '<footer class="css-77a"><ul><li><a href="/about">About Swaply</a></li><li><a href="/safety">Stay safe</a></li></ul><p>© Copyright 2009-2026 Swaply Ltd.</p></footer></div>'
    rows = []
    for x in found:
        n, town = x.n, towns[x.n % 3]
        data = json.dumps(
            {
                "props": {
                    "pageProps": {
                        "ad": {
                            "id": 15000 + n,
                            "title": x.title,
                            "description": x.text,
                            "postedAt": f"{x.at:%Y-%m-%dT%H:%M:%SZ}",
                            "location": {"name": town},
                            "seller": {"name": x.who, "postingSince": "2017-03-01T00:00:00Z"},
                            "category": {"name": "Stuff wanted"},
                        }
                    }
                },
                "page": "/p/[slug]",
                "buildId": "kz91",
            }
        )
        board.raw(f"/p/stuff-wanted/{n}-ad/{15000 + n}", (
            f'<!DOCTYPE html><html lang="en-GB"><head><title>{x.title} | in {town} | Swaply</title></head><body>{head}<main class="css-m1"><ol class="css-b2"><li><a href="/">Home</a></li><li><a href="/search/for-sale">For sale</a></li><li><a href="/search/wanted">Stuff wanted</a></li></ol><div class="css-l8"><h1 class="css-t4">{x.title}</h1><h4 class="css-p0"><span>{town}</span></h4><dl class="css-d1"><div><dt>Posted</dt><dd>{x.at:%d %b %Y}</dd></div><div><dt>Seller type</dt><dd>{"Trade" if n % 2 else "Private"}</dd></div></dl><h2>Description</h2><p class="css-desc">{x.text}</p></div>'
            f'<aside class="css-s9"><div class="css-av">{x.who[:1]}</div><h2 class="css-n3">{x.who}</h2><p>Posting for 5+ years</p><a href="/user/{n % 5}">See all ads</a><button>Message</button><p>Stay safe: never pay in advance</p></aside><section><h2>You may also like</h2><ul>'
            + "".join(f'<li><a href="/p/stuff-wanted/{k}-ad/{15000 + k}"><h3>{found[k - 1].title}</h3><p>{towns[k % 3]}</p><p>£{k}0</p><span>{k} days ago</span></a></li>' for k in (2, 6, 13))
            + f'</ul></section><p class="css-id">Ad ID: {15000 + n}</p></main>{foot}<script id="__NEXT_DATA__" type="application/json">{data}</script></body></html>'))  # fmt: skip
        rows.append(
            f'<article class="css-c7"><a href="/p/stuff-wanted/{n}-ad/{15000 + n}"><img alt="" src="/i/{n}.webp"><div class="css-tt">{x.title}</div><div class="css-ds">{x.text[:50]}</div><div class="css-lo">{town}</div><div class="css-ti">{x.at:%d %b %Y}</div></a></article>'
        )
        board.tell(*x.told, day_only=True, context=("Stuff wanted",))
    for path, body in sheets(
        addresses("/search/wanted", "/search/wanted?page={}", 2),
        rows,
        '<h1>18 ads in Stuff wanted</h1><div class="css-gr">{rows}</div><ul class="css-pg">{others}{next}</ul>',
        onward='<li><a href="{}">Next</a></li>',
        other='<li><a href="{}">{}</a></li>',
    ):
        board.raw(
            path,
            f'<!DOCTYPE html><html lang="en-GB"><head><title>Wanted | Swaply</title></head><body>{head}<main class="css-m1">{body}</main>{foot}<script id="__NEXT_DATA__" type="application/json">{{"props":{{}},"page":"/search","buildId":"kz91"}}</script></body></html>',
        )
    board.raw("/", f'<!DOCTYPE html><html lang="en-GB"><head><title>Swaply</title></head><body>{head}<main><h1>Swap it</h1></main>{foot}</body></html>')  # fmt: skip
    return board


def zakupki(rng: random.Random) -> Board:
    """A Russian register of purchases: the link bears the number, the subject stands beneath; a card of blocks with grey labels above values."""
    board = Board("zakupki", "ru", rng)
    board.shell = '<html lang="ru"><head><title>{title}</title></head><body><header><div class="container"><a class="logo" href="/">Единый реестр закупок</a><a href="/search">Поиск</a><a href="/help">Помощь</a><span>Служба поддержки: 8-800-000-00-00</span></div></header>{body}<footer><div>© Единый реестр закупок, 2011-2026</div><a href="/sitemap.html">Карта сайта</a></footer></body></html>'
    rows = []
    for x in asks(board):
        n, number, price = x.n, f"03722000{x.n:03d}26000{x.n:03d}", f"{x.n * 41} 500,00 ₽"
        way = ("Электронный аукцион", "Запрос котировок в электронной форме")[n % 2]
        end = x.at + timedelta(days=9)

        def info(label: str, value: str) -> str:
            return f'<section class="blockInfo__section"><span class="section__title">{label}</span><span class="section__info">{value}</span></section>'

        board.page(f"/order/notice/view.html?regNumber={number}", f"Закупка №{number}", (
            f'<div class="cardWrapper"><div class="cardHeader"><div class="cardMainInfo"><div class="cardMainInfo__title">44-ФЗ {way}</div><span class="cardMainInfo__purchaseLink">№ {number}</span><span class="cardMainInfo__state">Подача заявок</span><div class="cardMainInfo__section"><span class="cardMainInfo__title">Объект закупки</span><span class="cardMainInfo__content">{x.title}</span></div><div class="cardMainInfo__section"><span class="cardMainInfo__title">Заказчик</span><span class="cardMainInfo__content"><a href="/org/{n % 4}">{x.who}</a></span></div>'
            f'<div class="price"><span class="cardMainInfo__title">Начальная цена</span><span class="cardMainInfo__content cost">{price}</span></div><div class="date"><span class="cardMainInfo__title">Размещено</span><span class="cardMainInfo__content">{x.at:%d.%m.%Y}</span><span class="cardMainInfo__title">Обновлено</span><span class="cardMainInfo__content">{x.at:%d.%m.%Y}</span><span class="cardMainInfo__title">Окончание подачи заявок</span><span class="cardMainInfo__content">{end:%d.%m.%Y}</span></div></div></div><div class="tabsNav"><a href="#">Общая информация</a><a href="/order/notice/docs.html?regNumber={number}">Документы</a></div>'
            f'<div class="blockInfo"><h2 class="blockInfo__title">Общая информация о закупке</h2>{info("Способ определения поставщика", way)}{info("Наименование объекта закупки", x.title)}{info("Место поставки", "Свердловская обл, г Заречный")}{info("Описание", x.text)}</div><div class="blockInfo"><h2 class="blockInfo__title">Контактная информация</h2>{info("Ответственное должностное лицо", "Петрова А. В.")}{info("Адрес электронной почты", f"zakaz{n % 4}@zakazchik{n % 4}.example")}{info("Номер контактного телефона", "7-343-00000" + f"{n:02d}")}</div></div>'))  # fmt: skip
        rows.append(
            f'<div class="search-registry-entry-block"><div class="row"><div class="col-8"><div class="registry-entry__header"><div class="registry-entry__header-top__title">44-ФЗ {way}</div><div class="registry-entry__header-mid__number"><a href="/order/notice/view.html?regNumber={number}" target="_blank">№ {number}</a></div><div class="registry-entry__header-mid__title">Подача заявок</div></div><div class="registry-entry__body"><div class="block"><div class="registry-entry__body-title">Объект закупки</div><div class="registry-entry__body-value">{x.title}</div></div><div class="block"><div class="registry-entry__body-title">Заказчик</div><div class="registry-entry__body-href"><a href="/org/{n % 4}">{x.who}</a></div></div></div></div><div class="col"><div class="price-block__title">Начальная цена</div><div class="price-block__value">{price}</div><div class="data-block__title">Размещено</div><div class="data-block__value">{x.at:%d.%m.%Y}</div><div class="data-block__title">Окончание подачи заявок</div><div class="data-block__value">{end:%d.%m.%Y}</div></div></div></div>'
        )
        board.tell(*x.told, day_only=True, context=(way, f"{n * 41} 500,00"))
    board.firms |= set(buyers(board))
    board.spread(
        addresses("/search", "/search?pageNumber={}", 2), "Поиск закупок", rows,
        '<div class="search-results__total">18 записей</div>{rows}<div class="paginator">{others}{next}</div>',
        onward='<a class="paginator-button-next" href="{}"><span></span></a>',
    )  # fmt: skip
    board.page("/", "Реестр закупок", '<h1>Реестр закупок</h1><a href="/search">Все закупки</a>')  # fmt: skip
    for k, name in enumerate(buyers(board)):
        board.page(f"/org/{k}", f"{name}", f'<h1>{name}</h1><p>Реестровая запись организации, сведения о закупках размещены в поиске.</p>')  # fmt: skip
    return board


def frames_board(rng: random.Random) -> Board:
    """A wanted board of 1998: frames, an index of lines with dots, each message in a pre with its head, a message before and after."""
    board = Board("frames_board", "en", rng, charset="iso-8859-1", header_charset=False)
    lines, found = [], asks(board)
    for x in found:
        n = x.n
        board.raw(f"/wanted/msg{n:04d}.html", (
            f'<HTML><HEAD><TITLE>WANTED: {x.title}</TITLE></HEAD><BODY BGCOLOR="#FFFFE0"><CENTER><A HREF="/wanted/msg{n - 1:04d}.html">[Prev]</A> <A HREF="/wanted/list.html">[Index]</A> <A HREF="/wanted/msg{n + 1:04d}.html">[Next]</A></CENTER><HR><PRE>Posted by : {x.who}\nDate      : {x.at:%d-%b-%Y}\nCategory  : Import wanted\nCountry   : {("Ghana", "Chile", "Oman")[n % 3]}\nSubject   : {x.title}\nQuantity  : {n * 12}\n\n{x.text}\n</PRE><HR><A HREF="/cgi-bin/reply.pl?m={n}">Reply to this message</A><BR><FONT SIZE="1">The Trade Wall is a free service. Webmaster: wall@tradewall.example</FONT></BODY></HTML>'))  # fmt: skip
        lines.append(
            f'{x.at:%d-%b-%y}  <A HREF="/wanted/msg{n:04d}.html">{x.title}</A> {"." * 12} {x.who}\n'
        )
        board.tell(
            *x.told,
            day_only=True,
            context=("Import wanted", ("Ghana", "Chile", "Oman")[n % 3], str(n * 12)),
        )
    for path, body in sheets(
        ["/wanted/list.html", "/wanted/list2.html"],
        lines,
        "<PRE>\n{rows}</PRE>{next}",
        onward='<A HREF="{}">Older messages</A>',
    ):
        board.raw(
            path,
            f'<HTML><HEAD><TITLE>Wanted</TITLE></HEAD><BODY BGCOLOR="#FFFFE0"><H2>Wanted board</H2>{body}<HR><FONT SIZE="1">Last updated 16-Nov-2026</FONT></BODY></HTML>',
        )
    board.raw(
        "/",
        '<HTML><HEAD><TITLE>The Trade Wall</TITLE></HEAD><FRAMESET COLS="160,*"><FRAME SRC="/menu.html" NAME="menu"><FRAME SRC="/wanted/list.html" NAME="main"></FRAMESET></HTML>',
    )
    board.raw(
        "/menu.html",
        '<HTML><BODY><B>Trade Wall</B><BR><A HREF="/wanted/list.html" TARGET="main">Wanted</A><BR><A HREF="/rules.html" TARGET="main">Rules</A></BODY></HTML>',
    )
    return board


MARKETS = (
    rfq_hashed, renwu_hall, qiugou_tables, waibao_cases, contract_opps, avis_marche, wanted_next,
    zakupki, frames_board,
)  # fmt: skip
