"""A whole run, from documents to written reports: what ``check`` and ``demo`` share."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, aclosing, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from linkcheck import __version__
from linkcheck.cli.problems import EXIT_ACT, EXIT_CANNOT_RUN, Problem, say
from linkcheck.cli.progress import Progress
from linkcheck.cli.rendering import Output, check_outputs, publish
from linkcheck.config import Settings
from linkcheck.engine import Engine, Offline, World, make_world
from linkcheck.model import Document, Record, Run
from linkcheck.plan import Plan
from linkcheck.store import Store, StoreError

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was asked for at the command line."""

    documents: Sequence[Document]
    plan: Plan
    settings: Settings
    outputs: Sequence[Output] = ()
    state: Path | None = None
    """Where the store lies; None: nothing is kept."""
    world: AbstractAsyncContextManager[World | None] = field(default_factory=nullcontext)
    """What is reached, for as long as the run lasts: the real web, or the small one of the demo."""
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    """Where tokens and base addresses are read from."""
    folder: Path = Path()
    """What the names of the lists are relative to."""
    progress: bool = True
    quiet: bool = False
    explain: bool = False
    """Whether the rule that spoke is named under each problem printed."""


def carry_out(order: Order) -> tuple[Run, int]:
    """Run, write every report, and return the run with the exit code it deserves. Raises Problem."""
    check_outputs(order.outputs, (order.folder / document.file for document in order.documents))
    run, warnings = _run(order)
    for warning in warnings:
        say(warning)
    publish(run, order.outputs, order.settings, quiet=order.quiet, folder=order.folder, explain=order.explain)
    failed = any(record.verdict in order.settings.fail_on for record in run.records)
    return run, EXIT_ACT if failed else 0


def _run(order: Order) -> tuple[Run, tuple[str, ...]]:
    try:
        with Store(order.state) as store:
            return _in_loop(_collect(order, store))
    except StoreError as error:
        raise Problem(str(error)) from None
    except Offline as offline:
        raise Problem(f"{offline} Nothing was concluded or written.", EXIT_CANNOT_RUN) from None


async def _collect(order: Order, store: Store) -> tuple[Run, tuple[str, ...]]:
    started = datetime.now(UTC)
    inputs = tuple(document.file for document in order.documents)
    async with order.world as base:
        engine = Engine(order.plan, order.settings, store, make_world(order.settings, order.environment, base))
        records = await _records(order, engine, inputs)
    run = Run(
        version=__version__,
        started=started,
        finished=datetime.now(UTC),
        inputs=inputs,
        documents=tuple(order.documents),
        records=tuple(
            replace(records[link.url], events=store.events(link.url))
            for link in order.plan.links
            if link.url in records
        ),
        requests=engine.requests,
        complete=engine.complete,
        by_service=engine.by_host,
    )
    return run, engine.warnings


async def _records(order: Order, engine: Engine, inputs: tuple[str, ...]) -> dict[str, Record]:
    records: dict[str, Record] = {}
    show = order.progress and not order.quiet
    async with (
        Progress(len(order.plan.links), engine.status, show=show) as progress,
        aclosing(engine.records(inputs)) as stream,
    ):
        async for record in stream:
            records[record.link.url] = record
            progress.count(record)
    return records


def _in_loop(main: Coroutine[Any, Any, Result]) -> Result:
    """Run the loop. SIGTERM (a CI job that is cancelled) ends it as an interrupt from the keyboard does."""
    results: list[Result] = []

    async def run() -> None:
        # Not the task's own result: asyncio writes out the repr of that on its way, a whole run of it.
        results.append(await main)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            runner.run(run())
            return results[0]
    finally:
        signal.signal(signal.SIGTERM, before)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop  # noqa: PLC0415  not on every platform
    except ImportError:
        return None
    return uvloop.new_event_loop
