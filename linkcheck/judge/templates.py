"""The placeholders in braces that reasons and details may use. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from linkcheck.judge.case import Case
from linkcheck.judge.witnesses import ACCUSING


def fill(template: str, case: Case) -> str:
    """Return a reason or a detail with the facts of the case in it."""
    return template.format_map(_Words(case)) if "{" in template else template


class _Words:
    """Computes a placeholder's value when a template names it."""

    def __init__(self, case: Case) -> None:
        self._case = case

    def __getitem__(self, name: str) -> object:
        return WORDS[name](self._case)


def _host(case: Case) -> str:
    address = case.final or case.asked
    return address.host if address else ""


def _failed(case: Case) -> str:
    failure = case.observation.failure or case.observation.tls
    if failure and failure.host:
        return failure.host
    return case.asked.host if case.asked else ""


def _code(case: Case) -> str:
    return case.observation.answer.code if case.observation.answer else ""


def _answer(case: Case) -> str:
    answer = case.observation.answer
    said = (answer.detail or answer.code).strip().removesuffix(".") if answer else ""
    return said[:1].upper() + said[1:]


def _title(case: Case) -> str:
    return case.observation.page.title[:120] if case.observation.page else ""


def _missing(case: Case) -> str:
    return ", ".join(f"#{name}" for name, there in case.observation.fragments.items() if not there)


WORDS: Final[Mapping[str, Callable[[Case], object]]] = {
    "status": lambda case: case.status,
    "host": _host,
    "final": lambda case: case.observation.final_url or "",
    "failed": _failed,
    "code": _code,
    "answer": _answer,
    "title": _title,
    "missing": _missing,
    "hint": lambda case: ", ".join(sorted(case.facts.hints & ACCUSING)),
}
