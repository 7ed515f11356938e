"""Archived copies of what is gone, where the user asks for them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from linkcheck.cli import run
from linkcheck.demo import SmallWeb, data
from linkcheck.demo.exchange import ServedRequest, ServedResponse
from tests.cli.stage import stage

COPY = "http://web.archive.org/web/20240101000000/https://a.test.org/gone"
NOTHING: dict[str, dict[str, str]] = {"archived_snapshots": {}}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_text(
        "[a](https://a.test.org/gone) [b](https://a.test.org/lost) [c](https://a.test.org/here)\n", encoding="utf-8"
    )


def _archive(request: ServedRequest) -> ServedResponse:
    """Know one page, and only by its address without the scheme, as the real one sometimes does."""
    if request.target.endswith("?url=a.test.org%2Fgone"):
        closest = {"url": COPY, "status": "200", "available": True, "timestamp": "20240101000000"}
        return data({"archived_snapshots": {"closest": closest}})
    return data(NOTHING)


def _check(web: SmallWeb, *options: str) -> dict[str, dict[str, str] | None]:
    def build(small: SmallWeb) -> None:
        small.site("a.test.org").page("/here", "Here")

    run(["check", "list.md", "--no-state", "-q", "-o", "out.json", *options], world=stage(build, web=web))
    links = json.loads(Path("out.json").read_text(encoding="utf-8"))["links"]
    return {link["url"]: link["suggestion"] for link in links}


def test_a_copy_is_offered_for_what_is_gone() -> None:
    web = SmallWeb()
    web.site("archive.org").handle("/wayback/available", _archive)
    found = _check(web, "--archive")
    assert found["https://a.test.org/gone"] == {"url": COPY.replace("http:", "https:", 1), "why": "archived-copy"}
    assert found["https://a.test.org/lost"] is None
    assert found["https://a.test.org/here"] is None
    assert len(web.asked("archive.org")) == 4


def test_nobody_is_asked_unless_the_user_says_so() -> None:
    web = SmallWeb()
    web.site("archive.org").handle("/wayback/available", _archive)
    assert set(_check(web).values()) == {None}
    assert not web.asked("archive.org")


@pytest.mark.parametrize(
    "body",
    [
        {"archived_snapshots": {"closest": {"url": COPY, "status": "404", "available": True}}},
        {"archived_snapshots": []},
        ["odd"],
    ],
)
def test_what_is_no_good_copy_is_not_offered(body: object) -> None:
    web = SmallWeb()
    web.site("archive.org").answer("/wayback/available", data(body))
    assert set(_check(web, "--archive").values()) == {None}


def test_an_archive_that_is_down_is_asked_once(capsys: pytest.CaptureFixture[str]) -> None:
    web = SmallWeb()
    web.site("archive.org").get("/wayback/available", status=503)
    assert set(_check(web, "--archive").values()) == {None}
    assert len(web.asked("archive.org")) == 1
    assert "archive.org does not answer" in capsys.readouterr().err


@pytest.mark.parametrize(("days", "seen"), [(3, True), (89, True), (120, False)])
def test_what_refuses_us_is_said_to_have_been_seen_lately(days: int, *, seen: bool) -> None:
    day = datetime.now(UTC).date() - timedelta(days=days)

    def archive(request: ServedRequest) -> ServedResponse:
        stamp = f"{day:%Y%m%d}120000"
        closest = {"url": COPY, "status": "200", "available": True, "timestamp": stamp}
        return data({"archived_snapshots": {"closest": closest} if "wall" in request.target else {}})

    def build(web: SmallWeb) -> None:
        web.site("a.test.org").answer("/wall", ServedResponse(status=403))
        web.site("archive.org").handle("/wayback/available", archive)

    Path("list.md").write_text("[a](https://a.test.org/wall)\n", encoding="utf-8")
    run(["check", "list.md", "--no-state", "-q", "--archive", "-o", "out.json"], world=stage(build))
    (link,) = json.loads(Path("out.json").read_text(encoding="utf-8"))["links"]
    assert (link["verdict"], link["suggestion"]) == ("blocked", None)
    assert ("seen-by-archive" in link["notes"]) is seen
    assert (day.isoformat() in link["detail"]) is seen


DAY = "20260101000000"


def _check_then(web: SmallWeb, *arguments: str) -> int:
    def build(small: SmallWeb) -> None:
        small.site("a.test.org").page("/here", "Here").page("/gone", "Gone").page("/lost", "Lost")

    run(["check", "list.md", "-q", "--state", "s.db"], world=stage(build, web=SmallWeb()))
    return run(["archive", "list.md", "--state", "s.db", *arguments], world=stage(web=web))


def test_alive_links_without_a_recent_copy_are_captured(capsys: pytest.CaptureFixture[str]) -> None:
    def copies(request: ServedRequest) -> ServedResponse:
        if "here" in request.target:
            closest = {
                "url": COPY,
                "status": "200",
                "available": True,
                "timestamp": datetime.now(UTC).strftime("%Y%m%d"),
            }
            return data({"archived_snapshots": {"closest": closest}})
        return data(NOTHING)

    orders: list[bytes] = []

    def save(request: ServedRequest) -> ServedResponse:
        orders.append(request.body)
        return data({"job_id": "1"})

    web = SmallWeb()
    web.site("archive.org").handle("/wayback/available", copies)
    web.site("web.archive.org").handle("/save", save, method="POST")
    assert _check_then(web) == 0
    assert [body.partition(b"&")[0] for body in orders] == [b"url=https%3A%2F%2Fa.test.org%2Fgone",
                                                            b"url=https%3A%2F%2Fa.test.org%2Flost"]  # fmt: skip
    assert "of 3 alive links 2 are being captured" in capsys.readouterr().err


def test_a_dry_run_prints_the_links_and_says_of_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    web = SmallWeb()
    web.site("archive.org").handle("/wayback/available", _archive)
    assert _check_then(web, "--dry-run") == 0
    out, err = capsys.readouterr()
    assert out.split() == ["https://a.test.org/gone", "https://a.test.org/lost", "https://a.test.org/here"]
    assert "of 3 alive links 3 have no copy of the last year" in err


def test_of_an_archive_that_does_not_answer_no_number_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """It has said nothing of any link: "0 links without a copy" would be an all-clear."""
    web = SmallWeb()
    web.site("archive.org").get("/wayback/available", status=503)
    assert _check_then(web, "--dry-run") == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "linkcheck: archive.org does not answer for now; run the command again later to go on\n"


def test_without_alive_links_there_is_nothing_to_capture(capsys: pytest.CaptureFixture[str]) -> None:
    Path("list.md").write_text("[a](https://a.test.org/never)\n", encoding="utf-8")
    assert _check_then(SmallWeb(), "--dry-run") == 0
    assert "the last check found no link of these lists alive" in capsys.readouterr().err


def test_an_archive_that_takes_no_more_is_one_line_and_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    web = SmallWeb()
    web.site("archive.org").handle("/wayback/available", lambda _: data(NOTHING))
    web.site("web.archive.org").handle("/save", lambda _: ServedResponse(status=429), method="POST")
    assert _check_then(web) == 0
    assert "run the command again later" in capsys.readouterr().err


def test_the_copy_is_one_of_before_the_end() -> None:
    def near(request: ServedRequest) -> ServedResponse:
        closest = {"url": COPY, "status": "200", "available": True, "timestamp": "20990101000000"}
        return data({"archived_snapshots": {"closest": closest}})

    web = SmallWeb()
    web.site("archive.org").handle("/wayback/available", near)
    web.site("web.archive.org").handle("/cdx/search/cdx", lambda _: data([["timestamp"], ["20250101000000"]]))

    def alive(small: SmallWeb) -> None:
        small.site("a.test.org").page("/here", "Here").page("/gone", "Gone").page("/lost", "Lost")

    arguments = ["check", "list.md", "-q", "--state", "s.db", "--max-age", "0"]
    run(arguments, world=stage(alive, web=SmallWeb()))
    run([*arguments, "--archive", "-o", "out.json"], world=stage(web=web))
    links = json.loads(Path("out.json").read_text(encoding="utf-8"))["links"]
    copies = {link["url"]: link["suggestion"]["url"] for link in links if link["suggestion"]}
    assert copies["https://a.test.org/gone"] == "https://web.archive.org/web/20250101000000/https://a.test.org/gone"
