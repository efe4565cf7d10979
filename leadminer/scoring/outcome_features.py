"""What is known of a lead at hand-over, as a sparse row to learn from. Pure.

Only what `Known` holds can enter: what the post says, what the scorer and the fit say of it, and
its age. There is no field for what comes after contact, and none for who the person is; labels of
fields that tell either ("Lead Quality", "Last Activity", "gender", "nationality") are left out by
name, words for such attributes are left out of the text.

A row is a set of columns, at most 65,536 by their type and `COLUMNS` in this version, each with a
value. Named facts have columns of their own; words, fields and headings share hashed ones. The
columns of a name never change within a `SCHEMA`: rows are kept for years.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

SCHEMA = 1
NAMED = 128
PLACES = 384
WORDS = 512
COLUMNS = NAMED + PLACES + WORDS
"""Columns of a row: named facts, then hashed places (fields, headings, offer's words), then words
of title and text."""
WORDS_READ = 4_000  # characters of a text whose words count
WORDS_MAX = 400

U16 = npt.NDArray[np.uint16]
F16 = npt.NDArray[np.float16]
F64 = npt.NDArray[np.float64]

CLASSES = (
    *("request", "recommendation", "comparison", "complaint", "problem", "information", "seller"),
    "other",
)
GROUPS = (
    *("ask_supplier", "ask_buy", "ask_recommend", "compare", "price", "tender", "project"),
    *("budget", "quantity", "deadline", "switch", "thanks_in_advance", "seller", "for_hire"),
    *("deal", "employment", "award", "single_source", "public_sale", "news", "howto", "story"),
    *("identify", "free_content", "settled", "matchmaker", "wanted_head", "place_buyer"),
    *("place_project", "place_seller", "place_deal", "place_job", "place_award", "place_news"),
    *("place_chatter", "field_buyer", "field_seller", "field_award", "field_job", "same_need"),
)
ANSWERS = ("need", "quantity", "budget", "timing", "place")
KINDS = ("post", "reply", "company")
FAMILIES = ("forum", "qa", "board", "tender", "directory", "other")
NAMES = (
    *("one", "verdict", "label", "log_odds", "strength_1", "strength_2", "strength_3", "fit"),
    *("reachability", "age", "long_text", "has_title"),
    *(f"class:{name}" for name in CLASSES),
    *(f"group:{name}" for name in GROUPS),
    *(f"known:{name}" for name in ANSWERS),
    *(f"kind:{name}" for name in KINDS),
    *(f"family:{name}" for name in FAMILIES),
)
COLUMN = {name: number for number, name in enumerate(NAMES)}
"""``one`` is 1 in every row; ``verdict`` and ``label`` are set while learning only, where an
example is no hand-over: they take up how often operators say yes."""
assert len(NAMES) <= NAMED

# labels of fields, folded: what is only known after contact, and who the person is
AFTER_CONTACT = re.compile(
    r"\b(?:tags?|lead (?:quality|profile|status|stage)|last (?:\w+ )*(?:activity|contact|call)"
    r"|status|stage|state|outcome|converted|conversion|result|disposition|feedback|won|lost"
    r"|closed|deal (?:value|size)|revenue|commission|return(?:ed)?|asymmetrique \w+(?: \w+)?"
    r"|follow ?up|call (?:result|notes?)|sales? notes?|response)\b|结果|成交|回访|跟进|阶段|状态"
)
PROTECTED = re.compile(
    r"\b(?:age|birth(?:day| date)?|date of birth|dob|gender|sex|religion|faith|race|ethnic\w*"
    r"|nationality|citizenship|marital(?: status)?|married|pregnan\w*|disabilit\w*|disabled|health"
    r"|orientation|political|union|caste|name|first ?name|last ?name|e ?mail|phone|mobile|author"
    r"|user ?name|address|id)\b"
    r"|性别|年龄|民族|种族|国籍|宗教|婚姻|生育|残疾|姓名|電話|电话|邮箱|生日"
)
_WHO_THEY_ARE = """
    man men woman women male female gender girl boy husband wife pregnant pregnancy disabled
    disability muslim islam islamic christian catholic protestant jewish jew hindu buddhist sikh
    atheist church mosque black white asian african latino hispanic indian chinese arab gypsy roma
    gay lesbian bisexual transgender queer straight married single divorced widowed immigrant
    refugee caste veteran republican democrat communist senior elderly old young teenager
    男 女 先生 女士 小姐 男士 男性 女性 男生 女生 孕妇 孕婦 残疾 殘疾 穆斯林 回族 汉族 漢族 藏族
    维族 基督 佛教 道教 已婚 未婚 离婚 離婚 同性 老人 老年 移民 难民 難民
"""
PROTECTED_WORDS = frozenset(_WHO_THEY_ARE.split())
_WORD = re.compile(r"[^\W\d_]{2,}")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff\u0e00-\u0e7f]+")
_CATEGORY_MAX = 60  # characters: longer values are prose, not a category


@dataclass(frozen=True, slots=True)
class Known:
    """Everything an outcome may be learnt from; known when a lead is handed over."""

    log_odds: float = 0.0
    """Of need, as the scorer says from the text."""
    strength: int = 0
    intent_class: str = ""
    groups: tuple[str, ...] = ()
    """Rule groups among the scorer's reasons."""
    fit: float | None = None
    """None: not held against an offer (a labelled post)."""
    fit_words: tuple[str, ...] = ()
    """Words of the offer that were found."""
    reachability: float | None = None
    age_days: float = 0.0
    answers: tuple[str, ...] = ()
    """Items of the checklist the text itself answers."""
    kind: str = "post"
    family: str = "other"
    section: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Columns, rising, and their values."""

    columns: U16
    values: F16

    def packed(self) -> tuple[bytes, bytes]:
        """As kept in the database: little endian, columns and values apart."""
        return self.columns.astype("<u2").tobytes(), self.values.astype("<f2").tobytes()


def unpacked(columns: bytes, values: bytes) -> Row:
    """The row that `packed` wrote."""
    return Row(
        np.frombuffer(columns, dtype="<u2").astype(np.uint16),
        np.frombuffer(values, dtype="<f2").astype(np.float16),
    )


def without_words(row: Row) -> Row:
    """A row by which nobody is found again: named facts alone, in coarse steps."""
    named = row.columns < NAMED
    columns, values = row.columns[named], row.values[named].astype(np.float64)
    return Row(columns, (np.round(values * 4.0) / 4.0).astype(np.float16))


def row_of(known: Known) -> Row:
    """The row of one lead or post."""
    found: dict[int, float] = dict(_named(known))
    places = list(_places(known))
    for name in places:
        found[_place_column(name)] = found.get(_place_column(name), 0.0) + 1.0
    words = [w for w in _words(f"{known.title}\n{known.text}") if w not in PROTECTED_WORDS]
    counted: dict[int, float] = {}
    for word in words[:WORDS_MAX]:
        column, sign = _word_column(word)
        counted[column] = counted.get(column, 0.0) + sign
    size = math.sqrt(sum(value * value for value in counted.values())) or 1.0
    found |= {column: value / size * 2.0 for column, value in counted.items() if value}
    columns = np.array(sorted(found), dtype=np.uint16)
    values = np.array([found[int(at)] for at in columns], dtype=np.float64)
    return Row(columns, np.clip(values, -8.0, 8.0).astype(np.float16))


def _named(known: Known) -> Iterable[tuple[int, float]]:
    yield COLUMN["one"], 1.0
    yield COLUMN["log_odds"], max(-3.0, min(3.0, known.log_odds / 4.0))
    for least in (1, 2, 3):
        if known.strength >= least:
            yield COLUMN[f"strength_{least}"], 1.0
    if known.fit is not None:
        yield COLUMN["fit"], 2.0 * (known.fit - 0.6)
    if known.reachability is not None:
        yield COLUMN["reachability"], 2.0 * (known.reachability - 0.7)
    yield COLUMN["age"], math.log1p(max(0.0, known.age_days)) / 2.0
    yield COLUMN["long_text"], math.log1p(len(known.text)) / 8.0
    if known.title:
        yield COLUMN["has_title"], 1.0
    named = [f"class:{known.intent_class}", f"kind:{known.kind}", f"family:{known.family}"]
    named += [f"group:{name}" for name in set(known.groups)]
    named += [f"known:{name}" for name in set(known.answers)]
    for name in sorted(named):
        if name in COLUMN:
            yield COLUMN[name], 1.0


def _places(known: Known) -> Iterable[str]:
    for group in sorted(set(known.groups)):
        if f"group:{group}" not in COLUMN:  # a newer scorer's: named columns never move
            yield f"group={group}"
    for word in known.fit_words:
        yield f"offer={_folded(word)}"
    for heading in known.section:
        yield f"section={_folded(heading)[:_CATEGORY_MAX]}"
    for label, value in known.fields.items():
        name, told = _folded(label), _folded(value)
        if not told or not allowed_label(name):
            continue
        number = _number(told)
        if number is not None:
            # a ladder: each rung reached is a fact, so that few examples tell of all sizes
            for rung in range(1, min(24, int(math.log2(number + 1.0))) + 1):
                yield f"field:{name}>={rung}"
            if number == 0:
                yield f"field:{name}=0"
        elif len(told) <= _CATEGORY_MAX:
            yield f"field:{name}={told}"
        else:
            yield f"field:{name}"


def allowed_label(label: str) -> bool:
    """Whether a labelled field may be learnt from: known before contact, and not who they are."""
    folded = re.sub(r"[\s_\-./]+", " ", _folded(label))
    return not AFTER_CONTACT.search(folded) and not PROTECTED.search(folded)


def _number(told: str) -> float | None:
    match = re.fullmatch(r"[¥$€£]?\s*(\d+(?:[,\s]\d{3})*(?:\.\d+)?)\s*\D{0,12}", told)
    return float(re.sub(r"[,\s]", "", match[1])) if match else None


@lru_cache(maxsize=50_000)
def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _words(text: str) -> list[str]:
    """Words of alphabets, and pairs of neighbours where no spaces are written; each once."""
    folded = unicodedata.normalize("NFKC", text[:WORDS_READ]).casefold()
    found: dict[str, None] = {}
    for word in _WORD.findall(_HAN.sub(" ", folded)):
        found[word] = None
    for run in _HAN.findall(folded):
        for pair in pairwise(run):
            if pair[0] not in PROTECTED_WORDS and pair[1] not in PROTECTED_WORDS:
                found["".join(pair)] = None
    return list(found)


@lru_cache(maxsize=200_000)
def _place_column(name: str) -> int:
    return NAMED + _hash(name) % PLACES


@lru_cache(maxsize=200_000)
def _word_column(word: str) -> tuple[int, float]:
    number = _hash(word)
    return NAMED + PLACES + number % WORDS, 1.0 if (number >> 40) & 1 else -1.0


def _hash(name: str) -> int:
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


@dataclass(frozen=True, slots=True)
class Table:
    """Many rows, one after the other."""

    owner: npt.NDArray[np.int64]
    """Row number of each entry, rising."""
    column: npt.NDArray[np.int64]
    value: npt.NDArray[np.float32]
    size: int

    def dot(self, weights: F64) -> F64:
        """Each row times one weight a column."""
        products = self.value * weights.astype(np.float32)[self.column]
        sums: F64 = np.bincount(self.owner, products, self.size).astype(np.float64)
        return sums

    def dense(self) -> npt.NDArray[np.float32]:
        """Rows x ``COLUMNS``."""
        full = np.zeros((self.size, COLUMNS), dtype=np.float32)
        full[self.owner, self.column] = self.value
        return full


def table_of(packed: list[tuple[bytes, bytes]]) -> Table:
    """The table of many packed rows."""
    lengths = np.array([len(columns) // 2 for columns, _ in packed], dtype=np.int64)
    column = np.frombuffer(b"".join(c for c, _ in packed), dtype="<u2").astype(np.int64)
    value = np.frombuffer(b"".join(v for _, v in packed), dtype="<f2").astype(np.float32)
    return Table(np.repeat(np.arange(len(packed)), lengths), column, value, len(packed))
