"""How a run ended, and why, from what was counted. "Nothing found" and "blocked" never mix."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from leadminer.mining.drift import Quality
from leadminer.signals.states import Outcome

_BLOCKING = (
    "robots",
    "no_mine",
    "robots_unavailable",
    "http_401",
    "http_403",
    "http_407",
    "http_451",
    "login",
    "captcha",
    "cookies",
    "tdm_reserved",
)
_WALLS = ("captcha", "login", "cookies")
CAPTCHAS_MAX = 3  # a form or two of a site may carry one; more stand before its pages
_FOREIGN = ("not_json", "not_the_api")
_NETWORK = ("dns", "connection", "timeout", "tls", "http_5xx")
_WORDS = {
    "robots": "robots.txt forbids reading",
    "no_mine": "the no-mine register forbids reading it (leadminer nomine list)",
    "robots_unavailable": "robots.txt could not be had whole, which means: do not read",
    "http_401": "the site asks for a log-in (HTTP 401)",
    "http_403": "the site refuses us (HTTP 403)",
    "http_451": "the site may not show it (HTTP 451)",
    "login": "the pages stand behind a log-in",
    "captcha": "the pages stand behind a captcha",
    "private_address": "the address is private or loopback; allow it with --allow-private",
    "metadata_address": "the address is link-local or of a cloud's metadata: it is never read",
    "too_large": "the page is larger than mining.page_bytes_max",
    "not_html": "the address gives no HTML page",
    "not_json": "the address answers, but not with JSON: its API is elsewhere or has changed",
    "not_the_api": "the answers are JSON, but not built as this reader knows them",
    "encoding": "the answer is packed in a way that was not asked for",
    "unchanged": "the page has not changed since it was read",
    "too_old": "the page has not changed since the day that --since names",
    "not_a_map": "an address that was named as a sitemap or feed is neither",
    "redirects": "the address leads from one address to the next without end",
    "redirect_refused": "the address leads to something that is no web page or holds a password",
    "off_site": "the pages lead to another site",
    "cookies": "the pages stand behind a demand to accept cookies",
    "postback": "what the lists name is opened only by forms that a script sends (postback)",
    "tdm_reserved": "the site reserves text and data mining (TDMRep)",
    "page_time": "the page took too long to be understood",
    "noindex": "the site asks robots not to keep it (noindex)",
    "dns": "the host name is not known",
    "connection": "the host does not answer",
    "timeout": "the host took too long",
    "tls": "the secure connection failed",
    "http_5xx": "the server has an error of its own",
    "http_404": "the page does not exist (HTTP 404)",
    "http_429": "the site asks us to slow down (HTTP 429)",
    "sensitive": "it tells what may not be kept (config.toml, [sensitive])",
}

_RESTING = {
    "resting": "the host refused us again and again and is left alone",
    "budget": "the host's budget of this day is used up (mining.host_requests_a_day, "
    "mining.host_bytes_a_day)",
}
_QUOTA = "the API's quota is used up; it is refilled by its owner's rules, mostly once a day"


def words_of(reason: str) -> str:
    """A refusal's reason as a sentence."""
    return _WORDS.get(reason, reason)


