"""Charts as inline SVG: shapes have classes, colours come from the style sheet, so that both themes suit them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from markupsafe import Markup

from fetchers.facts import Metadata
from linkcheck.model import Event, Record, Run, Verdict
from linkcheck.model.counts import rounded
from linkcheck.model.dates import utc
from reports import derived
from reports.derived import day
from reports.words import Catalogue

_WIDTH: Final = 600
_STARS_WIDTH: Final = 400
"""Two thirds, as the page gives it two fifths: letters are of one size in both."""
_WIDEST: Final = 44
_BAR: Final = 18
_HEIGHT: Final = 90
MOST_YEARS: Final = 24
MOST_DIGITS: Final = 6


def verdict_bar(counts: Mapping[Verdict, int], say: Catalogue) -> Markup:
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


def figures(run: Run) -> tuple[Counter[int], Counter[int]]:
    """Return how many links are of which year, and how many repositories have a number of stars of how many digits."""
    years: Counter[int] = Counter()
    stars: Counter[int] = Counter()
    for record in run.records:
        if record.metadata is not None and (year := _year(record, record.metadata, run)):
            years[year] += 1
        if derived.is_repository(record) and (number := derived.stars(record)):
            stars[min(len(str(number)), MOST_DIGITS)] += 1
    return years, stars


def _year(record: Record, metadata: Metadata, run: Run) -> int | None:
    date = metadata.updated if record.is_of_repository else metadata.published or metadata.updated
    year = int((derived.month(date) or "0")[:4])
    return year if 1900 < year <= utc(run.finished).year else None


def year_bars(years: Counter[int], say: Catalogue) -> Markup:
    """Return how many links are of which year, a bar a year; empty where fewer than two years are known."""
    if len(years) < 2:
        return Markup()
    last = max(years)
    shown = range(max(min(years), last - MOST_YEARS + 1), last + 1)
    every = 1 if len(shown) <= 12 else 2
    return _bars([(str(year) if (last - year) % every == 0 else "", str(year), years[year]) for year in shown], say)


def star_bars(sizes: Counter[int], say: Catalogue) -> Markup:
    """Return how many repositories have how many stars, a bar a power of ten; empty where fewer than two are known."""
    if sizes.total() < 2:
        return Markup()
    names = {digits: f"★ {rounded(10 ** (digits - 1))}+" for digits in range(min(sizes), max(sizes) + 1)}
    return _bars([(name, name, sizes[digits]) for digits, name in names.items()], say, _STARS_WIDTH)


def _bars(bars: Sequence[tuple[str, str, int]], say: Catalogue, across: int = _WIDTH) -> Markup:
    """Return bars of (label drawn, label told, count)."""
    step, most = across / len(bars), max(count for _, _, count in bars)
    wide = min(step * 0.8, _WIDEST)
    shapes = Markup()
    for place, (label, _, count) in enumerate(bars):
        tall = (_HEIGHT - 30) * count / most
        middle = step * (place + 0.5)
        shapes += Markup('<rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
            middle - wide / 2, _HEIGHT - 15 - tall, wide, tall
        )
        if count:
            shapes += Markup('<text x="{:.1f}" y="{:.1f}">{}</text>').format(middle, _HEIGHT - 18 - tall, count)
        if label:
            shapes += Markup('<text x="{:.1f}" y="{}">{}</text>').format(middle, _HEIGHT - 3, label)
    told = say("comma").join(f"{name}: {count}" for _, name, count in bars if count)
    return Markup('<svg role="img" aria-label="{}" viewBox="0 0 {} {}">{}</svg>').format(told, across, _HEIGHT, shapes)


MOST_EVENTS: Final = 24
"""Changes drawn, the latest ones: a link that comes and goes every day is no longer a story."""
_STRIP_WIDTH: Final = 200
_STRIP_HEIGHT: Final = 6
_LEAST: Final = 2


def timeline(record: Record, run: Run, say: Catalogue) -> Markup:
    """Return the strip of a link whose verdict has changed; empty for one that has always been as it is."""
    events = record.events[-MOST_EVENTS:]
    if len(events) < 2:
        return Markup()
    begin, end = utc(events[0].at).timestamp(), utc(run.finished).timestamp()
    scale = _STRIP_WIDTH / max(1.0, end - begin)
    shapes = Markup()
    for event, following in zip(events, (*events[1:], None), strict=True):
        left = (utc(event.at).timestamp() - begin) * scale
        right = _STRIP_WIDTH if following is None else (utc(following.at).timestamp() - begin) * scale
        shapes += Markup('<rect class="f-{}" x="{:.1f}" width="{:.1f}" height="{}"><title>{}</title></rect>').format(
            event.verdict.value,
            min(left, _STRIP_WIDTH - _LEAST),
            max(right - left, _LEAST),
            _STRIP_HEIGHT,
            _told(event, say),
        )
    label = say("semicolon").join(_told(event, say) for event in events)
    return Markup(
        '<svg class="past" role="img" aria-label="{}" viewBox="0 0 {} {}" preserveAspectRatio="none">{}</svg>'
        '<p class="facts">{} – {}</p>'
    ).format(label, _STRIP_WIDTH, _STRIP_HEIGHT, shapes, day(events[0].at), day(run.finished))


def _told(event: Event, say: Catalogue) -> str:
    return f"{day(event.at)}{say('colon')}{say.verdict(event.verdict)}"
