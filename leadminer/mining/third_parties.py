"""Contact points of people who are not the author: no way to reach the author, and masked."""

from __future__ import annotations

import re
from typing import Final

from leadminer.mining.extraction.values.contacts import Contact
from leadminer.mining.extraction.values.items import Company, Post
from leadminer.mining.sensitive import Policy, mask_spans
from leadminer.signals.sensitive.items import Finding
from leadminer.signals.sensitive.masking import MASK
from leadminer.signals.sensitive.third_parties import heads_in, is_of_another, quoted_in

THIRD_PARTY: Final = "third_party"
_OCCURRENCES_MAX: Final = 20


def redact(record: Post | Company, policy: Policy) -> int:
    """Mask what is plainly of somebody else, and take it out of the contacts; the post is changed.

    Returns how many spans were masked.
    """
    if isinstance(record, Company) or not policy.third_parties:
        return 0
    count = 0
    for name in ("title", "text"):
        found = _found(record, name)
        if not found:
            continue
        cut = mask_spans(record, name, found)
        for start in sorted({cut.mask_of(one.start, one.end)[0] for one in found}):
            at_mask = Finding(THIRD_PARTY, start, start + len(MASK), 0.8, "other")
            record.noted.append(at_mask.as_fact(name, "masked"))
            count += 1
    return count


def _found(record: Post, name: str) -> list[Finding]:
    text: str = getattr(record, name)
    quoted = list(quoted_in(text))
    found = [Finding(THIRD_PARTY, start, end, 0.8, "head") for start, end in heads_in(text)]
    for contact in record.contacts:
        if contact.start is not None and (contact.field or "text") == name:
            found += _of_others(text, contact, [*quoted, *((f.start, f.end) for f in found)])
    return found


def _of_others(text: str, contact: Contact, quoted: list[tuple[int, int]]) -> list[Finding]:
    """Every place of a contact point, if it is somebody else's at all of them."""
    found: list[Finding] = []
    places = [match.span() for match in re.finditer(re.escape(contact.raw), text)]
    for start, end in places[:_OCCURRENCES_MAX]:
        if any(a <= start < b for a, b in quoted):
            found.append(Finding(THIRD_PARTY, start, end, 0.8, "quote"))
            continue
        person = is_of_another(text, start)
        if person is None:
            return []
        found.append(Finding(THIRD_PARTY, start, end, 0.8, "other"))
        if person[0] < person[1]:
            found.append(Finding(THIRD_PARTY, *person, 0.8, "name"))
    return found
