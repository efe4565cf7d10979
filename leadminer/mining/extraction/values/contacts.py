"""Contact points a page shows: e-mail, phone, messengers, web site.

Only what stands on the page is reported, as it stands and as it is meant. What is not shown is
never made up: there is no guessing from names and domains, and version numbers, prices, order
numbers, dates and ISBNs are no telephone numbers.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, cast
from urllib.parse import unquote

import phonenumbers
from lxml import etree
from lxml.html import HtmlElement

from leadminer.mining.extraction.values.chats import chat_name, chats_in
from leadminer.mining.extraction.values.emails import emails_in, fold_width, one_email, owner_of
from leadminer.mining.extraction.values.gated import Gated
from leadminer.mining.extraction.values.page_source import may_hold
from leadminer.mining.extraction.values.phones import country_of_number, read_phone, read_phones
from leadminer.mining.extraction.values.regions import regions_of

__all__ = [
    "Contact",
    "chat_contact",
    "contacts_of_post",
    "country_of_number",
    "decode_cloudflare",
    "email_contact",
    "find_contacts",
    "find_emails",
    "phone_contact",
]  # fmt: skip

_PHONE_LABEL: Final = Gated(
    r"(?<![a-z])(?:(?:联系|聯絡|聯繫|公司|办公|客服|服务)?(?:电话|電話)(?:号码|號碼)?|座机|固话|"
    r"手机号?码?|手機|行動電話|"
    r"热线|熱線|专线|專線|Tel(?:efon|ephone|éfono|efone|efono|\.)?|Téléphone|Tél\.?|"
    r"Phone(?:\s*+(?:no\.?|number))?|"
    r"Mobile?(?:\s*+(?:no\.?|number))?|Mobil|Handy|Cell(?:\s?phone|ular)?|(?:please\s+)"
    r"?call(?:\s+(?:me|us|or text))?"
    r"(?:\s+(?:at|on))?|text(?:\s+me)?\s+(?:at|on)|reach\s+(?:me|us)\s+(?:at|on)|ring(?:\s+(?:me|"
    r"us))?(?:\s+on)?|Hotline|Ruf|"
    r"携帯|電話番号|전화(?:번호)?|연락처|휴대폰|Телефон|Тел\.?|โทร(?:ศัพท์)?\.?|Điện thoại|ĐT|"
    r"SĐT|Telp\.?|HP|☎|📞|📱)"
    r"\s*+(?:[(（][^()（）\d]{1,12}[)）])?\s*+(?:is|是|为)?\s*+[:：.]?\s*+"
    r"([+＋(（]?[\d０-９][\d０-９ \u00a0()（）./–－‑-]{5,24}[\d０-９](?:\s*(?:转|轉|分机|分機|"
    r"ext\.?|extension|x|#|内线|內線)"
    r"\s*+[:：.]?\s*+\d{1,6})?)",
    re.I,
)
_FAX_BEFORE: Final = re.compile(
    r"(?:fax|telefax|传真|傳真|faks|факс)\.?\s*+(?:no\.?)?\s*+[:：]?\s*+$", re.I
)
_PLUS: Final = re.compile(
    r"(?<![\w+＋])[+＋][1-9１-９][\d０-９ \u00a0()（）./–-]{6,20}[\d０-９](?:\s*(?:转|轉|ext\.?|"
    r"x|分机|分機|#)\s*\d{1,6})?"
)
_CN_MOBILE: Final = re.compile(r"(?<![a-zA-Z0-9_./?=&-])1[3-9]\d(?:[ -]?\d{4}){2}(?![\w.-]*\d)")
_NO_PHONE_BEFORE: Final = re.compile(
    r"(?:订单号?|單號|单号|编号|編號|型号|型號|货号|批号|票号|税号|账号|帳號|卡号|工单|快递|运单|"
    r"身份证号?|ISBN|SKU|IMEI|"
    r"P/N|S/N|part(?:\s*no)?|order(?:\s*(?:no|number|id))?|invoice|tracking|serial|model|ticket|"
    r"case|ref(?:erence)?|"
    r"account|VAT|USt-?Id\w*|RFQ|PO|EAN|GTIN|UPC|CAS|QQ|id|version|ver|v|gst\w*|tax|"
    r"reg(?:istration)?|licen[cs]e|"
    r"[$€£¥￥])\s*+(?:no|nr|number|id)?\.?\s*+[:：#是为]?\s*+$",
    re.I,
)
_SCRAMBLED: Final = etree.XPath("descendant-or-self::*[@data-cfemail]")
_SITE: Final = Gated(
    r"(?:(?:web\s?site|homepage|home page)(?:\s+is)?|官网|官方网站|"
    r"公司网站|网址|官網|網站|網址|ホームページ|홈페이지)"
    r"\s*+[:：]?\s*+((?:https?://)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)"
    r"+[a-z]{2,24}(?:/[^\s<>，。；、)）]*)?)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody, as found."""

    kind: str  # email phone wechat qq whatsapp telegram line skype zalo kakao site
    value: str  # normalised: lower-case address, E.164, bare name, web address
    raw: str  # as it stands on the page
    method: str  # mailto text obfuscated tel label markup link
    owner: str = "generic"  # personal role generic
    extension: str = ""
    start: int | None = None  # where it stands in the text that was read
    end: int | None = None
    field: str = ""  # title, text or fields:LABEL, where start and end count in one of them

    def as_row(self) -> dict[str, Any]:
        """As kept with a signal."""
        return {k: v for k, v in asdict(self).items() if v is not None and (v or k != "field")}


