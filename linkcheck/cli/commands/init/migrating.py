"""Settings of other checkers as ours: what carries over, and what has no counterpart and why. Pure but for reading."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from linkcheck.cli.terminal.errors import UserError

MOST_BYTES: Final = 1_000_000


@dataclass(slots=True)
class Migration:
    """Our settings, and a line for each of theirs that has none of ours."""

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
        return _workflow
    if name.endswith(".toml"):
        return _lychee
    if "linkinator" in name:
        return _linkinator
    if name.endswith(".json"):
        return _markdown_link_check
    raise UserError(
        f"init: {path}: of this no settings can be carried over; "
        "name a lychee.toml, .mlc_config.json, linkinator.config.json or a workflow"
    )


_SAME: Final = "linkcheck does so anyway"
_NEVER: Final = "has no counterpart"
_LYCHEE_LEFT: Final = {
    "header": 'headers go to one host each: [hosts."NAME"] headers = {NAME = {env = "VARIABLE"}}',
    "headers": 'headers go to one host each: [hosts."NAME"] headers = {NAME = {env = "VARIABLE"}}',
    "basic_auth": 'headers go to one host each: [hosts."NAME"] headers = {Authorization = {env = "VARIABLE"}}',
    "github_token": "is read from GITHUB_TOKEN in the environment, and has no place in a file",
    "user_agent": "is linkcheck's own; `contact` puts your address into it",
    "insecure": "what has a bad certificate is called insecure, and fails nothing",
    "require_https": "better addresses are suggested, and fail nothing",
    "remap": 'write [remap] with "https://…" = "folder or address": ours are prefixes, not patterns',
    "base_url": "write `root` for links that begin with a slash",
    "base": "write `root` for links that begin with a slash",
    "exclude_loopback": _SAME, "exclude_private": _SAME, "exclude_all_private": _SAME, "exclude_link_local": _SAME,
    "exclude_mail": _SAME, "cache": _SAME, "no_progress": _SAME, "skip_missing": _SAME, "max_redirects": _SAME,
    "method": _SAME, "verbose": _SAME, "glob_ignore_case": _SAME, "retry_wait_time": _SAME, "host_stats": _SAME,
    "suggest": "is `archive`",
}  # fmt: skip


def _lychee(text: str, made: Migration) -> None:  # noqa: C901  one case a setting
    """https://github.com/lycheeverse/lychee/blob/master/lychee.example.toml."""
    for written, value in tomllib.loads(text).items():
        name = written.replace("-", "_")
        match name, value:
            case (("exclude" | "include" | "exclude_path"), list() | str()):
                made.add(name.replace("_", "-"), _texts(value))
            case "accept", _:
                _accept(value, made)
            case "timeout", int() | float():
                made.add("timeout", value)
            case "max_concurrency", int():
                made.add("max-concurrency", value)
            case "max_retries", int():
                made.hosts.setdefault("*", {})["retries"] = value
            case "max_cache_age", str() | int():
                made.add("max-age", value)
            case "include_fragments", _:
                made.add("fragments", value not in (False, "none"))
            case "include_verbatim", bool():
                made.add("include-code", value)
            case (("archive" | "suggest"), _) if value:
                made.add("archive", bool(value))
            case "root_dir", str():
                made.add("root", value)
            case _:
                made.left.append(f"{written}: {_LYCHEE_LEFT.get(name, _NEVER)}")


def _markdown_link_check(text: str, made: Migration) -> None:  # noqa: C901  one case a setting
    """https://github.com/tcort/markdown-link-check#config-file-format."""
    for name, value in _object(text).items():
        match name, value:
            case "ignorePatterns", list():
                made.add(
                    "exclude", [str(each["pattern"]) for each in value if isinstance(each, dict) and "pattern" in each]
                )
            case "aliveStatusCodes", list():
                _accept(value, made)
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
                made.left.append(f"{name}: {_SAME}")
            case "projectBaseUrl", _:
                made.left.append("projectBaseUrl: write `root` for links that begin with a slash")
            case _:
                made.left.append(f"{name}: {_NEVER}")


def _linkinator(text: str, made: Migration) -> None:
    """https://github.com/JustinBeckwith/linkinator#configuration-file."""
    for name, value in _object(text).items():
        match name, value:
            case (("skip" | "linksToSkip"), str() | list()):
                made.add("exclude", _texts(value))
            case "timeout", int() | float() if value:
                made.add("timeout", value / 1000)
            case "concurrency", int():
                made.add("max-concurrency", value)
            case "retryErrorsCount", int():
                made.hosts.setdefault("*", {})["retries"] = value
            case "checkFragments", bool():
                made.add("fragments", value)
            case (("retry" | "retryErrors" | "silent" | "markdown" | "recurse" | "verbosity"), _):
                made.left.append(f"{name}: {_SAME}")
            case "userAgent", _:
                made.left.append(f"userAgent: {_LYCHEE_LEFT['user_agent']}")
            case _:
                made.left.append(f"{name}: {_NEVER}")


