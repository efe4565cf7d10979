"""Pairs that may be one party: decided, taken back, and never shown to a merchant."""

from __future__ import annotations

import re

from sqlmodel import select

from leadminer.app import App
from leadminer.prospects import merging
from leadminer.prospects.tables import LinkPair, Prospect, ProspectMerge

from . import seed
from .conftest import Enter, TestClient, post


def first_pair(client: TestClient) -> int:
    found = re.search(r'action="/identity/pairs/(\d+)"', client.get("/identity").text)
    assert found is not None, "a pair waits"
    return int(found[1])


def states(app: App) -> dict[int, str]:
    with app.read() as session:
        return {row.id or 0: row.state for row in session.exec(select(LinkPair))}


def test_a_pair_stands_side_by_side_with_what_weighs_for_and_against(
    enter: Enter, world: seed.World
) -> None:
    html = enter("operator").get("/identity").text
    assert "<mark>22 Quay</mark>" in html, "the words of an address that agree are marked"
    assert '<mark class="no">+441632960044</mark>' in html, "numbers that differ speak against"
    assert html.index("+4.") < html.index("−1."), "the weight stands beside each field"
    assert "https://yellow.example/company/2" in html


def test_one_and_the_same_is_merged_and_taken_back_with_one_click(
    app: App, enter: Enter, world: seed.World
) -> None:
    client = enter("operator")
    pair = first_pair(client)
    answer = post(client, f"/identity/pairs/{pair}", verdict="same")
    assert answer.headers["location"] == f"/identity?said=merged&about={pair}"
    assert f'action="/identity/pairs/{pair}/undo"' in client.get(answer.headers["location"]).text
    with app.read() as session:
        row = merging.merges(session)[0]
        assert (row.actor, row.probability) == ("operator:1", None)
        assert row.evidence["fields"]["address"] > 0, "what it looked like then is kept"
        assert session.get(Prospect, row.merged_id).merged_into == row.kept_id  # type: ignore[union-attr]
    post(client, f"/identity/pairs/{pair}/undo")
    assert states(app)[pair] == merging.OPEN, "a slip of the hand sets nobody apart"
    assert first_pair(client) == pair
    with app.read() as session:
        newest = merging.merges(session)[0]
        assert newest.undone_at is not None and newest.undone_by == "operator:1"


def test_never_is_kept_listed_and_can_be_asked_again(
    app: App, enter: Enter, world: seed.World
) -> None:
    client = enter("operator")
    pair = first_pair(client)
    post(client, f"/identity/pairs/{pair}", verdict="never")
    assert states(app)[pair] == merging.APART
    assert first_pair(client) != pair
    assert f"/identity/pairs/{pair}/undo" in client.get("/identity/merges").text
    again = post(client, f"/identity/pairs/{pair}", verdict="same")
    assert again.status_code == 409, "somebody decided before"
    post(client, f"/identity/pairs/{pair}/undo")
    assert states(app)[pair] == merging.OPEN


def test_what_is_passed_over_still_waits(app: App, enter: Enter, world: seed.World) -> None:
    client = enter("operator")
    pair = first_pair(client)
    rest = client.get(f"/identity?after={pair}").text
    assert f'action="/identity/pairs/{pair}"' not in rest
    other = int(re.search(r'action="/identity/pairs/(\d+)"', rest)[1])  # type: ignore[index]
    assert f'<input type="hidden" name="after" value="{pair}">' in rest
    answer = post(client, f"/identity/pairs/{other}", verdict="never", after=str(pair))
    assert answer.headers["location"].startswith(f"/identity?after={pair}&")
    assert "The pairs you passed over still wait." in client.get(answer.headers["location"]).text
    assert states(app)[pair] == merging.OPEN
    assert first_pair(client) == pair


def test_a_merge_of_long_ago_is_undone_and_made_again(
    app: App, enter: Enter, world: seed.World
) -> None:
    client = enter("operator")
    page = client.get("/identity/merges").text
    assert "Oakline Cabinets Ltd" in page and "OAKLINE CABINETS" in page
    with app.read() as session:
        row = merging.merges(session)[0]
    answer = post(client, f"/identity/merges/{row.id}/undo")
    assert (
        f'action="/identity/merges/{row.id}/again"' in client.get(answer.headers["location"]).text
    )
    with app.read() as session:
        assert session.get(ProspectMerge, row.id).undone_at is not None  # type: ignore[union-attr]
    post(client, f"/identity/merges/{row.id}/again")
    with app.read() as session:
        newest = merging.merges(session)[0]
        assert newest.id != row.id and newest.undone_at is None
        assert (newest.kept_id, newest.merged_id) == (row.kept_id, row.merged_id)
    assert post(client, f"/identity/merges/{row.id}/undo").status_code == 409


def test_only_operators_see_or_decide_who_is_one(
    app: App, enter: Enter, world: seed.World, stranger: TestClient
) -> None:
    before = states(app)
    pair = next(iter(before))
    for name in ("merchant1", "finance"):
        client = enter(name)
        for path in ("/identity", f"/identity?pair={pair}", "/identity/merges"):
            assert client.get(path).status_code == 403, (name, path)
        assert "/identity" not in client.get("/account").text
        for path, fields in (
            (f"/identity/pairs/{pair}", {"verdict": "same"}),
            (f"/identity/pairs/{pair}/undo", {}),
            ("/identity/merges/1/undo", {}),
            ("/identity/merges/1/again", {}),
        ):
            assert post(client, path, **fields).status_code == 403, (name, path)
    assert stranger.get("/identity").status_code == 303
    operator = enter("operator")
    bare = operator.post(f"/identity/pairs/{pair}", data={"verdict": "same"})
    assert bare.status_code == 403, "a form of another site"
    assert states(app) == before
