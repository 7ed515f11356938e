"""Frozen settings: defaults < file < environment < flags.

The file is ``linkcheck.toml`` or ``[tool.linkcheck]`` of ``pyproject.toml``, the nearest one at or above the folder
the command runs in. A mistake in it is a SettingsError whose text names file, line, what is wrong and what to do.
"""

from __future__ import annotations

from linkcheck.config.durations import duration
from linkcheck.config.errors import SettingsError, nearest
from linkcheck.config.loading import CONTRIBUTORS_MAY_NOT, find_file, load
from linkcheck.config.settings import EntryRules, FailWhen, KnownVerdict, Settings

__all__ = [
    "CONTRIBUTORS_MAY_NOT", "EntryRules", "FailWhen", "KnownVerdict", "Settings", "SettingsError", "duration",
    "find_file", "load", "nearest",
]  # fmt: skip
