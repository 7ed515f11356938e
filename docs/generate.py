"""Writes the parts of the documentation that the code knows better: ``python docs/generate.py``; a test compares.

- settings.md: every setting with its type, default, flag and an example, from the types;
- coming-from.md: what ``init --from`` makes of other checkers' settings, by asking it.
"""

from __future__ import annotations

import json
import re
import tempfile
import types
import typing
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from fetchers.net.host_policy import HostPolicy
from linkcheck.cli import cli
from linkcheck.cli.commands.init.migrating import migrate
from linkcheck.config.settings import EntryRules, KnownVerdict, QuietSetting, Settings

DOCS: Final = Path(__file__).resolve().parent
EXAMPLES: Final = {
    "fail-on": '["dead", "invalid"]', "fail-when": '"confirmed"', "fragments": "true", "archive": "true",
    "allow-private": "true", "include-code": "true", "exclude": '["^https://internal\\\\."]',
    "include": '["^https://example\\\\.org/"]', "exclude-path": '["vendor/"]', "accept": '[403, "500..=504"]',
    "remap": '{"https://docs.example.org/" = "https://staging.example.org/"}', "root": '"site"', "site": '"mkdocs"',
    "slugs": '"kramdown"', "duplicates": "false", "lang": '"zh"', "max-age": '"3d"', "max-time": '"20m"',
    "timeout": '"30s"', "max-concurrency": "64", "state": '".cache/links.db"', "memory": '"README.memory.jsonl"',
    "facts": '["titles", "stars"]', "quiet-after": '"5y"', "contact": '"links@example.org"',
    "papers": '["code"]', "services": '{github = "https://github.example.org/api/v3"}',
}  # fmt: skip
"""An example of each setting, which a test reads as a settings file."""
_DURATIONS: Final = {"`86400.0`": '`"1d"`', "`20.0`": '`"20s"`'}
TABLES: Final = {"hosts": HostPolicy, "entries": EntryRules, "known": KnownVerdict, "quiet": QuietSetting}
_LYCHEE: Final[dict[str, Any]] = {
    "exclude": ["x"], "include": ["x"], "exclude_path": ["x"], "accept": [403], "timeout": 20, "max_concurrency": 9,
    "max_retries": 2, "max_cache_age": "1d", "include_fragments": True, "include_verbatim": True, "archive": "wayback",
    "suggest": True, "root_dir": "site", "base_url": "x", "header": ["a=b"], "basic_auth": ["a b:c"],
    "github_token": "x", "user_agent": "x", "insecure": True, "require_https": True, "remap": ["a b"], "cache": True,
    "exclude_all_private": True, "exclude_mail": True, "max_redirects": 5, "method": "get", "scheme": ["https"],
    "include_mail": True,
}  # fmt: skip
_MARKDOWN_LINK_CHECK: Final[dict[str, Any]] = {
    "ignorePatterns": [{"pattern": "x"}], "aliveStatusCodes": [403], "timeout": "20s", "retryCount": 2,
    "httpHeaders": [{"urls": ["https://a.example.org"], "headers": {"Accept": "x"}}],
    "replacementPatterns": [{"pattern": "^/", "replacement": "{{BASEURL}}/"}], "retryOn429": True,
    "fallbackRetryDelay": "30s", "projectBaseUrl": "x",
}  # fmt: skip
_LINKINATOR: Final[dict[str, Any]] = {
    "skip": ["x"], "timeout": 2000, "concurrency": 9, "retryErrorsCount": 2, "checkFragments": True, "retry": True,
    "recurse": True, "markdown": True, "userAgent": "x", "urlRewriteSearch": "x", "statusCodes": {},
}  # fmt: skip
CHECKERS: Final = (
    ("lychee.toml", _LYCHEE), (".mlc_config.json", _MARKDOWN_LINK_CHECK), ("linkinator.config.json", _LINKINATOR),
)  # fmt: skip


def flags() -> dict[str, str]:
    """Return the flag of each setting that ``check`` has one for."""
    check = cli.get_command(click.Context(cli), "check")
    assert check is not None
    return {
        str(option.name).replace("_", "-"): max(option.opts, key=len)
        for option in check.params
        if isinstance(option, click.Option)
    }


