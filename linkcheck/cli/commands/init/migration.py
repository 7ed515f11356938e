"""What was carried over from another checker's settings, and what could not be. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

SAME: Final = "linkcheck does so anyway"
NEVER: Final = "has no counterpart"


@dataclass(slots=True)
class Migration:
    """Settings of linkcheck, and one line for each setting of the other checker without a counterpart."""

    settings: dict[str, Any] = field(default_factory=dict)
    hosts: dict[str, dict[str, Any]] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Configuration files that a workflow names, to be carried over as well."""

    def add(self, name: str, value: object) -> None:
        """Take a setting; lists grow."""
        before = self.settings.get(name)
        if isinstance(before, list) and isinstance(value, list):
            self.settings[name] = list(dict.fromkeys([*before, *value]))
        else:
            self.settings[name] = value

    def leave(self, setting: str, why: str) -> None:
        """Say of a setting why it is not carried over."""
        self.left.append(f"{setting}: {why}")

    def accept(self, value: object) -> None:
        """Take statuses that count as alive: ranges as they are; those that are alive anyway are left out."""
        words = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else [value]
        kept: list[object] = []
        for word in words:
            text = str(word).strip()
            if not re.fullmatch(r"[1-5]\d\d(?:\.\.=?[1-5]\d\d)?", text):
                self.leave("accept", f"{text[:40]} is no status from 100 to 599")
            elif not text.startswith("2"):
                kept.append(int(text) if text.isdigit() else text)
        if kept:
            self.add("accept", kept)

    def text(self) -> str:
        """Return the settings as TOML."""
        lines = [f"{name} = {toml(value)}" for name, value in self.settings.items()]
        for pattern, values in self.hosts.items():
            lines += ["", f"[hosts.{toml(pattern)}]", *(f"{name} = {toml(value)}" for name, value in values.items())]
        return "".join(f"{line}\n" for line in lines)


def toml(value: object) -> str:
    """Return a value as TOML has it; a JSON string is a basic string of TOML, with U+007F escaped as well."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(str(key))} = {toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def describe(path: Path, made: Migration) -> Iterator[str]:
    """Yield the lines that describe a migration."""
    carried = [*made.settings, *(f"[hosts.{pattern}]" for pattern in made.hosts)]
    yield f"{path}: carried over: {', '.join(carried) or 'nothing'}"
    yield from (f"{path}: {line}" for line in made.left)
