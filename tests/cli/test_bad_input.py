"""Bad input gets one clear line and the right exit code, never a traceback, and nothing learnt is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from fetchers.net import NetSettings
from linkcheck.cli import run
from linkcheck.demo import Name, SmallWeb, data
from linkcheck.demo.responses import html
from linkcheck.engine import Network
from tests.cli.stage import stage

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def _one_line(capsys: pytest.CaptureFixture[str], *words: str) -> None:
    captured = capsys.readouterr()
    lines = captured.err.strip().splitlines()
    assert len(lines) == 1, captured.err
    assert lines[0].startswith("linkcheck: ")
    for word in words:
        assert word in lines[0], lines[0]
    assert captured.out == ""


def _list(text: str = "- [a](https://a.test.org/x)\n", name: str = "list.md") -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def _fine(web: SmallWeb) -> None:
    web.site("a.test.org").page("/x", "A fine page")


def test_missing_path_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    _list(name="README.md")
    assert run(["check", "READNE.md"]) == 2
    _one_line(capsys, "READNE.md", "README.md")


def test_a_report_cannot_be_delivered_from_outside_a_clone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GITHUB_REF_NAME", "GITHUB_REF_TYPE", "CI_COMMIT_BRANCH", "CI_COMMIT_TAG"):
        monkeypatch.delenv(name, raising=False)
    assert run(["deliver", _list()]) == 2
    _one_line(capsys, "deliver: not a git repository")


def test_unknown_command_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["chek", "list.md"]) == 2
    _one_line(capsys, "chek: no such command, file or folder", "did you mean check?")


def test_unknown_command_unlike_any(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["zzz"]) == 2
    _one_line(capsys, "zzz: no such command, file or folder (see linkcheck --help)")


def test_nothing_said_is_answered_with_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("Usage: linkcheck [OPTIONS] COMMAND [ARGS]...\n\n")
    assert "  check    Check and enrich" in captured.err


@pytest.mark.parametrize("command", ["check", "report"])
@pytest.mark.parametrize(
    "arguments", [["-o", "./list.md"], ["--format", "md=list.md"], ["-o", "a.json", "-o", "./a.json"]]
)
def test_no_report_replaces_a_list_or_another_report(
    command: str, arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (tmp_path / _list()).read_bytes()
    assert run([command, "list.md", *arguments], world=stage(_fine)) == 2
    _one_line(capsys, "choose another place")
    assert (tmp_path / "list.md").read_bytes() == before
    assert not (tmp_path / "a.json").exists()


def test_folder_without_markdown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert run(["check", "empty"]) == 2
    _one_line(capsys, "empty", "Markdown")


def test_not_utf8_is_read_as_what_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "# 待学习列表\n\n- 机器学习与深度学习的论文清单，[论文](https://a.test.org/x)，其余从略\n"
    (tmp_path / "list.md").write_bytes(text.encode("gb18030"))
    assert run(["links", "list.md", "--format", "json"]) == 0
    captured = capsys.readouterr()
    assert "论文" in captured.out
    assert "list.md" in captured.err
    assert "UTF-8" in captured.err


def test_binary_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "list.md").write_bytes(bytes(range(256)) * 8)
    assert run(["check", "list.md"]) == 2
    _one_line(capsys, "list.md")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _list()
    (tmp_path / "list.md").chmod(0)
    assert run(["check", "list.md"]) == 2
    _one_line(capsys, "list.md")


def test_a_list_without_links(capsys: pytest.CaptureFixture[str]) -> None:
    _list("# Nothing here\n")
    assert run(["check", "list.md"]) == 3
    _one_line(capsys, "list.md", "no links")


def test_no_path(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 2
    _one_line(capsys, "name a list")


def test_unknown_option_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--fragmets", "list.md"]) == 2
    _one_line(capsys, "--fragmets", "--fragments")


def test_unknown_setting_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    _list()
    Path("linkcheck.toml").write_text("\nfragmets = true\n", encoding="utf-8")
    assert run(["check", "list.md"]) == 2
    _one_line(capsys, "linkcheck.toml:2:", "fragmets", "fragments")


def test_unknown_verdict_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--fail-on", "ded", _list()]) == 2
    _one_line(capsys, "'ded'", "'dead'")


def test_unknown_format_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--format", "jsn", _list()]) == 2
    _one_line(capsys, "jsn", "json")


def test_unknown_suffix(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "-o", "report.docx", _list()]) == 2
    _one_line(capsys, "report.docx")


def test_unknown_command_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["chekc"]) == 2
    _one_line(capsys, "chekc", "check")


def test_output_folder_missing_is_said_before_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "-o", "nowhere/report.md", _list()]) == 2
    _one_line(capsys, "nowhere")


def test_state_that_cannot_be_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".linkcheck").write_text("in the way")
    assert run(["check", _list()], world=stage(_fine)) == 2
    _one_line(capsys, "--no-state")


def test_wrong_token_is_said_once_and_the_run_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def build(web: SmallWeb) -> None:
        refuse = data({"message": "Bad credentials", "status": "401"}, status=401)
        for path in ("/graphql", "/repos/o/r", "/repos/o/s"):
            web.site("api.github.com").answer(path, refuse).answer(path, refuse, method="POST")
        for name in "rs":
            web.site("github.com").page(f"/o/{name}", f"GitHub - o/{name}: a repository")

    _list("- [r](https://github.com/o/r)\n- [s](https://github.com/o/s)\n")
    assert run(["check", "--no-state", "list.md"], world=stage(build, token="wrong")) == 0
    err = capsys.readouterr().err
    assert err.count("token") == 1
    assert "GITHUB_TOKEN" in err


def test_offline_is_one_line_and_the_old_report_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def build(web: SmallWeb) -> None:
        for host in "abc":
            web.site(f"{host}-test.org", name=Name.SERVFAIL)

    _list("".join(f"- [{host}](https://{host}-test.org/x)\n" for host in "abc"))
    Path("report.md").write_text("the old report", encoding="utf-8")
    assert run(["check", "list.md", "-o", "report.md"], world=stage(build)) == 3
    _one_line(capsys, "Nothing was concluded")
    assert Path("report.md").read_text(encoding="utf-8") == "the old report"


@pytest.mark.parametrize(
    ("name", "number", "verdict"),
    [
        (Name.NO_SUCH_HOST, 5, "dead"),
        (Name.REFUSED, 3, "unreachable"),
        (Name.SERVFAIL, 3, "unreachable"),
    ],
)
@pytest.mark.parametrize("control", [True, False])
def test_a_small_list_where_all_is_gone_is_judged_once_a_service_has_answered(
    name: Name, number: int, verdict: str, *, control: bool
) -> None:
    def build(web: SmallWeb) -> None:
        for n in range(number):
            web.site(f"gone-{n}.test{n}.org", name=name)
        if control:
            web.site("arxiv.org").page("/", "arXiv.org e-Print archive")

    listed = _list("".join(f"- [{n}](https://gone-{n}.test{n}.org/x)\n" for n in range(number)))
    code = run(["check", listed, "--no-state", "-q", "-o", "out.json"], world=stage(build))
    if not control:
        assert code == 3
        return
    assert code == int(verdict == "dead")
    links = json.loads(Path("out.json").read_text(encoding="utf-8"))["links"]
    assert [link["verdict"] for link in links] == [verdict] * number


def test_five_pages_that_look_alike_are_judged_once_a_service_has_answered() -> None:
    def build(web: SmallWeb) -> None:
        for n in range(5):
            body = html("<title>For sale</title><h1>This domain is for sale</h1><p>Buy this domain today.</p>")
            web.site(f"sold-{n}.test{n}.org").answer("/x", body)
        web.site("github.com").page("/", "GitHub")

    listed = _list("".join(f"- [{n}](http://sold-{n}.test{n}.org/x)\n" for n in range(5)))
    assert run(["check", listed, "--no-state", "-q", "-o", "out.json"], world=stage(build)) == 1
    links = json.loads(Path("out.json").read_text(encoding="utf-8"))["links"]
    assert {link["verdict"] for link in links} == {"soft-dead"}


def test_no_traceback_from_the_real_command() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "linkcheck", "check", "nowhere.md"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_bug_of_ours_is_one_line_and_a_log(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("linkcheck.cli.commands.links.make_plan", lambda *_: 1 / 0)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run(["links", _list()]) == 3
    _one_line(capsys, "ZeroDivisionError", str(tmp_path), "report it")
    (log,) = tmp_path.glob("linkcheck-*.log")
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_a_resolver_with_an_answer_for_everything_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    @asynccontextmanager
    async def world() -> AsyncIterator[Network]:
        async with SmallWeb() as web:
            _fine(web)
            everything = NetSettings(
                resolver=lambda _, port: web.resolver("a.test.org", port), cafile=web.cafile, trust_env=False
            )
            yield Network(everything)

    assert run(["check", _list()], world=world()) == 3
    _one_line(capsys, "names that do not exist", "Nothing was concluded")
