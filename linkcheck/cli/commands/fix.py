"""``linkcheck fix``: the list mended in place, as a diff or written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from linkcheck.cli.delivery.mends_request import Key, Mends, key, propose_from
from linkcheck.cli.edited_lists import Checking, MendedFile, World, edit_files, read_files, show, write_files
from linkcheck.cli.options import config_option, exclude_option, or_none, read_settings
from linkcheck.cli.output.blob import blob_base
from linkcheck.cli.output.github_actions import is_contribution
from linkcheck.cli.output.rendering import language
from linkcheck.cli.output.report_files import write_whole
from linkcheck.cli.terminal.errors import EXIT_USAGE, UserError, say
from linkcheck.config import nearest
from linkcheck.document import read_document
from linkcheck.editing import Edit, EditKind
from linkcheck.editing.mends import STRIKE, MendOptions, is_wanted, mends, to_check
from linkcheck.editing.proposals import DEFAULT_KINDS
from linkcheck.inputs import InputFile
from linkcheck.local import local_files, renamed_headings
from linkcheck.model import Record, SuggestionKind
from reports.edits import pull_request
from reports.words import words

KINDS = tuple(kind for kind in EditKind if kind not in (EditKind.ENRICH, EditKind.REDIRECTOR))


@click.command("fix", short_help="Mend moved, misspelt and tracked addresses in place.")
@click.argument("paths", nargs=-1, metavar="[PATH|-]…")
@click.option("--write", is_flag=True, help="Write the edits into the files; without it they are shown as a diff.")
@click.option("--only", metavar="KINDS", help=f"Only these kinds of edits, of: {', '.join(KINDS)}.")
@click.option("--except", "without", metavar="KINDS", help="Not these kinds.")
@click.option("--mark", metavar="strike|remove|TEXT",
              help="With mark-gone: strike the link through, remove an entry that holds nothing else, or put TEXT "
              "behind the link. [strike]")  # fmt: skip
@click.option("--body", type=click.Path(path_type=Path), metavar="FILE", help="Write the text of a pull request.")
@click.option("--pull-request", "propose", is_flag=True,
              help="Keep one pull request with these edits at this job's forge, on a branch of its own.")  # fmt: skip
@click.option("--branch", default=None, metavar="NAME", help="Its branch. [linkcheck-mends, linkcheck-gone]")
@click.option("--format", "form", type=click.Choice(["diff", "json"]), default="diff", help="How to show the edits.")
@click.option("--allow-private", is_flag=True, default=None, help="Ask hosts on private networks, too.")
@click.option("--state", metavar="FILE", help="Keep what is learnt in FILE. [.linkcheck/state.db beside the list]")
@click.option("--no-state", is_flag=True, help="Neither use nor keep what is learnt.")
@click.option("-q", "--quiet", is_flag=True, help="Show no progress and no summary.")
@exclude_option
@config_option
@click.pass_obj
def command(  # noqa: PLR0913  one argument an option
    world: World | None,
    /,
    *,
    paths: tuple[str, ...],
    write: bool,
    only: str | None,
    without: str | None,
    mark: str | None,
    body: Path | None,
    propose: bool,
    branch: str | None,
    form: str,
    no_state: bool,
    quiet: bool,
    config: Path | None,
    exclude: tuple[str, ...],
    **flags: object,
) -> int:
    """Mend the addresses of lists in place: nothing but them changes.

    Links are checked first, as far as what is known of them is not fresh. Without --only these kinds are mended:
    moved, https, tracking, spelling, anchors.
    """
    if not paths:
        raise UserError("fix: name a list, such as: linkcheck fix README.md")
    kinds = kinds_of(only, without)
    marked = _mark(mark, kinds)
    given = {**flags, "exclude": or_none(exclude)}
    if EditKind.ARCHIVED_COPY in kinds:
        given["archive"] = True
    settings = read_settings(config, given, trusted=not is_contribution(os.environ))
    checking = Checking(settings=settings, paths=paths, world=world, no_state=no_state, quiet=quiet)
    files = read_files(paths, settings.exclude_path)
    documents = [read_document(file.text, file.name) for file in files]
    with checking.run(files, to_check(documents)) as run:
        found = {record.link.url: record for record in run.records}
        lang = language(settings.lang, documents)
    records = {url: record for url, record in found.items() if is_wanted(record, kinds)}
    options = MendOptions(
        kinds=kinds,
        mark=marked,
        found=found,
        renamed=lambda document, text: renamed_headings(document, local_files(settings), text),
    )

    def edits_of(file: InputFile) -> Sequence[Edit]:
        return mends(file.text, file.name, records, options)

    def told(mended: Sequence[MendedFile]) -> str:
        applied = {file.source.name: file.edited.applied for file in mended if file.edited.applied}
        left_out = _left_out(records.values(), applied.values())
        return pull_request(applied, left_out, words(lang), blob_base(os.environ))

    if propose:

        def make(declined: frozenset[Key]) -> Mends:
            mended = edit_files(files, lambda file: [edit for edit in edits_of(file) if key(edit) not in declined])
            edits = [edit for file in mended for edit in file.edited.applied]
            title = f"Mend {len(edits)} link{'s' * (len(edits) != 1)}"
            return Mends(
                files={each.source.name: each.data() for each in mended}, edits=edits, title=title, body=told(mended)
            )

        return propose_from(branch or _branch_of(kinds), make)
    mended = edit_files(files, edits_of)
    if body is not None:
        write_whole(body, [told(mended)])
    failed = write_files(mended) if write else 0
    if not write or form == "json":
        show(mended, form)
    if not quiet:
        number = sum(len(file.edited.applied) for file in mended)
        edits = f"{number} edit{'s' * (number != 1)}"
        made = f"{edits} written" if write else f"{edits}; --write makes them"
        _tell_unproven(records.values(), mended, kinds)
        say(made if number else "nothing to mend")
    return EXIT_USAGE if failed else 0


def _branch_of(kinds: frozenset[EditKind]) -> str:
    """Safe edits and edits of what is gone are different questions to a reader: a request each."""
    return "linkcheck-gone" if kinds & {EditKind.ARCHIVED_COPY, EditKind.MARK_GONE} else "linkcheck-mends"


def kinds_of(only: str | None, without: str | None) -> frozenset[EditKind]:
    """Read ``--only`` and ``--except``. Raises UserError."""
    chosen = frozenset(DEFAULT_KINDS) if only is None else _kinds("--only", only)
    return chosen - (_kinds("--except", without) if without else frozenset())


def _mark(given: str | None, kinds: frozenset[EditKind]) -> str:
    """Read ``--mark``. Raises UserError where nothing would be marked."""
    if given is not None and EditKind.MARK_GONE not in kinds:
        raise UserError("--mark: marks what is gone, which only --only mark-gone does; add it")
    return STRIKE if given is None else given


def _kinds(option: str, text: str) -> frozenset[EditKind]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in KINDS:
            raise UserError(f"{option}: there is no kind {name!r}{nearest(name, [str(kind) for kind in KINDS])}")
    return frozenset(map(EditKind, names))


def _tell_unproven(records: Iterable[Record], mended: Iterable[MendedFile], kinds: frozenset[EditKind]) -> None:
    """Say which corrections of a spelling were not made: what they lead to was not found."""
    if EditKind.SPELLING not in kinds:
        return
    written = {edit.url for file in mended for edit in file.edited.applied}
    for record in records:
        better, url = record.suggestion, record.link.url
        if better is not None and better.why is SuggestionKind.SPELLING and url not in written:
            say(f"{url} is left as it is: {better.url} was not found alive")


def _left_out(records: Iterable[Record], applied: Iterable[Sequence[Edit]]) -> list[tuple[str, str]]:
    """What a reader of the diff would ask for: links that are gone or moved, and are not mended."""
    mended = {edit.url for edits in applied for edit in edits}
    return [
        (record.link.url, record.detail or record.reason)
        for record in records
        if record.link.url not in mended and (record.verdict.is_gone or record.verdict == "moved")
    ]
