"""The console in a real browser against a real server process, one walk a role."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.integration.web.seed import PASSWORD

pytestmark = pytest.mark.acceptance

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
NAMES = ("chromium", "chromium-browser", "google-chrome")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, where it is installed."""
    found = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if found is None:
        pytest.skip(
            "SKIPPED THE CONSOLE IN A BROWSER: chromium is not installed (apt install chromium)"
        )
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server process with a seeded database of its own."""
    folder = tmp_path_factory.mktemp("console") / "workspace"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.acceptance.console_server", str(folder), str(port)], cwd=ROOT
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server does not answer")


@pytest.fixture
def enter(browser: Any, server: str) -> Iterator[Callable[..., Any]]:
    """Log in as somebody, on a screen; what the page complains about fails the test."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def log_in(
        name: str,
        *,
        width: int = 1440,
        locale: str = "en",
        script: bool = True,
        quiet: bool = False,
    ) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, locale=locale, java_script_enabled=script
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        heard: list[str] = [] if quiet else complaints
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
        page.goto(f"{server}/login")
        page.fill("[name=email]", f"{name}@example.org")
        page.fill("[name=password]", PASSWORD)
        page.click("main button")
        page.wait_for_url("**/*")
        return page

    yield log_in
    for context in contexts:
        context.close()
    assert complaints == []


def overflow(page: Any) -> int:
    """By how many pixels the page is wider than its window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def test_an_operator_works_down_the_list_by_keys_alone(enter: Callable[..., Any]) -> None:
    page = enter("operator")
    assert page.title() == "Leads · leadminer"
    first = page.locator("aside h2").inner_text()
    page.keyboard.press("j")
    page.wait_for_url("**/leads/*")
    page.locator("aside h2").filter(has_not_text=first).wait_for()
    second = page.locator("aside h2").inner_text()
    assert second != first
    page.keyboard.press("x")
    page.locator(".toast", has_text="Marked as not a lead").wait_for()
    assert page.locator(".list", has_text=second).count() == 0
    page.keyboard.press("u")
    page.locator(".toast", has_text="Undone").wait_for()
    assert page.locator(".list", has_text=second).count() == 1
    page.keyboard.press("/")
    page.keyboard.type("dosing")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=dosing**")
    assert page.locator(".lead").count() >= 1
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("dialog#keys").is_visible()


def test_a_merchant_accepts_and_reports_a_deal_on_a_phone(enter: Callable[..., Any]) -> None:
    page = enter("merchant1", width=360, locale="zh-CN")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert overflow(page) <= 0
    page.locator("button", has_text="接受").first.click()
    page.locator(".toast", has_text="线索已接受").wait_for()
    assert overflow(page) <= 0
    page.fill("[name=value]", "78,000.00")
    page.locator("#won button.main").click()
    page.locator(".toast", has_text="成交已记录").wait_for()
    assert page.locator("text=¥3,900.00").count() >= 1
    assert overflow(page) <= 0


def test_a_merchant_without_script_can_do_the_same(enter: Callable[..., Any]) -> None:
    page = enter("merchant1", width=360, script=False)
    page.locator("button", has_text="Accept").first.click()
    page.locator(".toast", has_text="Lead accepted").wait_for()
    page.goto(page.url.split("?")[0])
    page.locator("button", has_text="Lost, no deal").click()
    page.locator(".toast", has_text="Recorded as lost").wait_for()


def test_finance_opens_a_statement_down_to_the_sentence(enter: Callable[..., Any]) -> None:
    page = enter("finance")
    page.locator("text=Books verified").wait_for()
    page.locator("a[href^='/finance/statements/'][data-row]").first.click()
    page.locator("a[href^='/finance/deals/']").first.click()
    page.locator("text=every link holds, the sentence is the one that was read").wait_for()
    assert page.locator("blockquote mark").count() >= 1
    with page.expect_download() as download:
        page.goto(page.url)
        page.locator(".crumb a").click()
        page.locator("a[href$='/file.pdf']").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")


def test_no_page_is_wider_than_a_phone(enter: Callable[..., Any], server: str) -> None:
    pages = {
        "operator": [
            "/leads",
            "/leads/1",
            "/drafts",
            "/drafts/1",
            "/handoffs",
            "/mining",
            "/merchants",
            "/reports",
        ],
        "merchant2": ["/inbox", "/inbox?tab=won", "/my/statements", "/account"],
        "finance": ["/finance", "/finance/statements/1", "/finance/deals/1"],
    }
    for name, paths in pages.items():
        page = enter(name, width=360)
        for path in paths:
            page.goto(server + path)
            assert overflow(page) <= 0, path
        page.context.close()


@pytest.fixture
def foreign_page(server: str) -> Iterator[str]:
    """A page of another origin on the same host (so that even a Lax cookie is sent) that posts."""
    form = (
        f"""<form method="post" action="{server}/leads/1/bad"><button>win a prize</button></form>"""
    )

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(form.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{other.server_address[1]}/"
        other.shutdown()


def test_a_page_of_another_site_cannot_act_for_somebody_logged_in(
    enter: Callable[..., Any], server: str, foreign_page: str
) -> None:
    page = enter("operator", quiet=True)
    before = page.locator(".lead").count()
    page.goto(foreign_page)
    page.locator("button").click()
    page.locator("text=did not come from this console").wait_for()
    page.goto(f"{server}/leads")
    assert page.locator(".lead").count() == before
