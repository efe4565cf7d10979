"""Contact points a page shows: e-mail, phone, WeChat, QQ, WhatsApp, Telegram, LINE.

Only what stands on the page is reported, as it stands and as it is meant. An address that is not
shown is never made up: there is no guessing from names and domains anywhere.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any, Final
from urllib.parse import unquote

import phonenumbers
from lxml.html import HtmlElement

_EMAIL: Final = re.compile(
    r"(?<![\w.+%-])([a-z0-9][a-z0-9._%+-]{0,63})@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24})(?![\w-]|"
    r"\.\w)",
    re.I,
)
_AT: Final = re.compile(
    r"\s*(?:\[\s*(?:at|@|ät)\s*\]|\(\s*(?:at|@|ät)\s*\)|\{\s*(?:at|@)\s*\}|<at>|＠|"
    r"#at#| at (?=[\w-]+\s*(?:\.|\[dot\]|\(dot\)|dot\b)))\s*",
    re.I,
)
_DOT: Final = re.compile(
    r"\s*(?:\[\s*(?:dot|punkt|点|點)\s*\]|\(\s*(?:dot|punkt|点|點)\s*\)|"
    r"\{\s*dot\s*\}|<dot>|\[\.\]|\(\.\)|。(?=[a-z]))\s*| dot (?=(?:com|net|org|de|"
    r"cn|tw|hk|io|co|eu|example)\b)",
    re.I,
)
_FILE_TLD: Final = frozenset(
    ["png", "jpg", "jpeg", "gif", "webp", "svg", "css", "js", "ico", "bmp"]
)
_ROLES: Final = frozenset(
    [
        "info",
        "sales",
        "contact",
        "office",
        "hello",
        "support",
        "service",
        "admin",
        "mail",
        "enquiry",
        "enquiries",
        "inquiry",
        "export",
        "marketing",
        "purchase",
        "purchasing",
        "procurement",
        "hr",
        "jobs",
        "team",
        "kontakt",
        "vertrieb",
        "kefu",
        "noreply",
        "no-reply",
    ]
)
_EXT: Final = re.compile(
    r"(?:转|轉|分机|分機|内线|內線|ext\.?|extension|durchwahl|#)\s*[:：.]?\s*(\d{1,6})", re.I
)
_PHONE_LABEL: Final = re.compile(
    r"(?:电话|電話|手机|手機|联系电话|聯絡電話|聯繫電話|热线|熱線|Tel(?:efon|"
    r"ephone)?|Phone|Mobile?|Mobil|Cell|Call|Hotline|"
    r"Ruf|携帯|전화|☎|"
    r"📞)\s*[:：.]?\s*([+(（]?[\d０-９][\d０-９\s()（）./\-–－]{5,24}(?:\s*(?:转|轉|"
    r"分机|分機|ext\.?|x|#|内线|內線)\s*[:：.]?\s*\d{1,6})?)",
    re.I,
)
_CHATS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "wechat",
        re.compile(
            r"(?:微信号?|微信號|加微|薇信|威信|WeChat(?:\s*ID)?|weixin|vx|"
            r"wx)\s*[:：号號是]?\s*[:：]?\s*([a-z][\w-]{5,19}|1[3-9]\d{9})(?![\w@])",
            re.I,
        ),
    ),
    ("qq", re.compile(r"(?:QQ|扣扣|企鹅)\s*(?:号|群)?\s*[:：号是]?\s*([1-9]\d{4,10})(?!\d)", re.I)),
    (
        "whatsapp",
        re.compile(r"(?:WhatsApp)\s*(?:No\.?|number)?\s*[:：]?\s*(\+?\d[\d\s()-]{6,20}\d)", re.I),
    ),
    (
        "telegram",
        re.compile(
            r"(?:Telegram|TG|电报)\s*[:：]\s*@?([a-z]\w{4,31})|\bt\.me/([a-z]\w{4,31})", re.I
        ),
    ),
    ("line", re.compile(r"(?<![\w-])LINE\s*(?:ID)?\s*[:：]\s*(@?[a-z0-9][\w.-]{3,19})", re.I)),
)


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody, as found."""

    kind: str  # email phone wechat qq whatsapp telegram line site
    value: str  # normalised: lower-case address, E.164, bare id
    raw: str  # as it stands on the page
    method: str  # mailto text obfuscated tel label markup
    owner: str = "generic"  # personal role generic
    extension: str = ""

    def as_row(self) -> dict[str, Any]:
        """As kept with a signal."""
        return asdict(self)


def find_contacts(
    element: HtmlElement | None, text: str, *, region: str | None = None
) -> list[Contact]:
    """All contact points of a piece of a page. `region`: ISO country for national numbers."""
    found: dict[tuple[str, str], Contact] = {}
    for contact in [
        *(_from_links(element, region) if element is not None else ()),
        *find_emails(text),
        *_labelled_phones(text, region),
        *_international_phones(text),
        *_chat_ids(text),
    ]:
        found.setdefault((contact.kind, contact.value), contact)
    return list(found.values())


