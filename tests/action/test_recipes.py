"""The recipes of docs/ci.md, run as they stand there: for GitLab, for Forgejo and Gitea, for cron."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml

from tests.action.github import Api, serve
from tests.action.runner import ROOT, Stage, git

PAGES = sorted((ROOT / "docs").glob("ci*.md"))
LIST = "# Reading\n\n- [one](https://a.test.org/one)\n- [two](https://a.test.org/two)\n"
ALL_FINE = {"https://a.test.org/one": 200, "https://a.test.org/two": 200}
ONE_DEAD = {**ALL_FINE, "https://a.test.org/two": 404}
WEEKS = [ALL_FINE, ONE_DEAD, ONE_DEAD, ONE_DEAD, ONE_DEAD, ALL_FINE]
SUBJECTS = [
    "Link report: first run: 2 links",
    "Link report: 1 newly gone",
    "Link report: another day of failing counted",
    "Link report: 1 confirmed gone",
    "Link report: 1 back",
]
"""What the branch of the reports says of those weeks: nothing of those in which nothing changed."""


def block(page: Path, first: str) -> str:
    """Return the block of a page that begins with this comment."""
    found = re.search(rf"^```\w+\n(# {re.escape(first)}.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert found is not None, f"{page.name}: no block {first!r}"
    return found[1]


@pytest.fixture(params=PAGES, ids=lambda page: page.stem)
def page(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture
def api() -> Iterator[Api]:
    with serve() as api:
        yield api


@pytest.fixture
def stage(tmp_path: Path, api: Api) -> Stage:
    stage = Stage(tmp_path, api=api.url, web=ALL_FINE)
    stage.push({"README.md": LIST})
    for name in ("pip", "apt-get"):
        (stage.shims / name).write_text("#!/bin/sh\n")
        (stage.shims / name).chmod(0o755)
    return stage


def job(stage: Stage, script: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a job's script as a runner's shell does: it ends where a command fails."""
    answers = stage.environment_for(folder)
    kept = {name: value for name, value in answers.items() if not name.startswith("GITHUB_")}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def gitlab(stage: Stage, page: Path, api: Api, branch: str = "main", **variables: str) -> tuple[int, str]:
    """Run the pipeline on a checkout as GitLab's runner makes it: of a commit, on no branch."""
    links = yaml.safe_load(block(page, ".gitlab-ci.yml"))["links"]
    folder = stage.fresh(branch)
    git(folder, "checkout", "--quiet", "--detach")
    environment = {
        "GITLAB_CI": "true",
        "CI_API_V4_URL": api.url,
        "CI_PROJECT_PATH": "g/sub/r",
        "CI_SERVER_URL": "https://gitlab.test.org",
        "CI_PIPELINE_SOURCE": "schedule",
        "GITLAB_TOKEN": "secret",
        **links["variables"],
        **variables,
    }
    if "CI_MERGE_REQUEST_DIFF_BASE_SHA" not in variables:
        environment["CI_COMMIT_BRANCH"] = branch
    script = "\n".join([*links["before_script"], *links["script"]]).replace("/tmp/", f"{stage.folder}/")
    done = job(stage, script, folder, {name: str(value) for name, value in environment.items()})
    for path in [*links["artifacts"]["paths"], links["artifacts"]["reports"]["junit"]]:
        assert "CI_MERGE_REQUEST_DIFF_BASE_SHA" in variables or (folder / path).is_file(), done.stderr
    return done.returncode, done.stdout + done.stderr


def test_gitlab_week_by_week(stage: Stage, page: Path, api: Api) -> None:
    codes = []
    for week, stage.web in enumerate(WEEKS):
        stage.clock = f"+{7 * week}d"
        code, log = gitlab(stage, page, api)
        codes.append(code)
        assert code in (0, 1), log
    assert codes == [0, 0, 0, 1, 0, 0]
    assert stage.log("linkcheck-report") == SUBJECTS[::-1]
    assert stage.log() == ["a change"]
    assert [(issue["state"], issue["iid"]) for issue in api.issues] == [("closed", 1)]


def test_gitlab_merge_request(stage: Stage, page: Path, api: Api) -> None:
    """What was gone before fails nobody's contribution: the memory is that of the reports' branch."""
    stage.web = {**ONE_DEAD, "https://a.test.org/three": 404}
    gitlab(stage, page, api)
    base = git(stage.origin, "rev-parse", "main")
    variables = {"CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    stage.push({"README.md": LIST.replace("[two]", "[the second]")}, branch="words")
    code, log = gitlab(stage, page, api, "words", **variables)
    assert code == 0, log
    stage.push({"README.md": LIST + "- [three](https://a.test.org/three)\n"}, branch="link")
    code, log = gitlab(stage, page, api, "link", **variables)
    assert code == 1, log
    assert "a.test.org/three" in log
    assert stage.log("linkcheck-report") == ["Link report: first run: 1 of 2 links gone"]


def test_forgejo_and_gitea_week_by_week(stage: Stage, page: Path, api: Api) -> None:
    links = yaml.safe_load(block(page, ".forgejo/workflows/links.yml"))["jobs"]["links"]
    assert links["env"] == {"GITHUB_TOKEN": "${{ github.token }}"}
    remote = "https://x-access-token:secret@forge.test.org/o/r.git"
    (stage.folder / "gitconfig").write_text(f'[url "{stage.origin.as_uri()}"]\n\tinsteadOf = {remote}\n')
    environment = {
        "FORGEJO_ACTIONS": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_API_URL": f"{api.url}/api/v1",
        "GITHUB_REF_NAME": "main",
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_SERVER_URL": "https://forge.test.org",
        "GITHUB_TOKEN": "secret",
        "GIT_CONFIG_GLOBAL": str(stage.folder / "gitconfig"),
    }
    codes = []
    for week, stage.web in enumerate(WEEKS):
        stage.clock = f"+{7 * week}d"
        folder = stage.folder / f"forgejo-{week}"
        folder.mkdir()
        done = [job(stage, step["run"], folder, environment) for step in links["steps"]]
        codes.append(max(each.returncode for each in done))
        assert codes[-1] in (0, 1), [each.stderr for each in done]
        shutil.rmtree(folder)
    assert codes == [0, 0, 0, 1, 0, 0]
    assert stage.log("linkcheck-report") == SUBJECTS[::-1]
    assert [issue["state"] for issue in api.issues] == ["closed"]


def test_cron_week_by_week(stage: Stage, page: Path) -> None:
    lines = [line for line in block(page, "crontab -e").splitlines() if not line.startswith("#")]
    (command,) = [line.split(None, 5)[5] for line in lines]
    folder = stage.fresh()
    said, written = [], []
    for week, stage.web in enumerate(WEEKS):
        stage.clock = f"+{7 * week}d"
        if week == 2:
            shutil.rmtree(folder / ".linkcheck")
        done = job(stage, command.replace("/srv/list", str(folder)), folder, {})
        assert done.returncode == 0, done.stderr
        said.append(done.stdout + done.stderr)
        git(folder, "add", "--all")
        written.append(bool(git(folder, "status", "--porcelain")))
        git(folder, "commit", "--quiet", "--allow-empty", "--message", "x")
    assert said == ["", "", "", "see README.report.md\n", "", ""]
    assert written == [True, True, True, True, False, True]
