"""Finds what a person tells of health, faith and the like, of themselves or of theirs.

A word of a category counts only where its author speaks of themselves or their family just
before it ("I have", "my son's", 我老公查出) or, where the subject goes without saying, at what
only a person says ("diagnosed with"). What is traded, studied or reported tells of nobody.
The rules are ours; categories are those of GDPR Art. 9 and 10 and PIPL Art. 28.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from leadminer.signals.sensitive.ages import ages_in
from leadminer.signals.sensitive.items import Finding
from leadminer.signals.sensitive.vocabulary import (
    LANGUAGES,
    Vocabulary,
    plain,
    vocabulary_of,
)

TEXT_MAX: Final = 20_000
WINDOW: Final = 110  # characters before a term in which its subject must stand
_NEVER: Final = re.compile("(?!)")
_HERE: Final = re.compile(r"\s+here\b")
_BEEN: Final = re.compile(r"(?:been|currently|still|now)(?: \w+ly)?(?: on| in| a)?")
_SENTENCE_END: Final = re.compile(r"[!?\n。！？]|\.(?=\s|$)")
_WE: Final = re.compile(r"(?:we|our|we're|we've)\b")
_ING: Final = frozenset(
    {"practising", "practicing", "suffering", "recovering", "struggling", "living", "being"}
    | {"getting", "going", "existing", "debilitating"}
)
# what a person is stands right behind "I am": after these it is about something else
_ELSEWHERE: Final = frozenset(
    {"with", "for", "to", "of", "from", "at", "by", "in", "on", "into", "about", "over", "like"}
)
_SCRIPTS: Final = (
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ja", re.compile("[\u3041-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("en", re.compile("[A-Za-z]{2}")),
)
_CONTEXTS: Final = {"has": "have", "is": "be", "does": "do", "wants": "wants", "suffix": "have"}


def find_sensitive(text: str, *, lang: str | None = None) -> list[Finding]:
    """Everything sensitive a text tells of its author and theirs, in order, none overlapping.

    `lang`: the text's BCP 47 tag, for languages that share an alphabet. Deterministic.
    """
    text = text[:TEXT_MAX]
    found: list[Finding] = []
    folded = plain(text)
    for name in _languages(text, lang):
        found += _read(folded, vocabulary_of(name))
    return _merged(found)


def mentions(
    text: str, found: Iterable[Finding], *, told: str, lang: str | None = None
) -> list[Finding]:
    """Other words of the categories that were found in `told`, whoever they are said of: once
    somebody has told it of themselves, these give it away as well."""
    found = list(found)
    wanted = {finding.category for finding in found} - {"minors"}
    folded = plain(text[:TEXT_MAX])
    again = []
    for finding in found:
        words = plain(told[finding.start : finding.end]).strip()
        if len(words) > 1 and finding.category != "minors":
            for at in re.finditer(re.escape(words), folded):
                again.append(Finding(finding.category, at.start(), at.end(), 0.5, "again"))
    for name in _languages(text, lang):
        words_of = vocabulary_of(name)
        for (category, kind), pattern in words_of.terms.items():
            # what somebody is called by origin or does is told by everyday words, too
            if category in wanted and kind in ("has", "is", "wants") and category != "origin":
                for at in pattern.finditer(folded):
                    again.append(Finding(category, at.start(), at.end(), 0.5, "again"))
    return _merged(again)


def _languages(text: str, lang: str | None) -> list[str]:
    base = (lang or "").split("-")[0].lower()
    names = [name for name, script in _SCRIPTS if script.search(text)]
    if "ja" in names and "zh" in names and base != "zh":
        names.remove("zh")
    if base in LANGUAGES and base not in names:
        names.append(base)
    return names


@dataclass(frozen=True, slots=True)
class _Mention:
    """A term where it stands."""

    folded: str
    category: str
    kind: str
    match: re.Match[str]
    words: Vocabulary
    begin: int  # of its sentence, or as far back as its subject may stand

    @property
    def before(self) -> str:
        """The sentence up to the term."""
        return self.folded[self.begin : self.match.start()]

    def rule(self, name: str) -> re.Pattern[str]:
        """A piece of the language's grammar; one that never matches where it has none."""
        return self.words.grammar.get(name, _NEVER)


