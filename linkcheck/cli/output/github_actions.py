"""Output for the CI system of a run: annotations, job summary, outputs.

On GitHub Actions standard output gets workflow commands after the problems, ``$GITHUB_STEP_SUMMARY`` the report and
``$GITHUB_OUTPUT`` the counts. GitLab's log shows colours, so it is treated as a terminal that has them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from linkcheck.cli.output.blob import blob_base
from linkcheck.cli.output.list_language import language
from linkcheck.cli.output.report_files import print_out
from linkcheck.cli.terminal.errors import say
from linkcheck.config import Settings
from linkcheck.judge.exit_rules import failures_of
from linkcheck.model import Run, Verdict
from reports.github import ANNOTATIONS, JOB_SUMMARY
from reports.headline import headline
from reports.interface import Options

_OWN_EVENTS: Final = {
    "GITHUB_EVENT_NAME": frozenset(("push", "schedule", "workflow_dispatch")),
    "CI_PIPELINE_SOURCE": frozenset(("push", "schedule", "web", "api", "trigger", "pipeline", "parent_pipeline")),
}
"""The events in which the checkout is the project's own code, by the variable that names them. All others count as a
contribution's: ``workflow_run``, ``issue_comment`` and ``pull_request_review`` may well check one out."""
_LARGEST_EVENT: Final = 32 << 20
"""Bytes; GitHub's own limit for the payload of an event is 25 MB."""
SUMMARY_LIMIT: Final = 1_000_000
"""Maximum bytes of a step's summary: GitHub refuses more than 1 MiB for all commands of the step together."""


def is_contribution(environment: Mapping[str, str]) -> bool:
    """Return True if the checkout, settings included, may come from an unmerged contribution.

    In CI this is always so, except for a few events on the default branch; on a developer's machine never.
    """
    for variable, own in _OWN_EVENTS.items():
        event = environment.get(variable)
        if event and (event not in own or _is_on_side_branch(environment, event)):
            return True
    return False


def _is_on_side_branch(environment: Mapping[str, str], event: str) -> bool:
    """Tell whether a run is on another branch than the default one, or on a tag; False where nothing says so.

    A schedule is always on the default branch (GitHub's payload for it may not even name the repository).
    """
    if event == "schedule":
        return False
    branch = environment.get("CI_COMMIT_REF_NAME")
    default = environment.get("CI_DEFAULT_BRANCH")
    if branch and default:
        return branch != default
    default = _default_branch(environment.get("GITHUB_EVENT_PATH"))
    return bool(default) and environment.get("GITHUB_REF") not in (None, f"refs/heads/{default}")


def _default_branch(payload: str | None) -> str | None:
    """Return the default branch from GitHub's event; None if unknown."""
    try:
        file = Path(payload or "")
        if not payload or file.stat().st_size > _LARGEST_EVENT:
            return None
        branch = json.loads(file.read_bytes())["repository"]["default_branch"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return branch if isinstance(branch, str) else None


def tell_ci(run: Run, settings: Settings, environment: Mapping[str, str], *, annotate: bool) -> None:
    """Tell GitHub Actions about a run, where it is one; elsewhere do nothing."""
    if environment.get("GITHUB_ACTIONS") != "true":
        return
    options = Options(
        lang=language(settings.lang, run.documents),
        fail_on=frozenset(settings.fail_on),
        fail_when=settings.fail_when,
        link_base=blob_base(environment),
    )
    if annotate:
        print_out(ANNOTATIONS.pieces(run, options))
    append_to(environment.get("GITHUB_STEP_SUMMARY"), JOB_SUMMARY.render(run, options), SUMMARY_LIMIT)
    append_to(environment.get("GITHUB_OUTPUT"), _outputs(run, settings))


def _outputs(run: Run, settings: Settings) -> str:
    """Return ``name=value`` lines. Numbers and words of our own alone: nothing here is a stranger's."""
    counts = run.counts()
    failed = sum(1 for _ in failures_of(run, settings))
    confirmed = sum(record.confirmed for record in run.having(*(verdict for verdict in Verdict if verdict.is_gone)))
    values = {
        "links": len(run.records),
        "failing": failed,
        "confirmed": confirmed,
        **{verdict.value: counts.get(verdict, 0) for verdict in Verdict},
        "counts": json.dumps({verdict.value: n for verdict, n in counts.items()}, separators=(",", ":")),
        "headline": headline(run),
    }
    return "".join(f"{name}={value}\n" for name, value in values.items())


def append_to(path: str | None, text: str, limit: int | None = None) -> None:
    """Append to a file that the runner named, where it named one."""
    if not path or not text:
        return
    data = text.encode("utf-8", "replace")
    try:
        file = Path(path)
        if limit is not None and (file.stat().st_size if file.exists() else 0) + len(data) > limit:
            say("the job's summary would be larger than GitHub takes; it is left out")
            return
        with file.open("ab") as stream:
            stream.write(data)
    except OSError as error:
        say(f"{path}: cannot be written: {error.strerror}")
