"""The small web: many hosts behind one loopback server, with names and certificates of their own."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from linkcheck.demo.certificates import ALERTS, Certificates
from linkcheck.demo.demo_site import DemoSite
from linkcheck.demo.exchange import Answer, Raw, ServedRequest, ServedResponse
from linkcheck.demo.host_names import LOOPBACK, DemoResolver, Host, Name, Tls
from linkcheck.demo.server import Server


class SmallWeb:
    """A web on 127.0.0.1 for tests and the demo: ``async with SmallWeb() as web``.

    Sites may be registered before it is entered or while it runs. A client reaches it under production addresses by
    ``resolver`` and trusts it by ``cafile`` (or ``ssl_context``); ``requests`` is the log of what was asked.
    """

    def __init__(self) -> None:
        self.requests: list[ServedRequest] = []
        self.peak: Counter[str] = Counter()
        """How many requests of each host were in hand at the same time, at most."""
        self._sites: dict[str, DemoSite] = {}
        self._hosts: dict[str, Host] = {}
        self._ports: dict[Name | Tls, int] = {}
        self._counts: Counter[tuple[str, str]] = Counter()
        self._open: Counter[str] = Counter()
        self._stack = contextlib.AsyncExitStack()
        self._certificates: Certificates | None = None
        self._cafile: Path | None = None
        self.resolver = DemoResolver(self._hosts, self._ports)

    def site(self, host: str, *, name: Name = Name.KNOWN, tls: Tls = Tls.GOOD) -> DemoSite:
        """Return the site of a host, registered at first use; ``name`` and ``tls`` say how reaching it fails."""
        host = host.lower()
        reached = Host(name, tls)
        if host not in self._hosts or reached != Host():
            self._hosts[host] = reached
        return self._sites.setdefault(host, DemoSite(host))

    @property
    def cafile(self) -> str:
        """A file with the authority's certificate, for as long as the web runs."""
        if self._cafile is None:
            raise RuntimeError("the small web is not running")
        return str(self._cafile)

    def ssl_context(self) -> ssl.SSLContext:
        """Return a client's context that trusts this web and nothing else."""
        if self._certificates is None:
            raise RuntimeError("the small web is not running")
        return self._certificates.client_context()

    def asked(self, host: str | None = None, path: str | None = None) -> list[ServedRequest]:
        """Return the logged requests, of one host and one path where given."""
        return [r for r in self.requests if host in (None, r.host) and path in (None, r.path, r.target)]

    def forget(self) -> None:
        """Empty the log and its counts."""
        self.requests.clear()
        self.peak.clear()
        self._counts.clear()
        self.resolver.asked.clear()

    async def __aenter__(self) -> Self:
        folder = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="linkcheck-small-web-"))
        self._certificates = Certificates(self._hosts)
        self._cafile = Path(folder) / "authority.pem"
        self._cafile.write_bytes(self._certificates.authority_pem)
        server = Server(self._respond, self._certificates.server_context)
        self._stack.push_async_callback(server.close)
        self._ports[Tls.GOOD] = server.listen(tls=True)
        self._ports |= {tls: server.listen_to_refuse(alert) for tls, alert in ALERTS.items()}
        self._ports[Name.KNOWN] = self._ports[Name.PLAIN_ON_TLS] = server.listen(tls=False)
        self._ports[Name.REFUSED] = self._hold()
        self._ports[Name.SILENT] = self._hold(backlog=128)
        self._ports[Name.UNCONNECTABLE] = self._fill(self._hold(backlog=0))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()
        self._certificates = self._cafile = None

    def _hold(self, backlog: int | None = None) -> int:
        """Keep a port that is never accepted from: without a backlog, it refuses."""
        holder = self._stack.enter_context(socket.socket())
        holder.bind((LOOPBACK, 0))
        if backlog is not None:
            holder.listen(backlog)
        port: int = holder.getsockname()[1]
        return port

    def _fill(self, port: int) -> int:
        """Fill the queue of a port, so that the system leaves further connections unanswered."""
        for _ in range(4):
            client = self._stack.enter_context(socket.socket())
            client.setblocking(False)  # noqa: FBT003 - the library's own signature
            client.connect_ex((LOOPBACK, port))
        return port

    async def _respond(self, request: ServedRequest) -> Answer:
        self._counts[request.host, request.target] += 1
        request = replace(request, nth=self._counts[request.host, request.target])
        self.requests.append(request)
        site = self._sites.get(request.host)
        if site is None:
            return Raw(b"HTTP/1.1 421 Misdirected Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        self._open[request.host] += 1
        self.peak[request.host] = max(self.peak[request.host], self._open[request.host])
        try:
            answer = await site.respond(request)
            if isinstance(answer, ServedResponse):
                await asyncio.sleep(answer.delay)
            return answer
        finally:
            self._open[request.host] -= 1
