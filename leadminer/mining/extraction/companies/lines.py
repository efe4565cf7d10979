"""A piece of a page as a reader sees it: short texts in lines, and labels with their values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice, pairwise
from typing import Final
from urllib.parse import unquote

from lxml.html import HtmlElement

from leadminer.mining.extraction.companies.pieces import SIGNS, Piece, joined
from leadminer.mining.extraction.html.texts import BLOCKS, is_hidden, is_read, one_line
from leadminer.mining.extraction.values.company_labels import labels_by_length, role_of
from leadminer.mining.extraction.values.emails import fold_width
from leadminer.mining.extraction.values.gated import Gated

_CELLS: Final = frozenset({"td", "th", "summary", "caption", "legend", "label"})
_HINTS: Final = (  # words in a class, a title or a picture's text that stand for a label
    ("fax", re.compile(r"(?:^|[-_ ])(?:fax|print)(?:$|[-_ ])|传真|傳真", re.I)),
    (
        "mobile",
        re.compile(
            r"(?:^|[-_ ])(?:mobile|cell|smartphone|cellphone|mobil)(?:$|[-_ ])|手机|手機", re.I
        ),
    ),
    (
        "phone",
        re.compile(
            r"(?:^|[-_ ])(?:phone|telephone|telefon|tel|phone-alt|phones|call)(?:$|[-_ ])|电话|"
            r"電話",
            re.I,
        ),
    ),
    ("email", re.compile(r"(?:^|[-_ ])(?:e-?mail|envelope|mail|at)(?:$|[-_ ])|邮箱|郵件", re.I)),
    (
        "site",
        re.compile(r"(?:^|[-_ ])(?:website|globe|web|homepage|url)(?:$|[-_ ])|网址|網址", re.I),
    ),
    (
        "address",
        re.compile(
            r"(?:^|[-_ ])(?:address|adr|street-address|map-marker|map-pin|location|"
            r"marker-alt|home|geo|pin|place|marker|map)(?:$|[-_ ])|地址",
            re.I,
        ),
    ),
)
_ICON_TAGS: Final = frozenset({"i", "img", "svg", "span", "em", "ion-icon", "use"})
_ROLES_OF_NUMBERS: Final = frozenset({"phone", "mobile", "fax", "whatsapp"})
_NUMBER_AHEAD: Final = r"(?=\s*[(（+＋\d])"


_LETTER: Final = re.compile(r"\w")


@dataclass(slots=True)
class Labelled:
    """A label with its value."""

    role: str  # see `role_of`; "other" where the label is not known
    label: str
    value: str = ""
    elements: list[HtmlElement] = field(default_factory=list)


def pieces_of(
    root: HtmlElement, skip: frozenset[HtmlElement] | set[HtmlElement] = frozenset()
) -> list[Piece]:
    """The visible texts of an element, in order; each block and each cell is a line of its own."""
    found: list[Piece] = []
    line = 0
    icon = ""
    raw = ""  # of the last piece, or of signs that are none yet
    stack: list[tuple[HtmlElement, bool]] = [(root, False)]

    def add(text: str | None, element: HtmlElement, *, unseen: bool = False) -> None:
        nonlocal icon, line, raw
        if unseen and text and found and found[-1].element is element and found[-1].line == line:
            # a comment or something hidden stood between: for the eye it is one text
            raw += text
            found[-1].text = one_line(raw)
            return
        for n, part in enumerate((text or "").split("\x00")):
            line += n > 0
            clean = one_line(part)
            if sign := _PICTOGRAM.match(clean):
                icon, clean = _role_of_sign(sign[1]) or icon, clean[sign.end() :]
            if _LETTER.search(clean) or clean in SIGNS:
                found.append(Piece(clean, element, line, icon or _hint(element)))
                icon, raw = "", part

    while stack:
        element, closing = stack.pop()
        tag = element.tag
        breaks = tag in BLOCKS or tag in _CELLS
        if closing:
            line += breaks
            if element is not root:
                add(element.tail, element.getparent())
            continue
        if (
            not isinstance(tag, str)
            or element in skip
            or is_hidden(element)
            or not _is_read(element)
        ):
            if tag in ("svg", "use"):
                icon = _icon(element) or icon
            if element is not root:
                add(element.tail, element.getparent(), unseen=tag not in BLOCKS)
            continue
        line += breaks
        if tag in _ICON_TAGS:
            icon = _icon(element) or icon
        add(_shown(element), element)
        stack.append((element, True))
        if tag != "br":
            stack.extend((child, False) for child in reversed(element))
    found = joined(found)
    for before, piece in pairwise(found):
        if len(before.text) <= _CODE_LABEL_MAX and _CODE_LABEL.search(before.text):
            piece.hint = piece.hint or CODE
    return found


_PICTOGRAMS: Final = {
    "phone": "☎☏📞✆", "mobile": "📱📲", "fax": "📠🖷", "email": "✉📧📨📩🖂", "site": "🌐🌍🌎🌏🔗",
    "address": "📍🏠🏢📌🗺",
}  # fmt: skip
_PICTOGRAM: Final = re.compile(rf"([{''.join(_PICTOGRAMS.values())}])[\ufe0e\ufe0f]?\s*")


def _role_of_sign(sign: str) -> str:
    """What a sign that stands for a label says: a telephone, an envelope, a globe."""
    return next((role for role, signs in _PICTOGRAMS.items() if sign in signs), "")


CODE: Final = "code"  # a number that its label calls a code: nobody is called by it
_CODE_LABEL_MAX: Final = 30
_CODE_LABEL: Final = Gated(
    r"(?:代码|代碼|编号|編號|编码|編碼|注册号|注册號|税号|稅號|信用|邮编|郵編|邮政|郵遞區號|许可证|許可證|"
    r"法人番号|登録番号|会員番号|番号コード|郵便番号|사업자|등록번호|법인번호|우편번호|공고번호|"
    r"mã số|msdn|mst|เลขทะเบียน|เลขประจำตัว|رقم السجل|السجل التجاري|الرمز البريدي|"
    r"\b(?:vat|gst(?:in)?|tin|pan|cin|npwp|nib|siren|siret|nip|krs|regon|ust-?id\S*|zip|duns|isbn|"
    r"reg(?:istration)?\.? (?:no|number)|licen[cs]e(?: no)?|post(?:al)? ?code|pin ?code|invoice|"
    r"(?:tender|bid|notice|member|id|ref(?:erence)?|order|account) ?(?:no|number|id|code))\b)"
    r"\.?\s*[:：]?$",
    re.I,
)


def _is_read(element: HtmlElement) -> bool:
    """As `is_read`; and the button of a panel that stands without a heading."""
    told = element.get("class") if element.tag == "button" else None
    return is_read(element) or bool(told and _PANEL.search(told))


_PANEL: Final = re.compile(r"accordion|collaps", re.I)


def _shown(element: HtmlElement) -> str | None:
    """An element's own text as it is displayed: some addresses are written backwards on purpose."""
    text = element.text
    style = (element.get("style") or "").lower()
    if text and "bidi-override" in style and "rtl" in style.replace(" ", ""):
        return str(text)[::-1]
    return str(text).replace("\n", "\x00") if text and element.tag == "pre" else text


