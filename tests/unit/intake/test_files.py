"""Files of every kind, whole, broken and hostile."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from leadminer.base.errors import InvalidInput
from leadminer.intake.columns import filled, named
from leadminer.intake.files import RawRow, kind_of, read_rows

ROWS = "标题,内容,姓名,电话,数量\n求购搅拌罐,需要两台不锈钢搅拌罐，请报价,王先生,13812345678,2台\n"
HANT = "標題,內容,姓名\n採購攪拌槽,需要兩台不鏽鋼攪拌槽，請報價給我們,陳先生\n"


def rows(body: bytes, kind: str = "csv", charset: str = "") -> list[RawRow]:
    return list(read_rows(body, kind, charset=charset, rows_max=1000))


def sheet(*lines: list[object]) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(body: bytes, name: str, content: bytes) -> bytes:
    """A workbook with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        *((ROWS, c) for c in ("utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030")),
        *((HANT, c) for c in ("utf-8", "big5", "gb18030")),
        ("title;text;name\nGetränkeabfüllung gesucht;für 200 Stück, größer;Müller\n", "cp1252"),
        ("件名,text\n撹拌タンクを探しています,見積もりをお願いします\n", "shift_jis"),
        ("title,text\n求购,我们公司想采购一批塑料瓶，数量很大，请厂家联系\n", "gbk"),
        ("title,text\n採購,我們公司想採購一批塑膠瓶，數量很大，請廠商聯絡\n", "big5"),
    ],
)
def test_a_files_charset_is_found_out(text: str, charset: str) -> None:
    expected = rows(text.encode())
    assert rows(text.encode(charset)) == expected
    assert expected[0].values["text"] == text.splitlines()[1].split(";" if ";" in text else ",")[1]


def test_a_charset_that_is_told_is_taken_at_its_word() -> None:
    assert rows(ROWS.encode("gbk"), charset="gbk")[0].values["author"] == "王先生"
    with pytest.raises(InvalidInput, match="no charset"):
        rows(b"title\n", charset="klingon")
    with pytest.raises(InvalidInput, match="not ascii"):
        rows(ROWS.encode(), charset="ascii")


def test_headings_in_any_language_and_spelling_name_their_columns() -> None:
    head = "E-Mail Address;Full Name; Message ;Ｔｉｔｌｅ;手机号;预算;Created_Time"
    (row,) = rows(f"{head}\na@b.example;Ann;need;t;1;5万;2026-01-01\n".encode())
    assert row.values == {
        "email": "a@b.example",
        "author": "Ann",
        "text": "need",
        "title": "t",
        "phone": "1",
        "预算": "5万",
        "posted": "2026-01-01",
    }


def test_a_file_that_names_no_words_is_refused_and_says_what_it_found() -> None:
    for body, kind in ((b"a,b\n1,2\n", "csv"), (sheet(["a", "b"], [1, 2]), "xlsx")):
        with pytest.raises(InvalidInput, match="found: a, b"):
            rows(body, kind)


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    body = b'title,text\n"a\nb",x\n\nc,d\n'
    assert [(row.line, row.values["title"]) for row in rows(body)] == [(2, "a\nb"), (5, "c")]


def test_a_bad_row_never_stops_the_others() -> None:
    long = "x" * 200_000
    body = f'title,text\na,b,c\n"{long}",y\nd,e\nf\n\x00g,h\n'.encode()
    found = rows(body)
    assert [(row.line, row.problem) for row in found] == [
        (2, "too_many_cells"),
        (3, "not_csv"),
        (4, ""),
        (5, ""),
        (6, ""),
    ]


def test_a_quote_that_is_never_closed_does_not_swallow_the_file() -> None:
    body = ('title,text\n"never closed,b\n' + "c,d\n" * 60_000).encode()
    found = list(read_rows(body, "csv", rows_max=100_000))
    assert found[0].problem == "not_csv"
    assert sum(not row.problem for row in found) > 20_000


def test_json_lines_are_read_one_by_one() -> None:
    body = b'{"title": "a", "fields": {"b": 1}}\n\nnope\n[1]\n' + b"[" * 5000 + b'\n{"Text": "c"}\n'
    found = rows(body, "jsonl")
    assert [(row.line, row.problem) for row in found] == [
        (1, ""),
        (3, "not_json"),
        (4, "not_object"),
        (5, "nested"),
        (6, ""),
    ] or [row.problem for row in found][3] == "not_json"
    assert found[0].values == {"title": "a", "fields": {"b": 1}}
    assert found[-1].values == {"text": "c"}
    array = json.dumps([{"text": "a"}, 3]).encode()
    assert [row.problem for row in rows(array, "jsonl")] == ["", "not_object"]


