"""The reports' own words, from ``words.json``: each phrase once, in English and Chinese."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from fetchers.codes import Note
from linkcheck.model import Record, Run, Verdict
from linkcheck.model.reasons import phrase
from reports.escape import plain
from reports.interface import Lang
from reports.short_address import host

Phrase = str | list[str]
"""A template, or one for exactly 1 and one for other numbers."""
_TOLD_ELSEWHERE: Final = frozenset({
    Note.ARCHIVED, Note.DEAD_MIRROR, Note.EMBEDDING_DISABLED, Note.HIJACKED, Note.HTTPS_AVAILABLE, Note.NEW_VERSION,
    Note.NOT_REACHED, Note.ORIGIN_TLS, Note.PRIVATE_REDIRECT, Note.PUBLISHER_REFUSES, Note.RENAMED,
    Note.TEMPORARY_REDIRECT,
})  # fmt: skip
"""Notes that a report shows in its own place, or that only matter to a program."""
_NOTES: Final = {note.value: note for note in Note if note not in _TOLD_ELSEWHERE}


class Catalogue:
    """One language's phrases: ``words("rows-more", n=3)``; ``n`` chooses between one and many."""

    def __init__(self, lang: Lang, table: Mapping[str, Phrase]) -> None:
        self.lang: Final = lang
        self._table: Final = table

    def __call__(self, phrase: str, **values: object) -> str:
        """Return a phrase with its values filled in; KeyError where there is no such phrase."""
        template = self._table[phrase]
        if isinstance(template, list):
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

        The judge's own sentence is English and says most; other languages fill in what the record knows.
        """
        if self.lang == "en":
            return plain(record.detail, 300).removesuffix(".") if record.detail else self.short_reason(record)
        return self._why(record, _named(record))

    def short_reason(self, record: Record) -> str:
        """Return why in words that are the same for every link with that reason."""
        return self._why(record, {"status": _status(record)})

    def _why(self, record: Record, facts: Mapping[str, str]) -> str:
        """Return the words of a record's reason, or of its verdict if the reason's cannot be filled in."""
        known = phrase(record.reason)
        words = "" if known is None else known.english if self.lang == "en" else known.chinese
        try:
            said = words.format_map({"host": self("any-host"), "failed": self("any-host"), **facts})
        except KeyError:
            said = ""
        return said or self(f"meaning-{record.verdict}")

    def note(self, code: str) -> str:
        """Return the words for a note; empty if the report says it elsewhere or the reader need not know."""
        note = _NOTES.get(code)
        return "" if note is None else note.english if self.lang == "en" else note.chinese

    def notes(self, record: Record, venue: str) -> list[str]:
        """Return the words for all notes of a record; ``venue``: where it was published, as the report escapes it."""
        at_venue = self("now-at", venue=venue) if venue else ""
        said = [at_venue if code == Note.PUBLISHED.code and at_venue else self.note(code) for code in record.notes]
        return [words for words in said if words]

    def listed(self, names: list[str], most: int = 3) -> str:
        """Return names in a row, the first ``most`` of them and a word for the rest."""
        row = self("comma").join(names[:most])
        return self("and-others", names=row) if len(names) > most else row


@lru_cache(maxsize=2)
def words(lang: Lang) -> Catalogue:
    """Return a language's words."""
    return Catalogue(lang, {name: phrase[lang] for name, phrase in phrases().items()})


@lru_cache(maxsize=1)
def phrases() -> Mapping[str, Mapping[Lang, Phrase]]:
    """Return every phrase by its name, in each language."""
    groups = json.loads(Path(__file__).with_name("words.json").read_text("utf-8"))
    return {name: phrase for group in groups.values() for name, phrase in group.items()}


def _status(record: Record) -> str:
    return record.reason.removeprefix("http-") if record.reason.startswith("http-") else str(record.status or "")


def _named(record: Record) -> dict[str, str]:
    """Return what the words of a reason may name of a link, as far as its record knows."""
    link = record.link
    known = {
        "host": host(record.final_url or link.url),
        "failed": host(record.final_url or link.url),
        "final": record.final_url,
        "status": _status(record),
        "title": record.metadata.title if record.metadata else None,
        "missing": ", ".join(f"#{name}" for name in link.target.fragments) if link.target else None,
        "said": link.ruling.said if link.ruling else None,
        "date": link.ruling.date if link.ruling else None,
    }
    return {name: plain(str(value), 300) for name, value in known.items() if value}
