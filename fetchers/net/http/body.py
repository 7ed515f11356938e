"""Decode bodies, as far as possible and never beyond a limit. Pure.

Servers label plain text gzip, compress twice, cut streams short and send bombs; a browser shows what it can, and so
does this.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final, Protocol, TypeAlias

import brotli  # type: ignore[import-untyped]


class _Decoder(Protocol):
    def decode(self, data: bytes, room: int) -> bytes:
        """Return at most about ``room`` decoded bytes. Raises ValueError where the data is not so encoded."""


class _Zlib:
    """gzip (of several members, too), zlib and raw deflate."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._inflate = zlib.decompressobj(wbits)

    def decode(self, data: bytes, room: int) -> bytes:
        found = bytearray()
        while data and len(found) < room:
            try:
                found += self._inflate.decompress(data, room - len(found))
            except zlib.error as error:
                if found:
                    break
                raise ValueError(str(error)) from error
            data = self._inflate.unused_data
            if not data.startswith(b"\x1f\x8b"):
                break
            self._inflate = zlib.decompressobj(self._wbits)
        return bytes(found)


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    def decode(self, data: bytes, room: int) -> bytes:
        try:
            return bytes(self._inner.process(data, output_buffer_limit=max(room, 1)))
        except brotli.error as error:
            raise ValueError(str(error)) from error


class _Zstd:
    def __init__(self, module: Any) -> None:  # noqa: ANN401 - one of two modules of the same interface
        self._inner = module.ZstdDecompressor()
        self._error = module.ZstdError

    def decode(self, data: bytes, room: int) -> bytes:
        if self._inner.eof:
            return b""
        try:
            return bytes(self._inner.decompress(data, room))
        except self._error as error:
            raise ValueError(str(error)) from error


_Maker: TypeAlias = Callable[[], _Decoder]


def _zstd_maker() -> _Maker | None:
    """Zstandard is in the standard library from Python 3.14 on, and may be there as a backport before."""
    for name in ("compression.zstd", "backports.zstd"):
        try:
            module = import_module(name)
        except ModuleNotFoundError:
            continue
        return lambda module=module: _Zstd(module)  # type: ignore[misc]
    return None


def _gzip() -> _Decoder:
    return _Zlib(zlib.MAX_WBITS | 16)


def _deflate() -> _Decoder:
    return _Zlib(zlib.MAX_WBITS)


def _raw_deflate() -> _Decoder:
    return _Zlib(-zlib.MAX_WBITS)


_ZSTD: Final = _zstd_maker()
_CODINGS: Final[dict[str, tuple[_Maker, ...]]] = {
    "gzip": (_gzip,),
    "x-gzip": (_gzip,),
    # Servers send deflate with and without its zlib wrapper (RFC 9110 §8.4.1.2).
    "deflate": (_deflate, _raw_deflate),
    "br": (_Brotli,),
    **({"zstd": (_ZSTD,)} if _ZSTD else {}),
}
"""What each coding may mean, tried in this order. If none fits, the header is wrong and the body is not encoded."""
_MAX_LAYERS: Final = 3
"""Browsers send and meet one or two; curl gives up at five."""
_INNER_ROOM: Final = 64 * 1024

ACCEPT_ENCODING: Final = "gzip, deflate, br" + (", zstd" if _ZSTD else "")
"""What can be decoded here, and nothing else."""


class Body:
    """A body as it comes in: feed it chunks until it is ``full``; ``data`` is what was decoded."""

    def __init__(self, content_encoding: str, limit: int, most_received: int | None = None) -> None:
        """``limit`` is of decoded bytes, ``most_received`` of those of the wire (None: as many as may decode to it)."""
        names = [name.strip().lower() for name in content_encoding.split(",")]
        self._choices = [list(_CODINGS[name]) for name in reversed(names) if name in _CODINGS][:_MAX_LAYERS]
        self._layers = [choice[0]() for choice in self._choices]
        self._limit = limit
        self._most_received = 2 * limit + _INNER_ROOM if most_received is None else most_received
        self.received = 0
        """Bytes fed, as they came over the wire."""
        self._undecoded = bytearray()
        self.intact = True
        """Whether all that came could be decoded."""
        self.data = bytearray()

    @property
    def full(self) -> bool:
        """True if the limit is reached, of decoded bytes or of bytes that decode to nothing."""
        return len(self.data) >= self._limit or self.received >= self._most_received or not self.intact

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes of the wire."""
        self.received += len(chunk)
        if not self.data:
            self._undecoded += chunk
        while True:
            try:
                self.data += self._decode(chunk)
            except _LayerError as error:
                if self.data:
                    self.intact = False
                    return
                self._next_choice(error.index)
                chunk = bytes(self._undecoded)
            else:
                del self.data[self._limit :]
                return

    def finish(self) -> bytes:
        """Return the decoded body, with a second gzip layer that no header mentions removed."""
        if self._choices and self.data.startswith(b"\x1f\x8b\x08"):
            inner = Body("gzip", self._limit)
            inner.feed(bytes(self.data))
            return bytes(inner.data)
        return bytes(self.data)

    def _decode(self, chunk: bytes) -> bytes:
        room = max(0, self._limit - len(self.data))
        for index, layer in enumerate(self._layers):
            try:
                chunk = layer.decode(chunk, room if index == len(self._layers) - 1 else max(room, _INNER_ROOM))
            except ValueError as error:
                raise _LayerError(index) from error
        return chunk[:room]

    def _next_choice(self, index: int) -> None:
        self._choices[index].pop(0)
        self._choices = [choice for choice in self._choices if choice]
        self._layers = [choice[0]() for choice in self._choices]


class _LayerError(Exception):
    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index
