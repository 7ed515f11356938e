from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace

import pytest

from fetchers.context import Access, Context
from fetchers.facts import Availability, Observation
from fetchers.failure import FailureKind
from fetchers.sites.arxiv import ARXIV
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedRequest, ServedResponse
from linkcheck.demo.sites.arxiv import EMPTY_FEED, RATE_EXCEEDED, DemoArxiv, DemoPaper
from tests.fetchers.sites.asking import answer_of, ask, claimed, context_of

CONTROL = DemoPaper(id="1706.03762", title="A control", authors=("A. Nyone",), versions=("2017-06-12T00:00:00Z",))
ADAPTERS = DemoPaper(
    id="2106.09685",
    title="Low rank\n  adapters",
    authors=("Ada One", "Bo  Two"),
    versions=("2021-06-17T17:37:18Z", "2021-10-16T18:40:34Z"),
    category="cs.CL",
    doi="10.1000/182",
    journal="Journal of Samples 1 (2021)",
)
OLD = DemoPaper(id="hep-th/9711200", title="Old", authors=("C. Three",), versions=("1997-11-27T00:00:00Z",))
GONE = DemoPaper(
    id="1511.07473",
    title="Gone",
    authors=("D. Four",),
    versions=("2015-11-20T00:00:00Z", "2016-08-11T00:00:00Z"),
    comment="This article has been administratively withdrawn because of authorship dispute",
)
UNKNOWN = "https://arxiv.org/abs/2001.99999"


@pytest.fixture
def arxiv(web: SmallWeb) -> DemoArxiv:
    return DemoArxiv([CONTROL, ADAPTERS, OLD, GONE]).serve(web)


@pytest.fixture
async def context(web: SmallWeb, arxiv: DemoArxiv) -> AsyncIterator[Context]:
    async with context_of(web) as made:
        yield made


def questions(web: SmallWeb) -> list[list[str]]:
    return [request.query["id_list"].split(",") for request in web.asked("export.arxiv.org")]


async def test_papers_are_matched_by_identifier_in_one_question(web: SmallWeb, context: Context) -> None:
    urls = ["https://arxiv.org/abs/2106.09685v1", "http://xxx.lanl.gov/abs/hep-th/9711200"]
    seen = await ask(ARXIV, context, urls)
    assert questions(web) == [["2106.09685", "hep-th/9711200"]]
    metadata = seen[urls[0]].metadata
    assert metadata is not None
    assert answer_of(seen[urls[0]]) == ("present", "arxiv-paper")
    assert metadata.kind == "paper"
    assert metadata.title == "Low rank adapters"
    assert metadata.authors == ("Ada One", "Bo Two")
    assert (metadata.published, metadata.updated) == ("2021-06-17T17:37:18Z", "2021-10-16T18:40:34Z")
    assert (metadata.version, metadata.topics, metadata.doi) == ("v2", ("cs.CL",), "10.1000/182")
    assert metadata.venue == "Journal of Samples 1 (2021)"
    assert seen[urls[1]].metadata is not None
    assert metadata.published_as == "10.1000/182"
    assert seen[urls[0]].notes == ("published",)
    assert seen[urls[1]].notes == ()


async def test_a_withdrawn_paper_is_there_and_noted(context: Context) -> None:
    url = "https://arxiv.org/pdf/1511.07473"
    seen = (await ask(ARXIV, context, [url]))[url]
    assert answer_of(seen) == ("present", "arxiv-paper")
    assert seen.notes == ("withdrawn",)


@pytest.mark.parametrize(
    ("comment", "is_withdrawn"),
    [
        ("This paper has been withdrawn by the authors due to an error", True),
        ("Withdrawn", True),
        ("This submission has been withdrawn by arXiv administrators", True),
        ("Withdrawn from arXiv at the request of the author", True),
        ("12 pages", False),
        ("Withdrawn from ICLR 2024", False),
        ("Not withdrawn; see the erratum", False),
        ("An earlier version withdrawn by mistake", False),
        (None, False),
    ],
)
async def test_what_withdrawn_means(
    arxiv: DemoArxiv, context: Context, comment: str | None, is_withdrawn: bool
) -> None:
    arxiv.papers = {OLD.id: replace(OLD, comment=comment)}
    url = "https://arxiv.org/abs/hep-th/9711200"
    seen = (await ask(ARXIV, context, [url]))[url]
    assert seen.notes == (("withdrawn",) if is_withdrawn else ())


async def test_an_impossible_identifier_costs_no_question(web: SmallWeb, context: Context) -> None:
    url = "https://arxiv.org/abs/2113.12345"
    seen = (await ask(ARXIV, context, [url]))[url]
    assert answer_of(seen) == ("absent", "arxiv-bad-id")
    assert web.requests == []


