"""The one issue: opened once, edited in place, closed when clean, and nobody else's is touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.cli import run
from linkcheck.inputs import is_own_output
from linkcheck.model import Run, Verdict
from reports.interface import Options
from reports.issue import BODY_LIMIT, ISSUE, read_evidence, read_marker
from tests.action.github import Api, serve
from tests.reports.builder import NOW, ListBuilder

CLEAN = "<!-- linkcheck: clean -->\n<!-- linkcheck run: unsettled: -->\nNothing is confirmed gone.\n"
BASE = "https://github.com/o/r/blob/" + "0" * 40 + "/"


@pytest.fixture
def api(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    monkeypatch.chdir(tmp_path)
    with serve() as api:
        monkeypatch.setenv("GITHUB_API_URL", api.url)
        monkeypatch.setenv("GITHUB_REPOSITORY", "o/r")
        monkeypatch.setenv("GITHUB_TOKEN", "secret")
        yield api


ONE, TWO = "https://a.test.org/1", "https://a.test.org/2"


def gone(*urls: str, **others: Verdict) -> str:
    """Return what a run writes of which these links are confirmed gone; others by name and verdict, not confirmed."""
    builder = ListBuilder().link("fine", "https://a.test.org/fine", before=Verdict.ALIVE)
    for url in urls:
        builder.link("words", url, Verdict.DEAD, confirmed=True, confirmed_on=NOW)
    for name, verdict in others.items():
        builder.link(name, {"one": ONE, "two": TWO}[name], verdict)
    return ISSUE.render(builder.run(), Options(link_base=BASE))


def of_job(job: str, *urls: str, file: str = "README.md") -> str:
    """Return what the run of one of several jobs writes of its own list."""
    builder = ListBuilder(file=file).link("fine", "https://a.test.org/fine", before=Verdict.ALIVE)
    for url in urls:
        builder.link("words", url, Verdict.DEAD, confirmed=True, confirmed_on=NOW)
    return ISSUE.render(builder.run(), Options(link_base=BASE, job=job))


def before_jobs_were_named(body: str) -> str:
    """Return an issue's body as it was written when a marker named no job."""
    first, _, rest = read_evidence(body)[0].partition("\n")  # type: ignore[index]
    return f"<!-- linkcheck: {first.partition(': ')[2]}\n{rest}"


def keep(body: str, *arguments: str) -> int:
    Path("issue.md").write_text(body, encoding="utf-8")
    return run(["issue", "issue.md", *arguments])


def test_opened_edited_closed_and_opened_again(api: Api) -> None:
    assert keep(gone("https://a.test.org/1")) == 0
    assert api.writes() == ["POST /repos/o/r/issues"]
    keep(gone("https://a.test.org/1", "https://a.test.org/2"))
    assert api.writes()[1:] == ["PATCH /repos/o/r/issues/1"]
    assert "a.test.org/2" in api.issues[0]["body"]
    keep(CLEAN)
    assert api.issues[0]["state"] == "closed"
    assert api.issues[0]["state_reason"] == "completed"
    keep(CLEAN)
    assert len(api.writes()) == 3
    keep(gone("https://a.test.org/1"))
    assert api.issues[0]["state"] == "open"
    assert len(api.issues) == 1
    assert {authorization for _, _, authorization in api.calls} == {"Bearer secret"}


def test_no_edit_where_nothing_changed_but_the_commit(api: Api) -> None:
    body = gone("https://a.test.org/1")
    keep(body)
    api.issues[0]["body"] = api.issues[0]["body"].replace("\n", "\r\n")
    keep(body.replace("0" * 40, "1" * 40))
    assert len(api.writes()) == 1


def test_nothing_to_do_opens_nothing(api: Api, capsys: pytest.CaptureFixture[str]) -> None:
    assert keep(CLEAN) == 0
    assert api.writes() == []
    assert "there is none" in capsys.readouterr().err


def test_closed_by_a_person_stays_closed_until_there_is_news(api: Api) -> None:
    body = gone("https://a.test.org/1")
    keep(body)
    api.issues[0]["state"] = "closed"
    keep(body)
    assert len(api.writes()) == 1
    keep(gone("https://a.test.org/2"))
    assert api.issues[0]["state"] == "open"


