"""Telephone numbers as people write them -> E.164 with the extension apart (ITU-T E.164, RFC 3966).

A national number is read in the country it is meant in; several countries may be tried, in the
order of how likely they are, and one where the number is valid wins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import phonenumbers

from leadminer.mining.extraction.values.gated import Gated

_EXT: Final = Gated(
    r"\s{0,9}[,;]?\s{0,9}[(]?\s{0,9}(?:转接?|轉接?|分机号?|分機|内线|內線|内線|ext\.?|extn\.?|"
    r"extension|durchwahl|"
    r"dw\.?|(?<![a-z])app\.?|apparat|nst\.?|nebenstelle|kl\.|klappe|alanumero|"
    r"ankn\.?|poste|interno|int\.|anexo|ramal|доб\.?|добавочный|внутр\.?|вн\.|내선|ต่อ|máy lẻ|"
    r"wewn\.?|wew\.|dahili|toestel|tst\.?|klapka|linka|mellék|εσωτ\.?|lokal|anknytning|שלוחה|שלוחות|"
    r"تحويلة|داخلي|#|＃)"
    r"\s*+(?:号|號|no\.?)?\s*+[:：.]?\s*+(\d{1,6})\)?",
    re.I,
)
_EXT_X: Final = re.compile(r"(?<=\d)\s*x\.?\s*(\d{1,6})\s*$", re.I)
# as it is dialled: 08044464736,1600
_EXT_COMMA: Final = re.compile(r"((?:\d[\s()-]{0,2}){10,14}),(?=\d{2,5}(?![\d-]))")
# 0512-66666666-801: a third part of a Chinese number
_EXT_DASH: Final = re.compile(
    r"^((?:\+?0{0,2}86[\s-]?)?[(（]?0?\d{2,3}[)）]?[\s-]?\d{7,8})[-–—]\s*(\d{1,5})$"
)
_SEPARATORS: Final = re.compile(
    r"[,，;；、|\n·•]|\s{3,}|\s(?:or|and|oder|und|ou|et|o|y|e|или|和|或)\s", re.I
)
_ASIDE: Final = re.compile(r"[(（][^()（）\d]{2,20}[)）]\s*$")  # whose number it is
_NUMBER: Final = re.compile(r"[+＋(（]?[\d０-９][\d０-９\s\u00a0()（）./–—‐‑-]{4,26}[\d０-９]")
_LOOKS_OTHER: Final = re.compile(
    r"^\s*(?:1[01]\d/(?:0?[1-9]|1[0-2])/[0-3]?\d|(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d"
    r"|(?:19|20)\d\d\s*[-–]\s*(?:19|20)?\d\d|\d{1,3}(?:[.,]\d{3})+(?:[.,]\d\d)?|\d+\.\d+|\d{1,3}(?:\.\d{1,3}){3}"
    r"|97[89][- ]?\d[\d -]{8,}\d)\s*$"
)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number and its extension."""

    e164: str
    extension: str = ""
    valid: bool = True  # as the country's numbering plan has it; False: only possible by length


def read_phone(
    raw: str, regions: Sequence[str | None], *, valid_only: bool = False
) -> Phone | None:
    """The first number of a text that should hold one (several may stand in it)."""
    return next(iter(read_phones(raw, regions, valid_only=valid_only)), None)


def read_phones(
    raw: str, regions: Sequence[str | None], *, valid_only: bool = False
) -> list[Phone]:
    """All numbers of a labelled value, in order."""
    return list(_read_phones(raw[:_VALUE_MAX], tuple(regions), valid_only))


_VALUE_MAX: Final = 2_000  # letters of a value that are looked at


@lru_cache(maxsize=2_000)  # a page is asked for the same value by several readers
def _read_phones(raw: str, regions: tuple[str | None, ...], valid_only: bool) -> tuple[Phone, ...]:
    text = re.sub(r";\s*ext=", " ext ", unicodedata.normalize("NFKC", raw))  # RFC 3966
    text = _EXT_COMMA.sub(r"\1 ext. ", text)
    text = _EXT.sub(lambda found: f" {found.group().lstrip(' ,;')}", text)  # no comma before it
    found: list[Phone] = []
    for part in _SEPARATORS.split(text):
        for piece in _alternatives(part or ""):
            phone = _read_one(piece, regions, valid_only=valid_only or bool(found))
            if phone and all(phone.e164 != known.e164 for known in found):
                found.append(phone)
    return tuple(found)


