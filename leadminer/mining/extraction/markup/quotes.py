"""What of a post is not its author's: quotes of others, signatures, notes of later edits."""

from __future__ import annotations

import re
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.text_labels import is_label
from leadminer.mining.extraction.html.texts import BLOCKS, line_of, one_line, text_of
from leadminer.mining.extraction.markup.edit_notes import is_edit_note
from leadminer.mining.extraction.markup.tallies import is_tally
from leadminer.mining.extraction.values.gated import Gated
from leadminer.mining.extraction.values.page_source import may_hold

_QUOTE_CLASS: Final = Gated(
    r"(?:^|[-_ ])(?:bb-?code_?quote|quote(?!-selection)(?:d|_?container|block|-?box|"
    r"_?header|main|-?reply|content)?|ipsquote|"
    r"blockquote-?quote|mycode_quote|bbc_standard_quote|gmail_quote|reply-?quote(?:-content)?|citation|"
    r"quoteheader|quotetop|quote-?title|zitat)(?:$|[-_ ])",
    re.I,
)
_QUOTE_ATTRIBUTES: Final = (
    "data-quote",
    "data-ipsquote",
    "data-ipsquote-username",
    "data-author-quote",
)
_SAID: Final = re.compile(
    r"(?:wrote|writes|said|says|schrieb|写道|寫道|说道|说|發表於|发表于|a écrit|escribió|escreveu|"
    r"написал\w*|さんは|đã viết|님이|kirjoitti|napisał\w*|yazdı|كتب|نوشت)"
    r"\s*+(?:in\b.{0,120})?[:：]?\s*+[↑»]?$|"
    r"^(?:quote|originally posted|zitat|引用|citation|回复|回覆)\b|^(?:引用|回复)",
    re.I,
)
_SIGNATURE: Final = re.compile(
    r"(?:^|[-_ ])(?:sig|sign|signature\w*|member-?signature|user-?sign\w*|post-?sig)(?:$|[-_ ])|"
    r"signature",
    re.I,
)


_PRICE_QUOTE: Final = re.compile(
    r"quot(?:es?|ations?) (?:left|now|received|required)|(?:get|request|send|submit) (?:a |my |"
    r"us )?"
    r"quot|date posted|(?:已|收到|参与|參與|剩余)[报報][价價]|[报報][价價](?:数|數|人|次)|"
    r"\d\s?(?:条|个|份|家|人|次)[报報][价價]|[立我]即?[要]?[报報][价價]",
    re.I,
)


def _of_prices(element: HtmlElement) -> bool:
    """Whether "quote" is what sellers offer ("Quotes left: 9"), not what somebody else said."""
    said = line_of(element)
    return len(said) <= 120 and bool(_PRICE_QUOTE.search(said))


_DAY: Final = re.compile(r"(?:19|20)\d\d|\d{1,2}[./-]\d|\d\s?[月日일]")


def _is_under_heading(element: HtmlElement) -> bool:
    """Whether it is one of several built alike under a heading of theirs, each with its day: what
    sellers offer, one after the other; what is quoted of others stands amid somebody's words."""
    if not _DAY.search(line_of(element)[:400]):
        return False
    alike = element.tag, element.get("class")
    before = (e for e in element.itersiblings(preceding=True) if isinstance(e.tag, str))
    above = next((e for e in before if (e.tag, e.get("class")) != alike), None)
    return above is not None and above.tag in ("h2", "h3", "h4", "h5", "h6")


def is_quote(element: HtmlElement) -> bool:
    """Whether an element repeats what somebody else said."""
    tag = element.tag
    names = element.get("class")
    if (
        names
        and tag not in ("a", "button", "li", "ul", "body", "tr")
        and _QUOTE_CLASS.search(names)
    ):
        own = re.search(r"postcontent|post-?content", names) or _of_prices(element)
        return not own and not _is_under_heading(element)
    if may_hold(*_QUOTE_ATTRIBUTES) and any(
        element.get(name) is not None for name in _QUOTE_ATTRIBUTES
    ):
        return True
    if tag == "fieldset":
        legend = element.find("legend")
        said = line_of(legend) if legend is not None else ""
        if 0 < len(said) < 160 and (_SAID.search(said) or _is_called_quote(element)):
            return True
    if tag in ("div", "td", "fieldset") and len(element) > 1 and _is_called_quote(element):
        return True
    if tag == "div" and len(element) and _is_opened_as_quote(element):
        return True
    if tag != "blockquote":
        return False
    if element.get("cite"):
        return True
    return _is_attributed(element) or _is_headed_by_name(element)


_NAME_LINE: Final = re.compile(r"(?:@?[^\s:：,，。!！?？;；]+ ?){1,5}[:：]")
_GREETING: Final = re.compile(
    r"^(?:hi|hello|hey|dear|hallo|guten|liebe|sehr|bonjour|salut|hola|buen|ol[aá]|привет|добрый|"
    r"大家|你好|您好|各位|请问|請問|问题|問題|question|problem|note|update|edit|ps)\b|^.{0,4}好[:：]$",
    re.I,
)


