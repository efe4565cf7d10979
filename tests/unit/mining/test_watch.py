"""Watch rules: what they keep, what they show, what they refuse to read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.base.errors import InvalidInput
from leadminer.mining.watch import Watched, read_rule, read_watch

POST = Watched(
    title="Need a new CRM",
    text="We are looking for CRMs, 徵求網頁設計師 and an ERP; no printing.",
    author="Bob Tan",
    lang="zh-Hant",
    url="https://www.forum.example.org:8080/b2b/t/1",
    section=("B2B", "求购"),
)


@pytest.mark.parametrize(
    "rule",
    [
        '"looking for" (CRM OR ERP) -job',
        "crm erp",
        "ＣＲＭ",
        "print*",
        "title:crm",
        "征求网页设计",
        "author:bob site:forum.example.org",
        "site:example.org/b2b",
        "site:forum.example.org:8080",
        "section:求購",
        "lang:zh",
        "type:post",
        "NOT (job OR vacancy)",
        '"new crm" AND NOT vacancy',
        "vacancy OR title:CRM",
        "-(vacancy AND crm)",
    ],
)
def test_a_rule_keeps_what_it_asks_for(rule: str) -> None:
    assert read_rule(rule).matches(POST)


@pytest.mark.parametrize(
    "rule",
    [
        "-CRM",
        "title:erp",
        "prin",
        "rm",
        '"CRM new"',
        "lang:zh-Hans",
        "lang:de",
        "type:reply",
        "site:other.org",
        "site:ample.org",
        "site:example.org/jobs",
        "author:tango",
        "crm AND vacancy",
    ],
)
def test_a_rule_leaves_the_rest(rule: str) -> None:
    assert not read_rule(rule).matches(POST)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("", "no words"),
        ("   ", "no words"),
        ("(a", "not closed"),
        ("a)", "never opened"),
        ('"a', "not closed"),
        ("a OR", "missing"),
        ("OR b", "missing before OR"),
        ("NOT", "missing"),
        ("titel:crm", "no field 'titel'"),
        ("type:topic", "type: is one of"),
        ("title:", "title: needs a word"),
        ("!!!", "no letter or digit"),
        ("(" * 40 + "a", "deeper"),
        ("- " * 3 + "a", "no letter"),
        ("x" * 3000, "at most"),
    ],
)
def test_a_rule_that_cannot_be_read_says_why(rule: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        read_rule(rule)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_a_rule_or_a_clear_refusal(rule: str, text: str) -> None:
    try:
        read = read_rule(rule)
    except InvalidInput:
        return
    read.matches(Watched(text=text))
    for begin, end in read.spans(text):
        assert 0 <= begin < end <= len(text)


@given(st.text(max_size=80))
def test_not_keeps_exactly_what_the_rule_leaves(text: str) -> None:
    watched = Watched(text=text)
    for rule in ("need*", "crm OR 机床", "title:a"):
        assert read_rule(rule).matches(watched) != read_rule(f"NOT ({rule})").matches(watched)


def test_the_words_found_are_quoted_from_the_original() -> None:
    spans = read_rule('"looking for" (CRM OR 网页设计) -vacancy').spans(POST.text)
    assert [POST.text[a:b] for a, b in spans] == ["looking for", "CRMs", "網頁設計"]


def test_a_reply_to_a_kept_topic_is_kept_unless_it_is_excluded() -> None:
    watch = read_watch(["crm"], ["spam"], ["en"])
    reply = Watched(text="+1, we need this too", lang="en", kind="reply")
    assert watch.refuses(reply) == "not_watched"
    assert watch.refuses(reply, of_kept_topic=True) == ""
    spam = Watched(text="spam", lang="en", kind="reply")
    assert watch.refuses(spam, of_kept_topic=True) == "excluded"


def test_other_languages_are_left_and_unknown_ones_are_not() -> None:
    watch = read_watch([], [], ["zh-Hant", "en"])
    assert watch.refuses(Watched(text="x", lang="de")) == "language"
    assert watch.refuses(Watched(text="x", lang="zh-Hans")) == "language"
    assert watch.refuses(Watched(text="x", lang="")) == ""
    assert watch.refuses(Watched(text="x", lang="en")) == ""


WORDS = ("crm", "erp", "求购", "搅拌罐", "straße", "臺灣", "c++", "x-ray", "ไทย", "한국")
texts = st.lists(st.sampled_from([*WORDS, "b2b", "CRMs", "not", ".", "ＣＲＭ"]), max_size=6).map(
    " ".join
)
looked_at = st.builds(
    Watched,
    title=texts,
    text=texts,
    author=texts,
    lang=st.sampled_from(["en", "zh", "zh-Hant", ""]),
    url=st.sampled_from(["https://a.example/x", "", "http://[x"]),
    section=st.lists(texts, max_size=2).map(tuple),
    kind=st.sampled_from(["post", "reply", "company"]),
)
leaves = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map('"{}"'.format),
    st.tuples(st.sampled_from(["title:", "text:", "author:", "section:"]), st.sampled_from(WORDS))
    .map("".join),
    st.sampled_from(["lang:en", "lang:zh", "type:reply", "site:a.example"]),
)  # fmt: skip
Tree = str | tuple[str, "Tree"] | tuple[str, "Tree", "Tree"]
trees: st.SearchStrategy[Tree] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(st.just("NOT"), inner),
        st.tuples(st.sampled_from(["AND", "OR"]), inner, inner),
    ),
    max_leaves=6,
)


def printed(tree: Tree) -> str:
    if isinstance(tree, str):
        return tree
    if len(tree) == 2:
        return f"NOT ({printed(tree[1])})"
    return f"({printed(tree[1])}) {tree[0]} ({printed(tree[2])})"


def judged(tree: Tree, watched: Watched) -> bool:
    """What a rule means, without its grammar."""
    if isinstance(tree, str):
        return read_rule(tree).matches(watched)
    if len(tree) == 2:
        return not judged(tree[1], watched)
    first, second = judged(tree[1], watched), judged(tree[2], watched)
    return (first and second) if tree[0] == "AND" else (first or second)


@given(trees, looked_at)
def test_a_rule_matches_what_its_parts_say(tree: Tree, watched: Watched) -> None:
    assert read_rule(printed(tree)).matches(watched) == judged(tree, watched)


@given(trees, trees, looked_at)
def test_a_no_to_both_is_a_no_to_each(first: Tree, second: Tree, watched: Watched) -> None:
    one, other = printed(first), printed(second)
    for whole, parts in (
        (f"NOT (({one}) OR ({other}))", f"-({one}) AND -({other})"),
        (f"NOT (({one}) AND ({other}))", f"-({one}) OR -({other})"),
    ):
        assert read_rule(whole).matches(watched) == read_rule(parts).matches(watched)


@given(st.text(st.sampled_from("abxyz019 求购臺灣"), min_size=1, max_size=12))
def test_width_and_case_make_no_difference(said: str) -> None:
    wide = "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in said)
    if not said.strip():
        return
    for rule, text in ((said, wide), (wide, said), (said.upper(), said), (said, said.upper())):
        assert read_rule(f'"{rule}"').matches(Watched(text=text))
