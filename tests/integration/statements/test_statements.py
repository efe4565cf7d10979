"""Statements: whole, traceable to the sentence, the same bytes each time, readable by all."""

from __future__ import annotations

import csv
import io
import re
import time
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlmodel import Session, select

from leadminer.base.clock import FixedClock
from leadminer.base.errors import Conflict, InvalidInput, NotFound
from leadminer.base.ids import content_hash
from leadminer.base.money import Money
from leadminer.deals import chart
from leadminer.deals.tables import Deal, Statement
from leadminer.flow.close_deal import record_deal
from leadminer.flow.settle import accrue, close_period, make_statements
from leadminer.ledger import reverse
from leadminer.ledger.rules import canonical
from leadminer.reports.documents import FORMS, render, write_files
from leadminer.reports.documents.files import BrokenTemplate
from leadminer.reports.statements import Issuer, statement_lines, totals_of, trace
from leadminer.signals.tables import Signal
from leadminer.workspace import Workspace, bundled_root
from tests.integration.deals import stream

ISSUER = Issuer("Northwind Lead Services", "https://leads.example/")


def deal(session: Session, clock: FixedClock, *, n: int = 1, slug: str = "hengli") -> Deal:
    from leadminer.merchants.tables import Merchant

    merchant = session.exec(select(Merchant).where(Merchant.slug == slug)).first()
    if merchant is None:
        merchant = stream.merchant(session, slug)
        stream.agree(session, merchant.id or 0)
    handoff = stream.handed_over(session, merchant, n)
    made = record_deal(
        session,
        clock,
        handoff_id=handoff.id or 0,
        value=Money.parse("78000.00", "CNY"),
        won_on=date(2026, 11, 3),
        actor="operator:1",
        title="=SUM(A1) 搅拌罐 ×2",
    )
    accrue(session, clock, made.id or 0)
    return made


def issued(session: Session, clock: FixedClock) -> Statement:
    close_period(session, clock, "2026-11", "finance:1", early=True)
    [statement] = make_statements(session, clock, "2026-11", issuer=ISSUER, actor="finance:1")
    return statement


def test_each_line_reaches_the_sentence_it_began_with(session: Session, clock: FixedClock) -> None:
    made = deal(session, clock)
    [line] = statement_lines(session, made.merchant_id, "2026-11")
    way = trace(session, made.id or 0)
    assert (line.deal_id, line.handoff_id) == (made.id, made.handoff_id)
    assert (line.lead_id, line.signal_id) == (way.lead.id, way.signal.id)
    assert line.quote == stream.QUOTE == way.quote
    assert line.quote_hash == content_hash(stream.QUOTE)
    assert line.content_hash == way.signal.content_hash
    assert line.path == f"/finance/deals/{made.id}"
    assert (line.commission_minor, line.held_minor, line.due_minor) == (390_000, 39_000, 351_000)
    assert way.verified and [entry.id for entry in way.entries] == [line.entry_id]


def test_a_changed_sentence_no_longer_verifies(session: Session, clock: FixedClock) -> None:
    made = deal(session, clock)
    issued(session, clock)
    signal = session.exec(select(Signal)).one()
    signal.text = signal.text.replace("两台", "三台")
    session.add(signal)
    session.flush()
    told = [finding.message for finding in trace(session, made.id or 0).findings]
    assert len(told) == 2 and "no longer the one" in told[0] and "issued statement" in told[1]


def test_an_imported_sentence_verifies_too(session: Session, clock: FixedClock) -> None:
    made = deal(session, clock)
    signal = session.exec(select(Signal)).one()
    signal.text_hash = content_hash(signal.text)
    session.add(signal)
    session.flush()
    assert trace(session, made.id or 0).verified


def test_a_statement_for_an_open_month_says_to_close_it(
    session: Session, clock: FixedClock
) -> None:
    deal(session, clock)
    with pytest.raises(Conflict, match="leadminer ledger close 2026-11"):
        make_statements(session, clock, "2026-11", issuer=ISSUER, actor="x")
    with pytest.raises(NotFound, match="nothing was booked in 2026-10"):
        make_statements(session, clock, "2026-10", issuer=ISSUER, actor="x")
    with pytest.raises(InvalidInput, match="such as 2026-11"):
        make_statements(session, clock, "11/2026", issuer=ISSUER, actor="x")
    assert session.exec(select(Statement)).all() == []


def test_a_statement_says_what_the_books_say(session: Session, clock: FixedClock) -> None:
    deal(session, clock)
    wrong = deal(session, clock, n=2)
    entry = trace(session, wrong.id or 0).entries[0]
    reverse(session, entry.id or 0, key="back", actor="finance:1", reason="refund", now=clock.now())
    deal(session, clock, n=3, slug="other")
    close_period(session, clock, "2026-11", "finance:1", early=True)
    made = make_statements(session, clock, "2026-11", issuer=ISSUER, actor="finance:1")
    assert [s.number for s in made] == ["2026-11-hengli", "2026-11-other"]
    assert made[0].totals == {
        "CNY": {
            "lines": 3,
            "value": 7_800_000,
            "commission": 390_000,
            "held": 39_000,
            "due": 351_000,
        }
    }
    lines = statement_lines(session, made[0].merchant_id, "2026-11")
    assert totals_of(lines) == made[0].totals
    assert [line.kind for line in lines] == ["commission", "commission", "reversal"]
    assert lines[2].commission_minor == -390_000
    assert made[0].due_on == date(2026, 12, 15)
    assert made[0].content_hash == content_hash(canonical(made[0].content))
    assert chart.BOOK == "main"


