"""Read the Docs: documentation as pages; the old domain leads to the new one."""

from __future__ import annotations

from typing import Final

from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import Site

_PROJECT: Final = r"(?P<project>[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)"


class ReadTheDocs(Site):
    """Documentation hosted on Read the Docs."""

    name = "readthedocs"
    hosts = ("readthedocs.io", "readthedocs.org", "rtfd.io", "rtfd.org")
    forms = (
        UrlPattern(kind="project", pattern=rf"readthedocs\.org/projects/{_PROJECT}/?(?:\?.*)?", what="page",
            key="readthedocs:{project}", example="https://readthedocs.org/projects/pip/"),
        UrlPattern(kind="docs", pattern=rf"{_PROJECT}\.readthedocs\.io(?:/.*)?", what="documentation",
            example="https://docs.readthedocs.io/en/stable/"),
        # The domain of 2010 to 2016; its names redirect (blog.readthedocs.com, "securing subdomains").
        UrlPattern(kind="docs", pattern=rf"{_PROJECT}\.(?:readthedocs\.org|rtfd\.(?:io|org))(?P<path>/.*)?",
            what="documentation", example="http://zh-google-styleguide.readthedocs.org/en/latest/"),
    )  # fmt: skip
    guide = Guide(
        title="Read the Docs",
        brings="title of a page of documentation, and its last update where it says so",
        limits="as for any other page",
        refusal="as for any other page",
    )


READTHEDOCS: Final = ReadTheDocs()
