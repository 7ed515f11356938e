"""``linkcheck history URL``: what is known of one link."""

from __future__ import annotations

from pathlib import Path

import click

from linkcheck.cli.errors import EXIT_CANNOT_RUN, UserError
from linkcheck.cli.options import config_option, read_settings
from linkcheck.cli.output import write_out
from linkcheck.store import Store, StoreError


@click.command("history", short_help="Show what is known of one link.")
@click.argument("url")
@click.option("--state", metavar="FILE", help="The store to read. [.linkcheck/state.db]")
@config_option
def command(*, url: str, state: str | None, config: Path | None) -> None:
    """Show when an address was first seen so, when it was last alive, and every change of its verdict."""
    settings = read_settings(config, {"state": state})
    path = Path(settings.state or ".linkcheck/state.db")
    if not path.is_file():
        raise UserError(
            f"{path}: nothing is kept here yet; run linkcheck check first, or name a store with --state",
            EXIT_CANNOT_RUN,
        )
    try:
        with Store(path) as store:
            history, events = store.history(url), store.events(url)
    except StoreError as error:
        raise UserError(str(error)) from None
    if history.verdict is None:
        raise UserError(f"{url}: not in {path}; write the address as it stands in the list", EXIT_CANNOT_RUN)
    lines = [url, f"{history.verdict} since {_day(history.since)}, last alive {_day(history.last_alive)}"]
    if history.failures:
        lines.append(f"{history.failures} checks in a row did not find it alive")
    lines += [f"  {event.at:%Y-%m-%d %H:%M}  {event.verdict}  {event.reason}" for event in events]
    write_out("\n".join(lines))


def _day(moment: object) -> str:
    return f"{moment:%Y-%m-%d}" if moment else "never"
