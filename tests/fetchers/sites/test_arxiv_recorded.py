"""arXiv's own answers, where the recordings lie beside the repository."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fetchers.sites.arxiv import ARXIV
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedRequest, ServedResponse
from tests.fetchers.sites.asking import answer_of, ask, context_of

FEEDS = Path(__file__).resolve().parents[4] / "shared" / "data" / "services" / "arxiv" / "feeds"
pytestmark = pytest.mark.skipif(not FEEDS.is_dir(), reason="no recorded answers here")


def recorded(start: str) -> bytes:
    return next(FEEDS.glob(f"{start}*.atom")).read_bytes()


async def test_one_good_and_one_unknown_identifier(web: SmallWeb) -> None:
    web.site("export.arxiv.org").get("/api/query", body=recorded("id_0808.05394_1707.08567"))
    known, unknown = "https://arxiv.org/abs/1707.08567", "https://arxiv.org/abs/0808.0539"
    async with context_of(web) as context:
        seen = await ask(ARXIV, context, [known, unknown])
    assert answer_of(seen[known]) == ("present", "arxiv-paper")
    assert answer_of(seen[unknown]) == ("absent", "arxiv-unknown-id")


async def test_an_old_identifier_with_a_version(web: SmallWeb) -> None:
    web.site("export.arxiv.org").get("/api/query", body=recorded("id_quant-ph_0201082v1"))
    url = "https://arxiv.org/abs/quant-ph/0201082v1"
    async with context_of(web) as context:
        seen = (await ask(ARXIV, context, [url]))[url]
    assert answer_of(seen) == ("present", "arxiv-paper")
    assert seen.metadata is not None
    assert seen.metadata.version == "v1"
    assert seen.metadata.published == "2002-01-18T15:08:05Z"


async def test_a_paper_with_a_journal(web: SmallWeb) -> None:
    web.site("export.arxiv.org").get("/api/query", body=recorded("id_astro-ph_0601001"))
    url = "https://arxiv.org/abs/astro-ph/0601001"
    async with context_of(web) as context:
        seen = (await ask(ARXIV, context, [url]))[url]
    assert seen.metadata is not None
    assert seen.metadata.venue is not None
    assert seen.metadata.venue.startswith("ActaAstron")


async def test_the_title_may_be_a_zero(web: SmallWeb) -> None:
    web.site("export.arxiv.org").get("/api/query", body=recorded("id_2104.12255v1"))
    url = "https://arxiv.org/abs/2104.12255"
    async with context_of(web) as context:
        seen = (await ask(ARXIV, context, [url]))[url]
    assert seen.metadata is not None
    assert seen.metadata.title == "0"


async def test_a_feed_without_entries_says_nothing_by_itself(web: SmallWeb) -> None:
    web.site("export.arxiv.org").get("/api/query", body=recorded("id_0000.0000"))
    url = "https://arxiv.org/abs/2104.12255"
    async with context_of(web) as context:
        seen = (await ask(ARXIV, context, [url]))[url]
    assert answer_of(seen) == ("down", "arxiv-incomplete-answer")


async def test_the_error_of_a_malformed_identifier_names_it(web: SmallWeb) -> None:
    error = recorded("id_abc").replace(b"for abc", b"for 2001.00007").replace(b"for_abc", b"for_2001.00007")
    head, *entries = re.split(rb"(?=<entry>)", recorded("q_testing_s0_m100"))
    named = {match[1].decode(): entry for entry in entries if (match := re.search(rb"/abs/(\d{4}\.\d{5})v\d", entry))}
    good = head + b"".join(named.values()).removesuffix(b"</feed>") + b"</feed>"

    def answer(request: ServedRequest) -> ServedResponse:
        is_bad = "2001.00007" in request.query["id_list"]
        return ServedResponse(status=400, body=error) if is_bad else ServedResponse(body=good)

    web.site("export.arxiv.org").handle("/api/query", answer)
    urls = [f"https://arxiv.org/abs/{name}" for name in (*named, "2001.00007")]
    async with context_of(web) as context:
        seen = await ask(ARXIV, context, urls)
    assert answer_of(seen.pop("https://arxiv.org/abs/2001.00007")) == ("absent", "arxiv-bad-id")
    assert {answer_of(one) for one in seen.values()} == {("present", "arxiv-paper")}
    assert len(seen) > 80
    assert len(web.requests) == 2
