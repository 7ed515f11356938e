"""What a run and its shards say to each other: the work, once, then reports one way, and orders the other.

The work is pickled (it goes from us to ourselves), reports are MessagePack with a type: a shard has read strangers'
pages, and what comes from it is data and nothing else. Each message has its length before it.
"""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, BinaryIO, Final

import msgspec

from fetchers.facts import Observation
from fetchers.net.pacing.host_queue import Wait
from fetchers.net.pacing.rate_controller import Pace
from linkcheck.engine.network import Network
from linkcheck.judge.environment import NetworkProblem
from linkcheck.model import History, Judgement
from linkcheck.plan import Query

_HEAD: Final = 8
"""Bytes of a message's length, big-endian."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a shard is to ask, and all it needs to know for that. No other shard's tokens are in it."""

    network: Network
    queries: Sequence[Query]
    histories: Mapping[str, History]
    """Of links that were asked for before, by identity."""
    pages: Mapping[str, Observation]
    """What was found last time, by key, where the server may say that it has not changed."""
    intervals: Mapping[str, float]
    """What earlier runs have learnt of rate limits."""
    seconds: float | None
    """Time that is left."""
    lease: float | None
    """Seconds after which the shard ends unless its standard input says something; None: it ends with that alone."""
    is_online: bool
    """Whether others have shown already that the network works."""
    lent: frozenset[str] = frozenset()
    """Places of its own that another shard holds now."""
    paces: Mapping[str, Mapping[str, Pace]] = field(default_factory=dict)
    """How places of its own were asked before, by place and queue."""


class Order(msgspec.Struct, array_like=True, frozen=True):
    """What a shard is told of a place (``fetchers.net.pacing.leases``)."""

    place: str
    paces: Mapping[str, Pace] | None
    """How it was asked, where the shard may ask it from now on; None: it is to give it up."""
    ago: float = 0.0
    """Seconds since the last request of another shard there, at least."""


class ShardAnswer(msgspec.Struct, array_like=True, frozen=True):
    """One answer that may be believed: the query's number in the work, and the judgement of each of its links."""

    number: int
    observation: Observation
    judgements: tuple[Judgement | None, ...]


class ShardReport(msgspec.Struct, omit_defaults=True, kw_only=True):
    """What has happened in a shard since its last report."""

    answers: list[ShardAnswer] = []
    by_host: dict[str, int] = {}
    """Requests sent."""
    received: int = 0
    spared: int = 0
    waits: list[Wait] = []
    """Hosts whose rate limit is waited for now."""
    warnings: list[str] = []
    logged: list[str] = []
    """What libraries and fetchers have logged."""
    wanted: list[str] = []
    """Places of others that it has to ask."""
    given_up: dict[str, Mapping[str, Pace]] = {}
    """Places that it asks no longer."""
    ended: bool = False
    """Whether this is the last report."""
    complete: bool = True
    """With the last report: whether every query was asked."""
    intervals: dict[str, float] = {}
    """With the last report: what was learnt of rate limits."""
    problem: NetworkProblem | None = None
    """With the last report: why nothing may be believed."""
    bug: str = ""
    """With the last report: what failed in the shard itself."""


_ENCODER: Final = msgspec.msgpack.Encoder()
_REPORTS: Final = msgspec.msgpack.Decoder(ShardReport)
_ORDERS: Final = msgspec.msgpack.Decoder(Order)


SIGN_OF_LIFE: Final = bytes(_HEAD)
"""An order that only says that the run goes on."""


def encoded(message: Work | Order | ShardReport) -> bytes:
    """Return a message with its length before it."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL) if isinstance(message, Work) else _ENCODER.encode(message)
    return len(body).to_bytes(_HEAD, "big") + body


def read_work(stream: BinaryIO) -> Work | None:
    """Read the work from the parent's pipe; None if the parent is gone."""
    body = stream.read(int.from_bytes(stream.read(_HEAD), "big"))
    if not body:
        return None
    work: Work = pickle.loads(body)  # noqa: S301  from the process that started this one
    return work


def read_orders(stream: BinaryIO) -> Iterator[Order | None]:
    """Yield each order as it comes, None for a sign of life, until the parent is gone."""
    while (frame := read_frame(stream)) is not None:
        yield _ORDERS.decode(frame) if frame else None


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Read the next message, undecoded and without its length; None if the other side is gone."""
    head = stream.read(_HEAD)
    length = int.from_bytes(head, "big")
    body = stream.read(length)
    return body if len(head) == _HEAD and len(body) == length else None


async def read_report(stream: asyncio.StreamReader) -> ShardReport | None:
    """Read the next report from a shard; None if the shard is gone, in the middle of one perhaps."""
    try:
        length = int.from_bytes(await stream.readexactly(_HEAD), "big")
        return decoded(await stream.readexactly(length))
    except (OSError, EOFError, msgspec.DecodeError):
        return None


def decoded(body: bytes) -> ShardReport:
    """Return a report without its length. Raises msgspec.DecodeError."""
    return _REPORTS.decode(body)
