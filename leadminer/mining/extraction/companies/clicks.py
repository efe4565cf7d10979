"""What a page shows at a click, or a small script writes: a number in an attribute of a button, an
address put together of two. Nothing is run, nothing is put together that the page does not."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final, cast

from lxml import etree
from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import noted
from leadminer.mining.extraction.values.page_source import may_hold
from leadminer.mining.extraction.values.phones import looks_like_phone

_NUMBERS: Final = (
    "data-phone", "data-tel", "data-telephone", "data-phone-number", "data-phonenumber",
    "data-full-phone", "data-full-number", "data-full", "data-number", "data-call", "data-mobile",
    "data-contact-phone", "data-telefon", "data-tel-number", "data-original-phone",
)  # fmt: skip
_ADDRESSES: Final = ("data-email", "data-mail", "data-e-mail", "data-mailto")
_LOCALS: Final = ("data-user", "data-name", "data-local", "data-u", "data-before", "data-login")
_HOSTS: Final = ("data-domain", "data-host", "data-d", "data-after", "data-site")
_FIND: Final = etree.XPath(
    "descendant-or-self::*[" + " or ".join(f"@{n}" for n in (*_NUMBERS, *_ADDRESSES, *_HOSTS)) + "]"
)
_HOST: Final = re.compile(r"@?([a-z0-9-]+(?:\.[a-z0-9-]+)+)", re.I)
_LOCAL: Final = re.compile(r"[a-z0-9][a-z0-9._+-]*", re.I)
_WRITTEN: Final = re.compile(
    r"(['\"])([a-z0-9][\w.+-]*)\1\s*\+\s*(['\"])(?:@|&#0?64;)\3\s*\+\s*(['\"])([a-z0-9-]+(?:\.[a-z0-9-]+)+)\4"
    r"|(['\"])([a-z0-9][\w.+-]*)@\6\s*\+\s*(['\"])([a-z0-9-]+(?:\.[a-z0-9-]+)+)\8",
    re.I,
)
_E164: Final = re.compile(r"\+\d{7,15}(?:;ext=\d{1,6})?")  # as RFC 3966 has extensions
_SCRIPT_MAX: Final = 2_000  # letters of a script that only writes an address


def clicked(scope: HtmlElement) -> list[HtmlElement]:
    """The elements whose attributes may hold a number or an address."""
    if not may_hold(*_NUMBERS, *_ADDRESSES, *_HOSTS):
        return []
    root = scope.getroottree().getroot()
    if not noted("clicks", root, lambda: bool(_FIND(root))):
        return []
    return cast("list[HtmlElement]", _FIND(scope))


def numbers_at_click(scope: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Numbers in attributes, with their elements."""
    for element in clicked(scope):
        for name in _NUMBERS:
            value = (element.get(name) or "").strip()
            if value and (looks_like_phone(value) or _E164.fullmatch(value)):
                yield element, value


def addresses_at_click(scope: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """E-mail addresses in attributes, whole or in two parts, or written by a script in place."""
    for element in clicked(scope):
        whole = next((v for n in _ADDRESSES if (v := element.get(n))), "")
        if "@" in whole:
            yield element, whole
            continue
        host = next((m for n in _HOSTS if (m := _HOST.fullmatch(element.get(n) or ""))), None)
        local = next((v for n in _LOCALS if _LOCAL.fullmatch(v := element.get(n) or "")), "")
        if host and local:
            yield element, f"{local}@{host[1]}"
    for script in scope.iter("script"):
        text = script.text or ""
        if "+" in text and len(text) <= _SCRIPT_MAX:
            for match in _WRITTEN.finditer(text):
                yield script, f"{match[2] or match[7]}@{match[5] or match[9]}"
            if "64;" in text or "@" in text or "x40" in text:
                yield from ((script, address) for address in _put_together(text))


_STRING: Final = r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\""
_SUM: Final = re.compile(
    rf"(?<![\w$])([A-Za-z_$][\w$]*)\s*(\+?=)\s*"  # from a name's beginning: scripts are long
    rf"((?:{_STRING}|[A-Za-z_$][\w$]*)(?:\s*\+\s*(?:{_STRING}|[A-Za-z_$][\w$]*))*)\s*(?=[;\n])"
)
_TERM: Final = re.compile(rf"({_STRING})|([A-Za-z_$][\w$]*)")
_ADDRESS: Final = re.compile(r"[a-z0-9][\w.+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.I)


def _put_together(script: str) -> Iterator[str]:
    """Addresses that a script adds up of its own strings: sums and names, nothing else is read."""
    known: dict[str, str] = {}
    for match in _SUM.finditer(script):
        name, sign, terms = match.groups()
        parts = [known.get(name, "")] if sign == "+=" else []
        for text, other in _TERM.findall(terms):
            parts.append(_plain(text) if text else known.get(other, "\n"))
        known[name] = "".join(parts)[:500]
        if _ADDRESS.fullmatch(known[name].removeprefix("mailto:")):
            yield known[name].removeprefix("mailto:")


def _plain(literal: str) -> str:
    text = re.sub(r"\\x([0-9a-f]{2})", lambda m: chr(int(m[1], 16)), literal[1:-1], flags=re.I)
    return html.unescape(re.sub(r"\\(.)", r"\1", text))
