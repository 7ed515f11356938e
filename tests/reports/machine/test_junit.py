"""JUnit XML: what fails, what is skipped, and a document that parses whatever is in it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given, settings

from linkcheck.model import Run, Verdict
from reports.interface import Options
from reports.machine.junit import JUNIT
from tests.reports import samples
from tests.reports.builder import ListBuilder, run_of
from tests.reports.strangers import texts, urls


def parsed(run: Run, options: Options | None = None) -> ET.Element:
    return ET.fromstring(JUNIT.render(run, options or Options()))


def test_failing_verdicts_are_failures() -> None:
    root = parsed(samples.everything())
    assert [f.get("type") for f in root.iter("failure")] == ["dead", "soft-dead", "invalid", "fragment-missing"]
    assert root.get("failures") == "4"
    assert root.get("tests") == "15"


def test_what_nobody_can_tell_is_skipped() -> None:
    messages = [skipped.get("message", "") for skipped in parsed(samples.everything()).iter("skipped")]
    assert [message.partition(":")[0] for message in messages] == ["blocked", "unreachable", "skipped"]


def test_the_user_decides_what_fails() -> None:
    root = parsed(samples.everything(), Options(fail_on=frozenset({Verdict.BLOCKED})))
    assert [f.get("type") for f in root.iter("failure")] == ["blocked"]
    assert len(list(root.iter("skipped"))) == 2


def test_there_is_a_suite_for_each_list() -> None:
    one = ListBuilder(file="a.md").link("x", "https://example.org/x")
    two = ListBuilder(file="b.md").link("y", "https://example.org/y")
    suites = parsed(run_of([one, two])).findall("testsuite")
    assert [(suite.get("name"), suite.get("tests")) for suite in suites] == [("a.md", "1"), ("b.md", "1")]


def test_a_failure_says_where_and_what_instead() -> None:
    failure = next(parsed(samples.everything()).iter("failure"))
    assert failure.get("message") == "dead: GitHub knows no such repository."
    assert (failure.text or "").splitlines()[0] == "list.md:5:12"
    assert "instead: https://web.archive.org/" in (failure.text or "")


@settings(max_examples=60)
@given(texts, urls)
def test_it_parses_whatever_is_in_it(text: str, url: str) -> None:
    run = samples.hostile(text, url)
    root = parsed(run)
    assert {element.tag for element in root.iter()} <= {"testsuites", "testsuite", "testcase", "failure", "skipped"}
    assert len(list(root.iter("testcase"))) == run.occurrences
