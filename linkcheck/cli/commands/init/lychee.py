"""lychee's settings as ours: its file, its flags, and the workflow steps that run it or another checker."""

from __future__ import annotations

import re
import shlex
import tomllib
from typing import Any, Final

from linkcheck.cli.commands.init.migration import NEVER, SAME, Migration, toml

WITHOUT_COUNTERPART: Final = {
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
    "exclude_loopback": SAME, "exclude_private": SAME, "exclude_all_private": SAME, "exclude_link_local": SAME,
    "exclude_mail": SAME, "cache": SAME, "no_progress": SAME, "skip_missing": SAME, "max_redirects": SAME,
    "method": SAME, "verbose": SAME, "glob_ignore_case": SAME, "retry_wait_time": SAME, "host_stats": SAME,
    "suggest": "is `archive`",
}  # fmt: skip


def read_lychee(text: str, made: Migration) -> None:  # noqa: C901  one case a setting
    """https://github.com/lycheeverse/lychee/blob/master/lychee.example.toml."""
    for written, value in tomllib.loads(text).items():
        name = written.replace("-", "_")
        match name, value:
            case (("exclude" | "include" | "exclude_path"), list() | str()):
                made.add(name.replace("_", "-"), texts(value))
            case "accept", _:
                made.accept(value)
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
                made.leave(written, WITHOUT_COUNTERPART.get(name, NEVER))


_USES: Final = re.compile(r"^\s*(?:-\s*)?uses:\s*['\"]?([\w.-]+/[\w.-]+)", re.MULTILINE)
_INPUT: Final = re.compile(r"^\s*([\w-]+):[ \t]*(\S[^\n]*)$", re.MULTILINE)
_LYCHEE_FLAGS: Final = {
    "--exclude": "exclude", "--include": "include", "--accept": "accept", "-a": "accept", "--timeout": "timeout",
    "-t": "timeout", "--max-concurrency": "max_concurrency", "--max-retries": "max_retries",
    "--exclude-path": "exclude_path", "--max-cache-age": "max_cache_age", "--root-dir": "root_dir",
}  # fmt: skip


def read_workflow(text: str, made: Migration) -> None:
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
            made.leave(flag, WITHOUT_COUNTERPART.get(flag.strip("-").replace("-", "_"), NEVER))
    read_lychee("".join(f"{name} = {toml(value)}\n" for name, value in table.items()), made)


def texts(value: object) -> list[str]:
    """Return a list of texts, or the words of one."""
    return [str(each) for each in value] if isinstance(value, list) else str(value).split()
