"""How builders of invented sites call their classes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping


def class_attribute(
    name: str, *, manner: str, prefix: str, seed: int, words: Mapping[str, Mapping[str, str]]
) -> str:
    """A class attribute for what is called `name`, with a blank before it; "" where a builder gives
    none. `manner`: none, hashed, bem, or one of `words`, which say what it is called there."""
    if manner == "none":
        return ""
    if manner == "hashed":
        name = f"css-{hashlib.sha1(f'{seed}{name}'.encode()).hexdigest()[:6]}"
    elif manner == "bem":
        name = f"{prefix}__{name}"
    elif manner in words:
        name = words[manner].get(name, "")
    return f' class="{name}"' if name else ""
