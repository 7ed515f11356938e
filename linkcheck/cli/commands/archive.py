"""``linkcheck archive``: alive links that the Wayback Machine has no recent copy of, captured while they are there."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import click

from fetchers.context import Context
from fetchers.net import Net
from fetchers.wayback import ArchiveSilentError, newest_capture, save_page
from linkcheck.cli.commands.report import recalled
from linkcheck.cli.lists.documents import read_documents, require_links, state_file
from linkcheck.cli.options import config_option, exclude_option, read_settings
from linkcheck.cli.output.github_actions import is_contribution
from linkcheck.cli.output.report_files import write_out
from linkcheck.cli.running import World
from linkcheck.cli.terminal.errors import UserError, say
from linkcheck.config import Settings
from linkcheck.engine import make_network
from linkcheck.model import Confidence, Verdict

RECENT: Final = timedelta(days=365)
"""A capture no older than this is copy enough."""
_PACE: Final = {False: 15.0, True: 5.0}
"""Seconds between captures: four a minute, twelve with a key (archive.org, since 2023-01-22)."""


@click.command("archive", short_help="Have alive links captured that the Wayback Machine has no copy of.")
@click.argument("paths", nargs=-1, metavar="[PATH|-]…")
@click.option("--most", type=click.IntRange(min=1), default=50, show_default=True, help="Captures in one run.")
@click.option("--dry-run", is_flag=True, help="Print the links without a copy of the last year; order none.")
@click.option("--state", metavar="FILE", help="The store to read. [.linkcheck/state.db beside the list]")
@exclude_option
@config_option
@click.pass_obj
def command(
    world: World | None, /, *, paths: tuple[str, ...], most: int, dry_run: bool, config: Path | None, **flags: object
) -> int:
    """Ask the Wayback Machine to capture links that the last check found alive and that it has no copy of.

    Four pages a minute, twelve with ARCHIVE_ORG_KEY=KEY:SECRET. Run it again to go on: what has been captured within a
    year is passed over. It fails no job.
    """
    if not paths:
        raise UserError("archive: name a list that was checked, such as: linkcheck archive README.md")
    settings = read_settings(config, flags, trusted=not is_contribution(os.environ))
    documents = read_documents(paths, settings)
    require_links(documents)
    with recalled(documents, settings, state_file(paths, settings)) as run:
        alive = [
            record.link.url
            for record in run.having(Verdict.ALIVE)
            if record.confidence is Confidence.HIGH and record.link.target is not None
        ]
    if not alive:
        say("the last check found no link of these lists alive; there is nothing to capture")
        return 0
    asyncio.run(_save(alive, settings, world, most=most, dry_run=dry_run))
    return 0


async def _save(urls: Sequence[str], settings: Settings, world: World | None, *, most: int, dry_run: bool) -> None:
    """Request captures until the limit is reached or the archive refuses more; print a summary line."""
    asked = ordered = 0
    async with world or nullcontext() as base:
        network = make_network(settings, os.environ, base)
        pace = 0.0 if network.net.hosts.get("web.archive.org") else _PACE[network.access.archive_key is not None]
        async with Net(network.net) as net:
            context = Context(net=net, access=network.access)
            try:
                for url in urls:
                    if ordered >= most:
                        break
                    is_wanted = await _is_wanted(url, context)
                    asked += 1
                    if not is_wanted:
                        continue
                    if dry_run:
                        write_out(url)
                    elif not await save_page(url, context):
                        continue
                    ordered += 1
                    await asyncio.sleep(0 if dry_run else pace)
            except ArchiveSilentError:
                if asked:
                    say("archive.org takes no more for now; run the command again later to go on")
                else:
                    say("archive.org does not answer for now; run the command again later to go on")
    _tell(asked, ordered, dry_run=dry_run)


def _tell(asked: int, ordered: int, *, dry_run: bool) -> None:
    """Print the result; without numbers if the archive answered for no link."""
    if asked and dry_run:
        say(f"of {asked} alive links {ordered} have no copy of the last year")
    elif asked:
        say(f"of {asked} alive links {ordered} are being captured")


async def _is_wanted(url: str, context: Context) -> bool:
    capture = await newest_capture(url, context)
    return capture is None or capture.day is None or datetime.now(UTC).date() - capture.day > RECENT
