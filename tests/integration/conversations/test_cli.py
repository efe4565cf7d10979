"""`leadminer outreach`, on both databases, with a mail server on loopback."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select
from typer.testing import CliRunner, Result

from leadminer.app import App
from leadminer.base.errors import InvalidInput, NotFound, Refused
from leadminer.cli.outreach import app as outreach
from leadminer.conversations.outreach.tokens import unsubscribe_token
from leadminer.prospects.consents import is_suppressed
from leadminer.prospects.rules import contact_hash
from leadminer.prospects.tables import Consent, ContactPoint
from tests.factories.conversations import make_case, messages
from tests.factories.mail_sink import mail_sink

NOW = datetime.now(UTC) - timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _workspace(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADMINER_WORKSPACE", str(app.workspace.root))


def call(*arguments: str) -> Result:
    result = CliRunner().invoke(outreach, list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def configure(app: App, port: int) -> None:
    path = app.workspace.config_path
    text = path.read_text(encoding="utf-8")
    for old, new in (
        ('smtp_host = ""', 'smtp_host = "127.0.0.1"'),
        ("smtp_port = 25", f"smtp_port = {port}"),
        ("smtp_starttls = true", "smtp_starttls = false"),
        ('sender_address = ""', 'sender_address = "hello@harbour.example"'),
        ('sender_name = ""', 'sender_name = "Harbour"'),
        ('postal_address = ""', 'postal_address = "1 Harbour Street"'),
        ('operator_name = ""', 'operator_name = "Harbour Leads Ltd"'),
        ('base_url = ""', 'base_url = "https://console.harbour.example"'),
    ):
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def test_check_names_what_is_missing_and_then_is_content(app: App) -> None:
    result = call("check", "--json")
    found = json.loads(result.output)
    assert result.exit_code == 1 and not found["ok"]
    assert "outreach.operator_name" in [finding["where"] for finding in found["findings"]]
    with mail_sink() as sink:
        configure(app, sink.port)
        result = call("check")
        assert result.exit_code == 0, result.output
        assert "outreach.smtp_host: answers" in result.output
    assert call("check").exit_code == 1  # the server is gone


def test_run_proposes_and_sends_and_why_tells_the_rule(app: App) -> None:
    with app.begin() as session:
        make_case(session, app.hash_key, 1, now=NOW, email="ann@people.example", consent=True)
        make_case(session, app.hash_key, 2, now=NOW, url="https://www.reddit.com/r/x/1")
        make_case(session, app.hash_key, 3, now=NOW, lang="zh-Hans")
    with mail_sink() as sink:
        configure(app, sink.port)
        done = json.loads(call("run", "--json").output)
        assert done["proposed"] == {"drafts": 1, "emails": 1, "refused": 1}
        assert done["sent"]["handed"] == 1
        assert sink.recipients == ["ann@people.example"]
    rows = {
        (row["channel"], row["state"]): row for row in json.loads(call("list", "--json").output)
    }
    assert set(rows) == {("email", "handed"), ("draft", "proposed"), ("draft", "refused")}
    for row in rows.values():
        told = json.loads(call("why", str(row["id"]), "--json").output)
        assert told["rule_id"] == row["rule"]
        assert told["recomputed"]["same"] and told["recomputed"]["same_version"]
    text = call("why", str(rows["email", "handed"]["id"])).output
    for wanted in (
        "unlisted-opt-in",
        "citation",
        "facts.consent = live",
        "consent.kind = express",
        "address.origin = given",
        "decided again from these facts: the same",
    ):
        assert wanted in text
    assert "site-reddit.com" in call("why", str(rows["draft", "refused"]["id"])).output
    number = str(rows["draft", "proposed"]["id"])
    assert "佣金" in call("show", number).output
    assert "is posted" in call("post", number, "--by", "operator:1").output
    assert [row["id"] for row in json.loads(call("list", "--state", "posted", "--json").output)]


def test_without_a_mail_server_run_writes_drafts_and_says_so(app: App) -> None:
    with app.begin() as session:
        make_case(session, app.hash_key, 1, now=NOW)
    output = call("run").output
    assert "1 drafts" in output and "smtp_host is empty" in output
    number = str(json.loads(call("list", "--json").output)[0]["id"])
    assert "is dismissed" in call("dismiss", number, "--reason", "old").output


def test_suppress_and_unsubscribe_are_final_and_repeat_harmlessly(app: App) -> None:
    assert "suppressed" in call("suppress", "Ann@People.example", "--reason", "complaint").output
    assert "already" in call("suppress", "ann@people.example").output
    token = unsubscribe_token(
        contact_hash(app.hash_key, "email", "bob@people.example"), hash_key=app.hash_key
    )
    assert call("unsubscribe", token).output == "unsubscribed\n"
    assert "already" in call("unsubscribe", token).output
    with app.read() as session:
        for name in ("ann", "bob"):
            hashed = contact_hash(app.hash_key, "email", f"{name}@people.example")
            assert is_suppressed(session, hashed)
    with pytest.raises(Refused, match="final"):
        call("consent", "add", "ann@people.example", "--evidence", "form")


def test_a_consent_with_the_address_given_opens_the_way(app: App) -> None:
    with app.begin() as session:
        make_case(session, app.hash_key, 1, now=NOW, email="ann@people.example", origin="crawled")
    arguments = ("consent", "add", "ann@people.example", "--evidence", "form of 2 November")
    assert "kept as consent" in call(*arguments, "--given", "--days", "365").output
    hashed = contact_hash(app.hash_key, "email", "ann@people.example")
    with app.read() as session:
        assert [c.contact_hash for c in session.exec(select(Consent))] == [hashed]
        assert [p.origin for p in session.exec(select(ContactPoint))] == ["given"]
    with mail_sink() as sink:
        configure(app, sink.port)
        call("run")
        assert sink.recipients == ["ann@people.example"]
    with app.read() as session:
        assert messages(session)[0].decision["facts"]["origin"] == "given"


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (("why", "99"), NotFound, "outreach list"),
        (("list", "--state", "gone"), InvalidInput, "there are: proposed"),
        (("list", "--channel", "fax"), InvalidInput, "draft, email"),
        (("suppress", "nothing"), InvalidInput, "--kind"),
        (("suppress", "a@b.example", "--reason", "why not"), InvalidInput, "complaint"),
        (("unsubscribe", "x"), InvalidInput, "incomplete or not ours"),
        (("consent", "add", "a@b.example", "--evidence", " "), InvalidInput, "evidence"),
        (("consent", "add", "a@b.example", "--evidence", "x", "--days=-5"), InvalidInput, "ago"),
        (("consent", "add", "a@b", "--evidence", "x", "--kind", "y"), InvalidInput, "express"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(
    arguments: tuple[str, ...], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        call(*arguments)
