"""Short texts of a page, and those that stand in several elements but are one to the eye."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
_DIGITS_MAX: Final = 15  # E.164
_GROUP: Final = re.compile(r"[+(]?\d{1,4}\)?")
_GROUPS_MIN: Final = 2
_LOCAL_END: Final = re.compile(r"\w[@＠]?$")
_HOST_END: Final = re.compile(r"\w[@＠][\w.-]*$")
_HOST_REST: Final = re.compile(r"\.[\w-]+(?:\.[\w-]+)*$")
_HOST_BEGIN: Final = re.compile(r"[@＠]?[\w-]+(?:\.[\w-]+)+")


def joined(pieces: list[Piece]) -> list[Piece]:
    """Pieces, with numbers and addresses put together that stand in several elements of a line."""
    found: list[Piece] = []
    for piece in _with_numbers(pieces):
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


def _with_numbers(pieces: list[Piece]) -> list[Piece]:
    """Pieces, with each number put together of which each group of digits has an element of its
    own: <span>01</span> <span>23</span>."""
    found: list[Piece] = []
    run: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and _is_next_group(run, piece):
            run.append(piece)
            continue
        digits = sum(c.isdigit() for each in run for c in each.text)
        if len(run) > _GROUPS_MIN and _NUMBER_MIN < digits <= _DIGITS_MAX:
            run = [replace(run[0], text=" ".join(each.text for each in run))]
        found += run
        run = [piece] if piece is not None and _GROUP.fullmatch(piece.text) else []
        found += [piece] if piece is not None and not run else []
    return found


def _is_next_group(run: list[Piece], piece: Piece) -> bool:
    beside = bool(run) and run[-1].line == piece.line and bool(_GROUP.fullmatch(piece.text))
    return beside and run[-1].element.getparent() is piece.element.getparent()


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
