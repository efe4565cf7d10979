"""Which column is which, whatever language its heading is in."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

_ALIASES = {
    "title": "title subject topic headline 标题 標題 主题 主題 题目 題目 件名 betreff asunto",
    "text": "text body message content description need enquiry inquiry requirement requirements "
    "comment comments 内容 內容 正文 需求 描述 留言 询盘 詢盤 备注 備註 nachricht mensaje",
    "author": "author name contact buyer customer fullname firstname contactperson username "
    "姓名 联系人 聯絡人 聯繫人 作者 客户 客戶 昵称 暱稱 称呼 稱呼",
    "url": "url link permalink source 链接 連結 鏈接 网址 網址",
    "posted": "posted date time datetime created createdat createdtime timestamp submittedat "
    "日期 时间 時間 发布时间 發布時間 提交时间 提交時間 datum fecha",
    "lang": "lang language locale 语言 語言 sprache idioma",
    "country": "country countrycode 国家 國家 国别 國別 land pais",
    "email": "email emailaddress mail contactemail 邮箱 郵箱 电子邮件 電子郵件 电邮 電郵 "
    "邮件 correo",
    "phone": "phone phonenumber tel telephone mobile mobilephone cell 电话 電話 手机 手機 手机号 "
    "联系电话 聯絡電話 telefon telefono",
    "section": "section category board 版块 版塊 板块 分类 分類 类别 類別",
    "kind": "kind",
    "parent_url": "parenturl",
    "author_url": "authorurl profile profileurl",
    "site": "site website 官网 官網 网站 網站",
    "address": "address 地址 adresse",
    "is_test": "istest",
}
KNOWN = {alias: name for name, words in _ALIASES.items() for alias in words.split()}
WORDS = frozenset({"title", "text"})
_COUNTED: Final = re.compile(r" \d+$")


def plain(heading: str) -> str:
    """A heading without case, blanks, dashes and full-width letters: "E-Mail " -> "email"."""
    folded = unicodedata.normalize("NFKC", heading).casefold()
    return re.sub(r"[\s_\-.:：*()（）/]+", "", folded)


def named(headings: list[str]) -> list[str]:
    """The column each heading stands for; one that stands for none keeps its own words.

    Of two that stand for the same the one that is called so keeps the name, else the first; the
    other is a labelled field, under a name of its own ("phone 2"), so that neither hides the other.
    See `filled`.
    """
    taken: set[str] = set()
    called = {plain(heading) for heading in headings}
    names = []
    for heading in headings:
        name = KNOWN.get(plain(heading), "")
        if not name or name in taken or (name in called and name != plain(heading)):
            name = _unused(heading.strip(), taken)
        taken.add(name)
        names.append(name)
    return names


def _unused(heading: str, taken: set[str]) -> str:
    name, number = heading, 1
    while name and (name in taken or name in _ALIASES or name == "name"):
        number += 1
        name = f"{heading} {number}"
    return name


def filled(values: dict[str, Any]) -> dict[str, Any]:
    """A row in which what a column leaves empty is told by another one that stands for the same:
    of "mobile" and "phone" most rows have one."""
    found = dict(values)
    for name, value in values.items():
        known = KNOWN.get(plain(_COUNTED.sub("", name)), "")
        if known and known != name and _is_empty(found.get(known)) and not _is_empty(value):
            found[known] = found.pop(name)
    return found


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
