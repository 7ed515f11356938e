"""Sections, and the outline a report writes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkcheck.document import read_document
from linkcheck.model import Document

LIST = Path(__file__).parents[3] / "list.md"


def sections(text: str) -> dict[str, tuple[str, ...]]:
    return {place.url: place.section for place in read_document(text, "f").occurrences}


def entries(text: str) -> list[tuple[str, int, str, tuple[str, ...]]]:
    document = read_document(text, "f")
    return [
        (entry.kind.value, entry.depth, entry.text, tuple(document.occurrences[i].url for i in entry.occurrences))
        for entry in document.outline
    ]


def test_headings_come_before_list_items() -> None:
    text = "# A\n## B\n- **C**:\n  - [D](/d)\n    - [e](/e)\n- [f](/f)\n# G\n[h](/h)\n### I\n[j](/j)\n## K\n[l](/l)\n"
    assert sections(text) == {
        "/d": ("A", "B", "C"),
        "/e": ("A", "B", "C", "D"),
        "/f": ("A", "B"),
        "/h": ("G",),
        "/j": ("G", "I"),
        "/l": ("G", "K"),
    }


def test_a_heading_is_not_its_own_section() -> None:
    assert sections("# [a](/a)\n## [b](/b)\n# [c](/c)\n") == {"/a": (), "/b": ("a",), "/c": ()}


def test_an_item_without_words_names_no_section() -> None:
    assert sections("- - [a](/a)\n") == {"/a": ()}


def test_a_badge_names_its_item_where_nothing_else_does() -> None:
    assert sections("- [![Docs](/i)](/d)\n  - [a](/a)\n")["/a"] == ("Docs",)


def test_a_quoted_heading_heads_nothing() -> None:
    assert sections("# A\n> # Q\n> [b](/b)\n\n[c](/c)\n") == {"/b": ("A",), "/c": ("A",)}


def test_a_definition_nobody_uses_has_the_headings_above_it() -> None:
    assert sections("# A\n## B\n\n[r]: /r\n\n# C\n") == {"/r": ("A", "B")}


def test_every_entry_is_kept_in_order_with_its_links() -> None:
    text = (
        "# T\n\nIntro\n[a](/a).\n\n- One, [b](/b), [c](/c)\n  - `Two`\n\n    more [d](/d)\n  - ![](/e)\n- \n\n"
        "| H | I |\n|---|---|\n| x | [f](/f) |\n|   | ![g](/g) |\n\n> quoted [h](/h)\n\n```\ncode\n```\n\n---\n"
    )
    assert entries(text) == [
        ("heading", 1, "T", ()),
        ("paragraph", 0, "Intro a.", ("/a",)),
        ("item", 0, "One, b, c", ("/b", "/c")),
        ("item", 1, "Two more d", ("/d",)),
        ("item", 1, "", ("/e",)),
        ("row", 0, "H | I", ()),
        ("row", 0, "x | f", ("/f",)),
        ("row", 0, "g", ("/g",)),
        ("paragraph", 0, "quoted h", ("/h",)),
    ]


def test_text_behind_a_nested_list_is_the_items() -> None:
    assert entries("- One\n  - Two\n\n  [more](/m)\n") == [("item", 0, "One more", ("/m",)), ("item", 1, "Two", ())]


def test_a_heading_in_an_item_is_the_items_text() -> None:
    assert entries("# A\n- ## [B](/b)\n  - [c](/c)\n") == [
        ("heading", 1, "A", ()),
        ("item", 0, "B", ("/b",)),
        ("item", 1, "c", ("/c",)),
    ]
    assert sections("# A\n- ## B\n  - [c](/c)\n\n[d](/d)\n") == {"/c": ("A", "B"), "/d": ("A",)}


def test_a_table_in_an_item_stands_below_it() -> None:
    assert entries("- One\n\n  | a |\n  |---|\n  | [b](/b) |\n") == [
        ("item", 0, "One", ()),
        ("row", 1, "a", ()),
        ("row", 1, "b", ("/b",)),
    ]
    assert sections("- One\n\n  | a |\n  |---|\n  | [b](/b) |\n") == {"/b": ("One",)}


def test_code_that_is_read_has_an_entry() -> None:
    document = read_document("```\nhttps://x.dev\n```\n", "f", include_code=True)
    assert [(entry.text, entry.occurrences) for entry in document.outline] == [("", (0,))]


@pytest.fixture(scope="module")
def reading_list() -> Document:
    return read_document(LIST.read_text(encoding="utf-8"), "list.md")


def test_the_reading_list_has_92_places(reading_list: Document) -> None:
    assert len(reading_list.occurrences) == 92
    lines = LIST.read_text(encoding="utf-8").splitlines()
    for place in reading_list.occurrences:
        assert lines[place.line - 1][place.column - 1 :].startswith(f"{place.url})")


@pytest.mark.parametrize(
    ("line", "text", "section"),
    [
        (3, "LLaVa", ("MLLM",)),
        (15, "phi-2", ("LLM", "Model")),
        (22, "bitnet b1.58", ("LLM", "Training or Inference Technique", "量化")),
        (24, "博客", ("LLM", "Training or Inference Technique")),
        (88, "Contribution Page", ("源码阅读", "Pytorch")),
    ],
)
def test_the_reading_lists_items_are_its_sections(
    reading_list: Document, line: int, text: str, section: tuple[str, ...]
) -> None:
    assert (text, section) in [(p.text, p.section) for p in reading_list.occurrences if p.line == line]


def test_the_reading_lists_outline_has_every_line(reading_list: Document) -> None:
    lines = [n for n, line in enumerate(LIST.read_text(encoding="utf-8").splitlines(), 1) if line.strip()]
    assert [entry.line for entry in reading_list.outline] == lines
    by_text = {entry.text: entry for entry in reading_list.outline}
    assert (by_text["KV Cache"].depth, by_text["KV Cache"].occurrences) == (2, ())
    assert by_text["torch.complie"].occurrences == ()
    several = by_text["OpenMMLab, Github, HomePage"]
    assert [reading_list.occurrences[i].url for i in several.occurrences] == [
        "https://github.com/open-mmlab",
        "https://openmmlab.com/",
    ]
    assert sorted(i for entry in reading_list.outline for i in entry.occurrences) == list(range(92))
