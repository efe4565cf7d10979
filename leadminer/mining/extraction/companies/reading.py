"""Companies of a page: schema.org mark-up, tables with headed columns, blocks that repeat,
headings with what follows them, or one company that the whole page is about."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from leadminer.mining.extraction.companies.blocks import (
    Block,
    flat_blocks,
    marks_of,
    may_reach,
    read_block,
    repeated_blocks,
    shape_of,
)
from leadminer.mining.extraction.companies.chrome import (
    advertisements,
    chrome_of,
    repeated_parts,
    said_by_others,
    within,
)
from leadminer.mining.extraction.companies.company_or_post import are_offers, are_people
from leadminer.mining.extraction.companies.contacts import fill
from leadminer.mining.extraction.companies.lines import Labelled, labelled_of, pieces_of
from leadminer.mining.extraction.companies.links import leads_to_several, own_link, shows_neighbours
from leadminer.mining.extraction.companies.markup import companies_in_markup
from leadminer.mining.extraction.companies.memory import DirectoryMemory, is_home, is_own_page
from leadminer.mining.extraction.companies.merging import fill_up, merged
from leadminer.mining.extraction.companies.names import (
    head_title_of,
    name_of_page,
    names_in,
    title_parts,
    without_ordinals,
)
from leadminer.mining.extraction.companies.pieces import Piece
from leadminer.mining.extraction.companies.runs import run_blocks
from leadminer.mining.extraction.companies.tables import table_rows
from leadminer.mining.extraction.html.texts import declared_language, line_of, one_line, text_of
from leadminer.mining.extraction.markup.structured import Node
from leadminer.mining.extraction.notices.notice_tables import notice_tables
from leadminer.mining.extraction.places.addresses import (
    absolute,
    canonical,
    pattern_of,
    site_of,
)
from leadminer.mining.extraction.places.own_sites import (
    drop_shared,
    host_of,
    hosts_linked,
    is_site_link,
    site_in,
    sites_at_names,
)
from leadminer.mining.extraction.values.company_labels import has_legal_form, is_generic
from leadminer.mining.extraction.values.contacts import find_contacts
from leadminer.mining.extraction.values.items import Company
from leadminer.mining.extraction.values.language import guess_language, normalise_tag
from leadminer.mining.extraction.values.regions import reasons_of

_FIELDS_MAX: Final = 30
_LISTED_MIN: Final = 3  # entries of a list
_PARTS_MAX: Final = 8  # sections of a page about one company


def companies_of(
    body: HtmlElement,
    nodes: list[Node],
    base: str,
    *,
    title: str,
    lang: str | None,
    region: str | None = None,
    memory: DirectoryMemory | None = None,
) -> list[Company]:
    """All companies of a page, each once.

    `region`: the source's country, if one is set. `memory`: what earlier pages of the site taught.
    """
    memory = memory if memory is not None else DirectoryMemory()
    page = _Page(body, base, title, lang, region, memory)
    memory.hear_title(title_parts(head_title_of(body)), page.here)
    found = _companies_of(page, nodes)
    memory.hear_hosts(hosts_linked(body, base) - {host_of(c.site) for c in found}, page.here)
    return found


def _companies_of(page: _Page, nodes: list[Node]) -> list[Company]:
    body, base, memory = page.body, page.base, page.memory
    told: list[Company] = []
    if nodes and not is_own_page(base):
        told = companies_in_markup(body, nodes, base, lang=page.lang, regions=page.regions(""))
        silent = any(not company.site for company in told)
        linked = sites_at_names(body, (c.name for c in told), base) if silent else {}
        for company in told:
            company.site = company.site or linked.get(company.name.casefold(), "")
    if not told and not may_reach(body):
        return []
    page.read()
    if is_home(base):  # what a directory's front page says of its publisher is of the directory
        publishers = [c for c in told if not c.url or canonical(c.url) == canonical(base)]
        if len(told) == len(publishers) == 1:
            memory.own.update(c.value for c in told[0].contacts if c.kind in ("phone", "email"))
            memory.publishers.add(told[0].name.casefold())
            told = []
    told = [company for company in told if company.name.casefold() not in memory.publishers]
    if is_own_page(base):
        return []
    seen = page.seen()
    if len(told) > 1 and [c.method for c in seen] == ["labels"]:
        seen = []  # a list that shows no way to reach somebody is not about one of its firms
    found = merged(told, seen)
    for company in found:
        memory.note(company.name, [v for v in (company.phone, company.email) if v])
        if company.country:
            memory.countries[company.country] += 1
    return [c for c in found if c.name]


def companies_of_blocks(
    blocks: list[Block], body: HtmlElement, base: str, *, lang: str | None, region: str | None,
    memory: DirectoryMemory | None,
) -> list[Company]:  # fmt: skip
    """Companies of pieces that stand in a page's data, not in its body."""
    memory = memory if memory is not None else DirectoryMemory()
    page = _Page(body, base, "", lang, region, memory)
    found = []
    for block in blocks:
        company = page._from_block(block, one_line(block.name.text))
        if company is not None:
            company.method = "popup"
            found.append(company)
    return found


