"""JUnit XML: a suite a list, a case a place, for the test panes of CI systems."""

from __future__ import annotations

from collections import defaultdict
from typing import Final
from xml.etree import ElementTree as ET

from linkcheck.model import Occurrence, Record, Run, Verdict
from reports.escape import ADDRESS_LIMIT, plain
from reports.facts import places, rfc3339
from reports.interface import Options

_NOT_RUN: Final = frozenset({Verdict.BLOCKED, Verdict.UNREACHABLE, Verdict.SKIPPED})
"""Nobody can tell, or nobody asked: a skipped case, unless the user makes it fail."""


class JUnit:
    """Verdicts that fail the run are failures; those that nobody can tell are skipped cases."""

    name = "junit"
    suffixes = (".xml", ".junit.xml")
    about = "JUnit XML for the test pane of a CI system"

    def render(self, run: Run, options: Options) -> str:
        """Return the document."""
        root = ET.Element("testsuites", name="linkcheck")
        files: dict[str, list[tuple[Record, Occurrence]]] = defaultdict(list)
        for record, place in places(run.records):
            files[place.file].append((record, place))
        for file, found in files.items():
            _suite(root, file, sorted(found, key=lambda pair: (pair[1].line, pair[1].column)), run, options)
        seconds = max(0.0, (run.finished - run.started).total_seconds())
        suites = list(root)
        root.set("tests", str(sum(int(suite.get("tests", 0)) for suite in suites)))
        root.set("failures", str(sum(int(suite.get("failures", 0)) for suite in suites)))
        root.set("time", f"{seconds:.3f}")
        ET.indent(root)
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


JUNIT: Final = JUnit()


def _suite(root: ET.Element, file: str, found: list[tuple[Record, Occurrence]], run: Run, options: Options) -> None:
    failed = [record for record, _ in found if record.verdict in options.fail_on]
    skipped = [record for record, _ in found if record.verdict in _NOT_RUN - options.fail_on]
    suite = ET.SubElement(root, "testsuite", name=plain(file), timestamp=rfc3339(run.started).removesuffix("Z"))
    counts = {"tests": len(found), "failures": len(failed), "errors": 0, "skipped": len(skipped)}
    for name, count in counts.items():
        suite.set(name, str(count))
    for record, place in found:
        _case(suite, record, place, options)


def _case(suite: ET.Element, record: Record, place: Occurrence, options: Options) -> None:
    url = plain(record.link.url, ADDRESS_LIMIT)
    where = f"{plain(place.file)}:{place.line}:{place.column}"
    case = ET.SubElement(suite, "testcase", name=f"{where} {url}", classname=plain(place.file), time="0")
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
