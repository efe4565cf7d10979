"""All facts of a need that a text and its labelled fields tell. Pure; nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from leadminer.signals.facts.budgets import budgets_in
from leadminer.signals.facts.countries import country_of, places_in
from leadminer.signals.facts.deadlines import deadlines_in
from leadminer.signals.facts.items import KINDS, Fact
from leadminer.signals.facts.products import products_in
from leadminer.signals.facts.quantities import quantities_in
from leadminer.signals.folding import fold, with_stops

TEXT_MAX: Final = 8000
_PER_KIND_MAX: Final = 8
# labels (folded) of fields that tell a fact; a longer label that holds one of them counts, too
LABELS: Final[dict[str, tuple[str, ...]]] = {
    "quantity": (
        "数量",
        "采购量",
        "需求量",
        "订购量",
        "quantity",
        "qty",
        "volume",
        "moq",
        "amount needed",
    ),
    "budget": ("预算", "价格", "目标价", "预算金额", "单价", "budget", "price", "target price"),
    "deadline": (
        *(
            "交期",
            "时间",
            "截止",
            "有效期",
            "交货",
            "到货",
            "deadline",
            "delivery",
            "date",
            "timing",
        ),
        *("due", "needed by", "closing"),
    ),
    "place": (
        *("地区", "所在地", "地点", "收货地", "目的地", "国家", "城市", "收货地址"),
        *("location", "country", "city", "place", "destination", "region", "ship to"),
    ),
    "product": (
        *("需求", "产品", "品名", "求购", "采购内容", "项目名称", "标的", "采购产品", "产品名称"),
        *("product", "need", "item", "looking for", "wanted"),
    ),
}
_NOT_DEADLINE: Final = ("发布", "posted", "publish", "created", "update", "更新", "注册")


@dataclass(frozen=True, slots=True)
class _Said:
    """When, in which language and where a text was said."""

    at: datetime | None
    lang: str | None
    region: str | None


def read_facts(
    title: str,
    text: str,
    *,
    fields: Mapping[str, str] | None = None,
    said_at: datetime | None = None,
    lang: str | None = None,
    region: str | None = None,
) -> list[Fact]:
    """The facts of a need, in the order label, title, text; offsets point into their field.

    `said_at`: when it was said, for deadlines such as "next week"; `region`: the country it is
    said in, for what "$" and "元" mean.
    """
    said = _Said(said_at, lang, region)
    found: list[Fact] = []
    for label, value in (fields or {}).items():
        kind = kind_of_label(label)
        if kind and value.strip():
            found += _read(kind, with_stops(value[:500]), f"fields:{label}", said, labelled=True)
    for name, part in (("title", title), ("text", text)):
        part = with_stops(part[:TEXT_MAX])
        for kind in KINDS:
            found += _read(kind, part, name, said, labelled=False)
    kept: list[Fact] = []
    for kind in KINDS:
        kept += _without_repeats([f for f in found if f.kind == kind])[:_PER_KIND_MAX]
    return kept


def kind_of_label(label: str) -> str | None:
    """What a labelled field tells of a need; None if nothing."""
    folded = fold(label.strip())
    if any(word in folded for word in _NOT_DEADLINE):
        return None
    for kind in ("quantity", "budget", "deadline", "place", "product"):
        if any(name == folded or (len(name) > 1 and name in folded) for name in LABELS[kind]):
            return kind
    return None


def _read(kind: str, part: str, name: str, said: _Said, *, labelled: bool) -> list[Fact]:
    if not part:
        return []
    if kind == "place":
        return _places(part, name, labelled=labelled)
    folded = fold(part)
    if kind == "budget":
        found = list(
            budgets_in(folded, name, region=said.region, lang=said.lang, labelled=labelled)
        )
    elif kind == "quantity":
        found = list(quantities_in(folded, name, labelled=labelled))
        sums = [
            (b.start, b.end)
            for b in budgets_in(folded, name, region=said.region, lang=said.lang, labelled=False)
        ]
        found = [q for q in found if not any(q.start < e and s < q.end for s, e in sums)]
    elif kind == "deadline":
        day = said.at.date() if said.at else None
        found = list(deadlines_in(folded, name, said_on=day, labelled=labelled))
    else:
        return list(products_in(folded, name, part, labelled=labelled))
    return [_in_words(f, part) for f in found]


def _in_words(fact: Fact, part: str) -> Fact:
    """A fact of a folded text with the words as they stand."""
    return Fact(
        fact.kind, fact.field, fact.start, fact.end, part[fact.start : fact.end], fact.value,
        fact.confidence, fact.method,
    )  # fmt: skip


def _places(part: str, name: str, *, labelled: bool) -> list[Fact]:
    if labelled:
        place = country_of(part)
        value = {"name": part.strip()[:160], "country": place.country if place else None}
        return [Fact("place", name, 0, len(part), part, value, 0.95 if place else 0.7, "label")]
    return [
        Fact(
            "place",
            name,
            start,
            end,
            part[start:end],
            {"name": p.name, "country": p.country},
            0.8,
            "name",
        )
        for p, start, end in places_in(part)
    ]


def _without_repeats(facts: list[Fact]) -> list[Fact]:
    kept: list[Fact] = []
    for fact in facts:
        if not any(fact.value == k.value for k in kept):
            kept.append(fact)
    return kept
