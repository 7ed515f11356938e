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
@config_option
def command(*, url: str, config: Path | None, **flags: object) -> None:
    """Ask for one address as a run would, and show every fact and every rule up to the one that spoke."""
    settings = read_settings(config, flags)
    plan = make_plan([single(url)], settings)
    if plan.decided:
        _, judgement = plan.decided[0]
        write_out("\n".join(["no request was needed", "", *_verdict(judgement)]))
        return
    write_out(asyncio.run(_explain(plan, settings)))


async def _explain(plan: Plan, settings: Settings) -> str:
    world = make_network(settings, os.environ)
    async with Net(world.net) as net, Readers() as readers:
        context = Context(net=net, access=world.access)
        readers.serve(context)
        async for ask, first in answers(plan.asks, context):
            link = ask.links[0]
            observation = await JudgementCache().resolve(link, first, History(), context)
            steps = explain(link, observation, History())
            rules = [f"  {'→' if step.held else ' '} {step.rule.reason:32} {step.rule.source}" for step in steps]
            head = [f"fetcher  {ask.target.fetcher} ({ask.target.kind})", f"key      {link.key}", ""]
            verdict = _verdict(judge(link, observation, History()))
            return "\n".join([*head, *_facts(observation), "", "rules, in order:", *rules, "", *verdict])
    return "no fetcher answered"


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
