"""Which country a text speaks from: by its address, its domain, its language."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from babel.core import Locale, get_global

from leadminer.mining.extraction.values.gated import Gated

_WORDS: Final = (
    ("HK", r"香港|Hong\s?Kong|Kowloon"),
    ("MO", r"澳門|澳门|Macau"),
    ("TW", r"台灣|臺灣|台湾|台北|臺北|新北|高雄|台中|臺中|新竹|台南|桃園|Taiwan|Taipei"),
    ("SG", r"Singapore|新加坡"),
    (
        "GB",
        r"United Kingdom|\bUK\b|England|London|Scotland|Wales|Manchester|Birmingham|"
        r"Leeds",
    ),
    (
        "US",
        r"United States|\bUSA?\b|\b(?:CA|NY|TX|OH|IL|WA|MA|FL|OR|GA|MI|PA|NJ|CO|MN|"
        r"WI)\s+\d{5}\b",
    ),
    ("CA", r"Canada|\b(?:ON|BC|QC|AB)\b,?\s+[A-Z]\d[A-Z]"),
    ("AU", r"Australia|\b(?:NSW|VIC|QLD|WA|SA|TAS)\s+\d{4}\b"),
    ("NZ", r"New Zealand"),
    ("DE", r"Deutschland|Germany|\bD-\d{5}"),
    ("AT", r"Österreich|Austria|\bA-\d{4}"),
    ("CH", r"Schweiz|Switzerland|\bCH-\d{4}"),
    ("FR", r"\bFrance\b|Paris\b|Lyon\b"),
    ("IT", r"Italia|Italy"),
    ("ES", r"España|Spain"),
    ("NL", r"Nederland|Netherlands"),
    ("JP", r"日本|Japan|東京|大阪|〒"),
    ("KR", r"Korea|대한민국|서울"),
    ("VN", r"Vi[eệ]t\s?Nam"),
    ("MY", r"Malaysia"),
    ("TH", r"Thailand"),
    ("IN", r"\bIndia\b"),
    ("PL", r"Polska|Poland"),
    ("IE", r"\bIreland\b"),
    ("CN", r"中国|中國|China|[省市]|江苏|浙江|广东|上海|北京|深圳"),
)
_REGION_WORDS: Final = tuple((code, Gated(words)) for code, words in _WORDS)
_LANG_REGION: Final = {
    "zh-Hans": "CN",
    "zh-Hant": "TW",
    "de": "DE",
    "ja": "JP",
    "ko": "KR",
    "fr": "FR",
    "it": "IT",
    "es": "ES",
    "nl": "NL",
    "pl": "PL",
    "vi": "VN",
    "tr": "TR",
    "pt": "PT",
}
_TLD_REGION: Final = re.compile(
    r"\.(cn|tw|hk|de|at|ch|fr|it|es|nl|jp|kr|uk|au|nz|ca|sg|pl|in|vn|my|th|ie|be|se|"
    r"dk|no|fi|pt|br|mx)$"
)


def guess_region(
    *, lang: str | None, address: str, host: str = "", country: str | None = None
) -> str | None:
    """The country whose phone numbers are meant: stated, else by address, domain, language."""
    if country and re.fullmatch("[A-Za-z]{2}", country.strip()):
        return country.strip().upper()
    stated = country_in(country or "") or country_in(address)
    if stated:
        return stated
    tld = _TLD_REGION.search(host)
    if tld:
        return "GB" if tld.group(1) == "uk" else tld.group(1).upper()
    return _LANG_REGION.get(lang or "")


def country_in(text: str) -> str | None:
    """The country an address names, itself or by a town that stands for it."""
    if not text:
        return None
    return _known_country_in(text[:_TEXT_MAX])


@lru_cache(maxsize=2_000)
def _known_country_in(text: str) -> str | None:
    return _named_in(text) or next((code for code, p in _REGION_WORDS if p.search(text)), None)


_TEXT_MAX: Final = 2_000  # letters of an address that are looked at


_NAME_LANGUAGES: Final = (  # whose names of countries are known (CLDR)
    "en de fr es it pt nl pl ru uk tr ar he fa el cs sk hu ro bg hr sr sv da nb fi ja ko zh "
    "zh_Hant vi th id ms hi"
)
_SHORT_NAMES: Final = {
    "usa": "US", "u.s.a": "US", "us": "US", "uk": "GB", "u.k": "GB", "great britain": "GB",
    "uae": "AE", "u.a.e": "AE", "الإمارات": "AE", "ksa": "SA", "السعودية": "SA", "prc": "CN",
    "p.r. china": "CN", "pr china": "CN", "p.r.china": "CN", "holland": "NL", "rf": "RU",
    "рф": "RU", "czech republic": "CZ", "turkey": "TR", "south korea": "KR", "korea": "KR",
    "viet nam": "VN", "tschechische republik": "CZ", "republic of korea": "KR", "macau": "MO",
    "hong kong": "HK", "臺灣": "TW", "中國": "CN", "中华人民共和国": "CN", "england": "GB",
    "scotland": "GB", "wales": "GB",
}  # fmt: skip
_STATES: Final = frozenset({"georgia", "georgien", "géorgie"})  # of America too
_CJK: Final = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_SEGMENTS: Final = re.compile(r"[,，、،;；|\n()（）]|\s[-–·]\s|\.\s*$")
_HOUSE_NUMBER: Final = re.compile(r"[^\W\d_]\s{1,3}\d{1,4}[a-zA-Z]?\W{0,3}$")
_POST_CODE: Final = re.compile(r"[\d\s_.:：-]*\d[\d\s_.:：-]*")


@cache
def _country_names() -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in _NAME_LANGUAGES.split():
        for code, name in Locale.parse(tag).territories.items():
            if re.fullmatch("[A-Z]{2}", code) and code not in ("ZZ", "EU", "EZ", "UN", "XA", "XB"):
                found.setdefault(name.casefold(), code)
    return {k: v for k, v in (found | _SHORT_NAMES).items() if k not in _STATES}


def is_country(text: str) -> bool:
    """Whether a text is nothing but the name of a country."""
    return text.strip(" .,").casefold() in _country_names()


def ends_with_country(text: str) -> bool:
    """Whether the last of several parts of a text, as of an address, is the name of a country."""
    parts = [part.strip(" .") for part in _SEGMENTS.split(text) if part and part.strip(" .")]
    return len(parts) > 1 and parts[-1].casefold() in _country_names()


@lru_cache(maxsize=5_000)
def _named_in(address: str) -> str | None:
    """The country that an address ends with; in the East and in Russia also begins with."""
    names = _country_names()
    bare = (_POST_CODE.sub(" ", p or "").strip(" .:：") for p in _SEGMENTS.split(address[-400:]))
    parts = [part.casefold() for part in bare if part]
    for part in parts[-1:] + parts[:1]:
        is_first = part is parts[0] and len(parts) > 1
        if part in names and (not is_first or _CJK.search(part) or re.match(r"[а-я]", part)):
            return names[part]
    last = parts[-1].split() if parts else []  # "New York, NY UNITED STATES"
    if _HOUSE_NUMBER.search(address):
        last = []  # "Corso Francia 12": a street called so
    ends = (" ".join(last[-n:]) for n in (3, 2, 1) if n < len(last))
    ending = next((names[end] for end in ends if len(end) > 3 and end in names), None)
    if ending:
        return ending
    head = parts[0] if parts and _CJK.match(parts[0]) else ""
    return next((names[head[:n]] for n in range(6, 1, -1) if head[:n] in names), None)


# post codes and the like that only one country writes so
_POSTAL: Final = (
    ("GB", Gated(r"\b(?:GIR 0AA|[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2})\b")),
    (
        "US",
        Gated(
            r"\b(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|"
            r"PA|RI|"
            r"S[CD]|T[NX]|UT|V[AT]|W[AIVY])\.?,?\s+\d{5}(?:-\d{4})?\b"
        ),
    ),
    ("CA", Gated(r"\b[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d\b")),
    ("JP", Gated(r"〒\s*\d{3}-?\d{4}|[都道府県].{1,8}[市区町村]")),
    ("BR", Gated(r"\b\d{5}-\d{3}\b|\b(?:SP|RJ|MG|PR|RS|SC|BA)\b[,\s-]+(?:CEP|Brasil)")),
    ("IN", Gated(r"\b(?:Maharashtra|Gujarat|Tamil Nadu|Karnataka|Delhi|Punjab|Haryana|Kerala|"
                 r"Telangana|Rajasthan|West Bengal|Uttar Pradesh)\b|"
                 r"[-–]\s?\d{6}\b.*\bIndia\b")),
    ("NL", Gated(r"\b\d{4} ?[A-Z]{2}\b(?=\s+[A-Z][a-z]|,)")),
    ("KR", Gated(r"[가-힣]+(?:특별시|광역시|[가-힣]도)\s|[가-힣]+시\s[가-힣]+(?:구|동|로)")),
    ("TW", Gated(r"[市縣].{1,5}[區鄉鎮].{1,12}[路街段].{0,8}號")),
)  # fmt: skip
_DOMAIN_REGION: Final = re.compile(r"\.([a-z]{2})$")
_NOT_TLDS: Final = frozenset(
    ["io", "co", "tv", "me", "ai", "eu", "cc", "ws", "fm", "la", "to", "ly", "gg", "sh"]
)


def regions_of(
    *,
    region: str | None = None,
    country: str = "",
    address: str = "",
    declared: str = "",
    lang: str | None = None,
    host: str = "",
    learned: str | None = None,
) -> list[str]:
    """Countries whose national numbers may be meant, the likeliest first."""
    return list(
        reasons_of(
            region=region, country=country, address=address, declared=declared, lang=lang,
            host=host, learned=learned,
        )
    )  # fmt: skip


def reasons_of(
    *,
    region: str | None = None,
    country: str = "",
    address: str = "",
    declared: str = "",
    lang: str | None = None,
    host: str = "",
    learned: str | None = None,
) -> dict[str, str]:
    """Countries whose national numbers may be meant, the likeliest first, each with its reason:
    setting stated address postcode domain tag entries language.

    In this order: the source's setting, a stated country, the address, the domain, the country
    part of the page's language tag (`declared`), what the site's other entries say (`learned`),
    the country that speaks the language most.
    """
    found: list[tuple[str | None, str]] = [(region, "setting")]
    if country:
        code = country.strip().upper()
        is_code = re.fullmatch("[A-Z]{2}", code)
        found.append((code if is_code else country_in(country), "stated"))
    found += [(country_in(address), "address"), (country_by_postcode(address), "postcode")]
    tld = _DOMAIN_REGION.search(host.lower())
    if tld and tld.group(1) not in _NOT_TLDS:
        found.append(("GB" if tld.group(1) == "uk" else tld.group(1).upper(), "domain"))
    parts = re.split(r"[-_]", declared)
    subtag = next((p.upper() for p in parts[1:] if re.fullmatch("[A-Za-z]{2}", p)), None)
    # en-US is what templates come with: it tells least of all
    tagged, entries = (subtag, "tag"), (learned, "entries")
    found += [entries, tagged] if (lang or "").startswith("en") else [tagged, entries]
    found.append((_LANG_REGION.get(lang or "") or _likely_country(parts[0]), "language"))
    reasons: dict[str, str] = {}
    for each, why in found:
        if each:
            reasons.setdefault(each, why)
    return reasons


@lru_cache(maxsize=2_000)
def country_by_postcode(text: str) -> str | None:
    """The country that writes addresses as this one is written."""
    return next((code for code, pattern in _POSTAL if text and pattern.search(text)), None)


def _likely_country(language: str) -> str | None:
    """The country that CLDR's likely subtags give a language; none for English."""
    if not language or language.lower() == "en":
        return None
    tag = get_global("likely_subtags").get(language.lower(), "")
    found = re.search(r"_([A-Z]{2})$", str(tag))
    return found.group(1) if found else None
