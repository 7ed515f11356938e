"""The Action keeping its pull requests of mends."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.action.github import Api
from tests.action.runner import Stage

OLD, NEW = "https://a.test.org/guide", "https://b.test.org/guide"
WEB: dict[str, int | str] = {OLD: NEW, NEW: 200, "https://a.test.org/fine": 200}
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


def test_a_forge_that_refuses_leaves_the_check_as_it_is(stage: Stage, api: Api) -> None:
    api.refuse = 403
    done = stage.run(fix="pull-request")
    assert done.code == 0, done.log
    assert "pull-requests: write" in done.log