def test_a_strangers_issue_is_not_touched(api: Api) -> None:
    body = gone("https://a.test.org/1")
    api.issues.append({"number": 1, "state": "open", "body": body, "labels": []})
    api.issues.append({"number": 2, "state": "open", "body": "About linkcheck", "labels": [{"name": "linkcheck"}]})
    api.issues.append(
        {"number": 3, "state": "open", "body": body, "labels": [{"name": "linkcheck"}], "pull_request": {}}
    )
    api.issues.append({"number": 4, "state": "open", "body": None, "labels": [{"name": "linkcheck"}]})
    keep(gone("https://a.test.org/2"))
    assert api.writes() == ["POST /repos/o/r/issues"]
    assert [issue["number"] for issue in api.issues] == [1, 2, 3, 4, 5]


def test_found_on_a_later_page(api: Api) -> None:
    labels = [{"name": "linkcheck"}]
    api.issues += [{"number": n, "state": "closed", "body": "other", "labels": labels} for n in range(1, 121)]
    api.issues.append({"number": 121, "state": "open", "body": gone("https://a.test.org/1"), "labels": labels})
    keep(gone("https://a.test.org/2"))
    assert api.writes() == ["PATCH /repos/o/r/issues/121"]


@pytest.mark.parametrize(
    ("status", "word"), [(401, "token"), (403, "issues: write"), (404, "repository"), (410, "off")]
)
def test_refusals_say_what_to_do(api: Api, status: int, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    api.refuse = status
    assert keep(gone("https://a.test.org/1")) == 3
    err = capsys.readouterr().err
    assert word in err
    assert "secret" not in err


@pytest.mark.parametrize(
    "body",
    [
        "",
        "x",
        "text\n" + CLEAN,
        CLEAN.replace("\n", "\ntext\n", 1),
        CLEAN.replace("clean", "0 gone; 0123456789ab"),
        CLEAN.replace("unsettled:", "unsettled: nonsense"),
    ],
)
def test_what_is_not_ours_is_not_published(api: Api, body: str) -> None:
    assert keep(body) == 3
    assert api.calls == []


def test_a_body_too_long_is_refused(api: Api) -> None:
    assert keep(gone("https://a.test.org/1") + "x" * BODY_LIMIT) == 3
    assert api.calls == []


@pytest.mark.parametrize("repo", ["", "o", "o/r/x", "../x", "o/..", "o/r?x", "o/r#"])
def test_a_repository_is_owner_and_name(api: Api, repo: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_REPOSITORY")
    assert keep(CLEAN, "--repo", repo) == 2
    assert api.calls == []


@pytest.mark.parametrize(
    "base", ["http://api.test.org", "http://localhost.evil.test.org", "ftp://api.test.org", "nonsense"]
)
def test_a_token_is_sent_over_https_only(
    api: Api, base: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_API_URL", base)
    assert keep(gone("https://a.test.org/1")) == 2
    assert "GITHUB_API_URL" in capsys.readouterr().err


def test_without_a_token_nothing_is_asked(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_TOKEN")
    assert keep(CLEAN) == 2
    assert api.calls == []


def _thousands(text: str) -> Run:
    builder = ListBuilder()
    for n in range(800):
        builder.link(text, f"https://a.test.org/{n}/{'x' * 1500}", Verdict.DEAD, confirmed=True)
    return builder.run()


@pytest.mark.parametrize("text", ["word " * 30, "名字" * 100, "@user #123 [x](y) | `" * 9])
def test_the_body_is_never_too_long(text: str) -> None:
    body = ISSUE.render(_thousands(text), Options(link_base=BASE))
    assert len(body) <= BODY_LIMIT
    marker = read_marker(body)
    assert marker is not None
    assert marker.gone == 800


def test_only_what_is_confirmed_and_gone_is_told() -> None:
    builder = ListBuilder()
    builder.link("a", "https://a.test.org/dead", Verdict.DEAD, confirmed=True)
    builder.link("b", "https://a.test.org/doubtful", Verdict.DEAD, confirmed=False)
    builder.link("c", "https://a.test.org/fine", Verdict.ALIVE, confirmed=True)
    builder.link("d", "https://a.test.org/elsewhere", Verdict.MOVED, confirmed=True)
    body = ISSUE.render(builder.run(), Options())
    assert "/dead" in body
    assert not [word for word in ("doubtful", "fine", "elsewhere") if word in body]
    doubtful = ListBuilder().link("b", "https://a.test.org/doubtful", Verdict.DEAD, confirmed=False)
    (marker, evidence, *_) = ISSUE.render(doubtful.run(), Options()).splitlines()
    assert marker == "<!-- linkcheck: clean -->"
    assert evidence.startswith("<!-- linkcheck run: first, unsettled: ")


def test_what_only_the_keeper_reads_is_not_published(api: Api) -> None:
    keep(gone(ONE, two=Verdict.DEAD))
    assert "linkcheck run" not in api.issues[0]["body"]


@pytest.mark.parametrize("verdict", [Verdict.DEAD, Verdict.UNREACHABLE, Verdict.BLOCKED])
def test_it_stays_open_while_nobody_has_found_the_link(api: Api, verdict: Verdict) -> None:
    """The memory was lost, or the host is down: the link is not confirmed gone any more, but not found either."""
    keep(gone(ONE))
    assert keep(gone(one=verdict)) == 0
    assert api.issues[0]["state"] == "open"
    keep(gone(TWO, one=verdict))
    keep(gone(one=verdict))
    assert api.issues[0]["state"] == "open"
    keep(gone(TWO))
    keep(gone(two=Verdict.ALIVE))
    assert api.issues[0]["state"] == "closed"


def test_a_run_that_knew_nothing_closes_nothing(api: Api) -> None:
    keep(gone(ONE))
    first = ListBuilder().link("a", ONE)
    assert keep(ISSUE.render(first.run(), Options())) == 0
    assert api.issues[0]["state"] == "open"
    keep(gone(one=Verdict.ALIVE))
    assert api.issues[0]["state"] == "closed"


def test_a_link_confirmed_gone_whose_host_is_down_stays_named(api: Api) -> None:
    keep(gone(ONE))
    builder = ListBuilder().link("a", ONE, Verdict.UNREACHABLE, before=Verdict.DEAD, confirmed_on=NOW)
    keep(ISSUE.render(builder.run(), Options(link_base=BASE)))
    assert api.issues[0]["state"] == "open"
    assert "could not be asked this time" in api.issues[0]["body"]
    assert "a.test.org/1" in api.issues[0]["body"]


def test_a_link_that_is_no_longer_in_the_list_keeps_nothing_open(api: Api) -> None:
    keep(gone(ONE))
    keep(gone(two=Verdict.DEAD))
    assert api.issues[0]["state"] == "closed"


def test_closed_by_a_person_it_opens_for_what_it_does_not_name(api: Api) -> None:
    keep(gone(ONE, TWO))
    api.issues[0]["state"] = "closed"
    keep(gone(ONE, two=Verdict.ALIVE))
    assert api.issues[0]["state"] == "closed"  # One of the two was mended: no news.
    keep(gone(ONE, TWO))
    assert api.issues[0]["state"] == "open"  # It had been found again, and is gone again.


def at(forge: str, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a job of a forge."""
    if forge == "gitea":
        monkeypatch.setenv("GITHUB_API_URL", api.url + "/api/v1")
        monkeypatch.setenv("GITEA_ACTIONS", "true")
    if forge == "gitlab":
        monkeypatch.setenv("GITLAB_CI", "true")
        monkeypatch.setenv("CI_API_V4_URL", api.url)
        monkeypatch.setenv("CI_PROJECT_PATH", "g/sub/r")
        monkeypatch.setenv("GITLAB_TOKEN", "secret")


@pytest.mark.parametrize("forge", ["gitea", "gitlab"])
def test_other_forges(api: Api, forge: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at(forge, api, monkeypatch)
    if forge == "gitea":
        api.issues.append({"number": 1, "state": "open", "body": gone(ONE), "labels": []})
    text = "body" if forge == "gitea" else "description"
    assert keep(gone(ONE)) == 0
    ours = api.issues[-1]
    assert "a.test.org/1" in ours[text]
    number = len(api.issues)
    assert keep(gone(ONE, TWO)) == 0
    assert "a.test.org/2" in ours[text]
    assert keep(CLEAN) == 0
    assert ours["state"] == "closed"
    assert keep(gone(TWO)) == 0
    assert ours["state"] in ("open", "opened")
    assert len(api.issues) == number
    assert {token for _, _, token in api.calls} == {"secret" if forge == "gitlab" else "Bearer secret"}


@pytest.mark.parametrize("forge", ["github", "gitea", "gitlab"])
def test_an_issue_that_could_not_be_labelled_is_closed_again(
    api: Api, forge: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It would not be found by the next run, which would open another, each week."""
    at(forge, api, monkeypatch)
    api.drops_labels = True
    assert keep(gone(ONE)) == 3
    assert "opened without the label linkcheck, which this token may not set" in capsys.readouterr().err
    assert [issue["state"] for issue in api.issues] == ["closed"]


@pytest.mark.parametrize(("forge", "status"), [("github", 410), ("gitea", 404), ("gitlab", 403)])
def test_issues_that_are_switched_off_are_said(
    api: Api, forge: str, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at(forge, api, monkeypatch)
    api.refuse, api.says = status, "Not\x1b[31m for\nyou."
    assert keep(gone(ONE)) == 3
    err = capsys.readouterr().err
    assert "issues are switched off in this repository" in err
    assert f"answers {status} (Not[31m for you):" in err


def test_gitlab_says_which_token_it_wants(
    api: Api, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITLAB_CI", "true")
    assert keep(CLEAN, "--repo", "g/sub/r") == 2
    assert "GITLAB_TOKEN" in capsys.readouterr().err
    monkeypatch.setenv("GITLAB_TOKEN", "secret")
    monkeypatch.setenv("CI_API_V4_URL", api.url)
    api.refuse = 403
    assert keep(CLEAN, "--repo", "g/sub/r") == 3
    assert "project access token" in capsys.readouterr().err


def test_each_job_of_a_repository_keeps_its_own_issue(api: Api) -> None:
    """A false all-clear otherwise: a job whose list is fine closed the issue of another one's."""
    keep(of_job("README.report.md", ONE))
    keep(of_job("docs/links -- 清单.md"))
    assert [issue["state"] for issue in api.issues] == ["open"]
    keep(of_job("docs/links -- 清单.md", TWO))
    assert [issue["state"] for issue in api.issues] == ["open", "open"]
    assert "a.test.org/2" in api.issues[1]["body"]
    assert "a.test.org/2" not in api.issues[0]["body"]
    keep(of_job("README.report.md"))
    assert [issue["state"] for issue in api.issues] == ["closed", "open"]
    keep(of_job("docs/links -- 清单.md"))
    assert [issue["state"] for issue in api.issues] == ["closed", "closed"]
    keep(of_job("README.report.md", ONE))
    assert [issue["state"] for issue in api.issues] == ["open", "closed"]


@pytest.mark.parametrize("file", ["README.md", "docs/a_b.md"])
def test_an_issue_from_before_jobs_were_named_belongs_to_the_lists_that_it_names(api: Api, file: str) -> None:
    old = before_jobs_were_named(of_job("", ONE, file=file))
    api.issues.append({"number": 1, "state": "open", "body": old, "labels": [{"name": "linkcheck"}]})
    keep(of_job("docs.report.md", file="docs/README.md"))
    assert api.writes() == []
    keep(of_job("docs.report.md", TWO, file="docs/README.md"))
    assert [issue["state"] for issue in api.issues] == ["open", "open"]
    keep(of_job("README.report.md", ONE, file=file))
    assert read_marker(api.issues[0]["body"]).job == "README.report.md"  # type: ignore[union-attr]
    keep(of_job("README.report.md", file=file))
    assert [issue["state"] for issue in api.issues] == ["closed", "open"]


@given(job=st.text(max_size=300))
def test_a_job_of_any_name_is_known_again(job: str) -> None:
    body, _ = read_evidence(of_job(job, ONE)) or ("", None)
    first = body.partition("\n")[0]
    assert "--" not in first.removeprefix("<!--").removesuffix("-->")
    assert len(first) < 500
    assert (again := read_marker(body)) is not None
    assert again.job == read_marker(of_job(job)).job  # type: ignore[union-attr]
    assert again.names
    assert is_own_output(body)


def test_two_jobs_name_their_lists_in_the_titles(api: Api) -> None:
    keep(of_job("README.report.md", ONE))
    assert api.issues[0]["title"] == "Dead links"
    keep(of_job("docs.report.md", TWO, file="docs/a_b.md"))
    assert api.issues[1]["title"] == "Dead links: docs/a_b.md"
    keep(of_job("README.report.md", ONE))
    assert api.issues[0]["title"] == "Dead links: README.md"
    done = len(api.writes())
    keep(of_job("README.report.md", ONE))
    assert len(api.writes()) == done
    assert len(api.issues) == 2


def test_a_title_that_a_person_gave_stays(api: Api) -> None:
    keep(of_job("README.report.md", ONE))
    api.issues[0]["title"] = "Our dead links"
    keep(of_job("docs.report.md", TWO, file="docs/list.md"), "--title", "Gone")
    keep(of_job("README.report.md", ONE, TWO))
    assert [issue["title"] for issue in api.issues] == ["Our dead links", "Gone"]


def test_the_issue_of_a_job_that_was_renamed_is_named_and_left_alone(
    api: Api, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(of_job("README.report.md", ONE))
    keep(of_job("links.report.md", ONE))
    assert "#1 is another job's, about the same lists; if that job was renamed, close it" in capsys.readouterr().err
    assert [issue["state"] for issue in api.issues] == ["open", "open"]
    keep(of_job("links.report.md", ONE))
    assert "another job" not in capsys.readouterr().err
