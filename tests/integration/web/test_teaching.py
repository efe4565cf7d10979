"""What operators teach, and how they steer mining, through the console's forms."""

from __future__ import annotations

import pytest
from sqlmodel import col, func, select

from leadminer.app import App
from leadminer.flow.learn import begin_ranking, learn
from leadminer.leads.tables import Lead, LeadFeedback
from leadminer.learning import models
from leadminer.learning.tables import SignalLabel
from leadminer.mining.politeness.no_mine import read_register
from leadminer.signals.tables import JobPause, Signal, SourceRun

from . import seed
from .conftest import Enter, client_of, post

JOB = """
[[jobs]]
name = "machines"
url = "https://bbs.food-machine.example/"
cron = "0 5 * * *"
watch = ['"stirring tank" OR 搅拌罐']
"""


def feedback(app: App, lead_id: int) -> list[tuple[str, str, str]]:
    with app.read() as session:
        rows = session.exec(
            select(LeadFeedback)
            .where(LeadFeedback.lead_id == lead_id)
            .order_by(col(LeadFeedback.id))
        )
        return [(row.verdict, row.reason, row.actor) for row in rows]


def test_a_verdict_is_kept_with_its_reason_and_can_be_taken_back(
    app: App, enter: Enter, world: seed.World
) -> None:
    client, lead = enter("operator"), world.leads[0]
    assert post(client, f"/leads/{lead}/good", reason="details").status_code == 303
    assert feedback(app, lead) == [("good", "details", "operator:1")]
    post(client, f"/leads/{lead}/undo")
    post(client, f"/leads/{lead}/bad", reason="seller")
    assert [row[:2] for row in feedback(app, lead)] == [
        ("good", "details"),
        ("", ""),
        ("bad", "seller"),
    ]


def test_good_has_reasons_of_its_own(app: App, enter: Enter, world: seed.World) -> None:
    client, lead = enter("operator"), world.leads[0]
    refused = post(client, f"/leads/{lead}/good", reason="no_need")
    assert refused.status_code == 400
    assert feedback(app, lead) == []


def test_a_post_is_read_and_the_next_one_is_another(
    app: App, enter: Enter, world: seed.World
) -> None:
    client = enter("operator")
    first = client.get("/learning").text.split('action="/learning/posts/', 1)[1].split('"', 1)[0]
    answer = post(client, f"/learning/posts/{first}", verdict="need2", why="uncertain")
    assert answer.headers["location"] == f"/learning?said=labelled&about={first}"
    page = client.get(answer.headers["location"]).text
    assert f'action="/learning/posts/{first}"' not in page
    assert f'action="/learning/posts/{first}/undo"' in page
    with app.read() as session:
        row = session.exec(select(SignalLabel)).one()
        assert (row.label, row.strength, row.why, row.actor) == (1, 2, "uncertain", "operator:1")
    post(client, f"/learning/posts/{first}/undo")
    with app.read() as session:
        assert session.exec(select(SignalLabel)).all() == []


@pytest.mark.parametrize("verdict", ["need", "need4", "", "maybe"])
def test_an_answer_there_is_not_is_refused(
    app: App, enter: Enter, world: seed.World, verdict: str
) -> None:
    assert post(enter("operator"), "/learning/posts/1", verdict=verdict).status_code == 400
    assert post(enter("operator"), "/learning/posts/99999", verdict="none").status_code == 404


def test_versions_are_used_taken_back_and_followed(
    app: App, enter: Enter, world: seed.World
) -> None:
    client = enter("operator")
    assert post(client, "/learning/models/rollback").status_code == 409
    with app.read() as session:
        leads = session.exec(select(Lead).where(Lead.state == "new")).all()
    for number, lead in enumerate(leads):
        post(client, f"/leads/{lead.id}/{'good' if number % 2 else 'bad'}")
    with app.begin() as session:
        begin_ranking(session, clock=app.clock, decay_days=30)
        made = learn(session, clock=app.clock)
    assert made.version
    page = client.get("/learning/models").text
    assert made.version in page and "in use" in page
    assert client.get("/learning/calibration").status_code == 200
    post(client, "/learning/models/rollback")
    with app.read() as session:
        use = models.current_use(session)
        assert use is not None and use.version == "" and use.pinned
    post(client, "/learning/models/follow")
    with app.read() as session:
        use = models.current_use(session)
        assert use is not None and use.version == made.version and not use.pinned
    assert post(client, "/learning/models/use", version="nonsense").status_code == 404


