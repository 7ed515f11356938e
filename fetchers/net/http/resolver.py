"""Names to addresses: the system's resolver in threads of its own, the guard applied.

getaddrinfo is used because it obeys resolv.conf, /etc/hosts and nsswitch as every other program here does.
"""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Final

from aiohttp.abc import AbstractResolver, ResolveResult

from fetchers.addresses.address import Address
from fetchers.addresses.public import IPAddress, is_private_name, is_public, is_public_text
from fetchers.failure import Failure, FailureKind
from fetchers.net.lateness import Patience
from fetchers.net.network_settings import NetSettings, Resolver
from fetchers.net.pacing.concurrency import ConcurrencyLimit, Slot
from fetchers.values import dataclass

_AT_ONCE: Final = 64
"""Lookups. Resolvers on the same machine take a hundred or so before they refuse (Docker's)."""
_WITH_HANGING: Final = 512
"""Concurrent lookups, hanging ones included: a dead name server takes 10 s and more, and must not delay others."""
_PATIENCE: Final = 15.0
"""Seconds for one lookup; glibc's own default is 5 s a server, twice."""
_AGAIN_AFTER: Final = 0.2

_FAMILIES: Final = (socket.AF_INET, socket.AF_INET6)
_NODATA: Final = getattr(socket, "EAI_NODATA", socket.EAI_NONAME)
_ABSENT: Final = {
    socket.EAI_NONAME: FailureKind.NO_SUCH_HOST,
    _NODATA: FailureKind.NO_ADDRESS_RECORD,
    getattr(socket, "EAI_ADDRFAMILY", _NODATA): FailureKind.NO_ADDRESS_RECORD,
}
_CERTAINTY: Final = (FailureKind.DNS_FAILURE, FailureKind.NO_ADDRESS_RECORD, FailureKind.NO_SUCH_HOST)
"""Of what two families say of a name, the least certain is believed."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address and port to connect to."""

    ip: str
    port: int


