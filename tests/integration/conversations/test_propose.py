"""The next best allowed action of a lead, on both databases."""

from __future__ import annotations

import pytest
from sqlmodel import select

from leadminer.app import App
from leadminer.base.errors import Conflict, Refused
from leadminer.conversations.outreach import queries
from leadminer.conversations.outreach.policy import ContactFacts, decide
from leadminer.conversations.tables import Message, Touch
from leadminer.flow import converse
from leadminer.leads.tables import Lead
from leadminer.prospects.consents import suppress, suppress_prospect
from leadminer.store import Session
from tests.factories.conversations import make_case, messages, outreach_config

CONFIG = outreach_config()


def propose(app: App, session: Session) -> converse.ConverseResult:
    return converse.propose_next(
        session,
        clock=app.clock,
        config=CONFIG,
        workspace=app.workspace,
        hash_key=app.hash_key,
    )


def test_a_public_question_gets_a_draft_in_its_language_with_who_writes_and_for_whom(
    app: App, session: Session
) -> None:
    case = make_case(session, app.hash_key, 1, now=app.clock.now(), lang="zh-CN")
    assert propose(app, session) == converse.ConverseResult(drafts=1)
    (draft,) = messages(session)
    assert (draft.channel, draft.state, draft.lang) == ("draft", "proposed", "zh-Hans")
    assert draft.target_url == case.signal.url
    assert case.offer.facts["zh-Hans"] in draft.body
    last = draft.body.splitlines()[-1]
    assert "Harbour Leads Ltd" in last and case.merchant.name in last and "佣金" in last
    assert draft.rule_id == "draft-by-hand"
    again = decide(ContactFacts.from_json(draft.decision["facts"]))
    assert (again.rule_id, again.version) == (draft.rule_id, draft.policy_version)


def test_proposing_twice_changes_nothing(app: App, session: Session) -> None:
    make_case(session, app.hash_key, 1, now=app.clock.now())
    propose(app, session)
    assert propose(app, session) == converse.ConverseResult()
    assert len(messages(session)) == 1


def test_a_thread_gets_one_draft_over_all_merchants(app: App, session: Session) -> None:
    for number, (merchant, url) in enumerate(
        [
            ("acme", "https://forum.example/topic/7"),
            ("bolt", "https://Forum.example/topic/7/#p3"),
            ("cord", "https://forum.example/topic/7#last"),
        ]
    ):
        make_case(session, app.hash_key, number, now=app.clock.now(), merchant=merchant, url=url)
    assert propose(app, session) == converse.ConverseResult(drafts=1, refused=2)
    states = sorted(message.state for message in messages(session))
    assert states == ["proposed", "refused", "refused"]
    assert propose(app, session) == converse.ConverseResult()


def test_no_draft_is_written_for_a_site_that_wants_none(app: App, session: Session) -> None:
    make_case(session, app.hash_key, 1, now=app.clock.now(), url="https://old.reddit.com/r/x/1")
    assert propose(app, session).refused == 1
    (message,) = messages(session)
    assert (message.state, message.rule_id, message.body) == ("refused", "site-reddit.com", "")


def test_a_crawled_address_is_never_mailed_the_question_is_answered_where_it_stands(
    app: App, session: Session
) -> None:
    make_case(
        session, app.hash_key, 1, now=app.clock.now(), email="a@b.cn", origin="crawled",
        country="CN", consent=True,
    )  # fmt: skip
    assert propose(app, session) == converse.ConverseResult(drafts=1)
    assert messages(session)[0].channel == "draft"


def test_a_live_consent_makes_one_mail(app: App, session: Session) -> None:
    case = make_case(
        session, app.hash_key, 1, now=app.clock.now(), email="ann@b.example", consent=True
    )
    assert propose(app, session) == converse.ConverseResult(emails=1)
    (mail,) = messages(session)
    assert (mail.channel, mail.state, mail.rule_id) == ("email", "due", "unlisted-opt-in")
    assert "https://console.harbour.example/u/" in mail.body
    assert "1 Harbour Street, Bristol" in mail.body
    assert "you gave it to us" in mail.body
    assert case.merchant.name in mail.subject
    assert mail.decision["consent"]["kind"] == "express"


