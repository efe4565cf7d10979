"""What a merchant's own texts tell of an offer: the terms that hardly stand anywhere else. Pure.

Keywords are few and in few languages; the name of the offer and the sheets of facts (one a
language) say more. A term is a *phrase*, two words in a row or three ideographs, or a *word*.
Terms made of common words alone ("lead time", "交期一般") say nothing: `common_words/` counts as
common what stands in one of 250 posts of two large forums, and the words every trade uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module, resources

from leadminer.signals.folding import fold

TEXTS_MAX = 5_000  # characters of one sheet that are looked at
WORD_LETTERS_MIN = 4
RUN_MIN = 3  # ideographs in a row that make a phrase

# languages whose function words are known; of others only length tells
_STOP_WORDS = ("en", "de", "fr", "es", "pt", "it", "nl", "id", "ru", "vi", "ar")
_TOKEN = re.compile(r"[^\W\d_]+|[.,;:!?()。，；：！？、（）·/|\n]")
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff]+")
_BINDING = re.compile("[的和与及或可在有以从到用您你我他带等按做先再后也都是为能会就把被让给对将]")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a need is known by, as the texts write it: phrases, and single words."""

    phrases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@lru_cache(maxsize=5_000)
def terms_of(texts: tuple[str, ...]) -> Terms:
    """The terms of an offer's texts, each once, in the order in which they stand."""
    phrases: dict[str, None] = {}
    words: dict[str, None] = {}
    for text in texts:
        folded = fold(text[:TEXTS_MAX])
        for phrase in (*_spaced_phrases(folded), *_runs(folded)):
            phrases[phrase] = None
        for word in (*_spaced_words(folded), *_short_runs(folded)):
            words[word] = None
    return Terms(tuple(phrases), tuple(words))


def _spaced_phrases(folded: str) -> Iterable[str]:
    """Two words in a row, of which at least one is rare and none a function word."""
    before = ""
    for token in _TOKEN.findall(folded):
        usable = _is_alphabetic(token) and len(token) > 2 and token not in _function_words()
        if usable and before and not (_is_common(token) and _is_common(before)):
            yield f"{before} {token}"
        before = token if usable else ""


def _spaced_words(folded: str) -> Iterable[str]:
    for token in _TOKEN.findall(folded):
        if _is_alphabetic(token) and len(token) >= WORD_LETTERS_MIN and not _is_common(token):
            yield token


def _runs(folded: str) -> Iterable[str]:
    """Three ideographs in a row with a rare pair among them."""
    for piece in _pieces(folded):
        for start in range(len(piece) - RUN_MIN + 1):
            run = piece[start : start + RUN_MIN]
            if not (run[:2] in _common("zh") or run[1:] in _common("zh")):
                yield run


def _short_runs(folded: str) -> Iterable[str]:
    return (piece for piece in _pieces(folded) if len(piece) == 2 and piece not in _common("zh"))


def _pieces(folded: str) -> Iterable[str]:
    for run in _IDEOGRAPHS.findall(folded):
        yield from _BINDING.split(run)


def _is_alphabetic(token: str) -> bool:
    return token[0].isalpha() and not _IDEOGRAPHS.match(token)


def _is_common(word: str) -> bool:
    known: Sequence[str] = (word, word.removesuffix("s"), word.removesuffix("es"))
    return word in _function_words() or any(form in _common("en") for form in known)


@cache
def _common(language: str) -> frozenset[str]:
    file = resources.files(__package__) / "common_words" / f"{language}.txt"
    return frozenset(file.read_text(encoding="utf-8").split())


@cache
def _function_words() -> frozenset[str]:
    """Words that only bind others, in the languages that put spaces between words."""
    lists = (import_module(f"spacy.lang.{code}.stop_words").STOP_WORDS for code in _STOP_WORDS)
    return frozenset(fold(word) for words in lists for word in words)
