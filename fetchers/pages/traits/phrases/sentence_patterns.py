"""Rules made from the parts of one language, read when they are needed first. Texts are ``plain``."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from fetchers.pages.traits.phrases import PhraseSet
from fetchers.pages.traits.phrases.sieve import Sieve

_FILLER: Final = r"404|410|1|gone|error|errors|http|https|status|code|page|oops|sorry|title|\(\)|:\(|:-\(|¯|ツ"
_PUNCTUATION = re.compile(r"[^\w]+|_")
_SPACED_NOUN: Final = r"(?:[^\W\d_]{2,25}\s+)?[^\W\d_]{2,25}"
_DENSE_NOUN: Final = r"[^\W\d_]{1,8}?"
_GAP = r"[^.!?。！？|]{0,%d}?"


class Rules:
    """The parts of one language."""

    def __init__(self, language: PhraseSet) -> None:
        self._language = language
        gone = f"{language.gone}|{language.deleted}"
        self._things = _any(language.things, language.loose, language.ending_things)
        self._pointed = _pointed(language)
        forms = _forms(language, self._things, _any(gone, language.ended), language.ended_before)
        self.titles = Sieve(_any(*forms, self._pointed))
        self.says = Sieve("|".join(_forms(language, language.things, gone)))

    def leaves_nothing(self, text: str) -> bool:
        """Whether a text has only small talk of this language in it."""
        return not _PUNCTUATION.sub("", self._glue.sub(" ", text))

    def leaves_nothing_else(self, text: str) -> bool:
        """True if a text names things and their absence, and nothing else."""
        return self.leaves_nothing(self._parts.sub(" ", text))

    @property
    def letters(self) -> str:
        """Letters of which every statement of this language has one at least; "" where there are none such."""
        return self._language.letters

    @cached_property
    def loss(self) -> re.Pattern[str]:
        """The statement of absence without the thing."""
        return re.compile(self.loss_pattern)

    @property
    def loss_pattern(self) -> str:
        """The same as text."""
        left, right = _edges(self._language)
        language = self._language
        absence = (language.gone, language.deleted, language.lost, language.ended, language.ended_before)
        return f"{left}(?:{_any(*absence)}){right}"

    @cached_property
    def _parts(self) -> re.Pattern[str]:
        language = self._language
        said = (language.gone, language.deleted, language.lost, language.ended, language.ended_before)
        parts = _any(*said, self._things)
        left, right = _edges(language)
        return re.compile(_any(self._pointed, f"{left}(?:{parts}){right}"))

    @cached_property
    def _glue(self) -> re.Pattern[str]:
        language = self._language
        glue = f"{_FILLER}|{language.glue}" if language.glue else _FILLER
        left, right = _edges(language)
        return re.compile(f"{left}(?:{glue}){right}(?!')" if language.spaced else f"(?:{glue})")


def _pointed(language: PhraseSet) -> str:
    """The pattern for "this X is gone" with any noun; "" for languages that are not listed."""
    if not language.this:
        return ""
    left, right = _edges(language)
    gap = r"\s+" if language.spaced else r"\s?"
    noun = _SPACED_NOUN if language.spaced else _DENSE_NOUN
    this, asked = (words.replace("N", noun) for words in (language.this, language.asked))
    gone = _any(language.gone, language.deleted)
    return f"{left}(?:{this}){gap}(?:{language.deleted}){right}|{left}(?:{asked}){gap}(?:{gone}){right}"


def _edges(language: PhraseSet) -> tuple[str, str]:
    return (r"(?<!\w)", r"(?!\w)") if language.spaced else ("", "")


def _any(*alternations: str) -> str:
    return "|".join(filter(None, alternations))


def _forms(language: PhraseSet, things: str, after: str, before: str = "") -> list[str]:
    """The two word orders: thing and statement, or statement and thing."""
    left, right = _edges(language)
    thing = f"{left}(?:{things}){right}"
    gap = _GAP % (45 if language.spaced else 22)
    link = rf"(?:{gap}\s+|\s+|(?=n't))" if language.spaced else gap
    forms = [f"{thing}{link}{left}(?:{after}){right}"]
    if lost := _any(language.lost, before):
        forms.append(f"{left}(?:{lost}){right}{_GAP % (16 if language.spaced else 14)}{thing}")
    return forms
