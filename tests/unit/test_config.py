"""config.toml: every mistake is reported, at once, with its line."""

from __future__ import annotations

import pytest

from leadminer.base.errors import ConfigError
from leadminer.config import parse_config, secret


def problems(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse_config(text)
    return [f"{p.where}: {p.message}" for p in caught.value.problems]


def test_an_empty_file_gives_the_defaults() -> None:
    assert parse_config("").mining.delay_seconds == 1.0


def test_an_unknown_setting_is_named_with_its_line_and_the_likely_one() -> None:
    found = problems("[mining]\n\ndelay_secnds = 2\n")
    assert found == [
        "config.toml, line 3: unknown setting 'mining.delay_secnds'; did you mean 'delay_seconds'?"
    ]


def test_all_mistakes_are_reported_together() -> None:
    found = problems(
        '[mining]\ntimezone = "Mars"\n[web]\nport = 99999\n[[jobs]]\nname = "ok"\n'
        'url = "http://a"\n[[jobs]]\nname = "Bad Name"\nurl = "ftp://b"\ncron = "hourly"\n'
    )
    assert len(found) == 5
    assert any("line 9" in problem and "jobs.1.name" in problem for problem in found)
    assert any("line 11" in problem and "five fields" in problem for problem in found)


def test_broken_toml_says_where() -> None:
    (found,) = problems("[mining\n")
    assert "is no TOML" in found
    assert "line 1" in found


def test_two_jobs_may_not_share_a_name() -> None:
    job = '[[jobs]]\nname = "a"\nurl = "http://x"\n'
    assert problems(job + job) == ["config.toml: two jobs are named 'a'"]


def test_a_secret_that_is_named_but_missing_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_SUCH_SECRET", raising=False)
    with pytest.raises(ConfigError, match="NO_SUCH_SECRET is not set"):
        secret("NO_SUCH_SECRET", setting="outreach.smtp_password_env")
    monkeypatch.setenv("NO_SUCH_SECRET", "s3cret")
    assert secret("NO_SUCH_SECRET", setting="x") == "s3cret"
    assert secret("", "", setting="x") is None
