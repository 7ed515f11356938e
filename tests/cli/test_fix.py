"""``linkcheck fix`` and ``enrich``: the list itself, edited in place."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from linkcheck.cli import run
from linkcheck.demo import SmallWeb
from linkcheck.demo.responses import redirect
from linkcheck.editing import Edit, EditKind
from reports.edits import pull_request
from reports.words import words
from tests.cli.stage import stage

TEXT = (
    "# 清单\r\n\r\n"
    "- [Guide](https://old.test.org/guide), 以及《机器学习》  \r\n"
    "- [Home](https://old.test.org/gone-home) | <https://a.test.org/x?utm_source=y> `https://old.test.org/guide`\r\n"
    "- [lost](https://a.test.org/lost)\r\n"
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_bytes(TEXT.encode())


def build(web: SmallWeb) -> None:
    old = web.site("old.test.org")
    old.handle("/guide", lambda _: redirect("https://new.test.org/guide", 301))
    old.handle("/gone-home", lambda _: redirect("https://new.test.org/", 301))
    new = web.site("new.test.org")
    new.page("/guide", "Guide to it")
    new.page("/", "Welcome")
    web.site("a.test.org").page("/x", "X, the page")


def fix(*arguments: str) -> int:
    return run(["fix", "list.md", "--lang", "en", *arguments], world=stage(build))


def content() -> str:
    return Path("list.md").read_bytes().decode()


DATED = '<meta property="article:published_time" content="2021-02-03">'
MENDED = TEXT.replace("[Guide](https://old.", "[Guide](https://new.").replace("?utm_source=y", "")


def test_a_diff_and_nothing_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert fix() == 0
    out = capsys.readouterr().out
    assert content() == TEXT
    (tmp_path / "list.diff").write_bytes(out.encode())
    subprocess.run(["git", "apply", "list.diff"], check=True)
    assert content() == MENDED


def test_written_in_place_and_nothing_left_to_mend(capsys: pytest.CaptureFixture[str]) -> None:
    Path("list.md").chmod(0o640)
    assert fix("--write") == 0
    assert content() == MENDED
    assert Path("list.md").stat().st_mode & 0o777 == 0o640
    assert "2 edits written" in capsys.readouterr().err
    assert fix("--write") == 0
    assert content() == MENDED
    assert "nothing to mend" in capsys.readouterr().err


def test_a_correction_that_leads_nowhere_is_not_made_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("list.md").write_text("- [a](htp://a.test.org/none)\n", encoding="utf-8")
    assert fix() == 0
    assert (
        "htp://a.test.org/none is left as it is: http://a.test.org/none was not found alive" in capsys.readouterr().err
    )


def test_kinds_are_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert fix("--write", "--except", "moved") == 0
    assert content() == TEXT.replace("?utm_source=y", "")
    assert fix("--mark", "(gone)") == 2
    assert "--only mark-gone" in capsys.readouterr().err
    assert fix("--only", "movd") == 2
    assert "did you mean" in capsys.readouterr().err


def test_json_and_the_text_of_a_pull_request(capsys: pytest.CaptureFixture[str]) -> None:
    assert fix("--format", "json", "--body", "body.md", "-q") == 0
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert [(edit["kind"], edit["line"], edit["new"]) for edit in file["edits"]] == [
        ("moved", 3, "https://new.test.org/guide"),
        ("tracking", 4, "https://a.test.org/x"),
    ]
    body = Path("body.md").read_text("utf-8")
    assert "https://old.test.org/guide" in body
    assert "https://a.test.org/lost" in body  # what is left out


def test_addresses_that_differ_in_their_scheme_are_shown_whole() -> None:
    """`a.dev/x` became `a.dev/x`, said the table."""
    edit = Edit(start=0, end=1, replacement="", kind=EditKind.HTTPS, line=1, url="http://a.dev/x", old="http://a.dev/x",
                new="https://a.dev/x")  # fmt: skip
    text = pull_request({"list.md": [edit]}, [], words("en"))
    shown = text.replace("&#8203;", "")  # which keeps the text of a link from becoming another
    assert "[http://a.dev/x](http://a.dev/x) | [https://a.dev/x](https://a.dev/x)" in shown


def test_the_edits_of_another_run_are_made_without_asking_anybody(capsys: pytest.CaptureFixture[str]) -> None:
    assert fix("--format", "json", "--body", "first.md", "-q") == 0
    Path("edits.json").write_text(capsys.readouterr().out, encoding="utf-8")
    again = ["fix", "list.md", "--lang", "en", "--edits", "edits.json", "-q"]
    assert run([*again, "--write", "--body", "second.md"]) == 0
    assert content() == MENDED
    assert Path("second.md").read_text("utf-8") == Path("first.md").read_text("utf-8")

    # Only what still fits, only kinds that are wanted.
    Path("list.md").write_bytes(b"new line\n" + TEXT.encode())
    assert run([*again, "--write"]) == 0
    assert content() == "new line\n" + TEXT
    assert "2 of the edits that were found do not fit the list as it is now" in capsys.readouterr().err
    Path("list.md").write_bytes(TEXT.encode())
    assert run([*again, "--write", "--only", "tracking"]) == 0
    assert content() == TEXT.replace("?utm_source=y", "")
    capsys.readouterr()
    assert run([*again[:4], "--edits", "none.json"]) == 2
    Path("odd.json").write_text('{"files": [{"file": "list.md", "edits": [{"kind": "moved"}]}]}')
    assert run([*again[:4], "--edits", "odd.json"]) == 2
    missing, odd = capsys.readouterr().err.splitlines()
    assert "none.json: cannot be read" in missing
    assert "odd.json: holds no edits" in odd
    assert "line" in odd


def test_the_marks_of_another_run_stand_where_a_mark_may(capsys: pytest.CaptureFixture[str]) -> None:
    text = "- [d](https://a.test.org/dated), 以及\r\n"
    Path("list.md").write_bytes(text.encode())
    web = stage(lambda web: web.site("a.test.org").page("/dated", "Dated", head=DATED))
    assert run(["enrich", "list.md", "--format", "json", "-q"], world=web) == 0
    found = json.loads(capsys.readouterr().out)
    (edit,) = found["files"][0]["edits"]
    for change in ({}, {"start": 0, "end": 0}, {"end": edit["end"] + 2}, {"new": "` **evil** `"}, {"new": "evil"}):
        Path("list.md").write_bytes(text.encode())
        found["files"][0]["edits"] = [{**edit, **change}]
        Path("edits.json").write_text(json.dumps(found), encoding="utf-8")
        assert run(["enrich", "list.md", "--edits", "edits.json", "--write", "-q"]) == 0
        assert content() == (text if change else "- [d](https://a.test.org/dated) `◷ 2021`, 以及\r\n")
    assert run(["enrich", "list.md", "--edits", "edits.json", "--sort", "title"]) == 2


def test_another_encoding_stays() -> None:
    Path("list.md").write_bytes(TEXT.encode("gb18030"))
    assert fix("--write", "-q") == 0
    assert Path("list.md").read_bytes() == MENDED.encode("gb18030")


def test_a_file_changed_meanwhile_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    other = "changed [Guide](https://old.test.org/guide)\n"
    assert run(["fix", "list.md", "--write"], world=stage(build, after=lambda _: _write(other))) == 2
    assert content() == other
    assert "was changed while its links were checked" in capsys.readouterr().err


def _write(text: str) -> None:
    Path("list.md").write_text(text, encoding="utf-8")


def test_marks_come_and_go(capsys: pytest.CaptureFixture[str]) -> None:
    def videos(web: SmallWeb) -> None:
        build(web)
        web.site("a.test.org").page(
            "/dated", "Dated", head='<meta property="article:published_time" content="2021-02-03">'
        )

    text = "- [d](https://a.test.org/dated), 以及\r\n"
    Path("list.md").write_bytes(text.encode())
    assert run(["enrich", "list.md", "--write"], world=stage(videos)) == 0
    assert content() == "- [d](https://a.test.org/dated) `◷ 2021`, 以及\r\n"
    assert run(["enrich", "list.md", "--write", "--template", "{published}"], world=stage(videos)) == 0
    assert content() == "- [d](https://a.test.org/dated) `◷ 2021-02`, 以及\r\n"
    assert run(["enrich", "list.md", "--strip", "--write"]) == 0
    assert content() == text
    assert run(["enrich", "list.md", "--template", "{x}"]) == 2
    assert "{stars}" in capsys.readouterr().err


def test_sorted_with_children() -> None:
    text = "# A\n\n- [b](https://a.test.org/x)\n  - [z](https://a.test.org/z)\n- [a](https://a.test.org/y)\n\ntext\n"
    Path("list.md").write_text(text, encoding="utf-8")
    assert run(["enrich", "list.md", "--write", "--sort", "title"], world=stage(build)) == 0
    assert content() == (
        "# A\n\n- [a](https://a.test.org/y)\n- [b](https://a.test.org/x)\n  - [z](https://a.test.org/z)\n\ntext\n"
    )
