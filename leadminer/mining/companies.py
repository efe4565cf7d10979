"""Companies of a page: schema.org mark-up first, then tables of labels, then repeated cards."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from leadminer.mining.addresses import absolute, canonical, site_of
from leadminer.mining.contacts import Contact, country_of_number, email_contact, find_contacts, find_emails, phone_contact
from leadminer.mining.items import Company
from leadminer.mining.language import guess_language
from leadminer.mining.place import field_elements, read_fields
from leadminer.mining.structured import Node, all_nodes
from leadminer.mining.texts import line_of, one_line, text_of

_ORGANIZATION: Final = re.compile(
    r"Organi[sz]ation$|Business$|Corporation$|Company$|Store$|Contractor$|Agency$|Agent$|Restaurant$|Hotel$|Clinic$|"
    r"Shop$|Plumber$|Electrician$|Service$|Dealer$|Station$|School$|Office$|Attorney$|Notary$|Brewery$|Winery$|"
    r"Bakery$|NGO$|Dentist$|Hospital$|Wholesale|Manufacturer|Salon$|Locksmith$|Mover$|Library$|Airline$|Consortium$|"
    r"Cooperative$|Florist$|Pharmacy$|Physician$"
)
_NOT_COMPANY: Final = frozenset(
    "WebSite WebPage Person BreadcrumbList Product Event JobPosting ContactPoint PostalAddress Offer Question Article".split()
)
_ATTACHED: Final = ("publisher", "author", "creator", "provider", "seller", "sourceOrganization", "copyrightHolder",
                    "hiringOrganization", "organizer", "isPartOf", "memberOf", "parentOrganization", "worksFor", "affiliation",
                    "alumniOf", "brand", "manufacturer", "location", "recipient")  # fmt: skip
_LABELS: Final[dict[str, re.Pattern[str]]] = {
    "phone": re.compile(r"^(?:(?:联系|聯絡|聯繫|公司)?(?:电话|電話|电话号码|電話號碼)|(?:公司)?手机|手機|座机|固话|热线|总机|tel(?:efon|ephone|éfono)?\.?|phone(?: no\.?| number)?|mobile|mobil|call|ruf|téléphone|tél\.?|telefone|telefono|電話番号|tlf\.?)$", re.I),
    "fax": re.compile(r"^(?:传真|傳真|fax|telefax|ファックス|fax番号)$", re.I),
    "email": re.compile(r"^(?:(?:电子)?邮箱|电子邮件|電子郵件|郵箱|信箱|电邮|電郵|邮件|e-?mail(?: address)?|mail|メール|courriel|correo)$", re.I),
    "site": re.compile(r"^(?:(?:公司)?网址|網址|(?:公司)?网站|網站|官网|官網|主页|web(?:site|seite|-?site)?|homepage|www|url|internet|ホームページ|site(?: web| internet)?)$", re.I),
    "address": re.compile(r"^(?:(?:公司|详细|联系|經營|经营|办公)?地址|住所|所在地|address|adresse|anschrift|dirección|indirizzo|endereço)$", re.I),
    "contact": re.compile(r"^(?:联系人|聯絡人|聯繫人|contact(?: person)?|ansprechpartner(?:in)?|担当者?|負責人|负责人)$", re.I),
    "name": re.compile(r"^(?:公司(?:名称|名稱)?|企业名称|企業名稱|单位名称|名称|company(?: name)?|firma|firmenname|会社名|unternehmen)$", re.I),
    "country": re.compile(r"^(?:国家|國家|国家/地区|country|land|国)$", re.I),
}  # fmt: skip
_REGION_WORDS: Final = (
    ("HK", r"香港|Hong\s?Kong|Kowloon"), ("MO", r"澳門|澳门|Macau"), ("TW", r"台灣|臺灣|台湾|台北|臺北|新北|高雄|台中|臺中|新竹|台南|桃園|Taiwan|Taipei"),
    ("SG", r"Singapore|新加坡"), ("GB", r"United Kingdom|\bUK\b|England|London|Scotland|Wales|Manchester|Birmingham|Leeds"),
    ("US", r"United States|\bUSA?\b|\b(?:CA|NY|TX|OH|IL|WA|MA|FL|OR|GA|MI|PA|NJ|CO|MN|WI)\s+\d{5}\b"),
    ("CA", r"Canada|\b(?:ON|BC|QC|AB)\b,?\s+[A-Z]\d[A-Z]"), ("AU", r"Australia|\b(?:NSW|VIC|QLD|WA|SA|TAS)\s+\d{4}\b"), ("NZ", r"New Zealand"),
    ("DE", r"Deutschland|Germany|\bD-\d{5}"), ("AT", r"Österreich|Austria|\bA-\d{4}"), ("CH", r"Schweiz|Switzerland|\bCH-\d{4}"),
    ("FR", r"\bFrance\b|Paris\b|Lyon\b"), ("IT", r"Italia|Italy"), ("ES", r"España|Spain"), ("NL", r"Nederland|Netherlands"),
    ("JP", r"日本|Japan|東京|大阪|〒"), ("KR", r"Korea|대한민국|서울"), ("VN", r"Vi[eệ]t\s?Nam"), ("MY", r"Malaysia"), ("TH", r"Thailand"),
    ("IN", r"\bIndia\b"), ("PL", r"Polska|Poland"), ("IE", r"\bIreland\b"),
    ("CN", r"中国|中國|China|[省市]|江苏|浙江|广东|上海|北京|深圳"),
)  # fmt: skip
_LANG_REGION: Final = {"zh-Hans": "CN", "zh-Hant": "TW", "de": "DE", "ja": "JP", "ko": "KR", "fr": "FR", "it": "IT",
                       "es": "ES", "nl": "NL", "pl": "PL", "vi": "VN", "tr": "TR", "pt": "PT"}  # fmt: skip
_TLD_REGION: Final = re.compile(r"\.(cn|tw|hk|de|at|ch|fr|it|es|nl|jp|kr|uk|au|nz|ca|sg|pl|in|vn|my|th|ie|be|se|dk|no|fi|pt|br|mx)$")
_CARD_CLASS: Final = re.compile(r"(?:^|[-_ ])(?:company|companies|listing|vcard|business|firm|firma|org|supplier|member|entry|eintrag|result|dealer|card|hcard|h-card|store|shop)(?:$|[-_ ])", re.I)
_LABEL_LINE: Final = re.compile(r"^\s*([^\s:：\d][^:：\d\n]{0,18}?)\s*[:：.]\s*(.+)$")


def guess_region(*, lang: str | None, address: str, host: str = "", country: str | None = None) -> str | None:
    """The country whose phone numbers are meant: stated, else by address, domain, language."""
    if country and re.fullmatch("[A-Za-z]{2}", country.strip()):
        return country.strip().upper()
    stated = _country_in(country or "") or _country_in(address)
    if stated:
        return stated
    tld = _TLD_REGION.search(host)
    if tld:
        return "GB" if tld.group(1) == "uk" else tld.group(1).upper()
    return _LANG_REGION.get(lang or "")


def _country_in(text: str) -> str | None:
    return next((code for code, pattern in _REGION_WORDS if text and re.search(pattern, text)), None)


def companies_of(
    body: HtmlElement, nodes: list[Node], base: str, *, title: str, lang: str | None, region: str | None = None
) -> list[Company]:
    """All companies of a page, each once; `region`: the source's country, if one is set."""
    found = _from_markup(body, nodes, base, lang=lang, region=region)
    if not found:
        one = _from_labels(body, base, title=title, lang=lang, region=region)
        cards = _from_cards(body, base, lang=lang, region=region)
        found = cards if len(cards) > 1 or not one else [one]
    return [c for c in found if c.name]


