"""Contact points: everything that is shown, nothing that is not."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.mining.contacts import find_contacts, find_emails, phone_contact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("write to sales@drums.example please", "sales@drums.example"),
        ("sales [at] drums.example", "sales@drums.example"),
        ("sales(at)drums(dot)example", "sales@drums.example"),
        ("sales [at] drums [dot] example", "sales@drums.example"),
        ("邮箱：ｓａｌｅｓ＠ｄｒｕｍｓ．ｅｘａｍｐｌｅ", "sales@drums.example"),
        ("&#115;ales&#64;drums.example", "sales@drums.example"),
        ("sales at drums dot com", "sales@drums.com"),
    ],
)
def test_an_e_mail_is_found_however_it_is_written(text: str, expected: str) -> None:
    assert [c.value for c in find_emails(text)] == [expected]


@pytest.mark.parametrize(
    "text", ["meet me at drums", "icon@2x.png", "@anna thanks", "user@host", "arrive at 5.30 or so"]
)
def test_no_e_mail_is_made_up(text: str) -> None:
    assert find_emails(text) == []


@given(st.text(max_size=80))
def test_every_reported_e_mail_stands_in_the_text(text: str) -> None:
    for contact in find_emails(text):
        local = contact.value.split("@")[0]
        assert local in text.casefold() or not text.isascii()


@pytest.mark.parametrize(
    ("raw", "region", "value", "extension"),
    [
        ("0512-6845 1234转801", "CN", "+8651268451234", "801"),
        ("（0512）68451234", "CN", "+8651268451234", ""),
        ("13800138000", "CN", "+8613800138000", ""),
        ("(512) 555-0142 ext. 3", "US", "+15125550142", "3"),
        ("030 / 23125-215", "DE", "+493023125215", ""),
        ("+49 (0)30 23125 215", None, "+493023125215", ""),
        ("0049 30 23125215", "AT", "+493023125215", ""),
        ("02-2345-6789 分機 23", "TW", "+886223456789", "23"),
        ("０２０ ７９４６ ０１２３", "GB", "+442079460123", ""),
        ("020 7946 0123 #23", "GB", "+442079460123", "23"),
    ],
)
def test_a_phone_number_becomes_e164_with_its_extension_apart(
    raw: str, region: str | None, value: str, extension: str
) -> None:
    found = phone_contact(raw, region=region)
    assert found is not None
    assert (found.value, found.extension) == (value, extension)


def test_a_number_of_no_known_country_is_not_guessed() -> None:
    assert phone_contact("0512-68451234", region=None) is None


def test_links_count_as_shown() -> None:
    page = lxml.html.fromstring(
        '<div><a href="mailto:sales@drums.example?subject=Hi">Mail</a>'
        ' <a href="tel:+493023125215">call</a>'
        '<a href="https://wa.me/493023125215">chat</a></div>'
    )
    found = {(c.kind, c.value) for c in find_contacts(page, "")}
    assert found == {
        ("email", "sales@drums.example"), ("phone", "+493023125215"), ("whatsapp", "+493023125215"),
    }  # fmt: skip


def test_chat_ids_are_found_by_their_label() -> None:
    found = {(c.kind, c.value) for c in find_contacts(None, "加微信：drum_buyer88，QQ：123456789")}
    assert {("wechat", "drum_buyer88"), ("qq", "123456789")} <= found
