"""Normal forms, keyed hashes and identity keys."""

from __future__ import annotations

from leadminer.prospects.rules import (
    Point,
    account_value,
    contact_hash,
    identity_keys,
    is_anonymous,
    normalise,
)


def test_spellings_of_one_contact_have_one_hash() -> None:
    key = b"k"
    assert contact_hash(key, "email", " Bob@Example.COM") == contact_hash(
        key, "email", "bob@example.com"
    )
    assert contact_hash(key, "phone", "+44 20 7946 0958") == contact_hash(
        key, "whatsapp", "+442079460958"
    )
    assert contact_hash(key, "email", "a@b.example") != contact_hash(b"x", "email", "a@b.example")


def test_what_cannot_be_a_contact_is_empty() -> None:
    assert normalise("email", "nobody") == ""
    assert normalise("phone", "12") == ""
    assert normalise("phone", "020 7946 0958", region="GB") == "+442079460958"


def test_guests_have_no_account() -> None:
    assert all(is_anonymous(name) for name in ("", None, "Guest 123", "匿名用户", "游客88"))
    assert account_value("bbs.example", "匿名", "https://bbs.example/u/1") == ""
    assert account_value("bbs.example", "Bob", "https://bbs.example/u/1") == "bbs.example/u/1"
    assert account_value("bbs.example", "Bob", None) == "bbs.example/Bob"


def test_a_role_address_is_no_person_and_a_shared_site_no_company() -> None:
    role = Point("email", "info@a.example", "role")
    assert identity_keys([role], organisation=False) == []
    assert identity_keys([role], organisation=True) == [role]
    shop = Point("site", "hengli.1688.com")
    assert identity_keys([shop], organisation=True) == []
    own = Point("site", "shop.hengli.com.cn")
    assert identity_keys([own], organisation=True)[0].value == "hengli.com.cn"
