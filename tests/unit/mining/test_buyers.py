"""Whose need a notice is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.notices.page_notice import buyer_of
from leadminer.mining.extraction.page import Context, read_page

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def notice(label: str, buyer: str) -> str:
    return (
        "<html><head><title>Supply of 70 containers - Tender Hub</title></head><body>"
        "<h1>Supply of 70 containers</h1><p class=meta>Published by "
        '<a class="author" href="/publisher/hub">Tender Hub</a> on '
        '<time datetime="2026-11-03T08:00:00Z">3 Nov 2026</time></p>'
        f"<table><tr><th>{label}</th><td>{buyer}</td></tr><tr><th>Reference</th><td>T-1</td></tr>"
        "<tr><th>Deadline</th><td>30 Dec 2026</td></tr></table><div class=desc><p>Tenders are "
        "invited for the supply of 70 steel containers of 1100 litres.</p></div></body></html>"
    )


@pytest.mark.parametrize(
    ("label", "buyer"),
    [
        ("Contracting authority", "City of Leeds"),
        ("Name of the contracting authority", "Comune di Bologna"),
        ("采购人名称", "济南市第一中学"),
        ("1. 采购单位", "青岛大学附属医院"),
        ("Auftraggeber", "Stadtwerke Kassel GmbH"),
        ("Заказчик", "ГБУ Автомобильные дороги"),
    ],
)
def test_a_notice_is_its_buyers_not_the_portals(label: str, buyer: str) -> None:
    page = read_page(notice(label, buyer), "https://hub.example/tender/7", Context(now=NOW))
    (post,) = page.posts
    assert (post.author, post.author_url) == (buyer, None)


@pytest.mark.parametrize("label", ["Supplier", "采购代理机构", "Bidder", "Reference", "Name"])
def test_other_labels_name_no_buyer(label: str) -> None:
    assert buyer_of({label: "Somebody Ltd"}) == ""


def test_a_buyer_is_no_address_and_no_number() -> None:
    assert buyer_of({"Buyer": "mail@hub.example"}) == ""
    assert buyer_of({"Buyer": "4711"}) == ""
