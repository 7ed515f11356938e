"""What sites have in common: a table of URL forms, from which claims, targets, documentation and tests are made."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from fetchers.address import Address, identity
from fetchers.context import Context
from fetchers.interface import Answer, Form, Guide, Metadata, Observation, Standing, Target
from fetchers.page import look

ANY: Final = r"(?:\?.*)?"
"""What ends a pattern that any query may follow."""
END: Final = r"/?(?:\?.*)?"
"""The same, after a slash that makes no difference."""
_FEW_WORDS: Final = 400
"""A page that only says that something is gone, with the site's menus around it, has fewer words than an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One URL form and what it means. ``key``, ``page`` and ``better`` are ``str.format`` templates of its groups.

    ``key`` is the identity (empty: that of an ordinary page); ``page`` the address to ask in place of the one written;
    ``better`` the address a list should rather give. ``what`` is Metadata.kind, ``kind`` itself where empty.
    """

    kind: str
    pattern: str
    example: str
    key: str = ""
    page: str = ""
    better: str = ""
    what: str = ""

    @property
    def form(self) -> Form:
        """The row as the interface knows it."""
        return Form(self.kind, self.pattern, self.example)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A sentence by which a site says on a page of its own what its status does not.

    ``pattern`` is searched for in the page's title, heading and visible text, and believed on short pages alone: an
    article may quote the sentence.
    """

    pattern: str
    standing: Standing
    code: str
    detail: str
    words: int = _FEW_WORDS


class Site:
    """A site with a table of URL forms, asked as its page is. Subclasses say what to ask where there is better."""

    name: str
    guide: Guide
    rules: tuple[Rule, ...]
    hosts: tuple[str, ...] = ()
    """Domains whose hosts alone can match (with all names under them); empty: any host can."""
    batch: int = 1
    signs: tuple[Sign, ...] = ()
    title: str | None = None
    """The site's name where its pages do not give it."""

    @property
    def forms(self) -> tuple[Form, ...]:
        """The URL table."""
        return tuple(rule.form for rule in self.rules)

    def claim(self, address: Address) -> Target | None:
        """Return the target if one of the forms matches."""
        if self.hosts and not is_below(address.host, self.hosts):
            return None
        for rule in self.rules:
            match = _compiled(rule.pattern).fullmatch(address.plain)
            if match is not None:
                return self.target(address, rule, {name: part for name, part in match.groupdict().items() if part})
        return None

    def target(self, address: Address, rule: Rule, parts: Mapping[str, str]) -> Target | None:
        """Make the target of an address that a form matches; None where the parts show that it is not meant."""
        return Target(
            fetcher=self.name,
            kind=rule.kind,
            key=rule.key.format_map(parts) if rule.key else identity(address),
            url=rule.page.format_map(parts) if rule.page else address.wire,
            parts=parts,
            canonical=rule.better.format_map(parts) if rule.better else None,
        )

    async def observe(self, targets: Sequence[Target], context: Context) -> AsyncIterator[tuple[Target, Observation]]:
        """Ask for the targets one by one."""
        for target in targets:
            yield target, await self.ask(target, context)

    async def ask(self, target: Target, context: Context) -> Observation:
        """Ask for one target: here, look at its page."""
        return await self.look(target, context)

    async def look(self, target: Target, context: Context) -> Observation:
        """Look at the target's page and add what the site's own rules read from it."""
        return await look(target, context, lambda observation, text: self.refine(target, observation, text))

    def refine(self, target: Target, observation: Observation, text: str) -> Observation:
        """Add the site's own facts to an observation of its page: the signs, the kind, what ``read`` finds. Pure."""
        answer = observation.answer or self.read_signs(observation)
        if answer is not None:
            return replace(observation, answer=answer, metadata=None)
        if observation.status != 200:
            return observation
        found = observation.metadata or Metadata()
        facts = replace(found, kind=self.what(target), site=found.site or self.title)
        return replace(observation, metadata=self.read(target, facts, text))

    def read(self, target: Target, metadata: Metadata, text: str) -> Metadata:  # noqa: ARG002 - subclasses use them
        """Return the metadata with what only this site's pages say. Pure."""
        return metadata

    def read_signs(self, observation: Observation) -> Answer | None:
        """Return what the site's own sentences say of the item, None where none of them stands on the page."""
        page = observation.page
        if page is None:
            return None
        for sign in self.signs:
            said = _compiled(sign.pattern).search(f"{page.title}\n{page.heading}\n{page.text}")
            if said and page.words <= sign.words:
                return Answer(sign.standing, sign.code, sign.detail)
        return None

    def what(self, target: Target) -> str:
        """Return the kind of thing a target is, in the words of report.schema.json."""
        return next((rule.what or rule.kind for rule in self.rules if rule.kind == target.kind), "page")


def is_below(host: str, domains: Sequence[str]) -> bool:
    """Tell whether a host is one of the domains or a name under one."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile at first use: a run meets few of the sites."""
    return re.compile(pattern)
