"""What an author said before is held against a need, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from leadminer.base.clock import FixedClock
from leadminer.config import Config, ScoringSection
from leadminer.flow.qualify import qualify_batch
from leadminer.leads.tables import Judgement, Lead
from leadminer.signals.tables import Signal
from leadminer.store import Session
from tests.factories.leads import KEY
from tests.factories.merchants import NOW, make_merchant, make_offer
from tests.factories.scoring import FakeScorer
from tests.factories.signals import make_signal

CONFIG = Config(scoring=ScoringSection(lead_score_min=0.5, fit_min=0.2))
PATTERN = "急需{}台500L搅拌罐，要不锈钢的，带夹套和搅拌电机，交货到{}，预算8万以内，请有现货的联系"
OTHER = [
    "工厂要扩产，求购一台搅拌罐，做洗洁精用的，最好华东的厂家，能上门安装",
    "急需两台搅拌罐，食品级，客户月底验厂，有现货的请直接报价给我，谢谢各位",
    "求购二手搅拌罐也行，预算不多，做涂料的小作坊，先买一台试试看效果",
    "想给学校实验室买小搅拌罐，二十升左右，要带温控，求购渠道，走公对公",
]


@pytest.fixture
def offer(session: Session) -> None:
    make_offer(session, make_merchant(session), checklist=["need"])


def qualify(session: Session, clock: FixedClock) -> None:
    qualify_batch(session, scorer=FakeScorer(), hash_key=KEY, config=CONFIG, clock=clock)


def judged(session: Session, signal: Signal) -> Judgement:
    return session.exec(select(Judgement).where(Judgement.signal_id == signal.id)).one()


def labels(judgement: Judgement) -> set[str]:
    return {reason["label"] for reason in judgement.reasons}


@pytest.mark.usefixtures("offer")
def test_who_says_the_same_over_and_over_is_no_prospect(
    session: Session, clock: FixedClock
) -> None:
    posts = [
        make_signal(session, author="万通设备", text=PATTERN.format(n, "广州")) for n in range(6)
    ]
    qualify(session, clock)
    for post in posts:
        verdict = judged(session, post)
        assert "repeated" in labels(verdict)
        assert not verdict.intent
        for reason in verdict.reasons:
            if reason["field"] == "author":
                assert post.author == reason["text"]
    assert not session.exec(select(Lead)).all()


@pytest.mark.usefixtures("offer")
def test_who_needs_several_things_or_asks_twice_is_one(session: Session, clock: FixedClock) -> None:
    posts = [make_signal(session, author="王厂长", text=text) for text in OTHER]
    posts += [make_signal(session, author="李姐", text=PATTERN.format(2, "北京")) for _ in range(2)]
    posts += [
        make_signal(
            session,
            author="每年一次",
            text=PATTERN.format(n, "北京"),
            posted_at=NOW - timedelta(days=200 * n),
        )
        for n in range(5)
    ]
    qualify(session, clock)
    assert all(judged(session, post).intent for post in posts)


@pytest.mark.usefixtures("offer")
def test_a_buyer_whose_notices_follow_one_pattern_is_one(
    session: Session, clock: FixedClock
) -> None:
    cities = ["广州", "上海", "苏州", "天津", "武汉", "青岛"]
    posts = [
        make_signal(session, author="采购中心", text=PATTERN.format(3, city)) for city in cities
    ]
    posts += [
        make_signal(session, author="采购二部", title=f"{city}求购", text=PATTERN.format(3, "x"))
        for city in cities
    ]
    qualify(session, clock)
    assert all(judged(session, post).intent for post in posts)


@pytest.mark.usefixtures("offer")
def test_namesakes_on_two_sites_are_not_taken_for_one(session: Session, clock: FixedClock) -> None:
    posts = [
        make_signal(session, host=f"bbs{n}.example", author="admin", text=PATTERN.format(n, "北京"))
        for n in range(6)
    ]
    qualify(session, clock)
    assert all(judged(session, post).intent for post in posts)


@pytest.mark.usefixtures("offer")
def test_who_mostly_advertises_is_believed_less(session: Session, clock: FixedClock) -> None:
    for n in range(4):
        make_signal(session, author="恒力小张", text=f"厂家直销第{n}代产品，量大从优", title="")
    qualify(session, clock)
    wish = make_signal(session, author="恒力小张", text="急需找几家经销商搅拌罐，有意的联系")
    fair = make_signal(session, author="路人", text="急需找几家经销商搅拌罐，有意的联系")
    qualify(session, clock)
    assert "author_sells" in labels(judged(session, wish))
    assert judged(session, wish).score < judged(session, fair).score


@pytest.mark.usefixtures("offer")
def test_advertisements_count_that_are_read_together_with_the_wish(
    session: Session, clock: FixedClock
) -> None:
    wish = make_signal(session, author="恒力小张", text="急需找几家经销商搅拌罐，有意的联系")
    for n in range(4):
        make_signal(session, author="恒力小张", text=f"厂家直销第{n}代产品，量大从优", title="")
    fair = [make_signal(session, author="王厂长", text=text) for text in OTHER]
    qualify(session, clock)
    assert "author_sells" in labels(judged(session, wish))
    assert not any("author_sells" in labels(judged(session, post)) for post in fair)
