"""A batch of scoring texts as the model sees it: n-gram occurrences and rule groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from leadminer.scoring.clauses import SENTENCE, clauses_in, ends_of
from leadminer.scoring.features import Grams, mix, tokenize
from leadminer.scoring.normalise import WORD, Folded, fold
from leadminer.scoring.records import PARTS, ScoringText
from leadminer.scoring.rules import (
    GROUP_NUMBER,
    GROUPS,
    OF_PLACE,
    STARTS,
    Hits,
    context_lexicon,
    main_lexicon,
)
from leadminer.scoring.voice import spoken_in

BUCKET_BITS = 20
BUCKETS = 1 << BUCKET_BITS
WORD_BUCKET_SHIFT = 6
WORD_BUCKETS = BUCKETS >> WORD_BUCKET_SHIFT
"""Class and strength look at words and pairs of words alone, in fewer buckets."""
WORD_ORDERS = 3
TITLE_ORDERS = 2
SALT_TITLE = np.uint64(0xA0761D6478BD642F)
SALT_BEGIN = np.uint64(0x9E3779B97F4A7C15)
SALT_CLOSE = np.uint64(0x7F4A7C159E3779B9)
"""N-grams that begin a sentence, and those that close a title, once more on their own."""
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""2**64 by the golden ratio: spreads keys over a table (Knuth, TAOCP 3, 6.4)."""
MOST_PHRASES = 9
LONGEST_NAME = (0, 0, 12, 8, 3)
"""Tokens of the longest name in each part: section, fields, address."""
CLEAR = 2.0
"""Log-odds of a text's phrases at which the place counts half, if it says the opposite."""
_STARTS = np.array([STARTS[name] for name in GROUPS], dtype=np.float32)
_PLACE = np.array(OF_PLACE)
_PROSE = np.setdiff1d(np.arange(len(GROUPS)), _PLACE)
LONGEST_TEXT = 200_000
"""Code points read of one part; what lies beyond is not read."""

I64 = npt.NDArray[np.int64]
U64 = npt.NDArray[np.uint64]
F32 = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Batch:
    """Everything known about a batch, before any weight."""

    size: int
    folded: Folded
    grams: Grams
    doc: I64
    bucket: I64
    token: I64
    value: F32
    """Occurrences of n-grams: document, bucket, token they begin at, and feature value.  The
    values of one n-gram in a document sum to sqrt(count / 2 / occurrences of its kind there)."""
    words: int
    """The first so many occurrences are words and pairs; longer ones and windows follow."""
    hits: Hits
    present: F32
    """Documents x rule groups: 0, or the root of how many different phrases of it were found."""
    spoken: npt.NDArray[np.bool_]
    """Whether somebody speaks in each document."""
    ends: npt.NDArray[np.uint8]
    """Where clauses and sentences end, by token."""


def clipped(part: str) -> str:
    """A part of bounded length, so that one page cannot hold up the others."""
    return part[:LONGEST_TEXT]


def read(texts: Sequence[ScoringText]) -> Batch:
    """Fold, cut into tokens, hash and look up a batch."""
    folded = fold([clipped(text.part(name)) for text in texts for name in PARTS])
    grams = tokenize(folded)
    ends = ends_of(folded, grams)
    hits = _find(folded, grams, ends)
    present = _tempered(_amounts(hits, grams, len(texts)))
    doc, bucket, token, words, windows = _occurrences(folded, grams, ends)
    value = _values(doc, bucket, windows, len(texts))
    spoken = spoken_in(grams, len(texts))
    return Batch(
        len(texts), folded, grams, doc, bucket, token, value, words, hits, present, spoken, ends
    )


