"""What plain strings a pattern needs: every text that it matches has one of them in it. Pure.

The tables hold hundreds of long alternations, and a page matches none of nearly all. Looking for a few plain strings
takes a hundredth of the time of trying such a pattern at every place of a text.
"""

from __future__ import annotations

from itertools import product
from math import prod
from re import _constants as _ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final, TypeAlias

from fetchers.pages.traits.shape import fold

_Item: TypeAlias = "tuple[Any, Any]"
"""An operation of a parsed pattern with its operands, in the parser's own terms."""

_MOST_SPELLINGS: Final = 12
"""``pages?`` and ``[aá]`` are written out; what has more spellings than this is known by what stands beside it."""
_REPEATS: Final = (_ops.MAX_REPEAT, _ops.MIN_REPEAT, _ops.POSSESSIVE_REPEAT)
_WIDTHLESS: Final = (_ops.AT, _ops.ASSERT, _ops.ASSERT_NOT)
_TRIAL: Final = 200
"""How many strings can be looked for in the time that a pattern takes to be tried at every place of a text."""


def needles(pattern: str) -> tuple[str, ...]:
    """Return folded strings one of which is in the folded form of every match of ``pattern``, cases ignored.

    ``("",)``, which is in every text, where nothing is known.
    """
    found = _needed(_parser.parse(pattern).data)
    return tuple(sorted(_shortest(set(map(fold, found))))) if found else ("",)


def _needed(items: list[_Item]) -> set[str] | None:
    """Return the needles of a sequence: the best among those of its parts and of the strings that parts make up."""
    found: list[set[str]] = []
    run, literal = {""}, ""
    for op, value in items:
        if op is _ops.LITERAL:
            run = {text + chr(value) for text in run}
            literal += chr(value)
            continue
        if op in _WIDTHLESS:
            continue
        found.append({literal})
        literal = ""
        found.append(_needed_by(op, value) or {""})
        spellings = _spellings(op, value)
        if spellings is None or "" in spellings:
            found.append(run)
        if spellings is None:
            run = {""}
        elif len(run) * len(spellings) <= _MOST_SPELLINGS:
            run = {before + after for before, after in product(run, spellings)}
        else:
            found.append(run)
            run = spellings
    return min((one for one in (*found, {literal}, run) if "" not in one), key=_cost, default=None)


def _needed_by(op: object, value: Any) -> set[str] | None:  # noqa: ANN401 - the parser's operands
    if op is _ops.SUBPATTERN:
        return _needed(value[-1].data)
    if op is _ops.BRANCH:
        parts = [_needed(branch.data) for branch in value[1]]
        return None if None in parts else set().union(*filter(None, parts))
    if op in _REPEATS and value[0] > 0:
        return _needed(value[2].data)
    return None


def _spellings(op: object, value: Any) -> set[str] | None:  # noqa: ANN401
    """Return all strings that an item can be, if they are few."""
    if op is _ops.IN:
        literal = all(kind is _ops.LITERAL for kind, _ in value)
        return {chr(code) for _, code in value} if literal and len(value) <= _MOST_SPELLINGS else None
    if op is _ops.SUBPATTERN:
        return _sequences(value[-1].data)
    if op is _ops.BRANCH:
        return _alternatives(value[1])
    if op in _REPEATS and value[0] == 0 and value[1] == 1:
        inner = _sequences(value[2].data)
        return None if inner is None else {"", *inner}
    return None


def _alternatives(branches: list[Any]) -> set[str] | None:
    found: set[str] = set()
    for branch in branches:
        spellings = _sequences(branch.data)
        if spellings is None or len(found) + len(spellings) > _MOST_SPELLINGS:
            return None
        found |= spellings
    return found


def _sequences(items: list[_Item]) -> set[str] | None:
    found = {""}
    for op, value in items:
        if op is _ops.LITERAL:
            found = {text + chr(value) for text in found}
            continue
        spellings = {""} if op in _WIDTHLESS else _spellings(op, value)
        if spellings is None or len(found) * len(spellings) > _MOST_SPELLINGS:
            return None
        found = {before + after for before, after in product(found, spellings)}
    return found


def _shortest(texts: set[str]) -> set[str]:
    """Leave out what holds another one of them."""
    return {text for text in texts if not any(other != text and other in text for other in texts)}


def _cost(texts: set[str]) -> float:
    """Return what looking for these costs, in looks, the trials that they do not spare included."""
    return len(texts) + _TRIAL * (1.0 - prod(1.0 - _chance(text) for text in texts))


def _chance(text: str) -> float:
    """Return about how many texts have this in it. An ideograph says as much as three letters."""
    letters = sum(3 if character > "\u2e7f" else 1 for character in text)
    return float(0.6**letters) if letters > 2 else 1.0
