"""Other people's Markdown: the CommonMark specification, real lists beside GitHub's own parser, lychee's fixtures.

The data stands beside the repository (``../shared``) and is not part of it; without it these tests are skipped.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from linkcheck.document import read_document
from linkcheck.model import Document, OccurrenceKind

DATA = Path(__file__).parents[3] / "shared" / "data"
CMARK = shutil.which("cmark-gfm")

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="needs ../shared/data")


def load(path: str) -> Any:
    file = DATA / path
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else []


def normal(url: str) -> str:
    """Percent-encode as renderers do, so that spellings of one address compare equal."""
    return quote(url, safe="%/?:@!$&'()*+,;=-._~#")


class Rendered(HTMLParser):
    """Counts the addresses in a rendered page, percent-encoded."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value is not None:
                self.found[normal(value.strip())] += 1
            elif name == "srcset" and value is not None:
                self.found.update(normal(part.split()[0]) for part in value.split(",") if part.strip())


def extracted(document: Document) -> Counter[str]:
    return Counter(normal(place.url) for place in document.occurrences)


def alone_in_its_definition(document: Document) -> Counter[str]:
    """Count the addresses of definitions that at most one link uses: a renderer does not show those of none."""
    references = [place for place in document.occurrences if place.kind is OccurrenceKind.REFERENCE]
    spans = Counter(place.start for place in references)
    return Counter(normal(place.url) for place in references if spans[place.start] == 1)


# -- CommonMark ---------------------------------------------------------------------------------------------------

EXAMPLES = load("commonmark/examples.json")
# Examples that define what no link uses.
UNUSED = {207, 208, 210, 317, 536, 537, 538, 545, 563, 565, 567, 571, 592}


@needs_data
def test_the_specification_is_there_whole() -> None:
    assert len(EXAMPLES) == 652


@needs_data
def test_commonmark_examples() -> None:
    with_more = set()
    for example in EXAMPLES:
        document = read_document(example["markdown"], "example.md", bare=False)
        expected, found = Rendered(example["html"]).found, extracted(document)
        assert expected <= found, example
        assert found - expected <= alone_in_its_definition(document), example
        if found != expected:
            with_more.add(example["example"])
    assert with_more == UNUSED


# -- real lists ---------------------------------------------------------------------------------------------------

LISTS = sorted(path for path in (DATA / "lists").glob("*.md") if path.name != "INDEX.md")
# Only this one defines badges that it does not use.
WITH_UNUSED = {"Vincentqyw__cv-arxiv-daily__README.md": 8}


@needs_data
@pytest.mark.skipif(CMARK is None, reason="needs cmark-gfm")
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_real_lists_give_what_githubs_parser_renders(path: Path) -> None:
    assert CMARK is not None
    command = [
        CMARK,
        "--unsafe",
        *(word for name in ("table", "autolink", "strikethrough", "tasklist") for word in ("-e", name)),
    ]
    html = subprocess.run(command, input=path.read_bytes(), capture_output=True, check=True).stdout.decode()
    document = read_document(path.read_bytes().decode(), path.name)
    expected, found = Rendered(html).found, extracted(document)
    assert len(expected) > 20
    assert expected - found == Counter()
    more = found - expected
    assert more <= alone_in_its_definition(document)
    assert more.total() == WITH_UNUSED.get(path.name, 0)


@needs_data
@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_place_in_real_lists_holds_its_address(path: Path) -> None:
    data = path.read_bytes()
    for place in read_document(data.decode(), path.name).occurrences:
        written = data[place.start : place.end].decode()
        assert written.replace("&amp;", "&").replace("\\", "") in place.url


# -- lychee -------------------------------------------------------------------------------------------------------

CASES = [case for case in load("lychee/inline_cases.json") if case["format"] == "md"]
# What lychee reads differently, and why we do not follow.
LEFT_OUT = {
    "test_clean_wikilink": "GitHub shows [[foo]] in a README as text",
    "test_remove_wikilink_potholes_and_fragments": "the same",
    "test_link_text_checked_with_include_verbatim": "the text of a link is no second link",
}


@needs_data
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["test"])
def test_lychees_cases(case: dict[str, Any]) -> None:
    document = read_document(case["input"], "case.md", include_code=case["include_verbatim"])
    found = {place.url for place in document.occurrences}
    expected = {url.removeprefix(case.get("base_url") or "\0") for url in case["expected"]}
    if case["test"] in LEFT_OUT:
        assert found < expected
    elif case.get("base_url") or expected & found:
        assert found == expected
    else:  # lychee lists absolute addresses only where it has no base.
        assert {url for url in found if ":" in url} == expected


FIXTURES = {
    name: fixture
    for name, fixture in (load("lychee/expected_fixtures.json") or {}).items()
    if not name.endswith((".html", ".txt", ".xml"))  # not Markdown
}
# lychee 0.24.2 reads these as plain text; its own tests, for the next release, assert this.
ASSERTED = {name: {"https://example.com/"} for name in ("TEST_QUARTO.qmd", "TEST_RMARKDOWN.Rmd")}


@needs_data
@pytest.mark.parametrize("name", sorted(FIXTURES))
def test_lychees_fixtures(name: str) -> None:
    text = (DATA / "lychee" / "fixtures" / name).read_bytes().decode()
    expected = {item["url"] for item in FIXTURES[name]["observed_0_24_2_default"]}
    found = {as_lychee(place.url) for place in read_document(text, name).occurrences}
    remote = {url for url in found if ":" in url and not url.startswith("file:")}
    assert remote == ASSERTED.get(name, {url for url in expected if not url.startswith("file:")})


def as_lychee(url: str) -> str:
    parts = urlsplit(url)
    return url + "/" if parts.scheme in ("http", "https") and not parts.path else url


@needs_data
def test_lychees_verbatim_fixtures() -> None:
    path = DATA / "lychee" / "fixtures" / "TEST_CODE_BLOCKS.md"
    text = path.read_bytes().decode()
    assert read_document(text, "f").occurrences == ()
    found = {place.url for place in read_document(text, "f", include_code=True).occurrences}
    assert found == {item["url"] for item in FIXTURES[path.name]["observed_0_24_2_include_verbatim"]}