def _is_headed_by_name(element: HtmlElement) -> bool:
    """Whether a block amid an answer begins with a line that is a name and a colon, no more."""
    first = next((c for c in element if isinstance(c.tag, str)), None)
    if first is None or first.tag not in ("p", "div", "footer", *_IN_OTHER_LETTERS):
        return False
    if one_line(element.text) or not (one_line(first.tail) or first.getnext() is not None):
        return False
    said = line_of(first)
    after = first.getnext()
    alone = first.tag in _IN_OTHER_LETTERS and after is not None and after.tag == "br"
    if alone and not one_line(first.tail) and not said.endswith((":", "：")):
        said = f"{said}:"  # <em>anna</em><br>
    if len(said) > 40 or not _NAME_LINE.fullmatch(said) or _GREETING.match(said):
        return False
    return _is_amid_words(element)


_IN_OTHER_LETTERS: Final = ("strong", "b", "em", "i", "cite")


def _is_amid_words(element: HtmlElement) -> bool:
    """Whether other words of the same text stand beside an element."""
    if one_line(element.tail):
        return True
    beside = (element.getnext(), element.getprevious())
    return any(
        other is not None and other.tag in ("p", "div", "ul", "ol", "pre") and line_of(other)
        for other in beside
    )


_CALLED: Final = re.compile(
    r"(?:quote|zitat|citation|cita|citação|citazione|citaat|cytat|цитата|alıntı|lainaus|citat|"
    r"引用|인용|trích dẫn|اقتباس|نقل قول|ציטוט)\s*[:：]?",
    re.I,
)


def _is_called_quote(element: HtmlElement) -> bool:
    """Whether an element begins with a line that only says "Quote:"."""
    first = element[0]
    if not isinstance(first.tag, str) or len(first) or (element.text or "").strip():
        return False
    said = first.text
    return bool(said and len(said) < 30 and _CALLED.fullmatch(said.strip()))


def _is_opened_as_quote(element: HtmlElement) -> bool:
    """Whether a box before other words begins with a line "Quote anna, 2026-03-01 10:02"."""
    head = one_line(element.text)
    if not 0 < len(head) <= 100 or element[0].tag != "br" or not _DAY.search(head):
        return False
    if not _CALLED.match(head) or not (one_line(element[0].tail) or len(element) > 1):
        return False
    after = element.getnext()
    return bool(one_line(element.tail)) or (after is not None and after.tag == "p")


def _is_attributed(element: HtmlElement) -> bool:
    first = next((c for c in element if isinstance(c.tag, str)), None)
    if first is not None and not one_line(element.text):
        head = line_of(first)
        told = _SAID.search(head) if len(head) < 160 else None
        if told and told.end() == len(head):
            return True  # it only says who said it
        if _begins_with_quote(first):
            return False  # a post in a blockquote that answers what it quotes at its head
    cites = element.findall(".//cite")
    if cites and not one_line(element.text):
        return True
    opening = one_line(element.text) or (line_of(first) if first is not None else "")
    said = text_of(element).partition("\n")
    if said[2] and len(said[0]) < 160 and _SAID.search(said[0]):
        return True  # "anna wrote:" and a new line
    if opening and len(opening) < 160 and _SAID.search(opening):
        return True
    while first is not None and first.tag in ("div", "font", "p", "small"):
        inner = next((c for c in first if isinstance(c.tag, str)), None)
        if inner is None:
            break
        opening = line_of(inner)
        if len(opening) < 160 and _SAID.search(opening):
            return True
        first = inner
    return False


def _begins_with_quote(first: HtmlElement) -> bool:
    """Whether an element that opens another is or wraps a quote, with more to follow it."""
    if not (one_line(first.tail) or first.getnext() is not None):
        return False
    return any(
        inner.tag == "blockquote" or _QUOTE_CLASS.search(inner.get("class") or "")
        for inner in first.iter("div", "blockquote", "table", "section", "fieldset")
    )


_DASHES: Final = re.compile(r"[-–—_]{2,40}")


def is_signature(element: HtmlElement) -> bool:
    """Whether an element holds what stands under every post of an author: by its name, or behind
    the line that parts a signature in mails."""
    if (
        len(element)
        and element[0].tag in ("br", "hr")
        and _DASHES.fullmatch(one_line(element.text))
    ):
        return True
    names = (
        f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-role') or ''}"
    )
    if len(names) <= 2 or not _SIGNATURE.search(names):
        return False
    return "post-signature" not in names.split() or not _names_somebody(element)


def _names_somebody(element: HtmlElement) -> bool:
    """Whether an element shows who wrote a post and when, as some call the line that does."""
    return any(
        inner.tag == "time" or re.search(r"user|author|time|date", inner.get("class") or "", re.I)
        for inner in element.iter("a", "div", "span", "time")
        if inner is not element
    )


