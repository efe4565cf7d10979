"""What somebody is told who asks what is kept: all of it, in words, in the person's language."""

from __future__ import annotations

import json

import pytest
from sqlmodel import col, select

from leadminer.app import App
from leadminer.base.errors import InvalidInput, NotFound
from leadminer.leads.tables import Judgement, Lead
from leadminer.merchants.tables import Merchant
from leadminer.prospects.answers import question_key
from leadminer.prospects.tables import ContactPoint, IdentityEdge, Prospect, ProviderAnswer
from leadminer.reports import access as report
from leadminer.signals.tables import Signal
from leadminer.web import access as document

from . import seed
from .conftest import Enter, TestClient


def person(app: App, author: str) -> int:
    with app.read() as session:
        return session.exec(select(Prospect.id).where(Prospect.display_name == author)).one() or 0


def author_of(app: App, handoff_state: str) -> int:
    from leadminer.handoffs.tables import Handoff

    with app.read() as session:
        query = select(Lead.prospect_id).join(Handoff, Handoff.lead_id == Lead.id)
        return session.exec(query.where(Handoff.state == handoff_state)).first() or 0


def test_every_reason_of_a_judgement_is_told_in_words_and_by_its_quote(
    app: App, enter: Enter, world: seed.World
) -> None:
    client = enter("operator")
    with app.read() as session:
        rows = session.exec(
            select(Judgement, Lead.prospect_id, Signal.text)
            .join(Lead, Lead.signal_id == Judgement.signal_id)
            .join(Signal, Signal.id == Judgement.signal_id)
        ).all()
    assert any(reason["weight"] < 0 for judgement, _, _ in rows for reason in judgement.reasons)
    for judgement, prospect_id, _ in rows:
        html = client.get(f"/prospects/{prospect_id}/access/file.html?lang=en").text
        for reason in judgement.reasons:
            assert f'<q translate="no">{reason["text"]}</q>' in html
        assert ("Speaks against it" in html) == any(r["weight"] < 0 for r in judgement.reasons)
        assert "gives each a weight for or against" in html


def test_recipients_are_named_with_the_moment_they_saw_the_name(
    app: App, enter: Enter, world: seed.World
) -> None:
    client = enter("operator")
    told = json.loads(client.get(f"/prospects/{author_of(app, 'won')}/access/file.json").text)
    with app.read() as session:
        names = set(session.exec(select(Merchant.name)))
    assert told["recipients"] and {r["merchant"] for r in told["recipients"]} <= names
    assert told["recipients"][0]["name_shown_at"] is not None
    waiting = json.loads(
        client.get(f"/prospects/{author_of(app, 'delivered')}/access/file.json").text
    )
    assert waiting["recipients"][0]["name_shown_at"] is None


def test_the_file_speaks_the_persons_language_and_loads_nothing(
    app: App, enter: Enter, world: seed.World
) -> None:
    client = enter("operator")
    with app.read() as session:
        people = session.exec(select(Prospect).where(Prospect.kind == "person")).all()
    langs = set()
    for one in people:
        answer = client.get(f"/prospects/{one.id}/access/file.html")
        assert answer.headers["content-disposition"].startswith("attachment")
        lang = document.language_for(one)
        langs.add(lang)
        assert f'<html lang="{lang}">' in answer.text
        assert "<script" not in answer.text and "src=" not in answer.text
    assert langs == {"en", "zh-Hans", "zh-Hant"}


def test_what_strangers_wrote_stays_text(app: App, enter: Enter, world: seed.World) -> None:
    with app.begin() as session:
        signal = session.exec(select(Signal).where(Signal.kind == "post")).first()
        assert signal is not None
        signal.text = '<img src=x onerror="alert(1)">'
        session.add(signal)
        lead = session.exec(select(Lead).where(Lead.signal_id == signal.id)).one()
        number = lead.prospect_id
    html = enter("operator").get(f"/prospects/{number}/access/file.html").text
    assert "<img" not in html and "&lt;img" in html


def test_somebody_is_found_by_number_address_or_account(app: App, world: seed.World) -> None:
    with app.read() as session:
        point = session.exec(select(ContactPoint).where(ContactPoint.kind == "email")).first()
        assert point is not None
        assert report.find(session, point.value.upper()).id == point.prospect_id
        account = session.exec(select(ContactPoint).where(ContactPoint.kind == "account")).first()
        assert account is not None
        assert report.find(session, account.value).id == account.prospect_id
        merged = session.exec(
            select(Prospect).where(Prospect.merged_into.is_not(None))  # type: ignore[union-attr]
        ).one()
        assert report.find(session, str(merged.id)).id == merged.merged_into
        with pytest.raises(NotFound, match="nothing is kept"):
            report.find(session, "nobody@nowhere.example")
    with app.begin() as session:
        session.add(ContactPoint(**{**point.model_dump(), "id": None, "prospect_id": 1}))
    with app.read() as session, pytest.raises(InvalidInput, match="several prospects"):
        report.find(session, point.value)


def test_nobody_but_operators_sees_what_is_kept_of_a_person(
    enter: Enter, world: seed.World, stranger: TestClient
) -> None:
    for path in (
        "/prospects/1/access",
        "/prospects/1/access/file.html",
        "/prospects/1/access/file.json",
    ):
        for name in ("merchant1", "finance"):
            assert enter(name).get(path).status_code == 403
        assert stranger.get(path).status_code == 303
    operator = enter("operator")
    assert operator.get("/prospects/987654/access").status_code == 404
    assert operator.get("/prospects/1/access/file.exe").status_code == 404


