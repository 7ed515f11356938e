"""``linkcheck init``: a starter configuration and workflow, shown, then written, never over anything."""

from __future__ import annotations

import io
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from linkcheck.cli import installation, run
from linkcheck.cli.commands.init.starter_files import workflow
from linkcheck.config import Settings, load
from tests.action.github import serve

ROOT = Path(__file__).resolve().parents[2]
WORKFLOW = Path(".github/workflows/links.yml")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repo")
    Path("README.md").write_text("x")


def test_shown_and_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init"]) == 0
    captured = capsys.readouterr()
    for path in (Path("linkcheck.toml"), WORKFLOW):
        assert path.read_text(encoding="utf-8") in captured.out
        assert path.as_posix() in captured.err
    tomllib.loads(Path("linkcheck.toml").read_text(encoding="utf-8"))
    assert load(Path("linkcheck.toml")).fail_on == Settings().fail_on


@pytest.mark.parametrize("answer", ["n", "y"])
def test_at_a_terminal_it_asks_before_it_writes(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one, as in every other test here, and with --yes it asks nobody: a script could not answer."""
    keys = io.StringIO(answer + "\n")
    monkeypatch.setattr(keys, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdin", keys)
    assert run(["init"]) == (0 if answer == "y" else 130)
    assert WORKFLOW.exists() is (answer == "y")


def test_the_workflow_gives_what_ours_takes() -> None:
    Path("README.md").rename("list.md")
    run(["init"])
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    assert set(workflow[True]) == {"schedule", "workflow_dispatch", "pull_request"}
    job = workflow["jobs"]["links"]
    path = job["uses"].partition("@")[0]
    ours = yaml.safe_load((ROOT / path.removeprefix("awesome-linkcheck/linkcheck/")).read_text(encoding="utf-8"))
    inputs = ours[True]["workflow_call"]["inputs"]
    assert job["with"] == {"paths": "list.md", "report": "list.report.md"}
    assert job["with"].keys() <= inputs.keys()
    assert job["permissions"] == {"contents": "write", "issues": "write"}


@pytest.mark.parametrize("deliver", ["commit", "branch", "pull-request", "none"])
def test_no_job_that_reads_the_web_may_write(deliver: str) -> None:
    assert run(["init", "--deliver", deliver]) == 0
    job = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["links"]
    assert "steps" not in job, "what it calls parts reading from writing"
    assert ("pull-requests" in job["permissions"]) is (deliver == "pull-request")
    assert job["with"].get("deliver", "commit") == deliver


def test_a_release_names_its_commit_and_its_tag(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    commit = "0123456789" * 4
    (tmp_path / "commit.txt").write_text(commit + "\n")
    monkeypatch.setattr(installation, "files", lambda _: tmp_path)
    monkeypatch.setattr(installation, "_origin", dict)
    monkeypatch.setattr(installation, "__version__", "7.1.0")
    text = workflow(("list.md",), seed="a/b")
    assert f"uses: awesome-linkcheck/linkcheck/.github/workflows/reusable.yml@{commit} # v7.1.0\n" in text
    monkeypatch.setattr(installation, "__version__", "7.2.0.dev0")
    assert installation.pin() == commit, "on its way to a release, which it is not"
    (tmp_path / "commit.txt").write_text("main\n")
    assert installation.pin() == "v7.2.0"


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
    assert sorted(path.name for path in Path().iterdir()) == [".git", "README.md"]


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
        Path("README.md").write_text("x")
        run(["init"])
        (schedule,) = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))[True]["schedule"]
        minute, hour, *_, day = schedule["cron"].split()
        assert (0 < int(minute) < 60, 0 <= int(hour) < 24, 0 <= int(day) < 7) == (True, True, True)
        crons.add(schedule["cron"])
    assert len(crons) > 6


def job() -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["links"]
    return made


def test_in_a_subfolder_it_names_the_list_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("inner").mkdir()
    Path("inner/README.md").write_text("x")
    monkeypatch.chdir("inner")
    assert run(["init"]) == 0
    monkeypatch.chdir("..")
    given = job()["with"]
    assert (given["paths"], given["report"]) == ("inner/README.md", "inner/README.report.md")


def test_a_pattern_stays_one(capsys: pytest.CaptureFixture[str]) -> None:
    """The check reads what fits it on the day it runs."""
    for name in ("a", "b"):
        Path("repos", name).mkdir(parents=True)
        Path("repos", name, "README.md").write_text("x", encoding="utf-8")
    assert run(["init", "repos/*/README.md"]) == 0
    given = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["links"]["with"]
    assert given["paths"] == "'repos/*/README.md'"
    assert given["report"] == "links.report.md"
    assert run(["init", "others/*/README.md"]) == 2
    assert "others/*/README.md: no such file or folder" in capsys.readouterr().err


def test_where_there_is_no_list_it_refuses(capsys: pytest.CaptureFixture[str]) -> None:
    Path("README.md").unlink()
    assert run(["init"]) == 2
    assert "no Markdown file" in capsys.readouterr().err
    Path("a.md").write_text("x")
    Path("b.md").write_text("x")
    assert run(["init"]) == 2
    assert "linkcheck init a.md" in capsys.readouterr().err
    assert not WORKFLOW.exists()
    Path("b.md").unlink()
    assert run(["init"]) == 0
    assert job()["with"]["paths"] == "a.md"


def test_names_are_written_as_they_are() -> None:
    Path("README.md").rename("阅读清单.md")
    assert run(["init"]) == 0
    assert 'report: "阅读清单.report.md"' in WORKFLOW.read_text(encoding="utf-8")
    assert job()["with"]["report"] == "阅读清单.report.md"


@pytest.mark.parametrize("protected", [True, False])
def test_a_protected_branch_is_asked_about(
    protected: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(".git/config").write_text('[remote "origin"]\n\turl = git@github.com:o/r.git\n')
    with serve() as api:
        monkeypatch.setenv("GITHUB_API_URL", api.url)
        api.protected = protected
        assert run(["init"]) == 0
        assert [path for _, path, _ in api.calls] == ["/repos/o/r", "/repos/o/r/branches/main"]
    assert job()["with"].get("deliver") == ("branch" if protected else None)
    assert ("is protected" in capsys.readouterr().err) is protected


LYCHEE = """
exclude = ["^https://a\\\\.test", 'mailto:']
exclude_path = ["vendor"]
accept = ["200..=204", 403, "429"]
timeout = 30
max_retries = 1
max_concurrency = 14
include_fragments = true
insecure = true
header = ["X-Key=secret"]
new_option = 1
"""
MLC = r"""{"ignorePatterns": [{"pattern": "^http://localhost"}],
"aliveStatusCodes": [200, 206, 999, 403], "timeout": "10s", "retryCount": 2, "retryOn429": true,
"httpHeaders": [{"urls": ["https://d.test.org/"], "headers": {"Authorization": "s3cret"}}],
"replacementPatterns": [{"pattern": "^https://mine\\.test\\.org/docs/", "replacement": "docs/"},
{"pattern": "^.(a|b)", "replacement": ""}]}"""
LINKINATOR = """{"skip": "https://x.test.org", "timeout": 5000, "concurrency": 10, "recurse": true, "port": 1}"""


def test_lychees_settings_are_carried_over(capsys: pytest.CaptureFixture[str]) -> None:
    Path("lychee.toml").write_text(LYCHEE)
    assert run(["init", "--from", "lychee.toml"]) == 0
    made = load(Path("linkcheck.toml"))
    assert made.exclude == ("^https://a\\.test", "mailto:")
    assert made.exclude_path == ("vendor",)
    assert made.accept == (403, 429)
    assert (made.timeout, made.max_concurrency, made.fragments) == (30, 14, True)
    assert made.hosts["*"].retries == 1
    err = capsys.readouterr().err
    for name in ("insecure", "header", "new_option"):
        assert f"lychee.toml: {name}: " in err
    assert "secret" not in Path("linkcheck.toml").read_text()


def test_markdown_link_checks_settings_are_carried_over(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(".mlc_config.json").write_text(MLC)
    assert run(["init", "--from", ".mlc_config.json"]) == 0
    monkeypatch.setenv("LINKCHECK_D_TEST_ORG_AUTHORIZATION", "token")
    made = load(Path("linkcheck.toml"))
    assert made.exclude == ("^http://localhost",)
    assert (made.accept, made.timeout, made.hosts["*"].retries) == ((403,), 10, 2)
    assert made.remap == {"https://mine.test.org/docs/": "docs/"}
    assert made.hosts["d.test.org"].headers == {"Authorization": "token"}
    err = capsys.readouterr().err
    assert "accept: 999" in err
    assert "replacementPatterns: write [remap] or `root` for ^.(a|b): ours are prefixes" in err
    assert "s3cret" not in Path("linkcheck.toml").read_text() + err


def test_a_workflow_leads_to_the_settings_it_names() -> None:
    Path("linkinator.config.json").write_text(LINKINATOR)
    Path("lychee.toml").write_text('exclude = ["one"]\n')
    Path("old.yml").write_text(
        "jobs:\n  x:\n    steps:\n      - uses: actions/checkout@v4\n"
        "      - uses: lycheeverse/lychee-action@v2\n"
        "        with:\n          args: --config lychee.toml --exclude 'two three' --timeout=9 -n README.md\n"
    )
    assert run(["init", "--from", "old.yml", "--from", "linkinator.config.json"]) == 0
    made = load(Path("linkcheck.toml"))
    assert set(made.exclude) == {"two three", "one", "https://x.test.org"}
    assert made.max_concurrency == 10


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lychee.toml", "exclude = ["),
        ("a.json", "[1"),
        ("b.json", "[]"),
        ("c.json", "[" * 5_000),
        ("d.yml", "jobs: {}"),
        ("e.txt", ""),
        ("lychee.toml", 'accept = ["a\\u001bb"]\ntimeout = "soon"'),
    ],
)
def test_what_cannot_be_carried_over_is_one_line(name: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(name).write_text(text)
    code = run(["init", "--from", name])
    err = capsys.readouterr().err
    assert "\x1b" not in err
    if code == 2:
        assert err.startswith(f"linkcheck: init: {name}: ")
        assert not Path("linkcheck.toml").exists()
    else:
        load(Path("linkcheck.toml"))


def test_a_chinese_list_is_looked_after_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    Path("README.md").write_text("# 阅读清单\n\n- [文章](https://a.test.org/)：这是一个中文清单\n", encoding="utf-8")
    assert run(["init"]) == 0
    said = capsys.readouterr()
    assert "已写出 linkcheck.toml" in said.err
    for path in (Path("linkcheck.toml"), WORKFLOW):
        comments = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# ")]
        told = [line for line in comments if not line.startswith(("# [hosts", "# concurrency", "# interval"))]
        assert told
        assert all(re.search(r"[\u4e00-\u9fff]", line) for line in told)
    assert load(Path("linkcheck.toml")).fail_on == Settings().fail_on
    Path("linkcheck.toml").unlink()
    WORKFLOW.unlink()
    assert run(["--lang", "en", "init"]) == 0
    assert Path("linkcheck.toml").read_text(encoding="utf-8").isascii()
