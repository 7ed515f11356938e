"""The page written back, with strangers' worst words in every place that takes words."""

from __future__ import annotations

import re
from unittest.mock import patch

import pyromark
from hypothesis import example, given, settings

from reports import enriched, escape
from reports.enriched import ENRICHED
from reports.interface import Options
from tests.reports import samples
from tests.reports.markdown import TABLES, events, pairs
from tests.reports.strangers import texts, urls

HTML = {"<br>", "<details>", "</details>"}


@settings(max_examples=60)
@given(texts, urls)
def test_strangers_words_make_neither_links_nor_images_nor_html(text: str, url: str) -> None:
    run = samples.hostile(text, url)
    page = ENRICHED.render(run, Options(link_base="../")).partition("\n")[2]
    links, markup, images = events(page)
    intended = {escape.address(r.link.url) for r in run.records} | {f"https://example.net/{n}" for n in range(10)}
    lines = {f"../list.md?plain=1#L{n}" for n in range(1, len(run.documents[0].outline) + 1)}
    assert set(links) - lines <= intended
    assert {escape.address(r.link.url) for r in run.records} - {None} <= set(links)
    assert images == 0
    assert {re.sub(r"<summary>\d+ \w+</summary>", "<br>", tag) for tag in markup} <= HTML


@settings(max_examples=60)
@given(texts)
def test_strangers_words_start_no_block(text: str) -> None:
    every = (
        TABLES | pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_MATH | pyromark.Options.ENABLE_TASKLISTS
    )
    allowed = {
        "Heading",
        "Paragraph",
        "Table",
        "TableHead",
        "TableRow",
        "TableCell",
        "List",
        "Item",
        "Link",
        "HtmlBlock",
    }
    allowed |= {"Strong", "CodeBlock", "Text", "InlineHtml", "Html", "SoftBreak"}
    page = ENRICHED.render(samples.hostile(text), Options())
    kinds: set[str] = set()
    for kind, value in pairs(page, every):
        if kind == "Start":
            kinds.add(value if isinstance(value, str) else next(iter(value)))
        elif kind != "End":
            kinds.add(kind)
    assert kinds <= allowed
    assert page.count("```") == 2


@settings(max_examples=60)
@given(texts, urls)
@example("!", "javascript:alert(1)")
def test_a_split_page_is_as_safe(text: str, url: str) -> None:
    run = samples.hostile(text, url)
    with patch.object(enriched, "SIZE_LIMIT", 1):
        files = dict(ENRICHED.files(run, Options(), "report.md"))
    assert list(files) == ["report.1.md", "report.md"]
    intended = {escape.address(r.link.url) for r in run.records} | {f"https://example.net/{n}" for n in range(10)}
    own = {f"list.md?plain=1#L{n}" for n in range(1, len(run.documents[0].outline) + 1)} | files.keys()
    for whole in files.values():
        mark, _, page = whole.partition("\n")
        assert re.fullmatch(r"<!-- linkcheck report: [0-9a-f]{16} -->", mark)
        links, markup, images = events(page)
        assert set(links) - own <= intended
        assert images == 0
        assert {re.sub(r"<summary>\d+ \w+</summary>", "<br>", tag) for tag in markup} <= HTML
