"""What a request to the small web is, and the ways in which it may be answered or mistreated. Pure data."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import parse_qsl, unquote

Headers: TypeAlias = Mapping[str, str] | Iterable[tuple[str, str]]
"""A mapping, or pairs where a name is to be repeated (``Set-Cookie``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedRequest:
    """One request as it came over the wire. Header names are in lower case; ``host`` has no port."""

    method: str
    scheme: str
    host: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    at: float = 0.0
    """The event loop's clock when the whole request had come."""
    nth: int = 1
    """How many requests for this host and target there have been, this one included."""

    @property
    def url(self) -> str:
        """The address asked for, as production would spell it."""
        return f"{self.scheme}://{self.host}{self.target}"

    @property
    def path(self) -> str:
        """The path as it was sent, percent-encoding and all."""
        return self.target.partition("?")[0]

    @property
    def segments(self) -> tuple[str, ...]:
        """The path's non-empty segments, decoded."""
        return tuple(unquote(part) for part in self.path.split("/") if part)

    @property
    def query(self) -> dict[str, str]:
        """The parameters of the query, or of a form that was posted; of repeated ones the first."""
        text = self.target.partition("?")[2]
        if self.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            text = f"{text}&{self.body.decode()}" if text else self.body.decode()
        return dict(reversed(parse_qsl(text, keep_blank_values=True)))

    def json(self) -> object:
        """Return the body as JSON. Raises ValueError if it is not JSON."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedResponse:
    """An ordinary answer. ``Content-Length`` and ``Date`` are added unless given (an empty value leaves one out)."""

    status: int = 200
    body: bytes | str = b""
    headers: Headers = ()
    delay: float = 0.0
    """Seconds before the head is sent."""
    drip: float = 0.0
    """Seconds between every 64 bytes of the body."""
    cut: int | None = None
    """Bytes of the body after which the connection is closed, though more was promised."""


@dataclass(frozen=True, slots=True)
class Raw:
    """These bytes instead of an answer, and the end of the connection. Without bytes: closed before any answer."""

    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Reset:
    """These bytes, then a TCP reset."""

    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Hang:
    """These bytes, then silence for as long as the client cares to wait."""

    data: bytes = b""


Answer: TypeAlias = ServedResponse | Raw | Reset | Hang
Handler: TypeAlias = Callable[[ServedRequest], Answer | Awaitable[Answer]]
