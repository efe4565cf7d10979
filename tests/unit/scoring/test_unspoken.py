"""Texts in which nobody speaks have weights of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from leadminer.scoring import ScoringText, load_scorer
from leadminer.scoring.batch import BUCKETS, read
from leadminer.scoring.fitting import design, fit
from leadminer.scoring.model import WEIGHTS_FILE, read_model
from leadminer.scoring.rules import GROUPS
from leadminer.scoring.scorer import Scorer


def text(words: str) -> ScoringText:
    return ScoringText(id="1", text=words)


CALL = text("Tender: quotations are invited for the supply of 500 office chairs.")
ASKS = text("Where can I get quotations for the supply of 500 office chairs?")


@pytest.mark.parametrize("words", ["求推荐一个机场", "有没有人用过这款路由器", "为什么这么贵"])
def test_chinese_that_asks_without_i_is_speech(words: str) -> None:
    assert read([text(words)]).spoken.all()


def test_the_same_word_may_say_the_opposite_where_nobody_speaks() -> None:
    said, printed = text("I saw marmalade"), text("Marmalade here")
    data = design([said, printed] * 20)
    truth = np.array([0.0, 1.0] * 20)
    prior = np.zeros(len(GROUPS))
    fitted = fit(data, truth, np.ones(40), prior=prior, strength=0.01, apart=True)
    assert fitted.ngrams.shape == (2, BUCKETS)
    word = data.ngrams[0].multiply(data.ngrams[1]).tocsr().indices
    spoken, unspoken = fitted.ngrams[:, word].sum(axis=1)
    assert spoken < unspoken


def test_a_model_of_one_row_is_read_and_judges_both_alike(tmp_path: Path) -> None:
    whole = read_model(WEIGHTS_FILE)
    one = replace(whole, ngrams=whole.ngrams[0], groups=whole.groups[0])
    one.save(tmp_path / WEIGHTS_FILE.name)
    again = read_model(tmp_path / WEIGHTS_FILE.name)
    assert again.ngrams.shape == whole.ngrams.shape
    assert (again.ngrams[0] == again.ngrams[1]).all()
    judged = next(iter(Scorer(again).score_many([ASKS])))
    shipped = next(iter(load_scorer().score_many([ASKS])))
    assert judged.log_odds == pytest.approx(shipped.log_odds, abs=1e-3)


def test_reasons_of_a_notice_sum_to_its_score() -> None:
    judged = next(iter(load_scorer().score_many([CALL])))
    told = sum(reason.weight for reason in judged.reasons)
    assert told + judged.rest == pytest.approx(judged.log_odds)
    assert any(reason.weight > 0 for reason in judged.reasons)
