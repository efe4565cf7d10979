"""The scorer inside spaCy."""

from __future__ import annotations

import subprocess
import sys

import pytest

from leadminer.scoring import ScoringText
from leadminer.scoring.component import blank_pipeline

TEXTS = [
    "We need 500 chairs, who can supply? Please quote.",
    "求购五百把椅子，请报价",
    "",
    "我們公司想採購投影機，請報價 🙂",
]


@pytest.mark.parametrize(
    "language", ["en", "zh-Hans", "zh-Hant", "es", "ja", "ko", "th", "vi", "pl", "und", "xyz"]
)
def test_each_language_has_a_pipeline_that_judges(language) -> None:
    nlp = blank_pipeline(language)
    for doc in nlp.pipe(TEXTS):
        assert doc._.intent.model_version
        for reason in doc._.reasons:
            assert doc.text[reason.start : reason.end] == reason.text


def test_a_stream_is_judged_as_single_texts_are() -> None:
    nlp = blank_pipeline("en")
    streamed = [doc._.intent.log_odds for doc in nlp.pipe(TEXTS * 40, batch_size=7)]
    alone = [nlp(text)._.intent.log_odds for text in TEXTS] * 40
    assert streamed == pytest.approx(alone, abs=1e-4)


def test_the_operators_own_phrases_stand_among_the_spans() -> None:
    nlp = blank_pipeline("en", phrases={"own_product": ["ball valve"]})
    doc = nlp("Anyone got a Ball Valve to spare?")
    assert ("own_product", "Ball Valve") in [
        (span.label_, span.text) for span in doc.spans["intent"]
    ]


def test_title_and_place_can_be_given_with_a_document() -> None:
    nlp = blank_pipeline("en")
    doc = nlp.make_doc("DN50, stainless")
    doc._.scoring_text = ScoringText(id="1", text=doc.text, section=("Buying leads",))
    plain = nlp("DN50, stainless")
    assert nlp(doc)._.intent.score > plain._.intent.score


def test_a_pipeline_comes_back_from_disk(tmp_path) -> None:
    import spacy

    blank_pipeline("en").to_disk(tmp_path / "pipe")
    assert spacy.load(tmp_path / "pipe")(TEXTS[0])._.intent.intent


def test_the_shipped_folder_opens_by_its_path_alone() -> None:
    from leadminer.scoring.model import WEIGHTS_FILE

    script = (
        "import spacy, sys; nlp = spacy.load(sys.argv[1]);"
        "texts = ['We need 500 chairs, who can supply?', '求购轴承五百套，请报价', '🙂'];"
        "docs = list(nlp.pipe(texts * 50));"
        "print(docs[0]._.intent.intent, docs[1]._.intent.intent, len(docs))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(WEIGHTS_FILE.parent)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["True", "True", "150"]


def test_the_pipeline_for_any_tongue_cuts_chinese_by_characters() -> None:
    doc = blank_pipeline("und")("求购轴承 and 5 bearings")
    assert [token.text for token in doc] == ["求", "购", "轴", "承", "and", "5", "bearings"]
    assert "求购" in [span.text for span in doc.spans["intent"]]


@pytest.mark.parametrize("text", ["we need \ud800 chairs", "\udfff", "求购\udc00轴承\0"])
def test_half_a_surrogate_pair_is_one_unknown_character(text) -> None:
    doc = blank_pipeline("und")(text)
    assert len(doc.text) == len(text)
    assert doc._.intent.model_version


def test_a_long_text_without_a_space_is_cut_and_judged() -> None:
    assert len(blank_pipeline("und")("求购轴承" * 25_000)) == 100_000


def test_what_was_judged_goes_to_other_processes_and_back() -> None:
    from spacy.tokens import Doc, DocBin

    nlp = blank_pipeline("en")
    doc = nlp.make_doc(TEXTS[0])
    doc._.scoring_text = ScoringText(id="1", text=TEXTS[0], section=("Wanted",))
    doc = nlp(doc)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.intent == doc._.intent
    assert tuple(again._.reasons) == doc._.reasons
    assert again._.scoring_text == doc._.scoring_text
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    assert next(DocBin().from_bytes(stored).get_docs(nlp.vocab))._.intent == doc._.intent
    there = list(nlp.pipe(TEXTS, n_process=2, batch_size=2))
    assert [one._.intent for one in there] == [one._.intent for one in nlp.pipe(TEXTS)]
