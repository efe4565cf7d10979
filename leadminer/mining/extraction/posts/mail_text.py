"""Plain text as mails carry it: lines quoted by `>`, who said them, the signature after `-- `.

RFC 3676 (sections 4.3 and 4.5) says how mails mark both; archives of mailing lists, newsgroups
and trackers that are fed by mail show them as they came.
"""

from __future__ import annotations

import re
from typing import Final

_QUOTED: Final = re.compile(r"^(?:[A-Za-z]{0,3}>|[|:]\s>)(?:[>\s]|$)")
# ends the line before a quote: "On 3 May 2026, X wrote:", "X <x@y> schrieb am ...:", "X 写道："
_SAID: Final = re.compile(
    r"(?:wrote|writes|said|says|schrieb|geschrieben|skrev|schreef|napisał\w{0,9}|a écrit|escribió|"
    r"escreveu|ha scritto|пишет|писал\w{0,9}|написал\w{0,9}|写道|寫道|说道|說道|書きました|"
    r"のメッセージ|작성|yazdı|đã viết|كتب)\b[^\n]{0,80}[:：]\s*$",
    re.I,
)
_BEGINS: Final = re.compile(r"^(?:on|am|le|el|em|il|op|den|在|于)\b.{6,}", re.I)
_ORIGINAL: Final = re.compile(
    r"^[-_=\s]{2,}(?:original message|forwarded message|ursprüngliche nachricht|"
    r"message d'origine|mensaje original|mensagem original|messaggio originale|"
    r"исходное сообщение|原始邮件|原始郵件|元のメッセージ|next part)[-_=\s]{2,}$",
    re.I,
)
# "@anna 2026-05-03 12:10:11", what she said, a rule: whom a post answers
_ANSWERED: Final = re.compile(
    r"\A@[^\n]{1,40}\s\d{4}[-/.]\d\d?[-/.]\d\d?[^\n]{0,12}\n(?:[^\n]*\n){1,20}?\s*[-—=]{5,}\s*\n"
)
_FOOT: Final = re.compile(r"^_{20,}$")
_SIGNATURE_LINES_MAX: Final = 12


def own_lines(text: str) -> str:
    """A text without what it quotes by `>`, and without the signature and the list's foot.

    Left as it is where nothing says so, or where nothing would be left of it.
    """
    text = _ANSWERED.sub("", text)
    if "\n" not in text or not re.search(r"(?m)^(?:\w{0,3}>|--\s*$|[-_]{4})", text):
        return text
    lines = _without_tail(text.split("\n"))
    kept: list[str] = []
    quoting = _quotes(lines)
    for n, line in enumerate(lines):
        if quoting and _QUOTED.match(line):
            if n and not _QUOTED.match(lines[n - 1]):
                _drop_attribution(kept)
            continue
        kept.append(line)
    return "\n".join(kept).strip() or text


def _quotes(lines: list[str]) -> bool:
    """Whether lines that begin with `>` quote: said by a line before them, or the text's head.

    In a text that only shows such a line in its middle it may be a prompt or a sign.
    """
    for n, line in enumerate(lines):
        if _QUOTED.match(line):
            before = " ".join(lines[max(0, n - 2) : n])
            if n == 0 or _SAID.search(before):
                return True
    return sum(1 for line in lines if _QUOTED.match(line)) >= 3


def _drop_attribution(kept: list[str]) -> None:
    """Take the line or two away that say whose the following words are."""
    if not kept or not _SAID.search(kept[-1]) or len(kept[-1]) > 200:
        return
    said = kept.pop()
    if kept and not _BEGINS.match(said) and _BEGINS.match(kept[-1]) and len(kept[-1]) < 120:
        kept.pop()


def _without_tail(lines: list[str]) -> list[str]:
    for n, line in enumerate(lines):
        if n and _ORIGINAL.match(line):
            return lines[:n]
        if n and _FOOT.match(line) and len(lines) - n <= _SIGNATURE_LINES_MAX:
            return lines[:n]
    for n in range(len(lines) - 1, 0, -1):
        if lines[n].strip() == "--" and len(lines) - n <= _SIGNATURE_LINES_MAX:
            return _without_tail(lines[:n]) if any(lines[:n]) else lines
    return lines


_LABEL: Final = re.compile(r"[^\W\d_]{1,14}(?:\s[^\W\d_]{1,10})?\s*[:：]")
_ASIDE: Final = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")
_HEAD_LINES_MAX: Final = 5


def without_labels(text: str, *, name: str, said: str, title: str) -> str:
    """A text without lines at its head that tell who, when, of what ("From: x", "Date: ...")."""
    lines = text.split("\n")
    at = next((n for n, line in enumerate(lines[:_HEAD_LINES_MAX]) if said and said in line), -1)
    if at < 0 or at + 1 >= len(lines):
        return text
    for line in lines[: at + 1]:
        rest = line
        for known in (said, title, name):
            rest = rest.replace(known, " ", 1) if known else rest
        plain = _ASIDE.sub("", _LABEL.sub("", rest))
        if sum(c.isalnum() for c in plain) > 16:
            return text  # more is said there than that
    return "\n".join(lines[at + 1 :]).lstrip()


def without_head(text: str, *, name: str, title: str) -> str:
    """A text without a first line that only repeats how it begins, or who answers what."""
    head, _, rest = text.partition("\n")
    start = head.rstrip(".… ")
    again = f"{rest}\n".startswith(f"{head}\n")
    if rest and (again or (len(start) >= 8 and rest != start and rest.startswith(start))):
        return rest
    told = bool(name and title) and head.startswith(name) and head.endswith(title)
    return rest if told and len(head) - len(name) - len(title) <= 40 else text
