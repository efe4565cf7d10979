"""Portals of firms, dealers and advertisements, written after `unheard`: the set `rooms`.

Mark-up as scripts write it (classes that say nothing), links over the portal's counter, numbers
half hidden, pages of a letter, records of a table with a page behind each. Read once before
anything was mended for them; open to tuning since.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import html
import random
from urllib.parse import quote

from tests.factories.directories.book import Book
from tests.factories.directories.countries import BR, RU, US
from tests.factories.directories.firms import Firm
from tests.factories.directories.lands import DE_TRADE, GB_TRADE, TR
from tests.factories.directories.rows import addresses, fill_each


def providers(rng: random.Random) -> Book:
    """Service firms with prices and remarks: the site over the portal's counter, no telephone on lists."""
    book = Book("providers", US, rng, count=30)

    def card(f: Firm) -> str:
        f.shows.add("site")
        go = f"https://r.providers.example/redirect?category=IT&amp;pid={f.n}&amp;u={quote(f.site, safe='')}%3Futm_source%3Dproviders"
        return (
            f'<li class="provider provider-row" data-position="{f.n}" data-title="{html.escape(f.name)}"><div class="provider__main"><a class="logo" href="{go}"><img alt=""></a><h3 class="provider__title"><a href="{go}" class="provider__title-link">{html.escape(f.name)}</a></h3>'
            f'<div class="rating"><span>4.{f.n % 10}</span> <a href="/profile/firm-{f.n}#reviews">{f.n} reviews</a></div><div class="hl"><div>$25,000+</div><div>$25 - $49 / hr</div><div>50 - 249</div><div>{f.city}, US</div></div>'
            f'<ul class="services"><li>20% Cloud Consulting</li><li>80% {f.trade}</li></ul><q>They were on time.</q> <span class="by">- Ann Smith, CTO at Bravo</span></div><div class="cta"><a href="{go}" class="website-link">Visit Website</a><a href="/profile/firm-{f.n}">View Profile</a></div></li>'
        )

    book.spread(
        addresses("/it-services", "/it-services?page={}", 3),
        "Top IT services {n}",
        [*map(card, book.firms)],
        '<h1>Top IT Services Companies</h1><ul class="providers">{rows}</ul><ul class="pager">{others}</ul>',
        other='<li><a href="/it-services?page={1}">{1}</a></li>',
    )
    for f in book.firms:
        email = f.given(
            "email", '<li><span class="ic"></span><a href="mailto:{f.email}">{f.email}</a></li>'
        )
        go = f"https://r.providers.example/redirect?pid={f.n}&amp;u={quote(f.site, safe='')}"
        body = (
            f'<div class="profile"><h1 class="profile-name"><a href="{go}">{html.escape(f.name)}</a></h1><p class="tagline">{f.about}</p><ul class="facts"><li>$25,000+</li><li>50 - 249</li><li>Founded 2015</li></ul>'
            f'<a class="website-link" href="{go}">Visit Website</a><section id="contact"><h2>Locations</h2><div class="loc"><b>Headquarters</b><p>{f.address}</p><ul><li><span class="ic"></span><a href="tel:{f.phone}">{f.phone_shown}</a></li>{email}</ul></div></section>'
            '<section id="reviews"><h2>Reviews</h2><article><h3>Web project for a bank</h3><p>Jane Doe, CEO, Acme Inc.</p><p>Good work. 5 stars.</p></article><article><h3>App for a shop</h3><p>John Roe, CTO, Beta LLC</p><p>Good work. 4 stars.</p></article></section></div>'
        )
        book.add(f"/profile/firm-{f.n}", f"{f.name} reviews", body)
    book.add("/", "Providers", '<h1>Find a provider</h1><a href="/it-services">IT services</a>')
    return book.finish()


