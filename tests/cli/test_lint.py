"""What is said of a list without the network."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkcheck.cli import run


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a b.md").write_text("x")
    monkeypatch.chdir(tmp_path)


def lint(text: str, capsys: pytest.CaptureFixture[str], *options: str, name: str = "docs/list.md") -> list[str]:
    Path(name).write_text(text, encoding="utf-8")
    code = run(["lint", name, *options])
    lines = capsys.readouterr().out.splitlines()
    assert code == bool(lines)
    return lines


def test_misspelt_addresses_with_their_correction(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = lint("- [x](htps://a.test.org/x)\n", capsys)
    assert line.startswith("docs/list.md:1:7: htps://a.test.org/x")
    assert line.endswith("→ https://a.test.org/x")


def test_duplicates_name_the_first_place(capsys: pytest.CaptureFixture[str]) -> None:
    text = "[x](https://a.test.org/x)\n\n[y](http://a.test.org/x)\n\n[z](https://a.test.org/x#part)\n"
    assert lint(text, capsys) == ["docs/list.md:3:5: http://a.test.org/x: stands at docs/list.md:1:5 already"]
    assert lint(text, capsys, "--allow-duplicates") == []


def test_a_badge_may_be_repeated(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint("![x](https://a.test.org/b.svg) ![x](https://a.test.org/b.svg)\n", capsys) == []


@pytest.mark.parametrize(
    "there", ["a%20b.md", "./a%20b.md#part", "/docs/a%20b.md?plain=1", "a%20b", "#part", "../docs"]
)
def test_local_files_that_are_there(there: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint(f"[x]({there})\n", capsys) == []


@pytest.mark.parametrize("gone", ["b.md", "../a%20b.md", "/a%20b.md", "docs/a%20b.md", "a" * 300])
def test_local_files_that_are_not(gone: str, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = lint(f"[x]({gone})\n", capsys)
    assert line.endswith(": no such file")


def test_what_leaves_the_repository_is_a_page_at_github(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint("[x](../../issues) [y](../../../etc/passwd)\n", capsys) == []


def test_excluded_addresses_are_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint("[x](htps://a.test.org/x)\n", capsys, "--exclude", "^htps:") == []


def test_a_name_cannot_act_in_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = lint("[x](b\u202e\u0085.md)\n", capsys)
    assert line.isprintable()