async def test_an_absent_paper_is_asked_for_again_beside_one_that_exists(web: SmallWeb, context: Context) -> None:
    known = "https://arxiv.org/abs/2106.09685"
    seen = await ask(ARXIV, context, [known, UNKNOWN])
    assert questions(web) == [["2106.09685", "2001.99999"], ["2001.99999", "2106.09685"]]
    assert answer_of(seen[UNKNOWN]) == ("absent", "arxiv-unknown-id")
    assert answer_of(seen[known]) == ("present", "arxiv-paper")


async def test_a_batch_of_unknown_papers_is_doubted_beside_the_control(web: SmallWeb, context: Context) -> None:
    seen = await ask(ARXIV, context, [UNKNOWN])
    assert questions(web) == [["2001.99999"], ["2001.99999", "1706.03762"]]
    assert answer_of(seen[UNKNOWN]) == ("absent", "arxiv-unknown-id")


async def test_an_empty_page_once_is_no_verdict(arxiv: DemoArxiv, context: Context) -> None:
    arxiv.failures = [EMPTY_FEED]
    url = "https://arxiv.org/abs/2106.09685"
    assert answer_of((await ask(ARXIV, context, [url]))[url]) == ("present", "arxiv-paper")


async def test_empty_pages_for_ever_conclude_nothing(web: SmallWeb, arxiv: DemoArxiv, context: Context) -> None:
    arxiv.failures = [EMPTY_FEED] * 9
    url = "https://arxiv.org/abs/2106.09685"
    assert answer_of((await ask(ARXIV, context, [url]))[url]) == ("down", "arxiv-incomplete-answer")
    assert len(questions(web)) == 3


async def test_a_page_of_html_is_no_answer(arxiv: DemoArxiv, context: Context) -> None:
    arxiv.failures = [ServedResponse(body="<html><body>Sorry</body></html>")] * 9
    url = "https://arxiv.org/abs/2106.09685"
    assert answer_of((await ask(ARXIV, context, [url]))[url]) == ("down", "arxiv-incomplete-answer")


@pytest.mark.parametrize(("version", "code"), [(1, "arxiv-paper"), (2, "arxiv-paper"), (3, "arxiv-unknown-version")])
async def test_versions_are_told_by_the_latest(context: Context, version: int, code: str) -> None:
    url = f"https://arxiv.org/abs/2106.09685v{version}"
    seen = (await ask(ARXIV, context, [url]))[url]
    assert seen.answer is not None
    assert seen.answer.code == code
    assert seen.metadata is not None
    assert seen.metadata.version == "v2"


async def test_a_version_that_the_index_did_not_know_yet_is_found_by_its_name(web: SmallWeb) -> None:
    def lagging(request: ServedRequest) -> ServedResponse:
        ids = request.query["id_list"].split(",")
        return ServedResponse(body=feed(*(i if "v" in i else f"{i}v1" for i in ids)))

    web.site("export.arxiv.org").handle("/api/query", lagging)
    url = "https://arxiv.org/abs/2106.09685v2"
    async with context_of(web) as context:
        seen = (await ask(ARXIV, context, [url]))[url]
    assert answer_of(seen) == ("present", "arxiv-paper")
    assert seen.metadata is not None
    assert seen.metadata.version == "v2"


async def test_one_malformed_identifier_does_not_sink_its_batch(web: SmallWeb) -> None:
    bad = "2001.00007"

    def picky(request: ServedRequest) -> ServedResponse:
        ids = request.query["id_list"].split(",")
        if bad in ids:
            return ServedResponse(status=400, body=f"<feed><summary>incorrect id format for {bad}</summary></feed>")
        return ServedResponse(body=feed(*(f"{i}v1" for i in ids)))

    web.site("export.arxiv.org").handle("/api/query", picky)
    urls = [f"https://arxiv.org/abs/2001.{number:05}" for number in range(1, 101)]
    async with context_of(web) as context:
        seen = await ask(ARXIV, context, urls)
    assert answer_of(seen[f"https://arxiv.org/abs/{bad}"]) == ("absent", "arxiv-bad-id")
    assert sum(answer_of(one) == ("present", "arxiv-paper") for one in seen.values()) == 99
    assert len(web.requests) == 2


async def test_a_400_that_names_nobody_is_halved_and_never_a_verdict(web: SmallWeb) -> None:
    bad = "2001.00007"

    def mute(request: ServedRequest) -> ServedResponse:
        ids = request.query["id_list"].split(",")
        return ServedResponse(status=400) if bad in ids else ServedResponse(body=feed(*(f"{i}v1" for i in ids)))

    web.site("export.arxiv.org").handle("/api/query", mute)
    urls = [f"https://arxiv.org/abs/2001.{number:05}" for number in range(1, 101)]
    async with context_of(web) as context:
        seen = await ask(ARXIV, context, urls)
    assert answer_of(seen.pop(f"https://arxiv.org/abs/{bad}")) == ("down", "arxiv-unavailable")
    assert {answer_of(one) for one in seen.values()} == {("present", "arxiv-paper")}
    assert len(web.requests) <= 15


