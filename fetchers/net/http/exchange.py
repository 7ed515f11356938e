"""One request as it goes out, one reply as it is read: what both readers of HTTP share."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import field, replace
from datetime import UTC, datetime
from typing import Final

from fetchers.addresses.address import Address
from fetchers.net.http.body import Body
from fetchers.net.http.exception_kinds import EXPECTED
from fetchers.net.lateness import Patience
from fetchers.net.messages import Response
from fetchers.net.pacing.retry_after import retry_after
from fetchers.values import dataclass

_URLS: Final = {"location", "refresh", "content-location"}
_HIGH: Final = re.compile(rb"[\x80-\xff]")


def mapping(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers with lower-case names; of repeated ones the first that says something."""
    found: dict[str, str] = {}
    for name_bytes, value in raw:
        name = name_bytes.decode("latin-1").lower()
        text = _text(name, value).strip()
        if not found.get(name) or (name == "content-type" and "/" not in found[name]):
            found[name] = text
    return found


def set_cookies(raw: Iterable[tuple[bytes, bytes]]) -> tuple[str, ...]:
    """Return the Set-Cookie headers."""
    return tuple(_text("set-cookie", value) for name, value in raw if name.lower() == b"set-cookie")


def _text(name: str, value: bytes) -> str:
    """UTF-8 as most servers mean it; other bytes of an address are percent-encoded as browsers do, else Latin-1."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        if name in _URLS:
            return _HIGH.sub(lambda match: b"%%%02X" % match[0][0], value).decode("ascii")
        return value.decode("latin-1")


_CHECK_EVERY: Final = 16 * 1024
"""Bytes between two questions whether what came is enough; where that is more, a quarter of what there is: each
question goes through all of it."""
_HOP_BODY_TIMEOUT: Final = 1.0
"""Seconds for the body of an answer that leads elsewhere: read only so that its connection can be used again."""
MOST_INTERIM_HEADS: Final = 20
MOST_INTERIM_BYTES: Final = 256 * 1024
"""Of all 1xx heads before an answer, as much as Chromium takes of one head."""
_ASKING_FOR_PATIENCE: Final = {403, 429, 503}


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as it goes out. ``room`` tells from the head how many bytes of the body are wanted."""

    address: Address
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    verify: bool = True
    room: Callable[[Response], int]
    most_received: int | None = None
    enough: Callable[[bytes], bool] | None = None
    idle: float
    """Seconds for which the connection is kept for the host's next request."""
    timeout: float
    """Seconds until the head has come, connecting included."""
    body_timeout: float


def reply_of(address: Address, status: int, headers: tuple[tuple[bytes, bytes], ...]) -> Response:
    """Return a reply with its head alone."""
    named = mapping(headers)
    asked = retry_after(named, datetime.now(UTC)) if status in _ASKING_FOR_PATIENCE else None
    return Response(url=address.wire, status=status, headers=named, cookies=set_cookies(headers), retry_after=asked)


class InterimHeads:
    """Counts the 1xx heads before one answer. curl and browsers bound their bytes alone; an honest server sends two."""

    def __init__(self) -> None:
        self._heads = 0
        self._bytes = 0

    def allows(self, headers: Iterable[tuple[bytes, bytes]]) -> bool:
        """Count a 1xx response; return False once there were too many to keep waiting for the final one."""
        self._heads += 1
        self._bytes += sum(len(name) + len(value) for name, value in headers)
        return self._heads <= MOST_INTERIM_HEADS and self._bytes <= MOST_INTERIM_BYTES


@dataclass(frozen=True, slots=True)
class Collected:
    """A reply with its body, and whether its framing was broken."""

    reply: Response
    broken: bool


def _codings(headers: Mapping[str, str]) -> str:
    """Return the codings of a body in the order in which they were applied, its transfer's last (RFC 9112 §6.1)."""
    transfer = (each.strip() for each in headers.get("transfer-encoding", "").lower().split(","))
    applied = (
        headers.get("content-encoding", ""),
        *(each for each in transfer if each not in ("", "chunked", "identity")),
    )
    return ", ".join(each for each in applied if each)


async def collect(request: Request, head: Response, chunks: AsyncIterator[bytes]) -> Collected:
    """Read as much of the body as is wanted, for as long as is allowed."""
    body = Body(_codings(head.headers), request.room(head), request.most_received)
    complete, broken = False, False
    try:
        with Patience(_HOP_BODY_TIMEOUT if "location" in head.headers else request.body_timeout):
            complete = not body.full and await _fill(body, chunks, request.enough)
    except TimeoutError:
        pass
    except EXPECTED:
        broken = True
    whole = complete and body.intact
    return Collected(replace(head, body=body.finish(), complete=whole, received=body.received), broken=broken)


async def _fill(body: Body, chunks: AsyncIterator[bytes], enough: Callable[[bytes], bool] | None) -> bool:
    """Return whether the body came to its end."""
    checked = 0
    async for piece in chunks:
        # A fast server's page may come in one piece: what is not needed of it is not decoded either.
        for start in range(0, len(piece), _CHECK_EVERY):
            body.feed(piece[start : start + _CHECK_EVERY])
            if body.full:
                return False
            if enough is not None and len(body.data) - checked >= max(_CHECK_EVERY, checked // 4):
                checked = len(body.data)
                if enough(bytes(body.data)):
                    return False
    return True
