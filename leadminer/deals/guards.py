"""What the database itself refuses about agreements and deals: triggers, as in the ledger.

`install_guards(connection)` is called after the tables are made; calling it again is harmless.
A version in force may only be ended, no two versions of a merchant overlap, and what a deal's
commission was reckoned from never changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from leadminer.base.errors import Finding
from leadminer.ledger import guards as ledger_guards

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_TERMS = [
    "merchant_id",
    "version",
    "valid_from",
    "currency",
    "rate_bp",
    "min_fee_minor",
    "cap_deal_minor",
    "holdback_bp",
    "holdback_days",
    "payment_terms_days",
    "rounding",
    "in_force_at",
]
_DEAL = [
    "handoff_id",
    "merchant_id",
    "agreement_id",
    "value_minor",
    "currency",
    "won_on",
]
_ACCRUAL = [
    "deal_id",
    "rule",
    "entry_id",
    "currency",
    "base_minor",
    "commission_minor",
    "holdback_minor",
    "holdback_until",
]
_OVERLAP = """SELECT 1 FROM agreement a WHERE a.merchant_id = NEW.merchant_id AND a.id <> NEW.id
    AND a.valid_from <= coalesce(NEW.valid_to, '9999-12-31')
    AND NEW.valid_from <= coalesce(a.valid_to, '9999-12-31')"""
_IN_FORCE = "an agreement in force may only be ended"
_SAME = "two versions of an agreement overlap"
_FIXED = "what a commission was reckoned from never changes"


def _changed(columns: list[str], differs: str) -> str:
    return " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in columns)


def _sqlite() -> list[str]:
    def trigger(name: str, when: str, table: str, condition: str, message: str) -> str:
        return (
            f"CREATE TRIGGER IF NOT EXISTS deals_{name} {when} ON {table} WHEN {condition}"
            f" BEGIN SELECT RAISE(ABORT, 'deals: {message}'); END"
        )

    terms = f"OLD.in_force_at IS NOT NULL AND ({_changed(_TERMS, 'IS NOT')})"
    return [
        trigger("terms", "BEFORE UPDATE", "agreement", terms, _IN_FORCE),
        trigger("kept", "BEFORE DELETE", "agreement", "OLD.in_force_at IS NOT NULL", _IN_FORCE),
        # after the row is in: only then it has its id
        trigger("overlap_new", "AFTER INSERT", "agreement", f"EXISTS ({_OVERLAP})", _SAME),
        trigger("overlap", "AFTER UPDATE", "agreement", f"EXISTS ({_OVERLAP})", _SAME),
        trigger("deal", "BEFORE UPDATE", "deal", _changed(_DEAL, "IS NOT"), _FIXED),
        trigger("deal_kept", "BEFORE DELETE", "deal", "1", _FIXED),
        trigger("accrual", "BEFORE UPDATE", "accrual", _changed(_ACCRUAL, "IS NOT"), _FIXED),
        trigger("accrual_kept", "BEFORE DELETE", "accrual", "1", _FIXED),
    ]


def _postgresql() -> list[str]:
    overlap = _OVERLAP.replace("'9999-12-31'", "DATE '9999-12-31'")
    different = "IS DISTINCT FROM"

    def trigger(name: str, when: str, table: str, condition: str, message: str) -> str:
        call = f"deals_refuse('{message}')"
        return (
            f"CREATE OR REPLACE TRIGGER deals_{name} {when} ON {table} FOR EACH ROW"
            f" WHEN ({condition}) EXECUTE FUNCTION {call}"
        )

    terms = f"OLD.in_force_at IS NOT NULL AND ({_changed(_TERMS, different)})"
    return [
        "CREATE OR REPLACE FUNCTION deals_refuse() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE 'deals: %', TG_ARGV[0]; END$$",
        # the merchant's row is locked, so that two versions cannot come in side by side
        "CREATE OR REPLACE FUNCTION deals_overlap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " PERFORM 1 FROM merchant WHERE id = NEW.merchant_id FOR UPDATE;"
        f" IF EXISTS ({overlap}) THEN RAISE 'deals: {_SAME}'; END IF; RETURN NEW; END$$",
        trigger("terms", "BEFORE UPDATE", "agreement", terms, _IN_FORCE),
        trigger("kept", "BEFORE DELETE", "agreement", "OLD.in_force_at IS NOT NULL", _IN_FORCE),
        "CREATE OR REPLACE TRIGGER deals_overlap AFTER INSERT OR UPDATE ON agreement"
        " FOR EACH ROW EXECUTE FUNCTION deals_overlap()",
        trigger("deal", "BEFORE UPDATE", "deal", _changed(_DEAL, different), _FIXED),
        trigger("deal_kept", "BEFORE DELETE", "deal", "true", _FIXED),
        trigger("accrual", "BEFORE UPDATE", "accrual", _changed(_ACCRUAL, different), _FIXED),
        trigger("accrual_kept", "BEFORE DELETE", "accrual", "true", _FIXED),
    ]


def install_guards(connection: Connection) -> None:
    """Install every guard on the connection's database; the tables must be there."""
    for statement in statements(connection.dialect.name):
        connection.execute(text(statement))


def statements(dialect: str) -> list[str]:
    """The statements that install the guards on a dialect, in order."""
    return _sqlite() if dialect == "sqlite" else _postgresql()


def check_guards(connection: Connection) -> list[Finding]:
    """Which guards of agreements and deals are gone, switched off or replaced."""
    return ledger_guards.check_guards(connection, statements(connection.dialect.name))
