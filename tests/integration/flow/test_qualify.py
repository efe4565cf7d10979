"""Signals become judgements, prospects and leads, on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from leadminer.app import App
from leadminer.base.clock import FixedClock
from leadminer.config import Config, ScoringSection
from leadminer.flow.qualify import QualifyResult, qualify_batch, refit_batch
from leadminer.leads import queries as leads
from leadminer.leads.tables import Judgement, Lead
from leadminer.prospects.tables import IdentityEdge, LinkPair, Prospect
from leadminer.reports.leads import lead_detail
from leadminer.scoring import ScoringText
from leadminer.scoring.judging import log_odds_of_score
from leadminer.signals.tables import SourceRun
from leadminer.store import Session
from tests.factories.leads import KEY
from tests.factories.merchants import make_merchant, make_offer
from tests.factories.scoring import FakeScorer, Verdict
from tests.factories.signals import make_signal

CONFIG = Config(scoring=ScoringSection(lead_score_min=0.5, fit_min=0.2))


def qualify(session: Session, clock: FixedClock, **values: Any) -> QualifyResult:
    given = {"scorer": FakeScorer(), "hash_key": KEY, "config": CONFIG, **values}
    return qualify_batch(session, clock=clock, **given)


def all_leads(session: Session) -> list[Lead]:
    return list(session.exec(select(Lead).order_by(Lead.id)).all())  # type: ignore[arg-type]


@pytest.fixture
def offers(session: Session) -> list[int]:
    tanks = make_offer(session, make_merchant(session), checklist=["need", "quantity"])
    pumps = make_offer(session, make_merchant(session), keywords=["dosing pump", "计量泵"])
    return [tanks.id or 0, pumps.id or 0]


def test_a_need_becomes_a_lead_for_the_offer_that_fits(
    session: Session, clock: FixedClock, offers: list[int]
) -> None:
    signal = make_signal(session)
    result = qualify(session, clock)
    assert (result.judged, result.prospects, result.leads) == (1, 1, 1)
    (lead,) = all_leads(session)
    assert (lead.offer_id, lead.signal_id) == (offers[0], signal.id)
    assert lead.state == "qualified"  # need and quantity stand in the text
    answers = {item: a.value for item, a in leads.checklist(session, lead.id or 0).items()}
    assert answers["quantity"] == "两台"
    assert answers["budget"] == "预算8万以内"
    for reason in lead.fit_reasons:
        assert getattr(signal, reason["field"])[reason["start"] : reason["end"]] == reason["text"]
    moves = [(m.from_state, m.to_state) for m in leads.moves(session, lead.id or 0)]
    assert moves == [("", "new"), ("new", "qualified")]


def test_a_lead_whose_checklist_is_not_met_stays_new_until_it_is(
    session: Session, clock: FixedClock, offers: list[int]
) -> None:
    make_signal(session, title="求购搅拌罐", text="哪家好？")
    qualify(session, clock)
    (lead,) = all_leads(session)
    assert lead.state == "new"
    now = clock.now()
    leads.answer(session, lead, "quantity", "?", origin="operator", actor="operator:1", now=now)
    assert lead.state == "new"
    leads.answer(session, lead, "quantity", "3", origin="operator", actor="operator:1", now=now)
    assert lead.state == "qualified"


def test_judging_again_changes_nothing(
    session: Session, clock: FixedClock, offers: list[int]
) -> None:
    for _ in range(3):
        make_signal(session)
    assert qualify(session, clock, limit=2).judged == 2
    assert qualify(session, clock, limit=2).judged == 1
    assert qualify(session, clock).judged == 0
    assert len(all_leads(session)) == 3
    assert len(session.exec(select(Judgement)).all()) == 3


def test_sellers_companies_and_chatter_never_become_leads(
    session: Session, clock: FixedClock, offers: list[int]
) -> None:
    make_signal(session, text="We sell mixing tanks, we need your order", title="mixing tank")
    make_signal(session, title="天气不错", text="今天搅拌罐广告真多")
    make_signal(
        session,
        kind="company",
        text="搅拌罐 求购",
        author=None,
        company={"name": "恒力", "site": "https://www.hengli.com.cn", "country": "CN"},
    )
    result = qualify(session, clock)
    assert (result.judged, result.leads) == (3, 0)
    (company,) = session.exec(select(Prospect)).all()
    assert (company.kind, company.display_name) == ("organization", "恒力")


def test_a_same_need_reply_is_its_own_authors_lead_with_the_topics_need(
    session: Session, clock: FixedClock, offers: list[int]
) -> None:
    topic = make_signal(session, author="one")
    reply = make_signal(session, kind="reply", parent_url=topic.url, author="two", text="+1 同求")
    make_signal(session, kind="reply", parent_url=topic.url, author="three", text="试试隔壁那家")
    make_signal(session, kind="reply", parent_url=topic.url, author="one", text="+1 顶")
    qualify(session, clock)
    first, second = all_leads(session)
    assert (first.signal_id, second.signal_id) == (topic.id, reply.id)
    assert first.prospect_id != second.prospect_id
    assert second.offer_id == offers[0]
    assert second.intent < first.intent
    assert {r["field"] for r in second.fit_reasons} <= {"topic_title", "topic_text"}
    judgement = leads.judgement_of(session, reply.id or 0)
    assert judgement is not None and judgement.reasons[0]["label"] == "same_need"
    (alone,) = FakeScorer().score_many([ScoringText(id="", text=reply.text)])
    lifted = log_odds_of_score(judgement.score) - log_odds_of_score(alone.score)
    assert judgement.reasons[0]["weight"] == pytest.approx(lifted, abs=1e-3)


def test_the_same_person_asking_again_is_the_same_lead(
    session: Session, clock: FixedClock, offers: list[int]
) -> None:
    make_signal(session, author="one", text="求购搅拌罐")
    qualify(session, clock)
    (lead,) = all_leads(session)
    before, state = lead.rank, lead.state
    assert state == "new"
    clock.advance(timedelta(days=10))
    make_signal(session, author="one", text="急需三台搅拌罐", posted_at=clock.now())
    result = qualify(session, clock)
    assert (result.leads, result.updated) == (0, 1)
    (lead,) = all_leads(session)
    assert lead.rank > before
    assert lead.state == "qualified"  # the quantity is known by now


def test_two_needs_of_one_person_are_two_leads(
    session: Session, clock: FixedClock, offers: list[int]
) -> None:
    make_signal(session, author="one")
    make_signal(session, author="one", title="求购计量泵", text="急需一台")
    qualify(session, clock)
    assert [lead.offer_id for lead in all_leads(session)] == offers
    assert len(session.exec(select(Prospect)).all()) == 1


def test_a_person_who_names_a_companys_number_is_not_the_company(
    session: Session, clock: FixedClock, offers: list[int]
) -> None:
    phone = {"kind": "phone", "value": "+862088889999", "owner": "unknown", "method": "text"}
    directory = {"name": "恒力", "phone": "+862088889999", "country": "CN"}
    make_signal(session, kind="company", author=None, company=directory)
    qualify(session, clock)
    for text in ("急需两台500L搅拌罐", "急需三台搅拌罐"):
        make_signal(session, author="kim", text=text, contacts=[phone])
        qualify(session, clock)
    make_signal(session, author="匿名用户", contacts=[phone])
    make_signal(session, host="other.example", kind="company", author=None, company=directory)
    qualify(session, clock)
    found = session.exec(select(Prospect).order_by(Prospect.id)).all()  # type: ignore[arg-type]
    assert [(p.kind, p.display_name) for p in found] == [
        ("organization", "恒力"), ("person", "kim"), ("person", "匿名用户"),
    ]  # fmt: skip
    assert session.exec(select(LinkPair)).all() == []


def test_guests_are_never_the_same_person(
    session: Session, clock: FixedClock, offers: list[int]
) -> None:
    make_signal(session, author="匿名用户")
    make_signal(session, author="匿名用户")
    qualify(session, clock)
    assert len({lead.prospect_id for lead in all_leads(session)}) == 2
    assert {edge.kind for edge in session.exec(select(IdentityEdge))} == {"single"}


def test_a_need_nobody_serves_gets_its_lead_when_an_offer_is_added(
    session: Session, clock: FixedClock
) -> None:
    signal = make_signal(session)
    assert qualify(session, clock).leads == 0
    make_offer(session, make_merchant(session))
    done, after = refit_batch(session, clock=clock, hash_key=KEY, config=CONFIG)
    assert (done.leads, after) == (1, None)
    assert [lead.signal_id for lead in all_leads(session)] == [signal.id]
    done, _ = refit_batch(session, clock=clock, hash_key=KEY, config=CONFIG)
    assert (done.leads, done.updated) == (0, 0)


def test_an_offer_that_is_added_says_no_need_again(
    session: Session, clock: FixedClock, offers: list[int]
) -> None:
    make_signal(session, author="one")
    make_signal(session, author="one", text="急需三台搅拌罐")
    assert qualify(session, clock).updated == 1
    (lead,) = all_leads(session)
    leads.move(session, lead, "recycled", actor="operator:1", reason="later", now=clock.now())
    make_offer(session, make_merchant(session))
    clock.advance(timedelta(days=30))
    done, _ = refit_batch(session, clock=clock, hash_key=KEY, config=CONFIG)
    assert (done.leads, done.updated) == (0, 0)
    assert [row.state for row in all_leads(session)] == ["recycled"]


def test_a_way_to_reach_somebody_that_is_told_later_counts(
    session: Session, clock: FixedClock, offers: list[int]
) -> None:
    phone = {"kind": "phone", "value": "+8613812345678", "owner": "personal", "method": "text"}
    make_signal(session, author="匿名用户", contacts=[phone])
    qualify(session, clock)
    (lead,) = all_leads(session)
    before = lead.reachability
    make_signal(session, author="one", text="急需三台搅拌罐", contacts=[phone])
    assert qualify(session, clock).updated == 1
    assert lead.reachability > before


def test_a_fresher_need_ranks_above_an_older_one(
    session: Session, clock: FixedClock, offers: list[int]
) -> None:
    old = make_signal(session, posted_at=clock.now() - timedelta(days=60))
    new = make_signal(session, posted_at=clock.now())
    qualify(session, clock)
    best = leads.ranked(session, limit=10)
    assert [lead.signal_id for lead in best] == [new.id, old.id]
    key = (best[0].rank, best[0].id or 0)
    assert [lead.signal_id for lead in leads.ranked(session, after_rank=key)] == [old.id]


def test_a_batch_that_fails_leaves_nothing_behind(app: App, clock: FixedClock) -> None:
    def explode(_text: object) -> Verdict:
        raise RuntimeError("the model broke")

    with app.begin() as session:
        make_offer(session, make_merchant(session))
        make_signal(session)
    with pytest.raises(RuntimeError), app.begin() as session:
        qualify(session, clock, scorer=FakeScorer(explode))
    with app.begin() as session:
        assert session.exec(select(Judgement)).all() == []
        assert qualify(session, clock).leads == 1


def test_the_brief_of_a_job_moves_the_fit_and_stands_with_the_lead(
    session: Session, clock: FixedClock, offers: list[int]
) -> None:
    brief = {"looks_for": "500L 搅拌罐", "noise": "预算"}
    made = []
    for number, options in enumerate(({}, {"brief": brief})):
        run = SourceRun(
            key=f"run-{number}", spider="qa", url="https://bbs.example/", options=options,
            job="tanks", due_at=clock.now(), queued_at=clock.now(),
        )  # fmt: skip
        session.add(run)
        session.flush()
        make_signal(session, run_id=run.id)
    qualify(session, clock)
    made = all_leads(session)
    assert made[1].fit == pytest.approx(made[0].fit * 1.05 * 0.7, abs=1e-3)
    assert made[1].rank < made[0].rank
    told = {row["label"]: row["text"] for row in made[1].fit_reasons}
    assert (told["brief_for"], told["brief_noise"]) == ("500L", "预算")
    detail = lead_detail(session, made[1].id or 0)
    assert detail.brief and detail.brief.noise == "预算" and detail.job == "tanks"
    assert lead_detail(session, made[0].id or 0).brief is None
