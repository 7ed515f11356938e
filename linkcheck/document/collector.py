"""What is read so far: places where addresses stand, and the text around them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from linkcheck.document.bare import find_bare
from linkcheck.document.outline import Draft, LinkText, Outline
from linkcheck.document.source import Piece, Source
from linkcheck.model import OccurrenceKind


@dataclass(slots=True, eq=False)
class Place(LinkText):
    """An address while it is read, and its text. ``at`` is where a reader meets it: of a reference, its use.

    ``whole`` is the span of the whole construct, ``[text](address)``; empty for a definition that nothing uses.
    """

    at: int
    start: int
    end: int
    url: str
    kind: OccurrenceKind
    section: tuple[str, ...]
    entry: Draft | None = None
    whole: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class OpenLink:
    """A link or image whose text is being read. ``content_end`` is where the last piece of that text ends."""

    place: Place
    content_end: int
    is_image: bool = False


class Collector:
    """Takes in places and text in the order of the file.

    ``links`` are the Markdown links and images open around what is read.
    """

    def __init__(self, source: Source, *, bare: bool) -> None:
        self.source = source
        self.outline = Outline()
        self.places: list[Place] = []
        self.undefined_places: list[Place] = []
        self.links: list[OpenLink] = []
        self._anchor: Place | None = None
        self._bare = bare

    def place(self, at: int, span: tuple[int, int], url: str, kind: OccurrenceKind) -> Place:
        """Note an address that belongs to the current entry."""
        entry = self.outline.current
        section = entry.section if entry else self.outline.headings_at(at)
        place = Place(at, *span, url, kind, section, entry)
        if not (
            self.links and any(link.is_image for link in self.links)
        ):  # In an image's text a link is only its words.
            self.places.append(place)
        return place

    def forget(self, place: Place) -> None:
        """Remove the address that was added last: it is not an address."""
        if self.places and self.places[-1] is place:
            self.places.pop()

    def undefined(self, span: tuple[int, int], label: str) -> None:
        """Note a reference link that nothing defines."""
        self.undefined_places.append(Place(span[0], *span, label, OccurrenceKind.REFERENCE, ()))

    def open_anchor(self, place: Place) -> None:
        """Enter an HTML link: text is its text too, until it is closed or another one is opened."""
        self.close_anchor()
        self._anchor = place

    def close_anchor(self, end: int | None = None) -> None:
        """Leave the HTML link that is open, where one is. ``end`` is where its end tag ends, where it has one."""
        if self._anchor is not None:
            if end is not None:
                self._anchor.whole = (self._anchor.whole[0], end)
            self._anchor.settle()
        self._anchor = None

    def say(self, text: str) -> None:
        """Add text to the entry and to all that is open around it; within an image, to its alternative text only."""
        for link in reversed(self.links):
            link.place.say(text)
            if link.is_image:
                return
        if self._anchor is not None:
            self._anchor.say(text)
        if (words := self.outline.words) is not None:
            words.say(text)

    def depict(self, alt: str) -> None:
        """Add the alternative text of an image to all that is open around it."""
        for link in reversed(self.links):
            if link.is_image:
                link.place.say(alt)
                return
            link.place.depict(alt)
        if self._anchor is not None:
            self._anchor.depict(alt)
        if (words := self.outline.words) is not None:
            words.depict(alt)

    def scan(self, piece: Piece, clean: Callable[[str], str], closed: Iterable[tuple[int, int]] = ()) -> None:
        """Note the bare addresses of a piece of text, unless a link is open around it.

        ``closed`` are marks around parts of the text, as ``find_bare`` takes them, in characters.
        """
        if not self._bare or self.links or self._anchor is not None:
            return
        for found in find_bare(piece.text, closed):
            written = clean(piece.text[found.start : found.end])
            span = piece.span(found.start, found.end)
            kind = OccurrenceKind.BARE if found.label is None else OccurrenceKind.INLINE
            place = self.place(span[0], span, found.prefix + written, kind)
            place.whole = span
            place.settle(written if found.label is None else clean(found.label))
