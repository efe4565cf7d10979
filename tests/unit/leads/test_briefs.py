"""A job's brief and its noise, held against needs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.leads.briefs import NOISE_FACTOR, Brief, signs_in, with_brief
from leadminer.leads.fit import Fit, FoldedNeed, NeedText

BRIEF = Brief(
    looks_for="buyers of CNC lathes, replacement of a broken machine；找机床厂家",
    noise="job ads, students' homework; 招聘, second hand",
)


def signs(brief: Brief = BRIEF, **texts: str) -> list[tuple[str, str]]:
    found = list(signs_in(FoldedNeed.of(NeedText(**texts)), brief))
    for row in found:
        assert texts[row["field"]][row["start"] : row["end"]] == row["text"]
    return [(row["label"], row["text"]) for row in found]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({"text": "We are buyers; two CNC lathes by May"}, [("brief_for", "buyers")]),
        ({"text": "CNC lathe wanted"}, []),  # not all words of the phrase
        ({"title": "昆山找机床厂家，量大"}, [("brief_for", "找机床厂家")]),
        ({"title": "尋：找機床廠家"}, [("brief_for", "找機床廠家")]),
        ({"text": "my homework, all students stuck"}, [("brief_noise", "students")]),
        ({"section": "招聘 > 机床"}, [("brief_noise", "招聘")]),
        ({"text": "a second machine, first hand"}, [("brief_noise", "second")]),  # any order
        ({"text": "nothing of it"}, []),
    ],
)
def test_a_phrase_counts_where_all_its_words_stand(
    texts: dict[str, str], found: list[tuple[str, str]]
) -> None:
    assert signs(**texts) == found


def test_what_stands_in_both_briefs_counts_for_neither() -> None:
    assert signs(Brief("used lathes", "used lathes, scrap"), text="used lathes, scrap") == [
        ("brief_noise", "scrap")
    ]


def test_the_fit_is_moved_by_the_stated_factors_and_says_why() -> None:
    need = FoldedNeed.of(NeedText(text="students ask: replacement of a broken machine, homework"))
    before = Fit(0.8, "keywords", [{"label": "keyword"}])
    after = with_brief(before, need, BRIEF)
    assert after.score == pytest.approx(0.8 * 1.05 * NOISE_FACTOR)
    assert [row["label"] for row in after.reasons] == ["keyword", "brief_for", "brief_noise"]
    assert with_brief(before, need, None) == before
    assert with_brief(Fit(0.0, "region"), need, BRIEF).score == 0.0


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300), st.floats(0.01, 1))
def test_a_brief_never_leaves_the_scale_and_silence_changes_nothing(
    looks_for: str, noise: str, text: str, score: float
) -> None:
    brief = Brief(looks_for, noise)
    need = FoldedNeed.of(NeedText(text=text))
    after = with_brief(Fit(score, "keywords"), need, brief)
    assert 0 < after.score <= 1
    assert score * NOISE_FACTOR**3 - 1e-4 <= after.score <= min(1.0, score * 1.05**3) + 1e-4
    if not after.reasons:
        assert after.score == pytest.approx(score, abs=1e-4)


def test_a_run_without_a_brief_has_none() -> None:
    assert Brief.of({}) is None and Brief.of({"brief": None}) is None
    assert Brief.of({"brief": {"noise": "招聘"}}) == Brief("", "招聘")
