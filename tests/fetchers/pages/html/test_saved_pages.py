"""The promise in figures, over pages that people labelled; skipped where they are not at hand."""

import pytest

from benchmarks.pages import PAGES, Labelled, Score, linkcheck, load, measure, share
from fetchers.pages.html import decode, enough, read

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="no labelled pages beside the repository")


@pytest.fixture(scope="module")
def pages() -> list[Labelled]:
    return load()


@pytest.fixture(scope="module")
def score(pages: list[Labelled]) -> Score:
    return measure(linkcheck, pages)


def test_titles(score: Score) -> None:
    assert share(score.titles, "exact") >= 0.88
    assert share(score.chinese, "exact") >= 0.88
    assert share(score.titles, "wrong") + share(score.titles, "none") <= 0.05


def test_dates(score: Score) -> None:
    assert share(score.dates, "right") >= 0.94
    assert score.precision >= 0.955


def test_pages_without_a_date_are_not_given_one(score: Score) -> None:
    assert share(score.undated, "invented") <= 0.25


def test_a_download_that_stops_early_changes_nothing(pages: list[Labelled]) -> None:
    long = [page for page in pages if len(page.body) > 150_000][:25]
    cuts = [next((n for n in range(1 << 15, len(p.body), 1 << 15) if enough(p.body[:n])), len(p.body)) for p in long]
    for page, cut in zip(long, cuts, strict=True):
        whole = read(decode(page.body), url=page.url).metadata
        part = read(decode(page.body[:cut]), url=page.url, complete=False).metadata
        assert (part.title, part.published, part.authors) == (whole.title, whole.published, whole.authors), page.name
    assert sum(cuts) < 0.85 * sum(len(page.body) for page in long)
