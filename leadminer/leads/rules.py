"""The rank of a lead and the parts it is made of. Pure; all parts are 0..1.

    rank = 0.50 intent + 0.20 fit + 0.10 reachability + 0.20 timeliness

`intent` is the scorer's score, moved in log-odds by what outcomes taught (`learnt`; 0 until there
are any), `fit` how well the best offer suits, `reachability` how surely the person can be answered
lawfully, `timeliness` halves every `half_life` days: `decay_days` times a factor for the kind of
need. The list is ordered by it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import datetime

from leadminer.signals.folding import fold

RANK_WEIGHTS = {"intent": 0.50, "fit": 0.20, "reachability": 0.10, "timeliness": 0.20}

# how long each kind of need lasts, against a request: who asks "which one?" has bought next week,
# who complains of a supplier is still with it next month
HALF_LIFE_FACTORS = {
    "request": 1.0,
    "recommendation": 0.5,
    "comparison": 0.75,
    "problem": 1.5,
    "complaint": 2.0,
}

# how surely somebody can be answered lawfully, by the best way there is
REACH_CONSENT = 1.0  # gave an address and a consent
REACH_GIVEN = 0.9  # gave an address
REACH_THREAD = 0.7  # has an account where an answer can be posted
REACH_CRAWLED = 0.5  # only an address somebody published
REACH_PAGE = 0.3  # only a page

# classes of a judgement that are nobody's need
SELLER_CLASSES = frozenset({"seller", "spam", "seller/spam", "seller_spam", "offer"})

# how a reply begins that says no more than "me too"; compared with folded text
_SAME_BEGINNINGS = (
    *(r"\+\s*1\b", "同求", "同问", "同需", "我也(?:需要|要|想要|在找|有)", "也想知道", "求同款"),
    *("一样的?需求", "同样(?:的?需求|在找)", "蹲"),
    *("same (?:here|need|question|problem|boat|request)", "me too", r"following[.! ]*$"),
    *("i(?:'m| am)? also (?:looking|need|interested)", "also looking", "interested too"),
    *("i need (?:this|that|one|it) too", "count me in"),
    *("ich auch", "suche auch", "yo tambien", "tambien (?:busco|necesito)", "moi aussi"),
    *("tambem (?:preciso|procuro)", "私も", "自分も", "저도", "я тоже", "тоже (?:ищу|нужно)"),
)
_SAME_NEED = re.compile(rf"^[^\w+]*(?:{'|'.join(_SAME_BEGINNINGS)})")
_SAME_NEED_ANYWHERE = re.compile(r"same\s+need|同样的?需求|我们?也(?:有这个)?需要")
SAME_NEED_SHARE = 0.9  # a "+1" is worth a little less than the need it repeats
SAME_NEED_LENGTH_MAX = 160  # longer replies speak for themselves


def rank(
    *, intent: float, fit: float, reachability: float, timeliness: float, learnt: float = 0.0
) -> float:
    """The rank of a lead, 0..1; see the module for the formula. `learnt`: in log-odds."""
    parts = {
        "intent": moved(intent, learnt),
        "fit": fit,
        "reachability": reachability,
        "timeliness": timeliness,
    }
    return round(sum(RANK_WEIGHTS[name] * _unit(value) for name, value in parts.items()), 6)


def moved(intent: float, learnt: float) -> float:
    """A score moved by so many log-odds; 0 and 1 stay what they are."""
    if not learnt or not 0.0 < intent < 1.0:
        return intent
    return 1.0 / (1.0 + (1.0 - intent) / intent * math.exp(-learnt))


def half_life(intent_class: str, *, decay_days: float) -> float:
    """Days after which a need of this class counts half."""
    return decay_days * HALF_LIFE_FACTORS.get(intent_class, 1.0)


def timeliness(said_at: datetime, now: datetime, *, decay_days: float) -> float:
    """1 for a need said now, half of it every `decay_days` days; a time to come counts as now."""
    days = max(0.0, (now - said_at).total_seconds()) / 86_400
    return round(math.pow(0.5, days / decay_days), 6)


def reachability(origins: Iterable[tuple[str, str]], *, consent: bool = False) -> float:
    """How surely somebody can be answered, from (kind, origin) of the contact points."""
    points = list(origins)
    direct = [origin for kind, origin in points if kind not in ("account", "site")]
    if consent and direct:
        return REACH_CONSENT
    if "given" in direct:
        return REACH_GIVEN
    if any(kind == "account" for kind, _ in points):
        return REACH_THREAD
    return REACH_CRAWLED if direct else REACH_PAGE


def is_seller(intent_class: str) -> bool:
    """Whether a judgement's class says that the author sells."""
    return intent_class.strip().lower() in SELLER_CLASSES


def says_same_need(text: str) -> bool:
    """Whether a reply says no more than that its author has the need of the topic, too."""
    folded = fold(text.strip())
    if len(folded) > SAME_NEED_LENGTH_MAX:
        return False
    return bool(_SAME_NEED.search(folded) or _SAME_NEED_ANYWHERE.search(folded))


def is_qualified(required: Iterable[str], known: Iterable[str]) -> bool:
    """Whether all required checklist items are known; a need nobody stated is never enough."""
    return set(required) | {"need"} <= set(known)


def _unit(value: float) -> float:
    return min(1.0, max(0.0, value))