def find_emails(text: str) -> list[Contact]:
    """Addresses in a text, also written [at], (dot), with entities or full-width letters."""
    folded = unicodedata.normalize("NFKC", html.unescape(text))
    plain = {m.group(0).lower() for m in _EMAIL.finditer(text)}
    found: dict[str, Contact] = {}
    clear = _DOT.sub(".", _AT.sub("@", text))
    for version in (folded, unicodedata.normalize("NFKC", html.unescape(clear))):
        for match in _EMAIL.finditer(version):
            contact = email_contact(match.group(0), "text")
            if contact and contact.value not in found:
                method = "text" if contact.value in plain else "obfuscated"
                found[contact.value] = Contact(
                    "email", contact.value, match.group(0), method, contact.owner
                )
    return list(found.values())


def email_contact(raw: str, method: str) -> Contact | None:
    """A contact from something that should be one e-mail address."""
    folded = unicodedata.normalize("NFKC", html.unescape(unquote(raw))).strip().strip(".")
    folded = _DOT.sub(".", _AT.sub("@", folded))
    match = _EMAIL.search(folded)
    if not match or match.group(2).rsplit(".", 1)[-1].lower() in _FILE_TLD:
        return None
    local = match.group(1).lower()
    owner = (
        "role"
        if local in _ROLES
        else "personal"
        if re.search(r"[a-z]{2,}[._][a-z]{2,}", local)
        else "generic"
    )
    return Contact("email", match.group(0).lower(), raw.strip(), method, owner)


def phone_contact(raw: str, *, region: str | None, method: str = "label") -> Contact | None:
    """A contact from something that should be one phone number: E.164, extension apart."""
    text = unicodedata.normalize("NFKC", raw).strip()
    extension = ""
    ext = _EXT.search(text) or re.search(r"(?<=\d)\s*x\s*(\d{1,6})\s*$", text, re.I)
    if ext and ext.start() > 5:
        extension = ext.group(1)
        text = text[: ext.start()]
    text = re.sub(r"^\s*(?:00|＋)(?=[1-9])", "+", text.strip())
    text = re.sub(r"\(0\)", "", text) if text.startswith("+") else text
    for candidate in (text, f"+{text}" if region and re.match(r"86\D?1[3-9]|886", text) else ""):
        if not candidate:
            continue
        try:
            number = phonenumbers.parse(candidate, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number):
            value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            return Contact(
                "phone", value, raw.strip(), method, "generic", extension or number.extension or ""
            )
    return None


def country_of_number(e164: str) -> str | None:
    """The country a number in E.164 belongs to."""
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        return None


def decode_cloudflare(code: str) -> str | None:
    """An address that Cloudflare shows to readers but scrambles in the source."""
    try:
        data = bytes.fromhex(code)
    except ValueError:
        return None
    return (
        bytes(b ^ data[0] for b in data[1:]).decode("utf-8", "replace") if len(data) > 3 else None
    )


def _from_links(element: HtmlElement, region: str | None) -> list[Contact]:
    found: list[Contact] = []
    for link in element.iter("a"):
        href = (link.get("href") or "").strip()
        low = href.lower()
        contact: Contact | None = None
        if low.startswith("mailto:"):
            contact = email_contact(href[7:].split("?")[0], "mailto")
        elif low.startswith("tel:"):
            contact = phone_contact(unquote(href[4:]), region=region, method="tel")
        elif "wa.me/" in low:
            match = re.search(r"wa\.me/(\d{6,15})", low)
            contact = Contact("whatsapp", f"+{match.group(1)}", href, "link") if match else None
        if contact:
            found.append(contact)
    for scrambled in element.xpath(".//*[@data-cfemail]"):
        address = decode_cloudflare(scrambled.get("data-cfemail", ""))
        contact = email_contact(address, "obfuscated") if address else None
        if contact:
            found.append(contact)
    return found


def _labelled_phones(text: str, region: str | None) -> list[Contact]:
    found = []
    for match in _PHONE_LABEL.finditer(text):
        contact = phone_contact(match.group(1), region=region)
        if contact:
            found.append(contact)
    return found


def _international_phones(text: str) -> list[Contact]:
    found = []
    for match in re.finditer(
        r"(?<![\w+])[+＋][1-9０-９][\d０-９\s()（）./-]{6,20}[\d０-９](?:\s*(?:转|轉|"
        r"ext\.?|分机|分機)\s*\d{1,6})?",
        text,
    ):
        contact = phone_contact(match.group(0), region=None, method="text")
        if contact:
            found.append(contact)
    for match in re.finditer(r"(?<![\d\w-])1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)", text):
        contact = phone_contact(match.group(0), region="CN", method="text")
        if contact and re.search(r"[\u4e00-\u9fff]", text):
            found.append(contact)
    return found


def _chat_ids(text: str) -> list[Contact]:
    folded = unicodedata.normalize("NFKC", text)
    found = []
    for kind, pattern in _CHATS:
        for match in pattern.finditer(folded):
            value = next(g for g in match.groups() if g)
            if kind == "whatsapp":
                value = "+" + re.sub(r"\D", "", value)
            found.append(Contact(kind, value, match.group(0).strip(), "label", "personal"))
    return found
