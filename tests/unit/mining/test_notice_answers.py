"""What others say below a notice, and what a directory's page says of neighbours and of other sites."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.places.addresses import is_profile, is_skipped
from leadminer.mining.extraction.values.items import PageReading
from leadminer.signals.company_values import extension_of, merged

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FORM = (
    "<table><tr><td><b>Quantity Required</b></td><td>400 Pieces</td></tr><tr><td><b>Buyer</b></td><td>Lena Fischer</td></tr>"
    "<tr><td><b>Country</b></td><td>Kenya</td></tr><tr><td><b>Posted On</b></td><td>09 Nov 2026, 01:55 PM</td></tr></table>"
)
OFFER = '<div class="{look}"><div><b>{who}</b> quoted on {day} Nov 2026, 06:57 PM</div><div>{said}</div></div>'
SAID = ("We can supply pallet racks at 23 USD per piece.", "Pallet racks in stock, samples are free.")  # fmt: skip


def read(body: str, path: str = "/buy/1") -> PageReading:
    """A page of a board or directory."""
    text = f"<html lang='en'><head><title>Pallet racks needed - Bazaar</title></head><body>{body}</body></html>"
    return read_page(text, "https://bazaar.example" + path, Context(now=NOW))


@pytest.mark.parametrize("look", ["quote", "offer", ""])
@pytest.mark.parametrize("count", [0, 1, 2])
def test_what_sellers_offer_below_a_request_are_answers_of_theirs(look: str, count: int) -> None:
    offers = "".join(
        OFFER.format(look=look, who=who, day=10 + n, said=said)
        for n, (who, said) in enumerate(zip(("Delta Polymers", "Kiran P."), SAID, strict=True))
    )
    offers = offers if count == 2 else offers[: offers.find("</div></div>") + 12] * count
    found = read(
        f"<h1>Pallet racks needed</h1><p>We are looking for a maker of pallet racks for our plant in Nairobi.</p>{FORM}<h3>Quotes received</h3>{offers}"
    ).posts
    assert (found[0].author, found[0].is_reply) == ("Lena Fischer", False)
    assert found[0].fields["Quantity Required"] == "400 Pieces"
    assert [(p.author, p.text, p.is_reply) for p in found[1:]] == [
        (who, said, True)
        for who, said in zip(("Delta Polymers", "Kiran P."), SAID, strict=True)
    ][:count]  # fmt: skip


@pytest.mark.parametrize("count", [1, 2])
def test_who_answers_may_stand_before_the_time_in_a_list_of_terms(count: int) -> None:
    told = (("Envases del Sur", "Podemos servir siete palés por semana."), ("juanma_77", "Yo tengo cien en el almacén."))[:count]  # fmt: skip
    answers = "".join(
        f"<dt>{who} <span>1{n}/11/2026 08:09</span></dt><dd>{said}</dd>"
        for n, (who, said) in enumerate(told)
    )
    found = read(
        f"<div><h1>Busco cajas</h1><p>Publicado el 09/11/2026 a las 04:07</p><p>Necesitamos un proveedor fiable de cajas para nuestra planta de Valencia.</p><ul><li><b>Cantidad:</b> 80 unidades</li><li><b>Lugar de entrega:</b> Valencia</li><li><b>Presupuesto:</b> 500 €</li></ul><h2>Respuestas</h2><dl>{answers}</dl></div><div><h4>Anunciante</h4><p>Lena Fischer</p></div>"
    ).posts
    assert (found[0].author, found[0].text[:10]) == ("Lena Fischer", "Necesitamo")
    assert [(p.author, p.text, p.is_reply) for p in found[1:]] == [(*each, True) for each in told]


def test_a_number_with_an_element_for_each_group_of_digits_is_one() -> None:
    rows = "".join(
        f'<li><h3><a href="/f/{n}">{name}</a></h3><div><span>01</span> <span>23</span> <span>45</span> <span>7{n}</span> <span>24</span></div><p>Nantes</p></li>'
        for n, name in enumerate(("Au Bon Pain", "Garage Valmek", "Toit Sec"), 1)
    )
    text = f"<html lang='fr'><body><h1>Artisans</h1><ul>{rows}</ul></body></html>"
    found = read_page(text, "https://dir.example/nantes/", Context(now=NOW, region="FR"))
    assert [(c.name, c.phone) for c in found.companies] == [
        ("Au Bon Pain", "+33123457124"), ("Garage Valmek", "+33123457224"), ("Toit Sec", "+33123457324"),
    ]  # fmt: skip


def test_what_is_set_small_on_the_button_of_a_panel_is_no_part_of_the_name() -> None:
    panels = "".join(
        f'<div class="item"><h2><button>{name} <small>Breda</small></button></h2><div>Tel: 030 234 5{n}78<br>Web: <a href="http://www.{n}firma.example">site</a></div></div>'
        for n, name in enumerate(("Bouw Norker", "Gebr. Vos", "Dak & Zn."), 1)
    )
    assert [c.name for c in read(f"<h1>Leden</h1>{panels}", "/leden").companies] == [
        "Bouw Norker", "Gebr. Vos", "Dak & Zn.",
    ]  # fmt: skip


def test_the_numbers_of_neighbours_are_not_among_a_companys_own() -> None:
    near = "".join(
        f'<div class="card"><a href="/firm/{n}">{name}</a><div>Am Markt {n}, 34117 Kassel</div><a href="tel:+493012484{n}">030 12484{n}</a></div>'
        for n, name in ((11, "Breenor"), (12, "Vishol"), (13, "Hartfen"))
    )
    found = read(
        f'<div class="vcard"><h1 class="fn org">Drutan Werkzeuge</h1><div>Telefon: <span class="tel">+49-30-122746</span></div></div><h3>In der Nähe</h3><div>{near}</div>',
        "/firm/4",
    ).companies
    own = next(c for c in found if c.name == "Drutan Werkzeuge")
    assert [c.value for c in own.contacts if c.kind == "phone"] == ["+4930122746"]


def test_an_address_that_names_another_host_leads_away() -> None:
    away = "https://dir.example/out?u=http%3A%2F%2Fwww.firm.example%2F&b=1"
    assert is_skipped(away) == "form"
    assert not is_profile(away)
    assert is_skipped("https://dir.example/click?e=4&t=aHR0cDovL3d3dy5maXJtLmV4YW1wbGUv") == "form"
    assert is_skipped("https://dir.example/list?at=https%3A%2F%2Fdir.example%2Ftown") is None


def test_a_page_that_tells_more_is_named_though_five_told_the_number_before() -> None:
    told = [
        {"field": "phone", "value": "+441212341253", "method": "text", "confidence": 0.5, "source": f"/near/{n}"}
        for n in range(5)
    ]  # fmt: skip
    own = {**told[0], "source": "/own", "extension": "681", "confidence": 0.9}
    values = merged(told, [own])
    assert extension_of(values, "+441212341253") == "681"
    assert len(values) == 5


def test_rows_whose_one_link_is_a_sign_only_announce_what_stands_behind_it() -> None:
    rows = "".join(
        f'<tr><td>{n}.11.2026</td><td>Los {n}</td><td>Stadt Ulm</td><td><a href="/notice/{n}/de" title="Details"><i class="eye"></i></a></td></tr>'
        for n in range(1, 6)
    )
    found = read(
        f"<h1>Notices</h1><table><tr><th>Day</th><th>Title</th><th>Office</th><th></th></tr>{rows}</table>",
        "/notices",
    )
    assert found.posts == []
    assert [x.url[-12:] for x in found.links if x.kind != "own"] == [
        f"/notice/{n}/de"[-12:] for n in range(1, 6)
    ]


def test_cards_that_say_little_and_lead_on_by_one_word_are_a_list() -> None:
    def cards(more: str) -> str:
        return "".join(
            f'<table><tr><td><b>Itajurá</b><br><b>Objeto:</b> Cadeiras {n}<br>{more}<b>Publicado em:</b> 0{n}/11/2026<br><a href="/detalhe.php?cod={n}">Itens e Download</a></td></tr></table>'
            for n in range(1, 6)
        )

    assert read(f"<h3>5 licitações</h3>{cards('')}", "/consulta").posts == []