def _icon(element: HtmlElement) -> str:
    """What an empty icon stands for."""
    if element.tag != "img" and (element.text_content() or "").strip():
        return ""
    told = " ".join(
        element.get(name) or "" for name in ("class", "title", "alt", "aria-label", "name", "href")
    )
    return next((role for role, pattern in _HINTS if told and pattern.search(told)), "")


def _hint(element: HtmlElement) -> str:
    """What the class or microformat property of an element tells of its text."""
    told = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    if not told.strip():
        return ""
    return next((role for role, pattern in _HINTS if pattern.search(told)), "")


@cache
def _embedded() -> re.Pattern[str]:
    """A known label inside a text: with a colon anywhere, or before a number."""
    names = "|".join(
        re.escape(n).replace(r"\ ", r"[\s.-]*") for n in labels_by_length() if len(n) > 1
    )
    single = "[tTpPfFmMeEwW]"
    tail = r"(?:\s*(?:no|nr|nº|n°)\.?)?(?:\s*[(（][^()（）\d]{1,14}[)）])?"
    # compounds such as Tel/Fax
    pair = rf"(?:{names})(?:(?:\s*[/&、]\s*|\s(?=[^\x00-\u024f]))(?:{names}))?"
    return re.compile(
        rf"(?<![\w@.-])(?:({pair}){tail}\s*(?:[:：]|\.\s*[:：]?{_NUMBER_AHEAD}|{_NUMBER_AHEAD})"
        rf"|({single})\s*[:：.]{_NUMBER_AHEAD}|({single})\s*[:：](?=\s*\S))\s*",
        re.I,
    )


_UNKNOWN: Final = re.compile(r"^([^\W\d][^:：\d\n]{0,28}?)\s*[:：]\s*+(.*)$")
_LETTER_FIRST: Final = re.compile(r"^([TPFMEW])\s+(\S.*)$")  # "T 0121 234 6182"
_LEADING: Final = re.compile(r"^([^\s:：\d@]{2,16}(?:\s[^\s:：\d@]{1,14})?)\s+(\S.*)$")


def labelled_of(pieces: list[Piece]) -> list[Labelled]:
    """The labels of a piece of a page with their values, in order."""
    found: list[Labelled] = []
    current: Labelled | None = None
    opened_at, value_at, home = -1, -1, None
    for piece in pieces:
        alone = _label_alone(piece)
        if alone is not None:
            target = _target_of(piece.element, alone.role)
            if target is not None:
                alone.value, alone.elements = target[0], [target[1]]
            current = alone if target is None else None
            found.append(alone)
            opened_at, value_at, home = piece.line, -1, None
            continue
        before, parts = _split(piece)
        if before and current is not None:
            near = piece.line == opened_at or value_at == -1
            same = home is not None and _is_inside(piece.element, home)
            if near or piece.line == value_at or same:
                current.value = f"{current.value}\n{before}".strip() if current.value else before
                current.elements.append(piece.element)
                if value_at == -1:
                    home = _cell_of(piece.element)
                value_at = piece.line
            else:
                current = None
        for part in parts:
            current = part
            found.append(part)
            opened_at, value_at = piece.line, piece.line if part.value else -1
            home = None
    return [one for one in found if one.value or one.elements]


