"""Big telephone books and association sites of the west: the set `streets`.

Their mark-up follows pages of real ones: cards whose buttons are no links, numbers that a click
uncovers, a second copy of a paid card, advertisements between cards, other companies beside one.
Readers may be tuned on them.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import html
import random

from tests.factories.directories.book import Book
from tests.factories.directories.countries import DE, FR, GB, US
from tests.factories.directories.firms import Firm
from tests.factories.directories.lands import PL
from tests.factories.directories.rows import addresses


def harbour_chamber(rng: random.Random) -> Book:
    """A chamber's members, 20 a page, nothing behind them; a search form of many trades on top."""
    book = Book("harbour_chamber", US, rng, count=56)
    options = "".join(
        f"<option>{t}</option>"
        for t in ("Antiques", "Banks", "Catering", "Law", "Roofing", "Yachts")
    )
    size, pages = 20, 3
    for n in range(1, pages + 1):
        rows = ""
        for f in book.firms[(n - 1) * size : n * size]:
            email = f.given(
                "email", '<span>Email: <a href="mailto: {f.email}">{f.email}</a></span><br>'
            )
            site = f.given("site", '<span>Website: <a href="{f.site}">{f.host}</a></span><br>')
            rows += (
                f'<div class="business"><div class="business-content"><h3>{html.escape(f.name)}</h3>'
                f'<p id="business_description">{f.about}</p><div id="business_info">'
                f"<span>Contact Name: {f.person}</span><br><span>Phone: {f.phone_shown}</span><br>{email}{site}"
                f'<span>Address: <a href="https://www.google.com/maps/place/{f.address}">{f.address} UNITED STATES</a></span>'
                '</div></div><div class="post_image"><img src="/l.png"></div><div class="clearfix"></div></div>'
            )
        turn = (
            f'<a href="?search=&page={n - 1}" class="button">Previous Page</a>' if n > 1 else ""
        ) + (f'<a href="?search=&page={n + 1}" class="button">Next Page</a>' if n < pages else "")
        text = (
            '<html><head><title>Harbour Chamber of Commerce</title></head><body><div id="wrapper"><div id="header"><a href="/">'
            '<img alt="Harbour Chamber"></a><ul><li><a href="/about.html">About</a></li><li><a href="/directory.php">Directory</a></li>'
            f'<li><a href="/contact-us.html">Contact</a></li></ul></div><div id="content"><h1>Member Directory</h1><form method="get"><select name="category">{options}</select><br>Or<br>'
            '<input type="text" name="search" id="search"><input type="submit" class="button" value="Search"></form>'
            f"<div>Showing {n * size - size + 1}-{min(n * size, 56)} of 56, Page {n} of {pages}</div><br>{turn}<br>{rows}</div>"
            f'<div id="footer">Harbour Chamber of Commerce, 20 Pier St, Suite 500 | {book.hotline} | <a href="mailto:{book.webmaster}">{book.webmaster}</a></div></div></body></html>'
        )
        book.raw("/directory.php" if n == 1 else f"/directory.php?search=&page={n}", text)
    book.add(
        "/",
        "Harbour Chamber",
        '<h1>Welcome</h1><p>Join 56 members.</p><a href="/directory.php">Directory</a>',
    )
    return book.finish()


