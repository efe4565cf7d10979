"""[sensitive]: what is done with what people tell of their health, faith and the like."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from leadminer.config.section import Section

Category = Literal[
    "health", "religion", "politics", "origin", "sexuality", "union", "crime", "biometric",
    "minors", "immigration", "hardship",
]  # fmt: skip


class SensitiveRule(Section):
    """One exception to `sensitive.mode`; the first that fits counts."""

    mode: Literal["drop", "mask", "keep"] = Field(description="what to do with it")
    categories: tuple[Category, ...] = Field(
        default=(), description="which of them it is about; none: all"
    )
    markets: tuple[str, ...] = Field(default=(), description="countries, ISO 3166; none: all")
    jobs: tuple[str, ...] = Field(default=(), description="mining jobs by name; none: all")
    offers: tuple[str, ...] = Field(
        default=(), description="counts for jobs that are for these offers alone; none: all"
    )
    basis: str = Field(
        default="", description="for keep: on what ground it may be kept; it is needed"
    )

    @model_validator(mode="after")
    def _keeps_for_a_reason(self) -> SensitiveRule:
        if self.mode == "keep" and len(self.basis.strip()) < 8:
            raise ValueError(
                "mode keep needs a basis: the ground in law, e.g. "
                '"explicit consent, form of the clinic (GDPR 9.2.a)"'
            )
        return self


class SensitiveSection(Section):
    """What is done with what people tell of their health, faith and the like."""

    mode: Literal["drop", "mask"] = Field(
        default="mask", description="mask the words, or drop the whole text"
    )
    third_parties: bool = Field(
        default=True, description="mask contact points of people who are not the author"
    )
    rules: list[SensitiveRule] = Field(
        default_factory=list, description="exceptions, the first that fits counts: see below"
    )
