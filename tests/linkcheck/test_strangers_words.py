"""Strangers' words in settings, lists and file names: no pattern hangs, no password goes on, no log is commanded."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.addresses.address import AddressError, parse, without_credentials
from linkcheck.cli import run
from linkcheck.cli.terminal.streams import harmless, tell
from linkcheck.config.patterns import compile_pattern
from linkcheck.demo import SmallWeb
from tests.cli.stage import stage

SECRET = "hunter2secret"
NAMES = ("r.md", "r.html", "r.json", "r.jsonl", "r.csv", "r.sarif", "r.xml", "r.atom")


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*$", "(.*a){20}", "(a?){50}a{50}", r"(\w+\s?)+:"])
def test_no_pattern_of_a_user_takes_long(pattern: str) -> None:
    started = time.process_time()
    compile_pattern(pattern).is_in("https://example.org/" + "a" * 5_000 + "!")
    assert time.process_time() - started < 1


@pytest.mark.parametrize("pattern", ["(?=x)", r"(a)\1", "(?<!x)y", "a{2,5000}"])
def test_what_takes_no_bounded_time_is_refused_in_one_line(
    pattern: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.md").write_text("<https://a.org/>\n", encoding="utf-8")
    (tmp_path / "linkcheck.toml").write_text(f"exclude = ['{pattern}']\n", encoding="utf-8")
    assert run(["links", "list.md"]) == 2
    told = capsys.readouterr().err
    assert "RE2" in told
    assert told.count("\n") == 1
    (tmp_path / "linkcheck.toml").unlink()
    (tmp_path / ".lycheeignore").write_text(f"{pattern}\n", encoding="utf-8")
    assert run(["links", "list.md"]) == 2
    assert ".lycheeignore:1" in capsys.readouterr().err


def test_a_pattern_meets_what_is_no_unicode() -> None:
    assert compile_pattern("b").is_in("a\udc80b")
    with pytest.raises(ValueError, match="regular expression"):
        compile_pattern("(")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("https://user:word@a.org/x", "https://***@a.org/x"),
        ("https://token@a.org:8443/x?y=@z", "https://***@a.org:8443/x?y=@z"),
        ("HTTP://u:p@w@a.org/", "HTTP://***@a.org/"),
        ("//u:p@a.org/", "//***@a.org/"),
        ("https://u:p%40@a.org", "https://***@a.org"),
        ("ftp://u:p@a.org/f", "ftp://***@a.org/f"),
        ("https://github.com@evil.net/", "https://github.com@evil.net/"),
        ("https://a.org/@user:x@y", "https://a.org/@user:x@y"),
        ("mailto:me@a.org", "mailto:me@a.org"),
        ("https://***@a.org/", "https://***@a.org/"),
    ],
)
def test_how_a_password_is_shown(written: str, shown: str) -> None:
    assert without_credentials(written) == shown
    assert without_credentials(shown) == shown


@given(st.text(alphabet="ab:@/?#%.\\ [", max_size=12))
def test_showing_never_changes_where_an_address_leads(rest: str) -> None:
    try:
        address = parse(f"https://{rest}")
    except AddressError:
        return
    shown = parse(without_credentials(f"https://{rest}"))
    assert shown.wire == address.wire


def test_a_password_goes_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    place = f"user:{SECRET}@fine.test.org"
    (tmp_path / "list.md").write_text(
        f"# [in a heading](https://{place}/h)\n\n- [fine](https://{place}/a) <https://{place}/b>: https://{place}/c\n"
        f"- [odd](https://{place}:0/) [moved](https://{place}/old)\n"
        f"- https://{place}/d and ftp://{place}/e, //{place}/f\n",
        encoding="utf-8",
    )

    def build(web: SmallWeb) -> None:
        site = web.site("fine.test.org").page("/a", "A fine page").redirect("/old", "/a", 301)
        for name in "bcdht":
            site.page(f"/{name}", f"Page {name}")

    outputs = [option for name in NAMES for option in ("-o", name)]
    run(["check", "list.md", *outputs], world=stage(build))
    run(["check", "list.md", "--format", "github", "--verbose"], world=stage(build))
    for command in (["links", "list.md"], ["links", "list.md", "--format", "json"], ["lint", "list.md"]):
        run(command)
    run(["explain", f"https://user:{SECRET}@10.0.0.1/a"])
    run(["check", f"https://{place}/a", "--no-state"], world=stage(build))
    printed = "".join(capsys.readouterr())
    assert "fine.test.org" in printed
    written = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert SECRET.encode() in written.pop("list.md")
    assert len(written) > len(NAMES)
    written["what was printed"] = printed.encode()
    assert [name for name, text in written.items() if SECRET.encode() in text] == []


@pytest.mark.parametrize("hostile", ["\x1b]0;owned\x07", "\x1b[2J", "a\x9b31m", "\u202egnp.exe", "\x00", "\x1b[31"])
def test_no_control_reaches_a_terminal(hostile: str) -> None:
    shown = harmless(f"linkcheck: {hostile}")
    assert not set(shown) & set("\x00\x07\x9b\x1b\u202e")


def test_colours_of_ours_stay_and_lines_too() -> None:
    assert harmless("\x1b[1;31mdead\x1b[0m\n\tmore") == "\x1b[1;31mdead\x1b[0m\n\tmore"


@pytest.mark.parametrize(
    "command", ["::error::x", "  ::set-output name=a::b", "x ##[error]y", "a\n::warning::b", "##[[x"]
)
def test_no_line_is_a_command_of_a_runner(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    tell(command)
    told = capsys.readouterr().err
    assert "##[" not in told
    assert not any(line.lstrip().startswith("::") for line in told.splitlines())


def test_what_is_logged_commands_nobody(tmp_path: Path) -> None:
    """A bug in a site's code is logged with its traceback, and that ends with the stranger's words."""
    (tmp_path / "list.md").write_text("- <https://site-a.org/>\n", encoding="utf-8")
    script = f"""
import sys
from contextlib import nullcontext
from fetchers import registry
from fetchers.net import NetSettings
from linkcheck.cli import run
from linkcheck.engine import Network

async def observe(*_):
    raise ValueError("\\x1b[2J##[error]x\\n::error::x")
    yield

type(registry.GENERIC).observe = observe
net = NetSettings(resolver=lambda *_: [("127.0.0.1", 9)], trust_env=False)
run(["check", "--no-state", "-q", {str(tmp_path / "list.md")!r}], world=nullcontext(Network(net)))
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert "Traceback" in done.stderr
    assert "ValueError" in done.stderr
    assert "\x1b" not in done.stderr
    assert "##[" not in done.stderr
    assert not any(line.lstrip().startswith("::") for line in done.stderr.splitlines())


def test_a_file_s_name_commands_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("\x1b[2J##[error]x.md", "::error::x.md"):
        (tmp_path / name).write_text("no link\n", encoding="utf-8")
        assert run(["check", "--no-state", name]) == 3
        assert run(["check", "--no-state", f"no-{name}"]) == 2
    told = capsys.readouterr().err
    assert "\x1b" not in told
    assert "##[" not in told
