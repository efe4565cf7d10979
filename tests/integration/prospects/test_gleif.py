"""The bundled GLEIF adapter over real HTTP, on records of the documented form."""

from __future__ import annotations

import json
from typing import Any

import pytest

from leadminer.prospects.providers import AskedCompany, CompanyProvider, Told, Unanswered, Web
from leadminer.workspace import Workspace
from tests.factories.company_api import company_register, record

LEI = "529900T8BM49AURSDO55"


def ask(
    workspace: Workspace, name: str, *records: dict[str, Any], country: str = "DE"
) -> list[Told]:
    kind = workspace.load_module("pipelines/providers", "gleif").Provider
    assert issubclass(kind, CompanyProvider)
    web = Web(seconds=5, bytes_max=1_000_000, allow_private=True)
    with company_register() as register:
        # a search finds more than the name that was typed: let it give all it has
        body = json.dumps({"data": list(records)}).encode()
        register.script = lambda _: (200, {"content-type": "application/vnd.api+json"}, body)
        return list(kind(url=register.url).ask(AskedCompany(name, "", country), web))


@pytest.mark.parametrize(
    ("asked", "registered", "is_same"),
    [
        ("Hengli", "Hengli GmbH", True),
        ("HENGLI GMBH", "Hengli GmbH", True),
        ("Hengli GmbH", "Hengli AG", False),
        ("Hengli AG", "Hengli AG & Co. KG", False),
        ("Hengli Ltd.", "HENGLI LIMITED", True),
        ("Hengli Co., Ltd", "Hengli Company Limited", True),
        ("Hengli Ltd", "Hengli LLC", False),
        ("Hengli S.A.", "HENGLI SA", True),
        ("Hengli SA", "Hengli SAS", False),
        ("Hengli", "Hengli Holding GmbH", False),
        ("Müller & Söhne GmbH", "MÜLLER & SÖHNE GMBH", True),
        ("上海恒力机械有限公司", "上海恒力机械有限公司", True),
        ("上海恒力机械", "上海恒力电子有限公司", False),
    ],
)
def test_a_name_is_found_with_its_legal_form_and_no_other(
    workspace: Workspace, asked: str, registered: str, is_same: bool
) -> None:
    found = {told.field: told.value for told in ask(workspace, asked, record(registered, LEI))}
    expected = {"name": registered, "address": "Werkstr. 9, 89073 Ulm", "country": "DE", "lei": LEI}
    assert found == (expected if is_same else {})


def test_of_two_of_one_name_nobody_knows_which_it_is(workspace: Workspace) -> None:
    twins = record("Hengli GmbH", LEI), record("HENGLI GmbH", LEI[::-1])
    assert ask(workspace, "Hengli GmbH", *twins) == []


@pytest.mark.parametrize(
    "entity",
    [
        {"status": "INACTIVE"},
        {"category": "SOLE_PROPRIETOR"},
        {"category": "BRANCH"},
        {"legalName": None},
        {"legalName": {"name": ["Hengli"]}},
        {"legalAddress": "Ulm"},
    ],
)
def test_who_is_gone_a_person_or_of_another_shape_is_left_out(
    workspace: Workspace, entity: dict[str, Any]
) -> None:
    assert ask(workspace, "Hengli", {**record("Hengli", LEI, **entity)}) == []


def test_a_company_abroad_is_another(workspace: Workspace) -> None:
    assert ask(workspace, "Hengli", record("Hengli", LEI, country="AT")) == []
    (name, *_) = ask(workspace, "Hengli", record("Hengli", LEI, country="AT"), country="")
    assert name.confidence < 0.85, "no country was known"


def test_an_answer_that_is_not_the_apis_is_no_answer(workspace: Workspace) -> None:
    kind = workspace.load_module("pipelines/providers", "gleif").Provider
    web = Web(seconds=5, bytes_max=1_000_000, allow_private=True)
    with company_register() as register:
        register.script = lambda _: (200, {"content-type": "application/json"}, b"[]")
        with pytest.raises(Unanswered, match="not_the_api"):
            kind(url=register.url).ask(AskedCompany("Hengli", "", ""), web)
