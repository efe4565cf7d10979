"""Double entry that the database itself keeps sound: sealed, chained, append-only."""

from leadminer.ledger.exports import export
from leadminer.ledger.periods import close
from leadminer.ledger.posting import open_book, post, post_all, reverse
from leadminer.ledger.rules import AccountRef, NewEntry, NewLine
from leadminer.ledger.verification import verify

__all__ = [
    "AccountRef",
    "NewEntry",
    "NewLine",
    "close",
    "export",
    "open_book",
    "post",
    "post_all",
    "reverse",
    "verify",
]
