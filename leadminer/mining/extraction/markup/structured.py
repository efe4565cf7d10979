"""What a page says of itself in mark-up: JSON-LD (repaired), microdata, RDFa Lite, meta tags.

All syntaxes become the same `Node`: types without their vocabulary, properties as lists.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urljoin

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import one_line, text_of
from leadminer.mining.extraction.values.page_source import may_hold

_WISHES: Final = frozenset({"robots", "leadminer", "x-robots-tag"})
_DEPTH_MAX: Final = 40
_NODES_MAX: Final = 5000
_URL_TAGS: Final = {
    "a": "href", "link": "href", "area": "href", "img": "src", "audio": "src", "video": "src",
    "source": "src", "iframe": "src", "embed": "src", "object": "data",
}  # fmt: skip


@dataclass(eq=False, slots=True)
class Node:
    """One thing described on a page."""

    types: frozenset[str]
    props: dict[str, list[Any]] = field(default_factory=dict)  # values: str or Node
    id: str | None = None
    element: HtmlElement | None = None  # where it stands, if it stands in the text
    syntax: str = ""  # jsonld microdata rdfa microformats

    def values(self, *names: str) -> list[Any]:
        """All values of these properties, in this order."""
        return [value for name in names for value in self.props.get(name, ())]

    def text(self, *names: str) -> str:
        """The first value as text; of a node its name."""
        return self._text(names, 3)

    def _text(self, names: tuple[str, ...], depth: int) -> str:
        # names that are things with names: each level would multiply the work
        for value in self.values(*names):
            if isinstance(value, Node):
                inner = ("name", "headline", "@value", "text", "url")
                found = value._text(inner, depth - 1) if depth else ""
            else:
                found = str(value)
            if found.strip():
                return found.strip()
        return ""

    def nodes(self, *names: str) -> list[Node]:
        """The values that are things themselves."""
        return [value for value in self.values(*names) if isinstance(value, Node)]

    def walk(self) -> Iterator[Node]:
        """This node and all below it, each once."""
        seen: set[int] = set()
        stack = [self]
        while stack:
            node = stack.pop()
            if id(node) in seen:
                continue
            seen.add(id(node))
            yield node
            below = [v for values in node.props.values() for v in values if isinstance(v, Node)]
            stack.extend(reversed(below))


def read_nodes(root: HtmlElement, base: str) -> list[Node]:
    """All top-level things of a page, whatever their syntax. Broken mark-up costs only itself."""
    return [*_jsonld(root, base), *_microdata(root, base), *_rdfa(root, base)]


def all_nodes(nodes: list[Node]) -> Iterator[Node]:
    """Every node of a page, nested ones too, each once."""
    seen: set[int] = set()
    for top in nodes:
        for node in top.walk():
            if id(node) not in seen:
                seen.add(id(node))
                yield node


def read_meta(root: HtmlElement) -> dict[str, str]:
    """meta name/property -> content (OpenGraph, Dublin Core, robots, generator); first wins."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("http-equiv")
        content = meta.get("content")
        if not name or not content:
            continue
        for each in (part.strip() for part in name.lower().split(",")):
            if each not in found:
                found[each] = content.strip()
            elif each in _WISHES:  # all that is asked of robots holds
                found[each] += f", {content.strip()}"
    return found


# JSON-LD


def _jsonld(root: HtmlElement, base: str) -> list[Node]:
    nodes: list[Node] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            data = parse_broken_json(script.text or "")
            if data is not None:
                nodes += _from_json(data, base)
    by_id = {n.id: n for n in all_nodes(nodes) if n.id and n.types}
    for node in list(all_nodes(nodes)):
        for values in node.props.values():
            for n, value in enumerate(values):
                if isinstance(value, Node) and not value.types and value.id in by_id:
                    values[n] = by_id[value.id]
    return nodes


