"""What sites have in common: tables of forms, signs, and services backed by pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fetchers.addresses.address import parse
from fetchers.addresses.hosts import is_below
from fetchers.api_answers import known, present, troubled
from fetchers.codes import Cause
from fetchers.context import Context
from fetchers.facts import Answer, Availability, Observation, Page, Target
from fetchers.failure import FailureKind
from fetchers.fetcher import Guide, UrlPattern
from fetchers.net import ApiRequest
from fetchers.site import END, PageMarker, ServiceSite, declared
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import page
from tests.fetchers.sites.claims import ask, asking, standing


class Sample(ServiceSite):
    """A site of this test's own."""

    name = "sample"
    title = "Sample"
    hosts = ("sample.example",)
    guide = Guide("Sample", "x", "x", "x")
    forms = (
        UrlPattern(kind="item", pattern=rf"(?:www\.)?sample\.example/i/(?P<id>\d+)(?:/(?P<part>\w+))?{END}",
             key="sample:{id}", page="https://sample.example/i/{id}", better="https://sample.example/i/{id}",
             what="article", example="https://sample.example/i/7"),
        UrlPattern(kind="rest", pattern=r"sample\.example/.*", example="https://sample.example/"),
    )  # fmt: skip
    signs = (PageMarker(standing=Availability.ABSENT, cause=Cause.DELETED, detail="gone", says="has gone"),)

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask the sample's service."""
        if target.kind != "item":
            return None
        reply = await context.net.call(ApiRequest(url=f"https://api.example/{target.parts['id']}"))
        return known(target, present(self.name)) if reply.ok else troubled(target, reply, self.name, "Sample")


SITE = Sample()
ITEM = "http://www.sample.example/i/7/?x=1"


def test_a_target_is_made_of_its_row() -> None:
    target = SITE.claim(parse(ITEM))
    assert target == Target(
        fetcher="sample",
        kind="item",
        key="sample:7",
        address=parse("https://sample.example/i/7"),
        parts={"id": "7"},
        canonical="https://sample.example/i/7",
    )


def test_without_templates_the_address_stays_as_written() -> None:
    target = SITE.claim(parse("http://sample.example/other?b=1&a=2"))
    assert target is not None
    assert (target.url, target.key) == ("http://sample.example/other?b=1&a=2", "https://sample.example/other?a=2&b=1")
    assert target.canonical is None


@pytest.mark.parametrize(
    "url", ["https://other.example/i/7", "https://notsample.example/i/7", "https://sample.example.org/i/7"]
)
def test_other_hosts_are_not_claimed(url: str) -> None:
    assert SITE.claim(parse(url)) is None


@pytest.mark.parametrize(
    ("host", "below"), [("a.b", True), ("x.a.b", True), ("xa.b", False), ("b", False), ("a.b.c", False)]
)
def test_hosts_below_a_domain(host: str, *, below: bool) -> None:
    assert is_below(host, ("z", "a.b")) is below


def seen(**facts: object) -> Observation:
    return Observation(url="https://sample.example/", observed=datetime.now(UTC), **facts)  # type: ignore[arg-type]


SIGN = PageMarker(
    standing=Availability.REFUSED,
    cause=Cause.REFUSED,
    detail="x",
    says="wall",
    place="/login",
    statuses=(200,),
    words=10,
)
WALL = {"status": 200, "final_url": "https://sample.example/login?next=1", "page": Page(text="a wall", words=2)}


@pytest.mark.parametrize(
    ("change", "speaks"),
    [
        ({}, True),
        ({"status": 403}, False),
        ({"final_url": "https://sample.example/x/login"}, False),
        ({"final_url": None}, False),
        ({"page": Page(text="a door", words=2)}, False),
        ({"page": Page(text="a wall", words=11)}, False),
        ({"page": Page(title="a wall", words=2)}, True),
        ({"page": Page(heading="a wall", words=2)}, True),
        ({"page": None}, False),
    ],
)
def test_all_marks_of_a_sign_have_to_be_there(change: dict[str, object], *, speaks: bool) -> None:
    assert SIGN(seen(**(WALL | change)), "sample") == (
        Answer(Availability.REFUSED, Cause.REFUSED.of("sample"), "x") if speaks else None
    )


