"""Reports through the command line: again from the store, several at once, split, and the same for the same answers."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from linkcheck.cli import run
from linkcheck.cli.commands.demo import FILES
from linkcheck.demo import SmallWeb
from reports.registry import REPORTS
from tests.cli.stage import stage

LIST = """# Reading

- [fine](https://fine.test.org/a)
- [gone](https://fine.test.org/gone)
- [refuses](https://wall.test.org/a)
- [moved](https://old.test.org/a)
- [misspelt](htps://fine.test.org/a)
- [fine again](http://fine.test.org/a#part)
"""
KEPT = (
    "verdict",
    "reason",
    "detail",
    "confirmed",
    "since",
    "last_alive",
    "failures",
    "metadata",
    "suggestion",
    "before",
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_text(LIST, encoding="utf-8")


def furnish(web: SmallWeb) -> None:
    web.site("fine.test.org").page("/a", "A fine page").page("/gone", "Gone", status=404)
    web.site("wall.test.org").page("/a", "Forbidden", status=403)
    web.site("old.test.org").redirect("/a", "https://new.test.org/a", 301)
    web.site("new.test.org").page("/a", "The new place")


def fallen(web: SmallWeb) -> None:
    """The second day: one link more is gone."""
    furnish(web)
    web.site("new.test.org").page("/a", "Gone", status=410)


def check(*arguments: str, build: Callable[[SmallWeb], object] = furnish) -> int:
    return run(["check", "list.md", "-q", "--max-age", "0", *arguments], world=stage(build))


def report(*arguments: str) -> int:
    # A world that must not be entered: the command has no business with the network.
    return run(["report", *(arguments or ("list.md",))], world=object())


def links(path: str) -> dict[str, dict[str, object]]:
    found = json.loads(Path(path).read_text(encoding="utf-8"))["links"]
    return {link["url"]: {name: link[name] for name in KEPT} for link in found}


def test_what_the_run_learnt_is_told_again() -> None:
    check("-o", "first.json")
    assert report("list.md", "-q", "-o", "again.json") == 1
    for url, link in links("first.json").items():
        assert links("again.json")[url] == link
    assert json.loads(Path("again.json").read_text(encoding="utf-8"))["summary"]["requests"] == 0


def test_who_wants_a_file_is_not_told_the_problems_again(capsys: pytest.CaptureFixture[str]) -> None:
    check()
    capsys.readouterr()
    assert report("list.md", "-o", "again.json") == 1
    assert capsys.readouterr().out == ""
    assert report("list.md") == 1
    assert "list.md:4:10" in capsys.readouterr().out


def test_what_had_changed_is_still_news() -> None:
    check()
    check("-o", "second.json", build=fallen)
    report("list.md", "-q", "-o", "again.json", "-o", "again.atom")
    for url, link in links("second.json").items():
        assert links("again.json")[url] == link
    assert links("again.json")["https://old.test.org/a"]["before"] == "moved"
    assert "now dead: moved" in Path("again.atom").read_text(encoding="utf-8")


def stored() -> list[str]:
    with closing(sqlite3.connect(".linkcheck/state.db")) as db:
        return list(db.iterdump())


def test_rendering_counts_nothing() -> None:
    check()
    before = stored()
    report("list.md", "-q", "-o", "one.json")
    report("list.md", "-q", "-o", "two.json")
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()
    assert stored() == before


def test_a_link_added_since_was_not_reached() -> None:
    check()
    Path("list.md").write_text(LIST + "- [new](https://new.test.org/b)\n", encoding="utf-8")
    report("list.md", "-q", "-o", "again.json")
    assert links("again.json")["https://new.test.org/b"]["reason"] == "not-reached"


def test_the_exit_code_follows_fail_on() -> None:
    check()
    assert report("list.md", "-q", "--fail-on", "insecure") == 0
    assert report("list.md", "-q", "--fail-on", "moved") == 1
    assert report("list.md", "-q", "--fail-on", "dead,confirmed") == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list.md",), "nothing is kept here yet"),
        ((), "name a list"),
        (("absent.md",), "absent.md"),
        (("list.md", "--state", "other.db"), "nothing is kept here yet"),
    ],
)
def test_what_cannot_be_told_is_said_in_a_line(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", *arguments]) in (2, 3)
    assert said in capsys.readouterr().err
    assert not Path(".linkcheck").exists()


def test_one_run_writes_several_reports() -> None:
    check("-o", "out.md", "-o", "out.html", "--format", "junit=out.xml", "--format", "badge=badge")
    assert Path("out.md").read_text(encoding="utf-8").splitlines()[1] == "# Link report: list.md"
    assert Path("out.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "<testsuite" in Path("out.xml").read_text(encoding="utf-8")
    assert json.loads(Path("badge").read_text(encoding="utf-8"))["schemaVersion"] == 1


def test_the_same_answers_give_the_same_file() -> None:
    check("-o", "out.md")
    first, written = Path("out.md").read_bytes(), Path("out.md").stat().st_mtime_ns
    check("-o", "out.md")
    assert Path("out.md").read_bytes() == first
    assert Path("out.md").stat().st_mtime_ns == written


def github(stars: int) -> Callable[[SmallWeb], object]:
    facts = {"full_name": "a/b", "html_url": "https://github.com/a/b", "stargazers_count": stars, "private": False}
    body = json.dumps({**facts, "pushed_at": "2026-01-02T03:04:05Z", "owner": {"login": "a"}, "name": "b"})
    headers = (("Content-Type", "application/json"),)
    return lambda web: web.site("api.github.com").get("/repos/a/b", body=body, headers=headers)


def test_one_star_more_makes_no_difference() -> None:
    Path("list.md").write_text("- [b](https://github.com/a/b)\n", encoding="utf-8")
    check("-o", "out.md", build=github(1_234))
    first = Path("out.md").read_text(encoding="utf-8")
    assert "★ 1.2k" in first
    check("-o", "out.md", build=github(1_235))
    assert Path("out.md").read_text(encoding="utf-8") == first


def test_a_list_too_long_for_a_page_is_written_in_files_that_find_each_other() -> None:
    words = "words that describe an entry at some length, as those who keep lists like to do " * 3
    entries = "".join(f"- [{words}{n}](mailto:{n}@test.org)\n" for n in range(2_500))
    Path("list.md").write_text(f"# A\n\n{entries}\n# B\n\n- [b](mailto:b@test.org)\n", encoding="utf-8")
    check("-o", "out.md", build=lambda _: None)
    names = sorted(path.name for path in Path().glob("out*.md"))
    assert len(names) > 2
    main = Path("out.md").read_text(encoding="utf-8")
    assert sorted({*re.findall(r"\((out\.\d+\.md)\)", main), "out.md"}) == names


def test_the_demo_leaves_every_format(tmp_path: Path) -> None:
    assert run(["demo", "-q", "--out", "demo"]) == 0
    assert len(set(FILES.values())) == len(REPORTS)
    for name in (*FILES.values(), "list.md"):
        assert (tmp_path / "demo" / name).stat().st_size > 0
    page = (tmp_path / "demo" / "list.report.md").read_text(encoding="utf-8")
    assert "](list.md?plain=1#L11)" in page
