from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fetchers.facts import Metadata, Observation
from fetchers.sites.github.page import front, headings

SEEN = Observation(url="https://github.com/octo/spoon", observed=datetime(2026, 1, 1, tzinfo=UTC), status=200)


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}" />'


def read(*parts: str) -> Metadata:
    metadata = front(SEEN, "<html><head>" + "".join(parts) + "</html>").metadata
    assert metadata is not None
    return metadata


TITLE = meta("og:title", "GitHub - octo/spoon: A spoon &amp; more")


def test_name_and_description_come_from_the_head() -> None:
    boilerplate = "Contribute to octo/spoon development by creating an account on GitHub."
    metadata = read(TITLE, meta("og:description", f"A spoon &amp; more. {boilerplate}"))
    assert (metadata.kind, metadata.title, metadata.description) == ("repository", "octo/spoon", "A spoon & more")


def test_the_repositorys_name_behind_a_description_is_dropped() -> None:
    assert read(TITLE, meta("og:description", "A spoon - octo/spoon")).description == "A spoon"


def test_without_a_description_the_title_has_it() -> None:
    assert read(TITLE).description == "A spoon & more"
    assert read(meta("og:title", "octo/spoon")).description is None


@pytest.mark.parametrize(
    "markup",
    [
        '<span id="repo-stars-counter-star" aria-label="x" title="12,345" class="Counter">12.3k</span>',
        '<span aria-label="12345 users starred this repository">12.3k</span>',
        '<script>{"stargazerCount":12345}</script>',
    ],
)
def test_stars_are_exact_where_the_page_states_them(markup: str) -> None:
    assert read(TITLE, markup).stars == 12345


def test_stars_are_unknown_where_it_does_not() -> None:
    assert read(TITLE, "<span>12.3k</span>").stars is None


def test_an_archived_repository_says_so() -> None:
    text = TITLE + "<div>This repository was archived by the owner on Jan 1, 2024. It is now read-only.</div>"
    seen = front(SEEN, text)
    assert seen.notes == ("archived",)
    assert seen.metadata is not None
    assert seen.metadata.archived is True
    assert front(SEEN, TITLE).notes == ()


@pytest.mark.parametrize("text", ["", "<title>Sign in</title>", meta("og:title", "Build software better, together")])
def test_another_page_is_left_as_it_is(text: str) -> None:
    assert front(SEEN, text) == SEEN


def test_a_page_that_failed_is_no_repository() -> None:
    missing = replace(SEEN, status=404)
    assert front(missing, TITLE) == missing


def test_headings_are_found_in_another_case_and_in_json() -> None:
    asked = replace(SEEN, fragments={"Usage": False, "there": True, "%E7%94%A8%E6%B3%95": False, "none": False})
    text = r'<a id="user-content-usage"></a><script>{"html":"<h2 id=\"user-content-用法\">"}</script>'
    expected = {"Usage": True, "there": True, "%E7%94%A8%E6%B3%95": True, "none": False}
    assert headings(asked, text).fragments == expected
