"""[[jobs]]: what is read, and when."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, field_validator, model_validator

from leadminer.config.cron import walls
from leadminer.config.section import Section, known_timezone


class JobSection(Section):
    """A mining job: what to read, and when."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$", description="its name")
    spider: str = Field(
        default="auto", description="file in spiders/, without its ending; auto: looks first"
    )
    url: str = Field(default="", pattern="^(https?://.*)?$", description="where to begin")
    urls: tuple[str, ...] = Field(default=(), description="several addresses, a run each")
    watch: tuple[str, ...] = Field(
        default=(), description="watch rules: what matches one of them is kept; none: everything"
    )
    exclude: tuple[str, ...] = Field(
        default=(), description="watch rules: what matches one of them is not kept"
    )
    looks_for: str = Field(
        default="",
        max_length=500,
        description="what it looks for, as phrases; what has one fits better",
    )
    noise: str = Field(
        default="",
        max_length=500,
        description="noisy signals, as phrases; what has one fits less",
    )
    languages: tuple[str, ...] = Field(
        default=(), description="languages that are kept (zh, zh-Hant, en ...); none: all"
    )
    market: str = Field(
        default="", pattern="^([A-Z]{2})?$", description="country of the market, ISO 3166 code"
    )
    offers: tuple[str, ...] = Field(
        default=(), description="offers it is for, merchant or merchant/offer; none: all"
    )
    leads_min: int | None = Field(
        default=None, ge=1, description="fewer leads from the whole are not worth it, for probes"
    )
    requests_per_lead_max: float | None = Field(
        default=None, gt=0, description="more requests for a lead are too dear, for probes"
    )
    pages_max: int | None = Field(default=None, ge=1, description="most pages a run reads")
    bytes_max: int | None = Field(default=None, ge=1024, description="most bytes a run reads")
    minutes_max: int | None = Field(default=None, ge=1, description="longest run")
    delay_seconds: float | None = Field(
        default=None, ge=0, le=3600, description="pause between requests, if not mining's"
    )
    cron: str = Field(default="", description="minute hour day month weekday; empty: by hand")
    timezone: str = Field(default="UTC", description="zone of cron")
    jitter_seconds: int = Field(
        default=0, ge=0, le=86_400, description="a firing is put off by up to so many seconds"
    )
    missed: Literal["once", "skip"] = Field(
        default="once", description="a firing missed while stopped: run once, or skip"
    )

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address it reads, once each."""
        return tuple(dict.fromkeys(filter(None, (self.url, *self.urls))))

    @field_validator("urls")
    @classmethod
    def _are_addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for each in value:
            if not re.match(r"https?://", each):
                raise ValueError(f"{each!r} is no address; it begins with http:// or https://")
        return value

    @model_validator(mode="after")
    def _reads_something(self) -> JobSection:
        if not self.addresses:
            raise ValueError(f"job {self.name!r} needs url or urls: where to begin")
        return self

    @field_validator("cron")
    @classmethod
    def _cron_has_five_fields(cls, value: str) -> str:
        if value:
            walls(value)
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        return known_timezone(value)