def _target_of(element: HtmlElement, role: str) -> tuple[str, HtmlElement] | None:
    """Where a link leads that bears a label instead of a value ("Website", "E-mail")."""
    for anchor in (element, *islice(element.iterancestors(), 3)):
        if anchor.tag == "a":
            href = (anchor.get("href") or "").strip()
            scheme, _, rest = href.partition(":")
            if role == "site" and scheme.lower() in ("http", "https"):
                return href, anchor
            if role == "email" and scheme.lower() == "mailto":
                return unquote(rest.partition("?")[0]), anchor
            if role in ("phone", "mobile") and scheme.lower() == "tel":
                return unquote(rest), anchor
            return None
    return None


def _label_alone(piece: Piece) -> Labelled | None:
    """A text that is nothing but a label."""
    text = piece.text
    bare = text.rstrip(" :：.").strip()
    marked = text.rstrip().endswith((":", "："))
    boxed = piece.element.tag in ("dt", "th", "label")
    role = role_of(bare)
    if role is not None and (len(bare) > 1 or marked) and _is_label_text(bare):
        return Labelled(role, bare)
    if (marked or boxed) and 0 < len(bare) <= 30 and not re.search(r"\d{3}|@", bare):
        return Labelled(role or "other", bare)
    return None


def _is_label_text(bare: str) -> bool:
    return len(re.sub(r"\D", "", bare)) <= 2  # "Phone 2", not a number after its label


def _split(piece: Piece) -> tuple[str, list[Labelled]]:
    """What stands before the first label inside a text, and the labels with their values."""
    text = piece.text
    marks = _labels_in(text)
    if not marks:
        first = _UNKNOWN.match(text)
        if first and not re.match(r"https?$", first[1], re.I):
            one = Labelled(role_of(first[1]) or "other", first[1].strip(), first[2].strip())
            one.elements.append(piece.element)
            return "", [one]
        letter = _LETTER_FIRST.match(text)
        short = _single(letter[1]) if letter else None
        if letter and short and _suits(short, letter[2]):
            return "", [Labelled(short, letter[1], letter[2], [piece.element])]
        leading = _LEADING.match(text)
        role = role_of(leading[1]) if leading else None
        if leading and role and _suits(role, leading[2]):
            return "", [Labelled(role, leading[1], leading[2], [piece.element])]
        if piece.hint and _suits(piece.hint, text):
            return "", [Labelled(piece.hint, "", text, [piece.element])]
        return text, []
    parts = []
    for n, mark in enumerate(marks):
        end = marks[n + 1][0] if n + 1 < len(marks) else len(text)
        label = text[slice(*mark[1])]
        role = role_of(label) or _single(label)
        value = text[mark[2] : end].strip(" \t,;，；|·•/-–　、")
        if role:
            parts.append(Labelled(role, label, value, [piece.element]))
    return text[: marks[0][0]].strip(" ,;，；|·•/-–　、"), parts


@lru_cache(maxsize=4_096)  # a text is looked at with its page and with each block around it
def _labels_in(text: str) -> list[tuple[int, tuple[int, int], int]]:
    """Where labels stand inside a text: where each begins, its name, where its value begins."""
    if not _MAY_LABEL.search(text):
        return []
    found = []
    for mark in _embedded().finditer(fold_width(text[:_LABELS_UPTO])):
        group = next(n for n, g in enumerate(mark.groups(), 1) if g)
        found.append((mark.start(), mark.span(group), mark.end()))
    return found


_LABELS_UPTO: Final = 20_000  # letters of one line
_MAY_LABEL: Final = re.compile(
    r"[:：﹕\d０-９(（+＋]"
)  # what each label inside a text is followed by


def _single(letter: str) -> str | None:
    return {"t": "phone", "p": "phone", "f": "fax", "m": "mobile", "e": "email", "w": "site"}.get(
        letter.casefold()
    )


def _suits(role: str, value: str) -> bool:
    """Whether a text may be the value of a label that no colon follows."""
    if role in _ROLES_OF_NUMBERS:
        return bool(re.match(r"^[(（+＋\d][\d\s()（）./+–-]{5,}", value))
    if role == "email":
        return bool(re.search(r"@|＠|\bat\b|[\[({]\s*at\s*[\])}]", value)) and len(value) < 120
    if role == "site":
        return bool(re.match(r"^(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?$", value))
    if role == "address":
        return bool(re.search(r"\d", value)) and len(value) < 200
    return False


def _cell_of(element: HtmlElement) -> HtmlElement | None:
    for ancestor in (element, *element.iterancestors()):
        if ancestor.tag in ("dd", "td"):
            return ancestor
        if ancestor.tag in ("table", "dl", "ul", "section", "main", "body", "tr"):
            return None
    return None


def _is_inside(element: HtmlElement, home: HtmlElement) -> bool:
    return element is home or any(a is home for a in element.iterancestors())
