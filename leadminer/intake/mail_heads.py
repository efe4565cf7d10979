"""The head of a mail as programs really write it: its charsets, its sender, its day, its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

from leadminer.base.errors import InvalidInput
from leadminer.intake.charsets import read_text

# what programs call by the first name and mean the second: it holds all of the first
WIDER: Final = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
}
_WORD: Final = re.compile(rb"=\?([\w-]+)((?:\*[\w-]+)?\?[bq]\?)", re.IGNORECASE)
_CHARSET: Final = re.compile(rb"charset\s*=\s*\"?([\w.:-]+)", re.IGNORECASE)
_COLON: Final = re.compile(rb"(?m)^([A-Za-z][A-Za-z-]*)[ \t]+:")
_ANSWERS: Final = re.compile(
    r"^(?:automatic reply|auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office"
    r"|automatische antwort|abwesenheits\w*|réponse automatique|respuesta automática"
    r"|risposta automatica|resposta automática|automatisch antwoord|odpowiedź automatyczna"
    r"|автоответ|автоматический ответ|自动回复|自動回覆|自動回信|自動応答|自動返信"
    r"|자동 ?(?:회신|응답))",
    re.IGNORECASE,
)
_ROBOT: Final = re.compile(r"^(?:mailer-daemon|postmaster)@", re.IGNORECASE)
_VIA: Final = re.compile(r"^'?(.*?)'?\s+via\s+\S.*$", re.IGNORECASE)
# only names of one meaning; those of the standard (EST, PDT ...) are known to the library
_ZONES: Final = {
    "WEST": 60, "CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120, "EET": 120, "EEST": 180,
    "MSK": 180, "PKT": 300, "HKT": 480, "SGT": 480, "PHT": 480, "JST": 540, "KST": 540,
    "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}  # fmt: skip


def mended_head(raw: bytes) -> bytes:
    """A mail whose head is UTF-8 and names wide enough charsets, so that its words can be read."""
    parted = re.search(rb"\r?\n\r?\n", raw)
    end = parted.start() if parted else len(raw)
    head = _COLON.sub(rb"\1:", raw[:end])
    head = _WORD.sub(lambda word: b"=?" + _wider(word[1]) + word[2], head)
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        head = _read(head).encode("utf-8", "replace")
    return head + raw[end:]


def _wider(name: bytes) -> bytes:
    return WIDER.get(name.decode("ascii").lower(), name.decode("ascii")).encode("ascii")


def _read(head: bytes) -> str:
    named = _CHARSET.search(head)
    if named is not None:
        try:
            return read_text(head, _wider(named[1]).decode("ascii"))
        except (InvalidInput, UnicodeDecodeError, ValueError):
            pass  # its body may be of it, its head is not
    return read_text(head)


def sender(mail: EmailMessage) -> tuple[str, str]:
    """Name and address of who is to be answered."""
    pairs = [pair for name in ("reply-to", "from") for pair in _people(mail, name)]
    if mail["list-post"]:
        # lists put themselves into either: the writer is who is not the list
        own = str(mail["list-post"]).lower()
        writers = [*_people(mail, "x-original-from"), *_people(mail, "from"), *pairs]
        pairs = [pair for pair in writers if pair[1].lower() not in own] or writers
    name, address = pairs[0] if pairs else ("", "")
    name = name or next((one for one, _ in _people(mail, "from")), "")
    via = _VIA.match(name)
    name = via[1] if via and "@" not in via[1] else name
    if "@" in name:
        name = ""
    return " ".join(name.split())[:120], address.strip().lower()[:320]


def _people(mail: EmailMessage, header: str) -> list[tuple[str, str]]:
    """Those a header names, with names that stand in brackets or hold a comma."""
    raw = [str(value) for name, value in mail.raw_items() if name.lower() == header]
    plain = [str(value) for value in mail.get_all(header) or []]
    pairs = [(name, address) for name, address in getaddresses(plain) if "@" in address]
    if len(pairs) != 1 or len(raw) != 1:
        return pairs
    whole = " ".join(raw[0].split())
    if '"' not in whole and (named := re.match(r"([^<>@]+,[^<>@]+)<[^<>]+>$", whole)):
        return [(_words(named[1]), pairs[0][1])]
    if not pairs[0][0] and (bracket := re.search(r"\(([^()]+)\)$", whole)):
        return [(_words(bracket[1]), pairs[0][1])]
    return pairs


def _words(raw: str) -> str:
    try:
        return str(make_header(decode_header(raw))).strip()
    except (HeaderParseError, LookupError, ValueError):
        return raw.strip()


def is_automatic(mail: EmailMessage) -> bool:
    """Answers of machines, bounces and newsletters (RFC 3834, RFC 3464, RFC 2369).

    What a person wrote into a form or to a list is none, though a machine sent it on.
    """
    told = str(mail["auto-submitted"] or "no").split(";")[0].strip().lower()
    senders, answered = _people(mail, "from"), _people(mail, "reply-to")
    of_form = told == "auto-generated" and any(
        one[1].rpartition("@")[2].lower() != other[1].rpartition("@")[2].lower()
        for one in answered
        for other in senders
    )
    to_list = "mailto:" in str(mail["list-post"] or "").lower()
    kind = str(mail["precedence"] or "").strip().lower()
    sent_out = mail["list-unsubscribe"] or mail["list-id"] or kind == "list"
    return (
        (told != "no" and not of_form)
        or kind in ("bulk", "junk", "auto_reply")
        or mail.get_content_type() == "multipart/report"
        or bool(mail["x-autoreply"])
        or bool(sent_out and not to_list)
        or str(mail["return-path"] or "").strip() == "<>"
        or any(_ROBOT.match(address) for _, address in senders)
        or _ANSWERS.match(str(mail["subject"] or "").strip()) is not None
    )


def day(mail: EmailMessage) -> str:
    """When it was written; else when the last server got it; empty if nothing says so."""
    for told in _days(mail):
        moment = _moment(told)
        if moment is not None:
            return moment.astimezone(UTC).isoformat()
    return ""


def _days(mail: EmailMessage) -> Iterator[str]:
    yield next((str(value) for name, value in mail.raw_items() if name.lower() == "date"), "")
    for received in mail.get_all("received") or []:
        yield str(received).rpartition(";")[2]


def _moment(told: str) -> datetime | None:
    told = " ".join(told.split())
    zone = _ZONES.get(told.rpartition(" ")[2].upper())
    try:
        moment = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError, OverflowError):
        try:
            moment = datetime.fromisoformat(told)
        except ValueError:
            return None
    try:
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=timezone(timedelta(minutes=zone or 0)))
        return moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
