"""Whose need a notice is: the buyer it names by a label, not the portal that publishes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from leadminer.mining.extraction.texts import one_line

_LABELS: Final = re.compile(
    r"(?:name (?:and address )?of (?:the )?)?(?:official |public )?(?:buyer|purchaser|"
    r"contracting (?:authority|entity|body|organi[sz]ation)|awarding (?:authority|body)|"
    r"procuring (?:entity|agency|organi[sz]ation)|procurement entity|"
    r"purchasing (?:entity|authority|organi[sz]ation|company)|issuing (?:authority|entity|agency)|"
    r"tendering (?:authority|entity)|buying organi[sz]ation|implementing agency)"
    r"(?:['’]s)?(?: (?:official )?name)?|"
    r"(?:采购|採購|招标|招標|发包|發包|需求|求购|求購|采购业主|建设)"
    r"(?:人|单位|單位|方|机构|機關|機構|业主)(?:信息)?(?:的)?(?:名称|名稱|全称)?|機關名稱|"
    r"(?:öffentlicher )?auftraggeber|vergabestelle|beschaffer|"
    r"(?:nom (?:et adresse )?(?:officiels? )?de l['’])?(?:organisme )?"
    r"acheteur(?: public)?|pouvoir adjudicateur|entité adjudicatrice|maître d['’]ouvrage|"
    r"(?:organismo|entidad|órgano) (?:contratante|de contratación|compradora?)|comprador|"
    r"stazione appaltante|amministrazione (?:aggiudicatrice|appaltante)|ente appaltante|"
    r"committente|entidade (?:adjudicante|contratante)|órgão (?:comprador|contratante)|"
    r"aanbestedende dienst|opdrachtgever|zamawiający|"
    r"(?:наименование )?заказчик(?:а)?|покупатель|замовник|idare(?:nin)? adı|zadavatel|"
    r"upphandlande (?:myndighet|enhet)|ordregiver|oppdragsgiver|hankintayksikkö|ajánlatkérő|"
    r"autoritatea contractantă|αναθέτουσα αρχή|発注(?:者|機関|元)|調達機関|수요기관|"
    r"발주(?:기관|처)|"
    r"bên mời thầu|chủ đầu tư",
    re.I,
)
_NUMBERING: Final = re.compile(r"^[\s\d.、)）(（一二三四五六七八九十IVX]+(?=\S)|[\s:：*]+$")
_NAME: Final = re.compile(r"name|名称|名稱|nombre|nom|nome|наименование", re.I)
_NAME_MAX: Final = 100


def buyer_of(fields: Mapping[str, str]) -> str:
    """The name of the buyer among a notice's labelled fields; nothing if none is named."""
    previous = ""
    for label, value in fields.items():
        bare = _NUMBERING.sub("", _NUMBERING.sub("", label))
        name = one_line(value.split("\n", 1)[0]).strip(" :：,，;；。")
        # a heading of its own, and the name below it: "Buyer" / "Name: ..."
        is_below = bool(_NAME.fullmatch(bare) and _LABELS.fullmatch(previous))
        if (_LABELS.fullmatch(bare) or is_below) and _is_name(name):
            return name
        previous = bare
    return ""


def _is_name(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return letters >= 2 and len(text) <= _NAME_MAX and "@" not in text and "://" not in text
