"""Every page and every refusal is said in the reader's language."""

from __future__ import annotations

import pytest
from sqlmodel import select

from leadminer.app import App
from leadminer.merchants.tables import Merchant, Offer, User
from leadminer.signals.tables import Signal, Source

from . import seed
from .conftest import Enter, TestClient, token
from .walk import Walk, walk

ROLES = {
    "operator": ("/leads", "/drafts", "/handoffs", "/mining", "/merchants", "/reports"),
    "merchant1": ("/inbox", "/my/statements"),
    "finance": ("/finance", "/finance?audit=true"),
}
ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # it is about words
LOST = ("/nowhere", "/leads/987654321", "/leads?after=x", "/mining?before=x", "/finance/deals/0")


def names(app: App) -> tuple[str, ...]:
    """What people and companies are called, and what they said: it stays as it is."""
    with app.read() as session:
        found = [
            *session.exec(select(Merchant.name)),
            *session.exec(select(Offer.name)),
            *session.exec(select(User.name)),
            *session.exec(select(Signal.title)),
            *session.exec(select(Signal.text)),
            *session.exec(select(Signal.author)),
            *session.exec(select(Source.host)),
        ]
        sections = [part for section in session.exec(select(Signal.section)) for part in section]
    found.append("night")  # a job
    return tuple({str(name) for name in (*found, *sections) if name})


@ONE
@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("role", list(ROLES))
def test_no_page_and_no_refusal_speaks_english_to_a_chinese_reader(
    app: App, enter: Enter, world: seed.World, role: str, lang: str
) -> None:
    client = enter(role)
    client.cookies.set("lang", lang)
    csrf = token(client)

    def fetch(address: str) -> tuple[int, str]:
        answer = client.get(address)
        html = answer.headers.get("content-type", "").startswith("text/html")
        return answer.status_code, answer.text if html else ""

    def send(address: str, fields: dict[str, str]) -> tuple[int, str]:
        answer = client.post(address, data={**fields, "csrf_token": csrf})
        html = answer.headers.get("content-type", "").startswith("text/html")
        return answer.status_code, answer.text if html else ""

    start = (*ROLES[role], "/account", *LOST)
    found = walk(fetch, send, start, Walk(lang, names(app)))
    assert len(found.seen) > 8
    assert not found.left, "\n".join(f"{where}: {said}" for said, where in found.left.items())


@ONE
@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant"])
def test_who_is_not_logged_in_is_spoken_to_in_chinese_too(
    stranger: TestClient, world: seed.World, lang: str
) -> None:
    stranger.cookies.set("lang", lang)
    found = Walk(lang, ())
    for address in ("/login", "/u/nonsense", "/static/nothing"):
        found.read(address, stranger.get(address).text)
    for fields in (
        {},
        {"email": "x"},
        {"email": "a" * 400, "password": "y"},
        {"password": "z" * 1200},
    ):
        found.read(f"POST /login {list(fields)}", stranger.post("/login", data=fields).text)
    foreign = stranger.post("/login", data={}, headers={"origin": "https://evil.example"})
    found.read("foreign", foreign.text)
    assert not found.left, "\n".join(f"{where}: {said}" for said, where in found.left.items())
