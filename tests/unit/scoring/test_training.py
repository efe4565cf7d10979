"""Learning and measuring: prior, folds, figures."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from leadminer.base.errors import InvalidInput
from leadminer.scoring import evaluation, training
from leadminer.scoring.class_training import class_heads
from leadminer.scoring.fitting import design, fit, fit_classes
from leadminer.scoring.model import HEADS
from leadminer.scoring.records import ScoringText
from leadminer.scoring.rules import GROUPS, PRIORS, read_phrases
from leadminer.scoring.scorer import Scorer, load_scorer
from leadminer.scoring.seeds import Example, spelled_out


def test_without_examples_to_the_contrary_the_prior_stays() -> None:
    data = design([ScoringText(id="", text="looking for a supplier"), ScoringText(id="", text="x")])
    prior = np.array([PRIORS[name] for name in GROUPS])
    held = fit(data, np.array([1.0, 0.0]), np.ones(2), prior=prior, group_strength=1e6)
    assert held.groups[0] == pytest.approx(prior, abs=1e-3)


def test_own_texts_are_the_same_at_every_run_and_cover_both_sides() -> None:
    first, second = spelled_out(), spelled_out()
    assert first == second
    assert len({example.group for example in first}) >= 150
    assert {example.label for example in first} == {0, 1}
    assert not any("{" in e.text.title + e.text.text for e in first)


def test_an_unknown_group_in_a_lexicon_is_named(tmp_path) -> None:
    (tmp_path / "xx.txt").write_text("[nonsense]\nword", encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        read_phrases(tmp_path / "xx.txt")


def test_ranking_figures_agree_with_known_values() -> None:
    truth = np.array([1.0, 0.0, 1.0, 0.0])
    assert evaluation.roc_auc(truth, np.array([4.0, 3.0, 2.0, 1.0])) == 0.75
    assert evaluation.roc_auc(truth, np.zeros(4)) == 0.5
    assert evaluation.average_precision(truth, np.array([4.0, 3.0, 2.0, 1.0])) == pytest.approx(
        (1 + 2 / 3) / 2
    )
    assert evaluation.precision_at(truth, np.array([4.0, 3.0, 2.0, 1.0]), 0.5) == 0.5
    assert evaluation.calibration_error(truth, np.full(4, 0.5)) == pytest.approx(0.0)
    assert evaluation.ndcg_at(np.array([3.0, 0.0]), np.array([1.0, 0.0])) == 1.0


def test_a_group_is_never_split_over_folds() -> None:
    examples = spelled_out()
    fold = evaluation.folds_of(examples)
    by_group: dict[str, set[int]] = {}
    for example, number in zip(examples, fold.tolist(), strict=True):
        by_group.setdefault(example.group, set()).add(number)
    assert all(len(folds) == 1 for folds in by_group.values())


def test_labels_kept_apart_find_their_texts_by_hash(tmp_path) -> None:
    row = {"id": "1", "title": "a", "text": "b"}
    line = {"id": "1", "hash": training.text_hash(row), "label": 1, "strength": 2, "class": "x"}
    (tmp_path / "en_read.jsonl").write_text(json.dumps(line), encoding="utf-8")
    labels = training.read_labels(tmp_path)
    assert (row["id"], training.text_hash(row)) in labels
    assert (row["id"], training.text_hash({**row, "text": "changed"})) not in labels


def test_bad_training_files_are_named(tmp_path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "x", "label": 1}\n{oops\n', encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"a\.jsonl line 2"):
        training.examples_in(tmp_path)
    (tmp_path / "a.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(InvalidInput, match="no labelled line"):
        training.examples_in(tmp_path)
    with pytest.raises(InvalidInput, match="label 1"):
        evaluation.labelled(tmp_path / "a.jsonl")


def test_sources_without_a_licence_are_left_out_when_asked(tmp_path) -> None:
    rows = [
        {"id": "1", "text": "x", "label": 1, "source": "upwork"},
        {"id": "2", "text": "y", "label": 0, "source": "v2ex-hot"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = training.examples_in(tmp_path, licensed_only=True)
    assert [example.text.id for example in found] == ["2"]


def test_what_the_teacher_says_is_learnt_only_when_asked_and_never_over_a_reader(
    tmp_path, monkeypatch
) -> None:
    rows = [
        {"id": "1", "text": "unread", "source": "reddit"},
        {"id": "2", "text": "read", "source": "reddit", "label": 0},
        {"id": "3", "text": "unknown", "source": "reddit"},
    ]
    chances = {(row["id"], training.text_hash(row)): 0.75 for row in rows[:2]}
    monkeypatch.setattr(training, "read_teacher", lambda: chances)
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    plain = training.examples_in(tmp_path)
    taught = training.examples_in(tmp_path, with_taught=True)
    assert [(one.text.id, one.taught) for one in plain] == [("2", None)]
    assert [(one.text.id, one.taught) for one in taught] == [("1", 0.75), ("2", None)]


def test_a_title_judged_alone_is_an_example_beside_the_post_that_was_read(
    tmp_path, monkeypatch
) -> None:
    row = {"id": "1", "title": "which bank?", "text": "long", "source": "v2ex-hot", "label": 0}
    alone = training.title_alone(row)
    monkeypatch.setattr(
        training, "read_teacher", lambda: {("1#title", training.text_hash(alone)): 0.9}
    )
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    found = training.examples_in(tmp_path, with_taught=True)
    assert [(one.text.title, one.text.text, one.label, one.taught) for one in found] == [
        ("which bank?", "long", 0, None),
        ("which bank?", "", 1, 0.9),
    ]
    assert len({one.group for one in found}) == 1, "a fold never parts a post from its title"


def test_a_chance_as_label_moves_the_odds_towards_it() -> None:
    texts = [ScoringText(id="", text="quorble") for _ in range(40)]
    held = fit(design(texts), np.full(40, 0.2), np.ones(40), prior=np.zeros(len(GROUPS)))
    odds = held.log_odds(design(texts[:1]))[0]
    assert 1 / (1 + np.exp(-odds)) == pytest.approx(0.2, abs=0.02)


def test_a_subreddit_is_one_group_whichever_file_names_it() -> None:
    first, second = (
        training.example_of({"id": name, "text": "x", "label": 1, "group": name})
        for name in ("r/Coffee", "s:coffee")
    )
    assert first.group == second.group


def test_a_post_read_for_its_class_alone_is_found_by_hash_and_gives_way_to_a_label(
    tmp_path, monkeypatch
) -> None:
    rows = [{"id": str(n), "text": f"text {n}", "source": "reddit"} for n in range(4)]
    names = [{"id": row["id"], "hash": training.text_hash(row)} for row in rows]
    labels, posts = tmp_path / "labels", tmp_path / "posts"
    labels.mkdir()
    posts.mkdir()
    lines = [{**names[0], "class": "problem"}, {**names[1], "class": "other"}]
    (labels / "classes.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    lines = [
        {**names[1], "label": 1, "strength": 2, "class": "request"},
        {**names[2], "label": None, "strength": 0, "class": "complaint"},
    ]
    (labels / "en_read.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    classes = training.read_classes(labels)
    monkeypatch.setattr(training, "read_classes", lambda: classes)
    (posts / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = training.class_examples_in(posts)
    assert [(one.text.id, one.intent_class) for one in found] == [
        ("0", "problem"),
        ("2", "complaint"),
    ]
    with_license = training.class_examples_in(posts, licensed_only=True)
    assert len(with_license) == 2  # reddit states one
    assert all(one.family == "class:reddit" for one in found)


def test_posts_read_for_their_class_change_the_classes_and_nothing_else(monkeypatch) -> None:
    monkeypatch.setattr(training, "in_taiwan_wording", lambda _: [])
    read = [
        replace(example, family="reddit", group=f"g{n}")
        for n, example in enumerate(spelled_out(variants=1)[:60])
    ]
    monkeypatch.setattr(training, "spelled_out", lambda: read[:20])
    posts = [
        Example(ScoringText(id=f"c{n}", text=f"blorf snags again {n}"), 0, 0, name, family, f"c{n}")
        for n, (name, family) in enumerate([("complaint", "class:reddit")] * 6)
    ]
    plain = training.train(read, version="1")
    more = training.train(read + posts, version="1")
    assert (plain.ngrams == more.ngrams).all() and (plain.groups == more.groups).all()
    assert plain.bias == more.bias
    at = HEADS.index("complaint")
    assert (plain.head_words[:, at] != more.head_words[:, at]).any()
    for name in ("choosing", "ready"):
        at = HEADS.index(name)
        assert (plain.head_words[:, at] == more.head_words[:, at]).all()


def test_classes_are_learnt_together_and_start_from_their_groups() -> None:
    texts = ["zorp one", "zorp two", "blick one", "blick two"] * 5
    data = design([ScoringText(id="", text=text) for text in texts]).words_only()
    truth = np.array([0, 0, 1, 1] * 5)
    nothing = np.zeros((len(GROUPS), 3))
    heads = fit_classes(data, truth, np.ones(20), nothing)
    odds = np.stack([head.log_odds(data) for head in heads], axis=1)
    assert (odds[:, :2].argmax(axis=1) == truth).all()
    assert (odds[:, 2] < odds[:, :2].max(axis=1)).all(), "nothing is of the third"
    prior = nothing.copy()
    prior[GROUPS.index("ask_supplier"), 2] = 1.5
    heads = fit_classes(data, truth, np.ones(20), prior)
    assert heads[2].groups[0] == pytest.approx(prior[:, 2], abs=0.2)


def test_a_class_nobody_knows_teaches_no_head(monkeypatch) -> None:
    own = [replace(one, intent_class="gossip") for one in spelled_out(variants=1)[:5]]
    own += spelled_out(variants=1)[5:40]
    data = design([one.text for one in own]).words_only()
    heads = class_heads(data, own, np.ones(len(own)))
    without = class_heads(data.rows(np.arange(5, 40)), own[5:], np.ones(35))
    assert len(heads) == len(HEADS)
    for one, other in zip(heads[:8], without[:8], strict=True):
        assert one.bias == pytest.approx(other.bias, abs=1e-6)


def test_classes_learnt_anew_leave_need_and_strength_to_the_last_digit(monkeypatch) -> None:
    monkeypatch.setattr(training, "in_taiwan_wording", lambda _: [])
    own = spelled_out(variants=1)[:40]
    monkeypatch.setattr(training, "spelled_out", lambda: own)
    shipped = load_scorer().model
    post = Example(ScoringText(id="c", text="blorf"), 0, 0, "complaint", "class:reddit", "c")
    anew = training.train_classes([post], shipped, version="next")
    assert anew.version == "next"
    assert anew.ngrams is shipped.ngrams and anew.bias == shipped.bias
    assert (anew.head_words[:, 8:] == shipped.head_words[:, 8:]).all()
    assert (anew.head_bias[8:] == shipped.head_bias[8:]).all()
    assert anew.head_words.shape == shipped.head_words.shape
    assert (anew.head_words[:, :8] != shipped.head_words[:, :8]).any()
    text = ScoringText(id="", text="Looking for a supplier of 500 chairs by May")
    before, after = load_scorer().score(text), Scorer(anew).score(text)
    assert before.log_odds == after.log_odds and before.strength == after.strength


def test_a_label_that_is_none_is_named_with_its_line(tmp_path) -> None:
    (tmp_path / "own.jsonl").write_text(
        '{"id": 1, "text": "a", "label": 1}\n{"id": 2, "text": "b", "label": "yes"}\n',
        encoding="utf-8",
    )
    with pytest.raises(
        training.TrainingDataError, match=r"own\.jsonl line 2: a label is 1, 0 or null"
    ):
        training.examples_in(tmp_path)


def test_labels_apart_name_the_texts_to_measure_on(tmp_path) -> None:
    texts = [{"id": str(n), "title": "Who sells chairs?", "text": f"Text {n}"} for n in range(3)]
    labels = [
        {"id": "0", "hash": training.text_hash(texts[0]), "label": 1, "strength": 2, "class": None},
        {"id": "1", "hash": training.text_hash(texts[1]), "label": 0, "strength": 0, "class": None},
        {"id": "2", "hash": "another text", "label": 1, "strength": 2, "class": None},
    ]
    pool, apart = tmp_path / "pool.jsonl", tmp_path / "held.jsonl"
    pool.write_text("\n".join(map(json.dumps, texts)), encoding="utf-8")
    apart.write_text("\n".join(map(json.dumps, labels)), encoding="utf-8")
    found = evaluation.labelled(pool, apart)
    assert [(one.text.id, one.label, one.strength) for one in found] == [("0", 1, 2), ("1", 0, 0)]
    with pytest.raises(InvalidInput, match="there is no file"):
        evaluation.labelled(pool, tmp_path / "none.jsonl")


def test_nothing_is_learnt_from_the_posts_kept_to_measure_with() -> None:
    learnt = {name for name, _ in training.read_labels()}
    for name in ("en_mix_held.jsonl", "en_trades_held.jsonl"):
        lines = (training.LABELS / name).read_text(encoding="utf-8").splitlines()
        kept = {json.loads(line)["id"] for line in lines}
        assert len(kept) == len(lines)
        assert not kept & learnt
