"""The forge that the Action's steps and the recipes speak to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.action.github import Api, serve


@pytest.fixture
def api() -> Iterator[Api]:
    with serve() as api:
        yield api