def find_contacts(
    element: HtmlElement | None,
    text: str,
    *,
    region: str | None = None,
    skip: Collection[HtmlElement] = (),
    regions: Sequence[str] = (),
) -> list[Contact]:
    """All contact points of a piece of a page. `region`, `regions`: ISO countries whose national
    numbers may be meant, the likeliest first; `skip`: elements whose links are left out."""
    where: list[str | None] = [*([region] if region else []), *regions] or [None]
    found: dict[tuple[str, str], Contact] = {}
    for contact in [
        *(_from_links(element, where, skip) if element is not None else ()),
        *(find_emails(text) if text else ()),
        *_phones(text, where),
        *_chats(text, where),
        *_sites(text),
    ]:
        known = found.get((contact.kind, contact.value))
        if known is None or (known.start is None and contact.start is not None):
            found[contact.kind, contact.value] = contact
    return list(found.values())


def link_emails(element: HtmlElement, skip: Collection[HtmlElement] = ()) -> list[Contact]:
    """The addresses behind a piece's links."""
    return [c for c in _from_links(element, (None,), skip, emails_only=True) if c.kind == "email"]


def chats_and_sites(text: str) -> list[Contact]:
    """Messengers and web sites that a text names."""
    return [*_chats(text, (None,)), *_sites(text)]


def contacts_of_post(
    title: str,
    text: str,
    *,
    region: str | None,
    lang: str | None,
    host: str = "",
    fields: Mapping[str, str] | None = None,
    learned: str | None = None,
) -> list[Contact]:
    """The contact points of a post, each with the field it stands in and its offsets there.

    `fields`: its labelled fields; a contact there stands in `fields:LABEL`. National numbers are
    read in the source's country, else in the one the words, the domain, the numbers of others on
    the site (`learned`) or the language speak of.
    """
    told = list((fields or {}).items())[:40]
    words = " ".join((title, text[:2000], *(value[:100] for _, value in told)))
    where = regions_of(region=region, address=words, lang=lang, host=host, learned=learned)
    found: dict[tuple[str, str], Contact] = {}
    for name, part in (("title", title), ("text", text)):
        for contact in find_contacts(None, part, regions=where):
            found.setdefault((contact.kind, contact.value), replace(contact, field=name))
    for label, value in told:
        lead = len(label) + 1
        for contact in find_contacts(None, f"{label}:{value}", regions=where):
            if contact.start is not None and contact.end is not None and contact.start >= lead:
                at = replace(contact, start=contact.start - lead, end=contact.end - lead)
                key = (contact.kind, contact.value)
                found.setdefault(key, replace(at, field=f"fields:{label}"))
    return list(found.values())


def countries_told(contacts: Iterable[Contact]) -> list[tuple[str, str]]:
    """Phone numbers that are written with the code of their country: (E.164, ISO country)."""
    coded = (c.value for c in contacts if c.kind == "phone" and _CODED.match(c.raw))
    return [(number, code) for number in coded if (code := country_of_number(number))]


_CODED: Final = re.compile(r"\s*+[(（]?(?:[+＋]|00)\s?[1-9]")


def find_emails(text: str) -> list[Contact]:
    """Addresses in a text, also written [at], (dot), with entities or full-width letters."""
    return [
        Contact("email", e.address, text[e.start : e.end], e.method, e.owner, "", e.start, e.end)
        for e in emails_in(_unescaped(text))
    ]


def _unescaped(text: str) -> str:
    """Entities that are left in a text as letters; only where there are any, for the offsets."""
    if not re.search(r"&#\d{2,3};.*&#\d{2,3};", text):
        return text
    return re.sub(r"&#(\d{2,3});", lambda m: chr(int(m[1])), text)


def email_contact(raw: str, method: str) -> Contact | None:
    """A contact from something that should be one e-mail address."""
    address = one_email(raw)
    return Contact("email", address, raw.strip(), method, owner_of(address)) if address else None


def phone_contact(raw: str, *, region: str | None, method: str = "label") -> Contact | None:
    """A contact from something that should be one phone number: E.164, extension apart."""
    phone = read_phone(raw, [region])
    if phone is None:
        return None
    owner = _owner_of_number(phone.e164)
    return Contact("phone", phone.e164, raw.strip(), method, owner, phone.extension)


def chat_contact(kind: str, raw: str, regions: Sequence[str | None]) -> Contact | None:
    """A contact from a value labelled as a messenger's."""
    name = chat_name(kind, raw, regions)
    return Contact(kind, name, raw.strip()[:120], "label", "personal") if name else None


