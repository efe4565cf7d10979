"""Watch rules: which of all that is read a job keeps.

A rule is words with AND (or nothing), OR, NOT (or a minus), brackets, "phrases", `stem*`, and
fields: title: text: author: lang: site: section: type:. Words stand alone in alphabets, anywhere
in scripts without spaces; case, width, accents and Traditional or Simplified make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from leadminer.base.errors import InvalidInput
from leadminer.mining.extraction.values.items import Company, Post
from leadminer.mining.extraction.values.language_spans import language_spans, languages_in
from leadminer.mining.rows import kind_of
from leadminer.signals.folding import fold, word_pattern
from leadminer.signals.tables import Signal

RULE_MAX: Final = 2000  # characters
DEPTH_MAX: Final = 20
FIELDS: Final = ("title", "text", "author", "lang", "site", "section", "type")
TYPES: Final = ("post", "reply", "company")
_TOKEN = re.compile(r'\s*(?:(?P<bracket>[()])|(?P<field>[A-Za-z]+):|"(?P<phrase>[^"]*)"'
                    r'|(?P<minus>-)(?=\S)|(?P<word>[^\s()"]+))')  # fmt: skip


@dataclass(slots=True)
class Watched:
    """What a rule looks at; `folded` texts are made once for all rules."""

    title: str = ""
    text: str = ""
    author: str = ""
    lang: str = ""
    url: str = ""
    section: tuple[str, ...] = ()
    kind: str = "post"
    _folded: dict[str, str] = field(default_factory=dict)
    _languages: set[str] | None = None

    def is_in(self, wanted: str) -> bool:
        """Whether a language is that of the text, or of enough of it."""
        if not self.lang or same_language(self.lang, wanted):
            return bool(self.lang)
        if self._languages is None:  # only asked where the whole is in another one
            parts = (self.title, self.text)
            self._languages = languages_in(language_spans(part, self.lang) for part in parts)
        return any(same_language(lang, wanted) for lang in self._languages)

    def folded(self, name: str) -> str:
        """A text of this, folded."""
        if name not in self._folded:
            value = {
                "title": self.title,
                "text": self.text,
                "author": self.author,
                "section": "\n".join(self.section),
            }[name]
            self._folded[name] = fold(value)
        return self._folded[name]


Test = Callable[[Watched], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that was read."""

    source: str
    test: Test
    words: tuple[re.Pattern[str], ...]  # what it looks for, for showing

    def matches(self, watched: Watched) -> bool:
        """Whether a text is one the rule asks for."""
        return self.test(watched)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the rule's own words stand in a text, in order, none inside another."""
        folded = fold(text)
        found = sorted(
            (m.span() for word in self.words for m in word.finditer(folded) if m.group()),
            key=lambda span: (span[0], -span[1]),
        )
        kept: list[tuple[int, int]] = []
        for span in found:
            if not kept or span[0] >= kept[-1][1]:
                kept.append(span)
        return kept


@dataclass(frozen=True, slots=True)
class Watch:
    """All a job asks for: any of `rules` (none: everything), none of `excluded`, its languages."""

    rules: tuple[Rule, ...] = ()
    excluded: tuple[Rule, ...] = ()
    languages: tuple[str, ...] = ()

    def refuses(self, watched: Watched, *, of_kept_topic: bool = False) -> str:
        """Why a text is not kept: "language", "excluded", "not_watched"; empty if it is kept.

        `of_kept_topic`: the text answers one that was kept, and so belongs to it.
        """
        if (
            self.languages
            and watched.lang
            and not any(watched.is_in(wanted) for wanted in self.languages)
        ):
            return "language"
        if any(rule.matches(watched) for rule in self.excluded):
            return "excluded"
        wanted = of_kept_topic or any(rule.matches(watched) for rule in self.rules)
        return "" if wanted or not self.rules else "not_watched"


def watched_record(record: Post | Company) -> Watched:
    """A record as rules look at it."""
    if isinstance(record, Company):
        title, text, author = record.name, f"{record.about}\n{record.address}", ""
    else:
        title, text, author = record.title, record.text, record.author
    return Watched(
        title=title,
        text=text,
        author=author,
        lang=record.lang or "",
        url=record.url,
        section=tuple(record.section),
        kind=kind_of(record),
    )


def watched_signal(signal: Signal) -> Watched:
    """A stored signal as rules look at it, for previews."""
    return Watched(
        title=signal.title,
        text=signal.text,
        author=signal.author or "",
        lang=signal.lang or "",
        url=signal.url,
        section=tuple(signal.section),
        kind=signal.kind,
    )


def same_language(lang: str, wanted: str) -> bool:
    """Whether a text's language is the wanted one: zh-Hant is zh, zh is not zh-Hant."""
    lang, wanted = lang.lower(), wanted.lower()
    return lang == wanted or lang.startswith(wanted + "-")


def read_watch(
    rules: Iterable[str] = (), excluded: Iterable[str] = (), languages: Iterable[str] = ()
) -> Watch:
    """A job's wishes from their texts. Raises InvalidInput for a rule that cannot be read."""
    return Watch(tuple(map(read_rule, rules)), tuple(map(read_rule, excluded)), tuple(languages))


