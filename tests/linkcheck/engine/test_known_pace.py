"""What a rate limit has taught one run, the next begins with."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

from fetchers.net import NetSettings
from linkcheck.config import Settings
from linkcheck.demo import ServedRequest, ServedResponse, SmallWeb
from linkcheck.document import read_document
from linkcheck.engine import Engine, Network
from linkcheck.plan import make_plan
from linkcheck.record_spool import RecordSpool
from linkcheck.store import Store

HOST = "site-a.org"
PAGE = ServedResponse(headers=(("Content-Type", "text/html"),), body=b"<title>A page</title><h1>A page</h1>")
REFUSAL = ServedResponse(status=429, headers=(("Retry-After", "0"),))


class Site:
    """Remembers when it was asked, and refuses the third request where it is told to."""

    def __init__(self, *, limits: bool) -> None:
        self.asked: list[float] = []
        self._limits = limits

    def __call__(self, _: ServedRequest) -> ServedResponse:
        """Answer a page, or 429."""
        self.asked.append(time.monotonic())
        return REFUSAL if self._limits and len(self.asked) == 3 else PAGE


async def check(store: Store, links: int, *, limits: bool = False) -> Site:
    site = Site(limits=limits)
    async with SmallWeb() as web:
        for number in range(links):
            web.site(HOST).handle(f"/{number}", site)
        text = "\n".join(f"- <https://{HOST}/{number}>" for number in range(links))
        made = Settings(max_age=0.0)
        plan = make_plan([read_document(text, "list.md")], made)
        net = NetSettings(resolver=web.resolver, cafile=web.cafile, trust_env=False)
        with RecordSpool(plan.links) as spool:
            async for _ in Engine(plan, made, store, Network(net), spool).records(["list.md"]):
                pass
            assert {record.status for record in spool} == {200}
    return site


async def test_a_limit_that_was_met_is_kept(tmp_path: Path) -> None:
    with Store(tmp_path / "state.db") as store:
        await check(store, 4, limits=True)
    with Store(tmp_path / "state.db") as store:
        assert list(store.intervals(datetime.now(UTC))) == [HOST]


async def test_a_host_whose_limit_is_known_is_asked_at_its_pace_from_the_first_request_on(tmp_path: Path) -> None:
    with Store(tmp_path / "state.db") as store:
        store.keep_intervals({HOST: 0.4}, datetime.now(UTC))
    with Store(tmp_path / "state.db") as store:
        site = await check(store, 3)
    # Two intervals, of which the first connection has taken its part.
    assert site.asked[-1] - site.asked[0] > 0.4
