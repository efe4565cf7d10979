"""Quoted text on a page: the reasons marked, everything from outside made harmless."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from leadminer.web.charts import Bar, bars, funnel, parts, weight_bar
from leadminer.web.evidence import excerpt, marked, readable, safe_url, spans


def reason(start: int, end: int, weight: float = 1.0, field: str = "text") -> dict[str, object]:
    return {"field": field, "start": start, "end": end, "weight": weight, "text": "", "label": ""}


def test_a_reason_is_marked_and_markup_in_the_text_is_shown_not_run() -> None:
    text = "<script>alert(1)</script> need 2 tanks"
    html = marked(text, [reason(26, 38)])
    assert html == "&lt;script&gt;alert(1)&lt;/script&gt; <mark>need 2 tanks</mark>"


def test_what_speaks_against_is_marked_differently() -> None:
    assert 'class="no"' in marked("we supply tanks", [reason(3, 9, -1.0)])


def test_reasons_of_another_field_are_left_out() -> None:
    assert "<mark>" not in marked("need tanks", [reason(0, 4, field="title")])


def test_of_two_overlapping_reasons_the_stronger_stays_whole() -> None:
    assert spans([reason(5, 15), reason(10, 20)], "text", 30) == [(5, 15, True)]


def test_offsets_outside_the_text_do_no_harm() -> None:
    assert marked("short", [reason(-5, 500)]) == "<mark>short</mark>"
    assert marked("short", [reason(50, 60)]) == "short"


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70), st.floats(-3, 3)), max_size=6),
)
def test_without_its_marks_the_html_is_the_escaped_text(
    text: str, found: list[tuple[int, int, float]]
) -> None:
    html = marked(text, [reason(*one) for one in found])
    plain = html
    for tag in ("<mark>", '<mark class="no">', "</mark>"):
        plain = Markup(str(plain).replace(tag, ""))
    assert str(plain) == str(escape(text))


def test_an_excerpt_begins_near_the_first_reason() -> None:
    text = "word " * 100 + "need two tanks soon" + " more" * 100
    html = excerpt(text, [reason(500, 514)])
    assert html.startswith("…")
    assert "<mark>need two tanks</mark>" in html
    assert len(html) < 300


def test_only_web_addresses_become_links() -> None:
    assert safe_url("https://forum.example/t/1") == "https://forum.example/t/1"
    for bad in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "https://[::1",
        "",
        None,
    ):
        assert safe_url(bad) == ""


def test_a_chart_escapes_labels_and_carries_no_inline_style() -> None:
    rows = [Bar("<b>host</b>", 4, "4"), Bar("other", 0, "0")]
    for svg in (bars(rows, "Leads <x>"), funnel(rows, "Leads <x>"), parts([0.5, 2.0, -1.0])):
        assert "<b>" not in svg
        assert "<x>" not in svg
        assert "style=" not in svg


def test_a_weight_against_grows_to_the_left_of_the_middle() -> None:
    assert 'x="25.0%" width="25.0%"' in weight_bar(-1.0, 2.0, both=True)
    assert 'x="0.0%" width="100.0%"' in weight_bar(2.0, 2.0)


def test_an_address_is_shown_in_letters_unless_these_would_deceive() -> None:
    assert readable("f.example/u/%E7%AB%B9%E5%A1%B9") == "f.example/u/竹塹"
    assert readable("f.example/abf%C3%BCllanlage") == "f.example/abfüllanlage"
    for kept in ("f.example/a%2Fb%3Fc", "f.example/%FF", "f.example/%E2%80%AEmoc", "%C2%A0", ""):
        assert readable(kept) == kept
    assert readable(None) == ""