async def test_nothing_but_400_ends_soon(web: SmallWeb) -> None:
    web.site("export.arxiv.org").answer("/api/query", ServedResponse(status=400))
    urls = [f"https://arxiv.org/abs/2001.{number:05}" for number in range(1, 101)]
    async with context_of(web) as context:
        seen = await ask(ARXIV, context, urls)
    assert {answer_of(one) for one in seen.values()} == {("down", "arxiv-unavailable")}
    assert len(web.requests) < 40


async def test_a_limit_past_our_patience_is_said_with_its_time(
    web: SmallWeb, arxiv: DemoArxiv, context: Context
) -> None:
    slow = ServedResponse(status=429, body="Rate exceeded.", headers={"Retry-After": "7200"})
    arxiv.failures = [slow] * 99
    url = "https://arxiv.org/abs/2106.09685"
    seen = (await ask(ARXIV, context, [url]))[url]
    assert answer_of(seen) == ("limited", "arxiv-rate-limited")
    assert seen.retry_after == 7200
    later = (await ask(ARXIV, context, [UNKNOWN]))[UNKNOWN]
    assert answer_of(later) == ("limited", "arxiv-rate-limited")
    assert len(web.requests) == 1


async def test_a_limit_that_passes_is_waited_out(arxiv: DemoArxiv, context: Context) -> None:
    arxiv.failures = [RATE_EXCEEDED, ServedResponse(status=503, headers={"Retry-After": "0"})]
    url = "https://arxiv.org/abs/2106.09685"
    assert answer_of((await ask(ARXIV, context, [url]))[url]) == ("present", "arxiv-paper")


async def test_denied_once_arxiv_is_left_alone(web: SmallWeb, arxiv: DemoArxiv, context: Context) -> None:
    arxiv.failures = [ServedResponse(status=403, body="403: Access denied")]
    first, second = "https://arxiv.org/abs/2106.09685", "https://arxiv.org/abs/hep-th/9711200"
    assert answer_of((await ask(ARXIV, context, [first]))[first]) == ("refused", "arxiv-denied")
    assert answer_of((await ask(ARXIV, context, [second]))[second]) == ("refused", "arxiv-denied")
    assert len(web.requests) == 1


async def test_a_service_that_is_down_is_an_observation(web: SmallWeb) -> None:
    web.site("export.arxiv.org").reset("/api/query*")
    url = "https://arxiv.org/abs/2106.09685"
    async with context_of(web) as context:
        seen = (await ask(ARXIV, context, [url]))[url]
    assert answer_of(seen) == ("down", "arxiv-unreachable")
    assert seen.failure is not None
    assert seen.failure.kind is FailureKind.CONNECTION_RESET


async def test_the_base_address_can_be_another(web: SmallWeb) -> None:
    web.site("papers.example").handle("/query", lambda _: ServedResponse(body=feed("2106.09685v1")))
    url = "https://arxiv.org/abs/2106.09685"
    async with context_of(web, Access(arxiv_api="https://papers.example/query")) as context:
        seen = (await ask(ARXIV, context, [url]))[url]
    assert seen.answer is not None
    assert seen.answer.standing is Availability.PRESENT


@pytest.fixture
def mostly(web: SmallWeb) -> set[str]:
    """Make arXiv know every paper but these."""
    unknown = {f"2001.{number:05}" for number in (3, 77, 130, 201, 250)}

    def answer(request: ServedRequest) -> ServedResponse:
        ids = [i for i in request.query["id_list"].split(",") if i not in unknown]
        return ServedResponse(body=feed(*(f"{i}v1" for i in reversed(ids))))

    web.site("export.arxiv.org").handle("/api/query", answer)
    return unknown


def papers(*numbers: int) -> list[str]:
    return [f"https://arxiv.org/abs/2001.{number:05}" for number in numbers]


def check(seen: dict[str, Observation], unknown: set[str]) -> None:
    for url, one in seen.items():
        is_there = url.rpartition("/")[2] not in unknown
        assert answer_of(one) == (("present", "arxiv-paper") if is_there else ("absent", "arxiv-unknown-id"))


async def test_254_papers_of_which_some_are_missing_take_four_questions(web: SmallWeb, mostly: set[str]) -> None:
    async with context_of(web) as context:
        check(await ask(ARXIV, context, papers(*range(1, 255))), mostly)
    # What the first two leave out fits beside the last papers; what these leave out takes one more.
    assert [len(asked) for asked in questions(web)] == [100, 100, 54 + 3 + 1, 2 + 1]
    assert web.peak["export.arxiv.org"] == 1
    assert "arxiv.py" not in web.requests[0].headers["user-agent"]


