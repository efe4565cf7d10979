"""How much a decoded text looks like something people write, to choose between charsets.

No language model: letters that are frequent in their script, words of one script, capitals where
capitals stand. A wrong charset breaks one of these in almost every word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_CHARACTERS_MAX: Final = 1500
_NEUTRAL: Final = frozenset(
    "\u00a0\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00ab\u00bb\u00a9\u00ae\u00b7\u2022\u00b0\u20ac\u00a3€£¿¡„‹›×"
)
_TOP: Final = frozenset(
    "的一是不了在有我们要这个人来你他和为以到上大中家请谢您时可能就对说会年下过也后里电话公司价"
    "們這個來為時對說會後裡電話價請謝產業務機場國學開問題沒還與點無見長東車門間"
    "日本月円社様方者今所会業品質大会事部私中古旋盤百万探買売"
    "이가은는을를에의다고하서도로기지한있사해인자니습입시으나리어대스아정"
)  # fmt: skip
_ACCENTED: Final = frozenset(
    "äöüßéèêëàâáçñíìîïóòôõúùûãåøæœÄÖÜÉÈÀÁÇÑÓÚÅØÆčšžřěůďťňľąęłńśźżćóőűÁČŠŽŘĄĘŁŃŚŹŻĆŐŰğışİŞĞșțăăâîȘȚý"
)
_RARE_LATIN: Final = frozenset("ðþÞÐÿđţýŢĎŹÝ¥¤§¦ƒ")
_CONSONANTS: Final = frozenset("бвгджзйклмнпрстфхцчшщъь")
_RUSSIAN: Final = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ")


def plausibility(text: str) -> float:
    """0..1: how much the characters beyond ASCII fit together; 1 where there are none."""
    points = 0.0
    counted = 0
    top = asian = kana = not_japanese = 0
    before = " "
    run = 0
    alone = False  # whether what came before is the first beyond ASCII
    for character in text:
        if character < "\x80":
            if character == "\x1b" or "\x00" <= character < "\x09":
                points -= 1
                counted += 1
            if before > "\x7f" and character.isalpha() and _script(before) in _APART:
                points -= 0.7  # a word of two scripts
            elif alone and _script(before) == "thai":
                points -= 0.7  # a letter between blanks
            alone = False
            before, run = character, 0
            continue
        if character in _NEUTRAL:
            before, run = character, 0
            continue
        counted += 1
        script = _script(character)
        hard = character.lower() in _CONSONANTS
        run = run + 1 if script == "latin" or hard else 0
        points += _points(character, script)
        if script in ("han", "hangul", "kana"):
            asian += 1
            kana += script == "kana"
            not_japanese += script == "han" and not _is_japanese(character)
            top += character in _TOP or script == "kana"
        points -= _breaks(before, character, script, run)
        alone = before <= "\x7f"
        before = character
        if counted >= _CHARACTERS_MAX:
            break
    if not counted:
        return 1.0
    if kana * 6 > asian:  # kana and ideographs that Japanese does not use do not go together
        points -= not_japanese * 0.9
    score = points / counted
    if asian * 2 > counted:
        score = score * 0.7 + min(0.3, top / asian * 2.0)
    return max(0.0, min(1.0, score))


_MARKED: Final = frozenset({"hebrew", "arabic", "thai"})
_APART: Final = frozenset({"cyrillic", "greek", "hebrew", "arabic", "thai"})


def _breaks(before: str, character: str, script: str, run: int) -> float:
    """What a character costs because of the one before it."""
    lost = 0.0
    if before.isalpha() and character.isalpha():
        last = _script(before) if before > "\x7f" else "ascii"
        if script in _APART and last not in (script, "other"):
            lost += 0.8
        if {script, last} == {"han", "hangul"} or (script == "latin" and last in _APART):
            lost += 0.8
        if character.isupper():
            lost += 1.0 if before.islower() else 0.35
    if script in _MARKED and (before <= "\x7f" or _script(before) != script):
        # vowels and tones stand on a letter
        lost += 0.0 if character.isalpha() else 1.2
    if script == "latin" and run >= 3:
        lost += 1.2
    if before == "ς" and character.isalpha():  # stands at the end of words only
        lost += 1.0
    if script == "cyrillic" and (run >= 5 or (not before.isalpha() and character in "ъьы")):
        lost += 1.0
    return lost


def _points(character: str, script: str) -> float:
    if script in ("han", "hangul"):
        return 1.0 if _is_common(character) else 0.15
    if script == "latin":
        return 0.95 if character in _ACCENTED else 0.35 if character in _RARE_LATIN else 0.1
    if script == "cyrillic":
        return 1.0 if character.lower() in _RUSSIAN else 0.3
    if character in "ΰΐϊϋ":
        return 0.4
    if character in "ฃฅ":  # not written since typewriters had no room for them
        return -1.0
    if script in ("kana", "greek", "hebrew", "arabic", "thai"):
        return 1.0
    return {"broken": -3.0, "narrow kana": -0.6, "sign": 0.75}.get(script, 0.1)


@lru_cache(maxsize=20_000)
def _is_common(character: str) -> bool:
    """Whether a character is of the everyday set of GB 2312, Big5, JIS X 0208 or KS X 1001."""
    for charset, low, high in (
        ("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6),
        ("shift_jis", 0x88, 0x97), ("euc-kr", 0xB0, 0xC8),
    ):  # fmt: skip
        try:
            code = character.encode(charset)
        except UnicodeEncodeError:
            continue
        if len(code) == 2 and low <= code[0] <= high:
            return True
    return False


@lru_cache(maxsize=20_000)
def _is_japanese(character: str) -> bool:
    try:
        return character.encode("shift_jis")[0] <= 0x97
    except UnicodeEncodeError:
        return False


_SCRIPTS: Final = (
    (0x80, 0xA0, "broken"), (0xA1, 0xBF, "mark"), (0xC0, 0x24F, "latin"), (0x370, 0x3FF, "greek"),
    (0x400, 0x52F, "cyrillic"), (0x590, 0x5FF, "hebrew"), (0x600, 0x6FF, "arabic"),
    (0xE00, 0xE7F, "thai"),
    (0x1E00, 0x1EFF, "latin"), (0x1100, 0x11FF, "hangul"),
    (0x2010, 0x206F, "sign"), (0x2190, 0x25FF, "mark"),
    (0x3000, 0x303F, "sign"), (0x3040, 0x30FF, "kana"), (0x3400, 0x9FFF, "han"),
    (0xAC00, 0xD7AF, "hangul"),
    (0xE000, 0xF8FF, "broken"), (0xF900, 0xFAFF, "han"), (0xFF01, 0xFF60, "sign"),
    (0xFF61, 0xFF9F, "narrow kana"),
    (0xFFFD, 0xFFFD, "broken"), (0x20000, 0x323AF, "han"),
)  # fmt: skip


@lru_cache(maxsize=20_000)
def _script(character: str) -> str:
    code = ord(character)
    return next((name for low, high, name in _SCRIPTS if low <= code <= high), "other")


_WORD_MAX: Final = 40


def telling_part(body: bytes, limit: int = 16_000) -> bytes:
    """The part of a page's bytes that tells its charset: what is beyond ASCII, whole lines."""
    first = re.search(rb"[\x80-\xff]", body)
    if first is None:
        return body[:limit]
    start = max(0, first.start() - _WORD_MAX)  # the letters before it tell as much as those after
    lines = body[start : start + 400_000].split(b"\n")
    return b"\n".join(line for line in lines if not line.isascii())[:limit]
