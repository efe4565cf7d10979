"""What templates and the navigation need to know of a visit; `visit.Visit` has it."""

from __future__ import annotations

from typing import Protocol

from fastapi import Request

from leadminer.merchants.tables import LoginSession, User
from leadminer.store import Session
from leadminer.web.language import Writer


class Asking(Protocol):
    """Somebody who asks for a page."""

    request: Request
    session: Session
    write: Writer
    user: User | None
    login: LoginSession | None
