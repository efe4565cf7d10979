"""What tells who changed a post when: notes under posts, logs, tables of changes."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of
from leadminer.mining.extraction.values.gated import Gated

_EDIT_CLASS: Final = Gated(r"edit|modified|pstatus|notice|lastedit|revision", re.I)
_EDIT_SAID: Final = re.compile(
    r"^\W*(?:last\s+)?(?:edited|modified|updated|edit:?)\b|\b(?:last edited|last modified|"
    r"edited by)\b|^this \w+ (?:was|has been) (?:last )?(?:modified|edited|updated)\b|"
    r"本帖最后由|最后编辑|最後編輯|编辑于|編輯於|zuletzt (?:geändert|bearbeitet)|geändert von|"
    r"modifié (?:par|le)|"
    r"dernière (?:modification|édition)|editado por|última edición|última edição|"
    r"ultima modifica|最終編集|最后修改|最後修改|^\W*(?:изменено|отредактировано)",
    re.I,
)
_EDIT_BEGINS: Final = re.compile(
    r"^\W*(?:(?:last )?(?:edited|modified|zuletzt (?:bearbeitet|geändert)|modifié|"
    r"editado|modificato|"
    r"отредактировано|изменено|edytowan[yo]|bewerkt|düzenlendi)\b|"
    r"(?:本帖)?最[后後](?:由|[编編][辑輯])|[编編][辑輯][于於]|"
    r"最終更新|最終編集|編集日時|ultima modifica|"
    r"dernière (?:modification|édition)|수정됨?|마지막 수정|"
    r"(?:this|diese[rs]?|cet?t?e?|est[ea]|questo) \w+ (?:was|has been|wurde|a été|foi|fue|"
    r"ha sido|è stato) (?:\w+ ){0,2}(?:edited|modified|bearbeitet|geändert|édité|modifié|editad|"
    r"modificad|modificato))"
    r".*(?:\d|ago)",
    re.I,
)


_NOTES: Final = frozenset(
    {"p", "div", "span", "em", "i", "small", "blockquote", "footer", "font", "ul", "ol", "li"}
)


def is_edit_note(element: HtmlElement) -> bool:
    """Whether an element only tells that a post was changed later."""
    if element.tag in _NOTES:
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        marked = bool(_EDIT_CLASS.search(names))
        if marked or element.tag in ("em", "i", "small", "p"):
            said = line_of(element)
            if len(said) < (200 if marked else 120):
                return bool(_EDIT_SAID.search(said))
        elif element.tag in ("span", "div", "strong") and not len(element) > 3:
            said = line_of(element)
            return len(said) < 100 and bool(_EDIT_BEGINS.search(said))
    return False


def is_edit_log(element: HtmlElement) -> bool:
    """Whether an element, by its class and its first words, tells only who changed a post when."""
    if element.tag == "table":
        return _is_table_of_changes(element)
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag not in _NOTES or not _EDIT_CLASS.search(names):
        return False
    said = line_of(element)
    return len(said) < 400 and bool(_EDIT_SAID.match(said))


_WHEN: Final = re.compile(
    r"(?:date|time|when|datum|zeit|wann|quand|fecha|data|дата|время|日期|时间|時間|日時|날짜|일시)\b.{0,12}",
    re.I,
)
_CHANGED: Final = re.compile(
    r"(?:actions?|changes?|fields?|what|removed|added|(?:old|new) value|aktion|änderung|feld|"
    r"champ|modification|acción|cambio|campo|ação|alteração|modifica|azione|действие|изменение|поле|"
    r"操作|字段|变更|變更|动作|変更|項目|변경|항목)\W*",
    re.I,
)


def _is_table_of_changes(table: HtmlElement) -> bool:
    """Whether a table's head says that its rows tell who changed what, and when: no posts."""
    rows = [row for row in islice(table.iter("tr"), 3) if len(row) >= 3]
    cells = [line_of(cell) for cell in rows[0]] if rows else []
    is_head = bool(cells) and all(0 < len(cell) < 24 for cell in cells) and len(cells) <= 8
    return is_head and any(map(_WHEN.fullmatch, cells)) and any(map(_CHANGED.fullmatch, cells))
