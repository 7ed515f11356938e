"""Semantic Scholar: papers by the hundred, what is missing asked for by itself, a pool that is often used up."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.sites.semanticscholar import SEMANTICSCHOLAR
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedRequest, ServedResponse
from linkcheck.demo.responses import data
from tests.fetchers.sites.claims import ODD_BODIES, ask, ask_all, asking, check_claimed, check_not_claimed, standing

API = "api.semanticscholar.org"


def sha(number: int) -> str:
    return f"{number:040x}"


def url(number: int) -> str:
    return f"https://www.semanticscholar.org/paper/Some-Title/{sha(number)}"


@pytest.mark.parametrize(
    ("address", "kind", "key"),
    [
        (url(1), "paper", f"semanticscholar:{sha(1)}"),
        (f"https://www.semanticscholar.org/paper/{sha(1)}", "paper", f"semanticscholar:{sha(1)}"),
        (f"{url(1)}/figure/3?x=1", "paper", f"semanticscholar:{sha(1)}"),
        (f"https://www.semanticscholar.org/reader/{sha(1)}", "paper", f"semanticscholar:{sha(1)}"),
        ("https://api.semanticscholar.org/CorpusID:13756489", "corpus", "semanticscholar-corpus:13756489"),
        ("https://www.semanticscholar.org/author/Ada/12", "author", "semanticscholar-author:12"),
    ],
)
def test_forms(address: str, kind: str, key: str) -> None:
    check_claimed(SEMANTICSCHOLAR, address, kind, key)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.semanticscholar.org/",
        "https://www.semanticscholar.org/paper/Some-Title/abc",
        "https://www.semanticscholar.org/arxiv/2106.09685",
        "https://www.semanticscholar.org/search?q=x",
        f"https://example.org/paper/x/{sha(1)}",
    ],
)
def test_near_misses(address: str) -> None:
    check_not_claimed(SEMANTICSCHOLAR, address)


def facts(number: int) -> dict[str, object]:
    return {
        "paperId": sha(number),
        "title": f"Paper {number}",
        "authors": [{"authorId": "1", "name": "A. One"}, {"name": None}],
        "venue": "NeurIPS",
        "publicationDate": "2017-06-12",
        "externalIds": {"DOI": "10.1/x"},
    }


def serve(web: SmallWeb, known: set[int]) -> None:
    def batch(request: ServedRequest) -> ServedResponse:
        body = request.json()
        assert isinstance(body, dict)
        return data([facts(int(i, 16)) if int(i, 16) in known else None for i in body["ids"]])

    def single(request: ServedRequest) -> ServedResponse:
        number = int(request.segments[-1], 16)
        return data(facts(number)) if number in known else data({"error": "Paper not found"}, status=404)

    web.site(API).handle("/graph/v1/paper/batch", batch, method="POST").otherwise(single)


async def test_a_batch_is_one_question(web: SmallWeb) -> None:
    serve(web, set(range(1, 4)))
    async with asking(web) as context:
        found = await ask_all(SEMANTICSCHOLAR, [url(n) for n in (1, 2, 3, 9)], context)
    one = found[f"semanticscholar:{sha(1)}"]
    assert one.metadata is not None
    assert (one.metadata.title, one.metadata.authors) == ("Paper 1", ("A. One",))
    assert (one.metadata.published, one.metadata.venue, one.metadata.doi) == ("2017-06-12", "NeurIPS", "10.1/x")
    assert standing(found[f"semanticscholar:{sha(9)}"]) == (Availability.ABSENT, "semanticscholar-not-found")
    assert [request.method for request in web.requests] == ["POST", "GET"]


@pytest.mark.parametrize("body", ["[]", "[null]", '{"error": "x"}', "[1, 2, 3]"])
async def test_a_batch_that_does_not_add_up_is_asked_for_one_by_one(web: SmallWeb, body: str) -> None:
    serve(web, {1, 2})
    web.site(API).answer("/graph/v1/paper/batch", ServedResponse(body=body), method="POST")
    async with asking(web) as context:
        found = await ask_all(SEMANTICSCHOLAR, [url(1), url(2)], context)
    assert all(standing(seen) == (Availability.PRESENT, "semanticscholar-present") for seen in found.values())


async def test_a_used_up_pool_leaves_it_to_the_pages(web: SmallWeb) -> None:
    web.site(API).answer("/graph/v1/paper/batch", ServedResponse(status=429), method="POST")
    web.site("www.semanticscholar.org").otherwise(lambda _: ServedResponse(status=202))
    async with asking(web) as context:
        found = await ask_all(SEMANTICSCHOLAR, [url(1), url(2)], context)
    assert all(standing(seen) == (Availability.LIMITED, "semanticscholar-rate-limited") for seen in found.values())
    assert len(web.asked(API)) == 1


@pytest.mark.parametrize("body", ODD_BODIES)
async def test_an_odd_answer_is_no_bug(web: SmallWeb, body: str) -> None:
    web.site(API).otherwise(lambda _: ServedResponse(body=body))
    web.site("www.semanticscholar.org").reset(f"/paper/Some-Title/{sha(1)}")
    async with asking(web) as context:
        seen = await ask(SEMANTICSCHOLAR, url(1), context)
    assert standing(seen) == (Availability.DOWN, "semanticscholar-odd-answer")


async def test_an_author_is_a_page(web: SmallWeb) -> None:
    web.site("www.semanticscholar.org").page("/author/Ada/12", "Ada | Semantic Scholar")
    async with asking(web) as context:
        seen = await ask(SEMANTICSCHOLAR, "https://www.semanticscholar.org/author/Ada/12", context)
    assert seen.metadata is not None
    assert seen.metadata.kind == "profile"


@pytest.mark.parametrize(
    ("year", "published"), [(2017, "2017"), ("2017", None), (None, None), (0, None), (20170, None)]
)
async def test_a_year_where_the_day_is_not_known(web: SmallWeb, year: object, published: str | None) -> None:
    known = {**facts(1), "publicationDate": None, "year": year, "citationCount": 7}
    web.site(API).otherwise(lambda _: data(known))
    async with asking(web) as context:
        found = (await ask_all(SEMANTICSCHOLAR, [url(1)], context))[f"semanticscholar:{sha(1)}"].metadata
    assert found is not None
    assert (found.published, found.date_source, found.citations) == (published, "api" if published else None, 7)
