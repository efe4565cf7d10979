"""Linkage: addresses in any order, names by rare words, three bands, groups that hold."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadminer.prospects.linkage import Pair, groups, link
from leadminer.prospects.parties import Party, house_and_street, name_words

NAMES = (
    "Hengli Precision Machinery", "Lumen Optics", "Nordlicht Studio", "Sunrise Bakery",
    "Oak Hill Dental", "Blue Harbor Freight", "Kowalski Plumbing", "Vista Garden Supply",
    "Ironbridge Castings", "Maple Leaf Tutors", "Pacific Crown Travel", "Redwood Roofing",
)  # fmt: skip
STREETS = ("Main Street", "Oak Avenue", "Elm Road", "Harbor Drive", "Church Lane", "Mill Street")


@pytest.mark.parametrize(
    ("address", "postcode", "expected"),
    [
        ("12 North Main Street", "", ("12", "main")),
        ("12-14 N. Main St.", "", ("12", "14 main")),
        ("514 W. 31st Street", "60616", ("514", "31")),
        ("Hauptstraße 5", "", ("5", "hauptstr")),
        ("Hauptstr. 5a", "", ("5", "hauptstr")),
        ("10115 Berlin, Invalidenstraße 44", "10115", ("44", "10115 berlin invalidenstr")),
        ("苏州市工业园区星湖街328号", "", ("328", "苏州市工业园区星湖街")),
        ("蘇州市工業園區星湖街328號", "", ("328", "苏州市工业园区星湖街")),
        ("", "", ("", "")),
        ("Industrial Park", "", ("", "industrial park")),
    ],
)
def test_house_and_street_are_found_in_any_order(
    address: str, postcode: str, expected: tuple[str, str]
) -> None:
    assert house_and_street(address, postcode) == expected


def test_a_name_loses_its_legal_form_and_han_names_become_pairs_of_letters() -> None:
    assert name_words("The Hengli Machinery Co., Ltd.") == ("hengli", "machinery")
    assert name_words("苏州恒力精密机械有限公司") == name_words("蘇州恆力精密機械股份有限公司")
    assert name_words("公司") == ("公司",)


def directory(seed: int) -> tuple[list[Party], dict[int, int]]:
    """Thirty organisations, each in one to three directories with the slips people make."""
    chance = random.Random(seed)
    parties, truth = [], {}
    for entity in range(30):
        name = f"{chance.choice(NAMES)} {chr(65 + entity % 26)}{entity}"
        number, street = chance.randint(1, 900), chance.choice(STREETS)
        phone = f"+1312555{chance.randint(1000, 9999)}"
        for _ in range(chance.randint(1, 3)):
            short = street.replace("Street", "St.").replace("Avenue", "Ave")
            record = Party(
                id=len(parties) + 1,
                name=chance.choice((name, name.upper(), f"{name} Inc.")),
                address=f"{number} {chance.choice((street, short))}",
                postcode=chance.choice(("60601", "")),
                phone=chance.choice((phone, phone, "")),
            )
            parties.append(record)
            truth[record.id] = entity
    return parties, truth


@pytest.mark.parametrize("seed", range(5))
def test_the_automatic_band_is_right_and_finds_most(seed: int) -> None:
    parties, truth = directory(seed)
    auto = [pair for pair in link(parties) if pair.band == "auto"]
    true = sum(truth[a] == truth[b] for a in truth for b in truth if a < b)
    right = sum(truth[pair.one] == truth[pair.other] for pair in auto)
    assert right >= 0.98 * len(auto)
    assert right >= 0.85 * true


def test_two_firms_of_one_tower_are_never_merged_by_themselves() -> None:
    tower = {"address": "219 South Dearborn Street", "postcode": "60604", "country": "US"}
    pair = link(
        [
            Party(id=1, name="Kowalski Plumbing", phone="+13125550101", **tower),
            Party(id=2, name="Lumen Optics", phone="+13125550202", **tower),
        ]
    )
    assert all(found.band != "auto" for found in pair)


def test_what_speaks_for_a_pair_is_told_by_field() -> None:
    (pair,) = link(
        [
            Party(
                id=7, name="Lumen Optics", phone="+13125550101", site="https://lumen.example.com"
            ),
            Party(id=3, name="LUMEN OPTICS LLC", phone="312 555 0101", site="lumen.example.com"),
        ]
    )
    assert (pair.one, pair.other, pair.band) == (3, 7, "auto")
    assert set(pair.evidence) == {"name", "phone", "domain"}
    assert all(weight > 0 for weight in pair.evidence.values())


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.text(max_size=20), st.text(max_size=20), st.text(max_size=9)), max_size=12
    )
)
def test_any_records_give_chances_between_none_and_all(rows: list[tuple[str, str, str]]) -> None:
    parties = [
        Party(id=n, name=name, address=address, phone=phone, postcode=phone, site=name)
        for n, (name, address, phone) in enumerate(rows)
    ]
    told = link(parties)
    assert [(p.one, p.other) for p in link(parties[::-1])] == [(p.one, p.other) for p in told]
    for pair in told:
        assert isinstance(pair, Pair)
        assert 0 <= pair.probability <= 1
        assert pair.one < pair.other


PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] != p[1]))


@given(PAIRS, PAIRS)
def test_groups_are_disjoint_and_never_hold_what_was_set_apart(
    pairs: list[tuple[int, int]], apart: list[tuple[int, int]]
) -> None:
    found = groups(pairs, apart)
    members = [member for group in found for member in group]
    assert len(members) == len(set(members))
    for one, other in apart:
        assert not any(one in group and other in group for group in found)


def test_one_wrong_pair_does_not_join_two_parties() -> None:
    left = [(a, b) for a in range(4) for b in range(a + 1, 4)]
    right = [(a, b) for a in range(10, 14) for b in range(a + 1, 14)]
    assert groups([*left, *right, (3, 10)], []) == [{0, 1, 2, 3}, {10, 11, 12, 13}]
