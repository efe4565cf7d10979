"""What every table of config.toml has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A table of config.toml: unknown settings are mistakes, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)
