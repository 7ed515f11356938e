"""Wikipedia: titles in all spellings, batches by language, redirects, what is missing and what is only left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from fetchers.facts import Availability
from fetchers.sites.wikipedia import WIKIPEDIA
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedRequest, ServedResponse
from linkcheck.demo.responses import data
from tests.fetchers.sites.claims import (
    ODD_BODIES,
    ask,
    ask_all,
    asking,
    check_claimed,
    check_not_claimed,
    claim,
    standing,
)

TURING = "https://en.wikipedia.org/wiki/Turing_machine"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (TURING, "article", "wikipedia:en:Turing machine"),
        ("https://en.wikipedia.org/wiki/turing_machine#History", "article", "wikipedia:en:Turing machine"),
        ("http://en.m.wikipedia.org/wiki/Turing%20machine?wprov=sfla1", "article", "wikipedia:en:Turing machine"),
        ("https://en.wikipedia.org/w/index.php?title=Turing_machine", "article", "wikipedia:en:Turing machine"),
        ("https://zh.wikipedia.org/wiki/%E5%8D%B7%E7%A7%AF", "article", "wikipedia:zh:卷积"),
        ("https://zh.wikipedia.org/wiki/卷积", "article", "wikipedia:zh:卷积"),
        ("https://zh.wikipedia.org/zh-cn/%E5%8D%B7%E7%A7%AF", "article", "wikipedia:zh:卷积"),
        ("https://zh.wikipedia.org/zh-hant/卷积", "article", "wikipedia:zh:卷积"),
        ("https://zh-classical.wikipedia.org/wiki/圖靈", "article", "wikipedia:zh-classical:圖靈"),
        ("https://en.wikipedia.org/wiki/AC/DC", "article", "wikipedia:en:AC/DC"),
        ("https://en.wikipedia.org/wiki/C%2B%2B", "article", "wikipedia:en:C++"),
        ("https://en.wikipedia.org/wiki/What_Is_Life%3F", "article", "wikipedia:en:What Is Life?"),
        ("https://en.wikipedia.org/wiki/ß", "article", "wikipedia:en:ß"),
        ("https://en.wikipedia.org/w/index.php?title=Turing_machine&oldid=1000", "revision",
         "https://en.wikipedia.org/w/?oldid=1000&title=Turing_machine"),
        ("https://en.wikipedia.org/wiki/Turing_machine?action=history", "revision",
         "https://en.wikipedia.org/wiki/Turing_machine?action=history"),
    ],
)  # fmt: skip
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(WIKIPEDIA, url, kind, key)


@pytest.mark.parametrize(
    "url",
    [
        "https://en.wikipedia.org/",
        "https://en.wikipedia.org/wiki/",
        "https://www.wikipedia.org/wiki/Turing_machine",
        "https://en.wikipedia.org/wiki/%FF%FE",
        "https://en.wikipedia.org/wiki/A%7CB",
        "https://en.wiktionary.org/wiki/word",
        "https://wikipedia.org.example.com/wiki/X",
        "https://en.wikipedia.org/api/rest_v1/page/summary/X",
    ],
)
def test_near_misses(url: str) -> None:
    check_not_claimed(WIKIPEDIA, url)


def test_titles_become_parts() -> None:
    assert claim(WIKIPEDIA, TURING).parts == {"lang": "en", "title": "Turing machine"}


def entry(title: str, **facts: object) -> dict[str, object]:
    return {
        "pageid": 1,
        "ns": 0,
        "title": title,
        "description": f"about {title}",
        "revisions": [{"timestamp": "2026-05-01T12:30:00Z"}],
        "pagelanguage": "en",
    } | facts


def wiki(web: SmallWeb, lang: str = "en", make: Callable[[str], dict[str, Any] | None] = entry, **tables: Any) -> None:
    """Answer for one language: a page for each title that ``make`` makes one of."""

    def answer(request: ServedRequest) -> ServedResponse:
        titles = request.query["titles"].split("|")
        rename = {
            row["from"]: row["to"] for name in ("normalized", "converted", "redirects") for row in tables.get(name, ())
        }
        final = [rename.get(rename.get(title, title), rename.get(title, title)) for title in titles]
        pages = [made for title in final if (made := make(title)) is not None]
        return data({"batchcomplete": True, "query": {"pages": pages, **tables}})

    web.site(f"{lang}.wikipedia.org").handle("/w/api.php", answer)


async def test_an_article(web: SmallWeb) -> None:
    wiki(web)
    async with asking(web) as context:
        seen = await ask(WIKIPEDIA, TURING, context)
    assert standing(seen) == (Availability.PRESENT, "wikipedia-present")
    facts = seen.metadata
    assert facts is not None
    assert (facts.kind, facts.title, facts.description) == ("article", "Turing machine", "about Turing machine")
    assert (facts.updated, facts.published, facts.language) == ("2026-05-01T12:30:00Z", None, "en")


async def test_a_batch_is_one_question_a_language(web: SmallWeb) -> None:
    wiki(web, "en")
    wiki(web, "zh")
    urls = [f"https://en.wikipedia.org/wiki/T{n}" for n in range(30)] + [
        f"https://zh.wikipedia.org/wiki/题{n}" for n in range(20)
    ]
    urls = urls[::2] + urls[1::2]
    async with asking(web) as context:
        found = await ask_all(WIKIPEDIA, urls, context)
    assert len(found) == 50
    assert all(standing(seen) == (Availability.PRESENT, "wikipedia-present") for seen in found.values())
    assert sorted(request.host for request in web.requests) == ["en.wikipedia.org", "zh.wikipedia.org"]
    assert found["wikipedia:zh:题3"].metadata is not None
    assert found["wikipedia:zh:题3"].metadata.title == "题3"


async def test_a_question_fits_into_a_request_line(web: SmallWeb) -> None:
    wiki(web, "zh")
    urls = [f"https://zh.wikipedia.org/wiki/{'很长的标题' * 8}{n}" for n in range(50)]
    async with asking(web) as context:
        found = await ask_all(WIKIPEDIA, urls, context)
    assert len(found) == 50
    assert len(web.requests) > 1
    assert max(len(request.target) for request in web.requests) < 7000


async def test_redirects_and_disambiguations_are_noted(web: SmallWeb) -> None:
    wiki(
        web,
        make=lambda title: entry(title, pageprops={"disambiguation": ""} if title == "Convolution" else {}),
        normalized=[{"fromencoded": False, "from": "Faltung", "to": "Faltung (Mathematik)"}],
        redirects=[{"from": "Faltung (Mathematik)", "to": "Convolution"}],
    )
    async with asking(web) as context:
        seen = await ask(WIKIPEDIA, "https://en.wikipedia.org/wiki/Faltung", context)
    assert seen.notes == ("redirect", "disambiguation")
    assert seen.metadata is not None
    assert seen.metadata.title == "Convolution"
    assert seen.redirects == ()


async def test_a_variant_of_chinese_is_the_same_article(web: SmallWeb) -> None:
    wiki(web, "zh", converted=[{"from": "卷积", "to": "摺積"}])
    async with asking(web) as context:
        seen = await ask(WIKIPEDIA, "https://zh.wikipedia.org/zh-cn/卷积", context)
    assert standing(seen) == (Availability.PRESENT, "wikipedia-present")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ({"title": "Gone", "ns": 0, "missing": True}, (Availability.ABSENT, "wikipedia-not-found")),
        ({"title": "Gone", "invalid": True, "invalidreason": "…"}, (Availability.ABSENT, "wikipedia-not-found")),
        ({"title": "Gone", "ns": 6, "missing": True, "known": True}, (Availability.PRESENT, "wikipedia-present")),
    ],
)
async def test_what_the_api_calls_missing(
    web: SmallWeb, made: dict[str, Any], expected: tuple[Availability, str]
) -> None:
    wiki(web, make=lambda title: made if title == "Gone" else entry(title))
    async with asking(web) as context:
        found = await ask_all(WIKIPEDIA, ["https://en.wikipedia.org/wiki/Gone", TURING], context)
    assert standing(found["wikipedia:en:Gone"]) == expected
    assert standing(found["wikipedia:en:Turing machine"]) == (Availability.PRESENT, "wikipedia-present")


async def test_what_a_batch_leaves_out_is_asked_for_by_itself(web: SmallWeb) -> None:
    def in_batches_only(request: ServedRequest) -> ServedResponse:
        titles: Sequence[str] = request.query["titles"].split("|")
        kept = titles if len(titles) == 1 else titles[:-1]
        return data({"query": {"pages": [entry(title) for title in kept]}})

    web.site("en.wikipedia.org").handle("/w/api.php", in_batches_only)
    async with asking(web) as context:
        found = await ask_all(WIKIPEDIA, [TURING, "https://en.wikipedia.org/wiki/Left_out"], context)
    assert standing(found["wikipedia:en:Left out"]) == (Availability.PRESENT, "wikipedia-present")
    assert len(web.requests) == 2


async def test_what_is_left_out_even_alone_is_left_to_its_page(web: SmallWeb) -> None:
    wiki(web, make=lambda _: None)
    web.site("en.wikipedia.org").page("/wiki/Turing_machine", "Turing machine - Wikipedia")
    async with asking(web) as context:
        seen = await ask(WIKIPEDIA, TURING, context)
    assert (seen.status, seen.answer) == (200, None)


@pytest.mark.parametrize("body", [*ODD_BODIES, '{"query": []}', '{"query": {"pages": {"1": {}}}}', '{"error": {}}'])
async def test_an_odd_answer_is_no_bug(web: SmallWeb, body: str) -> None:
    web.site("en.wikipedia.org").get("/w/api.php", body=body).reset("/wiki/Turing_machine")
    async with asking(web) as context:
        assert standing(await ask(WIKIPEDIA, TURING, context)) == (Availability.DOWN, "wikipedia-odd-answer")


async def test_facts_of_the_wrong_type_are_left_out(web: SmallWeb) -> None:
    wiki(web, make=lambda title: entry(title, revisions={"a": 1}, description=["x"], pageprops=7))
    async with asking(web) as context:
        seen = await ask(WIKIPEDIA, TURING, context)
    assert seen.metadata is not None
    assert (seen.metadata.updated, seen.metadata.description) == (None, None)


async def test_special_pages_are_looked_at(web: SmallWeb) -> None:
    web.site("en.wikipedia.org").page("/wiki/Special:Random", "Random - Wikipedia")
    async with asking(web) as context:
        found = await ask_all(WIKIPEDIA, ["https://en.wikipedia.org/wiki/Special:Random"], context)
    assert [seen.status for seen in found.values()] == [200]


async def test_fragments_are_looked_for_in_the_page(web: SmallWeb) -> None:
    wiki(web)
    web.site("en.wikipedia.org").get("/wiki/Turing_machine", body='<h2 id="History">History</h2>' + "word " * 99)
    async with asking(web) as context:
        seen = await ask(WIKIPEDIA, TURING, context, "History", "Nothing")
    assert seen.fragments == {"History": True, "Nothing": False}
