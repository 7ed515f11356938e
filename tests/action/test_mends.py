"""The Action keeping its pull requests of mends."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.action.github import Api
from tests.action.runner import Stage

OLD, NEW = "https://a.test.org/guide", "https://b.test.org/guide"
WEB: dict[str, int | str | Mapping[str, int | str]] = {OLD: NEW, NEW: 200, "https://a.test.org/fine": 200}
LIST = f"- [guide]({OLD})\n- [fine](https://a.test.org/fine)\n"


@pytest.fixture
def stage(tmp_path: Path, api: Api) -> Stage:
    stage = Stage(tmp_path, api=api.url, web=WEB)
    stage.push({"README.md": LIST})
    return stage


def test_one_request_on_a_schedule_and_none_of_a_contribution(stage: Stage, api: Api) -> None:
    done = stage.run(fix="pull-request", enrich="pull-request")
    assert done.code == 0, done.log
    (pull,) = api.pulls
    assert (pull["title"], pull["state"]) == ("Mend 1 link", "open")
    assert stage.show("README.md", "linkcheck-mends") + "\n" == LIST.replace(OLD, NEW)
    assert stage.show("README.md") + "\n" == LIST
    again = stage.run(fix="pull-request")
    assert again.code == 0, again.log
    assert len(api.pulls) == 1
    stage.run(event="pull_request", fix="pull-request")
    stage.run()
    assert len(api.pulls) == 1


def test_the_job_that_reads_the_web_writes_nothing_and_the_job_that_writes_reads_none(stage: Stage, api: Api) -> None:
    inputs = {"fix": "pull-request", "enrich": "pull-request"}
    repository = "https://github.com/o/a"
    stage.web = {**WEB, repository: {"stars": 1200}}
    stage.push({"README.md": f"{LIST}- [a]({repository})\n"})
    checked = stage.run(**inputs, publish="false")
    assert checked.code == 0, checked.log
    assert api.calls == []
    stage.web = {}  # Whatever the second job asked, nobody would answer.
    asked = stage.requests_log.read_text("utf-8")
    published = stage.publish(checked, **inputs, deliver="none", open_issue="")
    assert published.code == 0, published.log
    assert stage.requests_log.read_text("utf-8") == asked
    assert {pull["title"]: pull["state"] for pull in api.pulls} == {
        "Mend 1 link": "open",
        "Stars and dates beside the entries": "open",
    }
    assert f"[guide]({NEW})" in stage.show("README.md", "linkcheck-mends")
    assert "`★ 1.2k" in stage.show("README.md", "linkcheck-enrich")

    # What was closed unmerged is asked of the forge by the job that may.
    next(pull for pull in api.pulls if pull["title"] == "Mend 1 link")["state"] = "closed"
    published = stage.publish(checked, **inputs, deliver="none", open_issue="")
    assert len(api.pulls) == 2, published.log


def test_edits_of_a_job_that_was_taken_over_change_addresses_alone(stage: Stage, api: Api) -> None:
    checked = stage.run(fix="pull-request", publish="false")
    place = checked.temp / "linkcheck" / "out" / "edits" / "mends.json"
    found = json.loads(place.read_text("utf-8"))
    (edit,) = found["files"][0]["edits"]
    start = LIST.index("fine")
    found["files"] += [
        {"file": "other.md", "edits": [edit]},
        {"file": "../x.md", "edits": [edit]},
        {"file": "README.md", "edits": [{**edit, "start": start, "end": start + 4, "new": "evil"}]},
        {"file": "README.md", "edits": [{**edit, "kind": "titles", "start": 3, "end": 8, "new": "evil"}]},
    ]
    place.write_text(json.dumps(found), encoding="utf-8")
    published = stage.publish(checked, fix="pull-request", deliver="none", open_issue="")
    assert published.code == 0, published.log
    assert stage.show("README.md", "linkcheck-mends") + "\n" == LIST.replace(OLD, NEW)
    place.write_text("[" * 100_000)
    again = stage.publish(checked, fix="pull-request", deliver="none", open_issue="")
    assert "holds no edits as --format json writes them" in again.log


@pytest.mark.parametrize("reusable", [False, True], ids=["the Action", "the reusable workflow"])
def test_what_was_declined_is_delivered_with_the_memory(stage: Stage, api: Api, *, reusable: bool) -> None:
    run = stage.call if reusable else stage.run
    inputs = {"fix": "pull-request", "report": "README.report.md", "deliver": "branch"}
    run(**inputs)
    api.pulls[0]["state"] = "closed"
    done = run(**inputs)
    assert done.code == 0, done.log
    _, line = stage.show("README.memory.jsonl", "linkcheck-report").splitlines()
    assert json.loads(line)["declined"][0]["url"] == NEW
    assert stage.log("linkcheck-report")[0] == "Link report: 1 edit declined"
    api.pulls.clear()
    done = run(**inputs)
    assert api.pulls == []
    assert "1 edit left out" in done.log
    assert done.outputs["changed"] == "false"


def test_a_forge_that_refuses_leaves_the_check_as_it_is(stage: Stage, api: Api) -> None:
    api.refuse = 403
    done = stage.run(fix="pull-request")
    assert done.code == 0, done.log
    assert "pull-requests: write" in done.log