@dataclass(slots=True)
class Tally:
    """What a run counted."""

    pages: int = 0  # HTML pages read
    signals_seen: int = 0
    refusals: dict[str, int] = field(default_factory=dict)
    passed_over: dict[str, int] = field(default_factory=dict)  # read, but not what the job asks for
    unread_pages: int = 0  # looked like discussions, yet nothing could be read
    # finished pages_max run_minutes rate_limited quota blocked resting budget cancelled refused
    closed: str = "finished"
    addresses_known: int = 1  # pages seen to exist that were worth a visit, the first among them
    signals_before: int = 0  # what earlier runs of this spider found at this source
    is_update: bool = False  # only what is new since the last whole run was asked for
    delay_asked: float = 0.0  # seconds between pages a robots.txt asks for, if more than we wait
    error: str = ""  # an error of our own
    quality: Quality = field(default_factory=Quality)
    sample: dict[str, Any] | None = None  # of a probe: what was drawn
    note: str = ""  # which reader was taken, where that was ours to choose

    def begin_again(self, note: str) -> None:
        """What was tried gave nothing: its refusals say nothing of what is tried now."""
        self.refusals.clear()
        self.closed, self.is_update, self.note = "finished", False, note

    def described(self) -> dict[str, Any]:
        """What the pages gave, for the drift alarm, as it is stored with the run."""
        self.quality.pages = self.pages
        self.quality.walls = self.count(*_WALLS)
        self.quality.whole = not self.is_update and not self.skipped
        row = self.quality.as_row() | {"known": self.addresses_known}
        if self.sample is not None:
            row["sample"] = self.sample
        return row | ({"passed_over": dict(self.passed_over)} if self.passed_over else {})

    rests_until: datetime | None = None  # a host all our jobs leave alone, until then
    unchanged: int = 0  # pages known from before that had not changed

    @property
    def skipped(self) -> int:
        """Pages that were known and had not changed, however that was found out."""
        return self.unchanged + self.count("unchanged")

    def count(self, *reasons: str) -> int:
        """How many refusals had one of these reasons."""
        return sum(self.refusals.get(reason, 0) for reason in reasons)


def decide(tally: Tally) -> tuple[Outcome, str]:
    """The outcome of a run and one sentence that says why."""
    outcome, reason = _decide(tally)
    return outcome, f"{reason}; {tally.note}" if tally.note else reason


def _decide(tally: Tally) -> tuple[Outcome, str]:
    if tally.signals_seen:
        return _found(tally)
    if tally.error:
        return Outcome.FAILED, tally.error
    if tally.passed_over and tally.closed == "finished":
        return _nothing_wanted(tally)
    if tally.count("crawl_delay") and not tally.pages:
        return Outcome.RATE_LIMITED, f"the site asks for {tally.delay_asked:.0f} s between pages"
    if tally.closed == "rate_limited" or (tally.count("http_429") and tally.pages <= 1):
        return Outcome.RATE_LIMITED, _WORDS["http_429"] + _until(tally)
    if tally.closed == "quota":
        return Outcome.RATE_LIMITED, _QUOTA
    if tally.closed in _RESTING:
        return Outcome.RATE_LIMITED, _rest(tally.closed, tally)
    if (tally.pages == 0 and not tally.skipped) or tally.closed == "refused":
        return _nothing_read(tally)
    return _nothing_found(tally)


def _found(tally: Tally) -> tuple[Outcome, str]:
    if tally.error:
        return Outcome.PARTIAL, tally.error
    cut = {
        "pages_max": "the limit of pages was reached",
        "run_minutes": "the limit of time was reached",
        "bytes_max": "the limit of bytes was reached",
        "rate_limited": _WORDS["http_429"],
        "quota": _QUOTA,
        "sampled": f"a sample of {tally.pages} pages was read",
        "blocked": "the site began to refuse us",
        **{closed: _rest(closed, tally) for closed in _RESTING},
        "cancelled": "the run was stopped",
    }.get(tally.closed)
    if cut:
        return Outcome.PARTIAL, cut
    if tally.closed == "refused":
        reasons = ", ".join(sorted(tally.refusals))
        return Outcome.PARTIAL, f"reading could not go on after {tally.pages} answers: {reasons}"
    missed = {
        r: n
        for r, n in tally.refusals.items()
        if r in (*_NETWORK, *_FOREIGN, "http_403", "http_429", "too_large") and n
    }
    if tally.count("captcha") >= CAPTCHAS_MAX:
        missed["captcha"] = tally.count("captcha")
    if missed:
        words = ", ".join(f"{n} x {reason}" for reason, n in sorted(missed.items()))
        return Outcome.PARTIAL, f"some pages could not be read: {words}"
    return Outcome.OK, f"{tally.signals_seen} signals on {tally.pages} pages"


