"""JSON keeps its promise to scripts, whatever the web said."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from fetchers.codes import Code
from linkcheck.model import Event, Run, Verdict
from reports.interface import Options
from reports.machine.jsonreport import JSON, JSON_LINES
from tests.reports import samples
from tests.reports.builder import NOW, ListBuilder
from tests.reports.strangers import texts, urls

ROOT = Path(__file__).resolve().parents[3]
SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
FIRST_SCHEMA = ROOT.parent / "shared" / "report.schema.json"
"""What was promised before the first version."""
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
RUNS = [samples.everything, samples.all_well, samples.nothing]
LINK = {"url", "key", "verdict", "reason", "detail", "confidence", "confirmed", "status", "final_url", "redirects"}
LINK |= {"suggestion", "checked", "since", "last_alive", "failures", "fetcher", "metadata", "notes", "occurrences"}


def report(run: Run) -> dict[str, Any]:
    data = json.loads(JSON.render(run, Options()))
    assert isinstance(data, dict)
    return data


def check(schema: Any, data: Any) -> None:
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(data)


@pytest.mark.parametrize("make", RUNS)
def test_it_is_what_the_schema_says(make: Any) -> None:
    check(SCHEMA, report(make()))


@pytest.mark.parametrize("make", RUNS)
def test_each_line_is_a_link_of_the_schema(make: Any) -> None:
    for line in JSON_LINES.render(make(), Options()).splitlines():
        check({**SCHEMA["$defs"]["link"], "$defs": SCHEMA["$defs"]}, json.loads(line))


@pytest.mark.skipif(not FIRST_SCHEMA.exists(), reason="the first schema is not beside this checkout")
@pytest.mark.parametrize("make", RUNS)
def test_it_still_is_what_was_promised(make: Any) -> None:
    check(json.loads(FIRST_SCHEMA.read_text(encoding="utf-8")), report(make()))


def test_the_schema_names_all_that_is_written() -> None:
    data = report(samples.everything())
    for place, part in ((SCHEMA, data), (SCHEMA["properties"]["summary"], data["summary"])):
        assert part.keys() == place["properties"].keys()
    for link in data["links"]:
        assert link.keys() == SCHEMA["$defs"]["link"]["properties"].keys()
        assert (link["metadata"] or {}).keys() <= SCHEMA["$defs"]["metadata"]["properties"].keys()


def test_the_history_of_a_link_is_told() -> None:
    event = Event(NOW - timedelta(days=1), Verdict.DEAD, Code("http-404"))
    (link,) = report(ListBuilder().link("a", "https://a.example/", events=(event,)).run())["links"]
    assert link["events"] == [{"at": "2026-05-03T03:02:01Z", "verdict": "dead", "reason": "http-404"}]


@pytest.mark.parametrize("make", RUNS)
def test_it_has_the_promised_parts(make: Any) -> None:
    data = report(make())
    assert data["schema"] == 1
    assert data["tool"] == {"name": "linkcheck", "version": "1.2.3"}
    assert data["summary"]["links"] == len(data["links"]) == sum(data["summary"]["by_verdict"].values())
    assert data["summary"]["occurrences"] == sum(len(link["occurrences"]) for link in data["links"])
    for link in data["links"]:
        assert link.keys() >= LINK
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", link["reason"])
        for moment in (link["checked"], link["since"], link["last_alive"]):
            assert moment is None or TIME.fullmatch(moment)
        for place in link["occurrences"]:
            assert place.keys() == {"file", "line", "column", "text", "section", "kind"}


def test_a_link_is_told_whole() -> None:
    link = next(x for x in report(samples.everything())["links"] if x["url"] == "https://github.com/example/old")
    assert link["verdict"] == "moved"
    assert link["redirects"] == [{"url": "https://github.com/example/old", "status": 301}]
    assert link["suggestion"] == {"url": "https://github.com/example/new", "why": "moved"}
    assert link["metadata"]["stars"] == 87
    assert link["before"] == "alive"
    assert link["occurrences"][0]["section"] == ["MLLM"]


def test_times_are_utc_whatever_zone_they_were_told_in() -> None:
    run = samples.at(samples.all_well(), datetime(2026, 5, 4, 11, 0, 0, 999, tzinfo=timezone(timedelta(hours=8))))
    assert report(run)["finished"] == "2026-05-04T03:00:00Z"


def test_lines_are_the_links_of_the_object() -> None:
    run = samples.everything()
    lines = JSON_LINES.render(run, Options()).splitlines()
    assert [json.loads(line) for line in lines] == report(run)["links"]
    assert JSON_LINES.render(samples.nothing(), Options()) == ""


@settings(max_examples=60)
@given(texts, urls)
def test_strangers_words_come_back_byte_for_byte_and_act_nowhere(text: str, url: str) -> None:
    run = samples.hostile(text, url)
    for rendered in (JSON.render(run, Options()), JSON_LINES.render(run, Options())):
        rendered.encode("utf-8")
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", rendered)
    links = report(run)["links"]
    assert [link["url"] for link in links] == [r.link.url.encode("utf-8", "replace").decode() for r in run.records]
    assert links[1]["metadata"]["title"] == text.encode("utf-8", "replace").decode()
    assert len(JSON_LINES.render(run, Options()).split("\n")) == len(links) + 1
