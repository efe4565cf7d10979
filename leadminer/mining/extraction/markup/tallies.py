"""How many liked a post or found it helpful: told in an element of its own, by nobody."""

from __future__ import annotations

import re
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line

_MAX: Final = 40  # letters
_SHORT: Final = 14  # ... of a button beside it
_TAGS: Final = frozenset({"p", "div", "span", "li", "small", "em", "b", "strong"})
_LISTS: Final = frozenset({"ul", "ol"})
_WHO: Final = (
    r"(?:people|users?|members?|persons?|others|personen|mitglieder|nutzer|personas?|usuarios?|"
    r"personnes?|membres?|persone|utenti|pessoas?|usuários?|человек\w*|人|位|个人|名|명|người|kişi)"
)
_LIKING: Final = (
    r"(?:likes?|liked|found|helpful|thanks|thank(?:ed)?|upvotes?|agree[ds]?|kudos|"
    r"点赞|點讚|赞同|赞|讚|有用|感谢|感謝|ナイス|いいね|参考になる|役に立った|좋아요|추천|공감|"
    r"gefällt|danke|dankt|hilfreich|me gusta|gusta|útil(?:es)?|gracias|j.aime|aiment|merci|utiles?|"
    r"mi piace|piace|grazie|gost(?:ei|aram)|curtidas?|curtiram|"
    r"нравится|спасибо|полезно|понравилось|"
    r"thích|hữu ích|beğen\w*|teşekkür\w*)"
)
_AFTER: Final = (
    r"(?:\W{1,3}(?:this|it|that|post|answer|reply|helpful|useful|mal|das|dies\w*|diese antwort|"
    r"beitrag|esto|isso|questo|this (?:post|answer|reply|helpful|useful))){0,2}"
)
_TALLY: Final = re.compile(
    rf"\W*(?:\d{{1,5}}\s?(?:{_WHO}\s?)?{_LIKING}{_AFTER}|{_LIKING}\W{{0,4}}\d{{1,5}}\W{{0,2}}"
    rf"(?:{_WHO}|mal|回)?)\W*|"
    r"[♥❤♡👍👎▲▼△▽⬆⬇★☆🔥]\ufe0f?\s?\d{1,5}",
    re.I,
)


def is_tally(element: HtmlElement) -> bool:
    """Whether an element only counts who liked a post; with buttons of the same kind beside it."""
    if element.tag in _LISTS:
        parts = [line_of(part) for part in element]
        told = any(map(_TALLY.fullmatch, parts))
        return told and all(len(p) <= _SHORT or _TALLY.fullmatch(p) for p in parts)
    if element.tag not in _TAGS or len(element) > 3:
        return False
    text = one_line(element.text)
    said = line_of(element) if len(text) <= _MAX else ""
    return 1 < len(said) <= _MAX and any(map(str.isdigit, said)) and bool(_TALLY.fullmatch(said))
