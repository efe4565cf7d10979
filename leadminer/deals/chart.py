"""The accounts commissions are booked on, and the lines of a won deal. Pure."""

from __future__ import annotations

from leadminer.deals.rules import Commission
from leadminer.ledger import AccountRef, NewLine

BOOK = "main"  # the operator's one set of books
ACCRUED = "1100"
HELD = "2100"
EARNED = "4000"
TOP_UP = "4010"


def accrued(merchant_id: int, currency: str) -> AccountRef:
    """Commission a merchant owes and was not billed for yet."""
    return AccountRef(ACCRUED, "asset", currency, "Accrued commission", 0, "merchant", merchant_id)


def held_back(merchant_id: int, currency: str) -> AccountRef:
    """The part of a merchant's commission kept back against refunds."""
    return AccountRef(HELD, "liability", currency, "Refund liability", 0, "merchant", merchant_id)


def earned(currency: str) -> AccountRef:
    """Commission earned by the rate of an agreement."""
    return AccountRef(EARNED, "income", currency, "Commission")


def top_up(currency: str) -> AccountRef:
    """Commission earned because of a minimum fee."""
    return AccountRef(TOP_UP, "income", currency, "Minimum-fee top-up")


def won_lines(merchant_id: int, commission: Commission) -> list[NewLine]:
    """Debit 1100 with all of it; credit 2100 what is held back, 4010 the top-up, 4000 the rest."""
    currency = commission.amount.currency
    added = min(commission.top_up, commission.earned)
    lines = [
        NewLine(accrued(merchant_id, currency), commission.amount.minor),
        NewLine(earned(currency), -(commission.earned - added).minor),
        NewLine(top_up(currency), -added.minor),
        NewLine(held_back(merchant_id, currency), -commission.holdback.minor),
    ]
    return [line for line in lines if line.amount != 0]
