"""Western telephone book, chamber, fair, register, gallery: half of the set `squares`.

Readers may be tuned on them.
"""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import html
import random
from urllib.parse import quote

from tests.factories.directories.book import Book
from tests.factories.directories.countries import DE, US
from tests.factories.directories.firms import Firm, email_html
from tests.factories.directories.lands import GB_TRADE, US_TRADE
from tests.factories.directories.rows import addresses


def local_pages(rng: random.Random) -> Book:
    """An American telephone book: paid copies above the list, its own lines, fax among "extra phones"."""
    book = Book("local_pages", US_TRADE, rng, count=36)

    def path(f: Firm) -> str:
        return f"/mip/{quote(f.name.lower().replace(' ', '-'))}-{f.n + 4510}"

    def card(f: Firm, paid: bool = False) -> str:
        at = path(f) + ("?lid=100" if paid else "")
        number = "" if paid else f"{f.n}. "
        return (
            f'<div class="result{" paid" if paid else ""}" id="lid-{f.n}{"p" if paid else ""}"><div class="srp-listing clickable-area"><div class="v-card"><div class="media-thumbnail"><a class="media-thumbnail-wrapper" href="{at}"><img src="/t{f.n}.jpg" alt="{html.escape(f.name)}"></a></div>'
            f'<div class="info"><div class="info-section info-primary"><h2 class="n">{number}<a class="business-name" href="{at}"><span>{html.escape(f.name)}</span></a></h2><div class="ratings"><a class="rating hasExtraRating" href="{at}#yp-rating"><div class="result-rating four half"></div><span class="count">({f.n % 9 + 1})</span></a><span class="bbb-rating extra-rating">BBB Rating: A+</span></div>'
            f'<div class="categories"><a href="/oh/{f.trade}">{f.trade.title()}</a><a href="/oh/contractors">General Contractors</a></div><div class="links">'
            + f.given(
                "site",
                '<a class="track-visit-website" href="{f.site}" rel="nofollow noopener" target="_blank">Website</a>',
            )
            + f'<a class="directions" href="/listings/{f.n}/directions">Directions</a><a class="more-info" href="{at}">More Info</a></div></div>'
            f'<div class="info-section info-secondary"><div class="phones phone primary">{f.phone_shown}</div><div class="adr"><div class="street-address">{f.street}</div><div class="locality">{f.town}</div></div><div class="open-status open">Open Now</div></div></div>'
            f'<div class="snippet"><p class="body with-avatar"><a class="avatar" href="{at}"></a><span>They answered at 555-0142 on a Sunday and {f.person} came over…<a href="{at}#reviews">Read more</a></span></p></div></div></div></div>'
        )

    pages = addresses("/search?terms=home&geo=OH", "/search?terms=home&geo=OH&page={}", 3)
    size = 12
    for n, page in enumerate(pages):
        firms = book.firms[n * size : n * size + size]
        copies = "".join(card(f, True) for f in (book.firms[-1 - n], book.firms[n * 5 + 3]))
        turn = "".join(
            f'<li><a href="{x}" data-page="{m}">{m}</a></li>' if x != page else f"<li><span>{m}</span></li>"
            for m, x in enumerate(pages, 1)
        ) + "".join(f'<li><a class="next ajax-page" href="{x}">Next</a></li>' for x in pages[n + 1 : n + 2])  # fmt: skip
        book.add(
            page,
            "Home services in Ohio",
            f'<div class="search-term"><h1>Home Services in Ohio</h1></div><div class="search-results paid-listings">{copies}</div><div class="pagination-stats">Showing {n * size + 1}-{n * size + size} of 36</div><div class="search-results organic">{"".join(map(card, firms))}</div><div class="pagination"><ul>{turn}</ul></div>',
            extra=f'<aside id="sidebar"><h2>Featured</h2><ul><li><a href="/mip/x">Advertise with us</a> Call {book.hotline}</li></ul></aside>',
        )
    for f in book.firms:
        email = f.given("email", '<a class="email-business" href="mailto:{f.email}">Email Business</a>')  # fmt: skip
        site = f.given("site", '<p class="website"><a class="other-links" href="{f.site}" target="_blank">{f.host}</a></p>')  # fmt: skip
        body = (
            f'<article class="business-card"><div class="breadcrumb"><a href="/">Home</a> <a href="/search?terms=home&amp;geo=OH">Home Services</a></div><div class="sales-info"><h1 class="dockable business-name">{html.escape(f.name)}</h1></div>'
            f'<div class="contact-info"><a class="phone dockable" href="tel:{f.tel}"><strong>{f.phone_shown}</strong></a><a class="directions" href="#map"><span class="address">{f.address}</span></a></div><div class="business-card-footer">{email}<a href="#">Add Photos</a></div></article>'
            f'<section id="business-info"><h2>More Info</h2><dl><dt class="description">General Info</dt><dd class="general-info">{f.about}</dd><dt>Hours</dt><dd><table><tr><th>Mon - Fri</th><td>8:00 am - 5:00 pm</td></tr></table></dd><dt>Extra Phones</dt><dd class="extra-phones"><p><span>Fax:</span> <span>{f.fax_shown}</span></p></dd><dt>Other Link</dt><dd>{site}</dd><dt>Payment method</dt><dd>visa, cash</dd></dl></section>'
            f'<section id="reviews"><h2>Reviews</h2><div class="review"><a href="/member/{f.n}">Kim B.</a> <span class="date">03/04/2021</span><p>Good people.</p></div></section>'
        )
        at = path(f)
        for address in (at, at + "?lid=100"):
            book.add(address, f"{html.escape(f.name)} {f.city}", body, head=f'<link rel="canonical" href="{at}">')  # fmt: skip
    book.add("/", "Local Pages", '<h1>Find a pro</h1><ul><li><a href="/search?terms=home&amp;geo=OH">Home services in Ohio</a></li></ul>')  # fmt: skip
    return book.finish()


