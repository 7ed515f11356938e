"""The reports' own words, in each language they come in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from linkcheck.model import Record, Run, Verdict
from reports.escape import plain
from reports.interface import Lang
from reports.words import chinese, english
from reports.words.chinese_reasons import REASONS as CHINESE_REASONS
from reports.words.english_reasons import REASONS as ENGLISH_REASONS

Phrase = str | tuple[str, str]
"""A template, or one for exactly 1 and one for other numbers."""


class Catalogue:
    """One language's phrases: ``words("rows-more", n=3)``; ``n`` chooses between one and many."""

    def __init__(self, lang: Lang, table: Mapping[str, Phrase], reasons: Mapping[str, str]) -> None:
        self.lang: Final = lang
        self._table: Final = table
        self._reasons: Final = reasons

    def __call__(self, phrase: str, **values: object) -> str:
        """Return a phrase with its values filled in; KeyError where there is no such phrase."""
        template = self._table[phrase]
        if isinstance(template, tuple):
            template = template[values.get("n") != 1]
        return template.format(**values)

    def verdict(self, verdict: Verdict) -> str:
        """Return the word for a verdict."""
        return self(f"verdict-{verdict}")

    def cut_short(self, run: Run) -> str:
        """Return in sentences that a run did not come to all of its links; empty where it did."""
        ended = [] if run.complete else [self("line-ended-early")]
        return self("space").join(ended + ([self("line-unreached", n=run.unreached)] if run.unreached else []))

    def reason(self, record: Record) -> str:
        """Return in a sentence why a link is judged as it is: unescaped.

        The judge's own sentence is English and may quote the server; other languages have a table by reason.
        """
        if self.lang == "en" and record.detail:
            return plain(record.detail, 300).removesuffix(".")
        return self.short_reason(record)

    def short_reason(self, record: Record) -> str:
        """Return why in a few words that are the same for every link with that reason."""
        if known := self._known(record.reason):
            return known
        if status := re.fullmatch(r"http-(\d{3})", record.reason):
            return self("reason-http", status=status[1])
        return self("reason-other", meaning=self(f"meaning-{record.verdict}"), code=plain(record.reason, 60))

    def _known(self, reason: str) -> str | None:
        """Return the words for a reason, else for its longest ending, else for its longest beginning that has some."""
        parts = reason.split("-")
        endings = ["-".join(parts[i:]) for i in range(len(parts))]
        beginnings = ["-".join(parts[:i]) for i in range(len(parts) - 1, 0, -1)]
        return next((self._reasons[part] for part in (*endings, *beginnings) if part in self._reasons), None)

    def note(self, code: str) -> str:
        """Return the words for a note; empty where a reader need not know, such as how a paper is mirrored."""
        phrase = f"note-{code}"
        return self(phrase) if phrase in self._table else ""

    def span(self, months: int) -> str:
        """Return a span of months in years and months."""
        years, rest = divmod(months, 12)
        parts = [self("years", n=years)] * bool(years) + [self("months", n=rest)] * bool(rest or not years)
        return self("space").join(parts)

    def listed(self, names: list[str], most: int = 3) -> str:
        """Return names in a row, the first ``most`` of them and a word for the rest."""
        row = self("comma").join(names[:most])
        return self("and-others", names=row) if len(names) > most else row


_WORDS: Final[Mapping[Lang, Catalogue]] = {
    "en": Catalogue("en", english.PHRASES, ENGLISH_REASONS),
    "zh": Catalogue("zh", chinese.PHRASES, CHINESE_REASONS),
}


def words(lang: Lang) -> Catalogue:
    """Return a language's words."""
    return _WORDS[lang]
