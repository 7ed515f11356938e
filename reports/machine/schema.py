"""Runs and records as report.schema.json has them: plain data, ready to be encoded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final

import msgspec

from fetchers.facts import Metadata
from linkcheck.judge.exit_rules import ExitRule
from linkcheck.model import Finding, Occurrence, Record, Run, Severity, Verdict
from reports.derived import rfc3339

SCHEMA: Final = 1
_UNSEEN: Final = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_FACTS: Final = tuple(each.name for each in fields(Metadata) if each.name != "as_of")
_facts_of: Final = attrgetter(*_FACTS)
_ENCODER: Final = msgspec.json.Encoder()


def head(run: Run, rule: ExitRule) -> dict[str, Any]:
    """Return everything about a run but its links. ``rule``: what fails it."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "linkcheck", "version": run.version},
        "started": rfc3339(run.started),
        "finished": rfc3339(run.finished),
        "complete": run.complete,
        "inputs": list(run.inputs),
        "summary": {
            "links": len(run.records),
            "occurrences": run.occurrences,
            "by_verdict": {verdict.value: n for verdict, n in run.counts().items()},
            "requests": run.requests,
            "by_host": dict(sorted(run.by_service.items())),
        },
        "first_run": rule.first_run,
        "fails": {
            "links": sum(map(rule.fails, run.having(*rule.verdicts))),
            "on": [verdict.value for verdict in Verdict if verdict in rule.verdicts],
            "when": rule.when,
            "entries": sum(each.severity is Severity.ERROR for each in run.findings),
        },
        "findings": list(map(finding, run.findings)),
    }


def finding(found: Finding) -> dict[str, Any]:
    """Return one finding of lint, or of a list's rules for new entries."""
    return {
        "file": found.file,
        "line": found.line,
        "column": found.column,
        "rule": found.rule,
        "severity": found.severity.value,
        "message": found.message,
        "url": found.url,
        "suggestion": found.suggestion,
    }


def link(record: Record, rule: ExitRule) -> dict[str, Any]:
    """Return one link with its places. ``rule``: what fails the run."""
    better = record.suggestion
    return {
        "url": record.link.url,
        "key": record.link.key,
        "verdict": record.verdict.value,
        "reason": record.reason,
        "detail": record.detail,
        "confidence": record.confidence.value,
        "confirmed": record.confirmed,
        "confirmed_on": rfc3339(record.confirmed_on) if record.confirmed_on else None,
        "fails": rule.when if rule.fails(record) else None,
        "status": record.status,
        "final_url": record.final_url,
        "redirects": [{"url": hop.url, "status": hop.status} for hop in record.redirects],
        "suggestion": {"url": better.url, "why": better.why.value} if better else None,
        "checked": rfc3339(record.checked),
        "since": rfc3339(record.since) if record.since else None,
        "last_alive": rfc3339(record.last_alive) if record.last_alive else None,
        "failures": record.failures,
        "before": record.before.value if record.before else None,
        "events": [{"at": rfc3339(e.at), "verdict": e.verdict.value, "reason": e.reason} for e in record.events],
        "stored": record.stored,
        "fetcher": record.link.fetcher,
        "metadata": _metadata(record.metadata) if record.metadata else None,
        "notes": list(record.notes),
        "occurrences": [_occurrence(occurrence) for occurrence in record.link.occurrences],
    }


def encode(value: object) -> str:
    """Return compact JSON. Texts keep every character; those that cannot be seen are written as escapes.

    A report may be shown in a terminal as it is: a bidirectional or C1 control in a title must not act there.
    """
    return _visible(_encoded(value))


def encode_indented(value: object) -> str:
    """Return the same, for people to read."""
    return _visible(msgspec.json.format(_encoded(value), indent=2))


ITEMS: Final = "\0items"
"""Placeholder: the only item of a list whose items are streamed."""
_PLACE: Final = re.compile(r'\n( *)"\\u0000items"\n *')


def pieces_indented(frame: object, items: Iterable[object]) -> Iterator[str]:
    """Yield the indented JSON of a frame with items in the place of ITEMS, each as it comes."""
    text = encode_indented(frame)
    place = _PLACE.search(text)
    if place is None:
        raise ValueError("the frame has no place for items")
    opening, closing = text[: place.start()], text[place.end() :]
    margin = "\n" + place[1]
    yield opening
    any_yet = False
    for item in items:
        # No line break within: JSON has none in its texts.
        yield ("," if any_yet else "") + margin + encode_indented(item).replace("\n", margin)
        any_yet = True
    yield (margin[:-2] if any_yet else "") + closing


def _metadata(metadata: Metadata) -> dict[str, Any]:
    data = dict(zip(_FACTS, _facts_of(metadata), strict=True))
    return {**data, "as_of": rfc3339(metadata.as_of) if metadata.as_of else None}


def _occurrence(place: Occurrence) -> dict[str, Any]:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "text": place.text,
        "section": list(place.section),
        "kind": place.kind.value,
    }


def _encoded(value: object) -> bytes:
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:
        return _ENCODER.encode(_whole(value))


def _whole(value: object) -> object:
    """Return plain data with unpaired surrogates, which no JSON in UTF-8 can carry, replaced."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, (list, tuple)) else value


def _visible(data: bytes) -> str:
    text = data.decode("utf-8")
    if text.isascii() and "\x7f" not in text:  # nothing to look for, as in most links
        return text
    return _UNSEEN.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[i] << 8 | units[i + 1]:04x}" for i in range(0, len(units), 2))
