"""What a run would ask for and take at the least, printed in its place: ``check --plan``, and before a long run."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from linkcheck.cli.terminal.errors import UserError
from linkcheck.cli.terminal.language import told
from linkcheck.config import Settings
from linkcheck.engine.forecast import foresee
from linkcheck.plan import Plan
from linkcheck.store import NullStore, StoredState, StoreError


def print_forecast(plan: Plan, settings: Settings, state: Path | None) -> None:
    """Print it, what is known and fresh left out. Raises UserError."""
    now = datetime.now(UTC)
    try:
        with StoredState(state) if state is not None and state.exists() else NullStore() as store:
            queries = [
                query
                for query in plan.asks
                if store.fresh(query.target.key, query.target.fragments, settings.max_age, now) is None
            ]
    except StoreError as error:
        raise UserError(str(error)) from None
    known = len(plan.links) - sum(len(query.links) for query in queries)
    if known:
        click.echo(told(f"{known:,} links need no question: they are local, left out, or known from before"))
    for line in foresee(queries, settings.hosts).lines():
        click.echo(told(line))
