"""Companies of a page: schema.org mark-up first, then tables of labels, then repeated cards."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from leadminer.mining.addresses import absolute, canonical, site_of
from leadminer.mining.company_markup import companies_in_markup, complete, site_among
from leadminer.mining.contacts import email_contact, find_emails, phone_contact
from leadminer.mining.items import Company
from leadminer.mining.language import guess_language
from leadminer.mining.place import field_elements, read_fields
from leadminer.mining.regions import country_in, guess_region
from leadminer.mining.structured import Node
from leadminer.mining.texts import line_of, one_line, text_of

_LABELS: Final[dict[str, re.Pattern[str]]] = {
    "phone": re.compile(
        r"^(?:(?:联系|聯絡|聯繫|公司)?(?:电话|電話|电话号码|電話號碼)|(?:公司)?手机|"
        r"手機|座机|固话|热线|总机|tel(?:efon|ephone|éfono)?\.?|phone(?: no\.?|"
        r" number)?|mobile|mobil|call|ruf|téléphone|tél\.?|telefone|telefono|電話番号|"
        r"tlf\.?)$",
        re.I,
    ),
    "fax": re.compile(r"^(?:传真|傳真|fax|telefax|ファックス|fax番号)$", re.I),
    "email": re.compile(
        r"^(?:(?:电子)?邮箱|电子邮件|電子郵件|郵箱|信箱|电邮|電郵|邮件|"
        r"e-?mail(?: address)?|mail|メール|courriel|correo)$",
        re.I,
    ),
    "site": re.compile(
        r"^(?:(?:公司)?网址|網址|(?:公司)?网站|網站|官网|官網|主页|web(?:site|seite|"
        r"-?site)?|homepage|www|url|internet|ホームページ|site(?: web| internet)?)$",
        re.I,
    ),
    "address": re.compile(
        r"^(?:(?:公司|详细|联系|經營|经营|办公)?地址|住所|所在地|address|adresse|"
        r"anschrift|dirección|indirizzo|endereço)$",
        re.I,
    ),
    "contact": re.compile(
        r"^(?:联系人|聯絡人|聯繫人|contact(?: person)?|ansprechpartner(?:in)?|担当者?|"
        r"負責人|负责人)$",
        re.I,
    ),
    "name": re.compile(
        r"^(?:公司(?:名称|名稱)?|企业名称|企業名稱|单位名称|名称|company(?: name)?|"
        r"firma|firmenname|会社名|unternehmen)$",
        re.I,
    ),
    "country": re.compile(r"^(?:国家|國家|国家/地区|country|land|国)$", re.I),
}
_CARD_CLASS: Final = re.compile(
    r"(?:^|[-_ ])(?:company|companies|listing|vcard|business|firm|firma|org|"
    r"supplier|member|entry|eintrag|result|dealer|card|hcard|h-card|store|shop)(?:$|"
    r"[-_ ])",
    re.I,
)
_LABEL_LINE: Final = re.compile(r"^\s*([^\s:：\d][^:：\d\n]{0,18}?)\s*[:：.]\s*(.+)$")


def companies_of(
    body: HtmlElement,
    nodes: list[Node],
    base: str,
    *,
    title: str,
    lang: str | None,
    region: str | None = None,
) -> list[Company]:
    """All companies of a page, each once; `region`: the source's country, if one is set."""
    found = companies_in_markup(body, nodes, base, lang=lang, region=region)
    if not found:
        one = _from_labels(body, base, title=title, lang=lang, region=region)
        cards = _from_cards(body, base, lang=lang, region=region)
        found = cards if len(cards) > 1 or not one else [one]
    return [c for c in found if c.name]


def _from_labels(
    body: HtmlElement, base: str, *, title: str, lang: str | None, region: str | None
) -> Company | None:
    fields: dict[str, str] = {}
    tables = field_elements(body)
    for table in tables:
        for label, value in read_fields(table).items():
            fields.setdefault(label, value)
    fields = fields if len(_roles(fields)) >= 2 else _label_lines(text_of(body)) | fields
    roles = _roles(fields)
    if not ({"phone", "email"} & set(roles)) or len(roles) < 2:
        return None
    scope = _smallest_with(tables, roles) if tables else body
    heading = next((line_of(h) for h in body.iter("h1") if line_of(h)), "")
    company = Company(
        name=one_line(roles.get("name") or heading or title),
        url=canonical(base),
        fields=fields,
        method="labels",
    )
    company.about = next((t for p in body.iter("p") if len(t := line_of(p)) > 10), "")
    _fill(company, roles, scope, base, lang=lang, region=region)
    return company


def _smallest_with(tables: list[HtmlElement], roles: dict[str, str]) -> HtmlElement:
    return max(tables, key=lambda t: len(set(read_fields(t).values()) & set(roles.values())))


