"""``linkcheck demo``: the whole job over list.md against the small web that ships with it."""

from __future__ import annotations

import tempfile
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

import click

from fetchers.context import Access
from fetchers.net import NetSettings, without_intervals
from linkcheck.cli.lists.documents import single
from linkcheck.cli.output.rendering import outputs_of
from linkcheck.cli.output.report_files import write_whole
from linkcheck.cli.running import RunRequest, carried_out
from linkcheck.cli.terminal.errors import UserError, say
from linkcheck.cli.terminal.language import keep
from linkcheck.config import Settings
from linkcheck.demo import demo_list, demo_world
from linkcheck.document import read_document, read_editable
from linkcheck.editing import apply_edits
from linkcheck.editing.marks import DEFAULT_TEMPLATE, MarkWords, Template, mark_edits
from linkcheck.editing.mends import MendOptions, mends, to_check
from linkcheck.engine import Network
from linkcheck.local import renamed_headings
from linkcheck.model import Record
from linkcheck.plan import make_plan
from reports.interface import Options
from reports.registry import REPORTS
from reports.words import words

FILES: Final = {
    report.name: f"list.report{report.suffixes[0] if report.suffixes else f'.{report.name}.txt'}" for report in REPORTS
}
"""Every format, and the file it is left in."""
FIXED: Final = "list.fixed.md"
MARKED: Final = "list.enriched.md"


@click.command("demo", short_help="Do the whole job over list.md against a small web that ships with it.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
              help="Leave a report in every format in FOLDER, made where missing. [a temporary folder]")  # fmt: skip
@click.option("--open", "open_report", is_flag=True, help="Open the report when it is done.")
@click.option("--lang", type=click.Choice(["auto", "en", "zh"]), default="auto", help="Language of the report's words.")
@click.option("-v", "--verbose", is_flag=True, help="Show each link that moved or could not be checked, too.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def command(
    *, out: Path | None, open_report: bool, lang: Literal["auto", "en", "zh"], quiet: bool, verbose: bool
) -> int:
    """Check list.md against a sample of the web on this machine: no request leaves it, and no figure is live."""
    folder = out or Path(tempfile.mkdtemp(prefix="linkcheck-demo-"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder}: cannot be made: {error.strerror}; choose another folder with --out") from None
    keep()
    if not quiet:
        say("demo: a small web on this machine answers for every host; titles, stars and dates are a sample, not live")
    text = demo_list()
    documents = [read_document(text, "list.md").keeping(text)]
    settings = Settings(lang=lang)
    order = RunRequest(
        documents=documents,
        plan=make_plan(documents, settings),
        settings=settings,
        outputs=outputs_of([], [f"{name}={folder / file}" for name, file in FILES.items()]),
        folder=folder,
        world=small_web(),
        environment={},
        quiet=quiet,
        options=Options(verbose=verbose),
    )
    (folder / "list.md").write_text(text, encoding="utf-8")
    with carried_out(order) as run:
        records = {record.link.url: record for record in run.records}
    _edit(text, folder, records, settings)
    report = folder / FILES["enriched"]
    if not quiet:
        say(f"demo: open {report}; beside it is the list mended, {FIXED}, and enriched, {MARKED}")
    if open_report:
        webbrowser.open(report.resolve().as_uri())
    return 0


def _edit(text: str, folder: Path, records: dict[str, Record], settings: Settings) -> None:
    """Leave the list mended and the list enriched beside the reports."""
    source = read_editable(text, "list.md")
    documents = [single(url) for url in to_check([source.document])]
    order = RunRequest(
        documents=documents,
        plan=make_plan(documents, settings),
        settings=settings,
        world=small_web(),
        environment={},
        quiet=True,
    )
    with carried_out(order) as run:
        found = {record.link.url: record for record in run.records}
    options = MendOptions(found=found, renamed=lambda document, text: renamed_headings(document, None, text))
    fixed = apply_edits(source, mends(source, records, options)).text
    say = words("zh" if settings.lang != "en" else "en")
    in_words = MarkWords(archived=say("archived"), active=say("active"))
    marked = apply_edits(source, mark_edits(source, records, Template.parse(DEFAULT_TEMPLATE), in_words)).text
    for name, content in ((FIXED, fixed), (MARKED, marked)):
        write_whole(folder / name, [content])


@asynccontextmanager
async def small_web() -> AsyncIterator[Network]:
    """The demo's web as the only one there is. arXiv's three seconds are for arXiv, not for a loopback."""
    async with demo_world() as web:
        net = NetSettings(resolver=web.resolver, cafile=web.cafile, hosts=without_intervals())
        yield Network(replace(net, trust_env=False), Access(github_token="sample-token"))  # noqa: S106  no real token
