"""What elements say, cut out of what their page says, is what each of them says by itself."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement

from leadminer.mining.extraction.html import texts
from leadminer.mining.extraction.html.texts import text_of, texts_kept
from leadminer.mining.extraction.page import Context, read_page
from tests.unit.mining.test_mutated_pages import NOW, THREAD

WORDS = st.text("ab \n\t\u00a0\u200b\u2003\u3000>-", max_size=8)
TAGS = st.sampled_from(["div", "p", "b", "td", "br", "pre", "button", "h2", "script", "span"])
STYLES = st.sampled_from(["", "", "", ' hidden=""', ' style="display:none"'])
NODES = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, style, parts: f"<{tag}{style}>{''.join(parts)}</{tag}>",
        TAGS, STYLES, st.lists(inner, max_size=4),
    ),
    max_leaves=16,
)  # fmt: skip


def tree_of(html: str) -> HtmlElement:
    page = f"<html><body><div>{html}<!-- c --> end</div></body></html>"
    return lxml.html.document_fromstring(page).body  # what leaves the div is still on the page


@given(st.lists(NODES, max_size=6))
def test_an_element_says_on_its_page_what_it_says_alone(parts: list[str]) -> None:
    root = tree_of("".join(parts))
    elements = [e for e in root.iter() if isinstance(e.tag, str)]
    alone = [text_of(element) for element in elements]
    with texts_kept():
        assert [text_of(element) for element in elements] == alone
    with texts_kept():
        assert [text_of(element) for element in reversed(elements)] == alone[::-1]


def test_lines_are_blocks_and_blanks_are_one() -> None:
    root = tree_of("a <b> b</b>\n<p> c\u3000 \u200bd</p><pre>e\nf</pre><i hidden>g</i><td>h</td>i")
    assert text_of(root) == "a b\nc d\ne\nf\nh i end"


def test_a_page_is_walked_once_for_its_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    walked = []

    class Counted(texts._Flow):
        def _enter(self, element: HtmlElement) -> int:
            walked.append(element)
            return super()._enter(element)

    monkeypatch.setattr(texts, "_Flow", Counted)
    page = THREAD.replace("<body>", "<body>" + "<div><p>Some more.</p></div>" * 400)
    read_page(page, "https://board.example/t/7", Context(now=NOW))
    assert len(walked) < 3 * page.count("</")
