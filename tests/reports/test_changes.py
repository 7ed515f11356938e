"""What is news: verdicts that changed, papers with a new version, stars that moved by more than a few."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from fetchers.codes import Code
from fetchers.facts import Metadata
from linkcheck.model import Event, Run, Verdict
from reports.changes import changes, new_version, stars_moved
from reports.enriched import ENRICHED
from reports.github import JOB_SUMMARY
from reports.interface import Options
from reports.machine.atom import ATOM
from tests.reports import samples
from tests.reports.builder import NOW, ListBuilder

DAY = timedelta(days=1)


def repository(before: int | None, now: int) -> Run:
    earlier = Metadata(kind="repository", stars=before)
    b = ListBuilder().link("r", "https://github.com/a/b", metadata=samples.repository("a/b", now), earlier=earlier)
    return b.run()


def paper(before: str | None, now: str, **facts: Any) -> Run:
    earlier = Metadata(kind="paper", version=before)
    metadata = {"kind": "paper", "title": "P", "version": now}
    given: dict[str, Any] = {"before": Verdict.ALIVE, "metadata": metadata, "earlier": earlier, **facts}
    return ListBuilder().link("p", "https://arxiv.org/abs/2001.00001", **given).run()


@pytest.mark.parametrize(("before", "now"), [(1_000, 1_200), (100, 130), (30_000, 20_000)])
def test_stars_that_moved_much_are_told(before: int, now: int) -> None:
    run = repository(before, now)
    assert stars_moved(run.records[0]) == (before, now)
    assert "## Stars that moved most" in JOB_SUMMARY.render(run, Options())
    assert "Stars that moved" not in ENRICHED.render(run, Options())  # The next commit would take it away.


@pytest.mark.parametrize(("before", "now"), [(1_000, 1_001), (1_099, 1_100), (3, 15), (50_000, 54_000), (None, 9_000)])
def test_stars_that_moved_little_are_not(before: int | None, now: int) -> None:
    assert stars_moved(repository(before, now).records[0]) is None


def test_ten_repositories_at_most_the_greatest_moves_first() -> None:
    b = ListBuilder()
    for n in range(1_500):
        earlier = Metadata(kind="repository", stars=100)
        b.link(
            f"r{n}", f"https://github.com/a/{n}", metadata=samples.repository(f"a/{n}", 200 + 100 * n), earlier=earlier
        )
    table = JOB_SUMMARY.render(b.run(), Options()).partition("## Stars that moved most")[2].partition("\n## ")[0]
    assert re.findall(r"\[r(\d+)\]", table) == [str(n) for n in range(1_499, 1_489, -1)]


@pytest.mark.parametrize(("before", "now", "said"), [("v1", "v2", "v2"), ("1", "v10", "v10")])
def test_a_new_version_of_a_paper_is_news(before: str, now: str, said: str) -> None:
    run = paper(before, now)
    assert new_version(run.records[0]) == said
    assert f"{said} is out: p (arxiv.org/abs/2001.00001)" in ATOM.render(run, Options())


@pytest.mark.parametrize(("before", "now"), [("v2", "v2"), ("v2", "v1"), (None, "v3"), ("draft", "v2")])
def test_a_version_known_before_is_not(before: str | None, now: str) -> None:
    assert new_version(paper(before, now).records[0]) is None


def test_a_release_is_no_version_of_a_paper() -> None:
    run = paper("v1", "v2")
    metadata = Metadata(kind="repository", version="v2")
    assert new_version(replace(run.records[0], metadata=metadata)) is None


def came_and_went() -> ListBuilder:
    events = tuple(
        Event(NOW - days * DAY, verdict, Code(reason))
        for days, verdict, reason in (
            (90, Verdict.ALIVE, "http-200"),
            (60, Verdict.DEAD, "http-404"),
            (30, Verdict.ALIVE, "http-200"),
            (20, Verdict.UNREACHABLE, "timeout"),
            (10, Verdict.MOVED, "redirect-permanent"),
        )
    )
    return ListBuilder().link("a", "https://a.example/", Verdict.MOVED, before=Verdict.MOVED, events=events)


def test_the_feed_tells_every_change_newest_first() -> None:
    told = [(change.what, change.record.verdict, change.at) for change in changes(came_and_went().run(), 9)]
    assert told == [
        ("verdict", Verdict.MOVED, NOW - 10 * DAY),
        ("back", Verdict.ALIVE, NOW - 30 * DAY),
        ("verdict", Verdict.DEAD, NOW - 60 * DAY),
    ]


def test_an_old_change_is_told_in_the_words_of_its_day() -> None:
    text = ATOM.render(came_and_went().run(), Options())
    assert "now dead: a (a.example)" in text
    assert "does not find the page (404)" in text


def feed_of(run: Run) -> str:
    return ATOM.render(run, Options())


def test_two_runs_of_the_same_answers_give_the_same_feed() -> None:
    run = came_and_went().run()
    assert feed_of(samples.at(run, NOW + 3 * DAY)) == feed_of(run)


@pytest.mark.parametrize("since", [None, NOW - 5 * DAY])
def test_a_feed_without_entries_has_a_time_that_stays(since: datetime | None) -> None:
    run = ListBuilder().link("a", "https://a.example/", before=Verdict.ALIVE, since=since).run()
    root = ET.fromstring(feed_of(run))
    said = root.findtext("{http://www.w3.org/2005/Atom}updated")
    assert said == ("2026-04-29T03:02:01Z" if since else "2026-05-04T03:02:01Z")
