"""The nouns of a list and of a run. Pure data; report.schema.json is the outside of Record and Run."""

from linkcheck.model.finding import Finding, Severity
from linkcheck.model.lists import Document, Entry, EntryKind, Occurrence, OccurrenceKind
from linkcheck.model.presentation import Fact, Presentation, QuietException
from linkcheck.model.records import Event, History, Link, Past, Record
from linkcheck.model.run import RecordList, Records, Run
from linkcheck.model.verdicts import Confidence, Doubt, EditKind, Judgement, Ruling, Suggestion, SuggestionKind, Verdict

__all__ = [
    "Confidence", "Document", "Doubt", "EditKind", "Entry", "EntryKind", "Event", "Fact", "Finding", "History",
    "Judgement", "Link", "Occurrence", "OccurrenceKind", "Past", "Presentation", "QuietException", "Record",
    "RecordList", "Records", "Ruling", "Run", "Severity", "Suggestion", "SuggestionKind", "Verdict",
]  # fmt: skip
