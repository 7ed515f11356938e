"""Lists that a cluster's workers read: the same documents in the same order, whatever becomes of a worker."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from linkcheck.document.extraction import ListText, extract
from linkcheck.engine.shards.extraction import extracted

ROOT = Path(__file__).resolve().parents[4]
PROGRAM = """
import os, signal, sys
from distributed import LocalCluster
from linkcheck.document.extraction import ListText, extract
from linkcheck.engine.shards import extraction

def lists(pid):
    for number in range(60):
        if number == 30 and pid:
            os.kill(pid, signal.SIGKILL)
        text = f"# List {number}\\n\\n- [a](https://site.org/{number}) <https://u:secret@site.org/{number}>\\n" * 20
        yield ListText(f"https://e.org/{number}", text + "- [b](b.md) [c](#c) [d](/d)\\n", "README.md",
                       "https://e.org/x/", "https://e.org/root/")

if __name__ == "__main__":
    extraction.WORTH_TASKS, extraction.BATCH = 10_000, 2_000
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster:
        pid = cluster.workers[0].pid
        many = list(extraction.extracted(cluster.scheduler_address, lists(pid), print, include_code=False))
    assert many == [extract(source) for source in lists(0)]
    print(len(many), many[7].occurrences[-1].url, "secret" in repr(list(many[7].occurrences)))
"""


def test_a_worker_that_is_killed_while_it_reads_lists_loses_none_of_them(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    where = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, program], check=False, env=where, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    assert done.stdout.split() == ["60", "https://e.org/root/d", "False"]


def test_few_lists_are_read_without_a_cluster() -> None:
    """No scheduler is asked: there is none at this address."""
    source = ListText("list.md", "- <https://a.test.org/>\n")
    assert list(extracted("tcp://127.0.0.1:9", [source], print, include_code=False)) == [extract(source)]
