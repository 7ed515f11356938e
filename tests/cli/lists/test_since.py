"""``--since REV``: only the links of lines that were added or changed, whatever files are called."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkcheck.cli import run
from linkcheck.cli.lists.git_diff import GitError, changed_lines
from linkcheck.demo import Name, SmallWeb
from tests.cli.stage import stage


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(files: dict[str, str | bytes], message: str = "x") -> None:
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    git("add", "--all", "--force")
    git("commit", "--quiet", "--allow-empty", "--message", message)


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, value in {"GLOBAL": os.devnull, "NOSYSTEM": "1"}.items():
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    git("init", "--quiet", "--initial-branch=main")
    git("config", "user.name", "Somebody")
    git("config", "user.email", "somebody@test.org")
    return tmp_path


def lines(name: str, revision: str = "main", most: int = 30) -> list[int]:
    found = changed_lines(revision, [Path(name)])[Path(name)]
    return [number for number in range(1, most) if number in found]


def test_added_and_changed_lines() -> None:
    commit({"a.md": "1\n2\n3\n4\n5\n"})
    Path("a.md").write_text("0\n1\n2\n3!\n5\n6\n")
    assert lines("a.md", "HEAD") == [1, 4, 6]


def test_nothing_changed() -> None:
    commit({"a.md": "1\n"})
    assert lines("a.md") == []


def test_before_the_first_commit_every_line_is_new() -> None:
    Path("a.md").write_text("1\n2\n")
    assert lines("a.md", "HEAD", 3) == [1, 2]


def test_what_main_did_meanwhile_is_not_ours() -> None:
    commit({"a.md": "1\n2\n", "b.md": "1\n"})
    git("checkout", "--quiet", "-b", "mine")
    commit({"a.md": "1\n2\n3\n"})
    git("checkout", "--quiet", "main")
    commit({"b.md": "1\n2\n"})
    git("checkout", "--quiet", "mine")
    assert lines("a.md") == [3]
    assert lines("b.md") == []


def test_a_new_file_and_one_git_does_not_know() -> None:
    commit({"a.md": "1\n"})
    commit({"b.md": "1\n2\n"})
    Path("c.md").write_text("1\n2\n3\n")
    assert lines("b.md", "HEAD~1", 3) == [1, 2]
    assert lines("c.md", "HEAD", 4) == [1, 2, 3]


def test_a_renamed_file_has_only_its_own_changes() -> None:
    commit({"old.md": "".join(f"line {n}\n" for n in range(20))})
    git("mv", "old.md", "new.md")
    with Path("new.md").open("a") as file:
        file.write("more\n")
    assert lines("new.md", "HEAD") == [21]


def test_attributes_hide_nothing() -> None:
    commit({"a.md": "1\n"})
    commit({".gitattributes": "*.md -diff diff=evil binary\n", "a.md": "1\n2\n"})
    assert lines("a.md", "HEAD~1") == [2]


def test_configured_programs_are_not_run() -> None:
    commit({"a.md": "1\n", ".gitattributes": "*.md diff=evil\n"})
    git("config", "diff.evil.command", "touch pwned")
    git("config", "diff.evil.textconv", "touch pwned")
    git("config", "diff.external", "touch pwned")
    Path("a.md").write_text("1\n2\n")
    assert lines("a.md", "HEAD") == [2]
    assert not Path("pwned").exists()


def test_lone_carriage_returns_count_as_markdown_counts_them() -> None:
    commit({"a.md": b"1\r2\n4\r\n"})
    Path("a.md").write_bytes(b"1\r2\n3\r4\r\n6\n")
    assert lines("a.md", "HEAD") == [3, 4, 5]


def test_a_file_that_is_not_utf8_counts_whole() -> None:
    commit({"a.md": "1\n".encode("utf-16")})
    Path("a.md").write_bytes("1\n2\n".encode("utf-16"))
    assert lines("a.md", "HEAD", 4) == [1, 2, 3]


@pytest.mark.parametrize(
    "name",
    ["-h.md", "--output=pwned", "a\nb.md", "+++ b\n@@ -0,0 +1,99 @@\n.md", '"q".md', "*.md", ":(top)x.md", "é 名.md"],
)
def test_names_stay_names(name: str) -> None:
    commit({name: "1\n", "other.md": "1\n"})
    Path(name).write_text("1\n2\n")
    assert lines(name, "HEAD") == [2]
    assert lines("other.md", "HEAD") == []
    assert not Path("pwned").exists()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0/"), min_size=1, max_size=40))
def test_any_name(name: str) -> None:
    name = f"x{name}"[:60]
    commit({name: "1\n"})
    Path(name).write_text("1\n2\n")
    try:
        assert lines(name, "HEAD") == [2]
    finally:
        commit({})


@pytest.mark.parametrize("revision", ["nowhere", "--help", "-h", "HEAD:a.md", "", "HEAD\0"])
def test_no_such_revision(revision: str) -> None:
    commit({"a.md": "1\n"})
    with pytest.raises(GitError, match="fetch-depth"):
        lines("a.md", revision)


def test_no_common_ancestor() -> None:
    commit({"a.md": "1\n"})
    git("checkout", "--quiet", "--orphan", "alone")
    commit({"a.md": "2\n"})
    with pytest.raises(GitError, match="common ancestor"):
        lines("a.md")


def test_outside_of_a_repository(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = tmp_path_factory.mktemp("outside") / "a.md"
    outside.write_text("1\n")
    commit({"a.md": "1\n"})
    with pytest.raises(GitError, match="not in the repository"):
        changed_lines("main", [outside])
    monkeypatch.chdir(outside.parent)
    with pytest.raises(GitError, match="git repository"):
        changed_lines("main", [outside])


def furnish(web: SmallWeb) -> None:
    web.site("a.test.org").page("/fine", "Fine").page("/gone", "Gone", status=404).page(
        "/new", "New", "Not found.", status=404
    )


def check(*arguments: str) -> int:
    return run(["check", "list.md", "--no-state", *arguments], world=stage(furnish))


OLD = "- [fine](https://a.test.org/fine)\n- [gone](https://a.test.org/gone)\n"


def test_whole_list_findings_fail_no_contributor() -> None:
    commit({"list.md": OLD})
    commit({"list.md": OLD + "- [fine](https://a.test.org/fine?more)\n"})
    assert check() == 1
    assert check("--since", "HEAD~1", "-o", "out.json") == 0
    found = json.loads(Path("out.json").read_text(encoding="utf-8"))["links"]
    assert [link["url"] for link in found] == ["https://a.test.org/fine?more"]
    commit({"list.md": OLD + "- [new](https://a.test.org/new)\n"})
    assert check("--since", "HEAD~1") == 1


@pytest.mark.parametrize("others", [True, False])
@pytest.mark.parametrize("name", [Name.NO_SUCH_HOST, Name.REFUSED])
def test_a_change_whose_links_are_all_gone_is_judged_once_the_rest_of_the_list_answers(
    name: Name, *, others: bool
) -> None:
    """The usual services are silent here; hosts that the list had before are asked in their place."""

    def build(web: SmallWeb) -> None:
        web.site("a.test.org", name=Name.KNOWN if others else Name.NO_SUCH_HOST).page("/", "Fine")
        for number in range(5):
            web.site(f"gone{number}.example{number}.org", name=name)

    added = "".join(f"- [{number}](https://gone{number}.example{number}.org/x)\n" for number in range(5))
    commit({"list.md": OLD})
    commit({"list.md": OLD + added})
    code = run(["check", "list.md", "--no-state", "--since", "HEAD~1", "-q"], world=stage(build))
    assert code == (int(name is Name.NO_SUCH_HOST) if others else 3)


def test_nothing_changed_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    commit({"list.md": OLD})
    assert check("--since", "HEAD") == 0
    assert "0 links" in capsys.readouterr().err


def test_a_revision_that_is_none_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    commit({"list.md": OLD})
    assert check("--since", "nowhere") == 2
    assert "--since" in capsys.readouterr().err


@pytest.mark.parametrize("where", ["--since", "GITHUB_EVENT_NAME", "CI_PIPELINE_SOURCE"])
def test_settings_of_a_contribution(
    where: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    commit({"list.md": OLD})
    toml = 'state = "elsewhere.db"\nallow-private = true\n[hosts."a.test.org"]\nheaders = {X-Token = "x"}\n'
    commit({"list.md": OLD + "- [n](https://a.test.org/fine?n)\n", "linkcheck.toml": toml})
    arguments = ["--since", "HEAD~1"] if where == "--since" else []
    if not arguments:
        monkeypatch.setenv(where, {"GITHUB_EVENT_NAME": "pull_request"}.get(where, "merge_request_event"))
    headers: list[str | None] = []

    def log(web: SmallWeb) -> None:
        headers.extend(request.headers.get("x-token") for request in web.requests)

    run(["check", "list.md", *arguments], world=stage(furnish, after=log))
    assert set(headers) == {None}
    assert not Path("elsewhere.db").exists()
    assert "contribution" in capsys.readouterr().err


def test_a_flag_is_not_the_file() -> None:
    commit({"list.md": OLD})
    run(["check", "list.md", "--since", "HEAD", "--state", "mine.db"], world=stage(furnish))
    assert Path("mine.db").exists()


def lint(*arguments: str) -> int:
    return run(["lint", ".", "--since", "HEAD~1", *arguments])


GUIDE = "# Guide\n\n## Install\n\ntext\n\n## Use\n"


def test_a_renamed_heading_breaks_what_leads_to_it(capsys: pytest.CaptureFixture[str]) -> None:
    """A link that was broken before, or lies elsewhere, is not the change's."""
    commit({"guide.md": GUIDE, "a.md": "[x](guide.md#install)\n[y](guide.md#use)\n[z](guide.md#never)\n"})
    commit({"guide.md": GUIDE.replace("Install", "Set up")})
    assert lint() == 1
    said = capsys.readouterr()
    assert said.out == "a.md:1:5: guide.md#install: guide.md has no heading #install. [missing-heading]\n"
    assert "guide.md:3: this change takes away what a.md:1 leads to (guide.md#install)" in said.err


