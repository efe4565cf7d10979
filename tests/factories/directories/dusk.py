"""Five directories written when `morning` had been mended, of other mark-up: the set `dusk`."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import base64
import html
import random
from dataclasses import replace

from tests.factories.directories import countries as c
from tests.factories.directories.afternoon import slug
from tests.factories.directories.book import Book
from tests.factories.directories.firms import email_html
from tests.factories.directories.morning import twins
from tests.factories.directories.rows import addresses, fill_each


def annuaire(rng: random.Random) -> Book:
    """French tradesmen by department: list items with a number in pieces, a page with icons for labels, opinions, an emergency line of the site."""
    france = replace(
        c.FR,
        shapes=("{b} {a}", "{a} {b}", "Ets {a} et Fils", "L'Atelier {a}", "Au Bon {a}"),
        words=("Plomberie", "Couverture", "Boulangerie", "Garage", "Électricité"),
    )
    book = Book(
        "annuaire", france, rng, count=56,
        shell='<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>{title} - L&#39;annuaire des artisans</title>{head}</head><body><div class="entete"><a href="/"><strong>L&rsquo;annuaire des artisans</strong></a> <span class="urgence">Urgence dépannage 24h/24 : 09 70 35 00 00</span></div><div class="fil">{body}</div><div class="bas"><ul><li><a href="/mentions-legales">Mentions légales</a></li><li><a href="/inscription">Inscrire mon entreprise</a></li></ul><p>Éditeur : Pages Artisans SAS, 12 rue de la Paix, 75002 Paris, contact@pagesartisans.example</p></div></body></html>',
    )  # fmt: skip
    twins(book, (2, 20))
    rows: dict[str, list[str]] = {}
    for f in book.firms:
        f.extend(" poste {}")
        pieces = "".join(f"<span>{x}</span> " for x in f.bare.split(" "))
        mail = email_html(f, rng, "mailto both cf entities")
        at = f"/{slug(f.city)}/{f.n}-{slug(f.name)}.html"
        lines = (
            f'<li><i class="fa fa-map-marker"></i> {f.address}</li><li><i class="fa fa-phone"></i> {f.phone_shown}</li>'
            + (f'<li><i class="fa fa-mobile"></i> {f.mobile_shown}</li>' if f.n % 4 == 0 else "")
            + (f'<li><i class="fa fa-envelope"></i> {mail}</li>' if mail else "")
            + f.given("site", '<li><i class="fa fa-globe"></i> <a href="{f.site}" rel="nofollow">{f.host}</a></li>')
        )  # fmt: skip
        said = "".join(
            f'<div class="avis"><p class="texte">{text}</p><p class="qui">{who}, le {f.n % 27 + 1:02d}/10/2026</p></div>'
            for who, text in (("Mme Roux", "Travail soigné, devis respecté."), ("Paul G.", "Un peu de retard mais bon contact."))[: f.n % 3]
        )  # fmt: skip
        book.add(at, f"{html.escape(f.name)} à {f.city}",
            f'<p><a href="/">Accueil</a> &gt; <a href="/{slug(f.city)}/">{f.city}</a></p><h1>{html.escape(f.name)}</h1><div class="fiche"><ul class="coordonnees">{lines}</ul><p class="desc">{f.about}</p><h2>Horaires</h2><ul><li>Lundi - Vendredi : 8h-12h / 14h-18h</li><li>Samedi : fermé</li></ul><p>SIRET : 123 456 789 000{f.n + 10}</p></div><h2>Avis des clients</h2>{said or "<p>Aucun avis pour le moment.</p>"}<h2>Demander un devis</h2><form action="/devis"><input name="mail" placeholder="votre@email.fr"></form>')  # fmt: skip
        rows.setdefault(f.city, []).append(f'<li class="art"><h3><a href="{at}">{html.escape(f.name)}</a></h3><div class="num">{pieces}</div><div>{f.trade} &middot; {f.city}</div></li>')  # fmt: skip
    for city, mine in rows.items():
        book.spread(addresses(f"/{slug(city)}/", f"/{slug(city)}/{{}}/", 3), f"Artisans à {city}", mine,
            f'<h1>Artisans à {city}</h1><ul class="liste">{{rows}}</ul><div class="pages">{{others}}{{next}}</div>', onward='<a href="{}">page suivante</a>', other='<a href="{}">{}</a> ')  # fmt: skip
    book.add("/", "Accueil", "<h1>Choisissez votre ville</h1><ul>" + "".join(f'<li><a href="/{slug(x)}/">{x}</a></li>' for x in rows) + "</ul>")  # fmt: skip
    return book


def tabelas(rng: random.Random) -> Book:
    """A Brazilian guide of the nineties: tables in tables, font tags, Latin-1, everything in the list's cells, line breaks between values."""
    book = Book(
        "tabelas", c.BR, rng, count=50, charset="iso-8859-1", header_charset=False,
        shell='<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><title>{title} - Guia Comercial</title>{head}</head><body bgcolor="#ffffff"><table width="760" align="center"><tr><td colspan="2" bgcolor="#003399"><font color="white" size="5">Guia Comercial</font></td></tr><tr><td width="140" valign="top"><a href="/index.html">Principal</a><br><a href="/anuncie.html">Anuncie aqui</a><br><br><font size="1">Ligue para anunciar:<br>(11) 3333-4444<br>guia@guiacomercial.example</font></td><td valign="top">{body}</td></tr></table></body></html>',
    )  # fmt: skip
    rows = []
    for f in book.firms:
        f.extend(" ramal {}")
        mail = email_html(f, rng, "mailto plain at")
        rows.append(
            f'<table width="100%" border="0" cellpadding="4"><tr><td bgcolor="#eeeeee"><font face="Arial" size="2"><b>{html.escape(f.name)}</b></font></td></tr><tr><td><font face="Arial" size="1">{f.address}<br>Fone: {f.phone_shown} - Fax: {f.fax_shown}<br>'
            + (f"E-mail: {mail}<br>" if mail else "")
            + f.given("site", 'Site: <a href="{f.site}" target="_blank">{f.host}</a><br>')
            + f"<i>{f.trade.title()} em geral</i></font></td></tr></table><br>"
        )
    book.spread(addresses("/empresas1.html", "/empresas{}.html", 4), "Empresas", rows,
        '<font size="4"><b>Empresas</b></font><br><br>{rows}<center><font size="2">{others} {next}</font></center>', onward='<a href="{}">Pr&oacute;xima &gt;&gt;</a>', other='<a href="{}">[{}]</a> ')  # fmt: skip
    for at in ("/", "/index.html"):
        book.add(at, "Principal", '<font size="4"><b>Bem-vindo</b></font><p><a href="/empresas1.html">Ver empresas</a></p>')  # fmt: skip
    return book


