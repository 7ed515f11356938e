"""No regular expression that meets a stranger's text takes more than linear time.

Each is tried on texts made for it (``tests.patterns``): what it repeats, repeated, with an end that fits nothing.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest

from fetchers.registry import FETCHERS
from fetchers.site import Site
from linkcheck.judge import topic
from tests.patterns import Use, hard_texts, uses

SHORT, LONG = 4_000, 16_000
SUSPECT = 0.005
"""Seconds for the short text from which on the long one is tried as well: a linear pattern takes a fifth of it."""
GROWTH = 8
"""How many times longer the long text takes at most: 4 times if linear, 16 times if quadratic."""

TITLES = tuple(
    f"fetchers.sites.{name}[" for name in (
        "baidupan._TAIL", "bilibili._SUFFIX", "feishu._TAIL", "juejin._SUFFIX", "kaggle._TAIL", "yuque._TAIL",
        "zhihu.page_state._SUFFIX",
    )
)  # fmt: skip
"""What sites take off their titles; all else that they search may be a page of 3 MB."""
COLLAPSED = (
    "fetchers.pages.html.authors.", "fetchers.pages.html.bylines.", "fetchers.pages.html.titles.",
    "fetchers.pages.traits.absence.", "fetchers.pages.traits.shape.", "fetchers.pages.traits.not_found.",
    "linkcheck.judge.site_titles.", *TITLES,
)  # fmt: skip
"""What meets text whose whitespace is collapsed: titles, names, and the visible text of a page."""
CAPPED = {
    "fetchers.pages.html.titles.": 600,
    "fetchers.pages.html.visible._SCRIPTS": 4096,
    "fetchers.pages.html.refresh._SCRIPTS": 4096,
    "fetchers.pages.html.dates.labels._BEHIND": 24,
    "fetchers.pages.traits.shell._TAGS": 1500,
    **dict.fromkeys(TITLES, 1000),
    "linkcheck.judge.site_titles.": 600,
}
"""What meets text that is cut to so many characters before."""
CAPPED_MOST = 0.08
"""Seconds for a text of that length."""
ELSEWHERE = ("linkcheck.document.", "linkcheck.editing.", "linkcheck.cli.delivery.forge_api.")
"""Lists are timed as wholes (tests/linkcheck/document); a repository's name comes from the environment."""


def texts(use: Use, length: int) -> list[str]:
    found = hard_texts(use.pattern, length)
    return [re.sub(r"\s+", " ", text) for text in found] if use.where.startswith(COLLAPSED) else list(found)


def slow_on(use: Use) -> str | None:
    """Return a text on which a pattern is too slow.

    What is cut before is tried at that length alone, and has a limit in seconds; for everything else the time must not
    grow faster than the text. Each is measured twice: once, somebody else may have had the processor.
    """
    cap = next((cap for name, cap in CAPPED.items() if use.where.startswith(name)), None)
    if cap is not None:
        return next((text for text in texts(use, cap) if min(use.seconds(text), use.seconds(text)) > CAPPED_MOST), None)
    for short, long in zip(texts(use, SHORT), texts(use, LONG), strict=True):
        took = use.seconds(short)
        if took > SUSPECT and use.seconds(long) > took * GROWTH and use.seconds(long) > use.seconds(short) * GROWTH:
            return long
    return None


def written_in_tables() -> Iterator[Use]:
    """What sites compile at first use: the forms of their addresses, and by what words and places they are known."""
    for site in FETCHERS:
        if isinstance(site, Site):
            for number, form in enumerate(site.forms):
                yield Use(f"{site.name}.forms[{number}]", re.compile(form.pattern), frozenset({"fullmatch"}))
            for number, sign in enumerate(site.signs):
                yield Use(f"{site.name}.signs[{number}].says", re.compile(sign.says), frozenset({"search"}))
                yield Use(f"{site.name}.signs[{number}].place", re.compile(sign.place), frozenset({"match"}))


@pytest.fixture(scope="module")
def all_uses() -> list[Use]:
    return [*(use for use in uses() if not use.where.startswith(ELSEWHERE)), *written_in_tables()]


def test_they_are_found(all_uses: list[Use]) -> None:
    assert len(all_uses) > 250
    assert {"fetchers.pages.pdf", "fetchers.addresses.address", "reports.escape"} <= {
        use.where.rpartition(".")[0] for use in all_uses
    }


@pytest.mark.parametrize("quadratic", [r"\s+\Z", r"(?:a|b)*c", r"<[^>]*>", r"<(script|style)\b.*?</\1\s*>",
                                       r"<script\b[^>]*\bid="])  # fmt: skip
def test_a_pattern_that_is_not_linear_is_told(quadratic: str) -> None:
    use = Use("here", re.compile(quadratic, re.DOTALL), frozenset({"search"}))
    assert slow_on(use) is not None


def test_a_version_of_many_parts_is_told_at_once() -> None:
    started = time.process_time()
    assert topic._VERSION.fullmatch("v1" + "_" * 5_000 + "/") is None
    assert topic._VERSION.fullmatch("v1.2_rc-1")
    assert time.process_time() - started < 0.08


def test_every_pattern_is_linear(all_uses: list[Use]) -> None:
    slow = [f"{use.where} {sorted(use.methods)} {use.pattern.pattern!r:.90} on {text[:40]!r}" for use in all_uses
            if (text := slow_on(use)) is not None]  # fmt: skip
    assert slow == []
