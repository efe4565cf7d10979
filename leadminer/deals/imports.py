"""Reads the `[[merchant.agreement]]` tables of a merchants file (docs/merchants.md)."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from leadminer.base.errors import ConfigError, Finding, LeadminerError
from leadminer.base.money import Money
from leadminer.base.rates import Rate, Rounding
from leadminer.deals.queries import Terms, agree, agreements, plan_of
from leadminer.deals.rules import Plan
from leadminer.merchants.imports import MerchantShape, read_file
from leadminer.merchants.queries import merchant_by_slug
from leadminer.store import Session


class AgreementShape(BaseModel):
    """`[[merchant.agreement]]`: shares in basis points (500 is 5 %), amounts as decimal text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    valid_from: date
    rate_bp: int = Field(ge=0, le=10_000)
    min_fee: str = "0"
    cap_deal: str = ""
    holdback_bp: int = Field(default=0, ge=0, le=10_000)
    holdback_days: int = Field(default=0, ge=0)
    payment_terms_days: int = Field(default=15, ge=0)
    rounding: Rounding = Rounding.HALF_EVEN
    note: str = ""

    def terms(self, currency: str) -> Terms:
        """The same as the deals room says it."""
        plan = Plan(
            currency=currency,
            rate=Rate(self.rate_bp),
            min_fee=Money.parse(self.min_fee, currency),
            cap_deal=Money.parse(self.cap_deal, currency) if self.cap_deal else None,
            holdback=Rate(self.holdback_bp),
            holdback_days=self.holdback_days,
            rounding=self.rounding,
        )
        return Terms(plan, self.payment_terms_days, self.note)


def import_agreements(session: Session, path: Path, *, now: datetime) -> int:
    """Put every agreement of the file in force that is not yet. Returns how many were new.

    Raises ConfigError with all mistakes of the file, and if an agreement of the same day has
    other terms: terms in force are never edited, a new version begins on a later day.
    """
    new = 0
    problems: list[Finding] = []
    for shape in read_file(path).merchant:
        owner = merchant_by_slug(session, shape.slug)
        assert owner.id is not None
        for raw in shape.agreement:
            where = f"{path.name}, merchant {shape.slug}, agreement"
            try:
                new += _bring(session, owner.id, shape, raw, now)
            except ValidationError as error:
                problems += [
                    Finding(where, f"{'.'.join(map(str, e['loc']))}: {e['msg']}")
                    for e in error.errors()
                ]
            except LeadminerError as error:
                problems.append(Finding(where, error.message))
    if problems:
        raise ConfigError(problems)
    return new


def _bring(
    session: Session, merchant_id: int, shape: MerchantShape, raw: dict[str, Any], now: datetime
) -> int:
    wanted = AgreementShape.model_validate(raw)
    terms = wanted.terms(shape.currency)
    for known in agreements(session, merchant_id):
        if known.valid_from == wanted.valid_from:
            if plan_of(known) == terms.plan:
                return 0
            raise ConfigError(
                [
                    Finding(
                        str(wanted.valid_from),
                        f"version {known.version} of that day has other terms and is in force; "
                        "begin a new one on a later day",
                    )
                ]
            )
    agree(session, merchant_id, terms, valid_from=wanted.valid_from, now=now)
    return 1
