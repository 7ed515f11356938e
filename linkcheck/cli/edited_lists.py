"""Edited lists, shown or written: what ``fix``, ``enrich`` and ``archive`` share."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from linkcheck.cli.lists.documents import read_ignore_file, require_links, single, usable_state
from linkcheck.cli.output.list_language import language
from linkcheck.cli.output.report_files import print_out, replace_file
from linkcheck.cli.terminal.errors import EXIT_USAGE, UserError, say
from linkcheck.cli.terminal.language import settle
from linkcheck.config import Settings
from linkcheck.document import EditableText, read_editable
from linkcheck.document.formats import is_markdown
from linkcheck.editing import Edit, Edited, EditKind, apply_edits
from linkcheck.editing.edits_file import EditsFile, EditsFileError, GoneOrMoved, parse_edits
from linkcheck.inputs import STDIN_NAME, InputFile, InputProblem, read_inputs
from linkcheck.local import LocalFiles, located
from linkcheck.model import Run
from linkcheck.plan import make_plan
from reports.edits import diff, edit_row

if TYPE_CHECKING:
    from linkcheck.cli.running import World

edits_option = click.option(
    "--edits",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Make the edits of FILE, which --format json wrote, and ask nobody.",
)


@dataclass(frozen=True, slots=True)
class ListFile:
    """One list that may be edited: its file, and its text as it was parsed."""

    file: InputFile
    source: EditableText

    @property
    def name(self) -> str:
        """The file's name."""
        return self.file.name

    def located(self, files: LocalFiles) -> ListFile:
        """Return the list with local links that know what they lead to: one address is another link in each file."""
        return ListFile(self.file, replace(self.source, document=located(self.source.document, files)))


@dataclass(frozen=True, slots=True)
class MendedFile:
    """One list before and after."""

    source: InputFile
    edited: Edited

    @property
    def is_changed(self) -> bool:
        """Whether any byte differs."""
        return self.edited.text != self.source.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """How the links of the lists are asked for before anything is edited."""

    settings: Settings
    paths: Sequence[str]
    world: World | None
    no_state: bool = False
    quiet: bool = False

    @contextmanager
    def run(self, files: Iterable[ListFile], more: Iterable[str] = ()) -> Iterator[Run]:
        """Check the links of the lists; the records can be read as long as the block lasts.

        ``more`` are addresses that no list has yet. Facts that are fresh in the store cost no request.
        """
        documents = [file.source.document for file in files]
        require_links(documents)
        documents += [single(url) for url in dict.fromkeys(more)]
        from linkcheck.cli.running import RunRequest, carried_out  # noqa: PLC0415  lint asks nobody: 0.3 s of imports

        order = RunRequest(
            documents=documents,
            plan=make_plan(documents, self.settings, read_ignore_file(Path.cwd())),
            settings=self.settings,
            state=None if self.no_state else usable_state(self.paths, self.settings),
            world=self.world or nullcontext(),
            quiet=self.quiet,
            prints_problems=False,
        )
        with carried_out(order) as run:
            yield run


def read_files(paths: Sequence[str], exclude: Sequence[str] = ()) -> list[ListFile]:
    """Read the lists as they are to be written back; ``exclude`` as in ``read_inputs``. Raises UserError."""
    files: list[ListFile] = []
    problems: list[str] = []
    for item in read_inputs(paths, exclude=exclude):
        if isinstance(item, InputProblem) and item.is_warning:
            say(f"{item.message}; it is passed over")
        elif isinstance(item, InputProblem):
            problems.append(item.message)
        elif not is_markdown(item.name):
            say_only_markdown(item.name)
        elif item.encoding is None:
            problems.append(f"{item.name}: its bytes cannot be written back as they are; save it as UTF-8 first")
        else:
            files.append(ListFile(item, read_editable(item.text, item.name)))
    for problem in problems[:-1]:
        say(problem)
    if problems:
        raise UserError(problems[-1])
    if not files:
        raise UserError("nothing to edit: name a Markdown file")
    settle(language("auto", [file.source.document for file in files]))
    return files


def say_only_markdown(name: str) -> None:
    """Say in a line that a file is not edited."""
    say(f"{name}: only Markdown is edited; it is passed over")


