"""What two records of an organisation are compared by: name, address, numbers, in normal form.

Nothing here knows one country's addresses: the house number is told from the postcode, street and
number may stand in either order, and scripts without spaces are compared letter by letter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log, sqrt
from typing import Final

from leadminer.prospects.rules import SHARED_SITES, normalise, registrable_domain
from leadminer.signals.folding import fold

_TOKEN: Final = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+[a-z]?\b|\d+|[^\W\d_]+")
_ORDINAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th)")
_STREET_END: Final = re.compile(r"stra(?:ss|at)e?$")  # Hauptstrasse, Kerkstraat
_HAN: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# what is written long here and short there; and what says only what kind of way it is
_SHORT: Final = {
    **{"street": "st", "avenue": "ave", "av": "ave", "boulevard": "blvd", "road": "rd"},
    **{"drive": "dr", "place": "pl", "court": "ct", "parkway": "pkwy", "lane": "ln"},
    **{"highway": "hwy", "square": "sq", "north": "n", "south": "s", "east": "e", "west": "w"},
    **{"suite": "ste", "floor": "fl", "building": "bldg", "room": "rm", "strasse": "str"},
    **{"calle": "c", "avenida": "ave", "rue": "r", "via": "v"},
}
_WAY_WORDS: Final = (
    "st ave blvd rd dr pl ct pkwy ln hwy sq ste fl bldg rm apt unit no str c r v de la du des"
)
_WAYS: Final = frozenset(_WAY_WORDS.split())
_SIDES: Final = frozenset({"n", "s", "e", "w", "ne", "nw", "se", "sw"})
_LEGAL_WORDS: Final = (
    "inc incorporated llc ltd limited co corp corporation company plc gmbh ag kg ohg ug sarl sas sa"
    " srl spa sl bv nv oy ab as aps pty pte bhd sdn kk the and of"
)
_LEGAL_FORMS: Final = frozenset(_LEGAL_WORDS.split())
_HAN_FORMS: Final = re.compile(
    "股份有限公司|有限责任公司|有限公司|集团公司|公司|集团|株式会社|주식회사"
)
PHONE_DIGITS: Final = 7  # national and international spellings of a number share its end


@dataclass(frozen=True, slots=True)
class Party:
    """One record of an organisation, as some source gives it."""

    id: int
    name: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    site: str = ""
    country: str = ""


@dataclass(slots=True)
class Compared:
    """A party in normal form."""

    id: int
    name: tuple[str, ...]
    number: str  # of the house; "" if none is told
    street: str
    postcode: str
    phone: str
    email: str
    domain: str
    country: str
    weights: dict[str, float] = field(default_factory=dict)  # of the name's words, by rarity
    norm: float = 0.0


def compared(parties: Iterable[Party]) -> list[Compared]:
    """Parties in normal form, the words of their names weighed by how rare they are among them."""
    found = [_in_normal_form(party) for party in parties]
    seen = Counter(word for each in found for word in set(each.name))
    for each in found:
        each.weights = {word: log((len(found) + 1) / (seen[word] + 0.5)) for word in set(each.name)}
        each.norm = sqrt(sum(weight**2 for weight in each.weights.values()))
    return found


def _in_normal_form(party: Party) -> Compared:
    postcode = "".join(_TOKEN.findall(fold(party.postcode)))[:8]
    number, street = house_and_street(party.address, postcode)
    phone = re.sub(r"\D", "", party.phone)[-PHONE_DIGITS:]
    domain = registrable_domain(normalise("site", party.site)) if party.site else ""
    return Compared(
        id=party.id,
        name=name_words(party.name),
        number=number,
        street=street,
        postcode=postcode,
        phone=phone if len(phone) == PHONE_DIGITS else "",
        email=normalise("email", party.email) if party.email else "",
        domain="" if domain in SHARED_SITES else domain,
        country=party.country.strip().upper(),
    )


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name without legal forms; pairs of letters where no spaces are written."""
    words: list[str] = []
    for word in re.findall(r"[^\W_]+", fold(name)):
        if _HAN.search(word):
            bare = _HAN_FORMS.sub("", word) or word
            words += [bare[n : n + 2] for n in range(max(1, len(bare) - 1))]
        elif word not in _LEGAL_FORMS:
            words.append(word)
    return tuple(words)


def house_and_street(address: str, postcode: str = "") -> tuple[str, str]:
    """House number and street of an address line; "" for what it does not tell.

    "12-14 North Main Street" and "N. Main St 12" both give ("12", "main").
    """
    words = _TOKEN.findall(fold(address).replace("ß", "ss"))
    tokens = [_SHORT.get(word, _STREET_END.sub("str", word)) for word in words]
    numbers = [n for n, token in enumerate(tokens) if _is_number(token) and token != postcode]
    if not numbers:
        return "", " ".join(_street(tokens))
    at = numbers[0]
    after, before = _street(tokens[at + 1 :]), _street(tokens[:at])
    # number first, or street first; in Chinese the number ends what counts
    street = after if at == 0 and after else before or after
    return tokens[at].rstrip("abcdefgh"), " ".join(street)


def _is_number(token: str) -> bool:
    return token[0].isdigit() and not _ORDINAL.fullmatch(token)


def _street(tokens: Sequence[str]) -> list[str]:
    found = [_ORDINAL.sub(r"\1", token) for token in tokens]
    return [token for token in found if token not in _WAYS and token not in _SIDES][:6]


def same_name(one: Compared, other: Compared) -> float:
    """How alike two names are, 0..1: the cosine of their words, rare words counting most."""
    if not one.norm or not other.norm:
        return 0.0
    shared = sum(
        weight * other.weights[word]
        for word, weight in one.weights.items()
        if word in other.weights
    )
    return shared / (one.norm * other.norm)
