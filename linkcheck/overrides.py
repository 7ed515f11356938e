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
from linkcheck.model import Judgement, Link, Ruling, Verdict
from linkcheck.model.reasons import Reason, sentence
from linkcheck.spelling.opinion import skipped

_MEANT: Final = {
    "alive": (Verdict.ALIVE, Reason.KNOWN_ALIVE),
    "dead": (Verdict.DEAD, Reason.KNOWN_DEAD),
    "ignore": (Verdict.SKIPPED, Reason.KNOWN_IGNORE),
}


class Overrides:
    """``[[known]]``, and of ``[hosts]`` what is said of verdicts, made ready for a plan."""

    def __init__(self, settings: Settings) -> None:
        self._hosts = settings.hosts
        self._accept = settings.accept
        self._of_host = lru_cache(maxsize=4096)(lambda host: stated_for(host, settings.hosts))
        self._known = {entry.url: _ruling(entry) for entry in settings.known}
        self._keys = {key: self._known[entry.url] for entry in settings.known if (key := _key(entry.url)) is not None}

    def apply(self, link: Link, judgement: Judgement | None) -> tuple[Link, Judgement | None]:
        """Return the link with what is said of it, and the judgement where nobody need be asked.

        A link said to be alive is asked all the same: its title and its dates are wanted.
        """
        ruling = self._known.get(link.url) or self._keys.get(link.key)
        if ruling is not None:
            decided = judgement is not None or ruling.verdict is not Verdict.ALIVE
            return replace(link, ruling=ruling), _judgement(ruling) if decided else None
        if judgement is not None or link.address is None or not (self._hosts or self._accept):
            return link, judgement
        rule = self._of_host(link.address.host)
        if rule.skip:
            return link, skipped(Reason.EXCLUDED)
        accepted = rule.accept or self._accept
        return replace(link, accepted=accepted) if accepted else link, None


def overrule(machine: Judgement, link: Link, observation: Observation) -> Judgement:
    """Return what a person has said of the link, else the machine's judgement."""
    if link.ruling is not None:
        ours = _judgement(link.ruling)
        if machine.verdict.is_found:
            return ours
        return replace(ours, detail=f"{ours.detail} (The check by itself: {machine.verdict}, {machine.reason}.)")
    if observation.status in link.accepted and not machine.verdict.is_found:
        reason = Reason.ACCEPTED_STATUS
        detail = sentence(reason.english.format(status=observation.status))
        return Judgement(verdict=Verdict.ALIVE, reason=reason.code, detail=detail)
    return machine


def _ruling(entry: KnownVerdict) -> Ruling:
    verdict, reason = _MEANT[entry.verdict]
    return Ruling(verdict, reason, entry.reason.strip(), entry.date.isoformat())


def _judgement(ruling: Ruling) -> Judgement:
    detail = sentence(ruling.reason.english.format(date=ruling.date, said=ruling.said))
    return Judgement(verdict=ruling.verdict, reason=ruling.reason.code, detail=detail)


def _key(url: str) -> str | None:
    try:
        return registry.find(parse(url)).key
    except AddressError:
        return None
