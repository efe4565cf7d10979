"""A mail as a row: who wrote, when, what, without what it quotes. Attachments are not read."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from pathlib import Path

from leadminer.base.errors import InvalidInput
from leadminer.base.ids import content_hash
from leadminer.intake.charsets import read_text
from leadminer.intake.files import RawRow
from leadminer.intake.mail_heads import WIDER, day, is_automatic, mended_head, sender
from leadminer.intake.mail_quotes import ABOVE_MAX, forwarded, without_quotes
from leadminer.mining.readers.api_reader import text_of_html

MAIL_BYTES_MAX = 25 * 1024 * 1024
BOUNDARIES_MAX = 100
PARTS_MAX = 200
HTML_MAX = 2 * 1024 * 1024
BODY_MAX = 100_000
STUB_MAX = 200
_QUOTED_FROM = re.compile(rb"(?m)^>(>*From )")
_PASSED = r"fwd?|wg|tr|rv|enc|转发|轉寄|轉發|転送|전달"
_REPLY = re.compile(rf"^(?:\s*(?:re|aw|sv|回复|回覆|答复|{_PASSED})\s*[:：])+", re.I)
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_FORWARD = re.compile(rf"^\s*(?:{_PASSED})\s*[:：]", re.I)


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
        mail = message_from_bytes(mended_head(raw), policy=policy.default)
        return _row(place, mail, raw, own)
    except RecursionError:
        return RawRow(place, problem="nested")
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError) as error:
        # headers no standard allows make the parser stumble in many ways
        return RawRow(place, problem="not_mail", detail=type(error).__name__)


def _row(place: int, mail: EmailMessage, raw: bytes, own: frozenset[str]) -> RawRow:
    if not mail.keys() or not (mail["from"] or mail["reply-to"]):
        return RawRow(place, problem="not_mail", detail="it has no sender")
    if is_automatic(mail):
        return RawRow(place, problem="automatic")
    said = _passed_on(mail, own) or _said(mail)
    if said.address in own:
        return RawRow(place, problem="own_mail")
    number = str(mail["message-id"] or "").strip().strip("<>").strip()
    url = f"mid:{number}" if re.fullmatch(r"[\x21-\x7e]{3,900}", number) else ""
    title = _REPLY.sub("", said.title).strip()
    return RawRow(
        place,
        {
            "url": url or f"import:{content_hash(raw)[:32]}",
            "title": title[:1000],
            "text": said.text[:BODY_MAX],
            "author": said.name or said.address.partition("@")[0],
            "email": _sendable(said.address),
            "posted": said.posted,
            "section": [],
        },
    )


def _sendable(address: str) -> str:
    """An address as mail servers take it; empty for what is none."""
    name, _, domain = address.rpartition("@")
    try:
        plain = f"{name}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return ""
    return plain if plain.isascii() and _ADDRESS.fullmatch(plain) else ""


@dataclass(frozen=True, slots=True)
class _Said:
    """Who wrote what, and when."""

    name: str
    address: str
    title: str
    text: str
    posted: str


def _said(mail: EmailMessage) -> _Said:
    name, address = sender(mail)
    text = without_quotes(_body(mail))
    return _Said(name, address, str(mail["subject"] or ""), text, day(mail))


def _passed_on(mail: EmailMessage, own: frozenset[str]) -> _Said | None:
    """The mail inside one that only passes it on: he who wrote it needs something, not who sent it
    here. None if there is none, or if it is one of ours that comes back."""
    title = str(mail["subject"] or "")
    if not _FORWARD.match(title):
        return None
    body = _body(mail)
    inner = next((part for part in _own_parts(mail, whole=True) if _is_mail(part)), None)
    if inner is not None and len(without_quotes(body)) <= ABOVE_MAX:
        whole = inner.get_payload(0)
        if not isinstance(whole, EmailMessage) or is_automatic(whole):
            return None
        said = _said(whole)
        return said if said.text and said.address and said.address not in own else None
    found = forwarded(body)
    if found is None or found.address in own:
        return None
    # the day in such a head tells no zone: known is only that it was before this mail
    return _Said(found.name, found.address, found.subject or title, found.text, day(mail))


def _is_mail(part: EmailMessage) -> bool:
    return part.get_content_type() == "message/rfc822" and part.is_multipart()


def _body(mail: EmailMessage) -> str:
    """The plain text if there is one, else what the HTML shows."""
    plain, markup = [], []
    for number, part in enumerate(_own_parts(mail)):
        if number >= PARTS_MAX:
            break
        kind = part.get_content_type()
        if kind == "text/plain" or part.get_content_maintype() == "multipart":
            plain.append(_decoded(part))
        elif kind == "text/html":
            markup.append(_decoded(part)[:HTML_MAX])
    words = "\n".join(plain)
    # "this message is in HTML": said by the program in place of the words
    is_stub = bool(markup) and len(words) < STUB_MAX and "html" in words.lower()
    if words.strip() and not is_stub:
        return words
    return "\n".join(text_of_html(text) for text in markup)


def _own_parts(mail: EmailMessage, *, whole: bool = False) -> Iterator[EmailMessage]:
    """The parts of a mail, without attachments and without mails inside of it; `whole`: those."""
    waiting = [mail]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = [inner for inner in part.iter_parts() if isinstance(inner, EmailMessage)]
        elif _is_mail(part):
            if whole:
                yield part
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
    charset = WIDER.get(charset.lower(), charset)
    if charset.lower().startswith("iso-2022-jp"):
        return raw.decode("iso2022_jp_ext", "replace")  # of any other it is plain ASCII
    if charset:
        try:
            return read_text(raw, charset)
        except InvalidInput:
            pass  # a charset nobody knows, or a wrong one: found out from the bytes
    return read_text(raw)
