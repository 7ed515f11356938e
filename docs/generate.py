"""Writes the parts of the documentation that the code knows better: ``python docs/generate.py``; a test compares.

- settings.md and settings.zh-CN.md: each setting; type, default and flag from the types, the rest from settings.toml;
- verdicts.md and verdicts.zh-CN.md: the table of rules;
- sites.md: the registry;
- coming-from.md and coming-from.zh-CN.md: what ``init --from`` makes of other checkers' settings, by asking it.
"""

from __future__ import annotations

import json
import re
import tempfile
import tomllib
import types
import typing
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from fetchers.fetcher import Fetcher
from fetchers.net.host_policy import HostPolicy
from fetchers.registry import FETCHERS
from linkcheck.cli import cli
from linkcheck.cli.commands.init.migrating import migrate
from linkcheck.cli.terminal.language import choose, told
from linkcheck.config.settings import EntryRules, KnownVerdict, QuietSetting, Settings
from linkcheck.judge.rule import Rule
from linkcheck.judge.rules import RULES

DOCS: Final = Path(__file__).resolve().parent
WORDS: Final = tomllib.loads((DOCS / "settings.toml").read_text(encoding="utf-8"))
"""By table, then by setting: what it does in both languages (``en``, ``zh``), and of ``settings`` an example."""
_DURATIONS: Final = {"`86400.0`": '`"1d"`', "`20.0`": '`"20s"`'}
TABLES: Final = {
    "settings": Settings, "hosts": HostPolicy, "entries": EntryRules, "known": KnownVerdict, "quiet": QuietSetting,
}  # fmt: skip
_HEADS: Final = {
    "en": ("setting", "type", "default", "what it does", "flag of `check`", "example"),
    "zh": ("设置", "类型", "默认值", "作用", "`check` 的选项", "例子"),
}
_CHINESE: Final = {
    "list of": "列表，每项为", "or": "或", "text": "文本", "number": "数字", "duration": "时长", "table": "表",
    "day": "日期", "none": "无", "empty": "空", "required": "必填",
}  # fmt: skip
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


_STAND_INS: Final = {
    "en": {
        "{code}": "the service's code",
        "{answer}.": "what the service says",
        "http-{status}": "`http-` and the status",
    },
    "zh": {"{code}": "服务自己的代码", "{answer}": "服务的原话", "http-{status}": "`http-` 加状态码"},
}
_RULE_HEADS: Final = {
    "en": "| reason | verdict | sure | says | rests on |\n|---|---|---|---|---|",
    "zh": "| 原因 | 结论 | 把握 | 说明 | 依据 |\n|---|---|---|---|---|",
}
_SURE: Final = {"high": "大", "low": "小"}


def flags() -> dict[str, str]:
    """Return the flag of each setting that ``check`` has one for."""
    check = cli.get_command(click.Context(cli), "check")
    assert check is not None
    return {
        str(option.name).replace("_", "-"): max(option.opts, key=len)
        for option in check.params
        if isinstance(option, click.Option)
    }


