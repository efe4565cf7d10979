"""What a merchant may not read before it accepts, and what it must be able to read."""

from __future__ import annotations

import pytest

from leadminer.reports.masking import BLOT, blot

CONTACTS = [
    ("请加V：lao8qian 详谈", "lao8qian"),
    ("加v lao8qian", "lao8qian"),
    ("vx: lao8qian", "lao8qian"),
    ("v信laoqian88", "laoqian88"),
    ("微信laoqian", "laoqian"),
    ("微信号是 abc_de", "abc_de"),
    ("wechat is lao8qian", "lao8qian"),
    ("my WeChat laoqian", "laoqian"),
    ("skype: live:foo", "live:foo"),
    ("Discord bob#1234", "bob#1234"),
    ("I am bob#1234 there", "bob#1234"),
    ("tg @bobby", "@bobby"),
    ("ping @bobby_99", "@bobby_99"),
    ("ask u/bob", "u/bob"),
    ("q扣: 998877", "998877"),
    ("扣扣998877665", "998877665"),
    ("QQ 99887", "99887"),
    ("line id: bobby", "bobby"),
    ("LINE: bobby", "bobby"),
    ("bob@example.com", "bob@example.com"),
    ("bob＠example．com", "bob"),
    ("bob(at)example.com", "bob(at)example.com"),
    ("bob [at] example dot com", "bob [at] example dot com"),
    ("bob at example dot com", "bob at example dot com"),
    ("bob [at] example [dot] com", "example"),
    ("t.me/bobby99", "bobby99"),
    ("wa.me/8613800138000", "wa.me"),
    ("find me at mycorp.de", "mycorp.de"),
    ("see shop.mycorp.co.uk/contact", "mycorp"),
    ("见https://a.cn/x谢谢", "a.cn"),
    ("看看mycorp.de吧", "mycorp.de"),
    ("邮箱bob@example.com", "bob@example.com"),
    ("我是u/bob", "u/bob"),
    ("www.mycorp.museum", "mycorp"),
    ("电话一三八零零一三八零零零", "一三八零零一三八零零零"),
    ("电话：138 0013 8000", "138 0013 8000"),
    ("13800138000", "13800138000"),
    ("１３８００１３８０００", "１３８００"),
    ("call +1 (555) 123-4567", "123-4567"),
    ("call me at 5551200 people", "5551200"),
    ("0571-88888888", "0571-88888888"),
    ("13800138000个", "13800138000"),
]
NEEDS = [
    "viscosity 8000-12000cps",
    "预算100000-150000元",
    "12 000 000 pcs a year",
    "before 2026-11-22 10:00",
    "2026-11-22T10:00:00",
    "22.11.2026 or 2026/12/01",
    "from 2026-11-22 to 2026-12-24",
    "USD 1250000",
    "budget 1250000",
    "1,250,000.00 EUR",
    "$100000-150000",
    "200-1000 L tanks",
    "8000-12000",
    "5000000 units",
    "数量：1500000个",
    "1200x800x600 mm",
    "1200 mm * 800 mm",
    "DN50 PN16 316L",
    "2026-2028 programme",
    "production line speed 200 per minute",
    "WeChat integration and a mini program",
    "微信小程序开发",
    "telegram bot developer",
    "ASP.NET and Node.js developer",
    "flow @ 3.5 bar",
    "drawing#1234, PO#5678",
    "1500000 kWh per year",
    "三十台，一万二千元",
    "need a pump.It must be food grade.",
]


@pytest.mark.parametrize(("text", "secret"), CONTACTS)
def test_what_leads_to_the_person_is_blotted(text: str, secret: str) -> None:
    shown = blot(text)
    assert secret not in shown
    assert len(shown) == len(text)
    where = text.index(secret)
    assert set(shown[where : where + len(secret)]) == {BLOT}


@pytest.mark.parametrize("text", NEEDS)
def test_what_is_needed_stays_readable(text: str) -> None:
    assert blot(text) == text


def test_a_need_beside_a_number_to_call_does_not_save_the_number() -> None:
    shown = blot("8000-12000cps, 2026-11-22 10:00, 13800138000, 12 000 000 pcs")
    assert shown == f"8000-12000cps, 2026-11-22 10:00, {BLOT * 11}, 12 000 000 pcs"


def test_a_known_name_goes_in_any_letter_case_but_not_out_of_the_middle_of_a_word() -> None:
    assert blot("Tom needs it tomorrow, says TOM", ["tom"]) == "••• needs it tomorrow, says •••"
    assert blot("我是老钱啊", ["老钱"]) == "我是••啊"


@pytest.mark.parametrize("text", ["a" * 20_000, "a." * 10_000, "1 " * 10_000, "微信" * 10_000])
def test_a_long_text_is_read_once_not_squared(text: str) -> None:
    assert len(blot(text)) == len(text)
