"""Reports are written whole or not at all, and not at all where nothing has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.cli.errors import UserError
from linkcheck.cli.output import print_out, write_whole

PIECES = st.lists(st.sampled_from(["a", "bc", "", "中", "\ud800", "x" * 70_000]), max_size=6)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@given(PIECES, PIECES)
def test_a_file_has_what_was_written_last(
    tmp_path_factory: pytest.TempPathFactory, one: list[str], two: list[str]
) -> None:
    path = tmp_path_factory.mktemp("out") / "report.md"
    for pieces in (one, two, one):
        write_whole(path, pieces)
        assert path.read_bytes() == "".join(pieces).encode("utf-8", "replace")
    assert names(path.parent) == ["report.md"]


@pytest.mark.parametrize("pieces", [["one ", "two"], ["one two"], ["", "one two", ""], [*"one two"]])
def test_unchanged_content_is_left_untouched(tmp_path: Path, pieces: list[str]) -> None:
    path = tmp_path / "report.md"
    path.write_text("one two", encoding="utf-8")
    before = path.stat()
    write_whole(path, pieces)
    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("new", ["one", "one two three", "two", ""])
def test_a_beginning_or_an_end_in_common_is_no_sameness(tmp_path: Path, new: str) -> None:
    path = tmp_path / "report.md"
    path.write_text("one two", encoding="utf-8")
    path.chmod(0o640)
    write_whole(path, [new])
    assert path.read_text(encoding="utf-8") == new
    assert path.stat().st_mode & 0o777 == 0o640


def broken() -> Iterator[str]:
    yield "one "
    yield "three"
    raise ZeroDivisionError


def test_a_report_that_breaks_off_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("one two", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        write_whole(path, broken())
    assert path.read_text(encoding="utf-8") == "one two"
    assert names(tmp_path) == ["report.md"]


def test_a_folder_that_is_gone_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="choose another place"):
        write_whole(tmp_path / "gone" / "report.md", ["x"])


@pytest.mark.parametrize(
    ("pieces", "printed"), [([], ""), ([""], ""), (["a"], "a\n"), (["a", "\n"], "a\n"), (["a\n", "b", ""], "a\nb\n")]
)
def test_what_is_printed_ends_its_line(pieces: list[str], printed: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_out(pieces)
    assert capsys.readouterr().out == printed
