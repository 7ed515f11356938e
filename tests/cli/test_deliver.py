"""``linkcheck deliver`` in a clone of a bare remote: what a commit holds, what it is called, what others keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from linkcheck.cli import run
from tests.action.github import Api, serve
from tests.action.runner import git

REPORT = "<!-- linkcheck report: 0123456789abcdef -->\n"
OWN = "linkcheck-report"


@dataclass
class Remote:
    """A bare remote, and a clone of it that is the current folder."""

    origin: Path
    clone: Path

    def files(self, branch: str = OWN) -> dict[str, str]:
        names = git(self.origin, "ls-tree", "-r", "--name-only", branch).splitlines()
        return {name: git(self.origin, "show", f"{branch}:{name}") for name in names}

    def log(self, branch: str = OWN) -> list[str]:
        return git(self.origin, "log", "--format=%s", branch).splitlines()

    def commit(self, files: Mapping[str, str], branch: str = "main") -> None:
        """Push files as somebody else would."""
        other = self.clone.with_name("other")
        if not other.exists():
            git(self.clone.parent, "clone", "--quiet", str(self.origin), str(other))
        git(other, "fetch", "--quiet", "origin", branch)
        git(other, "checkout", "--quiet", "--detach", "FETCH_HEAD")
        write(files, other)
        git(other, "add", "--all", "--force")
        git(other, "commit", "--quiet", "--message", "by hand")
        git(other, "push", "--quiet", "origin", f"HEAD:{branch}")


def write(files: Mapping[str, str], folder: Path = Path()) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def api() -> Iterator[Api]:
    with serve() as api:
        yield api


@pytest.fixture
def remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, api: Api) -> Remote:
    remote = Remote(tmp_path / "origin.git", tmp_path / "clone")
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(remote.origin))
    git(tmp_path, "clone", "--quiet", str(remote.origin), str(remote.clone))
    git(remote.clone, "checkout", "--quiet", "-b", "main")
    write({"README.md": "# A list\n"}, remote.clone)
    git(remote.clone, "add", ".")
    git(remote.clone, "commit", "--quiet", "--message", "A list")
    git(remote.clone, "push", "--quiet", "origin", "main")
    monkeypatch.chdir(remote.clone)
    for name, value in {
        "GITHUB_API_URL": api.url,
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_TOKEN": "secret",
        "GITHUB_REF_NAME": "main",
        "COMMIT_PAUSE": "0",
        "GIT_CONFIG_GLOBAL": "/dev/null",
    }.items():
        monkeypatch.setenv(name, value)
    return remote


def deliver(files: Mapping[str, str], to: str = "branch", *arguments: str) -> int:
    write(files)
    return run(["deliver", "--to", to, *arguments, *files])


@pytest.mark.parametrize("to", ["branch", "pull-request"])
def test_two_jobs_share_a_branch_and_erase_nothing(remote: Remote, api: Api, to: str) -> None:
    one, two = {"README.report.md": REPORT, "README.memory.jsonl": "{}"}, {"docs/list.report.md": REPORT + "1"}
    assert deliver(one, to) == 0
    assert deliver(two, to) == 0
    two = {"docs/list.report.md": REPORT + "2"}
    assert deliver(two, to) == 0
    remote.commit({"news.md": "news"})
    one["README.report.md"] += "more"
    assert deliver(one, to) == 0
    files = remote.files()
    expected = {name: text.strip() for name, text in {**one, **two}.items()}
    assert {name: text for name, text in files.items() if name not in ("README.md", "news.md")} == expected
    assert len(api.pulls) == (to == "pull-request")
    assert ("news.md" in files) == (to == "pull-request")


def test_gitlab_has_one_standing_merge_request(remote: Remote, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that a person closed stays closed until there is something new, as at the other forges."""
    for name in ("GITHUB_REF_NAME", "GITHUB_API_URL", "GITHUB_TOKEN"):
        monkeypatch.delenv(name)
    for name, value in {
        "GITLAB_CI": "true",
        "CI_API_V4_URL": api.url,
        "CI_PROJECT_PATH": "g/sub/r",
        "CI_COMMIT_BRANCH": "main",
        "GITLAB_TOKEN": "secret",
    }.items():
        monkeypatch.setenv(name, value)
    report = {"README.report.md": REPORT}
    assert deliver(report, "pull-request") == 0
    (request,) = api.pulls
    assert (request["source_branch"], request["target_branch"], request["state"]) == (OWN, "main", "opened")
    assert deliver({"README.report.md": REPORT + "1"}, "pull-request") == 0
    request["state"] = "closed"
    assert deliver({"README.report.md": REPORT + "1"}, "pull-request") == 0
    assert len(api.pulls) == 1
    assert deliver({"README.report.md": REPORT + "2"}, "pull-request") == 0
    assert len(api.pulls) == 2


