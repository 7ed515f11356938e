"""The main job through the command line, against a small web."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from linkcheck.cli import run
from linkcheck.demo import Name, SmallWeb, Tls
from tests.cli.stage import stage

LIST = """# Reading

- [fine](https://fine.test.org/a)
- [gone](https://fine.test.org/gone)
- [refuses](https://wall.test.org/a)
- [down](https://down.test.org/a)
- [moved](https://old.test.org/a)
- [nowhere](https://nowhere.test.org/a)
- [expired](https://expired.test.org/a)
- [misspelt](htps://fine.test.org/a)
- [mail](mailto:a@test.org)
- [fine again](http://fine.test.org/a#part)
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_text(LIST, encoding="utf-8")


def furnish(web: SmallWeb) -> None:
    """Give every link of LIST an answer."""
    web.site("fine.test.org").page("/a", "A fine page").page("/gone", "Gone", status=404)
    web.site("wall.test.org").page("/a", "Forbidden", status=403)
    web.site("down.test.org").page("/a", "Sorry", status=503)
    web.site("old.test.org").redirect("/a", "https://new.test.org/a", 301)
    web.site("new.test.org").page("/a", "The new place")
    web.site("nowhere.test.org", name=Name.NO_SUCH_HOST)
    web.site("expired.test.org", tls=Tls.EXPIRED).page("/a", "Still here")


def check(*arguments: str, build: Callable[[SmallWeb], object] = furnish, **options: Any) -> int:
    return run(["check", "list.md", *arguments], world=stage(build, **options))


def verdicts(path: str = "out.json") -> dict[str, str]:
    return {link["url"]: link["verdict"] for link in json.loads(Path(path).read_text(encoding="utf-8"))["links"]}


def test_every_kind_of_answer_has_its_verdict() -> None:
    assert check("-o", "out.json") == 1
    assert verdicts() == {
        "https://fine.test.org/a": "alive",
        "https://fine.test.org/gone": "dead",
        "https://wall.test.org/a": "blocked",
        "https://down.test.org/a": "unreachable",
        "https://old.test.org/a": "moved",
        "https://nowhere.test.org/a": "dead",
        "https://expired.test.org/a": "insecure",
        "htps://fine.test.org/a": "invalid",
        "mailto:a@test.org": "skipped",
        "http://fine.test.org/a#part": "alive",
    }


def test_summary_counts_requests_honestly() -> None:
    asked: list[int] = []
    check("-o", "out.json", after=lambda web: asked.append(len(web.requests)))
    summary = json.loads(Path("out.json").read_text(encoding="utf-8"))["summary"]
    assert summary["requests"] >= asked[0] > 0
    assert summary["links"] == 10
    assert summary["occurrences"] == 10


def test_two_spellings_are_one_request() -> None:
    counted: list[int] = []
    Path("list.md").write_text(LIST.replace("http://fine.test.org/a#part", "https://fine.test.org/a?utm_source=b#part"))
    check("--no-state", "-q", after=lambda web: counted.append(len(web.asked("fine.test.org", "/a"))))
    assert counted == [1]


def test_what_is_dead_at_www_is_not_dead_without() -> None:
    Path("list.md").write_text("- [a](https://www.a.test.org/x)\n- [b](https://a.test.org/x)\n", encoding="utf-8")

    def build(web: SmallWeb) -> None:
        web.site("www.a.test.org", name=Name.NO_SUCH_HOST)
        web.site("a.test.org").page("/x", "Still here")

    assert check("-o", "out.json", build=build) == 1
    assert verdicts() == {"https://www.a.test.org/x": "dead", "https://a.test.org/x": "alive"}


def test_a_missing_part_is_told_of_the_link_that_names_it() -> None:
    page = "https://a.test.org/x"
    Path("list.md").write_text(f"- [a]({page}#one)\n- [b]({page}#two)\n- [c]({page})\n", encoding="utf-8")

    def build(web: SmallWeb) -> None:
        body = f"<title>A page</title><body><h2 id=one>One</h2><p>{'A word or two. ' * 60}</p>"
        web.site("a.test.org").get("/x", body=body, headers={"Content-Type": "text/html; charset=utf-8"})

    told = {f"{page}#one": "alive", f"{page}#two": "fragment-missing", page: "alive"}
    asked: list[int] = []
    assert check("--fragments", "-o", "out.json", build=build, after=lambda web: asked.append(len(web.requests))) == 1
    assert verdicts() == told
    assert asked == [1]


def test_exit_code_follows_fail_on() -> None:
    assert check("--no-state", "-q", "--fail-on", "none") == 0
    assert check("--no-state", "-q", "--fail-on", "blocked") == 1


def test_a_list_is_short_for_check() -> None:
    Path("good.md").write_text("[a](https://fine.test.org/a)\n", encoding="utf-8")
    assert run(["good.md", "--no-state", "-q"], world=stage(furnish)) == 0


def test_problems_go_to_stdout_and_the_summary_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    check("--no-state", "--no-progress")
    captured = capsys.readouterr()
    assert "list.md:4:" in captured.out
    assert "https://fine.test.org/gone" in captured.out
    assert "\x1b" not in captured.out
    assert "dead" in captured.err


def test_json_on_stdout_is_nothing_but_json(capsys: pytest.CaptureFixture[str]) -> None:
    check("--no-state", "--format", "json")
    assert json.loads(capsys.readouterr().out)["schema"] == 1


def test_the_same_answers_give_the_same_report_byte_for_byte() -> None:
    check("--no-state", "-q", "-o", "one.md")
    check("--no-state", "-q", "-o", "two.md")
    assert Path("one.md").read_bytes() == Path("two.md").read_bytes()


def test_a_second_run_within_the_age_asks_only_for_failures() -> None:
    check("-q")
    asked: list[set[str]] = []
    check("-q", "-o", "out.json", after=lambda web: asked.append({request.host for request in web.requests}))
    assert "fine.test.org" in asked[0]  # its /gone was a failure
    assert "new.test.org" not in asked[0]
    assert verdicts()["https://old.test.org/a"] == "moved"


def test_all_alive_and_fresh_sends_nothing() -> None:
    Path("list.md").write_text("[a](https://fine.test.org/a) [b](https://old.test.org/a)\n", encoding="utf-8")
    check("-q")
    asked: list[int] = []
    check("-q", after=lambda web: asked.append(len(web.requests)))
    assert asked == [0]


def test_facts_stand_when_a_site_refuses_today() -> None:
    Path("list.md").write_text("[a](https://fine.test.org/a)\n", encoding="utf-8")
    check("-q", "-o", "first.json")
    first = json.loads(Path("first.json").read_text(encoding="utf-8"))["links"][0]

    def refuse(web: SmallWeb) -> None:
        web.site("fine.test.org").page("/a", "Forbidden", status=403)

    check("-q", "--max-age", "0", "-o", "out.json", build=refuse)
    link = json.loads(Path("out.json").read_text(encoding="utf-8"))["links"][0]
    assert link["verdict"] == "blocked"
    assert link["metadata"]["title"] == "A fine page"
    assert link["metadata"]["as_of"] == first["checked"]
    assert link["last_alive"] == first["checked"]


def test_excluded_and_ignored() -> None:
    Path(".lycheeignore").write_text("# a comment\ndown\\.test\n", encoding="utf-8")
    check("--no-state", "-q", "--exclude", "wall", "-o", "out.json")
    assert verdicts()["https://wall.test.org/a"] == "skipped"
    assert verdicts()["https://down.test.org/a"] == "skipped"


def test_a_single_address(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["https://fine.test.org/gone", "--no-state", "--format", "json"], world=stage(furnish))
    assert code == 1
    assert json.loads(capsys.readouterr().out)["links"][0]["reason"] == "http-404"


def test_fragments_on_request() -> None:
    Path("list.md").write_text("[a](https://fine.test.org/a#nowhere)\n", encoding="utf-8")
    assert check("--no-state", "-q") == 0
    assert check("--no-state", "-q", "--fragments", "-o", "out.json") == 1
    assert verdicts() == {"https://fine.test.org/a#nowhere": "fragment-missing"}


def test_max_time_ends_in_an_honest_report(capsys: pytest.CaptureFixture[str]) -> None:
    def build(web: SmallWeb) -> None:
        web.site("fine.test.org").page("/a", "A fine page")
        web.site("slow.test.org").hang("/a")

    Path("list.md").write_text("[a](https://fine.test.org/a) [b](https://slow.test.org/a)\n", encoding="utf-8")
    check("--no-state", "--max-time", "1", "-o", "out.json", "-o", "out.md", "-o", "out.html", build=build)
    said = capsys.readouterr().err
    assert "1 unreachable, 1 alive" in said
    assert said.endswith("; ended early, 1 not reached\n")
    for name in ("out.md", "out.html"):
        assert "1 link was not reached, and stands with what was known of it." in Path(name).read_text(encoding="utf-8")
    report = json.loads(Path("out.json").read_text(encoding="utf-8"))
    assert report["complete"] is False
    reasons = {link["url"]: link["reason"] for link in report["links"]}
    assert reasons["https://slow.test.org/a"] == "not-reached"
    assert reasons["https://fine.test.org/a"] != "not-reached"


def test_history_shows_what_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    check("-q")
    assert run(["history", "https://fine.test.org/gone"]) == 0
    out = capsys.readouterr().out
    assert "dead" in out
    assert "http-404" in out
    assert run(["history", "https://never.test.org/"]) == 3


def test_links_shows_who_would_be_asked(capsys: pytest.CaptureFixture[str]) -> None:
    Path("list.md").write_text("# A\n\n- B\n  - [p](https://arxiv.org/abs/2106.09685)\n", encoding="utf-8")
    assert run(["links", "list.md", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["links"]
    assert row == {
        "url": "https://arxiv.org/abs/2106.09685",
        "file": "list.md",
        "line": 4,
        "column": 9,
        "text": "p",
        "section": ["A", "B"],
        "kind": "inline",
        "fetcher": "arxiv",
        "key": "arxiv:2106.09685",
        "reason": None,
    }


def test_links_says_why_a_local_link_is_not_looked_for(capsys: pytest.CaptureFixture[str]) -> None:
    Path("list.md").write_text("# A\n\n[a](../../issues) [b](#a) [c](/docs/x/)\n", encoding="utf-8")
    assert run(["links", "list.md", "--format", "json"]) == 0
    told = [(row["fetcher"], row["reason"]) for row in json.loads(capsys.readouterr().out)["links"]]
    assert told == [("skipped", "outside-repository"), ("file", None), ("skipped", "site-root")]
    assert run(["links", "list.md"]) == 0
    assert "skipped  ../../issues  (leads out of the repository" in capsys.readouterr().out


def test_the_rule_that_spoke_is_named_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    check("--no-state", "--explain")
    assert "rule http-404, sure · RFC 9110 §15.5.5 · 404 https://fine.test.org/gone" in capsys.readouterr().out
    check("--no-state")
    assert "rule http-404" not in capsys.readouterr().out


def test_an_explanation_names_each_rule_once_and_only_facts_that_are_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "-v", "https://fine.test.org/gone"], world=stage(furnish)) == 0
    told = capsys.readouterr().out
    facts, rules = told.split("\nrules, in order:\n")
    assert "dead (http-404, high confidence)" in facts
    assert "answer   404 https://fine.test.org/gone" in facts
    assert "()" not in facts
    lines = rules.splitlines()
    assert lines[-1].startswith("  → http-404 ")
    assert len(set(lines)) == len(lines)
    assert "{" not in rules


def test_an_explanation_begins_with_the_verdict_and_leaves_the_rest_to_v(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "https://fine.test.org/gone"], world=stage(furnish)) == 0
    *told, more = capsys.readouterr().out.splitlines()
    assert told == [
        "dead (http-404, high confidence)",
        "fine.test.org does not find the page (404).",
        "because  RFC 9110 §15.5.5",
        "answer   404 https://fine.test.org/gone",
    ]
    assert re.fullmatch(r"\(-v shows every fact, and the \d+ rules that were asked\)", more)


def test_files_beside_the_list_are_looked_for() -> None:
    Path("there.md").write_text("# Title\n", encoding="utf-8")
    Path("list.md").write_text("[a](there.md) [b](gone.md) [c](there.md#title) [d](there.md#no) [e](#no) [f](../x)\n")
    assert check("--no-state", "-q", "--fragments", "-o", "out.json") == 1
    assert verdicts() == {
        "there.md": "alive",
        "gone.md": "dead",
        "there.md#title": "alive",
        "there.md#no": "fragment-missing",
        "#no": "fragment-missing",
        "../x": "skipped",
    }
    found = json.loads(Path("out.json").read_text(encoding="utf-8"))["links"]
    assert {link["fetcher"] for link in found if link["verdict"] != "skipped"} == {"file"}
    assert next(link["reason"] for link in found if link["url"] == "gone.md") == "file-missing"
    assert check("--no-state", "-q", "-o", "out.json") == 1
    assert verdicts()["there.md#no"] == "fragment-missing"


def test_a_heading_that_a_program_may_write_is_not_judged() -> None:
    Path("docs").mkdir()
    Path("mkdocs.yml").write_text("site_name: x\nhooks:\n  - headings.py\n", encoding="utf-8")
    Path("docs/index.md").write_text("# Part\n\n[a](#made) [b](two.md) [c](#part) [d](two.md#made)\n", encoding="utf-8")
    Path("docs/two.md").write_text("# Two\n", encoding="utf-8")
    assert run(["check", "docs", "--no-state", "-o", "out.json"], world=stage(furnish)) == 0
    links = {link["url"]: link for link in json.loads(Path("out.json").read_text(encoding="utf-8"))["links"]}
    told = {url: (link["verdict"], link["reason"]) for url, link in links.items()}
    assert told == {
        "#made": ("skipped", "made-heading"),
        "two.md#made": ("skipped", "made-heading"),
        "#part": ("alive", "file-there"),
        "two.md": ("alive", "file-there"),
    }
    assert links["#part"]["detail"] == "The file is there."


def test_a_plan_is_printed_and_nobody_asked_and_what_is_known_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[int] = []
    options: dict[str, Any] = {"after": lambda web: asked.append(len(web.requests))}
    assert check("--plan", **options) == 0
    assert "links to ask for: 8;" in capsys.readouterr().out
    assert not asked
    check("-q", "--fail-on", "none", **options)
    assert check("--plan", **options) == 0
    out = capsys.readouterr().out
    assert "links to ask for: 4;" in out
    assert "need no question" in out
    assert len(asked) == 1
