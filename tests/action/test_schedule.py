"""The Action on a schedule: what it commits, what it says, and the issue it keeps."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.action.github import Api
from tests.action.runner import ROOT, TOKEN, Result, Stage, git

LIST = "# Reading\n\n- [one](https://a.test.org/one)\n- [two](https://a.test.org/two)\n"
ALL_FINE = {"https://a.test.org/one": 200, "https://a.test.org/two": 200}
ONE_DEAD = {**ALL_FINE, "https://a.test.org/two": 404}
KEPT = {"report": "README.report.md", "formats": "badge=links.badge.json", "deliver": "commit", "open_issue": "true"}


@pytest.fixture
def stage(tmp_path: Path, api: Api) -> Stage:
    stage = Stage(tmp_path, api=api.url, web=ALL_FINE)
    stage.push({"README.md": LIST})
    return stage


def weekly(stage: Stage, **inputs: str) -> Result:
    return stage.run(**{**KEPT, "args": "--max-age 0", **inputs})


def test_first_run_commits_a_report_and_the_second_nothing(stage: Stage, api: Api) -> None:
    first = weekly(stage)
    assert first.code == 0, first.log
    assert first.outputs["changed"] == "true"
    assert first.outputs["links"] == "2"
    assert first.outputs["failing"] == "0"
    assert json.loads(first.outputs["counts"]) == {"alive": 2}
    assert first.outputs["report"] == "README.report.md"
    assert stage.log()[0] == "Link report: first run: 2 links"
    assert "About /one" in stage.show("README.report.md")
    assert json.loads(stage.show("links.badge.json"))["color"] == "brightgreen"
    assert git(stage.origin, "log", "-1", "--format=%an <%ae>", "main").startswith("github-actions[bot] <41898282+")
    assert set(git(stage.origin, "ls-tree", "-r", "--name-only", "main").split()) == {
        "README.md",
        "README.memory.jsonl",
        "README.report.md",
        "links.badge.json",
    }

    stage.tomorrow()
    second = weekly(stage)
    assert second.code == 0, second.log
    assert second.outputs["changed"] == "false"
    assert len(stage.log()) == 2
    assert second.outputs["headline"] == "nothing newly gone, moved or back"
    assert api.writes() == []
    assert {token for _, _, token in api.calls} == {f"Bearer {TOKEN}"}


def test_it_installs_its_own_checkout(stage: Stage) -> None:
    weekly(stage)
    words = stage.pip_log.read_text(encoding="utf-8").split("\n")
    assert words[:4] == ["-I", "-m", "pip", "install"]
    assert words[-2] == str(ROOT)


def test_a_link_dies_and_comes_back(stage: Stage, api: Api) -> None:
    weekly(stage)
    stage.web = ONE_DEAD
    stage.tomorrow()
    died = weekly(stage)
    assert died.code == 0, died.log  # Seen once: a note.
    assert [line.partition("::https")[0] for line in died.annotations] == [
        "::notice file=README.md,line=4,col=9,endColumn=31,title=dead"
    ]
    assert died.outputs["headline"] == "1 newly gone"
    assert died.outputs["changed"] == "true"
    assert stage.log()[0] == "Link report: 1 newly gone"
    assert "[skip ci]" in git(stage.origin, "log", "-1", "--format=%b", "main")
    assert "https://github.com/o/r/blob/" in died.summary
    assert api.writes() == []  # Nothing to write to people about.

    stage.tomorrow()
    known = weekly(stage)
    assert known.code == 0
    assert api.writes() == []

    stage.tomorrow()
    confirmed = weekly(stage)
    assert confirmed.code == 1
    assert [line.split()[0] for line in confirmed.annotations] == ["::error"]
    assert confirmed.outputs["headline"] == "1 confirmed gone"
    assert api.writes() == ["POST /repos/o/r/issues"]
    assert "https://a.test.org/two" in api.issues[0]["body"]
    assert api.issues[0]["labels"] == [{"name": "linkcheck"}]

    stage.tomorrow()
    frozen = weekly(stage)
    assert (frozen.code, frozen.outputs["changed"]) == (0, "false")  # Red once, and nothing to commit.
    assert len(api.issues) == 1
    assert api.issues[0]["state"] == "open"

    stage.web = ALL_FINE
    stage.tomorrow()
    back = weekly(stage)
    assert back.code == 0
    assert back.outputs["headline"] == "1 back"
    assert len(api.issues) == 1
    assert api.issues[0]["state"] == "closed"
    assert "two" not in api.issues[0]["body"]


def test_a_lost_cache_costs_nothing(stage: Stage, api: Api) -> None:
    """What the committed memory knows, a run without the cache knows as well."""
    codes = []
    for day, web in enumerate([ALL_FINE, ONE_DEAD, ONE_DEAD, ONE_DEAD, ONE_DEAD, ALL_FINE]):
        stage.web, stage.clock = web, f"+{7 * day}d"
        shutil.rmtree(stage.cache, ignore_errors=True)
        codes.append(weekly(stage).code)
        if day == 4:
            assert api.issues[0]["state"] == "open"
    assert codes == [0, 0, 0, 1, 0, 0]
    assert api.writes() == ["POST /repos/o/r/issues", "PATCH /repos/o/r/issues/1"]
    assert api.issues[0]["state"] == "closed"
    assert stage.log()[0] == "Link report: 1 back"


def protect(stage: Stage, branch: str = "main") -> None:
    hook = stage.origin / "hooks" / "update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f"#!/bin/sh\n[ $1 = refs/heads/{branch} ] || exit 0\n"
        "echo 'error: GH006: Protected branch update failed for refs/heads/main.' >&2; exit 1\n"
    )
    hook.chmod(0o755)


def test_a_protected_branch_is_told_once_with_the_remedy_and_the_issue_is_kept(stage: Stage, api: Api) -> None:
    stage.push({"README.md": LIST + "- [bad](htps://a.test.org/bad)\n"})
    protect(stage)
    result = weekly(stage)
    assert result.code == 1
    assert result.outputs["changed"] == "false"
    (line,) = [line for line in result.log.splitlines() if line.startswith("::error title=linkcheck::the report")]
    assert "main is protected" in line
    assert "deliver: branch" in line
    assert "somebody else" not in result.log
    assert api.writes() == ["POST /repos/o/r/issues"]


def test_a_branch_of_its_own_needs_no_exception(stage: Stage, api: Api) -> None:
    protect(stage)
    first = weekly(stage, deliver="branch")
    assert (first.code, first.outputs["changed"]) == (0, "true"), first.log
    assert stage.log("linkcheck-report") == ["Link report: first run: 2 links"]
    files = git(stage.origin, "ls-tree", "-r", "--name-only", "linkcheck-report").split()
    assert files == ["README.memory.jsonl", "README.report.md", "links.badge.json"]
    stage.web = ONE_DEAD
    for day in range(1, 5):
        stage.clock = f"+{7 * day}d"
        shutil.rmtree(stage.cache)  # The memory comes back from that branch.
        result = weekly(stage, deliver="branch")
        assert result.code == (1 if day == 3 else 0), result.log
    assert result.outputs["changed"] == "false"
    assert stage.log() == ["a change"]
    assert len(stage.log("linkcheck-report")) == 4
    assert len(api.issues) == 1


@pytest.mark.parametrize("reusable", [False, True], ids=["the Action", "the reusable workflow"])
def test_one_standing_pull_request(stage: Stage, api: Api, *, reusable: bool) -> None:
    def weekly(stage: Stage, **inputs: str) -> Result:
        run = stage.call if reusable else stage.run
        return run(**{**KEPT, "args": "--max-age 0", **inputs})

    protect(stage)
    assert weekly(stage, deliver="pull-request").outputs["changed"] == "true"
    assert [pull["head"]["ref"] for pull in api.pulls] == ["linkcheck-report"]
    stage.push_as_owner({"other.md": "x"})
    stage.web, stage.clock = ONE_DEAD, "+7d"
    assert weekly(stage, deliver="pull-request").outputs["changed"] == "true"
    stage.clock = "+8d"
    assert len(api.pulls) == 1
    assert stage.log("linkcheck-report") == ["Link report: 1 newly gone", "a change", "a change"]
    assert stage.show("other.md", "linkcheck-report") == "x"
    merged = weekly(stage, deliver="pull-request")
    git(stage.origin, "update-ref", "refs/heads/main", "refs/heads/linkcheck-report")
    api.pulls[0]["state"] = "closed"
    stage.clock = "+8d"
    merged = weekly(stage, deliver="pull-request")
    assert (merged.code, merged.outputs["changed"], len(api.pulls)) == (0, "false", 1), merged.log


OTHER = {"paths": "docs/list.md", "report": "docs/list.report.md", "formats": ""}
"""A second job of the same repository."""


def test_two_jobs_share_the_branch_of_reports(stage: Stage, api: Api) -> None:
    stage.push({"docs/list.md": "- [three](htps://a.test.org/three)\n"})
    weekly(stage, deliver="branch")
    second = weekly(stage, deliver="branch", **OTHER)
    assert second.code == 0, second.log
    files = git(stage.origin, "ls-tree", "-r", "--name-only", "linkcheck-report").split()
    mine = ["README.memory.jsonl", "README.report.md", "docs/list.memory.jsonl", "docs/list.report.md"]
    assert files == [*mine, "links.badge.json"]
    assert [issue["state"] for issue in api.issues] == ["open"]
    weekly(stage, deliver="branch")
    assert [issue["state"] for issue in api.issues] == ["open"]


def test_a_report_or_memory_that_was_renamed_is_named_and_left_alone(stage: Stage) -> None:
    weekly(stage)
    done = weekly(stage, report="links.report.md", formats="")
    assert "README.report.md: a report of the same lists, which this job does not write" in done.log
    assert "links.memory.jsonl: not there yet; README.memory.jsonl is a memory" in done.log
    assert "About /one" in stage.show("README.report.md")
    assert "not there yet" not in weekly(stage, report="links.report.md", formats="").log


def test_each_job_keeps_a_cache_of_its_own(stage: Stage) -> None:
    """Two jobs of one workflow run at once: the second to save under the same key would save nothing."""
    stage.push({"docs/list.md": LIST})
    weekly(stage, args="")
    weekly(stage, args="", **OTHER)
    assert len([*stage.cache.iterdir()]) == 2
    stage.requests_log.write_text("")
    weekly(stage, args="")
    assert stage.requests_log.read_text() == ""


def test_commits_may_wait_for_verdicts(stage: Stage) -> None:
    weekly(stage, commit_on="verdicts")
    stage.titles = "Another"
    quiet = weekly(stage, commit_on="verdicts")
    assert quiet.outputs["changed"] == "false", quiet.log
    loud = weekly(stage)
    assert loud.outputs["changed"] == "true"
    assert stage.log()[0] == "Link report: stars, dates and titles (4 lines)"
    stage.web, stage.titles = ONE_DEAD, "A third"
    assert weekly(stage, commit_on="verdicts").outputs["changed"] == "true"


def test_what_others_push_in_between_stays(stage: Stage) -> None:
    """The branch moves after our fetch and before our push: the first push is refused, the next stands on theirs."""
    stage.push({"other.md": "theirs\n", "README.report.md": "an old report\n"}, "their work", branch="other")
    hook = stage.origin / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        "#!/bin/sh\n[ -e moved ] && exit 0\ntouch moved\n"
        "env -u GIT_QUARANTINE_PATH git update-ref refs/heads/main refs/heads/other\n"
    )
    hook.chmod(0o755)
    result = weekly(stage)
    assert result.code == 0, result.log
    assert "somebody else pushed" in result.log
    assert stage.log() == ["Link report: first run: 2 links", "their work", "a change"]
    assert stage.show("other.md") == "theirs"
    assert "About /one" in stage.show("README.report.md")


def test_what_others_pushed_since_the_checkout_stays(stage: Stage) -> None:
    hook = stage.shims / "linkcheck"
    pushed = stage.clone("late")
    (pushed / "late.md").write_text("late\n")
    git(pushed, "add", ".")
    git(pushed, "commit", "--quiet", "--message", "late work")
    hook.write_text(
        f"#!/bin/sh\ngit -C '{pushed}' push --quiet origin HEAD:main\n" + hook.read_text().partition("\n")[2]
    )
    assert weekly(stage).outputs["changed"] == "true"
    assert stage.log() == ["Link report: first run: 2 links", "late work", "a change"]
    assert stage.show("late.md") == "late"


def test_offline_commits_nothing_and_keeps_the_issue(stage: Stage, api: Api) -> None:
    weekly(stage)
    stage.web = dict.fromkeys(ALL_FINE, 0)
    broken = weekly(stage)
    assert broken.code == 3
    assert len(stage.log()) == 2
    assert not {"Deliver the reports", "Keep the issue"} & set(broken.ran)
    assert "Save what is known" in broken.ran


def test_a_bug_of_ours_is_no_finding(stage: Stage) -> None:
    stage.environment = {"LINKCHECK_TEST_WEB": str(stage.folder / "missing.json")}
    broken = weekly(stage)
    assert broken.code not in (0, 1)
    assert len(stage.log()) == 1


def test_a_list_without_links_is_said_with_its_own_code(stage: Stage) -> None:
    stage.push({"empty.md": "# Nothing\n"})
    result = weekly(stage, paths="empty.md")
    assert result.code == 3
    assert "no links found" in result.log


def test_nothing_is_written_unless_asked_for(stage: Stage, api: Api) -> None:
    stage.web = ONE_DEAD
    result = stage.run(fail_on="dead")
    assert result.code == 1
    assert stage.log() == ["a change"]
    assert api.calls == []


def test_several_paths_with_spaces_and_options(stage: Stage) -> None:
    stage.push({"my list.md": LIST, "docs/b.md": LIST})
    result = weekly(stage, paths="'my list.md' docs # not this", args="--max-age 0\n--exclude 'a\\.test\\.org/two'")
    assert result.code == 0, result.log
    assert json.loads(result.outputs["counts"]) == {"alive": 1, "skipped": 1}
