"""The Action, the workflows and the hooks as files: what linters say of them, and what no linter knows."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from linkcheck.cli import run
from reports.registry import find_by_name
from tests.action.github import serve
from tests.action.runner import ROOT, TOKEN, Stage, git

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SCRIPTS = sorted((ROOT / "action").glob("*.sh"))
FILES = [ROOT / "action.yml", *WORKFLOWS]


def tool(name: str) -> str:
    found = shutil.which(name, path=f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin") or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def passes(*command: str | Path) -> None:
    done = subprocess.run(list(command), capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor() -> None:
    passes(tool("zizmor"), "--offline", "--quiet", "--strict-collection", *FILES)


def test_lint_fails_for_a_workflow_that_zizmor_cannot_parse(tmp_path: Path) -> None:
    """By itself it warns, audits the others and says that it found nothing."""
    line = next(line for line in (ROOT / "Makefile").read_text("utf-8").splitlines() if "zizmor" in line)
    options = [word for word in line.split() if word.startswith("--")]
    (tmp_path / "fine.yml").write_text("on: push\npermissions: {}\njobs: {}\n")
    (tmp_path / "broken.yml").write_text("on: push\njobs: [\n")
    command = [tool("zizmor"), *options, str(tmp_path / "fine.yml"), str(tmp_path / "broken.yml")]
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


def test_actionlint() -> None:
    passes(tool("actionlint"), *WORKFLOWS)


def test_shellcheck() -> None:
    passes(tool("shellcheck"), *SCRIPTS)


def read(path: Path) -> dict[Any, Any]:
    document: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return document


def steps(path: Path) -> Iterator[dict[str, Any]]:
    document = read(path)
    if "runs" in document:
        yield from document["runs"]["steps"]
    for job in document.get("jobs", {}).values():
        yield from job.get("steps", [])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_actions_are_pinned_and_scripts_are_whole(path: Path) -> None:
    for step in steps(path):
        uses = step.get("uses", "./")
        assert uses.startswith("./") or re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", uses), uses
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_rights_are_given_by_job(path: Path) -> None:
    document = read(path)
    if path.name == "reusable.yml":
        # Its publishing job has what the caller gives: rights named there would be asked of every caller.
        assert {name for name, job in document["jobs"].items() if "permissions" not in job} == {"publish"}
        return
    assert document["permissions"] == {}
    assert all("permissions" in job for job in document["jobs"].values())


def test_who_reads_the_web_does_not_write() -> None:
    jobs = read(ROOT / ".github/workflows/reusable.yml")["jobs"]
    assert jobs["check"]["permissions"] == {"contents": "read"}
    events = set(re.findall(r"event_name == '(\w+)'", jobs["publish"]["if"]))
    assert events == {"push", "schedule", "workflow_dispatch"}
    for job in jobs.values():
        checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_reusable_runs_its_own_commit() -> None:
    for job in read(ROOT / ".github/workflows/reusable.yml")["jobs"].values():
        first, *others = job["steps"]
        assert first["env"] == {"COMMIT": "${{ job.workflow_sha }}"}
        for commit, code in (("", 2), ("0123456789" * 4, 0)):
            command = ["bash", "-e", "-c", first["run"]]
            assert subprocess.run(command, env={"COMMIT": commit}, check=False, capture_output=True).returncode == code
        ours = [step["with"] for step in others if step.get("with", {}).get("path") == ".linkcheck-action"]
        assert [(at["repository"], at["ref"]) for at in ours] == [
            ("${{ job.workflow_repository }}", "${{ job.workflow_sha }}")
        ]


def test_what_the_action_installs_is_locked_by_hash() -> None:
    text = (ROOT / "action/requirements.txt").read_text("utf-8")
    assert "://" not in text
    locked = {}
    for entry in re.split(r"\n(?=\S)", "\n".join(line for line in text.splitlines() if not line.startswith("#"))):
        pin = re.match(r"([\w.-]+)==(\S+)", entry.strip())
        assert pin, entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
        locked[canonicalize_name(pin[1])] = Version(pin[2])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for wanted in [*project["project"]["dependencies"], *project["build-system"]["requires"]]:
        requirement = Requirement(wanted)
        assert locked[canonicalize_name(requirement.name)] in requirement.specifier, f"{wanted}: run make lock"


def test_the_action_installs_nothing_that_is_not_locked() -> None:
    lines = (ROOT / "action/install.sh").read_text("utf-8").splitlines()
    installs = [line for line in lines if line.startswith('"${pip[@]}"')]
    assert len(installs) == 2
    assert sum(" -m pip install" in line for line in lines) == 1, "the one that pip= names"
    assert "--require-hashes --only-binary :all:" in installs[0]
    assert "--no-deps --no-build-isolation" in installs[1]


def test_audit_gives_what_reusable_takes() -> None:
    inputs = read(ROOT / ".github/workflows/reusable.yml")[True]["workflow_call"]["inputs"]
    given = read(ROOT / ".github/workflows/audit.yml")["jobs"]["audit"]["with"]
    assert given.keys() <= inputs.keys()
    assert (ROOT / given["paths"]).is_file()


def test_reusable_gives_what_the_action_takes() -> None:
    inputs = read(ROOT / "action.yml")["inputs"]
    uses = [step for step in steps(ROOT / ".github/workflows/reusable.yml") if step.get("id") == "linkcheck"]
    assert uses[0]["with"].keys() <= inputs.keys()


def test_documented_inputs_are_those_there_are() -> None:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    action = read(ROOT / "action.yml")
    table = text.partition("| input |")[2].partition("\n\n")[0]
    named = re.findall(r"`([\w-]+)`", "\n".join(row.split("|")[1] for row in table.splitlines()[2:]))
    assert sorted(named) == sorted(action["inputs"])
    outputs = text.partition("Outputs: ")[2].partition(" It runs")[0]
    assert sorted(re.findall(r"`([\w-]+)`", outputs)) == sorted(action["outputs"])


def test_hooks_name_commands_that_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "x")
    Path("list.md").write_text("[x](htps://a.test.org/x)\n")
    hooks: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["linkcheck-links", "linkcheck"]
    for hook in hooks:
        program, *arguments = shlex.split(hook["entry"])
        assert program == "linkcheck"
        assert run([*arguments, "list.md"]) == 1


def test_recipes_name_formats_and_options_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    for name in re.findall(r"(?:--format |formats: )([\w-]+)=", text):
        find_by_name(name)
    run(["check", "--help"])
    known = capsys.readouterr().out
    for line in re.findall(r"linkcheck check (.+)", text):
        for option in re.findall(r"(--[a-z-]+)", line):
            assert option in known


def test_the_image_runs_as_nobody_special() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith(("ARG BASE", "FROM "))] == [
        "ARG BASE=python:3.13-slim",
        "FROM ${BASE} AS build",
        "FROM ${BASE}",
    ]
    assert lines.index("USER linkcheck") < lines.index('ENTRYPOINT ["linkcheck"]')
    copied = [
        word for line in lines if line.startswith("COPY ") and "--from" not in line for word in line.split()[1:-1]
    ]
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert all((ROOT / word).exists() for word in copied)
    assert {f"!{word}" for word in copied} <= set(ignored)


def test_the_second_job_publishes_what_the_first_found(tmp_path: Path) -> None:
    with serve() as api:
        stage = Stage(tmp_path, api=api.url, web={"https://a.test.org/one": 200})
        stage.push({"README.md": "- [one](https://a.test.org/one)\n- [bad](htps://a.test.org/bad)\n"})
        inputs = {"report": "docs/links.md", "formats": "badge=links.badge.json", "fail_on": "invalid"}
        stage.push({"docs/other.md": "theirs"})
        checked = stage.run(**inputs)
        assert checked.code == 1
        assert stage.log() == ["a change", "a change"]
        assert api.calls == []

        # Whatever else the first job may have left: only what the inputs name is taken.
        out = checked.temp / "linkcheck" / "out" / "files"
        (out / "README.md").write_text("overwritten")
        (out / "docs" / "other.md").write_text("overwritten")
        published = stage.publish(checked, **inputs, deliver="commit", **{"open-issue": "true"})
        assert published.code == 0, published.log
        assert published.outputs["changed"] == "true"
        assert stage.show("docs/other.md") == "theirs"
        assert "bad" in stage.show("docs/links.md")
        assert stage.show("README.md").startswith("- [one]")
        assert api.writes() == ["POST /repos/o/r/issues"]
        assert {token for _, _, token in api.calls} == {f"Bearer {TOKEN}"}
        assert not any("pwned" in line or TOKEN in line for line in published.log.splitlines())

        again = stage.publish(stage.run(**inputs), **inputs, deliver="commit", **{"open-issue": "true"})
        assert again.outputs["changed"] == "false"
        assert len(api.issues) == 1


@pytest.mark.parametrize("protected", [False, True], ids=["main", "protected-main"])
def test_two_minutes_in_an_empty_repository(protected: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What README says: init, commit, push; then the workflow runs with its own inputs, on a protected main too.

    The clone's origin is at GitHub, as ``init`` reads it, and git finds it on this machine.
    """
    with serve() as api:
        stage = Stage(tmp_path, api=api.url, web={"https://a.test.org/one": 200})
        api.protected = protected
        clone = stage.clone("mine")
        git(clone, "remote", "set-url", "origin", "https://github.com/o/r.git")
        git(clone, "config", f"url.{stage.origin}.insteadOf", "https://github.com/o/r.git")
        monkeypatch.chdir(clone)
        monkeypatch.setenv("GITHUB_API_URL", api.url)
        Path("README.md").write_text("# Mine\n\n- [one](https://a.test.org/one)\n")
        assert run(["init"]) == 0
        git(clone, "add", ".")
        git(clone, "commit", "--quiet", "--message", "Check links weekly")
        git(clone, "push", "--quiet", "origin", "HEAD:main")
        if protected:
            hook = stage.origin / "hooks" / "update"
            hook.parent.mkdir(exist_ok=True)
            hook.write_text(
                "#!/bin/sh\n[ $1 = refs/heads/main ] && echo 'error: GH006: Protected branch' >&2 && exit 1\n:\n"
            )
            hook.chmod(0o755)
        given = yaml.safe_load(stage.show(".github/workflows/links.yml"))["jobs"]["links"]["with"]
        assert given.get("deliver", "commit") == ("branch" if protected else "commit")
        done = stage.call(**given)
        assert (done.code, done.outputs["changed"]) == (0, "true"), done.log
        assert "About /one" in stage.show("README.report.md", "linkcheck-report" if protected else "main")
        assert api.writes() == []