def clinics(rng: random.Random) -> Book:
    """Indian clinics and their doctors: cards with two numbers each, a page with sections, numbers parted by a stroke, WhatsApp, an appointment line of the portal."""
    india = replace(
        c.IN,
        shapes=("{a} Dental Clinic", "Dr. {a}'s Skin Care", "{a} Eye Hospital", "{a} Physiotherapy Centre", "Sri {a} Nursing Home"),
        cities=(("Pune", "Shop {n}, Baner Road, Pune 411045"), ("Nagpur", "{n}, Dharampeth, Nagpur 440010"), ("Nashik", "Flat {n}, College Road, Nashik 422005")),
    )  # fmt: skip
    book = Book(
        "clinics", india, rng, count=60,
        shell='<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | CareNear</title>{head}</head><body><div id="app"><div class="hdr"><a href="/">CareNear</a><span>Book by phone: 080-4718-0000</span></div>{body}<div class="ftr"><a href="/terms">Terms</a><p>CareNear Technologies Pvt Ltd, Indiranagar, Bengaluru. support@carenear.example</p></div></div></body></html>',
    )  # fmt: skip
    cards: dict[str, list[str]] = {}
    for f in book.firms:
        f.other_phones.add(f.mobile)
        f.phone_shown, f.extension = f.bare, ""
        mail = email_html(f, rng, "mailto plain words")
        at = f"/{f.city.lower()}/clinic/{slug(f.name)}-{f.n}"
        doctors = "".join(f'<div class="doc"><div class="nm">Dr. {who}</div><div class="deg">MBBS, MD</div><div class="fee">Rs. {f.n * 10 + 300} at clinic</div></div>' for who in ("Asha Rao", "Vikram Joshi")[: f.n % 2 + 1])  # fmt: skip
        book.add(at, f"{html.escape(f.name)} in {f.city}",
            f'<div class="path"><a href="/">Home</a><a href="/{f.city.lower()}/">{f.city}</a></div><div class="profile"><h1>{html.escape(f.name)}</h1><div class="sub">{f.city} &#9733; 4.{f.n % 9} ({f.n * 3} votes)</div><section><h2>Location</h2><p>{f.address}</p><a href="https://maps.example/?q={f.n}">Get directions</a></section><section><h2>Contact</h2><p>Phone: {f.phone_shown} / {f.mobile_shown}</p>'
            + (f"<p>Email: {mail}</p>" if mail else "")
            + f.given("site", '<p>Website: <a href="{f.site}">{f.host}</a></p>')
            + f'<p><a href="https://api.whatsapp.com/send?phone={f.mobile[1:]}">Chat on WhatsApp</a></p></section><section><h2>Doctors</h2>{doctors}</section><section><h2>Timings</h2><p>Mon-Sat 10:00 AM - 1:30 PM, 5:00 PM - 8:30 PM</p></section><section><h2>FAQs</h2><h3>Is parking available?</h3><p>Yes, street parking.</p></section></div>')  # fmt: skip
        cards.setdefault(f.city, []).append(f'<div class="c-card"><div class="c-name"><a href="{at}">{html.escape(f.name)}</a></div><div class="c-loc">{f.address}</div><div class="c-act"><a href="tel:{f.phone}">Call now</a> <a href="{at}#book">Book appointment</a></div></div>')  # fmt: skip
    for city, mine in cards.items():
        at = f"/{city.lower()}/"
        book.spread(addresses(at, at + "?page={}", 2), city, mine, f'<h1>Clinics in {city}</h1><div class="list">{{rows}}</div><div class="pgn">{{others}}{{next}}</div>', onward='<a href="{}">&rsaquo;</a>', other='<a href="{}">{}</a>')  # fmt: skip
    book.add("/", "Home", "<h1>Find a clinic</h1>" + "".join(f'<a href="/{x.lower()}/">{x}</a> ' for x in cards))  # fmt: skip
    return book