def _from_markup(
    body: HtmlElement, nodes: list[Node], base: str, *, lang: str | None, region: str | None
) -> list[Company]:
    attached = {id(n) for o in all_nodes(nodes) for n in o.nodes(*_ATTACHED)}
    kinds = [n for n in all_nodes(nodes) if _is_company(n) and id(n) not in attached]
    home = site_of(base)
    own = [n for n in kinds if not _is_the_site_itself(n, home, base)]
    found = [_from_node(n, body, base, lang=lang, region=region, only=len(own) == 1) for n in own]
    unique: dict[str, Company] = {}
    for company in found:
        unique.setdefault(f"{company.name}|{company.url}", company)
    return list(unique.values())


def _is_company(node: Node) -> bool:
    if node.types & _NOT_COMPANY or not node.text("name", "legalName"):
        return False
    if node.types and node.values("telephone", "faxNumber", "email", "contactPoint") and node.values("address", "url", "sameAs"):
        return True
    return any(_ORGANIZATION.search(t) for t in node.types) and bool(
        node.values("telephone", "email", "address", "url", "contactPoint", "sameAs", "faxNumber")
    )


def _is_the_site_itself(node: Node, home: str, base: str) -> bool:
    """The publisher's own badge, which stands on every page of a site."""
    url = absolute(base, node.text("url"))
    inner_page = urlsplit(base).path not in ("", "/")
    is_home = bool(url and site_of(url) == home and urlsplit(url).path in ("", "/"))
    return inner_page and is_home


