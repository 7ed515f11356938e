"""The recipes of docs/ci.md, run as they stand there: for GitLab, for Forgejo and Gitea, for cron.

The translated page has the same recipes (tests/project/test_docs.py).
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.action.github import Api
from tests.action.recipes import CI, cron, forgejo, gitlab, gitlab_with_mends, install_nothing
from tests.action.runner import Stage, git

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


@pytest.fixture
def stage(tmp_path: Path, api: Api) -> Stage:
    stage = Stage(tmp_path, api=api.url, web=ALL_FINE)
    stage.push({"README.md": LIST})
    install_nothing(stage)
    return stage


def test_gitlab_week_by_week(stage: Stage, api: Api) -> None:
    codes = []
    for week, stage.web in enumerate(WEEKS):
        stage.clock = f"+{7 * week}d"
        if week == 2:
            shutil.rmtree(stage.cache)
        code, log = gitlab(stage, CI, api.url)
        codes.append(code)
        assert code in (0, 1), log
    assert codes == [0, 0, 0, 1, 0, 0]
    assert stage.log("linkcheck-report") == SUBJECTS[::-1]
    assert stage.log() == ["a change"]
    assert [(issue["state"], issue["iid"]) for issue in api.issues] == [("closed", 1)]


def test_gitlab_keeps_a_merge_request_of_mends(stage: Stage, api: Api) -> None:
    """What reads the web has no token; what a person declines goes into the memory with the next delivery."""
    old, new = "https://a.test.org/two", "https://b.test.org/two"
    stage.web = {**ALL_FINE, old: new, new: 200}
    code, log = gitlab_with_mends(stage, CI, api.url)
    assert code == 0, log
    (request,) = api.pulls
    assert (request["title"], request["state"]) == ("Mend 1 link", "opened")
    assert stage.show("README.md", "linkcheck-mends") + "\n" == LIST.replace(old, new)
    request["state"] = "closed"
    stage.clock = "+7d"
    code, log = gitlab_with_mends(stage, CI, api.url)
    assert code == 0, log
    assert len(api.pulls) == 1
    assert new in stage.show("README.memory.jsonl", "linkcheck-report")


def test_gitlab_merge_request(stage: Stage, api: Api) -> None:
    """What was gone before fails nobody's contribution: the memory is that of the reports' branch."""
    stage.web = {**ONE_DEAD, "https://a.test.org/three": 404}
    gitlab(stage, CI, api.url)
    base = git(stage.origin, "rev-parse", "main")
    variables = {"CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    stage.push({"README.md": LIST.replace("[two]", "[the second]")}, branch="words")
    code, log = gitlab(stage, CI, api.url, "words", **variables)
    assert code == 0, log
    stage.push({"README.md": LIST + "- [three](https://a.test.org/three)\n"}, branch="link")
    code, log = gitlab(stage, CI, api.url, "link", **variables)
    assert code == 1, log
    assert "a.test.org/three" in log
    assert stage.log("linkcheck-report") == ["Link report: first run: 1 of 2 links gone"]


def test_forgejo_and_gitea_week_by_week(stage: Stage, api: Api) -> None:
    codes = []
    for week, stage.web in enumerate(WEEKS):
        stage.clock = f"+{7 * week}d"
        done = forgejo(stage, CI, api.url)
        codes.append(max(each.returncode for each in done))
        assert codes[-1] in (0, 1), [each.stderr for each in done]
    assert codes == [0, 0, 0, 1, 0, 0]
    assert stage.log("linkcheck-report") == SUBJECTS[::-1]
    assert [issue["state"] for issue in api.issues] == ["closed"]


def test_cron_week_by_week(stage: Stage) -> None:
    folder = stage.fresh()
    said, written = [], []
    for week, stage.web in enumerate(WEEKS):
        stage.clock = f"+{7 * week}d"
        if week == 2:
            shutil.rmtree(folder / ".linkcheck")
        said.append(cron(stage, CI, folder))
        git(folder, "add", "--all")
        written.append(bool(git(folder, "status", "--porcelain")))
        git(folder, "commit", "--quiet", "--allow-empty", "--message", "x")
    assert said == ["", "", "", "see README.report.md\n", "", ""]
    assert written == [True, True, True, True, False, True]


def test_cron_sends_no_mail_for_a_host_that_is_down(stage: Stage) -> None:
    """asyncio printed a traceback where a run ended before it needed the authorities that it had begun to read."""
    web = {**ALL_FINE, "https://d.test.org/delta": 200}
    stage.web = web
    stage.push({"README.md": LIST + "- [delta](https://d.test.org/delta)\n"})
    folder = stage.fresh()
    assert cron(stage, CI, folder) == ""
    stage.web, stage.clock = {**web, "https://d.test.org/delta": 0}, "+7d"
    assert cron(stage, CI, folder) == ""
