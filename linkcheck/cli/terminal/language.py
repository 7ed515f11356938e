"""The language of the terminal: ``--lang``, else the list's or the locale's; help laid out for wide characters."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

import click

_PARTS: Final = re.compile(r"(\{\w+\})")
_LONGEST: Final = 500
"""Characters of a line that is looked up: the patterns try every place at which a stranger's words may end."""
_DEEPEST: Final = 6
"""Messages within one another: an option's, of a file, of a setting, of the system."""
_PLURAL: Final = "s?"
_ANYTHING: Final = ".+?"
_NAME: Final = "(?:[^:]|:(?! ))+?"
"""The text before a colon: a file and its line, an option."""
_CLAUSE: Final = re.compile(r"default: ")

Lang = Literal["en", "zh"]

_language: Lang = "en"
_is_final = False


def choose(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Choose the language of this run of the program: ``--lang zh``, else what the locale asks for (POSIX's order)."""
    global _language, _is_final  # noqa: PLW0603  one program, one terminal
    given = ""
    for number, word in enumerate(arguments):
        if word == "--lang" and number + 1 < len(arguments):
            given = arguments[number + 1]
        elif word.startswith("--lang="):
            given = word.removeprefix("--lang=")
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := environment.get(name))), "")
    _language = "zh" if given == "zh" or (given != "en" and locale.lower().startswith("zh")) else "en"
    _is_final = given in ("en", "zh")


def settle(of_list: Lang, *, final: bool = False) -> Lang:
    """Return the language of the terminal, now that the list is known: a Chinese one has it in Chinese.

    ``final``: the settings name the language; no list and no locale overrules them, only ``--lang`` does.
    """
    global _language, _is_final  # noqa: PLW0603  one program, one terminal
    if not _is_final:
        _language = of_list if final or of_list == "zh" else _language
        _is_final = final
    return _language


def keep() -> None:
    """Keep the chosen language whatever list is read: the demo's list is ours, not the user's."""
    global _is_final  # noqa: PLW0603  one program, one terminal
    _is_final = True


def chosen() -> Lang:
    """Return the language of the terminal."""
    return _language


@lru_cache(maxsize=8)
def chinese(table: str) -> Mapping[str, str]:
    """Return a table of ``chinese.json`` by its English: ``headings``, ``help``, ``messages``, ``sources``, ``tails``.

    Tests hold the file to the code: nothing is said without its Chinese, and nothing there is unused.
    """
    import json  # noqa: PLC0415  for Chinese readers alone

    groups = json.loads(Path(__file__).with_name("chinese.json").read_text("utf-8"))[table]
    return {english: text for group in groups.values() for english, text in group.items()}


def told(line: str) -> str:
    """Return a line in the chosen language: as it is, where the catalogue has no word of it."""
    return line if _language == "en" or len(line) > _LONGEST else _in_chinese(line, _DEEPEST)


def _in_chinese(line: str, depth: int) -> str:
    """Look a line up: without a tail that any line may have, as it is, and without the name before its colon."""
    if not depth:
        return line
    for tail, translated in chinese("tails").items():
        found = _fitted("{head}" + tail, line)
        if found and (said := _in_chinese(found["head"], depth)) != found["head"]:
            return said.removesuffix("。") + translated.format(**found)
    if said := _reasons().get(line) or _looked_up(chinese("messages"), line, depth, _NAME):
        return said
    name, colon, rest = line.partition(": ")
    if colon and (said := _in_chinese(rest, depth - 1)) != rest:
        return f"{name}：{said}"
    return _looked_up(chinese("messages"), line, depth, _ANYTHING) or line


@lru_cache(maxsize=1)
def _reasons() -> Mapping[str, str]:
    """Return the sentences of verdicts' reasons that name nothing of a link."""
    from linkcheck.model.reasons import every_reason, sentence  # noqa: PLC0415

    return {sentence(each.english): f"{each.chinese}。" for each in every_reason() if "{" not in each.english}


def _looked_up(messages: Mapping[str, str], line: str, depth: int, first: str) -> str:
    """Return the Chinese of the first message that fits, what is filled in looked up itself; empty where none does."""
    for english, translated in messages.items():
        if (found := _fitted(english, line, first)) is not None:
            return translated.format(**{name: _in_chinese(value, depth - 1) for name, value in found.items()})
    return ""


def _fitted(template: str, line: str, first: str = _ANYTHING) -> Mapping[str, str] | None:
    """Return the values of a template's braces in a line; None if the template does not match.

    ``first``: pattern of the value at the line's beginning.
    """
    parts = _PARTS.split(template)
    if not all(part in line for part in parts[::2]):
        return None
    pattern = ""
    for number, part in enumerate(parts):
        inside = _PLURAL if part == "{s}" else first if number == 1 and not parts[0] else _ANYTHING
        pattern += f"(?P<{part[1:-1]}>{inside})" if number % 2 else re.escape(part)
    match = re.fullmatch(pattern, line)
    return None if match is None else match.groupdict()


def spoken(command: click.Command) -> click.Command:
    """Return the command as it is in English, and for Chinese a copy whose help is laid out by ``_ChineseHelp``."""
    if _language == "en":
        return command
    copied = copy.copy(command)
    copied.context_class = _ChineseContext
    return copied


def context_class() -> type[click.Context]:
    """Return the class of contexts whose help is in the chosen language."""
    return click.Context if _language == "en" else _ChineseContext


class _ChineseHelp(click.HelpFormatter):
    """Writes help in Chinese: every text is looked up as it is written, and wrapped by the columns it takes."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002
        super().write_usage(prog, args, prefix="用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{chinese('headings').get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        paragraphs = [_chinese(" ".join(part.split())) for part in re.split(r"\n\s*\n", text)]
        for number, paragraph in enumerate(paragraphs):
            self.write("\n" * (number > 0))
            for line in _wrapped(paragraph, self.width - len(indent)):
                self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        names = [len(name) for name, _ in rows if len(name) <= col_max]
        first = max(names, default=0) + col_spacing
        for name, text in rows:
            lines = _wrapped(_chinese(text), max(20, self.width - self.current_indent - first))
            head = f"{'':>{self.current_indent}}{name}"
            if len(name) > first - col_spacing:
                self.write(f"{head}\n")
                head = ""
            for line in lines:
                self.write(f"{head:<{self.current_indent + first}}{line}\n")
                head = ""


class _ChineseContext(click.Context):
    formatter_class = _ChineseHelp


def _chinese(text: str) -> str:
    known = chinese("help")
    plain = " ".join(text.split())
    if plain in known:
        return known[plain]
    text, bracket, inside = plain.rpartition("[")
    text = text.rstrip()
    if not bracket or text not in known or not _is_of_click(inside):
        return plain
    return f"{known[text]}[{_CLAUSE.sub('默认：', inside)}"


def _is_of_click(inside: str) -> bool:
    """Tell what click itself puts in brackets behind an option's help: a default, "required", or a range."""
    return inside.endswith("]") and (
        inside.startswith("default: ") or inside == "required]" or "<" in inside or ">" in inside
    )


def _wrapped(text: str, width: int) -> list[str]:
    from reports.screen import wrapped  # noqa: PLC0415  it loads rich

    return wrapped(text, width) or [""]
