"""Lists that are read by their address: ``check --list URL`` and ``check github:owner/repository``."""

from __future__ import annotations

import json
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from linkcheck.cli import run
from linkcheck.demo import SmallWeb
from linkcheck.demo.sites.github import Account, Repo
from linkcheck.engine import Network
from linkcheck.engine.shards import extraction
from tests.cli.stage import Build, stage
from tests.github_rest import RestGitHub

TEXT = "# List\n\n- [a](sub/a.html) [b](/b) [c](https://a.test.org/c) [own](#list) [no](#gone) ![p](p.png)\n"


class Again(AbstractAsyncContextManager[Network | None]):
    """A web that is entered twice: to read the lists, and to check their links."""

    def __init__(self, build: Build, token: str | None = None) -> None:
        self._build, self._token = build, token

    async def __aenter__(self) -> Network:
        self._web = stage(self._build, token=self._token)
        return await self._web.__aenter__()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._web.__aexit__(kind, error, trace)


def furnish(web: SmallWeb) -> None:
    site = web.site("a.test.org")
    site.get("/lists/README.md", body=TEXT.encode(), headers={"Content-Type": "text/plain"})
    site.get("/page", body=b'<p><a href="x/y">y</a>', headers={"Content-Type": "text/html"})
    site.get("/large.md", body=b"x" * 5_100_000, headers={"Content-Type": "text/plain"})
    site.get("/binary.md", body=bytes(range(256)) * 9, headers={"Content-Type": "text/plain"})
    for path in ("/lists/sub/a.html", "/b", "/c", "/x/y"):
        site.page(path, path)
    files = {
        "README.md": "- [g](docs/guide.md) [r](/docs/guide.md) [gone](never.md)\n",
        "docs/guide.md": "- [x](https://a.test.org/c)\n",
        ".github/x.md": "- [hidden](https://a.test.org/hidden)\n",
        "code.py": "# https://a.test.org/code\n",
    }
    more = [
        Repo(name="o/none", files={}),
        Repo(name="org/b", files={"README.md": "- [c](https://a.test.org/c)\n", "docs/x.md": "- [b](/README.md)\n"}),
        Repo(name="org/a", files={"README.md": "- [page](https://a.test.org/page)\n"}),
        Repo(name="org/lost", blocked="dmca", files={"README.md": "- [no](https://a.test.org/lost)\n"}),
        Repo(name="org/old", archived="2020-01-01T00:00:00Z", files={"README.md": "- [b](https://a.test.org/b)\n"}),
        Repo(name="org/fork", fork_of="o/list", files={"README.md": "- [gone](https://a.test.org/gone)\n"}),
        Repo(name="forks/fork", fork_of="o/list", files={"README.md": "- [gone](https://a.test.org/gone)\n"}),
        *(Repo(name=f"many/r{number:03}", files={"README.md": "- <https://a.test.org/c>\n"}) for number in range(130)),
    ]
    accounts = [
        Account(login="org", kind="Organization"),
        Account(login="forks", kind="User"),
        Account(login="many", kind="User"),
    ]
    RestGitHub([Repo(name="o/list", former=("o/was",), files=files), *more], accounts).serve(web)


def check(*arguments: str, token: str | None = None) -> tuple[int, dict[str, str], dict[str, Any]]:
    code = run(["check", *arguments, "--no-state", "-q", "-o", "out.json"], world=Again(furnish, token))
    if not Path("out.json").exists():
        return code, {}, {}
    found = json.loads(Path("out.json").read_text(encoding="utf-8"))
    return code, {link["url"]: link["verdict"] for link in found["links"]}, found


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_list_at_an_address() -> None:
    code, verdicts, found = check("--list", "https://a.test.org/lists/README.md")
    assert verdicts == {
        "https://a.test.org/lists/sub/a.html": "alive",
        "https://a.test.org/b": "alive",
        "https://a.test.org/c": "alive",
        "#list": "alive",
        "#gone": "fragment-missing",
        "https://a.test.org/lists/p.png": "dead",
    }
    assert found["inputs"] == ["https://a.test.org/lists/README.md"]
    assert code == 1


@pytest.mark.parametrize(
    ("source", "link"),
    [
        (("--list", "https://a.test.org/lists/README.md"), "[a](https://a.test.org/lists/sub/a.html)"),
        (("github:o/list",), "[r](https://github.com/o/list/blob/main/docs/guide.md)"),
    ],
)
def test_the_report_of_a_list_from_the_web_leads_where_the_list_does(source: tuple[str, ...], link: str) -> None:
    run(["check", *source, "--no-state", "-q", "-o", "report.md"], world=Again(furnish))
    assert link in Path("report.md").read_text("utf-8")


def test_a_page_of_html_is_a_list() -> None:
    assert check("--list", "https://a.test.org/page")[1] == {"https://a.test.org/x/y": "alive"}


