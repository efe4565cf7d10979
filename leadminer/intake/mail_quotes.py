"""What the writer of a mail wrote, and whom a mail only passes on.

Programs announce a quoted mail in many languages, but in few shapes: a line that names an address
and a time and ends in a colon, a line before what stands behind ">", or a block of sender, date
and subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Final

ABOVE_MAX: Final = 80  # characters a forwarder adds without saying a thing of his own: "see below"
SIGNATURE_LINES_MAX: Final = 8
_TITLES: Final = (
    r"Original Message|Forwarded message|Original Appointment|Ursprüngliche Nachricht"
    r"|Weitergeleitete Nachricht|Message d'origine|Message transféré|Mensaje original"
    r"|Mensaje reenviado|Messaggio originale|Messaggio inoltrato|Mensagem original"
    r"|Mensagem encaminhada|Oorspronkelijk bericht|Doorgestuurd bericht|Исходное сообщение"
    r"|Пересылаемое сообщение|原始邮件|原始郵件|转发邮件信息|转发的邮件|轉寄的郵件|转发邮件"
    r"|回复的原邮件"
    r"|元のメッセージ|転送メッセージ|원본 메시지|전달된 메시지"
)
_LINE: Final = re.compile(rf"^(?:-{{2,}}\s*(?:{_TITLES})\s*-{{2,}}|_{{20,}})\s*$", re.IGNORECASE)
_BEGIN: Final = re.compile(
    r"^(?:Begin forwarded message|Anfang der weitergeleiteten (?:Nachricht|E-Mail)"
    r"|Début du message (?:transféré|réexpédié)|Inicio del mensaje reenviado"
    r"|Inizio messaggio inoltrato|Início da mensagem (?:encaminhada|reencaminhada)"
    r"|Begin doorgestuurd bericht|开始转发的邮件|以下是轉寄的郵件)\s*[:：]$",
    re.IGNORECASE,
)
_WROTE: Final = re.compile(
    r"^(?:On .{5,200} wrote:|Am .{5,200} schrieb.*:|Le .{5,200} a écrit\s*:|在.{2,100}写道[:：]"
    r"|於.{2,100}寫道[:：])$",
    re.IGNORECASE,
)
_FROM: Final = re.compile(
    r"^(?:From|Von|De|Da|Van|Od|От|发件人|寄件者|寄件人|差出人|보낸 ?사람)"
    r"\s*[:：]\s*(\S.*)$",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(
    r"^(?:Sent|Date|To|Gesendet|Datum|An|Envoyé|À|Enviado(?: el| em)?|Enviada em|Fecha|Data|Para"
    r"|Inviato|A|Verzonden|Aan|Wysłano|Do|Отправлено|Дата|Кому|发送时间|发送日期|日期|收件人|寄件日期"
    r"|傳送時間|收件者|送信日時|日時|宛先|보낸 날짜|날짜|받는 사람)\s*[:：]",
    re.IGNORECASE,
)
_SUBJECT: Final = re.compile(
    r"^(?:Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Temat|Тема|主题|主題|主旨|件名|제목)"
    r"\s*[:：]\s*(.*)$",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"[^\s<>()\"'@:;,]+@[^\s<>()\"'@:;,\]]+\.[^\s<>()\"'@:;,\]]+")
_CLOCK: Final = re.compile(r"(?<!\d)\d{1,2}[:.]\d{2}(?!\d)|\d[时時点點]")
_DAY: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)")
_IN_BRACKETS: Final = re.compile(rf"[<(\[](?:mailto:)?{_ADDRESS.pattern}[>)\]]")
_ARMOUR: Final = re.compile(
    r"-----BEGIN PGP SIGNED MESSAGE-----\s*\n(?:\w+: .*\n)*"
    r"|-----BEGIN PGP SIGNATURE-----[\s\S]*?(?:-----END PGP SIGNATURE-----|\Z)"
)


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A mail that another passed on."""

    name: str
    address: str
    subject: str
    text: str


