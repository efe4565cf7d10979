"""The base of readers of JSON APIs, and one run of such a reader: what it finds goes through the
same pipelines into the same sink as what a crawl finds."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar, Final

from scrapy.exceptions import DropItem

from leadminer.base.clock import monotonic
from leadminer.base.errors import LeadminerError
from leadminer.base.ids import content_hash
from leadminer.mining.extraction.html.encoding import decode
from leadminer.mining.extraction.html.parsing import parse_html
from leadminer.mining.extraction.html.texts import text_of
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.page_data import settle
from leadminer.mining.extraction.values.contacts import contacts_of_post
from leadminer.mining.extraction.values.items import Company, Post
from leadminer.mining.extraction.values.language import guess_language
from leadminer.mining.politeness.answers import Answer, Refused, StopReading
from leadminer.mining.readers.json_api import JsonClient
from leadminer.mining.readers.look import Recognised, Site
from leadminer.mining.rows import Evidence, Found, PageKeys, key_of, name_answered
from leadminer.mining.sink import SignalSink

logger = logging.getLogger(__name__)

BEAT_SECONDS: Final = 1.0
FLUSH_SECONDS: Final = 3.0
_LATER_PAGES_MAX: Final = 50  # of one thread


class ApiReader:
    """Reads one JSON API from one address. Derive from it, give it a name, write `read`.

    `since`: everything posted or changed up to then is known from earlier runs; None: read all.
    `place`: where an earlier run was cut short, in the words it gave to `reached`; empty: nowhere.
    """

    name: ClassVar[str] = "api"
    version: ClassVar[str] = "1"
    sink: ClassVar[SignalSink]  # set by the runner, for the pipelines

    def __init__(
        self,
        url: str,
        api: JsonClient,
        *,
        since: datetime | None = None,
        place: dict[str, Any] | None = None,
        region: str | None = None,
    ) -> None:
        self.url = url
        self.api = api
        self.since = since
        self.place = place or {}
        self.region = region

    @classmethod
    def recognises(cls, site: Site) -> Recognised | None:
        """Whether this reader can read a site that was looked at; override to say yes."""
        return None

    def read(self) -> Iterator[Found]:
        """Ask `self.api`, hand on what is found. Refused may be caught where one answer is not
        needed for the next; where it is not caught, the run ends with its reason."""
        raise NotImplementedError

    def reached(self, **place: Any) -> None:
        """All before this place is handed on: a run that is cut short goes on here. Say what lists
        can be entered at again; what came up in the meantime is read in the next round."""
        position = getattr(type(self), "sink", None) and self.sink.position
        if position:
            position.move(place)

    def post(self, answer: Answer, post: Post, *, thread_url: str = "", answers: str = "") -> Found:
        """A post with its evidence; with `thread_url` it is a reply in that thread. `answers`: the
        address of the post it answers there, where that is told and is not the thread itself."""
        post.is_reply = bool(thread_url)
        if post.is_reply and answers != post.url:
            post.in_reply_to = answers
        words = f"{post.title}\n{post.text}"
        post.lang = guess_language(words, post.lang)
        post.contacts = contacts_of_post(
            post.title, post.text, region=self.region, lang=post.lang, fields=post.fields
        )
        post.method = post.method or "api"
        found = Found(post, self._evidence(answer), thread_url or post.url)
        found.key = key_of(found)
        return found

    def _evidence(self, answer: Answer) -> Evidence:
        return Evidence(answer.url, answer.fetched_at, answer.status, answer.content_hash)

    def company(self, answer: Answer, company: Company) -> Found:
        """A company with its evidence. Phone, e-mail and site may stand as the API writes them:
        what is none is dropped, never kept as it is."""
        settle(company, base=company.url, region=self.region)
        company.method = company.method or "api"
        found = Found(company, self._evidence(answer), company.url)
        found.key = key_of(found)
        return found

    def posts_on(self, url: str) -> Iterator[Found]:
        """Posts of a page that the API names, and of the pages it goes on at.

        Raises Refused where the page is not to be had.
        """
        home, seen, address = "", {url}, url
        while address and len(seen) <= _LATER_PAGES_MAX:
            body = self.api.page(address)
            self.api.understood()
            text = decode(body.body, body.headers.get("content-type", "")).text
            context = Context(
                now=self.api.now(), region=self.region, is_later_page=bool(home),
                want_companies=False,
            )  # fmt: skip
            page = read_page(text, body.url, context)
            if page.noindex:
                raise self.api.refuse("noindex")
            first = next((p.url for p in page.posts if not p.is_reply), page.url)
            home = home or first
            evidence = Evidence(body.url, self.api.now(), body.status, content_hash(body.body))
            found = [Found(post, evidence, home) for post in page.posts]
            keys = PageKeys()
            for each in found:
                each.key = keys.key_of(each)
            name_answered(found)
            yield from found
            address = next(
                (k.url for k in page.links if k.kind == "next" and k.url not in seen), ""
            )
            seen.add(address)


@dataclass(slots=True)
class Pulse:
    """Tells the run's sink what the client does; keeps its lease, its limits and its parent."""

    sink: SignalSink
    pages_max: int
    seconds_max: float
    tell: Callable[[], None]
    clock: Callable[[], float] = monotonic
    _began: float = field(init=False)
    _told: float = field(init=False)
    _flushed: float = field(init=False)

    def __post_init__(self) -> None:
        self._began = self._told = self._flushed = self.clock()

    def beat(self) -> None:
        """Renew the lease and tell the parent, not too often."""
        now = self.clock()
        if now - self._flushed >= FLUSH_SECONDS:
            self._flushed = now
            self.sink.try_flush()
        if now - self._told >= BEAT_SECONDS:
            self._told = now
            self.tell()
        if now - self._began > self.seconds_max:
            raise StopReading("run_minutes")

    def asked(self) -> None:
        """A request is made."""
        self.sink.requests += 1

    def came(self, size: int) -> None:
        """A body was read."""
        self.sink.bytes_read += size

    def understood(self) -> None:
        """It was JSON."""
        self.sink.tally.pages += 1

    def wanted(self) -> None:
        """Stop where the limit of answers is reached."""
        if self.sink.tally.pages >= self.pages_max:
            raise StopReading("pages_max")

    def refused(self, reason: str) -> None:
        """Count it."""
        self.sink.refuse(reason)

    def delayed(self, seconds: float) -> None:
        """Remember it for the run's reason."""
        self.sink.tally.delay_asked = seconds


