"""The records of one run, on disk: a long list takes no more memory than its links do.

The file is temporary and nameless: it goes with the process. What outlasts a run is in the store.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final, Self

import msgspec

from linkcheck.model import History, Link, Record, Verdict
from linkcheck.model.packed import Numbers

MOST_IN_MEMORY: Final = 1 << 20
"""Bytes that are held before there is a file: a short list needs none."""

_NO_LINK: Final = Link(url="", key="", occurrences=())
"""Stands for a record's link on disk: the plan has the link anyway, and it is put back when the record is read."""


class _Entry(msgspec.Struct, array_like=True, gc=False):
    """What the file holds for each link."""

    record: Record
    past: History | None
    """The history that the record was judged by."""
    has_target: bool
    """Whether the record's link has the target that was planned."""


_VERDICTS: Final = tuple(Verdict)
_CODES: Final = {verdict: code for code, verdict in enumerate(_VERDICTS)}
_NONE: Final = len(_VERDICTS)


class SpoolError(Exception):
    """The records cannot be kept; the message is one clear line."""


class RecordSpool:
    """Keeps one record for each link, in any order, and gives them back in the order of the links.

    A later record for a link replaces the earlier one. As Records (``linkcheck.model``) it is complete once every link
    has one. Not shared between threads.
    """

    def __init__(self, links: Sequence[Link], folder: Path | None = None) -> None:
        """``folder`` is where the file is made once there is one; the system's for temporary files may be memory."""
        self.links: Final = links
        self.counts: Final = dict.fromkeys(_VERDICTS, 0)
        """How many links have each verdict so far."""
        self._numbers = Numbers((link.identity for link in links), lambda number: links[number].identity)
        self._verdicts = bytearray([_NONE]) * len(links)
        self._before = bytearray([_NONE]) * len(links)
        self._starts = array("Q", [0]) * len(links)
        self._sizes = array("I", [0]) * len(links)
        self._folder = None if folder is None else str(folder)
        self._file = tempfile.SpooledTemporaryFile(MOST_IN_MEMORY, buffering=1 << 16, dir=self._folder)  # noqa: SIM115
        self._end = 0
        self._is_at_end = True
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder = msgspec.msgpack.Decoder(_Entry)

    def __enter__(self) -> Self:
        """Return the open spool."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file: no record can be read any more."""
        with suppress(OSError):  # unwritten rest of a buffer: nobody reads it now
            self._file.close()

    def put(self, record: Record, past: History | None = None) -> None:
        """Keep a record, and the history it was judged by where ``past_of`` may be called. Raises SpoolError."""
        number = self._numbers[record.link.identity]
        data = self._encoder.encode(_Entry(replace(record, link=_NO_LINK), past, record.link.target is not None))
        self._starts[number], self._sizes[number] = self._append(data)
        if self._verdicts[number] != _NONE:
            self.counts[_VERDICTS[self._verdicts[number]]] -= 1
        self.counts[record.verdict] += 1
        self._verdicts[number] = _CODES[record.verdict]
        self._before[number] = _NONE if record.before is None else _CODES[record.before]

    @property
    def is_complete(self) -> bool:
        """Whether there is a record for every link."""
        return _NONE not in self._verdicts

    def has(self, link: Link) -> bool:
        """Whether there is a record for one of the links."""
        return self._verdicts[self._numbers[link.identity]] != _NONE

    def of(self, identity: str) -> Record:
        """Return the record of one of the links, which must have one."""
        return self[self._numbers[identity]]

    def past_of(self, identity: str) -> History | None:
        """Return the history that was put with that record."""
        return self._read(self._numbers[identity]).past

    @property
    def verdicts(self) -> Sequence[Verdict]:
        """As in Records."""
        return [_VERDICTS[code] for code in self._verdicts]

    @property
    def before(self) -> Sequence[Verdict | None]:
        """As in Records."""
        return [None if code == _NONE else _VERDICTS[code] for code in self._before]

    def __len__(self) -> int:
        """As in Records."""
        return len(self.links)

    def __getitem__(self, index: int) -> Record:
        """As in Records."""
        entry, link = self._read(index), self.links[index]
        # The record was made just now: nobody else has it, and a copy takes as long as all of this.
        object.__setattr__(entry.record, "link", link if entry.has_target else replace(link, target=None))
        return entry.record

    def __iter__(self) -> Iterator[Record]:
        """As in Records."""
        return (self[index] for index in range(len(self.links)))

    def about(self, identity: str) -> Record | None:
        """As in Records."""
        try:
            record = self.of(identity)
        except KeyError:
            return None
        return record if record.link.identity == identity else None

    def _append(self, data: bytes) -> tuple[int, int]:
        """Write at the end, and return where that was and how much."""
        try:
            if not self._is_at_end:
                self._file.seek(self._end)
                self._is_at_end = True
            self._file.write(data)
        except OSError as error:
            raise self._no_room(error) from None
        start, self._end = self._end, self._end + len(data)
        return start, len(data)

    def _read(self, number: int) -> _Entry:
        self._is_at_end = False
        try:
            self._file.seek(self._starts[number])
            data = self._file.read(self._sizes[number])
        except OSError as error:  # what was written last is on its way to the disk only now
            raise self._no_room(error) from None
        return self._decoder.decode(data)

    def _no_room(self, error: OSError) -> SpoolError:
        advice = "name a folder with room in TMPDIR" if self._folder is None else "choose another place with --state"
        return SpoolError(
            f"{self._folder or 'temporary files'}: the run's records have no room: {error.strerror}; {advice}"
        )
