"""What recorded pages are expected to give, and what they give: python
benchmarks/mining_expectations.py FOLDER

FOLDER holds `extruct/`, `microformats/`, `feedparser/` and `protego/` as their projects keep them:
pages beside JSON of the same name, feeds with an `Expect:` line, robots files. Compared is what we
keep of them: of mark-up every value, of feeds the fields of an entry, of robots files every answer.
Prints files, expectations and how many are met, and with `--all` each that is not.
"""

from __future__ import annotations

import ast
import html
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from protego import Protego
from scrapy.robotstxt import ProtegoRobotParser

from leadminer.mining.extraction.html.encoding import decode
from leadminer.mining.extraction.html.parsing import parse_html
from leadminer.mining.extraction.markup.microformats import read_microformats
from leadminer.mining.extraction.markup.structured import Node, all_nodes, read_meta, read_nodes
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.politeness.gate import delay_of_rules, rules_of
from leadminer.mining.readers.feeds import read_feed

BASE = "http://www.example.com/"
BASE_OF_CARDS = "http://example.com/"  # what the microformats pages were read at
NOW = datetime(2026, 11, 1, tzinfo=UTC)
AGENT = "leadminer"


@dataclass
class Row:
    """One line of the table."""

    files: int = 0
    told: int = 0
    met: int = 0
    misses: list[str] = field(default_factory=list)
    left_out: int = 0  # expectations of what we keep nothing of

    def note(self, ok: bool, what: str) -> None:
        self.told += 1
        self.met += ok
        if not ok:
            self.misses.append(what)


def main() -> None:
    folder = Path(sys.argv[1])
    rows = {
        "extruct": markup(folder / "extruct"),
        "microformats": microformats(folder / "microformats"),
        "feedparser": feeds(folder / "feedparser"),
        "protego": robots(folder / "protego"),
    }
    for name, row in rows.items():
        share = row.met / row.told if row.told else 1.0
        print(f"{name:14} {row.files:4} files {row.told:6} expectations {row.met:6} met"
              f" {share:7.3f}   of what is not kept: {row.left_out}")  # fmt: skip
        for miss in row.misses if "--all" in sys.argv else ():
            print("   ", miss[:160])


