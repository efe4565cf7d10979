"""Lists as plain text and as sentences, numbers behind clicks: a third of the set `newer`.

Written after the first mending for the others of the set; open to tuning.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from html import escape as e

from tests.factories.directories import countries as c
from tests.factories.directories import lands
from tests.factories.directories.book import Book
from tests.factories.directories.firms import Firm, email_html, site_html
from tests.factories.directories.newer import own, plain, put
from tests.factories.directories.rows import fill_each, sheets


def plain_text_list(rng: random.Random) -> Book:
    """A list kept as plain text: a blank line between companies, columns by blanks, nothing marked."""
    book = Book("plain_text_list", c.US, rng, count=40)
    plain(book, rng)
    texts = []
    for f in book.firms:
        lines = [f.name, f.address, f"Phone: {f.phone_shown}   Fax: {f.fax_shown}"]
        lines += [f"Email: {f.email}"] if "email" in f.shows else []
        lines += [f"Web:   {f.site.removeprefix('http://').rstrip('/')}"] if "site" in f.shows else []  # fmt: skip
        texts.append("\n".join(lines))
    put(book, "/list.html", "Member list", f"<h1>Member list</h1><pre>{e(chr(10).join(x + chr(10) for x in texts))}</pre>")  # fmt: skip
    put(book, "/", "Guild", "<h1>Guild</h1><a href='/list.html'>Member list</a>")
    return own(book)


def one_line_items(rng: random.Random) -> Book:
    """A bullet a company: name, street, number and site in one sentence."""
    book = Book("one_line_items", lands.GB_TRADE, rng, count=40)
    plain(book, rng)

    def item(f: Firm) -> str:
        rest = "".join(f" {x}." for x in (email_html(f, rng, "mailto plain"), site_html(f, rng, "link text")) if x)  # fmt: skip
        return f"<li><strong>{e(f.name)}</strong>, {f.address}. Tel {f.phone_shown}.{rest}</li>"

    for n in (1, 2):
        put(book, f"/stockists/{n}", "Stockists", f"<h1>Stockists</h1><ul>{''.join(map(item, book.firms[(n - 1) * 20 : n * 20]))}</ul><a href='/stockists/{3 - n}'>{3 - n}</a>")  # fmt: skip
    put(book, "/", "Brand", "<h1>Brand</h1><a href='/stockists/1'>Stockists</a>")
    return own(book)


def abbr_cards(rng: random.Random) -> Book:
    """Cards of a style sheet's own example: address with abbr titles, a list group, a button that calls."""
    book = Book("abbr_cards", c.BR, rng, count=40)
    plain(book, rng)

    def card(f: Firm) -> str:
        mail, site = email_html(f, rng, "mailto-hidden"), site_html(f, rng, "button go")
        return (
            f'<div class="col-lg-4"><div class="card h-100"><img class="card-img-top" src="/i/{f.n}.jpg" alt=""><div class="card-body"><h4 class="card-title"><a href="/empresa/{f.n}">{e(f.name)}</a></h4><h6 class="card-subtitle text-muted">{f.trade}</h6>'
            f'<address>{f.address}<br><abbr title="Telefone">T:</abbr> {f.phone_shown}<br><abbr title="WhatsApp">W:</abbr> {f.mobile_shown}</address></div><div class="card-footer"><a class="btn btn-primary" href="tel:{f.phone}">Ligar</a> {mail} {site}</div></div></div>'
        )

    for f in book.firms:
        f.other_phones.add(f.mobile)
        put(book, f"/empresa/{f.n}", e(f.name), f"<h1>{e(f.name)}</h1><p>{f.about}</p>")
    for n in (1, 2):
        put(book, "/empresas" if n == 1 else "/empresas?pagina=2", "Empresas", f"<h1>Empresas</h1><div class='row'>{''.join(map(card, book.firms[(n - 1) * 20 : n * 20]))}</div><a href='/empresas?pagina=2'>Próxima</a>")  # fmt: skip
    put(book, "/", "Guia", "<h1>Guia</h1><a href='/empresas'>Empresas</a>")
    return own(book)


