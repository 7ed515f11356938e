"""``check --memory``: what a run without state knows, and whose word it takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkcheck.cli import run
from linkcheck.demo import SmallWeb
from tests.action.runner import git
from tests.cli.stage import stage

FILE = Path("list.memory.jsonl")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_text("- [a](https://a.test.org/fine)\n- [b](https://a.test.org/gone)\n")


def furnish(web: SmallWeb) -> None:
    web.site("a.test.org").page("/fine", "Fine").page("/gone", "Gone", status=404)


def check(*arguments: str) -> int:
    return run(["check", "list.md", "--memory", str(FILE), "--no-state", *arguments], world=stage(furnish))


def test_a_run_with_neither_says_so_and_fails_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("list.md").write_text("- [b](https://a.test.org/gone)\n- [c](htps://a.test.org/bad)\n")
    assert check("--fail-on", "newly-confirmed") == 0
    assert "first run" in capsys.readouterr().err
    (head, *lines) = FILE.read_text().splitlines()
    assert head == '{"linkcheck":"memory","schema":1}'
    assert [line.split('"')[3] for line in lines] == ["htps://a.test.org/bad", "https://a.test.org/gone"]


def test_without_state_the_memory_tells_what_is_new(capsys: pytest.CaptureFixture[str]) -> None:
    check()
    assert check("--fail-on", "new") == 0
    before = FILE.read_bytes()
    assert check() == 1
    assert FILE.read_bytes() == before
    assert "since the last run: nothing newly gone" in capsys.readouterr().err
    Path("list.md").write_text("- [a](https://a.test.org/fine)\n")
    assert check() == 0
    assert FILE.read_text() == '{"linkcheck":"memory","schema":1}\n'


def test_a_broken_memory_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    FILE.write_text('{"linkcheck":"memory","schema":1}\n{"url":"x","wish":1}\n')
    assert check() == 2
    err = capsys.readouterr().err
    assert err.startswith("linkcheck: --memory: list.memory.jsonl:2: ")
    assert err.count("\n") == 1


def test_of_a_contribution_the_base_is_believed(capsys: pytest.CaptureFixture[str]) -> None:
    git(Path(), "init", "--quiet", "--initial-branch=main")
    check()
    git(Path(), "add", "list.md", str(FILE))
    git(Path(), "commit", "--quiet", "--message", "base")
    FILE.write_text("nonsense")
    Path("list.md").write_text("- [b](https://a.test.org/gone)\n- [d](https://a.test.org/gone?d)\n")
    capsys.readouterr()
    assert check("--since", "main", "--fail-on", "new") == 1
    assert FILE.read_text() == "nonsense"
    FILE.unlink()
    git(Path(), "rm", "--quiet", "--cached", str(FILE))
    git(Path(), "commit", "--quiet", "--message", "without")
    assert check("--since", "HEAD") == 1
    assert not FILE.exists()


def test_a_contribution_without_a_base_has_no_memory(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_EVENT_NAME", "pull_request")
    FILE.write_text("nonsense")
    assert check() == 1
    assert FILE.read_text() == "nonsense"
    assert "is not read" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_to_is_a_warning(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("linkcheck.cli.commands.check.os.access", lambda *_: False)
    assert run(["check", "list.md"], world=stage(furnish)) == 1
    assert "nothing is kept" in capsys.readouterr().err
    assert not Path(".linkcheck").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--no-state"], "interrupted; without a state nothing is kept"),
        (["--no-state", "--memory", "m.jsonl"], "interrupted; what was learnt is kept"),
        ([], "interrupted; what was learnt is kept"),
    ],
)
def test_an_interruption_says_what_is_kept(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("linkcheck.cli.running.publish", interrupt)
    assert run(["check", "list.md", *arguments], world=stage(furnish)) == 130
    assert capsys.readouterr().err.splitlines()[-1] == f"linkcheck: {said}"


@pytest.mark.parametrize(
    ("arguments", "job"),
    [
        (["-o", "out/report.md", "-o", "page.html", "--memory", "notes.jsonl"], "out/report.md"),
        (["-o", "../report.md", "--memory", "notes.jsonl"], "notes.jsonl"),
        (["--format", "json=out.json", "list.md"], "list.md%20list.md"),
    ],
)
def test_a_job_is_known_by_its_report_else_its_memory_else_its_lists(arguments: list[str], job: str) -> None:
    Path("out").mkdir()
    run(["check", "list.md", "--no-state", "--format", "github-issue=issue.md", *arguments], world=stage(furnish))
    assert Path("issue.md").read_text().startswith(f"<!-- linkcheck {job}: clean -->")


def test_reports_and_memories_are_no_lists(capsys: pytest.CaptureFixture[str]) -> None:
    """The second run over a folder does not read the first one's report, whatever it is called."""
    Path("docs").mkdir()
    Path("list.md").rename("docs/list.md")
    arguments = ["check", "docs", "--no-state", "-o", "docs/notes.md", "--format", "html=docs/page.md"]
    arguments += ["--memory", "docs/memory.md", "--format", "github-issue=docs/issue.md"]
    assert run(arguments, world=stage(furnish)) == 1
    before = Path("docs/notes.md").read_bytes()
    capsys.readouterr()
    assert run(arguments, world=stage(furnish)) == 1
    assert "2 links in docs/list.md" in capsys.readouterr().err
    assert Path("docs/notes.md").read_bytes() == before
    assert run(["check", "docs/notes.md"], world=stage(furnish)) == 3
    assert "a report of linkcheck, and no list" in capsys.readouterr().err


def test_a_lost_state_makes_no_news_of_what_had_moved(capsys: pytest.CaptureFixture[str]) -> None:
    def moved(web: SmallWeb) -> None:
        furnish(web)
        web.site("a.test.org").redirect("/old", "https://a.test.org/fine")

    Path("list.md").write_text("- [a](https://a.test.org/fine)\n- [m](https://a.test.org/old)\n")
    arguments = ["check", "list.md", "--memory", str(FILE), "--no-state"]
    run(arguments, world=stage(moved))
    run(arguments, world=stage(moved))
    assert "since the last run: nothing newly gone, moved or back" in capsys.readouterr().err