def _read(folded: str, words: Vocabulary) -> Iterator[Finding]:
    yield from ages_in(folded, words)
    if not words.any_term.search(folded):
        return
    for (category, kind), pattern in words.terms.items():
        for match in pattern.finditer(folded):
            begin = _sentence_begin(folded, match.start())
            mention = _Mention(folded, category, kind, match, words, begin)
            finding = _judged(mention)
            if finding is not None:
                yield finding


def _judged(mention: _Mention) -> Finding | None:
    folded, kind, match, words = mention.folded, mention.kind, mention.match, mention.words
    if mention.rule("animals").search(mention.before):
        return None
    if words.exceptions and folded.endswith(words.exceptions, 0, match.end()):
        return None
    if kind != "does" and mention.rule("business").match(folded, match.end()):
        return None
    name = "strong" if kind == "suffix" and "strong" in words.grammar else _CONTEXTS[kind]
    said = mention.rule(name).search(mention.before)
    if said is not None and _is_personal(mention, said):
        is_kin = mention.rule("kin").search(said[0]) is not None
        start = mention.begin + _gap_start(mention, said)
        confidence, method = (0.8, "kin") if is_kin else (0.9, "self")
        return Finding(mention.category, start, match.end(), confidence, method)
    if _is_dropped(mention):
        return Finding(mention.category, match.start(), match.end(), 0.6, "dropped")
    return None


def _sentence_begin(folded: str, at: int) -> int:
    floor = max(0, at - WINDOW)
    ends = [m.end() for m in _SENTENCE_END.finditer(folded, floor, at)]
    return ends[-1] if ends else floor


def _gap_start(mention: _Mention, said: re.Match[str]) -> int:
    """Where masking begins: with the words that qualify the term ("type 2", "severe")."""
    before = mention.before
    if "gap" not in said.re.groupindex:
        return len(before)
    start = said.start("gap")
    while start < len(before) and before[start] in " \t\n-":
        start += 1
    return start


def _is_personal(mention: _Mention, said: re.Match[str]) -> bool:
    words = mention.words
    between = said["gap"] if words.is_spaced else said[0]
    if mention.rule("other").search(between) or mention.rule("negated").search(said[0]):
        return False
    if not words.is_spaced:
        return not mention.rule("stop").search(said[0])
    if words.lang == "en":
        if any(w.endswith("ing") and "-" not in w and w not in _ING for w in between.split()):
            return False
        if mention.kind == "is" and not _ELSEWHERE.isdisjoint(between.split()):
            return False
    if _WE.match(said[0].strip()):
        end = _SENTENCE_END.search(mention.folded, mention.match.end())
        stop = end.start() if end else len(mention.folded)
        return not mention.rule("org").search(mention.folded, mention.begin, stop)
    return True


def _is_dropped(mention: _Mention) -> bool:
    """Whether the subject goes without saying."""
    if mention.kind in ("has", "is") and mention.rule("right").match(
        mention.folded, mention.match.end()
    ):
        return not mention.rule("other").search(mention.before)
    before, after = mention.before.strip(), mention.folded[mention.match.end() :][:12]
    if mention.words.lang == "en":
        if mention.kind == "does" and not before:
            return True  # "Got out of prison last month"
        if mention.kind == "is" and _HERE.match(after) and len(before.split()) <= 2:
            return True  # "Lifelong vegan and diabetic here"
        if mention.kind in ("is", "has") and _BEEN.fullmatch(before):
            return True
        if mention.kind == "is" and not before and mention.category in ("health", "hardship"):
            return len(mention.match[0].split()) > 1  # "In debt up to my neck"
    if mention.words.lang == "zh" and not before and after[:1] == "了":
        return True
    if mention.kind not in ("has", "suffix"):
        return False
    return mention.rule("drop").search(mention.before) is not None


def _merged(found: Iterable[Finding]) -> list[Finding]:
    """In order; of those that overlap the longer span stays, and every category is told once."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (f.start, -f.end, -f.confidence)):
        last = kept[-1] if kept else None
        if last is None or finding.start >= last.end:
            kept.append(finding)
        elif finding.category == last.category:
            end = max(last.end, finding.end)
            kept[-1] = Finding(last.category, last.start, end, last.confidence, last.method)
        elif finding.category not in {k.category for k in kept if k.end > finding.start}:
            kept.append(finding)
    return kept
