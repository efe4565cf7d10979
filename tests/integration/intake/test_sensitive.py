"""What may not be kept reaches no table, whatever way it comes in; on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import text as sql

from leadminer.app import App
from leadminer.base.errors import NotFound
from leadminer.base.ids import content_hash
from leadminer.config.sensitive import SensitiveRule
from leadminer.flow.intake import Taken, take_in
from leadminer.flow.qualify import qualify_batch
from leadminer.intake.files import read_rows
from leadminer.reports.signal_export import one_object
from leadminer.store.metadata import all_metadata
from tests.integration.intake.test_take_in import signals

ROWS = """title,text,author,email,country,病史
Snacks for narcolepsy,I have narcolepsy and need 20 snacks,Ann,ann@home.example,US,narcolepsy
求购血糖仪,我得了嗜铬细胞瘤，想买血压计,王,wang@home.example,CN,
Chairs,We need 500 chairs,Bob,bob@firm.example,US,
"""
CANARIES = ("narcolepsy", "嗜铬细胞瘤")


def take(app: App) -> Taken:
    rows = read_rows(ROWS.encode(), "csv", rows_max=100)
    return take_in(
        app.begin, app.workspace, app.config, app.clock, rows,
        kind="csv", name="needs.csv", actor="operator:cli",
    )  # fmt: skip


def everything(app: App) -> str:
    with app.read() as session:
        found = []
        for table in all_metadata().tables:
            found += [str(tuple(row)) for row in session.execute(sql(f'SELECT * FROM "{table}"'))]
    return "\n".join(found)


def judge(app: App) -> None:
    with app.begin() as session:
        qualify_batch(
            session, scorer=app.scorer(), clock=app.clock, hash_key=app.hash_key, config=app.config
        )


def test_masked_words_stand_in_no_table_and_the_hash_is_of_what_is_kept(app: App) -> None:
    assert take(app).counts == {"stored": 3}
    judge(app)
    kept = everything(app)
    assert "snacks" in kept
    assert not [word for word in CANARIES if word in kept]
    for signal in signals(app):
        assert signal.text_hash == content_hash(signal.text)
    told = {
        signal.author: {
            tuple(f["value"].values()) for f in signal.facts if f["kind"] == "sensitive"
        }
        for signal in signals(app)
    }
    assert told == {"Ann": {("health", "masked")}, "王": {("health", "masked")}, "Bob": set()}


def test_one_signal_is_shown_with_its_languages_and_what_was_masked(app: App) -> None:
    take(app)
    number = next(signal.id for signal in signals(app) if signal.author == "Ann")
    with app.read() as session:
        shown = one_object(session, number or 0)
        assert (shown["id"], shown["sensitive"], shown["languages"]) == (
            number, ["health: masked"], [],
        )  # fmt: skip
        with pytest.raises(NotFound, match="there is no signal 999"):
            one_object(session, 999)


def test_taking_the_same_in_again_stores_nothing_twice(app: App) -> None:
    take(app)
    assert take(app).counts == {"duplicate": 3}


def test_what_is_dropped_is_refused_with_its_reason(app: App) -> None:
    rule = SensitiveRule(mode="drop", categories=("health",), markets=("CN",))
    changed = app.config.sensitive.model_copy(update={"rules": [rule]})
    app.config = app.config.model_copy(update={"sensitive": changed})
    taken = take(app)
    assert taken.counts == {"stored": 2, "refused": 1}
    (refused,) = [o for o in taken.outcomes if o.outcome == "refused"]
    assert (refused.line, refused.reason) == (3, "sensitive")
    assert "嗜铬细胞瘤" not in everything(app)
