"""Settings of other checkers as ours: what carries over, and what has no counterpart and why. Pure but for reading."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from linkcheck.cli.commands.init.lychee import WITHOUT_COUNTERPART, read_lychee, read_workflow, texts
from linkcheck.cli.commands.init.migration import NEVER, SAME, Migration
from linkcheck.cli.terminal.errors import UserError

MOST_BYTES: Final = 1_000_000


def migrate(path: Path) -> Migration:
    """Return what a file of another checker sets. Raises UserError."""
    read = _reader(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(f"init: {path}: larger than a configuration is")
        text = path.read_text(encoding="utf-8-sig")
        made = Migration()
        read(text, made)
    except OSError as error:
        raise UserError(f"init: {path}: cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise UserError(f"init: {path}: cannot be read: {' '.join(str(error).split())[:200]}") from None
    return made


def _reader(path: Path) -> Callable[[str, Migration], None]:
    name = path.name.lower()
    if name.endswith((".yml", ".yaml")):
        return read_workflow
    if name.endswith(".toml"):
        return read_lychee
    if "linkinator" in name:
        return _linkinator
    if name.endswith(".json"):
        return _markdown_link_check
    raise UserError(
        f"init: {path}: of this no settings can be carried over; "
        "name a lychee.toml, .mlc_config.json, linkinator.config.json or a workflow"
    )


def _markdown_link_check(text: str, made: Migration) -> None:  # noqa: C901  one case a setting
    """https://github.com/tcort/markdown-link-check#config-file-format."""
    for name, value in _object(text).items():
        match name, value:
            case "ignorePatterns", list():
                made.add(
                    "exclude", [str(each["pattern"]) for each in value if isinstance(each, dict) and "pattern" in each]
                )
            case "aliveStatusCodes", list():
                made.accept(value)
            case "timeout", str() | int():
                made.add("timeout", _span(value))
            case "retryCount", int():
                made.hosts.setdefault("*", {})["retries"] = value
            case "httpHeaders", list():
                _headers(value, made)
            case "replacementPatterns", list():
                for each in value:
                    _replacement(each, made)
            case (("retryOn429" | "fallbackRetryDelay"), _):
                made.leave(name, SAME)
            case "projectBaseUrl", _:
                made.leave("projectBaseUrl", "write `root` for links that begin with a slash")
            case _:
                made.leave(name, NEVER)


def _linkinator(text: str, made: Migration) -> None:
    """https://github.com/JustinBeckwith/linkinator#configuration-file."""
    for name, value in _object(text).items():
        match name, value:
            case (("skip" | "linksToSkip"), str() | list()):
                made.add("exclude", texts(value))
            case "timeout", int() | float() if value:
                made.add("timeout", value / 1000)
            case "concurrency", int():
                made.add("max-concurrency", value)
            case "retryErrorsCount", int():
                made.hosts.setdefault("*", {})["retries"] = value
            case "checkFragments", bool():
                made.add("fragments", value)
            case (("retry" | "retryErrors" | "silent" | "markdown" | "recurse" | "verbosity"), _):
                made.leave(name, SAME)
            case "userAgent", _:
                made.leave("userAgent", WITHOUT_COUNTERPART["user_agent"])
            case _:
                made.leave(name, NEVER)


def _object(text: str) -> Mapping[str, Any]:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("an object was expected")  # noqa: TRY004  as json's own mistakes
    return value


def _span(value: str | int) -> object:
    """``20s``, ``1m``; a bare number is milliseconds there."""
    text = str(value).strip()
    return int(text) / 1000 if text.isdigit() else text


def _headers(entries: list[Any], made: Migration) -> None:
    """Headers by host, their values as variables of the environment: they may be secrets."""
    for entry in entries:
        urls = entry.get("urls", []) if isinstance(entry, dict) else []
        headers = entry.get("headers", {}) if isinstance(entry, dict) else {}
        for url in urls if isinstance(urls, list) else []:
            host = re.match(r"https?://([^/:?#]+)", str(url))
            for name in headers if host and isinstance(headers, dict) else ():
                variable = re.sub(r"\W+", "_", f"LINKCHECK_{host[1] if host else ''}_{name}").upper()
                made.hosts.setdefault(host[1] if host else "", {}).setdefault("headers", {})[name] = {"env": variable}
                made.leave("httpHeaders", f"the value of {name} goes into the environment, as {variable}")


def _replacement(entry: object, made: Migration) -> None:
    pattern = entry.get("pattern") if isinstance(entry, dict) else None
    replacement = entry.get("replacement") if isinstance(entry, dict) else None
    plain = re.fullmatch(r"\^(https?:\\?/\\?/(?:[\w/-]|\\?\.)+)", str(pattern))
    if plain and isinstance(replacement, str):
        made.settings.setdefault("remap", {})[plain[1].replace("\\", "")] = replacement
    else:
        made.leave("replacementPatterns", f"write [remap] or `root` for {str(pattern)[:60]}: ours are prefixes")
