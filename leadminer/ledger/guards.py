"""What the database itself refuses, whoever asks: the triggers of the ledger.

`install_guards(connection)` is called after the tables are made, by the migration and by
`create_all` alike; calling it again is harmless. SQLite and PostgreSQL refuse the same things but
one: an amount with a fraction is refused by SQLite and rounded by PostgreSQL before any trigger
sees it, so `post` refuses it beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import text

from leadminer.base.errors import Finding

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

_APPEND_ONLY = ("entry", "line", "seal", "snapshot")

_SQLITE = [
    # the seal: every check of an entry, then its balances
    """CREATE TRIGGER IF NOT EXISTS ledger_seal_check BEFORE INSERT ON seal BEGIN
  SELECT RAISE(ABORT, 'ledger: a seal needs its entry')
    WHERE NOT EXISTS (SELECT 1 FROM entry WHERE id = NEW.entry_id);
  SELECT RAISE(ABORT, 'ledger: number of lines differs from the seal')
    WHERE NEW.lines < 2
       OR (SELECT count(*) FROM line WHERE entry_id = NEW.entry_id) IS NOT NEW.lines;
  SELECT RAISE(ABORT, 'ledger: debits and credits differ') WHERE EXISTS (
    SELECT 1 FROM line WHERE entry_id = NEW.entry_id GROUP BY currency HAVING sum(amount) <> 0);
  SELECT RAISE(ABORT, 'ledger: the period is closed or does not hold that day')
    FROM entry e WHERE e.id = NEW.entry_id AND NOT EXISTS (
      SELECT 1 FROM period p WHERE p.book_id = e.book_id AND p.name = e.period
        AND p.state = 'open' AND e.booked BETWEEN p.starts AND p.ends);
  SELECT RAISE(ABORT, 'ledger: the chain has a gap')
    FROM entry e WHERE e.id = NEW.entry_id AND e.seq > 0 AND NOT EXISTS (
      SELECT 1 FROM entry b WHERE b.hash = e.prev_hash AND b.book_id = e.book_id
        AND b.seq = e.seq - 1);
  SELECT RAISE(ABORT, 'ledger: an account belongs to another book')
    FROM entry e WHERE e.id = NEW.entry_id AND EXISTS (
      SELECT 1 FROM line l JOIN account a ON a.id = l.account_id
        WHERE l.entry_id = e.id AND a.book_id <> e.book_id);
  SELECT RAISE(ABORT, 'ledger: not the mirror of what it reverses')
    FROM entry e WHERE e.id = NEW.entry_id AND e.reverses IS NOT NULL AND EXISTS (
      SELECT 1 FROM line WHERE entry_id IN (e.id, e.reverses)
        GROUP BY account_id, currency HAVING sum(amount) <> 0);
END""",
    """CREATE TRIGGER IF NOT EXISTS ledger_line_sealed BEFORE INSERT ON line
WHEN EXISTS (SELECT 1 FROM seal WHERE entry_id = NEW.entry_id) BEGIN
  SELECT RAISE(ABORT, 'ledger: the entry is sealed'); END""",
    """CREATE TRIGGER IF NOT EXISTS ledger_line_whole BEFORE INSERT ON line
WHEN typeof(NEW.amount) <> 'integer' BEGIN
  SELECT RAISE(ABORT, 'ledger: an amount is a whole number of minor units'); END""",
    """CREATE TRIGGER IF NOT EXISTS ledger_run AFTER INSERT ON seal BEGIN
  UPDATE balance SET version = version + 1, amount = amount + (
      SELECT sum(amount) FROM line
        WHERE entry_id = NEW.entry_id AND account_id = balance.account_id)
    WHERE account_id IN (SELECT account_id FROM line WHERE entry_id = NEW.entry_id); END""",
    """CREATE TRIGGER IF NOT EXISTS ledger_account_balance AFTER INSERT ON account BEGIN
  INSERT INTO balance (account_id, side, amount, version) VALUES (NEW.id, NEW.side, 0, 0); END""",
    """CREATE TRIGGER IF NOT EXISTS ledger_account_fixed
BEFORE UPDATE OF id, book_id, code, currency, kind, side, party_type, party_id ON account BEGIN
  SELECT RAISE(ABORT, 'ledger: an account is never changed'); END""",
    """CREATE TRIGGER IF NOT EXISTS ledger_period_closed BEFORE UPDATE ON period
WHEN OLD.state = 'closed' OR NEW.book_id <> OLD.book_id OR NEW.name <> OLD.name
  OR NEW.starts <> OLD.starts OR NEW.ends <> OLD.ends BEGIN
  SELECT RAISE(ABORT, 'ledger: a closed period stays closed'); END""",
    """CREATE TRIGGER IF NOT EXISTS ledger_period_behind BEFORE INSERT ON period
