"""What is said of a list without the network."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from linkcheck.cli import run


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a b.md").write_text("# Part\n")
    monkeypatch.chdir(tmp_path)


def lint(text: str, capsys: pytest.CaptureFixture[str], *options: str, name: str = "docs/list.md") -> list[str]:
    Path(name).write_text(text, encoding="utf-8")
    code = run(["lint", name, *options])
    lines = capsys.readouterr().out.splitlines()
    assert code == any(": note: " not in line for line in lines)
    return lines


def test_misspelt_addresses_with_their_correction(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = lint("- [x](htps://a.test.org/x)\n", capsys)
    assert line.startswith("docs/list.md:1:7: htps://a.test.org/x")
    assert line.endswith("→ https://a.test.org/x [spelling]")


def test_a_link_in_the_place_of_an_address(capsys: pytest.CaptureFixture[str]) -> None:
    text = "- [x]([https://a.test.org/shown](https://a.test.org/meant?a=b))\n"
    (line,) = lint(text, capsys)
    assert line.endswith("→ https://a.test.org/meant?a=b [spelling]")
    assert run(["lint", "--fix", "--write", "docs/list.md"]) == 0
    assert Path("docs/list.md").read_text(encoding="utf-8") == "- [x](https://a.test.org/meant?a=b)\n"


def test_a_link_with_a_name_in_the_place_of_an_address(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = lint("- [CC0](<[CC0](https://a.test.org/by/1.0/)>)\n", capsys)
    assert line.endswith("→ https://a.test.org/by/1.0/ [spelling]")


def test_a_fragment_written_as_its_heading_reads(capsys: pytest.CaptureFixture[str]) -> None:
    """Though another link has it right."""
    (line,) = lint("- [a](#ci/cd)\n- [b](#cicd)\n- [c](#cicds)\n\n# CI/CD\n\n# CICDs\n", capsys)
    assert line.endswith("#ci/cd: This file has no heading #ci/cd. → #cicd [missing-heading]")


def test_two_entries_about_one_thing(capsys: pytest.CaptureFixture[str]) -> None:
    text = "- [x](https://a.test.org/x)\n- [**X**](http://a.test.org/x)\n- [x](https://a.test.org/x#part)\n"
    assert lint(text, capsys) == ["docs/list.md:2:11: http://a.test.org/x: Stands in line 1 already. [duplicate]"]
    assert lint(text, capsys, "--allow-duplicates") == []


@pytest.mark.parametrize(
    "text",
    [
        "- [a](https://a.test.org/a) - by [me](https://a.test.org/me)\n- [b](https://a.test.org/b) - by [me](https://a.test.org/me)\n",
        "- [a](https://a.test.org/a), [again](https://a.test.org/a)\n",
        "See [a](https://a.test.org/a).\n\nOf [a](https://a.test.org/a) again.\n",
        "- [top](#top)\n- [top](#top)\n",
        "- ![x](https://a.test.org/b.svg)\n- ![x](https://a.test.org/b.svg)\n",
        '- <a href="https://a.test.org/a"><img src="x.svg"></a>\n- <a href="https://a.test.org/a">x</a>\n',
        "- [v1](https://arxiv.org/abs/2001.00001v1)\n- [v2](https://arxiv.org/abs/2001.00001v2)\n",
        "- [a](https://www.youtube.com/watch?v=abcdefghijk&t=10)\n- [b](https://www.youtube.com/watch?v=abcdefghijk&t=20)\n",
        "- [en](https://en.wikipedia.org/wiki/Cat)\n- [fr](https://fr.wikipedia.org/wiki/Cat)\n",
        "- [course](https://a.test.org/c)\n  - [Homework](https://a.test.org/w)\n  - [Videos](https://a.test.org/w)\n",
        "- [course](https://a.test.org/c)\n  - **[Videos](https://a.test.org/c)**\n",
        "- Fixed in [#1](https://a.test.org/1)\n- Mended in [#1](https://a.test.org/1)\n",
    ],
)
def test_no_duplicates(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("docs/x.svg").write_text("x", encoding="utf-8")
    assert lint(text, capsys) == []


def test_one_address_under_two_names_is_a_note(capsys: pytest.CaptureFixture[str]) -> None:
    """Two tools of one repository, say."""
    (line,) = lint("- [uv](https://a.test.org/uv)\n- [uv-audit](https://a.test.org/uv) - part of uv\n", capsys)
    assert line.endswith("note: https://a.test.org/uv: Stands in line 1 already, under another name. [same-address]")


def test_entries_of_a_category_are_no_parts_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = lint("- Tools\n  - [a](https://a.test.org/a)\n  - [b](https://a.test.org/a)\n", capsys)
    assert line.endswith("Stands in line 2 already, under another name. [same-address]")


def test_one_thing_below_two_headings_is_a_note(capsys: pytest.CaptureFixture[str]) -> None:
    """A paper of two topics, what is trending above and in its place below."""
    (line,) = lint("# A\n\n- [x](https://a.test.org/x)\n\n# B\n\n- [x](https://a.test.org/x)\n", capsys)
    assert line.endswith("note: https://a.test.org/x: Stands in line 3 already, below another heading. [cross-listed]")


def test_twice_below_the_second_heading(capsys: pytest.CaptureFixture[str]) -> None:
    entry = "- [x](https://a.test.org/x)\n"
    lines = lint(f"# A\n\n{entry}\n# B\n\n{entry}{entry}", capsys)
    assert [line.rpartition(" ")[2] for line in lines] == ["[cross-listed]", "[duplicate]"]


def test_a_translation_is_another_list(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.md", "a.zh.md"):
        Path(name).write_text("- [x](https://a.test.org/x)\n", encoding="utf-8")
    assert run(["lint", "a.md", "a.zh.md"]) == 0
    assert capsys.readouterr().out == ""


def test_rows_about_one_thing(capsys: pytest.CaptureFixture[str]) -> None:
    row = "| 2024 | [x](https://a.test.org/x) |\n"
    (line,) = lint(f"| a | b |\n|---|---|\n{row}{row}", capsys)
    assert line == "docs/list.md:4:14: https://a.test.org/x: Stands in line 3 already. [duplicate]"


@pytest.mark.parametrize(
    "there", ["a%20b.md", "./a%20b.md#part", "/docs/a%20b.md?plain=1", "a%20b", "#part", "../docs", "#", "#top"]
)
def test_local_files_that_are_there(there: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert lint(f"# Part\n\n[x]({there})\n", capsys) == []


@pytest.mark.parametrize("gone", ["b.md", "../a%20b.md", "/docs/b.md", "docs/a%20b.md"])
def test_local_files_that_are_not(gone: str, capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = lint(f"[x]({gone})\n", capsys)
    assert line.endswith("[missing-file]")


def test_a_path_of_windows_is_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    Path("docs/a").mkdir()
    Path("docs/a/b.md").write_text("", encoding="utf-8")
    (line,) = lint(r"[x](a\\b.md)" + "\n", capsys)
    assert line.endswith(r"There is no docs/a\b.md. [missing-file]")


def test_headings_that_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint("# Contents\n\n- [Intro](#intro)\n- [x](a%20b.md#other)\n\n## Introduction\n", capsys) == [
        "docs/list.md:3:11: #intro: This file has no heading #intro. [missing-heading]",
        "docs/list.md:4:7: a%20b.md#other: docs/a b.md has no heading #other. [missing-heading]",
    ]


def test_from_another_folder_it_says_the_same(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("docs/list.md").write_text("[x](gone.md)\n", encoding="utf-8")
    monkeypatch.chdir("docs")
    assert run(["lint", "list.md"]) == 1
    assert capsys.readouterr().out == "list.md:1:5: gone.md: There is no docs/gone.md. [missing-file]\n"


def test_outside_of_git_it_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    Path(".git").rmdir()
    (line,) = lint("[x](gone.md)\n", capsys)
    assert line.endswith("There is no docs/gone.md. [missing-file]")


def test_a_fix_says_how_much_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    Path("docs/list.md").write_text("[x](htps://a.test.org/x) [y](gone.md)\n", encoding="utf-8")
    assert run(["lint", "docs/list.md", "--fix"]) == 1
    assert "1 edit; --write makes them; 1 to be mended by hand" in capsys.readouterr().err


def test_what_leaves_the_repository_is_a_page_at_github(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint("[x](../../issues) [y](../../../etc/passwd)\n", capsys) == []


def test_a_folder_may_have_the_name_of_a_host(capsys: pytest.CaptureFixture[str]) -> None:
    Path("site.dev").mkdir()
    Path("site.dev/a.md").write_text("# A\n", encoding="utf-8")
    (line,) = lint("[a](site.dev/a.md#a) [b](site.dev/b.md)\n", capsys, name="list.md")
    assert line.endswith("There is no site.dev/b.md. [missing-file]")


def test_headings_of_a_list_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# One\n\n[a](#one) [b](#gone) [c](other.md)\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert run(["lint", "-"]) == 1
    assert capsys.readouterr().out == "(stdin):3:15: #gone: This file has no heading #gone. [missing-heading]\n"


def test_empty_links(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = lint("- [todo]()\n", capsys)
    assert line.endswith("[empty-link]")


def test_an_empty_link_is_not_the_link_to_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    text = "[one](list.md) [two]() [three](list.md) [](){#an-anchor} [](){.a-class}\n"
    assert [line.partition(": ")[0] for line in lint(text, capsys)] == ["docs/list.md:1:22", "docs/list.md:1:61"]


def test_references_without_definition(capsys: pytest.CaptureFixture[str]) -> None:
    text = "[a][one], [b][two], `[c][d]`, x[i][j], [three][]\n\n[one]: https://a.test.org/1\n"
    assert lint(text, capsys) == [
        "docs/list.md:1:11: two: The file does not define [two]. [undefined-reference]",
        "docs/list.md:1:40: three: The file does not define [three]. [undefined-reference]",
    ]
    assert lint("[a][one], where nothing is defined\n", capsys) == []


def test_notes_fail_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    text = "[a](https://a.test.org/x?utm_source=y)\n[b](https://link.zhihu.com/?target=https%3A//a.test.org)\n"
    assert lint(text, capsys) == [
        (
            "docs/list.md:1:5: note: https://a.test.org/x?utm_source=y: Has parameters that only track its readers. "
            "→ https://a.test.org/x [tracking]"
        ),
        (
            "docs/list.md:2:5: note: https://link.zhihu.com/?target=https%3A//a.test.org: Leads on to the address that "
            "stands in it. → https://a.test.org [redirector]"
        ),
    ]


def test_a_tab_is_a_part_of_a_page_and_tracks_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    text = "[a](https://github.com/o/n?tab=readme-ov-file)\n[b](https://github.com/o?tab=repositories)\n"
    assert lint(text, capsys) == []


def test_excluded_addresses_are_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint("[x](htps://a.test.org/x)\n", capsys, "--exclude", "^htps:") == []


def test_a_name_cannot_act_in_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = lint("[x](b\u202e\u0085.md)\n", capsys)
    assert line.isprintable()


def test_formats(capsys: pytest.CaptureFixture[str]) -> None:
    text = "[x](gone.md) [a](https://a.test.org/x?utm_source=y)\n"
    rows = [json.loads(line) for line in _printed(text, capsys, "jsonl").splitlines()]
    assert [row["rule"] for row in rows] == ["missing-file", "tracking"]
    assert json.loads(_printed(text, capsys, "json"))["findings"] == rows
    sarif = json.loads(_printed(text, capsys, "sarif"))["runs"][0]
    assert [result["level"] for result in sarif["results"]] == ["error", "note"]
    assert _printed(text, capsys, "github").startswith("::error file=docs/list.md,line=1,col=5,title=missing-file::")


def _printed(text: str, capsys: pytest.CaptureFixture[str], form: str) -> str:
    Path("docs/list.md").write_text(text, encoding="utf-8")
    assert run(["lint", "docs/list.md", "--format", form]) == 1
    return capsys.readouterr().out


def test_a_label_cannot_write_workflow_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert "\n::set" not in _printed("[x](a&#10;::set-output.md)\n", capsys, "github")


BROKEN = (
    "- [Install](#instalation)\n- [x](htps://a.test.org/x) [gone](gone.md)\n"
    "- [y](https://a.test.org/x?utm_source=y&b=(1)) or <https://a.test.org/x?utm_source=y>\n"
    "- [z](https://link.zhihu.com/?target=https%3A//b.test.org/q)\n- [o](a%20b.md#partt)\n\n"
    "| a | b |\n|---|---|\n| [t](https://a.test.org/?fbclid=1) | x |\n\n## Installation\n"
)
MENDED = (
    "- [Install](#installation)\n- [x](https://a.test.org/x) [gone](gone.md)\n"
    "- [y](https://a.test.org/x?b=(1)) or <https://a.test.org/x>\n"
    "- [z](https://b.test.org/q)\n- [o](a%20b.md#part)\n\n"
    "| a | b |\n|---|---|\n| [t](https://a.test.org/) | x |\n\n## Installation\n"
)


def test_fix_shows_a_diff_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path("docs/list.md")
    path.write_text(BROKEN, encoding="utf-8")
    assert run(["lint", "docs", "--fix"]) == 1
    diff = capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == BROKEN
    (tmp_path / "list.diff").write_text(diff, encoding="utf-8")
    subprocess.run(["git", "apply", "list.diff"], check=True)
    assert path.read_text(encoding="utf-8") == MENDED


def test_a_second_fix_finds_nothing(tmp_path: Path) -> None:
    list_ = tmp_path / "list.md"
    list_.write_text("- [a](https//a.dev/?utm_source=x)\n- [b](<https://b.dev/?utm_source=x >)\n", encoding="utf-8")
    run(["lint", str(list_), "--fix", "--write"])
    assert list_.read_text(encoding="utf-8") == "- [a](https://a.dev/)\n- [b](<https://b.dev/>)\n"


def test_fix_says_that_it_does_not_mend_standard_input(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", "-", "--fix"]) == 2
    assert "not standard input; linkcheck fix -" in capsys.readouterr().err


def test_fix_leaves_code_alone_where_lines_end_in_a_carriage_return(tmp_path: Path) -> None:
    text = b"# T\r\r```sh\rcurl https://a.dev/?utm_source=x\r```\r\r[a](https://a.dev/?utm_source=x)\r"
    (tmp_path / "old.md").write_bytes(text)
    run(["lint", str(tmp_path / "old.md"), "--fix", "--write"])
    assert (tmp_path / "old.md").read_bytes() == text.replace(b"(https://a.dev/?utm_source=x)", b"(https://a.dev/)")


def test_fix_writes_and_says_what_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path("docs/list.md")
    path.write_text(BROKEN, encoding="utf-8")
    assert run(["lint", "docs", "--fix", "--write"]) == 1
    assert path.read_text(encoding="utf-8") == MENDED
    said = capsys.readouterr()
    assert "7 edits written" in said.err
    assert said.out == "docs/list.md:2:36: gone.md: There is no docs/gone.md. [missing-file]\n"
    assert run(["lint", "docs", "--fix", "--write"]) == 1
    assert path.read_text(encoding="utf-8") == MENDED


def test_fix_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    Path("docs/list.md").write_text(BROKEN, encoding="utf-8")
    assert run(["lint", "docs", "--fix", "--format", "json"]) == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert [edit["kind"] for edit in file["edits"]] == [
        "anchors", "spelling", "tracking", "tracking", "redirector", "anchors", "tracking"
    ]  # fmt: skip


@pytest.mark.parametrize("options", [["--write"], ["--fix", "--format", "sarif"]])
def test_options_that_do_not_go_together(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path("docs/list.md").write_text(BROKEN, encoding="utf-8")
    assert run(["lint", "docs", *options]) == 2
    assert "--fix" in capsys.readouterr().err


def test_fix_leaves_two_candidates_and_passwords_alone(capsys: pytest.CaptureFixture[str]) -> None:
    text = "[x](#usag)\n[y](htps://me:secret@a.test.org/x)\n\n# Usage\n\n# Usags\n"
    Path("docs/list.md").write_text(text, encoding="utf-8")
    run(["lint", "docs", "--fix", "--write"])
    assert Path("docs/list.md").read_text(encoding="utf-8") == text


def test_fix_passes_over_what_is_not_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.rst").write_text("A\n=\n\n`x <htps://a.test.org/>`_ `y <gone.md>`_\n", encoding="utf-8")
    assert run(["lint", "--fix", "a.rst"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "a.rst: only Markdown is edited; it is passed over" in said.err
    assert "nothing to mend; 2 to be mended by hand: linkcheck lint lists them" in said.err
    assert run(["lint", "--fix", "--write", "a.rst"]) == 1
    assert "a.rst:4:5: htps://a.test.org/" in capsys.readouterr().out


def test_fix_makes_a_link_of_what_markdown_shows_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    """An address with a space: the entry's text changes, and so does what stands below its heading."""
    path = Path("docs/list.md")
    path.write_text("# [A b](https://a.test.org/a b)\n\n- **[c](https://c.test.org/c d)** - e\n", encoding="utf-8")
    assert run(["lint", "--fix", "--write", "docs"]) == 0
    assert path.read_text(encoding="utf-8") == (
        "# [A b](https://a.test.org/a%20b)\n\n- **[c](https://c.test.org/c%20d)** - e\n"
    )
    assert "2 edits written" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "text"), [("a.html", '<a href="htps://a.test.org/x">x</a>'), ("a.ipynb", "{}")])
