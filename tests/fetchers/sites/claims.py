"""What tests of the sites share: forms as data, one question over the small web, recorded answers."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fetchers import registry
from fetchers.addresses.address import parse
from fetchers.context import Access, Context
from fetchers.facts import Availability, Observation, Target
from fetchers.fetcher import Fetcher
from fetchers.net import HostPolicy, Net, NetSettings, without_intervals
from linkcheck.demo import SmallWeb

RECORDED = Path(__file__).resolve().parents[4] / "shared" / "data" / "services"

ODD_BODIES = ("", "null", "[]", "{}", "7", '"text"', "<html><title>Welcome</title></html>", '{"a":', "[" * 50_000)
"""What a service may answer with 200 and should not."""


async def _at_once(_: float) -> None:
    """Sleep without sleeping."""


@asynccontextmanager
async def asking(web: SmallWeb, access: Access | None = None, **settings: Any) -> AsyncIterator[Context]:
    """Open a context over the small web that waits for nothing."""
    whole = NetSettings(
        resolver=web.resolver,
        cafile=web.cafile,
        hosts=without_intervals() | {"*": HostPolicy(retries=0)},
        timeout=1.0,
        connect_timeout=0.5,
        trust_env=False,
        sleep=_at_once,
    )
    with pytest.MonkeyPatch.context() as patch:
        # Reading the system's own authorities takes longer than most of these tests.
        patch.setenv("SSL_CERT_FILE", web.cafile)
        async with Net(replace(whole, **settings)) as net:
            yield Context(net=net, access=access or Access())


def claim(site: Fetcher, url: str) -> Target:
    """Return the target a site makes of an address, which it has to claim."""
    target = site.claim(parse(url))
    assert target is not None, url
    return target


async def ask(site: Fetcher, url: str, context: Context, *fragments: str) -> Observation:
    """Ask for one address."""
    target = replace(claim(site, url), fragments=fragments)
    return (await ask_all(site, [target], context))[target.key]


async def ask_all(site: Fetcher, targets: Iterable[Target | str], context: Context) -> dict[str, Observation]:
    """Ask for several addresses in one batch; each has to be answered exactly once."""
    wanted = [claim(site, each) if isinstance(each, str) else each for each in targets]
    pairs = [pair async for pair in site.observe(wanted, context)]
    assert sorted(target.key for target, _ in pairs) == sorted(target.key for target in wanted)
    return {target.key: seen for target, seen in pairs}


def standing(seen: Observation) -> tuple[Availability, str] | None:
    """Return what the service said, None where no service spoke."""
    return (seen.answer.standing, seen.answer.code) if seen.answer else None


def check_claimed(site: Fetcher, url: str, kind: str, key: str, **parts: str) -> None:
    """An address of the table's forms: claimed by the site, for the whole registry too, with its key and groups."""
    target = claim(site, url)
    assert (target.kind, target.key) == (kind, key)
    assert {name: target.parts.get(name) for name in parts} == parts
    assert registry.find(parse(url)).fetcher == site.name


def check_not_claimed(site: Fetcher, url: str) -> None:
    """A near miss: somebody else's address."""
    assert site.claim(parse(url)) is None
    assert registry.find(parse(url)).fetcher != site.name


def recorded(*path: str) -> Any:
    """Return a recorded answer as it was stored. Skips the test where there is none."""
    file = RECORDED.joinpath(*path)
    if not file.is_file():
        pytest.skip("no recorded answers here")
    text = file.read_text("utf-8")
    return json.loads(text) if file.suffix == ".json" else text


def replay(web: SmallWeb, exchange: Mapping[str, Any]) -> None:
    """Let the small web give a recorded answer to the request that it answered."""
    address = parse(exchange["request"]["url"])
    body = exchange.get("body_json")
    web.site(address.host).get(
        address.path,
        status=exchange["status"],
        body=b"" if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json", **exchange.get("headers", {})},
    )
