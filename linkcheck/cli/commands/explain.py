"""``linkcheck explain URL``: what an address answered, and the rule that spoke."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import click
import msgspec

from fetchers.context import Context
from fetchers.facts import Observation
from fetchers.net import Net
from fetchers.pages.readers import Readers
from linkcheck.cli.options import config_option, read_settings
from linkcheck.cli.output import write_out
from linkcheck.cli.reading import single
from linkcheck.config import Settings
from linkcheck.engine import make_network
from linkcheck.engine.asking import answers
from linkcheck.engine.recording import JudgementCache
from linkcheck.judge import explain, judge
from linkcheck.model import History, Judgement
from linkcheck.plan import Plan, make_plan


@click.command("explain", short_help="Show what an address answered, and the rule that spoke.")
@click.argument("url")
@click.option(
    "--fragments", is_flag=True, default=None, help="Check that the page has the #part that the address names."
)
@click.option("--allow-private", is_flag=True, default=None, help="Ask hosts on private networks, too.")
@click.option("-v", "--verbose", is_flag=True, help="Show every fact, and every rule up to the one that spoke.")
@config_option
def command(*, url: str, verbose: bool, config: Path | None, **flags: object) -> None:
    """Ask for one address as a run would: the verdict, the rule that spoke, what was answered; with -v every fact."""
    settings = read_settings(config, flags)
    plan = make_plan([single(url)], settings)
    if plan.decided:
        _, judgement = plan.decided[0]
        write_out("\n".join([*_verdict(judgement), "no request was needed"]))
        return
    write_out(asyncio.run(_explain(plan, settings, verbose=verbose)))


async def _explain(plan: Plan, settings: Settings, *, verbose: bool) -> str:
    world = make_network(settings, os.environ)
    async with Net(world.net) as net, Readers() as readers:
        context = Context(net=net, access=world.access)
        readers.serve(context)
        async for ask, first in answers(plan.asks, context):
            link = ask.links[0]
            observation = await JudgementCache().resolve(link, first, History(), context)
            steps = list(explain(link, observation, History()))
            said = judge(link, observation, History())
            lines = [*_verdict(said), *([f"because  {said.source}"] if said.source else []), *_answer(observation)]
            if not verbose:
                return "\n".join([*lines, f"(-v shows every fact, and the {len(steps)} rules that were asked)"])
            rules = [f"    {step.rule.reason:32} {step.rule.source}" for step in steps[:-1]]
            spoke = f"  → {said.reason:32} {said.source}"
            head = ["", f"fetcher  {ask.target.fetcher} ({ask.target.kind})", f"key      {link.key}", ""]
            return "\n".join([*lines, *head, *_facts(observation), "", "rules, in order:", *rules, spoke])
    return "no fetcher answered"


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
    facts = msgspec.to_builtins(observation)
    lines: list[str] = []
    for name, value in facts.items():
        if value in (None, [], {}, ""):
            continue
        inner = value if isinstance(value, dict) else {"": value}
        lines += [
            f"{name}{'.' + key if key else '':{1}} = {_short(fact)}"
            for key, fact in inner.items()
            if fact not in (None, [], "")
        ]
    return lines


def _short(fact: object) -> str:
    text = " ".join(str(fact).split())
    return text if len(text) <= 160 else text[:157] + "…"


def _verdict(judgement: Judgement) -> list[str]:
    lines = [f"{judgement.verdict} ({judgement.reason}, {judgement.confidence} confidence)", judgement.detail]
    if judgement.suggestion is not None:
        lines.append(f"→ {judgement.suggestion.url} ({judgement.suggestion.why})")
    return lines
