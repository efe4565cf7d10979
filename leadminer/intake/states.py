"""What can become of a row, and why one is refused."""

from __future__ import annotations

from enum import StrEnum

from leadminer.base.errors import InvalidInput


class RowOutcome(StrEnum):
    """What became of one row."""

    STORED = "stored"  #: it is a signal now, judged like any other
    DUPLICATE = "duplicate"  #: known already, from here or from anywhere
    REFUSED = "refused"  #: it cannot be one; `reason` says why
    UNDONE = "undone"  #: was stored, and taken back with its whole import
    KEPT = "kept"  #: could not be taken back: something came of it that left the house


# code -> what is told of it
REASONS: dict[str, str] = {
    "known": "known already",
    "twin": "its words are known from another place",
    "repeated": "stands twice in what was sent",
    "no_mine": "stands on the no-mine register",
    "no_words": "has neither title nor text",
    "no_name": "has no name",
    "bad_kind": "its kind is not post, reply or company",
    "bad_url": "its address is none to http or https",
    "no_parent": "a reply needs the parent_url of its thread",
    "bad_email": "its e-mail address is none",
    "bad_phone": "its phone number is none",
    "bad_time": "its time cannot be read, or is still to come",
    "bad_country": "its country is no ISO 3166 code of two letters",
    "too_long": "is too long",
    "too_many_cells": "has more cells than the first line has columns",
    "not_csv": "is no CSV",
    "not_json": "is no JSON",
    "not_object": "is no JSON object",
    "not_mail": "is no mail",
    "automatic": "was written by a machine (answer, bounce or newsletter)",
    "own_mail": "was sent by ourselves",
    "nested": "is nested too deeply",
    "test": "is marked as a test",
    "our_error": "a pipeline failed on it; the log says more",
    # why a row could not be taken back
    "seen_elsewhere": "mining has read it at another place, too",
    "in_use": "a merchant or a person outside has it: it was called back where that can be",
}


class RowRefused(InvalidInput):
    """This row cannot be a signal."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{REASONS[code]}: {detail}" if detail else REASONS[code])
        self.code = code
        self.detail = detail.encode("utf-8", "replace").decode().replace("\0", "")[:200]
