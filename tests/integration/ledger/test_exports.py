"""Outside tools read the books, agree with them, and refuse them with one cent changed."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from leadminer.base.errors import InvalidInput, NotFound
from leadminer.ledger import NewLine, close, export, open_book, post, queries, reverse
from tests.integration.ledger.books import NOW, income, receivable, sale


@pytest.fixture
def books(session: Session) -> Session:
    """Three months in three currencies (0, 2 and 3 decimals), a reversal and a late event."""
    open_book(session, "main", legal_entity='Northwind "Leads"; Ltd', base_currency="EUR")
    post(session, sale(day=date(2026, 9, 5)), key="a", book="main", now=NOW)
    for n, (currency, amount) in enumerate((("JPY", 1200), ("KWD", 1234), ("EUR", 5))):
        lines = [
            NewLine(receivable(currency, 2), amount),
            NewLine(income(currency), -amount),
        ]
        entry = sale(lines=lines, day=date(2026, 10, 7), memo='=1+1; "x" | 第一笔\nnext')
        made = post(session, entry, key=f"b,{n}", book="main", now=NOW)
    close(session, "main", "2026-09", actor="test", now=NOW)
    reverse(session, made.id or 0, key="back", actor="test", reason="wrong", now=NOW)
    post(session, sale(day=date(2026, 9, 30)), key="late", book="main", now=NOW)
    post(session, sale(), key="c", book="main", now=NOW)
    return session


def bean_check(path: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("bean-check")
    return subprocess.run(
        [str(tool), "--no-cache", str(path)], capture_output=True, text=True, timeout=120
    )


def hledger_check(path: Path) -> subprocess.CompletedProcess[str]:
    tool = shutil.which("hledger")
    if tool is None:
        pytest.skip("SKIPPED HLEDGER: not installed (apt-get install hledger)")
    return subprocess.run(
        [tool, "-f", str(path), "check", "--strict"],
        capture_output=True,
        text=True,
        timeout=120,
        env={"LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"},
    )


CHECKERS = {"beancount": bean_check, "hledger": hledger_check}


def amounts(text: str) -> list[re.Match[str]]:
    """Every amount of a posting or of an asserted balance that is not zero."""
    found = re.finditer(r"(-?\d+(?:\.\d+)?)(?= (?:~ 0 )?(?:EUR|JPY|KWD)\b)", text)
    return [match for match in found if any(digit in match[1] for digit in "123456789")]


def one_more(number: str) -> str:
    """The number with one unit of its last decimal more (further from zero)."""
    digits = str(int(number.lstrip("-").replace(".", "")) + 1).rjust(len(number.lstrip("-")), "0")
    decimals = len(number.partition(".")[2])
    whole = digits[:-decimals] + "." + digits[-decimals:] if decimals else digits
    sign = "-" if number.startswith("-") else ""
    return sign + (whole.lstrip("0") if whole[1:2] != "." else whole)


@pytest.mark.parametrize("form", CHECKERS)
def test_the_outside_checker_accepts_the_books(books: Session, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"books.{form}"
    path.write_text(export(books, "main", form), encoding="utf-8")
    result = CHECKERS[form](path)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "error" not in (result.stdout + result.stderr).lower()


@pytest.mark.parametrize("form", CHECKERS)
def test_the_outside_checker_refuses_one_cent_more_in_any_month(
    books: Session, tmp_path: Path, form: str
) -> None:
    text = export(books, "main", form)
    places = [m for m in amounts(text) if not text[: m.start()].endswith("commodity ")]
    chosen = places[:: max(1, len(places) // 6)] + places[-1:]
    assert len(chosen) >= 6
    for match in chosen:
        changed = text[: match.start()] + one_more(match[1]) + text[match.end() :]
        path = tmp_path / f"changed.{form}"
        path.write_text(changed, encoding="utf-8")
        result = CHECKERS[form](path)
        line = text[text.rfind("\n", 0, match.start()) + 1 : text.find("\n", match.start())]
        assert result.returncode != 0, f"accepted one unit more in: {line}"


@pytest.mark.parametrize("form", CHECKERS)
def test_a_cent_moved_between_two_accounts_is_refused_although_it_balances(
    books: Session, tmp_path: Path, form: str
) -> None:
    text = export(books, "main", form)
    assert text.count("-100.00 EUR") > 0 and text.count("-19.00 EUR") > 0
    moved = text.replace("-100.00 EUR", "-100.01 EUR", 1).replace("-19.00 EUR", "-18.99 EUR", 1)
    path = tmp_path / f"moved.{form}"
    path.write_text(moved, encoding="utf-8")
    assert CHECKERS[form](path).returncode != 0


def test_the_csv_says_what_the_books_say_and_holds_no_formula(books: Session) -> None:
    rows = list(csv.DictReader(io.StringIO(export(books, "main", "csv"))))
    book = queries.get_book(books, "main")
    sums: dict[tuple[str, str, str], int] = {}
    for row in rows:
        key = (row["account"], row["currency"], row["party"])
        sums[key] = sums.get(key, 0) + int(row["amount_minor"])
    expected = {
        (b.code, b.currency, f"{b.party_type}:{b.party_id}" if b.party_type else ""): b.amount
        for b in queries.balances(books, book.id or 0)
    }
    assert sums == expected
    assert all(not row["memo"].startswith("=") for row in rows)
    assert any(row["memo"].startswith("'=1+1") for row in rows)


def test_an_unknown_format_or_book_is_told(books: Session) -> None:
    with pytest.raises(InvalidInput, match="beancount, hledger, csv"):
        export(books, "main", "ledger")
    with pytest.raises(NotFound):
        export(books, "other", "csv")
