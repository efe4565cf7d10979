"""Small rules: languages, threads, caps, bounces, and what a sender needs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from leadminer.base.errors import InvalidInput
from leadminer.config import OutreachSection
from leadminer.conversations.outreach import rules
from leadminer.conversations.outreach.policy import bundled_policy

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
ALL = ["de", "en", "es", "ja", "vi", "zh-Hans", "zh-Hant"]


@pytest.mark.parametrize(
    ("reader", "facts", "chosen"),
    [
        ("zh-CN", ["zh-Hans", "en"], "zh-Hans"),
        ("zh_TW", ["zh-Hant", "en"], "zh-Hant"),
        ("zh-Hant-HK", ["zh-Hans", "en"], "zh-Hans"),
        ("zh", ["zh-Hant", "en"], "zh-Hant"),
        ("zh", ["en"], "en"),
        ("de-AT", ["de", "en"], "de"),
        ("de", ["en"], "en"),
        ("fr", ["fr", "en"], "en"),
        ("", ["zh-Hans", "en"], "en"),
        (None, ["zh-Hans"], "en"),
        ("en", ["zh-Hans"], "en"),
        ("en", [], ""),
    ],
)
def test_the_language_is_the_readers_if_it_can_be_written_whole(
    reader: str | None, facts: list[str], chosen: str
) -> None:
    assert rules.choose_language(reader, templates=ALL, facts=facts) == chosen


def test_addresses_of_one_thread_have_one_key() -> None:
    key = rules.thread_key("https://forum.example/t/7")
    assert rules.thread_key("https://Forum.Example/t/7/#post-3") == key
    assert rules.thread_key("HTTPS://forum.example/t/7") == key
    assert rules.thread_key("https://forum.example/t/7?page=2") != key
    assert rules.thread_key("https://forum.example/t/8") != key


@pytest.mark.parametrize(
    ("touches", "cap", "frees"),
    [
        ([], 1, NOW),
        ([NOW - timedelta(days=3)], 1, NOW + timedelta(days=11)),
        ([NOW - timedelta(days=3), NOW - timedelta(days=1)], 2, NOW + timedelta(days=11)),
        ([NOW - timedelta(days=3), NOW - timedelta(days=1)], 1, NOW + timedelta(days=13)),
        ([], 0, NOW + timedelta(days=14)),
    ],
)
def test_the_cap_frees_when_enough_contacts_are_out_of_the_window(
    touches: list[datetime], cap: int, frees: datetime
) -> None:
    assert rules.cap_frees_at(touches, cap=cap, days=14, now=NOW) == frees


@pytest.mark.parametrize(
    ("code", "text", "hard"),
    [
        (550, "5.1.1 no such user", True),
        (550, "5.2.1 disabled", True),
        (552, "5.2.2 mailbox full", False),
        (550, "5.7.26 not authenticated", False),
        (450, "4.1.1 later", False),
        (550, "no enhanced status", False),
    ],
)
def test_only_a_dead_address_is_a_hard_bounce(code: int, text: str, hard: bool) -> None:
    assert rules.is_hard_bounce(code, text) is hard


@pytest.mark.parametrize(
    ("prospect", "owner", "kind"),
    [
        ("person", "role", "individual"),
        ("organization", "role", "company_role"),
        ("organization", "generic", "company_role"),
        ("organization", "personal", "company_person"),
        ("organization", "unknown", "unknown"),
        ("", "role", "unknown"),
    ],
)
def test_who_is_not_known_counts_as_unknown(prospect: str, owner: str, kind: str) -> None:
    assert rules.recipient_kind(prospect, owner) == kind


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("ann@people.example", "email"),
        ("+49 30 1234567", "phone"),
        ("forum.example/ann", "account"),
        ("people.example", "domain"),
    ],
)
def test_an_address_tells_what_it_is(value: str, kind: str) -> None:
    assert rules.contact_kind(value) == kind


def test_an_address_that_is_nothing_is_refused() -> None:
    for value in ("", "ann", "ann@", "two words.example"):
        with pytest.raises(InvalidInput):
            rules.contact_kind(value)
    with pytest.raises(InvalidInput, match="no kind"):
        rules.contact_kind("ann@people.example", "fax")


READY = {
    "smtp_host": "mail.example",
    "sender_name": "H",
    "sender_address": "h@harbour.example",
    "postal_address": "1 Street",
    "operator_name": "H Ltd",
}


@pytest.mark.parametrize(
    ("changes", "base_url", "setting"),
    [
        ({"operator_name": ""}, "https://h.example", "outreach.operator_name"),
        ({"sender_address": "h@"}, "https://h.example", "outreach.sender_address"),
        ({"sender_address": "h@x.example\nBcc: y"}, "https://h.example", "outreach.sender_address"),
        ({"postal_address": " "}, "https://h.example", "outreach.postal_address"),
        ({}, "", "web.base_url"),
        ({}, "http://h.example", "web.base_url"),
        ({"smtp_user": "u"}, "https://h.example", "outreach.smtp_user"),
    ],
)
def test_each_missing_setting_is_found(
    changes: dict[str, object], base_url: str, setting: str
) -> None:
    section = OutreachSection.model_validate({**READY, **changes})
    errors = [f for f in rules.sender_findings(section, base_url) if f.level == "error"]
    assert [finding.where for finding in errors] == [setting]


def test_a_ready_sender_has_no_findings() -> None:
    section = OutreachSection.model_validate(READY)
    assert rules.sender_findings(section, "https://h.example") == []


def test_overdue_reviews_of_the_table_are_told() -> None:
    assert rules.review_findings(bundled_policy(), date(2026, 12, 1)) == []
    (finding,) = rules.review_findings(bundled_policy(), date(2028, 1, 1))
    assert finding.level == "warning" and "cn-crawled" in finding.message