def hashed_cards(rng: random.Random) -> Book:
    """A German portal as scripts write it: div in div, no class says anything, number as button."""
    book = Book("hashed_cards", DE_TRADE, rng, count=32)

    def card(f: Firm) -> str:
        a, b = (rng.choice("abcdefgh") + "".join(rng.choices("klmnopXYZ", k=5)) for _ in "ab")
        site = f.given(
            "site",
            f'<div class="sc-1 {b}"><a href="{f.site}" class="sc-4 eGj" rel="nofollow"><span class="sc-5">Webseite besuchen</span></a></div>',
        )
        return (
            f'<div class="sc-kAy {a} sc-imW"><div class="sc-9 ifZ"><div class="sc-9"><a class="sc-n6d eGjI" href="/firma/{f.n}/{f.name[:3].lower()}"><p class="sc-kpD {b}">{html.escape(f.name)}</p></a><p class="sc-kpD hoa">{f.trade}, {f.city}</p></div></div>'
            f'<p class="sc-kpD">„{f.about}“ <span>Weiterlesen</span></p><div class="sc-imWY"><div class="sc-8"><a class="Anchor-sc" href="tel:{f.tel}"><i class="sc-fq"></i><p class="sc-kp filled">{f.phone_shown}</p></a></div><div class="sc-8"><button class="sc-gE"><p class="filled">Nachricht</p></button></div>{site}</div></div>'
        )

    book.spread(
        addresses("/suche?was=technik&wo=ulm", "/suche?was=technik&wo=ulm&seite={}", 4),
        "Technik Ulm",
        [*map(card, book.firms)],
        '<div class="sc-1"><h1>Technik in Ulm</h1><div class="sc-2">{rows}</div>{next}</div>',
        onward='<div class="sc-77"><a class="sc-78" href="{}">Mehr anzeigen</a></div>',
    )
    for f in book.firms:
        email = f.given(
            "email", '<div class="sc-3"><a href="mailto:{f.email}"><p>{f.email}</p></a></div>'
        )
        faq = fill_each(
            "<h3>{}</h3><p>{}</p>",
            (
                ("Wie erreiche ich die Firma?", f"Unter {f.phone_shown}."),
                ("Wo sitzt die Firma?", f"In {f.address}."),
                ("Wann ist offen?", "Mo-Fr 8-17 Uhr."),
            ),
        )
        site = f.given("site", '<div class="sc-3"><a href="{f.site}"><p>{f.host}</p></a></div>')
        book.add(
            f"/firma/{f.n}/{f.name[:3].lower()}",
            f"{f.name} in {f.city}",
            f'<div class="sc-1"><h1>{html.escape(f.name)}</h1><p>{f.about}</p><h2>Kontakt aufnehmen</h2><div class="sc-2"><div class="sc-3"><a href="tel:{f.tel}"><p>{f.phone_shown}</p></a></div>{email}{site}<p>{f.address}</p></div><h2>Häufige Fragen</h2>{faq}<h2>Willkommen bei {html.escape(f.name)}</h2><p>Ihr Partner.</p></div>',
        )
    book.add("/", "Portal", '<h1>Portal</h1><a href="/suche?was=technik&wo=ulm">Technik in Ulm</a>')
    return book.finish()


def rubricator(rng: random.Random) -> Book:
    """A Russian catalogue: a table of a rubric, the number after a label in one cell with <br>."""
    book = Book("rubricator", RU, rng, count=36)
    menu = ""
    for k, (trade, firms) in enumerate(sorted(book.trades().items())):
        menu += f'<li><a href="/katalog/{k}/">{trade}</a><sup>{len(firms)}</sup></li>'
        rows = "".join(
            f'<tr class="org"><td class="n">{i}</td><td><a href="/org/{f.n}/" class="ttl">{html.escape(f.name)}</a><div class="adr">{f.address}</div></td><td>Тел.: {f.phone_shown}'
            + f.given("email", "<br>E-mail: {f.email}")
            + f.given(
                "site",
                '<br>Сайт: <noindex><a rel="nofollow" href="{f.site}">{f.host}</a></noindex>',
            )
            + "</td><td><a href='/map?id=1'>На карте</a></td></tr>"
            for i, f in enumerate(firms, 1)
        )
        book.add(
            f"/katalog/{k}/",
            trade,
            f'<h1>{trade}</h1><div class="ads">Реклама: <a href="http://reklama.example/">разместить</a> тел. 8 800 555-35-35</div><table class="orgs"><tr><th>№</th><th>Организация</th><th>Контакты</th><th></th></tr>{rows}</table>',
        )
    for f in book.firms:
        book.add(
            f"/org/{f.n}/",
            f.name,
            f"<h1>{html.escape(f.name)}</h1><p>{f.about}</p><p>Адрес: {f.address}</p><p>Телефон: {f.phone_shown}</p>"
            + f.given("email", "<p>Электронная почта: {f.email}</p>")
            + f.given("site", '<p>Сайт: <a href="{f.site}">{f.host}</a></p>')
            + "<h3>Отзывы</h3><p>Пока нет отзывов.</p>",
        )
    book.add("/", "Каталог", f"<h1>Каталог организаций</h1><ul>{menu}</ul>")
    book.paid = len(book.firms)
    return book.finish()