_USES: Final = re.compile(r"^\s*(?:-\s*)?uses:\s*['\"]?([\w.-]+/[\w.-]+)", re.MULTILINE)
_INPUT: Final = re.compile(r"^\s*([\w-]+):[ \t]*(\S[^\n]*)$", re.MULTILINE)
_LYCHEE_FLAGS: Final = {
    "--exclude": "exclude", "--include": "include", "--accept": "accept", "-a": "accept", "--timeout": "timeout",
    "-t": "timeout", "--max-concurrency": "max_concurrency", "--max-retries": "max_retries",
    "--exclude-path": "exclude_path", "--max-cache-age": "max_cache_age", "--root-dir": "root_dir",
}  # fmt: skip


def _workflow(text: str, made: Migration) -> None:
    """Read the steps that run another checker; the text is looked at line by line, and nothing in it is followed."""
    steps = list(_USES.finditer(text))
    known = False
    for number, step in enumerate(steps):
        end = steps[number + 1].start() if number + 1 < len(steps) else len(text)
        inputs = {match[1]: match[2].strip().strip("'\"") for match in _INPUT.finditer(text[step.end() : end])}
        action = step[1].lower()
        if action.startswith("lycheeverse/lychee-action"):
            known = True
            _lychee_flags(inputs.get("args", ""), made)
        elif "markdown-link-check" in action or action.startswith("tcort/"):
            known = True
            if config := inputs.get("config-file"):
                made.others.append(config)
        elif "linkinator" in action:
            known = True
            skips = inputs.get("linksToSkip", "")
            made.add("exclude", [word for word in re.split(r"[,\s]+", skips) if word] or [])
    if not known:
        raise ValueError("no step of this workflow runs lychee, markdown-link-check or linkinator")


def _lychee_flags(line: str, made: Migration) -> None:
    table: dict[str, Any] = {}
    words = iter(shlex.split(line.split("${{", maxsplit=1)[0]))
    for word in words:
        flag, equals, value = word.partition("=")
        if flag in ("--config", "-c"):
            made.others.append(value if equals else next(words, ""))
        elif name := _LYCHEE_FLAGS.get(flag):
            value = value if equals else next(words, "")
            if name in ("exclude", "include", "exclude_path"):
                table.setdefault(name, []).append(value)
            else:
                table[name] = int(value) if value.isdigit() else value
        elif flag == "--include-fragments":
            table["include_fragments"] = True
        elif flag.startswith("-"):
            made.left.append(f"{flag}: {_LYCHEE_LEFT.get(flag.strip('-').replace('-', '_'), _NEVER)}")
    _lychee("".join(f"{name} = {toml(value)}\n" for name, value in table.items()), made)


def _accept(value: object, made: Migration) -> None:
    """Statuses, ranges as they are; those that are alive anyway are left out."""
    words = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else [value]
    kept: list[object] = []
    for word in words:
        text = str(word).strip()
        if not re.fullmatch(r"[1-5]\d\d(?:\.\.=?[1-5]\d\d)?", text):
            made.left.append(f"accept {text[:40]}: no status from 100 to 599")
        elif not text.startswith("2"):
            kept.append(int(text) if text.isdigit() else text)
    if kept:
        made.add("accept", kept)


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
                made.left.append(f"httpHeaders: the value of {name} goes into the environment, as {variable}")


def _replacement(entry: object, made: Migration) -> None:
    pattern = entry.get("pattern") if isinstance(entry, dict) else None
    replacement = entry.get("replacement") if isinstance(entry, dict) else None
    plain = re.fullmatch(r"\^(https?:\\?/\\?/(?:[\w/-]|\\?\.)+)", str(pattern))
    if plain and isinstance(replacement, str):
        made.settings.setdefault("remap", {})[plain[1].replace("\\", "")] = replacement
    else:
        made.left.append(f"replacementPatterns {str(pattern)[:60]}: write [remap] or `root`: ours are prefixes")


def _object(text: str) -> Mapping[str, Any]:
    value = json.loads(text)
    if not isinstance(value, dict):
        raise ValueError("an object was expected")  # noqa: TRY004  as json's own mistakes
    return value


def _texts(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else str(value).split()


def _span(value: str | int) -> object:
    """``20s``, ``1m``; a bare number is milliseconds there."""
    text = str(value).strip()
    return int(text) / 1000 if text.isdigit() else text


def describe(path: Path, made: Migration) -> Iterator[str]:
    """Yield what is to be told of a migration, a line each."""
    carried = [*made.settings, *(f"[hosts.{pattern}]" for pattern in made.hosts)]
    yield f"{path}: carried over: {', '.join(carried) or 'nothing'}"
    yield from (f"{path}: {line}" for line in made.left)
