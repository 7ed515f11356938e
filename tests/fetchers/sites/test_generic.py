"""Everybody else's pages."""

from __future__ import annotations

from fetchers.addresses.address import identity, parse
from fetchers.context import Context
from fetchers.sites.generic import GENERIC
from tests.fetchers.net.web import Web, answer


def test_it_claims_every_address_under_its_identity() -> None:
    one = GENERIC.claim(parse("http://www.a.example/x?utm_source=y#part"))
    two = GENERIC.claim(parse("https://a.example/x"))
    assert one is not None
    assert two is not None
    assert one.key == two.key == identity(parse("https://a.example/x"))
    assert one.url == "http://www.a.example/x?utm_source=y"
    assert GENERIC.batch == 1
    assert GENERIC.forms[0].kind == one.kind


def test_credentials_in_an_address_stay_out_of_the_target() -> None:
    claimed = GENERIC.claim(parse("https://me:secret@a.example/"))
    assert claimed is not None
    assert "secret" not in repr(claimed)


async def test_it_visits_each_target() -> None:
    async with Web() as web:
        await web.host("a.example", lambda _: answer())
        async with web.net() as net:
            targets = [t for n in range(2) if (t := GENERIC.claim(parse(f"http://a.example/{n}")))]
            found = [pair async for pair in GENERIC.observe(targets, Context(net=net))]
    assert [(target.url, seen.status) for target, seen in found] == [(t.url, 200) for t in targets]