@dataclass
class _Page:
    """One page while its companies are read."""

    body: HtmlElement
    base: str
    title: str
    lang: str | None
    region: str | None
    memory: DirectoryMemory
    declared: str = ""
    here: str = ""  # its own address
    chrome: set[HtmlElement] = field(default_factory=set)
    pieces: list[Piece] = field(default_factory=list)
    labelled: list[Labelled] = field(default_factory=list)
    entries: str | None = None  # the country of most entries of this page

    def __post_init__(self) -> None:
        self.declared = declared_language(self.body)
        self.here = canonical(self.base)

    def read(self) -> None:
        """Take the page to pieces, and learn from it what the directory says of itself."""
        self.chrome = chrome_of(self.body)
        self.chrome -= {part for part in self.chrome if self._is_of_the_page(part)}
        self._learn_own()
        self.chrome |= advertisements(self.body)
        self.chrome |= repeated_parts(self.body, self.here, self.memory)
        self.chrome |= set(notice_tables(self.body))  # the numbers in them are of tenders
        self.pieces = pieces_of(self.body, self.chrome)
        self.labelled = labelled_of(self.pieces)

    def _is_of_the_page(self, part: HtmlElement) -> bool:
        """Whether a box at the side tells of this page's company alone: it is new to the site,
        holds a way to reach somebody and leads to no other page of this kind."""
        if part.tag != "aside" or is_home(self.base) or is_own_page(self.base):
            return False
        links = list(part.iter("a"))
        reach = ("tel:", "mailto:")
        if not any((a.get("href") or "").strip().lower().startswith(reach) for a in links):
            return False
        kind = pattern_of(self.here)
        urls = (absolute(self.base, a.get("href")) for a in links)
        if any(u and site_of(u) == site_of(self.base) and pattern_of(u) == kind for u in urls):
            return False
        return self.memory.is_new(etree.tostring(part, with_tail=False))

    def regions(self, address: str, country: str = "", declared: str = "") -> dict[str, str]:
        """Countries whose numbers may be meant, the likeliest first."""
        declared = declared or self.declared
        return reasons_of(
            region=self.region, country=country, address=address, declared=declared,
            lang=normalise_tag(declared) or self.lang, host=urlsplit(self.base).hostname or "",
            learned=self.memory.likely_country() or self.entries,
        )  # fmt: skip

    def _learn_own(self) -> None:
        """The contact data in the head and foot of a page, and on the site's own pages."""
        whole = [self.body] if is_own_page(self.base) else []
        for part in [*self.chrome, *whole]:
            if part.tag == "aside" and not whole and shows_neighbours(part, self.base):
                continue
            # the head and foot of a site are the same on each of its pages
            if not self.memory.is_new(etree.tostring(part, with_tail=False)):
                continue
            text = text_of(part)
            region = next(iter(self.regions(text)), None)
            # a box at the side may praise a company of the directory
            own = self.memory.own
            learn = own.add if part.tag == "aside" else own.add_with_host
            for one in find_contacts(part, text, region=region):
                learn(one.value)

    def seen(self) -> list[Company]:
        """What the page shows, without mark-up."""
        marks = marks_of(self.body, self.chrome, self.pieces, self.labelled)
        rows, tables = table_rows(self.body, self.chrome, self.base)
        rest = [m for m in marks if not any(t is a for a in m.iterancestors() for t in tables)]
        blocks = rows + repeated_blocks(self.body, self.chrome, rest, self.base)
        flat = [] if rows else flat_blocks(self.body, self.chrome, rest, self.base)
        if len(flat) > len(blocks):
            blocks = flat
        if len(blocks) < 3 and rest:
            runs = run_blocks(self.body, self.chrome, self.base)
            blocks = runs if len(runs) > len(blocks) else blocks
        if not blocks:
            blocks = self._lone(rest)
        else:
            self.memory.shapes.update(b.shape for b in blocks if b.shape)
        if found := self._from_blocks(blocks):
            if are_offers(found, blocks):
                return []
            if len(found) <= 12 and are_people(found):
                one = self._beside(blocks)  # and its people
                if one is not None and one.phone and one.name in self._heads():
                    return [one]
            others = len(found) <= 12 and self._are_others(found)
            if not (has_legal_form(self.title) or others) or len(found) > 12:
                return found
            if others:  # whose numbers are not its own
                self.chrome |= {block.element for block in blocks}
            one = self._beside(blocks)
            theirs = {v for company in found for v in (company.phone, company.email)}
            same = next((c for c in found if one and c.name == one.name), None)
            if one is not None and same is not None:
                fill_up(same, one)  # among its neighbours it is named once more
            elif one is not None and not {one.phone, one.email} <= theirs | {""}:
                found = [one, *found]
            return found
        one = self._single(self.labelled, self.pieces)
        return [one] if one else []

    def _beside(self, blocks: list[Block]) -> Company | None:
        """The company that the page is about beside its blocks."""
        inside = {element for block in blocks for element in block.element.iter()}
        return self._single(
            [each for each in self.labelled if inside.isdisjoint(each.elements)],
            [piece for piece in self.pieces if piece.element not in inside],
        )

    def _heads(self) -> set[str]:
        return {line_of(heading) for heading in self.body.iter("h1", "h2")}

    def _are_others(self, found: list[Company]) -> bool:
        """Whether blocks name companies whose pages are of this page's kind: beside its own."""
        heads = self._heads()
        rest = [c for c in found if not (c.url == self.here and c.name in heads)]
        return (
            bool(rest)
            and not is_home(self.here)
            and all(
                company.url != self.here
                and "#" not in company.url
                and pattern_of(company.url) == pattern_of(self.here)
                for company in rest
            )
        )

    def _from_blocks(self, blocks: list[Block]) -> list[Company]:
        """The companies of a page's blocks; where some say their country, it holds for all."""
        drop_shared([b.element for b in blocks], self.base)
        names = without_ordinals([one_line(b.name.text) for b in blocks])

        def read() -> list[Company]:
            told = (self._from_block(b, n) for b, n in zip(blocks, names, strict=True))
            return [company for company in told if company]

        found = read()
        if self.memory.own.front and len(blocks) >= _LISTED_MIN:
            known = {(c.name, c.url, c.phone, c.email) for c in found}
            with self.memory.own.but_for_front():
                more = [c for c in read() if (c.name, c.url, c.phone, c.email) not in known]
            values = [c.value for c in more[0].contacts] if len(more) == 1 else []
            if self.memory.own.release(values):  # in several entries it would be the site's
                found = read()
        spoken = sum(bool(company.phone) for company in found)
        if 0 < spoken < len(blocks) and self.memory.likely_country() is None:
            countries = Counter(c.country for c in found if c.country)
            self.entries = countries.most_common(1)[0][0] if countries else None
            found = read() if self.entries else found
        return self._without_parts(found)

    def _without_parts(self, found: list[Company]) -> list[Company]:
        """Without the sections of a page about one company: they tell no other way to reach it."""
        heads = {line_of(heading) for heading in self.body.iter("h1")}
        of_page = [c for c in found if c.name in heads and (c.phone or c.email)]
        if len(of_page) != 1 or len(found) > _PARTS_MAX:
            return found
        known = {c.value for c in of_page[0].contacts} | {""}
        return [c for c in found if c is of_page[0] or not {c.phone, c.email} <= known]

    def _lone(self, marks: list[HtmlElement]) -> list[Block]:
        """A single block of a kind that other pages of the site repeat."""
        for mark in marks:
            for element in (mark, *mark.iterancestors()):
                if element is self.body:
                    break
                if self.memory.shapes.get(shape_of(element), 0) >= 3:
                    block = read_block(element, self.base)
                    if block is not None:
                        return [block]
        return []

    def _from_block(self, block: Block, name: str) -> Company | None:
        url = block.name.link or own_link(block.element, self.base)
        if url and canonical(url) == self.here:
            url = ""
        anchor = block.element.get("id")
        address = f"{self.here}#{anchor}" if anchor else self.here
        company = Company(name=name, url=canonical(url) if url else address, method="blocks")
        self._complete(company, block.element, block.labelled, block.pieces)
        useful = company.phone or company.email or company.site or block.is_row
        return company if useful or company.address else None

    def _single(self, labelled: list[Labelled], pieces: list[Piece]) -> Company | None:
        self.chrome |= said_by_others(self.body)
        pieces = [p for p in pieces if not within(p.element, self.chrome)]
        labelled = [o for o in labelled if not any(within(e, self.chrome) for e in o.elements[:1])]
        kind = pattern_of(self.here)  # what leads to a page of it is the name of another company
        near = [
            c for c in names_in(self.body, pieces, labelled, self.base)
            if not c.link or canonical(c.link) == self.here or pattern_of(canonical(c.link)) != kind
        ]  # fmt: skip
        head_title = head_title_of(self.body)
        names = (one_line(o.value) for o in labelled if o.role == "name")
        name = next((n for n in names if 2 <= len(n) <= 120 and not is_generic(n)), "")
        name = name or name_of_page(self.body, self.title, head_title, near, self.memory.site_names)
        company = Company(name=name, url=self.here, method="labels")
        self._complete(company, self.body, labelled, pieces)
        if is_home(self.base):  # what a directory's front page says is of the directory
            values = [c.value for c in company.contacts if c.kind in ("phone", "email")]
            self.memory.own.add_from_front(values)
            return None
        if not company.name:
            return None
        headed = name in {self.title, *self._heads()}
        ahead = {c.link for c in near if c.text == name and c.link and not headed}
        if leads_to_several(self.body, ahead, self.base):
            # an entry of a list, read on its own page
            self.memory.note(name, [v for v in (company.phone, company.email) if v])
            return None
        if not (company.phone or company.email) and not self._is_told_by_site(company):
            return None
        return company

    def _is_told_by_site(self, company: Company) -> bool:
        """Whether a page that shows no number is a company's all the same: it is headed by a name
        with a legal form and leads to the company's site by a link that says so."""
        if not company.site or not has_legal_form(company.name):
            return False
        if company.name not in self._heads():
            return False
        links = (a for a in self.body.iter("a") if not within(a, self.chrome))
        return any(is_site_link(a) and site_in([], [], a, self.base) for a in links)

    def _complete(
        self, company: Company, scope: HtmlElement, labelled: list[Labelled], pieces: list[Piece]
    ) -> None:
        company.fields = {
            o.label.strip(): one_line(o.value)[:500] for o in labelled if o.label and o.value
        }
        company.fields = dict(list(company.fields.items())[:_FIELDS_MAX])
        paragraphs = (line_of(p) for p in scope.iter("p") if p not in self.chrome)
        company.about = next((p for p in paragraphs if len(p) > 25 and "@" not in p), "")
        declared = declared_language(scope)
        told = normalise_tag(declared) or self.lang
        company.lang = guess_language(f"{company.name} {company.about}", told)
        fill(
            company, scope, labelled, pieces,
            base=self.base, regions=partial(self.regions, declared=declared),
            own=self.memory.own, chrome=self.chrome,
        )  # fmt: skip