def _fill(
    company: Company,
    roles: dict[str, str],
    scope: HtmlElement,
    base: str,
    *,
    lang: str | None,
    region: str | None,
) -> None:
    company.address = one_line(roles.get("address", ""))
    own_lang = lang or guess_language(f"{company.name} {company.about} {company.address}")
    here = region or guess_region(
        lang=own_lang,
        address=company.address,
        host=urlsplit(base).hostname or "",
        country=roles.get("country"),
    )
    given = []
    if roles.get("phone"):
        phone = phone_contact(_first_number(roles["phone"]), region=here)
        given += [phone] if phone else []
    if roles.get("email"):
        email = email_contact(roles["email"], "label")
        given += [email] if email else find_emails(roles["email"])
    company.country = here if roles.get("country") or country_in(company.address) else None
    faxes = {
        p.value
        for label, v in company.fields.items()
        if _LABELS["fax"].match(label)
        if (p := phone_contact(v, region=here))
    }
    complete(company, given, scope, region=here)
    company.contacts = [
        c for c in company.contacts if c.value not in faxes or c.value == company.phone
    ]
    links = [a.get("href") or "" for a in scope.iter("a")]
    company.site = site_among(base, roles.get("site", ""), *links)


def _first_number(text: str) -> str:
    """The first of several numbers; a slash may also stand inside one (030 / 23125-215)."""
    first = re.split(r"[,，;；、\n]", text)[0]
    parts = first.split("/")
    whole = all(len(re.sub(r"\D", "", part)) >= 7 for part in parts)
    return parts[0] if whole else first


def _roles(fields: dict[str, str]) -> dict[str, str]:
    roles: dict[str, str] = {}
    for label, value in fields.items():
        for role, pattern in _LABELS.items():
            if pattern.match(label.strip()) and value.strip():
                roles.setdefault(role, value.strip())
    return roles


def _label_lines(text: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in text.splitlines():
        match = _LABEL_LINE.match(line) or re.match(
            r"^\s*(Tel|Fax|Phone|E-?Mail|Web|电话|传真|邮箱)\.?\s+(\S.*)$", line, re.I
        )
        if match and any(p.match(match.group(1).strip()) for p in _LABELS.values()):
            fields.setdefault(match.group(1).strip(), match.group(2).strip())
    return fields


def _from_cards(
    body: HtmlElement, base: str, *, lang: str | None, region: str | None
) -> list[Company]:
    cards = [e for e in body.iter() if isinstance(e.tag, str) and _is_card(e)]
    inner = [
        c
        for c in cards
        if not any(
            d is not c and _is_card(d) for d in c.iterdescendants() if isinstance(d.tag, str)
        )
    ]
    return [c for card in inner if (c := _read_card(card, base, lang=lang, region=region))]


def _is_card(element: HtmlElement) -> bool:
    if element.tag not in ("div", "li", "article", "section", "tr", "td", "dl"):
        return False
    names = element.get("class", "")
    if element.getparent() is None or (not _CARD_CLASS.search(names) and not _has_twins(element)):
        return False
    heading = next(element.iter("h2", "h3", "h4", "h5", "strong", "b", "dt"), None)
    if heading is None:
        return False
    text = text_of(element)
    if not 20 <= len(text) <= 3000:
        return False
    return bool(
        _roles(_label_lines(text))
        or find_emails(text)
        or element.xpath("boolean(.//a[starts-with(@href,'mailto:') or starts-with(@href,'tel:')])")
    )


def _has_twins(element: HtmlElement) -> bool:
    parent = element.getparent()
    twins = [e for e in parent if e.tag == element.tag and e.get("class") == element.get("class")]
    return len(twins) >= 2


def _read_card(
    card: HtmlElement, base: str, *, lang: str | None, region: str | None
) -> Company | None:
    heading = next(card.iter("h2", "h3", "h4", "h5", "strong", "b", "dt"), None)
    assert heading is not None
    lines = text_of(card).splitlines()
    fields = _label_lines("\n".join(lines))
    anchor = card.get("id") or next((e.get("id") for e in card.iter() if e.get("id")), None)
    link = next(
        (
            u
            for a in heading.iter("a")
            if (u := absolute(base, a.get("href"))) and site_of(u) == site_of(base)
        ),
        None,
    )
    company = Company(name=line_of(heading), fields=fields, method="cards")
    company.url = (
        canonical(link) if link else f"{canonical(base)}#{anchor}" if anchor else canonical(base)
    )
    paragraphs = [line_of(p) for p in card.iter("p")]
    company.about = next((p for p in paragraphs if len(p) > 10 and not _LABEL_LINE.match(p)), "")
    roles = _roles(fields)
    roles.setdefault("address", _address_line(lines, roles))
    own_lang = next((e.get("lang") for e in (card, *card.iterancestors()) if e.get("lang")), lang)
    _fill(company, roles, card, base, lang=own_lang, region=region)
    return company


def _address_line(lines: list[str], roles: dict[str, str]) -> str:
    taken = set(roles.values())
    for line in lines[1:]:
        if any(t in line for t in taken) or "@" in line or "http" in line:
            continue
        if (
            re.search(
                r"\d{4,6}\b|路|号|號|街|straße|strasse|str\.|street|road|avenue|\brd\b|\bst\b|"
                r"丁目|rue\b",
                line,
                re.I,
            )
            and len(line) < 160
        ):
            return line
    return ""
