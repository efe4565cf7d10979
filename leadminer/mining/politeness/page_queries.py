"""Every statement on what is remembered of pages. First argument is the session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, func
from sqlmodel import col, select

from leadminer.base.ids import content_hash
from leadminer.mining.tables import PageMemory, RefusalExample
from leadminer.store import Session, insert_ignore

PAGES_MAX: Final = 50_000  # remembered of one source by one reader


def remember(
    session: Session, pages: Sequence[dict[str, Any]], *, source_id: int, reader: str
) -> None:
    """Keep these pages as they were read last."""
    rows = {}
    for page in pages:
        hashed = content_hash(page["url"])
        rows[hashed] = {**page, "source_id": source_id, "reader": reader, "url_hash": hashed}
    if not rows:
        return
    session.execute(
        delete(PageMemory).where(
            col(PageMemory.source_id) == source_id,
            col(PageMemory.reader) == reader,
            col(PageMemory.url_hash).in_(list(rows)),
        )
    )
    insert_ignore(session, PageMemory, list(rows.values()))


def each_page(session: Session, *, source_id: int, reader: str) -> Iterator[PageMemory]:
    """All that a reader remembers of a source, the newest first, up to a limit."""
    query = (
        select(PageMemory)
        .where(PageMemory.source_id == source_id, PageMemory.reader == reader)
        .order_by(col(PageMemory.read_at).desc())
        .limit(PAGES_MAX)
    )
    yield from session.exec(query.execution_options(yield_per=500))


def forget_old(session: Session, *, source_id: int, reader: str, before: datetime) -> int:
    """Drop what was not read for long, and what is more than is ever used."""
    mine = (col(PageMemory.source_id) == source_id, col(PageMemory.reader) == reader)
    gone = session.execute(delete(PageMemory).where(*mine, col(PageMemory.read_at) < before))
    count = session.exec(select(func.count()).select_from(PageMemory).where(*mine)).one()
    if count > PAGES_MAX:
        kept = select(PageMemory.id).where(*mine).order_by(col(PageMemory.read_at).desc())
        extra = kept.offset(PAGES_MAX)
        session.execute(delete(PageMemory).where(col(PageMemory.id).in_(extra)))
    return int(getattr(gone, "rowcount", 0) or 0)


def keep_examples(
    session: Session, examples: Sequence[tuple[str, str]], *, run_id: int, now: datetime
) -> None:
    """Keep addresses a run did not read, with the reason."""
    rows = {}
    for reason, url in examples:
        clean = url.replace("\x00", "")
        hashed = content_hash(clean)
        rows[(reason, hashed)] = {
            "run_id": run_id, "reason": reason[:40], "url": clean, "url_hash": hashed, "at": now,
        }  # fmt: skip
    insert_ignore(session, RefusalExample, list(rows.values()))


def examples_of(session: Session, run_id: int) -> dict[str, list[str]]:
    """A few of the addresses a run did not read, by reason."""
    found: dict[str, list[str]] = {}
    query = select(RefusalExample).where(RefusalExample.run_id == run_id)
    for row in session.exec(query.order_by(col(RefusalExample.id))):
        found.setdefault(row.reason, []).append(row.url)
    return found
