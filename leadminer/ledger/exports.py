"""The books for others to read: Beancount, hledger and CSV, whole and in chain order.

Each export ends every period with asserted balances, so that an outside checker refuses a file
in which one cent was moved, even if the moved cent still balances its entry.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import timedelta

from sqlmodel import Session

from leadminer.base.errors import InvalidInput
from leadminer.base.money import EXPONENTS, plain
from leadminer.ledger import queries
from leadminer.ledger.rules import month_days
from leadminer.ledger.tables import Account, Book, Entry, Line

_ROOTS = {
    "asset": "Assets",
    "liability": "Liabilities",
    "equity": "Equity",
    "income": "Income",
    "expense": "Expenses",
}
Chain = list[tuple[Entry, list[tuple[Line, Account]]]]


def export(session: Session, book: str, form: str) -> str:
    """A whole book as text: 'beancount', 'hledger' or 'csv'. Raises NotFound, InvalidInput."""
    writers: dict[str, Callable[[Book, Chain], Iterator[str]]] = {
        "beancount": _beancount,
        "hledger": _hledger,
        "csv": _csv,
    }
    if form not in writers:
        raise InvalidInput(f"unknown format {form!r}: use one of {', '.join(writers)}")
    found = queries.get_book(session, book)
    assert found.id is not None
    chain = list(queries.walk(session, found.id))
    return "".join(writers[form](found, chain))


def _amount(minor: int, currency: str) -> str:
    return f"{plain(minor, EXPONENTS[currency])} {currency}"


def _words(text: str) -> str:
    """One line of text that no journal format reads as its own syntax."""
    return re.sub(r"[\s;|\"\\]+", " ", text).strip()


def _accounts(chain: Chain) -> list[Account]:
    found = {account.id: account for _, lines in chain for _, account in lines}
    return sorted(
        found.values(), key=lambda a: (a.code, a.currency, a.party_type, a.party_id, a.id or 0)
    )


def _bean_account(account: Account) -> str:
    name = re.sub(r"[^A-Za-z0-9]+", "-", account.name).strip("-")
    parts = [_ROOTS[account.kind], f"{account.code}-{name}" if name else account.code]
    if account.party_type:
        parts.append(f"{account.party_type.capitalize()}-{account.party_id}")
    return ":".join(parts)


def _hledger_account(account: Account) -> str:
    parts = [_ROOTS[account.kind].lower(), f"{account.code} {_words(account.name)}".strip()]
    if account.party_type:
        parts.append(f"{account.party_type} {account.party_id}")
    return ":".join(parts).replace("  ", " ")


def _by_period(chain: Chain) -> Iterator[tuple[str, Chain]]:
    """Entries grouped by the period they are booked in, in chain order within each."""
    names = sorted({entry.period for entry, _ in chain})
    for name in names:
        yield name, [item for item in chain if item[0].period == name]


def _beancount(book: Book, chain: Chain) -> Iterator[str]:
    yield f'option "title" "{_words(book.legal_entity or book.code)}"\n'
    yield f'option "operating_currency" "{book.base_currency}"\n\n'
    start = min((entry.booked for entry, _ in chain), default=None)
    opened: dict[str, set[str]] = {}
    for account in _accounts(chain):
        opened.setdefault(_bean_account(account), set()).add(account.currency)
    for name, currencies in sorted(opened.items()):
        yield f"{start} open {name} {','.join(sorted(currencies))}\n"
    balances: dict[tuple[str, str], int] = {}
    for period, entries in _by_period(chain):
        yield f"\n; {period}\n"
        for entry, lines in entries:
            yield (
                f'\n{entry.booked} * "{_words(entry.kind)}" "{_words(entry.memo)}"\n'
                f'  key: "{_words(entry.idem)}"\n  number: "{entry.seq}"\n'
                f'  hash: "{entry.hash}"\n'
            )
            if entry.occurred != entry.booked:
                yield f"  occurred: {entry.occurred}\n"
            for line, account in lines:
                key = (_bean_account(account), line.currency)
                balances[key] = balances.get(key, 0) + line.amount
                yield f"  {key[0]}  {_amount(line.amount, line.currency)}\n"
        after = month_days(period)[1] + timedelta(days=1)
        yield "\n"
        for (name, currency), minor in sorted(balances.items()):
            # "~ 0": without it a difference of one cent is within the checker's tolerance
            number = plain(minor, EXPONENTS[currency])
            yield f"{after} balance {name}  {number} ~ 0 {currency}\n"


def _hledger(book: Book, chain: Chain) -> Iterator[str]:
    yield f"; {_words(book.legal_entity or book.code)}\n"
    for currency in sorted({line.currency for _, lines in chain for line, _ in lines}):
        decimals = EXPONENTS[currency]
        sample = plain(10 ** (decimals + 3), decimals) + ("" if decimals else ".")
        yield f"commodity {sample} {currency}\n"
    for name in sorted({_hledger_account(account) for account in _accounts(chain)}):
        yield f"account {name}\n"
    balances: dict[tuple[str, str], int] = {}
    for period, entries in _by_period(chain):
        for entry, lines in entries:
            yield f"\n{entry.booked} * ({entry.seq}) {_words(entry.kind)} {_words(entry.memo)}\n"
            yield f"    ; key:{_words(entry.idem).replace(',', ' ')}, hash:{entry.hash}"
            yield f", occurred:{entry.occurred}\n"
            for line, account in lines:
                key = (_hledger_account(account), line.currency)
                balances[key] = balances.get(key, 0) + line.amount
                yield f"    {key[0]}  {_amount(line.amount, line.currency)}\n"
        yield f"\n{month_days(period)[1]} * balances at the end of {period}\n"
        for (name, currency), minor in sorted(balances.items()):
            yield f"    {name}  0 {currency} = {_amount(minor, currency)}\n"


_COLUMNS = [
    "number",
    "key",
    "kind",
    "occurred",
    "booked",
    "period",
    "posted_at",
    "actor",
    "memo",
    "line",
    "account",
    "name",
    "party",
    "currency",
    "amount",
    "amount_minor",
    "prev_hash",
    "hash",
]


def _csv(_book: Book, chain: Chain) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for entry, lines in chain:
        for line, account in lines:
            party = f"{account.party_type}:{account.party_id}" if account.party_type else ""
            writer.writerow(
                [
                    entry.seq,
                    _cell(entry.idem),
                    _cell(entry.kind),
                    entry.occurred,
                    entry.booked,
                    entry.period,
                    entry.posted_at.isoformat(),
                    _cell(entry.actor),
                    _cell(entry.memo),
                    line.n,
                    account.code,
                    _cell(account.name),
                    _cell(party),
                    line.currency,
                    plain(line.amount, EXPONENTS[line.currency]),
                    line.amount,
                    entry.prev_hash or "",
                    entry.hash,
                ]
            )
    yield buffer.getvalue()


def _cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
