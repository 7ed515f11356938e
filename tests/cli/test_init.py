"""``linkcheck init``: a starter configuration and workflow, shown, then written, never over anything."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import yaml

from linkcheck.cli import run
from linkcheck.config import Settings, load

ROOT = Path(__file__).resolve().parents[2]
WORKFLOW = Path(".github/workflows/links.yml")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repo")


def test_shown_and_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init"]) == 0
    captured = capsys.readouterr()
    for path in (Path("linkcheck.toml"), WORKFLOW):
        assert path.read_text(encoding="utf-8") in captured.out
        assert path.as_posix() in captured.err
    tomllib.loads(Path("linkcheck.toml").read_text(encoding="utf-8"))
    assert load(Path("linkcheck.toml")).fail_on == Settings().fail_on


def test_the_workflow_gives_what_ours_takes() -> None:
    Path("list.md").write_text("x")
    run(["init"])
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    assert set(workflow[True]) == {"schedule", "workflow_dispatch", "pull_request"}
    job = workflow["jobs"]["links"]
    path, _, ref = job["uses"].partition("@")
    ours = yaml.safe_load((ROOT / path.removeprefix("awesome-linkcheck/linkcheck/")).read_text(encoding="utf-8"))
    inputs = ours[True]["workflow_call"]["inputs"]
    assert ref == inputs["ref"]["default"]
    assert job["with"] == {"paths": "list.md", "report": "list.report.md"}
    assert job["with"].keys() <= inputs.keys()
    asked = [job.get("permissions", {}) for job in ours["jobs"].values()]
    assert job["permissions"] == {"contents": "write", "issues": "write"}
    assert asked == [{"contents": "read"}, {"contents": "write", "issues": "write"}]


def test_nothing_is_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    Path("linkcheck.toml").write_text("# mine\n")
    WORKFLOW.parent.mkdir(parents=True)
    WORKFLOW.symlink_to("nowhere")
    assert run(["init"]) == 0
    assert Path("linkcheck.toml").read_text() == "# mine\n"
    assert WORKFLOW.is_symlink()
    assert not WORKFLOW.exists()
    assert "stays as it is" in capsys.readouterr().err


def test_a_configuration_in_pyproject_is_one() -> None:
    Path("pyproject.toml").write_text("[tool.linkcheck]\nfragments = true\n")
    run(["init"])
    assert not Path("linkcheck.toml").exists()
    assert WORKFLOW.exists()


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "--dry-run"]) == 0
    assert "name: links" in capsys.readouterr().out
    assert [path.name for path in Path().iterdir()] == [".git"]


def test_from_a_folder_inside_it_writes_at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("docs").mkdir()
    Path("docs/it's a list.md").write_text("x")
    monkeypatch.chdir("docs")
    assert run(["init", "it's a list.md"]) == 0
    monkeypatch.chdir("..")
    job = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["links"]
    assert job["with"]["report"] == "docs/it's a list.report.md"
    assert job["with"]["paths"] == "'docs/it'\"'\"'s a list.md'"


@pytest.mark.parametrize("name", ["${{ github.token }}.md", "a\nb.md", "missing.md", "../outside.md"])
def test_names_that_a_workflow_cannot_hold(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    if name != "missing.md":
        Path(name).write_text("x")
    assert run(["init", name]) == 2
    assert "init:" in capsys.readouterr().err
    assert not WORKFLOW.exists()


def test_repositories_have_hours_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crons = set()
    for name in "abcdefgh":
        (tmp_path / name / ".git").mkdir(parents=True)
        monkeypatch.chdir(tmp_path / name)
        run(["init"])
        (schedule,) = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))[True]["schedule"]
        minute, hour, *_, day = schedule["cron"].split()
        assert (0 < int(minute) < 60, 0 <= int(hour) < 24, 0 <= int(day) < 7) == (True, True, True)
        crons.add(schedule["cron"])
    assert len(crons) > 6