def _from_node(
    node: Node, body: HtmlElement, base: str, *, lang: str | None, region: str | None, only: bool
) -> Company:
    address = _address_text(node)
    country = next((a.text("addressCountry") for a in node.nodes("address")), "") or node.text("addressCountry")
    here = region or guess_region(lang=lang, address=address, host=urlsplit(base).hostname or "", country=country)
    points = [node, *node.nodes("contactPoint")]
    phones = [p for n in points for v in n.values("telephone") if isinstance(v, str)
              if (p := phone_contact(v, region=here, method="markup"))]  # fmt: skip
    emails = [e for n in points for v in n.values("email") if isinstance(v, str) if (e := email_contact(v, "markup"))]
    company = Company(
        name=one_line(node.text("name", "legalName")),
        site=_site(base, *[v for v in node.values("url", "sameAs") if isinstance(v, str)]),
        address=one_line(address),
        country=here if country or _country_in(address) else None,
        about=one_line(node.text("description", "slogan")),
        method=node.syntax,
    )
    scope = node.element if node.element is not None else body if only else None
    _complete(company, phones + emails, scope, region=here)
    company.url = _own_address(node, base, only=only)
    return company


def _own_address(node: Node, base: str, *, only: bool) -> str:
    url = absolute(base, node.text("url") or node.id or "")
    anchor = node.element.get("id") if node.element is not None else None
    if url and site_of(url) == site_of(base) and "#" not in url and not only:
        return canonical(url)
    return f"{canonical(base)}#{anchor}" if anchor and not only else canonical(base)


def _address_text(node: Node) -> str:
    parts = []
    for value in node.values("address", "location"):
        if isinstance(value, Node):
            names = ("streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry", "name")
            parts += [value.text(n) for n in names]
        else:
            parts.append(str(value))
    return ", ".join(p for p in parts if p)


def _complete(company: Company, given: list[Contact], scope: HtmlElement | None, *, region: str | None) -> None:
    """Fill phone, e-mail and site from what is given, then from the piece of page around it."""
    contacts = list(given)
    if scope is not None:
        contacts += find_contacts(scope, text_of(scope), region=region)
    unique: dict[tuple[str, str], Contact] = {}
    for contact in contacts:
        kept = unique.get((contact.kind, contact.value))
        if kept is None or (contact.extension and not kept.extension):
            unique[(contact.kind, contact.value)] = contact
    company.contacts = list(unique.values())
    phone = next((c for c in company.contacts if c.kind == "phone"), None)
    if phone and not company.phone:
        company.phone, company.extension = phone.value, phone.extension
    company.country = company.country or (country_of_number(company.phone) if company.phone else region)
    email = next((c for c in company.contacts if c.kind == "email"), None)
    company.email = company.email or (email.value if email else "")


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
    company = Company(name=one_line(roles.get("name") or heading or title), url=canonical(base), fields=fields, method="labels")
    company.about = next((t for p in body.iter("p") if len(t := line_of(p)) > 10), "")
    _fill(company, roles, scope, base, lang=lang, region=region)
    return company


