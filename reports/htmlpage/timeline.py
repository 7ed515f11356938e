"""The history of one link as a strip: which verdict stood for how long, told in words as well."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from linkcheck.model import Event, Record, Run
from linkcheck.model.dates import utc
from reports.derived import day
from reports.words import Catalogue

MOST_EVENTS: Final = 24
"""Changes drawn, the latest ones: a link that comes and goes every day is no longer a story."""
_WIDTH: Final = 200
_HEIGHT: Final = 6
_LEAST: Final = 2


def timeline(record: Record, run: Run, say: Catalogue) -> Markup:
    """Return the strip of a link whose verdict has changed; empty for one that has always been as it is."""
    events = record.events[-MOST_EVENTS:]
    if len(events) < 2:
        return Markup()
    begin, end = utc(events[0].at).timestamp(), utc(run.finished).timestamp()
    scale = _WIDTH / max(1.0, end - begin)
    shapes = Markup()
    for event, following in zip(events, (*events[1:], None), strict=True):
        left = (utc(event.at).timestamp() - begin) * scale
        right = _WIDTH if following is None else (utc(following.at).timestamp() - begin) * scale
        shapes += Markup('<rect class="f-{}" x="{:.1f}" width="{:.1f}" height="{}"><title>{}</title></rect>').format(
            event.verdict.value, min(left, _WIDTH - _LEAST), max(right - left, _LEAST), _HEIGHT, _told(event, say)
        )
    label = say("semicolon").join(_told(event, say) for event in events)
    return Markup(
        '<svg class="past" role="img" aria-label="{}" viewBox="0 0 {} {}" preserveAspectRatio="none">{}</svg>'
        '<p class="facts">{} – {}</p>'
    ).format(label, _WIDTH, _HEIGHT, shapes, day(events[0].at), day(run.finished))


def _told(event: Event, say: Catalogue) -> str:
    return f"{day(event.at)}{say('colon')}{say.verdict(event.verdict)}"