def test_a_section_or_a_field_that_counted_is_marked_beside_the_text(
    app: App, enter: Enter, world: seed.World
) -> None:
    with app.begin() as session:
        lead = session.get(Lead, world.leads[0])
        assert lead is not None
        signal = session.get(Signal, lead.signal_id)
        assert signal is not None
        signal.section, signal.fields = ["Home", "Buying leads"], {"Quantity": "500 pcs <b>"}
        signal.url = "https://board.example/rfq/7"
        judged = session.exec(select(Judgement).where(Judgement.signal_id == signal.id)).one()
        judged.reasons = [
            {"field": "section", "start": 7, "end": 19, "text": "Buying leads", "weight": 2.0},
            {"field": "fields", "start": 10, "end": 17, "text": "500 pcs", "weight": -0.5},
            {"field": "url", "start": 22, "end": 25, "text": "rfq", "weight": 0.4},
        ]
        session.add_all([signal, judged])
    html = enter("operator").get(f"/leads/{lead.id}").text
    assert "Home &gt; <mark>Buying leads</mark>" in html
    assert 'Quantity: <mark class="no">500 pcs</mark> &lt;b&gt;' in html
    assert "https://board.example/<mark>rfq</mark>/7" in html
    told = enter("operator").get(f"/prospects/{lead.prospect_id}/access/file.html?lang=en").text
    assert "Home &gt; Buying leads" in told and "500 pcs &lt;b&gt;" in told


COMPANY = {
    "name": "Hengli GmbH", "phone": "+49301234567", "country": "DE", "lei": "529900HENGLI",
    "values": [
        {"field": "name", "value": "Hengli GmbH", "method": "jsonld", "confidence": 0.95,
         "source": "https://dir.example/hengli", "observed_at": "2026-11-01T08:00:00+00:00"},
        {"field": "phone", "value": "+49301234567", "method": "tel", "confidence": 0.9,
         "source": "https://dir.example/hengli", "observed_at": "2026-11-01T08:00:00+00:00"},
        {"field": "phone", "value": "+49307654321", "method": "text", "confidence": 0.7,
         "source": "javascript:alert(1)", "observed_at": "never", "gone": True},
        {"field": "country", "value": "DE", "method": "domain", "confidence": 0.6,
         "source": "https://dir.example/hengli", "observed_at": "2026-11-01T08:00:00+00:00"},
        {"field": "lei", "value": "529900HENGLI", "method": "provider", "provider": "gleif",
         "confidence": 0.9, "source": "https://gleif.example/1",
         "observed_at": "2026-11-02T08:00:00+00:00"},
    ],
    "confidence": {"name": 0.95, "phone": 0.9, "country": 0.6, "lei": 0.9},
}  # fmt: skip


def test_a_company_sees_each_value_its_source_and_which_services_were_asked(
    app: App, enter: Enter, world: seed.World
) -> None:
    with app.begin() as session:
        theirs = select(Signal).where(Signal.kind == "company")
        signal = session.exec(theirs.order_by(col(Signal.id).desc())).first()
        assert signal is not None
        signal.company = COMPANY
        asked = ProviderAnswer(
            provider="gleif", key=question_key(COMPANY), state="answered", token="t",
            asked_at=app.clock.now(), lease_until=app.clock.now(), expires_at=app.clock.now(),
            month="2026-11", price_minor=0, currency="EUR",
            fields=[{"field": "lei", "value": "529900HENGLI"}],
        )  # fmt: skip
        session.add_all([signal, asked])
        edge = session.exec(
            select(IdentityEdge).where(
                IdentityEdge.signal_id == signal.id, col(IdentityEdge.undone_at).is_(None)
            )
        ).one()
        number = edge.prospect_id
    client = enter("operator")
    told = json.loads(client.get(f"/prospects/{number}/access/file.json").text)
    (text,) = [t for t in told["texts"] if t["values"] and t["company"] == COMPANY]
    rows = [(v["field"], v["value"], v["counts"], v["confidence"]) for v in text["values"]]
    assert rows == [
        ("name", "Hengli GmbH", True, 0.95),
        ("phone", "+49301234567", True, 0.9),
        ("phone", "+49307654321", False, 0.7),
        ("country", "DE", True, 0.6),
        ("lei", "529900HENGLI", True, 0.9),
    ]
    assert told["asked"][0]["provider"] == "gleif"
    assert told["asked"][0]["told"] == {"site": "", "name": "Hengli GmbH", "country": "DE"}
    for lang, words in (
        ("en", ("sure: 90", "told elsewhere, does not count", "from a service:", "LEI")),
        ("zh-Hans", ("另有此说，未采用", "来自服务：", "向哪些服务查询过您")),
        ("zh-Hant", ("另有此說，未採用", "來自服務：", "向哪些服務查詢過您")),
    ):
        html = client.get(f"/prospects/{number}/access/file.html?lang={lang}").text
        assert all(word in html for word in words), lang
        assert 'href="javascript' not in html
    others = client.get("/prospects/1/access/file.html?lang=en").text
    assert "Which services were asked" not in others
