"""Recorded pages: what a spider should read from them, kept beside it and compared.

spiders/pages/NAME/CASE/  page.html (as received)  page.json (address, type, day)  output.json
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from scrapy.http import HtmlResponse

from leadminer.base.clock import FixedClock
from leadminer.base.errors import InvalidInput, LeadminerError, NotFound
from leadminer.mining.extraction.values.items import Company, Post
from leadminer.mining.sites.spider_files import spider_class_of
from leadminer.mining.spider import SignalSpider
from leadminer.workspace import Workspace

PAGE, ABOUT, OUTPUT = "page.html", "page.json", "output.json"


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of one recorded page."""

    case: str
    records: list[dict[str, Any]]
    expected: list[dict[str, Any]] | None  # None: nobody has said yet what is right
    differences: list[str]
    links: int


def folder_of(workspace: Workspace, spider: str) -> Path:
    """Where a spider's recorded pages stand."""
    return workspace.root / "spiders" / "pages" / spider


def record(
    workspace: Workspace, spider: str, case: str, body: bytes, *, url: str, kind: str, now: datetime
) -> Path:
    """Keep a page as a case; returns its folder. Raises InvalidInput for a name that is no name."""
    if not case.replace("-", "").replace("_", "").isalnum() or len(case) > 60:
        raise InvalidInput(f"{case!r} is no name of a case: letters, digits, - and _")
    folder = folder_of(workspace, spider) / case
    folder.mkdir(parents=True, exist_ok=True)
    (folder / PAGE).write_bytes(body)
    about = {"url": url, "content_type": kind, "recorded": now.isoformat()}
    (folder / ABOUT).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
    return folder


def run_cases(workspace: Workspace, spider: str, *, case: str = "") -> list[CaseResult]:
    """Read a spider's recorded pages and compare. Raises NotFound if there are none."""
    folder = folder_of(workspace, spider)
    cases = sorted(path for path in folder.glob("*") if (path / PAGE).is_file())
    chosen = [path for path in cases if not case or path.name == case]
    if not chosen:
        raise NotFound(
            f"spider {spider!r} has no recorded page{f' {case!r}' if case else ''};"
            f" record one: leadminer spiders record {spider} URL"
        )
    spider_class = spider_class_of(workspace, spider)
    if not issubclass(spider_class, SignalSpider):
        raise LeadminerError(f"{spider!r} reads an API, not pages; test it by its own answers")
    return [_run(spider_class, path) for path in chosen]


def accept(workspace: Workspace, spider: str, result: CaseResult) -> None:
    """What was read is right: keep it as what is expected."""
    path = folder_of(workspace, spider) / result.case / OUTPUT
    text = json.dumps(result.records, ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


def _run(spider_class: type[SignalSpider], folder: Path) -> CaseResult:
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    # what is read here is shown, not stored
    trying = type(spider_class.__name__, (spider_class,), {"sink": None})
    spider: SignalSpider = trying(about["url"])
    # as at the time it was recorded: "3 days ago" stays the same day
    spider.clock = FixedClock(datetime.fromisoformat(about["recorded"]))
    response = HtmlResponse(about["url"], body=(folder / PAGE).read_bytes(), encoding="utf-8")
    page = spider.read_response(response, about.get("content_type", "text/html"))
    records = [described(record) for record in spider.records(page)]
    expected = None
    if (folder / OUTPUT).is_file():
        expected = json.loads((folder / OUTPUT).read_text(encoding="utf-8"))
    return CaseResult(
        folder.name, records, expected, differences(expected or [], records), len(page.links)
    )


def described(record: Post | Company) -> dict[str, Any]:
    """A record as it stands in output.json: only what is filled."""
    names: tuple[str, ...]
    if isinstance(record, Company):
        names = ("name", "url", "phone", "extension", "email", "site", "address", "country")
        told: dict[str, Any] = {"kind": "company"}
    else:
        names = ("title", "author", "text", "url")
        told = {"kind": "reply" if record.is_reply else "post"}
        if record.posted:
            told["posted"] = record.posted.isoformat()
    told |= {name: getattr(record, name) for name in names if getattr(record, name)}
    for name in ("section", "fields"):
        if getattr(record, name):
            told[name] = getattr(record, name)
    return told


def differences(expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[str]:
    """What differs, a line each."""
    told = []
    if len(expected) != len(found):
        told.append(f"{len(found)} records, {len(expected)} expected")
    for number, (wanted, got) in enumerate(zip(expected, found, strict=False), start=1):
        for name in sorted(wanted.keys() | got.keys()):
            if wanted.get(name) != got.get(name):
                told.append(f"record {number}, {name}: {got.get(name)!r}, not {wanted.get(name)!r}")
    return told
