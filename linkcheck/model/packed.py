"""What takes little memory: sequences whose items are compressed, and numbers of names. Pure data."""

from __future__ import annotations

import zlib
from abc import abstractmethod
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import Final, TypeVar, overload

import msgspec

Item = TypeVar("Item")

_TOGETHER: Final = 32
"""Items of a block: neighbours share words (a file, a section, a host), and one is read with all of them."""
_LARGE: Final = 1 << 14
"""Bytes of an item that is left as it is (a link in every page's footer): its neighbours would be read with it."""
_LEFT_OUT: Final = b"\xc0"
"""MessagePack's nil."""
_SORTED_TOGETHER: Final = 5_000
"""Texts that are sorted in one go."""
_ENCODER: Final = msgspec.msgpack.Encoder()
_BLOCKS: Final = msgspec.msgpack.Decoder(list[msgspec.Raw])


class LazySequence(Sequence[Item]):
    """A sequence whose items are made each time they are read: two readings are equal, and not the same object."""

    @abstractmethod
    def _at(self, number: int) -> Item:
        """Return the item with a number from 0 on."""

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | Sequence[Item]:
        """Return an item, or several."""
        numbers = range(len(self))[index]
        return self._at(numbers) if isinstance(numbers, int) else [self._at(number) for number in numbers]

    def __iter__(self) -> Iterator[Item]:
        """Yield the items in order."""
        return map(self._at, range(len(self)))


class Numbers:
    """The number of each of many names, in 16 bytes a name: a dictionary takes ten times as much."""

    def __init__(self, names: Iterable[str], name_of: Callable[[int], str]) -> None:
        """``name_of`` returns the name of a number, where two names have one hash."""
        hashes = array("q", map(hash, names))
        self._numbers = array("L", sorted(range(len(hashes)), key=hashes.__getitem__))
        self._hashes = array("q", map(hashes.__getitem__, self._numbers))
        self._name_of = name_of

    def __getitem__(self, name: str) -> int:
        """Return the number of a name. Raises KeyError for most that are none of them, not for all."""
        sought = hash(name)
        first = last = bisect_left(self._hashes, sought)
        while last < len(self._hashes) and self._hashes[last] == sought:
            last += 1
        numbers = self._numbers[first:last]
        if not numbers:
            raise KeyError(name)
        return next((number for number in numbers[1:] if self._name_of(number) == name), numbers[0])


class Packed(LazySequence[Item]):
    """Items of one class, as MessagePack in compressed blocks: a tenth of what the objects take.

    In order they are read fastest. Not shared between threads.
    """

    __slots__ = ("_blocks", "_decoder", "_kind", "_last", "_length", "_open", "_whole")

    def __init__(self, kind: type[Item], items: Iterable[Item] = ()) -> None:
        self._kind = kind
        self._decoder: msgspec.msgpack.Decoder[Item] = msgspec.msgpack.Decoder(kind)
        self._blocks: list[bytes] = []
        self._open: list[bytes] = []
        """Items of the last block, which is not full yet."""
        self._last: tuple[int, Sequence[bytes]] = (-1, ())
        """The block that was read last, with its number."""
        self._whole: dict[int, Item] = {}
        """Items that are large, or no MessagePack because of half a surrogate pair in their text."""
        self._length = 0
        for item in items:
            self.append(item)

    def append(self, item: Item) -> None:
        """Add an item at the end."""
        try:
            data = _ENCODER.encode(item)
        except UnicodeEncodeError:
            data = b""
        if not 0 < len(data) <= _LARGE:
            self._whole[self._length] = item
            data = _LEFT_OUT
        self._open.append(data)
        self._length += 1
        if len(self._open) == _TOGETHER:
            self._blocks.append(zlib.compress(_ENCODER.encode([msgspec.Raw(each) for each in self._open]), 1))
            self._open.clear()

    def __len__(self) -> int:
        """Return how many items there are."""
        return self._length

    def _at(self, number: int) -> Item:
        return self._made(number, self._block(number // _TOGETHER)[number % _TOGETHER])

    def __iter__(self) -> Iterator[Item]:
        """Yield the items in order."""
        for start in range(0, self._length, _TOGETHER):
            for number, data in enumerate(self._block(start // _TOGETHER), start):
                yield self._made(number, data)

    def _made(self, number: int, data: bytes) -> Item:
        return self._whole[number] if number in self._whole else self._decoder.decode(data)

    def __eq__(self, other: object) -> bool:
        """Whether the other sequence has equal items."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type[Packed[Item]], tuple[type[Item]], tuple[object, ...]]:
        """Pickle the blocks as they are; the decoder, which cannot be, is made anew."""
        return Packed, (self._kind,), (self._blocks, self._open, self._whole, self._length)

    def __setstate__(self, state: tuple[list[bytes], list[bytes], dict[int, Item], int]) -> None:
        """Take what was pickled."""
        self._blocks, self._open, self._whole, self._length = state

    def _block(self, number: int) -> Sequence[bytes]:
        if number == len(self._blocks):
            return self._open
        if self._last[0] != number:
            self._last = number, _BLOCKS.decode(zlib.decompress(self._blocks[number]))
        return self._last[1]


def in_order(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts sorted; what is held of them meanwhile is compressed."""
    left, runs = iter(texts), []
    while together := sorted(islice(left, _SORTED_TOGETHER)):
        runs.append(Packed(str, together))
    return merge(*runs)
