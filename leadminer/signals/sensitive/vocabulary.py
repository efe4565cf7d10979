"""The words of each category and how people speak of themselves, by language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from leadminer.signals.folding import fold, with_stops
from leadminer.signals.sensitive.items import CATEGORIES

WORDS: Final = Path(__file__).parent / "words"
LANGUAGES: Final = tuple(sorted(path.stem for path in WORDS.glob("*.txt")))
UNSPACED: Final = frozenset({"zh", "ja", "ko", "ar", "th"})  # words may stand inside others
KINDS: Final = ("has", "is", "does", "wants", "suffix")
# letters that folding leaves, and marks that are written in several ways
_ALIKE: Final = str.maketrans({"đ": "d", "ı": "i", "’": "'", "‘": "'", "`": "'", "´": "'"})
_Tree = dict[str, "_Tree"]


def plain(text: str) -> str:
    """A text as vocabularies are compared with it, of the same length."""
    return with_stops(fold(text).translate(_ALIKE))


@dataclass(slots=True)
class Vocabulary:
    """One language: its terms by category and kind, and what stands before and after them."""

    lang: str
    terms: dict[tuple[str, str], re.Pattern[str]] = field(default_factory=dict)
    any_term: re.Pattern[str] = re.compile("(?!)")
    grammar: dict[str, re.Pattern[str]] = field(default_factory=dict)
    exceptions: tuple[str, ...] = ()

    @property
    def is_spaced(self) -> bool:
        """Whether its words stand apart."""
        return self.lang not in UNSPACED


@cache
def vocabulary_of(lang: str) -> Vocabulary:
    """The vocabulary of one of LANGUAGES."""
    grammar, words = _sections((WORDS / f"{lang}.txt").read_text(encoding="utf-8"))
    made = Vocabulary(lang)
    for (category, kind), terms in words.items():
        if kind == "does" and lang == "en":  # "keeps kosher", of somebody's wife
            terms += [re.sub(r"^([a-z]+[a-rt-z])(?= )", r"\1s", term) for term in terms]
        if kind == "not":
            made.exceptions += tuple(terms)
        else:
            made.terms[category, kind] = re.compile(_any_of(terms, kind, made))
    every = [term for (_, kind), terms in words.items() if kind in KINDS[:-1] for term in terms]
    endings = [term for (_, kind), terms in words.items() if kind == "suffix" for term in terms]
    # one pass that most texts end with
    made.any_term = re.compile(
        _any_of(every, "has", made) + (f"|(?:{'|'.join(endings)})" if endings else "")
    )
    parts = {name: _filled(text, grammar) for name, text in grammar.items()}
    made.grammar = {name: re.compile(_ending(name, text, made)) for name, text in parts.items()}
    return made


def _sections(text: str) -> tuple[dict[str, str], dict[tuple[str, str], list[str]]]:
    grammar: dict[str, str] = {}
    words: dict[tuple[str, str], list[str]] = {}
    category = ""
    for line in text.splitlines():
        if line.startswith("["):
            category = line.strip("[] \n")
            assert category in CATEGORIES, category
        elif line.strip() and not line.startswith("#"):
            name, _, value = line.partition(":")
            if category:
                terms = [plain(term.strip()) for term in value.split(",") if term.strip()]
                words.setdefault((category, name), []).extend(terms)
            else:
                grammar[name] = plain(value.strip())
    return grammar, words


def _filled(text: str, grammar: dict[str, str]) -> str:
    for name in ("kin", "my", "self"):
        text = text.replace("{" + name + "}", f"(?:{grammar.get(name, '(?!)')})")
    return text


def _ending(name: str, text: str, made: Vocabulary) -> str:
    """What the pieces of grammar are looked for as: before a term, after it, or anywhere."""
    before = r"(?<!\w)" if made.is_spaced else ""
    if name in ("be", "have", "do", "wants", "strong", "drop"):
        words = 2 if name == "do" else 4
        gap = rf"(?P<gap>(?:[\s-]+[\w'%.$£€+-]+){{0,{words}}}?)[\s(-]+" if made.is_spaced else ""
        if name == "strong":  # what a suffix ends begins right behind the verb
            gap = r"(?P<gap>[^。!?;,\n]{0,8}?)"
        opening = r"(?:^|[,.!?。\n(])\s*" if name == "drop" else before
        return f"{opening}(?:{text}){gap}$"
    if name in ("business", "right"):
        return rf"[\s-]*(?:{text}){before.replace('<', '')}"
    return f"{before}(?:{text}){before.replace('<', '')}"


def _any_of(terms: list[str], kind: str, made: Vocabulary) -> str:
    tree: _Tree = {}
    loose = []
    for term in terms:
        if "*" in term:
            loose.append(_loose(term))
            continue
        node = tree
        for letter in term:
            node = node.setdefault(letter, {})
        node[""] = {}
    body = "|".join([*loose, *([_branch(tree)] if tree else [])])
    if kind == "suffix":
        body = rf"[^\W\d_]{{2,}}(?:{body})" if made.is_spaced else body
    if not made.is_spaced:
        # words of another alphabet, such as HIV, stand alone here, too
        return rf"(?:(?<![a-z0-9])(?=[a-z0-9])|(?![a-z0-9]))(?:{body})(?![a-z0-9]*[a-z])"
    plural = "(?:e?s)?" if kind in ("has", "is") and made.lang == "en" else ""
    return rf"(?<![\w])(?:{body}){plural}(?![\w])"


def _loose(term: str) -> str:
    parts = [re.escape(part).replace(r"\ ", r"[\s-]+") for part in term.split("*")]
    inner = r"[^.!?,。，！？\n]{1,14}?".join(parts[:-1])
    return rf"{inner}\w*" if not parts[-1] else r"[^.!?,。，！？\n]{1,14}?".join(parts)


def _branch(tree: _Tree) -> str:
    """A tree of letters as an expression that takes the longest word."""
    branches = []
    for letter, below in tree.items():
        if letter:
            written = r"[\s-]+" if letter in " -" else re.escape(letter)
            branches.append(written + (_branch(below) if below != {"": {}} else ""))
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in tree else f"(?:{'|'.join(branches)})"
    return f"{body}?" if "" in tree else body