def test_github_is_told_at_the_place_of_the_change(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    commit({"guide.md": GUIDE, "a.md": "[x](guide.md#install)\n"})
    commit({"guide.md": GUIDE.replace("Install", "Set up")})
    assert lint("--format", "github") == 1
    said = capsys.readouterr()
    assert said.out.startswith("::error file=a.md,line=1,")
    assert "::error file=guide.md,line=3,title=linkcheck::this change takes away what a.md:1 leads to" in said.err


def test_a_change_that_mends_what_it_breaks_passes() -> None:
    commit({"guide.md": GUIDE, "a.md": "[x](guide.md#install)\n"})
    commit({"guide.md": GUIDE.replace("Install", "Set up"), "a.md": "[x](guide.md#set-up)\n"})
    assert lint() == 0


@pytest.mark.parametrize("new", ["moved.md", None])
def test_a_file_that_is_moved_or_deleted_breaks_what_leads_to_it(new: str | None) -> None:
    commit({"gone.md": GUIDE, "sub/a.md": "[x](../gone.md)\n", "other.md": "[y](never.md)\n"})
    if new is None:
        git("rm", "--quiet", "gone.md")
    else:
        git("mv", "gone.md", new)
    commit({})
    assert lint() == 1
    assert run(["check", ".", "--since", "HEAD~1", "--no-state", "-q", "-o", "out.json"]) == 1
    (link,) = json.loads(Path("out.json").read_text(encoding="utf-8"))["links"]
    assert link["url"] == "../gone.md"
    assert link["verdict"] == "dead"


def test_a_picture_that_is_deleted_breaks_what_shows_it() -> None:
    commit({"x.png": b"\x89PNG", "a.md": "![x](x.png)\n"})
    git("rm", "--quiet", "x.png")
    commit({})
    assert lint() == 1


def test_neighbouring_hunks_stay_apart() -> None:
    commit({"a.md": "1\n2\n3\n"})
    git("config", "diff.interHunkContext", "10")
    Path("a.md").write_text("0\n2\n4\n")
    assert lines("a.md", "HEAD") == [1, 3]


def test_offline_is_lint(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text("[x](gone.md) [y](https://a.test.org/x)\n", encoding="utf-8")
    Path("lists.txt").write_text("# mine\n\na.md\n", encoding="utf-8")
    assert run(["check", "--offline", "--files-from", "lists.txt"]) == 1
    assert capsys.readouterr().out == "a.md:1:5: gone.md: There is no gone.md. [missing-file]\n"