def _find(folded: Folded, grams: Grams, ends: npt.NDArray[np.uint8]) -> Hits:
    """Main phrases and clauses count in title and text, words of place in the other parts."""
    main = main_lexicon().find(grams)
    found = [(main.group, main.text, main.first, main.last)]
    for name, first, last in clauses_in(grams, ends):
        group = np.full(len(first), GROUP_NUMBER[name])
        found.append((group, grams.text[first], first, last))
    prose = Hits(*(np.concatenate(column) for column in zip(*found, strict=True)))
    if not (grams.text % len(PARTS) >= 2).any():
        return prose
    place = context_lexicon().find(grams)
    in_prose = prose.text % len(PARTS) < 2
    in_place = place.text % len(PARTS) >= 2
    in_place &= _named_there(folded, grams)[place.first]
    return Hits(
        *(
            np.concatenate([getattr(prose, name)[in_prose], getattr(place, name)[in_place]])
            for name in ("group", "text", "first", "last")
        )
    )


def _named_there(folded: Folded, grams: Grams) -> npt.NDArray[np.bool_]:
    """Tokens of short headings, labels and parts of a path, which may name a place.

    The last part of an address is mostly the title again ("/2306/looking-for-tanks-read-this"),
    long headings are titles, and long values of fields are prose.
    """
    begin = folded.origin[grams.begin]
    between = np.cumsum(_between_names()[np.minimum(folded.raw, 0xFFFF)])[begin]
    fresh = np.ones(len(begin), dtype=bool)
    fresh[1:] = (between[1:] != between[:-1]) | (grams.text[1:] != grams.text[:-1])
    name = np.cumsum(fresh) - 1
    short: npt.NDArray[np.bool_] = (
        np.bincount(name)[name] <= np.array(LONGEST_NAME)[grams.text % len(PARTS)]
    )
    return short


@cache
def _between_names() -> npt.NDArray[np.bool_]:
    table = np.zeros(0x10000, dtype=bool)
    table[[ord(mark) for mark in "/?&=#>\n:：|"]] = True
    return table


