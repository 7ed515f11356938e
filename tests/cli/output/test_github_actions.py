"""What a run tells its surroundings, and whom it gives tokens to."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkcheck.cli import run
from linkcheck.config import Settings
from linkcheck.demo import SmallWeb
from linkcheck.engine import make_network
from tests.cli.stage import stage

FILE = "https://proxy.test.org"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_text("- [a](https://a.test.org/fine)\n- [b](https://a.test.org/gone)\n")


def furnish(web: SmallWeb) -> None:
    web.site("a.test.org").page("/fine", "Fine").page("/gone", "Gone", status=404)


def check(*arguments: str) -> int:
    return run(["check", "list.md", *arguments], world=stage(furnish))


def test_at_a_terminal_nothing_is_added(capsys: pytest.CaptureFixture[str]) -> None:
    assert check() == 1
    assert "::" not in capsys.readouterr().out


def test_on_github_annotations_summary_and_outputs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary")
    monkeypatch.setenv("GITHUB_OUTPUT", "output")
    Path("summary").write_text("before\n")
    assert check() == 1
    out = capsys.readouterr().out
    assert "::error file=list.md,line=2," in out
    assert Path("summary").read_text(encoding="utf-8").startswith("before\n# Link report")
    outputs = dict(line.split("=", 1) for line in Path("output").read_text().splitlines())
    assert outputs["dead"] == "1"
    assert outputs["failing"] == "1"


@pytest.mark.parametrize("arguments", [("-q",), ("--format", "json")])
def test_no_annotations_where_the_user_has_another_wish(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    check(*arguments)
    assert "::error" not in capsys.readouterr().out


def test_a_summary_too_large_for_github_is_left_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary")
    Path("summary").write_bytes(b"x" * 999_990)
    check()
    assert Path("summary").stat().st_size == 999_990
    assert "left out" in capsys.readouterr().err


def test_gitlab_shows_colours(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITLAB_CI", "true")
    check()
    assert "\x1b[" in capsys.readouterr().out


def test_first_sight_may_be_a_note(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert check("--fail-on", "confirmed", "--no-state") == 0
    assert "::notice file=list.md,line=2," in capsys.readouterr().out


def test_new_fails_once() -> None:
    assert check("--fail-on", "new") == 1
    assert check("--fail-on", "new") == 0
    assert check("--fail-on", "dead") == 1
    assert check("--fail-on", "soft-dead,new", "--no-state") == 0


@pytest.mark.parametrize("words", ["confirmed,new", "deadd", "newly"])
def test_wrong_words_are_said(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--fail-on", words) == 2
    assert "--fail-on" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "base", "token"),
    [
        ({}, FILE, None),
        ({"GITHUB_API_URL": "https://ghe.test.org/api/v3"}, "https://ghe.test.org/api/v3", "t"),
        ({"GITHUB_API_URL": FILE + "/"}, FILE, "t"),
        ({"GITHUB_API_URL": "http://127.0.0.1:8080"}, "http://127.0.0.1:8080", "t"),
        ({"GITHUB_API_URL": "http://ghe.test.org"}, "http://ghe.test.org", None),
        ({"GITHUB_API_URL": "http://127.0.0.1.evil.test.org"}, "http://127.0.0.1.evil.test.org", None),
        ({"GITHUB_API_URL": "http://localhost@evil.test.org"}, "http://localhost@evil.test.org", None),
    ],
)
def test_a_token_follows_the_environment_not_a_file(environment: dict[str, str], base: str, token: str | None) -> None:
    settings = Settings(services={"github": FILE, "huggingface": FILE})
    access = make_network(settings, {"GITHUB_TOKEN": "t", "HF_TOKEN": "h", **environment}).access
    assert (access.github_api, access.github_token) == (base, token)
    assert (access.huggingface, access.huggingface_token) == (FILE, None)


def test_a_token_goes_to_the_service_itself() -> None:
    access = make_network(Settings(), {"GITHUB_TOKEN": "t", "HF_TOKEN": "h"}).access
    assert (access.github_api, access.github_token) == ("https://api.github.com", "t")
    assert (access.huggingface, access.huggingface_token) == ("https://huggingface.co", "h")


@pytest.mark.parametrize(
    "forge",
    [
        {"FORGEJO_ACTIONS": "true"},
        {"GITEA_ACTIONS": "true", "GITHUB_API_URL": "https://forge.test.org/api/v1"},
        {"GITHUB_API_URL": "https://forge.test.org/api/v1/"},
    ],
)
def test_what_forgejo_calls_github_is_forgejo(forge: dict[str, str]) -> None:
    """Its runners put their token into GITHUB_TOKEN of every step: GitHub's links were asked there, and with it."""
    access = make_network(Settings(), {"GITHUB_TOKEN": "t", **forge}).access
    assert (access.github_api, access.github_token) == ("https://api.github.com", None)
    access = make_network(Settings(), {"GITHUB_TOKEN": "t", "GH_TOKEN": "of github", **forge}).access
    assert (access.github_api, access.github_token) == ("https://api.github.com", "of github")


def test_a_run_says_what_changed_since_the_last(capsys: pytest.CaptureFixture[str]) -> None:
    check()
    assert "since the last run" not in capsys.readouterr().err
    Path("list.md").write_text("- [a](https://a.test.org/fine)\n- [c](https://a.test.org/gone?2)\n")
    check()
    assert "since the last run: 1 newly gone, 1 new\n" in capsys.readouterr().err
    check("--quiet")
    assert capsys.readouterr().err == ""
