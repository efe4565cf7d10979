"""Small sites as a tester writes them: read whole, then at little cost, then their news."""

from __future__ import annotations

import pytest

from leadminer.app import App
from tests.factories.growing_fresh import Fresh
from tests.factories.growing_fresh_lists import FRESH, LetterDirectory, TitlesOnly
from tests.integration.mining.runs import read_site
from tests.integration.mining.small_web import served


@pytest.mark.parametrize("look", (*FRESH, TitlesOnly), ids=lambda look: look.__name__)
def test_a_small_site_is_read_whole_then_cheaply_and_then_its_news(
    desk: App, look: type[Fresh]
) -> None:
    site = look(many=30)
    with served(site) as (url, _):
        first = read_site(desk, url, spider="auto")
        assert (first.outcome, first.signals_new) == ("ok", site.records())
        again = read_site(desk, url, spider="auto")
        assert again.signals_new == 0
        # of a directory by letter each letter is read, whatever is on it
        assert again.requests <= (27 if look is LetterDirectory else 5)
        wanted = site.grow()
        assert read_site(desk, url, spider="auto").signals_new == wanted