def rufnummern(rng: random.Random) -> Book:
    """A German telephone book: buttons are spans, the site and the address only on the page."""
    book = Book("rufnummern", DE, rng, count=40)
    size = 10

    def card(f: Firm, paid: bool = False) -> str:
        street, town = f.address.rsplit(", ", 1)
        return (
            f'<div class="hit{" premium" if paid else ""}" id="entry_{f.n}{"p" if paid else ""}"><h2><a href="/Themen/firma-{f.n}.html" class="hitlnk_name">{html.escape(f.name)}</a></h2>'
            + ('<span class="ad">Anzeige</span>' if paid else "")
            + f'<div class="splitter"><div class="left"><div class="category">{f.trade}</div><address>{street}<br>{town}, Mitte<br></address>'
            f'<div class="phoneblock"><span>Tel. {f.phone_shown}</span><span class="hitlnk_freecall">Gratis anrufen!</span></div>'
            '<div class="times">öffnet morgen um 10:30 Uhr</div></div><div class="right"><span class="rate">Web Bewertungen <sup>1</sup> ansehen</span>'
            '<div class="buttonblock"><span class="button hitlnk_detail">Details anzeigen</span><span class="button hitlnk_mail">E-Mail</span><span class="button">Website</span></div></div></div></div>'
        )

    advert = '<a class="mod-werbung" href="/vermittlung"><div><b>Jetzt Angebote von Profis in der Nähe erhalten.</b><ul><li>Erste Angebote innerhalb von 1 Tag</li><li>Kostenloser Service</li></ul><p class="gc-btn">Jetzt Anfrage erstellen</p></div></a>'
    for n in range(1, 5):
        firms = book.firms[(n - 1) * size : n * size]
        rows = [card(book.firms[3], True), *(card(f) for f in firms)]
        rows.insert(4, advert)
        nums = "".join(
            f'<a href="/suche/technik/ulm?page={m}">{m}</a>' for m in range(1, 5) if m != n
        )
        body = f'<h1>40 Treffer für Technik</h1><div class="hits">{"".join(rows)}</div><div class="paging">{nums}<span data-go="{n + 1}">weiter</span></div>'
        book.add(
            "/suche/technik/ulm" if n == 1 else f"/suche/technik/ulm?page={n}",
            f"Technik in Ulm Seite {n}",
            body,
        )
    for i, f in enumerate(book.firms):
        near = "".join(
            f'<li><a href="/Themen/firma-{o.n}.html">{html.escape(o.name)}</a><br>{o.address}<br>{o.phone_shown}</li>'
            for o in (book.firms[(i + 1) % 40], book.firms[(i + 7) % 40], book.firms[(i + 11) % 40])
        )
        email = f.given(
            "email",
            '<li><form action="/kontakt"><button class="link">E-Mail</button></form><meta itemprop="email" content="{f.email}"></li>',
        )
        mail_line = f.given("email", '<div class="row"><div class="label">{f.email}</div></div>')
        site = f.given("site", '<li><a href="{f.site}" itemprop="url">Website</a></li>')
        body = (
            f'<div itemscope itemtype="http://schema.org/LocalBusiness"><div class="crumbs"><a href="/">Start</a> &gt; <a href="/suche/technik/ulm">Technik</a></div><h1 itemprop="name">{html.escape(f.name)}</h1>'
            f'<div class="keywords">{f.trade}, Beratung (+20km)</div><ul class="bar"><li><a href="tel:{f.tel}">Anrufen</a></li>{email}<li>Karte</li>{site}</ul>'
            f'<div class="list"><div class="row"><a href="tel:{f.tel}"><div class="label">{f.phone_shown}</div></a></div>{mail_line}<div class="row"><div class="label">{f.address}</div></div></div>'
            f'<h2>Über uns</h2><p>{f.about}</p><h2>Bewertungen</h2><div class="review"><b>Klaus M.</b> <i>vor 3 Tagen</i><p>Rief unter 0151 23456789 zurück, alles gut.</p></div></div>'
        )
        book.add(
            f"/Themen/firma-{f.n}.html",
            f.name,
            body,
            extra=f"<aside><h3>Ähnliche Firmen in der Nähe</h3><ul>{near}</ul></aside>",
        )
    book.add("/", "Rufnummern", '<h1>Finden</h1><a href="/suche/technik/ulm">Technik in Ulm</a>')
    return book.finish()


