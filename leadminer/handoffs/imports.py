"""Delivery contracts out of a merchants file; the format is told in docs/merchants.md."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from sqlmodel import select

from leadminer.base.errors import ConfigError, Finding
from leadminer.handoffs.tables import DeliveryContract
from leadminer.merchants.imports import offers_by_slug, read_file
from leadminer.store import Session


class ContractShape(BaseModel):
    """`[merchant.offer.contract]`"""

    model_config = ConfigDict(extra="forbid", frozen=True)

    countries: list[str] = []
    langs: list[str] = []
    score_min: float = Field(default=0.0, ge=0, le=1)
    daily_cap: int | None = Field(default=None, ge=0)
    exclusive: bool = True
    shared_max: int = Field(default=1, ge=1)
    weight: int = Field(default=1, ge=1)
    priority: int = 0
    accept_within_minutes: int = Field(default=1440, ge=1)
    return_within_days: int = Field(default=7, ge=0)
    active: bool = True

    @model_validator(mode="after")
    def _shared_means_several(self) -> ContractShape:
        if not self.exclusive and self.shared_max < 2:
            raise ValueError("exclusive = false needs shared_max = 2 or more")
        return self


def import_contracts(session: Session, path: Path) -> list[DeliveryContract]:
    """Bring the contracts of a file into the database, one an offer; known ones are updated.

    Offers without one keep what they have. Raises ConfigError with all mistakes at once.
    """
    shapes: dict[str, ContractShape] = {}
    problems: list[Finding] = []
    for merchant in read_file(path).merchant:
        for offer in merchant.offer:
            if offer.contract is None:
                continue
            try:
                shapes[offer.slug] = ContractShape.model_validate(offer.contract)
            except ValidationError as error:
                for problem in error.errors():
                    name = ".".join(str(part) for part in problem["loc"])
                    told = str(problem["msg"]).removeprefix("Value error, ")
                    where = f"{path.name}, contract of offer {offer.slug}"
                    problems.append(Finding(where, f"{name}: {told}" if name else told))
    if problems:
        raise ConfigError(problems)
    rows = []
    for slug, offer_row in offers_by_slug(session, list(shapes)).items():
        values = shapes[slug].model_dump()
        values |= {"merchant_id": offer_row.merchant_id, "offer_id": offer_row.id}
        row = session.exec(
            select(DeliveryContract).where(DeliveryContract.offer_id == offer_row.id)
        ).first()
        if row is None:
            row = DeliveryContract(**values)
        else:
            row.sqlmodel_update(values)
        session.add(row)
        rows.append(row)
    session.flush()
    return rows
