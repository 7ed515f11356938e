"""The life of a pull request of mends: opened, brought up to date, in conflict, merged, declined, closed."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from linkcheck.cli import run
from linkcheck.demo import SmallWeb
from linkcheck.store.memory_file import FIRST_LINE
from tests.action.github import Api, serve
from tests.cli.stage import stage

ONE, TWO = "https://one.test.org/guide", "https://two.test.org/guide"
TEXT = f"- [Guide]({ONE})\n- [Guide]({TWO})\n- more\n"


def git(*arguments: str, folder: Path | None = None) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(text: str, message: str = "list") -> None:
    Path("list.md").write_text(text, encoding="utf-8")
    git("add", "list.md")
    git("commit", "--quiet", "-m", message)
    git("push", "--quiet", "origin", "HEAD:main")


@pytest.fixture
def api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    for name, value in {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@x.dev", "GIT_COMMITTER_NAME": "a",
                        "GIT_COMMITTER_EMAIL": "a@x.dev", "GIT_CONFIG_GLOBAL": "/dev/null"}.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    git("init", "--quiet", "--bare", "--initial-branch=main", str(tmp_path / "remote"))
    git("init", "--quiet", "--initial-branch=main", str(tmp_path / "clone"))
    monkeypatch.chdir(tmp_path / "clone")
    git("remote", "add", "origin", str(tmp_path / "remote"))
    commit(TEXT)
    with serve() as api:
        monkeypatch.setenv("GITHUB_API_URL", api.url)
        monkeypatch.setenv("GITHUB_REPOSITORY", "o/r")
        monkeypatch.setenv("GITHUB_TOKEN", "secret")
        monkeypatch.setenv("GITHUB_REF_NAME", "main")
        yield api


def build(web: SmallWeb) -> None:
    for name in ("one", "two"):
        web.site(f"{name}.test.org").redirect("/guide", f"https://new-{name}.test.org/guide")
        web.site(f"new-{name}.test.org").page("/guide", "Guide")


def fix(*arguments: str) -> int:
    return run(["fix", "list.md", "--pull-request", "-q", *arguments], world=stage(build))


def remote(branch: str) -> str:
    return git("show", f"origin/{branch}:list.md") + "\n"


def fetched() -> None:
    git("fetch", "--quiet", "--prune", "origin")


def mended(*names: str) -> str:
    text = TEXT
    for name in names:
        text = text.replace(f"https://{name}.test.org", f"https://new-{name}.test.org")
    return text


def test_opened_left_alone_and_brought_up_to_date(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    assert fix() == 0
    fetched()
    assert remote("linkcheck-mends") == mended("one", "two")
    (pull,) = api.pulls
    assert (pull["title"], pull["base"], pull["state"]) == ("Mend 2 links", "main", "open")
    assert ONE in pull["body"]
    tip = git("rev-parse", "origin/linkcheck-mends")
    assert fix() == 0
    fetched()
    assert git("rev-parse", "origin/linkcheck-mends") == tip
    assert [call for call in api.writes() if call.startswith(("POST", "PATCH"))] == ["POST /repos/o/r/pulls"]
    assert Path("list.md").read_text("utf-8") == TEXT  # the working tree is left alone

    commit(TEXT.replace("more", f"[Guide]({ONE}?x)"))
    assert fix() == 0
    fetched()
    assert git("rev-parse", "origin/linkcheck-mends^") == git("rev-parse", "origin/main")
    assert "unchanged" not in capsys.readouterr().err.splitlines()[-1]


def test_merged_there_is_nothing_left(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    fix()
    commit(mended("one", "two"), "merged")
    api.pulls[0] |= {"state": "closed", "merged_at": "2026-01-01T00:00:00Z"}
    assert fix() == 0
    assert "nothing" in capsys.readouterr().err
    assert len(api.pulls) == 1


def test_closed_when_somebody_else_has_mended_it(api: Api) -> None:
    fix()
    commit(mended("one", "two"), "by hand")
    assert fix() == 0
    assert api.pulls[0]["state"] == "closed"


def test_what_was_declined_is_not_asked_for_again(api: Api) -> None:
    commit(mended("two"))
    fix()
    api.pulls[0]["state"] = "closed"  # by a person, unmerged
    commit(TEXT, "two is old again")
    assert fix() == 0
    fetched()
    assert remote("linkcheck-mends") == mended("two")
    assert api.pulls[1]["title"] == "Mend 1 link"


def declined(api: Api) -> None:
    """Open a request for one of the two links, and have a person close it."""
    commit(mended("two"))
    assert fix() == 0
    api.pulls[0] |= {"state": "closed", "closed_at": "2026-02-03T04:05:06Z"}
    commit(TEXT, "two is old again")


def test_what_was_declined_is_remembered_where_the_forge_forgets(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    memory = Path("list.memory.jsonl")
    dead = {"url": "https://three.test.org/", "verdict": "dead", "since": "2026-01-01T00:00:00Z"}
    memory.write_text(f"{FIRST_LINE}\n{json.dumps(dead)}\n", encoding="utf-8")
    declined(api)
    assert fix() == 0
    head, one, three = map(json.loads, memory.read_text("utf-8").splitlines())
    assert (head, three) == (json.loads(FIRST_LINE), dead)
    edit = {"why": "moved", "url": "https://new-one.test.org/guide", "on": "2026-02-03T04:05:06Z"}
    assert one == {"url": ONE, "declined": [edit]}
    api.pulls.clear()
    capsys.readouterr()
    assert fix() == 0
    fetched()
    assert remote("linkcheck-mends") == mended("two")
    assert "1 edit left out" in capsys.readouterr().err
    written = memory.read_text("utf-8")
    assert fix() == 0
    assert memory.read_text("utf-8") == written


def test_a_request_that_a_person_opens_again_is_wanted_again(api: Api) -> None:
    Path("list.memory.jsonl").write_text(FIRST_LINE + "\n", encoding="utf-8")
    fix()
    api.pulls[0]["state"] = "closed"
    fix()
    assert ONE in Path("list.memory.jsonl").read_text("utf-8")
    api.pulls[0]["state"] = "open"
    fix()
    assert Path("list.memory.jsonl").read_text("utf-8") == FIRST_LINE + "\n"
    assert api.pulls[0]["state"] == "open"


def test_a_request_that_ended_by_itself_was_not_declined(api: Api) -> None:
    """The new page is down for a week: nothing is left to propose, and the week after there is."""
    fix()

    def down(web: SmallWeb) -> None:
        build(web)
        for name in ("one", "two"):
            web.site(f"new-{name}.test.org").page("/guide", "Guide", status=503)

    assert run(["fix", "list.md", "--pull-request", "-q", "--no-state"], world=stage(down)) == 0
    assert api.pulls[0]["state"] == "closed"
    assert fix("--no-state") == 0
    assert [pull["state"] for pull in api.pulls] == ["closed", "open"]
    fetched()
    assert remote("linkcheck-mends") == mended("one", "two")


def test_a_list_changed_meanwhile_waits_for_the_next_run(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    other = TEXT + "- another\n"
    commit(other)
    Path("list.md").write_text(TEXT, encoding="utf-8")  # what the job has checked out is older
    assert fix() == 0
    assert api.pulls == []
    assert "was changed on main meanwhile" in capsys.readouterr().err


def test_a_branch_that_takes_no_push_is_one_line(api: Api, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    hook = tmp_path / "remote" / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'error: GH006: Protected branch update failed' >&2\nexit 1\n")
    hook.chmod(0o755)
    assert fix() == 1
    assert "protected" in capsys.readouterr().err
    assert api.pulls == []


def test_a_token_without_rights_is_one_line(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    api.refuse = 403
    assert fix() == 1
    assert "pull-requests: write" in capsys.readouterr().err


def test_marks_have_a_request_of_their_own(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    def dated(web: SmallWeb) -> None:
        for name in ("one", "two"):
            head = '<meta property="article:published_time" content="2021-02-03">'
            web.site(f"{name}.test.org").page("/guide", "Guide", head=head)

    assert run(["enrich", "list.md", "--pull-request", "-q"], world=stage(dated)) == 0
    fetched()
    assert remote("linkcheck-enrich").startswith(f"- [Guide]({ONE}) `◷ 2021`\n")
    (pull,) = api.pulls
    assert pull["title"] == "Stars and dates beside the entries"
    pull["state"] = "closed"
    assert run(["enrich", "list.md", "--pull-request", "-q"], world=stage(dated)) == 0
    assert len(api.pulls) == 1
    assert "stays closed" in capsys.readouterr().err


def test_fix_by_itself_honours_what_was_declined(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    """No forge is asked: the diff, what is written, and a person who declines at the terminal."""

    def fix(*arguments: str) -> tuple[int, str, str]:
        code = run(["fix", "list.md", *arguments], world=stage(build))
        out, err = capsys.readouterr()
        return code, out, err

    assert "new-one" in fix()[1]
    code, _, err = fix("--decline", ONE)
    assert (code, "there is no memory yet" in err) == (2, True)
    memory = Path("list.memory.jsonl")
    memory.write_text(FIRST_LINE + "\n", encoding="utf-8")
    code, out, err = fix("--decline", ONE)
    assert (code, "new-one" in out, "new-two" in out) == (0, False, True)
    assert "1 edit left out as declined; --include-declined makes them, too" in err
    line = memory.read_text("utf-8").splitlines()[1]
    assert json.loads(line)["declined"][0]["url"] == "https://new-one.test.org/guide"
    assert "new-one" not in fix()[1]
    assert "new-one" in fix("--include-declined")[1]
    code, _, err = fix("--decline", "https://three.test.org/")
    assert (code, "no edit of https://three.test.org/ is proposed" in err) == (2, True)
    fix("--write")
    assert Path("list.md").read_text("utf-8") == mended("two")
    assert api.calls == []


def test_a_memory_that_a_contribution_brings_declines_nothing(
    api: Api, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edit = {"why": "moved", "url": "https://new-one.test.org/guide", "on": "2026-02-03T04:05:06Z"}
    text = f"{FIRST_LINE}\n{json.dumps({'url': ONE, 'declined': [edit]})}\n"
    Path("list.memory.jsonl").write_text(text, encoding="utf-8")
    for event, shown in (("schedule", False), ("pull_request", True)):
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
        monkeypatch.setenv("GITHUB_EVENT_NAME", event)
        assert run(["fix", "list.md", "-q"], world=stage(build)) == 0
        assert ("new-one" in capsys.readouterr().out) is shown


def test_a_declined_anchor_is_that_of_its_file(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    """`#instal` is another link in each file, and the check keeps what was declined of one of them."""
    for name in ("a.md", "b.md"):
        Path(name).write_text(f"[Install](#instal) [Guide]({ONE})\n\n## Install\n", encoding="utf-8")
    memory = Path("a.memory.jsonl")
    check = ["check", "a.md", "b.md", "--memory", str(memory), "-q", "--fragments", "--fail-on", "none"]
    assert run(check, world=stage(build)) == 0
    assert run(["fix", "a.md", "--decline", "#instal", "-q"], world=stage(build)) == 0
    for _ in range(2):
        capsys.readouterr()
        assert run(["fix", "a.md", "b.md", "--only", "anchors"], world=stage(build)) == 0
        out, err = capsys.readouterr()
        assert ("+++ b/a.md" in out, "+++ b/b.md" in out) == (False, True)
        assert "1 edit left out as declined" in err
        assert run(check, world=stage(build)) == 0


def test_gitlab_keeps_a_merge_request(
    api: Api, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_REF_NAME")
    for name, value in {"GITLAB_CI": "true", "CI_API_V4_URL": api.url, "CI_PROJECT_PATH": "g/sub/r",
                        "CI_COMMIT_BRANCH": "main", "GITLAB_TOKEN": "secret"}.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    commit(mended("two"))
    assert fix() == 0
    (first,) = api.pulls
    assert (first["title"], first["source_branch"], first["target_branch"]) == (
        "Mend 1 link",
        "linkcheck-mends",
        "main",
    )
    assert ONE in first["description"]
    assert {token for _, _, token in api.calls} == {"secret"}
    writes = api.writes()
    assert fix() == 0
    assert "unchanged" in capsys.readouterr().err
    assert api.writes() == writes
    api.pulls.append({**first, "iid": 2, "state": "opened", "source_project_id": 5})  # a fork's, of the same name
    first["state"] = "closed"  # by a person, unmerged
    commit(TEXT, "two is old again")
    assert fix() == 0
    fetched()
    assert remote("linkcheck-mends") == mended("two")
    assert [(each["iid"], each["state"]) for each in api.pulls] == [(1, "closed"), (2, "opened"), (3, "opened")]
    commit(mended("one", "two"), "by hand")
    assert fix() == 0
    assert api.pulls[2]["state"] == "closed"
    api.pulls[2]["state"] = "merged"
    assert fix() == 0
    assert "nothing" in capsys.readouterr().err.splitlines()[-1]
