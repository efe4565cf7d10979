"""`leadminer intent`: files in, files out, and what is said of bad ones."""

from __future__ import annotations

import json

import pytest

from leadminer.base.errors import InvalidInput
from leadminer.cli import intent
from leadminer.scoring.lines import text_of


def write(path, *rows) -> None:
    path.write_text(
        "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows),
        encoding="utf-8",
    )


def test_every_text_is_answered_in_order(tmp_path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    write(
        source,
        {"id": "a", "text": "Looking for a supplier of chairs, please quote 500 pcs."},
        "",
        {"id": 7, "text": "", "title": "求购轴承", "section": ["求购"], "fields": {"数量": "500"}},
        {"id": "c", "text": "x", "lang": None, "source": None, "url": None, "section": None},
    )
    intent.score(source, target, None)
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["a", "7", "c"]
    assert rows[0]["class"] == "request"
    assert rows[0]["reasons"]
    text = "Looking for a supplier of chairs, please quote 500 pcs."
    for reason in rows[0]["reasons"]:
        start, end = reason["span"]
        assert text[start:end] == reason["text"]
    assert {reason["field"] for reason in rows[1]["reasons_elsewhere"]} >= {"title"}
    assert list(tmp_path.iterdir()) == [source, target] or set(tmp_path.iterdir()) == {
        source,
        target,
    }


@pytest.mark.parametrize(
    "bad",
    [
        "{broken",
        "[1]",
        '{"id": "x"}',
        '{"text": "x"}',
        '{"id": "x", "text": 5}',
        '{"id":[],"text":""}',
        '{"id": true, "text": ""}',
    ],
)
def test_a_bad_line_is_named_and_nothing_is_left_half_written(tmp_path, bad) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    write(source, {"id": "a", "text": "fine"}, bad)
    target.write_text("before", encoding="utf-8")
    with pytest.raises(InvalidInput, match="line 2"):
        intent.score(source, target, None)
    assert target.read_text(encoding="utf-8") == "before"
    assert {path.name for path in tmp_path.iterdir()} == {"in.jsonl", "out.jsonl"}


def test_a_missing_file_is_named(tmp_path) -> None:
    with pytest.raises(InvalidInput, match=r"nowhere\.jsonl"):
        intent.score(tmp_path / "nowhere.jsonl", tmp_path / "out.jsonl", None)


def test_a_folder_in_place_of_a_file_is_named(tmp_path) -> None:
    with pytest.raises(InvalidInput, match="is a folder"):
        intent.score(tmp_path, tmp_path / "out.jsonl", None)


def test_a_file_that_is_no_text_is_refused(tmp_path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(InvalidInput, match="UTF-8"):
        intent.score(tmp_path / "in.jsonl", tmp_path / "out.jsonl", None)


def test_explain_shows_parts_that_sum(capsys) -> None:
    intent.explain(None, text="We need 500 chairs, who can supply?", title="", as_json=False)
    shown = capsys.readouterr().out
    assert "rest" in shown
    weights = [float(line.split()[0]) for line in shown.splitlines()[2:-1]]
    total = float(shown.splitlines()[-1].split()[0])
    assert sum(weights) == pytest.approx(total, abs=0.05)


def test_explain_wants_one_subject() -> None:
    with pytest.raises(InvalidInput):
        intent.explain(None, text=None, title="", as_json=False)
    with pytest.raises(InvalidInput):
        intent.explain(3, text="x", title="", as_json=False)


def test_a_section_may_be_one_string() -> None:
    text = text_of('{"id": "1", "text": "t", "section": "Buying leads"}', "line 1")
    assert text.section == ("Buying leads",)