def quick_links(rng: random.Random) -> Book:
    """A British chamber by classic software: categories, a firm in two, mail behind a network's cover."""
    book = Book("quick_links", GB_TRADE, rng, count=32)
    links = ""

    def path(f: Firm) -> str:
        return f"/list/member/{quote(f.name.lower().replace(' ', '-'))}-{f.n + 300}"

    for k, (trade, own) in enumerate(sorted(book.trades().items())):
        firms = own + [f for f in book.firms if f.n % 7 == k and f not in own]
        links += (
            f'<li class="mn-subcats"><a href="/list/ql/{trade}-{k + 20}">{trade.title()}</a></li>'
        )
        rows = ""
        for f in firms:
            at = path(f)
            rows += (
                f'<div class="mn-listing mn-nonsearch" id="mn-{f.n}"><div class="mn-listingcontent"><div class="mn-title"><a href="{at}">{html.escape(f.name)}</a></div><ul class="mn-listing-main"><li class="mn-address"><div class="mn-address1">{f.street}</div><div class="mn-citystatezip"><span class="mn-cityspan">{f.town}</span></div></li><li class="mn-phone">{f.phone_shown}</li>'
                + f.given("site", '<li class="mn-website"><a href="{f.site}" class="mn-print-url" target="_blank">Visit Site</a></li>')
                + f'</ul></div><div class="mn-actions"><ul><li class="mn-viewmap"><a href="https://maps.example.com/?q={quote(f.address)}">Show on Map</a></li><li class="mn-moreinfo"><a href="{at}">More</a></li></ul></div></div>'
            )  # fmt: skip
        book.add(
            f"/list/ql/{trade}-{k + 20}",
            trade.title(),
            f'<div id="mn-content"><h1 id="mn-pagetitle">{trade.title()}</h1><div id="mn-resultscontainer"><div class="mn-tools">Results Found: {len(firms)} <a href="#">Button group with nested dropdown</a></div><div id="mn-alphanumeric"></div><div class="mn-list">{rows}</div></div></div>',
        )
    for f in book.firms:
        body = (
            f'<div id="mn-content" itemscope><div class="mn-member-container"><h1 id="mn-pagetitle"><span itemprop="name">{html.escape(f.name)}</span></h1><ul class="mn-member-cats"><li>{f.trade.title()}</li></ul><div class="mn-memberinfo-block"><div class="mn-section mn-address-block"><div>{f.street}</div><div>{f.town}</div></div><div class="mn-member-phone1">{f.phone_shown}</div><div class="mn-member-phone2">{f.fax_shown} (fax)</div>'
            + f.given("site", '<div class="mn-member-url"><a href="{f.site}">Visit Website</a></div>')
            + f'<div class="mn-member-email">{email_html(f, rng, "cf")}</div></div><div class="mn-section"><h2>About Us</h2><p>{f.about}</p></div><div class="mn-section mn-reps"><h2>Rep/Contact Info</h2><div class="mn-rep-name">{f.person}</div><div class="mn-rep-title">Owner</div></div></div></div>'
        )  # fmt: skip
        book.add(path(f), html.escape(f.name), body)
    book.add(
        "/", "Chamber",
        f'<h1>Member Directory</h1><p>Questions? Call <a href="tel:{book.hotline}">{book.hotline}</a></p><h2>Quick Links</h2><ul>{links}</ul>',
    )  # fmt: skip
    return book.finish()


