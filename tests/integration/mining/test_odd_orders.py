"""Sites whose lists are in an odd order: a second run costs little, and news are found."""

from __future__ import annotations

import pytest

from leadminer.app import App
from tests.factories.growing import Growing
from tests.factories.growing_odd import Bins, ByTitleBare, MailList, MonthArchive, NewestLast
from tests.integration.mining.runs import read_site
from tests.integration.mining.small_web import served


@pytest.mark.parametrize("look", [Bins, ByTitleBare, MailList, MonthArchive, NewestLast])
def test_news_are_found_wherever_a_list_puts_them(desk: App, look: type[Growing]) -> None:
    site = look(count=48)
    with served(site) as (url, _):
        site.home = url
        assert read_site(desk, url, spider="auto").signals_new == site.records()
        again = read_site(desk, url, spider="auto")
        assert again.signals_new == 0, again.reason
        wanted = site.grow()
        grown = read_site(desk, url, spider="auto")
    assert grown.signals_new == wanted, grown.reason
