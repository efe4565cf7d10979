"""`leadminer serve` tells a real receiver, is killed again and again, and loses nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, func, select

from leadminer import work
from leadminer.app import App, open_app
from leadminer.demo import people
from leadminer.demo.run import make_workspace
from leadminer.demo.site import serve_site
from leadminer.flow import mine
from leadminer.handoffs.tables import Handoff
from leadminer.reports import due
from leadminer.webhooks.tables import WebhookDelivery
from leadminer.workspace import Workspace
from tests.acceptance.test_killed_service import pause, start_service, wait_until_ready
from tests.factories.webhook_receiver import Received, receiver, verify

pytestmark = pytest.mark.acceptance
KILLS = 4


def command(workspace: Workspace, *words: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "leadminer", *words, "--json"],
        env={**os.environ, "LEADMINER_WORKSPACE": str(workspace.root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def mine_and_judge(app: App) -> None:
    with serve_site() as site:
        people.set_up(app)
        with app.begin() as session:
            run = mine.queue_run(session, clock=app.clock, spider="qa", url=site.qa_url, options={})
            assert run.id is not None
            number = run.id
        work.run_mining(app, number)
    work.qualify_all(app)


def unsent(app: App) -> int:
    with app.read() as session:
        handed = session.exec(select(func.count()).select_from(Handoff)).one()
        if due.leads_to_hand_over(session, app.clock.now()):
            return 1
        sent = select(func.count()).where(col(WebhookDelivery.state) == "delivered")
        return (handed or 1) - session.exec(sent).one()


def test_a_service_that_is_killed_while_it_tells_loses_no_event_and_doubles_none(
    tmp_path: Path,
) -> None:
    workspace = make_workspace(tmp_path / "demo")
    text = workspace.config_path.read_text(encoding="utf-8")
    head, found, tail = text.partition("[webhooks]")
    assert found
    tail = tail.replace("allow_private = false", "allow_private = true", 1)
    tail = tail.replace("timeout_seconds = 10.0", "timeout_seconds = 1.0", 1)
    text = (head + found + tail).replace("sweep_seconds = 2.0", "sweep_seconds = 0.3")
    workspace.config_path.write_text(text, encoding="utf-8")
    chance = random.Random(20261122)

    def moody(_received: Received) -> tuple[int, dict[str, str]] | None:
        pause(0.05)  # so that a kill meets a POST on its way
        return (200, {}) if chance.random() > 0.1 else (500, {"retry-after": "1"})

    with receiver(moody) as there, open_app(workspace.root) as app:
        mine_and_judge(app)
        secrets = {}
        for merchant in command(workspace, "merchants", "list"):
            url = f"{there.url}/{merchant['slug']}"
            added = command(workspace, "webhooks", "add", merchant["slug"], url)
            secrets[f"/hook/{merchant['slug']}"] = added["secret"]
        for _ in range(KILLS):
            service = start_service(workspace)
            wait_until_ready(service)
            pause(chance.uniform(0.5, 2.5))
            service.send_signal(signal.SIGKILL)
            service.wait()
        service = start_service(workspace)
        wait_until_ready(service)
        for _ in range(400):
            if unsent(app) == 0:
                break
            pause(0.5)
        service.send_signal(signal.SIGTERM)
        service.wait(timeout=60)
        with app.read() as session:
            given = set(session.exec(select(Handoff.id)))
            rows = session.exec(select(WebhookDelivery)).all()
    assert len(given) > 5
    assert {row.state for row in rows} == {"delivered"}
    assert sorted(row.subject for row in rows) == sorted(f"handoff:{n}" for n in given)
    assert all(verify(secrets[received.path], received) for received in there.got)
    told = {received.id: received.event["data"]["handoff"]["id"] for received in there.got}
    assert set(told.values()) == given and len(told) == len(given)
    bodies: dict[str, set[bytes]] = {}
    for received in there.got:
        bodies.setdefault(received.id, set()).add(received.body)
    assert all(len(same) == 1 for same in bodies.values())
