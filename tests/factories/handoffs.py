"""Delivery contracts for tests."""

from __future__ import annotations

from typing import Any

from leadminer.handoffs.tables import DeliveryContract
from leadminer.merchants.tables import Merchant, Offer
from leadminer.store import Session
from tests.factories.merchants import make_merchant, make_offer


def make_contract(
    session: Session,
    *,
    merchant: Merchant | None = None,
    offer: Offer | None = None,
    **values: Any,
) -> DeliveryContract:
    """A contract of a merchant of its own, for mixing tanks, exclusive, without a cap."""
    merchant = merchant or make_merchant(session)
    offer = offer or make_offer(session, merchant)
    row = DeliveryContract(merchant_id=merchant.id, offer_id=offer.id, **values)
    session.add(row)
    session.flush()
    return row
