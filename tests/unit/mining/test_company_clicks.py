"""Numbers and addresses that a click or a small script shows are read; decoys are not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.companies.memory import DirectoryMemory
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.items import Company

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def companies(body: str, *, title: str = "Members") -> list[Company]:
    page = f"<html lang='en-GB'><title>{title}</title><body><main><h1>{title}</h1>{body}</main>"
    context = Context(now=NOW, want_posts=False, memory=DirectoryMemory())
    return read_page(page, "https://d.example/list", context).companies


def cards(*inner: str) -> str:
    names = ("Acme Pumps", "Bolt Works", "Crane Hire")
    return "".join(
        f"<div class='card'><h3>{name}</h3>{text}</div>"
        for name, text in zip(names, inner, strict=True)
    )


def test_a_number_that_stands_in_an_attribute_alone_is_read() -> None:
    found = companies(cards(*(
        f"<button data-phone='+44 20 7946 000{n}'>Show number</button>" for n in (1, 2, 3)
    )))  # fmt: skip
    assert [c.phone for c in found] == ["+442079460001", "+442079460002", "+442079460003"]
    assert {v["method"] for c in found for v in c.values if v["field"] == "phone"} <= {"click"}


@pytest.mark.parametrize(
    "how",
    [
        "<a href='#' data-user='info' data-domain='{host}'>E-mail</a>",
        "<script>document.write('info' + '@' + '{host}')</script>",
        '<script>document.write("info@" + "{host}")</script>',
        "<span data-email='info@{host}'>Show</span>",
        "info<!-- x -->@<!-- y -->{host}",
        "info<span style='display:none'>.nospam</span>@{host}",
        "<span>info</span>@<span>{host}</span>",
    ],
)
def test_an_address_that_people_see_is_read_however_it_is_put_together(how: str) -> None:
    hosts = ("acme.example", "bolt.example", "crane.example")
    found = companies(cards(*(
        f"<p>Tel: 020 7946 000{n}</p><p>{how.replace('{host}', host)}</p>"
        for n, host in enumerate(hosts, 1)
    )))  # fmt: skip
    assert [c.email for c in found] == [f"info@{host}" for host in hosts]


@pytest.mark.parametrize(
    "decoy",
    [
        "<!-- old@acme.example -->",
        "<script>var cfg = {'support': 'noreply@platform.example'}</script>",
        "<input placeholder='you@yourmail.example'>",
        "<span style='display:none'>trap@acme.example</span>",
    ],
)
def test_an_address_that_nobody_sees_is_not_read(decoy: str) -> None:
    found = companies(cards(*(f"<p>Tel: 020 7946 000{n}</p>{decoy}" for n in (1, 2, 3))))
    assert len(found) == 3
    assert not any(c.email for c in found)


def test_what_a_board_heads_a_request_with_is_no_company() -> None:
    body = "<h1>求购不锈钢管</h1><p>数量 50 吨</p><p>电话：0577-88612142</p>"
    assert not [c for c in companies(body, title="求购不锈钢管") if "求购" in c.name]


def test_one_piece_of_markup_in_a_script_is_no_popup() -> None:
    popup = "<b>Help desk</b> Tel: 020 7946 0001 <a href='mailto:a@b.example'>x</a>"
    script = f'<script>var t = "{popup}";</script>'
    assert companies(script) == []