def aussteller(rng: random.Random) -> Book:
    """A German fair: stands on pages of letters, a page each with parted mail and persons beside."""
    book = Book("aussteller", DE, rng, count=36)
    letters = book.letters()
    index = "".join(f'<li><a href="/aussteller/liste?ab={x}">{x}</a></li>' for x in sorted(letters))
    for x, firms in letters.items():
        rows = "".join(
            f'<a class="exhibitor-tile" href="/aussteller/profil/{f.n + 7000}"><div class="tile-head"><span class="tile-title">{html.escape(f.name)}</span><span class="tile-flag">DE</span></div><div class="tile-body"><span>{f.city}</span> <span class="hall">Halle {f.n % 7 + 1} / {f.name[0]}{f.n + 11}</span></div></a>'
            for f in firms
        )
        book.add(
            f"/aussteller/liste?ab={x}",
            f"Aussteller {x}",
            f'<h1>Aussteller {x}</h1><ul class="az">{index}</ul><p>{len(firms)} Treffer</p><div class="tiles">{rows}</div>',
        )
    for f in book.firms:
        local, _, host = f.email.partition("@")
        own = f"{f.person.split()[-1].lower()}@{host}"
        f.other_emails.add(own)
        email = f.given("email", f'<p class="ct"><span class="lb">E-Mail</span><span class="mail"><span>{local}</span><span>@</span><span>{host}</span></span></p>')  # fmt: skip
        person = f'<div class="ansprech"><h3>Ansprechpartner</h3><div class="pers"><strong>{f.person}</strong><br><em>Vertrieb</em><br>Mobil {f.mobile_shown}</div></div>'
        body = (
            f'<div class="profil"><div class="hero"><h1>{html.escape(f.name)}</h1><p class="stand">Halle {f.n % 7 + 1} / {f.name[0]}{f.n + 11} <a href="/hallenplan">Zum Hallenplan</a></p></div><div class="kontakt"><p>{f.street}<br>{f.town}<br>Deutschland</p><p class="ct"><span class="lb">Telefon</span><span>{f.phone_shown}</span></p><p class="ct"><span class="lb">Telefax</span><span>{f.fax_shown}</span></p>{email}'
            + f.given("site", '<p class="ct"><span class="lb">Internet</span><a href="{f.site}" target="_blank">{f.host}</a></p>')
            + f"</div>{person}<h2>Firmenportrait</h2><p>{f.about}</p><h2>Produktgruppen</h2><ul><li>1.2.3 {f.trade}</li><li>4.1 Zubehör</li></ul></div>"
        )  # fmt: skip
        book.add(f"/aussteller/profil/{f.n + 7000}", html.escape(f.name), body)
    book.add("/", "Messe", f'<h1>Messe 2026</h1><p>Ulm, 3.-5. März 2026</p><ul class="az">{index}</ul>')  # fmt: skip
    book.paid = len(letters)
    return book.finish()


