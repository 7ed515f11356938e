"""Where local links lead, and whether that is there: the same from any folder, inside git and outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkcheck.local import Local, LocalFiles


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a list in docs/ and a few files around it."""
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "README.md").write_text("# Big *List*\n\n## Papers & books\n\n## Papers & books\n", encoding="utf-8")
    (root / "a b.txt").write_text("x", encoding="utf-8")
    (tmp_path / "outside.md").write_text("# Secret\n", encoding="utf-8")
    (root / "docs" / "list.md").write_text('# Here\n\n## 中文 标题\n\n<a name="Old"></a>\n', encoding="utf-8")
    return root


def find(reference: str, file: Path, files: LocalFiles | None = None) -> Local:
    found = (files or LocalFiles()).find(reference, str(file))
    assert found is not None
    return found


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
        "../docs/../README.md#big-list",
    ],
)
def test_what_is_there(repository: Path, reference: str) -> None:
    found = find(reference, repository / "docs" / "list.md")
    assert found.path is not None
    assert LocalFiles().has_fragment(found)


@pytest.mark.parametrize("reference", ["gone.md", "../gone/", "README.md", "../a b", "list.md/x", "/docs/gone.md"])
def test_what_is_missing(repository: Path, reference: str) -> None:
    found = find(reference, repository / "docs" / "list.md")
    assert found.missing
    assert str(repository) not in found.missing


@pytest.mark.parametrize(
    ("reference", "why"),
    [
        ("../../outside.md", "outside-repository"),
        ("../../nowhere.md", "outside-repository"),
        ("../.git/config", "outside-repository"),
        ("/made/by/a/generator", "site-root"),
        ("a%00b", "local"),
        ("x" * 5000, "local"),
        ("list.html", "generated"),
        ("list", "generated"),
        ("{% link list.md %}", "local"),
    ],
)
def test_what_cannot_be_told(repository: Path, reference: str, why: str) -> None:
    assert find(reference, repository / "docs" / "list.md").unknown == why


def test_a_symbolic_link_out_of_the_repository_is_not_followed(repository: Path) -> None:
    (repository / "docs" / "way-out.md").symlink_to(repository.parent / "outside.md")
    assert find("way-out.md", repository / "docs" / "list.md").unknown == "outside-repository"


def test_what_only_a_submodule_brings_is_not_missing(repository: Path) -> None:
    (repository / ".gitmodules").write_text('[submodule "v"]\n\tpath = vendor/v\n', encoding="utf-8")
    assert find("../vendor/v/README.md", repository / "docs" / "list.md").unknown == "submodule"
    assert find("../vendor/other/README.md", repository / "docs" / "list.md").missing


def test_what_git_ignores_is_made_by_a_build(repository: Path) -> None:
    (repository / ".gitignore").write_text("dist/\n", encoding="utf-8")
    assert find("../dist/report.pdf", repository / "docs" / "list.md").unknown == "generated"


def test_outside_of_a_repository_the_rule_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    lone = tmp_path / "a" / "list.md"
    lone.write_text("# x\n", encoding="utf-8")
    (tmp_path / "there.md").write_text("# y\n", encoding="utf-8")
    assert find("../there.md#y", lone).path is not None
    assert find("gone.md", lone).missing
    assert find("/gone.md", lone).unknown == "site-root"


def test_a_list_that_is_no_file_has_nothing_beside_it() -> None:
    assert LocalFiles().find("gone.md", "(stdin)") is None


def test_one_text_in_two_folders_is_two_things(repository: Path) -> None:
    (repository / "other").mkdir()
    (repository / "other" / "list.md").write_text("# Here\n", encoding="utf-8")
    names = {find("#here", repository / folder / "list.md").name for folder in ("docs", "other")}
    assert names == {"file:docs/list.md#here", "file:other/list.md#here"}
    assert find("../README.md", repository / "other" / "list.md").name == "file:README.md"


def test_it_is_the_same_from_any_folder(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "docs")
    assert find("gone.md", Path("list.md")) == find("gone.md", repository / "docs" / "list.md")


@pytest.mark.parametrize(
    ("reference", "there"),
    [
        ("../README.md#big-list", True),
        ("../README.md#papers--books", True),
        ("../README.md#papers--books-1", True),
        ("../README.md#papers--books-2", False),
        ("../README.md#readme", True),
        ("..#big-list", True),
        ("list.md#%E4%B8%AD%E6%96%87-%E6%A0%87%E9%A2%98", True),
        ("list.md#old", True),
        ("list.md#top", True),
        ("#here", True),
        ("#there", False),
        ("#", True),
        ("#/route", True),
        ("list.md#here:~:text=x", True),
        ("../a%20b.txt#x", True),
    ],
)
def test_fragments(repository: Path, reference: str, there: bool) -> None:
    files = LocalFiles()
    assert files.has_fragment(find(reference, repository / "docs" / "list.md", files)) is there


def test_the_root_may_be_named(repository: Path) -> None:
    files = LocalFiles(root="docs")
    assert find("/list.md", repository / "README.md", files).path == repository / "docs" / "list.md"
    assert find("/README.md", repository / "README.md", files).missing == "docs/README.md"
