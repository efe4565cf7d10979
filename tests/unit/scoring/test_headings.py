"""Headings that change what the words below them mean."""

from __future__ import annotations

import pytest

from leadminer.scoring import Judgement, ScoringText, load_scorer
from leadminer.scoring.rules import LANGUAGES_BY_RULES, LEXICON, read_phrases


def judged(title: str, text: str = "") -> Judgement:
    return load_scorer().score(ScoringText(id="", text=text, title=title))


def labels(judgement: Judgement) -> set[str]:
    return {reason.label for reason in judgement.reasons}


@pytest.mark.parametrize(
    ("heading", "need"),
    [
        ("[SOLVED] ", "Looking for a supplier of steel pipe"),
        ("SOLD: ", "want to buy a used lathe"),
        ("Found, thanks! ", "Looking for a plumber in Leeds, any recommendations?"),
        ("【已解决】", "求推荐一款显示器"),
        ("已成交 ", "求购二手服务器"),
        ("【已售出】", "求購二手服務器，請報價"),
        ("Erledigt: ", "Suche Lieferanten für Rohre"),
        ("Résolu : ", "cherche fournisseur de tubes"),
        ("Решено: ", "ищу поставщика труб, сколько стоит?"),
        ("【解決済】", "パイプのメーカーを探しています"),
        ("Solucionado: ", "busco proveedor de tubos, ¿cuánto cuesta?"),
    ],
)
def test_a_need_already_met_is_none(heading: str, need: str) -> None:
    assert judged(need).intent
    met = judged(heading + need)
    assert not met.intent
    assert "settled" in labels(met)


@pytest.mark.parametrize(
    "text",
    [
        "求推荐投影仪，问题还没解决",
        "We need a problem solved: looking for a contractor, please quote",
        "Who sold you your furnace? Need a new one, any recommendations?",
    ],
)
def test_the_same_words_inside_a_need_do_not_settle_it(text: str) -> None:
    found = judged(text)
    assert found.intent
    assert "settled" not in labels(found)


@pytest.mark.parametrize(
    "text",
    [
        "还在到处求推荐？平台入驻厂家3000+",
        "還在四處找印刷廠？平台入駐廠家3000+",
        "Still looking for a supplier? Over 3,000 verified factories on our platform",
        "Tired of searching for a contractor? Get matched in minutes",
        "Cherchez un fournisseur ? Notre plateforme : nous vous mettons en relation",
    ],
)
def test_whoever_looks_for_people_who_look_has_no_need(text: str) -> None:
    found = judged(text)
    assert not found.intent
    assert "matchmaker" in labels(found)


def test_one_who_is_still_looking_is_not_taken_for_a_platform() -> None:
    assert judged("Still looking for a supplier of hex bolts, can anyone recommend one?").intent
    assert "matchmaker" not in labels(judged("We are struggling to find a supplier of hex bolts"))


@pytest.mark.parametrize(
    ("need", "other"),
    [
        ("徵 商品攝影", "徵才：商品攝影師，月薪三萬五"),
        ("徵求手提袋代工廠", "徵文比賽開始報名"),
        ("想找懂醫療的筆譯", "徵友 新竹"),
    ],
)
def test_an_author_who_wants_ranks_above_other_uses_of_the_character(need: str, other: str) -> None:
    wanted = judged(need)
    assert wanted.score > judged(other).score
    assert wanted.lang == "zh-Hant"
    assert "wanted_head" in labels(wanted)


@pytest.mark.parametrize("language", ["en", "zh", *LANGUAGES_BY_RULES])
def test_every_language_knows_settled_needs_and_platforms(language: str) -> None:
    groups = {group for group, _ in read_phrases(LEXICON / f"{language}.txt")}
    assert {"settled", "matchmaker"} <= groups


def test_a_settled_need_may_be_marked_at_the_end() -> None:
    assert not judged("求购二手服务器（已成交）").intent
    assert not judged("", "Looking for a plumber in Leeds. Edit: solved, thanks").intent


@pytest.mark.parametrize(
    ("asks", "offers"),
    [
        ("ใครขายรองเท้าวิ่งบ้างครับ", "ขายรองเท้าวิ่ง พร้อมส่ง"),
        ("¿Quién vende sillas en Lima?", "Vendo sillas, envío gratis"),
        ("Busco cotizacion de 50 sillas", "Solicita tu cotización, somos fabricantes"),
        ("Wer verkauft gebrauchte Paletten?", "Wir verkaufen Paletten, sofort lieferbar"),
        ("Кто продаёт поддоны оптом?", "Продаём поддоны, звоните"),
        ("Ai bán pallet cũ không ạ?", "Bên em bán pallet cũ, liên hệ hotline"),
        ("팔레트 파는 곳 아시는 분 계신가요", "팔레트 판매합니다 문의주세요"),
    ],
)
def test_a_phrase_inside_a_longer_one_does_not_count(asks: str, offers: str) -> None:
    scorer = load_scorer()
    asked, offered = (scorer.score(ScoringText(id="", text=text)) for text in (asks, offers))
    assert asked.log_odds > offered.log_odds + 1
    assert not any(reason.label == "seller" for reason in asked.reasons)
