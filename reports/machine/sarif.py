"""SARIF 2.1.0 for code scanning, within GitHub's limits.

GitHub keeps 5,000 results of a run, the worst first, refuses more than 25,000, shows 100 of at most 1,000 locations
of a result, and takes 20 tags a rule (docs.github.com, "SARIF support for code scanning").
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final
from urllib.parse import quote

from linkcheck.model import Occurrence, Record, Run, Verdict
from reports.derived import rfc3339
from reports.escape import ADDRESS_LIMIT, plain
from reports.interface import Options, Report
from reports.machine import schema as wire

MOST_RESULTS: Final = 5_000
MOST_LOCATIONS: Final = 100
_RULES: Final = {
    Verdict.DEAD: "The page is gone.",
    Verdict.SOFT_DEAD: "The server answers, but what was there is gone.",
    Verdict.INVALID: "This cannot be an address as written.",
    Verdict.FRAGMENT_MISSING: "The page is there, the part it is linked for is not.",
    Verdict.INSECURE: "The page is there, but its certificate is not in order.",
    Verdict.MOVED: "The page is permanently elsewhere.",
    Verdict.BLOCKED: "The site refuses robots, or wants a login.",
    Verdict.UNREACHABLE: "The site did not answer.",
}
"""The verdicts that are reported, worst first; fine and skipped links only if they fail the run."""
_NOTED: Final = (Verdict.INSECURE, Verdict.MOVED)


class Sarif(Report):
    """Verdicts that fail the run are errors; insecure and moved links are notes; open ones claim nothing."""

    name = "sarif"
    suffixes = (".sarif", ".sarif.json")
    about = "SARIF 2.1.0 for code scanning"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:
        """Yield the log."""
        driver = {"name": "linkcheck", "version": run.version, "rules": [_rule(verdict, options) for verdict in _RULES]}
        log = {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": driver},
                    "columnKind": "unicodeCodePoints",
                    "invocations": [
                        {
                            "executionSuccessful": True,
                            "startTimeUtc": rfc3339(run.started),
                            "endTimeUtc": rfc3339(run.finished),
                        }
                    ],
                    "results": [wire.ITEMS],
                }
            ],
        }
        told = islice(run.in_order_of(_order(options)), MOST_RESULTS)
        yield from wire.pieces_indented(log, (_result(record, options) for _, record in told))
        yield "\n"


SARIF: Final = Sarif()


def _order(options: Options) -> list[Verdict]:
    """Return the verdicts to report, the worst first: those that fail the run before those that are notes."""
    told = [verdict for verdict in _RULES if verdict in options.fail_on or verdict in _NOTED]
    return sorted(told, key=lambda verdict: verdict not in options.fail_on)


def _rule(verdict: Verdict, options: Options) -> dict[str, Any]:
    name = "".join(word.capitalize() for word in verdict.value.split("-")) + "Link"
    return {
        "id": verdict.value,
        "name": name,
        "shortDescription": {"text": _RULES[verdict]},
        "defaultConfiguration": {"level": _level(verdict, options)},
        "properties": {
            "tags": ["links"],
            "precision": "high" if verdict in (Verdict.DEAD, Verdict.INVALID) else "medium",
        },
    }


def _result(record: Record, options: Options) -> dict[str, Any]:
    url = plain(record.link.url, ADDRESS_LIMIT)
    message = f"{record.verdict.value}: {_literal(url)} ({_literal(plain(record.detail or record.reason, 300))})"
    if record.suggestion:
        message += f" Instead: {_literal(plain(record.suggestion.url, ADDRESS_LIMIT))}"
    # One fingerprint a link and verdict: an alert stays the same alert when lines above it come and go.
    identity = hashlib.sha256(f"{record.verdict.value} {record.link.identity}".encode("utf-8", "replace")).hexdigest()
    first, *others = record.link.occurrences
    return {
        "ruleId": record.verdict.value,
        "ruleIndex": list(_RULES).index(record.verdict),
        "level": _level(record.verdict, options),
        "message": {"text": message},
        "locations": [_location(first)],
        "relatedLocations": [{"id": n, **_location(place)} for n, place in enumerate(others[: MOST_LOCATIONS - 1], 1)],
        "partialFingerprints": {"link/v1": identity},
    }


def _level(verdict: Verdict, options: Options) -> str:
    return "error" if verdict in options.fail_on else "note"


def _literal(text: str) -> str:
    """Return text that a message takes literally: brackets would make links, braces placeholders (§3.11.5, §3.11.6)."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace("{", "{{").replace("}", "}}")


def _location(place: Occurrence) -> dict[str, Any]:
    path = quote(place.file.replace("\\", "/").removeprefix("./"), safe="/:", errors="replace")
    region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + max(1, len(place.url))}
    return {"physicalLocation": {"artifactLocation": {"uri": path}, "region": region}}
