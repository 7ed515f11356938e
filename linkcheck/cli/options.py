"""Options that several commands share, and settings from them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from linkcheck.cli.problems import Problem
from linkcheck.config import Settings, SettingsError, duration, find_file, load
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


config_option = click.option(
    "--config", type=click.Path(path_type=Path), metavar="FILE", help="Read settings from FILE, not the nearest one."
)
include_code_option = click.option(
    "--include-code", is_flag=True, default=None, help="Addresses in code spans and code blocks count too."
)
exclude_option = click.option(
    "--exclude", multiple=True, metavar="REGEX", help="Skip addresses in which REGEX is found. May be repeated."
)


def or_none(values: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return None for a repeatable option that was not given, so that the file's setting stands."""
    return values or None


def read_settings(config: Path | None, flags: Mapping[str, Any]) -> Settings:
    """Return the settings in force; a mistake in them is a Problem."""
    if config is not None and not config.is_file():
        raise Problem(f"{config}: no such settings file; leave --config out to use the nearest linkcheck.toml")
    try:
        return load(config or find_file(Path.cwd()), flags)
    except SettingsError as error:
        raise Problem(str(error)) from None


def verdicts(text: str | None) -> tuple[Verdict, ...] | None:
    """Read ``--fail-on dead,soft-dead`` (``none``: never fail)."""
    if text is None:
        return None
    words = [word.strip() for word in text.split(",") if word.strip() not in ("", "none")]
    known = [str(verdict) for verdict in Verdict]
    for word in words:
        if word not in known:
            from linkcheck.config import nearest  # noqa: PLC0415

            raise Problem(f"--fail-on: there is no verdict {word!r}{nearest(word, known)}")
    return tuple(Verdict(word) for word in words)
