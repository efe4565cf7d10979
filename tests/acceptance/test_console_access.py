"""The console for everybody: axe finds nothing serious, keys do what the help says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.acceptance.test_console import browser, enter, overflow, server

__all__ = ["browser", "enter", "server"]  # fixtures
pytestmark = pytest.mark.acceptance

PAGES = {
    "operator": (
        *("/leads", "/leads/1", "/leads?state=waiting", "/leads?q=nothing+such", "/drafts"),
        *("/drafts/1", "/handoffs", "/mining", "/mining/runs/2", "/mining/jobs", "/mining/unread"),
        *(
            "/mining/jobs/night",
            "/mining/hosts",
            "/imports",
            "/imports/one",
            "/learning",
            "/learning/calibration",
        ),
        *(
            "/identity",
            "/identity?after=999999",
            "/identity/merges",
            "/prospects/1/access",
            "/leads/1/rank",
        ),
        *("/learning/models", "/merchants", "/reports", "/webhooks", "/account", "/nowhere"),
    ),
    "merchant1": (
        *("/inbox", "/inbox?tab=work", "/inbox/1", "/inbox/4", "/my/statements"),
        *("/my/statements/1", "/my/webhooks", "/account"),
    ),
    "finance": ("/finance", "/finance/statements/1", "/finance/deals/1", "/account"),
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("role", list(PAGES))
def test_axe_finds_nothing_serious_on_any_page(
    enter: Callable[..., Any], server: str, role: str, width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = enter(role, width=width, quiet=True)
    found = []
    for scheme, pages in (("light", PAGES[role]), ("dark", PAGES[role][::3])):
        page.emulate_media(color_scheme=scheme)
        for path in pages:
            page.goto(server + path)
            assert overflow(page) <= 0, f"{path} is wider than {width} px"
            seen = axe.run(page, options=RULES).response
            assert len(seen["passes"]) > 5, "axe has looked"
            for broken in seen["violations"]:
                if broken["impact"] in ("serious", "critical"):
                    where = [node["html"][:160] for node in broken["nodes"][:3]]
                    found.append(f"{scheme} {path}: {broken['id']} {broken['help']} {where}")
    assert not found, "\n".join(found)


def test_a_verdict_with_its_reason_takes_two_keys(enter: Callable[..., Any]) -> None:
    page = enter("operator")
    title = page.locator("aside h2").inner_text()
    page.keyboard.press("g")
    menu = page.locator("aside details[open] .menu")
    menu.get_by_text("Names quantity, budget or time").wait_for()
    page.keyboard.press("2")
    page.locator(".toast", has_text="Marked as good").wait_for()
    assert page.locator(".lead.on .tag", has_text="good").count() == 1
    page.keyboard.press("b")
    menu.get_by_text("Offers something itself").wait_for()
    page.keyboard.press("Escape")
    assert menu.count() == 0
    page.keyboard.press("b")
    page.keyboard.press("2")
    page.locator(".toast", has_text="Marked as not a lead").wait_for()
    assert page.locator(".list", has_text=title).count() == 0
    page.keyboard.press("u")
    page.locator(".toast", has_text="Undone").wait_for()


def test_without_script_a_verdict_with_its_reason_takes_two_clicks(
    enter: Callable[..., Any],
) -> None:
    page = enter("operator", script=False)
    page.locator("aside summary", has_text="Good").click()
    page.get_by_role("button", name="Needs it soon").click()
    page.locator(".toast", has_text="Marked as good").wait_for()


def test_posts_are_read_one_key_each(enter: Callable[..., Any], server: str) -> None:
    page = enter("operator")
    page.goto(f"{server}/learning")
    seen = set()
    for key in ("3", "n", "s"):
        seen.add(page.locator(".split form").first.get_attribute("action"))
        page.keyboard.press(key)
        page.locator(".toast", has_text="Here is the next one").wait_for()
        page.wait_for_load_state()
    assert len(seen) == 3
    page.keyboard.press("u")
    page.locator(".toast", has_text="Undone").wait_for()


def test_pairs_are_decided_one_key_each_and_taken_back(
    enter: Callable[..., Any], server: str
) -> None:
    page = enter("operator")
    page.goto(f"{server}/identity")
    form = page.locator(".split form.duo")
    first = form.get_attribute("action")
    page.keyboard.press("s")
    page.wait_for_url("**/identity?after=*")
    assert form.get_attribute("action") != first
    page.goto(f"{server}/identity")
    page.keyboard.press("m")
    page.locator(".toast", has_text="Made one").wait_for()
    page.keyboard.press("u")
    page.locator(".toast", has_text="Undone").wait_for()
    assert form.get_attribute("action") == first
    page.keyboard.press("n")
    page.locator(".toast", has_text="Kept apart").wait_for()
    page.goto(f"{server}/identity/merges")
    page.get_by_role("button", name="Ask again").click()
    page.locator(".toast", has_text="Undone").wait_for()


def test_without_script_a_pair_is_decided_by_one_click(
    enter: Callable[..., Any], server: str
) -> None:
    page = enter("operator", script=False, width=360)
    page.goto(f"{server}/identity")
    assert overflow(page) <= 0
    page.get_by_role("button", name="One and the same").click()
    page.locator(".toast", has_text="Made one").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.locator(".toast", has_text="Undone").wait_for()
