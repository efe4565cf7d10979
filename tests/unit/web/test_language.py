"""Which language a reader gets, that every text is translated, and how amounts and days look."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import leadminer.web
from leadminer.web.language import LANGUAGES, LOCALE_DIR, Writer, choose, match, translations
from leadminer.web.templating import environment

WEB = Path(leadminer.web.__file__).parent
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("zh-TW,zh;q=0.9,en;q=0.5", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-CN,zh;q=0.9", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans"),
        ("de-DE,de;q=0.9,en;q=0.3", "en"),
        ("fr;q=0.9, zh-SG;q=0.8, en;q=0.2", "zh-Hans"),
        ("en;q=0, zh-TW;q=0.1", "zh-Hant"),
        ("x;q=nonsense", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_the_browsers_first_language_we_speak_is_chosen(accept: str | None, expected: str) -> None:
    assert choose(cookie=None, accept=accept) == expected


def test_a_click_wins_over_the_browser_and_the_account_comes_last() -> None:
    assert choose(cookie="en", accept="zh-CN", own="zh-Hant") == "en"
    assert choose(cookie="klingon", accept="zh-CN", own="zh-Hant") == "zh-Hans"
    assert choose(cookie=None, accept="fi", own="zh-Hant") == "zh-Hant"


def test_a_language_we_do_not_speak_is_none() -> None:
    assert match("ja-JP") is None


def _texts() -> set[str]:
    """Every text of templates and code that a reader may see."""
    found = extract_from_dir(
        str(WEB),
        method_map=[("**.py", "python"), ("templates/**.html", "jinja2")],
        options_map={"templates/**.html": {"extensions": "jinja2.ext.i18n,jinja2.ext.do"}},
        keywords={"_": None, "gettext": None, "ngettext": (1, 2), "N_": None},
    )
    texts = set()
    for _, _, message, _, _ in found:
        texts.update(message if isinstance(message, tuple) else (message,))
    return {text for text in texts if text}


@pytest.mark.parametrize("lang", [code for code in LANGUAGES if code != "en"])
def test_every_text_is_translated(lang: str) -> None:
    texts = _texts()
    assert len(texts) > 300, "extraction finds the texts"
    catalogue = read_po(BytesIO((LOCALE_DIR / f"{lang}.po").read_bytes()))
    known = {}
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        translated = message.string if isinstance(message.string, tuple) else (message.string,)
        assert not message.fuzzy or not message.id, f"fuzzy: {message.id}"
        known.update(dict.fromkeys(ids, translated[0]))
    missing = sorted(text for text in texts if not known.get(text))
    assert missing == []


@pytest.mark.parametrize("lang", [code for code in LANGUAGES if code != "en"])
def test_a_translation_uses_the_same_placeholders(lang: str) -> None:
    for message in read_po(BytesIO((LOCALE_DIR / f"{lang}.po").read_bytes())):
        source = message.id[0] if isinstance(message.id, tuple) else message.id
        target = message.string[0] if isinstance(message.string, tuple) else message.string
        if source:
            assert set(PLACEHOLDER.findall(source)) == set(PLACEHOLDER.findall(target)), source


def test_traditional_texts_are_not_simplified_ones() -> None:
    assert translations("zh-Hant").gettext("Statement") == "對帳單"
    assert translations("zh-Hans").gettext("Statement") == "对账单"
    assert translations("en").gettext("Statement") == "Statement"


def test_money_is_written_as_the_reader_writes_it() -> None:
    now = datetime(2026, 11, 18, 9, tzinfo=UTC)
    assert Writer("en", now).money(7800000, "EUR") == "€78,000.00"
    assert Writer("zh-Hans", now).money(7800000, "CNY") == "¥78,000.00"
    assert Writer("en", now).money(1500, "JPY") == "¥1,500"
    assert Writer("en", now).amount(-60000, "CNY") == "−600.00"
    assert Writer("en", now).amount(1234, "KWD") == "1.234"
    # an amount no binary fraction can hold
    assert Writer("en", now).amount(900719925474099301, "EUR") == "9,007,199,254,740,993.01"


def test_days_are_the_readers_own() -> None:
    late = datetime(2026, 11, 18, 22, 30, tzinfo=UTC)
    assert Writer.of("en", late).day(late) == "18 Nov 2026"
    assert Writer.of("en", late, "Asia/Shanghai").day(late) == "19 Nov 2026"
    assert Writer.of("zh-Hans", late).month("2026-11") == "2026年11月"
    assert Writer.of("en", late).ago(late - timedelta(hours=2)) == "2 hours ago"
    assert Writer.of("zh-Hant", late).ago(late - timedelta(hours=2)) == "2 小時前"
    assert Writer.of("en", late).rate(750) == "7.5 %"


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_a_code_that_is_empty_is_called_nothing(lang: str) -> None:
    """Under the empty text gettext keeps the head of the whole catalogue."""
    said = environment(lang).globals
    assert said["word"]("term", "") == ""
    assert said["reason_label"]({}) == ""
    assert "Project-Id" not in said["actor"]("")
