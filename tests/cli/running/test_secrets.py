"""Secrets of the environment go to the place they are for, and are written down nowhere: everything is recorded."""

from __future__ import annotations

import asyncio
import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fetchers.net import Net
from linkcheck.cli import run
from linkcheck.demo import ServedRequest, ServedResponse, SmallWeb
from linkcheck.demo.sites.github import DemoGitHub, Repo
from linkcheck.engine.shards import channel, sharded
from linkcheck.engine.shards.messages import Order, Work, encoded
from tests.canaries import HOMES, SECRETS, take
from tests.cli.stage import stage

ELSEWHERE = "https://elsewhere-site.org/x"
SETTINGS = '[hosts."docs.test.org"]\nheaders = {Authorization = {env = "DOCS_TOKEN", prefix = "Bearer "}}\n'
LIST = """\
- [a](https://docs.test.org/a) [clear](http://docs.test.org/a) [port](https://docs.test.org:8443/a)
- [away](https://docs.test.org/away) [below](https://x.docs.test.org/a) [beside](https://notdocs.test.org/a)
- [r](https://github.com/owner/repository) [f](https://github.com/owner/repository/blob/main/README.md)
- [m](https://huggingface.co/owner/model) [z](https://www.zhihu.com/question/1/answer/2) [p](https://zhuanlan.zhihu.com/p/3)
"""


def build(web: SmallWeb) -> None:
    DemoGitHub([Repo(name="owner/repository", files={"README.md": "x"})]).serve(web)
    away = ServedResponse(status=302, headers=(("Location", ELSEWHERE),))
    web.site("docs.test.org").page("/a", "A page", "What it says.").answer("/away", away)
    for host in ("x.docs.test.org", "notdocs.test.org"):
        web.site(host).page("/a", "Another page", "What it says.")
    for host in ("huggingface.co", "www.zhihu.com", "zhuanlan.zhihu.com"):
        web.site(host).otherwise(lambda _: away)
    web.site("elsewhere-site.org").page("/x", "Elsewhere", "What it says.")


def places(requests: Iterable[ServedRequest]) -> dict[str, set[str]]:
    """Return where each secret was sent: a host, with its scheme where that is not https."""
    found: dict[str, set[str]] = {name: set() for name in SECRETS}
    for request in requests:
        whole = f"{request.target}\n{request.headers}\n{request.body!r}"
        for name, secret in SECRETS.items():
            if secret in whole:
                found[name].add(request.host if request.scheme == "https" else request.url)
    return found


def written(folder: Path) -> dict[str, bytes]:
    """Return what every file holds, the state's packed answers unpacked."""
    found = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with closing(sqlite3.connect(folder / ".linkcheck/state.db")) as db:
        for number, (blob,) in enumerate(db.execute("SELECT observation FROM fact").fetchall()):
            found[f"answer {number}"] = zlib.decompress(blob)
    return found


def recorded(
    folder: Path, capsys: pytest.CaptureFixture[str], *options: str
) -> tuple[dict[str, set[str]], dict[str, bytes]]:
    (folder / "list.md").write_text(LIST, encoding="utf-8")
    (folder / "linkcheck.toml").write_text(SETTINGS, encoding="utf-8")
    requests: list[ServedRequest] = []
    outputs = [word for name in ("r.md", "r.html", "r.json", "r.jsonl", "r.csv", "r.sarif") for word in ("-o", name)]
    for command in (
        ["check", "list.md", "--explain", *options, *outputs],
        ["explain", "https://docs.test.org/a", "-v"],
    ):
        run(command, world=stage(build, after=lambda web: requests.extend(web.requests)))
    run(["history", "https://docs.test.org/a"])
    files = written(folder)
    files["what was printed"] = "".join(capsys.readouterr()).encode()
    return places(requests), files


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_secrets_go_home_and_nowhere_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sent, files = recorded(tmp_path, capsys)
    assert {name: hosts - HOMES[name] for name, hosts in sent.items()} == {name: set() for name in SECRETS}
    assert {name for name, hosts in sent.items() if hosts} >= {"GITHUB_TOKEN", "HF_TOKEN", "DOCS_TOKEN"}
    kept = [(file, name) for file, text in files.items() for name, secret in SECRETS.items() if secret.encode() in text]
    assert kept == []
    assert len(files) > 10


def test_a_secret_that_goes_along_is_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The recorder is not blind: with headers that follow a redirect, it says where they went."""
    usual: Any = Net._page_request

    def leaking(net: Net, page: Any, address: Any, jar: Any) -> Any:
        request = usual(net, page, address, jar)
        request.headers["Authorization"] = f"Bearer {SECRETS['DOCS_TOKEN']}"
        return request

    monkeypatch.setattr(Net, "_page_request", leaking)
    sent, _ = recorded(tmp_path, capsys)
    assert "elsewhere-site.org" in sent["DOCS_TOKEN"]
    assert any("DOCS_TOKEN was sent to https://elsewhere-site.org" in seen for seen in take())


def seen_of(pid: int) -> list[str]:
    return [Path(f"/proc/{pid}/{name}").read_text() for name in ("cmdline", "environ")]


def test_each_shard_is_given_the_secrets_of_its_own_links(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through its standard input: its command line and its environment can be read by others."""
    works: list[bytes] = []
    orders: list[bytes] = []
    shown: list[str] = []
    start = channel.start_process

    def recording(message: Work | Order) -> bytes:
        told = encoded(message)
        (works if isinstance(message, Work) else orders).append(told)
        return told

    async def watched() -> asyncio.subprocess.Process:
        process = await start()
        shown.extend(seen_of(process.pid))
        return process

    monkeypatch.setattr(sharded, "encoded", recording)
    monkeypatch.setattr(channel, "start_process", watched)
    sent, files = recorded(tmp_path, capsys, "--shards", "4")
    assert len(works) == 4
    assert {name: hosts - HOMES[name] for name, hosts in sent.items()} == {name: set() for name in SECRETS}
    given = {name: sum(secret.encode() in work for work in works) for name, secret in SECRETS.items()}
    nowhere = {"YOUTUBE_API_KEY": 0, "ARCHIVE_ORG_KEY": 0}  # the one has no link here, the other is for no shard
    assert given == {"GITHUB_TOKEN": 1, "HF_TOKEN": 1, "ZHIHU_COOKIE": 1, "DOCS_TOKEN": 1, **nowhere}
    everywhere = ["".join(shown), *(text.decode("utf-8", "replace") for text in files.values())]
    everywhere += [order.decode("utf-8", "replace") for order in orders]
    assert not [name for name, secret in SECRETS.items() if any(secret in text for text in everywhere)]
