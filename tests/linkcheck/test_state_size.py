"""What a state costs on disk, and that what is packed in it harms nobody who reads it."""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from fetchers.facts import Observation, Page
from linkcheck.store import Store
from linkcheck.store.believing import observation_of, packed

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SEEN = Observation(url="https://a.example/", observed=NOW, status=200, page=Page(title="A", text="Some words. " * 300))


def test_a_page_s_text_takes_a_fraction_of_its_length(tmp_path: Path) -> None:
    with Store(tmp_path / "state.db") as store:
        store.begin(("list.md",), NOW)
        store.put(SEEN, "key", (), ())
        assert store.known("key") == SEEN
    with Store(tmp_path / "state.db") as store:
        assert store.known("key") == SEEN
    db = sqlite3.connect(tmp_path / "state.db")
    (size,) = db.execute("SELECT length(observation) FROM fact").fetchone()
    db.close()
    assert size < len(msgspec.json.encode(SEEN)) / 4


def test_a_state_from_before_is_read() -> None:
    assert observation_of(msgspec.json.encode(SEEN)) == SEEN


@pytest.mark.parametrize(
    "blob",
    [
        packed(b"{}"),
        packed(msgspec.json.encode(SEEN))[:-5],
        packed(msgspec.json.encode(SEEN))[3:],
        zlib.compress(b'{"url":"' + b"a" * (64 << 20) + b'"}', 9),
        packed(msgspec.json.encode(replace(SEEN, status=7))),
        b"x",
        b"",
        b"\x78\x01",
    ],
)
def test_what_was_not_packed_by_us_counts_as_not_there(blob: bytes) -> None:
    assert observation_of(blob) is None
