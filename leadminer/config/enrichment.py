"""[enrichment]: services that are asked about companies. None is asked unless it stands here."""

from __future__ import annotations

from pydantic import Field, field_validator, model_validator

from leadminer.base.errors import InvalidInput
from leadminer.base.money import Money
from leadminer.config.section import Section


class ProviderSection(Section):
    """One provider that may be asked: a file of `pipelines/providers/`."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]{0,39}$", description="file in pipelines/providers/")
    terms_accepted: bool = Field(
        default=False, description="you have read the provider's terms and keep them"
    )
    budget: str = Field(
        default="",
        description="most to spend in a calendar month (UTC), e.g. '50.00 EUR'; empty: nothing",
    )
    ttl_days: int = Field(
        default=0, ge=0, le=3650, description="days an answer holds; 0: as the adapter says"
    )
    url: str = Field(
        default="",
        pattern=r"^(https?://\S+)?$",
        description="another address of the same API; empty: the adapter's",
    )
    key_env: str = Field(default="", description="environment variable with the key")
    key_file: str = Field(default="", description="file with the key")

    @field_validator("budget")
    @classmethod
    def _is_money(cls, value: str) -> str:
        if value:
            price_of(value)
        return value

    def most(self, currency: str) -> Money:
        """What may be spent in a month. Raises InvalidInput when it is of another currency."""
        most = price_of(self.budget) if self.budget else Money.zero(currency)
        if most.currency != currency:
            raise InvalidInput(
                f"{self.name} is paid in {currency}; its budget is in {most.currency}: change it"
            )
        return most


class EnrichmentSection(Section):
    """Services that are asked about companies, by `leadminer prospects enrich`."""

    timeout_seconds: float = Field(
        default=20.0, gt=0, le=300, description="longest wait for all answers about one company"
    )
    answer_bytes_max: int = Field(default=1_048_576, ge=1024, description="largest answer")
    allow_private: bool = Field(
        default=False, description="ask private addresses and without TLS (tests, intranets)"
    )
    providers: list[ProviderSection] = Field(
        default_factory=list, description="who may be asked; none: nobody"
    )

    @model_validator(mode="after")
    def _each_once(self) -> EnrichmentSection:
        names = [provider.name for provider in self.providers]
        if len(set(names)) < len(names):
            raise ValueError("a provider stands there twice")
        return self


def price_of(text: str) -> Money:
    """An amount as settings write it, "40.00 EUR". Raises ValueError."""
    amount, _, currency = text.strip().partition(" ")
    try:
        money = Money.parse(amount, currency.strip())
    except InvalidInput as error:
        raise ValueError(error.message) from None
    if money.minor < 0:
        raise ValueError("a price or budget is not below zero")
    return money
