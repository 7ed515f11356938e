"""What a state costs on disk, and that what is packed in it harms nobody who reads it."""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.facts import Metadata, Observation, Page
from linkcheck.model import History, Verdict
from linkcheck.store import Store
from linkcheck.store.believing import history_of, observation_of, packed, written_history

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SEEN = Observation(url="https://a.example/", observed=NOW, status=200, page=Page(title="A", text="Some words. " * 300))

TOPICS = st.sampled_from([(), ("a",)])


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


@given(
    st.builds(
        History,
        verdict=st.sampled_from([None, *Verdict]),
        since=st.none() | st.just(NOW),
        failures=st.integers(0, 9),
        confirmed=st.booleans(),
        title=st.none() | st.text(st.characters(codec="utf-8"), max_size=9),
        metadata=st.none()
        | st.builds(
            Metadata, kind=st.just("page"), title=st.none() | st.just(""), topics=st.sampled_from([(), ("a",)])
        ),
    )
)
def test_a_history_is_kept_without_what_nobody_knows(history: History) -> None:
    blob = written_history(history)
    assert history.title == "null" or b"null" not in blob
    assert history_of(blob, NOW) == history
    assert history_of(msgspec.json.encode(history), NOW) == history, "as older states have it"


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
