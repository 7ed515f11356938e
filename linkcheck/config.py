"""Frozen settings: defaults < file < environment < flags.

The file is ``linkcheck.toml`` or ``[tool.linkcheck]`` of ``pyproject.toml``, the nearest one at or above the folder
the command runs in. A mistake in it is a SettingsError whose text names file, line, what is wrong and what to do.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal, get_args

import msgspec

from linkcheck.model import Verdict

UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
GONE: Final = tuple(verdict for verdict in Verdict if verdict.is_gone)

_FILES: Final = ("linkcheck.toml", "pyproject.toml")

CONTRIBUTORS_MAY_NOT: Final = ("allow-private", "services", "state")
"""Settings that a pull request's own file has no say in: they lead requests into the network the job runs in, or
writing to any place of its machine. Headers for hosts are a fourth: they could carry secrets to any host."""


FailWhen = Literal["seen", "confirmed", "new"]


class SettingsError(ValueError):
    """A setting that cannot be taken; the message is one clear line."""


class HostSetting(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """``[hosts."PATTERN"]``: how to treat hosts whose name matches the pattern (``*`` as in a shell)."""

    concurrency: int | None = None
    interval: float | None = None
    timeout: float | None = None
    retries: int | None = None
    headers: dict[str, str] = {}
    accept: tuple[int, ...] = ()
    """Statuses that mean alive on this host."""
    skip: bool = False


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """``[[known]]``: what a person knows of an address; it wins over the machine."""

    url: str
    verdict: Literal["alive", "dead", "ignore"]
    reason: str
    date: str


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Everything a user can set. Durations are seconds, written ``90``, ``"30s"``, ``"12h"`` or ``"1d"``."""

    fail_on: tuple[Verdict, ...] = GONE
    fail_when: FailWhen = "seen"
    """Whether such a verdict fails a run when it is seen, once it is confirmed, or only where it is new."""
    fragments: bool = False
    archive: bool = False
    """Whether archived copies of what is gone are looked for at archive.org."""
    allow_private: bool = False
    include_code: bool = False
    exclude: tuple[str, ...] = ()
    """Regular expressions; an address in which one is found is skipped."""
    lang: Literal["auto", "en", "zh"] = "auto"
    max_age: float = 86400.0
    """How long an alive link's facts are fresh (jittered by a fifth)."""
    max_time: float | None = None
    """Seconds after which a run ends with what it has."""
    timeout: float = 20.0
    """Seconds a server may take before its answer begins."""
    max_concurrency: int = 256
    state: str | None = None
    """Where the store lies; None: ``.linkcheck`` beside the (first) list."""
    contact: str | None = None
    """An address for the user agent, so that a site's owner can find the person who runs this."""
    hosts: dict[str, HostSetting] = {}
    known: tuple[Known, ...] = ()
    services: dict[str, str] = {}
    """Base addresses of services by fetcher name, for mirrors and enterprise hosts."""


def duration(text: str | float) -> float:
    """Read ``90``, ``"90"``, ``"30s"``, ``"5m"``, ``"12h"``, ``"1d"`` or ``"2w"`` as seconds."""
    if isinstance(text, int | float):
        return float(text)
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([smhdw]?)\s*", text)
    if match is None:
        raise SettingsError(f"{text!r} is not a duration: write 90, 30s, 5m, 12h or 1d")
    return float(match[1]) * UNITS[match[2] or "s"]


def find_file(start: Path) -> Path | None:
    """Return the settings file that holds for a folder: the nearest at or above it, not above a repository's root."""
    for folder in (start, *start.parents):
        for name in _FILES:
            path = folder / name
            if path.is_file() and (name != "pyproject.toml" or "[tool.linkcheck" in path.read_text("utf-8", "replace")):
                return path
        if (folder / ".git").exists():
            return None
    return None


