"""``linkcheck fix``: the list mended in place, as a diff or written."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import click

from linkcheck.cli.delivery.mends_request import Mends, propose_from
from linkcheck.cli.edited_lists import (
    Checking,
    ListFile,
    MendedFile,
    bytes_of,
    deliver,
    edit_files,
    edits_from,
    edits_option,
    known_edits,
    read_files,
    say_edits,
)
from linkcheck.cli.memories import DeclinedEdits, edit_key
from linkcheck.cli.options import config_option, exclude_option, read_settings
from linkcheck.cli.output.blob import blob_base
from linkcheck.cli.output.github_actions import is_contribution
from linkcheck.cli.output.list_language import language
from linkcheck.cli.output.report_files import write_whole
from linkcheck.cli.running import World
from linkcheck.cli.terminal.errors import UserError, say
from linkcheck.config import nearest
from linkcheck.editing import Edit, EditKind
from linkcheck.editing.edits_file import GoneOrMoved
from linkcheck.editing.mends import STRIKE, MendOptions, is_wanted, mends, to_check
from linkcheck.editing.proposals import DEFAULT_KINDS
from linkcheck.local import LocalFiles, local_files, renamed_headings
from linkcheck.model import Document, SuggestionKind
from reports.edits import pull_request
from reports.interface import Lang
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
@edits_option
@click.option("--decline", "declines", multiple=True, metavar="URL",
              help="Do not propose this link's edits again; the memory keeps that. May be repeated.")  # fmt: skip
@click.option("--include-declined", is_flag=True, help="Make edits that were declined, too.")
@click.option("--memory", metavar="FILE",
              help="The memory that knows what was declined. [README.memory.jsonl beside README.md]")  # fmt: skip
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
    edits: Path | None,
    declines: tuple[str, ...],
    include_declined: bool,
    form: str,
    no_state: bool,
    quiet: bool,
    config: Path | None,
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
    archive = {"archive": True} if EditKind.ARCHIVED_COPY in kinds else {}
    settings = read_settings(config, {**flags, **archive}, trusted=not is_contribution(os.environ))
    files = read_files(paths, settings.exclude_path)
    documents = [file.source.document for file in files]
    lang, local = language(settings.lang, documents), local_files(settings)
    named = [file.located(local) for file in files]
    if edits is not None:
        known = edits_from(edits)
        mending = _Mending(named, lambda file: known_edits(known, file, kinds), known.findings, lang)
    else:
        checking = Checking(settings=settings, paths=paths, world=world, no_state=no_state, quiet=quiet)
        with checking.run(files, to_check(documents)) as run:
            found = {record.link.url: record for record in run.records}
        options = MendOptions(kinds=kinds, mark=marked, found=found, renamed=_renamed_by(local))
        mending = _from_records(named, options, lang)
    declined = DeclinedEdits() if include_declined else DeclinedEdits.of(settings, paths)
    if declines:
        mending.decline(declines, declined)
    if propose:
        return propose_from(branch or _branch_of(kinds), declined, lambda: mending.request(declined))
    mended = mending.mended(declined, quiet=quiet)
    if body is not None:
        write_whole(body, [mending.told(mended)])
    code = deliver(mended, write=write, form=form, findings=mending.findings)
    if not quiet:
        mending.say_unproven(mended)
        say_edits(mended, written=write)
    return code


def _renamed_by(local: LocalFiles) -> Callable[[Document, str], Mapping[str, str]]:
    return lambda document, text: renamed_headings(document, local, text)


def _from_records(files: Sequence[ListFile], options: MendOptions, lang: Lang) -> _Mending:
    """Return what the records of a run allow."""
    records = {url: record for url, record in options.found.items() if is_wanted(record, options.kinds)}
    findings = [
        GoneOrMoved(url, record.detail or record.reason)
        for url, record in records.items()
        if record.verdict.is_gone or record.verdict == "moved"
    ]
    unproven = (
        {
            url: record.suggestion.url
            for url, record in records.items()
            if record.suggestion is not None and record.suggestion.why is SuggestionKind.SPELLING
        }
        if EditKind.SPELLING in options.kinds
        else {}
    )
    return _Mending(files, lambda file: mends(file.source, records, options), findings, lang, unproven)


@dataclass(frozen=True, slots=True)
class _Mending:
    """The lists, the edits that are known for each, and what is gone or moved in them."""

    files: Sequence[ListFile]
    edits_of: Callable[[ListFile], Sequence[Edit]]
    findings: Sequence[GoneOrMoved]
    lang: Lang
    corrections: Mapping[str, str] = field(default_factory=dict)
    """How misspelt addresses may be meant; made only where that is found alive."""

    def decline(self, urls: Sequence[str], declined: DeclinedEdits) -> None:
        """Remember that a person does not want the edits of these links. Raises UserError."""
        if declined.file is None:
            raise UserError(f"--decline: there is no memory yet; linkcheck check --memory {declined.place} makes it")
        found = [edit for file in self.files for edit in self.edits_of(file) if edit.url in urls]
        for url in urls:
            if all(edit.url != url for edit in found):
                raise UserError(f"--decline: no edit of {url} is proposed; name it as the list has it")
        now = datetime.now(UTC)
        declined.update({edit_key(edit): now for edit in found})

    def mended(self, declined: Container[Edit], *, quiet: bool = False) -> list[MendedFile]:
        """Return the lists with their edits, but for those that were declined, and say how many these are."""
        proposed = {file.name: self.edits_of(file) for file in self.files}
        left_out = sum(edit in declined for edits in proposed.values() for edit in edits)
        if left_out and not quiet:
            say(f"{left_out} edit{'s' * (left_out != 1)} left out as declined; --include-declined makes them, too")
        return edit_files(self.files, lambda file: [edit for edit in proposed[file.name] if edit not in declined])

    def request(self, declined: Container[Edit]) -> Mends:
        """Return what a pull request is to hold."""
        mended = self.mended(declined)
        edits = [edit for file in mended for edit in file.edited.applied]
        title = f"Mend {len(edits)} link{'s' * (len(edits) != 1)}"
        return Mends(files=bytes_of(mended), edits=edits, title=title, body=self.told(mended))

    def told(self, mended: Sequence[MendedFile]) -> str:
        """Return the text of a pull request: the edits, and what a reader of the diff would ask for besides them."""
        applied = {file.source.name: file.edited.applied for file in mended if file.edited.applied}
        made = {edit.url for edits in applied.values() for edit in edits}
        left_out = [(finding.url, finding.why) for finding in self.findings if finding.url not in made]
        return pull_request(applied, left_out, words(self.lang), blob_base(os.environ))

    def say_unproven(self, mended: Sequence[MendedFile]) -> None:
        """Say which corrections of a spelling were not made: what they lead to was not found."""
        written = {edit.url for file in mended for edit in file.edited.applied}
        for url, better in self.corrections.items():
            if url not in written:
                say(f"{url} is left as it is: {better} was not found alive")


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
