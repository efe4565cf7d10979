"""Invented companies of many countries, with their contact data as a reader should give it."""

from __future__ import annotations

import html
import random
import re
from dataclasses import dataclass, field

import phonenumbers
from phonenumbers import PhoneNumberFormat as Form
from phonenumbers import PhoneNumberType as Kind


@dataclass
class Firm:
    """One company: what it is called, and each value as shown and as meant."""

    n: int
    name: str
    city: str
    address: str
    phone: str  # E.164
    phone_shown: str
    extension: str
    mobile: str
    mobile_shown: str
    fax_shown: str
    email: str
    site: str
    person: str
    about: str
    trade: str
    shows: set[str] = field(default_factory=lambda: {"phone", "email", "site"})
    email_may_miss: bool = False  # readable for people, yet nothing a reader must see through
    other_emails: set[str] = field(default_factory=set)  # its people's: as good as its own
    other_phones: set[str] = field(default_factory=set)  # of other branches: as good as the first

    @property
    def host(self) -> str:
        """Its site without a scheme."""
        return self.site.removeprefix("http://").rstrip("/")

    @property
    def tel(self) -> str:
        """Its number as `tel:` links have it."""
        return self.phone + (f";ext={self.extension}" if self.extension else "")

    @property
    def bare(self) -> str:
        """Its number as shown, without the extension."""
        return re.split(r"\s*(?:ext|x\d|#|extension)", self.phone_shown)[0].strip()

    @property
    def street(self) -> str:
        """The first part of its address."""
        return self.address.split(", ")[0]

    @property
    def town(self) -> str:
        """Its address without the street."""
        return self.address.partition(", ")[2]

    def extend(self, form: str) -> None:
        """Has its extension, if any, shown in another way, `form` with `{}`."""
        if self.extension:
            self.phone_shown = self.bare + form.format(self.extension)

    def given(self, key: str, text: str) -> str:
        """`text` with `{f.email}`, `{f.site}` or `{f.host}` filled in where it shows that `key`."""
        return text.format(f=self) if key in self.shows else ""


@dataclass(frozen=True)
class Country:
    """How companies of a country are named, where they are, what things are called there."""

    region: str
    lang: str
    shapes: tuple[str, ...]  # names, with {a} {b} {city}
    words: tuple[str, ...]
    trades: tuple[str, ...]
    cities: tuple[tuple[str, str], ...]  # (city, address with {n})
    people: tuple[str, ...]
    labels: dict[str, tuple[str, ...]]
    about: str
    ui: dict[str, str]


def labels(**given: str) -> dict[str, tuple[str, ...]]:
    """`phone="Tel|Telefon"` as label variants."""
    return {key: tuple(value.split("|")) for key, value in given.items()}


UI_EN = {
    "home": "Home", "next": "Next", "more": "View profile", "contact": "Contact us",
    "all": "Categories", "hotline": "Customer service hotline", "about": "About us",
    "login": "Log in", "add": "Add your company", "members": "Companies",
}  # fmt: skip
SYLLABLES = [
    "nor",
    "ker",
    "val",
    "dan",
    "mor",
    "tes",
    "lin",
    "gar",
    "bel",
    "sto",
    "ram",
    "fen",
    "wil",
    "hol",
    "bor",
    "kas",
    "pel",
    "dru",
    "vis",
    "tan",
    "rol",
    "mek",
    "sun",
    "bry",
    "lor",
    "quin",
    "zel",
    "hart",
    "bree",
    "cal",
    "dov",
    "ester",
    "fal",
    "gren",
    "hux",
]
ARABIC = ("النور", "الخليج", "الأمل", "الفجر", "الريان", "البركة", "السلام", "الوفاء", "الشروق")
HEBREW = ("אלון", "גולן", "כרמל", "שחר", "תבור", "ארז", "דקל", "הדר", "נופר", "רימון", "שקד")
HANZI = "华盛宏达远恒鑫泰源博锐创联永昌瑞丰海诺科润嘉信德利通安凯越"
HANT = "華盛宏達遠恆鑫泰源博銳創聯永昌瑞豐海諾科潤嘉信德利通安凱越"


