"""Which language a text is in, from its scripts and a few very common words."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import numpy.typing as npt

from leadminer.scoring.normalise import CODE_POINTS, traditional_points
from leadminer.scoring.rules import LEXICON, read_phrases

LATIN, HAN, HANT, KANA, HANGUL, THAI, CYRILLIC, ARABIC, VIETNAMESE, FOREIGN = range(1, 11)
SCRIPTS = 11

_RANGES = (
    (0x41, 0x5B, LATIN),
    (0x61, 0x7B, LATIN),
    (0xC0, 0x250, LATIN),
    (0x1EA0, 0x1EFA, VIETNAMESE),
    (0x01A0, 0x01A2, VIETNAMESE),
    (0x01AF, 0x01B1, VIETNAMESE),
    (0x0110, 0x0112, VIETNAMESE),
    (0x0400, 0x0530, CYRILLIC),
    (0x0600, 0x0780, ARABIC),
    (0xFB50, 0xFE00, ARABIC),
    (0x0E00, 0x0E80, THAI),
    (0x1100, 0x1200, HANGUL),
    (0xAC00, 0xD7B0, HANGUL),
    (0x3040, 0x3100, KANA),
    (0x3400, 0x4DC0, HAN),
    (0x4E00, 0xA000, HAN),
    (0x20000, 0x32000, HAN),
    (0x0370, 0x0400, FOREIGN),  # Greek
    (0x0530, 0x0600, FOREIGN),  # Armenian, Hebrew
    (0x0780, 0x0E00, FOREIGN),  # Thaana and the scripts of India
    (0x0E80, 0x1100, FOREIGN),  # Lao, Tibetan, Burmese, Georgian
    (0x1200, 0x1800, FOREIGN),  # Ethiopic, Khmer
)

UNKNOWN = "mis"
"""A language we have no word of (ISO 639-2: uncoded); ``und`` is a text without a language."""

COMMON_WORDS = {
    "en": "the and is to of for in i a you we with my are this that it on have any",
    "es": "el la los las de que y en un una para con por es se del alguien donde su hola",
    "de": "der die das und ist ich wir ein eine für mit nicht zu von auf den im hallo einen",
    "fr": "le la les des et est je nous un une pour avec pas du sur que qui vous au de ça bonjour",
    "pt": "o a os as de que e um uma para com por não do da em no na alguém onde olá",
    "id": "yang dan di untuk dengan ini itu ada saya kami dari ke tidak bisa apa mau",
    "vi": "và của là cho có không một các tôi mình mua ở được với bán nào cần",
}
WORDS_WITHOUT_VOCABULARY = {
    "it": "che di il della sono per una cerco qualcuno cosa come dove anche non ciao salve azienda",
    "nl": "het een van wij voor ik zoek zoeken iemand kan wie naar niet ook bij hallo waar graag",
    "pl": "szukam kto nie się jest dla czy na jak gdzie może proszę dzień potrzebuję w z i mi",
    "tr": "bir ve için bu ne var mı mi nasıl nerede arıyorum merhaba misiniz kim fiyat önerir",
    "sv": "och att det som en ett för jag vi söker med till någon var inte kan hej behöver",
}
"""Of languages we have no phrases of, so that they are not taken for one that we have."""
AT_LEAST = 2
"""So many of them, or of words with letters of ``LETTERS``, before they are believed."""
LETTERS = re.compile(r"[\u0100-\u010f\u0112-\u0127\u012e-\u017f\u0218-\u021b]")
"""Latin letters that neither English nor a language with a vocabulary writes."""

READ_FOR_WORDS = 240
ENOUGH_ENGLISH = 0.3
"""Share of common words at which a text is English without asking further."""

ALIASES = {
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-hans": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
    "zh-hant": "zh-Hant",
    "yue": "zh-Hant",
}


@cache
def _script_table() -> npt.NDArray[np.uint8]:
    table = np.zeros(CODE_POINTS, dtype=np.uint8)
    for first, stop, script in _RANGES:
        table[first:stop] = script
    table[traditional_points()] = HANT
    return table


def count_scripts(raw: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    """Characters of each script."""
    return np.bincount(_script_table()[raw], minlength=SCRIPTS)


def detect_ascii(text: str) -> str:
    """The language of a text without any letter beyond a-z."""
    return _by_words(text)


def named(tag: str) -> str:
    """A caller's language tag in our spelling: ``zh-TW`` -> ``zh-Hant``, ``en-GB`` -> ``en``."""
    lower = tag.replace("_", "-").lower()
    return ALIASES.get(lower) or ALIASES.get("-".join(lower.split("-")[:2])) or lower.split("-")[0]


def detect(scripts: npt.NDArray[np.int64], text: str) -> str:
    """The language of one text; ``und`` where nothing speaks for any."""
    _, latin, han, hant, kana, hangul, thai, cyrillic, arabic, vietnamese, foreign = (
        scripts.tolist()
    )
    chinese = han + hant
    others = ((hangul, "ko"), (thai, "th"), (cyrillic, "ru"), (arabic, "ar"), (foreign, UNKNOWN))
    most, language = max(others)
    if most * 3 > latin + chinese:
        return language
    if kana * 8 > chinese + kana and kana * 4 > latin // 3:
        return "ja"
    if chinese * 6 > latin:
        return "zh-Hant" if hant * 12 > chinese else "zh-Hans"
    if latin + vietnamese == 0:
        return "und"
    if vietnamese * 25 > latin:
        return "vi"
    return _by_words(text)


def _by_words(text: str) -> str:
    """The language whose common words are most frequent; English where none is."""
    words = _WORD.findall(text[:READ_FOR_WORDS].lower())
    if not words:
        return "und"
    best, language = _common("en"), "en"
    best_hits = sum(word in best for word in words)
    if best_hits >= ENOUGH_ENGLISH * len(words):
        return language
    for name in COMMON_WORDS:
        common = _common(name)
        hits = sum(word in common for word in words)
        if hits > best_hits:
            best_hits, language = hits, name
    for name, common in _without_vocabulary().items():
        hits = sum(word in common for word in words)
        if hits > best_hits and hits >= AT_LEAST:
            best_hits, language = hits, name
    if language == "en" and sum(LETTERS.search(word) is not None for word in words) >= AT_LEAST:
        return UNKNOWN
    return language


_WORD = re.compile(r"[^\W\d_]+")


@cache
def _common(language: str) -> frozenset[str]:
    """Very common words of a language, and those of its own phrases."""
    phrases = read_phrases(LEXICON / f"{language}.txt")
    words = _WORD.findall(" ".join(phrase for _, phrase in phrases).lower())
    return frozenset(words).union(COMMON_WORDS[language].split())


@cache
def _without_vocabulary() -> dict[str, frozenset[str]]:
    """Of languages without a vocabulary the common words that are no English ones."""
    english = _common("en")
    return {
        name: frozenset(words.split()) - english for name, words in WORDS_WITHOUT_VOCABULARY.items()
    }
