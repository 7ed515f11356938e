"""The page: complete without a script, closed to everything from outside, and quick with thousands of rows."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from linkcheck.model import RecordList, Run, Verdict
from reports import escape
from reports.htmlpage import HTML
from reports.interface import Lang, Options
from tests.reports import samples
from tests.reports.builder import ListBuilder, run_of
from tests.reports.strangers import texts, urls

LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "style"}


class Page(HTMLParser):
    """Reads a page back: its elements, its links, and what it would run or show."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, str] = {}
        self.text = ""
        self._open = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, data: str) -> None:
        if self._open in ("script", "style"):
            self.raw[self._open] = self.raw.get(self._open, "") + data
        else:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(run: Run, lang: Lang = "en") -> Page:
    return Page(HTML.render(run, Options(lang=lang)))


def test_every_link_has_a_row_with_what_filters_and_orders_need() -> None:
    rows = [row for row in page(samples.everything()).all("li") if "data-v" in row]
    assert len(rows) == 15
    assert {row["data-v"] for row in rows} == {verdict.value for verdict in Verdict}
    first = next(row for row in rows if row["data-i"] == "0")
    assert (first["data-h"], first["data-s"], first["data-d"], first["data-c"]) == (
        "github.com",
        "22345",
        "2026-04",
        "MLLM",
    )


def test_what_needs_attention_comes_first_even_without_the_script() -> None:
    rows = [row for row in page(samples.everything()).all("li") if "data-v" in row]
    assert [row["data-v"] for row in rows[:4]] == ["dead", "soft-dead", "invalid", "fragment-missing"]
    assert sorted(int(row["data-i"] or "") for row in rows) == list(range(15))


def test_links_are_those_of_the_list() -> None:
    run = samples.everything()
    hrefs = {a["href"] for a in page(run).all("a")} - {"#links"}
    better = {record.suggestion.url for record in run.records if record.suggestion}
    lines = {f"list.md?plain=1#L{o.line}" for r in run.records for o in r.link.occurrences}
    assert hrefs - lines == {r.link.url for r in run.records if r.link.url.startswith("http")} | better
    assert hrefs & lines


def test_a_link_in_nine_files_folds_its_places_and_is_found_by_file() -> None:
    lists = [ListBuilder(file=f"docs/{n}.md").link("x", "https://a.test.org/", Verdict.DEAD) for n in range(9)]
    run = run_of(lists)
    (first, *_) = run.records
    link = replace(first.link, occurrences=tuple(o for b in lists for o in b.document().occurrences))
    found = page(replace(run, records=RecordList([replace(first, link=link)])))
    text = HTML.render(replace(run, records=RecordList([replace(first, link=link)])), Options(link_base="../"))
    assert "<summary>6 more</summary>" in text
    assert 'data-f=" 0 1 2 3 4 5 6 7 8 "' in text
    assert '<a href="../docs/8.md?plain=1#L1">docs/8.md:1</a>' in text
    assert len([a for a in found.all("select") if a.get("id") == "file"]) == 1
    assert '<p class="headline">The one link is fine.' not in text
    assert "1 of 1 link needs attention" in text


def test_one_list_needs_no_filter_by_file() -> None:
    assert not [a for a in page(samples.everything()).all("select") if a.get("id") == "file"]


def test_nothing_is_loaded_from_anywhere() -> None:
    for tag, attributes in page(samples.everything()).elements:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "audio", "video", "source")
        assert not LOADING & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]
    style = page(samples.everything()).raw["style"]
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_our_own_style_and_script_only() -> None:
    found = page(samples.everything())
    policy = next(meta["content"] or "" for meta in found.all("meta") if "http-equiv" in meta)
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(found.raw[name].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_every_control_has_a_name_and_the_count_is_announced() -> None:
    text = HTML.render(samples.everything(), Options())
    found = Page(text)
    for control in ("query", "host", "order"):
        assert re.search(rf"<label[^>]*>[^<]+<(input|select)[^>]*id=\"{control}\"", text)
    assert [p for p in found.all("p") if p.get("role") == "status"]
    assert all(svg.get("aria-label") and svg.get("role") == "img" for svg in found.all("svg"))
    assert found.all("html")[0]["lang"] == "en"
    assert page(samples.everything(), "zh").all("html")[0]["lang"] == "zh-Hans"


def test_each_verdict_can_be_chosen() -> None:
    boxes = [box["value"] for box in page(samples.everything()).all("input") if box.get("type") == "checkbox"]
    assert boxes == [verdict.value for verdict in Verdict]


def test_a_list_without_links_says_so_and_has_no_controls() -> None:
    found = page(samples.nothing())
    assert "There are no links." in found.text
    assert found.all("input") == []


def test_years_are_drawn_where_there_are_two() -> None:
    b = ListBuilder()
    b.link("a", "https://a.example/", metadata={"published": "2021-02-03"})
    assert "by year" not in page(b.run()).text
    b.link("b", "https://b.example/", metadata={"published": "2024-02-03"})
    b.link("c", "https://c.example/", metadata={"published": "9999-01-01"})
    found = page(b.run())
    assert "by year" in found.text
    assert "2021: 1, 2024: 1" in [svg.get("aria-label") for svg in found.all("svg")]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_five_thousand_rows_take_no_time(lang: Lang) -> None:
    run = samples.large(5_000)
    before = time.process_time()
    text = HTML.render(run, Options(lang=lang))
    assert time.process_time() - before < 5
    assert text.count("<li data-i") == 5_000
    assert len(text) < 6_000_000


@settings(max_examples=60, deadline=None)
@given(texts, urls)
def test_strangers_add_neither_elements_nor_attributes_nor_addresses(text: str, url: str) -> None:
    run = samples.hostile(text, url)
    found = page(run)
    plain = page(samples.hostile("x", url))
    allowed = {(tag, name) for tag, attributes in plain.elements for name in attributes} | {("a", "href"), ("a", "rel")}
    assert {(tag, name) for tag, attributes in found.elements for name in attributes} <= allowed
    assert found.raw == plain.raw
    intended = {escape.address(record.link.url) for record in run.records} | {"#links"}
    intended |= {f"https://example.net/{number}" for number in range(10)}
    intended |= {f"list.md?plain=1#L{o.line}" for r in run.records for o in r.link.occurrences}
    assert {a["href"] for a in found.all("a")} <= intended
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", found.text)
