"""Short texts of a page, and those that stand in several elements but are one to the eye."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement


@dataclass(slots=True)
class Piece:
    """A short text with where it stands."""

    text: str
    element: HtmlElement
    line: int
    hint: str = ""  # role that an icon before it, or its class, tells


# of a line that tells several things: "J. Roe, Manager; 0121 234 6110 | Leeds"
PARTS: Final = re.compile(r"\s[·•|–-]\s|[,;](?:\s|$)|\s{2,}|\n")
SIGNS: Final = ("@", "＠")  # pieces, though without a letter
_OF_NUMBER: Final = re.compile(r"[+＋(（]?\d[\d\s()（）./–-]*")
_NUMBER_MIN: Final = 7  # digits; what has fewer is a part, if anything of a number
_LOCAL_END: Final = re.compile(r"\w[@＠]?$")
_HOST_END: Final = re.compile(r"\w[@＠][\w.-]*$")
_HOST_REST: Final = re.compile(r"\.[\w-]+(?:\.[\w-]+)*$")
_HOST_BEGIN: Final = re.compile(r"[@＠]?[\w-]+(?:\.[\w-]+)+")


def joined(pieces: list[Piece]) -> list[Piece]:
    """Pieces, with numbers and addresses put together that stand in several elements of a line."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last is not None and last.line == piece.line:
            if _are_of_number(last.text, piece.text):
                last.text = f"{last.text} {piece.text}"
                continue
            if _are_of_address(last.text, piece.text):
                last.text += piece.text
                continue
        found.append(piece)
    return [piece for piece in found if piece.text not in SIGNS]


def _are_of_number(left: str, right: str) -> bool:
    if not (_OF_NUMBER.fullmatch(left) and (head := _OF_NUMBER.match(right))):
        return False
    digits = [len(re.sub(r"\D", "", text)) for text in (left, head.group())]
    return min(digits) < _NUMBER_MIN <= sum(digits) <= 15


def _are_of_address(left: str, right: str) -> bool:
    """Whether one text ends and the other begins with an "@": "sales", "@", "pumps.example"."""
    if right.startswith("."):
        return bool(_HOST_END.search(left) and _HOST_REST.match(right))
    if right in SIGNS or (right.startswith(SIGNS) and _HOST_BEGIN.match(right)):
        return bool(_LOCAL_END.search(left)) and not left.endswith(SIGNS)
    return left.endswith(SIGNS) and bool(_LOCAL_END.search(left) and _HOST_BEGIN.match(right))
