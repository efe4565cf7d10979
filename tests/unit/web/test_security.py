"""Small rules the pages lean on."""

from __future__ import annotations

import hashlib
import re

import pytest
from starlette.requests import Request

from leadminer.base.errors import Conflict, InvalidInput, KeyReused, NotAllowed, NotFound
from leadminer.web.errors import status_of
from leadminer.web.merchant.inbox import _plain
from leadminer.web.public.login import local_path, network
from leadminer.web.security import ForeignRequest, check_origin, check_token
from leadminer.web.templating import STATIC


def request(client: str = "192.0.2.7", **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request(
        {
            "type": "http",
            "method": "POST",
            "scheme": "https",
            "server": ("console.example", 443),
            "path": "/",
            "query_string": b"",
            "client": (client, 1),
            "headers": [(b"host", b"console.example"), *raw],
        }
    )


def test_a_post_of_our_own_page_passes() -> None:
    check_origin(request(origin="https://console.example", sec_fetch_site="same-origin"), "")
    check_origin(request(), "")  # no browser
    check_origin(request(origin="https://other.example"), "https://other.example/")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://console.example"},
        {"origin": "https://console.example", "sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
    ],
)
def test_a_post_that_another_site_started_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(ForeignRequest):
        check_origin(request(**headers), "")


def test_a_form_needs_the_log_ins_own_token() -> None:
    check_token("abc", "abc")
    for wrong in ("abd", "", None):
        with pytest.raises(ForeignRequest):
            check_token(wrong, "abc")


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "javascript:x",
        "/a\r\nSet-Cookie: x",
    ],
)
def test_after_log_in_nobody_is_led_to_another_site(path: str) -> None:
    assert local_path(path) == ""
    assert local_path("/leads?state=new") == "/leads?state=new"


def test_log_in_attempts_over_ipv6_count_per_network() -> None:
    assert network(request("2001:db8:1:2:aaaa::1")) == network(request("2001:db8:1:2:bbbb::9"))
    assert network(request("192.0.2.7")) == "192.0.2.7"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound(), 404),
        (NotAllowed(), 403),
        (InvalidInput(), 400),
        (Conflict(), 409),
        (KeyReused(), 409),
    ],
)
def test_each_error_has_its_status(error: Exception, status: int) -> None:
    assert status_of(error) == status  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("78,000.00", "78000.00"),
        ("78 000", "78000"),
        ("1,234,567", "1234567"),
        ("78000.5", "78000.5"),
        ("78,5", "78,5"),
        ("7.800,00", "7.800,00"),
        ("1,23,456", "1,23,456"),
    ],
)
def test_group_separators_are_read_and_guesses_are_not_made(typed: str, read: str) -> None:
    assert _plain(typed) == read


def test_vendored_files_are_the_ones_named() -> None:
    table = (STATIC / "vendor" / "README.md").read_text(encoding="utf-8")
    named = dict(re.findall(r"\| (\S+\.js) \|.*\| ([0-9a-f]{64}) \|", table))
    files = {path.name for path in (STATIC / "vendor").glob("*.js")}
    assert named.keys() == files
    for name, digest in named.items():
        assert hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest() == digest
