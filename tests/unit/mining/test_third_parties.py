"""Contact points that are plainly somebody else's are masked; the author's own stay."""

from __future__ import annotations

import pytest

from leadminer.mining.extraction.values.contacts import contacts_of_post
from leadminer.mining.extraction.values.items import Post
from leadminer.mining.sensitive import Policy
from leadminer.mining.third_parties import redact
from leadminer.signals.sensitive.masking import MASK


def read(text: str, lang: str = "en", region: str = "US") -> Post:
    post = Post(text=text, lang=lang)
    post.contacts = contacts_of_post("", text, region=region, lang=lang)
    return post


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Need pumps. Call my boss at +1 212 555 2368 if unsure", ["555"]),
        ("My colleague Anna Schmidt, phone: +49 30 901820, knows more", ["901820", "Anna"]),
        ("Our lift broke. My landlord's number is +1 212 555 2368", ["2368"]),
        ("The seller's email is crook@scam.example, beware", ["crook@"]),
        ("He ran off with my money, you can contact him at joe.fox@gmail.com", ["joe.fox"]),
        ("> mail me at other.one@gmail.com\nI would like the same", ["other.one"]),
        ("---- Forwarded message ----\nFrom: Bob Ray <bob.ray@corp.example>"
         "\nTo: me@x.example\nWe need chairs", ["bob.ray", "Bob Ray"]),
        ("[quote=Kim]text me on +1 212 555 2368[/quote] same here", ["2368"]),
        ("求购水泵，我同事王小明的电话：13812345678", ["13812345678", "王小明"]),
        ("有人认识这个骗子吗，他的微信：wxid_cheat88", ["wxid_cheat88"]),
    ],
)  # fmt: skip
def test_what_is_of_somebody_else_is_masked(text: str, gone: list[str]) -> None:
    post = read(text, "zh-Hans" if "的" in text else "en", "CN" if "的" in text else "US")
    assert redact(post, Policy()) > 0
    for word in gone:
        assert word not in post.text
        assert word not in str(post.contacts)
    for fact in post.noted:
        assert post.text[fact["start"] : fact["end"]] == MASK


@pytest.mark.parametrize(
    "text",
    [
        "We need 500 chairs. Call me at +1 212 555 2368",
        "My phone number is +1 212 555 2368, my boss is away",
        "Contact our purchasing manager Ms Li, ann.li@firm.example",
        "Please contact us: sales@firm.example, their products failed",
        "求购水泵，联系人：王先生 13812345678",
        "我们采购经理李小姐电话：13812345678",
        "From: Shanghai\nTo: Hamburg\nmail: ann.fox@freight.example",
        "Looking for a pump for my friend, email: ann.fox@freight.example",
        "I am buying for my client, phone +1 212 555 2368",
        "帮我老公求购水泵，13812345678",
        "My boss told me to ask. My email: ann.fox@freight.example",
    ],
)
def test_the_authors_own_stay(text: str) -> None:
    is_chinese = "求" in text or "我们" in text
    post = read(text, "zh-Hans" if is_chinese else "en", "CN" if is_chinese else "US")
    assert post.contacts
    before = list(post.contacts)
    assert redact(post, Policy()) == 0
    assert (post.text, post.contacts) == (text, before)


def test_a_number_that_is_also_told_as_the_authors_own_stays() -> None:
    post = read("> call +1 212 555 2368\nYes, that is me: call me at +1 212 555 2368")
    assert redact(post, Policy()) == 0
    assert len(post.contacts) == 1


def test_it_can_be_switched_off() -> None:
    post = read("Call my boss at +1 212 555 2368")
    assert redact(post, Policy(third_parties=False)) == 0
