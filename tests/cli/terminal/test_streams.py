"""Whoever reads what we print may go, and streams may be closed: reports are written and the exit code is the run's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TO_ACT = 1
"""What a list with an address that cannot be one ends with."""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "list.md").write_text("".join(f"- <https://a..b/{n}>\n" for n in range(3000)), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run a command of bash; ``LINKCHECK`` is ours, and the exit code that of the first in a pipe."""
    script = command.replace("LINKCHECK", f"{sys.executable} -m linkcheck")
    return subprocess.run(
        ["bash", "-c", f"{script}; exit ${{PIPESTATUS[0]}}"], capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_obstacle(closed: str, tmp_path: Path) -> None:
    result = shell(f"LINKCHECK check --no-state list.md -o report.json {closed}")
    assert result.returncode == TO_ACT
    assert "Traceback" not in result.stderr
    assert "summary" not in result.stdout
    assert (tmp_path / "report.json").read_bytes().endswith(b"}\n")


@pytest.mark.parametrize(
    "command", ["check --no-state --format json list.md", "links list.md", "check --no-state list.md"]
)
def test_a_reader_of_the_output_may_have_read_enough(command: str) -> None:
    result = shell(f"LINKCHECK {command} | head -1")
    assert result.returncode == (0 if command.startswith("links") else TO_ACT)
    assert "rror" not in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_a_reader_of_the_log_may_go(tmp_path: Path) -> None:
    result = shell("LINKCHECK check --no-state list.md -o report.json 2>&1 >problems.txt | true")
    assert result.returncode == TO_ACT
    assert (tmp_path / "report.json").read_bytes().endswith(b"}\n")
    assert (tmp_path / "problems.txt").read_text(encoding="utf-8").count("\n") > 3000


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("arguments", ["links list.md", "--help", "--version", "check --help"])
def test_a_full_disk_under_the_output_is_one_line(arguments: str) -> None:
    result = shell(f"LINKCHECK {arguments} > /dev/full")
    assert result.returncode == 2
    assert result.stderr == "linkcheck: standard output: cannot be written: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_log_that_cannot_be_written_is_no_result() -> None:
    assert shell("LINKCHECK check --no-state list.md 2> /dev/full").returncode == TO_ACT


def test_too_little_address_space_is_one_line() -> None:
    """Threads could not be begun: hundreds of tracebacks, and an abort."""
    result = shell("ulimit -v 700000; LINKCHECK check --no-state list.md")
    assert result.returncode == 3
    assert result.stderr.startswith("linkcheck: address space is limited to 683 MB (ulimit -v)")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("encoding", ["", "cp1252", "gbk", "ascii"])
def test_a_letter_that_the_stream_lacks_ends_no_run(encoding: str) -> None:
    """Windows writes to a pipe in the system's code page; without a locale Python writes in ASCII."""
    Path("list.md").write_text("- [Raphaël 中文 ★](https://a..b/)\n", encoding="utf-8")
    ours = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C", "PYTHONIOENCODING": encoding}
    result = subprocess.run(
        [sys.executable, "-m", "linkcheck", "check", "--no-state", "list.md"],
        env={**os.environ, **ours},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == TO_ACT
    said = result.stdout.decode(encoding or "utf-8")
    assert ("Raphaël 中文 ★" if not encoding else "Rapha") in said
    assert b"\r" not in result.stdout