def load(path: Path | None, flags: Mapping[str, Any] | None = None, *, trusted: bool = True) -> Settings:
    """Return the settings of a file (None: the defaults) with the flags that were given laid over it.

    A file that is not ``trusted`` came with a contribution: what CONTRIBUTORS_MAY_NOT set stays at its default.
    Raises SettingsError.
    """
    table = _read(path) if path else {}
    values = {_field(name, path): _value(name, value, path) for name, value in table.items()}
    if not trusted:
        values = _harmless(values)
    for name, value in (flags or {}).items():
        if value is not None:
            values[name.replace("_", "-")] = value
    try:
        settings = msgspec.convert(values, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(_explain(error, path)) from None
    for pattern in settings.exclude:
        try:
            re.compile(pattern)
        except re.error as error:
            raise SettingsError(f"{_where('exclude', path)}{pattern!r} is not a regular expression: {error}") from None
    return settings


def _harmless(values: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in values.items() if name not in CONTRIBUTORS_MAY_NOT}
    hosts = kept.get("hosts")
    if isinstance(hosts, dict):
        kept["hosts"] = {
            pattern: {key: value for key, value in host.items() if key != "headers"} if isinstance(host, dict) else host
            for pattern, host in hosts.items()
        }
    return kept


def _read(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: not UTF-8, as TOML has to be: save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: not valid TOML: {error}") from None
    if path.name != "pyproject.toml":
        return table
    tool = table.get("tool", {}).get("linkcheck", {})
    return dict(tool)


def _field(name: str, path: Path | None) -> str:
    names = [field.encode_name for field in msgspec.structs.fields(Settings)]
    kebab = name.replace("_", "-")
    if kebab in names:
        return kebab
    raise SettingsError(f"{_where(name, path)}there is no setting {name!r}{nearest(kebab, names)}")


def _value(name: str, value: object, path: Path | None) -> object:
    if name.replace("_", "-") in ("max-age", "max-time", "timeout") and isinstance(value, str):
        try:
            return duration(value)
        except SettingsError as error:
            raise SettingsError(f"{_where(name, path)}{name}: {error}") from None
    return value


def nearest(word: str, words: list[str]) -> str:
    """Return ``; did you mean 'x'?`` for the nearest valid word, or the list of all where none is near."""
    import difflib  # noqa: PLC0415  only a slip needs it

    close = difflib.get_close_matches(word, words, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are: {', '.join(words)}"


def _where(name: str, path: Path | None) -> str:
    if path is None:
        return ""
    key = re.compile(rf"\s*\[*[\w.\"]*\b{re.escape(name)}\b")
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return f"{path}: "
    return next((f"{path}:{number}: " for number, line in enumerate(lines, 1) if key.match(line)), f"{path}: ")


def _explain(error: msgspec.ValidationError, path: Path | None) -> str:
    """Turn msgspec's "Expected …, got … - at `$.name`" into our one line."""
    text = str(error)
    what, _, place = text.partition(" - at `")
    keys = [key for key in re.split(r"[.\[\]]+", place.strip("`").removeprefix("$")) if key and key != "..."]
    name = keys[0] if keys else ""
    unknown = re.search(r"unknown field `(.+?)`", what)
    if unknown:
        inner = Known if name == "known" else HostSetting
        names = [field.encode_name for field in msgspec.structs.fields(inner)]
        return f"{_where(unknown[1], path)}there is no setting {unknown[1]!r} in {name}{nearest(unknown[1], names)}"
    enum = re.search(r"Invalid enum value (.+)", what)
    if enum:
        choices = {"fail-on": [str(verdict) for verdict in Verdict], "fail-when": list(get_args(FailWhen))}.get(
            name, []
        )
        choices = choices or ["auto", "en", "zh"]
        word = enum[1].strip("'\"")
        return f"{_where(name, path)}{name}: there is no {word!r}{nearest(word, choices)}"
    return f"{_where(name, path)}{name or 'settings'}: {what[:1].lower() + what[1:]}"