def test_what_was_merged_is_not_brought_back(remote: Remote) -> None:
    """Another job's report is carried along while it waits in the request, and no longer."""
    deliver({"docs/list.report.md": REPORT}, "pull-request")
    remote.commit({"docs/list.report.md": REPORT})
    remote.commit({"docs/list.report.md": REPORT + "by hand"})
    deliver({"README.report.md": REPORT}, "pull-request")
    assert remote.files()["docs/list.report.md"].endswith("by hand")


@pytest.mark.parametrize("to", ["commit", "branch", "pull-request"])
def test_parts_come_along_and_go_when_the_report_has_fewer(
    remote: Remote, to: str, capsys: pytest.CaptureFixture[str]
) -> None:
    branch = "main" if to == "commit" else OWN
    parts = {f"docs/my report.{n}.md": f"{REPORT}part {n}" for n in (1, 2)}
    write({"docs/my report.5.md": "by hand", **parts})
    page = REPORT + "[Part 1](my%20report.1.md) [Part 2](my%20report.2.md)"
    assert deliver({"docs/my report.md": page}, to) == 0
    assert [name for name in remote.files(branch) if name != "README.md"] == [*parts, "docs/my report.md"]
    others = {"docs/my report.7.md": "by hand", "my report.1.md": REPORT}
    remote.commit(others, branch)
    assert deliver({"docs/my report.md": REPORT}, to) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "changed"
    assert {*remote.files(branch)} - {"README.md"} == {*others, "docs/my report.md"}
    assert run(["deliver", "--to", to, "docs/my report.md", *parts]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "unchanged"


@pytest.mark.parametrize(
    ("to", "forge", "place"),
    [
        ("commit", "", "blob/main"),
        ("branch", "", "blob/linkcheck-report"),
        ("branch", "FORGEJO_ACTIONS", "src/branch/linkcheck-report"),
    ],
)
def test_the_summary_of_the_job_links_the_report(
    remote: Remote, to: str, forge: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(remote.origin / "summary"))
    if forge:
        monkeypatch.setenv(forge, "true")
    files = {"docs/my report.1.md": REPORT, "docs/my report.md": f"{REPORT}[1](my%20report.1.md)", "m.jsonl": "{}"}
    for _ in range(2):
        assert deliver(files, to) == 0
        link = f"[docs/my report.md](https://github.com/o/r/{place}/docs/my%20report.md)"
        assert (remote.origin / "summary").read_text().split("\n")[-2] == link


@pytest.mark.parametrize("to", ["branch", "pull-request"])
def test_recall_asks_for_no_branch_where_ci_checked_out_a_commit(
    remote: Remote, to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert deliver({"README.memory.jsonl": "{}"}, to) == 0
    monkeypatch.delenv("GITHUB_REF_NAME")
    git(remote.clone, "checkout", "--quiet", "--detach")
    Path("README.memory.jsonl").unlink()
    assert run(["deliver", "--recall", "--to", to, "README.memory.jsonl"]) == 0
    assert Path("README.memory.jsonl").read_text() == "{}"
    assert run(["deliver", "--recall", "--to", "commit", "README.memory.jsonl"]) == 2
    assert deliver({"README.memory.jsonl": "{ }"}, "branch") == 0
