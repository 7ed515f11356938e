"""Edits that come in a file: whatever it says, no text of the list changes but addresses and marks."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.document import read_editable
from linkcheck.editing import EditKind, apply_edits
from linkcheck.editing.edits_file import EditsFileError, parse_edits
from linkcheck.editing.marks import MARK

TEXT = (
    "# A [h](https://a.org/h)\n\n- [a](https://a.org/1) - words\n- b <https://a.org/2> `★ 1k`\n\n"
    "| c |\n|---|\n| [d](https://a.org/3) |\n\n`https://a.org/4` <!-- https://a.org/5 -->\n\n[r]: https://a.org/6\n"
)
SOURCE = read_editable(TEXT, "list.md")
SIZE = len(TEXT.encode())
PLACES = [(place.start, place.end, place.url) for place in SOURCE.document.occurrences]
ROWS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([str(kind) for kind in EditKind]),
        "line": st.integers(-1, 99),
        "old": st.sampled_from(["", "★ 1k", "x"]),
        "new": st.text(max_size=8) | st.sampled_from(["★ 2k", "https://b.org/)[x](y", "https://b.org/ `x`", "` x `"]),
    }
).flatmap(
    lambda row: st.one_of(
        st.sampled_from(PLACES),
        st.tuples(st.integers(-9, SIZE + 9), st.integers(-9, SIZE + 9), st.just("https://a.org/1")),
    ).map(lambda place: {**row, "start": place[0], "end": place[1], "url": place[2]})
)


def bare(text: str) -> str:
    """Return what is left of a text without the addresses of its links and without marks."""
    data, source = text.encode(), read_editable(text, "list.md")
    for place in reversed(source.document.occurrences):
        data = data[: place.start] + data[place.end :]
    return MARK.sub("", data.decode())


@given(rows=st.lists(ROWS, max_size=6))
def test_only_addresses_and_marks_change(rows: list[dict[str, object]]) -> None:
    found = parse_edits(json.dumps({"files": [{"file": "list.md", "edits": rows}]}).encode())
    edits, others = found.edits_of("list.md", SOURCE, frozenset(EditKind))
    assert len(edits) + others == len(rows)
    assert bare(apply_edits(SOURCE, edits).text) == bare(TEXT)
    assert found.edits_of("other.md", SOURCE, frozenset(EditKind)) == ([], 0)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"files": 1}', b"[" * 100_000, b'{"files": [{"file": "a", "edits": [{}]}]}']
)
def test_what_holds_no_edits_is_refused(data: bytes) -> None:
    with pytest.raises(EditsFileError):
        parse_edits(data)
