"""What people do by plain forms: each act lands in its room, each role stays in its rows."""

from __future__ import annotations

import csv
import io

import pytest
from sqlmodel import select

from leadminer.app import App
from leadminer.conversations.tables import Message
from leadminer.deals.tables import Accrual, Deal
from leadminer.handoffs.tables import Handoff, HandoffMove
from leadminer.leads.tables import ChecklistAnswer, Lead, LeadMove
from leadminer.signals.tables import SourceRun

from . import seed
from .conftest import Enter, TestClient, post


def lead_of(app: App, lead_id: int) -> Lead:
    with app.read() as session:
        found = session.get(Lead, lead_id)
        assert found is not None
        return found


def handoff_of(app: App, handoff_id: int) -> Handoff:
    with app.read() as session:
        found = session.get(Handoff, handoff_id)
        assert found is not None
        return found


# --- operator


def test_a_lead_is_given_up_the_next_one_opens_and_ten_seconds_allow_to_undo(
    app: App, enter: Enter, world: seed.World
) -> None:
    client = enter("operator")
    first, second = world.leads[0], world.leads[3]
    answer = post(client, f"/leads/{first}/bad?state=new", following=str(second))
    assert answer.headers["location"] == f"/leads/{second}?state=new&said=bad&about={first}"
    assert lead_of(app, first).state == "disqualified"
    page = client.get(answer.headers["location"]).text
    assert "Marked as not a lead." in page
    assert f'action="/leads/{first}/undo?state=new"' in page
    assert post(client, f"/leads/{first}/undo").status_code == 303
    assert lead_of(app, first).state == "new"
    assert lead_of(app, first).feedback == ""
    with app.read() as session:
        moves = session.exec(select(LeadMove).where(LeadMove.lead_id == first)).all()
    assert [(m.from_state, m.to_state) for m in moves] == [
        ("new", "disqualified"),
        ("disqualified", "new"),
    ]
    assert {m.actor for m in moves} == {"operator:1"}


def test_a_good_lead_teaches_and_stays(app: App, enter: Enter, world: seed.World) -> None:
    post(enter("operator"), f"/leads/{world.leads[0]}/good")
    assert lead_of(app, world.leads[0]).feedback == "good"
    assert lead_of(app, world.leads[0]).state == "new"


def test_an_unknown_reason_is_refused_in_words(enter: Enter, world: seed.World, app: App) -> None:
    answer = post(enter("operator"), f"/leads/{world.leads[0]}/bad", reason="because")
    assert answer.status_code == 400
    assert "unknown reason" in answer.text
    assert lead_of(app, world.leads[0]).state == "new"


def test_an_answer_is_noted_on_the_checklist(app: App, enter: Enter, world: seed.World) -> None:
    post(enter("operator"), f"/leads/{world.leads[0]}/answer", item="budget", value="80,000 CNY")
    with app.read() as session:
        found = session.exec(
            select(ChecklistAnswer).where(
                ChecklistAnswer.lead_id == world.leads[0], ChecklistAnswer.item == "budget"
            )
        ).one()
    assert (found.status, found.value, found.origin) == ("known", "80,000 CNY", "operator")


def test_a_draft_is_changed_posted_and_the_lead_is_contacted(
    app: App, enter: Enter, world: seed.World
) -> None:
    client = enter("operator")
    draft = world.drafts[0]
    assert post(client, f"/drafts/{draft}/save", body="in my own words").status_code == 303
    assert "in my own words" in client.get(f"/drafts/{draft}").text
    answer = post(client, f"/drafts/{draft}/posted", body="in my own words, again")
    assert answer.headers["location"] == "/drafts?said=posted"
    with app.read() as session:
        message = session.get(Message, draft)
        assert message is not None
        assert (message.state, message.body) == ("posted", "in my own words, again")
        assert session.get(Lead, message.lead_id).state == "contacted"  # type: ignore[union-attr]
    # a second click, or a second person, comes too late and is told so
    assert post(client, f"/drafts/{draft}/posted", body="x").status_code == 409