def read_rule(source: str) -> Rule:
    """A rule from its text. Raises InvalidInput, naming what cannot be read."""
    if len(source) > RULE_MAX:
        raise InvalidInput(f"a watch rule has at most {RULE_MAX} characters; split it in two")
    reader = _Reader(source)
    test = reader.any_of(0)
    if reader.peek() is not None:
        raise reader.wrong("a bracket closes that was never opened")
    return Rule(source, test, tuple(reader.words))


class _Reader:
    """Recursive descent over the tokens of one rule."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.words: list[re.Pattern[str]] = []
        self._negated = 0
        self._tokens: list[tuple[str, str]] = []
        self._at = 0
        position = 0
        while position < len(source.rstrip()):
            found = _TOKEN.match(source, position)
            if found is None:
                raise self.wrong("a quotation mark is not closed")
            kind = found.lastgroup or "word"
            value = found.group(kind)
            if kind == "field":
                value = value.lower()
            if kind == "word" and value in ("AND", "OR", "NOT"):
                kind = value
            self._tokens.append((kind, value))
            position = found.end()
        if not self._tokens:
            raise self.wrong("it holds no words")

    def wrong(self, why: str) -> InvalidInput:
        """The error for what cannot be read."""
        return InvalidInput(
            f"the watch rule {self.source[:80]!r} cannot be read: {why}; "
            'an example: "looking for" (CRM OR ERP) -job lang:en'
        )

    def peek(self) -> tuple[str, str] | None:
        """The next token."""
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def any_of(self, depth: int) -> Test:
        """Terms joined by OR."""
        if depth > DEPTH_MAX:
            raise self.wrong(f"brackets are nested deeper than {DEPTH_MAX}")
        tests = [self._all_of(depth)]
        while self._take("OR"):
            tests.append(self._all_of(depth))
        return tests[0] if len(tests) == 1 else lambda w: any(test(w) for test in tests)

    def _all_of(self, depth: int) -> Test:
        tests = [self._one(depth)]
        while True:
            if self._take("AND"):
                tests.append(self._one(depth))
                continue
            following = self.peek()
            if following is None or following[0] == "OR" or following == ("bracket", ")"):
                break
            tests.append(self._one(depth))
        return tests[0] if len(tests) == 1 else lambda w: all(test(w) for test in tests)

    def _one(self, depth: int) -> Test:
        if self._take("NOT") or self._take("minus"):
            if depth > DEPTH_MAX:
                raise self.wrong("too many NOT in a row")
            self._negated += 1
            inner = self._one(depth + 1)
            self._negated -= 1
            return lambda w: not inner(w)
        token = self.peek()
        if token is None or token[0] in ("AND", "OR") or token == ("bracket", ")"):
            raise self.wrong("something is missing" + (f" before {token[1]}" if token else ""))
        self._at += 1
        kind, value = token
        if kind == "bracket":
            test = self.any_of(depth + 1)
            if not self._take("bracket", ")"):
                raise self.wrong("a bracket is not closed")
            return test
        if kind == "field":
            return self._in_field(value)
        return self._words_in(("title", "text"), value)

    def _take(self, kind: str, value: str | None = None) -> bool:
        token = self.peek()
        if token is None or token[0] != kind or (value is not None and token[1] != value):
            return False
        self._at += 1
        return True

    def _in_field(self, name: str) -> Test:
        if name not in FIELDS:
            raise self.wrong(f"there is no field {name!r}; there are: {', '.join(FIELDS)}")
        token = self.peek()
        if token is None or token[0] not in ("word", "phrase"):
            raise self.wrong(f"{name}: needs a word")
        self._at += 1
        value = token[1]
        if name == "lang":
            return lambda w: w.is_in(value)
        if name == "type":
            if value not in TYPES:
                raise self.wrong(f"type: is one of {', '.join(TYPES)}")
            return lambda w: w.kind == value
        if name == "site":
            return _at_site(value)
        return self._words_in((name,), value)

    def _words_in(self, fields: tuple[str, ...], value: str) -> Test:
        pattern = _pattern(value)
        if pattern is None:
            raise self.wrong(f"{value!r} holds no letter or digit")
        if not self._negated:
            self.words.append(pattern)
        return lambda w: any(pattern.search(w.folded(name)) for name in fields)


def _pattern(value: str) -> re.Pattern[str] | None:
    if not any(character.isalnum() for character in value):
        return None
    if not value.endswith("*"):
        return word_pattern(value)
    stem = word_pattern(value.rstrip("*")).pattern
    # a stem goes on with letters: what word_pattern asks of its end is left out
    return re.compile(stem.split("(?:e?s|en)?(?!", 1)[0] + r"\w*")


def _at_site(value: str) -> Test:
    wanted = value.lower().removeprefix("www.")
    host_wanted, slash, path_wanted = wanted.partition("/")

    def test(watched: Watched) -> bool:
        try:
            parts = urlsplit(watched.url)
        except ValueError:  # no address at all: "http://[x"
            return False
        hosts = {h.lower().removeprefix("www.") for h in (parts.netloc, parts.hostname or "")}
        if not any(host == host_wanted or host.endswith("." + host_wanted) for host in hosts):
            return False
        return not slash or parts.path.lower().startswith("/" + path_wanted)

    return test
