"""Which links stand where nobody sees them."""

from __future__ import annotations

import pytest
from lxml import html

from leadminer.mining.extraction.html.unseen import Unseen

STYLE = """<style>@media print { .printed { display: none } }
.gone , .away { left : -9999px; position: absolute } .shut { display:none }
.slide { left: -100% } .icon, .wordless { text-indent: -9999px } .dull { opacity: 0 }
.later { opacity: 0; transition: opacity 1s } .pale { color: #ffffff; background: #FFF }
#box .inner a { display: none } div.tiny > a { font-size: 0 } .logo { text-indent: -999px;
background: url(logo.png) } .cut { clip: rect(0 0 0 0); position: absolute }</style>"""


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


@pytest.mark.parametrize(
    ("body", "is_bait"),
    [
        ("<a href=/x></a>", True),
        ("<a href=/x rel=nofollow>&nbsp; </a>", True),
        ("<a href=/x aria-label='Drums wanted'></a>", False),  # a card's link over all of it
        ("<a href=/x class=card></a>", False),
        ("<a href=/x><i></i></a>", False),
        ("<a href=/x><img src=p.gif width=1 height=1px></a>", True),
        ("<a href=/x><img src=p.gif></a>", False),
        ("<a href=/x style='color:#fff; background-color: white'>x</a>", True),
        ("<a href=/x style='color:#fff; background-color: red'>x</a>", False),
        ("<a href=/x class=pale>x</a>", True),
        ("<a href=/x class=dull>x</a>", True),
        ("<a href=/x class=later>x</a>", False),  # a script shows it by and by
        ("<a href=/x class=dull>x</a><a class=dull>y</a><a class=dull>z</a>" * 7, False),
        ("<a href=/x class=wordless>x</a>", True),
        ("<a href=/x class=logo>x</a>", False),
        ("<a href=/x class=cut>x</a>", True),
        ("<div id=box><p class=inner><a href=/x>x</a></p></div>", True),
        ("<div id=other><p class=inner><a href=/x>x</a></p></div>", False),
        ("<div class=tiny><a href=/x>x</a></div>", True),
        ("<div class=tiny><a href=/x><img src=p.png></a></div>", False),
    ],
)
def test_a_link_without_words_size_or_ink_is_bait(body: str, is_bait: bool) -> None:
    root = html.fromstring(f"<html><head>{STYLE}</head><body>{body}</body></html>")
    assert Unseen(root).is_bait(next(root.iter("a"))) is is_bait
