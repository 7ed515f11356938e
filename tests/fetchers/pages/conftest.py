from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.fetchers.net.web import Web


@pytest_asyncio.fixture
async def web() -> AsyncIterator[Web]:
    async with Web() as running:
        yield running