WHEN EXISTS (SELECT 1 FROM period p WHERE p.book_id = NEW.book_id AND p.state = 'closed'
  AND p.ends >= NEW.starts) BEGIN
  SELECT RAISE(ABORT, 'ledger: no period before one that is closed'); END""",
    """CREATE TRIGGER IF NOT EXISTS ledger_period_kept BEFORE DELETE ON period BEGIN
  SELECT RAISE(ABORT, 'ledger: periods are kept'); END""",
]
_SQLITE += [
    f"""CREATE TRIGGER IF NOT EXISTS ledger_{table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN
  SELECT RAISE(ABORT, 'ledger: append only, correct it by a reversal'); END"""
    for table in _APPEND_ONLY
    for act in ("UPDATE", "DELETE")
]

_POSTGRESQL_FUNCTIONS = [
    """CREATE OR REPLACE FUNCTION ledger_seal_check() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE e entry; BEGIN
  SELECT * INTO e FROM entry WHERE id = NEW.entry_id;
  IF NOT FOUND THEN RAISE 'ledger: a seal needs its entry'; END IF;
  IF NEW.lines < 2 OR (SELECT count(*) FROM line WHERE entry_id = e.id) <> NEW.lines THEN
    RAISE 'ledger: number of lines differs from the seal'; END IF;
  IF EXISTS (SELECT 1 FROM line WHERE entry_id = e.id
      GROUP BY currency HAVING sum(amount) <> 0) THEN
    RAISE 'ledger: debits and credits differ'; END IF;
  PERFORM 1 FROM period p WHERE p.book_id = e.book_id AND p.name = e.period
    AND p.state = 'open' AND e.booked BETWEEN p.starts AND p.ends FOR SHARE;
  IF NOT FOUND THEN RAISE 'ledger: the period is closed or does not hold that day'; END IF;
  IF e.seq > 0 AND NOT EXISTS (SELECT 1 FROM entry b WHERE b.hash = e.prev_hash
      AND b.book_id = e.book_id AND b.seq = e.seq - 1) THEN
    RAISE 'ledger: the chain has a gap'; END IF;
  IF EXISTS (SELECT 1 FROM line l JOIN account a ON a.id = l.account_id
      WHERE l.entry_id = e.id AND a.book_id <> e.book_id) THEN
    RAISE 'ledger: an account belongs to another book'; END IF;
  IF e.reverses IS NOT NULL AND EXISTS (SELECT 1 FROM line WHERE entry_id IN (e.id, e.reverses)
      GROUP BY account_id, currency HAVING sum(amount) <> 0) THEN
    RAISE 'ledger: not the mirror of what it reverses'; END IF;
  RETURN NEW; END$$""",
    """CREATE OR REPLACE FUNCTION ledger_line_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF EXISTS (SELECT 1 FROM seal WHERE entry_id = NEW.entry_id) THEN
  RAISE 'ledger: the entry is sealed'; END IF; RETURN NEW; END$$""",
    # rows are locked in account order, so that two entries never wait for each other
    """CREATE OR REPLACE FUNCTION ledger_run() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE r record; BEGIN
  FOR r IN SELECT account_id, sum(amount) AS moved FROM line WHERE entry_id = NEW.entry_id
      GROUP BY account_id ORDER BY account_id LOOP
    UPDATE balance SET amount = amount + r.moved, version = version + 1
      WHERE account_id = r.account_id; END LOOP;
  RETURN NEW; END$$""",
    """CREATE OR REPLACE FUNCTION ledger_account_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO balance (account_id, side, amount, version) VALUES (NEW.id, NEW.side, 0, 0);
  RETURN NEW; END$$""",
    """CREATE OR REPLACE FUNCTION ledger_period_behind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF EXISTS (SELECT 1 FROM period p WHERE p.book_id = NEW.book_id AND p.state = 'closed'
    AND p.ends >= NEW.starts) THEN
  RAISE 'ledger: no period before one that is closed'; END IF; RETURN NEW; END$$""",
    """CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE 'ledger: %', TG_ARGV[0]; END$$""",
]
_KEPT = "append only, correct it by a reversal"
_POSTGRESQL_TRIGGERS = [  # name, when, table, what for each row or statement
    ("ledger_seal_check", "BEFORE INSERT", "seal", "FOR EACH ROW", "ledger_seal_check()"),
    ("ledger_run", "AFTER INSERT", "seal", "FOR EACH ROW", "ledger_run()"),
    ("ledger_line_sealed", "BEFORE INSERT", "line", "FOR EACH ROW", "ledger_line_sealed()"),
    (
        "ledger_account_balance",
        "AFTER INSERT",
        "account",
        "FOR EACH ROW",
        "ledger_account_balance()",
    ),
    (
        "ledger_account_fixed",
        "BEFORE UPDATE OF id, book_id, code, currency, kind, side, party_type, party_id",
        "account",
        "FOR EACH ROW",
        "ledger_refuse('an account is never changed')",
    ),
    (
        "ledger_period_closed",
        "BEFORE UPDATE",
        "period",
        "FOR EACH ROW WHEN (OLD.state = 'closed' OR NEW.book_id <> OLD.book_id"
        " OR NEW.name <> OLD.name OR NEW.starts <> OLD.starts OR NEW.ends <> OLD.ends)",
        "ledger_refuse('a closed period stays closed')",
    ),
    ("ledger_period_behind", "BEFORE INSERT", "period", "FOR EACH ROW", "ledger_period_behind()"),
    (
        "ledger_period_kept",
        "BEFORE DELETE",
        "period",
        "FOR EACH ROW",
        "ledger_refuse('periods are kept')",
    ),
    *(
        (
            f"ledger_{table}_kept",
            "BEFORE UPDATE OR DELETE OR TRUNCATE",
            table,
            "FOR EACH STATEMENT",
            f"ledger_refuse('{_KEPT}')",
        )
        for table in _APPEND_ONLY
    ),
]


def statements(dialect: str) -> list[str]:
    """The statements that install the guards on a dialect, in order."""
    if dialect == "sqlite":
        return list(_SQLITE)
    return [
        *_POSTGRESQL_FUNCTIONS,
        *(
            f"CREATE OR REPLACE TRIGGER {name} {when} ON {table} {each} EXECUTE FUNCTION {call}"
            for name, when, table, each, call in _POSTGRESQL_TRIGGERS
        ),
        # room on each page for the next version of a hot balance row
        "ALTER TABLE balance SET (fillfactor = 50)",
    ]


def install_guards(connection: Connection) -> None:
    """Install every guard on the connection's database; the tables must be there."""
    for statement in statements(connection.dialect.name):
        connection.execute(text(statement))


_NAMED = re.compile(
    r"CREATE (?:OR REPLACE )?TRIGGER (?:IF NOT EXISTS )?(?P<name>\w+)\s.*?\sON (?P<table>\w+)\b",
    re.DOTALL,
)
_FUNCTION = re.compile(
    r"CREATE OR REPLACE FUNCTION (?P<name>\w+)\(\).*?\$\$(?P<body>.*)\$\$", re.DOTALL
)


def check_guards(connection: Connection, wanted: Sequence[str] | None = None) -> list[Finding]:
    """Which guards are gone, switched off or replaced; `wanted` are the statements that install.

    Without `wanted`: the ledger's own.
    """
    dialect = connection.dialect.name
    wanted = statements(dialect) if wanted is None else wanted
    if dialect == "sqlite":
        return _check_sqlite(connection, wanted)
    return _check_postgresql(connection, wanted)


def _check_sqlite(connection: Connection, wanted: Sequence[str]) -> list[Finding]:
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    there = {row.name: row.sql for row in rows}
    found = []
    for statement in wanted:
        named = _NAMED.match(statement)
        if named is None:
            continue
        sql = there.get(named["name"])
        if sql is None:
            found.append(_gone(named["name"], named["table"]))
        elif sql != statement.replace("IF NOT EXISTS ", "", 1):
            found.append(_other(named["name"], named["table"]))
    return found


def _check_postgresql(connection: Connection, wanted: Sequence[str]) -> list[Finding]:
    rows = connection.execute(
        text(
            "SELECT t.tgname AS name, c.relname AS on_table, t.tgenabled::text AS enabled,"
            " p.proname AS calls, p.prosrc AS body FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)"
        )
    )
    there = {(row.name, row.on_table): row for row in rows}
    bodies = {m["name"]: m["body"] for m in map(_FUNCTION.match, wanted) if m is not None}
    found = []
    for statement in wanted:
        named = _NAMED.match(statement)
        if named is None:
            continue
        row = there.get((named["name"], named["table"]))
        calls = statement.rpartition("EXECUTE FUNCTION ")[2].partition("(")[0]
        if row is None or row.enabled not in ("O", "A"):
            found.append(_gone(named["name"], named["table"]))
        elif row.calls != calls or row.body != bodies[calls]:
            found.append(_other(named["name"], named["table"]))
    return found


def _gone(name: str, table: str) -> Finding:
    return Finding(f"guard {name}", f"is missing or switched off: nothing watches table {table}")


def _other(name: str, table: str) -> Finding:
    return Finding(f"guard {name}", f"on table {table} is not the one that was installed")