def annuaire_pro(rng: random.Random) -> Book:
    """A French one: the number is uncovered by a button, two numbers a company, remarks beside."""
    book = Book("annuaire_pro", FR, rng, count=36)

    def card(f: Firm) -> str:
        f.other_phones.add(f.mobile)
        return (
            f'<li id="bi-{f.n}900" class="bi bi-generic bi-propay"><span class="ancre" id="epj-{f.n}900"></span><div class="bi-area"><span class="bi-activity small">{f.trade}</span>'
            f'<a class="bi-hours" href="/pros/{f.n}900#ancreBlocHoraires">Ouvre à 9h00</a></div><div class="bi-content"><div class="bi-header-title"><a class="bi-denomination" href="/pros/{f.n}900"><h3>{html.escape(f.name)}</h3></a>'
            '<span class="tip"><button>Ouvrir la tooltip</button><span class="tooltip-text hidden">Ce professionnel a fait certifier ses avis. <a href="/certification">En savoir plus</a></span></span></div>'
            f'<div class="bi-address"><a href="/pros/{f.n}900#map">{f.address} <span>Voir le plan</span></a></div></div><ul class="bi-visuals"><li><a href="/pros/{f.n}900"><img></a></li><li><a href="/pros/{f.n}900"><img></a></li></ul>'
            f'<div class="bi-cta"><a class="bi-avis" href="/pros/{f.n}900#avis"><b>3 utilisateurs</b> le recommandent</a></div><div class="bi-ctas"><button><span class="value">Afficher le N°</span></button><a href="/rdv/{f.n}">Réserver</a></div>'
            f'<div id="bi-fantomas-{f.n}900" class="bi-fantomas"><div class="number-contact">Tél : <span>{f.phone_shown}</span></div><div class="number-contact">Tél : <span>{f.mobile_shown}</span></div></div></li>'
        )

    for n in range(1, 4):
        rows = "".join(map(card, book.firms[n * 12 - 12 : n * 12]))
        nums = f"<span>Page {n} / 3</span>" + (
            f'<a id="pagination-next" class="link_pagination next" href="/annuaire/lyon-69/technique?page={n + 1}">Suivant</a>'
            if n < 3
            else ""
        )
        body = f'<h1>Technique à Lyon (69) : adresses, horaires</h1><ul class="bi-list">{rows}</ul><div class="pagination">{nums}</div>'
        book.add(
            "/annuaire/lyon-69/technique" if n == 1 else f"/annuaire/lyon-69/technique?page={n}",
            "Technique Lyon",
            body,
        )
    for i, f in enumerate(book.firms):
        other = "".join(
            f'<li><a href="/pros/{o.n}900">{html.escape(o.name)}</a> <span>{o.phone_shown}</span></li>'
            for o in (book.firms[i - 1], book.firms[i - 5])
        )
        site = f.given(
            "site",
            '<a class="pj-link site" rel="nofollow" href="{f.site}" title="{f.host} (nouvelle fenêtre)"><span class="value">Site web</span></a>',
        )
        email = f.given(
            "email",
            '<div class="coord"><span class="label">Courriel</span> <span class="value">{f.email}</span></div>',
        )
        body = (
            f'<div class="header"><h1 class="noTrad no-margin">{html.escape(f.name)}<span class="denominationActivite">, {f.trade}</span></h1><a class="address" href="#map">{f.address}</a></div>'
            f'<div class="teaser"><button><span class="value">Afficher le numéro</span></button><div class="num-container"><span class="nb-phone"><span class="num-tel-label"><i class="icon-phone"></i><span class="screenreader">Numéro de Téléphone</span></span>'
            f'<span class="coord-numero noTrad">{f.phone_shown}</span></span></div>{site}</div>{email}<h2>Présentation</h2><p>{f.about}</p><h2>INSEE</h2><dl><dt>SIRET</dt><dd>784 671 695 00{f.n:03d}</dd><dt>Code NAF</dt><dd>2562B</dd></dl>'
            '<h2>Avis</h2><article class="avis"><h4>Très bien</h4><span>Marie L., le 03/05/2026</span><p>Appelez Paul au 06 11 22 33 44 de ma part.</p></article>'
        )
        book.add(
            f"/pros/{f.n}900",
            f"{f.name} à {f.city}",
            body,
            extra=f"<aside><h3>Les internautes ont aussi consulté</h3><ul>{other}</ul></aside>",
        )
    book.add(
        "/",
        "Annuaire",
        '<h1>Trouver un professionnel</h1><a href="/annuaire/lyon-69/technique">Technique à Lyon</a>',
    )
    return book.finish()


