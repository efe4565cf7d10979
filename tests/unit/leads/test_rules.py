"""Rank, fit, checklist, states: pure rules of leads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leadminer.base.errors import Conflict, InvalidInput
from leadminer.leads.checklist import from_text
from leadminer.leads.fit import NeedText, OfferWords, fit
from leadminer.leads.reasons import After, after
from leadminer.leads.rules import rank, says_same_need, timeliness
from leadminer.leads.states import MOVES, LeadState, check_move
from leadminer.signals.folding import fold

NOW = datetime(2026, 11, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["ＡＢＣ", "臺灣製造", "Müller Größe", "İstanbul ﬁne", "한국어", "ไทย"]
)
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_traditional_and_simplified_accents_and_width_are_the_same_word() -> None:
    assert fold("攪拌罐") == fold("搅拌罐")
    assert fold("Máquina ＣＮＣ") == "maquina cnc"


def test_fit_quotes_the_words_it_found() -> None:
    need = NeedText(title="Looking for Mixing-Tanks", text="買攪拌罐", lang="en")
    found = fit(need, OfferWords(["mixing tank", "搅拌罐"]))
    assert {r["text"] for r in found.reasons} == {"Mixing-Tanks", "攪拌罐"}
    assert 0.6 < found.score < 1


@pytest.mark.parametrize(
    ("offer", "rule"),
    [
        (OfferWords(["pump"]), "category"),
        (OfferWords(["tank"], exclusions=["used"]), "excluded"),
        (OfferWords(["tank"], langs=["zh"]), "language"),
        (OfferWords(["tank"], countries=["CN"]), "region"),
    ],
)
def test_what_an_offer_does_not_serve_has_no_fit(offer: OfferWords, rule: str) -> None:
    need = NeedText(title="used tank wanted", lang="en", country="GB")
    found = fit(need, offer)
    assert (found.score, found.rule) == (0.0, rule)


def test_a_word_inside_another_word_is_not_found() -> None:
    assert fit(NeedText(text="many thanks"), OfferWords(["tank", "hank"])).score == 0
    assert fit(NeedText(text="买CNC机床"), OfferWords(["cnc"])).score > 0


def test_the_rank_is_the_stated_sum_and_time_halves() -> None:
    assert rank(intent=1, fit=1, reachability=1, timeliness=1) == 1
    assert rank(intent=0.8, fit=0, reachability=0, timeliness=0) == 0.4
    assert timeliness(NOW - timedelta(days=14), NOW, decay_days=14) == 0.5
    assert timeliness(NOW + timedelta(days=1), NOW, decay_days=14) == 1


def test_an_item_tells_how_much_not_the_word_that_spoke_for_the_need() -> None:
    text = "月費預算四萬上下可談，請附作品連結"
    said = {"label": "budget", "weight": 1.0, "field": "text", "text": "預算", "start": 2}
    assert from_text("徵商品攝影", text, reasons=[said])["budget"].value == "預算四萬上下"
    assert "budget" not in from_text("徵商品攝影", "預算面議", reasons=[said])


def test_the_text_fills_the_checklist_in_both_languages() -> None:
    zh = from_text("求购搅拌罐", "广州，急需两台500L搅拌罐，预算8万以内，下月底前到货")
    assert (zh["quantity"].value, zh["budget"].value) == ("两台", "预算8万以内")
    assert (zh["place"].value, zh["place"].country) == ("广州", "CN")
    en = from_text("Dosing pumps", "near Manchester, MOQ 200, budget around $5k, by end of March")
    assert en["quantity"].value == "MOQ 200"
    assert en["budget"].value == "budget around $5k"
    assert en["timing"].value == "by end of March"
    assert en["place"].country == "GB"


def test_an_article_is_no_quantity_and_a_suppliers_country_is_no_place() -> None:
    assert "quantity" not in from_text("", "推荐一个靠谱的工厂")
    assert "place" not in from_text("", "need a supplier in China")


@pytest.mark.parametrize("text", ["+1 same need", "同求", "我也需要两台", "Me too!", "同求，謝謝"])
def test_a_me_too_is_recognised(text: str) -> None:
    assert says_same_need(text)


@pytest.mark.parametrize("text", ["I can supply this", "following these steps helps", "推荐隔壁"])
def test_other_replies_are_no_me_too(text: str) -> None:
    assert not says_same_need(text)


def test_every_move_of_a_lead_is_allowed_or_refused_by_the_table() -> None:
    for start in LeadState:
        for end in LeadState:
            if end in MOVES[start]:
                assert check_move(start, end) == (start, end)
            else:
                with pytest.raises(Conflict):
                    check_move(start, end)


def test_a_reason_code_says_what_follows() -> None:
    assert after("seller") is After.TEACH
    assert after("never_asked") is After.SUPPRESS
    with pytest.raises(InvalidInput, match="no_need"):
        after("whatever")
