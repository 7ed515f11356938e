"""SIGINT and SIGTERM: the first ends a run with what it has, the second at once."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, Final, NoReturn, TypeVar

from linkcheck.engine.event_loop import loop_factory

Result = TypeVar("Result")

STOPS_WITHIN: Final = 1.0
"""Seconds after a signal in which connections may be closed and what is known written down."""


class Stop:
    """What the first signal does: the run ends with what it has."""

    def __init__(self) -> None:
        self.asked = False
        self._end: Callable[[], None] | None = None

    def serve(self, end: Callable[[], None]) -> None:
        """Have ``end`` called when the run is to stop; at once where it is already."""
        self._end = end
        if self.asked:
            end()

    def __call__(self) -> None:
        """Stop the run."""
        self.asked = True
        if self._end is not None:
            self._end()

    def raise_if_asked(self) -> None:
        """Raise KeyboardInterrupt where a signal has ended the run."""
        if self.asked:
            raise KeyboardInterrupt


def in_loop(main: Coroutine[Any, Any, Result], stop: Stop | None = None) -> Result:
    """Run the loop. The first SIGINT or SIGTERM stops the run, a second one ends it at once.

    Raises KeyboardInterrupt. What is under way is cancelled: raised in the handler, the exception would come up in
    whatever the loop is at, and be taken for a bug of that.
    """
    results: list[Result] = []
    under_way: list[asyncio.Task[None]] = []
    stop = stop or Stop()

    async def run() -> None:
        # Not the task's own result: asyncio writes out the repr of that on its way, a whole run of it.
        results.append(await main)

    async def run_until_terminated() -> None:
        under_way.append(asyncio.create_task(run()))
        await under_way[0]

    def terminate(*_: object) -> None:
        if not under_way:
            raise KeyboardInterrupt
        task = under_way[0]
        loop = task.get_loop()
        # Connections that are cut in the middle of a handshake are no news now.
        loop.set_exception_handler(lambda *_: None)
        if stop.asked:
            loop.call_soon_threadsafe(task.cancel)
        else:
            stop.asked = True
            loop.call_soon_threadsafe(stop)
            loop.call_soon_threadsafe(lambda: loop.call_later(STOPS_WITHIN, task.cancel))

    with _on_signals(terminate, signal.SIGTERM, signal.SIGINT):
        try:
            with asyncio.Runner(loop_factory=loop_factory()) as runner:
                runner.run(run_until_terminated())
                return results[0]
        except asyncio.CancelledError:
            raise KeyboardInterrupt from None


@contextmanager
def terminable() -> Iterator[None]:
    """Have SIGTERM end what is under way as Ctrl-C does: with what it has started."""
    with _on_signals(_interrupt, signal.SIGTERM):
        yield


@contextmanager
def _on_signals(act: Callable[..., None], *numbers: signal.Signals) -> Iterator[None]:
    before = {number: signal.signal(number, act) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt
