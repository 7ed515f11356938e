"""From a settings file and flags to settings."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec

from linkcheck.config.converting import as_table, converted_settings
from linkcheck.config.errors import ConfigError, Keys, SettingsError, name_of
from linkcheck.config.settings import Settings
from linkcheck.repository import leads_outside, repository_root

CONTRIBUTORS_MAY_NOT: Final = ("allow-private", "services", "state", "memory")
"""Settings that a pull request's own file has no say in: they lead requests into the network the job runs in, or
writing to any place of its machine. Headers for hosts are a fourth: they could carry secrets to any host."""

_MOST_CHARACTERS: Final = 1_000_000
_MOST_PARTS: Final = 200
_QUOTED: Final = re.compile(r""""[^"\n]*"|'[^'\n]*'""")

_FILES: Final = ("linkcheck.toml", "pyproject.toml")
_IN_PYPROJECT: Final = ("tool", "linkcheck")


def find_file(start: Path) -> Path | None:
    """Return the settings file that holds for a folder: the nearest at or above it, not above a repository's root."""
    top = repository_root(start)
    for folder in (start, *start.parents):
        for name in _FILES:
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or "[tool.linkcheck" in path.read_text("utf-8", "replace")):
                return path
        if folder == top:
            return None
    return None


def load(path: Path | None, flags: Mapping[str, Any] | None = None, *, trusted: bool = True) -> Settings:
    """Return the settings of a file (None: the defaults) with the flags that were given laid over it.

    A file that is not ``trusted`` came with a contribution: what CONTRIBUTORS_MAY_NOT set stays at its default.
    Raises SettingsError.
    """
    settings = Settings() if path is None else _of_file(path, trusted=trusted)
    given = {name.replace("_", "-"): value for name, value in (flags or {}).items() if value is not None}
    try:
        return converted_settings({**_as_table(settings), **given})
    except ConfigError as mistake:
        raise SettingsError(f"--{name_of(mistake.keys)}: {mistake}") from None


def _of_file(path: Path, *, trusted: bool) -> Settings:
    text = _read(path)
    try:
        whole = _parsed(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from None
    above = _IN_PYPROJECT if path.name == "pyproject.toml" else ()
    try:
        table = _own_table(whole, above)
        settings = converted_settings(table if trusted else _harmless(table))
        _check_places(settings, path.parent)
    except ConfigError as mistake:
        line = line_of(text, (*above, *mistake.keys))
        place = f"{path}:{line}" if line else str(path)
        raise SettingsError(f"{place}: {name_of(mistake.keys) or name_of(above)}: {mistake}") from None
    return settings


def _parsed(text: str) -> dict[str, Any]:
    """Parse TOML that may be made to be dear: tomllib recurses, and its time grows with the square of a key's parts."""
    if len(text) > _MOST_CHARACTERS:
        raise tomllib.TOMLDecodeError(f"more than {_MOST_CHARACTERS:,} characters")
    for number, line in enumerate(_QUOTED.sub("", text).splitlines(), 1):
        if line.partition("#")[0].count(".") > _MOST_PARTS:
            raise tomllib.TOMLDecodeError(f"a key of more than {_MOST_PARTS} parts (at line {number})")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise tomllib.TOMLDecodeError("values nested too deeply") from None


def _check_places(settings: Settings, home: Path) -> None:
    """Refuse paths that lead out of the repository: the file comes with a checkout, and would write anywhere."""
    folders = [(("remap", prefix), value) for prefix, value in settings.remap.items() if "://" not in value]
    named = [((name,), getattr(settings, name)) for name in ("state", "memory", "root")]
    for keys, value in (*named, *folders):
        # "/" of `root` is the repository's.
        place = value.lstrip("/") if value and keys == ("root",) else value
        if place and leads_outside(Path(place), home):
            raise ConfigError(
                keys, f"{value!r} leads out of the repository, or into its .git; such a place is named by a flag alone"
            )


def _read(path: Path) -> str:
    if leads_outside(path):
        raise SettingsError(f"{path}: a link out of the repository, or into its .git: not read")
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: not UTF-8, as TOML has to be: save it as UTF-8") from None


def _own_table(whole: dict[str, Any], above: tuple[str, ...]) -> dict[str, Any]:
    """Return the table of settings of a whole file. Raises ConfigError."""
    tool, name = _IN_PYPROJECT
    if not above and name in as_table(whole.get(tool, {}), (tool,)):
        raise ConfigError(_IN_PYPROJECT, "is for pyproject.toml; here the settings stand without it: leave it out")
    return _below(whole, above)


def _below(table: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    for name in names:
        table = as_table(table.get(name, {}), ())
    return table


def _as_table(settings: Settings) -> dict[str, Any]:
    return {field.encode_name: getattr(settings, field.name) for field in msgspec.structs.fields(Settings)}


def _harmless(table: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in table.items() if name.replace("_", "-") not in CONTRIBUTORS_MAY_NOT}
    hosts = kept.get("hosts")
    if isinstance(hosts, dict):
        kept["hosts"] = {
            pattern: {key: value for key, value in host.items() if key != "headers"} if isinstance(host, dict) else host
            for pattern, host in hosts.items()
        }
    return kept


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
