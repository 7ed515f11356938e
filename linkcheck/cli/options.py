"""Options that several commands share, and settings from them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args

import click

from linkcheck.cli.terminal.errors import UserError, say
from linkcheck.config import CONTRIBUTORS_MAY_NOT, FailWhen, Settings, SettingsError, duration, find_file, load, nearest
from linkcheck.config.settings import MOST_SHARDS
from linkcheck.model import Verdict


class Duration(click.ParamType[float]):
    """``90``, ``30s``, ``5m``, ``12h``, ``1d``."""

    name = "duration"

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return seconds."""
        try:
            return duration(value)
        except SettingsError as error:
            self.fail(str(error), param, ctx)


class ShardNumber(click.ParamType[int]):
    """``auto`` or a number; ``auto`` is 0, as in the settings."""

    name = "shards"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        text = "0" if value == "auto" else str(value)
        if not (text.isascii() and text.isdigit() and (value == "auto" or 1 <= int(text[:4]) <= MOST_SHARDS)):
            self.fail(f"write auto, or a number from 1 to {MOST_SHARDS}", param, ctx)
        return int(text)


def or_none(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return None for a repeatable option that was not given, so that the file's setting stands (a callback)."""
    return values or None


if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Group = TypeVar("Group", bound="DataclassInstance")

_WHEN: Final = get_args(FailWhen)

config_option = click.option(
    "--config", type=click.Path(path_type=Path), metavar="FILE", help="Read settings from FILE, not the nearest one."
)
include_code_option = click.option(
    "--include-code", is_flag=True, default=None, help="Addresses in code spans and code blocks count too."
)
exclude_option = click.option(
    "--exclude",
    multiple=True,
    callback=or_none,
    metavar="REGEX",
    help="Skip addresses in which REGEX is found. May be repeated.",
)


files_from_option = click.option(
    "--files-from", metavar="FILE", help="Read further PATHs from FILE, one a line; - reads them from standard input."
)


def with_files_from(paths: tuple[str, ...], source: str | None) -> tuple[str, ...]:
    """Return the paths with those of a file, or of standard input; blank lines and # comments are passed over."""
    if source is None:
        return paths
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise UserError(f"--files-from {source}: cannot be read: {reason}") from None
    lines = (line.strip() for line in text.splitlines())
    return (*paths, *(line for line in lines if line and not line.startswith("#")))


def read_settings(config: Path | None, flags: Mapping[str, Any], *, trusted: bool = True) -> Settings:
    """Return the settings in force; a mistake in them is a Problem. ``trusted``: see ``linkcheck.config.load``."""
    if config is not None and not config.is_file():
        raise UserError(f"{config}: no such settings file; leave --config out to use the nearest linkcheck.toml")
    path = config or find_file(Path.cwd())
    try:
        settings = load(path, flags, trusted=trusted)
        if not trusted and settings != _as_if_trusted(path, flags):
            left_out = ", ".join(CONTRIBUTORS_MAY_NOT)
            say(f"{path}: of a contribution's settings, {left_out} and headers of hosts are left out")
    except SettingsError as error:
        raise UserError(str(error)) from None
    return settings


def _as_if_trusted(path: Path | None, flags: Mapping[str, Any]) -> Settings | None:
    """Return the settings including those a contribution may not set; None if they are invalid."""
    try:
        return load(path, flags)
    except SettingsError:
        return None


def parted(kind: type[Group], options: Mapping[str, object]) -> tuple[Group, dict[str, object]]:
    """Return the options that a dataclass has fields for, as one of it, and the others, which override settings."""
    own = {field.name for field in fields(kind)}
    rest = {name: value for name, value in options.items() if name not in own}
    return kind(**{name: options[name] for name in own}), rest


def failing(text: str | None) -> dict[str, object]:
    """Parse ``--fail-on dead,soft-dead,confirmed`` (``none``: never fail) into settings.

    ``confirmed`` and ``new`` say when; alone, they leave the verdicts as they are set.
    """
    if text is None:
        return {}
    words = [word for word in (part.strip() for part in text.split(",")) if word]
    when = [word for word in words if word in _WHEN]
    if len(when) > 1:
        raise UserError(f"--fail-on: {' and '.join(when)} exclude each other; leave one of them out")
    others = [word for word in words if word not in _WHEN]
    flags: dict[str, object] = {"fail_when": when[0]} if when else {}
    if others or not when:
        flags["fail_on"] = verdicts(",".join(others))
    return flags


def verdicts(text: str | None) -> tuple[Verdict, ...] | None:
    """Read ``dead,soft-dead`` (``none``: no verdict)."""
    if text is None:
        return None
    words = [word.strip() for word in text.split(",") if word.strip() not in ("", "none")]
    known = [str(verdict) for verdict in Verdict]
    for word in words:
        if word not in known:
            raise UserError(f"--fail-on: there is no verdict {word!r}{nearest(word, known)}")
    return tuple(Verdict(word) for word in words)