def _smallest_with(tables: list[HtmlElement], roles: dict[str, str]) -> HtmlElement:
    return max(tables, key=lambda t: len(set(read_fields(t).values()) & set(roles.values())))


def _fill(
    company: Company, roles: dict[str, str], scope: HtmlElement, base: str, *, lang: str | None, region: str | None
) -> None:
    company.address = one_line(roles.get("address", ""))
    own_lang = lang or guess_language(f"{company.name} {company.about} {company.address}")
    here = region or guess_region(lang=own_lang, address=company.address, host=urlsplit(base).hostname or "", country=roles.get("country"))
    given = []
    if roles.get("phone"):
        phone = phone_contact(_first_number(roles["phone"]), region=here)
        given += [phone] if phone else []
    if roles.get("email"):
        email = email_contact(roles["email"], "label")
        given += [email] if email else find_emails(roles["email"])
    company.country = here if roles.get("country") or _country_in(company.address) else None
    faxes = {p.value for label, v in company.fields.items() if _LABELS["fax"].match(label) if (p := phone_contact(v, region=here))}
    _complete(company, given, scope, region=here)
    company.contacts = [c for c in company.contacts if c.value not in faxes or c.value == company.phone]
    links = [a.get("href") or "" for a in scope.iter("a")]
    company.site = _site(base, roles.get("site", ""), *links)


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
        match = _LABEL_LINE.match(line) or re.match(r"^\s*(Tel|Fax|Phone|E-?Mail|Web|电话|传真|邮箱)\.?\s+(\S.*)$", line, re.I)
        if match and any(p.match(match.group(1).strip()) for p in _LABELS.values()):
            fields.setdefault(match.group(1).strip(), match.group(2).strip())
    return fields


def _from_cards(body: HtmlElement, base: str, *, lang: str | None, region: str | None) -> list[Company]:
    cards = [e for e in body.iter() if isinstance(e.tag, str) and _is_card(e)]
    inner = [c for c in cards if not any(d is not c and _is_card(d) for d in c.iterdescendants() if isinstance(d.tag, str))]
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
    return bool(_roles(_label_lines(text)) or find_emails(text) or element.xpath("boolean(.//a[starts-with(@href,'mailto:') or starts-with(@href,'tel:')])"))


def _has_twins(element: HtmlElement) -> bool:
    parent = element.getparent()
    twins = [e for e in parent if e.tag == element.tag and e.get("class") == element.get("class")]
    return len(twins) >= 2


def _read_card(card: HtmlElement, base: str, *, lang: str | None, region: str | None) -> Company | None:
    heading = next(card.iter("h2", "h3", "h4", "h5", "strong", "b", "dt"), None)
    assert heading is not None
    lines = text_of(card).splitlines()
    fields = _label_lines("\n".join(lines))
    anchor = card.get("id") or next((e.get("id") for e in card.iter() if e.get("id")), None)
    link = next((u for a in heading.iter("a") if (u := absolute(base, a.get("href"))) and site_of(u) == site_of(base)), None)
    company = Company(name=line_of(heading), fields=fields, method="cards")
    company.url = canonical(link) if link else f"{canonical(base)}#{anchor}" if anchor else canonical(base)
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
        if re.search(r"\d{4,6}\b|路|号|號|街|straße|strasse|str\.|street|road|avenue|\brd\b|\bst\b|丁目|rue\b", line, re.I) and len(line) < 160:
            return line
    return ""


def _site(base: str, *candidates: str) -> str:
    """The company's own web site among what the page offers: never the directory itself."""
    for raw in candidates:
        text = raw.strip()
        if re.match(r"^(?:www\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(/\S*)?$", text, re.I):
            text = f"http://{text}" if not text.startswith("http") else text
        if not text.startswith(("http://", "https://")):
            continue
        url = absolute(base, text.split()[0])
        if url and site_of(url) != site_of(base) and not re.search(
            r"facebook\.|twitter\.|//x\.com|linkedin\.|instagram\.|youtube\.|google\.|weibo\.|openstreetmap\.|wa\.me|t\.me", url
        ):
            return url
    return ""
