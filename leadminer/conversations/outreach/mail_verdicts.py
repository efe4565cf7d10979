"""What is known of an e-mail address before anybody writes to it: three states, and why.

Undeliverable is said only of what can never arrive. A server that says "later", one that takes
mail for any name, a full mailbox, a refusal of our own machine, a network that is not there: all
of these are unknown, because none of them tells that nobody reads there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from leadminer.conversations.outreach.rules import is_hard_bounce


class MailStatus(StrEnum):
    """Whether mail to an address would arrive."""

    DELIVERABLE = "deliverable"  #: its server took the name, and refuses names that are not there
    UNDELIVERABLE = "undeliverable"  #: cannot arrive, whoever sends it
    UNKNOWN = "unknown"  #: anything else


# causes that end it, by what found them
HOPELESS = frozenset({"syntax", "invalid_name", "no_domain", "no_mx", "null_mx", "no_mailbox"})
# causes why an accepted address is no proof
_NO_PROOF = frozenset({"catch_all", "greylisted", "full", "blocked", "unreachable"})
_SOON = frozenset({"no_network", "greylisted", "unreachable", "dns_failed"})
_FULL = re.compile(r"\b[45]\.2\.2\b|\bfull\b|quota|over ?limit", re.I)
_OURS = re.compile(
    r"\b5\.7\.\d|block|spam|black ?list|deny ?list|polic|reputation|denied|dnsbl|\bspf\b|\brbl\b"
    r"|banned|relay|authenticat|not allowed|prohibited",
    re.I,
)
_NOBODY = re.compile(
    r"no such (?:user|mailbox|recipient|address|person)"
    r"|(?:user|recipient|mailbox|address)\b.{0,40}\b(?:unknown|not found|does ?n[o'’]t exist"
    r"|not exist|no longer)"
    r"|(?:unknown|invalid|inexistent|nonexistent|non-existent) (?:local )?"
    r"(?:user|recipient|mailbox|address)"
    r"|no mailbox (?:here )?by that name",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out of one address. `causes`: codes, the deciding one first."""

    status: MailStatus
    causes: tuple[str, ...] = ()
    method: str = "syntax"  # syntax dns smtp: how far it was looked
    said: str = ""  # the server's own words, cut

    def to_json(self) -> dict[str, Any]:
        """Plain values, to be stored and shown."""
        return {
            "status": str(self.status),
            "causes": list(self.causes),
            "method": self.method,
            "said": self.said,
        }

    def keep_for(self, days: int) -> timedelta:
        """How long it holds before it is looked at again."""
        if self.status is MailStatus.UNKNOWN and _SOON & set(self.causes):
            return timedelta(hours=1)
        return timedelta(days=days)


def judge(found: Iterable[str], *, method: str, accepted: bool = False, said: str = "") -> Verdict:
    """The verdict for what was found. `accepted`: the mailbox's own server took the address."""
    causes = list(dict.fromkeys(found))
    if HOPELESS & set(causes):
        causes.sort(key=lambda cause: cause not in HOPELESS)
        status = MailStatus.UNDELIVERABLE
    elif accepted and not _NO_PROOF & set(causes):
        status = MailStatus.DELIVERABLE
    else:
        status = MailStatus.UNKNOWN
        if method != "smtp" and "reserved" not in causes and not _SOON & set(causes):
            causes.append("not_asked")
    return Verdict(status, tuple(causes), method, said[:200])


def recipient_answer(code: int, text: str) -> str:
    """What a server's answer to RCPT TO tells: accepted no_mailbox full greylisted blocked.

    Enhanced status codes (RFC 3463) count first; words only where there are none. A refusal that
    speaks of us (lists, policy, relaying) says nothing of the mailbox.
    """
    if 200 <= code < 300:
        return "accepted"
    if _FULL.search(text) or code in (452, 552):
        return "full"
    if 400 <= code < 500:
        return "greylisted"
    if is_hard_bounce(code, text) and not re.match(r"\s*5\.1\.(?:0|7|8)\b", text):
        return "no_mailbox"  # 5.1.7 and 5.1.8 are about the sender's address
    if code in (550, 551, 553) and not re.match(r"\s*5\.\d", text) and not _OURS.search(text):
        return "no_mailbox" if _NOBODY.search(text) else "blocked"
    return "blocked"
