"""The life of a pull request of mends: opened, brought up to date, in conflict, merged, declined, closed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from linkcheck.cli import run
from linkcheck.demo import SmallWeb
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


def test_marks_have_a_request_of_their_own(api: Api) -> None:
    def dated(web: SmallWeb) -> None:
        for name in ("one", "two"):
            head = '<meta property="article:published_time" content="2021-02-03">'
            web.site(f"{name}.test.org").page("/guide", "Guide", head=head)

    assert run(["enrich", "list.md", "--pull-request", "-q"], world=stage(dated)) == 0
    fetched()
    assert remote("linkcheck-enrich").startswith(f"- [Guide]({ONE}) `◷ 2021`\n")
    (pull,) = api.pulls
    assert pull["title"] == "Stars and dates beside the entries"