async def test_a_service_that_speaks_is_enough(web: SmallWeb) -> None:
    web.site("api.example").get("/7")
    async with asking(web) as context:
        assert standing(await ask(SITE, ITEM, context)) == (Availability.PRESENT, "sample-present")
    assert len(web.requests) == 1


@pytest.mark.parametrize(
    ("status", "code"),
    [(429, "sample-rate-limited"), (500, "sample-unavailable"), (403, "sample-refused"), (302, "sample-odd-answer")],
)
async def test_a_service_in_trouble_is_told_where_the_page_does_not_help(web: SmallWeb, status: int, code: str) -> None:
    web.site("api.example").get("/7", status=status)
    web.site("sample.example").get("/i/7", status=503)
    async with asking(web) as context:
        found = await ask(SITE, ITEM, context)
    assert found.answer is not None
    assert found.answer.code == code
    assert found.metadata is None


async def test_a_service_that_cannot_be_reached_is_a_failure(web: SmallWeb) -> None:
    web.site("api.example").reset("/7")
    web.site("sample.example").reset("/i/7")
    async with asking(web) as context:
        found = await ask(SITE, ITEM, context)
    assert standing(found) == (Availability.DOWN, "sample-unreachable")
    assert found.failure is not None
    assert found.failure.kind is FailureKind.CONNECTION_RESET


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (page("An item"), None),
        (page("An item", "It has gone."), (Availability.ABSENT, "sample-deleted")),
        (page("Not found", status=404), None),
        (ServedResponse(status=503), (Availability.DOWN, "sample-unavailable")),
    ],
)
async def test_a_service_in_trouble_is_backed_by_the_page(
    web: SmallWeb, answer: ServedResponse, expected: tuple[Availability, str] | None
) -> None:
    web.site("api.example").get("/7", status=500)
    web.site("sample.example").answer("/i/7", answer)
    async with asking(web) as context:
        found = await ask(SITE, ITEM, context)
    assert standing(found) == expected
    if found.status == 200 and expected is None:
        assert found.metadata is not None
        assert (found.metadata.kind, found.metadata.title) == ("article", "An item")


async def test_a_service_that_never_helps_is_seldom_asked(web: SmallWeb) -> None:
    web.site("api.example").otherwise(lambda _: ServedResponse(status=500))
    web.site("sample.example").otherwise(lambda _: page("An item"))
    async with asking(web) as context:
        for number in range(30):
            assert (await ask(SITE, f"https://sample.example/i/{number}", context)).status == 200
    assert len(web.asked("api.example")) == 3 + 2


async def test_a_service_that_helps_now_and_then_is_asked_every_time(web: SmallWeb) -> None:
    web.site("api.example").otherwise(lambda request: ServedResponse(status=200 if request.path.endswith("0") else 500))
    web.site("sample.example").otherwise(lambda _: page("An item"))
    async with asking(web) as context:
        for number in (1, 2, 10, 3, 4, 20, 5, 6):
            await ask(SITE, f"https://sample.example/i/{number}", context)
    assert len(web.asked("api.example")) == 8


async def test_what_no_service_knows_is_a_page(web: SmallWeb) -> None:
    web.site("sample.example").page("/other", "Other")
    async with asking(web) as context:
        found = await ask(SITE, "https://sample.example/other", context)
    assert found.metadata is not None
    assert (found.metadata.kind, found.metadata.site) == ("rest", "Sample")


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ('<meta property="og:title" content="A &amp; B">', "A & B"),
        ("<meta content='A\n B' data-x data-n-head=\"ssr\" name='og:title'/>", "A B"),
        ('<script>{"og:title":"no"}</script><meta name="x" content="og:title"><meta name="og:title" content="B">', "B"),
        ('<meta property="og:title">', ""),
        ('<p>og:title</p><meta property="og:titles" content="A">', ""),
        ("<meta og:title" * 50_000, ""),
        ("", ""),
    ],
)
def test_what_a_page_declares(markup: str, said: str) -> None:
    assert declared(markup, "og:title") == said
