"""What the lists of a site have shown, so that none is read under each of its addresses.

A site shows its entries by category, by town, by tag, as the answer to a search; often under many
addresses in the very same order. Some lists show what no other does, so each is looked at; but not
page after page, and not when all that is known has been met once more with nothing new among it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from leadminer.mining.extraction.places.addresses import without_page
from leadminer.mining.extraction.values.items import PageReading

_ENTRIES_MIN: Final = 4  # of a page that is told from another by them
_AGAIN_MIN: Final = 40  # entries that lists must have shown once more, however few are known


@dataclass(slots=True)
class Views:
    """What was shown, by marks; nothing of it is kept from run to run."""

    _shown: dict[str, set[int]] = field(default_factory=dict)  # by the pages of a list
    _lists: dict[int, str] = field(default_factory=dict)  # by first pages: which list it was
    _entries: set[int] = field(default_factory=set)
    _records: int = 0
    _again: int = 0  # entries on lists since one showed something new
    is_agreed: bool = False  # what links lead to is what maps name
    is_site_known: bool = False  # then memory tells which lists are worth reading
    leads_on: int = 0  # from the page that was last looked at to entries nobody has read

    def turns_in_vain(self, page: PageReading, thread_url: str) -> bool:
        """Whether an earlier page of this list or thread has shown just this: servers give the
        last page, or the first, for every number that is asked. Or whether another list begins
        with just this and has as many pages: it is the same one."""
        shown = [post.text for post in page.posts]
        if (
            not thread_url
        ):  # one post, or the same firm, may stand at the head of each page of a list
            shown += [company.name for company in page.companies]
            shown += sorted(link.url for link in page.links if link.kind in ("content", "title"))
        if not shown:
            return False
        known = self._shown.setdefault(thread_url or without_page(page.url), set())
        mark = hash(tuple(shown))
        if mark in known:
            return True
        known.add(mark)
        return not thread_url and self._is_another_name(page)

    def _is_another_name(self, page: PageReading) -> bool:
        own = without_page(page.url)
        entries = tuple(company.name for company in page.companies)
        if own != page.url or len(entries) < _ENTRIES_MIN:
            return False
        pages = sorted(link.text for link in page.links if link.kind in ("page", "next"))
        return self._lists.setdefault(hash((entries, *pages)), own) != own

    def learn(self, page: PageReading, listed: int, *, new_records: int) -> None:
        """What a visit gave. `listed`: links of the page to kinds that hold records."""
        self._records += new_records
        self._entries.update(hash(company.name) for company in page.companies)
        if new_records:
            self._again = 0
        elif listed >= 3 and not self.leads_on and page.own_company is None:  # else its neighbours
            self._again += max(listed, len(page.companies))

    @property
    def are_all_told(self) -> bool:
        """Whether lists have shown half as much again as all that is known, and nothing new; or all
        that is known was found in two ways."""
        if self.is_site_known or self.is_agreed:
            return not self.is_site_known
        known = len(self._entries) if len(self._entries) * 3 > self._records else self._records
        return self._again >= max(_AGAIN_MIN, known * 3 // 2)