def chamber_cards(rng: random.Random) -> Book:
    """A British chamber by letters: cards with icons, pages with a rep of the member, events beside."""
    book = Book("chamber_cards", GB_TRADE, rng, count=34)
    by = book.letters()
    index = "".join(
        f'<a class="gz-alpha-btn" href="/list/searchalpha/{x.lower()}">{x}</a>' for x in sorted(by)
    )
    for x, firms in by.items():
        rows = "".join(
            f'<div class="gz-list-card-wrapper col-sm-6"><div class="card gz-results-card"><div class="card-header"><a href="/list/member/m-{f.n}"><img alt="{html.escape(f.name)}"></a></div><div class="card-body"><h5 class="card-title gz-card-title"><a href="/list/member/m-{f.n}">{html.escape(f.name)}</a></h5><ul class="list-group"><li class="gz-card-address"><a href="https://www.google.com/maps?q=x"><i class="gz-fal gz-fa-map-marker-alt"></i> <span>{f.address}</span></a></li><li class="gz-card-phone"><a href="tel:{f.phone}"><i class="gz-fal gz-fa-phone"></i><span>{f.phone_shown}</span></a></li>'
            + f.given(
                "site",
                '<li class="gz-card-website"><a href="{f.site}"><i class="gz-fal gz-fa-globe"></i><span>Visit Website</span></a></li>',
            )
            + f'</ul></div><div class="card-footer"><a class="more" href="/list/member/m-{f.n}">Learn More</a></div></div></div>'
            for f in firms
        )
        book.add(
            f"/list/searchalpha/{x.lower()}",
            f"Members {x}",
            f'<h1 class="gz-pagetitle">Members</h1><div class="gz-alphanumeric-btn">{index}</div><div class="row gz-cards">{rows}</div>',
        )
    for f in book.firms:
        email = f'<li><a href="/inform/{f.n}"><i class="gz-fa-envelope"></i><span>Send Email</span></a></li>'
        rep = (
            f'<div class="gz-details-reps"><h5>Rep/Contact Info</h5><div class="rep"><strong>{f.person}</strong><div>Managing Director</div>'
            + f.given("email", '<a href="mailto:{f.email}">{f.email}</a>')
            + "</div></div>"
        )
        body = (
            f'<div class="gz-directory-details"><h1 class="gz-pagetitle">{html.escape(f.name)}</h1><div class="gz-details-categories"><p>Categories</p><span>{f.trade}</span></div><ul class="list-group"><li><i class="gz-fa-map-marker-alt"></i><span>{f.address}</span></li><li><a href="tel:{f.phone}"><i class="gz-fa-phone"></i><span>{f.phone_shown}</span></a></li>{email}'
            + f.given(
                "site",
                '<li><a href="{f.site}"><i class="gz-fa-globe"></i><span>Visit Website</span></a></li>',
            )
            + f'</ul><div class="about"><h5>About Us</h5><p>{f.about}</p></div>{rep}</div>'
        )
        book.add(
            f"/list/member/m-{f.n}",
            f.name,
            body,
            extra='<aside><h4>Upcoming Events</h4><ul><li><a href="/events/details/lunch-1">Business Lunch</a> 12 May 2026</li><li><a href="/events/details/golf-2">Golf Day</a> 3 June 2026</li></ul></aside>',
        )
    book.add(
        "/",
        "Chamber",
        f"<h1>Chamber of Commerce</h1><p>Since 1901.</p><h2>Member Directory</h2><div>{index}</div>",
    )
    book.paid = len(by) + 4
    return book.finish()


