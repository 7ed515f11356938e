"""The command line in Chinese: every message of the code has its Chinese, and the catalogue holds no other."""

from __future__ import annotations

import ast
import importlib
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import linkcheck
from linkcheck.cli.commands.init.lychee import WITHOUT_COUNTERPART
from linkcheck.cli.terminal.language import chinese, choose, told

MESSAGES, TAILS = chinese("messages"), chinese("tails")
ROOT = Path(linkcheck.__file__).parent
SPOKEN = re.compile(
    r"say|leave|_?warn|_finding|NetworkProblem|InputProblem|invalid|skipped|UnknownFormat|Decoded|\w*Error"
)
"""Whose arguments a person may read. What has a bug of ours for a reader (RuntimeError) is left out below."""
NOT_OURS = re.compile(r"RuntimeError|TypeError|AddressError|.*SyntaxError|KeyError")
FROM_ELSEWHERE = {
    "No such option '{what}'", "Missing argument '{what}'", "Option '{what}' requires an argument",
    "Got unexpected extra argument ({what})", "Got unexpected extra arguments ({what})",
    "Invalid value for '{what}': '{value}' is not one of {choices}", "Invalid value for '{what}': {why}",
    "No such file or directory", "Permission denied", "Is a directory", "Not a directory", "File name too long",
    "No space left on device", "Read-only file system", "Input/output error", "Too many levels of symbolic links",
}  # fmt: skip
"""click's own, and the operating system's."""


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    choose(["--lang", "zh"], {})
    yield
    choose([], {})


def sources() -> Iterator[Path]:
    yield from (path for path in sorted(ROOT.rglob("*.py")) if "demo" not in path.relative_to(ROOT).parts[:1])
    yield ROOT.parent / "reports" / "registry.py"


def messages() -> Iterator[tuple[str, str]]:
    """Yield where a message stands and one of its forms, with ``<x>`` for what is filled in."""
    for path in sources():
        name = ".".join(path.relative_to(ROOT.parent).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if not SPOKEN.fullmatch(called) or NOT_OURS.fullmatch(called):
                continue
            for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
                for form in forms(argument, importlib.import_module(name.removesuffix(".__init__"))):
                    if " " in form.strip() and re.search("[a-z]{2}", _own_words(form)):
                        yield f"{path.relative_to(ROOT.parent).as_posix()}:{node.lineno}", form


def _own_words(form: str) -> str:
    """Return a message without a name before it, what may stand behind any, and what is filled in."""
    for tail in TAILS:
        form = re.sub(re.sub(r"\\\{\w+\\\}", ".*", re.escape(tail)) + r"\Z", "", form)
    return re.sub(r"\A(?:[\w<> -]+: )+(?=<x>|#)|<x>", "", form)


def forms(node: ast.expr, module: ModuleType) -> list[str]:  # noqa: PLR0911  one for each form
    """Return the texts an expression may stand for: both ways of a condition, constants of the module filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=parts):
            return ["".join(each) for each in itertools.product(*(forms(part, module) for part in parts))]
        case ast.FormattedValue(value=ast.BinOp(op=ast.Mult(), left=ast.Constant(value="s"))):
            return ["", "s"]
        case ast.FormattedValue(value=ast.Call(func=ast.Name(id="nearest"))):
            return ["", "; did you mean <x>?", "; there are: <x>"]
        case ast.FormattedValue(value=ast.IfExp(body=first, orelse=second)):
            return [*forms(first, module), *forms(second, module)]
        case ast.FormattedValue(value=value):
            return [each or "<x>" for each in forms(value, module)] or ["<x>"]
        case ast.IfExp(body=body, orelse=other):
            return [*forms(body, module), *forms(other, module)]
        case ast.Name(id=name) if isinstance(constant := getattr(module, name, None), str):
            return [constant]
        case _:
            return []


FOUND = sorted(set(messages()))


def test_messages_are_found() -> None:
    assert len(FOUND) > 150


@pytest.mark.parametrize(("place", "form"), FOUND, ids=[f"{place} {form}"[:120] for place, form in FOUND])
def test_every_message_has_its_chinese(place: str, form: str) -> None:
    said = told(form)
    assert re.search(r"[\u4e00-\u9fff]", said), f"{place}: add it to linkcheck/cli/terminal/chinese.json"
    assert form.count("<x>") >= said.count("<x>") > form.count("<x>") - 2, "what is filled in is carried over"


def test_no_message_is_said_no_more() -> None:
    said = "\n".join(form for _, form in FOUND)
    used = {english for english in MESSAGES if re.search(_pattern(english), said)}
    words = "\n".join(path.read_text("utf-8") for path in sources())
    unused = [english for english in MESSAGES.keys() - used - FROM_ELSEWHERE if not _stands_in(english, words)]
    assert unused == []


@pytest.mark.parametrize("why", sorted(set(WITHOUT_COUNTERPART.values())))
def test_what_cannot_be_carried_over_is_said_in_chinese(why: str) -> None:
    assert re.search(r"[\u4e00-\u9fff]", told(f"lychee.toml: x: {why}"))


def _pattern(english: str) -> str:
    return "".join(".*" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{\w+\})", english))


def _stands_in(english: str, words: str) -> bool:
    """Tell whether the longest piece of a message is written somewhere: in a table, a property, another's sentence."""
    return max(re.split(r"\{\w+\}", english), key=len).strip(" :;,.'") in words


@pytest.mark.parametrize("english", [*MESSAGES, *(f"interrupted; what was learnt is kept{tail}" for tail in TAILS)])
def test_what_stands_in_braces_is_carried_over(english: str) -> None:
    line = re.sub(r"\{(\w+)\}", lambda match: "" if match[1] == "s" else f"<{match[1]}>", english)
    assert re.search(r"[\u4e00-\u9fff]", told(line))
    assert set(re.findall(r"<\w+>", line)) == set(re.findall(r"<\w+>", told(line)))


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("x.toml:3: max-age: 'soon' is not a duration: write 90, 30s, 5m, 12h or 1d",
         "x.toml:3：max-age：'soon' 不是时长：请写 90、30s、5m、12h 或 1d"),
        ("x.toml: cannot be read: Permission denied", "x.toml：无法读取：没有权限"),
        ("--since: git knows no revision 'x' here; in CI, fetch the history (fetch-depth: 0)",
         "--since：git 找不到版本 'x'；在 CI 中请取回历史（fetch-depth: 0）"),
        ("--fail-on: there is no verdict 'deed'; did you mean 'dead'?",
         "--fail-on：没有 'deed' 这个结论；是否想写 'dead'？"),
        ("x.toml:1: a: expected a whole number of at least 1, not 'x'", "x.toml:1：a：应为不小于 1 的整数，而不是 'x'"),
        ("a sentence that nobody wrote: at all", "a sentence that nobody wrote: at all"),
    ],
)  # fmt: skip
def test_messages_within_messages(english: str, chinese: str) -> None:
    assert told(english) == chinese


def test_a_strangers_long_line_is_not_looked_up() -> None:
    line = "x: " * 2000
    assert told(line) == line
