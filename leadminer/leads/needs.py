"""A signal's words held against what offers serve. Pure: rows go in, nothing is read or written."""

from __future__ import annotations

from collections.abc import Sequence

from leadminer.leads.briefs import Brief, with_brief
from leadminer.leads.checklist import Answer, from_text
from leadminer.leads.fit import Fit, FoldedNeed, NeedText, OfferWords, fields_text, fit
from leadminer.leads.price_band import budget_of
from leadminer.leads.rules import says_same_need
from leadminer.leads.states import OPEN
from leadminer.leads.tables import Judgement, Lead
from leadminer.merchants.tables import Offer
from leadminer.signals.market import Market, market_of
from leadminer.signals.tables import Signal


def offer_words(offer: Offer) -> OfferWords:
    """What an offer is recognised by."""
    return OfferWords(
        offer.keywords,
        offer.exclusions,
        offer.langs,
        offer.countries,
        prices={currency: (band[0], band[1]) for currency, band in offer.price_band.items()},
        name=offer.name,
        sheets=tuple(offer.facts.values()),
    )


def need_text(signal: Signal, topic: Signal | None, *, lang: str, country: str | None) -> NeedText:
    """The words of a need; those of the topic count, too, where the signal answers one."""
    return NeedText(
        title=signal.title,
        text=signal.text,
        fields=fields_text(signal.fields),
        section=" > ".join(signal.section),
        topic_title=topic.title if topic else "",
        topic_text=topic.text if topic else "",
        lang=lang,
        country=country,
        market=None if country else market_of_need(signal, topic, lang=lang),
        budget=budget_of(signal.facts),
    )


def plain_need(signal: Signal) -> NeedText:
    """The words of a signal alone, for looking at it outside its thread."""
    return NeedText(
        title=signal.title,
        text=signal.text,
        fields=fields_text(signal.fields),
        section=" > ".join(signal.section),
    )


def market_of_need(signal: Signal, topic: Signal | None, *, lang: str) -> Market | None:
    """Where a need that names no place probably is; a reply has the section of its topic."""
    return market_of(
        url=signal.url,
        section=signal.section or (topic.section if topic else []),
        contacts=signal.contacts,
        facts=signal.facts,
        lang=lang or signal.lang,
    )


def answers_of(signal: Signal, topic: Signal | None, judgement: Judgement) -> dict[str, Answer]:
    """What the words tell of the checklist; a "+1" has the need of its topic."""
    answers = from_text(signal.title, signal.text, fields=signal.fields, reasons=judgement.reasons)
    if topic is not None and says_same_need(signal.text):
        told = from_text(topic.title, topic.text, fields=topic.fields)
        if "need" in told:
            answers["need"] = told["need"]
    return answers


def fits_of(
    need: NeedText, offers: Sequence[Offer], *, fit_min: float, brief: Brief | None = None
) -> list[tuple[Offer, Fit]]:
    """The offers that serve a need, best first; among equals the older offer."""
    folded = FoldedNeed.of(need)
    scored = [(o, with_brief(fit(folded, offer_words(o)), folded, brief)) for o in offers]
    suitable = [pair for pair in scored if pair[1].score > 0 and pair[1].score >= fit_min]
    return sorted(suitable, key=lambda pair: (-pair[1].score, pair[0].id or 0))


def lead_of_need(known: Sequence[Lead], fits: Sequence[tuple[Offer, Fit]]) -> Lead | None:
    """The person's lead that this need belongs to.

    That is an open one whose offer serves it, too: one need must not be sold to two rivals as
    two leads. A closed lead for the best offer also stands in the way: it was answered.
    """
    serving = {offer.id for offer, _ in fits}
    for lead in known:
        if lead.offer_id in serving and lead.state in OPEN:
            return lead
    return next((lead for lead in known if fits and lead.offer_id == fits[0][0].id), None)
