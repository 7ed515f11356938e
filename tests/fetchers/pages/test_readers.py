"""Pages read by a process that can be ended: the same as read here, and what costs too much ends there, not here."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

from fetchers import registry
from fetchers.addresses.address import parse
from fetchers.context import Context
from fetchers.facts import Redirect
from fetchers.failure import Failure, FailureKind
from fetchers.net import Net, PageResponse, Profile, Response
from fetchers.pages import reader_process
from fetchers.pages.interpretation import Interpretation
from fetchers.pages.reader_process import Limits, PageResult, PageTask, ReaderProcess
from fetchers.pages.readers import SMALL, UNREAD, Readers
from fetchers.pages.reading import interpret

URL = "https://site-a.org/page"
TARGET = registry.find(parse(URL))
PAGE = b"<html lang=en><title>A fine page</title><h1>A fine page</h1><p>2024-03-02</p>" + b"<p>Words of it.</p>" * 40
LARGE = PAGE * (SMALL // len(PAGE) + 1)


def seen(body: bytes = PAGE, status: int | None = 200, **reply: object) -> PageResponse:
    headers = {"content-type": "text/html; charset=utf-8"}
    return PageResponse(
        redirects=(Redirect("http://site-a.org/page", 301),),
        reply=Response(url=URL, status=status, headers=headers, body=body, **reply),  # type: ignore[arg-type]
        profile=Profile.HONEST,
        fragment="part",
    )


def predictor_bomb(megabytes: int = 40) -> bytes:
    """Return a small PDF whose XMP stream decodes to so much, one column a row: pypdf undoes each row in Python."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    stream = DecodedStreamObject()
    stream._data = zlib.compress(b"\x02\x00" * (megabytes << 19), 9)
    stream.update(
        {
            NameObject("/Type"): NameObject("/Metadata"),
            NameObject("/Subtype"): NameObject("/XML"),
            NameObject("/Filter"): NameObject("/FlateDecode"),
            NameObject("/DecodeParms"): DictionaryObject(
                {NameObject("/Predictor"): NumberObject(12), NameObject("/Columns"): NumberObject(1)}
            ),
        }
    )
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@asynccontextmanager
async def reading(**limits: float) -> AsyncIterator[Readers]:
    async with Readers(replace(Limits(), **limits)) as readers:  # type: ignore[arg-type]
        yield readers


async def warm(readers: Readers) -> ReaderProcess:
    """Have a process started, and return it."""
    await readers.read(seen(LARGE), TARGET)
    return readers._idle[0]


def environment_of(pid: int) -> bytes:
    file = Path(f"/proc/{pid}/environ")
    if not file.exists():
        pytest.skip("nothing tells of a process's environment here")
    return file.read_bytes()


def without_time(sight: Interpretation) -> Interpretation:
    return replace(sight, observation=replace(sight.observation, observed=sight.observation.observed.min))


VISITS = (
    seen(),
    seen(b"<title>Page not found</title><p>It is gone.</p>", 404),
    seen("<title>一个页面</title><p>内容。</p>".encode()),
    seen(b"%PDF-1.4 nothing more"),
    seen(LARGE),
    seen(b"\xff\xfe\x00\xd8 broken" * 4000, complete=False),
    seen(b"", None, failure=Failure(FailureKind.TIMEOUT, "site-a.org", "no answer")),
)


async def test_a_process_reads_as_this_one_does() -> None:
    before = (Redirect("https://site-a.org/", 302),)
    async with reading() as readers:
        sights = [
            await readers.read(visit, TARGET, before=before, fragment="part", wants_text=True) for visit in VISITS
        ]
    here = [interpret(visit, before, TARGET, "part") for visit in VISITS]
    assert list(map(without_time, sights)) == list(map(without_time, here))


async def test_small_pages_start_no_process() -> None:
    async with reading() as readers:
        assert (await readers.read(seen(), TARGET)).observation.page is not None
        assert (await readers.read(seen(b""), TARGET)).observation.status == 200
        assert not readers._idle
        assert (await readers.read(seen(b"%PDF-1.4 nothing more"), TARGET)).observation.status == 200
        assert len(readers._idle) == 1


