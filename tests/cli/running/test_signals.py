"""A signal ends a run within two seconds, whatever it is at: with its report, and without a word of what it was at."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.canaries import SECRETS
from tests.cli.running.test_kill import stored

ROOT = Path(__file__).resolve().parents[3]
DRIVER = """
import json, sys
from contextlib import nullcontext
from fetchers.context import Access
from fetchers.net import NetSettings
from linkcheck.cli import run
from linkcheck.demo.host_names import DemoResolver, Host, Name, Tls
from linkcheck.engine import Network

arguments, port, names = json.loads(sys.argv[1])
# One that a shard's process can be given, too.
resolver = DemoResolver({name: Host() for name in names}, {Name.KNOWN: port, Tls.GOOD: port})
net = NetSettings(resolver=resolver, trust_env=False)
access = Access(github_token="t", github_api="http://api.slow-site.org", arxiv_api="http://arxiv.slow-site.org/q")
from linkcheck.__main__ import _leave
_leave(run(arguments, world=nullcontext(Network(net, access))))
"""
LINKS = [f"http://fast{number}-site.org/" for number in range(64)]
SLOW = {
    "answers": [f"http://slow{number}-site.org/" for number in range(40)],
    "handshakes": [f"https://slow{number}-site.org/" for number in range(40)],
    "services": [f"https://github.com/o/r{n}" for n in range(4)]
    + [f"https://arxiv.org/abs/2401.0000{n}" for n in range(5)],
    "redirects": [f"http://slow{number}-site.org/round" for number in range(40)],
    "bodies": [f"http://slow{number}-site.org/drip" for number in range(40)],
}


@pytest.fixture
def port() -> Iterator[int]:
    """A server that answers some hosts at once, and others never, in drips, or with redirects without end."""
    connections: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0), backlog=200) as server:
        threading.Thread(target=_serve, args=(server, connections), daemon=True).start()
        yield server.getsockname()[1]
    for connection in connections:
        connection.close()


def _serve(server: socket.socket, connections: list[socket.socket]) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        connections.append(connection)
        threading.Thread(target=_answer, args=(connection,), daemon=True).start()


def _answer(connection: socket.socket) -> None:
    body = b"<title>A fine page</title>"
    head = f"HTTP/1.1 200 X\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    try:
        while data := connection.recv(4000):
            if b"Host: fast" in data:
                connection.sendall(head + body)
            elif b"GET /drip" in data:
                connection.sendall(b"HTTP/1.1 200 X\r\nContent-Type: text/html\r\n\r\n<title>")
                while True:
                    connection.sendall(b"x")
                    time.sleep(0.05)
            elif b"GET /round" in data:
                time.sleep(0.02)
                connection.sendall(
                    b"HTTP/1.1 302 X\r\nLocation: /round?%d\r\nContent-Length: 0\r\n\r\n" % time.time_ns()
                )
            else:
                time.sleep(60)
    except OSError:
        pass


def start(folder: Path, port: int, how: str, *options: str, **variables: str) -> subprocess.Popen[str]:
    (folder / ".git").mkdir()
    (folder / "list.md").write_text("".join(f"- <{url}>\n" for url in LINKS + SLOW[how]))
    arguments = ["check", "list.md", "--no-progress", "-q", "-o", "out.json", "-o", "out.md", *options]
    names = {url.split("/")[2] for url in LINKS + SLOW[how]} | {"api.slow-site.org", "arxiv.slow-site.org"}
    return subprocess.Popen(
        [sys.executable, "-c", DRIVER, json.dumps([arguments, port, sorted(names)])],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], **variables},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def until_learnt(folder: Path, least: int = len(LINKS)) -> None:
    """Wait until the run is in the middle of what is slow."""
    until(lambda: stored(folder / ".linkcheck" / "state.db") >= least)
    time.sleep(0.3)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("how", SLOW)
def test_a_signal_ends_a_run_with_its_report(how: str, number: signal.Signals, port: int, tmp_path: Path) -> None:
    process = start(tmp_path, port, how, *(["--shards", "2"] if how == "answers" else []))
    until_learnt(tmp_path)
    began = time.monotonic()
    process.send_signal(number)
    _, errors = process.communicate(timeout=20)
    spent = time.monotonic() - began
    assert process.returncode == 130
    assert errors.strip() == "linkcheck: interrupted; what was learnt is kept"
    report = json.loads((tmp_path / "out.json").read_text())
    assert len(report["links"]) == len(LINKS) + len(SLOW[how])
    reached = {link["url"] for link in report["links"] if link["reason"] != "not-reached"}
    assert set(LINKS) <= reached
    assert len(reached) < len(report["links"])
    assert (tmp_path / "out.md").exists()
    assert spent < 2, f"{spent:.2f} s"


@pytest.mark.parametrize("shards", ["1", "2"])
def test_a_second_signal_ends_it_at_once(shards: str, port: int, tmp_path: Path) -> None:
    process = start(tmp_path, port, "answers", "--shards", shards)
    until_learnt(tmp_path)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    time.sleep(0.01)
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors.strip() == "linkcheck: interrupted; what was learnt is kept"


@pytest.mark.parametrize("how", SLOW)
def test_the_time_given_is_kept(how: str, port: int, tmp_path: Path) -> None:
    began = time.monotonic()
    process = start(tmp_path, port, how, "--max-time", "2s")
    _, errors = process.communicate(timeout=40)
    assert time.monotonic() - began < 2 + 2 + 1.5  # the start of the process with it
    assert errors == ""
    assert len(json.loads((tmp_path / "out.json").read_text())["links"]) == len(LINKS) + len(SLOW[how])


@pytest.mark.parametrize("when", ["at the start", "in the middle"])
def test_ctrl_c_in_a_terminal_ends_a_cluster_of_this_machine(when: str, port: int, tmp_path: Path) -> None:
    """A terminal interrupts every process of the run."""
    pytest.importorskip("distributed")
    process = start(tmp_path, port, "answers", "--dask", "local")
    if when == "in the middle":
        until_learnt(tmp_path, 1)
    else:
        until(lambda: len(family(process.pid)) > 1)
    started = family(process.pid)
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    spent = time.monotonic() - began
    assert process.returncode == 130
    assert errors.strip() == "linkcheck: interrupted; what was learnt is kept"
    report = json.loads((tmp_path / "out.json").read_text())
    assert len(report["links"]) == len(LINKS) + len(SLOW["answers"])
    reached = {link["url"] for link in report["links"] if link["reason"] != "not-reached"}
    # Each worker has a shard after the one that it is at.
    assert reached <= set(LINKS)
    assert bool(reached) == (when == "in the middle")
    assert spent < 2, f"{spent:.2f} s"
    until(lambda: not any(map(is_running, started)))


@pytest.mark.parametrize("seconds", [1, 8])
def test_the_time_given_is_kept_by_a_cluster(seconds: int, port: int, tmp_path: Path) -> None:
    """Its start is part of it."""
    pytest.importorskip("distributed")
    began = time.monotonic()
    process = start(tmp_path, port, "answers", "--dask", "local", "--max-time", f"{seconds}s")
    _, errors = process.communicate(timeout=40)
    assert time.monotonic() - began < seconds + 2 + 1.5  # the start of the process with it
    assert errors == ""
    report = json.loads((tmp_path / "out.json").read_text())
    assert {link["url"] for link in report["links"] if link["reason"] != "not-reached"} <= set(LINKS)
    assert len(report["links"]) == len(LINKS) + len(SLOW["answers"])


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="elsewhere nobody can look")
def test_no_process_of_a_cluster_inherits_a_secret(port: int, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    process = start(tmp_path, port, "answers", "--dask", "local", GITHUB_TOKEN=SECRETS["GITHUB_TOKEN"])
    until_learnt(tmp_path, 1)
    started = family(process.pid) - {process.pid}
    environments = [Path(f"/proc/{pid}/environ").read_bytes() for pid in started]
    assert [held for held in environments if SECRETS["GITHUB_TOKEN"].encode() in held] == []
    # The cluster, its workers, and what they run.
    assert len(environments) > 3
    process.kill()
    process.communicate()
    until(lambda: not any(map(is_running, started)))


def family(pid: int) -> set[int]:
    """Return a process and its descendants."""
    below = [child for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()]
    return {pid}.union(*map(family, map(int, below)))


def is_running(pid: int) -> bool:
    """Return whether it is a process that has not ended; one that nobody has waited for has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(holds: Callable[[], bool]) -> None:
    """Wait until something is the case."""
    spent = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < spent
        time.sleep(0.05)
