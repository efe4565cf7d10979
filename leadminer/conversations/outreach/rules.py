"""Pure rules of outreach: whose facts these are, which language fits, what a sender needs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

from leadminer.base.errors import Finding, InvalidInput
from leadminer.config import OutreachSection
from leadminer.conversations.outreach.policy import Policy

ATTEMPTS_MAX = 6
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_CHINESE = ("zh-Hans", "zh-Hant")


def recipient_kind(prospect_kind: str, owner: str) -> str:
    """The kind the policy table knows, from a prospect's kind and whose the address is.

    A company's address of unknown owner stays unknown: the strictest.
    """
    if prospect_kind == "person":
        return "individual"
    if prospect_kind == "organization":
        by_owner = {"role": "company_role", "generic": "company_role", "personal": "company_person"}
        return by_owner.get(owner, "unknown")
    return "unknown"


def language_chain(lang: str | None) -> list[str]:
    """Languages to try for a reader, best first: their own, its other script, then English."""
    wanted = normal_language(lang)
    chain = [wanted] if wanted else []
    base = wanted.split("-")[0]
    if base and base != wanted:
        chain += [c for c in _CHINESE if c != wanted] if base == "zh" else [base]
    return [*chain, "en"] if "en" not in chain else chain


def normal_language(lang: str | None) -> str:
    """A language tag as templates are named: zh-CN -> zh-Hans, zh-TW -> zh-Hant, pt-BR -> pt-BR."""
    parts = (lang or "").replace("_", "-").split("-")
    base = parts[0].lower()
    if base != "zh":
        return "-".join([base, *parts[1:]])
    rest = {part.lower() for part in parts[1:]}
    return "zh-Hant" if rest & {"hant", "tw", "hk", "mo"} else "zh-Hans"


def choose_language(lang: str | None, *, templates: Iterable[str], facts: Iterable[str]) -> str:
    """The language to write in: the first the reader may know that has a template and facts.

    Where no language has both, English is written if facts stand in any language at all; empty
    means that nothing can be written.
    """
    have_template, have_facts = set(templates), {normal_language(f): f for f in facts}
    for candidate in language_chain(lang):
        if candidate in have_template and candidate in have_facts:
            return candidate
    return "en" if have_facts and "en" in have_template else ""


def facts_in(facts: dict[str, str], lang: str) -> str:
    """The facts in a language, else in English, else in whatever there is."""
    by_tag = {normal_language(tag): text.strip() for tag, text in facts.items() if text.strip()}
    if lang in by_tag:
        return by_tag[lang]
    return by_tag.get("en") or next(iter(by_tag.values()), "")


def thread_key(url: str) -> str:
    """One key a thread: its address without fragment, trailing slash and case of the host."""
    parts = urlsplit(url.strip())
    plain = urlunsplit(
        (parts.scheme.lower(), parts.netloc.lower(), parts.path.rstrip("/"), parts.query, "")
    )
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def cap_frees_at(touches: list[datetime], *, cap: int, days: int, now: datetime) -> datetime:
    """When the next contact fits under the cap, given the times of the counted ones."""
    window = timedelta(days=days)
    if cap <= 0 or len(touches) < cap:
        return now + window if cap <= 0 else now
    return sorted(touches)[-cap] + window


def retry_at(now: datetime, attempts: int) -> datetime:
    """When to try again after a temporary failure: 5 minutes, then twice as long each time."""
    return now + timedelta(minutes=5 * 2 ** min(attempts, 8))


def one_line(value: str, *, what: str) -> str:
    """A value fit for a header. Raises InvalidInput on line breaks and control characters."""
    if _CONTROL.search(value):
        raise InvalidInput(f"{what} holds a line break or control character; it was refused")
    return value.strip()


def plain_address(value: str, *, what: str = "the address") -> str:
    """A single plain e-mail address. Raises InvalidInput for anything else."""
    address = one_line(value, what=what)
    domain = address.rpartition("@")[2]
    if not _ADDRESS.fullmatch(address) or ".." in domain or domain.startswith((".", "-")):
        raise InvalidInput(f"{what} {value!r} is not a plain e-mail address")
    return address


def is_hard_bounce(code: int, text: str) -> bool:
    """Whether a refusal says that the address itself is dead (5.1.x, 5.2.1), not our sender."""
    status = re.match(r"\s*(5\.\d{1,3}\.\d{1,3})\b", text)
    if code < 500 or status is None:
        return False
    return status[1].startswith("5.1.") or status[1] == "5.2.1"


def contact_kind(value: str, kind: str = "") -> str:
    """What an address is, if that is not said. Raises InvalidInput."""
    kinds = ("email", "phone", "account", "domain")
    if kind:
        if kind not in kinds:
            raise InvalidInput(f"there is no kind {kind!r}; there are: {', '.join(kinds)}")
        return kind
    text = value.strip()
    if "@" in text:
        plain_address(text)
        return "email"
    if re.fullmatch(r"\+[0-9 ()-]{6,25}", text):
        return "phone"
    if "/" in text:
        return "account"
    if "." in text and " " not in text:
        return "domain"
    raise InvalidInput(
        f"{value!r} is no e-mail address, +phone number, host/account or domain; say --kind"
    )


def no_reason(reason: str) -> str:
    """A reason of a no that we keep. Raises InvalidInput."""
    reasons = ("unsubscribed", "complaint", "bounced", "manual", "erased")
    if reason not in reasons:
        raise InvalidInput(f"there is no reason {reason!r}; there are: {', '.join(reasons)}")
    return reason


def review_findings(policy: Policy, today: date) -> list[Finding]:
    """Rules whose review is overdue; the law may have moved on."""
    late = [rule.id for rule in (*policy.rules,) if rule.review < today]
    late += [site.host for site in policy.sites if site.review < today]
    if not late:
        return []
    return [Finding("policy", f"review is overdue for: {', '.join(late)}", "warning")]


def sender_findings(outreach: OutreachSection, base_url: str) -> list[Finding]:
    """What keeps e-mail from being sent, and what only makes it worse; nothing is contacted."""
    found: list[Finding] = []

    def add(setting: str, message: str, level: str = "error") -> None:
        found.append(Finding(setting, message, level))

    if not outreach.operator_name.strip():
        add("outreach.operator_name", "is empty: drafts and mails must say who you are")
    if not outreach.smtp_host:
        add("outreach.smtp_host", "is empty: no mail is sent; drafts still are written", "warning")
        return found
    for setting in ("sender_address", "sender_name"):
        value = getattr(outreach, setting)
        try:
            if setting == "sender_address":
                plain_address(value, what=f"outreach.{setting}")
            elif not one_line(value, what=f"outreach.{setting}"):
                add(f"outreach.{setting}", "is empty: a receiver should see who writes", "warning")
        except InvalidInput as error:
            add(f"outreach.{setting}", error.message)
    if not outreach.postal_address.strip():
        add("outreach.postal_address", "is empty: mail without a postal address is not sent")
    parts = urlsplit(base_url)
    loopback = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if not base_url:
        add("web.base_url", "is empty: the unsubscribe link needs an address people can open")
    elif parts.scheme != "https" and not loopback:
        add("web.base_url", "must begin with https:// : one-click unsubscribe asks for it")
    elif loopback:
        add("web.base_url", "is this machine only: nobody else can open the links", "warning")
    if outreach.smtp_user and not (outreach.smtp_password_env or outreach.smtp_password_file):
        add("outreach.smtp_user", "is set, but smtp_password_env and smtp_password_file are not")
    if not outreach.smtp_starttls and outreach.smtp_host not in ("127.0.0.1", "localhost", "::1"):
        add("outreach.smtp_starttls", "is off: mail leaves this machine in the clear", "warning")
    if outreach.cap_touches == 0:
        add("outreach.cap_touches", "is 0: nobody is ever contacted", "warning")
    return found
