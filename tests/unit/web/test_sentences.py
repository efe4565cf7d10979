"""Sentences of the rooms in the reader's language: all are translated, and found again."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from leadminer.base.errors import NotFound
from leadminer.conversations.outreach.policy import ContactFacts, decide
from leadminer.handoffs.states import HandoffState
from leadminer.leads.states import LeadState
from leadminer.web.language import LOCALE_DIR, Writer
from leadminer.web.sentences import LENGTH_MAX, Template, say
from tests.house import sentences

LANGS = ("zh-Hans", "zh-Hant")
NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
# messages that come from elsewhere: each is a sentence made, and found, in another place
NO_SENTENCE = {"ConfigError": "findings", "TooManyAttempts": "minutes"}  # and what they take
PASSED_ON = {
    "conversations/outreach/sending.py": "what a mail server answered",
    "intake/records.py": "a code of intake/states.py",
    "mining/readers/json_api.py": "a code of docs/mining.md",
    "mining/readers/api_reader.py": "a code of docs/mining.md",
    "mining/politeness/middlewares.py": "a code of docs/mining.md",
    "mining/politeness/redirects.py": "a code of docs/mining.md",
    "mining/spider.py": "a code of docs/mining.md",
    "web/merchant/inbox.py": "the sentence of the error it stands for",
}


def writer(lang: str) -> Writer:
    return Writer(lang, NOW)


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_of_the_rooms_is_translated_with_the_same_slots(lang: str) -> None:
    found = sentences.found()
    assert len(found) > 250, "extraction finds the sentences"
    with (LOCALE_DIR / f"sentences.{lang}.po").open("rb") as file:
        known = {str(message.id): message for message in read_po(file) if message.id}
    missing = sorted(text for text in found if text not in known or not known[text].string)
    assert missing == [], "run `python -m tests.house.sentences` and translate what is new"
    for text, message in known.items():
        assert text in found or "by hand" in message.user_comments, f"{text!r} is gone"
        assert set(sentences.SLOT.findall(str(message.string))) <= set(sentences.SLOT.findall(text))


def test_every_error_a_page_may_show_says_a_sentence_that_can_be_found() -> None:
    """Who raises writes the sentence there, as a string, so that it can be translated."""
    hidden = []
    for name, tree in sentences.modules():
        if name not in sentences.behind_pages():
            continue
        for node, function in sentences.functions_of(tree):
            if not isinstance(node, ast.Raise) or not isinstance(node.exc, ast.Call):
                continue
            kind = ast.unparse(node.exc.func).split(".")[-1]
            if (
                kind not in sentences.errors()
                or not node.exc.args
                or kind in NO_SENTENCE
                or name in PASSED_ON
            ):
                continue
            said = list(sentences.branches(node.exc.args[0], function))
            if all(sentences.template(each) is None for each in said):
                hidden.append(f"{name}:{node.lineno} {ast.unparse(node.exc)}")
    assert hidden == []


@given(st.sampled_from(sorted(sentences.found())), st.data())
def test_a_sentence_is_found_again_whatever_stands_in_it(text: str, data: st.DataObject) -> None:
    values = {
        slot: data.draw(st.text("abc 中'1-", max_size=12)) for slot in sentences.SLOT.findall(text)
    }
    made = re.sub(r"\{\d+\}", lambda slot: values[slot[0]], text)
    found = Template.of(text, "").fit(made)
    assert found is not None
    # what is found makes the same sentence again
    assert re.sub(r"\{(\d+)\}", lambda slot: found[int(slot[1])], text) == made


@given(st.text(max_size=400))
def test_any_text_can_be_asked_for(text: str) -> None:
    for lang in ("en", *LANGS):
        assert isinstance(say(text, writer(lang)), str)


def test_what_a_person_wrote_stays_as_it_is() -> None:
    assert say("They need it by Friday, call them", writer("zh-Hans")) == (
        "They need it by Friday, call them"
    )
    long = "there is no lead " + "9" * LENGTH_MAX
    assert say(long, writer("zh-Hans")) == long


def test_english_readers_get_the_sentence_itself() -> None:
    assert say("there is no lead 7", writer("en")) == "there is no lead 7"
    assert say("no_capacity", writer("en")) == "No capacity now"


def test_codes_days_and_sentences_inside_a_sentence_are_said_too() -> None:
    hans, hant = writer("zh-Hans"), writer("zh-Hant")
    assert say("lead 4 is handed_off by now: look at it again", hans) == (
        "线索 4 现在的状态是“待商家答复”：请重新查看"
    )
    assert say("2026-11 ends on 2026-11-30: close it after that day, or close it early", hant) == (
        "2026-11 到 2026年11月30日 才結束：請在那天之後結帳，或提前結帳"
    )
    assert say("some pages could not be read: 3 x timeout, 1 x tls", hans) == (
        "部分页面无法读取：应答过慢 × 3、安全连接失败 × 1"
    )
    assert say(NotFound().message, hans) == "没有这样的内容。"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("channel", ["draft", "email", "phone"])
@pytest.mark.parametrize("country", ["CN", "DE", "US", None])
def test_every_decision_of_the_policy_is_explained_in_chinese(
    lang: str, channel: str, country: str | None
) -> None:
    for origin in ("given", "crawled", "imported", "unknown"):
        for consent in ("none", "live", "withdrawn"):
            for suppressed in ("", "unsubscribed"):
                for site in ("", "reddit.com", "stackoverflow.com"):
                    facts = ContactFacts(
                        channel=channel,
                        country=country,
                        origin=origin,
                        consent=consent,
                        suppressed=suppressed,
                        site=site,
                    )
                    for text in (decide(facts).explanation, decide(facts).citation):
                        said = say(text, writer(lang))
                        assert re.search(r"[一-鿿]", said), text
                        assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,}", said), said


@pytest.mark.parametrize("lang", LANGS)
def test_every_state_is_named_inside_a_refusal(lang: str) -> None:
    for kind, states in (("lead", LeadState), ("hand-off", HandoffState)):
        for state in states:
            said = say(
                f"a {kind} that is {state} cannot become {state}; allowed: {state}", writer(lang)
            )
            assert state.value not in said, said