async def test_doubts_cost_nothing_where_the_last_question_has_room(web: SmallWeb, mostly: set[str]) -> None:
    async with context_of(web) as context:
        check(await ask(ARXIV, context, papers(*range(1, 121))), mostly)
    assert [len(asked) for asked in questions(web)] == [100, 20 + 2 + 1]


async def test_enough_doubts_for_a_question_do_not_wait_for_the_end_of_the_list(
    web: SmallWeb, mostly: set[str]
) -> None:
    gone = range(51, 251, 2)
    mostly |= {f"2001.{number:05}" for number in gone}
    async with context_of(web) as context:
        check(await ask(ARXIV, context, papers(*range(1, 501))), mostly)
    sizes = [len(asked) for asked in questions(web)]
    assert sizes == [100, 100, 100, 100 + 1, 100, 100, 3 + 1]


async def test_the_next_question_does_not_wait_until_what_is_known_is_taken(web: SmallWeb) -> None:
    second = asyncio.Event()

    def answer(request: ServedRequest) -> ServedResponse:
        if len(web.requests) == 2:
            second.set()
        return ServedResponse(body=feed(*(f"{i}v1" for i in request.query["id_list"].split(","))))

    web.site("export.arxiv.org").handle("/api/query", answer)
    targets = [claimed(ARXIV, url) for url in papers(*range(1, 201))]
    async with context_of(web) as context, aclosing(ARXIV.observe(targets, context)) as stream:  # type: ignore[type-var]
        async for _ in stream:
            await asyncio.wait_for(second.wait(), 10)
            break


async def test_a_short_page_leaves_nobody_out(web: SmallWeb) -> None:
    def answer(request: ServedRequest) -> ServedResponse:
        ids = request.query["id_list"].split(",")
        is_second = ids[0] == "2001.00101"
        return ServedResponse(body=feed(*(f"{i}v1" for i in (ids[:1] if is_second else ids))))

    web.site("export.arxiv.org").handle("/api/query", answer)
    async with context_of(web) as context:
        check(await ask(ARXIV, context, papers(*range(1, 250))), set())
    assert [len(asked) for asked in questions(web)] == [100, 100, 49 + 51 + 1, 48 + 1]


async def test_many_doubts_take_as_many_questions_as_they_need(web: SmallWeb) -> None:
    web.site("export.arxiv.org").handle(
        "/api/query", lambda request: ServedResponse(body=feed(*(["1706.03762v7"] * ("1706.03762" in request.target))))
    )
    async with context_of(web) as context:
        seen = await ask(ARXIV, context, papers(*range(1, 255)))
    assert {answer_of(one) for one in seen.values()} == {("absent", "arxiv-unknown-id")}
    assert len(web.requests) == 6


async def test_one_paper_in_many_forms_is_asked_for_once(web: SmallWeb, context: Context) -> None:
    urls = [
        "https://arxiv.org/abs/2106.09685v1",
        "https://arxiv.org/pdf/2106.09685v2",
        "https://huggingface.co/papers/2106.09685",
    ]
    targets = [replace(claimed(ARXIV, url), key=url) for url in urls]
    seen = {target.key: one async for target, one in ARXIV.observe(targets, context)}
    assert {url: answer_of(one) for url, one in seen.items()} == dict.fromkeys(urls, ("present", "arxiv-paper"))
    assert questions(web) == [["2106.09685"]]


async def test_whoever_waits_is_told_of_all_questions_to_come(web: SmallWeb, mostly: set[str]) -> None:
    targets = [claimed(ARXIV, url) for url in papers(*range(101, 1101))]
    told: list[tuple[str, int]] = []
    async with context_of(web) as context:
        async for _ in ARXIV.observe(targets, context):
            told += [(wait.host, wait.requests) for wait in context.net.waits()]
        assert context.net.waits() == []
    assert told[0] in [("export.arxiv.org", 8), ("export.arxiv.org", 9)]
    assert told == sorted(told, reverse=True)


async def test_closing_the_stream_early_ends_the_asking(web: SmallWeb, mostly: set[str]) -> None:
    targets = [claimed(ARXIV, url) for url in papers(*range(101, 501))]
    async with context_of(web) as context:
        async with aclosing(ARXIV.observe(targets, context)) as stream:  # type: ignore[type-var]
            async for _ in stream:
                break
        await asyncio.sleep(0.05)
    assert len(web.requests) <= 2


def feed(*names: str) -> str:
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{name}</id><title>On {name}</title><updated>2020-02-02T00:00:00Z</updated>"
        "<published>2020-01-01T00:00:00Z</published><author><name>A. Nyone</name></author></entry>"
        for name in names
    )
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">'
        f"<opensearch:totalResults>{len(names)}</opensearch:totalResults>{entries}</feed>"
    )