def _amounts(hits: Hits, grams: Grams, size: int) -> F32:
    """How much of each rule group a document holds: one phrase 1, four different ones 2.

    Many words of a job tell a job; one of them stands in paid projects, too.
    """
    cells = (hits.text // len(PARTS)) * len(GROUPS) + hits.group
    phrase = grams.orders[0][hits.first] ^ mix(grams.orders[0][hits.last])
    order = np.lexsort((phrase, cells))
    cells, phrase = cells[order], phrase[order]
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = (cells[1:] != cells[:-1]) | (phrase[1:] != phrase[:-1])
    count = np.bincount(cells[fresh], minlength=size * len(GROUPS))
    amount: F32 = np.sqrt(np.minimum(count, MOST_PHRASES)).astype(np.float32)
    return amount.reshape(size, len(GROUPS))


def _tempered(present: F32) -> F32:
    """Words of place count less, the more clearly the phrases of the text say the opposite.

    Headings are no labels: under "requests" stand posts that recruit, under "jobs" paid projects.
    Where the text says nothing, or the same, the place counts whole.
    """
    # An award or a purchase without a call repeats the words of the call.
    over = sum(present[:, GROUP_NUMBER[name]] for name in ("award", "award_head", "single_source"))
    present[:, GROUP_NUMBER["tender"]] /= 1.0 + over
    place = present[:, _PLACE] @ _STARTS[_PLACE]
    if place.any():
        prose = present[:, _PROSE] @ _STARTS[_PROSE]
        against = np.maximum(0.0, -np.sign(place) * prose)
        present[:, _PLACE] /= (1.0 + against / CLEAR)[:, None]
    return present


def learnt_share(
    present: F32, learnt: npt.NDArray[np.float64], spoken: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """How much of its learnt wording (log-odds) counts for each text; 1 for nearly all.

    Under a buyers' heading the bare name of a good is what is wanted: buyers copy such titles from
    sellers' lists, and what was learnt of those counts less. Where somebody speaks, or the wording
    speaks for a need, all of it counts.
    """
    place = np.maximum(0.0, present[:, _PLACE] @ _STARTS[_PLACE])
    copied = ~spoken & (place >= CLEAR) & (learnt < 0)
    return np.where(copied, 1.0 / (1.0 + place / CLEAR), 1.0)


def _occurrences(
    folded: Folded, grams: Grams, ends: npt.NDArray[np.uint8]
) -> tuple[I64, I64, I64, int, int]:
    """Document, bucket and token of each n-gram occurrence in titles and texts, words first.

    Then how many are words and pairs, and where the windows of letters begin.
    """
    width = len(PARTS)
    part = grams.text % width
    prose, title = part < 2, part == 0
    hashes, tokens = [], []
    words = 0
    for n in range(1, WORD_ORDERS + 1):
        order = grams.orders[n - 1]
        at = np.flatnonzero(prose & (order != 0))
        hashes.append(mix(order[at]))
        tokens.append(at)
        if n <= TITLE_ORDERS:
            at = np.flatnonzero(title & (order != 0))
            hashes.append(mix(order[at] ^ SALT_TITLE))
            tokens.append(at)
            words = sum(map(len, tokens))
    for edge, at in _at_edges(folded, grams, ends):
        hashes.append(mix(edge))
        tokens.append(at)
    windows = sum(map(len, tokens))
    inside = prose[grams.character_token]
    hashes.append(grams.characters[inside])
    tokens.append(grams.character_token[inside])
    token = np.concatenate(tokens)
    bucket = (np.concatenate(hashes) >> np.uint64(64 - BUCKET_BITS)).astype(np.int64)
    return grams.text[token] // width, bucket, token, words, windows


def _at_edges(folded: Folded, grams: Grams, ends: npt.NDArray[np.uint8]) -> list[tuple[U64, I64]]:
    """Hashes and tokens of what begins a sentence and of what closes a title.

    "Looking for ..." at the beginning asks, after "if you are" it offers; "... wanted" closes.
    Only what begins with a word of letters: Chinese gained nothing by it.
    """
    count = len(grams.text)
    part = grams.text % len(PARTS)
    fresh, final = np.ones(count, dtype=bool), np.ones(count, dtype=bool)
    other = grams.text[1:] != grams.text[:-1]
    fresh[1:] = other | (ends[:-1] == SENTENCE)
    final[:-1] = other
    word = folded.classes[grams.begin] == WORD
    found = []
    for n in range(1, WORD_ORDERS + 1):
        order = grams.orders[n - 1]
        at = np.flatnonzero(fresh & word & (part < 2) & (order != 0))
        found.append((order[at] ^ SALT_BEGIN, at))
        if n <= TITLE_ORDERS:
            at = np.flatnonzero(final & (part == 0)) - (n - 1)
            at = at[at >= 0]
            at = at[word[at] & (order[at] != 0)]
            found.append((order[at] ^ SALT_CLOSE, at))
    return found


def _values(doc: I64, bucket: I64, windows: int, size: int) -> F32:
    """sqrt(tf) shared out over the occurrences, and divided by the length of the vector.

    Words and windows of letters have a length each, so that the few words are not drowned.
    """
    count = len(doc)
    if not count:
        return np.zeros(0, dtype=np.float32)
    alike = _numbered((doc << np.int64(BUCKET_BITS)) | bucket)
    times = np.maximum(np.bincount(alike), 1)
    value = (1.0 / np.sqrt(times)).astype(np.float32)[alike]
    for some in (slice(0, windows), slice(windows, count)):
        counted = np.bincount(doc[some], minlength=size)
        length = np.sqrt(2.0 * np.maximum(counted, 1)).astype(np.float32)
        value[some] /= length[doc[some]]
    return value


def _numbered(keys: I64) -> npt.NDArray[np.int32]:
    """A number for each key, the same for the same ones, without sorting them all.

    Each key leaves its position in a table, and finds there that of its last likeness; those that
    find another key, which shares their slot, are sorted.
    """
    count = len(keys)
    room = count.bit_length() + 1
    slot = ((keys.view(np.uint64) * GOLDEN) >> np.uint64(64 - room)).view(np.int64)
    table = np.empty(1 << room, dtype=np.int32)
    table[slot] = np.arange(count, dtype=np.int32)
    number = table[slot]
    other = np.flatnonzero(keys[number] != keys)
    number[other] = count + np.unique(keys[other], return_inverse=True)[1]
    return number
