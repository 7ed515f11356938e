"""A list too long for one page is written in several files: nothing is lost, torn apart or left too large."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.enriched import ENRICHED, SIZE_LIMIT
from reports.enriched.cells import size
from reports.enriched.parts import PART_LIMIT, Part, split, top_level
from reports.interface import Lang, Options, Splitting
from reports.registry import REPORTS
from tests.reports import samples
from tests.reports.builder import ListBuilder

WORDS = "some words that describe the entry, at the length that people who like to describe entries give them"


def parts_of(lines: list[str], limit: int) -> list[Part]:
    return list(split([lines], top_level(lines), limit))


def section(name: str, level: int, entries: int) -> list[str]:
    return [f"{'#' * level} {name}", "", *(f"- {name} {n:06}" for n in range(entries))]


def test_a_list_that_fits_is_one_file_and_the_same_as_the_page() -> None:
    run = samples.everything()
    assert list(ENRICHED.files(run, Options(), "report.md")) == [("report.md", ENRICHED.render(run, Options()))]


def test_only_the_page_of_markdown_splits() -> None:
    assert [report.name for report in REPORTS if isinstance(report, Splitting)] == ["enriched"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_long_list_is_split_and_every_entry_is_in_one_file(lang: Lang) -> None:
    run = samples.large(6_000, WORDS)
    files = dict(ENRICHED.files(run, Options(lang=lang), "list report.md"))
    assert list(files)[:2] == ["list report.1.md", "list report.2.md"]
    assert list(files)[-1] == "list report.md"
    for text in files.values():
        assert len(text.encode()) <= SIZE_LIMIT
    *parts, main = files.values()
    entries = [int(n) for part in parts for n in re.findall(rf"^- \[{WORDS} (\d+)\]", part, re.MULTILINE)]
    assert entries == list(range(6_000))
    assert f"[{WORDS} 5998]" not in main
    for number, part in enumerate(parts, 1):
        assert f"(list%20report.{number}.md)" in main
        assert "(list%20report.md)" in part
        assert len(re.findall(r"^#+ Section \d+$", part, re.MULTILINE)) > 1


def test_the_page_alone_says_what_it_leaves_out() -> None:
    text = ENRICHED.render(samples.large(6_000, WORDS), Options())
    assert len(text.encode()) <= SIZE_LIMIT
    assert re.search(r"\d+ more lines of the list are left out", text)


def test_whole_top_sections_share_a_file() -> None:
    lines = [*section("One", 3, 10), "", *section("Two", 3, 10), "", *section("Three", 3, 10)]
    parts = parts_of(lines, size(section("One", 3, 10)) * 2 + 20)
    assert [part.headings for part in parts] == [("One", "Two"), ("Three",)]
    assert [line for part in parts for line in part.lines] == lines


def test_a_section_too_large_is_split_at_its_own_sections() -> None:
    lines = [*section("One", 3, 2), *section("Two", 3, 1), *section("Two a", 4, 20), *section("Two b", 4, 20)]
    parts = parts_of(lines, size(section("Two a", 4, 20)) + 10)
    assert [line for part in parts for line in part.lines] == lines
    assert len(parts) > 1
    assert [part.lines[0] for part in parts[1:]] == ["#### Two a", "#### Two b"]


def test_a_part_that_begins_in_the_middle_of_a_section_says_so() -> None:
    parts = parts_of([*section("One", 3, 40), "", *section("Two", 3, 40)], 300)
    assert [part.continues for part in parts if part.headings] == ["", "One"]
    assert {part.continues for part in parts} == {"", "One", "Two"}
    b = ListBuilder()
    b.heading("Before", 2).item("x").heading("Long", 2)
    for number in range(9_000):
        b.item(f"{WORDS} {number}")
    _, second, *_, main = dict(ENRICHED.files(b.run(), Options(), "report.md")).values()
    assert "\n- [Part 2](report.2.md): … Long\n" in main
    assert "\n## … Long\n\n- " in second


def test_what_begins_in_the_middle_of_a_list_is_no_code() -> None:
    lines = ["- top", *(f"{'  ' * (2 + n % 3)}- entry {n:04}" for n in range(400)), "- next"]
    for part in parts_of(lines, 2_000):
        assert part.lines[0].startswith("- ")
        assert size(part.lines) <= 2_000
    told = [line.strip() for part in parts_of(lines, 2_000) for line in part.lines]
    assert told == [line.strip() for line in lines]


def test_the_top_level_is_the_first_with_several_headings() -> None:
    assert top_level(["# Title", "## A", "### a", "## B"]) == 2
    assert top_level(["- a", "- b"]) == 0


def test_a_name_without_a_suffix_is_numbered_too() -> None:
    names = [name for name, _ in ENRICHED.files(samples.large(6_000, WORDS), Options(), "report")]
    assert names[0] == "report.1"
    assert names[-1] == "report"


def test_a_comment_in_code_is_no_heading_and_tears_no_code_apart() -> None:
    code = ["```sh", *(f"# {n} what the next line does\nmake {n}" for n in range(8)), "```"]
    lines = [line for each in [*section("One", 2, 5), *code, *section("Two", 2, 30)] for line in each.split("\n")]
    assert top_level(lines) == 2
    first, *others = parts_of(lines, 450)
    assert first.headings == ("One",)
    assert first.lines[-1] == "```"
    assert others[0].lines[0] == "## Two"


LINES = st.lists(st.sampled_from(["## A", "### B", "#### C", "- d", "  - e", "", "words"]), min_size=1, max_size=40)


@given(st.lists(LINES, min_size=2, max_size=6), st.integers(20, 90))
def test_lists_one_after_another_are_split_as_if_they_were_one(lists: list[list[str]], limit: int) -> None:
    lists = [[f"## {number}.md", "", *lines, ""] for number, lines in enumerate(lists)]
    assert list(split(iter(lists), 2, limit)) == list(split([[line for each in lists for line in each]], 2, limit))


@given(st.lists(st.sampled_from(["# A", "## B", "### C", "- d", "  - e", "      - f", "", "words"]), max_size=60))
def test_nothing_is_lost_whatever_the_list(lines: list[str]) -> None:
    parts = parts_of(lines, 40)
    assert [line.lstrip(" ") for part in parts for line in part.lines] == [line.lstrip(" ") for line in lines]
    assert all(size(part.lines) <= 40 for part in parts)


def test_strangers_cannot_name_files() -> None:
    b = ListBuilder()
    b.heading("../../etc/passwd", 2)
    for number in range(9_000):
        b.item(f"{WORDS} {number}")
    files = dict(ENRICHED.files(b.run(), Options(), "report.md"))
    assert len(files) > 1
    assert all(re.fullmatch(r"report(\.\d+)?\.md", name) for name in files)
    assert PART_LIMIT < SIZE_LIMIT
