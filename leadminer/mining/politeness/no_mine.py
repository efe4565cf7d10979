"""Whom we never read: domains with all below them, authors, and addresses by their beginning.

Asked before each request, before each record is kept, and by every other intake.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from sqlmodel import col, select

from leadminer.base.errors import InvalidInput, NotFound
from leadminer.base.ids import content_hash
from leadminer.mining.extraction.places.addresses import canonical
from leadminer.mining.tables import NoMine
from leadminer.store import Session, insert_ignore

KINDS = ("domain", "author", "address")
_HIDDEN = "sha256:"


@dataclass(frozen=True, slots=True)
class Register:
    """The register as it was read, quick to ask."""

    domains: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = field(default=())

    def bars_url(self, url: str) -> bool:
        """Whether this address must not be asked for, nor anything from it kept."""
        if not self.domains and not self.addresses:
            return False
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
        if _below(_ascii(host), self.domains):
            return True
        plain = _bare(url)
        return any(plain.startswith(each) for each in self.addresses)

    def bars_author(self, author: str, url: str = "", author_url: str | None = None) -> bool:
        """Whether this person asked not to be read: by name, by profile, or by name@host."""
        if not self.authors:
            return False
        name = normal_author(author)
        host = (urlsplit(url).hostname or "").lower()
        known = {name, f"{name}@{host}", f"{name}@{host.removeprefix('www.')}"} if name else set()
        if author_url:
            known.add(_bare(author_url))
        return bool(known & self.authors) or (
            self.hides and any(hidden(each) in self.authors for each in known)
        )

    @property
    def hides(self) -> bool:
        """Whether somebody is on it whose name it must not tell."""
        return any(each.startswith(_HIDDEN) for each in self.authors)


def read_register(session: Session) -> Register:
    """The whole register."""
    kinds: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for row in session.exec(select(NoMine)):
        kinds[row.kind].append(row.value)
    return Register(frozenset(kinds["domain"]), frozenset(kinds["author"]), tuple(kinds["address"]))


def entry_of(text: str) -> tuple[str, str]:
    """Kind and value of what a person typed: `example.org`, `https://example.org/board/`,
    `author:name`, `author:name@example.org` or `author:https://example.org/u/name`.

    Raises InvalidInput.
    """
    text = text.strip()
    head, mark, rest = text.partition(":")
    if mark and head.lower() == "author":
        value = _bare(rest) if "://" in rest else normal_author(rest)
        if not value:
            raise InvalidInput("author: wants a name after it, e.g. author:wang@forum.example")
        return "author", value
    if "://" in text:
        if not text.lower().startswith(("http://", "https://")) or not urlsplit(text).hostname:
            raise InvalidInput(f"{text!r} is no address; it begins with http:// or https://")
        bare = _bare(text)
        return ("address", bare) if "/" in bare.rstrip("/") else ("domain", _domain(text))
    return "domain", _domain(f"http://{text}")


def add_entry(
    session: Session, text: str, *, reason: str, actor: str, now: datetime
) -> tuple[str, str]:
    """Put somebody on the register; again changes nothing. Returns kind and value."""
    kind, value = entry_of(text)
    insert_ignore(
        session,
        NoMine,
        [{"kind": kind, "value": value, "reason": reason, "added_by": actor, "added_at": now}],
    )
    return kind, value


def add_hidden_author(
    session: Session, author: str, host: str, *, reason: str, actor: str, now: datetime
) -> bool:
    """Put an author at a host on the register without the name: they were erased. Returns whether
    that is new."""
    value = hidden(f"{normal_author(author)}@{host.lower()}")
    row = {"kind": "author", "value": value, "reason": reason, "added_by": actor, "added_at": now}
    return bool(insert_ignore(session, NoMine, [row]))


def hidden(author: str) -> str:
    """An author as a register keeps one whose name it must not tell."""
    return _HIDDEN + content_hash(author)


def remove_entry(session: Session, text: str) -> tuple[str, str]:
    """Take somebody off the register. Raises NotFound."""
    kind, value = entry_of(text)
    row = session.exec(select(NoMine).where(NoMine.kind == kind, NoMine.value == value)).first()
    if row is None:
        raise NotFound(f"the no-mine register holds no {kind} {value!r}")
    session.delete(row)
    session.flush()
    return kind, value


def list_entries(session: Session) -> list[NoMine]:
    """The register, by kind and value."""
    return list(session.exec(select(NoMine).order_by(col(NoMine.kind), col(NoMine.value))))


def normal_author(name: str) -> str:
    """A name as it is compared: composed, without case and doubled blanks."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _domain(url: str) -> str:
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        host = ""
    value = _ascii(host.lower().removeprefix("*."))
    if not value or any(letter.isspace() for letter in value):
        raise InvalidInput(f"{url.removeprefix('http://')!r} is no domain, e.g. example.org")
    return value


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host


def _below(host: str, domains: frozenset[str]) -> bool:
    parts = host.split(".")
    return any(".".join(parts[n:]) in domains for n in range(len(parts)))


def _bare(url: str) -> str:
    """An address without scheme and www., its host in small letters."""
    rest = canonical(url.strip()).partition("://")[2]
    return rest.removeprefix("www.")