async def test_the_text_comes_only_where_it_is_wanted() -> None:
    async with reading() as readers:
        assert (await readers.read(seen(LARGE), TARGET)).text == ""
        assert "A fine page" in (await readers.read(seen(LARGE), TARGET, wants_text=True)).text


async def test_many_pages_are_shared_and_each_gets_its_own_result() -> None:
    async with reading() as readers:
        titles = [f"Page number {n}" for n in range(60)]
        sights = await asyncio.gather(
            *(readers.read(seen(f"<title>{title}</title><p>{title}</p>".encode() + LARGE), TARGET) for title in titles)
        )
        assert not readers.is_crowded
        assert 1 <= len(readers._idle) <= readers._most
    assert [sight.observation.page.title for sight in sights if sight.observation.page] == titles


async def test_a_pdf_that_costs_half_a_minute_is_ended_by_the_kernel() -> None:
    body = predictor_bomb()
    assert len(body) < 60_000
    async with reading(cpu=0.5) as readers:
        old = (await warm(readers)).pid
        started = time.monotonic()
        turns = 0

        async def tick() -> None:
            nonlocal turns
            while True:
                await asyncio.sleep(0.01)
                turns += 1

        ticking = asyncio.create_task(tick())
        sight = await readers.read(seen(body), TARGET)
        ticking.cancel()
        assert sight.observation.notes == (UNREAD,)
        assert (sight.observation.status, sight.observation.page) == (200, None)
        assert time.monotonic() - started < Limits().wall / 2
        assert turns > 10
        # The next page is read by another process.
        assert (await warm(readers)).pid != old


def cyclic_pages() -> bytes:
    """Return a PDF whose page tree is its own child, twice: pypdf before 6.11 followed it without end."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    pages = writer._pages
    tree = pages.get_object()
    assert isinstance(tree, DictionaryObject)
    tree[NameObject("/Kids")] = ArrayObject([pages, pages])
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def cyclic_xref() -> bytes:
    """Return a PDF whose cross-reference tables name each other as the one before."""
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev %d >>\n"
    head = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
    second = len(head) + len(table % 10)
    first = table % second
    while len(head) + len(first) != second:
        second = len(head) + len(first)
        first = table % second
    return head + first + table % len(head) + b"startxref\n%d\n%%%%EOF\n" % len(head)


@pytest.mark.parametrize("body", [cyclic_pages(), cyclic_xref()], ids=["pages", "xref"])
async def test_a_pdf_that_leads_back_to_itself_is_read_to_an_end(body: bytes) -> None:
    assert len(body) < 4_000
    async with reading(cpu=2.0) as readers:
        sight = await readers.read(seen(body), TARGET)
        assert sight.observation.status == 200
        assert sight.observation.notes == ()


async def test_a_page_that_takes_too_much_memory_is_unread() -> None:
    async with reading(memory=120 * 1024 * 1024) as readers:
        await warm(readers)
        sight = await readers.read(seen(b"<p>" + b"<a href=x>y" * 400_000), TARGET)
        assert sight.observation.notes == (UNREAD,)
        assert (await readers.read(seen(LARGE), TARGET)).observation.page is not None


async def test_a_process_that_stands_still_does_not_hold_the_run() -> None:
    async with reading() as readers:
        process = await warm(readers)
        process._limits = replace(Limits(), wall=1.0)
        os.kill(process.pid, signal.SIGSTOP)
        sight = await readers.read(seen(LARGE), TARGET)
        assert sight.observation.notes == (UNREAD,)
        assert (await readers.read(seen(LARGE), TARGET)).observation.page is not None


async def test_where_the_kernel_holds_no_limits_the_wall_clock_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, which has neither ``resource`` nor ``setitimer``."""
    (tmp_path / "resource.py").write_text("import signal\ndel signal.setitimer\nraise ImportError\n")
    monkeypatch.syspath_prepend(tmp_path)
    async with reading(cpu=0.1, memory=1) as readers:
        process = await warm(readers)
        process._limits = replace(Limits(), wall=1.0)
        sight = await readers.read(seen(predictor_bomb()), TARGET)
        assert sight.observation.notes == (UNREAD,)


