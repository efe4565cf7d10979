"""The example of a merchants file can be imported as it is, and is the one the docs explain."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import pytest

from leadminer.base.errors import ConfigError
from leadminer.deals.queries import agreements
from leadminer.flow.merchants import import_merchants
from leadminer.merchants.queries import merchants
from leadminer.store import Session
from tests.factories.merchants import NOW

EXAMPLE = files("leadminer.merchants").joinpath("example.toml")
DOCS = Path(__file__).parents[3] / "docs" / "merchants.md"


def test_the_example_is_taken_as_it_is(session: Session) -> None:
    with as_file(EXAMPLE) as path:
        done = import_merchants(session, path, now=NOW)
    (merchant,) = merchants(session)
    (agreement,) = agreements(session, merchant.id or 0)
    assert (done.merchants_new, done.offers_new) == (1, 1)
    assert (merchant.currency, agreement.currency, agreement.rate_bp) == ("CNY", "CNY", 500)


def test_the_docs_explain_the_example() -> None:
    assert f"```toml\n{EXAMPLE.read_text('utf-8')}```" in DOCS.read_text("utf-8")


def test_a_file_that_is_not_there_is_told_how_to_begin(session: Session, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="leadminer merchants example"):
        import_merchants(session, tmp_path / "merchants.toml", now=NOW)
