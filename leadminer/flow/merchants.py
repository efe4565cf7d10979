"""One merchants file -> merchants and offers, delivery contracts, agreements: each in its room."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from leadminer.deals import imports as deal_imports
from leadminer.handoffs import imports as handoff_imports
from leadminer.merchants import imports
from leadminer.merchants.imports import Imported
from leadminer.store import Session


def import_merchants(session: Session, path: Path, *, now: datetime) -> Imported:
    """Import a merchants file (docs/merchants.md). Raises ConfigError with all mistakes at once.

    A second import of the same file changes nothing; terms in force are never edited.
    """
    done = imports.import_merchants(session, path, now=now)
    handoff_imports.import_contracts(session, path)
    deal_imports.import_agreements(session, path, now=now)
    return done
