"""Any bytes a stranger may send, and a network that answers with them: what the fuzz targets are made of."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import tempfile
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from fetchers import registry
from fetchers.addresses.address import AddressError, parse
from fetchers.codes import Cause, Note
from fetchers.context import Access, Context
from fetchers.facts import (
    Answer,
    Availability,
    Metadata,
    Observation,
    Page,
    Redirect,
    Sibling,
    Target,
    Witness,
)
from fetchers.failure import Failure, FailureKind
from fetchers.net import ApiRequest, Net, NetSettings, PageRequest, PageResponse, Profile, Response, without_intervals
from fetchers.pages.html import decode, read
from fetchers.pages.interpretation import Interpretation
from fetchers.pages.pdf import read_pdf
from fetchers.pages.readers import Readers
from fetchers.pages.reading import interpret
from fetchers.pages.traits import TRAITS
from linkcheck.config import SettingsError, load
from linkcheck.document import read_document
from linkcheck.document.credentials import hide_credentials
from linkcheck.judge import explain, judge
from linkcheck.model import History, Link, Verdict
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


class Draws:
    """Bytes as a row of choices; where they end, the first of each."""

    def __init__(self, body: bytes) -> None:
        self._rest = iter(body)

    def among(self, *choices: Any) -> Any:
        """Return one of the choices."""
        return choices[next(self._rest, 0) % len(choices)]

    def some(self, choices: Sequence[Any]) -> list[Any]:
        """Return up to seven of the choices."""
        return [self.among(*choices) for _ in range(next(self._rest, 0) % 8)]

    def text(self) -> str:
        """Return up to fifteen characters."""
        return bytes(self.among(*range(256)) for _ in range(self.among(*range(16)))).decode("utf-8", "replace")


_TRAITS = sorted(TRAITS)
_URLS = (
    URL,
    "https://site-a.org/",
    "https://other.org/page",
    "https://site-a.org/404",
    "https://login.site-a.org/?u=%s",
)


def draw_observation(draws: Draws) -> Observation:
    """Make an observation of anything a fetcher can say."""
    traits = draws.some(_TRAITS)
    failure = draws.among(None, None, *FailureKind)
    answer = draws.among(None, None, *Availability)
    status = (
        None if failure else draws.among(200, 200, 404, 410, 403, 401, 429, 500, 503, 301, 304, 206, 999, 100, None)
    )
    return Observation(
        url=URL,
        observed=NOW,
        status=status,
        final_url=draws.among(None, *_URLS),
        redirects=tuple(Redirect(draws.among(*_URLS), draws.among(301, 302, 200)) for _ in draws.some([0])),
        failure=failure and Failure(failure, draws.text()),
        tls=draws.among(None, None, Failure(FailureKind.CERTIFICATE_EXPIRED, "")),
        answer=answer and Answer(answer, draws.among(*Cause).code, draws.text()),
        headers=dict.fromkeys(draws.some(["server", "cf-mitigated", "retry-after", "x-robots-tag"]), draws.text()),
        traits=frozenset(traits),
        witnesses={trait: frozenset(draws.some(list(Witness))) for trait in traits},
        page=draws.among(None, Page(title=draws.text(), text=draws.text(), words=draws.among(0, 9, 900))),
        metadata=draws.among(None, Metadata(title=draws.text(), doi=draws.text(), published_as=draws.text())),
        sibling=draws.among(None, Sibling(draws.among(200, 404, None), draws.among(None, *_URLS), draws.text())),
        notes=tuple(note.code for note in draws.some(list(Note))),
    )


def draw_history(draws: Draws) -> History:
    """Make a history that a run can have written."""
    verdict, days = draws.among(None, *Verdict), draws.among(0, 1, 3, 400)
    past = NOW - timedelta(days=days)
    failing = {"failures": days, "failing_days": days, "first_failure": past, "last_failure": NOW} if days else {}
    return History(
        verdict=verdict,
        since=past,
        last_alive=draws.among(None, past),
        title=draws.among(None, draws.text()),
        **failing,
    )


def check_judge(body: bytes) -> None:
    """Judge anything: the verdict can be written, is the first rule's that holds, and accuses no page that is fine."""
    draws = Draws(body)
    observation, history = draw_observation(draws), draw_history(draws)
    link = Link(url=URL, key=URL, occurrences=(), target=registry.find(parse(URL)))
    judgement = judge(link, observation, history)
    assert judge(link, observation, history) == judgement
    json.dumps(msgspec.to_builtins(judgement)).encode("utf-8")
    *_, last = explain(link, observation, history)
    assert (last.rule.verdict, last.rule.confidence) == (judgement.verdict, judgement.confidence)
    says_nothing = not (observation.traits or observation.answer or observation.sibling or history.title)
    if (
        observation.status == 200
        and says_nothing
        and observation.final_url in (None, URL)
        and not observation.redirects
    ):
        assert not judgement.verdict.is_gone


def check_service(body: bytes) -> None:
    """Let a service's own fetcher hear bytes: its name, which form of address is asked, then the answers in turn."""
    name, _, rest = body.partition(b"\n")
    site = SERVICES.get(name.decode("ascii", "replace"))
    if site is None:
        site = registry.FETCHERS[sum(name) % len(registry.FETCHERS)]
    target = registry.find(parse(site.forms[sum(rest[:1]) % len(site.forms)].example))
    answers = [_answer(part) for part in rest[1:].split(b"\x00\x00")]
    check_observation(target, observe(target, lambda number: answers[number % len(answers)]))


SERVICES = {site.name: site for site in registry.FETCHERS}
_STATUSES = {b"!": 404, b"?": 403, b"#": 500, b"%": 429, b"~": 301}


def _answer(part: bytes) -> tuple[int, bytes, str]:
    """Return an answer; a sign at its beginning says with which status it comes."""
    status = _STATUSES.get(part[:1], 200)
    body = part if status == 200 else part[1:]
    return status, body, "application/json" if body[:1] in (b"[", b"{") else "text/html; charset=utf-8"


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


_IN_MEMORY = next(filter(os.path.isdir, ["/dev/shm"]), None)


def check_state_file(body: bytes) -> None:
    """Open a file as a state: it is one, is set aside, or is refused in one line."""
    with tempfile.TemporaryDirectory(dir=_IN_MEMORY) as folder:
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
    "judge": check_judge,
    "service": check_service,
    "config": check_config,
    "state": check_state,
    "statefile": check_state_file,
    "memory": check_memory,
}
