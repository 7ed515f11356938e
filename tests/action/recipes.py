"""The recipes of docs/ci.md as their runners carry them out: the scripts as they stand there, in a clone."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import yaml

from tests.action.runner import ROOT, Stage, git

CI = ROOT / "docs" / "ci.md"


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
    """Run the pipeline on a checkout as GitLab's runner makes it: of a commit, on no branch."""
    links = yaml.safe_load(block(page, ".gitlab-ci.yml"))["links"]
    folder = stage.fresh(branch)
    git(folder, "checkout", "--quiet", "--detach")
    (kept,) = links["cache"]["paths"]
    if (stage.cache / kept).exists():
        shutil.copytree(stage.cache / kept, folder / kept)
    environment = {
        "GITLAB_CI": "true",
        "CI_API_V4_URL": api,
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
    shutil.rmtree(stage.cache, ignore_errors=True)
    shutil.copytree(folder / kept, stage.cache / kept)
    for path in [*links["artifacts"]["paths"], links["artifacts"]["reports"]["junit"]]:
        assert "CI_MERGE_REQUEST_DIFF_BASE_SHA" in variables or (folder / path).is_file(), done.stderr
    return done.returncode, done.stdout + done.stderr


def forgejo(stage: Stage, page: Path, api: str) -> list[subprocess.CompletedProcess[str]]:
    """Run the job in an empty folder, as Forgejo's and Gitea's runners do."""
    links = yaml.safe_load(block(page, ".forgejo/workflows/links.yml"))["jobs"]["links"]
    assert links["env"] == {"GITHUB_TOKEN": "${{ github.token }}"}
    remote = "https://x-access-token:secret@forge.test.org/o/r.git"
    (stage.folder / "gitconfig").write_text(f'[url "{stage.origin.as_uri()}"]\n\tinsteadOf = {remote}\n')
    environment = {
        "FORGEJO_ACTIONS": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_API_URL": f"{api}/api/v1",
        "GITHUB_REF_NAME": "main",
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_SERVER_URL": "https://forge.test.org",
        "GITHUB_TOKEN": "secret",
        "GIT_CONFIG_GLOBAL": str(stage.folder / "gitconfig"),
    }
    folder = stage.folder / "forgejo"
    folder.mkdir()
    done = [job(stage, step["run"], folder, environment) for step in links["steps"]]
    shutil.rmtree(folder)
    return done


def cron(stage: Stage, page: Path, folder: Path) -> str:
    """Run the crontab's line in a folder, and return the mail that cron would send."""
    lines = [line for line in block(page, "crontab -e").splitlines() if not line.startswith("#")]
    (command,) = [line.split(None, 5)[5] for line in lines]
    done = job(stage, command.replace("/srv/list", str(folder)), folder, {})
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr
