"""Log-ins on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import select

from leadminer.app import App
from leadminer.base.errors import Conflict, InvalidInput, NotAllowed
from leadminer.merchants.logins import (
    TooManyAttempts,
    authenticate,
    find_login,
    open_login,
    revoke_login,
    sweep_logins,
    touch_login,
)
from leadminer.merchants.queries import add_user, deactivate, set_password
from leadminer.merchants.tables import LoginAttempt, LoginSession
from leadminer.store import Session
from leadminer.work import build_registry
from tests.factories.merchants import NOW, make_merchant

RIGHT = "a right password"


def test_a_user_logs_in_whatever_the_letter_case_of_the_address(session: Session) -> None:
    user = add_user(session, "Ops@Example.com", RIGHT, role="operator", now=NOW)
    assert authenticate(session, " oPS@example.COM ", RIGHT, ip="1.1.1.1", now=NOW).id == user.id


def test_the_same_address_in_another_letter_case_is_the_same_user(session: Session) -> None:
    add_user(session, "ops@example.com", RIGHT, role="operator", now=NOW)
    with pytest.raises(Conflict):
        add_user(session, "OPS@EXAMPLE.COM", RIGHT, role="finance", now=NOW)


def test_a_wrong_password_and_an_unknown_account_read_the_same(session: Session) -> None:
    add_user(session, "ops@example.com", RIGHT, role="operator", now=NOW)
    with pytest.raises(NotAllowed) as wrong:
        authenticate(session, "ops@example.com", "wrong password", ip="1.1.1.1", now=NOW)
    with pytest.raises(NotAllowed) as unknown:
        authenticate(session, "who@example.com", RIGHT, ip="1.1.1.1", now=NOW)
    assert wrong.value.message == unknown.value.message


def test_the_sixth_guess_on_one_account_from_one_address_is_refused_even_when_right(
    session: Session,
) -> None:
    add_user(session, "ops@example.com", RIGHT, role="operator", now=NOW)
    for second in range(5):
        at = NOW + timedelta(seconds=second)
        with pytest.raises(NotAllowed, match="is wrong"):
            authenticate(session, "ops@example.com", "guess guess", ip="9.9.9.9", now=at)
    then = NOW + timedelta(minutes=2)
    with pytest.raises(TooManyAttempts, match="wait 3 minutes") as refused:
        authenticate(session, "ops@example.com", RIGHT, ip="9.9.9.9", now=then)
    assert refused.value.minutes == 3
    assert authenticate(session, "ops@example.com", RIGHT, ip="8.8.8.8", now=then)


def test_the_wait_that_is_told_is_long_enough(session: Session) -> None:
    add_user(session, "ops@example.com", RIGHT, role="operator", now=NOW)
    for _ in range(5):
        with pytest.raises(NotAllowed):
            authenticate(session, "ops@example.com", "guess guess", ip="9.9.9.9", now=NOW)
    with pytest.raises(TooManyAttempts) as refused:
        authenticate(session, "ops@example.com", RIGHT, ip="9.9.9.9", now=NOW)
    later = NOW + timedelta(minutes=refused.value.minutes)
    assert authenticate(session, "ops@example.com", RIGHT, ip="9.9.9.9", now=later)


def test_what_others_mistype_at_the_same_address_locks_nobody_out(session: Session) -> None:
    add_user(session, "ops@example.com", RIGHT, role="operator", now=NOW)
    for number in range(6):
        with pytest.raises(NotAllowed):
            authenticate(session, f"u{number}@example.com", "guess guess", ip="9.9.9.9", now=NOW)
    assert authenticate(session, "ops@example.com", RIGHT, ip="9.9.9.9", now=NOW)


def test_one_address_that_tries_a_hundred_accounts_is_slowed_down(session: Session) -> None:
    add_user(session, "ops@example.com", RIGHT, role="operator", now=NOW)
    session.add_all([LoginAttempt(subject="ip:9.9.9.9", at=NOW) for _ in range(100)])
    session.flush()
    with pytest.raises(TooManyAttempts, match="wait 5 minutes"):
        authenticate(session, "ops@example.com", RIGHT, ip="9.9.9.9", now=NOW)
    assert authenticate(session, "ops@example.com", RIGHT, ip="8.8.8.8", now=NOW)


def test_guesses_sent_at_once_are_counted_like_guesses_one_by_one(app: App) -> None:
    with app.begin() as session:
        add_user(session, "ops@example.com", RIGHT, role="operator", now=NOW)

    def guess(_number: int) -> str:
        with app.begin() as session:
            try:
                authenticate(session, "ops@example.com", "guess guess", ip="9.9.9.9", now=NOW)
            except TooManyAttempts:
                return "refused"
            except NotAllowed:
                return "wrong"
        return "in"

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(guess, range(12)))
    assert (told.count("wrong"), told.count("refused")) == (5, 7)


def test_the_eleventh_guess_on_one_account_is_refused_from_anywhere(session: Session) -> None:
    add_user(session, "ops@example.com", RIGHT, role="operator", now=NOW)
    for number in range(10):
        with pytest.raises(NotAllowed):
            authenticate(session, "ops@example.com", "guess guess", ip=f"2.2.2.{number}", now=NOW)
    with pytest.raises(NotAllowed, match="wait 15 minutes"):
        authenticate(session, "OPS@example.com", RIGHT, ip="3.3.3.3", now=NOW)


def test_a_log_in_is_found_by_its_token_until_it_expires_or_is_revoked(session: Session) -> None:
    user = add_user(session, "ops@example.com", RIGHT, role="operator", now=NOW)
    token, csrf = open_login(session, user, now=NOW, hours=2)
    found = find_login(session, token, now=NOW)
    assert found is not None
    assert found[0].csrf_token == csrf
    assert found[0].token_hash != token
    assert found[1].id == user.id
    assert find_login(session, token, now=NOW + timedelta(hours=2)) is None
    assert find_login(session, token + "x", now=NOW) is None
    assert revoke_login(session, token)
    assert not revoke_login(session, token)
    assert find_login(session, token, now=NOW) is None


def test_being_seen_is_written_at_most_every_five_minutes(session: Session) -> None:
    user = add_user(session, "ops@example.com", RIGHT, role="operator", now=NOW)
    token, _ = open_login(session, user, now=NOW)
    found = find_login(session, token, now=NOW)
    assert found is not None
    assert not touch_login(session, found[0], now=NOW + timedelta(minutes=4))
    assert touch_login(session, found[0], now=NOW + timedelta(minutes=5))


def test_a_new_password_and_a_deactivation_end_all_log_ins(session: Session) -> None:
    user = add_user(session, "ops@example.com", RIGHT, role="operator", now=NOW)
    token, _ = open_login(session, user, now=NOW)
    set_password(session, user, "another password")
    assert find_login(session, token, now=NOW) is None
    token, _ = open_login(session, user, now=NOW)
    deactivate(session, user)
    assert find_login(session, token, now=NOW) is None
    with pytest.raises(NotAllowed):
        authenticate(session, "ops@example.com", "another password", ip="1.1.1.1", now=NOW)


def test_the_sweep_forgets_what_is_over(session: Session) -> None:
    user = add_user(session, "ops@example.com", RIGHT, role="operator", now=NOW)
    old, _ = open_login(session, user, now=NOW, hours=1)
    new, _ = open_login(session, user, now=NOW, hours=9)
    sweep_logins(session, now=NOW + timedelta(hours=2))
    assert not revoke_login(session, old)
    assert revoke_login(session, new)


def test_a_worker_forgets_log_ins_and_attempts_that_are_over(app: App) -> None:
    with app.begin() as session:
        user = add_user(session, "ops@example.com", RIGHT, role="operator", now=NOW)
        open_login(session, user, now=app.clock.now() - timedelta(days=2), hours=1)
        session.add(LoginAttempt(subject="ip:192.0.2.1", at=app.clock.now() - timedelta(days=2)))
        session.add(LoginAttempt(subject="ip:192.0.2.2", at=app.clock.now()))
    sweep = build_registry(app).tasks["logins.sweep"]
    assert sweep.find_due() == ["all"]
    sweep.handle("all")
    assert sweep.find_due() == []
    with app.read() as session:
        assert session.exec(select(LoginAttempt.subject)).all() == ["ip:192.0.2.2"]
        assert session.exec(select(LoginSession)).all() == []


def test_a_merchant_user_needs_a_merchant_and_only_such_a_user(session: Session) -> None:
    merchant = make_merchant(session)
    with pytest.raises(InvalidInput):
        add_user(session, "a@example.com", RIGHT, role="merchant", now=NOW)
    with pytest.raises(InvalidInput):
        add_user(session, "a@example.com", RIGHT, role="finance", now=NOW, merchant_id=merchant.id)
    assert add_user(session, "a@b.co", RIGHT, role="merchant", now=NOW, merchant_id=merchant.id).id
    with pytest.raises(InvalidInput):
        add_user(session, "not an address", RIGHT, role="operator", now=NOW)
