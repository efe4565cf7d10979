"""Contact points: everything that is shown, nothing that is not."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.mining.extraction.values.contacts import (
    contacts_of_post,
    find_contacts,
    find_emails,
    phone_contact,
)
from leadminer.mining.extraction.values.phones import looks_like_phone, read_phones


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


# written here, with what must be found and nothing else
POINTS: list[tuple[str, str, str | None, set[tuple[str, str]]]] = [
    (
        "Call me at (415) 555-2671 or text 415-555-2672",
        "en",
        "US",
        {("phone", "+14155552671"), ("phone", "+14155552672")},
    ),
    ("My number is 020 7946 0018, London", "en", None, {("phone", "+442079460018")}),
    (
        "电话：0512-66666666转801，手机13812345678",
        "zh-Hans",
        None,
        {("phone", "+8651266666666"), ("phone", "+8613812345678")},
    ),
    ("请加微信 abc_12345 详谈", "zh-Hans", None, {("wechat", "abc_12345")}),
    (
        "微信：13812345678",
        "zh-Hans",
        None,
        {("wechat", "13812345678"), ("phone", "+8613812345678")},
    ),
    (
        "手机13812345678（微信同号）",
        "zh-Hans",
        None,
        {("phone", "+8613812345678"), ("wechat", "13812345678")},
    ),
    ("QQ：12345678，QQ群 987654321", "zh-Hans", None, {("qq", "12345678"), ("qq", "987654321")}),
    (
        "WhatsApp +44 7911 123456",
        "en",
        None,
        {("whatsapp", "+447911123456"), ("phone", "+447911123456")},
    ),
    (
        "+1 415 555 2671 (WhatsApp)",
        "en",
        None,
        {("whatsapp", "+14155552671"), ("phone", "+14155552671")},
    ),
    (
        "telegram: @green_pumps or t.me/green_pumps2",
        "en",
        None,
        {("telegram", "green_pumps"), ("telegram", "green_pumps2")},
    ),
    ("LINE ID: tanaka.shop", "ja", None, {("line", "tanaka.shop")}),
    ("加賴 abc1234", "zh-Hant", None, {("line", "abc1234")}),
    ("skype: live:anna.reed", "en", None, {("skype", "live:anna.reed")}),
    ("Zalo: 0912 345 678", "vi", None, {("zalo", "+84912345678"), ("phone", "+84912345678")}),
    ("카톡 아이디: hong77", "ko", None, {("kakao", "hong77")}),
    ("Tel. 030 / 23125-215, Berlin", "de", None, {("phone", "+493023125215")}),
    ("Tél : 01 42 68 53 00", "fr", None, {("phone", "+33142685300")}),
    (
        "Our website: www.green-pumps.example/contact",
        "en",
        None,
        {("site", "http://www.green-pumps.example/contact")},
    ),
    ("官网：https://www.hxjx.example", "zh-Hans", None, {("site", "https://www.hxjx.example")}),
    (
        "mail: j.smith@green.example, sales(at)green.example",
        "en",
        None,
        {("email", "j.smith@green.example"), ("email", "sales@green.example")},
    ),
    ("電話 (02)2345-6789 分機 23", "zh-Hant", None, {("phone", "+886223456789")}),
    ("全角：ｉｎｆｏ＠ａｂｃ．ｃｏｍ", "ja", None, {("email", "info@abc.com")}),
    ("ring us on 0161 496 0123", "en", "GB", {("phone", "+441614960123")}),
    ("电话：（0512）66666666 / 66666667", "zh-Hans", None, {("phone", "+8651266666666")}),
    ("v信 hello_world1", "zh-Hans", None, {("wechat", "hello_world1")}),
    ("vx: pump88888", "zh-Hans", None, {("wechat", "pump88888")}),
]
NO_POINTS = [
    "Version 2.14.1.20231101 crashed",
    "订单号13812345678查不到",
    "ISBN 978-3-16-148410-0",
    "price $1,299.00 or 1.299,00 EUR",
    "2026-11-22 10:30",
    "order 4155552671 was late",
    "IP 192.168.100.200",
    "part no. 555-123-4567",
    "meet us at example.com",
    "look at that",
    "@anna thanks",
    "icon@2x.png",
    "npm i foo@1.2.3",
    "model QX-12345678",
    "1234567890123456",
    "between 2010-2015 and 2016-2020",
    "GST No. 27AABCU1234D1Z5",
    "12345678 units",
    "call 911",
    "line: 5 of the code",
    "wechat group is great",
    "Telegram channel is down",
    "QQ浏览器不能用",
    "微信支付失败",
    "邮箱收不到验证码",
    "whatsapp web is slow",
    "tracking 9400 1000 0000 0000 0000 00",
    "size 120 x 80 x 60",
    "coordinates 51.5074, -0.1278",
    "call center of 5000 seats",
    "phone 12 pro max 256",
    "Tel Aviv 2026",
    "型号13912345678-A",
    "https://x.example/a?b=13812345678",
    "身份证号：110101199003071234",
    "at 9.30 am on 12.11.2026",
    "CAS 7732-18-5",
    "IBAN DE89 3704 0044 0532 0130 00",
    "RFQ 2026-000123-45",
]


@pytest.mark.parametrize(("text", "lang", "region", "expected"), POINTS)
def test_each_contact_point_is_found_where_it_stands(
    text: str, lang: str, region: str | None, expected: set[tuple[str, str]]
) -> None:
    found = contacts_of_post("", text, region=region, lang=lang)
    assert {(c.kind, c.value) for c in found} == expected
    for contact in found:
        assert contact.start is not None
        assert text[contact.start : contact.end] == contact.raw
        assert contact.owner in ("personal", "role", "generic")


@pytest.mark.parametrize("region", ["US", "CN", "GB", "DE", None])
@pytest.mark.parametrize("text", NO_POINTS)
def test_versions_prices_orders_and_dates_are_no_contact_points(
    text: str, region: str | None
) -> None:
    assert find_contacts(None, text, region=region) == []


@pytest.mark.parametrize(
    ("address", "owner"),
    [
        ("info@a.example", "role"), ("noreply@a.example", "role"), ("sales2@a.example", "role"),
        ("anna.reed@a.example", "personal"), ("pumps@a.example", "generic"),
        ("x77@gmail.com", "personal"),
    ],
)  # fmt: skip
def test_an_address_tells_whose_it_is(address: str, owner: str) -> None:
    assert find_emails(address)[0].owner == owner


@pytest.mark.parametrize("pages", ["1 2 3 4 5 6 7 8 9", "5 6 7 8 9 10", "1  2 3 4 5 6 7"])
def test_the_numbers_of_a_lists_pages_are_nobodys_number(pages: str) -> None:
    assert not looks_like_phone(pages)
    assert read_phones(pages, ["FR", "DE"]) == []


@pytest.mark.parametrize("number", ["01 23 45 67 89", "31 32 33 34", "0 800 1 2 3 4 5"])
def test_a_number_in_pieces_is_one(number: str) -> None:
    assert looks_like_phone(number)
