"""What makes an entry a good one, how it is hashed, and which month a day belongs to. Pure."""

from __future__ import annotations

import calendar
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from leadminer.base.errors import CurrencyMismatch, InvalidInput, Unbalanced
from leadminer.base.ids import content_hash
from leadminer.base.money import LARGEST_MINOR, exponent, plain

KINDS = ("asset", "liability", "equity", "income", "expense")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, slots=True)
class AccountRef:
    """Names an account of a book by what it is; it is opened at its first use.

    `kind` is one of `KINDS`; `side` 1 forbids a balance below zero, -1 above zero, 0 allows both.
    A party ('merchant', 7) makes it that party's own account.
    """

    code: str
    kind: str
    currency: str
    name: str = ""
    side: int = 0
    party_type: str = ""
    party_id: int = 0

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What tells two accounts of a book apart."""
        return (self.code, self.currency, self.party_type, self.party_id)


@dataclass(frozen=True, slots=True)
class NewLine:
    """One line to post: signed minor units of the account's currency, debit positive."""

    account: AccountRef
    amount: int


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One event to post. `occurred` is its true day, even where its month is closed already."""

    kind: str
    occurred: date
    lines: Sequence[NewLine]
    actor: str
    source_type: str = ""
    source_id: str = ""
    memo: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)


def check_entry(entry: NewEntry) -> None:
    """Raise what is wrong with an entry before the database has to: the same rules, in words.

    Raises Unbalanced (fewer than two lines, or a currency whose lines do not sum to 0),
    CurrencyMismatch and InvalidInput.
    """
    if len(entry.lines) < 2:
        raise Unbalanced("an entry needs at least two lines, a debit and a credit")
    for line in entry.lines:
        if type(line.amount) is not int:
            raise InvalidInput(
                f"the ledger takes whole minor units, not {line.amount!r}: make it with Money.parse"
            )
        if line.amount == 0:
            raise Unbalanced(f"the line on {line.account.code} is zero: leave it out")
        if abs(line.amount) > LARGEST_MINOR:
            raise InvalidInput(f"the amount {line.amount} is too large to be booked")
        if line.account.kind not in KINDS:
            raise InvalidInput(f"account kind {line.account.kind!r} is none of {', '.join(KINDS)}")
        exponent(line.account.currency)
    sums: Counter[str] = Counter()
    for line in entry.lines:
        sums[line.account.currency] += line.amount
    wrong = {code: amount for code, amount in sums.items() if amount != 0}
    if wrong:
        off = ", ".join(f"{plain(v, exponent(c))} {c}" for c, v in sorted(wrong.items()))
        if len(sums) > 1:
            raise CurrencyMismatch(f"each currency has to balance by itself; it is off by {off}")
        raise Unbalanced(f"debits and credits differ by {off}")


def month_of(day: date) -> str:
    """The period a day belongs to: '2026-11'."""
    return f"{day.year:04d}-{day.month:02d}"


def month_days(name: str) -> tuple[date, date]:
    """First and last day of a period named '2026-11'. Raises InvalidInput for another form."""
    if not isinstance(name, str) or _MONTH.fullmatch(name) is None:
        raise InvalidInput(f"{name!r} is no period: write year and month, such as 2026-11")
    year, month = int(name[:4]), int(name[5:])
    if year == 0:
        raise InvalidInput(f"{name!r} is no period: write year and month, such as 2026-11")
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def next_month(name: str) -> str:
    """The period after a period: '2027-01' after '2026-12'."""
    year, month = int(name[:4]), int(name[5:])
    return f"{year + (month == 12):04d}-{month % 12 + 1:02d}"


def canonical(value: Any) -> str:
    """JSON with one spelling for one value: sorted keys, no spaces, no escapes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def moment(at: datetime) -> str:
    """One spelling for one moment, in UTC with microseconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


HashLine = tuple[str, str, str, int, int]  # code, currency, party type, party id, amount


def entry_hash(fields: Mapping[str, Any], lines: Sequence[HashLine], prev_hash: str | None) -> str:
    """SHA-256 of an entry, its lines and the hash before it.

    Accounts and the reversed entry appear by their natural keys, never by row numbers, so that the
    chain is the same after a move to another database.
    """
    return content_hash(canonical({**fields, "lines": [list(x) for x in lines], "prev": prev_hash}))


def closing_hash(book: str, period: str, head: str | None, sums: Sequence[Sequence[Any]]) -> str:
    """SHA-256 of a period's end: the chain's head and every account's balance at that point."""
    return content_hash(
        canonical(
            {"book": book, "period": period, "head": head, "balances": [list(s) for s in sums]}
        )
    )
