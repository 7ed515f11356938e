"""Rules made from the parts of one language, read when they are needed first. Texts are ``plain``."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from fetchers.pages.traits.phrases.closed import CLOSINGS, Closing
from fetchers.pages.traits.phrases.phrase_set import PhraseSet
from fetchers.pages.traits.phrases.pointing import DENSE_NOUN, POINTING, SPACED_NOUN
from fetchers.pages.traits.sieve import Sieve

_FILLER: Final = r"404|410|1|gone|error|errors|http|https|status|code|page|oops|sorry|title|\(\)|:\(|:-\(|¯|ツ"
_PUNCTUATION = re.compile(r"[^\w]+|_")
_GAP = r"[^.!?。！？|]{0,%d}?"


class Rules:
    """The parts of one language."""

    def __init__(self, tongue: PhraseSet) -> None:
        self._tongue = tongue
        closing = CLOSINGS.get(tongue.code, Closing("", ""))
        gone = f"{tongue.gone}|{tongue.deleted}"
        self._things = _any(tongue.things, tongue.loose, closing.things)
        self._over = closing.over
        self._before = closing.before
        self._pointed = _pointed(tongue)
        forms = _forms(tongue, self._things, _any(gone, self._over), self._before)
        self.titles = Sieve(_any(*forms, self._pointed))
        self.says = Sieve("|".join(_forms(tongue, tongue.things, gone)))
        self.deleted = Sieve(_forms(tongue, tongue.things, tongue.deleted)[0])

    def leaves_nothing(self, text: str) -> bool:
        """Whether a text has only small talk of this language in it."""
        return not _PUNCTUATION.sub("", self._glue.sub(" ", text))

    def leaves_nothing_else(self, text: str) -> bool:
        """True if a text names things and their absence, and nothing else."""
        return self.leaves_nothing(self._parts.sub(" ", text))

    @cached_property
    def loss(self) -> re.Pattern[str]:
        """The statement of absence without the thing."""
        left, right = _edges(self._tongue)
        return re.compile(f"{left}(?:{_any(self._tongue.gone, self._tongue.deleted, self._tongue.lost)}){right}")

    @cached_property
    def _parts(self) -> re.Pattern[str]:
        tongue = self._tongue
        parts = _any(tongue.gone, tongue.deleted, tongue.lost, self._over, self._before, self._things)
        left, right = _edges(tongue)
        return re.compile(_any(self._pointed, f"{left}(?:{parts}){right}"))

    @cached_property
    def _glue(self) -> re.Pattern[str]:
        tongue = self._tongue
        glue = f"{_FILLER}|{tongue.glue}" if tongue.glue else _FILLER
        left, right = _edges(tongue)
        return re.compile(f"{left}(?:{glue}){right}(?!')" if tongue.spaced else f"(?:{glue})")


def _pointed(tongue: PhraseSet) -> str:
    """The pattern for "this X is gone" with any noun; "" for languages that are not listed."""
    pointing = POINTING.get(tongue.code)
    if pointing is None:
        return ""
    left, right = _edges(tongue)
    gap = r"\s+" if tongue.spaced else r"\s?"
    noun = SPACED_NOUN if tongue.spaced else DENSE_NOUN
    this, asked = (words.replace("N", noun) for words in pointing)
    gone = _any(tongue.gone, tongue.deleted)
    return f"{left}(?:{this}){gap}(?:{tongue.deleted}){right}|{left}(?:{asked}){gap}(?:{gone}){right}"


def _edges(tongue: PhraseSet) -> tuple[str, str]:
    return (r"(?<!\w)", r"(?!\w)") if tongue.spaced else ("", "")


def _any(*alternations: str) -> str:
    return "|".join(filter(None, alternations))


def _forms(tongue: PhraseSet, things: str, after: str, before: str = "") -> list[str]:
    """The two word orders: thing and statement, or statement and thing."""
    left, right = _edges(tongue)
    thing = f"{left}(?:{things}){right}"
    gap = _GAP % (45 if tongue.spaced else 22)
    link = rf"(?:{gap}\s+|\s+|(?=n't))" if tongue.spaced else gap
    forms = [f"{thing}{link}{left}(?:{after}){right}"]
    if lost := _any(tongue.lost, before):
        forms.append(f"{left}(?:{lost}){right}{_GAP % (16 if tongue.spaced else 14)}{thing}")
    return forms