def parse_broken_json(text: str) -> Any | None:
    """JSON as people write it into pages: in comments or CDATA, with entities, commas, cut off."""
    text = re.sub(r"^\s*(?:<!--[^{\[]*?-->\s*)+", "", text)
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)", "", text)
    text = re.sub(r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*$", "", text).strip().rstrip(";")
    if not text or len(text) > 5_000_000:
        return None
    for attempt in (text, html.unescape(text), _tidied(text), _closed(_tidied(text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _tidied(text: str) -> str:
    text = re.sub(r"&quot;|&#34;", '"', text)
    text = re.sub(r"^\s*//[^\n]*$", "", text, flags=re.M)
    return re.sub(r",(\s*[}\]])", r"\1", text)


def _closed(text: str) -> str:
    """A text that was cut off, with the open brackets closed after the last whole value."""
    stack: list[str] = []
    inside = escaped = False
    safe, safe_stack = 0, ""
    for n, char in enumerate(text):
        if inside:
            inside = escaped or char != '"'
            escaped = not escaped and char == "\\"
        elif char == '"':
            inside = True
        elif char in "{[":
            stack.append("}" if char == "{" else "]")
        elif char in "}]" and stack:
            stack.pop()
            safe, safe_stack = n + 1, "".join(reversed(stack))
        elif char == ",":
            safe, safe_stack = n, "".join(reversed(stack))
    return text[:safe] + safe_stack


def _from_json(data: Any, base: str) -> list[Node]:
    budget = [_NODES_MAX]

    def build(value: Any, depth: int) -> Any:
        budget[0] -= 1
        if depth > _DEPTH_MAX or budget[0] < 0:
            return None
        if isinstance(value, list):
            return [build(item, depth + 1) for item in value]
        if not isinstance(value, dict):
            return "" if value is None else str(value)
        if "@value" in value:
            return str(value["@value"])
        raw_types = value.get("@type") or value.get("type") or []
        types = raw_types if isinstance(raw_types, list) else [raw_types]
        node = Node(frozenset(_short(str(t)) for t in types), syntax="jsonld")
        raw_id = value.get("@id")
        node.id = _joined(base, raw_id) if isinstance(raw_id, str) else None
        for key, item in value.items():
            if not key.startswith("@"):
                built = build(item, depth + 1)
                values = built if isinstance(built, list) else [built]
                node.props[_short(key)] = [v for v in _flat(values) if v not in (None, "")]
        return node

    tops = data if isinstance(data, list) else [data]
    nodes: list[Node] = []
    for top in tops:
        if isinstance(top, dict) and isinstance(top.get("@graph"), list):
            nodes += [n for n in (build(item, 0) for item in top["@graph"]) if isinstance(n, Node)]
        if isinstance(top, dict) and (set(top) - {"@context", "@graph"}):
            node = build({k: v for k, v in top.items() if k != "@graph"}, 0)
            nodes += [node] if isinstance(node, Node) and node.types else []
        elif isinstance(top, list):
            nodes += [n for n in (build(item, 0) for item in top) if isinstance(n, Node)]
    return nodes


def _flat(values: list[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list):
            yield from _flat(value)
        else:
            yield value


def _short(name: str) -> str:
    return re.split(r"[/#:]", name.strip().rstrip("/"))[-1]


# microdata and RDFa Lite: the same walk with other attribute names


def _microdata(root: HtmlElement, base: str) -> list[Node]:
    if not may_hold("itemscope"):
        return []
    tops = root.xpath("//*[@itemscope][not(@itemprop)]")
    return [_markup_node(e, base, ("itemscope", "itemtype", "itemprop")) for e in tops]


def _rdfa(root: HtmlElement, base: str) -> list[Node]:
    if not may_hold("typeof"):
        return []
    tops = root.xpath("//*[@typeof][not(@property)]")
    return [_markup_node(e, base, ("typeof", "typeof", "property")) for e in tops]


def _markup_node(element: HtmlElement, base: str, names: tuple[str, str, str]) -> Node:
    scope, type_name, prop = names
    top = _node_at(element, base, type_name)
    todo: list[tuple[Node, HtmlElement]] = [(top, child) for child in reversed(element)]
    for ref in (element.get("itemref") or "").split():
        todo += [(top, found) for found in element.xpath("//*[@id=$ref]", ref=ref)]
    budget = _NODES_MAX
    while todo and budget:
        budget -= 1
        owner, current = todo.pop()
        if not isinstance(current.tag, str):
            continue
        properties = (current.get(prop) or "").split()
        is_scope = current.get(scope) is not None
        if is_scope and not properties:
            continue  # a top-level thing of its own
        value: Any = (
            _node_at(current, base, type_name)
            if is_scope
            else (_value(current, base) if properties else None)
        )
        if (
            current.tag == "a"
            and isinstance(value, str)
            and {"author", "creator"} & set(properties)
        ):
            # the link leads to a person: its text is the name
            props = {"name": [one_line(text_of(current))], "url": [value]}
            value = Node(frozenset(), props, element=current)
        for name in properties:
            owner.props.setdefault(_short(name), []).append(value)
        below = value if is_scope else owner
        todo.extend((below, child) for child in reversed(current))
    return top


def _node_at(element: HtmlElement, base: str, type_name: str) -> Node:
    types = frozenset(_short(t) for t in (element.get(type_name) or "").split())
    raw_id = element.get("itemid") or element.get("resource") or element.get("about")
    node_id = _joined(base, raw_id) if raw_id else None
    return Node(
        types, id=node_id, element=element, syntax="rdfa" if type_name == "typeof" else "microdata"
    )


def _joined(base: str, told: str) -> str:
    """An address made absolute; what is none, as it stands."""
    try:
        return urljoin(base, told)
    except ValueError:
        return told


def _value(element: HtmlElement, base: str) -> str:
    content = element.get("content")
    if content is not None:
        return str(content)
    attribute = _URL_TAGS.get(str(element.tag))
    if attribute and element.get(attribute):
        return _joined(base, str(element.get(attribute)).strip())
    if element.tag == "time" and element.get("datetime"):
        return str(element.get("datetime"))
    if element.tag in ("data", "meter") and element.get("value"):
        return str(element.get("value"))
    text = text_of(element)
    return text if "\n" in text else one_line(text)