def test_issuing_again_gives_the_same_statement_and_the_same_bytes(
    session: Session, clock: FixedClock, workspace: Workspace
) -> None:
    deal(session, clock)
    first = issued(session, clock)
    files = {form: render(workspace, first, form) for form in FORMS}
    later = FixedClock(datetime(2027, 5, 1, tzinfo=UTC))
    session.expire_all()
    [again] = make_statements(session, later, "2026-11", issuer=Issuer("Other"), actor="x")
    assert again.id == first.id
    time.sleep(1.1)  # a file that carried the time would differ by now
    assert {form: render(workspace, again, form) for form in FORMS} == files


def test_the_pdf_is_in_the_merchants_language_with_working_links(
    session: Session, clock: FixedClock, workspace: Workspace
) -> None:
    made = deal(session, clock)
    reader = PdfReader(io.BytesIO(render(workspace, issued(session, clock), "pdf")))
    text = "".join(page.extract_text() for page in reader.pages)
    flat = re.sub(r"\s+", "", text)
    for expected in ("佣金对账单", "恒力机械", stream.QUOTE, "3,900.00", "3,510.00", "D-1"):
        assert expected.replace(" ", "") in flat, expected
    links = {
        note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.get("/Annots", [])
    }
    signal = session.exec(select(Signal)).one()
    assert f"https://leads.example/finance/deals/{made.id}" in links
    assert signal.url in links
    assert signal.content_hash[:16] in flat


def test_the_workbook_opens_with_numbers_links_and_no_formula_from_outside(
    session: Session, clock: FixedClock, workspace: Workspace
) -> None:
    from openpyxl import load_workbook

    deal(session, clock)
    raw = render(workspace, issued(session, clock), "xlsx")
    sheet = load_workbook(io.BytesIO(raw))["CNY"]
    rows = list(sheet.iter_rows(min_row=4))
    heads = [cell.value for cell in rows[0]]
    line = dict(zip(heads, rows[1], strict=True))
    assert line["佣金"].value == 3900 and line["应付"].value == 3510
    assert line["内容"].value == "'=SUM(A1) 搅拌罐 ×2" and line["内容"].data_type == "s"
    assert str(line["成交"].hyperlink.target).endswith("/finance/deals/1")  # type: ignore[union-attr]
    formulas = [cell.value for row in rows for cell in row if cell.data_type == "f"]
    assert formulas and all(str(value).startswith("=SUM(") for value in formulas)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert archive.testzip() is None


def test_the_csv_is_plain_and_harmless(
    session: Session, clock: FixedClock, workspace: Workspace
) -> None:
    deal(session, clock)
    raw = render(workspace, issued(session, clock), "csv").decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(raw))
    assert (row["value"], row["commission"], row["due"]) == ("78000.00", "3900.00", "3510.00")
    assert row["title"] == "'=SUM(A1) 搅拌罐 ×2"
    assert row["quote"] == stream.QUOTE and row["won_on"] == "2026-11-03"
    assert row["link"] == "https://leads.example/finance/deals/1"


def test_files_are_written_whole(
    session: Session, clock: FixedClock, workspace: Workspace, tmp_path: Path
) -> None:
    deal(session, clock)
    paths = write_files(workspace, issued(session, clock), tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(p.name for p in paths)
    assert {p.suffix for p in paths} == {".pdf", ".xlsx", ".csv"}


def test_the_workspaces_own_template_wins_and_a_broken_one_is_told(
    session: Session, clock: FixedClock, workspace: Workspace
) -> None:
    deal(session, clock)
    statement = issued(session, clock)
    own = workspace.root / "templates" / "statement.typ"
    own.write_text('#set page(paper: "a6")\nOurs', encoding="utf-8")
    reader = PdfReader(io.BytesIO(render(workspace, statement, "pdf")))
    assert reader.pages[0].extract_text().strip() == "Ours"
    own.write_text("#nonsense(", encoding="utf-8")
    with pytest.raises(BrokenTemplate, match=r"statement\.typ cannot be set"):
        render(workspace, statement, "pdf")
    assert (bundled_root() / "templates" / "statement.typ").is_file()


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant", "de", "zh-TW"])
def test_every_language_gets_a_statement(
    session: Session, clock: FixedClock, workspace: Workspace, language: str
) -> None:
    deal(session, clock)
    statement = issued(session, clock)
    statement.content = {**statement.content, "language": language}
    for form in FORMS:
        assert render(workspace, statement, form)
