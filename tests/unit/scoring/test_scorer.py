"""What every judgement promises, whatever the text."""

from __future__ import annotations

import math
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadminer.base.errors import InvalidInput
from leadminer.scoring import INTENT_CLASSES, Judgement, Reason, ScoringText, load_scorer, records

BUYER = "We need 5,000 pcs of steel pipe. Who can supply? Budget $3,000."
SELLER = "We are a leading manufacturer of pumps. Contact us for our catalogue!"

texts = st.one_of(
    st.text(max_size=400),
    st.lists(
        st.sampled_from(
            [
                "求购",
                "採購",
                "5,000 pcs",
                "Looking for a supplier",
                "🙂",
                "مطلوب مورد",
                "ﬁ",
                "①",
                "ＲＦＱ",
                "\x00",
                "\ud800",
                "ищу",
                "?",
                "1.000,5",
                "見積もり",
            ]
        ),
        max_size=30,
    ).map(" ".join),
)


def assert_whole(text: ScoringText, judgement: Judgement) -> None:
    for reason in judgement.reasons:
        assert text.part(reason.field)[reason.start : reason.end] == reason.text
        assert reason.text
    parts = sum(reason.weight for reason in judgement.reasons) + judgement.rest
    assert math.isclose(parts, judgement.log_odds, abs_tol=1e-6)
    assert 0 < judgement.probability < 1
    assert 0 <= judgement.score <= 1
    assert judgement.intent_class in INTENT_CLASSES
    assert 0 <= judgement.strength <= 3
    assert (judgement.strength > 0) == judgement.intent


@settings(max_examples=150)
@given(title=texts, text=texts, section=st.lists(texts, max_size=2), value=texts)
def test_reasons_quote_exactly_and_sum_to_the_log_odds(
    title: str, text: str, section: list[str], value: str
) -> None:
    subject = ScoringText(
        id="x", text=text, title=title, section=tuple(section), fields={"预算": value}
    )
    assert_whole(subject, load_scorer().score(subject))


@settings(max_examples=30)
@given(some=st.lists(texts, max_size=12))
def test_a_text_is_judged_the_same_alone_and_among_others(some: list[str]) -> None:
    subjects = [ScoringText(id=str(n), text=text) for n, text in enumerate(some)]
    together = list(load_scorer().score_many(subjects))
    for subject, judged in zip(subjects, together, strict=True):
        alone = load_scorer().score(subject)
        assert alone.intent_class == judged.intent_class
        assert math.isclose(alone.log_odds, judged.log_odds, abs_tol=1e-4)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00\x01\x02\xff" * 100,
        "🙂🙃👩‍👩‍👧‍👦" * 50,
        "\ud800\udc00\udfff",
        "مرحبا بالعالم",
        "a" * 100_000,
        "需要采购五百把椅子，谁能供？" * 8_000,
        "9" * 50_000,
        "?" * 10_000,
        "\u0301" * 1_000,
    ],
)
def test_no_text_breaks_it(text: str) -> None:
    subject = ScoringText(id="odd", text=text, title=text[:50])
    assert_whole(subject, load_scorer().score(subject))


def test_a_buyer_ranks_above_a_seller_in_each_language() -> None:
    pairs = [
        (BUYER, SELLER),
        ("我司急需采购一批不锈钢管，求报价。", "本厂专业生产不锈钢管，欢迎来电咨询。"),
        ("公司要採購辦公椅五十張，請問哪裡買？", "本公司專業生產辦公椅，品質保證，歡迎來電洽詢。"),
        (
            "Busco proveedor de tubos, ¿cuánto cuesta?",
            "Somos fabricantes de tubos, ofrecemos envío",
        ),
        (
            "Suche Lieferanten für Rohre, was kostet das?",
            "Wir bieten Rohre an, kontaktieren Sie uns",
        ),
        (
            "Cherche fournisseur de tubes, combien ça coûte ?",
            "Nous vendons des tubes, contactez nous",
        ),
        ("Procuro fornecedor de tubos, quanto custa?", "Somos fabricantes, oferecemos tubos"),
        ("パイプのメーカーを探しています。いくらですか", "当社はパイプを販売しています。送料無料"),
        ("파이프 공급업체 추천 부탁드립니다. 얼마인가요?", "저희 회사는 파이프를 판매합니다"),
        ("Cần mua ống thép, giá bao nhiêu?", "Công ty chúng tôi chuyên sản xuất ống thép"),
        ("Kami mencari supplier pipa, berapa harga?", "Kami menjual pipa, hubungi kami"),
        ("Ищу поставщика труб, сколько стоит?", "Наша компания: продаём трубы, скидки"),
        ("أبحث عن مورد أنابيب، كم سعر الطن؟", "شركتنا نبيع الأنابيب، خصم، اتصل بنا"),
        ("หาโรงงานทำท่อ ราคาเท่าไหร่", "เราผลิตท่อ จำหน่าย พร้อมส่ง"),
    ]
    for need, offer in pairs:
        buyer, seller = (load_scorer().score(ScoringText(id="", text=t)) for t in (need, offer))
        assert buyer.score > seller.score, need
        assert buyer.intent, need
        assert not seller.intent, offer


