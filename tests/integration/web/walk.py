"""Walks every page and form a role can reach, and finds product sentences left in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import html

PAGES_MAX = 150
# what product names, units, abbreviations and settings are called in every language
NAMES = (
    *("leadminer", "robots.txt", "noindex", "HTML", "HTTP", "JSON", "API", "PDF", "XLSX", "CSV"),
    *("ISO", "IANA", "UTC", "ASCII", "UTF-8", "NUL", "CAN-SPAM", "GDPR", "PECR", "CASL", "ICO"),
    *("Reddit", "Stack Exchange", "Stack Overflow", "WeChat", "WhatsApp", "Telegram", "LINE", "QQ"),
    *("CNY", "EUR", "USD", "Asia/Shanghai", "Europe/London", "Asia/Taipei", "Money.parse", "Enter"),
    *("leadminer webhooks add MERCHANT URL", "Webhooks", "Webhook"),
    *("https://", "http://", "English", "CSRF", "TCPA", "UWG", "Codice privacy", "S.I.", "CPCE"),
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]+(?:[ ,;:.()-]+[A-Za-z][A-Za-z'’-]+)+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ADDRESS = re.compile(r"\S*(?:://|@|/|\.\w{2,}|_)\S*")
_SPOKEN = ("title", "placeholder", "aria-label", "alt")
WRONG = ("", "x", "-1", "99999999999999999999", "nonsense value", "2026-13-45", "a" * 2100)


@dataclass
class Walk:
    """What a walk saw: pages by address, and English sentences with where they stood."""

    lang: str
    names: tuple[str, ...] = ()
    seen: dict[str, int] = field(default_factory=dict)
    forms: set[str] = field(default_factory=set)
    left: dict[str, str] = field(default_factory=dict)  # sentence -> first address

    def read(self, address: str, text: str) -> html.HtmlElement:
        """Look at a page."""
        page = html.document_fromstring(text)
        assert page.get("lang") == self.lang, f"{address} is in {page.get('lang')}"
        for sentence in spoken(page, self.lang):
            rest = self._without_names(sentence)
            if _LATIN.search(rest) or (
                re.search(r"[A-Za-z]{4,}", rest) and not _CHINESE.search(rest)
            ):
                self.left.setdefault(sentence, address)
        return page

    def _without_names(self, sentence: str) -> str:
        for name in sorted((*self.names, *NAMES, *WRONG[4:5]), key=len, reverse=True):
            sentence = sentence.replace(name, " ")
        return _ADDRESS.sub(" ", sentence)


def spoken(element: html.HtmlElement, lang: str) -> Iterator[str]:
    """What a page says of its own: not what is marked as another language, a code or a hash."""
    own = element.get("lang")
    quiet = (
        element.tag in ("script", "style", "code", "kbd")
        or "hash" in element.get("class", "").split()
    )
    if not isinstance(element.tag, str) or quiet or (own is not None and own != lang):
        return
    if element.get("translate") == "no":
        return
    yield from (element.get(name) for name in _SPOKEN if element.get(name))
    if element.tag != "textarea" and element.text and element.text.strip():
        yield " ".join(element.text.split())
    for child in element:
        yield from spoken(child, lang)
        if child.tail and child.tail.strip():
            yield " ".join(child.tail.split())


Fetch = Callable[[str], tuple[int, str]]
Send = Callable[[str, dict[str, str]], tuple[int, str]]


def walk(fetch: Fetch, send: Send, start: Iterable[str], found: Walk) -> Walk:
    """Follow every link of the site, then send every form empty and with nonsense.

    Of addresses that differ in a number only, three are looked at.
    """
    waiting, shapes = list(start), {}  # type: ignore[var-annotated]
    forms: dict[str, dict[str, str]] = {}
    while waiting and len(found.seen) < PAGES_MAX:
        address = waiting.pop(0)
        shape = re.sub(r"\d+", "#", address)
        if address in found.seen or shapes.get(shape, 0) >= 3:
            continue
        shapes[shape] = shapes.get(shape, 0) + 1
        status, text = fetch(address)
        found.seen[address] = status
        if not text:
            continue
        page = found.read(address, text)
        for link in page.iter("a"):
            target = urlsplit(urljoin(address, link.get("href") or ""))
            if not target.netloc and "/file." not in target.path and not target.fragment:
                waiting.append(target.path + (f"?{target.query}" if target.query else ""))
        for form in page.forms:
            for action in {form.get("action"), *(b.get("formaction") for b in form.iter("button"))}:
                if action and form.method == "POST":
                    fields = dict(form.form_values())
                    fields |= {
                        b.get("name"): b.get("value") for b in form.iter("button") if b.get("name")
                    }
                    forms.setdefault(re.sub(r"\d+", "#", action), {"": action, **fields})
    for shape, fields in forms.items():
        action = fields.pop("")
        if action in ("/logout", "/language", "/login"):
            continue
        found.forms.add(shape)
        _misuse(send, action, fields, found)
    return found


def _misuse(send: Send, action: str, fields: dict[str, str], found: Walk) -> None:
    """Send a form with each field wrong in turn, then for a thing that is not there."""
    for name in fields:
        if name == "csrf_token":
            continue
        for wrong in WRONG:
            _, text = send(action, {**fields, name: wrong})
            if text:
                found.read(f"POST {action} {name}={wrong[:20]}", text)
    for target in {re.sub(r"\d+", "987654321", action), re.sub(r"\d+", "x", action)}:
        for _ in range(2):  # twice: what was done once may be refused
            _, text = send(target, fields)
            if text:
                found.read(f"POST {target}", text)
    for _ in range(2):
        _, text = send(action, fields)
        if text:
            found.read(f"POST {action}", text)
