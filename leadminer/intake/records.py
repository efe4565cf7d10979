"""A row becomes a record as a page's would: same language, contacts, place, address, key."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from leadminer.base.ids import content_hash
from leadminer.intake.columns import filled
from leadminer.intake.files import RawRow
from leadminer.intake.states import RowRefused
from leadminer.mining.extraction.places.addresses import absolute, canonical
from leadminer.mining.extraction.places.fields import lines_with_fields
from leadminer.mining.extraction.values.contacts import (
    Contact,
    contacts_of_post,
    email_contact,
    phone_contact,
)
from leadminer.mining.extraction.values.dates import Zone, read_time
from leadminer.mining.extraction.values.items import Company, Post
from leadminer.mining.extraction.values.language import guess_language, normalise_tag
from leadminer.mining.extraction.values.regions import country_in, guess_region
from leadminer.mining.rows import Evidence, Found, key_of

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
TEXT_MAX = 100_000
VALUE_MAX = 2_000
FIELDS_MAX = 60
METHOD = "import"
OWN = frozenset(
    (
        *("title", "text", "author", "author_url", "url", "posted", "lang", "country", "email"),
        *("phone", "section", "kind", "parent_url", "site", "address", "is_test", "fields"),
        *("name", "about", "company", "intent", "score", "category", "contacts", "extension"),
    )
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What rows are read against."""

    now: datetime
    zone: Zone
    posted_default: datetime | None = None  # for rows that say no time


def found_of(row: RawRow, reading: Reading) -> Found:
    """The record of a row, with its evidence. Raises RowRefused."""
    if row.problem:
        raise RowRefused(row.problem, row.detail)
    values = filled({tidy(name): _tidied(value) for name, value in row.values.items()})
    if _text(values, "is_test").strip().lower() in ("true", "1", "yes"):
        raise RowRefused("test")
    kind = _text(values, "kind").strip().lower() or "post"
    if kind not in ("post", "reply", "company"):
        raise RowRefused("bad_kind", kind)
    digest = content_hash(json.dumps(values, sort_keys=True, ensure_ascii=False, default=str))
    evidence = Evidence(_url(values, "url"), reading.now, 0, digest)
    record = _company(values) if kind == "company" else _post(values, reading)
    parent = _url(values, "parent_url") if kind == "reply" else ""
    if isinstance(record, Post):
        if kind == "reply" and not parent:
            raise RowRefused("no_parent")
        record.is_reply = kind == "reply"
        if not record.url:
            # known by its words: the same row again is the same signal
            words = content_hash(f"{parent}\n{record.author}\n{record.title}\n{record.text}")
            record.url = f"import:{words[:32]}"
    found = Found(record, evidence, parent or record.url)
    found.key = key_of(found)
    return found


def tidy(text: str) -> str:
    """A text without what no database keeps: NUL and other control codes, halves of letters."""
    return _CONTROL.sub("", text)


def _tidied(value: Any) -> Any:
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, list):
        return [_tidied(one) for one in value[:FIELDS_MAX] if not isinstance(one, dict | list)]
    if isinstance(value, dict):
        return {
            tidy(str(k)): _tidied(v)
            for k, v in list(value.items())[:FIELDS_MAX]
            if not isinstance(v, dict | list)
        }
    return value


def _post(values: dict[str, Any], reading: Reading) -> Post:
    title, text = _text(values, "title").strip(), _text(values, "text").strip()
    if not (title or text):
        raise RowRefused("no_words")
    if len(text) > TEXT_MAX or len(title) > TEXT_MAX:
        raise RowRefused("too_long", f"{max(len(text), len(title))} characters")
    words = f"{title}\n{text}"
    lang = guess_language(words, normalise_tag(_text(values, "lang")))
    country = _country(values)
    region = country or guess_region(lang=lang, address="")
    contacts = [
        *_given(values, region),
        *contacts_of_post(title, text, region=region, lang=lang),
    ]
    return Post(
        text=text,
        title=title,
        author=_text(values, "author").strip(),
        author_url=_url(values, "author_url") or None,
        posted=_posted(values, reading),
        url=_url(values, "url"),
        fields={**lines_with_fields(text), **_fields(values, country)},
        section=_section(values),
        contacts=list({(c.kind, c.value): c for c in reversed(contacts)}.values())[::-1],
        lang=lang,
        method=METHOD,
    )


