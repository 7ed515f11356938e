"""One browser for every test here, and pages written where it can open them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from linkcheck.model import Run
from reports.htmlpage import HTML
from reports.interface import Lang, Options
from tests.browser import chromium
from tests.browser.chromium import Tab

Open = Callable[..., AbstractAsyncContextManager[Tab]]


@pytest.fixture(scope="session")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Return where a running browser takes commands; skip where there is no browser."""
    executable = chromium.find()
    if executable is None:
        pytest.skip("there is no Chromium here")
    with chromium.running(executable, tmp_path_factory.mktemp("profile")) as number:
        yield number


@pytest.fixture
def show(port: int, tmp_path: Path) -> Open:
    """Return what opens the page of a run in a tab of its own."""

    @asynccontextmanager
    async def opened(
        run: Run, *, lang: Lang = "en", width: int = 1200, height: int = 800, scheme: str = "light"
    ) -> AsyncIterator[Tab]:
        file = tmp_path / "page.html"
        file.write_text(HTML.render(run, Options(lang=lang)), encoding="utf-8")
        async with chromium.tab(port, width=width, height=height, scheme=scheme) as page:
            await page.open(file.as_uri())
            yield page

    return opened
