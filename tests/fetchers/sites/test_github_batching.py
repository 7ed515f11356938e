from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.addresses.address import parse
from fetchers.sites.github import GITHUB
from fetchers.sites.github.query import Group, group
from fetchers.sites.github.run_state import PageAllowance
from fetchers.sites.github.strategy import batches, weight_of


def repositories(count: int, part: str = "") -> list[Group]:
    urls = (f"https://github.com/octo/r{number}{part}" for number in range(count))
    return group(target for url in urls if (target := GITHUB.claim(parse(url))) is not None)


@pytest.mark.parametrize(
    ("count", "sizes"),
    [
        (0, []),
        (1, [1]),
        (40, [40]),
        (60, [30, 30]),
        (100, [50, 50]),
        (101, [51, 50]),
        (200, [100, 100]),
        (254, [64, 63, 64, 63]),
        (487, [82, 81, 81, 81, 81, 81]),
    ],
)
def test_questions_are_equal_and_fill_both_connections(count: int, sizes: list[int]) -> None:
    assert [len(part) for part in batches(repositories(count), 100, 2)] == sizes


def test_on_one_connection_questions_are_as_few_as_can_be() -> None:
    assert [len(part) for part in batches(repositories(250), 100)] == [84, 83, 83]


@given(st.integers(0, 300), st.integers(0, 40), st.integers(1, 100), st.integers(1, 3))
def test_nothing_is_lost_and_no_question_is_too_large(light: int, heavy: int, size: int, connections: int) -> None:
    groups = [*repositories(light), *repositories(heavy, "/tree/feature/x/y/z")]
    parts = batches(groups, size, connections)
    assert [item for part in parts for item in part] == groups
    assert all(part and (weight_of(part) <= size or len(part) == 1) for part in parts)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_pages_are_left_to_those_who_need_them() -> None:
    clock = Clock()
    allowance = PageAllowance(clock)
    taken = 0
    while allowance.has_room():
        allowance.begin()
        allowance.end()
        taken += 1
    assert 40 <= taken < 60
    clock.now += 2.5
    assert allowance.has_room()
    clock.now += 3600
    allowance.spend()
    assert not allowance.has_room()


def test_only_a_few_pages_are_open_together() -> None:
    allowance = PageAllowance(Clock())
    for _ in range(4):
        assert allowance.has_room()
        allowance.begin()
    assert not allowance.has_room()
    assert allowance.has_room(in_line=True)
    allowance.end()
    assert allowance.has_room()
