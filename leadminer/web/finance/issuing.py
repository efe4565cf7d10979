"""Who issues statements here, from the settings."""

from __future__ import annotations

from leadminer.config import Config
from leadminer.reports.statements import Issuer


def issuer_of(config: Config) -> Issuer:
    """The legal entity, and the address under which the links of a statement open."""
    return Issuer(config.ledger.legal_entity, config.web.base_url.rstrip("/"))