def test_an_argument_that_is_an_address_is_checked_by_itself() -> None:
    assert check("https://a.test.org/lists/README.md")[1] == {"https://a.test.org/lists/README.md": "alive"}


@pytest.mark.parametrize("token", [None, "t"])
@pytest.mark.parametrize("name", ["github:o/list", "github:o/was"])
def test_a_repository(name: str, token: str | None) -> None:
    _, verdicts, found = check(name, token=token)
    blob = "https://github.com/o/list/blob/main"
    assert verdicts.keys() == {f"{blob}/docs/guide.md", f"{blob}/never.md", "https://a.test.org/c"}
    assert verdicts[f"{blob}/docs/guide.md"] == verdicts["https://a.test.org/c"] == "alive"
    assert found["inputs"] == [f"{name}/README.md", f"{name}/docs/guide.md"]


@pytest.mark.parametrize("token", [None, "t"])
def test_all_repositories_of_an_owner(token: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    code, verdicts, found = check("github:org", token=token)
    assert found["inputs"] == ["github:org/a/README.md", "github:org/b/README.md", "github:org/b/docs/x.md"]
    assert verdicts == {
        "https://a.test.org/page": "alive",
        "https://a.test.org/c": "alive",
        "https://github.com/org/b/blob/main/README.md": "alive",
    }
    assert code == 0
    assert "github:org/lost: GitHub: answered 451; it is passed over" in capsys.readouterr().err


def test_a_cluster_tells_the_same_of_all_repositories_of_an_owner(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(extraction, "WORTH_TASKS", 0)
    alone, many = check("github:org"), check("github:org", "--dask", "local")
    assert many[:2] == alone[:2]
    assert many[2]["inputs"] == alone[2]["inputs"]


def test_forks_and_archived_repositories_where_they_are_asked_for() -> None:
    _, verdicts, found = check("github:org", "--all-repositories")
    assert [str(name).split("/")[1] for name in found["inputs"]] == ["a", "b", "b", "fork", "old"]
    assert verdicts["https://a.test.org/b"] == "alive"
    assert verdicts["https://a.test.org/gone"] == "dead"


def test_an_owner_of_more_than_an_answer_has_room_for_costs_one_request_of_the_allowance_a_repository() -> None:
    """With the account and two pages of repositories; files are read from where nothing is counted."""
    webs: list[SmallWeb] = []

    def build(web: SmallWeb) -> None:
        furnish(web)
        webs.append(web)

    assert run(["check", "github:many", "--no-state", "-q", "-o", "out.json"], world=Again(build, "t")) == 0
    assert len(json.loads(Path("out.json").read_text(encoding="utf-8"))["inputs"]) == 130
    assert sum(request.host == "api.github.com" for request in webs[0].requests) == 1 + 2 + 130


def test_an_owner_of_more_repositories_than_github_answers_for_is_refused_before_any_is_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    assert check("github:many")[0] == 3
    said = (
        "github:many: 130 repositories take as many questions, and GitHub answers 57 more this hour; set GITHUB_TOKEN"
    )
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "address",
    ["https://github.com/o/list/blob/main/README.md", "https://raw.githubusercontent.com/o/list/main/README.md"],
)
def test_a_file_at_github_leads_to_its_neighbours(address: str) -> None:
    blob = "https://github.com/o/list/blob/main"
    assert check("--list", address)[1].keys() == {f"{blob}/docs/guide.md", f"{blob}/never.md"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--list", "https://a.test.org/gone.md"], "answered 404"),
        (["--list", "https://a.test.org/large.md"], "longer than 5 MB"),
        (["--list", "https://a.test.org/binary.md"], "not a text file"),
        (["--list", "ftp://a.test.org/x"], "no address of a list"),
        (["--list", "https://nowhere.test.org/x.md"], "nowhere.test.org"),
        (["github:o/never"], "no such owner or repository"),
        (["github:nobody"], "no such owner or repository"),
        (["github:forks"], "its 0 repositories; forks and archived ones are read with --all-repositories"),
        (["github:"], "write github:owner/repository"),
        (["github:o/../x"], "write github:owner/repository"),
        (["--offline", "github:o/list"], "--offline asks nobody"),
    ],
)
def test_what_cannot_be_read_is_one_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(*arguments)[0] in (2, 3)
    error = capsys.readouterr().err
    assert said in error
    assert len(error.splitlines()) == 1


def test_only_so_many_files_are_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("linkcheck.engine.remote_lists.MOST_FILES", 1)
    assert check("github:o/list")[2]["inputs"] == ["github:o/list/README.md"]
    assert "github:o/list: not all of its Markdown is read (1 files are)" in capsys.readouterr().err


def test_a_password_in_the_address_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    check("--list", "https://me:secret@a.test.org/gone.md")
    assert "secret" not in capsys.readouterr().err
