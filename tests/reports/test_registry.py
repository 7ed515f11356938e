"""Formats are found by name and by file name, and a wrong one is answered with the nearest."""

from __future__ import annotations

import re

import pytest

from reports.interface import Options, Report
from reports.registry import REPORTS, UnknownFormat, find_by_name, find_by_suffix
from tests.reports import samples


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("list.report.md", "enriched"),
        ("OUT.JSON", "json"),
        ("a.jsonl", "jsonl"),
        ("x.ndjson", "jsonl"),
        ("a.txt", "terminal"),
        ("list.summary.md", "github-summary"),
        ("a.csv", "csv"),
        ("a.xml", "junit"),
        ("a.sarif.json", "sarif"),
        ("x.badge.json", "badge"),
        ("feed.atom", "atom"),
    ],
)
def test_a_suffix_chooses(file: str, name: str) -> None:
    assert find_by_suffix(file).name == name


@pytest.mark.parametrize(
    ("word", "name"), [("json", "json"), ("md", "enriched"), (" JSON ", "json"), (".md", "enriched")]
)
def test_a_name_chooses(word: str, name: str) -> None:
    assert find_by_name(word).name == name


@pytest.mark.parametrize(("word", "nearest"), [("jsn", "json"), ("enrich", "enriched"), ("term", "terminal")])
def test_a_wrong_name_gets_the_nearest(word: str, nearest: str) -> None:
    with pytest.raises(UnknownFormat, match=f"did you mean {nearest}"):
        find_by_name(word)


@pytest.mark.parametrize(("file", "nearest"), [("a.jsn", r"\.json"), ("a.mdx", r"\.md"), ("report", ".")])
def test_a_wrong_suffix_gets_the_nearest(file: str, nearest: str) -> None:
    with pytest.raises(UnknownFormat, match=f"did you mean {nearest}"):
        find_by_suffix(file)


def test_names_and_suffixes_are_unique() -> None:
    names = [report.name for report in REPORTS]
    suffixes = [suffix for report in REPORTS for suffix in report.suffixes]
    assert len(set(names)) == len(names)
    assert len(set(suffixes)) == len(suffixes)
    assert all(re.fullmatch(r"(\.[a-z]+)+", suffix) for suffix in suffixes)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_format_renders_every_run_the_same_twice(report: Report, lang: str) -> None:
    options = Options(lang="zh" if lang == "zh" else "en")
    for run in (samples.everything(), samples.all_well(), samples.nothing(), samples.hostile("x\ud800]\x1b")):
        text = report.render(run, options)
        assert text == report.render(run, options)
        assert text == "" or text.endswith("\n")
        text.encode("utf-8")


@pytest.mark.parametrize("name", ["empty", "issue", "report.", ".", ""])
def test_a_name_without_an_ending_is_offered_markdown(name: str) -> None:
    with pytest.raises(UnknownFormat, match=r"did you mean \.md\?"):
        find_by_suffix(name)
