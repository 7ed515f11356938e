"""What a link costs: bytes of memory in a long list, and calls of functions for a small page. No seconds."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from types import FrameType
from typing import TYPE_CHECKING, Any, cast

import pytest

from fetchers import registry
from fetchers.addresses.address import parse
from fetchers.facts import Metadata, Observation, Page
from fetchers.net import PageResponse, Profile, Response
from fetchers.pages.reading import interpret
from linkcheck.config import Settings
from linkcheck.document import read_document
from linkcheck.engine.jobs import Job, jobs
from linkcheck.engine.judging import conclude
from linkcheck.engine.replay import recall
from linkcheck.local import local_files
from linkcheck.model import Document, History, Link, Past, Run, Verdict
from linkcheck.plan import Plan, make_plan
from linkcheck.record_spool import RecordSpool
from reports.enriched import ENRICHED
from reports.interface import Options
from reports.registry import REPORTS

if TYPE_CHECKING:
    from linkcheck.store import StateReader

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
SETTINGS = Settings()
MOST_A_LINK = 700
"""Bytes."""
IN_A_LIST = 250


class Seen:
    """A state in which every link was found."""

    def known(self, key: str) -> Observation:
        page = Page(title=f"A page at {key}", heading=f"A page at {key}", language="en", words=200)
        facts = Metadata(kind="page", title=page.title, language="en")
        return Observation(url=key, observed=NOW, status=200, final_url=key, page=page, metadata=facts)

    def past(self, _: str) -> Past:
        return Past(History(verdict=Verdict.ALIVE, since=NOW, last_alive=NOW))


def documents(links: int) -> list[Document]:
    """Lists of a few hundred links; some have many files, but none has them all in one."""
    found = []
    for start in range(0, links, IN_A_LIST):
        lines = (
            f"- [Entry {n}](https://site-{n // 5}.test.org/pages/{n}) - what is said of entry {n}\n"
            for n in range(start, start + IN_A_LIST)
        )
        text = "# A list\n\n" + "".join(lines)
        found.append(read_document(text, f"lists/{start}.md").keeping(text))
    return found


def waiting(plan: Plan) -> list[Job]:
    def begin(_: Job) -> Any:
        raise AssertionError("nothing starts here")

    return list(jobs(plan.asks, begin))


def memory(links: int) -> tuple[int, int]:
    """Return bytes held when all jobs wait and all records are known, and the most while reports are written."""
    gc.collect()
    tracemalloc.start()
    try:
        lists = documents(links)
        plan = make_plan(lists, SETTINGS)
        held = waiting(plan)
        with RecordSpool(plan.links) as spool:
            recall(plan, cast("StateReader", Seen()), NOW, NOW, spool, local_files(SETTINGS))
            gc.collect()
            between = tracemalloc.get_traced_memory()[0]
            run = Run(
                version="1", started=NOW, finished=NOW, inputs=("lists",), documents=tuple(lists), records=spool,
                requests=links,
            )  # fmt: skip
            tracemalloc.reset_peak()
            for name in ("jsonl", "csv"):
                report = next(each for each in REPORTS if each.name == name)
                for _ in report.pieces(run, Options()):
                    pass
            for _ in ENRICHED.files(run, Options(), "report.md"):
                pass
            assert len(held) == run.counts()[Verdict.ALIVE] == links
            return between, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_link_takes_a_few_hundred_bytes_while_it_waits_and_when_it_is_reported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is kept of each is packed, on disk, or a number; objects of all of them took 3,300 bytes a link."""
    monkeypatch.setattr("linkcheck.record_spool.MOST_IN_MEMORY", 1)  # a megabyte, whatever the length
    monkeypatch.setattr("reports.enriched.SIZE_LIMIT", 4_000)  # a page, whatever the length
    monkeypatch.setattr("reports.enriched.PART_LIMIT", 20_000)
    memory(1_000)  # caches know these addresses
    fewer, more = memory(250), memory(1_000)
    held, reported = ((many - few) / 750 for few, many in zip(fewer, more, strict=True))
    assert held < MOST_A_LINK
    assert reported < MOST_A_LINK


def calls(work: Callable[[], object]) -> int:
    """Return how many functions a piece of work calls, those of C included."""
    number = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return number


def small_page(number: int) -> tuple[Link, PageResponse]:
    url = f"https://site-{number}.test.org/articles/{number}"
    body = (
        f"<!doctype html><html lang=en><head><title>Article {number} | The site</title>"
        f'<meta property="og:title" content="Article {number}"><meta name="author" content="Ada Lovelace">'
        '<meta property="article:published_time" content="2026-01-02T03:04:05Z"></head><body>'
        f'<nav><a href="/">Home</a></nav><h1>Article {number}</h1>'
        + f"<p>Words about the subject of article {number}, one after another.</p>" * 30
        + "</body></html>"
    ).encode()
    reply = Response(url=url, status=200, headers={"content-type": "text/html; charset=utf-8"}, body=body)
    (link,) = make_plan([read_document(f"[Article {number}]({url})", "list.md")], SETTINGS).links
    return link, PageResponse(redirects=(), reply=reply, profile=Profile.HONEST)


def read_and_judge(link: Link, visit: PageResponse) -> Verdict:
    assert link.target is not None
    seen = interpret(visit, (), link.target, None).observation
    return conclude(link, seen, Past())[0].verdict


@pytest.mark.parametrize(("what", "most"), [("plan", 70), ("page", 1_900)])
def test_a_small_page_costs_no_more_calls_than_it_did(what: str, most: int) -> None:
    """Counted, not timed: 62 and 1,694 when the limits were set. What looks at each page thrice is seen at once."""
    pages = [small_page(number) for number in range(8)]
    assert {read_and_judge(*page) for page in pages[:4]} == {Verdict.ALIVE}

    def plan() -> None:
        for number in range(8, 12):
            registry.find(parse(f"https://site-{number}.test.org/articles/{number}"))

    def read() -> None:
        for page in pages[4:]:
            read_and_judge(*page)

    assert calls({"plan": plan, "page": read}[what]) / 4 < most
