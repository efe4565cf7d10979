"""A batch of folded texts to hashed word and character n-grams, all at once in numpy.

A hash of any stretch of code points comes from two prefix sums, so that a word, a phrase or a
five-letter window costs the same.  Nothing here knows weights or meanings.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadminer.scoring.normalise import DIGIT, SINGLE, SPACE, WORD, Folded

U64 = npt.NDArray[np.uint64]
I64 = npt.NDArray[np.int64]

BASE = 0x9E3779B97F4A7C15 | 1
BASE_INVERSE = pow(BASE, -1, 1 << 64)
MIX = np.uint64(0xD6E8FEB86659FD93)
CHAIN = np.uint64(0xC2B2AE3D27D4EB4F)
SALT_CHARACTERS = np.uint64(0x165667B19E3779F9)
TOKEN_ORDERS = 4
CHARACTER_ORDERS = (3, 4, 5)


class _Powers:
    """Powers of the hash base and of its inverse modulo 2**64, grown on demand."""

    def __init__(self) -> None:
        self._up = self._down = np.ones(0, dtype=np.uint64)

    def upto(self, count: int) -> tuple[U64, U64]:
        if len(self._up) < count:
            size = max(count, 1 << 16)
            up = np.full(size, BASE, dtype=np.uint64)
            down = np.full(size, BASE_INVERSE, dtype=np.uint64)
            up[0] = down[0] = 1
            self._up, self._down = np.cumprod(up), np.cumprod(down)
        return self._up[:count], self._down[:count]


_POWERS = _Powers()


def mix(values: U64) -> U64:
    """Spread the bits so that any of them may serve as a bucket number."""
    values = (values ^ (values >> np.uint64(32))) * MIX
    values = (values ^ (values >> np.uint64(29))) * CHAIN
    mixed: U64 = values ^ (values >> np.uint64(32))
    return mixed


@dataclass(frozen=True, slots=True)
class Grams:
    """Tokens of a batch and the hashes of their n-grams."""

    begin: I64
    end: I64
    """Kept code points ``begin:end`` of each token."""
    text: I64
    """Which text each token belongs to."""
    orders: tuple[U64, ...]
    """``orders[n-1][i]``: hash of tokens i .. i+n-1; zero where they leave the text."""
    characters: U64
    character_token: I64
    """Hashes of the windows inside words, and the token each window belongs to."""


def tokenize(folded: Folded) -> Grams:
    """Tokens, their n-grams of 1 to 4, and windows of 3 to 5 letters inside words."""
    codes, classes = folded.codes, folded.classes
    count = len(codes)
    up, down = _POWERS.upto(count + 1)
    prefix = np.zeros(count + 1, dtype=np.uint64)
    np.cumsum((codes.astype(np.uint64) + np.uint64(7)) * up[:count], out=prefix[1:])
    is_word = classes == WORD
    before_word = np.zeros(count, dtype=bool)
    before_word[1:] = is_word[:-1]
    before_word[folded.bounds[:-1]] = False
    starts = (classes == SINGLE) | (classes == DIGIT) | (is_word & ~before_word)
    begin = np.flatnonzero(starts)
    stop = is_word.copy()
    stop[:-1] &= is_word[1:]
    if count:
        stop[-1] = False
    # ``stop`` is true inside a word and false at its last code point.
    last = np.flatnonzero(~stop & (classes != SPACE))
    end = last + 1
    text = np.searchsorted(folded.bounds, begin, side="right") - 1
    single = mix((prefix[end] - prefix[begin]) * down[begin])
    orders = [single]
    for n in range(2, TOKEN_ORDERS + 1):
        longer = np.zeros_like(single)
        width = len(single) - n + 1
        if width > 0:
            chained = orders[-1][:width] * CHAIN + single[n - 1 :]
            chained ^= chained >> np.uint64(31)
            chained[text[:width] != text[n - 1 :]] = 0
            longer[:width] = chained
        orders.append(longer)
    characters, owner = _windows(classes, prefix, down, starts)
    return Grams(begin, end, text, tuple(orders), characters, owner)


def _windows(
    classes: npt.NDArray[np.uint8], prefix: U64, down: U64, starts: npt.NDArray[np.bool_]
) -> tuple[U64, I64]:
    """Windows that lie within one word and at most the separator on either side of it."""
    count = len(classes)
    is_word = classes == WORD
    edge = is_word | (classes == SPACE)
    words = np.zeros(count + 1, dtype=np.int32)
    np.cumsum(is_word, out=words[1:])
    token_at = np.cumsum(starts, dtype=np.int64) - 1
    hashes, owners = [], []
    for n in CHARACTER_ORDERS:
        width = count - n + 1
        if width <= 0:
            continue
        inner = (words[n - 1 : count] - words[1 : width + 1]) == n - 2
        at = np.flatnonzero(inner & edge[:width] & edge[n - 1 :])
        hashes.append(mix(((prefix[at + n] - prefix[at]) * down[at]) ^ SALT_CHARACTERS))
        owners.append(token_at[at + 1])
    if not hashes:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    return np.concatenate(hashes), np.concatenate(owners)