def squeezed(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def leaves(value: Any) -> Iterator[str]:
    """Every text of a JSON answer but names of vocabularies."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in ("@context", "namespace", "rels", "rel-urls", "alt", "html"):
                yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
    elif isinstance(value, str) and value.strip():
        yield squeezed(value)


def values_of(nodes: list[Node]) -> set[str]:
    found: set[str] = set()
    for node in all_nodes(nodes):
        found |= {node.id or "", *node.types}
        for name, values in node.props.items():
            found.add(name)
            found |= {squeezed(str(each)) for each in values if not isinstance(each, Node)}
    return found


def pairs(folder: Path) -> Iterator[tuple[Path, list[Path]]]:
    for page in sorted(folder.glob("*.html")):
        beside = [page.with_name(page.name[:-5] + end) for end in (".json", ".jsonld")]
        told = [path for path in beside if path.exists()]
        if told:
            yield page, told


def markup(folder: Path) -> Row:
    """JSON-LD, microdata, RDFa and OpenGraph of one page."""
    row = Row()
    for page, told in pairs(folder):
        row.files += 1
        root = parse_html(decode(page.read_bytes()).text)
        assert root is not None
        meta = read_meta(root)
        ours = values_of(read_nodes(root, BASE)) | {squeezed(v) for v in meta.values()} | set(meta)
        shorts = {each.rpartition("/")[2].rpartition("#")[2] for each in ours}
        for path in told:
            for each in sorted(set(leaves(json.loads(path.read_text(encoding="utf-8"))))):
                last = each.rpartition("/")[2].rpartition("#")[2]
                row.note(each in ours or (bool(last) and last in shorts), f"{page.name}: {each!r}")
    return row


def microformats(folder: Path) -> Row:
    """Names, texts, times, addresses of h-card and h-entry, as posts and companies."""
    row = Row()
    for page, told in pairs(folder):
        row.files += 1
        text = decode(page.read_bytes()).text
        root = parse_html(text)
        assert root is not None
        told_base = root.find(".//base[@href]")
        base = BASE_OF_CARDS if told_base is None else told_base.get("href")
        ours = values_of(read_microformats(root, base))
        reading = read_page(text, base, Context(now=NOW))
        for post in reading.posts:
            ours |= {squeezed(v) for v in (post.title, post.text, post.author or "", post.url)}
        for company in reading.companies:
            ours |= {squeezed(str(getattr(company, name) or "")) for name in company.__slots__}
        items = json.loads(told[0].read_text(encoding="utf-8"))["items"]
        for each in sorted(set(leaves([item.get("properties", {}) for item in items]))):
            row.note(each in ours, f"{page.name}: {each!r}")
    return row


_EXPECT = re.compile(r"Expect:\s*(.*?)\s*(?:-->|\n)", re.S)
_FIELDS = {"title": "title", "link": "url", "author": "author", "id": "guid", "guid": "guid",
           "summary": "text", "description": "text", "content": "text",
           "published_parsed": "posted", "updated_parsed": "changed"}  # fmt: skip


def feeds(folder: Path) -> Row:
    """Fields of entries; other expectations are of what we keep nothing of."""
    row = Row()
    for path in sorted(folder.glob("*.xml")):
        row.files += 1
        body = path.read_bytes()
        found = _EXPECT.search(decode(body).text)
        if not found:
            continue
        reading = read_feed(body, BASE, "application/xml")
        for keys, value in comparisons(found.group(1)):
            number = keys[1] if len(keys) > 1 and isinstance(keys[1], int) else None
            is_entry = keys[0] == "entries" and number is not None and len(keys) in (3, 5)
            if is_entry and keys[2] in _FIELDS and keys[-1] in (*_FIELDS, "value"):
                entries = reading.entries if reading else []
                entry = entries[number] if number < len(entries) else None
                ours = getattr(entry, _FIELDS[keys[2]]) if entry else None
                row.note(alike(ours, value), f"{path.name}: {keys} {value!r} is {ours!r}")
            elif keys == ["feed", "title"]:
                ours = reading.title if reading else None
                row.note(alike(ours, value), f"{path.name}: {keys} {value!r} is {ours!r}")
            else:
                row.left_out += 1
    return row


def alike(ours: Any, told: Any) -> bool:
    if isinstance(told, tuple):
        return isinstance(ours, datetime) and tuple(ours.utctimetuple())[:6] == told[:6]
    if ours is None or not isinstance(told, str):
        return False
    plain = {squeezed(each) for each in (told, html.unescape(told))}
    plain |= {" ".join(each.split()) for each in (told, html.unescape(told))}
    return squeezed(str(ours)) in plain or " ".join(str(ours).split()) in plain


def comparisons(line: str) -> Iterator[tuple[list[Any], Any]]:
    """Every `place == value` of a line of Python."""
    try:
        tree = ast.parse(line, mode="eval")
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
            keys = place_of(node.left)
            try:
                value = ast.literal_eval(node.comparators[-1])
            except ValueError:
                continue
            if keys:
                yield keys, value


def place_of(node: ast.AST) -> list[Any]:
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Attribute):
        return [*place_of(node.value), node.attr]
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return [*place_of(node.value), node.slice.value]
    return []


def robots(folder: Path) -> Row:
    """Our two ways to read a robots file, as a copy and not, against Protego itself."""
    row = Row()
    for path in sorted(folder.iterdir()):
        if not path.is_file() or path.name.startswith("LICENSE"):
            continue
        row.files += 1
        body = path.read_bytes()
        theirs = Protego.parse(body.decode("utf-8-sig", "ignore"))
        kept = body.decode("utf-8", "replace").replace("\x00", "")
        crawl = ProtegoRobotParser(kept.encode(), None).rp
        ours = {"crawl": crawl, "api": rules_of(kept)}
        for name, rules in ours.items():
            same = delay_of_rules(rules, AGENT) == delay_of_rules(theirs, AGENT)
            row.note(same, f"{path.name}: delay, {name}")
            row.note(
                list(rules.sitemaps) == list(theirs.sitemaps), f"{path.name}: sitemaps, {name}"
            )
            for address in sorted(asked_of(kept)):
                for agent in (AGENT, "*", "Googlebot", "Bingbot"):
                    same = rules.can_fetch(address, agent) == theirs.can_fetch(address, agent)
                    row.note(same, f"{path.name}: {address} {agent}, {name}")
    return row


def asked_of(text: str) -> set[str]:
    """Addresses near every rule."""
    found = {BASE}
    for rule in re.findall(r"(?im)^\s*(?:dis)?allow\s*:\s*(\S+)", text)[:200]:
        bare = rule.replace("*", "x").rstrip("$")
        start = "" if bare.startswith("/") else "/"
        found |= {
            f"http://www.example.com{start}{bare}{end}" for end in ("", "a/b?c=1", "/index.html")
        }
    return found


if __name__ == "__main__":
    main()
