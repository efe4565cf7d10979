"""Which part of a post is in which language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.mining.extraction.values.language_spans import (
    language_facts,
    language_spans,
    languages_in,
)
from leadminer.mining.watch import Watched, read_rule, read_watch

MIXED = "We are looking for a factory that makes steel pipes.\n我们需要不锈钢管，请厂家报价。\nThx"


@pytest.mark.parametrize(
    ("text", "langs"),
    [
        (MIXED, {"en", "zh-Hans"}),
        ("我想买 MacBook Pro 和 iPhone 15 Pro Max，有推荐吗？", {"zh-Hans"}),
        ("請問哪裡可以買到便宜的鋼管？ 我们想买便宜的钢管，谢谢大家。", {"zh-Hant", "zh-Hans"}),
        ("求购钢管 we are looking for a good supplier of pipes 请联系", {"en", "zh-Hans"}),
        ("Wir suchen eine Firma für Schrauben. We need 500 of them by May.", {"de", "en"}),
        ("의자를 찾고 있습니다. We need chairs for the office.", {"ko", "en"}),
        ("ok", set()),
        ("CNC VMC-850 3-axis 24000rpm", set()),
    ],
)
def test_languages_of_a_text(text: str, langs: set[str]) -> None:
    assert languages_in([language_spans(text)]) == langs


def test_spans_quote_the_text_and_short_ones_are_undetermined() -> None:
    spans = language_spans(MIXED)
    assert [(MIXED[s.start : s.end], s.lang) for s in spans] == [
        ("We are looking for a factory that makes steel pipes.", "en"),
        ("我们需要不锈钢管，请厂家报价。", "zh-Hans"),
        ("Thx", "und"),
    ]
    assert spans[-1].confidence == 0


@given(st.text(max_size=300))
def test_spans_never_overlap_and_stay_inside(text: str) -> None:
    at = 0
    for span in language_spans(text):
        assert at <= span.start < span.end <= len(text)
        assert 0 <= span.confidence <= 1
        at = span.end


def test_facts_are_kept_of_mixed_posts_only() -> None:
    assert (
        language_facts({"title": "Chairs", "text": "We need 40 of them for an office."}, "en") == []
    )
    facts = language_facts({"title": "不锈钢管求购信息", "text": MIXED}, "en")
    assert {(f["field"], f["value"]["lang"]) for f in facts} == {
        ("title", "zh-Hans"), ("text", "en"), ("text", "zh-Hans"), ("text", "und"),
    }  # fmt: skip
    assert all(f["text"] == "" for f in facts)


def test_a_post_is_in_every_language_that_enough_of_it_is_in() -> None:
    mixed, plain = Watched(text=MIXED, lang="en"), Watched(text="We need it now.", lang="en")
    assert read_rule("lang:zh").matches(mixed)
    assert read_rule("lang:zh-Hans").matches(mixed)
    assert not read_rule("lang:zh-Hant").matches(mixed)
    assert not read_rule("lang:zh").matches(plain)
    watch = read_watch([], [], ["zh"])
    assert watch.refuses(mixed) == ""
    assert watch.refuses(plain) == "language"
