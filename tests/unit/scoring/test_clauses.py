"""Who asks and who offers is read from the clause, and words of a place yield to clear words."""

from __future__ import annotations

import pytest

from leadminer.scoring.batch import read
from leadminer.scoring.records import ScoringText
from leadminer.scoring.rules import GROUP_NUMBER, GROUPS


def groups_of(text: ScoringText) -> dict[str, float]:
    """Rule groups of one text and how much of each there is."""
    present = read([text]).present[0]
    return {name: float(present[number]) for number, name in enumerate(GROUPS) if present[number]}


@pytest.mark.parametrize(
    ("said", "group"),
    [
        ("We also urgently need 40 desks.", "we_need"),
        ("Our second plant requires a crane.", "we_need"),
        ("I would like to rent a lift", "we_need"),
        ("We can also supply 40 desks.", "we_offer"),
        ("We want to sell our lathe.", "we_offer"),
        ("If you urgently need desks, call.", "you_need"),
        ("Looking for a printer? Ours is better.", "pitch"),
        ("Which payroll system did you pick?", "ask_peers"),
        ("Who does your bookkeeping?", "ask_peers"),
        ("The District Council is seeking a builder", "body_calls"),
        ("我司现急需一批钢管", "we_need"),
        ("我们公司专业提供专线", "we_offer"),
        ("您还在为物流烦恼吗？", "pitch"),
        ("為香港天文台供應一套儀器", "body_calls"),
        ("求推荐一些好听的歌单", "ask_free"),
    ],
)
def test_a_clause_tells_who_asks_and_who_offers(said: str, group: str) -> None:
    assert group in groups_of(ScoringText(id="1", text=said))


@pytest.mark.parametrize(
    "said",
    [
        "We sell desks. You need none.",
        "Need a plumber, who can recommend one?",
        "Our desks are old. A crane requires care.",
    ],
)
def test_what_stands_in_two_sentences_is_no_clause(said: str) -> None:
    found = groups_of(ScoringText(id="1", text=said))
    assert "we_need" not in found
    assert "pitch" not in found


def test_the_title_again_in_an_address_is_no_place() -> None:
    plain = "https://forum.example/questions/2306/looking-for-mixing-tanks-read-this-before-you-buy"
    found = groups_of(ScoringText(id="1", text="Tanks.", url=plain))
    assert not {"place_buyer", "field_buyer", "place_seller"}.intersection(found)
    named = groups_of(ScoringText(id="1", text="Tanks.", url="https://x.example/buying-leads/77"))
    assert "place_buyer" in named


def test_a_heading_counts_less_where_the_text_says_the_opposite() -> None:
    section = ("Buying leads",)
    heading = groups_of(ScoringText(id="1", text="Mixing tanks, 40.", section=section))
    against = groups_of(
        ScoringText(id="2", text="Salary and pension, send your CV to HR.", section=section)
    )
    assert against["place_buyer"] < 0.7 * heading["place_buyer"] == 0.7


def test_words_of_a_call_count_less_in_an_award_notice() -> None:
    call = "Invitation to tender: repair of lifts"
    award = "Award notice. " + call
    assert (
        groups_of(ScoringText(id="1", text=award))["tender"]
        < (groups_of(ScoringText(id="2", text=call))["tender"])
    )


def test_headings_of_works_count_at_the_beginning_alone() -> None:
    assert "call_head" in groups_of(ScoringText(id="1", text="", title="Construction of a bridge"))
    late = "They spoke for hours about the construction of a bridge and of nothing else that day"
    assert "call_head" not in groups_of(ScoringText(id="1", text=late))


def test_every_group_found_by_clauses_is_a_group() -> None:
    for name in ("we_need", "we_offer", "you_need", "pitch", "ask_peers", "body_calls", "ask_free"):
        assert name in GROUP_NUMBER
