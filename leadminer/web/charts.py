"""Small charts as SVG made on the server; each stands beside the table it draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


@dataclass(frozen=True)
class Point:
    """One point of a reliability plot, all 0..1: claimed, met with its interval, out of `count`."""

    claimed: float
    met: float
    low: float
    high: float
    count: int


def reliability(
    curves: Sequence[tuple[str, Sequence[Point]]], title: str, share: Callable[[float], str]
) -> Markup:
    """Claimed chance (right) against the share that came true (up), with 95 % intervals.

    On the diagonal a claim is met. Points are larger the more they stand for (area by number).
    """
    size, left, top = 240, 38, 8
    grid = Markup("")
    for step in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = left + size * step, top + size * (1 - step)
        grid += Markup(
            '<line class="grid" x1="{l}" x2="{r}" y1="{y}" y2="{y}"/>'
            '<line class="grid" x1="{x}" x2="{x}" y1="{t}" y2="{b}"/>'
            '<text class="small" x="{tx}" y="{ty}" text-anchor="end">{said}</text>'
            '<text class="small" x="{x}" y="{by}" text-anchor="middle">{said}</text>'
        ).format(l=left, r=left + size, t=top, b=top + size, x=x, y=y, tx=left - 6,
                 ty=y + 4, by=top + size + 16, said=share(step))  # fmt: skip
    body = Markup('<line class="even" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
        left, top + size, left + size, top
    )
    for tone, points in curves:
        most = max((point.count for point in points), default=1)
        places = [(left + size * p.claimed, top + size * (1 - p.met), p) for p in points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in places)
        body += Markup('<polyline class="line {}" points="{}"/>').format(tone, path)
        for x, y, point in places:
            body += Markup(
                '<line class="spread {tone}" x1="{x:.1f}" x2="{x:.1f}" y1="{a:.1f}" y2="{b:.1f}"/>'
                '<circle class="{tone}" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>'
            ).format(
                tone=tone,
                x=x,
                y=y,
                a=top + size * (1 - point.high),
                b=top + size * (1 - point.low),
                r=2.5 + 5 * (point.count / most) ** 0.5,
            )
    return Markup(
        '<svg class="chart plot" viewBox="0 0 {} {}" role="img"><title>{}</title>{}{}</svg>'
    ).format(left + size + 22, top + size + 24, escape(title), grid, body)


def history(values: Sequence[float], title: str, share: Callable[[float], str]) -> Markup:
    """Values 0..1 one after the other as a line, the first and the last named."""
    width, height, pad = 320, 90, 10
    low, high = min(values), max(values)
    span = max(high - low, 0.02)
    step = (width - 2 * pad) / max(1, len(values) - 1)
    places = [
        (pad + i * step, pad + (height - 2 * pad) * (1 - (value - low) / span))
        for i, value in enumerate(values)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    ends = Markup("").join(
        Markup(
            '<circle class="accent" cx="{:.1f}" cy="{:.1f}" r="4"/>'
            '<text class="small" x="{:.1f}" y="{}" text-anchor="{}">{}</text>'
        ).format(x, y, x, height + 12, anchor, share(value))
        for (x, y), value, anchor in (
            (places[0], values[0], "start"),
            (places[-1], values[-1], "end"),
        )
    )
    return Markup(
        '<svg class="chart plot wider" viewBox="0 0 {} {}" role="img"><title>{}</title>'
        '<polyline class="line accent" points="{}"/>{}</svg>'
    ).format(width, height + 18, escape(title), path, ends)


@dataclass(frozen=True)
class CutPoint:
    """A share (0..1) at a cut (0..1), with its interval where there is one."""

    cut: float
    share: float
    low: float | None = None
    high: float | None = None


def cut_lines(
    lines: Sequence[tuple[str, Sequence[CutPoint]]], title: str, share: Callable[[float], str]
) -> Markup:
    """Shares (up) over the least rank (right), a line each by its tone, intervals as strokes."""
    width, height, left, top = 420, 160, 44, 8
    cuts = sorted({point.cut for _, points in lines for point in points})
    first, last = cuts[0], cuts[-1]

    def place(cut: float, value: float) -> tuple[float, float]:
        along = (cut - first) / (last - first) if last > first else 0.0
        return left + width * along, top + height * (1 - value)

    grid = Markup("")
    for step in (0.0, 0.25, 0.5, 0.75, 1.0):
        _, y = place(first, step)
        grid += Markup(
            '<line class="grid" x1="{}" x2="{}" y1="{y}" y2="{y}"/>'
            '<text class="small" x="{}" y="{}" text-anchor="end">{}</text>'
        ).format(left, left + width, left - 6, y + 4, share(step), y=y)
    for cut in cuts[::2]:
        x, _ = place(cut, 0.0)
        grid += Markup(
            '<text class="small" x="{:.1f}" y="{}" text-anchor="middle">{}</text>'
        ).format(x, top + height + 16, f"{cut:.2f}")
    body = Markup("")
    for tone, points in lines:
        path = " ".join("{:.1f},{:.1f}".format(*place(p.cut, p.share)) for p in points)
        body += Markup('<polyline class="line {}" points="{}"/>').format(tone, path)
        for point in points:
            x, y = place(point.cut, point.share)
            if point.low is not None and point.high is not None:
                body += Markup(
                    '<line class="spread {}" x1="{x:.1f}" x2="{x:.1f}" y1="{:.1f}" y2="{:.1f}"/>'
                ).format(tone, place(point.cut, point.high)[1], place(point.cut, point.low)[1], x=x)
            body += Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="3.5"/>').format(
                tone, x, y
            )
    return Markup(
        '<svg class="chart plot wider" viewBox="0 0 {} {}" role="img"><title>{}</title>{}{}</svg>'
    ).format(left + width + 22, top + height + 24, escape(title), grid, body)
