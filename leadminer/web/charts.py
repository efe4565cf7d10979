"""Small charts as SVG made on the server; each stands beside the table it draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape


@dataclass(frozen=True)
class Bar:
    """One row of a bar chart: `label` and `text` are shown, `value` sets the length."""

    label: str
    value: float
    text: str
    tone: str = "accent"


def weight_bar(weight: float, largest: float, *, both: bool = False) -> Markup:
    """A reason's weight; where some speak against, for is right of the middle, against left."""
    half = 50.0 if both else 0.0
    length = (100 - half) * min(1.0, abs(weight) / largest) if largest else 0.0
    x = half if weight >= 0 else half - length
    tone = "good" if weight >= 0 else "bad"
    middle = Markup('<rect class="mid" x="50%" width="1" height="4"/>') if both else ""
    return Markup(
        '<svg class="weight" aria-hidden="true" focusable="false">'
        '<rect class="track" width="100%" height="4" rx="2"/>'
        '<rect class="{}" x="{:.1f}%" width="{:.1f}%" height="4" rx="2"/>'
        "{}</svg>"
    ).format(tone, x, length, middle)


def parts(values: Sequence[float]) -> Markup:
    """The parts of a rank, each 0..1, as small upright bars."""
    bars = Markup("").join(
        Markup('<rect x="{}" y="{:.1f}" width="5" height="{:.1f}" rx="1"/>').format(
            i * 7, 14 - max(1.0, 14 * value), max(1.0, 14 * value)
        )
        for i, value in enumerate(min(1.0, max(0.0, v)) for v in values)
    )
    width = max(1, len(values) * 7 - 2)
    return Markup(
        '<svg class="parts" width="{0}" height="14" viewBox="0 0 {0} 14" aria-hidden="true"'
        ' focusable="false">{1}</svg>'
    ).format(width, bars)


def bars(rows: Sequence[Bar], title: str) -> Markup:
    """Horizontal bars with label and value; widths are shares of the largest."""
    largest = max((row.value for row in rows), default=0) or 1
    step = 34
    body = Markup("")
    for i, row in enumerate(rows):
        y = i * step
        share = max(0.0, row.value) / largest
        body += Markup(
            '<text x="0" y="{}" class="label">{}</text>'
            '<text x="100%" y="{}" class="value" text-anchor="end">{}</text>'
            '<rect class="track" x="0" y="{}" width="100%" height="8" rx="3"/>'
            '<rect class="{}" x="0" y="{}" width="{:.2f}%" height="8" rx="3"/>'
        ).format(y + 13, _short(row.label), y + 13, row.text, y + 19, row.tone, y + 19, 100 * share)
    return Markup(
        '<svg class="chart" width="100%" height="{}" role="img"><title>{}</title>{}</svg>'
    ).format(len(rows) * step, escape(title), body)


def funnel(rows: Sequence[Bar], title: str) -> Markup:
    """Steps of the stream as centred bars, each with its number and the share that came through.

    Lengths are square roots of the shares: the last steps are a thousandth of the first and would
    not be seen; the numbers beside them say the truth.
    """
    largest = max((row.value for row in rows), default=0) or 1
    step, height = 40, 26
    body = Markup("")
    before: float | None = None
    for i, row in enumerate(rows):
        width = 42 * (max(0.0, row.value) / largest) ** 0.5
        y = i * step
        through = f"{100 * row.value / before:.0f} %" if before else ""
        body += Markup(
            '<text x="0" y="{ty}" class="label">{label}</text>'
            '<rect class="{tone}" x="{x:.2f}%" y="{y}" width="{w:.2f}%" height="{h}" rx="4"/>'
            '<text x="84%" y="{ty}" class="value" text-anchor="end">{text}</text>'
            '<text x="100%" y="{ty}" class="small" text-anchor="end">{through}</text>'
        ).format(
            ty=y + 18,
            label=row.label,
            tone=row.tone,
            x=47 - width / 2,
            y=y,
            w=max(0.4, width),
            h=height,
            text=row.text,
            through=through,
        )
        before = row.value or None
    return Markup(
        '<svg class="chart" width="100%" height="{}" role="img"><title>{}</title>{}</svg>'
    ).format(len(rows) * step, escape(title), body)


def _short(text: str, most: int = 42) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
