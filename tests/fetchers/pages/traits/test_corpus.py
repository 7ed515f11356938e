"""Pages that people saved because there was something to read on them accuse nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fetchers.pages.html import decode, read
from fetchers.pages.traits import find_witnesses
from tests.fetchers.pages.traits.trait_pages import INNOCENT

SAVED = Path(__file__).resolve().parents[5] / "shared" / "data" / "pages"


def _pages() -> Iterator[tuple[Path, str]]:
    for index in sorted(SAVED.glob("*/expected.json")):
        for row in json.loads(index.read_text(encoding="utf-8")):
            url = str(row.get("url") or "")
            yield index.parent / row["file"], url if url.startswith("http") else "https://site.hardweb/article"


@pytest.mark.skipif(not SAVED.is_dir(), reason="the saved pages are not here")
def test_no_saved_page_is_accused() -> None:
    accused = {}
    seen = 0
    for path, url in list(_pages())[::2]:
        text = decode(path.read_bytes()[: 512 * 1024], "text/html")
        reading = read(text, url=url, complete=True)
        headers = {"content-type": "text/html"}
        found = (
            find_witnesses(
                status=200, headers=headers, text=text, page=reading.page, url=url, final_url=url, seen=reading.visible
            ).keys()
            - INNOCENT
        )
        seen += 1
        if found:
            accused[f"{path.parent.name}/{path.name}"] = sorted(found)
    assert seen > 100
    assert accused == {}
