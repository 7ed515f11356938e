"""The edits for findings of lint whose correction needs no request. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fetchers.addresses.address import without_tracking
from linkcheck.document import EditableText
from linkcheck.editing import Edit, EditKind
from linkcheck.editing.address_escaping import address_edit
from linkcheck.model import Finding

_KINDS: Final = {
    "spelling": EditKind.SPELLING,
    "missing-heading": EditKind.ANCHORS,
    "redirector": EditKind.REDIRECTOR,
    "tracking": EditKind.TRACKING,
}


def fixes(source: EditableText, findings: Iterable[Finding]) -> list[Edit]:
    """Return the edits of one list. A place that no longer reads as its finding says is left alone.

    A mended address loses its tracking in the same edit, so that a second run finds nothing.
    """
    data, rows = source.data, source.in_tables()
    places = {(place.start, place.end): (index, place) for index, place in enumerate(source.document.occurrences)}
    edits = []
    for finding in findings:
        index, place = places.get((finding.start, finding.end), (-1, None))
        kind = _KINDS.get(finding.rule)
        if place is None or kind is None or finding.suggestion is None or place.url != finding.url:
            continue
        better = without_tracking(finding.suggestion)
        edit = address_edit(place, better, data, kind=kind, in_table=index in rows, reason=finding.rule)
        if edit is not None:
            edits.append(edit)
    return edits