def decode_cloudflare(code: str) -> str | None:
    """An address that Cloudflare shows to readers but scrambles in the source."""
    try:
        data = bytes.fromhex(code)
    except ValueError:
        return None
    return (
        bytes(b ^ data[0] for b in data[1:]).decode("utf-8", "replace") if len(data) > 3 else None
    )


def _owner_of_number(e164: str) -> str:
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        return "generic"
    return "personal" if kind == phonenumbers.PhoneNumberType.MOBILE else "generic"


def _from_links(
    element: HtmlElement,
    regions: Sequence[str | None],
    skip: Collection[HtmlElement],
    *,
    emails_only: bool = False,
) -> list[Contact]:
    found: list[Contact] = []
    for link in element.iter("a"):
        href = (link.get("href") or "").strip()
        low = href.lower()
        contact: Contact | None = None
        if not low or (skip and _within(link, skip)):
            continue
        if low.startswith("mailto:"):
            contact = email_contact(href[7:].split("?")[0], "mailto")
        elif emails_only:
            continue
        elif low.startswith("tel:"):
            phone = read_phone(unquote(href[4:]), regions)
            contact = (
                Contact("phone", phone.e164, href, "tel", "generic", phone.extension)
                if phone
                else None
            )
        elif "wa.me/" in low or "api.whatsapp.com" in low or "t.me/" in low or "line.me/" in low:
            chat = next(iter(chats_in(unquote(href), regions)), None)
            contact = Contact(chat.kind, chat.value, href, "link", "personal") if chat else None
        if contact:
            found.append(contact)
    for scrambled in scrambled_in(element):
        if skip and _within(scrambled, skip):
            continue
        address = decode_cloudflare(scrambled.get("data-cfemail", ""))
        contact = email_contact(address, "obfuscated") if address else None
        if contact:
            found.append(contact)
    return found


def scrambled_in(element: HtmlElement) -> list[HtmlElement]:
    """What Cloudflare scrambled of a piece."""
    return cast("list[HtmlElement]", _SCRAMBLED(element)) if may_hold("data-cfemail") else []


def _within(element: HtmlElement, skip: Collection[HtmlElement]) -> bool:
    return element in skip or any(a in skip for a in element.iterancestors())


def _phones(text: str, regions: Sequence[str | None]) -> Iterator[Contact]:
    folded = fold_width(text)
    taken: list[tuple[int, int]] = []
    for pattern, method, group in (
        (_PHONE_LABEL, "label", 1),
        (_PLUS, "text", 0),
        (_CN_MOBILE, "text", 0),
    ):
        where: Sequence[str | None] = ["CN"] if pattern is _CN_MOBILE else regions
        if pattern is _CN_MOBILE and not re.search(r"[\u4e00-\u9fff]", text):
            continue
        for match in pattern.finditer(folded):
            start, end = match.span(group)
            before = folded[max(0, start - 24) : start]
            if any(start < e and s < end for s, e in taken) or _FAX_BEFORE.search(before):
                continue
            if method == "text" and _NO_PHONE_BEFORE.search(before):
                continue
            for phone in read_phones(match[group], where, valid_only=method == "text"):
                taken.append((start, end))
                yield Contact(
                    "phone", phone.e164, text[start:end], method, _owner_of_number(phone.e164),
                    phone.extension, start, end,
                )  # fmt: skip
    yield from _national(text, folded, regions, taken)


def _national(
    text: str, folded: str, regions: Sequence[str | None], taken: list[tuple[int, int]]
) -> Iterator[Contact]:
    """Numbers without a label, grouped just as the country groups its numbers."""
    region = regions[0] if regions else None
    if region is None or not text:
        return
    matcher = phonenumbers.PhoneNumberMatcher(
        folded, region, leniency=phonenumbers.Leniency.STRICT_GROUPING, max_tries=2000
    )
    for match in matcher:
        before = folded[max(0, match.start - 24) : match.start]
        grouped = re.search(r"\d[\s().-]+\d", match.raw_string)
        if any(match.start < e and s < match.end for s, e in taken) or not grouped:
            continue
        if _FAX_BEFORE.search(before) or _NO_PHONE_BEFORE.search(before):
            continue
        e164 = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
        yield Contact(
            "phone", e164, text[match.start : match.end], "text", _owner_of_number(e164),
            match.number.extension or "", match.start, match.end,
        )  # fmt: skip


def _chats(text: str, regions: Sequence[str | None]) -> Iterator[Contact]:
    for chat in chats_in(text, regions):
        raw = text[chat.start : chat.end]
        yield Contact(chat.kind, chat.value, raw, "label", "personal", "", chat.start, chat.end)


def _sites(text: str) -> Iterator[Contact]:
    for match in _SITE.finditer(fold_width(text)):
        value = match[1].rstrip(".,;")
        if "@" in value:
            continue
        url = value if value.lower().startswith("http") else f"http://{value}"
        yield Contact("site", url, text[match.start(1) : match.start(1) + len(value)], "label",
                      "generic", "", match.start(1), match.start(1) + len(value))  # fmt: skip
