"""``linkcheck enrich``: stars, dates, venues and citations beside the entries, written into the list itself."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import click
from msgspec.structs import replace

from linkcheck.cli.delivery.mends_request import Mends, propose_from
from linkcheck.cli.edited_lists import (
    Checking,
    MendedFile,
    bytes_of,
    deliver,
    edit_files,
    edits_from,
    edits_option,
    known_edits,
    read_files,
)
from linkcheck.cli.memories import DeclinedEdits
from linkcheck.cli.options import config_option, exclude_option, read_settings
from linkcheck.cli.output.github_actions import is_contribution
from linkcheck.cli.output.list_language import language
from linkcheck.cli.running import World
from linkcheck.cli.terminal.errors import UserError, say
from linkcheck.editing import Edited, EditKind
from linkcheck.editing.marks import DEFAULT_TEMPLATE, MarkWords, Template, TemplateError, mark_edits, strip_marks
from linkcheck.editing.sorting import SORT_KEYS, sorted_text
from linkcheck.model import Record
from reports.words import words


@click.command("enrich", short_help="Write stars, dates and venues beside the entries of lists.")
@click.argument("paths", nargs=-1, metavar="[PATH|-]…")
@click.option("--write", is_flag=True, help="Write the marks into the files; without it they are shown as a diff.")
@click.option("--strip", is_flag=True, help="Take every mark out again; asks nobody.")
@click.option("--template", "templates", multiple=True, metavar="[KIND=]TEMPLATE",
              help="Fields of a mark, for all links or those of one kind (repository, paper, page, model, video …; an "
              f"empty template: none). [{DEFAULT_TEMPLATE}]")  # fmt: skip
@click.option("--sort", type=click.Choice(SORT_KEYS), help="Sort the entries of each section, with their children.")
@click.option("--pull-request", "propose", is_flag=True,
              help="Keep one pull request with the marks, on the branch linkcheck-enrich.")  # fmt: skip
@edits_option
@click.option("--format", "form", type=click.Choice(["diff", "json"]), default="diff", help="How to show the edits.")
@click.option("--lang", type=click.Choice(["auto", "en", "zh"]), help="Language of the marks' own words. [auto]")
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
    strip: bool,
    templates: tuple[str, ...],
    sort: str | None,
    propose: bool,
    edits: Path | None,
    form: str,
    no_state: bool,
    quiet: bool,
    config: Path | None,
    **flags: object,
) -> int:
    """Write facts beside the entries of lists, in marks that are found again and replaced.

    A mark is a code span: `★ 23k · ↻ active`. Counts are written anew when they have changed by a tenth.
    """
    if not paths:
        raise UserError("enrich: name a list, such as: linkcheck enrich README.md")
    if edits is not None and sort is not None:
        raise UserError("enrich: --edits asks nobody, and --sort needs what was asked; leave one of them out")
    chosen = templates_of(templates)
    settings = read_settings(config, flags, trusted=not is_contribution(os.environ))
    files = read_files(paths, settings.exclude_path)
    if strip:
        mended = [MendedFile(file.file, Edited(strip_marks(file.source), (), ())) for file in files]
        return _finish(mended, write=write, form=form, quiet=quiet)
    say_in = words(language(settings.lang, [file.source.document for file in files]))
    if edits is not None:
        known = edits_from(edits)
        mended = edit_files(files, lambda file: known_edits(known, file, (EditKind.ENRICH,)))
    else:
        settings = replace(settings, papers=tuple({*settings.papers, *_asked_for(chosen)}))
        checking = Checking(settings=settings, paths=paths, world=world, no_state=no_state, quiet=quiet)
        marks = MarkWords(archived=say_in("archived"), active=say_in("active"))
        with checking.run(files) as run:
            records = {record.link.url: record for record in run.records if record.metadata or record.verdict.is_open}
        mended = edit_files(files, lambda file: mark_edits(file.source, records, chosen, marks))
        if sort is not None:
            mended = [_sorted(file, records, sort) for file in mended]
    if propose:
        title, body = say_in("enrich-title"), say_in("enrich-intro")
        request = Mends(files=bytes_of(mended), edits=(), title=title, body=body)
        return propose_from("linkcheck-enrich", DeclinedEdits(), lambda: request)
    return _finish(mended, write=write, form=form, quiet=quiet)


def _sorted(mended: MendedFile, records: Mapping[str, Record], key: str) -> MendedFile:
    edited = mended.edited
    return MendedFile(mended.source, Edited(sorted_text(edited.text, records, key), edited.applied, ()))


def _finish(mended: Sequence[MendedFile], *, write: bool, form: str, quiet: bool) -> int:
    code = deliver(mended, write=write, form=form)
    if not quiet:
        number = sum(file.is_changed for file in mended)
        files = f"{number} file{'s' * (number != 1)}"
        made = f"{files} written" if write else f"{files} would change; --write does it"
        say(made if number else "nothing changes")
    return code


def _asked_for(templates: Mapping[str, Template]) -> Iterator[Literal["code", "citations"]]:
    """Yield what a template names and others than arXiv have to be asked for."""
    fields = {field for template in templates.values() for field in template.fields}
    yield from (name for name in ("code", "citations") if name in fields)


def templates_of(given: Sequence[str]) -> dict[str, Template]:
    """Read ``--template`` options: by kind of link, ``*`` for all others. Raises UserError."""
    chosen = {"*": Template.parse(DEFAULT_TEMPLATE)}
    for text in given:
        kind, equals, template = text.partition("=")
        name, fields = (kind.strip(), template) if equals else ("*", text)
        try:
            chosen[name] = Template.parse(fields) if fields.strip() else Template(())
        except TemplateError as error:
            raise UserError(f"--template: {error}") from None
    return chosen
