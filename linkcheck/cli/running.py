"""A whole run, from documents to written reports: what ``check`` and ``demo`` share."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, aclosing, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from linkcheck import __version__
from linkcheck.cli.output.list_language import spoken
from linkcheck.cli.output.rendering import Output, check_outputs, publish
from linkcheck.cli.output.report_files import check_writable, write_whole
from linkcheck.cli.signals import Stop, in_loop, terminable
from linkcheck.cli.terminal.errors import EXIT_CANNOT_RUN, EXIT_INTERRUPTED, UserError, say
from linkcheck.cli.terminal.progress import Progress
from linkcheck.cli.terminal.streams import log_harmlessly
from linkcheck.config import Settings
from linkcheck.engine import LOST, Engine, Network, Offline, make_network
from linkcheck.engine.forecast import LONG_RUN, foresee
from linkcheck.engine.shards.cluster import dask_cluster
from linkcheck.engine.shards.scheduler import ClusterError, ClusterLostError
from linkcheck.local import LocalFiles
from linkcheck.model import Document, Finding, Run
from linkcheck.plan import Plan, Query
from linkcheck.record_spool import RecordSpool, SpoolError
from linkcheck.store import LinkMemory, NullStore, Remembering, RunStore, Store, StoreError, memory_lines
from reports.interface import Options
from reports.words import words

World: TypeAlias = AbstractAsyncContextManager[Network | None]
"""What a run reaches, for as long as it lasts: the real web, or the small one of the demo."""

FEWEST_ADDRESSES: Final = 1536 << 20
"""Bytes of addresses that some fifty threads, their stacks and their allocators reserve."""
_NOTHING: Final = "Nothing was concluded or written"
_UNWRITTEN: Final = "No report was written"
_KEPT: Final = "No report was written; what was learnt before is kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """What was asked for at the command line."""

    documents: Sequence[Document]
    plan: Plan
    settings: Settings
    outputs: Sequence[Output] = ()
    state: Path | None = None
    """Path of the state; None: nothing is kept."""
    memory: LinkMemory = field(default_factory=LinkMemory)
    """What the list's memory knows from before."""
    memory_file: Path | None = None
    """Where the memory is written after the run; None: nowhere."""
    world: World = field(default_factory=nullcontext)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    """Where tokens and base addresses are read from."""
    local: LocalFiles | None = None
    """What resolved the local links of the documents."""
    controls: tuple[str, ...] = ()
    """Hosts of the lists' other links: they tell a machine that is offline from a few links that are gone."""
    folder: Path = Path()
    """What the names of the lists are relative to."""
    progress: bool = True
    quiet: bool = False
    dask: str | None = None
    """The scheduler of the cluster whose workers ask; None: this machine does."""
    options: Options = field(default_factory=Options)
    """What the command line says of the reports."""
    prints_problems: bool = True
    """False for commands that only need the records."""
    judge: Callable[[Run], Iterable[Finding]] = lambda _: ()
    """What the list's own rules say of the records, before any report is written."""

    @property
    def keeps(self) -> bool:
        """Whether what is learnt outlives the run."""
        return self.state is not None or self.memory_file is not None


@contextmanager
def carried_out(order: RunRequest) -> Iterator[Run]:
    """Run, write every report, and yield the run, whose records can be read as long as the block lasts.

    Raises Problem.
    """
    _require_addresses()
    log_harmlessly()
    check_outputs(order.outputs, (order.folder / document.file for document in order.documents))
    try:
        # What is planned lives as long as the run: the garbage collector need not go through it again and again.
        gc.freeze()
        with (
            terminable(),
            RecordSpool(order.plan.links, order.state and order.state.parent) as ledger,
        ):
            stop = Stop()
            run, warnings = _run(order, ledger, stop)
            run = replace(run, findings=tuple(order.judge(run)))
            for warning in warnings:
                say(warning)
            quiet = order.quiet or not order.prints_problems
            publish(run, order.outputs, order.settings, order.options, quiet=quiet, folder=order.folder)
            stop.raise_if_asked()
            yield run
    except (StoreError, SpoolError) as error:
        raise UserError(str(error)) from None
    except ClusterLostError as lost:
        raise UserError(f"{lost} {_KEPT if order.keeps else _UNWRITTEN}.", EXIT_CANNOT_RUN) from None
    except ClusterError as error:
        raise UserError(str(error), EXIT_CANNOT_RUN) from None
    except Offline as offline:
        written = _NOTHING if offline.problem is not LOST else _KEPT if order.keeps else _UNWRITTEN
        raise UserError(f"{offline} {written}.", EXIT_CANNOT_RUN) from None
    except KeyboardInterrupt:
        if order.keeps:
            raise UserError("interrupted; what was learnt is kept", EXIT_INTERRUPTED) from None
        raise UserError("interrupted; without a state nothing is kept", EXIT_INTERRUPTED) from None


def _require_addresses() -> None:
    """Refuse a limit of address space under which threads cannot be begun: libraries abort the process for that."""
    try:
        import resource  # noqa: PLC0415  not on every platform
    except ImportError:
        return
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY and limit < FEWEST_ADDRESSES:
        raise UserError(
            f"address space is limited to {limit >> 20} MB (ulimit -v), and a run reserves {FEWEST_ADDRESSES >> 20} MB "
            "of it, though it uses a tenth; raise that limit, or limit memory by a control group",
            EXIT_CANNOT_RUN,
        )


def _run(order: RunRequest, ledger: RecordSpool, stop: Stop) -> tuple[Run, tuple[str, ...]]:
    if order.memory_file is not None:
        check_writable(order.memory_file)
    with NullStore() if order.state is None else Store(order.state) as store:
        for warning in store.warnings:
            say(warning)
        told = len(store.warnings)
        remembering = Remembering(store, order.memory, keeps=order.memory_file is not None)
        run, warnings = in_loop(_collect(order, remembering, ledger, stop), stop)
        if order.memory_file is not None:
            write_whole(
                order.memory_file, memory_lines(remembering.remembered(link.identity for link in order.plan.links))
            )
    return run, (*warnings, *store.warnings[told:])


async def _collect(order: RunRequest, store: RunStore, ledger: RecordSpool, stop: Stop) -> tuple[Run, tuple[str, ...]]:
    started = datetime.now(UTC)
    unreached = 0
    inputs = tuple(document.file for document in order.documents)
    async with order.world as base:
        world = make_network(order.settings, order.environment, base)
        world = replace(world, controls=(*order.controls, *world.controls))
        is_long = len(order.plan.links) > LONG_RUN and not order.quiet
        foretell = partial(_foretell, world) if is_long else None
        engine = Engine(order.plan, order.settings, store, world, ledger, foretell, order.local)
        stop.serve(engine.stop)
        show = order.progress and not order.quiet
        lang = spoken(order.settings, order.documents)
        async with (
            Progress(len(order.plan.links), engine.status, words(lang), show=show),
            aclosing(engine.records(inputs, None if order.dask is None else dask_cluster(order.dask, say))) as stream,
        ):
            async for record in stream:
                unreached += record.is_unreached
    status = engine.status()
    run = Run(
        version=__version__,
        started=started,
        finished=datetime.now(UTC),
        inputs=inputs,
        documents=tuple(order.documents),
        records=ledger,
        requests=engine.requests,
        complete=engine.complete,
        by_service=engine.by_host,
        stored=status.stored,
        spared=status.spared,
        unreached=unreached,
        presentation=order.settings.presentation,
    )
    return run, engine.warnings


def _foretell(world: Network, queries: Sequence[Query]) -> None:
    for line in foresee(queries, world.net.hosts).lines():
        say(line)
