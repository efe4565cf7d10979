"""Sites described by selectors: what they read, and mistakes said at once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from leadminer.base.errors import ConfigError
from leadminer.mining.extraction.page import Context
from leadminer.mining.sites.site_file import read_site_file
from leadminer.mining.sites.site_reading import read_site_page

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
FORUM = """
timezone = "Asia/Shanghai"
[follow]
lists = ["a.next"]
pages = ["td.t > a"]
[posts]
address = '/thema/'
block = "table.p"
title = "h2"
author = ".who"
author_url = ".who"
time = ".when"
text = ".said"
url = "a.link"
section = "//p[@class='path']/a"
fields = { "Menge" = ".n::text" }
"""
PAGE = """<html lang="de"><body><p class="path"><a>Markt</a> <a>Gesuche</a></p>
<h2>Fässer gesucht</h2>
<table class="p"><tr><td><a class="who" href="/u/7">Anna</a> <i class="when">2026-11-01 08:00</i>
<a class="link" href="#b1">#</a><div
 class="said">Wir suchen <b>200</b> Fässer.<br>Wer liefert?</div>
<i class="n">200 Stück</i></td></tr></table>
<table class="p"><tr><td><a class="who" href="javascript:x()">Bert</a>
<i class="when">vor 2 Tagen</i>
<a class="link" href="#b2">#</a><div class="said">Wir auch! bert@firma.de</div></td></tr></table>
<table class="p"><tr><td>Werbung</td></tr></table>
<a class="next" href="?seite=2">weiter</a><td class="t"><a href="/thema/9">Neu</a></td></body>
</html>"""
DIRECTORY = """
region = "DE"
[companies]
block = "li.firm"
name = "h3"
phone = ".tel"
email = "a.mail"
site = "a.web"
place = ".adr"
about = ".about"
url = "h3 a"
"""
FIRMS = """<ul><li class="firm"><h3><a href="/f/1">Nord GmbH</a></h3><span
 class="tel">040 1234560</span>
<a class="mail" href="mailto:info@nord.de?subject=x">Mail</a> <a class="web"
 href="https://nord.de">Web</a>
<p class="adr">Hafenweg 3, 20457 Hamburg</p><div class="about">Fässer aller Art</div></li>
<li class="firm"><h3><a href="/f/2">Süd KG</a></h3><a class="mail">kontakt [at] sued.de</a></li>
<li class="firm"></li></ul>"""


def site(tmp_path: Path, text: str):  # type: ignore[no-untyped-def]
    path = tmp_path / "site.toml"
    path.write_text(text, encoding="utf-8")
    return read_site_file(path)


def test_posts_are_read_by_their_selectors(tmp_path: Path) -> None:
    page = read_site_page(PAGE, "https://f.de/thema/7", site(tmp_path, FORUM), Context(now=NOW))
    topic, reply = page.posts
    assert (topic.title, topic.author, topic.text) == (
        "Fässer gesucht", "Anna", "Wir suchen 200 Fässer.\nWer liefert?",
    )  # fmt: skip
    assert (topic.author_url, topic.url) == ("https://f.de/u/7", "https://f.de/thema/7#b1")
    assert (topic.section, topic.fields) == (["Markt", "Gesuche"], {"Menge": "200 Stück"})
    assert topic.posted is not None
    assert (reply.is_reply, reply.author, reply.author_url) == (True, "Bert", None)
    assert reply.posted is not None
    assert (NOW - reply.posted).days == 2
    assert [c.value for c in reply.contacts if c.kind == "email"] == ["bert@firma.de"]
    assert [(link.kind, link.url) for link in page.links] == [
        ("next", "https://f.de/thema/7?seite=2"),
        ("title", "https://f.de/thema/9"),
    ]


def test_a_later_page_holds_replies_only(tmp_path: Path) -> None:
    context = Context(now=NOW, is_later_page=True)
    page = read_site_page(PAGE, "https://f.de/thema/7?p=2", site(tmp_path, FORUM), context)
    assert [post.is_reply for post in page.posts] == [True, True]


def test_a_page_of_posts_without_a_block_says_the_layout_changed(tmp_path: Path) -> None:
    rules = site(tmp_path, FORUM)
    empty = "<html><body><div>Neues Design</div></body></html>"
    assert read_site_page(empty, "https://f.de/thema/7", rules, Context(now=NOW)).unread
    assert not read_site_page(empty, "https://f.de/impressum", rules, Context(now=NOW)).unread


def test_companies_are_read_by_their_selectors(tmp_path: Path) -> None:
    page = read_site_page(FIRMS, "https://v.de/a", site(tmp_path, DIRECTORY), Context(now=NOW))
    nord, sued = page.companies
    assert (nord.name, nord.phone, nord.email, nord.site, nord.address, nord.url) == (
        "Nord GmbH", "+49401234560", "info@nord.de", "https://nord.de",
        "Hafenweg 3, 20457 Hamburg", "https://v.de/f/1",
    )  # fmt: skip
    assert (sued.email, sued.phone) == ("kontakt@sued.de", "")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[posts]\nblock = 'div'\n", "posts.text: Field required"),
        ("[posts]\nblock = 'div['\ntext = 'p'\n", "no CSS selector"),
        ("[posts]\nblock = '//div['\ntext = 'p'\n", "no CSS selector or XPath"),
        ("[posts]\nblock = 'p'\ntext = 'p'\naddress = '('\n", "posts.address"),
        ("[post]\nblock = 'p'\n", "post: Extra inputs"),
        ("version = '1'\n", "needs a"),
        ("version = ", "TOML"),
    ],
)
def test_mistakes_are_said_at_once(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        site(tmp_path, text)


@pytest.mark.parametrize("text", ["", "<", "\x00", "plain", "<p>" * 3000, "﷽" * 50])
def test_any_page_is_read_without_an_exception(tmp_path: Path, text: str) -> None:
    for rules in (FORUM, DIRECTORY):
        page = read_site_page(text, "https://f.de/thema/1", site(tmp_path, rules), Context(now=NOW))
        assert page.posts == []
