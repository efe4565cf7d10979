"""A hostile server: every post is found, nothing forbidden is asked or kept, at a bounded cost."""

from __future__ import annotations

import pytest

from tests.integration.mining.snares import Snares
from tests.integration.mining.trap_reading import read
from tests.integration.mining.traps import Traps

pytestmark = pytest.mark.acceptance
MEMORY_MIB_MAX = 600
# kinds of pages that are not followed at all, so that their case never comes up
NEVER_FOLLOWED = ["/calendar/"]


def test_a_hostile_site_is_read_whole_and_left_alive() -> None:
    site = Traps()
    with site.served():
        told = read(site)
    assert site.wanted - told.found == set()
    assert len(told.texts) == len(set(told.texts)), "a text is kept once"
    assert (site.broken_law(), told.kept_forbidden, told.hidden_mails) == ([], [], [])
    assert site.not_asked() == NEVER_FOLLOWED, "a case that is not met proves nothing"
    assert told.peak_mib <= MEMORY_MIB_MAX, f"{told.peak_mib} MiB"
    requests = sum(site.asked.values())
    assert told.ended["outcome"] == "partial" and requests <= 600, told.ended["reason"]
    refusals = told.ended["refusals"]
    assert "our_error" not in refusals and "error" not in refusals, told.complaints
    for reason in ("robots", "noindex", "tdm_reserved", "login", "captcha", "cookies", "too_large",
                   "metadata_address", "redirects", "redirect_refused", "timeout", "encoding",
                   "not_html", "connection"):  # fmt: skip
        assert refusals.get(reason) and told.examples[reason], f"{reason} was not told of"


def test_a_hostile_site_of_another_hand_is_read_whole_too() -> None:
    site = Snares()
    with site.served():
        told = read(site)
    missed = {site.names[n] for n in site.wanted - told.found}
    assert missed == set()
    assert len(told.texts) == len(set(told.texts)), "a text is kept once"
    assert (site.broken_law(), told.kept_forbidden) == ([], [])
    assert site.not_asked() == [], "a case that is not met proves nothing"
    assert told.peak_mib <= MEMORY_MIB_MAX, f"{told.peak_mib} MiB"
    requests = sum(site.asked.values())
    assert told.ended["outcome"] == "partial" and requests <= 800, told.ended["reason"]
    refusals = told.ended["refusals"]
    assert "our_error" not in refusals and "error" not in refusals, told.complaints
    reserved = [path for path, reason in site.due.items() if reason in ("noindex", "tdm_reserved")]
    assert refusals["noindex"] + refusals["tdm_reserved"] == len(reserved)
    for reason in ("page_time", "robots", "captcha", "login", "cookies", "too_large", "dns",
                   "metadata_address", "redirects", "redirect_refused", "timeout", "not_html",
                   "connection"):  # fmt: skip
        assert refusals.get(reason) and told.examples[reason], f"{reason} was not told of"
