"""Converts and checks a table of settings; each error carries the keys of the value at fault."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

import msgspec

from fetchers.addresses.address import AddressError, parse
from fetchers.addresses.host_patterns import PatternError, parse_pattern
from fetchers.net.host_policy import HostPolicy
from linkcheck.config.durations import duration, months
from linkcheck.config.errors import ConfigError, Keys, SettingsError, nearest, quoted
from linkcheck.config.msgspec_messages import config_error
from linkcheck.config.patterns import compile_pattern, fits_some_path
from linkcheck.config.settings import EntryRules, KnownVerdict, QuietSetting, Settings

_DURATIONS: Final = frozenset(("max-age", "max-time", "timeout", "interval", "back-off"))
_STATUSES: Final = re.compile(r"([1-5]\d\d)(?: ?(\.\.=?|-) ?([1-5]\d\d))?")
# RFC 9110 §5.1 and §5.5: a name is a token; a value has no control characters, which would begin a header of their own.
_HEADER_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE: Final = re.compile(r"[\t -~\x80-\xff]*")

Kind = TypeVar("Kind", bound=msgspec.Struct)


def converted_settings(table: Mapping[str, Any]) -> Settings:
    """Return the settings that a table holds. Raises ConfigError."""
    names = [field.encode_name for field in msgspec.structs.fields(Settings)]
    values: dict[str, Any] = {}
    for written, value in table.items():
        name = written.replace("_", "-")
        if name not in names:
            raise ConfigError((written,), f"there is no such setting{nearest(name, names)}")
        values[name] = _read_duration((written,), value)
    _convert_tables(values)
    if "accept" in values:
        values["accept"] = _statuses(values["accept"], ("accept",))
    settings = _converted(values, Settings)
    _check(settings)
    return settings


def _check(settings: Settings) -> None:
    """Raise ConfigError for what the types allow and yet cannot be taken."""
    _check_patterns(settings)
    for prefix in settings.remap:
        try:
            parse(prefix)
        except AddressError:
            raise ConfigError(("remap", prefix), f"{prefix!r} is no address: write https://… in full") from None
    for service, base in settings.services.items():
        try:
            parse(base)
        except AddressError:
            raise ConfigError(("services", service), f"{base!r} is no address: write https://… in full") from None
    _check_quiet(settings)
    try:
        _ = settings.entries.months
    except SettingsError as error:
        raise ConfigError(("entries", "pushed-within"), str(error)) from None
    if not _HEADER_VALUE.fullmatch(settings.contact or ""):
        raise ConfigError(("contact",), "a header cannot carry this: write an address in Latin letters, on one line")


def _check_patterns(settings: Settings) -> None:
    for name in ("exclude", "include"):
        for number, pattern in enumerate(getattr(settings, name)):
            try:
                compile_pattern(pattern)
            except ValueError as error:
                raise ConfigError((name, number), f"{quoted(pattern)} {error}") from None
    for number, pattern in enumerate(settings.exclude_path):
        if not fits_some_path(pattern):
            said = f"{quoted(pattern)} fits no file; write it as in .gitignore: name, *.md or folder/"
            raise ConfigError(("exclude-path", number), said)


def _hosts(value: object) -> dict[str, HostPolicy]:
    hosts: dict[str, HostPolicy] = {}
    for written, rule in as_table(value, ("hosts",)).items():
        at = ("hosts", written)
        try:
            pattern = parse_pattern(written)
        except PatternError as error:
            raise ConfigError(at, str(error)) from None
        if pattern in hosts:
            raise ConfigError(at, f"{pattern} has its settings already: put both in one table")
        hosts[pattern] = rule if isinstance(rule, HostPolicy) else _host(as_table(rule, at), at)
    return hosts


def _host(table: Mapping[str, Any], at: Keys) -> HostPolicy:
    values = {name: _read_duration((*at, name), value) for name, value in table.items()}
    if "accept" in values:
        values["accept"] = _statuses(values["accept"], (*at, "accept"))
    if isinstance(headers := values.get("headers"), dict):
        values["headers"] = dict(_from_environment(headers, (*at, "headers")))
    setting = _converted(values, HostPolicy, at)
    for name, value in (setting.headers or {}).items():
        if not _HEADER_NAME.fullmatch(name):
            raise ConfigError((*at, "headers", name), "not a header's name: write it as in Accept-Language")
        if not _HEADER_VALUE.fullmatch(value):
            raise ConfigError((*at, "headers", name), "a header cannot carry this: write Latin letters, on one line")
    return setting


def _from_environment(headers: Mapping[str, Any], at: Keys) -> Iterator[tuple[str, Any]]:
    """Yield headers, ``{env = "DOCS_TOKEN", prefix = "Bearer "}`` as the environment has it, left out where it is not.

    A secret has no place in a committed file. Without it the host refuses, which claims nothing about a link.
    """
    for name, value in headers.items():
        if not isinstance(value, dict):
            yield name, value
            continue
        variable, prefix = value.get("env"), value.get("prefix", "")
        if not isinstance(variable, str) or not isinstance(prefix, str) or not value.keys() <= {"env", "prefix"}:
            raise ConfigError((*at, name), 'write a text, or {env = "NAME"} for a variable of the environment')
        if secret := os.environ.get(variable, "").strip():
            yield name, prefix + secret


def _statuses(value: object, at: Keys) -> object:
    """Return a list of statuses with its ranges written out: ``"400..404"``, ``"200..=299"``, ``"500-504"``."""
    if not isinstance(value, list | tuple):
        return value
    found: list[object] = []
    for number, written in enumerate(value):
        if not isinstance(written, str):
            found.append(written)
            continue
        ends = _STATUSES.fullmatch(written.strip())
        if ends is None:
            raise ConfigError((*at, number), f'{written!r} is no status: write 403, "403" or "400..=404"')
        last = int(ends[3] or ends[1]) + (ends[2] != "..")
        found += range(int(ends[1]), last)
    return found


def _convert_tables(values: dict[str, Any]) -> None:
    """Convert nested tables one by one, so that each error carries its place."""
    if "hosts" in values:
        values["hosts"] = _hosts(values["hosts"])
    if isinstance(values.get("quiet"), list):
        values["quiet"] = [_converted(entry, QuietSetting, ("quiet", n)) for n, entry in enumerate(values["quiet"])]
    if isinstance(values.get("entries"), dict):
        values["entries"] = _converted(values["entries"], EntryRules, ("entries",))
    if isinstance(values.get("known"), list):
        values["known"] = [_converted(entry, KnownVerdict, ("known", n)) for n, entry in enumerate(values["known"])]


def _check_quiet(settings: Settings) -> None:
    spans: list[tuple[Keys, str]] = [(("quiet-after",), settings.quiet_after)]
    for number, each in enumerate(settings.quiet):
        if sum(map(bool, (each.url, each.section, each.host))) != 1:
            raise ConfigError(("quiet", number), "name one of url, section and host")
        spans.append((("quiet", number, "after"), each.after))
    for keys, span in spans:
        try:
            months(span)
        except SettingsError as error:
            raise ConfigError(keys, str(error)) from None


def _read_duration(keys: Keys, value: object) -> object:
    """Return a value unchanged, or the seconds of a duration."""
    name = str(keys[-1]).replace("_", "-")
    if name in _DURATIONS and isinstance(value, str):
        try:
            return duration(value)
        except SettingsError as error:
            raise ConfigError(keys, str(error)) from None
    if isinstance(value, float) and not math.isfinite(value):
        raise ConfigError(keys, f"{value} is no number to reckon with: write one, or leave the setting out")
    return value


def _converted(value: object, kind: type[Kind], at: Keys = ()) -> Kind:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise config_error(error, value, kind, at) from None


def as_table(value: object, at: Keys) -> dict[str, Any]:
    """Return a value that has to be a table. Raises ConfigError."""
    if not isinstance(value, dict):
        raise ConfigError(at, f"expected a table, not {value!r}")
    return value
