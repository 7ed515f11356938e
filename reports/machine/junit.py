"""JUnit XML: a suite a list, a case a place, for the test panes of CI systems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

from linkcheck.model import Record, Run, Verdict
from reports.derived import rfc3339
from reports.escape import ADDRESS_LIMIT, plain
from reports.interface import Options, Report

_NOT_RUN: Final = frozenset({Verdict.BLOCKED, Verdict.UNREACHABLE, Verdict.SKIPPED})
"""Undecided or not checked: a skipped case, unless the user makes it fail."""


class JUnit(Report):
    """Verdicts that fail the run are failures; undecided ones are skipped cases."""

    name = "junit"
    suffixes = (".xml", ".junit.xml")
    about = "JUnit XML for the test pane of a CI system"

    def pieces(self, run: Run, options: Options) -> Iterator[str]:
        """Yield the document."""
        files = _by_file(run)
        verdicts = run.records.verdicts
        root = ET.Element("testsuites", name="linkcheck")
        failed = sum(verdicts[spot.record] in options.fail_on for spots in files.values() for spot in spots)
        root.set("tests", str(sum(map(len, files.values()))))
        root.set("failures", str(failed))
        root.set("time", f"{max(0.0, (run.finished - run.started).total_seconds()):.3f}")
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        suites = (_suite(file, spots, run, options) for file, spots in files.items())
        yield from _element(root, 0, chain.from_iterable(suites) if files else None)
        yield "\n"


JUNIT: Final = JUnit()


class _CasePlace(NamedTuple):
    """The place of a test case as numbers, which sort in reading order."""

    line: int
    column: int
    record: int
    occurrence: int


def _by_file(run: Run) -> dict[str, list[_CasePlace]]:
    files: dict[str, list[_CasePlace]] = defaultdict(list)
    for record, link in enumerate(run.records.links):
        for number, place in enumerate(link.occurrences):
            files[place.file].append(_CasePlace(place.line, place.column, record, number))
    for spots in files.values():
        spots.sort()
    return files


def _suite(file: str, spots: list[_CasePlace], run: Run, options: Options) -> Iterator[str]:
    suite = ET.Element("testsuite", name=plain(file), timestamp=rfc3339(run.started).removesuffix("Z"))
    verdicts = run.records.verdicts
    failed = sum(verdicts[spot.record] in options.fail_on for spot in spots)
    not_run = _NOT_RUN - options.fail_on
    skipped = sum(verdicts[spot.record] in not_run for spot in spots)
    for name, count in {"tests": len(spots), "failures": failed, "errors": 0, "skipped": skipped}.items():
        suite.set(name, str(count))
    cases = (_case(run.records[spot.record], spot.occurrence, options) for spot in spots)
    yield from _element(suite, 1, (f"\n    {_text(case, 2)}" for case in cases))


def _element(element: ET.Element, level: int, content: Iterable[str] | None) -> Iterator[str]:
    """Yield an element as ``indent`` would have it, with content that comes piece by piece (None: without any)."""
    margin = "\n" + "  " * level if level else ""
    empty = ET.tostring(element, encoding="unicode")
    if content is None:
        yield margin + empty
        return
    yield margin + empty.removesuffix(" />") + ">"
    yield from content
    yield f"\n{'  ' * level}</{element.tag}>"


def _text(element: ET.Element, level: int) -> str:
    ET.indent(element, level=level)
    return ET.tostring(element, encoding="unicode")


def _case(record: Record, number: int, options: Options) -> ET.Element:
    place = record.link.occurrences[number]
    url = plain(record.link.url, ADDRESS_LIMIT)
    where = f"{plain(place.file)}:{place.line}:{place.column}"
    case = ET.Element("testcase", name=f"{where} {url}", classname=plain(place.file), time="0")
    case.set("file", plain(place.file))
    case.set("line", str(place.line))
    said = f"{record.verdict.value}: {plain(record.detail, 300)}"
    if record.verdict in options.fail_on:
        failure = ET.SubElement(case, "failure", type=record.verdict.value, message=said)
        lines = [where, f"text: {plain(place.text)}", f"address: {url}", f"reason: {plain(record.reason)}"]
        if record.suggestion:
            lines.append(f"instead: {plain(record.suggestion.url, ADDRESS_LIMIT)} ({record.suggestion.why.value})")
        failure.text = "\n".join(lines)
    elif record.verdict in _NOT_RUN:
        ET.SubElement(case, "skipped", message=said)
    return case