def uitklap(rng: random.Random) -> Book:
    """All members of a Dutch association on one page in panels that open, one under the other; an e-mail in pieces of data, and the association's own office."""
    dutch = replace(
        c.DE, region="NL", lang="nl",
        shapes=("{a} {b} B.V.", "{b} {a}", "Gebr. {a} {b}", "{a} & Zn."),
        words=("Installatie", "Bouw", "Dakwerken", "Transport"),
        trades=("dakdekkers", "installateurs", "aannemers"),
        cities=(("Utrecht", "Kanaalweg {n}, 3526 KL Utrecht"), ("Breda", "Haagweg {n}, 4814 GC Breda")),
        about="Familiebedrijf voor {t} in {city} sinds {n}.",
    )  # fmt: skip
    book = Book("uitklap", dutch, rng, count=48,
        shell='<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{title} | Bond van Vakbedrijven</title>{head}</head><body><nav><a href="/">Home</a><a href="/leden">Leden</a><a href="/contact">Contact</a></nav><main>{body}</main><footer><p>Bond van Vakbedrijven, Postbus 100, 3500 AC Utrecht, T 030 234 56 78, E secretariaat@bondvakbedrijven.example</p></footer></body></html>')  # fmt: skip
    panels = ""
    for f in book.firms:
        f.extend(" toestel {}")
        mail = email_html(f, rng, "mailto plain data")
        panels += (
            f'<div class="accordion-item"><h2 class="accordion-header"><button class="accordion-button collapsed" data-bs-target="#lid{f.n}">{html.escape(f.name)} <small>{f.city}</small></button></h2><div id="lid{f.n}" class="accordion-collapse collapse"><div class="accordion-body"><div class="row"><div class="col">{f.street}<br>{f.town}</div><div class="col">Tel: {f.phone_shown}<br>'
            + (f"Mail: {mail}<br>" if mail else "")
            + f.given("site", 'Web: <a href="{f.site}">{f.host}</a>')
            + f"</div></div><p>{f.about}</p></div></div></div>"
        )
    book.add("/leden", "Leden", f'<h1>Onze leden</h1><div class="accordion">{panels}</div>')
    book.add("/contact", "Contact", "<h1>Contact</h1><p>Telefoon 030 234 56 78, secretariaat@bondvakbedrijven.example</p>")  # fmt: skip
    book.add("/", "Home", '<h1>Bond van Vakbedrijven</h1><p>Vind een vakman onder <a href="/leden">onze leden</a>.</p>')  # fmt: skip
    return book


