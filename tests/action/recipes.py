"""The recipes of docs/ci.md as their runners carry them out: the scripts as they stand there, in a clone."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.action.runner import ROOT, Stage, git

CI = ROOT / "docs" / "ci.md"
MENDING = ROOT / "docs" / "mending.md"


def block(page: Path, first: str) -> str:
    """Return the block of a page that begins with this comment."""
    found = re.search(rf"^```\w+\n(# {re.escape(first)}.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert found is not None, f"{page.name}: no block {first!r}"
    return found[1]


def install_nothing(stage: Stage) -> None:
    """Let the lines that install linkcheck do nothing: it is there."""
    for name in ("pip", "apt-get"):
        (stage.shims / name).write_text("#!/bin/sh\n")
        (stage.shims / name).chmod(0o755)


def job(stage: Stage, script: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a job's script as a runner's shell does: it ends where a command fails."""
    answers = stage.environment_for(folder)
    kept = {name: value for name, value in answers.items() if not name.startswith("GITHUB_")}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        # GitHub's API is asked with a token, as whoever has repositories in a list would set one.
        env={**kept, "GITHUB_TOKEN": "secret", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def gitlab(stage: Stage, page: Path, api: str, branch: str = "main", **variables: str) -> tuple[int, str]:
    """Run the pipeline: a job that checks, and on a schedule one on another machine that publishes.

    The token that may write is a variable of an environment: GitLab gives it to the jobs that name the environment.
    """
    return _pipeline(stage, *_gitlab_jobs(page), api, branch, variables)


def gitlab_with_mends(stage: Stage, page: Path, api: str) -> tuple[int, str]:
    """Run the pipeline with the lines that keep a merge request of mends."""
    links, publish = _gitlab_jobs(page)
    more = yaml.safe_load(block(MENDING, ".gitlab-ci.yml"))
    links["after_script"] = more["links"]["after_script"]
    links["artifacts"]["paths"] += more["links"]["artifacts"]["paths"]
    (place,) = [n for n, line in enumerate(publish["script"]) if "linkcheck deliver" in line]
    publish["script"][place:place] = more["publish"]["script"]
    return _pipeline(stage, links, publish, api, "main", {})


def _gitlab_jobs(page: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    jobs = yaml.safe_load(block(page, ".gitlab-ci.yml"))
    links, publish = ({**jobs[jobs[name]["extends"]], **jobs[name]} for name in ("links", "publish"))
    assert "environment" not in links
    return links, publish


def _pipeline(
    stage: Stage,
    links: dict[str, Any],
    publish: dict[str, Any],
    api: str,
    branch: str,
    variables: Mapping[str, str],
) -> tuple[int, str]:
    environment = {
        "GITLAB_CI": "true",
        "CI_API_V4_URL": api,
        "CI_PROJECT_PATH": "g/sub/r",
        "CI_SERVER_URL": "https://gitlab.test.org",
        "CI_PIPELINE_SOURCE": "schedule",
        **variables,
    }
    if "CI_MERGE_REQUEST_DIFF_BASE_SHA" not in variables:
        environment["CI_COMMIT_BRANCH"] = branch
    folder = _detached(stage, branch)
    (kept,) = links["cache"]["paths"]
    if (stage.cache / kept).exists():
        shutil.copytree(stage.cache / kept, folder / kept)
    done = _gitlab_job(stage, links, folder, environment)
    if "after_script" in links:
        _gitlab_job(stage, {**links, "before_script": [], "script": links["after_script"]}, folder, environment)
    shutil.rmtree(stage.cache, ignore_errors=True)
    shutil.copytree(folder / kept, stage.cache / kept)
    if environment["CI_PIPELINE_SOURCE"] != "schedule":
        return done.returncode, done.stdout + done.stderr
    second = _detached(stage, branch)
    for name in links["artifacts"]["paths"]:
        shutil.copyfile(folder / name, second / name)
    assert (folder / links["artifacts"]["reports"]["junit"]).is_file(), done.stderr
    assert publish["rules"][0]["when"] == "always"
    then = _gitlab_job(stage, publish, second, {**environment, "GITLAB_TOKEN": "secret"})
    return done.returncode or then.returncode, done.stdout + done.stderr + then.stdout + then.stderr


def _detached(stage: Stage, branch: str) -> Path:
    """Return a checkout as GitLab's runner makes it: of a commit, on no branch."""
    folder = stage.fresh(branch)
    git(folder, "checkout", "--quiet", "--detach")
    return folder


def _gitlab_job(
    stage: Stage, described: Mapping[str, Any], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    script = "\n".join([*described["before_script"], *described["script"]]).replace("/tmp/", f"{stage.folder}/")
    variables = {name: str(value) for name, value in {**described["variables"], **environment}.items()}
    return job(stage, script, folder, variables)


def forgejo(stage: Stage, page: Path, api: str) -> list[subprocess.CompletedProcess[str]]:
    """Run the job in an empty folder, as Forgejo's and Gitea's runners do, which give each step their token.

    See withGithubEnv in act/runner/run_context.go of Forgejo's runner: a step's own variables come last.
    """
    links = yaml.safe_load(block(page, ".forgejo/workflows/links.yml"))["jobs"]["links"]
    assert "env" not in links
    urls = ("https://x-access-token:secret@forge.test.org/o/r.git", "https://forge.test.org/o/r.git")
    lines = "".join(f"\tinsteadOf = {url}\n" for url in urls)
    (stage.folder / "gitconfig").write_text(f'[url "{stage.origin.as_uri()}"]\n{lines}')
    environment = {
        "FORGEJO_ACTIONS": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_API_URL": f"{api}/api/v1",
        "GITHUB_REF_NAME": "main",
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_SERVER_URL": "https://forge.test.org",
        "GIT_CONFIG_GLOBAL": str(stage.folder / "gitconfig"),
        **dict.fromkeys(("GITHUB_TOKEN", "FORGEJO_TOKEN", "GITEA_TOKEN"), "secret"),
    }
    folder = stage.folder / "forgejo"
    folder.mkdir()
    done: list[subprocess.CompletedProcess[str]] = []
    for step in links["steps"]:
        own = {name: value.replace("${{ github.token }}", "secret") for name, value in step.get("env", {}).items()}
        variables = {**environment, **own}
        assert ("linkcheck check" in step["run"]) is ("secret" not in variables.values())
        if step.get("if") == "always()" or not any(each.returncode for each in done):
            done.append(job(stage, step["run"], folder, variables))
    assert "secret" not in (folder / ".git" / "config").read_text("utf-8")
    shutil.rmtree(folder)
    return done


def cron(stage: Stage, page: Path, folder: Path) -> str:
    """Run the crontab's line in a folder, and return the mail that cron would send."""
    lines = [line for line in block(page, "crontab -e").splitlines() if not line.startswith("#")]
    (command,) = [line.split(None, 5)[5] for line in lines]
    done = job(stage, command.replace("/srv/list", str(folder)), folder, {})
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr
