"""F1 of classes by language."""

from __future__ import annotations

import json

import pytest

from leadminer.cli import intent
from leadminer.scoring import class_figures
from leadminer.scoring.seeds import spelled_out


def test_figures_agree_with_known_values() -> None:
    truth = ["request"] * 6 + ["seller"] * 5 + ["problem"]
    told = ["request"] * 3 + ["seller"] * 3 + ["seller"] * 5 + ["request"]
    (row,) = class_figures.figures(["en"] * 12, truth, told)
    assert row.by_class["request"] == pytest.approx((6, 3 / 4, 3 / 6, 2 * 3 / 10))
    assert row.by_class["seller"] == pytest.approx((5, 5 / 8, 1.0, 10 / 13))
    assert row.macro_f1 == pytest.approx((0.6 + 10 / 13) / 2)  # one problem is too few to count
    assert row.right == pytest.approx(8 / 12)


def test_languages_are_told_apart() -> None:
    truth = ["request"] * 10
    rows = class_figures.figures(["en"] * 5 + ["zh-Hans"] * 5, truth, truth)
    assert [(row.lang, row.macro_f1) for row in rows] == [("en", 1.0), ("zh-Hans", 1.0)]


def test_texts_without_a_class_have_no_figures() -> None:
    assert class_figures.measured_classes([]) == []
    assert class_figures.cross_validated_classes(spelled_out()[:3]) == []


def test_the_language_of_a_text_is_seen_where_none_is_given() -> None:
    texts = [example.text for example in spelled_out()]
    assert {"en", "zh-Hans", "zh-Hant"} <= set(map(class_figures.language_of, texts))


def test_evaluate_prints_the_classes_of_a_file(tmp_path, capsys) -> None:
    rows = [
        {"id": str(n), "text": e.text.text, "label": e.label, "class": e.intent_class}
        for n, e in enumerate(spelled_out(variants=1)[:60])
    ]
    (tmp_path / "own.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    intent.evaluate(tmp_path / "own.jsonl", as_json=True)
    (told,) = json.loads(capsys.readouterr().out)
    assert told["classes"][0]["lang"] == "en"
    assert 0 < told["classes"][0]["macro_f1"] <= 1
