"""Validates the rows of a state when they are read, since anybody may have written them. Pure.

A row that is not as linkcheck writes it counts as not there; a moment that lies ahead of the clock counts as now, for
a clock may have been wrong for a day, and what it wrote would be fresh for ever.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from fetchers.facts import Observation
from linkcheck.model import Event, History, Verdict
from linkcheck.store.writing import Row

CLOCKS_DIFFER: Final = timedelta(days=1)
_MOST_BYTES: Final = 4 << 20
"""Of one observation; its page's text is bounded far below."""
_MOST_CHECKS: Final = 100_000
_PACE_HOLDS: Final = timedelta(days=90)
_LONGEST_INTERVAL: Final = 60.0
"""Seconds between two requests; nothing longer is learnt (``fetchers.net.pacing.rate_controller``)."""
_OBSERVATIONS: Final = msgspec.json.Decoder(Observation)
_HISTORIES: Final = msgspec.json.Decoder(History)


def packed(observation: bytes) -> bytes:
    """Return an encoded observation as it is kept: a page's text is most of it, and packs to a third."""
    return zlib.compress(observation, 1)


def written_history(history: History) -> bytes:
    """Return a history as it is kept: without what nobody knows, which is most of its fields."""
    known = _told(msgspec.to_builtins(history))
    if history.metadata is not None:
        known["metadata"] = _told(known["metadata"])
    return msgspec.json.encode(known)


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and value != ()}


def observation_of(blob: object) -> Observation | None:
    """Decode a stored observation, even one dated in the future; None if it is invalid.

    Older states hold uncompressed JSON.
    """
    if not isinstance(blob, bytes) or len(blob) > _MOST_BYTES:
        return None
    try:
        seen = _OBSERVATIONS.decode(blob if blob.startswith(b"{") else _unpacked(blob))
    except (msgspec.MsgspecError, ValueError, RecursionError, zlib.error):
        return None
    sound = seen.observed.tzinfo is not None and (seen.status is None or 100 <= seen.status <= 999)
    return seen if sound else None


def _unpacked(blob: bytes) -> bytes:
    """Decompress, up to the size an observation may have: a few bytes can expand to gigabytes. Raises zlib.error."""
    inflate = zlib.decompressobj()
    text = inflate.decompress(blob, _MOST_BYTES)
    return text if inflate.eof else b""


def is_ahead(moment: datetime, now: datetime) -> bool:
    """Tell whether a moment is further ahead than clocks differ."""
    return moment - now > CLOCKS_DIFFER


def history_of(blob: object, now: datetime) -> History | None:
    """Decode a stored history without dates in the future; None if it is invalid."""
    if not isinstance(blob, bytes) or len(blob) > _MOST_BYTES:
        return None
    try:
        known = _HISTORIES.decode(blob)
        sound = 0 <= known.failing_days <= _MOST_CHECKS and 0 <= known.failures <= _MOST_CHECKS
        names = ("since", "last_alive", "first_failure", "last_failure", "confirmed_on")
        ahead: dict[str, Any] = {
            name: now for name in names if (moment := getattr(known, name)) and is_ahead(moment, now)
        }
    except (msgspec.MsgspecError, ValueError, TypeError, RecursionError):
        return None
    return (replace(known, **ahead) if ahead else known) if sound else None


def event_of(at: object, verdict: object, reason: object, now: datetime) -> Event | None:
    """Decode a stored event; None if it is invalid or dated in the future."""
    moment = moment_of(at)
    if moment is None or is_ahead(moment, now) or not isinstance(reason, str):
        return None
    try:
        return Event(moment, Verdict(verdict), reason)  # type: ignore[arg-type]
    except ValueError:
        return None


def interval_of(seconds: object, learnt: object, now: datetime) -> float | None:
    """Return a stored interval between requests; None if it is invalid or too old."""
    moment = moment_of(learnt)
    if moment is None or is_ahead(moment, now) or now - moment > _PACE_HOLDS or not isinstance(seconds, float):
        return None
    return seconds if 0.0 < seconds <= _LONGEST_INTERVAL else None


def moment_of(text: object) -> datetime | None:
    """Return the moment that a text names, with its time zone; None where it names none."""
    if not isinstance(text, str):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def believed_row(table: str, row: Sequence[object], now: datetime) -> Row | None:
    """Return a row of a damaged state, its texts as bytes, as one of a new state; None where it is not believed."""
    try:
        match table, row:
            case "run", (int(number), bytes(inputs), bytes(started), finished):
                ended = finished.decode() if isinstance(finished, bytes) else None
                began = moment_of(started.decode())
                # One that was not finished is not gone on with.
                believed = began is not None and not is_ahead(began, now) and moment_of(ended) is not None
                return (number, inputs.decode(), started.decode(), str(ended)) if believed else None
            case "fact", (bytes(key), int(run), int(found), bytes(fragments), bytes(blob)):
                seen = observation_of(blob)
                believed = seen is not None and not is_ahead(seen.observed, now)
                return (key.decode(), run, found, fragments.decode(), blob) if believed else None
            case "history", (bytes(url), bytes(key), bytes(blob)):
                return (url.decode(), key.decode(), blob) if history_of(blob, now) is not None else None
            case "pace", (bytes(host), float(interval), bytes(learnt)):
                believed = interval_of(interval, learnt.decode(), now) is not None
                return (host.decode(), interval, learnt.decode()) if believed else None
            case "event", (bytes(url), bytes(at), bytes(verdict), bytes(reason)):
                texts = (at.decode(), verdict.decode(), reason.decode())
                return (url.decode(), *texts) if event_of(*texts, now) is not None else None
    except UnicodeDecodeError:
        pass
    return None
