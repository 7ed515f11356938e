"""Every regular expression of the packages, how each is used, and texts that are hard for it."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import re._constants as sre  # type: ignore[import-not-found]  # the parser's own names, in a test alone
import re._parser as sre_parser  # type: ignore[import-not-found]
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

PACKAGES = ("fetchers", "linkcheck", "reports")
_OURS = ("linkcheck.demo",)
"""Meets no stranger."""
_WHOLE = frozenset({"match", "fullmatch"})
_ANYWHERE = frozenset({"search", "sub", "subn", "split", "findall", "finditer"})


@dataclass(frozen=True)
class Use:
    """A pattern as one place of the code uses it."""

    where: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]

    def seconds(self, text: str) -> float:
        """Return the processor time that a text costs, the worst of the ways in which the pattern is used."""
        subject = text if isinstance(self.pattern.pattern, str) else text.encode("utf-8", "replace")
        worst = 0.0
        for method in self.methods:
            started = time.process_time()
            if method == "search":
                # As sub, split and finditer do: each match, to the end of the text.
                for _ in self.pattern.finditer(subject):
                    pass
            else:
                getattr(self.pattern, method)(subject)
            worst = max(worst, time.process_time() - started)
        return worst


def uses() -> list[Use]:
    """Return every pattern that a module holds, alone or in its tables, and every one written where it is used."""
    found: dict[tuple[str, str], Use] = {}
    sources: dict[str, str] = {}
    for package in PACKAGES:
        root = importlib.import_module(package)
        for info in pkgutil.walk_packages(root.__path__, f"{package}."):
            if not info.name.endswith("__main__") and not info.name.startswith(_OURS):
                module = importlib.import_module(info.name)
                sources[info.name] = Path(str(module.__file__)).read_text(encoding="utf-8")
    seen: set[int] = set()
    for name, source in sources.items():
        module = importlib.import_module(name)
        for attribute, value in vars(module).items():
            for number, pattern in enumerate(_patterns(value, seen)):
                key = (str(pattern.pattern), str(pattern.flags))
                methods = _methods(attribute, source)
                if key in found:
                    methods |= found[key].methods
                found[key] = Use(f"{name}.{attribute}[{number}]", pattern, methods)
        for use in _written_at_use(name, source):
            found.setdefault((str(use.pattern.pattern), str(use.pattern.flags)), use)
    return sorted(found.values(), key=lambda use: use.where)


def _patterns(value: object, seen: set[int], depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
        return
    if depth > 5 or id(value) in seen or isinstance(value, (ModuleType, str | bytes | int | float | type | None)):
        return
    seen.add(id(value))
    if isinstance(value, dict):
        inner: list[object] = [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        inner = list(value)
    elif type(value).__module__.partition(".")[0] in PACKAGES:
        slots = (name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ()))
        inner = [*getattr(value, "__dict__", {}).values(), *(getattr(value, slot, None) for slot in slots)]
    else:
        # What a closure has (a test made of a pattern).
        inner = [cell.cell_contents for cell in getattr(value, "__closure__", None) or () if _is_filled(cell)]
    for item in inner:
        yield from _patterns(item, seen, depth + 1)


def _is_filled(cell: Any) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:
        return False


def _methods(attribute: str, source: str) -> frozenset[str]:
    used = set(re.findall(rf"\b{re.escape(attribute)}\.(\w+)\b", source))
    if used & _WHOLE and not used & _ANYWHERE:
        return frozenset(used & _WHOLE)
    return frozenset({"search"})


def _written_at_use(name: str, source: str) -> Iterator[Use]:
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if (
            isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and isinstance(node.args[0], ast.Constant)
        ):
            method = node.func.attr
            if method in _WHOLE | _ANYWHERE:
                flags = re.IGNORECASE if "IGNORECASE" in ast.unparse(node) else re.NOFLAG
                methods = frozenset({method if method in _WHOLE else "search"})
                yield Use(f"{name}:{node.lineno}", re.compile(node.args[0].value, flags), methods)


def hard_texts(pattern: re.Pattern[Any], length: int, most: int = 10) -> Iterator[str]:
    """Yield texts that make a backtracking matcher try again and again: what the pattern repeats, repeated, and no end.

    A pump is what the pattern begins with, up to one of its repeats (each is a place to begin at, and the repeat runs
    over all that follow); a character that a part of it takes, a literal run of it, or two of these in turn. Before it
    stands what the pattern begins with, after it what nothing in the pattern takes.
    """
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    parsed = sre_parser.parse(
        source, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    )
    letters: dict[str, None] = {}
    runs: dict[str, None] = {}
    _collect(parsed, letters, runs)
    example = _example(parsed)
    pumps = list(dict.fromkeys([example[:-1], example, " ", "a", *letters, *runs]))
    pairs = ["".join(pair) for pair in product([*list(letters)[:3], *list(runs)[:2]], repeat=2)]
    chosen = [pump for pump in dict.fromkeys([*_starts(parsed), *pumps[:most], *pairs[:most]]) if pump]
    for pump in chosen:
        body = (pump * (length // len(pump) + 1))[:length]
        for start in dict.fromkeys(("", example[:-1])):
            yield start + body + "\x01"


def _starts(parsed: Any) -> list[str]:
    """Return what a pattern takes before each of its repeats."""
    return [
        _example(parsed[:place])
        for place, (op, argument) in enumerate(parsed)
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT) and argument[1] is sre.MAXREPEAT
    ]


def _collect(parsed: Any, letters: dict[str, None], runs: dict[str, None]) -> None:  # noqa: C901, PLR0912
    run = ""
    for op, argument in parsed:
        if op is sre.LITERAL:
            run += chr(argument)
            letters.setdefault(chr(argument))
            continue
        if len(run) > 1:
            runs.setdefault(run)
        run = ""
        if op in (sre.IN, sre.NOT_LITERAL, sre.ANY):
            letters.setdefault(_letter(op, argument))
            if op is sre.IN:
                for inner, value in argument:
                    if inner is sre.LITERAL:
                        letters.setdefault(chr(value))
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            runs.setdefault(_example(argument[2]))
            _collect(argument[2], letters, runs)
        elif op is sre.SUBPATTERN:
            _collect(argument[3], letters, runs)
        elif op is sre.ATOMIC_GROUP:
            _collect(argument, letters, runs)
        elif op is sre.BRANCH:
            for branch in argument[1]:
                runs.setdefault(_example(branch))
                _collect(branch, letters, runs)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            _collect(argument[1], letters, runs)
    if len(run) > 1:
        runs.setdefault(run)


def _example(parsed: Any) -> str:
    """Return a text that the parsed pattern takes, or nearly."""
    text = ""
    for op, argument in parsed:
        if op is sre.LITERAL:
            text += chr(argument)
        elif op in (sre.IN, sre.NOT_LITERAL, sre.ANY):
            text += _letter(op, argument)
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            text += _example(argument[2]) * min(max(argument[0], 1), 8)
        elif op is sre.AT and argument is sre.AT_BOUNDARY and text[-1:].isalnum():
            text += " "
        elif op is sre.SUBPATTERN:
            text += _example(argument[3])
        elif op is sre.ATOMIC_GROUP:
            text += _example(argument)
        elif op is sre.BRANCH:
            text += _example(argument[1][0])
    return text


_CANDIDATES = 'a1 _-./<>"=:;&@#%,()[]{}|\n\t年X\x01'


def _letter(op: Any, argument: Any) -> str:
    if op is sre.ANY:
        return "a"
    if op is sre.NOT_LITERAL:
        return next(c for c in _CANDIDATES if ord(c) != argument)
    compiled = re.compile(_class_of(argument))
    return next((c for c in _CANDIDATES if compiled.match(c)), chr(next(_codes(argument), 97)))


def _codes(argument: Any) -> Iterator[int]:
    for inner, value in argument:
        if inner is sre.LITERAL:
            yield value
        elif inner is sre.RANGE:
            yield value[0]


_CATEGORIES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_SPACE: r"\S", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip


def _class_of(argument: Any) -> str:
    parts = ""
    for inner, value in argument:
        if inner is sre.NEGATE:
            parts = "^" + parts
        elif inner is sre.LITERAL:
            parts += f"\\U{value:08x}"
        elif inner is sre.RANGE:
            parts += f"\\U{value[0]:08x}-\\U{value[1]:08x}"
        elif inner is sre.CATEGORY:
            parts += _CATEGORIES[value]
    return f"[{parts}]"