async def test_a_process_that_is_killed_leaves_one_page_unread_and_this_process_does_not_try_it() -> None:
    async with reading() as readers:
        process = await warm(readers)
        os.kill(process.pid, signal.SIGSTOP)
        page = asyncio.create_task(readers.read(seen(LARGE), TARGET))
        await asyncio.sleep(0.05)
        os.kill(process.pid, signal.SIGKILL)
        assert (await page).observation.page is None
        assert (await readers.read(seen(LARGE), TARGET)).observation.page is not None


async def test_a_page_that_nobody_waits_for_is_ended() -> None:
    async with reading() as readers:
        process = await warm(readers)
        os.kill(process.pid, signal.SIGSTOP)
        page = asyncio.create_task(readers.read(seen(LARGE), TARGET))
        await asyncio.sleep(0.05)
        page.cancel()
        await asyncio.gather(page, return_exceptions=True)
        assert not readers._idle
        with pytest.raises(ProcessLookupError):
            os.kill(process.pid, 0)


async def test_pages_that_wait_are_a_crowd() -> None:
    async with reading() as readers:
        await warm(readers)
        pages = [asyncio.create_task(readers.read(seen(b" " * (2 << 20)), TARGET)) for _ in range(4 * readers._most)]
        await asyncio.sleep(0)
        assert readers.is_crowded
        for page in pages:
            page.cancel()
        await asyncio.gather(*pages, return_exceptions=True)
        assert not readers.is_crowded


async def test_a_process_that_answers_what_is_no_result_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading() as readers:
        process = await warm(readers)
        assert process._process.stdout is not None
        process._process.stdout.feed_data((5).to_bytes(4, "big") + b"\xc1    ")
        assert (await readers.read(seen(LARGE), TARGET)).observation.notes == (UNREAD,)
        process = await warm(readers)
        assert process._process.stdout is not None
        process._process.stdout.feed_data(b"\xff\xff\xff\xff")
        assert (await readers.read(seen(LARGE), TARGET)).observation.notes == (UNREAD,)


async def test_an_interrupt_from_the_keyboard_is_not_the_process_s_to_answer() -> None:
    async with reading() as readers:
        process = await warm(readers)
        os.kill(process.pid, signal.SIGINT)
        assert (await readers.read(seen(LARGE), TARGET)).observation.page is not None
        assert readers._idle == [process]


async def test_a_process_is_told_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "ghp_secret")
    async with reading() as readers:
        told = environment_of((await warm(readers)).pid)
    assert b"PATH=" in told
    assert b"ghp_secret" not in told


async def test_an_address_that_is_no_unicode_is_no_bug() -> None:
    async with reading() as readers:
        for body in (PAGE, LARGE):
            assert (await readers.read(replace(seen(body), fragment="\ud800"), TARGET)).observation.status == 200


async def test_a_bug_is_raised_where_the_page_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(self: ReaderProcess, task: PageTask) -> object:
        return PageResult(None, bug="'ZeroDivisionError: division by zero'")

    monkeypatch.setattr(ReaderProcess, "read", broken)
    async with reading() as readers:
        with pytest.raises(RuntimeError, match="ZeroDivisionError"):
            await readers.read(seen(LARGE), TARGET)


async def test_where_no_process_can_be_started_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    async with Net() as net, reading() as readers:
        context = Context(net=net)
        readers.serve(context)
        assert (await readers.read(seen(LARGE), TARGET)).observation.notes == (UNREAD,)
        assert len(context.warnings) == 1
        assert "no process can be started" in context.warnings[0]


def test_a_bug_in_the_process_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fetchers.pages.reading.interpret", lambda *_: 1 / 0)
    out = BytesIO()
    task = PageTask(seen(), (), TARGET, None, wants_text=False)
    reader_process.serve(BytesIO(reader_process.encode(task)), out, 0)
    assert b"ZeroDivisionError" in out.getvalue()
