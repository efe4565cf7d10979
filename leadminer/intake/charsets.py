"""The text of a file that says nothing of its charset: tried one by one, the likeliest kept."""

from __future__ import annotations

import codecs
from itertools import islice

from leadminer.base.errors import InvalidInput
from leadminer.intake import columns
from leadminer.mining.extraction.html.encoding import decode

_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_TRIED = ("gb18030", "big5hkscs", "shift_jis", "euc_kr", "cp1252")
SAMPLE_BYTES = 200_000
LIKELY_MIN = 0.85


def read_text(body: bytes, charset: str = "") -> str:
    """The text of a file. Raises InvalidInput for a charset that does not exist or does not fit.

    Without `charset`: a byte-order mark, then UTF-8 if it is valid, then whichever makes the
    commonest letters and a known heading; what nothing explains is read as pages are.
    """
    if charset:
        try:
            return body.decode("utf-8-sig" if charset.lower() in ("utf8", "utf-8") else charset)
        except LookupError:
            raise InvalidInput(f"there is no charset {charset!r}; e.g. utf-8, gb18030") from None
        except UnicodeDecodeError as error:
            raise InvalidInput(f"this is not {charset} (byte {error.start})") from None
    if body.startswith(_BOMS):
        return decode(body).text
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    cut = body.rfind(b"\n", 0, SAMPLE_BYTES) if len(body) > SAMPLE_BYTES else len(body)
    sample = body[: cut if cut > 0 else SAMPLE_BYTES]
    scored = [(_likely(sample, name), name) for name in _TRIED]
    likely, best = max(scored, key=lambda pair: pair[0])
    if likely >= LIKELY_MIN:
        return body.decode(best, "replace")
    return decode(body).text


def _likely(sample: bytes, charset: str) -> float:
    """How likely a text is of this charset: the share of its letters that people write, and one
    more for a first line that names a column we know. Negative if it cannot be of it."""
    try:
        text = sample.decode(charset)
    except UnicodeDecodeError:
        return -1.0
    beyond = [letter for letter in islice(text, 50_000) if ord(letter) > 0x7F]
    if not beyond:
        return 0.0
    share = sum(_is_common(letter, charset) for letter in beyond) / len(beyond)
    head = text.lstrip().split("\n", 1)[0]
    names = [
        name for part in head.replace(";", ",").replace("\t", ",").split(",") if (name := part)
    ]
    known = [columns.plain(name.strip('"')) in columns.KNOWN for name in names]
    ours = any(ok for ok, name in zip(known, names, strict=True) if not name.isascii())
    return share + (1.0 if ours else 0.0)


def _is_common(letter: str, charset: str) -> bool:
    """Whether a letter is one of the frequent ones of those who use this charset."""
    code = ord(letter)
    if 0x3000 <= code <= 0x30FF or 0xFF00 <= code <= 0xFFEF or 0x2010 <= code <= 0x203B:
        return charset != "cp1252"
    if charset == "cp1252":
        return letter in "äöüÄÖÜßéèêëáàâíìîóòôúùûçñÉÈÁÀÓÚÇÑ€£’“”–—…°²³®«»ãõøåæ"
    try:
        if charset == "gb18030":
            return 0xB0 <= letter.encode("gb2312")[0] <= 0xD7  # level 1: the 3,755 common ones
        if charset == "big5hkscs":
            return 0xA4 <= letter.encode("big5")[0] <= 0xC6  # level 1: the 5,401 common ones
    except UnicodeEncodeError:
        return False
    if charset == "shift_jis":
        return _in_first(letter, "shift_jis", 0x88, 0x97)
    return 0xAC00 <= code <= 0xD7A3


def _in_first(letter: str, charset: str, low: int, high: int) -> bool:
    try:
        return low <= letter.encode(charset)[0] <= high
    except UnicodeEncodeError:
        return False
