"""From bytes to text: declared, then checked, then detected; never one detector alone."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes
from w3lib.encoding import resolve_encoding

from leadminer.mining.extraction.html.plausible import plausibility, telling_part

_META: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_XML: Final = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.I)
_HEADER: Final = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.I)
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# a few broken bytes (a page cut in the middle of a character) do not make a charset wrong
_BROKEN_SHARE_MAX: Final = 0.002
_DECLARED: Final = 0.12
_SURE: Final = 0.85
_UNSURE: Final = 0.5
_DEFAULTS: Final = frozenset({"cp1252", "windows-1252", "iso8859-1", "iso-8859-1"})
_ESCAPES: Final = re.compile(rb"\x1b\$[@B]|\x1b\([BJ]")
_CANDIDATES: Final = (
    *("gb18030", "big5hkscs", "shift_jis", "euc_jp", "euc_kr", "cp1251", "cp1252", "cp1254"),
    *("cp1250", "iso8859-2", "cp1256", "cp1253", "cp1255", "cp874", "koi8-r", "iso8859-5"),
)


_LANGUAGE: Final = re.compile(rb"""<html[^>]{0,200}?\blang\s*=\s*["']?([a-z]{2})\b""", re.I)
_CENTRAL: Final = ("cp1250", "iso8859-2")
_WESTERN: Final = ("cp1252",)
_OF_LANGUAGE: Final = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "ro", "sl", "hr"), _CENTRAL),
    **dict.fromkeys(("en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "fi"), _WESTERN),
    **dict.fromkeys(("ru", "uk", "bg"), ("cp1251", "koi8-r", "iso8859-5")),
    "tr": ("cp1254",), "el": ("cp1253",), "he": ("cp1255",), "ar": ("cp1256",), "th": ("cp874",),
    "zh": ("gb18030", "big5hkscs"), "ja": ("shift_jis", "euc_jp"), "ko": ("euc_kr",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, the charset it was read in, and how that was found out."""

    text: str
    charset: str
    method: str  # bom declared checked detected guessed


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Read a page's bytes. UTF-8 that is valid wins over a wrong label; a label that breaks loses.

    `content_type` is the header as received. Never raises: what cannot be read becomes U+FFFD.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return Decoded(body[len(bom) :].decode(name, "replace"), name, "bom")
    labels = _labels(body, content_type)
    wide = _utf16(body)
    if wide:
        return Decoded(body.decode(wide, "replace"), wide, "checked")
    if _ESCAPES.search(body):  # ISO 2022-JP is written in ASCII bytes
        text = _read_as(body, "iso2022_jp")
        if text is not None:
            return Decoded(text, "iso-2022-jp", "checked")
    if _is_utf8(body):
        method = "declared" if "utf-8" in labels or not labels else "checked"
        return Decoded(body.decode("utf-8", "replace"), "utf-8", method)
    return _choose(body, labels)


def _labels(body: bytes, content_type: str) -> list[str]:
    head = body[:4096]
    found: list[str] = []
    header = _HEADER.search(content_type)
    raw = [header.group(1)] if header else []
    raw += [
        m.group(1).decode("ascii", "replace") for m in (_XML.search(head), _META.search(head)) if m
    ]
    for label in raw:
        name = resolve_encoding(label)
        if name and name not in found:
            found.append(name)
    return found


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(body) - 3:
            return True  # cut in the middle of the last character
        text = body.decode("utf-8", "replace")
        beyond_ascii = sum(1 for c in text[:200_000] if ord(c) > 127)
        return text.count("\ufffd") * 50 <= beyond_ascii
    return True


def _read_as(body: bytes, charset: str) -> str | None:
    try:
        text = body.decode(charset, "replace")
    except LookupError:
        return None
    broken = text.count("�")
    return text if broken <= max(4, len(text) * _BROKEN_SHARE_MAX) else None


def _utf16(body: bytes) -> str | None:
    """UTF-16 that does without its mark: every other byte of the mark-up is zero."""
    head = body[:400]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    if most < max(4, len(head) // 20) or least * 10 > most:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _choose(body: bytes, labels: list[str]) -> Decoded:
    """The charset whose reading looks most like writing; a declared one has an advantage."""
    sample = telling_part(body)
    for name in labels:  # most pages say what they are
        if name not in _DEFAULTS and name != "utf-8" and _score(sample, name) >= _SURE:
            return Decoded(body.decode(name, "replace"), name, "declared")
    names = list(dict.fromkeys([*labels, *_CANDIDATES]))
    tongue = _LANGUAGE.search(body[:4096])
    usual = _OF_LANGUAGE.get(tongue[1].lower().decode("ascii"), ()) if tongue else ()
    ranked = [
        (_score(sample, name) + _bonus(name, labels, usual), -n, name)
        for n, name in enumerate(names)
        if name in labels or name not in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    score, _, name = max(ranked)
    if score < _UNSURE:
        best = from_bytes(sample[:20_000]).best()
        told = resolve_encoding(best.encoding.replace("_", "-")) if best else None
        if told and _score(sample, told) > score:
            name = told
    method = "declared" if name in labels else "detected"
    return Decoded(body.decode(name, "replace"), name, method)


def _score(sample: bytes, name: str) -> float:
    try:
        return plausibility(sample.decode(name, "replace"))
    except LookupError:
        return 0.0


def _bonus(name: str, labels: list[str], usual: tuple[str, ...]) -> float:
    if name in usual:  # what is written in the language that the page says it is in
        return 0.03 + (_DECLARED if name in labels else 0.0)
    if name in _DEFAULTS:  # what servers say when nobody told them better
        return 0.02
    return _DECLARED if name in labels else 0.0