def _nothing_wanted(tally: Tally) -> tuple[Outcome, str]:
    words = {
        "not_watched": "match no watch rule",
        "excluded": "match an exclusion",
        "language": "are in other languages",
        "sensitive": "tell what may not be kept (config.toml, [sensitive])",
    }
    why = ", ".join(f"{n} {words.get(r, r)}" for r, n in sorted(tally.passed_over.items()))
    return Outcome.EMPTY, f"{tally.pages} pages were read, nothing on them is asked for: {why}"


def _rest(closed: str, tally: Tally) -> str:
    return _RESTING[closed] + _until(tally)


def _until(tally: Tally) -> str:
    return f" until {tally.rests_until:%Y-%m-%d %H:%M} UTC" if tally.rests_until else ""


def _nothing_read(tally: Tally) -> tuple[Outcome, str]:
    if tally.closed == "cancelled":
        return Outcome.FAILED, "the run was stopped before a page was read"
    for reason in _BLOCKING:
        if tally.count(reason):
            return Outcome.BLOCKED, _WORDS.get(reason, reason)
    for reason in _FOREIGN:
        if tally.count(reason):
            return Outcome.LAYOUT_CHANGED, _WORDS[reason]
    for reason in (
        *("private_address", "metadata_address", *_NETWORK, "too_large", "not_html", "http_404"),
        *("encoding", "redirects", "redirect_refused", "noindex"),
    ):
        if tally.count(reason):
            return Outcome.FAILED, _WORDS[reason]
    reasons = ", ".join(sorted(tally.refusals)) or "no answer"
    return Outcome.FAILED, f"no page could be read ({reasons})"


def _nothing_found(tally: Tally) -> tuple[Outcome, str]:
    walls, known = tally.count(*_WALLS), tally.pages + tally.skipped
    if (walls and walls >= known) or tally.closed == "blocked":
        reason = next((wall for wall in _WALLS if tally.count(wall)), "http_403")
        return Outcome.BLOCKED, _WORDS[reason]
    blocked = tally.count(*_BLOCKING)
    if blocked > known:  # what is as it was is as good as read
        worst = max(_BLOCKING, key=tally.count)
        return Outcome.BLOCKED, _WORDS.get(worst, worst)
    foreign = next((reason for reason in (*_FOREIGN, "postback") if tally.count(reason)), "")
    if foreign:
        return Outcome.LAYOUT_CHANGED, _WORDS[foreign]
    if tally.is_update and tally.closed == "finished":
        return Outcome.OK, "nothing new since the last whole run"
    if tally.skipped and tally.closed == "finished":
        return Outcome.OK, f"nothing new: {tally.skipped} known pages had not changed"
    if tally.signals_before:
        return (
            Outcome.LAYOUT_CHANGED,
            f"{tally.pages} pages held nothing; {tally.signals_before} signals were found before",
        )
    if tally.unread_pages:
        return (
            Outcome.LAYOUT_CHANGED,
            f"{tally.unread_pages} pages look like discussions but could not be read",
        )
    if tally.count(*_NETWORK) > tally.pages:
        worst = max(_NETWORK, key=tally.count)
        return Outcome.FAILED, _WORDS[worst]
    unkept = tally.count("noindex")
    if unkept and unkept * 2 >= tally.pages:
        return Outcome.BLOCKED, f"{unkept} of {tally.pages} pages ask not to be kept (noindex)"
    if tally.closed in ("pages_max", "bytes_max", "run_minutes", "cancelled", "sampled"):
        return Outcome.PARTIAL, f"nothing on the first {tally.pages} pages; the rest was not read"
    return Outcome.EMPTY, f"{tally.pages} pages were read and hold nothing of this kind"