def known_edits(known: EditsFile, file: ListFile, kinds: Container[EditKind]) -> list[Edit]:
    """Return the edits of a list that another run has found, and say in a line how many no longer fit."""
    edits, others = known.edits_of(file.name, file.source, kinds)
    if others:
        say(f"{file.name}: {others} of the edits that were found do not fit the list as it is now")
    return edits


def edits_from(path: Path) -> EditsFile:
    """Read the edits that another run has found. Raises UserError."""
    try:
        return parse_edits(path.read_bytes())
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from None
    except EditsFileError as error:
        raise UserError(f"{path}: holds no edits as --format json writes them: {error}") from None


def edit_files(files: Iterable[ListFile], edits_of: Callable[[ListFile], Sequence[Edit]]) -> list[MendedFile]:
    """Return every list with its edits applied, and say in a line which were refused."""
    mended = []
    for file in files:
        edited = apply_edits(file.source, edits_of(file))
        for refusal in edited.refused:
            edit = refusal.edit
            say(f"{file.name}:{edit.line}: {edit.kind} of {edit.url} is left out: {refusal.why}")
        mended.append(MendedFile(file.file, edited))
    return mended


def bytes_of(mended: Iterable[MendedFile]) -> dict[str, tuple[bytes, bytes]]:
    """Return by name the bytes of each file before and after."""
    return {
        source.name: (source.text.encode(code), edited.text.encode(code, "replace"))
        for source, edited, code in ((each.source, each.edited, each.source.encoding or "utf-8") for each in mended)
    }


def deliver(mended: Sequence[MendedFile], *, write: bool, form: str, findings: Iterable[GoneOrMoved] = ()) -> int:
    """Write the lists, or show their edits, or both with JSON; return the exit code."""
    failed = write_files(mended) if write else 0
    if not write or form == "json":
        show(mended, form, findings)
    return EXIT_USAGE if failed else 0


def say_edits(mended: Sequence[MendedFile], *, written: bool, more: str = "") -> None:
    """Say in a line how many edits there are; ``more`` ends the line."""
    number = sum(len(file.edited.applied) for file in mended)
    edits = f"{number} edit{'s' * (number != 1)}"
    made = f"{edits} written" if written else f"{edits}; --write makes them"
    say((made if number else "nothing to mend") + more)


def write_files(mended: Iterable[MendedFile]) -> int:
    """Write every changed list in place, atomically, and return how many could not be. Nothing is half written."""
    failed = 0
    for file in mended:
        if not file.is_changed:
            continue
        if file.source.name == STDIN_NAME:
            print_out([file.edited.text])
            continue
        try:
            _write(file)
        except UserError as error:
            failed += 1
            say(str(error))
    return failed


def _write(file: MendedFile) -> None:
    path, encoding = Path(file.source.name), file.source.encoding or "utf-8"
    try:
        is_same = path.read_bytes() == file.source.text.encode(encoding)
    except OSError as error:
        raise UserError(f"{path}: cannot be read again: {error.strerror}; it was left alone") from None
    if not is_same:
        raise UserError(f"{path}: was changed while its links were checked; it was left alone, run the command again")
    try:
        data = file.edited.text.encode(encoding)
    except UnicodeEncodeError:
        raise UserError(f"{path}: {encoding.upper()} has no letter for an edit; save the file as UTF-8 first") from None
    replace_file(path, data)


def show(mended: Sequence[MendedFile], form: str, findings: Iterable[GoneOrMoved] = ()) -> None:
    """Print the edits: as a unified diff, or as JSON, which ``edits_from`` reads."""
    if form == "json":
        rows = [
            {
                "file": file.source.name,
                "edits": [edit_row(edit) for edit in file.edited.applied],
                "refused": [{**edit_row(r.edit), "why": r.why} for r in file.edited.refused],
            }
            for file in mended
        ]
        print_out(
            [msgspec.json.format(msgspec.json.encode({"files": rows, "findings": list(findings)}), indent=2).decode()]
        )
        return
    print_out(piece for file in mended for piece in diff(file.source.name, file.source.text, file.edited.text))
