"""What pages say: "not found" and "deleted" by language, and wordings in all languages together. Data in JSON.

Each field of a language (``languages.json``) is a list of regular expressions. ``fetchers.pages.traits.absence`` makes
its rules from them, so that a wording nobody has listed is recognised where its parts are. ``wordings.json`` has what
is said as a whole: for sale, suspended, under maintenance. Texts are compared in lower case after NFKC. Sources: error
pages of common server software, content systems and platforms, and the "bad titles" that citation tools collect
(Zotero, citation-bot).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseSet:
    """The phrases of one language; every field but ``code`` and ``spaced`` is an alternation."""

    code: str
    spaced: bool
    """True if words are parted by spaces, so that phrases match at word boundaries only."""
    things: str
    """What gets lost. RE2's filter finds no literals in "sida|sidan|sivua?" at the head, and lets every text pass."""
    gone: str
    """Said of things, behind them: they are not there."""
    deleted: str
    """Said of things, behind them: somebody took them away."""
    lost: str = ""
    """Said of things, before them: "no such"."""
    glue: str = ""
    """Words that may stand around without changing the sense."""
    loose: str = ""
    """Things that count only in a title or a heading: running text mentions files and users for other reasons."""
    ending_things: str = ""
    """Groups, jobs, invitations, apps …: they count in a title, a heading or a sentence of their own."""
    ended: str = ""
    """What is said of those beside ``gone`` and ``deleted``."""
    ended_before: str = ""
    """Words before those: "invalid thread"."""
    this: str = ""
    """How a sentence points to the requested thing, whatever its noun (``N``): "this deck". Only ``deleted`` is
    believed of it, since a text may say of this world that it is gone."""
    letters: str = ""
    """Letters of which every statement of absence has one at least; "" where some have Latin letters alone."""
    asked: str = ""
    """The same, of what was asked for ("the deck you requested"): absence of any kind is believed."""


_STATEMENTS: Final = ("gone", "deleted", "lost", "ended", "ended_before")


def _no_latin(phrase: str) -> set[str]:
    """Return the letters of a phrase that are no Latin ones: these can be left out of a phrase, with their accents."""
    return {letter for letter in phrase if letter >= "\u0370" and letter.isalpha()}


def _languages() -> Iterator[PhraseSet]:
    for code, row in json.loads(Path(__file__).with_name("languages.json").read_text("utf-8")).items():
        spaced = row.pop("spaced", True)
        stated = [_no_latin(phrase) for name in _STATEMENTS for phrase in row.get(name, ())]
        letters = "".join(sorted(set().union(*stated))) if all(stated) else ""
        parts = {name: "|".join(phrases) for name, phrases in row.items()}
        parts["things"] = parts["things"].replace("{loose}", parts.get("loose", ""))
        yield PhraseSet(code=code, spaced=spaced, letters=letters, **parts)


LANGUAGES: Final = tuple(_languages())
"""Languages in the order in which they are tried."""
_WORDINGS: Final = json.loads(Path(__file__).with_name("wordings.json").read_text("utf-8"))


def wording(name: str) -> str:
    """Return a list of ``wordings.json`` as an alternation."""
    return "|".join(_WORDINGS[name])
