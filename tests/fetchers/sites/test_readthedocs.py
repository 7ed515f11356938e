"""Read the Docs: pages of documentation, on every domain it has had."""

from __future__ import annotations

import pytest

from fetchers.sites.readthedocs import READTHEDOCS
from linkcheck.demo import SmallWeb
from tests.fetchers.sites.claims import ask, asking, check_claimed, check_not_claimed


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        ("https://pip.readthedocs.io/en/stable/", "docs", "https://pip.readthedocs.io/en/stable/"),
        ("http://pip.readthedocs.org/en/stable/", "docs", "https://pip.readthedocs.org/en/stable/"),
        ("https://pip.rtfd.io", "docs", "https://pip.rtfd.io/"),
        ("https://readthedocs.org/projects/pip/", "project", "readthedocs:pip"),
    ],
)
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(READTHEDOCS, url, kind, key)


@pytest.mark.parametrize(
    "url", ["https://readthedocs.org/", "https://readthedocs.io/", "https://readthedocs.example.org/en/latest/"]
)
def test_near_misses(url: str) -> None:
    check_not_claimed(READTHEDOCS, url)


async def test_documentation_on_the_old_domain_moved(web: SmallWeb) -> None:
    web.site("pip.readthedocs.org").redirect("/en/stable/", "https://pip.readthedocs.io/en/stable/", 301)
    web.site("pip.readthedocs.io").page("/en/stable/", "pip documentation")
    async with asking(web) as context:
        seen = await ask(READTHEDOCS, "https://pip.readthedocs.org/en/stable/", context)
    assert seen.final_url == "https://pip.readthedocs.io/en/stable/"
    assert seen.metadata is not None
    assert (seen.metadata.kind, seen.metadata.title) == ("documentation", "pip documentation")
