"""Which links stand where nobody sees them."""

from __future__ import annotations

import pytest
from lxml import html

from leadminer.mining.extraction.html.unseen import Unseen

STYLE = """<style>@media print { .printed { display: none } }
.gone , .away { left : -9999px; position: absolute } .shut { display:none }
.slide { left: -100% } .icon { text-indent: -9999px }</style>"""


@pytest.mark.parametrize(
    ("around", "is_bait"),
    [
        ("<p class=away>{}</p>", True),
        ("<p class=shut>{}</p>", True),
        ("<p class=shut>{0}{0}</p>", False),  # a menu that opens
        ("<p class=printed>{}</p>", False),
        ("<p class=slide>{}</p>", False),
        ("<p class=icon>{}</p>", False),
        ("<template>{}</template>", True),
        ("<template><ul><li>{0}</li><li>{0}</li></ul></template>", False),
        ("<div style='height:0; overflow:hidden'>{}</div>", True),
        ("<div style='height:0.8em'>{}</div>", False),
        ("<div style='transform: scale( 0 )'>{}</div>", True),
        ("<div style='max-height:0'>{}</div>", False),
    ],
)
def test_a_link_that_nobody_sees_is_bait(around: str, is_bait: bool) -> None:
    body = around.format("<a href='/x'>x</a>")
    root = html.fromstring(f"<html><head>{STYLE}</head><body>{body}</body></html>")
    assert Unseen(root).is_bait(next(root.iter("a"))) is is_bait
