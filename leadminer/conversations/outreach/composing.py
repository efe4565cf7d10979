"""What a draft or mail says: only what the offer's facts say, who writes it, and for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from leadminer.base.errors import InvalidInput, Refused
from leadminer.conversations.outreach.drafting import Texts
from leadminer.conversations.outreach.rules import (
    choose_language,
    facts_in,
    normal_language,
    one_line,
)
from leadminer.merchants.tables import Merchant, Offer
from leadminer.prospects.tables import Consent, ContactPoint

ASKABLE = ("need", "quantity", "budget", "timing", "place")


@dataclass(frozen=True, slots=True)
class Brief:
    """What is written about, by whom, for whom, and in which language it is read."""

    merchant: Merchant
    offer: Offer
    operator: str
    reader_lang: str
    known_items: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MailBrief:
    """What a mail says beyond an answer."""

    point: ContactPoint
    consent: Consent | None
    postal_address: str
    unsubscribe_url: str
    thread_url: str = ""
    subject_mark: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A text in one language."""

    lang: str
    subject: str
    body: str


def write_answer(texts: Texts, brief: Brief) -> Written:
    """A draft answer. Raises Refused if there is nothing to say or nobody to name."""
    lang, values = _common(texts, "answer", brief)
    body = texts.render("answer", lang, values)["body"]
    _must_say(body, (brief.operator, brief.merchant.name), f"answer.{lang}.j2")
    return Written(lang, "", body)


def write_mail(texts: Texts, brief: Brief, mail: MailBrief) -> Written:
    """A mail with disclosure, postal address, origin of the address and the way out.

    Raises Refused if one of these is missing, InvalidInput without a link to unsubscribe.
    """
    if not mail.postal_address.strip():
        raise Refused("outreach.postal_address is empty", reason_code="no-postal-address")
    if not mail.unsubscribe_url:
        raise InvalidInput("a mail needs its unsubscribe link; set web.base_url")
    lang, values = _common(texts, "email", brief)
    values |= {
        "mark": mail.subject_mark,
        "postal": " ".join(mail.postal_address.split()),
        "origin": mail.point.origin,
        "source_url": mail.point.source_url,
        "seen_on": mail.point.observed_at.date().isoformat(),
        "consent_on": mail.consent.valid_from.date().isoformat() if mail.consent else "",
        "thread_url": mail.thread_url,
        "unsubscribe_url": mail.unsubscribe_url,
    }
    parts = texts.render("email", lang, values)
    name = f"email.{lang}.j2"
    wanted = (brief.operator, brief.merchant.name, str(values["postal"]), mail.unsubscribe_url)
    _must_say(parts["body"], wanted, name)
    if mail.subject_mark and mail.subject_mark not in parts["subject"]:
        raise InvalidInput(
            f"template {name} leaves out the mark {mail.subject_mark} of the subject"
        )
    return Written(lang, one_line(parts["subject"], what="the subject"), parts["body"])


def _common(texts: Texts, kind: str, brief: Brief) -> tuple[str, dict[str, str | list[str]]]:
    facts = {tag: text for tag, text in brief.offer.facts.items() if text.strip()}
    lang = choose_language(brief.reader_lang, templates=texts.languages(kind), facts=facts)
    if not lang:
        raise Refused(
            f"the offer {brief.offer.slug} has no facts an answer may use; add them",
            reason_code="offer-without-facts",
        )
    if not brief.operator.strip():
        raise Refused("outreach.operator_name is empty", reason_code="no-operator-name")
    merchant = brief.merchant
    own_words = normal_language(merchant.lang) == lang
    return lang, {
        "operator": one_line(brief.operator, what="outreach.operator_name"),
        "merchant": one_line(merchant.name, what="the merchant's name"),
        "site": one_line(merchant.site, what="the merchant's site"),
        "note": merchant.disclosure.strip() if own_words else "",
        "facts": facts_in(facts, lang),
        "ask": _to_ask(brief.offer.checklist, brief.known_items),
    }


def _to_ask(checklist: Iterable[str], known: frozenset[str]) -> list[str]:
    """At most three questions: more are not answered."""
    return [item for item in checklist if item in ASKABLE and item not in known][:3]


def _must_say(body: str, wanted: Iterable[str], name: str) -> None:
    for text in wanted:
        if text.strip() not in body:
            raise InvalidInput(f"template {name} leaves out {text.strip()!r}; it must say it")