def looks_like_phone(text: str) -> bool:
    """Whether a text is built like a number to call, and not like a date, a price or an ISBN."""
    if len(text) > _LONGEST or not _SOME_DIGITS.search(text):
        return False
    folded = text.strip() if text.isascii() else _in_ascii(text).strip()
    count = sum(map(str.isdigit, folded))
    if not 7 <= count <= 17 or _LOOKS_OTHER.match(folded) or _counts_up(folded):
        return False
    bare = _EXT_X.sub("", _EXT.sub("", folded)).strip()
    return bool(_BUILT.fullmatch(bare)) and (
        bool(_PARTED.search(bare)) or bare.startswith("0") or count in (10, 11)
    )


def _counts_up(text: str) -> bool:
    """Whether these are the numbers of a list's pages: 1 2 3 4 5 6 7 8 9."""
    told = text.split()
    if len(told) < _PAGES_MIN or len(told[0]) != 1 or not all(map(str.isdecimal, told)):
        return False
    first = int(told[0])
    return [str(first + n) for n in range(len(told))] == told


_PAGES_MIN: Final = 5


def _in_ascii(text: str) -> str:
    """A text with the digits of all scripts (٠٤, ०४, ０４) as those of ours."""
    narrow = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in narrow)


_LONGEST: Final = 64  # letters of a number with its extension
_SOME_DIGITS: Final = re.compile(r"\d\D{0,6}\d\D{0,6}\d")
_BUILT: Final = re.compile(r"\+?[(]?\d[\d\s()./–—‐‑-]{5,26}\d")
_PARTED: Final = re.compile(r"[+()\s./–—‐‑-]")


def _alternatives(part: str) -> list[str]:
    """Numbers on both sides of a slash; a slash may also stand inside one (030 / 23125-215)."""
    pieces = part.split("/")
    if len(pieces) > 1 and all(len(re.sub(r"\D", "", p)) >= 7 for p in pieces):
        return pieces
    if len(pieces) > 1 and len(re.sub(r"\D", "", pieces[0])) >= 10:
        return pieces[:1]
    return [part]


def _read_one(raw: str, regions: Sequence[str | None], *, valid_only: bool) -> Phone | None:
    text, extension = split_extension(_ASIDE.sub(" ", raw).strip())
    match = _NUMBER.search(text)
    if match is None:
        return None
    if _LOOKS_OTHER.match(match.group()) or _counts_up(match.group()):
        return None
    number = re.sub(r"[–—‐‑]", "-", match.group()).strip()
    number = re.sub(r"^\s*00(?=[1-9])", "+", number)
    number = re.sub(r"[(]0[)]", "", number) if number.startswith("+") else number
    number = re.sub(r"^\(\+?", "+", number) if re.match(r"^\(\+", match.group()) else number
    possible: Phone | None = None
    for region in regions or (None,):
        for candidate in _spellings(number, region):
            phone = _parsed(candidate, region, extension)
            if phone and phone.valid:
                return phone
            possible = possible or phone
    if valid_only and not number.startswith("+"):
        return None
    return possible


def split_extension(text: str) -> tuple[str, str]:
    """A number's text without its extension, and the extension."""
    dashed = _EXT_DASH.match(text)
    if dashed:
        return dashed[1], dashed[2]
    found = _EXT.search(text) or _EXT_X.search(text)
    if found and len(re.sub(r"\D", "", text[: found.start()])) >= 5:
        return text[: found.start()], found.group(1)
    return text, ""


def _spellings(number: str, region: str | None) -> list[str]:
    """A number as it stands, and with the plus that is often left out (86-512-...)."""
    if number.startswith("+"):
        return [number]
    code = phonenumbers.country_code_for_region(region) if region else 0
    digits = re.sub(r"\D", "", number)
    if code == 1 and digits.startswith("011") and len(digits) > 11:  # dialled out of North America
        return [f"+{digits[3:]}", number]
    if code and digits.startswith(str(code)) and len(digits) >= len(str(code)) + 8:
        return [number, f"+{digits}"]
    return [number]


def _parsed(text: str, region: str | None, extension: str) -> Phone | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:  # not what lacks its area code
        return None
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Phone(value, extension or number.extension or "", phonenumbers.is_valid_number(number))


@lru_cache(maxsize=5_000)
def country_of_number(e164: str) -> str | None:
    """The country a number in E.164 belongs to (ISO 3166 alpha-2)."""
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return None
    region = phonenumbers.region_code_for_number(number)
    if region is None:
        region = phonenumbers.region_code_for_country_code(number.country_code or 0)
    return region if region and len(region) == 2 and region != "ZZ" else None
