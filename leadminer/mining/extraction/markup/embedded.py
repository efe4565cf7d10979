"""The data that JavaScript pages bring along: JSON in script elements, and in assignments of inline
scripts. Nothing is run; what is no JSON is left alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml.html import HtmlElement

_BYTES_MAX: Final = 3_000_000  # of all scripts of a page
_ASSIGNED: Final = re.compile(
    r"(?:(?:window|self|globalThis)\s*(?:\.\s*|\[\s*['\"])|\b(?:var|let|const)\s+)"
    r"([\w$]{2,60})(?:['\"]\s*\])?\s*=\s*(?=[{\[]|JSON\.parse\(|['\"]%7B)"
)
_PUSHED: Final = re.compile(r"\A(?>.*?__next_f\.push\(\s*+(?=\[))(.*\])\s*+\)\s*+;?\s*+\Z", re.S)
_STREAMED: Final = re.compile(r"^[0-9a-f]{1,6}:(?=[\[{])", re.M)
_DECODER: Final = json.JSONDecoder(strict=False)
_REVIVED_MAX: Final = 50_000
_DEPTH_MAX: Final = 60


def data_of(root: HtmlElement) -> list[Any]:
    """Every piece of JSON a page carries, but for linked data (which is read as what it is)."""
    found: list[Any] = []
    streamed: list[str] = []
    left = _BYTES_MAX
    for script in root.iter("script"):
        kind = (script.get("type") or "").lower()
        text = script.text or ""
        left -= len(text)
        if not text or "ld+json" in kind or left < 0:
            continue
        if "json" in kind:
            found += _parsed(text)
        elif kind in ("", "text/javascript", "application/javascript", "module"):
            pushed = _PUSHED.search(text) if "__next_f" in text else None
            if pushed:
                streamed += _chunks(pushed.group(1))
            found += _assigned(text)
    found += _of_stream("".join(streamed))
    return [_revived(each) for each in found]


def _parsed(text: str) -> list[Any]:
    try:
        found = json.loads(text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return []
    return [found] if isinstance(found, dict | list) else []


def _assigned(text: str) -> Iterator[Any]:
    end = 0
    for match in _ASSIGNED.finditer(text):
        if match.start() < end:
            continue  # inside what was read already
        rest = text[match.end() :]
        try:
            if rest.startswith("JSON.parse("):
                inner = rest[len("JSON.parse(") :].lstrip()
                said, length = _quoted(inner)
                value = json.loads(said, strict=False)
            else:
                value, length = _DECODER.raw_decode(rest)
        except (ValueError, RecursionError):
            continue
        end = match.end() + length
        if isinstance(value, dict | list) and value:
            yield value


def _quoted(text: str) -> tuple[str, int]:
    """A string of JavaScript as its text. Raises ValueError."""
    mark = text[:1]
    if mark == '"':
        value, length = _DECODER.raw_decode(text)
        return str(value), length
    if mark not in ("'", "`"):
        raise ValueError("no string")
    end = 1
    while end < len(text) and text[end] != mark:
        end += 2 if text[end] == "\\" else 1
    body = text[1:end].replace(f"\\{mark}", mark).replace('"', '\\"').replace('\\\\"', '\\"')
    return str(json.loads(f'"{body}"', strict=False)), end


def _chunks(text: str) -> list[str]:
    try:
        pair = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return []
    is_text = isinstance(pair, list) and len(pair) > 1 and isinstance(pair[1], str)
    return [pair[1]] if is_text else []


def _of_stream(text: str) -> Iterator[Any]:
    """What a page of server components streams: a row a line, its number in front."""
    for match in _STREAMED.finditer(text):
        try:
            value, _ = _DECODER.raw_decode(text, match.end())
        except (ValueError, RecursionError):
            continue
        yield value


def _revived(data: Any) -> Any:
    """Data of Nuxt 3 lies flat: one list, and numbers that say where in it a value stands."""
    if not _is_flat(data):
        return data
    budget = [_REVIVED_MAX]

    def at(index: Any, depth: int) -> Any:
        budget[0] -= 1
        if not isinstance(index, int) or not 0 <= index < len(data):
            return None
        value = data[index]
        if budget[0] < 0 or depth > _DEPTH_MAX:
            return None
        if isinstance(value, dict):
            return {key: at(place, depth + 1) for key, place in value.items()}
        if isinstance(value, list):
            if value and isinstance(value[0], str):  # ["Reactive", 3], ["Date", "..."]
                inner = value[1] if len(value) > 1 else None
                return at(inner, depth + 1) if isinstance(inner, int) else inner
            return [at(place, depth + 1) for place in value]
        return value

    return at(0, 0)


def _is_flat(data: Any) -> bool:
    if not isinstance(data, list) or len(data) < 3:
        return False
    objects = [each for each in data if isinstance(each, dict) and each]
    return bool(objects) and all(
        isinstance(place, int) and -10 < place < len(data)
        for each in objects[:50]
        for place in each.values()
    )