def settings_table() -> str:
    """Return every setting with type, default, flag and example, and those of its tables."""
    known = flags()
    lines = ["| setting | type | default | flag of `check` | example |", "|---|---|---|---|---|"]
    for name, kind, default in _fields(Settings):
        if name not in TABLES:
            flag = f"`--{name}`" if f"--{name}" == known.get(name) else ""
            lines.append(f"| `{name}` | {kind} | {default} | {flag} | `{name} = {EXAMPLES[name]}` |")
    for table, struct in TABLES.items():
        title = {"hosts": '[hosts."PATTERN"]', "entries": "[entries]"}.get(table, f"[[{table}]]")
        lines += ["", f"| `{title}` | type | default |", "|---|---|---|"]
        lines += [f"| `{name}` | {kind} | {default} |" for name, kind, default in _fields(struct)]
    return "\n".join(lines)


def _fields(struct: type[msgspec.Struct]) -> Iterator[tuple[str, str, str]]:
    hints = typing.get_type_hints(struct, include_extras=True)
    for field in msgspec.structs.fields(struct):
        kind, default = _type(hints[field.name]), _default(field)
        yield field.encode_name, kind, _DURATIONS.get(default, default) if kind == "duration" else default


def _type(hint: Any) -> str:  # noqa: ANN401, PLR0911  one case a kind of type
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return (
            "status" if hint.__metadata__ and inside[0] is int and "status" in str(hint).lower() else _type(inside[0])
        )
    if origin is typing.Literal:
        return " or ".join(f"`{json.dumps(word)}`" for word in inside)
    if origin in (typing.Union, types.UnionType):
        return _type(next(each for each in inside if each is not type(None)))
    if origin is tuple:
        return f"list of {_type(inside[0])}"
    if origin is dict:
        return "table"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return " or ".join(f"`{json.dumps(str(word))}`" for word in hint)
    return {str: "text", bool: "`true` or `false`", int: "number", float: "duration"}.get(hint, str(hint))


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.default_factory is not msgspec.NODEFAULT:
        return "empty"
    if field.default is msgspec.NODEFAULT:
        return "required"
    if field.default in (None, (), {}):
        return "none" if field.default is None else "empty"
    default = list(field.default) if isinstance(field.default, tuple) else field.default
    return f"`{json.dumps(default, default=str)}`"


def coming_table(name: str, probes: dict[str, Any]) -> str:
    """Return what ``init --from`` makes of each setting of a checker."""
    lines = [f"| `{name}` | linkcheck |", "|---|---|"]
    for setting, value in probes.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            text = _toml(setting, value) if name.endswith(".toml") else json.dumps({setting: value})
            path.write_text(text, encoding="utf-8")
            made = migrate(path)
        ours = [f"`{key}`" for key in made.settings]
        ours += [f'`{key}` of `[hosts."{host}"]`' for host, values in made.hosts.items() for key in values]
        left = [line.partition(": ")[2].replace("|", "\\|") for line in made.left]
        lines.append(f"| `{setting}` | {', '.join(ours + left) or 'nothing to do'} |")
    return "\n".join(lines)


def _toml(name: str, value: object) -> str:
    return f"{name} = {json.dumps(value)}\n"


def generated() -> dict[str, str]:
    """Return the text of every file that has a generated part."""
    settings = (DOCS / "settings.md").read_text(encoding="utf-8")
    coming = (DOCS / "coming-from.md").read_text(encoding="utf-8")
    parts = {"settings": settings_table()} | {name: coming_table(name, probes) for name, probes in CHECKERS}
    return {"settings.md": _filled(settings, parts), "coming-from.md": _filled(coming, parts)}


def _filled(text: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        begin, end = f"<!-- generated: {name} -->", "<!-- end -->"
        pattern = re.compile(rf"{re.escape(begin)}\n.*?{re.escape(end)}", re.DOTALL)
        text = pattern.sub(lambda _, begin=begin, part=part, end=end: f"{begin}\n\n{part}\n\n{end}", text)
    return text


if __name__ == "__main__":
    for file, content in generated().items():
        (DOCS / file).write_text(content, encoding="utf-8", newline="\n")
