"""Where a run takes place, and what is told there beside the report: annotations, a job's summary, its outputs.

On GitHub Actions standard output gets workflow commands after the problems, ``$GITHUB_STEP_SUMMARY`` the report and
``$GITHUB_OUTPUT`` the counts. GitLab's log shows colours, so it is treated as a terminal that has them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from linkcheck.cli.blob import blob_base
from linkcheck.cli.errors import say
from linkcheck.cli.output import print_out
from linkcheck.cli.rendering import language
from linkcheck.config import Settings
from linkcheck.judge.exit_rules import failures_of
from linkcheck.model import Run, Verdict
from reports.github import ANNOTATIONS, JOB_SUMMARY
from reports.headline import headline
from reports.interface import Options

_CONTRIBUTIONS: Final = frozenset(
    ("pull_request", "pull_request_target", "merge_request_event", "external_pull_request_event")
)
SUMMARY_LIMIT: Final = 1_000_000
"""Bytes of a step's summary; GitHub refuses one above 1 MiB, whatever earlier commands of the step wrote included."""


def is_contribution(environment: Mapping[str, str]) -> bool:
    """Tell whether what is checked, settings included, is somebody's proposal and not yet the project's own."""
    events = (environment.get("GITHUB_EVENT_NAME"), environment.get("CI_PIPELINE_SOURCE"))
    return any(event in _CONTRIBUTIONS for event in events)


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
    _append(environment.get("GITHUB_STEP_SUMMARY"), JOB_SUMMARY.render(run, options), SUMMARY_LIMIT)
    _append(environment.get("GITHUB_OUTPUT"), _outputs(run, settings))


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


def _append(path: str | None, text: str, limit: int | None = None) -> None:
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
