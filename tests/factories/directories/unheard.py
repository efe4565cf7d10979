"""Fairs, associations and dealers, held back while `streets` was mended: the set `unheard`.

Read once before anything was mended for them; open to tuning since.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import html
import json
import random

from tests.factories.directories.book import Book
from tests.factories.directories.countries import GB, IT
from tests.factories.directories.lands import ES, NL
from tests.factories.directories.rows import addresses


def fair_letters(rng: random.Random) -> Book:
    """Exhibitors by letter, name and stand only; the rest on a page of each."""
    book = Book("fair_letters", GB, rng, count=40)
    letters = book.letters()
    index = "".join(f'<a href="/exhibitorlist/atoz/?letter={x}">{x}</a> ' for x in sorted(letters))
    for x, firms in letters.items():
        rows = "".join(
            f'<div class="exhibitor-row"><div class="logo"><img src="/logo{f.n}.png"></div><div class="nm"><a href="/exhibitor/{f.n}-stand/">{html.escape(f.name)}</a></div><div class="st">Stand: {f.name[0]}{f.n + 10}</div></div>'
            for f in firms
        )
        book.add(
            f"/exhibitorlist/atoz/?letter={x}",
            f"Exhibitors {x}",
            f'<h1>Exhibitor list</h1><div>Exhibitors by Name: <span class="kern">{index}</span></div><div class="exh">{rows}</div>',
        )
    for f in book.firms:
        email = f.given(
            "email",
            '<li><i class="fa fa-envelope"></i> <a href="mailto:{f.email}">{f.email}</a></li>',
        )
        site = f.given(
            "site", '<p><a class="button" href="{f.site}" target="_blank">Visit website</a></p>'
        )
        body = (
            f'<div class="exh-head"><h2>{html.escape(f.name)}</h2><p class="stand">Stand: {f.name[0]}{f.n + 10}</p></div><div class="text"><p>{f.about}</p></div>'
            f'<ul class="contact-info"><li><i class="fa fa-map-marker"></i> {f.address}</li><li><i class="fa fa-phone"></i> {f.phone_shown}</li>{email}</ul>{site}'
            '<div class="social"><a href="https://www.facebook.com/ourfair">Facebook</a><a href="https://twitter.com/ourfair">Twitter</a></div><p><a href="javascript:history.back()">Back to list</a></p>'
        )
        book.add(f"/exhibitor/{f.n}-stand/", f"{f.name} | Fair", body)
    book.paid = len(letters)
    book.add("/", "Trade fair", f"<h1>Trade fair 2026</h1><p>3-5 March.</p><div>{index}</div>")
    return book.finish()


def asociados(rng: random.Random) -> Book:
    """A Spanish association: sections, dl lists, [at], T. and F., a printable copy of each page."""
    book = Book("asociados", ES, rng, count=36)
    menu = ""
    for k, (trade, firms) in enumerate(sorted(book.trades().items())):
        menu += f'<li><a href="/asociados/sector-{k}">{trade}</a> ({len(firms)})</li>'
        rows = ""
        for f in firms:
            email = f"<dd>{f.email.replace('@', ' [at] ')}</dd>" if "email" in f.shows else ""
            site = f.given("site", '<dd><a href="{f.site}">{f.host}</a></dd>')
            rows += f"<dt>{html.escape(f.name)}</dt><dd>{f.address}</dd><dd>T. {f.phone_shown} &middot; F. {f.fax_shown}</dd>{email}{site}"
        body = f"<h1>Asociados: {trade}</h1><dl>{rows}</dl>"
        book.add(
            f"/asociados/sector-{k}",
            trade,
            f'{body}<p><a href="/asociados/sector-{k}?print=1" rel="nofollow">Versión para imprimir</a></p>',
        )
        book.raw(
            f"/asociados/sector-{k}?print=1",
            f"<html lang=es><head><title>{trade}</title></head><body>{body}</body></html>",
        )
    book.add("/asociados", "Asociados", f"<h1>Sectores</h1><ul>{menu}</ul>")
    book.add(
        "/",
        "Asociación",
        '<h1>Asociación</h1><p>Bienvenidos.</p><a href="/asociados">Nuestros asociados</a>',
    )
    book.paid = 4
    return book.finish()


def dealers_map(rng: random.Random) -> Book:
    """A maker's dealers: rows whose values are attributes for the map, name and town in sight."""
    book = Book("dealers_map", NL, rng, count=30)
    rows = ""
    for f in book.firms:
        email = f.given("email", ' data-email="{f.email}"')
        f.email_may_miss = True
        site = f.given("site", ' data-website="{f.site}"')
        phone = f.phone_shown
        rows += f'<li class="dealer js-dealer" data-lat="52.{f.n}" data-lng="5.{f.n}" data-name="{html.escape(f.name)}" data-phone="{html.escape(phone)}"{email}{site} data-address="{f.address}"><strong class="dealer__name">{html.escape(f.name)}</strong><span class="dealer__city">{f.city}</span><button>Toon op kaart</button></li>'
    book.add(
        "/dealers",
        "Dealers",
        f'<h1>Vind een dealer</h1><input placeholder="Postcode"><ul class="dealers">{rows}</ul><div id="map"></div>',
    )
    book.add(
        "/", "Fietsen", '<h1>Fietsen van hier</h1><p>Sinds 1920.</p><a href="/dealers">Dealers</a>'
    )
    return book.finish()


