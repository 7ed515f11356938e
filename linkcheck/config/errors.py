"""What a user is told of a mistake in the settings: one line with its place, what is wrong and what may stand there."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from enum import Enum
from typing import Any, Final, Literal, TypeAlias, get_args, get_origin

import msgspec

from linkcheck.repository import closest

Keys: TypeAlias = tuple[str | int, ...]
"""Where a value stands: names of tables and settings, and places in lists."""

_WORDS: Final = {
    "int": "a whole number",
    "float": "a number",
    "str": "text in quotes",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}
_BOUNDS: Final = {">=": "of at least", "<=": "of at most", ">": "above"}


class SettingsError(ValueError):
    """A setting that cannot be taken; the message is one clear line."""


class ConfigError(Exception):
    """A value that cannot be taken, and where it stands."""

    def __init__(self, keys: Keys, text: str) -> None:
        super().__init__(text)
        self.keys = keys


def nearest(word: str, words: Sequence[str]) -> str:
    """Return ``; did you mean 'x'?`` for the nearest valid word, or the list of all where none is near."""
    close = closest(word, words)
    return f"; did you mean {close!r}?" if close else f"; there are: {', '.join(words)}"


def told(error: msgspec.ValidationError, value: object, kind: type[msgspec.Struct], at: Keys = ()) -> ConfigError:
    """Return the mistake behind msgspec's "Expected …, got … - at `$.name`" about a ``kind`` that stands ``at``."""
    what, _, place = str(error).partition(" - at `")
    keys = tuple(_keys(place))
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    if unknown := re.search(r"unknown field `(.+?)`", what):
        return ConfigError((*at, unknown[1]), f"there is no such setting{nearest(unknown[1], list(fields))}")
    if missing := re.search(r"missing required field `(.+?)`", what):
        return ConfigError(at, f"{missing[1]} is missing: write {missing[1]} = …")
    if enum := re.search(r"Invalid enum value (.+)", what):
        word = enum[1].strip("'\"")
        return ConfigError((*at, *keys), f"there is no {word!r}{nearest(word, _choices(fields[str(keys[0])].type))}")
    return ConfigError((*at, *keys), f"expected {_expected(what)}, not {_shown(_at(value, keys))}")


def name_of(keys: Keys) -> str:
    """Return the name of a setting as TOML has it; of a place in a list, that of the list."""
    names = [key for key in keys if isinstance(key, str)]
    return ".".join(name if re.fullmatch(r"[\w-]+", name) else json.dumps(name, ensure_ascii=False) for name in names)


def line_of(text: str, keys: Keys) -> int | None:
    """Return the line of a TOML text on which a value stands, or else the nearest table around it; None without any."""
    line, most, wanted = None, 0, _spelt_alike(keys)
    for number, here in _places(text):
        if most < len(here) <= len(keys) and _spelt_alike(here) == wanted[: len(here)]:
            line, most = number, len(here)
    return line


def _spelt_alike(keys: Keys) -> Keys:
    """``max_age`` is taken for ``max-age``."""
    return tuple(key.replace("_", "-") if isinstance(key, str) else key for key in keys)


def _places(text: str) -> Iterator[tuple[int, Keys]]:
    """Yield each line that has a table's header or a value's name on it, and what it names."""
    table: Keys = ()
    entries: Counter[Keys] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        # Lines within a longer value are none that could be read by themselves, but for very odd ones.
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


def _keys(place: str) -> Iterator[str | int]:
    """Yield the steps of msgspec's ``$.accept[0]``; where it leaves a name open (``[...]``) the way ends."""
    for step in re.findall(r"[^.\[\]`$]+|\.\.\.", place):
        if step == "...":
            return
        yield int(step) if step.isdigit() else step


def _at(value: object, keys: Keys) -> object:
    for key in keys:
        if isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, Sequence) and isinstance(key, int):
            value = value[key]
    return value


def _expected(what: str) -> str:
    """Turn "Expected `int | null` >= 1" into words."""
    match = re.match(r"Expected `(\w+)(?: \| null)?`(?: (>=|<=|>) ([\d.]+))?", what)
    if match is None or match[1] not in _WORDS:
        return what[:1].lower() + what[1:]
    return " ".join(filter(None, (_WORDS[match[1]], _BOUNDS.get(match[2] or ""), (match[3] or "").removesuffix(".0"))))


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    return json.dumps(value, ensure_ascii=False, default=str)


def _choices(kind: Any) -> list[str]:  # noqa: ANN401  a type
    """Return the words that a type allows."""
    if get_origin(kind) is Literal:
        return list(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return [str(member.value) for member in kind]
    return [word for inner in get_args(kind) if inner is not Ellipsis for word in _choices(inner)]