def mixed_cell(rng: random.Random) -> Book:
    """A table plug-in: all that helps to reach somebody in one cell, lines apart by br; search box and page sizes above."""
    book = Book("mixed_cell", c.DE, rng, count=60)
    rows = []
    for f in book.firms:
        bits = [f.person, f"Tel. {f.phone_shown}", f"Fax {f.fax_shown}", email_html(f, rng, "mailto round"), site_html(f, rng, "text link")]  # fmt: skip
        rows.append(f'<tr class="row-{f.n}"><td class="column-1">{e(f.name)}<br>{f.address}</td><td class="column-2">{"<br>".join(b for b in bits if b)}</td><td class="column-3">{f.trade}</td></tr>')  # fmt: skip
    put(book, "/mitglieder/", "Mitglieder", (
        "<h1>Mitglieder</h1><div class='dataTables_length'><label>Zeige <select><option>10</option></select> Einträge</label></div><table id='tablepress-3' class='tablepress'><thead><tr><th>Unternehmen</th><th>Kontakt</th><th>Branche</th></tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table><div class='dataTables_info'>1 bis 60 von 60 Einträgen</div>"))  # fmt: skip
    put(book, "/", "Innung", "<h1>Innung</h1><a href='/mitglieder/'>Mitglieder</a>")
    return own(book)


def show_number(rng: random.Random) -> Book:
    """Numbers only behind "Show number" links, opening hours with many digits, a business number, prices from."""
    book = Book("show_number", lands.NL, rng, count=36)
    plain(book, rng)
    for f in book.firms:
        mail = email_html(f, rng, "mailto-hidden cf")
        site = f.given("site", '<a class="listing__website" rel="nofollow" href="{f.site}">Bezoek website</a>')  # fmt: skip
        put(book, f"/{f.city.lower()}/{f.n}/bedrijf/", f"{e(f.name)} in {f.city}", (
            f'<div class="profile-header"><h1 class="profile__title">{e(f.name)}</h1><div class="rating">8,{f.n % 10} <span>({f.n} reviews)</span></div></div><ul class="profile-actions"><li><a class="js-phone" href="tel:{f.phone}"><span>Toon nummer</span></a></li><li>{mail}</li><li>{site}</li></ul>'
            f"<table class='hours'><tr><td>ma</td><td>08:00 - 17:30</td></tr><tr><td>di</td><td>08:00 - 17:30</td></tr></table><p>KvK-nummer 6{f.n:07d}</p><p>Vanaf € {f.n}5,00 per uur</p><p>{f.about}</p><p>{f.address}</p>"))  # fmt: skip
    rows = [f'<li class="result-item" data-url="/{f.city.lower()}/{f.n}/bedrijf/"><a href="/{f.city.lower()}/{f.n}/bedrijf/"><h2 itemprop="name">{e(f.name)}</h2></a><span>{f.address}</span></li>' for f in book.firms]  # fmt: skip
    for path, body in sheets(("/alles/p1/", "/alles/p2/"), rows, "<h1>Bedrijven</h1><ol>{rows}</ol><a rel='next' href='/alles/p2/'>Volgende</a>"):  # fmt: skip
        put(book, path, "Bedrijven", body)
    put(book, "/", "Gids", "<h1>Gids</h1><a href='/alles/p1/'>Alle bedrijven</a>")
    return own(book)


def split_label_rows(rng: random.Random) -> Book:
    """Chinese card on a phone's page: label and value in flex rows, the number linked, the site as plain text, a form above the foot."""
    book = Book("split_label_rows", lands.CN_SHORT, rng, count=32)
    plain(book, rng)
    for f in book.firms:
        rows = [("联系人", f.person), ("手机", f'<a href="tel:{f.mobile}">{f.mobile_shown}</a>'), ("固话", f'<a href="tel:{f.phone_shown}">{f.phone_shown}</a>'),
                ("邮箱", email_html(f, rng, "plain wide")), ("官网", site_html(f, rng, "text")), ("地址", f.address), ("统一社会信用代码", f"91320500MA1{f.n:05d}X1")]  # fmt: skip
        body = fill_each('<div class="van-cell"><div class="van-cell__title"><span>{}</span></div><div class="van-cell__value"><span>{}</span></div></div>', rows)  # fmt: skip
        put(book, f"/m/company/{f.n}", e(f.name), f'<div class="card"><div class="name">{e(f.name)}</div><div class="tags"><span>存续</span><span>小微企业</span></div></div><div class="van-cell-group">{body}</div><form><input placeholder="您的电话"><button>免费咨询</button></form>')  # fmt: skip
    put(book, "/m/list", "企业", "<div class='list'>" + "".join(f'<a class="item" href="/m/company/{f.n}"><div class="t">{e(f.name)}</div><div class="d">{f.trade} | {f.city}</div></a>' for f in book.firms) + "</div>")  # fmt: skip
    put(book, "/", "查企业", "<h1>查企业</h1><a href='/m/list'>企业</a>")
    return own(book)


LATER = (
    plain_text_list, one_line_items, abbr_cards, mixed_cell, show_number, split_label_rows,
)  # fmt: skip