def test_a_draft_is_dismissed(app: App, enter: Enter, world: seed.World) -> None:
    post(enter("operator"), f"/drafts/{world.drafts[0]}/dismissed")
    with app.read() as session:
        assert session.get(Message, world.drafts[0]).state == "dismissed"  # type: ignore[union-attr]


def test_a_run_is_queued_from_the_console(app: App, enter: Enter, world: seed.World) -> None:
    client = enter("operator")
    answer = post(client, "/mining", url="https://forum.example/board", spider="qa")
    assert answer.status_code == 303, answer.text
    with app.read() as session:
        run = session.exec(
            select(SourceRun).where(SourceRun.url == "https://forum.example/board")
        ).one()
    assert run.state == "queued"
    assert post(client, "/mining", url="javascript:alert(1)", spider="qa").status_code == 400
    assert post(client, "/mining", url="https://forum.example/", spider="nope").status_code == 400


def test_a_search_finds_words_people_and_nothing(enter: Enter, world: seed.World) -> None:
    client = enter("operator")
    assert "pumpwright" in client.get("/leads?q=dosing").text
    assert "Nothing matches" in client.get("/leads?q=%25").text
    assert client.get("/leads?q=%3Cscript%3E").text.count("<script>") == 0


def test_a_long_list_goes_on_page_by_page_without_a_gap(app: App, enter: Enter) -> None:
    import re

    with app.begin() as session:
        seed.plant(session, copies=25)
    client = enter("operator")
    address: str | None = "/leads?state=new"
    seen: list[str] = []
    while address:
        page = client.get(address).text
        seen += re.findall(r'<a href="/leads/(\d+)[^"]*" data-row', page)
        more = re.search(r'<a class="more" href="([^"]+)"', page)
        address = more[1].replace("&amp;", "&") if more else None
    assert len(seen) == len(set(seen)) == 75


# --- merchant


def test_a_merchant_accepts_and_then_sees_who_it_is(
    app: App, enter: Enter, world: seed.World
) -> None:
    client, handoff = enter("merchant1"), world.handoffs["delivered:1"]
    before = client.get(f"/inbox/{handoff}").text
    assert "zuivelmaker" not in before
    assert "eng-forum.example" not in before
    answer = post(client, f"/inbox/{handoff}/accept")
    assert answer.headers["location"] == f"/inbox/{handoff}?said=accepted"
    assert handoff_of(app, handoff).state == "accepted"
    assert "zuivelmaker" in client.get(f"/inbox/{handoff}").text
    with app.read() as session:
        move = session.exec(select(HandoffMove).where(HandoffMove.handoff_id == handoff)).one()
    assert move.actor == "merchant:3"


def test_a_merchant_says_that_a_lead_is_in_work(app: App, enter: Enter, world: seed.World) -> None:
    client, handoff = enter("merchant1"), world.handoffs["delivered:1"]
    assert post(client, f"/inbox/{handoff}/work").status_code == 409, "not accepted yet"
    post(client, f"/inbox/{handoff}/accept")
    assert f'action="/inbox/{handoff}/work"' in client.get(f"/inbox/{handoff}").text
    assert post(client, f"/inbox/{handoff}/work").status_code == 303
    assert handoff_of(app, handoff).state == "working"
    page = client.get(f"/inbox/{handoff}").text
    assert f'action="/inbox/{handoff}/work"' not in page, "it is said once"
    assert post(client, f"/inbox/{handoff}/lost").status_code == 303


def test_a_page_of_hosts_says_who_asked_for_a_pause(enter: Enter, world: seed.World) -> None:
    client = enter("operator")
    told = "asks to slow down (429)"
    assert told in client.get("/mining/hosts").text
    assert told in client.get("/mining/unread?url=https://b2b.tanks.example/t/1").text


