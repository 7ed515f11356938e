"""What is raised for a mistake in the settings, and how its place and the nearest valid name are written."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import TypeAlias

from linkcheck.repository import closest

Keys: TypeAlias = tuple[str | int, ...]
"""Where a value stands: names of tables and settings, and places in lists."""


_LONGEST = 80
_BEGINNING = 60


class SettingsError(ValueError):
    """A setting that cannot be taken; the message is one clear line."""


class ConfigError(Exception):
    """A value that cannot be taken, and where it stands."""

    def __init__(self, keys: Keys, text: str) -> None:
        super().__init__(text)
        self.keys = keys


def quoted(text: str) -> str:
    """Return a stranger's text in quotes, its middle left out where it is long."""
    return repr(text if len(text) <= _LONGEST else f"{text[:_BEGINNING]}…{text[_BEGINNING - _LONGEST :]}")


def nearest(word: str, words: Sequence[str]) -> str:
    """Return ``; did you mean 'x'?`` for the nearest valid word, or the list of all where none is near."""
    close = closest(word, words)
    return f"; did you mean {close!r}?" if close else f"; there are: {', '.join(words)}"


def name_of(keys: Keys) -> str:
    """Return the name of a setting as TOML has it; of a place in a list, that of the list."""
    names = [key for key in keys if isinstance(key, str)]
    return ".".join(name if re.fullmatch(r"[\w-]+", name) else json.dumps(name, ensure_ascii=False) for name in names)
