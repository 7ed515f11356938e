"""The nouns of a list and of a run. Pure data; report.schema.json is the outside of Record and Run."""

from linkcheck.model.lists import Document, Entry, EntryKind, Kind, Occurrence
from linkcheck.model.run import RecordList, Records, Run
from linkcheck.model.said import (
    Confidence,
    Doubt,
    Event,
    History,
    Judgement,
    Link,
    Past,
    Record,
    Suggestion,
    Verdict,
    Why,
)

__all__ = [
    "Confidence",
    "Document",
    "Doubt",
    "Entry",
    "EntryKind",
    "Event",
    "History",
    "Judgement",
    "Kind",
    "Link",
    "Occurrence",
    "Past",
    "Record",
    "RecordList",
    "Records",
    "Run",
    "Suggestion",
    "Verdict",
    "Why",
]
