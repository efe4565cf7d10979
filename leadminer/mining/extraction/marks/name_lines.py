"""Names that stand on one line with a time, parted from it by a sign or a blank."""

from __future__ import annotations

import re
from typing import Final

from leadminer.mining.extraction.marks.mark_words import (
    BY_FIRST,
    DATE_LIKE,
    NO_NAME,
    NOT_POSTING,
    is_mostly_date,
)
from leadminer.mining.extraction.values.dates import is_time

_BUTTON_WORDS: Final = (
    r"reply|quote|report|permalink|direct link|link|lien|répondre|citer|signaler|antworten|"
    r"zitieren|melden|rispondi|cita|segnala|responder|citar|denunciar|ответить|цитировать|пожаловаться|"
    r"ссылка|回复|回覆|引用|举报|檢舉|链接|連結|返信|通報|リンク|답글|신고|enlace"
)
# a line of nothing but what stands under posts to be clicked
BUTTONS: Final = re.compile(rf"(?:{_BUTTON_WORDS})(?:[\s|·•/-]+(?:{_BUTTON_WORDS}))*+", re.I)
CONTROL: Final = re.compile(
    rf"^(?:{_BUTTON_WORDS}|like|share|edit|delete|parent|next|prev(?:ious)?|root|more|hide|flag|save|"
    r"give award|up|down|top|logged|member|newbie|admin\w*|moderator|junior member|"
    r"senior member|user|"
    r"编辑|收藏|分享|赞|点赞|楼主|沙发|板凳|只看该作者|返信する|"
    r"trả lời|yanıtla|cevapla|alıntıla|"
    r"vastaa|lainaa|svara?|odpowiedz|cytuj|răspunde|válasz|balas|رد|اقتباس|پاسخ|"
    r"reply with quote|quick reply|follow|"
    r"subscribe(?: to .{0,30})?|"
    r"report (?:post|this|to|abuse|inappropriate|content|spam|message).{0,30}|bookmark|print|"
    r"kommentieren|commenter|comentar|(?:add|leave) (?:a )?(?:comment|reply)|share this.{0,20}|"
    r"작성일|작성자|등록일|조회수?|댓글|날짜|投稿日時?|日時|发表时间|发布时间|發表時間|时间|時間|日期|"
    r"date|datum|data|fecha|дата|autore|autor|автор|auteur|views?|replies|no\.?|n[°º]|№|op|[#＃][\d-]+|"
    r"(?:post|reply|comment|message|answer|beitrag|antwort|kommentar|viesti)\s?[#＃]?\d+"
    r"(?: \w+ \d+)?|"
    r"[a-z]{1,2}\d{1,4}|\d+\s*(?:楼|樓|#)|\d{1,3}|\d{5,}|[\W_]+|\d+\s+\w+)$",
    re.I,
)


def name_in_line(said: str) -> str:
    """The name in "Löwe · vor 3 Tagen · 3 Antworten"."""
    pieces = re.split(r"\s*[·•|]\s*|\s[–—-]\s|,\s|，", said)
    if len(pieces) < 2:
        return ""
    first = BY_FIRST.sub("", pieces[0].lstrip(" —–-~·•|:")).strip()
    if not 0 < len(first) <= 30 or CONTROL.match(first) or NO_NAME.search(first):
        return ""
    if DATE_LIKE.search(first) and (is_time(first) or not DATE_LIKE.search(" ".join(pieces[1:]))):
        return ""
    return first


_INITIAL: Final = re.compile(r"[^\W\d_]\.?")
_NUMBERED: Final = re.compile(r"[^\W\d_]{2,}\d+")  # bob99


def name_before_time(said: str) -> str:
    """The name in "anna 2026-03-04 12:05": up to three words that are neither time nor label."""
    words = said.split()
    for count in range(1, min(4, len(words))):
        count += bool(_INITIAL.fullmatch(words[count])) and count + 1 < len(words)
        name, rest = " ".join(words[:count]), " ".join(words[count:])
        if not (DATE_LIKE.search(rest) and is_mostly_date(rest, "p") and is_time(rest)):
            continue
        plain = len(name) <= 30 and not name.endswith((",", "，", "-", "·", "|"))
        plain &= not any(word.endswith((":", "：")) for word in words[:count])  # "Quote from: anna"
        said_so = is_mostly_date(f"{name} 1", "span") and not re.search(r"[^\W\d_]{4}", name)
        said_so &= not (_NUMBERED.fullmatch(name) and not is_time(name))
        if said_so or NOT_POSTING.search(name) or NO_NAME.search(name) or CONTROL.match(name):
            return ""
        return name if plain and not re.fullmatch(r"[\W\d]+", name) else ""
    return ""
