"""Merchants, offers and users for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import Any

from leadminer.merchants.tables import Merchant, Offer
from leadminer.store import Session

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
_numbers = count(1)


def make_merchant(session: Session, **values: Any) -> Merchant:
    """A merchant in Guangzhou, unless told otherwise."""
    number = next(_numbers)
    row = Merchant(
        **{
            "slug": f"merchant-{number}",
            "name": f"Merchant {number}",
            "lang": "zh-Hans",
            "country": "CN",
            "timezone": "Asia/Shanghai",
            "currency": "CNY",
            "created_at": NOW,
            **values,
        }
    )
    session.add(row)
    session.flush()
    return row


def make_offer(session: Session, merchant: Merchant, **values: Any) -> Offer:
    """An offer of mixing tanks, unless told otherwise."""
    number = next(_numbers)
    row = Offer(
        **{
            "merchant_id": merchant.id,
            "slug": f"offer-{number}",
            "name": "Mixing tanks",
            "keywords": ["搅拌罐", "mixing tank"],
            "checklist": ["need"],
            **values,
        }
    )
    session.add(row)
    session.flush()
    return row
