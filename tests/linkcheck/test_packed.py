"""Packed sequences."""

from __future__ import annotations

import pickle
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkcheck.model import Entry, EntryKind
from linkcheck.model.packed import Packed


def entry(text: str, number: int = 0) -> Entry:
    return Entry(kind=EntryKind.ITEM, depth=0, line=number, text=text, occurrences=(number,))


@given(st.lists(st.text(st.characters(), max_size=20), max_size=100), st.slices(100))
def test_a_packed_sequence_is_as_the_list_that_it_was_made_of(texts: list[str], cut: slice) -> None:
    entries = [entry(text, number) for number, text in enumerate(texts)]
    packed = Packed(Entry, entries)
    assert len(packed) == len(entries)
    assert packed == entries
    assert tuple(entries) == packed
    assert packed[cut] == entries[cut]
    assert [packed[number] for number in range(-len(entries), len(entries))] == entries + entries
    assert pickle.loads(pickle.dumps(packed)) == entries


def test_what_no_encoding_can_carry_and_what_is_large_is_kept_as_well() -> None:
    entries = [entry("\ud800"), entry("small"), entry("large" * 100_000)]
    assert Packed(Entry, entries) == entries
    assert Packed(Entry, entries * 40) == entries * 40


def test_there_is_nothing_behind_its_end() -> None:
    packed = Packed(Entry, [entry("one")])
    for number in (1, -2):
        with pytest.raises(IndexError):
            packed[number]


def test_reading_one_does_not_disturb_who_goes_through_all() -> None:
    entries = [entry(f"entry {number}", number) for number in range(200)]
    packed = Packed(Entry, entries)
    assert [(each, packed[-1 - each.line]) for each in packed] == list(zip(entries, reversed(entries), strict=True))


def test_an_item_takes_a_tenth_of_an_object() -> None:
    packed = Packed(Entry)
    tracemalloc.start()
    try:
        for number in range(3_200):
            packed.append(entry(f"an entry of the list and its number, {number}", number))
        assert tracemalloc.get_traced_memory()[0] / 3_200 < 40
    finally:
        tracemalloc.stop()
