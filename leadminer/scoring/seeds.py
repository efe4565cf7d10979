"""Our own training texts: lines of ``seeds/`` with choices, spelled out by a fixed draw."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

from leadminer.scoring.records import ScoringText

SEEDS = Path(__file__).with_name("seeds")
_CHOICE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what a reader says of it."""

    text: ScoringText
    label: int
    strength: int
    intent_class: str | None
    family: str
    """Which body of texts it belongs to; weights are given by family."""
    group: str
    weight: float = 1.0
    taught: float | None = None
    """Chance of need as the teacher sees it, where nobody read the text."""


def spelled_out(*, variants: int = 6, seed: int = 7) -> list[Example]:
    """Every line of ``seeds/*.txt``, those with choices in ``variants`` spellings; the same list
    for the same seed. Raises ValueError for a line that cannot be read, naming it.
    """
    chance = random.Random(seed)  # noqa: S311 (a sample, no secret)
    examples = []
    for path in sorted(SEEDS.glob("*.txt")):
        lists: dict[str, list[str]] = {}
        for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            line = raw.rstrip("\n")
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("@"):
                name, _, values = line[1:].partition("=")
                lists[name.strip()] = [value.strip() for value in values.split("/")]
                continue
            parts = line.split("|", 4)
            if len(parts) != 5:
                raise ValueError(f"{path.name} line {number}: five parts expected")
            spellings = variants if _CHOICE.search(line) else 1
            for variant in range(spellings):
                examples.append(_example(path.stem, (number, variant), parts, lists, chance))
    return examples


def _example(
    stem: str,
    place: tuple[int, int],
    parts: list[str],
    lists: dict[str, list[str]],
    chance: random.Random,
) -> Example:
    fixed: dict[str, str] = {}

    def choose(match: re.Match[str]) -> str:
        name: str = match.group(1)
        if name not in lists:
            return chance.choice(name.split("/"))
        return fixed.setdefault(name, chance.choice(lists[name]))

    label, strength, intent_class, title, text = parts
    filled = [_CHOICE.sub(choose, value) for value in (title, text)]
    number, variant = place
    return Example(
        text=ScoringText(
            id=f"seed-{stem}-{number}-{variant}",
            title=filled[0],
            text=filled[1].replace("\\n", "\n"),
        ),
        label=int(label),
        strength=int(strength),
        intent_class=intent_class,
        family="own",
        group=f"seed-{stem}-{number}",
    )
