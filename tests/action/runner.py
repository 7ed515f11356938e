"""A small GitHub Actions runner: the steps of action.yml under bash, with the runner's files and variables.

Steps that ``uses`` something are played: setup-python is there already, the cache is a folder. Python is the real one,
but installs nothing: ``linkcheck`` in the environment it makes is ``driver.py``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "ghs-secret-of-the-job"

_PYTHON = """#!/bin/sh
case "$*" in
  *"-m venv"*) "{python}" -I -m venv --without-pip venv || exit 1
    rm venv/bin/python; cp "{shims}/python" venv/bin/python; cp "{shims}/linkcheck" venv/bin/linkcheck;;
  *"-m pip"*) for word in "$@"; do printf '%s\\n' "$word"; done >> "{log}";;
  *) exec "{python}" "$@";;
esac
"""
_LINKCHECK = """#!/bin/sh
PYTHONPATH="{root}" PYTHONSAFEPATH=1 exec "{python}" "{root}/tests/action/driver.py" "$@"
"""


@dataclass
class Result:
    """How a run of the Action went."""

    code: int
    outputs: dict[str, str]
    log: str
    summary: str
    ran: list[str]
    temp: Path

    @property
    def annotations(self) -> list[str]:
        return [line for line in self.log.splitlines() if re.match(r"::(error|warning|notice) ", line)]


@dataclass
class Stage:
    """A repository with a bare remote, a web, an API, and what the runs keep."""

    folder: Path
    api: str = "http://127.0.0.1:1"
    web: Mapping[str, int | str | Mapping[str, int | str]] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    clock: str = ""
    """What is added to the time, such as ``+7d``."""
    titles: str = "About"
    """How the titles of the web's pages begin."""

    def __post_init__(self) -> None:
        self.origin = self.folder / "origin.git"
        self.cache = self.folder / "cache"
        self.pip_log = self.folder / "pip.log"
        self.requests_log = self.folder / "requests.log"
        self._runs = 0
        shims = self.folder / "shims"
        shims.mkdir()
        self._write(shims / "python", _PYTHON, shims)
        self._write(shims / "linkcheck", _LINKCHECK, shims)
        self.shims = shims
        git(self.folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.origin))

    def _write(self, path: Path, text: str, shims: Path) -> None:
        path.write_text(text.format(python=sys.executable, shims=shims, log=self.pip_log, root=ROOT), encoding="utf-8")
        path.chmod(0o755)

    def clone(self, name: str, branch: str | None = None) -> Path:
        target = self.folder / name
        git(self.folder, "clone", "--quiet", str(self.origin), str(target))
        if branch:
            git(target, "checkout", "--quiet", branch)
        return target

    def fresh(self, branch: str = "main") -> Path:
        """Return a clone of its own for one run."""
        self._runs += 1
        return self.clone(f"run-{self._runs}", branch)

    def environment_for(self, workspace: Path) -> dict[str, str]:
        """Return the variables of a run in a clone."""
        temp = workspace.with_name(f"{workspace.name}-temp")
        temp.mkdir(exist_ok=True)
        return self._environment(workspace, temp, "schedule", "main")

    def push(self, files: dict[str, str], message: str = "a change", branch: str = "main") -> None:
        """Commit files as somebody else would."""
        self._runs += 1
        clone = self.clone(f"other-{self._runs}")
        if branch != "main":
            git(clone, "checkout", "--quiet", "-b", branch)
        for name, text in files.items():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            (clone / name).write_text(text, encoding="utf-8")
        git(clone, "add", "--all", "--force")
        git(clone, "commit", "--quiet", "--message", message)
        git(clone, "push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")

    def push_as_owner(self, files: dict[str, str]) -> None:
        """Commit files as one whom no protection stops."""
        hook = self.origin / "hooks" / "update"
        hook.rename(hook.with_suffix(".off"))
        self.push(files)
        hook.with_suffix(".off").rename(hook)

    def log(self, branch: str = "main") -> list[str]:
        return git(self.origin, "log", "--format=%s", branch).splitlines()

    def show(self, path: str, branch: str = "main") -> str:
        return git(self.origin, "show", f"{branch}:{path}")

    def tomorrow(self) -> None:
        """Let a day pass."""
        self.clock = f"+{int(self.clock.strip('+d') or 0) + 1}d"

    def run(self, *, event: str = "schedule", ref: str = "main", base: str = "", **inputs: str) -> Result:
        """Check out the branch afresh and run the Action's steps."""
        self._runs += 1
        workspace = self.clone(f"run-{self._runs}", ref)
        temp = self.folder / f"temp-{self._runs}"
        temp.mkdir()
        action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
        github = {"event_name": event, "token": TOKEN, "event.pull_request.base.sha": base, "run_id": "1"}
        github["run_attempt"] = "1"
        runner = {"temp": str(temp), "os": "Linux"}
        contexts: dict[str, Any] = {"github": github, "runner": runner, "steps": {}}
        defaults = {name: str(_fill(spec["default"], contexts)) for name, spec in action["inputs"].items()}
        contexts["inputs"] = {**defaults, **{name.replace("_", "-"): value for name, value in inputs.items()}}
        environment = self._environment(workspace, temp, event, ref)
        return self._steps(action, contexts, environment, workspace, temp)

    def call(self, **inputs: str) -> Result:
        """Run reusable.yml as a workflow calls it: what it delivers and says of the issue is that of its second job."""
        given = {**self._defaults_of_reusable(), **{name.replace("_", "-"): value for name, value in inputs.items()}}
        taken = self._taken_of_reusable()
        checked = self.run(**{name.replace("-", "_"): given[name] for name in taken}, publish="false")
        published = self.publish(checked, **{name.replace("-", "_"): value for name, value in given.items()})
        outputs = {**checked.outputs, **published.outputs}
        log = checked.log + published.log
        return replace(published, code=checked.code or published.code, outputs=outputs, log=log)

    def _taken_of_reusable(self) -> list[str]:
        """Return what the first job hands on to the Action as it is given."""
        job = yaml.safe_load((ROOT / ".github/workflows/reusable.yml").read_text(encoding="utf-8"))["jobs"]["check"]
        (step,) = [step for step in job["steps"] if step.get("id") == "linkcheck"]
        return [name for name, value in step["with"].items() if value == f"${{{{ inputs.{name} }}}}"]

    def _defaults_of_reusable(self) -> dict[str, str]:
        called = yaml.safe_load((ROOT / ".github/workflows/reusable.yml").read_text(encoding="utf-8"))[True]
        values = {name: spec["default"] for name, spec in called["workflow_call"]["inputs"].items()}
        return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in values.items()}

    def publish(self, checked: Result, *, ref: str = "main", **inputs: str) -> Result:
        """Run the second job of reusable.yml on a machine of its own, with what the first left as an artifact."""
        self._runs += 1
        workspace, temp = self.clone(f"run-{self._runs}", ref), self.folder / f"temp-{self._runs}"
        (workspace / ".linkcheck-action").symlink_to(ROOT)
        shutil.copytree(checked.temp / "linkcheck" / "out", temp / "linkcheck" / "out")
        job = yaml.safe_load((ROOT / ".github/workflows/reusable.yml").read_text(encoding="utf-8"))["jobs"]["publish"]
        steps = [{"shell": "bash", **step} for step in job["steps"]]
        github = {"event_name": "schedule", "token": TOKEN}
        needs = {f"check.outputs.{name}": checked.outputs[name] for name in ("headline", "job")}
        given = {**self._defaults_of_reusable(), **{name.replace("_", "-"): value for name, value in inputs.items()}}
        contexts: dict[str, Any] = {"github": github, "needs": needs, "inputs": given, "steps": {}}
        contexts["runner"] = {"temp": str(temp), "os": "Linux"}
        contexts["job"] = {"workflow_sha": "0123456789" * 4}
        environment = self._environment(workspace, temp, "schedule", ref)
        del environment["GITHUB_ACTION_PATH"]
        outputs = {"changed": {"value": "${{ steps.deliver.outputs.changed }}"}}
        return self._steps({"runs": {"steps": steps}, "outputs": outputs}, contexts, environment, workspace, temp)

    def _steps(
        self, action: dict[str, Any], contexts: dict[str, Any], environment: dict[str, str], cwd: Path, temp: Path
    ) -> Result:
        code, log, ran = 0, "", []
        for step in action["runs"]["steps"]:
            wanted = str(step.get("if", "true"))
            if (code and "always()" not in wanted) or not _truth(wanted, contexts):
                continue
            ran.append(step.get("name") or step["uses"].partition("@")[0])
            if "uses" in step:
                self._play(step["uses"], temp, _fill(step.get("with", {}).get("key", ""), contexts))
                continue
            output = temp / "output"
            output.write_text("")
            own = {name: str(_fill(value, contexts)) for name, value in step.get("env", {}).items()}
            assert step["shell"] == "bash"
            assert "${{" not in step["run"]
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=cwd,
                env={**environment, **own, "GITHUB_OUTPUT": str(output)},
                capture_output=True,
                text=True,
                check=False,
                timeout=120,
            )
            log += done.stdout + done.stderr
            code = code or done.returncode
            lines = [line.partition("=") for line in output.read_text(encoding="utf-8").splitlines()]
            if "id" in step:
                contexts["steps"][step["id"]] = {name: value for name, _, value in lines}
        outputs = {name: str(_fill(spec["value"], contexts)) for name, spec in action["outputs"].items()}
        return Result(code, outputs, log, (temp / "summary").read_text(encoding="utf-8"), ran, temp)

    def _play(self, uses: str, temp: Path, key: str) -> None:
        """Keep one folder for each key, without the number of the run at its end."""
        state, kept = temp / "linkcheck" / "state", self.cache / key.rpartition("-1-1")[0]
        if uses.startswith("actions/cache/restore@") and kept.exists():
            shutil.copytree(kept, state, dirs_exist_ok=True)
        if uses.startswith("actions/cache/save@"):
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(state, kept)

    def _environment(self, workspace: Path, temp: Path, event: str, ref: str) -> dict[str, str]:
        answers = temp / "web.json"
        answers.write_text(json.dumps(dict(self.web)), encoding="utf-8")
        (temp / "summary").write_text("")
        return {
            "PATH": f"{self.shims}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(temp),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "LC_ALL": "C.UTF-8",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_API_URL": self.api,
            "GITHUB_ENV": str(temp / "env"),
            "GITHUB_EVENT_NAME": event,
            "GITHUB_REF_NAME": ref,
            "GITHUB_REF_TYPE": "branch",
            "GITHUB_REPOSITORY": "o/r",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_SHA": git(workspace, "rev-parse", "HEAD") if (workspace / ".git").is_dir() else "",
            "GITHUB_STEP_SUMMARY": str(temp / "summary"),
            "RUNNER_TEMP": str(temp),
            "COMMIT_PAUSE": "0",
            "LINKCHECK_TEST_WEB": str(answers),
            "LINKCHECK_TEST_CLOCK": self.clock,
            "LINKCHECK_TEST_TITLES": self.titles,
            "LINKCHECK_TEST_LOG": str(self.requests_log),
            **self.environment,
        }


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody with a name."""
    identity = ("-c", "user.name=Somebody", "-c", "user.email=somebody@test.org", "-c", "commit.gpgsign=false")
    result = subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        capture_output=True,
        check=True,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
    )
    return result.stdout.decode("utf-8", "surrogateescape").strip()


_TOKEN = re.compile(r"'[^']*'|&&|\|\||==|!=|!|\(|\)|[A-Za-z][\w.-]*(?:\(\))?")


def _look_up(name: str, contexts: dict[str, Any]) -> str:
    if name in ("true", "always()"):
        return "true"
    context, _, rest = name.partition(".")
    if context == "steps":
        step, _, output = rest.partition(".outputs.")
        return str(contexts["steps"].get(step, {}).get(output, ""))
    return str(contexts[context][rest])


def _value(expression: str, contexts: dict[str, Any]) -> object:
    words = {"&&": "and", "||": "or", "!": "not", "==": "==", "!=": "!=", "(": "(", ")": ")"}
    parts = [
        words.get(token) or (token if token.startswith("'") else repr(_look_up(token, contexts)))
        for token in _TOKEN.findall(expression)
    ]
    return eval(" ".join(parts), {"__builtins__": {}})


def _truth(expression: str, contexts: dict[str, Any]) -> bool:
    return bool(_value(expression, contexts))


def _fill(text: object, contexts: dict[str, Any]) -> str:
    return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", lambda match: str(_value(match[1], contexts)), str(text))
