"""The one tree of errors. A class's docstring is its default message.

LeadminerError
├── ConfigError            all problems of a configuration at once (`problems`)
├── NotFound               asked for something that is not there
├── InvalidInput           what came from outside cannot be used
├── Conflict               the move is not allowed, or somebody else was quicker
├── Refused                a rule forbids it (`reason_code`)
├── NotAllowed             this user may not do it
├── SourceError            reading a source failed
│   ├── Retry              worth another try later
│   └── Blocked            the source does not want to be read
├── DeliveryError          handing something to the outside failed (`permanent`)
└── LedgerError
    ├── Unbalanced         debits and credits differ
    ├── CurrencyMismatch   two currencies where one is needed
    └── KeyReused          the idempotency key stands for something else
"""

from __future__ import annotations

from dataclasses import dataclass


class LeadminerError(Exception):
    """Something went wrong."""

    def __init__(self, message: str | None = None) -> None:
        self.message = message or (type(self).__doc__ or "").strip().splitlines()[0]
        super().__init__(self.message)


class NotFound(LeadminerError):
    """There is no such thing."""


class InvalidInput(LeadminerError):
    """This input cannot be used."""


class Conflict(LeadminerError):
    """The state does not allow this, or somebody else was quicker."""


class NotAllowed(LeadminerError):
    """You may not do this."""


class Refused(LeadminerError):
    """A rule forbids this."""

    def __init__(self, message: str | None = None, *, reason_code: str = "refused") -> None:
        super().__init__(message)
        self.reason_code = reason_code


class SourceError(LeadminerError):
    """The source could not be read."""


class Retry(SourceError):
    """The source failed for now; try again later."""


class Blocked(SourceError):
    """The source does not want to be read."""


class DeliveryError(LeadminerError):
    """The delivery failed."""

    def __init__(self, message: str | None = None, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent


class LedgerError(LeadminerError):
    """The ledger refuses this."""


class Unbalanced(LedgerError):
    """Debits and credits differ."""


class CurrencyMismatch(LedgerError):
    """Two currencies where one is needed."""


class KeyReused(LedgerError):
    """This idempotency key already stands for another entry."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check: where something is wrong (or fine), what, and what to do next."""

    where: str
    message: str
    level: str = "error"


class ConfigError(LeadminerError):
    """The configuration cannot be used."""

    def __init__(self, problems: list[Finding]) -> None:
        self.problems = problems
        lines = "\n".join(f"  {p.where}: {p.message}" for p in problems)
        count = len(problems)
        super().__init__(
            f"the configuration has {count} problem{'s' if count != 1 else ''}:\n{lines}"
        )
