"""``[entries]``: what is asked of the entries that a change adds, through ``check --since``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linkcheck.cli import run
from linkcheck.demo import SmallWeb
from linkcheck.demo.responses import redirect
from linkcheck.demo.sites.github import Repo
from tests.cli.lists.test_since import commit, repository
from tests.cli.stage import stage
from tests.github_rest import RestGitHub

__all__ = ["repository"]

OLD = "# Tools\n\n- [Bolt](https://github.com/o/bolt) - Joins things.\n- [Nut](https://github.com/o/nut)\n"
LATELY = "2200-01-01T00:00:00Z"
ALL = (
    '[entries]\nnot-archived = true\npushed-within = "1y"\nmin-stars = 50\nlicense = true\nno-duplicate = true\n'
    "description = true\nalphabetical = true\n"
)


def furnish(web: SmallWeb) -> None:
    repos = [
        Repo(name="o/bolt", former=("o/screw",), stars=60, pushed=LATELY),
        Repo(name="o/nut", stars=1, archived="2020-01-01T00:00:00Z", license=None, pushed="2019-01-01T00:00:00Z"),
        Repo(name="o/crate", stars=60, pushed=LATELY),
        Repo(name="o/few", stars=49, pushed=LATELY),
        Repo(name="o/old", stars=60, pushed="2020-02-03T00:00:00Z"),
        Repo(name="o/shut", archived="2020-01-01T00:00:00Z", stars=60, pushed=LATELY),
        Repo(name="o/bare", license=None, stars=60, pushed=LATELY),
    ]
    RestGitHub(repos).serve(web)
    site = web.site("a.test.org")
    site.page("/x", "X").page("/y", "Y")
    site.handle("/moved", lambda _: redirect("https://github.com/o/bolt", 301))


def check(
    capsys: pytest.CaptureFixture[str], added: str, rules: str = ALL, old: str = OLD, token: str | None = "t"
) -> tuple[int, list[str]]:
    commit({"list.md": old, "linkcheck.toml": rules})
    commit({"list.md": added})
    code = run(["check", "list.md", "--no-state", "--since", "HEAD~1"], world=stage(furnish, token=token))
    return code, [line for line in capsys.readouterr().out.splitlines() if "[entries." in line]


def after(line: str, anchor: str = "things.\n") -> str:
    return OLD.replace(anchor, f"{anchor}{line}\n")


def test_an_entry_that_is_as_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """The old entry beside it keeps none of the rules."""
    assert check(capsys, after("- [Crate](https://github.com/o/crate) - Holds things.")) == (0, [])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- [Few](https://github.com/o/few) - Does.", "49 stars, fewer than 50. [entries.min-stars]"),
        ("- [Gold](https://github.com/o/old) - Does.", "2020-02: longer ago than 1y. [entries.pushed-within]"),
        ("- [Hut](https://github.com/o/shut) - Does.", "Its owner has archived the repository. [entries.not-archived]"),
        ("- [Bore](https://github.com/o/bare) - Does.", "The repository has no licence. [entries.license]"),
        ("- [Crate](https://github.com/o/crate)", "Says nothing of what it is. [entries.description]"),
        ("- [Crate](https://github.com/o/crate) by [me](https://a.test.org/x)", "[entries.description]"),
        ("- [Bolt2](https://github.com/O/Bolt) - Does.", "Stands in line 3 already. [entries.no-duplicate]"),
        ("- [Crew](https://github.com/o/screw) - Does.", "Stands in line 3 already. [entries.no-duplicate]"),
        ("- [Moved](https://a.test.org/moved) - Does.", "Stands in line 3 already. [entries.no-duplicate]"),
        ("- [Axe](https://a.test.org/x) - Does.", "in alphabetical order. [entries.alphabetical]"),
        ("- [Zip](https://a.test.org/x) - Does.", "in alphabetical order. [entries.alphabetical]"),
    ],
)  # fmt: skip
def test_what_each_rule_refuses(line: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, (found,) = check(capsys, after(line))
    assert found.endswith(said)
    assert found.startswith("list.md:4:")
    assert code == 1


@pytest.mark.parametrize(
    "line",
    [
        "- [工具](https://a.test.org/x) - 好用",  # no one order
        "- [Crate](https://a.test.org/x) 很好的工具",
        "- [Crate part](https://github.com/o/bolt#part) - Another part of it.",
        "- [Crate](https://a.test.org/x) - A page has neither stars nor a licence.",
    ],
)
def test_what_no_rule_refuses(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys, after(line)) == (0, [])


def test_an_entry_that_was_there_is_not_new(capsys: pytest.CaptureFixture[str]) -> None:
    """Its line is changed; another entry goes."""
    assert check(capsys, "# Tools\n\n- [Nut!](https://github.com/o/nut)\n") == (0, [])


def test_a_list_that_is_in_no_order_has_no_place(capsys: pytest.CaptureFixture[str]) -> None:
    old = "- [Nut](https://a.test.org/y) - Does.\n- [Bolt](https://github.com/o/bolt) - Does.\n"
    added = old.replace("- [Bolt", "- [Zip](https://a.test.org/x) - Does.\n- [Bolt")
    assert check(capsys, added, old=old) == (0, [])


def test_another_list_has_an_order_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys, OLD + "\n## More\n\n- [Axe](https://a.test.org/x) - Does.\n") == (0, [])


def test_notes_fail_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    code, (found,) = check(capsys, after("- [Few](https://github.com/o/few) - Does."), ALL + 'notes = ["min-stars"]\n')
    assert ": note: " in found
    assert code == 0


def test_what_a_host_did_not_say_is_a_note(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.cli.lists.test_new_entries.furnish", silent)
    code, (found,) = check(capsys, after("- [Few](https://github.com/o/few) - Does."))
    assert found.endswith("not-archived, pushed-within, min-stars, license cannot be judged. [entries.unknown]")
    assert code == 0


def silent(web: SmallWeb) -> None:
    for host in ("api.github.com", "github.com"):
        web.site(host).page("/o/few", "x", status=503).page("/repos/o/few", "x", status=503)


def test_nothing_is_asked_without_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys, after("- [Axe](https://github.com/o/nut)"), "") == (0, [])


def test_annotations_and_a_report_on_standard_output(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    commit({"list.md": OLD, "linkcheck.toml": ALL})
    commit({"list.md": after("- [Few](https://github.com/o/few) - Does.")})
    arguments = ["check", "list.md", "--no-state", "--since", "HEAD~1"]
    assert run([*arguments, "--format", "csv"], world=stage(furnish, token="t")) == 1
    said = capsys.readouterr()
    assert "entries." not in said.out
    assert "[entries.min-stars]" in said.err
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run(arguments, world=stage(furnish, token="t")) == 1
    assert "::error file=list.md,line=4,col=9,title=entries.min-stars::" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[entries]\npushed-within = "soon"\n', 2, 'write "2y", "18mo" or "never"'),
        ('[entries]\nnotes = ["min-star"]\n', 2, "did you mean 'min-stars'?"),
        ("[entries]\nstars = 5\n", 2, "did you mean 'min-stars'?"),
    ],
)
def test_mistakes_in_the_rules(text: str, line: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("linkcheck.toml").write_text(text, encoding="utf-8")
    commit({"list.md": OLD})
    assert run(["check", "list.md", "--since", "HEAD"]) == 2
    error = capsys.readouterr().err
    assert f"linkcheck.toml:{line}: entries" in error
    assert said in error


def test_findings_are_in_json_and_fail_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    """A finding is told with its place; of what fails the run, it is counted apart from the links."""
    commit({"list.md": OLD, "linkcheck.toml": ALL + 'notes = ["alphabetical"]\n'})
    commit(
        {"list.md": after("- [Few](https://github.com/o/few) - Does little.\n- [Crate](https://github.com/o/crate)")}
    )
    arguments = ["check", "list.md", "--no-state", "--since", "HEAD~1", "--format", "json"]
    assert run(arguments, world=stage(furnish, token="t")) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["fails"]["links"] == 0
    assert told["fails"]["entries"] == 2
    assert [(f["file"], f["line"], f["rule"], f["severity"]) for f in told["findings"]] == [
        ("list.md", 4, "entries.min-stars", "error"),
        ("list.md", 5, "entries.description", "error"),
        ("list.md", 5, "entries.alphabetical", "note"),
    ]
