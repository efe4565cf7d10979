"""The little forum that every site of one vice is, in words unlike each other."""

from __future__ import annotations

import random
from collections.abc import Iterable

from tests.integration.mining.small_web import Answer

TOPICS = range(1, 13)


def _split(words: str) -> list[str]:
    return words.split()


WORDS = _split(
    "drum barrel hoop lid tap bung sling pallet steel zinc paint rust dent seal valve gasket quote "
    "budget supplier urgent monthly delivery warehouse forklift customs invoice sample grade food "
    "solvent syrup honey olive vinegar resin glue lacquer"
)
HAN = "我们急需采购一批钢桶镀锌开口容量公升食品级数量交货月底前仓库地点预算报价联系请推荐"
HANT = "我們急需採購一批鋼桶鍍鋅開口容量公升食品級數量交貨月底前倉庫地點預算報價聯繫請推薦"
RU = _split(
    "нужны стальные бочки для склада срочно ищем поставщика цена доставка город образец партия"
)
JA = "鋼のドラム缶を探しています数量は毎月百本です予算と納期について見積りをお願いします倉庫は東京"
KO = _split("강철 드럼통 을 찾고 있습니다 수량 은 매월 백 개 입니다 예산 납기 견적 부탁 드립니다")


def told(number: int, part: int, tongue: str = "en") -> str:
    """The text of a post; unlike every other."""
    dice = random.Random(f"{number}.{part}")
    if tongue in ("zh", "zht", "ja"):
        signs = {"zh": HAN, "zht": HANT, "ja": JA}[tongue]
        return "".join(dice.choice(signs) for _ in range(60)) + f"，共{number * 100 + part}个。"
    pool = {"en": WORDS, "ru": RU, "ko": KO}[tongue]
    return " ".join(dice.choice(pool) for _ in range(30)).capitalize() + f" {number * 100 + part}."


def frame(inside: str, *, head: str = "", title: str = "Depot talk") -> str:
    return (
        f"<!DOCTYPE html><html><head>{head}<title>{title}</title></head><body><div id='top'>"
        f"<a href='/'>Depot talk</a> <a href='/login'>Log in</a> <a href='/register'>Register</a>"
        f"</div>{inside}<div id='foot'>Depot talk, since 2009</div></body></html>"
    )


def topic(number: int, *, tongue: str = "en", head: str = "", parts: Iterable[int] = (0, 1)) -> str:
    posts = "".join(
        f'<div class="post" id="p{number}-{n}"><div class="side"><a class="author" href="/u/{n}">'
        f'cooper{number}{n}</a></div><div class="when">2026-10-{n + 1:02} 10:{number:02}</div>'
        f'<div class="message">{told(number, n, tongue)}</div></div>'
        for n in parts
    )
    title = f"Topic {number}: {told(number, 9, tongue)[:30]}"
    return frame(f"<h1>{title}</h1>{posts}", head=head, title=f"{title} - Depot talk")


def index(hrefs: Iterable[str], *, head: str = "", tongue: str = "en", more: str = "") -> str:
    rows = "".join(
        f'<tr><td><a href="{h}">Topic {n}: {told(n, 9, tongue)[:30]}</a></td>'
        f"<td>cooper{n}0</td><td>1</td></tr>"
        for n, h in enumerate(hrefs, 1)
    )
    return frame(f"<h1>All topics</h1><table>{rows}</table>{more}", head=head)


def page(text: str, letters: str = "utf-8", kind: str = "", **heads: str) -> Answer:
    kind = kind or f"text/html; charset={letters}"
    return Answer(200, text.encode(letters, "replace"), {"Content-Type": kind, **heads})


def number_of(path: str) -> int:
    digits = "".join(c for c in path.partition("/topic/")[2].partition("?")[0] if c.isdigit())
    return int(digits) if digits else 0


def forum(path: str, _count: int) -> Answer:
    """The site as it is without its vice."""
    if path == "/":
        return page(index((f"/topic/{n}" for n in TOPICS), more="<a href='/closed/1'>attic</a>"))
    if path.startswith("/topic/") and number_of(path) in TOPICS:
        return page(topic(number_of(path)))
    if path.startswith("/closed/"):
        return page(topic(99))
    return Answer(404, b"<h1>Not found</h1>", {"Content-Type": "text/html"})
