"""How long a server asks us to wait."""

from __future__ import annotations

import email.utils
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.net.pacing.retry_after import is_spent, retry_after

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
YEAR = 366 * 86400.0


def date(seconds: float) -> str:
    return email.utils.format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "2"}, 2),
        ({"retry-after": " 120 "}, 120),
        ({"retry-after": "0"}, 0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "86400"}, 86400),
        ({"retry-after": "9" * 400}, YEAR),
        ({"retry-after": date(3)}, 3),
        ({"retry-after": date(-3)}, None),
        ({"retry-after": date(3603), "date": date(3600)}, 3),
        ({"retry-after": date(3), "date": date(-3600)}, 3),
        ({"retry-after": date(-3597), "date": date(-3600)}, 3),
        ({"retry-after": date(-3603), "date": date(-3600)}, None),
        ({"retry-after": date(3), "date": "yesterday"}, 3),
        ({"retry-after": "Sun, 01 Mar 2026 12:00:03 -0000"}, 3),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "1m30s"}, None),
        ({"retry-after": "1e999"}, None),
        ({"retry-after": "٣"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "nan"}, None),
        ({}, None),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW.timestamp()) + 90)}, 90),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "55"}, 55),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW.timestamp()) - 90)}, None),
        ({"x-ratelimit-remaining": "7", "x-ratelimit-reset": "55"}, None),
        ({"retry-after": "3", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "55"}, 3),
        ({"ratelimit": '"api";r=0;t=55'}, 55),
        ({"ratelimit": '"api";r=489;t=225'}, None),
    ],
)
def test_each_form_is_understood(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, NOW) == seconds


@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_rubbish_never_raises_nor_asks_for_a_negative_wait(after: str, when: str, limit: str) -> None:
    headers = {"retry-after": after, "date": when, "ratelimit": limit, "x-ratelimit-reset": after}
    seconds = retry_after({**headers, "x-ratelimit-remaining": "0"}, NOW)
    assert seconds is None or 0 <= seconds <= YEAR


def test_a_spent_quota() -> None:
    assert is_spent({"x-ratelimit-remaining": "0"})
    assert not is_spent({"x-ratelimit-remaining": "10"})
    assert not is_spent({})