def test_somebody_who_asks_is_never_read_again(app: App, enter: Enter, world: seed.World) -> None:
    client = enter("operator")
    post(client, "/mining/nomine", entry="noisy.example", reason="asked by mail")
    with app.read() as session:
        assert read_register(session).bars_url("https://forum.noisy.example/t/1")
    asked = client.get("/mining/unread?url=https://forum.noisy.example/t/1").text
    assert "is on it: never read" in asked
    for entry in ("noisy.example", "author:kim@forum.example"):
        assert post(client, "/mining/nomine/remove", entry=entry).status_code == 303
    assert post(client, "/mining/nomine", entry="two words").status_code == 400


def test_what_was_read_is_deleted_only_once_its_number_was_seen(
    app: App, enter: Enter, world: seed.World
) -> None:
    def stored() -> int:
        with app.read() as session:
            query = select(func.count()).where(col(Signal.url).contains("trade.example"))
            return session.exec(query).one()

    client = enter("operator")
    before = stored()
    assert before > 0
    answer = post(client, "/mining/nomine", entry="trade.example", purge="true")
    assert stored() == before, "asked back first"
    with app.read() as session:
        assert read_register(session).bars_url("https://trade.example/1"), "never read from now on"
    page = client.get(answer.headers["location"]).text
    assert f"{before} stored signals of trade.example" in page
    post(client, "/mining/nomine", entry="trade.example", purge="true", confirmed="true")
    assert stored() == 0
    assert client.get("/mining/hosts?purge=two+words").status_code == 400


def test_why_an_address_was_not_read_is_told(enter: Enter, world: seed.World) -> None:
    client = enter("operator")
    page = client.get("/mining/unread?url=https://machinery-forum.example/forum/7").text
    assert "is not read" in page
    assert "forbids it" in page
    assert "left alone until" in page
    open_page = client.get("/mining/unread?url=https://bbs.food-machine.example/t/1").text
    assert "may be read" in open_page
    assert client.get("/mining/unread?url=javascript:alert(1)").status_code == 400


def test_a_run_tells_what_it_did_not_read(app: App, enter: Enter, world: seed.World) -> None:
    client = enter("operator")
    with app.read() as session:
        run = session.exec(select(SourceRun).where(SourceRun.outcome == "blocked")).one()
    page = client.get(f"/mining/runs/{run.id}").text
    assert "robots.txt forbids it" in page and "/forum/7" in page
    assert client.get("/mining/runs/987654").status_code == 404


def test_runs_under_way_are_asked_for_again_and_ended_ones_are_not(
    app: App, enter: Enter, world: seed.World
) -> None:
    client = enter("operator")
    assert 'hx-get="/mining/live"' in client.get("/mining").text
    assert "every 2s" in client.get("/mining/live").text
    with app.begin() as session:
        for run in session.exec(select(SourceRun).where(SourceRun.state != "ended")):
            run.state, run.outcome = "ended", "ok"
            session.add(run)
    assert "every 2s" not in client.get("/mining/live").text


def test_a_job_is_paused_tried_and_run_from_its_page(app: App, workspace, world_of) -> None:
    client = world_of
    page = client.get("/mining/jobs/machines").text
    assert "stored signals would be kept" in page
    assert client.get("/mining/jobs/machines?rules=%28").status_code == 400
    assert post(client, "/mining/jobs/machines/pause").status_code == 303
    assert post(client, "/mining/jobs/machines/pause").status_code == 409
    assert "paused" in client.get("/mining/jobs").text
    assert post(client, "/mining/jobs/machines/resume").status_code == 303
    assert post(client, "/mining/jobs/machines/run").status_code == 303
    assert post(client, "/mining/jobs/machines/run").status_code == 409
    assert post(client, "/mining/jobs/machines/probe").status_code == 303
    assert client.get("/mining/jobs/nonsense").status_code == 404


@pytest.fixture
def world_of(app: App, workspace, world: seed.World):
    """An operator of a workspace whose config.toml names a job."""
    from leadminer.config import load_config

    file = workspace.root / "config.toml"
    file.write_text(file.read_text(encoding="utf-8") + JOB, encoding="utf-8")
    object.__setattr__(app, "config", load_config(workspace))
    client = client_of(app)
    client.post("/login", data={"email": "operator@example.org", "password": seed.PASSWORD})
    return client


def test_a_paused_job_says_who_holds_it(app: App, world_of) -> None:
    post(world_of, "/mining/jobs/machines/pause", reason="the forum moves house")
    assert "the forum moves house" in world_of.get("/mining/jobs/machines").text
    with app.read() as session:
        assert session.exec(select(JobPause)).one().actor == "operator:1"