def licence_roll(rng: random.Random) -> Book:
    """A state's register of licences as one wide table over pages, without pages of its own."""
    book = Book("licence_roll", US, rng, count=45, plain_chrome=True)
    rows = [
        f'<tr class="{"even" if f.n % 2 else "odd"}"><td>MC-{f.n + 20417}</td><td>{html.escape(f.name.upper() if f.n % 3 else f.name)}</td><td>{f.person}</td><td>{f.street}</td><td>{f.city}</td><td>{f.address[-8:-6]}</td><td>{f.address[-5:]}</td><td>{f.phone_shown}</td><td>{f.email if "email" in f.shows else "&nbsp;"}</td><td>{f.n % 12 + 1:02d}/31/2027</td><td>{"ACTIVE" if f.n % 5 else "ACTIVE - BOND DUE"}</td></tr>'
        for f in book.firms
    ]
    for f in book.firms:
        f.shows.discard("site")
    book.spread(
        addresses("/roster.aspx?type=MC", "/roster.aspx?type=MC&pg={}", 3),
        "License roster {n}",
        rows,
        '<h2>Mechanical Contractors</h2><p>Data as of 11/02/2026. Verify by phone before hiring.</p><table id="GridView1" cellspacing="0" rules="all" border="1"><tr><th scope="col">License #</th><th scope="col">Business Name</th><th scope="col">Qualifier</th><th scope="col">Street</th><th scope="col">City</th><th scope="col">St</th><th scope="col">Zip</th><th scope="col">Phone</th><th scope="col">E-mail</th><th scope="col">Expires</th><th scope="col">Status</th></tr>{rows}<tr class="pager"><td colspan="11"><table><tr>{others}</tr></table></td></tr></table>',
        other='<td><a href="{}">{}</a></td>',
    )
    book.add("/", "Licensing board", '<h2>Rosters</h2><ul><li><a href="/roster.aspx?type=MC">Mechanical Contractors</a></li><li><a href="/rules.pdf">Rules (PDF)</a></li></ul>')  # fmt: skip
    return book.finish()


def partner_gallery(rng: random.Random) -> Book:
    """A grid of partners by a page builder: no telephone anywhere, names and tags, a page each."""
    book = Book("partner_gallery", US, rng, count=30)
    for f in book.firms:
        f.phone = f.extension = ""
        if not f.shows & {"email", "site"}:
            f.shows.add("site")
    rows = [
        f'<div role="listitem" class="collection-item w-dyn-item"><a href="/partners/p{f.n}-{f.name.split()[0].lower()}" class="partner-card w-inline-block"><img loading="lazy" alt="" src="/c{f.n}.svg" class="image-4"><div class="text-block-7">{html.escape(f.name)}</div><div class="tag-row"><div class="tag">{f.trade.title()}</div><div class="tag w-condition-invisible">Gold</div></div><p class="paragraph-3">{f.about}</p><div class="link-block">Learn more →</div></a></div>'
        for f in book.firms
    ]
    book.spread(
        addresses("/partners", "/partners?5a1f_page={}", 3),
        "Partners",
        rows,
        '<section class="section-2"><h1 class="heading-5">Our partner network</h1><div class="w-dyn-list"><div role="list" class="grid w-dyn-items">{rows}</div><div role="navigation" class="w-pagination-wrapper">{next}</div></div></section>',
        onward='<a href="{}" class="w-pagination-next"><div class="w-inline-block">Next</div></a>',
    )
    for f in book.firms:
        body = (
            f'<section class="hero-3"><div class="w-layout-grid grid-2"><h1 class="heading-9">{html.escape(f.name)}</h1><div class="rich-text-block w-richtext"><p>{f.about}</p></div></div></section><section class="details"><div class="detail"><div class="eyebrow">Headquarters</div><div>{f.city}</div></div><div class="detail"><div class="eyebrow">Focus</div><div>{f.trade.title()}</div></div>'
            + f.given("email", '<div class="detail"><div class="eyebrow">Email</div><a href="mailto:{f.email}?subject=Partner%20request" class="link-3">Write to us</a></div>')
            + f.given("site", '<div class="detail"><div class="eyebrow">Website</div><a href="{f.site}" target="_blank" class="link-3">{f.host}</a></div>')
            + '</section><section class="cta"><h2>Become a partner</h2><a href="/apply" class="button w-button">Apply now</a></section>'
        )  # fmt: skip
        book.add(f"/partners/p{f.n}-{f.name.split()[0].lower()}", html.escape(f.name), body)
    book.add("/", "Platform", '<h1>The platform</h1><p>For teams.</p><a href="/partners">Partners</a> <a href="/pricing">Pricing</a>')  # fmt: skip
    return book.finish()


SQUARES = (local_pages, quick_links, aussteller, licence_roll, partner_gallery)
