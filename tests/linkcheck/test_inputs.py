"""Which files an argument means, and what text is in them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.config.patterns import compile_paths, fits_some_path
from linkcheck.inputs import STDIN_NAME, InputFile, InputProblem, read_inputs

CHINESE = "- [论文](https://arxiv.org/abs/1706.03762)，注意力机制\n- 变换器与机器学习\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str, text: str = "[a](https://a.dev)\n") -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def names(*arguments: str) -> list[str]:
    return [item.name for item in read_inputs(arguments) if isinstance(item, InputFile)]


def problem(*arguments: str) -> str:
    (item,) = read_inputs(arguments)
    assert isinstance(item, InputProblem)
    assert "\n" not in item.message
    return item.message


def from_stdin(data: bytes) -> InputFile | InputProblem:
    (item,) = read_inputs(["-"], stdin=lambda: data)
    return item


def test_a_file_is_read_whatever_it_is_called() -> None:
    write("list.md", "notes.txt")
    assert list(read_inputs(["./list.md", "notes.txt"])) == [
        InputFile("list.md", "[a](https://a.dev)\n"),
        InputFile("notes.txt", "[a](https://a.dev)\n"),
    ]


def test_line_ends_are_kept() -> None:
    Path("list.md").write_bytes(b"a\r\nb\n")
    (item,) = read_inputs(["list.md"])
    assert isinstance(item, InputFile)
    assert item.text == "a\r\nb\n"


def test_a_folder_means_its_markdown_in_order() -> None:
    write("d/b.md", "d/a.markdown", "d/c/x.MKD", "d/c/y.mdown", "d/readme.txt", "d/.git/z.md", "d/.hidden/z.md", "e.md")
    assert names("d") == ["d/a.markdown", "d/b.md", "d/c/x.MKD", "d/c/y.mdown"]
    assert names(".") == ["e.md", "d/a.markdown", "d/b.md", "d/c/x.MKD", "d/c/y.mdown"]


def test_a_file_named_twice_is_read_once() -> None:
    write("d/a.md", "b.md")
    assert names("d/a.md", "d", "./b.md", "b.md", "*.md") == ["d/a.md", "b.md"]


def test_git_ignored_files_are_left_out_of_folders_and_patterns() -> None:
    write(
        "a.md", "node_modules/x/b.md", "build/c.md", "build/keep.md", "docs/d.md", "docs/draft.md", "docs/sub/draft.md"
    )
    Path(".gitignore").write_text("node_modules/\nbuild/*\n!build/keep.md\n[\n[z-a]\n[[]x\n!\n", encoding="utf-8")
    Path("docs/.gitignore").write_text("/draft.md\n", encoding="utf-8")
    kept = ["a.md", "build/keep.md", "docs/d.md", "docs/sub/draft.md"]
    assert sorted(names(".")) == kept
    assert sorted(names("**/*.md")) == kept


@given(
    lines=st.lists(
        st.text(alphabet="*?[]!-\\/ab.# ", max_size=12)
        | st.text(max_size=5)
        | st.sampled_from(["*a" * 12 + "b", "**/" * 200])
    )
)
def test_a_strangers_ignore_file_is_read_whatever_it_says(lines: list[str]) -> None:
    """Python's own matcher takes for ever for ``*a*a*a…b``; a range the wrong way round was a bug of ours."""
    kept = [line for line in lines if fits_some_path(line)]
    compile_paths(kept).match_file("a" * 200 + "/" + "a" * 200)


def test_ignore_files_above_the_folder_count_up_to_the_repository() -> None:
    write("repo/docs/a.md", "repo/docs/b.md", "repo/.git/HEAD")
    Path("repo/.gitignore").write_text("b.md\n", encoding="utf-8")
    Path(".gitignore").write_text("a.md\n", encoding="utf-8")
    assert names("repo/docs") == ["repo/docs/a.md"]


def test_what_is_named_is_read_even_if_git_ignores_it() -> None:
    write("build/a.md", "b.md")
    Path(".gitignore").write_text("build/\nb.md\n", encoding="utf-8")
    assert names("build", "b.md") == ["build/a.md", "b.md"]
    assert names("build/*.md") == ["build/a.md"]


def test_a_pattern_means_what_matches() -> None:
    write("a.md", "b.txt", "d/c.md", "d/e.txt", ".f.md")
    assert names("*.md") == ["a.md"]
    assert names("**/*.txt") == ["b.txt", "d/e.txt"]
    assert names("d/*") == ["d/c.md"]
    write("[x].md")
    assert names("[x].md") == ["[x].md"]


