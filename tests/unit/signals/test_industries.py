"""Which industry a text is about, and that the table is sound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.base.errors import InvalidInput
from leadminer.signals.industries import CONFIDENCE_MIN, industries_of, known_code, table


def best(**where: object) -> tuple[str, str]:
    found = industries_of(**where)  # type: ignore[arg-type]
    return (found[0]["code"], found[0]["method"]) if found else ("", "")


def test_the_table_has_all_sections_and_divisions_with_their_names() -> None:
    sections = [code for code in table() if len(code) == 1]
    divisions = [code for code in table() if len(code) == 3]
    assert sections == list("ABCDEFGHIJKLMNOPQRSTU") and len(divisions) == 88
    for code, entry in table().items():
        assert code[0] in sections and all(entry.names.values())
        known = {f"{n:02d}" for n in range(1, 98)} - {"60"}  # GB/T 4754-2017: 60 is 邮政业
        assert all(len(g) in (1, 3) and (g[1:] in known | {"60", ""}) for g in entry.gbt), code


def test_no_word_stands_for_two_industries() -> None:
    words = [word.casefold() for entry in table().values() for word in entry.words]
    assert len(words) == len(set(words)), sorted({w for w in words if words.count(w) > 1})


@pytest.mark.parametrize(
    ("where", "code", "method"),
    [
        ({"title": "Looking for a food packaging machine"}, "C28", "title"),
        ({"title": "求购：食品级不锈钢搅拌罐 500L"}, "C28", "title"),
        ({"title": "food-grade pumps"}, "C28", "title"),
        ({"title": "Machine for food processing wanted"}, "C28", "title"),
        ({"title": "求购食品包装机械"}, "C28", "title"),
        ({"title": "尋找小程序開發公司"}, "J62", "title"),
        ({"title": "Suche Lebensmittel Großhandel"}, "G46", "title"),
        ({"name": "Shenzhen Best Toys Co., Ltd."}, "C32", "name"),
        ({"name": "東莞市大利塑膠制品有限公司"}, "C22", "name"),
        ({"fields": {"行业": "家具"}, "title": "求购软件"}, "C31", "label"),
        ({"fields": {"ISIC v4": "2822"}, "title": "furniture"}, "C28", "code"),
        ({"fields": {"NACE": "62.01"}}, "J62", "code"),
        ({"section": ["Directory", "Printing services"]}, "C18", "section"),
        ({"text": "We sell shoes. Leather, handbags and footwear of all kinds."}, "C15", "text"),
        ({"title": "How do I get over a breakup?"}, "", ""),
        (
            {"title": "You can bank on it, he said", "text": "no doubt"},
            "K64",
            "title",
        ),  # words have two meanings
    ],
)
def test_the_industry_is_that_of_the_thing_named_last_or_labelled(
    where: dict[str, object], code: str, method: str
) -> None:
    assert best(**where) == (code, method)


@given(st.text(max_size=200), st.text(max_size=60))
def test_spans_quote_the_text_and_nothing_unsure_is_said(title: str, word: str) -> None:
    given_title = f"{title} machinery {word}"
    for row in industries_of(title=given_title, text=title):
        source = {"title": given_title, "text": title}[row["field"]]
        assert source[row["start"] : row["end"]] == row["text"]
        assert CONFIDENCE_MIN <= row["confidence"] < 1
        assert row["code"] in table()


def test_a_code_is_known_by_section_or_division() -> None:
    assert (known_code("c28"), known_code(" J "), known_code("")) == ("C28", "J", "")
    with pytest.raises(InvalidInput, match="no industry"):
        known_code("C99")
