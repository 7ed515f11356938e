"""Edits touch their own bytes and nothing else, or they are not made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.document import read_document, read_editable
from linkcheck.editing import Edit, EditKind, apply_edits
from linkcheck.editing.surgery import MISREAD, OVERLAPS, spliced
from tests.linkcheck.editing.records import rewritten

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
NEW = "https://new.example/a_(b)?x=1&copy=2&y|z*/1"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- [a](https://x.dev) 中文\r\n", "- [a](https://y.dev/1) 中文\r\n"),
        ("\ufeff[a](<https://x.dev> 't')", "\ufeff[a](<https://y.dev/1> 't')"),
        ("[a][r] [b][r]\n\n[r]:   https://x.dev  'title'  \n", "[a][r] [b][r]\n\n[r]:   https://y.dev/1  'title'  \n"),
        ("<https://x.dev>, https://x.dev。", "<https://y.dev/1>, https://y.dev/1。"),
        (
            "<a class='k' href='https://x.dev' title=\"t\">x</a>",
            "<a class='k' href='https://y.dev/1' title=\"t\">x</a>",
        ),
        ("| a |\n|---|\n| [b](https://x.dev) \\| c |\n", "| a |\n|---|\n| [b](https://y.dev/1) \\| c |\n"),
        ("> - ![b](https://x.dev)   \n>   text\n", "> - ![b](https://y.dev/1)   \n>   text\n"),
        ("# [h](https://x.dev)\n\ntext `https://x.dev`\n", "# [h](https://y.dev/1)\n\ntext `https://x.dev`\n"),
        ("<!-- https://x.dev --> https://x.dev\n", "<!-- https://x.dev --> https://y.dev/1\n"),
        ("مرحبا [ا](https://x.dev) عالم\n", "مرحبا [ا](https://y.dev/1) عالم\n"),
    ],
)
def test_only_the_address_changes(before: str, after: str) -> None:
    edited = apply_edits(read_editable(before), rewritten(before, "https://y.dev/1"))
    assert (edited.text, edited.refused) == (after, ())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](https://x.dev)", r"[a](https://y.dev/\(b?a=1&amp;copy;=2)"),
        ("[a](<https://x.dev>)", "[a](<https://y.dev/(b?a=1&amp;copy;=2>)"),
        ('<a href="https://x.dev">x</a>', '<a href="https://y.dev/(b?a=1&amp;copy;=2">x</a>'),
    ],
)
def test_an_address_is_escaped_for_its_place(before: str, after: str) -> None:
    edited = apply_edits(read_editable(before), rewritten(before, "https://y.dev/(b?a=1&copy;=2"))
    assert (edited.text, edited.refused) == (after, ())


def test_a_list_that_writes_chinese_letters_keeps_them() -> None:
    before = "[a](https://zh.x.dev/卷积) [b](https://x.dev/a)"
    edited = apply_edits(read_editable(before), rewritten(before, "https://y.dev/%E5%8D%B7%E7%A7%AF"))
    assert edited.text == "[a](https://y.dev/卷积) [b](https://y.dev/%E5%8D%B7%E7%A7%AF)"


def edit(start: int, end: int, replacement: str, kind: EditKind = EditKind.MOVED, new: str = "") -> Edit:
    return Edit(
        start=start, end=end, replacement=replacement, kind=kind, line=1, url="", old="", new=new or replacement
    )


def test_an_edit_that_would_be_read_otherwise_is_refused_and_the_others_stand() -> None:
    text = "- [a](https://x.dev)\n- https://b.dev\n- [c](https://c.dev)\n"
    good = rewritten(text, "https://y.dev")
    start = text.index("https://b.dev")
    bad = edit(start, start + len("https://b.dev"), "https://b.dev/ two words")
    edited = apply_edits(read_editable(text), [good[0], bad, good[2]])
    assert edited.text == "- [a](https://y.dev)\n- https://b.dev\n- [c](https://y.dev)\n"
    assert [(refusal.edit, refusal.why) for refusal in edited.refused] == [(bad, MISREAD)]


def test_of_two_edits_of_one_place_the_kind_that_comes_first_wins() -> None:
    text = "[a](https://x.dev)"
    first, second = edit(4, 17, "https://y.dev", EditKind.MOVED), edit(4, 17, "https://z.dev", EditKind.TRACKING)
    edited = apply_edits(read_editable(text), [second, first])
    assert edited.text == "[a](https://y.dev)"
    assert [(refusal.edit, refusal.why) for refusal in edited.refused] == [(second, OVERLAPS)]


def test_no_edit_no_change() -> None:
    assert apply_edits(read_editable("[a](https://x.dev)"), []).text == "[a](https://x.dev)"


def examples() -> list[str]:
    file = DATA / "commonmark" / "examples.json"
    lists = sorted((DATA / "lists").glob("*.md"), key=lambda path: path.stat().st_size)
    texts = [example["markdown"] for example in json.loads(file.read_text("utf-8"))] if file.is_file() else []
    return [*texts, *(path.read_bytes().decode() for path in lists[:-1])]


def intact(text: str, edits: list[Edit]) -> None:
    """Bytes outside of the edits' spans are the same, and the links are read as intended."""
    edited = apply_edits(read_editable(text), edits)
    before, after = text.encode("utf-8", "surrogatepass"), edited.text.encode("utf-8", "surrogatepass")
    position = place = 0
    for made in edited.applied:
        length = made.start - position
        assert after[place : place + length] == before[position : made.start]
        place += length + len(made.replacement.encode("utf-8", "surrogatepass"))
        position = made.end
    assert after[place:] == before[position:]
    wanted = {(made.start, made.end): made.new for made in edited.applied}
    assert [o.url for o in read_document(edited.text, "").occurrences] == [
        wanted.get((o.start, o.end), o.url) for o in read_document(text, "").occurrences
    ]


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared lists are not here")
def test_commonmarks_examples_and_real_lists() -> None:
    for text in examples():
        edits = rewritten(text, NEW)
        assert apply_edits(read_editable(text), edits).refused == ()
        intact(text, edits)


PARTS = st.lists(
    st.sampled_from(
        ["- ", "  ", "\t", "\n", "\r\n", "\n\n", "# ", "> ", "| ", " |\n|---|\n", "[a](https://x.dev)", "[b][r]", "**",
         "[r]: https://r.dev 't'\n", "<https://x.dev/é>", "https://x.dev/a_(b)", "`", "~~", "<a href='https://x.dev'>",
         "</a>", "![i](https://x.dev/i.png)", "卷积，", "\\", "[", "](", ")", "&amp;", "1. ", "```\n",
         "<!-- ", " -->", "$$"]
    ),
    max_size=30,
)  # fmt: skip


@given(PARTS, st.sampled_from([NEW, "https://y.dev", "https://y.dev/卷积", "http://[::1]/"]))
def test_any_text(parts: list[str], new: str) -> None:
    text = "".join(parts)
    intact(text, rewritten(text, new))


@given(PARTS, st.data())
def test_any_edit_is_made_alone_or_refused(parts: list[str], data: st.DataObject) -> None:
    text = "".join(parts)
    size = len(text.encode())
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    made = edit(start, end, data.draw(st.sampled_from(["", "x", "`", "](", "\n\n", "https://z.dev"])))
    try:
        expected = spliced(text, [made])
    except UnicodeDecodeError:
        return  # The span cuts a character: no rule of ours makes such an edit.
    assert apply_edits(read_editable(text), [made]).text in (text, expected)
