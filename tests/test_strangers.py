"""Any bytes in, an observation out: every reader of strangers' words, with words that nobody would have thought of.

``fuzz/`` goes on from here with coverage as its guide; what it found is among the examples.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fetchers import registry
from fetchers.addresses.address import parse
from fetchers.fetcher import Fetcher
from tests import strangers

DEEP = b"[" * 200_000
quietly = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

KEYS = st.sampled_from(
    [
        "id",
        "name",
        "title",
        "data",
        "items",
        "result",
        "results",
        "message",
        "error",
        "errors",
        "status",
        "type",
        "url",
        "html_url",
        "full_name",
        "owner",
        "login",
        "description",
        "stargazers_count",
        "created_at",
        "updated_at",
        "pushed_at",
        "archived",
        "disabled",
        "private",
        "fork",
        "license",
        "author",
        "authors",
        "response",
        "docs",
        "records",
        "hits",
        "total",
        "content",
        "text",
        "date",
        "year",
        "doi",
        "versions",
        "crate",
        "info",
        "package",
        "repository",
        "rateLimit",
        "r0",
        "message-id",
        "titles",
        "publicationYear",
        "feed",
        "entry",
        "query",
        "pages",
        "missing",
        "extract",
    ]
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(max_size=12)
    | st.sampled_from(["2020-01-01T00:00:00Z", "0001-01-01", "9999-12-31T23:59:59-23:59", "\ud800", "https://a.org/"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=6), inner, max_size=5),
    max_leaves=25,
)  # fmt: skip
BODIES = st.binary(max_size=200) | VALUES.map(lambda value: json.dumps(value).encode())
ANSWERS = st.lists(
    st.tuples(
        st.sampled_from([200, 200, 200, 301, 404, 403, 429, 500]),
        BODIES,
        st.sampled_from(["application/json", "text/html; charset=utf-8", "application/atom+xml", ""]),
    ),
    min_size=1,
    max_size=4,
)
MARKUP = st.lists(
    st.sampled_from(
        [
            b"<title>",
            b"</title>",
            b"<h1>",
            b"<meta charset=gbk>",
            b"<script type='application/ld+json'>",
            b"</script>",
            b'{"@type":"Article","name":"\\ud800","datePublished":"',
            b'"}',
            b"<base href='",
            b"<time datetime='",
            b"'>",
            b"<frame src=x>",
            b"<!--",
            b"-->",
            b"<meta http-equiv=refresh content='0;url=",
            b"\xff",
            b"2020-13-45",
            b"\x00",
            "年月日".encode(),
            b"<svg><title>",
            b"404 not found ",
            b"]]>",
            b"<![CDATA[",
            b"&#xD800;",
            b"&#0;",
            b"<p>" * 50,
        ]
    )
    | st.binary(max_size=20),
    max_size=30,
).map(b"".join)


@pytest.mark.parametrize("site", registry.FETCHERS, ids=lambda site: site.name)
@quietly
@given(data=st.data())
def test_a_site_makes_an_observation_of_any_words(site: Fetcher, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(site.forms))
    answers = data.draw(ANSWERS)
    target = registry.find(parse(form.example))
    observation = strangers.observe(target, lambda number: answers[number % len(answers)])
    strangers.check_observation(target, observation)


@pytest.mark.parametrize("site", registry.FETCHERS, ids=lambda site: site.name)
@pytest.mark.parametrize(
    "answer",
    [
        (200, DEEP, "application/json"),
        (200, b'{"data":' * 50_000, "text/html"),
        (200, b"<feed>" * 20_000, "application/atom+xml"),
        (200, b"", ""),
        (500, b"null", "application/json"),
    ],
    ids=["brackets", "braces", "elements", "nothing", "null"],
)
def test_a_site_survives_what_broke_it_once(site: Fetcher, answer: tuple[int, bytes, str]) -> None:
    for form in list({form.kind: form for form in site.forms}.values())[:2]:
        target = registry.find(parse(form.example))
        strangers.check_observation(target, strangers.observe(target, lambda _: answer))


@settings(quietly, max_examples=200)
@given(body=st.binary(max_size=120))
def test_anything_that_was_seen_is_judged(body: bytes) -> None:
    strangers.check_judge(body)


@pytest.mark.parametrize("place", sorted(Path("fuzz/corpus").glob("*/*")), ids=lambda place: "/".join(place.parts[2:]))
def test_fuzzing_begins_with_what_is_read_without_a_mistake(place: Path) -> None:
    strangers.TARGETS[place.parent.name](place.read_bytes())


def test_fuzzing_begins_with_something_for_every_target_and_every_service() -> None:
    places = list(Path("fuzz/corpus").glob("*/*"))
    assert {place.parent.name for place in places} == strangers.TARGETS.keys()
    named = {place.read_bytes().partition(b"\n")[0].decode() for place in Path("fuzz/corpus/service").iterdir()}
    assert named == {site.name for site in registry.FETCHERS}
    workflow = yaml.safe_load(Path(".github/workflows/fuzz.yml").read_text("utf-8"))["jobs"]["fuzz"]
    assert set(workflow["strategy"]["matrix"]["target"]) == strangers.TARGETS.keys()


@quietly
@given(
    body=MARKUP, kind=st.sampled_from(["text/html", "text/html; charset=utf-16", "text/plain", "", "application/xml"])
)
def test_a_page_of_any_bytes_is_read(body: bytes, kind: str) -> None:
    strangers.check_page(body, kind)
    strangers.check_html(body)


@quietly
@given(body=st.binary(max_size=300))
def test_a_pdf_of_any_bytes_is_read(body: bytes) -> None:
    strangers.check_pdf(body)


@quietly
@given(text=st.text(alphabet="[]()<>!*_`~#-| \n\t:/.@wx&;\\\"'=年。", max_size=120) | st.text(max_size=60))
def test_a_list_of_any_text_is_read(text: str) -> None:
    strangers.check_document(text.encode("utf-8", "replace"))


@quietly
@given(text=st.text(alphabet="htps:/.@?#[]%\\ a1年\u200b-", max_size=40).map("http://".__add__) | st.text(max_size=40))
def test_any_address_is_parsed_or_refused(text: str) -> None:
    strangers.check_address(text.encode("utf-8", "replace"))


@quietly
@given(body=st.binary(max_size=200) | VALUES.map(lambda value: json.dumps(value).encode()))
def test_a_states_rows_are_believed_or_not(body: bytes) -> None:
    strangers.check_state(body)
    strangers.check_state_file(body)


FAILING = st.fixed_dictionaries(
    {
        "days": st.integers(-1, 101),
        "first": st.just("2024-01-01T00:00:00Z"),
        "last": st.just("2024-01-09T00:00:00+14:00"),
    }
)
LINES = st.dictionaries(
    st.sampled_from(["url", "verdict", "since", "last_alive", "failing", "confirmed", "title", "declined"]),
    st.sampled_from(["https://a.org/", "dead", "2024-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "\u2028", None, 7])
    | FAILING
    | VALUES,
)


@quietly
@given(lines=st.lists(LINES.map(lambda line: json.dumps(line).encode()) | st.binary(max_size=30), max_size=4))
def test_a_memory_of_any_lines_is_read_or_refused(lines: list[bytes]) -> None:
    strangers.check_memory(b"\n".join(lines))


@quietly
@given(
    text=st.lists(
        st.sampled_from(
            ["[hosts]\n", '[hosts."*.a"]\n', "[tool.linkcheck]\n", "exclude = ", "['(a']", "= ", "timeout", "\n"]
        )
        | st.sampled_from(["[[known]]\n", "url", '"x"', "1e400", "max-age", "services", "{a = 1}", "headers", "nan"])
        | st.text(max_size=5),
        max_size=12,
    ).map("".join)
)
def test_settings_of_any_text_hold_or_are_refused(text: str) -> None:
    strangers.check_config(text.encode("utf-8", "replace"))
