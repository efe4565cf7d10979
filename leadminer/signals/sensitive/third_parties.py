"""Whose a contact point in a post is, where it is plainly not its author's.

Plain are: what is quoted, the heads of forwarded mails, and what is told of a person whom the
author names as another ("call my boss at", "his number is", 他的电话). "Our sales manager" and
"contact person" speak for the author's own side, and are let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

WINDOW: Final = 70
_RELATIONS: Final = (
    r"(?:boss|manager|supervisor|colleagues?|co-?worker|friends?|neighbou?r|landlord|landlady|"
    r"husband|wife|partner|ex|brother|sister|mother|mom|mum|father|dad|son|daughter|cousin|uncle|"
    r"aunt|roommate|flatmate|lawyer|accountant|doctor|teacher|tenant|client|customer|supplier|"
    r"mechanic|plumber|builder|agent|contractor|old \w+|former \w+|previous \w+)"
)
_THING: Final = (
    r"(?:phone|tel(?:ephone)?|cell|mobile|number|e-?mail|mail|address|whatsapp|wechat|telegram|"
    r"line|skype|contact|handle|id)"
)
_NAME: Final = r"[\s,]+(?:(?:Mr|Mrs|Ms|Dr)\.?\s+)?[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+){0,2}"
_LINK: Final = r"[\s,:(=\w'-]{0,24}$"
_ASK: Final = r"(?:call|contact|text|e-?mail|reach|ring|ask|phone|message|write(?:\s+to)?|add)"
# any case but in names; tried in this order, the first that fits tells the name
_OTHER_EN: Final = (
    re.compile(
        rf"(?i:\b{_ASK}\s+(?:my|his|her|their)\s+{_RELATIONS})(?P<name>{_NAME})?(?i:{_LINK})"
    ),
    re.compile(
        rf"(?i:\b(?:my|his|her|their)\s+{_RELATIONS})(?P<name>{_NAME})?(?i:'s?\s+(?:\w+\s+)?{_THING}\b"
        rf"{_LINK})"
    ),
    re.compile(
        rf"(?i:\b(?:my|his|her|their)\s+{_RELATIONS})(?P<name>{_NAME})(?i:[\s,(:]*(?:{_THING})?"
        rf"(?:\s+(?:is|at|on))?[\s:.(]*$)"
    ),
    re.compile(rf"(?i)\b(?:his|her|their)\s+(?:\w+\s+){{0,2}}{_THING}\b{_LINK}(?P<name>)"),
    re.compile(rf"(?i)\b{_ASK}\s+(?:him|her|them)\b{_LINK}(?P<name>)"),
    re.compile(
        r"(?i)\b(?:he|she|they)\s+(?:can\s+be|is|are|may\s+be)\s+"
        rf"(?:reached|reachable|contacted|found)\b{_LINK}(?P<name>)"
    ),
    re.compile(
        rf"(?i)\b(?:scammer|fraudster|thief|seller|cheat)'?s?\s+(?:\w+\s+)?{_THING}\b{_LINK}(?P<name>)"
    ),
)
# the author speaks of themselves after all
_OWN_EN: Final = re.compile(
    r"(?i)\b(?:call|contact|text|e-?mail|reach|ring|phone|message|write(?: to)?|add|whatsapp)\s+"
    r"(?:me|us)\b|\b(?:my|our)\s+(?:\w+\s+)?(?:phone|tel|cell|mobile|number|e-?mail|whatsapp|wechat)\b"
)
_RELATIONS_ZH: Final = (
    r"(?:老板|老闆|经理|經理|领导|領導|主管|同事|朋友|哥们|闺蜜|閨蜜|邻居|鄰居|房东|房東|老公|老婆|先生|太太|"
    r"媳妇|媳婦|丈夫|妻子|男朋友|女朋友|男友|女友|爸爸?|妈妈?|媽媽?|父亲|父親|母亲|母親|儿子|兒子|女儿|女兒|哥哥?|"
    r"弟弟?|姐姐?|妹妹?|叔叔|舅舅|表[哥弟姐妹]|室友|同学|同學|律师|律師|客户|客戶|中介|仲介)"
)
_THING_ZH: Final = (
    r"(?:电话|電話|手机号?码?|手機號?碼?|号码|號碼|微信号?|微信號|邮箱|郵箱|信箱|"
    r"QQ号?|联系方式|聯繫方式|聯絡方式|LINE|WhatsApp)"
)
_LINK_ZH: Final = r"(?:是|为|為|[:：\s,，(（])*[+\d\s-]{0,4}$"
_HE_ZH: Final = r"(?:他们?|她们?|他們|她們|对方|對方|人家)"
_OTHER_ZH: Final = (
    re.compile(
        rf"我(?:的|家)?(?:一个|那个|前)?{_RELATIONS_ZH}(?P<name>[\u4e00-\u9fff]{{0,4}}?)的?"
        rf"{_THING_ZH}{_LINK_ZH}"
    ),
    re.compile(rf"{_HE_ZH}的?{_THING_ZH}{_LINK_ZH}(?P<name>)"),
    re.compile(
        rf"(?:联系|聯繫|聯絡|打给|打給|加|找|问|問|打){_HE_ZH}{_THING_ZH}?{_LINK_ZH}(?P<name>)"
    ),
    re.compile(rf"(?:骗子|騙子|奸商|卖家|賣家|老赖|老賴)的?{_THING_ZH}{_LINK_ZH}(?P<name>)"),
)
_QUOTED_LINE: Final = re.compile(r"^[ \t]*(?:>|\|\s|｜)[^\n]*", re.M)
_QUOTE_TAG: Final = re.compile(r"\[quote\b[^\]]*\].{0,4000}?\[/quote\]", re.I | re.S)
_HEAD: Final = re.compile(
    r"^[ \t]*\**(?:From|To|Cc|Bcc|Reply-To|Von|An|Kopie|De|À|Para|Da|A|发件人|收件人|抄送|"
    r"寄件者|寄件人|收件者|副本|差出人|宛先)\**\s*[:：]\s*(?P<who>[^\n]*@[^\n]*)$",
    re.I | re.M,
)
_FORWARDED: Final = re.compile(
    r"^[ \t]*-{2,}\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht|"
    r"Weitergeleitete Nachricht|Message transféré|Mensaje reenviado|原始邮件|原始郵件|转发的邮件|"
    r"轉寄的郵件|转发邮件信息)\s*-{2,}",
    re.I | re.M,
)
_SENTENCE: Final = re.compile(r"[!?\n。！？；;]|\.\s")


def quoted_in(text: str) -> Iterator[tuple[int, int]]:
    """Spans that repeat what others said or wrote: quoted lines, quote tags, forwarded mails."""
    for pattern in (_QUOTED_LINE, _QUOTE_TAG):
        for match in pattern.finditer(text):
            yield match.span()
    forwarded = _FORWARDED.search(text)
    if forwarded is not None:
        yield forwarded.start(), len(text)


def heads_in(text: str) -> Iterator[tuple[int, int]]:
    """Names and addresses in the head of a mail that was pasted or forwarded."""
    for match in _HEAD.finditer(text):
        yield match.span("who")


def is_of_another(text: str, start: int) -> tuple[int, int] | None:
    """Whether what stands at `start` is told of somebody else.

    Returns the span of that person's name, empty where none is said; None if the contact point
    may be the author's own.
    """
    floor = max(0, start - WINDOW)
    ends = [match.end() for match in _SENTENCE.finditer(text, floor, start)]
    begin = ends[-1] if ends else floor
    before = text[begin:start]
    said = next(filter(None, (each.search(before) for each in (*_OTHER_EN, *_OTHER_ZH))), None)
    if said is None or any(own.start() > said.start() for own in _OWN_EN.finditer(before)):
        return None
    name = said["name"] or ""
    bare = name.lstrip(" ,\t")
    end = begin + said.end("name")
    return (end - len(bare), end) if bare else (start, start)
