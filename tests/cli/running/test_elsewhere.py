"""Where the system has no uvloop, no locks of files, no limits of a process and no timers, as Windows has none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
WITHOUT = """
import os, signal, sys

for name in ("uvloop", "fcntl", "resource"):
    sys.modules[name] = None
for module, names in (
    (os, ("O_TMPFILE", "O_NOFOLLOW", "O_DIRECTORY", "sched_getaffinity", "fchmod", "geteuid", "getuid", "mkfifo")),
    (signal, ("setitimer", "ITIMER_PROF", "ITIMER_VIRTUAL", "SIGVTALRM", "SIGPROF", "SIGALRM", "SIGHUP")),
):
    for name in names:
        if hasattr(module, name):
            delattr(module, name)
"""


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    (tmp_path / "without").mkdir()
    (tmp_path / "without" / "sitecustomize.py").write_text(WITHOUT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    path = os.pathsep.join([str(tmp_path / "without"), str(ROOT)])
    return {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}


def linkcheck(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "linkcheck", *arguments],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_demo_does_the_same(environment: dict[str, str]) -> None:
    done = linkcheck(environment, "demo", "--lang", "en", "--out", "out")
    assert done.returncode == 0, done.stderr
    assert "92 links in list.md: 4 dead, 2 soft-dead, 1 insecure, 8 moved, 4 blocked" in done.stderr
    report = json.loads(Path("out/list.report.json").read_text(encoding="utf-8"))
    assert report["summary"]["by_verdict"]["dead"] == 4


def test_a_list_is_checked_kept_and_mended(environment: dict[str, str]) -> None:
    Path("list.md").write_text("# 清单\n\n- [a](gone.md)\n- [b](#清单)\n- [c](htps://a.invalid/)\n", encoding="utf-8")
    Path("notes.rst").write_text("Notes\n=====\n\n`x <https://a.invalid/>`_\n", encoding="utf-8")
    assert linkcheck(environment, "check", "list.md", "notes.rst", "-o", "report.md").returncode == 1
    again = linkcheck(environment, "report", "list.md", "notes.rst", "--format", "json")
    assert json.loads(again.stdout)["summary"]["by_verdict"]["dead"] == 1
    assert linkcheck(environment, "lint", "list.md", "--fix", "--write").returncode == 1
    assert "https://a.invalid/" in Path("list.md").read_text(encoding="utf-8")
    assert linkcheck(environment, "init", "list.md").returncode == 0
