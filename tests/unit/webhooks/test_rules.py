"""Secrets, signatures, addresses, and what follows from an answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.base.errors import InvalidInput
from leadminer.webhooks.rules import (
    WAIT_MAX,
    Answer,
    Limits,
    Verdict,
    check_url,
    judge,
    retry_after,
    secret_of,
    sign,
    signed_headers,
    wait,
)
from leadminer.webhooks.states import EVENTS, TEST, check_events
from tests.factories.webhook_receiver import Received, verify

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
LIMITS = Limits(attempts_max=12, failures_max=20, failing_hours=24)


def verdict(answer: Answer, **values: object) -> Verdict:
    given_ = {"event_id": "msg_1", "attempts": 1, "failures": 1, "failing_since": NOW, **values}
    return judge(answer, limits=LIMITS, now=NOW, **given_)  # type: ignore[arg-type]


def test_a_signature_is_the_one_of_the_specification() -> None:
    # the known answer published with the scheme's reference libraries
    signature = sign(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@given(st.binary(max_size=200), st.text("abcdef0123456789", min_size=1, max_size=30))
def test_what_is_signed_verifies_and_what_was_changed_does_not(body: bytes, nonce: str) -> None:
    secret = secret_of(b"k" * 32, nonce)
    headers = signed_headers([secret], "msg_x", NOW, body)
    assert verify(secret, Received("/", headers, body))
    assert not verify(secret, Received("/", headers, body + b" "))
    assert not verify(secret, Received("/", {**headers, "webhook-id": "msg_y"}, body))
    assert not verify(secret, Received("/", {**headers, "webhook-timestamp": "1"}, body))
    assert not verify(secret_of(b"l" * 32, nonce), Received("/", headers, body))


def test_while_a_secret_is_replaced_both_verify() -> None:
    old, new = secret_of(b"k" * 32, "old"), secret_of(b"k" * 32, "new")
    received = Received("/", signed_headers([new, old], "msg_x", NOW, b"{}"), b"{}")
    assert verify(old, received)
    assert verify(new, received)
    assert not verify(secret_of(b"k" * 32, "third"), received)


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.com/in",
        "https://",
        "https:///in",
        "ftp://hooks.example.com/",
        "https://127.0.0.1/in",
        "https://localhost/in",
        "https://2130706433/in",
        "https://0x7f.1/in",
        "https://[::1]/in",
        "https://[::ffff:10.0.0.1]/in",
        "https://10.1.2.3/in",
        "https://169.254.169.254/latest/meta-data",
        "https://metadata.google.internal/",
        "https://user:pass@hooks.example.com/",
        "https://hooks.example.com:99999/",
        "https://hooks.example.com/in\r\nx: y",
        "https://hooks.example.com\\@127.0.0.1/",
        "https://hooks.example.com/" + "a" * 2000,
        "javascript:alert(1)",
    ],
)
def test_an_address_that_leads_nowhere_good_is_refused(url: str) -> None:
    with pytest.raises(InvalidInput):
        check_url(url, allow_private=False)


def test_a_public_address_is_taken_and_an_intranet_only_where_it_is_allowed() -> None:
    taken = check_url(" https://hooks.example.com:8443/in?k=1#f ", allow_private=False)
    assert taken == "https://hooks.example.com:8443/in?k=1"
    assert check_url("http://10.1.2.3:80/in", allow_private=True) == "http://10.1.2.3:80/in"
    with pytest.raises(InvalidInput):
        check_url("http://169.254.169.254/", allow_private=True)


def test_events_are_checked_by_name() -> None:
    assert check_events(["deal.recorded", " lead.handed_off", TEST, "deal.recorded", ""]) == [
        "deal.recorded",
        "lead.handed_off",
    ]
    with pytest.raises(InvalidInput, match=r"deal\.made"):
        check_events(["deal.made"])
    assert all(name == name.lower() and "." in name and said for name, said in EVENTS.items())


@given(st.integers(100, 599), st.integers(1, 60))
def test_only_2xx_is_delivered_and_nothing_else_is_ever_lost_early(
    status: int, attempts: int
) -> None:
    found = verdict(Answer(status), attempts=attempts)
    if 200 <= status < 300:
        assert found.state == "delivered"
    else:
        assert found.state == ("dead" if attempts >= LIMITS.attempts_max else "due")
        assert found.due_at > NOW


@given(st.integers(1, 50))
def test_waits_grow_and_stay_within_their_bounds(attempts: int) -> None:
    one, two = wait("msg_a", attempts), wait("msg_b", attempts)
    assert one != two, "events that failed together do not come back together"
    assert timedelta(seconds=20) < one <= WAIT_MAX * 1.25
    assert wait("msg_a", attempts + 2) > one or one >= WAIT_MAX * 0.75


def test_an_endpoint_that_is_gone_is_disabled_at_once() -> None:
    assert verdict(Answer(410)).disable_why == "gone"
    assert verdict(Answer(404)).disable_why == ""


def test_an_endpoint_is_disabled_only_by_many_failures_over_a_long_time() -> None:
    day = NOW - timedelta(hours=24)
    burst = verdict(Answer(500), failures=500, failing_since=NOW - timedelta(minutes=1))
    assert burst.disable_why == ""
    assert verdict(Answer(500), failures=19, failing_since=day).disable_why == ""
    assert verdict(Answer(500), failures=20, failing_since=day).disable_why == "failing"
    assert verdict(Answer(200), failures=20, failing_since=day).disable_why == ""


def test_who_cannot_be_reached_is_left_alone_for_a_while_and_who_fails_one_event_is_not() -> None:
    assert verdict(Answer(problem="timeout")).pause_until is not None
    assert verdict(Answer(503)).pause_until is not None
    assert verdict(Answer(500)).pause_until is None
    asked = verdict(Answer(429, retry_after=timedelta(hours=1)))
    assert asked.pause_until == NOW + timedelta(hours=1)
    assert asked.due_at == NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("Wed, 18 Nov 2026 09:02:00 GMT", 120),
        ("Wed, 18 Nov 2020 09:02:00 GMT", 0),
        ("99999999999", 86400),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("١٢", 12),
    ],
)
def test_retry_after_is_read_in_both_its_forms(header: str | None, seconds: int | None) -> None:
    found = retry_after(header, NOW)
    assert found == (None if seconds is None else timedelta(seconds=seconds))
