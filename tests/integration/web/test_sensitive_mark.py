"""The operator sees at a lead that something was masked, and of what kind."""

from __future__ import annotations

import pytest

from leadminer.app import App
from leadminer.leads.tables import Lead
from leadminer.signals.sensitive.items import Finding
from leadminer.signals.tables import Signal

from . import seed
from .conftest import Enter


@pytest.mark.parametrize(("lang", "said"), [("en", "health: masked"), ("zh-Hant", "健康: 已遮蓋")])
def test_what_was_masked_is_marked_at_the_lead_once(
    app: App, enter: Enter, world: seed.World, lang: str, said: str
) -> None:
    client = enter("operator")
    number = world.leads[0]
    with app.begin() as session:
        lead = session.get(Lead, number)
        signal = session.get(Signal, lead.signal_id) if lead else None
        assert signal is not None
        fact = Finding("health", 0, 3, 0.9, "self").as_fact("text", "masked")
        signal.facts = [*signal.facts, fact, {**fact, "start": 5, "end": 8}]
        session.add(signal)
    page = client.get(f"/leads/{number}", headers={"accept-language": lang}).text
    assert page.count(said) == 1
