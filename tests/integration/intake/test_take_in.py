"""Rows become signals by the same way as mined ones, and go back by it; on both databases."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from sqlmodel import col, func, select

from leadminer.app import App
from leadminer.base.errors import InvalidInput, NotFound
from leadminer.flow import hand_off
from leadminer.flow.intake import Taken, take_in
from leadminer.flow.qualify import qualify_batch
from leadminer.flow.undo_intake import undo
from leadminer.handoffs.tables import Handoff, QueuedLead
from leadminer.intake import queries
from leadminer.intake.files import RawRow, read_rows
from leadminer.intake.tables import Intake, IntakeRow
from leadminer.leads.tables import Judgement, Lead
from leadminer.merchants.queries import offer
from leadminer.prospects.identity import link_signal
from leadminer.prospects.tables import ContactPoint, IdentityEdge, IdentityKey, Prospect
from leadminer.signals.tables import Signal
from tests.factories.handoffs import make_contract
from tests.factories.leads import make_lead
from tests.factories.signals import make_signal

CSV = """title,text,author,email,phone,country,posted,数量
求购不锈钢搅拌罐,我们需要两台搅拌罐，请厂家报价,王先生,wang@buyer.example,13812345678,CN,2026-11-17,2台
求购搅拌罐,急需搅拌罐 5 台，预算 20 万,李,li@buyer.example,,CN,2026-11-16,5台
求购搅拌罐,急需搅拌罐 5 台，预算 20 万,李,li@buyer.example,,CN,2026-11-16,5台
Need a tank,two of them,Ann,no address,,,,
Need a tank,two of them,Ann,,,,some day,
,,nobody,,,,,
"""


def take(app: App, text: str = CSV, kind: str = "csv", **more: Any) -> Taken:
    rows = read_rows(text.encode(), kind, rows_max=10_000)
    return take_in(
        app.begin, app.workspace, app.config, app.clock, rows,
        kind=kind, name="needs.csv", actor="operator:cli", **more,
    )  # fmt: skip


def count(app: App, table: Any) -> int:
    with app.read() as session:
        return int(session.exec(select(func.count()).select_from(table)).one())


def signals(app: App) -> list[Signal]:
    with app.read() as session:
        return list(session.exec(select(Signal).order_by(col(Signal.id))))


def judge_all(app: App) -> None:
    scorer = app.scorer()
    with app.begin() as session:
        qualify_batch(
            session, scorer=scorer, clock=app.clock, hash_key=app.hash_key, config=app.config
        )


def test_every_row_has_an_outcome_and_the_same_file_again_stores_nothing(app: App) -> None:
    taken = take(app)
    assert [(o.line, o.outcome, o.reason) for o in taken.outcomes] == [
        (2, "stored", ""),
        (3, "stored", ""),
        (4, "duplicate", "repeated"),
        (5, "refused", "bad_email"),
        (6, "refused", "bad_time"),
        (7, "refused", "no_words"),
    ]
    again = take(app)
    assert [o.outcome for o in again.outcomes[:3]] == ["duplicate"] * 3
    assert again.outcomes[0].signal_id == taken.outcomes[0].signal_id
    assert len(signals(app)) == 2
    with app.read() as session:
        assert len(queries.rows(session, taken.intake_id)) == 6
        assert queries.counts(session, [taken.intake_id])[taken.intake_id] == taken.counts
        assert queries.intake(session, taken.intake_id).ended_at is not None


def test_what_went_wrong_is_told_however_many_rows_went_well_and_how_far_it_is(app: App) -> None:
    rows = "".join(f"Tank {n} wanted,We need tank no {n} soon\n" for n in range(250))
    so_far: list[dict[str, int]] = []
    told = take(
        app, f"title,text\n{rows},\n", keep=2, on_batch=lambda t: so_far.append({**t.counts})
    )
    assert [(o.line, o.outcome) for o in told.outcomes] == [
        (2, "stored"),
        (3, "stored"),
        (252, "refused"),
    ]
    assert so_far == [{"stored": 200}, {"stored": 250, "refused": 1}]
    back: list[dict[str, int]] = []
    undo(app.begin, app.clock, told.intake_id, actor="x", on_batch=lambda c: back.append({**c}))
    assert back == [{"undone": 100}, {"undone": 200}, {"undone": 250}]


def test_a_row_is_read_as_a_page_is(app: App) -> None:
    take(app)
    first = next(signal for signal in signals(app) if signal.author == "王先生")
    assert first.lang == "zh-Hans"
    assert first.fields == {"数量": "2台", "country": "CN"}
    contacts = {(c["kind"], c["value"], c["owner"]) for c in first.contacts}
    assert contacts == {
        ("email", "wang@buyer.example", "personal"),
        ("phone", "+8613812345678", "personal"),
    }
    assert first.posted_at is not None and first.posted_at.isoformat()[:10] == "2026-11-17"
    assert first.text[first.quote_start : first.quote_end] == first.text
    assert len(first.content_hash) == 64 and first.http_status == 0
    assert first.spider == "import"


def test_a_signal_mining_has_read_is_known_whichever_way_its_address_is_written(app: App) -> None:
    line = '{"url": "%s", "title": "Need a mixing tank", "text": "who can quote?"}\n'
    take(app, line % "https://forum.example/t/1?utm_source=x", "jsonl")
    again = take(app, line % "http://www.forum.example/t/1/", "jsonl")
    assert [o.outcome for o in again.outcomes] == ["duplicate"]


def test_replies_and_companies_come_in_as_the_export_writes_them(app: App) -> None:
    text = (
        '{"kind": "reply", "url": "https://f.example/t/1#2", "parent_url": "https://f.example/t/1",'
        ' "author": "bo", "text": "me too, I need one"}\n'
        '{"kind": "company", "url": "https://d.example/c/1", "name": "Hengli",'
        ' "phone": "+86 20 8888 9999", "email": "info@hengli.example", "country": "CN"}\n'
        '{"kind": "reply", "url": "https://f.example/t/1#3", "text": "lost"}\n'
        '{"kind": "song", "text": "la"}\n{"text": "x", "url": "ftp://x.example"}\n'
        '{"text": "x", "is_test": true}\n'
    )
    taken = take(app, text, "jsonl")
    told = [(o.outcome, o.reason) for o in taken.outcomes]
    assert told == [
        ("stored", ""),
        ("stored", ""),
        ("refused", "no_parent"),
        ("refused", "bad_kind"),
        ("refused", "bad_url"),
        ("refused", "test"),
    ]
    company, reply = sorted(signals(app), key=lambda signal: signal.kind)
    assert (reply.kind, reply.parent_url) == ("reply", "https://f.example/t/1")
    assert company.company["phone"] == "+862088889999"


def test_the_workspaces_own_pipeline_decides_here_too(app: App) -> None:
    own = app.workspace.root / "pipelines" / "validate.py"
    own.write_text(
        "from leadminer.sdk import DropItem, Found\n\n\nclass Pipeline:\n"
        "    def process_item(self, item: Found) -> Found:\n"
        "        if '李' in item.record.author:\n            raise DropItem('not them')\n"
        "        if '王' in item.record.author:\n            raise RuntimeError('wang@secret')\n"
        "        return item\n",
        encoding="utf-8",
    )
    taken = take(app)
    assert [(o.outcome, o.reason) for o in taken.outcomes[:2]] == [
        ("refused", "our_error"),
        ("refused", "not them"),
    ]
    assert "secret" not in taken.outcomes[0].detail


def test_a_file_that_cannot_be_used_leaves_no_import_behind(app: App) -> None:
    with pytest.raises(InvalidInput):
        take(app, "a,b\n1,2\n")
    assert count(app, Intake) == 0


def test_an_import_that_was_cut_off_is_completed_by_taking_it_in_again(app: App) -> None:
    text = "title,text\n" + "".join(f"need {n},we need {n} mixing tanks\n" for n in range(500))

    def cut(taken: Taken) -> None:
        if sum(taken.counts.values()) >= 400:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(app, text, on_batch=cut)
    assert len(signals(app)) == 400
    again = take(app, text)
    assert again.counts == {"duplicate": 400, "stored": 100}
    assert undo(app.begin, app.clock, 1, actor="operator:cli") == {"undone": 400}
    assert len(signals(app)) == 100


def test_two_imports_of_one_file_at_once_store_each_row_once(app: App) -> None:
    text = "title,text\n" + "".join(f"need {n},we need {n} mixing tanks\n" for n in range(300))
    barrier, told, problems = threading.Barrier(2), [], []

    def run() -> None:
        barrier.wait()
        try:
            told.append(take(app, text))
        except Exception as error:  # shown by the assertion below
            problems.append(error)

    both = [threading.Thread(target=run) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert problems == []
    assert sum(one.counts.get("stored", 0) for one in told) == 300 == len(signals(app))
    ours = [o.signal_id for one in told for o in one.outcomes if o.outcome == "stored"]
    assert len(set(ours)) == 300, "each signal is one import's own, for undoing"


def test_two_people_of_one_name_in_a_file_stay_two(app: App) -> None:
    text = "title,text,author\n求购,需要两台搅拌罐请报价,王伟\n求购,急购搅拌罐五台求报价,王伟\n"
    with app.begin() as session:
        make_contract(session)
    take(app, text)
    judge_all(app)
    with app.read() as session:
        edges = session.exec(select(IdentityEdge)).all()
    assert len({edge.prospect_id for edge in edges}) == len(edges)


def test_undoing_takes_back_everything_that_followed_and_nothing_else(app: App) -> None:
    with app.begin() as session:
        contract = make_contract(session)
        mined = make_lead(session, offer(session, contract.offer_id), state="new")
    before = {t: count(app, t) for t in (Signal, Lead, Judgement, Prospect, ContactPoint)}
    keys, edges = count(app, IdentityKey), count(app, IdentityEdge)
    taken = take(app)
    judge_all(app)
    with app.begin() as session:
        hand_off.enqueue_qualified(session, clock=app.clock)
    assert count(app, Lead) > before[Lead], "the rows became leads"
    counts = undo(app.begin, app.clock, taken.intake_id, actor="operator:1")
    assert counts == {"undone": 2}
    assert {t: count(app, t) for t in before} == before
    assert (count(app, IdentityKey), count(app, IdentityEdge)) == (keys, edges)
    with app.read() as session:
        assert session.get(Lead, mined.id) is not None
        rows = session.exec(select(IntakeRow).order_by(col(IntakeRow.line))).all()
        assert [row.outcome for row in rows][:3] == ["undone", "undone", "duplicate"]
        assert queries.intake(session, taken.intake_id).undone_by == "operator:1"
    assert undo(app.begin, app.clock, taken.intake_id, actor="operator:1") == {}
    assert take(app).counts["stored"] == 2, "it can be brought in again"


def test_a_person_mining_knows_too_stays_with_what_mining_saw(app: App) -> None:
    with app.begin() as session:
        contract = make_contract(session)
        contact = {
            "kind": "email", "value": "wang@buyer.example", "raw": "wang@buyer.example",
            "owner": "personal", "method": "text",
        }  # fmt: skip
        mined = make_lead(
            session, offer(session, contract.offer_id), signal={"contacts": [contact]}, state="new"
        )
    taken = take(app)
    judge_all(app)
    undo(app.begin, app.clock, taken.intake_id, actor="operator:1")
    with app.read() as session:
        points = session.exec(
            select(ContactPoint).where(ContactPoint.prospect_id == mined.prospect_id)
        ).all()
        assert {p.value for p in points if p.kind == "email"} == {"wang@buyer.example"}
        assert "+8613812345678" not in {p.value for p in points}


def test_a_company_mining_knows_too_keeps_its_ways_and_stays_one_party(app: App) -> None:
    told = {"name": "Hengli", "phone": "+862088889999", "site": "https://hengli.example"}
    text = json.dumps({"kind": "company", "url": "https://mine.example/c/1", **told}) + "\n"
    taken = take(app, text, "jsonl")
    judge_all(app)
    for host in ("a.example", "b.example"):
        with app.begin() as session:
            signal = make_signal(session, host=host, kind="company", author=None, company=told)
            link_signal(session, signal, now=app.clock.now(), hash_key=app.hash_key)
        if host == "a.example":
            assert undo(app.begin, app.clock, taken.intake_id, actor="o:1") == {"undone": 1}
    with app.read() as session:
        assert len(session.exec(select(Prospect)).all()) == 1
        points = session.exec(select(ContactPoint)).all()
        assert {p.value for p in points} == {"hengli.example", "+862088889999"}


def test_what_a_merchant_has_is_called_back_and_told_as_kept(app: App) -> None:
    with app.begin() as session:
        make_contract(session)
    taken = take(app)
    judge_all(app)
    with app.begin() as session:
        hand_off.enqueue_qualified(session, clock=app.clock)
        given = hand_off.allocate(session, clock=app.clock)
        assert given
        hand_off.accept(session, given[0].id or 0, actor="operator:1", clock=app.clock)
    counts = undo(app.begin, app.clock, taken.intake_id, actor="operator:1")
    assert counts["kept"] == len(given)
    with app.read() as session:
        assert {h.state for h in session.exec(select(Handoff))} == {"withdrawn"}
        assert {lead.state for lead in session.exec(select(Lead))} == {"disqualified"}
        assert all(q.state == "withdrawn" for q in session.exec(select(QueuedLead)))
        kept = session.exec(select(IntakeRow).where(IntakeRow.outcome == "kept")).all()
        assert all(row.reason == "in_use" and row.signal_id for row in kept)


def test_an_import_that_is_not_there_cannot_be_undone(app: App) -> None:
    with pytest.raises(NotFound):
        undo(app.begin, app.clock, 99, actor="operator:1")


def test_a_pipeline_row_that_could_not_be_read_keeps_its_line(app: App) -> None:
    rows = [RawRow(7, problem="not_json", detail="x"), RawRow(9, {"text": "need a tank"})]
    taken = take_in(
        app.begin, app.workspace, app.config, app.clock, rows,
        kind="jsonl", name="x", actor="operator:cli",
    )  # fmt: skip
    assert [(o.line, o.outcome) for o in taken.outcomes] == [(7, "refused"), (9, "stored")]


def test_after_judging_each_row_tells_the_lead_it_became_or_why_none(app: App) -> None:
    from leadminer.reports.imports import followed

    with app.begin() as session:
        make_contract(session)
    taken = take(app)
    judge_all(app)
    with app.read() as session:
        told = followed(session, taken.outcomes)
        again = followed(session, take(app).outcomes)
    assert [row["line"] for row in told] == [2, 3, 4, 5, 6, 7]
    assert {row["outcome"] for row in told[:2]} <= {"lead", "no_lead"}
    assert any(row["outcome"] == "lead" and row["lead_id"] for row in told)
    assert [row["outcome"] for row in told[2:]] == ["known", "error", "error", "error"]
    assert "no address" in told[3]["detail"]
    assert {row["outcome"] for row in again} == {"known", "error"}


WORDS = (
    "We run a small paint factory near Leeds and look for two stainless mixing tanks of 500 litres"
    " with heating jackets; who can quote including delivery before the end of March please?"
)


def test_words_known_from_another_place_are_told_as_such(app: App) -> None:
    line = '{"url": "%s", "title": "Tanks wanted", "text": "%s", "author": "leeds paint"}\n'
    first = take(app, line % ("https://one.example/t/1", WORDS), "jsonl")
    again = take(app, line % ("https://two.example/p/9", WORDS), "jsonl")
    assert first.counts == {"stored": 1}
    (outcome,) = again.outcomes
    assert (outcome.outcome, outcome.signal_id) == ("duplicate", first.outcomes[0].signal_id)
    assert outcome.reason == "twin"
    assert len(signals(app)) == 1
    assert undo(app.begin, app.clock, first.intake_id, actor="operator:1") == {"undone": 1}


def test_what_mining_read_elsewhere_too_stays(app: App) -> None:
    from leadminer.signals.queries import add_run
    from leadminer.signals.tables import SignalPlace

    with app.begin() as session:
        make_contract(session)
    taken = take(app)
    judge_all(app)
    first = next(signal for signal in signals(app) if signal.author == "王先生")
    with app.begin() as session:
        run = add_run(
            session, spider="qa", url="https://f.example/", options={}, now=first.fetched_at
        )
        copied = ("source_id", "author", "section", "posted_at", "fetched_at", "http_status")
        place = {name: getattr(first, name) for name in (*copied, "content_hash", "last_seen_at")}
        url = "https://f.example/t/1"
        session.add(SignalPlace(signal_id=first.id, key="k", run_id=run.id, url=url, **place))
    leads = count(app, Lead)
    assert undo(app.begin, app.clock, taken.intake_id, actor="operator:1") == {
        "undone": 1,
        "kept": 1,
    }
    assert [signal.id for signal in signals(app)] == [first.id]
    with app.read() as session:
        kept = session.exec(select(IntakeRow).where(IntakeRow.outcome == "kept")).one()
        left = session.exec(select(Lead)).all()
    assert kept.reason == "seen_elsewhere"
    assert len(left) <= leads and all(lead.state != "disqualified" for lead in left)
