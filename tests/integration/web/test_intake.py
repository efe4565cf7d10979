"""An operator brings a file in by the console, reads what became of it, and takes it back."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook
from sqlmodel import func, select

from leadminer.app import App
from leadminer.intake.tables import Intake
from leadminer.signals.tables import Signal
from leadminer.web.language import LANGUAGES

from . import seed
from .conftest import Enter, TestClient, token

CSV = "标题,内容,邮箱\n求购搅拌罐,需要两台,a@b.example\n求购,<script>alert(1)</script>,坏<b>\n"


def upload(client: TestClient, name: str, body: bytes, **fields: str):
    return client.post(
        "/imports",
        data={"csrf_token": token(client), **fields},
        files={"file": (name, body, "application/octet-stream")},
    )


def count(app: App, table: type) -> int:
    with app.read() as session:
        return int(session.exec(select(func.count()).select_from(table)).one())


def test_a_file_is_brought_in_told_row_by_row_and_taken_back(
    app: App, enter: Enter, world: seed.World
) -> None:
    client, before = enter("operator"), count(app, Signal)
    answer = upload(client, "fair.csv", CSV.encode("gbk"))
    assert answer.status_code == 303, answer.text
    where = answer.headers["location"].partition("?")[0]
    assert count(app, Signal) == before + 1
    for lang in LANGUAGES:
        page = client.get(where, headers={"accept-language": lang})
        assert page.status_code == 200 and "<script>alert" not in page.text
        assert "坏&lt;b&gt;" in page.text
        assert client.get("/imports", headers={"accept-language": lang}).status_code == 200
    assert "fair.csv" in client.get("/imports").text
    refused = client.get(f"{where}?outcome=refused").text
    assert "the e-mail address cannot be used" in refused and "Stored</" not in refused
    assert client.get(f"{where}?outcome=nonsense&after=0").status_code == 200
    answer = client.post(f"{where}/undo", data={"csrf_token": token(client)})
    assert answer.status_code == 303
    assert count(app, Signal) == before
    assert "taken back" in client.get(where).text
    assert upload(client, "fair.csv", CSV.encode()).status_code == 303
    assert count(app, Signal) == before + 1


def test_a_workbook_with_its_zeros_comes_in(app: App, enter: Enter, world: seed.World) -> None:
    book = Workbook()
    book.active.append(["title", "text"])
    book.active.append(["Need tanks", "two of them"])
    out = io.BytesIO()
    book.save(out)
    assert b"\0" in out.getvalue()
    before = count(app, Signal)
    assert upload(enter("operator"), "a.xlsx", out.getvalue()).status_code == 303
    assert count(app, Signal) == before + 1


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.csv", b""),
        ("", b"title\na\n"),
        ("a.pdf", b"%PDF"),
        ("a.csv", b"a,b\n1,2\n"),
        ("a.xlsx", b"no workbook"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_and_leaves_nothing(
    app: App, enter: Enter, world: seed.World, name: str, body: bytes
) -> None:
    assert upload(enter("operator"), name, body).status_code == 400
    assert count(app, Intake) == 0


def test_a_file_that_is_too_large_is_refused(app: App, world: seed.World, enter: Enter) -> None:
    limit = app.config.intake.model_copy(update={"upload_bytes_max": 2000})
    app.config = app.config.model_copy(update={"intake": limit})
    client = enter("operator")
    assert upload(client, "a.csv", b"title\n" + b"a\n" * 2000).status_code == 400
    assert upload(client, "a.csv", b"title\n" + b"a\n" * 90_000).status_code == 413
    big = {"csrf_token": token(client), "charset": "x" * 1_200_000}
    assert client.post("/merchants", data=big).status_code in {405, 413}


def test_only_an_operator_with_its_own_form_may(app: App, enter: Enter, world: seed.World) -> None:
    for role in ("merchant1", "finance"):
        assert upload(enter(role), "a.csv", CSV.encode()).status_code == 403
        assert enter(role).get("/imports").status_code == 403
        assert enter(role).get("/imports/one").status_code == 403
    foreign = enter("operator").post("/imports", files={"file": ("a.csv", CSV.encode())})
    assert foreign.status_code == 403
    assert count(app, Intake) == 0
    assert enter("operator").get("/imports/99").status_code == 404


def test_one_need_is_typed_in_by_hand_with_what_a_bookmark_marked(
    app: App, enter: Enter, world: seed.World
) -> None:
    client, before = enter("operator"), count(app, Signal)
    marked = {"title": '求购 "搅拌罐"<b>', "text": "两台，急", "url": "https://x.example/1"}
    form = client.get("/imports/one", params=marked).text
    assert "求购 &#34;搅拌罐&#34;&lt;b&gt;" in form and "两台，急</textarea>" in form
    assert "getSelection" in form
    sent = {"title": "求购搅拌罐", "text": "需要两台", "email": "kim@mail.example"}
    answer = client.post("/imports/one", data={"csrf_token": token(client), **sent})
    assert answer.status_code == 303, answer.text
    assert count(app, Signal) == before + 1
    where = answer.headers["location"].partition("?")[0]
    assert "by hand" in client.get(where).text
    again = client.post("/imports/one", data={"csrf_token": token(client), **sent})
    assert again.status_code == 303 and count(app, Signal) == before + 1
    bad = client.post("/imports/one", data={"csrf_token": token(client), "email": "a@b.example"})
    assert bad.status_code == 400 and count(app, Signal) == before + 1
    wrong = client.post("/imports/one", data={"csrf_token": token(client), **sent, "email": "no"})
    assert "the e-mail address cannot be used" in client.get(wrong.headers["location"]).text
