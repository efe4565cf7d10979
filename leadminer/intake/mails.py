"""A mail as a row: who wrote, when, what, without what it quotes. Attachments are not read."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator
from datetime import UTC
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

from leadminer.base.errors import InvalidInput
from leadminer.base.ids import content_hash
from leadminer.intake.charsets import read_text
from leadminer.intake.files import RawRow
from leadminer.mining.readers.api_reader import text_of_html

MAIL_BYTES_MAX = 25 * 1024 * 1024
BOUNDARIES_MAX = 100
PARTS_MAX = 200
HTML_MAX = 2 * 1024 * 1024
BODY_MAX = 100_000
_QUOTED_FROM = re.compile(rb"(?m)^>(>*From )")
_ON_WROTE = re.compile(
    r"^(?:On .{5,200} wrote:|Am .{5,200} schrieb.*:|Le .{5,200} a écrit\s*:|在.{2,100}写道[:：]"
    r"|於.{2,100}寫道[:：]|-{2,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht"
    r"|原始邮件|原始郵件|转发的邮件|轉寄的郵件)\s*-{2,}|_{20,})\s*$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^(?:From|Von|De|发件人|寄件者|寄件人)\s*[:：]\s*\S", re.IGNORECASE)
_NEXT = re.compile(
    r"^(?:Sent|Date|To|Gesendet|Datum|An|发送时间|日期|收件人|寄件日期|傳送時間|收件者)\s*[:：]",
    re.IGNORECASE,
)
_REPLY = re.compile(r"^(?:\s*(?:re|aw|sv|fw|fwd|wg|回复|回覆|答复|转发|轉寄|轉發)\s*[:：])+", re.I)


def mails_in(path: Path) -> Iterator[tuple[int, bytes]]:
    """The mails of a .eml file, an mbox file or a maildir, each with its place from 1.

    Raises InvalidInput for anything else.
    """
    try:
        if path.is_dir():
            if not (path / "cur").is_dir() and not (path / "new").is_dir():
                raise InvalidInput(f"{path} is no maildir: it has neither cur/ nor new/ in it")
            files = sorted(
                one for part in ("new", "cur") for one in (path / part).glob("*") if one.is_file()
            )
            for place, one in enumerate(files, start=1):
                yield place, _start_of(one)
            return
        with path.open("rb") as opened:
            is_box = opened.read(5) == b"From "
        if not is_box:
            yield 1, _start_of(path)
            return
        box = mailbox.mbox(path, create=False)
        for place, key in enumerate(box.keys(), start=1):
            with box.get_file(key) as mail:
                # a line that begins with "From " is quoted in an mbox, and was not by its writer
                yield place, _QUOTED_FROM.sub(rb"\1", mail.read(MAIL_BYTES_MAX + 1))
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror or error}") from None


def _start_of(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(MAIL_BYTES_MAX + 1)


def mail_row(place: int, raw: bytes, *, own: frozenset[str] = frozenset()) -> RawRow:
    """One mail as a row; `own`: our own addresses, whose mails are no signals."""
    if len(raw) > MAIL_BYTES_MAX:
        return RawRow(place, problem="too_long", detail="more than 25 MB")
    # nested parts cost the parser a stack frame each and time by their number
    if raw.lower().count(b"boundary=") > BOUNDARIES_MAX:
        return RawRow(place, problem="nested")
    try:
        mail = message_from_bytes(raw, policy=policy.default)
        return _row(place, mail, raw, own)
    except RecursionError:
        return RawRow(place, problem="nested")
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError) as error:
        # headers no standard allows make the parser stumble in many ways
        return RawRow(place, problem="not_mail", detail=type(error).__name__)


def _row(place: int, mail: EmailMessage, raw: bytes, own: frozenset[str]) -> RawRow:
    if not mail.keys() or not (mail["from"] or mail["reply-to"]):
        return RawRow(place, problem="not_mail", detail="it has no sender")
    if _is_automatic(mail):
        return RawRow(place, problem="automatic")
    name, address = _sender(mail)
    if address in own:
        return RawRow(place, problem="own_mail")
    text = without_quotes(_body(mail))
    number = str(mail["message-id"] or "").strip().strip("<>").strip()
    url = f"mid:{number}" if re.fullmatch(r"[\x21-\x7e]{3,900}", number) else ""
    title = _REPLY.sub("", str(mail["subject"] or "")).strip()
    return RawRow(
        place,
        {
            "url": url or f"import:{content_hash(raw)[:32]}",
            "title": title[:1000],
            "text": text[:BODY_MAX],
            "author": name or address.partition("@")[0],
            "email": address if re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", address) else "",
            "posted": _date(mail),
            "section": [],
        },
    )


def _sender(mail: EmailMessage) -> tuple[str, str]:
    """Name and address of who is to be answered."""
    raw = [str(value) for value in (mail.get_all("reply-to") or mail.get_all("from") or [])]
    pairs = [(name, address) for name, address in getaddresses(raw) if "@" in address]
    named = getaddresses([str(mail["from"] or "")])
    name, address = pairs[0] if pairs else ("", "")
    name = name or (named[0][0] if named else "")
    return " ".join(name.split())[:120], address.strip().lower()[:320]


def _is_automatic(mail: EmailMessage) -> bool:
    """Answers of machines, bounces and newsletters (RFC 3834, RFC 3464, RFC 2369)."""
    told = str(mail["auto-submitted"] or "no").split(";")[0].strip().lower()
    bulk = str(mail["precedence"] or "").strip().lower() in ("bulk", "junk", "list", "auto_reply")
    return (
        told != "no"
        or bulk
        or mail.get_content_type() == "multipart/report"
        or bool(mail["list-unsubscribe"] or mail["list-id"] or mail["x-autoreply"])
        or str(mail["return-path"] or "").strip() == "<>"
    )


def _date(mail: EmailMessage) -> str:
    try:
        moment = parsedate_to_datetime(str(mail["date"] or ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


def _body(mail: EmailMessage) -> str:
    """The plain text if there is one, else what the HTML shows."""
    plain, markup = [], []
    for number, part in enumerate(_own_parts(mail)):
        if number >= PARTS_MAX:
            break
        kind = part.get_content_type()
        if kind == "text/plain":
            plain.append(_decoded(part))
        elif kind == "text/html":
            markup.append(_decoded(part)[:HTML_MAX])
    if any(text.strip() for text in plain):
        return "\n".join(plain)
    return "\n".join(text_of_html(text) for text in markup)


def _own_parts(mail: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a mail, without attachments and without mails inside of it."""
    waiting = [mail]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart":
            waiting[:0] = [inner for inner in part.iter_parts() if isinstance(inner, EmailMessage)]
        elif part.get_content_disposition() != "attachment" and not part.get_filename():
            yield part


def _decoded(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    raw = (
        payload
        if isinstance(payload, bytes)
        else str(part.get_payload()).encode("utf-8", "replace")
    )
    charset = str(part.get_content_charset("") or "")
    if charset:
        try:
            return read_text(raw, charset)
        except InvalidInput:
            pass  # a charset nobody knows, or a wrong one: found out from the bytes
    return read_text(raw)


def without_quotes(text: str) -> str:
    """What the writer wrote: without quoted mails, signature block and blank edges."""
    kept: list[str] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines):
        plain = line.strip()
        is_head = _HEAD.match(plain) and any(
            _NEXT.match(following.strip()) for following in lines[number + 1 : number + 4]
        )
        written = any(one.strip() for one in kept)
        if line.rstrip("\n") == "-- " or (written and (_ON_WROTE.match(plain) or is_head)):
            break
        if not plain.startswith(">"):
            kept.append(line.rstrip())
    return "\n".join(kept).strip()
