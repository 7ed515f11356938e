"""Charts as inline SVG: shapes have classes, colours come from the style sheet, so that both themes suit them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from linkcheck.model import Run, Verdict
from reports import facts
from reports.words import Words

_WIDTH: Final = 600
_BAR: Final = 18
_HEIGHT: Final = 90
MOST_YEARS: Final = 24


def verdict_bar(counts: Mapping[Verdict, int], say: Words) -> Markup:
    """Return one bar divided by verdict; empty where there is nothing to divide."""
    total = sum(counts.values())
    if not total:
        return Markup()
    label = say("comma").join(say("count", n=n, what=say.verdict(verdict)) for verdict, n in counts.items())
    shapes, left = Markup(), 0.0
    for verdict, n in counts.items():
        width = _WIDTH * n / total
        shapes += Markup('<rect class="f-{}" x="{:.1f}" width="{:.1f}" height="{}"><title>{}</title></rect>').format(
            verdict.value, left, max(width, 1.5), _BAR, say("count", n=n, what=say.verdict(verdict))
        )
        left += width
    return Markup('<svg role="img" aria-label="{}" viewBox="0 0 {} {}" preserveAspectRatio="none">{}</svg>').format(
        label, _WIDTH, _BAR, shapes
    )


def year_bars(run: Run, say: Words) -> Markup:
    """Return how many links are of which year, a bar a year; empty where fewer than two years are known."""
    found: Counter[int] = Counter()
    for record in run.records:
        metadata = record.metadata
        if metadata is not None:
            date = metadata.updated if facts.is_of_repository(record) else metadata.published or metadata.updated
            year = int((facts.month(date) or "0")[:4])
            found[year] += 1900 < year <= facts.utc(run.finished).year
    years = [year for year, n in found.items() if n]
    if len(years) < 2:
        return Markup()
    last = max(years)
    shown = range(max(min(years), last - MOST_YEARS + 1), last + 1)
    step, most = _WIDTH / len(shown), max(found[year] for year in shown)
    shapes = Markup()
    for place, year in enumerate(shown):
        tall = (_HEIGHT - 30) * found[year] / most
        middle = step * (place + 0.5)
        shapes += Markup('<rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
            step * place + step * 0.1, _HEIGHT - 15 - tall, step * 0.8, tall
        )
        if found[year]:
            shapes += Markup('<text x="{:.1f}" y="{:.1f}">{}</text>').format(middle, _HEIGHT - 18 - tall, found[year])
        if (last - year) % (1 if len(shown) <= 12 else 2) == 0:
            shapes += Markup('<text x="{:.1f}" y="{}">{}</text>').format(middle, _HEIGHT - 3, year)
    told = say("comma").join(f"{year}: {found[year]}" for year in shown if found[year])
    return Markup('<svg role="img" aria-label="{}" viewBox="0 0 {} {}">{}</svg>').format(told, _WIDTH, _HEIGHT, shapes)