def test_standard_input_is_a_list() -> None:
    assert from_stdin(b"[a](/a)") == InputFile(STDIN_NAME, "[a](/a)")


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("lsit.md", "lsit.md: no such file or folder; did you mean list.md?"),
        ("LIST", "LIST: no such file or folder; did you mean list.md?"),
        ("dcos/guide.md", "dcos/guide.md: no such file or folder; did you mean docs/guide.md?"),
        ("docs/guid.md", "docs/guid.md: no such file or folder; did you mean docs/guide.md?"),
        ("list.md/x", "list.md/x: no such file or folder"),
        ("", "'': no such file or folder"),
        ("https://a.org/b", "https://a.org/b: is an address, not a file here"),
        ("quite-other", "quite-other: no such file or folder"),
        ("no/such/place", "no/such/place: no such file or folder"),
        ("*.rst", "*.rst: no file matches this pattern"),
        (
            "empty",
            (
                "empty: no Markdown file in this folder (*.md, *.markdown, *.mkd, …); for others name a pattern: "
                "'empty/**/*.html'"
            ),
        ),
        ("image.png", "image.png: not a text file"),
        ("x" * 300, f"{'x' * 200!r}: cannot be read: File name too long"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(argument: str, message: str) -> None:
    write("list.md", "docs/guide.md", "empty/notes.txt")
    Path("image.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0")
    assert problem(argument) == message


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that cannot be read even by root")
def test_a_file_that_cannot_be_read_is_a_problem() -> None:
    assert problem("/proc/self/mem") == "/proc/self/mem: cannot be read: Input/output error"


def test_one_wrong_argument_does_not_stop_the_others() -> None:
    write("a.md", "b.md")
    kinds: Sequence[type] = [type(item) for item in read_inputs(["a.md", "missing", "b.md"])]
    assert kinds == [InputFile, InputProblem, InputFile]


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (CHINESE, "gb18030", "GB18030"),
        ("- 论文\n", "gbk", "GB18030"),
        (CHINESE, "utf-16", "UTF-16"),
        (CHINESE, "utf-16-le", "UTF-16-LE"),
        (CHINESE, "utf-16-be", "UTF-16-BE"),
        (CHINESE, "utf-32", "UTF-32"),
        ("- [Müller](https://x.dev), café déjà vu\n", "cp1252", "CP1252"),
        ("- [книга](https://x.dev) Привет, мир\n", "cp1251", "CP1251"),
        ("- [書籍](https://x.dev) これは日本語のテキストです\n", "cp932", "CP932"),
    ],
)
def test_other_encodings_are_read_and_said(text: str, encoding: str, name: str) -> None:
    data = text.encode(encoding)
    item = from_stdin(data)
    assert isinstance(item, InputFile)
    assert item.text == text
    assert len(item.warnings) == 1
    assert item.warnings[0].startswith(f"(stdin): not UTF-8; read as {name}")
    assert item.encoding is not None
    assert item.text.encode(item.encoding) == data


def test_a_utf_8_mark_stays_so_that_places_are_those_of_the_file() -> None:
    assert from_stdin(b"\xef\xbb\xbf# A\n") == InputFile(STDIN_NAME, "\ufeff# A\n")


def test_a_few_broken_characters_do_not_make_it_another_encoding() -> None:
    item = from_stdin(CHINESE.encode() + b"\xe4\xb8\n")
    assert isinstance(item, InputFile)
    assert item.text == CHINESE + "\ufffd\n"
    assert item.warnings == ("(stdin): 1 broken character in UTF-8, read as \ufffd",)
    assert item.encoding is None


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"PK\x03\x04\x14\0\0\0\x08\0",
        bytes(range(256)),
        b"\xff\xfe\0\xd8",
        b"a\0b c\n",
    ],
)
def test_binary_data_is_refused(data: bytes) -> None:
    assert from_stdin(data) == InputProblem("(stdin): not a text file")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    item = from_stdin(data)
    if isinstance(item, InputFile) and item.encoding is not None:
        assert item.text.encode(item.encoding) == data


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    assert from_stdin(text.encode()) == InputFile(STDIN_NAME, text)


def test_utf8_is_text_whatever_control_characters_it_has() -> None:
    found = from_stdin(b"\x01\x02\x03 \x08 text\n" + "中文".encode())
    assert isinstance(found, InputFile)
    assert found.encoding == "utf-8"
    assert isinstance(from_stdin(b"[a](https://a.org)\n" * 30 + b"\0\n"), InputFile)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding: str) -> None:
    text = "# 中文标题\n\n- [论文](https://a.org/x) 很好\n" * 3
    found = from_stdin(text.encode(encoding))
    assert isinstance(found, InputFile)
    assert found.text == text


def test_what_cannot_be_read_is_passed_over_in_a_folder_and_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    (tmp_path / "b.md").write_bytes(b"PK\x03\x04\x14\0\0\0\x08\0\xff")
    os.mkfifo(tmp_path / "c.md")
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    good, bad = read_inputs([str(tmp_path)])
    assert isinstance(good, InputFile)
    assert isinstance(bad, InputProblem)
    assert bad.is_warning
    for name, why in (("b.md", "not a text file"), ("loop.md", "is a symbolic link that leads to no file")):
        (named,) = read_inputs([str(tmp_path / name)])
        assert isinstance(named, InputProblem)
        assert not named.is_warning
        assert named.message.endswith(f"{name}: {why}")


def test_paths_that_are_excluded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "old/b.md"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("x", encoding="utf-8")
    found = [item.name for item in read_inputs([".", "old/*.md"], exclude=["old/"]) if isinstance(item, InputFile)]
    assert found == ["a.md"]
    (named,) = read_inputs(["old/b.md"], exclude=["old/"])
    assert isinstance(named, InputFile)
