"""Reads a merchants file (TOML): merchants, their offers, and what other rooms keep beside them.

The shapes below are the file format of docs/merchants.md. Delivery contracts belong to the
hand-offs room and agreements to the deals room: both read them from the same file through
`read_file`, so that one file is one merchant.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from sqlmodel import col, select

from leadminer.base.errors import ConfigError, Finding, InvalidInput
from leadminer.base.money import Money, exponent
from leadminer.merchants.queries import check_timezone
from leadminer.merchants.tables import Merchant, Offer
from leadminer.store import Session

CHECKLIST_ITEMS = ("need", "quantity", "budget", "timing", "place")
T = TypeVar("T")
SLUG = r"^[a-z0-9][a-z0-9-]{0,63}$"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OfferShape(_Shape):
    """`[[merchant.offer]]`"""

    slug: str = Field(pattern=SLUG)
    name: str = Field(min_length=1)
    keywords: list[str] = Field(min_length=1)
    exclusions: list[str] = []
    langs: list[str] = []
    countries: list[str] = []
    checklist: list[str] = ["need"]
    facts: dict[str, str] = {}
    price: dict[str, tuple[str, str]] = {}  # least and most by currency, as text; "" is open
    typical_value: str = "0"  # in the merchant's currency, as plain decimal text
    active: bool = True
    contract: dict[str, Any] | None = None  # read by the hand-offs room

    @field_validator("checklist")
    @classmethod
    def _known_items(cls, value: list[str]) -> list[str]:
        unknown = sorted(set(value) - set(CHECKLIST_ITEMS))
        if unknown:
            raise ValueError(f"unknown item {unknown[0]!r}; use {', '.join(CHECKLIST_ITEMS)}")
        return value

    @field_validator("price")
    @classmethod
    def _price_bands(cls, value: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
        return _as_value_error(price_band, value)

    @field_validator("countries")
    @classmethod
    def _upper(cls, value: list[str]) -> list[str]:
        return [country.upper() for country in value]


class MerchantShape(_Shape):
    """`[[merchant]]`"""

    slug: str = Field(pattern=SLUG)
    name: str = Field(min_length=1)
    lang: str = "en"
    country: str = Field(pattern="^[A-Z]{2}$")
    timezone: str
    currency: str
    postal_address: str = ""
    site: str = ""
    disclosure: str = ""
    active: bool = True
    offer: list[OfferShape] = []
    agreement: list[dict[str, Any]] = []  # read by the deals room

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        return _as_value_error(check_timezone, value)

    @field_validator("currency")
    @classmethod
    def _known_currency(cls, value: str) -> str:
        return _as_value_error(exponent, value)


class MerchantsFile(_Shape):
    """The whole file."""

    merchant: list[MerchantShape] = []


@dataclass(slots=True)
class Imported:
    """What an import did."""

    merchants_new: int = 0
    merchants_changed: int = 0
    offers_new: int = 0
    offers_changed: int = 0
    merchants: list[Merchant] = field(default_factory=list)


def read_file(path: Path) -> MerchantsFile:
    """Read and check a merchants file. Raises ConfigError with all mistakes at once."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        what = "is not there; begin one: leadminer merchants example > merchants.toml"
        raise ConfigError([Finding(path.name, what)]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError([Finding(path.name, f"cannot be read: {error}")]) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([Finding(path.name, f"is no TOML: {error}")]) from None
    try:
        shape = MerchantsFile.model_validate(raw)
    except ValidationError as error:
        raise ConfigError(list(_findings(error, raw, path.name))) from None
    problems = [
        Finding(path.name, f"{what} {slug!r} stands twice")
        for what, slugs in (
            ("merchant", [m.slug for m in shape.merchant]),
            ("offer", [o.slug for m in shape.merchant for o in m.offer]),
        )
        for slug in sorted({s for s in slugs if slugs.count(s) > 1})
    ]
    if problems:
        raise ConfigError(problems)
    return shape


def import_merchants(session: Session, path: Path, *, now: datetime) -> Imported:
    """Bring merchants and offers of a file into the database; known ones (by slug) are updated.

    Running it twice changes nothing. Raises ConfigError with all mistakes of the file.
    """
    done = Imported()
    for shape in read_file(path).merchant:
        done.merchants.append(_bring_merchant(session, shape, now=now, done=done))
    return done


def _bring_merchant(
    session: Session, shape: MerchantShape, *, now: datetime, done: Imported
) -> Merchant:
    values = shape.model_dump(exclude={"offer", "agreement"})
    row = session.exec(select(Merchant).where(Merchant.slug == shape.slug)).first()
    if row is None:
        row = Merchant(**values, created_at=now)
        done.merchants_new += 1
    elif _differs(row, values):
        row.sqlmodel_update(values)
        done.merchants_changed += 1
    session.add(row)
    session.flush()
    assert row.id is not None
    for offer in shape.offer:
        _bring_offer(session, offer, row, done)
    return row


def _bring_offer(session: Session, shape: OfferShape, merchant: Merchant, done: Imported) -> None:
    values = shape.model_dump(exclude={"contract", "price", "typical_value"})
    values["merchant_id"] = merchant.id
    values["price_band"] = price_band(shape.price)
    values["typical_value_minor"] = Money.parse(shape.typical_value, merchant.currency).minor
    row = session.exec(select(Offer).where(Offer.slug == shape.slug)).first()
    if row is not None and row.merchant_id != merchant.id:
        raise InvalidInput(
            f"the offer {shape.slug!r} belongs to another merchant: give it another slug"
        )
    if row is None:
        row = Offer(**values)
        done.offers_new += 1
    elif _differs(row, values):
        row.sqlmodel_update(values)
        done.offers_changed += 1
    session.add(row)
    session.flush()


def price_band(told: dict[str, tuple[str, str]]) -> dict[str, list[int | None]]:
    """Bands as they are kept, in minor units, from decimal text; "" is an open end.

    Raises InvalidInput for an unknown currency, for what is no amount, and for an empty band.
    """
    bands: dict[str, list[int | None]] = {}
    for currency, ends in told.items():
        exponent(currency)
        least, most = (Money.parse(end, currency).minor if end.strip() else None for end in ends)
        if least is None and most is None:
            raise InvalidInput(f"{currency}: write the least, the most, or both")
        if least is not None and most is not None and least > most:
            raise InvalidInput(
                f"{currency}: the least ({ends[0]}) is more than the most ({ends[1]})"
            )
        bands[currency] = [least, most]
    return bands


def offers_by_slug(session: Session, slugs: list[str]) -> dict[str, Offer]:
    """Offers by their slug; for rooms that keep something beside them."""
    rows = session.exec(select(Offer).where(col(Offer.slug).in_(slugs))).all()
    return {row.slug: row for row in rows}


def _differs(row: Merchant | Offer, values: dict[str, Any]) -> bool:
    return any(getattr(row, name) != value for name, value in values.items())


def _as_value_error(check: Callable[[T], object], value: T) -> T:
    try:
        check(value)
    except InvalidInput as error:
        raise ValueError(error.message) from None
    return value


def _findings(error: ValidationError, raw: dict[str, Any], name: str) -> Iterator[Finding]:
    for problem in error.errors():
        place: Any = raw
        words: list[str] = []
        for part in problem["loc"]:
            place = place[part] if isinstance(part, int) else (place or {}).get(part)
            if isinstance(part, int):
                slug = place.get("slug") if isinstance(place, dict) else None
                words[-1] = f"{words[-1]} {slug or part + 1}"
            else:
                words.append(str(part))
        message = str(problem["msg"]).removeprefix("Value error, ")
        if problem["type"] == "extra_forbidden":
            message = "unknown setting"
        yield Finding(f"{name}, {', '.join(words)}", message)