class LookupFailedError(OSError):
    """A failed lookup, as the exception that aiohttp's connector expects."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.detail)
        self.failure = failure


class HostResolver(AbstractResolver):
    """Looks names up, once each until they are forgotten; answers are what the guard lets pass.

    A passing failure is not remembered.
    """

    def __init__(self, settings: NetSettings, most_lookups: int = _WITH_HANGING) -> None:
        """``most_lookups`` is how many may be under way with those that hang: each has a file open."""
        self._allow_private = settings.allow_private
        self._map = settings.resolver
        self._sleep = settings.sleep
        self._found: dict[str, asyncio.Task[tuple[str, ...] | Failure]] = {}
        # A lookup that is given up goes on in its thread for as long again.
        self._threads = ThreadPoolExecutor(2 * _WITH_HANGING, thread_name_prefix="resolver")
        most = min(most_lookups, _WITH_HANGING)
        self._slots = ConcurrencyLimit(min(_AT_ONCE, most), most, self._give_slots)
        self._line: deque[asyncio.Future[Slot]] = deque()
        self._trusted: set[str] = set()

    def trust(self, host: str) -> None:
        """Allow connecting to the user's proxy at a private address; links to it stay refused."""
        self._trusted.add(host)

    def refusal(self, host: str) -> Failure | None:
        """Return why a host that is an IP address, in any spelling, is not to be asked; None for all others."""
        literal = _literal(host)
        if literal is None:
            return None
        if not is_public(literal) and not self._allow_private:
            return Failure(FailureKind.PRIVATE_ADDRESS, host, f"{literal} is not a public address")
        if is_public(literal) and self._map is not None:
            return Failure(FailureKind.NETWORK_UNREACHABLE, host, "not on the network of this run")
        return None

    def refusal_of_proxied(self, host: str) -> Failure | None:
        """Return why a proxy is not to be asked for a host: it would find names of its own network."""
        refusal = self.refusal(host)
        if refusal is None and not self._allow_private and _literal(host) is None and is_private_name(host):
            return Failure(FailureKind.PRIVATE_ADDRESS, host, f"{host} is a name inside a private network")
        return refusal

    async def lookup(self, host: str, port: int, *, trusted: bool = False) -> tuple[Endpoint, ...] | Failure:
        """Return where a host answers, or why that is not known or not allowed."""
        literal = _literal(host)
        if literal is not None:
            return self.refusal(host) or (Endpoint(str(literal), port),)
        if self._map is not None:
            return _mapped(self._map, host, port)
        found = await self._addresses(host)
        if isinstance(found, Failure):
            return found
        public = tuple(ip for ip in found if trusted or self._allow_private or is_public_text(ip))
        if not public:
            return Failure(FailureKind.PRIVATE_ADDRESS, host, f"{host} is {', '.join(found)}: not a public address")
        return tuple(Endpoint(ip, port) for ip in public)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Answer aiohttp's connector: the addresses it gets here are the ones it connects to."""
        found = await self.lookup(host, port, trusted=host in self._trusted)
        if isinstance(found, Failure):
            raise LookupFailedError(found)
        return [
            ResolveResult(
                hostname=host,
                host=endpoint.ip,
                port=endpoint.port,
                family=socket.AF_INET6 if ":" in endpoint.ip else socket.AF_INET,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
            for endpoint in found
            if family == socket.AF_UNSPEC or (family == socket.AF_INET6) == (":" in endpoint.ip)
        ]

    async def close(self) -> None:
        """Abandon the lookups under way; their threads end by themselves."""
        for task in self._found.values():
            task.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def forget(self, host: str) -> None:
        """Forget a name that nothing more is expected to be asked of."""
        if host in self._found and self._found[host].done():
            del self._found[host]

    async def _addresses(self, host: str) -> tuple[str, ...] | Failure:
        task = self._found.get(host)
        if task is None:
            task = self._found[host] = asyncio.create_task(self._twice(host))
        found = task.result() if task.done() else await asyncio.shield(task)
        if isinstance(found, Failure) and found.kind is FailureKind.DNS_FAILURE and self._found.get(host) is task:
            del self._found[host]
        return found

    async def _twice(self, host: str) -> tuple[str, ...] | Failure:
        """Look up; call a name absent only when a second lookup of either family agrees.

        Asked for both at once, glibc says "no address" where one family has none and the other's server failed.
        """
        found = await self._once(host)
        if not isinstance(found, Failure) or found.kind is FailureKind.DNS_FAILURE:
            return found
        await self._sleep(_AGAIN_AFTER)
        apart = [await self._once(host, family) for family in _FAMILIES]
        addresses = tuple(ip for one in apart if not isinstance(one, Failure) for ip in one)
        if addresses:
            return addresses
        failures = [one for one in apart if isinstance(one, Failure)]
        return min(failures, key=lambda failure: _CERTAINTY.index(failure.kind))

    async def _once(self, host: str, family: socket.AddressFamily = socket.AF_UNSPEC) -> tuple[str, ...] | Failure:
        slot = await self._slot()
        try:
            with Patience(_PATIENCE):
                return await asyncio.get_running_loop().run_in_executor(self._threads, getaddrinfo, host, family)
        except TimeoutError:
            return Failure(FailureKind.DNS_FAILURE, host, f"no answer from the resolver within {_PATIENCE:.0f} s")
        except socket.gaierror as error:
            return _failure(host, error)
        except OSError as error:
            return Failure(FailureKind.DNS_FAILURE, host, str(error))
        finally:
            slot.end()
            self._give_slots()

    async def _slot(self) -> Slot:
        """Wait for a slot: a time that counts for no lookup."""
        if self._slots.free > 0:
            return self._slots.take()
        turn: asyncio.Future[Slot] = asyncio.get_running_loop().create_future()
        self._line.append(turn)
        return await turn

    def _give_slots(self) -> None:
        while self._slots.free > 0 and self._line:
            turn = self._line.popleft()
            if not turn.done():
                turn.set_result(self._slots.take())


def getaddrinfo(host: str, family: socket.AddressFamily = socket.AF_UNSPEC) -> tuple[str, ...]:
    """Return the addresses of a host, of one family or of both, in the system's order of preference (RFC 6724).

    The name goes as bytes: Python's idna codec would refuse names that the DNS has.
    """
    infos = socket.getaddrinfo(host.encode("ascii"), None, family=family, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(info[4][0]) for info in infos))


@lru_cache(maxsize=256)
def _literal(host: str) -> IPAddress | None:
    return Address("http", host, None, "", None, None).literal_ip


def _mapped(resolver: Resolver, host: str, port: int) -> tuple[Endpoint, ...] | Failure:
    try:
        return tuple(Endpoint(ip, mapped) for ip, mapped in resolver(host, port))
    except socket.gaierror as error:
        return _failure(host, error)


def _failure(host: str, error: socket.gaierror) -> Failure:
    kind = _ABSENT.get(error.errno or 0, FailureKind.DNS_FAILURE)
    return Failure(kind, host, error.strerror or str(error))
