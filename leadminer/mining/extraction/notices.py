"""Pages that are one notice (a tender, a purchase, an award): their labels say when what is due, so
most of their times are nobody's posting."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.author_marks import Mark
from leadminer.mining.extraction.buyers import buyer_of
from leadminer.mining.extraction.company_labels import is_notice_label
from leadminer.mining.extraction.items import Post
from leadminer.mining.extraction.mark_words import AUTHOR_LABEL
from leadminer.mining.extraction.place import field_elements, lines_with_fields, read_fields
from leadminer.mining.extraction.records import Record
from leadminer.mining.extraction.texts import line_of, one_line, text_of
from leadminer.mining.extraction.tree import Tree

_LABELS_MIN: Final = 4  # labels of needs on a page that is a notice
_LABELS_OF_ONE_WORD: Final = 6  # where one word stands for all of them
_SAID_LEAST: Final = 12  # letters of a notice's own words
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
_CELLS: Final = ("td", "th", "dd", "dt")


def is_notice_page(body: HtmlElement) -> bool:
    """Whether a page's labels are those of a tender or another need in full."""
    text = text_of(body)
    words = [m.group().casefold() for m in islice(WORDS.finditer(text), 200)]
    if len(words) < 2:
        return False
    labels = {label for table in field_elements(body) for label in read_fields(table)}
    labels |= set(lines_with_fields(text))
    told = sum(is_notice_label(x) or bool(WORDS.search(x)) for x in labels)
    return told >= (_LABELS_MIN if len(set(words)) > 1 else _LABELS_OF_ONE_WORD)


def posting_times(dates: list[Mark], tree: Tree) -> list[Mark]:
    """Of the times of a notice those that may be its posting: not what is due, sold or opened
    then, no moment inside a sentence, none that was told before."""
    labels = {mark.node: label_of(tree.elements[mark.node]) for mark in dates}
    told = [m for m in dates if PUBLISHED.search(labels[m.node])]
    kept: list[Mark] = []
    for mark in dates:
        label = labels[mark.node]
        if mark not in told and label and (told or is_notice_label(label) or due(label)):
            continue
        if not label and _in_sentence(tree.elements[mark.node]):
            continue
        if any(mark.time and mark.time == known.time for known in kept):
            continue
        kept.append(mark)
    return kept or dates


def label_of(element: HtmlElement) -> str:
    """What the cell before, or the words before a colon, call a time; "" if nothing does."""
    cell = next(
        (e for e in (element, *islice(element.iterancestors(), 3)) if e.tag in _CELLS), None
    )
    before = cell.getprevious() if cell is not None else None
    if before is not None and before.tag in _CELLS and 0 < len(text := line_of(before)) <= 40:
        return text
    own = re.match(r"^([^\d:：]{2,30})[:：]", one_line(element.text))
    if own:
        return own[1]
    beside = element.getprevious()
    said = one_line(beside.tail) if beside is not None else one_line(_parent_text(element))
    if said in ("", ":", "：") and beside is not None and isinstance(beside.tag, str):
        said = line_of(beside) + said
    said = said if said.endswith((":", "：")) else _first_of_two(element)
    return said if len(said) <= 40 else ""


def _first_of_two(element: HtmlElement) -> str:
    """What stands before a value in a row of two elements and nothing else, however wrapped."""
    for each in (element, *islice(element.iterancestors(), 2)):
        row, before = each.getparent(), each.getprevious()
        if row is None or (row.text or "").strip() or len(row) > 2:
            return ""
        if before is not None:
            return line_of(before)
    return ""


def _parent_text(element: HtmlElement) -> str:
    parent = element.getparent()
    return (parent.text or "") if parent is not None else ""


_DUE: Final = re.compile(
    r"获取|递交|报名|开启|响应|评审|签订|成交|工期|售|open|start|end\b|submi|valid|clarif|begin|until|"
    r"bis\b|jusqu|hasta|fin\b|termine|до\b",
    re.I,
)


def due(label: str) -> bool:
    """Whether a text tells until when something is due."""
    return bool(_DUE.search(label))


def _in_sentence(element: HtmlElement) -> bool:
    """Whether words run into a time and go on after it: "to be handed in on ... at the office"."""
    line = next((a for a in (element, *islice(element.iterancestors(), 4))
                 if a.tag in ("p", "li", "td", "div", "dd")), None)  # fmt: skip
    if line is None or line is element:
        return False
    said, whole = line_of(element), line_of(line)
    before, _, after = whole.partition(said)
    before, after = before.rstrip(), after.lstrip()
    letters = sum(c.isalpha() for c in before + after)
    wide = sum(c > "\u2e80" for c in before + after)
    return (
        letters + wide > 50 and bool(before) and before[-1].isalpha()
        and bool(after) and (after[0].isalpha() or after[0] in "(（")
    )  # fmt: skip


def _text_of(tree: Tree, record: Record, title: str, skip: set[HtmlElement]) -> str:
    """All that a notice says below its heading: its labels with values, and its paragraphs."""
    whole = sum(tree.letters(root) for root in record.roots)
    heading = next(
        (n for n in range(len(tree)) if tree.elements[n].tag in ("h1", "h2", "h3")
         and title and title in line_of(tree.elements[n])), record.origin,
    )  # fmt: skip
    top = tree.meeting(record.origin, heading)
    while tree.parent[top] >= 0 and tree.letters(top) < 0.6 * whole:
        top = tree.parent[top]
    return text_of(tree.elements[top], skip).strip()


def _fields_of(text: str) -> dict[str, str]:
    """The labelled lines of a notice, also where several stand in one line between bars."""
    return lines_with_fields(re.sub(r"\s[|｜¦]\s", "\n", text))


_WORD: Final = re.compile(r"[\u3040-\u9fff]{2}|[^\W\d_\u3040-\u9fff]{4,}")


def complete_notice(
    tree: Tree, post: Post, records: list[Record], subjects: list[int], title: str
) -> None:
    """Fill up the one post of a notice's page: its fields, its buyer, its name for itself, and,
    where only one of its fields was taken for its words, all that it says."""
    record = next((r for r in records if r.mark.time == post.posted), records[0])
    whole = _text_of(tree, record, title, {tree.elements[n] for n in subjects})
    said = one_line(post.text)
    told = any(one_line(v) in said and said.startswith(k) for k, v in post.fields.items())
    if len(said) < _SAID_LEAST or told:  # what was taken for its words is one of its fields
        post.text = whole if len(whole) > len(post.text) else post.text
    post.fields = {**post.fields, **_fields_of(whole), **post.fields}
    post.notice = True
    body = body_in(post.fields)
    post.author = body or post.author or author_in(post.fields)
    post.title = title_in(post.fields, title) or post.title


def undated_notice(tree: Tree, title: str) -> Post | None:
    """The one notice of a page that names no posting time; None where the page lists several."""
    chrome = {tree.elements[n] for n in range(1, len(tree)) if tree.chrome[n]}
    whole = text_of(tree.elements[0], chrome).strip()
    fields: dict[str, str] = {}
    told = 0
    for element in field_elements(tree.elements[0]):
        if element not in chrome:
            pairs = read_fields(element)
            told += len(pairs)
            fields = {**pairs, **fields}
    buyer = buyer_of(fields) or _named_by(BODY_OF, fields) or author_in(fields)
    if len(fields) < _LABELS_MIN or told > 1.5 * len(fields) or not buyer:
        return None
    return Post(
        text=whole, title=title_in(fields, title) or title, author=buyer, fields=fields,
        notice=True, method="blocks",
    )  # fmt: skip


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
