"""``--since REV``: of the lists, only the links on lines that were added or changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from linkcheck.changes import GitError, Lines, changed_lines
from linkcheck.cli.errors import UserError
from linkcheck.inputs import STDIN_NAME
from linkcheck.model import Document


def only_changed(documents: Sequence[Document], revision: str) -> list[Document]:
    """Return the documents with the links of changed lines alone. Raises Problem.

    Addresses given as arguments stay: they were asked for by name.
    """
    if any(document.file == STDIN_NAME for document in documents):
        raise UserError("--since: git knows nothing of standard input; name files")
    files = [Path(document.file) for document in documents if Path(document.file).exists()]
    try:
        lines = changed_lines(revision, files) if files else {}
    except GitError as error:
        raise UserError(f"--since: {error}") from None
    return [
        _cut(document, lines[path]) if (path := Path(document.file)) in lines else document for document in documents
    ]


def _cut(document: Document, lines: Lines) -> Document:
    """Return a document with what stands on the lines; of its outline, the entries that still have a link."""
    kept = [index for index, occurrence in enumerate(document.occurrences) if occurrence.line in lines]
    place = {old: new for new, old in enumerate(kept)}
    outline = (
        replace(entry, occurrences=tuple(place[index] for index in entry.occurrences if index in place))
        for entry in document.outline
    )
    return replace(
        document,
        occurrences=tuple(document.occurrences[index] for index in kept),
        outline=tuple(entry for entry in outline if entry.occurrences),
    )
