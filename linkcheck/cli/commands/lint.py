"""``linkcheck lint``: what can be said of a list without the network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from linkcheck.cli.errors import EXIT_ACT, UserError
from linkcheck.cli.options import config_option, exclude_option, include_code_option, or_none, read_settings
from linkcheck.cli.output import write_out
from linkcheck.cli.reading import read_documents, read_ignore_file
from linkcheck.local_links import missing_file
from linkcheck.model import Occurrence, OccurrenceKind, Verdict
from linkcheck.plan import Plan, make_plan
from reports import escape

_LOCAL = "local"


@click.command("lint", short_help="Find spelling mistakes, duplicates and missing local files; no network.")
@click.argument("paths", nargs=-1, metavar="[PATH|-]…")
@click.option("--allow-duplicates", is_flag=True, help="A list may name one thing twice.")
@include_code_option
@exclude_option
@config_option
def command(
    *,
    paths: tuple[str, ...],
    allow_duplicates: bool,
    config: Path | None,
    include_code: bool | None,
    exclude: tuple[str, ...],
) -> int:
    """Say which addresses cannot be right, stand twice, or lead to a local file that is not there."""
    if not paths:
        raise UserError("lint: name a list, such as: linkcheck lint README.md")
    settings = read_settings(config, {"include_code": include_code, "exclude": or_none(exclude)})
    documents = read_documents(paths, settings)
    plan = make_plan(documents, settings, read_ignore_file(Path.cwd()))
    found = [*_misspelt(plan), *_missing(plan)]
    if not allow_duplicates:
        found += _duplicates(plan)
    order = {document.file: index for index, document in enumerate(documents)}
    found.sort(key=lambda finding: (order[finding[0].file], finding[0].line, finding[0].column))
    write_out("\n".join(f"{_where(place)}: {text}" for place, text in found))
    return EXIT_ACT if found else 0


def _misspelt(plan: Plan) -> Iterator[tuple[Occurrence, str]]:
    for link, judgement in plan.decided:
        if judgement.verdict is not Verdict.INVALID:
            continue
        better = f" → {escape.terminal(judgement.suggestion.url)}" if judgement.suggestion else ""
        for place in link.occurrences:
            yield place, f"{escape.terminal(link.url)}: {escape.terminal(judgement.detail, 300)}{better}"


def _missing(plan: Plan) -> Iterator[tuple[Occurrence, str]]:
    root = _root(Path.cwd())
    for link, judgement in plan.decided:
        if judgement.reason != _LOCAL:
            continue
        for place in link.occurrences:
            file = Path(place.file)
            if file.exists() and missing_file(link.url, file, root):
                yield place, f"{escape.terminal(link.url)}: no such file"


def _duplicates(plan: Plan) -> Iterator[tuple[Occurrence, str]]:
    """Yield every place but the first that leads to one resource; a badge repeated is nobody's business."""
    first: dict[tuple[str, str], Occurrence] = {}
    for link in plan.links:
        for place in link.occurrences:
            if link.target is None or place.kind is OccurrenceKind.IMAGE:
                continue
            known = first.setdefault((link.key, link.url.partition("#")[2]), place)
            if known is not place:
                yield place, f"{escape.terminal(link.url)}: stands at {_where(known)} already"


def _where(place: Occurrence) -> str:
    return f"{escape.terminal(place.file)}:{place.line}:{place.column}"


def _root(folder: Path) -> Path:
    return next((at for at in (folder, *folder.parents) if (at / ".git").exists()), folder)