def fornitori(rng: random.Random) -> Book:
    """An Italian one: a name and a town on lists, JSON-LD and a telephone over spans on pages."""
    book = Book("fornitori", IT, rng, count=36)
    rows = [
        f'<div class="search-itm"><div class="search-itm__logo"><a href="/ig/{f.n}"><img alt="logo"></a></div><h2 class="search-itm__rag"><span><a href="/ig/{f.n}">{html.escape(f.name)}</a></span></h2><div class="search-itm__adr"><a href="/ig/{f.n}">Sede:</a> <span>{f.city}</span></div><div class="cta"><a href="/ig/{f.n}#tel">Telefono</a><a href="/preventivo?id={f.n}">Preventivo</a></div></div>'
        for f in book.firms
    ]
    book.spread(
        addresses("/ricerca/tecnica", "/ricerca/tecnica/p-{}", 3),
        "Tecnica",
        rows,
        '<h1>Tecnica</h1><section>{rows}</section>{next}<div class="banner"><h2>Un assistente personale a tua disposizione!</h2><a href="tel:1240">CHIAMA</a></div>',
        onward='<a class="bttn" href="{}">Mostra altri risultati</a>',
    )
    for f in book.firms:
        cut = len(f.phone_shown) // 2
        data = {
            "@context": "https://schema.org",
            "@type": "LocalBusiness",
            "name": f.name,
            "address": {"@type": "PostalAddress", "streetAddress": f.address},
        }
        email = (
            f"<li>Email: {f.email.replace('@', '<span>&#64;</span>')}</li>"
            if "email" in f.shows
            else ""
        )
        site = f.given("site", '<li>Sito: <a href="{f.site}">{f.host}</a></li>')
        body = f'<nav class="bread"><a href="/">Home</a> <a href="/ricerca/tecnica">Tecnica</a></nav><h1>{html.escape(f.name)}</h1><ul class="dati"><li>Indirizzo: {f.address}</li><li>Telefono: <span>{f.phone_shown[:cut]}</span><span>{f.phone_shown[cut:]}</span></li><li>P.IVA 0123456{f.n:04d}</li>{email}{site}</ul><p>{f.about}</p>'
        book.add(
            f"/ig/{f.n}",
            f.name,
            body,
            head=f'<script type="application/ld+json">{json.dumps(data)}</script>',
        )
    book.add("/", "Fornitori", '<h1>Fornitori</h1><a href="/ricerca/tecnica">Tecnica</a>')
    return book.finish()


UNHEARD = (fair_letters, asociados, dealers_map, fornitori)
