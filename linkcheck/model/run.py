"""A run, and the records it has: on disk while a long one is reported, in memory where there are few. Pure data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from linkcheck.model.lists import Document
from linkcheck.model.presentation import Presentation
from linkcheck.model.records import Link, Record
from linkcheck.model.verdicts import Verdict


class Records(Protocol):
    """A record for each link, in the order in which the links first stand in the inputs.

    Reading one may mean fetching it from disk: who needs no more than links or verdicts asks for these. None may be
    kept beyond its turn, so that a report of a hundred thousand takes no more room than one of a thousand.
    """

    @property
    def links(self) -> Sequence[Link]:
        """The links, without what is said of them."""

    @property
    def verdicts(self) -> Sequence[Verdict]:
        """What each is now."""

    @property
    def before(self) -> Sequence[Verdict | None]:
        """What each was at the run before; None where it is new."""

    def __len__(self) -> int:
        """How many there are."""

    def __getitem__(self, index: int, /) -> Record:
        """Return one by its place."""

    def __iter__(self) -> Iterator[Record]:
        """Yield all in order."""

    def about(self, identity: str) -> Record | None:
        """Return what is said of a link by its identity, None where nothing is."""


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
    complete: bool = True
    by_service: Mapping[str, int] = field(default_factory=dict)
    """Requests by host."""
    stored: int = 0
    """Links told from what was fresh enough not to be asked for again."""
    spared: int = 0
    """Bytes that these, and pages which have not changed since, took to read when they were read."""
    unreached: int = 0
    """Links that the run ended before."""
    presentation: Presentation = field(default_factory=Presentation)
    """What the user wants written of the facts."""

    @property
    def occurrences(self) -> int:
        """How many places the records have."""
        return sum(len(link.occurrences) for link in self.records.links)

    def counts(self) -> dict[Verdict, int]:
        """Return how many links have each verdict, in the order of Verdict, absent ones left out."""
        found = Counter(self.records.verdicts)
        return {verdict: found[verdict] for verdict in Verdict if verdict in found}

    def having(self, *verdicts: Verdict) -> Iterator[Record]:
        """Yield the records with one of these verdicts; the others are not read."""
        return (self.records[place] for place in self._places(verdicts))

    def in_order_of(self, verdicts: Iterable[Verdict]) -> Iterator[tuple[int, Record]]:
        """Yield (place, record) of those with the first of these verdicts, then of those with the second, and so on."""
        return ((place, self.records[place]) for verdict in verdicts for place in self._places((verdict,)))

    def _places(self, verdicts: Collection[Verdict]) -> Iterator[int]:
        return (place for place, verdict in enumerate(self.records.verdicts) if verdict in verdicts)
