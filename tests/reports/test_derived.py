"""Rounded numbers, dates, titles that say more, ages and groups."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.facts import Metadata
from linkcheck.editing.wording import is_generic
from linkcheck.model import OccurrenceKind, Record, Suggestion, SuggestionKind, Verdict
from linkcheck.model.counts import rounded
from linkcheck.model.dates import months_since
from reports import derived
from reports.duplicates import duplicates
from reports.short_address import host, short
from tests.reports.builder import NOW, ListBuilder


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "0"),
        (7, "7"),
        (19, "19"),
        (42, "40"),
        (99, "100"),
        (123, "120"),
        (999, "1k"),
        (1_000, "1k"),
        (1_234, "1.2k"),
        (2_390, "2.3k"),
        (9_999, "10k"),
        (10_000, "10k"),
        (22_456, "23k"),
        (23_000, "23k"),
        (549_969, "550k"),
        (130_000, "130k"),
        (1_100_000, "1.1M"),
    ],
)
def test_counts_are_rounded_to_the_nearest_step(number: int, shown: str) -> None:
    assert rounded(number) == shown


def value(shown: str) -> float:
    return float(shown.rstrip("kM")) * {"k": 1e3, "M": 1e6}.get(shown[-1], 1)


@given(st.integers(0, 10**8))
def test_rounding_is_never_off_by_more_than_a_twelfth(number: int) -> None:
    shown = value(rounded(number))
    assert abs(number - shown) <= number / 12


@given(st.integers(0, 10**7), st.integers(0, 10**6))
def test_rounding_keeps_order(one: int, more: int) -> None:
    assert value(rounded(one)) <= value(rounded(one + more))


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2024-03-05", "2024-03"),
        ("2024-03-05T01:02:03Z", "2024-03"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("2024-13-01", "2024"),
        ("", None),
        (None, None),
        ("soon", None),
    ],
)
def test_dates_are_months(date: str | None, shown: str | None) -> None:
    assert derived.month(date) == shown


@pytest.mark.parametrize(
    ("date", "months"),
    [
        ("2026-05-04", 0),
        ("2026-04-05", 0),
        ("2026-04-04", 1),
        ("2024-05-04", 24),
        ("2024-05-05", 23),
        ("2027-01-01", 0),
    ],
)
def test_whole_months_since(date: str, months: int) -> None:
    assert months_since(date, datetime(2026, 5, 4, tzinfo=UTC)) == months


@pytest.mark.parametrize("date", ["2024", "", None, "yesterday"])
def test_no_age_without_a_month(date: str | None) -> None:
    assert months_since(date, NOW) is None


@pytest.mark.parametrize("text", ["链接", "here", "Click here!", "1", "[2]", "LINK", "这里", " this "])
def test_texts_that_say_nothing(text: str) -> None:
    assert is_generic(text)


@pytest.mark.parametrize("text", ["博客", "LoRA", "phi-2", "BEVFormer", "", "link prediction", "1 year of Rust"])
def test_texts_that_say_something(text: str) -> None:
    assert not is_generic(text)


def titled(title: str | None, kind: str = "page") -> Record:
    metadata = {"kind": kind, "title": title}
    return ListBuilder().link("x", "https://example.org/", metadata=metadata).run().records[0]


@pytest.mark.parametrize(
    ("title", "kind", "text"),
    [
        ("LoRA", "page", "LoRA"),
        ("lora!", "page", "LoRA"),
        ("LoRA", "page", "The LoRA paper"),
        ("", "page", "x"),
        (None, "page", "x"),
        ("owner/Name", "repository", "name"),
        ("…", "page", "x"),
    ],
)
def test_titles_that_say_no_more(title: str | None, kind: str, text: str) -> None:
    assert derived.telling_title(titled(title, kind), text) is None


@pytest.mark.parametrize(
    ("title", "kind", "text"), [("LoRA: Low-Rank Adaptation", "paper", "LoRA"), ("owner/name", "repository", "other")]
)
def test_titles_that_say_more(title: str, kind: str, text: str) -> None:
    assert derived.telling_title(titled(title, kind), text) == title


def test_hosts_as_a_person_says_them() -> None:
    assert host("https://user:secret@www.Example.org/x") == "example.org"
    assert host("mailto:a@b.example") == "mailto:a@b.example"


def test_short_addresses_keep_beginning_and_end() -> None:
    text = short("https://www.example.org/" + "a" * 90 + "/end")
    assert len(text) == 50
    assert text.startswith("example.org/a")
    assert text.endswith("/end")


def test_short_addresses_show_letters() -> None:
    assert short("https://zh.wikipedia.org/wiki/%E5%8D%B7%E7%A7%AF") == "zh.wikipedia.org/wiki/卷积"
    assert short("https://example.org/%FF%2F%20x") == "example.org/%FF%2F%20x"


def test_pictures_are_no_duplicates() -> None:
    b = ListBuilder()
    b.item("a", ("badge", "https://img.example.org/b"), kind=OccurrenceKind.IMAGE)
    b.item("b", ("badge", "https://img.example.org/b"), kind=OccurrenceKind.IMAGE)
    assert list(duplicates(b.run())) == []


def test_links_that_end_at_one_address_are_duplicates() -> None:
    new = Suggestion("https://example.org/new-name", SuggestionKind.MOVED)
    b = ListBuilder().link("a", "https://example.org/old-name", Verdict.MOVED, suggestion=new)
    b.link("b", "https://example.org/new-name", key="example:new-name")
    b.link("c", "https://example.org/other", Verdict.MOVED)
    ((first, second),) = duplicates(b.run())
    assert (first[0].url, second[0].url) == ("https://example.org/old-name", "https://example.org/new-name")


def test_what_was_out_of_reach_is_not_revived() -> None:
    b = ListBuilder().link("a", "https://a.example/", before=Verdict.UNREACHABLE)
    b.link("b", "https://b.example/", before=Verdict.DEAD)
    b.link("c", "https://c.example/", Verdict.BLOCKED, before=Verdict.DEAD)
    revived = [record.link.url for record in b.run().records if derived.is_revived(record.before, record.verdict)]
    assert revived == ["https://b.example/"]


def test_entries_without_a_link_are_leaves() -> None:
    b = ListBuilder().heading("H").item("parent").item("leaf", depth=1).item("KV Cache").item(" ")
    b.link("a", "https://a.example/")
    assert list(derived.unlinked(b.run())) == [
        ("list.md", 3, "leaf", ("H", "parent")),
        ("list.md", 4, "KV Cache", ("H",)),
    ]


def test_a_refused_service_leaves_dated_facts() -> None:
    old = Metadata(as_of=datetime(2026, 1, 1, tzinfo=UTC))
    assert derived.is_dated_facts(old, NOW)
    assert not derived.is_dated_facts(Metadata(as_of=NOW), NOW)
    assert not derived.is_dated_facts(Metadata(), NOW)
