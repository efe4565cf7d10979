"""A paid provider of the operator's own, companies to ask it about, and rounds of asking."""

from __future__ import annotations

from typing import Any

from leadminer.app import App
from leadminer.base.clock import Clock
from leadminer.config import EnrichmentSection, ProviderSection
from leadminer.flow import enquiries
from leadminer.flow.enquiries import Enquiry, Plan
from leadminer.flow.enrich import Enriched, enrich
from leadminer.signals.tables import Signal
from tests.factories.signals import make_signal

PRICE = 30  # cents
KEY_ENV, KEY = "LEADMINER_TEST_PROVIDER_KEY", "sesame-0451"
PAID = f"""
from leadminer.sdk import CompanyProvider, Told


class Provider(CompanyProvider):
    name = "paid"
    url = "https://register.example/api"
    terms_url = "https://register.example/terms"
    price_minor = {PRICE}
    pause_seconds = 0.0
    needs_key = True

    def ask(self, company, web):
        asked = {{"filter[entity.legalName]": company.name}}
        headers = {{"authorization": self.key}}
        found = web.get(self.base_url + "/lei-records", params=asked, headers=headers)["data"]
        return [
            Told("address", record["attributes"]["entity"]["legalAddress"]["city"],
                 "https://register.example/r/" + record["id"], 0.9)
            for record in found
        ]
"""


def add_paid(app: App) -> None:
    """Put the paid provider into the workspace."""
    folder = app.workspace.root / "pipelines" / "providers"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "paid.py").write_text(PAID, encoding="utf-8")


def enquiry(
    app: App, url: str, *, name: str = "paid", limits: dict[str, Any] | None = None, **settings: Any
) -> Enquiry:
    """A provider that answers at `url`, as config.toml would have it."""
    told = {"name": name, "terms_accepted": True, "url": url, "budget": "10.00 EUR", **settings}
    if name == "paid":
        add_paid(app)
        told["key_env"] = KEY_ENV
    section = EnrichmentSection(
        providers=[ProviderSection.model_validate(told)],
        **{"allow_private": True, "timeout_seconds": 2.0, **(limits or {})},
    )
    (found,) = enquiries.configured(app.workspace, section, hash_key=app.hash_key)
    return found


def add_company(app: App, name: str, **told: Any) -> int:
    """A company as a page tells of it. Returns its signal's number."""
    company = {
        "name": name, "country": "DE",
        "values": [
            {
                "field": field, "value": value, "method": "label", "confidence": 0.8,
                "source": "https://list.example/1", "observed_at": "2026-11-01T00:00:00+00:00",
            }
            for field, value in {"name": name, "country": "DE", **told}.items()
        ],
        **told,
    }  # fmt: skip
    with app.begin() as session:
        signal = make_signal(
            session, host="list.example", kind="company", title=name, company=company, author=None
        )
        assert signal.id is not None
        return signal.id


def company_of(app: App, number: int) -> dict[str, Any]:
    """The row of a company as it is now."""
    with app.read() as session:
        signal = session.get(Signal, number)
        assert signal is not None
        return dict(signal.company)


def planned(app: App, enquiry: Enquiry, *, retry_lost: bool = False, limit: int = 100) -> Plan:
    """What a round would do now."""
    with app.read() as session:
        return enquiries.plan(
            session, enquiry, now=app.clock.now(), limit=limit, retry_lost=retry_lost
        )


def round_of(
    app: App, enquiry: Enquiry, *, retry_lost: bool = False, clock: Clock | None = None
) -> Enriched:
    """Plan a round and do it."""
    plan = planned(app, enquiry, retry_lost=retry_lost)
    return enrich(app.begin, enquiry, plan, clock=clock or app.clock)
