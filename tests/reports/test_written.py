"""Counts stay as the last version of a report shows them until a tenth off; an active repository has no date."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.model import Run
from linkcheck.model.counts import counted, rounded
from reports.enriched import ENRICHED
from reports.interface import Options
from tests.reports.builder import ListBuilder


def starred(*stars: int) -> Run:
    lines = ListBuilder()
    for number, count in enumerate(stars):
        metadata = {"kind": "repository", "title": f"o/r{number}", "stars": count}
        lines.link(f"r{number}", f"https://github.com/o/r{number}", fetcher="github", metadata=metadata)
    return lines.run()


def after(run: Run, before: str) -> str:
    """Render a run as the report that takes the place of another."""
    return ENRICHED.render(
        replace(run, presentation=replace(run.presentation, written=ENRICHED.written(before))), Options()
    )


def test_a_repository_at_a_step_changes_nothing_from_week_to_week() -> None:
    page = ENRICHED.render(starred(21_490, 950), Options())
    assert "★ 20k" in page
    for stars in ((21_510, 960), (21_490, 940), (21_999, 980)):
        assert after(starred(*stars), page) == page
    assert "★ 23k" in after(starred(22_100, 1_000), page)


@pytest.mark.parametrize("number", [0, 1, 7, 19, 20, 999, 1_000, 949_999, 950_000, 12_345_678])
def test_what_is_written_is_read(number: int) -> None:
    written = counted(rounded(number))
    assert written is not None
    assert abs(written - number) <= 0.1 * max(number, 1)


@given(st.lists(st.integers(0, 10**8), min_size=1, max_size=6), st.sampled_from(["en", "zh"]))
def test_every_count_of_a_report_is_found_again(counts: list[int], lang: str) -> None:
    run = starred(*counts)
    page = ENRICHED.render(run, Options(lang=lang))  # type: ignore[arg-type]
    assert ENRICHED.written(page) == {
        (f"https://github.com/o/r{number}", "★"): rounded(count) for number, count in enumerate(counts)
    }


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
    assert "★ 20k" in after(starred(20_000), page)


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
