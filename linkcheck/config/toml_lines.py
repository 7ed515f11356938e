"""On which line of a TOML text a setting stands: tomllib keeps no positions. Pure."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from linkcheck.config.errors import Keys


def line_of(text: str, keys: Keys) -> int | None:
    """Return the line of a TOML text on which a value stands, or else the nearest table around it; None without any.

    A table that has no header of its own stands where the first one within it does.
    """
    line, most, wanted = None, 0, _spelt_alike(keys)
    for number, here in _places(text):
        if most < min(len(here), len(keys)) and _spelt_alike(here)[: len(keys)] == wanted[: len(here)]:
            line, most = number, min(len(here), len(keys))
    return line


def _spelt_alike(keys: Keys) -> Keys:
    """``max_age`` is taken for ``max-age``."""
    return tuple(key.replace("_", "-") if isinstance(key, str) else key for key in keys)


def _places(text: str) -> Iterator[tuple[int, Keys]]:
    """Yield each line that has a table's header or a value's name on it, and what it names."""
    table: Keys = ()
    entries: Counter[Keys] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        # A line inside a multi-line value is no TOML by itself.
        with suppress(tomllib.TOMLDecodeError):
            if line.lstrip().startswith("["):
                table = tuple(_path(tomllib.loads(line)))
                if line.lstrip().startswith("[["):
                    entries[table] += 1
                    table = (*table, entries[table] - 1)
                yield number, table
            elif "=" in line:
                yield number, (*table, *_path(tomllib.loads(line.partition("=")[0] + "= 0")))


def _path(table: Any) -> Iterator[str]:  # noqa: ANN401  whatever TOML can hold
    """Yield the names on the one way down."""
    while isinstance(table, dict) and table:
        ((name, table),) = table.items()
        yield name
