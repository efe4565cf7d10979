"""Manners of the JSON client, with a clock that only its own waiting moves."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import pytest

from leadminer.base.clock import FixedClock
from leadminer.mining.politeness import dialling
from leadminer.mining.politeness.answers import Manners, Refused, StopReading
from leadminer.mining.politeness.failures import Failed
from leadminer.mining.politeness.pace import Pace
from leadminer.mining.politeness.pauses import pause_asked
from leadminer.mining.readers import json_api
from leadminer.mining.readers.json_api import JsonClient
from tests.integration.mining.small_web import Answer, Site, served

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
TDM = "/.well-known/tdmrep.json"  # asked for after a host's first answer


class Notes:
    """Remembers what the client told."""

    def __init__(self) -> None:
        self.refusals: list[str] = []
        self.requests = 0
        self.bytes = 0

    def beat(self) -> None: ...
    def understood(self) -> None: ...
    def wanted(self) -> None: ...
    def delayed(self, seconds: float) -> None: ...

    def asked(self) -> None:
        self.requests += 1

    def came(self, size: int) -> None:
        self.bytes += size

    def refused(self, reason: str) -> None:
        self.refusals.append(reason)


class Bed:
    """Time that passes by sleeping."""

    def __init__(self) -> None:
        self.at = 0.0

    def sleep(self, seconds: float) -> None:
        self.at += seconds


@contextmanager
def asking(
    site: Site, *, allow_private: bool = True, delay: float = 0.0
) -> Iterator[tuple[JsonClient, str, list[str], Notes, Bed]]:
    notes, bed = Notes(), Bed()
    manners = Manners(
        user_agent="leadminer (+https://example.org/us)",
        delay_seconds=delay,
        timeout_seconds=5.0,
        page_bytes_max=1024 * 1024,
        allow_private=allow_private,
    )
    pace = Pace(delay, notes.beat, clock=lambda: bed.at, sleep=bed.sleep)
    with (
        served(site) as (url, log),
        JsonClient(manners, clock=FixedClock(NOW), watch=notes, pace=pace) as client,
    ):
        yield client, url, log, notes, bed


def quiet(answer: Answer, robots: bytes = b"") -> Site:
    return lambda path, _: Answer(200, robots) if path == "/robots.txt" else answer


@pytest.mark.parametrize(
    ("header", "sent", "seconds"),
    [
        ("17", "", 17.0),
        ("Wed, 18 Nov 2026 09:00:30 GMT", "", 30.0),
        ("Wed, 18 Nov 2026 12:00:30 GMT", "Wed, 18 Nov 2026 12:00:00 GMT", 30.0),
        ("Wed, 18 Nov 2026 08:00:00 GMT", "", 0.0),
        ("soon", "", None),
        ("-5", "", 0.0),
        ("0.5", "", 1.0),
        ("²", "", None),
    ],
)
def test_both_forms_of_retry_after_are_understood(
    header: str, sent: str, seconds: float | None
) -> None:
    assert pause_asked(header, sent=sent, now=NOW) == seconds


def test_two_requests_to_a_host_are_our_delay_apart() -> None:
    with asking(quiet(Answer(200, b"{}")), delay=3.0) as (client, url, log, _, bed):
        client.get(url + "/a")
        client.get(url + "/b")
    assert log == ["/robots.txt", "/a", TDM, "/b"] and bed.at == pytest.approx(9.0)


def test_a_longer_crawl_delay_is_the_one_that_counts() -> None:
    robots = b"User-agent: *\nCrawl-delay: 20\n"
    with asking(quiet(Answer(200, b"{}"), robots), delay=3.0) as (client, url, _, _, bed):
        client.get(url + "/a")
        client.get(url + "/b")
    assert bed.at == pytest.approx(60.0)


def test_a_backoff_is_waited_before_the_next_request() -> None:
    with asking(quiet(Answer(200, b"{}"))) as (client, url, _, _, bed):
        client.rest(client.get(url + "/a").url, 30)
        client.get(url + "/b")
    assert bed.at == pytest.approx(30.0)


def test_a_pause_that_is_asked_for_again_and_again_ends_the_run() -> None:
    no = Answer(429, b"{}", {"Retry-After": "60"})
    with asking(quiet(no)) as (client, url, log, notes, bed), pytest.raises(StopReading) as stop:
        client.get(url + "/a")
    assert stop.value.closed == "rate_limited" and notes.refusals == ["http_429"]
    assert bed.at == pytest.approx(180.0) and log.count("/a") == 4


def test_a_redirect_to_a_private_host_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = "private_address"
    monkeypatch.setattr(
        json_api, "why_closed", lambda url, **_: None if "127.0.0.1" in url else closed
    )
    monkeypatch.setattr(dialling, "why_closed_ip", lambda _, **__: None)
    with served(quiet(Answer(200, b"{}"))) as (other, inside):
        aim = other.replace("127.0.0.1", "localhost") + "/secret"
        moved = Answer(302, b"", {"Location": aim})
        with (
            asking(quiet(moved), allow_private=False) as (client, url, log, notes, _),
            pytest.raises(Refused) as refused,
        ):
            client.get(url + "/a")
    assert refused.value.reason == "private_address" and notes.refusals == ["private_address"]
    assert log == ["/robots.txt", "/a"] and inside == []


def test_a_name_that_turns_out_private_while_we_connect_is_not_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_api, "why_closed", lambda _, **__: None)
    with (
        asking(quiet(Answer(200, b'{"a": 1}')), allow_private=False) as (client, url, _, notes, _),
        pytest.raises(Refused),
    ):
        client.get(url + "/a")
    assert notes.refusals == ["private_address"] and notes.bytes == 0


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("/a", "redirects"),
        ("gopher://x.example.org/", "redirect_refused"),
        ("http://[bad", "redirect_refused"),
        ("http://user:secret@127.0.0.1/", "redirect_refused"),
    ],
)
def test_redirects_without_end_or_aim_are_refused(target: str, reason: str) -> None:
    moved = Answer(302, b"", {"Location": target})
    with asking(quiet(moved)) as (client, url, log, notes, _), pytest.raises(Refused):
        client.get(url + "/a")
    assert notes.refusals == [reason] and len(log) <= 8


def test_a_small_answer_that_unpacks_into_a_huge_one_is_refused() -> None:
    bomb = Answer(200, gzip.compress(b"0" * 50_000_000), {"Content-Encoding": "gzip"})
    with asking(quiet(bomb)) as (client, url, _, notes, _), pytest.raises(Refused):
        client.get(url + "/a")
    assert notes.refusals == ["too_large"]


def test_a_packed_answer_is_read() -> None:
    packed = Answer(200, gzip.compress(b'{"a": [1]}'), {"Content-Encoding": "gzip"})
    with asking(quiet(packed)) as (client, url, _, _, _):
        assert client.get(url + "/a", page=2, **{"ids[]": [4, 5]}).data == {"a": [1]}


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 100_000, b"\xff\xfe\x00", b'{"a":'])
def test_what_is_no_json_is_refused(body: bytes) -> None:
    with asking(quiet(Answer(200, body))) as (client, url, _, notes, _), pytest.raises(Refused):
        client.get(url + "/a")
    assert notes.refusals == ["not_json"]


def test_a_site_that_asks_not_to_be_kept_is_not() -> None:
    no = Answer(200, b"{}", {"X-Robots-Tag": "noindex"})
    with asking(quiet(no)) as (client, url, _, notes, _), pytest.raises(Refused):
        client.get(url + "/a")
    assert notes.refusals == ["noindex"]


def test_a_server_error_is_tried_once_more() -> None:
    def site(path: str, count: int) -> Answer:
        return Answer(502 if path == "/a" and count == 1 else 200, b"{}")

    with asking(site) as (client, url, log, notes, _):
        assert client.get(url + "/a").data == {}
    assert log == ["/robots.txt", "/a", "/a", TDM] and notes.refusals == []


def test_a_host_that_keeps_saying_no_is_left_alone() -> None:
    with asking(quiet(Answer(403, b"{}"))) as (client, url, log, _, _):
        for n in range(7):
            with pytest.raises(Refused):
                client.get(f"{url}/{n}")
        with pytest.raises(StopReading) as stop:
            client.get(url + "/x")
    assert stop.value.closed == "blocked" and len(log) == 9


def test_what_a_hosts_file_reserves_is_not_read() -> None:
    file = Answer(200, b'[{"location": "/b", "tdm-reservation": 1}]')
    site = quiet(Answer(200, b"{}"))
    with asking(lambda path, n: file if path == TDM else site(path, n)) as (
        client, url, log, notes, _,
    ):  # fmt: skip
        client.get(url + "/a")
        with pytest.raises(Refused):
            client.get(url + "/b/1")
        client.get(url + "/c")
    assert notes.refusals == ["tdm_reserved"]
    assert log == ["/robots.txt", "/a", TDM, "/c"]


def test_a_first_page_that_is_reserved_is_refused_too() -> None:
    file = Answer(200, b'[{"location": "/", "tdm-reservation": 1}]')
    site = quiet(Answer(200, b"{}"))
    with (
        asking(lambda path, n: file if path == TDM else site(path, n)) as (client, url, *_),
        pytest.raises(Refused) as refused,
    ):
        client.get(url + "/a")
    assert refused.value.reason == "tdm_reserved"


def test_a_head_that_never_ends_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_api, "LATE_SECONDS", 0.0)
    over = threading.Event()

    def drip(door: socket.socket) -> None:
        link, _ = door.accept()
        with link, suppress(OSError):
            while not over.wait(0.05):
                link.sendall(b"H")

    with socket.create_server(("127.0.0.1", 0)) as door:
        worker = threading.Thread(target=drip, args=(door,), daemon=True)
        worker.start()
        manners = Manners(
            user_agent="leadminer", delay_seconds=0, timeout_seconds=0.5,
            page_bytes_max=1000, allow_private=True,
        )  # fmt: skip
        with (
            JsonClient(manners, clock=FixedClock(NOW), watch=Notes()) as client,
            pytest.raises(Failed) as failed,
        ):
            client._fetch(f"http://127.0.0.1:{door.getsockname()[1]}/", cut=False)
        over.set()
    assert failed.value.reason == "timeout"


def test_a_byte_order_mark_hides_no_rule() -> None:
    robots = Answer(200, "\ufeffUser-agent: *\nDisallow: /a\n".encode())
    with (
        asking(lambda *_: robots) as (client, url, log, *_),
        pytest.raises(Refused) as refused,
    ):
        client.get(url + "/a")
    assert refused.value.reason == "robots" and log == ["/robots.txt"]
