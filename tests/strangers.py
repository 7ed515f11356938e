"""Any bytes a stranger may send, and a network that answers with them: what the fuzz targets are made of."""

from __future__ import annotations

import asyncio
import contextlib
import json
import tempfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from fetchers import registry
from fetchers.addresses.address import AddressError, parse
from fetchers.context import Access, Context
from fetchers.facts import Observation, Target
from fetchers.net import ApiRequest, Net, NetSettings, PageRequest, PageResponse, Profile, Response, without_intervals
from fetchers.pages.html import decode, read
from fetchers.pages.interpretation import Interpretation
from fetchers.pages.pdf import read_pdf
from fetchers.pages.readers import Readers
from fetchers.pages.reading import interpret
from linkcheck.config import SettingsError, load
from linkcheck.document import read_document
from linkcheck.document.credentials import hide_credentials
from linkcheck.judge import judge
from linkcheck.model import History, Link
from linkcheck.spelling import spell
from linkcheck.store import MemoryFileError, Store, StoreError, memory_lines, parse_memory
from linkcheck.store.believing import believed_row, history_of, observation_of
from linkcheck.store.memory_file import FIRST_LINE

URL = "https://site-a.org/page"
NOW = datetime(2030, 1, 1, tzinfo=UTC)

Words = Callable[[int], tuple[int, bytes, str]]
"""The n-th answer: status, body, content type."""


class StrangeNet(Net):
    """A network whose every answer is a stranger's bytes."""

    def __init__(self, words: Words) -> None:
        super().__init__(NetSettings(resolver=lambda host, port: [], trust_env=False, hosts=without_intervals()))
        self._words = words
        self._count = 0

    async def call(self, call: ApiRequest) -> Response:
        return self._answer(call.url)

    async def visit(self, errand: PageRequest) -> PageResponse:
        return PageResponse(redirects=(), reply=self._answer(errand.address.wire), profile=Profile.HONEST)

    def _answer(self, url: str) -> Response:
        status, body, kind = self._words(self._count)
        self._count += 1
        return Response(url=url, status=status, headers={"content-type": kind}, body=body)


class _Here(Readers):
    """Reads every page in this process, where a bug is seen."""

    async def read(self, visit: PageResponse, target: Target, **options: Any) -> Interpretation:
        return interpret(visit, options.get("before", ()), target, options.get("fragment"))


def observe(target: Target, words: Words) -> Observation:
    """Ask a target's own site, which hears nothing but these words. Raises whatever the site raises: a bug of ours."""

    async def ask() -> Observation:
        async with StrangeNet(words) as net:
            context = Context(net=net, access=Access(github_token="t" * 40))
            _Here().serve(context)
            async with asyncio.timeout(30):
                async for _, observation in registry.fetcher(target.fetcher).observe([target], context):
                    return observation
        raise AssertionError("no observation")

    return asyncio.run(ask())


def check_observation(target: Target, observation: Observation) -> None:
    """What holds for every observation, whatever it is of: it can be written down, and judged."""
    msgspec.msgpack.encode(observation)
    link = Link(url=target.url, key=target.key, occurrences=(), target=target)
    judgement = judge(link, observation, History())
    json.dumps(msgspec.to_builtins(judgement)).encode("utf-8")


def check_page(body: bytes, content_type: str = "text/html") -> Interpretation:
    """Read a page as the loop and the reading process do."""
    target = registry.find(parse(URL))
    reply = Response(url=URL, status=200, headers={"content-type": content_type}, body=body)
    found = interpret(PageResponse(redirects=(), reply=reply, profile=Profile.HONEST), (), target, None)
    check_observation(target, found.observation)
    return found


def check_html(body: bytes) -> None:
    """Decode and read markup whose server says nothing of it."""
    read(decode(body), url=URL)
    check_page(body)


def check_pdf(body: bytes) -> None:
    """Read a PDF, whole and cut."""
    for complete in (True, False):
        msgspec.msgpack.encode(read_pdf(b"%PDF-1.4\n" + body, url=URL, complete=complete))


def check_document(body: bytes) -> None:
    """Read a list; every address in it is parsed, spelt and claimed."""
    text = body.decode("utf-8", "replace")
    document = hide_credentials(read_document(text, "list.md"))
    size = len(text.encode())
    for place in document.occurrences:
        assert 0 <= place.start <= place.end <= size
        check_address(place.url.encode("utf-8", "replace"))


def check_address(body: bytes) -> None:
    """Parse an address: one that is parsed is the same when it is parsed again, and has a spelling and an owner."""
    text = body.decode("utf-8", "replace")
    spell(text, allow_private=False)
    try:
        address = parse(text)
    except AddressError:
        return
    assert parse(address.wire).wire == address.wire
    registry.find(address)


def check_config(body: bytes) -> None:
    """Read settings: they hold, or a line says why not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "linkcheck.toml"
        path.write_bytes(body)
        with contextlib.suppress(SettingsError):
            load(path)


def check_state(body: bytes) -> None:
    """Believe a row of a state, or not: what is believed can be judged and written again."""
    blob = zlib.compress(body) if body[:1] == b"{" and len(body) % 2 else body
    target = registry.find(parse(URL))
    if (observation := observation_of(blob)) is not None:
        check_observation(target, observation)
    if (history := history_of(blob, NOW)) is not None:
        seen = observe(target, lambda _: (404, b"", "text/html"))
        judge(Link(url=URL, key=target.key, occurrences=(), target=target), seen, history)
        msgspec.json.encode(history)
    first, second, third, *_ = [*body.split(b"\x00"), b"", b""]
    for row in (
        (first, second, body),
        (first, second, third, body),
        (1, first, second, third),
        (first, 1, 1, third, blob),
    ):
        for table in ("run", "fact", "history", "event"):
            believed_row(table, row, NOW)


def check_state_file(body: bytes) -> None:
    """Open a file as a state: it is one, is set aside, or is refused in one line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "state.db"
        path.write_bytes(b"SQLite format 3\x00" + body)
        with contextlib.suppress(StoreError), Store(path) as store:
            store.past(URL)
            store.begin(["list.md"], NOW)


def check_memory(body: bytes) -> None:
    """Read a memory: what is remembered is written and read again as the same, or a line says why not."""
    with contextlib.suppress(MemoryFileError):
        memory = parse_memory(FIRST_LINE.encode() + b"\n" + body, "README.memory.jsonl", NOW)
        written = "".join(memory_lines(memory.links)).encode()
        assert parse_memory(written, "again", NOW).links == memory.links


TARGETS: dict[str, Any] = {
    "document": check_document,
    "address": check_address,
    "html": check_html,
    "pdf": check_pdf,
    "config": check_config,
    "state": check_state,
    "statefile": check_state_file,
    "memory": check_memory,
}
