"""`leadminer prospects enrich` as a process: what it says; kill -9 while answers are paid for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta

import pytest
from sqlmodel import select

from leadminer.app import App
from leadminer.base.clock import FixedClock, SystemClock
from leadminer.prospects.tables import ProviderAnswer, ProviderMonth
from tests.acceptance.test_bad_input import leadminer, one_sentence
from tests.factories.company_api import Register, Reply, company_register, record
from tests.factories.enrichment import (
    KEY,
    KEY_ENV,
    PRICE,
    add_company,
    add_paid,
    enquiry,
    planned,
    round_of,
)

pytestmark = pytest.mark.acceptance
COMPANIES = 12
KILLS = 3
ENRICH = ("prospects", "enrich", "--json")


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_ENV, KEY)


def configure(app: App, url: str, *, accepted: bool = True) -> None:
    """The paid provider in config.toml, as an operator writes it."""
    add_paid(app)
    path = app.workspace.config_path
    text = path.read_text(encoding="utf-8")
    head, found, tail = text.partition("[enrichment]\n")
    assert found
    tail = tail.replace("allow_private = false", "allow_private = true", 1)
    tail = tail.replace("providers = []\n", "", 1)
    path.write_text(
        f'{head}{found}{tail}\n[[enrichment.providers]]\nname = "paid"\nurl = "{url}"\n'
        f'budget = "50.00 EUR"\nkey_env = "{KEY_ENV}"\nterms_accepted = {str(accepted).lower()}\n',
        encoding="utf-8",
    )


def killed_while_asking(app: App, register: Register, after: int) -> None:
    """Start a round, and kill it when so many more questions have arrived."""
    environment = {**os.environ, "LEADMINER_WORKSPACE": str(app.workspace.root)}
    goal = len(register.asked) + after
    with subprocess.Popen(
        [sys.executable, "-m", "leadminer", *ENRICH],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        while len(register.asked) < goal and process.poll() is None:
            time.sleep(0.001)
        process.kill()


def test_a_killed_round_asks_and_pays_for_nothing_twice(app: App) -> None:
    for number in range(COMPANIES):
        add_company(app, f"Company {number}")
    with company_register(*(record(f"Company {n}", f"L{n}") for n in range(COMPANIES))) as register:

        def slowly(asked: dict[str, str]) -> Reply:
            time.sleep(0.05)  # so that the kill comes before the answer
            return register.answer(asked)

        register.script = slowly
        configure(app, register.url)
        for kill in range(KILLS):
            killed_while_asking(app, register, kill + 1)
        done = leadminer(app.workspace, *ENRICH)
        assert done.returncode == 0, done.stderr
        assert max(Counter(register.names).values()) == 1, "asked twice"
        later = FixedClock(SystemClock().now() + timedelta(minutes=5))
        with app.read() as session:
            states = Counter(session.exec(select(ProviderAnswer.state)))
            spent = session.exec(select(ProviderMonth.spent_minor)).one()
        assert states.total() == COMPANIES
        assert spent == COMPANIES * PRICE
        assert states["asking"] == KILLS
        app.clock.advance(later.now() - app.clock.now())
        asking = enquiry(app, register.url)
        assert len(planned(app, asking).lost) == KILLS
        assert round_of(app, asking).asked == 0
        assert round_of(app, asking, retry_lost=True).states["answered"] == KILLS


def test_the_price_is_known_before_and_the_terms_are_asked_for(app: App) -> None:
    add_company(app, "Hengli GmbH")
    with company_register(record("Hengli GmbH", "529900T8BM49AURSDO55")) as register:
        configure(app, register.url, accepted=False)
        (row,) = json.loads(leadminer(app.workspace, *ENRICH, "--dry-run").stdout)["providers"]
        assert (row["to_ask"], row["price_minor"], row["cost_at_most_minor"]) == (1, PRICE, PRICE)
        assert (row["currency"], row["terms_accepted"]) == ("EUR", False)
        said = one_sentence(leadminer(app.workspace, "prospects", "enrich"), 8)
        assert "https://register.example/terms" in said
        assert register.asked == []
        configured = app.workspace.config_path.read_text(encoding="utf-8")
        app.workspace.config_path.write_text(
            configured.replace("terms_accepted = false\n", "terms_accepted = true\n"), "utf-8"
        )
        done = leadminer(app.workspace, "prospects", "enrich")
        assert (done.returncode, done.stderr) == (0, "")
        assert "at 0.30 EUR each" in done.stdout
        assert "1 answered" in done.stdout
    out = leadminer(app.workspace, "signals", "list", "--kind", "company", "--json").stdout
    (value,) = [v for v in json.loads(out)[0]["values"] if v["method"] == "provider"]
    assert (value["value"], value["provider"], value["confidence"]) == ("Ulm", "paid", 0.9)
    assert value["source"].startswith("https://register.example/r/")
    assert value["observed_at"]


def test_without_a_provider_nobody_is_asked(app: App) -> None:
    add_company(app, "Hengli GmbH")
    done = leadminer(app.workspace, "prospects", "enrich")
    assert done.returncode == 0
    assert "no provider is configured" in done.stdout
    one_sentence(leadminer(app.workspace, "prospects", "enrich", "--provider", "gleif"), 5)
