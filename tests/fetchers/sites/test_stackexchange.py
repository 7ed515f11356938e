"""Stack Exchange: items of one site in one question, what is missing asked for by itself, quotas."""

from __future__ import annotations

from typing import Any

import pytest

from fetchers.facts import Availability
from fetchers.sites.stackexchange import STACKEXCHANGE
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedRequest, ServedResponse
from linkcheck.demo.responses import data
from tests.fetchers.sites.claims import ODD_BODIES, ask, ask_all, asking, check_claimed, check_not_claimed, standing

QUESTION = "https://stackoverflow.com/questions/11227809/why-is-it-faster"
HOST = "api.stackexchange.com"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (QUESTION, "question", "stackexchange:stackoverflow.com/q/11227809"),
        ("https://stackoverflow.com/q/11227809", "question", "stackexchange:stackoverflow.com/q/11227809"),
        ("https://stackoverflow.com/q/11227809/87234", "question", "stackexchange:stackoverflow.com/q/11227809"),
        (f"{QUESTION}/11227902#11227902", "answer", "stackexchange:stackoverflow.com/a/11227902"),
        ("https://stackoverflow.com/a/11227902/87234", "answer", "stackexchange:stackoverflow.com/a/11227902"),
        ("https://math.stackexchange.com/questions/12/x", "question", "stackexchange:math.stackexchange.com/q/12"),
        ("https://mathoverflow.net/q/12", "question", "stackexchange:mathoverflow.net/q/12"),
        ("https://pt.stackoverflow.com/questions/12/x", "question", "stackexchange:pt.stackoverflow.com/q/12"),
        ("https://askubuntu.com/questions/12", "question", "stackexchange:askubuntu.com/q/12"),
    ],
)
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(STACKEXCHANGE, url, kind, key)


@pytest.mark.parametrize(
    "url",
    [
        "https://stackoverflow.com/",
        "https://stackoverflow.com/questions/tagged/cuda",
        "https://stackoverflow.com/users/1/x",
        "https://stackexchange.com/sites",
        "https://api.stackexchange.com/q/12",
        "https://notstackoverflow.com/q/12",
    ],
)
def test_near_misses(url: str) -> None:
    check_not_claimed(STACKEXCHANGE, url)


def question(number: int, **facts: object) -> dict[str, object]:
    return {
        "question_id": number,
        "title": "Why is &quot;it&quot; faster?",
        "score": 27000,
        "creation_date": 1340805096,
        "last_edit_date": 1700000000,
        "owner": {"display_name": "A&#39;s"},
        "tags": ["java", "c++"],
    } | facts


def serve(web: SmallWeb, known: set[int]) -> None:
    """Answer for questions, and for answers whose number is their question's and one."""

    def answer(request: ServedRequest) -> ServedResponse:
        kind, ids, *of = request.segments[1:]
        numbers = [n for n in map(int, ids.split(";")) if n in known]
        if kind == "questions":
            rows: list[dict[str, Any]] = [question(n) for n in numbers]
        elif of:
            rows = [question(n - 1) for n in numbers]
        else:
            rows = [{"answer_id": n, "question_id": n - 1, "score": 5, "creation_date": 1340805400} for n in numbers]
        return data({"items": rows, "has_more": False, "quota_remaining": 290})

    web.site(HOST).otherwise(answer)


async def test_a_question(web: SmallWeb) -> None:
    serve(web, {11227809})
    async with asking(web) as context:
        seen = await ask(STACKEXCHANGE, QUESTION, context)
    assert standing(seen) == (Availability.PRESENT, "stackexchange-present")
    facts = seen.metadata
    assert facts is not None
    assert (facts.kind, facts.title, facts.authors, facts.stars) == ("question", 'Why is "it" faster?', ("A's",), 27000)
    assert (facts.published, facts.updated) == ("2012-06-27T13:51:36Z", "2023-11-14T22:13:20Z")
    assert (facts.topics, facts.site) == (("java", "c++"), "stackoverflow.com")
    assert web.requests[0].query["site"] == "stackoverflow"


async def test_an_answer_has_the_title_of_its_question(web: SmallWeb) -> None:
    serve(web, {11227902})
    async with asking(web) as context:
        facts = (await ask(STACKEXCHANGE, "https://stackoverflow.com/a/11227902", context)).metadata
    assert facts is not None
    assert (facts.kind, facts.title, facts.stars) == ("answer", 'Why is "it" faster?', 5)


async def test_a_batch_is_one_question_a_site_and_kind(web: SmallWeb) -> None:
    serve(web, set(range(1000)))
    urls = [f"https://stackoverflow.com/q/{n}" for n in range(1, 61)] + [
        f"https://superuser.com/q/{n}" for n in range(1, 41)
    ]
    async with asking(web) as context:
        found = await ask_all(STACKEXCHANGE, urls, context)
    assert all(standing(seen) == (Availability.PRESENT, "stackexchange-present") for seen in found.values())
    assert len(web.requests) == 2


async def test_what_a_batch_leaves_out_is_asked_for_by_itself(web: SmallWeb) -> None:
    serve(web, {1, 2})
    async with asking(web) as context:
        found = await ask_all(STACKEXCHANGE, [f"https://superuser.com/q/{n}" for n in (1, 2, 3)], context)
    assert standing(found["stackexchange:superuser.com/q/3"]) == (Availability.ABSENT, "stackexchange-not-found")
    assert [request.path for request in web.requests] == ["/2.3/questions/1;2;3", "/2.3/questions/3"]


async def test_a_closed_question_is_noted_and_a_negative_score_is_no_number_of_votes(web: SmallWeb) -> None:
    web.site(HOST).otherwise(lambda _: data({"items": [question(11227809, closed_date=1, score=-3)]}))
    async with asking(web) as context:
        seen = await ask(STACKEXCHANGE, QUESTION, context)
    assert seen.notes == ("closed",)
    assert seen.metadata is not None
    assert seen.metadata.stars is None


@pytest.mark.parametrize(
    ("body", "status", "expected"),
    [
        (
            '{"error_id": 502, "error_name": "throttle_violation"}',
            400,
            (Availability.LIMITED, "stackexchange-rate-limited"),
        ),
        ('{"error_id": 400}', 400, (Availability.DOWN, "stackexchange-odd-answer")),
        *((body, 200, (Availability.DOWN, "stackexchange-odd-answer")) for body in ODD_BODIES),
    ],
)
async def test_a_service_in_trouble(web: SmallWeb, body: str, status: int, expected: tuple[Availability, str]) -> None:
    web.site(HOST).otherwise(lambda _: ServedResponse(status=status, body=body))
    web.site("stackoverflow.com").reset("/questions/11227809/why-is-it-faster")
    async with asking(web) as context:
        assert standing(await ask(STACKEXCHANGE, QUESTION, context)) == expected


async def test_past_the_quota_the_page_is_looked_at(web: SmallWeb) -> None:
    web.site(HOST).otherwise(lambda _: data({"error_id": 502}, status=400))
    web.site("stackoverflow.com").page(
        "/questions/11227809/why-is-it-faster", "java - Why is it faster? - Stack Overflow"
    )
    async with asking(web) as context:
        seen = await ask(STACKEXCHANGE, QUESTION, context)
    assert (seen.status, seen.answer) == (200, None)
