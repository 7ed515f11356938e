"""CSV: a row a place, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings

from linkcheck.model import Run
from reports.interface import Options
from reports.machine.csvreport import COLUMNS, CSV
from tests.reports import samples
from tests.reports.builder import ListBuilder
from tests.reports.strangers import texts, urls


def rows(run: Run) -> list[list[str]]:
    return list(csv.reader(io.StringIO(CSV.render(run, Options()), newline="")))


def test_there_is_a_row_for_each_place() -> None:
    table = rows(samples.everything())
    assert table[0] == list(COLUMNS)
    assert len(table) == 1 + samples.everything().occurrences
    gone = dict(zip(COLUMNS, table[3], strict=True))
    assert gone["url"] == "https://github.com/example/gone"
    assert (gone["line"], gone["verdict"], gone["confirmed"], gone["status"]) == ("5", "dead", "yes", "404")
    assert (gone["why"], gone["since"], gone["last_alive"]) == ("archived-copy", "2026-01-03", "2025-11-02")


def test_numbers_are_numbers() -> None:
    line = CSV.render(samples.everything(), Options()).splitlines()[1]
    assert line.startswith('"list.md",3,13,"LLaVa",')
    assert ",22345," in line


def test_a_paper_tells_where_it_was_published_its_code_and_its_citations() -> None:
    b = ListBuilder()
    facts = {"venue": "ICLR 2022", "doi": "10.1/x", "published_as": "10.1/x", "code": "https://github.com/a/b"}
    b.link("LoRA", "https://arxiv.org/abs/2106.09685", metadata={"kind": "paper", "citations": 7, **facts})
    row = dict(zip(COLUMNS, rows(b.run())[1], strict=True))
    assert {name: row[name] for name in facts} == facts
    assert row["citations"] == "7"


def test_a_list_without_links_has_a_header_only() -> None:
    assert rows(samples.nothing()) == [list(COLUMNS)]


@settings(max_examples=60)
@given(texts, urls)
def test_no_stranger_starts_a_formula_or_a_row(text: str, url: str) -> None:
    run = samples.hostile(text, url)
    rendered = CSV.render(run, Options())
    assert len(rendered.split("\r\n")) == run.occurrences + 2
    assert "\n" not in rendered.replace("\r\n", "")
    for row in rows(run):
        assert len(row) == len(COLUMNS)
        assert not [
            value for value in row if value.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
        ]
