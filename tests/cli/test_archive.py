"""Archived copies of what is gone, where the user asks for them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from linkcheck.cli import run
from linkcheck.demo import SmallWeb, data
from linkcheck.demo.messages import ServedRequest, ServedResponse
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