def test_the_deal_a_merchant_reports_is_booked_with_its_commission(
    app: App, enter: Enter, world: seed.World
) -> None:
    client, handoff = enter("merchant1"), world.handoffs["delivered:1"]
    post(client, f"/inbox/{handoff}/accept")
    form = {"value": "78,000.00", "currency": "cny", "won_on": "2026-11-18", "evidence": "order 7"}
    answer = post(client, f"/inbox/{handoff}/won", **form)
    assert answer.status_code == 303, answer.text
    with app.read() as session:
        deal = session.exec(select(Deal).where(Deal.handoff_id == handoff)).one()
        accrual = session.exec(select(Accrual).where(Accrual.deal_id == deal.id)).one()
    assert (deal.value_minor, deal.currency, deal.recorded_by) == (7_800_000, "CNY", "merchant:3")
    assert (accrual.commission_minor, accrual.holdback_minor) == (390_000, 39_000)
    page = client.get(f"/inbox/{handoff}").text
    assert "CN¥78,000.00" in page
    assert "CN¥3,900.00" in page
    # the same form sent again is the same deal
    assert post(client, f"/inbox/{handoff}/won", **form).status_code == 303
    assert post(client, f"/inbox/{handoff}/won", **{**form, "value": "79000"}).status_code == 409


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("value", "78,5", 400),
        ("value", "seventy", 400),
        ("value", "1.234", 400),
        ("value", "-5", 400),
        ("value", "0", 400),
        ("currency", "XXX", 400),
        ("currency", "EUR", 409),
        ("won_on", "yesterday", 400),
        ("won_on", "2027-01-01", 400),
    ],
)
def test_a_deal_that_cannot_be_is_refused_in_words_and_nothing_is_half_written(
    app: App, enter: Enter, world: seed.World, field: str, value: str, status: int
) -> None:
    client, handoff = enter("merchant1"), world.handoffs["delivered:1"]
    post(client, f"/inbox/{handoff}/accept")
    form = {"value": "78000", "currency": "CNY", "won_on": "2026-11-18", field: value}
    answer = post(client, f"/inbox/{handoff}/won", **form)
    assert answer.status_code == status, answer.text
    assert 'class="dim"' in answer.text, "the page says what was wrong"
    assert handoff_of(app, handoff).state == "accepted"
    with app.read() as session:
        assert session.exec(select(Deal).where(Deal.handoff_id == handoff)).first() is None


def test_a_lead_is_declined_lost_or_returned(app: App, enter: Enter, world: seed.World) -> None:
    client = enter("merchant1")
    handoff = world.handoffs["delivered:1"]
    answer = post(client, f"/inbox/{handoff}/decline", reason="too_small")
    assert answer.status_code == 303, answer.text
    assert handoff_of(app, handoff).state == "declined"
    pump, accepted = enter("merchant2"), world.handoffs["accepted:2"]
    assert post(pump, f"/inbox/{accepted}/return", reason="no such reason").status_code == 400
    assert post(pump, f"/inbox/{accepted}/return", reason="unreachable").status_code == 303
    assert handoff_of(app, accepted).state == "return_requested"
    operator = enter("operator")
    assert "Take back" in operator.get("/handoffs?tab=returns").text
    post(operator, f"/handoffs/{accepted}/return", verdict="refuse", reason="the number works")
    assert handoff_of(app, accepted).state == "return_refused"
    post(pump, f"/inbox/{accepted}/lost")
    assert handoff_of(app, accepted).state == "lost"


def test_a_merchant_sees_and_moves_only_its_own(app: App, enter: Enter, world: seed.World) -> None:
    client = enter("merchant2")
    foreign = world.handoffs["delivered:1"]
    for path in (
        f"/inbox/{foreign}",
        f"/my/statements/{world.statement}",
        f"/my/statements/{world.statement}/file.pdf",
        "/inbox/999999",
    ):
        assert client.get(path).status_code == 404, path
    deal = {"value": "1", "currency": "EUR", "won_on": "2026-11-18", "reason": "unreachable"}
    for act in ("accept", "decline", "return", "won", "lost"):
        assert post(client, f"/inbox/{foreign}/{act}", **deal).status_code == 404, act
    assert handoff_of(app, foreign).state == "delivered"
    listed = client.get("/inbox").text + client.get("/inbox?tab=won").text
    assert "pasteurisers" not in listed