def exhibitors(rng: random.Random) -> Book:
    """A fair's exhibitors by letter in the query, halls and stands, several countries; sites in Base64, contact persons with lines of their own."""
    book = Book("exhibitors", c.GB, rng, count=52,
        shell='<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} - PackTech Expo 2027</title>{head}</head><body class="exh"><div class="top-strip">9-12 March 2027, ExCeL London <a href="/tickets">Tickets</a></div><div class="site-nav"><a href="/">PackTech Expo</a><a href="/exhibitors">Exhibitors</a><a href="/programme">Programme</a></div><div class="body-wrap">{body}</div><div class="organiser">Organiser: Fairline Events Ltd, +44 20 7946 0100, exhibitors@packtech.example</div></body></html>')  # fmt: skip
    by_letter: dict[str, list[str]] = {}
    for f in book.firms:
        f.extend(" ext {}")
        mail = email_html(f, rng, "mailto-hidden plain entities")
        jump = base64.b64encode(f.site.encode()).decode()
        details = [
            ("Stand", f"H{f.n % 5}-{f.n + 100}"),
            ("Country", "United Kingdom"),
            ("Phone", f.phone_shown),
            ("Email", mail),
            ("Web", f'<a href="/click?e={f.n}&amp;t={jump}">Visit website</a>' if "site" in f.shows else ""),
            ("Sales contact", f"{f.person}, Sales Manager"),
            ("Address", f.address),
        ]  # fmt: skip
        book.add(f"/exhibitors/{slug(f.name)}", html.escape(f.name),
            f'<a class="back" href="/exhibitors?letter={f.name[0]}">&larr; All exhibitors</a><div class="exhibitor-head"><div class="logo"><img src="/l/{f.n}.png" alt="{html.escape(f.name)} logo"></div><h1>{html.escape(f.name)}</h1></div><div class="info">{fill_each("<div class=info-row><div class=info-label>{}</div><div class=info-value>{}</div></div>", details)}</div><div class="text">{f.about}</div><h3>Product groups</h3><ul class="tags"><li><a href="/exhibitors?group={slug(f.trade)}">{f.trade}</a></li></ul><button>Add to favourites</button>')  # fmt: skip
        by_letter.setdefault(f.name[0], []).append(f'<a class="ex-tile" href="/exhibitors/{slug(f.name)}"><span class="ex-name">{html.escape(f.name)}</span><span class="ex-stand">Hall {f.n % 5}</span></a>')  # fmt: skip
    bar = "".join(f'<a href="/exhibitors?letter={x}">{x}</a>' for x in sorted(by_letter))
    for letter, tiles in by_letter.items():
        book.add(f"/exhibitors?letter={letter}", f"Exhibitors {letter}", f'<h1>Exhibitors</h1><div class="az">{bar}</div><div class="tiles">{"".join(tiles)}</div>')  # fmt: skip
    book.add("/exhibitors", "Exhibitors", f'<h1>Exhibitors</h1><div class="az">{bar}</div><p>52 companies from 1 country. Choose a letter.</p>')  # fmt: skip
    for trade, firms in book.trades().items():
        book.add(f"/exhibitors?group={slug(trade)}", trade, f'<h1>{trade}</h1><div class="tiles">' + "".join(f'<a class="ex-tile" href="/exhibitors/{slug(f.name)}"><span class="ex-name">{html.escape(f.name)}</span></a>' for f in firms) + "</div>")  # fmt: skip
    book.add("/", "Welcome", '<h1>PackTech Expo 2027</h1><p>Meet 52 exhibitors.</p><a href="/exhibitors">Exhibitor list</a>')  # fmt: skip
    return book


DUSK = (annuaire, tabelas, clinics, uitklap, exhibitors)
