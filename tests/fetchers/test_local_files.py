"""Relative links: files of the list's own repository and their headings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.facts import Availability
from fetchers.local_files import look, slugs


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list in a repository's folder docs/, with a few files around it."""
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    docs = repository / "docs"
    docs.mkdir()
    (repository / "README.md").write_text("# Big *List*\n\n## Papers & books\n\n## Papers & books\n", encoding="utf-8")
    (repository / "a b.txt").write_text("x", encoding="utf-8")
    (tmp_path / "outside.md").write_text("# Secret\n", encoding="utf-8")
    (docs / "list.md").write_text('# Here\n\n## 中文 标题\n\n<a name="Old"></a>\n', encoding="utf-8")
    return docs / "list.md"


def standing(reference: str, beside: Path) -> Availability | None:
    seen = look(reference, beside)
    return seen.answer.standing if seen and seen.answer else None


@pytest.mark.parametrize(
    "reference",
    [
        "list.md",
        "./list.md",
        "../README.md",
        "../a%20b.txt",
        "../docs/",
        "/README.md",
        "list.md?plain=1",
        "../a%20b.txt#L3",
        "#here",
        "..",
        "../docs/../README.md#x",
    ],
)
def test_what_is_there(listed: Path, reference: str) -> None:
    assert standing(reference, listed) is Availability.PRESENT


@pytest.mark.parametrize("reference", ["gone.md", "../gone/", "README.md", "../a b", "list.md/x"])
def test_what_is_missing(listed: Path, reference: str) -> None:
    seen = look(reference, listed)
    assert seen is not None
    assert seen.answer is not None
    assert seen.answer.standing is Availability.ABSENT
    assert seen.answer.code == "file-missing"
    assert str(listed.parent.parent) not in seen.answer.detail


@pytest.mark.parametrize(
    "reference", ["../../outside.md", "../../nowhere.md", "/made/by/a/generator", "../.git/config", "x" * 5000, "a%00b"]
)
def test_what_cannot_be_told(listed: Path, reference: str) -> None:
    """Outside the repository (``../../issues`` at GitHub), below a site's own root, impossible names."""
    assert look(reference, listed) is None


def test_a_symbolic_link_out_of_the_repository_is_not_followed(listed: Path) -> None:
    listed.with_name("way-out.md").symlink_to(listed.parent.parent.parent / "outside.md")
    assert look("way-out.md", listed) is None


def test_nothing_is_said_outside_of_a_repository(tmp_path: Path) -> None:
    lone = tmp_path / "list.md"
    lone.write_text("# x\n", encoding="utf-8")
    assert look("gone.md", lone) is None


def test_a_list_that_is_no_file_has_nothing_beside_it() -> None:
    assert look("gone.md", Path("-")) is None


def test_what_a_generator_makes_of_markdown_is_not_missing(listed: Path) -> None:
    assert look("list.html", listed) is None
    assert look("list", listed) is None
    assert standing("other.html", listed) is Availability.ABSENT


def test_what_only_a_submodule_brings_is_not_missing(listed: Path) -> None:
    (listed.parent.parent / ".gitmodules").write_text('[submodule "v"]\n\tpath = vendor/v\n', encoding="utf-8")
    assert look("../vendor/v/README.md", listed) is None
    assert standing("../vendor/other/README.md", listed) is Availability.ABSENT


@pytest.mark.parametrize(
    ("reference", "fragment", "there"),
    [
        ("../README.md", "big-list", True),
        ("../README.md", "papers--books", True),
        ("../README.md", "papers--books-1", True),
        ("../README.md", "papers--books-2", False),
        ("..", "big-list", True),
        ("list.md", "%E4%B8%AD%E6%96%87-%E6%A0%87%E9%A2%98", True),
        ("list.md", "old", True),
        ("list.md", "top", True),
        ("", "here", True),
        ("", "there", False),
        ("list.md", "here:~:text=x", True),
    ],
)
def test_headings(listed: Path, reference: str, fragment: str, there: bool) -> None:
    seen = look(f"{reference}#{fragment}", listed, [fragment])
    assert seen is not None
    assert seen.fragments == {fragment: there}


def test_only_markdown_has_headings(listed: Path) -> None:
    seen = look("../a%20b.txt#x", listed, ["x"])
    assert seen is not None
    assert seen.fragments == {}


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("What's new?", "whats-new"),
        ("`code` and [a link](https://example.org)", "code-and-a-link"),
        ("C++ & C#", "c--c"),
        (":rocket: Launch", "rocket-launch"),
        ("❤️ Thanks", "\ufe0f-thanks"),
        ("Awesome [![badge](b.svg)](https://example.org)", "awesome-"),
        ("🚀 Launch", "-launch"),
        ("🚀 Launch", "launch"),
        ("snake_case", "snake_case"),
        ("Own {#mine}", "mine"),
        ("1.2 Version", "12-version"),
    ],
)
def test_slugs_are_github_s(heading: str, slug: str) -> None:
    assert slug in slugs(f"## {heading}\n")


@given(st.text())
def test_any_text_has_slugs(text: str) -> None:
    assert all(name == name.lower() for name in slugs(text))
