"""From bytes to text: declared, then checked, then detected; never one detector alone."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes
from w3lib.encoding import resolve_encoding

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
_SAMPLE_BYTES: Final = 60_000


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
    if _is_utf8(body):
        method = "declared" if "utf-8" in labels or not labels else "checked"
        return Decoded(body.decode("utf-8", "replace"), "utf-8", method)
    for label in labels:
        text = _read_as(body, label)
        if text is not None and label != "utf-8":
            return Decoded(text, label, "declared")
    return _detect(body, labels)


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
    return text if broken <= max(2, len(text) * _BROKEN_SHARE_MAX) and _plausible(text) else None


def _plausible(text: str) -> bool:
    """Whether text looks like something people write: no control codes, no private-use letters."""
    sample = text[:20_000]
    odd = sum(1 for c in sample if "\x80" <= c <= "\x9f" or "\ue000" <= c <= "\uf8ff")
    return odd <= max(3, len(sample) * _BROKEN_SHARE_MAX)


def _detect(body: bytes, labels: list[str]) -> Decoded:
    # the detector fails on a tail cut in the middle of a character: show it whole lines only
    sample = body[:_SAMPLE_BYTES]
    cut = sample.rfind(b"\n")
    best = from_bytes(sample[:cut] if cut > 1000 else sample).best()
    candidates = [best.encoding] if best else []
    candidates += ["gb18030", "big5", "shift_jis", "euc-kr", "windows-1251", "windows-1252"]
    for name in candidates:
        text = _read_as(body, name)
        if text is not None:
            return Decoded(text, name, "detected")
    name = labels[0] if labels else "utf-8"
    return Decoded(body.decode(name, "replace"), name, "guessed")