def _company(values: dict[str, Any]) -> Company:
    name = (_text(values, "name") or _text(values, "author") or _text(values, "title")).strip()
    if not name:
        raise RowRefused("no_name")
    url = _url(values, "url") or _url(values, "site")
    if not url:
        raise RowRefused("bad_url", "a company needs one")
    country = _country(values)
    given = _given(values, country)
    phone = next((c for c in given if c.kind == "phone"), None)
    email = next((c for c in given if c.kind == "email"), None)
    return Company(
        name=name,
        url=url,
        phone=phone.value if phone else "",
        email=email.value if email else "",
        site=_url(values, "site"),
        address=_text(values, "address").strip(),
        country=country,
        about=_text(values, "about") or _text(values, "text"),
        fields=_fields(values, None),
        contacts=given,
        section=_section(values),
        lang=normalise_tag(_text(values, "lang")),
        method=METHOD,
    )


def _text(values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    if value is None or isinstance(value, dict | list):
        return ""
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    return str(value)


def _url(values: dict[str, Any], name: str) -> str:
    text = _text(values, name).strip()
    if not text or text.startswith(("import:", "mid:")):
        return text
    if len(text) > VALUE_MAX or absolute("", text) is None:
        raise RowRefused("bad_url", "" if "@" in text else text[:80])  # it may hold a password
    head, mark, anchor = text.partition("#")
    return canonical(head) + (f"#{anchor}" if mark and anchor else "")


def _given(values: dict[str, Any], region: str | None) -> list[Contact]:
    """What stands in a column of its own: it must be what the column says."""
    found = []
    for name, code in (("email", "bad_email"), ("phone", "bad_phone")):
        raw = _text(values, name).strip()
        if not raw:
            continue
        contact = (
            email_contact(raw, METHOD)
            if name == "email"
            else phone_contact(raw, region=region, method=METHOD)
        )
        if contact is None or (name == "email" and any(c.isspace() for c in raw)):
            raise RowRefused(code, raw[:80])
        owner = contact.owner if contact.owner == "role" else "personal"
        found.append(
            Contact(contact.kind, contact.value, raw[:200], METHOD, owner, contact.extension)
        )
    return found


def _posted(values: dict[str, Any], reading: Reading) -> datetime | None:
    text = _text(values, "posted").strip()
    if not text:
        return reading.posted_default
    moment = read_time(text, now=reading.now, zone=reading.zone)
    if moment is None:
        raise RowRefused("bad_time", text[:60])
    return moment


def _country(values: dict[str, Any]) -> str | None:
    text = _text(values, "country").strip()
    if not text:
        return None
    if len(text) == 2 and text.isascii() and text.isalpha():
        return text.upper()
    found = country_in(text)
    if found is None and isinstance(values.get("country"), str) and len(text) <= 3:
        raise RowRefused("bad_country", text)
    return found


def _section(values: dict[str, Any]) -> list[str]:
    value = values.get("section")
    names = value if isinstance(value, list) else [_text(values, "section")]
    return [str(name).strip() for name in names[:8] if isinstance(name, str) and name.strip()]


def _fields(values: dict[str, Any], country: str | None) -> dict[str, str]:
    """Every column that is none of ours is a labelled field, as on a page."""
    own = values.get("fields")
    pairs = {**(own if isinstance(own, dict) else {})}
    pairs |= {name: value for name, value in values.items() if name not in OWN}
    found = {
        str(name): str(value)[:VALUE_MAX]
        for name, value in pairs.items()
        if str(name).strip() and isinstance(value, str | int | float) and str(value).strip()
    }
    if isinstance(values.get("company"), str) and values["company"].strip():
        found["company"] = str(values["company"])[:VALUE_MAX]
    if country:
        found["country"] = country
    elif _text(values, "country").strip():
        found["country"] = _text(values, "country").strip()[:80]
    return dict(list(found.items())[:FIELDS_MAX])
