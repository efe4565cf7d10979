"""The policy on sensitive words, and what becomes of a post that tells some."""

from __future__ import annotations

import pytest

from leadminer.base.errors import ConfigError
from leadminer.config import parse_config
from leadminer.mining.extraction.values.contacts import contacts_of_post
from leadminer.mining.extraction.values.items import Company, Post
from leadminer.mining.sensitive import SETTING, Policy, policy_of, screen, settings_for
from leadminer.signals.sensitive.masking import MASK


def post(text: str, title: str = "", **more: object) -> Post:
    made = Post(text=text, title=title, lang="en", **more)  # type: ignore[arg-type]
    made.contacts = contacts_of_post(title, text, region="US", lang="en")
    return made


def test_masked_words_are_gone_from_title_text_and_fields() -> None:
    record = post(
        "I have epilepsy and need a lamp. Mail me: ann@home.example",
        "Lamps for epilepsy?",
        fields={"note": "epilepsy", "Diagnosis": "whatever they wrote"},
    )
    screen(record, Policy())
    assert record.title == f"Lamps for {MASK}?"
    assert record.fields == {"note": MASK, "Diagnosis": MASK}
    assert "epilepsy" not in str(record)
    (mail,) = record.contacts
    assert record.text[mail.start : mail.end] == "ann@home.example"
    for fact in record.noted:
        part = {"title": record.title, "text": record.text}.get(fact["field"], MASK)
        assert part[fact["start"] : fact["end"]] == MASK
        assert fact["value"] == {"category": "health", "action": "masked"}


def test_what_must_be_dropped_is_not_touched() -> None:
    record = post("My son is 9 and needs a bike")
    policy = Policy(rules=({"mode": "drop", "categories": ["minors"]},))
    assert screen(record, policy).dropped == {"minors"}
    assert record.text == "My son is 9 and needs a bike"


def test_a_company_tells_what_it_trades_in() -> None:
    company = Company("My Diabetes Shop", about="I have diabetes care for you")
    assert screen(company, Policy()).masked == frozenset()
    assert company.about == "I have diabetes care for you"


KEEP = {"mode": "keep", "categories": ["health"], "offers": ["smile"], "markets": ["TW"]}


@pytest.mark.parametrize(
    ("market", "offers", "mode"),
    [
        ("TW", ("smile/implants",), "keep"),
        ("TW", ("smile/implants", "bolts"), "mask"),
        ("TW", ("smiley/x",), "mask"),
        ("TW", (), "mask"),
        ("DE", ("smile",), "mask"),
        ("", ("smile",), "mask"),
    ],
)
def test_a_need_is_kept_only_where_every_condition_holds(
    market: str, offers: tuple[str, ...], mode: str
) -> None:
    assert Policy(rules=(KEEP,), market=market, offers=offers).mode_of("health") == mode


def test_an_unknown_market_gets_the_strictest() -> None:
    policy = Policy(rules=({"mode": "drop", "markets": ["DE"]},))
    assert policy.mode_of("union") == "drop"
    assert policy.mode_of("union", "FR") == "mask"


def test_settings_carry_the_policy_and_none_means_mask() -> None:
    config = parse_config(
        '[sensitive]\nmode = "drop"\n[[sensitive.rules]]\nmode = "keep"\n'
        'categories = ["health"]\nmarkets = ["TW"]\nbasis = "explicit consent"\n'
    )
    told = settings_for(config.sensitive, market="TW", job="eyes", offers=["smile"])
    policy = policy_of({SETTING: told})
    assert policy.mode_of("health") == "keep"
    assert policy.mode_of("religion") == "drop"
    assert policy_of({}).mode_of("health") == "mask"


def test_keeping_needs_a_ground() -> None:
    with pytest.raises(ConfigError) as caught:
        parse_config('[[sensitive.rules]]\nmode = "keep"\n')
    assert "needs a basis" in str(caught.value.problems[0])
    with pytest.raises(ConfigError):
        parse_config('[sensitive]\nmode = "keep"\n')
