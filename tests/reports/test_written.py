"""Counts stay as the last version of a report shows them until a tenth off; an active repository has no date."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.model import Run
from linkcheck.model.counts import counted, rounded
from reports.enriched import ENRICHED, Enriched
from reports.htmlpage import HTML, HtmlPage
from reports.interface import Lang, Options
from tests.reports.builder import ListBuilder


def starred(*stars: int) -> Run:
    lines = ListBuilder()
    for number, count in enumerate(stars):
        metadata = {"kind": "repository", "title": f"o/r{number}", "stars": count}
        lines.link(f"r{number}", f"https://github.com/o/r{number}", fetcher="github", metadata=metadata)
    return lines.run()


def after(report: Enriched | HtmlPage, run: Run, before: str) -> str:
    """Render a run as the report that takes the place of another."""
    return report.render(
        replace(run, presentation=replace(run.presentation, written=report.written(before))), Options()
    )


@pytest.mark.parametrize("report", [ENRICHED, HTML], ids=lambda report: report.name)
def test_a_repository_at_a_step_changes_nothing_from_week_to_week(report: Enriched | HtmlPage) -> None:
    page = report.render(starred(21_490, 950), Options())
    assert "★ 20k" in page
    for stars in ((21_510, 960), (21_490, 940), (21_999, 980)):
        assert told(after(report, starred(*stars), page)) == told(page)
    assert "★ 23k" in after(report, starred(22_100, 1_000), page)


def told(page: str) -> str:
    """Leave out the exact counts that the page sorts by: nobody reads them."""
    return re.sub(r'data-s="\d+"', "", page)


@pytest.mark.parametrize("number", [0, 1, 7, 19, 20, 999, 1_000, 949_999, 950_000, 12_345_678])
def test_what_is_written_is_read(number: int) -> None:
    written = counted(rounded(number))
    assert written is not None
    assert abs(written - number) <= 0.1 * max(number, 1)


@given(st.lists(st.integers(0, 10**8), min_size=1, max_size=6), st.sampled_from(["en", "zh"]))
def test_every_count_of_a_report_is_found_again(counts: list[int], lang: Lang) -> None:
    run = starred(*counts)
    for report in (ENRICHED, HTML):
        assert report.written(report.render(run, Options(lang=lang))) == {
            (f"https://github.com/o/r{number}", "★"): rounded(count) for number, count in enumerate(counts)
        }


def test_what_a_stranger_writes_is_no_count() -> None:
    lines = ListBuilder()
    facts = {"kind": "repository", "title": "★ 7 cited 9", "description": "★ 8k cited 3 times", "stars": 950}
    lines.link("r", "https://github.com/o/r?a=1&b=2", fetcher="github", metadata=facts)
    written = HTML.written(HTML.render(lines.run(), Options()))
    assert written[("https://github.com/o/r?a=1&b=2", "★")] == "900"
    assert HTML.written("<p>" + HTML.render(lines.run(), Options())) == {}


@given(st.integers(0, 10**7), st.lists(st.floats(0.8, 1.2), max_size=30))
def test_a_count_is_never_a_tenth_off_and_changes_by_a_tenth(first: int, factors: list[float]) -> None:
    counts, shown = [first], [rounded(first)]
    for factor in factors:
        counts.append(round(counts[-1] * factor))
        shown.append(rounded(counts[-1], shown[-1]))
    for count, text in zip(counts, shown, strict=True):
        value = counted(text)
        assert value is not None
        assert abs(value - count) <= 0.1 * max(value, count, 1)


@pytest.mark.parametrize(
    "page", ["", "# A list\n\n- [r0](https://github.com/o/r0) — ★ 20k\n", "<!-- linkcheck report\n★ 1k"]
)
def test_a_page_that_is_not_ours_says_nothing(page: str) -> None:
    assert ENRICHED.written(page) == {}


def test_a_stranger_may_not_say_more_than_a_tenth() -> None:
    page = ENRICHED.render(starred(20_000), Options()).replace("★ 20k", "★ 999k")
    assert "★ 20k" in after(ENRICHED, starred(20_000), page)


def test_an_active_repository_says_so_and_no_month() -> None:
    """It is pushed to every week: its month would change twelve lines a year that nobody reads."""
    lines = ListBuilder()
    for name, pushed, archived in (
        ("young", "2026-05-20", None),
        ("old", "2025-03-20", None),
        ("shut", "2026-05-20", True),
    ):
        metadata = {"kind": "repository", "title": f"o/{name}", "updated": pushed, "archived": archived}
        lines.link(name, f"https://github.com/o/{name}", fetcher="github", metadata=metadata)
    page = ENRICHED.render(lines.run(), Options())
    assert "/young) — active\n" in page
    assert "/old) — pushed 2025-03\n" in page
    assert "/shut) — archived · o · pushed 2026-05\n" in page
