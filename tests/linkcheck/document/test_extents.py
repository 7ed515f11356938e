"""How far links and entries reach: what an edit replaces, and where something may be added."""

from __future__ import annotations

import pytest

from linkcheck.document import read_document, read_editable


def parts(text: str) -> tuple[list[str], list[str]]:
    source = read_editable(text)
    data = source.data
    return (
        [data[start:end].decode() for start, end in source.links],
        [data[start:end].decode() for start, end in source.entries],
    )


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[a](http://b.dev)", ["[a](http://b.dev)"]),
        ("\ufeff* **[ä](http://b.dev 't')**", ["[ä](http://b.dev 't')"]),
        ("<http://b.dev> http://c.dev/é, x", ["<http://b.dev>", "http://c.dev/é"]),
        ("![i](http://b.dev/i.png)", ["![i](http://b.dev/i.png)"]),
        ("[![i](http://b.dev/i.png)](http://c.dev)", ["![i](http://b.dev/i.png)", "[![i](http://b.dev/i.png)](http://c.dev)"]),
        ('<a href="http://b.dev">b <i>c</i></a> d', ['<a href="http://b.dev">b <i>c</i></a>']),
        ('<img src="http://b.dev/i.png"> d', ['<img src="http://b.dev/i.png">']),
        ("[a][r] and [r]\n\n[r]: http://b.dev", ["[a][r]", "[r]"]),
        ("[r]: http://b.dev", [""]),
        ("| a |\n|---|\n| [c](http://d.dev) |", ["[c](http://d.dev)"]),
    ],
)  # fmt: skip
def test_a_links_whole_construct(text: str, links: list[str]) -> None:
    assert sorted(parts(text)[0]) == sorted(links)


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("- [a](http://b.dev), 以及《c》  \n", ["- [a](http://b.dev), 以及《c》"]),
        ("- a **b**\n- c `d`\n", ["- a **b**", "- c `d`"]),
        ("- a\n  goes on\n  - b\n\n  after\n", ["- a\n  goes on", "- b"]),
        ("- a\n\n  second\n\n- b\n", ["- a", "- b"]),
        ("# h\n\ntext [a](http://b.dev).\n", ["# h", "text [a](http://b.dev)."]),
    ],
)
def test_an_entrys_own_first_text(text: str, entries: list[str]) -> None:
    assert parts(text)[1] == entries


def test_the_document_is_the_same_as_without() -> None:
    text = "- [a](http://b.dev)\n\n| c |\n|---|\n| <http://d.dev> |\n"
    source = read_editable(text, "list.md")
    document = source.document
    assert document == read_document(text, "list.md")
    assert (len(source.links), len(source.entries)) == (len(document.occurrences), len(document.outline))


def test_an_item_indented_by_a_tab_begins_where_it_stands() -> None:
    source = read_editable("- a\n\t- [b](http://b.dev)\n", "list.md")
    assert [entry.line for entry in source.document.outline] == [1, 2]
    assert source.entries[1][0] == 5
