"""E-mail addresses a text shows, also where they are written to keep robots off.

Only what a reader can see is reported: an address is never put together from names and domains,
and "look at example.com" is no address. Offsets point into the text as it was given.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from leadminer.mining.extraction.values.gated import Gated

_LOCAL: Final = r"[a-z0-9](?:[a-z0-9._%+-]{0,62}[a-z0-9_+-])?"
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_AT_SIGN: Final = r"(?:@|&#0*64;|&#x0*40;|&commat;|%40)"
_AT_BOXED: Final = (
    r"\s*(?:\[\s*(?:at|@|ät|arroba|a)\s*\]|\(\s*(?:at|@|ät|arroba|a)\s*\)|\{\s*(?:at|@)\s*\}"
    r"|<\s*(?:at|@)\s*>|【\s*(?:at|@)\s*】|（\s*(?:at|@)\s*）|「at」|[#*_-]at[#*_-]|\s_at_\s|"
    r"\(ett\))\s*"
)
# what any sign for "at" but a spelled one begins with
_AN_AT: Final = re.compile(
    r"@|&#0*64;|&#[xX]0*40;|&[cC][oO]|%40|"
    r"[\[({<【（「#*_-]\s*(?:[aA][tT]|@|[äÄ][tT]|[aA][rR][rR][oO][bB][aA]|[aA]|[eE][tT][tT])"
    r"\s*[\])}>】）」#*_-]"
)
_DOT_BOXED: Final = (
    r"\s*(?:\[\s*(?:dot|punkt|punto|ponto|point|点|點|\.)\s*\]|\(\s*(?:dot|punkt|punto|ponto|"
    r"point|点|點|\.)"
    r"\s*\)|\{\s*(?:dot|\.)\s*\}|<\s*dot\s*>|【\s*(?:dot|\.|点)\s*】|（\s*(?:dot|\.|点|點)\s*）)\s*"
)
_DOT_ANY: Final = rf"(?:\.|{_DOT_BOXED}|。(?=[a-z])|\s+dot\s+)"
_DOMAIN: Final = rf"(?:{_LABEL}{_DOT_ANY}){{1,5}}[a-z]{{2,24}}"
_BEFORE: Final = r"(?<![a-z0-9_.+%@/-])"  # an ideograph may stand right before it
_AFTER: Final = r"(?![a-z0-9_@-]|\.[a-z0-9])"
_PLAIN: Final = re.compile(
    rf"{_BEFORE}({_LOCAL}){_AT_SIGN}((?:{_LABEL}\.)+[a-z]{{2,24}}){_AFTER}", re.I
)
_SHIELDED: Final = re.compile(
    rf"{_BEFORE}({_LOCAL}(?:{_DOT_BOXED}{_LOCAL}){{0,2}})(?:{_AT_SIGN}|{_AT_BOXED})({_DOMAIN})"
    rf"{_AFTER}",
    re.I,
)
# "sales at drums dot com": spelled out whole; "at" with a plain dot is ordinary speech
_SPELLED: Final = Gated(
    rf"{_BEFORE}({_LOCAL}(?:\s+dot\s+{_LOCAL}){{0,2}})\s+at\s+((?:{_LABEL}(?:\s+dot\s+|"
    rf"{_DOT_BOXED}))"
    rf"{{1,4}}[a-z]{{2,24}}){_AFTER}",
    re.I,
)
# "hello AT drums.example": capitals set the word apart from what is around it
_CAPITAL_AT: Final = Gated(
    r"(?<![a-zA-Z0-9_.+%@/-])([a-z0-9][a-z0-9._+-]{0,62}) AT ((?:[a-z0-9][a-z0-9-]*(?:\.| DOT ))"
    r"{1,4}[a-z]{2,24})"
    r"(?![a-zA-Z0-9_@-]|\.[a-z0-9])"
)
# after its label "at" and a sign between blanks are plain enough
_LABELLED: Final = Gated(
    rf"(?:e-?mail(?:\s+address)?|邮箱|郵箱|信箱|电邮|電郵|メール)\s*(?:is|:|：|是|为|為)\s*"
    rf"({_LOCAL})\s+(?:at|@)\s+({_DOMAIN}){_AFTER}",
    re.I,
)
# "abc#163.com (#换成@)": the writer says which sign stands for it
_SWAPPED: Final = re.compile(
    rf"{_BEFORE}({_LOCAL})[#*★☆]({_LABEL}(?:\.{_LABEL})*\.[a-z]{{2,24}}){_AFTER}", re.I
)
_SWAP_TOLD: Final = Gated(
    r"[#*★☆]\s*.{0,8}?(?:换|換|改|替|replace|instead|=|→|->).{0,12}?@|@.{0,8}(?:代替|换|換)", re.I
)
_FILE_TLD_WORDS: Final = (
    "png jpg jpeg gif webp svg css js ts jsx tsx ico bmp json xml yml yaml py rb php html htm txt "
    "pdf mp3 mp4 zip md lock log conf cfg ini sh local localhost internal invalid"
)
_FILE_TLD: Final = frozenset(_FILE_TLD_WORDS.split())
_FREE_MAIL_WORDS: Final = (
    "gmail.com googlemail.com yahoo.com hotmail.com outlook.com live.com icloud.com aol.com "
    "gmx.de gmx.net web.de t-online.de freenet.de orange.fr free.fr laposte.net libero.it "
    "mail.ru yandex.ru bk.ru inbox.ru qq.com foxmail.com 163.com 126.com sina.com sina.cn "
    "sohu.com yeah.net 139.com 189.cn aliyun.com naver.com daum.net hanmail.net pchome.com.tw "
    "yahoo.co.jp yahoo.com.tw yahoo.com.hk hinet.net seznam.cz wp.pl o2.pl proton.me "
    "protonmail.com msn.com me.com ymail.com uol.com.br bol.com.br terra.com.br rediffmail.com"
)
_FREE_MAIL: Final = frozenset(_FREE_MAIL_WORDS.split())
_ROLES_WORDS: Final = (
    "info sales contact contacts office hello support service services admin mail email enquiry "
    "enquiries inquiry inquiries export import marketing purchase purchasing procurement hr jobs "
    "career careers team kontakt vertrieb einkauf verkauf kefu noreply no-reply donotreply "
    "do-not-reply webmaster postmaster hostmaster abuse billing accounts accounting finance "
    "press media legal privacy security order orders booking bookings reservations reception "
    "help helpdesk feedback newsletter post ventas compras contacto informacion administracion "
    "vendite acquisti amministrazione commerciale vendas compras contato comercial vente ventes "
    "achats accueil commercial direction secretariat zakupki zakaz xiaoshou yewu caigou trade "
    "business customerservice customer.service cs rfq quote quotes tender tenders buchhaltung "
    "bewerbung rezeption zentrale general it dev tech technical moderator mod editor root"
)
_ROLES: Final = frozenset(_ROLES_WORDS.split())


@dataclass(frozen=True, slots=True)
class Email:
    """An address, where it stands, how it was written and whose it is."""

    address: str  # lower case
    start: int
    end: int
    method: str  # text obfuscated
    owner: str  # personal role generic


def is_free_mail(host: str) -> bool:
    """Whether anybody may have an address at a host."""
    return host.lower() in _FREE_MAIL


def emails_in(text: str) -> list[Email]:
    """The addresses of a text, in order, each once."""
    return list(_known_in(text) if len(text) <= _KEPT_MAX else _emails_in(text))


_KEPT_MAX: Final = 2_000  # letters of a text that is remembered


def _emails_in(text: str) -> tuple[Email, ...]:
    folded = fold_width(text)
    found: dict[str, Email] = {}
    signed = (_PLAIN, _SHIELDED) if _AN_AT.search(folded) else ()
    swapped = (_SWAPPED,) if _SWAP_TOLD.search(folded) else ()
    taken: list[tuple[int, int]] = []
    for pattern in (*signed, _SPELLED, _CAPITAL_AT, _LABELLED, *swapped):
        for match in pattern.finditer(folded):
            start, end = match.start(1), match.end(2)
            if any(start < e and s < end for s, e in taken) or _in_address(folded, start, end):
                continue
            address = _joined(match[1], match[2])
            if address is None:
                continue
            taken.append((start, end))
            plain = text[start:end].lower() == address
            one = Email(address, start, end, "text" if plain else "obfuscated", owner_of(address))
            found.setdefault(address, one)
    return tuple(sorted(found.values(), key=lambda one: one.start))


# a text is looked at with its page, with each block around it and with its labels
_known_in = lru_cache(maxsize=4_096)(_emails_in)


def one_email(raw: str) -> str | None:
    """The address in something that should hold one (a mailto link, a labelled value)."""
    text = html.unescape(unquote(raw)).strip()
    found = emails_in(text)
    return found[0].address if found else None


def owner_of(address: str) -> str:
    """Whose an address is: "role" of a function, "personal", "generic" if it does not tell."""
    local, _, domain = address.partition("@")
    bare = re.sub(r"[\d_-]+$", "", local)
    first = re.split(r"[._+-]", bare)[0]
    if {local, bare, first} & _ROLES:
        return "role"
    if domain in _FREE_MAIL or re.search(r"[a-z]{1,}[._][a-z]{2,}", local):
        return "personal"
    return "generic"


@lru_cache(maxsize=5_000)
def _narrow(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def fold_width(text: str) -> str:
    """Full-width letters and signs made narrow, one character for one: offsets stay true."""
    is_narrow = text.isascii() or unicodedata.is_normalized("NFKC", text)
    return text if is_narrow else "".join(map(_narrow, text))


def _joined(local: str, domain: str) -> str | None:
    local = re.sub(rf"{_DOT_BOXED}|\s+dot\s+", ".", local, flags=re.I)
    domain = re.sub(_DOT_ANY, ".", domain, flags=re.I)
    address = f"{local}@{domain}".lower()
    tld = domain.rsplit(".", 1)[-1].lower()
    if tld in _FILE_TLD or ".." in address or re.search(r"\s", address):
        return None
    return address


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether it is a part of a web address or of a repository's (user@host:path)."""
    word = re.search(r"\S*$", text[:start])
    before = word.group() if word else ""
    if "://" in before and not re.search(r"[,;，；(（]", before):
        return True
    return bool(re.match(r":[\w~/]", text[end:])) and text[start:end].lower().startswith(
        ("git@", "hg@")
    )
