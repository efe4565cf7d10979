"""Whether somebody speaks in a text, as on a forum, or a notice, listing or brief is read.

What a score is worth on a new source depends on it: see ``judging.believed_log_odds``.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from leadminer.scoring.features import Grams, tokenize
from leadminer.scoring.normalise import fold
from leadminer.scoring.records import PARTS

SPOKEN = "i my me im mine myself ? 我 吗 呢 吧 啊 哪 唔 咩 啥 嘛 咋 哎"
SPOKEN_PAIRS = (
    "大家 各位 请问 怎么 感觉 觉得 本人 楼主 有冇 小弟 边度 边间 边个"
    " 求推 求助 求问 求教 请教 有没 为什 什么 你们 有人 好奇 兄弟 朋友"
)
NOT_SPOKEN = "我司 我们 我公 我校 我院 我县 我市 我行 我局 我国 我厂 我单"
"""A firm or an office that says "we"."""

U64 = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]


@cache
def _hashes() -> tuple[U64, U64, U64]:
    """Of the words, the pairs, and the pairs that do not count."""

    def first(spelled: str, order: int) -> U64:
        words = spelled.split()
        grams = tokenize(fold(words))
        begin = np.searchsorted(grams.text, np.arange(len(words)))
        hashes: U64 = grams.orders[order - 1][begin]
        return hashes

    return first(SPOKEN, 1), first(SPOKEN_PAIRS, 2), first(NOT_SPOKEN, 2)


def spoken_in(grams: Grams, size: int) -> Flags:
    """For each document, whether its title or text says "I" or asks."""
    words, pairs, others = _hashes()
    single, double = grams.orders[0], grams.orders[1]
    token = np.isin(single, words) & ~np.isin(double, others)
    token |= np.isin(double, pairs)
    token &= grams.text % len(PARTS) < 2
    spoken = np.zeros(size, dtype=bool)
    spoken[grams.text[token] // len(PARTS)] = True
    return spoken
