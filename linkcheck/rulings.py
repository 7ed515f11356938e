"""What a person says in the settings of one address or one host: it wins over the machine. Pure."""

from __future__ import annotations

from dataclasses import replace
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Final

from fetchers import registry
from fetchers.address import AddressError, parse
from fetchers.interface import Observation
from linkcheck.config import HostSetting, Known, Settings
from linkcheck.model import Judgement, Link, Verdict

_VERDICTS: Final = {"alive": Verdict.ALIVE, "dead": Verdict.DEAD, "ignore": Verdict.SKIPPED}


class Rulings:
    """``[[known]]``, and of ``[hosts]`` what is said of verdicts, made ready for a plan."""

    def __init__(self, settings: Settings) -> None:
        self._hosts = settings.hosts
        self._of_host = lru_cache(maxsize=4096)(self._matching)
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
        rules = self._of_host(parse(link.url).host)
        if any(rule.skip for rule in rules):
            return link, Judgement(verdict=Verdict.SKIPPED, reason="excluded", detail="Excluded by the settings.")
        accepted = tuple(status for rule in rules for status in rule.accept)
        return replace(link, accepted=accepted) if accepted else link, None

    def _matching(self, host: str) -> tuple[HostSetting, ...]:
        return tuple(rule for pattern, rule in self._hosts.items() if _fits(pattern, host))


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


def _judgement(entry: Known) -> Judgement:
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


def _fits(pattern: str, host: str) -> bool:
    """``*.name`` is the name and everything under it."""
    return fnmatchcase(host, pattern.lower()) or (pattern.startswith("*.") and host == pattern[2:].lower())