def wholesale_league(rng: random.Random) -> Book:
    """An association's members in three columns of one page, all words set strong by hand."""
    book = Book("wholesale_league", GB, rng, count=33)
    cols = []
    for f in book.firms:
        lines = "<br>".join(f"<strong>{x}</strong>" for x in f.address.split(", "))
        fax = f"<br><strong>Fax:</strong> {f.fax_shown}" if f.n % 2 else ""
        email = f.given(
            "email", '<p><strong>Email: </strong><a href="mailto:{f.email}">{f.email}</a></p>'
        )
        site = f.given("site", '<p><a href="{f.site}"><strong>{f.host}</strong></a></p>')
        group = (
            '<p><strong>Buying Group – </strong><a href="http://www.sterling-group.example/members/">40 members</a></p>'
            if f.n % 5 == 0
            else ""
        )
        cols.append(
            f'<div class="col-sm-4"><div class="wp-content content"><h3><strong>{html.escape(f.name)}</strong></h3>{group}<p>{lines}</p><p><strong>Tel: </strong>{f.phone_shown}{fax}</p>{email}'
            f"<p><strong>NUMBER OF DEPOTS: </strong>{f.n % 4 + 1}</p><p><strong>COMPANY TURNOVER: </strong>£{f.n + 20}m</p><p><strong>PRODUCTS HANDLED: </strong>{f.trade}, including household goods</p>{site}</div></div>"
        )
    rows = "".join(f'<div class="row">{"".join(cols[i : i + 3])}</div>' for i in range(0, 33, 3))
    book.add(
        "/members",
        "The Wholesalers",
        f"<h1>The Wholesalers</h1><p>The League represents 33 wholesalers.</p>{rows}",
    )
    book.add(
        "/",
        "Wholesale League",
        '<h1>Wholesale League</h1><p>News.</p><a href="/members">Our members</a>',
    )
    return book.finish()


def katalog_firm(rng: random.Random) -> Book:
    """A Polish catalogue: number, address and site only in a card's attributes and links."""
    book = Book("katalog_firm", PL, rng, count=45)
    rows = []
    for f in book.firms:
        email = f.given(
            "email",
            '<a class="icon-envelope" data-company-email="{f.email}" href="#"><span>Wyślij e-mail</span></a>',
        )
        f.email_may_miss = True
        site = f.given(
            "site",
            '<a class="icon-website" href="{f.site}" rel="nofollow"><span>Strona www</span></a>',
        )
        rows.append(
            f'<li class="card company-item" data-id="{f.n}"><div class="row"><h2><a class="company-name" href="/firma/{f.n},karta.html">{html.escape(f.name)}</a></h2><div class="rate">4,{f.n % 10} ({f.n} opinii)</div></div>'
            f'<div class="address"><i class="pin"></i>{f.address}</div><p class="desc">{f.about}</p><div class="company-bottom-content"><a class="icon-telephone" href="tel:{f.tel}" title="{f.phone_shown}"><span>Pokaż telefon</span></a>{email}{site}<a href="/firma/{f.n},karta.html">Więcej informacji</a></div></li>'
        )
        book.add(
            f"/firma/{f.n},karta.html",
            f.name,
            f'<h1>{html.escape(f.name)}</h1><div>{f.address}</div><a class="tel" href="tel:{f.tel}">Pokaż telefon</a><p>{f.about}</p>{site}<h3>Polecane firmy</h3><ul><li><a href="/firma/1,karta.html">{html.escape(book.firms[0].name)}</a></li></ul>',
        )
    book.spread(
        addresses("/technika/firmy,1.html", "/technika/firmy,{}.html", 3),
        "Technika strona {n}",
        rows,
        '<h1>Technika - firmy</h1><ul class="list-unstyled">{rows}</ul><ul class="pagination">{others}</ul>',
        other='<li><a href="{}">{}</a></li>',
    )
    book.paid = len(book.firms)
    book.add(
        "/", "Katalog firm", '<h1>Katalog firm</h1><a href="/technika/firmy,1.html">Technika</a>'
    )
    return book.finish()


STREETS = (harbour_chamber, rufnummern, annuaire_pro, wholesale_league, katalog_firm)