def test_a_sheet_is_read_with_its_numbers_days_and_without_its_formulas() -> None:
    from datetime import datetime

    body = sheet(
        ["标题", "电话", "日期", "内容", None],
        ["求购", 13812345678, datetime(2026, 11, 3, 9, 30), "=1+1", None],
        [None, None, None, None, None],
        ["b", None, None, None, "beyond"],
    )
    first, second = rows(body, "xlsx")
    assert first.line == 2 and second.line == 4
    assert first.values["phone"] == "13812345678"
    assert first.values["posted"] == "2026-11-03T09:30:00"
    assert not first.values.get("text"), "a formula nobody has computed says nothing"
    assert second.problem == "too_many_cells"


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(450):
            part.write(b"\0" * 1024 * 1024)
    assert len(out.getvalue()) < 1024 * 1024
    with pytest.raises(InvalidInput, match="unpacks to too much"):
        rows(out.getvalue(), "xlsx")


def test_a_workbook_with_a_document_type_is_refused() -> None:
    bomb = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
    <sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si></sst>"""
    body = changed(sheet(["title"], ["a"]), "xl/styles.xml", bomb)
    with pytest.raises(InvalidInput, match="document type"):
        rows(body, "xlsx")
    outside = bomb.decode().encode("utf-16")
    with pytest.raises(InvalidInput):
        rows(changed(sheet(["title"], ["a"]), "xl/styles.xml", outside), "xlsx")


def test_what_is_no_workbook_is_refused_in_one_sentence() -> None:
    good = sheet(["title"], ["a"])
    broken = changed(good, "xl/workbook.xml", b"<broken")
    empty = changed(good, "xl/worksheets/sheet1.xml", b"")
    for body in (
        b"",
        b"PK\x03\x04 nothing",
        b"title,text\n",
        good[: len(good) // 2],
        broken,
        empty,
    ):
        with pytest.raises(InvalidInput):
            rows(body, "xlsx")


def test_an_encrypted_workbook_says_so() -> None:
    body = bytearray(sheet(["title"], ["a"]))
    place = body.find(b"PK\x01\x02")
    struct.pack_into("<H", body, place + 8, 1)
    with pytest.raises(InvalidInput, match="encrypted"):
        rows(bytes(body), "xlsx")


def test_more_rows_than_allowed_are_refused() -> None:
    with pytest.raises(InvalidInput, match="more than 3 rows"):
        list(read_rows(b"title\n" + b"a\n" * 4, "csv", rows_max=3))


def test_the_kind_is_told_by_the_ending() -> None:
    assert [kind_of(n) for n in ("a.CSV", "b.xlsx", "c.ndjson")] == ["csv", "xlsx", "jsonl"]
    with pytest.raises(InvalidInput, match=r"\.csv \.xlsx or \.jsonl"):
        kind_of("d.pdf")


@settings(max_examples=150)
@given(st.binary(max_size=400), st.sampled_from(["csv", "jsonl", "xlsx"]))
def test_no_bytes_make_it_stumble(body: bytes, kind: str) -> None:
    for start in (b"", b"title,text\n", b"PK\x03\x04"):
        try:
            rows(start + body, kind)
        except InvalidInput:
            continue


@settings(max_examples=60)
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_read_or_refused(place: int, damage: bytes) -> None:
    body = bytearray(sheet(["title", "text"], ["a", "b"]))
    at = place % len(body)
    body[at : at + len(damage)] = damage
    try:
        rows(bytes(body), "xlsx")
    except InvalidInput:
        return


def test_a_path_is_no_part_of_a_kind(tmp_path: Path) -> None:
    assert kind_of(str(tmp_path / "x.y" / "a.csv")) == "csv"


def test_two_columns_of_one_meaning_hide_nothing() -> None:
    text = "title,text,text,title,mobile,phone,name,contact\n"
    text += "a,We need chairs,soon,b,,13812345678,,Ann\n"
    (row,) = rows(text.encode())
    assert row.values["title"] == "a" and row.values["title 2"] == "b"
    assert row.values["text"] == "We need chairs" and row.values["text 2"] == "soon"
    told = filled(row.values)
    assert (told["phone"], told["author"]) == ("13812345678", "Ann")
    (one,) = rows(b'{"name": "Ann", "author": "Bob", "text": "We need chairs"}', "jsonl")
    assert (one.values["author"], one.values["name 2"]) == ("Bob", "Ann")


@given(st.lists(st.sampled_from(["text", "Text", "message", "tel", "phone", "x", "X ", "name"])))
def test_no_heading_hides_another(headings: list[str]) -> None:
    names = named(headings)
    assert len(set(names)) == len(names) == len(headings)
    values = dict(zip(names, map(str, range(len(names))), strict=True))
    assert sorted(filled(values).values()) == sorted(values.values())


def test_headings_that_are_no_words_are_not_printed_as_they_are() -> None:
    with pytest.raises(InvalidInput) as told:
        rows(b"\x1b[2J\x07,a\nb,c\n")
    assert told.value.message.isprintable()
