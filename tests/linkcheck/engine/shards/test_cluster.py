"""Shards on a Dask cluster: the same records, and a worker that is lost loses nothing and breaks no pace."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from linkcheck.cli import run
from linkcheck.engine import Network
from linkcheck.engine.shards import relay
from linkcheck.engine.shards.channel import command, environment
from linkcheck.engine.shards.messages import SIGN_OF_LIFE, Work, encoded
from linkcheck.engine.shards.relay import carry
from linkcheck.engine.shards.scheduler import BUILD
from tests.project.documents import blocks, parse, read

ROOT = Path(__file__).resolve().parents[4]


@pytest.mark.skipif(not (ROOT / "benchmarks").is_dir(), reason="beside an installed wheel there are no benchmarks")
def test_a_worker_that_is_killed_loses_nothing_and_no_host_is_asked_from_two_places() -> None:
    """A program of its own, for it starts and ends many processes."""
    pytest.importorskip("distributed")
    size = ["--links", "240", "--hosts", "30", "--interval", "0.5", "--workers", "2"]
    program = [sys.executable, "-m", "benchmarks.cluster", *size]
    where = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(program, check=False, cwd=ROOT, env=where, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr[-4000:]


class Letters:
    """A ``distributed.Queue`` within this process; it may be deaf after some words."""

    def __init__(self, most: int = 100) -> None:
        self.held: queue.Queue[object] = queue.Queue()
        self._most = most

    def put(self, value: object, timeout: float | None = None) -> None:
        if self.held.qsize() >= self._most:
            raise TimeoutError
        self.held.put(value)

    def get(self, timeout: float | None = None) -> object:
        try:
            return self.held.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError from None


class FromALivingRun(Letters):
    """Orders of a run that says every moment that it is there."""

    def get(self, timeout: float | None = None) -> object:
        try:
            return self.held.get(timeout=0.1)
        except queue.Empty:
            return SIGN_OF_LIFE


def test_a_shard_ends_by_itself_when_its_lease_is_not_renewed(tmp_path: Path) -> None:
    work = Work(Network(), (), {}, {}, {}, None, lease=0.5, is_online=False)
    process = subprocess.Popen(command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment())
    with process:
        assert process.stdin is not None
        process.stdin.write(encoded(work))
        process.stdin.flush()
        assert process.wait(timeout=120) == 0


def test_a_lease_is_renewed_while_a_shard_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine that is busy that may take longer than the lease."""
    monkeypatch.setattr(relay, "RENEWS_WITHIN", 0.05)
    monkeypatch.setattr(relay, "command", lambda: (sys.executable, "-c", "import time; time.sleep(2)"))
    inbox, orders = Letters(), FromALivingRun()
    orders.put(SIGN_OF_LIFE)
    orders.put(encoded(Work(Network(), (), {}, {}, {}, None, lease=60.0, is_online=False)))
    carry(inbox, orders, (3, "copy"), 1.0)
    told = [inbox.get() for _ in range(inbox.held.qsize())]
    assert len(told) > 6
    assert told[0] == (3, "copy", BUILD, [])
    assert told[-1] == (3, "copy", BUILD, None)


def test_a_copy_that_is_told_to_end_asks_nobody() -> None:
    inbox, orders = Letters(), Letters()
    orders.put(b"")
    carry(inbox, orders, (3, "copy"), 10.0)
    assert inbox.get() == (3, "copy", BUILD, [])
    assert inbox.held.empty()


def test_a_copy_whose_run_is_not_to_be_reached_gives_up() -> None:
    orders = Letters()
    orders.put(encoded(Work(Network(), (), {}, {}, {}, None, lease=60.0, is_online=False)))
    with pytest.raises(TimeoutError):
        carry(Letters(most=1), orders, (0, "copy"), 10.0)


def test_a_copy_that_waits_for_work_of_a_run_that_is_gone_gives_up() -> None:
    """Else the worker's thread would be lost to the next run."""
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        carry(Letters(), Letters(), (0, "copy"), 0.5)
    assert time.monotonic() - began < 5


def test_a_shard_whose_run_is_gone_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scheduler takes its reports all the same, some hundred of them."""
    monkeypatch.setattr(relay, "command", lambda: (sys.executable, "-c", "import time; time.sleep(60)"))
    inbox, orders = Letters(), Letters()
    orders.put(encoded(Work(Network(), (), {}, {}, {}, None, lease=60.0, is_online=False)))
    began = time.monotonic()
    carry(inbox, orders, (0, "copy"), 1.0)
    assert time.monotonic() - began < 30


def test_without_the_extra_one_line_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_text("<https://site0.org/>\n", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert run(["check", "list.md", "--dask", "local", "--no-progress"]) == 3
    assert capsys.readouterr().err.strip() == "linkcheck: --dask needs Dask: pip install 'awesome-linkcheck[dask]'"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://127.0.0.1:9", "no scheduler to be reached there: Timed out"),
        ("nonsense", "write tcp://HOST:8786"),
        ("http://127.0.0.1:8786", "write tcp://HOST:8786"),
    ],
)
def test_a_scheduler_that_is_not_there_is_one_line(address: str, said: str, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    (tmp_path / "list.md").write_text("<https://site0.org/>\n", encoding="utf-8")
    code = "import sys; from linkcheck.engine.shards import scheduler; scheduler.CONNECTS_WITHIN = 0.5; "
    code += (
        f"from linkcheck.cli import run; sys.exit(run(['check', 'list.md', '--dask', {address!r}, '--no-progress']))"
    )
    where = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, cwd=tmp_path, env=where, capture_output=True, text=True
    )
    assert done.returncode == 3
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith(f"linkcheck: --dask {address}: {said}")


@pytest.mark.skipif(not (ROOT / "docs").is_dir(), reason="beside an installed wheel there are no documents")
def test_the_recipes_name_what_there_is() -> None:
    """The translation has the same compose file (tests/project/test_docs.py)."""
    pytest.importorskip("distributed")
    recipe = next(block for block in blocks(read("docs/ci.md"), "yaml") if block.startswith("# compose.yaml"))
    services = yaml.safe_load(recipe)["services"]
    parse(services["check"]["command"])
    (cluster_file,) = blocks(read("docs/scale.md"), "yaml")
    spec = yaml.safe_load(cluster_file)["spec"]
    (scheduler,), (worker,) = (spec[part]["spec"]["containers"] for part in ("scheduler", "worker"))
    called = [services["scheduler"]["entrypoint"], services["worker"]["entrypoint"],
              scheduler["command"], worker["command"] + worker["args"]]  # fmt: skip
    for program, command_name, *arguments in called:
        found = subprocess.run([Path(sys.executable).parent / program, command_name, "--help"],
                               capture_output=True, check=True, text=True).stdout  # fmt: skip
        assert [word for word in arguments if word.startswith("--") and word not in found] == []
    assert "ARG EXTRAS" in read("Dockerfile")
