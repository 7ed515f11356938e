"""Whole repositories through the command line: each promise, and by which tests it is held."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from linkcheck.cli import run
from tests.cli.stage import stage

TESTS: Final = Path(__file__).parents[2]
HELD: Final = {
    "a local link is keyed by the file and fragment that it leads to": (
        "cli/lists/test_whole_repositories.py::test_links_of_two_folders_are_two",
        "cli/test_lint.py::test_from_another_folder_it_says_the_same",
        "cli/test_lint.py::test_outside_of_git_it_says_the_same",
    ),
    "roots, clean addresses, index files and slugs of each program": (
        "cli/lists/test_whole_repositories.py::test_each_program_s_links_and_headings",
        "linkcheck/local/test_site_generators.py::test_links_of_sites",
        "linkcheck/local/test_slugs.py::test_others",
    ),
    "what cannot be known is skipped with its reason, in check and lint alike": (
        "cli/lists/test_whole_repositories.py::test_what_cannot_be_known_is_skipped_with_its_reason",
    ),
    "duplicates are per file and per entry": (
        "cli/test_lint.py::test_no_duplicates",
        "cli/test_lint.py::test_a_translation_is_another_list",
    ),
    "formats for machines, and mending": (
        "cli/test_lint.py::test_formats",
        "cli/test_lint.py::test_fix_shows_a_diff_and_writes_nothing",
        "cli/test_lint.py::test_a_second_fix_finds_nothing",
    ),
    "check --offline is lint": ("cli/lists/test_since.py::test_offline_is_lint",),
    "a change that breaks a neighbour fails at both places, one that mends it passes": (
        "cli/lists/test_since.py::test_a_renamed_heading_breaks_what_leads_to_it",
        "cli/lists/test_since.py::test_a_change_that_mends_what_it_breaks_passes",
        "cli/lists/test_since.py::test_a_file_that_is_moved_or_deleted_breaks_what_leads_to_it",
    ),
    "hunks are not joined": ("cli/lists/test_whole_repositories.py::test_a_users_setting_joins_no_hunks",),
    "rules for new entries": (
        "cli/lists/test_new_entries.py::test_what_each_rule_refuses",
        "cli/lists/test_new_entries.py::test_an_entry_that_was_there_is_not_new",
        "cli/lists/test_new_entries.py::test_notes_fail_nothing",
    ),
    "exclude-path": ("linkcheck/test_inputs.py::test_paths_that_are_excluded",),
    "include, remap, accept and its ranges": (
        "cli/lists/test_selection.py::test_include_alone_leaves_out_all_else",
        "cli/lists/test_selection.py::test_remap_to_a_folder_and_to_another_address",
        "cli/lists/test_selection.py::test_statuses_that_are_accepted_everywhere",
    ),
    "files-from": ("cli/lists/test_since.py::test_offline_is_lint",),
    "lists at an address, repositories": (
        "cli/lists/test_remote.py::test_a_list_at_an_address",
        "cli/lists/test_remote.py::test_a_repository",
    ),
    "comments of other tools": ("cli/lists/test_whole_repositories.py::test_comments_of_other_tools",),
    "HTML, notebooks, reStructuredText, any other suffix": (
        "cli/lists/test_whole_repositories.py::test_other_kinds_of_files",
    ),
    "documents that are hard to read": ("cli/lists/test_whole_repositories.py::test_documents_that_are_hard_to_read",),
    "where an address ends": (
        "cli/lists/test_whole_repositories.py::test_where_an_address_ends",
        "linkcheck/document/test_bare.py::test_an_address_ends_where_a_reader_would_end_it",
    ),
    "time": ("linkcheck/document/test_linear.py::test_texts_that_once_took_minutes",),
}


@pytest.mark.parametrize("test", sorted({test for tests in HELD.values() for test in tests}))
def test_what_holds_a_promise_is_a_test(test: str) -> None:
    file, _, name = test.partition("::")
    assert re.search(rf"^def {name}\(", (TESTS / file).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in {"GLOBAL": os.devnull, "NOSYSTEM": "1"}.items():
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    git("init", "--quiet", "--initial-branch=main")
    git("config", "user.name", "Somebody")
    git("config", "user.email", "somebody@test.org")


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def write(files: dict[str, str | bytes]) -> None:
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def lint(capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    def linted(*arguments: str) -> list[str]:
        run(["lint", *arguments])
        return capsys.readouterr().out.splitlines()

    return linted


def links(capsys: pytest.CaptureFixture[str], *paths: str) -> list[dict[str, Any]]:
    run(["links", "--format", "json", *paths])
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["links"]
    return found


def test_links_of_two_folders_are_two(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    text = "[next](next.md#a)\n[the same](/a/next.md#a)\n"
    write({"a/list.md": text, "b/list.md": text, "a/next.md": "# A\n", "b/next.md": "# A\n"})
    keys = [link["key"] for link in links(capsys, "a", "b") if link["file"].endswith("list.md")]
    assert keys == ["file:a/next.md#a", "file:a/next.md#a", "file:b/next.md#a", "file:a/next.md#a"]
    monkeypatch.chdir("a")
    assert [link["key"] for link in links(capsys, "list.md")] == keys[:2]


@pytest.mark.parametrize(
    ("settings", "folder", "heading", "good", "bad"),
    [
        ("mkdocs.yml", "docs", "1. A & b", "#1-a-b", "#1-a--b"),
        ("docusaurus.config.js", "docs", "1. A & b", "#1-a--b", "#1-a-b"),
        (".vitepress/config.ts", "guide", "1. A & b", "#_1-a-b", "#1-a-b"),
        ("hugo.toml", "content", "One.Two & b", "#onetwo--b", "#one.two"),
        ("_config.yml", "pages", "1. A & b", "#a--b", "#made"),
        ("_quarto.yml", "pages", "1. A.b & c", "#a.b-c", "#1-ab--c"),
        ("book.toml", "src", "A_b & c", "#a_b--c", "#ab--c"),
        ("nothing.txt", "docs", "1. A & b", "#1-a--b", "#1-a-b"),
    ],
)
def test_each_program_s_links_and_headings(
    settings: str, folder: str, heading: str, good: str, bad: str, lint: Callable[..., list[str]]
) -> None:
    text = f"# {heading}\n\n[good]({good}) [bad]({bad}) [here](other.md) [gone](gone.md)\n"
    write({settings: "theme: minima\n", f"{folder}/page.md": text, f"{folder}/other.md": ""})
    missing, gone = lint(f"{folder}/page.md")
    assert f"{bad}: This file has no heading {bad}." in missing
    assert gone.endswith(f"gone.md: There is no {folder}/gone.md. [missing-file]")


def test_what_cannot_be_known_is_skipped_with_its_reason(lint: Callable[..., list[str]]) -> None:
    write({
        "mkdocs.yml": "hooks:\n  - x.py\n",
        "docs/a.md": "[a](/api/) [b](../made/) [c](#made) [d](../../../outside.md)\n",
    })  # fmt: skip
    assert lint("docs/a.md") == []
    run(["check", "docs/a.md", "--no-state", "-q", "-o", "out.json"], world=stage(lambda _: None))
    found = json.loads(Path("out.json").read_text(encoding="utf-8"))["links"]
    assert {(link["url"], link["verdict"], link["reason"]) for link in found} == {
        ("/api/", "skipped", "site-root"),
        ("../made/", "skipped", "generated"),
        ("#made", "skipped", "made-heading"),
        ("../../../outside.md", "skipped", "outside-repository"),
    }


def test_a_users_setting_joins_no_hunks(lint: Callable[..., list[str]]) -> None:
    write({"a.md": "1\n[old](gone.md)\n3\n"})
    git("add", "--all")
    git("commit", "--quiet", "--message", "x")
    git("config", "diff.interHunkContext", "10")
    write({"a.md": "0\n[old](gone.md)\n[new](gone.md)\n"})
    assert lint("a.md", "--since", "HEAD") == ["a.md:3:7: gone.md: There is no gone.md. [missing-file]"]


def test_comments_of_other_tools(lint: Callable[..., list[str]]) -> None:
    write({
        "a.md": "[x](1.md) <!-- markdown-link-check-disable-line -->\n"
        "<!-- markdown-link-check-disable -->\n[x](2.md)\n<!-- markdown-link-check-enable -->\n"
        "<!-- lychee-ignore-start -->\n[x](3.md)\n<!-- lychee-ignore-end -->\n"
        "<!-- textlint-disable no-dead-link -->\n[x](4.md)\n<!-- textlint-enable -->\n"
        "<!-- textlint-disable -->\n[x](5.md)\n<!-- textlint-enable -->\n"
    })  # fmt: skip
    assert lint("a.md") == ["a.md:12:5: 5.md: There is no 5.md. [missing-file]"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", '<a href="gone.md">x</a> https://a.test/text <script>"<a href=no.md>"</script>'),
        (
            "a.ipynb",
            (
                '{"cells": [{"cell_type": "markdown", "source": ["[x](gone.md)"]}, '
                '{"cell_type": "code", "source": ["[x](no.md)"]}]}'
            ),
        ),
        ("a.rst", "A\n=\n\n`x <gone.md>`_ and ``[x](no.md)``\n"),
        ("a.adoc", "[x](gone.md)\n"),
    ],
)
def test_other_kinds_of_files(name: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    write({name: text})
    assert run(["lint", name]) == 1
    said = capsys.readouterr()
    assert [line.split(": ")[1:] for line in said.out.splitlines()] == [
        ["gone.md", "There is no gone.md. [missing-file]"]
    ]
    assert (".adoc is not known here; read as Markdown" in said.err) is (name == "a.adoc")


def test_documents_that_are_hard_to_read(capsys: pytest.CaptureFixture[str]) -> None:
    link = "[x](gone.md)\n"
    write({
        "all/a.md": f"\b\x1b {link}",
        "all/b.md": ("中文\n" * 60 + f"\0 {link}").encode("utf-16-le"),
        "all/c.md": b"PK\x03\x04\x14\0\0\0\x08\0\xff",
        "all/e.md": link,
    })  # fmt: skip
    os.mkfifo("all/d.md")
    Path("all/loop.md").symlink_to("loop.md")
    Path("all/folder").symlink_to(".")
    assert run(["lint", "all", "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert [line.split(":")[0] for line in said.out.splitlines()] == ["all/a.md", "all/b.md", "all/e.md"]
    assert sorted(said.err.splitlines()) == [
        "linkcheck: 3 to act on, 0 notes",
        "linkcheck: all/b.md: not UTF-8; read as UTF-16-LE",
        "linkcheck: all/c.md: not a text file; it is passed over",
    ]
    for name, why in (("c.md", "not a text file"), ("loop.md", "is a symbolic link that leads to no file")):
        assert run(["lint", f"all/{name}"]) == 2
        assert f"all/{name}: {why}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "address"),
    [
        *((f"https://a.test/x{mark} next", "https://a.test/x") for mark in "।،۔։።፣"),
        ("\u2066https://a.test/x\u2069", "https://a.test/x"),
        ("‹https://a.test/x›", "https://a.test/x"),
        *(
            (f"https://a.test/{part}/卷积 见", f"https://a.test/{part}/卷积")
            for part in ("wiki", "tags", "tree", "w", "a")
        ),
        ("https://a.test/x这是", "https://a.test/x"),
        ("![b](https://a.test/u =100x200)", "https://a.test/u"),
        ("[a](https://a.test/u “标题”)", "https://a.test/u"),
        ("<div>\n[x](https://a.test/in(a)html) text\n</div>", "https://a.test/in(a)html"),
        (f"https://a.test/{'x' * 5000}", f"https://a.test/{'x' * 5000}"),
        ("<https://a.test/?a=1&amp;b=2>", "https://a.test/?a=1&b=2"),
        ("[x](//host.test/path)", "//host.test/path"),
    ],
)
def test_where_an_address_ends(text: str, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    write({"a.md": f"{text}\n"})
    assert [link["url"] for link in links(capsys, "a.md")] == [address]


def test_the_words_of_links(capsys: pytest.CaptureFixture[str]) -> None:
    write(
        {
            "a.md": "[M<sup>3</sup>IT](https://a.test/m) $f[x](t)$\n\n<a href=https://a.test/1>one <a href=https://a.test/2>two</a>\n"
        }
    )
    assert [(link["url"], link["text"]) for link in links(capsys, "a.md")] == [
        ("https://a.test/m", "M3IT"),
        ("https://a.test/1", "one"),
        ("https://a.test/2", "two"),
    ]
