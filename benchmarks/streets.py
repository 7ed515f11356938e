"""A small city on loopback: every address of 127.0.0.0/8 is a host, with a pace of its own. Served in one thread."""

from __future__ import annotations

import asyncio
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

PACED: Final = "127.2.0.1"
"""Answers one request at a time, each in 50 ms."""
_PAGE: Final = "<!doctype html><html lang=en><title>{0}</title><h1>{0}</h1><p>{1}</p></html>"
_WORDS: Final = "Words that fill the page as a real page has them, one after another. " * 40


@dataclass(slots=True)
class City:
    """Where it listens, and when each host answered last (of ``time.perf_counter``)."""

    port: int = 0
    latency: float | None = None
    """Seconds of every other host; None: log-normal by the host's name, a fifth of a second in the median."""
    last: dict[str, float] = field(default_factory=dict)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def url(self, host: str, number: int) -> str:
        """Return the address of a page."""
        return f"http://{host}:{self.port}/{number}"

    def last_answer(self) -> float:
        """Return when the last answer of any host but the paced one was sent."""
        return max(moment for host, moment in self.last.items() if host != PACED)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                host = head.lower().partition("\r\nhost:")[2].partition("\r\n")[0].strip().partition(":")[0]
                target = head.split(" ", 2)[1]
                writer.write(await self._answer(host, target))
                await writer.drain()
                self.last[host] = time.perf_counter()
        writer.close()

    async def _answer(self, host: str, target: str) -> bytes:
        if host == PACED:
            async with self._turn:
                await asyncio.sleep(0.05)
        elif self.latency is not None:
            await asyncio.sleep(self.latency)
        else:
            await asyncio.sleep(min(4.0, random.Random(host).lognormvariate(-1.6, 0.7)))
        # Every thirtieth page of a city is gone.
        is_gone = self.latency is None and random.Random(host + target).random() < 1 / 30
        title = "Page not found" if is_gone else f"Page {target} of {host}"
        body = _PAGE.format(title, "" if is_gone else _WORDS).encode()
        status = "404 Not Found" if is_gone else "200 OK"
        return f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@contextmanager
def standing(latency: float | None = None) -> Iterator[City]:
    """Yield a city that answers until the block ends."""
    city, ready, loop = City(latency=latency), threading.Event(), asyncio.new_event_loop()

    async def start() -> None:
        server = await asyncio.start_server(city.serve, "0.0.0.0", 0, backlog=4096)
        city.port = server.sockets[0].getsockname()[1]
        ready.set()

    async def end() -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.set_exception_handler(lambda *_: None)
        loop.run_until_complete(start())
        loop.run_forever()
        loop.run_until_complete(end())
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait()
    try:
        yield city
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


@contextmanager
def dead() -> Iterator[Callable[[int], str]]:
    """Yield the addresses of dead hosts, by number: their backlog is full, and connections to them hang."""
    with socket.socket() as listener:
        listener.bind(("0.0.0.0", 0))
        listener.listen(0)
        port = listener.getsockname()[1]
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.settimeout(0)
            with suppress(BlockingIOError):
                filler.connect(("127.0.0.1", port))
        try:
            yield lambda number: f"127.3.{number // 250}.{number % 250 + 1}:{port}"
        finally:
            for filler in fillers:
                filler.close()
