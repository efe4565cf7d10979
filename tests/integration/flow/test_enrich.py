"""Services that know companies are asked over real HTTP: what is sent, kept, paid, left alone."""

from __future__ import annotations

import gzip
import json
import logging
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from leadminer.app import App
from leadminer.base.errors import ConfigError, InvalidInput, Refused
from leadminer.flow import no_mine
from leadminer.flow.enrich import enrich
from leadminer.prospects.consents import suppress
from leadminer.prospects.rules import contact_hash
from leadminer.prospects.tables import ProviderAnswer, ProviderMonth
from leadminer.store import Session
from tests.factories.company_api import Register, Reply, company_register, record
from tests.factories.enrichment import (
    KEY,
    KEY_ENV,
    PRICE,
    add_company,
    add_paid,
    company_of,
    enquiry,
    planned,
    round_of,
)

LEI = "529900T8BM49AURSDO55"
JSON = {"content-type": "application/json"}


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_ENV, KEY)


@pytest.fixture
def register() -> Iterator[Register]:
    """A register that knows one company."""
    with company_register(record("Hengli GmbH", LEI)) as state:
        yield state


def spent(app: App) -> int:
    with app.read() as session:
        return sum(session.exec(select(ProviderMonth.spent_minor)))


def rows(app: App) -> list[ProviderAnswer]:
    with app.read() as session:
        found = list(session.exec(select(ProviderAnswer).order_by(ProviderAnswer.key)))
        session.expunge_all()
        return found


def bar(app: App, session: Session, host: str) -> None:
    no_mine.add(session, host, reason="", actor="operator:1", purge=True, clock=app.clock)


def test_an_answer_stands_beside_what_pages_told_with_all_it_rests_on(
    app: App, register: Register
) -> None:
    number = add_company(app, "Hengli", address="Bonn", site="https://www.hengli.example/shop")
    done = round_of(app, enquiry(app, register.url, name="gleif"))
    assert (done.asked, done.states["answered"], done.stopped) == (1, 1, "")
    company = company_of(app, number)
    assert company["lei"] == LEI
    assert company["address"] == "Bonn", "a page counts before a provider"
    told = [value for value in company["values"] if value["method"] == "provider"]
    assert {value["field"] for value in told} == {"name", "address", "country", "lei"}
    for value in told:
        assert value["provider"] == "gleif"
        assert value["source"] == f"https://search.gleif.org/#/record/{LEI}"
        assert value["observed_at"] == app.clock.now().isoformat()
        assert 0 < value["confidence"] < 0.95
    assert "address" in company["conflicts"]


def test_only_name_and_country_of_a_company_leave_the_house(app: App, register: Register) -> None:
    add_company(app, "Hengli", phone="+4930901820", email="kim.li@hengli.example", address="Bonn")
    add_company(app, "Kim Li 030 901820")
    add_company(app, "kim.li@hengli.example")
    round_of(app, enquiry(app, register.url, name="gleif"))
    assert register.asked == [
        {
            "filter[entity.legalName]": "Hengli",
            "filter[entity.legalAddress.country]": "DE",
            "page[size]": "20",
        }
    ]


def test_nobody_is_asked_before_the_terms_are_accepted(app: App, register: Register) -> None:
    add_company(app, "Hengli")
    asking = enquiry(app, register.url, terms_accepted=False)
    assert planned(app, asking).at_most(asking.terms).minor == PRICE
    with pytest.raises(Refused, match="terms_accepted = true"):
        round_of(app, asking)
    assert (register.asked, rows(app), spent(app)) == ([], [], 0)


def test_a_months_budget_is_never_overspent_and_the_next_month_goes_on(
    app: App, register: Register
) -> None:
    for number in range(5):
        add_company(app, f"Company {number}")
    asking = enquiry(app, register.url, budget="1.00 EUR")
    plan = planned(app, asking)
    assert (len(plan.ask), plan.at_most(asking.terms).minor) == (5, 100)
    done = enrich(app.begin, asking, plan, clock=app.clock)
    assert (done.asked, done.stopped, done.spent.minor, spent(app)) == (3, "budget", 90, 90)
    assert round_of(app, asking).asked == 0
    app.clock.advance(timedelta(days=20))  # December
    assert round_of(app, asking).asked == 2
    assert len(set(register.names)) == 5 == len(register.names)
    add_company(app, "Company 6")
    assert round_of(app, enquiry(app, register.url, budget="")).stopped == "budget"


def test_an_answer_is_asked_for_again_only_when_it_is_old(app: App, register: Register) -> None:
    number = add_company(app, "Hengli GmbH")
    add_company(app, "Nobody knows them")
    asking = enquiry(app, register.url, ttl_days=30)
    assert round_of(app, asking).states == {"answered": 1, "nothing": 1}
    app.clock.advance(timedelta(days=29))
    assert (round_of(app, asking).asked, planned(app, asking).known) == (0, 2)
    register.records = [record("Hengli GmbH", LEI)]
    register.records[0]["attributes"]["entity"]["legalAddress"]["city"] = "Kiel"
    app.clock.advance(timedelta(days=2))
    assert round_of(app, asking).asked == 2
    told = [v for v in company_of(app, number)["values"] if v["field"] == "address"]
    assert [(v["value"], v.get("gone", False)) for v in told] == [("Ulm", True), ("Kiel", False)]
    assert (company_of(app, number)["address"], spent(app)) == ("Kiel", 4 * PRICE)


def test_a_company_met_later_gets_the_answer_that_is_there(app: App, register: Register) -> None:
    add_company(app, "Hengli GmbH")
    asking = enquiry(app, register.url)
    round_of(app, asking)
    later = add_company(app, "HENGLI GmbH")
    assert sum(map(len, planned(app, asking).held.values())) == 1
    done = round_of(app, asking)
    assert (done.asked, done.put_beside) == (0, 1)
    assert company_of(app, later)["address"] == "Ulm"
    assert len(register.asked) == 1


def far(asked: dict[str, str]) -> Reply:
    return 302, {"location": "http://169.254.169.254/latest/meta-data"}, b""


def slow(asked: dict[str, str]) -> Reply | None:
    time.sleep(1.0)
    return None


def bomb(asked: dict[str, str]) -> Reply:
    return 200, {**JSON, "content-encoding": "gzip"}, gzip.compress(b"[" + b" " * 5_000_000)


@pytest.mark.parametrize(
    ("reply", "reason", "is_paid"),
    [
        (far, "http_302", False),
        (lambda _: (500, JSON, b"{}"), "http_500", False),
        (lambda _: (429, JSON, b"{}"), "http_429", False),
        (lambda _: (200, JSON, b"<html>"), "not_json", True),
        (lambda _: (200, JSON, b"[" * 100_000), "not_json", True),
        (lambda _: (200, JSON, b'{"data": ' + b"9" * 9_000 + b"}"), "not_json", True),
        (lambda _: (200, JSON, b" " * 2_000_000), "too_large", True),
        (lambda _: (200, JSON, b'{"data": {"attributes": 7}}'), "adapter", True),
        (bomb, "encoding", True),
        (slow, "timeout", True),
        (lambda _: None, "cut_off", True),
    ],
)
def test_a_hostile_answer_is_no_answer(
    app: App, register: Register, reply: Any, reason: str, is_paid: bool
) -> None:
    number = add_company(app, "Hengli GmbH")
    before = company_of(app, number)
    asking = enquiry(app, register.url, limits={"timeout_seconds": 0.5})
    register.script = reply
    done = round_of(app, asking)
    assert (done.reasons, done.spent.minor) == ({reason: 1}, PRICE if is_paid else 0)
    assert company_of(app, number) == before
    assert [row.state for row in rows(app)] == ["lost" if is_paid else "failed"]
    register.script = None
    app.clock.advance(timedelta(hours=2))
    assert round_of(app, asking).asked == (0 if is_paid else 1)
    if is_paid:
        assert len(planned(app, asking).lost) == 1
        assert round_of(app, asking, retry_lost=True).states == {"answered": 1}
        assert spent(app) == 2 * PRICE


def test_what_costs_nothing_is_asked_again_whatever_failed(app: App, register: Register) -> None:
    add_company(app, "Hengli")
    asking = enquiry(app, register.url, name="gleif", limits={"timeout_seconds": 0.5})
    register.script = slow
    assert round_of(app, asking).reasons == {"timeout": 1}
    assert round_of(app, asking).asked == 0, "not at once"
    register.script = None
    app.clock.advance(timedelta(hours=2))
    assert round_of(app, asking).states == {"answered": 1}


def test_a_service_that_refuses_is_left_alone_for_the_round(app: App, register: Register) -> None:
    for number in range(6):
        add_company(app, f"Company {number}")
    register.script = lambda _: (429, JSON, b"{}")
    assert round_of(app, enquiry(app, register.url)).asked == 1
    register.script = lambda _: (500, JSON, b"{}")
    assert round_of(app, enquiry(app, register.url)).asked == 3


