"""Where each role can go, and what waits there."""

from __future__ import annotations

from dataclasses import dataclass

from leadminer.reports.console import COUNT_MAX, badges
from leadminer.web.asking import Asking
from leadminer.web.language import N_


@dataclass(frozen=True)
class Place:
    """One entry of the navigation; `rule` draws a line above it."""

    path: str
    label: str
    rule: bool = False
    badge: str = ""


PLACES: dict[str, tuple[Place, ...]] = {
    "operator": (
        Place("/leads", N_("Leads")),
        Place("/drafts", N_("Drafts")),
        Place("/handoffs", N_("Hand-offs")),
        Place("/mining", N_("Mining")),
        Place("/imports", N_("Imports")),
        Place("/learning", N_("Learning")),
        Place("/identity", N_("Identity")),
        Place("/merchants", N_("Merchants"), rule=True),
        Place("/reports", N_("Reports")),
    ),
    "merchant": (
        Place("/inbox", N_("Leads")),
        Place("/my/statements", N_("Statements")),
        Place("/my/webhooks", N_("Webhooks")),
    ),
    "finance": (Place("/finance", N_("Finance")),),
}


def places(visit: Asking, *, counted: bool) -> list[Place]:
    """The navigation of who is logged in; without badges when the database is not to be asked."""
    if visit.user is None:
        return []
    numbers: dict[str, int] = {}
    if counted and visit.user.role in {"operator", "merchant"}:
        numbers = badges(visit.session, merchant_id=visit.user.merchant_id)
    return [
        Place(place.path, place.label, place.rule, badge(numbers.get(place.path, 0)))
        for place in PLACES[visit.user.role]
    ]


def badge(count: int) -> str:
    """A number beside a name: nothing for none, "999+" for more than anybody counts."""
    if count == 0:
        return ""
    return f"{COUNT_MAX - 1}+" if count >= COUNT_MAX else str(count)
