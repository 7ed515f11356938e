"""Edits told to people: a diff, rows of JSON, and the text of a pull request. Pure."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from linkcheck.editing import Edit, EditKind
from reports import escape
from reports.enriched.cells import Lines, table
from reports.short_address import short
from reports.words import Catalogue

MOST_ROWS: Final = 300
"""Rows of one kind in a pull request's text: its body holds 65,536 characters (w3f/Grants-Program#1977)."""


def diff(name: str, before: str, after: str) -> Iterator[str]:
    """Yield a unified diff with the line ends of the file, as ``git apply`` takes it; nothing where nothing differs."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"):
        yield line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"


def edit_row(edit: Edit) -> dict[str, object]:
    """Return an edit as JSON has it."""
    return {
        "kind": str(edit.kind),
        "line": edit.line,
        "start": edit.start,
        "end": edit.end,
        "url": edit.url,
        "old": edit.old,
        "new": edit.new,
        "reason": edit.reason,
        "proof": edit.proof,
    }


def pull_request(
    edits: Mapping[str, Sequence[Edit]], left_out: Sequence[tuple[str, str]], words: Catalogue, link_base: str = ""
) -> str:
    """Return the text of a pull request: a table for each kind of edit, and what was left out and why.

    ``edits`` are by file; ``left_out`` are (address, why). The old address stays in the text: a project once had to
    undo an automatic update, and the address needed for it was gone.
    """
    lines = Lines(link_base, len(edits) > 1, words)
    flat = sorted(
        ((edit, file) for file, own in edits.items() for edit in own),
        key=lambda pair: (list(EditKind).index(pair[0].kind), pair[1], pair[0].start),
    )
    out = [words("mend-intro", n=len(flat)), ""]
    for kind, group in groupby(flat, key=lambda pair: pair[0].kind):
        rows = [_row(edit, file, lines) for edit, file in group]
        out += [f"### {words(f'mend-{kind}')} ({len(rows)})", ""]
        out += table([words("column-line"), words("column-old"), words("column-new")], rows[:MOST_ROWS])
        if len(rows) > MOST_ROWS:
            out += ["", words("rows-more", n=len(rows) - MOST_ROWS)]
        out.append("")
    if left_out:
        out += [f"### {words('mend-left-out')}", ""]
        out += [f"- {escape.markdown_link(short(url), url)}: {escape.markdown(why, 200)}" for url, why in left_out]
        out.append("")
    return "\n".join(out).rstrip("\n") + "\n"


def _row(edit: Edit, file: str, lines: Lines) -> tuple[str, str, str]:
    old, new = edit.old or edit.url, edit.new
    is_scheme_alone = short(old) == short(new)  # http, and what it becomes: a brief form leaves it out
    after = _link(new, whole=is_scheme_alone) if new else ""
    return lines.link(file, edit.line), _link(old, whole=is_scheme_alone), after


def _link(text: str, *, whole: bool) -> str:
    if text.startswith(("http://", "https://")):
        return escape.markdown_link(text if whole else short(text, 70), text)
    return escape.markdown(text, 100)
