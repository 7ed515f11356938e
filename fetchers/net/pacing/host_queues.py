"""The queues of a run: one for each host or service, made when it is first heard of and forgotten once it is over."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Final

from fetchers.net.network_settings import NetSettings
from fetchers.net.pacing.host_queue import HostQueue, Wait
from fetchers.net.pacing.leases import API, Leases
from fetchers.net.pacing.policies import API_QUOTAS, QUOTAS, policy_for, queue_name
from fetchers.net.pacing.rate_controller import RateController


class HostQueues:
    """Knows the queue and the policy of every host."""

    def __init__(self, settings: NetSettings, leases: Leases | None = None) -> None:
        self._settings = settings
        self._leases = leases
        self._by_name: dict[str, HostQueue] = {}
        self._shared: dict[str, HostQueue] = {}
        """Of hosts whose queue has another name."""
        self._paced: dict[str, HostQueue] = {}
        """Those whose rate may have to be waited for: of a million hosts, few."""
        self._make_rate = self._rate_of
        self.policy: Final = lru_cache(maxsize=4096)(partial(policy_for, users=settings.hosts))
        """Returns the policy of a host."""

    def of(self, host: str, *, service: bool = False) -> HostQueue:
        """Return the queue of a host; hosts that share one rate share a queue.

        ``service``: that of its API, where this has a quota of its own.
        """
        if service and host in API_QUOTAS:
            name = f"{host}{API}"
            return self._by_name[name] if name in self._by_name else self._make(name, [])
        queue = self._by_name.get(host)
        if queue is None:
            queue = self._shared.get(host)
        return self._join(host) if queue is None else queue

    def pace(self, queue: HostQueue) -> None:
        """Show in ``waits`` what waits for this queue's rate, from now on."""
        self._paced[queue.name] = queue

    def waits(self, now: float) -> list[Wait]:
        """Return the hosts whose rate is waited for, the longest wait first."""
        waits = [wait for queue in self._paced.values() if (wait := queue.wait(now)) is not None]
        return sorted(waits, key=lambda wait: -wait.seconds)

    def forget(self, queue: HostQueue) -> None:
        """Forget a queue that is finished, where its host's next request need know nothing of it."""
        if queue.rate.is_blank and self._by_name.get(queue.name) is queue:
            del self._by_name[queue.name]
            self._paced.pop(queue.name, None)
            for host in queue.hosts:
                self._shared.pop(host, None)
            if self._leases is not None:
                self._leases.remove(queue)

    def known_intervals(self) -> dict[str, float]:
        """Return what the run knows of each queue's limits; 0.0 for one that let more through than was known."""
        return {
            name: queue.rate.known_interval
            for name, queue in self._by_name.items()
            if not queue.is_new and (queue.rate.known_interval or name in self._settings.known_intervals)
        }

    def _join(self, host: str) -> HostQueue:
        name = queue_name(host, self._settings.hosts)
        queue = self._by_name.get(name)
        if queue is None:
            queue = self._make(name, [host])
        else:
            queue.hosts.append(host)
        if name != host:
            self._shared[host] = queue
        return queue

    def _make(self, name: str, hosts: list[str]) -> HostQueue:
        queue = self._by_name[name] = HostQueue(name, hosts, self._make_rate)
        if self._leases is not None:
            self._leases.add(queue)
        return queue

    def _rate_of(self, queue: HostQueue) -> RateController:
        host, quotas = (queue.hosts[0], QUOTAS) if queue.hosts else (queue.name.removesuffix(API), API_QUOTAS)
        settings = self._settings
        rate = RateController(
            queue.name,
            self.policy(host),
            quotas.get(host),
            patience=settings.link_budget,
            budget=settings.host_budget,
            known_interval=settings.known_intervals.get(queue.name, 0.0),
        )
        if not rate.is_blank:
            self.pace(queue)
        return rate
