"""What every table of config.toml has in common."""

from __future__ import annotations

from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A table of config.toml: unknown settings are mistakes, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def known_timezone(value: str) -> str:
    """A setting that names a zone. Raises ValueError."""
    if value not in available_timezones():
        raise ValueError(f"{value!r} is no IANA time zone; e.g. Asia/Shanghai, Europe/Berlin, UTC")
    return value
