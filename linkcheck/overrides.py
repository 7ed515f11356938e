"""What a person says in the settings of one address or one host: it wins over the machine. Pure."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Final

from fetchers import registry
from fetchers.addresses.address import AddressError, parse
from fetchers.facts import Observation
from fetchers.net.host_policy import stated_for
from linkcheck.config import KnownVerdict, Settings
from linkcheck.model import Judgement, Link, Verdict

_VERDICTS: Final = {"alive": Verdict.ALIVE, "dead": Verdict.DEAD, "ignore": Verdict.SKIPPED}


class Overrides:
    """``[[known]]``, and of ``[hosts]`` what is said of verdicts, made ready for a plan."""

    def __init__(self, settings: Settings) -> None:
        self._hosts = settings.hosts
        self._of_host = lru_cache(maxsize=4096)(lambda host: stated_for(host, settings.hosts))
        self._known = {entry.url: _judgement(entry) for entry in settings.known}
        self._keys = {key: self._known[entry.url] for entry in settings.known if (key := _key(entry.url)) is not None}

    def apply(self, link: Link, judgement: Judgement | None) -> tuple[Link, Judgement | None]:
        """Return the link with what is said of it, and the judgement where nobody need be asked.

        A link said to be alive is asked all the same: its title and its dates are wanted.
        """
        ruling = self._known.get(link.url) or self._keys.get(link.key)
        if ruling is not None:
            decided = judgement is not None or ruling.verdict is not Verdict.ALIVE
            return replace(link, ruling=ruling), ruling if decided else None
        if judgement is not None or not self._hosts:
            return link, judgement
        rule = self._of_host(parse(link.url).host)
        if rule.skip:
            return link, Judgement(verdict=Verdict.SKIPPED, reason="excluded", detail="Excluded by the settings.")
        return replace(link, accepted=rule.accept) if rule.accept else link, None


def overrule(machine: Judgement, link: Link, observation: Observation) -> Judgement:
    """Return what a person has said of the link, else the machine's judgement."""
    if link.ruling is not None:
        if machine.verdict.is_found:
            return link.ruling
        detail = f"{link.ruling.detail} (The check by itself: {machine.verdict}, {machine.reason}.)"
        return replace(link.ruling, detail=detail)
    if observation.status in link.accepted and not machine.verdict.is_found:
        detail = f"Answers {observation.status}, which the settings accept from this host."
        return Judgement(verdict=Verdict.ALIVE, reason="accepted-status", detail=detail)
    return machine


def _judgement(entry: KnownVerdict) -> Judgement:
    detail = f"By hand on {entry.date}: {entry.reason.strip()}"
    return Judgement(
        verdict=_VERDICTS[entry.verdict],
        reason=f"known-{entry.verdict}",
        detail=detail if detail.endswith((".", "!", "?", "。")) else detail + ".",
    )


def _key(url: str) -> str | None:
    try:
        return registry.find(url).key
    except AddressError:
        return None
