"""A process that reads pages: orders come in by standard input, results go out by standard output, in their order.

It has no token and no network to ask; it ends when its input does.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import BinaryIO

from fetchers.pages.orders import HEAD_BYTES, ReadOrder, Result, frame, length, order_of
from fetchers.pages.reading import interpret


def main() -> None:
    """Serve until standard input ends. An interrupt from the keyboard is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    results = os.fdopen(os.dup(1), "wb")
    # What a library prints must not get among the results.
    os.dup2(2, 1)
    serve(sys.stdin.buffer, results)


def serve(orders: BinaryIO, results: BinaryIO) -> None:
    """Answer each order of a stream, the empty frame with which it says that it is ready first."""
    results.write(bytes(HEAD_BYTES))
    results.flush()
    while len(head := orders.read(HEAD_BYTES)) == HEAD_BYTES:
        body = orders.read(length(head))
        results.write(_answer(body))
        results.flush()


def _answer(body: bytes) -> bytes:
    try:
        return frame(_read(order_of(body)))
    except Exception as bug:  # noqa: BLE001 - it is raised again where the page was asked for
        return frame(Result(None, bug=ascii(f"{type(bug).__name__}: {bug}")))


def _read(order: ReadOrder) -> Result:
    sight = interpret(order.visit, order.before, order.target, order.fragment)
    return Result(sight.observation, sight.text if order.wants_text else "")


if __name__ == "__main__":
    main()
