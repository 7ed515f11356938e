"""From the PATH arguments to documents, and from documents to a plan."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from fetchers.addresses.address import without_credentials
from linkcheck.cli.lists.git_diff import is_tracked
from linkcheck.cli.output.list_language import spoken
from linkcheck.cli.terminal.errors import EXIT_CANNOT_RUN, UserError, say
from linkcheck.config import Settings
from linkcheck.config.errors import quoted
from linkcheck.config.patterns import UserPattern, compile_pattern
from linkcheck.document.extraction import ListText, extract
from linkcheck.inputs import STDIN_NAME, InputProblem, is_own_output, read_inputs
from linkcheck.local import LocalFiles, local_files, located
from linkcheck.model import Document, Occurrence, OccurrenceKind
from linkcheck.repository import leads_outside

Extraction = Callable[[Iterable[ListText]], Iterable[Document]]
"""How lists are read, in their order: here, or by the workers of a cluster."""


def extraction_here(settings: Settings) -> Extraction:
    """Return the reading of lists in this process."""
    return partial(map, partial(extract, include_code=settings.include_code))


def read_documents(
    paths: Sequence[str], settings: Settings, local: LocalFiles | None = None, extraction: Extraction | None = None
) -> list[Document]:
    """Read lists from files, folders, globs, ``-``, and single addresses. Raises Problem."""
    addresses = [path for path in paths if re.match(r"https?://", path)]
    files = [path for path in paths if path not in addresses]
    documents = [single(address) for address in addresses]
    problems: list[str] = []
    local = local or local_files(settings)
    extraction = extraction or extraction_here(settings)
    for document in extraction(_texts(files, settings, problems)):
        for warning in document.warnings:
            say(f"{document.file}: {warning}")
        if document.file == STDIN_NAME:
            local.remember(document, Path("list.md"))
        documents.append(located(document, local))
    if problems:
        for problem in problems[:-1]:
            say(problem)
        raise UserError(problems[-1])
    spoken(settings, documents)
    return documents


def _texts(files: Sequence[str], settings: Settings, problems: list[str]) -> Iterator[ListText]:
    named = {Path(path).as_posix() for path in files}
    for item in read_inputs(files, exclude=settings.exclude_path):
        if isinstance(item, InputProblem):
            if item.is_warning:
                say(f"{item.message}; it is passed over")
            else:
                problems.append(item.message)
            continue
        if is_own_output(item.text):
            if item.name in named:
                say(f"{item.name}: a report of linkcheck, and no list; it is passed over")
            continue
        for warning in item.warnings:
            say(warning)
        yield ListText(item.name, item.text)


def require_links(documents: Sequence[Document]) -> None:
    """A list without links is more likely a wrong path than a wish: say so, with exit code 3."""
    if not any(document.occurrences for document in documents):
        names = ", ".join(document.file for document in documents[:3]) or "no file"
        raise UserError(f"{names}: no links found; name a Markdown file with links in it", EXIT_CANNOT_RUN)


def read_ignore_file(folder: Path) -> list[UserPattern]:
    """Return the patterns of a ``.lycheeignore`` beside the lists; a line that is no pattern is a Problem."""
    path = folder / ".lycheeignore"
    if not path.is_file():
        return []
    if leads_outside(path):
        raise UserError(f"{path}: a link out of the repository, or into its .git: not read; put the patterns here")
    return list(_patterns(path, path.read_text(encoding="utf-8", errors="replace").splitlines()))


def _patterns(path: Path, lines: Iterable[str]) -> Iterable[UserPattern]:
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        try:
            yield compile_pattern(text)
        except ValueError as error:
            raise UserError(f"{path}:{number}: {quoted(text)} {error}; mend the line") from None


def single(address: str) -> Document:
    """Return the list that one address given at the command line is."""
    place = Occurrence(
        url=without_credentials(address),
        file="(argument)",
        line=1,
        column=1,
        start=0,
        end=len(address.encode()),
        text="",
        kind=OccurrenceKind.BARE,
    )
    return Document(file="(argument)", occurrences=(place,))


def state_file(paths: Sequence[str], settings: Settings) -> Path:
    """Return the path of the state: as set, else ``.linkcheck/state.db`` beside the first list."""
    if settings.state:
        return Path(settings.state)
    first = next((Path(path) for path in paths if Path(path).exists()), Path())
    folder = first if first.is_dir() else first.parent
    return folder / ".linkcheck" / "state.db"


def require_own_state(state: Path) -> None:
    """Refuse a state that is part of the checkout: a contributor may have written it. Raises UserError."""
    reason = why_not_believed(state)
    if reason is not None:
        raise UserError(f"{state}: {reason}")


def why_not_believed(state: Path) -> str | None:
    """Return why a state is not read; None where it is."""
    if state.exists() and is_tracked(state):
        return "is tracked by git, and so not believed; git rm --cached it (a memory may be committed: --memory FILE)"
    return None


def usable_state(paths: Sequence[str], settings: Settings) -> Path | None:
    """Return the path of the state; None, with a warning, if it is not writable or not trustworthy."""
    state = state_file(paths, settings)
    reason = why_not_believed(state)
    if reason is None and settings.state is None:
        if leads_outside(state):
            reason = "leads out of the repository, or into its .git"
        nearest = next(path for path in (state, *state.parents) if path.exists() or path.is_symlink())
        if reason is None and not os.access(nearest, os.W_OK):
            reason = "cannot be written to"
    if reason is None:
        return state
    say(f"{state}: {reason}; nothing is kept for the next run; --state FILE names another place")
    return None