def bayiler(rng: random.Random) -> Book:
    """Turkish dealers by province: address, Tel, Faks and GSM in one paragraph of a definition."""
    book = Book("bayiler", TR, rng, count=30)
    links = ""
    by = book.by(lambda f: f.city)
    for k, (city, firms) in enumerate(sorted(by.items())):
        links += f'<option value="/bayiler/{k}">{city}</option>'
        rows = "".join(
            f'<div class="bayi"><b>{html.escape(f.name)}</b><p>{f.address}<br>Tel: {f.phone_shown} Faks: {f.fax_shown}<br>GSM: {f.mobile_shown}'
            + f.given("email", "<br>e-posta: {f.email}")
            + f.given("site", "<br>web: {f.host}")
            + "</p></div>"
            for f in firms
        )
        book.add(
            f"/bayiler/{k}",
            city,
            f"<h1>{city} bayilerimiz</h1>{rows}<p>Genel müdürlük: {book.hotline}</p>",
        )
    nav = fill_each('<a href="/bayiler/{}">{}</a> ', enumerate(sorted(by)))
    book.add(
        "/bayiler",
        "Bayiler",
        f'<h1>Bayilerimiz</h1><form action="/bayiler"><select>{links}</select></form><div class="iller">{nav}</div>',
    )
    book.add("/", "Boya", '<h1>Boya A.Ş.</h1><a href="/bayiler">Bayiler</a>')
    return book.finish()


def anuncios(rng: random.Random) -> Book:
    """A Brazilian guide: a list of names, pages with WhatsApp and two numbers, others beside."""
    book = Book("anuncios", BR, rng, count=30)
    size = 10
    for n in range(1, 4):
        rows = "".join(
            f'<article class="item"><header><h2><a href="/guia/{f.n}-{f.name[:4].lower()}">{html.escape(f.name)}</a></h2></header><p>{f.about[:40]}...</p><footer><a href="/guia/{f.n}-{f.name[:4].lower()}">Ver detalhes</a> <span>{f.city}</span></footer></article>'
            for f in book.firms[(n - 1) * size : n * size]
        )
        nxt = (f'<a class="prev" href="/guia/pag/{n - 1}">« Anterior</a>' if n > 1 else "") + (
            f'<a class="next" href="/guia/pag/{n + 1}">Próxima »</a>' if n < 3 else ""
        )
        book.add(
            "/guia" if n == 1 else f"/guia/pag/{n}",
            "Guia",
            f"<h1>Guia comercial</h1>{rows}<nav class='pages'>{nxt}</nav>",
        )
    for i, f in enumerate(book.firms):
        f.other_phones.add(f.mobile)
        wa = f'<a href="https://wa.me/{f.mobile[1:]}"><i class="fab fa-whatsapp"></i> {f.mobile_shown}</a>'
        email = f.given("email", "<p><i class='fa fa-envelope'></i> {f.email}</p>")
        site = f.given("site", "<p><i class='fa fa-globe'></i> <a href='{f.site}'>{f.host}</a></p>")
        near = "".join(
            f'<div class="rel"><a href="/guia/{o.n}-{o.name[:4].lower()}"><h4>{html.escape(o.name)}</h4></a><p>{o.phone_shown}</p></div>'
            for o in (book.firms[i - 1], book.firms[i - 2], book.firms[i - 3])
        )
        body = f'<article><header><h1>{html.escape(f.name)}</h1></header><div class="txt"><p>{f.about}</p></div><div class="ct"><p><i class="fa fa-map-marker"></i> {f.address}</p><p><i class="fa fa-phone"></i> {f.phone_shown}</p><p>{wa}</p>{email}{site}</div></article><section class="more"><h3>Veja também</h3>{near}</section>'
        book.add(f"/guia/{f.n}-{f.name[:4].lower()}", f"{f.name} - {f.city}", body)
    book.add("/", "Guia", '<h1>Guia da cidade</h1><a href="/guia">Empresas</a>')
    return book.finish()


ROOMS = (providers, hashed_cards, rubricator, chamber_cards, bayiler, anuncios)