def test_a_merchant_cannot_act_as_an_operator(enter: Enter, world: seed.World) -> None:
    client = enter("merchant1")
    acts = [
        f"/leads/{world.leads[0]}/bad",
        f"/drafts/{world.drafts[0]}/posted",
        "/mining",
        f"/handoffs/{world.handoffs['delivered:1']}/return",
        "/finance/periods/2026-11/close",
        "/finance/periods/2026-10/statements",
    ]
    fields = {"url": "https://x.example", "verdict": "accept", "body": "x"}
    for path in acts:
        assert post(client, path, **fields).status_code == 403, path


# --- finance


def test_every_line_of_a_statement_opens_the_sentence_it_began_with(
    enter: Enter, world: seed.World
) -> None:
    import re

    client = enter("finance")
    page = client.get(f"/finance/statements/{world.statement}").text
    assert "unchanged since issue" in page
    links = re.findall(r'href="(/finance/deals/\d+)"', page)
    assert links
    for link in links:
        deal = client.get(link).text
        assert "every link holds, the sentence is the one that was read" in deal
        assert "<mark>" in deal
        assert "order 2026-771" in deal


def test_a_changed_sentence_is_found_when_somebody_looks(
    app: App, enter: Enter, world: seed.World
) -> None:
    from leadminer.reports.statements import trace
    from leadminer.signals.tables import Signal

    with app.begin() as session:
        signal = session.get(Signal, trace(session, world.deal).signal.id)
        assert signal is not None
        signal.text = signal.text.replace("factory", "shop")
    page = enter("finance").get(f"/finance/deals/{world.deal}").text
    assert "a link does not hold" in page


def test_the_csv_says_what_the_screen_says(enter: Enter, world: seed.World) -> None:
    client = enter("finance")
    answer = client.get(f"/finance/statements/{world.statement}/file.csv")
    assert answer.headers["content-disposition"].startswith("attachment")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    page = client.get(f"/finance/statements/{world.statement}").text
    assert len(rows) == 1
    assert "3,900.00" in page
    assert any("3900.00" in str(value) for value in rows[0].values())
    assert client.get(f"/finance/statements/{world.statement}/file.exe").status_code == 404


def test_the_books_are_verified_on_the_page_and_a_month_is_closed_once_over(
    app: App, enter: Enter, world: seed.World, clock
) -> None:
    from datetime import timedelta

    client = enter("finance")
    assert "Books verified" in client.get("/finance").text
    # a deal of this month, so that there is something to close next month
    merchant, handoff = enter("merchant1"), world.handoffs["delivered:1"]
    post(merchant, f"/inbox/{handoff}/accept")
    post(merchant, f"/inbox/{handoff}/won", value="1000", currency="CNY", won_on="2026-11-18")
    assert post(client, "/finance/periods/2026-11/close").status_code == 409
    assert post(client, "/finance/periods/2026-11/statements").status_code == 409
    clock.advance(timedelta(days=14))
    client = enter("finance")
    assert "Close the month" in client.get("/finance").text
    assert post(client, "/finance/periods/2026-11/close").status_code == 303
    assert post(client, "/finance/periods/2026-11/statements").status_code == 303
    assert "2026-11-hengli" in client.get("/finance").text


def test_a_request_of_htmx_that_fails_shows_the_whole_page(enter: Enter, world: seed.World) -> None:
    answer = enter("operator").get("/leads/999999", headers={"hx-request": "true"})
    assert answer.headers["hx-retarget"] == "body"


def test_without_a_log_in_htmx_is_sent_to_log_in(stranger: TestClient) -> None:
    answer = stranger.get("/leads", headers={"hx-request": "true"})
    assert answer.headers["hx-redirect"].startswith("/login")
