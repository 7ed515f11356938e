"""Reports are written whole or not at all, and not at all where nothing has changed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.cli.output.report_files import check_writable, print_out, replace_file, write_whole
from linkcheck.cli.terminal.errors import UserError

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


@pytest.mark.parametrize("with_drafts", [True, False])
def test_a_file_with_two_names_stays_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, with_drafts: bool
) -> None:
    if not with_drafts:
        monkeypatch.delattr(os, "O_TMPFILE")
    one, other = tmp_path / "one.md", tmp_path / "other.md"
    one.write_text("old, and longer than what is new\n")
    other.hardlink_to(one)
    write_whole(one, ["new\n"])
    assert other.read_text() == "new\n"
    replace_file(other, b"newer\n")
    assert one.read_text() == "newer\n"
    assert one.samefile(other)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.md", "other.md"]


def test_a_folder_that_is_gone_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="choose another place"):
        write_whole(tmp_path / "gone" / "report.md", ["x"])


@pytest.mark.parametrize(
    ("pieces", "printed"), [([], ""), ([""], ""), (["a"], "a\n"), (["a", "\n"], "a\n"), (["a\n", "b", ""], "a\nb\n")]
)
def test_what_is_printed_ends_its_line(pieces: list[str], printed: str, capsys: pytest.CaptureFixture[str]) -> None:
    print_out(pieces)
    assert capsys.readouterr().out == printed


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    """Replaced by a file, its reader waited for ever."""
    path = tmp_path / "pipe.md"
    os.mkfifo(path)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()), daemon=True)
    reader.start()
    write_whole(path, ["one ", "two"])
    reader.join(10)
    assert read == [b"one two"]
    assert stat.S_ISFIFO(path.stat().st_mode)
    assert names(tmp_path) == ["pipe.md"]


def test_a_reader_of_a_pipe_may_have_read_enough(tmp_path: Path) -> None:
    path = tmp_path / "pipe.md"
    os.mkfifo(path)

    def read_a_little() -> None:
        with path.open("rb") as file:
            file.read(1)

    threading.Thread(target=read_a_little, daemon=True).start()
    write_whole(path, ["x" * 70_000] * 40)


def test_a_device_is_written_into_and_stays_a_device() -> None:
    """As root, ``-o /dev/null`` turned the device into a file for everybody."""
    before = Path("/dev/null").stat()
    check_writable(Path("/dev/null"))
    write_whole(Path("/dev/null"), ["one"])
    assert stat.S_ISCHR(before.st_mode)
    assert Path("/dev/null").stat().st_ino == before.st_ino


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_device_that_is_full_is_one_line() -> None:
    with pytest.raises(UserError, match=r"/dev/full: cannot be written: No space left"):
        write_whole(Path("/dev/full"), ["one"])


def test_standard_output_by_its_name_is_not_replaced(tmp_path: Path) -> None:
    """``/dev/stdout`` is a link to a file where output is sent to one: replaced, it would be a file for everybody."""
    place = tmp_path / "out.txt"
    script = (
        "from pathlib import Path; from linkcheck.cli.output.report_files import write_whole;"
        " write_whole(Path('/dev/stdout'), ['x'])"
    )
    with place.open("wb") as file:
        subprocess.run([sys.executable, "-c", script], stdout=file, check=True)
    assert place.read_text() == "x"
    assert Path("/dev/stdout").is_symlink()


KILLED = """
import os, signal, sys
from pathlib import Path
from linkcheck.cli.output.report_files import write_whole
from linkcheck.cli.signals import terminable

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background

def pieces():
    yield "x" * 3_000_000
    os.kill(os.getpid(), getattr(signal, sys.argv[2]))
    yield "y"

with terminable():
    write_whole(Path(sys.argv[1]), pieces())
"""


@pytest.mark.parametrize("name", ["SIGKILL", "SIGINT", "SIGTERM"])
def test_whoever_is_killed_while_a_report_is_written_leaves_no_draft(name: str, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("old", encoding="utf-8")
    subprocess.run([sys.executable, "-c", KILLED, str(path), name], check=False, stderr=subprocess.DEVNULL)
    assert path.read_text(encoding="utf-8") == "old"
    if name != "SIGKILL" or hasattr(os, "O_TMPFILE"):
        assert names(tmp_path) == ["report.md"]