def announced_quote(element: HtmlElement) -> HtmlElement | None:
    """The quote after an element that only says whose words follow; None if it says more."""
    following = element.getnext()
    if following is None or len(element) > 4:
        return None
    said = line_of(element)
    if not said or len(said) >= 160 or not _SAID.search(said):
        return None
    while following is not None and following.tag in _FOLDED and _is_switch(following):
        following = following.getnext()
    if following is None or not isinstance(following.tag, str):
        return None
    return following if following.tag == "blockquote" or is_quote(following) else None


_ANSWERS: Final = re.compile(
    r"^\W*(?:(?:in|en|em|als|in risposta)\s+(?:reply|response|answer|réponse|respuesta|resposta|"
    r"antwort|risposta)\s+(?:to|à|a|auf)|replying to|antwort auf|ответ на|回复给|回覆給|"
    r"回复主题)\b",
    re.I,
)


def is_answer_note(element: HtmlElement) -> bool:
    """Whether an element only names, by a link, the message that a post answers."""
    if element.tag not in ("p", "div", "span", "small", "td", "li", "dd", "i", "em"):
        return False
    if not _ANSWERS.match((element.text or "").strip()) or element.find(".//a") is None:
        return False
    return len(line_of(element)) < 200


_FOLDED: Final = frozenset({"div", "span", "a", "button", "summary", "br"})


def _is_switch(element: HtmlElement) -> bool:
    """Whether an element only opens what is folded after it."""
    return not re.search(r"\w", line_of(element))


_CONTROL_LINK: Final = re.compile(
    r"^[\[(]?(?:reply(?: to this)?|quote|report|edit|share|permalink|flag|répondre|antworten|"
    r"zitieren|responder|citar|"
    r"rispondi|ответить|回复|引用|举报|返信|trả lời|답글)[\])]?$",
    re.I,
)


def _is_control(link: HtmlElement) -> bool:
    """Whether a link is a button of the post, and no word of a sentence in it."""
    if not _CONTROL_LINK.match(line_of(link)) or re.search(r"\w", link.tail or ""):
        return False
    before, up = link.getprevious(), link.getparent()
    if before is None:
        return up is not None and not re.search(r"\w", up.text or "")
    is_apart = before.tag in BLOCKS or before.tag == "a"
    return is_apart and not re.search(r"\w", before.tail or "")


def _is_mention(element: HtmlElement) -> bool:
    """A paragraph that only names whom it answers."""
    links = list(element)
    return (
        len(links) == 1
        and links[0].tag == "a"
        and "mention" in (links[0].get("class") or "").lower()
        and line_of(element) == line_of(links[0])
    )


_DOOR_TAGS: Final = frozenset({"p", "div", "ul", "li", "span", "small", "em"})
_DOOR: Final = re.compile(
    r"(?:please |you must |you need to )?(?:log|sign)[ -]?in\b.{0,40}\bto (?:post|reply|"
    r"comment|answer|join|vote|participate|view|see|respond)\b.{0,40}|"
    r"(?:bitte )?(?:anmelden|einloggen|registrieren)\b.{0,40}\b(?:um|zum)\b.{0,40}|"
    r"(?:connectez-vous|identifiez-vous).{0,60}\bpour\b.{0,40}|"
    r"(?:inicia sesión|acceda|entre ou).{0,60}\bpara\b.{0,40}|"
    r"(?:请|請|需要|您需要)?先?(?:登录|登錄|登入)(?:后|後|并|或).{0,20}",
    re.I,
)


def is_door(element: HtmlElement) -> bool:
    """Whether an element only asks readers to log in before they answer."""
    if element.find(".//a") is None:
        return False
    said = line_of(element)
    return len(said) <= 120 and bool(_DOOR.fullmatch(said.strip(" .!()[]。！")))


_FILES: Final = re.compile(
    r"(?:^|[-_ ])(?:taxonomy|tags?|tag-?list|categor(?:y|ies)|filed|post-?meta)(?:$|[-_ ])", re.I
)


def _files(element: HtmlElement) -> bool:
    """Whether an element only tells where a post is filed, by links: a category, tags."""
    if not _FILES.search(element.get("class") or ""):
        return False
    linked = sum(len(line_of(link)) for link in element.iter("a"))
    return linked > 0 and len(line_of(element)) - linked <= max(20, linked // 2)


def not_own(root: HtmlElement, *, also_itself: bool = False) -> set[HtmlElement]:
    """Everything below an element that its author did not say; it may be `also_itself`."""
    found: set[HtmlElement] = set()
    for element in root.iter():
        if (element is root and not also_itself) or not isinstance(element.tag, str):
            continue
        if (
            is_quote(element)
            or is_signature(element)
            or is_edit_note(element)
            or is_tally(element)
            or is_answer_note(element)
            or (element.tag == "p" and _is_mention(element))
            or (element.tag == "a" and _is_control(element))
            or is_label(element)
            or (element.tag in _DOOR_TAGS and (is_door(element) or _files(element)))
        ):
            found.add(element)
        elif element.tag in ("p", "div", "span"):
            quote = announced_quote(element)
            while quote is not None and quote is not element:  # and what folds the quote
                found.add(quote)
                quote = quote.getprevious()
            found |= {element} if quote is element else set()
    return found
