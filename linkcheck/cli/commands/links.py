"""``linkcheck links``: what would be checked, and by whom; no network."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from rich.cells import cell_len

from linkcheck.cli.lists.documents import read_documents, read_ignore_file, require_links
from linkcheck.cli.options import config_option, exclude_option, include_code_option, read_settings
from linkcheck.cli.output.report_files import write_out
from linkcheck.cli.terminal.errors import UserError
from linkcheck.cli.terminal.language import chosen
from linkcheck.local import LocalFiles, local_files
from linkcheck.model import Document, Judgement, Link, Verdict
from linkcheck.model.reasons import Reason, phrase
from linkcheck.plan import LOCAL, Plan, make_plan
from reports.screen import padded
from reports.words import words


@click.command("links", short_help="Show what would be checked, and by whom; no network.")
@click.argument("paths", nargs=-1, metavar="[PATH|-]…")
@click.option("--format", "form", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True)
@include_code_option
@exclude_option
@config_option
def command(*, paths: tuple[str, ...], form: str, config: Path | None, **flags: object) -> None:
    """Show every address of the lists, its place, and the fetcher that would take it."""
    if not paths:
        raise UserError("links: name a list, such as: linkcheck links README.md")
    settings = read_settings(config, flags)
    files = local_files(settings)
    documents = read_documents(paths, settings, files)
    require_links(documents)
    rows = list(_rows(documents, make_plan(documents, settings, read_ignore_file(Path.cwd())), files))
    write_out(_RENDER[form](rows))


def _rows(documents: Sequence[Document], plan: Plan, files: LocalFiles) -> Iterator[dict[str, Any]]:
    links = {link.identity: link for link in plan.links}
    decided = {link.identity: judgement for link, judgement in plan.decided}
    for document in documents:
        for place in document.occurrences:
            link = links[place.identity]
            fetcher, reason = _who(link, decided.get(place.identity), files)
            yield {
                "url": place.url,
                "file": place.file,
                "line": place.line,
                "column": place.column,
                "text": place.text,
                "section": list(place.section),
                "kind": str(place.kind),
                "fetcher": fetcher,
                "key": link.key,
                "reason": reason,
            }


def _who(link: Link, judgement: Judgement | None, files: LocalFiles) -> tuple[str, str | None]:
    """Return the fetcher, or the verdict of a link that needs no request, with its reason."""
    if link.target is not None and link.target.fetcher == LOCAL:
        local = files.find(link.url, link.occurrences[0].file)
        unknown = local.unknown if local is not None else Reason.LOCAL
        if unknown is None and local is not None and files.has_fragment(local) is None:
            unknown = Reason.MADE_HEADING
        return (LOCAL, None) if unknown is None else (str(Verdict.SKIPPED), unknown.code)
    return (link.fetcher, None) if judgement is None else (str(judgement.verdict), judgement.reason)


_VERDICTS = frozenset(map(str, Verdict))


def _text(rows: Sequence[dict[str, Any]]) -> str:
    places = [f"{row['file']}:{row['line']}:{row['column']}" for row in rows]
    say = words(chosen())
    names = [say.verdict(Verdict(row["fetcher"])) if row["fetcher"] in _VERDICTS else row["fetcher"] for row in rows]
    width = min(40, max(map(cell_len, places)))
    site = max(map(cell_len, names))
    return "\n".join(
        f"{padded(place, width)}  {padded(name, site)}  {row['url']}{_because(row['reason'])}"
        for place, name, row in zip(places, names, rows, strict=True)
    )


def _because(reason: str | None) -> str:
    known = phrase(reason) if reason is not None else None
    if known is None:
        return ""
    return f"（{known.chinese}）" if chosen() == "zh" else f"  ({known.english})"


def _json(rows: Sequence[dict[str, Any]]) -> str:
    return json.dumps({"links": list(rows)}, ensure_ascii=False, indent=1)


def _jsonl(rows: Sequence[dict[str, Any]]) -> str:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


_RENDER = {"text": _text, "json": _json, "jsonl": _jsonl}
