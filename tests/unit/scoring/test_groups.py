"""Rule groups: how much of one a text holds, where its words count, what shields them."""

from __future__ import annotations

import pytest

from leadminer.scoring import ScoringText, load_scorer
from leadminer.scoring.batch import read
from leadminer.scoring.rules import GROUP_NUMBER


def amount(group: str, text: str, title: str = "") -> float:
    batch = read([ScoringText(id="", title=title, text=text)])
    return float(batch.present[0, GROUP_NUMBER[group]])


def odds(text: str, title: str = "") -> float:
    return load_scorer().score(ScoringText(id="", title=title, text=text)).log_odds


def test_a_second_phrase_of_a_group_adds_less_than_the_first_and_a_repeated_one_nothing() -> None:
    one = amount("salaried", "salary on request")
    two = amount("salaried", "salary on request, health insurance")
    again = amount("salaried", "salary on request, a good salary")
    assert (one, again) == (1.0, 1.0)
    assert one < two < 2.0


@pytest.mark.parametrize(
    ("group", "inside", "alone"),
    [
        ("seller", "请供应商提交资料", "供应各种资料"),
        ("news_hint", "某某股份有限公司办公楼", "股份涨了"),
        ("salaried", "a resume writer", "send your resume"),
    ],
)
def test_a_word_inside_a_phrase_that_says_nothing_does_not_count(
    group: str, inside: str, alone: str
) -> None:
    assert amount(group, inside) == 0
    assert amount(group, alone) > 0


def test_the_terms_of_a_call_may_speak_of_its_award() -> None:
    terms = "The scope covers twelve buildings and their plant rooms. " * 5
    call = f"{terms} The contract will be awarded to the lowest bid; results of the call follow."
    assert amount("award", call, "Request for proposal: lift maintenance") == 0
    assert amount("award_said", call) > 0
    assert amount("award", terms, "Contract award: lift maintenance") > 0


@pytest.mark.parametrize(
    ("project", "job"),
    [
        (
            "Looking for a React developer to finish our booking page. Fixed price, two weeks, "
            "please send your quote and similar work.",
            "Looking for a React developer to join our team. Full-time, salary 80k per year, "
            "health insurance, send your resume.",
        ),
        (
            "Need a bookkeeper for a one-off clean-up of last year's accounts, budget $600.",
            "Bookkeeper vacancy, permanent position, 37.5 hours per week, pension, apply online.",
        ),
        (
            "找人做一个预约小程序，预算8000，两周交付，验收后付尾款，带案例报价",
            "招小程序开发，月薪15k，五险一金，双休，三年以上经验，简历发邮箱",
        ),
        ("外包一个爬虫，按项目结算，源码交付", "爬虫工程师，全职，坐班，试用期三个月，年终奖"),
    ],
)
def test_a_paid_piece_of_work_ranks_above_a_post_to_be_filled(project: str, job: str) -> None:
    assert odds(project) > odds(job) + 1


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("I need a chair", True),
        ("chairs, any good?", True),
        ("請問哪裡買得到", True),
        ("需要嗎", True),
        ("We require 500 chairs", False),
        ("我司採購辦公椅", False),
        ("某某中心维保服务招标公告", False),
        ("", False),
    ],
)
def test_it_is_seen_whether_somebody_speaks(text: str, spoken: bool) -> None:
    alone, titled = ScoringText(id="", text=text), ScoringText(id="", title=text, text="...")
    elsewhere = ScoringText(id="", text="", section=(text,))
    assert read([alone, titled, elsewhere]).spoken.tolist() == [spoken, spoken, False]


@pytest.mark.parametrize(
    "text", ["Who sells oak desks?", "Oak desk, new", "求购轴承500套", "大家好，我想买个显示器"]
)
def test_the_verdict_agrees_with_the_chance(text: str) -> None:
    judgement = load_scorer().score(ScoringText(id="", text=text))
    assert judgement.intent == (judgement.probability > 0.5)


@pytest.mark.parametrize(
    ("buying", "hired"),
    [
        ("pouches, 60k pcs, budget 8k", "401k match and dental plan"),
        ("heavy chores, $25/hr", "hr说下周入职"),
        ("dental chair and x-ray, used", "medical, dental and vision"),
        ("we shift to a new store", "day shift, relocation package"),
    ],
)
def test_words_that_buyers_use_as_well_tell_no_salaried_post(buying: str, hired: str) -> None:
    assert amount("salaried", buying) == 0
    assert amount("salaried", hired) > 0


def test_wanted_asks_in_an_advertisement_and_not_in_a_story() -> None:
    assert amount("ask_supplier", "wanted: 40 pallets") > 0
    assert amount("ask_supplier", "my boss wanted me to learn the lathe, so I did") == 0
    assert amount("ask_supplier", "wanted to rent, small kitchen") > 0


def test_an_english_request_to_offer_speaks_of_no_job() -> None:
    assert amount("employment", "kindly offer 640 m2 of panels") == 0
    assert amount("employment", "拿到两个offer") > 0
