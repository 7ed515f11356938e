"""The records of a run go to disk and come back as they were."""

from __future__ import annotations

import random
import resource
import tempfile
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from fetchers.addresses.address import Address
from fetchers.codes import Code
from fetchers.facts import Metadata, Target
from linkcheck.model import History, Link, Record, Verdict
from linkcheck.record_spool import MOST_IN_MEMORY, RecordSpool, SpoolError
from tests.reports import samples
from tests.reports.builder import NOW


def some(number: int, detail: str = "It is there.") -> list[Record]:
    links = [Link(url=f"https://a.test/{n}", key=f"https://a.test/{n}", occurrences=()) for n in range(number)]
    return [
        Record(link=link, verdict=Verdict.ALIVE, reason=Code("http-200"), detail=detail, checked=NOW) for link in links
    ]


def put_all(ledger: RecordSpool, records: list[Record]) -> None:
    for record in records:
        ledger.put(record)


def opened(records: list[Record]) -> RecordSpool:
    return RecordSpool([record.link for record in records])


def test_records_come_back_whole_in_the_order_of_the_links() -> None:
    records = list(samples.everything().records)
    shuffled = random.Random(5).sample(records, len(records))
    with opened(records) as ledger:
        put_all(ledger, shuffled)
        assert list(ledger) == records
        assert [ledger[number] for number in range(len(ledger))] == records
        assert [ledger.about(record.link.url) for record in records] == records
        assert list(ledger.verdicts) == [record.verdict for record in records]
        assert list(ledger.before) == [record.before for record in records]
        assert list(ledger.links) == [record.link for record in records]


def test_a_later_record_takes_the_place_of_an_earlier_one() -> None:
    records = some(3)
    with opened(records) as ledger:
        put_all(ledger, records)
        gone = replace(records[1], verdict=Verdict.DEAD, earlier=Metadata(title="T"), stored=True, source="RFC 9110")
        ledger.put(gone)
        assert list(ledger) == [records[0], gone, records[2]]
        assert {verdict: n for verdict, n in ledger.counts.items() if n} == {Verdict.ALIVE: 2, Verdict.DEAD: 1}


def test_what_it_does_not_have_it_does_not_tell() -> None:
    first, second = some(2)
    with opened([first, second]) as ledger:
        ledger.put(first)
        assert ledger.has(first.link)
        assert not ledger.has(second.link)
        assert ledger.about("https://b.test/") is None


def test_the_history_that_was_judged_by_comes_back_too() -> None:
    first, second = some(2)
    history = History(verdict=Verdict.MOVED, failures=2, metadata=Metadata(title="T"))
    with opened([first, second]) as ledger:
        ledger.put(first, history)
        ledger.put(second)
        assert ledger.past_of(first.link.identity) == history
        assert ledger.past_of(second.link.identity) is None


def test_a_link_that_was_not_looked_at_as_planned_has_no_target() -> None:
    address = Address("file", "", None, "x", None, None)
    target = Target(fetcher="file", kind="file", key="https://a.test/0", address=address)
    (record,) = some(1)
    planned = replace(record, link=replace(record.link, target=target))
    with opened([planned]) as ledger:
        ledger.put(planned)
        assert list(ledger) == [planned]
        ledger.put(record)
        assert list(ledger) == [record]


def test_records_take_no_memory() -> None:
    records = some(4_000, "Words. " * 1_000)
    with opened(records) as ledger:
        tracemalloc.start()
        put_all(ledger, records)
        assert sum(len(record.detail) for record in ledger) == 28_000_000
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 4 * MOST_IN_MEMORY


@contextmanager
def room_for(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def long() -> list[Record]:
    return some(2_000, "Words. " * 200)


def test_a_temporary_folder_that_is_not_there_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, long: list[Record]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with opened(long) as ledger, pytest.raises(SpoolError, match="TMPDIR"):
        put_all(ledger, long)
    with (
        RecordSpool([record.link for record in long], tmp_path / "gone") as ledger,
        pytest.raises(SpoolError, match="--state"),
    ):
        put_all(ledger, long)


def test_a_full_disk_is_one_line(long: list[Record]) -> None:
    with opened(long) as ledger, room_for(2 * MOST_IN_MEMORY), pytest.raises(SpoolError, match="TMPDIR"):
        put_all(ledger, long)
