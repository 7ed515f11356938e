"""A report is made piece by piece: it takes no more room for a long run than for a short one."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from linkcheck.model import Run
from linkcheck.record_spool import RecordSpool
from reports.interface import Options, Report, Splitting
from reports.machine import schema as wire
from reports.registry import REPORTS
from tests.reports import samples

ROOM = {"enriched": 12_000_000, "github-summary": 5_000_000, "junit": 1_000_000}
"""Bytes. Markdown reads the list again and holds it to find where to split it; JUnit sorts its cases."""


@pytest.fixture(scope="module")
def large() -> Run:
    return samples.large(3_000, "words " * 20)


@contextmanager
def on_disk(run: Run) -> Iterator[Run]:
    with RecordSpool(run.records.links) as ledger:
        for record in run.records:
            ledger.put(record)
        yield replace(run, records=ledger)


def texts(report: Report, run: Run) -> Iterator[str]:
    if isinstance(report, Splitting):
        return (text for _, text in report.files(run, Options(), "report.md"))
    return report.pieces(run, Options())


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_no_report_holds_what_it_says(report: Report, large: Run) -> None:
    with on_disk(large) as run:
        for _ in texts(report, run):
            pass
        tracemalloc.start()
        for _ in texts(report, run):
            pass
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < ROOM.get(report.name, 400_000)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
@pytest.mark.parametrize("run", [samples.everything(), samples.nothing(), samples.large(600)])
def test_records_on_disk_give_the_same_report(report: Report, run: Run) -> None:
    with on_disk(run) as stored:
        for options in (Options(), Options(lang="zh", explain=True)):
            assert report.render(stored, options) == report.render(run, options)
        assert list(texts(report, stored)) == list(texts(report, run))


@pytest.mark.parametrize("items", [[], [1], [{"a": [], "b": {}}, "x\n", [[], [1, 2]]]])
def test_items_that_come_one_by_one_are_laid_out_as_if_they_had_been_there(items: list[object]) -> None:
    frame = {"a": [], "b": [{"items": items}], "c": 1}
    told = "".join(wire.pieces_indented({**frame, "b": [{"items": [wire.ITEMS]}]}, items))
    assert told == wire.encode_indented(frame)
    assert json.loads(told) == frame