def test_only_markdown_is_edited(name: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(name).write_text(text, encoding="utf-8")
    assert run(["fix", name]) == 2
    assert f"{name}: only Markdown is edited; it is passed over" in capsys.readouterr().err
    assert Path(name).read_text(encoding="utf-8") == text


def test_headings_are_named_as_the_site_names_them() -> None:
    """Python-Markdown squeezes hyphens, GitHub does not."""
    Path("mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    Path("docs/list.md").write_text("[x](#set-upp-it)\n\n# Set up & it\n", encoding="utf-8")
    assert run(["lint", "docs/list.md", "--fix", "--write"]) == 0
    assert Path("docs/list.md").read_text(encoding="utf-8") == "[x](#set-up-it)\n\n# Set up & it\n"


@pytest.mark.parametrize("command", ["lint", "links"])
def test_what_asks_nobody_loads_no_network(command: str, tmp_path: Path) -> None:
    """A hook before each commit: aiohttp and PyGithub would take as long as all the rest."""
    (tmp_path / "list.md").write_text("# A\n\n- [x](https://a.test.org/)\n", "utf-8")
    code = (
        "import sys; from linkcheck.cli import run; "
        f"assert run([{command!r}, 'list.md']) == 0; print({{'aiohttp', 'github', 'requests'}} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "set()"
