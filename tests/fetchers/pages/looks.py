"""Look at an address of the scripted web, as the generic fetcher would."""

from __future__ import annotations

from typing import Any

from fetchers.addresses.address import parse
from fetchers.context import Context
from fetchers.facts import Observation, Target
from fetchers.pages import Refine, look
from tests.fetchers.net.web import Web

WORDS = b"<p>" + b"An article about the subject in the title, of some length. " * 40 + b"</p>"


def page(title: str, body: bytes = WORDS, head: bytes = b"") -> bytes:
    return b"<!doctype html><html><head><title>%s</title>%s</head><body>%s</body></html>" % (
        title.encode(),
        head,
        body,
    )


def target(url: str, **facts: Any) -> Target:
    return Target(fetcher="generic", kind="page", key=url, address=parse(url), **facts)


async def seen(web: Web, url: str, refine: Refine | None = None, **facts: Any) -> Observation:
    async with web.net() as net:
        return await look(target(url, **facts), Context(net=net), refine)
