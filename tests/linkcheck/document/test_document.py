"""Where addresses stand: every form of Markdown, its place, its text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from linkcheck.document import read_document
from linkcheck.model import Occurrence
from linkcheck.model import OccurrenceKind as Kind


def places(text: str, *, include_code: bool = False) -> Sequence[Occurrence]:
    return read_document(text, "list.md", include_code=include_code).occurrences


def one(text: str) -> Occurrence:
    (place,) = places(text)
    return place


def urls(text: str, *, include_code: bool = False) -> list[str]:
    return [place.url for place in places(text, include_code=include_code)]


@pytest.mark.parametrize(
    ("markdown", "url", "written", "text", "kind"),
    [
        ("[a](https://x.dev)", "https://x.dev", "https://x.dev", "a", Kind.INLINE),
        ('[a](https://x.dev "title")', "https://x.dev", "https://x.dev", "a", Kind.INLINE),
        ("[a]( https://x.dev )", "https://x.dev", "https://x.dev", "a", Kind.INLINE),
        ("[a](<https://x.dev/b c>)", "https://x.dev/b c", "https://x.dev/b c", "a", Kind.INLINE),
        ("[**b** `c`](https://x.dev)", "https://x.dev", "https://x.dev", "b c", Kind.INLINE),
        ("[a [b] c](https://x.dev)", "https://x.dev", "https://x.dev", "a [b] c", Kind.INLINE),
        ("[two\nlines](https://x.dev)", "https://x.dev", "https://x.dev", "two lines", Kind.INLINE),
        ("[a](https://x.dev/Rust_(lang))", "https://x.dev/Rust_(lang)", "https://x.dev/Rust_(lang)", "a", Kind.INLINE),
        ("[a](https://x.dev/\\(b)", "https://x.dev/(b", "https://x.dev/\\(b", "a", Kind.INLINE),
        ("[a](https://x.dev/?b&amp;c)", "https://x.dev/?b&c", "https://x.dev/?b&amp;c", "a", Kind.INLINE),
        ("[a](https://x.dev/%2F%2526)", "https://x.dev/%2F%2526", "https://x.dev/%2F%2526", "a", Kind.INLINE),
        ("[a](https://x.dev/中文（一）)", "https://x.dev/中文（一）", "https://x.dev/中文（一）", "a", Kind.INLINE),
        ("[a](www.x.dev)", "www.x.dev", "www.x.dev", "a", Kind.INLINE),
        ("[a](mailto:me@x.dev)", "mailto:me@x.dev", "mailto:me@x.dev", "a", Kind.INLINE),
        ("[a](tel:+123)", "tel:+123", "tel:+123", "a", Kind.INLINE),
        ("[a](../b.md#c)", "../b.md#c", "../b.md#c", "a", Kind.INLINE),
        ("[a](#c)", "#c", "#c", "a", Kind.INLINE),
        ("[todo]()", "", "", "todo", Kind.INLINE),
        ("![alt *text*](i.png)", "i.png", "i.png", "alt text", Kind.IMAGE),
        ("<https://x.dev/a>", "https://x.dev/a", "https://x.dev/a", "https://x.dev/a", Kind.AUTOLINK),
        ("<me@x.dev>", "mailto:me@x.dev", "me@x.dev", "me@x.dev", Kind.AUTOLINK),
        ("[a][r]\n\n[r]: https://x.dev 't'", "https://x.dev", "https://x.dev", "a", Kind.REFERENCE),
        ("[R  s][]\n\n[r s]: <https://x.dev>", "https://x.dev", "https://x.dev", "R s", Kind.REFERENCE),
        ("[r]\n\n[R]:\n  https://x.dev/a\\_b", "https://x.dev/a_b", "https://x.dev/a\\_b", "r", Kind.REFERENCE),
        ("![alt][r]\n\n[r]: i.png", "i.png", "i.png", "alt", Kind.IMAGE),
        ("[unused]: https://x.dev", "https://x.dev", "https://x.dev", "unused", Kind.REFERENCE),
        ("> [a](\n> https://x.dev\n> 't')", "https://x.dev", "https://x.dev", "a", Kind.INLINE),
        ("> [r]:\n>   https://x.dev", "https://x.dev", "https://x.dev", "r", Kind.REFERENCE),
        ("text[^1]\n\n[^1]: see [a](https://x.dev)", "https://x.dev", "https://x.dev", "a", Kind.INLINE),
        ("[a](https://x.dev/with space)", "https://x.dev/with space", "https://x.dev/with space", "a", Kind.INLINE),
    ],
)  # fmt: skip
def test_an_address_is_found_with_its_place_and_text(
    markdown: str, url: str, written: str, text: str, kind: Kind
) -> None:
    place = one(markdown)
    assert (place.url, place.text, place.kind, place.file) == (url, text, kind, "list.md")
    assert markdown.encode()[place.start : place.end].decode() == written


@pytest.mark.parametrize(
    "markdown",
    [
        "",
        "no address",
        "[a] (https",
        "`[a](https://x.dev)`",
        "```\nhttps://x.dev\n```",
        "    https://x.dev",
        "\\[a](b)",
        "[x]{https}",
        "$$\n[\\psi](\\mathbf{L})\n$$",
    ],
)
def test_what_is_no_link_for_a_reader_is_left_out(markdown: str) -> None:
    assert urls(markdown) == []


def test_a_link_within_an_images_text_is_only_words() -> None:
    place = one("![see [this](https://in.dev) picture](https://x.dev/i.png)")
    assert (place.url, place.text) == ("https://x.dev/i.png", "see this picture")


def test_a_badge_gives_its_words_to_the_link_around_it() -> None:
    image, link = places("[![stars](https://b.dev/s.svg)](https://x.dev)")
    assert (image.url, image.text, image.kind) == ("https://b.dev/s.svg", "stars", Kind.IMAGE)
    assert (link.url, link.text, link.kind) == ("https://x.dev", "stars", Kind.INLINE)


def test_a_links_own_words_win_over_those_of_a_badge_in_it() -> None:
    assert places("[![stars](https://b.dev/s.svg) Project](https://x.dev)")[1].text == "Project"


def test_each_use_of_a_definition_is_an_occurrence_with_the_definitions_place() -> None:
    markdown = "# A\n[one][r]\n# B\n[two][R]\n\n[r]: https://x.dev\n"
    first, second = places(markdown)
    assert (first.text, second.text) == ("one", "two")
    assert (first.section, second.section) == (("A",), ("B",))
    assert (first.line, first.column, first.start) == (second.line, second.column, second.start) == (6, 6, 32)


def test_a_definition_that_only_an_ignored_line_uses_is_not_unused() -> None:
    assert urls("[a][r] <!-- linkcheck-ignore -->\n\n[r]: https://x.dev") == []


def test_the_column_counts_characters_and_the_span_bytes() -> None:
    place = one("列表\r\n- 😀（[名](https://x.dev)）\r\n")
    assert (place.line, place.column) == (2, 9)
    assert (place.start, place.end) == (23, 36)


def test_a_byte_order_mark_is_of_the_file_and_of_no_column() -> None:
    markdown = "\ufeff[a](https://x.dev)"
    place = one(markdown)
    assert (place.line, place.column) == (1, 5)
    assert markdown.encode()[place.start : place.end] == b"https://x.dev"
    assert read_document("\ufeff# T\n", "f").outline[0].text == "T"


def test_occurrences_come_in_the_order_of_the_file() -> None:
    markdown = "[![i](1)](2) <3:x> https://x.dev/4 [r]\n\n| [5](6) |\n|--|\n| <a href=7>x</a> |\n\n[r]: 8\n[u]: 9\n"
    assert urls(markdown) == ["1", "2", "https://x.dev/4", "8", "6", "7", "9"]


def test_code_is_read_on_request() -> None:
    markdown = (
        "`https://a.dev`\n\n```sh\ncurl https://b.dev/\\_c | sh\n```\n\n    https://d.dev\n\n<pre>https://e.dev</pre>\n"
    )
    assert urls(markdown) == []
    assert urls(markdown, include_code=True) == [
        "https://a.dev", "https://b.dev/\\_c", "https://d.dev", "https://e.dev",
    ]  # fmt: skip


def test_a_table_cell_may_escape_its_bars() -> None:
    markdown = "| a |\n|---|\n| [x](https://x.dev/a\\|b) <https://x.dev/c\\|d> https://x.dev/e\\|f |\n"
    assert urls(markdown) == ["https://x.dev/a|b", "https://x.dev/c|d", "https://x.dev/e|f"]


def test_display_math_swallows_no_absolute_address() -> None:
    assert urls("$$ cheap [a](https://a.dev) and $$$ dear [b](https://b.dev) $$") == ["https://a.dev", "https://b.dev"]


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("---\ntitle: x\nsource: https://a.dev/b # c\n---\n# T\n", ["https://a.dev/b"]),
        ('+++\nlink = "https://a.dev"\n+++\ntext\n', ["https://a.dev"]),
        ("---\n# https://comment.dev\na: 1\n...\n", []),
        ("---\n\n- [a](https://a.dev)\n\n---\n", ["https://a.dev"]),
        ("text\n\n---\n- [a](https://a.dev)\n---\n", ["https://a.dev"]),
    ],
)
def test_front_matter_is_read_for_its_addresses_only_at_the_beginning(markdown: str, found: list[str]) -> None:
    document = read_document(markdown, "f")
    assert [place.url for place in document.occurrences] == found
    assert not any("title" in entry.text or "source" in entry.text for entry in document.outline)


def test_lines_after_front_matter_keep_their_numbers() -> None:
    document = read_document("---\na: b\n---\n# T\n[x](https://x.dev)\n", "f")
    assert [(place.line, place.section) for place in document.occurrences] == [(5, ("T",))]
    assert [entry.line for entry in document.outline] == [4, 5]


def test_a_lone_surrogate_is_read_as_a_broken_character() -> None:
    assert urls("\ud800 [a](https://x.dev)") == ["https://x.dev"]
