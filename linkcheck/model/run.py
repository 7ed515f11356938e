"""A run and its records, which a long run keeps on disk while it is reported. Pure data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from linkcheck.model.finding import Finding, Severity
from linkcheck.model.lists import Document
from linkcheck.model.presentation import Presentation
from linkcheck.model.records import Link, Record
from linkcheck.model.verdicts import Verdict


class Records(Protocol):
    """One record per link, in the order of first occurrence in the inputs.

    Reading a record may read from disk: use ``links`` and ``verdicts`` where they are enough. Do not keep records:
    a report of a hundred thousand must take no more memory than one of a thousand.
    """

    @property
    def links(self) -> Sequence[Link]:
        """The links alone."""

    @property
    def verdicts(self) -> Sequence[Verdict]:
        """The verdict of each link."""

    @property
    def before(self) -> Sequence[Verdict | None]:
        """The verdict of each link in the run before; None where the link is new."""

    def __len__(self) -> int:
        """Return the number of records."""

    def __getitem__(self, index: int, /) -> Record:
        """Return a record by its index."""

    def __iter__(self) -> Iterator[Record]:
        """Yield the records in order."""

    def about(self, identity: str) -> Record | None:
        """Return the record of a link by its identity, or None."""


class RecordList:
    """Records in memory."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._records = tuple(records)
        self._by_identity = {record.link.identity: record for record in self._records}

    @property
    def links(self) -> Sequence[Link]:
        """As in Records."""
        return [record.link for record in self._records]

    @property
    def verdicts(self) -> Sequence[Verdict]:
        """As in Records."""
        return [record.verdict for record in self._records]

    @property
    def before(self) -> Sequence[Verdict | None]:
        """As in Records."""
        return [record.before for record in self._records]

    def __len__(self) -> int:
        """As in Records."""
        return len(self._records)

    def __getitem__(self, index: int) -> Record:
        """As in Records."""
        return self._records[index]

    def __iter__(self) -> Iterator[Record]:
        """As in Records."""
        return iter(self._records)

    def about(self, identity: str) -> Record | None:
        """As in Records."""
        return self._by_identity.get(identity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A finished (or interrupted) run: everything a report needs."""

    version: str
    started: datetime
    finished: datetime
    inputs: tuple[str, ...]
    documents: tuple[Document, ...]
    records: Records
    requests: int
    is_recalled: bool = False
    """Whether it was read from the store, long after it ended."""
    complete: bool = True
    by_service: Mapping[str, int] = field(default_factory=dict)
    """Requests by host."""
    stored: int = 0
    """Links answered from the store, their facts being fresh enough."""
    spared: int = 0
    """Bytes not downloaded: the size of stored and unchanged (304) pages when they were last read."""
    unreached: int = 0
    """Links the run did not get to."""
    presentation: Presentation = field(default_factory=Presentation)
    """Which facts the user wants in reports."""
    findings: tuple[Finding, ...] = ()
    """What the list's rules for new entries (``[entries]``) say of what a change added."""

    @property
    def is_refused(self) -> bool:
        """True if a finding fails the run regardless of its links."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def occurrences(self) -> int:
        """The number of occurrences of all links."""
        return sum(len(link.occurrences) for link in self.records.links)

    def counts(self) -> dict[Verdict, int]:
        """Return how many links have each verdict, in the order of Verdict, absent ones left out."""
        found = Counter(self.records.verdicts)
        return {verdict: found[verdict] for verdict in Verdict if verdict in found}

    def having(self, *verdicts: Verdict) -> Iterator[Record]:
        """Yield the records with one of these verdicts; other records are not read from disk."""
        return (record for _, record in self.placed(*verdicts))

    def placed(self, *verdicts: Verdict) -> Iterator[tuple[int, Record]]:
        """Yield them with their index."""
        return ((place, self.records[place]) for place in self._places(verdicts))

    def in_order_of(self, verdicts: Iterable[Verdict]) -> Iterator[tuple[int, Record]]:
        """Yield (index, record) grouped by verdict, in the order given."""
        return (found for verdict in verdicts for found in self.placed(verdict))

    def _places(self, verdicts: Collection[Verdict]) -> Iterator[int]:
        return (place for place, verdict in enumerate(self.records.verdicts) if verdict in verdicts)