def settings_table(table: str, language: str) -> str:
    """Return every setting of a table with its type, its default, what it does, and its flag and an example."""
    words, flag_of, top = _HEADS[language], flags(), table == "settings"
    heads = words if top else words[:4]
    lines = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for name, kind, default in _fields(TABLES[table]):
        if name in TABLES:
            continue
        told = WORDS[table][name]
        standing = told.get("default", {}).get(language) or _translated(default, language)
        cells = [f"`{name}`", _translated(kind, language), standing, told[language]]
        if top:
            flag = f"`--{name}`" if f"--{name}" == flag_of.get(name) else ""
            cells += [flag, f"`{name} = {told['example']}`"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _translated(cell: str, language: str) -> str:
    """Return a type or a default in a language; what stands between backticks is the same in all."""
    if language == "en":
        return cell
    return re.sub(r"`[^`]*`|list of|[a-z]+", lambda found: _CHINESE.get(found[0], found[0]), cell).replace("项 ", "项")


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
    return {str: "text", bool: "`true` or `false`", int: "number", float: "duration", date: "day"}.get(hint, str(hint))


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.default_factory is not msgspec.NODEFAULT:
        return "empty"
    if field.default is msgspec.NODEFAULT:
        return "required"
    if field.default in (None, (), {}):
        return "none" if field.default is None else "empty"
    default = list(field.default) if isinstance(field.default, tuple) else field.default
    return f"`{json.dumps(default, default=str)}`"


def coming_table(name: str, probes: dict[str, Any], language: str) -> str:
    """Return what ``init --from`` makes of each setting of a checker."""
    choose(["--lang", language], {})
    chinese = language == "zh"
    of_host, nothing = (
        ('`[hosts."{}"]` 的 `{}`', "无需设置") if chinese else ('`{1}` of `[hosts."{0}"]`', "nothing to do")
    )
    lines = [f"| `{name}` | linkcheck |", "|---|---|"]
    for setting, value in probes.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            text = _toml(setting, value) if name.endswith(".toml") else json.dumps({setting: value})
            path.write_text(text, encoding="utf-8")
            made = migrate(path)
        ours = [f"`{key}`" for key in made.settings]
        ours += [of_host.format(host, key) for host, values in made.hosts.items() for key in values]
        left = [told(line.partition(": ")[2]).replace("|", "\\|") for line in made.left]
        lines.append(f"| `{setting}` | {('；' if chinese else ', ').join(ours + left) or nothing} |")
    return "\n".join(lines)


def _toml(name: str, value: object) -> str:
    return f"{name} = {json.dumps(value)}\n"


def rules_table(language: str) -> str:
    """Return the rules in order, one a line, rules that speak alike on one line."""
    lines = dict.fromkeys(_rule(rule, language) for rule in RULES)
    return "\n".join([_RULE_HEADS[language], *lines])


def _rule(rule: Rule, language: str) -> str:
    names, chinese = _STAND_INS[language], language == "zh"
    words = rule.reason.chinese if chinese else rule.sentence
    reason = names.get(rule.code) or f"`{rule.code}`"
    says = names.get(words) or re.sub(r"\{(\w+)\}", r"‹\1›", words)
    sure = _SURE[rule.confidence] if chinese else rule.confidence
    return f"| {reason} | {rule.verdict} | {sure} | {_plain(says)} | {_plain(rule.source)} |"


def _plain(text: str) -> str:
    return text.replace("|", "\\|")


def sites() -> str:
    """Return what each site is asked for, what it brings, and what its refusals mean."""
    return "\n".join(map(_section, FETCHERS)).rstrip()


def _section(fetcher: Fetcher) -> str:
    guide = fetcher.guide
    batch = "many in one question" if fetcher.batch > 1 else "one at a time"
    rows = [
        ("Name in reports", f"`{fetcher.name}`, {batch}"),
        ("Brings", guide.brings),
        ("Limits", guide.limits),
        ("Refusals", guide.refusal),
    ]
    facts = "\n".join(f"- **{name}:** {_sentence(value)}" for name, value in rows)
    forms = "\n".join(f"| {form.kind} | `{form.example}` |" for form in fetcher.forms)
    return f"## {guide.title}\n\n{facts}\n\n| Form | Example |\n|---|---|\n{forms}\n"


def _sentence(text: str) -> str:
    """Begin with a capital, end with a full stop."""
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "。")) else whole + "."


def generated() -> dict[str, str]:
    """Return the text of every file that has a generated part."""
    made = {}
    for file, language in (("settings.md", "en"), ("settings.zh-CN.md", "zh")):
        parts = {table: settings_table(table, language) for table in TABLES}
        made[file] = _filled((DOCS / file).read_text(encoding="utf-8"), parts)
    for file, language in (("verdicts.md", "en"), ("verdicts.zh-CN.md", "zh")):
        made[file] = _filled((DOCS / file).read_text(encoding="utf-8"), {"rules": rules_table(language)})
    made["sites.md"] = _filled((DOCS / "sites.md").read_text(encoding="utf-8"), {"sites": sites()})
    for file, language in (("coming-from.md", "en"), ("coming-from.zh-CN.md", "zh")):
        parts = {name: coming_table(name, probes, language) for name, probes in CHECKERS}
        made[file] = _filled((DOCS / file).read_text(encoding="utf-8"), parts)
    choose([], {})
    return made


def _filled(text: str, parts: dict[str, str]) -> str:
    for name, part in parts.items():
        begin, end = f"<!-- generated: {name} -->", "<!-- end -->"
        pattern = re.compile(rf"{re.escape(begin)}\n.*?{re.escape(end)}", re.DOTALL)
        text = pattern.sub(lambda _, begin=begin, part=part, end=end: f"{begin}\n\n{part}\n\n{end}", text)
    return text


if __name__ == "__main__":
    for file, content in generated().items():
        (DOCS / file).write_text(content, encoding="utf-8", newline="\n")
