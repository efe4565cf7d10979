"""Sections that a label names, or that a lone link leads back to."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from leadminer.mining.extraction.places.breadcrumb import read_breadcrumb

NAV = '<div><a href="/f/1">Machines</a> <a href="/f/2">Wanted</a> <a href="/f/3">Offers</a></div>'


@pytest.mark.parametrize(
    "said",
    [
        '<p>Section: <a href="/f/2">Wanted</a></p>',
        '<p>Раздел: <a href="/f/2">Wanted</a></p>',
        '<p><a href="/f/2">← Wanted</a></p>',
        '<p><a href="/f/2">&laquo; Back to Wanted</a></p>',
        '<p>← <a href="/f/2">Wanted</a></p>',
    ],
)
def test_a_section_is_named_by_its_label_or_the_way_back(said: str) -> None:
    page = document_fromstring(f"<body><header>{NAV}</header>{said}<h1>Drums</h1></body>")
    assert read_breadcrumb(page, [], "Drums") == ["Wanted"]


@pytest.mark.parametrize("said", ["« Previous", "← Older posts", "← Back", "« 上一页"])
def test_the_way_to_a_page_before_is_no_section(said: str) -> None:
    page = document_fromstring(
        f'<body><header>{NAV}</header><p><a href="/t/8">{said}</a></p><h1>Drums</h1></body>'
    )
    assert read_breadcrumb(page, [], "Drums") == []
