"""``linkcheck history URL``: what is known of one link."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from linkcheck.cli.lists.documents import require_own_state
from linkcheck.cli.options import config_option, read_settings
from linkcheck.cli.output.report_files import write_out
from linkcheck.cli.terminal.errors import EXIT_CANNOT_RUN, UserError
from linkcheck.cli.terminal.language import chosen
from linkcheck.model import Past
from linkcheck.store import MemoryFileError, NullStore, Remembering, StoredState, StoreError, read_memory
from reports import escape
from reports.words import Catalogue, words


@click.command("history", short_help="Show what is known of one link.")
@click.argument("url")
@click.option("--state", metavar="FILE", help="The store to read. [.linkcheck/state.db]")
@click.option("--memory", metavar="FILE", help="The memory to read beside it.")
@config_option
def command(*, url: str, state: str | None, memory: str | None, config: Path | None) -> None:
    """Show when an address was first seen so, when it was last alive, and every change of its verdict."""
    settings = read_settings(config, {"state": state, "memory": memory})
    path = Path(settings.state or ".linkcheck/state.db")
    past = _past(url, path, settings.memory and Path(settings.memory))
    history, events = past.history, past.events
    if history.verdict is None:
        raise UserError(f"{url}: not in {path}; write the address as it stands in the list", EXIT_CANNOT_RUN)
    say = words(chosen())
    now = say.verdict(history.verdict)
    lines = [url, say("history-now", verdict=now, since=_day(history.since, say), alive=_day(history.last_alive, say))]
    if history.failures:
        lines.append(say("history-failures", n=history.failures))
    if history.confirmed_on:
        lines.append(say("history-confirmed", date=_day(history.confirmed_on, say)))
    if history.title and not history.verdict.is_found:
        lines.append(say("history-title", title=escape.terminal(history.title)))
    lines += [f"  {event.at:%Y-%m-%d %H:%M}  {say.verdict(event.verdict)}  {event.reason}" for event in events]
    write_out("\n".join(lines))


def _past(url: str, path: Path, memory_file: Path | str | None) -> Past:
    """Return what store and memory know, the newer of the two. Raises UserError."""
    try:
        memory = read_memory(Path(memory_file), datetime.now(UTC)) if memory_file else None
        if not path.is_file():
            if memory is None or not memory.exists:
                raise UserError(
                    f"{path}: nothing is kept here yet; run linkcheck check first, or name a store with --state",
                    EXIT_CANNOT_RUN,
                )
            return Remembering(NullStore(), memory).past(url)
        require_own_state(path)
        with StoredState(path) as store:
            return Remembering(store, memory).past(url) if memory else store.past(url)
    except (StoreError, MemoryFileError) as error:
        raise UserError(str(error)) from None


def _day(moment: object, say: Catalogue) -> str:
    return f"{moment:%Y-%m-%d}" if moment else say("history-never")