def _word(rng: random.Random) -> str:
    return "".join(rng.sample(SYLLABLES, 2)).capitalize()


def make_firms(country: Country, count: int, rng: random.Random) -> list[Firm]:
    """`count` companies, no two with one name, number or address."""
    firms: list[Firm] = []
    names: set[str] = set()
    numbers: set[str] = set()
    while len(firms) < count:
        city, street = rng.choice(country.cities)
        letters = {"zh-TW": HANT, "ja": HANT, "ko": "대성유진태광신화영일"}.get(country.lang, HANZI)
        name = rng.choice(country.shapes).format(
            a=_word(rng), b=rng.choice(country.words), city=city,
            z=_given(country.lang, letters, rng), t=rng.choice(country.trades),
        )  # fmt: skip
        phone = number(country.region, rng)
        if name in names or phone in numbers:
            continue
        names.add(name)
        numbers.add(phone)
        n = len(firms) + 1
        domain = f"{_word(rng).lower()}{n}{rng.choice(['.example', '.test', '-group.example'])}"
        ext = str(rng.randint(10, 899)) if rng.random() < 0.2 else ""
        mobile = number(country.region, rng, mobile=True)
        trade = rng.choice(country.trades)
        firm = Firm(
            n=n, name=name, city=city, address=street.format(n=rng.randint(2, 180)), phone=phone,
            phone_shown=shown(phone, rng, ext), extension=ext, mobile=mobile,
            mobile_shown=shown(mobile, rng, ""),
            fax_shown=shown(number(country.region, rng), rng, ""),
            email=f"{rng.choice(['info', 'sales', 'office', 'j.' + _word(rng).lower()])}@{domain}",
            site=f"http://www.{domain}/", person=rng.choice(country.people),
            about=country.about.format(t=trade, city=city, n=rng.randint(1962, 2019)), trade=trade,
        )  # fmt: skip
        for key, share in (("email", 0.8), ("site", 0.7)):
            if rng.random() > share:
                firm.shows.discard(key)
        firms.append(firm)
    return firms


def _given(lang: str, letters: str, rng: random.Random) -> str:
    words = {"ar": ARABIC, "he": HEBREW}.get(lang)
    return " ".join(rng.sample(words, 2)) if words else "".join(rng.sample(letters, 2))


def number(region: str, rng: random.Random, *, mobile: bool = False) -> str:
    """A valid number of a country, in E.164."""
    if region == "CN" and not mobile:
        while True:
            area = rng.choice(["512", "21", "755", "571", "10", "592", "769"])
            text = f"+86{area}{rng.randint(6, 8)}{rng.randint(0, 9999999):07d}"[: 3 + len(area) + 8]
            parsed = phonenumbers.parse(text)
            if " " in phonenumbers.format_number(parsed, Form.NATIONAL):
                return text
    kind = Kind.MOBILE if mobile else Kind.FIXED_LINE
    example = phonenumbers.example_number_for_type(region, kind)
    assert example is not None
    text = phonenumbers.format_number(example, Form.E164)
    while True:
        tail = f"{rng.randint(0, 9999):04d}"
        tried = phonenumbers.parse(text[:-4] + tail)
        if phonenumbers.is_valid_number(tried):
            return phonenumbers.format_number(tried, Form.E164)