def without_quotes(text: str) -> str:
    """What the writer wrote: without quoted mails, signature block and blank edges."""
    lines = _lines(text)
    kept: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        plain = line.strip()
        written = any(one.strip() for one in kept)
        length = _announces(lines, number)
        if _is_signature(lines, number, written=written):
            break
        if written and (length or _LINE.match(plain) or _is_head(lines, number)):
            break
        if length and _is_quoted(lines, number + length):
            number += length  # the answer stands below what it quotes
            continue
        if not plain.startswith(">"):
            kept.append(line.rstrip())
        number += 1
    return "\n".join(kept).strip()


def forwarded(text: str) -> Forwarded | None:
    """The mail inside, of one whose sender says next to nothing himself; none if he does."""
    lines = [re.sub(r"^(?:>\s?)+", "", line) for line in _lines(text)]
    for number in range(len(lines)):
        if not _is_head(lines, number):
            continue
        above = [one.strip() for one in lines[:number]]
        said = " ".join(one for one in above if not (_LINE.match(one) or _BEGIN.match(one)))
        if len(said.strip()) > ABOVE_MAX:
            return None
        end = number
        while end < len(lines) and lines[end].strip():
            end += 1
        sender = _FROM.match(lines[number].strip())
        named = sender[1].strip(" ;,") if sender else ""
        name, address = _named(named)
        subjects = [one[1] for line in lines[number:end] if (one := _SUBJECT.match(line.strip()))]
        inner = without_quotes("\n".join(lines[end:]))
        if not address or not inner:
            return None
        return Forwarded(name, address, subjects[0].strip() if subjects else "", inner)
    return None


def _lines(text: str) -> list[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("&nbsp;", " ")
    return _ARMOUR.sub("", text).replace("\u00a0", " ").split("\n")


def _named(sender: str) -> tuple[str, str]:
    """Name and address of a sender as programs write him: Bo [mailto:bo@b.example]."""
    found = _ADDRESS.search(sender.replace("mailto:", " "))
    address = found[0].lower() if found else ""
    name = re.split(r"[<\[(]", sender)[0].strip(" \"'“”")
    if not name or "@" in name:
        name = parseaddr(sender)[0]
    return " ".join(name.split())[:120], address[:320]


def _is_signature(lines: list[str], number: int, *, written: bool) -> bool:
    """Whether a signature begins: "-- ", or without its blank, where little follows."""
    if lines[number] == "-- ":
        return True
    following = sum(bool(one.strip()) for one in lines[number + 1 :])
    return written and lines[number].rstrip() == "--" and following <= SIGNATURE_LINES_MAX


def _announces(lines: list[str], number: int) -> int:
    """Over how many lines it is said that a quoted mail follows; 0: not here."""
    for length in (1, 2):
        parts = [one.strip() for one in lines[number : number + length]]
        if len(parts) < length or not all(parts) or any(one.startswith(">") for one in parts):
            return 0
        said = " ".join(parts)
        if len(said) > 300 or not said.endswith((":", "：")):
            continue
        timed = _CLOCK.search(said) is not None and _DAY.search(said) is not None
        if _WROTE.match(said) or (timed and _IN_BRACKETS.search(said)):
            return length
        if timed and _is_quoted(lines, number + length):
            return length
    return 0


def _is_quoted(lines: list[str], number: int) -> bool:
    """Whether what stands from here on is quoted."""
    following = [one for one in lines[number : number + 3] if one.strip()]
    return bool(following) and following[0].lstrip().startswith(">")


def _is_head(lines: list[str], number: int) -> bool:
    """Whether the head of another mail begins: its sender, and soon its date or who got it."""
    return _FROM.match(lines[number].strip()) is not None and any(
        _NEXT.match(following.strip()) for following in lines[number + 1 : number + 4]
    )
