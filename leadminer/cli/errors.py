"""Errors -> exit codes."""

from __future__ import annotations

from leadminer.base.errors import (
    Blocked,
    ConfigError,
    Conflict,
    InvalidInput,
    LeadminerError,
    NotFound,
    Refused,
)

# The first that fits counts. 1 is everything else, 2 is a wrong command line (typer's own).
EXIT_CODES: tuple[tuple[type[LeadminerError], int], ...] = (
    (ConfigError, 4),
    (NotFound, 5),
    (InvalidInput, 6),
    (Conflict, 7),
    (Refused, 8),
    (Blocked, 3),
)


def exit_code(error: LeadminerError) -> int:
    """The process exit code for an error."""
    return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 1)
