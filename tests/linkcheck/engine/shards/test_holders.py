"""A place is asked from one shard at a time, at one pace, and every shard that wants it gets it."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from itertools import pairwise
from typing import Final

import pytest

from fetchers.net import HostPolicy, NetSettings
from fetchers.net.messages import Response
from fetchers.net.pacing.leases import Leases, place_of
from fetchers.net.pacing.rate_controller import Pace
from fetchers.net.pacing.scheduler import Scheduler
from linkcheck.engine.shards.holders import Holders
from linkcheck.engine.shards.messages import Order, ShardReport

PACED, BUSY, STRANGE = "www.paced-site.org", "busy-site.org", "strange-site.org"
INTERVAL: Final = 0.02
OWN: Final = ({"paced-site.org"}, {"busy-site.org"}, {"other-site.org"})
"""Nobody owns the strange one."""


class Shard:
    """One life of a shard: its scheduler, and messages that take their time in both directions."""

    def __init__(self, number: int, holders: Holders, chance: random.Random) -> None:
        self.number, self.holders, self.chance = number, holders, chance
        self.orders: asyncio.Queue[Order] = asyncio.Queue()
        self.news = asyncio.Event()
        self.leases = Leases(OWN[number] - holders.begin(number, self.orders.put_nowait), self.news.set)
        hosts = {PACED: HostPolicy(interval=INTERVAL, concurrency=1), "*": HostPolicy(concurrency=3)}
        self.scheduler = Scheduler(NetSettings(hosts=hosts), leases=self.leases)
        self.tasks = [asyncio.create_task(self.obey()), asyncio.create_task(self.report())]

    async def obey(self) -> None:
        while True:
            order = await self.orders.get()
            await asyncio.sleep(self.chance.random() / 200)
            if order.paces is None:
                self.leases.revoke(order.place)
            else:
                self.leases.grant(order.place, order.paces, order.ago)

    async def report(self) -> None:
        while True:
            await self.news.wait()
            self.news.clear()
            report = ShardReport(wanted=self.leases.wanted, given_up=self.leases.given_up)
            self.leases.wanted, self.leases.given_up = [], {}
            await asyncio.sleep(self.chance.random() / 200)
            self.holders.hear(self.number, report)

    async def end(self) -> None:
        await self.scheduler.close()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        self.holders.end(self.number)


@pytest.mark.parametrize("seed", range(4))
async def test_no_place_is_asked_from_two_shards_and_no_pace_is_broken(seed: int) -> None:
    chance, loop = random.Random(seed), asyncio.get_running_loop()
    holders = Holders(OWN, loop.time)
    open_now: dict[str, list[int]] = defaultdict(list)
    moments: dict[str, list[float]] = defaultdict(list)

    async def live(number: int) -> None:
        for _ in range(3):
            shard = Shard(number, holders, chance)

            async def ask(host: str, shard: Shard = shard) -> None:
                await asyncio.sleep(chance.random() / 10)

                async def send() -> Response:
                    moments[host].append(loop.time())
                    open_now[place_of(host)].append(number)
                    assert len(set(open_now[place_of(host)])) == 1
                    await asyncio.sleep(chance.random() / 100)
                    open_now[place_of(host)].remove(number)
                    return Response(url=host, status=200)

                await shard.scheduler.run(shard.scheduler.queue(host), host, send)

            hosts = [chance.choice((PACED, BUSY, STRANGE)) for _ in range(20)]
            await asyncio.gather(*map(ask, hosts))
            await shard.end()

    async with asyncio.timeout(60):
        await asyncio.gather(*map(live, range(len(OWN))))
    assert sum(map(len, moments.values())) == 3 * 3 * 20
    assert min(later - earlier for earlier, later in pairwise(moments[PACED])) > INTERVAL * 0.9


async def test_a_place_whose_shard_has_not_begun_or_has_ended_is_free() -> None:
    told: list[Order] = []
    now = 100.0
    holders = Holders(OWN, lambda: now)
    holders.begin(2, told.append)
    holders.hear(2, ShardReport(wanted=["paced-site.org"]))
    assert told == [Order("paced-site.org", {}, float("inf"))]
    # Its own shard begins later, and gets it back.
    assert holders.begin(0, told.append) == {"paced-site.org"}
    holders.hear(0, ShardReport(wanted=["paced-site.org"]))
    assert told[1:] == [Order("paced-site.org", None)]
    holders.end(2)
    assert told[2:] == [Order("paced-site.org", {}, 0.0)]
    holders.end(0)
    now += 7
    assert holders.begin(0, told.append) == set()
    holders.begin(1, told.append)
    holders.end(0)
    now += 7
    holders.hear(1, ShardReport(wanted=["paced-site.org"]))
    assert told[3:] == [Order("paced-site.org", {}, 7.0)]


async def test_a_shard_that_has_ended_leaves_what_is_known_of_its_places() -> None:
    told: list[Order] = []
    now = 100.0
    holders = Holders(OWN, lambda: now)
    holders.begin(0, told.append)
    paces = {PACED: Pace(8.0, 0.5)}
    holders.hear(0, ShardReport(ended=True, given_up={"paced-site.org": paces}))
    holders.end(0)
    now = 103.0
    assert holders.known(0) == {"paced-site.org": {PACED: Pace(5.0, 0.5)}}
    holders.begin(1, told.append)
    holders.hear(1, ShardReport(wanted=["paced-site.org"]))
    assert told == [Order("paced-site.org", {PACED: Pace(5.0, 0.5)}, 3.0)]


async def test_what_a_shard_has_used_of_a_quota_is_known_when_it_dies() -> None:
    now = 100.0
    holders = Holders([{"huggingface.co"}], lambda: now)
    holders.begin(0, lambda _: None)
    holders.hear(0, ShardReport(by_host={"huggingface.co": 2, "elsewhere.org": 7}))
    holders.end(0)
    now = 110.0
    ((place, paces),) = holders.known(0).items()
    assert place == "huggingface.co"
    assert {name: pace.spent.ages for name, pace in paces.items()} == {
        "huggingface.co": (10.0, 10.0),
        "huggingface.co (API)": (10.0, 10.0),
    }
