"""Templates: whole in every language, only the facts given, and closed to tricks."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leadminer.base.errors import InvalidInput, NotFound, Refused
from leadminer.conversations.outreach.composing import (
    ASKABLE,
    Brief,
    MailBrief,
    write_answer,
    write_mail,
)
from leadminer.conversations.outreach.drafting import FOLDER, Texts
from leadminer.merchants.tables import Merchant, Offer
from leadminer.prospects.tables import Consent, ContactPoint
from leadminer.workspace import Workspace, bundled_root

LANGS = ["de", "en", "es", "ja", "vi", "zh-Hans", "zh-Hant"]
NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
FACT = "FACT-5-to-50-bags"
CJK = re.compile(r"[\u4e00-\u9fff]")
ASCII_MARK_AFTER_CJK = re.compile(r"[\u4e00-\u9fff][,:;!?]")


@pytest.fixture
def texts(workspace: Workspace) -> Texts:
    return Texts(workspace)


def brief(lang: str, **offer: object) -> Brief:
    values = {"facts": {lang: FACT}, "checklist": list(ASKABLE), **offer}
    return Brief(
        merchant=Merchant(
            slug="acme", name="Acme Machines", lang=lang, country="GB", timezone="UTC",
            currency="GBP", site="https://acme.example", created_at=NOW,
        ),
        offer=Offer(merchant_id=1, slug="packing", name="Packing", **values),
        operator="Harbour Leads Ltd",
        reader_lang=lang,
    )  # fmt: skip


def mail(**changes: object) -> MailBrief:
    values: dict[str, object] = {
        "point": ContactPoint(
            prospect_id=1, kind="email", value="a@b.example", value_hash="0" * 64,
            origin="given", observed_at=NOW, source_url="",
        ),
        "consent": Consent(
            contact_hash="0" * 64, channel="email", kind="express", evidence="form",
            valid_from=NOW,
        ),
        "postal_address": "1 Harbour Street,\nBristol",
        "unsubscribe_url": "https://h.example/u/TOKEN",
        "thread_url": "https://forum.example/t/1",
        **changes,
    }  # fmt: skip
    return MailBrief(**values)  # type: ignore[arg-type]


def test_the_languages_that_are_complete(texts: Texts) -> None:
    assert texts.languages("answer") == LANGS
    assert texts.languages("email") == LANGS


@pytest.mark.parametrize("lang", LANGS)
def test_an_answer_says_the_facts_and_ends_with_who_writes_for_whom(
    texts: Texts, lang: str
) -> None:
    written = write_answer(texts, brief(lang))
    assert written.lang == lang
    lines = written.body.splitlines()
    assert FACT in lines
    assert "Harbour Leads Ltd" in lines[-1] and "Acme Machines" in lines[-1]
    assert sum(line.startswith("- ") for line in lines) == 3
    assert "{" not in written.body and "\n\n\n" not in written.body


@pytest.mark.parametrize("lang", LANGS)
def test_an_answer_claims_nothing_beyond_the_facts(texts: Texts, lang: str) -> None:
    """Numbers, links and names in it are those that were given."""
    body = write_answer(texts, brief(lang)).body.replace(FACT, "")
    assert not re.search(r"\d", body)
    assert re.findall(r"https?://[^\s]+", body) == ["https://acme.example"]
    other = write_answer(texts, brief(lang, facts={lang: "OTHER"})).body
    assert other.replace("OTHER", "") == body


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("origin", ["given", "imported", "crawled"])
def test_a_mail_says_who_why_where_from_and_the_way_out(
    texts: Texts, lang: str, origin: str
) -> None:
    point = ContactPoint(
        prospect_id=1, kind="email", value="a@b.example", value_hash="0" * 64, origin=origin,
        observed_at=NOW, source_url="https://people.example/team" if origin == "crawled" else "",
    )  # fmt: skip
    written = write_mail(texts, brief(lang), mail(point=point))
    for wanted in (
        "Harbour Leads Ltd", "1 Harbour Street, Bristol", "Acme Machines", FACT, "2026-11-18",
        "https://forum.example/t/1",
    ):  # fmt: skip
        assert wanted in written.body, wanted
    assert written.body.splitlines()[-1] == "https://h.example/u/TOKEN"
    assert ("https://people.example/team" in written.body) == (origin == "crawled")
    assert "Acme Machines" in written.subject and "\n" not in written.subject


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant"])
def test_chinese_texts_are_set_in_chinese(texts: Texts, lang: str) -> None:
    body = write_mail(texts, brief(lang), mail()).body + write_answer(texts, brief(lang)).body
    assert not ASCII_MARK_AFTER_CJK.search(body)
    other = "这们与应该" if lang == "zh-Hant" else "這們與應該"
    assert not set(body) & set(other)
    assert len(CJK.findall(body)) > 150


def test_a_text_without_consent_does_not_speak_of_one(texts: Texts) -> None:
    without = write_mail(texts, brief("en"), mail(consent=None)).body
    assert "agreed" not in without
    assert "agreed on 2026-11-18" in write_mail(texts, brief("en"), mail()).body


def test_known_answers_are_not_asked_again(texts: Texts) -> None:
    known = brief("en")
    asked = write_answer(texts, Brief(**{**_fields(known), "known_items": frozenset(ASKABLE)}))
    assert "- " not in asked.body
    assert "helps to know" not in asked.body


def _fields(value: Brief) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__slots__}


def test_the_mark_of_a_market_begins_the_subject(texts: Texts) -> None:
    assert write_mail(texts, brief("en"), mail(subject_mark="AD")).subject.startswith("AD ")


def test_a_mail_without_what_the_law_wants_is_not_written(texts: Texts) -> None:
    with pytest.raises(Refused, match="postal_address"):
        write_mail(texts, brief("en"), mail(postal_address=" "))
    with pytest.raises(InvalidInput, match="unsubscribe"):
        write_mail(texts, brief("en"), mail(unsubscribe_url=""))


def test_an_answer_without_a_name_or_facts_is_not_written(texts: Texts) -> None:
    with pytest.raises(Refused, match="no facts"):
        write_answer(texts, brief("en", facts={"en": "  "}))
    with pytest.raises(Refused, match="operator_name"):
        write_answer(texts, Brief(**{**_fields(brief("en")), "operator": " "}))


def own(workspace: Workspace, name: str, text: str) -> Texts:
    folder = workspace.root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return Texts(workspace)


@pytest.mark.parametrize(
    "trick",
    [
        "{{ facts.__class__ }}",
        "{{ facts.upper() }}",
        "{{ ''.join(ask) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ lipsum.__globals__ }}",
        "{{ cycler }}{{ cycler.__init__ }}",
        "{{ missing }}",
        "{{ facts | nosuch }}",
        "{% if %}",
    ],
)
def test_a_template_reaches_nothing_but_its_values(workspace: Workspace, trick: str) -> None:
    texts = own(workspace, "answer.en.j2", "{% block body %}" + trick + "{% endblock %}")
    with pytest.raises(InvalidInput, match="answer"):
        write_answer(texts, brief("en"))


def test_a_workspaces_template_must_still_say_who_writes(workspace: Workspace) -> None:
    texts = own(workspace, "answer.en.j2", "{% block body %}Buy now: {{ facts }}{% endblock %}")
    with pytest.raises(InvalidInput, match="leaves out 'Harbour Leads Ltd'"):
        write_answer(texts, brief("en"))


def test_a_workspace_adds_a_language(workspace: Workspace) -> None:
    text = "{% block body %}{{ facts }} {{ operator }} pour {{ merchant }}{% endblock %}"
    written = write_answer(own(workspace, "answer.fr.j2", text), brief("fr"))
    assert written.lang == "fr" and written.body.endswith("pour Acme Machines")


def test_text_of_others_is_never_read_as_a_template(texts: Texts) -> None:
    written = write_answer(texts, brief("en", facts={"en": "{{ operator }} {% raw %}"}))
    assert "{{ operator }} {% raw %}" in written.body


def test_a_name_with_a_line_break_is_refused(texts: Texts) -> None:
    bad = brief("en")
    bad.merchant.name = "Acme\r\nBcc: x@y.example"
    with pytest.raises(InvalidInput):
        write_mail(texts, bad, mail())


def test_a_language_nobody_wrote_is_not_found(texts: Texts) -> None:
    with pytest.raises(NotFound):
        texts.render("answer", "tlh", {})


def test_nothing_in_the_code_posts_to_a_site() -> None:
    """Drafts are posted by people: no outreach code can make a request to a web server."""
    root = Path(bundled_root()) / "leadminer"
    files = [*(root / "conversations").rglob("*.py"), *(root / "flow").glob("converse.py")]
    assert len(files) > 10
    reaching = re.compile(
        r"^\s*(?:import|from)\s+(httpx|requests|urllib\.request|http\.client|aiohttp|scrapy"
        r"|twisted|socket|selenium|playwright|webbrowser|subprocess)\b",
        re.MULTILINE,
    )
    for path in files:
        assert not reaching.search(path.read_text(encoding="utf-8")), path.name
    # the one way out is the mail server of the settings; strangers' servers may be asked for a
    # name where the settings say so, but are never given a mail
    mailing = {p.name for p in files if "smtplib" in p.read_text(encoding="utf-8")}
    assert mailing == {"sending.py", "mailboxes.py"}
    asking = next(p for p in files if p.name == "mailboxes.py").read_text(encoding="utf-8")
    assert not re.search(r"docmd|sendmail|send_message|\.data\(|client\.send", asking)


def test_a_mail_has_nothing_in_it_that_tells_of_being_opened() -> None:
    """Opens and clicks are counted by nobody, so no machine's can be: there is no picture, no
    HTML and no link but the sender's own (INT-11)."""
    root = Path(bundled_root())
    source = (root / "leadminer/conversations/outreach/letter.py").read_text(encoding="utf-8")
    assert "text/plain; charset=utf-8" in source and "text/html" not in source
    templates = list((root / "templates" / "messages").glob("*.j2"))
    assert len(templates) > 10
    for template in templates:
        text = template.read_text(encoding="utf-8")
        assert "<img" not in text and "http" not in text, template.name