@pytest.mark.parametrize("url", ["https://127.0.0.1:9/", "https://localhost:9/", "http://a.test/"])
def test_private_addresses_are_not_asked(app: App, url: str) -> None:
    add_company(app, "Hengli")
    asking = enquiry(app, url, limits={"allow_private": False})
    (reason,) = round_of(app, asking).reasons
    assert reason in ("private_address", "no_tls")
    assert spent(app) == 0


def test_the_key_stands_in_no_log_and_no_row(
    app: App, register: Register, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    number = add_company(app, "Hengli GmbH")
    round_of(app, enquiry(app, register.url))
    register.script = lambda _: (200, JSON, b"[7]")
    add_company(app, "Company")
    round_of(app, enquiry(app, register.url))
    kept = json.dumps([company_of(app, number), [row.model_dump(mode="json") for row in rows(app)]])
    assert len(register.asked) == 2
    assert KEY not in caplog.text
    assert KEY not in kept


def test_who_said_no_or_is_on_the_register_is_not_asked_about(app: App, register: Register) -> None:
    add_company(app, "Hengli", site="https://www.hengli.example")
    add_company(app, "Lumen", phone="+4930901820")
    add_company(app, "Orb")
    with app.begin() as session:
        bar(app, session, "hengli.example")
        hashed = contact_hash(app.hash_key, "phone", "+4930901820")
        suppress(session, hashed, reason="manual", now=app.clock.now())
    asking = enquiry(app, register.url)
    assert planned(app, asking).barred == 2
    round_of(app, asking)
    assert register.names == ["Orb"]


def test_who_goes_on_the_register_takes_the_answers_along(app: App, register: Register) -> None:
    add_company(app, "Hengli GmbH", site="https://hengli.example")
    round_of(app, enquiry(app, register.url))
    assert len(rows(app)) == 1
    with app.begin() as session:
        bar(app, session, "hengli.example")
    assert (rows(app), spent(app)) == ([], PRICE)


def test_a_company_that_goes_while_it_is_asked_about_keeps_no_answer(
    app: App, register: Register
) -> None:
    add_company(app, "Hengli GmbH")

    def purge(asked: dict[str, str]) -> Reply:
        with app.begin() as session:
            bar(app, session, "list.example")
        return register.answer(asked)

    register.script = purge
    round_of(app, enquiry(app, register.url))
    assert (rows(app), len(register.asked)) == ([], 1)


def test_two_rounds_at_once_ask_nothing_twice(app: App, register: Register) -> None:
    for number in range(8):
        add_company(app, f"Company {number}")
    asking = enquiry(app, register.url)
    plan = planned(app, asking)
    work = [
        threading.Thread(target=enrich, args=(app.begin, asking, plan), kwargs={"clock": app.clock})
        for _ in range(3)
    ]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert sorted(register.names) == [f"Company {number}" for number in range(8)]
    assert spent(app) == 8 * PRICE


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("def broken(:", "SyntaxError"),
        ("1 / 0", "ZeroDivisionError"),
        ("Provider = 7", "no class Provider"),
        (
            "from leadminer.sdk import CompanyProvider\nclass Provider(CompanyProvider): ...",
            "lacks",
        ),
    ],
)
def test_an_adapter_that_is_wrong_says_what_is(app: App, code: str, problem: str) -> None:
    add_paid(app)
    (app.workspace.root / "pipelines" / "providers" / "other.py").write_text(code)
    with pytest.raises(ConfigError, match=problem):
        enquiry(app, "", name="other")


def test_the_adapter_that_the_docs_show_works(app: App, register: Register) -> None:
    page = (Path(__file__).parents[3] / "docs" / "enrichment.md").read_text(encoding="utf-8")
    code = page.split("```python\n")[1].split("```")[0]
    folder = app.workspace.root / "pipelines" / "providers"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "acme.py").write_text(code, encoding="utf-8")
    row = {"employees": 70, "page": "https://acme.example/c/1"}
    register.script = lambda _: (200, JSON, json.dumps([row]).encode())
    number = add_company(app, "Hengli")
    round_of(app, enquiry(app, register.url, name="acme", key_env=KEY_ENV))
    assert company_of(app, number)["size"] == "70"
    assert spent(app) == PRICE


def test_a_budget_of_another_currency_is_refused(app: App) -> None:
    with pytest.raises(InvalidInput, match="paid in EUR"):
        enquiry(app, "", budget="10.00 USD")