@dataclass(frozen=True, slots=True)
class _Crawler:
    """As much of Scrapy's crawler as a pipeline's `from_crawler` looks at."""

    spidercls: type[Any]
    settings: dict[str, Any]


def run_reader(
    reader: ApiReader, pipelines: list[type[Any]], sink: SignalSink, *, settings: dict[str, Any]
) -> Refused | None:
    """Read to the end, or to where it must end; `sink.tally.closed` says which. Raises LostRun.

    Returns what the API refused, if that was what ended it.
    """
    refused = None
    kind = type(reader)
    kind.sink = sink
    made = pipeline_steps(kind, pipelines, settings)
    try:
        for found in reader.read():
            sink.saw(found)
            _pass(found, made, sink)
    except StopReading as stop:
        sink.tally.closed = stop.closed
    except Refused as error:
        sink.tally.closed = "refused"
        refused = error
    sink.tally.is_update = reader.since is not None
    return refused


def pipeline_steps(
    kind: type[Any], pipelines: list[type[Any]], settings: dict[str, Any]
) -> list[Callable[[Found], Found]]:
    """Pipelines in their order, ready to be called; `kind` has the name, the version and the sink
    they ask for, as a spider's class has."""
    return [_made(each, _Crawler(kind, settings)) for each in pipelines]


def _made(pipeline: type[Any], crawler: _Crawler) -> Callable[[Found], Found]:
    maker = getattr(pipeline, "from_crawler", None)
    process: Callable[..., Found] = (maker(crawler) if maker else pipeline()).process_item
    if "spider" in inspect.signature(process).parameters:
        return lambda item: process(item, spider=None)
    return process


def _pass(found: Found, pipelines: list[Callable[[Found], Found]], sink: SignalSink) -> None:
    try:
        for pipeline in pipelines:
            found = pipeline(found)
    except (DropItem, LeadminerError) as error:
        if isinstance(error, LeadminerError):
            raise
    except Exception as error:  # one record is lost, the run goes on; never its words in a log
        logger.error("a pipeline failed: %s", type(error).__name__)
        sink.refuse("our_error")


def text_of_html(markup: str, *, without: str = "") -> str:
    """The visible text of a piece of HTML, one line a block; `without`: an XPath of what to omit
    (words of others that are quoted)."""
    root = parse_html(markup) if markup.strip() else None
    if root is None:
        return ""
    return text_of(root, set(root.xpath(without)) if without else frozenset())


def word(row: dict[str, Any], name: str) -> str:
    """A text of an answer's object; empty if it is missing or no text."""
    value = row.get(name)
    return value if isinstance(value, str) else ""


def number(row: dict[str, Any], name: str) -> int | None:
    """A whole number of an answer's object; None if it is missing or none."""
    value = row.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def moment(value: Any) -> datetime | None:
    """A time as APIs write it: Unix seconds or ISO 8601 with its zone (UTC where none is told)."""
    try:
        if isinstance(value, int) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        found = datetime.fromisoformat(value)
    except (ValueError, TypeError, OverflowError, OSError):
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