def test_without_a_mail_server_the_way_is_a_draft(app: App, session: Session) -> None:
    make_case(session, app.hash_key, 1, now=app.clock.now(), email="ann@b.example", consent=True)
    result = converse.propose_next(
        session,
        clock=app.clock,
        config=outreach_config(smtp_host=""),
        workspace=app.workspace,
        hash_key=app.hash_key,
    )
    assert result == converse.ConverseResult(drafts=1)


def test_an_offer_without_facts_is_not_written_about(app: App, session: Session) -> None:
    make_case(session, app.hash_key, 1, now=app.clock.now(), facts={})
    assert propose(app, session).refused == 1
    assert "has no facts" in messages(session)[0].state_reason


def test_posting_moves_the_lead_and_counts_the_contact(app: App, session: Session) -> None:
    case = make_case(session, app.hash_key, 1, now=app.clock.now())
    propose(app, session)
    (draft,) = messages(session)
    converse.post_draft(
        session, draft.id, actor="operator:1", clock=app.clock, config=CONFIG,
        hash_key=app.hash_key, body="my own words",
    )  # fmt: skip
    assert (draft.state, draft.body) == ("posted", "my own words")
    assert session.get(Lead, case.lead.id).state == "contacted"
    assert len(session.exec(select(Touch)).all()) == 1
    with pytest.raises(Conflict, match="posted"):
        converse.post_draft(
            session, draft.id, actor="operator:1", clock=app.clock, config=CONFIG,
            hash_key=app.hash_key,
        )  # fmt: skip


def test_a_dismissed_draft_cannot_be_posted(app: App, session: Session) -> None:
    make_case(session, app.hash_key, 1, now=app.clock.now())
    propose(app, session)
    (draft,) = messages(session)
    converse.dismiss_draft(session, draft.id, actor="operator:1", clock=app.clock, reason="stale")
    assert draft.state == "dismissed"
    with pytest.raises(Conflict):
        queries.check_draft_waits(draft)


def test_a_person_who_said_no_meanwhile_is_not_answered(app: App, session: Session) -> None:
    case = make_case(session, app.hash_key, 1, now=app.clock.now(), email="a@b.example")
    propose(app, session)
    (draft,) = messages(session)
    suppress_prospect(session, case.prospect.id, reason="manual", now=app.clock.now())
    with pytest.raises(Refused, match="said no") as caught:
        converse.post_draft(
            session, draft.id, actor="operator:1", clock=app.clock, config=CONFIG,
            hash_key=app.hash_key,
        )  # fmt: skip
    assert caught.value.reason_code == "guard-suppressed"
    assert draft.state == "proposed"


def test_one_merchants_answer_counts_for_the_next_merchant(app: App, session: Session) -> None:
    first = make_case(session, app.hash_key, 1, now=app.clock.now())
    make_case(
        session, app.hash_key, 2, now=app.clock.now(), merchant="bolt", prospect=first.prospect
    )
    propose(app, session)
    one, two = messages(session)
    args = {"clock": app.clock, "config": CONFIG, "hash_key": app.hash_key}
    converse.post_draft(session, one.id, actor="operator:1", **args)
    with pytest.raises(Refused, match="over all merchants"):
        converse.post_draft(session, two.id, actor="operator:1", **args)


def test_a_no_to_one_merchant_leaves_the_others(app: App, session: Session) -> None:
    case = make_case(session, app.hash_key, 1, now=app.clock.now(), email="a@b.example")
    suppress(
        session, case.point.value_hash, reason="manual", now=app.clock.now(),
        merchant_id=case.merchant.id,
    )  # fmt: skip
    other = make_case(
        session, app.hash_key, 2, now=app.clock.now(), merchant="bolt", prospect=case.prospect
    )
    propose(app, session)
    states = {message.lead_id: message.state for message in messages(session)}
    assert states == {case.lead.id: "refused", other.lead.id: "proposed"}


def test_an_edited_draft_keeps_the_words(app: App, session: Session) -> None:
    make_case(session, app.hash_key, 1, now=app.clock.now())
    propose(app, session)
    (draft,) = messages(session)
    queries.edit_draft(session, draft, "  shorter  ")
    assert session.get(Message, draft.id).body == "shorter"
    with pytest.raises(Conflict):
        queries.edit_draft(session, draft, " ")
