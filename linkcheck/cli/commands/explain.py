"""``linkcheck explain URL``: what an address answered, and the rule that spoke."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
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
from linkcheck.cli.terminal.language import chinese, chosen
from linkcheck.config import Settings
from linkcheck.engine import make_network
from linkcheck.engine.asking import answers
from linkcheck.engine.judging import JudgementCache, conclude, conclude_without_asking
from linkcheck.judge import explain
from linkcheck.judge.rule import Rule
from linkcheck.model import Confidence, History, Past, Record
from linkcheck.plan import Plan, Query, make_plan
from reports.words import Catalogue, words


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
        link, judgement = plan.decided[0]
        record, _ = conclude_without_asking(link, judgement, Past(), datetime.now(UTC))
        write_out("\n".join([*_verdict(record, words(chosen())), words(chosen())("explain-unasked")]))
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
    return words(chosen())("explain-nobody")


def _told(ask: Query, observation: Observation, *, verbose: bool) -> Iterator[str]:
    """Yield the lines of an answer: the verdict and what it rests on; in full every fact and rule, too."""
    link, say = ask.links[0], words(chosen())
    steps = list(explain(link, observation, History()))
    said, _ = conclude(link, observation, Past())
    yield from _verdict(said, say)
    if said.source:
        yield f"{say('explain-because')}  {_source(said.source)}"
    yield from _answer(observation, say)
    if not verbose:
        yield say("explain-more", n=len(steps))
        return
    yield from (
        "",
        f"{say('explain-fetcher')}  {ask.target.fetcher} ({ask.target.kind})",
        f"{say('explain-key')}  {link.key}",
        "",
    )
    yield from _facts(observation)
    yield from ("", say("explain-rules"))
    yield from dict.fromkeys(_line(step.rule) for step in steps[:-1])
    yield f"  → {said.reason:32} {_source(said.source)}"


def _line(rule: Rule) -> str:
    """Return one rule's reason and source; several rules may have the same."""
    reason = str(rule.reason).replace("{code}", "what the service says").replace("{status}", "…")
    return f"    {reason:32} {_source(rule.source)}"


def _source(source: str) -> str:
    """Return what a rule rests on in the terminal's language; titles and names stay as they are."""
    return chinese("sources").get(source, source) if chosen() == "zh" else source


def _answer(observation: Observation, say: Catalogue) -> list[str]:
    """What was asked and answered, a line each."""
    answer = say("explain-answer")
    hops = [f"{answer}  {hop.status} {hop.url}" for hop in observation.redirects]
    if observation.status is not None:
        hops.append(f"{answer}  {observation.status} {observation.final_url or observation.url}")
    if observation.failure is not None:
        hops.append(f"{say('explain-failure')}  {observation.failure.kind}: {observation.failure.detail}")
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


def _verdict(record: Record, say: Catalogue) -> list[str]:
    sure = say("explain-high" if record.confidence is Confidence.HIGH else "explain-low")
    lines = [say("explain-verdict", verdict=say.verdict(record.verdict), reason=record.reason, sure=sure)]
    lines.append(f"{say.reason(record).removesuffix('。')}{say('stop')}")
    if record.suggestion is not None:
        lines.append(f"→ {say(f'why-{record.suggestion.why}')}{say('colon')}{record.suggestion.url}")
    return lines
