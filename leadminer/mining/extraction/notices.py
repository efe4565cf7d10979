"""Pages that are one notice (a tender, a purchase, an award): their labels say when what is due, so
most of their times are nobody's posting."""

from __future__ import annotations

import re
from typing import Final

from leadminer.mining.extraction.mark_words import AUTHOR_LABEL
from leadminer.mining.extraction.texts import one_line

WORDS: Final = re.compile(
    r"tender|deadline|closing|procure|bid\b|\bbids\b|contract|notice|quantity|budget|rfq|lot\b|"
    r"招标|投标|采购|开标|截止|预算|招標|採購|開標|標案|入札|公告|"
    r"ausschreib|vergabe|frist|marché|appel d|licita|bando|gara|тендер|закуп|przetarg|"
    r"zamówieni|ofert|aanbested|inschrijv|upphandling|anbud|zakázk|közbeszerz|achiziț|διαγωνισμ|מכרז|مناقصة|منافسة|عطاء|"
    r"đấu thầu|mời thầu|gói thầu|จัดซื้อ|ประกาศ|ihale|입찰|공고|개찰|마감|조달|調達|開札|契約|"
    r"lelang|pengadaan|निविदा",
    re.I,
)
PUBLISHED: Final = re.compile(
    r"publi|posted|post date|posting|announce|issued?\b|released|advertised|date listed|floated|"
    r"发布|發布|发表|公告时间|公告日期|公告日|公示时间|刊登|信息时间|veröffentlich|bekanntmachung|"
    r"erschienen|mise en ligne|parution|pubblica|опубликован|размещ|yayın|ilan tarihi|掲載|公示日|"
    r"公開日|게시|공고일|đăng|ogłoszeni|วันที่(?:ลง)?ประกาศ|เผยแพร่|"
    r"تاريخ (?:النشر|الطرح|الإعلان)",
    re.I,
)
NAMED: Final = re.compile(
    r"(?:(?:tender|bid|notice|project|contract|rfq|lot|opportunity)\s+)?(?:title|subject|name)|"
    r"(?:tender|bid|notice|contract|lot) description|"
    r"(?:采购|招标|工程)?(?:项目|标项)?名称|标题|公告标题|標案名稱|案名|件名|"
    r"(?:調達)?案件名称?|工事名|業務名|品名|objet|"
    r"(?:objet|objeto|oggetto|объект|предмет|przedmiot)(?: \S{2,12}){0,3}|betreff|titel|"
    r"bezeichnung|"
    r"наименование(?: объекта)?(?: закупки)?|공고명|입찰건명|"
    r"(?:tên|nội dung) gói thầu|nama (?:paket|tender|pekerjaan|pengadaan)|[اإأ]سم (?:المناقص|"
    r"المنافس)[ةه]|"
    r"(?:عنوان|موضوع) (?:المناقصة|"
    r"المنافسة)|"
    r"name of (?:the )?work|work (?:title|name)|items?(?: name| description)?|เรื่อง|"
    r"ชื่อ(?:โครงการ|ประกาศ|งาน)",
    re.I,
)
BODY_OF: Final = re.compile(
    r"(?:contracting |procuring |public )?(?:entity|authority|body|buyer|organi[sz]ation|agency|"
    r"ministry|department|institution)(?: name| chain)?|机关名称|機關名稱|发包单位|业主单位|"
    r"発注機関|"
    r"official name|organismo|entidad|organisme|ente|заказчик|수요기관|공고기관|idare|"
    r"الجهة(?:[\s/].*)?|"
    r"chủ đầu tư|bên mời thầu|(?:k/l/pd/)?instansi.{0,20}|satuan kerja|"
    r"หน่วยงาน|担当課|発注課|調達機関|公告機関",
    re.I,
)


_DUE: Final = re.compile(
    r"获取|递交|报名|开启|响应|评审|签订|成交|工期|售|open|start|end\b|submi|valid|clarif|begin|until|"
    r"bis\b|jusqu|hasta|fin\b|termine|до\b",
    re.I,
)


def due(label: str) -> bool:
    """Whether a text tells until when something is due."""
    return bool(_DUE.search(label))


_WORD: Final = re.compile(r"[\u3040-\u9fff]{2}|[^\W\d_\u3040-\u9fff]{4,}")
_FORM: Final = re.compile(
    rf"{WORDS.pattern}|details?$|view$|information$|system$|thầu|상세|정보|詳細|详情|明細|资料|資料|公示",
    re.I,
)


def title_in(fields: dict[str, str], title: str) -> str:
    """The name a notice gives itself in a field, where the page's heading names only the form."""
    for label, value in fields.items():
        named = one_line(value).rstrip(".")
        if not NAMED.fullmatch(label.strip()) or not 4 <= len(named) <= 300:
            continue
        if _SUBJECT.fullmatch(label.strip()) and any(map(named.startswith, _ends_of(title))):
            return named  # what the page puts before it is what it calls all of them
        words = {w.casefold() for w in _WORD.findall(title) if not _FORM.search(w)}
        apart = not any(word in named.casefold() for word in words)
        if len(named) >= 8 and (is_number(title) or (len(title) <= 60 and apart)):
            return named
    return ""


def _ends_of(title: str) -> list[str]:
    """What follows a word with a colon or a number that begins a title."""
    begins = _BEFORE.match(title)
    rest = title[begins.end() :] if begins else ""
    return [rest] if len(rest) >= 4 else []


_SUBJECT: Final = re.compile(
    r"subject|title|betreff|titel|objet|asunto|assunto|oggetto|тема|temat|konu|tiêu đề|เรื่อง|"
    r"标题|標題|主旨|主題|件名|題名|제목|موضوع|العنوان",
    re.I,
)
_BEFORE: Final = re.compile(r"(?:[^\s:：]{2,20}\s?[:：]|\S*\d\S*)\s+")


def is_number(title: str) -> bool:
    """Whether a page is called by a number and what it is the number of."""
    return bool(_NUMBER.search(title)) and len(_WORD.findall(title)) <= 2


_NUMBER: Final = re.compile(r"\d[\d./-]{4,}")


def body_in(fields: dict[str, str]) -> str:
    """The office or authority that a notice's labels name."""
    return _named_by(BODY_OF, fields)


def author_in(fields: dict[str, str]) -> str:
    """The buyer that a notice's labels name."""
    return _named_by(AUTHOR_LABEL, fields) or _named_by(BODY_OF, fields)


def _named_by(labels: re.Pattern[str], fields: dict[str, str]) -> str:
    for label, value in fields.items():
        told = (label.strip(), *(part.strip() for part in label.split("/")[:3]))
        if any(labels.fullmatch(part) for part in told) and 2 <= len(name := one_line(value)) <= 80:
            return name
    return ""
