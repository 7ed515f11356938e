"""What goes to a reading process and what comes back: one frame each, its length before it. Pure.

MessagePack, not pickle: a process that has read strangers' pages must not be able to run anything in this one.
"""

from __future__ import annotations

from typing import Final

import msgspec

from fetchers.facts import Observation, Redirect, Target
from fetchers.net import PageResponse

HEAD_BYTES: Final = 4
"""A frame's length, big-endian, before its bytes."""


class ReadOrder(msgspec.Struct, frozen=True, array_like=True):
    """One answer to be read; the arguments of ``fetchers.pages.reading.interpret``."""

    visit: PageResponse
    before: tuple[Redirect, ...]
    target: Target
    fragment: str | None
    wants_text: bool
    """Whether the caller has rules of its own for the page's text."""


class Result(msgspec.Struct, frozen=True, array_like=True):
    """What an order came to: the observation and, where it was wanted, the text; or the words of a bug of ours."""

    observation: Observation | None
    text: str = ""
    bug: str = ""


_ENCODER: Final = msgspec.msgpack.Encoder()
_ORDERS: Final = msgspec.msgpack.Decoder(ReadOrder)
_RESULTS: Final = msgspec.msgpack.Decoder(Result)


def frame(message: ReadOrder | Result) -> bytes:
    """Return a message as it goes over the pipe. Raises ValueError for text that is no Unicode."""
    body = _ENCODER.encode(message)
    return len(body).to_bytes(HEAD_BYTES, "big") + body


def length(head: bytes | bytearray) -> int:
    """Return how many bytes follow the first HEAD_BYTES of a frame."""
    return int.from_bytes(head, "big")


def order_of(body: bytes) -> ReadOrder:
    """Read an order. Raises msgspec.DecodeError."""
    return _ORDERS.decode(body)


def result_of(body: bytes | memoryview) -> Result:
    """Read a result. Raises msgspec.DecodeError."""
    return _RESULTS.decode(body)
