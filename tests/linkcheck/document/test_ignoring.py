"""Lines and blocks that say they are not to be checked."""

from __future__ import annotations

import pytest

from linkcheck.document import read_document


def urls(text: str) -> list[str]:
    return [place.url for place in read_document(text, "f").occurrences]


@pytest.mark.parametrize(
    "comment", ["<!-- linkcheck-ignore -->", "<!--linkcheck-ignore-->", "<!-- linkcheck-ignore: needs a login -->"]
)
def test_a_line_is_ignored(comment: str) -> None:
    assert urls(f"- [a](/a)\n- [b](/b) <https://c.dev> {comment}\n- [d](/d)\n") == ["/a", "/d"]
    assert urls(f"- {comment} [b](/b)\n- [d](/d)\n") == ["/d"]
    assert urls(f"{comment}\n[d](/d)\n") == ["/d"]


def test_html_and_tables_are_ignored_by_the_line_too() -> None:
    assert urls("<p><a href='/a'>a</a>\n<a href='/b'>b</a> <!-- linkcheck-ignore -->\n</p>\n") == ["/a"]
    assert urls("| a |\n|---|\n| [b](/b) <!-- linkcheck-ignore --> |\n| [c](/c) |\n") == ["/c"]


def test_a_block_is_ignored() -> None:
    text = (
        "[a](/a)\n\n<!-- linkcheck-ignore-start -->\n- [b](/b)\n- [c][r]\n<!-- linkcheck-ignore-end -->\n\n[d](/d)\n\n"
        "[r]: /r\n"
    )
    document = read_document(text, "f")
    assert [place.url for place in document.occurrences] == ["/a", "/d"]
    assert document.warnings == ()


def test_an_ignored_definition_is_ignored_at_its_uses() -> None:
    text = "[a][r] [b](/b)\n\n<!-- linkcheck-ignore-start -->\n[r]: /r\n<!-- linkcheck-ignore-end -->\n"
    assert urls(text) == ["/b"]


def test_a_block_without_an_end_goes_to_the_end_and_warns() -> None:
    document = read_document("[a](/a)\n\n<!-- linkcheck-ignore-start -->\n\n[b](/b)\n", "f")
    assert [place.url for place in document.occurrences] == ["/a"]
    assert document.warnings == ("line 3: linkcheck-ignore-start without an end: the rest of the file is not checked",)


def test_an_end_without_a_start_ignores_nothing_and_warns() -> None:
    document = read_document("[a](/a)\n\n<!-- linkcheck-ignore-end -->\n\n[b](/b)\n", "f")
    assert [place.url for place in document.occurrences] == ["/a", "/b"]
    assert document.warnings == ("line 3: linkcheck-ignore-end without a start before it",)


@pytest.mark.parametrize(
    "text",
    [
        "[a](/a) `<!-- linkcheck-ignore -->`",
        "[a](/a) <!-- linkcheck-ignored -->",
        "[a](/a) <!-- linkcheck-ignore-start-now -->",
        "[a](/a) <!-- please: linkcheck-ignore -->",
        "```\n<!-- linkcheck-ignore-start -->\n```\n[a](/a)",
    ],
)
def test_only_a_comment_of_exactly_that_name_counts(text: str) -> None:
    document = read_document(text, "f")
    assert [place.url for place in document.occurrences] == ["/a"]
    assert document.warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "[a](x) <!-- markdown-link-check-disable-line -->",
        "<!-- markdown-link-check-disable-next-line -->\n[a](x)",
        "<!-- markdown-link-check-disable -->\n\n[a](x)\n\n<!-- markdown-link-check-enable -->",
        "<!-- lychee-ignore-start -->\n\n[a](x)\n\n<!-- lychee-ignore-end -->",
        "[a](x) <!-- lychee-ignore -->",
        "<!-- textlint-disable no-dead-link -->\n\n[a](x)\n\n<!-- textlint-enable no-dead-link -->",
    ],
)
def test_comments_of_other_tools(text: str) -> None:
    document = read_document(f"{text}\n\n[b](y)\n", "f")
    assert [occurrence.url for occurrence in document.occurrences] == ["y"]
    assert document.warnings == ()


def test_rules_of_textlint_that_are_not_about_links_hide_none() -> None:
    assert len(read_document("<!-- textlint-disable ja-no-mixed-period -->\n\n[a](x)\n", "f").occurrences) == 1
