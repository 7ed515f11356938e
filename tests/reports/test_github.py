"""Workflow commands and the job summary, within what GitHub shows."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings

from linkcheck.document import read_document
from linkcheck.model import RecordList, Run, Suggestion, SuggestionKind, Verdict
from reports.github import ANNOTATIONS, JOB_SUMMARY, MOST_OF_A_KIND
from reports.interface import Options
from reports.issue import ISSUE
from tests.reports import samples
from tests.reports.builder import ListBuilder
from tests.reports.strangers import texts, urls

COMMAND = re.compile(r"::(error|warning) (file=[^,:]*,line=\d+,col=\d+,endColumn=\d+,)?title=[^,:]*::[^\r\n]*")


def commands(run: Run, options: Options | None = None) -> list[str]:
    return ANNOTATIONS.render(run, options or Options()).splitlines()


def test_errors_and_warnings_stand_beside_their_lines() -> None:
    found = commands(samples.everything())
    assert found[0] == (
        "::error file=list.md,line=5,col=12,endColumn=43,title=dead::https://github.com/example/gone: "
        "GitHub knows no such repository → https://web.archive.org/web/2024/https://github.com/example/gone"
    )
    assert [line.split()[0] for line in found] == ["::error"] * 4 + ["::warning"] * 2


def test_nothing_is_said_when_all_is_well() -> None:
    assert commands(samples.all_well()) == []


def test_no_more_than_ten_of_a_kind_and_the_rest_is_counted() -> None:
    b = ListBuilder()
    better = Suggestion("https://example.net/", SuggestionKind.MOVED)
    for number in range(23):
        b.link("x", f"https://example.org/{number}", Verdict.DEAD, reason="gone", detail="Gone.")
        b.link("y", f"https://example.com/{number}", Verdict.MOVED, reason="moved", suggestion=better)
    found = commands(b.run())
    for kind in ("error", "warning"):
        mine = [line for line in found if line.startswith(f"::{kind} ")]
        assert len(mine) == MOST_OF_A_KIND
        assert mine[-1].endswith("::+14 more: see the report")


def test_exactly_ten_are_all_shown() -> None:
    b = ListBuilder()
    for number in range(10):
        b.link("x", f"https://example.org/{number}", Verdict.DEAD, reason="gone")
    assert not any("more" in line for line in commands(b.run()))


def test_the_user_decides_what_is_an_error() -> None:
    found = commands(samples.everything(), Options(fail_on=frozenset({Verdict.MOVED})))
    assert [line.split()[0] for line in found] == ["::error", "::warning"]


def test_the_summary_is_below_a_mebibyte() -> None:
    summary = JOB_SUMMARY.render(samples.large(6_000), Options())
    assert len(summary.encode()) < 2**20
    assert summary.startswith("# Link report")


@settings(max_examples=60)
@given(texts, urls)
def test_strangers_write_no_commands(text: str, url: str) -> None:
    for line in ANNOTATIONS.render(samples.hostile(text, url), Options()).split("\n")[:-1]:
        assert COMMAND.fullmatch(line)
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029]", line)


def test_of_a_link_in_nine_files_three_are_named() -> None:
    documents = tuple(read_document("[a](https://a.test.org/)\n", f"docs/{n}.md") for n in range(9))
    places = tuple(place for document in documents for place in document.occurrences)
    (record,) = ListBuilder().link("a", "https://a.test.org/", Verdict.DEAD).run().records
    gone = replace(record, link=replace(record.link, occurrences=places))
    text = JOB_SUMMARY.render(replace(samples.nothing(), documents=documents, records=RecordList([gone])), Options())
    assert re.findall(r"\[docs/(\d)\.md:1\]", text) == ["0", "1", "2"]
    assert "6 more" in text
    confirmed = replace(samples.nothing(), documents=documents, records=RecordList([replace(gone, confirmed=True)]))
    assert len(re.findall(r"\[docs/\d\.md:1\]", ISSUE.render(confirmed, Options()))) == 9  # what is to be mended


def test_a_summary_is_a_summary() -> None:
    builder = ListBuilder()
    for n in range(600):
        verdict = Verdict.DEAD if n % 3 == 0 else Verdict.ALIVE
        builder.link("名字" * 40, f"https://a.test.org/{n}/{'x' * 900}", verdict, before=Verdict.ALIVE)
    for n in range(300):
        builder.link(f"new {n}", f"https://b.test.org/{n}/{'x' * 900}", confirmed=True)
    text = JOB_SUMMARY.render(builder.run(), Options(link_base="https://github.com/o/r/blob/" + "0" * 40 + "/"))
    assert len(text.encode()) <= 20_000
    assert "200 of 900 links need attention" in text
    assert "New since the last run" in text
