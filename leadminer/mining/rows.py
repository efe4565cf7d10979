"""A record with its evidence as a row of the signal table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from leadminer.base.ids import content_hash
from leadminer.mining.extraction.companies.values import observed
from leadminer.mining.extraction.places.addresses import canonical, site_of
from leadminer.mining.extraction.values.items import Company, Post
from leadminer.mining.extraction.values.language_spans import language_facts
from leadminer.mining.extraction.values.regions import guess_region
from leadminer.signals.company_values import confidences, conflicts
from leadminer.signals.facts.reading import read_facts
from leadminer.signals.industries import industries_of
from leadminer.signals.rules import signal_key, squeezed

TEXT_MAX = 20_000
QUOTE_MAX = 400
_SAME_SAYING = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a page was had."""

    url: str
    fetched_at: datetime
    http_status: int
    content_hash: str  # SHA-256 of the body as received


@dataclass(slots=True)
class Found:
    """One record with its evidence: what pipelines work on."""

    record: Post | Company
    evidence: Evidence
    thread_url: str = ""
    key: str = ""
    enriches: bool = False  # a company kept before, of which more is known now


def kind_of(record: Post | Company) -> str:
    """post, reply or company."""
    if isinstance(record, Company):
        return "company"
    return "reply" if record.is_reply else "post"


def key_of(found: Found) -> str:
    """The key that lets this record in once."""
    record = found.record
    if isinstance(record, Company):
        if is_own_page_of(record, found.evidence.url):
            return signal_key("company", record.url.split("#")[0])
        # no page of its own: the lists it stands on are many, its name and number are one
        reach = record.phone or record.email or squeezed(record.address)
        words = content_hash(f"{squeezed(record.name)}\n{reach}")
        return signal_key("company", f"{site_of(record.url)}#{words}")
    if record.stands_alone and "#" not in record.url:
        # it wanders from page to page as newer ones come: its words are what stays
        words = content_hash(f"{squeezed(record.author)}\n{record.title}\n{squeezed(record.text)}")
        return signal_key("post", f"{site_of(record.url)}#{words}")
    return signal_key(
        kind_of(record),
        record.url,
        parent_url=found.thread_url,
        author=record.author,
        text=record.text,
    )


class PageKeys:
    """The keys of one page's records. Replies without addresses of their own in which one person
    says the same words at different times are told apart by their number: what is shown twice
    tells one time, and the same two are the same two in whatever order a page shows them."""

    def __init__(self) -> None:
        self._times: dict[str, list[datetime]] = {}

    def key_of(self, found: Found) -> str:
        """As `key_of`, with the number of the saying from the second one on."""
        key, record = key_of(found), found.record
        if not isinstance(record, Post) or not record.is_reply or not record.author:
            return key
        is_own = "#" in record.url or canonical(record.url) != canonical(found.thread_url)
        if is_own or not record.posted:
            return key
        times = self._times.setdefault(key, [])
        near = (n for n, at in enumerate(times) if abs(at - record.posted) < _SAME_SAYING)
        which = next(near, len(times))
        if which == len(times):
            times.append(record.posted)
        return content_hash(f"{key}\n{which}") if which else key


def is_own_page_of(company: Company, page_url: str) -> bool:
    """Whether a company's address is a page about it alone, not the list it was met on."""
    here = canonical(page_url)
    return not company.is_listed or company.url.split("#")[0] != here


def row_of(found: Found, *, spider: str, version: str) -> dict[str, Any]:
    """The row to store, without its source and run."""
    record, evidence = found.record, found.evidence
    kind = kind_of(record)
    is_post = isinstance(record, Post)
    text = (record.text if isinstance(record, Post) else _company_text(record))[:TEXT_MAX]
    trades = industries_of(
        title=record.title if isinstance(record, Post) else "",
        name="" if isinstance(record, Post) else record.name,
        text=text,
        section=record.section,
        fields=record.fields,
    )
    return {
        "key": found.key or key_of(found),
        "kind": kind,
        "url": record.url,
        "parent_url": found.thread_url if kind == "reply" else None,
        "in_reply_to": _answered(record) if kind == "reply" else None,
        "author": (record.author or None) if isinstance(record, Post) else None,
        "author_url": record.author_url if isinstance(record, Post) else None,
        "title": record.title if isinstance(record, Post) else record.name,
        "text": text,
        "text_hash": content_hash(text),
        "posted_at": record.posted if isinstance(record, Post) else None,
        "lang": record.lang,
        "section": list(record.section),
        "fields": dict(record.fields),
        "contacts": [c.as_row() for c in record.contacts],
        "facts": _facts(record) if isinstance(record, Post) else [],
        "industry": trades[0]["code"] if trades else "",
        "industries": trades,
        "company": {} if is_post else _company_row(record, evidence),
        "fetched_at": evidence.fetched_at,
        "http_status": evidence.http_status,
        "content_hash": evidence.content_hash,
        "quote_start": 0,
        "quote_end": min(len(text), QUOTE_MAX),
        "spider": spider,
        "spider_version": version,
        "first_seen_at": evidence.fetched_at,
        "last_seen_at": evidence.fetched_at,
    }


def name_answered(found: list[Found]) -> None:
    """Tell the replies of one page by which keys the posts are known that they answer. That a reply
    answers its thread is told by the thread, unless it says so itself."""
    keys = {id(each.record): each.key for each in found}
    for each in found:
        post = each.record
        other = post.answers if isinstance(post, Post) and post.is_reply else None
        if isinstance(post, Post) and other and (post.says_whom or other.is_reply):
            post.in_reply_to = keys.get(id(other), post.in_reply_to)


def _answered(record: Post | Company) -> str | None:
    return (record.in_reply_to or None) if isinstance(record, Post) else None


def _facts(post: Post) -> list[dict[str, Any]]:
    """What a post tells of a need, with offsets into its title and text as kept."""
    region = guess_region(lang=None, address=f"{post.title} {post.text[:500]}")
    facts = read_facts(
        post.title, post.text[:TEXT_MAX], fields=post.fields, said_at=post.posted, lang=post.lang,
        region=region,
    )  # fmt: skip
    languages = language_facts({"title": post.title, "text": post.text[:TEXT_MAX]}, post.lang)
    return [*(fact.as_row() for fact in facts), *languages, *post.noted]


def _company_row(company: Post | Company, evidence: Evidence) -> dict[str, Any]:
    assert isinstance(company, Company)
    observed(company, evidence.url, evidence.fetched_at.isoformat())
    return {
        "name": company.name,
        "phone": company.phone,
        "extension": company.extension,
        "email": company.email,
        "site": company.site,
        "address": company.address,
        "country": company.country,
        "method": company.method,
        "values": [dict(value) for value in company.values],
        "conflicts": conflicts(company.values),
        "confidence": confidences(company.values),
    }


def _company_text(company: Post | Company) -> str:
    assert isinstance(company, Company)
    return "\n".join(part for part in (company.about, company.address) if part)