def test_other_languages_say_that_only_rules_judged() -> None:
    judged = load_scorer().score(ScoringText(id="", text="Ищу поставщика труб для завода"))
    assert judged.lang == "ru"
    assert judged.confidence_note == "low confidence: rules only"
    english = load_scorer().score(ScoringText(id="", text=BUYER))
    assert english.confidence_note == "not calibrated yet"


def test_the_place_of_a_bare_product_name_decides() -> None:
    bare = "Stainless steel ball valve DN50"
    wanted = ScoringText(id="", text="", title=bare, section=("Buying leads", "Valves"))
    offered = ScoringText(id="", text="", title=bare, section=("Sell offers", "Valves"))
    budget = ScoringText(id="", text="", title=bare, fields={"Quantity required": "500"})
    plain = load_scorer().score(ScoringText(id="", text="", title=bare))
    scorer = load_scorer()
    assert scorer.score(wanted).score > plain.score > scorer.score(offered).score
    assert scorer.score(budget).score > plain.score
    assert scorer.score(wanted).reasons[0].field == "section"


def test_recruiting_under_a_buyers_heading_is_not_a_need() -> None:
    text = "火爆招商加盟，诚招全国代理，总部扶持"
    recruiting = ScoringText(id="", text=text, title="品牌招商加盟", section=("求购",))
    assert not load_scorer().score(recruiting).intent


def test_calls_rank_above_awards() -> None:
    scorer = load_scorer()
    for call, award in [
        ("某医院保洁服务采购项目招标公告", "某医院保洁服务采购项目中标公告"),
        ("Request for quotation: office chairs", "Award notice: office chairs, awarded to Alden"),
    ]:
        called = scorer.score(ScoringText(id="", text="", title=call))
        awarded = scorer.score(ScoringText(id="", text="", title=award))
        assert called.intent
        assert not awarded.intent


def test_traditional_characters_score_as_simplified() -> None:
    scorer = load_scorer()
    traditional = scorer.score(ScoringText(id="", text="求購軸承，長期採購，請報價"))
    simplified = scorer.score(ScoringText(id="", text="求购轴承，长期采购，请报价"))
    assert traditional.log_odds == pytest.approx(simplified.log_odds)
    assert (traditional.lang, simplified.lang) == ("zh-Hant", "zh-Hans")


def test_a_need_in_the_last_line_of_a_long_post_is_read() -> None:
    story = "The weather was fine and we walked along the river. " * 60
    scorer = load_scorer()
    without = scorer.score(ScoringText(id="", text=story))
    asked = scorer.score(
        ScoringText(id="", text=story + "Anyway, we need a supplier, please quote 500 chairs.")
    )
    assert asked.score > without.score
    assert any(reason.start > len(story) for reason in asked.reasons)


def test_numbers_are_quoted_whole() -> None:
    judged = load_scorer().score(ScoringText(id="", text=BUYER))
    quoted = " ".join(reason.text for reason in judged.reasons)
    assert "5,00 " not in quoted
    assert any("5,000" in reason.text or "3,000" in reason.text for reason in judged.reasons)


def test_a_judgement_cannot_be_changed() -> None:
    judged = load_scorer().score(ScoringText(id="", text=BUYER))
    with pytest.raises(FrozenInstanceError):
        judged.score = 1.0  # type: ignore[misc]
    assert isinstance(judged.reasons[0], Reason)


def test_the_scorer_is_loaded_once_and_a_foreign_file_is_refused(tmp_path) -> None:
    assert load_scorer() is load_scorer()
    foreign = tmp_path / "intent.npz"
    foreign.write_bytes(b"no model")
    with pytest.raises(InvalidInput, match="leadminer intent train"):
        load_scorer(foreign)
    with pytest.raises(InvalidInput):
        load_scorer(tmp_path / "missing.npz")


@pytest.mark.parametrize(
    "text",
    [
        "Szukam dostawcy krzeseł biurowych, kto może polecić? Budżet 5000 zł",
        "Ofis sandalyesi tedarikçisi arıyorum, önerir misiniz?",
        "Wij zoeken een leverancier van bureaustoelen, wie kan er een aanraden?",
        "मुझे ऑफिस कुर्सियों का सप्लायर चाहिए",
        "Ψάχνω προμηθευτή για καρέκλες γραφείου",
        "מחפש ספק כיסאות למשרד",
    ],
)
def test_a_language_nobody_taught_is_judged_by_rules_and_says_so(text) -> None:
    judged = load_scorer().score(ScoringText(id="1", text=text))
    assert judged.confidence_note == records.RULES_ONLY
    assert all(reason.label != "wording" for reason in judged.reasons)


@pytest.mark.parametrize(
    "text", ["Laptop under $800", "Škoda parts wanted", "price per unit?", "Lenovo in Łódź, any?"]
)
def test_short_english_stays_english(text) -> None:
    assert load_scorer().score(ScoringText(id="1", text=text)).lang == "en"


def test_english_words_in_a_language_nobody_taught_still_speak() -> None:
    told = ScoringText(
        id="1", text="Saya cari office chairs, please recommend a supplier", lang="ms"
    )
    assert "ask_recommend" in {reason.label for reason in load_scorer().score(told).reasons}
