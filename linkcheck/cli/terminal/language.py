"""The language of the terminal: ``--lang``, else the list's or the locale's; help laid out for wide characters."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

import click

_PARTS: Final = re.compile(r"(\{\w+\})")
_LONGEST: Final = 500
"""Characters of a line that is looked up: the patterns try every place at which a stranger's words may end."""
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
    """Let no list change the language that was chosen: the demo's list is ours, and says nothing of its reader."""
    global _is_final  # noqa: PLW0603  one program, one terminal
    _is_final = True


def told(line: str) -> str:
    """Return an error in the chosen language: as it is, where the catalogue has no word of it."""
    if _language == "en" or len(line) > _LONGEST:
        return line
    from linkcheck.cli.terminal.chinese_help import ERRORS  # noqa: PLC0415  of use to Chinese readers alone

    for english, chinese in ERRORS.items():
        pattern = "".join(
            f"(?P<{part[1:-1]}>.+?)" if part.startswith("{") else re.escape(part) for part in _PARTS.split(english)
        )
        if match := re.fullmatch(pattern, line):
            return chinese.format(**match.groupdict())
    return line


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
        from linkcheck.cli.terminal.chinese_help import HEADINGS  # noqa: PLC0415

        self.write(f"{'':>{self.current_indent}}{HEADINGS.get(heading, heading)}：\n")

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
    from linkcheck.cli.terminal.chinese_help import HELP  # noqa: PLC0415

    plain = " ".join(text.split())
    if plain in HELP:
        return HELP[plain]
    text, bracket, inside = plain.rpartition("[")
    text = text.rstrip()
    if not bracket or text not in HELP or not _is_of_click(inside):
        return plain
    return f"{HELP[text]}[{_CLAUSE.sub('默认：', inside)}"


def _is_of_click(inside: str) -> bool:
    """Tell what click itself puts in brackets behind an option's help: a default, "required", or a range."""
    return inside.endswith("]") and (
        inside.startswith("default: ") or inside == "required]" or "<" in inside or ">" in inside
    )


def _wrapped(text: str, width: int) -> list[str]:
    from reports.screen import wrapped  # noqa: PLC0415  it loads rich

    return wrapped(text, width) or [""]
