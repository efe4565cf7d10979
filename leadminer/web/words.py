"""What codes are called on a page, and whether they are good news. Names as in the glossary."""

from __future__ import annotations

from typing import Any

from leadminer.web import intake_words, webhook_words
from leadminer.web.language import N_
from leadminer.web.phrases import (
    ADVICE,
    ASKED_FOR,
    CAUSE,
    COMPARED,
    DECIDED,
    ENRICHMENT,
    FACT,
    FIELD,
    IDENTITY,
    INDUSTRY_FROM,
    JOB,
    MAIL_CAUSE,
    MAIL_STATUS,
    METHOD,
    PARTY,
    REFUSAL,
    REFUSAL_ACT,
    REGISTER,
    RESTING,
    SENSITIVE,
    SENSITIVE_ACT,
    TERM,
)

LEAD = {
    "new": N_("New"),
    "contacted": N_("Contacted"),
    "engaged": N_("In conversation"),
    "qualified": N_("Qualified"),
    "handed_off": N_("Waiting for merchant"),
    "accepted": N_("Accepted"),
    "won": N_("Won"),
    "lost": N_("Lost"),
    "disqualified": N_("Not a lead"),
    "returned": N_("Returned"),
    "recycled": N_("Recycled"),
}
HANDOFF = {
    "delivered": N_("Waiting for an answer"),
    "accepted": N_("Accepted"),
    "working": N_("In work"),
    "won": N_("Won"),
    "lost": N_("Lost"),
    "declined": N_("Declined"),
    "expired": N_("Expired"),
    "return_requested": N_("Return asked for"),
    "return_accepted": N_("Returned"),
    "return_refused": N_("Return refused"),
    "withdrawn": N_("Withdrawn"),
}
OUTCOME = {
    "ok": N_("Complete"),
    "partial": N_("Partial"),
    "empty": N_("Nothing found"),
    "blocked": N_("Blocked"),
    "rate_limited": N_("Asked to slow down"),
    "layout_changed": N_("Layout changed"),
    "failed": N_("Failed"),
    "queued": N_("Waiting"),
    "running": N_("Running"),
}
MESSAGE = {
    "proposed": N_("Draft"),
    "posted": N_("Posted"),
    "dismissed": N_("Dismissed"),
    "due": N_("Due"),
    "claimed": N_("Being sent"),
    "data_begun": N_("Being sent"),
    "uncertain": N_("Uncertain"),
    "handed": N_("Sent"),
    "refused": N_("Refused"),
    "held": N_("Held"),
}
INTENT = {
    "request": N_("request"),
    "recommendation": N_("recommendation"),
    "recommendation_ask": N_("recommendation"),
    "comparison": N_("comparison"),
    "complaint": N_("complaint"),
    "problem": N_("problem"),
    "information": N_("information"),
    "seller": N_("seller"),
    "spam": N_("spam"),
    "other": N_("other"),
    "none": N_("no need"),
    "company": N_("company"),
}
RETURN = {
    "unreachable": N_("Cannot be reached"),
    "wrong_data": N_("Wrong data"),
    "duplicate": N_("We know them already"),
    "out_of_area": N_("Outside our area"),
    "out_of_category": N_("Not what we offer"),
    "never_asked": N_("Never asked for anything"),
    "no_consent": N_("Does not want contact"),
    "spam_test": N_("Spam or a test"),
}
DECLINE = {
    "no_capacity": N_("No capacity now"),
    "out_of_area": N_("Outside our area"),
    "out_of_category": N_("Not what we offer"),
    "too_small": N_("Too small"),
    "price": N_("Budget too low"),
    "duplicate": N_("We know them already"),
    "other": N_("Another reason"),
}
MOVE_REASON = {**DECLINE, **RETURN}
GIVEN_UP = {
    "no_need": N_("No need in the text"),
    "seller": N_("Offers something itself"),
    "spam_test": N_("Spam or a test"),
    "duplicate": N_("Known already"),
    "out_of_area": N_("No merchant serves the place"),
    "out_of_category": N_("No offer serves the need"),
    "no_budget": N_("Budget far off"),
    "too_late": N_("The need is over"),
    "unreachable": N_("Cannot be reached"),
    "wrong_data": N_("Wrong data"),
    "never_asked": N_("Says it never asked"),
    "no_consent": N_("Does not want contact"),
    "other": N_("Another reason"),
}
GOOD = {
    "asks": N_("Asks for it outright"),
    "details": N_("Names quantity, budget or time"),
    "pressing": N_("Needs it soon"),
    "fits": N_("Fits the offer well"),
}
RULE = {  # why a merchant got a lead or not; see handoffs/rules.py
    "passed": N_("everything fits"),
    "inactive": N_("switched off"),
    "suppressed": N_("the person said no"),
    "consent": N_("the person took a consent back"),
    "category": N_("does not offer this"),
    "region": N_("does not serve this region"),
    "language": N_("does not serve this language"),
    "price": N_("the budget is outside its prices"),
    "score": N_("score too low"),
    "spoken_for": N_("already written to for another merchant"),
    "duplicate": N_("had this person before"),
    "exclusive": N_("another merchant holds it"),
    "cap": N_("today's limit is reached"),
    "turn": N_("another merchant's turn"),
    "chosen": N_("comes first"),
    "order": N_("comes after another"),
}
CHECK = {
    "need": N_("What is needed"),
    "quantity": N_("Quantity"),
    "budget": N_("Budget"),
    "timing": N_("When"),
    "place": N_("Where"),
}
CONTACT = {
    "account": N_("User name"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "wechat": N_("WeChat"),
    "qq": "QQ",
    "whatsapp": "WhatsApp",
    "telegram": "Telegram",
    "line": "LINE",
    "site": N_("Site"),
}
PART = {
    "intent": N_("Intent"),
    "fit": N_("Fit"),
    "reachability": N_("Reachability"),
    "timeliness": N_("Timeliness"),
}
STEP = {
    "signal": N_("Signal"),
    "lead": N_("Lead"),
    "conversation": N_("Conversation"),
    "handoff": N_("Hand-off"),
    "deal": N_("Deal"),
    "commission": N_("Commission"),
}
QUEUE = {
    "pending": N_("waiting for a merchant"),
    "leased": N_("being matched"),
    "placed": N_("placed with a merchant"),
    "exhausted": N_("no merchant left"),
    "dead_letter": N_("parked after too many tries"),
    "withdrawn": N_("withdrawn"),
}
RECKONING = {
    "rate": N_("rate"),
    "min_fee": N_("minimum fee"),
    "cap_deal": N_("cap"),
    "holdback": N_("held back"),
}
PERIOD = {"open": N_("open"), "closed": N_("closed")}
ROLE = {
    "operator": N_("Operator"),
    "merchant": N_("Merchant"),
    "finance": N_("Finance"),
    "system": N_("leadminer"),
}
LANG = {
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "zh": "中文",
    "en": "English",
    "ja": "日本語",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "ru": "Русский",
    "vi": "Tiếng Việt",
}

KINDS: dict[str, dict[str, str]] = {
    "lead": LEAD,
    "handoff": HANDOFF,
    "outcome": OUTCOME,
    "message": MESSAGE,
    "intent": INTENT,
    "return": RETURN,
    "decline": DECLINE,
    "move_reason": MOVE_REASON,
    "given_up": GIVEN_UP,
    "good": GOOD,
    "rule": RULE,
    "check": CHECK,
    "contact": CONTACT,
    "fact": FACT,
    "industry_from": INDUSTRY_FROM,
    "mail_status": MAIL_STATUS,
    "mail_cause": MAIL_CAUSE,
    "cause": CAUSE,
    "compared": COMPARED,
    "advice": ADVICE,
    "party": PARTY,
    "identity": IDENTITY,
    "part": PART,
    "step": STEP,
    "queue": QUEUE,
    "period": PERIOD,
    "reckoning": RECKONING,
    "role": ROLE,
    "lang": LANG,
    **webhook_words.KINDS,
    **intake_words.KINDS,
    **ENRICHMENT,
    "refusal": REFUSAL,
    "refusal_act": REFUSAL_ACT,
    "resting": RESTING,
    "job": JOB,
    "register": REGISTER,
    "asked_for": ASKED_FOR,
    "method": METHOD,
    "term": TERM,
    "decided": DECIDED,
    "field": FIELD,
    "sensitive": SENSITIVE,
    "sensitive_act": SENSITIVE_ACT,
}

_TONES = {
    "good": "accepted won ok posted handed closed request recommendation recommendation_ask known",
    "warn": "partial rate_limited delivered handed_off return_requested proposed held uncertain "
    "comparison returned recycled asked exhausted expired queued due paused quarantined",
    "bad": "blocked failed layout_changed disqualified seller spam lost return_refused dead_letter",
    "accent": "running working qualified engaged new leased",
}
TONES = {code: tone for tone, codes in _TONES.items() for code in codes.split()} | (
    webhook_words.TONES | intake_words.TONES
)

# what the ledger and the scorer call things in English, so that pages can say it in any language
NAMES = (
    N_("Accrued commission"),
    N_("Refund liability"),
    N_("Commission"),
    N_("Minimum-fee top-up"),
    N_("Reversal"),
)
REASON = {
    # groups of the scorer's reasons
    "ask_supplier": N_("looks for a supplier"),
    "ask_buy": N_("wants to buy"),
    "ask_recommend": N_("asks for a recommendation"),
    "compare": N_("compares"),
    "price": N_("asks for a price"),
    "tender": N_("tender"),
    "project": N_("project"),
    "budget": N_("names a budget"),
    "quantity": N_("names a quantity"),
    "deadline": N_("names a deadline"),
    "switch": N_("unhappy with a supplier"),
    "thanks_in_advance": N_("thanks in advance"),
    "wanted_head": N_("headed as wanted"),
    "settled": N_("need already met"),
    "matchmaker": N_("a platform that looks for buyers"),
    "seller": N_("offers something"),
    "seller_hint": N_("sounds like an offer"),
    "for_hire": N_("offers work"),
    "deal": N_("bargain"),
    "employment": N_("job offer"),
    "salaried": N_("a post with a salary"),
    "award": N_("already awarded"),
    "award_said": N_("speaks of an award"),
    "single_source": N_("supplier already chosen"),
    "public_sale": N_("public sale"),
    "news": N_("news"),
    "news_hint": N_("sounds like news"),
    "howto": N_("asks how"),
    "story": N_("tells a story"),
    "identify": N_("asks what it is"),
    "free_content": N_("wants it for nothing"),
    "place_buyer": N_("posted where buyers ask"),
    "place_project": N_("posted among projects"),
    "place_seller": N_("posted where sellers offer"),
    "place_deal": N_("posted among bargains"),
    "place_job": N_("posted among jobs"),
    "place_award": N_("posted among awards"),
    "place_news": N_("posted among news"),
    "place_chatter": N_("posted among chatter"),
    "field_buyer": N_("marked as wanted"),
    "field_seller": N_("marked as offered"),
    "field_award": N_("marked as awarded"),
    "field_job": N_("marked as a job"),
    "same_need": N_("same need"),
    "repeated": N_("says the same again and again"),
    "many_places": N_("posted on many sites"),
    "author_sells": N_("mostly advertises"),
    "wording": N_("wording"),
    # why an offer fits
    "keyword": N_("keyword"),
    "offer_phrase": N_("words of the offer"),
    "offer_word": N_("a word of the offer"),
    "excluded": N_("excluded word"),
    "language": N_("language"),
    "country": N_("country"),
    "country_unknown": N_("country not known"),
    "country_likely": N_("probably a country it serves"),
    "country_unlikely": N_("probably another country"),
    "brief_for": N_("what the job looks for"),
    "brief_noise": N_("noise for the job"),
}

SAID = {
    "good": N_("Marked as good."),
    "bad": N_("Marked as not a lead."),
    "undone": N_("Undone."),
    "posted": N_("Marked as posted."),
    "dismissed": N_("Draft dismissed."),
    "saved": N_("Saved."),
    "accepted": N_("Lead accepted. It is yours to call."),
    "declined": N_("Lead declined. It goes to the next merchant."),
    "working": N_("Marked as in work."),
    "return": N_("Return asked for. The operator answers it."),
    "return_accepted": N_("Return accepted. The lead goes back to the pool."),
    "return_refused": N_("Return refused. The merchant keeps the lead."),
    "won": N_("Deal recorded. Its commission is on your next statement."),
    "lost": N_("Recorded as lost. Thank you for saying so."),
    "queued": N_("Run queued. It begins within seconds."),
    "paused": N_("Job paused. The clock leaves it alone."),
    "resumed": N_("Job resumed."),
    "purged": N_("Never read from now on, and what was read is deleted."),
    "merged": N_("Made one. What was known of both is together."),
    "apart": N_("Kept apart, whatever speaks for one."),
    "unmerged": N_("Two again. They are not merged by themselves any more."),
    "labelled": N_("Kept. Here is the next one."),
    "model": N_("Version chosen. Leads are ranked anew."),
    "closed": N_("Period closed."),
    "made": N_("Statements made."),
    "revoked": N_("Log-in ended."),
    "language": N_("Language changed."),
    **webhook_words.SAID,
    **intake_words.SAID,
}


def word(kind: str, code: str | None) -> str:
    """The English name of a code; the code itself if it has none (a newer row, an older page)."""
    code = str(code or "")
    return KINDS[kind].get(code, code.replace("_", " "))


def tone(code: str | None) -> str:
    """The colour class of a code: good, warn, bad, accent or plain."""
    return TONES.get(str(code or ""), "plain")


def reason(found: dict[str, Any]) -> str:
    """The English name of a reason's label."""
    label = str(found.get("label") or found.get("kind") or "")
    return REASON.get(label, label.replace("_", " "))
