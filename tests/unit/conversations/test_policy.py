"""The policy table: every cell, every rule, and that nothing unknown is ever laxer."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.base.errors import ConfigError
from leadminer.conversations.outreach import policy as policy_module
from leadminer.conversations.outreach.policy import (
    CHANNELS,
    COUNTRIES,
    KINDS,
    ORIGINS,
    STRICTNESS,
    ContactFacts,
    Policy,
    bundled_policy,
    decide,
    parse_policy,
    whole_matrix,
)

TEXT = Path(policy_module.__file__).with_name("policy.toml").read_text(encoding="utf-8")
# rule -> (country, kind, origin, channel) -> verdict: one golden decision a rule
GOLDEN: dict[str, tuple[str | None, str, str, str, str]] = {
    "draft-by-hand": ("CN", "individual", "crawled", "draft", "draft"),
    "cn-crawled": ("CN", "company_role", "crawled", "email", "never"),
    "cn-opt-in": ("CN", "company_person", "imported", "email", "consent_only"),
    "au-harvested": ("AU", "company_role", "crawled", "email", "never"),
    "au-opt-in": ("AU", "individual", "imported", "email", "consent_only"),
    "nz-opt-in": ("NZ", "individual", "imported", "email", "consent_only"),
    "ca-collected": ("CA", "company_role", "unknown", "email", "never"),
    "ca-opt-in": ("CA", "sole_trader", "given", "email", "consent_only"),
    "us-harvested": ("US", "company_role", "crawled", "email", "never"),
    "us-given": ("US", "individual", "given", "email", "allow"),
    "us-imported": ("US", "company_role", "imported", "email", "consent_only"),
    "gb-corporate": ("GB", "company_person", "imported", "email", "allow"),
    "gb-corporate-crawled": ("GB", "company_role", "crawled", "email", "consent_only"),
    "gb-individual": ("GB", "sole_trader", "given", "email", "consent_only"),
    "ie-fr-corporate": ("FR", "company_role", "given", "email", "allow"),
    "de-opt-in": ("DE", "company_role", "given", "email", "consent_only"),
    "eea-opt-in": ("PL", "company_role", "given", "email", "consent_only"),
    "eea-crawled": ("FR", "company_role", "crawled", "email", "never"),
    "jp-opt-in": ("JP", "company_role", "imported", "email", "consent_only"),
    "kr-opt-in": ("KR", "individual", "given", "email", "consent_only"),
    "kr-harvested": ("KR", "individual", "crawled", "email", "never"),
    "sg-hk-tw-opt-in": ("TW", "individual", "imported", "email", "consent_only"),
    "unlisted-opt-in": (None, "unknown", "given", "email", "consent_only"),
    "calls-and-messengers-off": ("US", "individual", "given", "sms", "never"),
    "default-deny": ("BR", "company_role", "crawled", "email", "never"),
}
BLOCK = re.compile(r"\[\[rules\]\]\nid = \"([a-z-]+)\"\n(?:.+\n)+")

facts_strategy = st.builds(
    ContactFacts,
    channel=st.sampled_from(CHANNELS),
    country=st.sampled_from([None, *sorted(COUNTRIES)]),
    recipient_kind=st.sampled_from(KINDS),
    origin=st.sampled_from(ORIGINS),
    consent=st.sampled_from(["live", "withdrawn", "none"]),
    suppressed=st.sampled_from(["", "", "unsubscribed"]),
    touches_seen=st.integers(0, 3),
    cap_touches=st.integers(0, 3),
    site=st.sampled_from(["", "forum.example", "www.reddit.com", "notreddit.com"]),
)


def golden_decisions(table: Policy) -> dict[str, tuple[str, str]]:
    found = {}
    for name, (country, kind, origin, channel, _verdict) in GOLDEN.items():
        rule = table.rule_for(country, kind, origin, channel)
        found[name] = (rule.id, rule.verdict)
    return found


def test_every_rule_has_a_golden_decision() -> None:
    assert set(GOLDEN) == {rule.id for rule in bundled_policy().rules}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_decision_is_made_by_its_rule(name: str) -> None:
    country, kind, origin, channel, verdict = GOLDEN[name]
    facts = ContactFacts(
        channel=channel, country=country, recipient_kind=kind, origin=origin, consent="live"
    )
    decision = decide(facts)
    assert (decision.rule_id, decision.verdict) == (name, verdict)
    assert decision.permitted == (verdict != "never")
    assert decision.citation and decision.explanation


@pytest.mark.parametrize("name", [name for name in GOLDEN if name != "default-deny"])
def test_without_a_rule_its_golden_decision_changes(name: str) -> None:
    table = bundled_policy()
    without = replace(table, rules=tuple(rule for rule in table.rules if rule.id != name))
    before, after = golden_decisions(table), golden_decisions(without)
    assert before[name] != after[name]
    assert {key: value for key, value in before.items() if key != name} == {
        key: value for key, value in after.items() if key != name
    }


def test_without_the_default_the_table_is_refused() -> None:
    text = next(m for m in BLOCK.finditer(TEXT) if m[1] == "default-deny")
    with pytest.raises(ConfigError, match="last rule must fit everything"):
        parse_policy(TEXT.replace(text[0], ""))


def test_every_cell_of_the_matrix_has_one_verdict_and_crawled_addresses_have_no_free_one() -> None:
    matrix = whole_matrix(bundled_policy().rules)
    assert len(matrix) == (len(COUNTRIES) + 1) * len(KINDS) * len(ORIGINS) * len(CHANNELS)
    for (country, kind, origin, channel), rule in matrix.items():
        assert rule.verdict in STRICTNESS
        if channel == "email" and origin in ("crawled", "unknown"):
            assert rule.verdict != "allow", (country, kind, origin)
        if channel not in ("email", "draft"):
            assert rule.verdict == "never"
        if channel == "draft":
            assert rule.verdict == "draft"


def test_knowing_less_is_never_laxer_over_the_whole_matrix() -> None:
    matrix = {
        cell: STRICTNESS[r.verdict] for cell, r in whole_matrix(bundled_policy().rules).items()
    }
    for (country, kind, origin, channel), strictness in matrix.items():
        for blurred in (
            ("ZZ", kind, origin, channel),
            (country, "unknown", origin, channel),
            (country, kind, "unknown", channel),
        ):
            assert matrix[blurred] >= strictness, blurred


@given(facts_strategy)
def test_nothing_gets_past_a_no_the_cap_or_a_missing_consent(facts: ContactFacts) -> None:
    decision = decide(facts)
    cell = bundled_policy().rule_for(
        facts.country, facts.recipient_kind, facts.origin, facts.channel
    )
    if decision.permitted:
        assert not facts.suppressed
        assert cell.verdict != "never"
        assert facts.touches_seen < facts.cap_touches
        assert cell.verdict != "consent_only" or facts.consent == "live"
        assert facts.channel == "draft" or facts.consent != "withdrawn"
        assert facts.channel != "draft" or facts.site != "www.reddit.com"
    assert STRICTNESS[decision.verdict] >= STRICTNESS[cell.verdict]
    assert decide(ContactFacts.from_json(facts.to_json())) == decision


@given(st.text(), st.text(), st.text(), st.text())
def test_values_nobody_knows_are_refused(
    country: str, kind: str, origin: str, channel: str
) -> None:
    decision = decide(
        ContactFacts(
            channel=f"x{channel}",
            country=country,
            recipient_kind=kind,
            origin=origin,
            consent="live",
        )
    )
    assert (decision.verdict, decision.rule_id) == ("never", "default-deny")


def test_a_suppression_comes_before_every_rule_and_the_cap_after() -> None:
    facts = ContactFacts("email", "US", "individual", "given", touches_seen=5)
    assert decide(facts).outcome == "hold"
    assert decide(replace(facts, suppressed="complaint")).rule_id == "guard-suppressed"
    assert decide(replace(facts, consent="withdrawn")).rule_id == "guard-withdrawn"
    assert decide(replace(facts, origin="crawled")).outcome == "stop"


def test_a_site_stands_for_its_subdomains_and_no_others() -> None:
    facts = ContactFacts("draft", None, "individual", "crawled")
    assert decide(replace(facts, site="old.reddit.com")).outcome == "stop"
    assert decide(replace(facts, site="reddit.com.")).outcome == "stop"
    assert decide(replace(facts, site="notreddit.com")).outcome == "go"
    assert "affiliated" in decide(replace(facts, site="stackoverflow.com")).explanation


def test_the_mark_of_a_market_goes_with_the_decision() -> None:
    facts = ContactFacts("email", "CN", "individual", "given", consent="live")
    assert decide(facts).subject_mark == "AD"
    assert decide(replace(facts, country="PL")).subject_mark == ""


def test_any_change_of_the_table_changes_its_version() -> None:
    assert parse_policy(TEXT).version == bundled_policy().version
    assert parse_policy(TEXT + "\n# a word\n").version != bundled_policy().version


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('verdict = "draft"', 'verdict = "maybe"', "verdict is one of"),
        ('countries = ["NZ"]', 'countries = ["XX"]', "'XX' is not known"),
        ('countries = ["NZ"]', "countries = []", "countries is empty"),
        ('origins = ["given", "imported"]', 'origins = ["bought"]', "'bought' is not known"),
        ("review = 2027-05-22", 'review = "soon"', "review is a date"),
        ('id = "nz-opt-in"', 'id = "au-opt-in"', "two rules are named"),
        ('EEA = ["AT"', 'EEA = ["XX"', "not a country code"),
        ('version = "2026-11-22"', "", "has no version"),
        ('version = "2026-11-22"', 'version = "1"\nsurprise = 1', "unknown key 'surprise'"),
        ('verdict = "draft"', 'verdict = "draft"\nif = 1', "unknown key 'if'"),
        ('[guards.cap]\ncitation = "House', '[guards.cap]\ncitations = "House', "guard 'cap'"),
        ('host = "stackoverflow.com"', 'host = "reddit.com"', "two sites are named"),
        ('id = "cn-crawled"\nverdict = "never"', 'id = "cn-crawled"', "needs verdict"),
        ('countries = ["NZ"]', 'countries = ["AU"]', "decides nothing"),
        ('id = "cn-crawled"\nverdict = "never"', 'id = "cn-crawled"\nverdict = "draft"', "no way"),
        (
            'id = "cn-opt-in"\nverdict = "consent_only"',
            'id = "cn-opt-in"\nverdict = "never"',
            "knowing less is laxer",
        ),
        ("[groups]", "[groups", "is no TOML"),
    ],
)
def test_a_broken_table_is_refused_with_what_is_wrong(old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(ConfigError, match=re.escape(message)):
        parse_policy(TEXT.replace(old, new, 1))


def test_all_mistakes_of_a_table_are_told_at_once() -> None:
    text = TEXT.replace('countries = ["NZ"]', 'countries = ["XX"]').replace(
        'origins = ["given"]', 'origins = ["bought"]'
    )
    with pytest.raises(ConfigError) as caught:
        parse_policy(text)
    assert len(caught.value.problems) >= 3
