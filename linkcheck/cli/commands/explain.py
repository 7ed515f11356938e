"""``linkcheck explain URL``: what an address answered, and the rule that spoke."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import click
import msgspec

from fetchers.context import Context
from fetchers.facts import Observation
from fetchers.net import Net
from fetchers.pages.readers import Readers
from linkcheck.cli.lists.documents import single
from linkcheck.cli.options import config_option, read_settings
from linkcheck.cli.output.report_files import write_out
from linkcheck.cli.running import World
from linkcheck.config import Settings
from linkcheck.engine import make_network
from linkcheck.engine.asking import answers
from linkcheck.engine.recording import JudgementCache
from linkcheck.judge import explain, judge
from linkcheck.judge.rule import Rule
from linkcheck.model import History, Judgement
from linkcheck.plan import Plan, Query, make_plan


@click.command("explain", short_help="Show what an address answered, and the rule that spoke.")
@click.argument("url")
@click.option(
    "--fragments", is_flag=True, default=None, help="Check that the page has the #part that the address names."
)
@click.option("--allow-private", is_flag=True, default=None, help="Ask hosts on private networks, too.")
@click.option("-v", "--verbose", is_flag=True, help="Show every fact, and every rule up to the one that spoke.")
@config_option
@click.pass_obj
def command(world: World | None, /, *, url: str, verbose: bool, config: Path | None, **flags: object) -> None:
    """Ask for one address as a run would: the verdict, the rule that spoke, what was answered; with -v every fact."""
    settings = read_settings(config, flags)
    plan = make_plan([single(url)], settings)
    if plan.decided:
        _, judgement = plan.decided[0]
        write_out("\n".join([*_verdict(judgement), "no request was needed"]))
        return
    write_out(asyncio.run(_explain(plan, settings, world, verbose=verbose)))


async def _explain(plan: Plan, settings: Settings, world: World | None, *, verbose: bool) -> str:
    async with world or nullcontext() as base:
        network = make_network(settings, os.environ, base)
        async with Net(network.net) as net, Readers() as readers:
            context = Context(net=net, access=network.access)
            readers.serve(context)
            async for ask, first in answers(plan.asks, context):
                observation = await JudgementCache().resolve(ask.links[0], first, History(), context)
                return "\n".join(_told(ask, observation, verbose=verbose))
    return "no fetcher answered"


def _told(ask: Query, observation: Observation, *, verbose: bool) -> Iterator[str]:
    """Yield the lines of an answer: the verdict and what it rests on; in full every fact and rule, too."""
    link = ask.links[0]
    steps = list(explain(link, observation, History()))
    said = judge(link, observation, History())
    yield from _verdict(said)
    if said.source:
        yield f"because  {said.source}"
    yield from _answer(observation)
    if not verbose:
        yield f"(-v shows every fact, and the {len(steps)} rules that were asked)"
        return
    yield from ("", f"fetcher  {ask.target.fetcher} ({ask.target.kind})", f"key      {link.key}", "")
    yield from _facts(observation)
    yield from ("", "rules, in order:")
    yield from dict.fromkeys(_line(step.rule) for step in steps[:-1])
    yield f"  → {said.reason:32} {said.source}"


def _line(rule: Rule) -> str:
    """Return one rule's reason and source; several rules may have the same."""
    reason = str(rule.reason).replace("{code}", "what the service says").replace("{status}", "…")
    return f"    {reason:32} {rule.source}"


def _answer(observation: Observation) -> list[str]:
    """What was asked and answered, a line each."""
    hops = [f"answer   {hop.status} {hop.url}" for hop in observation.redirects]
    if observation.status is not None:
        hops.append(f"answer   {observation.status} {observation.final_url or observation.url}")
    if observation.failure is not None:
        hops.append(f"failure  {observation.failure.kind}: {observation.failure.detail}")
    return hops


def _facts(observation: Observation) -> list[str]:
    """Every fact that is set, one a line; a page's text is cut short."""
    lines: list[str] = []
    for name, value in msgspec.to_builtins(observation).items():
        inner = value if isinstance(value, dict) else {"": value}
        lines += [
            f"{name}{'.' + key if key else ''} = {_short(fact)}"
            for key, fact in inner.items()
            if fact not in (None, (), [], {}, "")
        ]
    return lines


def _short(fact: object) -> str:
    several = isinstance(fact, tuple | list) and all(isinstance(part, str) for part in fact)
    text = " ".join((", ".join(fact) if several else str(fact)).split())  # type: ignore[arg-type]  # texts alone
    return text if len(text) <= 160 else text[:157] + "…"


def _verdict(judgement: Judgement) -> list[str]:
    lines = [f"{judgement.verdict} ({judgement.reason}, {judgement.confidence} confidence)", judgement.detail]
    if judgement.suggestion is not None:
        lines.append(f"→ {judgement.suggestion.url} ({judgement.suggestion.why})")
    return lines
