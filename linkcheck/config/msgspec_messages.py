"""msgspec's messages about a value of the wrong type, in the words of the settings file. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any, Final, Literal, get_args, get_origin

import msgspec

from linkcheck.config.errors import ConfigError, Keys, nearest

_WORDS: Final = {
    "int": "a whole number",
    "float": "a number",
    "str": "text in quotes",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}
_BOUNDS: Final = {">=": "of at least", "<=": "of at most", ">": "above"}


def config_error(
    error: msgspec.ValidationError, value: object, kind: type[msgspec.Struct], at: Keys = ()
) -> ConfigError:
    """Return the error for one of msgspec's messages: "Expected `int`, got `str` - at `$.name`".

    msgspec gives no structured error, so the message is parsed. ``kind`` is the type that ``value`` was converted to,
    ``at`` where that value stands in the settings.
    """
    what, _, place = str(error).partition(" - at `")
    keys = tuple(_keys(place))
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    if unknown := re.search(r"unknown field `(.+?)`", what):
        return ConfigError((*at, unknown[1]), f"there is no such setting{nearest(unknown[1], list(fields))}")
    if missing := re.search(r"missing required field `(.+?)`", what):
        return ConfigError(at, f"{missing[1]} is missing: write {missing[1]} = …")
    if re.search("Expected `date`|RFC3339 encoded date", what):
        return ConfigError((*at, *keys), f"{_shown(_at(value, keys))} is no day: write 2026-11-02")
    if enum := re.search(r"Invalid enum value (.+)", what):
        word = enum[1].strip("'\"")
        return ConfigError((*at, *keys), f"there is no {word!r}{nearest(word, _choices(fields[str(keys[0])].type))}")
    return ConfigError((*at, *keys), f"expected {_expected(what)}, not {_shown(_at(value, keys))}")


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
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return json.dumps(value, ensure_ascii=False, default=str)


def _choices(kind: Any) -> list[str]:  # noqa: ANN401  a type
    """Return the words that a type allows."""
    if get_origin(kind) is Literal:
        return list(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return [str(member.value) for member in kind]
    return [word for inner in get_args(kind) if inner is not Ellipsis for word in _choices(inner)]
