"""Killed in the middle, a run loses nothing it has stored; told to end, it ends without a word of what it was at."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import sys
from pathlib import Path

import pytest

from linkcheck.cli.signals import in_loop
from linkcheck.demo import SmallWeb

ROOT = Path(__file__).resolve().parents[3]
DRIVER = """
import json, socket, sys
from contextlib import nullcontext
from fetchers.net import NetSettings
from linkcheck.cli import run
from linkcheck.engine import Network

arguments, port, cafile = json.loads(sys.argv[1])


def resolve(host, _):
    if host.endswith("-site.org"):
        return [("127.0.0.1", port)]
    raise socket.gaierror(socket.EAI_NONAME, "no such host")


net = NetSettings(resolver=resolve, cafile=cafile, trust_env=False)
sys.exit(run(arguments, world=nullcontext(Network(net))))
"""
READY = [f"https://ready{number}-site.org/" for number in range(12)]
SLOW = [f"https://slow{number}-site.org/" for number in range(6)]


def stored(state: Path) -> int:
    if not state.is_file():
        return 0
    db = sqlite3.connect(f"file:{state}?mode=ro", uri=True)
    try:
        (count,) = db.execute("SELECT count(*) FROM fact").fetchone()
    except sqlite3.OperationalError:
        return 0
    finally:
        db.close()
    return int(count)


async def _start(web: SmallWeb, folder: Path) -> asyncio.subprocess.Process:
    ((_, port),) = web.resolver("ready0-site.org", 443)
    arguments = ["check", "list.md", "--no-progress", "-q", "-o", "out.json"]
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        DRIVER,
        json.dumps([arguments, port, str(web.cafile)]),
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        stderr=asyncio.subprocess.PIPE,
    )


async def test_after_kill_9_only_what_was_not_stored_is_asked_again(web: SmallWeb, tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text("".join(f"- <{url}>\n" for url in READY + SLOW), encoding="utf-8")
    for url in READY:
        web.site(url.split("/")[2]).page("/", f"{url} at once", f"What {url} says.")
    for url in SLOW:
        web.site(url.split("/")[2]).hang("/")
    state = tmp_path / ".linkcheck" / "state.db"

    process = await _start(web, tmp_path)
    async with asyncio.timeout(20):
        while stored(state) < len(READY):
            assert process.returncode is None, await process.communicate()
            await asyncio.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    await process.communicate()
    assert not (tmp_path / "out.json").exists()

    web.forget()
    for url in SLOW:
        web.site(url.split("/")[2]).page("/", f"{url} at last", f"What {url} says.")
    process = await _start(web, tmp_path)
    _, errors = await process.communicate()
    assert process.returncode == 0, errors
    assert {request.host for request in web.requests} == {url.split("/")[2] for url in SLOW}
    report = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert {link["verdict"] for link in report["links"]} == {"alive"}
    assert len(report["links"]) == len(READY) + len(SLOW)


def test_a_termination_comes_up_in_nobody_s_work() -> None:
    """Raised wherever the loop is, KeyboardInterrupt was logged as an exception that nobody had fetched."""
    ends: list[type[BaseException]] = []

    async def work() -> None:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.sleep(60)
        except BaseException as end:
            ends.append(type(end))
            raise

    async def main() -> None:
        task = asyncio.create_task(work())
        try:
            await asyncio.sleep(60)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    with pytest.raises(KeyboardInterrupt):
        in_loop(main())
    assert ends == [asyncio.CancelledError]


async def test_terminated_it_says_so_and_keeps_what_it_has_learnt(web: SmallWeb, tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text("".join(f"- <{url}>\n" for url in READY + SLOW), encoding="utf-8")
    for url in READY:
        web.site(url.split("/")[2]).page("/", f"{url} at once", f"What {url} says.")
    for url in SLOW:
        web.site(url.split("/")[2]).hang("/")
    process = await _start(web, tmp_path)
    state = tmp_path / ".linkcheck" / "state.db"
    async with asyncio.timeout(20):
        while stored(state) < len(READY):  # noqa: ASYNC110 - another process brings it about
            await asyncio.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    _, errors = await process.communicate()
    assert process.returncode == 130
    assert errors.decode().strip() == "linkcheck: interrupted; what was learnt is kept"
    assert stored(state) == len(READY)