def shown(e164: str, rng: random.Random, ext: str) -> str:
    """A number as a company of that country writes it."""
    parsed = phonenumbers.parse(e164)
    region = phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    national = phonenumbers.format_number(parsed, Form.NATIONAL)
    far = phonenumbers.format_number(parsed, Form.INTERNATIONAL)
    forms = [national, national, far, re.sub(r"^\+", "00", far), far.replace(" ", "-")]
    if region == "CN":
        bare = re.sub(r"\D", "", national)
        if len(bare) == 11 and bare.startswith("1"):
            forms = [bare, bare, f"{bare[:3]}-{bare[3:7]}-{bare[7:]}", f"+86 {bare}"]
        else:
            area, rest = national.split(" ", 1)
            rest = rest.replace(" ", "")
            forms = [
                f"{area}-{rest}", f"（{area}）{rest}", f"{area}{rest}", f"86-{area[1:]}-{rest}",
                f"+86-{area[1:]}-{rest}", f"0086-{area[1:]}-{rest}", f"({area}){rest}",
            ]  # fmt: skip
    elif region == "DE":
        area, _, rest = national.partition(" ")
        forms += [f"{area} / {rest}", f"{area}/{rest}", far.replace("+49 ", "+49 (0)")]
    elif region == "GB":
        forms += [far.replace("+44 ", "+44 (0)")]
    elif region in ("US", "CA"):
        digits = re.sub(r"\D", "", national)
        forms += [
            f"{digits[:3]}.{digits[3:6]}.{digits[6:]}",
            f"1-{digits[:3]}-{digits[3:6]}-{digits[6:]}",
        ]
    form = rng.choice(forms)
    if not ext:
        return form
    if region == "CN":
        return form + rng.choice([f"转{ext}", f" 转 {ext}", f"-{ext}", f" 分机：{ext}"])
    if region in ("TW", "HK"):
        return form + rng.choice([f"分機{ext}", f"#{ext}", f" 轉 {ext}", f" ext {ext}"])
    return form + rng.choice(
        [f" ext. {ext}", f" x{ext}", f" #{ext}", f" ext {ext}", f" extension {ext}"]
    )


def email_html(firm: Firm, rng: random.Random, ways: str = "mailto plain") -> str:
    """A company's address as HTML, in one of several ways; sets what can be asked of a reader."""
    if "email" not in firm.shows:
        return ""
    way = rng.choice(ways.split())
    local, _, host = firm.email.partition("@")
    if way == "mailto":
        return f'<a href="mailto:{firm.email}">{firm.email}</a>'
    if way == "mailto-hidden":
        return f'<a href="mailto:{firm.email}?subject=Enquiry">E-mail</a>'
    if way == "entities":
        return "".join(f"&#{ord(c)};" for c in firm.email)
    if way == "at":
        return f"{local} [at] {host}"
    if way == "round":
        return f"{local}(at){host}"
    if way == "words":
        return f"{local} at {host.replace('.', ' dot ')}"
    if way == "both":
        return f"{local} [at] {host.replace('.', ' [dot] ')}"
    if way == "wide":
        return f"{local}＠{host}"
    if way == "cf":
        key = rng.randint(1, 255)
        code = bytes([key, *(b ^ key for b in firm.email.encode())]).hex()
        return (
            f'<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{code}">'
            "[email&#160;protected]</a>"
        )
    if way == "script":
        firm.email_may_miss = True
        return f"<script>document.write('{local}' + '@' + '{host}')</script>"
    if way == "data":
        firm.email_may_miss = True
        return f'<a href="#" class="mail" data-user="{local}" data-domain="{host}">Show e-mail</a>'
    if way == "comment":
        return f"{local}<!-- no spam -->@<!-- here -->{host}"
    if way == "nospam":
        return f'{local}<span style="display:none">.nospam</span>@{host}'
    if way == "image":
        firm.shows.discard("email")
        return f'<img src="/mail.php?id={firm.n}" alt="e-mail">'
    if way == "reversed":
        firm.email_may_miss = True
        return f'<span style="unicode-bidi:bidi-override; direction: rtl">{firm.email[::-1]}</span>'
    return html.escape(firm.email)


def site_html(firm: Firm, rng: random.Random, ways: str = "link text") -> str:
    """A company's web site as HTML."""
    if "site" not in firm.shows:
        return ""
    way = rng.choice(ways.split())
    host = firm.host
    if way == "link":
        return f'<a href="{firm.site}" rel="nofollow" target="_blank">{host}</a>'
    if way == "go":
        return f'<a href="/go?url=http%3A%2F%2F{host}%2F" rel="nofollow">Visit website</a>'
    if way == "goto":
        return f'<a href="/redirect.php?id={firm.n}&amp;to={firm.site}">Website</a>'
    if way == "opaque":
        return f'<a href="/out/{firm.n}" rel="nofollow">{host}</a>'
    if way == "button":
        return f'<a class="btn" href="{firm.site}?utm_source=directory">Website</a>'
    return host
