"""A cluster of scheduler and worker processes: what becomes of it is told in one line, and what was learnt is kept."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from linkcheck import __version__
from linkcheck.document.extraction import ListText
from linkcheck.engine.shards import extraction
from linkcheck.engine.shards.cluster import dask_cluster
from linkcheck.engine.shards.scheduler import BUILD, ClusterError, ClusterLostError, WorkerWatch
from tests.cli.running.test_kill import stored
from tests.cli.running.test_signals import LINKS, ROOT, family, is_running, port, start, until, until_learnt

__all__ = ["port"]
DASK = Path(sys.executable).parent / "dask"
OLD = "import linkcheck\nlinkcheck.__version__ = '0.0.1'\n"
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Start]:
    """Starts a part of a cluster, with sitecustomize.py where one is given."""
    pytest.importorskip("distributed")
    processes: list[subprocess.Popen[bytes]] = []

    def begin(*arguments: str, custom: str = "") -> subprocess.Popen[bytes]:
        folder = tmp_path / f"part{len(processes)}"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(custom, encoding="utf-8")
        where = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}:{folder}"}
        process = subprocess.Popen(
            [DASK, *arguments, "--no-dashboard"],
            cwd=folder,
            env=where,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        processes.append(process)
        return process

    yield begin
    for process in reversed(processes):
        process.kill()
        process.wait()


@pytest.fixture
def scheduler(dask: Start) -> tuple[str, subprocess.Popen[bytes]]:
    """Address and process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        number = free.getsockname()[1]
    process = dask("scheduler", "--host", "127.0.0.1", "--port", str(number))
    spent = time.monotonic() + 30
    while time.monotonic() < spent:
        try:
            socket.create_connection(("127.0.0.1", number)).close()
            break
        except OSError:
            time.sleep(0.1)
    return f"tcp://127.0.0.1:{number}", process


def add_worker(dask: Start, address: str, custom: str = "") -> subprocess.Popen[bytes]:
    return dask("worker", address, "--nthreads", "1", "--no-nanny", custom=custom)


def test_a_scheduler_that_goes_away_is_one_line(
    dask: Start, scheduler: tuple[str, subprocess.Popen[bytes]], port: int, tmp_path: Path
) -> None:
    address, process = scheduler
    add_worker(dask, address)
    run = start(tmp_path, port, "answers", "--dask", address)
    until_learnt(tmp_path, 1)
    process.kill()
    _, errors = run.communicate(timeout=20)
    assert run.returncode == 3
    assert errors == (
        "linkcheck: --dask: the connection to the scheduler is lost; begin again once it is there. No report was "
        "written; what was learnt before is kept.\n"
    )
    assert 0 < stored(tmp_path / ".linkcheck" / "state.db") <= len(LINKS)


def test_a_scheduler_that_goes_away_while_lists_are_read(
    dask: Start, scheduler: tuple[str, subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, process = scheduler
    add_worker(dask, address)
    monkeypatch.setattr(extraction, "WORTH_TASKS", 0)
    monkeypatch.setattr(extraction, "BATCH", 1000)

    def lists() -> Iterator[ListText]:
        for number in range(200):
            if number == 100:
                process.kill()
                process.wait()
            yield ListText(f"{number}.md", f"<https://a.test.org/{number}>\n" * 100)

    with pytest.raises(ClusterLostError):
        list(extraction.extracted(address, lists(), print, include_code=False))


def test_a_worker_without_linkcheck_is_refused(
    dask: Start, scheduler: tuple[str, subprocess.Popen[bytes]], port: int, tmp_path: Path
) -> None:
    """It died of the first shard, as its nanny's next one did, and the run waited."""
    address, _ = scheduler
    add_worker(dask, address, "import sys\nsys.modules['linkcheck'] = None\n")
    run = start(tmp_path, port, "answers", "--dask", address)
    _, errors = run.communicate(timeout=40)
    assert run.returncode == 3
    assert errors.startswith("linkcheck: --dask: the worker tcp://127.0.0.1:")
    assert errors.endswith(f"has not this linkcheck; on it: pip install 'awesome-linkcheck[dask]=={__version__}'\n")


def test_a_signal_while_lists_are_read_ends_the_cluster_of_this_machine(tmp_path: Path) -> None:
    """With its processes and its files."""
    pytest.importorskip("distributed")
    code = "import sys; from linkcheck.engine.shards import extraction; from linkcheck.cli import run; "
    code += "extraction.WORTH_TASKS = 0; sys.exit(run(['check', 'list.md', '--dask', 'local', '--no-state']))"
    (tmp_path / "list.md").write_text("- <https://a.test.org/>\n", encoding="utf-8")
    (tmp_path / "temp").mkdir()
    where = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "temp")}
    process = subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, env=where, stderr=subprocess.PIPE, text=True)
    until(lambda: len(family(process.pid)) > 1)
    started = family(process.pid)
    process.terminate()
    _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors.strip()) == (130, "linkcheck: interrupted")
    until(lambda: not any(map(is_running, started)))
    assert list((tmp_path / "temp").iterdir()) == []


async def test_what_becomes_of_a_worker_is_told_at_once(
    dask: Start, scheduler: tuple[str, subprocess.Popen[bytes]]
) -> None:
    """Dask itself takes five minutes to give up a worker whose machine is gone or stands still."""
    worker = add_worker(dask, scheduler[0])
    said: asyncio.Queue[str] = asyncio.Queue()
    async with asyncio.timeout(60), dask_cluster(scheduler[0], said.put_nowait, lease=3.0):
        worker.send_signal(signal.SIGSTOP)
        line = await said.get()
        worker.send_signal(signal.SIGCONT)
    assert line.startswith("--dask: the worker tcp://127.0.0.1:")
    assert " is silent; " in line


def test_a_worker_is_spoken_of_once() -> None:
    said: list[str] = []
    watch = WorkerWatch(said.append, 20.0)

    def look(now: float, *, heard: float, status: str = "running", executing: int = 1) -> None:
        counts = {"task_counts": {"executing": executing}}
        watch.look({"tcp://a:1": {"last_seen": heard, "status": status, "metrics": counts}}, now)

    look(0.0, heard=100.0)
    look(19.0, heard=100.0)
    assert said == []
    look(21.0, heard=100.0)
    look(25.0, heard=100.0)
    assert [" is silent; " in line for line in said] == [True]
    look(26.0, heard=126.0, status="paused")
    look(27.0, heard=127.0, status="paused")
    look(28.0, heard=128.0)
    assert [" is paused, " in line for line in said] == [False, True]
    watch.look({}, 30.0)
    watch.look({}, 31.0)
    assert [" is gone; " in line for line in said] == [False, False, True]
    look(32.0, heard=132.0, executing=0)
    watch.look({}, 33.0)  # it had nothing to do: its cluster shrinks
    assert len(said) == 3


def test_a_worker_of_another_version_is_refused(
    dask: Start, scheduler: tuple[str, subprocess.Popen[bytes]], port: int, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    address, _ = scheduler
    add_worker(dask, address, OLD)
    said = f"--dask: a worker has {BUILD.replace(BUILD.split()[1], '0.0.1')}, and this is {BUILD}; install one for all"
    run = start(tmp_path, port, "answers", "--dask", address)
    _, errors = run.communicate(timeout=40)
    assert (run.returncode, errors) == (3, f"linkcheck: {said}\n")
    monkeypatch.setattr(extraction, "WORTH_TASKS", 0)
    with pytest.raises(ClusterError, match="install one for all"):
        list(extraction.extracted(address, [ListText("a.md", "<https://a.test.org/>")], print, include_code=False))
