"""Which country a text speaks from: by its address, its domain, its language."""

from __future__ import annotations

import re
from typing import Final

_REGION_WORDS: Final = (
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
    return next(
        (code for code, pattern in _REGION_WORDS if text and re.search(pattern, text)), None
    )
